//! Tables of figures: names on the left, as many columns of figures as fit on the right.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::cells;
use super::table::Window;
use crate::report::Value;
use crate::tui::stack::Cx;
use crate::tui::symbols::Symbols;

/// A visible column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The index of the column.
    pub column: usize,
    /// Its first cell on the screen.
    pub x: u16,
    /// Its width in cells.
    pub width: u16,
}

/// Lays out columns of those widths after the cell `start`, each with a gap before it, in `room` cells, so
/// that `selected` is visible. `first` is the first visible column and moves no more than needed.
pub fn place(
    (widths, gap): (&[u16], u16),
    (start, room): (u16, u16),
    selected: usize,
    first: &mut usize,
) -> Vec<Placed> {
    *first = first_in_sight((widths, gap), room, selected, *first);
    let mut x = start;
    let mut placed = Vec::new();
    for (column, width) in widths.iter().copied().enumerate().skip(*first) {
        if x + gap + width > start + room {
            break;
        }
        placed.push(Placed { column, x: x + gap, width });
        x += gap + width;
    }
    placed
}

/// The first column: as before if that shows the selected one, and not so late that space is left.
fn first_in_sight((widths, gap): (&[u16], u16), room: u16, selected: usize, before: usize) -> usize {
    let fits = |first: usize, last: usize| {
        let needed: u16 = widths.get(first..=last).unwrap_or_default().iter().map(|width| width + gap).sum();
        needed <= room
    };
    let last = widths.len().saturating_sub(1);
    let fills = (0..=last).find(|first| fits(*first, last)).unwrap_or(last);
    let shows = (0..=selected).find(|first| fits(*first, selected)).unwrap_or(selected);
    before.min(fills).min(selected).max(shows)
}

/// A figure in the glyphs of the screen.
pub fn text_of(value: Value, symbols: &Symbols) -> String {
    if value.is_nothing() { symbols.nothing.to_owned() } else { value.text() }
}

/// Writes text up to the right edge of `area`; returns the column after it.
pub fn put(buf: &mut Buffer, (x, y): (u16, u16), text: &str, area: Rect, style: Style, cx: &Cx) -> u16 {
    cells::write(buf, (x, y), text, area.right().saturating_sub(x), style, cx.symbols)
}

/// Writes text at the right of its column; returns where it begins.
pub fn put_right(buf: &mut Buffer, y: u16, placed: &Placed, text: &str, style: Style, cx: &Cx) -> Position {
    let x = placed.x + placed.width.saturating_sub(cells::width(text));
    cells::write(buf, (x, y), text, placed.width, style, cx.symbols);
    Position::new(x, y)
}

/// Colours the selected figure; a background is safe here, because figures are not wide characters.
pub fn mark_selected(buf: &mut Buffer, y: u16, placed: &Placed, cx: &Cx) {
    let cell = Rect { x: placed.x, y, width: placed.width, height: 1 };
    buf.set_style(cells::visible(buf, cell), cx.theme.selected);
}

/// Draws numbered names side by side, with the current one in brackets; returns the column after them.
pub fn tabs<T: Copy + PartialEq>(
    buf: &mut Buffer,
    (mut x, y): (u16, u16),
    (all, shown): (&[T], T),
    name: impl Fn(T) -> &'static str,
    area: Rect,
    cx: &Cx,
) -> u16 {
    for (number, one) in (1..).zip(all) {
        let name = format!("{number} {}", name(*one));
        let (text, style) = if *one == shown {
            (format!("[{name}]"), cx.theme.heading)
        } else {
            (format!(" {name} "), cx.theme.muted)
        };
        x = put(buf, (x, y), &text, area, style, cx);
    }
    x
}

/// Marks in a column of the rows that there are more than those shown.
pub fn more(
    buf: &mut Buffer,
    x: u16,
    rows: Rect,
    (shown, len): (Range<usize>, usize),
    style: Style,
    cx: &Cx,
) {
    if shown.start > 0 {
        cells::put(buf, (x, rows.y), cx.symbols.more_above, 1, style);
    }
    if shown.end < len && rows.height > 0 {
        cells::put(buf, (x, rows.bottom() - 1), cx.symbols.more_below, 1, style);
    }
}

/// Marks at the edges of the lines that there are more.
pub fn mark_more(buf: &mut Buffer, window: &Window, lines: Rect, cx: &Cx) {
    more(buf, lines.x + 1, lines, (window.rows(), window.len()), cx.theme.hint_key, cx);
}

/// Draws the lines below a table, the first sentence of it above the others.
pub fn draw_foot(lines: &[String], area: Rect, buf: &mut Buffer, cx: &Cx) {
    for (n, (y, text)) in (area.top()..area.bottom()).zip(lines).enumerate() {
        let style = if n == 0 { cx.theme.heading } else { cx.theme.muted };
        put(buf, (area.x + 1, y), &cx.symbols.spelled(text), area, style, cx);
    }
}
