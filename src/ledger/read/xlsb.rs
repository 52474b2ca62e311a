//! Reading .xlsb: the same package as .xlsx with records in place of elements (\[MS-XLSB\]).

use std::io::{BufRead, Read, Seek};

use super::biff::{Bytes, error_word, push_units, rk};
use super::fill::{Filler, Reading, Value};
use super::formats::Formats;
use super::limits::{CELL, Guarded, large_part, long_cell, part_failed};
use super::package::{Package, damaged};
use super::strings::{Shared, Strings};
use super::{Listed, Workbook};
use crate::ledger::error::ReadError;
use crate::ledger::sheet::{Area, Epoch, Visibility};

/// The part that lists the sheets.
pub(super) const MAIN: &str = "xl/workbook.bin";

/// The longest record that is read; a text of a cell has 32,767 characters.
const LONGEST: u32 = 1_048_576;

/// The kinds of records that are read.
mod record {
    pub const ROW: u32 = 0x00;
    pub const RK: u32 = 0x02;
    pub const ERROR: u32 = 0x03;
    pub const BOOL: u32 = 0x04;
    pub const REAL: u32 = 0x05;
    pub const TEXT: u32 = 0x06;
    pub const SHARED_TEXT: u32 = 0x07;
    pub const FORMULA_TEXT: u32 = 0x08;
    pub const FORMULA_NUMBER: u32 = 0x09;
    pub const FORMULA_BOOL: u32 = 0x0A;
    pub const FORMULA_ERROR: u32 = 0x0B;
    pub const SHARED_ITEM: u32 = 0x13;
    pub const FORMAT: u32 = 0x2C;
    pub const STYLE: u32 = 0x2F;
    pub const COLUMNS: u32 = 0x3C;
    pub const CELLS_OVER: u32 = 0x92;
    pub const WORKBOOK: u32 = 0x99;
    pub const SHEET: u32 = 0x9C;
    pub const MERGED: u32 = 0xB0;
    pub const STYLES_OF_CELLS: u32 = 0x269;
    pub const STYLES_OF_CELLS_OVER: u32 = 0x26A;
}

/// Reads every sheet of a workbook.
pub(super) fn read<R: Read + Seek>(
    book: &mut Workbook,
    mut package: Package<R>,
    reading: &mut Reading<'_, '_>,
) -> Result<(), ReadError> {
    let relations = package.relations(MAIN)?;
    let part_of = |kind: &str| relations.values().find(|(known, _)| known == kind).map(|(_, name)| name);
    let (mut sheets, mut epoch) = (Vec::new(), Epoch::Y1900);
    each(&mut package, MAIN, |kind, data| {
        match kind {
            record::WORKBOOK if data.u8(0) & 1 != 0 => epoch = Epoch::Y1904,
            record::SHEET => {
                let visibility = if data.u32(0) == 0 { Visibility::Visible } else { Visibility::Hidden };
                let id = data.from(8);
                let id_takes = if id.u32(0) == u32::MAX { 4 } else { 4 + id.u32(0) as usize * 2 };
                sheets.push((text(id.from(id_takes)), visibility, text(id)));
            }
            _ => {}
        }
        Ok::<_, ReadError>(Go::On)
    })?;
    let mut shared = Shared { formats: Formats::default(), strings: Strings::default() };
    if let Some(name) = part_of("styles") {
        shared.formats = formats(&mut package, name)?;
    }
    if let Some(name) = part_of("sharedStrings") {
        each(&mut package, name, |kind, data| {
            if kind == record::SHARED_ITEM {
                shared.strings.push(&text(data.from(1)), &mut reading.room, name)?;
            }
            Ok::<_, ReadError>(Go::On)
        })?;
    }
    for (name, visibility, id) in sheets {
        let Some((kind, part)) = relations.get(&id) else { continue };
        let Some(sheet) = book.listed(&name, visibility, Listed::of(kind)) else { continue };
        if !package.has(part) {
            return Err(damaged(part));
        }
        let mut filler = Filler::new(sheet, epoch, areas(&mut package, part)?, reading);
        let read = each(&mut package, part, |kind, data| cell(kind, data, &shared, &mut filler));
        book.take(read.map(|()| filler.done()), &name)?;
    }
    Ok(())
}

/// Whether to read on.
enum Go {
    On,
    Out,
}

/// Calls for every record of a part.
fn each<R: Read + Seek, E: From<ReadError>>(
    package: &mut Package<R>,
    name: &str,
    mut see: impl FnMut(u32, Bytes<'_>) -> Result<Go, E>,
) -> Result<(), E> {
    let Some(mut part) = package.part(name)? else { return Ok(()) };
    let mut data = Vec::new();
    loop {
        let kind = advance(&mut part, &mut data, name)?;
        match kind.map(|kind| see(kind, Bytes(&data))).transpose()? {
            Some(Go::On) => {}
            Some(Go::Out) | None => return Ok(()),
        }
    }
}

/// Reads the next record; its kind, none at the end.
fn advance<R: BufRead>(
    part: &mut Guarded<R>,
    data: &mut Vec<u8>,
    name: &str,
) -> Result<Option<u32>, ReadError> {
    let failed = |error: std::io::Error| part_failed(&error, name);
    part.begin();
    if part.fill_buf().map_err(failed)?.is_empty() {
        return Ok(None);
    }
    // Seven bits a byte; the highest says whether there are more.
    let mut numbers = [(0, 2), (0, 4)];
    for (number, most) in &mut numbers {
        for at in 0..*most {
            let mut byte = [0];
            part.read_exact(&mut byte).map_err(failed)?;
            let [byte] = byte;
            *number |= u32::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
    }
    let [(kind, _), (length, _)] = numbers;
    if length > LONGEST {
        return Err(large_part(name, u64::from(LONGEST / 1_048_576)));
    }
    data.resize(length as usize, 0);
    part.read_exact(data).map_err(failed)?;
    Ok(Some(kind))
}

/// A text behind its length in four bytes.
fn text(data: Bytes<'_>) -> String {
    let mut text = String::new();
    let length = data.u32(0);
    if length != u32::MAX {
        let units = data.from(4).0.as_chunks().0.iter().take(length as usize);
        push_units(&mut text, &units.map(|pair| u16::from_le_bytes(*pair)).collect::<Vec<_>>());
    }
    text
}

fn formats<R: Read + Seek>(package: &mut Package<R>, name: &str) -> Result<Formats, ReadError> {
    let mut formats = Formats::default();
    let mut is_of_cells = false;
    each(package, name, |kind, data| {
        match kind {
            record::FORMAT => formats.code(u32::from(data.u16(0)), text(data.from(2))),
            record::STYLES_OF_CELLS => is_of_cells = true,
            record::STYLE if is_of_cells => formats.style(u32::from(data.u16(2))),
            record::STYLES_OF_CELLS_OVER => return Ok(Go::Out),
            _ => {}
        }
        Ok::<_, ReadError>(Go::On)
    })?;
    Ok(formats)
}

/// The merged areas, which are told after the cells.
fn areas<R: Read + Seek>(package: &mut Package<R>, name: &str) -> Result<Vec<Area>, ReadError> {
    let mut areas = Vec::new();
    each(package, name, |kind, data| {
        if kind == record::MERGED {
            areas.push(Area { rows: (data.u32(0), data.u32(4)), columns: (data.u32(8), data.u32(12)) });
        }
        Ok::<_, ReadError>(Go::On)
    })?;
    Ok(areas)
}

fn cell(
    kind: u32,
    data: Bytes<'_>,
    shared: &Shared,
    filler: &mut Filler<'_, '_, '_>,
) -> Result<Go, ReadError> {
    let own;
    let value = match kind {
        record::ROW => {
            let row = data.u32(0);
            filler.at = row;
            // Hidden, or of no height.
            if data.u8(11) & 0x10 != 0 || data.u16(8) == 0 {
                filler.hide_rows(row..row.saturating_add(1));
            }
            return Ok(Go::On);
        }
        record::COLUMNS => {
            if data.u16(16) & 1 != 0 || data.u32(8) == 0 {
                filler.hide_columns(data.u32(0)..data.u32(4).saturating_add(1));
            }
            return Ok(Go::On);
        }
        record::RK => Value::Number(rk(data.u32(8))),
        record::REAL | record::FORMULA_NUMBER => Value::Number(data.f64(8)),
        record::BOOL | record::FORMULA_BOOL => Value::Bool(data.u8(8) != 0),
        record::ERROR | record::FORMULA_ERROR => Value::Text(error_word(data.u8(8))),
        record::SHARED_TEXT => Value::Text(shared.strings.get(data.u32(8) as usize).unwrap_or_default()),
        record::TEXT | record::FORMULA_TEXT => {
            if data.u32(8) as usize > CELL {
                return Err(long_cell(filler.name(), (filler.at, data.u32(0))));
            }
            own = text(data.from(8));
            Value::Text(&own)
        }
        record::CELLS_OVER => return Ok(Go::Out),
        _ => return Ok(Go::On),
    };
    let format = shared.formats.of(data.u32(4) & 0x00FF_FFFF);
    filler.put(filler.at, data.u32(0), value, format)?;
    Ok(Go::On)
}
