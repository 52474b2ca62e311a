//! How cells look: the fonts that every office has, thin lines, figures as tables print them.

use std::collections::HashMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::RowKind;
use crate::text::export::{FONT, TITLE_FONT};

/// What a cell of a table is to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Look {
    /// The title over a table.
    Title,
    /// The line under it and the places to sign, from the left.
    About,
    /// In the middle of that line.
    AboutMiddle,
    /// At its right end.
    AboutEnd,
    /// A head over columns.
    Head,
    /// What a row is called.
    Label,
    /// Words that may take several lines.
    Words,
    /// Short words, in the middle.
    Short,
    /// A figure, printed by one of [`Print`].
    Figure(Print),
    /// What the figures rest on.
    Note,
}

/// How a figure is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Print {
    Whole,
    TwoDecimals,
    OneDecimal,
    Percent,
    WholeChange,
    TwoDecimalsChange,
    OneDecimalChange,
    Day,
}

impl Print {
    /// The format as spreadsheets write it, a blank kept free between the figure and the line right of it: an indent would
    /// do the same, but not every program keeps it where the format changes from cell to cell.
    const fn code(self) -> &'static str {
        match self {
            Self::Whole => "0_ ",
            Self::TwoDecimals => "0.00_ ",
            Self::OneDecimal => "0.0_ ",
            Self::Percent => "0.0%_ ",
            Self::WholeChange => "+0_ ;-0_ ;0_ ",
            Self::TwoDecimalsChange => "+0.00_ ;-0.00_ ;0.00_ ",
            Self::OneDecimalChange => "+0.0_ ;-0.0_ ;0.0_ ",
            Self::Day => "yyyy-mm-dd",
        }
    }
}

/// The formats of a book, each made once.
#[derive(Default)]
pub(super) struct Styles {
    made: HashMap<(Look, Weight), Format>,
}

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Plain,
    Bold,
}

impl From<RowKind> for Weight {
    fn from(kind: RowKind) -> Self {
        match kind {
            RowKind::Plain => Self::Plain,
            RowKind::Total | RowKind::Heading => Self::Bold,
        }
    }
}

impl Styles {
    pub(super) fn get(&mut self, look: Look, weight: Weight) -> &Format {
        self.made.entry((look, weight)).or_insert_with(|| {
            let format = made(look);
            if weight == Weight::Bold { format.set_bold() } else { format }
        })
    }
}

fn made(look: Look) -> Format {
    let plain = Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::VerticalCenter);
    let framed = |format: Format| format.set_border(FormatBorder::Thin);
    match look {
        Look::Title => plain.set_font_name(TITLE_FONT).set_font_size(16).set_align(FormatAlign::Center),
        Look::About => plain,
        Look::AboutMiddle => plain.set_align(FormatAlign::Center),
        Look::AboutEnd => plain.set_align(FormatAlign::Right),
        Look::Head => framed(plain).set_align(FormatAlign::Center).set_text_wrap(),
        Look::Label => framed(plain),
        Look::Words => framed(plain).set_text_wrap(),
        Look::Short => framed(plain).set_align(FormatAlign::Center),
        Look::Figure(Print::Day) => {
            framed(plain).set_align(FormatAlign::Center).set_num_format(Print::Day.code())
        }
        Look::Figure(print) => framed(plain).set_align(FormatAlign::Right).set_num_format(print.code()),
        Look::Note => plain.set_font_size(9).set_text_wrap().set_align(FormatAlign::Top),
    }
}
