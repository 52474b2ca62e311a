//! Spans of days: months, quarters, years, free ranges, and months that end on a cut-off day.

use chrono::NaiveDate;

/// A span of whole days, both ends included; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// First day.
    pub from: NaiveDate,
    /// Last day, not before the first.
    pub to: NaiveDate,
}
