//! The files of a folder: `tiaojie/<device>/<from>-<to>.seg`, each with some revisions of one device. A file is written
//! once and never changed; which revisions the folder has follows from the names and from reading the files through.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::bundle::unpack;
use super::container::{self, Checked};
use super::error::{ExchangeError, Result};
use super::slots::Keyring;
use super::wire::Manifest;
use crate::domain::LaptopId;

/// A folder within the folder keeps our files apart from everything else on a stick.
pub(super) const HOUSE: &str = "tiaojie";
/// The file from which the salt of the folder's passphrase is taken.
pub(super) const KEY: &str = "folder.key";
/// The ending of the names of files being written.
pub(super) const PART: &str = ".part";

/// Why a file of the folder was left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhySkipped {
    /// Its name is not ours: somebody's file, or a copy that a sync service made of one of ours.
    Foreign,
    /// It was cut off or altered, or is not what its name says.
    Damaged,
    /// It does not open with this passphrase or key.
    Shut,
    /// A newer program wrote it.
    Newer,
}

/// A file of the folder that was left alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Its name within the folder.
    pub name: String,
    /// Why it was left alone.
    pub why: WhySkipped,
}

/// A segment that was read through.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub from: i64,
    pub to: i64,
    pub manifest: Manifest,
    pub checked: Checked,
}

/// The files of a folder.
#[derive(Default)]
pub(super) struct Holding {
    /// By device, in the order of their beginnings.
    pub segments: BTreeMap<LaptopId, Vec<Segment>>,
    pub skipped: Vec<Skipped>,
}

/// The name of a segment.
pub(super) fn name(from: i64, to: i64) -> String {
    format!("{from:08}-{to:08}.seg")
}

fn parse(file: &str) -> Option<(i64, i64)> {
    let (from, to) = file.strip_suffix(".seg")?.split_once('-')?;
    let number = |text: &str| -> Option<i64> {
        text.bytes().all(|digit| digit.is_ascii_digit()).then(|| text.parse().ok()).flatten()
    };
    let (from, to) = (number(from)?, number(to)?);
    (from >= 1 && from <= to && name(from, to) == file).then_some((from, to))
}

/// Reads through every file of the folder.
pub(super) fn read(house: &Path, keys: &mut Keyring) -> Result<Holding> {
    let mut holding = Holding::default();
    for (entry, path) in entries(house)? {
        let device = Uuid::try_parse(&entry).ok().filter(|uuid| uuid.simple().to_string() == entry);
        match device {
            Some(device) if path.is_dir() => {
                read_device(&mut holding, LaptopId::new(device), &entry, &path, keys)?;
            }
            _ if entry == KEY || is_part(&entry) => {}
            _ => holding.skipped.push(Skipped { name: entry, why: WhySkipped::Foreign }),
        }
    }
    for list in holding.segments.values_mut() {
        list.sort_by_key(|segment| (segment.from, segment.to));
    }
    Ok(holding)
}

fn read_device(
    holding: &mut Holding,
    device: LaptopId,
    folder: &str,
    path: &Path,
    keys: &mut Keyring,
) -> Result<()> {
    for (entry, path) in entries(path)? {
        if is_part(&entry) {
            continue;
        }
        let name = format!("{folder}/{entry}");
        let Some((from, to)) = parse(&entry) else {
            holding.skipped.push(Skipped { name, why: WhySkipped::Foreign });
            continue;
        };
        match segment(device, from, to, &path, keys) {
            Ok(segment) => holding.segments.entry(device).or_default().push(segment),
            Err(error) => match why(&error) {
                Some(why) => holding.skipped.push(Skipped { name, why }),
                None => return Err(error),
            },
        }
    }
    Ok(())
}

/// Names in order, so that every run does the same.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let failed = ExchangeError::reading(folder);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(&failed)? {
        let entry = entry.map_err(&failed)?;
        found.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
    }
    found.sort();
    Ok(found)
}

fn is_part(name: &str) -> bool {
    name.ends_with(PART)
}

fn segment(device: LaptopId, from: i64, to: i64, path: &Path, keys: &mut Keyring) -> Result<Segment> {
    let checked = container::check(path, keys)?;
    let manifest = unpack(&checked)?.manifest().clone();
    let only = |seq: i64, ends: bool| {
        let knowledge = if ends { &manifest.ends } else { &manifest.base };
        knowledge.of(device).seq == seq && knowledge.iter().all(|(other, _)| other == device)
    };
    if !only(from - 1, false) || !only(to, true) {
        return Err(ExchangeError::Damaged(path.to_owned()));
    }
    Ok(Segment { from, to, manifest, checked })
}

/// Why a file is left alone; none where the medium failed and the exchange must end.
pub(super) fn why(error: &ExchangeError) -> Option<WhySkipped> {
    match error {
        // One that went away meanwhile counts as cut off.
        ExchangeError::Damaged(_) | ExchangeError::Missing(_) => Some(WhySkipped::Damaged),
        ExchangeError::Foreign(_) => Some(WhySkipped::Foreign),
        ExchangeError::Newer { .. } => Some(WhySkipped::Newer),
        ExchangeError::WrongPassphrase(_)
        | ExchangeError::WantsPassphrase(_)
        | ExchangeError::NotForUs(_) => Some(WhySkipped::Shut),
        _ => None,
    }
}
