//! `tiaojie show`: everything of one case.

use serde_json::{Value, json};

use super::args::ShowArgs;
use super::complain::Complaint;
use super::context::Context;
use super::life_json::Life;
use super::names::office_name;
use super::show_life;
use super::table::{Align, aligned};
use super::{say, say_json};
use crate::domain::LIST_COMMA;
use crate::domain::date_entry::iso;
use crate::domain::{Dispute, DisputeId, Fen, Outcome, Party};
use crate::store::{Directory, Store, StoreError};
use crate::text::Lang;
use crate::text::cli::{self as words, Field, field};

/// Shows the case of that number or id.
pub(super) fn run(context: &Context, args: &ShowArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let store = context.open()?;
    let case = find(&store, lang, &args.which)?;
    let directory = store.directory();
    if args.json {
        return say_json(&as_json(directory, lang, &case));
    }
    let rows: Vec<Vec<String>> = shown(directory, lang, &case)
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| vec![name, value])
        .collect();
    say(aligned(&rows, &[Align::Left; 2]).trim_end())
}

/// The case of that number or id.
pub(super) fn find(store: &Store, lang: Lang, which: &str) -> Result<Dispute, Complaint> {
    if let Ok(id) = which.parse::<DisputeId>() {
        match store.dispute(id) {
            Err(StoreError::NoSuchRecord) => {}
            found => return Ok(found?),
        }
    }
    let found = store.disputes_meant(which)?;
    match found.as_slice() {
        [] => Err(StoreError::NoSuchRecord.into()),
        [one] => Ok(store.dispute(*one)?),
        several => {
            let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Complaint::Failed(words::several_cases(lang, which, &ids.join(" "))))
        }
    }
}

fn shown(directory: &Directory, lang: Lang, case: &Dispute) -> Vec<(String, String)> {
    let date = |day: Option<chrono::NaiveDate>| day.map(iso).unwrap_or_default();
    let label = |dictionary: &str, code: Option<&str>| {
        code.and_then(|code| directory.label(dictionary, code))
            .map(|label| label.text(lang).to_owned())
            .unwrap_or_default()
    };
    let joined = |list: Vec<String>| list.join(&LIST_COMMA.to_string());
    let agreement = &case.agreement;
    let mut rows: Vec<(String, String)> = [
        (Field::Number, case.number.clone()),
        (Field::Id, case.id.to_string()),
        (Field::Office, office_name(directory, case.office, lang)),
        (Field::Village, case.village.map(|id| office_name(directory, id, lang)).unwrap_or_default()),
        (Field::Place, case.place.clone()),
        (Field::Accepted, iso(case.accepted_on)),
        (Field::Occurred, date(case.occurred_on)),
        (Field::Type, type_label(directory, lang, case)),
        (Field::Source, source_label(directory, lang, case)),
        (Field::Level, label("level", Some(case.level.code()))),
        (Field::Difficulty, label("difficulty", case.difficulty.map(|grade| grade.code()))),
        (Field::People, case.people_count().to_string()),
        (Field::Summary, case.summary.clone()),
        (Field::Mediators, joined(mediators(directory, case))),
        (Field::Tags, joined(case.tags.iter().cloned().collect())),
        (Field::Outcome, label("outcome", Some(case.outcome().map_or("open", Outcome::code)))),
        (Field::Closed, date(case.closing.map(|closing| closing.on))),
        (Field::Amount, agreement.amount.map(Fen::yuan_text).unwrap_or_default()),
        (Field::Content, agreement.content.clone()),
        (Field::Due, date(agreement.due_on)),
        (Field::Performance, label("performance", agreement.performance.map(|value| value.code()))),
        (Field::Confirmation, label("confirmation", agreement.confirmation.map(|value| value.code()))),
        (Field::Note, case.note.clone()),
        (Field::Void, case.void.clone().unwrap_or_default()),
    ]
    .into_iter()
    .map(|(name, value)| (field(lang, name).to_owned(), value))
    .collect();
    let parties =
        case.parties.iter().map(|party| (label("side", Some(party.side.code())), party_text(party)));
    // After the office and the place, before the dates.
    rows.splice(5..5, parties.collect::<Vec<_>>());
    // The life of a case before its note.
    let note = rows.len().saturating_sub(2);
    rows.splice(note..note, show_life::rows(directory, lang, case));
    rows.extend(case.original.clone());
    rows
}

fn type_label(directory: &Directory, lang: Lang, case: &Dispute) -> String {
    directory
        .type_label(&case.kind)
        .map_or_else(|| case.kind.to_string(), |label| label.text(lang).to_owned())
}

fn source_label(directory: &Directory, lang: Lang, case: &Dispute) -> String {
    let label = directory.source_label(&case.source);
    let label = label.map_or_else(|| case.source.to_string(), |label| label.text(lang).to_owned());
    if case.pre_litigation { label + words::pre_litigation(lang) } else { label }
}

fn mediators(directory: &Directory, case: &Dispute) -> Vec<String> {
    case.mediators.iter().filter_map(|id| directory.mediator(*id)).map(|one| one.name.clone()).collect()
}

fn party_text(party: &Party) -> String {
    let parts = [&party.name, &party.phone, &party.id_number, &party.address, &party.occupation];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// A case for programs, in the words that `add` reads.
pub(super) fn as_json(directory: &Directory, lang: Lang, case: &Dispute) -> Value {
    let side = |side| -> Vec<&str> {
        case.parties.iter().filter(|party| party.side == side).map(|party| party.name.as_str()).collect()
    };
    let parties: Vec<Value> = case
        .parties
        .iter()
        .map(|party| {
            json!({
                "side": party.side.code(),
                "kind": party.kind.code(),
                "name": party.name,
                "sex": party.sex.map(|sex| sex.code()),
                "ethnicity": party.ethnicity,
                "born": party.born_on.map(iso),
                "occupation": party.occupation,
                "phone": party.phone,
                "address": party.address,
                "id_number": party.id_number,
                "representative": party.representative,
            })
        })
        .collect();
    // Visits and referrals also stand under their own names.
    let life = json!(Life::of(case));
    let agreement = &case.agreement;
    json!({
        "id": case.id.to_string(),
        "number": case.number,
        "town": office_name(directory, case.office, lang),
        "village": case.village.map(|id| office_name(directory, id, lang)),
        "place": case.place,
        "date": iso(case.accepted_on),
        "occurred": case.occurred_on.map(iso),
        "applicants": side(crate::domain::Side::Applicant),
        "respondents": side(crate::domain::Side::Respondent),
        "parties": parties,
        "type": case.kind.as_str(),
        "type_label": type_label(directory, lang, case),
        "source": case.source.as_str(),
        "source_label": source_label(directory, lang, case),
        "pre_litigation": case.pre_litigation,
        "level": case.level.code(),
        "difficulty": case.difficulty.map(|grade| grade.code()),
        "people": case.people_count(),
        "summary": case.summary,
        "mediators": mediators(directory, case),
        "tags": case.tags,
        "outcome": case.outcome().map(Outcome::code),
        "closed": case.closing.map(|closing| iso(closing.on)),
        "amount_fen": agreement.amount.map(|amount| amount.0),
        "content": agreement.content,
        "due": agreement.due_on.map(iso),
        "performance": agreement.performance.map(|value| value.code()),
        "confirmation": agreement.confirmation.map(|value| value.code()),
        "follow_ups": life["follow_ups"],
        "referrals": life["referrals"],
        "effective": case.effective_on().map(iso),
        "life": life,
        "note": case.note,
        "original": case.original,
        "void": case.void,
    })
}
