//! Writes the rows of records from their shown fields.

use rusqlite::{Connection, OptionalExtension, ToSql, params};
use serde_json::Value;
use uuid::Uuid;

use super::apply::Derived;
use super::case_rows::{self, CaseRows};
use super::search;
use super::tally::Move;
use crate::domain::case_number::{ReadNumber, read_number};
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{
    Dispute, DisputeId, Id, Laptop, Masking, Mediator, MediatorId, Month, Office, OfficeId, Operator,
    OperatorId,
};
use crate::store::log::{Fields, fields};
use crate::store::office::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, GOVERNANCE_LIST, Label, list_of};
use crate::store::{Result, StoreError};

/// A case that is not in the file yet, with all that can be worked out without the file: on any thread.
pub(in crate::store) struct NewCase {
    case: Dispute,
    number: Option<ReadNumber>,
    rows: CaseRows,
    terms: String,
}

impl NewCase {
    pub(in crate::store) fn of(case: Dispute) -> Self {
        let number = read_number(&case.number);
        Self { number, rows: CaseRows::of(&case), terms: search::own_terms(&case), case }
    }

    /// Its number, where it has one of the usual form.
    pub(super) const fn number(&self) -> Option<&ReadNumber> {
        self.number.as_ref()
    }

    /// The case alone.
    pub(in crate::store) const fn case(&self) -> &Dispute {
        &self.case
    }

    /// Writes it: its row, its parts, its share of the totals and its search terms.
    pub(super) fn write(&mut self, conn: &Connection, derived: &mut Derived) -> Result<()> {
        let Self { case, rows, terms, .. } = self;
        let office = office_local(conn, case.office, derived)?;
        derived.moves.note(case, office, Move::Add);
        derived.locks.note(case, office, Move::Add);
        if derived.moves.are_many() {
            derived.moves.flush(conn)?;
        }
        ensure_codes(conn, case, derived)?;
        let row = rows.insert(conn, derived)?;
        write_lists(conn, row, case, derived)?;
        search::add(conn, row, terms, case, derived)
    }
}

/// Writes a case in place of what the file has: its row, its parts, its share of the totals and its search terms.
pub(super) fn write_dispute(
    conn: &Connection,
    before: &Dispute,
    after: &Dispute,
    derived: &mut Derived,
) -> Result<()> {
    for (case, way) in [(before, Move::Remove), (after, Move::Add)] {
        let office = office_local(conn, case.office, derived)?;
        derived.moves.note(case, office, way);
        derived.locks.note(case, office, way);
    }
    if derived.moves.are_many() {
        derived.moves.flush(conn)?;
    }
    ensure_codes(conn, after, derived)?;
    let row = case_rows::replace(conn, before, after, derived)?;
    for table in ["dispute_mediator", "tag"] {
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE dispute = ?1"))?.execute([row])?;
    }
    write_lists(conn, row, after, derived)?;
    search::replace(conn, row, after, derived)
}

/// Mediators and tags, by which cases are listed and counted.
fn write_lists(conn: &Connection, row: i64, case: &Dispute, derived: &mut Derived) -> Result<()> {
    if !case.mediators.is_empty() {
        let mut insert = conn.prepare_cached(
            "INSERT INTO dispute_mediator (dispute, position, mediator, accepted_on) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (position, id) in case.mediators.iter().enumerate() {
            let mediator = mediator_local(conn, *id, derived)?;
            insert.execute(params![row, position, mediator, iso(case.accepted_on)])?;
        }
    }
    if !case.tags.is_empty() {
        let mut insert = conn.prepare_cached("INSERT INTO tag (dispute, tag) VALUES (?1, ?2)")?;
        for tag in &case.tags {
            insert.execute(params![row, tag])?;
        }
    }
    Ok(())
}

/// This file's own integer for a record.
pub(in crate::store) fn local(conn: &Connection, table: &str, uuid: Uuid) -> Result<Option<i64>> {
    let sql = format!("SELECT id FROM {table} WHERE uuid = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([uuid], |row| row.get(0)).optional()?)
}

/// The integer of an office. An unknown office (its own revision may come later) gets a row, which is filled
/// in then.
pub(in crate::store) fn office_local(conn: &Connection, id: OfficeId, derived: &mut Derived) -> Result<i64> {
    if let Some(local) = derived.directory.office_local(id) {
        return Ok(local);
    }
    conn.execute("INSERT INTO office (uuid, parent) VALUES (?1, 1)", [id.uuid()])?;
    let local = conn.last_insert_rowid();
    derived.directory.put_office(local, fields::to_office(id, &Fields::new()));
    Ok(local)
}

fn mediator_local(conn: &Connection, id: MediatorId, derived: &mut Derived) -> Result<i64> {
    if let Some(local) = derived.directory.mediator_local(id) {
        return Ok(local);
    }
    conn.execute("INSERT INTO mediator (uuid) VALUES (?1)", [id.uuid()])?;
    let local = conn.last_insert_rowid();
    derived.directory.put_mediator(local, fields::to_mediator(id, &Fields::new()));
    Ok(local)
}

/// Adds a code that this version's dictionaries lack (from a newer program); its label is the code itself.
fn ensure_codes(conn: &Connection, dispute: &Dispute, derived: &mut Derived) -> Result<()> {
    if derived.directory.type_label(&dispute.kind).is_none() {
        insert_code(conn, DICTIONARY_OF_TYPES, dispute.kind.as_str())?;
        derived.directory.put_label(DICTIONARY_OF_TYPES, Label::unknown(dispute.kind.as_str()));
    }
    if derived.directory.source_label(&dispute.source).is_none() {
        insert_code(conn, DICTIONARY_OF_SOURCES, dispute.source.as_str())?;
        derived.directory.put_label(DICTIONARY_OF_SOURCES, Label::unknown(dispute.source.as_str()));
    }
    Ok(())
}

fn insert_code(conn: &Connection, table: &str, code: &str) -> Result<()> {
    let sql = format!(
        "INSERT INTO {table} (code, zh, zh_short, en, en_short, initials, position) VALUES (?1, ?1, ?1, ?1, ?1, ?1, 1000)"
    );
    conn.execute(&sql, [code])?;
    Ok(())
}

/// Writes an office. After a rename, the search terms of its villages' cases are written anew.
pub(super) fn write_office(conn: &Connection, office: &Office, derived: &mut Derived) -> Result<()> {
    let parent = office.parent.map(|id| office_local(conn, id, derived)).transpose()?;
    // An office whose own revision is the first to name it is in no case yet.
    let renamed = derived.directory.office(office.id).is_some_and(|known| known.name != office.name);
    let local = office_local(conn, office.id, derived)?;
    let aliases = serde_json::to_string(&office.aliases).unwrap_or_else(|_| "[]".to_owned());
    conn.prepare_cached(
        "UPDATE office SET parent = ?2, kind = ?3, name = ?4, aliases = ?5, division_code = ?6, mark = ?7, committee = ?8, \
         valid_to = ?9 WHERE id = ?1",
    )?
    .execute(params![
        local,
        parent,
        office.kind.code(),
        office.name,
        aliases,
        office.division_code,
        office.mark,
        office.committee,
        office.valid_to.map(iso)
    ])?;
    derived.directory.put_office(local, office.clone());
    if renamed {
        reindex(conn, "SELECT id FROM dispute WHERE village = ?1", local, derived)?;
    }
    Ok(())
}

/// Writes a mediator.
pub(super) fn write_mediator(conn: &Connection, mediator: &Mediator, derived: &mut Derived) -> Result<()> {
    let office = office_local(conn, mediator.office, derived)?;
    let renamed = derived.directory.mediator(mediator.id).is_some_and(|known| known.name != mediator.name);
    let local = mediator_local(conn, mediator.id, derived)?;
    conn.prepare_cached("UPDATE mediator SET name = ?2, office = ?3, valid_to = ?4 WHERE id = ?1")?
        .execute(params![local, mediator.name, office, mediator.valid_to.map(iso)])?;
    derived.directory.put_mediator(local, mediator.clone());
    if renamed {
        reindex(conn, "SELECT dispute FROM dispute_mediator WHERE mediator = ?1", local, derived)?;
    }
    Ok(())
}

/// Writes an operator.
pub(super) fn write_operator(conn: &Connection, operator: &Operator, derived: &mut Derived) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO operator (uuid, name, valid_to, role, pin) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (uuid) DO UPDATE SET name = excluded.name, valid_to = excluded.valid_to, role = excluded.role, \
         pin = excluded.pin",
    )?
    .execute(params![
        operator.id.uuid(),
        operator.name,
        operator.valid_to.map(iso),
        operator.role.code(),
        operator.pin
    ])?;
    let local = local(conn, "operator", operator.id.uuid())?.ok_or(StoreError::NoSuchRecord)?;
    derived.directory.put_operator(local, operator.clone());
    Ok(())
}

pub(super) fn write_laptop(conn: &Connection, laptop: Laptop, derived: &mut Derived) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO laptop (uuid, name, home, series, key) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (uuid) DO UPDATE SET name = excluded.name, home = excluded.home, series = excluded.series, \
         key = excluded.key",
    )?
    .execute(params![laptop.id.uuid(), laptop.name, laptop.home.uuid(), laptop.series, laptop.key])?;
    derived.directory.put_laptop(laptop);
    Ok(())
}

/// Writes anew the search terms of the cases that `rows` selects with the value `of`.
pub(in crate::store) fn reindex(
    conn: &Connection,
    rows: &str,
    of: impl ToSql,
    derived: &mut Derived,
) -> Result<()> {
    let rows: Vec<i64> =
        conn.prepare_cached(rows)?.query_map([of], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for row in rows {
        let dispute = super::dispute_at(conn, row)?;
        search::replace(conn, row, &dispute, derived)?;
    }
    Ok(())
}

/// Writes a setting as it stands in the log.
pub(super) fn write_setting(
    conn: &Connection,
    record: &[u8; 16],
    fields: &Fields,
    derived: &mut Derived,
) -> Result<()> {
    let key = fields.get("key").and_then(|key| key.as_str()).unwrap_or_default();
    // A setting whose first revision was undone counts as never set.
    let value = fields.get("value").filter(|_| !fields.contains_key("void"));
    let value = value.unwrap_or(&Value::Null);
    if key == GOVERNANCE_LIST {
        derived.directory.count_by(list_of(value));
    }
    let value = value.to_string();
    conn.prepare_cached(
        "INSERT INTO setting (uuid, key, value) VALUES (?1, ?2, ?3) \
         ON CONFLICT (uuid) DO UPDATE SET key = excluded.key, value = excluded.value",
    )?
    .execute(params![record, key, value])?;
    Ok(())
}

/// Writes a lock from its fields.
pub(super) fn write_lock(
    conn: &Connection,
    uuid: Uuid,
    fields: &Fields,
    derived: &mut Derived,
) -> Result<()> {
    let text = |field: &str| fields.get(field).and_then(Value::as_str).unwrap_or_default();
    let day = |field: &str| parse_iso(text(field)).map_or_else(|| "1900-01-01".to_owned(), iso);
    let month = fields.get("month").and_then(Value::as_i64).and_then(|code| i32::try_from(code).ok());
    let month =
        month.and_then(Month::from_code).filter(|month| month.year() >= 0).map_or(190_001, Month::code);
    let office = text("office").parse().ok().map(|id| office_local(conn, id, derived)).transpose()?;
    let kept = |field: &str| fields.get(field).map_or_else(|| "null".to_owned(), Value::to_string);
    let unlocked = fields.get("unlocked").and_then(Value::as_array);
    let of_unlocked =
        |at: usize| unlocked.map(|list| list.get(at).and_then(Value::as_str).unwrap_or_default());
    conn.prepare_cached(
        "INSERT INTO period_lock (uuid, month, office, from_on, to_on, locked_at, locked_by, unlocked_reason, unlocked_at, \
         unlocked_by, void_reason, figures, cases) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) \
         ON CONFLICT (uuid) DO UPDATE SET month = excluded.month, office = excluded.office, from_on = excluded.from_on, \
         to_on = excluded.to_on, locked_at = excluded.locked_at, locked_by = excluded.locked_by, \
         unlocked_reason = excluded.unlocked_reason, unlocked_at = excluded.unlocked_at, \
         unlocked_by = excluded.unlocked_by, void_reason = excluded.void_reason, figures = excluded.figures, \
         cases = excluded.cases",
    )?
    .execute(params![
        uuid,
        month,
        office,
        day("from"),
        day("to"),
        text("at"),
        text("by"),
        of_unlocked(0),
        of_unlocked(1),
        of_unlocked(2),
        fields.get("void").and_then(Value::as_str),
        kept("figures"),
        kept("cases"),
    ])?;
    Ok(())
}

/// Writes a disclosure from its fields.
pub(super) fn write_disclosure(conn: &Connection, uuid: Uuid, fields: &Fields) -> Result<()> {
    let text = |field: &str| fields.get(field).and_then(Value::as_str).unwrap_or_default();
    let by = text("by").parse::<OperatorId>().ok();
    let cases = fields.get("cases").and_then(Value::as_i64).filter(|cases| *cases >= 0).unwrap_or_default();
    conn.prepare_cached(
        "INSERT INTO disclosure (uuid, at, operator, kind, what, cases, masking, destination) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
         ON CONFLICT (uuid) DO UPDATE SET at = excluded.at, operator = excluded.operator, kind = excluded.kind, \
         what = excluded.what, cases = excluded.cases, masking = excluded.masking, destination = excluded.destination",
    )?
    .execute(params![
        uuid,
        text("at"),
        by.map(|id| *id.bytes()),
        text("kind"),
        text("what"),
        cases,
        Masking::from_code(text("masking")).code(),
        text("to"),
    ])?;
    Ok(())
}

/// Turns record bytes into a case id.
pub(super) fn dispute_id(record: &[u8; 16]) -> DisputeId {
    Id::new(Uuid::from_bytes(*record))
}
