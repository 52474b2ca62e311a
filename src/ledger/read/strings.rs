//! The texts that the cells of a workbook share.

use super::fill::CELL_TAKES;
use super::formats::Formats;
use super::limits::{Room, large_part};
use crate::ledger::error::ReadError;

/// What the cells of all sheets of a package refer to.
pub(super) struct Shared {
    pub formats: Formats,
    pub strings: Strings,
}

/// Texts in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a text, which that part of the package holds.
    pub(super) fn push(&mut self, text: &str, room: &mut Room, part: &str) -> Result<(), ReadError> {
        let has_room = room.take(text.len() + CELL_TAKES);
        self.text.push_str(if has_room { text } else { "" });
        let (true, Ok(end)) = (has_room, u32::try_from(self.text.len())) else {
            return Err(large_part(part, Room::most()));
        };
        self.ends.push(end);
        Ok(())
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        let start =
            at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |start| *start as usize);
        self.text.get(start..end)
    }

    /// The number of texts.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}
