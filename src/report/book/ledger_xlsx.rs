//! The ledger as a workbook. Rows are streamed, so that a million cases need no more memory than a hundred; a
//! full sheet is followed by another.

use std::io::Write;

use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};

use super::head::heads;
use super::ledger::{LedgerColumn, PRINTED, columns, row};
use super::out::{Cases, ExportError};
use super::paper::{Extent, lines, set_page, width_of_words};
use super::style::{Look, Print, Styles, Weight};
use super::xlsx::{head_heights, new_workbook, put, row_height, side_by_side, title, write_heads, yuan};
use super::{Cell, Column, Paper};
use crate::domain::Fen;
use crate::store::Watch;
use crate::text::{Lang, export as words};

/// The most cases on one sheet, whose limit is 1,048,576 rows.
const CASES_OF_A_SHEET: i64 = 1_000_000;
/// Long text wraps up to this many cases; beyond it, programs take minutes for the layout.
const WRAPPED: usize = 5_000;
/// How much wider the columns are where text does not wrap.
const UNWRAPPED: f64 = 1.4;
/// The most lines of a row.
const LINES: u32 = 12;
/// Rows of the sheet: the title, the line below it, the heads, and the first case.
const HEADS: u32 = 2;
const FIRST: u32 = 3;

/// The lines above the heads.
pub(super) struct Above {
    pub title: String,
    pub about: Vec<String>,
}

/// A sheet while it is written.
struct Page {
    sheet: Worksheet,
    /// The row of the next case.
    next: u32,
    amount: Fen,
    people: i64,
}

/// Writes the cases as a workbook.
pub(super) fn write(
    cases: &Cases<'_>,
    above: &Above,
    lang: Lang,
    out: &mut (impl Write + Send),
    watch: &mut Watch<'_>,
) -> Result<u64, ExportError> {
    let mut book = new_workbook(cases.store.today())?;
    // Temporary files hold personal data: they belong beside the data file, not in a shared folder.
    if let Some(folder) = cases.store.path().parent().filter(|folder| folder.is_dir()) {
        book.set_tempdir(folder)?;
    }
    let mut styles = Styles::default();
    let wraps = cases.len() <= WRAPPED;
    let mut columns = columns(cases.store)?;
    for column in &mut columns {
        let stretched = if wraps { column.width } else { column.width * UNWRAPPED };
        column.width = stretched.max(width_of_words(column.head.text(lang)));
    }
    let mut pages = vec![Page::new(&mut book, &columns, 1, above, &mut styles, lang)?];
    let done = cases.each(watch, |place, dispute| {
        if place > 1 && (place - 1) % CASES_OF_A_SHEET == 0 {
            let number = pages.len() + 1;
            pages.push(Page::new(&mut book, &columns, number, above, &mut styles, lang)?);
        }
        let cells = row(&columns, dispute, place, cases.wording(lang));
        if let Some(page) = pages.last_mut() {
            page.amount = page.amount + dispute.agreement.amount.unwrap_or_default();
            page.people += i64::from(dispute.people.unwrap_or(0));
            page.case(&columns, &cells, wraps, &mut styles)?;
        }
        Ok(())
    })?;
    for page in pages {
        book.push_worksheet(page.finished(&columns, &mut styles, lang)?);
    }
    book.save_to_writer(out)?;
    Ok(done)
}

/// The columns with their index in the sheet.
fn placed(columns: &[LedgerColumn]) -> impl Iterator<Item = (u16, &LedgerColumn)> {
    (0u16..).zip(columns)
}

fn widths(columns: &[LedgerColumn]) -> Vec<f64> {
    columns.iter().map(|column| column.width).collect()
}

impl Page {
    fn new(
        book: &mut Workbook,
        columns: &[LedgerColumn],
        number: usize,
        above: &Above,
        styles: &mut Styles,
        lang: Lang,
    ) -> Result<Self, XlsxError> {
        let mut sheet = book.new_worksheet_with_constant_memory()?;
        let name = words::LEDGER.text(lang);
        sheet.set_name(if number == 1 { name.to_owned() } else { words::part_of(lang, name, number) })?;
        for (at, column) in placed(columns) {
            sheet.set_column_width(at, column.width)?;
        }
        let widths = widths(columns);
        let printed = widths.get(..PRINTED).unwrap_or(&widths);
        title(&mut sheet, printed, &above.title, styles)?;
        side_by_side(&mut sheet, 1, printed, &above.about, styles)?;
        let named: Vec<Column> =
            columns.iter().map(|column| Column::new(column.head.text(lang), column.width)).collect();
        let heads = heads(&named.iter().collect::<Vec<_>>(), 1);
        let heights = head_heights(&heads, 1, &widths);
        write_heads(&mut sheet, HEADS, (&heads, &heights), styles.get(Look::Head, Weight::Bold))?;
        Ok(Self { sheet, next: FIRST, amount: Fen::ZERO, people: 0 })
    }

    fn case(
        &mut self,
        columns: &[LedgerColumn],
        cells: &[Cell],
        wraps: bool,
        styles: &mut Styles,
    ) -> Result<(), XlsxError> {
        if wraps {
            let needed = columns.iter().zip(cells).map(|(column, cell)| match cell {
                Cell::Text(text) => lines(text, column.width),
                _ => 1,
            });
            self.sheet.set_row_height(self.next, row_height(needed.max().unwrap_or(1).min(LINES)))?;
        }
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Text(text) if !wraps => {
                    let format = styles.get(Look::Label, Weight::Plain);
                    self.sheet.write_string_with_format(self.next, column, text, format)?;
                }
                cell => put(&mut self.sheet, (self.next, column), cell, None, (styles, Weight::Plain))?,
            }
        }
        self.next += 1;
        Ok(())
    }

    /// Adds the sums below the cases, the filter in the heads, and the page setup.
    fn finished(
        mut self,
        columns: &[LedgerColumn],
        styles: &mut Styles,
        lang: Lang,
    ) -> Result<Worksheet, XlsxError> {
        let (sum, last) = (self.next, self.next - 1);
        let sheet = &mut self.sheet;
        let cases = self.next - FIRST;
        sheet.set_row_height(sum, 20.0)?;
        for (at, column) in placed(columns) {
            match column.code {
                "row" => {
                    let format = styles.get(Look::Short, Weight::Bold);
                    sheet.write_string_with_format(sum, at, words::TOTAL.text(lang), format)?;
                }
                "number" => {
                    let format = styles.get(Look::Label, Weight::Bold);
                    sheet.write_string_with_format(sum, at, words::cases(lang, cases.into()), format)?;
                }
                "people" | "amount_fen" if cases > 0 => {
                    let (print, result) = match column.code {
                        "amount_fen" => (Print::TwoDecimals, yuan(self.amount)),
                        _ => (Print::Whole, self.people as f64),
                    };
                    let letter = super::place::letters(at);
                    let formula = Formula::new(format!("=SUM({letter}{}:{letter}{})", FIRST + 1, last + 1))
                        .set_result(result.to_string());
                    let format = styles.get(Look::Figure(print), Weight::Bold);
                    sheet.write_formula_with_format(sum, at, formula, format)?;
                }
                _ => {
                    sheet.write_blank(sum, at, styles.get(Look::Label, Weight::Bold))?;
                }
            }
        }
        let widest = u16::try_from(columns.len() - 1).unwrap_or(0);
        sheet.autofilter(HEADS, 0, last.max(HEADS), widest)?;
        sheet.set_freeze_panes(FIRST, 2)?;
        let widths = widths(columns);
        let widths = widths.get(..PRINTED).unwrap_or(&widths);
        set_page(sheet, &Extent { paper: Paper::Landscape, widths, labels: 2, height: None }, lang)?;
        sheet.set_repeat_rows(HEADS, HEADS)?;
        sheet.set_print_area(0, 0, sum, u16::try_from(PRINTED - 1).unwrap_or(0))?;
        Ok(self.sheet)
    }
}
