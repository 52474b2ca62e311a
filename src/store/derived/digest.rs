//! Digests of the tables that follow from the log, small enough to compare with those of a replay.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::Value;
use sha2::Sha256;

use super::case_rows::{CASE_COLUMNS, PART_TABLES};
use super::entry_rows;
use crate::domain::field::EntryList;
use crate::store::Result;

/// The tables compared with a replay: name and its rows in a form free of this file's own integers.
const COMPARED: &[(&str, &str)] = &[
    (
        "dispute_mediator",
        "SELECT hex(d.uuid), m.position, hex(w.uuid), m.accepted_on FROM dispute_mediator m JOIN dispute d ON d.id = m.dispute JOIN mediator w ON w.id = m.mediator",
    ),
    ("tag", "SELECT hex(d.uuid), t.tag FROM tag t JOIN dispute d ON d.id = t.dispute"),
    (
        "office",
        "SELECT hex(o.uuid), hex(p.uuid), o.kind, o.name, o.aliases, o.division_code, o.mark, o.committee, o.valid_to FROM office o LEFT JOIN office p ON p.id = o.parent",
    ),
    (
        "mediator",
        "SELECT hex(m.uuid), m.name, hex(o.uuid), m.valid_to FROM mediator m JOIN office o ON o.id = m.office",
    ),
    ("operator", "SELECT hex(uuid), name, valid_to, role, pin FROM operator"),
    ("laptop", "SELECT hex(uuid), name, hex(home), series, key FROM laptop"),
    ("setting", "SELECT hex(uuid), key, value FROM setting"),
    // A code known only by itself is a placeholder, which may have outlived the case that it was made for.
    (
        "dispute_type",
        "SELECT code, parent, zh, zh_short, en, en_short, initials, position, valid_to, governance, governance19, governance27, governance17 FROM dispute_type WHERE zh <> code",
    ),
    (
        "case_source",
        "SELECT code, parent, zh, zh_short, en, en_short, initials, position, valid_to FROM case_source WHERE zh <> code",
    ),
    (
        "label",
        "SELECT dictionary, code, zh, zh_short, en, initials, position, unit, owner, decimals, rule, valid_to FROM label WHERE zh <> code",
    ),
    (
        "period_lock",
        "SELECT hex(l.uuid), l.month, hex(o.uuid), l.from_on, l.to_on, l.locked_at, l.locked_by, l.unlocked_reason, l.unlocked_at, l.unlocked_by, l.void_reason, l.figures, l.cases FROM period_lock l LEFT JOIN office o ON o.id = l.office",
    ),
    (
        "disclosure",
        "SELECT hex(uuid), at, hex(operator), kind, what, cases, masking, destination FROM disclosure",
    ),
    (
        "head",
        "SELECT hex(h.record), h.field, hex(d.uuid), h.seq, h.stamp, h.value FROM head h JOIN device d ON d.id = h.device",
    ),
    ("conflict", "SELECT hex(record), field FROM conflict"),
    (
        "record",
        "SELECT hex(r.uuid), r.kind, hex(d.uuid), r.seq FROM record r JOIN device d ON d.id = r.device",
    ),
    ("undone", "SELECT hex(d.uuid), u.seq, u.by_seq FROM undone u JOIN device d ON d.id = u.device"),
];

/// How many rows a table has, and the sum of their hashes: equal for equal rows in any order, and as small for a
/// million rows as for one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::store) struct Digest {
    pub rows: u64,
    hashes: u128,
}

/// The digest of every table that follows from the log.
pub(in crate::store) fn digests_of(conn: &Connection) -> Result<BTreeMap<&'static str, Digest>> {
    let mut tables = BTreeMap::new();
    for &(table, sql) in COMPARED {
        tables.insert(table, digest_of(conn, sql)?);
    }
    for list in EntryList::ALL {
        let columns = entry_rows::columns(*list).into_iter().map(|column| match column {
            office if entry_rows::is_office(office) => {
                format!(", (SELECT hex(uuid) FROM office WHERE id = {office})")
            }
            column => format!(", {column}"),
        });
        let sql = format!("SELECT hex(uuid){} FROM {}", columns.collect::<String>(), list.code());
        tables.insert(list.code(), digest_of(conn, &sql)?);
    }
    let own = CASE_COLUMNS.iter().filter(|column| !["office", "village"].contains(column));
    let own: String = own.map(|column| format!(", d.{column}")).collect();
    let sql = format!(
        "SELECT hex(o.uuid), hex(v.uuid){own} FROM dispute d JOIN office o ON o.id = d.office \
         LEFT JOIN office v ON v.id = d.village"
    );
    tables.insert("dispute", digest_of(conn, &sql)?);
    for table in PART_TABLES.iter() {
        let columns: String = table.columns.iter().map(|column| format!(", t.{column}")).collect();
        let sql =
            format!("SELECT hex(d.uuid){columns} FROM {} t JOIN dispute d ON d.id = t.dispute", table.name);
        tables.insert(table.name, digest_of(conn, &sql)?);
    }
    Ok(tables)
}

fn digest_of(conn: &Connection, sql: &str) -> Result<Digest> {
    let mut statement = conn.prepare(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut all = Digest::default();
    while let Some(row) = rows.next()? {
        let values: Vec<Value> =
            (0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?;
        let digest = <Sha256 as sha2::Digest>::digest(format!("{values:?}").as_bytes());
        let mut half = [0; 16];
        half.copy_from_slice(&digest[..16]);
        all.rows += 1;
        all.hashes = all.hashes.wrapping_add(u128::from_be_bytes(half));
    }
    Ok(all)
}
