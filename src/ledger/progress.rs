//! How far an import has come, giving it up, and why it came to nothing.

use std::ops::ControlFlow;

use thiserror::Error;

use crate::store::StoreError;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The rows of a file are read.
    Reading,
    /// What to do with each row is worked out; nothing is written.
    Planning,
    /// Rows are written; until all are, nothing of them is in the file.
    Writing,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Rows done in this stage.
    pub done: u64,
    /// Rows there are; 0 while nobody knows.
    pub total: u64,
}

/// Who is told every few hundred rows, and may say to stop: [`ControlFlow::Break`] gives the import up.
pub type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// A watcher that only looks on.
pub fn unwatched() -> impl FnMut(Progress) -> ControlFlow<()> {
    |_| ControlFlow::Continue(())
}

/// Why a file could not be read as a ledger.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file could not be read.
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
    /// There is nothing in it.
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
    /// Whoever watches said to stop.
    #[error("given up")]
    Cancelled,
}

/// Why an import came to nothing. The file is as it was.
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

/// So many rows are gone through between two looks at the watcher.
const BETWEEN: u64 = 256;

/// Counts rows and tells the watcher.
pub(super) struct Ticker<'a, 'w> {
    pub watch: &'a mut Watch<'w>,
    pub stage: Stage,
    pub done: u64,
    pub total: u64,
}

impl Ticker<'_, '_> {
    /// One more row is done.
    pub(super) fn tick(&mut self) -> Result<(), ImportError> {
        self.done += 1;
        if self.done.is_multiple_of(BETWEEN) { self.tell() } else { Ok(()) }
    }

    /// Says how far it is.
    pub(super) fn tell(&mut self) -> Result<(), ImportError> {
        match (self.watch)(Progress { stage: self.stage, done: self.done, total: self.total }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ImportError::Cancelled),
        }
    }
}
