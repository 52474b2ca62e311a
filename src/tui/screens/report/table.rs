//! A form on the screen: rows under headings, columns, checks and notes.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::open::Selected;
use crate::report::{Behind, FigureForm, Row, Value};
use crate::text::{Lang, report as words};
use crate::tui::actions::Action;
use crate::tui::stack::Cx;
use crate::tui::widgets::figures::{self, Placed, put_right};
use crate::tui::widgets::{area, cells};

/// Cells before the labels: the marker and a blank.
const MARKER: u16 = 2;
/// Cells between columns.
const GAP: u16 = 2;
/// The most cells of a column's heading.
const MOST_HEAD: u16 = 12;
/// The most cells of a label at 80 columns.
const MOST_LABEL: u16 = 26;
/// The indent of a part of an item, and of a row under its heading.
const INDENT: u16 = 2;

/// A scrollable line of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// The heading of the section with that index.
    Heading(usize),
    /// The row with that index among all rows.
    Row(usize),
    /// The heading of the reasons why the form would be sent back.
    Refusals,
    /// Of the reason with the first index, the wrapped row with the second.
    Refusal(usize, usize),
    /// The heading of the checks.
    Checks,
    /// The check with that index.
    Check(usize),
    /// The row of the notes with that index.
    Note(usize),
}

impl Line {
    const fn is_selectable(self) -> bool {
        matches!(self, Self::Row(_) | Self::Refusal(_, 0) | Self::Check(_))
    }
}

/// A form, its selection and scroll position.
pub(super) struct Table {
    pub form: FigureForm,
    lines: Vec<Line>,
    /// The width for which reasons and notes are wrapped.
    wrapped: u16,
    refusals: Vec<Vec<String>>,
    notes: Vec<String>,
    widths: Vec<u16>,
    label: u16,
    /// The cells that the longest label would take.
    longest: u16,
    at: usize,
    column: usize,
    first: usize,
    top: usize,
    height: usize,
}

impl Table {
    pub(super) fn new(form: FigureForm, lang: Lang) -> Self {
        let refusals: Vec<Vec<String>> =
            form.refusals.iter().map(|refusal| vec![refusal.sentence.clone()]).collect();
        let lines = lines(&form, &refusals, 0);
        let at = lines.iter().position(|line| line.is_selectable()).unwrap_or(0);
        let widths = form.columns.iter().enumerate().map(|(n, head)| {
            let widest =
                form.rows().filter_map(|row| row.cells.get(n)).map(|cell| cells::width(&cell.value.text()));
            widest.max().unwrap_or(0).max(cells::width(head).min(MOST_HEAD))
        });
        let widths = widths.collect();
        let label = form.rows().map(label_width).max().unwrap_or(0).max(cells::width(words::ITEM.text(lang)));
        Self {
            form,
            lines,
            wrapped: 0,
            refusals,
            notes: Vec::new(),
            widths,
            label: label.min(MOST_LABEL),
            longest: label,
            at,
            column: 0,
            first: 0,
            top: 0,
            height: 1,
        }
    }

    /// Takes over the selected line and column, as far as they exist.
    pub(super) fn take_place_of(&mut self, before: &Self) {
        if self.lines.get(before.at).is_some_and(|line| line.is_selectable()) {
            (self.at, self.top) = (before.at, before.top);
        }
        self.column = before.column.min(self.form.columns.len().saturating_sub(1));
        self.height = before.height;
    }

    pub(super) fn step_column(&mut self, action: Action) {
        let last = self.form.columns.len().saturating_sub(1);
        self.column = match action {
            Action::NextColumn => (self.column + 1).min(last),
            _ => self.column.saturating_sub(1),
        };
    }

    pub(super) fn move_on(&mut self, action: Action) {
        let page = self.height.max(1);
        let target = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at + 1,
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => self.at + page,
            Action::First => 0,
            _ => self.lines.len(),
        };
        let last = self.lines.len().saturating_sub(1);
        let back = matches!(action, Action::Up | Action::PageUp | Action::Last);
        let target = target.min(last);
        let selectable = |at: &usize| self.lines[*at].is_selectable();
        let found = if back {
            (0..=target).rev().find(selectable).or_else(|| (0..=last).find(selectable))
        } else {
            (target..=last).find(selectable).or_else(|| (0..=last).rev().find(selectable))
        };
        self.at = found.unwrap_or(self.at);
    }

    /// Scrolls to the selected line, and at both ends to the lines that cannot be selected.
    fn follow(&mut self) {
        if self.at == last_selectable(&self.lines) {
            self.top = self.lines.len().saturating_sub(self.height).min(self.at);
        }
        let heading = usize::from(self.at > 0 && !self.lines[self.at - 1].is_selectable());
        if self.at < self.top + heading {
            self.top = (self.at - heading).saturating_sub(self.height / 2);
        }
        if self.at <= heading {
            self.top = 0;
        }
        if self.at >= self.top + self.height {
            self.top = self.at + 1 - self.height + self.height / 2;
        }
        self.top = self.top.min(self.lines.len().saturating_sub(self.height)).min(self.at);
    }

    pub(super) fn selected(&self, cx: &Cx) -> Selected {
        match self.lines.get(self.at) {
            Some(Line::Row(row)) => {
                let Some(row) = self.form.row(*row) else { return Selected::Nothing };
                let Some(cell) = row.cells.get(self.column) else { return Selected::Nothing };
                let column = self.form.columns.get(self.column).map_or("", String::as_str);
                Selected::Figure {
                    title: format!("{}{}{column}", row.label, cx.symbols.between),
                    behind: cell.behind.clone(),
                }
            }
            Some(Line::Refusal(refusal, _)) => match self.form.refusals.get(*refusal) {
                Some(refusal) => {
                    Selected::Refusal { sentence: refusal.sentence.clone(), behind: refusal.behind.clone() }
                }
                None => Selected::Nothing,
            },
            Some(Line::Check(check)) => {
                let Some(check) = self.form.checks.get(*check) else { return Selected::Nothing };
                Selected::Check {
                    title: check.name.clone(),
                    passed: check.passed,
                    behind: check.breaking.clone().map(Behind::cases).unwrap_or_default(),
                }
            }
            _ => Selected::Nothing,
        }
    }

    /// Draws the form; returns the cursor position.
    pub(super) fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        if area.height < 4 {
            return None;
        }
        let columns = self.lay_out(area);
        self.draw_heads(area, buf, &columns, cx);
        let body = Rect { y: area.y + 1, height: area.height - 2, ..area };
        self.height = usize::from(body.height);
        self.wrap_notes(body.width.saturating_sub(MARKER + 1));
        self.follow();
        let mut cursor = None;
        for (y, at) in (body.top()..body.bottom()).zip(self.top..self.lines.len()) {
            let row = Rect { y, height: 1, ..body };
            match self.lines[at] {
                Line::Heading(n) => self.draw_heading(&self.form.sections[n].heading, row, buf, cx),
                Line::Refusals => self.draw_heading(words::REFUSALS.text(cx.lang), row, buf, cx),
                Line::Refusal(n, part) => {
                    cursor = self.draw_refusal((n, part), at == self.at, row, buf, cx).or(cursor);
                }
                Line::Checks => self.draw_heading(words::CHECKS.text(cx.lang), row, buf, cx),
                Line::Row(n) => {
                    cursor = self.draw_row(n, at == self.at, row, buf, &columns, cx).or(cursor);
                }
                Line::Check(n) => cursor = self.draw_check(n, at == self.at, row, buf, cx).or(cursor),
                Line::Note(n) => {
                    let room = row.width.saturating_sub(MARKER);
                    let text = cx.symbols.spelled(self.notes.get(n).map_or("", String::as_str));
                    cells::write(buf, (row.x + MARKER, y), &text, room, cx.theme.muted, cx.symbols);
                }
            }
        }
        let shown = (self.top..self.top + self.height, self.lines.len());
        figures::more(buf, body.right().saturating_sub(1), body, shown, cx.theme.hint_key, cx);
        let foot = Rect { y: area.bottom() - 1, height: 1, ..area };
        match self.form.refusals.first() {
            Some(first) => {
                let text = words::not_ready(cx.lang, self.form.refusals.len(), &first.sentence);
                let text = format!("{} {text}", cx.symbols.error);
                let room = foot.width.saturating_sub(1);
                let text = cells::cut_ellipsis(&text, room, cx.symbols.cut);
                cells::write(buf, (foot.x + 1, foot.y), &text, room, cx.theme.error, cx.symbols);
            }
            None => draw_verdict(&self.form.checks, foot, buf, cx),
        }
        cursor
    }

    fn wrap_notes(&mut self, width: u16) {
        if self.wrapped == width {
            return;
        }
        let selected = self.lines.get(self.at).copied();
        let sentences = self.form.refusals.iter().map(|refusal| &refusal.sentence);
        self.refusals =
            sentences.map(|sentence| area::lines(sentence, width.saturating_sub(INDENT + 2))).collect();
        let foot = self.form.foot.join("　　");
        let foot = Some(&foot).filter(|foot| !foot.is_empty());
        self.notes =
            foot.into_iter().chain(&self.form.notes).flat_map(|note| area::lines(note, width)).collect();
        self.lines = lines(&self.form, &self.refusals, self.notes.len());
        self.at = self.lines.iter().position(|line| Some(*line) == selected).unwrap_or(0);
        self.wrapped = width;
    }

    /// The visible columns; the last cell is reserved for scroll marks.
    fn lay_out(&mut self, area: Rect) -> Vec<Placed> {
        // Labels get what the columns leave.
        let columns: u16 = self.widths.iter().map(|width| width + GAP).sum();
        let left = area.width.saturating_sub(MARKER + columns + 1);
        self.label = self.longest.min(left.max(MOST_LABEL));
        let start = area.x + MARKER + self.label;
        let room = area.width.saturating_sub(MARKER + self.label + 1);
        figures::place((&self.widths, GAP), (start, room), self.column, &mut self.first)
    }

    fn draw_heads(&self, area: Rect, buf: &mut Buffer, columns: &[Placed], cx: &Cx) {
        let item = words::ITEM.text(cx.lang);
        cells::write(buf, (area.x + MARKER, area.y), item, self.label, cx.theme.label, cx.symbols);
        for placed in columns {
            let head = cells::cut_ellipsis(&self.form.columns[placed.column], placed.width, cx.symbols.cut);
            let style = if placed.column == self.column { cx.theme.heading } else { cx.theme.label };
            put_right(buf, area.y, placed, &head, style, cx);
        }
        let style = cx.theme.hint_key;
        if self.first > 0 {
            cells::write(buf, (area.x + MARKER + self.label, area.y), "<", 1, style, cx.symbols);
        }
        if let Some(Placed { column, x, width }) = columns.last()
            && column + 1 < self.widths.len()
            && x + width < area.right()
        {
            cells::write(buf, (x + width, area.y), ">", 1, style, cx.symbols);
        }
    }

    fn draw_heading(&self, text: &str, row: Rect, buf: &mut Buffer, cx: &Cx) {
        let room = row.width.saturating_sub(MARKER);
        cells::write(buf, (row.x + MARKER, row.y), text, room, cx.theme.label, cx.symbols);
    }

    fn draw_row(
        &self,
        n: usize,
        selected: bool,
        row: Rect,
        buf: &mut Buffer,
        columns: &[Placed],
        cx: &Cx,
    ) -> Option<Position> {
        let shown = self.form.row(n)?;
        let ink = if shown.depth > 0 { cx.theme.muted } else { Style::new() };
        let indent = INDENT * (1 + u16::from(shown.depth));
        if selected {
            cells::write(buf, (row.x, row.y), cx.symbols.marker, 1, cx.theme.heading, cx.symbols);
        }
        let room = self.label.saturating_sub(indent);
        let label = fitted(&shown.label, room, cx);
        cells::write(buf, (row.x + MARKER + indent, row.y), &label, room, ink, cx.symbols);
        let mut cursor = None;
        for placed in columns {
            let Some(cell) = shown.cells.get(placed.column) else { continue };
            let text = figures::text_of(cell.value, cx.symbols);
            let ink = if is_zero(cell.value) { cx.theme.muted } else { ink };
            let at = put_right(buf, row.y, placed, &text, ink, cx);
            if selected && placed.column == self.column {
                figures::mark_selected(buf, row.y, placed, cx);
                cursor = Some(at);
            }
        }
        cursor
    }

    /// A row of a reason, its mark before the first; returns the cursor position if it is selected.
    fn draw_refusal(
        &self,
        (n, part): (usize, usize),
        selected: bool,
        row: Rect,
        buf: &mut Buffer,
        cx: &Cx,
    ) -> Option<Position> {
        let text = self.refusals.get(n)?.get(part)?;
        let x = row.x + MARKER + INDENT;
        if selected {
            cells::write(buf, (row.x, row.y), cx.symbols.marker, 1, cx.theme.heading, cx.symbols);
        }
        if part == 0 {
            cells::write(buf, (x, row.y), cx.symbols.error, 2, cx.theme.error, cx.symbols);
        }
        let room = row.right().saturating_sub(x + 2);
        cells::write(buf, (x + 2, row.y), text, room, cx.theme.error, cx.symbols);
        selected.then(|| Position::new(x, row.y))
    }

    fn draw_check(&self, n: usize, selected: bool, row: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let check = self.form.checks.get(n)?;
        draw_check(check, selected, row, buf, cx)
    }
}

/// Draws a check with its mark; returns the cursor position if it is selected.
pub(super) fn draw_check(
    check: &crate::report::Check,
    selected: bool,
    row: Rect,
    buf: &mut Buffer,
    cx: &Cx,
) -> Option<Position> {
    if selected {
        cells::write(buf, (row.x, row.y), cx.symbols.marker, 1, cx.theme.heading, cx.symbols);
    }
    let (mark, style) =
        if check.passed { (cx.symbols.passed, cx.theme.good) } else { (cx.symbols.error, cx.theme.error) };
    let x = row.x + MARKER + INDENT;
    cells::write(buf, (x, row.y), mark, 2, style, cx.symbols);
    let ink = if check.passed { Style::new() } else { cx.theme.error };
    let room = row.right().saturating_sub(x + 2);
    cells::write(buf, (x + 2, row.y), &check.text(cx.lang), room, ink, cx.symbols);
    selected.then(|| Position::new(x, row.y))
}

/// The bottom row: whether all checks pass, or the first that fails.
pub(super) fn draw_verdict(checks: &[crate::report::Check], row: Rect, buf: &mut Buffer, cx: &Cx) {
    if checks.is_empty() {
        return;
    }
    let failed: Vec<&str> =
        checks.iter().filter(|check| !check.passed).map(|check| check.name.as_str()).collect();
    let (mark, style, text) = if failed.is_empty() {
        (cx.symbols.passed, cx.theme.good, words::all_hold(cx.lang, checks.len()))
    } else {
        (cx.symbols.error, cx.theme.error, words::some_fail(cx.lang, &failed))
    };
    let text = format!("{mark} {text}");
    cells::write(buf, (row.x + 1, row.y), &text, row.width.saturating_sub(1), style, cx.symbols);
}

/// The lines of a form, of which reasons and notes take as many rows as they are wrapped into.
fn lines(form: &FigureForm, refusals: &[Vec<String>], notes: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut row = 0;
    for (n, section) in form.sections.iter().enumerate() {
        lines.push(Line::Heading(n));
        for _ in &section.rows {
            lines.push(Line::Row(row));
            row += 1;
        }
    }
    if !refusals.is_empty() {
        lines.push(Line::Refusals);
    }
    for (n, rows) in refusals.iter().enumerate() {
        lines.extend((0..rows.len()).map(|part| Line::Refusal(n, part)));
    }
    lines.push(Line::Checks);
    lines.extend((0..form.checks.len()).map(Line::Check));
    lines.extend((0..notes).map(Line::Note));
    lines
}

/// A label in that room: of a category's, its end says what is counted and is never cut.
fn fitted<'a>(label: &'a str, room: u16, cx: &Cx) -> Cow<'a, str> {
    match words::parts_of_category(cx.lang, label) {
        Some((category, what)) if cells::width(label) > room => {
            let left = room.saturating_sub(cells::width(what) + 1);
            format!("{} {what}", cells::cut_ellipsis(category, left, cx.symbols.cut)).into()
        }
        _ => label.into(),
    }
}

fn last_selectable(lines: &[Line]) -> usize {
    lines.iter().rposition(|line| line.is_selectable()).unwrap_or(0)
}

fn label_width(row: &Row) -> u16 {
    cells::width(&row.label) + INDENT * (1 + u16::from(row.depth))
}

/// Whether a figure is 0: such figures are drawn muted.
const fn is_zero(value: Value) -> bool {
    match value {
        Value::Count(n) | Value::CountChange(n) => n == 0,
        Value::Money(amount) | Value::MoneyChange(amount) => amount.0 == 0,
        Value::Rate(rate) => matches!(rate.tenths(), None | Some(0)),
        Value::Word(_) => true,
        Value::RateChange(share) => matches!(share, None | Some(0)),
        Value::Tenths(mean) | Value::TenthsChange(mean) => matches!(mean, None | Some(0)),
        Value::Decimal(figure) => match figure {
            Some(figure) => figure.digits() == 0,
            None => true,
        },
    }
}
