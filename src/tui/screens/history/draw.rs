//! Draws the saves of a case above (or left of) the changes of the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::History;
use crate::text::Lang;
use crate::text::past as words;
use crate::tui::stack::Cx;
use crate::tui::widgets::table::{Align, Column, Columns};
use crate::tui::widgets::{area, cells};

/// From this width on, the changes are beside the list.
const WIDE: u16 = 110;
/// The width of a time with minutes.
const MINUTE: u16 = 16;

/// A line of the changes: name, before, after.
type Line = [String; 3];

/// Draws both; returns the cursor position.
pub fn draw(screen: &mut History, whole: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
    let area = Rect { x: whole.x + 1, width: whole.width.saturating_sub(2), ..whole };
    let wanted = u16::try_from(screen.saves.len() + 1).unwrap_or(u16::MAX);
    let (list, fields) = if whole.width >= WIDE {
        let width = area.width / 2 - 1;
        let x = area.x + width + 2;
        for y in area.top()..area.bottom() {
            cells::write(buf, (x - 2, y), cx.symbols.divider, 1, cx.theme.muted, cx.symbols);
        }
        (Rect { width: width - 1, ..area }, Rect { x, width: area.right() - x, ..area })
    } else {
        // The list takes the height it needs, up to half.
        let height = wanted.min(area.height / 2).max(3.min(area.height));
        let y = area.y + height;
        let rule = cx.symbols.rule.repeat(usize::from(area.width));
        if y < area.bottom() {
            cells::write(buf, (area.x, y), &rule, area.width, cx.theme.muted, cx.symbols);
        }
        (Rect { height, ..area }, Rect { y: y + 1, height: area.height.saturating_sub(height + 1), ..area })
    };
    draw_fields(screen, fields, buf, cx);
    draw_list(screen, list, buf, cx)
}

fn columns(lang: Lang) -> [Column<'static>; 5] {
    let text = |heading: crate::text::Words, min, want, drop| Column {
        heading: heading.text(lang),
        min,
        want,
        drop,
        align: Align::Left,
    };
    [
        Column { heading: "", min: 1, want: 1, drop: 0, align: Align::Left },
        text(words::WHEN, MINUTE, MINUTE, 0),
        text(words::WHO, 6, 8, 0),
        text(words::LAPTOP, 6, 10, 1),
        text(words::WHAT, 12, 80, 0),
    ]
}

fn draw_list(screen: &mut History, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
    if area.height < 2 {
        return None;
    }
    let (columns, body) = Columns::head(&columns(cx.lang), area, buf, cx);
    screen.window.set_height(body.height);
    let telling = screen.telling(cx);
    columns.draw_marked(&screen.window, body, buf, cx, |row, column, text| {
        let Some(save) = screen.save(row) else { return Style::new() };
        match column {
            0 if row == screen.window.selected() => text.push_str(cx.symbols.marker),
            0 => {}
            1 => text.push_str(&words::clock(&save.at)),
            2 => text.push_str(&telling.who(save)),
            3 => text.push_str(&cx.store.laptop_name(save.name.device)),
            _ => text.push_str(&telling.short(save)),
        }
        if column == 0 { cx.theme.heading } else { Style::new() }
    });
    Some(screen.window.spot(body))
}

/// The widths of the three columns.
fn widths(width: u16) -> [u16; 3] {
    let name = (width / 3).min(24);
    let each = (width - name).saturating_sub(2) / 2;
    [name.saturating_sub(1), each.saturating_sub(1), each]
}

fn lines_of(screen: &History, widths: [u16; 3], cx: &Cx) -> Vec<(Line, usize)> {
    let telling = screen.telling(cx);
    let Some(save) = screen.selected() else { return Vec::new() };
    let mut lines = Vec::new();
    for change in telling.shown(save) {
        let said = [telling.name(change), telling.before(change), telling.after(change)];
        let mut wrapped = [0, 1, 2].map(|at: usize| area::lines(&said[at], widths[at].max(2)).into_iter());
        for nth in 0.. {
            let [name, from, to] = &mut wrapped;
            let line = [name.next(), from.next(), to.next()];
            if line.iter().all(Option::is_none) {
                break;
            }
            lines.push((line.map(Option::unwrap_or_default), nth));
        }
    }
    lines
}

fn draw_fields(screen: &mut History, area: Rect, buf: &mut Buffer, cx: &Cx) {
    if area.height < 2 || area.width < 20 {
        return;
    }
    let widths = widths(area.width);
    let starts = [0, widths[0] + 1, widths[0] + widths[1] + 3];
    let heads = [words::FIELD, words::FROM, words::TO].map(|word| word.text(cx.lang));
    for (at, head) in heads.iter().enumerate() {
        cells::write(buf, (area.x + starts[at], area.y), head, widths[at], cx.theme.label, cx.symbols);
    }
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let lines = lines_of(screen, widths, cx);
    screen.page = usize::from(body.height).saturating_sub(1).max(1);
    screen.below = screen.below.min(lines.len().saturating_sub(usize::from(body.height)));
    if lines.is_empty() {
        cells::write(
            buf,
            (body.x, body.y),
            words::no_changes(cx.lang),
            body.width,
            cx.theme.muted,
            cx.symbols,
        );
    }
    for (y, (line, _)) in (body.top()..body.bottom()).zip(lines.iter().skip(screen.below)) {
        let styles = [cx.theme.label, cx.theme.muted, Style::new()];
        for (at, text) in line.iter().enumerate() {
            cells::write(buf, (body.x + starts[at], y), text, widths[at], styles[at], cx.symbols);
        }
    }
    let edge = area.right().saturating_sub(1);
    if screen.below > 0 {
        cells::write(buf, (edge, body.y), cx.symbols.left, 1, cx.theme.muted, cx.symbols);
    }
    if lines.len() > screen.below + usize::from(body.height) {
        cells::write(buf, (edge, body.bottom() - 1), cx.symbols.right, 1, cx.theme.muted, cx.symbols);
    }
}
