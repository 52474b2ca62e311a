//! Saving settings: those of the office as revisions, those of the laptop outside of the log.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::{Id, Limit, OfficeId, RestYear};
use crate::store::log::{Fields, Kind, origin_of};
use crate::store::office::{Settings, TEMPLATE, limit_key, rest_days_key, rest_days_value};
use crate::store::save::{Changed, Writer};
use crate::store::{Result, Store};

impl Writer<'_> {
    /// Puts one setting that is exchanged; none restores its default.
    pub(super) fn put_setting(&mut self, key: &str, value: Option<&Value>) -> Result<Changed> {
        let record: Id<Settings> = Id::named(&["setting", key]);
        if value.is_none() && origin_of(self.conn, record.bytes())?.is_none() {
            // It was never set: there is nothing to take back.
            return Ok(Changed::Nothing);
        }
        let mut fields = Fields::from([("key".to_owned(), json!(key))]);
        fields.extend(value.map(|value| ("value".to_owned(), value.clone())));
        self.put_whole(Kind::Setting, record.bytes(), &fields)
    }

    /// Puts the limits of an office, or of the district where none is named; a limit without days returns to
    /// that of the district or the built-in one.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_limits(
        &mut self,
        office: Option<OfficeId>,
        limits: &BTreeMap<Limit, Option<u32>>,
    ) -> Result<Changed> {
        let mut change = Changed::Nothing;
        for (limit, days) in limits {
            let key = office.map_or_else(|| limit.code().to_owned(), |office| limit_key(*limit, office));
            let value = days.map(|days| json!(days));
            if self.put_setting(&key, value.as_ref())? == Changed::Written {
                change = Changed::Written;
            }
        }
        Ok(change)
    }

    /// Puts the holidays and swapped working days of a year; none restores the built-in table, or none.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_rest_year(&mut self, year: i32, table: Option<&RestYear>) -> Result<Changed> {
        self.put_setting(&rest_days_key(year), table.map(rest_days_value).as_ref())
    }

    /// Puts the text of a template; none restores the built-in one.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_template(&mut self, name: &str, text: Option<&str>) -> Result<Changed> {
        self.put_setting(&format!("{TEMPLATE}{name}"), text.map(|text| json!(text)).as_ref())
    }
}

impl Store {
    /// Goes back to the built-in text of a template.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn reset_template(&mut self, name: &str) -> Result<Changed> {
        if self.template(name).is_none() {
            return Ok(Changed::Nothing);
        }
        self.manage(|writer| writer.put_template(name, None))
    }

    /// Saves the settings: those of the office as revisions, those of the laptop outside of the log.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn save_settings(&mut self, settings: &Settings) -> Result<()> {
        let known = self.settings.shared();
        self.transact(|writer| {
            let wanted = settings.shared();
            // An office's own limit that was removed returns to the district's.
            let dropped = known.keys().filter(|key| !wanted.contains_key(*key));
            for key in dropped {
                writer.put_setting(key, None)?;
            }
            for (key, value) in wanted.iter().filter(|(key, value)| known.get(*key) != Some(value)) {
                writer.put_setting(key, Some(value))?;
            }
            settings.keep_local(writer.conn)
        })?;
        self.settings = Settings::load(&self.conn)?;
        // A laptop that has announced itself does so again; any other waits for its first case.
        if self.directory.laptop(self.device()).is_some_and(|said| !settings.is_told_by(said)) {
            self.announce()?;
        }
        Ok(())
    }

    /// Stores a setting of another layer, exchanged like the office's other settings; none removes it.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn keep_setting(&mut self, key: &str, value: Option<&Value>) -> Result<Changed> {
        self.transact_via(Some("import"), |writer| writer.put_setting(key, value))
    }
}
