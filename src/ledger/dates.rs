//! Dates in a ledger. A ledger is read long after it was written: only what says its year is taken, or what gets it
//! from the row or the title. 昨天, 5 and -2 mean something at a keyboard and nothing here.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::date_entry::{YEARS, parse_date};
use crate::domain::fold::half_width;

/// The days since 1899-12-30 that a spreadsheet writes for dates of 1954 to 2119.
const SERIALS: std::ops::RangeInclusive<u64> = 20_000..=80_000;

/// Reads a date; `year` completes one that has none. None where it does not say which day is meant.
pub(super) fn read_date(cell: &str, year: Option<i32>, today: NaiveDate) -> Option<NaiveDate> {
    serial(cell).or_else(|| absolute(cell, today)).or_else(|| within(cell, year?))
}

/// A date that is the same whatever day it is read on.
fn absolute(cell: &str, today: NaiveDate) -> Option<NaiveDate> {
    // More than a year apart, so that a day without a year cannot come out as the same one twice.
    let later = today.checked_add_days(Days::new(400))?;
    let date = parse_date(cell, today).ok()?;
    (parse_date(cell, later) == Ok(date)).then_some(date)
}

/// A month and a day, in the year that is known from elsewhere.
fn within(cell: &str, year: i32) -> Option<NaiveDate> {
    let read = |year, month, day| parse_date(cell, NaiveDate::from_ymd_opt(year, month, day)?).ok();
    let (date, other) = (read(year, 12, 31)?, read(year + 1, 6, 30)?);
    let stands = date.year() == year && (date.month(), date.day()) == (other.month(), other.day());
    stands.then_some(date)
}

fn serial(cell: &str) -> Option<NaiveDate> {
    let text = half_width(cell);
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let days = text.parse::<u64>().ok().filter(|days| text.len() == 5 && SERIALS.contains(days))?;
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    YEARS.contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_its_day_is_a_date() {
        // Would catch a reader that takes the day of the import for the day of the ledger.
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for today in [day(2026, 11, 23), day(2024, 12, 31), day(2025, 1, 1), day(2024, 2, 29)] {
            for text in [
                "2024.3.5",
                "2024/3/5",
                "2024-03-05",
                "2024年3月5日",
                "20240305",
                "２０２４．３．５",
                "45356",
                "2024-03-05 00:00:00",
                "24.3.5",
            ] {
                assert_eq!(read_date(text, None, today), Some(day(2024, 3, 5)), "{text} on {today}");
            }
            for text in ["3月5日", "3.5", "03-05", "0305"] {
                assert_eq!(read_date(text, Some(2024), today), Some(day(2024, 3, 5)), "{text}");
                assert_eq!(read_date(text, None, today), None, "{text}");
            }
            for text in ["", "5", "昨天", "-2", "上周五", "t", "2024-02-30", "待定", "2.30", "0"] {
                assert_eq!(read_date(text, Some(2024), today), None, "{text}");
            }
        }
        assert_eq!(read_date("2.29", Some(2025), day(2026, 11, 23)), None);
    }
}
