//! The foot of the review pages: the numbers with their digits, their sum, and the progress of planning.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::review::Review;
use crate::text::import_screen::{self as words, Fate};
use crate::tui::stack::Cx;
use crate::tui::widgets::{area as text_area, cells};

fn lines(review: &Review, width: u16, cx: &Cx) -> Vec<String> {
    let counts = review.counts(review.scope());
    let numbered: Vec<String> = (1..)
        .zip(Fate::ALL)
        .map(|(digit, fate)| format!("{digit} {} {}", fate.words().text(cx.lang), counts.get(fate)))
        .collect();
    let sum = match review.planning() {
        Some(progress) => words::planning(cx.lang, progress.done, progress.total),
        None => words::sum(
            cx.lang,
            counts.rows,
            &[
                (Fate::New.words(), counts.new),
                (Fate::Same.words(), counts.same),
                (words::COMPLETED, counts.completed),
                (Fate::Changed.words(), counts.changed),
                (Fate::Refused.words(), counts.refused),
                (Fate::Skipped.words(), counts.skipped),
            ],
        ),
    };
    let mut lines = text_area::lines(&numbered.join("  "), width);
    lines.extend(text_area::lines(&sum, width));
    lines
}

/// Its height at that width, including an empty row before it.
pub(super) fn height(review: &Review, width: u16, cx: &Cx) -> u16 {
    u16::try_from(lines(review, width.saturating_sub(3), cx).len() + 1).unwrap_or(u16::MAX)
}

pub(super) fn draw(review: &Review, area: Rect, buf: &mut Buffer, cx: &Cx) {
    for (at, (y, line)) in (area.y + 1..area.bottom()).zip(lines(review, area.width, cx)).enumerate() {
        let style = if at == 0 { cx.theme.heading } else { cx.theme.muted };
        cells::write(buf, (area.x, y), &line, area.width, style, cx.symbols);
    }
}
