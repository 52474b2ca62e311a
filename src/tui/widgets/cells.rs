//! Text and cells: all conversion of strings to columns. Everything counts display cells at grapheme bounds;
//! bytes and chars never determine a position on the screen.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use crate::tui::symbols::Symbols;
use crate::tui::theme::Theme;

/// The styles of widgets, set from the theme. The `*_row` styles are applied to whole rectangles;
/// of the others only the ink is used (see [`ink`]).
#[derive(Debug, Clone, Copy, Default)]
pub struct Styles {
    /// Ordinary text.
    pub text: Style,
    /// Labels of fields, codes.
    pub label: Style,
    /// Hints, suggestions, pinyin initials.
    pub muted: Style,
    /// Errors.
    pub error: Style,
    /// Headings of columns.
    pub heading: Style,
    /// Bars of charts.
    pub bar: Style,
    /// For the focused field.
    pub focus_row: Style,
    /// For a value that the next key replaces.
    pub marked_row: Style,
    /// For the selected row of a list or table.
    pub selected_row: Style,
    /// For a list that opens in place.
    pub list_row: Style,
}

impl Styles {
    /// Those of a list that draws its own text and marks the selected row.
    pub fn marking(theme: &Theme) -> Self {
        Self { selected_row: theme.selected, ..Self::default() }
    }
}

/// The part of `style` for text: colour and weight. A background, reverse or underline on *part* of a row of
/// Chinese leaves stale colour behind when the row changes, so those are applied to whole rectangles only.
pub fn ink(style: Style) -> Style {
    let whole = Modifier::REVERSED | Modifier::UNDERLINED;
    Style { bg: None, underline_color: None, add_modifier: style.add_modifier - whole, ..style }
}

/// The cells a single grapheme takes: 0 for control characters and lone combining marks.
fn grapheme_width(grapheme: &str) -> u16 {
    if grapheme.contains(char::is_control) { 0 } else { grapheme.cell_width() }
}

/// The width of a character that never joins with another of its kind, or None for those that need the full
/// rules. Registers are nearly all hanzi, digits and Chinese punctuation, so this is the fast path.
const fn plain_width(c: char) -> Option<u16> {
    match c {
        ' '..='~' => Some(1),
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{3000}'..='\u{3011}'
        | '\u{FF01}'..='\u{FF5E}' => Some(2),
        _ => None,
    }
}

/// The graphemes of a text, each with its cells.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (&'a str, u16);

    fn next(&mut self) -> Option<Self::Item> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        let follows_plain = chars.clone().next().is_none_or(|next| plain_width(next).is_some());
        let (grapheme, width) = match plain_width(first) {
            // Two plain characters never form one grapheme, so the bound is known without the tables.
            Some(width) if follows_plain => (self.rest.split_at(first.len_utf8()).0, width),
            _ => {
                let grapheme = self.rest.graphemes(true).next()?;
                (grapheme, grapheme_width(grapheme))
            }
        };
        self.rest = self.rest.get(grapheme.len()..).unwrap_or_default();
        Some((grapheme, width))
    }
}

/// The graphemes of `text`, each with the cells it takes (0, 1 or 2; joined emoji may say more).
pub const fn pieces(text: &str) -> Pieces<'_> {
    Pieces { rest: text }
}

/// More than the width of any screen, and small enough to add a few of these.
const WIDEST: u16 = u16::MAX / 16;

/// The cells `text` takes on the screen; capped for text wider than any screen.
pub fn width(text: &str) -> u16 {
    let mut sum = 0u16;
    for (_, cells) in pieces(text) {
        sum = sum.saturating_add(cells);
        if sum >= WIDEST {
            return WIDEST;
        }
    }
    sum
}

/// The longest beginning of `text` that fits into `cells`; a wide character is never split.
pub fn cut(text: &str, cells: u16) -> &str {
    let (mut used, mut end) = (0u16, 0);
    for (grapheme, width) in pieces(text) {
        used = used.saturating_add(width);
        if used > cells {
            break;
        }
        end += grapheme.len();
    }
    text.get(..end).unwrap_or_default()
}

/// The longest end of `text` that fits into `cells`.
pub fn cut_start(text: &str, cells: u16) -> &str {
    // Measured in full: pasted text may be longer than `width` counts.
    let whole: usize = pieces(text).map(|(_, width)| usize::from(width)).sum();
    let mut over = whole.saturating_sub(usize::from(cells));
    let mut start = 0;
    for (grapheme, width) in pieces(text) {
        if over == 0 {
            break;
        }
        over = over.saturating_sub(usize::from(width));
        start += grapheme.len();
    }
    text.get(start..).unwrap_or_default()
}

/// `text`, or as much of it as fits into `cells` with `ellipsis` behind it.
pub fn cut_ellipsis<'a>(text: &'a str, cells: u16, ellipsis: &str) -> Cow<'a, str> {
    let shown = cut(text, cells);
    if shown.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let tail = cut(ellipsis, cells);
    Cow::Owned(format!("{}{tail}", cut(text, cells - width(tail))))
}

/// `text` filled with spaces to `cells`, or cut to it: always exactly `cells` wide.
pub fn pad(text: &str, cells: u16) -> String {
    let shown = cut(text, cells);
    format!("{shown}{}", " ".repeat(usize::from(cells - width(shown))))
}

/// Writes `text` at (`x`, `y`) in the ink of `style`, at most `cells` wide and never outside the buffer. Returns the
/// cells used.
pub fn put(buf: &mut Buffer, (x, y): (u16, u16), text: &str, cells: u16, style: Style) -> u16 {
    let area = *buf.area();
    if y < area.top() || y >= area.bottom() || x < area.left() {
        return 0;
    }
    let room = cells.min(area.right().saturating_sub(x));
    if room == 0 {
        return 0;
    }
    let style = ink(style);
    let start = buf.index_of(x, y);
    // One slice for the row, because looking up each cell by position costs more than writing it.
    let Some(row) = buf.content.get_mut(start..start + usize::from(room)) else { return 0 };
    let mut used = 0u16;
    for (grapheme, width) in pieces(text) {
        if width == 0 {
            continue;
        }
        if width > room - used {
            break;
        }
        let mut symbol = grapheme;
        for cell in row.iter_mut().skip(usize::from(used)).take(usize::from(width)) {
            cell.set_symbol(symbol).set_style(style);
            symbol = " ";
        }
        used += width;
    }
    used
}

/// Like [`put`], but what does not fit is cut with `ellipsis`. Allocates nothing. Returns the cells used.
pub fn put_cut(
    buf: &mut Buffer,
    (x, y): (u16, u16),
    text: &str,
    cells: u16,
    ellipsis: &str,
    style: Style,
) -> u16 {
    // No character is wider than its bytes, so most texts need not be measured.
    let shown = if text.len() <= usize::from(cells) { text } else { cut(text, cells) };
    if shown.len() == text.len() {
        return put(buf, (x, y), text, cells, style);
    }
    let tail = cut(ellipsis, cells);
    let used = put(buf, (x, y), cut(shown, cells - width(tail)), cells, style);
    used + put(buf, (x + used, y), tail, cells - used, style)
}

/// As [`put_cut`], with the ellipsis of the symbols in use; returns the column after the text.
pub fn write(
    buf: &mut Buffer,
    (x, y): (u16, u16),
    text: &str,
    cells: u16,
    style: Style,
    symbols: &Symbols,
) -> u16 {
    x + put_cut(buf, (x, y), text, cells, symbols.cut, style)
}

/// Clears `area` to draw over its content.
///
/// A wide character that begins one column left of the area has its right half inside it; drawn over, the
/// first column of the new content never reaches the terminal. Such a character is blanked first. A wide
/// character across an edge also carries the colour of one half to the other when overwritten, which a
/// comparison of frames cannot detect: the first column and the one after the last are resent each time.
pub fn clear(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(*buf.area());
    for y in area.top()..area.bottom() {
        if let Some(x) = area.left().checked_sub(1)
            && let Some(cell) = buf.cell_mut((x, y))
            && cell.cell_width() > 1
        {
            cell.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
        for x in [area.left(), area.right()].into_iter().filter(|_| !area.is_empty()) {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
}

/// Sets the background of the rect. Where a hanzi crossed its left or right edge, in this frame or the one
/// before, half of it would keep the wrong colour, so both edges are resent in every frame.
pub fn shade(buf: &mut Buffer, area: Rect, style: Style) {
    let area = visible(buf, area);
    buf.set_style(area, style);
    for y in area.top()..area.bottom() {
        for x in [area.left(), area.right()].into_iter().filter(|_| !area.is_empty()) {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
}

/// The part of `area` that is on the screen of `buf`.
pub fn visible(buf: &Buffer, area: Rect) -> Rect {
    area.intersection(*buf.area())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Color;

    use super::*;

    fn mixed() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[a-z0-9 ]{1,3}",
            "[调解双方当事人]{1,4}",
            "[，。“”…—（）]",
            Just("e\u{301}".to_owned()),
            Just("\u{301}".to_owned()),
            Just("👨\u{200d}👩\u{200d}👧".to_owned()),
            Just("𠮷".to_owned()),
            Just("中\u{fe00}".to_owned()),
            Just("1\u{20e3}".to_owned()),
            Just("ﾊﾞ".to_owned()),
            Just("\u{7}".to_owned()),
        ];
        proptest::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Catches a fast path that splits what the full rules keep together.
        #[test]
        fn pieces_are_the_graphemes(text in mixed()) {
            let fast: Vec<&str> = pieces(&text).map(|(grapheme, _)| grapheme).collect();
            prop_assert_eq!(fast, text.graphemes(true).collect::<Vec<_>>());
            prop_assert_eq!(width(&text), text.graphemes(true).map(grapheme_width).sum::<u16>());
        }

        /// Catches cutting in the middle of a character, or one character too early or too late.
        #[test]
        fn a_cut_is_the_longest_that_fits(text in mixed(), cells in 0u16..12) {
            let shown = cut(&text, cells);
            prop_assert!(text.starts_with(shown) && width(shown) <= cells);
            if let Some((next, _)) = pieces(&text[shown.len()..]).next() {
                prop_assert!(width(shown) + width(next) > cells);
            }
            prop_assert_eq!(width(&pad(&text, cells)), cells);
            prop_assert!(width(&cut_ellipsis(&text, cells, "..")) <= cells);
            let end = cut_start(&text, cells);
            prop_assert!(text.ends_with(end) && width(end) <= cells);
        }

        /// Catches our own writer drifting from what ratatui would have drawn.
        #[test]
        fn put_draws_what_ratatui_draws(text in mixed(), x in 0u16..12, cells in 0u16..12) {
            let area = Rect::new(0, 0, 10, 1);
            let (mut ours, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
            put(&mut ours, (x, 0), &text, cells, Style::new());
            if x < 10 {
                theirs.set_stringn(x, 0, &text, usize::from(cells), Style::new());
            }
            prop_assert_eq!(ours, theirs);
        }
    }

    /// Catches a background that comes in with the ink of a text, and a text that wipes the background under it.
    #[test]
    fn text_brings_no_background_and_keeps_the_one_there() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        buf.set_style(Rect::new(0, 0, 4, 1), Style::new().bg(Color::Blue));
        put(&mut buf, (0, 0), "双方a", 6, Style::new().fg(Color::Red).bg(Color::Green).reversed().bold());
        for (x, bg) in [Color::Blue, Color::Blue, Color::Blue, Color::Blue, Color::Reset, Color::Reset]
            .into_iter()
            .enumerate()
        {
            let cell = &buf.content()[x];
            assert_eq!((cell.bg, cell.modifier.contains(Modifier::REVERSED)), (bg, false));
        }
        assert_eq!((buf[(0, 0)].fg, buf[(0, 0)].modifier), (Color::Red, Modifier::BOLD));
    }

    /// Catches a cut that forgets the ellipsis, or draws it where all fits.
    #[test]
    fn the_ellipsis_stands_only_where_something_is_missing() {
        assert_eq!(cut_ellipsis("邻里纠纷", 8, ".."), "邻里纠纷");
        assert_eq!(cut_ellipsis("邻里纠纷", 7, ".."), "邻里..");
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
        assert_eq!(put_cut(&mut buf, (0, 0), "邻里纠纷", 7, "..", Style::new()), 6);
        assert_eq!(buf, Buffer::with_lines(["邻里..  "]));
    }
}
