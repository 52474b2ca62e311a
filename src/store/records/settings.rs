//! Settings, saved: those of the office as revisions, those of the laptop beside them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::{Id, Limit, OfficeId};
use crate::store::log::{Fields, Kind, origin_of};
use crate::store::office::{Settings, TEMPLATE, limit_key};
use crate::store::save::{Changed, Writer};
use crate::store::{Result, Store};

impl Writer<'_> {
    /// Puts one setting that travels; none is its default again.
    pub(super) fn put_setting(&mut self, key: &str, value: Option<&Value>) -> Result<Changed> {
        let record: Id<Settings> = Id::named(&["setting", key]);
        if value.is_none() && origin_of(self.conn, record.bytes())?.is_none() {
            // Nobody ever set it: there is nothing to take back.
            return Ok(Changed::Nothing);
        }
        let mut fields = Fields::from([("key".to_owned(), json!(key))]);
        fields.extend(value.map(|value| ("value".to_owned(), value.clone())));
        self.put_whole(Kind::Setting, record.bytes(), &fields)
    }

    /// Puts the limits of an office, of the district where none is named; one without days is the district's, or
    /// the built-in one, again.
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

    /// Puts the text of a template; none is the built-in one again.
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

    /// Saves the settings: those of the office as revisions, those of the laptop beside them.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn save_settings(&mut self, settings: &Settings) -> Result<()> {
        let known = self.settings.shared();
        self.transact(|writer| {
            let wanted = settings.shared();
            // What an office had of its own and has no longer goes back to the district's.
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
        // A laptop that has said who it is says it again; one that nobody was told of waits for its first case.
        if self.directory.laptop(self.device()).is_some_and(|said| !settings.is_told_by(said)) {
            self.announce()?;
        }
        Ok(())
    }

    /// Keeps a setting of another floor, of which the store knows only the key; none takes it back. It travels like the other settings of the office.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn keep_setting(&mut self, key: &str, value: Option<&Value>) -> Result<Changed> {
        self.transact_via(Some("import"), |writer| writer.put_setting(key, value))
    }
}
