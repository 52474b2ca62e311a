//! Laptops with older and newer programs in one district.

use rusqlite::Connection;
use tiaojie::domain::DisputeId;
use tiaojie::exchange::{ExchangeError, Extent};
use tiaojie::store::{Revision, Store};
use tiaojie::text::{Lang, exchange as words};

use super::desk::{edit, hand_over, laptop, look, new_case, out, take};
use super::dump::{all_content, assert_equal, dump, reader, rows};

/// What a newer program writes into the log, as this one's file would have it.
fn append(store: &Store, kind: &str, record: [u8; 16], body: &str) {
    let conn = Connection::open(store.path()).unwrap();
    let me = store.device().uuid();
    let (seq, stamp, prev): (i64, i64, [u8; 32]) = conn
        .query_row(
            "SELECT r.seq, (SELECT max(stamp) FROM revision), r.hash FROM revision r JOIN device d ON d.id = r.device \
             WHERE d.uuid = ?1 ORDER BY r.seq DESC LIMIT 1",
            [me],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
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
        rusqlite::params![
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

fn newer(store: &mut Store, id: DisputeId) {
    append(store, "hologram", [9; 16], r#"{"set":{"shape":["round"],"size":[3]},"mood":{"of":"the day"}}"#);
    let origin = rows(
        &reader(store),
        &format!(
            "SELECT 1 FROM record WHERE hex(uuid) = '{}'",
            id.uuid().simple().to_string().to_uppercase()
        ),
    );
    assert_eq!(origin.len(), 1);
    append(
        store,
        "dispute",
        *id.bytes(),
        r#"{"set":{"mood":["calm"],"level":["galaxy"],"party.x.y":[1]},"why":["so"]}"#,
    );
    append(
        store,
        "disclosure",
        [8; 16],
        r#"{"set":{"kind":["telepathy"],"what":["?"],"masking":["striped"],"cases":[-4]}}"#,
    );
    let (again, derived) = (r#"{"set":{"shape":["square"]},"later":1}"#, "hologram");
    append(store, derived, [9; 16], again);
    store.rebuild().unwrap();
}

#[test]
fn what_only_a_newer_program_knows_passes_through_an_older_one_unharmed() {
    // Would catch a reader that drops or rewrites what it does not understand, and one that stumbles over it.
    let folder = tempfile::tempdir().unwrap();
    let mut desks: Vec<Store> = (1..4).map(|n| laptop(folder.path(), n)).collect();
    let id = new_case(&mut desks[0], "张三");
    newer(&mut desks[0], id);
    let [a, b, c] = &mut desks[..] else { unreachable!() };
    let report = hand_over(a, b, folder.path());
    assert_eq!((report.cases_new, report.gaps.len()), (1, 0));
    edit(b, id, |case| case.people = Some(6));
    hand_over(b, c, folder.path());
    hand_over(c, a, folder.path());
    let all = out(a, &Extent::Everything, &folder.path().join("all.tjb"));
    take(b, &all).unwrap();
    take(c, &all).unwrap();
    let whole = dump(a);
    for store in [a, b, c] {
        let mine = dump(store);
        assert_equal(&whole, &mine, "all three");
        let heads = &mine["head"].join("\n");
        assert!(heads.contains("square") && heads.contains("calm"), "{heads}");
        assert_eq!(
            store.conflict_count().unwrap(),
            0,
            "a kind that is not known here is not for this screen"
        );
        assert!(mine["conflict"].len() == 1, "but it is known to differ");
        assert_eq!(store.check().unwrap().findings, []);
        store.rebuild().unwrap();
        assert_equal(&mine, &dump(store), "rebuilt");
    }
}

#[test]
fn a_newer_form_is_refused_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    new_case(&mut a, "张三");
    let path = out(&mut a, &Extent::Everything, &folder.path().join("a.tjb"));
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[9] = 2;
    std::fs::write(&path, &bytes).unwrap();
    let before = all_content(&b);
    let error = look(&mut b, &path).unwrap_err();
    assert!(matches!(error, ExchangeError::Newer { major: 2, .. }));
    assert!(words::error(Lang::Zh, &error).contains("请先升级"));
    assert_eq!(before, all_content(&b));
}
