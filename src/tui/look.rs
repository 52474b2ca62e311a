//! From what is set to colours and glyphs.

use super::symbols::{ASCII, Symbols, UNICODE};
use super::theme::{DARK, LIGHT, MONO, Theme};
use crate::store::{SymbolChoice, ThemeChoice};

/// The colours of a choice; a terminal that asks for none gets none.
pub fn theme(choice: ThemeChoice) -> Theme {
    match choice {
        _ if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => MONO,
        ThemeChoice::Dark => DARK,
        ThemeChoice::Light => LIGHT,
        ThemeChoice::Mono => MONO,
    }
}

/// The glyphs of a choice.
pub fn symbols(choice: SymbolChoice) -> &'static Symbols {
    match choice {
        SymbolChoice::Unicode => &UNICODE,
        SymbolChoice::Ascii => &ASCII,
    }
}
