use chrono::NaiveDate;

use super::*;
use crate::domain::{
    CutOff, Dispute, DisputeId, Fixed, Id, Limit, Masking, Mediator, Month, Office, OfficeKind, Party,
    PartyId, Service, Side,
};
use crate::store::{Changed, DisclosureKind, NewDisclosure, PinTried, Store, Undone};
use crate::vault::{Cost, keep_pin};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn operator(name: &str, role: Role) -> Operator {
    Operator { role, ..Operator::named(name) }
}

/// A file with a lead, a clerk and a reader, a case and a locked month; the lead is at the keyboard.
fn office(folder: &std::path::Path) -> Store {
    let mut store = Store::create(&folder.join("t.db"), Box::new(Fixed::at(day(11, 23), 1))).unwrap();
    store.sign_in(&operator("方勇杰", Role::Clerk)).unwrap();
    let mut case = Dispute::new(DisputeId::named(&["c"]), Office::root_id(), day(9, 3));
    case.parties.push(Party::new(PartyId::named(&["p"]), Side::Applicant, "张三"));
    store.save_dispute(None, case, None).unwrap();
    store.manage(|w| w.put_operator(&operator("方勇杰", Role::Lead))).unwrap();
    store.manage(|w| w.put_operator(&operator("李敏", Role::Clerk))).unwrap();
    store.manage(|w| w.put_operator(&operator("王芳", Role::Reader))).unwrap();
    store.transact(|w| w.lock_month(Month::new(2026, 9).unwrap(), CutOff::default(), None)).unwrap();
    store
}

fn sign(store: &mut Store, name: &str) {
    store.sign_in(&Operator::named(name)).unwrap();
}

fn refused<T>(done: Result<T>, right: Right) {
    match done {
        Err(StoreError::NotAllowed(named)) => assert_eq!(named, right),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("{right:?} was not asked for"),
    }
}

/// Everything that writes records, each tried by the person at the keyboard.
fn tries(store: &mut Store) -> Vec<(&'static str, Right, Result<()>)> {
    let id = DisputeId::named(&["c"]);
    let before = store.dispute(id).unwrap();
    let changed = Dispute { summary: "排水".into(), ..before.clone() };
    let first = store.past(id.uuid()).unwrap()[0].name;
    let (month, cut_off) = (Month::new(2026, 10).unwrap(), CutOff::default());
    let lock = store.lock_of(Month::new(2026, 9).unwrap(), None).unwrap();
    let service = Service::new(Id::named(&["s"]), Office::root_id(), day(10, 1));
    let village = Office::below(Office::root_id(), OfficeKind::Township, "松柏镇");
    let district = Office { name: "区".into(), ..store.directory().district().unwrap().clone() };
    let mut settings = store.settings().clone();
    settings.cut_off_day = 25;
    let limits = std::collections::BTreeMap::from([(Limit::ALL[0], Some(20))]);
    let done = |result: Result<Changed>| result.map(|_| ());
    let mut tried = vec![
        (
            "new case",
            Right::Log,
            store
                .save_dispute(
                    None,
                    Dispute::new(DisputeId::named(&["d"]), Office::root_id(), day(10, 2)),
                    None,
                )
                .map(|_| ()),
        ),
        ("case", Right::Log, store.save_dispute(Some(&before), changed, None).map(|_| ())),
        ("entry", Right::Log, done(store.save_entry(None, &service))),
        (
            "import",
            Right::Log,
            store
                .transact_via(Some("import"), |w| {
                    w.put_dispute(None, Dispute::new(DisputeId::named(&["e"]), Office::root_id(), day(10, 3)))
                })
                .map(|_| ()),
        ),
        ("restore", Right::Log, {
            // Where nothing was changed there is nothing to restore, so that a change goes before.
            store.restore_dispute(id, first).map(|_| ())
        }),
        ("village", Right::Log, done(store.transact(|w| w.put_office(&village)))),
        (
            "mediator",
            Right::Log,
            done(store.transact(|w| w.put_mediator(&Mediator::at(Office::root_id(), "赵六")))),
        ),
        ("kept setting", Right::Log, done(store.keep_setting("mapping.x", Some(&serde_json::json!(1))))),
        ("rebuild", Right::Log, store.rebuild().map(|_| ())),
        ("office", Right::Manage, done(store.transact(|w| w.put_office(&district)))),
        (
            "roster mediator",
            Right::Manage,
            done(store.manage(|w| w.put_mediator(&Mediator::at(Office::root_id(), "钱七")))),
        ),
        ("limits", Right::Manage, done(store.manage(|w| w.put_limits(None, &limits)))),
        ("template", Right::Manage, done(store.manage(|w| w.put_template("report", Some("x"))))),
        ("settings", Right::Manage, store.save_settings(&settings)),
        ("operator", Right::Manage, done(store.manage(|w| w.put_operator(&operator("周八", Role::Lead))))),
        ("lock", Right::LockMonths, store.transact(|w| w.lock_month(month, cut_off, None)).map(|_| ())),
        (
            "unlock",
            Right::LockMonths,
            lock.map_or(Ok(()), |lock| store.transact(|w| w.unlock(lock.id, "错")).map(|_| ())),
        ),
    ];
    let undo = |result: Result<Undone>| result.map(|_| ());
    tried.push(("undo", Right::Log, undo(store.undo())));
    tried.push(("redo", Right::Log, undo(store.redo())));
    // The last: whoever is let in so is at the keyboard from then on.
    tried.push(("somebody new", Right::Manage, store.sign_in(&Operator::named("吴九"))));
    tried
}

#[test]
fn a_reader_appends_nothing() {
    // Would catch one way to write that forgot to ask, and a reader who makes himself a clerk under a new name.
    let folder = tempfile::tempdir().unwrap();
    let mut store = office(folder.path());
    let case = store.dispute(DisputeId::named(&["c"])).unwrap();
    store.save_dispute(Some(&case), Dispute { summary: "漏水".into(), ..case.clone() }, None).unwrap();
    sign(&mut store, "王芳");
    let (before, directory) = (store.revision_count().unwrap(), store.directory().operators().count());
    for (what, _, done) in tries(&mut store) {
        assert!(
            matches!(done, Err(StoreError::NotAllowed(_) | StoreError::NothingToUndo)),
            "a reader could: {what}: {done:?}"
        );
    }
    assert_eq!(store.revision_count().unwrap(), before);
    assert_eq!(store.directory().operators().count(), directory);
    assert_eq!(store.role(), Role::Reader);
    assert_eq!(store.settings().cut_off_day, 31);
    // What a reader may: keep a draft, note, send something out, which is recorded.
    store.keep_draft("entry", "{}").unwrap();
    store.note("folder", "x").unwrap();
    let said = NewDisclosure {
        kind: DisclosureKind::Export,
        what: "台账".into(),
        cases: 1,
        masking: Masking::Masked,
        to: "x".into(),
    };
    store.disclose(&said).unwrap();
    assert_eq!(store.revision_count().unwrap(), before + 1);
    assert_eq!(store.check().unwrap().findings, []);
}

#[test]
fn a_clerk_logs_and_leaves_the_rest_to_the_lead() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = office(folder.path());
    sign(&mut store, "李敏");
    for (what, right, done) in tries(&mut store) {
        match right {
            // An import is the floor of undo, see `history`; that these two are allowed is shown below.
            Right::Log if matches!(what, "undo" | "redo") => {
                assert!(matches!(done, Ok(()) | Err(StoreError::NothingToUndo)), "{what}: {done:?}");
            }
            Right::Log => assert!(done.is_ok(), "{what}: {done:?}"),
            right => assert!(
                matches!(done, Err(StoreError::NotAllowed(named)) if named == right),
                "{what}: {done:?}"
            ),
        }
    }
    let case = store.dispute(DisputeId::named(&["c"])).unwrap();
    store.save_dispute(Some(&case), Dispute { summary: "漏水".into(), ..case.clone() }, None).unwrap();
    store.undo().unwrap();
    store.redo().unwrap();
    // The lead may all of it.
    let other = tempfile::tempdir().unwrap();
    let mut store = office(other.path());
    for (what, _, done) in tries(&mut store) {
        assert!(matches!(done, Ok(()) | Err(StoreError::NothingToUndo)), "{what}: {done:?}");
    }
}

#[test]
fn an_office_that_is_led_stays_led() {
    // Would catch a last lead who demotes himself and leaves readers whom nobody can ever make clerks again.
    let folder = tempfile::tempdir().unwrap();
    let mut store = office(folder.path());
    let lead = operator("方勇杰", Role::Lead);
    for gone in [
        operator("方勇杰", Role::Clerk),
        operator("方勇杰", Role::Reader),
        Operator { valid_to: Some(day(11, 1)), ..lead.clone() },
    ] {
        let done = store.manage(|w| w.put_operator(&gone));
        assert!(matches!(done, Err(StoreError::LastLead)), "{done:?}");
    }
    store.manage(|w| w.put_operator(&operator("李敏", Role::Lead))).unwrap();
    store.manage(|w| w.put_operator(&operator("方勇杰", Role::Clerk))).unwrap();
    refused(store.manage(|w| w.put_operator(&lead)), Right::Manage);
    // In an office that nobody leads, anybody but a reader names the first lead, and nobody locks all out.
    let alone = tempfile::tempdir().unwrap();
    let mut store = Store::create(&alone.path().join("t.db"), Box::new(Fixed::at(day(11, 23), 1))).unwrap();
    sign(&mut store, "方勇杰");
    let none = store.manage(|w| w.put_operator(&operator("方勇杰", Role::Reader)));
    assert!(matches!(none, Err(StoreError::LastLead)));
    store.manage(|w| w.put_operator(&lead)).unwrap();
    store.undo().unwrap();
    assert_eq!(store.role(), Role::Clerk);
}

#[test]
fn everybody_sets_his_own_pin_and_nobody_anothers() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = office(folder.path());
    sign(&mut store, "王芳");
    let kept = keep_pin("2468", Cost::LEAST, store.surroundings()).unwrap();
    let own = Operator {
        pin: Some(kept.clone()),
        ..store.directory().operator(Operator::named("王芳").id).unwrap().clone()
    };
    store.manage(|w| w.put_operator(&own)).unwrap();
    assert!(store.asks_pin(own.id));
    assert_eq!(store.try_pin(own.id, "2468").unwrap(), PinTried::Fits);
    let lead = store.directory().operator(Operator::named("方勇杰").id).unwrap().clone();
    assert_eq!(store.try_pin(lead.id, "").unwrap(), PinTried::Fits);
    refused(store.manage(|w| w.put_operator(&Operator { pin: Some(kept), ..lead.clone() })), Right::Manage);
    refused(store.manage(|w| w.put_operator(&Operator { role: Role::Clerk, ..own.clone() })), Right::Manage);
    // Signing in by the bare name keeps role and PIN.
    sign(&mut store, "方勇杰");
    sign(&mut store, "王芳");
    assert_eq!(store.directory().operator(own.id), Some(&own));
    assert_eq!(store.role(), Role::Reader);
    // The clock of this test stands: after three wrong ones even the right one has to wait.
    for _ in 0..3 {
        assert_eq!(store.try_pin(own.id, "1357").unwrap(), PinTried::Wrong);
    }
    assert_eq!(store.try_pin(own.id, "2468").unwrap(), PinTried::Wait(2));
}
