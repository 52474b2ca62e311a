//! The figures of the analysis, recounted from the cases one by one.

use std::collections::{BTreeMap, BTreeSet};

use tiaojie::domain::{Closing, DateRange, Dispute, OfficeId};
use tiaojie::report::{AnalysisReport, Measured, Subject, Value, Verdict};
use tiaojie::store::Person;

pub fn figure(report: &AnalysisReport, line: usize, column: Measured) -> Value {
    let at = report.question.analysis.columns().iter().position(|one| *one == column).unwrap();
    report.lines[line].figures[at]
}

pub fn tenths(sum: i64, count: usize) -> Value {
    Value::Tenths((count > 0).then(|| (sum as f64 * 10.0 / count as f64 + 1e-9).round() as i64))
}

pub fn recount_spots(report: &AnalysisReport, cases: &[&Dispute]) {
    let count = |range: DateRange| {
        let mut counts: BTreeMap<(Option<OfficeId>, String), i64> = BTreeMap::new();
        for case in cases.iter().filter(|case| range.contains(case.accepted_on)) {
            *counts.entry((case.village, case.kind.to_string())).or_default() += 1;
        }
        counts
    };
    let question = &report.question;
    let first = cases.iter().map(|case| case.accepted_on).min();
    let past: Vec<_> =
        std::iter::successors(Some(question.period.previous()), |period| Some(period.previous()))
            .take(12)
            .map(|period| period.range(question.cut_off))
            .take_while(|range| first.is_some_and(|first| range.to >= first))
            .map(count)
            .collect();
    let now = count(report.range);
    assert_eq!(now.len(), report.lines.len());
    let mut last = i64::MAX;
    for (at, line) in report.lines.iter().enumerate() {
        let Subject::Spot(spot) = &line.subject else { panic!("{line:?}") };
        let key = (spot.village, spot.kind.to_string());
        assert_eq!(figure(report, at, Measured::InPeriod), Value::Count(now[&key]));
        let sum: i64 = past.iter().filter_map(|counts| counts.get(&key)).sum();
        assert_eq!(figure(report, at, Measured::PastAverage), tenths(sum, past.len()));
        let rise = match figure(report, at, Measured::Rise) {
            Value::TenthsChange(rise) => rise.unwrap_or(0),
            other => panic!("{other:?}"),
        };
        assert!(rise <= last, "the largest rise stands first");
        last = rise;
        let risen =
            !past.is_empty() && now[&key] >= 3 && rise >= 20 && now[&key] * 20 >= (now[&key] * 10 - rise) * 3;
        assert_eq!(line.verdict == Verdict::Rising, risen);
        let months: Vec<i64> = report
            .months
            .iter()
            .map(|month| count(month.span(question.cut_off)).get(&key).copied().unwrap_or(0))
            .collect();
        assert_eq!(line.months, months);
    }
}

pub fn recount_work(report: &AnalysisReport, cases: &[&Dispute]) {
    for (at, line) in report.lines.iter().enumerate() {
        let is_of = |case: &Dispute| match &line.subject {
            Subject::Total => true,
            Subject::Mediator(Some(id)) => case.mediators.contains(id),
            _ => case.mediators.is_empty(),
        };
        let of: Vec<&&Dispute> = cases.iter().filter(|case| is_of(case)).collect();
        let accepted = of.iter().filter(|case| report.range.contains(case.accepted_on)).count() as i64;
        assert_eq!(figure(report, at, Measured::Accepted), Value::Count(accepted));
        if let Subject::Mediator(Some(id)) = &line.subject {
            let leads = |case: &&&&Dispute| case.mediators.first() == Some(id);
            let led = of.iter().filter(leads).filter(|case| report.range.contains(case.accepted_on)).count();
            assert_eq!(figure(report, at, Measured::Led), Value::Count(led as i64));
        }
        let closed: Vec<Closing> = of.iter().filter_map(|case| case.closing).collect();
        let closed = closed.iter().filter(|closing| report.range.contains(closing.on)).count();
        let days: i64 = of.iter().filter_map(|case| days_of(case, report.range)).sum();
        assert_eq!(figure(report, at, Measured::Closed), Value::Count(closed as i64));
        assert_eq!(figure(report, at, Measured::AverageDays), tenths(days, closed));
    }
}

/// The days that a case closed in that span took.
pub fn days_of(case: &Dispute, range: DateRange) -> Option<i64> {
    let closing = case.closing.filter(|closing| range.contains(closing.on))?;
    Some((closing.on - case.accepted_on).num_days().max(0))
}

pub fn recount_days(report: &AnalysisReport, cases: &[&Dispute]) {
    let kinds: BTreeSet<String> = cases
        .iter()
        .filter(|case| days_of(case, report.range).is_some())
        .map(|case| case.kind.to_string())
        .collect();
    assert_eq!(kinds.len() + 1, report.lines.len());
    for (at, line) in report.lines.iter().enumerate() {
        let is_of = |case: &&&Dispute| match &line.subject {
            Subject::Type(kind) => case.kind == *kind,
            _ => true,
        };
        let mut days: Vec<i64> =
            cases.iter().filter(is_of).filter_map(|case| days_of(case, report.range)).collect();
        days.sort_unstable();
        let middle = days.len() / 2;
        let median = match days.len() {
            0 => Value::Tenths(None),
            n if n % 2 == 1 => Value::Tenths(Some(days[middle] * 10)),
            _ => Value::Tenths(Some((days[middle - 1] + days[middle]) * 5)),
        };
        assert_eq!(figure(report, at, Measured::Median), median, "{days:?}");
        assert_eq!(figure(report, at, Measured::AverageDays), tenths(days.iter().sum(), days.len()));
    }
}

pub fn recount_ages(report: &AnalysisReport, cases: &[&Dispute]) {
    let on = report.open_on;
    let open =
        |case: &&&Dispute| case.accepted_on <= on && case.closing.is_none_or(|closing| closing.on > on);
    for (at, line) in report.lines.iter().enumerate() {
        let is_of = |case: &&&Dispute| match &line.subject {
            Subject::Type(kind) => case.kind == *kind,
            Subject::Office(office) => case.office == *office,
            _ => true,
        };
        let bands = [0..=7, 8..=15, 16..=30, 31..=60, 61..=i64::MAX];
        for (band, days) in bands.into_iter().enumerate() {
            let old = |case: &&&Dispute| days.contains(&(on - case.accepted_on).num_days());
            let wanted = cases.iter().filter(open).filter(is_of).filter(old).count() as i64;
            assert_eq!(figure(report, at, Measured::Band(band)), Value::Count(wanted));
        }
    }
    let all = cases.iter().filter(open).count() as i64;
    assert_eq!(figure(report, 0, Measured::Open), Value::Count(all));
}

pub fn recount_repeats(report: &AnalysisReport, here: &[&Dispute], everywhere: &[Dispute]) {
    let mut people: BTreeMap<Person, (i64, i64)> = BTreeMap::new();
    let of = |case: &Dispute| -> BTreeSet<Person> {
        case.parties
            .iter()
            .map(|party| Person { name: party.name.clone(), id_number: party.id_number.clone() })
            .collect()
    };
    everywhere.iter().flat_map(of).for_each(|person| people.entry(person).or_default().1 += 1);
    let in_span = here.iter().filter(|case| report.range.contains(case.accepted_on));
    in_span.flat_map(|case| of(case)).for_each(|person| people.entry(person).or_default().0 += 1);
    people.retain(|_, (span, all)| *span > 0 && *all > 1);
    assert_eq!(people.len(), report.lines.len());
    for (at, line) in report.lines.iter().enumerate() {
        let Subject::Person(person) = &line.subject else { panic!("{line:?}") };
        let (span, all) = people[person];
        assert_eq!(figure(report, at, Measured::InPeriod), Value::Count(span));
        assert_eq!(figure(report, at, Measured::InAll), Value::Count(all));
    }
}
