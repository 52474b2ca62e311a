//! 法定休假日: weekends, statutory holidays and the weekend days that were made working days for them. A period whose
//! last day is a statutory rest day ends on the first day after it (民法典 art. 203; 民事诉讼法, 2023, art. 85).
//!
//! Weekends follow from the calendar. Holidays and swapped working days (调休上班) are data by year, as the notice of the
//! General Office of the State Council sets them each autumn for the year to come.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use thiserror::Error;

use super::fold::half_width;

/// The years known to the program: days off, then weekend days on which people work. From the notices of 2023-10-25,
/// 2024-11-12 (国办发明电〔2024〕12号) and 2025-11-04.
const BUILT_IN: [(i32, &str, &str); 3] = [
    (
        2024,
        "1.1 2.10-2.17 4.4-4.6 5.1-5.5 6.10 9.15-9.17 10.1-10.7",
        "2.4 2.18 4.7 4.28 5.11 9.14 9.29 10.12",
    ),
    (2025, "1.1 1.28-2.4 4.4-4.6 5.1-5.5 5.31-6.2 10.1-10.8", "1.26 2.8 4.27 9.28 10.11"),
    (2026, "1.1-1.3 2.15-2.23 4.4-4.6 5.1-5.5 6.19-6.21 9.25-9.27 10.1-10.7", "1.4 2.14 2.28 5.9 9.20 10.10"),
];

static KNOWN: LazyLock<BTreeMap<i32, RestYear>> = LazyLock::new(|| {
    let year = |(year, off, work): &(i32, &str, &str)| Some((*year, RestYear::parse(*year, off, work).ok()?));
    BUILT_IN.iter().filter_map(year).collect()
});

/// The most days off that a year's table may have: a longer one is a slip of the pen, and a window must end.
const MOST_DAYS_OFF: usize = 60;

/// The holidays of a year and the weekend days that were made working days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestYear {
    off: BTreeSet<NaiveDate>,
    work: BTreeSet<NaiveDate>,
}

/// Why a year's table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RestYearError {
    /// That is no day of the year.
    #[error("not a day: {0:?}")]
    NotADay(String),
    /// A range that ends before it begins.
    #[error("ends before it begins: {0:?}")]
    Backwards(String),
    /// A swapped working day that is no Saturday or Sunday.
    #[error("not on a weekend: {0}")]
    WorksAnyway(NaiveDate),
    /// A day that is both off and worked.
    #[error("off and worked: {0}")]
    Both(NaiveDate),
    /// No holiday at all, or more than a year has.
    #[error("{0} days off")]
    DaysOff(usize),
}

impl RestYear {
    /// Reads the days off and the swapped working days of a year, as a person types them: `1.1-1.3 2.15-2.23`, also
    /// `1月1日至3日、2月15日至23日`.
    ///
    /// # Errors
    /// What cannot be read, or cannot be right.
    pub fn parse(year: i32, off: &str, work: &str) -> Result<Self, RestYearError> {
        Self::of(days_of(year, off)?, days_of(year, work)?)
    }

    /// A table of those days.
    ///
    /// # Errors
    /// What cannot be right.
    pub fn of(off: BTreeSet<NaiveDate>, work: BTreeSet<NaiveDate>) -> Result<Self, RestYearError> {
        if off.is_empty() || off.len() > MOST_DAYS_OFF {
            return Err(RestYearError::DaysOff(off.len()));
        }
        if let Some(day) = work.iter().find(|day| !is_weekend(**day)) {
            return Err(RestYearError::WorksAnyway(*day));
        }
        match off.intersection(&work).next() {
            Some(day) => Err(RestYearError::Both(*day)),
            None => Ok(Self { off, work }),
        }
    }

    /// The days off.
    pub const fn off(&self) -> &BTreeSet<NaiveDate> {
        &self.off
    }

    /// The weekend days on which people work.
    pub const fn work(&self) -> &BTreeSet<NaiveDate> {
        &self.work
    }

    /// The days off as they are typed.
    pub fn off_text(&self) -> String {
        text_of(&self.off)
    }

    /// The swapped working days as they are typed.
    pub fn work_text(&self) -> String {
        text_of(&self.work)
    }
}

/// What a day is to those who work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// A working day from Monday to Friday.
    Working,
    /// 调休上班: a Saturday or Sunday on which people work.
    MadeUp,
    /// A Saturday or Sunday.
    Weekend,
    /// 放假: a day off by the notice of the year, on whatever weekday.
    Holiday,
}

impl DayKind {
    /// Whether nobody works on it.
    pub const fn is_rest(self) -> bool {
        matches!(self, Self::Weekend | Self::Holiday)
    }
}

/// Which days are statutory rest days: weekends, and the tables of the years that have one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestDays {
    /// The tables that the office has entered; they go before the built-in ones.
    own: BTreeMap<i32, RestYear>,
}

impl RestDays {
    /// The table of that year; none where only weekends are known.
    pub fn year(&self, year: i32) -> Option<&RestYear> {
        self.own.get(&year).or_else(|| KNOWN.get(&year))
    }

    /// The tables that the office has entered, by year.
    pub const fn own(&self) -> &BTreeMap<i32, RestYear> {
        &self.own
    }

    /// The years that have a table, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        KNOWN.keys().chain(self.own.keys()).copied().collect::<BTreeSet<_>>().into_iter()
    }

    /// Takes the office's own table of a year.
    pub fn put(&mut self, year: i32, table: RestYear) {
        self.own.insert(year, table);
    }

    /// What that day is.
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        match self.year(day.year()) {
            Some(table) if table.off.contains(&day) => DayKind::Holiday,
            Some(table) if table.work.contains(&day) => DayKind::MadeUp,
            _ if is_weekend(day) => DayKind::Weekend,
            _ => DayKind::Working,
        }
    }

    /// Whether nobody works on that day.
    pub fn is_rest(&self, day: NaiveDate) -> bool {
        self.kind(day).is_rest()
    }

    /// That day, or the first working day after it: where a period ends that runs out on it.
    pub fn ends_on(&self, day: NaiveDate) -> NaiveDate {
        walk(day, |day| self.is_rest(day), NaiveDate::succ_opt)
    }

    /// The first day on which a period may run out so that it ends on `day` or later.
    pub fn first_ending_on(&self, day: NaiveDate) -> NaiveDate {
        let rests_before = |day: NaiveDate| day.pred_opt().is_some_and(|before| self.is_rest(before));
        walk(day, rests_before, NaiveDate::pred_opt)
    }

    /// The last day on which a period may run out so that it ends on `day` or earlier.
    pub fn last_ending_on(&self, day: NaiveDate) -> NaiveDate {
        walk(day, |day| self.is_rest(day), NaiveDate::pred_opt)
    }
}

/// Goes from day to day while that holds, to the end of the calendar at most.
fn walk(
    mut day: NaiveDate,
    goes_on: impl Fn(NaiveDate) -> bool,
    step: fn(&NaiveDate) -> Option<NaiveDate>,
) -> NaiveDate {
    while goes_on(day) {
        let Some(next) = step(&day) else { break };
        day = next;
    }
    day
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// 申请司法确认的期限: how long after an agreement takes effect both parties may ask a court to confirm it.
#[derive(Debug, Clone, Copy)]
pub struct CourtWindow<'a> {
    /// The days, counted from the day after (mediation law, art. 33: 30).
    pub days: u32,
    /// The rest days past which the last day moves.
    pub rest: &'a RestDays,
}

impl CourtWindow<'_> {
    /// The last day for an agreement in effect since that day.
    pub fn last_day(&self, effective: NaiveDate) -> NaiveDate {
        self.rest.ends_on(self.plain(effective))
    }

    /// The year for whose holidays there is no table, so that the last day may be later still; none where all that
    /// matters is known.
    pub fn unknown_year(&self, effective: NaiveDate) -> Option<i32> {
        let years = [self.plain(effective).year(), self.last_day(effective).year()];
        years.into_iter().find(|year| self.rest.year(*year).is_none())
    }

    fn plain(&self, effective: NaiveDate) -> NaiveDate {
        effective.checked_add_days(Days::new(self.days.into())).unwrap_or(NaiveDate::MAX)
    }
}

/// The days that a text names: single days and ranges, apart by blanks or commas.
fn days_of(year: i32, text: &str) -> Result<BTreeSet<NaiveDate>, RestYearError> {
    let plain: String = half_width(text)
        .chars()
        .filter_map(|c| match c {
            '月' | '/' => Some('.'),
            '日' | '号' => None,
            '至' | '到' | '~' | '～' | '—' | '–' | '－' => Some('-'),
            '、' | ',' | ';' | '，' | '；' | '。' => Some(' '),
            c => Some(c),
        })
        .collect();
    let plain = plain.replace(" -", "-").replace("- ", "-");
    let mut days = BTreeSet::new();
    for words in plain.split_whitespace() {
        let bad = || RestYearError::NotADay(words.to_owned());
        let (first, last) = words.split_once('-').unwrap_or((words, words));
        let (month, first) = first.split_once('.').ok_or_else(bad)?;
        // The month of the end of a range is said only where it is another one.
        let (last_month, last) = last.split_once('.').unwrap_or((month, last));
        let day = |month: &str, day: &str| {
            NaiveDate::from_ymd_opt(year, month.trim().parse().ok()?, day.trim().parse().ok()?)
        };
        let (first, last) = (day(month, first).ok_or_else(bad)?, day(last_month, last).ok_or_else(bad)?);
        if last < first {
            return Err(RestYearError::Backwards(words.to_owned()));
        }
        days.extend(first.iter_days().take_while(|day| *day <= last));
    }
    Ok(days)
}

/// Days as they are typed, days in a row as a range.
fn text_of(days: &BTreeSet<NaiveDate>) -> String {
    let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(*day) => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let short = |day: NaiveDate| format!("{}.{}", day.month(), day.day());
    let run = |(first, last): &(NaiveDate, NaiveDate)| {
        if first == last { short(*first) } else { format!("{}-{}", short(*first), short(*last)) }
    };
    runs.iter().map(run).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const fn window(rest: &RestDays) -> CourtWindow<'_> {
        CourtWindow { days: 30, rest }
    }

    /// Catches: a window that closes on a Sunday or in a holiday, one that moves past a Sunday on which people work, one
    /// that moves a day too far.
    #[test]
    fn the_last_day_moves_past_rest_days() {
        let rest = RestDays::default();
        for (effective, last) in [
            ("2026-10-30", "2026-11-30"),
            ("2026-08-21", "2026-09-20"),
            ("2026-09-02", "2026-10-08"),
            ("2026-09-08", "2026-10-08"),
            ("2026-03-06", "2026-04-07"),
            ("2024-02-29", "2024-04-01"),
            ("2024-12-29", "2025-02-05"),
        ] {
            assert_eq!(window(&rest).last_day(day(effective)), day(last), "{effective}");
            assert_eq!(window(&rest).unknown_year(day(effective)), None, "{effective}");
        }
    }

    /// Catches: a built-in table with a slip, which would silently leave a year to its weekends.
    #[test]
    fn every_built_in_year_can_be_read_and_written() {
        for (year, off, work) in BUILT_IN {
            let table = RestYear::parse(year, off, work).unwrap();
            assert_eq!((table.off_text().as_str(), table.work_text().as_str()), (off, work));
            assert!(RestDays::default().year(year) == Some(&table), "{year}");
        }
    }

    /// Catches: a year without a table that passes for certain, an office's own table that is not used.
    #[test]
    fn a_year_without_a_table_is_named() {
        let mut rest = RestDays::default();
        assert_eq!(window(&rest).last_day(day("2026-12-02")), day("2027-01-01"));
        assert_eq!(window(&rest).unknown_year(day("2026-12-02")), Some(2027));
        assert_eq!(window(&rest).unknown_year(day("2026-12-01")), None, "2026-12-31 is a working day");
        rest.put(2027, RestYear::parse(2027, "1.1-1.3", "").unwrap());
        assert_eq!(window(&rest).last_day(day("2026-12-02")), day("2027-01-04"));
        assert_eq!(window(&rest).unknown_year(day("2026-12-02")), None);
    }

    /// Catches: a notice whose words cannot be pasted, a slip of the pen that is taken.
    #[test]
    fn a_year_is_typed_in_any_usual_form() {
        let plain = RestYear::parse(2026, "1.1-1.3 2.15-2.23 10.1", "1.4").unwrap();
        for (off, work) in [
            ("1月1日至3日、2月15日至23日，10月1日", "1月4日"),
            ("1/1 ~ 1/3；2/15-23 10/1", "1/4"),
            ("１．１－３　２．１５—２．２３　１０．１", "１．４"),
        ] {
            assert_eq!(RestYear::parse(2026, off, work).as_ref(), Ok(&plain), "{off}");
        }
        for (off, work, error) in [
            ("2.30", "", RestYearError::NotADay("2.30".to_owned())),
            ("元旦", "", RestYearError::NotADay("元旦".to_owned())),
            ("1.3-1.1", "", RestYearError::Backwards("1.3-1.1".to_owned())),
            ("1.1", "1.5", RestYearError::WorksAnyway(day("2026-01-05"))),
            ("1.1-1.4", "1.4", RestYearError::Both(day("2026-01-04"))),
            ("", "", RestYearError::DaysOff(0)),
            ("1.1-6.30", "", RestYearError::DaysOff(181)),
        ] {
            assert_eq!(RestYear::parse(2026, off, work), Err(error));
        }
    }

    proptest! {
        /// Catches: an end that goes back as the days go on, a bound that leaves out or lets in a day of a window.
        #[test]
        fn the_end_and_its_bounds_agree(at in 0..1_200_i64, asked in 0..1_200_i64) {
            let rest = RestDays::default();
            let start = day("2024-01-01");
            let (at, asked) = (start + chrono::TimeDelta::days(at), start + chrono::TimeDelta::days(asked));
            let end = rest.ends_on(at);
            prop_assert!(!rest.is_rest(end) && end >= at);
            prop_assert!(rest.ends_on(at.succ_opt().unwrap()) >= end);
            prop_assert_eq!(end >= asked, at >= rest.first_ending_on(asked));
            prop_assert_eq!(end <= asked, at <= rest.last_ending_on(asked));
        }
    }
}
