//! Forms into a folder: each file is written aside and renamed, readable by its owner alone, and none that is there is
//! written over unasked.

use std::io::Write;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Document;
use crate::domain::Dispute;
use crate::report::{Existing, FileError, name_for_file, write_aside};

/// Why forms could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// These stand there already; nothing was written.
    #[error("{} is there already", .0.first().map(|path| path.display().to_string()).unwrap_or_default())]
    Exists(Vec<PathBuf>),
    /// The medium or its rights.
    #[error(transparent)]
    File(#[from] FileError),
}

/// The name of the folder of a case: its number, without what a file system does not take; the identity of the case
/// where there is no number.
pub fn folder_name(case: &Dispute) -> String {
    let name = name_for_file(&case.number);
    if name.is_empty() { case.id.to_string() } else { name }
}

/// Writes the forms into the folder, which is made where there is none, and says where they are.
///
/// # Errors
/// Where files of these names are there and may not be replaced, or the folder cannot be written.
pub fn write(folder: &Path, documents: &[Document], existing: Existing) -> Result<Vec<PathBuf>, WriteError> {
    let paths: Vec<PathBuf> = documents.iter().map(|document| folder.join(&document.file_name)).collect();
    if existing == Existing::Refuse {
        let there: Vec<PathBuf> = paths.iter().filter(|path| path.exists()).cloned().collect();
        if !there.is_empty() {
            return Err(WriteError::Exists(there));
        }
    }
    std::fs::create_dir_all(folder).map_err(|error| FileError::Io(folder.to_owned(), error))?;
    for (path, document) in paths.iter().zip(documents) {
        write_aside(path, existing, |out| {
            out.write_all(&document.bytes).map_err(|error| FileError::Io(path.clone(), error))
        })?;
    }
    Ok(paths)
}
