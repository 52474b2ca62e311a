//! The keys of a form: which go to the focused field, and which move the focus.

use super::editor::{Arrow, Editor, World};
use super::picker::Step;
use super::{Form, FormEvent, Row, Shown};
use crate::tui::actions::Action;
use crate::tui::input::{Input, Key};

impl<K: Copy + Eq> Form<K> {
    /// Moves the focus to that field.
    pub fn focus_on(&mut self, key: K) {
        if let Some(row) = self.row_of(key).filter(|row| *row != self.focus) {
            // However a field is left, what is typed into its list means the same.
            self.settle_focused();
            self.leave();
            self.enter_row(row);
        }
    }

    /// Accepts what is typed or selected in an open list.
    pub(super) fn settle_focused(&mut self) {
        if let Some(super::Field { editor: Editor::Pick(picker, _), .. }) = self.focused_mut() {
            picker.settle();
        }
        (self.rules)(self);
    }

    /// Whether the next digit picks and ends the form: the focus is in its last field, a list to pick one from, and
    /// there is none behind it that the pick could bring forth.
    pub fn ends_with_a_digit(&self) -> bool {
        let is_pick = self.focused().is_some_and(|field| field.editor.picks_one());
        is_pick && !self.rows.iter().skip(self.focus + 1).any(|row| matches!(row, Row::Field(_)))
    }

    /// Handles an action of forms.
    pub fn act(&mut self, action: Action) -> FormEvent<K> {
        self.was_in = None;
        match action {
            Action::Accept => self.accept(),
            Action::Next => self.tab(),
            Action::Previous => self.tab_back(),
            Action::Up => self.arrow(Arrow::Up),
            Action::Down => self.arrow(Arrow::Down),
            Action::PageUp => self.arrow(Arrow::PageUp),
            Action::PageDown => self.arrow(Arrow::PageDown),
            Action::Undo => self.edit(Editor::undo),
            Action::Redo => self.edit(Editor::redo),
            Action::NewLine => self.edit(|editor, _| editor.new_line()),
            _ => FormEvent::Unhandled,
        }
    }

    /// Clears the search text of the open list. Returns whether there was any.
    pub fn cancel(&mut self) -> bool {
        match self.focused_mut().map(|field| &mut field.editor) {
            Some(Editor::Pick(picker, _)) => picker.cancel(),
            _ => false,
        }
    }

    /// Handles text, a paste or a key without an action.
    pub fn input(&mut self, input: &Input) -> FormEvent<K> {
        match input {
            Input::Text(text) => self.edit(|editor, world| editor.type_text(text, world)),
            Input::Paste(text) => self.edit(|editor, world| editor.paste(text, world)),
            // Keys without an action in this place.
            Input::Key(key) if *key == Key::ctrl('z') => self.edit(Editor::undo),
            Input::Key(key) if *key == Key::ctrl('y') => self.edit(Editor::redo),
            Input::Key(key) => self.edit(|editor, world| editor.press(*key, world)),
            Input::Resize(..) | Input::Mouse(_) => FormEvent::Nothing,
        }
    }

    fn edit(&mut self, edit: impl FnOnce(&mut Editor, World) -> Step) -> FormEvent<K> {
        let world = self.world;
        let Some(field) = self.focused_mut() else { return FormEvent::Unhandled };
        let key = field.key;
        match edit(&mut field.editor, world) {
            Step::Not => FormEvent::Unhandled,
            Step::Stays => FormEvent::Nothing,
            Step::Changed => {
                self.touched();
                FormEvent::Changed(key)
            }
            Step::Done => {
                self.touched();
                self.go_on(key)
            }
        }
    }

    fn touched(&mut self) {
        if let Some(field) = self.focused_mut() {
            field.is_default = false;
            (field.error, field.said) = (None, None);
            field.ghost.clear();
        }
        (self.rules)(self);
    }

    fn accept(&mut self) -> FormEvent<K> {
        let Some(field) = self.focused_mut() else { return FormEvent::Unhandled };
        let key = field.key;
        if let Editor::Pick(picker, _) = &mut field.editor {
            let before = picker.chosen().to_vec();
            let is_typed = picker.unknown().is_some();
            let step = picker.settle();
            // A name that was typed is entered and done with, as after a digit; a row that was walked to may be one of several.
            let is_entered = is_typed && picker.chosen().len() > before.len();
            if before != picker.chosen() {
                self.touched();
            }
            if step == Step::Changed && !is_entered {
                return FormEvent::Changed(key);
            }
        }
        self.go_on(key)
    }

    fn tab(&mut self) -> FormEvent<K> {
        let Some(key) = self.focus() else { return FormEvent::Unhandled };
        self.settle_focused();
        let next = self.next_row().or_else(|| self.shown_rows().next());
        self.move_to(next, key)
    }

    fn tab_back(&mut self) -> FormEvent<K> {
        let Some(key) = self.focus() else { return FormEvent::Unhandled };
        self.settle_focused();
        let before = self.row_before().or_else(|| self.shown_rows().last());
        self.move_to(before, key)
    }

    fn arrow(&mut self, arrow: Arrow) -> FormEvent<K> {
        let Some(key) = self.focus() else { return FormEvent::Unhandled };
        let inside = self.edit(|editor, world| editor.arrow(arrow, world));
        if inside != FormEvent::Unhandled {
            return inside;
        }
        let to = match arrow {
            Arrow::Up => self.row_before(),
            Arrow::Down => self.next_row(),
            Arrow::PageUp => self.section(|rows, at| rows.iter().rev().find(|row| **row < at).copied()),
            Arrow::PageDown => self.section(|rows, at| rows.iter().find(|row| **row > at).copied()),
        };
        self.move_to(to, key)
    }

    /// Moves to the next field, or returns `Last` if there is none.
    fn go_on(&mut self, key: K) -> FormEvent<K> {
        match self.next_row() {
            Some(row) => self.move_to(Some(row), key),
            None => {
                self.leave();
                self.enter_row(self.focus);
                FormEvent::Last(key)
            }
        }
    }

    fn move_to(&mut self, row: Option<usize>, from: K) -> FormEvent<K> {
        let Some(row) = row else { return FormEvent::Nothing };
        self.leave();
        self.enter_row(row);
        FormEvent::Left(from)
    }

    pub(super) fn leave(&mut self) {
        let lang = self.world.lang;
        if let Some(field) = self.focused_mut() {
            field.editor.leave();
            field.error = field.editor.error(lang);
            field.ghost.clear();
        }
    }

    pub(super) fn enter_row(&mut self, row: usize) {
        self.focus = row;
        if let Some(field) = self.focused_mut() {
            let is_default = field.is_default;
            field.editor.enter(is_default);
        }
    }

    fn shown_rows(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.rows
            .iter()
            .enumerate()
            .filter(|(_, row)| matches!(row, Row::Field(field) if field.shown == Shown::Yes))
            .map(|(at, _)| at)
    }

    fn next_row(&self) -> Option<usize> {
        self.shown_rows().find(|row| *row > self.focus)
    }

    fn row_before(&self) -> Option<usize> {
        self.shown_rows().rev().find(|row| *row < self.focus)
    }

    /// The first field of another section.
    fn section(&self, find: impl Fn(&[usize], usize) -> Option<usize>) -> Option<usize> {
        let mut firsts: Vec<usize> = Vec::new();
        let mut opens = true;
        for (at, row) in self.rows.iter().enumerate() {
            match row {
                Row::Heading(_) => opens = true,
                Row::Field(field) if opens && field.shown == Shown::Yes => {
                    firsts.push(at);
                    opens = false;
                }
                Row::Field(_) => {}
            }
        }
        find(&firsts, self.focus)
    }
}
