//! Limits of what is read, so that no file, damaged or made for it, takes all the memory of the machine: nothing is
//! reserved because a file says so, and what grows with the file is counted first.

use std::cell::Cell;
use std::error::Error;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use crate::ledger::error::{Excess, ReadError};

/// The longest text of a cell, in characters; spreadsheets themselves stop at 32,767.
pub(super) const CELL: usize = 65_535;

/// The most rows of a sheet, as in a spreadsheet.
pub(super) const ROWS: u32 = 1_048_576;

/// A wider table is no ledger.
pub(super) const COLUMNS: u32 = 1_000;

/// What the shared texts of a file may take in memory, and cells that come in no order.
const MEMORY: usize = 256 * MB;

/// What the cells of a file may take; those of a large one are in a file of their own, not in memory.
const CELLS: usize = 512 * MB;

/// What a package may unpack to, all parts read together.
const UNPACKED: u64 = 4_096 * MB as u64;

/// One piece of a file: an element with its attributes, a run of text, a line.
const PIECE: usize = 4 * MB;

/// The most entries of a package; a workbook has a few dozen.
pub(super) const ENTRIES: usize = 20_000;

pub(super) const MB: usize = 1_048_576;

/// The memory and the room for cells that are left for a file.
#[derive(Debug)]
pub(super) struct Room {
    memory: usize,
    cells: usize,
}

impl Room {
    pub(super) const fn new() -> Self {
        Self { memory: MEMORY, cells: CELLS }
    }

    /// All the memory, in MB.
    pub(super) const fn most() -> u64 {
        (MEMORY / MB) as u64
    }

    /// All the room for cells, in MB.
    pub(super) const fn most_cells() -> u64 {
        (CELLS / MB) as u64
    }

    /// Takes memory, if there is as much.
    #[must_use]
    pub(super) const fn take(&mut self, bytes: usize) -> bool {
        take(&mut self.memory, bytes)
    }

    /// Takes room for cells, if there is as much.
    #[must_use]
    pub(super) const fn take_cells(&mut self, bytes: usize) -> bool {
        take(&mut self.cells, bytes)
    }

    /// Gives back memory that is no longer used.
    pub(super) const fn give_back(&mut self, bytes: usize) {
        self.memory += bytes;
    }
}

const fn take(room: &mut usize, bytes: usize) -> bool {
    match room.checked_sub(bytes) {
        Some(left) => {
            *room = left;
            true
        }
        None => false,
    }
}

/// Whether a text is longer than a cell may be, counted as hanzi of three bytes.
pub(super) const fn is_long(text: &str) -> bool {
    text.len() > 3 * CELL
}

/// Refuses the text of a cell that is too long; `cell` is row and column, from 0.
pub(super) fn check_cell(text: &str, sheet: &str, cell: (u32, u32)) -> Result<(), ReadError> {
    if is_long(text) { Err(long_cell(sheet, cell)) } else { Ok(()) }
}

/// A cell whose text is too long.
pub(super) fn long_cell(sheet: &str, (row, column): (u32, u32)) -> ReadError {
    let cell = format!("{}{}", crate::ledger::sheet::letter(column as usize), u64::from(row) + 1);
    ReadError::TooLarge(Excess::Cell { sheet: sheet.to_owned(), cell, most: CELL })
}

/// A text that cells share and that is too long, counted from 1.
pub(super) fn long_text(part: &str, at: usize) -> ReadError {
    ReadError::TooLarge(Excess::Cell { sheet: part.to_owned(), cell: at.to_string(), most: CELL })
}

/// A part of a package that is too large.
pub(super) fn large_part(name: &str, most: u64) -> ReadError {
    ReadError::TooLarge(Excess::Part { name: name.to_owned(), most })
}

/// How much may be unpacked of a package, counted by all who read it.
#[derive(Debug, Clone)]
pub(super) struct Unpacked(Rc<Cell<u64>>);

impl Unpacked {
    pub(super) fn new() -> Self {
        Self(Rc::new(Cell::new(UNPACKED)))
    }

    /// For what is not packed.
    pub(super) fn without_end() -> Self {
        Self(Rc::new(Cell::new(u64::MAX)))
    }
}

/// A source of bytes that ends with an error where there are more than may be, in all or in one piece.
#[derive(Debug)]
pub(super) struct Guarded<R> {
    inner: R,
    left: Unpacked,
    piece: usize,
}

impl<R> Guarded<R> {
    pub(super) const fn new(inner: R, left: Unpacked) -> Self {
        Self { inner, left, piece: 0 }
    }

    /// A new piece begins.
    pub(super) const fn begin(&mut self) {
        self.piece = 0;
    }

    fn count(&mut self, bytes: usize) {
        self.piece = self.piece.saturating_add(bytes);
        self.left.0.set(self.left.0.get().saturating_sub(bytes as u64));
    }

    fn check(&self) -> io::Result<()> {
        match (self.left.0.get(), self.piece) {
            (0, _) => Err(io::Error::other(TooMuch::InAll)),
            (_, PIECE..) => Err(io::Error::other(TooMuch::InOnePiece)),
            _ => Ok(()),
        }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let read = self.inner.read(buffer)?;
        self.count(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Guarded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count(amount);
        self.inner.consume(amount);
    }
}

/// Why a guarded source ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TooMuch {
    InAll,
    InOnePiece,
}

impl std::fmt::Display for TooMuch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("too large")
    }
}

impl Error for TooMuch {}

/// Whether a source ended because one piece was too long.
pub(super) fn too_long(error: &io::Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref()) == Some(&TooMuch::InOnePiece)
}

/// An error of reading that part of a package.
pub(super) fn part_failed(error: &io::Error, name: &str) -> ReadError {
    match error.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(TooMuch::InAll) => large_part(name, UNPACKED / MB as u64),
        Some(TooMuch::InOnePiece) => large_part(name, (PIECE / MB) as u64),
        None => ReadError::Damaged(format!("{name}: {error}")),
    }
}
