//! Reading a csv file of any encoding and separator, as a stream.

use std::borrow::Cow;
use std::io::{self, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{Decoder, Encoding};

use super::fill::{BETWEEN, CELL_TAKES, ROW_TAKES, Reading};
use super::limits::{COLUMNS, Guarded, Room, Unpacked, check_cell, too_long};
use super::{OLE, look};
use crate::ledger::error::{Excess, ReadError};
use crate::ledger::sheet::{CellNote, Sheet};
use crate::store::unwatched;

/// The number of lines that decide on the separator.
const PROBED_LINES: usize = 20;

/// The bytes that are looked at for it.
const PROBED: usize = 65_536;

impl Sheet {
    /// Reads a csv file: BOM, else valid UTF-8, else GB18030; comma, tab or semicolon.
    ///
    /// # Errors
    /// [`ReadError::Empty`], [`ReadError::NotText`], [`ReadError::WebPage`] or [`ReadError::TooLarge`].
    pub fn from_csv(name: impl Into<String>, bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reading = Reading { watch: &mut unwatched(), room: Room::new() };
        read(&name.into(), Cursor::new(bytes), &mut reading)
    }
}

/// Reads a csv file.
pub(super) fn read<R: Read + Seek>(
    name: &str,
    mut source: R,
    reading: &mut Reading<'_, '_>,
) -> Result<Sheet, ReadError> {
    let (encoding, first) = probe(&mut source)?;
    let first = encoding.decode(&first).0;
    if is_markup(&first) {
        return Err(ReadError::WebPage);
    }
    source.seek(SeekFrom::Start(0))?;
    let mark = separator(&first);
    let decoded = Decoded::new(BufReader::with_capacity(PROBED, source), encoding);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark)
        .from_reader(Guarded::new(decoded, Unpacked::without_end()));
    let mut sheet = Sheet::named(name, name);
    let mut record = ByteRecord::new();
    let (mut widest, mut last) = (0, 0);
    // The last cell, where it goes on to the end of the file.
    let mut open: Option<(u64, u32)> = None;
    loop {
        reader.get_mut().begin();
        let line = reader.position().line();
        // A partial read must not pass for the whole.
        match reader.read_byte_record(&mut record).map_err(csv::Error::into_kind) {
            Ok(true) => {
                // The reader tells where the empty lines above a row begin, so the line is counted from its end.
                let within = record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
                let line = reader.position().line().saturating_sub(1 + within);
                // A quote that is open to the end of the file swallows the end of its line too.
                let line = line.max(last + 1);
                last = line;
                add(&mut sheet, &record, line, reading)?;
                open = last_if(&record, |cell| cell.ends_with(b"\n")).map(|column| (line, column));
                if let (None, Some(column)) = (open, swallows(&record, widest, mark).filter(|_| within > 0)) {
                    sheet.note(CellNote::OpenQuote, line, column);
                }
                widest = widest.max(record.len());
            }
            Ok(false) => break,
            Err(csv::ErrorKind::Io(error)) if too_long(&error) => {
                return Err(ReadError::TooLarge(Excess::Line { sheet: name.to_owned(), line }));
            }
            Err(csv::ErrorKind::Io(error)) => return Err(error.into()),
            Err(error) => return Err(io::Error::other(format!("{error:?}")).into()),
        }
    }
    if let Some((line, column)) = open {
        sheet.note(CellNote::OpenQuote, line, column);
    }
    look(reading.watch, sheet.len())?;
    sheet.finish();
    if sheet.is_empty() { Err(ReadError::Empty) } else { Ok(sheet) }
}

/// The last column, if its cell is so.
fn last_if(record: &ByteRecord, is: impl Fn(&[u8]) -> bool) -> Option<u32> {
    let last = record.len().checked_sub(1)?;
    record.get(last).filter(|cell| is(cell)).and_then(|_| u32::try_from(last).ok())
}

/// The first cell that seems to hold rows of the table: a line within it has separators, and they are many or the row
/// has too few cells for it.
fn swallows(record: &ByteRecord, widest: usize, mark: u8) -> Option<u32> {
    let is_row = |line: &[u8]| {
        let marks = line.iter().filter(|byte| **byte == mark).count();
        marks > 0 && (record.len() < widest || 2 * (marks + 1) >= widest)
    };
    let holds = |cell: &[u8]| cell.split(|byte| *byte == b'\n').skip(1).any(is_row);
    (0..).zip(record).find_map(|(column, cell)| holds(cell).then_some(column))
}

/// Adds a row.
fn add(
    sheet: &mut Sheet,
    record: &ByteRecord,
    line: u64,
    reading: &mut Reading<'_, '_>,
) -> Result<(), ReadError> {
    let takes = ROW_TAKES + record.as_slice().len() + record.len() * CELL_TAKES;
    let mut has_room = reading.room.take_cells(takes);
    if has_room {
        sheet.begin(line);
        // Looked at as a whole where it can be: a row has many short cells.
        let whole = std::str::from_utf8(record.as_slice()).ok();
        for (at, (column, cell)) in (0..).zip(record).enumerate() {
            if column >= COLUMNS {
                if cell.trim_ascii().is_empty() {
                    continue;
                }
                sheet.note(CellNote::Beyond, line, column);
                break;
            }
            let known = whole.and_then(|whole| whole.get(record.range(at)?));
            let text = known.map_or_else(|| String::from_utf8_lossy(cell), Cow::Borrowed);
            check_cell(
                &text,
                &sheet.name,
                (u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX), column),
            )?;
            has_room &= sheet.push(&text);
        }
    }
    if !has_room {
        let sheet = sheet.name.clone();
        return Err(ReadError::TooLarge(Excess::Sheet { sheet, line, most: Room::most_cells() }));
    }
    if sheet.len().is_multiple_of(BETWEEN) {
        look(reading.watch, sheet.len())?;
    }
    Ok(())
}

/// Finds the encoding of a text, which takes all of it; and its first bytes.
fn probe(source: &mut impl Read) -> Result<(&'static Encoding, Vec<u8>), ReadError> {
    let mut first = Vec::new();
    source.by_ref().take(PROBED as u64).read_to_end(&mut first)?;
    let marked = Encoding::for_bom(&first).map(|(encoding, _)| encoding);
    let is_wide = marked.is_some_and(|encoding| encoding != encoding_rs::UTF_8);
    if [b"PK\x03\x04".as_slice(), &OLE, b"%PDF"].iter().any(|mark| first.starts_with(mark)) {
        return Err(ReadError::NotText);
    }
    let mut utf8 = Utf8::default();
    let mut chunk = first.clone();
    while !chunk.is_empty() {
        // Only UTF-16 text contains a zero byte; workbooks (zip, OLE) begin with signatures of their own.
        if !is_wide && chunk.contains(&0) {
            return Err(ReadError::NotText);
        }
        utf8.see(&chunk);
        chunk.clear();
        source.by_ref().take(PROBED as u64).read_to_end(&mut chunk)?;
    }
    let unmarked = if utf8.is_valid() { encoding_rs::UTF_8 } else { encoding_rs::GB18030 };
    Ok((marked.unwrap_or(unmarked), first))
}

/// Whether bytes are UTF-8, seen piece by piece.
#[derive(Default)]
struct Utf8 {
    is_broken: bool,
    /// The beginning of a character that the next piece ends.
    rest: Vec<u8>,
}

impl Utf8 {
    fn see(&mut self, bytes: &[u8]) {
        if self.is_broken {
            return;
        }
        let mut bytes = bytes;
        while let (false, Some((byte, after))) = (self.rest.is_empty(), bytes.split_first()) {
            self.rest.push(*byte);
            bytes = after;
            match std::str::from_utf8(&self.rest) {
                Ok(_) => self.rest.clear(),
                Err(error) if error.error_len().is_none() => {}
                Err(_) => {
                    self.is_broken = true;
                    return;
                }
            }
        }
        if let Err(error) = std::str::from_utf8(bytes) {
            self.is_broken = error.error_len().is_some();
            self.rest = bytes.get(error.valid_up_to()..).unwrap_or_default().to_vec();
        }
    }

    fn is_valid(&self) -> bool {
        !self.is_broken && self.rest.is_empty()
    }
}

/// A text of any encoding as UTF-8, whose lines all end with `\n`, the last one too: of other ends the csv reader counts
/// none, or too few.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    buffer: Vec<u8>,
    text: Vec<u8>,
    /// What of `text` was not handed on yet begins here.
    next: usize,
    /// The line ended with `\r`, and `\n` may follow.
    has_ended: bool,
    is_over: bool,
}

impl<R: io::BufRead> Decoded<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        let buffer = vec![0; 2 * PROBED];
        Self { inner, decoder, buffer, text: Vec::new(), next: 0, has_ended: false, is_over: false }
    }

    /// Takes the decoded bytes over.
    fn take(&mut self, written: usize) {
        self.next = 0;
        self.text.clear();
        let mut rest = self.buffer.get(..written).unwrap_or_default();
        while let Some((first, behind)) = rest.split_first() {
            if std::mem::take(&mut self.has_ended) && *first == b'\n' {
                rest = behind;
                continue;
            }
            let end = rest.iter().position(|byte| *byte == b'\r');
            let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
            self.text.extend_from_slice(line);
            if end.is_some() {
                self.text.push(b'\n');
                self.has_ended = true;
            }
            rest = after.get(1..).unwrap_or_default();
        }
    }
}

impl<R: io::BufRead> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.next >= self.text.len() && !self.is_over {
            let bytes = match self.inner.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                bytes => bytes?,
            };
            let is_last = bytes.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.buffer, is_last);
            self.inner.consume(read);
            self.take(written);
            self.is_over = is_last && result == encoding_rs::CoderResult::InputEmpty;
            if self.is_over {
                self.text.push(b'\n');
            }
        }
        let read = self.text.get(self.next..).unwrap_or_default().read(buffer)?;
        self.next += read;
        Ok(read)
    }
}

/// An HTML table named like a workbook, as web systems export it, or a workbook of 2003 in XML.
fn is_markup(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(64).collect::<String>().to_lowercase();
    ["<!doctype", "<html", "<?xml", "<table", "<head", "<meta", "<style", "mime-version:"]
        .iter()
        .any(|mark| start.starts_with(mark))
}

/// The most frequent separator in the first lines, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_u32), (b'\t', 0), (b';', 0)];
    for line in text.lines().take(PROBED_LINES) {
        let mut quoted = false;
        for byte in line.bytes() {
            quoted ^= byte == b'"';
            if let Some(count) = counts.iter_mut().find(|(mark, _)| !quoted && *mark == byte) {
                count.1 += 1;
            }
        }
    }
    // The comma in a tie, such as a file with one column.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let sheet = Sheet::from_csv("t", bytes).unwrap();
        sheet.rows_from(0).map(|row| row.cells().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn one_table_in_every_encoding_and_separator() {
        // Would catch a reader that takes GBK bytes for Latin, or the commas inside quotes for separators.
        let text = "受理日期,申请人\r\n2024-01-02,\"张三,李四\r\n王五\"\r\n";
        let expected = vec![
            vec!["受理日期".to_owned(), "申请人".to_owned()],
            vec!["2024-01-02".to_owned(), "张三,李四\n王五".to_owned()],
        ];
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> =
            [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let (gb18030, _, _) = encoding_rs::GB18030.encode(text);
        let all = [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            gbk.to_vec(),
            gb18030.to_vec(),
            utf16,
            big,
        ];
        for bytes in all {
            assert_eq!(cells(&bytes), expected);
        }
        for mark in ['\t', ';'] {
            let other = format!("受理日期{mark}申请人\n2024-01-02{mark}张三\n");
            assert_eq!(cells(other.as_bytes())[1], ["2024-01-02", "张三"]);
        }
        // A name that GBK does not have and GB18030 does.
        let rare = "时间,当事人\n2024-1-2,赵㛃䶮\n";
        let (bytes, _, lost) = encoding_rs::GB18030.encode(rare);
        assert!(!lost);
        assert_eq!(cells(&bytes)[1][1], "赵㛃䶮");
    }

    /// Catches: rows named by the line above theirs, where lines end as in Windows or on old Macintoshes.
    #[test]
    fn a_row_is_on_its_line() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["时间,申请人", "2024-1-2,\"张三", "李四\"", "", "2024-1-3,王五", ""].join(end);
            let sheet = Sheet::from_csv("t", text.as_bytes()).unwrap();
            let lines: Vec<u64> = sheet.rows_from(0).map(crate::ledger::sheet::Row::line).collect();
            let said = sheet.row(1).unwrap().own(1);
            assert_eq!(said, "张三\n李四", "{end:?}");
            assert_eq!(lines, [1, 2, 5], "{end:?}");
        }
        // A long file, whose pieces end anywhere.
        let text = format!("时间,申请人\r\n{}", "2024-1-2,张三李\r\n".repeat(30_000));
        let sheet = Sheet::from_csv("t", text.as_bytes()).unwrap();
        assert_eq!(sheet.row(29_999).map(crate::ledger::sheet::Row::line), Some(30_000));
        assert!(sheet.rows_from(1).all(|row| row.own(1) == "张三李"));
    }

    #[test]
    fn what_is_no_table_is_said_so() {
        assert!(matches!(Sheet::from_csv("t", b""), Err(ReadError::Empty)));
        assert!(matches!(Sheet::from_csv("t", "\u{feff}".as_bytes()), Err(ReadError::Empty)));
        assert!(matches!(Sheet::from_csv("t", b"PK\x03\x04zip"), Err(ReadError::NotText)));
        assert!(matches!(Sheet::from_csv("t", b"SQLite format 3\0"), Err(ReadError::NotText)));
        assert!(matches!(Sheet::from_csv("t", b"\n<HTML><table><tr>"), Err(ReadError::WebPage)));
        assert!(matches!(Sheet::from_csv("t", b"<?xml version='1.0'?><Workbook>"), Err(ReadError::WebPage)));
    }
}
