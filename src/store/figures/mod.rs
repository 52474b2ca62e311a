//! Figures of cases.
//!
//! - `totals`: any span of days by any dimension; `spans`: how a span is counted
//! - `cross`: figures of reports, by office and one more axis; `analysis`: places, days taken, ages, workload, repeats
//! - `screened`: screenings, and what they found that never became a case
//! - `breakdown`: the cases of a list by outcome

mod analysis;
mod breakdown;
mod cross;
mod screened;
mod spans;
mod totals;

pub use analysis::{
    AGE_BANDS, AgeBy, Ages, DaysTaken, Looked, REPEAT_CASES, Repeat, Repeats, Spot, Workload,
    accepted_in_band, average,
};
pub use breakdown::Breakdown;
pub use cross::{Axis, CrossRow, EventCount};
pub use screened::Screened;
pub use totals::{Figures, Grouping, Measure, Totals, TotalsQuery, TotalsRow, office_of_key};

pub(super) use spans::Spans;
