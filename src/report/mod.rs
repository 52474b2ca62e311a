//! Tables built once as data, so that a screen, a copied text and an exported file show the same figures.
//!
//! - `totals`: 统计, the totals of a period beside the year to date, the year before and the change
//! - `trend`: the months before, for a chart
//! - `plain`: a table as aligned text

mod plain;
mod totals;
mod totals_lines;
mod trend;

pub use plain::aligned;
pub use totals::{
    Carry, Column, Line, Question, TotalsReport, Value, View, grouping_name, rate, rate_denominator,
};
pub use trend::Trend;
