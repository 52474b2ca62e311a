//! Draws the page of a case.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::layout::{MARGIN, Page, Piece, Tone};
use crate::domain::check::Severity;
use crate::tui::stack::Cx;
use crate::tui::theme::Theme;
use crate::tui::widgets::cells;

/// The scroll position and selection.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// The first visible line.
    pub top: usize,
    /// The selected cell.
    pub selected: usize,
}

/// Draws the visible lines; returns the position of the selected value.
pub fn draw(page: &Page, view: View, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
    for (y, line) in (area.top()..area.bottom()).zip(page.lines.iter().skip(view.top)) {
        for piece in line {
            draw_piece(page, view, piece, Rect { y, height: 1, ..area }, buf, cx);
        }
    }
    draw_more(page, view, area, buf, cx);
    let stand = page.stands.get(view.selected)?;
    let down = u16::try_from(stand.line.checked_sub(view.top)?).ok()?;
    let (x, _) = page.value_at(view.selected);
    (down < area.height).then(|| Position::new(area.x + x, area.y + down))
}

fn draw_piece(page: &Page, view: View, piece: &Piece, row: Rect, buf: &mut Buffer, cx: &Cx) {
    match piece {
        Piece::Heading(text) => {
            let end = cells::write(buf, (row.x, row.y), text, row.width, cx.theme.heading, cx.symbols) + 1;
            let rule = cx.symbols.rule.repeat(usize::from(row.right().saturating_sub(end + 2)));
            cells::write(buf, (end, row.y), &rule, row.width, cx.theme.muted, cx.symbols);
        }
        Piece::Words(text, tone) => {
            let room = row.width.saturating_sub(MARGIN);
            cells::write(buf, (row.x + MARGIN, row.y), text, room, style_of(*tone, cx), cx.symbols);
        }
        Piece::Lead(text) => {
            cells::write(buf, (row.x + MARGIN, row.y), text, page.label, cx.theme.muted, cx.symbols);
        }
        Piece::Cell(at, nth) => draw_cell(page, view, (*at, *nth), row, buf, cx),
        Piece::Note(at, severity, text) => {
            let (mark, style) = match severity {
                Severity::Error => (cx.symbols.error, cx.theme.error),
                Severity::Warning => (cx.symbols.warning, cx.theme.warning),
            };
            let (x, _) = page.value_at(*at);
            let room = row.width.saturating_sub(x + 1);
            // A sentence that does not fit after the value begins further left.
            let text = format!("{mark} {text}");
            let wanted = cells::width(&text);
            let x = if wanted > room { row.width.saturating_sub(wanted + 1).max(MARGIN) } else { x };
            cells::write(buf, (row.x + x, row.y), &text, row.width.saturating_sub(x), style, cx.symbols);
        }
    }
}

fn draw_cell(page: &Page, view: View, (at, nth): (usize, usize), row: Rect, buf: &mut Buffer, cx: &Cx) {
    let (Some(cell), Some(stand)) = (page.cells.get(at), page.stands.get(at)) else { return };
    let x = row.x + stand.x;
    if nth == 0 {
        // Moving the selection redraws only the marker and a short label.
        let chosen = at == view.selected;
        let label = if chosen { chosen_label(&cx.theme) } else { cx.theme.label };
        if chosen {
            cells::write(buf, (x, row.y), cx.symbols.marker, MARGIN, label, cx.symbols);
        }
        cells::write(buf, (x + MARGIN, row.y), &cell.label, stand.label, label, cx.symbols);
    }
    if cell.is_bare() {
        return;
    }
    let (value_x, room) = page.value_at(at);
    let text = page.texts.get(at).and_then(|lines| lines.get(nth)).map_or("", String::as_str);
    cells::write(buf, (row.x + value_x, row.y), text, room, style_of(cell.tone, cx), cx.symbols);
}

/// Marks at the right edge that there is more above or below.
fn draw_more(page: &Page, view: View, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let x = area.right().saturating_sub(1);
    if view.top > 0 && area.height > 0 {
        cells::write(buf, (x, area.y), cx.symbols.more_above, 1, cx.theme.muted, cx.symbols);
    }
    if page.lines.len() > view.top + usize::from(area.height) && area.height > 1 {
        cells::write(buf, (x, area.bottom() - 1), cx.symbols.more_below, 1, cx.theme.muted, cx.symbols);
    }
}

/// Draws the list of sections, with the current one marked.
pub fn draw_index(page: &Page, selected: usize, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let here = page.section_of(selected);
    for (y, (at, section)) in (area.top()..area.bottom()).zip(page.sections.iter().enumerate()) {
        cells::write(buf, (area.x, y), cx.symbols.divider, 1, cx.theme.muted, cx.symbols);
        let is_here = here == Some(at);
        if is_here {
            cells::write(buf, (area.x + 2, y), cx.symbols.marker, MARGIN, cx.theme.muted, cx.symbols);
        }
        let room = area.width.saturating_sub(2 + MARGIN);
        let style = if is_here { cx.theme.heading } else { cx.theme.muted };
        cells::write(buf, (area.x + 2 + MARGIN, y), &section.title, room, style, cx.symbols);
    }
}

/// The style of a selected label: only the weight differs, which needs the fewest bytes.
pub fn chosen_label(theme: &Theme) -> Style {
    theme.label.add_modifier(Modifier::BOLD)
}

fn style_of(tone: Tone, cx: &Cx) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Muted => cx.theme.muted,
        Tone::Good => cx.theme.good,
        Tone::Warning => cx.theme.warning,
        Tone::Error => cx.theme.error,
    }
}
