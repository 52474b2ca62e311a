//! What can go wrong with the file, as values; the sentences are in `text::errors`.

use std::path::PathBuf;

use thiserror::Error;

/// Result of a store operation.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why the store could not do what was asked. Nothing was written then.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("no file at {0}")]
    Missing(PathBuf),
    /// A file exists where a new one was to be made.
    #[error("a file exists at {0}")]
    Exists(PathBuf),
    /// The file has no bytes: its content is lost.
    #[error("the file {0} is empty")]
    Empty(PathBuf),
    /// The file belongs to another program, or is not a database.
    #[error("not a file of this program: {0}")]
    Foreign(PathBuf),
    /// The file is encrypted and no key, or a wrong one, was given.
    #[error("the file {0} wants its passphrase")]
    Sealed(PathBuf),
    /// The file is encrypted and its key file is not beside it.
    #[error("the key file of {0} is not there")]
    NoKeyFile(PathBuf),
    /// The key file beside it belongs to another data file.
    #[error("the key file beside {0} is another file's")]
    OtherKey(PathBuf),
    /// There is a passphrase already.
    #[error("there is a passphrase already")]
    AlreadySealed,
    /// The file has no passphrase.
    #[error("there is no passphrase")]
    NotSealed,
    /// Nobody but the recovery sheet could open the file afterwards.
    #[error("nobody could open the file any more")]
    LastHolder,
    /// The passphrase has too few characters.
    #[error("the passphrase is too short")]
    TooShort,
    /// The copy differs from the file.
    #[error("the copy differs from the file")]
    CopyDiffers,
    /// The key file cannot be read or written, or nothing in it opens.
    #[error(transparent)]
    KeyFile(#[from] crate::vault::KeyFileError),
    /// The file was written by a newer version of the program.
    #[error("the file has version {found}, this program knows {known}")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// SQLite found the file damaged.
    #[error("the file {0} is damaged")]
    Damaged(PathBuf),
    /// The file lacks saves that this laptop made in it, or has others in their place.
    #[error("the file {path} lacks its newest {lacks} saves")]
    Behind {
        /// The file.
        path: PathBuf,
        /// How many saves it lacks; 0 where it has others in their place.
        lacks: u64,
    },
    /// A file that is no whole backup of ours.
    #[error("no good backup: {0}")]
    BadBackup(PathBuf),
    /// The newest backup has saves of this laptop that the file lacks.
    #[error("the backup {0} is ahead of the file")]
    OlderThanBackup(PathBuf),
    /// The work was cancelled; nothing of it was kept.
    #[error("stopped")]
    Stopped,
    /// Another program holds the file.
    #[error("the file is locked by another program")]
    Locked,
    /// The medium is full.
    #[error("no room left on the disk")]
    DiskFull,
    /// The file or its folder may not be written.
    #[error("the file may not be written")]
    ReadOnly,
    /// The record asked for does not exist.
    #[error("no such record")]
    NoSuchRecord,
    /// Two records that cannot be merged: they are one, or one of them is void already.
    #[error("cannot be merged")]
    CannotMerge,
    /// There is nothing to undo or redo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// The values to be undone were changed again since, on another laptop.
    #[error("changed again since")]
    ChangedSince,
    /// The month is locked already.
    #[error("{0} is locked already")]
    AlreadyLocked(crate::domain::Month),
    /// The month goes on up to that day.
    #[error("the month is not over before the end of {0}")]
    MonthNotOver(chrono::NaiveDate),
    /// The month has no lock in force.
    #[error("not locked")]
    NotLocked,
    /// The role of the person at the keyboard does not allow it.
    #[error("not allowed: {0:?}")]
    NotAllowed(super::Right),
    /// Nobody would be left who may lead, or nobody who may write.
    #[error("the last one who may")]
    LastLead,
    /// The case belongs to another office, whose laptops alone may change it.
    #[error("the case is kept by office {0}")]
    KeptElsewhere(crate::domain::OfficeId),
    /// A revision in the log does not read as one.
    #[error("revision {seq} of device {device} cannot be read: {reason}")]
    BadRevision {
        /// The device, in hex.
        device: String,
        /// Its sequence number.
        seq: i64,
        /// What is wrong with it.
        reason: String,
    },
    /// A number template of the settings cannot be used.
    #[error("the number template is wrong: {0}")]
    NumberTemplate(String),
    /// SQLite found damaged pages after the file had been opened.
    #[error("damaged pages: {0}")]
    DamagedPages(rusqlite::Error),
    /// The disk failed while it was read or written, or is gone.
    #[error("the disk failed: {0}")]
    Medium(rusqlite::Error),
    /// Any other error of SQLite.
    #[error("sqlite: {0}")]
    Sqlite(rusqlite::Error),
    /// A file operation failed.
    #[error("file: {0}")]
    Io(std::io::Error),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::DamagedPages(error),
            Some(ErrorCode::SystemIoFailure) => Self::Medium(error),
            _ => Self::Sqlite(error),
        }
    }
}

impl StoreError {
    /// Adds the path, which SQLite's errors lack.
    pub(super) fn at(error: rusqlite::Error, path: &std::path::Path) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign(path.to_owned()),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(path.to_owned()),
            Some(ErrorCode::CannotOpen) if !path.exists() => Self::Missing(path.to_owned()),
            Some(ErrorCode::CannotOpen) => Self::ReadOnly,
            _ => error.into(),
        }
    }
}
