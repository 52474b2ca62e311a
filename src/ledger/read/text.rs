//! Reading a csv file of any encoding and separator.

use csv::{ByteRecord, ReaderBuilder};

use super::OLE;
use crate::ledger::error::ReadError;
use crate::ledger::sheet::Sheet;

/// The number of lines that decide on the separator.
const PROBED_LINES: usize = 20;

impl Sheet {
    /// Reads a csv file: BOM, else valid UTF-8, else GB18030; comma, tab or semicolon.
    ///
    /// # Errors
    /// [`ReadError::Empty`], [`ReadError::NotText`] or [`ReadError::WebPage`].
    pub fn from_csv(name: impl Into<String>, bytes: &[u8]) -> Result<Self, ReadError> {
        let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        // Only UTF-16 text contains a zero byte; workbooks (zip, OLE) begin with signatures of their own.
        let binary =
            bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&OLE) || bytes.starts_with(b"%PDF");
        if binary || (!utf16 && bytes.contains(&0)) {
            return Err(ReadError::NotText);
        }
        let text = decode(bytes);
        if is_markup(&text) {
            return Err(ReadError::WebPage);
        }
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator(&text))
            .from_reader(text.as_bytes());
        let name = name.into();
        let mut sheet = Self::named(&name, &name);
        let mut record = ByteRecord::new();
        // The text is valid UTF-8 and rows may have any length, so the reader cannot fail; if it did, a
        // partial read must not pass for the whole.
        while reader
            .read_byte_record(&mut record)
            .map_err(|error| std::io::Error::other(error.to_string()))?
        {
            sheet.begin(record.position().map_or(0, csv::Position::line));
            for cell in &record {
                if !sheet.push(&String::from_utf8_lossy(cell)) {
                    return Err(ReadError::TooLarge);
                }
            }
        }
        if sheet.is_empty() { Err(ReadError::Empty) } else { Ok(sheet) }
    }
}

fn decode(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(bytes).0,
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
