//! Fields that two people changed independently. Saving the field again resolves the conflict.

use rusqlite::{Connection, params};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::{Id, LaptopId, OperatorId};
use crate::store::log::Kind;
use crate::store::{Result, Store};

/// A field with several newest values.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The record: a case where `kind` is `dispute`.
    pub record: [u8; 16],
    /// The kind of the record by its code in the log: `dispute`, `office`, `setting` …
    pub kind: &'static str,
    /// The field by its name in the log: `summary`, `closing`, `party.<id>.name` …
    pub field: String,
    /// The values, at least two, the one that is shown first.
    pub values: Vec<ConflictValue>,
}

/// One of the values of a conflict.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictValue {
    /// The value in the log; null where the field was emptied.
    pub value: Value,
    /// The laptop it was written on.
    pub device: LaptopId,
    /// The revision of that laptop.
    pub seq: i64,
    /// When, by that laptop's clock with its offset from UTC (RFC 3339).
    pub at: String,
    /// Who was at the keyboard; none where nobody had signed in.
    pub operator: Option<OperatorId>,
    /// The Lamport stamp: the value with the larger one is shown.
    pub stamp: i64,
}

impl Store {
    /// The conflicts, those of the newest records first; `skip` of them left out, at most `limit`. Kinds that
    /// only a newer program knows are left out.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn conflicts(&self, skip: usize, limit: usize) -> Result<Vec<Conflict>> {
        let sql = format!(
            "SELECT c.record, c.field, r.kind FROM conflict c JOIN record r ON r.uuid = c.record WHERE {} \
             ORDER BY c.record DESC, c.field LIMIT ?1 OFFSET ?2",
            known_kinds()
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let named = statement.query_map(params![limit, skip], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
        })?;
        let named: Vec<([u8; 16], String, String)> = named.collect::<rusqlite::Result<_>>()?;
        named
            .into_iter()
            .filter_map(|(record, field, kind)| Some((record, field, Kind::from_code(&kind)?.code())))
            .map(|(record, field, kind)| {
                let values = values(&self.conn, &record, &field)?;
                Ok(Conflict { record, kind, field, values })
            })
            .collect()
    }

    /// The conflicts of one record, by field.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn conflicts_of(&self, record: &[u8; 16]) -> Result<Vec<Conflict>> {
        let sql = format!(
            "SELECT c.field, r.kind FROM conflict c JOIN record r ON r.uuid = c.record \
             WHERE c.record = ?1 AND {} ORDER BY c.field",
            known_kinds()
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let named =
            statement.query_map([record], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut found = Vec::new();
        for named in named {
            let (field, kind) = named?;
            let Some(kind) = Kind::from_code(&kind) else { continue };
            let values = values(&self.conn, record, &field)?;
            found.push(Conflict { record: *record, kind: kind.code(), field, values });
        }
        Ok(found)
    }

    /// How many conflicts there are.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn conflict_count(&self) -> Result<u64> {
        let sql = format!(
            "SELECT count(*) FROM conflict c JOIN record r ON r.uuid = c.record WHERE {}",
            known_kinds()
        );
        Ok(self.conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }
}

fn known_kinds() -> String {
    let codes: Vec<String> = Kind::ALL.iter().map(|kind| format!("'{}'", kind.code())).collect();
    format!("r.kind IN ({})", codes.join(", "))
}

/// The heads of a contested field: all of them have rows.
fn values(conn: &Connection, record: &[u8; 16], field: &str) -> Result<Vec<ConflictValue>> {
    let sql = "SELECT h.value, d.uuid, h.seq, r.at, r.operator, h.stamp FROM head h JOIN device d ON d.id = h.device \
               JOIN revision r ON r.device = h.device AND r.seq = h.seq \
               WHERE h.record = ?1 AND h.field = ?2 ORDER BY h.stamp DESC, d.uuid DESC";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_map(params![record, field], |row| {
        let value: String = row.get(0)?;
        let operator: Option<Uuid> = row.get(4)?;
        Ok(ConflictValue {
            value: serde_json::from_str(&value).unwrap_or(Value::Null),
            device: Id::new(row.get(1)?),
            seq: row.get(2)?,
            at: row.get(3)?,
            operator: operator.map(Id::new),
            stamp: row.get(5)?,
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
