//! The four kinds of entry as fields of the log and as rows of their tables.

use chrono::NaiveDate;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::apply::Derived;
use super::tables::office_local;
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{
    DateRange, Id, Indicator, IndicatorId, Office, OfficeId, PreventionEntry, PreventionId, PreventionKind,
    Screening, ScreeningId, Service, ServiceId,
};
use crate::store::Result;
use crate::store::column::{code, date};
use crate::store::log::{Fields, Kind};
use crate::store::office::Directory;

/// Finds this file's integer of an office.
pub(super) type LocalOf<'a> = dyn FnMut(OfficeId) -> Result<i64> + 'a;

/// An entry of one of the four lists ([`Service`], [`Screening`], [`PreventionEntry`], [`Indicator`]): how it stands in
/// the log and in its table.
pub trait Entry: Sized {
    /// Its kind in the log, and its table.
    const KIND: &'static str;
    /// Its columns after `uuid` and `void_reason`.
    const COLUMNS: &'static str;
    /// The column whose order is that of the list.
    const ON: &'static str;
    /// The condition that it belongs in a list of the days ?1 to ?2.
    const TOUCHES: &'static str;

    /// Which entry.
    fn id(&self) -> Id<Self>;
    /// Why it is void.
    fn void(&self) -> Option<String>;
    /// As the log keeps it; what is empty is absent.
    fn fields(&self) -> Fields;
    /// From the log. Nothing is refused here: what cannot be understood is read as its default.
    fn from_fields(id: Id<Self>, fields: &Fields) -> Self;
    /// The cells of [`Self::COLUMNS`].
    ///
    /// # Errors
    /// Why an office could not be written.
    fn values(&self, local: &mut LocalOf<'_>) -> Result<Vec<Cell>>;
    /// From `uuid, void_reason` and [`Self::COLUMNS`].
    ///
    /// # Errors
    /// What SQLite says of the row.
    fn from_row(row: &rusqlite::Row<'_>, directory: &Directory) -> rusqlite::Result<Self>;
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
    pub(in crate::store) fn of(kind: Kind, record: [u8; 16]) -> Option<Self> {
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

/// Writes an entry from its fields.
pub(super) fn write<E: Entry>(
    conn: &Connection,
    uuid: Uuid,
    fields: &Fields,
    derived: &mut Derived,
) -> Result<()> {
    let entry = E::from_fields(Id::new(uuid), fields);
    let mut values = vec![Cell::Blob(uuid.as_bytes().to_vec()), entry.void().map_or(Cell::Null, Cell::Text)];
    values.extend(entry.values(&mut |office| office_local(conn, office, derived))?);
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

const ON_A_DAY: &str = "on_date BETWEEN ?1 AND ?2";

/// Collects fields; empty text is absent.
fn gathered<const N: usize>(texts: [(&str, &str); N], others: Vec<(&str, Option<Value>)>) -> Fields {
    let texts =
        texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, json!(text)));
    let others = others.into_iter().filter_map(|(name, value)| Some((name, value?)));
    texts.chain(others).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn text(fields: &Fields, field: &str) -> String {
    fields.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn void(fields: &Fields) -> Option<String> {
    fields.get("void").and_then(Value::as_str).map(str::to_owned)
}

fn number(fields: &Fields, field: &str, default: u32) -> u32 {
    fields.get(field).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok()).unwrap_or(default)
}

fn day(fields: &Fields, field: &str) -> Option<NaiveDate> {
    fields.get(field).and_then(Value::as_str).and_then(parse_iso)
}

fn office(fields: &Fields, field: &str) -> Option<OfficeId> {
    fields.get(field).and_then(Value::as_str).and_then(|id| id.parse().ok())
}

/// Stands for a date that never came.
fn unknown_day() -> NaiveDate {
    parse_iso("1900-01-01").unwrap_or_default()
}

fn cell(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn count(number: u32) -> Cell {
    Cell::Integer(i64::from(number))
}

fn date_at(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<NaiveDate> {
    Ok(date(row, column)?.unwrap_or_else(unknown_day))
}

fn office_at(
    row: &rusqlite::Row<'_>,
    column: usize,
    directory: &Directory,
) -> rusqlite::Result<Option<OfficeId>> {
    Ok(row
        .get::<_, Option<i64>>(column)?
        .and_then(|local| directory.office_at(local))
        .map(|office| office.id))
}

impl Entry for Service {
    const KIND: &'static str = "service";
    const COLUMNS: &'static str = "office, on_date, centre, kind, quantity, unit, note";
    const ON: &'static str = "on_date";
    const TOUCHES: &'static str = ON_A_DAY;

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn void(&self) -> Option<String> {
        self.void.clone()
    }

    fn fields(&self) -> Fields {
        gathered(
            [("centre", &self.centre), ("kind", &self.kind), ("unit", &self.unit), ("note", &self.note)],
            vec![
                ("office", Some(json!(self.office.to_string()))),
                ("on", Some(json!(iso(self.on)))),
                ("quantity", Some(json!(self.quantity))),
                ("void", self.void.as_ref().map(|reason| json!(reason))),
            ],
        )
    }

    fn from_fields(id: Id<Self>, fields: &Fields) -> Self {
        Self {
            id,
            office: office(fields, "office").unwrap_or_else(Office::root_id),
            on: day(fields, "on").unwrap_or_else(unknown_day),
            centre: text(fields, "centre"),
            kind: text(fields, "kind"),
            quantity: number(fields, "quantity", 1),
            unit: text(fields, "unit"),
            note: text(fields, "note"),
            void: void(fields),
        }
    }

    fn values(&self, local: &mut LocalOf<'_>) -> Result<Vec<Cell>> {
        Ok(vec![
            Cell::Integer(local(self.office)?),
            Cell::Text(iso(self.on)),
            cell(&self.centre),
            cell(&self.kind),
            count(self.quantity),
            cell(&self.unit),
            cell(&self.note),
        ])
    }

    fn from_row(row: &rusqlite::Row<'_>, directory: &Directory) -> rusqlite::Result<Self> {
        Ok(Self {
            id: Id::new(row.get(0)?),
            void: row.get(1)?,
            office: office_at(row, 2, directory)?.unwrap_or_else(Office::root_id),
            on: date_at(row, 3)?,
            centre: row.get(4)?,
            kind: row.get(5)?,
            quantity: row.get(6)?,
            unit: row.get(7)?,
            note: row.get(8)?,
        })
    }
}

impl Entry for Screening {
    const KIND: &'static str = "screening";
    const COLUMNS: &'static str = "office, village, on_date, times, found, lead, note";
    const ON: &'static str = "on_date";
    const TOUCHES: &'static str = ON_A_DAY;

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn void(&self) -> Option<String> {
        self.void.clone()
    }

    fn fields(&self) -> Fields {
        gathered(
            [("lead", &self.lead), ("note", &self.note)],
            vec![
                ("office", Some(json!(self.office.to_string()))),
                ("village", self.village.map(|id| json!(id.to_string()))),
                ("on", Some(json!(iso(self.on)))),
                ("times", Some(json!(self.times))),
                ("found", Some(json!(self.found))),
                ("void", self.void.as_ref().map(|reason| json!(reason))),
            ],
        )
    }

    fn from_fields(id: Id<Self>, fields: &Fields) -> Self {
        Self {
            id,
            office: office(fields, "office").unwrap_or_else(Office::root_id),
            village: office(fields, "village"),
            on: day(fields, "on").unwrap_or_else(unknown_day),
            times: number(fields, "times", 1),
            found: number(fields, "found", 0),
            lead: text(fields, "lead"),
            note: text(fields, "note"),
            void: void(fields),
        }
    }

    fn values(&self, local: &mut LocalOf<'_>) -> Result<Vec<Cell>> {
        Ok(vec![
            Cell::Integer(local(self.office)?),
            self.village.map(local).transpose()?.map_or(Cell::Null, Cell::Integer),
            Cell::Text(iso(self.on)),
            count(self.times),
            count(self.found),
            cell(&self.lead),
            cell(&self.note),
        ])
    }

    fn from_row(row: &rusqlite::Row<'_>, directory: &Directory) -> rusqlite::Result<Self> {
        Ok(Self {
            id: Id::new(row.get(0)?),
            void: row.get(1)?,
            office: office_at(row, 2, directory)?.unwrap_or_else(Office::root_id),
            village: office_at(row, 3, directory)?,
            on: date_at(row, 4)?,
            times: row.get(5)?,
            found: row.get(6)?,
            lead: row.get(7)?,
            note: row.get(8)?,
        })
    }
}

impl Entry for PreventionEntry {
    const KIND: &'static str = "prevention";
    const COLUMNS: &'static str = "office, on_date, kind, cases, people, note";
    const ON: &'static str = "on_date";
    const TOUCHES: &'static str = ON_A_DAY;

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn void(&self) -> Option<String> {
        self.void.clone()
    }

    fn fields(&self) -> Fields {
        gathered(
            [("kind", self.kind.code()), ("note", &self.note)],
            vec![
                ("office", Some(json!(self.office.to_string()))),
                ("on", Some(json!(iso(self.on)))),
                ("cases", Some(json!(self.cases))),
                ("people", Some(json!(self.people))),
                ("void", self.void.as_ref().map(|reason| json!(reason))),
            ],
        )
    }

    fn from_fields(id: Id<Self>, fields: &Fields) -> Self {
        let kind = PreventionKind::from_code(&text(fields, "kind")).unwrap_or(PreventionKind::General);
        // Where one laptop made it a kind without people and another counted people, there are none to count.
        let people = if kind.counts_people() { number(fields, "people", 0) } else { 0 };
        Self {
            id,
            office: office(fields, "office").unwrap_or_else(Office::root_id),
            on: day(fields, "on").unwrap_or_else(unknown_day),
            kind,
            cases: number(fields, "cases", 1),
            people,
            note: text(fields, "note"),
            void: void(fields),
        }
    }

    fn values(&self, local: &mut LocalOf<'_>) -> Result<Vec<Cell>> {
        Ok(vec![
            Cell::Integer(local(self.office)?),
            Cell::Text(iso(self.on)),
            cell(self.kind.code()),
            count(self.cases),
            count(self.people),
            cell(&self.note),
        ])
    }

    fn from_row(row: &rusqlite::Row<'_>, directory: &Directory) -> rusqlite::Result<Self> {
        Ok(Self {
            id: Id::new(row.get(0)?),
            void: row.get(1)?,
            office: office_at(row, 2, directory)?.unwrap_or_else(Office::root_id),
            on: date_at(row, 3)?,
            kind: code(row, 4, PreventionKind::from_code)?.unwrap_or(PreventionKind::General),
            cases: row.get(5)?,
            people: row.get(6)?,
            note: row.get(7)?,
        })
    }
}

impl Entry for Indicator {
    const KIND: &'static str = "indicator";
    const COLUMNS: &'static str = "office, from_on, to_on, name, value, unit, note";
    const ON: &'static str = "to_on";
    const TOUCHES: &'static str = "to_on >= ?1 AND from_on <= ?2";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn void(&self) -> Option<String> {
        self.void.clone()
    }

    fn fields(&self) -> Fields {
        gathered(
            [("name", &self.name), ("unit", &self.unit), ("note", &self.note)],
            vec![
                ("office", self.office.map(|id| json!(id.to_string()))),
                // One field: half of one period and half of another would be a third that nobody gave.
                ("days", Some(json!([iso(self.range.from), iso(self.range.to)]))),
                ("value", Some(json!(self.value))),
                ("void", self.void.as_ref().map(|reason| json!(reason))),
            ],
        )
    }

    fn from_fields(id: Id<Self>, fields: &Fields) -> Self {
        Self {
            id,
            office: office(fields, "office"),
            range: days(fields).unwrap_or_else(|| DateRange::day(unknown_day())),
            name: text(fields, "name"),
            value: fields.get("value").and_then(Value::as_i64).unwrap_or(0).max(0),
            unit: text(fields, "unit"),
            note: text(fields, "note"),
            void: void(fields),
        }
    }

    fn values(&self, local: &mut LocalOf<'_>) -> Result<Vec<Cell>> {
        Ok(vec![
            self.office.map(local).transpose()?.map_or(Cell::Null, Cell::Integer),
            Cell::Text(iso(self.range.from)),
            Cell::Text(iso(self.range.to)),
            cell(&self.name),
            Cell::Integer(self.value),
            cell(&self.unit),
            cell(&self.note),
        ])
    }

    fn from_row(row: &rusqlite::Row<'_>, directory: &Directory) -> rusqlite::Result<Self> {
        let (from, to) = (date_at(row, 3)?, date_at(row, 4)?);
        Ok(Self {
            id: Id::new(row.get(0)?),
            void: row.get(1)?,
            office: office_at(row, 2, directory)?,
            range: DateRange::new(from, to).unwrap_or_else(|| DateRange::day(to)),
            name: row.get(5)?,
            value: row.get(6)?,
            unit: row.get(7)?,
            note: row.get(8)?,
        })
    }
}

/// The days of an indicator.
fn days(fields: &Fields) -> Option<DateRange> {
    let pair = fields.get("days")?.as_array()?;
    let day = |at: usize| pair.get(at)?.as_str().and_then(parse_iso);
    DateRange::new(day(0)?, day(1)?)
}
