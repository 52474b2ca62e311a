//! The rows of the records: written from the shown fields, never otherwise.

use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::apply::Derived;
use super::directory::Label;
use super::error::{Result, StoreError};
use super::fields::{self, Fields};
use super::search;
use super::tally::Move;
use crate::domain::date_entry::iso;
use crate::domain::{Dispute, DisputeId, Id, Mediator, MediatorId, Office, OfficeId, Operator, case_number};

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
    ensure_codes(conn, after, derived)?;
    let row = match before {
        Some(_) => update_row(conn, after, office, derived)?,
        None => insert_row(conn, after, office, derived)?,
    };
    if before.is_some() {
        for table in ["party", "dispute_mediator", "tag", "agreement", "referral", "follow_up"] {
            conn.prepare_cached(&format!("DELETE FROM {table} WHERE dispute = ?1"))?.execute([row])?;
        }
    }
    write_parties(conn, row, after)?;
    write_mediators(conn, row, after, derived)?;
    write_agreement(conn, row, after)?;
    write_events(conn, row, after)?;
    search::index(conn, row, after, &derived.directory)?;
    super::numbers::note_number(conn, &after.number)
}

const COLUMNS: [&str; 22] = [
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
    "id",
];

fn insert_row(conn: &Connection, dispute: &Dispute, office: i64, derived: &mut Derived) -> Result<i64> {
    let columns = COLUMNS.join(", ");
    let marks = (1..=COLUMNS.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    write_row(
        conn,
        &format!("INSERT INTO dispute ({columns}) VALUES ({marks})"),
        dispute,
        office,
        None,
        derived,
    )?;
    Ok(conn.last_insert_rowid())
}

fn update_row(conn: &Connection, dispute: &Dispute, office: i64, derived: &mut Derived) -> Result<i64> {
    let row = local(conn, "dispute", dispute.id.uuid())?.ok_or(StoreError::NoSuchRecord)?;
    let sets = COLUMNS
        .iter()
        .enumerate()
        .map(|(n, name)| format!("{name} = ?{}", n + 1))
        .collect::<Vec<_>>()
        .join(", ");
    write_row(
        conn,
        &format!("UPDATE dispute SET {sets} WHERE id = ?22"),
        dispute,
        office,
        Some(row),
        derived,
    )?;
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
        row,
    ])?;
    Ok(())
}

fn write_parties(conn: &Connection, row: i64, dispute: &Dispute) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO party (uuid, dispute, position, side, kind, name, sex, ethnicity, born_on, occupation, phone, address, \
         id_number) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
        "INSERT INTO agreement (dispute, amount_fen, content, due_on, performance, confirmation) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        row,
        agreement.amount.map(|amount| amount.0),
        agreement.content,
        agreement.due_on.map(iso),
        agreement.performance.map(|state| state.code()),
        agreement.confirmation.map(|state| state.code()),
    ])?;
    Ok(())
}

fn write_events(conn: &Connection, row: i64, dispute: &Dispute) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO referral (uuid, dispute, direction, organisation, on_date, letter, reason, feedback) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for referral in &dispute.referrals {
        insert.execute(params![
            referral.id.uuid(),
            row,
            referral.direction.code(),
            referral.organisation,
            referral.on.map(iso),
            referral.letter,
            referral.reason,
            referral.feedback,
        ])?;
    }
    let mut insert =
        conn.prepare_cached("INSERT INTO follow_up (uuid, dispute, on_date, note) VALUES (?1, ?2, ?3, ?4)")?;
    for visit in &dispute.follow_ups {
        insert.execute(params![visit.id.uuid(), row, iso(visit.on), visit.note])?;
    }
    Ok(())
}

/// This file's own integer for a record.
pub(super) fn local(conn: &Connection, table: &str, uuid: Uuid) -> Result<Option<i64>> {
    let sql = format!("SELECT id FROM {table} WHERE uuid = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([uuid], |row| row.get(0)).optional()?)
}

/// The integer of an office. One that nothing is known of yet (its own revision may come later) gets a row to be
/// filled then.
pub(super) fn office_local(conn: &Connection, id: OfficeId, derived: &mut Derived) -> Result<i64> {
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
    let unknown = |code: &str| Label {
        code: code.to_owned(),
        parent: None,
        zh: code.to_owned(),
        zh_short: code.to_owned(),
        en: code.to_owned(),
        en_short: code.to_owned(),
        initials: code.to_owned(),
    };
    if derived.directory.type_label(&dispute.kind).is_none() {
        insert_code(conn, "dispute_type", dispute.kind.as_str())?;
        derived.directory.put_type(unknown(dispute.kind.as_str()));
    }
    if derived.directory.source_label(&dispute.source).is_none() {
        insert_code(conn, "case_source", dispute.source.as_str())?;
        derived.directory.put_source(unknown(dispute.source.as_str()));
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
    let local = office_local(conn, office.id, derived)?;
    let renamed = derived.directory.office(office.id).is_some_and(|known| known.name != office.name);
    let aliases = serde_json::to_string(&office.aliases).unwrap_or_else(|_| "[]".to_owned());
    conn.prepare_cached(
        "UPDATE office SET parent = ?2, kind = ?3, name = ?4, aliases = ?5, division_code = ?6, mark = ?7, committee = ?8 \
         WHERE id = ?1",
    )?
    .execute(params![
        local,
        parent,
        office.kind.code(),
        office.name,
        aliases,
        office.division_code,
        office.mark,
        office.committee
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
    let local = mediator_local(conn, mediator.id, derived)?;
    let renamed = derived.directory.mediator(mediator.id).is_some_and(|known| known.name != mediator.name);
    conn.prepare_cached("UPDATE mediator SET name = ?2, office = ?3, active = ?4 WHERE id = ?1")?
        .execute(params![local, mediator.name, office, mediator.active])?;
    derived.directory.put_mediator(local, mediator.clone());
    if renamed {
        reindex(conn, "SELECT dispute FROM dispute_mediator WHERE mediator = ?1", local, derived)?;
    }
    Ok(())
}

/// Writes an operator.
pub(super) fn write_operator(conn: &Connection, operator: &Operator, derived: &mut Derived) -> Result<()> {
    conn.prepare_cached("INSERT INTO operator (uuid, name) VALUES (?1, ?2) ON CONFLICT (uuid) DO UPDATE SET name = excluded.name")?
        .execute(params![operator.id.uuid(), operator.name])?;
    let local = local(conn, "operator", operator.id.uuid())?.ok_or(StoreError::NoSuchRecord)?;
    derived.directory.put_operator(local, operator.clone());
    Ok(())
}

fn reindex(conn: &Connection, rows: &str, of: i64, derived: &Derived) -> Result<()> {
    let rows: Vec<i64> =
        conn.prepare_cached(rows)?.query_map([of], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for row in rows {
        let dispute = super::read::by_row(conn, row, &derived.directory)?;
        search::index(conn, row, &dispute, &derived.directory)?;
    }
    Ok(())
}

/// Writes a setting as it stands in the log.
pub(super) fn write_setting(conn: &Connection, record: &[u8; 16], fields: &Fields) -> Result<()> {
    let key = fields.get("key").and_then(|key| key.as_str()).unwrap_or_default();
    let value = fields.get("value").unwrap_or(&serde_json::Value::Null).to_string();
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
