//! Passing on bundles: their content, who can open them, and the messages.

use tiaojie::domain::{Closing, Dispute, Fen, Id, Instalment, Outcome, PartPerformed, Performance};
use tiaojie::exchange::{
    ExchangeError, Extent, Opening, Replacing, Sealing, look_into, recipients, take_in, wants_passphrase,
    write_bundle,
};
use tiaojie::store::{DisclosureKind, Refusal, Store, unwatched};
use tiaojie::text::{Lang, exchange as words};
use tiaojie::vault::Passphrase;

use super::desk::{day, edit, hand_over, laptop, look, new_case, opening, out, sealing, take};
use super::dump::{all_content, assert_equal, dump};

#[test]
fn what_the_other_side_is_known_to_have_is_not_sent_again() {
    // Would catch a bundle that carries everything every time, and one that takes what was sent for received.
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    let id = new_case(&mut a, "张三");
    let to_b = Extent::Lacking(vec![b.device()]);
    let path = folder.path().join("a.tjb");
    let first = look(&mut b, &out(&mut a, &to_b, &path)).unwrap().manifest;
    let again = look(&mut b, &out(&mut a, &to_b, &path)).unwrap().manifest;
    assert!(
        again.revisions > first.revisions,
        "b was never heard of: all of it goes again, and the note of the first"
    );
    take(&mut b, &path).unwrap();
    let back = out(&mut b, &Extent::Lacking(vec![a.device()]), &folder.path().join("b.tjb"));
    let report = take(&mut a, &back).unwrap();
    assert_eq!((report.cases_new, report.cases_changed, report.gaps.len()), (0, 0, 0));
    edit(&mut a, id, |case| case.people = Some(3));
    let small = look(&mut b, &out(&mut a, &to_b, &path)).unwrap();
    // What was sent with b's answer in hand: the edit and the note that it left.
    assert_eq!((small.manifest.revisions, small.manifest.cases), (2, 1));
    assert_eq!(small.report.cases_changed, 1);
    take(&mut b, &path).unwrap();
    let second = look(&mut b, &path).unwrap().report;
    assert!(second.is_nothing());
    assert!(words::taken(Lang::Zh, &second)[0].contains("没有新内容"));
    hand_over(&mut b, &mut a, folder.path());
    assert_equal(&dump(&a), &dump(&b), "both");
}

/// Catches: a merge of which the other laptop gets one half, or whose undo leaves the void record void over there.
#[test]
fn a_merge_and_its_undo_reach_the_other_laptop_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    let ids = [new_case(&mut a, "张三"), new_case(&mut a, "张三")];
    hand_over(&mut a, &mut b, folder.path());
    let [kept, other] = ids.map(|id| a.dispute(id).unwrap());
    a.merge(&kept, Dispute { people: Some(5), ..kept.clone() }, &other).unwrap();
    hand_over(&mut a, &mut b, folder.path());
    let [there, void] = ids.map(|id| b.dispute(id).unwrap());
    assert_eq!((there.people, there.void), (Some(5), None));
    assert_eq!(void.void.as_deref(), Some(format!("并入 {}", kept.number).as_str()));
    assert_equal(&dump(&a), &dump(&b), "merged");
    a.undo().unwrap();
    hand_over(&mut a, &mut b, folder.path());
    assert_eq!(ids.map(|id| b.dispute(id).unwrap()), [kept, other]);
    assert_equal(&dump(&a), &dump(&b), "undone");
    for store in [&mut a, &mut b] {
        assert_eq!(store.check().unwrap().findings, []);
    }
}

/// Catches: two records merged in opposite directions at two desks, both of which vanish from every total without a word.
#[test]
fn a_merge_each_way_leaves_a_record_and_asks() {
    for (edits_of_a, edits_of_b) in [(0, 0), (1, 0), (0, 1), (2, 0), (0, 2), (5, 0), (0, 5)] {
        let folder = tempfile::tempdir().unwrap();
        let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
        let ids = [new_case(&mut a, "张三"), new_case(&mut a, "张三")];
        hand_over(&mut a, &mut b, folder.path());
        hand_over(&mut b, &mut a, folder.path());
        for (store, edits) in [(&mut a, edits_of_a), (&mut b, edits_of_b)] {
            for _ in 0..edits {
                new_case(store, "李四");
            }
        }
        let [one, two] = ids.map(|id| a.dispute(id).unwrap());
        a.merge(&one, one.clone(), &two).unwrap();
        b.merge(&two, two.clone(), &one).unwrap();
        hand_over(&mut a, &mut b, folder.path());
        hand_over(&mut b, &mut a, folder.path());
        assert_equal(&dump(&a), &dump(&b), "merged each way");
        let void = ids.iter().filter(|id| a.dispute(**id).unwrap().void.is_some()).count();
        assert!(void < 2, "{edits_of_a} {edits_of_b}: both are void");
        assert_eq!(a.conflict_count().unwrap(), 2, "it waits for a person");
        for store in [&mut a, &mut b] {
            assert_eq!(store.check().unwrap().findings, []);
        }
    }
}

#[test]
fn a_bundle_for_one_laptop_is_opened_by_no_other() {
    // Would catch a key that is not used, a bundle that its own writer or any passphrase opens.
    let folder = tempfile::tempdir().unwrap();
    let mut desks: Vec<Store> = (1..4).map(|n| laptop(folder.path(), n)).collect();
    new_case(&mut desks[0], "张三");
    desks[1].exchange_keys().unwrap();
    desks[2].exchange_keys().unwrap();
    let path = folder.path().join("keys.tjb");
    out(&mut desks[1], &Extent::Everything, &path);
    take(&mut desks[0], &path).unwrap();
    let to = recipients(&desks[0]);
    assert_eq!(to.iter().map(|(laptop, _)| laptop.id).collect::<Vec<_>>(), [desks[1].device()]);
    let sealed = Sealing::Recipients(to.into_iter().map(|(_, key)| key).collect());
    let path = folder.path().join("for-two.tjb");
    write_bundle(&mut desks[0], &Extent::Everything, &sealed, &path, Replacing::Nothing, &mut unwatched())
        .unwrap();
    assert!(!wants_passphrase(&path).unwrap());
    for other in [0, 2] {
        let shut = look_into(&mut desks[other], &path, &Opening::OwnKey, &mut unwatched()).unwrap_err();
        assert!(matches!(shut, ExchangeError::NotForUs(_)), "{shut:?}");
    }
    let shut = look(&mut desks[2], &path).unwrap_err();
    assert!(words::error(Lang::Zh, &shut).contains("for-two.tjb"));
    let contents = look_into(&mut desks[1], &path, &Opening::OwnKey, &mut unwatched()).unwrap();
    assert_eq!(take_in(&mut desks[1], &contents, &mut unwatched()).unwrap().cases_new, 1);
    let nobody = Sealing::Recipients(Vec::new());
    let path = folder.path().join("nobody.tjb");
    let refused = write_bundle(
        &mut desks[0],
        &Extent::Everything,
        &nobody,
        &path,
        Replacing::Nothing,
        &mut unwatched(),
    );
    assert!(matches!(refused, Err(ExchangeError::NoRecipients)));
    assert!(!path.exists());
}

#[test]
fn a_bundle_says_what_is_wrong_with_it_and_is_never_written_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    new_case(&mut a, "张三");
    let path = out(&mut a, &Extent::Everything, &folder.path().join("a.tjb"));
    assert!(wants_passphrase(&path).unwrap());
    let over =
        write_bundle(&mut a, &Extent::Everything, &sealing(), &path, Replacing::Nothing, &mut unwatched());
    assert!(matches!(over, Err(ExchangeError::Exists(_))));
    let wrong = Opening::Passphrase(Passphrase::typed("另一个口令"));
    let before = all_content(&b);
    let errors = [
        look_into(&mut b, &path, &wrong, &mut unwatched()).unwrap_err(),
        look_into(&mut b, &path, &Opening::OwnKey, &mut unwatched()).unwrap_err(),
        look(&mut b, &folder.path().join("none.tjb")).unwrap_err(),
        look(&mut b, a.path()).unwrap_err(),
    ];
    let said =
        ["口令不对，打不开 a.tjb。", "a.tjb 要口令才能打开。", "没有这个文件", "1.db 不是本程序的交换包"];
    for (error, said) in errors.iter().zip(said) {
        assert!(words::error(Lang::Zh, error).contains(said), "{error:?}");
        assert!(!words::error(Lang::En, error).is_empty());
    }
    let stopped = look_into(&mut b, &path, &opening(), &mut unwatched());
    let contents = stopped.unwrap();
    assert_eq!(before, all_content(&b), "looking writes nothing");
    // A file that changes between looking and taking in does not open.
    std::fs::write(&path, b"other").unwrap();
    assert!(matches!(take_in(&mut b, &contents, &mut unwatched()), Err(ExchangeError::Damaged(_))));
    assert_eq!(before, all_content(&b));
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn every_bundle_leaves_a_note_and_nothing_readable() {
    // Would catch a bundle that leaves unseen, and names lying open in it.
    let folder = tempfile::tempdir().unwrap();
    let mut a = laptop(folder.path(), 1);
    new_case(&mut a, "欧阳明月");
    let path = out(&mut a, &Extent::Everything, &folder.path().join("a.tjb"));
    let notes = a.disclosures(10).unwrap();
    assert_eq!(notes.len(), 1);
    assert_eq!((notes[0].said.kind, notes[0].said.cases), (DisclosureKind::Bundle, 1));
    let bytes = std::fs::read(&path).unwrap();
    for hidden in ["欧阳明月", "排水沟", "summary", "dispute"] {
        assert!(!bytes.windows(hidden.len()).any(|window| window == hidden.as_bytes()), "{hidden}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0);
    }
}

#[test]
fn two_that_went_on_from_one_copy_are_found_and_named() {
    // Would catch new revisions that are silently taken for known ones because their numbers are.
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    let id = new_case(&mut a, "张三");
    let early = out(&mut a, &Extent::Everything, &folder.path().join("early.tjb"));
    take(&mut b, &early).unwrap();
    let a_path = a.path().to_owned();
    drop(a);
    let copy = folder.path().join("copy.db");
    std::fs::copy(&a_path, &copy).unwrap();
    let open =
        |path, salt| Store::open(path, Box::new(tiaojie::domain::Fixed::at(day(2024, 3, 1), salt))).unwrap();
    let mut a = open(&a_path, 77);
    edit(&mut a, id, |case| case.summary = "甲".into());
    let mine = out(&mut a, &Extent::Everything, &folder.path().join("mine.tjb"));
    take(&mut b, &mine).unwrap();
    // The copy is used on as if it were the same machine: it has the same device.
    let mut copied = open(&copy, 79);
    edit(&mut copied, id, |case| case.summary = "乙".into());
    let other = out(&mut copied, &Extent::Everything, &folder.path().join("other.tjb"));
    let before = all_content(&b);
    if copied.device() == a.device() {
        let error = look(&mut b, &other).unwrap_err();
        let ExchangeError::Refused { refusal: Refusal::Fork { device, .. }, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(*device, a.device());
        assert!(words::error(Lang::Zh, &error).contains("两个不同的版本"));
        assert_eq!(before, all_content(&b));
    } else {
        // A copy that was known for one and took a device of its own: nothing is lost.
        let report = take(&mut b, &other).unwrap();
        assert_eq!(report.conflicts.len(), 1, "{report:?}");
    }
}

#[test]
fn a_file_that_lost_its_newest_saves_takes_them_back() {
    // Would catch a restored laptop that refuses its own revisions, or goes on beside them.
    let folder = tempfile::tempdir().unwrap();
    let mut a = laptop(folder.path(), 1);
    let id = new_case(&mut a, "张三");
    let (path, old) = (a.path().to_owned(), folder.path().join("old.db"));
    drop(a);
    std::fs::copy(&path, &old).unwrap();
    let open = || Store::open(&path, Box::new(tiaojie::domain::Fixed::at(day(2024, 3, 1), 78)));
    let mut a = open().unwrap();
    edit(&mut a, id, |case| case.people = Some(9));
    let sent = out(&mut a, &Extent::Everything, &folder.path().join("sent.tjb"));
    let whole = dump(&a);
    drop(a);
    std::fs::copy(&old, &path).unwrap();
    // A mark beside the file may refuse it; then restoring is another room's business.
    let Ok(mut a) = open() else { return };
    let report = take(&mut a, &sent).unwrap();
    assert!(report.taken_back > 0);
    assert_eq!(a.dispute(id).unwrap().people, Some(9));
    assert_equal(&whole, &dump(&a), "as it was when it was sent");
    edit(&mut a, id, |case| case.people = Some(10));
    assert_eq!(a.check().unwrap().findings, []);
}

#[test]
fn numbers_that_met_and_fields_changed_apart_are_reported_and_settled_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    let id = new_case(&mut a, "张三");
    hand_over(&mut a, &mut b, folder.path());
    for (store, name, on) in [(&mut a, "李四", 4), (&mut b, "王五", 5)] {
        let case = new_case(store, name);
        edit(store, case, |case| case.number = "2024-100".into());
        edit(store, id, |case| {
            case.accepted_on = day(2024, 1, 2);
            case.closing = Some(Closing { outcome: Outcome::Oral, on: day(2024, 6, on) });
            // Equal on both sides: no conflict.
            case.people = Some(4);
        });
    }
    let report = hand_over(&mut b, &mut a, folder.path());
    let fields: Vec<&str> = report.conflicts.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["closing"]);
    assert_eq!(report.collisions.len(), 1);
    assert_eq!(report.collisions[0].cases.len(), 2);
    let conflict = &a.conflicts_of(id.bytes()).unwrap()[0];
    assert_eq!(conflict.values.len(), 2);
    assert!(conflict.values[0].stamp >= conflict.values[1].stamp, "the one that is shown comes first");
    hand_over(&mut a, &mut b, folder.path());
    edit(&mut b, id, |case| {
        case.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 6, 6) });
    });
    assert_eq!(b.conflict_count().unwrap(), 0);
    hand_over(&mut b, &mut a, folder.path());
    assert_eq!((a.conflict_count().unwrap(), a.conflicts(0, 9).unwrap().len()), (0, 0));
    assert_equal(&dump(&a), &dump(&b), "settled");
}

#[test]
fn what_rests_on_something_missing_waits_and_the_gap_is_named() {
    // Would catch a case that comes without its beginning, and a later bundle that can never be taken.
    let folder = tempfile::tempdir().unwrap();
    let mut desks: Vec<Store> = (1..4).map(|n| laptop(folder.path(), n)).collect();
    let (to_b, c) = (Extent::Lacking(vec![desks[1].device()]), 2);
    let id = new_case(&mut desks[0], "张三");
    let first = out(&mut desks[0], &to_b, &folder.path().join("1.tjb"));
    take(&mut desks[1], &first).unwrap();
    let answer = out(&mut desks[1], &Extent::Everything, &folder.path().join("answer.tjb"));
    take(&mut desks[0], &answer).unwrap();
    edit(&mut desks[0], id, |case| case.people = Some(5));
    let second = out(&mut desks[0], &to_b, &folder.path().join("2.tjb"));
    let report = take(&mut desks[c], &second).unwrap();
    assert_eq!((report.revisions, report.gaps.len()), (0, 1));
    assert_eq!(report.gaps[0].device, desks[0].device());
    assert!(words::taken(Lang::Zh, &report).iter().any(|line| line.contains("缺少")));
    assert!(desks[c].dispute(id).is_err());
    // First its beginning, then what waited.
    take(&mut desks[c], &first).unwrap();
    let report = take(&mut desks[c], &second).unwrap();
    assert_eq!((report.gaps.len(), report.cases_changed), (0, 1));
    assert_eq!(desks[c].dispute(id).unwrap().people, Some(5));
}

#[test]
fn payments_recorded_on_two_laptops_add_up() {
    // Would catch a state that the laptop wrote which recorded the last payment, and a conflict between two such states.
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    let id = new_case(&mut a, "张三");
    let on = a.dispute(id).unwrap().accepted_on;
    edit(&mut a, id, |case| {
        case.closing = Some(Closing { outcome: Outcome::Oral, on });
        case.agreement.performance = Some(Performance::NotDue);
        let part = |nth: u64| Instalment {
            id: Id::named(&["part", &nth.to_string()]),
            due_on: on + chrono::Days::new(nth),
            amount: Some(Fen::from_yuan(2_000)),
            what: String::new(),
        };
        case.plan = vec![part(1), part(2)];
    });
    hand_over(&mut a, &mut b, folder.path());
    let pay = |store: &mut Store, name: &str, nth: u64| {
        let part = PartPerformed {
            id: Id::named(&[name]),
            on: on + chrono::Days::new(nth),
            amount: Some(Fen::from_yuan(2_000)),
            what: String::new(),
        };
        edit(store, id, |case| case.performed.push(part));
        assert_eq!(store.dispute(id).unwrap().performance(), Some(Performance::Partly));
    };
    pay(&mut a, "a", 2);
    pay(&mut b, "b", 1);
    hand_over(&mut a, &mut b, folder.path());
    hand_over(&mut b, &mut a, folder.path());
    for store in [&a, &b] {
        let case = store.dispute(id).unwrap();
        assert_eq!(case.performance(), Some(Performance::Done));
        assert_eq!(case.performed_on(), Some(on + chrono::Days::new(2)));
        assert_eq!(store.conflict_count().unwrap(), 0);
    }
    assert_equal(&dump(&a), &dump(&b), "both");
}

/// Catches: one person who is two because two laptops wrote his name and number in two ways.
#[test]
fn a_person_from_another_laptop_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    for (store, name, number) in [
        (&mut one, "阿依古丽．买买提", "110105491231002"),
        (&mut other, "阿依古丽 • 买买提", "110105 19491231 002x"),
    ] {
        let id = new_case(store, name);
        edit(store, id, |case| case.parties[0].id_number = number.to_owned());
    }
    hand_over(&mut one, &mut other, folder.path());
    let today = other.today();
    let found = other.repeats(tiaojie::domain::DateRange { from: today, to: today }, None).unwrap();
    let people: Vec<_> = found
        .people
        .iter()
        .map(|one| (one.person.name.as_str(), one.person.id_number.as_str(), one.in_all))
        .collect();
    assert_eq!(people, [("阿依古丽·买买提", "11010519491231002X", 2)]);
    for query in ["阿依古丽买买提", "阿依古丽•买买提", "110105491231002", "11010519491231002X"]
    {
        assert_eq!(other.search(query, 9).unwrap().len(), 2, "{query}");
    }
}
