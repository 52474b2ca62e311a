//! Colours by role, from the 16 terminal colours. Colour is never the only sign: a marker, a word or
//! weight shows it too, so the screen is readable without colour.

use ratatui::style::Color::{
    self, Black, Blue, Cyan, DarkGray, Gray, Green, LightRed, Magenta, Red, White, Yellow,
};
use ratatui::style::{Modifier, Style};

/// The styles of one theme. Styles with a background or reversal are for whole rows and rects
/// (`Buffer::set_style` after the text), never for a piece of text: terminals leave stale colour behind wide glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The title line, a whole row.
    pub title: Style,
    /// A key in the hint line.
    pub hint_key: Style,
    /// The action of a key in the hint line.
    pub hint_text: Style,
    /// The selected row, a whole row.
    pub selected: Style,
    /// The focused field, a rect.
    pub focused: Style,
    /// The name of a field or column.
    pub label: Style,
    /// A heading within a page.
    pub heading: Style,
    /// An error.
    pub error: Style,
    /// A warning.
    pub warning: Style,
    /// A success.
    pub good: Style,
    /// Less important text.
    pub muted: Style,
    /// The match of a search.
    pub hit: Style,
    /// The bars of a chart.
    pub chart: Style,
    /// The bars beside them, for comparison.
    pub chart_before: Style,
    /// A popup, the whole rect.
    pub popup: Style,
}

/// For a dark background.
pub const DARK: Theme = theme(0);

/// For a light background.
pub const LIGHT: Theme = theme(1);

/// Without colour: weight and reversal only.
pub const MONO: Theme = theme(2);

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
const REVERSED: Style = PLAIN.add_modifier(Modifier::REVERSED);

const fn fg(color: Color) -> Style {
    PLAIN.fg(color)
}

const fn on(ground: Color, color: Color) -> Style {
    fg(color).bg(ground)
}

/// The dark theme, the light one, the monochrome one, by index.
const fn theme(at: usize) -> Theme {
    Theme {
        title: [on(Blue, White), on(Blue, White), REVERSED][at],
        hint_key: [BOLD.fg(Cyan), BOLD.fg(Blue), BOLD][at],
        hint_text: PLAIN,
        selected: [on(Cyan, Black), on(Blue, White), REVERSED][at],
        focused: [on(Blue, White), on(Gray, Black), PLAIN.add_modifier(Modifier::UNDERLINED)][at],
        label: [fg(Cyan), fg(Blue), PLAIN][at],
        heading: BOLD,
        error: [fg(LightRed), fg(Red), BOLD][at],
        warning: [fg(Yellow), fg(Magenta), BOLD][at],
        good: [fg(Green), fg(Green), PLAIN][at],
        muted: [fg(Gray), fg(DarkGray), PLAIN][at],
        hit: [BOLD.fg(Yellow), BOLD.fg(Magenta), BOLD][at],
        chart: [fg(Cyan), fg(Blue), PLAIN][at],
        chart_before: [fg(Gray), fg(DarkGray), PLAIN][at],
        popup: PLAIN,
    }
}

impl Theme {
    /// The theme for these environment variables: monochrome where `NO_COLOR` is set or the
    /// terminal is dumb, light where `COLORFGBG` gives a light background, else dark.
    pub fn by_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let no_color = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = variable("TERM").is_some_and(|term| term == "dumb");
        let background = variable("COLORFGBG").and_then(|value| value.rsplit(';').next().map(str::to_owned));
        match background.as_deref() {
            _ if no_color || dumb => MONO,
            Some("7" | "15") => LIGHT,
            _ => DARK,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: colours where none are wanted, and a theme that cannot be read on white.
    #[test]
    fn the_theme_follows_the_terminal() {
        let with = |name: &'static str, value: &'static str| {
            Theme::by_environment(move |asked| (asked == name).then(|| value.to_string()))
        };
        assert_eq!(with("NO_COLOR", "1"), MONO);
        assert_eq!(with("NO_COLOR", ""), DARK);
        assert_eq!(with("COLORFGBG", "0;15"), LIGHT);
        assert_eq!(with("COLORFGBG", "15;0"), DARK);
    }

    /// Catches: a selected row or a title that cannot be told apart without colour.
    #[test]
    fn without_colour_rows_still_differ() {
        assert_eq!([MONO.title.fg, MONO.selected.bg, MONO.error.fg], [None; 3]);
        assert_ne!(MONO.selected, Style::new());
        assert_ne!(MONO.focused, MONO.selected);
    }
}
