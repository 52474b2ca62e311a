//! Reading cases whole, and what entry offers from what was logged before.

use rusqlite::{Connection, OptionalExtension, params};

use super::list::CaseRow;
use crate::domain::case_number::{number_key, number_tail};
use crate::domain::date_entry::iso;
use crate::domain::{Dispute, DisputeId, Id, OfficeId, Party, PartyKind, Sex, Side};
use crate::store::column::{code, date};
use crate::store::derived::{MatchedIn, dispute_at};
use crate::store::log::dispute_of;
use crate::store::{Result, Store};

/// At most that many cases of one number without its year.
const MOST_NUMBERED: usize = 20;

/// Somebody known from an earlier case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    /// As last logged.
    pub party: Party,
    /// In how many cases that name stands.
    pub cases: u32,
}

const PARTY_COLUMNS: &str =
    "uuid, side, kind, name, sex, ethnicity, born_on, occupation, phone, address, id_number, representative";

fn party(r: &rusqlite::Row<'_>) -> rusqlite::Result<Party> {
    Ok(Party {
        id: Id::new(r.get(0)?),
        side: code(r, 1, Side::from_code)?.unwrap_or(Side::Applicant),
        kind: code(r, 2, PartyKind::from_code)?.unwrap_or(PartyKind::Person),
        name: r.get(3)?,
        sex: code(r, 4, Sex::from_code)?,
        ethnicity: r.get(5)?,
        born_on: date(r, 6)?,
        occupation: r.get(7)?,
        phone: r.get(8)?,
        address: r.get(9)?,
        id_number: r.get(10)?,
        representative: r.get(11)?,
        agents: Vec::new(),
    })
}

fn parties(conn: &Connection, row: i64) -> Result<Vec<Party>> {
    let sql = format!("SELECT {PARTY_COLUMNS} FROM party WHERE dispute = ?1 ORDER BY position");
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_map([row], party)?.collect::<rusqlite::Result<_>>()?)
}

impl Store {
    /// A case, whole.
    ///
    /// # Errors
    /// [`StoreError::NoSuchRecord`](crate::store::StoreError::NoSuchRecord) where there is none of that id.
    pub fn dispute(&self, id: DisputeId) -> Result<Dispute> {
        dispute_of(&self.conn, id)
    }

    /// The cases of that number, however it is written; more than one where laptops collided.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn disputes_numbered(&self, number: &str) -> Result<Vec<DisputeId>> {
        let key = number_key(number);
        if key.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement =
            self.conn.prepare_cached("SELECT uuid FROM dispute WHERE number_key = ?1 ORDER BY id")?;
        Ok(statement.query_map([key], |row| Ok(Id::new(row.get(0)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The cases somebody may mean by a number: those of that number, else those whose number ends so in any year
    /// (神松民调字第12号), newest first. For questions only: an import must not take one year's case for another's.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn disputes_meant(&self, number: &str) -> Result<Vec<DisputeId>> {
        let found = self.disputes_numbered(number)?;
        if !found.is_empty() || number_tail(number).is_none() {
            return Ok(found);
        }
        let hits = self.search(number, MOST_NUMBERED)?;
        Ok(hits.into_iter().filter(|hit| hit.matched == MatchedIn::Number).map(|hit| hit.case.id).collect())
    }

    /// The newest case of an office, whose village, source and mediator the next entry starts from.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn newest_of(&self, office: OfficeId) -> Result<Option<Dispute>> {
        let Some(local) = self.directory.office_local(office) else { return Ok(None) };
        let sql = "SELECT id FROM dispute WHERE office = ?1 ORDER BY accepted_on DESC, id DESC LIMIT 1";
        let row: Option<i64> =
            self.conn.prepare_cached(sql)?.query_row([local], |row| row.get(0)).optional()?;
        row.map(|row| dispute_at(&self.conn, row)).transpose()
    }

    /// People of earlier cases whose name begins so, each as last logged; at most `limit`.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn people_called(&self, beginning: &str, limit: usize) -> Result<Vec<KnownPerson>> {
        if beginning.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT name, count(DISTINCT dispute), max(id) FROM party WHERE name >= ?1 AND name < ?2 \
                   GROUP BY name ORDER BY name LIMIT ?3";
        let end = format!("{beginning}\u{10FFFF}");
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![beginning, end, i64::try_from(limit).unwrap_or(i64::MAX)])?;
        let mut found = Vec::new();
        let details = format!("SELECT {PARTY_COLUMNS} FROM party WHERE id = ?1");
        let mut details = self.conn.prepare_cached(&details)?;
        while let Some(row) = rows.next()? {
            let newest: i64 = row.get(2)?;
            found.push(KnownPerson { party: details.query_row([newest], party)?, cases: row.get(1)? });
        }
        Ok(found)
    }

    /// The cases in which somebody of exactly that name is a party, newest first; at most `limit`.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn cases_of_person(&self, name: &str, limit: usize) -> Result<Vec<CaseRow>> {
        let sql = "SELECT DISTINCT dispute FROM party WHERE name = ?1 ORDER BY dispute DESC LIMIT ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows: Vec<i64> = statement
            .query_map(params![name, i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(|row| self.case_row(row)).collect()
    }

    /// Cases that may be the same one logged before: same day, same type, and the same names.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn maybe_same(&self, dispute: &Dispute) -> Result<Vec<DisputeId>> {
        let sql = "SELECT id FROM dispute WHERE type = ?1 AND accepted_on = ?2 AND uuid <> ?3 AND void_reason IS NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows: Vec<i64> = statement
            .query_map(params![dispute.kind.as_str(), iso(dispute.accepted_on), dispute.id.uuid()], |row| {
                row.get(0)
            })?
            .collect::<rusqlite::Result<_>>()?;
        let names = |parties: &[Party]| {
            let mut names: Vec<String> = parties.iter().map(|party| party.name.clone()).collect();
            names.sort();
            names
        };
        let wanted = names(&dispute.parties);
        let mut found = Vec::new();
        for row in rows {
            if names(&parties(&self.conn, row)?) == wanted {
                found.push(Id::new(self.conn.query_row(
                    "SELECT uuid FROM dispute WHERE id = ?1",
                    [row],
                    |r| r.get(0),
                )?));
            }
        }
        Ok(found)
    }
}
