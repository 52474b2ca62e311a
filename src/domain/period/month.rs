//! The month, natural or ending on a cut-off day.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::DateRange;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// The month, 1 to 12, of a year; none for any other number.
    pub const fn new(year: i32, month: u32) -> Option<Self> {
        if month >= 1 && month <= 12 { Some(Self { year, month }) } else { None }
    }

    /// As [`Month::new`], with a number out of bounds held at January or December.
    pub(super) fn clamped(year: i32, month: u32) -> Self {
        Self { year, month: month.clamp(1, 12) }
    }

    /// The natural month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The calendar year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub const fn month(self) -> u32 {
        self.month
    }

    /// The first day of the natural month.
    pub fn first(self) -> NaiveDate {
        // Only a year a quarter of a million years away has no such day.
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    /// The last day of the natural month.
    pub fn last(self) -> NaiveDate {
        self.next().first().pred_opt().unwrap_or_default()
    }

    /// The days of the natural month.
    pub fn range(self) -> DateRange {
        DateRange { from: self.first(), to: self.last() }
    }

    /// The month after.
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The month before.
    pub fn previous(self) -> Self {
        self.plus(-1)
    }

    /// The same month so many years earlier.
    pub const fn minus_years(self, years: i32) -> Self {
        Self { year: self.year.saturating_sub(years), month: self.month }
    }

    /// So many months later, or earlier where negative.
    pub fn plus(self, months: i32) -> Self {
        let index = self.index().saturating_add(i64::from(months));
        let year = i32::try_from(index.div_euclid(12)).unwrap_or(self.year);
        Self { year, month: u32::try_from(index.rem_euclid(12)).unwrap_or(0) + 1 }
    }

    /// How many months lie between: 0 for itself, 1 for the month after `earlier`.
    pub fn months_since(self, earlier: Self) -> i32 {
        i32::try_from(self.index() - earlier.index()).unwrap_or(i32::MAX)
    }

    /// January of its year.
    pub const fn first_of_year(self) -> Self {
        Self { year: self.year, month: 1 }
    }

    /// As the file keeps it: 202403.
    pub fn code(self) -> i32 {
        self.year * 100 + i32::try_from(self.month).unwrap_or(0)
    }

    /// The month of that code; none where the last two digits are no month.
    pub fn from_code(code: i32) -> Option<Self> {
        Self::new(code.div_euclid(100), u32::try_from(code.rem_euclid(100)).ok()?)
    }

    /// The days of the statistical month: with cut-off 25, 2024-03 is 2024-02-26 to 2024-03-25.
    pub fn span(self, cut_off: CutOff) -> DateRange {
        let before = self.previous().end(cut_off);
        DateRange { from: before.succ_opt().unwrap_or(before), to: self.end(cut_off) }
    }

    /// The statistical month in which a day is counted.
    pub fn containing(day: NaiveDate, cut_off: CutOff) -> Self {
        let month = Self::of(day);
        if day > month.end(cut_off) { month.next() } else { month }
    }

    fn end(self, cut_off: CutOff) -> NaiveDate {
        let last = self.last();
        last.with_day(cut_off.day()).unwrap_or(last)
    }

    fn index(self) -> i64 {
        i64::from(self.year) * 12 + i64::from(self.month) - 1
    }
}

impl fmt::Display for Month {
    /// `2024-03`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The day on which a statistical month ends (统计截止日): a setting of the office. In a month that has no such day it
/// is the month's last day, so 31 is the natural month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CutOff(u32);

impl CutOff {
    /// Natural months.
    pub const MONTH_END: Self = Self(31);

    /// The cut-off on that day, 1 to 31; none for any other number.
    pub const fn new(day: u32) -> Option<Self> {
        if day >= 1 && day <= 31 { Some(Self(day)) } else { None }
    }

    /// The day, 1 to 31, where 31 is the end of every month.
    pub const fn day(self) -> u32 {
        self.0
    }
}

impl Default for CutOff {
    fn default() -> Self {
        Self::MONTH_END
    }
}
