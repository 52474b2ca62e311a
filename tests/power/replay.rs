//! The possible states of a disk after a power cut: all that was synced, and any part of the rest.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Sectors are written whole; what is larger may be torn.
const SECTOR: usize = 512;

/// One thing done to a file, or said.
#[derive(Debug, Clone)]
pub enum Event {
    Write { inode: u64, at: usize, data: Vec<u8> },
    Cut { inode: u64, length: usize },
    Durable { inode: u64 },
    Made { path: String, inode: u64 },
    Removed { path: String },
    Renamed { path: String, to: String },
    Said(String),
}

/// Reads the notes of the recorder.
pub fn read(log: &Path) -> Vec<Event> {
    let bytes = std::fs::read(log).unwrap();
    let mut rest = &bytes[..];
    let mut events = Vec::new();
    while !rest.is_empty() {
        let kind = take(&mut rest, 1)[0];
        let length = number(take(&mut rest, 4));
        let path = String::from_utf8(take(&mut rest, length).to_vec()).unwrap();
        let at = number(take(&mut rest, 8));
        let length = number(take(&mut rest, 4));
        let data = take(&mut rest, length).to_vec();
        let inode = || path.parse().unwrap();
        events.push(match kind {
            b'W' => Event::Write { inode: inode(), at, data },
            b'T' => Event::Cut { inode: inode(), length: at },
            b'S' => Event::Durable { inode: inode() },
            b'C' => Event::Made { path, inode: u64::try_from(at).unwrap() },
            b'U' => Event::Removed { path },
            b'R' => Event::Renamed { path, to: String::from_utf8(data).unwrap() },
            b'A' => Event::Said(String::from_utf8_lossy(&data).into_owned()),
            other => panic!("note of kind {other}"),
        });
    }
    events
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (taken, left) = rest.split_at(length);
    *rest = left;
    taken
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

/// Chance that is the same at every run.
#[derive(Debug, Clone)]
pub struct Chance(pub u64);

impl Chance {
    /// Below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

#[derive(Debug, Clone, Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Naming {
    Bound(String, usize),
    Gone(String),
    Moved(String, String, usize),
}

/// A folder on a disk without power.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: Vec<File>,
    /// Which file has that inode now.
    inodes: BTreeMap<u64, usize>,
    /// What a program sees.
    seen: BTreeMap<String, usize>,
    /// What is sure to be there.
    sure: BTreeMap<String, usize>,
    /// Names given and taken since, in their order.
    pending: Vec<Naming>,
}

impl Disk {
    /// Everything that is in a folder now, all of it durable.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        disk.add(folder, "");
        disk
    }

    fn add(&mut self, folder: &Path, before: &str) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{before}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                self.add(&path, &format!("{name}/"));
                continue;
            }
            self.files.push(File { durable: std::fs::read(&path).unwrap(), pending: Vec::new() });
            self.inodes.insert(std::fs::metadata(&path).unwrap().ino(), self.files.len() - 1);
            self.seen.insert(name.clone(), self.files.len() - 1);
            self.sure.insert(name, self.files.len() - 1);
        }
    }

    /// Lets that happen.
    pub fn happen(&mut self, event: &Event) {
        match event {
            Event::Write { inode, at, data } => self.change(*inode, Change::Write(*at, data.clone())),
            Event::Cut { inode, length } => self.change(*inode, Change::Cut(*length)),
            Event::Durable { inode } => self.settle(*inode),
            Event::Made { path, inode } => {
                self.files.push(File::default());
                let id = self.files.len() - 1;
                self.inodes.insert(*inode, id);
                self.seen.insert(path.clone(), id);
                self.pending.push(Naming::Bound(path.clone(), id));
            }
            Event::Removed { path } => {
                self.seen.remove(path);
                self.pending.push(Naming::Gone(path.clone()));
            }
            Event::Renamed { path, to } => {
                let Some(id) = self.seen.remove(path) else { return };
                self.seen.insert(to.clone(), id);
                self.pending.push(Naming::Moved(path.clone(), to.clone(), id));
            }
            Event::Said(_) => {}
        }
    }

    fn change(&mut self, inode: u64, change: Change) {
        if let Some(id) = self.inodes.get(&inode) {
            self.files[*id].pending.push(change);
        }
    }

    /// A file is durable with all that was written to it; a folder with all its names.
    fn settle(&mut self, inode: u64) {
        if let Some(id) = self.inodes.get(&inode) {
            let file = &mut self.files[*id];
            for change in std::mem::take(&mut file.pending) {
                apply(&mut file.durable, &change);
            }
            return;
        }
        // Not one name less than that folder's: file systems that keep a journal write it in order.
        for naming in std::mem::take(&mut self.pending) {
            rename(&mut self.sure, &naming);
        }
    }

    /// Puts down in a folder what may be left when the power goes now.
    pub fn lose_power(&self, folder: &Path, chance: &mut Chance) {
        let mut names = self.sure.clone();
        let kept = chance.below(self.pending.len() + 1);
        for naming in &self.pending[..kept] {
            rename(&mut names, naming);
        }
        let mood = chance.below(4);
        for (name, id) in names {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, self.files[id].left(mood, chance)).unwrap();
        }
    }
}

impl File {
    /// What is left of it: nothing, all, some, or pieces of what was not durable.
    fn left(&self, mood: usize, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        for change in &self.pending {
            match (mood, change) {
                (0, _) => {}
                (1, change) => apply(&mut bytes, change),
                (2, change) if chance.below(2) == 0 => apply(&mut bytes, change),
                (3, Change::Write(at, data)) => {
                    for (n, sector) in data.chunks(SECTOR).enumerate() {
                        if chance.below(2) == 0 {
                            apply(&mut bytes, &Change::Write(at + n * SECTOR, sector.to_vec()));
                        }
                    }
                }
                (3, change) if chance.below(2) == 0 => apply(&mut bytes, change),
                _ => {}
            }
        }
        bytes
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Cut(length) => bytes.resize(*length, 0),
        Change::Write(at, data) => {
            if bytes.len() < at + data.len() {
                bytes.resize(at + data.len(), 0);
            }
            bytes[*at..at + data.len()].copy_from_slice(data);
        }
    }
}

fn rename(names: &mut BTreeMap<String, usize>, naming: &Naming) {
    match naming {
        Naming::Bound(name, id) => {
            names.insert(name.clone(), *id);
        }
        Naming::Gone(name) => {
            names.remove(name);
        }
        Naming::Moved(from, to, id) => {
            names.remove(from);
            names.insert(to.clone(), *id);
        }
    }
}

/// A place for the files after the cut.
pub fn place(folder: &Path, n: usize) -> PathBuf {
    let place = folder.join(format!("cut-{n}"));
    std::fs::create_dir(&place).unwrap();
    place
}
