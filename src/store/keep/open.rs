//! Opening and making the file. Whatever is opened is looked at first: a file that is foreign, newer, empty or
//! damaged is refused and left untouched.

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
    /// [`StoreError::Exists`] where something stands there already, or why it could not be written.
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
        // Its name is added to, not changed: a neighbour of a like name is somebody's file.
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = std::path::PathBuf::from(part);
        if part.exists() {
            std::fs::remove_file(&part)?;
        }
        if let Err(error) = make(&part, key, surroundings.as_mut()) {
            // What could not be finished is of no use to anybody; where it cannot be removed either, the next try does.
            let _ = std::fs::remove_file(&part);
            return Err(error);
        }
        put_in_place(&part, path, key, surroundings.as_ref())?;
        Self::open_with(path, key, surroundings)
    }

    /// Opens a file of ours.
    ///
    /// # Errors
    /// The refusals of [`StoreError`]: missing, empty, foreign, newer, damaged, locked, read-only; sealed where it
    /// wants a key.
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
            // While it was being opened another program may have put an encrypted copy in its place: what is open then
            // is a file without a name. From here on the lock on it keeps that from happening.
            if recast::inode(path) == before {
                return Ok(Self { surroundings, ..store });
            }
        }
    }

    fn open_once(path: &Path, key: Option<&DataKey>, surroundings: Box<dyn Surroundings>) -> Result<Self> {
        let key = key_for(path, key)?;
        Self::connect(path, key, surroundings, &Marked::Compared)
    }

    /// Opens a file that lacks saves ([`StoreError::Behind`]) because a person said so: it goes on under a new device,
    /// so that what it logs from now on cannot be taken for what it lacks.
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

    /// The same file once more, for work that runs beside: its own connection, its own identities, the same person at
    /// the keyboard. The file is not looked at again: to open and close it outside of SQLite would drop the locks that
    /// this program holds on it.
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
        // Until it is known to be ours: closing it must not fold its -wal into it.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        check_identity(&conn, path).map_err(|error| match error {
            // Where the mark in front names this key it is the file that is not what it was.
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
        // Before anything is written: a file that lacks saves is left as it is, and what a damaged -wal holds with it.
        let mut mark = marked.mark(&conn, path, key, surroundings.as_ref()).map_err(named)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        set_up(&conn).map_err(|error| StoreError::at(error, path))?;
        // Ours: what an older version made, or what was copied here, is for its owner's eyes alone from now on.
        recast::make_private(path)?;
        steps::step_up(&mut conn, path, key)?;
        recast::sweep(path);
        let device = own_device(&conn, path).map_err(named)?;
        if matches!(marked, Marked::Ours(Standing::Home)) {
            let (seq, head) = last_of(&conn, device)?;
            mark.advance(device.uuid, seq, head);
        }
        let data_version = data_version(&conn).map_err(named)?;
        // One look for all of it: what another program writes meanwhile is either in or out, and the file is locked once.
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
        })
    }

    /// Opens a file that this program has just made and not yet put in its place.
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
            // What was in it is gone: a new file in its place would hide that.
            Some((_, saves)) if saves > 0 => {
                Err(StoreError::Behind { path: path.to_owned(), lacks: saves.unsigned_abs() })
            }
            _ => Self::create(path, surroundings),
        }
    }
}

/// What is done with the mark beside the file.
pub(super) enum Marked {
    /// The file is compared with it.
    Compared,
    /// A person said that the file goes on as it is.
    Ignored,
    /// It was compared by the connection that this one is beside.
    As(Mark),
    /// This program has just put the file there, in the place of one that stood so.
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

/// The key with which the file is to be opened, of the one that was given; none for a plain file.
pub(super) fn key_for<'a>(path: &Path, key: Option<&'a DataKey>) -> Result<Option<&'a DataKey>> {
    match look_at(path)?.0 {
        Looks::Plain => Ok(None),
        // A plain file whose first bytes are damaged no key opens.
        Looks::Unknown if mark::cover(path) == Some(Cover::Plain) => {
            Err(StoreError::Damaged(path.to_owned()))
        }
        Looks::Encrypted | Looks::Unknown if key.is_some() => Ok(key),
        Looks::Encrypted | Looks::Unknown if path_beside(path).exists() => {
            Err(StoreError::Sealed(path.to_owned()))
        }
        Looks::Encrypted => Err(StoreError::NoKeyFile(path.to_owned())),
        // What the bytes do not say the mark does.
        Looks::Unknown if mark::cover(path).is_some() => Err(StoreError::Damaged(path.to_owned())),
        Looks::Unknown => Err(StoreError::Foreign(path.to_owned())),
        Looks::Empty => Err(StoreError::Empty(path.to_owned())),
    }
}

/// As [`key_for`], of a file that is only read, such as a backup on a stick.
pub(super) fn key_for_reading<'a>(path: &Path, key: Option<&'a DataKey>) -> Result<Option<&'a DataKey>> {
    let (looks, head) = head_of(path, std::fs::OpenOptions::new().read(true))?;
    let other = |key: &DataKey| looks == Looks::Encrypted && !head.starts_with(&mark_of(key));
    match looks {
        Looks::Plain => Ok(None),
        // Made before the passphrase was taken off and set anew.
        _ if key.is_some_and(other) => Err(StoreError::Sealed(path.to_owned())),
        Looks::Encrypted | Looks::Unknown if key.is_some() => Ok(key),
        Looks::Encrypted | Looks::Unknown if path_beside(path).exists() => {
            Err(StoreError::Sealed(path.to_owned()))
        }
        Looks::Encrypted | Looks::Unknown | Looks::Empty => Err(StoreError::BadBackup(path.to_owned())),
    }
}

/// A zero-length file opens as an empty database and a foreign one may be anything: both are told by their bytes.
/// One that may only be read is refused before SQLite leaves a -wal beside it that nobody may write.
fn look_at(path: &Path) -> Result<(Looks, Vec<u8>)> {
    head_of(path, std::fs::OpenOptions::new().read(true).write(true))
}

/// What the first bytes tell, of a file that is only read.
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

/// The bytes in front name that key.
fn has_mark(path: &Path, key: &DataKey) -> bool {
    // Where the bytes behind them are not those of a file either it is damage that is met here.
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
    // Without this SQLite plans a cached statement anew whenever a range in it is bound to other values: half the
    // cost of a save and of a page.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // WAL with FULL: nothing that was acknowledged is lost with the power (DESIGN: 0 of 250 simulated cuts).
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "cache_size", CACHE)?;
    // What an import leaves of its -wal once it is in the file; every reader would look through it otherwise.
    conn.pragma_update(None, "journal_size_limit", 16 << 20)?;
    // Rarer and larger checkpoints: the save that runs one is the slow one.
    conn.pragma_update(None, "wal_autocheckpoint", 4_000)
}

pub(super) fn make(path: &Path, key: Option<&DataKey>, surroundings: &mut dyn Surroundings) -> Result<()> {
    // Before SQLite has it: its -wal and -shm take their rights from it.
    file::create_private(path)?;
    // Where it cannot even be begun the folder may not be written; that there is no such file yet is no news.
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
