//! How far a long job has come, and giving it up: one type for all of them, of whatever floor.

use std::ops::ControlFlow;

/// What is being done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// The rows of a spreadsheet are read.
    #[default]
    Reading,
    /// What to do with each row is worked out; nothing is written.
    Planning,
    /// Rows or cases are written; until all are, nothing of them is where they go.
    Writing,
    /// Files of an exchange are read through and checked; nothing is written.
    Checking,
    /// It is worked out what taking them in would give; nothing stays.
    Trying,
    /// Revisions are taken in; until all are, nothing of them is in the file.
    Taking,
    /// Revisions are packed and sealed.
    Sending,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Rows, cases or revisions done in this stage.
    pub done: u64,
    /// So many there are; 0 while nobody knows.
    pub total: u64,
}

/// Who is told every few hundred steps, and may say to stop: [`ControlFlow::Break`] gives the job up.
pub type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// A watcher that only looks on.
pub fn unwatched() -> impl FnMut(Progress) -> ControlFlow<()> {
    |_| ControlFlow::Continue(())
}

/// The watcher said to stop.
#[derive(Debug)]
pub struct Stopped;

/// So many steps go by between two looks at the watcher.
const BETWEEN: u64 = 256;

/// Counts steps and tells the watcher.
pub struct Ticker<'a, 'w> {
    watch: &'a mut Watch<'w>,
    now: Progress,
}

impl<'a, 'w> Ticker<'a, 'w> {
    /// Before the first of so many steps.
    pub fn new(watch: &'a mut Watch<'w>, stage: Stage, total: u64) -> Self {
        Self { watch, now: Progress { stage, done: 0, total } }
    }

    /// One more is done.
    ///
    /// # Errors
    /// [`Stopped`]
    pub fn tick(&mut self) -> Result<(), Stopped> {
        self.now.done += 1;
        if self.now.done.is_multiple_of(BETWEEN) { self.tell() } else { Ok(()) }
    }

    /// Says how far it is.
    ///
    /// # Errors
    /// [`Stopped`]
    pub fn tell(&mut self) -> Result<(), Stopped> {
        match (self.watch)(self.now) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped),
        }
    }

    /// The same items, each of them told of.
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
