//! What became of every row.

use std::sync::Arc;

use super::column::LedgerKind;
use super::sheet::Sheet;
use crate::domain::DisputeId;

/// What is to be said about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The sheet, as [`SheetReport::name`].
    pub sheet: Arc<str>,
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The letter of the column; empty where it is about the whole row.
    pub letter: String,
    /// The words above the column; empty where it is about the whole row.
    pub column: String,
    /// What the cell says.
    pub words: String,
    /// What about it.
    pub why: Why,
}

/// What a remark is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Refused: there is no acceptance date.
    NoDate,
    /// Refused: the date cannot be read.
    BadDate,
    /// Refused: nobody is named as a party.
    NoParties,
    /// Refused: the number stands on that line already, with another case.
    RepeatedNumber(u64),
    /// Refused: the number belongs to a case of the file with other people, on another day.
    NumberOfAnother,
    /// Refused: the quantity of a service cannot be read.
    BadQuantity,
    /// Refused: the kind of a service is not said.
    NoServiceKind,
    /// Refused: neither a township nor a village is named.
    NoPlace,
    /// Skipped: there is nothing in the row.
    Blank,
    /// Skipped: 合计, 小计 and the like.
    Sum,
    /// Skipped: who filled in and who checked.
    Footer,
    /// Skipped: the words of the header once more.
    HeaderAgain,
    /// Skipped: the title once more.
    TitleAgain,
    /// Skipped: another party of the case that begins on that line.
    PartOf(u64),
    /// The rows below it name people and nothing else: they were taken as further parties of this case.
    JoinedByShape,
    /// The township stands in a row above: the cells are not merged, but this one is empty.
    FilledFromAbove,
    /// A spreadsheet took an ID number for a number and lost its last digits; kept in words, to be asked again.
    RuinedId,
    /// An ID number that cannot exist; taken as it is written.
    OddId,
    /// A number such as 1.1 may have been typed as 1.10: two days. Refused where it is the acceptance date, else kept
    /// in words.
    TwoDays,
    /// The spreadsheet shows an error there; kept in words.
    ErrorCell,
    /// A formula whose result was not saved; kept in words.
    NoResult,
    /// It is not clear whose telephone or ID number it is; kept in words.
    WhoseUnclear,
    /// It speaks of more people than it names; kept in words too.
    MorePeople,
    /// Two columns say two things; the words of this one are kept.
    Contradicts,
    /// The day lies before the acceptance; kept in words.
    BeforeAcceptance,
    /// The day lies ahead.
    InFuture,
    /// The year is not said in the cell, and the rows around it are of another time of the year.
    OutOfOrder,
    /// Not understood; kept in the ledger's own words.
    NotUnderstood,
    /// The case was closed before it was accepted; the closing is kept in words and the case stands open.
    ClosedTooEarly,
    /// The outcome has no closing date; it is kept in words and the case stands open.
    NoClosingDate,
    /// There is a closing date without an outcome; it is kept in words and the case stands open.
    NoOutcome,
    /// Successful, but not said whether in writing: counted as oral.
    FormAssumed,
    /// The source is not said: counted as 依申请.
    SourceAssumed,
    /// There may be the same case under another number.
    MaybeSame(String),
}

/// A case that stands in the file with other content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The sheet, as [`SheetReport::name`].
    pub sheet: Arc<str>,
    /// The line of the ledger.
    pub line: u64,
    /// The case of the file.
    pub id: DisputeId,
    /// Its number.
    pub number: String,
    /// What differs.
    pub fields: Vec<FieldDifference>,
}

/// One field in which ledger and file differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDifference {
    /// The field's canonical column word: 办结日期.
    pub field: String,
    /// What the file says.
    pub file: String,
    /// What the ledger says.
    pub ledger: String,
}

/// What became of the rows of one sheet. `rows = new + same + completed + changed + refused + skipped`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetReport {
    /// The name of the file.
    pub file: String,
    /// What the sheet is called; the file's name where it has no sheets.
    pub name: Arc<str>,
    /// What it is.
    pub kind: LedgerKind,
    /// Rows below the header.
    pub rows: u64,
    /// Rows that are not in the file yet.
    pub new: u64,
    /// Rows that stand in the file just so.
    pub same: u64,
    /// Places that stand in the file and learnt a code or another name from the row.
    pub completed: u64,
    /// Rows that stand in the file with other content.
    pub changed: Vec<Differing>,
    /// Rows that cannot be taken.
    pub refused: Vec<Remark>,
    /// Rows that are no record.
    pub skipped: Vec<Remark>,
    /// What is to be known about rows that are taken.
    pub warnings: Vec<Remark>,
    /// Closed cases of a ledger without any column for the day: their acceptance date stands for it.
    pub closed_on_acceptance: u64,
    /// Columns whose meaning is not known; their words are kept with the case.
    pub kept_columns: Vec<String>,
}

impl SheetReport {
    pub(super) fn of(sheet: &Sheet, kind: LedgerKind) -> Self {
        Self { file: sheet.file.clone(), name: sheet.name.as_str().into(), kind, ..Self::default() }
    }

    /// Whether every row found its place: what a report must hold to.
    pub fn adds_up(&self) -> bool {
        let lists = [self.changed.len(), self.refused.len(), self.skipped.len()];
        let listed: u64 = lists.iter().map(|length| u64::try_from(*length).unwrap_or(u64::MAX)).sum();
        self.rows == self.new + self.same + self.completed + listed
    }
}
