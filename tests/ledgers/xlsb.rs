//! A workbook in records (.xlsb) made by hand: no program at hand writes one.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What a cell holds.
pub enum Cell {
    Nothing,
    /// A shared text, by its place.
    Text(u32),
    /// A text of its own.
    Own(&'static str),
    /// A number and the style of its cell.
    Number(f64, u32),
    Bool(bool),
    Error(u8),
}

/// A workbook of one or more sheets.
#[derive(Default)]
pub struct Book {
    pub is_1904: bool,
    /// The codes of the styles, from style 1 on.
    pub codes: Vec<&'static str>,
    pub shared: Vec<String>,
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Default)]
pub struct Sheet {
    pub name: &'static str,
    pub is_hidden: bool,
    pub rows: Vec<Vec<Cell>>,
    pub hidden_rows: Vec<u32>,
    pub hidden_columns: Vec<u32>,
    /// First and last row, first and last column.
    pub merged: Vec<[u32; 4]>,
}

/// A record: its kind and length in groups of seven bits, then its bytes.
fn record(out: &mut Vec<u8>, kind: u32, data: &[u8]) {
    for mut number in [kind, u32::try_from(data.len()).unwrap()] {
        loop {
            let byte = u8::try_from(number & 0x7F).unwrap();
            number >>= 7;
            out.push(if number > 0 { byte | 0x80 } else { byte });
            if number == 0 {
                break;
            }
        }
    }
    out.extend(data);
}

fn u32s(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn text(words: &str) -> Vec<u8> {
    let units: Vec<u16> = words.encode_utf16().collect();
    let mut bytes = u32s(&[u32::try_from(units.len()).unwrap()]);
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

impl Sheet {
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        record(&mut out, 0x81, &[]);
        for column in &self.hidden_columns {
            record(&mut out, 0x3C, &[u32s(&[*column, *column, 2_048, 0]), vec![1, 0]].concat());
        }
        record(&mut out, 0x91, &[]);
        for (row, cells) in (0_u32..).zip(&self.rows) {
            let flags = if self.hidden_rows.contains(&row) { 0x10 } else { 0 };
            let height = 300_u16.to_le_bytes();
            record(
                &mut out,
                0x00,
                &[u32s(&[row, 0]), height.to_vec(), vec![0, flags, 0], u32s(&[0])].concat(),
            );
            for (column, cell) in (0_u32..).zip(cells) {
                let (kind, style, value) = match cell {
                    Cell::Nothing => continue,
                    Cell::Text(at) => (0x07, 0, u32s(&[*at])),
                    Cell::Own(words) => (0x06, 0, text(words)),
                    Cell::Number(number, style) => (0x05, *style, number.to_le_bytes().to_vec()),
                    Cell::Bool(yes) => (0x04, 0, vec![u8::from(*yes)]),
                    Cell::Error(code) => (0x03, 0, vec![*code]),
                };
                record(&mut out, kind, &[u32s(&[column, style]), value].concat());
            }
        }
        record(&mut out, 0x92, &[]);
        for merged in &self.merged {
            record(&mut out, 0xB0, &u32s(merged));
        }
        record(&mut out, 0x82, &[]);
        out
    }
}

impl Book {
    /// Packs it.
    pub fn bytes(&self) -> Vec<u8> {
        let (mut workbook, mut styles, mut strings) = (Vec::new(), Vec::new(), Vec::new());
        let mut relations = "<Relationships>".to_owned();
        let mut relation = |id: &str, kind: &str, target: &str| {
            relations += &format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>");
        };
        relation("rs", "styles", "styles.bin");
        relation("rt", "sharedStrings", "sharedStrings.bin");
        record(&mut workbook, 0x99, &u32s(&[u32::from(self.is_1904), 0, 0]));
        for (at, sheet) in (1_u32..).zip(&self.sheets) {
            let id = format!("r{at}");
            relation(&id, "worksheet", &format!("worksheets/sheet{at}.bin"));
            let head = u32s(&[u32::from(sheet.is_hidden), at]);
            record(&mut workbook, 0x9C, &[head, text(&id), text(sheet.name)].concat());
        }
        relations += "</Relationships>";
        for (at, code) in (164_u16..).zip(&self.codes) {
            record(&mut styles, 0x2C, &[at.to_le_bytes().to_vec(), text(code)].concat());
        }
        // A style of styles, which is none of cells.
        record(&mut styles, 0x2F, &[0xFF, 0xFF, 14, 0]);
        record(&mut styles, 0x269, &u32s(&[u32::try_from(self.codes.len()).unwrap() + 1]));
        record(&mut styles, 0x2F, &[0; 16]);
        for at in (164_u16..).take(self.codes.len()) {
            record(&mut styles, 0x2F, &[vec![0, 0], at.to_le_bytes().to_vec(), vec![0; 12]].concat());
        }
        record(&mut styles, 0x26A, &[]);
        for words in &self.shared {
            record(&mut strings, 0x13, &[vec![0], text(words)].concat());
        }
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut part = |name: &str, bytes: &[u8]| {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        };
        part("[Content_Types].xml", b"<Types/>");
        part("xl/workbook.bin", &workbook);
        part("xl/_rels/workbook.bin.rels", relations.as_bytes());
        part("xl/styles.bin", &styles);
        part("xl/sharedStrings.bin", &strings);
        for (at, sheet) in (1..).zip(&self.sheets) {
            part(&format!("xl/worksheets/sheet{at}.bin"), &sheet.bytes());
        }
        zip.finish().unwrap().into_inner()
    }
}
