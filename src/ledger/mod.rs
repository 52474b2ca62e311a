//! Spreadsheets in: the ledgers that offices keep today, read, recognised and imported.
//!
//! Where to look
//! - `sheet`: bytes to rows of text cells (a later reader of workbooks yields the same [`Sheet`])
//! - `headers`: which column means what, by the words staff put above it; which kind of ledger it is
//! - `values`, `dates`, `vocabulary`: cells to values; what cannot be understood is never guessed
//! - `case`: one row to one case, and what differs from the case the file has
//! - `places`, `people`: offices and mediators named in a ledger, recognised or new
//! - `service`: rows of the centre's service log
//! - `marks`: the marks of case numbers, learnt from the numbers of the ledger
//! - `plan`: what an import would do, row by row, before anything is written; `apply`: doing it, all or nothing
//! - `report`: what became of every row

mod apply;
mod case;
mod dates;
mod difference;
mod headers;
mod marks;
mod named;
mod people;
mod places;
mod plan;
mod report;
mod service;
mod sheet;
mod values;
mod vocabulary;

pub use headers::{Column, LedgerKind};
pub use named::Named;
pub use plan::Plan;
pub use report::{Differing, FieldDifference, Remark, SheetReport, Why};
pub use sheet::{ReadError, Sheet};
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
