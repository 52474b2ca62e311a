//! What is done beside the screen: writing a bundle, looking into one, taking it in, syncing a folder.

use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::exchange::{
    self, Contents, ExchangeError, Extent, FolderReport, Opening, Progress, Replacing, Sealing, Stage,
    Written,
};
use crate::store::{Arrived, Store, TakenIn};
use crate::tui::jobs::{self, Job, Look, Teller};

/// What is to be done.
pub(super) enum Task {
    /// A bundle is written.
    Write(Extent, Sealing, PathBuf),
    /// It is looked what is in one.
    Look(PathBuf, Opening),
    /// It is taken in.
    Take(Box<Contents>),
    /// A folder is read and written.
    Sync(PathBuf, Sealing),
}

/// What came of it.
pub(super) enum Done {
    /// A bundle was written.
    Written(Written),
    /// This is in it.
    Looked(Box<Contents>),
    /// It was taken in, and these cases came with it.
    Taken(TakenIn, Arrived),
    /// The folder was read and written.
    Synced(FolderReport, Arrived),
}

type Outcome = Result<Done, ExchangeError>;

/// What the worker tells: which stage, and how far.
type Told = (Stage, jobs::Progress);

/// Work under way.
pub(super) struct Run {
    job: Job<Outcome>,
    stage: std::sync::mpsc::Receiver<Stage>,
    pub told: Option<Told>,
    pub progress: jobs::Progress,
    pub is_stopping: Stopping,
}

/// Whether the work was told to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopping {
    /// It goes on.
    No,
    /// It was told to stop and has not yet.
    Asked,
}

impl Run {
    /// Begins with a connection of its own.
    ///
    /// # Errors
    /// Why the file could not be opened once more, or that the machine has no thread to give.
    pub(super) fn begin(task: Task, store: &mut Store) -> Result<Self, ExchangeError> {
        let mut own = store.beside()?;
        let (tell, stage) = std::sync::mpsc::channel();
        let job = Job::begin("exchange", move |teller: &Teller<Outcome>| {
            let mut last = None;
            let mut watch = |progress: Progress| -> ControlFlow<()> {
                if last != Some(progress.stage) {
                    last = Some(progress.stage);
                    // Where nobody listens any more the teller says so.
                    let _ = tell.send(progress.stage);
                }
                teller.tell(jobs::Progress { done: progress.done, total: progress.total })
            };
            run(task, &mut own, &mut watch)
        });
        let job = job.map_err(crate::store::StoreError::from)?;
        let progress = jobs::Progress::default();
        Ok(Self { job, stage, told: None, progress, is_stopping: Stopping::No })
    }

    /// Looks how far it is; the outcome once it is there, none inside where the worker ended without one.
    pub(super) fn look(&mut self) -> Option<Option<Outcome>> {
        let look = self.job.look();
        let stage = self.stage.try_iter().last().or(self.told.map(|told| told.0));
        match look {
            Look::Working(news) => {
                self.progress = news.unwrap_or(self.progress);
                self.told = stage.map(|stage| (stage, self.progress));
                None
            }
            Look::Done(outcome) => Some(Some(outcome)),
            Look::Gone => Some(None),
        }
    }

    /// Tells it to stop; it goes on until its next step.
    pub(super) fn stop(&mut self) {
        self.job.stop();
        self.is_stopping = Stopping::Asked;
    }
}

fn run(task: Task, store: &mut Store, watch: &mut exchange::Watch<'_>) -> Outcome {
    match task {
        Task::Write(extent, sealing, path) => {
            let written = exchange::write_bundle(store, &extent, &sealing, &path, Replacing::Nothing, watch)?;
            Ok(Done::Written(written))
        }
        Task::Look(path, opening) => {
            Ok(Done::Looked(Box::new(exchange::look_into(store, &path, &opening, watch)?)))
        }
        Task::Take(contents) => {
            let before = store.knowledge()?;
            let taken = exchange::take_in(store, &contents, watch)?;
            let arrived = store.arrived_since(&before)?;
            Ok(Done::Taken(taken, arrived))
        }
        Task::Sync(folder, sealing) => {
            let before = store.knowledge()?;
            let report = exchange::sync_folder(store, &folder, &sealing, watch)?;
            let arrived = store.arrived_since(&before)?;
            Ok(Done::Synced(report, arrived))
        }
    }
}
