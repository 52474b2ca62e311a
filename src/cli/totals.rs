//! `tiaojie totals`: the figures of a period, by one dimension; or one of the tables of the analysis.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::args::TotalsArgs;
use super::complain::Complaint;
use super::context::Context;
use super::names;
use super::{say, say_json};
use crate::domain::period::Period;
use crate::domain::{Divisor, MediatorId, OfficeId, SourceCode, TypeCode};
use crate::report::{self, Analysis, AnalysisQuestion, AnalysisReport, Measured, Verdict, aligned, rate};
use crate::store::{AgeBy, Directory, Figures, Grouping, Store, Totals, TotalsQuery};
use crate::text::{Lang, cli as words};

/// Prints the totals.
pub(super) fn run(context: &Context, args: &TotalsArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let period = names::period(lang, &args.period)?;
    let store = context.open()?;
    let office = names::scope(&store, lang, args.office.as_deref())?;
    let basis = args.rate.unwrap_or(store.settings().rate_basis);
    if let Some(table) = args.analysis {
        let cut_off = store.settings().cut_off();
        let question =
            AnalysisQuestion { analysis: analysis(table, args.by), period, office, cut_off, rate: basis };
        let report = AnalysisReport::build(&store, question, lang)?;
        return if args.json {
            say_json(&analysis_json(&report, lang))
        } else {
            say(report.text(lang).trim_end())
        };
    }
    let divisor = basis.divisor(&period);
    let query = query(&store, period, args.by, office);
    let totals = store.totals(&query)?;
    let lines = lines(store.directory(), lang, query.grouping, &totals);
    if args.json {
        say_json(&as_json(lang, period, divisor, &lines, &totals))
    } else {
        say(as_text(lang, query.grouping, divisor, &lines, &totals).trim_end())
    }
}

fn query(store: &Store, period: Period, grouping: Grouping, office: Option<OfficeId>) -> TotalsQuery {
    let cut_off = store.settings().cut_off();
    let range = period.range(cut_off);
    // A range of days has no statistical months: use the parts of natural months in it.
    let span = |month: crate::domain::period::Month| match period {
        Period::Days(_) => month.range().intersect(&range),
        _ => Some(month.span(cut_off)),
    };
    let months =
        period.months().into_iter().filter_map(|month| Some((month.to_string(), span(month)?))).collect();
    TotalsQuery { range, grouping, office, months }
}

/// A line of the table with its key and label.
struct Line {
    key: String,
    label: String,
    figures: Figures,
}

fn lines(directory: &Directory, lang: Lang, grouping: Grouping, totals: &Totals) -> Vec<Line> {
    let mut lines: Vec<Line> = totals
        .rows
        .iter()
        .map(|row| {
            let (key, label) = named(directory, lang, grouping, &row.key);
            Line { key, label, figures: row.figures }
        })
        .collect();
    if grouping == Grouping::Mediator {
        tell_apart(directory, lang, totals, &mut lines);
    }
    lines
}

/// Key and label of a line: the code of a code, the division code or name of a place, the name of a person.
fn named(directory: &Directory, lang: Lang, grouping: Grouping, key: &str) -> (String, String) {
    let labelled = |label: Option<&crate::store::Label>| {
        (key.to_owned(), label.map_or_else(|| key.to_owned(), |label| label.text(lang).to_owned()))
    };
    if key.is_empty() {
        return (String::new(), words::none(lang).to_owned());
    }
    match grouping {
        Grouping::Type => labelled(key.parse().ok().and_then(|code: TypeCode| directory.type_label(&code))),
        Grouping::Source => {
            labelled(key.parse().ok().and_then(|code: SourceCode| directory.source_label(&code)))
        }
        Grouping::Level => labelled(directory.label("level", key)),
        Grouping::Difficulty => labelled(directory.label("difficulty", key)),
        Grouping::Office | Grouping::Village => match key.parse().ok().and_then(|id| directory.office(id)) {
            Some(office) => {
                let key = if office.division_code.is_empty() { &office.name } else { &office.division_code };
                (key.clone(), names::office_name(directory, office.id, lang))
            }
            None => (key.to_owned(), key.to_owned()),
        },
        Grouping::Mediator => {
            let mediator = key.parse().ok().and_then(|id: MediatorId| directory.mediator(id));
            let name = mediator.map_or_else(|| key.to_owned(), |mediator| mediator.name.clone());
            (name.clone(), name)
        }
        Grouping::Month | Grouping::Tag => (key.to_owned(), key.to_owned()),
    }
}

/// Adds the office to mediators with the same name.
fn tell_apart(directory: &Directory, lang: Lang, totals: &Totals, lines: &mut [Line]) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for line in lines.iter() {
        *times.entry(line.key.clone()).or_default() += 1;
    }
    for (line, row) in lines.iter_mut().zip(&totals.rows) {
        let mediator = row.key.parse().ok().and_then(|id: MediatorId| directory.mediator(id));
        if let Some(mediator) = mediator.filter(|_| times.get(&line.key).is_some_and(|times| *times > 1)) {
            let office = names::office_name(directory, mediator.office, lang);
            line.label = lang.pick(format!("{}（{office}）", line.key), format!("{} ({office})", line.key));
        }
    }
}

pub(super) fn figures_json(figures: &Figures) -> Map<String, Value> {
    let measures = [
        ("accepted", figures.accepted),
        ("mediated", figures.mediated()),
        ("successful", figures.successful()),
        ("unsuccessful", figures.unsuccessful),
        ("withdrawn", figures.withdrawn),
        ("referred", figures.referred),
        ("closed", figures.closed()),
        ("pending", figures.pending),
        ("amount_fen", figures.amount.0),
        ("people", figures.people),
    ];
    measures.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}

fn as_json(lang: Lang, period: Period, divisor: Divisor, lines: &[Line], totals: &Totals) -> Value {
    let rows: Vec<Value> = lines
        .iter()
        .map(|line| {
            let mut row = Map::from_iter([
                ("key".to_owned(), line.key.clone().into()),
                ("label".to_owned(), line.label.clone().into()),
            ]);
            row.extend(figures_json(&line.figures));
            row.into()
        })
        .collect();
    let basis: Map<String, Value> =
        words::basis(lang, divisor).into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
    json!({
        "period": period.to_string(),
        "basis": basis,
        "rows": rows,
        "total": figures_json(&totals.total),
        "carried_in": totals.carried_in,
        "carried_out": totals.carried_out,
    })
}

fn as_text(lang: Lang, grouping: Grouping, divisor: Divisor, lines: &[Line], totals: &Totals) -> String {
    let heads: Vec<String> = words::totals_heads(lang, grouping).into_iter().map(str::to_owned).collect();
    let mut rows = vec![heads];
    rows.extend(lines.iter().map(|line| cells(&line.label, &line.figures, divisor)));
    rows.push(cells(words::total(lang), &totals.total, divisor));
    let total = &totals.total;
    let mut text = aligned(&rows);
    let carry =
        words::carry_line(lang, totals.carried_in, total.accepted, total.closed(), totals.carried_out);
    let closing = report::Rate::of(total.closed(), totals.carried_in + total.accepted);
    for line in [
        rate(total, divisor).said(divisor, lang),
        closing.closing_said(lang),
        words::basis_line(lang).to_owned(),
        carry,
    ] {
        text.push_str(&line);
        text.push('\n');
    }
    if grouping.overlaps() {
        text.push_str(words::overlap_line(lang));
    }
    text
}

fn cells(label: &str, figures: &Figures, divisor: Divisor) -> Vec<String> {
    let mut cells = vec![label.to_owned()];
    let first = [figures.accepted, figures.mediated(), figures.successful()];
    cells.extend(first.iter().map(i64::to_string));
    cells.push(report::Value::Rate(rate(figures, divisor)).text());
    let rest = [figures.unsuccessful, figures.withdrawn, figures.referred, figures.closed(), figures.pending];
    cells.extend(rest.iter().map(i64::to_string));
    cells.push(figures.amount.yuan_text());
    cells.push(figures.people.to_string());
    cells
}

/// The table given by the flags.
pub(super) const fn analysis(table: Analysis, by: Grouping) -> Analysis {
    match (table, by) {
        (Analysis::Age(_), Grouping::Office) => Analysis::Age(AgeBy::Office),
        (table, _) => table,
    }
}

/// One object for each line: `label` is an array of strings, figures are named; averages are numbers with one
/// decimal or `null`, a rate is a fraction of 1.
fn analysis_json(report: &AnalysisReport, lang: Lang) -> Value {
    let figure = |figure: report::Value| match figure {
        report::Value::Count(n) => n.into(),
        report::Value::Tenths(n) | report::Value::TenthsChange(n) => n.map(|n| n as f64 / 10.0).into(),
        report::Value::Rate(rate) => rate.tenths().map(|n| n as f64 / 1_000.0).into(),
        other => other.text().into(),
    };
    let columns = report.question.analysis.columns();
    let rows = report.lines.iter().map(|line| {
        let mut row = Map::from_iter([("label".to_owned(), line.labels.clone().into())]);
        row.extend(columns.iter().zip(&line.figures).map(|(column, value)| match column {
            Measured::Verdict => (column.code(), (line.verdict == Verdict::Rising).into()),
            _ => (column.code(), figure(*value)),
        }));
        if !line.months.is_empty() {
            row.insert("months".to_owned(), line.months.clone().into());
        }
        Value::from(row)
    });
    json!({
        "period": report.question.period.to_string(),
        "analysis": report.question.analysis.code(),
        "rows": rows.collect::<Vec<_>>(),
        "months": report.months.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "notes": report.foot,
        "rate": words::basis(lang, report.question.divisor())[3].1,
    })
}
