//! Reads rows from a leaf page of a table in SQLite's format; invalid ones are skipped.

use rusqlite::types::Value;

/// A row: its rowid and its columns.
pub(super) type Row = (i64, Vec<Value>);

/// The first byte of a leaf page of a table.
const TABLE_LEAF: u8 = 0x0d;
/// The file header comes before the b-tree of the first page.
const FILE_HEADER: usize = 100;
/// No row of ours is larger: a larger length is damage.
const LARGEST: usize = 64 << 20;

/// The rows of a page. `usable` is its length without the cipher's bytes; `overflow` returns the pages on
/// which long rows continue.
pub(super) fn rows(
    number: u32,
    page: &[u8],
    usable: usize,
    mut overflow: impl FnMut(u32) -> Option<Vec<u8>>,
) -> Vec<Row> {
    let base = if number == 1 { FILE_HEADER } else { 0 };
    if page.get(base) != Some(&TABLE_LEAF) {
        return Vec::new();
    }
    let cells = u16_at(page, base + 3);
    (0..cells)
        .filter_map(|cell| row(page, u16_at(page, base + 8 + 2 * cell), usable, &mut overflow))
        .collect()
}

fn row(
    page: &[u8],
    at: usize,
    usable: usize,
    overflow: &mut impl FnMut(u32) -> Option<Vec<u8>>,
) -> Option<Row> {
    let (length, at) = varint(page, at)?;
    let (rowid, at) = varint(page, at)?;
    let length = usize::try_from(length).ok().filter(|length| *length <= LARGEST)?;
    let local = local_part(length, usable);
    let mut payload = page.get(at..at + local)?.to_vec();
    let mut next = if local < length { u32_at(page, at + local)? } else { 0 };
    while payload.len() < length {
        let more = overflow(next)?;
        let take = (length - payload.len()).min(usable - 4);
        payload.extend_from_slice(more.get(4..4 + take)?);
        next = u32_at(&more, 0)?;
    }
    Some((rowid, columns(&payload)?))
}

/// How many bytes of a row are on its page.
fn local_part(length: usize, usable: usize) -> usize {
    let most = usable - 35;
    if length <= most {
        return length;
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let fitting = least + (length - least) % (usable - 4);
    if fitting <= most { fitting } else { least }
}

fn columns(payload: &[u8]) -> Option<Vec<Value>> {
    let (header, mut at) = varint(payload, 0)?;
    let header = usize::try_from(header).ok()?;
    let mut from = header;
    let mut columns = Vec::new();
    while at < header {
        let (kind, after) = varint(payload, at)?;
        at = after;
        let (value, length) = value(kind, payload.get(from..)?)?;
        columns.push(value);
        from += length;
    }
    Some(columns)
}

fn value(kind: i64, bytes: &[u8]) -> Option<(Value, usize)> {
    let integer = |length: usize| -> Option<(Value, usize)> {
        let bytes = bytes.get(..length)?;
        let sign = if bytes.first()? & 0x80 == 0 { 0 } else { -1 };
        let value = bytes.iter().fold(sign, |sum: i64, byte| sum << 8 | i64::from(*byte));
        Some((Value::Integer(value), length))
    };
    match kind {
        0 => Some((Value::Null, 0)),
        1..=4 => integer(usize::try_from(kind).ok()?),
        5 => integer(6),
        6 => integer(8),
        8 => Some((Value::Integer(0), 0)),
        9 => Some((Value::Integer(1), 0)),
        12.. => {
            let length = usize::try_from((kind - 12) / 2).ok()?;
            let bytes = bytes.get(..length)?.to_vec();
            let value =
                if kind % 2 == 0 { Value::Blob(bytes) } else { Value::Text(String::from_utf8(bytes).ok()?) };
            Some((value, length))
        }
        // A real number, or what no file has.
        _ => None,
    }
}

/// Reads a number of one to nine bytes; returns it and the position after it.
fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut value = 0_i64;
    for n in 0..8 {
        let byte = *bytes.get(at + n)?;
        value = value << 7 | i64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + n + 1));
        }
    }
    Some((value << 8 | i64::from(*bytes.get(at + 8)?), at + 9))
}

fn u16_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 2).map_or(0, |two| usize::from(two[0]) << 8 | usize::from(two[1]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
