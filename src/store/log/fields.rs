//! The records as fields and back.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::flat::{Collect, Collector, Fields, Read, Reader};
use super::parts;
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{
    Agreement, Closing, Confirmation, Consent, Difficulty, Dispute, DisputeId, Id, Laptop, Level, Mediator,
    Office, OfficeKind, Operator, Party, PartyKind, Performance, Risk, Role, Route, Sex, Side, SourceCode,
    TypeCode,
};

/// The fields of a case.
pub(in crate::store) fn of_dispute(dispute: &Dispute) -> Fields {
    let mut out = Collector::default();
    out.text("number", &dispute.number);
    out.text("office", &dispute.office.to_string());
    out.some("village", dispute.village.map(|id| id.to_string()));
    out.text("place", &dispute.place);
    out.text("type", dispute.kind.as_str());
    out.text("source", dispute.source.as_str());
    out.some("pre_litigation", dispute.pre_litigation.then_some(true));
    out.unless("level", dispute.level.code(), Level::Township.code());
    out.some("difficulty", dispute.difficulty.map(Difficulty::code));
    out.some("risk", dispute.risk.map(Risk::code));
    out.some("governance", dispute.governance.as_ref().map(ToString::to_string));
    out.some("consent", dispute.consent.map(Consent::code));
    out.date("occurred_on", dispute.occurred_on);
    out.date("accepted_on", Some(dispute.accepted_on));
    out.some("closing", dispute.closing.map(|closing| json!([closing.outcome.code(), iso(closing.on)])));
    out.some("people", dispute.people);
    out.text("summary", &dispute.summary);
    out.text("note", &dispute.note);
    if !dispute.original.is_empty() {
        out.0.insert("original".into(), json!(dispute.original));
    }
    out.list("mediators", each_once(dispute.mediators.iter().copied()).iter().map(Id::to_string).collect());
    out.list("tags", dispute.tags.iter().cloned().collect());
    out.some("void", dispute.void.clone());
    out.some("keeper", dispute.keeper.map(|id| id.to_string()));
    out.list("told", dispute.told.iter().map(|route| route.code().to_owned()).collect());
    agreement_fields(&mut out, &dispute.agreement);
    for (position, party) in dispute.parties.iter().enumerate() {
        party_fields(&mut out, position, party);
    }
    parts::collect(&mut out, dispute);
    out.0
}

fn agreement_fields(out: &mut Collector, agreement: &Agreement) {
    out.some("agreement.amount_fen", agreement.amount.map(|amount| amount.0));
    out.text("agreement.content", &agreement.content);
    out.date("agreement.due_on", agreement.due_on);
    out.some("agreement.performance", agreement.performance.map(Performance::code));
    out.some("agreement.confirmation", agreement.confirmation.map(Confirmation::code));
    out.text("agreement.manner", &agreement.manner);
    out.some("agreement.copies", agreement.copies);
    out.date("agreement.reached_on", agreement.reached_on);
    out.date("agreement.signed_on", agreement.signed_on);
    out.date("agreement.mediator_signed_on", agreement.mediator_signed_on);
    out.date("agreement.sealed_on", agreement.sealed_on);
    out.date("agreement.performed_on", agreement.performed_on);
    out.text("agreement.court", &agreement.court);
    out.date("agreement.applied_on", agreement.applied_on);
    out.date("agreement.decided_on", agreement.decided_on);
}

fn party_fields(out: &mut Collector, position: usize, party: &Party) {
    let mut part = out.part("party", party.id);
    part.some("position", Some(position));
    part.unless("side", party.side.code(), Side::Applicant.code());
    part.unless("kind", party.kind.code(), PartyKind::Person.code());
    part.text("name", &party.name);
    part.some("sex", party.sex.map(Sex::code));
    part.text("ethnicity", &party.ethnicity);
    part.date("born_on", party.born_on);
    part.text("occupation", &party.occupation);
    part.text("phone", &party.phone);
    part.text("address", &party.address);
    part.text("id_number", &party.id_number);
    part.text("representative", &party.representative);
}

/// The case that those fields describe. Nothing is refused here: what a merge or a newer version brings is read as
/// far as it is understood, the rest stays in the log.
pub(in crate::store) fn to_dispute(id: DisputeId, fields: &Fields) -> Dispute {
    let read = Reader(fields);
    let accepted_on = read.date("accepted_on").unwrap_or_else(unknown_day);
    let mut dispute = Dispute::new(id, read.id("office").unwrap_or_else(Office::root_id), accepted_on);
    dispute.number = read.text("number");
    dispute.village = read.id("village");
    dispute.place = read.text("place");
    dispute.kind = read.code("type", |code| code.parse().ok()).unwrap_or_else(TypeCode::other);
    dispute.source = read.code("source", |code| code.parse().ok()).unwrap_or_else(SourceCode::apply);
    dispute.pre_litigation = fields.get("pre_litigation").and_then(Value::as_bool).unwrap_or(false);
    dispute.level = read.code("level", Level::from_code).unwrap_or(Level::Township);
    dispute.difficulty = read.code("difficulty", Difficulty::from_code);
    dispute.risk = read.code("risk", Risk::from_code);
    dispute.governance = read.code("governance", |code| code.parse().ok());
    dispute.consent = read.code("consent", Consent::from_code);
    dispute.occurred_on = read.date("occurred_on");
    // No case ends before it began. Screens refuse that; where the edits of two laptops meet so, the case counts as
    // closed on the day it was accepted, and every account still closes.
    dispute.closing = read.closing().map(|closing| Closing { on: closing.on.max(accepted_on), ..closing });
    dispute.people = read.number("people");
    dispute.summary = read.text("summary");
    dispute.note = read.text("note");
    dispute.original = fields
        .get("original")
        .and_then(|value| serde_json::from_value(value.clone()).ok())
        .unwrap_or_default();
    dispute.mediators = each_once(read.strings("mediators").filter_map(|id| id.parse().ok()));
    dispute.tags = read.strings("tags").map(str::to_owned).collect();
    dispute.void = read.code("void", |reason| Some(reason.to_owned()));
    dispute.keeper = read.id("keeper");
    dispute.agreement = to_agreement(&read);
    dispute.parties = to_parties(&read);
    dispute.told = read.strings("told").filter_map(Route::from_code).collect();
    parts::read(&mut dispute, &read);
    dispute
}

/// In their order, each once: who is named twice still mediates once.
fn each_once<K>(ids: impl Iterator<Item = Id<K>>) -> Vec<Id<K>> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| seen.insert(*id)).collect()
}

/// Stands for an acceptance date that never came.
fn unknown_day() -> NaiveDate {
    parse_iso("1900-01-01").unwrap_or_default()
}

fn to_agreement(read: &Reader<'_>) -> Agreement {
    Agreement {
        amount: read.fen("agreement.amount_fen"),
        content: read.text("agreement.content"),
        due_on: read.date("agreement.due_on"),
        performance: read.code("agreement.performance", Performance::from_code),
        confirmation: read.code("agreement.confirmation", Confirmation::from_code),
        manner: read.text("agreement.manner"),
        copies: read.number("agreement.copies"),
        reached_on: read.date("agreement.reached_on"),
        signed_on: read.date("agreement.signed_on"),
        mediator_signed_on: read.date("agreement.mediator_signed_on"),
        sealed_on: read.date("agreement.sealed_on"),
        performed_on: read.date("agreement.performed_on"),
        court: read.text("agreement.court"),
        applied_on: read.date("agreement.applied_on"),
        decided_on: read.date("agreement.decided_on"),
    }
}

fn to_parties(read: &Reader<'_>) -> Vec<Party> {
    let mut parties: Vec<(u64, Party)> = read
        .parts("party")
        .into_iter()
        .map(|(id, part)| {
            let side = part.code("side", Side::from_code).unwrap_or(Side::Applicant);
            let mut party = Party::new(id, side, part.text("name"));
            party.kind = part.code("kind", PartyKind::from_code).unwrap_or(PartyKind::Person);
            party.sex = part.code("sex", Sex::from_code);
            party.ethnicity = part.text("ethnicity");
            party.born_on = part.date("born_on");
            party.occupation = part.text("occupation");
            party.phone = part.text("phone");
            party.address = part.text("address");
            party.id_number = part.text("id_number");
            party.representative = part.text("representative");
            (part.value("position").and_then(Value::as_u64).unwrap_or(0), party)
        })
        .collect();
    parties.sort_by_key(|(position, party)| (*position, party.id));
    parties.into_iter().map(|(_, party)| party).collect()
}

/// The fields of an office.
pub(in crate::store) fn of_office(office: &Office) -> Fields {
    let mut out = Collector::default();
    out.some("parent", office.parent.map(|id| id.to_string()));
    out.text("kind", office.kind.code());
    out.text("name", &office.name);
    out.list("aliases", office.aliases.clone());
    out.text("division_code", &office.division_code);
    out.text("mark", &office.mark);
    out.text("committee", &office.committee);
    out.date("valid_to", office.valid_to);
    out.0
}

/// The office that those fields describe.
pub(in crate::store) fn to_office(id: Id<Office>, fields: &Fields) -> Office {
    let read = Reader(fields);
    Office {
        id,
        parent: read.id("parent"),
        kind: read.code("kind", OfficeKind::from_code).unwrap_or(OfficeKind::Township),
        name: read.text("name"),
        aliases: read.strings("aliases").map(str::to_owned).collect(),
        division_code: read.text("division_code"),
        mark: read.text("mark"),
        committee: read.text("committee"),
        valid_to: read.valid_to(),
    }
}

/// The fields of a mediator.
pub(in crate::store) fn of_mediator(mediator: &Mediator) -> Fields {
    let mut out = Collector::default();
    out.text("name", &mediator.name);
    out.text("office", &mediator.office.to_string());
    out.date("valid_to", mediator.valid_to);
    out.0
}

/// The mediator that those fields describe.
pub(in crate::store) fn to_mediator(id: Id<Mediator>, fields: &Fields) -> Mediator {
    let read = Reader(fields);
    Mediator {
        id,
        name: read.text("name"),
        office: read.id("office").unwrap_or_else(Office::root_id),
        valid_to: read.valid_to(),
    }
}

/// The fields of an operator.
pub(in crate::store) fn of_operator(operator: &Operator) -> Fields {
    let mut out = Collector::default();
    out.text("name", &operator.name);
    out.date("valid_to", operator.valid_to);
    out.unless("role", operator.role.code(), Role::Clerk.code());
    out.some("pin", operator.pin.clone());
    out.0
}

/// The operator that those fields describe.
pub(in crate::store) fn to_operator(id: Id<Operator>, fields: &Fields) -> Operator {
    let read = Reader(fields);
    Operator {
        id,
        name: read.text("name"),
        valid_to: read.valid_to(),
        role: read.code("role", Role::from_code).unwrap_or_default(),
        pin: read.code("pin", |pin| Some(pin.to_owned())),
    }
}

/// The fields of a laptop.
pub(in crate::store) fn of_laptop(laptop: &Laptop) -> Fields {
    let mut out = Collector::default();
    out.text("name", &laptop.name);
    out.text("home", &laptop.home.to_string());
    out.text("series", &laptop.series);
    out.some("key", laptop.key.clone());
    out.0
}

/// The laptop that those fields describe.
pub(in crate::store) fn to_laptop(id: Id<Laptop>, fields: &Fields) -> Laptop {
    let read = Reader(fields);
    Laptop {
        id,
        name: read.text("name"),
        home: read.id("home").unwrap_or_else(Office::root_id),
        series: read.text("series"),
        key: read.code("key", |key| Some(key.to_owned())),
    }
}
