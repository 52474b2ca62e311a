//! Which revisions hold the newest value of each field of a record.
//!
//! Applying a revision deletes the heads it replaces and becomes a head itself. A field that nobody has edited since
//! the record was made has no row here: its head is the revision named in `record`.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use uuid::Uuid;

use super::error::{Result, StoreError};
use super::flat::Fields;
use super::revision::{Body, Change, Revision, RevisionName};

/// The revision that made a record, with what it set.
pub(super) struct Origin {
    pub name: RevisionName,
    pub stamp: i64,
    pub body: Body,
}

/// One newest value of a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    pub name: RevisionName,
    pub stamp: i64,
    pub value: Value,
}

/// The heads of a record, by field.
pub(super) type Heads = BTreeMap<String, Vec<Head>>;

/// The revision that made the record; none if nothing is known of it.
pub(super) fn origin(conn: &Connection, record: &[u8; 16]) -> Result<Option<Origin>> {
    let sql = "SELECT d.uuid, r.seq, r.stamp, r.body FROM record c JOIN revision r ON r.device = c.device AND r.seq = c.seq \
               JOIN device d ON d.id = r.device WHERE c.uuid = ?1";
    let found: Option<(Uuid, i64, i64, String)> = conn
        .prepare_cached(sql)?
        .query_row([record], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((device, seq, stamp, body)) = found else { return Ok(None) };
    let body = serde_json::from_str(&body).map_err(|error| StoreError::BadRevision {
        device: device.simple().to_string(),
        seq,
        reason: error.to_string(),
    })?;
    Ok(Some(Origin { name: (device, seq), stamp, body }))
}

/// Every head of a record, those that need no row included.
pub(super) fn heads(conn: &Connection, record: &[u8; 16]) -> Result<Option<Heads>> {
    let Some(origin) = origin(conn, record)? else { return Ok(None) };
    let mut heads: Heads = origin
        .body
        .set
        .into_iter()
        .map(|(field, change)| {
            (field, vec![Head { name: origin.name, stamp: origin.stamp, value: change.value }])
        })
        .collect();
    // A field that has rows has all its heads there, the origin among them if it still is one.
    let mut last = String::new();
    for (field, head) in edited(conn, record)? {
        let list = heads.entry(field.clone()).or_default();
        if last != field {
            list.clear();
            last = field;
        }
        list.push(head);
    }
    Ok(Some(heads))
}

fn edited(conn: &Connection, record: &[u8; 16]) -> Result<Vec<(String, Head)>> {
    let sql = "SELECT h.field, d.uuid, h.seq, h.stamp, h.value FROM head h JOIN device d ON d.id = h.device \
               WHERE h.record = ?1 ORDER BY h.field, h.stamp, d.uuid";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([record])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let value: String = row.get(4)?;
        let value = serde_json::from_str(&value).unwrap_or(Value::Null);
        found.push((row.get(0)?, Head { name: (row.get(1)?, row.get(2)?), stamp: row.get(3)?, value }));
    }
    Ok(found)
}

/// The value that is shown: that of the head with the largest stamp, then device.
pub(super) fn shown(heads: &[Head]) -> &Value {
    heads.iter().max_by_key(|head| (head.stamp, head.name.0)).map_or(&Value::Null, |head| &head.value)
}

/// The fields of a record as they are shown.
pub(super) fn shown_fields(heads: &Heads) -> Fields {
    heads
        .iter()
        .map(|(field, list)| (field.clone(), shown(list).clone()))
        .filter(|(_, value)| !value.is_null())
        .collect()
}

/// Moves the heads of one field: those that the change replaces go, its own comes.
pub(super) fn step(list: &mut Vec<Head>, revision: &Revision, change: &Change) {
    list.retain(|head| !change.replaces.contains(&head.name));
    let name = (revision.device, revision.seq);
    list.push(Head { name, stamp: revision.stamp, value: change.value.clone() });
}

/// Moves the heads of an existing record by one revision and returns them as they are now.
pub(super) fn advance(conn: &Connection, revision: &Revision, body: &Body, heads: &mut Heads) -> Result<()> {
    let mut delete = conn.prepare_cached("DELETE FROM head WHERE record = ?1 AND field = ?2")?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO head (record, field, device, seq, stamp, value) \
         VALUES (?1, ?2, (SELECT id FROM device WHERE uuid = ?3), ?4, ?5, ?6)",
    )?;
    for (field, change) in &body.set {
        let list = heads.entry(field.clone()).or_default();
        step(list, revision, change);
        delete.execute(params![revision.record, field])?;
        for head in list.iter() {
            let value = head.value.to_string();
            insert.execute(params![revision.record, field, head.name.0, head.name.1, head.stamp, value])?;
        }
    }
    Ok(())
}
