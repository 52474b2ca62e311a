//! Exchange through a folder: on a stick, shared, or kept in sync on several machines. This laptop takes in
//! what the folder has and it lacks, and adds what it has and the folder lacks, others' revisions too. So
//! nobody needs to know who has what.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::path::{Path, PathBuf};

use super::bundle::{manifest, name_of, note_leaving, unpack, write_file};
use super::container::{Opened, Replacing};
use super::error::{ExchangeError, Result};
use super::segments::{self, HOUSE, Holding, KEY, PART, Segment, Skipped, WhySkipped};
use super::slots::{Derived, Keyring, Sealing, Shut, Slot, for_laptops};
use super::wire::Unpacker;
use crate::domain::LaptopId;
use crate::store::{
    Barred, Gap, IntakeError, Knowledge, Known, Refusal, Revision, Right, Stage, Store, StoreError, TakenIn,
    Taking, Ticker, Watch,
};
use crate::vault::{DataKey, file};

/// The result of an exchange with a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderReport {
    /// What was taken in.
    pub taken: TakenIn,
    /// Files from which something was taken in.
    pub read: u64,
    /// Files that were put there.
    pub written: u64,
    /// Revisions in them.
    pub revisions_written: u64,
    /// Files that were left alone.
    pub skipped: Vec<Skipped>,
    /// Devices of which later revisions were left out because they can never be taken in, mostly forks.
    pub refused: Vec<Refusal>,
}

impl FolderReport {
    /// Whether both sides had all of it already.
    pub fn is_nothing(&self) -> bool {
        self.taken.is_nothing() && self.written == 0
    }
}

/// Exchanges with a folder: takes in what it has, then adds what it lacks.
///
/// # Errors
/// [`ExchangeError`]. What was taken in before the medium failed stays; every file that was put there is whole.
pub fn sync_folder(
    store: &mut Store,
    folder: &Path,
    sealing: &Sealing,
    watch: &mut Watch<'_>,
) -> Result<FolderReport> {
    store.may(Right::Exchange)?;
    if !folder.is_dir() {
        return Err(ExchangeError::NoFolder(folder.to_owned()));
    }
    let house = folder.join(HOUSE);
    std::fs::create_dir_all(&house).map_err(ExchangeError::writing(&house))?;
    store.exchange_keys()?;
    let passphrase = match sealing {
        Sealing::Passphrase { passphrase, .. } => Some(passphrase.clone()),
        Sealing::Recipients(keys) if keys.is_empty() => return Err(ExchangeError::NoRecipients),
        Sealing::Recipients(_) => None,
    };
    let mut keys = Keyring::new(passphrase, store.exchange_secret()?);
    let seal = Seal::of_folder(store, &house, sealing, &mut keys)?;
    let mut holding = segments::read(&house, &mut keys)?;
    let mut report = FolderReport::default();
    let mut barred = Barred::new();
    note_forks(store, &holding, &mut report, &mut barred)?;
    take_all(store, &house, &mut holding, (&mut report, &mut barred), watch)?;
    put_all(store, &house, &holding, &seal, (&mut report, &barred), watch)?;
    report.skipped = holding.skipped;
    report.skipped.sort();
    Ok(report)
}

/// How this laptop's files of a folder are sealed.
enum Seal {
    Passphrase(Derived),
    Recipients(Vec<crate::vault::PublicKey>),
}

impl Seal {
    /// Proves the passphrase on the folder's key file, or makes one. With the salt in it, the key is derived
    /// once for all files. Each file can still be opened without it.
    fn of_folder(store: &mut Store, house: &Path, sealing: &Sealing, keys: &mut Keyring) -> Result<Self> {
        let (passphrase, cost) = match sealing {
            Sealing::Recipients(keys) => return Ok(Self::Recipients(keys.clone())),
            Sealing::Passphrase { passphrase, cost } => (passphrase, *cost),
        };
        let path = house.join(KEY);
        let failed = ExchangeError::writing(&path);
        match std::fs::read(&path) {
            // A damaged one is replaced: the files do not need it.
            Ok(bytes) => {
                if let Ok(slot) = serde_json::from_slice::<Slot>(&bytes) {
                    match keys.derived_for(&slot) {
                        Ok(derived) => return Ok(Self::Passphrase(derived)),
                        Err(Shut::WrongPassphrase) => {
                            return Err(ExchangeError::WrongPassphrase(path.clone()));
                        }
                        Err(_) => {}
                    }
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        let surroundings = store.surroundings();
        let made = Derived::fresh(passphrase, cost, surroundings).and_then(|derived| {
            // The wrapped key is not used; it only proves the passphrase.
            let slot = derived.slot(&DataKey::fresh(surroundings)?, surroundings)?;
            file::replace(&path, &serde_json::to_vec_pretty(&slot).map_err(std::io::Error::other)?)?;
            Ok(derived)
        });
        made.map(Self::Passphrase).map_err(failed)
    }

    /// A fresh key for a file, and the slots that open it.
    fn key(&self, store: &mut Store) -> Result<(DataKey, Vec<Slot>)> {
        let surroundings = store.surroundings();
        let key = DataKey::fresh(surroundings).map_err(StoreError::from)?;
        let slots = match self {
            Self::Passphrase(derived) => derived.slot(&key, surroundings).map(|slot| vec![slot]),
            Self::Recipients(keys) => for_laptops(keys, &key, surroundings),
        };
        Ok((key, slots.map_err(StoreError::from)?))
    }
}

/// Bars the devices of which the folder has other revisions than this file.
fn note_forks(
    store: &mut Store,
    holding: &Holding,
    report: &mut FolderReport,
    barred: &mut Barred,
) -> Result<()> {
    for segment in holding.segments.values().flatten() {
        if let Some(refusal) = super::bundle::fork(store, &segment.manifest)? {
            super::bundle::stand_apart(store, &refusal)?;
            bar(report, barred, segment.from, refusal);
        }
    }
    Ok(())
}

fn bar(report: &mut FolderReport, barred: &mut Barred, from: i64, refusal: Refusal) {
    let (device, seq) = refusal.of();
    let from = from.min(seq).max(1);
    match barred.get_mut(&device) {
        Some(known) => *known = from.min(*known),
        None => {
            barred.insert(device, from);
            report.refused.push(refusal);
        }
    }
}

/// Takes in what the folder has, up to the first gap.
fn take_all(
    store: &mut Store,
    house: &Path,
    holding: &mut Holding,
    (report, barred): (&mut FolderReport, &mut Barred),
    watch: &mut Watch<'_>,
) -> Result<()> {
    loop {
        let known = store.knowledge()?;
        prove(holding, &known, watch)?;
        let runs = runs(holding, &known);
        let (read, revisions, cases) = size(&runs, &known);
        if read == 0 {
            report.taken.gaps = with_holes(holding, &known, Vec::new());
            return Ok(());
        }
        let merged = Merged::new(runs, &known)?;
        let merged = Ticker::new(watch, Stage::Taking, revisions).over(merged);
        match store.take_in(merged, cases, barred, Taking::ForGood) {
            Ok(taken) => {
                report.read = read;
                report.taken = taken;
                let now = store.knowledge()?;
                report.taken.gaps = with_holes(holding, &now, std::mem::take(&mut report.taken.gaps));
                return Ok(());
            }
            // One invalid device does not keep the others out.
            Err(IntakeError::Refused(refusal)) if !barred.contains_key(&refusal.of().0) => {
                bar(report, barred, i64::MAX, refusal);
            }
            Err(error) => return Err(ExchangeError::taking(house, error)),
        }
    }
}

/// Reads every file that is about to be taken in to its end; invalid ones are skipped.
fn prove(holding: &mut Holding, known: &Knowledge, watch: &mut Watch<'_>) -> Result<()> {
    let Holding { segments, skipped } = holding;
    for (device, list) in segments {
        let mut good = Vec::new();
        for segment in list.drain(..) {
            let proved =
                if segment.to > known.of(*device).seq { read_through(&segment, watch) } else { Ok(()) };
            match proved {
                Ok(()) => good.push(segment),
                Err(error) => match segments::why(&error) {
                    Some(why) => {
                        let name = format!("{device}/{}", name_of(&segment.checked.path));
                        skipped.push(Skipped { name, why });
                    }
                    None => return Err(error),
                },
            }
        }
        *list = good;
    }
    Ok(())
}

fn read_through(segment: &Segment, watch: &mut Watch<'_>) -> Result<()> {
    let unpacker = unpack(&segment.checked)?;
    for revision in Ticker::new(watch, Stage::Checking, segment.manifest.revisions).over(unpacker) {
        revision?;
    }
    Ok(())
}

/// For each device the files that lead on from what is known, without gaps, each beginning where the ones before end or
/// earlier.
fn runs(holding: &Holding, known: &Knowledge) -> BTreeMap<LaptopId, Vec<Segment>> {
    let mut runs = BTreeMap::new();
    for (device, list) in &holding.segments {
        let mut at = known.of(*device).seq;
        let mut run = Vec::new();
        while let Some(next) =
            list.iter().filter(|next| next.from <= at + 1 && next.to > at).max_by_key(|next| next.to)
        {
            at = next.to;
            run.push(next.clone());
        }
        if !run.is_empty() {
            runs.insert(*device, run);
        }
    }
    runs
}

/// How many files and revisions, and how many cases at most.
fn size(runs: &BTreeMap<LaptopId, Vec<Segment>>, known: &Knowledge) -> (u64, u64, u64) {
    let files = runs.values().map(|run| run.len() as u64).sum();
    let cases = runs.values().flatten().map(|segment| segment.manifest.cases).sum();
    let new = |(device, run): (&LaptopId, &Vec<Segment>)| {
        let end = run.last().map_or(0, |last| last.to);
        u64::try_from(end - known.of(*device).seq).unwrap_or(0)
    };
    (files, runs.iter().map(new).sum(), cases)
}

/// The gaps met while taking in, and those of the folder.
fn with_holes(holding: &Holding, known: &Knowledge, met: Vec<Gap>) -> Vec<Gap> {
    let mut gaps: BTreeMap<LaptopId, Gap> = met.into_iter().map(|gap| (gap.device, gap)).collect();
    for (device, list) in &holding.segments {
        let have = known.of(*device).seq;
        let next =
            list.iter().filter(|segment| segment.from > have + 1).map(|segment| segment.from - 1).min();
        if let Some(need) = next {
            gaps.entry(*device).or_insert(Gap { device: *device, have, need });
        }
    }
    gaps.into_values().collect()
}

/// The revisions of one device out of its files.
struct Line {
    files: std::vec::IntoIter<Segment>,
    open: Option<Unpacker<Opened>>,
    /// The last revision that is known or was returned.
    at: i64,
}

impl Iterator for Line {
    type Item = Result<Revision>;

    fn next(&mut self) -> Option<Result<Revision>> {
        loop {
            match self.open.as_mut().and_then(Iterator::next) {
                Some(Ok(revision)) if revision.seq <= self.at => {}
                Some(Ok(revision)) => {
                    self.at = revision.seq;
                    return Some(Ok(revision));
                }
                Some(Err(error)) => return Some(Err(error)),
                None => match unpack(&self.files.next()?.checked) {
                    Ok(unpacker) => self.open = Some(unpacker),
                    Err(error) => return Some(Err(error)),
                },
            }
        }
    }
}

/// The revisions of all devices in the order of their stamps; one file of each is open at a time.
struct Merged {
    lines: Vec<Peekable<Line>>,
}

impl Merged {
    fn new(runs: BTreeMap<LaptopId, Vec<Segment>>, known: &Knowledge) -> Result<Self> {
        let line = |(device, run): (LaptopId, Vec<Segment>)| {
            Line { files: run.into_iter(), open: None, at: known.of(device).seq }.peekable()
        };
        Ok(Self { lines: runs.into_iter().map(line).collect() })
    }
}

impl Iterator for Merged {
    type Item = Result<Revision>;

    fn next(&mut self) -> Option<Result<Revision>> {
        let place = |next: &Result<Revision>| match next {
            Ok(revision) => (revision.stamp, revision.device),
            // A fault comes first: nothing after it counts.
            Err(_) => (i64::MIN, uuid::Uuid::nil()),
        };
        let first =
            self.lines.iter_mut().enumerate().filter_map(|(n, line)| Some((place(line.peek()?), n))).min();
        self.lines.get_mut(first?.1)?.next()
    }
}

/// Puts into the folder what it lacks of all that is known here.
fn put_all(
    store: &mut Store,
    house: &Path,
    holding: &Holding,
    seal: &Seal,
    (report, barred): (&mut FolderReport, &Barred),
    watch: &mut Watch<'_>,
) -> Result<()> {
    let lacks = |store: &Store| -> Result<Vec<(LaptopId, i64, i64)>> {
        let known = store.knowledge()?;
        let devices = known.iter().filter(|(device, _)| !barred.contains_key(device));
        Ok(devices.flat_map(|(device, known)| holes(device, known, holding)).collect())
    };
    // The disclosure is recorded before the files are written, and is part of them.
    let before = lacks(store)?;
    for (device, from, to) in &before {
        let (base, ends) = (upto(store, *device, from - 1)?, upto(store, *device, *to)?);
        if store.carries_records(&base, &ends)? {
            let base = folder_base(store, &before)?;
            note_leaving(store, &base, &name_of(house.parent().unwrap_or(house)), house)?;
            break;
        }
    }
    for (device, from, to) in lacks(store)? {
        if put(store, house, holding, seal, (device, from, to), watch)? == Put::Written {
            report.written += 1;
            report.revisions_written += u64::try_from(to - from + 1).unwrap_or(0);
        }
    }
    Ok(())
}

#[derive(PartialEq, Eq)]
enum Put {
    Written,
    LeftAlone,
}

/// Writes one file of the folder.
fn put(
    store: &mut Store,
    house: &Path,
    holding: &Holding,
    seal: &Seal,
    (device, from, to): (LaptopId, i64, i64),
    watch: &mut Watch<'_>,
) -> Result<Put> {
    let folder = house.join(device.to_string());
    let name = segments::name(from, to);
    let listed = format!("{device}/{name}");
    // One of that name that nobody can read is damaged and is put right; one that only others read is theirs.
    let there = holding.skipped.iter().find(|skipped| skipped.name == listed).map(|skipped| skipped.why);
    if matches!(there, Some(WhySkipped::Shut | WhySkipped::Newer)) {
        return Ok(Put::LeftAlone);
    }
    std::fs::create_dir_all(&folder).map_err(ExchangeError::writing(&folder))?;
    let path: PathBuf = folder.join(&name);
    let part = folder.join(format!("{name}.{}{PART}", store.device()));
    let key = seal.key(store)?;
    let (base, ends) = (upto(store, device, from - 1)?, upto(store, device, to)?);
    let manifest = manifest(store, base, ends)?;
    write_file(store, &path, part, Replacing::WhatIsThere, key, &manifest, watch)?;
    Ok(Put::Written)
}

/// What the folder lacks of a device.
fn holes(device: LaptopId, known: Known, holding: &Holding) -> Vec<(LaptopId, i64, i64)> {
    let mut holes = Vec::new();
    let mut next = 1;
    for segment in holding.segments.get(&device).into_iter().flatten() {
        if segment.from > next && next <= known.seq {
            holes.push((device, next, known.seq.min(segment.from - 1)));
        }
        next = next.max(segment.to + 1);
    }
    if next <= known.seq {
        holes.push((device, next, known.seq));
    }
    holes
}

/// All of a device up to a revision, and nothing of others.
fn upto(store: &Store, device: LaptopId, seq: i64) -> Result<Knowledge> {
    let mut knowledge = Knowledge::default();
    if let Some(hash) = store.hash_of(device, seq)? {
        knowledge.put(device, Known { seq, hash });
    }
    Ok(knowledge)
}

/// What the folder has of each device without gaps, for counting what is about to leave.
fn folder_base(store: &Store, holes: &[(LaptopId, i64, i64)]) -> Result<Knowledge> {
    let mut base = store.knowledge()?;
    for (device, from, _) in holes.iter().rev() {
        let hash = store.hash_of(*device, from - 1)?.unwrap_or_default();
        base.put(*device, Known { seq: from - 1, hash });
    }
    Ok(base)
}
