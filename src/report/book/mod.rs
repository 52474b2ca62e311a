//! Tables as a workbook: what a report says, laid out as the official form, and written as xlsx, csv, JSON or text.
//!
//! A [`Book`] is data. It is built once from the report that a screen shows, so that every figure of the file is the
//! figure of the screen; sums that a reader may want to check are formulas, and each carries its result, because
//! viewers and readers show the result and do not calculate.
//!
//! - `head`: the merged heads over the columns
//! - `place`: where on the sheet each cell of a table stands
//! - `xlsx`, `style`, `charts`: a book as a workbook
//! - `plain`: a book as csv, JSON and text
//! - `case_table`, `governance`, `totals`, `year`, `others`: the reports as books
//! - `ledger`, `ledger_xlsx`, `ledger_lines`: the ledger, a row a case, however many there are
//! - `subject`: what can go out; `out`: writing and recording it; `file`: without harm to what is there

mod case_table;
mod charts;
mod file;
mod governance;
mod head;
mod ledger;
mod ledger_lines;
mod ledger_xlsx;
mod others;
mod out;
mod place;
mod plain;
mod style;
mod subject;
mod totals;
mod xlsx;
mod year;

use std::ops::Range;

use chrono::NaiveDate;

use super::totals::Value;
use crate::domain::Fen;

pub use file::{Existing, FileError, Written, free_path, name_for_file, write_aside};
pub use ledger::LedgerQuestion;
pub(super) use others::table_of_analysis;
pub use out::{Export, ExportError, write_export};
pub use subject::{Format, Subject};
pub(super) use totals::of_view;

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Its sheets, from left to right.
    pub sheets: Vec<Sheet>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The words on its tab, up to 31 characters, none twice in a book.
    pub name: String,
    /// What is on it.
    pub content: Content,
}

impl Sheet {
    /// A sheet with a table.
    pub fn table(name: impl Into<String>, table: Table) -> Self {
        Self { name: name.into(), content: Content::Table(Box::new(table)) }
    }
}

/// What is on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A table.
    Table(Box<Table>),
    /// Charts below each other, under a title; they show cells of the sheets before.
    Charts(String, Vec<Chart>),
}

/// Which way the paper lies. It is always A4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The long side below.
    Landscape,
    /// The short side below.
    Portrait,
}

/// A table with what stands above and below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Over everything.
    pub title: String,
    /// The line under the title, from left to right: who reports, for when, in what unit.
    pub about: Vec<String>,
    /// The columns, those that name a row first.
    pub columns: Vec<Column>,
    /// How many columns name the row; they stand again in every block.
    pub labels: usize,
    /// The other columns block by block; the blocks stand below each other, so that a wide table stays readable.
    pub blocks: Vec<Range<usize>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// On what the figures rest, one sentence a line.
    pub notes: Vec<String>,
    /// The places to sign, from left to right; empty where nobody signs.
    pub signed: Vec<String>,
    /// The code of the records behind the figures, small under everything; empty where it does not stand.
    pub seal: String,
    /// How it lies on the paper.
    pub paper: Paper,
}

impl Table {
    /// A table of one block without rows.
    pub fn new(title: String, columns: Vec<Column>, labels: usize, paper: Paper) -> Self {
        let blocks = std::iter::once(labels..columns.len()).collect();
        Self {
            title,
            about: Vec::new(),
            columns,
            labels,
            blocks,
            rows: Vec::new(),
            notes: Vec::new(),
            signed: Vec::new(),
            seal: String::new(),
            paper,
        }
    }

    /// Puts a row below the others.
    fn put(&mut self, kind: RowKind, cells: Vec<Cell>) {
        self.rows.push(Row { kind, cells });
    }

    /// The cell of that place.
    pub fn cell(&self, at: At) -> Option<&Cell> {
        self.rows.get(at.row)?.cells.get(at.column)
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The heads over it from top to bottom; what neighbours have in common is merged.
    pub heads: Vec<String>,
    /// Its width in characters of half width.
    pub width: f64,
}

impl Column {
    /// A column with a single head.
    pub fn new(head: impl Into<String>, width: f64) -> Self {
        Self { heads: vec![head.into()], width }
    }

    /// A column under several heads.
    pub fn under(heads: Vec<String>, width: f64) -> Self {
        Self { heads, width }
    }
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// One of many.
    Plain,
    /// A sum of others.
    Total,
    /// A heading over the rows that follow; its first cell goes over all columns.
    Heading,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// A cell a column; those that are missing are blank.
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Words.
    Text(String),
    /// A figure as the report has it.
    Figure(Value),
    /// A figure that the sheet works out too, with the figure of the report for its result.
    Formula(Formula, Value),
    /// Money in 元.
    Yuan(Fen),
    /// The running number of a row.
    Number(i64),
    /// A day.
    Date(NaiveDate),
}

impl Cell {
    /// Words, or nothing where there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Blank } else { Self::Text(words) }
    }

    /// The figure in it.
    pub fn figure(&self) -> Option<Value> {
        match self {
            Self::Figure(value) | Self::Formula(_, value) => Some(*value),
            _ => None,
        }
    }
}

/// A place in a table: row and column, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Among the rows.
    pub row: usize,
    /// Among the columns.
    pub column: usize,
}

/// How a sheet works a figure out of other cells of its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// The sum of those rows of its own column.
    SumOfRows(Range<usize>),
    /// The sum of those columns of its own row, which stand in one block.
    SumOfColumns(Range<usize>),
    /// One cell of another; nothing where that is 0.
    Share(At, At),
    /// The first less the second.
    Less(At, At),
}

/// A chart of cells of one sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Over it.
    pub title: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// The place of the sheet in the book.
    pub sheet: usize,
    /// The rows of the table it shows.
    pub rows: Range<usize>,
    /// The column that names them.
    pub names: usize,
    /// The columns of figures, a series each.
    pub series: Vec<usize>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Columns side by side, for months.
    Columns,
    /// Bars below each other, for kinds.
    Bars,
    /// A pie, for parts of a whole.
    Pie,
}
