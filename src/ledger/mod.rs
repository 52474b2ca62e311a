//! Spreadsheets in: the ledgers that offices keep today, read, recognised and imported.
//!
//! # The way of a ledger
//! 1. [`read_workbook`]: bytes to a [`Workbook`] of [`Sheet`]s, whatever the format.
//! 2. [`Recogniser::recognise_all`]: each sheet to its [`Mapping`]: header, year, office, what each column means. It can be
//!    shown, changed by hand and [remembered](Mapping::remember).
//! 3. [`Plan::add_mapped`]: what would become of every row, as a [`SheetReport`]; nothing is written.
//! 4. [`Plan::apply_watched`]: doing it, all or nothing.
//!
//! # Where to look
//! - `read`, `sheet`: formats to rows of cells; `column`, `words`, `looks`, `titles`, `recognise`: what they mean
//! - `record`: which rows are one case, and which are none
//! - `values`, `dates`, `vocabulary`: cells to values; what cannot be understood is never guessed
//! - `case`: one record to one case; `difference`: what differs from the case the file has
//! - `places`, `people`, `marks`: offices, mediators and marks of numbers, recognised or new
//! - `service`: rows of the centre's service log
//! - `plan`, `judge`, `apply`: planning and doing; `report`: what became of every row; `progress`: how far it is

mod apply;
mod case;
mod column;
mod dates;
mod difference;
mod judge;
mod lines;
mod looks;
mod mapping;
mod marks;
mod memo;
mod memory;
mod named;
mod people;
mod places;
mod plan;
mod progress;
mod read;
mod recognise;
mod record;
mod report;
mod service;
mod sheet;
mod tables;
mod titles;
mod values;
mod vocabulary;
mod words;

pub use column::{Column, LedgerKind};
pub use lines::Became;
pub use mapping::{Lack, MappedColumn, Mapping, MappingError, MoneyUnit, Origin, Recognised, Stated};
pub use memory::Memory;
pub use named::Named;
pub use plan::Plan;
pub use progress::{ImportError, Progress, Stage, Watch, unwatched};
pub use read::{Passed, PassedSheet, ReadError, Workbook, read_workbook};
pub use recognise::Recogniser;
pub use report::{Differing, FieldDifference, Remark, SheetReport, Why};
pub use sheet::{Row, Sheet, letter};
pub use tables::{Ledger, Ledgers};
pub use vocabulary::{
    OutcomeWord, read_difficulty, read_form, read_level, read_outcome_word, read_performance, read_source,
    read_type,
};

/// What is done with cases that stand in the file with other content than in the ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Differences {
    /// They are listed and stay as they are.
    #[default]
    Keep,
    /// The ledger's words replace those of the file; empty cells say nothing.
    Update,
}
