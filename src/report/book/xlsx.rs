//! Writes a book as an xlsx file.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Formula as XlsxFormula, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::head::heads;
use super::place::{Block, Places, shown};
use super::style::{Look, Print, Styles, Weight};
use super::{At, Book, Cell, Content, Formula, Paper, Row, RowKind, Table, charts};
use crate::domain::Fen;
use crate::report::Value;
use crate::text::{Lang, export as words};

/// The code of A4 in spreadsheets.
const A4: u8 = 9;
/// Heights in points.
const TITLE_HEIGHT: f64 = 30.0;
const ABOUT_HEIGHT: f64 = 18.0;
const ROW_HEIGHT: f64 = 19.0;
const LINE_HEIGHT: f64 = 13.5;

/// The creation day of a workbook is passed in, so that the same figures give the same file.
pub(super) fn made_on(day: chrono::NaiveDate) -> Result<DocProperties, XlsxError> {
    use chrono::Datelike;
    let number = |n: u32| u8::try_from(n).unwrap_or(1);
    let at = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(1900),
        number(day.month()),
        number(day.day()),
    )?;
    Ok(DocProperties::new().set_creation_datetime(&at))
}

/// Writes a book.
pub(super) fn write(
    book: &Book,
    day: chrono::NaiveDate,
    lang: Lang,
    out: impl Write + Send,
) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&made_on(day)?);
    let mut styles = Styles::default();
    for sheet in &book.sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name)?;
        match &sheet.content {
            Content::Table(table) => {
                Painter { table, places: Places::of(table), styles: &mut styles }.paint(page, lang)?
            }
            Content::Charts(title, all) => charts::paint(page, book, (title, all), &mut styles, lang)?,
        }
    }
    workbook.save_to_writer(out)
}

/// Sets the page of a sheet.
pub(super) fn set_page(page: &mut Worksheet, paper: Paper, lang: Lang) {
    page.set_paper_size(A4);
    match paper {
        Paper::Landscape => page.set_landscape(),
        Paper::Portrait => page.set_portrait(),
    };
    page.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    page.set_print_center_horizontally(true);
    page.set_print_fit_to_pages(1, 0);
    page.set_footer(words::page_footer(lang));
}

/// Writes text into a merged range with its format.
pub(super) fn over(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    (rows, columns): (u32, u16),
    text: &str,
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    if rows <= 1 && columns <= 1 {
        page.write_string_with_format(row, column, text, format)?;
    } else {
        page.merge_range(row, column, row + rows.max(1) - 1, column + columns.max(1) - 1, text, format)?;
    }
    Ok(())
}

/// Writes texts side by side in one row, the first left-aligned, the last right-aligned.
pub(super) fn side_by_side(
    page: &mut Worksheet,
    row: u32,
    widths: &[f64],
    texts: &[String],
    styles: &mut Styles,
) -> Result<(), XlsxError> {
    let whole: f64 = widths.iter().sum();
    let wanted: f64 = texts.iter().map(|text| text.width() as f64 + 2.0).sum();
    let (mut column, mut gone, mut due) = (0, 0.0, 0.0);
    for (at, text) in texts.iter().enumerate() {
        due += (text.width() as f64 + 2.0) / wanted * whole;
        let from = column;
        let left = texts.len() - at - 1;
        let has_room = |gone: f64, column: usize| gone + widths[column] / 2.0 < due;
        while column + left < widths.len() && (column == from || left == 0 || has_room(gone, column)) {
            gone += widths[column];
            column += 1;
        }
        let look = match (at, left) {
            (0, _) => Look::About,
            (_, 0) => Look::AboutEnd,
            _ => Look::AboutMiddle,
        };
        if column > from {
            let columns = u16::try_from(column - from).unwrap_or(1);
            let format = styles.get(look, Weight::Plain);
            over(page, (row, u16::try_from(from).unwrap_or(0)), (1, columns), text, format)?;
        }
    }
    Ok(())
}

/// Joins texts in one line with equal gaps, over `width` characters.
fn spread(texts: &[String], width: f64) -> String {
    let taken: usize = texts.iter().map(|text| text.width()).sum();
    let gaps = texts.len().saturating_sub(1).max(1);
    // Full-width blanks are as wide as a hanzi in every font; the width of narrow ones varies.
    let blank = ((width * 0.95 - taken as f64) / gaps as f64 / 2.0).max(1.0) as usize;
    texts.join(&words::WIDE_BLANK.repeat(blank))
}

/// How many lines a text takes in a column of that width; full-width characters count twice.
pub(super) fn lines(text: &str, width: f64) -> u32 {
    let room = (width - 0.6).max(2.0);
    // A hanzi is not split between lines: an odd width loses one cell.
    let room = if text.is_ascii() { room } else { (room / 2.0).floor() * 2.0 };
    text.split('\n').map(|line| (line.width() as f64 / room).ceil().max(1.0) as u32).sum()
}

/// A table while it is written onto its sheet.
struct Painter<'a> {
    table: &'a Table,
    places: Places,
    styles: &'a mut Styles,
}

impl Painter<'_> {
    fn paint(&mut self, page: &mut Worksheet, lang: Lang) -> Result<(), XlsxError> {
        let widths = self.widths();
        for (column, width) in (0u16..).zip(&widths) {
            page.set_column_width(column, *width)?;
        }
        let width = self.places.width;
        page.set_row_height(0, TITLE_HEIGHT)?;
        over(page, (0, 0), (1, width), &self.table.title, self.styles.get(Look::Title, Weight::Bold))?;
        page.set_row_height(1, ABOUT_HEIGHT)?;
        side_by_side(page, 1, &widths, &self.table.about, self.styles)?;
        for at in 0..self.places.blocks.len() {
            let block = self.places.blocks[at].clone();
            self.heads(page, &block)?;
            for (row, line) in (block.first..).zip(&self.table.rows) {
                page.set_row_height(row, ROW_HEIGHT)?;
                self.row(page, &block, row, line)?;
            }
        }
        let last = self.foot(page, &widths)?;
        set_page(page, self.table.paper, lang);
        page.set_print_area(0, 0, last, width.saturating_sub(1))?;
        if let [block] = self.places.blocks.as_slice() {
            page.set_repeat_rows(block.heads, block.first - 1)?;
            page.set_freeze_panes(block.first, u16::try_from(self.table.labels).unwrap_or(0))?;
        }
        Ok(())
    }

    /// The width of each column of the sheet: that of its widest cell. Figures must fit: a sheet would show
    /// a row of # instead.
    fn widths(&self) -> Vec<f64> {
        let mut widths = vec![0.0_f64; usize::from(self.places.width)];
        for block in &self.table.blocks {
            let columns = (0..self.table.labels).chain(block.clone());
            for (width, column) in widths.iter_mut().zip(columns) {
                let own = self.table.columns.get(column).map_or(0.0, |column| column.width);
                let figures = self.table.rows.iter().filter_map(|row| row.cells.get(column)?.figure());
                let longest = figures.map(|value| value.text().width()).max().unwrap_or(0);
                // A Latin word must not be broken within its head.
                let heads = self.table.columns.get(column).and_then(|column| column.heads.last());
                let latin =
                    heads.iter().flat_map(|head| head.split_whitespace()).filter(|word| word.is_ascii());
                let word = latin.map(str::len).max().unwrap_or(0);
                *width = width.max(own).max(longest as f64 + 2.6).max(word as f64 + 1.2);
            }
        }
        widths
    }

    fn heads(&mut self, page: &mut Worksheet, block: &Block) -> Result<(), XlsxError> {
        let columns = shown(self.table, &block.columns);
        let widths = self.widths();
        let depth = usize::try_from(block.depth).unwrap_or(0);
        let mut heights = vec![1.0_f64; depth];
        let heads = heads(&columns, depth);
        for head in &heads {
            let width: f64 = widths[head.column..head.column + head.columns].iter().sum();
            let needed = f64::from(lines(&head.words, width));
            // The last row of a merged head gets the height that the others leave.
            let others: f64 = heights[head.row..head.row + head.rows - 1].iter().sum();
            let last = &mut heights[head.row + head.rows - 1];
            *last = last.max(needed - others);
        }
        for (row, height) in (block.heads..).zip(&heights) {
            page.set_row_height(row, height * LINE_HEIGHT + 5.0)?;
        }
        let format = self.styles.get(Look::Head, Weight::Plain);
        for head in heads {
            let number = |n: usize| u16::try_from(n).unwrap_or(0);
            let place = (block.heads + super::place::count(head.row), number(head.column));
            over(page, place, (super::place::count(head.rows), number(head.columns)), &head.words, format)?;
        }
        Ok(())
    }

    fn row(&mut self, page: &mut Worksheet, block: &Block, row: u32, line: &Row) -> Result<(), XlsxError> {
        let weight = Weight::from(line.kind);
        if line.kind == RowKind::Heading {
            let text = match line.cells.first() {
                Some(Cell::Text(text)) => text.as_str(),
                _ => "",
            };
            let width = u16::try_from(self.table.labels + block.columns.len()).unwrap_or(1);
            return over(page, (row, 0), (1, width), text, self.styles.get(Look::Label, weight));
        }
        let at = usize::try_from(row - block.first).unwrap_or(0);
        for (place, column) in (0u16..).zip((0..self.table.labels).chain(block.columns.clone())) {
            let cell = line.cells.get(column).unwrap_or(&Cell::Blank);
            let formula = match cell {
                Cell::Formula(formula, value) => self.formula(At { row: at, column }, formula, *value),
                _ => None,
            };
            put(page, (row, place), cell, formula, (self.styles, weight))?;
        }
        Ok(())
    }

    /// The formula with its result; none where there is nothing to compute, such as a rate of nothing.
    fn formula(&self, own: At, formula: &Formula, value: Value) -> Option<XlsxFormula> {
        let name = |at: At| self.places.name(at);
        let (text, result) = match formula {
            Formula::SumOfRows(rows) => {
                let end = |row: usize| name(At { row, column: own.column });
                (format!("SUM({}:{})", end(rows.start), end(rows.end.checked_sub(1)?)), number(value)?)
            }
            Formula::SumOfColumns(columns) => {
                let end = |column: usize| name(At { row: own.row, column });
                (format!("SUM({}:{})", end(columns.start), end(columns.end.checked_sub(1)?)), number(value)?)
            }
            Formula::Share(part, whole) => {
                let of = |at: At| self.table.cell(at).and_then(Cell::figure).and_then(number);
                let (parts, wholes) = (of(*part)?, of(*whole)?);
                if wholes == 0.0 {
                    return None;
                }
                let (part, whole) = (name(*part), name(*whole));
                (format!("IF({whole}=0,\"-\",{part}/{whole})"), parts / wholes)
            }
            Formula::Less(now, before) => (format!("{}-{}", name(*now), name(*before)), number(value)?),
        };
        Some(XlsxFormula::new(format!("={text}")).set_result(result.to_string()))
    }

    /// Writes notes and signature fields; returns the last row.
    fn foot(&mut self, page: &mut Worksheet, widths: &[f64]) -> Result<u32, XlsxError> {
        let whole: f64 = widths.iter().sum();
        let mut row = self.places.below;
        for note in &self.table.notes {
            // Notes have a smaller font than the one column widths are measured in.
            page.set_row_height(row, f64::from(lines(note, whole * 1.05)) * LINE_HEIGHT + 2.0)?;
            let format = self.styles.get(Look::Note, Weight::Plain);
            over(page, (row, 0), (1, self.places.width), note, format)?;
            row += 1;
        }
        if !self.table.signed.is_empty() {
            page.set_row_height(row, ROW_HEIGHT * 1.6)?;
            let format = self.styles.get(Look::About, Weight::Plain);
            over(page, (row, 0), (1, self.places.width), &spread(&self.table.signed, whole), format)?;
            row += 1;
        }
        if !self.table.seal.is_empty() {
            // Below the signature fields, so that the form above stays unchanged.
            page.set_row_height(row, f64::from(lines(&self.table.seal, whole * 1.05)) * LINE_HEIGHT + 2.0)?;
            let format = self.styles.get(Look::Note, Weight::Plain);
            over(page, (row, 0), (1, self.places.width), &self.table.seal, format)?;
            row += 1;
        }
        Ok(row.saturating_sub(1))
    }
}

/// Writes one cell.
pub(super) fn put(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formula: Option<XlsxFormula>,
    (styles, weight): (&mut Styles, Weight),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => {
            page.write_blank(row, column, styles.get(Look::Label, weight))?;
        }
        Cell::Text(text) => {
            page.write_string_with_format(row, column, text, styles.get(Look::Words, weight))?;
        }
        Cell::Yuan(amount) => {
            let format = styles.get(Look::Figure(Print::TwoDecimals), weight);
            page.write_number_with_format(row, column, yuan(*amount), format)?;
        }
        Cell::Number(number) => {
            let format = styles.get(Look::Figure(Print::Whole), weight);
            page.write_number_with_format(row, column, *number as f64, format)?;
        }
        Cell::Date(day) => {
            let format = styles.get(Look::Figure(Print::Day), weight);
            page.write_datetime_with_format(row, column, day, format)?;
        }
        Cell::Figure(value) | Cell::Formula(_, value) => {
            let format = styles.get(Look::Figure(print(*value)), weight);
            match (formula, number(*value)) {
                (Some(formula), _) => page.write_formula_with_format(row, column, formula, format)?,
                (None, Some(number)) => page.write_number_with_format(row, column, number, format)?,
                (None, None) => page.write_string_with_format(row, column, value.text(), format)?,
            };
        }
    }
    Ok(())
}

/// Money in 元 as a number.
pub(super) fn yuan(amount: Fen) -> f64 {
    amount.0 as f64 / 100.0
}

/// A figure as a number: money in 万元, shares as fractions, changes of shares in percentage points.
pub(super) fn number(value: Value) -> Option<f64> {
    match value {
        Value::Count(count) | Value::CountChange(count) => Some(count as f64),
        Value::Money(amount) | Value::MoneyChange(amount) => Some(amount.0 as f64 / 1_000_000.0),
        Value::Rate(share) => share.map(|tenths| tenths as f64 / 1_000.0),
        Value::RateChange(n) | Value::Tenths(n) | Value::TenthsChange(n) => n.map(|n| n as f64 / 10.0),
    }
}

fn print(value: Value) -> Print {
    match value {
        Value::Count(_) => Print::Whole,
        Value::Money(_) => Print::TwoDecimals,
        Value::Rate(_) => Print::Percent,
        Value::Tenths(_) => Print::OneDecimal,
        Value::CountChange(_) => Print::WholeChange,
        Value::MoneyChange(_) => Print::TwoDecimalsChange,
        Value::RateChange(_) | Value::TenthsChange(_) => Print::OneDecimalChange,
    }
}
