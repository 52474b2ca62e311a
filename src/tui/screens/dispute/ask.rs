//! How each field of a case is asked for when it is edited.

use super::fields::{Ask, NO, OPEN, YES, codes_of};
use super::spot::{Field, Spot};
use crate::domain::{Dispute, Office, OfficeId, Outcome, pinyin};
use crate::store::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label, Store};
use crate::text::{Lang, common};
use crate::tui::form::{Choice, Kind, Options, item};
use crate::tui::widgets::matching::Item;

/// What a field of a case is edited with; none for one that nobody edits.
pub fn kind_of(spot: Spot, case: &Dispute, store: &Store, lang: Lang) -> Option<Kind> {
    let of = |dictionary, codes| Options::one(of_labels(store.directory().labels(dictionary, codes), lang));
    Some(match spot.face().ask {
        Ask::Nothing => return None,
        Ask::Line => Kind::Line,
        Ask::Area(rows) => Kind::Area { rows },
        Ask::Day => Kind::Date,
        Ask::DayAhead => Kind::DueDate,
        Ask::Time => Kind::Time,
        Ask::Money => Kind::Money,
        Ask::Number => Kind::Number,
        Ask::One(dictionary, codes) => Kind::Pick(of(dictionary, codes)),
        Ask::Several(dictionary, codes) => Kind::Pick(of(dictionary, codes).several()),
        Ask::Listed => Kind::Pick(one(spot.field, case, store, lang)),
        Ask::ListedOrNew => Kind::Pick(several(spot, case, store)),
    })
}

/// What the case has already is always among what may be picked; of the rest, what is offered today.
fn one(field: Field, case: &Dispute, store: &Store, lang: Lang) -> Options {
    let (directory, today) = (store.directory(), store.today());
    let offered =
        |office: &&Office, own: Option<OfficeId>| office.is_offered(today) || Some(office.id) == own;
    let codes_for = |dictionary: &str, own: Option<&str>| -> Vec<&Label> {
        let all = directory.all_labels(dictionary).into_iter();
        all.filter(|label| label.is_offered(today) || Some(label.code.as_str()) == own).collect()
    };
    match field {
        Field::Kind => {
            Options::one(of_tree(&codes_for(DICTIONARY_OF_TYPES, Some(case.kind.as_str())), lang)).by_code()
        }
        Field::Source => {
            Options::one(of_tree(&codes_for(DICTIONARY_OF_SOURCES, Some(case.source.as_str())), lang))
        }
        Field::Governance => {
            let own = case.governance.as_ref().map(|code| code.as_str());
            Options::one(of_labels(codes_for("governance", own), lang))
        }
        Field::PreLitigation => {
            Options::one(vec![item(YES, "", common::yes(lang), "s"), item(NO, "", common::no(lang), "f")])
        }
        Field::Office => {
            let offices = directory.district().into_iter().chain(directory.townships());
            let offices = offices.filter(|office| offered(office, Some(case.office)));
            Options::one(offices.map(|office| named(&office.id.to_string(), &office.name)).collect())
        }
        Field::Village => {
            let villages = directory.villages(case.office).filter(|office| offered(office, case.village));
            Options::one(villages.map(|office| named(&office.id.to_string(), &office.name)).collect())
        }
        Field::For => {
            Options::one(case.parties.iter().map(|party| named(&party.id.to_string(), &party.name)).collect())
        }
        _ => {
            let codes: Vec<&str> = Outcome::CODES.iter().copied().chain([OPEN]).collect();
            Options::one(of_labels(directory.labels("outcome", &codes), lang))
        }
    }
}

fn several(spot: Spot, case: &Dispute, store: &Store) -> Options {
    let (directory, today) = (store.directory(), store.today());
    let picked = codes_of(&spot.read(case));
    let items = if spot.field == Field::Mediators {
        // Those of the office first; one who mediates no longer is offered only where he or she stands already.
        let offered = |mediator: &&crate::domain::Mediator| {
            mediator.is_offered(today) || picked.contains(&mediator.id.to_string())
        };
        let mut all: Vec<_> = directory.mediators().filter(offered).collect();
        all.sort_by_key(|mediator| mediator.office != case.office);
        all.into_iter().map(|mediator| named(&mediator.id.to_string(), &mediator.name)).collect()
    } else {
        // A tag is its words in Chinese, whatever the language of the screen: it is what is counted and printed.
        let usual: Vec<&str> =
            directory.offered_labels("tag", today).into_iter().map(|label| label.zh.as_str()).collect();
        let own = picked.iter().map(String::as_str).filter(|tag| !usual.contains(tag));
        usual.iter().copied().chain(own).map(|tag| named(tag, tag)).collect()
    };
    Options::one(items).or_new().several()
}

fn named(code: &str, name: &str) -> Item<Choice> {
    item(code, "", name, &pinyin::initials(name).join(" "))
}

fn of_labels(labels: Vec<&Label>, lang: Lang) -> Vec<Item<Choice>> {
    labels.into_iter().map(|label| item(&label.code, "", label.text(lang), &label.initials)).collect()
}

/// A dictionary with its codes. A code at the top that has others below it is a sum in tables, not a choice.
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
