//! The numbers of rows by result, for one sheet or all.

use crate::ledger::SheetReport;
use crate::text::import_screen::Fate;

/// The numbers of one sheet or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub rows: u64,
    pub new: u64,
    pub same: u64,
    /// Offices that are completed from their rows.
    pub completed: u64,
    pub changed: u64,
    pub refused: u64,
    pub skipped: u64,
    /// Warnings on imported rows; not part of the sum.
    pub warned: u64,
}

impl Counts {
    pub(super) fn of(report: &SheetReport) -> Self {
        let length = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        Self {
            rows: report.rows,
            new: report.new,
            same: report.same,
            completed: report.completed,
            changed: length(report.changed.len()),
            refused: length(report.refused.len()),
            skipped: length(report.skipped.len()),
            warned: length(report.warnings.len()),
        }
    }

    pub(super) fn sum<'a>(reports: impl Iterator<Item = &'a SheetReport>) -> Self {
        reports.map(Self::of).fold(Self::default(), Self::and)
    }

    const fn and(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            new: self.new + other.new,
            same: self.same + other.same,
            completed: self.completed + other.completed,
            changed: self.changed + other.changed,
            refused: self.refused + other.refused,
            skipped: self.skipped + other.skipped,
            warned: self.warned + other.warned,
        }
    }

    pub(super) const fn get(self, fate: Fate) -> u64 {
        match fate {
            Fate::New => self.new,
            Fate::Same => self.same,
            Fate::Changed => self.changed,
            Fate::Refused => self.refused,
            Fate::Skipped => self.skipped,
            Fate::Warned => self.warned,
        }
    }
}
