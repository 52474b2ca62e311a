//! The spots of the case screen: what can be selected, by name.

use chrono::NaiveDate;

use super::fields::{entered, shown};
use crate::domain::Dispute;
use crate::domain::act::{Addition, move_level};
use crate::domain::field::{Field, Kind, Need, Part, PartKind, Spot as At};
use crate::text::{Words, field as words};
use crate::tui::form::Value;

/// A selectable element on the case screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A field of the case or of a part.
    Field(At),
    /// The row that adds a part of that kind to the case, to a party or to a session.
    Add(PartKind, Part),
    /// The imported ledger's value in the column with that index; read-only.
    Original(usize),
    /// 登记时间, read-only.
    Registered,
    /// The other cases of the party with that index.
    Earlier(usize),
}

impl Spot {
    /// A field of the case itself.
    pub const fn case(field: Field) -> Self {
        Self::Field(At::case(field))
    }

    /// The row that adds a part to the case.
    pub const fn add(kind: PartKind) -> Self {
        Self::Add(kind, Part::CASE)
    }

    /// Its field; for an addition, the one asked for first.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Field(at) => Some(at.field),
            Self::Add(kind, _) => Some(Addition::of(kind).asks),
            Self::Original(_) | Self::Registered | Self::Earlier(_) => None,
        }
    }

    /// The part that it belongs to.
    pub const fn part(self) -> Part {
        match self {
            Self::Field(At { part, .. }) | Self::Add(_, part) => part,
            Self::Earlier(at) => PartKind::Party.at(at),
            Self::Original(_) | Self::Registered => Part::CASE,
        }
    }

    /// The kind of its value; none if it is read-only.
    pub fn kind(self) -> Option<Kind> {
        self.field().map(|field| field.spec().kind)
    }

    /// Whether it may be empty, and whether it is shown then.
    pub fn need(self) -> Need {
        match self {
            Self::Field(at) => at.field.spec().need,
            Self::Add(..) => Need::Required,
            Self::Original(_) => Need::Kept,
            Self::Registered | Self::Earlier(_) => Need::Optional,
        }
    }

    /// What it is called.
    pub const fn label(self) -> Words {
        match self {
            Self::Field(at) => words::label(at.field),
            Self::Add(kind, _) => words::add(kind),
            Self::Original(_) => words::label(Field::Original),
            Self::Registered => words::REGISTERED,
            Self::Earlier(_) => words::EARLIER,
        }
    }

    /// What it is called in that case: a company has other labels than a person.
    pub fn label_in(self, case: &Dispute) -> Words {
        match self {
            Self::Field(at) => words::label_in(case, at),
            other => other.label(),
        }
    }

    /// The initial value of its form field.
    pub fn read(self, case: &Dispute) -> Value {
        match self {
            Self::Field(At { field: Field::Outcome, .. }) if case.closing.is_none() => {
                shown(crate::domain::field::Value::Code(super::fields::OPEN.into()))
            }
            Self::Field(at) => shown(at.read(case)),
            _ => Value::Empty,
        }
    }

    /// Its name in a draft, stable between starts. Parts are named by id, because their indexes may
    /// change.
    pub fn key(self, case: &Dispute) -> String {
        let part = self.part().key(case);
        match self {
            Self::Field(at) => format!("{part}.{}", at.field.name()),
            Self::Add(kind, _) => format!("{part}.add.{}", kind.code()),
            Self::Original(at) => format!("{part}.original.{at}"),
            Self::Registered => format!("{part}.registered"),
            Self::Earlier(_) => format!("{part}.earlier"),
        }
    }

    /// The spot of a field with a problem. After the last party or referral it is the row that adds one.
    pub fn of_problem(at: At, case: &Dispute) -> Self {
        let kind = at.part.kind;
        if at.part.at >= kind.rows().count(case, at.part.of) { Self::add(kind) } else { Self::Field(at) }
    }
}

/// Sets a field; closing a case sets its closing day to `today` until a date is given, and a case at the
/// level of its last move follows a change of the moves.
pub fn write(at: At, case: &mut Dispute, value: &Value, today: NaiveDate) {
    let value = entered(at.field.spec().kind, value);
    let was_open = case.closing.is_none();
    move_level(case, |case| at.write(case, value));
    if let Some(closing) = case.closing.as_mut().filter(|_| was_open) {
        closing.on = today;
    }
}
