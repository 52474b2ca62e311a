//! Whatever is put, changed, voided, undone and redone: every total is what a plain recount of the list gives, and the
//! tables are what the log makes of them.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::{EntryFilter, EntryPage};
use crate::domain::field::{Entry, EntryList};
use crate::domain::{
    CutOff, DateRange, Decimal, Fixed, Indicator, Office, OfficeId, OfficeKind, Period, PreventionEntry,
    PreventionKind, Screening, Service, YearRule,
};
use crate::store::{Store, StoreError};

const UNITS: [&str; 2] = ["件次", "次"];
const KINDS: [&str; 3] = ["centre", "lawyer", "普法讲座"];

/// One thing somebody does; the numbers choose among what there is.
#[derive(Debug, Clone)]
enum Step {
    Log { list: u8, office: usize, on: u64, kind: usize, unit: usize, quantity: u32 },
    Change { which: usize, quantity: u32, unit: usize, office: usize },
    Void { which: usize },
    Unvoid { which: usize },
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0u8..4, 0usize..4, 0u64..400, 0usize..5, 0usize..2, 0u32..9).prop_map(
            |(list, office, on, kind, unit, quantity)| Step::Log { list, office, on, kind, unit, quantity }
        ),
        2 => (0usize..50, 0u32..9, 0usize..2, 0usize..4)
            .prop_map(|(which, quantity, unit, office)| Step::Change { which, quantity, unit, office }),
        2 => (0usize..50).prop_map(|which| Step::Void { which }),
        1 => (0usize..50).prop_map(|which| Step::Unvoid { which }),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

struct World {
    _folder: tempfile::TempDir,
    store: Store,
    /// The district, a township, its village, another township.
    offices: [OfficeId; 4],
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Fixed::at(first() + Days::new(500), 1);
        let mut store = Store::create(&folder.path().join("counts.db"), Box::new(clock)).unwrap();
        let town = Office::below(Office::root_id(), OfficeKind::Township, "松柏镇");
        let village = Office::below(town.id, OfficeKind::Village, "清泉村");
        let other = Office::below(Office::root_id(), OfficeKind::Township, "木鱼镇");
        for office in [&town, &village, &other] {
            store.transact(|w| w.put_office(office)).unwrap();
        }
        let offices = [Office::root_id(), town.id, village.id, other.id];
        Self { _folder: folder, store, offices }
    }

    fn all<E: Entry>(&self) -> Vec<E> {
        self.listed(year_and_more(), None)
    }

    /// The list in pages of three.
    fn listed<E: Entry>(&self, range: DateRange, office: Option<OfficeId>) -> Vec<E> {
        let filter = EntryFilter { range, office };
        let mut found = Vec::new();
        loop {
            let page: Vec<E> =
                self.store.entries(&EntryPage { filter, skip: found.len(), limit: 3 }).unwrap();
            if page.is_empty() {
                assert_eq!(self.store.count_entries(E::LIST, filter).unwrap(), found.len());
                return found;
            }
            found.extend(page);
        }
    }

    fn change<E: Entry + Clone>(&mut self, which: usize, change: impl Fn(&mut E)) {
        let all: Vec<E> = self.all();
        if let Some(before) = all.get(which % all.len().max(1)) {
            let mut after = before.clone();
            change(&mut after);
            self.store.save_entry(Some(before), &after).unwrap();
        }
    }

    fn void(&mut self, which: usize, reason: Option<&str>) {
        let reason = reason.map(str::to_owned);
        match which % 4 {
            0 => self.change(which / 4, |entry: &mut Service| entry.void.clone_from(&reason)),
            1 => self.change(which / 4, |entry: &mut Screening| entry.void.clone_from(&reason)),
            2 => self.change(which / 4, |entry: &mut PreventionEntry| entry.void.clone_from(&reason)),
            _ => self.change(which / 4, |entry: &mut Indicator| entry.void.clone_from(&reason)),
        }
    }

    fn log(&mut self, list: u8, office: usize, on: NaiveDate, (kind, unit, quantity): (usize, usize, u32)) {
        let office = self.offices[office];
        match list {
            0 => {
                let mut entry = Service::new(self.store.fresh_id(), office, on);
                (entry.kind, entry.unit) = (KINDS[kind % 3].into(), UNITS[unit].into());
                entry.quantity = quantity;
                self.store.save_entry(None, &entry).unwrap();
            }
            1 => {
                let mut entry = Screening::new(self.store.fresh_id(), office, on);
                entry.found = quantity;
                self.store.save_entry(None, &entry).unwrap();
            }
            2 => {
                let mut entry = PreventionEntry::new(self.store.fresh_id(), office, on);
                entry.kind = PreventionKind::ALL[kind];
                entry.cases = quantity;
                entry.people = if entry.kind.counts_people() { quantity * 3 } else { 0 };
                self.store.save_entry(None, &entry).unwrap();
            }
            _ => {
                let to = on + Days::new(u64::from(quantity) * 11);
                let mut entry = Indicator::new(self.store.fresh_id(), DateRange { from: on, to });
                entry.office = (office != Office::root_id()).then_some(office);
                (entry.name, entry.unit) = (["诉前调解", "复议受理"][kind % 2].into(), UNITS[unit].into());
                entry.value = Decimal::new(i64::from(quantity), if kind == 4 { 1 } else { 0 }).unwrap();
                entry.rule = (kind > 2).then_some(YearRule::Last);
                entry.owner = ["", "法院"][quantity as usize % 2].into();
                self.store.save_entry(None, &entry).unwrap();
            }
        }
    }

    fn play(&mut self, step: &Step) {
        match *step {
            Step::Log { list, office, on, kind, unit, quantity } => {
                self.log(list, office, first() + Days::new(on), (kind, unit, quantity));
            }
            Step::Change { which, quantity, unit, office } => {
                let office = self.offices[office];
                match which % 4 {
                    0 => self.change(which / 4, |entry: &mut Service| {
                        (entry.quantity, entry.unit, entry.office) = (quantity, UNITS[unit].into(), office);
                    }),
                    1 => self.change(which / 4, |entry: &mut Screening| {
                        (entry.times, entry.office) = (quantity, office);
                    }),
                    2 => self.change(which / 4, |entry: &mut PreventionEntry| {
                        (entry.cases, entry.office) = (quantity, office);
                    }),
                    _ => self.change(which / 4, |entry: &mut Indicator| {
                        (entry.value, entry.unit) = (i64::from(quantity).into(), UNITS[unit].into());
                    }),
                }
            }
            Step::Void { which } => self.void(which, Some("重复")),
            Step::Unvoid { which } => self.void(which, None),
            Step::Undo => nothing_or_done(self.store.undo().map(drop)),
            Step::Redo => nothing_or_done(self.store.redo().map(drop)),
        }
    }

    /// The figures of one name and unit, picked one by one: the widest place, then the latest end where the last counts,
    /// the most days, the newest; what has a day and a place in common with it goes.
    fn counted_plainly(&self, mut figures: Vec<Indicator>) -> Decimal {
        figures.sort_by_key(|figure| (figure.range.to, figure.id));
        let rule = figures.iter().rev().find_map(|figure| figure.rule).unwrap_or(YearRule::Sum);
        let root = self.offices[0];
        let above = |upper: &Indicator, lower: &Indicator| {
            let (upper, lower) = (upper.office.unwrap_or(root), lower.office.unwrap_or(root));
            upper == root || upper == lower || (upper == self.offices[1] && lower == self.offices[2])
        };
        let owner = |figure: &Indicator| match (figure.owner.as_str(), figure.name.as_str()) {
            ("", "诉前调解") => "法院".to_owned(),
            (owner, _) => owner.to_owned(),
        };
        let mut sum = Decimal::default();
        while !figures.is_empty() {
            let place = |figure: &Indicator| {
                let at = self.offices.iter().position(|office| figure.office == Some(*office));
                [0, 1, 2, 1][at.unwrap_or(0)]
            };
            let last = |figure: &Indicator| (rule == YearRule::Last).then_some(figure.range.to);
            let best = figures
                .iter()
                .max_by_key(|figure| (-place(figure), last(figure), figure.range.days(), figure.id));
            let best = best.unwrap().clone();
            sum = sum + best.value;
            figures.retain(|other| {
                let days = rule == YearRule::Last || other.range.intersect(&best.range).is_some();
                let one = owner(other) == owner(&best) && (above(other, &best) || above(&best, other));
                !(days && one)
            });
        }
        sum
    }

    /// Every total against a recount of the lists in plain words.
    fn totals_are_recounts(&self, range: DateRange, office: Option<OfficeId>) {
        let mut services = BTreeMap::new();
        for entry in self.listed::<Service>(range, office).iter().filter(|entry| entry.void.is_none()) {
            *services.entry((entry.kind.clone(), entry.unit.clone())).or_insert(0) +=
                i64::from(entry.quantity);
        }
        let totals = self.store.service_totals(range, office).unwrap();
        assert_eq!(totals.len(), services.len(), "a kind stands once in each unit");
        for total in totals {
            assert_eq!(services[&(total.code, total.unit)], total.value);
        }
        let rounds: Vec<Screening> = self.listed(range, office);
        let rounds = || rounds.iter().filter(|entry| entry.void.is_none());
        let total = self.store.screening_totals(range, office).unwrap();
        assert_eq!(total.times, rounds().map(|entry| i64::from(entry.times)).sum::<i64>());
        assert_eq!(total.found, rounds().map(|entry| i64::from(entry.found)).sum::<i64>());
        let prevented: Vec<PreventionEntry> = self.listed(range, office);
        for total in self.store.prevention_totals(range, office).unwrap() {
            let of_kind =
                || prevented.iter().filter(|entry| entry.void.is_none() && entry.kind == total.kind);
            assert_eq!(total.cases, of_kind().map(|entry| i64::from(entry.cases)).sum::<i64>());
            assert_eq!(total.people, of_kind().map(|entry| i64::from(entry.people)).sum::<i64>());
        }
        let mut figures: BTreeMap<(String, String), Vec<Indicator>> = BTreeMap::new();
        for entry in self.listed::<Indicator>(range, office) {
            assert!(entry.range.intersect(&range).is_some());
            if entry.void.is_none() && range.contains(entry.range.from) && range.contains(entry.range.to) {
                figures.entry((entry.name.clone(), entry.unit.clone())).or_default().push(entry);
            }
        }
        let totals = self.store.indicators(range, office).unwrap();
        assert_eq!(totals.len(), figures.len());
        let figures: BTreeMap<_, _> =
            figures.into_iter().map(|(of, figures)| (of, self.counted_plainly(figures))).collect();
        for total in totals {
            let sum = figures[&(total.name, total.unit)] - total.value;
            assert_eq!(sum.digits(), 0, "{figures:?} {sum}");
        }
        for name in ["诉前调解", "复议受理", "没有"] {
            let value = self.store.indicator_value(name, range, office).unwrap();
            let in_units: Vec<Decimal> =
                figures.iter().filter(|((known, _), _)| known == name).map(|(_, value)| *value).collect();
            let is_one = |value: Decimal| in_units.iter().any(|one| (*one - value).digits() == 0);
            assert!(value.map_or(in_units.is_empty(), |total| is_one(total.value)), "units were mixed");
        }
    }
}

fn nothing_or_done(result: Result<(), StoreError>) {
    assert!(matches!(result, Ok(()) | Err(StoreError::NothingToUndo)), "{result:?}");
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap()
}

fn year_and_more() -> DateRange {
    DateRange { from: first(), to: first() + Days::new(600) }
}

fn everything(world: &World) -> (Vec<Service>, Vec<Screening>, Vec<PreventionEntry>, Vec<Indicator>) {
    (world.all(), world.all(), world.all(), world.all())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch: a total that a void, a change of unit or office, or an undo leaves behind; two units in one sum; an
    /// entry of another township in an office's figures; a page that skips or repeats; a table that differs from its replay.
    #[test]
    fn totals_are_what_the_lists_say(script in proptest::collection::vec(step(), 1..40), from in 0u64..300, days in 0u64..200) {
        let mut world = World::new();
        for step in &script {
            world.play(step);
        }
        let some = DateRange { from: first() + Days::new(from), to: first() + Days::new(from + days) };
        for range in [some, year_and_more()] {
            for office in [None, Some(world.offices[0]), Some(world.offices[1]), Some(world.offices[3])] {
                world.totals_are_recounts(range, office);
            }
        }
        let before = everything(&world);
        prop_assert!(world.store.check().unwrap().findings.is_empty());
        world.store.rebuild().unwrap();
        prop_assert_eq!(&before, &everything(&world));
        let offices: usize = [1, 3].map(|at| world.listed::<Service>(year_and_more(), Some(world.offices[at])).len()).iter().sum();
        prop_assert!(offices <= before.0.len());
    }

    /// Would catch an undo that does not lead back, or that leaves a new entry counted; a redo that loses the entry.
    #[test]
    fn undo_goes_back_and_redo_forth(script in proptest::collection::vec(step(), 1..15)) {
        let mut world = World::new();
        for step in script.iter().filter(|step| !matches!(step, Step::Undo | Step::Redo)) {
            world.play(step);
        }
        let end = everything(&world);
        let mut undone = 0;
        while world.store.undo().is_ok() {
            undone += 1;
        }
        let empty = world.store.service_totals(year_and_more(), None).unwrap();
        prop_assert!(empty.is_empty(), "{empty:?}");
        prop_assert!(world.all::<Indicator>().iter().all(|entry| entry.void.is_some()));
        for _ in 0..undone {
            world.store.redo().unwrap();
        }
        prop_assert_eq!(end, everything(&world));
    }
}

/// Catches a list or a total that reads the whole table.
#[test]
fn lists_and_totals_follow_indexes() {
    let world = World::new();
    let filter = |office| EntryFilter { range: year_and_more(), office };
    for office in [None, Some(world.offices[1])] {
        for list in EntryList::ALL {
            let (table, plan) = (list.code(), world.store.entries_plan(*list, filter(office)).unwrap());
            assert!(!plan.contains(&format!("SCAN {table}")), "{plan}");
            assert!(plan.contains(&format!("COVERING INDEX {table}_counted")), "{plan}");
        }
    }
}

/// Catches a figure of the year counted into one of its months, and one sum out of two units.
#[test]
fn a_figure_counts_where_all_its_days_are() {
    let mut world = World::new();
    let year = DateRange { from: first(), to: NaiveDate::from_ymd_opt(2024, 12, 31).unwrap() };
    let march = DateRange {
        from: NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(),
        to: NaiveDate::from_ymd_opt(2024, 3, 31).unwrap(),
    };
    let mut figure = Indicator::new(world.store.fresh_id(), year);
    (figure.name, figure.unit, figure.value) = ("诉前调解".into(), "件".into(), 103.into());
    world.store.save_entry(None, &figure).unwrap();
    let value = |world: &World, range| {
        let total = world.store.indicator_value("诉前调解", range, None).unwrap();
        total.map(|total| total.value.to_string())
    };
    let is = |figure: &str| Some(figure.to_owned());
    assert_eq!((value(&world, year), value(&world, march)), (is("103"), None));
    assert_eq!(world.listed::<Indicator>(march, None).len(), 1, "the list of March names it all the same");
    let mut monthly = figure.clone();
    (monthly.id, monthly.range, monthly.unit, monthly.value) =
        (world.store.fresh_id(), march, "人".into(), 9.into());
    world.store.save_entry(None, &monthly).unwrap();
    assert_eq!(
        (value(&world, year), value(&world, march)),
        (is("103"), is("9")),
        "the unit used last is that of the year"
    );
    assert!(world.store.overlapping(&monthly).unwrap().is_empty(), "another unit is another figure");
    (monthly.id, monthly.unit) = (world.store.fresh_id(), "件".into());
    assert_eq!(world.store.overlapping(&monthly).unwrap(), [figure]);
}

/// Catches: months that a quarter or a year covers counted beside it, a whole district counted beside its townships, two
/// suppliers taken for one, a stock added up over its months.
#[test]
fn no_day_counts_twice() {
    let mut world = World::new();
    let period = |text: &str| text.parse::<Period>().unwrap().range(CutOff::MONTH_END);
    let put = |world: &mut World, name: &str, value: &str, days: &str, of: (Option<usize>, &str)| {
        let mut figure = Indicator::new(world.store.fresh_id(), period(days));
        (figure.name, figure.unit, figure.value) = (name.into(), "件".into(), value.parse().unwrap());
        (figure.office, figure.owner) = (of.0.map(|at| world.offices[at]), of.1.into());
        world.store.save_entry(None, &figure).unwrap();
    };
    let value = |world: &World, name: &str, days: &str, office: Option<usize>| {
        let office = office.map(|at| world.offices[at]);
        let total = world.store.indicator_value(name, period(days), office).unwrap();
        total.map_or_else(String::new, |total| total.value.to_string())
    };
    for (days, number) in [("2024-01", "1"), ("2024-02", "2"), ("2024-03", "3"), ("2024-04", "4")] {
        put(&mut world, "公益诉讼", number, days, (None, ""));
        put(&mut world, "法治副校长", number, days, (None, ""));
    }
    assert_eq!(value(&world, "公益诉讼", "2024", None), "10");
    assert_eq!(value(&world, "法治副校长", "2024", None), "4", "the last month's");
    assert_eq!(value(&world, "法治副校长", "2024-Q1", None), "3");
    put(&mut world, "公益诉讼", "7", "2024-Q1", (None, ""));
    assert_eq!(value(&world, "公益诉讼", "2024", None), "11", "the quarter in place of its months");
    assert_eq!(value(&world, "公益诉讼", "2024-02", None), "2", "a month alone is its own");
    put(&mut world, "公益诉讼", "5", "2024-04", (Some(1), ""));
    assert_eq!(value(&world, "公益诉讼", "2024", None), "11", "the district's is of its townships too");
    assert_eq!(value(&world, "公益诉讼", "2024", Some(1)), "5");
    put(&mut world, "公益诉讼", "0.5", "2024-04", (None, "团委"));
    assert_eq!(value(&world, "公益诉讼", "2024", None), "11.5", "another supplier gives another part");
    put(&mut world, "公益诉讼", "40", "2024", (None, "检察院"));
    assert_eq!(
        value(&world, "公益诉讼", "2024", None),
        "40.5",
        "the year's, by the supplier of the catalogue"
    );
    for (office, number) in [(1, "2"), (3, "3")] {
        put(&mut world, "普法活动", number, "2024-05", (Some(office), ""));
    }
    assert_eq!(value(&world, "普法活动", "2024", None), "5", "two townships are two places");
}

/// Catches: a month named missing that a quarter covers or that is not over, one of a figure no longer in use, one of a
/// figure that nobody gives by the month.
#[test]
fn the_months_without_a_figure_are_named() {
    let mut world = World::new();
    let mut put = |name: &str, days: &str, office: Option<usize>| {
        let range = days.parse::<Period>().unwrap().range(CutOff::MONTH_END);
        let mut figure = Indicator::new(world.store.fresh_id(), range);
        (figure.name, figure.unit, figure.value) = (name.into(), "件".into(), 1.into());
        figure.office = office.map(|at| world.offices[at]);
        world.store.save_entry(None, &figure).unwrap();
    };
    put("法律援助", "2025-01", None);
    put("法律援助", "2025-Q1", None);
    put("普法活动", "2025-02", Some(1));
    put("行政复议受理", "2024-Q4", None);
    put("公益诉讼", "2023-12", None);
    // Today is 2025-05-15.
    let missing = |period: &str, office: Option<usize>| {
        let office = office.map(|at| world.offices[at]);
        let found = world.store.missing_months(&period.parse().unwrap(), office, CutOff::MONTH_END).unwrap();
        let said = |one: &crate::store::MissingMonths| {
            let months: Vec<String> = one.months.iter().map(|month| month.month().to_string()).collect();
            format!("{}{} {}", one.name, if one.office.is_some() { "*" } else { "" }, months.join(","))
        };
        let mut said: Vec<String> = found.iter().map(said).collect();
        said.sort();
        said
    };
    assert_eq!(missing("2025", None), ["普法活动* 1,3,4", "法律援助 4", "行政复议受理 1,2,3"]);
    assert_eq!(missing("2025-03", Some(1)), ["普法活动* 1,3"]);
    assert_eq!(missing("2025-02", None), ["普法活动* 1", "行政复议受理 1,2"]);
    assert_eq!(missing("2025", Some(3)), [""; 0]);
}
