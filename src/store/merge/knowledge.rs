//! What a file knows: up to which revision it has each device. Two files with equal knowledge are equal.

use std::collections::{BTreeMap, HashSet, VecDeque};

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::domain::{Laptop, LaptopId};
use crate::store::log::Revision;
use crate::store::office::{meta, set_meta};
use crate::store::{Result, Store};
use crate::vault::{PublicKey, SecretKey};

/// The last revision of a device up to which nothing is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Its sequence number; 0 where there is none.
    pub seq: i64,
    /// Its hash, which stands for all before it; zeros where there is none.
    pub hash: [u8; 32],
}

/// How far the revisions of each device are known, without gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Knowledge(BTreeMap<LaptopId, Known>);

impl Knowledge {
    /// How far the revisions of that device are known.
    pub fn of(&self, device: LaptopId) -> Known {
        self.0.get(&device).copied().unwrap_or_default()
    }

    /// Sets how far the revisions of that device are known.
    pub fn put(&mut self, device: LaptopId, known: Known) {
        if known.seq > 0 {
            self.0.insert(device, known);
        } else {
            self.0.remove(&device);
        }
    }

    /// The devices of which anything is known.
    pub fn iter(&self) -> impl Iterator<Item = (LaptopId, Known)> {
        self.0.iter().map(|(device, known)| (*device, *known))
    }

    /// How many revisions are known here and not there.
    pub fn beyond(&self, base: &Self) -> u64 {
        let more = |(device, known): (LaptopId, Known)| known.seq - base.of(device).seq;
        self.iter().map(more).filter_map(|more| u64::try_from(more).ok()).sum()
    }
}

/// The revisions of one device, read a page at a time.
struct Run {
    device: Uuid,
    next: i64,
    to: i64,
    page: VecDeque<Revision>,
}

/// Revisions read at a time.
const PAGE: i64 = 256;

impl Run {
    fn fill(&mut self, store: &Store) -> Result<()> {
        if !self.page.is_empty() || self.next > self.to {
            return Ok(());
        }
        let last = self.to.min(self.next + PAGE - 1);
        let sql = format!(
            "SELECT {} FROM revision r JOIN device d ON d.id = r.device \
             WHERE d.uuid = ?1 AND r.seq BETWEEN ?2 AND ?3 ORDER BY r.seq",
            Revision::COLUMNS
        );
        let mut statement = store.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![self.device, self.next, last], Revision::from_row)?;
        self.page = rows.collect::<rusqlite::Result<_>>()?;
        self.next = last + 1;
        Ok(())
    }
}

impl Store {
    /// How far this file has the revisions of each device.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn knowledge(&self) -> Result<Knowledge> {
        let mut devices = self.conn.prepare_cached("SELECT id, uuid FROM device")?;
        let mut last = self
            .conn
            .prepare_cached("SELECT seq, hash FROM revision WHERE device = ?1 ORDER BY seq DESC LIMIT 1")?;
        let devices = devices.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let devices: Vec<(i64, Uuid)> = devices.collect::<rusqlite::Result<_>>()?;
        let mut knowledge = Knowledge::default();
        for (local, uuid) in devices {
            let known = last.query_row([local], |row| Ok(Known { seq: row.get(0)?, hash: row.get(1)? }));
            knowledge.put(LaptopId::new(uuid), known.optional()?.unwrap_or_default());
        }
        Ok(knowledge)
    }

    /// The revision of that device and number as far as it is known here: zeros for the one before the first, none
    /// where there is no such revision.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn hash_of(&self, device: LaptopId, seq: i64) -> Result<Option<[u8; 32]>> {
        if seq == 0 {
            return Ok(Some([0; 32]));
        }
        let sql =
            "SELECT r.hash FROM revision r JOIN device d ON d.id = r.device WHERE d.uuid = ?1 AND r.seq = ?2";
        let found = self.conn.prepare_cached(sql)?.query_row(params![device.uuid(), seq], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Passes the revisions after `base` up to `to` to `each`, each device's in order and all in the order of
    /// their stamps, so that every one comes after those it depends on. Reads a page at a time.
    ///
    /// # Errors
    /// Why the file could not be read, or the error of `each`.
    pub fn revisions_beyond<E: From<crate::store::StoreError>>(
        &self,
        base: &Knowledge,
        to: &Knowledge,
        mut each: impl FnMut(Revision) -> std::result::Result<(), E>,
    ) -> std::result::Result<u64, E> {
        let mut runs: Vec<Run> = to
            .iter()
            .map(|(device, known)| Run {
                device: device.uuid(),
                next: base.of(device).seq + 1,
                to: known.seq,
                page: VecDeque::new(),
            })
            .collect();
        let mut given = 0;
        loop {
            for run in &mut runs {
                run.fill(self)?;
            }
            let first = runs.iter_mut().filter(|run| !run.page.is_empty());
            let first = first.min_by_key(|run| run.page.front().map(|next| (next.stamp, run.device)));
            let Some(next) = first.and_then(|run| run.page.pop_front()) else { return Ok(given) };
            each(next)?;
            given += 1;
        }
    }

    /// How many cases the revisions after `base` up to `to` are about.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn cases_beyond(&self, base: &Knowledge, to: &Knowledge) -> Result<u64> {
        if base.iter().next().is_none() && *to == self.knowledge()? {
            return Ok(self.conn.query_row("SELECT count(*) FROM dispute", [], |row| row.get(0))?);
        }
        let mut seen: HashSet<[u8; 16]> = HashSet::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT r.record FROM revision r JOIN device d ON d.id = r.device \
             WHERE d.uuid = ?1 AND r.seq BETWEEN ?2 AND ?3 AND r.kind = 'dispute'",
        )?;
        for (device, known) in to.iter() {
            let mut rows = statement.query(params![device.uuid(), base.of(device).seq + 1, known.seq])?;
            while let Some(row) = rows.next()? {
                seen.insert(row.get(0)?);
            }
        }
        Ok(seen.len() as u64)
    }

    /// Whether the revisions after `base` up to `to` include any but disclosures.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn carries_records(&self, base: &Knowledge, to: &Knowledge) -> Result<bool> {
        let mut statement = self.conn.prepare_cached(
            "SELECT 1 FROM revision r JOIN device d ON d.id = r.device \
             WHERE d.uuid = ?1 AND r.seq BETWEEN ?2 AND ?3 AND r.kind <> 'disclosure' LIMIT 1",
        )?;
        for (device, known) in to.iter() {
            if statement.exists(params![device.uuid(), base.of(device).seq + 1, known.seq])? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What that laptop had when last heard of. It never has less: a restored one has a new device.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn heard_of(&self, laptop: LaptopId) -> Result<BTreeMap<LaptopId, i64>> {
        let mut statement = self.conn.prepare_cached("SELECT device, seq FROM heard WHERE laptop = ?1")?;
        let rows =
            statement.query_map([laptop.uuid()], |row| Ok((LaptopId::new(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Stores what that laptop has.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn hear_of(&mut self, laptop: LaptopId, has: &Knowledge) -> Result<()> {
        let tx = self.conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        for (device, known) in has.iter() {
            tx.prepare_cached(
                "INSERT INTO heard (laptop, device, seq) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (laptop, device) DO UPDATE SET seq = max(seq, excluded.seq)",
            )?
            .execute(params![laptop.uuid(), device.uuid(), known.seq])?;
        }
        Ok(tx.commit()?)
    }

    /// The device that writes here.
    pub fn device(&self) -> LaptopId {
        LaptopId::new(self.device.uuid)
    }

    /// The key that opens what is sealed to this laptop; none before [`Self::exchange_keys`] has made it.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn exchange_secret(&self) -> Result<Option<SecretKey>> {
        Ok(meta(&self.conn, KEY)?.and_then(|text| SecretKey::from_text(&text)))
    }

    /// The key that opens what is sealed to this laptop: made on first use and announced with the next
    /// exchange. It never leaves the file.
    ///
    /// # Errors
    /// Why the file could not be written, or when the system has no random data to give.
    pub fn exchange_keys(&mut self) -> Result<(SecretKey, PublicKey)> {
        let secret = match self.exchange_secret()? {
            Some(secret) => secret,
            None => {
                let secret = SecretKey::fresh(self.surroundings.as_mut())?;
                set_meta(&self.conn, KEY, &secret.text())?;
                secret
            }
        };
        let public = secret.public()?;
        let me = LaptopId::new(self.device.uuid);
        let said = self.directory.laptop(me).cloned();
        if said.as_ref().and_then(|laptop| laptop.key.as_deref()) != Some(public.to_string().as_str()) {
            self.transact_via(Some("exchange"), |writer| {
                let laptop = Laptop { key: Some(public.to_string()), ..writer.to_be_said() };
                writer.say(&laptop)
            })?;
        }
        Ok((secret, public))
    }
}

/// The name of the note with the secret key.
const KEY: &str = "exchange_key";
