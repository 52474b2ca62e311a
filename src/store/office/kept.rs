//! Settings of which the store knows only the key: what other floors want kept in the file.

use std::collections::BTreeMap;

use rusqlite::params;
use serde_json::Value;

use crate::domain::Id;
use crate::store::log::heads;
use crate::store::save::Changed;
use crate::store::{Result, Store};

impl Store {
    /// The settings whose keys begin so.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn kept_settings(&self, prefix: &str) -> Result<BTreeMap<String, Value>> {
        let sql = "SELECT key, value FROM setting WHERE key >= ?1 AND key < ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let end = format!("{prefix}\u{10FFFF}");
        let mut rows = statement.query(params![prefix, end])?;
        let mut kept = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (key, text): (String, String) = (row.get(0)?, row.get(1)?);
            kept.extend(serde_json::from_str(&text).ok().map(|value| (key, value)));
        }
        Ok(kept)
    }

    /// Keeps a setting; none takes it back. It travels like the other settings of the office.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn keep_setting(&mut self, key: &str, value: Option<&Value>) -> Result<Changed> {
        let record: Id<super::Settings> = Id::named(&["setting", key]);
        if value.is_none() && heads::origin(&self.conn, record.bytes())?.is_none() {
            // Nobody ever set it: there is nothing to take back.
            return Ok(Changed::Nothing);
        }
        self.transact_via(Some("import"), |writer| writer.put_setting(key, value))
    }
}
