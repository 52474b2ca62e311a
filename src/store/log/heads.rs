//! Which revisions hold the newest value of each field of a record.
//!
//! Applying a revision deletes the heads it replaces and becomes a head itself. A field that nobody has edited since
//! the record was made has no row here: its head is the revision named in `record`.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use uuid::Uuid;

use super::fields;
use super::flat::Fields;
use super::revision::{Body, Change, Revision, RevisionName};
use crate::domain::{Dispute, DisputeId};
use crate::store::{Result, StoreError};

/// The revision that made a record, with what it set.
pub(in crate::store) struct Origin {
    pub name: RevisionName,
    pub stamp: i64,
    pub body: Body,
}

/// One newest value of a field.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::store) struct Head {
    pub name: RevisionName,
    pub stamp: i64,
    pub value: Value,
}

/// The heads of a record, by field.
pub(in crate::store) type Heads = BTreeMap<String, Vec<Head>>;

/// The revision that made the record; none where the record is unknown.
pub(in crate::store) fn origin_of(conn: &Connection, record: &[u8; 16]) -> Result<Option<Origin>> {
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

/// Every head of a record, including those without a row.
pub(in crate::store) fn heads_of(conn: &Connection, record: &[u8; 16]) -> Result<Option<Heads>> {
    let Some(origin) = origin_of(conn, record)? else { return Ok(None) };
    Ok(Some(all_heads(conn, record, Some(origin))?.0))
}

/// Every head, and which fields have rows.
fn all_heads(
    conn: &Connection,
    record: &[u8; 16],
    origin: Option<Origin>,
) -> Result<(Heads, BTreeSet<String>)> {
    let mut heads = Heads::new();
    if let Some(Origin { name, stamp, body }) = origin {
        let first = |value| vec![Head { name, stamp, value }];
        heads.extend(body.set.into_iter().map(|(field, change)| (field, first(change.value))));
    }
    // A field with rows has all its heads there, including the origin if it is still one.
    let mut with_rows = BTreeSet::new();
    for (field, head) in edited(conn, record)? {
        let list = heads.entry(field.clone()).or_default();
        if with_rows.insert(field) {
            list.clear();
        }
        list.push(head);
    }
    Ok((heads, with_rows))
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
pub(in crate::store) fn shown_fields(heads: &Heads) -> Fields {
    heads
        .iter()
        .map(|(field, list)| (field.clone(), shown(list).clone()))
        .filter(|(_, value)| !value.is_null())
        .collect()
}

/// Updates the heads of one field: those that the change replaces are removed, its own is added.
pub(in crate::store) fn step_heads(list: &mut Vec<Head>, revision: &Revision, change: &Change) {
    list.retain(|head| !change.replaces.contains(&head.name));
    let name = (revision.device, revision.seq);
    list.push(Head { name, stamp: revision.stamp, value: change.value.clone() });
}

/// Fields whose heads came to differ while revisions were applied, and still do.
pub(in crate::store) type Contests = BTreeSet<([u8; 16], String)>;

/// Updates the heads of an existing record by one revision. Returns the shown record before and after.
///
/// The result in `record` and `head` depends on the log only, not on the order in which its revisions came:
/// the first by stamp is the one that made the record, and a field has rows once any other has set it.
pub(in crate::store) fn advance_heads(
    conn: &Connection,
    revision: &Revision,
    body: &Body,
    contests: &mut Contests,
) -> Result<(Fields, Fields)> {
    let origin = origin_of(conn, &revision.record)?;
    let made_earlier = origin.as_ref().is_some_and(|origin| {
        (revision.stamp, revision.device, revision.seq) < (origin.stamp, origin.name.0, origin.name.1)
    });
    let (mut heads, edited) = all_heads(conn, &revision.record, origin)?;
    let before = shown_fields(&heads);
    for (field, change) in &body.set {
        let list = heads.entry(field.clone()).or_default();
        let (is_first, were) = (list.is_empty(), list.len());
        step_heads(list, revision, change);
        if !(made_earlier && is_first) {
            write_heads(conn, &revision.record, field, list)?;
        }
        if were > 1 || list.len() > 1 {
            note_conflict(conn, &revision.record, field, list, contests)?;
        }
    }
    if made_earlier {
        // The revision that had made the record until now becomes an ordinary edit.
        for (field, list) in &heads {
            if !edited.contains(field) && !body.set.contains_key(field) {
                write_heads(conn, &revision.record, field, list)?;
            }
        }
        conn.prepare_cached(
            "UPDATE record SET device = (SELECT id FROM device WHERE uuid = ?2), seq = ?3 WHERE uuid = ?1",
        )?
        .execute(params![revision.record, revision.device, revision.seq])?;
    }
    Ok((before, shown_fields(&heads)))
}

fn write_heads(conn: &Connection, record: &[u8; 16], field: &str, list: &[Head]) -> Result<()> {
    conn.prepare_cached("DELETE FROM head WHERE record = ?1 AND field = ?2")?
        .execute(params![record, field])?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO head (record, field, device, seq, stamp, value) \
         VALUES (?1, ?2, (SELECT id FROM device WHERE uuid = ?3), ?4, ?5, ?6)",
    )?;
    for head in list {
        let value = head.value.to_string();
        insert.execute(params![record, field, head.name.0, head.name.1, head.stamp, value])?;
    }
    Ok(())
}

fn note_conflict(
    conn: &Connection,
    record: &[u8; 16],
    field: &str,
    list: &[Head],
    contests: &mut Contests,
) -> Result<()> {
    let differ = list.windows(2).any(|pair| pair[0].value != pair[1].value);
    let sql = if differ {
        "INSERT OR IGNORE INTO conflict (record, field) VALUES (?1, ?2)"
    } else {
        "DELETE FROM conflict WHERE record = ?1 AND field = ?2"
    };
    let changed = conn.prepare_cached(sql)?.execute(params![record, field])? > 0;
    if !differ {
        contests.remove(&(*record, field.to_owned()));
    } else if changed {
        contests.insert((*record, field.to_owned()));
    }
    Ok(())
}

/// The fields that a record shows; none where there is no such record.
pub(in crate::store) fn fields_of(conn: &Connection, record: &[u8; 16]) -> Result<Option<Fields>> {
    Ok(heads_of(conn, record)?.map(|heads| shown_fields(&heads)))
}

/// A whole case as in the log; its rows are only a copy for queries.
pub(in crate::store) fn dispute_of(conn: &Connection, id: DisputeId) -> Result<Dispute> {
    Ok(fields::to_dispute(id, &fields_of(conn, id.bytes())?.ok_or(StoreError::NoSuchRecord)?))
}
