use proptest::prelude::*;

use super::super::date_entry::parse_iso;
use super::*;

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn days(from: &str, to: &str) -> DateRange {
    DateRange::new(day(from), day(to)).unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn cut_off(day: u32) -> CutOff {
    CutOff::new(day).unwrap()
}

#[test]
fn a_range_counts_both_its_ends() {
    let range = days("2024-02-28", "2024-03-01");
    assert_eq!(range.days(), 3);
    assert!(range.contains(range.from) && range.contains(range.to) && !range.contains(day("2024-03-02")));
    assert_eq!(range.intersect(&days("2024-03-01", "2024-05-01")), Some(DateRange::day(day("2024-03-01"))));
    assert_eq!(range.intersect(&days("2024-03-02", "2024-05-01")), None);
    assert_eq!(DateRange::new(day("2024-03-02"), day("2024-03-01")), None);
}

#[test]
fn a_month_ends_on_its_cut_off() {
    // Would catch a month that begins on its own cut-off day, and one that skips the end of February.
    for (month, cut, from, to) in [
        ("2024-03", 25, "2024-02-26", "2024-03-25"),
        ("2024-01", 20, "2023-12-21", "2024-01-20"),
        ("2024-02", 31, "2024-02-01", "2024-02-29"),
        ("2024-03", 30, "2024-03-01", "2024-03-30"),
        ("2024-04", 30, "2024-03-31", "2024-04-30"),
        ("2023-02", 29, "2023-01-30", "2023-02-28"),
        ("2024-03", 1, "2024-02-02", "2024-03-01"),
    ] {
        let month: Month = month.parse().unwrap();
        assert_eq!(month.span(cut_off(cut)), days(from, to), "{month} cut on {cut}");
    }
    assert_eq!(period("2024").range(cut_off(25)), days("2023-12-26", "2024-12-25"));
    assert_eq!(period("2024-Q2").range(CutOff::default()), days("2024-04-01", "2024-06-30"));
    assert_eq!(period("2024-01-05..2024-02-10").range(cut_off(25)), days("2024-01-05", "2024-02-10"));
    assert_eq!(CutOff::new(0), None);
    assert_eq!(CutOff::new(32), None);
}

#[test]
fn comparisons_reach_back_to_equals() {
    for (text, previous, year_before) in [
        ("2024-01", "2023-12", "2023-01"),
        ("2024-Q1", "2023-Q4", "2023-Q1"),
        ("2024-Q4", "2024-Q3", "2023-Q4"),
        ("2024-H1", "2023-H2", "2023-H1"),
        ("2024-H2", "2024-H1", "2023-H2"),
        ("2024", "2023", "2023"),
        ("2024-01..2024-06", "2023-07..2023-12", "2023-01..2023-06"),
        ("2024-01-05..2024-01-06", "2024-01-03..2024-01-04", "2023-01-05..2023-01-06"),
        ("2024-02-01..2024-02-29", "2024-01-03..2024-01-31", "2023-02-01..2023-02-28"),
        ("2025-02-01..2025-02-28", "2025-01-04..2025-01-31", "2024-02-01..2024-02-29"),
        ("2024-02-29..2024-02-29", "2024-02-28..2024-02-28", "2023-02-28..2023-02-28"),
    ] {
        assert_eq!(period(text).previous().to_string(), previous, "before {text}");
        assert_eq!(period(text).year_before().to_string(), year_before, "a year before {text}");
    }
}

#[test]
fn the_year_so_far_begins_with_the_statistical_year() {
    // Would catch a year to date that begins on 1 January although December was cut on the 25th.
    assert_eq!(period("2024-03").year_to_date(cut_off(25)), days("2023-12-26", "2024-03-25"));
    assert_eq!(period("2024-Q3").year_to_date(CutOff::MONTH_END), days("2024-01-01", "2024-09-30"));
    assert_eq!(period("2023-11..2024-02").year_to_date(CutOff::MONTH_END), days("2024-01-01", "2024-02-29"));
    assert_eq!(
        period("2024-12-20..2024-12-28").year_to_date(cut_off(25)),
        days("2024-12-26", "2024-12-28"),
        "28 December already counts for the next year"
    );
}

#[test]
fn the_ways_of_writing_a_period() {
    for (text, expected) in [
        ("2024年", "2024"),
        ("２０２４", "2024"),
        ("2024年3月", "2024-03"),
        ("2024-3", "2024-03"),
        ("２０２４－０３", "2024-03"),
        ("202403", "2024-03"),
        ("2024.3", "2024-03"),
        ("2024Q1", "2024-Q1"),
        ("2024-q1", "2024-Q1"),
        ("2024年第1季度", "2024-Q1"),
        ("2024年四季度", "2024-Q4"),
        ("2024年下半年", "2024-H2"),
        ("2024H1", "2024-H1"),
        ("2024-01..2024-06", "2024-01..2024-06"),
        ("2024年1月 至 2024年6月", "2024-01..2024-06"),
        ("2024-01-05..2024-02-10", "2024-01-05..2024-02-10"),
        ("2024年1月5日到2024年2月10日", "2024-01-05..2024-02-10"),
        ("20240105..20240210", "2024-01-05..2024-02-10"),
        ("2024-02-29", "2024-02-29..2024-02-29"),
    ] {
        assert_eq!(period(text).to_string(), expected, "{text}");
    }
}

#[test]
fn what_is_no_period_says_why() {
    use PeriodError::{Backwards, Empty, NoSuchDay, NoSuchMonth, NoSuchPart, NotAPeriod, YearOutOfRange};
    for (text, error) in [
        ("", Empty),
        ("2024-13", NoSuchMonth),
        ("2024-00", NoSuchMonth),
        ("2024-Q5", NoSuchPart),
        ("2024-H0", NoSuchPart),
        ("2023-02-29", NoSuchDay),
        ("2024-06..2024-01", Backwards),
        ("2024-02-10..2024-02-09", Backwards),
        ("2024-01..2024-02-10", NotAPeriod),
        ("2023..2024", NotAPeriod),
        ("1899", YearOutOfRange(1899)),
        ("24", NotAPeriod),
        ("2024-", NotAPeriod),
        ("2024-1-", NotAPeriod),
        ("今年", NotAPeriod),
        ("2024-123", NotAPeriod),
    ] {
        assert_eq!(text.parse::<Period>(), Err(error), "{text}");
    }
    assert_eq!("2024".parse::<Month>(), Err(NotAPeriod));
    assert_eq!(Month::from_code(202_400), None);
}

fn months() -> impl Strategy<Value = Month> {
    (1901_i32..2200, 1_u32..=12).prop_map(|(year, month)| Month::new(year, month).unwrap())
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    (0_u64..109_000).prop_map(|n| day("1901-01-01") + chrono::Days::new(n))
}

fn periods() -> impl Strategy<Value = Period> {
    let year = 1901_i32..2200;
    prop_oneof![
        months().prop_map(Period::Month),
        (year.clone(), 1_u32..=4).prop_map(|(year, quarter)| Period::Quarter { year, quarter }),
        (year.clone(), 1_u32..=2).prop_map(|(year, half)| Period::Half { year, half }),
        year.prop_map(Period::Year),
        (months(), 0_i32..=24).prop_filter_map("in range", |(from, n)| Some(Period::Months {
            from,
            to: from.plus(n)
        })
        .filter(|_| from.plus(n).year() <= 2200)),
        (dates(), 0_u64..800).prop_map(|(from, n)| {
            Period::Days(DateRange::new(from, (from + chrono::Days::new(n)).min(day("2200-12-31"))).unwrap())
        }),
    ]
}

proptest! {
    #[test]
    fn months_tile_the_calendar(month in months(), cut in 1_u32..=31) {
        // Would catch a day counted twice or in no month: a total that does not agree with the ledger.
        let cut = cut_off(cut);
        let (span, next) = (month.span(cut), month.next().span(cut));
        prop_assert!(span.from <= span.to);
        prop_assert_eq!(span.to.succ_opt(), Some(next.from));
        for edge in [span.from, span.to] {
            prop_assert_eq!(Month::containing(edge, cut), month);
        }
    }

    #[test]
    fn every_day_is_in_its_month(date in dates(), cut in 1_u32..=31) {
        let cut = cut_off(cut);
        prop_assert!(Month::containing(date, cut).span(cut).contains(date));
        prop_assert_eq!(Month::of(date).range(), Month::of(date).span(CutOff::MONTH_END));
    }

    #[test]
    fn months_count_and_come_back(month in months(), n in -600_i32..600) {
        prop_assert_eq!(Month::from_code(month.code()), Some(month));
        prop_assert_eq!(month.to_string().parse(), Ok(month));
        prop_assert_eq!(month.plus(n).plus(-n), month);
        prop_assert_eq!(month.plus(n).months_since(month), n);
        prop_assert_eq!(month.plus(n).cmp(&month), n.cmp(&0));
        prop_assert_eq!(month.minus_years(1), month.plus(-12));
        prop_assert_eq!(month.next().previous(), month);
    }

    #[test]
    fn what_is_shown_reads_back(period in periods()) {
        prop_assert_eq!(period.to_string().parse(), Ok(period));
    }

    #[test]
    fn periods_are_made_of_their_months_and_follow_each_other(period in periods(), cut in 1_u32..=31) {
        // Would catch a quarter of four months, or a comparison with a period that overlaps.
        let cut = cut_off(cut);
        let range = period.range(cut);
        let months = period.months();
        prop_assert_eq!(period.previous().range(cut).to.succ_opt(), Some(range.from));
        prop_assert_eq!(range.to.succ_opt(), Some(period.next().range(cut).from));
        prop_assert_eq!(period.next().previous().range(cut), range);
        prop_assert_eq!(std::mem::discriminant(&period.previous()), std::mem::discriminant(&period));
        prop_assert!(period.year_before().range(cut).days().abs_diff(range.days()) <= 1);
        prop_assert_eq!(period.year_to_date(cut).to, range.to);
        prop_assert!(period.year_to_date(cut).contains(range.to));
        if let Period::Days(range) = period {
            prop_assert!(months.first().is_some_and(|m| m.range().contains(range.from)));
            prop_assert!(months.last().is_some_and(|m| m.range().contains(range.to)));
        } else {
            prop_assert_eq!(months.iter().map(|m| m.span(cut).days()).sum::<i64>(), range.days());
        }
    }

    #[test]
    fn no_text_breaks_it(text in any::<String>(), near in "[-.0-9年月日QHqh一季度第上下半至 ]{0,24}") {
        for text in [text, near] {
            if let Ok(period) = text.parse::<Period>() {
                prop_assert_eq!(period.to_string().parse(), Ok(period));
            }
        }
    }
}

/// Would catch: a day that falls into two months of a year or into none, in February and in leap years too; a cut-off
/// that makes a month empty.
#[test]
fn the_months_of_a_year_share_out_its_days() {
    for cut_off in [31, 30, 29, 28, 20, 1] {
        let cut_off = CutOff::new(cut_off).unwrap();
        for year in [1999, 2000, 2023, 2024, 2025, 2100] {
            let months = Period::Year(year).months();
            let mut next = Period::Year(year).range(cut_off).from;
            for month in &months {
                let range = Period::Month(*month).range(cut_off);
                assert_eq!(range.from, next, "{month} {cut_off:?}");
                assert!((28..=31).contains(&range.days()), "{month} {cut_off:?}");
                let days = (0..range.days()).map(|n| range.from + chrono::TimeDelta::days(n));
                assert!(days.into_iter().all(|day| Month::containing(day, cut_off) == *month));
                next = range.to.succ_opt().unwrap();
            }
            assert_eq!(next, Period::Year(year + 1).range(cut_off).from);
            for parts in [
                (1..=4).map(|quarter| Period::Quarter { year, quarter }).collect::<Vec<_>>(),
                (1..=2).map(|half| Period::Half { year, half }).collect(),
            ] {
                let days: i64 = parts.iter().map(|part| part.range(cut_off).days()).sum();
                assert_eq!(days, Period::Year(year).range(cut_off).days());
                for pair in parts.windows(2) {
                    assert_eq!(pair[1].previous(), pair[0]);
                }
            }
        }
    }
}

/// Would catch: a period before that leaves a gap, overlaps or is of another kind or length.
#[test]
fn the_period_before_ends_where_the_period_begins() {
    for cut_off in [31, 30, 29, 28, 20, 1] {
        let cut_off = CutOff::new(cut_off).unwrap();
        for period in
            ["2024-03", "2024-01", "2024-Q1", "2024-H1", "2024", "2024-02..2024-04", "2024-02-05..2024-04-10"]
        {
            let period: Period = period.parse().unwrap();
            let (range, before) = (period.range(cut_off), period.previous().range(cut_off));
            assert_eq!(before.to.succ_opt(), Some(range.from), "{period}");
            if let Period::Days(_) = period {
                assert_eq!(before.days(), range.days());
            }
            assert_eq!(std::mem::discriminant(&period), std::mem::discriminant(&period.previous()));
        }
    }
}
