//! The history of a record, restoring it, and the proof that the log was not altered.

use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use rusqlite::Connection;
use tiaojie::domain::{
    Closing, Dispute, DisputeId, Fen, Fixed, Id, Office, Operator, Outcome, Party, PartyId, Side,
};
use tiaojie::store::{AnchorFound, ChainFault, PastSave, SaveName, Store, Turned};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn store(folder: &Path, name: &str, salt: u16) -> Store {
    let mut store = Store::create(&folder.join(name), Box::new(Fixed::at(day(23), salt))).unwrap();
    store.sign_in(&Operator::named("方勇杰")).unwrap();
    store
}

fn case() -> DisputeId {
    Id::named(&["case"])
}

/// One thing a clerk does to the case.
#[derive(Debug, Clone)]
enum Edit {
    Summary(u8),
    Amount(Option<i64>),
    Close(u32),
    Reopen,
    AddParty(u8),
    DropParty(usize),
    Phone(usize, u8),
    Undo,
    Redo,
    Restore(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        3 => any::<u8>().prop_map(Edit::Summary),
        2 => proptest::option::of(0_i64..9_000).prop_map(Edit::Amount),
        2 => (4_u32..20).prop_map(Edit::Close),
        1 => Just(Edit::Reopen),
        2 => (0_u8..6).prop_map(Edit::AddParty),
        2 => (0_usize..4).prop_map(Edit::DropParty),
        2 => (0_usize..4, any::<u8>()).prop_map(|(at, n)| Edit::Phone(at, n)),
        2 => Just(Edit::Undo),
        1 => Just(Edit::Redo),
        2 => (0_usize..30).prop_map(Edit::Restore),
    ];
    proptest::collection::vec(edit, 1..25)
}

fn saves(store: &Store) -> Vec<PastSave> {
    store.past(case().uuid()).unwrap()
}

fn apply(store: &mut Store, edit: &Edit, fresh: &mut u32) {
    let before = store.dispute(case()).unwrap();
    let mut after = before.clone();
    match edit {
        Edit::Summary(n) => after.summary = format!("排水 {}", n % 5),
        Edit::Amount(yuan) => after.agreement.amount = yuan.map(|yuan| Fen(yuan * 100)),
        Edit::Close(on) => after.closing = Some(Closing { outcome: Outcome::Written, on: day(*on) }),
        Edit::Reopen => after.closing = None,
        Edit::AddParty(n) => {
            *fresh += 1;
            let id = PartyId::named(&["party", &fresh.to_string()]);
            after.parties.push(Party::new(id, Side::Respondent, format!("李{n}")));
        }
        Edit::DropParty(at) if *at < after.parties.len() => {
            after.parties.remove(*at);
        }
        Edit::Phone(at, n) => {
            if let Some(party) = after.parties.get_mut(*at) {
                party.phone = format!("138000000{:02}", n % 100);
            }
        }
        Edit::DropParty(_) => {}
        Edit::Undo => drop(store.undo()),
        Edit::Redo => drop(store.redo()),
        Edit::Restore(at) => restore_and_undo(store, *at),
    }
    if !matches!(edit, Edit::Undo | Edit::Redo | Edit::Restore(_)) {
        store.save_dispute(Some(&before), after, None).unwrap();
    }
}

/// Restoring leads to that very state, says so before, and undo brings back what was there.
fn restore_and_undo(store: &mut Store, at: usize) {
    let saves = saves(store);
    let name = saves[at % saves.len()].name;
    let (now, then) = (store.dispute(case()).unwrap(), store.dispute_at(case(), name).unwrap());
    let announced = store.restore_changes(case(), name).unwrap();
    assert_eq!(announced.is_empty(), now == then, "{announced:?}");
    store.restore_dispute(case(), name).unwrap();
    assert_eq!(store.dispute(case()).unwrap(), then);
    if now == then {
        return;
    }
    let told = self::saves(store).pop().unwrap();
    assert_eq!(told.turned, Some(Turned::Restored(name)));
    assert_eq!(told.changes, announced);
    store.undo().unwrap();
    assert_eq!(store.dispute(case()).unwrap(), now);
    store.redo().unwrap();
    assert_eq!(store.dispute(case()).unwrap(), then);
}

/// In a history written on one laptop every value is what the next change of that field finds.
fn is_a_chain(saves: &[PastSave]) {
    let mut holds = std::collections::BTreeMap::new();
    for save in saves {
        for change in &save.changes {
            let part = change.part.as_ref().map(|part| (part.kind.clone(), part.id.clone()));
            let key = (part, change.field.clone());
            let known = holds.get(&key).cloned().unwrap_or(serde_json::Value::Null);
            let from = change.from.first().cloned().unwrap_or(serde_json::Value::Null);
            assert_eq!(from, known, "{key:?} of {:?}", save.name);
            assert!(change.from.len() <= 1 && change.beside.is_empty());
            holds.insert(key, change.to.clone());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Catches: a history that shows values nobody had, a state that is not what the case was, a restore that loses a
    /// party, an undo that does not bring the present back.
    #[test]
    fn every_state_can_be_read_and_restored(edits in edits()) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(folder.path(), "t.db", 1);
        let mut new = Dispute::new(case(), Office::root_id(), day(3));
        new.parties.push(Party::new(PartyId::named(&["party", "0"]), Side::Applicant, "张三"));
        store.save_dispute(None, new, None).unwrap();
        let mut states: Vec<(SaveName, Dispute)> = Vec::new();
        let mut fresh = 0;
        for edit in &edits {
            apply(&mut store, edit, &mut fresh);
            let last = saves(&store).pop().unwrap().name;
            states.push((last, store.dispute(case()).unwrap()));
        }
        is_a_chain(&saves(&store));
        for (name, state) in &states {
            prop_assert_eq!(&store.dispute_at(case(), *name).unwrap(), state);
        }
        prop_assert_eq!(&states.last().unwrap().1, &store.dispute(case()).unwrap());
        prop_assert!(store.verify(&[], &mut |_| ()).unwrap().holds());
        let findings = store.check().unwrap().findings;
        prop_assert!(findings.is_empty(), "{:?}", findings);
    }
}

#[test]
fn five_hundred_saves_are_told_at_once() {
    // Would catch a history that asks the file once a save, or replays from the start for each.
    let folder = tempfile::tempdir().unwrap();
    let mut store = store(folder.path(), "t.db", 1);
    store.save_dispute(None, Dispute::new(case(), Office::root_id(), day(3)), None).unwrap();
    for n in 0..500 {
        let before = store.dispute(case()).unwrap();
        store
            .save_dispute(Some(&before), Dispute { summary: format!("第{n}次"), ..before.clone() }, None)
            .unwrap();
    }
    let saves = saves(&store);
    assert_eq!(saves.len(), 501);
    assert_eq!(saves[500].changes[0].from, [serde_json::json!("第498次")]);
    assert_eq!(store.dispute_at(case(), saves[250].name).unwrap().summary, "第249次");
}

/// A file of a few saves, closed; its path and the anchors that stood on a report half-way and at the end.
fn written(folder: &Path) -> (std::path::PathBuf, Vec<String>) {
    let mut store = store(folder, "t.db", 1);
    store.save_dispute(None, Dispute::new(case(), Office::root_id(), day(3)), None).unwrap();
    let mut anchors = Vec::new();
    for n in 0..8 {
        let before = store.dispute(case()).unwrap();
        store
            .save_dispute(Some(&before), Dispute { summary: format!("第{n}次"), ..before.clone() }, None)
            .unwrap();
        if n == 3 || n == 7 {
            anchors
                .push(tiaojie::text::verify::anchor_line(tiaojie::text::Lang::Zh, &store.anchors().unwrap()));
        }
    }
    (store.path().to_owned(), anchors)
}

/// Somebody who holds the file writes past the program.
fn behind_the_back(path: &Path, sql: &str) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(
        "DROP TRIGGER revision_is_final; DROP TRIGGER revision_stays; PRAGMA foreign_keys = OFF;",
    )
    .unwrap();
    conn.execute_batch(sql).unwrap();
    // The mark beside the file would tell at once; whoever alters the file takes that away too.
    let _ = std::fs::remove_file(path.with_extension("db.mark"));
}

fn opened(path: &Path) -> Store {
    Store::open(path, Box::new(Fixed::at(day(24), 9))).unwrap()
}

fn first_break(store: &Store) -> Option<(i64, ChainFault, String)> {
    let verified = store.verify(&[], &mut |_| ()).unwrap();
    verified
        .chains
        .into_iter()
        .find_map(|chain| chain.broken)
        .map(|broken| (broken.seq, broken.fault, broken.kind))
}

#[test]
fn an_untouched_file_holds_and_its_anchors_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let (path, anchors) = written(folder.path());
    let store = opened(&path);
    let verified = store.verify(&anchors, &mut |_| ()).unwrap();
    assert!(verified.holds(), "{verified:?}");
    let seqs: Vec<i64> = verified
        .anchors
        .iter()
        .map(|(_, found)| match found {
            AnchorFound::OnChain { seq, .. } => *seq,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(seqs[1] - seqs[0], 4);
    // The bare code, in capitals or full-width digits, is the same anchor; a sentence without one is none.
    let code = store.anchors().unwrap()[0].hash.clone();
    let given = [
        code.to_uppercase(),
        code.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect(),
        "没有".to_owned(),
        "000000000000".to_owned(),
    ];
    let found: Vec<AnchorFound> =
        store.verify(&given, &mut |_| ()).unwrap().anchors.into_iter().map(|(_, found)| found).collect();
    assert!(
        matches!(found[0], AnchorFound::OnChain { .. }) && matches!(found[1], AnchorFound::OnChain { .. })
    );
    assert_eq!(&found[2..], [AnchorFound::Unreadable, AnchorFound::Nowhere]);
}

#[test]
fn whatever_is_altered_is_named_at_its_first_place() {
    // Would catch a proof that looks at hashes alone, at links alone, or stops before the tail.
    let last = "(SELECT max(seq) FROM revision)";
    let cases = [
        ("a body", "UPDATE revision SET body = replace(body, '第2次', '第9次') WHERE seq = 6".to_owned(), Some((6, ChainFault::Altered))),
        ("who did it", "UPDATE revision SET operator = randomblob(16) WHERE seq = 4".to_owned(), Some((4, ChainFault::Altered))),
        ("when", "UPDATE revision SET at = '2025-01-01T00:00:00+08:00' WHERE seq = 6".to_owned(), Some((6, ChainFault::Altered))),
        ("one cut out", "DELETE FROM revision WHERE seq = 5".to_owned(), Some((6, ChainFault::Gap))),
        ("two swapped", "UPDATE revision SET seq = -seq WHERE 0; CREATE TEMP TABLE s AS SELECT * FROM revision WHERE seq IN (5, 6); DELETE FROM revision WHERE seq IN (5, 6); UPDATE s SET seq = 11 - seq; INSERT INTO revision SELECT * FROM s".to_owned(), Some((5, ChainFault::Altered))),
        ("the tail cut", format!("DELETE FROM revision WHERE seq > {last} - 2"), None),
    ];
    for (what, sql, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        let (path, anchors) = written(folder.path());
        behind_the_back(&path, &sql);
        let store = opened(&path);
        let found = first_break(&store).map(|(seq, fault, kind)| {
            assert_eq!(kind, "dispute", "{what}");
            (seq, fault)
        });
        assert_eq!(found, expected, "{what}");
        let verified = store.verify(&anchors, &mut |_| ()).unwrap();
        assert!(!verified.holds(), "{what}");
        // The report of the month before the change still tells that far it is what it was.
        if what == "the tail cut" {
            assert!(matches!(verified.anchors[0].1, AnchorFound::OnChain { .. }));
            assert_eq!(verified.anchors[1].1, AnchorFound::Nowhere);
        }
    }
}

#[test]
fn a_tail_written_anew_shows_on_paper_alone() {
    // Would catch a proof that is content with a chain that a person with the key has made again.
    let folder = tempfile::tempdir().unwrap();
    let (path, anchors) = written(folder.path());
    let copy = folder.path().join("before.db");
    {
        let conn = Connection::open(&path).unwrap();
        conn.execute("VACUUM INTO ?1", [copy.to_string_lossy()]).unwrap();
    }
    // The copy loses its tail, and the program itself writes another one.
    behind_the_back(&copy, "DELETE FROM revision WHERE seq > 7");
    let mut store = opened(&copy);
    let before = store.dispute(case()).unwrap_or_else(|_| Dispute::new(case(), Office::root_id(), day(3)));
    for n in 0..6 {
        let entry = Dispute { summary: format!("改写{n}"), ..before.clone() };
        store.save_dispute(None, Dispute { id: Id::named(&[&n.to_string()]), ..entry }, None).unwrap();
    }
    assert_eq!(first_break(&store), None);
    let verified = store.verify(&anchors, &mut |_| ()).unwrap();
    assert!(!verified.holds());
    assert_eq!(verified.anchors.last().unwrap().1, AnchorFound::Nowhere);
}
