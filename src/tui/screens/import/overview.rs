//! All sheets of the file: the detected kind of each, and what would become of its rows.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::counts::Counts;
use super::foot;
use super::review::{Page, Review, Scope};
use super::work::Taken;
use crate::ledger::{Differences, Passed, Visibility, Why};
use crate::text::import_screen::{self as words, Fate};
use crate::text::{Lang, ledger as ledger_words, mapping as mapping_words};
use crate::tui::stack::{Cx, Flow};
use crate::tui::widgets::area as text_area;
use crate::tui::widgets::cells::{self, Styles};
use crate::tui::widgets::figures;
use crate::tui::widgets::table::{Align, Column, Columns, Window};

/// The width of the marker before each row.
const MARKER: u16 = 2;
/// The first column of numbers.
const NUMBERS: usize = 4;

/// A row of the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// A sheet of the book.
    Sheet(usize),
    /// A sheet without content to import.
    Passed(usize),
    /// What to do with cases that differ.
    Differences,
}

impl Review {
    /// The number of rows; the option for differing cases is shown only if there are any.
    pub(super) fn overview_len(&self) -> usize {
        let option = usize::from(self.counts(Scope::All).changed > 0);
        self.book.sheets.len() + self.book.passed.len() + option
    }

    fn line(&self, at: usize) -> Line {
        let sheets = self.book.sheets.len();
        match at.checked_sub(sheets) {
            None => Line::Sheet(at),
            Some(passed) if passed < self.book.passed.len() => Line::Passed(passed),
            Some(_) => Line::Differences,
        }
    }

    pub(super) fn selected_sheet(&self) -> Option<usize> {
        match self.line(self.overview.selected()) {
            Line::Sheet(sheet) => Some(sheet),
            Line::Passed(_) | Line::Differences => None,
        }
    }

    pub(super) fn open_in_overview(&mut self, cx: &mut Cx) -> Flow {
        match self.line(self.overview.selected()) {
            Line::Sheet(sheet) => self.go(Page::Sheet(sheet)),
            Line::Passed(_) => cx.warn(words::nothing_to_look_at(cx.lang)),
            Line::Differences => {
                self.differences = match self.differences {
                    Differences::Keep => Differences::Update,
                    Differences::Update => Differences::Keep,
                };
            }
        }
        Flow::Stay
    }

    pub(super) fn draw_overview(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let inside = Rect { x: area.x + MARKER, width: area.width.saturating_sub(MARKER + 1), ..area };
        let heading = words::file_heading(cx.lang, &self.book.name, self.book.sheets.len());
        cells::write(buf, (inside.x, inside.y), &heading, inside.width, cx.theme.heading, cx.symbols);
        let foot = foot::height(self, area.width, cx);
        let table = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + foot), ..inside };
        foot::draw(self, Rect { y: table.bottom(), height: foot, ..inside }, buf, cx);
        self.draw_sheets(table, buf, cx)
    }

    fn draw_sheets(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let number = |heading| Column { heading, min: 6, want: 7, drop: 0, align: Align::Right };
        let column = |heading, (min, want), drop| Column { heading, min, want, drop, align: Align::Left };
        let mut asked = vec![
            column(words::SHEET.text(cx.lang), (14, 26), 0),
            column(words::CONTENT.text(cx.lang), (10, 10), 0),
            column(words::YEAR.text(cx.lang), (4, 4), 2),
            column(words::TOWNSHIP.text(cx.lang), (6, 10), 3),
            number(words::ROWS.text(cx.lang)),
        ];
        asked.extend(Fate::ALL.map(|fate| number(fate.words().text(cx.lang))));
        let (columns, body) = Columns::head(&asked, area, buf, cx);
        self.overview.set_height(body.height);
        columns.draw_rows(
            &self.overview,
            body,
            buf,
            cx.symbols.cut,
            &Styles::default(),
            |at, column, text| self.overview_cell(at, column, text, cx),
        );
        // A remark in words uses the space of the numbers.
        let from = columns.spans().get(2).map_or(0, |span| span.x);
        for (y, at) in (body.top()..body.bottom()).zip(self.overview.rows()) {
            let (said, x) = match self.line(at) {
                Line::Differences => (words::differences(cx.lang, self.differences), 0),
                _ => (self.said_of(at, cx), from),
            };
            let room = body.width.saturating_sub(x);
            cells::write(buf, (body.x + x, y), &said, room, cx.theme.muted, cx.symbols);
        }
        self.draw_guide(body, buf, cx);
        more(&self.overview, body, buf, cx);
        let y = self.overview.spot(body).y;
        mark(area.x, y, columns.spans().first().map_or(0, |span| span.width.min(4)), buf, cx)
    }

    /// Draws what is odd and the next step below the list, if there is room.
    fn draw_guide(&self, body: Rect, buf: &mut Buffer, cx: &Cx) {
        let any = self.book.sheets.iter().any(|here| here.mapping.is_some());
        let text = if any { words::guide(cx.lang) } else { words::say_what_it_is(cx.lang) };
        let below = u16::try_from(self.overview.rows().len()).unwrap_or(u16::MAX).saturating_add(1);
        let odd = self.noticed(cx.lang);
        let odd = odd.iter().map(|line| (line.as_str(), cx.theme.warning));
        let lines = odd.chain([(text, cx.theme.muted)]).flat_map(|(text, style)| {
            text_area::lines(text, body.width).into_iter().map(move |line| (line, style))
        });
        for (y, (line, style)) in (body.y.saturating_add(below)..body.bottom()).zip(lines) {
            cells::write(buf, (body.x, y), &line, body.width, style, cx.symbols);
        }
    }

    /// What is said below the list of the sheets that are imported: why their rows cannot be read, what the spreadsheet
    /// hides of them or shows otherwise, what is odd.
    fn noticed(&self, lang: Lang) -> Vec<String> {
        let mut said = Vec::new();
        for (at, here) in self.book.sheets.iter().enumerate() {
            let Some(mapping) = here.imported_as() else { continue };
            let of_sheet = |what: &str| words::of_sheet(lang, &here.sheet.name, what);
            let lacks = mapping.lacks().into_iter();
            said.extend(lacks.map(|lack| of_sheet(&ledger_words::lacks(lang, mapping, lack))));
            let warnings = self.report(at).into_iter().flat_map(|report| &report.warnings);
            let of_cells = warnings
                .map(|remark| &remark.why)
                .filter(|why| matches!(why, Why::HiddenLines(_) | Why::HiddenColumns(_) | Why::Cells(..)));
            said.extend(of_cells.map(|why| of_sheet(&ledger_words::why(lang, why))));
        }
        said.extend(self.odd(lang));
        said
    }

    fn overview_cell(&self, at: usize, column: usize, text: &mut String, cx: &Cx) -> Style {
        let plain = Style::new();
        let sheet = match self.line(at) {
            Line::Differences => return plain,
            Line::Passed(passed) => {
                if let (0, Some(passed)) = (column, self.book.passed.get(passed)) {
                    text.push_str(&passed.name);
                }
                return cx.theme.muted;
            }
            Line::Sheet(sheet) => sheet,
        };
        let Some(here) = self.book.sheets.get(sheet) else { return plain };
        let counts = self.report(sheet).map(Counts::of);
        match (column, &here.mapping) {
            (0, _) => text.push_str(&here.sheet.name),
            (1, None) => text.push_str(words::no_ledger(cx.lang)),
            (1, Some(_)) if here.taken == Taken::Out => text.push_str(words::left_out(cx.lang)),
            (1, Some(mapping)) => text.push_str(ledger_words::kind(cx.lang, mapping.kind())),
            (_, None) => {}
            _ if here.taken == Taken::Out => {}
            (2, Some(mapping)) => text.extend(mapping.year().map(|year| year.value.to_string())),
            (3, Some(mapping)) => text.extend(mapping.office().map(|office| office.value.clone())),
            (NUMBERS, _) => text.extend(counts.map(|counts| counts.rows.to_string())),
            _ => {
                let fate = column.checked_sub(NUMBERS + 1).and_then(|at| Fate::ALL.get(at));
                if let (Some(counts), Some(fate)) = (counts, fate) {
                    let number = counts.get(*fate);
                    text.push_str(&number.to_string());
                    return match fate {
                        Fate::Refused if number > 0 => cx.theme.error,
                        Fate::Changed | Fate::Warned if number > 0 => cx.theme.warning,
                        _ if number == 0 => cx.theme.muted,
                        _ => plain,
                    };
                }
            }
        }
        if here.imported_as().is_some() { plain } else { cx.theme.muted }
    }

    /// The remark on a sheet that is not imported.
    fn said_of(&self, at: usize, cx: &Cx) -> String {
        match self.line(at) {
            Line::Sheet(sheet) => match self.book.sheets.get(sheet) {
                Some(here) if here.mapping.is_none() => {
                    words::first_row(cx.lang, &super::sheet::first_row(here))
                }
                Some(here) if here.taken == Taken::Out && here.sheet.visibility == Visibility::Hidden => {
                    mapping_words::passed(cx.lang, &Passed::Hidden)
                }
                _ => String::new(),
            },
            Line::Passed(passed) => self
                .book
                .passed
                .get(passed)
                .map(|passed| mapping_words::passed(cx.lang, &passed.why))
                .unwrap_or_default(),
            Line::Differences => String::new(),
        }
    }
}

/// Draws a mark where the list continues above or below.
pub(super) fn more(window: &Window, body: Rect, buf: &mut Buffer, cx: &Cx) {
    let x = body.x.saturating_sub(1);
    figures::more(buf, x, body, (window.rows(), window.len()), cx.theme.muted, cx);
}

/// Marks the selected row in few cells; returns the cursor position.
pub(super) fn mark(x: u16, y: u16, width: u16, buf: &mut Buffer, cx: &Cx) -> Position {
    let at = x.saturating_sub(MARKER);
    cells::put(buf, (at, y), cx.symbols.marker, 1, cx.theme.heading);
    cells::shade(buf, Rect { x, y, width, height: 1 }, cx.theme.selected);
    Position::new(at, y)
}
