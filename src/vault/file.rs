//! Small files that are written whole or not at all, readable by their owner alone.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces the file at `path` by the bytes: written aside, made durable, then renamed.
///
/// # Errors
/// Why it could not be written; the old file is unchanged then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = beside(path, ".part");
    let written = create_private(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| std::fs::rename(&part, path)) {
        // If it cannot be removed, the next try overwrites it.
        let _ = std::fs::remove_file(&part);
        return Err(error);
    }
    sync_folder_of(path)
}

/// Makes an empty file, or empties one, that only its owner may read and write.
///
/// # Errors
/// Why it could not be made.
pub fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    make_private(path)?;
    Ok(file)
}

/// Lets only the owner read and write the file.
///
/// # Errors
/// Why it could not be done; a file system without owners is no error.
#[cfg(unix)]
pub fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if std::fs::metadata(path)?.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    match std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)) {
        // A stick formatted for Windows has no file owners.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        done => done,
    }
}

/// Does nothing: outside Unix the rights of the folder apply.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn make_private(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a rename in the folder of that file durable.
///
/// # Errors
/// Why the folder could not be written.
#[cfg(unix)]
pub fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or_else(|| Path::new(".")))?.sync_all()
}

/// Does nothing: outside Unix a folder cannot be opened as a file.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync_folder_of(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// The path with `added` appended to the file name.
pub fn beside(path: &Path, added: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(added);
    PathBuf::from(name)
}
