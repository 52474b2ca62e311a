//! 本机: what this laptop tells others about itself, and what is known of the others.
//!
//! A laptop announces itself with the first case it saves, and again when that has changed. The check costs a
//! save nothing: the last announcement is held in memory.

use rusqlite::params;
use uuid::Uuid;

use super::{Changed, Writer};
use crate::domain::{AWAY, Laptop, LaptopId, OfficeId, is_same_series, series_of};
use crate::store::log::Revision;
use crate::store::office::{Directory, set_meta};
use crate::store::{Result, Store};

/// A laptop whose revisions are in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownLaptop {
    /// The device that stands in its revisions.
    pub id: LaptopId,
    /// Its announcement; none where it has made none yet.
    pub said: Option<Laptop>,
    /// The sequence number of its last revision here; 0 where it has none.
    pub last: i64,
    /// When that was, by its own clock, as RFC 3339; empty where it has none.
    pub at: String,
}

/// The series of a laptop, given the known ones of its office.
fn own_series(directory: &Directory, me: LaptopId, home: OfficeId, has: &str) -> String {
    let of_home = directory.laptops().filter(|laptop| laptop.home == home && laptop.id != me);
    let others: Vec<(LaptopId, &str)> = of_home.map(|laptop| (laptop.id, laptop.series.as_str())).collect();
    if others.is_empty() { has.to_owned() } else { series_of(me, has, &others) }
}

/// The mark of this laptop in the numbers of an office: its series, made distinct where the office has
/// laptops of its own that number their cases.
pub(in crate::store) fn series_for(directory: &Directory, laptop: &Laptop, office: OfficeId) -> String {
    let mut theirs = directory.laptops().filter(|other| other.home == office && other.id != laptop.id);
    let meets = office != laptop.home && theirs.any(|other| is_same_series(&other.series, &laptop.series));
    if meets { format!("{AWAY}{}", laptop.series) } else { laptop.series.clone() }
}

/// What this laptop will announce with its first save.
pub(in crate::store) fn as_it_will_be(store: &Store) -> Laptop {
    let said = store.this_laptop();
    let series = own_series(&store.directory, said.id, store.settings.home, &store.settings.series);
    Laptop { series, home: store.settings.home, ..said }
}

impl Writer<'_> {
    /// Continues after a revision of this very device that came back from elsewhere; false for another's.
    pub(in crate::store) fn went_on(&mut self, revision: &Revision) -> bool {
        let own = revision.device == self.device.uuid;
        if own {
            (self.seq, self.prev) = (revision.seq, revision.hash);
        }
        own
    }

    /// What this laptop should announce, by its settings and what is known of the others.
    pub(in crate::store) fn to_be_said(&self) -> Laptop {
        let (settings, directory) = (self.settings, &self.derived.directory);
        let id = LaptopId::new(self.device.uuid);
        let said = directory.laptop(id);
        // A series taken in this transaction is not in the settings yet.
        let has = self.series.as_deref().unwrap_or(&settings.series);
        Laptop {
            id,
            name: settings.laptop.clone(),
            home: settings.home,
            series: own_series(directory, id, settings.home, has),
            key: said.and_then(|laptop| laptop.key.clone()),
        }
    }

    /// Announces this laptop, where that has changed.
    pub(in crate::store) fn announce(&mut self) -> Result<Laptop> {
        let laptop = self.to_be_said();
        if self.derived.directory.laptop(laptop.id) != Some(&laptop) {
            self.say(&laptop)?;
        }
        Ok(laptop)
    }

    /// Saves that announcement of this laptop and uses its series from now on.
    pub(in crate::store) fn say(&mut self, laptop: &Laptop) -> Result<()> {
        if laptop.series != self.settings.series {
            set_meta(self.conn, "series", &laptop.series)?;
            self.series = Some(laptop.series.clone());
        }
        self.put_laptop(laptop)?;
        Ok(())
    }
}

impl Store {
    /// The name of the laptop of that device, else the end of its id. This laptop has the name of its settings,
    /// also before it announced itself to others.
    pub fn laptop_name(&self, device: Uuid) -> String {
        let own = (device == self.device.uuid).then_some(&self.settings.laptop);
        let own = own.filter(|name| !name.is_empty()).cloned();
        own.unwrap_or_else(|| self.directory.laptop_name(device))
    }

    /// The last announcement of this laptop, or the one it would make now.
    pub fn this_laptop(&self) -> Laptop {
        let said = self.directory.laptop(self.device()).cloned();
        said.unwrap_or_else(|| Laptop {
            id: self.device(),
            name: self.settings.laptop.clone(),
            home: self.settings.home,
            series: self.settings.series.clone(),
            key: None,
        })
    }

    /// Announces this laptop, where that has changed: after an exchange, which may have brought another
    /// laptop with the same series.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn announce(&mut self) -> Result<Changed> {
        let before = self.directory.laptop(self.device()).cloned();
        let after = self.transact(|writer| writer.announce())?;
        Ok(if before.as_ref() == Some(&after) { Changed::Nothing } else { Changed::Written })
    }

    /// Another laptop of that office that numbers its cases by that series.
    pub fn laptop_with_series(&self, home: OfficeId, series: &str) -> Option<&Laptop> {
        let mut others = self.directory.laptops().filter(|laptop| laptop.id != self.device());
        others.find(|laptop| laptop.home == home && is_same_series(&laptop.series, series))
    }

    /// Every laptop with revisions here, this one first, then those heard of most recently.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn known_laptops(&self) -> Result<Vec<KnownLaptop>> {
        let mut statement = self.conn.prepare_cached("SELECT id, uuid FROM device")?;
        let devices = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let devices: Vec<(i64, Uuid)> = devices.collect::<rusqlite::Result<_>>()?;
        let sql = "SELECT seq, at FROM revision WHERE device = ?1 ORDER BY seq DESC LIMIT 1";
        let mut newest = self.conn.prepare_cached(sql)?;
        let mut known = Vec::new();
        for (local, uuid) in devices {
            let id = LaptopId::new(uuid);
            let mut rows = newest.query(params![local])?;
            let (last, at) = match rows.next()? {
                Some(row) => (row.get(0)?, row.get(1)?),
                None => (0, String::new()),
            };
            let said = self.directory.laptop(id).cloned();
            known.push(KnownLaptop { id, said, last, at });
        }
        let me = self.device();
        known.sort_by(|one, other| {
            (one.id != me, &other.at, one.id).cmp(&(other.id != me, &one.at, other.id))
        });
        Ok(known)
    }
}
