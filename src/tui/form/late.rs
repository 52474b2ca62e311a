//! A word that comes right after a refused save, when the focus has gone to what is wrong.

use super::editor::Editor;
use super::{Form, FormEvent};
use crate::tui::input::Input;
use crate::tui::stack::{Answer, Typing};

impl<K: Copy + Eq> Form<K> {
    /// How typed text is to be passed now: digits that pick move the focus, so that text typed after them
    /// belongs to the next field.
    pub fn typing(&self) -> Typing {
        match self.focused().map(|field| &field.editor) {
            Some(Editor::Pick(..)) if self.was_in.is_none() => Typing::Singles,
            _ => Typing::Words,
        }
    }

    /// Moves the focus to a field that prevents the save. Most input methods let Ctrl+S through while the last word is
    /// still composed, so that word comes when the focus has gone: see [`Self::belated`].
    pub fn lead_to(&mut self, wrong: K) {
        let here = self.focused().filter(|field| field.key != wrong);
        let holds_text = here.filter(|field| matches!(field.editor, Editor::Line(..) | Editor::Area(..)));
        self.was_in = holds_text.map(|field| field.key);
        self.focus_on(wrong);
    }

    /// The field that a word may belong to which comes right after a refused save.
    pub fn belated(&mut self, input: &Input) -> Option<K> {
        let was_in = self.was_in.take()?;
        matches!(input, Input::Text(text) if !text.is_ascii()).then_some(was_in)
    }

    /// Types a late word where the answer says: into the field one was in, or the one in focus.
    ///
    /// # Errors
    /// The word, where it is wanted in neither.
    pub fn settle_late(&mut self, was_in: K, text: String, answer: &Answer) -> Result<FormEvent<K>, String> {
        match answer {
            Answer::Picked(0) => self.focus_on(was_in),
            Answer::Picked(_) => {}
            _ => return Err(text),
        }
        Ok(self.input(&Input::Text(text)))
    }
}
