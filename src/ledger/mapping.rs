//! What a sheet was found to be: its kind, its header, its year and office, and what each column means. It can be
//! looked at, changed by hand, and is known again by its shape.

use std::collections::BTreeMap;
use std::ops::Range;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::column::{Column, LedgerKind, MoneyUnit};
use super::vocabulary::columns::fold;
use crate::domain::date_entry::YEARS;
use crate::domain::fold::clean_name;

/// How a column's meaning was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recognised {
    /// It was not: its cells are kept in their own words.
    Not,
    /// By the words above it.
    Words,
    /// By what its cells look like; to be looked at.
    Cells,
    /// Somebody said so.
    ByHand,
    /// Somebody said so of an earlier ledger of the same shape.
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
    /// Somebody said so.
    ByHand,
}

/// Something that holds for a whole sheet, and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    /// What.
    pub value: T,
    /// Where from.
    pub from: Origin,
}

/// One column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedColumn {
    /// Its letter: A, B … AA.
    pub letter: String,
    /// The words above it, as the file has them; empty where there are none.
    pub words: String,
    /// Up to three different cells below the header.
    pub samples: Vec<String>,
    /// What it holds; none where its cells are kept in their own words.
    pub column: Option<Column>,
    /// The unit of bare numbers in a column of money; none where nothing says it, then it is 元.
    pub unit: Option<MoneyUnit>,
    /// How its meaning was found.
    pub by: Recognised,
}

/// What a sheet was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    pub(super) kind: LedgerKind,
    /// The rows of the header, as indexes of the sheet; empty where there is none.
    pub(super) header: Range<usize>,
    /// The row of the file on which the header begins, and the last one of it.
    pub(super) lines: (u64, u64),
    pub(super) year: Option<Stated<i32>>,
    pub(super) office: Option<Stated<String>>,
    pub(super) columns: Vec<MappedColumn>,
    /// Whether somebody changed what was recognised.
    pub(super) by_hand: bool,
}

/// Why a mapping cannot be changed so.
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

/// What a mapping still lacks: rows of such a sheet would all be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lack {
    /// No column says when: 受理日期 or 服务日期.
    Date,
    /// No column names a party.
    Party,
    /// No column names the kind of a service.
    ServiceKind,
    /// No column names a township.
    Township,
}

impl Mapping {
    /// What the sheet is.
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

    /// The year of dates that say none.
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

    /// Whether somebody changed what was recognised: such a mapping is worth remembering.
    pub fn is_by_hand(&self) -> bool {
        self.by_hand
    }

    /// Says what a column holds, or that its cells are kept in their own words. Returns the column that had this
    /// meaning before and has none now.
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
        let before = column.and_then(|column| self.position(column)).filter(|other| *other != at);
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

    /// Says in which unit a column of money writes bare numbers.
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

    /// Says the year of dates that have none.
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

    /// Says the township of rows that name none; empty for the office whose cases are logged here.
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
        };
        let lacking = wanted.iter().filter(|(_, columns)| !columns.iter().any(|column| self.has(*column)));
        lacking.map(|(lack, _)| *lack).collect()
    }

    /// A key that is equal for headers of the same words in the same order, whatever stands above and below.
    pub fn shape(&self) -> String {
        shape_of(self.columns.iter().map(|column| column.words.as_str()))
    }

    /// Where a column stands.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|mapped| mapped.column == Some(column))
    }

    /// Whether the table has the column.
    pub fn has(&self, column: Column) -> bool {
        self.position(column).is_some()
    }

    /// Under which words the cells of each column are kept on a case: those above it, with the letter where there are
    /// none or where two columns have the same.
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

/// What a column without words is called on a case.
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
