//! The months before: what a chart of the last twelve shows.

use std::collections::BTreeMap;

use crate::domain::{CutOff, Month, OfficeId};
use crate::store::{Figures, Result, Store};

/// How many months a chart shows.
const MONTHS: i32 = 12;

/// The figures of months already read, for one office and one cut-off: going to the next month reads one more.
#[derive(Debug, Clone, Default)]
pub struct Trend {
    office: Option<OfficeId>,
    cut_off: CutOff,
    known: BTreeMap<Month, Figures>,
}

impl Trend {
    /// Of an office, or of all; nothing is read yet.
    pub fn new(office: Option<OfficeId>, cut_off: CutOff) -> Self {
        Self { office, cut_off, known: BTreeMap::new() }
    }

    /// The twelve months that end with `last`, each with its figures. `pending` is left at nothing.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn up_to(&mut self, store: &Store, last: Month) -> Result<Vec<(Month, Figures)>> {
        let mut months = Vec::new();
        for back in (0..MONTHS).rev() {
            let month = last.plus(-back);
            let figures = match self.known.get(&month) {
                Some(figures) => *figures,
                None => {
                    let mut read = store.figures(month.span(self.cut_off), self.office)?;
                    read.pending = 0;
                    *self.known.entry(month).or_insert(read)
                }
            };
            months.push((month, figures));
        }
        Ok(months)
    }
}
