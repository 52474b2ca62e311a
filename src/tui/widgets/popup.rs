//! A framed box over the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, Widget};

use super::cells;
use crate::tui::stack::Cx;
use crate::tui::symbols::Symbols;
use crate::tui::theme::Theme;

/// A rect of at most that size, centred in the area.
pub fn centred(area: Rect, columns: u16, rows: u16) -> Rect {
    let (width, height) = (columns.min(area.width), rows.min(area.height));
    Rect::new(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height)
}

/// Draws numbered choices, one a row, from `top` on; returns the cursor position.
pub fn choices(
    texts: impl Iterator<Item = String>,
    (top, selected): (usize, usize),
    rows: Rect,
    buf: &mut Buffer,
    (theme, symbols): (&Theme, &Symbols),
) -> Option<Position> {
    let mut cursor = None;
    for (y, (at, text)) in (rows.top()..rows.bottom()).zip(texts.enumerate().skip(top)) {
        let marker = if at == selected { symbols.marker } else { " " };
        let text = format!("{marker} {} {text}", at + 1);
        cells::write(buf, (rows.x, y), &text, rows.width, theme.hint_text, symbols);
        if at == selected {
            cells::shade(buf, Rect { y, height: 1, ..rows }, theme.selected);
            cursor = Some(Position::new(rows.x + 2, y));
        }
    }
    cursor
}

/// Clears the rect, draws the frame and title; returns the inner rect, one column in from the frame.
pub fn open(rect: Rect, title: &str, buf: &mut Buffer, cx: &Cx) -> Rect {
    let rect = rect.intersection(buf.area);
    cells::clear(buf, rect);
    let block = Block::bordered().border_set(cx.symbols.frame).style(cx.theme.popup);
    let inner = block.inner(rect);
    block.render(rect, buf);
    if rect.width > 4 {
        let title = format!(" {} ", cells::cut_ellipsis(title, rect.width - 4, cx.symbols.cut));
        cells::write(buf, (rect.x + 1, rect.y), &title, rect.width - 2, cx.theme.heading, cx.symbols);
    }
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}
