//! The counts of a centre besides its cases: put, read, list, total. None of it changes the totals of cases.
//!
//! The four lists differ only in their fields; what they share is written once, over [`AnyEntry`].

use rusqlite::{OptionalExtension, params};

use crate::domain::date_entry::iso;
use crate::domain::field::{AnyEntry, Entry, EntryList, EntryName};
use crate::domain::{DateRange, Id, Office, OfficeId};
use crate::store::column::plan;
use crate::store::derived::{columns, entry_from_row, entry_to_fields};
use crate::store::log::Kind;
use crate::store::save::{Changed, Writer};
use crate::store::{Result, Store, StoreError};

mod indicators;
mod lawyers;
mod totals;

pub use indicators::{IndicatorTotal, MissingMonths};
pub use lawyers::LawyerCount;
pub use totals::{PreventionTotal, ScreeningTotal, UnitTotal};

/// A condition on entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryFilter {
    /// Entries of these days; indicators whose days overlap them.
    pub range: DateRange,
    /// Entries of this office and all below it; none for every office.
    pub office: Option<OfficeId>,
}

/// A query for one page of a list, newest first, void entries too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryPage {
    /// The condition on the entries.
    pub filter: EntryFilter,
    /// How many to skip at the beginning. They are skipped along the index, not read.
    pub skip: usize,
    /// The most that are returned.
    pub limit: usize,
}

impl Writer<'_> {
    /// Puts an entry. `before` is what the screen had read: only what was changed since is written. Without
    /// it (a new entry, an import) the entry is written as it is.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_entry<E: AnyEntry + ?Sized>(&mut self, before: Option<&E>, after: &E) -> Result<Changed> {
        let EntryName { list, id } = after.name();
        let kind = Kind::from_code(list.code()).ok_or(StoreError::NoSuchRecord)?;
        let (record, fields) = (id.as_bytes(), entry_to_fields(after));
        match before {
            Some(before) => self.put(kind, record, Some(&entry_to_fields(before)), &fields),
            None => self.put_whole(kind, record, &fields),
        }
    }
}

impl Store {
    /// Saves one entry; see [`Writer::put_entry`].
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn save_entry<E: AnyEntry + ?Sized>(&mut self, before: Option<&E>, after: &E) -> Result<Changed> {
        self.transact(|writer| writer.put_entry(before, after))
    }

    /// One entry, as it stands now.
    ///
    /// # Errors
    /// [`StoreError::NoSuchRecord`] where there is none of that id.
    pub fn entry(&self, name: EntryName) -> Result<Box<dyn AnyEntry>> {
        let sql = format!("SELECT {} FROM {} WHERE uuid = ?1", selected(name.list), name.list.code());
        let mut statement = self.conn.prepare_cached(&sql)?;
        let found =
            statement.query_row([name.id], |row| entry_from_row(name.list, row, &self.directory)).optional();
        found?.ok_or(StoreError::NoSuchRecord)
    }

    /// Whether there is such an entry, void or not.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn has_entry<E: Entry>(&self, id: Id<E>) -> Result<bool> {
        let sql = format!("SELECT 1 FROM {} WHERE uuid = ?1", E::LIST.code());
        Ok(self.conn.prepare_cached(&sql)?.exists([id.uuid()])?)
    }

    /// One page of a list, newest first; void entries stand in it and count nowhere.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn page_of(&self, list: EntryList, page: &EntryPage) -> Result<Vec<Box<dyn AnyEntry>>> {
        let tail =
            format!("ORDER BY {} DESC, id DESC LIMIT {} OFFSET {}", day_of(list), page.limit, page.skip);
        let sql = listed(list, &selected(list), &tail);
        let (from, to, offices) = self.asked(page.filter);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params![from, to, offices], |row| entry_from_row(list, row, &self.directory))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One page of the list of that type; see [`Self::page_of`].
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn entries<E: Entry>(&self, page: &EntryPage) -> Result<Vec<E>> {
        Ok(self.page_of(E::LIST, page)?.iter().map(|entry| E::of(&**entry)).collect())
    }

    /// How many entries a list has, void ones too.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn count_entries(&self, list: EntryList, filter: EntryFilter) -> Result<usize> {
        let (from, to, offices) = self.asked(filter);
        let mut statement = self.conn.prepare_cached(&listed(list, "count(*)", ""))?;
        Ok(statement.query_row(params![from, to, offices], |row| row.get(0))?)
    }

    /// The query plans of a page and of a total, for the test that both follow an index.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn entries_plan(&self, list: EntryList, filter: EntryFilter) -> Result<String> {
        let (from, to, offices) = self.asked(filter);
        let mut steps = Vec::new();
        let page =
            listed(list, &selected(list), &format!("ORDER BY {} DESC, id DESC LIMIT 50", day_of(list)));
        for sql in [page, totals::totals_sql(list)] {
            let values = vec![from.clone().into(), to.clone().into(), offices.clone().into()];
            steps.push(plan(&self.conn, &sql, values)?);
        }
        Ok(steps.join("\n"))
    }

    /// The days, and the offices as a JSON list of this file's integers; null for every office.
    fn asked(&self, filter: EntryFilter) -> (String, String, Option<String>) {
        let offices = filter.office.map(|top| {
            // All together are asked for by no office: the district alone is what it logged itself, as with cases.
            let asked = if top == Office::root_id() { vec![top] } else { self.directory.subtree(top) };
            let locals: Vec<String> = asked
                .into_iter()
                .filter_map(|office| self.directory.office_local(office))
                .map(|local| local.to_string())
                .collect();
            format!("[{}]", locals.join(","))
        });
        (iso(filter.range.from), iso(filter.range.to), offices)
    }
}

/// The condition that the office is one of ?3.
const OF_OFFICES: &str = "(?3 IS NULL OR office IN (SELECT value FROM json_each(?3)))";

/// The SQL of a query over the entries of a list.
fn listed(list: EntryList, select: &str, tail: &str) -> String {
    let touches = match list {
        EntryList::Indicators => "to_on >= ?1 AND from_on <= ?2",
        _ => "on_date BETWEEN ?1 AND ?2",
    };
    format!("SELECT {select} FROM {} WHERE {touches} AND {OF_OFFICES} {tail}", list.code())
}

fn selected(list: EntryList) -> String {
    format!("uuid, {}", columns(list).join(", "))
}

/// The column whose order is that of the list.
const fn day_of(list: EntryList) -> &'static str {
    if matches!(list, EntryList::Indicators) { "to_on" } else { "on_date" }
}

#[cfg(test)]
mod one_fact;
#[cfg(test)]
mod tests;
