//! Reading a period: 2024, 2024-03, 2024-Q1, 2024年上半年, 2024-01..2024-06.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::super::date_entry::YEARS;
use super::super::fold::half_width;
use super::{DateRange, Month, Period, PeriodError};

impl FromStr for Month {
    type Err = PeriodError;

    /// Reads `2024-03`, `2024-3`, `202403`, `2024年3月`, in full width too.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        match text.parse()? {
            Period::Month(month) => Ok(month),
            _ => Err(PeriodError::NotAPeriod),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Reads what [`Period`] displays, and the ways people write it: `2024年`, `2024年3月`, `2024年一季度`, `2024年上半年`,
    /// `2024Q1`, `2024年1月至2024年6月`, a single day; in full width too.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let plain: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
        if plain.is_empty() {
            return Err(PeriodError::Empty);
        }
        let ends = ["..", "至", "到", "~"].iter().find_map(|mark| plain.split_once(mark));
        match ends {
            Some((from, to)) => between(one(from)?, one(to)?),
            None => one(&plain),
        }
    }
}

/// From the first to the second, each a month, or each a day.
fn between(from: Period, to: Period) -> Result<Period, PeriodError> {
    match (from, to) {
        (Period::Month(from), Period::Month(to)) if from <= to => Ok(Period::Months { from, to }),
        (Period::Days(from), Period::Days(to)) => {
            DateRange::new(from.from, to.to).map(Period::Days).ok_or(PeriodError::Backwards)
        }
        (Period::Month(_), Period::Month(_)) => Err(PeriodError::Backwards),
        _ => Err(PeriodError::NotAPeriod),
    }
}

fn one(text: &str) -> Result<Period, PeriodError> {
    let (year, rest) = text.split_at_checked(4).ok_or(PeriodError::NotAPeriod)?;
    let year = i32::try_from(digits(year, 4)?).map_err(|_| PeriodError::NotAPeriod)?;
    if !YEARS.contains(&year) {
        return Err(PeriodError::YearOutOfRange(year));
    }
    let rest = rest.strip_prefix(['-', '年', '/', '.']).unwrap_or(rest);
    match rest {
        "" if text.ends_with(['-', '/', '.']) => Err(PeriodError::NotAPeriod),
        "" => Ok(Period::Year(year)),
        "上半年" => Ok(Period::Half { year, half: 1 }),
        "下半年" => Ok(Period::Half { year, half: 2 }),
        _ => quarter_or_half(year, rest).unwrap_or_else(|| month_or_day(year, rest)),
    }
}

/// `Q1`, `H1`, `第1季度`, `一季度`.
fn quarter_or_half(year: i32, rest: &str) -> Option<Result<Period, PeriodError>> {
    let number = |text: &str, most: u32| {
        match text {
            "一" => Ok(1),
            "二" => Ok(2),
            "三" => Ok(3),
            "四" => Ok(4),
            _ => digits(text, 1),
        }
        .and_then(|part| if (1..=most).contains(&part) { Ok(part) } else { Err(PeriodError::NoSuchPart) })
    };
    if let Some(part) = rest.strip_prefix(['Q', 'q']) {
        Some(number(part, 4).map(|quarter| Period::Quarter { year, quarter }))
    } else if let Some(part) = rest.strip_prefix(['H', 'h']) {
        Some(number(part, 2).map(|half| Period::Half { year, half }))
    } else {
        let part = rest.strip_suffix("季度")?;
        let part = part.strip_prefix('第').unwrap_or(part);
        Some(number(part, 4).map(|quarter| Period::Quarter { year, quarter }))
    }
}

/// `03`, `3月`, `03-05`, `3月5日`, and without marks `03` and `0305`.
fn month_or_day(year: i32, rest: &str) -> Result<Period, PeriodError> {
    let rest = rest.strip_suffix(['日', '号']).unwrap_or(rest);
    let unmarked = rest.len() == 4 && rest.bytes().all(|b| b.is_ascii_digit());
    let (month, day) = match rest.strip_suffix('月') {
        Some(month) => (month, None),
        None if unmarked => (&rest[..2], Some(&rest[2..])),
        None => match rest.split_once(['-', '月', '/', '.']) {
            Some((month, day)) => (month, Some(day)),
            None => (rest, None),
        },
    };
    let month = Month::new(year, digits(month, 2)?).ok_or(PeriodError::NoSuchMonth)?;
    let Some(day) = day else { return Ok(Period::Month(month)) };
    let first = month.first();
    NaiveDate::from_ymd_opt(first.year(), first.month(), digits(day, 2)?)
        .map(|day| Period::Days(DateRange::day(day)))
        .ok_or(PeriodError::NoSuchDay)
}

fn digits(text: &str, most: usize) -> Result<u32, PeriodError> {
    let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().map_err(|_| PeriodError::NotAPeriod) } else { Err(PeriodError::NotAPeriod) }
}
