//! The title line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::stack::{Cx, Headline};
use super::symbols::Symbols;
use super::theme::Theme;
use super::widgets::cells;
use crate::text::shell as words;

/// Draws the title on the left, and office, month and figures on the right as far as they fit.
pub(super) fn title_line(
    area: Rect,
    buf: &mut Buffer,
    (title, headlines): (&str, &[String]),
    (theme, symbols): (&Theme, &Symbols),
) {
    let plain = ratatui::style::Style::new();
    let end = cells::write(buf, (area.x + 1, area.y), title, area.width.saturating_sub(2), plain, symbols);
    let room = area.right().saturating_sub(end + 3);
    let fitting = headlines.iter().find(|text| cells::width(text) <= room);
    if let Some(text) = fitting.filter(|text| !text.is_empty()) {
        let x = area.right() - 1 - cells::width(text);
        cells::write(buf, (x, area.y), text, room, plain, symbols);
    }
    buf.set_style(area, theme.title);
}

/// The variants of the right part, the longest first.
pub(super) fn headlines(headline: &Headline, cx: &Cx) -> Vec<String> {
    let Some((year, month)) = headline.month else { return vec![headline.office.clone()] };
    let month = words::month(cx.lang, year, month);
    let figures = [headline.accepted, headline.successful, headline.referred, headline.open];
    let mut figures = words::headline_figures(cx.lang, figures);
    let due = crate::text::due::in_title(cx.lang, headline.due);
    let waiting = crate::text::conflicts::in_title(cx.lang, headline.attention);
    for more in [&due, &waiting].into_iter().filter(|text| !text.is_empty()) {
        figures = format!("{figures}  {more}");
    }
    let fullest =
        [format!("{}  {month}  {figures}", headline.office), format!("{month}  {figures}"), figures];
    if headline.warning.is_empty() {
        return fullest.to_vec();
    }
    // The duties are dropped last.
    let warned = fullest.iter().map(|text| format!("{}  {text}", headline.warning));
    let alone = headline.warning.clone();
    let least = if waiting.is_empty() { None } else { Some(format!("{alone}  {waiting}")) };
    warned.chain(least).chain([alone]).collect()
}
