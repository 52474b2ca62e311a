//! Days with their weekday, holidays and swapped working days, and the words of the month strip.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Lang;
use super::widgets::weekday;
use super::wording::sentences;
use crate::domain::date_entry::iso;
use crate::domain::{DayKind, RestDays};

sentences! {
    legend: "休 放假　班 上班", "x off   w at work";
}

/// A day with its weekday, and whether it is a holiday or a weekend day at work: `2026-10-01 周四（休）`.
pub fn dated(lang: Lang, date: NaiveDate, rest: &RestDays) -> String {
    format!("{} {}", iso(date), beside(lang, date, rest))
}

/// What stands beside a day: its weekday, and whether it is a holiday or a weekend day at work.
pub fn beside(lang: Lang, date: NaiveDate, rest: &RestDays) -> String {
    let weekday = weekday(lang, date.weekday());
    match rest.kind(date) {
        DayKind::Working | DayKind::Weekend => weekday.to_owned(),
        DayKind::Holiday => lang.pick(format!("{weekday}（休）"), format!("{weekday} (off)")),
        DayKind::MadeUp => lang.pick(format!("{weekday}（班）"), format!("{weekday} (work)")),
    }
}

/// The mark of a day in the strip, two cells at most: weekends are rest days as holidays are.
pub fn mark(lang: Lang, kind: DayKind) -> &'static str {
    match kind {
        DayKind::Working => "",
        DayKind::MadeUp => lang.pick("班", "w"),
        DayKind::Weekend | DayKind::Holiday => lang.pick("休", "x"),
    }
}

/// The heading of a column of the strip, two cells wide.
pub fn column(lang: Lang, day: Weekday) -> &'static str {
    let at = day.num_days_from_monday() as usize;
    let names =
        lang.pick(["一", "二", "三", "四", "五", "六", "日"], ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]);
    names.get(at).copied().unwrap_or_default()
}

/// The keys of the strip, a line each; the keys of months work once the date was moved by another.
pub fn keys(lang: Lang, (up, down): (&str, &str), months: MonthKeys) -> Vec<String> {
    let mut keys = vec![
        lang.pick(format!("{up} {down} 一天"), format!("{up} {down} a day")),
        lang.pick("+ - 一周", "+ - a week").to_owned(),
    ];
    if months == MonthKeys::Work {
        keys.push(lang.pick("PgUp PgDn 一月", "PgUp PgDn a month").to_owned());
    }
    keys
}

/// Whether the page keys move a date by a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthKeys {
    /// They do.
    Work,
    /// They go to the next section of the form, as anywhere.
    GoOn,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: a holiday told as a common weekday, a Sunday at work told as a day off.
    #[test]
    fn a_day_says_whether_people_work() {
        let rest = RestDays::default();
        let said = |day: &str, lang| dated(lang, day.parse().unwrap(), &rest);
        assert_eq!(said("2026-10-01", Lang::Zh), "2026-10-01 周四（休）");
        assert_eq!(said("2026-10-10", Lang::Zh), "2026-10-10 周六（班）");
        assert_eq!(said("2026-10-17", Lang::Zh), "2026-10-17 周六");
        assert_eq!(said("2026-10-01", Lang::En), "2026-10-01 Thu (off)");
        assert_eq!(said("2026-10-12", Lang::En), "2026-10-12 Mon");
    }
}
