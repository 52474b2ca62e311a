//! The totals as data: a recount of the cases, the balance of open cases, the rate and the change.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::ledger::ledger_2024;
use crate::support::script::{play, step};
use crate::support::{District, day};
use chrono::NaiveDate;
use proptest::prelude::*;
use tiaojie::domain::{CutOff, DateRange, Dispute, Month, OfficeId, Outcome, Period, RateBasis};
use tiaojie::report::{Column, Line, Question, TotalsReport, Value, View};
use tiaojie::store::{CaseFilter, Figures, Grouping, Measure, Store};
use tiaojie::text::Lang;

/// Every case of a file.
fn everything(store: &Store) -> Vec<Dispute> {
    let ids = store.all_ids(&CaseFilter::default()).unwrap();
    ids.into_iter().map(|id| store.dispute(id).unwrap()).collect()
}

fn year_2024(grouping: Grouping) -> Question {
    Question {
        period: Period::Year(2024),
        grouping,
        office: None,
        cut_off: CutOff::MONTH_END,
        rate: RateBasis::Accepted,
    }
}

/// The keys under which a case stands, recounted from the case itself.
fn keys_of(case: &Dispute, grouping: Grouping) -> Vec<String> {
    let or_none = |key: Option<String>| vec![key.unwrap_or_default()];
    match grouping {
        Grouping::Month => Vec::new(),
        Grouping::Type => vec![case.kind.to_string()],
        Grouping::Office => vec![case.office.to_string()],
        Grouping::Village => or_none(case.village.map(|id| id.to_string())),
        Grouping::Source => vec![case.source.to_string()],
        Grouping::Mediator => {
            let ids: BTreeSet<String> = case.mediators.iter().map(ToString::to_string).collect();
            if ids.is_empty() { or_none(None) } else { ids.into_iter().collect() }
        }
        Grouping::Level => vec![case.level.code().to_owned()],
        Grouping::Difficulty => or_none(case.difficulty.map(|grade| grade.code().to_owned())),
        Grouping::Tag => case.tags.iter().cloned().collect(),
    }
}

fn add(figures: &mut Figures, case: &Dispute, range: DateRange) {
    if range.contains(case.accepted_on) {
        figures.accepted += 1;
        figures.people += i64::from(case.people_count());
        figures.settled += i64::from(case.closing.is_some_and(|closing| closing.outcome.is_success()));
    }
    figures.pending += i64::from(case.accepted_on <= range.to);
    let Some(closing) = case.closing else { return };
    figures.pending -= i64::from(closing.on <= range.to);
    if range.contains(closing.on) {
        let place = match closing.outcome {
            Outcome::Written => &mut figures.written,
            Outcome::Oral => &mut figures.oral,
            Outcome::Unsuccessful => &mut figures.unsuccessful,
            Outcome::Withdrawn => &mut figures.withdrawn,
            Outcome::Referred => &mut figures.referred,
            Outcome::Declined => return,
        };
        *place += 1;
        figures.amount = figures.amount + case.agreed_amount();
        figures.days += (closing.on - case.accepted_on).num_days().max(0);
    }
}

fn recount(cases: &[Dispute], ranges: [DateRange; 4], is_of: impl Fn(&Dispute) -> bool) -> [Figures; 4] {
    ranges.map(|range| {
        let mut figures = Figures::default();
        cases.iter().filter(|case| is_of(case)).for_each(|case| add(&mut figures, case, range));
        figures
    })
}

fn question() -> impl Strategy<Value = (Period, usize, bool, u32)> {
    let month = || (2023..2026_i32, 1..13_u32).prop_map(|(year, month)| Month::new(year, month).unwrap());
    let date = (1..13_u32, 1..29_u32).prop_map(|(month, on)| day(2024, month, on));
    let period = prop_oneof![
        month().prop_map(Period::Month),
        (2024..2026_i32, 1..5_u32).prop_map(|(year, quarter)| Period::Quarter { year, quarter }),
        (2023..2026_i32).prop_map(Period::Year),
        (month(), 0..9_i32).prop_map(|(from, more)| Period::Months { from, to: from.plus(more) }),
        (date, 0..200_i64).prop_map(|(from, days): (NaiveDate, i64)| {
            Period::Days(DateRange { from, to: from + chrono::TimeDelta::days(days) })
        }),
    ];
    (period, 0..9_usize, any::<bool>(), prop_oneof![Just(31_u32), 1..32_u32])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch: a line or a view that counts other days, keys or cases than it says, a line left out, a line twice.
    #[test]
    fn the_report_equals_a_recount_of_the_cases(
        script in prop::collection::vec(step(), 1..40),
        questions in prop::collection::vec(question(), 6),
    ) {
        let mut district = District::new();
        script.iter().for_each(|step| play(&mut district, step));
        let cases: Vec<Dispute> = everything(&district.store).into_iter().filter(Dispute::is_accepted).collect();
        for (period, grouping, one_office, cut_off) in questions {
            let office: Option<OfficeId> = one_office.then_some(district.towns[0]);
            let grouping = Grouping::ALL[grouping];
            let cut_off = CutOff::new(cut_off).unwrap();
            let question = Question { period, office, cut_off, ..year_2024(grouping) };
            let report = TotalsReport::build(&district.store, question, Lang::Zh).unwrap();
            let here = |case: &Dispute| office.is_none_or(|id| case.office == id);
            prop_assert_eq!(report.total.figures, recount(&cases, report.total.ranges, here), "{:?}", question);
            for carry in report.carry {
                prop_assert_eq!(carry.brought + carry.accepted - carry.closed, carry.left);
            }
            prop_assert_eq!(report.total.ranges[0], period.range(question.cut_off));
            let counted: BTreeMap<&str, &Line> = report.lines.iter().map(|line| (line.key.as_str(), line)).collect();
            prop_assert_eq!(counted.len(), report.lines.len(), "no line stands twice");
            if grouping == Grouping::Month {
                for line in &report.lines {
                    prop_assert_eq!(line.figures, recount(&cases, line.ranges, here), "{:?} {}", question, line.key);
                }
                continue;
            }
            let all: BTreeSet<String> =
                cases.iter().filter(|case| here(case)).flat_map(|case| keys_of(case, grouping)).collect();
            for key in all {
                let wanted = recount(&cases, report.total.ranges, |case| here(case) && keys_of(case, grouping).contains(&key));
                let found = counted.get(key.as_str()).map_or([Figures::default(); 4], |line| line.figures);
                prop_assert_eq!(found, wanted, "{:?} {}", question, key);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch: a case that is carried over twice or lost between two months, of any office and with any cut-off.
    #[test]
    fn the_account_of_open_cases_closes_for_every_office_and_month(
        script in prop::collection::vec(step(), 1..60),
        cut_off in prop_oneof![Just(31_u32), Just(29_u32), Just(1_u32), 1..32_u32],
    ) {
        let mut district = District::new();
        script.iter().for_each(|step| play(&mut district, step));
        let cases: Vec<Dispute> = everything(&district.store).into_iter().filter(Dispute::is_accepted).collect();
        let cut_off = CutOff::new(cut_off).unwrap();
        let offices: Vec<Option<OfficeId>> =
            std::iter::once(None).chain(district.store.directory().offices().map(|office| Some(office.id))).collect();
        for office in offices {
            let mut left = None;
            for n in 0..30 {
                let month = Month::new(2023, 10).unwrap().plus(n);
                let question =
                    Question { period: Period::Month(month), office, cut_off, ..year_2024(Grouping::Type) };
                let report = TotalsReport::build(&district.store, question, Lang::Zh).unwrap();
                let carry = report.carry[0];
                prop_assert_eq!(carry.brought + carry.accepted - carry.closed, carry.left);
                prop_assert_eq!(left.unwrap_or(0), carry.brought, "{:?} {}", office, month);
                let end = month.span(cut_off).to;
                let open = cases.iter().filter(|case| {
                    office.is_none_or(|id| case.office == id)
                        && case.accepted_on <= end
                        && case.closing.is_none_or(|closing| closing.on > end)
                });
                let closed_before_accepted = cases.iter().filter(|case| {
                    office.is_none_or(|id| case.office == id)
                        && case.accepted_on > end
                        && case.closing.is_some_and(|closing| closing.on <= end)
                });
                let open = open.count() as i64 - closed_before_accepted.count() as i64;
                prop_assert_eq!(carry.left, open, "{:?} {}", office, month);
                left = Some(carry.left);
            }
        }
    }
}

/// Would catch: a change that is not the difference of what stands beside it.
#[test]
fn a_change_is_the_period_less_last_year() {
    let (_folder, store) = ledger_2024(day(2025, 12, 31));
    let question = Question { period: Period::Year(2025), ..year_2024(Grouping::Type) };
    let report = TotalsReport::build(&store, question, Lang::Zh).unwrap();
    let accepted = Column::Counted(Measure::Accepted);
    assert_eq!(report.value(None, View::OnLastYear, accepted), Value::CountChange(-214));
    assert_eq!(report.value(None, View::LastYear, accepted).text(), "214");
    assert_eq!(report.value(None, View::OnLastYear, Column::Rate).text(), "—", "this year has no rate");
    assert_eq!((report.carry[0].brought, report.carry[0].left), (5, 5));
}
