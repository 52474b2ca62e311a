//! 抄录顺序: which fields are copied, in which order and format. Keys add, remove and move fields.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{Transcript, TranscriptItem as Item, TranscriptShape};
use crate::store::Settings;
use crate::text::{Lang, common, transcribe as words};
use crate::tui::actions::{Action, Place};
use crate::tui::input::{Code, Input, Key};
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Covers, Cx, Decision, Flow, Layer, Typing};
use crate::tui::widgets::table::Window;
use crate::tui::widgets::{cells, popup};

/// Columns of the card, with the frame.
const COLUMNS: u16 = 80;
/// Rows of the card besides the list: the frame, the format, the count, the keys.
const FRAME: u16 = 6;
/// The marker and a blank.
const MARGIN: u16 = 2;

/// The card of the copying order.
pub struct Order {
    /// The fields to copy, in order.
    chosen: Vec<Item>,
    /// The other fields.
    others: Vec<Item>,
    shape: TranscriptShape,
    before: Transcript,
    /// The states before each change, for undo.
    past: Vec<Transcript>,
    window: Window,
}

impl Order {
    /// The current order.
    pub fn new(cx: &Cx) -> Self {
        let before = cx.store.settings().transcript.clone();
        let mut card = Self {
            chosen: Vec::new(),
            others: Vec::new(),
            shape: before.shape,
            before: before.clone(),
            past: Vec::new(),
            window: Window::new(0),
        };
        card.put(before);
        card
    }

    fn put(&mut self, transcript: Transcript) {
        let not_chosen = |item: &Item| !transcript.items.contains(item);
        self.others = Item::ALL.iter().copied().filter(not_chosen).collect();
        self.chosen = transcript.items;
        self.shape = transcript.shape;
        self.window.set_len(Item::ALL.len());
    }

    fn now(&self) -> Transcript {
        Transcript { items: self.chosen.clone(), shape: self.shape }
    }

    /// Makes a change that can be undone.
    fn change(&mut self, how: impl FnOnce(&mut Self)) -> Flow {
        let was = self.now();
        how(self);
        if self.now() != was {
            self.past.push(was);
        }
        Flow::Stay
    }

    /// The field on a row; the chosen ones come first.
    fn item(&self, row: usize) -> Option<Item> {
        self.chosen.iter().chain(&self.others).nth(row).copied()
    }

    /// Adds the selected field after the last chosen one, or removes it. The selection stays on its row, so
    /// that several can be added one after the other.
    fn toggle(&mut self) {
        let Some(item) = self.item(self.window.selected()) else { return };
        let mut items = std::mem::take(&mut self.chosen);
        let was_in = items.iter().position(|one| *one == item);
        match was_in {
            Some(at) => drop(items.remove(at)),
            None => items.push(item),
        }
        self.put(Transcript { items, shape: self.shape });
        if was_in.is_none() {
            self.window.down();
        }
    }

    /// Moves the selected field to that index among the chosen ones, adding it if needed.
    fn move_to(&mut self, place: usize) {
        let Some(item) = self.item(self.window.selected()) else { return };
        let mut items: Vec<Item> = self.chosen.iter().copied().filter(|one| *one != item).collect();
        let place = place.min(items.len());
        items.insert(place, item);
        self.put(Transcript { items, shape: self.shape });
        self.window.select(place);
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        if self.chosen.is_empty() {
            return cx.failed(words::order_empty(cx.lang));
        }
        if self.now() == self.before {
            cx.done(words::order_unchanged(cx.lang));
            return Flow::Close;
        }
        let settings = Settings { transcript: self.now(), ..cx.store.settings().clone() };
        match cx.store.save_settings(&settings) {
            Ok(()) => {
                cx.done(words::order_saved(cx.lang));
                Flow::Answer(Answer::Saved)
            }
            Err(error) => cx.refused(&error),
        }
    }

    fn draw_rows(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        self.window.set_height(area.height);
        for (y, row) in (area.top()..area.bottom()).zip(self.window.rows()) {
            let Some(item) = self.item(row) else { break };
            let is_in = row < self.chosen.len();
            let (number, style) = match is_in {
                true => (format!("{:>2}", row + 1), cx.theme.heading),
                false => (" -".to_owned(), cx.theme.muted),
            };
            let x = area.x + MARGIN;
            cells::write(buf, (x, y), &number, 2, style, cx.symbols);
            let label = words::item(item).text(cx.lang);
            let label = if item.is_of_party() { words::each_party(cx.lang, label) } else { label.to_owned() };
            let style = if is_in { ratatui::style::Style::new() } else { cx.theme.muted };
            cells::write(buf, (x + 4, y), &label, area.width.saturating_sub(MARGIN + 4), style, cx.symbols);
        }
        self.window.mark(area, buf, cx)
    }
}

impl Layer for Order {
    fn place(&self) -> Place {
        Place::Settings
    }

    fn typing(&self) -> Typing {
        Typing::Singles
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save => return self.save(cx),
            Action::Back if self.now() != self.before => {
                return Flow::Push(Box::new(Confirm::yes_or_no(common::ask_drop(cx.lang), cx.lang)));
            }
            Action::Accept => return self.change(Self::toggle),
            Action::Next => {
                return self.change(|card| {
                    card.shape = super::super::asked::after(TranscriptShape::ALL, card.shape);
                });
            }
            Action::Undo => {
                if let Some(was) = self.past.pop() {
                    self.put(was);
                }
            }
            // Do not fall through to redoing saves of cases, which are not visible here.
            Action::Redo => {}
            _ => return self.window.act(action),
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        let row = self.window.selected();
        match input {
            Input::Key(Key { code: Code::Left, .. }) if row > 0 && row < self.chosen.len() => {
                self.change(|card| card.move_to(row - 1))
            }
            Input::Key(Key { code: Code::Right, .. }) if row + 1 < self.chosen.len() => {
                self.change(|card| card.move_to(row + 1))
            }
            Input::Key(Key { code: Code::Home, .. }) => {
                self.window.first();
                Flow::Stay
            }
            Input::Key(Key { code: Code::End, .. }) => {
                self.window.last();
                Flow::Stay
            }
            _ => match input.digit() {
                Some(digit @ 1..=9) => self.change(|card| card.move_to(usize::from(digit) - 1)),
                _ => Flow::Unhandled,
            },
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let wanted = u16::try_from(Item::ALL.len()).unwrap_or(u16::MAX).saturating_add(FRAME);
        let rect = popup::centred(area, COLUMNS, wanted.min(area.height));
        let inner = popup::open(rect, words::ORDER.text(cx.lang), buf, cx);
        if inner.height < FRAME {
            return None;
        }
        let width = inner.width.saturating_sub(1);
        let lines = [
            (inner.y, words::shape_line(cx.lang, self.shape), ratatui::style::Style::new()),
            (inner.y + 1, words::chosen(cx.lang, self.chosen.len(), Item::ALL.len()), cx.theme.muted),
            (
                inner.bottom() - 1,
                words::order_keys(cx.lang, cx.symbols.left, cx.symbols.right),
                cx.theme.muted,
            ),
        ];
        for (y, line, style) in lines {
            cells::write(buf, (inner.x + 1, y), &line, width, style, cx.symbols);
        }
        let list = Rect { x: inner.x + 1, y: inner.y + 2, width, height: inner.height - 3 };
        self.draw_rows(list, buf, cx)
    }

    fn title(&self, cx: &Cx) -> String {
        words::ORDER.text(cx.lang).to_owned()
    }

    fn answered(&mut self, answer: Answer, _cx: &mut Cx) -> Flow {
        if answer == Answer::Confirmed(Decision::Yes) { Flow::Close } else { Flow::Stay }
    }

    fn help(&self, lang: Lang) -> Option<String> {
        Some(words::order_about(lang).to_owned())
    }

    fn covers(&self) -> Covers {
        Covers::Part
    }
}
