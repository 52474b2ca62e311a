//! Reading .ods: every cell as it is shown. Notes, pictures and text boxes that are anchored in a cell are no text of it.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Cursor, Read};

use calamine::{Data, Dimensions};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Workbook;
use super::book::{Filler, SheetError, damaged};
use crate::ledger::error::ReadError;
use crate::ledger::sheet::{Epoch, Sheet, Visibility};
use crate::store::Watch;

/// A sheet with more merged areas, or a row repeated more often, is no ledger made by hand.
const MOST: u32 = 200_000;

/// Reads every sheet of a document.
pub(super) fn read(book: &mut Workbook, bytes: &[u8], watch: &mut Watch<'_>) -> Result<(), ReadError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut manifest = Vec::new();
    if let Ok(mut part) = archive.by_name("META-INF/manifest.xml") {
        part.read_to_end(&mut manifest)?;
    }
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(ReadError::Encrypted);
    }
    let content = archive.by_name("content.xml").map_err(|error| damaged(&error))?;
    Document { xml: Reader::from_reader(BufReader::new(content)), hidden_styles: HashSet::new() }
        .read(book, watch)
}

/// The content of a document.
struct Document<R> {
    xml: Reader<R>,
    /// The styles of hidden sheets.
    hidden_styles: HashSet<String>,
}

/// Whether an element is closed later or is empty.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Open,
    Closed,
}

/// What happened in the text.
enum Seen {
    Begin(BytesStart<'static>, Form),
    End(String),
    Text(String),
    Over,
}

impl<R: BufRead> Document<R> {
    fn next(&mut self) -> Result<Seen, ReadError> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            return Ok(match self.xml.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
                Event::Start(element) => Seen::Begin(element.into_owned(), Form::Open),
                Event::Empty(element) => Seen::Begin(element.into_owned(), Form::Closed),
                Event::End(element) => Seen::End(element.local_name().as_ref().to_owned()),
                Event::Text(text) => Seen::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Seen::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => Seen::Text(resolved(&name)),
                Event::Eof => Seen::Over,
                _ => continue,
            });
        }
    }

    fn read(&mut self, book: &mut Workbook, watch: &mut Watch<'_>) -> Result<(), ReadError> {
        let mut style = String::new();
        loop {
            match self.next()? {
                Seen::Begin(element, form) => match element.local_name().as_ref() {
                    "style" => style = attribute(&element, "name").unwrap_or_default(),
                    "table-properties" if attribute(&element, "display").as_deref() == Some("false") => {
                        self.hidden_styles.insert(style.clone());
                    }
                    "table" if form == Form::Open => {
                        let name = attribute(&element, "name").unwrap_or_default();
                        let style = attribute(&element, "style-name").unwrap_or_default();
                        let visibility = if self.hidden_styles.contains(&style) {
                            Visibility::Hidden
                        } else {
                            Visibility::Visible
                        };
                        let sheet = Sheet::named(&book.file, &name).seen(visibility);
                        let mut table = Table::new(Filler::new(sheet, Epoch::Y1900, Vec::new(), watch));
                        let read = self.table(&mut table).map(|()| table.filler.done());
                        if matches!(read, Err(SheetError::TooWide)) {
                            self.skip("table")?;
                        }
                        book.take(read, &name)?;
                    }
                    _ => {}
                },
                Seen::Over => return Ok(()),
                Seen::End(_) | Seen::Text(_) => {}
            }
        }
    }

    /// Reads on to the end of an element whose beginning was read.
    fn skip(&mut self, name: &str) -> Result<(), ReadError> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Seen::Begin(element, Form::Open) if element.local_name().as_ref() == name => depth += 1,
                Seen::End(ended) if ended == name => depth -= 1,
                Seen::Over => return Err(ReadError::Damaged(String::new())),
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &mut Table<'_, '_>) -> Result<(), SheetError> {
        loop {
            match self.next()? {
                Seen::Begin(element, form) => match element.local_name().as_ref() {
                    "table-column" => table.begin_column(&element),
                    "table-row" => {
                        table.begin_row(&element);
                        if form == Form::Closed {
                            table.end_row()?;
                        }
                    }
                    "table-cell" => {
                        let mut text = String::new();
                        if form == Form::Open {
                            text = self.text_of("table-cell")?;
                        }
                        table.cell(&element, text);
                    }
                    "covered-table-cell" => {
                        if form == Form::Open {
                            self.skip("covered-table-cell")?;
                        }
                        table.column =
                            table.column.saturating_add(times(&element, "number-columns-repeated"));
                    }
                    // Shapes of the sheet itself; their text is in no cell.
                    name @ ("shapes" | "forms") if form == Form::Open => {
                        let name = name.to_owned();
                        self.skip(&name)?;
                    }
                    _ => {}
                },
                Seen::End(name) if name == "table-row" => table.end_row()?,
                Seen::End(name) if name == "table" => return Ok(()),
                Seen::Over => return Err(ReadError::Damaged(String::new()).into()),
                Seen::End(_) | Seen::Text(_) => {}
            }
        }
    }

    /// The text of a cell: its paragraphs, one below the other.
    fn text_of(&mut self, cell: &str) -> Result<String, ReadError> {
        let mut text = String::new();
        let (mut paragraphs, mut depth) = (0, 0);
        loop {
            match self.next()? {
                Seen::Begin(element, form) => {
                    let name = element.local_name().as_ref().to_owned();
                    let prefix = element.name().prefix().map(|prefix| prefix.as_ref().to_owned());
                    let is_drawn = matches!(prefix.as_deref(), Some("draw" | "dr3d"));
                    match (name.as_str(), form) {
                        // Anchored in the cell, not said by it.
                        ("annotation" | "ruby-text", Form::Open) => self.skip(&name)?,
                        _ if is_drawn && form == Form::Open => self.skip(&name)?,
                        ("p" | "h", Form::Open) => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            (paragraphs, depth) = (paragraphs + 1, depth + 1);
                        }
                        ("s", _) => {
                            let spaces = times(&element, "c").min(MOST);
                            text.extend(std::iter::repeat_n(' ', spaces as usize));
                        }
                        ("tab", _) => text.push('\t'),
                        ("line-break", _) => text.push('\n'),
                        _ => {}
                    }
                }
                Seen::Text(said) if depth > 0 => text.push_str(&said),
                Seen::End(name) if name == "p" || name == "h" => depth -= 1,
                Seen::End(name) if name == cell => return Ok(text),
                Seen::Over => return Err(ReadError::Damaged(String::new())),
                Seen::Text(_) | Seen::End(_) => {}
            }
        }
    }
}

/// A table being read.
struct Table<'a, 'w> {
    filler: Filler<'a, 'w>,
    row: u32,
    /// How often the present row is repeated.
    repeated: u32,
    column: u32,
    /// The next column whose width and visibility is told.
    told: usize,
    /// The cells of the present row that have something.
    cells: Vec<(u32, Data)>,
    areas: u32,
}

impl<'a, 'w> Table<'a, 'w> {
    fn new(filler: Filler<'a, 'w>) -> Self {
        Self { filler, row: 0, repeated: 1, column: 0, told: 0, cells: Vec::new(), areas: 0 }
    }

    fn begin_column(&mut self, element: &BytesStart<'_>) {
        let next = self.told.saturating_add(times(element, "number-columns-repeated") as usize);
        if is_hidden(element) {
            self.filler.hide_columns(self.told..next);
        }
        self.told = next;
    }

    fn begin_row(&mut self, element: &BytesStart<'_>) {
        (self.column, self.repeated) = (0, times(element, "number-rows-repeated"));
        self.cells.clear();
        if is_hidden(element) {
            self.filler.hide_rows(self.row..self.row.saturating_add(self.repeated.min(MOST)));
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>, text: String) {
        let repeated = times(element, "number-columns-repeated");
        let (rows, columns) =
            (times(element, "number-rows-spanned"), times(element, "number-columns-spanned"));
        if (rows > 1 || columns > 1) && self.areas < MOST {
            self.areas += 1;
            let end = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
            self.filler.merge(Dimensions { start: (self.row, self.column), end });
        }
        let value = value(element, text);
        if value != Data::Empty {
            // One more than is read is enough for a sheet to be too wide.
            let last = self.column.saturating_add(repeated.min(Filler::WIDEST + 1));
            self.cells.extend((self.column..last).map(|column| (column, value.clone())));
        }
        self.column = self.column.saturating_add(repeated);
    }

    fn end_row(&mut self) -> Result<(), SheetError> {
        if !self.cells.is_empty() {
            for row in self.row..self.row.saturating_add(self.repeated.min(MOST)) {
                for (column, value) in &self.cells {
                    self.filler.put_value(row, *column, value, None)?;
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        self.cells.clear();
        Ok(())
    }
}

/// What a cell says: its value where that is what it shows, else what it shows.
fn value(element: &BytesStart<'_>, text: String) -> Data {
    let of = |name| attribute(element, name).filter(|text| !text.is_empty());
    let shown = text.trim();
    match of("value-type").as_deref() {
        Some("float" | "currency" | "percentage") => match of("value").and_then(|value| value.parse().ok()) {
            Some(number) if is_shown(number, shown) => Data::Float(number),
            _ => Data::String(text.replace(',', "")),
        },
        Some("date") => match of("date-value") {
            Some(day) if is_whole_day(shown) => Data::DateTimeIso(without_zone(&day)),
            _ => Data::String(text),
        },
        Some("boolean") => match of("boolean-value") {
            Some(flag) => Data::Bool(flag == "true"),
            None => Data::String(text),
        },
        _ if !shown.is_empty() => Data::String(text),
        Some("string") => of("string-value").map_or(Data::Empty, Data::String),
        Some("time") => of("time-value").map_or(Data::Empty, Data::DurationIso),
        Some(_) => Data::Empty,
        // A formula without a saved result: only the formula can be shown.
        None => of("formula").map_or(Data::Empty, |formula| {
            let formula = formula.split_once('=').map_or(formula.as_str(), |(_, formula)| formula);
            Data::String(format!("={formula}"))
        }),
    }
}

/// 2024-03-05T00:00:00.000Z as 2024-03-05; a time stays.
fn without_zone(day: &str) -> String {
    let (date, time) = day.split_once('T').unwrap_or((day, ""));
    match time.get(..5) {
        None | Some("00:00") => date.to_owned(),
        Some(time) => format!("{date} {time}"),
    }
}

/// Whether a cell shows just that number.
fn is_shown(number: f64, shown: &str) -> bool {
    let digits: String = shown.chars().filter(|c| !matches!(c, ',' | ' ' | '¥' | '￥')).collect();
    // An ID number that was typed as a number is said to be ruined, whatever is shown of it.
    shown.is_empty() || number.abs() >= 1e15 || digits.parse() == Ok(number)
}

/// Whether a cell shows year, month and day.
fn is_whole_day(shown: &str) -> bool {
    let numbers = shown.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    // Months may be words, and digits may be hanzi.
    numbers >= 3 || numbers == 0 || shown.chars().any(|c| c.is_ascii_alphabetic())
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "visibility").is_some_and(|visibility| visibility != "visible")
}

/// A number of repetitions; one where it is not said.
fn times(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1).max(1)
}

fn resolved(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default().to_owned()
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
