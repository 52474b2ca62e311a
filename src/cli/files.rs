//! Reads the files given on the command line; removes a data file created in vain.

use std::path::{Path, PathBuf};

use super::complain::Complaint;
use super::context::Context;
use crate::ledger::{Workbook, read_file};
use crate::store::{Store, Watch};

/// Reads a spreadsheet of any format.
pub(super) fn read_book(path: &Path, watch: &mut Watch<'_>) -> Result<Workbook, Complaint> {
    read_file(path, watch).map_err(|error| Complaint::Sheet(path.display().to_string(), error))
}

/// A data file; if it was created for this command, it is removed again unless kept.
pub(super) struct Target {
    pub store: Store,
    made: Option<PathBuf>,
}

impl Target {
    /// Opens the file of the context, or creates it.
    pub(super) fn open(context: &Context) -> Result<Self, Complaint> {
        let path = context.path()?;
        let made = (!path.exists()).then_some(path);
        Ok(Self { store: context.open_or_create()?, made })
    }

    /// Keeps the file.
    pub(super) fn keep(&mut self) {
        self.made = None;
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        let Some(path) = &self.made else { return };
        for end in ["", "-wal", "-shm", ".mark"] {
            let mut name = path.clone().into_os_string();
            name.push(end);
            // It contains no user data; if it cannot be removed, it is just an empty register.
            let _ = std::fs::remove_file(name);
        }
    }
}
