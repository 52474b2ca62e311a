//! The tables that follow from the log, all written by `apply`.
//!
//! - `apply`: the one function that applies a revision
//! - `tables`: the rows of every kind of record; `case_rows`: those of a case; `entry_rows`: those of an entry;
//!   `codes`: the dictionaries; `tally`: running totals; `locked`: the locked months a save corrects; `search`: search terms
//! - `numbers`: the last number of each series; `bulk`: writing very many cases in one transaction
//! - `rebuild`: replaying the log into empty tables; `digest`: digests of the tables, for comparison

mod apply;
mod bulk;
mod case_rows;
mod codes;
mod digest;
mod entry_rows;
mod locked;
mod numbers;
mod rebuild;
mod search;
mod tables;
mod tally;

pub use locked::{CorrectedMonth, Share};
pub use search::MatchedIn;

pub(super) use apply::{Derived, apply, apply_new_case, dispute_at};
pub(super) use bulk::Bulk;
pub(super) use codes::built_in;
pub(super) use digest::{Digest, digests_of};
pub(super) use entry_rows::{columns, entry_from_row, entry_name, entry_to_fields};
pub(super) use locked::LockWatch;
pub(super) use numbers::{all_series, last_number};
pub(super) use rebuild::{add_root, empty, replay};
pub(super) use search::{by_initials, kind_mark, match_expression, office_mark, outcome_mark, sayings};
pub(super) use tables::{NewCase, local};
pub(super) use tally::{
    ACCEPTED_SQL, ALL_OFFICES, CLOSED_SQL, DAYS_SQL, DAYS_TAKEN, LEAD, MEASURES, OFFICE, Reach, SPOT, key_of,
    month_code, reach,
};
