//! How far an exchange has come, and giving it up.

use std::ops::ControlFlow;

use super::error::{ExchangeError, Result};

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are read through and checked; nothing is written.
    Checking,
    /// It is worked out what taking them in would give; nothing stays.
    Trying,
    /// Revisions are taken in; until all are, nothing of them is in the file.
    Taking,
    /// Revisions are packed and sealed.
    Sending,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Revisions done in this stage.
    pub done: u64,
    /// Revisions there are; 0 while nobody knows.
    pub total: u64,
}

/// Who is told every few hundred revisions, and may say to stop: [`ControlFlow::Break`] gives the exchange up.
pub type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// A watcher that only looks on.
pub fn unwatched() -> impl FnMut(Progress) -> ControlFlow<()> {
    |_| ControlFlow::Continue(())
}

/// So many revisions go by between two looks at the watcher.
const BETWEEN: u64 = 256;

/// Counts revisions and tells the watcher.
pub(super) struct Ticker<'a, 'w> {
    watch: &'a mut Watch<'w>,
    now: Progress,
}

impl<'a, 'w> Ticker<'a, 'w> {
    pub(super) fn new(watch: &'a mut Watch<'w>, stage: Stage, total: u64) -> Self {
        Self { watch, now: Progress { stage, done: 0, total } }
    }

    /// One more is done.
    pub(super) fn tick(&mut self) -> Result<()> {
        self.now.done += 1;
        if self.now.done.is_multiple_of(BETWEEN) { self.tell() } else { Ok(()) }
    }

    /// Says how far it is.
    pub(super) fn tell(&mut self) -> Result<()> {
        match (self.watch)(self.now) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ExchangeError::Cancelled),
        }
    }

    /// The same items, each of them told of.
    pub(super) fn over<T>(
        mut self,
        items: impl Iterator<Item = Result<T>>,
    ) -> impl Iterator<Item = Result<T>> {
        items.map(move |item| {
            let item = item?;
            self.tick()?;
            Ok(item)
        })
    }
}
