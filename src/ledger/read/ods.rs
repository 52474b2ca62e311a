//! Reading .ods: every cell as it is shown. Notes, pictures and text boxes that are anchored in a cell are no text of it.

use std::collections::HashSet;
use std::io::{BufRead, Read, Seek};

use quick_xml::events::BytesStart;

use super::fill::{Filler, Reading, Value};
use super::limits::{CELL, COLUMNS, ROWS, is_long, long_cell};
use super::package::{Form, Node, Package, Xml, attribute, damaged};
use super::{Listed, Workbook};
use crate::ledger::error::ReadError;
use crate::ledger::sheet::{Area, Epoch, Visibility};

/// The part that holds all sheets.
pub(super) const MAIN: &str = "content.xml";

/// A row that is repeated more often is no row of a ledger made by hand; neither are more merged areas.
const MOST: u32 = 200_000;

/// The text of one row.
const ROW_TEXT: usize = 4_194_304;

/// Hidden sheets have a style each.
const MOST_STYLES: usize = 10_000;

/// Reads every sheet of a document.
pub(super) fn read<R: Read + Seek>(
    book: &mut Workbook,
    mut package: Package<R>,
    reading: &mut Reading<'_, '_>,
) -> Result<(), ReadError> {
    if let Some(mut manifest) = package.xml("META-INF/manifest.xml")? {
        while let Some(node) = manifest.next()? {
            if matches!(node, Node::Begin(element, _) if element.local_name().as_ref() == "encryption-data") {
                return Err(ReadError::Encrypted);
            }
        }
    }
    let Some(xml) = package.xml(MAIN)? else { return Err(damaged(&MAIN)) };
    Document { xml, hidden_styles: HashSet::new() }.read(book, reading)
}

/// The content of a document.
struct Document<R: BufRead> {
    xml: Xml<R>,
    /// The styles of hidden sheets.
    hidden_styles: HashSet<String>,
}

impl<R: BufRead> Document<R> {
    fn read(&mut self, book: &mut Workbook, reading: &mut Reading<'_, '_>) -> Result<(), ReadError> {
        let mut style = String::new();
        while let Some(node) = self.xml.next()? {
            let Node::Begin(element, form) = node else { continue };
            match element.local_name().as_ref() {
                "style" => style = attribute(&element, "name").unwrap_or_default(),
                "table-properties"
                    if attribute(&element, "display").as_deref() == Some("false")
                        && self.hidden_styles.len() < MOST_STYLES =>
                {
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
                    let Some(sheet) = book.listed(&name, visibility, Listed::Cells) else { continue };
                    let mut table = Table::new(Filler::new(sheet, Epoch::Y1900, Vec::new(), reading));
                    let read = self.table(&mut table).map(|()| table.filler.done());
                    book.take(read, &name)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &mut Table<'_, '_, '_>) -> Result<(), ReadError> {
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Begin(element, form) => match element.local_name().as_ref() {
                    "table-column" => table.begin_column(&element),
                    "table-row" => {
                        table.begin_row(&element);
                        if form == Form::Closed {
                            table.end_row()?;
                        }
                    }
                    "table-cell" => {
                        let element = element.into_owned();
                        let text = match form {
                            Form::Open => Some(self.text_of("table-cell", table)?),
                            Form::Closed => None,
                        };
                        table.cell(&element, text)?;
                    }
                    "covered-table-cell" => {
                        let next = times(&element, "number-columns-repeated");
                        table.column = table.column.saturating_add(next);
                        if form == Form::Open {
                            self.xml.skip("covered-table-cell")?;
                        }
                    }
                    // Shapes of the sheet itself; their text is in no cell.
                    name @ ("shapes" | "forms") if form == Form::Open => {
                        let name = name.to_owned();
                        self.xml.skip(&name)?;
                    }
                    _ => {}
                },
                Node::End(ended) => match ended.local_name().as_ref() {
                    "table-row" => table.end_row()?,
                    "table" => return Ok(()),
                    _ => {}
                },
                Node::Text(_) | Node::Other => {}
            }
        }
        Err(self.xml.is_cut())
    }

    /// The text of a cell: its paragraphs, one below the other.
    fn text_of(&mut self, cell: &str, table: &Table<'_, '_, '_>) -> Result<String, ReadError> {
        let mut text = String::new();
        let (mut paragraphs, mut depth) = (0, 0);
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Begin(element, form) => {
                    let name = element.local_name().as_ref().to_owned();
                    let prefix = element.name().prefix().map(|prefix| prefix.as_ref().to_owned());
                    let is_drawn = matches!(prefix.as_deref(), Some("draw" | "dr3d"));
                    match (name.as_str(), form) {
                        // Anchored in the cell, not said by it.
                        ("annotation" | "ruby-text", Form::Open) => self.xml.skip(&name)?,
                        _ if is_drawn && form == Form::Open => self.xml.skip(&name)?,
                        ("p" | "h", _) => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                            depth += i32::from(form == Form::Open);
                        }
                        ("s", _) => {
                            let spaces = times(&element, "c") as usize;
                            text.extend(std::iter::repeat_n(' ', spaces.min(CELL + 1)));
                        }
                        ("tab", _) => text.push('\t'),
                        ("line-break", _) => text.push('\n'),
                        _ => {}
                    }
                }
                Node::Text(said) if depth > 0 => text.push_str(&said),
                Node::End(ended) => match ended.local_name().as_ref() {
                    "p" | "h" => depth -= 1,
                    ended if ended == cell => return Ok(text),
                    _ => {}
                },
                Node::Text(_) | Node::Other => {}
            }
            if is_long(&text) {
                return Err(long_cell(table.filler.name(), (table.row, table.column)));
            }
        }
        Err(self.xml.is_cut())
    }
}

/// What a cell says.
enum Said {
    Text(String),
    Number(f64),
    Bool(bool),
}

/// A table being read.
struct Table<'a, 'b, 'w> {
    filler: Filler<'a, 'b, 'w>,
    row: u32,
    /// How often the present row is repeated.
    repeated: u32,
    column: u32,
    /// The next column whose width and visibility is told.
    told: u32,
    /// The cells of the present row that say something: the column, how often, and what.
    cells: Vec<(u32, u32, Said)>,
    /// The bytes of their texts.
    size: usize,
    areas: u32,
}

impl<'a, 'b, 'w> Table<'a, 'b, 'w> {
    fn new(filler: Filler<'a, 'b, 'w>) -> Self {
        Self { filler, row: 0, repeated: 1, column: 0, told: 0, cells: Vec::new(), size: 0, areas: 0 }
    }

    fn begin_column(&mut self, element: &BytesStart<'_>) {
        let next = self.told.saturating_add(times(element, "number-columns-repeated"));
        if is_hidden(element) {
            self.filler.hide_columns(self.told..next);
        }
        self.told = next;
    }

    fn begin_row(&mut self, element: &BytesStart<'_>) {
        (self.column, self.repeated) = (0, times(element, "number-rows-repeated"));
        self.cells.clear();
        self.size = 0;
        if is_hidden(element) {
            self.filler.hide_rows(self.row..self.row.saturating_add(self.repeated.min(MOST)));
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>, text: Option<String>) -> Result<(), ReadError> {
        let repeated = times(element, "number-columns-repeated");
        let (rows, columns) =
            (times(element, "number-rows-spanned"), times(element, "number-columns-spanned"));
        if (rows > 1 || columns > 1) && self.areas < MOST {
            self.areas += 1;
            let end = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
            self.filler.merge(Area { rows: (self.row, end.0), columns: (self.column, end.1) });
        }
        if let Some(said) = said(element, text) {
            self.size += size_of::<Said>() + if let Said::Text(text) = &said { text.len() } else { 0 };
            if self.size > ROW_TEXT {
                return Err(long_cell(self.filler.name(), (self.row, self.column)));
            }
            // One more than is read is enough to be noted as left out.
            self.cells.push((self.column, repeated.min(COLUMNS + 1), said));
        }
        self.column = self.column.saturating_add(repeated);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let rows = if self.cells.is_empty() { 0 } else { self.repeated.min(MOST).min(ROWS) };
        for row in self.row..self.row.saturating_add(rows) {
            for (first, times, said) in &self.cells {
                for column in *first..first.saturating_add(*times) {
                    let value = match said {
                        Said::Text(text) => Value::Text(text),
                        Said::Number(number) => Value::Number(*number),
                        Said::Bool(yes) => Value::Bool(*yes),
                    };
                    self.filler.put(row, column, value, None)?;
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        self.cells.clear();
        Ok(())
    }
}

/// What a cell says: its value where that is what it shows, else what it shows.
fn said(element: &BytesStart<'_>, text: Option<String>) -> Option<Said> {
    let has_text = text.is_some();
    let text = text.unwrap_or_default();
    let of = |name| attribute(element, name).filter(|text| !text.is_empty());
    let shown = text.trim();
    Some(match of("value-type").as_deref() {
        Some("float" | "currency" | "percentage") => match of("value").and_then(|value| value.parse().ok()) {
            Some(number) if is_shown(number, shown) => Said::Number(number),
            _ => Said::Text(text.replace(',', "")),
        },
        Some("date") => match of("date-value") {
            Some(day) if is_whole_day(shown) => Said::Text(without_zone(&day)),
            _ => Said::Text(text),
        },
        Some("boolean") => match of("boolean-value") {
            Some(flag) => Said::Bool(flag == "true"),
            None => Said::Text(text),
        },
        _ if !shown.is_empty() => Said::Text(text),
        Some("string") => Said::Text(of("string-value")?),
        Some("time") => Said::Text(of("time-value")?),
        Some(_) => return None,
        // A formula whose result is an empty text.
        None if has_text => return None,
        // A formula without a saved result: only the formula can be shown.
        None => {
            let formula = of("formula")?;
            let formula = formula.split_once('=').map_or(formula.as_str(), |(_, formula)| formula);
            Said::Text(format!("={formula}"))
        }
    })
}

/// 2024-03-05T00:00:00.000Z as 2024-03-05; a time stays.
pub(super) fn without_zone(day: &str) -> String {
    let (date, time) = day.split_once('T').unwrap_or((day, ""));
    match time.get(..5) {
        None | Some("00:00") => date.to_owned(),
        Some(time) => format!("{date} {time}"),
    }
}

/// Whether a cell shows just that number.
fn is_shown(number: f64, shown: &str) -> bool {
    let digits: String = shown.chars().filter(|c| !matches!(c, ',' | ' ' | '¥' | '￥')).collect();
    // 000123 says more than 123.
    let is_padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    // 1.38E+10 says less than the number, and 3 1/2 the same.
    let is_another_way = digits.contains("E+") || digits.contains("E-") || shown.contains('/');
    // An ID number that was typed as a number is said to be ruined, whatever is shown of it.
    shown.is_empty()
        || number.abs() >= 1e15
        || (digits.parse() == Ok(number) && !is_padded)
        || (is_another_way && shown.chars().all(|c| c.is_ascii_digit() || " -+./E,".contains(c)))
}

/// Whether a cell shows year, month and day.
fn is_whole_day(shown: &str) -> bool {
    let numbers = shown.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let has_words = shown.chars().any(|c| c.is_ascii_alphabetic());
    match numbers {
        // 5-Mar-24; 9:30 AM is no day.
        2 => has_words && !shown.contains(':'),
        0 => shown.contains('年') && shown.contains('日'),
        1 => false,
        // 2024-03-05, 20240305 is one.
        _ => true,
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "visibility").is_some_and(|visibility| visibility != "visible")
}

/// A number of repetitions; one where it is not said.
fn times(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1).max(1)
}
