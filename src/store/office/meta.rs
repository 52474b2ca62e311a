//! Data of this file outside of the log: the device that writes in it, and notes of this laptop, such as the
//! folder opened last. It is not exchanged and not undone.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::domain::Surroundings;
use crate::store::{Device, Result, Store, StoreError};

/// Reads a value that belongs to this laptop.
pub(in crate::store) fn meta(conn: &Connection, key: &str) -> Result<Option<String>> {
    Ok(conn.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional()?)
}

/// Stores a value that belongs to this laptop.
pub(in crate::store) fn set_meta(conn: &Connection, key: &str, value: &str) -> Result<()> {
    conn.execute(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![key, value],
    )?;
    Ok(())
}

/// The device that writes in the file at `path`.
pub(in crate::store) fn own_device(conn: &Connection, path: &Path) -> Result<Device> {
    let uuid = meta(conn, "device")?
        .and_then(|text| Uuid::parse_str(&text).ok())
        .ok_or_else(|| StoreError::Damaged(path.to_owned()))?;
    let local = conn.query_row("SELECT id FROM device WHERE uuid = ?1", [uuid], |row| row.get(0))?;
    Ok(Device { local, uuid })
}

/// Makes a new device for this file and writes under it from now on.
pub(in crate::store) fn renew_device(
    conn: &Connection,
    surroundings: &mut dyn Surroundings,
) -> Result<Device> {
    let uuid = surroundings.fresh_uuid();
    conn.execute("INSERT INTO device (uuid) VALUES (?1)", [uuid])?;
    let local = conn.last_insert_rowid();
    set_meta(conn, "device", &uuid.simple().to_string())?;
    Ok(Device { local, uuid })
}

/// A number that changes with each write of another connection, but not with our own.
pub(in crate::store) fn data_version(conn: &Connection) -> Result<i64> {
    Ok(conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
}

/// The prefix of the names of notes, so that none is one of the file's own keys.
const PREFIX: &str = "note.";

impl Store {
    /// The note of that name.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn noted(&self, name: &str) -> Result<Option<String>> {
        meta(&self.conn, &format!("{PREFIX}{name}"))
    }

    /// Stores a note under that name, in place of the old one.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn note(&mut self, name: &str, value: &str) -> Result<()> {
        if self.noted(name)?.as_deref() == Some(value) {
            return Ok(());
        }
        set_meta(&self.conn, &format!("{PREFIX}{name}"), value)
    }
}
