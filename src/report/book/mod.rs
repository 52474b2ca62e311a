//! Reports as workbooks in the layout of the official forms, written as xlsx, csv, JSON or text.
//!
//! A [`Book`] is data. It is built from the report that a screen shows, so that every figure of the file is
//! also that of the screen; sums that a reader may want to check are formulas with their result stored,
//! because viewers show the result without calculating it.
//!
//! - `head`: the merged heads above the columns
//! - `place`: the position on the sheet of each cell of a table
//! - `xlsx`, `style`, `paper`, `charts`: a book as a workbook
//! - `plain`: a book as csv, JSON and text
//! - `case_table`, `governance`, `totals`, `year`, `others`: the reports as books
//! - `ledger`, `ledger_xlsx`, `ledger_lines`: the ledger, one row for each case, of any length
//! - `subject`: what can be exported; `out`: writing and recording it; `file`: safe writing

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
mod paper;
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
pub(super) use others::{Lines, table_of_analysis};
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
    /// The name on its tab, up to 31 characters, unique in a book.
    pub name: String,
    /// Its content.
    pub content: Content,
}

impl Sheet {
    /// A sheet with a table.
    pub fn table(name: impl Into<String>, table: Table) -> Self {
        Self { name: name.into(), content: Content::Table(Box::new(table)) }
    }
}

/// The content of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A table.
    Table(Box<Table>),
    /// Charts below each other, under a title; they show cells of the preceding sheets.
    Charts(String, Vec<Chart>),
}

/// The orientation of the paper: A4, or larger lying A3 where a table would not be readable on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Wider than high.
    Landscape,
    /// Higher than wide.
    Portrait,
}

/// A table with the lines above and below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The title, on top.
    pub title: String,
    /// The line below the title, from left to right: who reports, for when, in what unit.
    pub about: Vec<String>,
    /// The columns, with the label columns first.
    pub columns: Vec<Column>,
    /// How many columns are labels of the row; they are repeated in every block.
    pub labels: usize,
    /// The other columns in blocks; the blocks are stacked, so that a wide table stays readable.
    pub blocks: Vec<Range<usize>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Notes on the basis of the figures, one sentence a line.
    pub notes: Vec<String>,
    /// The signature fields, from left to right; empty for none.
    pub signed: Vec<String>,
    /// The code of the records behind the figures, in small print at the bottom; empty for none.
    pub seal: String,
    /// The orientation of the paper.
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

    /// Appends a row.
    fn put(&mut self, kind: RowKind, cells: Vec<Cell>) {
        self.rows.push(Row { kind, cells });
    }

    /// The cell at that place.
    pub fn cell(&self, at: At) -> Option<&Cell> {
        self.rows.get(at.row)?.cells.get(at.column)
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The heads above it from top to bottom; equal heads of neighbours are merged.
    pub heads: Vec<String>,
    /// Its width in half-width characters.
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

/// The kind of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// An ordinary row.
    Plain,
    /// A sum of other rows.
    Total,
    /// A heading for the rows that follow; its first cell spans all columns.
    Heading,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its kind.
    pub kind: RowKind,
    /// The cells, one for each column; missing ones are blank.
    pub cells: Vec<Cell>,
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Words.
    Text(String),
    /// A figure of the report.
    Figure(Value),
    /// A formula, with the figure of the report as its result.
    Formula(Formula, Value),
    /// Money in 元.
    Yuan(Fen),
    /// The running number of a row.
    Number(i64),
    /// A day.
    Date(NaiveDate),
}

impl Cell {
    /// Text, or a blank cell where it is empty.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Blank } else { Self::Text(words) }
    }

    /// The figure of the cell.
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
    /// The index of the row.
    pub row: usize,
    /// The index of the column.
    pub column: usize,
}

/// How a sheet computes a figure from other cells of its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// The sum of those rows in its own column.
    SumOfRows(Range<usize>),
    /// The sum of those columns in its own row, all in one block.
    SumOfColumns(Range<usize>),
    /// The first cell divided by the second; nothing where that is 0.
    Share(At, At),
    /// The first minus the second.
    Less(At, At),
}

/// A chart of cells of one sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: ChartKind,
    /// The index of the sheet in the book.
    pub sheet: usize,
    /// The rows of the table that it shows.
    pub rows: Range<usize>,
    /// The column with their names.
    pub names: usize,
    /// The columns of figures, each one series.
    pub series: Vec<usize>,
}

/// The kind of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Vertical bars, for months.
    Columns,
    /// Horizontal bars, for kinds.
    Bars,
    /// A pie, for parts of a whole.
    Pie,
}
