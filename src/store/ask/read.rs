//! Reading whole cases, and what entry suggests from earlier ones.

use rusqlite::{OptionalExtension, params};

use super::list::CaseRow;
use crate::domain::case_number::order_key;
use crate::domain::date_entry::iso;
use crate::domain::identity::{self, name_key};
use crate::domain::number_meant::NumberMeant;
use crate::domain::organisation::kind_of;
use crate::domain::{Dispute, DisputeId, Id, Office, OfficeId, Party, PartyKind};
use crate::store::derived::{MatchedIn, all_series, dispute_at};
use crate::store::log::dispute_of;
use crate::store::{Result, Store};

/// The most cases returned for a number without its year.
const MOST_NUMBERED: usize = 20;

/// A person known from an earlier case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    /// As last logged.
    pub party: Party,
    /// The number of cases with that name.
    pub cases: u32,
}

impl KnownPerson {
    /// The kind of party in a new case: that of an organisation as last logged, else the one that the name tells, because
    /// older files have companies as persons.
    pub fn kind(&self) -> PartyKind {
        match self.party.kind {
            PartyKind::Person => kind_of(&self.party.name),
            kind => kind,
        }
    }
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
        let key = order_key(number);
        if key.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement =
            self.conn.prepare_cached("SELECT uuid FROM dispute WHERE number_key = ?1 ORDER BY id")?;
        Ok(statement.query_map([key], |row| Ok(Id::new(row.get(0)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The cases of that number, else those that may be meant by it: as the register shows it (神松012), its end
    /// (第12号, 12), of that year or of any; newest first. For queries only: an import must not take one year's case for
    /// another's.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn disputes_meant(&self, number: &str) -> Result<Vec<DisputeId>> {
        let found = self.disputes_numbered(number)?;
        let meant = NumberMeant::read(number).filter(|_| found.is_empty());
        let Some(meant) = meant else { return Ok(found) };
        let mut rows: Vec<CaseRow> = Vec::new();
        for (year, prefix) in
            all_series(&self.conn)?.iter().filter(|(year, prefix)| meant.is_of(*year, prefix))
        {
            for id in self.disputes_numbered(&meant.among(*year, prefix))? {
                rows.push(self.row_of(id)?);
            }
        }
        if rows.is_empty() {
            // A number of another form belongs to no series.
            let hits = self.search(number, MOST_NUMBERED)?.into_iter();
            let hits = hits.filter(|hit| hit.matched == MatchedIn::Number && meant.is(&hit.case.number));
            rows.extend(hits.map(|hit| hit.case));
        }
        rows.sort_by_key(|row| std::cmp::Reverse((row.accepted_on, row.row)));
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    /// The newest case that this laptop's office logged: of that office, or at the centre of a district, which logs for its
    /// townships, of any office as long as it was logged here. The next entry starts from its place, source and mediators.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn newest_logged(&self) -> Result<Option<Dispute>> {
        if self.settings.home != Office::root_id() {
            return self.newest_of(self.settings.home);
        }
        let sql = "SELECT d.id FROM dispute d JOIN record c ON c.uuid = d.uuid WHERE c.device = ?1 \
                   ORDER BY d.accepted_on DESC, d.id DESC LIMIT 1";
        let row: Option<i64> =
            self.conn.prepare_cached(sql)?.query_row([self.device.local], |row| row.get(0)).optional()?;
        row.map(|row| dispute_at(&self.conn, row)).transpose()
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
        let sql = "SELECT called, count(DISTINCT dispute), max(id) FROM party WHERE called >= ?1 AND called < ?2 \
                   GROUP BY called ORDER BY called LIMIT ?3";
        let beginning = name_key(beginning);
        let end = format!("{beginning}\u{10FFFF}");
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![beginning, end, i64::try_from(limit).unwrap_or(i64::MAX)])?;
        let mut found = Vec::new();
        let mut of = self.conn.prepare_cached("SELECT dispute, uuid FROM party WHERE id = ?1")?;
        while let Some(row) = rows.next()? {
            let newest: i64 = row.get(2)?;
            let (case, uuid) = of.query_row([newest], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let parties = dispute_at(&self.conn, case)?.parties;
            let party = parties.into_iter().find(|party| party.id == Id::new(uuid));
            let party = party.map(|party| Party { agents: Vec::new(), ..party });
            let cases = row.get(1)?;
            found.extend(party.map(|party| KnownPerson { party, cases }));
        }
        Ok(found)
    }

    /// The cases in which somebody of exactly that name is a party, newest first; at most `limit`.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn cases_of_person(&self, name: &str, limit: usize) -> Result<Vec<CaseRow>> {
        let sql = "SELECT DISTINCT dispute FROM party WHERE called = ?1 ORDER BY dispute DESC LIMIT ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows: Vec<i64> = statement
            .query_map(params![name_key(name), i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(|row| self.case_row(row)).collect()
    }

    /// Cases that may be the same one logged before: same day, same type, and the same names.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn maybe_same(&self, dispute: &Dispute) -> Result<Vec<DisputeId>> {
        let sql = "SELECT id, uuid FROM dispute \
                   WHERE type = ?1 AND accepted_on = ?2 AND uuid <> ?3 AND void_reason IS NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let of = params![dispute.kind.as_str(), iso(dispute.accepted_on), dispute.id.uuid()];
        let rows = statement.query_map(of, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(i64, uuid::Uuid)> = rows.collect::<rusqlite::Result<_>>()?;
        let mut wanted: Vec<String> =
            dispute.parties.iter().map(|party| name_key(&identity::name(&party.name))).collect();
        wanted.sort_unstable();
        let mut found = Vec::new();
        let mut names =
            self.conn.prepare_cached("SELECT called FROM party WHERE dispute = ?1 ORDER BY called")?;
        for (row, uuid) in rows {
            let named =
                names.query_map([row], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
            if named == wanted {
                found.push(Id::new(uuid));
            }
        }
        Ok(found)
    }
}
