//! The record of our own last save, in a small private file `<name>.mark` beside the data file.
//!
//! A data file that lost its newest commits (its -wal is gone or damaged, or it is an older copy) opens
//! without error, and would give its next saves numbers that other laptops know already. The mark notices: it
//! holds how far this laptop's log was, and where the file was. It is written after the commit and not
//! synced, so it may be older than the file, never newer.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::connection::connect;
use crate::domain::Surroundings;
use crate::store::log::last_of;
use crate::store::office::{meta, own_device, renew_device};
use crate::store::save::Standing;
use crate::store::{Result, Store, StoreError};
use crate::vault::{DataKey, file};

const MAGIC: &[u8; 8] = b"TJEDmrk1";
/// Magic, device, seq, head, place, cover, sum.
const LENGTH: usize = 8 + 16 + 8 + 32 + 32 + 1 + 32;

/// Whether the data file can be read without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    Plain,
    Sealed,
}

/// The content of the mark file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Noted {
    device: Uuid,
    seq: i64,
    head: [u8; 32],
    place: [u8; 32],
    cover: Cover,
}

/// The mark of an open file.
#[derive(Debug)]
pub(in crate::store) struct Mark {
    path: PathBuf,
    place: [u8; 32],
    cover: Cover,
    /// Kept open so that a save costs only one write.
    file: Option<File>,
    pub(in crate::store) standing: Standing,
    pub(super) last_close: LastClose,
}

/// How the file was left last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LastClose {
    InOrder,
    /// Commits are left in the -wal: the program was killed, or another one has the file open.
    CutOff,
}

fn last_close(data: &Path) -> LastClose {
    match std::fs::metadata(file::beside(data, "-wal")) {
        Ok(about) if about.len() > 0 => LastClose::CutOff,
        _ => LastClose::InOrder,
    }
}

/// Where the mark of a data file is.
pub(super) fn path_beside(data: &Path) -> PathBuf {
    file::beside(data, ".mark")
}

/// Whether the data file that belongs to the mark was encrypted; none without a mark.
pub(super) fn cover(data: &Path) -> Option<Cover> {
    read(&mut File::open(path_beside(data)).ok()?).map(|noted| noted.cover)
}

/// The device and the last save in the mark of a data file.
pub(super) fn noted(data: &Path) -> Option<(Uuid, i64)> {
    read(&mut File::open(path_beside(data)).ok()?).map(|noted| (noted.device, noted.seq))
}

impl Mark {
    /// Compares the mark beside the file with what the file holds.
    ///
    /// # Errors
    /// [`StoreError::Behind`] where the file lacks saves that the mark records.
    pub(super) fn compare(
        conn: &Connection,
        data: &Path,
        key: Option<&DataKey>,
        machine: &str,
    ) -> Result<Self> {
        let path = path_beside(data);
        // A mark that may not be written is still read.
        let mut file =
            OpenOptions::new().read(true).write(true).open(&path).or_else(|_| File::open(&path)).ok();
        let noted = file.as_mut().and_then(read);
        let place = place_of(data, machine)?;
        let standing = match noted {
            None => Standing::Moved,
            Some(noted) => {
                noted.compare(conn, data)?;
                if noted.place == place { Standing::Home } else { Standing::Moved }
            }
        };
        Ok(Self { path, place, cover: cover_of(key), file, standing, last_close: last_close(data) })
    }

    /// The mark of a file that a person wants to use as it is.
    pub(super) fn ignoring(data: &Path, key: Option<&DataKey>, machine: &str) -> Result<Self> {
        let place = place_of(data, machine)?;
        let cover = cover_of(key);
        let (path, last_close) = (path_beside(data), last_close(data));
        Ok(Self { path, place, cover, file: None, standing: Standing::Moved, last_close })
    }

    /// A second instance, for work on another thread.
    pub(super) fn beside(&self) -> Self {
        Self { path: self.path.clone(), file: None, ..*self }
    }

    /// Records how far the log is, after the commit. If that fails it stays older, which does no harm.
    pub(in crate::store) fn advance(&mut self, device: Uuid, seq: i64, head: [u8; 32]) {
        self.standing = Standing::Home;
        let noted = Noted { device, seq, head, place: self.place, cover: self.cover };
        if self.file.is_none() {
            self.file = open_private(&self.path).ok();
        }
        if let Some(file) = &mut self.file {
            let _ = write_over(file, &noted.bytes());
        }
    }
}

impl Noted {
    fn bytes(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..24].copy_from_slice(self.device.as_bytes());
        bytes[24..32].copy_from_slice(&self.seq.to_be_bytes());
        bytes[32..64].copy_from_slice(&self.head);
        bytes[64..96].copy_from_slice(&self.place);
        bytes[96] = u8::from(self.cover == Cover::Sealed);
        let sum = Sha256::digest(&bytes[..97]);
        bytes[97..].copy_from_slice(&sum);
        bytes
    }

    /// None where it is damaged: then there is no mark.
    fn from_bytes(bytes: &[u8; LENGTH]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) || Sha256::digest(&bytes[..97])[..] != bytes[97..] {
            return None;
        }
        Some(Self {
            device: Uuid::from_slice(&bytes[8..24]).ok()?,
            seq: i64::from_be_bytes(bytes[24..32].try_into().ok()?),
            head: bytes[32..64].try_into().ok()?,
            place: bytes[64..96].try_into().ok()?,
            cover: if bytes[96] == 0 { Cover::Plain } else { Cover::Sealed },
        })
    }

    /// Refuses a file that lacks saves that are recorded.
    fn compare(&self, conn: &Connection, data: &Path) -> Result<()> {
        if self.seq == 0 {
            return Ok(());
        }
        let sql =
            "SELECT r.hash FROM revision r JOIN device d ON d.id = r.device WHERE d.uuid = ?1 AND r.seq = ?2";
        let found: Option<[u8; 32]> =
            conn.query_row(sql, (self.device, self.seq), |row| row.get(0)).optional()?;
        if found == Some(self.head) {
            return Ok(());
        }
        let sql = "SELECT max(r.seq) FROM revision r JOIN device d ON d.id = r.device WHERE d.uuid = ?1";
        let has: Option<i64> = conn.query_row(sql, [self.device], |row| row.get(0))?;
        let lacks = u64::try_from(self.seq - has.unwrap_or(0)).unwrap_or(0);
        Err(StoreError::Behind { path: data.to_owned(), lacks })
    }
}

const fn cover_of(key: Option<&DataKey>) -> Cover {
    if key.is_some() { Cover::Sealed } else { Cover::Plain }
}

fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn read(file: &mut File) -> Option<Noted> {
    let mut bytes = [0; LENGTH];
    file.read_exact(&mut bytes).ok()?;
    Noted::from_bytes(&bytes)
}

/// One write smaller than a sector: it is written whole or not at all.
#[cfg(unix)]
fn write_over(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, 0)
}

#[cfg(not(unix))]
fn write_over(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    use std::io::{Seek, SeekFrom, Write};
    file.seek(SeekFrom::Start(0))?;
    file.write_all(bytes)
}

/// Identifies the machine and the file on it: by its creation time there, which a copy does not keep, or by
/// its inode number where the file system has no creation time.
fn place_of(data: &Path, machine: &str) -> Result<[u8; 32]> {
    let about = std::fs::metadata(data)?;
    let mut hash = Sha256::new();
    hash.update(machine.as_bytes());
    hash.update([0]);
    match about.created().ok().and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok()) {
        Some(made) => hash.update(made.as_nanos().to_be_bytes()),
        None => hash.update(number_of(&about)),
    }
    Ok(hash.finalize().into())
}

#[cfg(unix)]
fn number_of(about: &std::fs::Metadata) -> [u8; 8] {
    std::os::unix::fs::MetadataExt::ino(about).to_be_bytes()
}

#[cfg(not(unix))]
fn number_of(_about: &std::fs::Metadata) -> [u8; 8] {
    [0; 8]
}

/// Writes the mark of a file that this program itself has just put there.
pub(super) fn put_beside(conn: &Connection, data: &Path, key: Option<&DataKey>, machine: &str) -> Result<()> {
    let device = own_device(conn, data)?;
    let (seq, head) = last_of(conn, device)?;
    let noted =
        Noted { device: device.uuid, seq, head, place: place_of(data, machine)?, cover: cover_of(key) };
    Ok(file::replace(&path_beside(data), &noted.bytes())?)
}

/// Puts a finished file in place of a data file, whose last connection must be closed, and writes its mark.
/// The only way in which this program replaces a data file: otherwise the new one would be taken for a copy.
///
/// # Errors
/// [`StoreError::Locked`] where the old file still has a -wal; or why it could not be done: the old file is
/// unchanged then.
pub fn put_in_place(
    fresh: &Path,
    data: &Path,
    key: Option<&DataKey>,
    surroundings: &dyn Surroundings,
) -> Result<()> {
    let wal = file::beside(data, "-wal");
    match std::fs::metadata(&wal) {
        Ok(about) if about.len() > 0 => return Err(StoreError::Locked),
        Ok(_) => std::fs::remove_file(&wal)?,
        Err(_) => {}
    }
    File::open(fresh)?.sync_all()?;
    // Without a mark the file found after a power cut counts as a copy, which does no harm. With the old mark
    // beside it, the new file would seem to lack saves.
    match std::fs::remove_file(path_beside(data)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => file::sync_folder_of(data)?,
    }
    std::fs::rename(fresh, data)?;
    file::sync_folder_of(data)?;
    let conn = connect(data, OpenFlags::SQLITE_OPEN_READ_ONLY, key)?;
    put_beside(&conn, data, key, &surroundings.machine())
}

impl Store {
    /// Whether the file is where this laptop left it.
    pub fn standing(&self) -> Standing {
        self.mark.standing
    }

    /// Whether anything was ever saved in the file.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn has_saves(&self) -> Result<bool> {
        Ok(self.conn.query_row("SELECT EXISTS (SELECT 1 FROM revision)", [], |row| row.get(0))?)
    }

    /// Goes on under a new device, because another file has logged under ours. The log of the old one stays,
    /// and undo starts anew.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn renew_device(&mut self) -> Result<()> {
        let tx = self.conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let device = renew_device(&tx, self.surroundings.as_mut())?;
        tx.commit()?;
        self.device = device;
        self.mark.advance(device.uuid, 0, [0; 32]);
        Ok(())
    }

    /// Reads the device from the file, where another program may have renewed it.
    pub(super) fn look_at_device(&mut self) -> Result<()> {
        let named = meta(&self.conn, "device")?;
        if named.as_deref() != Some(&self.device.uuid.simple().to_string()) {
            self.device = own_device(&self.conn, &self.path)?;
            self.mark.standing = Standing::Home;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted() -> Noted {
        let (device, cover) = (Uuid::from_u128(7), Cover::Sealed);
        Noted { device, seq: 300, head: [1; 32], place: [2; 32], cover }
    }

    #[test]
    fn a_flipped_bit_anywhere_makes_it_no_mark() {
        // Would catch a damaged mark that is believed: it would shut a whole file out, or let a copy in.
        let bytes = noted().bytes();
        assert_eq!(Noted::from_bytes(&bytes), Some(noted()));
        for bit in 0..LENGTH * 8 {
            let mut flipped = bytes;
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Noted::from_bytes(&flipped), None, "{bit}");
        }
    }

    #[test]
    fn a_mark_is_written_over_in_place() {
        // Would catch a mark that grows, or one that is written anew with every save.
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("a.db");
        std::fs::write(&data, b"-").unwrap();
        let mut mark = Mark::ignoring(&data, None, "here").unwrap();
        for seq in 1..=1_000 {
            mark.advance(Uuid::from_u128(7), seq, [9; 32]);
        }
        assert_eq!(std::fs::metadata(path_beside(&data)).unwrap().len(), LENGTH as u64);
        assert_eq!(super::noted(&data), Some((Uuid::from_u128(7), 1_000)));
    }
}
