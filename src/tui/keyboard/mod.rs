//! The keyboard of a Unix terminal: bytes to events.
//!
//! Parsers of terminal input (crossterm, termina, termwiz) read ESC before another key as Alt, or drop an ESC that
//! another ESC follows. Here Alt is bound nowhere, and Esc is pressed all day while tmux and a busy program deliver
//! it together with the next key; so the bytes are cut into keys by [`Reader`].

mod reader;
mod sequence;
#[cfg(unix)]
mod terminal;

#[cfg(test)]
mod tests;

pub use reader::{Heard, Meta, Reader};
#[cfg(unix)]
pub use terminal::Keyboard;

/// What the terminal answered to a question of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// The background is of that kind.
    Ground(Ground),
    /// The cursor is in that column, from 1.
    Column(u16),
}

/// How bright a background is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// White letters are read best on it.
    Dark,
    /// Black letters are.
    Light,
}
