//! What is drawn while a job of an import runs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::store::Progress;
use crate::text::import_screen::{self as words, Busy};
use crate::tui::stack::Cx;
use crate::tui::widgets::{cells, chart};

/// The greatest width of the progress bar.
const BAR: u16 = 60;

/// Draws the job, its file, how far it is and how to stop it.
pub(super) fn draw(
    (busy, name, progress, said): (Busy, String, Progress, &str),
    area: Rect,
    buf: &mut Buffer,
    cx: &Cx,
) {
    let room = area.width.saturating_sub(4);
    let mut y = area.y + area.height / 3;
    let mut line = |text: &str, style| {
        if y < area.bottom() {
            cells::write(buf, (area.x + 2, y), text, room, style, cx.symbols);
        }
        y += 1;
    };
    line(&words::busy(cx.lang, busy, &name), cx.theme.heading);
    line("", cx.theme.muted);
    line(&chart::filled(progress, BAR.min(room), cx.symbols), cx.theme.chart);
    line(&words::so_far(cx.lang, progress.done, progress.total), ratatui::style::Style::new());
    line("", cx.theme.muted);
    line(said, cx.theme.muted);
}
