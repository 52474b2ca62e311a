//! Revisions written by a newer program.

use rusqlite::{Connection, params};
use tiaojie::domain::DisputeId;
use tiaojie::store::{Revision, Store};

/// Puts fields, parts and records into the log that no version knows.
pub fn write(store: &mut Store, id: DisputeId) {
    append(store, "hologram", [9; 16], r#"{"set":{"shape":["round"],"size":[3]},"mood":{"of":"the day"}}"#);
    append(
        store,
        "dispute",
        *id.bytes(),
        r#"{"set":{"zz_new":["calm"],"zz_part.0190a0b0c0d07000a000000000000001.zz_name":["unknown"],"risk":["ultraviolet"],"told":[["litigation","oracle"]]},"zz_why":["so"],"via":"zz_way"}"#,
    );
    append(
        store,
        "disclosure",
        [8; 16],
        r#"{"set":{"kind":["telepathy"],"what":["?"],"masking":["striped"],"cases":[-4]}}"#,
    );
    append(store, "hologram", [9; 16], r#"{"set":{"shape":["square"]},"later":1}"#);
    store.rebuild().unwrap();
}

fn append(store: &Store, kind: &str, record: [u8; 16], body: &str) {
    let conn = Connection::open(store.path()).unwrap();
    let me = store.device().uuid();
    let sql = "SELECT r.seq, (SELECT max(stamp) FROM revision), r.hash FROM revision r \
               JOIN device d ON d.id = r.device WHERE d.uuid = ?1 ORDER BY r.seq DESC LIMIT 1";
    let last = conn.query_row(sql, [me], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let (seq, stamp, prev): (i64, i64, [u8; 32]) = last.unwrap();
    let mut revision = Revision {
        device: me,
        seq: seq + 1,
        stamp: stamp + 1,
        at: "2031-01-01T12:00:00+08:00".into(),
        operator: None,
        kind: kind.into(),
        record,
        body: body.into(),
        prev,
        hash: [0; 32],
    };
    revision.hash = revision.computed_hash();
    conn.execute(
        "INSERT INTO revision (device, seq, stamp, at, kind, record, body, prev, hash) \
         VALUES ((SELECT id FROM device WHERE uuid = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            me,
            revision.seq,
            revision.stamp,
            revision.at,
            kind,
            record,
            body,
            revision.prev,
            revision.hash
        ],
    )
    .unwrap();
}
