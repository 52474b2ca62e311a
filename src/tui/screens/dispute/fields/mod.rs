//! The fields of a case, one row each: what it is called, how it is asked for, how it is read and written.

mod case;
mod parts;
mod values;

use super::spot::{Field, New, Part, Spot};
use chrono::NaiveDate;

use crate::domain::{Closing, Dispute, Level, Outcome, PartyKind, PreventionKind};
use crate::text::{Words, dispute as words};
use crate::tui::form::Value;

pub use values::{NO, OPEN, YES, code_of, codes_of, date_of};

/// How a field is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Not at all: the program keeps it.
    Nothing,
    /// A line of text.
    Line,
    /// A text of several lines, at least so many shown.
    Area(u16),
    /// A day that has been.
    Day,
    /// A day to come.
    DayAhead,
    /// A time of day.
    Time,
    /// An amount of money.
    Money,
    /// A whole number.
    Number,
    /// One code of a small dictionary.
    One(&'static str, &'static [&'static str]),
    /// Several codes of a small dictionary.
    Several(&'static str, &'static [&'static str]),
    /// One of a list that is made for this field.
    Listed,
    /// Several of a list that is made for this field; new words are possible.
    ListedOrNew,
}

/// Whether a field may be empty, and whether it is shown while it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Shown among those that are not filled in yet.
    Optional,
    /// May be empty, and has its own place all the same.
    Kept,
    /// Must hold something.
    Required,
}

/// What a field is to the screen.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    /// What it is called.
    pub label: Words,
    /// How it is asked for.
    pub ask: Ask,
    /// Whether it may be empty.
    pub need: Need,
}

/// A field of a `T`.
#[derive(Debug, Clone, Copy)]
struct Row<T: 'static> {
    field: Field,
    face: Face,
    read: fn(&T) -> Value,
    write: fn(&mut T, &Value),
}

/// A field that may be empty.
const fn row<T>(
    field: Field,
    label: Words,
    ask: Ask,
    read: fn(&T) -> Value,
    write: fn(&mut T, &Value),
) -> Row<T> {
    Row { field, face: Face { label, ask, need: Need::Optional }, read, write }
}

/// A field that may be empty and has its place all the same.
const fn kept<T>(
    field: Field,
    label: Words,
    ask: Ask,
    read: fn(&T) -> Value,
    write: fn(&mut T, &Value),
) -> Row<T> {
    Row { field, face: Face { label, ask, need: Need::Kept }, read, write }
}

/// A field that must hold something.
const fn must<T>(
    field: Field,
    label: Words,
    ask: Ask,
    read: fn(&T) -> Value,
    write: fn(&mut T, &Value),
) -> Row<T> {
    Row { field, face: Face { label, ask, need: Need::Required }, read, write }
}

/// The rows of one kind of part with one field of it sought.
struct Table<T: 'static>(&'static [Row<T>]);

impl<T> Table<T> {
    fn row(&self, field: Field) -> Option<&'static Row<T>> {
        self.0.iter().find(|row| row.field == field)
    }

    fn face(&self, field: Field) -> Option<Face> {
        self.row(field).map(|row| row.face)
    }

    fn fields(&self) -> Vec<Field> {
        self.0.iter().map(|row| row.field).collect()
    }

    fn read(&self, field: Field, of: Option<&T>) -> Value {
        self.row(field).zip(of).map_or(Value::Empty, |(row, of)| (row.read)(of))
    }

    fn write(&self, field: Field, of: Option<&mut T>, value: &Value) {
        if let Some((row, of)) = self.row(field).zip(of) {
            (row.write)(of, value);
        }
    }
}

impl Part {
    /// Its fields, in the order of the screen.
    pub fn fields(self) -> Vec<Field> {
        match self {
            Self::Case => case::CASE.fields(),
            Self::Party(_) => parts::PARTY.fields(),
            Self::Agent(..) => parts::AGENT.fields(),
            Self::Session(_) => parts::SESSION.fields(),
            Self::Attendee(..) => parts::ATTENDEE.fields(),
            Self::Extension(_) => parts::EXTENSION.fields(),
            Self::Escalation(_) => parts::ESCALATION.fields(),
            Self::Referral(_) => parts::REFERRAL.fields(),
            Self::Performed(_) => parts::PERFORMED.fields(),
            Self::Visit(_) => parts::VISIT.fields(),
            Self::Prevention(_) => parts::PREVENTION.fields(),
            Self::Remark(_) => parts::REMARK.fields(),
        }
    }
}

impl Spot {
    /// What the field is to the screen.
    pub fn face(self) -> Face {
        let field = self.field;
        let face = match (self.part, field) {
            (_, Field::Add(new)) => Some(new.face()),
            (_, Field::Original(_)) => None,
            (Part::Case, _) => case::CASE.face(field),
            (Part::Party(_), _) => parts::PARTY.face(field),
            (Part::Agent(..), _) => parts::AGENT.face(field),
            (Part::Session(_), _) => parts::SESSION.face(field),
            (Part::Attendee(..), _) => parts::ATTENDEE.face(field),
            (Part::Extension(_), _) => parts::EXTENSION.face(field),
            (Part::Escalation(_), _) => parts::ESCALATION.face(field),
            (Part::Referral(_), _) => parts::REFERRAL.face(field),
            (Part::Performed(_), _) => parts::PERFORMED.face(field),
            (Part::Visit(_), _) => parts::VISIT.face(field),
            (Part::Prevention(_), _) => parts::PREVENTION.face(field),
            (Part::Remark(_), _) => parts::REMARK.face(field),
        };
        face.unwrap_or(Face { label: words::ORIGINAL, ask: Ask::Nothing, need: Need::Kept })
    }

    /// What the field is called.
    pub fn label(self) -> Words {
        self.face().label
    }

    /// What it holds.
    pub fn read(self, case: &Dispute) -> Value {
        let field = self.field;
        match self.part {
            Part::Case => case::CASE.read(field, Some(case)),
            Part::Party(at) => parts::PARTY.read(field, case.parties.get(at)),
            Part::Agent(of, at) => {
                parts::AGENT.read(field, case.parties.get(of).and_then(|party| party.agents.get(at)))
            }
            Part::Session(at) => parts::SESSION.read(field, case.sessions.get(at)),
            Part::Attendee(of, at) => {
                let session = case.sessions.get(of);
                parts::ATTENDEE.read(field, session.and_then(|session| session.attendees.get(at)))
            }
            Part::Extension(at) => parts::EXTENSION.read(field, case.extensions.get(at)),
            Part::Escalation(at) => parts::ESCALATION.read(field, case.escalations.get(at)),
            Part::Referral(at) => parts::REFERRAL.read(field, case.referrals.get(at)),
            Part::Performed(at) => parts::PERFORMED.read(field, case.performed.get(at)),
            Part::Visit(at) => parts::VISIT.read(field, case.follow_ups.get(at)),
            Part::Prevention(at) => parts::PREVENTION.read(field, case.preventions.get(at)),
            Part::Remark(at) => parts::REMARK.read(field, case.remarks.get(at)),
        }
    }

    /// Puts another value there; a case closed by it is closed on `today` until a date is given. A field that must
    /// hold something keeps what it has when the value is empty.
    pub fn write(self, case: &mut Dispute, value: &Value, today: NaiveDate) {
        let field = self.field;
        match self.part {
            Part::Case if field == Field::Outcome => close(case, value, today),
            Part::Case => case::CASE.write(field, Some(case), value),
            Part::Party(at) => parts::PARTY.write(field, case.parties.get_mut(at), value),
            Part::Agent(of, at) => {
                let party = case.parties.get_mut(of);
                parts::AGENT.write(field, party.and_then(|party| party.agents.get_mut(at)), value);
            }
            Part::Session(at) => parts::SESSION.write(field, case.sessions.get_mut(at), value),
            Part::Attendee(of, at) => {
                let session = case.sessions.get_mut(of);
                let attendee = session.and_then(|session| session.attendees.get_mut(at));
                parts::ATTENDEE.write(field, attendee, value);
            }
            Part::Extension(at) => parts::EXTENSION.write(field, case.extensions.get_mut(at), value),
            Part::Escalation(at) => move_level(case, |case| {
                parts::ESCALATION.write(field, case.escalations.get_mut(at), value);
            }),
            Part::Referral(at) => parts::REFERRAL.write(field, case.referrals.get_mut(at), value),
            Part::Performed(at) => parts::PERFORMED.write(field, case.performed.get_mut(at), value),
            Part::Visit(at) => parts::VISIT.write(field, case.follow_ups.get_mut(at), value),
            Part::Prevention(at) => parts::PREVENTION.write(field, case.preventions.get_mut(at), value),
            Part::Remark(at) => parts::REMARK.write(field, case.remarks.get_mut(at), value),
        }
    }
}

fn close(case: &mut Dispute, value: &Value, today: NaiveDate) {
    let on = case.closing.map_or(today, |closing| closing.on);
    case.closing = Outcome::from_code(&code_of(value)).map(|outcome| Closing { outcome, on });
}

/// Changes the moves between levels; a case that stood where the last move had led stands where it leads now.
pub fn move_level(case: &mut Dispute, change: impl FnOnce(&mut Dispute)) {
    let first = case.escalations.first().map(|step| step.from);
    let led_to = case.escalations.iter().max_by_key(|step| (step.on, step.id)).map(|step| step.to);
    let followed = led_to.is_none_or(|level| level == case.level);
    change(case);
    let leads_to: Option<Level> =
        case.escalations.iter().max_by_key(|step| (step.on, step.id)).map(|step| step.to).or(first);
    if let (true, Some(level)) = (followed, leads_to) {
        case.level = level;
    }
}

impl New {
    /// The row that adds it: what it asks for first.
    fn face(self) -> Face {
        let (label, ask) = match self {
            Self::Party => (words::ADD_PARTY, Ask::Line),
            Self::Agent => (words::ADD_AGENT, Ask::Line),
            Self::Session => (words::ADD_SESSION, Ask::Day),
            Self::Attendee => (words::ADD_ATTENDEE, Ask::Line),
            Self::Extension => (words::ADD_EXTENSION, Ask::DayAhead),
            Self::Escalation => (words::ADD_ESCALATION, Ask::One("level", Level::CODES)),
            Self::Referral => (words::ADD_REFERRAL, Ask::Line),
            Self::Performed => (words::ADD_PERFORMED, Ask::Day),
            Self::Visit => (words::ADD_FOLLOW_UP, Ask::Day),
            Self::Prevention => (words::ADD_PREVENTION, Ask::One("prevention", PREVENTED)),
            Self::Remark => (words::ADD_REMARK, Ask::Area(2)),
        };
        Face { label, ask, need: Need::Required }
    }

    /// What was added or taken out, for a sentence.
    pub const fn called(self) -> Words {
        match self {
            Self::Party => words::PARTIES,
            Self::Agent => words::AGENT,
            Self::Session => words::SESSION,
            Self::Attendee => words::ATTENDEE,
            Self::Extension => words::EXTENSION,
            Self::Escalation => words::ESCALATION,
            Self::Referral => words::REFERRALS,
            Self::Performed => words::PERFORMED,
            Self::Visit => words::FOLLOW_UPS,
            Self::Prevention => words::PREVENTION,
            Self::Remark => words::REMARK,
        }
    }
}

/// What one case can prevent: 预防纠纷 in general is logged among the other counts.
const PREVENTED: &[&str] = &[
    PreventionKind::Suicide.code(),
    PreventionKind::Criminal.code(),
    PreventionKind::Petition.code(),
    PreventionKind::Fight.code(),
];

/// Whether a field says something of that kind of party: a company has no birthday, a person no representative.
pub const fn belongs_to(field: Field, kind: PartyKind) -> bool {
    match field {
        Field::Sex | Field::Ethnicity | Field::BornOn => matches!(kind, PartyKind::Person),
        Field::Representative => !matches!(kind, PartyKind::Person),
        _ => true,
    }
}
