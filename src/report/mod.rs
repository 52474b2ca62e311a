//! Tables built once as data, so that a screen, a copied text and an exported file show the same figures.
//!
//! - `totals`: 统计, the totals of a period beside the year to date, the year before and the change
//! - `analysis`: 分析, what the totals tell besides; `analysis_lines`: how each of its tables is counted
//! - `locks`: reported months, what was corrected in them, and the year to date they make up
//! - `trend`: the months before, for a chart
//! - `counts`, `count_rows`: services, screenings, prevention and manual figures, apart from the cases
//! - `plain`: a table as aligned text

mod analysis;
mod analysis_lines;
mod count_rows;
mod counts;
mod locks;
mod plain;
mod totals;
mod totals_lines;
mod trend;

pub use analysis::{Analysis, AnalysisLine, AnalysisQuestion, AnalysisReport, Measured, Subject, Verdict};
pub use count_rows::{Counted, Wording};
pub use counts::{CountFigure, CountLine, CountList, CountsQuestion, CountsReport};
pub use locks::{
    LockNote, LockedDays, LockedYear, MonthLine, MonthState, YearParts, change, corrected, counted,
};
pub use plain::aligned;
pub use totals::{
    Carry, Column, Line, Question, TotalsReport, Value, View, grouping_name, rate, rate_denominator,
};
pub use trend::Trend;
