//! Why an import failed.

use thiserror::Error;

use crate::store::{Stopped, StoreError};

/// Why a file could not be read as a ledger.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file could not be read.
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
    /// It is empty.
    #[error("the file has no rows")]
    Empty,
    /// It is neither text nor a workbook.
    #[error("not a table")]
    NotText,
    /// A web page, or an XML file of another kind, that is named like a workbook.
    #[error("a web page")]
    WebPage,
    /// The workbook can be opened with a password only.
    #[error("protected by a password")]
    Encrypted,
    /// The workbook is damaged. Holds what its reader says.
    #[error("damaged workbook: {0}")]
    Damaged(String),
    /// More than 4 GB of text, or four thousand million cells.
    #[error("too large")]
    TooLarge,
    /// None of the first rows is a header that any kind of ledger has. Holds the words of the first row.
    #[error("no known header: {0}")]
    UnknownHeader(String),
    /// The watcher said to stop.
    #[error("given up")]
    Cancelled,
}

/// Why an import failed. The file is unchanged.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The spreadsheet could not be read.
    #[error(transparent)]
    Sheet(#[from] ReadError),
    /// The watcher said to stop.
    #[error("given up")]
    Cancelled,
}

impl From<Stopped> for ImportError {
    fn from(Stopped: Stopped) -> Self {
        Self::Cancelled
    }
}
