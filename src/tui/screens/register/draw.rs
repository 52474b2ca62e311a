//! Drawing the register.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::rows::Rows;
use super::{List, Register, columns};
use crate::store::CaseFilter;
use crate::text::register as words;
use crate::tui::actions::{self, Action};
use crate::tui::screens::filter;
use crate::tui::stack::Cx;
use crate::tui::widgets::table::mark_row;
use crate::tui::widgets::{area as text_area, cells};

/// From this width on, the preview is beside the list.
const BESIDE: u16 = 100;
/// The least width of the list with the preview beside it; both share additional space equally.
const LIST_CELLS: u16 = 62;
/// From this height on, the preview is below the list, in three rows with its rule.
const BENEATH: u16 = 16;
const BENEATH_ROWS: u16 = 3;

/// The areas of list and preview.
struct Panes {
    list: Rect,
    beside: Option<Rect>,
    beneath: Option<Rect>,
}

impl Panes {
    fn of(area: Rect) -> Self {
        if area.width >= BESIDE {
            let list = (LIST_CELLS + (area.width - LIST_CELLS) / 3).min(area.width);
            // A column before the divider is left blank.
            let left = Rect { width: list - 1, ..area };
            let right = Rect { x: area.x + list, width: area.width - list, ..area };
            return Self { list: left, beside: Some(right), beneath: None };
        }
        if area.height >= BENEATH {
            let list = Rect { height: area.height - BENEATH_ROWS, ..area };
            let under = Rect { y: list.bottom(), height: BENEATH_ROWS, ..area };
            return Self { list, beside: None, beneath: Some(under) };
        }
        Self { list: area, beside: None, beneath: None }
    }
}

impl Register {
    /// Draws everything but the popup; returns the cursor position.
    pub(super) fn draw_list(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        self.draw_narrowing(Rect { height: 1, ..area }, buf, cx);
        let rest = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        let panes = Panes::of(rest);
        if let Some(pane) = panes.beside {
            self.preview.draw_beside(pane, buf, cx);
        }
        if let Some(pane) = panes.beneath {
            self.preview.draw_beneath(pane, buf, cx);
        }
        let cursor = self.draw_table(panes.list, buf, cx);
        // After the table, which determines the position.
        self.draw_figures(Rect { y: area.y + 1, height: 1, ..area }, buf, cx);
        cursor
    }

    /// The filters on the left, the order on the right.
    fn draw_narrowing(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let order = words::order(cx.lang, self.order);
        let at = area.right().saturating_sub(cells::width(order) + 1);
        cells::write(buf, (at, area.y), order, cells::width(order), cx.theme.muted, cx.symbols);
        let chips = Rect { x: area.x + 2, width: at.saturating_sub(area.x + 4), ..area };
        filter::draw_chips(&self.filter, chips, buf, cx);
    }

    /// The figures of the list on the left, the position on the right.
    fn draw_figures(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let cases = words::cases(cx.lang, self.breakdown.map(|breakdown| breakdown.cases));
        let cases = format!("{}{cases}", self.scope(cx));
        let x = cells::write(buf, (area.x + 2, area.y), &cases, area.width, cx.theme.heading, cx.symbols);
        let position = self.rows.as_ref().and_then(Rows::position);
        let mut position = position.map_or_else(String::new, |at| words::position(cx.lang, at));
        if !self.marks.is_empty() {
            position = format!("{}  {position}", self.marks.said(cx));
        }
        // Aligned to the edge, so that a longer number moves nothing else.
        let right = area.right().saturating_sub(1);
        let at = right.saturating_sub(cells::width(&position)).max(x + 1);
        cells::write(buf, (at, area.y), &position, right.saturating_sub(at), Style::new(), cx.symbols);
        let Some(breakdown) = &self.breakdown else { return };
        let room = at.saturating_sub(x + 3);
        let figures = words::breakdown(cx.lang, breakdown);
        if let Some(text) = figures.iter().find(|text| cells::width(text) <= room) {
            cells::write(buf, (x + 2, area.y), text, room, Style::new(), cx.symbols);
        }
    }

    /// The years and the office of the figures: without filters they are of the whole file, not of the month of the title.
    fn scope(&self, cx: &Cx) -> String {
        let directory = cx.store.directory();
        let office = self.filter.office.map_or_else(|| directory.district(), |id| directory.office(id));
        let office = office.map_or("", |office| office.name.as_str());
        let years = filter::accepted_in(&self.filter, cx);
        let all = matches!(self.list, List::Register).then(|| words::all_years(cx.lang).to_owned());
        let parts = [years.or(all).unwrap_or_default(), office.to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).map(|part| part + " ").collect()
    }

    fn draw_table(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let columns = columns::lay_out(area.width, self.order.by, cx);
        let head = Rect { height: 1, ..area };
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        columns::draw_head(&columns, self.order.by, head, buf, cx);
        columns::draw_order(&columns, self.order, head, buf, cx);
        self.table = Some((columns.clone(), head, body));
        let parked = Position::new(body.x, body.y);
        let Some(rows) = &mut self.rows else { return parked };
        // An error is reported at the next key.
        rows.fit(&cx.store, body.height).and_then(|()| rows.settle(&cx.store)).unwrap_or_default();
        if rows.is_empty() {
            let sentence = self.said_when_empty(cx);
            let lines = text_area::lines(&sentence, body.width.saturating_sub(4));
            for (y, text) in (body.top() + 1..body.bottom()).zip(lines) {
                cells::write(buf, (body.x + 2, y), &text, body.width, Style::new(), cx.symbols);
            }
            return parked;
        }
        let selected = u16::try_from(rows.selected_row()).unwrap_or(0);
        for (y, case) in (body.top()..body.bottom()).zip(rows.in_sight()) {
            let line = Rect { y, height: 1, ..body };
            columns::draw_case(&columns, (case, self.order.by), line, buf, cx);
            if self.marks.has(case.id) {
                cells::put(buf, (line.x + 1, y), cx.symbols.passed, 1, cx.theme.hit);
            }
            if y == body.y + selected {
                // Under an open list the list alone has a highlight.
                match self.popup {
                    None => mark_row(line, buf, cx),
                    Some(_) => _ = cells::put(buf, (line.x, y), cx.symbols.marker, 1, Style::new()),
                }
            }
        }
        Position::new(body.x, body.y + selected)
    }

    /// Why the list is empty, and a key that helps.
    fn said_when_empty(&self, cx: &Cx) -> String {
        let keys = |action: Action| {
            let names = action.row().keys.iter().map(|key| actions::key_name(*key, cx.symbols));
            names.collect::<Vec<_>>().join(" / ")
        };
        match &self.list {
            List::Register if self.filter == CaseFilter::default() => {
                words::empty(cx.lang, &keys(Action::Log), &keys(Action::Import))
            }
            List::Behind { fixed, .. } if self.filter == **fixed => words::none_behind(cx.lang).to_owned(),
            _ => words::nothing_left(cx.lang, &keys(Action::ClearFilter)),
        }
    }
}
