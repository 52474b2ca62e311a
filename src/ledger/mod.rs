//! Spreadsheets in: the ledgers that offices keep today, read, recognised and imported.
//!
//! # The way of a sheet
//! A stage uses only what stands above it.
//!
//! | stage | what it does | what it hands on |
//! |---|---|---|
//! | `read` | bytes to rows of cells, whatever the format: [`read_workbook`] | a [`Workbook`] of [`Sheet`]s |
//! | `recognise` | where the header stands, what its words and the titles above it say | columns, by their words |
//! | `map` | what each column means, by memory, words or cells: [`Recogniser::recognise_all`] | a [`Mapping`], to be shown, changed by hand and [remembered](Mapping::remember) |
//! | `value` | which rows are one record, and its cells to values; offices and mediators by name: [`Names`] | what a record says, with [`Remark`]s |
//! | `judge` | whether a record is new, stands in the file or differs: [`Plan::add_mapped`]; nothing is written | the [`Plan`], with a [`SheetReport`] a sheet |
//! | `write` | doing it, all or nothing: [`Plan::apply_watched`] | the same reports |
//!
//! Before the stages stands what all of them share: `column` and `sheet`; `vocabulary`, what words mean; `mapping`;
//! `report`, what became of every row; `error`, why it came to nothing.

mod column;
mod error;
mod mapping;
mod report;
mod sheet;
mod vocabulary;

// The stages in their order, which lines between them keep.
mod read;

mod recognise;

mod map;

mod value;

mod judge;

mod write;

pub use column::{Column, LedgerKind, MoneyUnit};
pub use error::{ImportError, ReadError};
pub use judge::plan::{Became, Plan};
pub use map::{Ledger, Ledgers, Recogniser};
pub use mapping::{Lack, MappedColumn, Mapping, MappingError, Origin, Recognised, Stated};
pub use read::{Passed, PassedSheet, Workbook, read_workbook};
pub use report::{Differing, FieldDifference, Remark, SheetReport, Why};
pub use sheet::{Row, Sheet, letter};
pub use value::{Named, Names};
pub use vocabulary::codes::{
    OutcomeWord, read_difficulty, read_form, read_level, read_outcome_word, read_performance, read_source,
    read_type,
};
pub use write::Differences;
