//! Reads the merged areas of an .ods file, which its reader does not return.

use std::collections::HashMap;
use std::io::{BufReader, Cursor};

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A sheet with more areas is no ledger made by hand.
const MOST: usize = 200_000;

/// The merged areas of each sheet; none where they cannot be read: reading the cells then reports the fault.
pub(super) fn of_ods(bytes: &[u8]) -> HashMap<String, Vec<Dimensions>> {
    areas(bytes).unwrap_or_default()
}

fn areas(bytes: &[u8]) -> Option<HashMap<String, Vec<Dimensions>>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let content = archive.by_name("content.xml").ok()?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut found: HashMap<String, Vec<Dimensions>> = HashMap::new();
    let mut place = Place::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) => place.begin(&element, &mut found, Form::Open),
            Event::Empty(element) => place.begin(&element, &mut found, Form::Closed),
            Event::End(element) if element.local_name().as_ref() == "table-row" => place.end_row(),
            Event::Eof => return Some(found),
            _ => {}
        }
    }
}

/// Whether an element is closed later or is empty.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Open,
    Closed,
}

/// A position in a table.
#[derive(Default)]
struct Place {
    table: String,
    row: u32,
    repeated: u32,
    column: u32,
}

impl Place {
    fn begin(&mut self, element: &BytesStart<'_>, found: &mut HashMap<String, Vec<Dimensions>>, form: Form) {
        let number =
            |name: &str| attribute(element, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1);
        match element.local_name().as_ref() {
            "table" => {
                *self = Self { table: attribute(element, "name").unwrap_or_default(), ..Self::default() }
            }
            "table-row" => {
                self.column = 0;
                self.repeated = number("number-rows-repeated");
                if form == Form::Closed {
                    self.end_row();
                }
            }
            "table-cell" => {
                let (rows, columns) = (number("number-rows-spanned"), number("number-columns-spanned"));
                let list = found.entry(self.table.clone()).or_default();
                if (rows > 1 || columns > 1) && list.len() < MOST {
                    let end = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
                    list.push(Dimensions { start: (self.row, self.column), end });
                }
                self.column = self.column.saturating_add(number("number-columns-repeated"));
            }
            "covered-table-cell" => {
                self.column = self.column.saturating_add(number("number-columns-repeated"));
            }
            _ => {}
        }
    }

    fn end_row(&mut self) {
        self.row = self.row.saturating_add(self.repeated.max(1));
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
