//! The log as a table: appending to it, and where it ends.

use rusqlite::{Connection, OptionalExtension, params};

use super::revision::Revision;
use crate::store::{Device, Result};

/// Writes a revision into the log.
pub(in crate::store) fn insert_revision(conn: &Connection, device: i64, revision: &Revision) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO revision (device, seq, stamp, at, operator, kind, record, body, prev, hash) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        device,
        revision.seq,
        revision.stamp,
        revision.at,
        revision.operator,
        revision.kind,
        revision.record,
        revision.body,
        revision.prev,
        revision.hash,
    ])?;
    Ok(())
}

/// The last revision of a device: its sequence number and hash.
pub(in crate::store) fn last_of(conn: &Connection, device: Device) -> Result<(i64, [u8; 32])> {
    let sql = "SELECT seq, hash FROM revision WHERE device = ?1 ORDER BY seq DESC LIMIT 1";
    let last = conn
        .prepare_cached(sql)?
        .query_row([device.local], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.unwrap_or((0, [0; 32])))
}

/// The largest stamp of all.
pub(in crate::store) fn largest_stamp(conn: &Connection) -> Result<i64> {
    let stamp: Option<i64> =
        conn.prepare_cached("SELECT max(stamp) FROM revision")?.query_row([], |row| row.get(0))?;
    Ok(stamp.unwrap_or(0))
}
