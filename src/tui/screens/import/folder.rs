//! Reads folders and their files for the file browser.

use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Local, NaiveDate};

use crate::domain::fold::search_fold;
use crate::domain::pinyin;

/// The extension of bundles.
const BUNDLE: &str = "tjx";
/// The extensions of ledgers.
const LEDGERS: [&str; 9] = ["xlsx", "xls", "xlsm", "xlsb", "et", "ods", "csv", "txt", "tsv"];

/// The kind of file to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui::screens) enum Wanted {
    /// A ledger to import.
    Ledger,
    /// A bundle from another laptop.
    Bundle,
    /// A folder, such as a USB drive.
    Folder,
}

/// The folders below which a system mounts removable drives.
const MOUNTS: [&str; 3] = ["/media", "/run/media", "/mnt"];

/// A usual folder for files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// 桌面
    Desktop,
    /// 文档
    Documents,
    /// 下载
    Downloads,
    /// A drive with that name.
    Disk(String),
    /// The home folder.
    Home,
}

/// The kind of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file that may be a ledger, with its extension in lower case.
    Ledger(String),
    /// A folder.
    Folder,
    /// A usual folder for files.
    Spot(Spot),
    /// The parent folder.
    Above,
    /// The list of [`Spot`]s.
    Spots,
    /// The current folder, where a folder is to be chosen.
    Here,
}

/// A row of the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub kind: Kind,
    pub path: PathBuf,
    /// Its file name; empty for kinds that have a fixed label.
    pub name: String,
    /// When it was last changed.
    pub changed: Option<SystemTime>,
    /// Its size in bytes; 0 for a folder.
    pub size: u64,
}

impl Found {
    fn of(kind: Kind, path: PathBuf) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self { kind, path, name, changed: None, size: 0 }
    }

    /// A row for a usual folder.
    pub(super) fn spot(spot: Spot, path: PathBuf) -> Self {
        Self::of(Kind::Spot(spot), path)
    }

    /// The local date of the last change.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.changed.map(|time| DateTime::<Local>::from(time).date_naive())
    }

    /// Whether it matches the typed text: the name contains every word, or its pinyin begins with it.
    pub(super) fn answers(&self, typed: &str) -> bool {
        let name = search_fold(&self.name);
        let initials = pinyin::initials(&self.name);
        search_fold(typed)
            .split_whitespace()
            .all(|word| name.contains(word) || initials.iter().any(|reading| reading.contains(word)))
    }
}

/// The folders and files in a folder: files first, the newest first.
///
/// # Errors
/// When the folder cannot be read.
pub(super) fn read(folder: &Path, wanted: Wanted) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        // Entries that vanish meanwhile or cannot be read are skipped.
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        // Hidden files, and lock files of office programs.
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let Ok(about) = std::fs::metadata(&path) else { continue };
        let kind = if about.is_dir() {
            Kind::Folder
        } else {
            match ending(&path, wanted) {
                Some(ending) if about.is_file() => Kind::Ledger(ending),
                _ => continue,
            }
        };
        let size = if about.is_file() { about.len() } else { 0 };
        found.push(Found { kind, path, name, changed: about.modified().ok(), size });
    }
    found.sort_by_cached_key(|found| {
        (found.kind == Kind::Folder, Reverse(found.changed), search_fold(&found.name))
    });
    Ok(found)
}

fn ending(path: &Path, wanted: Wanted) -> Option<String> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    let is_wanted = match wanted {
        Wanted::Ledger => LEDGERS.contains(&ending.as_str()),
        Wanted::Bundle => ending == BUNDLE,
        Wanted::Folder => false,
    };
    is_wanted.then_some(ending)
}

/// The rows that lead out of a folder.
pub(super) fn ways_out(folder: &Path, wanted: Wanted) -> Vec<Found> {
    let here = (wanted == Wanted::Folder).then(|| Found::of(Kind::Here, folder.to_owned()));
    let above = folder.parent().map(|above| Found::of(Kind::Above, above.to_owned()));
    here.into_iter().chain(above).chain([Found::of(Kind::Spots, PathBuf::new())]).collect()
}

/// The usual folders that exist: desktop, documents, downloads, drives, home folder.
pub(super) fn spots() -> Vec<Found> {
    let user = directories::UserDirs::new();
    let mut found = Vec::new();
    if let Some(user) = &user {
        let usual = [
            (Spot::Desktop, user.desktop_dir(), ["Desktop", "桌面"]),
            (Spot::Documents, user.document_dir(), ["Documents", "文档"]),
            (Spot::Downloads, user.download_dir(), ["Downloads", "下载"]),
        ];
        for (spot, said, names) in usual {
            // Systems that do not report these folders use one of these names.
            let named = names.map(|name| user.home_dir().join(name)).into_iter().find(|path| path.is_dir());
            found.extend(said.map(Path::to_owned).or(named).map(|path| Found::spot(spot, path)));
        }
    }
    found.extend(disks(user.as_ref().map(|user| user.home_dir())));
    found.extend(user.map(|user| Found::spot(Spot::Home, user.home_dir().to_owned())));
    found.retain(|spot| spot.path.is_dir());
    found
}

fn disks(home: Option<&Path>) -> Vec<Found> {
    let disk = |name: String, path: PathBuf| Found::spot(Spot::Disk(name), path);
    if cfg!(windows) {
        // A and B are floppy drives, which are slow to query.
        let letters = ('C'..='Z').map(|letter| (format!("{letter}:"), PathBuf::from(format!("{letter}:\\"))));
        return letters.filter(|(_, path)| path.is_dir()).map(|(name, path)| disk(name, path)).collect();
    }
    let owner = home.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let mounts = MOUNTS.map(PathBuf::from);
    mounted(&mounts, owner.as_deref().unwrap_or_default())
        .into_iter()
        .map(|(name, path)| disk(name, path))
        .collect()
}

/// The drives mounted below those folders, or below a subfolder with the name of the user.
fn mounted(mounts: &[PathBuf], owner: &str) -> Vec<(String, PathBuf)> {
    let below = |folder: &Path| -> Vec<(String, PathBuf)> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().is_dir());
        let mut named: Vec<_> =
            folders.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect();
        named.retain(|(name, _)| !name.starts_with('.'));
        named.sort();
        named
    };
    let mut found = Vec::new();
    for (name, path) in mounts.iter().flat_map(|mount| below(mount)) {
        if name == owner {
            found.extend(below(&path));
        } else {
            found.push((name, path));
        }
    }
    found
}

/// The typed or pasted path, if it is one: plain, in quotes, as `file://`, of Unix or of Windows.
pub(super) fn typed_path(typed: &str, home: Option<&Path>) -> Option<PathBuf> {
    let line = typed.trim().lines().next().unwrap_or_default().trim();
    let quotes = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('＂', '＂')];
    let unquoted = quotes.iter().find_map(|(open, close)| {
        line.strip_prefix(*open).map(|rest| rest.strip_suffix(*close).unwrap_or(rest))
    });
    let bare = unquoted.unwrap_or(line);
    if let Some(address) = bare.strip_prefix("file://") {
        return Some(from_address(address));
    }
    let mut chars = bare.chars();
    let drive = chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && chars.next().is_some_and(|c| c == '\\' || c == '/');
    if let (Some(rest), Some(home)) = (bare.strip_prefix("~/"), home) {
        return Some(home.join(rest));
    }
    if !(drive || bare.starts_with('/') || bare.starts_with("\\\\")) {
        return None;
    }
    let path = PathBuf::from(bare);
    // Terminals escape the blanks of a dropped file with a backslash.
    let dropped = bare.starts_with('/') && unquoted.is_none() && bare.contains('\\') && !path.exists();
    Some(if dropped { PathBuf::from(without_backslashes(bare)) } else { path })
}

fn without_backslashes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        plain.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    plain
}

/// The path of a `file://` address, without host and with `%E5` decoded.
fn from_address(address: &str) -> PathBuf {
    let path = match address.find('/') {
        Some(at) => address.get(at..).unwrap_or_default(),
        None => address,
    };
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let ahead: Vec<u8> = rest.clone().take(2).collect();
        let code = std::str::from_utf8(&ahead).ok().filter(|code| code.len() == 2 && !code.starts_with('+'));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) if byte == b'%' => {
                bytes.push(code);
                rest = path_after(rest, 2);
            }
            _ => bytes.push(byte),
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // In addresses, a drive is written as /C:/Users.
    let drive = text.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    PathBuf::from(drive.unwrap_or(&text))
}

fn path_after(mut bytes: std::str::Bytes<'_>, skip: usize) -> std::str::Bytes<'_> {
    for _ in 0..skip {
        bytes.next();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn put(folder: &Path, name: &str, age: u64) {
        let path = folder.join(name);
        std::fs::write(&path, "x").unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 - age * 86_400);
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    }

    /// Catches: a list in which the file that was saved last has to be looked for, or one full of other files.
    #[test]
    fn a_folder_shows_its_ledgers_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        for (name, age) in
            [("2023年台账.xls", 300), ("台账.XLSX", 2), ("服务.csv", 30), ("报告.docx", 1), (".a.csv", 1)]
        {
            put(at, name, age);
        }
        put(at, "~$台账.xlsx", 0);
        std::fs::create_dir(at.join("资料")).unwrap();
        let found = read(at, Wanted::Ledger).unwrap();
        let names: Vec<&str> = found.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, ["台账.XLSX", "服务.csv", "2023年台账.xls", "资料"]);
        assert_eq!(found[0].kind, Kind::Ledger("xlsx".into()));
        assert!(read(&at.join("没有"), Wanted::Ledger).is_err());
    }

    /// Catches: words that find nothing because they are Chinese, in full width, initials, or two of them.
    #[test]
    fn what_is_typed_finds_a_file() {
        let file = Found::of(Kind::Ledger("xlsx".into()), PathBuf::from("/x/松柏镇2024年调解台账.xlsx"));
        for typed in ["", "台账", "松柏 2024", "２０２４", "XLSX", "sbz", "tjtz", "调解 sbz"] {
            assert!(file.answers(typed), "{typed}");
        }
        for typed in ["木鱼", "松柏 2023", "zzz"] {
            assert!(!file.answers(typed), "{typed}");
        }
    }

    /// Catches: a pasted path that is looked up with its quotes or its %E5, and a name taken for a path.
    #[test]
    fn paths_are_read_as_systems_write_them() {
        let home = Path::new("/home/wang");
        let read =
            |typed: &str| typed_path(typed, Some(home)).map(|path| path.to_string_lossy().into_owned());
        for (typed, path) in [
            ("/home/wang/台账.xlsx", "/home/wang/台账.xlsx"),
            (" '/home/wang/my file.csv'\n", "/home/wang/my file.csv"),
            ("\"D:\\资料\\台账.xls\"", "D:\\资料\\台账.xls"),
            ("\\\\server\\share\\a.csv", "\\\\server\\share\\a.csv"),
            ("~/a.csv", "/home/wang/a.csv"),
            ("file:///home/wang/%E5%8F%B0%E8%B4%A6%202.csv", "/home/wang/台账 2.csv"),
            ("file:///C:/a/100%25.csv", "C:/a/100%.csv"),
            ("file://localhost/a%", "/a%"),
            ("/none/my\\ file.csv", "/none/my file.csv"),
            ("“/a/b.csv”", "/a/b.csv"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(path), "{typed}");
        }
        for typed in ["", "台账", "a.csv", "2024", "\"", "c:"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    /// Catches: a stick that is not found because it hangs below the name of the person.
    #[test]
    fn sticks_are_found_where_systems_mount_them() {
        let folder = tempfile::tempdir().unwrap();
        let mounts = ["media", "run", "none"].map(|name| folder.path().join(name));
        for path in ["media/wang/KINGSTON", "run/wang/移动硬盘", "run/BACKUP"] {
            std::fs::create_dir_all(folder.path().join(path)).unwrap();
        }
        let names: Vec<String> = mounted(&mounts, "wang").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["KINGSTON", "BACKUP", "移动硬盘"]);
    }
}
