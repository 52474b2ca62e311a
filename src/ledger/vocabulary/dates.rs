//! Dates in a ledger. It is read long after it was written, so a date must have its year or get it from the
//! row or the title. 昨天, 5 and -2 are for the keyboard only.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::date_entry::{YEARS, parse_date, parse_iso};
use crate::domain::fold::half_width;
use crate::ledger::sheet::Epoch;

/// The range of a spreadsheet's numbers for dates of 1954 to 2119, counted from 1899-12-30.
const SERIALS: std::ops::RangeInclusive<u64> = 20_000..=80_000;

/// A date as read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadDate {
    pub on: NaiveDate,
    /// The year is not in the cell but from the number, the title or another date of the row.
    pub year_assumed: bool,
}

/// Reads a date; `year` completes one without. None where the day is not clear.
pub fn read_date(cell: &str, year: Option<i32>, today: NaiveDate, epoch: Epoch) -> Option<ReadDate> {
    let cell = &in_beijing(cell).unwrap_or_else(|| without_time(cell));
    let cell = cell.trim().trim_end_matches(['.', '。', ',', '，']);
    let whole = parse_iso(cell).filter(|on| YEARS.contains(&on.year()));
    let whole = whole.or_else(|| serial(cell, epoch)).or_else(|| absolute(cell, today));
    if let Some(on) = whole {
        return Some(ReadDate { on, year_assumed: false });
    }
    Some(ReadDate { on: within(cell, year?)?, year_assumed: true })
}

/// The day in China of a moment that names its zone: 2024-03-04T16:30:00Z is the fifth.
fn in_beijing(cell: &str) -> Option<String> {
    let moment = chrono::DateTime::parse_from_rfc3339(cell.trim()).ok()?;
    let beijing = chrono::FixedOffset::east_opt(8 * 3_600)?;
    Some(moment.with_timezone(&beijing).date_naive().to_string())
}

/// A date without its weekday and its time of day: 2024年3月5日（周二）上午9时. As it is where more is said.
fn without_time(cell: &str) -> String {
    let text = half_width(cell.trim());
    let text = text.trim_end_matches(['.', '。', ',', '，']);
    let after_day = text.find(['日', '号']).map(|at| at + '日'.len_utf8());
    let after_date = || text.find(|c: char| c.is_whitespace() || "T(上下中早晚凌周星礼".contains(c));
    let Some(at) = after_day.or_else(after_date) else { return text.to_owned() };
    let (date, rest) = text.split_at(at);
    if says_time(rest) { date.to_owned() } else { text.to_owned() }
}

/// Whether a text is nothing but a weekday and a time of day.
fn says_time(text: &str) -> bool {
    let mut rest = text.trim_start_matches('T').replace(['(', ')', ' ', '\u{3000}'], "");
    for week in ["星期", "礼拜", "周"] {
        for day in "一二三四五六日天".chars() {
            rest = rest.replace(&format!("{week}{day}"), "");
        }
    }
    for part in ["上午", "下午", "中午", "早上", "晚上", "凌晨", "傍晚"] {
        rest = rest.replace(part, "");
    }
    let marks = |c: char| matches!(c, ':' | '时' | '点');
    let fits = |c: char| {
        c.is_ascii_digit() || marks(c) || matches!(c, '.' | '分' | '秒' | '半' | '许' | '左' | '右')
    };
    rest.is_empty() || (rest.contains(marks) && rest.chars().all(fits))
}

/// A date that does not depend on the day it is read on.
fn absolute(cell: &str, today: NaiveDate) -> Option<NaiveDate> {
    // More than a year later, so that a date without a year cannot give the same day twice.
    let later = today.checked_add_days(Days::new(400))?;
    let date = parse_date(cell, today).ok()?;
    (parse_date(cell, later) == Ok(date)).then_some(date)
}

/// A month and a day, in a year known from elsewhere.
fn within(cell: &str, year: i32) -> Option<NaiveDate> {
    let read = |year, month, day| parse_date(cell, NaiveDate::from_ymd_opt(year, month, day)?).ok();
    let (date, other) = (read(year, 12, 31)?, read(year + 1, 6, 30)?);
    let stands = date.year() == year && (date.month(), date.day()) == (other.month(), other.day());
    stands.then_some(date)
}

/// A date written as a spreadsheet's number of days, with the time of day as a fraction.
fn serial(cell: &str, epoch: Epoch) -> Option<NaiveDate> {
    let text = half_width(cell);
    let (days, time) = text.split_once('.').unwrap_or((&text, ""));
    if days.len() != 5 || !time.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let days = days.parse::<u64>().ok().filter(|days| SERIALS.contains(days))?;
    let first = match epoch {
        Epoch::Y1900 => NaiveDate::from_ymd_opt(1899, 12, 30)?,
        Epoch::Y1904 => NaiveDate::from_ymd_opt(1904, 1, 1)?,
    };
    let date = first.checked_add_days(Days::new(days))?;
    YEARS.contains(&date.year()).then_some(date)
}

/// 1.1, stored as a number, may have been typed as 1.10: two different days.
pub fn is_two_days(cell: &str) -> bool {
    let mut parts = cell.trim().split('.');
    let (Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    matches!(day, "1" | "2" | "3") && month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month))
}

/// Whether a cell is a date in some year, for guessing the meaning of a column.
pub fn looks_like_date(cell: &str) -> bool {
    let marked = cell.contains(['年', '月', '-', '/', '.', '．', '－', '／']);
    let run = cell.len() == 8 && (cell.starts_with("19") || cell.starts_with("20"));
    let Some(day) = NaiveDate::from_ymd_opt(2000, 1, 1) else { return false };
    (marked || run) && read_date(cell, Some(2000), day, Epoch::Y1900).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str, year: Option<i32>, today: NaiveDate) -> Option<NaiveDate> {
        read_date(cell, year, today, Epoch::Y1900).map(|read| read.on)
    }

    #[test]
    fn only_what_says_its_day_is_a_date() {
        // Would catch a reader that takes the day of the import for the day of the ledger.
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for today in [day(2026, 11, 23), day(2024, 12, 31), day(2025, 1, 1), day(2024, 2, 29)] {
            let whole = "2024.3.5,2024/3/5,2024-03-05,2024年3月5日,2024年3月5号,20240305,２０２４．３．５,45356,45356.5,\
                2024-03-05 00:00:00,2024/3/5 9:30,24.3.5,2024.3.5.,二〇二四年三月五日,2024/3/5 下午3:20,\
                2024年3月5日上午,2024年03月05日09时30分,2024年03月05日 星期二,2024.03.05（周二）,\
                2024-03-05T08:30:00+08:00,2024-03-04T16:30:00.000Z,2024年3月5日（星期二）上午9点半,2024-3-5 周二";
            for text in whole.split(',') {
                assert_eq!(read(text, None, today), Some(day(2024, 3, 5)), "{text} on {today}");
            }
            for text in ["3月5日", "3.5", "03-05", "0305", "3月5号", "3/5"] {
                assert_eq!(read(text, Some(2024), today), Some(day(2024, 3, 5)), "{text}");
                assert_eq!(read(text, None, today), None, "{text}");
            }
            for text in ",5,昨天,3月5日至3月8日,3月5日前,2024年3月5日 8人,-2,上周五,t,2024-02-30,待定,2.30,0,2024年3月,3.5-3.8".split(',') {
                assert_eq!(read(text, Some(2024), today), None, "{text}");
            }
        }
        assert_eq!(read("2.29", Some(2025), day(2026, 11, 23)), None);
        let old = read_date("43894", None, day(2026, 11, 23), Epoch::Y1904);
        assert_eq!(old.map(|read| read.on), Some(day(2024, 3, 5)), "a workbook that counts from 1904");
    }

    #[test]
    fn a_number_may_be_two_days() {
        let two: Vec<&str> = ["1.1", "12.3", "1.5", "1.10", "13.1", "1.1.1"]
            .into_iter()
            .filter(|cell| is_two_days(cell))
            .collect();
        assert_eq!(two, ["1.1", "12.3"]);
    }
}
