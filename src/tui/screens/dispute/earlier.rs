//! The other cases of a person, as a list over the case.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::store::CaseRow;
use crate::text::dispute as words;
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::screens;
use crate::tui::stack::{Covers, Cx, Flow, Layer};
use crate::tui::widgets::table::Window;
use crate::tui::widgets::{cells, popup};

const COLUMNS: u16 = 76;
/// Widths of the columns number, date and outcome.
const NUMBER: u16 = 28;
const DATE: u16 = 11;
const OUTCOME: u16 = 20;

/// The list.
pub struct OtherCases {
    title: String,
    rows: Vec<CaseRow>,
    window: Window,
}

impl OtherCases {
    /// The cases of that person, newest first.
    pub fn new(title: String, rows: Vec<CaseRow>) -> Self {
        let window = Window::new(rows.len());
        Self { title, rows, window }
    }

    fn draw_row(&self, at: usize, row: Rect, buf: &mut Buffer, cx: &Cx) {
        let Some(case) = self.rows.get(at) else { return };
        let names = cx.store.directory();
        let outcome = names.outcome_label(case.outcome).map_or("", |label| label.text(cx.lang));
        let outcome = if case.is_void { words::VOID_MARK.text(cx.lang) } else { outcome };
        let kind = names.type_label(&case.kind).map_or("", |label| label.short(cx.lang));
        let marker = if at == self.window.selected() { cx.symbols.marker } else { " " };
        let date = case.accepted_on.format("%Y-%m-%d").to_string();
        let mut x = row.x;
        let columns = [
            (marker, 1),
            (case.number.as_str(), NUMBER),
            (&date, DATE),
            (outcome, OUTCOME),
            (kind, row.width),
        ];
        for (text, width) in columns {
            let room = width.min(row.right().saturating_sub(x));
            cells::write(buf, (x, row.y), text, room, cx.theme.hint_text, cx.symbols);
            x = x.saturating_add(width + 1);
        }
    }
}

impl Layer for OtherCases {
    fn place(&self) -> Place {
        Place::Cases
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.window.travel(action)
            }
            Action::Open => {
                let case = self.rows.get(self.window.selected());
                let door = case.and_then(|case| screens::open_dispute(case.id, cx));
                return door.map_or(Flow::Stay, Flow::Push);
            }
            _ => return Flow::Unhandled,
        };
        Flow::Stay
    }

    fn input(&mut self, _input: &Input, _cx: &mut Cx) -> Flow {
        Flow::Unhandled
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX).saturating_add(2);
        let inner = popup::open(popup::centred(area, COLUMNS, rows.max(3)), &self.title, buf, cx);
        self.window.set_height(inner.height);
        let mut cursor = None;
        for (y, at) in (inner.top()..inner.bottom()).zip(self.window.rows()) {
            self.draw_row(at, Rect { y, height: 1, ..inner }, buf, cx);
            if at == self.window.selected() {
                cells::shade(buf, Rect { y, height: 1, ..inner }, cx.theme.selected);
                cursor = Some(Position::new(inner.x, y));
            }
        }
        cursor
    }

    fn title(&self, _cx: &Cx) -> String {
        self.title.clone()
    }

    fn covers(&self) -> Covers {
        Covers::Part
    }
}
