//! Chooses colours and glyphs by the settings and the terminal.

use super::symbols::{ASCII, Symbols, UNICODE};
use super::theme::{DARK, LIGHT, MONO, Theme};
use crate::store::{SymbolChoice, ThemeChoice};

/// An environment variable of this process.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The colours of a setting; none if the terminal forbids them.
pub fn theme(choice: ThemeChoice) -> Theme {
    theme_in(choice, variable)
}

/// The glyphs of a setting; ASCII on a console without Unicode.
pub fn symbols(choice: SymbolChoice) -> &'static Symbols {
    symbols_in(choice, variable)
}

/// The colours of a setting in that environment. `NO_COLOR` has priority: a setting made in one terminal
/// must not break another.
fn theme_in(choice: ThemeChoice, variable: impl Fn(&str) -> Option<String>) -> Theme {
    match choice {
        _ if Theme::by_environment(variable) == MONO => MONO,
        ThemeChoice::Dark => DARK,
        ThemeChoice::Light => LIGHT,
        ThemeChoice::Mono => MONO,
    }
}

fn symbols_in(choice: SymbolChoice, variable: impl Fn(&str) -> Option<String>) -> &'static Symbols {
    match choice {
        SymbolChoice::Unicode => Symbols::by_environment(variable),
        SymbolChoice::Ascii => &ASCII,
    }
}

/// Whether this terminal can show those settings.
pub fn is_shown(theme_choice: ThemeChoice, symbol_choice: SymbolChoice) -> bool {
    let wanted = (theme_in(theme_choice, |_| None), symbols_in(symbol_choice, |_| None));
    (theme(theme_choice), symbols(symbol_choice)) == wanted
}

/// The default for a terminal at the first run: light on a light background, ASCII on a basic console.
pub fn choice_by_environment(variable: impl Fn(&str) -> Option<String>) -> (ThemeChoice, SymbolChoice) {
    let theme = match Theme::by_environment(&variable) {
        mono if mono == MONO => ThemeChoice::Mono,
        light if light == LIGHT => ThemeChoice::Light,
        _ => ThemeChoice::Dark,
    };
    let plain = *Symbols::by_environment(&variable) != UNICODE;
    (theme, if plain { SymbolChoice::Ascii } else { SymbolChoice::Unicode })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &'static str) -> impl Fn(&str) -> Option<String> {
        move |asked| (asked == name).then(|| value.to_owned())
    }

    /// Catches: colours where the environment forbids them, lines where it cannot draw them, a choice not followed.
    #[test]
    fn the_environment_wins_only_where_it_must() {
        assert_eq!(theme_in(ThemeChoice::Light, with("COLORFGBG", "15;0")), LIGHT);
        assert_eq!(theme_in(ThemeChoice::Light, with("NO_COLOR", "1")), MONO);
        assert_eq!(symbols_in(SymbolChoice::Ascii, with("LANG", "zh_CN.UTF-8")), &ASCII);
        assert_eq!(symbols_in(SymbolChoice::Unicode, with("LANG", "zh_CN.UTF-8")), &UNICODE);
        assert_eq!(symbols_in(SymbolChoice::Unicode, with("LANG", "zh_CN.GB18030")), &ASCII);
    }

    /// Catches: a first run on a white ground that writes in yellow.
    #[test]
    fn the_first_choice_suits_the_terminal() {
        assert_eq!(choice_by_environment(with("COLORFGBG", "0;15")).0, ThemeChoice::Light);
        assert_eq!(choice_by_environment(with("NO_COLOR", "1")).0, ThemeChoice::Mono);
        assert_eq!(choice_by_environment(with("TERM", "linux")).1, SymbolChoice::Ascii);
        assert_eq!(choice_by_environment(|_| None), (ThemeChoice::Dark, SymbolChoice::Unicode));
    }
}
