//! `tiaojie list`: cases, newest first.

use serde_json::{Value, json};

use super::args::{FilterArgs, ListArgs};
use super::complain::Complaint;
use super::context::Context;
use super::names;
use super::{say, say_json};
use crate::domain::LIST_COMMA;
use crate::domain::Outcome;
use crate::domain::date_entry::iso;
use crate::ledger::{OutcomeWord, read_outcome_word};
use crate::report::aligned_words;
use crate::store::{CaseFilter, CaseRow, Directory, ListQuery, Outcomes, Pick, Store, Tree};
use crate::text::{Lang, cli as words};

/// Lists the cases selected by the flags.
pub(super) fn run(context: &Context, args: &ListArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let store = context.open()?;
    let query = ListQuery {
        filter: filter(&store, lang, &args.filter)?,
        limit: args.limit.saturating_add(1),
        ..ListQuery::default()
    };
    let mut rows = store.list(&query)?;
    let cut = rows.len() > args.limit;
    rows.truncate(args.limit);
    let directory = store.directory();
    if args.json {
        let rows: Vec<Value> = rows.iter().map(|row| as_json(directory, lang, row)).collect();
        return say_json(&rows.into());
    }
    if rows.is_empty() && !cut {
        return say(words::no_cases(lang));
    }
    let mut lines = vec![words::list_heads(lang).map(str::to_owned).to_vec()];
    lines.extend(rows.iter().map(|row| cells(directory, lang, row)));
    say(aligned_words(&lines).trim_end())?;
    if cut { say(&words::list_cut(lang, rows.len())) } else { Ok(()) }
}

/// The filter given by the flags.
pub(super) fn filter(store: &Store, lang: Lang, args: &FilterArgs) -> Result<CaseFilter, Complaint> {
    let directory = store.directory();
    let mut filter = CaseFilter { outcomes: Outcomes::Accepted, ..CaseFilter::default() };
    if let Some(text) = &args.period {
        let cut_off = store.settings().cut_off();
        filter.accepted = Some(names::period(lang, text)?.range(cut_off));
    }
    if let Some(text) = &args.kind {
        filter.kind = Tree::Below(names::kind(directory, lang, text)?);
    }
    if let Some(text) = &args.source {
        filter.source = Tree::Below(names::source(directory, lang, text)?.0);
    }
    if let Some(text) = &args.outcome {
        filter.outcomes = outcomes(directory, text).ok_or_else(|| names::bad(lang, "--outcome", text))?;
    }
    if let Some(name) = &args.office {
        let id = names::office(store, lang, name)?;
        if directory.office(id).is_some_and(|office| office.kind.is_settlement()) {
            filter.village = Pick::Is(id);
        } else {
            filter.office = Some(id);
        }
    }
    if let Some(name) = &args.mediator {
        filter.mediator = Pick::Is(names::mediator(store, lang, name, filter.office)?);
    }
    Ok(filter)
}

fn outcomes(directory: &Directory, text: &str) -> Option<Outcomes> {
    Some(match read_outcome_word(text, directory)? {
        OutcomeWord::Open => Outcomes::Open,
        OutcomeWord::Success => Outcomes::Of(vec![Outcome::Written, Outcome::Oral]),
        OutcomeWord::Closed(outcome) => Outcomes::Of(vec![outcome]),
    })
}

/// A case as a line of text.
fn cells(directory: &Directory, lang: Lang, row: &CaseRow) -> Vec<String> {
    vec![
        row.number.clone(),
        iso(row.accepted_on),
        row.applicants.clone(),
        row.respondents.clone(),
        directory
            .type_label(&row.kind)
            .map_or_else(|| row.kind.to_string(), |label| label.short(lang).to_owned()),
        village(directory, row),
        mediators(directory, row).join(&LIST_COMMA.to_string()),
        directory.outcome_label(row.outcome).map_or_else(String::new, |label| label.short(lang).to_owned()),
    ]
}

fn village(directory: &Directory, row: &CaseRow) -> String {
    row.village.and_then(|id| directory.office(id)).map(|office| office.name.clone()).unwrap_or_default()
}

fn mediators(directory: &Directory, row: &CaseRow) -> Vec<String> {
    row.mediators.iter().filter_map(|id| directory.mediator(*id)).map(|one| one.name.clone()).collect()
}

fn as_json(directory: &Directory, lang: Lang, row: &CaseRow) -> Value {
    json!({
        "id": row.id.to_string(),
        "number": row.number,
        "accepted": iso(row.accepted_on),
        "closed": row.closed_on.map(iso),
        "outcome": row.outcome.map(Outcome::code),
        "type": row.kind.as_str(),
        "type_label": directory.type_label(&row.kind).map(|label| label.text(lang)),
        "source": row.source.as_str(),
        "office": names::office_name(directory, row.office, lang),
        "village": village(directory, row),
        "applicants": row.applicants,
        "respondents": row.respondents,
        "mediators": mediators(directory, row),
        "amount_fen": row.amount.map(|amount| amount.0),
        "summary": row.summary,
        "void": row.is_void,
    })
}
