//! Drafts: what is typed and not yet saved, kept so that Esc, a crash or a power cut loses nothing.

use rusqlite::{OptionalExtension, params};

use crate::store::{Result, Store};

/// An unsaved entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The form's own data, JSON.
    pub body: String,
    /// When it was last stored, RFC 3339.
    pub at: String,
}

impl Store {
    /// Stores what is being typed at `place` (`entry`, or the id of the case that is edited). `body` is JSON.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn keep_draft(&mut self, place: &str, body: &str) -> Result<()> {
        let at = self.surroundings.now().to_rfc3339();
        self.conn
            .prepare_cached(
                "INSERT INTO draft (place, body, at) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (place) DO UPDATE SET body = excluded.body, at = excluded.at",
            )?
            .execute(params![place, body, at])?;
        Ok(())
    }

    /// The draft at `place`, if there is one.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn draft(&self, place: &str) -> Result<Option<Draft>> {
        Ok(self
            .conn
            .prepare_cached("SELECT body, at FROM draft WHERE place = ?1")?
            .query_row([place], |row| Ok(Draft { body: row.get(0)?, at: row.get(1)? }))
            .optional()?)
    }

    /// Deletes a draft at the user's request.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn drop_draft(&mut self, place: &str) -> Result<()> {
        self.conn.prepare_cached("DELETE FROM draft WHERE place = ?1")?.execute([place])?;
        Ok(())
    }
}
