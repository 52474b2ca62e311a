//! Puts a backup in place of the data file, which is kept. Later saves are logged under a new device, because
//! the sequence numbers of the old one are used.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::file;
use crate::domain::Surroundings;
use crate::store::keep::connection::connect;
use crate::store::keep::{open, put_in_place};
use crate::store::office::{Right, renew_device};
use crate::store::{Result, Store, StoreError};
use crate::vault::{self, DataKey, path_beside};

/// The result of a restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The path under which the previous file is kept.
    pub kept: PathBuf,
}

impl Store {
    /// Replaces this file by a backup and goes on with it. The previous file is kept beside it. `key` opens a
    /// backup that was encrypted with another key; the key files are exchanged too then.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`], [`StoreError::BadBackup`], [`StoreError::Locked`] where another program
    /// has the file open; or why it failed. The file is unchanged then.
    pub fn restore(&mut self, backup: &Path, key: Option<&DataKey>) -> Result<Restored> {
        self.may(Right::Restore)?;
        let own = self.key.clone();
        let other = key.filter(|key| own.as_ref() != Some(*key)).cloned();
        let with = other.as_ref().or(own.as_ref());
        file::verify(backup, with)?;
        let sealed = open::key_for_reading(backup, with)?.is_some();
        let (fresh, kept) = (self.aside("restore.part"), self.kept_name("before-restore"));
        let as_it_stands = with.filter(|_| sealed);
        let swapped = self.prepare(backup, &fresh, as_it_stands).and_then(|()| {
            self.closed(|data, surroundings| {
                keep(data, &kept)?;
                change_keys(data, &kept, backup, as_it_stands.filter(|_| other.is_some()), as_it_stands)?;
                put_in_place(&fresh, data, as_it_stands, surroundings)
            })
        });
        if swapped.is_err() {
            let _ = std::fs::remove_file(&fresh);
        }
        self.reopen(if swapped.is_ok() { with } else { own.as_ref() })?;
        swapped.map(|()| Restored { kept })
    }

    /// The name of a file beside the data file.
    pub(in crate::store) fn aside(&self, added: &str) -> PathBuf {
        vault::file::beside(&self.path, &format!(".{added}"))
    }

    /// A free name for the previous file.
    fn kept_name(&self, why: &str) -> PathBuf {
        free_kept_name(&self.path, why, self.surroundings.now().naive_local())
    }

    /// The backup to be put in place, already under a new device in case of a crash afterwards.
    fn prepare(&mut self, backup: &Path, fresh: &Path, key: Option<&DataKey>) -> Result<()> {
        drop(vault::file::create_private(fresh)?);
        std::fs::copy(backup, fresh)?;
        vault::file::make_private(fresh)?;
        let mut conn = connect(fresh, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
        let tx = conn.transaction()?;
        renew_device(&tx, self.surroundings.as_mut())?;
        tx.commit()?;
        drop(conn);
        Ok(std::fs::File::open(fresh)?.sync_all()?)
    }

    /// Does something while we have no connection open.
    fn closed(&mut self, work: impl FnOnce(&Path, &dyn Surroundings) -> Result<()>) -> Result<()> {
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let open = std::mem::replace(&mut self.conn, Connection::open_in_memory()?);
        open.close().map_err(|(_, error)| StoreError::from(error))?;
        let wal = vault::file::beside(&self.path, "-wal");
        if std::fs::metadata(&wal).is_ok() {
            // The last connection to close removes it: another program has it open.
            return Err(StoreError::Locked);
        }
        work(&self.path, self.surroundings.as_ref())
    }

    fn reopen(&mut self, key: Option<&DataKey>) -> Result<()> {
        let operator = self.operator;
        let surroundings = self.surroundings.beside();
        let mut again = Self::open_with(&self.path, key, surroundings)?;
        // The same person stays at the keyboard, unless the restored file does not know them.
        again.operator = operator.filter(|id| again.directory.operator(*id).is_some()).or(again.operator);
        *self = again;
        Ok(())
    }
}

/// A free name beside the data file: `<name>.<why>-<time>`.
pub(in crate::store) fn free_kept_name(data: &Path, why: &str, now: chrono::NaiveDateTime) -> PathBuf {
    let stamp = now.format("%Y%m%d-%H%M%S");
    let first = vault::file::beside(data, &format!(".{why}-{stamp}"));
    let mut path = first.clone();
    let mut n = 2;
    while path.exists() {
        path = vault::file::beside(&first, &format!("-{n}"));
        n += 1;
    }
    path
}

/// Gives a file a second name, or copies it where the file system has no hard links.
pub(in crate::store) fn keep(data: &Path, kept: &Path) -> Result<()> {
    if std::fs::hard_link(data, kept).is_err() {
        drop(vault::file::create_private(kept)?);
        std::fs::copy(data, kept)?;
        std::fs::File::open(kept)?.sync_all()?;
    }
    Ok(vault::file::sync_folder_of(kept)?)
}

/// Moves the key file with its data file. `another` is the backup's key where it differs.
fn change_keys(
    data: &Path,
    kept: &Path,
    backup: &Path,
    another: Option<&DataKey>,
    key: Option<&DataKey>,
) -> Result<()> {
    let key_file = path_beside(data);
    if another.is_none() && key.is_some() {
        return Ok(());
    }
    if key_file.exists() {
        vault::file::replace(&path_beside(kept), &std::fs::read(&key_file)?)?;
    }
    if another.is_some() {
        vault::file::replace(&key_file, &std::fs::read(path_beside(backup))?)?;
    } else if key_file.exists() {
        std::fs::remove_file(&key_file)?;
    }
    Ok(())
}
