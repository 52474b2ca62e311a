//! Reading workbooks: .xlsx as a stream of cells, older and open formats at once.

use std::collections::HashMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{
    CellErrorType, Data, Dimensions, Error, ExcelDateTime, OdsError, Range, Reader, SheetType, SheetVisible,
    Xls, XlsError, Xlsb, XlsbError, XlsxError,
};

use super::shown::Shown;
use super::{Passed, PassedSheet, Workbook, look, ods, xlsx};
use crate::ledger::error::ReadError;
use crate::ledger::sheet::{Area, Epoch, Sheet, Visibility};
use crate::store::Watch;

/// The most consecutive empty rows that are counted; a workbook may have a million of them.
const BLANK_ROWS: u64 = 200;

/// Rows between two calls of the watcher.
const BETWEEN: usize = 1_024;

/// Why one sheet was not read.
pub(super) enum SheetError {
    /// It is skipped; the others may be ledgers.
    TooWide,
    /// The whole file cannot be read.
    File(ReadError),
}

impl From<ReadError> for SheetError {
    fn from(error: ReadError) -> Self {
        Self::File(error)
    }
}

/// Reads the sheets of a workbook.
pub(super) fn read(book: &mut Workbook, bytes: Vec<u8>, watch: &mut Watch<'_>) -> Result<(), ReadError> {
    // The readers of these formats may panic on a damaged file.
    let read = catch_unwind(AssertUnwindSafe(|| match Kind::of(&bytes)? {
        Kind::Xlsx => xlsx::read(book, &bytes, watch),
        Kind::Xlsb => {
            let xlsb: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(failed)?;
            read_whole(book, xlsb, Epoch::Y1900, |_, _| Vec::new(), watch)
        }
        Kind::Ods => ods::read(book, &bytes, watch),
        Kind::Xls => {
            let xls: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(failed)?;
            let epoch = if xls.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 };
            let areas =
                |xls: &mut Xls<_>, name: &str| xls.merge_cells_by_sheet_name(name).unwrap_or_default();
            read_whole(book, xls, epoch, areas, watch)
        }
    }));
    read.unwrap_or_else(|_| Err(ReadError::Damaged(String::new())))
}

/// The format of an archive by its bytes.
enum Kind {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
}

impl Kind {
    fn of(bytes: &[u8]) -> Result<Self, ReadError> {
        if !bytes.starts_with(b"PK") {
            // Encrypted workbooks are stored in the container of the old format.
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let encrypted = bytes.windows(name.len()).any(|window| window == name);
            return if encrypted { Err(ReadError::Encrypted) } else { Ok(Self::Xls) };
        }
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let has = |name: &str| archive.index_for_name(name).is_some();
        if has("xl/workbook.bin") {
            Ok(Self::Xlsb)
        } else if has("word/document.xml") || has("ppt/presentation.xml") {
            Err(ReadError::NotText)
        } else if has("content.xml") {
            Ok(Self::Ods)
        } else if has("[Content_Types].xml") {
            Ok(Self::Xlsx)
        } else {
            Err(ReadError::NotText)
        }
    }
}

pub(super) fn damaged(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Damaged(error.to_string())
}

/// Turns an error of any of the readers into ours.
pub(super) fn failed(error: impl Into<calamine::Error>) -> ReadError {
    match error.into() {
        Error::Xlsx(XlsxError::Password)
        | Error::Xls(XlsError::Password)
        | Error::Xlsb(XlsbError::Password)
        | Error::Ods(OdsError::Password) => ReadError::Encrypted,
        Error::Xlsx(other) => damaged(&other),
        Error::Xls(other) => damaged(&other),
        Error::Xlsb(other) => damaged(&other),
        Error::Ods(other) => damaged(&other),
        other => damaged(&other),
    }
}

impl Workbook {
    pub(super) fn take(&mut self, sheet: Result<Sheet, SheetError>, name: &str) -> Result<(), ReadError> {
        let passed = |why| PassedSheet { name: name.to_owned(), why, sheet: None };
        match sheet {
            Ok(sheet) if sheet.is_empty() => self.passed.push(passed(Passed::Empty)),
            Ok(sheet) => self.sheets.push(Arc::new(sheet)),
            Err(SheetError::TooWide) => self.passed.push(passed(Passed::NotALedger(String::new()))),
            Err(SheetError::File(error)) => return Err(error),
        }
        Ok(())
    }

    /// The sheets that have cells, each with its name.
    pub(super) fn sheets_of(&mut self, sheets: &[calamine::Sheet]) -> Vec<(String, Visibility)> {
        let mut found = Vec::new();
        for sheet in sheets {
            let name = sheet.name.clone();
            if sheet.typ == SheetType::WorkSheet {
                let is_visible = sheet.visible == SheetVisible::Visible;
                found.push((name, if is_visible { Visibility::Visible } else { Visibility::Hidden }));
            } else {
                self.passed.push(PassedSheet { name, why: Passed::NotCells, sheet: None });
            }
        }
        found
    }
}

/// Reads a workbook in a format whose sheets are loaded at once, with the merged areas of each.
fn read_whole<R: Reader<Cursor<Vec<u8>>>>(
    book: &mut Workbook,
    mut reader: R,
    epoch: Epoch,
    areas_of: impl Fn(&mut R, &str) -> Vec<Dimensions>,
    watch: &mut Watch<'_>,
) -> Result<(), ReadError>
where
    calamine::Error: From<R::Error>,
{
    for (name, visibility) in book.sheets_of(reader.sheets_metadata()) {
        let range = reader.worksheet_range(&name).map_err(failed)?;
        let sheet = Sheet::named(&book.file, &name).seen(visibility);
        let mut filler = Filler::new(sheet, epoch, areas_of(&mut reader, &name), watch);
        let sheet = fill(&mut filler, &range).map(|()| filler.done());
        book.take(sheet, &name)?;
    }
    Ok(())
}

fn fill(filler: &mut Filler<'_, '_>, range: &Range<Data>) -> Result<(), SheetError> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at = |from: u32, by: usize| from.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
        filler.put_value(at(top, row), at(left, column), value, None)?;
    }
    Ok(())
}

/// Adds cells to a sheet in order. Cells that a merged area covers show nothing of their own.
pub(super) struct Filler<'a, 'w> {
    sheet: Sheet,
    areas: Vec<Dimensions>,
    /// For each column the rows of the merged areas that reach into it, in order.
    merged: HashMap<u32, Vec<Dimensions>>,
    /// The row being filled and the next column, from 0.
    row: Option<u32>,
    next: u32,
    watch: &'a mut Watch<'w>,
}

impl<'a, 'w> Filler<'a, 'w> {
    /// A wider table is no ledger.
    pub(super) const WIDEST: u32 = 1_000;

    pub(super) fn new(
        mut sheet: Sheet,
        epoch: Epoch,
        areas: Vec<Dimensions>,
        watch: &'a mut Watch<'w>,
    ) -> Self {
        sheet.epoch = epoch;
        let mut merged: HashMap<u32, Vec<Dimensions>> = HashMap::new();
        for area in &areas {
            for column in area.start.1..=area.end.1.min(Self::WIDEST) {
                merged.entry(column).or_default().push(*area);
            }
        }
        for list in merged.values_mut() {
            list.sort_unstable_by_key(|area| area.start.0);
        }
        Self { sheet, areas, merged, row: None, next: 0, watch }
    }

    /// Adds a merged area whose covered cells are not put.
    pub(super) fn merge(&mut self, area: Dimensions) {
        self.areas.push(area);
    }

    /// Notes rows that the spreadsheet hides, from 0.
    pub(super) fn hide_rows(&mut self, rows: std::ops::Range<u32>) {
        self.sheet.hidden_lines.extend(rows.map(|row| u64::from(row) + 1));
    }

    /// Notes columns that the spreadsheet hides, from 0.
    pub(super) fn hide_columns(&mut self, columns: std::ops::Range<usize>) {
        let end = columns.end.min(Self::WIDEST as usize);
        self.sheet.hidden_columns.extend(columns.start..end);
    }

    /// Whether a merged area that begins elsewhere covers the cell.
    fn is_covered(&self, row: u32, column: u32) -> bool {
        let Some(list) = self.merged.get(&column) else { return false };
        let before = list.partition_point(|area| area.start.0 <= row);
        let area = before.checked_sub(1).and_then(|at| list.get(at));
        area.is_some_and(|area| row <= area.end.0 && area.start != (row, column))
    }

    pub(super) fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), SheetError> {
        if text.trim().is_empty() || self.is_covered(row, column) {
            return Ok(());
        }
        if column >= Self::WIDEST {
            return Err(SheetError::TooWide);
        }
        let goes_back = self.row.is_some_and(|at| row < at || (row == at && column < self.next));
        if goes_back {
            return Err(SheetError::File(ReadError::Damaged(format!("row {}", u64::from(row) + 1))));
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
    pub(super) fn put_value(
        &mut self,
        row: u32,
        column: u32,
        value: &Data,
        shown: Option<&Shown>,
    ) -> Result<(), SheetError> {
        let text = said(value);
        if let Some(text) = shown.and_then(|shown| shows(shown, value, &text)) {
            return self.put(row, column, &text);
        }
        self.put(row, column, &text)?;
        // 4.29E+17 is not one.
        let is_decimal = matches!(value, Data::Float(_)) && text.contains('.') && !text.contains('E');
        if is_decimal && !self.is_covered(row, column) {
            self.sheet.mark_decimal();
        }
        Ok(())
    }

    fn push(&mut self, text: &str) -> Result<(), SheetError> {
        self.next += 1;
        if self.sheet.push(text) { Ok(()) } else { Err(SheetError::File(ReadError::TooLarge)) }
    }

    fn begin(&mut self, row: u32) -> Result<(), SheetError> {
        let after = self.row.map_or(0, |at| u64::from(at) + 1);
        let line = u64::from(row) + 1;
        if line - 1 - after <= BLANK_ROWS {
            for blank in after + 1..line {
                self.sheet.begin(blank);
            }
        }
        self.sheet.begin(line);
        (self.row, self.next) = (Some(row), 0);
        if self.sheet.len().is_multiple_of(BETWEEN) {
            look(self.watch, self.sheet.len())?;
        }
        Ok(())
    }

    pub(super) fn done(mut self) -> Sheet {
        self.sheet.finish();
        let areas = self.areas.into_iter();
        self.sheet.merge(
            areas.map(|area| Area { rows: (area.start.0, area.end.0), columns: (area.start.1, area.end.1) }),
        );
        self.sheet
    }
}

/// What the format shows in place of the value.
fn shows(shown: &Shown, value: &Data, written: &str) -> Option<String> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "larger ones keep their E+")]
        Data::Int(number) if number.unsigned_abs() < EXACT => shown.number(*number as f64, written),
        Data::Float(number) if number.abs() < EXACT as f64 => shown.number(*number, written),
        Data::DateTime(date) => shown.day(date.as_datetime()?.date()),
        _ => None,
    }
}

/// The text of a cell.
fn said(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::Int(number) if number.unsigned_abs() < EXACT => number.to_string(),
        #[expect(
            clippy::cast_precision_loss,
            reason = "what is lost here was lost when it was typed as a number"
        )]
        Data::Int(number) => rounded(*number as f64),
        Data::Float(number) => said_number(*number),
        Data::DateTime(date) => said_date(*date),
        Data::Error(CellErrorType::GettingData) => "#ERROR!".to_owned(),
        Data::Error(error) => error.to_string(),
    }
}

/// A spreadsheet keeps fifteen digits of a number; an ID number has eighteen.
const EXACT: u64 = 1_000_000_000_000_000;

#[expect(clippy::cast_precision_loss, reason = "the bound itself is exact")]
fn said_number(number: f64) -> String {
    if !number.is_finite() {
        String::new()
    } else if number.abs() >= EXACT as f64 {
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

fn said_date(date: ExcelDateTime) -> String {
    let number = date.as_f64();
    if date.is_duration() || number < 1.0 {
        let minutes = (number * 24.0 * 60.0).round();
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    match date.as_datetime() {
        Some(at) if at.time() == chrono::NaiveTime::MIN => at.date().format("%Y-%m-%d").to_string(),
        Some(at) => at.format("%Y-%m-%d %H:%M").to_string(),
        None => said_number(number),
    }
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
}
