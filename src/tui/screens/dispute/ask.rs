//! The editor of each field of a case.

use super::fields::{NO, OPEN, YES};
use super::spot::Spot;
use crate::domain::field::{Field, Kind};
use crate::domain::{Dispute, Office, OfficeId, pinyin};
use crate::store::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label, Store};
use crate::text::{Lang, common};
use crate::tui::form::{self, Choice, Options, item};
use crate::tui::widgets::matching::Item;

/// The editor of a field of a case; none for a read-only one.
pub fn kind_of(spot: Spot, case: &Dispute, store: &Store, lang: Lang) -> Option<form::Kind> {
    let options = match spot.kind()? {
        Kind::Columns => return None,
        Kind::Line => return Some(form::Kind::Line),
        Kind::Lines(rows) | Kind::List(rows) => return Some(form::Kind::Area { rows }),
        Kind::Day => return Some(form::Kind::Date),
        Kind::DayAhead => return Some(form::Kind::DueDate),
        Kind::Time => return Some(form::Kind::Time),
        Kind::Money => return Some(form::Kind::Money),
        Kind::Number => return Some(form::Kind::Number),
        Kind::Code(dictionary, codes) => {
            // 在办 is not an outcome in the record, but a choice on the screen.
            let open = (spot.field() == Some(Field::Outcome)).then_some(OPEN);
            let codes: Vec<&str> = codes.iter().copied().chain(open).collect();
            Options::one(of_labels(store.directory().labels(dictionary, &codes), lang))
        }
        Kind::Codes(dictionary, codes) => {
            Options::one(of_labels(store.directory().labels(dictionary, codes), lang)).several()
        }
        Kind::Mediators => mediators(case, store).or_new().several(),
        Kind::Tags => tags(case, store).or_new().several(),
        kind => listed(kind, case, store, lang),
    };
    Some(form::Kind::Pick(options))
}

/// The current value can always be picked; of the others, those offered today.
fn listed(kind: Kind, case: &Dispute, store: &Store, lang: Lang) -> Options {
    let (directory, today) = (store.directory(), store.today());
    let offered =
        |office: &&Office, own: Option<OfficeId>| office.is_offered(today) || Some(office.id) == own;
    let codes_for = |dictionary: &str, own: Option<&str>| -> Vec<&Label> {
        let all = directory.all_labels(dictionary).into_iter();
        all.filter(|label| label.is_offered(today) || Some(label.code.as_str()) == own).collect()
    };
    let items = match kind {
        Kind::Type => of_tree(&codes_for(DICTIONARY_OF_TYPES, Some(case.kind.as_str())), lang),
        Kind::Source => of_tree(&codes_for(DICTIONARY_OF_SOURCES, Some(case.source.as_str())), lang),
        Kind::Governance => {
            return form::lists::categories(store, case.governance.as_ref().map(|code| code.as_str()), lang);
        }
        Kind::Flag => vec![item(YES, "", common::yes(lang), "s"), item(NO, "", common::no(lang), "f")],
        Kind::Office => {
            let offices = directory.district().into_iter().chain(directory.townships());
            let offices = offices.filter(|office| offered(office, Some(case.office)));
            offices.map(|office| named(&office.id.to_string(), &office.name)).collect()
        }
        Kind::Village => {
            let villages = directory.villages(case.office).filter(|office| offered(office, case.village));
            villages.map(|office| named(&office.id.to_string(), &office.name)).collect()
        }
        _ => case.parties.iter().map(|party| named(&party.id.to_string(), &party.name)).collect(),
    };
    let options = Options::one(items);
    if kind == Kind::Type { options.by_code() } else { options }
}

/// Those of the office first; a retired one is offered only where already assigned.
fn mediators(case: &Dispute, store: &Store) -> Options {
    let (directory, today) = (store.directory(), store.today());
    let offered = |mediator: &&crate::domain::Mediator| {
        mediator.is_offered(today) || case.mediators.contains(&mediator.id)
    };
    let mut all: Vec<_> = directory.mediators().filter(offered).collect();
    all.sort_by_key(|mediator| mediator.office != case.office);
    Options::one(all.into_iter().map(|mediator| named(&mediator.id.to_string(), &mediator.name)).collect())
}

/// Tags are stored in Chinese whatever the screen language, because they are counted and printed.
fn tags(case: &Dispute, store: &Store) -> Options {
    let usual: Vec<&str> = store
        .directory()
        .offered_labels("tag", store.today())
        .into_iter()
        .map(|label| label.zh.as_str())
        .collect();
    let own = case.tags.iter().map(String::as_str).filter(|tag| !usual.contains(tag));
    Options::one(usual.iter().copied().chain(own).map(|tag| named(tag, tag)).collect())
}

fn named(code: &str, name: &str) -> Item<Choice> {
    item(code, "", name, &pinyin::shown_initials(name))
}

fn of_labels(labels: Vec<&Label>, lang: Lang) -> Vec<Item<Choice>> {
    labels.into_iter().map(|label| item(&label.code, "", label.text(lang), &label.initials)).collect()
}

/// A dictionary with its codes. A top-level code with codes below it is a sum in tables, not a choice.
fn of_tree(labels: &[&Label], lang: Lang) -> Vec<Item<Choice>> {
    let is_sum = |label: &&&Label| {
        label.parent.is_none() && labels.iter().any(|other| other.parent.as_ref() == Some(&label.code))
    };
    let shown = |label: &Label| match label.code.chars().next() {
        Some('0'..='9') => label.code.clone(),
        _ => String::new(),
    };
    let choices = labels.iter().filter(|label| !is_sum(label));
    choices.map(|label| item(&label.code, &shown(label), label.text(lang), &label.initials)).collect()
}
