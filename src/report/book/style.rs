//! The formats of cells: fonts that every office has, thin lines, number formats.

use std::collections::HashMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::RowKind;
use super::paper::SMALLEST_FONT;
use crate::text::export::{FONT, TITLE_FONT};

/// The look of a cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Look {
    /// The title of a table.
    Title,
    /// The line below it and the signature fields, left-aligned.
    About,
    /// The same line, centred.
    AboutMiddle,
    /// The same line, right-aligned.
    AboutEnd,
    /// A column head.
    Head,
    /// A row label.
    Label,
    /// Text that may wrap.
    Words,
    /// Short text, centred.
    Short,
    /// A figure in one of the number formats.
    Figure(Print),
    /// A note below the table.
    Note,
}

/// The number format of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Print {
    Whole,
    Decimals(u8),
    TwoDecimals,
    OneDecimal,
    Percent,
    WholeChange,
    TwoDecimalsChange,
    OneDecimalChange,
    Day,
}

impl Print {
    /// The format code of spreadsheets, with a space between the figure and the line right of it: an indent
    /// would do the same, but some programs lose it where the format changes from cell to cell.
    const fn code(self) -> &'static str {
        match self {
            Self::Whole | Self::Decimals(0) => "0_ ",
            Self::Decimals(1) => "0.0_ ",
            Self::Decimals(2) => "0.00_ ",
            Self::Decimals(3) => "0.000_ ",
            Self::Decimals(4) => "0.0000_ ",
            Self::Decimals(5) => "0.00000_ ",
            Self::Decimals(_) => "0.000000_ ",
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

/// The weight of the font.
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
    let plain =
        Format::new().set_font_name(FONT).set_font_size(SMALLEST_FONT).set_align(FormatAlign::VerticalCenter);
    let framed = |format: Format| format.set_border(FormatBorder::Thin);
    match look {
        Look::Title => {
            plain.set_font_name(TITLE_FONT).set_font_size(16).set_align(FormatAlign::Center).set_text_wrap()
        }
        Look::About => plain.set_text_wrap(),
        Look::AboutMiddle => plain.set_align(FormatAlign::Center).set_text_wrap(),
        Look::AboutEnd => plain.set_align(FormatAlign::Right).set_text_wrap(),
        Look::Head => framed(plain).set_align(FormatAlign::Center).set_text_wrap(),
        Look::Label => framed(plain),
        Look::Words => framed(plain).set_text_wrap(),
        Look::Short => framed(plain).set_align(FormatAlign::Center),
        Look::Figure(Print::Day) => {
            framed(plain).set_align(FormatAlign::Center).set_num_format(Print::Day.code())
        }
        Look::Figure(print) => framed(plain).set_align(FormatAlign::Right).set_num_format(print.code()),
        Look::Note => plain.set_text_wrap().set_align(FormatAlign::Top),
    }
}
