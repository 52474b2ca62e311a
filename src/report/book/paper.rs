//! The paper a sheet is printed on, and how many lines a text takes in its cells.

use rust_xlsxwriter::{Worksheet, XlsxError};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Paper;
use crate::text::{Lang, export as words};

/// The size of the smallest font of a sheet, in points.
pub(super) const SMALLEST_FONT: f64 = 10.0;
/// The least scale of a page: the smallest font is then a little above 7 points, because programs round the
/// scale down to whole percents.
const LEAST: f64 = 7.1 / SMALLEST_FONT;
/// The scale of a sheet that is wider than the largest paper, in percent.
const SCALE: u16 = 72;
/// Margins left and right, and those above and below, in inches.
const SIDE: f64 = 0.4;
const ABOVE: f64 = 0.55;

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    A4,
    A3,
}

impl Size {
    /// Its code in spreadsheets.
    const fn code(self) -> u8 {
        match self {
            Self::A4 => 9,
            Self::A3 => 8,
        }
    }

    /// Its sides in points, the shorter one first.
    const fn sides(self) -> (f64, f64) {
        match self {
            Self::A4 => (595.3, 841.9),
            Self::A3 => (841.9, 1190.6),
        }
    }

    /// Width and height between the margins, in points.
    fn room(self, paper: Paper) -> (f64, f64) {
        let (short, long) = self.sides();
        let (width, height) = match paper {
            Paper::Portrait => (short, long),
            Paper::Landscape => (long, short),
        };
        (width - 144.0 * SIDE, height - 144.0 * ABOVE)
    }
}

/// The width of columns in points. One is given in digits of the default font, which are 7 pixels wide in some
/// programs and up to 7.5 in others; the rest is for lines and rounding.
fn points(widths: &[f64]) -> f64 {
    widths.iter().map(|width| (width * 7.7 + 5.0) * 0.75).sum()
}

/// What a sheet prints, and on which paper if it fits.
pub(super) struct Extent<'a> {
    pub paper: Paper,
    /// The widths of its columns.
    pub widths: &'a [f64],
    /// How many of them name the rows.
    pub labels: u16,
    /// Its height in points; none where that is not known.
    pub height: Option<f64>,
}

impl Extent<'_> {
    /// The smallest paper on which the columns stay readable, from the wanted one up.
    fn size(&self) -> Option<(Size, Paper)> {
        let offered = [(Size::A4, self.paper), (Size::A4, Paper::Landscape), (Size::A3, Paper::Landscape)];
        let width = points(self.widths);
        offered.into_iter().find(|(size, paper)| width * LEAST <= size.room(*paper).0)
    }

    /// Whether it stays readable on one page or several below each other.
    pub(super) fn is_one_wide(&self) -> bool {
        self.size().is_some()
    }

    /// Whether it stays readable on one page.
    pub(super) fn is_one_page(&self) -> bool {
        let height = self.size().map(|(size, paper)| size.room(paper).1);
        self.height.zip(height).is_some_and(|(height, room)| height * LEAST <= room)
    }
}

/// Sets the page of a sheet: one page wide where that stays readable, else as many as it takes, each with the
/// columns that name the rows.
pub(super) fn set_page(page: &mut Worksheet, extent: &Extent<'_>, lang: Lang) -> Result<(), XlsxError> {
    let chosen = extent.size();
    let (size, paper) = chosen.unwrap_or((Size::A3, Paper::Landscape));
    page.set_paper_size(size.code());
    match paper {
        Paper::Landscape => page.set_landscape(),
        Paper::Portrait => page.set_portrait(),
    };
    page.set_margins(SIDE, SIDE, ABOVE, ABOVE, 0.3, 0.3);
    page.set_print_center_horizontally(true);
    page.set_footer(words::page_footer(lang));
    if chosen.is_some() {
        page.set_print_fit_to_pages(1, u16::from(extent.is_one_page()));
    } else {
        page.set_print_scale(SCALE);
        if extent.labels > 0 {
            page.set_repeat_columns(0, extent.labels - 1)?;
        }
    }
    Ok(())
}

/// How many lines a text takes in a column of that width; full-width characters count twice.
pub(super) fn lines(text: &str, width: f64) -> u32 {
    let room = (width - 0.6).max(2.0);
    text.split('\n').map(|line| wrapped(line, room)).sum()
}

/// The least width of a column for a head, of which no word or bracket may be broken.
pub(super) fn width_of_words(head: &str) -> f64 {
    let words = head.split('\n').flat_map(pieces);
    words.map(|word| word.trim_end().width() as f64 + 1.2).fold(0.0, f64::max)
}

/// How many lines one paragraph takes. A Latin word moves to the next line whole if it fits there.
fn wrapped(line: &str, room: f64) -> u32 {
    let (mut lines, mut used) = (1, 0.0);
    for piece in pieces(line) {
        let width = piece.width() as f64;
        if used > 0.0 && used + piece.trim_end().width() as f64 > room {
            lines += 1;
            used = 0.0;
        }
        used += width;
        while used > room && width > room {
            lines += 1;
            used -= room;
        }
    }
    lines
}

/// A line in the pieces between which it may break.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut before) = (0, None);
    for (at, c) in line.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            pieces.push(&line[from..at]);
            from = at;
        }
        before = Some(c);
    }
    pieces.push(&line[from..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let is_narrow = |c: char| c.width() == Some(1);
    if is_narrow(before) && is_narrow(after) {
        return before == ' ' && after != ' ';
    }
    let opens = matches!(before, '（' | '“' | '《' | '(' | '[');
    let closes =
        matches!(after, '）' | '”' | '》' | '，' | '。' | '、' | '；' | '：' | '？' | '！' | ')' | ' ');
    !opens && !closes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: a word or a bracket counted as if it could be split between lines.
    #[test]
    fn text_wraps_where_programs_wrap_it() {
        assert_eq!(lines("婚姻家庭纠纷", 13.0), 1);
        assert_eq!(lines("婚姻家庭纠纷", 9.0), 2);
        // Three full-width characters need six of the seven cells, and a fourth does not fit.
        assert_eq!(lines("婚姻家庭", 7.6), 2);
        assert_eq!(lines("Third parties", 9.0), 2);
        assert_eq!(lines("Respondents", 6.6), 2);
        assert_eq!(lines("a\nb", 9.0), 2);
        // The bracket takes the character before it along.
        assert_eq!(lines("一二三四）", 8.6), 2);
        assert_eq!(lines("", 9.0), 1);
    }

    /// Catches: a wide or a long sheet squeezed onto a page, a narrow one on large paper.
    #[test]
    fn paper_grows_with_the_table() {
        let on = |columns: usize, height: f64| {
            let widths = vec![10.0; columns];
            let extent = Extent { paper: Paper::Portrait, widths: &widths, labels: 1, height: Some(height) };
            (extent.size(), extent.is_one_page())
        };
        assert_eq!(on(5, 1_000.0), (Some((Size::A4, Paper::Portrait)), true));
        assert_eq!(on(5, 1_200.0), (Some((Size::A4, Paper::Portrait)), false));
        assert_eq!(on(14, 700.0), (Some((Size::A4, Paper::Landscape)), true));
        assert_eq!(on(25, 1_200.0), (Some((Size::A3, Paper::Landscape)), false));
        assert_eq!(on(40, 100.0), (None, false));
    }
}
