//! Dates as a person types them: `5`, `3-5`, `0305`, `昨天`, `-2`, `上周五`. Without year or month the latest
//! such day up to today is meant or, for a term in the future, the next one.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use thiserror::Error;

use super::fold::half_width;

mod words;

/// The years in which a case can have a date.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateError {
    /// Nothing was typed.
    #[error("no date was typed")]
    Empty,
    /// Not a way of writing a date.
    #[error("not a date")]
    NotADate,
    /// The calendar has no such day, such as 30 February.
    #[error("there is no such day")]
    NoSuchDay,
    /// The year lies outside [`YEARS`].
    #[error("the year {0} is out of range")]
    YearOutOfRange(i32),
}

/// The direction in which a date without a year or month is completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Toward {
    /// The latest such day, today at the latest.
    Past,
    /// The next such day, today at the earliest.
    Future,
}

/// Reads the date of something that happened.
///
/// A day alone is of this month, or of the previous one where it would lie ahead; a day and month are of this year, or
/// of the last; a two-digit year is never ahead. A full date may lie ahead: whether that is allowed is for the field.
///
/// # Errors
/// What is wrong with the text, as a [`DateError`].
pub fn parse_date(text: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    parse(text, today, Toward::Past)
}

/// Reads a date that lies ahead, such as a term of performance: a day alone is of this month or the next, a day and
/// month are of this year or the next. `30天后`, `月底` and `年底` are understood too.
///
/// # Errors
/// What is wrong with the text, as a [`DateError`].
pub fn parse_due_date(text: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    parse(text, today, Toward::Future)
}

/// The date as it stands in the file: `2024-03-05`.
pub fn iso(date: NaiveDate) -> String {
    // A save writes a dozen dates and an import a million: by the general formatter each costs as much as a row.
    let Ok(year @ 0..=9_999) = u32::try_from(date.year()) else { return date.format("%Y-%m-%d").to_string() };
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    let pair = |number: u32| [digit(number / 10), digit(number)];
    let ([y1, y2], [y3, y4]) = (pair(year / 100), pair(year));
    let ([m1, m2], [d1, d2]) = (pair(date.month()), pair(date.day()));
    String::from_iter([y1, y2, y3, y4, '-', m1, m2, '-', d1, d2])
}

/// Reads exactly `YYYY-MM-DD`, as it stands in the file; nothing else, and without allocating.
pub fn parse_iso(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, d| d.is_ascii_digit().then(|| sum * 10 + u32::from(d - b'0')))
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

fn parse(text: &str, today: NaiveDate, toward: Toward) -> Result<NaiveDate, DateError> {
    // The form of most ledgers and of every export.
    if let Some(date) = parse_iso(text.trim()).filter(|date| YEARS.contains(&date.year())) {
        return Ok(date);
    }
    let text = half_width(text).trim().to_lowercase();
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let date = match words::read(&text, today, toward) {
        Some(date) => date?,
        None => complete(&typed(without_time(&text), today.year())?, today, toward)?,
    };
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(DateError::YearOutOfRange(date.year())) }
}

/// Drops the time of day that a spreadsheet adds: `2024-03-05 00:00:00`.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 't']) {
        Some((date, time))
            if time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.')) =>
        {
            date
        }
        _ => text,
    }
}

/// The parts of a date that were typed.
enum Typed {
    Day(u32),
    MonthDay(u32, u32),
    /// The year may have two digits.
    ShortYear(i32, u32, u32),
    Full(i32, u32, u32),
}

/// Splits the text into year, month and day, whatever stands between them.
fn typed(text: &str, this_year: i32) -> Result<Typed, DateError> {
    let (year, text) = words::year_prefix(text, this_year);
    let text = words::numerals(text);
    let bare = text.strip_suffix(['日', '号', '號']).unwrap_or(&text);
    let named = bare.len() < text.len();
    // With the input method on, the keys . / - give 。 、 and a dash.
    let is_mark = |c: char| matches!(c, '-' | '.' | '/' | '。' | '、' | '–' | '—' | '年' | '月' | ' ');
    let parts: Vec<&str> = bare
        .split(is_mark)
        .map(str::trim)
        // "3 月 5" leaves empty parts between the mark and its spaces.
        .filter(|part| !(part.is_empty() && bare.contains(' ')))
        .collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return Err(DateError::NotADate);
    }
    match (year, parts.as_slice()) {
        (None, [run]) if named => Ok(Typed::Day(short(run)?)),
        (None, [run]) => from_run(run),
        (None, [month, day]) => Ok(Typed::MonthDay(short(month)?, short(day)?)),
        (Some(year), [month, day]) => Ok(Typed::Full(year, short(month)?, short(day)?)),
        (None, [year, month, day]) => match year.len() {
            2 => Ok(Typed::ShortYear(number(year)?, short(month)?, short(day)?)),
            4 => Ok(Typed::Full(number(year)?, short(month)?, short(day)?)),
            _ => Err(DateError::NotADate),
        },
        _ => Err(DateError::NotADate),
    }
}

/// Digits without anything between: 5, 0305, 240305, 20240305.
fn from_run(run: &str) -> Result<Typed, DateError> {
    let part = |from: usize, to: usize| run.get(from..to).ok_or(DateError::NotADate);
    match run.len() {
        1 | 2 => Ok(Typed::Day(short(run)?)),
        4 => Ok(Typed::MonthDay(short(part(0, 2)?)?, short(part(2, 4)?)?)),
        6 => Ok(Typed::ShortYear(number(part(0, 2)?)?, short(part(2, 4)?)?, short(part(4, 6)?)?)),
        8 => Ok(Typed::Full(number(part(0, 4)?)?, short(part(4, 6)?)?, short(part(6, 8)?)?)),
        _ => Err(DateError::NotADate),
    }
}

fn number(digits: &str) -> Result<i32, DateError> {
    digits.parse().map_err(|_| DateError::NotADate)
}

/// A day or a month: one or two digits.
fn short(digits: &str) -> Result<u32, DateError> {
    if digits.len() > 2 { Err(DateError::NotADate) } else { digits.parse().map_err(|_| DateError::NotADate) }
}

fn complete(typed: &Typed, today: NaiveDate, toward: Toward) -> Result<NaiveDate, DateError> {
    match *typed {
        Typed::Full(year, month, day) if YEARS.contains(&year) => date(year, month, day),
        Typed::Full(year, ..) => Err(DateError::YearOutOfRange(year)),
        Typed::ShortYear(year, month, day) => {
            let century = if toward == Toward::Past && 2000 + year > today.year() { 1900 } else { 2000 };
            date(century + year, month, day)
        }
        Typed::MonthDay(month, day) => {
            let other = if toward == Toward::Past { today.year() - 1 } else { today.year() + 1 };
            nearest(date(today.year(), month, day), date(other, month, day), today, toward)
                // 29 February of another year, typed in December, is a typing error, not a leap day long ago.
                .and_then(|date| {
                    if (date - today).num_days().abs() <= 365 { Ok(date) } else { Err(DateError::NoSuchDay) }
                })
        }
        Typed::Day(day) => {
            let start = today.with_day(1).unwrap_or(today);
            let other = match toward {
                Toward::Past => start.pred_opt(),
                Toward::Future => start.checked_add_months(chrono::Months::new(1)),
            }
            .unwrap_or(start);
            let this = date(today.year(), today.month(), day);
            nearest(this, date(other.year(), other.month(), day), today, toward)
        }
    }
}

fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay)
}

/// The date of this year or month unless it lies on the wrong side of today; then the other.
fn nearest(
    this: Result<NaiveDate, DateError>,
    other: Result<NaiveDate, DateError>,
    today: NaiveDate,
    toward: Toward,
) -> Result<NaiveDate, DateError> {
    match (this, toward) {
        (Ok(date), Toward::Past) if date <= today => Ok(date),
        (Ok(date), Toward::Future) if date >= today => Ok(date),
        _ => other,
    }
}

/// The day that lies `days` after `from`, or before it where negative.
fn shifted(from: NaiveDate, days: i64) -> Result<NaiveDate, DateError> {
    let step = Days::new(days.unsigned_abs());
    let date = if days < 0 { from.checked_sub_days(step) } else { from.checked_add_days(step) };
    date.ok_or(DateError::NoSuchDay)
}

/// That weekday in the week (from Monday) of `day`.
fn weekday_of_week(day: NaiveDate, weekday: Weekday) -> Result<NaiveDate, DateError> {
    let offset = i64::from(weekday.num_days_from_monday()) - i64::from(day.weekday().num_days_from_monday());
    shifted(day, offset)
}

#[cfg(test)]
mod tests;
