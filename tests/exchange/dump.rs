//! The content of a file in a form that is equal for equal files, without the file's own integers.

use std::collections::BTreeMap;

use rusqlite::Connection;
use tiaojie::store::Store;

/// Every table that must be equal everywhere.
const TABLES: &[(&str, &str)] = &[
    (
        "revision",
        "SELECT hex(d.uuid), r.seq, r.stamp, r.at, hex(r.operator), r.kind, hex(r.record), r.body, hex(r.prev), hex(r.hash) FROM revision r JOIN device d ON d.id = r.device",
    ),
    (
        "record",
        "SELECT hex(r.uuid), r.kind, hex(d.uuid), r.seq FROM record r JOIN device d ON d.id = r.device",
    ),
    (
        "head",
        "SELECT hex(h.record), h.field, hex(d.uuid), h.seq, h.stamp, h.value FROM head h JOIN device d ON d.id = h.device",
    ),
    ("conflict", "SELECT hex(record), field FROM conflict"),
    ("undone", "SELECT hex(d.uuid), u.seq, u.by_seq FROM undone u JOIN device d ON d.id = u.device"),
    (
        "dispute",
        "SELECT hex(d.uuid), d.number, hex(o.uuid), hex(v.uuid), d.type, d.source, d.accepted_on, d.outcome, d.closed_on, d.people, d.summary, d.note, d.void_reason, d.aside FROM dispute d JOIN office o ON o.id = d.office LEFT JOIN office v ON v.id = d.village",
    ),
    (
        "party",
        "SELECT hex(d.uuid), hex(p.uuid), p.position, p.side, p.name FROM party p JOIN dispute d ON d.id = p.dispute",
    ),
    ("tag", "SELECT hex(d.uuid), t.tag FROM tag t JOIN dispute d ON d.id = t.dispute"),
    (
        "mediators",
        "SELECT hex(d.uuid), m.position, hex(w.uuid), w.name FROM dispute_mediator m JOIN dispute d ON d.id = m.dispute JOIN mediator w ON w.id = m.mediator",
    ),
    (
        "office",
        "SELECT hex(o.uuid), hex(p.uuid), o.kind, o.name, o.aliases, o.valid_to FROM office o LEFT JOIN office p ON p.id = o.parent",
    ),
    ("setting", "SELECT hex(uuid), key, value FROM setting"),
    ("label", "SELECT dictionary, code, zh, position, valid_to FROM label"),
    (
        "tally",
        "SELECT t.dimension, t.period, t.key, ifnull(hex(o.uuid), 'all'), t.accepted, t.people, t.written, t.oral, t.unsuccessful, t.withdrawn, t.referred, t.amount_fen, t.days, t.declined, t.void FROM tally t LEFT JOIN office o ON o.id = t.office WHERE t.accepted <> 0 OR t.people <> 0 OR t.written <> 0 OR t.oral <> 0 OR t.unsuccessful <> 0 OR t.withdrawn <> 0 OR t.referred <> 0 OR t.days <> 0 OR t.declined <> 0 OR t.void <> 0",
    ),
    ("numbers", "SELECT prefix, last FROM number_sequence"),
];

pub type Dump = BTreeMap<&'static str, Vec<String>>;

/// A second pair of eyes on the file.
pub fn reader(store: &Store) -> Connection {
    Connection::open(store.path()).unwrap()
}

pub fn rows(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cells: Vec<String> =
            (0..columns).map(|n| format!("{:?}", row.get::<_, rusqlite::types::Value>(n).unwrap())).collect();
        all.push(cells.join("|"));
    }
    all.sort();
    all
}

pub fn dump(store: &Store) -> Dump {
    let conn = reader(store);
    TABLES.iter().map(|(name, sql)| (*name, rows(&conn, sql))).collect()
}

/// Every byte that the file says, its own integers too: for the proof that nothing was written.
pub fn all_content(store: &Store) -> Vec<String> {
    let conn = reader(store);
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY name";
    let mut statement = conn.prepare(sql).unwrap();
    let tables: Vec<String> =
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    tables.iter().flat_map(|table| rows(&conn, &format!("SELECT '{table}', * FROM {table}"))).collect()
}

/// What the files differ in, short enough to read.
pub fn assert_equal(one: &Dump, other: &Dump, what: &str) {
    for (name, rows) in one {
        let others = &other[name];
        let only: Vec<_> = rows.iter().filter(|row| !others.contains(row)).take(3).collect();
        let lacks: Vec<_> = others.iter().filter(|row| !rows.contains(row)).take(3).collect();
        assert!(rows == others, "{what}: {name}: only in the first {only:#?}, only in the second {lacks:#?}");
    }
}
