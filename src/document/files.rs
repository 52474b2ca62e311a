//! Writes forms into a folder: each file is written to a temporary name and renamed, readable by its owner
//! alone, and never replaces an existing file unless asked to.

use std::io::Write;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Document;
use crate::domain::Dispute;
use crate::report::{Existing, FileError, name_for_file, write_aside};

/// Why forms could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// These files exist already; nothing was written.
    #[error("{} is there already", .0.first().map(|path| path.display().to_string()).unwrap_or_default())]
    Exists(Vec<PathBuf>),
    /// A file could not be written.
    #[error(transparent)]
    File(#[from] FileError),
}

/// The name of the folder of a case: its number without characters that file systems reject, or its id where
/// it has no number.
pub fn folder_name(case: &Dispute) -> String {
    let name = name_for_file(&case.number);
    if name.is_empty() { case.id.to_string() } else { name }
}

/// Writes the forms into the folder, creating it if needed, and returns their paths.
///
/// # Errors
/// When files of these names exist and may not be replaced, or the folder cannot be written.
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
