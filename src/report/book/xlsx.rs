//! Writes a book as an xlsx file.

use std::io::Write;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Formula as XlsxFormula, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::head::{Head, heads};
use super::paper::{Extent, SMALLEST_FONT, lines, set_page, width_of_words};
use super::place::{Block, Places, count, shown};
use super::style::{Look, Print, Styles, Weight};
use super::{At, Book, Cell, Content, Formula, Row, RowKind, Table, charts};
use crate::domain::Fen;
use crate::report::Value;
use crate::report::totals::NOTHING;
use crate::text::{Lang, export as words};

/// Heights in points.
const TITLE_LINE: f64 = 24.0;
const LINE_HEIGHT: f64 = 13.5;
/// A row and a column without a size of their own, in pixels, as the default font makes them.
const DEFAULT_ROW: u32 = 17;
const DEFAULT_COLUMN: u32 = 64;
/// The height of a row beside that of its lines.
const ROW_GAP: f64 = 4.0;
/// The height of the row of signature fields.
const SIGNED_HEIGHT: f64 = 30.0;
/// How much wider a title is than the text of cells.
const TITLE_WIDTH: f64 = 1.7;

/// A workbook that shows its columns as wide as they are meant on every machine: programs measure widths in
/// digits of the default font, and the usual one is missing outside of Windows.
pub(super) fn new_workbook(day: chrono::NaiveDate) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let font = Format::new().set_font_name(words::MEASURE_FONT).set_font_size(SMALLEST_FONT);
    workbook.set_default_format(&font, DEFAULT_ROW, DEFAULT_COLUMN)?;
    workbook.set_properties(&made_on(day)?);
    Ok(workbook)
}

/// The creation day of a workbook is passed in, so that the same figures give the same file.
fn made_on(day: chrono::NaiveDate) -> Result<DocProperties, XlsxError> {
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
    let mut workbook = new_workbook(day)?;
    let mut styles = Styles::default();
    for sheet in &book.sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name)?;
        match &sheet.content {
            Content::Table(table) => {
                Painter { plan: Plan::of(table), styles: &mut styles }.paint(page, lang)?
            }
            Content::Charts(title, all) => charts::paint(page, book, (title, all), &mut styles, lang)?,
        }
    }
    workbook.save_to_writer(out)
}

/// Writes text into a merged range with its format.
pub(super) fn over(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    (rows, columns): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if rows <= 1 && columns <= 1 {
        page.write_string_with_format(row, column, text, format)?;
    } else {
        page.merge_range(row, column, row + rows.max(1) - 1, column + columns.max(1) - 1, text, format)?;
    }
    Ok(())
}

/// The height of a row of that many lines.
pub(super) fn row_height(lines: u32) -> f64 {
    f64::from(lines.max(1)) * LINE_HEIGHT + ROW_GAP
}

/// Writes the title over all columns.
pub(super) fn title(
    page: &mut Worksheet,
    widths: &[f64],
    text: &str,
    styles: &mut Styles,
) -> Result<(), XlsxError> {
    page.set_row_height(0, title_height(text, widths.iter().sum()))?;
    let columns = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    over(page, (0, 0), (1, columns), text, styles.get(Look::Title, Weight::Bold))
}

fn title_height(text: &str, width: f64) -> f64 {
    f64::from(lines(text, width / TITLE_WIDTH)) * TITLE_LINE + ROW_GAP
}

/// Writes the heads of a table from that row down, as high as their words need.
pub(super) fn write_heads(
    page: &mut Worksheet,
    first: u32,
    (heads, heights): (&[Head], &[f64]),
    format: &Format,
) -> Result<(), XlsxError> {
    for (row, height) in (first..).zip(heights) {
        page.set_row_height(row, *height)?;
    }
    for head in heads {
        let number = |n: usize| u16::try_from(n).unwrap_or(0);
        let place = (first + count(head.row), number(head.column));
        over(page, place, (count(head.rows), number(head.columns)), &head.words, format)?;
    }
    Ok(())
}

/// The height of each row of heads.
pub(super) fn head_heights(heads: &[Head], depth: usize, widths: &[f64]) -> Vec<f64> {
    let mut heights = vec![1.0_f64; depth];
    for head in heads {
        let width: f64 = widths[head.column..head.column + head.columns].iter().sum();
        let needed = f64::from(lines(&head.words, width));
        // The last row of a merged head gets the height that the others leave.
        let others: f64 = heights[head.row..head.row + head.rows - 1].iter().sum();
        let last = &mut heights[head.row + head.rows - 1];
        *last = last.max(needed - others);
    }
    heights.into_iter().map(|lines| lines * LINE_HEIGHT + ROW_GAP).collect()
}

/// A text beside others in one row: its first column, and how many it spans.
struct Beside {
    text: String,
    from: usize,
    columns: usize,
}

impl Beside {
    fn width(&self, widths: &[f64]) -> f64 {
        widths[self.from..self.from + self.columns].iter().sum()
    }
}

/// Divides the columns among texts in proportion to their lengths. Where one of them would wrap, or there are
/// too few columns, all share the row as one text with gaps.
fn beside(widths: &[f64], texts: &[String]) -> Vec<Beside> {
    let whole: f64 = widths.iter().sum();
    let apart = if texts.len() <= widths.len() { divided(widths, texts) } else { Vec::new() };
    if !apart.is_empty() && apart.iter().all(|one| lines(&one.text, one.width(widths)) == 1) {
        return apart;
    }
    let taken: usize = texts.iter().map(|text| text.width()).sum();
    let gaps = texts.len().saturating_sub(1).max(1);
    // Full-width blanks are as wide as a hanzi in every font; the width of narrow ones varies.
    let blank = ((whole * 0.8 - taken as f64) / gaps as f64 / 2.0).max(1.0) as usize;
    let text = texts.join(&words::WIDE_BLANK.repeat(blank));
    vec![Beside { text, from: 0, columns: widths.len() }]
}

fn divided(widths: &[f64], texts: &[String]) -> Vec<Beside> {
    let whole: f64 = widths.iter().sum();
    let wanted: f64 = texts.iter().map(|text| text.width() as f64 + 2.0).sum();
    let (mut column, mut gone, mut due) = (0, 0.0, 0.0);
    let place = |(at, text): (usize, &String)| {
        due += (text.width() as f64 + 2.0) / wanted * whole;
        let (from, left) = (column, texts.len() - at - 1);
        let has_room = |gone: f64, column: usize| gone + widths[column] / 2.0 < due;
        while column + left < widths.len() && (column == from || left == 0 || has_room(gone, column)) {
            gone += widths[column];
            column += 1;
        }
        Beside { text: text.clone(), from, columns: column - from }
    };
    texts.iter().enumerate().map(place).collect()
}

/// Writes texts side by side in one row, the first left-aligned, the last right-aligned.
pub(super) fn side_by_side(
    page: &mut Worksheet,
    row: u32,
    widths: &[f64],
    texts: &[String],
    styles: &mut Styles,
) -> Result<(), XlsxError> {
    page.set_row_height(row, side_by_side_height(widths, texts))?;
    let all = beside(widths, texts);
    for (at, one) in all.iter().enumerate() {
        let look = match (at, all.len() - at - 1) {
            (0, _) => Look::About,
            (_, 0) => Look::AboutEnd,
            _ => Look::AboutMiddle,
        };
        let [from, columns] = [one.from, one.columns].map(|n| u16::try_from(n).unwrap_or(0));
        over(page, (row, from), (1, columns), &one.text, styles.get(look, Weight::Plain))?;
    }
    Ok(())
}

fn side_by_side_height(widths: &[f64], texts: &[String]) -> f64 {
    let needed = beside(widths, texts).iter().map(|one| lines(&one.text, one.width(widths))).max();
    row_height(needed.unwrap_or(1))
}

/// Where everything of a table stands on its sheet, and how high and wide that is.
struct Plan<'a> {
    table: &'a Table,
    places: Places,
    widths: Vec<f64>,
}

/// Whether a table stays readable on paper of its width.
pub(super) fn is_one_wide(table: &Table) -> bool {
    Plan::of(table).extent().is_one_wide()
}

/// Whether a table takes no more than one page.
pub(super) fn is_one_page(table: &Table) -> bool {
    Plan::of(table).extent().is_one_page()
}

impl<'a> Plan<'a> {
    fn of(table: &'a Table) -> Self {
        let places = Places::of(table);
        let mut plan = Self { table, widths: vec![0.0; usize::from(places.width)], places };
        plan.widen();
        plan
    }

    /// Makes each column of the sheet as wide as its widest cell. Figures must fit: a sheet would show a row
    /// of # instead.
    fn widen(&mut self) {
        for block in &self.table.blocks {
            let columns = (0..self.table.labels).chain(block.clone());
            for (width, column) in self.widths.iter_mut().zip(columns) {
                let own = self.table.columns.get(column).map_or(0.0, |column| column.width);
                let figures = self.table.rows.iter().filter_map(|row| row.cells.get(column)?.figure());
                let longest = figures.map(|value| value.text().width()).max().unwrap_or(0);
                let head = self.table.columns.get(column).and_then(|column| column.heads.last());
                let word = head.map_or(0.0, |head| width_of_words(head));
                *width = width.max(own).max(longest as f64 + 1.8).max(word);
            }
        }
    }

    fn whole(&self) -> f64 {
        self.widths.iter().sum()
    }

    fn heads(&self, block: &Block) -> (Vec<Head>, Vec<f64>) {
        let depth = usize::try_from(block.depth).unwrap_or(0);
        let heads = heads(&shown(self.table, &block.columns), depth);
        let heights = head_heights(&heads, depth, &self.widths);
        (heads, heights)
    }

    fn row_height(&self, block: &Block, line: &Row) -> f64 {
        if line.kind == RowKind::Heading {
            return row_height(line.cells.first().map_or(1, |cell| lines_of(cell, self.whole())));
        }
        let columns = (0..self.table.labels).chain(block.columns.clone());
        let needed = self
            .widths
            .iter()
            .zip(columns)
            .filter_map(|(width, column)| line.cells.get(column).map(|cell| lines_of(cell, *width)));
        row_height(needed.max().unwrap_or(1))
    }

    fn note_height(&self, note: &str) -> f64 {
        row_height(lines(note, self.whole()))
    }

    fn extent(&self) -> Extent<'_> {
        let labels = u16::try_from(self.table.labels).unwrap_or(0);
        Extent { paper: self.table.paper, widths: &self.widths, labels, height: Some(self.height()) }
    }

    fn height(&self) -> f64 {
        let blocks = self.places.blocks.iter().map(|block| {
            let rows: f64 = self.table.rows.iter().map(|line| self.row_height(block, line)).sum();
            rows + self.heads(block).1.iter().sum::<f64>() + row_height(1)
        });
        let notes = self.table.notes.iter().chain([&self.table.seal]).map(|note| self.note_height(note));
        title_height(&self.table.title, self.whole())
            + side_by_side_height(&self.widths, &self.table.about)
            + blocks.sum::<f64>()
            + notes.sum::<f64>()
            + SIGNED_HEIGHT
    }
}

/// How many lines a cell takes in a column of that width.
fn lines_of(cell: &Cell, width: f64) -> u32 {
    if let Cell::Text(text) = cell { lines(text, width) } else { 1 }
}

/// A table while it is written onto its sheet.
struct Painter<'a> {
    plan: Plan<'a>,
    styles: &'a mut Styles,
}

impl Painter<'_> {
    fn paint(&mut self, page: &mut Worksheet, lang: Lang) -> Result<(), XlsxError> {
        let (table, widths) = (self.plan.table, self.plan.widths.clone());
        for (column, width) in (0u16..).zip(&widths) {
            page.set_column_width(column, *width)?;
        }
        title(page, &widths, &table.title, self.styles)?;
        side_by_side(page, 1, &widths, &table.about, self.styles)?;
        for at in 0..self.plan.places.blocks.len() {
            let block = self.plan.places.blocks[at].clone();
            let (heads, heights) = self.plan.heads(&block);
            let format = self.styles.get(Look::Head, Weight::Plain);
            write_heads(page, block.heads, (&heads, &heights), format)?;
            for (row, line) in (block.first..).zip(&table.rows) {
                page.set_row_height(row, self.plan.row_height(&block, line))?;
                self.row(page, &block, row, line)?;
            }
        }
        let last = self.foot(page, &widths)?;
        set_page(page, &self.plan.extent(), lang)?;
        page.set_print_area(0, 0, last, self.plan.places.width.saturating_sub(1))?;
        if let [block] = self.plan.places.blocks.as_slice() {
            page.set_repeat_rows(block.heads, block.first - 1)?;
            page.set_freeze_panes(block.first, self.plan.extent().labels)?;
        }
        Ok(())
    }

    fn row(&mut self, page: &mut Worksheet, block: &Block, row: u32, line: &Row) -> Result<(), XlsxError> {
        let (table, weight) = (self.plan.table, Weight::from(line.kind));
        if line.kind == RowKind::Heading {
            let text = match line.cells.first() {
                Some(Cell::Text(text)) => text.as_str(),
                _ => "",
            };
            let width = u16::try_from(table.labels + block.columns.len()).unwrap_or(1);
            return over(page, (row, 0), (1, width), text, self.styles.get(Look::Words, weight));
        }
        let at = usize::try_from(row - block.first).unwrap_or(0);
        for (place, column) in (0u16..).zip((0..table.labels).chain(block.columns.clone())) {
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
        let name = |at: At| self.plan.places.name(at);
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
                let of = |at: At| self.plan.table.cell(at).and_then(Cell::figure).and_then(number);
                let (parts, wholes) = (of(*part)?, of(*whole)?);
                if wholes == 0.0 {
                    return None;
                }
                let (part, whole) = (name(*part), name(*whole));
                (format!("IF({whole}=0,\"{NOTHING}\",{part}/{whole})"), parts / wholes)
            }
            Formula::Less(now, before) => (format!("{}-{}", name(*now), name(*before)), number(value)?),
        };
        Some(XlsxFormula::new(format!("={text}")).set_result(result.to_string()))
    }

    /// Writes notes and signature fields; returns the last row.
    fn foot(&mut self, page: &mut Worksheet, widths: &[f64]) -> Result<u32, XlsxError> {
        let (table, mut row) = (self.plan.table, self.plan.places.below);
        for note in &table.notes {
            self.note(page, row, note)?;
            row += 1;
        }
        if !table.signed.is_empty() {
            side_by_side(page, row, widths, &table.signed, self.styles)?;
            page.set_row_height(row, SIGNED_HEIGHT)?;
            row += 1;
        }
        if !table.seal.is_empty() {
            // Below the signature fields, so that the form above stays unchanged.
            self.note(page, row, &table.seal)?;
            row += 1;
        }
        Ok(row.saturating_sub(1))
    }

    fn note(&mut self, page: &mut Worksheet, row: u32, note: &str) -> Result<(), XlsxError> {
        page.set_row_height(row, self.plan.note_height(note))?;
        let format = self.styles.get(Look::Note, Weight::Plain);
        over(page, (row, 0), (1, self.plan.places.width), note, format)
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
        Value::Rate(rate) => rate.tenths().map(|tenths| tenths as f64 / 1_000.0),
        Value::Word(_) => None,
        Value::RateChange(n) | Value::Tenths(n) | Value::TenthsChange(n) => n.map(|n| n as f64 / 10.0),
        Value::Decimal(figure) => figure.and_then(|figure| figure.to_string().parse().ok()),
    }
}

fn print(value: Value) -> Print {
    match value {
        Value::Count(_) | Value::Word(_) => Print::Whole,
        Value::Money(_) => Print::TwoDecimals,
        Value::Rate(_) => Print::Percent,
        Value::Tenths(_) => Print::OneDecimal,
        Value::CountChange(_) => Print::WholeChange,
        Value::MoneyChange(_) => Print::TwoDecimalsChange,
        Value::RateChange(_) | Value::TenthsChange(_) => Print::OneDecimalChange,
        Value::Decimal(figure) => figure.map_or(Print::Whole, |figure| Print::Decimals(figure.places())),
    }
}
