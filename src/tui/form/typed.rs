//! The keys that edit text, common to all fields.

use crate::tui::input::{Code, Held, Key};
use crate::tui::widgets::edit::Edit;

/// The effect of a key on a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    /// Not an editing key.
    Not,
    /// The cursor may have moved.
    Moved,
    /// The text may have changed.
    Changed,
}

/// Applies an editing key.
pub(super) fn press(edit: &mut Edit, key: Key) -> Typed {
    let ctrl = key.held == Held::CTRL;
    let plain = key.held == Held::NONE || key.held == Held::SHIFT;
    match key.code {
        Code::Backspace if plain => edit.backspace(),
        Code::Backspace if ctrl => edit.delete_word_back(),
        Code::Char('w') if ctrl => edit.delete_word_back(),
        Code::Delete if plain => edit.delete(),
        _ => return move_cursor(edit, key.code, ctrl, plain),
    }
    Typed::Changed
}

fn move_cursor(edit: &mut Edit, code: Code, ctrl: bool, plain: bool) -> Typed {
    let was_marked = edit.is_marked();
    let moved = match code {
        Code::Left if ctrl => edit.word_left(),
        Code::Right if ctrl => edit.word_right(),
        Code::Left if plain => edit.left(),
        Code::Right if plain => edit.right(),
        Code::Home if plain => edit.home(),
        Code::End if plain => edit.end(),
        _ => return Typed::Not,
    };
    if moved || was_marked { Typed::Moved } else { Typed::Not }
}
