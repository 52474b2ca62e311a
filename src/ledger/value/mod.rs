//! Turns rows into values: which rows are one record, its contents, and the offices and mediators it names.
//! What cannot be understood is not guessed but kept in words.

pub mod case;
mod figure;
pub mod marks;
mod memo;
mod names;
mod places;
mod rows;
mod service;

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::NaiveDate;

use self::memo::Memos;
pub(in crate::ledger) use self::names::Awaited;
pub use self::names::Names;
pub use self::places::{Listed, Named};
pub use self::rows::{Below, Joined, Record, Records};
use super::column::{Column, LedgerKind};
use super::mapping::{MappedColumn, Mapping, Recognised};
use super::report::{Remark, Why};
use super::sheet::{Row, Sheet, letter};
use super::vocabulary::codes::{OutcomeWord, ticked_outcome};
use super::vocabulary::columns::meaning;
use super::vocabulary::dates::is_two_days;
use crate::domain::fold::clean_line;
use crate::store::Directory;

/// Reads the records of one sheet.
pub struct Reader {
    /// A copy of its own: what it has read of the rows it can forget.
    pub sheet: Sheet,
    pub mapping: Mapping,
    pub directory: Arc<Directory>,
    pub today: NaiveDate,
    /// See [`Mapping::keys`].
    pub keys: Vec<String>,
    /// What each column of the mapping is, close together: cells are asked for some hundred times a row.
    places: Vec<Option<Column>>,
    accepted: Option<usize>,
    /// Other columns whose headers name the outcome too.
    other_outcomes: Vec<usize>,
    /// Columns to be ticked where the outcome is that of the header: 调解成功, 移送.
    ticked: Vec<(usize, OutcomeWord)>,
    /// For each row with an empty township below a filled one, the row of that one.
    townships: Arc<HashMap<usize, usize>>,
    memos: Memos,
}

impl Reader {
    pub fn new(sheet: &Sheet, mapping: Mapping, directory: Arc<Directory>, today: NaiveDate) -> Self {
        let (keys, townships) = (mapping.keys(), townships_above(sheet, &mapping));
        let (sheet, townships) = (sheet.clone(), Arc::new(townships));
        let other_outcomes = other_outcomes(&mapping);
        let places = mapping.columns.iter().map(|mapped| mapped.column).collect();
        let accepted = mapping.position(Column::Accepted);
        let ticked = ticked(&mapping, &directory);
        let memos = Memos::default();
        Self {
            sheet,
            mapping,
            directory,
            today,
            keys,
            places,
            accepted,
            other_outcomes,
            ticked,
            townships,
            memos,
        }
    }

    /// The same for another thread.
    pub fn again(&self) -> Self {
        Self {
            sheet: self.sheet.clone(),
            mapping: self.mapping.clone(),
            directory: Arc::clone(&self.directory),
            today: self.today,
            keys: self.keys.clone(),
            places: self.places.clone(),
            accepted: self.accepted,
            other_outcomes: self.other_outcomes.clone(),
            ticked: self.ticked.clone(),
            townships: Arc::clone(&self.townships),
            memos: Memos::default(),
        }
    }

    /// As [`Mapping::position`].
    pub fn position(&self, column: Column) -> Option<usize> {
        if column == Column::Accepted {
            return self.accepted;
        }
        self.places.iter().position(|here| *here == Some(column))
    }

    /// Whether the sheet has the column.
    pub fn has(&self, column: Column) -> bool {
        self.position(column).is_some()
    }

    /// What stands below the header, from that row on.
    pub fn below(&self, from: usize) -> Records<'_> {
        Records::of(&self.sheet, &self.mapping, from)
    }

    /// A row that is no record.
    pub fn other(&self, at: usize, why: Why) -> Remark {
        let said = self.sheet.row(at).and_then(|row| row.said().next()).unwrap_or_default();
        self.remark(at, None, said, why)
    }

    /// The line of the file on which a row stands.
    pub fn line(&self, row: usize) -> u64 {
        self.sheet.row(row).map_or(0, Row::line)
    }

    /// The cell of a row in a column; empty where the sheet has no such column.
    pub fn cell(&self, row: usize, column: Column) -> &str {
        let at = self.position(column);
        at.and_then(|at| Some(self.sheet.row(row)?.cell(at))).unwrap_or_default()
    }

    /// Whether it is a number that may have been typed as another day: 1.1 for 1.10.
    fn is_two_days(&self, row: usize, column: Column) -> bool {
        let at = self.position(column).zip(self.sheet.row(row));
        at.is_some_and(|(at, row)| row.is_decimal(at)) && is_two_days(self.cell(row, column))
    }

    /// A remark about a cell; about the whole row where `column` is none.
    pub fn remark(&self, row: usize, column: Option<usize>, words: &str, why: Why) -> Remark {
        let mapped = column.and_then(|at| self.mapping.columns.get(at));
        Remark {
            sheet: self.sheet.name.as_str().into(),
            line: self.line(row),
            letter: column.map(letter).unwrap_or_default(),
            column: mapped.map(|mapped| mapped.words.clone()).unwrap_or_default(),
            words: clean_line(words),
            why,
        }
    }
}

/// The columns without a meaning whose headers name the outcome, which another column has.
fn other_outcomes(mapping: &Mapping) -> Vec<usize> {
    let is_one = |mapped: &MappedColumn| {
        let words = std::slice::from_ref(&mapped.words);
        mapped.by == Recognised::Not
            && meaning(mapping.kind(), words).is_some_and(|(column, _)| column == Column::Outcome)
    };
    let columns = mapping.columns().iter().enumerate();
    columns.filter(|(_, mapped)| is_one(mapped)).map(|(at, _)| at).collect()
}

/// The unknown columns whose headers are outcomes.
fn ticked(mapping: &Mapping, directory: &Directory) -> Vec<(usize, OutcomeWord)> {
    let columns = mapping.columns().iter().enumerate().filter(|(_, mapped)| {
        mapping.kind() == LedgerKind::Cases && matches!(mapped.by, Recognised::Not | Recognised::Cells)
    });
    let unknown = columns.filter(|(_, mapped)| mapped.column.is_none());
    unknown.filter_map(|(at, mapped)| Some((at, ticked_outcome(&mapped.words, directory)?))).collect()
}

/// A column with each township only once, in the first of its rows, had merged cells before the file became
/// text.
fn townships_above(sheet: &Sheet, mapping: &Mapping) -> HashMap<usize, usize> {
    let Some(at) = mapping.position(Column::Township) else { return HashMap::new() };
    let (mut filled, mut last) = (0, None);
    let mut above = HashMap::new();
    let _ = sheet.walk::<()>(mapping.data_from(), |row| {
        if !row.cell(at).trim().is_empty() {
            filled += 1;
            last = Some(row.at());
        } else if row.is_blank() {
            last = None;
        } else if let Some(last) = last {
            above.insert(row.at(), last);
        }
        ControlFlow::Continue(())
    });
    if above.len() > filled { above } else { HashMap::new() }
}
