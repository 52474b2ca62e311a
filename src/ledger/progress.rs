//! How far an import has come, and giving it up.

use std::ops::ControlFlow;

use thiserror::Error;

use super::read::ReadError;
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

/// The watcher said to stop.
#[derive(Debug)]
pub(super) struct Stopped;

impl Ticker<'_, '_> {
    /// One more row is done.
    pub(super) fn tick(&mut self) -> Result<(), Stopped> {
        self.done += 1;
        if self.done.is_multiple_of(BETWEEN) { self.tell() } else { Ok(()) }
    }

    /// Says how far it is.
    pub(super) fn tell(&mut self) -> Result<(), Stopped> {
        match (self.watch)(Progress { stage: self.stage, done: self.done, total: self.total }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped),
        }
    }
}

impl From<Stopped> for ImportError {
    fn from(Stopped: Stopped) -> Self {
        Self::Cancelled
    }
}
