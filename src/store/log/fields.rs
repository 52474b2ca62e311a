//! Converts records to fields and back. The fields of a case follow from the table of fields.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::flat::{Collector, Fields, PartReader, Reader, id_text, logged, to_log};
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::field::{Field, Kind, Part, PartKind};
use crate::domain::{Closing, Dispute, DisputeId, Id, Laptop, Mediator, Office, OfficeKind, Operator, Role};

/// The outcome and its day are one field in the log: neither can be edited without the other.
const CLOSING: &str = "closing";
/// The index of a party among the parties.
const POSITION: &str = "position";

/// The fields of a case.
pub(in crate::store) fn of_dispute(case: &Dispute) -> Fields {
    let mut out = Fields::new();
    for part in Part::all(case) {
        let prefix = match part.kind {
            PartKind::Case => String::new(),
            kind => format!("{}.{}.", kind.code(), id_text(part.id(case).unwrap_or_default())),
        };
        let rows = part.kind.rows();
        for (row, spec) in rows.specs().enumerate().filter(|(_, spec)| is_logged(spec.field)) {
            if let Some(value) = to_log(&spec, rows.read(case, part, row)) {
                out.insert([prefix.as_str(), spec.field.name()].concat(), value);
            }
        }
        if let Some((name, value)) = belongs(case, part) {
            out.insert([prefix.as_str(), name].concat(), value);
        }
    }
    if let Some(closing) = case.closing {
        out.insert(CLOSING.to_owned(), json!([closing.outcome.code(), iso(closing.on)]));
    }
    out
}

/// Whether it is a field of its own in the log.
const fn is_logged(field: Field) -> bool {
    !matches!(field, Field::Outcome | Field::ClosedOn)
}

/// What ties a part to its place: a party to its index, an agent to the party, an attendee to the session.
fn belongs(case: &Dispute, part: Part) -> Option<(&'static str, Value)> {
    let host = part.kind.within();
    match part.kind {
        PartKind::Party => Some((POSITION, part.at.into())),
        _ if host == PartKind::Case => None,
        _ => Some((host.code(), id_text(host.at(part.of).id(case)?).into())),
    }
}

/// The case of those fields. Nothing is refused: values of a merge or a newer version are read as far as they
/// are understood, the rest stays in the log. A part whose host was removed is not shown and returns with it;
/// its days, if not understood, are the day of acceptance.
pub(in crate::store) fn to_dispute(id: DisputeId, fields: &Fields) -> Dispute {
    let read = Reader(fields);
    let accepted_on = read.date(Field::AcceptedOn.name()).unwrap_or_else(unknown_day);
    let mut case = Dispute::new(id, Office::root_id(), accepted_on);
    let rows = PartKind::Case.rows();
    for (row, kind, value) in said(fields) {
        rows.write(&mut case, Part::CASE, row, logged(kind, value));
    }
    // No case ends before it began. Screens refuse that; where the edits of two laptops lead to it, the case
    // counts as closed on the day of acceptance, so that all accounts still balance.
    case.closing = read.closing().map(|closing| Closing { on: closing.on.max(accepted_on), ..closing });
    for kind in PartKind::ALL.iter().copied().filter(|kind| *kind != PartKind::Case) {
        let mut parts = read.parts(kind.code());
        parts.sort_by_key(|(id, part)| (part.value(POSITION).and_then(Value::as_u64).unwrap_or(0), *id));
        for (id, part) in parts {
            add_part(&mut case, kind, id, &part);
        }
        kind.rows().sort(&mut case);
    }
    case
}

/// The fields that a case has once, in the order of their names: the name, the row of its table, the kind.
static BY_NAME: LazyLock<Vec<(&'static str, usize, Kind)>> = LazyLock::new(|| {
    let rows = PartKind::Case.rows().specs().enumerate().filter(|(_, spec)| is_logged(spec.field));
    let mut by_name: Vec<_> = rows.map(|(row, spec)| (spec.field.name(), row, spec.kind)).collect();
    by_name.sort_unstable_by_key(|(name, ..)| *name);
    by_name
});

/// What is said of the case itself, in the order of its table. Both lists are in the order of the names.
fn said(fields: &Fields) -> Vec<(usize, Kind, &Value)> {
    let mut names = BY_NAME.iter().peekable();
    let mut said = Vec::with_capacity(fields.len());
    for (field, value) in fields {
        while names.next_if(|(name, ..)| *name < field.as_str()).is_some() {}
        said.extend(names.next_if(|(name, ..)| name == field).map(|(_, row, kind)| (*row, *kind, value)));
    }
    said.sort_unstable_by_key(|(row, ..)| *row);
    said
}

fn add_part(case: &mut Dispute, kind: PartKind, id: Uuid, part: &PartReader<'_>) {
    let rows = kind.rows();
    let host = match kind.within() {
        PartKind::Case => Some(0),
        host => {
            let named = part.value(host.code()).and_then(Value::as_str).and_then(|id| id.parse().ok());
            host.of_case(case).iter().position(|one| one.id(case).is_some_and(|id| Some(id) == named))
        }
    };
    let Some(at) = host.and_then(|of| rows.add(case, of, id, case.accepted_on)) else { return };
    for (row, spec) in rows.specs().enumerate() {
        if let Some(value) = part.value(spec.field.name()) {
            rows.write(case, at, row, logged(spec.kind, value));
        }
    }
}

/// The acceptance date of a case whose date is missing in the log.
fn unknown_day() -> NaiveDate {
    parse_iso("1900-01-01").unwrap_or_default()
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

/// The office of those fields.
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

/// The mediator of those fields.
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

/// The operator of those fields.
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

/// The laptop of those fields.
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
