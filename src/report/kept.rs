//! From when on a file was kept. A comparison needs records of the time it compares with (DOMAIN §5).

use chrono::{NaiveDate, TimeDelta};

use super::totals::COUNTED;
use crate::domain::{DateRange, OfficeId};
use crate::store::{Result, Store};
use crate::text::{Lang, totals as words};

/// Since when there are cases; none where there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept(Option<NaiveDate>);

impl Kept {
    /// Of an office, or of all together.
    pub(super) fn of(store: &Store, office: Option<OfficeId>) -> Result<Self> {
        store.first_accepted(office).map(Self)
    }

    /// Whether the days were kept from their beginning, so that they can be compared with (DOMAIN §5): the first record is
    /// older, or within their first tenth. Of a year whose records begin in September nothing can be compared, nor of a
    /// month that begins on its last day.
    pub(super) fn covers(self, range: DateRange) -> bool {
        let days = (range.to - range.from).num_days() + 1;
        self.0.is_some_and(|first| first < range.from + TimeDelta::days(days.div_euclid(10).max(1)))
    }

    /// The words in place of the figures of the counted views: the two that are only there to be compared with say so
    /// where their days were not kept.
    pub(super) fn missing(
        self,
        ranges: &[DateRange; COUNTED],
        lang: Lang,
    ) -> [Option<&'static str>; COUNTED] {
        let [_, _, before, last_year] =
            ranges.map(|range| (!self.covers(range)).then(|| words::NOT_KEPT.text(lang)));
        [None, None, before, last_year]
    }
}
