//! A session with a lawyer and an entry of the log about it are one fact: every figure of lawyers taking part is what a
//! plain recount by case and day gives.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::domain::{
    Attendee, Capacity, DateRange, Dispute, DisputeId, EventKind, Fixed, Id, Office, OfficeId, OfficeKind,
    Service, Session,
};
use crate::store::{CaseFilter, Pick, Store, Tree};

/// How the cases of a world are told apart: by office, by type.
const TYPES: [&str; 2] = ["01", "02"];

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap()
}

fn lawyer(on: NaiveDate, n: usize) -> Session {
    let name = n.to_string();
    let id = Id::named(&["lawyer", &name]);
    let attendee = Attendee { id, name: "吴律师".into(), capacity: Capacity::Lawyer, party: None };
    Session {
        id: Id::named(&["session", &name]),
        on,
        at: None,
        place: String::new(),
        attendees: vec![attendee],
        record: String::new(),
        result: None,
        recorder: String::new(),
    }
}

struct World {
    _folder: tempfile::TempDir,
    store: Store,
    offices: [OfficeId; 3],
    cases: Vec<Dispute>,
    entries: Vec<Service>,
}

impl World {
    /// Four cases: of two townships and of two types.
    fn new(sessions: &[(usize, u64)], entries: &[(Option<usize>, usize, u64, u32)], void: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Fixed::at(first() + Days::new(400), 1);
        let mut store = Store::create(&folder.path().join("facts.db"), Box::new(clock)).unwrap();
        let towns =
            ["松柏镇", "木鱼镇"].map(|name| Office::below(Office::root_id(), OfficeKind::Township, name));
        for town in &towns {
            store.transact(|w| w.put_office(town)).unwrap();
        }
        let offices = [Office::root_id(), towns[0].id, towns[1].id];
        let mut cases: Vec<Dispute> = Vec::new();
        for n in 0..4 {
            let mut case = Dispute::new(store.fresh_dispute_id(), offices[1 + n % 2], first());
            case.kind = TYPES[n / 2].parse().unwrap();
            let held = sessions.iter().enumerate().filter(|(_, (of, _))| *of == n);
            case.sessions = held.map(|(at, (_, on))| lawyer(first() + Days::new(*on), at)).collect();
            case.void = (n == void).then(|| "错录".into());
            store.save_dispute(None, case.clone(), None).unwrap();
            cases.push(case);
        }
        let mut logged = Vec::new();
        for (case, office, on, quantity) in entries {
            let mut entry = Service::new(store.fresh_id(), offices[*office], first() + Days::new(*on));
            (entry.kind, entry.unit, entry.quantity) = (Service::LAWYER.into(), "次".into(), *quantity);
            entry.case = case.map(|at| cases[at].id);
            store.save_entry(None, &entry).unwrap();
            logged.push(entry);
        }
        Self { _folder: folder, store, offices, cases, entries: logged }
    }

    /// By case and day: the sessions and the entries of one fact are as many as the greater of the two.
    fn recount(
        &self,
        range: DateRange,
        office: Option<OfficeId>,
        of: impl Fn(&Dispute) -> bool,
        all: bool,
    ) -> i64 {
        let mut facts: BTreeMap<(DisputeId, NaiveDate), (i64, i64)> = BTreeMap::new();
        let here = |one: OfficeId| office.is_none_or(|asked| asked == one);
        for case in self.cases.iter().filter(|case| of(case) && here(case.office) && case.void.is_none()) {
            for session in case.sessions.iter().filter(|session| range.contains(session.on)) {
                facts.entry((case.id, session.on)).or_default().0 += 1;
            }
        }
        let mut alone = 0;
        for entry in self.entries.iter().filter(|entry| here(entry.office) && range.contains(entry.on)) {
            let case = self.cases.iter().find(|case| Some(case.id) == entry.case);
            match case.filter(|case| of(case)) {
                Some(case) => facts.entry((case.id, entry.on)).or_default().1 += i64::from(entry.quantity),
                None if all => alone += i64::from(entry.quantity),
                None => {}
            }
        }
        alone + facts.values().map(|(held, logged)| held.max(logged)).sum::<i64>()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a session counted beside the entry about it, an entry of another day or case taken for it, a void case's
    /// session, a figure of a type that is not part of the whole, a total of the log that differs from that of cases.
    #[test]
    fn every_figure_is_a_recount_by_case_and_day(
        sessions in proptest::collection::vec((0usize..4, 0u64..4), 0..8),
        entries in proptest::collection::vec((proptest::option::of(0usize..4), 0usize..3, 0u64..4, 0u32..4), 0..8),
        void in 0usize..8,
        from in 0u64..3,
    ) {
        let world = World::new(&sessions, &entries, void);
        let range = DateRange { from: first() + Days::new(from), to: first() + Days::new(30) };
        for office in [None, Some(world.offices[1]), Some(world.offices[2])] {
            let plain = CaseFilter { office, ..CaseFilter::default() };
            let count = world.store.lawyer_count(range, &plain).unwrap();
            let whole = world.recount(range, office, |_| true, true);
            prop_assert_eq!(count.times(), whole, "{:?}", count);
            let totals = world.store.service_totals(range, office).unwrap();
            let logged: i64 = totals.iter().filter(|one| one.code == Service::LAWYER).map(|one| one.value).sum();
            prop_assert_eq!(logged, whole);
            let mut parts = 0;
            for code in TYPES {
                let kind = Tree::Below(code.parse().unwrap());
                let among = CaseFilter { kind, ..plain.clone() };
                let part = world.store.lawyer_count(range, &among).unwrap().times();
                prop_assert_eq!(part, world.recount(range, office, |case| case.kind.as_str() == code, false));
                parts += part;
            }
            prop_assert!(parts <= whole);
        }
        let without = CaseFilter { mediator: Pick::Missing, ..CaseFilter::default() };
        prop_assert!(world.store.lawyer_count(range, &without).is_ok());
    }
}

/// Catches a hint that is not given, or given for a case of another office or day.
#[test]
fn cases_with_a_lawyer_on_the_day_are_offered() {
    let world = World::new(&[(0, 1), (1, 1), (2, 2)], &[], 9);
    let mut entry = Service::new(Id::named(&["x"]), world.offices[1], first() + Days::new(1));
    let offered = |entry: &Service| world.store.with_lawyer_on(entry).unwrap();
    assert_eq!(offered(&entry), [], "a service of another kind");
    entry.kind = Service::LAWYER.into();
    assert_eq!(offered(&entry), [world.cases[0].id]);
    entry.office = world.offices[0];
    assert_eq!(offered(&entry), [world.cases[0].id, world.cases[1].id], "the centre is of all townships");
    let events = world.store.event_counts(EventKind::Lawyer, DateRange::day(entry.on), None).unwrap();
    assert_eq!(events.iter().map(|row| row.times).sum::<i64>(), 2);
}
