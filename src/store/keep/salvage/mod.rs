//! Recovering a damaged file: all of a backup, and every save that can still be read from the damaged file.
//!
//! - `pages`: the pages of the damaged file, read without SQLite
//! - `cells`: rows out of a page; `found`: the revisions among them, each proved by its hash
//! - `log`: building a complete log, and logging anew what has lost its place in a chain

mod cells;
mod found;
mod log;
mod pages;

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use rusqlite::{Connection, OpenFlags};

use super::connection::{Looks, connect};
use super::{backup, mark, open, put_in_place};
use crate::domain::Surroundings;
use crate::store::derived::{empty, replay};
use crate::store::{Result, Store, StoreError};
use crate::vault::{self, DataKey};

/// What was recovered, and from where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// The backup that was used; none where there was none.
    pub backup: Option<PathBuf>,
    /// Saves that came from the backup.
    pub from_backup: u64,
    /// Saves that were read from the damaged file, besides.
    pub from_damaged: u64,
    /// Of these, those whose predecessors are lost: they were logged anew under a new device.
    pub logged_anew: u64,
    /// Saves known to exist that could not be read, or depend on one that could not.
    pub unreadable: u64,
    /// Cases in the file now.
    pub cases: u64,
    /// The numbers of the cases with more saves than in the backup.
    pub beyond_backup: Vec<String>,
    /// Where the damaged file is kept; none in a forecast.
    pub kept: Option<PathBuf>,
}

/// A backup found beside a file that cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The backup.
    pub backup: backup::Backup,
    /// Its contents, after it was read through; none where it is no good.
    pub contents: Option<backup::BackupContents>,
}

/// The backups of a file that cannot be opened, in the folder beside it, the newest first, each read through.
///
/// # Errors
/// Why the folder could not be read.
pub fn offers(data: &Path, key: Option<&DataKey>) -> Result<Vec<Offer>> {
    let folder = data.parent().unwrap_or(Path::new("")).join("backups");
    let stem = data.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let found = backup::backups_in(&folder, &stem)?;
    Ok(found
        .into_iter()
        .map(|backup| Offer { contents: backup::verify(&backup.path, key).ok(), backup })
        .collect())
}

/// What [`recover`] would recover. Only a temporary file is written.
///
/// # Errors
/// As [`recover`].
pub fn forecast(
    data: &Path,
    key: Option<&DataKey>,
    backup: Option<&Path>,
    surroundings: &mut dyn Surroundings,
) -> Result<Recovery> {
    let fresh = vault::file::beside(data, ".forecast.part");
    let made = assemble(data, &fresh, sealing(data, key)?, key, backup, surroundings);
    remove(&fresh);
    made
}

/// Recovers a file that cannot be opened or is damaged: from a backup, and from what can still be read of the
/// file itself. The damaged file is kept beside it; the new file logs under a new device.
///
/// No connection to the file may be open.
///
/// # Errors
/// [`StoreError::BadBackup`], or why it could not be written; the damaged file is unchanged then.
pub fn recover(
    data: &Path,
    key: Option<&DataKey>,
    backup: Option<&Path>,
    surroundings: &mut dyn Surroundings,
) -> Result<Recovery> {
    let fresh = vault::file::beside(data, ".recover.part");
    let sealed = sealing(data, key)?;
    let now = surroundings.now().naive_local();
    let made = assemble(data, &fresh, sealed, key, backup, surroundings);
    let done = made.and_then(|recovery| {
        let kept = keep_damaged(data, now)?;
        put_in_place(&fresh, data, sealed, surroundings)?;
        Ok(Recovery { kept, ..recovery })
    });
    remove(&fresh);
    done
}

/// The key of the new file, which is encrypted if the old one was.
fn sealing<'a>(data: &Path, key: Option<&'a DataKey>) -> Result<Option<&'a DataKey>> {
    let plain = open::looks(data).is_ok_and(|looks| looks == Looks::Plain)
        || mark::cover(data) == Some(mark::Cover::Plain);
    match key {
        None if open::looks(data).is_ok_and(|looks| matches!(looks, Looks::Encrypted | Looks::Unknown))
            && mark::cover(data) == Some(mark::Cover::Sealed) =>
        {
            Err(StoreError::Sealed(data.to_owned()))
        }
        key => Ok(key.filter(|_| !plain)),
    }
}

/// Builds the complete new file aside.
fn assemble(
    data: &Path,
    fresh: &Path,
    sealed: Option<&DataKey>,
    key: Option<&DataKey>,
    backup: Option<&Path>,
    surroundings: &mut dyn Surroundings,
) -> Result<Recovery> {
    remove(fresh);
    open::make(fresh, sealed, surroundings)?;
    let mut conn = connect(fresh, OpenFlags::SQLITE_OPEN_READ_WRITE, sealed)?;
    let mut recovery = Recovery { backup: backup.map(Path::to_owned), ..Recovery::default() };
    let tx = conn.transaction()?;
    let mut log = log::Log::default();
    if let Some(backup) = backup {
        let from = backup::open_backup(backup, key)?;
        recovery.from_backup = log.take_all(&tx, &from)?;
        take_own(&tx, &from)?;
    }
    let noted = mark::noted(data);
    let mut known: Vec<_> = log.devices().collect();
    known.extend(noted.map(|(device, _)| device));
    // In a file without pages nothing is found.
    let found = if data.exists() { found::find(data, sealed, &known)? } else { found::Found::new() };
    let rest = log.extend(&tx, found, noted)?;
    recovery.from_damaged = log.extended;
    tx.pragma_update(None, "defer_foreign_keys", "ON")?;
    empty(&tx)?;
    replay(&tx)?;
    // This laptop's own data, as far as SQLite can still read it.
    if let Ok(from) = connect(data, OpenFlags::SQLITE_OPEN_READ_ONLY, sealed) {
        let _ = take_own(&tx, &from);
    }
    tx.commit()?;
    drop(conn);
    let anew = log::log_anew(fresh, sealed, rest.loose, surroundings.beside())?;
    recovery.logged_anew = anew.logged;
    recovery.from_damaged += anew.logged;
    recovery.unreadable = rest.missing + anew.left;
    log.touched.extend(anew.touched);
    recovery.count(fresh, sealed, &log.touched)?;
    Ok(recovery)
}

impl Recovery {
    fn count(&mut self, fresh: &Path, key: Option<&DataKey>, touched: &log::Touched) -> Result<()> {
        let conn = connect(fresh, OpenFlags::SQLITE_OPEN_READ_ONLY, key)?;
        self.cases = conn.query_row("SELECT count(*) FROM dispute", [], |row| row.get(0))?;
        let mut number = conn.prepare("SELECT number FROM dispute WHERE uuid = ?1")?;
        for record in touched {
            let mut rows = number.query([record])?;
            if let Some(row) = rows.next()? {
                self.beyond_backup.push(row.get(0)?);
            }
        }
        self.beyond_backup.sort();
        Ok(())
    }
}

/// Copies what belongs to this laptop alone: its choices and drafts, but not its device.
fn take_own(into: &Connection, from: &Connection) -> Result<()> {
    let mut own = from.prepare("SELECT key, value FROM meta WHERE key <> 'device'")?;
    let mut rows = own.query([])?;
    let mut put = into.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?;
    while let Some(row) = rows.next()? {
        put.execute((row.get::<_, rusqlite::types::Value>(0)?, row.get::<_, rusqlite::types::Value>(1)?))?;
    }
    let mut drafts = from.prepare("SELECT place, body, at FROM draft")?;
    let mut rows = drafts.query([])?;
    let mut put = into.prepare("INSERT OR REPLACE INTO draft (place, body, at) VALUES (?1, ?2, ?3)")?;
    while let Some(row) = rows.next()? {
        let draft: (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        put.execute(draft)?;
    }
    Ok(())
}

/// Renames the damaged file and those beside it.
fn keep_damaged(data: &Path, now: chrono::NaiveDateTime) -> Result<Option<PathBuf>> {
    if !data.exists() {
        return Ok(None);
    }
    let kept = backup::free_kept_name(data, "damaged", now);
    backup::keep(data, &kept)?;
    let (wal, shm) = (vault::file::beside(data, "-wal"), vault::file::beside(data, "-shm"));
    if wal.exists() {
        std::fs::copy(&wal, vault::file::beside(&kept, "-wal"))?;
        std::fs::remove_file(&wal)?;
    }
    if shm.exists() {
        std::fs::remove_file(&shm)?;
    }
    Ok(Some(kept))
}

fn remove(fresh: &Path) {
    for added in ["", "-wal", "-shm", "-journal", ".mark"] {
        let _ = std::fs::remove_file(vault::file::beside(fresh, added));
    }
}

/// The name of the note of when the whole file was last read.
const CHECKED: &str = "check.at";

impl Store {
    /// Whether the whole file should be read: it was not closed properly, or the last time is a day ago.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn check_is_due(&self) -> Result<bool> {
        let last = self.noted(CHECKED)?.and_then(|at| chrono::DateTime::parse_from_rfc3339(&at).ok());
        let age = last.map(|at| self.surroundings.now() - at);
        let recent = age.is_some_and(|age| age >= TimeDelta::zero() && age < TimeDelta::days(1));
        Ok(self.mark.last_close == mark::LastClose::CutOff || !recent)
    }

    /// Reads the whole file for damage: SQLite's check of its pages, which in an encrypted file proves every
    /// bit. To be run on another thread, with its own connection.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], or why it could not be read.
    pub fn quick_check(&mut self) -> Result<()> {
        let verdict: Result<String> =
            self.conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(Into::into);
        match verdict {
            Ok(verdict) if verdict == "ok" => {}
            Ok(_) | Err(StoreError::DamagedPages(_)) => return Err(StoreError::Damaged(self.path.clone())),
            Err(error) => return Err(error),
        }
        let now = self.surroundings.now().to_rfc3339();
        self.note(CHECKED, &now)
    }
}
