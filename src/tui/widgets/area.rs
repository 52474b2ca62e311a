//! Several lines of an [`Edit`] with soft wrapping: between any hanzi, Latin words and numbers as a whole if
//! they fit, and no row begins with a closing sign or ends with an opening one (避头尾).

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::cells::{self, Styles};
use super::edit::Edit;
use super::line::FREE;
use crate::text::widgets::{CLOSING, OPENING};

/// Cuts `text` into rows of at most `width` cells, as byte ranges without the newlines; there is always at least one.
/// A single grapheme wider than `width` still takes a row of its own.
pub fn wrap(text: &str, width: u16) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, width, &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn wrap_line(line: &str, offset: usize, width: u16, rows: &mut Vec<Range<usize>>) {
    let (mut row, mut used, mut byte) = (0, 0u16, 0);
    // The last possible break in this row, and the width up to it.
    let mut bend = (0, 0u16);
    let mut last = "";
    for (grapheme, cells) in cells::pieces(line) {
        if byte > row && may_part(last, grapheme) {
            bend = (byte, used);
        }
        while used.saturating_add(cells) > width && byte > row {
            if bend.0 <= row {
                bend = (byte, used);
            }
            rows.push(offset + row..offset + bend.0);
            (row, used) = (bend.0, used - bend.1);
            bend = (row, 0);
        }
        used = used.saturating_add(cells);
        byte += grapheme.len();
        last = grapheme;
    }
    rows.push(offset + row..offset + line.len());
}

/// Whether a row may end between these two graphemes.
fn may_part(before: &str, after: &str) -> bool {
    let bound = after.starts_with(CLOSING) || before.starts_with(OPENING);
    let word = is_word(before) && is_word(after);
    !bound && !word
}

/// Letters and digits that are kept together: phone numbers, ID numbers, amounts.
fn is_word(grapheme: &str) -> bool {
    grapheme.chars().next().is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}')
}

/// The row and column (cells) of byte `at` among `rows`. Between two rows of one line the next row counts,
/// where the next character will appear.
fn place(text: &str, rows: &[Range<usize>], at: usize) -> (usize, u16) {
    let row = rows.partition_point(|row| row.start <= at).saturating_sub(1);
    let start = rows.get(row).map_or(0, |row| row.start);
    (row, cells::width(text.get(start..at).unwrap_or_default()))
}

/// The usable width of a row in an area of that width: the cursor must not enter the free cells.
fn row_width(width: u16) -> u16 {
    width.saturating_sub(FREE + 1).max(1)
}

/// The text in lines of at most `width` cells, for read-only sentences. The space at a line break is
/// removed.
pub fn lines(text: &str, width: u16) -> Vec<String> {
    let shown = |range: std::ops::Range<usize>| {
        let broken = range.start > 0 && !text[..range.start].ends_with('\n');
        let line = &text[range];
        if broken { line.trim_start_matches(' ') } else { line }.to_owned()
    };
    wrap(text, width.max(2)).into_iter().map(shown).collect()
}

/// The scroll position of an area. Kept beside its [`Edit`] from frame to frame.
#[derive(Debug, Clone, Copy, Default)]
pub struct AreaView {
    /// The first row shown.
    top: usize,
    /// The width of the last frame, for ↑ and ↓.
    width: u16,
}

impl AreaView {
    /// An area that is not scrolled.
    pub const fn new() -> Self {
        Self { top: 0, width: 0 }
    }

    /// The rows `edit` needs in an area `width` cells wide, at least 1.
    pub fn height(edit: &Edit, width: u16) -> usize {
        laid_out(edit, row_width(width)).len()
    }

    /// Draws the rows of `edit` around the cursor into `area` and returns where the cursor is.
    pub fn draw(&mut self, edit: &Edit, area: Rect, buf: &mut Buffer, styles: &Styles) -> Position {
        self.width = area.width;
        let text = edit.text();
        let rows = laid_out(edit, row_width(area.width));
        let (row, column) = place(text, &rows, edit.cursor());
        let height = usize::from(area.height).max(1);
        self.top =
            self.top.clamp((row + 1).saturating_sub(height), row).min(rows.len().saturating_sub(height));
        for (y, range) in (area.top()..area.bottom()).zip(rows.iter().skip(self.top)) {
            let shown = text.get(range.clone()).unwrap_or_default();
            cells::put(buf, (area.x, y), shown, row_width(area.width), styles.text);
        }
        let down = u16::try_from(row - self.top).unwrap_or(u16::MAX);
        Position::new(area.x + column.min(area.width.saturating_sub(1)), area.y.saturating_add(down))
    }

    /// Moves one row up, aiming for the column moved from. Returns whether there was one.
    pub fn up(&self, edit: &mut Edit) -> bool {
        self.step(edit, |row| row.checked_sub(1))
    }

    /// Moves one row down, aiming for the column moved from. Returns whether there was one.
    pub fn down(&self, edit: &mut Edit) -> bool {
        self.step(edit, |row| row.checked_add(1))
    }

    fn step(&self, edit: &mut Edit, to: impl Fn(usize) -> Option<usize>) -> bool {
        let rows = laid_out(edit, row_width(self.width));
        let (row, column) = place(edit.text(), &rows, edit.cursor());
        let Some(target) = to(row).and_then(|row| rows.get(row).cloned()) else { return false };
        let goal = edit.goal.unwrap_or(column);
        let shown = edit.text().get(target.clone()).unwrap_or_default();
        let mut at = target.start + cells::cut(shown, goal).len();
        // After the last character of a wrapped row, the cursor would be in the row below.
        if at == target.end
            && at > target.start
            && rows.iter().any(|row| row.start == at)
            && let Some((last, _)) = cells::pieces(shown).last()
        {
            at -= last.len();
        }
        edit.move_to(at);
        edit.goal = Some(goal);
        true
    }
}

/// The rows of `edit`, with an empty one where the last is full and the cursor is after it.
fn laid_out(edit: &Edit, width: u16) -> Vec<Range<usize>> {
    let text = edit.text();
    let mut rows = wrap(text, width);
    let full =
        rows.last().is_some_and(|row| cells::width(text.get(row.clone()).unwrap_or_default()) >= width);
    if full && edit.at_end() {
        rows.push(text.len()..text.len());
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str, width: u16) -> Vec<&str> {
        wrap(text, width).into_iter().map(|row| &text[row]).collect()
    }

    /// Catches a row that begins with a comma, one that ends with an opening quote, and a phone number torn apart.
    #[test]
    fn signs_and_numbers_keep_their_places() {
        assert_eq!(rows("双方自愿达成，协议", 12), ["双方自愿达", "成，协议"]);
        assert_eq!(rows("他说：“同意。”", 8), ["他说：", "“同意。”"]);
        assert_eq!(rows("电话13800000000打", 12), ["电话", "13800000000", "打"]);
        assert_eq!(rows("一\n\n二\n", 10), ["一", "", "二", ""]);
        assert_eq!(rows("1234567890", 4), ["1234", "5678", "90"]);
        assert_eq!(rows("", 4), [""]);
        assert_eq!(rows("双方", 1), ["双", "方"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Catches text lost or doubled at a bend, rows too wide, and closing signs at the head of a row.
        #[test]
        fn rows_hold_the_text(
            parts in proptest::collection::vec("[双方调解]{1,9}[，。；]|[a-z]{1,4} |[“（][方]{1,3}[”）]|\n", 0..12),
            width in 9u16..30,
        ) {
            let text = parts.concat();
            let rows = wrap(&text, width);
            let mut at = 0;
            for row in &rows {
                prop_assert!(row.start == at || (row.start == at + 1 && text[at..].starts_with('\n')));
                prop_assert!(cells::width(&text[row.clone()]) <= width);
                if row.start == at && at > 0 {
                    prop_assert!(!text[at..].starts_with(CLOSING));
                }
                at = row.end;
            }
            prop_assert_eq!(at, text.len());
        }

        /// Catches a cursor that stays at the end of a full row while the next character goes to the row below, one
        /// outside the area, and a view that does not follow.
        #[test]
        fn the_cursor_is_where_the_next_character_appears(
            text in "[ab调解，。\n]{0,60}",
            ups in 0usize..8,
            lefts in 0usize..10,
            width in 8u16..20,
            height in 1u16..5,
        ) {
            let area = Rect::new(3, 2, width, height);
            let mut view = AreaView::new();
            let mut edit = Edit::many_lines(&text);
            let frame = |edit: &Edit, view: &mut AreaView| {
                let mut buf = Buffer::empty(Rect::new(0, 0, 30, 10));
                let at = view.draw(edit, area, &mut buf, &Styles::default());
                (buf, at)
            };
            frame(&edit, &mut view);
            for _ in 0..ups {
                view.up(&mut edit);
            }
            for _ in 0..lefts {
                edit.left();
            }
            let (_, before) = frame(&edit, &mut view);
            prop_assert!(area.contains(before) && before.x + FREE < area.right());
            edit.insert("文");
            let (buf, after) = frame(&edit, &mut view);
            prop_assert!(area.contains(after) && after.x + FREE < area.right());
            let stays = before.x + 2 + FREE < area.right() && after.y == before.y;
            if stays && after.x == before.x + 2 {
                prop_assert_eq!(buf[(before.x, before.y)].symbol(), "文");
            }
            // A wrapped row puts it behind the new cursor or at the end of the row above.
            if after.x > area.x {
                prop_assert_eq!(buf[(after.x - 2, after.y)].symbol(), "文");
            }
        }
    }

    /// Catches ↑ and ↓ that count characters, forget the column on a short line, or stick at a bend.
    #[test]
    fn up_and_down_keep_the_column() {
        let mut view = AreaView::new();
        let mut edit = Edit::many_lines("abcdef\n调\n双方同意调解");
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 5));
        view.draw(&edit, Rect::new(0, 0, 40, 5), &mut buf, &Styles::default());
        edit.left();
        edit.left();
        edit.left();
        assert!(view.up(&mut edit) && edit.before().ends_with('调'));
        assert!(view.up(&mut edit));
        assert_eq!(edit.before(), "abcdef");
        assert!(!view.up(&mut edit));
        assert!(view.down(&mut edit) && view.down(&mut edit));
        assert!(edit.before().ends_with("双方同"));

        let mut edit = Edit::many_lines(&"调".repeat(20));
        view.draw(&edit, Rect::new(0, 0, 11, 5), &mut buf, &Styles::default());
        let mut rows = 0;
        while view.up(&mut edit) {
            rows += 1;
        }
        assert_eq!((rows, edit.cursor()), (5, 0));
        while view.down(&mut edit) {
            rows -= 1;
        }
        // The empty row behind a full one is there only while the cursor is.
        assert_eq!(rows, 1);
    }

    /// Catches an exactly full last row whose cursor stands in the free cells.
    #[test]
    fn behind_an_exactly_full_row_the_cursor_is_on_the_next() {
        let mut view = AreaView::new();
        let edit = Edit::many_lines("调解双方");
        let mut buf = Buffer::empty(Rect::new(0, 0, 11, 3));
        let at = view.draw(&edit, Rect::new(0, 0, 11, 3), &mut buf, &Styles::default());
        assert_eq!((at.x, at.y), (0, 1));
    }
}
