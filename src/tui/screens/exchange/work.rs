//! The background jobs: writing a bundle, reading its content, importing it, syncing a folder.

use std::path::PathBuf;

use crate::exchange::{
    self, Contents, ExchangeError, Extent, FolderReport, Opening, Replacing, Sealing, Written,
};
use crate::store::{Arrived, Store, StoreError, TakenIn, Watch};
use crate::tui::jobs::Job;

/// The task of a job.
pub(super) enum Task {
    /// Write a bundle.
    Write(Extent, Sealing, PathBuf),
    /// Read the content of a bundle.
    Look(PathBuf, Opening),
    /// Import it.
    Take(Box<Contents>),
    /// Sync a folder.
    Sync(PathBuf, Sealing),
}

/// The result of a job.
pub(super) enum Done {
    /// A bundle was written.
    Written(Written),
    /// The content of the bundle.
    Looked(Box<Contents>),
    /// It was imported, with these cases.
    Taken(TakenIn, Arrived),
    /// The folder was synced, with these cases.
    Synced(FolderReport, Arrived),
}

pub(super) type Outcome = Result<Done, ExchangeError>;

/// Starts the job with its own connection.
///
/// # Errors
/// When the file cannot be opened again, or no thread can be started.
pub(super) fn begin(task: Task, store: &mut Store) -> Result<Job<Outcome>, StoreError> {
    Job::beside("exchange", store, |mut own, teller| run(task, &mut own, &mut teller.watch()))
}

fn run(task: Task, store: &mut Store, watch: &mut Watch<'_>) -> Outcome {
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
