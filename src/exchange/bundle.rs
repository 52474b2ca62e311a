//! A bundle: one file that carries revisions to other laptops.

use std::path::{Path, PathBuf};

use super::container::{self, Checked, Opened, Replacing};
use super::error::{ExchangeError, Result};
use super::slots::{Derived, Keyring, Opening, Sealing, Slot, for_laptops};
use super::wire::{Manifest, Packer, Unpacker};
use crate::domain::{Laptop, LaptopId, Masking};
use crate::store::{
    Barred, DisclosureKind, Knowledge, Known, NewDisclosure, Refusal, Right, Stage, Store, TakenIn, Taking,
    Ticker, Watch,
};
use crate::vault::{DataKey, PublicKey, file};

/// The revisions that go into a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// What any of these laptops lacked when it was last heard of; all of it for one never heard of.
    Lacking(Vec<LaptopId>),
    /// Everything.
    Everything,
}

/// The result of writing a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path.
    pub path: PathBuf,
    /// How many revisions it holds.
    pub revisions: u64,
    /// How many cases they are about.
    pub cases: u64,
    /// Its length.
    pub bytes: u64,
}

/// A bundle that was read and found whole, and what taking it in would give.
#[derive(Debug, Clone)]
pub struct Contents {
    /// Its path.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// Its sender and contents.
    pub manifest: Manifest,
    /// The result that taking it in would have.
    pub report: TakenIn,
    checked: Checked,
}

/// The other laptops that a file can be sealed to.
pub fn recipients(store: &Store) -> Vec<(Laptop, PublicKey)> {
    let me = store.device();
    let keyed = store.directory().laptops().filter(|laptop| laptop.id != me);
    keyed.filter_map(|laptop| Some((laptop.clone(), laptop.key.as_ref()?.parse().ok()?))).collect()
}

/// Whether a file opens with a passphrase; otherwise it is sealed to laptops.
///
/// # Errors
/// When it is no bundle, or one of a newer format.
pub fn wants_passphrase(path: &Path) -> Result<bool> {
    Ok(container::slots(path)?.iter().any(Slot::is_by_passphrase))
}

/// Writes what others lack into one file, sealed, and notes that it left.
///
/// # Errors
/// [`ExchangeError`]; no file is left then.
pub fn write_bundle(
    store: &mut Store,
    extent: &Extent,
    sealing: &Sealing,
    path: &Path,
    replacing: Replacing,
    watch: &mut Watch<'_>,
) -> Result<Written> {
    store.may(Right::Exchange)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(ExchangeError::NoFolder(folder.to_owned()));
    }
    if replacing == Replacing::Nothing && path.exists() {
        return Err(ExchangeError::Exists(path.to_owned()));
    }
    // From now on answers can be sealed to this laptop.
    store.exchange_keys()?;
    let base = base_of(store, extent)?;
    note_leaving(store, &base, &name_of(path), path)?;
    let ends = store.knowledge()?;
    let manifest = manifest(store, base, ends)?;
    let sealed = sealed(store, sealing)?;
    let part = file::beside(path, ".part");
    write_file(store, path, part, replacing, sealed, &manifest, watch)?;
    let bytes = std::fs::metadata(path).map_err(ExchangeError::writing(path))?.len();
    Ok(Written { path: path.to_owned(), revisions: manifest.revisions, cases: manifest.cases, bytes })
}

/// What every recipient is known to have.
fn base_of(store: &Store, extent: &Extent) -> Result<Knowledge> {
    let mut base = Knowledge::default();
    let Extent::Lacking(laptops) = extent else { return Ok(base) };
    let Some((first, others)) = laptops.split_first() else { return Ok(base) };
    let mut least = store.heard_of(*first)?;
    for other in others {
        let has = store.heard_of(*other)?;
        least.retain(|device, _| has.contains_key(device));
        least.iter_mut().for_each(|(device, seq)| *seq = (*seq).min(has[device]));
    }
    let own = store.knowledge()?;
    for (device, seq) in least {
        let seq = seq.min(own.of(device).seq);
        if let Some(hash) = store.hash_of(device, seq)? {
            base.put(device, Known { seq, hash });
        }
    }
    Ok(base)
}

/// Records that data is about to leave. Not if only such notes would leave: two laptops that exchange all the
/// time would never be done.
pub(super) fn note_leaving(store: &mut Store, base: &Knowledge, what: &str, to: &Path) -> Result<()> {
    let ends = store.knowledge()?;
    if store.carries_records(base, &ends)? {
        let cases = store.cases_beyond(base, &ends)?;
        store.disclose(&NewDisclosure {
            kind: DisclosureKind::Bundle,
            what: what.to_owned(),
            cases,
            masking: Masking::Plain,
            to: to.to_string_lossy().into_owned(),
        })?;
    }
    Ok(())
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The manifest of a file with the revisions from `base` to `ends`.
pub(super) fn manifest(store: &mut Store, base: Knowledge, ends: Knowledge) -> Result<Manifest> {
    let at = store.surroundings().now().to_rfc3339();
    let me = store.device();
    let said = store.directory().laptop(me);
    let office = said.map_or(store.settings().home, |laptop| laptop.home);
    Ok(Manifest {
        from: me,
        laptop: said.map(|laptop| laptop.name.clone()).unwrap_or_default(),
        office,
        office_name: store.directory().office(office).map(|office| office.name.clone()).unwrap_or_default(),
        at,
        revisions: ends.beyond(&base),
        cases: store.cases_beyond(&base, &ends)?,
        base,
        ends,
    })
}

/// A fresh key for a file, and the slots that open it.
fn sealed(store: &mut Store, sealing: &Sealing) -> Result<(DataKey, Vec<Slot>)> {
    let surroundings = store.surroundings();
    let key = DataKey::fresh(surroundings).map_err(crate::store::StoreError::from)?;
    let slots = match sealing {
        Sealing::Passphrase { passphrase, cost } => Derived::fresh(passphrase, *cost, surroundings)
            .and_then(|derived| Ok(vec![derived.slot(&key, surroundings)?])),
        Sealing::Recipients(keys) if keys.is_empty() => return Err(ExchangeError::NoRecipients),
        Sealing::Recipients(keys) => for_laptops(keys, &key, surroundings),
    };
    Ok((key, slots.map_err(crate::store::StoreError::from)?))
}

/// Packs the revisions that the manifest names into a file.
pub(super) fn write_file(
    store: &Store,
    path: &Path,
    part: PathBuf,
    replacing: Replacing,
    (key, slots): (DataKey, Vec<Slot>),
    manifest: &Manifest,
    watch: &mut Watch<'_>,
) -> Result<()> {
    let failed = ExchangeError::writing(path);
    let mut ticker = Ticker::new(watch, Stage::Sending, manifest.revisions);
    ticker.tell()?;
    container::write(path, part, replacing, (&key, slots), |stream| {
        let mut packer = Packer::new(stream, manifest).map_err(&failed)?;
        store.revisions_beyond(&manifest.base, &manifest.ends, |revision| {
            packer.put(&revision).map_err(&failed)?;
            ticker.tick().map_err(ExchangeError::from)
        })?;
        ticker.tell()?;
        Ok((packer.end().map_err(&failed)?, ()))
    })
}

/// The keys that this laptop can open a file with.
pub(super) fn keyring(store: &Store, opening: &Opening) -> Result<Keyring> {
    let passphrase = match opening {
        Opening::Passphrase(passphrase) => Some(passphrase.clone()),
        Opening::OwnKey => None,
    };
    Ok(Keyring::new(passphrase, store.exchange_secret()?))
}

pub(super) fn unpack(checked: &Checked) -> Result<Unpacker<Opened>> {
    Unpacker::new(checked.stream()?, checked.path.clone())
}

/// Reads a whole bundle and reports what taking it in would give. Nothing is kept.
///
/// # Errors
/// [`ExchangeError`]: what is wrong with the file, or that it can never be taken in.
pub fn look_into(
    store: &mut Store,
    path: &Path,
    opening: &Opening,
    watch: &mut Watch<'_>,
) -> Result<Contents> {
    store.may(Right::Exchange)?;
    let checked = container::check(path, &mut keyring(store, opening)?)?;
    let unpacker = unpack(&checked)?;
    let manifest = unpacker.manifest().clone();
    // Read to its end first: a fault there is known before anything is tried.
    for revision in Ticker::new(watch, Stage::Checking, manifest.revisions).over(unpacker) {
        revision?;
    }
    if let Some(refusal) = fork(store, &manifest)? {
        stand_apart(store, &refusal)?;
        return Err(ExchangeError::Refused { path: path.to_owned(), refusal });
    }
    let revisions = Ticker::new(watch, Stage::Trying, manifest.revisions).over(unpack(&checked)?);
    let report = store
        .take_in(revisions, manifest.cases, &Barred::new(), Taking::OnTrial)
        .map_err(|error| ExchangeError::taking(path, error))?;
    Ok(Contents { path: path.to_owned(), name: name_of(path), manifest, report, checked })
}

/// Whether the refusal is about two copies of that laptop's file that both went on. If it is this laptop, it
/// must write under a new device, or others would take its saves for known ones.
pub fn is_fork_of(laptop: LaptopId, refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Fork { device, .. } if *device == laptop)
}

/// Gives this laptop a new device where it is itself one of two copies that both went on, so that the fork
/// does not grow.
pub(super) fn stand_apart(store: &mut Store, refusal: &Refusal) -> Result<()> {
    if is_fork_of(store.device(), refusal) {
        store.renew_device()?;
    }
    Ok(())
}

/// The refusal where the file and the other side have different revisions of one name.
pub(super) fn fork(store: &Store, manifest: &Manifest) -> Result<Option<Refusal>> {
    for (device, theirs) in manifest.ends.iter().chain(manifest.base.iter()) {
        if let Some(ours) = store.hash_of(device, theirs.seq)?
            && ours != theirs.hash
        {
            return Ok(Some(Refusal::Fork { device, seq: theirs.seq, ours, theirs: theirs.hash }));
        }
    }
    Ok(None)
}

/// Takes in a bundle that was looked into, in one transaction. Taking it in again changes nothing.
///
/// # Errors
/// [`ExchangeError`]; nothing was taken in then.
pub fn take_in(store: &mut Store, contents: &Contents, watch: &mut Watch<'_>) -> Result<TakenIn> {
    store.may(Right::Exchange)?;
    let manifest = &contents.manifest;
    // The seal proves every byte again, with the key found before: another file of that name does not open.
    let revisions = Ticker::new(watch, Stage::Taking, manifest.revisions).over(unpack(&contents.checked)?);
    let report = store
        .take_in(revisions, manifest.cases, &Barred::new(), Taking::ForGood)
        .map_err(|error| ExchangeError::taking(&contents.path, error))?;
    if manifest.from != store.device() {
        store.hear_of(manifest.from, &manifest.ends)?;
    }
    Ok(report)
}
