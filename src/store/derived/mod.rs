//! What follows from the log: every table that `apply` writes, and proof that it does follow.
//!
//! - `apply`: the one function that applies a revision
//! - `tables`, `part_rows`: a case's rows; `tally`: its running totals; `search`: its search terms
//! - `numbers`: the last number of each series; `bulk`: very many cases in one transaction
//! - `check`, `rebuild`: proof that everything follows from the log, and making it again

mod apply;
pub(super) mod bulk;
pub(super) mod check;
mod numbers;
mod part_rows;
pub(super) mod rebuild;
mod search;
pub(super) mod tables;
mod tally;

pub use check::{CheckReport, Finding};
pub use search::MatchedIn;

pub(super) use apply::{Derived, apply, dispute_at};
pub(super) use bulk::Bulk;
pub(super) use numbers::last_number;
pub(super) use search::{by_initials, match_expression, sayings};
pub(super) use tables::office_local;
pub(super) use tally::{
    ACCEPTED_SQL, ALL_OFFICES, CLOSED_SQL, DAYS_SQL, DAYS_TAKEN, LEAD, MEASURES, OFFICE, Reach, SPOT, key_of,
    month_code, reach,
};
