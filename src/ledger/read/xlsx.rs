//! Reading .xlsx: the cells as a stream, each as its number format shows it, and what the reader does not tell: hidden
//! rows and columns, and error words of newer programs.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, DataRef, Reader as _, Xlsx, XlsxError};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Workbook;
use super::book::{Filler, SheetError, damaged, failed};
use super::shown::Shown;
use crate::ledger::error::ReadError;
use crate::ledger::sheet::{Epoch, Sheet};
use crate::store::Watch;

/// A workbook in memory.
type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads every sheet of a workbook.
pub(super) fn read(book: &mut Workbook, bytes: &[u8], watch: &mut Watch<'_>) -> Result<(), ReadError> {
    let (sheets, passed) = (book.sheets.len(), book.passed.len());
    match read_known(book, bytes, watch) {
        Err(Failure::UnknownError) => {
            book.sheets.truncate(sheets);
            book.passed.truncate(passed);
            read_known(book, &with_known_errors(bytes)?, watch).map_err(Failure::into_error)
        }
        read => read.map_err(Failure::into_error),
    }
}

/// Why a workbook was not read.
enum Failure {
    /// A cell shows an error whose word the reader does not know.
    UnknownError,
    /// Anything else.
    Other(ReadError),
}

impl Failure {
    fn into_error(self) -> ReadError {
        match self {
            Self::UnknownError => ReadError::Damaged(String::new()),
            Self::Other(error) => error,
        }
    }
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::CellError(_) => Self::UnknownError,
            error => Self::Other(failed(error)),
        }
    }
}

fn read_known(book: &mut Workbook, bytes: &[u8], watch: &mut Watch<'_>) -> Result<(), Failure> {
    let mut xlsx: Book<'_> = Xlsx::new(Cursor::new(bytes))?;
    let epoch = if xlsx.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 };
    let parts = parts(bytes).unwrap_or_default();
    for (name, visibility) in book.sheets_of(xlsx.sheets_metadata()) {
        // If the merged areas cannot be read, the cells still can.
        let areas = xlsx.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet::named(&book.file, &name).seen(visibility);
        if let Some(part) = parts.get(&name) {
            find_hidden(bytes, part, &mut sheet);
        }
        let styled = styled(&mut xlsx, &name)?;
        let mut filler = Filler::new(sheet, epoch, areas, watch);
        let sheet = match stream(&mut xlsx, &name, &styled, &mut filler) {
            Ok(()) => Ok(filler.done()),
            Err(Stopped::Cell(error)) => return Err(error.into()),
            Err(Stopped::Sheet(error)) => Err(error),
        };
        book.take(sheet, &name).map_err(Failure::Other)?;
    }
    Ok(())
}

/// The cells whose format says more than their value, in the order of the sheet.
#[derive(Default)]
struct Styled {
    formats: Vec<Option<Shown>>,
    cells: Vec<(u32, u32, usize)>,
}

/// Finds the cells with such a format. Most workbooks have none: then the sheet is not read for it.
fn styled(xlsx: &mut Book<'_>, name: &str) -> Result<Styled, Failure> {
    let mut reader = xlsx.worksheet_cells_reader(name)?;
    let code =
        |style: &calamine::Style| style.number_format.as_ref().map(|format| format.format_code.clone());
    let formats: Vec<_> =
        reader.styles().iter().map(|style| code(style).and_then(|code| Shown::of(&code))).collect();
    let mut styled = Styled { formats, cells: Vec::new() };
    if styled.formats.iter().any(Option::is_some) {
        while let Some((row, column, style)) = reader.next_style_id()? {
            if styled.formats.get(style).is_some_and(Option::is_some) {
                styled.cells.push((row, column, style));
            }
        }
    }
    Ok(styled)
}

/// Why a sheet was not read to its end.
enum Stopped {
    Cell(XlsxError),
    Sheet(SheetError),
}

impl From<XlsxError> for Stopped {
    fn from(error: XlsxError) -> Self {
        Self::Cell(error)
    }
}

impl From<SheetError> for Stopped {
    fn from(error: SheetError) -> Self {
        Self::Sheet(error)
    }
}

fn stream(
    xlsx: &mut Book<'_>,
    name: &str,
    styled: &Styled,
    filler: &mut Filler<'_, '_>,
) -> Result<(), Stopped> {
    let mut cells = xlsx.worksheet_cells_reader(name)?;
    let mut formats = styled.cells.iter().peekable();
    while let Some(cell) = cells.next_cell_with_formula()? {
        let (row, column) = cell.pos;
        while formats.next_if(|(y, x, _)| (*y, *x) < (row, column)).is_some() {}
        let format = formats.next_if(|(y, x, _)| (*y, *x) == (row, column));
        match (&cell.value, &cell.formula) {
            // A formula without a saved result: only the formula can be shown.
            (DataRef::Empty, Some(formula)) => filler.put(row, column, &format!("={formula}"))?,
            (DataRef::Empty, None) => {}
            (DataRef::SharedString(text), _) => filler.put(row, column, text)?,
            (value, _) => {
                let shown = format.and_then(|(_, _, style)| styled.formats.get(*style)?.as_ref());
                filler.put_value(row, column, &Data::from(value.clone()), shown)?;
            }
        }
    }
    Ok(())
}

/// The part of the package that holds each sheet.
fn parts(bytes: &[u8]) -> Option<HashMap<String, String>> {
    let mut targets = HashMap::new();
    elements(&part(bytes, "xl/_rels/workbook.xml.rels")?, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            targets.insert(id, target);
        }
    })?;
    let mut found = HashMap::new();
    elements(&part(bytes, "xl/workbook.xml")?, |element| {
        let target = attribute(element, "id").and_then(|id| targets.get(&id));
        if let ("sheet", Some(target), Some(name)) =
            (element.local_name().as_ref(), target, attribute(element, "name"))
        {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            found.insert(name, path);
        }
    })?;
    Some(found)
}

/// A part of the package, unpacked.
fn part(bytes: &[u8], path: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = Vec::new();
    archive.by_name(path).ok()?.read_to_end(&mut content).ok()?;
    Some(content)
}

/// Calls for every element; none where the text is no XML.
fn elements(xml: &[u8], mut see: impl FnMut(&BytesStart<'_>)) -> Option<()> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) => see(&element),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// Notes which rows and columns are hidden. What cannot be read is left to the reader of the cells.
fn find_hidden(bytes: &[u8], path: &str, sheet: &mut Sheet) {
    let Some(xml) = part(bytes, path) else { return };
    if !xml.windows(HIDDEN.len()).any(|window| window == HIDDEN) {
        return;
    }
    let mut line = 0;
    elements(&xml, |element| {
        let number = |name| attribute(element, name).and_then(|text| text.parse::<u64>().ok());
        let is_hidden = || attribute(element, "hidden").is_some_and(|flag| flag == "1" || flag == "true");
        match element.local_name().as_ref() {
            "row" => {
                line = number("r").unwrap_or(line + 1);
                if is_hidden() {
                    sheet.hidden_lines.push(line);
                }
            }
            "col" if is_hidden() => {
                let index = |number: u64| usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    // Hiding all columns up to the last possible one hides the empty rest.
                    sheet.hidden_columns.extend(index(first)..=index(last).min(WIDEST));
                }
            }
            _ => {}
        }
    });
}

/// How a hidden row or column begins to say so.
const HIDDEN: &[u8] = b"hidden=\"";

/// Columns beyond are not looked at.
const WIDEST: usize = 400;

/// The error words that the reader knows.
const KNOWN: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// The workbook with #N/A in place of every error word that the reader does not know: newer programs have more of them
/// than the standard lists, and one such cell is no damage.
fn with_known_errors(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|error| damaged(&error))?;
        let name = entry.name().map_err(|error| damaged(&error))?.into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        if name.starts_with("xl/worksheets/") {
            content = match String::from_utf8(content) {
                Ok(xml) => known_errors(&xml).into_owned().into_bytes(),
                Err(error) => error.into_bytes(),
            };
        }
        let options = zip::write::SimpleFileOptions::default();
        written.start_file(name, options).map_err(|error| damaged(&error))?;
        written.write_all(&content)?;
    }
    Ok(written.finish().map_err(|error| damaged(&error))?.into_inner())
}

fn known_errors(xml: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(xml);
    for (at, _) in xml.match_indices("v>#") {
        let word = xml.get(at + 2..).and_then(|rest| rest.split('<').next()).unwrap_or_default();
        if !KNOWN.contains(&word) {
            text = text.replace(&format!("v>{word}<"), "v>#N/A<").into();
        }
    }
    text
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}
