//! What a centre counts besides its cases: put, read, list a page, total. None of it moves the totals of cases.
//!
//! The four kinds of entry differ in their columns only (`derived::entry_rows`); what is the same for all stands here
//! once, over [`Entry`].

use rusqlite::{OptionalExtension, params};

use crate::domain::date_entry::iso;
use crate::domain::{DateRange, Id, Office, OfficeId};
use crate::store::column::plan;
use crate::store::derived::Entry;
use crate::store::log::Kind;
use crate::store::save::{Changed, Writer};
use crate::store::{Result, Store, StoreError};

mod totals;

pub use totals::{IndicatorTotal, PreventionTotal, ScreeningTotal, ServiceTotal};

/// Which entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountFilter {
    /// Those of these days; of indicators those whose days touch them.
    pub range: DateRange,
    /// Those of this office and all below it; none for every office.
    pub office: Option<OfficeId>,
}

/// A question for one page of a list, newest first, void entries too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountPage {
    /// Which entries.
    pub filter: CountFilter,
    /// How many to leave out at the beginning. They are passed over along the index, not read.
    pub skip: usize,
    /// At most how many.
    pub limit: usize,
}

impl Writer<'_> {
    /// Puts an entry. `before` is what the screen had read, so that only what was changed there is written; without it
    /// (a new entry, an import) the entry is to stand in the file just so.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_entry<E: Entry>(&mut self, before: Option<&E>, after: &E) -> Result<Changed> {
        let kind = Kind::from_code(E::KIND).ok_or(StoreError::NoSuchRecord)?;
        let (record, fields) = (after.id(), after.fields());
        match before {
            Some(before) => self.put(kind, record.bytes(), Some(&before.fields()), &fields),
            None => self.put_whole(kind, record.bytes(), &fields),
        }
    }
}

impl Store {
    /// Saves one entry; see [`Writer::put_entry`].
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn save_entry<E: Entry>(&mut self, before: Option<&E>, after: &E) -> Result<Changed> {
        self.transact(|writer| writer.put_entry(before, after))
    }

    /// One entry, as it stands now.
    ///
    /// # Errors
    /// [`StoreError::NoSuchRecord`] where there is none of that id.
    pub fn entry<E: Entry>(&self, id: Id<E>) -> Result<E> {
        let sql = format!("SELECT uuid, void_reason, {} FROM {} WHERE uuid = ?1", E::COLUMNS, E::KIND);
        let found = self
            .conn
            .prepare_cached(&sql)?
            .query_row([id.uuid()], |row| E::from_row(row, &self.directory))
            .optional()?;
        found.ok_or(StoreError::NoSuchRecord)
    }

    /// Whether there is such an entry, void or not.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn has_entry<E: Entry>(&self, id: Id<E>) -> Result<bool> {
        let sql = format!("SELECT 1 FROM {} WHERE uuid = ?1", E::KIND);
        Ok(self.conn.prepare_cached(&sql)?.exists([id.uuid()])?)
    }

    /// One page of a list, newest first; void entries stand in it and count nowhere.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn entries<E: Entry>(&self, page: &CountPage) -> Result<Vec<E>> {
        let tail = format!("ORDER BY {} DESC, id DESC LIMIT {} OFFSET {}", E::ON, page.limit, page.skip);
        let sql = listed::<E>(&format!("uuid, void_reason, {}", E::COLUMNS), &tail);
        let (from, to, offices) = self.asked(page.filter);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows =
            statement.query_map(params![from, to, offices], |row| E::from_row(row, &self.directory))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many entries a list has, void ones too.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn count_entries<E: Entry>(&self, filter: CountFilter) -> Result<usize> {
        let (from, to, offices) = self.asked(filter);
        let mut statement = self.conn.prepare_cached(&listed::<E>("count(*)", ""))?;
        Ok(statement.query_row(params![from, to, offices], |row| row.get(0))?)
    }

    /// What SQLite means to do for a page and for a total, for the test that both follow an index.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn entries_plan<E: Entry>(&self, filter: CountFilter) -> Result<String> {
        let (from, to, offices) = self.asked(filter);
        let mut steps = Vec::new();
        let page = listed::<E>(E::COLUMNS, &format!("ORDER BY {} DESC, id DESC LIMIT 50", E::ON));
        for sql in [page, totals::counted::<E>()] {
            let values = vec![from.clone().into(), to.clone().into(), offices.clone().into()];
            steps.push(plan(&self.conn, &sql, values)?);
        }
        Ok(steps.join("\n"))
    }

    /// The days, and the offices as a JSON list of this file's integers; null for every office.
    fn asked(&self, filter: CountFilter) -> (String, String, Option<String>) {
        // The district is above all: no need to look at each office.
        let office = filter.office.filter(|office| *office != Office::root_id());
        let offices = office.map(|top| {
            let locals: Vec<String> = self
                .directory
                .subtree(top)
                .into_iter()
                .filter_map(|office| self.directory.office_local(office))
                .map(|local| local.to_string())
                .collect();
            format!("[{}]", locals.join(","))
        });
        (iso(filter.range.from), iso(filter.range.to), offices)
    }
}

/// Of those offices (?3).
const OF_OFFICES: &str = "(?3 IS NULL OR office IN (SELECT value FROM json_each(?3)))";

/// The entries of a list.
fn listed<E: Entry>(select: &str, tail: &str) -> String {
    format!("SELECT {select} FROM {} WHERE {} AND {OF_OFFICES} {tail}", E::KIND, E::TOUCHES)
}

#[cfg(test)]
mod tests;
