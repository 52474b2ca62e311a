//! Redraws the right halves that wide characters leave behind. Where a narrow cell with a background replaces
//! the left half of a hanzi, some terminals such as xterm paint the freed right half in that background too.
//! The difference of two frames misses this: the freed cell was blank and still is, so it is not sent.

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::widgets::cells;

/// Which cells of the last frame held a wide character.
#[derive(Debug, Default)]
pub struct Halves {
    area: Rect,
    wide: Vec<bool>,
}

impl Halves {
    /// Marks the cells to resend that wide characters of the last frame leave free, and stores this frame.
    /// Call it when the frame is complete.
    pub fn free(&mut self, buf: &mut Buffer) {
        if self.area != buf.area {
            // After a resize everything is sent anyway.
            self.area = buf.area;
            self.wide = vec![false; buf.content.len()];
        }
        let mut covered = false;
        for at in 0..buf.content.len() {
            let was_wide = self.wide[at];
            let is_wide = !covered && is_wide(buf.content[at].symbol());
            let over = if covered { at - 1 } else { at };
            covered = is_wide;
            self.wide[at] = is_wide;
            if was_wide
                && !is_wide
                && shows_on_blank(&buf.content[over])
                && let Some(freed) = buf.content.get_mut(at + 1)
            {
                freed.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
}

/// Whether the style of the cell is visible in a blank cell.
fn shows_on_blank(cell: &Cell) -> bool {
    cell.bg != Color::Reset || cell.modifier.intersects(Modifier::REVERSED.union(Modifier::UNDERLINED))
}

/// Most cells are one byte of ASCII.
fn is_wide(symbol: &str) -> bool {
    symbol.len() > 1 && cells::width(symbol) > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn sent(before: &str, after: impl Fn(&mut Buffer)) -> Vec<u16> {
        let area = Rect::new(0, 0, 8, 1);
        let (mut halves, mut old, mut new) = (Halves::default(), Buffer::empty(area), Buffer::empty(area));
        old.set_string(0, 0, before, Style::new());
        halves.free(&mut old);
        after(&mut new);
        halves.free(&mut new);
        old.diff(&new).into_iter().map(|(x, _, _)| x).collect()
    }

    /// Catches: the colour of a selected number that stays beside it where a hanzi had stood.
    #[test]
    fn a_freed_half_is_sent_again() {
        let cells = sent("a统计", |buf| {
            buf.set_string(0, 0, "a0", Style::new());
            buf.set_style(Rect::new(0, 0, 2, 1), Style::new().bg(Color::Cyan));
        });
        assert!(cells.contains(&2), "{cells:?}");
        // The hanzi moves one cell to the left.
        let cells = sent("a统", |buf| buf.set_string(0, 0, "计", Style::new().bg(Color::Cyan)));
        assert!(cells.contains(&2), "{cells:?}");
    }

    /// Catches: a frame that sends more than what changed.
    #[test]
    fn nothing_is_sent_where_nothing_is_freed() {
        let cells = sent("a统计", |buf| buf.set_string(0, 0, "a统计", Style::new()));
        assert!(cells.is_empty(), "{cells:?}");
        let cells = sent("a统", |buf| buf.set_string(0, 0, "a", Style::new()));
        assert_eq!(cells, [1], "without a background nothing stays");
    }
}
