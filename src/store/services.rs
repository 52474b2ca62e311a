//! The centre's service log: its own counts, never added into the totals of cases.

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Store;
use super::error::Result;
use super::fields::Fields;
use super::revision::Kind;
use super::write::{Changed, Writer};
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{DateRange, Id};

/// One entry of the centre's service log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Equal on every laptop.
    pub id: Id<Service>,
    /// 日期
    pub on: NaiveDate,
    /// 中心
    pub centre: String,
    /// Code of the label dictionary `service`, or the ledger's own words where it has none.
    pub kind: String,
    /// 数量
    pub quantity: u32,
    /// 单位: 件次, 次 … Quantities of different units are never added.
    pub unit: String,
    /// 备注
    pub note: String,
}

fn of_service(service: &Service) -> Fields {
    let mut fields = Fields::from([
        ("on".to_owned(), json!(iso(service.on))),
        ("centre".to_owned(), json!(service.centre)),
        ("kind".to_owned(), json!(service.kind)),
        ("quantity".to_owned(), json!(service.quantity)),
        ("unit".to_owned(), json!(service.unit)),
    ]);
    if !service.note.is_empty() {
        fields.insert("note".to_owned(), json!(service.note));
    }
    fields
}

/// Writes a service entry from its fields.
pub(super) fn write(conn: &Connection, uuid: Uuid, fields: &Fields) -> Result<()> {
    let text = |field: &str| fields.get(field).and_then(Value::as_str).unwrap_or_default();
    let on = parse_iso(text("on")).map_or_else(|| "1900-01-01".to_owned(), iso);
    let quantity =
        fields.get("quantity").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
    let void = fields.get("void").and_then(Value::as_str);
    conn.prepare_cached(
        "INSERT INTO service (uuid, on_date, centre, kind, quantity, unit, note, void_reason) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
         ON CONFLICT (uuid) DO UPDATE SET on_date = excluded.on_date, centre = excluded.centre, kind = excluded.kind, \
         quantity = excluded.quantity, unit = excluded.unit, note = excluded.note, void_reason = excluded.void_reason",
    )?
    .execute(params![uuid, on, text("centre"), text("kind"), quantity, text("unit"), text("note"), void])?;
    Ok(())
}

impl Writer<'_> {
    /// Puts an entry of the service log.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_service(&mut self, service: &Service) -> Result<Changed> {
        self.put_whole(Kind::Service, service.id.bytes(), &of_service(service))
    }
}

impl Store {
    /// The service log of a span of days, oldest first.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn services(&self, range: DateRange) -> Result<Vec<Service>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT uuid, on_date, centre, kind, quantity, unit, note FROM service \
             WHERE on_date BETWEEN ?1 AND ?2 AND void_reason IS NULL ORDER BY on_date, id",
        )?;
        let mut rows = statement.query(params![iso(range.from), iso(range.to)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let on: String = row.get(1)?;
            found.push(Service {
                id: Id::new(row.get(0)?),
                on: parse_iso(&on).unwrap_or(range.from),
                centre: row.get(2)?,
                kind: row.get(3)?,
                quantity: row.get(4)?,
                unit: row.get(5)?,
                note: row.get(6)?,
            });
        }
        Ok(found)
    }
}
