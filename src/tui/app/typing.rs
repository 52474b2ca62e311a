//! Typed and pasted text: to the top layer, and what becomes of it where no field takes it.

use unicode_segmentation::UnicodeSegmentation;

use super::{App, Dealt, Wanted};
use crate::text::late;
use crate::tui::input::{Input, Key};
use crate::tui::screens;
use crate::tui::stack::{Flow, Meant, Then, Typing};
use crate::tui::terminal::Program;

impl App {
    /// Types text into the top layer. A word that comes right after a save, where no field is open or another screen
    /// has come up, is offered to the field it was meant for; what nothing takes is said.
    pub(super) fn text(&mut self, text: &str, meant: Option<Meant>) {
        let takes_words = self.layers.last().is_some_and(|slot| slot.layer.typing() == Typing::Words);
        let was_elsewhere = meant.is_some_and(|meant| meant.then == Then::Beneath || !takes_words);
        // A full-width sign with a meaning here is a key, as it always is.
        let sign = Input::Text(text.to_owned()).single();
        let is_key = sign.is_some_and(|c| self.action_for(Key::char(c)).is_some());
        if was_elsewhere && !text.is_ascii() && !is_key {
            return self.stray(text, meant);
        }
        let mut stray = String::new();
        let mut rest = text;
        while let (false, Some(slot)) = (rest.is_empty() || self.is_done(), self.layers.last()) {
            let first = rest.graphemes(true).next().map_or(rest.len(), str::len);
            let typing = slot.layer.typing();
            // A sign with a meaning there is a key of its own, however fast the next one follows.
            let sign = Input::Text(rest[..first].to_owned()).single();
            let is_key = sign.is_some_and(|c| self.action_for(Key::char(c)).is_some());
            let end = if typing == Typing::Words && !is_key { rest.len() } else { first };
            let piece = Input::Text(rest[..end].to_owned());
            rest = &rest[end..];
            let action = piece.single().and_then(|c| self.action_for(Key::char(c)));
            if action.is_none_or(|action| self.perform(action) == Dealt::Not)
                && self.deliver(&piece) == Dealt::Not
                && let Input::Text(piece) = &piece
            {
                stray.push_str(piece);
            }
        }
        if !stray.is_empty() && !self.is_done() {
            self.stray(&stray, meant);
        }
    }

    /// Text that nothing took.
    fn stray(&mut self, text: &str, meant: Option<Meant>) {
        match meant.and_then(|meant| screens::offer_late(meant, text, &self.cx)) {
            Some(offer) => self.push(offer),
            None => {
                let said = late::not_taken(self.cx.lang, text);
                self.cx.warn(said);
                self.frame = Wanted::Yes;
            }
        }
    }

    pub(super) fn paste(&mut self, paste: &Input) {
        if let (Dealt::Not, Input::Paste(text)) = (self.deliver(paste), paste) {
            self.stray(text, None);
        }
    }

    pub(super) fn deliver(&mut self, input: &Input) -> Dealt {
        let Some(slot) = self.layers.last_mut() else { return Dealt::Not };
        let flow = slot.layer.input(input, &mut self.cx);
        let dealt = if matches!(flow, Flow::Unhandled) { Dealt::Not } else { Dealt::With };
        self.follow(flow);
        dealt
    }
}
