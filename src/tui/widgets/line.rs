//! One line of text in so many columns. Widths are display columns, cuts fall between graphemes.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::tui::symbols::Symbols;

/// How many columns the text takes.
pub fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// The text in at most `columns`; where something had to go, the end says so.
pub fn cut<'t>(text: &'t str, columns: u16, symbols: &Symbols) -> Cow<'t, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let room = columns.saturating_sub(width(symbols.cut));
    Cow::Owned(head(text, room).to_owned() + head(symbols.cut, columns))
}

/// The longest beginning of the text that takes at most `columns`.
fn head(text: &str, columns: u16) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// Writes the text at that cell in at most `columns`, cut if need be; answers the column after it.
pub fn put(
    buf: &mut Buffer,
    (x, y): (u16, u16),
    text: &str,
    columns: u16,
    style: Style,
    symbols: &Symbols,
) -> u16 {
    let area = buf.area;
    if y < area.top() || y >= area.bottom() || x >= area.right() {
        return x;
    }
    let columns = columns.min(area.right() - x);
    buf.set_stringn(x, y, cut(text, columns, symbols), usize::from(columns), style).0
}

/// The text in lines of at most `columns`: broken at `\n`, else after the last space, else between graphemes.
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut rest = paragraph;
        while width(rest) > columns {
            let fits = head(rest, columns);
            let end = match fits.rfind(' ') {
                _ if rest[fits.len()..].starts_with(' ') => fits.len(),
                // Only a Latin word that would be parted moves down whole.
                Some(space) if rest[fits.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) => {
                    space + 1
                }
                _ => fits.len(),
            };
            // One grapheme wider than the whole line goes alone, or nothing would ever move.
            let end = if end == 0 { rest.graphemes(true).next().map_or(rest.len(), str::len) } else { end };
            lines.push(rest[..end].trim_end().to_owned());
            rest = rest[end..].trim_start_matches(' ');
        }
        lines.push(rest.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::symbols::{ASCII, UNICODE};
    use proptest::prelude::*;

    proptest! {
        /// Catches: text that runs over its columns, half a character, text lost or doubled by wrapping.
        #[test]
        fn lines_fit_and_keep_the_text(text in "[a-z 调解员，。é1]{0,60}", columns in 2_u16..30) {
            for symbols in [&UNICODE, &ASCII] {
                let cut = cut(&text, columns, symbols);
                prop_assert!(width(&cut) <= columns);
                prop_assert!(cut == text || cut.ends_with(symbols.cut));
            }
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?}");
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }

    /// Catches: a word parted although a space was near.
    #[test]
    fn words_stay_whole() {
        assert_eq!(wrap("saves this page", 8), ["saves", "this", "page"]);
        assert_eq!(wrap("调解协议", 5), ["调解", "协议"]);
    }
}
