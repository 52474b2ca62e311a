//! The figures of the last twelve months, for a chart.

use std::collections::BTreeMap;

use crate::domain::{CutOff, DateRange, Month, OfficeId};
use crate::store::{Figures, Result, Store};

/// How many months a chart shows.
const MONTHS: i32 = 12;

/// The months already read, for one office and one cut-off: moving on by a month reads one more.
#[derive(Debug, Clone, Default)]
pub struct Trend {
    office: Option<OfficeId>,
    cut_off: CutOff,
    known: BTreeMap<Month, Figures>,
}

impl Trend {
    /// For an office, or for all; reads nothing yet.
    pub fn new(office: Option<OfficeId>, cut_off: CutOff) -> Self {
        Self { office, cut_off, known: BTreeMap::new() }
    }

    /// The twelve months that end with `last`, each with its figures. `pending` is left at 0.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn up_to(&mut self, store: &Store, last: Month) -> Result<Vec<(Month, Figures)>> {
        let months: Vec<Month> = (0..MONTHS).rev().map(|back| last.plus(-back)).collect();
        let unknown: Vec<Month> =
            months.iter().copied().filter(|month| !self.known.contains_key(month)).collect();
        let ranges: Vec<DateRange> = unknown.iter().map(|month| month.span(self.cut_off)).collect();
        self.known.extend(unknown.into_iter().zip(store.flows(&ranges, self.office)?));
        let known = |month| (month, self.known.get(&month).copied().unwrap_or_default());
        Ok(months.into_iter().map(known).collect())
    }
}
