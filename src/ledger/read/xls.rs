//! Reading .xls and .et: the records of BIFF8, and of BIFF5 before it, in their container (\[MS-XLS\]). Lengths that a
//! record claims are never trusted beyond the record.

use std::io::{Read, Seek};

use encoding_rs::Encoding;

use super::biff::{Bytes, Records, Texts, error_word, rk, text8};
use super::fill::{Filler, Reading, Value};
use super::formats::Formats;
use super::limits::{Room, large_part};
use super::package::damaged;
use super::strings::Strings;
use super::{Listed, Workbook};
use crate::ledger::error::ReadError;
use crate::ledger::sheet::{Area, Epoch, Visibility};

/// The stream of a workbook, by version.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Reads every sheet of a workbook.
pub(super) fn read<R: Read + Seek>(
    book: &mut Workbook,
    source: R,
    reading: &mut Reading<'_, '_>,
) -> Result<(), ReadError> {
    let mut container = cfb::CompoundFile::open(source).map_err(|error| damaged(&error))?;
    if container.is_stream("EncryptedPackage") {
        return Err(ReadError::Encrypted);
    }
    let Some(name) = STREAMS.into_iter().find(|name| container.is_stream(name)) else {
        return Err(ReadError::NotText);
    };
    let stream = container.open_stream(name).map_err(|error| damaged(&error))?;
    let mut records = Records::new(stream);
    let globals = Globals::read(&mut records, reading)?;
    for listed in &globals.sheets {
        let Some(sheet) = book.listed(&listed.name, listed.visibility, listed.kind) else { continue };
        let found = Found::read(&mut records, &globals, listed.at, reading)?;
        let mut filler = Filler::new(sheet, globals.epoch, found.areas, reading);
        for row in found.hidden_rows {
            filler.hide_rows(u32::from(row)..u32::from(row) + 1);
        }
        for columns in found.hidden_columns {
            filler.hide_columns(columns);
        }
        let put = found.cells.iter().try_for_each(|cell| {
            let (value, style) = match cell.value {
                Stored::Number(number) => (Value::Number(number), cell.style),
                Stored::Shared(at) => {
                    (Value::Text(globals.strings.get(at as usize).unwrap_or_default()), cell.style)
                }
                Stored::Text(at) => {
                    (Value::Text(found.texts.get(at as usize).unwrap_or_default()), cell.style)
                }
                Stored::Bool(yes) => (Value::Bool(yes), cell.style),
                Stored::Error(code) => (Value::Text(error_word(code)), 0),
            };
            filler.put(
                u32::from(cell.row),
                u32::from(cell.column),
                value,
                globals.formats.of(u32::from(style)),
            )
        });
        let sheet = put.map(|()| filler.done());
        reading.room.give_back(found.taken);
        book.take(sheet, &listed.name)?;
    }
    Ok(())
}

/// The kinds of records that are read.
mod record {
    pub const BOF: u16 = 0x0809;
    pub const EOF: u16 = 0x000A;
    pub const FILE_PASS: u16 = 0x002F;
    pub const CODE_PAGE: u16 = 0x0042;
    pub const DATE_MODE: u16 = 0x0022;
    pub const FORMAT: u16 = 0x041E;
    pub const XF: u16 = 0x00E0;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const SST: u16 = 0x00FC;
    pub const ROW: u16 = 0x0208;
    pub const COL_INFO: u16 = 0x007D;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const RICH_LABEL: u16 = 0x00D6;
    pub const BOOL_OR_ERROR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const RK: u16 = 0x027E;
    pub const SHARED_LABEL: u16 = 0x00FD;
    pub const RKS: u16 = 0x00BD;
    pub const MERGED: u16 = 0x00E5;
    pub const FORMULA: u16 = 0x0006;
}

/// What comes before the sheets.
struct Globals {
    version: Version,
    encoding: &'static Encoding,
    epoch: Epoch,
    formats: Formats,
    strings: Strings,
    sheets: Vec<Bound>,
}

/// How texts are written.
#[derive(Clone, Copy, PartialEq)]
enum Version {
    /// In the bytes of a code page.
    Biff5,
    /// In UTF-16, or its low bytes.
    Biff8,
}

/// A sheet and where it begins.
struct Bound {
    at: u64,
    name: String,
    visibility: Visibility,
    kind: Listed,
}

impl Globals {
    fn read<R: Read + Seek>(
        records: &mut Records<R>,
        reading: &mut Reading<'_, '_>,
    ) -> Result<Self, ReadError> {
        let mut globals = Self {
            version: Version::Biff8,
            encoding: encoding_rs::GB18030,
            epoch: Epoch::Y1900,
            formats: Formats::default(),
            strings: Strings::default(),
            sheets: Vec::new(),
        };
        let (mut codes, mut begun) = (Vec::new(), false);
        while let Some(kind) = records.advance()? {
            let data = Bytes(&records.data);
            match kind {
                record::BOF => {
                    begun = true;
                    if data.u16(0) == 0x0500 {
                        globals.version = Version::Biff5;
                    }
                }
                record::FILE_PASS => return Err(ReadError::Encrypted),
                record::CODE_PAGE => globals.encoding = encoding(data.u16(0)),
                record::DATE_MODE if data.u16(0) == 1 => globals.epoch = Epoch::Y1904,
                record::FORMAT => {
                    let code = match globals.version {
                        Version::Biff8 => data.text16(2, usize::from(data.u16(2))),
                        Version::Biff5 => globals.decoded(data.from(3).to(usize::from(data.u8(2)))),
                    };
                    globals.formats.code(u32::from(data.u16(0)), code);
                }
                // The formats are all known when the first sheet is.
                record::XF => codes.push(data.u16(2)),
                record::BOUND_SHEET => {
                    let bound = globals.bound(data);
                    globals.sheets.push(bound);
                }
                record::SST => globals.strings = Texts::new(records.pieces()?).read(&mut reading.room)?,
                record::EOF => break,
                _ => {}
            }
        }
        if !begun {
            return Err(damaged(&"BOF"));
        }
        codes.truncate(usize::from(u16::MAX));
        codes.into_iter().for_each(|code| globals.formats.style(u32::from(code)));
        Ok(globals)
    }

    fn bound(&self, data: Bytes<'_>) -> Bound {
        let length = usize::from(data.u8(6));
        let name = match self.version {
            Version::Biff8 => text8(data.from(7), length).0,
            Version::Biff5 => self.decoded(data.from(7).to(length)),
        };
        Bound {
            at: u64::from(data.u32(0)),
            name: name.replace('\0', ""),
            visibility: if data.u8(4) & 0x3F == 0 { Visibility::Visible } else { Visibility::Hidden },
            kind: if data.u8(5) == 0 { Listed::Cells } else { Listed::Other },
        }
    }

    fn decoded(&self, bytes: Bytes<'_>) -> String {
        self.encoding.decode_without_bom_handling(bytes.0).0.into_owned()
    }

    /// A text of its own in a record: its length in two bytes, then the text.
    fn text(&self, data: Bytes<'_>) -> String {
        match self.version {
            Version::Biff8 => data.text16(0, usize::from(data.u16(0))),
            Version::Biff5 => self.decoded(data.from(2).to(usize::from(data.u16(0)))),
        }
    }
}

/// The encoding of a code page.
fn encoding(page: u16) -> &'static Encoding {
    match page {
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1251 => encoding_rs::WINDOWS_1251,
        1252 | 32_768 | 32_769 => encoding_rs::WINDOWS_1252,
        65_001 => encoding_rs::UTF_8,
        _ => encoding_rs::GB18030,
    }
}

/// The value of a cell.
#[derive(Clone, Copy)]
enum Stored {
    Number(f64),
    Shared(u32),
    Text(u32),
    Bool(bool),
    Error(u8),
}

/// A cell of a sheet.
struct Cell {
    row: u16,
    column: u16,
    style: u16,
    value: Stored,
}

/// What a sheet holds.
#[derive(Default)]
struct Found {
    cells: Vec<Cell>,
    /// Texts that the cells do not share.
    texts: Strings,
    areas: Vec<Area>,
    hidden_rows: Vec<u16>,
    hidden_columns: Vec<std::ops::Range<u32>>,
    /// What was taken of the memory for it.
    taken: usize,
}

impl Found {
    fn read<R: Read + Seek>(
        records: &mut Records<R>,
        globals: &Globals,
        at: u64,
        reading: &mut Reading<'_, '_>,
    ) -> Result<Self, ReadError> {
        let mut found = Self::default();
        records.seek(at)?;
        // A chart in a sheet has records of its own, which look like cells.
        let mut depth = 0_u32;
        // Where the text that follows a formula belongs.
        let mut formula = None;
        while let Some(kind) = records.advance()? {
            match kind {
                record::BOF => depth += 1,
                record::EOF if depth <= 1 => break,
                record::EOF => depth -= 1,
                _ if depth > 1 => {}
                record::STRING => {
                    let pieces = records.pieces()?;
                    let text = match globals.version {
                        Version::Biff8 => Texts::new(pieces).string(),
                        Version::Biff5 => globals.text(Bytes(&pieces.concat())),
                    };
                    if let Some((row, column, style)) = formula.take() {
                        found.text(row, column, style, &text, reading)?;
                    }
                }
                kind => found.record(kind, Bytes(&records.data), globals, &mut formula, reading)?,
            }
        }
        if !found.cells.is_sorted_by_key(|cell| (cell.row, cell.column)) {
            found.cells.sort_by_key(|cell| (cell.row, cell.column));
        }
        // The later of two cells in one place is what a spreadsheet keeps.
        found.cells.reverse();
        found.cells.dedup_by_key(|cell| (cell.row, cell.column));
        found.cells.reverse();
        found.hidden_rows.sort_unstable();
        Ok(found)
    }

    fn record(
        &mut self,
        kind: u16,
        data: Bytes<'_>,
        globals: &Globals,
        formula: &mut Option<(u16, u16, u16)>,
        reading: &mut Reading<'_, '_>,
    ) -> Result<(), ReadError> {
        let (row, column, style) = (data.u16(0), data.u16(2), data.u16(4));
        let value = match kind {
            record::ROW => {
                if data.u16(12) & 0x20 != 0 || data.u16(6) & 0x7FFF == 0 {
                    self.hidden_rows.push(row);
                }
                return Ok(());
            }
            record::COL_INFO => {
                // First and last column, width, style, flags.
                if data.u16(8) & 1 != 0 || data.u16(4) == 0 {
                    self.hidden_columns.push(u32::from(row)..u32::from(column) + 1);
                }
                return Ok(());
            }
            record::MERGED => {
                for at in 0..usize::from(data.u16(0)) {
                    let area = data.from(2 + at * 8);
                    if area.0.len() < 8 {
                        break;
                    }
                    let of = |at| u32::from(area.u16(at));
                    self.areas.push(Area { rows: (of(0), of(2)), columns: (of(4), of(6)) });
                }
                return Ok(());
            }
            record::RKS => {
                let count = data.0.len().saturating_sub(6) / 6;
                for at in 0..count {
                    let one = data.from(4 + at * 6);
                    let column = column.saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
                    self.put(row, column, one.u16(0), Stored::Number(rk(one.u32(2))), reading)?;
                }
                return Ok(());
            }
            record::LABEL | record::RICH_LABEL => {
                return self.text(row, column, style, &globals.text(data.from(6)), reading);
            }
            record::FORMULA => match (data.u16(12), data.u8(6)) {
                (0xFFFF, 0) => {
                    *formula = Some((row, column, style));
                    return Ok(());
                }
                (0xFFFF, 1) => Stored::Bool(data.u8(8) != 0),
                (0xFFFF, 2) => Stored::Error(data.u8(8)),
                (0xFFFF, _) => return Ok(()),
                _ => Stored::Number(data.f64(6)),
            },
            record::NUMBER => Stored::Number(data.f64(6)),
            record::RK => Stored::Number(rk(data.u32(6))),
            record::SHARED_LABEL => Stored::Shared(data.u32(6)),
            record::BOOL_OR_ERROR if data.u8(7) == 0 => Stored::Bool(data.u8(6) != 0),
            record::BOOL_OR_ERROR => Stored::Error(data.u8(6)),
            _ => return Ok(()),
        };
        self.put(row, column, style, value, reading)
    }

    fn text(
        &mut self,
        row: u16,
        column: u16,
        style: u16,
        text: &str,
        reading: &mut Reading<'_, '_>,
    ) -> Result<(), ReadError> {
        let at = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text, &mut reading.room, "Workbook")?;
        self.taken += text.len() + super::fill::CELL_TAKES;
        self.put(row, column, style, Stored::Text(at), reading)
    }

    fn put(
        &mut self,
        row: u16,
        column: u16,
        style: u16,
        value: Stored,
        reading: &mut Reading<'_, '_>,
    ) -> Result<(), ReadError> {
        if !reading.room.take(size_of::<Cell>()) {
            return Err(large_part("Workbook", Room::most()));
        }
        self.taken += size_of::<Cell>();
        self.cells.push(Cell { row, column, style, value });
        Ok(())
    }
}
