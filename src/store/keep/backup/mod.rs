//! Backups: one file each, checked before it gets its name, in a series that is thinned with age.
//!
//! - `file`: the backups in a folder, and the contents of one
//! - `places`: the folder beside the data file and a second one; when the last was made, and when the next is due
//! - `restore`: putting a backup in place of the data file, which is kept

mod file;
mod places;
mod restore;

use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, TimeDelta};
use rusqlite::{InterruptHandle, OpenFlags};
use uuid::Uuid;

use super::connection::{Looks, connect, copy_into};
use super::open;
use crate::domain::series;
use crate::store::save::Standing;
use crate::store::{Result, Store, StoreError};
use crate::vault::{self, path_beside};

pub(super) use file::{open_backup, verify};
pub(super) use restore::{free_kept_name, keep};

pub use file::{Backup, BackupContents, Lost, backups_in};
pub use places::{BackedUp, BackupAge, BackupPlace, SecondPlace, backup_folder_of};
pub use restore::Restored;

/// The last revision of each device: its number and hash.
pub(in crate::store) type Heads = Vec<(Uuid, i64, [u8; 32])>;

/// Interrupts what a connection is doing on another thread.
pub struct Interrupter(InterruptHandle);

impl Interrupter {
    /// Interrupts it: it fails with [`StoreError::Stopped`].
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl Store {
    /// Makes a backup in that folder, encrypted as the file is, its key file beside it. The file is checked
    /// first; the backup is checked and renamed, and the series in the folder is thinned.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] or [`StoreError::OlderThanBackup`] where the file should not be backed up: no
    /// earlier one is deleted then. [`StoreError::Stopped`], or why it failed. Nothing half-made is left.
    pub fn back_up(&self, folder: &Path) -> Result<Backup> {
        make_folder(folder)?;
        let stem = self.backup_stem();
        let series = backups_in(folder, &stem)?;
        self.is_worth_one(&series)?;
        let now = self.surroundings.now().naive_local();
        let backup = free_name(folder, &stem, now);
        let part = vault::file::beside(&backup.path, ".part");
        sweep(folder, &stem);
        let done = self.write_backup(&part, &backup.path);
        if done.is_err() {
            // If it cannot be removed, the next backup removes it.
            let _ = std::fs::remove_file(&part);
            let _ = std::fs::remove_file(vault::file::beside(&part, "-journal"));
        }
        done.map_err(stopped)?;
        let backup = Backup { size: std::fs::metadata(&backup.path)?.len(), ..backup };
        thin(folder, &stem, now);
        self.seal_older(folder, &stem);
        Ok(backup)
    }

    /// For telling a backup under way to end.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.conn.get_interrupt_handle())
    }

    /// The prefix of the names of the backups.
    pub(super) fn backup_stem(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// A damaged file, or one that lacks what was backed up before, must not displace good backups.
    fn is_worth_one(&self, series: &[Backup]) -> Result<()> {
        let verdict: String = self
            .conn
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(|error| stopped(self.named(error.into())))?;
        if verdict != "ok" {
            return Err(StoreError::Damaged(self.path.clone()));
        }
        if self.standing() == Standing::Moved {
            // Its next save is under a new device: it has no log of its own that could lack saves.
            return Ok(());
        }
        let Some(newest) = series.first() else { return Ok(()) };
        // One that cannot be read proves nothing.
        let Ok(heads) = file::heads_of(&newest.path, self.key()) else { return Ok(()) };
        let Some((_, seq, hash)) = heads.into_iter().find(|(device, ..)| *device == self.device.uuid) else {
            return Ok(());
        };
        if file::has(&self.conn, &(self.device.uuid, seq, hash))? {
            Ok(())
        } else {
            Err(StoreError::OlderThanBackup(newest.path.clone()))
        }
    }

    fn write_backup(&self, part: &Path, path: &Path) -> Result<()> {
        let before = file::heads(&self.conn)?;
        // Empty and private before a byte is written to it.
        drop(vault::file::create_private(part)?);
        self.conn
            .execute("VACUUM INTO ?1", [part.to_string_lossy()])
            .map_err(|error| self.named(error.into()))?;
        let copy = connect(part, OpenFlags::SQLITE_OPEN_READ_ONLY, self.key())?;
        file::read_back(&copy, &before).map_err(|found| match found {
            // The file was damaged before it was copied.
            file::ReadBack::Chain => StoreError::Damaged(self.path.clone()),
            file::ReadBack::Other => StoreError::BadBackup(path.to_owned()),
        })?;
        drop(copy);
        std::fs::File::open(part)?.sync_all()?;
        let key_file = path_beside(&self.path);
        if self.key().is_some() && key_file.exists() {
            vault::file::replace(&path_beside(path), &std::fs::read(key_file)?)?;
        }
        std::fs::rename(part, path)?;
        Ok(vault::file::sync_folder_of(path)?)
    }

    /// Encrypts backups made before there was a passphrase. What fails is tried again with the next backup.
    fn seal_older(&self, folder: &Path, stem: &str) {
        let (Some(key), Ok(series)) = (self.key(), backups_in(folder, stem)) else { return };
        let plain = series
            .into_iter()
            .filter(|backup| open::looks(&backup.path).is_ok_and(|looks| looks == Looks::Plain));
        for backup in plain {
            let part = vault::file::beside(&backup.path, ".part");
            if self.seal(&backup.path, &part, key).is_err() {
                let _ = std::fs::remove_file(&part);
            }
        }
    }

    fn seal(&self, path: &Path, part: &Path, key: &crate::vault::DataKey) -> Result<()> {
        let plain = file::open_backup(path, None)?;
        let heads = file::heads(&plain)?;
        drop(vault::file::create_private(part)?);
        copy_into(&plain, part, Some(key))?;
        let copy = connect(part, OpenFlags::SQLITE_OPEN_READ_ONLY, Some(key))?;
        file::read_back(&copy, &heads).map_err(|_| StoreError::BadBackup(path.to_owned()))?;
        drop((copy, plain));
        std::fs::File::open(part)?.sync_all()?;
        vault::file::replace(&path_beside(path), &std::fs::read(path_beside(&self.path))?)?;
        std::fs::rename(part, path)?;
        Ok(vault::file::sync_folder_of(path)?)
    }

    fn named(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::DamagedPages(_) => StoreError::Damaged(self.path.clone()),
            error => error,
        }
    }
}

/// Makes the folder of the backups, private where it is new.
fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A stick formatted for Windows has no file owners.
        let _ = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700));
    }
    Ok(())
}

/// Turns SQLite's error for an interrupted query into ours.
fn stopped(error: StoreError) -> StoreError {
    match error {
        StoreError::Sqlite(error)
            if error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted) =>
        {
            StoreError::Stopped
        }
        error => error,
    }
}

/// The name for the time `now`; if it is taken, that of the next free second.
fn free_name(folder: &Path, stem: &str, now: NaiveDateTime) -> Backup {
    let mut made = now;
    loop {
        let path = folder.join(file::name(stem, made));
        if !path.exists() {
            return Backup { path, made, size: 0 };
        }
        made += TimeDelta::seconds(1);
    }
}

/// Removes half-made files of an earlier run.
fn sweep(folder: &Path, stem: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let whole = name.strip_suffix(".part").or_else(|| name.strip_suffix(".part-journal"));
        if whole.is_some_and(|whole| file::made(stem, whole).is_some()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Deletes the backups that the series does not need. Called only after a new good one.
fn thin(folder: &Path, stem: &str, now: NaiveDateTime) {
    let Ok(series) = backups_in(folder, stem) else { return };
    let made: Vec<NaiveDateTime> = series.iter().map(|backup| backup.made).collect();
    // A second backup within a second may have the name of the next second.
    for at in series::superfluous(&made, now + TimeDelta::minutes(1)) {
        let path: &PathBuf = &series[at].path;
        // What cannot be deleted now is deleted another time.
        if std::fs::remove_file(path).is_ok() {
            let _ = std::fs::remove_file(path_beside(path));
        }
    }
}
