//! How each field of a case is asked for when it is edited.

use super::content::dictionary_of;
use super::hold::{NO, OPEN, YES, codes_of};
use super::spot::{FollowUpField, PartyField, ReferralField, Spot};
use crate::domain::{
    Confirmation, Difficulty, Direction, Dispute, Level, Office, OfficeId, Outcome, PartyKind, Performance,
    Sex, Side, pinyin,
};
use crate::store::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label, Store};
use crate::text::{Lang, common};
use crate::tui::form::{Choice, Kind, Options, item};
use crate::tui::widgets::matching::Item;

/// What a field of a case is edited with; none for one that nobody edits.
pub fn kind_of(spot: Spot, case: &Dispute, store: &Store, lang: Lang) -> Option<Kind> {
    Some(match spot {
        Spot::Registered | Spot::Earlier(_) | Spot::Original(_) => return None,
        Spot::OccurredOn
        | Spot::AcceptedOn
        | Spot::ClosedOn
        | Spot::Party(_, PartyField::BornOn)
        | Spot::Referral(_, ReferralField::On)
        | Spot::FollowUp(_, FollowUpField::On)
        | Spot::AddFollowUp => Kind::Date,
        Spot::DueOn => Kind::DueDate,
        Spot::Amount => Kind::Money,
        Spot::People => Kind::Number,
        Spot::Summary | Spot::Content | Spot::Note | Spot::FollowUp(_, FollowUpField::Note) => {
            Kind::Area { rows: 3 }
        }
        Spot::Referral(_, ReferralField::Reason | ReferralField::Feedback) => Kind::Area { rows: 2 },
        Spot::Mediators | Spot::Tags => Kind::Pick(several(spot, case, store)),
        _ => match one(spot, case, store, lang) {
            Some(options) => Kind::Pick(options),
            None => Kind::Line,
        },
    })
}

/// What the case has already is always among what may be picked; of the rest, what is offered today.
fn one(spot: Spot, case: &Dispute, store: &Store, lang: Lang) -> Option<Options> {
    let (directory, today) = (store.directory(), store.today());
    let offered =
        |office: &&Office, own: Option<OfficeId>| office.is_offered(today) || Some(office.id) == own;
    let codes_for = |dictionary: &str, own: &str| -> Vec<&Label> {
        let all = directory.all_labels(dictionary).into_iter();
        all.filter(|label| label.is_offered(today) || label.code == own).collect()
    };
    if let Some(dictionary) = dictionary_of(spot) {
        return Some(Options::one(of_labels(directory.labels(dictionary, &codes(spot)), lang)));
    }
    Some(match spot {
        Spot::Kind => {
            Options::one(of_tree(&codes_for(DICTIONARY_OF_TYPES, case.kind.as_str()), lang)).by_code()
        }
        Spot::Source => Options::one(of_tree(&codes_for(DICTIONARY_OF_SOURCES, case.source.as_str()), lang)),
        Spot::PreLitigation => {
            Options::one(vec![item(YES, "", common::yes(lang), "s"), item(NO, "", common::no(lang), "f")])
        }
        Spot::Office => {
            let offices = directory.district().into_iter().chain(directory.townships());
            let offices = offices.filter(|office| offered(office, Some(case.office)));
            Options::one(offices.map(|office| named(&office.id.to_string(), &office.name)).collect())
        }
        Spot::Village => {
            let villages = directory.villages(case.office).filter(|office| offered(office, case.village));
            Options::one(villages.map(|office| named(&office.id.to_string(), &office.name)).collect())
        }
        _ => return None,
    })
}

fn several(spot: Spot, case: &Dispute, store: &Store) -> Options {
    let (directory, today) = (store.directory(), store.today());
    let picked = codes_of(&spot.read(case));
    let items = if spot == Spot::Mediators {
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

/// The codes that a field may hold, in the order in which they are offered.
fn codes(spot: Spot) -> Vec<&'static str> {
    match spot {
        Spot::Level => Level::ALL.iter().map(|value| value.code()).collect(),
        Spot::Difficulty => Difficulty::ALL.iter().map(|value| value.code()).collect(),
        Spot::Outcome => Outcome::ALL.iter().map(|value| value.code()).chain([OPEN]).collect(),
        Spot::Performance => Performance::ALL.iter().map(|value| value.code()).collect(),
        Spot::Confirmation => Confirmation::ALL.iter().map(|value| value.code()).collect(),
        Spot::Party(_, PartyField::Side) => Side::ALL.iter().map(|value| value.code()).collect(),
        Spot::Party(_, PartyField::Kind) => PartyKind::ALL.iter().map(|value| value.code()).collect(),
        Spot::Party(_, PartyField::Sex) => Sex::ALL.iter().map(|value| value.code()).collect(),
        Spot::Referral(_, ReferralField::Direction) => {
            Direction::ALL.iter().map(|value| value.code()).collect()
        }
        _ => Vec::new(),
    }
}

/// A field that must hold something.
pub fn is_required(spot: Spot) -> bool {
    matches!(
        spot,
        Spot::Number
            | Spot::Office
            | Spot::Kind
            | Spot::Source
            | Spot::PreLitigation
            | Spot::Level
            | Spot::AcceptedOn
            | Spot::Outcome
            | Spot::ClosedOn
            | Spot::Void
            | Spot::AddParty
            | Spot::AddReferral
            | Spot::AddFollowUp
            | Spot::Party(_, PartyField::Name | PartyField::Side | PartyField::Kind)
            | Spot::Referral(_, ReferralField::Direction)
            | Spot::FollowUp(_, FollowUpField::On)
    )
}
