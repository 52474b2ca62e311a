//! Writes a file under a temporary name and renames it, so that nobody reads a partial one; readable by its
//! owner alone; an existing file is replaced only when asked to.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::text::{Lang, files as words};

/// What to do with an existing file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Existing {
    /// Keep it and write nothing.
    #[default]
    Refuse,
    /// Replace it.
    Replace,
}

/// Why a file could not be written.
#[derive(Debug, Error)]
pub enum FileError {
    /// A file of that name exists.
    #[error("{0} exists")]
    Exists(PathBuf),
    /// The folder does not exist.
    #[error("no folder {0}")]
    NoFolder(PathBuf),
    /// The system reported an error.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

impl FileError {
    /// The error as a sentence that says what to do.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Exists(path) => words::exists(lang, path),
            Self::NoFolder(folder) => words::no_folder(lang, folder),
            Self::Io(path, error) => words::not_written(lang, path, error),
        }
    }
}

/// The result of writing a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The path of the file.
    pub path: PathBuf,
    /// How many cases the file contains.
    pub cases: u64,
}

/// Writes a temporary file and renames it. After an error no file is left behind.
///
/// # Errors
/// A [`FileError`] in the writer's own error type, or the error of the writer.
pub fn write_aside<T, E: From<FileError>>(
    path: &Path,
    existing: Existing,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(FileError::NoFolder(folder.to_owned()).into());
    }
    let failed = |error| E::from(FileError::Io(path.to_owned(), error));
    refuse(path, existing)?;
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let aside = PathBuf::from(aside);
    let file = private(&aside).map_err(failed)?;
    let done = written(file, write, failed).and_then(|done| {
        // Another program may have created the file meanwhile.
        refuse(path, existing)?;
        std::fs::rename(&aside, path).map_err(failed)?;
        Ok(done)
    });
    if done.is_err() {
        // A partial file is useless; if it cannot be removed, the first error is still the one to report.
        let _ = std::fs::remove_file(&aside);
    }
    done
}

fn refuse<E: From<FileError>>(path: &Path, existing: Existing) -> Result<(), E> {
    if existing == Existing::Refuse && path.symlink_metadata().is_ok() {
        return Err(FileError::Exists(path.to_owned()).into());
    }
    Ok(())
}

fn written<T, E>(
    file: File,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
    failed: impl Fn(io::Error) -> E,
) -> Result<T, E> {
    let mut out = BufWriter::new(file);
    let done = write(&mut out)?;
    out.flush().map_err(&failed)?;
    out.get_ref().sync_all().map_err(failed)?;
    Ok(done)
}

/// Creates an empty file that only its owner may read.
fn private(path: &Path) -> io::Result<File> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A path that does not exist yet: the wanted one, or the same with a number: 台账 (2).xlsx.
pub fn free_path(wanted: &Path) -> PathBuf {
    let taken = |path: &Path| path.symlink_metadata().is_ok();
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let stem = wanted.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let end = wanted.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    let numbered = (2..10_000).map(|number| wanted.with_file_name(format!("{stem} ({number}){end}")));
    numbered.into_iter().find(|path| !taken(path)).unwrap_or_else(|| wanted.to_owned())
}

/// Words as a file name that every system accepts.
pub fn name_for_file(words: &str) -> String {
    let clean = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    let mut name = String::new();
    for word in words.split_whitespace() {
        // Latin words need a separator; Chinese ones do not.
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        if latin(name.chars().last()) && latin(word.chars().next()) {
            name.push('_');
        }
        name.extend(word.chars().map(clean));
    }
    let name: String = name.chars().take(80).collect();
    name.trim_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(path: &Path, existing: Existing, text: &str) -> Result<(), FileError> {
        write_aside(path, existing, |out| {
            out.write_all(text.as_bytes()).map_err(|error| FileError::Io(path.to_owned(), error))
        })
    }

    /// Catches: a file overwritten unasked, half a file left behind, a file that others may read.
    #[test]
    fn what_is_there_stays_unless_it_shall_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("台账.xlsx");
        put(&path, Existing::Refuse, "one").unwrap();
        assert!(matches!(put(&path, Existing::Refuse, "two"), Err(FileError::Exists(_))));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(free_path(&path), folder.path().join("台账 (2).xlsx"));
        put(&path, Existing::Replace, "three").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "three");
        let broken: Result<(), FileError> = write_aside(&path, Existing::Replace, |out| {
            out.write_all(b"half").unwrap();
            Err(FileError::Exists(PathBuf::new()))
        });
        assert!(broken.is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(matches!(
            put(&folder.path().join("none/a.csv"), Existing::Refuse, ""),
            Err(FileError::NoFolder(_))
        ));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    /// Catches: a period or an office whose words no file system takes.
    #[test]
    fn names_are_taken_by_every_system() {
        assert_eq!(
            name_for_file("台账-松柏镇-2024-01-01 至 2024-03-05"),
            "台账-松柏镇-2024-01-01至2024-03-05"
        );
        assert_eq!(name_for_file("Ledger-All offices-2024"), "Ledger-All_offices-2024");
        assert_eq!(name_for_file("a/b\\c:d*e?\"<>|\u{7}."), "a_b_c_d_e______");
    }
}
