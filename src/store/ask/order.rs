//! The orders of a list of cases. Each shows every case of the list.
//!
//! An order is a sequence of legs, each of which follows an index: sorted by type, the cases of one type follow
//! those of another, each newest first. A page begins within a leg and goes on with the next.

use rusqlite::params_from_iter;
use uuid::Uuid;

use super::filter::CaseFilter;
use super::list::{CaseRow, PageFrom};
use super::narrow::{Index, Sql};
use crate::domain::case_number::order_key;
use crate::domain::date_entry::iso;
use crate::domain::{Id, MediatorId, OfficeId, Outcome, TypeCode};
use crate::store::office::Directory;
use crate::store::{Result, Store};

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
    fn legs(self, after: Option<&PageFrom>, directory: &Directory) -> Vec<Leg> {
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
        let leg = |part, runs| Leg { part, by: self.by, runs, after: None, follows: Follows::Either };
        let down = |part| leg(part, Runs::Down);
        let up = |part| leg(part, Runs::Up);
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
            (SortBy::Number, _) => order_key(&case.number),
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

/// Whose index a leg follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// SQLite chooses: nothing else narrows the list.
    Either,
    /// That of the leg: the filter leaves many cases, some of which are found soon.
    Leg,
    /// That of the filter: it leaves few cases, which are sorted as they are.
    Filter,
}

/// A stretch of a list that one index gives in order.
#[derive(Debug, Clone)]
pub(super) struct Leg {
    part: Part,
    by: SortBy,
    runs: Runs,
    after: Option<PageFrom>,
    follows: Follows,
}

/// Up to so many cases a filter leaves few.
const FEW: u32 = 2_000;

impl Store {
    /// The legs of a list after that case, without those that the filter leaves empty: a list of two hundred villages
    /// would walk through the cases of each.
    pub(super) fn legs(
        &self,
        filter: &CaseFilter,
        order: Order,
        after: Option<&PageFrom>,
    ) -> Result<Vec<Leg>> {
        let legs = order.legs(after, &self.directory);
        if order.by == SortBy::Accepted || *filter == CaseFilter::default() {
            return Ok(legs);
        }
        let few = self.count_at_most(&Sql::build(filter, &self.directory), FEW + 1)? <= FEW;
        let follows = if few { Follows::Filter } else { Follows::Leg };
        self.narrowed(legs, filter, order.by, follows)
    }

    fn narrowed(
        &self,
        mut legs: Vec<Leg>,
        filter: &CaseFilter,
        by: SortBy,
        follows: Follows,
    ) -> Result<Vec<Leg>> {
        let there = match filter.office {
            _ if follows == Follows::Filter => self.parts_of_few(filter, by)?,
            Some(office) => self.parts_of_office(office, by)?,
            None => None,
        };
        legs.retain(|leg| there.as_ref().is_none_or(|there| there.contains(&leg.part)));
        for leg in &mut legs {
            // No index knows the cases without a mediator.
            let is_unknown = leg.part == Part::Lead(None);
            leg.follows = if is_unknown { Follows::Filter } else { follows };
        }
        Ok(legs)
    }

    /// The parts that the few cases of a filter are in; none where the order has few parts anyway.
    fn parts_of_few(&self, filter: &CaseFilter, by: SortBy) -> Result<Option<Vec<Part>>> {
        let column = match by {
            SortBy::Type => "d.type",
            SortBy::Village => "(SELECT uuid FROM office o WHERE o.id = d.village)",
            SortBy::Mediator => {
                "(SELECT n.uuid FROM dispute_mediator l JOIN mediator n ON n.id = l.mediator \
                 WHERE l.dispute = d.id AND l.position = 0)"
            }
            _ => return Ok(None),
        };
        let sql = Sql::build(filter, &self.directory);
        let text = sql.text(&format!("DISTINCT {column}"), "");
        let mut statement = self.conn.prepare_cached(&text)?;
        let mut rows = statement.query(params_from_iter(sql.values))?;
        let mut parts = Vec::new();
        while let Some(row) = rows.next()? {
            parts.extend(match by {
                SortBy::Type => row.get::<_, String>(0)?.parse().ok().map(Part::Type),
                SortBy::Village => Some(Part::Village(row.get::<_, Option<Uuid>>(0)?.map(Id::new))),
                _ => Some(Part::Lead(row.get::<_, Option<Uuid>>(0)?.map(Id::new))),
            });
        }
        Ok(Some(parts))
    }

    /// The parts in which an office ever had a case, from the running totals.
    fn parts_of_office(&self, office: OfficeId, by: SortBy) -> Result<Option<Vec<Part>>> {
        let dimension = match by {
            SortBy::Type => "type",
            SortBy::Village => "village",
            SortBy::Mediator => "mediator",
            _ => return Ok(None),
        };
        let sql = "SELECT DISTINCT key FROM tally WHERE dimension = ?1 AND period < 10000 AND office = ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let office = self.directory.office_local(office).unwrap_or(-1);
        let keys = statement.query_map((dimension, office), |row| row.get::<_, String>(0))?;
        let mut parts = vec![Part::Village(None), Part::Lead(None)];
        for key in keys {
            let key = key?;
            parts.extend(match by {
                SortBy::Type => key.parse().ok().map(Part::Type),
                SortBy::Village => key.parse().ok().map(|id| Part::Village(Some(id))),
                _ => key.parse().ok().map(|id| Part::Lead(Some(id))),
            });
        }
        Ok(Some(parts))
    }
}

impl Leg {
    /// The list of a filter narrowed to this leg, and its ORDER BY.
    pub(super) fn query(&self, filter: &CaseFilter, directory: &Directory) -> (Sql, String) {
        let mut sql = match self.follows {
            Follows::Leg => Sql::aside(filter, directory),
            Follows::Either | Follows::Filter => Sql::build(filter, directory),
        };
        let order = self.narrow(&mut sql, directory);
        (sql, order)
    }

    fn narrow(&self, sql: &mut Sql, directory: &Directory) -> String {
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
        // A plus keeps SQLite from following the index of that column.
        let plus = if self.follows == Follows::Filter { "+" } else { "" };
        let mut must = |condition: String| sql.conditions.push(condition);
        match &self.part {
            Part::Whole => {}
            Part::Closed => must(format!("{plus}d.closed_on IS NOT NULL")),
            Part::Open => must(format!("{plus}d.outcome IS NULL")),
            Part::Type(code) => sql.equals(&format!("{plus}d.type"), code.to_string()),
            Part::Village(None) => must(format!("{plus}d.village IS NULL")),
            Part::Village(Some(id)) => {
                let village = directory.office_local(*id).unwrap_or(missing);
                sql.equals(&format!("{plus}d.village"), village);
            }
            Part::Lead(lead) => {
                let lead = lead.map(|id| directory.mediator_local(id).unwrap_or(missing));
                sql.led_by(lead, if plus.is_empty() { Index::Own } else { Index::Others });
            }
            Part::Outcome(None) => must(format!("{plus}d.outcome IS NULL AND d.void_reason IS NULL")),
            Part::Outcome(Some(outcome)) => {
                sql.equals(&format!("{plus}d.outcome"), outcome.code().to_owned());
                sql.conditions.push("d.void_reason IS NULL".to_owned());
            }
            Part::Void => must(format!("{plus}d.aside = 1 AND d.void_reason IS NOT NULL")),
        }
    }
}

#[cfg(test)]
mod tests;
