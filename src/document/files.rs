//! Forms into a folder: each file is written aside and renamed, readable by its owner alone, and none that is there is
//! written over unasked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Document;
use crate::domain::Dispute;

/// What is done where a file of that name is there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Existing {
    /// Nothing at all is written.
    #[default]
    Refuse,
    /// The new one takes its place.
    Replace,
}

/// Why forms could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// These stand there already; nothing was written.
    #[error("{} is there already", .0.first().map(|path| path.display().to_string()).unwrap_or_default())]
    Exists(Vec<PathBuf>),
    /// The medium or its rights.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

/// Most characters of a folder's name.
const MOST_CHARS: usize = 80;

/// The name of the folder of a case: its number, without what a file system does not take; the identity of the case
/// where there is no number.
pub fn folder_name(case: &Dispute) -> String {
    let is_refused =
        |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String =
        case.number.trim().chars().map(|c| if is_refused(c) { '_' } else { c }).take(MOST_CHARS).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { case.id.to_string() } else { name.to_owned() }
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
    fs::create_dir_all(folder).map_err(|error| WriteError::Io(folder.to_owned(), error))?;
    for (path, document) in paths.iter().zip(documents) {
        put(path, &document.bytes).map_err(|error| WriteError::Io(path.clone(), error))?;
    }
    Ok(paths)
}

/// Writes a file aside and renames it, so that one of its name is always whole.
///
/// # Errors
/// Where the medium is full or may not be written.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let aside = PathBuf::from(aside);
    let written = private(&aside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&aside, path));
    if done.is_err() {
        // What is left of it is of no use; the error that matters is the first one.
        let _ = fs::remove_file(&aside);
    }
    done
}

/// A new file that only its owner may read: it holds names and numbers of people in trouble.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
