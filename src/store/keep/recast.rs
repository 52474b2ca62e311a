//! Encrypts a plain file, or decrypts one, safely: a complete copy is written aside, checked and compared
//! before it is renamed to the file. A crash or power cut leaves the complete old or new file under its name.
//! `PRAGMA rekey`, which overwrites the file itself, is never used.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, Write};
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::connection::{connect, copy_into};
use crate::store::{Result, Store, StoreError};
use crate::vault::{DataKey, file};

/// The suffix of the name of the copy.
const PART: &str = ".recast";

/// Points at which a test can simulate a crash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    /// The -wal is merged into the file and no other program has it open.
    Alone,
    /// The copy is written.
    Copied,
    /// The copy was found equal and is synced to the disk.
    Checked,
    /// The copy is renamed.
    Renamed,
    /// The old file was overwritten.
    Wiped,
}

/// Queries whose results must be equal in the copy.
const SAME: [&str; 5] = [
    "SELECT count(*) || ' ' || ifnull(max(stamp), 0) || ' ' || ifnull(sum(length(body)), 0) FROM revision",
    "SELECT group_concat(r.device || ' ' || r.seq || ' ' || hex(r.hash)) FROM device d JOIN revision r
     ON r.device = d.id AND r.seq = (SELECT max(seq) FROM revision WHERE device = d.id)",
    "SELECT (SELECT count(*) FROM dispute) || ' ' || (SELECT count(*) FROM party)",
    "SELECT group_concat(place || ' ' || length(body) || ' ' || at) FROM draft",
    "SELECT group_concat(key || ' ' || value) FROM (SELECT key, value FROM meta ORDER BY key)",
];

impl Store {
    /// Encrypts the file with that key, or decrypts it without one. Nothing else may have the file open. `at`
    /// is called at every point; if it fails, the work ends there.
    pub(super) fn recast(
        &mut self,
        key: Option<&DataKey>,
        at: &mut dyn FnMut(Point) -> Result<()>,
    ) -> Result<()> {
        let part = file::beside(&self.path, PART);
        // Held open to the end: closing it earlier would drop the locks that SQLite holds on it.
        let plain = if self.key.is_none() { remains(&self.path) } else { Vec::new() };
        let copied = self.hold_alone().and_then(|()| {
            at(Point::Alone)?;
            self.copy_aside(&part, key, at)?;
            self.put_in_place(&part)
        });
        if let Err(error) = copied {
            sweep(&self.path);
            self.share_again()?;
            return Err(error);
        }
        // The old connection has a file without a name: nothing may be saved through it any more.
        self.conn = Connection::open_in_memory()?;
        at(Point::Renamed)?;
        let surroundings = self.surroundings.beside();
        let marked = super::open::Marked::Ours(self.standing());
        let mut fresh = Self::connect(&self.path, key, surroundings, &marked)?;
        fresh.operator = self.operator;
        std::mem::swap(&mut fresh.surroundings, &mut self.surroundings);
        *self = fresh;
        for mut old in plain {
            wipe(&mut old)?;
        }
        at(Point::Wiped)
    }

    /// Merges the -wal and locks others out. SQLite refuses while another connection has the file open.
    fn hold_alone(&self) -> Result<()> {
        let mode: String = self.conn.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
        if mode != "delete" {
            return Err(StoreError::Locked);
        }
        self.conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        Ok(self.conn.execute_batch("BEGIN EXCLUSIVE; COMMIT")?)
    }

    /// Ends the lock of [`Self::hold_alone`].
    fn share_again(&self) -> Result<()> {
        self.conn.pragma_update(None, "locking_mode", "NORMAL")?;
        // The next read releases the lock.
        let _: i64 = self.conn.query_row("SELECT count(*) FROM meta", [], |row| row.get(0))?;
        Ok(self.conn.pragma_update(None, "journal_mode", "WAL")?)
    }

    fn copy_aside(
        &self,
        part: &Path,
        key: Option<&DataKey>,
        at: &mut dyn FnMut(Point) -> Result<()>,
    ) -> Result<()> {
        file::create_private(part)?;
        copy_into(&self.conn, part, key)?;
        at(Point::Copied)?;
        let copy = connect(part, OpenFlags::SQLITE_OPEN_READ_ONLY, key)?;
        let verdict: String = copy.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
        if verdict != "ok" || signs(&copy)? != signs(&self.conn)? {
            return Err(StoreError::CopyDiffers);
        }
        drop(copy);
        OpenOptions::new().write(true).open(part)?.sync_all()?;
        at(Point::Checked)
    }

    fn put_in_place(&mut self, part: &Path) -> Result<()> {
        if cfg!(windows) {
            // An open file cannot be replaced there.
            self.conn = Connection::open_in_memory()?;
        }
        std::fs::rename(part, &self.path)?;
        Ok(file::sync_folder_of(&self.path)?)
    }
}

fn signs(conn: &Connection) -> Result<Vec<Option<String>>> {
    SAME.iter().map(|sql| Ok(conn.query_row(sql, [], |row| row.get(0))?)).collect()
}

/// Opens the plain file and its -wal, to overwrite them once they have no name any more.
fn remains(path: &Path) -> Vec<File> {
    let open = |path: &Path| OpenOptions::new().write(true).open(path).ok();
    open(path).into_iter().chain(open(&file::beside(path, "-wal"))).collect()
}

/// Overwrites a file that has no name any more. One with another hard link is somebody's and is kept.
#[cfg(unix)]
fn wipe(file: &mut File) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let found = file.metadata()?;
    if found.nlink() > 0 {
        return Ok(());
    }
    file.rewind()?;
    let nothing = vec![0; 1 << 20];
    let mut left = found.len();
    while left > 0 {
        let now = left.min(nothing.len() as u64);
        file.write_all(&nothing[..usize::try_from(now).unwrap_or(nothing.len())])?;
        left -= now;
    }
    file.sync_all()
}

/// Does nothing: elsewhere a replaced file is closed and cannot be reached.
#[cfg(not(unix))]
fn wipe(_file: &mut File) -> io::Result<()> {
    Ok(())
}

/// Removes the partial copy of an interrupted attempt, which may be a plain one.
pub(super) fn sweep(path: &Path) {
    for added in [PART, ".recast-journal", ".recast-wal", ".recast-shm"] {
        // Usually there is none; if it cannot be removed, the next attempt overwrites it.
        let _ = std::fs::remove_file(file::beside(path, added));
    }
}

/// The number of the file that has that name now.
#[cfg(unix)]
pub(super) fn inode(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|found| std::os::unix::fs::MetadataExt::ino(&found))
}

/// None: elsewhere an open file cannot be replaced at all.
#[cfg(not(unix))]
pub(super) fn inode(_path: &Path) -> Option<u64> {
    None
}

/// Makes the file and those beside it private to their owner.
pub(super) fn make_private(path: &Path) -> Result<()> {
    file::make_private(path)?;
    for added in ["-wal", "-shm", ".key", ".tries", ".mark"] {
        match file::make_private(&file::beside(path, added)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::domain::{Fixed, Office, OfficeKind};

    const NAME: &str = "红花朵村";

    fn clock(salt: u16) -> Box<Fixed> {
        Box::new(Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), salt))
    }

    fn made(folder: &Path) -> Store {
        let mut store = Store::create(&folder.join("台账.db"), clock(1)).unwrap();
        store
            .transact(|writer| {
                writer.put_office(&Office::below(Office::root_id(), OfficeKind::Village, NAME))
            })
            .unwrap();
        store.keep_draft("entry", "{\"a\": \"红花朵村\"}").unwrap();
        store
    }

    fn has_village(store: &Store) -> bool {
        store.directory().offices().any(|office| office.name == NAME)
            && store.draft("entry").unwrap().is_some()
    }

    fn snapshot(folder: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
            }
        }
    }

    /// Catches: a moment at which a crash leaves no whole file, half a copy that stays, a plain copy that outlives it.
    #[test]
    fn a_crash_at_any_point_leaves_a_whole_file() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = made(folder.path());
        let key = DataKey::fresh(clock(2).as_mut()).unwrap();
        for (round, to) in [Some(&key), None].into_iter().enumerate() {
            let mut crashes: Vec<(Point, PathBuf)> = Vec::new();
            store
                .recast(to, &mut |point| {
                    let kept = folder.path().join(format!("{round}-{point:?}"));
                    snapshot(folder.path(), &kept);
                    crashes.push((point, kept));
                    Ok(())
                })
                .unwrap();
            assert_eq!(crashes.len(), 5);
            assert!(has_village(&store));
            assert_eq!(store.key().is_some(), to.is_some());
            for (point, kept) in crashes {
                let path = kept.join("台账.db");
                // Whichever it is, the key opens it or is not needed.
                let opened = Store::open_with(&path, Some(&key), clock(3)).unwrap();
                assert!(has_village(&opened), "{point:?}");
                assert_eq!(opened.check().unwrap().findings, [], "{point:?}");
                let done = matches!(point, Point::Renamed | Point::Wiped);
                assert_eq!(opened.key().is_some(), done == to.is_some(), "{point:?}");
                assert!(!file::beside(&path, PART).exists(), "{point:?}: the copy stays");
            }
        }
    }

    /// Catches: a failure half-way after which nothing can be saved, or the file is another one.
    #[test]
    fn a_failure_leaves_the_file_in_use_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = made(folder.path());
        let key = DataKey::fresh(clock(2).as_mut()).unwrap();
        for stop in [Point::Alone, Point::Copied, Point::Checked] {
            let failed = store.recast(Some(&key), &mut |point| {
                if point == stop { Err(StoreError::DiskFull) } else { Ok(()) }
            });
            assert!(matches!(failed, Err(StoreError::DiskFull)));
            store
                .transact(|writer| {
                    writer.put_office(&Office::below(
                        Office::root_id(),
                        OfficeKind::Village,
                        format!("{stop:?}"),
                    ))
                })
                .unwrap();
            assert!(!file::beside(store.path(), PART).exists());
            let beside = Store::open(store.path(), clock(4)).unwrap();
            assert!(has_village(&beside));
        }
    }

    /// Catches: saves of another window that go into a file without a name.
    #[test]
    fn an_open_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = made(folder.path());
        let other = store.beside().unwrap();
        store.conn.busy_timeout(std::time::Duration::ZERO).unwrap();
        let key = DataKey::fresh(clock(2).as_mut()).unwrap();
        assert!(matches!(store.recast(Some(&key), &mut |_| Ok(())), Err(StoreError::Locked)));
        assert!(has_village(&other));
        drop(other);
        store.recast(Some(&key), &mut |_| Ok(())).unwrap();
        assert!(has_village(&store));
    }

    /// Catches: what was plain left in the place where the file stood; another link written over.
    #[cfg(unix)]
    #[test]
    fn what_was_plain_is_written_over() {
        use std::io::Read;
        let folder = tempfile::tempdir().unwrap();
        let mut store = made(folder.path());
        let mut old = File::open(store.path()).unwrap();
        let key = DataKey::fresh(clock(2).as_mut()).unwrap();
        store.recast(Some(&key), &mut |_| Ok(())).unwrap();
        let mut bytes = Vec::new();
        old.read_to_end(&mut bytes).unwrap();
        assert!(!bytes.is_empty() && bytes.iter().all(|byte| *byte == 0));
        store.recast(None, &mut |_| Ok(())).unwrap();
        let link = folder.path().join("link");
        std::fs::hard_link(store.path(), &link).unwrap();
        store.recast(Some(&key), &mut |_| Ok(())).unwrap();
        assert!(std::fs::read(&link).unwrap().starts_with(b"SQLite"));
    }
}
