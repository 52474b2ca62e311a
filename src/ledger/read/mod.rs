//! Reading the sheets of a file by its content, not its name: .xlsx, .xlsb, .xls and .et, .ods, .csv and .txt. Every
//! format is read as a stream within [`limits`], each cell as it is shown.

mod biff;
mod book;
mod fill;
mod formats;
mod limits;
mod ods;
mod package;
mod shown;
mod strings;
mod text;
mod xls;
mod xlsb;
mod xlsx;

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use self::book::Listed;
use self::fill::Reading;
use self::limits::Room;
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

/// Reads a file on disk; its format follows from the first bytes.
///
/// # Errors
/// Why it could not be read.
pub fn read_file(path: &Path, watch: &mut Watch<'_>) -> Result<Workbook, ReadError> {
    let name =
        path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned();
    read_from(&name, BufReader::with_capacity(65_536, File::open(path)?), watch)
}

/// Reads the bytes of a file; its format follows from the first ones.
///
/// # Errors
/// Why it could not be read.
pub fn read_workbook(file: &str, bytes: Vec<u8>, watch: &mut Watch<'_>) -> Result<Workbook, ReadError> {
    read_from(file, Cursor::new(bytes), watch)
}

fn read_from(file: &str, mut source: impl Read + Seek, watch: &mut Watch<'_>) -> Result<Workbook, ReadError> {
    let mut book = Workbook { file: file.to_owned(), sheets: Vec::new(), passed: Vec::new() };
    let mut head = Vec::new();
    source.by_ref().take(4).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    let mut reading = Reading { watch, room: Room::new() };
    if head.starts_with(b"PK") || head.starts_with(&OLE) {
        book::read(&mut book, source, &mut reading)?;
    } else {
        book.sheets.push(Arc::new(text::read(file, source, &mut reading)?));
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
