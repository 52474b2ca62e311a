//! What the exchange between laptops will rest on: revisions taken in from elsewhere lead every file to the same
//! state, whatever the order, and a field that two people changed apart is a conflict, no other is.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use rusqlite::params;
use uuid::Uuid;

use super::apply::{Derived, apply};
use super::revision::Revision;
use super::{CaseFilter, Store, heads, write};
use crate::domain::{
    Closing, CutOff, Dispute, DisputeId, Fixed, Month, Office, OfficeKind, Outcome, Party, Side,
};

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
    let known: BTreeSet<(Uuid, i64)> = revisions(into).iter().map(|r| (r.device, r.seq)).collect();
    let news: Vec<Revision> =
        revisions(from).into_iter().filter(|r| !known.contains(&(r.device, r.seq))).collect();
    let mut derived = Derived::from(super::Directory::load(&into.conn).unwrap());
    let tx = into.conn.transaction().unwrap();
    for revision in news {
        tx.execute("INSERT OR IGNORE INTO device (uuid) VALUES (?1)", params![revision.device]).unwrap();
        let local = tx
            .query_row("SELECT id FROM device WHERE uuid = ?1", [revision.device], |row| row.get(0))
            .unwrap();
        write::insert_revision(&tx, local, &revision).unwrap();
        apply(&tx, &revision, revision.parsed().unwrap(), &mut derived).unwrap();
    }
    derived.moves.flush(&tx).unwrap();
    tx.commit().unwrap();
    into.directory = super::Directory::load(&into.conn).unwrap();
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
    let heads = heads::heads(&store.conn, id.bytes()).unwrap().unwrap();
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
    store.save_office(&town).unwrap();
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
    let lock = |store: &mut Store| store.lock_month(month, CutOff::MONTH_END, None).unwrap();
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
    b.unlock(first.id, "重复锁定").unwrap();
    take_in(&mut a, &b);
    assert_eq!(a.lock_of(month, None).unwrap(), Some(second));
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
