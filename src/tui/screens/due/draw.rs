//! Drawing the duties.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::list::{List, kinds};
use crate::domain::OfficeId;
use crate::domain::check::days_left;
use crate::store::DueRow;
use crate::text::calendar::dated;
use crate::text::{dispute, due as words, register};
use crate::tui::screens::batch::Marks;
use crate::tui::screens::register::columns::parties;
use crate::tui::stack::Cx;
use crate::tui::widgets::table::{Align, Column, Columns, mark_row};
use crate::tui::widgets::{area as text_area, cells};

/// The marker of the selected row and a blank, before the first column.
const MARGIN: u16 = 2;
/// The column of the time left, which also has a colour.
const LEFT: usize = 0;
const LAST_DAY: usize = 1;
const NUMBER: usize = 3;
/// How many columns there are.
const COLUMNS: usize = 8;

/// The columns; that of the last day takes the width of its longest, with weekday and holiday; that of the duty takes the width of its longest, up to that of 第12期 12000元.
fn asked(list: &List, cx: &Cx) -> [Column<'static>; COLUMNS] {
    let column = |heading, min, want, drop| Column { heading, min, want, drop, align: Align::Left };
    let lang = cx.lang;
    let least = lang.pick(8, 12);
    let parts = list.rows().iter().filter_map(|due| due.instalment.as_ref().map(|part| (due, part)));
    let parts = parts.map(|(due, part)| cells::width(&words::what(lang, due.kind, Some(part))));
    let days = list.rows().iter().map(|due| cells::width(&cell(due, LAST_DAY, cx)));
    let day = days.max().unwrap_or(0).max(10);
    let duty = parts.max().unwrap_or(0).clamp(least, 16);
    [
        column(words::LEFT.text(lang), 10, 10, 0),
        column(words::LAST_DAY.text(lang), day, day, 0),
        column(words::DUTY.text(lang), duty, duty, 0),
        column(words::NUMBER.text(lang), 7, 9, 0),
        column(words::PARTIES.text(lang), 13, 19, 0),
        column(words::KIND.text(lang), 8, 10, 2),
        column(words::MEDIATOR.text(lang), 6, 8, 3),
        column(words::OFFICE.text(lang), 8, 12, 1),
    ]
}

/// Draws the list; returns the cursor position.
pub(super) fn draw(list: &mut List, marks: &Marks, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
    draw_kinds(list, Rect { height: 1, ..area }, buf, cx);
    draw_counts(list, marks, Rect { y: area.y + 1, height: 1, ..area }, buf, cx);
    let inner = Rect { x: area.x + MARGIN, width: area.width.saturating_sub(MARGIN), ..area };
    let table = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..inner };
    let (columns, body) = Columns::head(&asked(list, cx), table, buf, cx);
    let mut body = Rect { x: area.x, width: area.width, ..body };
    if list.is_empty() {
        let lines = text_area::lines(words::nothing(cx.lang), body.width.saturating_sub(4));
        for (y, text) in (body.top() + 1..body.bottom()).zip(lines) {
            cells::write(buf, (body.x + 2, y), &text, body.width, Style::new(), cx.symbols);
        }
        return Position::new(body.x, body.y);
    }
    let said = list.selected().map(|due| about(due, cx)).unwrap_or_default();
    if !said.is_empty() {
        body.height = body.height.saturating_sub(1);
        let at = (body.x + MARGIN, body.bottom());
        cells::write(buf, at, &said, body.width.saturating_sub(MARGIN), cx.theme.muted, cx.symbols);
    }
    list.window.set_height(body.height);
    for (y, at) in (body.top()..body.bottom()).zip(list.window.rows()) {
        let Some(due) = list.rows().get(at) else { break };
        draw_row(&columns, due, Rect { y, height: 1, ..inner }, buf, cx);
        if marks.has(due.case.id) {
            cells::put(buf, (area.x + 1, y), cx.symbols.passed, 1, cx.theme.hit);
        }
        if at == list.window.selected() {
            mark_row(Rect { y, height: 1, ..area }, buf, cx);
        }
    }
    list.window.spot(body)
}

/// Draws the filters by kind; the current one has brackets and another weight.
fn draw_kinds(list: &List, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let mut x = area.x + 1;
    for kind in kinds() {
        let name = kind.map_or(words::EVERYTHING.text(cx.lang), |kind| words::duty(cx.lang, kind));
        let (text, style) = match kind == list.kind {
            true => (format!("[{name}]"), cx.theme.heading),
            false => (format!(" {name} "), Style::new()),
        };
        let room = area.right().saturating_sub(x);
        x = cells::write(buf, (x, area.y), &text, room, style, cx.symbols) + 1;
    }
}

fn draw_counts(list: &List, marks: &Marks, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let mut counts = words::counts(cx.lang, list.count);
    if !marks.is_empty() {
        counts = format!("{counts}  {}", marks.said(cx));
    }
    cells::write(buf, (area.x + 2, area.y), &counts, area.width, cx.theme.heading, cx.symbols);
    let office = office(list.office, cx);
    let width = cells::width(&office);
    let at = area.right().saturating_sub(width + 1);
    cells::write(buf, (at, area.y), &office, width, cx.theme.muted, cx.symbols);
}

/// The name of the office, or of the district.
pub(super) fn office(office: Option<OfficeId>, cx: &Cx) -> String {
    crate::report::office_name(cx.store.directory(), office, cx.lang)
}

fn draw_row(columns: &Columns, due: &DueRow, area: Rect, buf: &mut Buffer, cx: &Cx) {
    for span in columns.spans() {
        let text = cell(due, span.column, cx);
        let style = if span.column == LEFT { urgency(due, cx) } else { Style::new() };
        let at = (area.x + span.x, area.y);
        let room = span.width.min(area.width.saturating_sub(span.x));
        if span.column == NUMBER {
            // The end of a number is significant, so a long one is cut at its beginning.
            cells::put(buf, at, cells::cut_start(&text, room), room, style);
        } else {
            cells::put_cut(buf, at, &text, room, cx.symbols.cut, style);
        }
    }
}

fn urgency(due: &DueRow, cx: &Cx) -> Style {
    if days_left(due.last_day, cx.store.today()) < 0 { cx.theme.error } else { cx.theme.warning }
}

fn cell(due: &DueRow, column: usize, cx: &Cx) -> String {
    let directory = cx.store.directory();
    let case = &due.case;
    match column {
        LEFT => words::left(cx.lang, days_left(due.last_day, cx.store.today())),
        LAST_DAY => dated(cx.lang, due.last_day, &cx.store.settings().rest_days),
        2 => words::what(cx.lang, due.kind, due.instalment.as_ref()),
        NUMBER => register::short_number(&case.number),
        4 => parties(case, cx.symbols),
        5 => directory.type_label(&case.kind).map_or("", |label| label.short(cx.lang)).to_owned(),
        6 => {
            let lead = case.mediators.first().and_then(|id| directory.mediator(*id));
            lead.map_or_else(String::new, |mediator| mediator.name.clone())
        }
        _ => directory.office(case.office).map_or_else(String::new, |office| office.name.clone()),
    }
}

/// What there is to know about a confirmation before it is asked for; empty for most duties.
fn about(due: &DueRow, cx: &Cx) -> String {
    if let Some(year) = due.unknown_year {
        return dispute::rest_days_unknown(cx.lang, year);
    }
    let ground = due.ground_to_mind(cx.store.directory());
    ground.map_or_else(String::new, |ground| dispute::ground_to_mind(cx.lang, ground).to_owned())
}

/// A duty as a line of text: columns separated by tabs, the number uncut.
pub(super) fn as_text(due: &DueRow, cx: &Cx) -> String {
    let text = |column| match column {
        NUMBER => due.case.number.clone(),
        column => cell(due, column, cx),
    };
    (0..COLUMNS).map(text).collect::<Vec<_>>().join("\t")
}
