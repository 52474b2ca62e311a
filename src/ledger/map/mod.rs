//! Finds what each column of a sheet means: by a stored mapping, by its header, or by its cells. Also splits
//! a sheet with several tables one below the other.

mod looks;
mod memory;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use self::memory::Remembered;
use super::column::{Column, LedgerKind};
use super::error::{Excess, ReadError};
use super::mapping::{Mapping, MappingError, Recognised, shape_of};
use super::read::{Passed, PassedSheet, Workbook};
use super::recognise::titles::Titles;
use super::recognise::{
    HEADER_ROWS, Header, LEAST_COLUMNS, ROWS_ABOVE, by_words, columns, header_words, next_table,
};
use super::sheet::{Row, Sheet};
use super::vocabulary::columns::{SaidUnit, unit_of};
use crate::store::{self, Directory, Store};

/// A sheet and its mapping.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The rows.
    pub sheet: Arc<Sheet>,
    /// The meaning of its columns.
    pub mapping: Mapping,
}

/// The ledgers of a file.
#[derive(Debug, Clone)]
pub struct Ledgers {
    /// The name of the file.
    pub file: String,
    /// Its ledgers, in the order of the sheets.
    pub ledgers: Vec<Ledger>,
    /// The sheets that are no ledgers, each with the reason.
    pub passed: Vec<PassedSheet>,
}

/// Recognises sheets, using the names and mappings in the file.
#[derive(Debug, Clone)]
pub struct Recogniser {
    directory: Directory,
    /// Mappings made by a person, by the shape of the header.
    memory: BTreeMap<String, Remembered>,
}

impl Recogniser {
    /// A recogniser with the names and mappings of the file.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn of(store: &Store) -> store::Result<Self> {
        Ok(Self { directory: store.directory().clone(), memory: memory::load(store)? })
    }

    /// Recognises the kind of the sheet and the meaning of its columns.
    ///
    /// # Errors
    /// [`ReadError::Empty`] or [`ReadError::UnknownHeader`].
    pub fn recognise(&self, sheet: &Sheet) -> Result<Mapping, ReadError> {
        let found = self.remembered(sheet).or_else(|| by_words(sheet)).or_else(|| self.by_cells(sheet));
        if let Some((kind, header)) = found {
            return Ok(self.at(sheet, kind, header));
        }
        match sheet.rows_from(0).find(|row| !row.is_blank()) {
            Some(row) => {
                let words: Vec<&str> = row.said().collect();
                Err(ReadError::UnknownHeader(words.join(" ").chars().take(80).collect()))
            }
            None => Err(ReadError::Empty),
        }
    }

    /// Recognises the columns where a person says which rows are the header: `rows` from that line of the
    /// file on, or none, with the data beginning on that line.
    ///
    /// # Errors
    /// [`MappingError::NoSuchRow`].
    pub fn recognise_at(
        &self,
        sheet: &Sheet,
        kind: LedgerKind,
        line: u64,
        rows: usize,
    ) -> Result<Mapping, MappingError> {
        let first = sheet.at_line(line).ok_or(MappingError::NoSuchRow)?;
        if first + rows >= sheet.len() {
            return Err(MappingError::NoSuchRow);
        }
        let mut mapping = self.at(sheet, kind, first..first + rows);
        mapping.by_hand = true;
        Ok(mapping)
    }

    fn at(&self, sheet: &Sheet, kind: LedgerKind, header: Range<usize>) -> Mapping {
        let titles = Titles::of(sheet, header.start, &self.directory);
        let line = |at: usize| sheet.row(at).map_or(0, Row::line);
        let lines = (line(header.start), line(header.end.saturating_sub(1)));
        let mut mapping = Mapping {
            kind,
            columns: columns(sheet, kind, &header),
            lines,
            header,
            year: titles.year,
            office: titles.office.filter(|_| matches!(kind, LedgerKind::Cases | LedgerKind::Indicators)),
            by_hand: false,
        };
        match self.memory.get(&mapping.shape()).filter(|known| known.kind() == Some(kind)) {
            Some(known) => known.put_into(&mut mapping),
            None => looks::complete(&mut mapping, sheet, &self.directory),
        }
        for mapped in mapping.columns.iter_mut().filter(|mapped| mapped.column == Some(Column::Amount)) {
            match unit_of(&mapped.words).or(titles.unit).filter(|_| mapped.unit.is_none()) {
                Some(SaidUnit::Known(unit)) => mapped.unit = Some(unit),
                // What its numbers come to only a person can say.
                Some(SaidUnit::Other) if mapped.by != Recognised::Remembered => {
                    (mapped.column, mapped.by) = (None, Recognised::Not);
                }
                Some(SaidUnit::Other) | None => {}
            }
        }
        mapping
    }

    /// The header that a stored mapping describes.
    fn remembered(&self, sheet: &Sheet) -> Option<Header> {
        if self.memory.is_empty() {
            return None;
        }
        (0..sheet.len().min(ROWS_ABOVE)).find_map(|first| {
            (1..=HEADER_ROWS).find_map(|rows| {
                let words = header_words(sheet, &(first..first + rows));
                let known = self.memory.get(&shape_of(words.iter().map(String::as_str)))?;
                let fits = known.header_rows == rows && words.iter().any(|word| !word.is_empty());
                fits.then_some((known.kind()?, first..first + rows))
            })
        })
    }

    /// A table of cases with an unknown header or none: recognised by its cells.
    fn by_cells(&self, sheet: &Sheet) -> Option<Header> {
        (0..sheet.len().min(ROWS_ABOVE)).find_map(|first| {
            let row = sheet.row(first)?;
            row.said().nth(LEAST_COLUMNS - 1)?;
            let rows = usize::from(!looks::is_data(row));
            let mapping = self.at(sheet, LedgerKind::Cases, first..first + rows);
            looks::is_convincing(&mapping).then_some((LedgerKind::Cases, first..first + rows))
        })
    }

    /// The ledgers of a file. A sheet that is none is listed as passed over if another one is.
    ///
    /// # Errors
    /// [`ReadError::UnknownHeader`] where none is a ledger.
    pub fn recognise_all(&self, book: Workbook) -> Result<Ledgers, ReadError> {
        let mut found = Ledgers { file: book.file, ledgers: Vec::new(), passed: book.passed };
        let mut first = None;
        for sheet in book.sheets {
            match self.recognise(&sheet) {
                Ok(mapping) => self.take_tables(sheet, mapping, &mut found.ledgers)?,
                Err(error) => {
                    let words = match &error {
                        ReadError::UnknownHeader(words) => words.clone(),
                        _ => String::new(),
                    };
                    let (name, why) = (sheet.name.clone(), Passed::NotALedger(words));
                    found.passed.push(PassedSheet { name, why, sheet: Some(sheet) });
                    first = first.or(Some(error));
                }
            }
        }
        match first {
            Some(error) if found.ledgers.is_empty() => Err(error),
            _ => Ok(found),
        }
    }

    /// The tables of a sheet, one below the other.
    fn take_tables(
        &self,
        mut sheet: Arc<Sheet>,
        mut mapping: Mapping,
        ledgers: &mut Vec<Ledger>,
    ) -> Result<(), ReadError> {
        for _ in 0..TABLES {
            let Some(next) = next_table(&sheet, &mapping).filter(|next| *next > 0) else { break };
            // Both tables are copied while the sheet is there.
            if sheet.size() > DIVIDED * 1_048_576 {
                let (name, line) = (sheet.name.clone(), sheet.row(next).map_or(0, Row::line));
                return Err(ReadError::TooLarge(Excess::Sheet { sheet: name, line, most: DIVIDED as u64 }));
            }
            let (above, below) = (Arc::new(sheet.part(0..next)), Arc::new(sheet.part(next..sheet.len())));
            let (Ok(below_means), Ok(above_means)) = (self.recognise(&below), self.recognise(&above)) else {
                break;
            };
            ledgers.push(Ledger { sheet: above, mapping: above_means });
            (sheet, mapping) = (below, below_means);
        }
        ledgers.push(Ledger { sheet, mapping });
        Ok(())
    }
}

/// The most tables that a sheet is divided into; what is below stays with the last.
const TABLES: usize = 200;

/// The largest sheet that is divided, in MB.
const DIVIDED: usize = 64;
