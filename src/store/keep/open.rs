//! Opening and making the file. A file is checked before it is opened: one that is foreign, newer, empty or
//! damaged is refused and left unchanged.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::connection::{HEAD, Looks, connect, look, mark_of};
use super::mark::{Cover, Mark, put_in_place};
use super::{mark, recast, steps};
use crate::domain::Surroundings;
use crate::store::derived::add_root;
use crate::store::log::last_of;
use crate::store::office::{Directory, Settings, data_version, meta, own_device, set_meta};
use crate::store::save::{CACHE, Standing};
use crate::store::schema::{SCHEMA, version_of};
use crate::store::{Result, Store, StoreError};
use crate::vault::{DataKey, file, path_beside};

/// `PRAGMA application_id` of our files; "TJED".
const APPLICATION_ID: i64 = 0x544A_4544;
/// The newest `PRAGMA user_version` this program knows.
static SCHEMA_VERSION: LazyLock<i64> = LazyLock::new(|| version_of(SCHEMA));
/// How long to wait for another program's write, in milliseconds.
const BUSY_TIMEOUT_MS: u64 = 5_000;

impl Store {
    /// Makes a new file at `path`, its folder too.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is a file already, or why it could not be written.
    pub fn create(path: &Path, surroundings: Box<dyn Surroundings>) -> Result<Self> {
        Self::create_with(path, None, surroundings)
    }

    /// As [`Self::create`], encrypted with that key from its first byte.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub fn create_with(
        path: &Path,
        key: Option<&DataKey>,
        mut surroundings: Box<dyn Surroundings>,
    ) -> Result<Self> {
        if path.exists() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        // Built aside and renamed: a crash half-way leaves no file that looks like one of ours.
        // The suffix is appended, not exchanged: a file of a similar name may be somebody's.
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = std::path::PathBuf::from(part);
        if part.exists() {
            std::fs::remove_file(&part)?;
        }
        if let Err(error) = make(&part, key, surroundings.as_mut()) {
            // If it cannot be removed, the next try removes it.
            let _ = std::fs::remove_file(&part);
            return Err(error);
        }
        put_in_place(&part, path, key, surroundings.as_ref())?;
        Self::open_with(path, key, surroundings)
    }

    /// Opens a file of ours.
    ///
    /// # Errors
    /// The refusals of [`StoreError`]: missing, empty, foreign, newer, damaged, locked, read-only; sealed
    /// where it needs a key.
    pub fn open(path: &Path, surroundings: Box<dyn Surroundings>) -> Result<Self> {
        Self::open_with(path, None, surroundings)
    }

    /// Opens a file of ours with its key. A plain file needs none and is opened all the same.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(
        path: &Path,
        key: Option<&DataKey>,
        mut surroundings: Box<dyn Surroundings>,
    ) -> Result<Self> {
        loop {
            let before = recast::inode(path);
            let store = Self::open_once(path, key, surroundings.beside())?;
            // Meanwhile another program may have put an encrypted copy in its place; then the open file has
            // no name any more. From here on our lock on it prevents that.
            if recast::inode(path) == before {
                return Ok(Self { surroundings, ..store });
            }
        }
    }

    fn open_once(path: &Path, key: Option<&DataKey>, surroundings: Box<dyn Surroundings>) -> Result<Self> {
        let key = key_for(path, key)?;
        Self::connect(path, key, surroundings, &Marked::Compared)
    }

    /// Opens a file that lacks saves ([`StoreError::Behind`]) at a person's request. It goes on under a new
    /// device, so that its new saves cannot be taken for the missing ones.
    ///
    /// # Errors
    /// As [`Self::open_with`].
    pub fn open_as_new_device(
        path: &Path,
        key: Option<&DataKey>,
        surroundings: Box<dyn Surroundings>,
    ) -> Result<Self> {
        let key = key_for(path, key)?;
        let mut store = Self::connect(path, key, surroundings, &Marked::Ignored)?;
        store.renew_device()?;
        Ok(store)
    }

    /// A second instance for work on another thread, with its own connection and identities and the same
    /// person at the keyboard. The file is not checked again: closing it outside of SQLite would drop the
    /// locks that this program holds on it.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn beside(&mut self) -> Result<Self> {
        let surroundings = self.surroundings.beside();
        let marked = Marked::As(self.mark.beside());
        let mut other = Self::connect(&self.path, self.key.as_ref(), surroundings, &marked)?;
        other.operator = self.operator;
        Ok(other)
    }

    pub(super) fn connect(
        path: &Path,
        key: Option<&DataKey>,
        surroundings: Box<dyn Surroundings>,
        marked: &Marked,
    ) -> Result<Self> {
        let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key)
            .map_err(|error| StoreError::at(error, path))?;
        conn.busy_timeout(std::time::Duration::from_millis(BUSY_TIMEOUT_MS))?;
        // Until it is known to be ours: closing it must not merge its -wal into it.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        check_identity(&conn, path).map_err(|error| match error {
            // If the mark at its beginning names this key, the rest of the file is damaged.
            StoreError::Foreign(path) => match key {
                Some(key) if !has_mark(&path, key) => StoreError::OtherKey(path),
                Some(_) => StoreError::Damaged(path),
                None => StoreError::Foreign(path),
            },
            error => error,
        })?;
        let named = |error| match error {
            StoreError::DamagedPages(_) => StoreError::Damaged(path.to_owned()),
            error => error,
        };
        // Before anything is written: a file that lacks saves is left as it is, together with a damaged -wal.
        let mut mark = marked.mark(&conn, path, key, surroundings.as_ref()).map_err(named)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        set_up(&conn).map_err(|error| StoreError::at(error, path))?;
        // Ours: a file of an older version, or one that was copied here, becomes private.
        recast::make_private(path)?;
        steps::step_up(&mut conn, path, key)?;
        recast::sweep(path);
        let device = own_device(&conn, path).map_err(named)?;
        if matches!(marked, Marked::Ours(Standing::Home)) {
            let (seq, head) = last_of(&conn, device)?;
            mark.advance(device.uuid, seq, head);
        }
        let data_version = data_version(&conn).map_err(named)?;
        // One read transaction: a write of another program is seen or not, and one lock is enough.
        let look = conn.unchecked_transaction()?;
        let directory = Directory::load(&look).map_err(named)?;
        let settings = Settings::load(&look).map_err(named)?;
        let operator = meta(&look, "operator")?.and_then(|text| text.parse().ok());
        look.commit()?;
        let (path, key) = (path.to_owned(), key.cloned());
        let wrong_pins = std::collections::BTreeMap::new();
        Ok(Self {
            conn,
            path,
            key,
            surroundings,
            device,
            operator,
            wrong_pins,
            directory,
            settings,
            data_version,
            mark,
            corrected: BTreeSet::new(),
            imported: None,
        })
    }

    /// Opens a file that this program has just made and not yet renamed.
    pub(super) fn open_made(
        path: &Path,
        key: Option<&DataKey>,
        surroundings: Box<dyn Surroundings>,
    ) -> Result<Self> {
        let mut store = Self::connect(path, key, surroundings, &Marked::Ignored)?;
        // It has a device of its own already.
        store.mark.standing = Standing::Home;
        Ok(store)
    }

    /// Opens the file, or makes it where there is none.
    ///
    /// # Errors
    /// As [`Self::open`] and [`Self::create`].
    pub fn open_or_create(path: &Path, surroundings: Box<dyn Surroundings>) -> Result<Self> {
        if path.exists() {
            return Self::open(path, surroundings);
        }
        match mark::noted(path) {
            // Its content is gone: a new file in its place would hide that.
            Some((_, saves)) if saves > 0 => {
                Err(StoreError::Behind { path: path.to_owned(), lacks: saves.unsigned_abs() })
            }
            _ => Self::create(path, surroundings),
        }
    }
}

/// How the mark beside the file is used.
pub(super) enum Marked {
    /// It is compared with the file.
    Compared,
    /// It is ignored at a person's request.
    Ignored,
    /// The connection that this one is beside has compared it.
    As(Mark),
    /// This program has just put the file there, in place of one with that standing.
    Ours(Standing),
}

impl Marked {
    fn mark(
        &self,
        conn: &Connection,
        path: &Path,
        key: Option<&DataKey>,
        surroundings: &dyn Surroundings,
    ) -> Result<Mark> {
        match self {
            Self::Compared => Mark::compare(conn, path, key, &surroundings.machine()),
            Self::Ignored | Self::Ours(_) => Mark::ignoring(path, key, &surroundings.machine()),
            Self::As(mark) => Ok(mark.beside()),
        }
    }
}

/// The key to open the file with, from the one that was given; none for a plain file.
pub(super) fn key_for<'a>(path: &Path, key: Option<&'a DataKey>) -> Result<Option<&'a DataKey>> {
    match look_at(path)?.0 {
        Looks::Plain => Ok(None),
        // No key opens a plain file with damaged first bytes.
        Looks::Unknown if mark::cover(path) == Some(Cover::Plain) => {
            Err(StoreError::Damaged(path.to_owned()))
        }
        Looks::Encrypted | Looks::Unknown if key.is_some() => Ok(key),
        Looks::Encrypted | Looks::Unknown if path_beside(path).exists() => {
            Err(StoreError::Sealed(path.to_owned()))
        }
        Looks::Encrypted => Err(StoreError::NoKeyFile(path.to_owned())),
        // Where the bytes do not show it, the mark does.
        Looks::Unknown if mark::cover(path).is_some() => Err(StoreError::Damaged(path.to_owned())),
        Looks::Unknown => Err(StoreError::Foreign(path.to_owned())),
        Looks::Empty => Err(StoreError::Empty(path.to_owned())),
    }
}

/// As [`key_for`], for a file that is only read, such as a backup on a stick.
pub(super) fn key_for_reading<'a>(path: &Path, key: Option<&'a DataKey>) -> Result<Option<&'a DataKey>> {
    let (looks, head) = head_of(path, std::fs::OpenOptions::new().read(true))?;
    let other = |key: &DataKey| looks == Looks::Encrypted && !head.starts_with(&mark_of(key));
    match looks {
        Looks::Plain => Ok(None),
        // Made before the passphrase was removed and set anew.
        _ if key.is_some_and(other) => Err(StoreError::Sealed(path.to_owned())),
        Looks::Encrypted | Looks::Unknown if key.is_some() => Ok(key),
        Looks::Encrypted | Looks::Unknown if path_beside(path).exists() => {
            Err(StoreError::Sealed(path.to_owned()))
        }
        Looks::Encrypted | Looks::Unknown | Looks::Empty => Err(StoreError::BadBackup(path.to_owned())),
    }
}

/// Checks the first bytes: SQLite would open an empty file as an empty database. A read-only file is refused
/// before SQLite leaves a -wal beside it that nobody can write.
fn look_at(path: &Path) -> Result<(Looks, Vec<u8>)> {
    head_of(path, std::fs::OpenOptions::new().read(true).write(true))
}

/// What the first bytes show, for a file that is only read.
pub(super) fn looks(path: &Path) -> Result<Looks> {
    Ok(head_of(path, std::fs::OpenOptions::new().read(true))?.0)
}

fn head_of(path: &Path, options: &std::fs::OpenOptions) -> Result<(Looks, Vec<u8>)> {
    if path.is_dir() {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let mut file = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::Missing(path.to_owned()));
        }
        Err(error) => return Err(error.into()),
    };
    let mut head = [0; HEAD];
    let read = file.read(&mut head)?;
    let head = head[..read].to_vec();
    Ok((look(&head), head))
}

/// Whether the first bytes name that key.
fn has_mark(path: &Path, key: &DataKey) -> bool {
    // If the bytes after them are not those of a database either, the file is damaged.
    look_at(path).is_ok_and(|(looks, head)| looks == Looks::Unknown || head.starts_with(&mark_of(key)))
}

pub(super) fn check_identity(conn: &Connection, path: &Path) -> Result<()> {
    let pragma = |name: &str| -> Result<i64> {
        conn.pragma_query_value(None, name, |row| row.get(0)).map_err(|error| StoreError::at(error, path))
    };
    if pragma("application_id")? != APPLICATION_ID {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let found = pragma("user_version")?;
    if found > *SCHEMA_VERSION {
        return Err(StoreError::Newer { found, known: *SCHEMA_VERSION });
    }
    Ok(())
}

fn set_up(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_prepared_statement_cache_capacity(128);
    // Without this SQLite plans a cached statement anew whenever other values are bound to a range: half the
    // cost of a save and of a page.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // WAL with FULL: no acknowledged save is lost in a power cut (DESIGN: 0 of 250 simulated cuts).
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "cache_size", CACHE)?;
    // Shortens the -wal after an import; every reader would have to search it otherwise.
    conn.pragma_update(None, "journal_size_limit", 16 << 20)?;
    // Fewer, larger checkpoints: the save that runs one is slow.
    conn.pragma_update(None, "wal_autocheckpoint", 4_000)
}

pub(super) fn make(path: &Path, key: Option<&DataKey>, surroundings: &mut dyn Surroundings) -> Result<()> {
    // Before SQLite opens it: its -wal and -shm take their permissions from it.
    file::create_private(path)?;
    // If this fails, the folder may not be written; that the file is missing is expected.
    let mut conn =
        connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key).map_err(|error| {
            match StoreError::at(error, path) {
                StoreError::Missing(_) => StoreError::ReadOnly,
                error => error,
            }
        })?;
    let tx = conn.transaction()?;
    tx.execute_batch(SCHEMA)?;
    add_root(&tx)?;
    let device = surroundings.fresh_uuid();
    tx.execute("INSERT INTO device (uuid) VALUES (?1)", [device])?;
    set_meta(&tx, "device", &device.simple().to_string())?;
    tx.commit()?;
    drop(conn);
    std::fs::File::open(path)?.sync_all()?;
    Ok(())
}
