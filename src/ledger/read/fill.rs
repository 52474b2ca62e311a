//! Rows of cells as they are shown, put into a sheet in order.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::formats::{Format, Meaning};
use super::limits::{COLUMNS, ROWS, Room, check_cell};
use super::look;
use crate::ledger::error::{Excess, ReadError};
use crate::ledger::sheet::{Area, CellNote, Epoch, Sheet};
use crate::store::Watch;

/// The most consecutive empty rows that are counted; a workbook may have a million of them.
const BLANK_ROWS: u64 = 200;

/// Rows between two calls of the watcher.
pub(super) const BETWEEN: usize = 1_024;

/// Columns of merged areas, all areas together; a damaged file may claim anything.
const REACH: u32 = 1_000_000;

/// A cell as a workbook stores it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Number(f64),
    Bool(bool),
}

/// What all sheets of a file are read with.
pub(super) struct Reading<'a, 'w> {
    pub watch: &'a mut Watch<'w>,
    pub room: Room,
}

/// Adds cells to a sheet in order. Cells that a merged area covers show nothing of their own.
pub(super) struct Filler<'a, 'b, 'w> {
    sheet: Sheet,
    areas: Vec<Area>,
    /// The columns of all areas.
    reach: u32,
    /// For each column the rows of the merged areas that reach into it, in order.
    merged: HashMap<u32, Vec<Area>>,
    /// The row being filled and the next column, from 0.
    row: Option<u32>,
    next: u32,
    /// The row that a reader is in, for those that tell it once.
    pub at: u32,
    reading: &'a mut Reading<'b, 'w>,
}

impl<'a, 'b, 'w> Filler<'a, 'b, 'w> {
    pub(super) fn new(
        mut sheet: Sheet,
        epoch: Epoch,
        areas: Vec<Area>,
        reading: &'a mut Reading<'b, 'w>,
    ) -> Self {
        sheet.epoch = epoch;
        let mut filler = Self {
            sheet,
            areas: Vec::new(),
            reach: 0,
            merged: HashMap::new(),
            row: None,
            next: 0,
            at: 0,
            reading,
        };
        for area in areas {
            if filler.merge(area) {
                for column in area.columns.0..=area.columns.1.min(COLUMNS) {
                    filler.merged.entry(column).or_default().push(area);
                }
            }
        }
        for list in filler.merged.values_mut() {
            list.sort_unstable_by_key(|area| area.rows.0);
        }
        filler
    }

    /// Adds a merged area whose covered cells are not put. False where it is none.
    pub(super) fn merge(&mut self, area: Area) -> bool {
        let (Some(more), true) =
            (area.columns.1.min(COLUMNS).checked_sub(area.columns.0), area.rows.0 <= area.rows.1)
        else {
            return false;
        };
        self.reach = self.reach.saturating_add(more + 1);
        let is_within = self.reach <= REACH;
        if is_within {
            self.areas.push(area);
        }
        is_within
    }

    /// Notes rows that the spreadsheet hides, from 0.
    pub(super) fn hide_rows(&mut self, rows: std::ops::Range<u32>) {
        let last = self.sheet.hidden_lines.last().copied().unwrap_or(0);
        let lines = rows.start..rows.end.min(ROWS);
        self.sheet.hidden_lines.extend(lines.map(|row| u64::from(row) + 1).filter(|line| *line > last));
    }

    /// Notes columns that the spreadsheet hides, from 0.
    pub(super) fn hide_columns(&mut self, columns: std::ops::Range<u32>) {
        for column in columns.start..columns.end.min(COLUMNS) {
            let column = column as usize;
            if !self.sheet.hidden_columns.contains(&column) {
                self.sheet.hidden_columns.push(column);
            }
        }
        self.sheet.hidden_columns.sort_unstable();
    }

    /// Whether a merged area that begins elsewhere covers the cell.
    fn is_covered(&self, row: u32, column: u32) -> bool {
        let Some(list) = self.merged.get(&column) else { return false };
        let before = list.partition_point(|area| area.rows.0 <= row);
        let area = before.checked_sub(1).and_then(|at| list.get(at));
        area.is_some_and(|area| row <= area.rows.1 && (area.rows.0, area.columns.0) != (row, column))
    }

    /// Notes something about a cell that is said of its sheet.
    pub(super) fn note(&mut self, what: CellNote, row: u32, column: u32) {
        if !self.is_covered(row, column) {
            self.sheet.note(what, u64::from(row) + 1, column);
        }
    }

    /// The name of the sheet.
    pub(super) fn name(&self) -> &str {
        &self.sheet.name
    }

    fn put_text(&mut self, row: u32, column: u32, text: &str) -> Result<(), ReadError> {
        if text.trim().is_empty() || self.is_covered(row, column) {
            return Ok(());
        }
        if column >= COLUMNS {
            // A stray cell far right of the table must not make it unreadable.
            self.note(CellNote::Beyond, row, column);
            return Ok(());
        }
        if row >= ROWS {
            let excess = Excess::Rows { sheet: self.sheet.name.clone(), most: u64::from(ROWS) };
            return Err(ReadError::TooLarge(excess));
        }
        check_cell(text, &self.sheet.name, (row, column))?;
        let goes_back = self.row.is_some_and(|at| row < at || (row == at && column < self.next));
        if goes_back {
            return Err(ReadError::Damaged(format!("row {}", u64::from(row) + 1)));
        }
        if self.row != Some(row) {
            self.begin(row)?;
        }
        while self.next < column {
            self.push("")?;
        }
        self.push(text)
    }

    /// Adds a value as its cell shows it.
    pub(super) fn put(
        &mut self,
        row: u32,
        column: u32,
        value: Value<'_>,
        format: Option<&Format>,
    ) -> Result<(), ReadError> {
        if format.is_some_and(|format| format.hides(value)) {
            if says_something(value) {
                self.note(CellNote::Unseen, row, column);
            }
            return Ok(());
        }
        let shown = format.and_then(|format| format.shown.as_ref());
        let number = match value {
            Value::Text(text) => {
                let shown = shown.and_then(|shown| shown.text(text));
                return self.put_text(row, column, shown.as_deref().unwrap_or(text));
            }
            Value::Bool(yes) => return self.put_text(row, column, if yes { "TRUE" } else { "FALSE" }),
            Value::Number(number) => number,
        };
        let meaning = format.map(|format| format.meaning).unwrap_or_default();
        if meaning != Meaning::Number {
            let at = moment(number, self.sheet.epoch).filter(|_| number >= 1.0);
            let text = shown
                .and_then(|shown| shown.day(at?))
                .unwrap_or_else(|| said_date(number, meaning, self.sheet.epoch));
            return self.put_text(row, column, &text);
        }
        let text = said_number(number);
        if let Some(text) =
            shown.filter(|_| number.abs() < EXACT).and_then(|shown| shown.number(number, &text))
        {
            if is_scaled(number, &text) {
                self.note(CellNote::Scaled, row, column);
            }
            return self.put_text(row, column, &text);
        }
        self.put_text(row, column, &text)?;
        // 4.29E+17 is not one.
        if text.contains('.') && !text.contains('E') && !self.is_covered(row, column) {
            self.take(BESIDE)?;
            self.sheet.mark_decimal();
        }
        Ok(())
    }

    fn take(&mut self, bytes: usize) -> Result<(), ReadError> {
        if self.reading.room.take_cells(bytes) {
            return Ok(());
        }
        let line = u64::from(self.row.unwrap_or(0)) + 1;
        Err(ReadError::TooLarge(Excess::Sheet {
            sheet: self.sheet.name.clone(),
            line,
            most: Room::most_cells(),
        }))
    }

    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        self.next += 1;
        self.take(text.len() + CELL_TAKES)?;
        if self.sheet.push(text) { Ok(()) } else { self.take(usize::MAX) }
    }

    fn begin(&mut self, row: u32) -> Result<(), ReadError> {
        let after = self.row.map_or(0, |at| u64::from(at) + 1);
        let line = u64::from(row) + 1;
        if line - 1 - after <= BLANK_ROWS {
            for blank in after + 1..line {
                self.take(ROW_TAKES)?;
                self.sheet.begin(blank);
            }
        }
        self.take(ROW_TAKES)?;
        self.sheet.begin(line);
        (self.row, self.next) = (Some(row), 0);
        if self.sheet.len().is_multiple_of(BETWEEN) {
            look(self.reading.watch, self.sheet.len())?;
        }
        Ok(())
    }

    pub(super) fn done(mut self) -> Sheet {
        self.sheet.finish();
        self.sheet.merge(self.areas);
        self.sheet
    }
}

/// What a sheet takes for a row, a cell and a mark beside a cell, without text.
pub(super) const ROW_TAKES: usize = 16;
pub(super) const CELL_TAKES: usize = 4;
const BESIDE: usize = 16;

/// Whether it is a loss that a value is not shown: a zero is often hidden, so that the cell looks empty.
fn says_something(value: Value<'_>) -> bool {
    match value {
        Value::Text(text) => !text.trim().is_empty(),
        Value::Number(number) => number != 0.0,
        Value::Bool(_) => true,
    }
}

/// Whether a cell shows a bare number that is many times more or less than its value.
fn is_scaled(number: f64, shown: &str) -> bool {
    let digits: String = shown.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let factor = digits.parse().map(|shown: f64| (number / shown).abs());
    factor.is_ok_and(|factor| factor.is_finite() && factor > 0.0 && !(0.11..9.5).contains(&factor))
}

/// A spreadsheet keeps fifteen digits of a number; an ID number has eighteen.
const EXACT: f64 = 1e15;

fn said_number(number: f64) -> String {
    if !number.is_finite() {
        String::new()
    } else if number.abs() >= EXACT {
        rounded(number)
    } else if number.fract() == 0.0 {
        format!("{number:.0}")
    } else {
        shortest(number)
    }
}

/// 4.29021198001011E+17, as a spreadsheet shows it: never as digits that look as if they had been typed.
fn rounded(number: f64) -> String {
    let text = format!("{number:.14e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{}E+{power}", digits.trim_end_matches('0').trim_end_matches('.'))
}

/// 0.1 + 0.2 as 0.3: a spreadsheet's numbers have fifteen digits.
fn shortest(number: f64) -> String {
    let whole = number.abs().log10().floor().max(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 15")]
    let places = 14 - (whole.min(14.0) as usize);
    let text = format!("{number:.places$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn said_date(number: f64, meaning: Meaning, epoch: Epoch) -> String {
    if meaning == Meaning::Elapsed || (0.0..1.0).contains(&number) {
        let minutes = (number * 24.0 * 60.0).round();
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    match moment(number, epoch) {
        Some(at) if at.time() == chrono::NaiveTime::MIN => at.date().format("%Y-%m-%d").to_string(),
        Some(at) => at.format("%Y-%m-%d %H:%M").to_string(),
        None => said_number(number),
    }
}

/// The day and time of a number of days.
fn moment(number: f64, epoch: Epoch) -> Option<NaiveDateTime> {
    // 9999-12-31
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let first = match epoch {
        Epoch::Y1904 => NaiveDate::from_ymd_opt(1904, 1, 1),
        // There was no 29 February 1900, which spreadsheets count.
        Epoch::Y1900 if number < 60.0 => NaiveDate::from_ymd_opt(1899, 12, 31),
        Epoch::Y1900 => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    let seconds = (number * 86_400.0).round() as i64;
    first?.and_time(chrono::NaiveTime::MIN).checked_add_signed(TimeDelta::seconds(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_were_meant() {
        // Would catch an ID number whose lost digits are made up, and money with a tail of nines.
        for (number, text) in [
            (13_800_000_001.0, "13800000001"),
            (429_021_198_001_011_328.0, "4.29021198001011E+17"),
            (45356.0, "45356"),
            (0.1 + 0.2, "0.3"),
            (1.1, "1.1"),
            (35_000.55, "35000.55"),
            (-2.5, "-2.5"),
            (0.05, "0.05"),
        ] {
            assert_eq!(said_number(number), text);
        }
    }

    /// Catches: a day that is four years off, a second before midnight that is the day before, hours without their day.
    #[test]
    fn days_are_counted_from_their_epoch() {
        let day = |number, epoch| said_date(number, Meaning::Day, epoch);
        assert_eq!(day(45_356.0, Epoch::Y1900), "2024-03-05");
        assert_eq!(day(43_894.0, Epoch::Y1904), "2024-03-05");
        assert_eq!(day(1.0, Epoch::Y1900), "1900-01-01");
        assert_eq!(day(45_355.999_999_9, Epoch::Y1900), "2024-03-05");
        assert_eq!(day(45_356.395_833_333, Epoch::Y1900), "2024-03-05 09:30");
        assert_eq!(day(0.395_833_333, Epoch::Y1900), "9:30");
        assert_eq!(said_date(1.25, Meaning::Elapsed, Epoch::Y1900), "30:00");
        assert_eq!(day(3e9, Epoch::Y1900), "3000000000");
    }
}
