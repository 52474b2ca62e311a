//! The backups in a folder, and the contents of one of them.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::Heads;
use crate::domain::DisputeId;
use crate::store::keep::check::{self, CheckReport};
use crate::store::keep::connection::connect;
use crate::store::keep::open;
use crate::store::{Result, Store, StoreError};
use crate::vault::DataKey;

const STAMP: &str = "%Y%m%d-%H%M%S";

/// A backup in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Its path.
    pub path: PathBuf,
    /// When it was made, by its name: the wall clock of the laptop.
    pub made: NaiveDateTime,
    /// Its size in bytes.
    pub size: u64,
}

/// The contents of a backup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupContents {
    /// Cases in it.
    pub cases: u64,
    /// Saves in it.
    pub revisions: u64,
    /// The time of the last save by the wall clock, RFC 3339; none where it has none.
    pub last_save: Option<String>,
}

/// What the file has and a backup lacks: what restoring the backup would lose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    /// The number of saves.
    pub saves: u64,
    /// The cases they are about.
    pub cases: Vec<DisputeId>,
}

/// Why a backup that was read back is bad.
pub(super) enum ReadBack {
    /// The chain of a device does not hold.
    Chain,
    /// Anything else.
    Other,
}

pub(super) fn name(stem: &str, made: NaiveDateTime) -> String {
    format!("{stem}-{}.db", made.format(STAMP))
}

/// When the backup of that name was made; none where the name is not that of a backup.
pub(super) fn made(stem: &str, name: &str) -> Option<NaiveDateTime> {
    let stamp = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?;
    NaiveDateTime::parse_from_str(stamp, STAMP).ok()
}

/// The backups in that folder whose names begin with `stem`, the newest first; none where there is no such folder.
///
/// # Errors
/// Why the folder could not be read.
pub fn backups_in(folder: &Path, stem: &str) -> Result<Vec<Backup>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if let Some(made) = made(stem, &entry.file_name().to_string_lossy()) {
            found.push(Backup { path: entry.path(), made, size: entry.metadata()?.len() });
        }
    }
    found.sort_by_key(|backup| std::cmp::Reverse(backup.made));
    Ok(found)
}

/// Opens a backup for reading, if it is a file of ours.
pub(in crate::store) fn open_backup(path: &Path, key: Option<&DataKey>) -> Result<Connection> {
    let bad = || StoreError::BadBackup(path.to_owned());
    let key = open::key_for_reading(path, key)?;
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, key).map_err(|_| bad())?;
    open::check_identity(&conn, path).map_err(|error| match error {
        StoreError::Newer { .. } => error,
        _ => bad(),
    })?;
    Ok(conn)
}

pub(super) fn heads_of(path: &Path, key: Option<&DataKey>) -> Result<Heads> {
    heads(&open_backup(path, key)?)
}

/// The last revision of each device.
pub(super) fn heads(conn: &Connection) -> Result<Heads> {
    let sql = "SELECT d.uuid, r.seq, r.hash FROM device d JOIN revision r ON r.device = d.id \
               AND r.seq = (SELECT max(seq) FROM revision WHERE device = d.id)";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether that very revision is in the file.
pub(super) fn has(conn: &Connection, head: &(uuid::Uuid, i64, [u8; 32])) -> Result<bool> {
    let sql =
        "SELECT r.hash FROM revision r JOIN device d ON d.id = r.device WHERE d.uuid = ?1 AND r.seq = ?2";
    let found: Option<[u8; 32]> = conn.query_row(sql, (head.0, head.1), |row| row.get(0)).optional()?;
    Ok(found == Some(head.2))
}

/// Checks the pages and chains of a backup, and that it has all the file had before.
pub(super) fn read_back(copy: &Connection, before: &Heads) -> std::result::Result<(), ReadBack> {
    let verdict: rusqlite::Result<String> = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    if verdict.ok().as_deref() != Some("ok") {
        return Err(ReadBack::Other);
    }
    let mut report = CheckReport::default();
    check::chains(copy, &mut report).map_err(|_| ReadBack::Chain)?;
    if !report.findings.is_empty() {
        return Err(ReadBack::Chain);
    }
    let there = |head| has(copy, head).unwrap_or(false);
    if before.iter().all(there) { Ok(()) } else { Err(ReadBack::Other) }
}

fn contents(conn: &Connection) -> Result<BackupContents> {
    let count = |sql: &str| -> Result<u64> { Ok(conn.query_row(sql, [], |row| row.get(0))?) };
    let sql = "SELECT at FROM revision ORDER BY rowid DESC LIMIT 1";
    Ok(BackupContents {
        cases: count("SELECT count(*) FROM dispute")?,
        revisions: count("SELECT count(*) FROM revision")?,
        last_save: conn.query_row(sql, [], |row| row.get(0)).optional()?,
    })
}

/// The contents of a backup, without a full check.
///
/// # Errors
/// [`StoreError::BadBackup`], [`StoreError::Sealed`] where another key is wanted.
pub(in crate::store) fn look_into(path: &Path, key: Option<&DataKey>) -> Result<BackupContents> {
    contents(&open_backup(path, key)?).map_err(|_| StoreError::BadBackup(path.to_owned()))
}

/// As [`look_into`], after every page was read and the chain of every device checked.
pub(in crate::store) fn verify(path: &Path, key: Option<&DataKey>) -> Result<BackupContents> {
    let bad = || StoreError::BadBackup(path.to_owned());
    let conn = open_backup(path, key)?;
    read_back(&conn, &Vec::new()).map_err(|_| bad())?;
    contents(&conn).map_err(|_| bad())
}

impl Store {
    /// The contents of a backup, without a full check.
    ///
    /// # Errors
    /// [`StoreError::BadBackup`].
    pub fn look_into_backup(&self, path: &Path) -> Result<BackupContents> {
        look_into(path, self.key())
    }

    /// The contents of a backup, after every page was read and the chain of every device checked.
    ///
    /// # Errors
    /// [`StoreError::BadBackup`].
    pub fn verify_backup(&self, path: &Path) -> Result<BackupContents> {
        verify(path, self.key())
    }

    /// What this file has and the backup lacks.
    ///
    /// # Errors
    /// [`StoreError::BadBackup`], or why the file could not be read.
    pub fn lost_with(&self, backup: &Path) -> Result<Lost> {
        let heads = heads_of(backup, self.key())?;
        let mut lost = Lost::default();
        let mut seen = std::collections::HashSet::new();
        let mut devices = self.conn.prepare("SELECT id, uuid FROM device")?;
        let devices: Vec<(i64, uuid::Uuid)> =
            devices.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        let mut later = self
            .conn
            .prepare("SELECT kind, record FROM revision WHERE device = ?1 AND seq > ?2 ORDER BY seq DESC")?;
        for (local, uuid) in devices {
            let known = heads.iter().find(|(device, ..)| *device == uuid).map_or(0, |(_, seq, _)| *seq);
            let mut rows = later.query((local, known))?;
            while let Some(row) = rows.next()? {
                lost.saves += 1;
                let (kind, record): (String, uuid::Uuid) = (row.get(0)?, row.get(1)?);
                if kind == "dispute" && seen.insert(record) {
                    lost.cases.push(DisputeId::new(record));
                }
            }
        }
        Ok(lost)
    }
}
