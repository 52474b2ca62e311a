//! Drawing the card of 抄录: the fields as a list, and the full value in the clipboard below or
//! beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Done, Transcribe};
use crate::text::transcribe as words;
use crate::tui::stack::Cx;
use crate::tui::widgets::{area as lines, cells};

/// The marker of the field in the clipboard and a blank.
const MARGIN: u16 = 2;
/// The number of a field and a blank.
const NUMBER: u16 = 4;
/// From this width on, the value is beside the list.
const WIDE: u16 = 110;
/// Columns of the value beside the list.
const BESIDE: u16 = 44;
/// Rows of the value below the list.
const BELOW: u16 = 5;
/// The most columns of the labels.
const LABEL: u16 = 24;

impl Transcribe {
    /// Draws everything; returns the cursor position.
    pub(super) fn draw_card(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let about = lines::lines(words::steps(cx.lang), area.width.saturating_sub(MARGIN + 1));
        for (y, line) in (area.top()..area.bottom()).zip(&about) {
            cells::write(buf, (area.x + MARGIN, y), line, area.width - MARGIN, cx.theme.muted, cx.symbols);
        }
        let head = u16::try_from(about.len()).unwrap_or(1).min(area.height);
        let foot = area.height.saturating_sub(head).min(1);
        let body = Rect { y: area.y + head, height: area.height - head - foot, ..area };
        let (list, value) = split(body);
        let at = self.draw_list(list, buf, cx);
        self.draw_value(value, buf, cx);
        let count = (area.x + MARGIN, area.bottom().saturating_sub(1));
        let done = self.done.iter().filter(|done| **done == Done::Copied).count();
        let filled = self.lines.iter().filter(|entry| !entry.value.is_empty()).count();
        let text = words::progress(cx.lang, done, filled, self.lines.len() - filled);
        cells::write(buf, count, &text, area.width.saturating_sub(MARGIN), cx.theme.muted, cx.symbols);
        at
    }

    fn draw_list(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        self.window.set_height(area.height);
        let label = self.lines.iter().map(|entry| cells::width(&entry.label)).max().unwrap_or(0).min(LABEL);
        for (y, at) in (area.top()..area.bottom()).zip(self.window.rows()) {
            let (Some(entry), Some(done)) = (self.lines.get(at), self.done.get(at)) else { break };
            let number = format!("{:>2}", at + 1);
            cells::write(buf, (area.x + MARGIN, y), &number, NUMBER, cx.theme.muted, cx.symbols);
            let x = area.x + MARGIN + NUMBER - 1;
            let mark = if *done == Done::Copied { cx.symbols.passed } else { " " };
            cells::write(buf, (x, y), mark, 1, cx.theme.good, cx.symbols);
            let x = x + 2;
            cells::write(buf, (x, y), &entry.label, label, cx.theme.label, cx.symbols);
            let x = x + label + 2;
            let room = area.right().saturating_sub(x + 1);
            let (value, style) = match entry.value.lines().next() {
                None => (words::blank(cx.lang), cx.theme.muted),
                Some(line) => (line, Style::new()),
            };
            cells::write(buf, (x, y), value, room, style, cx.symbols);
        }
        self.window.mark(area, buf, cx).unwrap_or(Position::new(area.x, area.y))
    }

    /// Draws the full value of the field in the clipboard.
    fn draw_value(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let Some(entry) = self.lines.get(self.selected()).filter(|entry| !entry.value.is_empty()) else {
            return;
        };
        let width = area.width.saturating_sub(MARGIN + 1);
        let heading = format!("{} {}", words::wide_heading(cx.lang), entry.label);
        let rule = cx.symbols.rule.repeat(usize::from(width));
        let mut y = area.y;
        for (line, style) in [(rule.as_str(), cx.theme.muted), (heading.as_str(), cx.theme.heading)] {
            if y < area.bottom() {
                cells::write(buf, (area.x + MARGIN, y), line, width, style, cx.symbols);
                y += 1;
            }
        }
        for (y, line) in (y..area.bottom()).zip(lines::lines(&entry.value, width)) {
            cells::write(buf, (area.x + MARGIN, y), &line, width, Style::new(), cx.symbols);
        }
    }
}

/// The areas of the list and the value.
fn split(area: Rect) -> (Rect, Rect) {
    if area.width >= WIDE {
        let list = Rect { width: area.width - BESIDE, ..area };
        return (list, Rect { x: list.right(), width: BESIDE, ..area });
    }
    let below = BELOW.min(area.height / 3);
    let list = Rect { height: area.height - below, ..area };
    (list, Rect { y: list.bottom(), height: below, ..area })
}
