//! All glyphs that are not text, in two sets: one for terminals that draw ambiguous glyphs one cell wide, and
//! one in ASCII for consoles whose Chinese fonts draw them two cells wide, which would shift whole rows.

use std::borrow::Cow;

use ratatui::symbols::border;

/// A set of glyphs, each with the width that unicode-width gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbols {
    /// The frame of a popup.
    pub frame: border::Set<'static>,
    /// A horizontal line.
    pub rule: &'static str,
    /// A vertical line between two panes.
    pub divider: &'static str,
    /// Before the selected row.
    pub marker: &'static str,
    /// The ellipsis of cut text.
    pub cut: &'static str,
    /// Arrow up.
    pub up: &'static str,
    /// Arrow down.
    pub down: &'static str,
    /// Arrow left.
    pub left: &'static str,
    /// Arrow right.
    pub right: &'static str,
    /// More above.
    pub more_above: &'static str,
    /// More below.
    pub more_below: &'static str,
    /// A horizontal bar of a chart, from one eighth to full.
    pub bars: [&'static str; 8],
    /// A vertical bar, from one eighth to full; empty where the set has no such glyph.
    pub rising: [&'static str; 8],
    /// The cells of a heat strip, from nothing to most.
    pub heat: [&'static str; 5],
    /// Between two short items on a line.
    pub between: &'static str,
    /// In place of a figure that cannot be computed.
    pub nothing: &'static str,
    /// Between what is divided and by what.
    pub divided: &'static str,
    /// Before an error.
    pub error: &'static str,
    /// Before a warning.
    pub warning: &'static str,
    /// Before a check that passes.
    pub passed: &'static str,
    /// Before a locked month.
    pub locked: &'static str,
}

/// For terminals that draw box lines one cell wide.
pub const UNICODE: Symbols = set(0);

/// For every other console.
pub const ASCII: Symbols = set(1);

const ASCII_FRAME: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// The set with that index.
const fn set(at: usize) -> Symbols {
    Symbols {
        frame: [border::PLAIN, ASCII_FRAME][at],
        rule: ["─", "-"][at],
        divider: ["│", "|"][at],
        marker: ["▸", ">"][at],
        cut: ["…", "~"][at],
        up: ["↑", "Up"][at],
        down: ["↓", "Down"][at],
        left: ["←", "Left"][at],
        right: ["→", "Right"][at],
        more_above: ["↑", "^"][at],
        more_below: ["↓", "v"][at],
        bars: [["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], [" ", " ", "-", "-", "=", "=", "#", "#"]][at],
        rising: [["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], ["", "", "", "", "", "", "", "#"]][at],
        heat: [["·", "░", "▒", "▓", "█"], [".", "-", "+", "*", "#"]][at],
        between: [" · ", " | "][at],
        nothing: ["—", "--"][at],
        divided: ["÷", "/"][at],
        error: ["✗", "x"][at],
        warning: "!",
        passed: ["✓", "+"][at],
        locked: ["■", "#"][at],
    }
}

impl Symbols {
    /// A sentence of a report in the glyphs of this set: on paper a rate has signs that a console may draw too wide.
    pub fn spelled<'a>(&self, sentence: &'a str) -> Cow<'a, str> {
        let signs = [(UNICODE.nothing, self.nothing), (UNICODE.divided, self.divided)];
        let mut spelled = Cow::Borrowed(sentence);
        for (sign, own) in signs {
            if sign != own && spelled.contains(sign) {
                spelled = Cow::Owned(spelled.replace(sign, own));
            }
        }
        spelled
    }

    /// The set that suits these environment variables: ASCII where the locale or the console has no Unicode.
    pub fn by_environment(variable: impl Fn(&str) -> Option<String>) -> &'static Self {
        let bare_console = variable("TERM").is_some_and(|term| term == "linux" || term == "dumb");
        if bare_console || other_charset(variable).is_some() { &ASCII } else { &UNICODE }
    }
}

/// The encoding that these environment variables name, in lower case, where it is not UTF-8.
pub fn other_charset(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name).filter(|l| !l.is_empty()))?;
    let charset = locale.split_once('.')?.1.split('@').next()?.to_lowercase();
    (!charset.is_empty() && !matches!(charset.as_str(), "utf-8" | "utf8")).then_some(charset)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: boxes on a console that cannot draw them.
    #[test]
    fn the_set_follows_the_console() {
        let with = |pairs: &'static [(&str, &str)]| {
            Symbols::by_environment(move |name| {
                pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_string())
            })
        };
        assert_eq!(with(&[]), &UNICODE);
        assert_eq!(with(&[("LANG", "zh_CN.UTF-8")]), &UNICODE);
        assert_eq!(with(&[("LC_ALL", ""), ("LANG", "zh_CN.GB18030")]), &ASCII);
        assert_eq!(with(&[("TERM", "linux"), ("LANG", "zh_CN.UTF-8")]), &ASCII);
    }
}
