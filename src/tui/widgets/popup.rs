//! A framed box over the screen beneath.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};

use super::line;
use crate::tui::stack::Cx;

/// A rect of at most that size in the middle of the area.
pub fn centred(area: Rect, columns: u16, rows: u16) -> Rect {
    let (width, height) = (columns.min(area.width), rows.min(area.height));
    Rect::new(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height)
}

/// Empties the rect so that a popup can be drawn there.
///
/// A wide character that the left edge cuts in half is blanked first: ratatui 0.30.2 takes the cell after a wide one
/// for its second half and never sends the popup's own first column.
pub fn clear(rect: Rect, buf: &mut Buffer) {
    let rect = rect.intersection(buf.area);
    if rect.x > buf.area.x {
        for y in rect.top()..rect.bottom() {
            if let Some(cell) = buf.cell_mut((rect.x - 1, y))
                && line::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
    Clear.render(rect, buf);
}

/// Empties the rect, draws the frame and title; answers the rect inside, one column in from the frame.
pub fn open(rect: Rect, title: &str, buf: &mut Buffer, cx: &Cx) -> Rect {
    let rect = rect.intersection(buf.area);
    clear(rect, buf);
    let block = Block::bordered().border_set(cx.symbols.frame).style(cx.theme.popup);
    let inner = block.inner(rect);
    block.render(rect, buf);
    if rect.width > 4 {
        let title = format!(" {} ", line::cut(title, rect.width - 4, cx.symbols));
        line::put(buf, (rect.x + 1, rect.y), &title, rect.width - 2, cx.theme.heading, cx.symbols);
    }
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}
