//! The orders of a list of cases. Each shows every case of the list.
//!
//! An order is a sequence of legs, each of which follows an index: sorted by type, the cases of one type follow
//! those of another, each newest first. A page begins within a leg and goes on with the next.

use super::list::{CaseRow, PageFrom};
use super::narrow::Sql;
use crate::domain::case_number::number_key;
use crate::domain::date_entry::iso;
use crate::domain::{MediatorId, OfficeId, Outcome, TypeCode};
use crate::store::office::Directory;

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// 受理日期
    #[default]
    Accepted,
    /// 办结日期; what is open stands last.
    Closed,
    /// 编号
    Number,
    /// 纠纷类型, in the order of the dictionary.
    Type,
    /// 村（社区）, township by township; cases without one stand last.
    Village,
    /// 主持调解员; cases without one stand last.
    Mediator,
    /// 结果; what is open stands first, the oldest on top.
    Outcome,
}

impl SortBy {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Accepted,
        Self::Closed,
        Self::Number,
        Self::Type,
        Self::Village,
        Self::Mediator,
        Self::Outcome,
    ];
}

/// The direction of an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Way {
    /// The one that is mostly wanted: the newest day, the smallest number, the first type.
    #[default]
    Usual,
    /// The other one.
    Turned,
}

/// The end of the list from which it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
enum End {
    #[default]
    Top,
    Foot,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Order {
    /// What it goes by.
    pub by: SortBy,
    /// Its direction.
    pub way: Way,
    end: End,
}

impl Order {
    /// 受理日期, newest first.
    pub const NEWEST: Self = Self::usual(SortBy::Accepted);
    /// 受理日期, oldest first.
    pub const OLDEST: Self = Self::NEWEST.turned();

    /// The usual order by that.
    pub const fn usual(by: SortBy) -> Self {
        Self { by, way: Way::Usual, end: End::Top }
    }

    /// The order in the other direction. It is not the reverse: cases without a value stay last.
    #[must_use]
    pub const fn turned(self) -> Self {
        let way = match self.way {
            Way::Usual => Way::Turned,
            Way::Turned => Way::Usual,
        };
        Self { way, ..self }
    }

    /// The same list read from its other end.
    #[must_use]
    pub const fn reversed(self) -> Self {
        let end = match self.end {
            End::Top => End::Foot,
            End::Foot => End::Top,
        };
        Self { end, ..self }
    }

    /// The legs of the list after that case, or all.
    pub(super) fn legs(self, after: Option<&PageFrom>, directory: &Directory) -> Vec<Leg> {
        let mut legs: Vec<Leg> = self.parts(directory);
        if self.end == End::Foot {
            legs.reverse();
            legs.iter_mut().for_each(|leg| leg.runs = leg.runs.other());
        }
        let Some(after) = after else { return legs };
        let at = legs.iter().position(|leg| leg.part == after.part).unwrap_or(legs.len());
        let mut rest = legs.split_off(at);
        if let Some(first) = rest.first_mut() {
            first.after = Some(after.clone());
        }
        rest
    }

    fn parts(self, directory: &Directory) -> Vec<Leg> {
        let down = |part| Leg { part, by: self.by, runs: Runs::Down, after: None };
        let up = |part| Leg { part, by: self.by, runs: Runs::Up, after: None };
        match (self.by, self.way) {
            (SortBy::Accepted, Way::Usual) | (SortBy::Number, Way::Turned) => vec![down(Part::Whole)],
            (SortBy::Accepted, Way::Turned) | (SortBy::Number, Way::Usual) => vec![up(Part::Whole)],
            (SortBy::Closed, Way::Usual) => vec![down(Part::Closed), down(Part::Open)],
            (SortBy::Closed, Way::Turned) => vec![up(Part::Closed), up(Part::Open)],
            (SortBy::Type, way) => {
                let types = directory.types().iter().filter_map(|label| label.code.parse().ok());
                grouped(types.map(Part::Type).map(down).collect(), None, way)
            }
            (SortBy::Village, way) => {
                let villages = villages(directory).into_iter().map(|id| down(Part::Village(Some(id))));
                grouped(villages.collect(), Some(down(Part::Village(None))), way)
            }
            (SortBy::Mediator, way) => {
                let leads = directory.mediators().map(|one| down(Part::Lead(Some(one.id))));
                grouped(leads.collect(), Some(down(Part::Lead(None))), way)
            }
            (SortBy::Outcome, way) => {
                let closed = Outcome::ALL.iter().map(|outcome| down(Part::Outcome(Some(*outcome))));
                let legs = std::iter::once(up(Part::Outcome(None))).chain(closed).chain([down(Part::Void)]);
                grouped(legs.collect(), None, way)
            }
        }
    }
}

fn grouped(mut legs: Vec<Leg>, last: Option<Leg>, way: Way) -> Vec<Leg> {
    if way == Way::Turned {
        legs.reverse();
    }
    legs.extend(last);
    legs
}

/// Every office that a case may name as its village, township by township.
fn villages(directory: &Directory) -> Vec<OfficeId> {
    let mut found: Vec<OfficeId> = directory
        .townships()
        .flat_map(|township| directory.villages(township.id))
        .map(|village| village.id)
        .collect();
    let known: std::collections::HashSet<OfficeId> = found.iter().copied().collect();
    found.extend(directory.offices().map(|office| office.id).filter(|id| !known.contains(id)));
    found
}

/// The cases of a leg.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Closed,
    Open,
    Type(TypeCode),
    Village(Option<OfficeId>),
    Lead(Option<MediatorId>),
    Outcome(Option<Outcome>),
    Void,
}

impl Part {
    /// The part of a list in that order in which the case is.
    pub(super) fn of(case: &CaseRow, by: SortBy) -> Self {
        match by {
            SortBy::Accepted | SortBy::Number => Self::Whole,
            SortBy::Closed if case.closed_on.is_some() => Self::Closed,
            SortBy::Closed => Self::Open,
            SortBy::Type => Self::Type(case.kind.clone()),
            SortBy::Village => Self::Village(case.village),
            SortBy::Mediator => Self::Lead(case.mediators.first().copied()),
            SortBy::Outcome if case.is_void => Self::Void,
            SortBy::Outcome => Self::Outcome(case.outcome),
        }
    }

    /// What a list in that order compares within the part.
    pub(super) fn key(&self, case: &CaseRow, by: SortBy) -> String {
        match (by, self) {
            (SortBy::Number, _) => number_key(&case.number),
            (_, Self::Closed) => iso(case.closed_on.unwrap_or(case.accepted_on)),
            _ => iso(case.accepted_on),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Runs {
    Up,
    Down,
}

impl Runs {
    const fn other(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// A stretch of a list that one index gives in order.
#[derive(Debug, Clone)]
pub(super) struct Leg {
    part: Part,
    by: SortBy,
    runs: Runs,
    after: Option<PageFrom>,
}

impl Leg {
    /// Narrows a list to this leg; returns its ORDER BY.
    pub(super) fn narrow(&self, sql: &mut Sql, directory: &Directory) -> String {
        self.only_the_part(sql, directory);
        let (on, row) = match (self.by, &self.part) {
            (SortBy::Number, _) => ("d.number_key", "d.id"),
            (_, Part::Closed) => ("d.closed_on", "d.id"),
            _ => (sql.on, sql.row),
        };
        let (way, sign) = match self.runs {
            Runs::Up => ("ASC", ">"),
            Runs::Down => ("DESC", "<"),
        };
        if let Some(after) = &self.after {
            let (key, id) = (sql.value(after.key.clone()), sql.value(after.row));
            sql.conditions.push(format!("({on}, {row}) {sign} ({key}, {id})"));
        }
        format!("ORDER BY {on} {way}, {row} {way}")
    }

    fn only_the_part(&self, sql: &mut Sql, directory: &Directory) {
        let missing = -1_i64;
        match &self.part {
            Part::Whole => {}
            Part::Closed => sql.conditions.push("d.closed_on IS NOT NULL".to_owned()),
            Part::Open => sql.conditions.push("d.outcome IS NULL".to_owned()),
            Part::Type(code) => sql.equals("d.type", code.to_string()),
            Part::Village(None) => sql.conditions.push("d.village IS NULL".to_owned()),
            Part::Village(Some(id)) => {
                sql.equals("d.village", directory.office_local(*id).unwrap_or(missing));
            }
            Part::Lead(lead) => sql.led_by(lead.map(|id| directory.mediator_local(id).unwrap_or(missing))),
            Part::Outcome(None) => {
                sql.conditions.push("d.outcome IS NULL AND d.void_reason IS NULL".to_owned());
            }
            Part::Outcome(Some(outcome)) => {
                sql.equals("d.outcome", outcome.code().to_owned());
                sql.conditions.push("d.void_reason IS NULL".to_owned());
            }
            Part::Void => sql.conditions.push("d.aside = 1 AND d.void_reason IS NOT NULL".to_owned()),
        }
    }
}
