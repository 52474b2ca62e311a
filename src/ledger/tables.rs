//! Which sheets of a workbook are ledgers, and where a sheet has several tables one below the other.

use std::sync::Arc;

use super::mapping::Mapping;
use super::read::{Passed, PassedSheet, ReadError, Workbook};
use super::recognise::{Recogniser, next_table};
use super::sheet::Sheet;

/// A sheet and what it was found to be.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// Its rows.
    pub sheet: Arc<Sheet>,
    /// What they mean.
    pub mapping: Mapping,
}

/// The ledgers of a file.
#[derive(Debug, Clone)]
pub struct Ledgers {
    /// The name of the file.
    pub file: String,
    /// Its ledgers, in the order of the sheets.
    pub ledgers: Vec<Ledger>,
    /// The sheets that are none, each with the reason.
    pub passed: Vec<PassedSheet>,
}

impl Recogniser {
    /// The ledgers of a file. A sheet that is none is named and passed over where another one is.
    ///
    /// # Errors
    /// [`ReadError::UnknownHeader`] where none is a ledger.
    pub fn recognise_all(&self, book: Workbook) -> Result<Ledgers, ReadError> {
        let mut found = Ledgers { file: book.file, ledgers: Vec::new(), passed: book.passed };
        let mut first = None;
        for sheet in book.sheets {
            match self.recognise(&sheet) {
                Ok(mapping) => self.take_tables(sheet, mapping, &mut found.ledgers),
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
    fn take_tables(&self, sheet: Arc<Sheet>, mapping: Mapping, ledgers: &mut Vec<Ledger>) {
        let Some(next) = next_table(&sheet, &mapping).filter(|next| *next > 0) else {
            ledgers.push(Ledger { sheet, mapping });
            return;
        };
        let (above, below) = (Arc::new(sheet.part(0..next)), Arc::new(sheet.part(next..sheet.len())));
        let again = self.recognise(&below).ok();
        let (Some(below_means), Ok(mapping)) = (again, self.recognise(&above)) else {
            ledgers.push(Ledger { sheet, mapping });
            return;
        };
        ledgers.push(Ledger { sheet: above, mapping });
        self.take_tables(below, below_means, ledgers);
    }
}
