//! Report texts on the screen: wrapped into rows, with the figures marked and one of them selected.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::open::Selected;
use super::table::{draw_check, draw_verdict};
use crate::report::{Behind, Check, Log, Piece, Shown};
use crate::store::CaseFilter;
use crate::text::{Lang, report as words, template};
use crate::tui::actions::Action;
use crate::tui::screens::filter;
use crate::tui::stack::Cx;
use crate::tui::symbols::Symbols;
use crate::tui::widgets::{area, cells, figures};

/// Cells before the text: the marker and a blank.
const MARKER: u16 = 2;
/// Rows below the text: the figure, the filter behind it, the result of the checks.
const FOOT: u16 = 3;

/// A text with its name.
pub(super) struct Told {
    /// The name of its template.
    name: String,
    heading: String,
    /// The text in the glyphs of the screen, or the error of its template.
    text: String,
    /// The text as copied and exported.
    plain: String,
    /// Its figures, each with its range in the text.
    figures: Vec<(Range<usize>, Shown)>,
    is_wrong: bool,
}

impl Told {
    pub(super) fn new(name: &str, pieces: Vec<Piece>, lang: Lang, symbols: &Symbols) -> Self {
        let (mut text, mut plain) = (String::new(), String::new());
        let mut figures = Vec::new();
        for piece in pieces {
            let from = text.len();
            text += &symbols.spelled(&piece.text);
            plain += &piece.text;
            figures.extend(piece.figure.map(|figure| (from..text.len(), figure)));
        }
        Self {
            name: name.to_owned(),
            heading: template::name(lang, name).to_owned(),
            text,
            plain,
            figures,
            is_wrong: false,
        }
    }

    /// A text whose template has that error.
    pub(super) fn wrong(name: &str, why: String) -> Self {
        Self {
            name: name.to_owned(),
            heading: name.to_owned(),
            plain: why.clone(),
            text: why,
            figures: Vec::new(),
            is_wrong: true,
        }
    }
}

/// A selectable element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// A figure, by the index of the text and of the figure in it.
    Figure(usize, usize),
    /// A text without figures, to edit its template.
    Whole(usize),
    /// A check.
    Check(usize),
}

/// A row of the screen.
enum Row {
    Heading(usize),
    /// A part of a text.
    Part(usize, Range<usize>),
    Blank,
    Checks,
    Check(usize),
    Note,
}

/// The texts of a report, the selection and the scroll position.
pub(super) struct Written {
    texts: Vec<Told>,
    checks: Vec<Check>,
    note: Option<String>,
    spots: Vec<Spot>,
    at: usize,
    top: usize,
    height: usize,
}

impl Written {
    pub(super) fn new(texts: Vec<Told>, checks: Vec<Check>, note: Option<String>) -> Self {
        let mut spots = Vec::new();
        for (n, told) in texts.iter().enumerate() {
            spots.extend((0..told.figures.len()).map(|figure| Spot::Figure(n, figure)));
            if told.figures.is_empty() {
                spots.push(Spot::Whole(n));
            }
        }
        spots.extend((0..checks.len()).map(Spot::Check));
        Self { texts, checks, note, spots, at: 0, top: 0, height: 1 }
    }

    pub(super) fn take_place_of(&mut self, before: &Self) {
        self.at = before.at.min(self.spots.len().saturating_sub(1));
        self.top = before.top;
    }

    /// The texts for copying, separated by a blank line.
    pub(super) fn plain(&self) -> String {
        let texts: Vec<&str> = self.texts.iter().map(|told| told.plain.as_str()).collect();
        texts.join("\n\n")
    }

    /// The template of the selected text.
    pub(super) fn template(&self) -> Option<&str> {
        let text = match self.spots.get(self.at) {
            Some(Spot::Figure(text, _) | Spot::Whole(text)) => *text,
            _ => 0,
        };
        self.texts.get(text).map(|told| told.name.as_str())
    }

    pub(super) fn move_on(&mut self, action: Action) {
        let last = self.spots.len().saturating_sub(1);
        let page = 8;
        self.at = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at + 1,
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => self.at + page,
            Action::First => 0,
            _ => last,
        }
        .min(last);
    }

    fn figure(&self) -> Option<(&Told, &(Range<usize>, Shown))> {
        let Some(Spot::Figure(text, figure)) = self.spots.get(self.at) else { return None };
        let told = self.texts.get(*text)?;
        Some((told, told.figures.get(*figure)?))
    }

    pub(super) fn selected(&self, _cx: &Cx) -> Selected {
        match self.spots.get(self.at) {
            Some(Spot::Figure(..)) => match self.figure() {
                Some((_, (_, shown))) => {
                    Selected::Figure { title: shown.source.clone(), behind: shown.behind.clone() }
                }
                None => Selected::Nothing,
            },
            Some(Spot::Whole(text)) if self.texts.get(*text).is_some_and(|told| told.is_wrong) => {
                Selected::WrongTemplate
            }
            Some(Spot::Check(check)) => match self.checks.get(*check) {
                Some(check) => Selected::Check {
                    title: check.name.clone(),
                    passed: check.passed,
                    behind: check.breaking.clone().map(Behind::cases).unwrap_or_default(),
                },
                None => Selected::Nothing,
            },
            Some(Spot::Whole(_)) | None => Selected::Nothing,
        }
    }

    fn rows(&self, width: u16) -> Vec<Row> {
        let mut rows = Vec::new();
        for (n, told) in self.texts.iter().enumerate() {
            if n > 0 {
                rows.push(Row::Blank);
            }
            rows.push(Row::Heading(n));
            let shown = |range: Range<usize>| {
                // The space at a line break is not shown.
                let broken = range.start > 0 && !told.text[..range.start].ends_with('\n');
                let space = broken && told.text[range.clone()].starts_with(' ');
                Row::Part(n, range.start + usize::from(space)..range.end)
            };
            rows.extend(area::wrap(&told.text, width).into_iter().map(shown));
        }
        if self.note.is_some() {
            rows.extend([Row::Blank, Row::Note]);
        }
        if !self.checks.is_empty() {
            rows.extend([Row::Blank, Row::Checks]);
            rows.extend((0..self.checks.len()).map(Row::Check));
        }
        rows
    }

    /// The row in which the selected spot begins.
    fn row_of_spot(&self, rows: &[Row]) -> usize {
        let found = match self.spots.get(self.at) {
            Some(Spot::Figure(text, figure)) => {
                let from = self.texts[*text].figures[*figure].0.start;
                rows.iter()
                    .rposition(|row| matches!(row, Row::Part(n, range) if n == text && range.start <= from))
            }
            Some(Spot::Whole(text)) => {
                rows.iter().position(|row| matches!(row, Row::Heading(n) if n == text))
            }
            Some(Spot::Check(check)) => {
                rows.iter().position(|row| matches!(row, Row::Check(n) if n == check))
            }
            None => None,
        };
        found.unwrap_or(0)
    }

    /// Draws the texts; returns the cursor position.
    pub(super) fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        if area.height < FOOT + 2 {
            return None;
        }
        let body = Rect { height: area.height - FOOT - 1, ..area };
        // One column is reserved for scroll marks.
        let width = area.width.saturating_sub(MARKER + 2);
        let rows = self.rows(width);
        self.height = usize::from(body.height);
        let wanted = self.row_of_spot(&rows);
        let heading = usize::from(wanted > 0 && matches!(rows[wanted - 1], Row::Heading(_) | Row::Checks));
        if wanted < self.top + heading {
            self.top = (wanted - heading).saturating_sub(self.height / 2);
        }
        if wanted >= self.top + self.height {
            self.top = wanted + 1 - self.height + self.height / 2;
        }
        self.top = self.top.min(rows.len().saturating_sub(self.height));
        let mut cursor = None;
        for (y, row) in (body.top()..body.bottom()).zip(rows.iter().skip(self.top)) {
            let line = Rect { y, height: 1, ..body };
            cursor = cursor.or(self.draw_line(row, line, buf, cx));
        }
        let shown = (self.top..self.top + self.height, rows.len());
        figures::more(buf, body.right().saturating_sub(1), body, shown, cx.theme.hint_key, cx);
        self.draw_foot(Rect { y: body.bottom() + 1, height: FOOT, ..area }, buf, cx);
        cursor
    }

    /// Draws a row; returns where the selected spot begins if it is in it.
    fn draw_line(&self, row: &Row, line: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let x = line.x + MARKER;
        let room = line.width.saturating_sub(MARKER + 1);
        match row {
            Row::Blank => None,
            Row::Note => {
                let note = self.note.as_deref().unwrap_or_default();
                cells::write(buf, (x, line.y), note, room, cx.theme.warning, cx.symbols);
                None
            }
            Row::Checks => {
                let text = words::CHECKS.text(cx.lang);
                cells::write(buf, (x, line.y), text, room, cx.theme.label, cx.symbols);
                None
            }
            Row::Check(n) => {
                let selected = self.spots.get(self.at) == Some(&Spot::Check(*n));
                draw_check(self.checks.get(*n)?, selected, line, buf, cx)
            }
            Row::Heading(n) => {
                let selected = self.spots.get(self.at) == Some(&Spot::Whole(*n));
                if selected {
                    cells::write(buf, (line.x, line.y), cx.symbols.marker, 1, cx.theme.heading, cx.symbols);
                }
                let heading = &self.texts.get(*n)?.heading;
                cells::write(buf, (x, line.y), heading, room, cx.theme.label, cx.symbols);
                selected.then(|| Position::new(x, line.y))
            }
            Row::Part(n, range) => self.draw_part(*n, range, line, buf, cx),
        }
    }

    fn draw_part(
        &self,
        n: usize,
        range: &Range<usize>,
        line: Rect,
        buf: &mut Buffer,
        cx: &Cx,
    ) -> Option<Position> {
        let told = self.texts.get(n)?;
        let x = line.x + MARKER;
        let shown = told.text.get(range.clone()).unwrap_or_default();
        let room = line.right().saturating_sub(x);
        if told.is_wrong {
            cells::write(buf, (x, line.y), shown, room, cx.theme.error, cx.symbols);
            return None;
        }
        cells::put(buf, (x, line.y), shown, room, ratatui::style::Style::new());
        let mut cursor = None;
        for (number, (place, _)) in told.figures.iter().enumerate() {
            let (from, to) = (place.start.max(range.start), place.end.min(range.end));
            if from >= to {
                continue;
            }
            let before = cells::width(told.text.get(range.start..from).unwrap_or_default());
            let text = told.text.get(from..to).unwrap_or_default();
            let at = (x + before, line.y);
            let selected = self.spots.get(self.at) == Some(&Spot::Figure(n, number));
            // The mark of a figure would be hard to read under the colour of the selection.
            let ink = if selected { ratatui::style::Style::new() } else { cx.theme.hit };
            cells::put(buf, at, text, room.saturating_sub(before), ink);
            if selected {
                let rect = Rect { x: at.0, y: at.1, width: cells::width(text), height: 1 };
                cells::shade(buf, rect, cx.theme.selected);
                cells::write(buf, (line.x, line.y), cx.symbols.marker, 1, cx.theme.heading, cx.symbols);
                cursor = cursor.or((place.start >= range.start).then(|| Position::new(at.0, at.1)));
            }
        }
        cursor
    }

    /// The exact value of the selected figure, and the filter behind it; the result of the checks.
    fn draw_foot(&self, foot: Rect, buf: &mut Buffer, cx: &Cx) {
        let room = foot.width.saturating_sub(1);
        if let Some((_, (_, shown))) = self.figure() {
            let text = format!(
                "{{{}}} = {}{}{}",
                shown.source,
                figures::text_of(shown.value, cx.symbols),
                cx.symbols.between,
                opens(&shown.behind, cx.lang)
            );
            cells::write(buf, (foot.x + 1, foot.y), &text, room, cx.theme.heading, cx.symbols);
            if let Some(filter) = &shown.behind.cases {
                let row = Rect { x: foot.x + 1, y: foot.y + 1, width: room, height: 1 };
                filter::draw_set(filter, row, buf, cx);
            }
        }
        draw_verdict(&self.checks, Rect { y: foot.bottom() - 1, height: 1, ..foot }, buf, cx);
    }
}

/// What Enter opens, as text.
fn opens(behind: &Behind, lang: Lang) -> &'static str {
    let cases: Option<&CaseFilter> = behind.cases.as_ref();
    match (cases, behind.log.map(|logged| logged.log)) {
        (Some(_), None) => words::OPENS_CASES,
        (Some(_), Some(_)) => words::OPENS_CASES_AND_LOG,
        (None, Some(Log::Services)) => words::OPENS_SERVICES,
        (None, Some(Log::Indicators)) => words::OPENS_INDICATORS,
        (None, Some(Log::Screenings)) => words::OPENS_SCREENINGS,
        (None, Some(Log::Preventions)) => words::OPENS_PREVENTIONS,
        (None, Some(Log::Locks)) => words::OPENS_LOCKS,
        (None, None) => words::NOTHING,
    }
    .text(lang)
}
