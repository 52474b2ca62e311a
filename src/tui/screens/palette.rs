//! The command list: every action that works on the layer below it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::act::Act;
use crate::text::acts::asked;
use crate::text::shell as words;
use crate::tui::actions::{self, Action, ActionRow, Place};
use crate::tui::input::{Code, Input, Key};
use crate::tui::stack::{Answer, Cx, Flow, Layer};
use crate::tui::widgets::{cells, popup};

const SIZE: (u16, u16) = (72, 18);
const LABEL_COLUMNS: u16 = 17;
const KEYS_COLUMNS: u16 = 14;

/// The command list.
pub struct Palette {
    place: Place,
    of: Of,
    query: String,
    selected: usize,
    top: usize,
    page: usize,
}

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Everything,
    /// What is added to a case or said of it.
    Acts,
}

impl Palette {
    /// The commands of that place.
    pub fn of(place: Place) -> Self {
        Self { place, of: Of::Everything, query: String::new(), selected: 0, top: 0, page: 1 }
    }

    /// What can be added to the case, or said of it, in that place.
    pub fn acts(place: Place) -> Self {
        Self { of: Of::Acts, ..Self::of(place) }
    }

    /// Whether that action is listed.
    fn lists(&self, action: Action) -> bool {
        match self.of {
            Of::Everything => !matches!(action, Action::Commands | Action::Act),
            Of::Acts => action.is_act(),
        }
    }

    fn rows(&self) -> Vec<&'static ActionRow> {
        let fits = |row: &&ActionRow| self.lists(row.action) && actions::matches(row, &self.query);
        let mut rows: Vec<_> = actions::actions_in(self.place).filter(fits).collect();
        // What is called so comes first; what takes a whole case away is no first choice among the acts.
        let is_last = |action| self.of == Of::Acts && action == Action::Void;
        rows.sort_by_key(|row| (is_last(row.action), !actions::is_called(row, &self.query)));
        rows
    }

    fn select(&mut self, index: usize) -> Flow {
        self.selected = index.min(self.rows().len().saturating_sub(1));
        Flow::Stay
    }

    fn choose(&self, index: usize) -> Flow {
        match self.rows().get(index) {
            Some(row) => Flow::Answer(Answer::Chosen(row.action)),
            None => Flow::Stay,
        }
    }

    fn edit(&mut self, change: impl FnOnce(&mut String)) -> Flow {
        change(&mut self.query);
        self.top = 0;
        self.select(0)
    }

    /// Draws the query; returns the cursor position, two columns off the edge for the input method.
    fn draw_query(&self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let prompt = words::palette_prompt(cx.lang);
        let x = cells::write(buf, (area.x, area.y), prompt, area.width, cx.theme.label, cx.symbols);
        let room = area.right().saturating_sub(x + 2);
        let end = cells::write(buf, (x, area.y), &self.query, room, cx.theme.hint_text, cx.symbols);
        Position::new(end, area.y)
    }

    fn draw_rows(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let rows = self.rows();
        self.page = usize::from(area.height).max(1);
        self.top = self.top.clamp((self.selected + 1).saturating_sub(self.page), self.selected);
        if rows.is_empty() {
            let text = words::palette_nothing(cx.lang);
            cells::write(buf, (area.x, area.y), text, area.width, cx.theme.warning, cx.symbols);
        }
        for (y, (index, row)) in (area.top()..area.bottom()).zip(rows.iter().enumerate().skip(self.top)) {
            let line_area = Rect { y, height: 1, ..area };
            draw_row(line_area, buf, (index, row, self.place), cx);
            if index == self.selected {
                cells::write(buf, (area.x, y), cx.symbols.marker, 1, cx.theme.hint_text, cx.symbols);
                cells::shade(buf, line_area, cx.theme.selected);
            }
        }
    }
}

/// What a row does; of a part of a case, what its card asks.
fn about(row: &ActionRow, cx: &Cx) -> String {
    match row.action {
        Action::Do(Act::Add(kind)) => asked(cx.lang, &kind.fields()),
        _ => row.wording.about(cx.lang).to_owned(),
    }
}

fn draw_row(area: Rect, buf: &mut Buffer, (index, row, place): (usize, &ActionRow, Place), cx: &Cx) {
    let number = if index < 9 { (index + 1).to_string() } else { String::new() };
    let pieces = [
        (2, 2, number, cx.theme.muted),
        (4, LABEL_COLUMNS, row.wording.label(cx.lang).to_owned(), cx.theme.hint_text),
        (4 + LABEL_COLUMNS, KEYS_COLUMNS, actions::key_names(row, place, cx.symbols), cx.theme.hint_key),
        (4 + LABEL_COLUMNS + KEYS_COLUMNS, u16::MAX, about(row, cx), cx.theme.muted),
    ];
    for (x, columns, text, style) in pieces {
        let columns = columns.min(area.width.saturating_sub(x));
        cells::write(buf, (area.x + x, area.y), &text, columns, style, cx.symbols);
    }
}

impl Layer for Palette {
    fn place(&self) -> Place {
        Place::Palette
    }

    fn act(&mut self, action: Action, _cx: &mut Cx) -> Flow {
        match action {
            Action::Accept => self.choose(self.selected),
            Action::Up => self.select(self.selected.saturating_sub(1)),
            Action::Down => self.select(self.selected + 1),
            Action::PageUp => self.select(self.selected.saturating_sub(self.page)),
            Action::PageDown => self.select(self.selected + self.page),
            _ => Flow::Unhandled,
        }
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        match (input, input.digit()) {
            (_, Some(digit @ 1..=9)) => self.choose(usize::from(digit) - 1),
            (Input::Text(text), _) => self.edit(|query| query.push_str(text)),
            (Input::Paste(text), _) => {
                self.edit(|query| query.extend(text.chars().filter(|c| !c.is_control())))
            }
            (Input::Key(Key { code: Code::Backspace, .. }), _) => self.edit(|query| {
                let keep = query.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
                query.truncate(keep);
            }),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let title = match self.of {
            Of::Everything => self.place().wording().name(cx.lang),
            Of::Acts => Action::Act.row().wording.label(cx.lang),
        };
        let inner = popup::open(popup::centred(area, SIZE.0, SIZE.1), title, buf, cx);
        if inner.height < 2 {
            return None;
        }
        self.draw_rows(Rect { y: inner.y + 1, height: inner.height - 1, ..inner }, buf, cx);
        Some(self.draw_query(inner, buf, cx))
    }
}
