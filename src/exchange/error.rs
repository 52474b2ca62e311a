//! What can go wrong with an exchange, as values; the sentences are in `text::exchange`.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::store::{IntakeError, Refusal, Stopped, StoreError};

/// Result of an exchange.
pub type Result<T> = std::result::Result<T, ExchangeError>;

/// Why nothing was sent or taken in. Nothing was written then, except that a folder may have got some whole
/// files already.
#[derive(Debug, Error)]
pub enum ExchangeError {
    /// The data file could not be read or written, or the person may not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such file.
    #[error("no file at {0}")]
    Missing(PathBuf),
    /// There is no such folder.
    #[error("no folder {0}")]
    NoFolder(PathBuf),
    /// A file of that name is there.
    #[error("{0} exists")]
    Exists(PathBuf),
    /// It is no bundle.
    #[error("{0} is no bundle")]
    Foreign(PathBuf),
    /// A newer program wrote it, in a form that this one does not know.
    #[error("{path} has form {major}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form.
        major: u16,
    },
    /// It was cut off or altered.
    #[error("{0} is damaged")]
    Damaged(PathBuf),
    /// Another passphrase opens it.
    #[error("wrong passphrase for {0}")]
    WrongPassphrase(PathBuf),
    /// It opens with a passphrase and not with this laptop's key.
    #[error("{0} wants a passphrase")]
    WantsPassphrase(PathBuf),
    /// It was sealed to other laptops.
    #[error("{0} is for other laptops")]
    NotForUs(PathBuf),
    /// No other laptop has a key that it could be sealed to.
    #[error("no recipients")]
    NoRecipients,
    /// It holds a revision that can never be taken in.
    #[error("{path}: {refusal}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// The revision, and what is wrong with it.
        refusal: Refusal,
    },
    /// The medium failed, or is gone.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    /// The watcher said to stop.
    #[error("given up")]
    Cancelled,
}

impl From<Stopped> for ExchangeError {
    fn from(Stopped: Stopped) -> Self {
        Self::Cancelled
    }
}

impl ExchangeError {
    /// Turns an error of reading a file of the exchange into an [`ExchangeError`].
    pub(super) fn reading(path: &Path) -> impl Fn(io::Error) -> Self {
        move |error| match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(path.to_owned()),
            // Seal, decompression and chain report altered bytes in this way.
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                Self::Damaged(path.to_owned())
            }
            _ => Self::Io(path.to_owned(), error),
        }
    }

    /// Turns an error of writing one into an [`ExchangeError`].
    pub(super) fn writing(path: &Path) -> impl Fn(io::Error) -> Self {
        move |error| Self::Io(path.to_owned(), error)
    }

    /// Turns an error of taking in a file into an [`ExchangeError`].
    pub(super) fn taking(path: &Path, error: IntakeError<Self>) -> Self {
        match error {
            IntakeError::Store(error) => Self::Store(error),
            IntakeError::Refused(refusal) => Self::Refused { path: path.to_owned(), refusal },
            IntakeError::Source(error) => error,
        }
    }
}
