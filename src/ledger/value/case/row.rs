//! The cells of one record while it is read: values taken from them, and words to keep.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::domain::fold::{clean_line, clean_lines};
use crate::ledger::column::Column;
use crate::ledger::mapping::column_called;
use crate::ledger::report::{Remark, Why};
use crate::ledger::sheet::{Row, letter};
use crate::ledger::value::Reader;
use crate::ledger::value::rows::Record;
use crate::ledger::vocabulary::cells::is_nothing;

/// The state of a record being read.
pub(super) struct Cells<'a> {
    pub reader: &'a Reader,
    /// The rows of the record.
    pub rows: Range<usize>,
    first: Option<Row<'a>>,
    pub original: BTreeMap<String, String>,
    pub remarks: Vec<Remark>,
    /// Columns already kept in words: one remark a cell is enough.
    kept: BTreeSet<Column>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(reader: &'a Reader, record: Record) -> Self {
        let rows = record.first..record.first + record.rows;
        let (original, remarks, kept) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        Self { reader, rows, first: reader.sheet.row(record.first), original, remarks, kept }
    }

    /// The cell of the first row in a column.
    pub(super) fn cell(&self, column: Column) -> &'a str {
        let at = self.reader.position(column);
        unquoted(at.and_then(|at| Some(self.first?.cell(at))).unwrap_or_default())
    }

    /// The cell of a row of the record; for the first row also a cell merged from above.
    pub(super) fn cell_of(&self, row: usize, column: Column) -> &'a str {
        if row == self.rows.start {
            return self.cell(column);
        }
        let at = self.reader.position(column);
        at.and_then(|at| Some(unquoted(self.reader.sheet.row(row)?.own(at)))).unwrap_or_default()
    }

    /// See [`Reader::is_two_days`].
    pub(super) fn is_two_days(&self, column: Column) -> bool {
        self.reader.is_two_days(self.rows.start, column)
    }

    /// The cell of the first row; if it shows an error it is kept in words and empty here.
    pub(super) fn readable(&mut self, column: Column) -> &'a str {
        match is_broken(self.cell(column)) {
            Some(why) => {
                self.keep(column, why);
                ""
            }
            None => self.cell(column),
        }
    }

    /// The text of a cell on one line; an error cell is kept in words.
    pub(super) fn text(&mut self, column: Column) -> String {
        clean_line(self.readable(column))
    }

    /// As [`Self::text`], but with its line breaks.
    pub(super) fn lines(&mut self, column: Column) -> String {
        clean_lines(self.readable(column))
    }

    pub(super) fn remark(&self, column: Column, why: Why) -> Remark {
        let at = self.reader.position(column);
        self.reader.remark(self.rows.start, at, self.cell(column), why)
    }

    /// Says where a number is that of one cell for this case and those above.
    pub(super) fn note_shared(&mut self, column: Column) {
        let at = self.reader.position(column);
        let is_shared = at.zip(self.first).is_some_and(|(at, row)| row.is_merged_down(at));
        if is_shared && !is_nothing(self.cell(column)) {
            self.note(column, Why::SharedNumber);
        }
    }

    /// Adds a remark about a column whose value is taken all the same.
    pub(super) fn note(&mut self, column: Column, why: Why) {
        let remark = self.remark(column, why);
        self.remarks.push(remark);
    }

    /// Keeps the cell in its own words and says why.
    pub(super) fn keep(&mut self, column: Column, why: Why) {
        if self.kept.insert(column) {
            self.note(column, why);
            self.keep_words(column);
        }
    }

    /// Keeps the cell in its own words.
    pub(super) fn keep_words(&mut self, column: Column) {
        let words = clean_lines(self.cell(column));
        let key = self.reader.position(column).and_then(|at| self.reader.keys.get(at));
        if let Some(key) = key.filter(|_| !words.is_empty()) {
            self.original.insert(key.clone(), words);
        }
    }

    /// Adds a remark about a cell of one of the rows.
    pub(super) fn note_of(&mut self, row: usize, at: usize, why: Why) {
        let words = self.words_of(row, at);
        self.remarks.push(self.reader.remark(row, Some(at), words, why));
    }

    /// Keeps a cell of one of the rows in its own words.
    pub(super) fn keep_of(&mut self, row: usize, at: usize, why: Option<Why>) {
        let words = clean_lines(self.words_of(row, at));
        if words.is_empty() {
            return;
        }
        if let Some(why) = why {
            self.note_of(row, at, why);
        }
        let key = self.reader.keys.get(at).cloned().unwrap_or_else(|| column_called(&letter(at)));
        let key = if row == self.rows.start { key } else { format!("{key}({})", row - self.rows.start + 1) };
        self.original.insert(key, words);
    }

    fn words_of(&self, row: usize, at: usize) -> &'a str {
        let Some(cells) = self.reader.sheet.row(row) else { return "" };
        if row == self.rows.start { cells.cell(at) } else { cells.own(at) }
    }

    /// Whether the words of a column were kept.
    pub(super) fn was_kept(&self, column: Column) -> bool {
        self.kept.contains(&column)
    }

    /// Reads a cell that is not empty; keeps its words where it is not understood.
    pub(super) fn read<T>(&mut self, column: Column, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.cell(column);
        if is_nothing(cell) {
            return None;
        }
        if let Some(why) = is_broken(cell) {
            self.keep(column, why);
            return None;
        }
        let value = read(cell);
        if value.is_none() {
            self.keep(column, Why::NotUnderstood);
        }
        value
    }

    /// Keeps the words of columns of unknown meaning, right of the last one, and in the rows below the first.
    pub(super) fn keep_the_rest(&mut self) {
        for row in self.rows.clone() {
            let Some(cells) = self.reader.sheet.row(row) else { continue };
            for at in 0..cells.len() {
                let column = self.reader.mapping.columns.get(at).and_then(|mapped| mapped.column);
                let is_read = match column {
                    None => false,
                    Some(Column::Row) => true,
                    Some(column) => row == self.rows.start || column.is_personal(),
                };
                let again = row != self.rows.start && column.is_some() && self.says_again(cells, at);
                if !is_read && !again {
                    self.keep_of(row, at, None);
                }
            }
        }
    }

    /// Whether a row repeats the cell of the first one of its record.
    fn says_again(&self, row: Row<'_>, at: usize) -> bool {
        self.first.is_some_and(|first| clean_line(first.cell(at)) == clean_line(row.own(at)))
    }
}

/// ="0123" keeps a spreadsheet from reading a text as a number.
fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell)
}

/// Recognises the errors that a spreadsheet shows instead of a value.
pub(super) fn is_broken(cell: &str) -> Option<Why> {
    // Every few years there are new ones: #SPILL!, #CALC!, #FIELD!, #BLOCKED!.
    let is_word = |word: &str| {
        let ends = word.ends_with(['!', '?']) || matches!(word, "N/A" | "GETTING_DATA");
        ends && word.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b'0' | b'/' | b'_' | b'!' | b'?'))
    };
    let code = cell.strip_prefix("Err:");
    if cell.strip_prefix('#').is_some_and(is_word) || code.is_some_and(|code| code.parse::<u16>().is_ok()) {
        return Some(Why::ErrorCell);
    }
    let formula = cell.strip_prefix('=').and_then(|rest| rest.chars().next());
    let begins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | '_' | '$' | '\'' | '+' | '-');
    formula.is_some_and(begins).then_some(Why::NoResult)
}
