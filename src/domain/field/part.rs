//! The parts of a case, and the fields of one case by their places.

use uuid::Uuid;

use super::row::Rows;
use super::value::{Held, Value};
use super::{Field, parts};
use crate::domain::Dispute;
use crate::domain::coded::coded;

coded! {
    /// The kinds of parts of a case, with the codes that the log puts before the fields of each part.
    PartKind {
        /// The case itself
        Case = "case",
        /// 当事人
        Party = "party",
        /// 代理人 of a party
        Agent = "agent",
        /// 调查
        Investigation = "investigation",
        /// 证据
        Evidence = "evidence",
        /// 调解
        Session = "session",
        /// 参加人 of a session
        Attendee = "attendee",
        /// 延期
        Extension = "extension",
        /// 层级变动
        Escalation = "escalation",
        /// 移送
        Referral = "referral",
        /// 履行计划, part by part
        Instalment = "instalment",
        /// 履行, part by part
        Performed = "performed",
        /// 回访
        FollowUp = "follow_up",
        /// 预防
        Prevention = "prevention",
        /// 记事
        Remark = "remark",
    }
}

impl PartKind {
    /// The kind that the log calls by that name.
    pub fn of_log(name: &str) -> Option<Self> {
        Self::from_code(name).filter(|kind| *kind != Self::Case)
    }

    /// Access to its fields.
    pub fn rows(self) -> &'static dyn Rows {
        match self {
            Self::Case => &parts::CASE,
            Self::Party => &parts::PARTY,
            Self::Agent => &parts::AGENT,
            Self::Investigation => &parts::INVESTIGATION,
            Self::Evidence => &parts::EVIDENCE,
            Self::Session => &parts::SESSION,
            Self::Attendee => &parts::ATTENDEE,
            Self::Extension => &parts::EXTENSION,
            Self::Escalation => &parts::ESCALATION,
            Self::Referral => &parts::REFERRAL,
            Self::Instalment => &parts::INSTALMENT,
            Self::Performed => &parts::PERFORMED,
            Self::FollowUp => &parts::FOLLOW_UP,
            Self::Prevention => &parts::PREVENTION,
            Self::Remark => &parts::REMARK,
        }
    }

    /// Its fields, in the order of the table.
    pub fn fields(self) -> Vec<Field> {
        self.rows().specs().map(|spec| spec.field).collect()
    }

    /// The kind of part that it belongs to.
    pub const fn within(self) -> Self {
        match self {
            Self::Agent => Self::Party,
            Self::Attendee => Self::Session,
            _ => Self::Case,
        }
    }

    /// The part at that index of its list.
    pub const fn at(self, at: usize) -> Part {
        Part { kind: self, of: 0, at }
    }

    /// The parts of this kind in a case.
    pub fn of_case(self, case: &Dispute) -> Vec<Part> {
        let hosts = self.within().rows().count(case, 0);
        let places = (0..hosts).flat_map(|of| (0..self.rows().count(case, of)).map(move |at| (of, at)));
        places.map(|(of, at)| Part { kind: self, of, at }).collect()
    }
}

/// One part of a case, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Its kind.
    pub kind: PartKind,
    /// The index of the party or session that it belongs to; 0 for what belongs to the case itself.
    pub of: usize,
    /// Its index in its list.
    pub at: usize,
}

impl Part {
    /// The case itself, as the part with the fields that a case has once.
    pub const CASE: Self = PartKind::Case.at(0);

    /// An agent of the party at `of`, or somebody who took part in the session at `of`.
    pub const fn within(kind: PartKind, of: usize, at: usize) -> Self {
        Self { kind, of, at }
    }

    /// A field of it.
    pub const fn field(self, field: Field) -> Spot {
        Spot { part: self, field }
    }

    /// Its identity.
    pub fn id(self, case: &Dispute) -> Option<Uuid> {
        self.kind.rows().id(case, self)
    }

    /// Its kind and its identity, the same wherever it stands in its list.
    pub fn key(self, case: &Dispute) -> String {
        match self.kind {
            PartKind::Case => self.kind.code().to_owned(),
            kind => format!(
                "{}.{}",
                kind.code(),
                self.id(case).map(|id| id.simple().to_string()).unwrap_or_default()
            ),
        }
    }

    /// All parts of a case; those within another part follow it.
    pub fn all(case: &Dispute) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for kind in PartKind::ALL.iter().filter(|kind| kind.within() == PartKind::Case) {
            for part in kind.of_case(case) {
                all.push(part);
                let inner = PartKind::ALL.iter().filter(|inner| **inner != *kind && inner.within() == *kind);
                let inner = inner.filter(|_| *kind != PartKind::Case);
                all.extend(inner.flat_map(|inner| inner.of_case(case)).filter(|one| one.of == part.at));
            }
        }
        all
    }
}

/// A field of one part of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The part.
    pub part: Part,
    /// The field.
    pub field: Field,
}

impl Spot {
    /// A field that a case has once.
    pub const fn case(field: Field) -> Self {
        Part::CASE.field(field)
    }

    /// Its value; of 履行情况, that which the parts performed lead to.
    pub fn read(self, case: &Dispute) -> Value {
        if self.field == Field::Performance {
            return case.performance().value();
        }
        let rows = self.part.kind.rows();
        rows.row_of(self.field).map_or(Value::Empty, |row| rows.read(case, self.part, row))
    }

    /// Sets its value; a required field keeps what it has when the value is empty. What follows from the plan and the
    /// parts performed is not written down, so that it goes on following them.
    pub fn write(self, case: &mut Dispute, value: Value) {
        let follows = match self.field {
            Field::Performance => case.performance().value(),
            Field::DueOn if case.agreement.due_on.is_none() => case.due_on().value(),
            _ => Value::Empty,
        };
        if !follows.is_empty() && follows == value {
            return;
        }
        let rows = self.part.kind.rows();
        if let Some(row) = rows.row_of(self.field) {
            rows.write(case, self.part, row, value);
        }
    }
}
