//! What `tiaojie service` says of entries: lists, totals, the catalogue, one entry as JSON.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::complain::Complaint;
use super::context::Context;
use super::service::{CatalogueArgs, ServiceListArgs, ServiceTotalsArgs};
use super::{names, say, say_json};
use crate::domain::date_entry::{YEARS, iso};
use crate::domain::field::{AnyEntry, Entry, EntryField as F, Value};
use crate::domain::{DateRange, DisputeId, Indicator, YearRule};
use crate::report::{EntriesQuestion, EntriesReport, EntryLine, Wording};
use crate::report::{aligned_words, columns_of_entries, decimal_json};
use crate::store::{EntryFilter, EntryPage, Label, MissingMonths, Store};
use crate::text::{Lang, services as words, services_cli as says};

/// An entry as JSON: codes and ids also in words.
pub(super) fn as_json(entry: &dyn AnyEntry, wording: &Wording<'_>) -> Json {
    let mut out = json!({ "id": entry.name().id.simple().to_string() });
    for (field, _) in entry.specs() {
        let in_words = || wording.cell(entry, field).into();
        out[if field == F::On { "date" } else { field.code() }] = match (field, entry.read(field)) {
            (F::Days, _) => {
                let range = Indicator::of(entry).range;
                (out["from"], out["to"]) = (iso(range.from).into(), iso(range.to).into());
                continue;
            }
            (F::Kind, _) => {
                out["kind_label"] = in_words();
                entry.text(field).into()
            }
            (F::Case, Value::Id(case)) => {
                out["case_id"] = DisputeId::new(case).to_string().into();
                in_words()
            }
            (F::Void | F::Village | F::Case | F::Rule, Value::Empty) => Json::Null,
            (F::On | F::Office | F::Village, _) => in_words(),
            (_, Value::Number(number)) => number.into(),
            (_, Value::Decimal(figure)) => decimal_json(Some(figure)),
            _ => entry.text(field).into(),
        };
    }
    out
}

pub(super) fn list(context: &Context, args: &ServiceListArgs) -> Result<(), Complaint> {
    let store = context.open()?;
    let lang = context.lang;
    let range = match &args.period {
        Some(text) => names::period(lang, text)?.range(store.settings().cut_off()),
        None => all_days(),
    };
    let office = names::scope(&store, lang, args.office.as_deref())?;
    let filter = EntryFilter { range, office };
    let page = EntryPage { filter, skip: 0, limit: args.limit.saturating_add(1) };
    let mut entries = store.page_of(args.which, &page)?;
    let cut = entries.len() > args.limit;
    entries.truncate(args.limit);
    let wording = wording(&store, lang);
    if args.json {
        return say_json(&entries.iter().map(|entry| as_json(&**entry, &wording)).collect());
    }
    if entries.is_empty() && !cut {
        return say(says::none(lang));
    }
    let headings = columns_of_entries(args.which).iter().map(|field| words::label(args.which, *field));
    let mut lines = vec![headings.map(|word| word.text(lang).to_owned()).collect()];
    lines.extend(entries.iter().map(|entry| wording.cells(&**entry)));
    say(aligned_words(&lines).trim_end())?;
    if cut { say(&says::cut(lang, entries.len())) } else { Ok(()) }
}

fn all_days() -> DateRange {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    DateRange { from: day(*YEARS.start(), 1, 1), to: day(*YEARS.end(), 12, 31) }
}

pub(super) fn totals(context: &Context, args: &ServiceTotalsArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let period = names::period(lang, &args.period)?;
    let store = context.open()?;
    let office = names::scope(&store, lang, args.office.as_deref())?;
    let question = EntriesQuestion { period, office, cut_off: store.settings().cut_off() };
    let report = EntriesReport::build(&store, question, lang)?;
    if !args.json {
        return say(report.text(lang).trim_end());
    }
    let line = |line: &EntryLine| {
        let figure = |figure: &crate::report::EntryFigure| {
            let [period, year] = [figure.period, figure.year].map(decimal_json);
            json!({"unit": figure.unit, "period": period, "year": year})
        };
        json!({
            "list": line.list.code(), "kind": line.code, "label": line.label,
            "figures": line.figures.iter().map(figure).collect::<Vec<_>>(),
        })
    };
    let missing = |one: &MissingMonths| {
        let office = one.office.map(|id| names::office_name(store.directory(), id, lang));
        json!({"name": one.name, "office": office, "months": one.months.iter().map(ToString::to_string).collect::<Vec<_>>()})
    };
    say_json(&json!({
        "period": period.to_string(), "from": iso(report.range.from), "to": iso(report.range.to),
        "lines": report.lines.iter().map(line).collect::<Vec<_>>(),
        "lawyers": {
            "sessions": report.lawyers.sessions, "entries": report.lawyers.entries, "both": report.lawyers.both,
            "times": report.lawyers.times(),
        },
        "missing": report.missing.iter().map(missing).collect::<Vec<_>>(),
    }))
}

/// The catalogue of figures.
pub(super) fn catalogue(context: &Context, args: &CatalogueArgs) -> Result<(), Complaint> {
    let (store, lang) = (context.open()?, context.lang);
    let labels = store.directory().offered_labels("indicator", store.today());
    if args.json {
        let one = |label: &&Label| {
            json!({
                "code": label.code, "name": label.zh, "english": label.en, "unit": label.unit, "owner": label.owner,
                "decimals": label.decimals, "rule": label.rule.map(YearRule::code),
            })
        };
        return say_json(&labels.iter().map(one).collect());
    }
    let codes = crate::text::field::Wording { directory: store.directory(), lang };
    let mut lines = vec![words::catalogue_heads(lang).map(str::to_owned).to_vec()];
    lines.extend(labels.iter().map(|label| {
        let rule = label.rule.map_or_else(String::new, |rule| codes.of("year_rule", rule.code()));
        let unit = words::unit(lang, &label.unit).to_owned();
        let decimals = label.decimals.to_string();
        vec![label.code.clone(), label.text(lang).to_owned(), unit, label.owner.clone(), decimals, rule]
    }));
    say(aligned_words(&lines).trim_end())
}

pub(super) fn wording(store: &Store, lang: Lang) -> Wording<'_> {
    Wording { store, lang }
}
