//! What is done beside the screen: writing a bundle, looking into one, taking it in, syncing a folder.

use std::path::PathBuf;

use crate::exchange::{
    self, Contents, ExchangeError, Extent, FolderReport, Opening, Replacing, Sealing, Written,
};
use crate::store::{Arrived, Store, StoreError, TakenIn, Watch};
use crate::tui::jobs::Job;

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

pub(super) type Outcome = Result<Done, ExchangeError>;

/// Begins with a connection of its own.
///
/// # Errors
/// Why the file could not be opened once more, or that the machine has no thread to give.
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
