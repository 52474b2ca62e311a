//! Building a complete log from revisions.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::found::Found;
use crate::domain::Surroundings;
use crate::store::log::{Kind, Revision, heads_of};
use crate::store::{Result, Store, StoreError, log};
use crate::vault::DataKey;

/// Cases with more saves than the backup had.
pub(super) type Touched = BTreeSet<[u8; 16]>;

/// How far the chain of each device is complete in the new file.
#[derive(Default)]
pub(super) struct Log {
    tips: BTreeMap<Uuid, (i64, [u8; 32])>,
    /// Revisions added to those of the backup.
    pub(super) extended: u64,
    pub(super) touched: Touched,
}

/// Revisions that fit no chain.
pub(super) struct Rest {
    /// Read, but an earlier one of their chain is missing.
    pub(super) loose: Vec<Revision>,
    /// Known to exist, but not read.
    pub(super) missing: u64,
}

/// The result of logging the loose ones anew.
#[derive(Default)]
pub(super) struct Anew {
    pub(super) logged: u64,
    pub(super) left: u64,
    pub(super) touched: Touched,
}

impl Log {
    pub(super) fn devices(&self) -> impl Iterator<Item = Uuid> {
        self.tips.keys().copied()
    }

    /// Copies every revision of an undamaged file.
    pub(super) fn take_all(&mut self, into: &Connection, from: &Connection) -> Result<u64> {
        let sql = format!(
            "SELECT {} FROM revision r JOIN device d ON d.id = r.device ORDER BY r.device, r.seq",
            Revision::COLUMNS
        );
        let mut statement = from.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut taken = 0;
        while let Some(row) = rows.next()? {
            let revision = Revision::from_row(row)?;
            if self.follows(&revision) && revision.computed_hash() == revision.hash {
                self.take(into, &revision)?;
                taken += 1;
            }
        }
        Ok(taken)
    }

    /// Adds the found revisions that continue complete chains.
    pub(super) fn extend(
        &mut self,
        into: &Connection,
        mut found: Found,
        noted: Option<(Uuid, i64)>,
    ) -> Result<Rest> {
        let mut known: BTreeMap<Uuid, i64> = noted.into_iter().collect();
        for (device, seq) in found.keys() {
            let last = known.entry(*device).or_default();
            *last = (*last).max(*seq);
        }
        let devices: BTreeSet<Uuid> = known.keys().copied().collect();
        for device in &devices {
            while let Some(next) = self.next(*device, &found) {
                self.take(into, &next)?;
                self.extended += 1;
                if next.kind == Kind::Dispute.code() {
                    self.touched.insert(next.record);
                }
                found.remove(&(*device, next.seq));
            }
        }
        let mut loose = Vec::new();
        for ((device, seq), list) in found {
            if seq > self.tip(device).0 {
                loose.extend(list.into_iter().next_back());
            }
        }
        let lost = |(device, last): (&Uuid, &i64)| (last - self.tip(*device).0).max(0);
        let lost: i64 = known.iter().map(lost).sum();
        loose.sort_by_key(|revision| (revision.stamp, revision.device, revision.seq));
        let missing = u64::try_from(lost).unwrap_or(0).saturating_sub(loose.len() as u64);
        Ok(Rest { loose, missing })
    }

    fn tip(&self, device: Uuid) -> (i64, [u8; 32]) {
        self.tips.get(&device).copied().unwrap_or((0, [0; 32]))
    }

    fn follows(&self, revision: &Revision) -> bool {
        let (seq, hash) = self.tip(revision.device);
        (revision.seq, revision.prev) == (seq + 1, hash)
    }

    /// The revision that continues a device's chain. Of two, the one that another continues: the other was
    /// never finished.
    fn next(&self, device: Uuid, found: &Found) -> Option<Revision> {
        let seq = self.tip(device).0 + 1;
        let fitting: Vec<&Revision> =
            found.get(&(device, seq))?.iter().filter(|revision| self.follows(revision)).collect();
        let after = found.get(&(device, seq + 1));
        let goes_on =
            |revision: &&&Revision| after.into_iter().flatten().any(|next| next.prev == revision.hash);
        fitting.iter().find(goes_on).or(fitting.last()).map(|revision| (*revision).clone())
    }

    fn take(&mut self, into: &Connection, revision: &Revision) -> Result<()> {
        into.prepare_cached("INSERT OR IGNORE INTO device (uuid) VALUES (?1)")?.execute([revision.device])?;
        let local = into
            .prepare_cached("SELECT id FROM device WHERE uuid = ?1")?
            .query_row(params![revision.device], |row| row.get(0))?;
        log::insert_revision(into, local, revision)?;
        self.tips.insert(revision.device, (revision.seq, revision.hash));
        Ok(())
    }
}

/// Logs loose revisions anew under the device of the new file, with their operator and time. A field that was
/// changed since is left as it is.
pub(super) fn log_anew(
    fresh: &Path,
    key: Option<&DataKey>,
    loose: Vec<Revision>,
    surroundings: Box<dyn Surroundings>,
) -> Result<Anew> {
    if loose.is_empty() {
        return Ok(Anew::default());
    }
    let mut store = Store::open_made(fresh, key, surroundings)?;
    store.transact(|writer| {
        let mut anew = Anew::default();
        let mut ours: HashSet<([u8; 16], String)> = HashSet::new();
        for revision in &loose {
            let Some(kind) = Kind::from_code(&revision.kind) else {
                anew.left += 1;
                continue;
            };
            let body = revision.parsed()?;
            let heads = heads_of(writer.conn, &revision.record)?;
            let is_edit = body.after.is_some() || body.set.values().any(|change| !change.replaces.is_empty());
            if heads.is_none() && is_edit {
                // Its record was never read: a record cannot begin in its middle.
                anew.left += 1;
                continue;
            }
            let newest = |field: &str| {
                heads.iter().filter_map(|heads| heads.get(field)).flatten().map(|head| head.stamp).max()
            };
            let set = body.set.into_iter().filter(|(field, _)| {
                ours.contains(&(revision.record, field.clone()))
                    || newest(field).is_none_or(|stamp| stamp < revision.stamp)
            });
            let set: BTreeMap<_, _> = set.map(|(field, change)| (field, change.value)).collect();
            ours.extend(set.keys().map(|field| (revision.record, field.clone())));
            writer.append_as_of(revision, kind, set)?;
            anew.logged += 1;
            if kind == Kind::Dispute {
                anew.touched.insert(revision.record);
            }
        }
        Ok::<_, StoreError>(anew)
    })
}
