//! The one function that applies a revision, for a save made here and for one that came in. Every table but the log
//! is what this function makes of the log.

use rusqlite::{Connection, OptionalExtension, params};

use super::locked::LockWatch;
use super::tables::NewCase;
use super::tally::Moves;
use super::{codes, entry_rows, numbers, search, tables};
use crate::domain::case_number::read_number;
use crate::domain::{Dispute, Id};
use crate::store::log::{
    Body, Contests, Fields, Kind, Revision, RevisionName, advance_heads, dispute_of, fields,
};
use crate::store::office::Directory;
use crate::store::{Result, StoreError};

/// What is collected or held in memory while revisions are applied.
pub(in crate::store) struct Derived {
    pub directory: Directory,
    pub(super) moves: Moves,
    pub locks: LockWatch,
    pub(super) numbers: numbers::Noted,
    pub(super) names: search::NameTerms,
    /// The conflicts that arose meanwhile.
    pub contests: Contests,
}

impl From<Directory> for Derived {
    fn from(directory: Directory) -> Self {
        Self {
            directory,
            moves: Moves::default(),
            locks: LockWatch::default(),
            numbers: numbers::Noted::default(),
            names: search::NameTerms::default(),
            contests: Contests::new(),
        }
    }
}

impl Derived {
    /// Writes what was gathered: totals and last numbers.
    pub(in crate::store) fn flush(&mut self, conn: &Connection) -> Result<()> {
        self.moves.flush(conn)?;
        self.numbers.flush(conn)
    }
}

/// Applies a revision that stands in the log: moves the heads of its record, then writes what follows from them.
pub(in crate::store) fn apply(
    conn: &Connection,
    revision: &Revision,
    body: Body,
    derived: &mut Derived,
) -> Result<()> {
    note_undo(conn, revision, &body)?;
    if revision.kind == Kind::Dispute.code()
        && let Some(number) = body.set.get("number").and_then(|change| change.value.as_str())
    {
        // For every revision, shown or not: a number given out once is never given out again.
        derived.numbers.note(read_number(number).as_ref());
    }
    if make_record(conn, revision)? {
        return write(conn, revision, None, &first_fields(body), derived);
    }
    let (before, after) = advance_heads(conn, revision, &body, &mut derived.contests)?;
    write(conn, revision, Some(&before), &after, derived)
}

/// Applies the revision that makes a case, as [`apply`] does, with what was worked out before. False where the case is
/// there already, and nothing was done.
pub(in crate::store) fn apply_new_case(
    conn: &Connection,
    revision: &Revision,
    case: &mut NewCase,
    derived: &mut Derived,
) -> Result<bool> {
    if !make_record(conn, revision)? {
        return Ok(false);
    }
    derived.numbers.note(case.number());
    case.write(conn, derived)?;
    Ok(true)
}

fn write(
    conn: &Connection,
    revision: &Revision,
    before: Option<&Fields>,
    after: &Fields,
    derived: &mut Derived,
) -> Result<()> {
    // A kind that only a newer version knows stays in the log, to be replayed after the upgrade.
    let Some(kind) = Kind::from_code(&revision.kind) else { return Ok(()) };
    let record = &revision.record;
    let uuid = uuid::Uuid::from_bytes(*record);
    match kind {
        Kind::Dispute => {
            let id = tables::dispute_id(record);
            let after = fields::to_dispute(id, after);
            match before {
                Some(before) => tables::write_dispute(conn, &fields::to_dispute(id, before), &after, derived),
                None => NewCase::of(after).write(conn, derived),
            }
        }
        Kind::Office => tables::write_office(conn, &fields::to_office(Id::new(uuid), after), derived),
        Kind::Mediator => tables::write_mediator(conn, &fields::to_mediator(Id::new(uuid), after), derived),
        Kind::Operator => tables::write_operator(conn, &fields::to_operator(Id::new(uuid), after), derived),
        Kind::Laptop => tables::write_laptop(conn, fields::to_laptop(Id::new(uuid), after), derived),
        Kind::Setting => tables::write_setting(conn, record, after, derived),
        Kind::Service | Kind::Screening | Kind::Prevention | Kind::Indicator => {
            let list = entry_rows::list_of(kind).ok_or(StoreError::NoSuchRecord)?;
            entry_rows::write(conn, list, uuid, after, derived)
        }
        Kind::Code => codes::write(conn, after, derived),
        Kind::Lock => tables::write_lock(conn, uuid, after, derived),
        Kind::Disclosure => tables::write_disclosure(conn, uuid, after),
    }
}

fn first_fields(body: Body) -> Fields {
    body.set
        .into_iter()
        .filter(|(_, change)| !change.value.is_null())
        .map(|(field, change)| (field, change.value))
        .collect()
}

/// Makes the record that a revision is about; false where it is there already.
fn make_record(conn: &Connection, revision: &Revision) -> Result<bool> {
    let made = conn
        .prepare_cached(
            "INSERT INTO record (uuid, kind, device, seq) VALUES (?1, ?2, (SELECT id FROM device WHERE uuid = ?3), ?4) \
             ON CONFLICT (uuid) DO NOTHING",
        )?
        .execute(params![revision.record, revision.kind, revision.device, revision.seq])?;
    Ok(made > 0)
}

fn note_undo(conn: &Connection, revision: &Revision, body: &Body) -> Result<()> {
    // Everybody may take back his own revisions; a newer program must mark anything else differently.
    let own = |name: &RevisionName| name.0 == revision.device;
    if let Some((device, seq)) = body.undoes.filter(own) {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO undone (device, seq, by_seq) VALUES ((SELECT id FROM device WHERE uuid = ?1), ?2, ?3)",
        )?
        .execute(params![device, seq, revision.seq])?;
    }
    if let Some((device, seq)) = body.redoes.filter(own) {
        conn.prepare_cached(
            "DELETE FROM undone WHERE device = (SELECT id FROM device WHERE uuid = ?1) AND seq = ?2",
        )?
        .execute(params![device, seq])?;
    }
    Ok(())
}

/// The whole case of a row.
pub(in crate::store) fn dispute_at(conn: &Connection, row: i64) -> Result<Dispute> {
    let sql = "SELECT uuid FROM dispute WHERE id = ?1";
    let uuid = conn.prepare_cached(sql)?.query_row([row], |r| r.get(0)).optional()?;
    dispute_of(conn, Id::new(uuid.ok_or(StoreError::NoSuchRecord)?))
}
