//! A line whose characters are hidden: a sign for each shows that keys arrive.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::cells::Styles;
use super::edit::Edit;
use super::line::LineView;
use crate::tui::input::Input;
use crate::tui::screens::find::edit_key;
use crate::vault::Passphrase;

/// One cell wide on every terminal.
const SIGN: &str = "*";

/// A hidden text as drawn: signs, with the cursor among them.
pub fn hidden(edit: &Edit) -> Edit {
    let signs = |text: &str| SIGN.repeat(text.graphemes(true).count());
    let mut shown = Edit::new(&signs(edit.text()));
    shown.move_to(signs(edit.before()).len());
    shown
}

/// A passphrase being typed.
#[derive(Default)]
pub struct Secret {
    edit: Edit,
    view: LineView,
}

impl Secret {
    /// The typed passphrase.
    pub fn passphrase(&self) -> Passphrase {
        Passphrase::typed(self.edit.text())
    }

    /// Clears it.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Handles typed or pasted text, and keys that move in the line.
    pub fn input(&mut self, input: &Input) {
        match input {
            Input::Text(text) => self.edit.insert(text),
            Input::Paste(text) => self.edit.paste(text),
            Input::Key(key) => {
                if let Some(change) = edit_key(*key) {
                    change(&mut self.edit);
                }
            }
            Input::Resize(..) | Input::Mouse(_) => {}
        }
    }

    /// Draws the signs on one row; returns the cursor position.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer, styles: &Styles) -> Position {
        self.view.draw(&hidden(&self.edit), "", area, buf, styles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::input::{Code, Key};

    /// Catches: a character that shows, a cursor counted in bytes, what the input method gives in one piece taken for one.
    #[test]
    fn only_signs_are_drawn() {
        let mut secret = Secret::default();
        secret.input(&Input::Text("松柏ab".into()));
        let area = Rect::new(0, 0, 12, 1);
        let mut buf = Buffer::empty(area);
        assert_eq!(secret.draw(area, &mut buf, &Styles::default()).x, 4);
        let row: String = (0..12).map(|x| buf[(x, 0)].symbol()).collect();
        assert_eq!(row.trim_end(), "****");
        secret.input(&Input::Key(Key::plain(Code::Left)));
        assert_eq!(secret.draw(area, &mut buf, &Styles::default()).x, 3);
        assert_eq!(secret.passphrase(), Passphrase::typed("松柏ab"));
    }
}
