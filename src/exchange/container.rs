//! The file format of a bundle and of a segment.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `TIAOJIE`, 0x1A |
//! | 2 + 2 | format, major and minor, big-endian: a newer major is refused, a newer minor is read |
//! | 4 | length of the header |
//! | … | header, JSON: `{"slots": […]}`, who can open it |
//! | … | the stream: compressed (deflate), then sealed in chunks of 64 KiB bound to all of the above |
//! | 32 | SHA-256 of everything before |
//!
//! The hash tells a damaged file from one that another passphrase opens; the seals prove every byte once more.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Take, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::{ExchangeError, Result};
use super::slots::{Keyring, Shut, Slot};
use crate::vault::{DataKey, OpenReader, SealWriter, file};

const MAGIC: &[u8; 8] = b"TIAOJIE\x1a";
/// The newest major format that this program reads and the one it writes.
const MAJOR: u16 = 1;
const MINOR: u16 = 0;
/// Bytes before the header.
const FRONT: usize = 8 + 2 + 2 + 4;
/// Bytes of the hash at the end.
const HASH: u64 = 32;
/// Bytes of the header, at most.
const LONGEST_HEADER: u32 = 1 << 20;

/// What to do with a file that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacing {
    /// Keep it and write nothing.
    Nothing,
    /// Replace it.
    WhatIsThere,
}

#[derive(Serialize, Deserialize)]
struct Header {
    slots: Vec<Slot>,
}

/// Hashes what goes through it.
struct Hashing<W> {
    hash: Sha256,
    out: W,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A file being written; it is deleted again unless it is kept.
struct Unfinished {
    path: PathBuf,
    kept: bool,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.kept {
            // If it cannot be deleted, the next try overwrites it.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// What a stream is written to.
pub(super) type Stream = DeflateEncoder<SealWriter<BoxedOut>>;

/// The file under the seal.
pub(super) struct BoxedOut(Hashing<BufWriter<File>>);

impl Write for BoxedOut {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Writes a file as `part` and renames it once all of it is on the disk.
pub(super) fn write<T>(
    path: &Path,
    part: PathBuf,
    replacing: Replacing,
    seal: (&DataKey, Vec<Slot>),
    fill: impl FnOnce(Stream) -> Result<(Stream, T)>,
) -> Result<T> {
    write_form(MINOR, path, part, replacing, seal, fill)
}

/// As [`write`], in that minor format.
pub(super) fn write_form<T>(
    minor: u16,
    path: &Path,
    part: PathBuf,
    replacing: Replacing,
    (key, slots): (&DataKey, Vec<Slot>),
    fill: impl FnOnce(Stream) -> Result<(Stream, T)>,
) -> Result<T> {
    let failed = ExchangeError::writing(path);
    let refuse = || match replacing {
        Replacing::Nothing if path.exists() => Err(ExchangeError::Exists(path.to_owned())),
        _ => Ok(()),
    };
    refuse()?;
    let mut part = Unfinished { path: part, kept: false };
    let created = file::create_private(&part.path).map_err(&failed)?;
    let front = front(minor, slots).map_err(&failed)?;
    let mut out = BoxedOut(Hashing { hash: Sha256::new(), out: BufWriter::new(created) });
    out.write_all(&front).map_err(&failed)?;
    let stream = DeflateEncoder::new(SealWriter::new(key, &about(&front), out), Compression::default());
    let (stream, value) = fill(stream)?;
    let out = stream.finish().and_then(SealWriter::finish).map_err(&failed)?;
    let Hashing { hash, out: mut rest } = out.0;
    rest.write_all(&hash.finalize()).map_err(&failed)?;
    let written = rest.into_inner().map_err(|error| failed(error.into_error()))?;
    written.sync_all().map_err(&failed)?;
    drop(written);
    refuse()?;
    std::fs::rename(&part.path, path).map_err(&failed)?;
    part.kept = true;
    file::sync_folder_of(path).map_err(&failed)?;
    Ok(value)
}

fn front(minor: u16, slots: Vec<Slot>) -> io::Result<Vec<u8>> {
    let header = serde_json::to_vec(&Header { slots }).map_err(io::Error::other)?;
    let length = u32::try_from(header.len()).map_err(io::Error::other)?;
    let mut front = MAGIC.to_vec();
    front.extend(MAJOR.to_be_bytes());
    front.extend(minor.to_be_bytes());
    front.extend(length.to_be_bytes());
    front.extend(header);
    Ok(front)
}

/// The hash that the stream is bound to.
fn about(front: &[u8]) -> [u8; 32] {
    Sha256::digest(front).into()
}

/// A file whose hash was right and whose key is known.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) path: PathBuf,
    key: DataKey,
    about: [u8; 32],
    from: u64,
    length: u64,
}

/// The stream of a file, opened.
pub(super) type Opened = DeflateDecoder<OpenReader<Take<BufReader<File>>>>;

impl Checked {
    /// The stream from its beginning.
    pub(super) fn stream(&self) -> Result<Opened> {
        let failed = ExchangeError::reading(&self.path);
        let mut file = File::open(&self.path).map_err(&failed)?;
        file.seek(SeekFrom::Start(self.from)).map_err(&failed)?;
        let sealed = BufReader::new(file).take(self.length);
        Ok(DeflateDecoder::new(OpenReader::new(&self.key, &self.about, sealed).map_err(&failed)?))
    }
}

/// The slots in the header of a file.
pub(super) fn slots(path: &Path) -> Result<Vec<Slot>> {
    let mut file = open(path)?;
    Ok(read_front(path, &mut file)?.1)
}

/// Reads a whole file: checks that it is ours, intact, and opens with one of those keys.
pub(super) fn check(path: &Path, keys: &mut Keyring) -> Result<Checked> {
    let failed = ExchangeError::reading(path);
    let mut file = open(path)?;
    let (front, slots) = read_front(path, &mut file)?;
    let all = file.metadata().map_err(&failed)?.len();
    let from = front.len() as u64;
    let damaged = || ExchangeError::Damaged(path.to_owned());
    let length = all.checked_sub(from + HASH).ok_or_else(damaged)?;
    let mut hash = Sha256::new();
    hash.update(&front);
    let mut rest = BufReader::with_capacity(1 << 16, file);
    hash_of(&mut rest, length, &mut hash).map_err(&failed)?;
    let mut said = [0; 32];
    rest.read_exact(&mut said).map_err(&failed)?;
    if hash.finalize().as_slice() != said {
        return Err(damaged());
    }
    let key = keys.open(&slots).map_err(|shut| match shut {
        Shut::WrongPassphrase => ExchangeError::WrongPassphrase(path.to_owned()),
        Shut::WantsPassphrase => ExchangeError::WantsPassphrase(path.to_owned()),
        Shut::NotForUs => ExchangeError::NotForUs(path.to_owned()),
        Shut::Damaged => damaged(),
        Shut::Io(error) => failed(error),
    })?;
    Ok(Checked { path: path.to_owned(), key, about: about(&front), from, length })
}

fn open(path: &Path) -> Result<File> {
    if path.is_dir() {
        return Err(ExchangeError::Foreign(path.to_owned()));
    }
    File::open(path).map_err(ExchangeError::reading(path))
}

/// The bytes before the stream, and the slots in them.
fn read_front(path: &Path, file: &mut File) -> Result<(Vec<u8>, Vec<Slot>)> {
    let failed = ExchangeError::reading(path);
    let mut front = Vec::with_capacity(FRONT);
    file.take(FRONT as u64).read_to_end(&mut front).map_err(&failed)?;
    if !front.starts_with(MAGIC) {
        // A file of ours cut off within the first bytes is damaged, not foreign.
        let cut = front.is_empty() || MAGIC.starts_with(&front);
        let path = path.to_owned();
        return Err(if cut { ExchangeError::Damaged(path) } else { ExchangeError::Foreign(path) });
    }
    let damaged = || ExchangeError::Damaged(path.to_owned());
    let [.., a, b, _, _, l0, l1, l2, l3] = front[..] else { return Err(damaged()) };
    if front.len() < FRONT {
        return Err(damaged());
    }
    let major = u16::from_be_bytes([a, b]);
    if major > MAJOR {
        return Err(ExchangeError::Newer { path: path.to_owned(), major });
    }
    let length = u32::from_be_bytes([l0, l1, l2, l3]);
    if length > LONGEST_HEADER {
        return Err(damaged());
    }
    file.take(u64::from(length)).read_to_end(&mut front).map_err(&failed)?;
    let header: Header = serde_json::from_slice(&front[FRONT..]).map_err(|_| damaged())?;
    Ok((front, header.slots))
}

fn hash_of(from: &mut impl Read, length: u64, hash: &mut Sha256) -> io::Result<()> {
    let mut left = length;
    let mut bytes = vec![0; 1 << 16];
    while left > 0 {
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
        let read = from.read(&mut bytes[..most])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        hash.update(&bytes[..read]);
        left -= read as u64;
    }
    Ok(())
}
