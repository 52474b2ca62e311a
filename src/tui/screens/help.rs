//! Help on the place below it: its purpose and keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::text::Lang;
use crate::text::shell as words;
use crate::tui::actions::{self, Action, Place};
use crate::tui::stack::{Cx, Flow, Layer};
use crate::tui::theme::Theme;
use crate::tui::widgets::{area, cells, figures};

const KEYS_COLUMNS: u16 = 17;
const LABEL_COLUMNS: u16 = 13;

/// The help screen.
pub struct Help {
    place: Place,
    spot: Option<String>,
    top: usize,
    /// The visible rows and all rows, in the last frame.
    shown: (usize, usize),
}

/// A piece of a row: column, text, style.
type Piece = (u16, String, Style);

impl Help {
    /// Help on that place; `spot` is shown first, with help on the focused field.
    pub fn about(place: Place, spot: Option<String>) -> Self {
        Self { place, spot, top: 0, shown: (1, 1) }
    }

    fn rows(&self, columns: u16, cx: &Cx) -> Vec<Vec<Piece>> {
        let mut rows = Vec::new();
        for text in self.spot.iter().map(String::as_str).chain([self.place.wording().about(cx.lang)]) {
            let lines = area::lines(text, columns);
            rows.extend(lines.into_iter().map(|text| vec![(0, text, Style::new())]));
            rows.push(Vec::new());
        }
        rows.push(vec![(0, words::keys_heading(cx.lang).to_owned(), cx.theme.heading)]);
        for row in actions::actions_in(self.place) {
            let keys = actions::key_names(row, self.place, cx.symbols);
            rows.extend(action_rows((row, keys), columns, cx.lang, &cx.theme));
        }
        rows
    }

    fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.shown.1.saturating_sub(self.shown.0));
    }
}

fn action_rows(
    (row, keys): (&actions::ActionRow, String),
    columns: u16,
    lang: Lang,
    theme: &Theme,
) -> Vec<Vec<Piece>> {
    let keys = (0, keys, theme.hint_key);
    let label = (KEYS_COLUMNS, row.wording.label(lang).to_owned(), theme.label);
    let at = KEYS_COLUMNS + LABEL_COLUMNS;
    let about = area::lines(row.wording.about(lang), columns.saturating_sub(at));
    let mut rows: Vec<Vec<Piece>> = about.into_iter().map(|text| vec![(at, text, Style::new())]).collect();
    if let Some(first) = rows.first_mut() {
        first.extend([keys, label]);
    }
    rows
}

impl Layer for Help {
    fn place(&self) -> Place {
        Place::Help
    }

    fn act(&mut self, action: Action, _cx: &mut Cx) -> Flow {
        let page = self.shown.0.max(1);
        match action {
            Action::Up => self.scroll_to(self.top.saturating_sub(1)),
            Action::Down => self.scroll_to(self.top + 1),
            Action::PageUp => self.scroll_to(self.top.saturating_sub(page)),
            Action::PageDown => self.scroll_to(self.top + page),
            Action::First => self.scroll_to(0),
            Action::Last => self.scroll_to(usize::MAX),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let columns = area.width.saturating_sub(2);
        let rows = self.rows(columns, cx);
        self.shown = (usize::from(area.height), rows.len());
        self.scroll_to(self.top);
        for (y, row) in (area.top()..area.bottom()).zip(rows.into_iter().skip(self.top)) {
            for (x, text, style) in row {
                cells::write(buf, (area.x + 1 + x, y), &text, columns.saturating_sub(x), style, cx.symbols);
            }
        }
        let shown = self.top..self.top + self.shown.0;
        figures::more(buf, area.right().saturating_sub(1), area, (shown, self.shown.1), cx.theme.muted, cx);
        None
    }

    fn title(&self, cx: &Cx) -> String {
        let name = |place: Place| place.wording().name(cx.lang);
        format!("{}{}{}", name(Place::Help), cx.symbols.between, name(self.place))
    }
}
