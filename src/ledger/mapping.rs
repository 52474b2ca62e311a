//! What was recognised of a sheet: its kind, header, year, office, and the meaning of each column. It can be
//! shown, changed by hand, and is stored by its shape.

use std::collections::BTreeMap;
use std::ops::Range;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::column::{Column, LedgerKind, MoneyUnit};
use super::vocabulary::columns::{fold, stands_in_for_acceptance};
use super::vocabulary::dates::looks_like_date;
use crate::domain::date_entry::YEARS;
use crate::domain::fold::clean_name;

/// How the meaning of a column was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recognised {
    /// It is unknown: its cells are kept in their own words.
    Not,
    /// By its header.
    Words,
    /// By its cells; a person should check it.
    Cells,
    /// A person set it.
    ByHand,
    /// A person set it for an earlier ledger of the same shape.
    Remembered,
}

/// Where a year or an office was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// In the rows above the header.
    Title,
    /// In the name of the sheet.
    SheetName,
    /// In the name of the file.
    FileName,
    /// A person set it.
    ByHand,
}

/// A value for a whole sheet, and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub from: Origin,
}

/// One column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedColumn {
    /// Its letter: A, B … AA.
    pub letter: String,
    /// Its header as in the file; empty where there is none.
    pub words: String,
    /// Up to three different cells below the header.
    pub samples: Vec<String>,
    /// Its meaning; none where its cells are kept in their own words.
    pub column: Option<Column>,
    /// The unit of bare numbers in a column of money; none where it is not stated, then it is 元.
    pub unit: Option<MoneyUnit>,
    /// How its meaning was found.
    pub by: Recognised,
}

/// What was recognised of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    pub(super) kind: LedgerKind,
    /// The rows of the header, as indexes of the sheet; empty where there is none.
    pub(super) header: Range<usize>,
    /// The first and last line of the header in the file.
    pub(super) lines: (u64, u64),
    pub(super) year: Option<Stated<i32>>,
    pub(super) office: Option<Stated<String>>,
    pub(super) columns: Vec<MappedColumn>,
    /// Whether a person changed what was recognised.
    pub(super) by_hand: bool,
}

/// Why a mapping cannot be changed in that way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MappingError {
    /// There is no such column in the sheet.
    #[error("no such column")]
    NoSuchColumn,
    /// A ledger of this kind has no such column.
    #[error("not a column of this kind of ledger")]
    NotOfThisKind,
    /// The year lies outside of what a case can have.
    #[error("the year {0} is out of range")]
    YearOutOfRange(i32),
    /// Only money has a unit.
    #[error("the column holds no money")]
    NoMoney,
    /// There is no such row in the sheet, or none below it.
    #[error("no such row")]
    NoSuchRow,
}

/// What a mapping still lacks; without it all rows would be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lack {
    /// No column has the date: 受理日期 or 服务日期.
    Date,
    /// No column names a party.
    Party,
    /// No column names the kind of a service.
    ServiceKind,
    /// No column names a township.
    Township,
    /// No column names the figure, its period or its value.
    Figure,
}

impl Mapping {
    /// The kind of the ledger.
    pub fn kind(&self) -> LedgerKind {
        self.kind
    }

    /// The rows of the file that are its header, first and last, counted from 1; none where it has none.
    pub fn header_lines(&self) -> Option<(u64, u64)> {
        (!self.header.is_empty()).then_some(self.lines)
    }

    /// The index of the first row of data.
    pub fn data_from(&self) -> usize {
        self.header.end
    }

    /// The year of dates without one.
    pub fn year(&self) -> Option<&Stated<i32>> {
        self.year.as_ref()
    }

    /// The township of rows that name none; none is the office whose cases are logged here.
    pub fn office(&self) -> Option<&Stated<String>> {
        self.office.as_ref()
    }

    /// Its columns, from the left.
    pub fn columns(&self) -> &[MappedColumn] {
        &self.columns
    }

    /// Whether a person changed what was recognised; such a mapping should be stored.
    pub fn is_by_hand(&self) -> bool {
        self.by_hand
    }

    /// Sets the meaning of a column, or that its cells are kept in their own words. Returns the column that
    /// had this meaning before and loses it.
    ///
    /// # Errors
    /// [`MappingError::NoSuchColumn`] or [`MappingError::NotOfThisKind`].
    pub fn set_column(&mut self, at: usize, column: Option<Column>) -> Result<Option<usize>, MappingError> {
        if at >= self.columns.len() {
            return Err(MappingError::NoSuchColumn);
        }
        if column.is_some_and(|column| !column.stands_in(self.kind)) {
            return Err(MappingError::NotOfThisKind);
        }
        let before = column.and_then(|column| self.own(column)).filter(|other| *other != at);
        if let Some(other) = before.and_then(|other| self.columns.get_mut(other)) {
            other.column = None;
            other.by = Recognised::ByHand;
        }
        if let Some(here) = self.columns.get_mut(at) {
            here.column = column;
            here.by = Recognised::ByHand;
        }
        self.by_hand = true;
        Ok(before)
    }

    /// Sets the unit of bare numbers in a column of money.
    ///
    /// # Errors
    /// [`MappingError::NoSuchColumn`] or [`MappingError::NoMoney`].
    pub fn set_unit(&mut self, at: usize, unit: Option<MoneyUnit>) -> Result<(), MappingError> {
        let here = self.columns.get_mut(at).ok_or(MappingError::NoSuchColumn)?;
        if here.column != Some(Column::Amount) {
            return Err(MappingError::NoMoney);
        }
        here.unit = unit;
        self.by_hand = true;
        Ok(())
    }

    /// Sets the year of dates without one.
    ///
    /// # Errors
    /// [`MappingError::YearOutOfRange`].
    pub fn set_year(&mut self, year: Option<i32>) -> Result<(), MappingError> {
        if let Some(year) = year.filter(|year| !YEARS.contains(year)) {
            return Err(MappingError::YearOutOfRange(year));
        }
        self.year = year.map(|value| Stated { value, from: Origin::ByHand });
        Ok(())
    }

    /// Sets the township of rows without one; empty for the office whose cases are logged here.
    pub fn set_office(&mut self, name: &str) {
        let value = clean_name(name);
        self.office = (!value.is_empty()).then_some(Stated { value, from: Origin::ByHand });
    }

    /// What it lacks; empty where its rows can be read.
    pub fn lacks(&self) -> Vec<Lack> {
        let wanted: &[(Lack, &[Column])] = match self.kind {
            LedgerKind::Cases => &[
                (Lack::Date, &[Column::Accepted]),
                (Lack::Party, &[Column::Applicant, Column::Respondent, Column::Parties]),
            ],
            LedgerKind::Services => {
                &[(Lack::Date, &[Column::ServiceDate]), (Lack::ServiceKind, &[Column::ServiceKind])]
            }
            LedgerKind::Places => &[(Lack::Township, &[Column::Township])],
            LedgerKind::Indicators => &[
                (Lack::Figure, &[Column::FigureName]),
                (Lack::Figure, &[Column::FigureDays]),
                (Lack::Figure, &[Column::FigureValue]),
            ],
        };
        let lacking = wanted.iter().filter(|(_, columns)| !columns.iter().any(|column| self.has(*column)));
        lacking.map(|(lack, _)| *lack).collect()
    }

    /// The columns without a meaning whose cells look like the days that the table lacks. A day until which something is
    /// to be done is none.
    pub fn candidates(&self, lack: Lack) -> Vec<&MappedColumn> {
        const OTHER_DAYS: [&str; 8] = ["期限", "时限", "到期", "截止", "届满", "出生", "回访", "履行"];
        let is_one = |mapped: &&MappedColumn| {
            let is_other = OTHER_DAYS.iter().any(|word| mapped.words.contains(word));
            let is_free = mapped.column.is_none() && !is_other && !mapped.samples.is_empty();
            is_free && mapped.samples.iter().all(|cell| looks_like_date(cell))
        };
        self.columns.iter().filter(|_| lack == Lack::Date).filter(is_one).collect()
    }

    /// The meaning that a column must have where the table lacks it.
    pub const fn wanted(&self, lack: Lack) -> Column {
        match (lack, self.kind) {
            (Lack::Date, LedgerKind::Services) => Column::ServiceDate,
            (Lack::Date, _) => Column::Accepted,
            (Lack::Party, _) => Column::Applicant,
            (Lack::ServiceKind, _) => Column::ServiceKind,
            (Lack::Township, _) => Column::Township,
            (Lack::Figure, _) => Column::FigureName,
        }
    }

    /// A key that is equal for headers with the same words in the same order, whatever is above and below.
    pub fn shape(&self) -> String {
        shape_of(self.columns.iter().map(|column| column.words.as_str()))
    }

    /// The index of a column; of the day of acceptance also that of the day that stands in for it.
    pub fn position(&self, column: Column) -> Option<usize> {
        let own = self.own(column);
        if column == Column::Accepted { own.or_else(|| self.stand_in()) } else { own }
    }

    fn own(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|mapped| mapped.column == Some(column))
    }

    /// The column whose day stands in for the day of acceptance, which the ledger does not have.
    pub fn stand_in(&self) -> Option<usize> {
        if self.kind != LedgerKind::Cases || self.own(Column::Accepted).is_some() {
            return None;
        }
        let rank = |mapped: &MappedColumn| stands_in_for_acceptance(mapped.column?, &mapped.words);
        let ranked = self.columns.iter().enumerate().filter_map(|(at, mapped)| Some((rank(mapped)?, at)));
        ranked.min().map(|(_, at)| at)
    }

    /// Whether the table has the column.
    pub fn has(&self, column: Column) -> bool {
        self.position(column).is_some()
    }

    /// The keys under which the cells of each column are kept on a case: its header, with its letter where it
    /// has none or where two are equal.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for mapped in &self.columns {
            *times.entry(&mapped.words).or_default() += 1;
        }
        let key = |mapped: &MappedColumn| match (mapped.words.as_str(), times.get(mapped.words.as_str())) {
            ("", _) => column_called(&mapped.letter),
            (words, Some(2..)) => format!("{words}({})", mapped.letter),
            (words, _) => words.to_owned(),
        };
        self.columns.iter().map(key).collect()
    }
}

/// The key of a column without a header.
pub(super) fn column_called(letter: &str) -> String {
    format!("{letter}列")
}

/// The key of a header's words.
pub(super) fn shape_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let folded: Vec<String> = words.map(fold).collect();
    let end = folded.iter().rposition(|word| !word.is_empty()).map_or(0, |last| last + 1);
    let text = folded.get(..end).unwrap_or_default().join("\u{1f}");
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}
