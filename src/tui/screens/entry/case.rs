//! Converts the page to a case, and problems of the case to fields of the page.

use std::str::FromStr;

use super::page::{ORGANISATION, TOWNSHIP, VILLAGE};
use crate::domain::field::{Field, Kind, Spot, Value};
use crate::domain::fold::{clean_line, clean_name};
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::organisation::kind_of;
use crate::domain::{
    Closing, Direction, Dispute, DisputeId, Level, Mediator, MediatorId, Office, OfficeId, OfficeKind,
    Outcome, Party, PartyId, PartyKind, Referral, ReferralId, Side,
};
use crate::ledger::{SaidOf, read_people};
use crate::store::Store;
use crate::text::Lang;
use crate::text::entry::{COMMUNITY_ENDING, side_label};
use crate::tui::form::{Choice, Form};
use crate::tui::screens::dispute::fields::entered;

/// A party on the page.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub id: PartyId,
    pub side: Side,
    /// The person copied from an earlier case, including values without a field on the page.
    pub known: Option<Party>,
}

/// The case on the page, and the new records it needs.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub dispute: Dispute,
    pub offices: Vec<Office>,
    pub mediators: Vec<Mediator>,
}

/// A new case with default values: those of the last case of the office, if they can still be picked.
pub(super) fn defaults(id: DisputeId, last: Option<Dispute>, store: &Store) -> Dispute {
    let (directory, today) = (store.directory(), store.today());
    let mut case = Dispute::new(id, store.settings().home, today);
    let Some(last) = last else { return case };
    let offered = |id| directory.office(id).filter(|place| place.is_offered(today)).map(|place| place.id);
    case.village = last.village.and_then(offered);
    case.office = offered(last.office).unwrap_or(case.office);
    case.mediators = last.mediators;
    case.mediators.retain(|id| directory.mediator(*id).is_some_and(|mediator| mediator.is_offered(today)));
    if directory.source_label(&last.source).is_some_and(|label| label.is_offered(today)) {
        case.source = last.source;
    }
    case
}

/// The parties without names.
pub(super) fn parties(slots: &[Slot]) -> Vec<Party> {
    slots.iter().map(|slot| Party::new(slot.id, slot.side, "")).collect()
}

/// The page as a case. It includes parties without a name.
pub(super) fn read(
    form: &Form<Spot>,
    store: &Store,
    slots: &[Slot],
    (id, referral): (DisputeId, ReferralId),
) -> Case {
    let dispute = Dispute::new(id, store.settings().home, store.today());
    let mut case = Case { dispute, offices: Vec::new(), mediators: Vec::new() };
    let dispute = &mut case.dispute;
    dispute.parties = parties(slots);
    dispute.level = Level::District;
    for (at, (party, slot)) in dispute.parties.iter_mut().zip(slots).enumerate() {
        let name = clean_name(&form.text(Field::PartyName.at(at)));
        if let Some(known) = slot.known.as_ref().filter(|known| known.name == name) {
            *party = Party { id: slot.id, side: slot.side, kind: PartyKind::Person, ..known.clone() };
        }
    }
    for spot in form.keys() {
        let value = match (spot.field, entered(spot.field.spec().kind, &form.value(spot))) {
            // These may be new and need their own records.
            (Field::Office | Field::Village | Field::Mediators, _) => continue,
            (Field::PartyName, Value::Text(text)) => Value::Text(clean_name(&text)),
            (field, Value::Text(text)) if field.spec().kind == Kind::Line => Value::Text(clean_line(&text)),
            (_, value) => value,
        };
        spot.write(dispute, value);
    }
    tell_apart(dispute);
    dispute.parties.iter_mut().for_each(read_id);
    if let Some(Closing { outcome: Outcome::Referred, on }) = dispute.closing
        && let organisation = clean_line(&form.text(ORGANISATION))
        && !organisation.is_empty()
    {
        let referral = Referral::new(referral, Direction::Out);
        dispute.referrals.push(Referral { organisation, on: Some(on), ..referral });
    }
    read_places(form, store, &mut case);
    if case.dispute.office != Office::root_id() {
        case.dispute.level = Level::Township;
    }
    read_mediators(form, store, &mut case);
    case
}

/// Tells the people apart who were typed or pasted into one name: 张三、李四. What is not sure stays as it was typed; what
/// says more than the fields hold is kept in words too.
fn tell_apart(dispute: &mut Dispute) {
    let mut others = Vec::new();
    let mut unnamed = Some(0);
    for party in &mut dispute.parties {
        let told = read_people(&party.name);
        if !told.is_sure() || told.all.iter().all(|said| said.name == party.name) {
            continue;
        }
        if told.more || told.doubt.is_some() {
            dispute.original.insert(side_label(Lang::Zh, party.side).to_owned(), party.name.clone());
        }
        unnamed = unnamed.zip(told.unnamed).map(|(known, more)| known + more);
        for (at, said) in told.all.into_iter().enumerate() {
            let side = said.side.unwrap_or(party.side);
            if at == 0 {
                party.side = side;
                put_said(party, said);
            } else {
                let id = PartyId::named(&["typed party", &party.id.to_string(), &said.name]);
                let mut other = Party::new(id, side, "");
                put_said(&mut other, said);
                others.push(other);
            }
        }
    }
    dispute.parties.extend(others);
    let named = dispute.parties.iter().filter(|party| !party.name.is_empty()).count();
    let all = unnamed.filter(|unnamed| *unnamed > 0).zip(u32::try_from(named).ok());
    dispute.people = dispute.people.or(all.map(|(unnamed, named)| named.saturating_add(unnamed)));
}

/// Writes what a name says into its party, where the page has nothing else.
fn put_said(party: &mut Party, said: SaidOf) {
    let put = |field: &mut String, word: String| {
        if field.is_empty() {
            *field = word;
        }
    };
    party.kind = if party.kind == PartyKind::Person { kind_of(&said.name) } else { party.kind };
    party.name = said.name;
    party.sex = party.sex.or(said.sex);
    party.born_on = party.born_on.or(said.born_on);
    put(&mut party.ethnicity, said.ethnicity);
    put(&mut party.occupation, said.occupation);
    put(&mut party.phone, said.phone);
    put(&mut party.id_number, said.id_number);
    put(&mut party.address, said.address);
}

/// Sets the values contained in a person's ID number.
fn read_id(party: &mut Party) {
    if let IdCheck::Valid { born_on, sex, .. } = check_id_number(&party.id_number)
        && party.kind == PartyKind::Person
    {
        (party.born_on, party.sex) = (Some(born_on), Some(sex));
    }
}

/// The office of a choice: a listed one, or a new one below `parent`.
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

/// The township that is picked is the office of the case, as in a ledger and on the command line: with a village or without,
/// its number, lists and totals are those of the township. Where none is picked, the case is that of this laptop's office.
fn read_places(form: &Form<Spot>, store: &Store, case: &mut Case) {
    if let Some(choice) = form.picked(TOWNSHIP).first() {
        let kind = match choice {
            Choice::New(name) => OfficeKind::of_township_called(name),
            Choice::Listed(_) => OfficeKind::Township,
        };
        let township = place(choice, Office::root_id(), kind, store, case);
        case.dispute.office = township.unwrap_or(case.dispute.office);
    }
    let village = form.picked(VILLAGE);
    if let Some(choice) = village.first() {
        let kind = match choice {
            Choice::New(name) if name.ends_with(COMMUNITY_ENDING) => OfficeKind::Community,
            _ => OfficeKind::Village,
        };
        let parent = case.dispute.office;
        case.dispute.village = place(choice, parent, kind, store, case);
    }
}

fn read_mediators(form: &Form<Spot>, store: &Store, case: &mut Case) {
    let (directory, home, office) = (store.directory(), store.settings().home, case.dispute.office);
    for choice in form.picked(Spot::case(Field::Mediators)) {
        match choice {
            Choice::Listed(code) => case.dispute.mediators.extend(MediatorId::from_str(&code).ok()),
            Choice::New(name) => {
                let name = clean_name(&name);
                // A retired mediator is not listed, but a typed name can still mean that person.
                let called = |office| directory.mediator_called(office, &name);
                if let Some(known) = called(office).or_else(|| called(home)) {
                    case.dispute.mediators.push(known.id);
                    continue;
                }
                let id = directory.free_mediator_id(office, &name);
                case.dispute.mediators.push(id);
                case.mediators.push(Mediator { id, ..Mediator::at(office, name) });
            }
        }
    }
}

/// The field of the page for a field of the case.
pub(super) fn key_of(spot: Spot, form: &Form<Spot>, parties: usize) -> Spot {
    let field = match spot.field {
        Field::PartySex | Field::PartyBornOn => Field::PartyIdNumber,
        field => field,
    };
    let key = field.at(spot.part.at.min(parties.saturating_sub(1)));
    // A field that is not on the page belongs to the outcome.
    if form.label(key).is_empty() { Spot::case(Field::ClosedOn) } else { key }
}
