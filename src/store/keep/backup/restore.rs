//! A backup in the place of the data file. The file that stood there is kept; what is saved from then on is another
//! device's, for the old one's numbers are taken.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::file;
use crate::domain::Surroundings;
use crate::store::keep::connection::connect;
use crate::store::keep::{open, put_in_place};
use crate::store::office::{Right, renew_device};
use crate::store::{Result, Store, StoreError};
use crate::vault::{self, DataKey, path_beside};

/// What became of a restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the file that stood there before is kept.
    pub kept: PathBuf,
}

impl Store {
    /// Puts a backup in the place of this file and goes on with it. The file of before is kept beside it, whole. `key` opens
    /// a backup that was encrypted with another key than the file is; then the key files change places too.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`], [`StoreError::BadBackup`], [`StoreError::Locked`] where another program has the file
    /// open; or why it could not be done. The file is as it was then.
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

    /// A free name for the file of before.
    fn kept_name(&self, why: &str) -> PathBuf {
        free_kept_name(&self.path, why, self.surroundings.now().naive_local())
    }

    /// The backup as it will stand there, already under a device of its own: a crash after the change finds it so.
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

    /// Does something while no connection of ours is open.
    fn closed(&mut self, work: impl FnOnce(&Path, &dyn Surroundings) -> Result<()>) -> Result<()> {
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let open = std::mem::replace(&mut self.conn, Connection::open_in_memory()?);
        open.close().map_err(|(_, error)| StoreError::from(error))?;
        let wal = vault::file::beside(&self.path, "-wal");
        if std::fs::metadata(&wal).is_ok() {
            // The last one to close it removes it: somebody else has it open.
            return Err(StoreError::Locked);
        }
        work(&self.path, self.surroundings.as_ref())
    }

    fn reopen(&mut self, key: Option<&DataKey>) -> Result<()> {
        let operator = self.operator;
        let surroundings = self.surroundings.beside();
        let mut again = Self::open_with(&self.path, key, surroundings)?;
        // The same person sits there; the file of then may know another.
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

/// Gives a file a second name, or copies it where the file system knows no second names.
pub(in crate::store) fn keep(data: &Path, kept: &Path) -> Result<()> {
    if std::fs::hard_link(data, kept).is_err() {
        drop(vault::file::create_private(kept)?);
        std::fs::copy(data, kept)?;
        std::fs::File::open(kept)?.sync_all()?;
    }
    Ok(vault::file::sync_folder_of(kept)?)
}

/// The key file goes with the file it opens. `another` is the backup's key where it is not that of the file before.
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
