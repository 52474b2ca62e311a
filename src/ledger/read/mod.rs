//! Reading the sheets of a file by its content, not its name: .xlsx, .xls and .et, .ods, .csv and .txt.

mod book;
mod ods;
mod shown;
mod text;
mod xlsx;

use std::ops::ControlFlow;
use std::sync::Arc;

use super::error::ReadError;
use super::mapping::Lack;
use super::sheet::Sheet;
use crate::store::{Progress, Stage, Watch};

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// The name of the file, without its folder.
    pub file: String,
    /// The sheets that have rows.
    pub sheets: Vec<Arc<Sheet>>,
    /// The sheets that were passed over while reading.
    pub passed: Vec<PassedSheet>,
}

/// A sheet that does not seem to be a ledger.
#[derive(Debug, Clone)]
pub struct PassedSheet {
    /// Its name.
    pub name: String,
    /// Why it was passed over.
    pub why: Passed,
    /// Its rows, if any: a person may recognise it.
    pub sheet: Option<Arc<Sheet>>,
}

/// Why a sheet was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passed {
    /// It is empty.
    Empty,
    /// A chart, a dialog or a macro.
    NotCells,
    /// It has no header that any kind of ledger has. Holds the words of its first row.
    NotALedger(String),
    /// It looks like a ledger and lacks a column without which no row can be read.
    Lacks(Vec<Lack>),
    /// The spreadsheet hides it, and nobody asked for it.
    Hidden,
    /// The user left it out.
    LeftOut,
}

/// Reads a file; its format follows from the first bytes.
///
/// # Errors
/// Why it could not be read.
pub fn read_workbook(file: &str, bytes: Vec<u8>, watch: &mut Watch<'_>) -> Result<Workbook, ReadError> {
    let mut book = Workbook { file: file.to_owned(), sheets: Vec::new(), passed: Vec::new() };
    if bytes.starts_with(b"PK") || bytes.starts_with(&OLE) {
        book::read(&mut book, bytes, watch)?;
    } else {
        let sheet = Sheet::from_csv(file, &bytes)?;
        drop(bytes);
        look(watch, sheet.len())?;
        book.sheets.push(Arc::new(sheet));
    }
    if book.sheets.is_empty() { Err(ReadError::Empty) } else { Ok(book) }
}

/// The first bytes of files of old office programs, and of encrypted new ones.
const OLE: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];

/// Tells the watcher how many rows were read.
fn look(watch: &mut Watch<'_>, rows: usize) -> Result<(), ReadError> {
    let done = u64::try_from(rows).unwrap_or(u64::MAX);
    match watch(Progress { stage: Stage::Reading, done, total: 0 }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ReadError::Cancelled),
    }
}
