//! Drawing this laptop and the others.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Key, office_name};
use crate::store::KnownLaptop;
use crate::text::laptop as words;
use crate::tui::form::Form;
use crate::tui::stack::Cx;
use crate::tui::widgets::cells::Styles;
use crate::tui::widgets::table::{Align, Column, Columns, Window};
use crate::tui::widgets::{area as text_area, cells};

/// Rows of the form with its heading, and of the device below it.
const FORM: u16 = 4;
const MARGIN: u16 = 2;

fn asked(cx: &Cx) -> [Column<'static>; 6] {
    let lang = cx.lang;
    let column = |heading, min, want, drop, align| Column { heading, min, want, drop, align };
    [
        column(words::NAME.text(lang), 12, 24, 0, Align::Left),
        column(words::HOME.text(lang), 10, 14, 0, Align::Left),
        column(words::SERIES.text(lang), 8, 8, 0, Align::Left),
        column(words::DEVICE.text(lang), 8, 8, 1, Align::Left),
        column(words::LAST.text(lang), 16, 16, 0, Align::Left),
        column(words::CHANGES.text(lang), 7, 8, 2, Align::Left),
    ]
}

pub(super) fn draw(form: &mut Form<Key>, known: &[KnownLaptop], area: Rect, buf: &mut Buffer, cx: &Cx) {
    // The list of offices covers what is below it.
    let rest = Rect { y: area.y + FORM, height: area.height.saturating_sub(FORM), ..area };
    draw_this(known.first(), Rect { height: rest.height.min(3), ..rest }, buf, cx);
    let others = Rect { y: rest.y + 3, height: rest.height.saturating_sub(3), ..rest };
    draw_others(known.get(1..).unwrap_or_default(), others, buf, cx);
    form.draw(area, buf, cx);
}

fn draw_this(this: Option<&KnownLaptop>, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let Some(this) = this.filter(|_| area.height > 0) else { return };
    let names =
        [words::NAME, words::HOME, words::SERIES, words::DEVICE].map(|name| cells::width(name.text(cx.lang)));
    let wide = names.into_iter().max().unwrap_or(0);
    // Aligned with the fields above.
    let (label_at, value_at) = (area.x + 1, area.x + wide + 2);
    cells::write(buf, (label_at, area.y), words::DEVICE.text(cx.lang), wide, cx.theme.label, cx.symbols);
    let said = format!("{}{}{}", words::short(this.id), cx.symbols.between, words::moment(&this.at));
    let room = area.right().saturating_sub(value_at);
    cells::write(buf, (value_at, area.y), &said, room, Style::new(), cx.symbols);
}

fn draw_others(others: &[KnownLaptop], area: Rect, buf: &mut Buffer, cx: &Cx) {
    if area.height == 0 {
        return;
    }
    let at = (area.x + 1, area.y);
    let end =
        cells::write(buf, at, words::OTHERS.text(cx.lang), area.width, cx.theme.heading, cx.symbols) + 1;
    let rule = cx.symbols.rule.repeat(usize::from(area.right().saturating_sub(end + 2)));
    cells::write(buf, (end, area.y), &rule, area.width, cx.theme.muted, cx.symbols);
    let inner = Rect { x: area.x + MARGIN, width: area.width.saturating_sub(MARGIN), ..area };
    if others.is_empty() {
        let lines = text_area::lines(words::nobody(cx.lang), inner.width.saturating_sub(2));
        for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
            cells::write(buf, (inner.x, y), &line, inner.width, cx.theme.muted, cx.symbols);
        }
        return;
    }
    let table = Rect { y: area.y + 1, height: area.height - 1, ..inner };
    let (columns, rows) = Columns::head(&asked(cx), table, buf, cx);
    let window = Window::new(others.len());
    columns.draw_rows(&window, rows, buf, cx.symbols.cut, &Styles::default(), |at, column, text| {
        text.extend(others.get(at).map(|other| cell(other, column, cx)));
        Style::new()
    });
}

fn cell(other: &KnownLaptop, column: usize, cx: &Cx) -> String {
    let said = other.said.as_ref();
    match column {
        0 => words::called(cx.lang, other.id, said, cx.store.directory()),
        1 => said.map_or_else(|| words::not_said(cx.lang).to_owned(), |laptop| office_name(laptop.home, cx)),
        2 => said.map_or_else(String::new, |laptop| laptop.series.clone()),
        3 => words::short(other.id),
        4 => words::moment(&other.at),
        _ => other.last.to_string(),
    }
}
