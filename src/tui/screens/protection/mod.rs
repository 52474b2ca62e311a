//! 口令: whether the file is encrypted, who can open it, and the operations on its passphrases.

mod card;
mod sheet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Door;
use super::confirm::Confirm;
use crate::store::{Right, StoreError};
use crate::text::protection as words;
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer};
use crate::tui::widgets::{area, cells};
use crate::vault::{Cost, Holder};

pub use sheet::{Earlier, RecoverySheet};

/// Opens the screen.
pub fn open(cx: &mut Cx) -> Door {
    cx.told(cx.store.may(Right::Protect))?;
    let read = Protection::read(cx);
    let screen = cx.told(read)?;
    Some(Box::new(screen))
}

/// An operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Set,
    Change,
    Add,
    Drop,
    Words,
    Remove,
    Idle,
}

const WHILE_PLAIN: [Deed; 1] = [Deed::Set];
const WHILE_SEALED: [Deed; 6] = [Deed::Change, Deed::Add, Deed::Drop, Deed::Words, Deed::Remove, Deed::Idle];

/// The screen.
pub struct Protection {
    holders: Vec<Holder>,
    deeds: &'static [Deed],
    selected: usize,
    /// The holder to remove, while that is asked.
    dropping: Option<Holder>,
}

impl Protection {
    fn read(cx: &Cx) -> Result<Self, StoreError> {
        let mut screen = Self { holders: Vec::new(), deeds: &WHILE_PLAIN, selected: 0, dropping: None };
        screen.read_again(cx)?;
        Ok(screen)
    }

    fn read_again(&mut self, cx: &Cx) -> Result<(), StoreError> {
        let sealed = cx.store.key().is_some();
        self.holders = if sealed { cx.store.holders()? } else { Vec::new() };
        self.deeds = if sealed { &WHILE_SEALED } else { &WHILE_PLAIN };
        self.selected = self.selected.min(self.deeds.len() - 1);
        Ok(())
    }

    fn choose(&mut self, at: usize, cx: &mut Cx) -> Flow {
        let Some(deed) = self.deeds.get(at) else { return Flow::Stay };
        self.selected = at;
        let had_words = self.holders.contains(&Holder::Recovery);
        let earlier = if had_words { Earlier::Void } else { Earlier::None };
        match deed {
            Deed::Set => Flow::Push(Box::new(card::set(cx))),
            Deed::Change => Flow::Push(Box::new(card::change(&self.holders, cx))),
            Deed::Add => match card::add(&self.holders, cx) {
                Some(card) => Flow::Push(Box::new(card)),
                None => cx.warned(words::no_operator_left(cx.lang)),
            },
            Deed::Drop => Flow::Push(Box::new(card::drop(&self.holders, cx))),
            Deed::Words => match cx.store.renew_recovery(Cost::STANDARD) {
                Ok(made) => Flow::Push(Box::new(RecoverySheet::new(&made, earlier, cx))),
                Err(error) => cx.refused(&error),
            },
            Deed::Remove => Flow::Push(Box::new(card::remove(cx))),
            Deed::Idle => Flow::Push(Box::new(card::idle(cx))),
        }
    }

    fn shut_out(&mut self, cx: &mut Cx) {
        let Some(holder) = self.dropping.take() else { return };
        let done = cx.store.shut_out(holder);
        if cx.told(done).is_some() {
            cx.done(words::was_dropped(cx.lang));
        }
    }

    fn deed_text(deed: Deed, cx: &Cx) -> String {
        let text = match deed {
            Deed::Set => words::do_set(cx.lang),
            Deed::Change => words::do_change(cx.lang),
            Deed::Add => words::do_add(cx.lang),
            Deed::Drop => words::do_drop(cx.lang),
            Deed::Words => words::do_words(cx.lang),
            Deed::Remove => words::do_remove(cx.lang),
            Deed::Idle => {
                let minutes = words::idle(cx.lang, cx.store.settings().idle_minutes);
                return format!("{}  {minutes}", words::do_idle(cx.lang));
            }
        };
        text.to_owned()
    }
}

/// The name of a holder.
fn name_of(holder: Holder, cx: &Cx) -> String {
    let operator = holder.operator().and_then(|id| cx.store.directory().operator(id));
    words::holder(cx.lang, holder, operator.map_or("", |one| &one.name))
}

impl Layer for Protection {
    fn place(&self) -> Place {
        Place::Protection
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Accept => return self.choose(self.selected, cx),
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(self.deeds.len() - 1),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        input.choice().map_or(Flow::Unhandled, |at| self.choose(at, cx))
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match answer {
            // The index of the holder to remove; a person has to be confirmed.
            Answer::Picked(at) => {
                self.dropping = self.holders.get(at).copied();
                let whose = self.dropping.map(|holder| name_of(holder, cx)).unwrap_or_default();
                return Flow::Push(Box::new(Confirm::yes_or_no(words::ask_drop(cx.lang, &whose), cx.lang)));
            }
            Answer::Confirmed(Decision::Yes) => self.shut_out(cx),
            Answer::Confirmed(Decision::No) => self.dropping = None,
            _ => {}
        }
        let done = self.read_again(cx);
        cx.told(done);
        Flow::Stay
    }

    fn refresh(&mut self, cx: &mut Cx) {
        // An error is reported by the next action.
        let _ = self.read_again(cx);
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let room = area.width.saturating_sub(2);
        let mut y = area.y + 1;
        let mut lines: Vec<(String, ratatui::style::Style)> = Vec::new();
        let mut say = |text: &str, style| {
            lines.extend(area::lines(text, room).into_iter().map(|line| (line, style)));
        };
        if self.deeds == WHILE_PLAIN {
            say(words::state_plain(cx.lang), cx.theme.warning);
            say(words::advice(cx.lang), cx.theme.hint_text);
        } else {
            say(words::state_sealed(cx.lang), cx.theme.good);
            say(words::earlier_copies(cx.lang), cx.theme.muted);
            say("", cx.theme.muted);
            say(words::who_may_open(cx.lang), cx.theme.heading);
            for holder in &self.holders {
                let you = holder.operator().is_some() && holder.operator() == cx.store.operator();
                let you = if you { words::this_is_you(cx.lang) } else { "" };
                say(&format!("  {} {you}", name_of(*holder, cx)), cx.theme.hint_text);
            }
        }
        // Other text is cut if needed, never the choices.
        let choices = u16::try_from(self.deeds.len()).unwrap_or(u16::MAX);
        let last = area.bottom().saturating_sub(choices + 1);
        for (text, style) in lines {
            if y < last {
                cells::write(buf, (area.x + 1, y), &text, room, style, cx.symbols);
                y += 1;
            }
        }
        y += 1;
        let mut cursor = None;
        for (y, (at, deed)) in (y..area.bottom()).zip(self.deeds.iter().enumerate()) {
            let chosen = at == self.selected;
            let marker = if chosen { cx.symbols.marker } else { " " };
            let text = format!("{marker} {} {}", at + 1, Self::deed_text(*deed, cx));
            let style = if chosen { cx.theme.heading } else { cx.theme.hint_text };
            cells::write(buf, (area.x + 1, y), &text, room, style, cx.symbols);
            if chosen {
                cells::shade(buf, Rect { x: area.x + 1, y, width: room, height: 1 }, cx.theme.selected);
                cursor = Some(Position::new(area.x + 3, y));
            }
        }
        cursor
    }
}
