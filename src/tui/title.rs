//! The title line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::stack::{Cx, Headline};
use super::symbols::Symbols;
use super::theme::Theme;
use super::widgets::cells;
use crate::text::{shell as words, totals};

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

/// The variants of the right part, the longest first. No figure stands without the period and the office it is of.
pub(super) fn headlines(headline: &Headline, cx: &Cx) -> Vec<String> {
    let Some(period) = headline.period else { return vec![headline.office.clone()] };
    let due = crate::text::due::in_title(cx.lang, headline.due);
    let waiting = crate::text::conflicts::in_title(cx.lang, headline.attention);
    let state =
        [due, waiting.clone()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("  ");
    let joined = |parts: &[&str]| {
        let said = parts.iter().filter(|part| !part.is_empty());
        said.copied().collect::<Vec<_>>().join("  ")
    };
    let figures = [headline.accepted, headline.successful, headline.referred, headline.open];
    let [all, least] = words::headline_figures(cx.lang, figures, headline.over);
    let (long, short) = (totals::period(cx.lang, &period), words::short_period(cx.lang, &period));
    let office = headline.office.as_str();
    let fitting = [
        joined(&[office, &long, &all, &state]),
        joined(&[office, &short, &all, &state]),
        joined(&[office, &short, &least, &state]),
        state,
    ];
    if headline.warning.is_empty() {
        return fitting.to_vec();
    }
    let alone = headline.warning.clone();
    let warned = fitting.iter().map(|text| joined(&[&alone, text]));
    // The conflicts are dropped last.
    let least = if waiting.is_empty() { None } else { Some(joined(&[&alone, &waiting])) };
    warned.chain(least).chain([alone.clone()]).collect()
}
