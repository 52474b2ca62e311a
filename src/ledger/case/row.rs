//! The cells of one record while it is read: what is taken out of them, and what is kept in their own words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::column::Column;
use super::super::mapping::{Mapping, column_called};
use super::super::report::{Remark, Why};
use super::super::sheet::{Row, Sheet, letter};
use super::super::values::is_nothing;
use crate::domain::fold::{clean_line, clean_lines};

/// One record while it is read.
pub(super) struct Cells<'a> {
    pub sheet: &'a Sheet,
    pub mapping: &'a Mapping,
    /// See [`Mapping::keys`].
    pub keys: &'a [String],
    /// The rows of the record.
    pub rows: Range<usize>,
    pub original: BTreeMap<String, String>,
    pub remarks: Vec<Remark>,
    /// Columns whose words were kept already: one remark a cell is enough.
    kept: BTreeSet<Column>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(
        sheet: &'a Sheet,
        mapping: &'a Mapping,
        keys: &'a [String],
        rows: Range<usize>,
    ) -> Self {
        let (original, remarks, kept) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        Self { sheet, mapping, keys, rows, original, remarks, kept }
    }

    fn first(&self) -> Option<Row<'a>> {
        self.sheet.row(self.rows.start)
    }

    /// The row of the file on which the record begins.
    pub(super) fn line(&self) -> u64 {
        self.first().map_or(0, Row::line)
    }

    /// What the first row says in a column.
    pub(super) fn cell(&self, column: Column) -> &'a str {
        let at = self.mapping.position(column);
        at.and_then(|at| Some(unquoted(self.first()?.cell(at)))).unwrap_or_default()
    }

    /// What a row of the record says itself; the first one also what is merged into it from above.
    pub(super) fn cell_of(&self, row: usize, column: Column) -> &'a str {
        if row == self.rows.start {
            return self.cell(column);
        }
        let at = self.mapping.position(column);
        at.and_then(|at| Some(unquoted(self.sheet.row(row)?.own(at)))).unwrap_or_default()
    }

    /// Whether the spreadsheet holds the cell as a number with decimals.
    pub(super) fn is_decimal(&self, column: Column) -> bool {
        let at = self.mapping.position(column);
        at.is_some_and(|at| self.first().is_some_and(|row| row.is_decimal(at)))
    }

    /// The words of a cell of text on one line; what is no text is kept aside.
    pub(super) fn text(&mut self, column: Column) -> String {
        if let Some(why) = is_broken(self.cell(column)) {
            self.keep(column, why);
            return String::new();
        }
        clean_line(self.cell(column))
    }

    /// As [`Self::text`], its lines kept: what is told in several stays told so.
    pub(super) fn lines(&mut self, column: Column) -> String {
        if self.text(column).is_empty() { String::new() } else { clean_lines(self.cell(column)) }
    }

    pub(super) fn remark(&self, column: Column, why: Why) -> Remark {
        Remark {
            sheet: self.sheet.name.as_str().into(),
            line: self.line(),
            letter: self.mapping.letter(column).to_owned(),
            column: self.mapping.words(column).to_owned(),
            words: clean_line(self.cell(column)),
            why,
        }
    }

    /// Notes something about a column that is taken all the same.
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
        let words = clean_line(self.cell(column));
        let key = self.mapping.position(column).and_then(|at| self.keys.get(at));
        if let Some(key) = key.filter(|_| !words.is_empty()) {
            self.original.insert(key.clone(), words);
        }
    }

    /// Notes something about a cell of one of the rows.
    pub(super) fn note_of(&mut self, row: usize, at: usize, why: Why) {
        let Some(cells) = self.sheet.row(row) else { return };
        let column = self.mapping.columns.get(at).map(|mapped| mapped.words.clone()).unwrap_or_default();
        let sheet = self.sheet.name.as_str().into();
        let words = clean_line(self.words_of(row, at));
        self.remarks.push(Remark { sheet, line: cells.line(), letter: letter(at), column, words, why });
    }

    /// Keeps a cell of one of the rows in its own words.
    pub(super) fn keep_of(&mut self, row: usize, at: usize, why: Option<Why>) {
        let words = clean_line(self.words_of(row, at));
        if words.is_empty() {
            return;
        }
        if let Some(why) = why {
            self.note_of(row, at, why);
        }
        let key = self.keys.get(at).cloned().unwrap_or_else(|| column_called(&letter(at)));
        let key = if row == self.rows.start { key } else { format!("{key}({})", row - self.rows.start + 1) };
        self.original.insert(key, words);
    }

    fn words_of(&self, row: usize, at: usize) -> &'a str {
        let Some(cells) = self.sheet.row(row) else { return "" };
        if row == self.rows.start { cells.cell(at) } else { cells.own(at) }
    }

    /// Whether the words of a column were kept.
    pub(super) fn was_kept(&self, column: Column) -> bool {
        self.kept.contains(&column)
    }

    /// Reads a cell that says something; keeps it where it is not understood.
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

    /// Keeps what stands in columns of unknown meaning, right of the last one, and in the rows below the first.
    pub(super) fn keep_the_rest(&mut self, personal: &[Column]) {
        for row in self.rows.clone() {
            let Some(cells) = self.sheet.row(row) else { continue };
            for at in 0..cells.len() {
                let column = self.mapping.columns.get(at).and_then(|mapped| mapped.column);
                let is_read = match column {
                    None => false,
                    Some(Column::Row) => true,
                    Some(column) => row == self.rows.start || personal.contains(&column),
                };
                let again = row != self.rows.start && column.is_some() && self.says_again(cells, at);
                if !is_read && !again {
                    self.keep_of(row, at, None);
                }
            }
        }
    }

    /// Whether a row says the same as the first one of its record.
    fn says_again(&self, row: Row<'_>, at: usize) -> bool {
        self.first().is_some_and(|first| clean_line(first.cell(at)) == clean_line(row.own(at)))
    }
}

/// ="0123" is how people keep a spreadsheet from taking a text for a number.
fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell)
}

/// What a spreadsheet shows instead of a value.
pub(super) fn is_broken(cell: &str) -> Option<Why> {
    let errors = [
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#ERROR!",
        "#GETTING_DATA",
        "#SPILL!",
    ];
    if errors.contains(&cell) || cell.strip_prefix("Err:").is_some_and(|code| code.parse::<u16>().is_ok()) {
        return Some(Why::ErrorCell);
    }
    let formula = cell.strip_prefix('=').is_some_and(|rest| {
        rest.chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '(' | '_' | '$' | '\'' | '+' | '-'))
    });
    formula.then_some(Why::NoResult)
}
