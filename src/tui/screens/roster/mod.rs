//! 名册: offices, people, codes, limits and templates, one list each. Nothing is deleted: an entry that is no
//! longer used gets a last day. Every save can be undone.

mod card;
mod code_card;
mod lists;
mod office_card;
mod rest_year;
mod retire;
mod simple_cards;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use self::card::Card;
use self::lists::{Row, Standing, Subject, Tab};
use crate::text::roster as words;
use crate::tui::actions::{Action, Place};
use crate::tui::form::Value;
use crate::tui::input::Input;
use crate::tui::screens::transcribe::order::Order;
use crate::tui::stack::{Answer, Cx, Flow, Layer};
use crate::tui::widgets::cells::{self, Styles};
use crate::tui::widgets::table::{Columns, Window};

/// The marker of the selected row and a blank.
const MARGIN: u16 = 2;
/// Rows above the list: the tabs, the remark, the headings.
const HEAD: u16 = 3;
/// Rows below it: the number of entries.
const FOOT: u16 = 1;

/// The screen.
pub struct Roster {
    tab: Tab,
    /// The scroll position of each list.
    windows: [Window; Tab::ALL.len()],
    rows: Vec<Row>,
    /// The entry that is to get a last day.
    retiring: Option<Row>,
}

impl Roster {
    /// Opens the list of offices.
    pub fn new(cx: &Cx) -> Self {
        let mut roster = Self {
            tab: Tab::Offices,
            windows: [Window::new(0); Tab::ALL.len()],
            rows: Vec::new(),
            retiring: None,
        };
        roster.read(cx);
        roster
    }

    fn at(&self) -> usize {
        Tab::ALL.iter().position(|tab| *tab == self.tab).unwrap_or(0)
    }

    fn window(&mut self) -> &mut Window {
        let at = self.at();
        &mut self.windows[at]
    }

    fn read(&mut self, cx: &Cx) {
        self.rows = lists::rows(self.tab, cx);
        let len = self.rows.len();
        self.window().set_len(len);
    }

    fn selected(&self) -> Option<&Row> {
        self.rows.get(self.windows[self.at()].selected())
    }

    fn turn_to(&mut self, at: usize, cx: &Cx) -> Flow {
        self.tab = Tab::ALL[at % Tab::ALL.len()];
        self.read(cx);
        Flow::Stay
    }

    /// Opens the card of the selected row, or of a new one like it.
    fn open(&self, is_new: Ask, cx: &mut Cx) -> Flow {
        let near = self.selected().map(|row| &row.subject);
        if let (Ask::Change, Some(Subject::Transcript)) = (is_new, near) {
            return Flow::Push(Box::new(Order::new(cx)));
        }
        let card = match (is_new, near) {
            (Ask::Change, None) => return Flow::Stay,
            (Ask::Change, Some(subject)) => Card::of(subject, cx),
            (Ask::New, near) => Card::new_in(self.tab, near, cx),
        };
        match card {
            Some(card) => Flow::Push(Box::new(card)),
            None => cx.warned(words::nothing_to_add(cx.lang)),
        }
    }

    fn retire(&mut self, cx: &mut Cx) -> Flow {
        let Some(row) = self.selected().cloned() else { return Flow::Stay };
        if let Some(sentence) = retire::refusal(&row.subject, cx) {
            return cx.failed(sentence);
        }
        match &row.subject {
            Subject::Limits(_) | Subject::Template(_) | Subject::Transcript | Subject::RestYear(_) => {
                self.done(retire::reset(&row.subject, cx), cx)
            }
            _ if retire::last_day(&row.subject, cx).is_some() => {
                self.done(retire::set_last_day(&row, None, cx), cx)
            }
            _ => {
                let ask = retire::ask(&row.name, cx);
                self.retiring = Some(row);
                Flow::Push(Box::new(ask))
            }
        }
    }

    /// Reads the list again after a write.
    fn done(&mut self, change: retire::Outcome, cx: &mut Cx) -> Flow {
        if change == retire::Outcome::Written {
            cx.records_changed();
            self.read(cx);
        }
        Flow::Stay
    }

    fn copy(&self, cx: &mut Cx) -> Flow {
        let head = lists::columns(self.tab, cx.lang).iter().map(|column| column.heading).collect::<Vec<_>>();
        let lines = self.rows.iter().map(|row| row.cells.join("\t"));
        let text = std::iter::once(head.join("\t")).chain(lines).collect::<Vec<_>>().join("\n");
        // Names of staff are personal data too.
        if matches!(self.tab, Tab::Mediators | Tab::Operators) {
            let what = self.tab.words().text(cx.lang);
            if let Err(error) = crate::tui::screens::transcribe::disclose(what, 0, cx) {
                return cx.refused(&error);
            }
        }
        cx.copy(text);
        Flow::Stay
    }

    fn draw_tabs(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let mut x = area.x;
        for tab in Tab::ALL {
            let here = tab == self.tab;
            let mark = if here { cx.symbols.marker } else { " " };
            x = cells::write(buf, (x, area.y), mark, 1, cx.theme.heading, cx.symbols);
            let style = if here { cx.theme.heading } else { Style::new() };
            let room = area.right().saturating_sub(x);
            x = cells::write(buf, (x, area.y), tab.words().text(cx.lang), room, style, cx.symbols) + 1;
        }
    }

    fn draw_rows(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let asked = lists::columns(self.tab, cx.lang);
        let inner = Rect { x: area.x + MARGIN, width: area.width.saturating_sub(MARGIN + 1), ..area };
        let (columns, body) = Columns::head(&asked, inner, buf, cx);
        self.window().set_height(body.height);
        let window = self.windows[self.at()];
        if self.rows.is_empty() {
            let at = (inner.x, body.y + 1);
            cells::write(buf, at, words::empty_list(cx.lang), inner.width, Style::new(), cx.symbols);
        }
        columns.draw_rows(&window, body, buf, cx.symbols.cut, &Styles::default(), |at, column, text| {
            let Some(row) = self.rows.get(at) else { return Style::new() };
            text.push_str(row.cells.get(column).map_or("", String::as_str));
            if row.standing == Standing::Retired { cx.theme.muted } else { Style::new() }
        });
        let rows = Rect { x: area.x, width: area.width, ..body };
        window.mark(rows, buf, cx).unwrap_or(Position::new(rows.x, rows.y))
    }
}

/// Whether a card is for something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    New,
    Change,
}

impl Layer for Roster {
    fn place(&self) -> Place {
        Place::Roster
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Group => self.turn_to(self.at() + 1, cx),
            Action::GroupBack => self.turn_to(self.at() + Tab::ALL.len() - 1, cx),
            Action::Open => self.open(Ask::Change, cx),
            Action::Add => self.open(Ask::New, cx),
            Action::Retire => self.retire(cx),
            Action::Copy => self.copy(cx),
            _ => self.window().act(action),
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        // A digit opens the list of that number.
        let Input::Text(text) = input else { return Flow::Unhandled };
        match text.parse::<usize>() {
            Ok(number) if (1..=Tab::ALL.len()).contains(&number) => self.turn_to(number - 1, cx),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        self.draw_tabs(Rect { height: 1, ..area }, buf, cx);
        let about = (area.x + MARGIN, area.y + 1);
        let width = area.width.saturating_sub(MARGIN + 1);
        cells::write(buf, about, self.tab.about(cx.lang), width, cx.theme.muted, cx.symbols);
        let rows = area.height.saturating_sub(HEAD - 1 + FOOT);
        let cursor = self.draw_rows(Rect { y: area.y + HEAD - 1, height: rows, ..area }, buf, cx);
        let retired = self.rows.iter().filter(|row| row.standing == Standing::Retired).count();
        let count = words::count(cx.lang, self.rows.len(), retired);
        let foot = (area.x + MARGIN, area.bottom().saturating_sub(1));
        cells::write(buf, foot, &count, width, cx.theme.muted, cx.symbols);
        Some(cursor)
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match (answer, self.retiring.take()) {
            (Answer::Filled(Value::Date(day)), Some(row)) => {
                let change = retire::set_last_day(&row, Some(day), cx);
                self.done(change, cx)
            }
            _ => Flow::Stay,
        }
    }

    /// The selected record stays selected wherever it stands now.
    fn refresh(&mut self, cx: &mut Cx) {
        let was = self.selected().map(|row| row.subject.clone());
        self.read(cx);
        if let Some(at) = self.rows.iter().position(|row| Some(&row.subject) == was.as_ref()) {
            self.window().select(at);
        }
    }
}
