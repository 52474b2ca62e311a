//! The result of an import for every row.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::column::LedgerKind;
use super::sheet::{CellNote, Sheet};
use crate::domain::DisputeId;

/// A remark about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The sheet, as [`SheetReport::name`].
    pub sheet: Arc<str>,
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The letter of the column; empty where the remark is about the whole row.
    pub letter: String,
    /// The header of the column; empty where the remark is about the whole row.
    pub column: String,
    /// The text of the cell.
    pub words: String,
    /// The subject of the remark.
    pub why: Why,
}

/// The subject of a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Refused: there is no acceptance date.
    NoDate,
    /// Refused: the date cannot be read.
    BadDate,
    /// Refused: nobody is named as a party.
    NoParties,
    /// Refused: that line has the number already, for another case.
    RepeatedNumber(u64),
    /// Refused: the number belongs to a case of the file with other people, on another day.
    NumberOfAnother,
    /// Refused: the quantity of a service cannot be read.
    BadQuantity,
    /// Refused: the kind of a service is missing.
    NoServiceKind,
    /// Taken without its case: no case, or more than one, has that number.
    NoSuchCase,
    /// Refused: the figure has no name.
    NoFigureName,
    /// Refused: the period of the figure cannot be read.
    BadPeriod,
    /// Refused: the figure cannot be read, or has more decimals than that many.
    BadFigure(u8),
    /// Refused: the figure has no unit, and the catalogue has none.
    NoUnit,
    /// Refused: no office is called so.
    NoSuchOffice,
    /// Refused: there is another figure of the same name and days, in the file or above: that one.
    OtherFigure(Box<str>),
    /// Refused: neither a township nor a village is named.
    NoPlace,
    /// Skipped: the row is empty.
    Blank,
    /// Skipped: 合计, 小计 and the like.
    Sum,
    /// Skipped: the names of who filled in and who checked.
    Footer,
    /// Skipped: the header repeated.
    HeaderAgain,
    /// Skipped: the title repeated.
    TitleAgain,
    /// Skipped: another party of the case that begins on that line.
    PartOf(u64),
    /// The rows below it have only people: they were taken as further parties of this case.
    JoinedByShape,
    /// The township is in a row above: the cells are not merged, but this one is empty.
    FilledFromAbove,
    /// A spreadsheet took an ID number for a number and lost its last digits; kept in words, to be asked for.
    RuinedId,
    /// An ID number that cannot exist; taken as written.
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
    /// It mentions more people than it names; kept in words too.
    MorePeople,
    /// It may name more people, or others, than were told apart; kept in words too.
    PeopleUnclear,
    /// Something beside a name has no field: an age, who stands in for him; kept in words too.
    BesideName,
    /// Of a column for both sides only one was found; kept in words too.
    OneSide,
    /// A case without a number whose row is that of this line once more; taken as another case.
    EqualRow(u64),
    /// Two columns contradict each other; the words of this one are kept.
    Contradicts,
    /// The day is before the acceptance; kept in words.
    BeforeAcceptance,
    /// The day is in the future.
    InFuture,
    /// The cell has no year, and the rows around it are of another time of the year.
    OutOfOrder,
    /// Not understood; kept in the ledger's own words.
    NotUnderstood,
    /// The case was closed before it was accepted; the closing is kept in words and the case stands open.
    ClosedTooEarly,
    /// The outcome has no closing date; it is kept in words and the case stands open.
    NoClosingDate,
    /// There is a closing date without an outcome; it is kept in words and the case stands open.
    NoOutcome,
    /// Successful, but not stated whether in writing: counted as oral.
    FormAssumed,
    /// The source is missing: counted as 依申请.
    SourceAssumed,
    /// The same case may exist under another number.
    MaybeSame(Box<str>),
    /// The spreadsheet hides these lines; they are taken like the others.
    HiddenLines(Box<[u64]>),
    /// The spreadsheet hides these columns, by their letters; they are read like the others.
    HiddenColumns(Box<[String]>),
    /// Something about these cells, by their names.
    Cells(CellNote, Box<[String]>),
    /// One cell that is merged over this case and those above gives its number to each.
    SharedNumber,
}

/// A case that differs from the one in the file.
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
    /// The fields that differ.
    pub fields: Vec<FieldDifference>,
}

/// One field in which ledger and file differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDifference {
    /// The field's canonical column word: 办结日期.
    pub field: String,
    /// The value in the file.
    pub file: String,
    /// The value in the ledger.
    pub ledger: String,
}

/// The result for the rows of one sheet. `rows = new + same + completed + changed + refused + skipped`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetReport {
    /// The name of the file.
    pub file: String,
    /// The name of the sheet; the file's name where it has no sheets.
    pub name: Arc<str>,
    /// The kind of ledger.
    pub kind: LedgerKind,
    /// Rows below the header.
    pub rows: u64,
    /// Rows that are not in the file yet.
    pub new: u64,
    /// Rows that are in the file already.
    pub same: u64,
    /// Places in the file that got a code or another name from the row.
    pub completed: u64,
    /// Rows that differ from the record in the file.
    pub changed: Vec<Differing>,
    /// Rows that cannot be imported.
    pub refused: Vec<Remark>,
    /// Rows that are no records.
    pub skipped: Vec<Remark>,
    /// Remarks on rows that are imported.
    pub warnings: Vec<Remark>,
    /// Closed cases of a ledger without a column for the day: their acceptance date is used.
    pub closed_on_acceptance: u64,
    /// Cases that are written and were accepted in another year than the ledger says, by year.
    pub other_years: BTreeMap<i32, u64>,
    /// Cases that are written and were accepted after today.
    pub in_future: u64,
    /// Cases without a number whose rows are equal to others above.
    pub equal_rows: u64,
    /// Columns whose meaning is not known; their words are kept with the case.
    pub kept_columns: Vec<String>,
}

impl SheetReport {
    pub(super) fn of(sheet: &Sheet, kind: LedgerKind) -> Self {
        Self { file: sheet.file.clone(), name: sheet.name.as_str().into(), kind, ..Self::default() }
    }

    /// Whether every row is counted exactly once.
    pub fn adds_up(&self) -> bool {
        let lists = [self.changed.len(), self.refused.len(), self.skipped.len()];
        let listed: u64 = lists.iter().map(|length| u64::try_from(*length).unwrap_or(u64::MAX)).sum();
        self.rows == self.new + self.same + self.completed + listed
    }
}
