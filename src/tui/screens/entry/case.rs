//! From the page to the case, and from what is wrong with the case back to its field.

use std::str::FromStr;

use super::page::{self, Key};
use crate::domain::field::{Field, Spot};
use crate::domain::fold::{clean_line, clean_name};
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::{
    Closing, Difficulty, Direction, Dispute, DisputeId, Level, Mediator, MediatorId, Office, OfficeId,
    OfficeKind, Outcome, Party, PartyId, PartyKind, Performance, Referral, ReferralId, Side, SourceCode,
};
use crate::store::Store;
use crate::text::entry::COMMUNITY_ENDING;
use crate::tui::form::{Choice, Form};

/// One party's place on the page.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub id: PartyId,
    pub side: Side,
    /// The person of an earlier case who was taken over, with what the page has no field for.
    pub known: Option<Party>,
}

/// The case on the page, and the records that come with it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub dispute: Dispute,
    pub offices: Vec<Office>,
    pub mediators: Vec<Mediator>,
}

/// The page as a case. All places of parties are in it, also those without a name.
pub(super) fn read(
    form: &Form<Key>,
    store: &Store,
    slots: &[Slot],
    (id, referral): (DisputeId, ReferralId),
) -> Case {
    let home = store.settings().home;
    let accepted_on = form.date(Key::AcceptedOn).unwrap_or_else(|| store.today());
    let mut case =
        Case { dispute: Dispute::new(id, home, accepted_on), offices: Vec::new(), mediators: Vec::new() };
    read_places(form, store, &mut case);
    read_mediators(form, store, &mut case);
    let dispute = &mut case.dispute;
    dispute.level = if home == Office::root_id() { Level::District } else { Level::Township };
    if let Some(kind) = form.code(Key::Type).and_then(|code| code.parse().ok()) {
        dispute.kind = kind;
    }
    if let Some(source) = form.code(Key::Source).and_then(|code| code.parse().ok()) {
        dispute.source = source;
    }
    dispute.pre_litigation = form.code(Key::PreLitigation).as_deref() == Some("yes");
    dispute.summary = form.text(Key::Summary);
    dispute.people = form.number(Key::People);
    dispute.difficulty = coded(form, Key::Difficulty, Difficulty::from_code);
    dispute.parties = slots.iter().enumerate().map(|(at, slot)| read_party(form, at, slot)).collect();
    read_outcome(form, referral, dispute);
    case
}

fn coded<T>(form: &Form<Key>, key: Key, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
    form.code(key).and_then(|code| from_code(&code))
}

/// The office that a choice means: a listed one, or a new one below `parent`.
fn place(
    choice: &Choice,
    parent: OfficeId,
    kind: OfficeKind,
    store: &Store,
    case: &mut Case,
) -> Option<OfficeId> {
    match choice {
        Choice::Listed(code) => OfficeId::from_str(code).ok(),
        Choice::New(name) => {
            let name = clean_name(name);
            if let Some(known) = store.directory().office_called(parent, &name) {
                return Some(known.id);
            }
            let id = store.directory().free_office_id(parent, &name);
            let office = Office { id, ..Office::below(parent, kind, name) };
            case.offices.push(office);
            Some(id)
        }
    }
}

/// The last case with only what may be picked for a new one: what it took from the roster and is no longer offered is
/// no default.
pub fn still_offered(mut last: Dispute, store: &Store) -> Dispute {
    let (directory, today) = (store.directory(), store.today());
    last.village =
        last.village.filter(|id| directory.office(*id).is_some_and(|place| place.is_offered(today)));
    last.mediators.retain(|id| directory.mediator(*id).is_some_and(|mediator| mediator.is_offered(today)));
    if !directory.source_label(&last.source).is_some_and(|label| label.is_offered(today)) {
        last.source = SourceCode::apply();
    }
    last
}

fn read_places(form: &Form<Key>, store: &Store, case: &mut Case) {
    let home = store.settings().home;
    let township = form.picked(Key::Township);
    let township = match township.first() {
        Some(choice) => {
            let kind = match choice {
                Choice::New(name) => OfficeKind::of_township_called(name),
                Choice::Listed(_) => OfficeKind::Township,
            };
            place(choice, Office::root_id(), kind, store, case)
        }
        None if home == Office::root_id() => None,
        None => Some(home),
    };
    let village = form.picked(Key::Village);
    if let Some(choice) = village.first() {
        let kind = match choice {
            Choice::New(name) if name.ends_with(COMMUNITY_ENDING) => OfficeKind::Community,
            _ => OfficeKind::Village,
        };
        let parent = township.unwrap_or(home);
        case.dispute.village = place(choice, parent, kind, store, case);
    }
    case.dispute.place = clean_line(&form.text(Key::Place));
    if case.dispute.village.is_none()
        && case.dispute.place.is_empty()
        && let Some(office) = township.filter(|id| *id != home).and_then(|id| store.directory().office(id))
    {
        // A district's centre that knows the township only: it must not be lost.
        case.dispute.place = office.name.clone();
    }
}

fn read_mediators(form: &Form<Key>, store: &Store, case: &mut Case) {
    let (directory, home) = (store.directory(), store.settings().home);
    for choice in form.picked(Key::Mediators) {
        match choice {
            Choice::Listed(code) => case.dispute.mediators.extend(MediatorId::from_str(&code).ok()),
            Choice::New(name) => {
                let name = clean_name(&name);
                // One who is retired is not offered, but whoever types the name means that person.
                if let Some(known) = directory.mediator_called(home, &name) {
                    case.dispute.mediators.push(known.id);
                    continue;
                }
                let id = directory.free_mediator_id(home, &name);
                case.dispute.mediators.push(id);
                case.mediators.push(Mediator { id, ..Mediator::at(home, name) });
            }
        }
    }
}

fn read_party(form: &Form<Key>, at: usize, slot: &Slot) -> Party {
    let name = clean_name(&form.text(Key::Name(at)));
    let known = slot.known.as_ref().filter(|known| known.name == name);
    let mut party = match known {
        Some(known) => Party { id: slot.id, ..known.clone() },
        None => Party::new(slot.id, slot.side, name),
    };
    party.side = coded(form, Key::Side(at), Side::from_code).unwrap_or(slot.side);
    party.kind = coded(form, Key::PartyKind(at), PartyKind::from_code).unwrap_or(PartyKind::Person);
    party.phone = clean_line(&form.text(Key::Phone(at)));
    party.address = clean_line(&form.text(Key::Address(at)));
    party.id_number = clean_line(&form.text(Key::IdNumber(at)));
    if let IdCheck::Valid { born_on, sex, .. } = check_id_number(&party.id_number)
        && party.kind == PartyKind::Person
    {
        party.born_on = Some(born_on);
        party.sex = Some(sex);
    }
    party
}

fn read_outcome(form: &Form<Key>, referral: ReferralId, dispute: &mut Dispute) {
    let Some(outcome) = page::outcome(form) else { return };
    let on = form.date(Key::ClosedOn).unwrap_or(dispute.accepted_on);
    dispute.closing = Some(Closing { outcome, on });
    dispute.agreement.amount = form.money(Key::Amount);
    dispute.agreement.due_on = form.date(Key::DueOn);
    dispute.agreement.content = form.text(Key::Content);
    dispute.agreement.performance = coded(form, Key::Performance, Performance::from_code);
    let organisation = clean_line(&form.text(Key::Organisation));
    if outcome == Outcome::Referred && !organisation.is_empty() {
        dispute.referrals.push(Referral {
            organisation,
            on: Some(on),
            ..Referral::new(referral, Direction::Out)
        });
    }
}

/// The field of the page to which a field of the case belongs.
pub(super) fn key_of(spot: Spot, parties: usize) -> Key {
    let at = spot.part.at.min(parties.saturating_sub(1));
    match spot.field {
        Field::AcceptedOn | Field::OccurredOn | Field::Void => Key::AcceptedOn,
        Field::Kind => Key::Type,
        Field::Source => Key::Source,
        Field::Office | Field::Village => Key::Village,
        Field::PartyName => Key::Name(at),
        Field::PartyIdNumber | Field::PartySex | Field::PartyBornOn => Key::IdNumber(at),
        Field::People => Key::People,
        Field::Summary => Key::Summary,
        Field::Mediators => Key::Mediators,
        Field::Outcome => Key::Outcome,
        Field::Amount => Key::Amount,
        Field::DueOn => Key::DueOn,
        Field::Performance | Field::Confirmation => Key::Performance,
        Field::ReferralOrganisation => Key::Organisation,
        // What the page has no field for belongs to what came of the case.
        _ => Key::ClosedOn,
    }
}
