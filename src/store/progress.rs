//! Progress of a long job, and cancelling it: one type for all jobs of all layers.

use std::ops::ControlFlow;

/// What is being done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// The rows of a spreadsheet are read.
    #[default]
    Reading,
    /// What to do with each row is decided; nothing is written.
    Planning,
    /// Rows or cases are written; none is at its destination until all are.
    Writing,
    /// Files of an exchange are read through and checked; nothing is written.
    Checking,
    /// A trial of taking files in; nothing is kept.
    Trying,
    /// Revisions are taken in; none is in the file until all are.
    Taking,
    /// Revisions are packed and sealed.
    Sending,
}

/// How far a job has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Rows, cases or revisions done in this stage.
    pub done: u64,
    /// The total of the stage; 0 while it is unknown.
    pub total: u64,
}

/// Called every few hundred steps; may return [`ControlFlow::Break`] to cancel the job.
pub type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// A watcher that never cancels.
pub fn unwatched() -> impl FnMut(Progress) -> ControlFlow<()> {
    |_| ControlFlow::Continue(())
}

/// The watcher said to stop.
#[derive(Debug)]
pub struct Stopped;

/// Steps between two calls of the watcher.
const BETWEEN: u64 = 256;

/// Counts steps and tells the watcher.
pub struct Ticker<'a, 'w> {
    watch: &'a mut Watch<'w>,
    now: Progress,
}

impl<'a, 'w> Ticker<'a, 'w> {
    /// A counter at 0 of `total` steps.
    pub fn new(watch: &'a mut Watch<'w>, stage: Stage, total: u64) -> Self {
        Self { watch, now: Progress { stage, done: 0, total } }
    }

    /// Counts one step.
    ///
    /// # Errors
    /// [`Stopped`]
    pub fn tick(&mut self) -> Result<(), Stopped> {
        self.now.done += 1;
        if self.now.done.is_multiple_of(BETWEEN) { self.tell() } else { Ok(()) }
    }

    /// Calls the watcher.
    ///
    /// # Errors
    /// [`Stopped`]
    pub fn tell(&mut self) -> Result<(), Stopped> {
        match (self.watch)(self.now) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped),
        }
    }

    /// The same items, each counted as a step.
    pub fn over<T, E: From<Stopped>>(
        mut self,
        items: impl Iterator<Item = Result<T, E>>,
    ) -> impl Iterator<Item = Result<T, E>> {
        items.map(move |item| {
            let item = item?;
            self.tick()?;
            Ok(item)
        })
    }
}
