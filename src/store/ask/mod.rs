//! Queries about cases.
//!
//! - `filter`: the condition on cases; `narrow`: a filter as SQL
//! - `list`: filtered lists, a page at a time; `order`: the orders of a list
//! - `search`: cases by their texts; `read`: one case as a whole, and what entry suggests from earlier cases
//! - `due`: duties with a last day

mod due;
mod filter;
mod list;
mod narrow;
mod order;
mod read;
mod search;

pub use due::{DueCount, DueFrom, DuePart, DueQuery, DueRow};
pub use filter::{CaseFilter, Involved, Outcomes, Person, Pick, Tree};
pub use list::{CaseRow, Count, ListQuery, PageFrom};
pub use order::{Order, SortBy, Way};
pub use read::KnownPerson;
pub use search::Hit;

pub(super) use list::COUNT_LIMIT;
pub(super) use narrow::{BODY, ID_NUMBER, KNOWN_PEOPLE, PEOPLE, Sql, codes_below, governance};
