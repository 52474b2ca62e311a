//! Chooses colours and glyphs by the settings and the terminal.

use super::keyboard::{Ground, Report};
use super::symbols::{ASCII, Symbols, UNICODE};
use super::theme::{DARK, LIGHT, MONO, Theme};
use crate::store::{SymbolChoice, ThemeChoice};

/// An environment variable of this process.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// What this terminal told about itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Surface {
    ground: Option<Ground>,
    lines: Lines,
}

/// How wide the terminal draws a box line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Lines {
    /// One cell, as far as is known.
    #[default]
    Narrow,
    /// Two cells, as old Chinese fonts do.
    Wide,
}

/// Asks for the background (xterm's OSC 11), and for the column after one box line, which is then taken away. The
/// answers come as any other input; a terminal that gives none costs nothing. The line is in row 2, because an
/// answer from row 1 could be a function key.
const QUESTIONS: &str = "\x1b]11;?\x07\x1b[2;1H─\x1b[6n\x1b[2;1H\x1b[K";

/// What to write to the empty screen to learn about it; nothing on a console that cannot answer.
pub fn questions(variable: impl Fn(&str) -> Option<String>) -> &'static str {
    let can_answer = variable("TERM").is_some_and(|term| term != "dumb" && term != "linux");
    if can_answer && *Symbols::by_environment(variable) == UNICODE { QUESTIONS } else { "" }
}

impl Surface {
    /// Learns from an answer to [`questions`].
    pub fn learn(&mut self, report: Report) {
        match report {
            Report::Ground(ground) => self.ground = Some(ground),
            Report::Column(column) => self.lines = if column > 2 { Lines::Wide } else { Lines::Narrow },
        }
    }

    /// The colours of a setting on this terminal; none if the environment forbids them.
    pub fn theme(self, choice: ThemeChoice) -> Theme {
        self.theme_in(choice, variable)
    }

    /// The glyphs of a setting; ASCII on a console without Unicode, or that draws lines too wide.
    pub fn symbols(self, choice: SymbolChoice) -> &'static Symbols {
        self.symbols_in(choice, variable)
    }

    /// The colours of a setting in that environment. `NO_COLOR` has priority: a setting made in one terminal
    /// must not break another.
    fn theme_in(self, choice: ThemeChoice, variable: impl Fn(&str) -> Option<String>) -> Theme {
        let by_environment = Theme::by_environment(variable);
        match (choice, self.ground) {
            _ if by_environment == MONO => MONO,
            (ThemeChoice::Dark, _) | (ThemeChoice::Auto, Some(Ground::Dark)) => DARK,
            (ThemeChoice::Light, _) | (ThemeChoice::Auto, Some(Ground::Light)) => LIGHT,
            (ThemeChoice::Mono, _) => MONO,
            (ThemeChoice::Auto, None) => by_environment,
        }
    }

    fn symbols_in(self, choice: SymbolChoice, variable: impl Fn(&str) -> Option<String>) -> &'static Symbols {
        match (choice, self.lines) {
            (SymbolChoice::Unicode, Lines::Narrow) => Symbols::by_environment(variable),
            (SymbolChoice::Unicode, Lines::Wide) | (SymbolChoice::Ascii, _) => &ASCII,
        }
    }

    /// Whether this terminal can show those settings.
    pub fn can_show(self, theme: ThemeChoice, symbols: SymbolChoice) -> bool {
        let blank = Self::default();
        let colours = theme == ThemeChoice::Auto || self.theme(theme) == blank.theme_in(theme, |_| None);
        colours && self.symbols(symbols) == blank.symbols_in(symbols, |_| None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::EITHER;

    fn with(name: &'static str, value: &'static str) -> impl Fn(&str) -> Option<String> {
        move |asked| (asked == name).then(|| value.to_owned())
    }

    fn told(reports: &[Report]) -> Surface {
        let mut surface = Surface::default();
        reports.iter().for_each(|report| surface.learn(*report));
        surface
    }

    /// Catches: colours where the environment forbids them, lines where it cannot draw them, a choice not followed.
    #[test]
    fn the_environment_wins_only_where_it_must() {
        let unknown = Surface::default();
        assert_eq!(unknown.theme_in(ThemeChoice::Light, with("COLORFGBG", "15;0")), LIGHT);
        assert_eq!(unknown.theme_in(ThemeChoice::Light, with("NO_COLOR", "1")), MONO);
        assert_eq!(unknown.symbols_in(SymbolChoice::Ascii, with("LANG", "zh_CN.UTF-8")), &ASCII);
        assert_eq!(unknown.symbols_in(SymbolChoice::Unicode, with("LANG", "zh_CN.UTF-8")), &UNICODE);
        assert_eq!(unknown.symbols_in(SymbolChoice::Unicode, with("LANG", "zh_CN.GB18030")), &ASCII);
    }

    /// Catches: yellow on a white terminal that said it is white, and colours that only suit black before any answer.
    #[test]
    fn by_itself_the_theme_suits_the_background() {
        let auto = |surface: Surface, name, value| surface.theme_in(ThemeChoice::Auto, with(name, value));
        let (white, black) = (told(&[Report::Ground(Ground::Light)]), told(&[Report::Ground(Ground::Dark)]));
        assert_eq!(auto(Surface::default(), "TERM", "xterm"), EITHER);
        assert_eq!(auto(Surface::default(), "COLORFGBG", "0;15"), LIGHT);
        assert_eq!((auto(white, "TERM", "xterm"), auto(black, "TERM", "xterm")), (LIGHT, DARK));
        // The answer is of this terminal; the variable may be of another.
        assert_eq!(auto(white, "COLORFGBG", "15;0"), LIGHT);
        assert_eq!(auto(white, "NO_COLOR", "1"), MONO);
        assert_eq!(white.theme_in(ThemeChoice::Dark, with("TERM", "xterm")), DARK);
    }

    /// Catches: frames that wrap in a terminal that draws a line two cells wide, or ASCII in every other.
    #[test]
    fn lines_are_drawn_only_where_they_take_one_cell() {
        let symbols = |column| {
            told(&[Report::Column(column)]).symbols_in(SymbolChoice::Unicode, with("LANG", "zh_CN.UTF-8"))
        };
        assert_eq!((symbols(2), symbols(3)), (&UNICODE, &ASCII));
    }

    /// Catches: a question that a console shows as text, or that no terminal is asked.
    #[test]
    fn only_a_terminal_that_can_answer_is_asked() {
        assert_eq!(questions(with("TERM", "xterm")), QUESTIONS);
        assert_eq!(
            [questions(with("TERM", "linux")), questions(with("TERM", "dumb")), questions(|_| None)],
            [""; 3]
        );
    }
}
