//! The rows behind a number: place, content and remarks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::foot;
use super::overview::{mark, more};
use super::review::{Page, Review, Scope};
use super::sheet::BEFORE;
use crate::ledger::{Differing, Remark};
use crate::text::import_screen::{self as words, Fate};
use crate::text::ledger as ledger_words;
use crate::text::register::short_number;
use crate::tui::stack::Cx;
use crate::tui::widgets::area as text_area;
use crate::tui::widgets::cells::{self, Styles};
use crate::tui::widgets::table::{Align, Column, Columns, Window};

/// The width of the marker before each row.
const MARKER: u16 = 2;
/// The details of the selected row take this fraction of the screen.
const DETAIL_SHARE: u16 = 3;
/// From this width on, no column is short.
const WIDE: u16 = 100;

/// A list of rows.
pub(super) struct RowList {
    pub scope: Scope,
    pub fate: Fate,
    pub window: Window,
    /// The sheets in it, each with its number of rows.
    parts: Vec<(usize, usize)>,
}

impl Default for RowList {
    fn default() -> Self {
        Self { scope: Scope::All, fate: Fate::New, window: Window::new(0), parts: Vec::new() }
    }
}

/// One row of the list.
enum Entry<'a> {
    Remark(&'a Remark),
    Differing(&'a Differing),
    /// A line of the file.
    Line(u64),
}

impl RowList {
    pub(super) fn of(review: &Review, scope: Scope, fate: Fate) -> Self {
        let sheets = match scope {
            Scope::All => 0..review.book.sheets.len(),
            Scope::Sheet(sheet) => sheet..sheet + 1,
        };
        let parts: Vec<(usize, usize)> = sheets.map(|sheet| (sheet, review.length(sheet, fate))).collect();
        let len = parts.iter().map(|(_, len)| len).sum();
        Self { scope, fate, window: Window::new(len), parts }
    }

    /// The sheet of a row, and its index in the sheet.
    fn place(&self, at: usize) -> Option<(usize, usize)> {
        let mut rest = at;
        for (sheet, len) in &self.parts {
            match rest.checked_sub(*len) {
                Some(less) => rest = less,
                None => return Some((*sheet, rest)),
            }
        }
        None
    }
}

impl Review {
    /// The lines of a sheet that are written, and those already in the file.
    fn lines(&self, sheet: usize) -> [&[u64]; 2] {
        match self.known.as_ref().and_then(|known| known.lines(sheet)) {
            Some([new, same]) => [new, same],
            None => [&[], &[]],
        }
    }

    fn length(&self, sheet: usize, fate: Fate) -> usize {
        let Some(report) = self.report(sheet) else { return 0 };
        let [new, same] = self.lines(sheet);
        match fate {
            Fate::Changed => report.changed.len(),
            Fate::Refused => report.refused.len(),
            Fate::Skipped => report.skipped.len(),
            Fate::Warned => report.warnings.len(),
            Fate::New => new.len(),
            Fate::Same => same.len(),
        }
    }

    fn entry(&self, at: usize) -> Option<(usize, Entry<'_>)> {
        let (sheet, at) = self.rows.place(at)?;
        let report = self.report(sheet)?;
        let [new, same] = self.lines(sheet);
        let entry = match self.rows.fate {
            Fate::Changed => Entry::Differing(report.changed.get(at)?),
            Fate::Refused => Entry::Remark(report.refused.get(at)?),
            Fate::Skipped => Entry::Remark(report.skipped.get(at)?),
            Fate::Warned => Entry::Remark(report.warnings.get(at)?),
            Fate::New => Entry::Line(*new.get(at)?),
            Fate::Same => Entry::Line(*same.get(at)?),
        };
        Some((sheet, entry))
    }

    /// Enter: opens the column that the remark concerns.
    pub(super) fn open_row(&mut self, cx: &mut Cx) {
        let Some((sheet, entry)) = self.entry(self.rows.window.selected()) else {
            cx.warn(words::no_rows(cx.lang));
            return;
        };
        let letter = match entry {
            Entry::Remark(remark) => remark.letter.clone(),
            Entry::Differing(_) | Entry::Line(_) => String::new(),
        };
        let columns = self.book.sheets.get(sheet).and_then(|here| here.mapping.as_ref());
        let at =
            columns.and_then(|mapping| mapping.columns().iter().position(|column| column.letter == letter));
        self.go(Page::Sheet(sheet));
        self.columns.select(at.map_or(0, |at| at + BEFORE));
    }

    pub(super) fn draw_rows(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let inside = Rect { x: area.x + MARKER, width: area.width.saturating_sub(MARKER + 1), ..area };
        let heading = words::rows_heading(cx.lang, self.rows.fate, self.rows.window.len());
        cells::write(buf, (inside.x, inside.y), &heading, inside.width, cx.theme.heading, cx.symbols);
        let foot = foot::height(self, area.width, cx);
        let room = area.height.saturating_sub(1 + foot);
        let detail = room / DETAIL_SHARE;
        let list = Rect { y: area.y + 1, height: room - detail, ..inside };
        foot::draw(self, Rect { y: area.bottom().saturating_sub(foot), height: foot, ..inside }, buf, cx);
        self.draw_detail(Rect { y: list.bottom(), height: detail, ..inside }, buf, cx);
        self.draw_list(list, buf, cx)
    }

    fn draw_list(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let column = |heading, (min, want), drop, align| Column { heading, min, want, drop, align };
        let sheet = if self.rows.scope == Scope::All { (10, 16) } else { (0, 0) };
        // The remark needs the space; a wide screen has enough for all.
        let (third_wants, fourth_wants) = if area.width >= WIDE { (18, 24) } else { (12, 15) };
        let [third, fourth, fifth] = words::row_headings(cx.lang, self.rows.fate);
        let asked = [
            column(words::LINE.text(cx.lang), (6, 7), 0, Align::Right),
            column(if sheet.0 > 0 { words::SHEET.text(cx.lang) } else { "" }, sheet, 1, Align::Left),
            column(third, (11, third_wants), 0, Align::Left),
            column(fourth, (12, fourth_wants), 0, Align::Left),
            column(fifth, (20, 90), 0, Align::Left),
        ];
        let (columns, body) = Columns::head(&asked, area, buf, cx);
        self.rows.window.set_height(body.height);
        let window = &self.rows.window;
        columns.draw_rows(window, body, buf, cx.symbols.cut, &Styles::default(), |at, column, text| {
            if let Some((sheet, entry)) = self.entry(at) {
                self.row_cell(sheet, &entry, column, text, cx);
            }
            Style::new()
        });
        if window.is_empty() {
            cells::write(
                buf,
                (body.x, body.y),
                words::no_rows(cx.lang),
                body.width,
                Style::new(),
                cx.symbols,
            );
            return Position::new(area.x.saturating_sub(MARKER), body.y);
        }
        more(window, body, buf, cx);
        let y = window.spot(body).y;
        mark(area.x, y, columns.spans().first().map_or(0, |span| span.width), buf, cx)
    }

    fn row_cell(&self, sheet: usize, entry: &Entry<'_>, column: usize, text: &mut String, cx: &Cx) {
        let line = match entry {
            Entry::Remark(remark) => remark.line,
            Entry::Differing(case) => case.line,
            Entry::Line(line) => *line,
        };
        match (column, entry) {
            (0, _) => text.push_str(&line.to_string()),
            (1, _) => text.extend(self.book.sheets.get(sheet).map(|here| here.sheet.name.as_str())),
            (2, Entry::Remark(remark)) => text.push_str(&words::place(&remark.letter, &remark.column)),
            (3, Entry::Remark(remark)) => text.push_str(&remark.words),
            (_, Entry::Remark(remark)) => text.push_str(&ledger_words::why(cx.lang, &remark.why)),
            (2, Entry::Differing(case)) => text.push_str(&short_number(&case.number)),
            (3, Entry::Differing(case)) => {
                text.extend(case.fields.first().map(|field| field.field.as_str()));
            }
            (_, Entry::Differing(case)) => text.push_str(&words::differing(cx.lang, case)),
            (_, Entry::Line(_)) => text.push_str(&self.cell_of_line(sheet, line, column - 2)),
        }
    }

    /// The content of a row without remarks: its date, people and subject, as far as they fit.
    fn cell_of_line(&self, sheet: usize, line: u64, part: usize) -> String {
        let Some((here, row)) = self.row_at(sheet, line) else { return String::new() };
        let Some(mapping) = &here.mapping else { return String::new() };
        let columns = words::shown_columns(mapping.kind(), part);
        let cells =
            columns.iter().filter_map(|column| mapping.position(*column)).map(|at| row.cell(at).trim());
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("  ")
    }

    fn row_at(&self, sheet: usize, line: u64) -> Option<(&super::work::BookSheet, crate::ledger::Row<'_>)> {
        let here = self.book.sheets.get(sheet)?;
        let row = here.sheet.row(here.sheet.at_line(line)?)?;
        Some((here, row))
    }

    /// Draws the remark on the selected row in full, field by field, then the content of the row.
    fn draw_detail(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        if area.height == 0 {
            return;
        }
        let rule = cx.symbols.rule.repeat(usize::from(area.width));
        cells::write(buf, (area.x, area.y), &rule, area.width, cx.theme.muted, cx.symbols);
        let Some((sheet, entry)) = self.entry(self.rows.window.selected()) else { return };
        let mut said: Vec<(String, Style)> = Vec::new();
        let line = match entry {
            Entry::Remark(remark) => {
                said.push((ledger_words::remark(cx.lang, remark), cx.theme.heading));
                remark.line
            }
            Entry::Differing(case) => {
                for field in &case.fields {
                    said.push((words::field(cx.lang, field), Style::new()));
                }
                case.line
            }
            Entry::Line(line) => line,
        };
        said.push((self.whole_row(sheet, line, cx), cx.theme.muted));
        let mut y = area.y + 1;
        for (text, style) in said {
            for part in text_area::lines(&text, area.width) {
                if y >= area.bottom() {
                    return;
                }
                cells::write(buf, (area.x, y), &part, area.width, style, cx.symbols);
                y += 1;
            }
        }
    }

    /// The row as in the file, each cell with its heading.
    fn whole_row(&self, sheet: usize, line: u64, cx: &Cx) -> String {
        let Some((here, row)) = self.row_at(sheet, line) else { return String::new() };
        let columns = here.mapping.as_ref().map(|mapping| mapping.columns()).unwrap_or_default();
        let cell = |at: usize| {
            let words = columns.get(at).map(|column| words::place("", &column.words)).unwrap_or_default();
            let says = row.own(at).split_whitespace().collect::<Vec<_>>().join(" ");
            (!says.is_empty()).then(|| words::cell(cx.lang, &words, &says))
        };
        (0..row.len()).filter_map(cell).collect::<Vec<_>>().join("  ")
    }
}
