//! Workbooks of every format, by their first bytes.

use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::fill::Reading;
use super::package::Package;
use super::{OLE, Passed, PassedSheet, Workbook, ods, xls, xlsb, xlsx};
use crate::ledger::error::ReadError;
use crate::ledger::sheet::{Sheet, Visibility};

/// Whether a sheet holds cells.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Listed {
    Cells,
    /// A chart, a dialog, a macro.
    Other,
}

impl Listed {
    /// By the kind of the relation that a package gives it.
    pub(super) fn of(kind: &str) -> Self {
        if kind == "worksheet" { Self::Cells } else { Self::Other }
    }
}

/// Reads the sheets of a workbook.
pub(super) fn read<R: Read + Seek>(
    book: &mut Workbook,
    mut source: R,
    reading: &mut Reading<'_, '_>,
) -> Result<(), ReadError> {
    let mut head = Vec::new();
    source.by_ref().take(4).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    // The containers are read by crates, which may panic on a damaged file.
    let read = catch_unwind(AssertUnwindSafe(|| {
        if head == OLE {
            return xls::read(book, source, reading);
        }
        let package = Package::open(source)?;
        if package.has(xlsb::MAIN) {
            xlsb::read(book, package, reading)
        } else if package.has("word/document.xml") || package.has("ppt/presentation.xml") {
            Err(ReadError::NotText)
        } else if package.has(ods::MAIN) {
            ods::read(book, package, reading)
        } else if package.has("[Content_Types].xml") {
            xlsx::read(book, package, reading)
        } else {
            Err(ReadError::NotText)
        }
    }));
    read.unwrap_or_else(|_| Err(ReadError::Damaged(String::new())))
}

impl Workbook {
    /// A sheet to be read, if it holds cells.
    pub(super) fn listed(&mut self, name: &str, visibility: Visibility, listed: Listed) -> Option<Sheet> {
        if listed == Listed::Cells {
            return Some(Sheet::named(&self.file, name).seen(visibility));
        }
        self.passed.push(PassedSheet { name: name.to_owned(), why: Passed::NotCells, sheet: None });
        None
    }

    pub(super) fn take(&mut self, sheet: Result<Sheet, ReadError>, name: &str) -> Result<(), ReadError> {
        let sheet = sheet?;
        if sheet.is_empty() {
            self.passed.push(PassedSheet { name: name.to_owned(), why: Passed::Empty, sheet: None });
        } else {
            self.sheets.push(Arc::new(sheet));
        }
        Ok(())
    }
}
