//! Drawing the conflicts: the list on top, the choices of the selected one below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::list::{List, Waiting, What};
use crate::text::conflicts as words;
use crate::tui::stack::Cx;
use crate::tui::widgets::table::{Align, Column, Columns, Window, mark_row};
use crate::tui::widgets::{area as text_area, cells};

const MARGIN: u16 = 2;
/// Rows for the choices below the list: a rule, two rows for each choice, the keys.
const CHOICES: u16 = 11;
/// The column that shows the selection.
const COUNT: usize = 2;

fn asked(cx: &Cx) -> [Column<'static>; 3] {
    let column = |heading, min, want| Column { heading, min, want, drop: 0, align: Align::Left };
    let lang = cx.lang;
    [
        column(words::WHAT.text(lang), 30, 52),
        column(words::FIELD.text(lang), 12, 28),
        column(words::VALUES.text(lang), 6, 6),
    ]
}

/// Draws the screen; returns the cursor position.
pub(super) fn draw(list: &List, window: &mut Window, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
    let heading = words::heading(cx.lang, list.count);
    cells::write(buf, (area.x + MARGIN, area.y), &heading, area.width, cx.theme.heading, cx.symbols);
    if list.rows.is_empty() {
        let at = (area.x + MARGIN, area.y + 2);
        cells::write(buf, at, words::none(cx.lang), area.width, Style::new(), cx.symbols);
        return Position::new(area.x, area.y + 2);
    }
    let below = CHOICES.min(area.height / 2);
    let inner = Rect { x: area.x + MARGIN, width: area.width.saturating_sub(MARGIN), ..area };
    let table = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + below), ..inner };
    let (columns, body) = Columns::head(&asked(cx), table, buf, cx);
    let body = Rect { x: area.x, width: area.width, ..body };
    window.set_height(body.height);
    let mut cursor = Position::new(body.x, body.y);
    for (y, at) in (body.top()..body.bottom()).zip(window.rows()) {
        let Some(waiting) = list.rows.get(at) else { break };
        let chosen = at == window.selected();
        draw_row(&columns, waiting, Rect { y, height: 1, ..inner }, buf, cx);
        if chosen {
            mark_row(Rect { y, height: 1, ..area }, buf, cx);
            cursor = Position::new(area.x, y);
        }
    }
    let foot = Rect { y: body.bottom(), height: below, ..area };
    if let Some(waiting) = list.rows.get(window.selected()) {
        draw_choices(waiting, foot, buf, cx);
    }
    cursor
}

fn draw_row(columns: &Columns, waiting: &Waiting, area: Rect, buf: &mut Buffer, cx: &Cx) {
    for span in columns.spans() {
        let text = match span.column {
            0 => waiting.record.clone(),
            1 => waiting.field.clone(),
            _ => words::values(cx.lang, waiting.choices.len()),
        };
        let at = (area.x + span.x, area.y);
        let style = if span.column == COUNT { cx.theme.warning } else { Style::new() };
        cells::put_cut(buf, at, &text, span.width, cx.symbols.cut, style);
    }
}

fn draw_choices(waiting: &Waiting, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let rule = cx.symbols.rule.repeat(usize::from(area.width));
    cells::write(buf, (area.x, area.y), &rule, area.width, cx.theme.muted, cx.symbols);
    let said = match waiting.what {
        What::Case(..) => words::how(cx.lang),
        What::Record(_) => words::how_record(cx.lang),
        What::Number(_) => words::how_number(cx.lang),
    };
    let how = text_area::lines(said, area.width.saturating_sub(2 * MARGIN));
    let how_rows = u16::try_from(how.len()).unwrap_or(1);
    let mut y = area.y + 1;
    for (at, choice) in waiting.choices.iter().enumerate() {
        if y + 2 + how_rows > area.bottom() {
            break;
        }
        let number = (at + 1).to_string();
        cells::write(buf, (area.x + MARGIN, y), &number, 2, cx.theme.hint_key, cx.symbols);
        let room = area.width.saturating_sub(5);
        cells::write(buf, (area.x + 4, y), &choice.text, room, Style::new(), cx.symbols);
        let mut by = choice.by.clone();
        if !choice.note.is_empty() {
            by = format!("{by}{}{}", cx.symbols.between, choice.note);
        }
        cells::write(buf, (area.x + 4, y + 1), &by, room, cx.theme.muted, cx.symbols);
        y += 2;
    }
    let first = area.bottom().saturating_sub(how_rows);
    for (y, line) in (first..area.bottom()).zip(&how) {
        cells::write(buf, (area.x + MARGIN, y), line, area.width, cx.theme.hint_text, cx.symbols);
    }
}
