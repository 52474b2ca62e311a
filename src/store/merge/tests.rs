//! What the exchange between laptops will rest on: revisions taken in from elsewhere lead every file to the same
//! state, whatever the order, and a field that two people changed apart is a conflict, no other is.

use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Barred, IntakeError, Refusal, TakenIn, Taking};
use crate::domain::{
    Closing, CutOff, Dispute, DisputeId, Fixed, Month, Office, OfficeKind, Outcome, Party, Side,
};
use crate::store::ask::CaseFilter;
use crate::store::log::{Revision, heads_of};
use crate::store::{Store, StoreError};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
}

fn laptop(folder: &Path, n: u16) -> Store {
    // The clocks are a month apart: order must not come from them.
    let clock = Fixed::at(day(1 + u32::from(n) * 3, 1), n);
    Store::create(&folder.join(format!("{n}.db")), Box::new(clock)).unwrap()
}

fn revisions(store: &Store) -> Vec<Revision> {
    let sql = format!(
        "SELECT {} FROM revision r JOIN device d ON d.id = r.device ORDER BY r.stamp, d.uuid, r.seq",
        Revision::COLUMNS
    );
    let mut statement = store.conn.prepare(&sql).unwrap();
    statement.query_map([], Revision::from_row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

/// Takes in what `from` has and `into` lacks.
fn take_in(into: &mut Store, from: &Store) {
    let all = revisions(from).into_iter().map(Ok::<_, StoreError>);
    let taken = into.take_in(all, 0, &Barred::new(), Taking::ForGood).unwrap();
    assert_eq!(taken.gaps, []);
}

fn everything(store: &Store) -> Vec<Dispute> {
    let mut cases: Vec<Dispute> = store
        .all_ids(&CaseFilter::default())
        .unwrap()
        .into_iter()
        .map(|id| store.dispute(id).unwrap())
        .collect();
    cases.sort_by_key(|case| case.id);
    cases
}

/// Fields with more than one newest value.
fn conflicts(store: &Store, id: DisputeId) -> Vec<String> {
    let heads = heads_of(&store.conn, id.bytes()).unwrap().unwrap();
    heads.into_iter().filter(|(_, list)| list.len() > 1).map(|(field, _)| field).collect()
}

fn edit(store: &mut Store, id: DisputeId, change: impl FnOnce(&mut Dispute)) {
    let before = store.dispute(id).unwrap();
    let mut after = before.clone();
    change(&mut after);
    store.save_dispute(Some(&before), after, None).unwrap();
}

fn first_case(store: &mut Store) -> DisputeId {
    let town = Office::below(Office::root_id(), OfficeKind::Township, "松柏镇");
    store.transact(|w| w.put_office(&town)).unwrap();
    let mut case = Dispute::new(store.fresh_dispute_id(), town.id, day(3, 1));
    case.parties.push(Party::new(store.fresh_id(), Side::Applicant, "张三"));
    store.save_dispute(None, case, None).unwrap().dispute.id
}

#[test]
fn two_people_on_one_field_are_a_conflict_and_saving_it_again_settles_it_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    let id = first_case(&mut a);
    take_in(&mut b, &a);
    edit(&mut a, id, |case| case.summary = "排水沟".into());
    edit(&mut b, id, |case| case.summary = "院坝".into());
    edit(&mut b, id, |case| case.people = Some(4));
    take_in(&mut a, &b);
    take_in(&mut b, &a);
    assert_eq!(everything(&a), everything(&b));
    assert_eq!(conflicts(&a, id), ["summary"], "one field, and not the one that only one of them changed");
    edit(&mut a, id, |case| case.summary = "排水沟与院坝".into());
    take_in(&mut b, &a);
    assert_eq!((conflicts(&a, id), conflicts(&b, id)), (vec![], vec![]));
    assert_eq!(b.dispute(id).unwrap().summary, "排水沟与院坝");
}

#[test]
fn one_township_met_by_two_laptops_is_one_office() {
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    let (first, second) = (first_case(&mut a), first_case(&mut b));
    take_in(&mut a, &b);
    take_in(&mut b, &a);
    assert_eq!(a.directory().townships().count(), 1);
    assert_eq!(a.dispute(first).unwrap().office, a.dispute(second).unwrap().office);
    assert_eq!(everything(&a), everything(&b));
    assert!(a.check().unwrap().findings.is_empty());
}

/// Would catch a shown lock that follows a wrong clock or the order of arrival, and a second lock that is lost.
#[test]
fn of_two_locks_of_one_month_every_laptop_shows_the_same_and_keeps_both() {
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 3), laptop(folder.path(), 2));
    let id = first_case(&mut a);
    take_in(&mut b, &a);
    let month = Month::new(2024, 3).unwrap();
    let lock = |store: &mut Store| store.transact(|w| w.lock_month(month, CutOff::MONTH_END, None)).unwrap();
    // The clock of `a` is three months ahead of that of `b`, yet its lock stands first in the log.
    let first = lock(&mut a);
    edit(&mut b, id, |case| case.people = Some(7));
    let second = lock(&mut b);
    take_in(&mut a, &b);
    take_in(&mut b, &a);
    assert_ne!(first.snapshot, second.snapshot);
    for store in [&a, &b] {
        assert_eq!(store.lock_of(month, None).unwrap(), Some(first.clone()));
        assert_eq!(store.locks(2024, None).unwrap(), [first.clone(), second.clone()]);
        assert_eq!(store.locked_months(2024, None).unwrap(), 1, "one month, however often it is locked");
        assert!(store.check().unwrap().findings.is_empty());
    }
    b.transact(|w| w.unlock(first.id, "重复锁定")).unwrap();
    take_in(&mut a, &b);
    assert_eq!(a.lock_of(month, None).unwrap(), Some(second));
}

const STRANGER: Uuid = Uuid::from_u128(0x5712_A46E);

/// What a laptop that nobody knows wrote, chained and hashed as it should be.
fn forged(seq: i64, stamp: i64, prev: [u8; 32], record: [u8; 16], body: &str) -> Revision {
    let mut revision = Revision {
        device: STRANGER,
        seq,
        stamp,
        at: "2024-03-01T12:00:00+08:00".into(),
        operator: None,
        kind: "dispute".into(),
        record,
        body: body.into(),
        prev,
        hash: [0; 32],
    };
    revision.hash = revision.computed_hash();
    revision
}

fn offered(store: &mut Store, one: Revision) -> Result<TakenIn, IntakeError<StoreError>> {
    store.take_in(std::iter::once(Ok(one)), 0, &Barred::new(), Taking::ForGood)
}

/// Would catch a stamp that ends all counting, a revision that stands above what it replaces, and anything altered.
#[test]
fn what_cannot_be_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut a = laptop(folder.path(), 1);
    let id = first_case(&mut a);
    let log = revisions(&a);
    let (case, last) = (*id.bytes(), log.last().unwrap().clone());
    let on = |stamp, body: &str| forged(1, stamp, [0; 32], case, body);
    let set = r#"{"set":{"people":[3]}}"#;
    let replaces = |name: &str, seq: i64| json!({"set": {"people": [3, [[name, seq]]]}}).to_string();
    let of_a = last.device.to_string();
    let stamps = [i64::MAX, i64::MAX - 1, i64::MIN, 0, -4, 1 << 53, last.stamp + (1 << 33)];
    for stamp in stamps {
        let refused = offered(&mut a, on(stamp, set));
        assert!(matches!(refused, Err(IntakeError::Refused(Refusal::Stamp { .. }))), "{stamp}: {refused:?}");
    }
    let below = offered(&mut a, on(last.stamp, &replaces(&of_a, last.seq)));
    assert!(matches!(below, Err(IntakeError::Refused(Refusal::Stamp { .. }))), "{below:?}");
    let unreadable = [
        on(90, "{"),
        on(90, "[]"),
        on(90, r#"{"set":[]}"#),
        on(90, r#"{"set":{"people":[]}}"#),
        on(90, r#"{"set":{"people":[3,"x"]}}"#),
        on(90, &replaces(&STRANGER.to_string(), 1)),
        on(90, &replaces(&STRANGER.to_string(), 7)),
        forged(0, 90, [0; 32], case, set),
        forged(i64::MIN, 90, [0; 32], case, set),
        Revision { hash: [0; 32], kind: "office".into(), ..on(90, set) }.hashed(),
        Revision { kind: String::new(), ..on(90, set) }.hashed(),
        Revision { at: "x".repeat(65), ..on(90, set) }.hashed(),
    ];
    for one in unreadable {
        let refused = offered(&mut a, one.clone());
        let is = matches!(refused, Err(IntakeError::Refused(Refusal::Unreadable { .. })));
        assert!(is, "{one:?}: {refused:?}");
    }
    let altered = [
        Revision { body: r#"{"set":{"people":[4]}}"#.into(), ..on(90, set) },
        forged(1, 90, [1; 32], case, set),
    ];
    for one in altered {
        let refused = offered(&mut a, one);
        assert!(matches!(refused, Err(IntakeError::Refused(Refusal::Altered { .. }))), "{refused:?}");
    }
    let forked = Revision { at: "2025-03-01T12:00:00+08:00".into(), ..last.clone() }.hashed();
    let refused = offered(&mut a, forked);
    assert!(matches!(refused, Err(IntakeError::Refused(Refusal::Fork { .. }))), "{refused:?}");
    // What may come right later waits.
    let waits = [
        forged(2, 90, [1; 32], case, set),
        on(90, &replaces(&of_a, last.seq + 1)),
        on(90, &replaces(&Uuid::from_u128(5).to_string(), 1)),
        on(90, &json!({"set": {"people": [3]}, "after": [of_a, i64::MAX]}).to_string()),
    ];
    for one in waits {
        let report = offered(&mut a, one).unwrap();
        assert_eq!((report.revisions, report.waiting, report.gaps.len()), (0, 1, 1));
    }
    assert_eq!(revisions(&a), log);
    assert!(a.check().unwrap().findings.is_empty());
    assert_eq!(offered(&mut a, on(last.stamp + 1, set)).unwrap().cases_changed, 1);
    edit(&mut a, id, |case| case.people = Some(8));
    assert_eq!(a.conflict_count().unwrap(), 0, "what was saved after it replaces it");
}

impl Revision {
    fn hashed(mut self) -> Self {
        self.hash = self.computed_hash();
        self
    }
}

/// Values that no field of this program would hold.
fn odd() -> impl Strategy<Value = Value> {
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1.5e300),
        json!(""),
        json!("x"),
        json!("2024-02-31"),
        json!("2024-01-05"),
        json!("99999-01-01"),
        json!("written"),
        json!("declined"),
        json!([]),
        json!([[]]),
        json!(["written", "2024-01-01"]),
        json!(["oral"]),
        json!([1, 2]),
        json!({}),
        json!({"a": [1]}),
        json!("00000000000000000000000000000001"),
        json!(["00000000000000000000000000000001"]),
        json!(202_413),
        json!("\u{0}"),
    ];
    proptest::sample::select(odd.to_vec())
}

fn odd_field() -> impl Strategy<Value = (&'static str, String)> {
    let fields = [
        (
            "dispute",
            "number office village place type source pre_litigation level difficulty risk governance consent occurred_on accepted_on closing people summary note original mediators tags void keeper told agreement.amount_fen agreement.content agreement.due_on agreement.performance agreement.confirmation agreement.copies agreement.performed_on party.1.name party.00000000000000000000000000000002.name party.00000000000000000000000000000002.side party.00000000000000000000000000000002.position session.00000000000000000000000000000003.on referral.00000000000000000000000000000004.on extension.00000000000000000000000000000005.to x",
        ),
        ("office", "parent kind name aliases division_code mark committee valid_to void"),
        ("mediator", "name office valid_to"),
        ("operator", "name valid_to role pin"),
        ("laptop", "name home series key"),
        ("setting", "key value void"),
        ("service", "office on centre kind quantity unit case note void"),
        ("screening", "office village on times found lead note void"),
        ("prevention", "office on kind cases people note void"),
        ("indicator", "office days name value unit owner rule note void"),
        ("code", "dictionary code parent zh position valid_to governance unit owner decimals rule void"),
        ("lock", "month office from to at by unlocked void figures cases"),
        ("disclosure", "at by kind what cases masking to"),
    ];
    let all: Vec<(&'static str, String)> = fields
        .iter()
        .flat_map(|(kind, names)| names.split(' ').map(|name| (*kind, name.to_owned())))
        .collect();
    proptest::sample::select(all)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch an apply whose result depends on the order of arrival, and totals that a merge leaves behind.
    #[test]
    fn three_laptops_come_to_the_same_state(script in proptest::collection::vec((0..3_usize, 0..6_u8, 1..28_u32), 1..30), swaps in proptest::collection::vec((0..3_usize, 0..3_usize), 1..8)) {
        let folder = tempfile::tempdir().unwrap();
        let mut laptops: Vec<Store> = (1..4).map(|n| laptop(folder.path(), n)).collect();
        let id = first_case(&mut laptops[0]);
        let exchange = |laptops: &mut Vec<Store>, to: usize, from: usize| {
            if to != from {
                let source = Store::open(laptops[from].path(), Box::new(Fixed::at(day(1, 1), 99))).unwrap();
                take_in(&mut laptops[to], &source);
            }
        };
        for to in [1, 2] {
            exchange(&mut laptops, to, 0);
        }
        let mut swaps = swaps.iter().cycle();
        for (n, (who, what, on)) in script.iter().enumerate() {
            edit(&mut laptops[*who], id, |case| match what {
                0 => case.summary = format!("第{n}次"),
                1 => case.people = Some(n as u32),
                2 => case.closing = Some(Closing { outcome: Outcome::Oral, on: day(4, *on) }),
                3 => case.closing = None,
                4 => case.accepted_on = day(5, *on),
                _ => case.void = (n % 2 == 0).then(|| "重复".to_owned()),
            });
            if n % 3 == 0 && let Some((to, from)) = swaps.next() {
                exchange(&mut laptops, *to, *from);
            }
        }
        for (to, from) in [(0, 1), (0, 2), (1, 0), (2, 0), (1, 2), (0, 1)] {
            exchange(&mut laptops, to, from);
        }
        for n in [1, 2] {
            prop_assert_eq!(everything(&laptops[0]), everything(&laptops[n]));
            prop_assert_eq!(conflicts(&laptops[0], id), conflicts(&laptops[n], id));
        }
        for laptop in &mut laptops {
            let found = laptop.check().unwrap().findings;
            prop_assert!(found.is_empty(), "{found:#?}");
        }
    }

    /// Would catch a value of a newer or broken program that no file can be merged with for good.
    #[test]
    fn whatever_a_field_holds_is_read_as_far_as_it_is_understood(
        said in proptest::collection::vec((odd_field(), odd()), 1..40),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
        first_case(&mut a);
        let (mut prev, mut made) = ([0; 32], Vec::new());
        for (n, ((kind, field), value)) in said.iter().enumerate() {
            let n = n as i64;
            let mut record = [0; 16];
            record[..kind.len().min(16)].copy_from_slice(&kind.as_bytes()[..kind.len().min(16)]);
            let body = json!({"set": {field.clone(): [value]}}).to_string();
            let one = Revision { kind: (*kind).to_owned(), ..forged(n + 1, n + 50, prev, record, &body) }.hashed();
            prev = one.hash;
            made.push(one);
        }
        let all = made.into_iter().map(Ok::<_, StoreError>);
        let taken = a.take_in(all, 0, &Barred::new(), Taking::ForGood).unwrap();
        prop_assert_eq!(taken.revisions, said.len() as u64);
        take_in(&mut b, &a);
        for store in [&mut a, &mut b] {
            let found = store.check().unwrap().findings;
            prop_assert!(found.is_empty(), "{found:#?}");
        }
        prop_assert_eq!(everything(&a), everything(&b));
    }
}

#[test]
fn the_past_of_a_conflict_is_told_alike_everywhere() {
    // Would catch a history that hides what the other laptop wrote, one that differs from laptop to laptop, and a
    // restore that settles here and stays a conflict there.
    let folder = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    let id = first_case(&mut a);
    take_in(&mut b, &a);
    edit(&mut a, id, |case| case.summary = "排水沟".into());
    edit(&mut b, id, |case| case.summary = "院坝".into());
    take_in(&mut a, &b);
    take_in(&mut b, &a);
    assert_eq!(a.past(id.uuid()).unwrap(), b.past(id.uuid()).unwrap());
    let past = a.past(id.uuid()).unwrap();
    let second = &past[2].changes[0];
    assert_eq!((second.from.len(), second.beside.len()), (1, 1));
    assert_eq!(second.from, second.beside);
    assert_eq!(a.dispute_at(id, past[2].name).unwrap(), a.dispute(id).unwrap());
    // The next save finds both, and going back to the first of them settles it on both laptops.
    a.restore_dispute(id, past[1].name).unwrap();
    take_in(&mut b, &a);
    assert_eq!((conflicts(&a, id), conflicts(&b, id)), (vec![], vec![]));
    assert_eq!(b.dispute(id).unwrap(), a.dispute_at(id, past[1].name).unwrap());
    assert_eq!(b.past(id.uuid()).unwrap()[3].changes[0].from.len(), 2);
    assert!(b.verify(&[], &mut |_| ()).unwrap().holds());
}
