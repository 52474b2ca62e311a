//! What a centre counts besides its cases: put, read, list a page, total. None of it moves the totals of cases.
//!
//! The four kinds of entry differ in their columns only; what is the same for all stands here once, over [`Entry`].

use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};
use uuid::Uuid;

use crate::domain::date_entry::iso;
use crate::domain::{
    DateRange, Id, Indicator, IndicatorId, Office, OfficeId, PreventionEntry, PreventionId, Screening,
    ScreeningId, Service, ServiceId,
};
use crate::store::column::plan;
use crate::store::derived::{Derived, tables};
use crate::store::log::{Fields, Kind};
use crate::store::save::{Changed, Writer};
use crate::store::{Result, Store, StoreError};

mod rows;
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

/// Which entry of which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryName {
    /// 服务
    Service(ServiceId),
    /// 排查
    Screening(ScreeningId),
    /// 预防
    Prevention(PreventionId),
    /// 指标
    Indicator(IndicatorId),
}

impl EntryName {
    /// The entry that a record of the log is; none where it is no entry.
    pub(super) fn of(kind: Kind, record: [u8; 16]) -> Option<Self> {
        let uuid = Uuid::from_bytes(record);
        match kind {
            Kind::Service => Some(Self::Service(Id::new(uuid))),
            Kind::Screening => Some(Self::Screening(Id::new(uuid))),
            Kind::Prevention => Some(Self::Prevention(Id::new(uuid))),
            Kind::Indicator => Some(Self::Indicator(Id::new(uuid))),
            _ => None,
        }
    }
}

/// An entry of one of the four lists: [`Service`], [`Screening`], [`PreventionEntry`] or [`Indicator`].
pub trait Entry: rows::Row {}

impl Entry for Service {}
impl Entry for Screening {}
impl Entry for PreventionEntry {}
impl Entry for Indicator {}

/// Writes an entry from its fields.
pub(super) fn write<E: Entry>(
    conn: &Connection,
    uuid: Uuid,
    fields: &Fields,
    derived: &mut Derived,
) -> Result<()> {
    let entry = E::from_fields(Id::new(uuid), fields);
    let mut values =
        vec![Value::Blob(uuid.as_bytes().to_vec()), entry.void().map_or(Value::Null, Value::Text)];
    values.extend(entry.values(&mut |office| tables::office_local(conn, office, derived))?);
    let marks: Vec<String> = (1..=values.len()).map(|n| format!("?{n}")).collect();
    let sets: Vec<String> =
        E::COLUMNS.split(", ").map(|column| format!("{column} = excluded.{column}")).collect();
    let sql = format!(
        "INSERT INTO {} (uuid, void_reason, {}) VALUES ({}) \
         ON CONFLICT (uuid) DO UPDATE SET void_reason = excluded.void_reason, {}",
        E::KIND,
        E::COLUMNS,
        marks.join(", "),
        sets.join(", ")
    );
    conn.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
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
