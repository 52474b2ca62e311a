//! Questions about cases.
//!
//! - `list`: filtered lists, a page at a time; `narrow`: a filter as SQL
//! - `read`: one case whole, and what entry offers from earlier cases
//! - `due`: what has to be done by some day

mod due;
mod list;
mod narrow;
pub(super) mod read;

pub use due::{DueCount, DueFrom, DueQuery, DueRow};
pub use list::{CaseFilter, CaseRow, Count, ListQuery, Order, Outcomes, PageFrom, Pick, Tree};
pub use read::KnownPerson;

pub(super) use list::COUNT_LIMIT;
pub(super) use narrow::{BODY, GOVERNANCE, PEOPLE, Sql, codes_below};
pub(super) use read::code;
