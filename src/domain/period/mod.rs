//! Spans of days: months, quarters, years, free ranges, and months that end on a cut-off day.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use thiserror::Error;

mod month;
mod read;

pub use month::{CutOff, Month};

/// A span of whole days, both ends included; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// First day.
    pub from: NaiveDate,
    /// Last day, not before the first.
    pub to: NaiveDate,
}

impl DateRange {
    /// The days from `from` to `to`; none when `to` is before `from`.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// A single day.
    pub const fn day(day: NaiveDate) -> Self {
        Self { from: day, to: day }
    }

    /// Whether the day lies within.
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// How many days, both ends counted: at least 1.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// The days in both; none when they do not overlap.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }
}

/// Why a text is not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// Nothing was typed.
    #[error("no period was typed")]
    Empty,
    /// Not a way of writing a period.
    #[error("not a period")]
    NotAPeriod,
    /// A month outside 1 to 12.
    #[error("there is no such month")]
    NoSuchMonth,
    /// A quarter outside 1 to 4 or a half outside 1 to 2.
    #[error("a year has four quarters and two halves")]
    NoSuchPart,
    /// The calendar has no such day.
    #[error("there is no such day")]
    NoSuchDay,
    /// The end stands before the beginning.
    #[error("the period ends before it begins")]
    Backwards,
    /// A year in which no case can be (see [`super::date_entry::YEARS`]).
    #[error("the year {0} is out of range")]
    YearOutOfRange(i32),
}

/// What a report or a table covers. All but `Days` are made of statistical months, whose ends follow the cut-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// One month.
    Month(Month),
    /// A quarter of a year.
    Quarter {
        /// Calendar year.
        year: i32,
        /// 1 to 4.
        quarter: u32,
    },
    /// Half a year.
    Half {
        /// Calendar year.
        year: i32,
        /// 1 (上半年) or 2 (下半年).
        half: u32,
    },
    /// A year.
    Year(i32),
    /// Several whole months, both ends included.
    Months {
        /// First month.
        from: Month,
        /// Last month, not before the first.
        to: Month,
    },
    /// Free days, untouched by any cut-off.
    Days(DateRange),
}

impl Period {
    /// The period that has exactly these days, the longest first; those days where none has.
    pub fn of_days(range: DateRange, cut_off: CutOff) -> Self {
        let month = Month::containing(range.to, cut_off);
        let (year, number) = (month.year(), month.month());
        let (quarter, half) = (number.div_ceil(3), number.div_ceil(6));
        [
            Period::Year(year),
            Period::Half { year, half },
            Period::Quarter { year, quarter },
            Period::Month(month),
        ]
        .into_iter()
        .find(|period| period.range(cut_off) == range)
        .unwrap_or(Period::Days(range))
    }

    /// The days it covers under that cut-off.
    pub fn range(&self, cut_off: CutOff) -> DateRange {
        match self {
            Self::Days(range) => *range,
            _ => {
                let (first, last) = self.ends();
                DateRange { from: first.span(cut_off).from, to: last.span(cut_off).to }
            }
        }
    }

    /// Its months in order; for free days the natural months they touch.
    pub fn months(&self) -> Vec<Month> {
        let (first, last) = self.ends();
        std::iter::successors(Some(first), |month| Some(month.next()))
            .take_while(|month| *month <= last)
            .collect()
    }

    /// The period of the same kind and length just before.
    pub fn previous(&self) -> Self {
        match *self {
            Self::Month(month) => Self::Month(month.previous()),
            Self::Quarter { year, quarter: 2.. } => Self::Quarter { year, quarter: self.part() - 1 },
            Self::Quarter { year, .. } => Self::Quarter { year: year - 1, quarter: 4 },
            Self::Half { year, half: 2.. } => Self::Half { year, half: 1 },
            Self::Half { year, .. } => Self::Half { year: year - 1, half: 2 },
            Self::Year(year) => Self::Year(year - 1),
            Self::Months { .. } => {
                let (first, last) = self.ends();
                let length = last.months_since(first) + 1;
                Self::Months { from: first.plus(-length), to: last.plus(-length) }
            }
            Self::Days(range) => {
                let step = chrono::TimeDelta::days(range.days());
                let back = |day: NaiveDate| day.checked_sub_signed(step).unwrap_or(day);
                Self::Days(DateRange { from: back(range.from), to: back(range.to) })
            }
        }
    }

    /// The period of the same kind and length just after.
    pub fn next(&self) -> Self {
        match *self {
            Self::Month(month) => Self::Month(month.next()),
            Self::Quarter { year, quarter: 4.. } => Self::Quarter { year: year + 1, quarter: 1 },
            Self::Quarter { year, .. } => Self::Quarter { year, quarter: self.part() + 1 },
            Self::Half { year, half: 2.. } => Self::Half { year: year + 1, half: 1 },
            Self::Half { year, .. } => Self::Half { year, half: 2 },
            Self::Year(year) => Self::Year(year + 1),
            Self::Months { .. } => {
                let (first, last) = self.ends();
                let length = last.months_since(first) + 1;
                Self::Months { from: first.plus(length), to: last.plus(length) }
            }
            Self::Days(range) => {
                let step = chrono::TimeDelta::days(range.days());
                let forth = |day: NaiveDate| day.checked_add_signed(step).unwrap_or(day);
                Self::Days(DateRange { from: forth(range.from), to: forth(range.to) })
            }
        }
    }

    /// The same period of the year before (上年同期). Whole months of free days stay whole in leap years; 29
    /// February alone becomes 28 February.
    pub fn year_before(&self) -> Self {
        match *self {
            Self::Month(month) => Self::Month(month.minus_years(1)),
            Self::Quarter { year, quarter } => Self::Quarter { year: year - 1, quarter },
            Self::Half { year, half } => Self::Half { year: year - 1, half },
            Self::Year(year) => Self::Year(year - 1),
            Self::Months { from, to } => Self::Months { from: from.minus_years(1), to: to.minus_years(1) },
            Self::Days(range) => {
                let back = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(day);
                let last = Month::of(range.to);
                let whole = range.from.day() == 1 && range.to == last.last();
                let to = if whole { last.minus_years(1).last() } else { back(range.to) };
                Self::Days(DateRange { from: back(range.from), to })
            }
        }
    }

    /// From the first day of the statistical year of its last month to its own last day (年度累计).
    pub fn year_to_date(&self, cut_off: CutOff) -> DateRange {
        let to = self.range(cut_off).to;
        let last = match self {
            Self::Days(_) => Month::containing(to, cut_off),
            _ => self.ends().1,
        };
        DateRange { from: last.first_of_year().span(cut_off).from, to }
    }

    /// The quarter or half, held within its bounds; 1 for everything else.
    fn part(&self) -> u32 {
        match *self {
            Self::Quarter { quarter, .. } => quarter.clamp(1, 4),
            Self::Half { half, .. } => half.clamp(1, 2),
            _ => 1,
        }
    }

    /// First and last month.
    fn ends(&self) -> (Month, Month) {
        let within = |year: i32, months: u32| {
            let last = self.part() * months;
            (Month::clamped(year, last + 1 - months), Month::clamped(year, last))
        };
        match *self {
            Self::Month(month) => (month, month),
            Self::Quarter { year, .. } => within(year, 3),
            Self::Half { year, .. } => within(year, 6),
            Self::Year(year) => within(year, 12),
            Self::Months { from, to } => (from.min(to), from.max(to)),
            Self::Days(range) => (Month::of(range.from), Month::of(range.to)),
        }
    }
}

impl fmt::Display for Period {
    /// As commands and settings write it: `2024`, `2024-03`, `2024-Q1`, `2024-H1`, `2024-01..2024-06`,
    /// `2024-01-05..2024-02-10`. Reads back as the same period.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(f),
            Self::Quarter { year, .. } => write!(f, "{year:04}-Q{}", self.part()),
            Self::Half { year, .. } => write!(f, "{year:04}-H{}", self.part()),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Months { .. } => {
                let (first, last) = self.ends();
                write!(f, "{first}..{last}")
            }
            Self::Days(range) => write!(f, "{}..{}", range.from, range.to),
        }
    }
}

#[cfg(test)]
mod tests;
