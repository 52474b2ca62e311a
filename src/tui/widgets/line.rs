//! One line of an [`Edit`], drawn in a row of cells.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::GraphemeCursor;

use super::cells::{self, Styles};
use super::edit::Edit;

/// Cells kept free at the right edge: the terminal draws input method compositions there, and some consoles
/// fail when a composition reaches the edge.
pub const FREE: u16 = 2;

/// The scroll position of a line. Kept beside its [`Edit`] from frame to frame.
#[derive(Debug, Clone, Copy, Default)]
pub struct LineView {
    /// The first byte shown; a grapheme bound.
    start: usize,
}

impl LineView {
    /// A line that is not scrolled.
    pub const fn new() -> Self {
        Self { start: 0 }
    }

    /// Draws the row of `edit` that fits into `area` (one row high) and returns where the cursor is: the cell the next
    /// typed character will take, at least [`FREE`] cells off the right edge when the area has that many.
    ///
    /// `ghost` is what a completion would add; it is shown after the cursor at the end of the text.
    pub fn draw(
        &mut self,
        edit: &Edit,
        ghost: &str,
        area: Rect,
        buf: &mut Buffer,
        styles: &Styles,
    ) -> Position {
        let room = area.width.saturating_sub(FREE);
        self.scroll(edit, room.saturating_sub(1));
        let text = edit.text();
        let shown = text.get(self.start..).unwrap_or_default();
        let before = text.get(self.start..edit.cursor()).unwrap_or_default();
        let used = cells::put(buf, (area.x, area.y), shown, room, styles.text);
        if edit.at_end() && !edit.is_marked() {
            cells::put(buf, (area.x + used, area.y), ghost, room - used, styles.muted);
        }
        if edit.is_marked() {
            // All of the width, not the text alone: an edge that moves with the text leaves colour behind.
            buf.set_style(cells::visible(buf, Rect { width: room, height: 1, ..area }), styles.marked_row);
        }
        Position::new(area.x + cells::width(before), area.y)
    }

    /// Scrolls as little as needed so that the cursor is at most `last` cells from the start, and back as
    /// far as the end of the text allows.
    fn scroll(&mut self, edit: &Edit, last: u16) {
        let text = edit.text();
        let cursor = edit.cursor();
        let whole = text.is_char_boundary(self.start)
            && GraphemeCursor::new(self.start, text.len(), true).is_boundary(text, 0) == Ok(true);
        if self.start > cursor || !whole {
            // Going left past the edge shows a third of the row before the cursor.
            self.start = cursor - cells::cut_start(edit.before(), last / 3).len();
        }
        let before = text.get(self.start..cursor).unwrap_or_default();
        self.start = cursor - cells::cut_start(before, last).len();
        let shown = text.get(self.start..).unwrap_or_default();
        let spare = last.saturating_sub(cells::width(shown));
        let head = text.get(..self.start).unwrap_or_default();
        self.start -= cells::cut_start(head, spare).len();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::CellWidth;

    use super::*;

    fn frame(view: &mut LineView, edit: &Edit, width: u16) -> (Buffer, Position) {
        let area = Rect::new(0, 0, width, 1);
        let mut buf = Buffer::empty(area);
        let at = view.draw(edit, "", area, &mut buf, &Styles::default());
        (buf, at)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Catches a cursor counted in bytes or chars, one that leaves the field when it is exactly full, and a window
        /// that scrolls when it need not: the next typed character stands where the cursor stood, or, where the row
        /// had to scroll, directly before the new cursor.
        #[test]
        fn the_cursor_is_where_the_next_character_appears(
            text in "[ab调解，𠮷]{0,24}",
            lefts in 0usize..26,
            width in 6u16..20,
            typed in prop::sample::select(vec!["x", "双"]),
        ) {
            let mut view = LineView::new();
            let mut edit = Edit::new(&text);
            for _ in 0..lefts {
                frame(&mut view, &edit, width);
                edit.left();
            }
            let (_, before) = frame(&mut view, &edit, width);
            prop_assert!(before.x + FREE < width);
            edit.insert(typed);
            let (buf, after) = frame(&mut view, &edit, width);
            let cells = typed.cell_width();
            prop_assert!(after.x + FREE < width);
            prop_assert_eq!(buf[(after.x - cells, 0)].symbol(), typed);
            if before.x + cells + FREE < width {
                prop_assert_eq!(after.x, before.x + cells);
            }
        }

        /// Catches half a hanzi at either edge, text in the free cells, and a field left half empty after erasing.
        #[test]
        fn what_is_shown_is_a_window_of_the_text(
            text in "[ab调解，𠮷]{0,24}",
            moves in proptest::collection::vec(0u8..4, 0..40),
            width in 6u16..20,
        ) {
            let mut view = LineView::new();
            let mut edit = Edit::new(&text);
            for step in moves {
                match step {
                    0 => drop(edit.left()),
                    1 => drop(edit.right()),
                    2 => edit.backspace(),
                    _ => drop(edit.home()),
                }
                let (buf, _) = frame(&mut view, &edit, width);
                let mut shown = String::new();
                let mut x = 0;
                while x < width {
                    shown.push_str(buf[(x, 0)].symbol());
                    x += buf[(x, 0)].cell_width();
                }
                prop_assert_eq!(x, width);
                prop_assert!(shown.ends_with("  "));
                let shown = shown.trim_end();
                prop_assert!(edit.text().contains(shown));
                if cells::width(edit.text()) + FREE < width {
                    prop_assert_eq!(edit.text().trim_end(), shown);
                }
            }
        }
    }

    /// Catches a suggestion that moves the cursor, or stands in the middle of the text.
    #[test]
    fn a_suggestion_stands_behind_the_cursor() {
        let area = Rect::new(0, 0, 12, 1);
        let mut buf = Buffer::empty(area);
        let mut edit = Edit::new("松柏");
        let at = LineView::new().draw(&edit, "村", area, &mut buf, &Styles::default());
        assert_eq!((at.x, buf[(4, 0)].symbol()), (4, "村"));
        edit.left();
        let mut buf = Buffer::empty(area);
        LineView::new().draw(&edit, "村", area, &mut buf, &Styles::default());
        assert_eq!(buf[(4, 0)].symbol(), " ");
    }
}
