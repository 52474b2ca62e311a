//! Undo and redo across saves. Both are new revisions: nothing is taken out of the log.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use uuid::Uuid;

use super::write::Standing;
use super::write::Writer;
use crate::domain::field::EntryName;
use crate::domain::{DisputeId, Id, Month};
use crate::store::derived::entry_name;
use crate::store::log::{
    BATCH, Body, Change, Fields, IMPORT, IMPORT_UNDONE, Kind, MERGE, ROSTER, Revision, RevisionName,
    fields_of, heads_of, origin_of,
};
use crate::store::office::Settings;
use crate::store::{Device, Result, Store, StoreError};

/// How many saves back undo looks for one to undo.
const UNDO_DEPTH: i64 = 1_000;

/// What was undone or redone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The case, where it was one.
    pub dispute: Option<DisputeId>,
    /// The entry of another count, where it was one.
    pub entry: Option<EntryName>,
    /// The fields it touched, by their names in the log.
    pub fields: Vec<String>,
    /// The month, where it was a lock.
    pub lock: Option<Month>,
    /// Whether the save had made the record: undo has voided it.
    pub was_new: bool,
    /// How many saves it was: more than one where one act was done on several cases.
    pub saves: usize,
    /// One of the records, where it was a merge.
    pub merged: Option<DisputeId>,
}

/// The direction along the saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Forth,
}

impl Store {
    /// Undoes the last save of this laptop. A record that it had made is voided: nothing is deleted.
    ///
    /// # Errors
    /// [`StoreError::NothingToUndo`]; [`StoreError::ChangedSince`] where another laptop has changed the same field
    /// since; or why the file could not be written.
    pub fn undo(&mut self) -> Result<Undone> {
        self.at_home()?;
        let target = undo_target(&self.conn, self.device)?.ok_or(StoreError::NothingToUndo)?;
        self.turn(&target, Way::Back)
    }

    /// Brings back what was last undone.
    ///
    /// # Errors
    /// As [`Self::undo`].
    pub fn redo(&mut self) -> Result<Undone> {
        self.at_home()?;
        let target = redo_target(&self.conn, self.device)?.ok_or(StoreError::NothingToUndo)?;
        self.turn(&target, Way::Forth)
    }

    /// In a copy the last saves are another laptop's: undo starts with the first save made here.
    fn at_home(&self) -> Result<()> {
        match self.standing() {
            Standing::Home => Ok(()),
            Standing::Moved => Err(StoreError::NothingToUndo),
        }
    }

    /// Undoes or redoes a save; of an act on several cases, all of it or nothing.
    fn turn(&mut self, target: &Revision, way: Way) -> Result<Undone> {
        let mut saves = together(&self.conn, target)?;
        if way == Way::Back {
            saves.reverse();
        }
        let kind = Kind::from_code(&target.kind).ok_or(StoreError::NothingToUndo)?;
        let is_merge = target.parsed()?.via.as_deref() == Some(MERGE);
        let is_new = |save: &Revision| -> Result<bool> {
            let origin = origin_of(&self.conn, &save.record)?;
            Ok(origin.is_some_and(|origin| origin.name == (save.device, save.seq)))
        };
        let new: Vec<bool> = saves.iter().map(is_new).collect::<Result<_>>()?;
        let fields = self.transact(|writer| {
            let mut fields = BTreeSet::new();
            for (save, was_new) in saves.iter().zip(&new) {
                fields.extend(writer.turn(save, way, *was_new)?);
            }
            Ok(fields)
        })?;
        if kind == Kind::Setting {
            self.settings = Settings::load(&self.conn)?;
        }
        let dispute = (kind == Kind::Dispute).then(|| Id::new(Uuid::from_bytes(target.record)));
        let entry = entry_name(kind, target.record);
        let lock = match kind {
            Kind::Lock => month_of(&fields_of(&self.conn, &target.record)?.unwrap_or_default()),
            _ => None,
        };
        let (fields, was_new) = (fields.into_iter().collect(), new.contains(&true));
        let merged = dispute.filter(|_| is_merge);
        Ok(Undone { dispute, entry, lock, fields, was_new, saves: saves.len(), merged })
    }
}

/// The month of a lock, void ones too.
fn month_of(lock: &Fields) -> Option<Month> {
    Month::from_code(i32::try_from(lock.get("month")?.as_i64()?).ok()?)
}

impl Writer<'_> {
    /// Appends the revision that undoes or redoes that save; the fields it touches.
    fn turn(&mut self, save: &Revision, way: Way, was_new: bool) -> Result<Vec<String>> {
        let kind = Kind::from_code(&save.kind).ok_or(StoreError::NothingToUndo)?;
        let said = save.parsed()?;
        if kind == Kind::Dispute {
            self.keep_to_own(&save.record)?;
        }
        let values = match way {
            Way::Back => self.values_before(save, &said, was_new)?,
            Way::Forth if was_new => BTreeMap::from([("void".to_owned(), Value::Null)]),
            Way::Forth => {
                said.set.iter().map(|(field, change)| (field.clone(), change.value.clone())).collect()
            }
        };
        let mut body = Body { set: self.with_replaced(&save.record, values)?, ..Body::default() };
        let name: RevisionName = (save.device, save.seq);
        match way {
            Way::Back => body.undoes = Some(name),
            Way::Forth => body.redoes = Some(name),
        }
        self.append(kind, &save.record, body)?;
        Ok(said.set.into_keys().collect())
    }

    /// The values of a revision's fields before it.
    fn values_before(
        &self,
        target: &Revision,
        said: &Body,
        was_new: bool,
    ) -> Result<BTreeMap<String, Value>> {
        if was_new {
            return Ok(BTreeMap::from([("void".to_owned(), crate::domain::UNDONE_ENTRY.into())]));
        }
        let now = heads_of(self.conn, &target.record)?.unwrap_or_default();
        let mut values = BTreeMap::new();
        for (field, change) in &said.set {
            // Only this laptop's own later undo or redo may be there; another's value is not ours to drop.
            let foreign =
                now.get(field).is_some_and(|list| list.iter().any(|head| head.name.0 != target.device));
            if foreign {
                return Err(StoreError::ChangedSince);
            }
            values.insert(field.clone(), value_before(self.conn, field, change)?);
        }
        Ok(values)
    }
}

/// A save, with those of the same act on several cases, oldest first.
fn together(conn: &Connection, save: &Revision) -> Result<Vec<Revision>> {
    let body = save.parsed()?;
    let via = body.via.as_deref();
    if !matches!(via, Some(BATCH | MERGE)) {
        return Ok(vec![save.clone()]);
    }
    let named = |seq| revision_named(conn, save.device, seq);
    let mut act = VecDeque::from([save.clone()]);
    let mut begins = body.begins;
    for seq in (1..save.seq).rev() {
        let Some(before) = named(seq)?.filter(|_| !begins) else { break };
        begins = before.parsed()?.begins;
        act.push_front(before);
    }
    for seq in save.seq + 1.. {
        let Some(next) = named(seq)? else { break };
        let next_body = next.parsed()?;
        if next_body.via.as_deref() != via || next_body.begins {
            break;
        }
        act.push_back(next);
    }
    // A laptop may have announced itself with the first of them.
    act.retain(|save| save.kind == Kind::Dispute.code());
    Ok(act.into())
}

/// The value that a change replaced: that of the replaced revision with the largest stamp, null where there was none.
fn value_before(conn: &Connection, field: &str, change: &Change) -> Result<Value> {
    let mut newest: Option<(i64, Uuid, Value)> = None;
    for (device, seq) in &change.replaces {
        let Some(revision) = revision_named(conn, *device, *seq)? else { continue };
        let value =
            revision.parsed()?.set.get(field).map(|change| change.value.clone()).unwrap_or(Value::Null);
        if newest.as_ref().is_none_or(|(stamp, by, _)| (*stamp, *by) < (revision.stamp, *device)) {
            newest = Some((revision.stamp, *device, value));
        }
    }
    Ok(newest.map_or(Value::Null, |(_, _, value)| value))
}

pub(super) fn revision_named(conn: &Connection, device: Uuid, seq: i64) -> Result<Option<Revision>> {
    let sql = format!(
        "SELECT {} FROM revision r JOIN device d ON d.id = r.device WHERE d.uuid = ?1 AND r.seq = ?2",
        Revision::COLUMNS
    );
    Ok(conn.prepare_cached(&sql)?.query_row(params![device, seq], Revision::from_row).optional()?)
}

/// Whether undo may take a revision back: typed on a screen and about a case, another count or a lock, or
/// made in the roster, or a change of an existing record. A village that was added with the case that named
/// it stays.
fn can_be_undone(revision: &Revision, body: &Body) -> bool {
    let by_roster = body.via.as_deref() == Some(ROSTER);
    let typed = matches!(body.via.as_deref(), None | Some(ROSTER | BATCH | MERGE));
    let plain = body.undoes.is_none() && body.redoes.is_none() && typed;
    let can_be_void = Kind::from_code(&revision.kind).is_some_and(|kind| {
        matches!(kind, Kind::Dispute | Kind::Lock) || entry_name(kind, revision.record).is_some()
    });
    plain && (by_roster || can_be_void || body.set.values().any(|change| !change.replaces.is_empty()))
}

/// The last saves of this device, newest first.
fn recent(conn: &Connection, device: Device) -> Result<Vec<(Revision, Body)>> {
    let sql = format!(
        "SELECT {} FROM revision r JOIN device d ON d.id = r.device WHERE r.device = ?1 ORDER BY r.seq DESC LIMIT {UNDO_DEPTH}",
        Revision::COLUMNS
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([device.local])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let revision = Revision::from_row(row)?;
        let body = revision.parsed()?;
        // An import, or taking one back, ends the search: what is before it cannot be undone by one key. Saves of commands are
        // skipped: undo on the screen does not take them back.
        if matches!(body.via.as_deref(), Some(IMPORT | IMPORT_UNDONE)) {
            break;
        }
        // Disclosures have happened, and a laptop's announcement follows its settings: neither is undone, and
        // both are skipped.
        if revision.kind == Kind::Disclosure.code() || revision.kind == Kind::Laptop.code() {
            continue;
        }
        found.push((revision, body));
    }
    Ok(found)
}

fn is_undone(conn: &Connection, device: Device, seq: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM undone WHERE device = ?1 AND seq = ?2";
    Ok(conn.prepare_cached(sql)?.exists(params![device.local, seq])?)
}

fn undo_target(conn: &Connection, device: Device) -> Result<Option<Revision>> {
    for (revision, body) in recent(conn, device)? {
        if can_be_undone(&revision, &body) && !is_undone(conn, device, revision.seq)? {
            return Ok(Some(revision));
        }
    }
    Ok(None)
}

/// The oldest undone save above the last one that stands; a new save ends what can be redone, so what was undone
/// before a newer save was made is out of reach, even when that newer save is undone too.
fn redo_target(conn: &Connection, device: Device) -> Result<Option<Revision>> {
    let mut candidate: Option<Revision> = None;
    let mut undone_at: BTreeMap<i64, i64> = BTreeMap::new();
    for (at, (revision, body)) in recent(conn, device)?.into_iter().enumerate() {
        let turned = body.undoes.is_some() || body.redoes.is_some();
        if at == 0 && !turned {
            return Ok(None);
        }
        if let Some((_, seq)) = body.undoes {
            // Newest first: the first one met is the undo that counts.
            undone_at.entry(seq).or_insert(revision.seq);
        }
        if can_be_undone(&revision, &body) {
            let newer = candidate.as_ref().map_or(0, |save| save.seq);
            let undone_before = undone_at.get(&revision.seq).is_none_or(|undo| *undo < newer);
            if !is_undone(conn, device, revision.seq)? || undone_before {
                break;
            }
            candidate = Some(revision);
        }
    }
    Ok(candidate)
}
