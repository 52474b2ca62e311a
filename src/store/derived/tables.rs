//! The rows of the records: written from the shown fields, never otherwise.

use std::sync::LazyLock;

use rusqlite::{Connection, OptionalExtension, ToSql, params};
use uuid::Uuid;

use super::apply::Derived;
use super::search;
use super::tally::Move;
use crate::domain::date_entry::iso;
use crate::domain::{
    Dispute, DisputeId, Id, Laptop, Mediator, MediatorId, Office, OfficeId, Operator, case_number,
};
use crate::store::log::{Fields, fields};
use crate::store::office::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label};
use crate::store::{Result, StoreError};

/// Writes a case: its row, its parts, its share of the totals and its search terms.
pub(super) fn write_dispute(
    conn: &Connection,
    before: Option<&Dispute>,
    after: &Dispute,
    derived: &mut Derived,
) -> Result<()> {
    if let Some(before) = before {
        let office = office_local(conn, before.office, derived)?;
        derived.moves.note(before, office, Move::Remove);
    }
    let office = office_local(conn, after.office, derived)?;
    derived.moves.note(after, office, Move::Add);
    if derived.moves.are_many() {
        derived.moves.flush(conn)?;
    }
    ensure_codes(conn, after, derived)?;
    let row = match before {
        Some(_) => update_row(conn, after, office, derived)?,
        None => insert_row(conn, after, office, derived)?,
    };
    if before.is_some() {
        for table in ["party", "dispute_mediator", "tag", "agreement"] {
            conn.prepare_cached(&format!("DELETE FROM {table} WHERE dispute = ?1"))?.execute([row])?;
        }
    }
    write_parties(conn, row, after)?;
    write_mediators(conn, row, after, derived)?;
    write_agreement(conn, row, after)?;
    super::part_rows::write(conn, row, before, after)?;
    match before {
        Some(_) => search::replace(conn, row, after, derived),
        None => search::add(conn, row, after, derived),
    }
}

const COLUMNS: [&str; 27] = [
    "uuid",
    "number",
    "number_key",
    "office",
    "village",
    "place",
    "type",
    "source",
    "pre_litigation",
    "level",
    "difficulty",
    "occurred_on",
    "accepted_on",
    "outcome",
    "closed_on",
    "people",
    "summary",
    "note",
    "original",
    "void_reason",
    "aside",
    "risk",
    "governance",
    "consent",
    "told",
    "keeper",
    "id",
];

static INSERT: LazyLock<String> = LazyLock::new(|| {
    let columns = COLUMNS.join(", ");
    let marks = (1..=COLUMNS.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    format!("INSERT INTO dispute ({columns}) VALUES ({marks})")
});

static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let sets = COLUMNS.iter().enumerate().map(|(n, name)| format!("{name} = ?{}", n + 1));
    format!("UPDATE dispute SET {} WHERE id = ?27", sets.collect::<Vec<_>>().join(", "))
});

fn insert_row(conn: &Connection, dispute: &Dispute, office: i64, derived: &mut Derived) -> Result<i64> {
    write_row(conn, &INSERT, dispute, office, None, derived)?;
    Ok(conn.last_insert_rowid())
}

fn update_row(conn: &Connection, dispute: &Dispute, office: i64, derived: &mut Derived) -> Result<i64> {
    let row = local(conn, "dispute", dispute.id.uuid())?.ok_or(StoreError::NoSuchRecord)?;
    write_row(conn, &UPDATE, dispute, office, Some(row), derived)?;
    Ok(row)
}

fn write_row(
    conn: &Connection,
    sql: &str,
    dispute: &Dispute,
    office: i64,
    row: Option<i64>,
    derived: &mut Derived,
) -> Result<()> {
    let village = dispute.village.map(|id| office_local(conn, id, derived)).transpose()?;
    let original = serde_json::to_string(&dispute.original).unwrap_or_else(|_| "{}".to_owned());
    let told: Vec<&str> = dispute.told.iter().map(|route| route.code()).collect();
    let told = serde_json::to_string(&told).unwrap_or_else(|_| "[]".to_owned());
    conn.prepare_cached(sql)?.execute(params![
        dispute.id.uuid(),
        dispute.number,
        case_number::number_key(&dispute.number),
        office,
        village,
        dispute.place,
        dispute.kind.as_str(),
        dispute.source.as_str(),
        dispute.pre_litigation,
        dispute.level.code(),
        dispute.difficulty.map(|grade| grade.code()),
        dispute.occurred_on.map(iso),
        iso(dispute.accepted_on),
        dispute.outcome().map(|outcome| outcome.code()),
        dispute.closing.map(|closing| iso(closing.on)),
        dispute.people,
        dispute.summary,
        dispute.note,
        original,
        dispute.void,
        !dispute.is_accepted(),
        dispute.risk.map(|risk| risk.code()),
        dispute.governance.as_ref().map(ToString::to_string),
        dispute.consent.map(|consent| consent.code()),
        told,
        dispute.keeper.map(Id::uuid),
        row,
    ])?;
    Ok(())
}

fn write_parties(conn: &Connection, row: i64, dispute: &Dispute) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO party (uuid, dispute, position, side, kind, name, sex, ethnicity, born_on, occupation, phone, address, \
         id_number, representative) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    for (position, party) in dispute.parties.iter().enumerate() {
        insert.execute(params![
            party.id.uuid(),
            row,
            position,
            party.side.code(),
            party.kind.code(),
            party.name,
            party.sex.map(|sex| sex.code()),
            party.ethnicity,
            party.born_on.map(iso),
            party.occupation,
            party.phone,
            party.address,
            party.id_number,
            party.representative,
        ])?;
    }
    Ok(())
}

fn write_mediators(conn: &Connection, row: i64, dispute: &Dispute, derived: &mut Derived) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO dispute_mediator (dispute, position, mediator, accepted_on) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, id) in dispute.mediators.iter().enumerate() {
        let mediator = mediator_local(conn, *id, derived)?;
        insert.execute(params![row, position, mediator, iso(dispute.accepted_on)])?;
    }
    let mut insert = conn.prepare_cached("INSERT INTO tag (dispute, tag) VALUES (?1, ?2)")?;
    for tag in &dispute.tags {
        insert.execute(params![row, tag])?;
    }
    Ok(())
}

fn write_agreement(conn: &Connection, row: i64, dispute: &Dispute) -> Result<()> {
    let agreement = &dispute.agreement;
    if *agreement == crate::domain::Agreement::default() {
        return Ok(());
    }
    conn.prepare_cached(
        "INSERT INTO agreement (dispute, amount_fen, content, manner, due_on, copies, reached_on, signed_on, \
         mediator_signed_on, sealed_on, performance, performed_on, confirmation, court, applied_on, decided_on) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        row,
        agreement.amount.map(|amount| amount.0),
        agreement.content,
        agreement.manner,
        agreement.due_on.map(iso),
        agreement.copies,
        agreement.reached_on.map(iso),
        agreement.signed_on.map(iso),
        agreement.mediator_signed_on.map(iso),
        agreement.sealed_on.map(iso),
        agreement.performance.map(|state| state.code()),
        agreement.performed_on.map(iso),
        agreement.confirmation.map(|state| state.code()),
        agreement.court,
        agreement.applied_on.map(iso),
        agreement.decided_on.map(iso),
    ])?;
    Ok(())
}

/// This file's own integer for a record.
pub(in crate::store) fn local(conn: &Connection, table: &str, uuid: Uuid) -> Result<Option<i64>> {
    let sql = format!("SELECT id FROM {table} WHERE uuid = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([uuid], |row| row.get(0)).optional()?)
}

/// The integer of an office. One that nothing is known of yet (its own revision may come later) gets a row to be
/// filled then.
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

/// A code that this version's dictionaries lack (a newer program wrote it) is shown as itself.
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

/// Writes an office. A new name is found by the search of its villages' cases at once.
pub(super) fn write_office(conn: &Connection, office: &Office, derived: &mut Derived) -> Result<()> {
    let parent = office.parent.map(|id| office_local(conn, id, derived)).transpose()?;
    // One that comes with its own revision as the first that is heard of it stands in no case yet.
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

/// Writes the search terms of the cases that `rows` selects by `of` anew.
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
pub(super) fn write_setting(conn: &Connection, record: &[u8; 16], fields: &Fields) -> Result<()> {
    let key = fields.get("key").and_then(|key| key.as_str()).unwrap_or_default();
    // One whose making was undone is as if it had never been set.
    let value = fields.get("value").filter(|_| !fields.contains_key("void"));
    let value = value.unwrap_or(&serde_json::Value::Null).to_string();
    conn.prepare_cached(
        "INSERT INTO setting (uuid, key, value) VALUES (?1, ?2, ?3) \
         ON CONFLICT (uuid) DO UPDATE SET key = excluded.key, value = excluded.value",
    )?
    .execute(params![record, key, value])?;
    Ok(())
}

/// Turns record bytes into a case id.
pub(super) fn dispute_id(record: &[u8; 16]) -> DisputeId {
    Id::new(Uuid::from_bytes(*record))
}
