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
    /// Something in it is larger than is read.
    #[error("too large: {0:?}")]
    TooLarge(Excess),
    /// None of the first rows is a header that any kind of ledger has. Holds the words of the first row.
    #[error("no known header: {0}")]
    UnknownHeader(String),
    /// The watcher said to stop.
    #[error("given up")]
    Cancelled,
}

/// What in a file is larger than is read: no file may take the memory of the whole machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Excess {
    /// A part of the package, unpacked.
    Part {
        /// Its name.
        name: String,
        /// How many MB are read.
        most: u64,
    },
    /// The text of a cell.
    Cell {
        /// The name of the sheet, or of the part that holds texts for all sheets.
        sheet: String,
        /// The name of the cell, or the number of the text.
        cell: String,
        /// How many characters are read.
        most: usize,
    },
    /// A line of a text file.
    Line {
        /// The name of the file.
        sheet: String,
        /// Where it begins.
        line: u64,
    },
    /// The number of rows.
    Rows {
        /// The name of the sheet.
        sheet: String,
        /// How many rows are read.
        most: u64,
    },
    /// All cells of the file together.
    Sheet {
        /// The name of the sheet that is too much.
        sheet: String,
        /// Its row that is too much.
        line: u64,
        /// How many MB are read.
        most: u64,
    },
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
