//! Screenings, each with how many of the disputes it found never became a case.
//!
//! A case says by its 排查日期 that a screening found it. It takes one of the disputes that a screening of that day
//! found, of its own village first, so that a dispute is counted once: as the case, or as found only.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use uuid::Uuid;

use crate::domain::date_entry::iso;
use crate::domain::{
    Band, DateRange, Difficulty, GovernanceCode, Id, Level, Office, OfficeId, OfficeKind, Screening, TypeCode,
};
use crate::store::ask::governance;
use crate::store::column::{code, date};
use crate::store::office::Directory;
use crate::store::{Result, Store};

/// One screening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screened {
    /// Its entry.
    pub id: Id<Screening>,
    /// The office that looked.
    pub office: OfficeId,
    /// 村（社区）, where it was in one.
    pub village: Option<OfficeId>,
    /// 层级: that of the village it was in, or of the office that looked.
    pub level: Level,
    /// 日期
    pub on: NaiveDate,
    /// 排查次数
    pub times: i64,
    /// 查出
    pub found: i64,
    /// How many of those no case took up.
    pub only_found: i64,
    /// 综治类别 in the list that the file counts by.
    pub category: String,
    /// 涉及人数 of each; none where nobody said.
    pub band: Option<Band>,
    /// 难易程度
    pub difficulty: Option<Difficulty>,
}

/// A case that a screening found.
struct Taken {
    office: OfficeId,
    village: Option<OfficeId>,
    on: NaiveDate,
    category: String,
}

impl Store {
    /// The screenings of those days, the oldest first; an office with all below it, none for every office.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn screened(&self, range: DateRange, office: Option<OfficeId>) -> Result<Vec<Screened>> {
        let mut screened = self.screenings_of(range)?;
        if screened.iter().any(|one| one.found > 0) {
            take_up(&mut screened, &self.taken(range)?, &self.directory);
        }
        if let Some(top) = office.filter(|office| *office != Office::root_id()) {
            let within = self.directory.subtree(top);
            screened.retain(|one| within.contains(&one.office));
        }
        Ok(screened)
    }

    fn screenings_of(&self, range: DateRange) -> Result<Vec<Screened>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT uuid, office, village, on_date, times, found, category, band, difficulty FROM screening \
             WHERE on_date BETWEEN ?1 AND ?2 AND void_reason IS NULL ORDER BY on_date, uuid",
        )?;
        let rows = statement
            .query_map(params![iso(range.from), iso(range.to)], |row| screening(row, &self.directory))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The cases that a screening of those days found.
    fn taken(&self, range: DateRange) -> Result<Vec<Taken>> {
        let sql = format!(
            "SELECT d.office, d.village, d.screened_on, {} FROM dispute d \
             WHERE d.screened_on >= ?1 AND d.screened_on <= ?2 AND d.aside = 0 ORDER BY d.screened_on, d.uuid",
            governance(&self.directory)
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![iso(range.from), iso(range.to)], |row| {
            Ok(Taken {
                office: office(row, 0, &self.directory)?.unwrap_or_else(Office::root_id),
                village: office(row, 1, &self.directory)?,
                on: date(row, 2)?.unwrap_or_default(),
                category: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn office(row: &Row<'_>, column: usize, directory: &Directory) -> rusqlite::Result<Option<OfficeId>> {
    let local: Option<i64> = row.get(column)?;
    Ok(local.and_then(|local| directory.office_at(local)).map(|office| office.id))
}

fn screening(row: &Row<'_>, directory: &Directory) -> rusqlite::Result<Screened> {
    let (by, village) = (office(row, 1, directory)?, office(row, 2, directory)?);
    let by = by.unwrap_or_else(Office::root_id);
    let named: Option<String> = row.get(6)?;
    let named: Option<GovernanceCode> = named.and_then(|code| code.parse().ok());
    let found: i64 = row.get(5)?;
    Ok(Screened {
        id: Id::new(row.get::<_, Uuid>(0)?),
        office: by,
        village,
        level: level(by, village, directory),
        on: date(row, 3)?.unwrap_or_default(),
        times: row.get(4)?,
        found,
        only_found: found,
        category: directory.category_of(named.as_ref(), &TypeCode::other()).to_owned(),
        band: code(row, 7, Band::from_code)?,
        difficulty: code(row, 8, Difficulty::from_code)?,
    })
}

fn level(by: OfficeId, village: Option<OfficeId>, directory: &Directory) -> Level {
    let kind = directory.office(by).map(|office| office.kind);
    match kind {
        _ if village.is_some() => Level::Village,
        Some(kind) if kind.is_settlement() => Level::Village,
        Some(OfficeKind::District) => Level::District,
        _ => Level::Township,
    }
}

/// Takes from each screening the cases that it found.
fn take_up(screened: &mut [Screened], cases: &[Taken], directory: &Directory) {
    for case in cases {
        let nearest = screened
            .iter_mut()
            .filter(|one| one.on == case.on && one.only_found > 0)
            .filter_map(|one| Some((nearness(one, case, directory)?, one)))
            .max_by_key(|(nearness, _)| *nearness);
        if let Some((_, one)) = nearest {
            one.only_found -= 1;
        }
    }
}

/// How well a screening of the same day fits a case; none where it looked elsewhere.
fn nearness(one: &Screened, case: &Taken, directory: &Directory) -> Option<(u8, bool)> {
    let place = case.village.is_some() && [one.village, Some(one.office)].contains(&case.village);
    let above = || std::iter::successors(Some(case.office), |id| directory.office(*id)?.parent).take(8);
    let near = if place {
        3
    } else if one.village.is_some() && case.village.is_some() {
        return None;
    } else if one.office == case.office {
        2
    } else if above().any(|id| id == one.office) {
        1
    } else {
        return None;
    };
    Some((near, one.category == case.category))
}
