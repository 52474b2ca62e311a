//! 照此再登: a page that begins from another case, with what usually recurs. Number, days, outcome and agreement are
//! of that case alone and never come along.

use super::case::Slot;
use super::page::{MOST_PARTIES, TOWNSHIP, VILLAGE};
use super::{Asked, DRAFT, Entry};
use crate::domain::field::{Field, Spot};
use crate::domain::{Dispute, DisputeId, OfficeKind, Party};
use crate::store::Store;
use crate::text::entry as words;
use crate::tui::actions::Action;
use crate::tui::form::Value;
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::dispute::fields::shown;
use crate::tui::stack::{Answer, Cx, Decision, Flow};

/// What comes along besides the place and the parties.
const RECURS: [Field; 4] = [Field::Kind, Field::Source, Field::PreLitigation, Field::Mediators];

/// The fields of a party that come along.
const OF_PARTY: [Field; 7] = [
    Field::PartyName,
    Field::PartyPhone,
    Field::PartyIdNumber,
    Field::PartyRepresentative,
    Field::PartyAddress,
    Field::PartySide,
    Field::PartyKind,
];

/// Opens a page that begins from that case, and asks whether its parties come along. A page that waits as a draft goes
/// first: there is room for one.
pub fn like(id: DisputeId, cx: &mut Cx) -> Flow {
    match (cx.store.draft(DRAFT), cx.store.dispute(id)) {
        (Ok(Some(_)), _) => cx.warned(words::draft_first(cx.lang)),
        (Ok(None), Ok(case)) => {
            let lang = cx.lang;
            let mut entry = Entry::blank(cx);
            entry.asked = Asked::Parties;
            let names: Vec<&str> = case.parties.iter().map(|party| party.name.as_str()).collect();
            let question = words::ask_parties(lang, &case.number, &names);
            entry.like = Some(Box::new(case));
            let asked = Confirm::new(question)
                .titled(Action::Again.row().wording.label(lang))
                .choice(words::with_parties(lang), Answer::Confirmed(Decision::Yes))
                .choice(words::without_parties(lang), Answer::Confirmed(Decision::No));
            Flow::PushBoth(Box::new(entry), Box::new(asked))
        }
        (Err(error), _) | (_, Err(error)) => cx.refused(&error),
    }
}

impl Entry {
    /// Puts on the page what comes along, and says what that is.
    pub(super) fn settle_like(&mut self, with_parties: Decision, cx: &mut Cx) -> Flow {
        let Some(case) = self.like.take() else { return Flow::Stay };
        let case = still_offered(*case, &cx.store);
        let parties: Vec<Party> = match with_parties {
            Decision::Yes => case.parties.iter().take(MOST_PARTIES).cloned().collect(),
            Decision::No => Vec::new(),
        };
        for (at, party) in parties.iter().enumerate() {
            let slot = Slot { id: cx.store.fresh_id(), side: party.side, known: Some(party.clone()) };
            match self.slots.get_mut(at) {
                Some(place) => *place = slot,
                None => self.slots.push(slot),
            }
        }
        self.rebuild(cx);
        let mut taken = self.take_place(&case, cx);
        for field in RECURS {
            let (spot, value) = (Spot::case(field), Spot::case(field).read(&case));
            if !value.is_empty() && is_offered(field, &case, &cx.store) {
                self.form.set(spot, &shown(value));
                if field != Field::PreLitigation {
                    taken.push(self.form.label(spot).to_owned());
                }
            }
        }
        for at in 0..parties.len() {
            self.take_party(at, &case);
        }
        if !parties.is_empty() {
            taken.push(words::parties_taken(cx.lang, parties.len()));
        }
        self.form.keep_rules();
        self.settle(cx);
        self.start();
        cx.done(words::began_like(cx.lang, &case.number, &taken));
        Flow::Stay
    }

    /// The township, where the page asks for it, and the village; returns their labels.
    fn take_place(&mut self, case: &Dispute, cx: &Cx) -> Vec<String> {
        let directory = cx.store.directory();
        let home = cx.store.settings().home;
        let village = case.village.and_then(|id| directory.office(id));
        let office = village.and_then(|village| village.parent).or(Some(case.office));
        let mut taken = Vec::new();
        let township =
            office.and_then(|id| directory.office(id)).filter(|one| one.kind != OfficeKind::District);
        let asked = self.form.keys().contains(&TOWNSHIP);
        if let Some(township) = township.filter(|_| asked) {
            self.form.set(TOWNSHIP, &Value::of_code(&township.id.to_string()));
            self.list_villages(cx);
            taken.push(self.form.label(TOWNSHIP).to_owned());
        }
        // A village of another township stands in no list here.
        let listed = village.filter(|village| asked || village.parent == Some(home));
        if let Some(village) = listed {
            self.form.set(VILLAGE, &Value::of_code(&village.id.to_string()));
            taken.push(self.form.label(VILLAGE).to_owned());
        }
        taken
    }

    fn take_party(&mut self, at: usize, case: &Dispute) {
        for field in OF_PARTY {
            self.form.set(field.at(at), &shown(field.at(at).read(case)));
        }
    }
}

/// Whether its code may still be picked.
fn is_offered(field: Field, case: &Dispute, store: &Store) -> bool {
    let (directory, today) = (store.directory(), store.today());
    match field {
        Field::Kind => directory.type_label(&case.kind).is_some_and(|label| label.is_offered(today)),
        Field::Source => directory.source_label(&case.source).is_some_and(|label| label.is_offered(today)),
        _ => true,
    }
}

/// The case without a village or a mediator that is not offered any more.
fn still_offered(mut case: Dispute, store: &Store) -> Dispute {
    let (directory, today) = (store.directory(), store.today());
    case.village =
        case.village.filter(|id| directory.office(*id).is_some_and(|place| place.is_offered(today)));
    case.mediators.retain(|id| directory.mediator(*id).is_some_and(|mediator| mediator.is_offered(today)));
    case
}
