//! Tables built once as data, so that a screen, a copied text and an exported file show the same figures.
//!
//! - `totals`: 统计, the totals of a period beside the year to date, the year before and the change
//! - `trend`: the months before, for a chart
//! - `counts`, `count_rows`: services, screenings, prevention and manual figures, apart from the cases
//! - `plain`: a table as aligned text

mod count_rows;
mod counts;
mod plain;
mod totals;
mod totals_lines;
mod trend;

pub use count_rows::{Counted, Wording};
pub use counts::{CountFigure, CountLine, CountList, CountsQuestion, CountsReport};
pub use plain::aligned;
pub use totals::{Carry, Column, Line, Question, TotalsReport, Value, View, grouping_name};
pub use trend::Trend;
