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

/// For a background that the terminal does not tell: readable on black and on white.
pub const EITHER: Theme = theme(3);

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
/// The default colour, weaker: on any background it keeps away from it.
const DIM: Style = PLAIN.add_modifier(Modifier::DIM);
const REVERSED: Style = PLAIN.add_modifier(Modifier::REVERSED);

const fn fg(color: Color) -> Style {
    PLAIN.fg(color)
}

/// On a coloured ground nothing is weak: the colours were chosen for each other.
const fn on(ground: Color, color: Color) -> Style {
    fg(color).bg(ground).remove_modifier(Modifier::DIM)
}

/// The dark theme, the light one, the monochrome one, the one for either, by index.
const fn theme(at: usize) -> Theme {
    Theme {
        title: [on(Blue, White), on(Blue, White), REVERSED, on(Blue, White)][at],
        hint_key: [BOLD.fg(Cyan), BOLD.fg(Blue), BOLD, BOLD][at],
        hint_text: PLAIN,
        selected: [on(Cyan, Black), on(Blue, White), REVERSED, on(Cyan, Black)][at],
        focused: [
            on(Blue, White),
            on(Gray, Black),
            PLAIN.add_modifier(Modifier::UNDERLINED),
            on(Blue, White),
        ][at],
        label: [fg(Cyan), fg(Blue), PLAIN, PLAIN][at],
        heading: BOLD,
        error: [fg(LightRed), fg(Red), BOLD, BOLD.fg(LightRed)][at],
        warning: [fg(Yellow), fg(Magenta), BOLD, BOLD][at],
        good: [fg(Green), fg(Blue), PLAIN, PLAIN][at],
        muted: [fg(Gray), fg(DarkGray), PLAIN, DIM][at],
        hit: [BOLD.fg(Yellow), BOLD.fg(Magenta), BOLD, BOLD][at],
        chart: [fg(Cyan), fg(Blue), PLAIN, PLAIN][at],
        chart_before: [fg(Gray), fg(DarkGray), PLAIN, DIM][at],
        popup: PLAIN,
    }
}

impl Theme {
    /// The theme for these environment variables: monochrome where `NO_COLOR` is set or the terminal is dumb; light
    /// or dark where `COLORFGBG` says so, or on the Linux console, which is black; else for either.
    pub fn by_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let no_color = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let term = variable("TERM");
        let background = variable("COLORFGBG").and_then(|value| value.rsplit(';').next().map(str::to_owned));
        match (term.as_deref(), background.as_deref()) {
            _ if no_color => MONO,
            (Some("dumb"), _) => MONO,
            (_, Some("7" | "15")) => LIGHT,
            (_, Some(number)) if number.parse::<u8>().is_ok() => DARK,
            (Some("linux"), _) => DARK,
            _ => EITHER,
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
        assert_eq!(with("NO_COLOR", ""), EITHER);
        assert_eq!(with("COLORFGBG", "0;15"), LIGHT);
        assert_eq!(with("COLORFGBG", "15;0"), DARK);
        assert_eq!(with("COLORFGBG", "default"), EITHER);
        assert_eq!(with("TERM", "linux"), DARK);
    }

    /// Catches: a selected row or a title that cannot be told apart without colour.
    #[test]
    fn without_colour_rows_still_differ() {
        assert_eq!([MONO.title.fg, MONO.selected.bg, MONO.error.fg], [None; 3]);
        assert_ne!(MONO.selected, Style::new());
        assert_ne!(MONO.focused, MONO.selected);
    }

    /// The 16 colours of xterm, VGA, Windows, Tango and VTE, in the order of their numbers.
    const PALETTES: [&str; 5] = [
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
        "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec",
        "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff",
    ];
    const BLACK: [f64; 3] = [0.0; 3];
    const WHITE: [f64; 3] = [1.0; 3];

    fn rgb(color: Color, palette: &str) -> [f64; 3] {
        let names = [
            Black,
            Red,
            Green,
            Yellow,
            Blue,
            Magenta,
            Cyan,
            Gray,
            DarkGray,
            LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            White,
        ];
        let at = names.iter().position(|name| *name == color).unwrap();
        let code = palette.split(' ').nth(at).unwrap();
        [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&code[at..at + 2], 16).unwrap()) / 255.0)
    }

    /// How far two colours are apart (WCAG 2).
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let light = |rgb: [f64; 3]| {
            let [r, g, b] = rgb
                .map(|part| if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
            0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
        };
        let (one, other) = (light(one), light(other));
        one.max(other) / one.min(other)
    }

    /// The contrast of that style on that background; weak text is drawn at two thirds of the way by xterm.
    fn on_ground(style: Style, ground: [f64; 3], palette: &str) -> f64 {
        let ground = style.bg.map_or(ground, |bg| rgb(bg, palette));
        let ink = if ground == BLACK { [0.9; 3] } else { BLACK };
        let ink = style.fg.map_or(ink, |fg| rgb(fg, palette));
        let weak = style.add_modifier.contains(Modifier::DIM);
        let part = if weak { 2.0 / 3.0 } else { 1.0 };
        contrast([0, 1, 2].map(|at| ground[at] + (ink[at] - ground[at]) * part), ground)
    }

    /// Catches: grey filters, hints and weekdays on white (1.3 : 1 in xterm), cyan labels there, blue ones on black.
    #[test]
    fn every_style_is_readable_on_its_background() {
        let grounds: [(Theme, &str, &[[f64; 3]]); 3] =
            [(DARK, "dark", &[BLACK]), (LIGHT, "light", &[WHITE]), (EITHER, "either", &[BLACK, WHITE])];
        for (theme, name, grounds) in grounds {
            let Theme { title, hint_key, hint_text, selected, focused, label, heading, error, .. } = theme;
            let Theme { warning, good, muted, hit, chart, chart_before, popup, .. } = theme;
            let named = [
                ("title", title),
                ("hint_key", hint_key),
                ("hint_text", hint_text),
                ("selected", selected),
                ("focused", focused),
                ("label", label),
                ("heading", heading),
                ("error", error),
                ("warning", warning),
                ("good", good),
                ("muted", muted),
                ("hit", hit),
                ("chart", chart),
                ("chart_before", chart_before),
                ("popup", popup),
            ];
            let over = [("muted, selected", muted.patch(selected)), ("muted, focused", muted.patch(focused))];
            for (role, style) in named.into_iter().chain(over) {
                for (palette, ground) in
                    PALETTES.iter().flat_map(|palette| grounds.iter().map(move |g| (palette, *g)))
                {
                    let ratio = on_ground(style, ground, palette);
                    assert!(ratio >= 3.0, "{name}.{role} on {ground:?}: {ratio:.1} with {palette}");
                }
            }
        }
    }
}
