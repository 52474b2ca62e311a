//! Totals of the other counts: one figure for each kind and unit, void entries left out.

use rusqlite::{Row, params};

use super::{EntryFilter, OF_OFFICES};
use crate::domain::field::EntryList;
use crate::domain::{DateRange, OfficeId, PreventionKind, Service};
use crate::store::column::code;
use crate::store::{CaseFilter, Result, Store};

/// How much of one kind of service, in one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitTotal {
    /// Code of the label dictionary `service`, or the ledger's own words.
    pub code: String,
    /// 件次, 次 …
    pub unit: String,
    /// In that unit.
    pub value: i64,
}

impl UnitTotal {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { code: row.get(0)?, unit: row.get(1)?, value: row.get(2)? })
    }
}

/// How often disputes were looked for, and how many were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScreeningTotal {
    /// 排查, in 次.
    pub times: i64,
    /// 排查出, in 件.
    pub found: i64,
}

/// What was prevented, apart from cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreventionTotal {
    /// The kind of prevention.
    pub kind: PreventionKind,
    /// In 件.
    pub cases: i64,
    /// In 人.
    pub people: i64,
}

/// The SQL of the totals of a list; ?1 and ?2 are the days, ?3 the offices.
pub(super) fn totals_sql(list: EntryList) -> String {
    const ON_A_DAY: &str = "on_date BETWEEN ?1 AND ?2";
    let (sums, within, groups) = match list {
        EntryList::Services => ("kind, unit, sum(quantity)", ON_A_DAY, "GROUP BY kind, unit"),
        EntryList::Screenings => ("ifnull(sum(times), 0), ifnull(sum(found), 0)", ON_A_DAY, ""),
        EntryList::Prevention => ("kind, sum(cases), sum(people)", ON_A_DAY, "GROUP BY kind"),
        EntryList::Indicators => return super::indicators::counted_sql(),
    };
    format!(
        "SELECT {sums} FROM {} WHERE {within} AND void_reason IS NULL AND {OF_OFFICES} {groups}",
        list.code()
    )
}

impl Store {
    /// Reads each row of the totals of a list.
    fn totalled<T>(
        &self,
        list: EntryList,
        (range, office): (DateRange, Option<OfficeId>),
        line: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let (from, to, offices) = self.asked(EntryFilter { range, office });
        let mut statement = self.conn.prepare_cached(&totals_sql(list))?;
        let rows = statement.query_map(params![from, to, offices], line)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The services of those days by kind and unit, in the order of the dictionary, its own words last; an office with
    /// all below it, none for every office. A kind without a service has no line. Sessions of cases with a lawyer are
    /// among them, each fact once.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn service_totals(&self, range: DateRange, office: Option<OfficeId>) -> Result<Vec<UnitTotal>> {
        let mut totals = self.totalled(EntryList::Services, (range, office), UnitTotal::of)?;
        let lawyers = self.lawyer_count(range, &CaseFilter { office, ..CaseFilter::default() })?;
        if lawyers.sessions > 0 {
            let unit = self.lawyer_unit();
            totals.retain(|total| (total.code.as_str(), total.unit.as_str()) != (Service::LAWYER, unit));
            totals.push(UnitTotal {
                code: Service::LAWYER.to_owned(),
                unit: unit.to_owned(),
                value: lawyers.times(),
            });
        }
        let kinds: Vec<&str> = self.directory.services().iter().map(|label| label.code.as_str()).collect();
        let position = |kind: &str| kinds.iter().position(|code| *code == kind).unwrap_or(kinds.len());
        totals.sort_by(|a, b| {
            (position(&a.code), &a.code, &a.unit).cmp(&(position(&b.code), &b.code, &b.unit))
        });
        Ok(totals)
    }

    /// The screenings of those days; an office with all below it, none for every office.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn screening_totals(&self, range: DateRange, office: Option<OfficeId>) -> Result<ScreeningTotal> {
        let totals = self.totalled(EntryList::Screenings, (range, office), |row| {
            Ok(ScreeningTotal { times: row.get(0)?, found: row.get(1)? })
        })?;
        Ok(totals.first().copied().unwrap_or_default())
    }

    /// What was prevented in those days, apart from cases: a line for every kind, in the order of the pick list; an
    /// office with all below it, none for every office.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn prevention_totals(
        &self,
        range: DateRange,
        office: Option<OfficeId>,
    ) -> Result<Vec<PreventionTotal>> {
        let counted = self.totalled(EntryList::Prevention, (range, office), |row| {
            Ok((code(row, 0, PreventionKind::from_code)?, row.get(1)?, row.get(2)?))
        })?;
        let line = |kind: &PreventionKind| {
            let found = counted.iter().find(|(of, ..)| of == &Some(*kind));
            let (cases, people) = found.map_or((0, 0), |(_, cases, people)| (*cases, *people));
            PreventionTotal { kind: *kind, cases, people }
        };
        Ok(PreventionKind::ALL.iter().map(line).collect())
    }
}
