//! 沿革: the history of one record, save by save, and the return to any of its states.
//!
//! Saves are in the order of the log, (stamp, device), the same on every laptop. A field's value before a
//! save is what its heads showed at that point: one value, or several where two laptops had written
//! independently. Only the revisions of the one record are read, in one indexed query.

use rusqlite::Connection;
use serde_json::Value;
use uuid::Uuid;

use super::write::{Changed, Saved, Writer};
use crate::domain::{Dispute, DisputeId, OperatorId};
use crate::store::log::{
    Body, Fields, Heads, Kind, Revision, RevisionName, difference, dispute_of, fields, fields_of, part_of,
    shown_fields, step_heads,
};
use crate::store::{Result, Store, StoreError};

/// The fields that name a part of a case to a person: the first that is filled in.
const CALLED: [&str; 6] = ["name", "organisation", "on", "agreed_on", "due_on", "kind"];
/// Not restored with the rest of a case: only the office that has the case may hand it over.
const STAYS: &str = "keeper";

/// The fields of a case in the order of its life, then the parts; a newer program's fields stand at the end.
const ORDER: [&str; 49] = [
    "number",
    "accepted_on",
    "type",
    "governance",
    "source",
    "pre_litigation",
    "office",
    "keeper",
    "village",
    "level",
    "difficulty",
    "risk",
    "consent",
    "occurred_on",
    "screened_on",
    "people",
    "place",
    "summary",
    "name",
    "parent",
    "kind",
    "value",
    "party",
    "agent",
    "mediators",
    "tags",
    "investigation",
    "evidence",
    "session",
    "attendee",
    "extension",
    "escalation",
    "referral",
    "closing",
    "closing_reason",
    "told",
    "agreement",
    "instalment",
    "performed",
    "litigation",
    "follow_up",
    "prevention",
    "remark",
    "filing",
    "note",
    "original",
    "void",
    "valid_to",
    "role",
];
/// The fields of a part: its name first, then the rest.
const OF_PART: [&str; 12] = [
    "removed",
    "name",
    "on",
    "agreed_on",
    "direction",
    "organisation",
    "side",
    "kind",
    "sex",
    "born_on",
    "phone",
    "to",
];

/// The sort key of a change among the others of its save.
fn rank(change: &PastChange) -> (usize, String, usize) {
    let at = |list: &[&str], name: &str| list.iter().position(|known| *known == name).unwrap_or(list.len());
    match &change.part {
        Some(part) => (at(&ORDER, &part.kind), part.id.clone(), at(&OF_PART, &change.field)),
        None => {
            let group = change.field.split('.').next().unwrap_or_default();
            (at(&ORDER, group), String::new(), 0)
        }
    }
}

/// The name of a save in the log, equal on every laptop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SaveName {
    /// The laptop that wrote it.
    pub device: Uuid,
    /// Its number there, from 1, without gaps.
    pub seq: i64,
}

impl From<RevisionName> for SaveName {
    fn from((device, seq): RevisionName) -> Self {
        Self { device, seq }
    }
}

/// What a save did with an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// Undid it.
    Undid(SaveName),
    /// Brought it back after it had been undone.
    Redid(SaveName),
    /// Returned to the state after it.
    Restored(SaveName),
}

/// One save of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct PastSave {
    /// Its name.
    pub name: SaveName,
    /// When, by the wall clock of that laptop with its offset from UTC (RFC 3339).
    pub at: String,
    /// Who was at the keyboard; none where nobody had signed in.
    pub by: Option<OperatorId>,
    /// Its origin (`import`, `command`, `roster` …); none for what was typed on a screen.
    pub via: Option<String>,
    /// What it did with an earlier save.
    pub turned: Option<Turned>,
    /// What it changed, in the order of the fields of a case.
    pub changes: Vec<PastChange>,
}

/// What a save did to one field.
#[derive(Debug, Clone, PartialEq)]
pub struct PastChange {
    /// The field by its name in the log, within its part.
    pub field: String,
    /// The part of the case it belongs to.
    pub part: Option<PastPart>,
    /// The values before, the shown one first; empty for nothing, several where there was a conflict.
    pub from: Vec<Value>,
    /// The value since; null for nothing.
    pub to: Value,
    /// Values of other laptops that this save did not know of; they stay until somebody decides.
    pub beside: Vec<Value>,
}

/// A part of a case, as it was named at the time.
#[derive(Debug, Clone, PartialEq)]
pub struct PastPart {
    /// `party`, `session` and so on.
    pub kind: String,
    /// Its identity, the same in every save.
    pub id: String,
    /// Its name, body or day; none where it has none of them.
    pub called: Option<Value>,
}

impl PastChange {
    /// The change of that field, named in full; `state` is what the record held afterwards, from which a part has its name.
    fn of(field: &str, from: Vec<Value>, to: Value, state: &Fields, before: &Fields) -> Self {
        let Some(part) = part_of(field) else {
            return Self { field: field.to_owned(), part: None, from, to, beside: Vec::new() };
        };
        let (kind, id) = part.split_once('.').unwrap_or((part, ""));
        let said = |name: &&str| {
            let field = format!("{part}.{name}");
            state.get(&field).or_else(|| before.get(&field)).cloned()
        };
        let called = CALLED.iter().find_map(said);
        let field = field.strip_prefix(part).and_then(|rest| rest.strip_prefix('.')).unwrap_or(field);
        let part = Some(PastPart { kind: kind.to_owned(), id: id.to_owned(), called });
        Self { field: field.to_owned(), part, from, to, beside: Vec::new() }
    }
}

/// The heads of a record while its revisions are replayed.
#[derive(Default)]
struct Replay(Heads);

impl Replay {
    fn take(&mut self, revision: &Revision, body: &Body) {
        for (field, change) in &body.set {
            step_heads(self.0.entry(field.clone()).or_default(), revision, change);
        }
    }

    fn shown(&self) -> Fields {
        shown_fields(&self.0)
    }

    /// The values of a field, the shown one first; empty ones are left out where there are others.
    fn values(&self, field: &str) -> Vec<Value> {
        let Some(list) = self.0.get(field) else { return Vec::new() };
        let mut list: Vec<_> = list.iter().collect();
        list.sort_by_key(|head| std::cmp::Reverse((head.stamp, head.name.0)));
        let mut values: Vec<Value> = Vec::new();
        for head in list {
            if !values.contains(&head.value) {
                values.push(head.value.clone());
            }
        }
        if values == [Value::Null] { Vec::new() } else { values }
    }

    /// Applies a revision and returns what it changed.
    fn tell(&mut self, revision: &Revision, body: &Body) -> PastSave {
        let before = self.shown();
        let had: Vec<Vec<Value>> = body.set.keys().map(|field| self.values(field)).collect();
        self.take(revision, body);
        let state = self.shown();
        let mut changes = Vec::new();
        for ((field, change), from) in body.set.iter().zip(had) {
            let beside: Vec<Value> =
                self.values(field).into_iter().filter(|value| *value != change.value).collect();
            let same = match from.as_slice() {
                [] => change.value.is_null(),
                [one] => *one == change.value,
                _ => false,
            };
            if same && beside.is_empty() {
                continue;
            }
            let told = PastChange::of(field, from, change.value.clone(), &state, &before);
            changes.push(PastChange { beside, ..told });
        }
        changes.sort_by_cached_key(rank);
        let turned = [
            body.undoes.map(|name| Turned::Undid(name.into())),
            body.redoes.map(|name| Turned::Redid(name.into())),
            body.restores.map(|name| Turned::Restored(name.into())),
        ];
        PastSave {
            name: SaveName { device: revision.device, seq: revision.seq },
            at: revision.at.clone(),
            by: revision.operator.map(|id| OperatorId::new(Uuid::from_bytes(id))),
            via: body.via.clone(),
            turned: turned.into_iter().flatten().next(),
            changes,
        }
    }
}

/// The revisions of a record, oldest first.
fn revisions_of(conn: &Connection, record: &[u8; 16]) -> Result<Vec<(Revision, Body)>> {
    let sql = format!(
        "SELECT {} FROM revision r JOIN device d ON d.id = r.device WHERE r.record = ?1 ORDER BY r.stamp, d.uuid",
        Revision::COLUMNS
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([record])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let revision = Revision::from_row(row)?;
        let body = revision.parsed()?;
        found.push((revision, body));
    }
    Ok(found)
}

/// What the record showed right after that save.
fn fields_at(conn: &Connection, record: &[u8; 16], save: SaveName) -> Result<Fields> {
    Ok(fields_around(conn, record, save)?.1)
}

/// What the record showed right before that save, and right after it.
pub(super) fn fields_around(
    conn: &Connection,
    record: &[u8; 16],
    save: SaveName,
) -> Result<(Fields, Fields)> {
    let mut replay = Replay::default();
    for (revision, body) in revisions_of(conn, record)? {
        let is_it = (revision.device, revision.seq) == (save.device, save.seq);
        let before = if is_it { replay.shown() } else { Fields::new() };
        replay.take(&revision, &body);
        if is_it {
            return Ok((before, replay.shown()));
        }
    }
    Err(StoreError::NoSuchRecord)
}

/// The changes from one state to an earlier one: parts added since are taken out, not lost.
pub(super) fn way_back(now: &Fields, then: &Fields) -> Fields {
    let mut then = then.clone();
    then.remove(STAYS);
    then.extend(now.get_key_value(STAYS).map(|(field, value)| (field.clone(), value.clone())));
    let mut set = difference(now, &then);
    // A part added and removed since is out already.
    set.retain(|field, value| now.get(field).unwrap_or(&Value::Null) != value);
    set
}

impl Store {
    /// Every save of a record, the oldest first. `record` is the id that it has everywhere.
    ///
    /// # Errors
    /// [`StoreError::NoSuchRecord`] where the log knows none; or why the file could not be read.
    pub fn past(&self, record: Uuid) -> Result<Vec<PastSave>> {
        let mut replay = Replay::default();
        let revisions = revisions_of(&self.conn, record.as_bytes())?;
        if revisions.is_empty() {
            return Err(StoreError::NoSuchRecord);
        }
        Ok(revisions.iter().map(|(revision, body)| replay.tell(revision, body)).collect())
    }

    /// A case as it stood right after that save.
    ///
    /// # Errors
    /// [`StoreError::NoSuchRecord`] where that save is none of the case's; or why the file could not be read.
    pub fn dispute_at(&self, id: DisputeId, save: SaveName) -> Result<Dispute> {
        Ok(fields::to_dispute(id, &fields_at(&self.conn, id.bytes(), save)?))
    }

    /// The changes that [`Self::restore_dispute`] would make now; empty where there are none.
    ///
    /// # Errors
    /// As [`Self::dispute_at`].
    pub fn restore_changes(&self, id: DisputeId, save: SaveName) -> Result<Vec<PastChange>> {
        let then = fields_at(&self.conn, id.bytes(), save)?;
        let now = fields_of(&self.conn, id.bytes())?.ok_or(StoreError::NoSuchRecord)?;
        let change = |(field, to): (String, Value)| {
            let from = now.get(&field).cloned().into_iter().collect();
            PastChange::of(&field, from, to, &then, &now)
        };
        let mut changes: Vec<PastChange> = way_back(&now, &then).into_iter().map(change).collect();
        changes.sort_by_cached_key(rank);
        Ok(changes)
    }

    /// Returns a case to the state it had right after that save. This is another save, which can be undone;
    /// later values are replaced and stay in the log.
    ///
    /// # Errors
    /// As [`Self::dispute_at`], or why the file could not be written.
    pub fn restore_dispute(&mut self, id: DisputeId, save: SaveName) -> Result<Saved> {
        self.transact(|writer| writer.restore_dispute(id, save))
    }
}

impl Writer<'_> {
    fn restore_dispute(&mut self, id: DisputeId, save: SaveName) -> Result<Saved> {
        self.keep_to_own(id.bytes())?;
        let then = fields_at(self.conn, id.bytes(), save)?;
        let now = fields_of(self.conn, id.bytes())?.ok_or(StoreError::NoSuchRecord)?;
        let set = way_back(&now, &then);
        if set.is_empty() {
            return Ok(Saved { dispute: fields::to_dispute(id, &now), change: Changed::Nothing });
        }
        let set = self.with_replaced(id.bytes(), set)?;
        let body = Body { set, restores: Some((save.device, save.seq)), ..Body::default() };
        self.append(Kind::Dispute, id.bytes(), body)?;
        Ok(Saved { dispute: dispute_of(self.conn, id)?, change: Changed::Written })
    }
}
