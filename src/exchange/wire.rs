//! The content of the stream: frames of a tag, a length and as many bytes. First the manifest, then the
//! revisions, last an end frame. A frame that only a newer program knows is skipped.
//!
//! Hashes are not sent: each follows from what is sent and the hash before it, and those at both ends of every
//! device's run stand in the manifest. So a revision costs little, and the last hash proves all of them.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read, Write};
use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::{ExchangeError, Result};
use crate::domain::{LaptopId, OfficeId};
use crate::store::{Knowledge, Known, LARGEST_BODY, Revision};

/// Bytes of a frame at most: a body and what stands around it.
const LARGEST_FRAME: u64 = LARGEST_BODY as u64 + 1024;
/// Bytes of a manifest at most: some hundred bytes a laptop.
const LARGEST_MANIFEST: u64 = 16 << 20;

pub(super) const MANIFEST: u8 = b'M';
const DEVICE: u8 = b'D';
const OPERATOR: u8 = b'O';
const KIND: u8 = b'K';
const REVISION: u8 = b'R';
const END: u8 = b'E';

/// The sender of a file, and its contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The laptop that wrote it.
    pub from: LaptopId,
    /// The name of that laptop; may be empty.
    pub laptop: String,
    /// Its office.
    pub office: OfficeId,
    /// The name of that office; may be empty.
    pub office_name: String,
    /// When it was written, by that laptop's clock with its offset from UTC (RFC 3339).
    pub at: String,
    /// What the recipient is assumed to have.
    pub base: Knowledge,
    /// What the recipient has afterwards; the hash of a device's last revision stands for all before it.
    pub ends: Knowledge,
    /// How many revisions it holds.
    pub revisions: u64,
    /// How many cases they are about.
    pub cases: u64,
}

/// A manifest as written in the stream. What a newer program adds is ignored.
#[derive(Serialize, Deserialize)]
struct Said {
    from: Uuid,
    #[serde(default)]
    laptop: String,
    office: Uuid,
    #[serde(default)]
    office_name: String,
    #[serde(default)]
    at: String,
    base: BTreeMap<Uuid, (i64, String)>,
    ends: BTreeMap<Uuid, (i64, String)>,
    revisions: u64,
    #[serde(default)]
    cases: u64,
}

fn said(knowledge: &Knowledge) -> BTreeMap<Uuid, (i64, String)> {
    knowledge
        .iter()
        .map(|(device, known)| (device.uuid(), (known.seq, BASE64_STANDARD.encode(known.hash))))
        .collect()
}

fn known(said: BTreeMap<Uuid, (i64, String)>) -> Option<Knowledge> {
    let mut knowledge = Knowledge::default();
    for (device, (seq, hash)) in said {
        let hash = BASE64_STANDARD.decode(hash).ok()?.try_into().ok()?;
        if seq <= 0 {
            return None;
        }
        knowledge.put(LaptopId::new(device), Known { seq, hash });
    }
    Some(knowledge)
}

impl Manifest {
    pub(super) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let said = Said {
            from: self.from.uuid(),
            laptop: self.laptop.clone(),
            office: self.office.uuid(),
            office_name: self.office_name.clone(),
            at: self.at.clone(),
            base: said(&self.base),
            ends: said(&self.ends),
            revisions: self.revisions,
            cases: self.cases,
        };
        serde_json::to_vec(&said).map_err(io::Error::other)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let said: Said = serde_json::from_slice(bytes).ok()?;
        Some(Self {
            from: LaptopId::new(said.from),
            laptop: said.laptop,
            office: OfficeId::new(said.office),
            office_name: said.office_name,
            at: said.at,
            base: known(said.base)?,
            ends: known(said.ends)?,
            revisions: said.revisions,
            cases: said.cases,
        })
    }
}

/// Writes a stream.
pub(super) struct Packer<W: Write> {
    out: W,
    devices: HashMap<Uuid, u64>,
    operators: HashMap<[u8; 16], u64>,
    kinds: HashMap<String, u64>,
    stamp: i64,
    /// Used again for each revision.
    frame: Vec<u8>,
}

impl<W: Write> Packer<W> {
    pub(super) fn new(mut out: W, manifest: &Manifest) -> io::Result<Self> {
        put_frame(&mut out, MANIFEST, &manifest.to_bytes()?)?;
        Ok(Self::after_manifest(out))
    }

    /// A packer for a stream that begins with a manifest already written.
    pub(super) fn after_manifest(out: W) -> Self {
        let (devices, operators, kinds) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self { out, devices, operators, kinds, stamp: 0, frame: Vec::new() }
    }

    /// Adds a revision: the next of its device.
    pub(super) fn put(&mut self, revision: &Revision) -> io::Result<()> {
        let device = match self.devices.get(&revision.device) {
            Some(at) => *at,
            None => {
                put_frame(&mut self.out, DEVICE, revision.device.as_bytes())?;
                enter(&mut self.devices, revision.device)
            }
        };
        let operator = match revision.operator {
            None => 0,
            Some(operator) => {
                1 + match self.operators.get(&operator) {
                    Some(at) => *at,
                    None => {
                        put_frame(&mut self.out, OPERATOR, &operator)?;
                        enter(&mut self.operators, operator)
                    }
                }
            }
        };
        let kind = match self.kinds.get(&revision.kind) {
            Some(at) => *at,
            None => {
                put_frame(&mut self.out, KIND, revision.kind.as_bytes())?;
                enter(&mut self.kinds, revision.kind.clone())
            }
        };
        let mut frame = std::mem::take(&mut self.frame);
        frame.clear();
        put_number(&mut frame, device);
        put_number(&mut frame, zigzag(revision.stamp.wrapping_sub(self.stamp)));
        put_number(&mut frame, operator);
        put_number(&mut frame, kind);
        frame.extend(revision.record);
        put_number(&mut frame, revision.at.len() as u64);
        frame.extend(revision.at.as_bytes());
        frame.extend(revision.body.as_bytes());
        self.stamp = revision.stamp;
        put_frame(&mut self.out, REVISION, &frame)?;
        self.frame = frame;
        Ok(())
    }

    /// Writes the end frame and returns the output.
    pub(super) fn end(mut self) -> io::Result<W> {
        put_frame(&mut self.out, END, &[])?;
        Ok(self.out)
    }
}

fn enter<K: std::hash::Hash + Eq>(table: &mut HashMap<K, u64>, key: K) -> u64 {
    let at = table.len() as u64;
    table.insert(key, at);
    at
}

pub(super) fn put_frame(out: &mut impl Write, tag: u8, bytes: &[u8]) -> io::Result<()> {
    let mut front = vec![tag];
    put_number(&mut front, bytes.len() as u64);
    out.write_all(&front)?;
    out.write_all(bytes)
}

/// Appends a number, seven bits a byte, the lowest first.
fn put_number(into: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        into.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    into.push(number as u8);
}

const fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

const fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

fn bad() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

fn take_number(bytes: &mut &[u8]) -> io::Result<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first().ok_or_else(bad)?;
        *bytes = rest;
        number |= u64::from(byte & 127) << shift;
        if byte & 128 == 0 {
            return Ok(number);
        }
    }
    Err(bad())
}

fn take_bytes<'a>(bytes: &mut &'a [u8], count: u64) -> io::Result<&'a [u8]> {
    let count = usize::try_from(count).map_err(|_| bad())?;
    let (taken, rest) = bytes.split_at_checked(count).ok_or_else(bad)?;
    *bytes = rest;
    Ok(taken)
}

/// Reads a stream: the manifest at once, then revision by revision, each with the hash that follows for it. After the
/// last one it has proved that none is missing and that the hashes at the ends are those of the manifest.
pub(super) struct Unpacker<R: Read> {
    from: R,
    path: PathBuf,
    manifest: Manifest,
    devices: Vec<(LaptopId, Known)>,
    operators: Vec<[u8; 16]>,
    kinds: Vec<String>,
    stamp: i64,
    count: u64,
    ended: bool,
}

impl<R: Read> Unpacker<R> {
    pub(super) fn new(mut from: R, path: PathBuf) -> Result<Self> {
        let (tag, bytes) = frame(&mut from, LARGEST_MANIFEST).map_err(ExchangeError::reading(&path))?;
        let manifest = Some(bytes).filter(|_| tag == MANIFEST).and_then(|bytes| Manifest::from_bytes(&bytes));
        let Some(manifest) = manifest else { return Err(ExchangeError::Damaged(path)) };
        let (devices, operators, kinds) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { from, path, manifest, devices, operators, kinds, stamp: 0, count: 0, ended: false })
    }

    pub(super) const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn next_revision(&mut self) -> io::Result<Option<Revision>> {
        loop {
            let (tag, bytes) = frame(&mut self.from, LARGEST_FRAME)?;
            match tag {
                DEVICE => {
                    let device = LaptopId::new(Uuid::from_slice(&bytes).map_err(|_| bad())?);
                    self.devices.push((device, self.manifest.base.of(device)));
                }
                OPERATOR => self.operators.push(bytes.try_into().map_err(|_| bad())?),
                KIND => self.kinds.push(String::from_utf8(bytes).map_err(|_| bad())?),
                REVISION => return self.revision(&bytes).map(Some),
                END => {
                    self.ended = true;
                    self.prove_whole()?;
                    return Ok(None);
                }
                _ => {}
            }
        }
    }

    fn revision(&mut self, mut bytes: &[u8]) -> io::Result<Revision> {
        let bytes = &mut bytes;
        let at = |number: u64| usize::try_from(number).map_err(|_| bad());
        let device = at(take_number(bytes)?)?;
        let stamp = self.stamp.checked_add(unzigzag(take_number(bytes)?)).ok_or_else(bad)?;
        let operator = match at(take_number(bytes)?)? {
            0 => None,
            operator => Some(*self.operators.get(operator - 1).ok_or_else(bad)?),
        };
        let kind = self.kinds.get(at(take_number(bytes)?)?).ok_or_else(bad)?.clone();
        let record = take_bytes(bytes, 16)?.try_into().map_err(|_| bad())?;
        let length = take_number(bytes)?;
        let when = take_bytes(bytes, length)?.to_vec();
        let (id, known) = self.devices.get_mut(device).ok_or_else(bad)?;
        let mut revision = Revision {
            device: id.uuid(),
            seq: known.seq.checked_add(1).ok_or_else(bad)?,
            stamp,
            at: String::from_utf8(when).map_err(|_| bad())?,
            operator,
            kind,
            record,
            body: String::from_utf8(bytes.to_vec()).map_err(|_| bad())?,
            prev: known.hash,
            hash: [0; 32],
        };
        revision.hash = revision.computed_hash();
        *known = Known { seq: revision.seq, hash: revision.hash };
        self.stamp = stamp;
        self.count += 1;
        Ok(revision)
    }

    fn prove_whole(&mut self) -> io::Result<()> {
        let mut reached = self.manifest.base.clone();
        for (device, known) in &self.devices {
            reached.put(*device, *known);
        }
        let whole = self.count == self.manifest.revisions
            && reached == self.manifest.ends
            && self.from.read(&mut [0])? == 0;
        if whole { Ok(()) } else { Err(bad()) }
    }
}

impl<R: Read> Iterator for Unpacker<R> {
    type Item = Result<Revision>;

    fn next(&mut self) -> Option<Result<Revision>> {
        if self.ended {
            return None;
        }
        let next = self.next_revision().map_err(ExchangeError::reading(&self.path));
        // After a fault it returns nothing more.
        self.ended |= next.is_err();
        next.transpose()
    }
}

fn frame(from: &mut impl Read, longest: u64) -> io::Result<(u8, Vec<u8>)> {
    let mut tag = [0];
    from.read_exact(&mut tag)?;
    let mut length = 0_u64;
    for shift in (0..64).step_by(7) {
        let mut byte = [0];
        from.read_exact(&mut byte)?;
        length |= u64::from(byte[0] & 127) << shift;
        if byte[0] & 128 == 0 {
            break;
        }
    }
    if length > longest {
        return Err(bad());
    }
    let mut bytes = Vec::new();
    // Grows with the bytes that come, not with the length that is announced.
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok((tag[0], bytes)) } else { Err(bad()) }
}
