//! A table of text cells, as found in a file, with its title rows.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::pieces::{Piece, Pieces};
use crate::domain::fold::line_ends;

/// A table as it was found. Its rows are in few long vectors, not many small ones, and those of a large table in a file. A
/// copy shares them, and forgets by itself what it has read of them.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The name of the file.
    pub file: String,
    /// The name of the sheet in the workbook; the file's name where there are no sheets.
    pub name: String,
    pieces: Pieces,
    pub(super) areas: Vec<Area>,
    /// For each column the merged areas of more than one row, in order: first row, last row.
    upright: BTreeMap<u32, Vec<(u32, u32)>>,
    pub(super) epoch: Epoch,
    /// Whether the spreadsheet shows the sheet.
    pub visibility: Visibility,
    /// The lines of the file that the spreadsheet hides, in order.
    pub(super) hidden_lines: Vec<u64>,
    /// The columns that it hides, from 0, in order.
    pub(super) hidden_columns: Vec<usize>,
    /// The cells that something is to be said of: their lines and columns, in order.
    pub(super) notes: BTreeMap<CellNote, Vec<(u64, u32)>>,
}

/// What is said of cells once they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellNote {
    /// They stand too far right to be of a table, and are left out.
    Beyond,
    /// Their number format shows nothing, so nothing is read.
    Unseen,
    /// They show a number many times more or less than their value; what is shown is read.
    Scaled,
    /// A quote in a text file was not closed there, so that rows below may be within it.
    OpenQuote,
    /// They are struck out; they are read like the others.
    Struck,
}

/// Whether a spreadsheet shows something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Seen by who opens the file.
    #[default]
    Visible,
    /// Hidden by who made it.
    Hidden,
}

/// The day from which a workbook counts dates that are written as numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1899-12-30, as all but old Macintosh workbooks.
    #[default]
    Y1900,
    /// 1904-01-01
    Y1904,
}

/// A merged area, in indexes of rows and columns, both ends within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}

/// One row of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    at: usize,
    /// The piece of the sheet with this row, and its index there.
    piece: &'a Piece,
    within: usize,
}

impl Sheet {
    pub(super) fn named(file: &str, name: &str) -> Self {
        Self { file: file.to_owned(), name: name.to_owned(), ..Self::default() }
    }

    /// The same with that visibility.
    pub(super) fn seen(mut self, visibility: Visibility) -> Self {
        self.visibility = visibility;
        self
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The bytes that its cells take, about.
    pub(super) fn size(&self) -> usize {
        self.pieces.size()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row, counted from 0.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        let (piece, within) = self.pieces.find(at)?;
        Some(Row { sheet: self, at, piece, within })
    }

    /// The rows from that one on.
    pub fn rows_from(&self, first: usize) -> impl Iterator<Item = Row<'_>> {
        (first..self.len()).map_while(|at| self.row(at))
    }

    /// Calls for each row from that one on until told to stop, without keeping in memory what lies behind.
    pub(super) fn walk<B>(
        &self,
        first: usize,
        mut see: impl FnMut(Row<'_>) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let mut own = self.clone();
        let mut from = first;
        while from < own.len() {
            let end = own.pieces.end_of_piece(from);
            (from..end).filter_map(|at| own.row(at)).try_for_each(&mut see)?;
            own.forget_before(end);
            from = end;
        }
        ControlFlow::Continue(())
    }

    /// Drops from memory what can be read again and lies before that row.
    pub(super) fn forget_before(&mut self, row: usize) {
        self.pieces.forget_before(row);
    }

    /// Why rows could not be read again, if any: they must not pass for rows that are not there.
    pub(super) fn failed(&self) -> Option<std::io::Error> {
        self.pieces.failed()
    }

    /// The index of the row of that line of the file.
    pub fn at_line(&self, line: u64) -> Option<usize> {
        let at = self.pieces.first_at(line);
        self.row(at).is_some_and(|row| row.line() == line).then_some(at)
    }

    /// The largest number of cells of its first rows.
    pub fn width(&self, rows: usize) -> usize {
        self.rows_from(0).take(rows).map(|row| row.len()).max().unwrap_or(0)
    }

    /// Starts a row.
    pub(super) fn begin(&mut self, line: u64) {
        self.pieces.begin(line);
    }

    /// Notes what is to be said of a cell.
    pub(super) fn note(&mut self, what: CellNote, line: u64, column: u32) {
        let cells = self.notes.entry(what).or_default();
        if cells.len() < MOST_NOTED {
            cells.push((line, column));
        }
    }

    /// Adds a cell to the current row. False where it is more than can be addressed.
    #[must_use]
    pub(super) fn push(&mut self, cell: &str) -> bool {
        self.pieces.push(&line_ends(cell))
    }

    /// Marks the cell pushed last as a number with decimals.
    pub(super) fn mark_decimal(&mut self) {
        self.pieces.mark_decimal();
    }

    /// Drops empty rows at the end and frees reserved memory.
    pub(super) fn finish(&mut self) {
        while self.rows_from(self.len().saturating_sub(1)).any(|row| row.is_blank()) {
            self.pieces.pop();
        }
        self.pieces.shrink();
    }

    /// Sets the merged areas, given in rows of the file and columns, both from 0.
    pub(super) fn merge(&mut self, areas: impl IntoIterator<Item = Area>) {
        for area in areas {
            let index =
                |line: u32| u32::try_from(self.pieces.first_at(u64::from(line) + 1)).unwrap_or(u32::MAX);
            let first = index(area.rows.0);
            // The last row that exists within the area.
            let Some(last) = index(area.rows.1.saturating_add(1)).checked_sub(1) else { continue };
            if first > last || self.row(first as usize).map(Row::line) != Some(u64::from(area.rows.0) + 1) {
                continue;
            }
            let area = Area { rows: (first, last), columns: area.columns };
            self.areas.push(area);
            if last > first {
                // A merged area is at most as wide as a title; a damaged file may claim anything.
                for column in area.columns.0..=area.columns.1.min(area.columns.0.saturating_add(WIDEST)) {
                    self.upright.entry(column).or_default().push(area.rows);
                }
            }
        }
        for list in self.upright.values_mut() {
            list.sort_unstable();
        }
    }

    /// Those rows as a separate sheet, which keeps its name and the lines of the file.
    pub(super) fn part(&self, rows: std::ops::Range<usize>) -> Self {
        let mut part = Self::named(&self.file, &self.name);
        part.epoch = self.epoch;
        part.visibility = self.visibility;
        part.hidden_lines.clone_from(&self.hidden_lines);
        part.hidden_columns.clone_from(&self.hidden_columns);
        let first = if rows.start == 0 { 0 } else { self.row(rows.start).map_or(u64::MAX, Row::line) };
        let after = self.row(rows.end).map_or(u64::MAX, Row::line);
        for (what, cells) in &self.notes {
            let within = cells.iter().copied().filter(|(line, _)| (first..after).contains(line));
            part.notes.insert(*what, within.collect());
        }
        let _ = self.walk(rows.start, |row| {
            if row.at() >= rows.end {
                return ControlFlow::Break(());
            }
            part.begin(row.line());
            for (column, cell) in row.cells().enumerate() {
                // What fitted into the whole fits into a part of it.
                let _ = part.push(cell);
                if row.is_decimal(column) {
                    part.mark_decimal();
                }
            }
            ControlFlow::Continue(())
        });
        let line =
            |at: u32| self.row(at as usize).and_then(|row| u32::try_from(row.line().saturating_sub(1)).ok());
        let areas = self.areas.iter().filter_map(|area| {
            Some(Area { rows: (line(area.rows.0)?, line(area.rows.1)?), columns: area.columns })
        });
        part.merge(areas.collect::<Vec<_>>());
        part
    }

    /// The first row of the merged area that contains a cell below its top.
    fn top_of(&self, row: usize, column: usize) -> Option<usize> {
        let list = self.upright.get(&u32::try_from(column).ok()?)?;
        let row = u32::try_from(row).ok()?;
        let at = list.partition_point(|(first, _)| *first < row).checked_sub(1)?;
        let (first, last) = *list.get(at)?;
        (row <= last).then_some(first as usize)
    }
}

/// The most cells of which the same is noted; more are not looked at one by one anyway.
const MOST_NOTED: usize = 10_000;

/// Columns beyond the width of a title are ignored.
const WIDEST: u32 = 400;

impl<'a> Row<'a> {
    /// Its index in the sheet, from 0.
    pub const fn at(self) -> usize {
        self.at
    }

    /// The row of the file, counted from 1.
    pub fn line(self) -> u64 {
        self.piece.line(self.within)
    }

    /// The number of cells.
    pub fn len(self) -> usize {
        self.piece.cells(self.within).len()
    }

    /// Whether it has no cells.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The text of the cell itself; empty where the row is shorter.
    pub fn own(self, column: usize) -> &'a str {
        self.piece.cell(self.within, column)
    }

    /// The text of the cell, or of the merged area that it is in.
    pub fn cell(self, column: usize) -> &'a str {
        let own = self.own(column);
        if !own.is_empty() {
            return own;
        }
        let top = self.sheet.top_of(self.at, column).and_then(|top| self.sheet.row(top));
        top.map_or("", |top| top.own(column))
    }

    /// Whether the cell is in a merged area that began in a row above.
    pub fn is_merged_down(self, column: usize) -> bool {
        self.sheet.top_of(self.at, column).is_some()
    }

    /// Whether the spreadsheet stores the cell as a number with decimals.
    pub(super) fn is_decimal(self, column: usize) -> bool {
        self.piece.is_decimal(self.within, column)
    }

    /// Its own cells.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |column| self.own(column))
    }

    /// The texts of its own cells, without the empty ones.
    pub(super) fn said(self) -> impl Iterator<Item = &'a str> {
        self.cells().map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// Whether it has no text.
    pub fn is_blank(self) -> bool {
        self.said().next().is_none()
    }
}

/// The letter of a column, counted from 0: A … Z, AA ….
pub fn letter(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(above) => rest = above,
            None => break,
        }
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[(u64, &[&str])]) -> Sheet {
        let mut sheet = Sheet::named("f", "s");
        for (line, cells) in rows {
            sheet.begin(*line);
            for cell in *cells {
                assert!(sheet.push(cell));
            }
        }
        sheet
    }

    #[test]
    fn cells_stand_where_they_were_put() {
        // Would catch a cell that is read from the next row where its own row is shorter.
        let mut sheet = sheet(&[(1, &["a", "", "b"]), (2, &[]), (5, &["c"]), (6, &["", " "])]);
        let cells = |at: usize| sheet.row(at).unwrap().cells().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            (cells(0), cells(1), cells(2)),
            (vec!["a".into(), String::new(), "b".into()], vec![], vec!["c".into()])
        );
        assert_eq!(sheet.row(2).unwrap().own(1), "");
        assert_eq!((sheet.at_line(5), sheet.at_line(4)), (Some(2), None));
        sheet.finish();
        assert_eq!(sheet.len(), 3);
    }

    #[test]
    fn a_merged_area_says_one_thing_in_all_its_rows() {
        // Would catch an area whose rows are counted without the rows that the file leaves out.
        let mut sheet =
            sheet(&[(1, &["t"]), (4, &["a", "x"]), (5, &["", "y"]), (7, &["", "z"]), (8, &["", "w"])]);
        sheet.merge([Area { rows: (3, 6), columns: (0, 0) }]);
        let seen: Vec<&str> = sheet.rows_from(0).map(|row| row.cell(0)).collect();
        assert_eq!(seen, ["t", "a", "a", "a", ""]);
        let down: Vec<bool> = sheet.rows_from(0).map(|row| row.is_merged_down(0)).collect();
        assert_eq!(down, [false, false, true, true, false]);
    }

    #[test]
    fn columns_have_letters() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
