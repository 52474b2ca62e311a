//! `tiaojie due`: duties overdue or due soon, the most urgent first.

use serde_json::{Value, json};

use super::args::DueArgs;
use super::complain::Complaint;
use super::context::Context;
use super::names;
use super::{say, say_json};
use crate::domain::check::days_left;
use crate::domain::date_entry::iso;
use crate::domain::{DutyKind, LIST_COMMA, Office, RefusalGround};
use crate::report::aligned_words;
use crate::store::{DueCount, DueQuery, DueRow, Store};
use crate::text::{Lang, cli, dispute, due as words};

/// Lists the duties.
pub(super) fn run(context: &Context, args: &DueArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let store = context.open()?;
    let office = names::scope(&store, lang, args.office.as_deref())?;
    let query = DueQuery {
        // The district stands for all offices.
        office: office.filter(|id| *id != Office::root_id()),
        kind: args.kind.as_deref().map(|text| kind(lang, text)).transpose()?,
        limit: args.limit.saturating_add(1),
        after: None,
    };
    let mut rows = store.due(&query)?;
    let cut = rows.len() > args.limit;
    rows.truncate(args.limit);
    let count = store.due_count(query.office, query.kind)?;
    if args.json {
        return say_json(&as_json(&store, lang, &rows, count));
    }
    if rows.is_empty() && !cut {
        return say(words::nothing(lang));
    }
    let mut lines = vec![heads(lang)];
    lines.extend(rows.iter().map(|row| cells(&store, lang, row)));
    // The last column, of hints, stands only where there is one.
    if lines.iter().skip(1).all(|line| line.last().is_none_or(String::is_empty)) {
        lines.iter_mut().for_each(|line| drop(line.pop()));
    }
    say(&words::counts(lang, count))?;
    say(aligned_words(&lines).trim_end())?;
    if let Some(year) = rows.iter().find_map(|row| row.unknown_year) {
        say(&dispute::rest_days_unknown(lang, year))?;
    }
    if cut { say(&cli::list_cut(lang, rows.len())) } else { Ok(()) }
}

/// Parses a kind of duty by its code or its name in either language.
fn kind(lang: Lang, text: &str) -> Result<DutyKind, Complaint> {
    let named = |kind: &&DutyKind| {
        let names = [Lang::Zh, Lang::En].map(|lang| words::duty(lang, **kind).to_lowercase());
        kind.code() == text || names.contains(&text.to_lowercase())
    };
    DutyKind::ALL.iter().find(named).copied().ok_or_else(|| names::bad(lang, "--kind", text))
}

fn heads(lang: Lang) -> Vec<String> {
    let heads = [
        words::LEFT,
        words::LAST_DAY,
        words::DUTY,
        words::NUMBER,
        words::PARTIES,
        words::KIND,
        words::MEDIATOR,
        words::OFFICE,
        words::HINT,
    ];
    heads.map(|head| head.text(lang).to_owned()).to_vec()
}

fn cells(store: &Store, lang: Lang, row: &DueRow) -> Vec<String> {
    let (directory, case) = (store.directory(), &row.case);
    let kind = directory.type_label(&case.kind).map_or("", |label| label.short(lang));
    let lead = case.mediators.first().and_then(|id| directory.mediator(*id));
    vec![
        words::left(lang, days_left(row.last_day, store.today())),
        iso(row.last_day),
        words::what(lang, row.kind, row.instalment.as_ref()),
        case.number.clone(),
        parties(row),
        kind.to_owned(),
        lead.map_or_else(String::new, |mediator| mediator.name.clone()),
        names::office_name(directory, case.office, lang),
        row.ground_to_mind(directory).map_or("", |ground| words::hint(lang, ground)).to_owned(),
    ]
}

fn parties(row: &DueRow) -> String {
    let sides = [&row.case.applicants, &row.case.respondents].into_iter().filter(|side| !side.is_empty());
    sides.cloned().collect::<Vec<_>>().join(&LIST_COMMA.to_string())
}

fn as_json(store: &Store, lang: Lang, rows: &[DueRow], count: DueCount) -> Value {
    let line = |row: &DueRow| {
        json!({
            "kind": row.kind.code(),
            "last_day": iso(row.last_day),
            "days_left": days_left(row.last_day, store.today()),
            "case": row.case.id.to_string(),
            "number": row.case.number,
            "applicants": row.case.applicants,
            "respondents": row.case.respondents,
            "type": row.case.kind.as_str(),
            "office": names::office_name(store.directory(), row.case.office, lang),
            "referral": row.referral.map(|id| id.to_string()),
            "instalment": row.instalment.as_ref().map(|part| json!({
                "id": part.id.to_string(),
                "nth": part.nth,
                "amount_fen": part.amount.map(|amount| amount.0),
                "what": part.what,
            })),
            "ground_to_mind": row.ground_to_mind(store.directory()).map(RefusalGround::code),
            "rest_days_unknown": row.unknown_year,
        })
    };
    json!({
        "overdue": count.overdue,
        "soon": count.soon,
        "and_more": count.overdue >= DueCount::LIMIT || count.soon >= DueCount::LIMIT,
        "due": rows.iter().map(line).collect::<Vec<_>>(),
    })
}
