//! What follows from the log: every table that `apply` writes.
//!
//! - `apply`: the one function that applies a revision
//! - `tables`, `case_rows`: a case's rows; `tally`: its running totals; `search`: its search terms
//! - `numbers`: the last number of each series; `bulk`: very many cases in one transaction
//! - `rebuild`: making everything again from the log; `digest`: what the tables say, to be compared

mod apply;
pub(super) mod bulk;
mod case_rows;
mod digest;
mod numbers;
mod rebuild;
mod search;
pub(super) mod tables;
mod tally;

pub(super) use case_rows::cell;
pub use search::MatchedIn;

pub(super) use apply::{Derived, apply, dispute_at};
pub(super) use bulk::Bulk;
pub(super) use case_rows::column;
pub(super) use digest::{Digest, digests_of};
pub(super) use numbers::last_number;
pub(super) use rebuild::{add_root, empty, replay};
pub(super) use search::{by_initials, match_expression, sayings};
pub(super) use tables::office_local;
pub(super) use tally::{
    ACCEPTED_SQL, ALL_OFFICES, CLOSED_SQL, DAYS_SQL, DAYS_TAKEN, LEAD, MEASURES, OFFICE, Reach, SPOT, key_of,
    month_code, reach,
};
