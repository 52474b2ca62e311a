//! What this laptop remembers for itself, such as the folder that was opened last. It is no record: it travels nowhere
//! and no undo touches it.

use super::meta::{meta, set_meta};
use crate::store::{Result, Store};

/// What the keys begin with, so that none can be one the file itself lives by.
const PREFIX: &str = "note.";

impl Store {
    /// What was noted under that name.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn noted(&self, name: &str) -> Result<Option<String>> {
        meta(&self.conn, &format!("{PREFIX}{name}"))
    }

    /// Notes something under that name, in place of what was noted before.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn note(&mut self, name: &str, value: &str) -> Result<()> {
        if self.noted(name)?.as_deref() == Some(value) {
            return Ok(());
        }
        self.transact(|writer| set_meta(writer.conn, &format!("{PREFIX}{name}"), value))
    }
}
