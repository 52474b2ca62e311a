//! Which backups of a series are kept: many of the last days, fewer the older they are.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDateTime, TimeDelta};

/// Within so many days all backups are kept …
const ALL_DAYS: i64 = 2;
/// … but at most so many.
const ALL_AT_MOST: usize = 10;
/// For so many days, one a day is kept.
const DAYS: i64 = 12;
/// For so many weeks, one a week is kept.
const WEEKS: i64 = 10;
/// For so many months, one a month is kept.
const MONTHS: i32 = 24;

/// The backups that can be deleted at the time `now`, as indexes into `made`.
///
/// Of a day, week (Monday to Sunday) or month the newest is kept, so that thinning every day and thinning
/// once a year leave the same. Never deleted are the newest, and the newest not dated in the future. Of days
/// in the future (a wrong clock) the ten nearest keep their last.
pub fn superfluous(made: &[NaiveDateTime], now: NaiveDateTime) -> Vec<usize> {
    let mut newest_first: Vec<usize> = (0..made.len()).collect();
    newest_first.sort_by_key(|at| (std::cmp::Reverse(made[*at]), *at));
    let mut kept = HashSet::new();
    kept.extend(newest_first.first());
    let (future, past): (Vec<usize>, Vec<usize>) = newest_first.into_iter().partition(|at| made[*at] > now);
    kept.extend(past.first());
    let mut days = HashSet::new();
    let last_of_days = future.iter().filter(|at| days.insert(made[**at].date()));
    let mut last_of_days: Vec<usize> = last_of_days.copied().collect();
    last_of_days.reverse();
    kept.extend(last_of_days.into_iter().take(ALL_AT_MOST));
    let recent = past.iter().filter(|at| now - made[**at] <= TimeDelta::days(ALL_DAYS));
    kept.extend(recent.take(ALL_AT_MOST));
    kept.extend(first_of_each(&past, |at| {
        let age = (now.date() - made[at].date()).num_days();
        (age < DAYS).then(|| made[at].date().num_days_from_ce())
    }));
    kept.extend(first_of_each(&past, |at| {
        let monday = |time: NaiveDateTime| time.date().num_days_from_ce() - 1 - weekday(time);
        let weeks = i64::from(monday(now) - monday(made[at])) / 7;
        (weeks < WEEKS).then(|| monday(made[at]))
    }));
    kept.extend(first_of_each(&past, |at| {
        let month = |time: NaiveDateTime| time.year() * 12 + time.month0().cast_signed();
        (month(now) - month(made[at]) < MONTHS).then(|| month(made[at]))
    }));
    (0..made.len()).filter(|at| !kept.contains(at)).collect()
}

fn weekday(time: NaiveDateTime) -> i32 {
    time.weekday().num_days_from_monday().cast_signed()
}

/// Of those, the first in each bucket; items without a bucket are left out.
fn first_of_each<'a>(
    newest_first: &'a [usize],
    bucket: impl Fn(usize) -> Option<i32> + 'a,
) -> impl Iterator<Item = &'a usize> {
    let mut seen = HashSet::new();
    newest_first.iter().filter(move |at| bucket(**at).is_some_and(|bucket| seen.insert(bucket)))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;

    fn at(year: i32, month: u32, day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    fn kept(made: &[NaiveDateTime], now: NaiveDateTime) -> Vec<NaiveDateTime> {
        let gone = superfluous(made, now);
        (0..made.len()).filter(|at| !gone.contains(at)).map(|at| made[at]).collect()
    }

    #[test]
    fn a_month_end_keeps_its_last_backup() {
        // Would catch a month that is told by thirty days, and a week over a month's end that takes its last with it.
        let now = at(2026, 6, 15, 12);
        let made: Vec<_> = (0..400).map(|days| at(2025, 5, 12, 18) + TimeDelta::days(days)).collect();
        let kept = kept(&made, now);
        for (month, last) in [(2, 28), (3, 31), (4, 30)] {
            assert!(kept.contains(&at(2026, month, last, 18)), "{month}");
        }
        assert!(!kept.contains(&at(2026, 1, 30, 18)));
    }

    #[test]
    fn a_clock_that_went_back_costs_no_backup_of_today() {
        // Would catch a backup of 2035 that counts as the newest for ever, so that today's are the ones thinned.
        let now = at(2026, 6, 15, 12);
        let mut made = vec![at(2035, 1, 1, 8), at(2035, 1, 1, 9), at(2035, 1, 2, 9)];
        made.extend((0..5).map(|hours| at(2026, 6, 15, 6 + hours)));
        let kept = kept(&made, now);
        assert_eq!(kept.len(), 7);
        assert!(!kept.contains(&at(2035, 1, 1, 8)));
    }

    proptest! {
        #[test]
        fn thinning_is_stable_bounded_and_spares_the_newest(
            hours in proptest::collection::vec(0_i64..30_000, 1..120),
            later in 0_i64..3_000,
        ) {
            let begun = at(2024, 1, 31, 7);
            let made: Vec<_> = hours.iter().map(|hours| begun + TimeDelta::hours(*hours)).collect();
            let now = *made.iter().max().unwrap() + TimeDelta::hours(1);
            let first = kept(&made, now);
            prop_assert!(first.contains(made.iter().max().unwrap()));
            prop_assert!(first.len() <= 10 + 12 + 10 + 24 + 1);
            // Thinned again at once nothing more goes.
            prop_assert_eq!(&kept(&first, now), &first);
            // Thinned now and later leaves what thinned later alone would: the newest of each day, week and month.
            let later = now + TimeDelta::hours(later);
            let (mut twice, mut once) = (kept(&first, later), kept(&made, later));
            twice.sort();
            once.sort();
            prop_assert_eq!(twice, once);
        }
    }
}
