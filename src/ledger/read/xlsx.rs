//! Reading .xlsx as a stream of cells, each as its number format shows it.

use std::borrow::Cow;
use std::io::{BufRead, Read, Seek};

use quick_xml::events::BytesStart;

use super::fill::{Filler, Reading, Value};
use super::formats::Formats;
use super::limits::{CELL, Guarded, is_long, long_cell, long_text, part_failed};
use super::package::{Form, Node, Package, Xml, attribute, damaged, flag, number};
use super::strings::{Shared, Strings};
use super::{Listed, Workbook};
use crate::ledger::error::ReadError;
use crate::ledger::sheet::{Area, CellNote, Epoch, Visibility};

/// Reads every sheet of a workbook.
pub(super) fn read<R: Read + Seek>(
    book: &mut Workbook,
    mut package: Package<R>,
    reading: &mut Reading<'_, '_>,
) -> Result<(), ReadError> {
    let root = package.relations("")?;
    let main = root.into_values().find(|(kind, _)| kind == "officeDocument");
    let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |(_, name)| name);
    let relations = package.relations(&main)?;
    let part_of = |kind: &str| relations.values().find(|(known, _)| known == kind).map(|(_, name)| name);
    let (sheets, epoch) = sheets(&mut package, &main)?;
    let formats = match part_of("styles") {
        Some(name) => formats(&mut package, name)?,
        None => Formats::default(),
    };
    let strings = match part_of("sharedStrings") {
        Some(name) => strings(&mut package, name, reading)?,
        None => Strings::default(),
    };
    let shared = Shared { formats, strings };
    for (name, visibility, id) in sheets {
        let Some((kind, part)) = relations.get(&id) else { continue };
        let Some(sheet) = book.listed(&name, visibility, Listed::of(kind)) else { continue };
        let areas = areas(&mut package, part)?;
        let Some(mut xml) = package.xml(part)? else { return Err(damaged(part)) };
        let mut filler = Filler::new(sheet, epoch, areas, reading);
        let sheet = cells(&mut xml, &shared, &mut filler).map(|()| filler.done());
        book.take(sheet, &name)?;
    }
    Ok(())
}

/// The name of a sheet, its visibility and the id of its relation.
type Named = (String, Visibility, String);

/// The sheets in their order.
fn sheets<R: Read + Seek>(package: &mut Package<R>, main: &str) -> Result<(Vec<Named>, Epoch), ReadError> {
    let (mut sheets, mut epoch) = (Vec::new(), Epoch::Y1900);
    let Some(mut xml) = package.xml(main)? else { return Err(damaged(&main)) };
    while let Some(node) = xml.next()? {
        let Node::Begin(element, _) = node else { continue };
        match element.local_name().as_ref() {
            "workbookPr" if flag(&element, "date1904") => epoch = Epoch::Y1904,
            "sheet" => {
                let state = attribute(&element, "state");
                let is_visible = state.is_none_or(|state| state == "visible");
                let visibility = if is_visible { Visibility::Visible } else { Visibility::Hidden };
                if let (Some(name), Some(id)) = (attribute(&element, "name"), attribute(&element, "id")) {
                    sheets.push((name, visibility, id));
                }
            }
            _ => {}
        }
    }
    Ok((sheets, epoch))
}

fn formats<R: Read + Seek>(package: &mut Package<R>, name: &str) -> Result<Formats, ReadError> {
    let mut formats = Formats::default();
    let Some(mut xml) = package.xml(name)? else { return Ok(formats) };
    let mut is_of_cells = false;
    let (mut fonts, mut struck) = (0_u32, Vec::new());
    while let Some(node) = xml.next()? {
        match node {
            Node::Begin(element, form) => match element.local_name().as_ref() {
                "cellXfs" => is_of_cells = form == Form::Open,
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (number(&element, "numFmtId"), attribute(&element, "formatCode"))
                    {
                        formats.code(id, code);
                    }
                }
                "font" => fonts = fonts.saturating_add(1),
                "strike" if attribute(&element, "val").is_none() || flag(&element, "val") => {
                    struck.push(fonts)
                }
                "xf" if is_of_cells => {
                    formats.style(number(&element, "numFmtId").unwrap_or(0));
                    // Fonts are named from 0 on.
                    if number(&element, "fontId").is_some_and(|font| struck.contains(&font.saturating_add(1)))
                    {
                        formats.strike();
                    }
                }
                _ => {}
            },
            Node::End(ended) if ended.local_name().as_ref() == "cellXfs" => return Ok(formats),
            _ => {}
        }
    }
    Ok(formats)
}

/// The shared texts, without what is written above hanzi.
fn strings<R: Read + Seek>(
    package: &mut Package<R>,
    name: &str,
    reading: &mut Reading<'_, '_>,
) -> Result<Strings, ReadError> {
    let mut strings = Strings::default();
    let Some(mut xml) = package.xml(name)? else { return Ok(strings) };
    let mut text = String::new();
    let mut within = Within::Nothing;
    while let Some(node) = xml.next()? {
        match node {
            Node::Begin(element, form) => match (element.local_name().as_ref(), form) {
                ("si", Form::Open) => text.clear(),
                ("si", Form::Closed) => strings.push("", &mut reading.room, name)?,
                ("t", Form::Open) if within == Within::Nothing => within = Within::Inline,
                ("rPh", Form::Open) => within = Within::Phonetic,
                _ => {}
            },
            Node::Text(part) if within == Within::Inline => text.push_str(&part),
            Node::End(ended) => match ended.local_name().as_ref() {
                "si" => strings.push(&unescaped(&text), &mut reading.room, name)?,
                "t" if within == Within::Inline => within = Within::Nothing,
                "rPh" => within = Within::Nothing,
                _ => {}
            },
            _ => {}
        }
        if is_long(&text) {
            return Err(long_text(name, strings.len() + 1));
        }
    }
    Ok(strings)
}

/// What a text belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Nothing,
    Value,
    Formula,
    Inline,
    Phonetic,
}

/// A cell being read.
#[derive(Default)]
struct Cell {
    row: u32,
    column: u32,
    style: u32,
    kind: String,
    value: String,
    formula: String,
    /// Whether there is a result, if only an empty one.
    has_value: bool,
    has_formula: bool,
}

fn cells<R: BufRead>(
    xml: &mut Xml<R>,
    shared: &Shared,
    filler: &mut Filler<'_, '_, '_>,
) -> Result<(), ReadError> {
    let mut cell = Cell::default();
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut within = Within::Nothing;
    while let Some(node) = xml.next()? {
        match node {
            Node::Begin(element, form) => match (element.local_name().as_ref(), form) {
                ("col", _) => hide_columns(&element, filler),
                ("row", _) => {
                    row = number(&element, "r").unwrap_or(row.saturating_add(1));
                    column = 0;
                    if flag(&element, "hidden") || attribute(&element, "ht").is_some_and(|ht| is_zero(&ht)) {
                        let at = row.saturating_sub(1);
                        filler.hide_rows(at..at.saturating_add(1));
                    }
                }
                ("c", form) => {
                    cell.begin(&element, row.saturating_sub(1), column);
                    (row, column) = (cell.row.saturating_add(1), cell.column.saturating_add(1));
                    within = Within::Nothing;
                    if form == Form::Closed {
                        cell.kind.clear();
                    }
                }
                ("v", _) => (within, cell.has_value) = (Within::Value, true),
                ("f", _) => (within, cell.has_formula) = (Within::Formula, true),
                ("t", Form::Open) if within != Within::Phonetic => within = Within::Inline,
                ("rPh", Form::Open) => within = Within::Phonetic,
                _ => {}
            },
            Node::Text(text) => {
                let into = match within {
                    Within::Value | Within::Inline => &mut cell.value,
                    Within::Formula => &mut cell.formula,
                    Within::Nothing | Within::Phonetic => continue,
                };
                into.push_str(&text);
                if into.len() > 16 * CELL {
                    return Err(long_cell(filler.name(), (cell.row, cell.column)));
                }
            }
            Node::End(ended) => match ended.local_name().as_ref() {
                "c" => cell.put(shared, filler)?,
                "v" | "f" | "t" if within != Within::Phonetic => within = Within::Nothing,
                "rPh" => within = Within::Nothing,
                "sheetData" => return Ok(()),
                _ => {}
            },
            Node::Other => {}
        }
    }
    Err(xml.is_cut())
}

impl Cell {
    fn begin(&mut self, element: &BytesStart<'_>, row: u32, column: u32) {
        self.value.clear();
        self.formula.clear();
        self.kind.clear();
        (self.has_value, self.has_formula) = (false, false);
        (self.row, self.column, self.style) = (row, column, 0);
        for attribute in element.attributes().with_checks(false).flatten() {
            let value: &str = attribute.value.as_ref();
            match attribute.key.local_name().as_ref() {
                "r" => (self.row, self.column) = place(value).unwrap_or((row, column)),
                "s" => self.style = value.trim().parse().unwrap_or(0),
                "t" => self.kind.push_str(value),
                _ => {}
            }
        }
    }

    fn put(&self, shared: &Shared, filler: &mut Filler<'_, '_, '_>) -> Result<(), ReadError> {
        if shared.formats.is_struck(self.style) && !self.value.trim().is_empty() {
            filler.note(CellNote::Struck, self.row, self.column);
        }
        let mut put = |value| filler.put(self.row, self.column, value, shared.formats.of(self.style));
        // A text may be empty; a number never is, though some programs write a place for it.
        let lacks_result = !self.has_value || (self.kind != "str" && self.value.trim().is_empty());
        if self.has_formula && lacks_result && self.value.is_empty() {
            // A formula without a saved result: only the formula can be shown.
            return put(Value::Text(&format!("={}", self.formula)));
        }
        let value = self.value.as_str();
        match self.kind.as_str() {
            "s" => {
                let at = value.trim().parse().ok();
                put(Value::Text(at.and_then(|at| shared.strings.get(at)).unwrap_or_default()))
            }
            "b" => match value.trim() {
                "" => Ok(()),
                flag => put(Value::Bool(flag == "1" || flag == "true")),
            },
            "str" | "inlineStr" => put(Value::Text(&unescaped(value))),
            // Errors are words; new programs have new ones.
            "e" => put(Value::Text(value.trim())),
            "d" => put(Value::Text(&super::ods::without_zone(value.trim()))),
            _ => match value.trim().parse() {
                Ok(number) => put(Value::Number(number)),
                Err(_) => put(Value::Text(value)),
            },
        }
    }
}

fn hide_columns(element: &BytesStart<'_>, filler: &mut Filler<'_, '_, '_>) {
    let is_hidden =
        flag(element, "hidden") || attribute(element, "width").is_some_and(|width| is_zero(&width));
    if let (true, Some(first), Some(last)) = (is_hidden, number(element, "min"), number(element, "max")) {
        filler.hide_columns(first.saturating_sub(1)..last);
    }
}

fn is_zero(size: &str) -> bool {
    size.trim().parse() == Ok(0.0)
}

/// AB12 as row and column from 0.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim();
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at_checked(letters)?;
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        sum.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// The merged areas, which are told after the cells: they are looked for in the bytes, as reading all elements twice
/// would take twice the time.
fn areas<R: Read + Seek>(package: &mut Package<R>, part: &str) -> Result<Vec<Area>, ReadError> {
    let mut areas = Vec::new();
    let Some(mut bytes) = package.part(part)? else { return Ok(areas) };
    let mut last: Vec<u8> = Vec::new();
    while find(&mut bytes, MERGE, &mut last).map_err(|error| part_failed(&error, part))? {
        bytes.begin();
        last.clear();
        (&mut bytes).take(256).read_until(b'>', &mut last).map_err(|error| part_failed(&error, part))?;
        let text = String::from_utf8_lossy(&last);
        let reference = text.split_once("ref=").and_then(|(_, rest)| {
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            rest.get(1..)?.split(quote).next()
        });
        if let Some((first, last)) = reference.and_then(|reference| reference.split_once(':'))
            && let (Some(first), Some(last)) = (place(first), place(last))
            && areas.len() < MOST_AREAS
        {
            areas.push(Area { rows: (first.0, last.0), columns: (first.1, last.1) });
        }
        last.clear();
    }
    Ok(areas)
}

/// How the element of a merged area begins; in a text it cannot stand, as `<` is written otherwise there.
const MERGE: &[u8] = b"mergeCell ";

/// A sheet has fewer.
const MOST_AREAS: usize = 200_000;

/// Reads on behind the next place of those bytes; false where there is none.
fn find<R: BufRead>(bytes: &mut Guarded<R>, needle: &[u8], rest: &mut Vec<u8>) -> std::io::Result<bool> {
    loop {
        bytes.begin();
        let available = bytes.fill_buf()?;
        if available.is_empty() {
            return Ok(false);
        }
        let kept = rest.len();
        rest.extend_from_slice(available);
        let read = available.len();
        let found = memmem(rest, needle);
        bytes.consume(found.map_or(read, |at| at + needle.len() - kept));
        if found.is_some() {
            return Ok(true);
        }
        let before = rest.len().saturating_sub(needle.len() - 1);
        rest.drain(..before);
    }
}

fn memmem(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = needle.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| byte == first) {
        if bytes.get(from + at..)?.starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// _x4E2D_ as the character that it is; line ends are left to the sheet.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let code = from.get(2..6).filter(|_| from.as_bytes().get(6) == Some(&b'_'));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match c {
            Some(c) => {
                plain.push(c);
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain.into()
}
