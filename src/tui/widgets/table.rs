//! Tables: columns laid out by cells, a window over the rows, and drawing the visible rows. Rows are not
//! stored: each cell is computed when it is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::cells::{self, Styles};
use crate::tui::actions::Action;
use crate::tui::stack::{Cx, Flow};

/// Cells between two columns.
const GAP: u16 = 1;

/// The alignment of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// For text.
    #[default]
    Left,
    /// For numbers.
    Right,
}

/// A requested column. Widths are in cells.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// The heading.
    pub heading: &'a str,
    /// The least useful width.
    pub min: u16,
    /// The width at which nothing is cut.
    pub want: u16,
    /// The drop order when space is short: the highest number first. Columns of 0 are never dropped.
    pub drop: u8,
    /// The alignment of its cells.
    pub align: Align,
}

/// A visible column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its index in the requested columns.
    pub column: usize,
    /// Its first cell, counted from the left of the table.
    pub x: u16,
    /// Its width in cells.
    pub width: u16,
    /// The alignment of its cells.
    pub align: Align,
}

/// The columns that fit, from left to right. Computed when the width or the columns change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    spans: Vec<Span>,
}

impl Columns {
    /// Lays out `asked` in `width` cells: columns are dropped until the least widths fit, then the rest is
    /// given from left to right up to the wanted widths, and what remains to the widest text column.
    pub fn lay_out(asked: &[Column<'_>], width: u16) -> Self {
        let mut shown: Vec<usize> = (0..asked.len()).collect();
        while least(asked, &shown) > width {
            let Some(goes) = goes_first(asked, &shown) else { break };
            shown.retain(|&column| column != goes);
        }
        let mut spare = width.saturating_sub(least(asked, &shown));
        let mut spans = Vec::with_capacity(shown.len());
        for &column in &shown {
            let Some(ask) = asked.get(column) else { continue };
            let more = ask.want.saturating_sub(ask.min).min(spare);
            spare -= more;
            spans.push(Span { column, x: 0, width: ask.min + more, align: ask.align });
        }
        let widest = spans.iter_mut().filter(|span| span.align == Align::Left).max_by_key(|span| span.width);
        if let Some(span) = widest {
            span.width += spare;
        }
        let mut x = 0u16;
        for span in &mut spans {
            span.x = x.min(width);
            span.width = span.width.min(width - span.x);
            x = x.saturating_add(span.width + GAP);
        }
        Self { spans }
    }

    /// Lays out `asked` in `area`, draws the headings into its first row, and returns the area of the rows.
    pub fn head(asked: &[Column<'_>], area: Rect, buf: &mut Buffer, cx: &Cx) -> (Self, Rect) {
        let columns = Self::lay_out(asked, area.width);
        columns.draw_head(asked, Rect { height: 1, ..area }, buf, cx.symbols.cut, cx.theme.label);
        (columns, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area })
    }

    /// The visible columns, from left to right.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Draws the headings into the first row of `area`.
    pub fn draw_head(
        &self,
        asked: &[Column<'_>],
        area: Rect,
        buf: &mut Buffer,
        ellipsis: &str,
        style: Style,
    ) {
        for span in &self.spans {
            let heading = asked.get(span.column).map_or("", |column| column.heading);
            draw_cell(buf, *span, (area.x, area.y), area.width, heading, ellipsis, style);
        }
    }

    /// [`Self::draw_rows`] with the selected row shaded, as in every list that marks it by a sign of its own.
    pub fn draw_marked(
        &self,
        window: &Window,
        area: Rect,
        buf: &mut Buffer,
        cx: &Cx,
        cell: impl FnMut(usize, usize, &mut String) -> Style,
    ) {
        self.draw_rows(window, area, buf, cx.symbols.cut, &Styles::marking(&cx.theme), cell);
    }

    /// Draws the rows of `window` into `area`, and applies the style of the selected row.
    ///
    /// `cell` writes the text of (row, column) into an empty string and returns the
    /// style; one string is reused for all cells.
    pub fn draw_rows(
        &self,
        window: &Window,
        area: Rect,
        buf: &mut Buffer,
        ellipsis: &str,
        styles: &Styles,
        mut cell: impl FnMut(usize, usize, &mut String) -> Style,
    ) {
        let area = cells::visible(buf, area);
        let mut text = String::with_capacity(64);
        for (y, row) in (area.top()..area.bottom()).zip(window.top..window.len) {
            for span in &self.spans {
                text.clear();
                let style = cell(row, span.column, &mut text);
                draw_cell(buf, *span, (area.x, y), area.width, &text, ellipsis, style);
            }
            if row == window.selected {
                buf.set_style(Rect { y, height: 1, ..area }, styles.selected_row);
            }
        }
    }
}

/// Marks a selected row: by a glyph in its first cell, and by colour from edge to edge.
pub fn mark_row(row: Rect, buf: &mut Buffer, cx: &Cx) {
    cells::put(buf, (row.x, row.y), cx.symbols.marker, 1, cx.theme.heading);
    buf.set_style(cells::visible(buf, row), cx.theme.selected);
}

/// The least width that these columns need.
fn least(asked: &[Column<'_>], shown: &[usize]) -> u16 {
    let gaps = u16::try_from(shown.len().saturating_sub(1)).unwrap_or(u16::MAX);
    shown
        .iter()
        .filter_map(|&column| asked.get(column))
        .fold(gaps.saturating_mul(GAP), |sum, column| sum.saturating_add(column.min))
}

/// The column to drop next: the highest number, the rightmost of equals.
fn goes_first(asked: &[Column<'_>], shown: &[usize]) -> Option<usize> {
    let drop = |column: &usize| asked.get(*column).map_or(0, |ask| ask.drop);
    shown.iter().copied().filter(|column| drop(column) > 0).max_by_key(drop)
}

fn draw_cell(
    buf: &mut Buffer,
    span: Span,
    (left, y): (u16, u16),
    table_width: u16,
    text: &str,
    ellipsis: &str,
    style: Style,
) {
    let room = span.width.min(table_width.saturating_sub(span.x));
    let x = left.saturating_add(span.x);
    let indent = match span.align {
        Align::Left => 0,
        Align::Right => room.saturating_sub(cells::width(text)),
    };
    cells::put_cut(buf, (x.saturating_add(indent), y), text, room - indent, ellipsis, style);
}

/// The visible rows and the selected one.
///
/// At the edge the window scrolls by half a page: scrolling by a single row redraws every cell at every key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Window {
    top: usize,
    selected: usize,
    len: usize,
    height: usize,
}

impl Window {
    /// The cursor position for rows in that area: before the selected one.
    pub fn spot(&self, rows: Rect) -> Position {
        let at = u16::try_from(self.selected.saturating_sub(self.top)).unwrap_or(0);
        Position::new(rows.x, rows.y + at.min(rows.height.saturating_sub(1)))
    }

    /// Marks the selected row; returns the cursor position, none where there are no rows.
    pub fn mark(&self, rows: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let at = (!self.is_empty()).then(|| self.spot(rows))?;
        mark_row(Rect { y: at.y, height: 1, ..rows }, buf, cx);
        Some(at)
    }

    /// A window over `len` rows with the first selected.
    pub const fn new(len: usize) -> Self {
        Self { top: 0, selected: 0, len, height: 1 }
    }

    /// The first visible row.
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The selected row; 0 when there are none.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The visible rows.
    pub fn rows(&self) -> std::ops::Range<usize> {
        self.top..self.len.min(self.top.saturating_add(self.height))
    }

    /// Sets the number of visible rows. Called before drawing; nothing moves unless the height changed.
    pub fn set_height(&mut self, rows: u16) {
        self.height = usize::from(rows).max(1);
        self.follow();
    }

    /// Sets the number of rows.
    pub fn set_len(&mut self, len: usize) {
        self.len = len;
        self.select(self.selected);
    }

    /// Selects `row`, or the last if there are fewer. Returns whether the selection moved.
    pub fn select(&mut self, row: usize) -> bool {
        let row = row.min(self.len.saturating_sub(1));
        let moved = row != self.selected;
        self.selected = row;
        self.follow();
        moved
    }

    /// Moves up by a row.
    pub fn up(&mut self) -> bool {
        self.select(self.selected.saturating_sub(1))
    }

    /// Moves down by a row.
    pub fn down(&mut self) -> bool {
        self.select(self.selected.saturating_add(1))
    }

    /// Moves up by a page; the selection keeps its screen row if possible.
    pub fn page_up(&mut self) -> bool {
        self.top = self.top.saturating_sub(self.height);
        self.select(self.selected.saturating_sub(self.height))
    }

    /// Moves down by a page; the selection keeps its screen row if possible.
    pub fn page_down(&mut self) -> bool {
        self.top = self.top.saturating_add(self.height).min(self.len.saturating_sub(self.height));
        self.select(self.selected.saturating_add(self.height))
    }

    /// Performs a moving action; returns whether the selection moved.
    pub fn travel(&mut self, action: Action) -> bool {
        match action {
            Action::Up => self.up(),
            Action::Down => self.down(),
            Action::PageUp => self.page_up(),
            Action::PageDown => self.page_down(),
            Action::First => self.first(),
            Action::Last => self.last(),
            _ => false,
        }
    }

    /// Performs a moving action; other actions are unhandled.
    pub fn act(&mut self, action: Action) -> Flow {
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.travel(action);
                Flow::Stay
            }
            _ => Flow::Unhandled,
        }
    }

    /// Moves to the first row.
    pub fn first(&mut self) -> bool {
        self.select(0)
    }

    /// Moves to the last row.
    pub fn last(&mut self) -> bool {
        self.select(usize::MAX)
    }

    fn follow(&mut self) {
        let half = self.height / 2;
        let bottom = self.top.saturating_add(self.height);
        if self.selected < self.top {
            // The selected row moves to the middle, so that half a page follows without scrolling.
            self.top = (self.selected + 1 + half).saturating_sub(self.height);
        } else if self.selected >= bottom {
            self.top = self.selected - half.min(self.selected);
        }
        self.top = self.top.min(self.len.saturating_sub(self.height));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ASKED: [Column<'_>; 5] = [
        Column { heading: "编号", min: 8, want: 10, drop: 0, align: Align::Left },
        Column { heading: "当事人", min: 8, want: 20, drop: 0, align: Align::Left },
        Column { heading: "村", min: 6, want: 10, drop: 2, align: Align::Left },
        Column { heading: "金额", min: 6, want: 8, drop: 1, align: Align::Right },
        Column { heading: "备注", min: 6, want: 30, drop: 3, align: Align::Left },
    ];

    fn shown(width: u16) -> Vec<usize> {
        Columns::lay_out(&ASKED, width).spans().iter().map(|span| span.column).collect()
    }

    /// Catches dropping the wrong column first, or the ones that must stay.
    #[test]
    fn columns_go_in_their_order() {
        assert_eq!(shown(38), [0, 1, 2, 3, 4]);
        assert_eq!(shown(37), [0, 1, 2, 3]);
        assert_eq!(shown(30), [0, 1, 3]);
        assert_eq!(shown(23), [0, 1]);
        assert_eq!(shown(5), [0, 1]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Catches columns that overlap or leave the table.
        #[test]
        fn columns_stand_side_by_side(width in 0u16..140) {
            let columns = Columns::lay_out(&ASKED, width);
            let mut free = 0;
            for span in columns.spans() {
                prop_assert!(span.x >= free.min(width) && span.x + span.width <= width);
                free = span.x + span.width + GAP;
            }
            if width >= 17 {
                prop_assert_eq!(free - GAP, width);
            }
        }

        /// Catches a selection out of sight, empty rows under the last one, and a list that scrolls at each key.
        #[test]
        fn the_window_follows_by_half_pages(
            len in 0usize..100,
            height in 1u16..20,
            keys in proptest::collection::vec(0u8..8, 0..60),
        ) {
            let mut window = Window::new(len);
            window.set_height(height);
            for key in keys {
                let before = window;
                match key {
                    0 | 1 => window.up(),
                    2..=4 => window.down(),
                    5 => window.page_up(),
                    6 => window.page_down(),
                    _ => window.last(),
                };
                prop_assert_eq!(window.rows().contains(&window.selected()), len > 0);
                prop_assert!(window.rows().len() == len.min(usize::from(height)));
                if key < 5 && window.top() != before.top() {
                    let step = window.top().abs_diff(before.top());
                    let at_an_end = window.top() == 0 || window.rows().end == len;
                    prop_assert!(at_an_end || step >= usize::from(height) / 2);
                }
            }
        }
    }

    /// Catches numbers on the left, names cut in the middle of a character, and a highlight on text only.
    #[test]
    fn rows_are_drawn_by_cells() {
        let area = Rect::new(0, 0, 24, 3);
        let mut buf = Buffer::empty(area);
        let columns = Columns::lay_out(&ASKED, 24);
        let mut window = Window::new(2);
        window.set_height(2);
        window.down();
        let styles =
            Styles { selected_row: Style::new().bg(ratatui::style::Color::Blue), ..Styles::default() };
        columns.draw_head(&ASKED, area, &mut buf, "..", styles.heading);
        let rows = Rect { y: 1, height: 2, ..area };
        columns.draw_rows(&window, rows, &mut buf, "..", &styles, |row, column, text| {
            match column {
                1 => text.push_str("张三、李四、王五"),
                3 => text.push_str(["3500", "12"][row]),
                _ => text.push_str("012"),
            }
            styles.text
        });
        for (y, wanted) in
            ["编号     当事人     金额", "012      张三、..   3500", "012      张三、..     12"]
                .into_iter()
                .enumerate()
        {
            let y = u16::try_from(y).unwrap();
            let mut row = Buffer::empty(Rect { y, height: 1, ..area });
            row.set_string(0, y, wanted, Style::new());
            for x in 0..24 {
                assert_eq!(buf[(x, y)].symbol(), row[(x, y)].symbol());
                assert_eq!(buf[(x, y)].bg == ratatui::style::Color::Blue, y == 2);
            }
        }
    }
}
