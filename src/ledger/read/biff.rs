//! Records of BIFF and what they hold: numbers, texts, errors. Nothing beyond the bytes of a record is read.

use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};

use super::limits::{MB, Room, large_part};
use super::package::damaged;
use super::strings::Strings;
use crate::ledger::error::ReadError;

/// A record that continues the one before.
const CONTINUE: u16 = 0x003C;

/// The table of shared texts, as it stands in the file.
const MOST_SHARED: usize = 64 * MB;

/// The records of a stream, one by one.
pub(super) struct Records<R> {
    stream: BufReader<R>,
    pub data: Vec<u8>,
    /// The kind and length of the next record, where it was looked at already.
    next: Option<(u16, u16)>,
}

impl<R: Read + Seek> Records<R> {
    pub(super) fn new(stream: R) -> Self {
        Self { stream: BufReader::with_capacity(65_536, stream), data: Vec::new(), next: None }
    }

    pub(super) fn seek(&mut self, at: u64) -> Result<(), ReadError> {
        self.next = None;
        self.stream.seek(SeekFrom::Start(at)).map_err(|error| damaged(&error))?;
        Ok(())
    }

    /// The kind and length of the next record; none at the end.
    fn peek(&mut self) -> Result<Option<(u16, u16)>, ReadError> {
        if self.next.is_none() {
            let mut head = [0; 4];
            match self.stream.read_exact(&mut head) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
                Err(error) => return Err(damaged(&error)),
            }
            let [a, b, c, d] = head;
            self.next = Some((u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])));
        }
        Ok(self.next)
    }

    /// Reads the next record into `data`; its kind.
    pub(super) fn advance(&mut self) -> Result<Option<u16>, ReadError> {
        let Some((kind, length)) = self.peek()? else { return Ok(None) };
        self.next = None;
        self.data.resize(usize::from(length), 0);
        self.stream.read_exact(&mut self.data).map_err(|error| damaged(&error))?;
        Ok(Some(kind))
    }

    /// The present record and those that continue it.
    pub(super) fn pieces(&mut self) -> Result<Vec<Vec<u8>>, ReadError> {
        let mut pieces = vec![self.data.clone()];
        let mut size = 0;
        while let Some((CONTINUE, _)) = self.peek()? {
            self.advance()?;
            pieces.push(self.data.clone());
            size += self.data.len();
            if size > MOST_SHARED {
                return Err(large_part("SST", (MOST_SHARED / MB) as u64));
            }
        }
        Ok(pieces)
    }
}

/// A number in four bytes: an integer or the first half of a float, maybe in hundredths.
pub(super) fn rk(bits: u32) -> f64 {
    let number = if bits & 2 != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { number / 100.0 } else { number }
}

/// The word of an error by its code.
pub(super) const fn error_word(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2B => "#GETTING_DATA",
        _ => "#N/A",
    }
}

/// Bytes of a record; nothing beyond them is read.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    fn array<const N: usize>(self, at: usize) -> [u8; N] {
        let mut array = [0; N];
        if let Some(bytes) = self.0.get(at..at + N) {
            array.copy_from_slice(bytes);
        }
        array
    }

    pub(super) fn u8(self, at: usize) -> u8 {
        let [byte] = self.array(at);
        byte
    }

    pub(super) fn u16(self, at: usize) -> u16 {
        u16::from_le_bytes(self.array(at))
    }

    pub(super) fn u32(self, at: usize) -> u32 {
        u32::from_le_bytes(self.array(at))
    }

    pub(super) fn f64(self, at: usize) -> f64 {
        f64::from_le_bytes(self.array(at))
    }

    pub(super) fn from(self, at: usize) -> Self {
        Self(self.0.get(at..).unwrap_or_default())
    }

    pub(super) fn to(self, length: usize) -> Self {
        Self(self.0.get(..length.min(self.0.len())).unwrap_or_default())
    }

    /// A text whose length in two bytes is at that place.
    pub(super) fn text16(self, at: usize, length: usize) -> String {
        text8(self.from(at + 2), length).0
    }
}

/// A text behind its length: a byte that says how it is written, then so many characters. Also the bytes that it took.
pub(super) fn text8(data: Bytes<'_>, length: usize) -> (String, usize) {
    let is_wide = data.u8(0) & 1 != 0;
    let bytes = data.from(1).to(if is_wide { length * 2 } else { length });
    let mut text = String::new();
    push_units(&mut text, &units(bytes.0, is_wide));
    (text, 1 + bytes.0.len())
}

fn units(bytes: &[u8], is_wide: bool) -> Vec<u16> {
    if is_wide {
        bytes.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect()
    } else {
        bytes.iter().map(|byte| u16::from(*byte)).collect()
    }
}

pub(super) fn push_units(text: &mut String, units: &[u16]) {
    text.extend(char::decode_utf16(units.iter().copied()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// Texts that may go on in the middle in the next record.
pub(super) struct Texts {
    pieces: Vec<Vec<u8>>,
    piece: usize,
    at: usize,
}

impl Texts {
    pub(super) fn new(pieces: Vec<Vec<u8>>) -> Self {
        Self { pieces, piece: 0, at: 0 }
    }

    /// The bytes that are left in the present record.
    fn rest(&self) -> &[u8] {
        self.pieces.get(self.piece).and_then(|piece| piece.get(self.at..)).unwrap_or_default()
    }

    fn next_piece(&mut self) -> bool {
        (self.piece, self.at) = (self.piece + 1, 0);
        self.piece < self.pieces.len()
    }

    /// So many bytes, or fewer at the end.
    fn bytes(&mut self, mut count: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        while count > 0 {
            let taken = self.rest().len().min(count);
            bytes.extend_from_slice(self.rest().get(..taken).unwrap_or_default());
            self.at += taken;
            count -= taken;
            if count > 0 && !self.next_piece() {
                break;
            }
        }
        bytes
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let taken = self.rest().len().min(count);
            self.at += taken;
            count -= taken;
            if count > 0 && !self.next_piece() {
                break;
            }
        }
    }

    fn is_over(&self) -> bool {
        self.piece >= self.pieces.len() || (self.rest().is_empty() && self.piece + 1 >= self.pieces.len())
    }

    pub(super) fn read(mut self, room: &mut Room) -> Result<Strings, ReadError> {
        let mut strings = Strings::default();
        let head = self.bytes(8);
        let count = Bytes(&head).u32(4);
        for _ in 0..count {
            if self.is_over() {
                break;
            }
            let text = self.string();
            strings.push(&text, room, "SST")?;
        }
        Ok(strings)
    }

    /// The next text: its length and what it has beside, its characters, then formats and what is written above hanzi.
    pub(super) fn string(&mut self) -> String {
        let head = self.bytes(3);
        let head = Bytes(&head);
        let (mut left, flags) = (usize::from(head.u16(0)), head.u8(2));
        let runs = if flags & 8 != 0 { usize::from(Bytes(&self.bytes(2)).u16(0)) } else { 0 };
        let beside = if flags & 4 != 0 { Bytes(&self.bytes(4)).u32(0) as usize } else { 0 };
        let mut is_wide = flags & 1 != 0;
        let mut text = Vec::new();
        while left > 0 {
            let size = if is_wide { 2 } else { 1 };
            let taken = (self.rest().len() / size).min(left);
            text.extend(units(self.rest().get(..taken * size).unwrap_or_default(), is_wide));
            self.at += taken * size;
            left -= taken;
            if left > 0 {
                // Where it goes on, it says anew how it is written.
                if !self.next_piece() {
                    break;
                }
                is_wide = self.rest().first().is_some_and(|flags| flags & 1 != 0);
                self.at = 1;
            }
        }
        self.skip(runs * 4);
        self.skip(beside);
        let mut plain = String::new();
        push_units(&mut plain, &text);
        plain
    }
}
