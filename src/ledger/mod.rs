//! Importing spreadsheets: the ledgers that offices keep today are read, recognised and imported.
//!
//! # The stages of an import
//! A stage uses only those above it.
//!
//! | stage | what it does | its result |
//! |---|---|---|
//! | `read` | bytes to rows of cells, whatever the format: [`read_file`] | a [`Workbook`] of [`Sheet`]s |
//! | `recognise` | where the header stands, what its words and the titles above it say | columns, by their words |
//! | `map` | what each column means, by memory, words or cells: [`Recogniser::recognise_all`] | a [`Mapping`], to be shown, changed by hand and [remembered](Mapping::remember) |
//! | `value` | which rows are one record, and its cells to values; offices and mediators by name: [`Names`] | what a record says, with [`Remark`]s |
//! | `judge` | whether a record is new or different: [`Plan::add_mapped`] | [`Plan`], [`SheetReport`]s |
//! | `write` | doing what is planned, all or nothing: [`Plan::apply_watched`] | the same reports |
//!
//! All stages share `column` and `sheet`; `vocabulary`, the meaning of words; `mapping`; `report`, the result
//! for every row; `ahead`, work on a second thread; `pieces`, the rows of a large sheet; `spool`
//! and `seen`, what is remembered of every row; `odd`, what is said of a sheet before it is written; `error`, why an import failed.

mod ahead;
mod column;
mod error;
mod mapping;
mod odd;
mod pieces;
mod report;
mod seen;
mod sheet;
mod spool;
mod vocabulary;

// The stages in their order; the empty lines keep rustfmt from sorting them.
mod read;

mod recognise;

mod map;

mod value;

mod judge;

mod write;

pub use column::{Column, LedgerKind, MoneyUnit};
pub use error::{Excess, ImportError, ReadError};
pub use judge::plan::{Became, Plan};
pub use map::{Ledger, Ledgers, Recogniser};
pub use mapping::{Lack, MappedColumn, Mapping, MappingError, Origin, Recognised, Stated};
pub use odd::{Odd, oddities};
pub use read::{Passed, PassedSheet, Workbook, read_file, read_workbook};
pub use report::{Differing, FieldDifference, Remark, SheetReport, Why};
pub use sheet::{CellNote, Row, Sheet, Visibility, letter};
pub use value::{Named, Names};
pub use vocabulary::codes::{
    OutcomeWord, read_codes, read_difficulty, read_form, read_level, read_outcome_word, read_performance,
    read_source, read_type,
};
pub use vocabulary::people::{Said as SaidOf, people as read_people};
pub use write::Differences;
