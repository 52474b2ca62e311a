//! A sheet: its kind, header rows, year and township, and the meaning of each column.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::foot;
use super::overview::{mark, more};
use super::review::{Asked, Review};
use super::work::{BookSheet, Taken};
use crate::ledger::{MappedColumn, Mapping, Recognised};
use crate::text::import_screen as words;
use crate::text::{ledger as ledger_words, mapping as mapping_words};
use crate::tui::stack::{Cx, Flow};
use crate::tui::widgets::area as text_area;
use crate::tui::widgets::cells::{self, Styles};
use crate::tui::widgets::table::{Align, Column, Columns};

/// The width of the marker before each row.
const MARKER: u16 = 2;
/// Rows before the columns: kind, header, year, township.
pub(super) const BEFORE: usize = 4;
/// The columns of the page: letter, heading, samples, meaning, how it was detected.
const MEANING: usize = 3;

impl Review {
    pub(super) fn sheet_len(&self, sheet: usize) -> usize {
        match self.book.sheets.get(sheet).and_then(|here| here.mapping.as_ref()) {
            Some(mapping) => BEFORE + mapping.columns().len(),
            // The kind can still be set.
            None => 1,
        }
    }

    /// Enter: asks for the value of the selected row.
    pub(super) fn ask(&mut self, sheet: usize, cx: &mut Cx) -> Flow {
        let at = self.columns.selected();
        self.asked = match at.checked_sub(BEFORE) {
            Some(column) => Asked::Column(sheet, column),
            None if at == 1 => Asked::Header(sheet),
            None if at == 2 => Asked::Year(sheet),
            None if at == 3 => Asked::Office(sheet),
            None => Asked::Kind(sheet),
        };
        self.question(cx)
    }

    pub(super) fn draw_sheet(&mut self, sheet: usize, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let inside = Rect { x: area.x + MARKER, width: area.width.saturating_sub(MARKER + 1), ..area };
        let said = self.said_of_sheet(sheet, inside.width, cx);
        let foot = foot::height(self, area.width, cx);
        let above = u16::try_from(said.len()).unwrap_or(0);
        let height = area.height.saturating_sub(foot + above);
        let table = Rect { height, ..inside };
        for (y, line) in (table.bottom()..).zip(&said) {
            cells::write(buf, (inside.x, y), line, inside.width, cx.theme.error, cx.symbols);
        }
        foot::draw(self, Rect { y: table.bottom() + above, height: foot, ..inside }, buf, cx);
        self.draw_columns(sheet, table, buf, cx)
    }

    fn draw_columns(&mut self, sheet: usize, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let column = |heading, (min, want), drop| Column { heading, min, want, drop, align: Align::Left };
        let asked = [
            column(words::LETTER.text(cx.lang), (3, 4), 0),
            column(words::HEADER.text(cx.lang), (14, 20), 0),
            column(words::SAMPLES.text(cx.lang), (16, 44), 1),
            column(words::MEANING.text(cx.lang), (18, 24), 0),
            column(words::FOUND_BY.text(cx.lang), (14, 27), 0),
        ];
        let (columns, body) = Columns::head(&asked, area, buf, cx);
        self.columns.set_height(body.height);
        let Some(here) = self.book.sheets.get(sheet) else { return Position::new(area.x, area.y) };
        let window = &self.columns;
        columns.draw_rows(window, body, buf, cx.symbols.cut, &Styles::default(), |at, column, text| {
            sheet_cell(here, at, column, text, cx)
        });
        more(window, body, buf, cx);
        let y = window.spot(body).y;
        mark(area.x, y, columns.spans().first().map_or(0, |span| span.width), buf, cx)
    }

    /// Why the rows of the sheet cannot be read.
    fn said_of_sheet(&self, sheet: usize, width: u16, cx: &Cx) -> Vec<String> {
        let Some(here) = self.book.sheets.get(sheet) else { return Vec::new() };
        let said = match &here.mapping {
            None => words::say_what_it_is(cx.lang).to_owned(),
            Some(mapping) => mapping
                .lacks()
                .into_iter()
                .map(|lack| words::lacks(cx.lang, mapping_words::lack(cx.lang, lack)))
                .collect::<Vec<_>>()
                .join("\n"),
        };
        if said.is_empty() { Vec::new() } else { text_area::lines(&said, width) }
    }
}

/// The text of the first non-empty row.
pub(super) fn first_row(sheet: &BookSheet) -> String {
    let row = sheet.sheet.rows_from(0).find(|row| !row.is_blank());
    let cells = row.into_iter().flat_map(|row| row.cells());
    cells.map(str::trim).filter(|cell| !cell.is_empty()).take(6).collect::<Vec<_>>().join(" ")
}

fn sheet_cell(here: &BookSheet, at: usize, column: usize, text: &mut String, cx: &Cx) -> Style {
    let Some(mapping) = &here.mapping else {
        match column {
            1 => text.push_str(words::SHEET_IS.text(cx.lang)),
            2 => text.push_str(&first_row(here)),
            MEANING => text.push_str(words::no_ledger(cx.lang)),
            _ => {}
        }
        return Style::new();
    };
    match at.checked_sub(BEFORE).and_then(|at| mapping.columns().get(at)) {
        Some(mapped) => column_cell(mapped, column, text, cx),
        None => general_cell(here, mapping, at, column, text, cx),
    }
}

/// The cells of the rows on the whole sheet.
fn general_cell(
    here: &BookSheet,
    mapping: &Mapping,
    at: usize,
    column: usize,
    text: &mut String,
    cx: &Cx,
) -> Style {
    let label = [words::SHEET_IS, words::HEADER_AT, words::YEAR_IF_NONE, words::TOWNSHIP_IF_NONE];
    match (column, at) {
        (1, _) => {
            text.extend(label.get(at).map(|label| label.text(cx.lang)));
            return cx.theme.label;
        }
        (MEANING, 0) if here.taken == Taken::Out => text.push_str(words::left_out(cx.lang)),
        (MEANING, 0) => text.push_str(ledger_words::kind(cx.lang, mapping.kind())),
        (MEANING, 1) => text.push_str(&words::header_rows(cx.lang, mapping.header_lines())),
        (MEANING, 2) => match mapping.year() {
            Some(year) => text.push_str(&year.value.to_string()),
            None => text.push_str(words::not_said(cx.lang)),
        },
        (MEANING, 3) => match mapping.office() {
            Some(office) => text.push_str(&office.value),
            None => text.push_str(words::this_office(cx.lang)),
        },
        (4, 2) => text.extend(mapping.year().map(|year| mapping_words::origin(cx.lang, year.from))),
        (4, 3) => text.extend(mapping.office().map(|office| mapping_words::origin(cx.lang, office.from))),
        _ => {}
    }
    Style::new()
}

fn column_cell(mapped: &MappedColumn, column: usize, text: &mut String, cx: &Cx) -> Style {
    match column {
        0 => text.push_str(&mapped.letter),
        1 => text.push_str(&mapped.words),
        2 => {
            text.push_str(&mapped.samples.join("  "));
            return cx.theme.muted;
        }
        MEANING => text.push_str(&meaning(mapped, cx)),
        _ => {
            text.push_str(mapping_words::recognised(cx.lang, mapped.by));
            return match mapped.by {
                Recognised::Cells => cx.theme.warning,
                Recognised::Not | Recognised::Words => cx.theme.muted,
                Recognised::ByHand | Recognised::Remembered => Style::new(),
            };
        }
    }
    if mapped.column.is_none() { cx.theme.muted } else { Style::new() }
}

/// The meaning of a column, with its unit.
pub(super) fn meaning(mapped: &MappedColumn, cx: &Cx) -> String {
    match mapped.column {
        Some(column) => words::meaning(cx.lang, column, mapped.unit),
        None => mapping_words::kept(cx.lang).to_owned(),
    }
}
