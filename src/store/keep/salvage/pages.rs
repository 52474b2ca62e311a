//! Reads the pages of a data file and its -wal without SQLite, which refuses a whole file for one bad page.
//! Pages are not trusted; each revision is proved by its hash.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use zeroize::Zeroizing;

use crate::vault::{DataKey, file};

/// The size of the pages of every file that this program makes.
const USUAL_SIZE: usize = 4_096;
/// Bytes that the cipher keeps at the end of each page: a nonce and the checksum.
const RESERVED: usize = 32;
const WAL_HEADER: u64 = 32;
const FRAME_HEADER: u64 = 24;

/// A data file and its -wal.
pub(super) struct Pages {
    file: File,
    count: u32,
    size: usize,
    key: Option<DataKey>,
    wal: Option<Wal>,
}

struct Wal {
    file: File,
    /// The page number of each frame.
    frames: Vec<u32>,
    latest: HashMap<u32, usize>,
}

/// The version of a page that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// With the changes in the -wal.
    Newest,
    /// As in the data file.
    File,
}

/// A page in one of its places.
#[derive(Debug, Clone, Copy)]
pub(super) enum Image {
    Page(u32),
    Frame(usize),
}

impl Pages {
    /// Opens that file, and its -wal where there is one.
    pub(super) fn open(path: &Path, key: Option<&DataKey>) -> io::Result<Self> {
        let mut data = File::open(path)?;
        let size = if key.is_some() { USUAL_SIZE } else { size_of_pages(&mut data)? };
        let pages = data.metadata()?.len() / size as u64;
        let wal = File::open(file::beside(path, "-wal")).ok().and_then(|file| Wal::read(file, size).ok());
        Ok(Self { file: data, count: u32::try_from(pages).unwrap_or(u32::MAX), size, key: key.cloned(), wal })
    }

    /// The bytes of a page that SQLite uses.
    pub(super) fn usable(&self) -> usize {
        self.size - if self.key.is_some() { RESERVED } else { 0 }
    }

    /// The versions that differ.
    pub(super) fn views(&self) -> &'static [View] {
        if self.wal.is_some() { &[View::Newest, View::File] } else { &[View::File] }
    }

    /// Every page in every place.
    pub(super) fn images(&self) -> impl Iterator<Item = Image> {
        let frames = self.wal.as_ref().map_or(0, |wal| wal.frames.len());
        (1..=self.count).map(Image::Page).chain((0..frames).map(Image::Frame))
    }

    /// The bytes of an image, and the number of its page; none where they cannot be read.
    pub(super) fn image(&mut self, image: Image) -> Option<(u32, Vec<u8>)> {
        let (number, bytes) = match image {
            Image::Page(number) => {
                (number, read_at(&mut self.file, u64::from(number - 1) * self.size as u64, self.size))
            }
            Image::Frame(frame) => {
                let wal = self.wal.as_mut()?;
                let at = WAL_HEADER + frame as u64 * (FRAME_HEADER + self.size as u64) + FRAME_HEADER;
                (*wal.frames.get(frame)?, read_at(&mut wal.file, at, self.size))
            }
        };
        let mut bytes = bytes.ok()?;
        if let Some(key) = &self.key {
            decrypt(&mut bytes, number, key)?;
        }
        Some((number, bytes))
    }

    /// A page by its number.
    pub(super) fn page(&mut self, number: u32, view: View) -> Option<Vec<u8>> {
        let frame = self.wal.as_ref().and_then(|wal| wal.latest.get(&number)).copied();
        let image = match frame.filter(|_| view == View::Newest) {
            Some(frame) => Image::Frame(frame),
            None if (1..=self.count).contains(&number) => Image::Page(number),
            None => return None,
        };
        self.image(image).map(|(_, bytes)| bytes)
    }
}

impl Wal {
    /// The frames up to the last commit. Checksums are ignored: one may fail for a single flipped bit.
    fn read(mut file: File, size: usize) -> io::Result<Self> {
        let header = read_at(&mut file, 0, WAL_HEADER as usize)?;
        let whole = header.starts_with(&[0x37, 0x7f, 0x06]);
        let salts = header.get(16..24).filter(|_| whole).map(<[u8]>::to_vec);
        let step = FRAME_HEADER + size as u64;
        let there = file.metadata()?.len().saturating_sub(WAL_HEADER) / step;
        let (mut frames, mut committed) = (Vec::new(), 0);
        for frame in 0..there {
            let head = read_at(&mut file, WAL_HEADER + frame * step, FRAME_HEADER as usize)?;
            if salts.as_ref().is_some_and(|salts| salts.as_slice() != &head[8..16]) {
                // Left over from an earlier round.
                break;
            }
            frames.push(u32_at(&head, 0));
            if u32_at(&head, 4) != 0 {
                committed = frames.len();
            }
        }
        frames.truncate(committed);
        let latest = frames.iter().enumerate().map(|(frame, page)| (*page, frame)).collect();
        Ok(Self { file, frames, latest })
    }
}

/// The page size in the header, where it is a possible one.
fn size_of_pages(file: &mut File) -> io::Result<usize> {
    let said = match read_at(file, 16, 2) {
        Ok(bytes) => usize::from(u16::from_be_bytes([bytes[0], bytes[1]])),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(USUAL_SIZE),
        Err(error) => return Err(error),
    };
    Ok(if said.is_power_of_two() && said >= 512 { said } else { USUAL_SIZE })
}

/// The cipher's page: encrypted bytes, a nonce of twelve bytes and a counter of four, the checksum. The
/// checksum is ignored: a wrong bit in one row leaves the rest of the page readable.
fn decrypt(bytes: &mut [u8], number: u32, key: &DataKey) -> Option<()> {
    /// The first page begins with bytes that are not encrypted.
    const FIRST_PAGE_FROM: usize = 24;
    let n = bytes.len().checked_sub(RESERVED)?;
    let nonce: [u8; 12] = bytes.get(n..n + 12)?.try_into().ok()?;
    let counter = u32::from_le_bytes(bytes.get(n + 12..n + 16)?.try_into().ok()?) ^ number;
    let mut once = Zeroizing::new([0_u8; 64]);
    stream(key.bytes(), &nonce, counter, once.as_mut_slice())?;
    let page_key = Zeroizing::new(<[u8; 32]>::try_from(&once[32..]).ok()?);
    let from = if number == 1 { FIRST_PAGE_FROM } else { 0 };
    stream(&page_key, &nonce, counter.wrapping_add(1), &mut bytes[from..n])
}

fn stream(key: &[u8; 32], nonce: &[u8; 12], counter: u32, bytes: &mut [u8]) -> Option<()> {
    let mut cipher = ChaCha20::new(key.into(), nonce.into());
    cipher.try_seek(u64::from(counter) * 64).ok()?;
    cipher.try_apply_keystream(bytes).ok()
}

fn read_at(file: &mut File, at: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes)
}
