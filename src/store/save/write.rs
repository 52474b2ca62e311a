//! The only way to write: [`Store::transact`]. In one transaction it appends and applies the revisions,
//! assigns the number, clears the draft, and updates totals and search index.

use rusqlite::{Connection, TransactionBehavior};

use super::numbers;
use crate::domain::identity;
use crate::domain::{Dispute, Laptop, Mediator, NEVER, Office, Operator, OperatorId, Surroundings};
use crate::store::derived::{Bulk, Derived, LockWatch, apply};
use crate::store::log::{
    Body, Change, Fields, Kind, RECOVERED, ROSTER, Revision, RevisionName, difference, fields, fields_of,
    heads_of, insert_revision, largest_stamp, last_of, origin_of,
};
use crate::store::office::{Directory, Settings, data_version, own_device, renew_device, set_meta};
use crate::store::{Device, Result, Store};

/// A case as it stands in the file after its save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The case, its number assigned.
    pub dispute: Dispute,
    /// Whether anything differed from what the file had.
    pub change: Changed,
}

/// Whether a save had anything to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// A revision was appended.
    Written,
    /// The record was the same in the file already.
    Nothing,
}

/// Whether the file is where this laptop left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Home,
    /// It is a copy or a restored file: its next save is logged under a new device.
    Moved,
}

/// How a transaction ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Ending {
    /// What was written stays.
    Commit,
    /// It was a trial and is rolled back.
    RollBack,
}
/// The page cache of an open file, and the one an import gets while it runs; negative is KiB.
pub(in crate::store) const CACHE: i64 = -8_192;
const BULK_CACHE: i64 = -40_960;

/// An open transaction in which records are put.
pub struct Writer<'a> {
    pub(in crate::store) conn: &'a Connection,
    pub(in crate::store) derived: Derived,
    /// Whether this laptop has announced itself in this transaction with a new case of an import.
    pub(super) announced: bool,
    surroundings: &'a mut dyn Surroundings,
    pub(in crate::store) settings: &'a Settings,
    pub(in crate::store) device: Device,
    pub(super) standing: Standing,
    /// The series this laptop has taken within this transaction.
    pub(in crate::store) series: Option<String>,
    pub(in crate::store) operator: Option<OperatorId>,
    /// The origin of its saves; see `Body::via`.
    pub(in crate::store) via: Option<String>,
    pub(in crate::store) at: String,
    pub(in crate::store) stamp: i64,
    pub(super) seq: i64,
    pub(super) prev: [u8; 32],
    bulk: Option<Bulk>,
    /// Whether the next revision is the first of an import or of an act on several cases.
    pub(super) begins: bool,
    /// The files of an import, until its first revision says them.
    pub(super) file: Option<String>,
}

impl Store {
    /// Runs `work` in one transaction. If it fails, nothing of it is in the file.
    ///
    /// # Errors
    /// What `work` returns, or why the file could not be written.
    pub fn transact<T>(&mut self, work: impl FnOnce(&mut Writer<'_>) -> Result<T>) -> Result<T> {
        self.transact_via(None, work)
    }

    /// As [`Self::transact`], for what was not typed on a screen: `via` is the origin (`import`, …). Undo
    /// ignores such saves.
    ///
    /// # Errors
    /// What `work` returns, or why the file could not be written.
    pub fn transact_via<T>(
        &mut self,
        via: Option<&str>,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T>,
    ) -> Result<T> {
        self.transact_ending(via, |writer| Ok((work(writer)?, Ending::Commit)))
    }

    /// As [`Self::transact_via`]; `work` decides whether what it wrote is kept.
    pub(in crate::store) fn transact_ending<T>(
        &mut self,
        via: Option<&str>,
        work: impl FnOnce(&mut Writer<'_>) -> Result<(T, Ending)>,
    ) -> Result<T> {
        if via.is_none() {
            return self.transact_now(None, work);
        }
        // Many cases touch pages all over the indexes; without room for them SQLite writes each one many times.
        self.conn.pragma_update(None, "cache_size", BULK_CACHE)?;
        let done = self.transact_now(via, work);
        self.conn.pragma_update(None, "cache_size", CACHE)?;
        done
    }

    /// As [`Self::transact`], for changes in the roster: offices, people, codes, limits, templates. Here undo
    /// can also take back a new record, which is then never offered.
    ///
    /// # Errors
    /// What `work` returns, or why the file could not be written.
    pub fn manage<T>(&mut self, work: impl FnOnce(&mut Writer<'_>) -> Result<T>) -> Result<T> {
        let done = self.transact_now(Some(ROSTER), |writer| Ok((work(writer)?, Ending::Commit)))?;
        self.settings = Settings::load(&self.conn)?;
        Ok(done)
    }

    pub(super) fn transact_now<T>(
        &mut self,
        via: Option<&str>,
        work: impl FnOnce(&mut Writer<'_>) -> Result<(T, Ending)>,
    ) -> Result<T> {
        // Immediate: a reader that turns writer after another commit is refused without waiting.
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // From here on other programs cannot write. What they wrote before counts for this save: their
        // offices and mediators must not be made twice, and their template gives the number.
        let version = data_version(&tx)?;
        if version != self.data_version {
            self.directory = Directory::load(&tx)?;
            self.settings = Settings::load(&tx)?;
            self.data_version = version;
            let device = own_device(&tx, &self.path)?;
            if device != self.device {
                self.device = device;
                self.mark.standing = Standing::Home;
            }
        }
        let (seq, prev) = last_of(&tx, self.device)?;
        let stamp = largest_stamp(&tx)?;
        let mut writer = Writer {
            derived: Derived::from(std::mem::take(&mut self.directory)),
            at: self.surroundings.now().to_rfc3339(),
            surroundings: self.surroundings.as_mut(),
            settings: &self.settings,
            device: self.device,
            standing: self.mark.standing,
            series: None,
            operator: self.operator,
            via: via.map(str::to_owned),
            stamp,
            seq,
            prev,
            conn: &tx,
            bulk: None,
            announced: false,
            begins: false,
            file: None,
        };
        writer.derived.locks = LockWatch::begin(&tx)?;
        let done = work(&mut writer).and_then(|value| {
            writer.derived.flush(&tx)?;
            writer.bulk.take().map_or(Ok(()), |bulk| bulk.end(&tx))?;
            Ok(value)
        });
        let directory = std::mem::take(&mut writer.derived.directory);
        let (device, now_at, head) = (writer.device, writer.seq, writer.prev);
        let series = writer.series.take();
        let corrected = writer.derived.locks.corrected();
        drop(writer);
        let done = done.and_then(|(value, ending)| {
            match ending {
                Ending::Commit => tx.commit(),
                Ending::RollBack => tx.rollback(),
            }?;
            Ok((value, ending))
        });
        match done {
            Ok((value, Ending::RollBack)) => {
                self.directory = Directory::load(&self.conn)?;
                Ok(value)
            }
            Ok((value, Ending::Commit)) => {
                self.directory = directory;
                self.corrected.extend(corrected);
                if (device, now_at) != (self.device, seq) {
                    self.device = device;
                    self.mark.advance(device.uuid, now_at, head);
                }
                self.settings.series = series.unwrap_or_else(|| std::mem::take(&mut self.settings.series));
                Ok(value)
            }
            Err(error) => {
                // The transaction was rolled back; memory must not be ahead of the file.
                self.directory = Directory::load(&self.conn).unwrap_or(directory);
                Err(error)
            }
        }
    }

    /// Saves a case: `before` is what the screen had read (none for a new case), so that only what was changed
    /// there is written. `clears` names the draft that this save makes superfluous.
    ///
    /// # Errors
    /// Why the file could not be written; nothing of the save is in the file then.
    pub fn save_dispute(
        &mut self,
        before: Option<&Dispute>,
        after: Dispute,
        clears: Option<&str>,
    ) -> Result<Saved> {
        let after = self.transact(|writer| {
            if let Some(place) = clears {
                writer.clear_draft(place)?;
            }
            writer.put_dispute(before, after)
        })?;
        Ok(after)
    }

    /// Makes that person the one at the keyboard. A known person keeps role and PIN; a new one is added to
    /// the roster, which only a lead may do where there is one. The caller has checked the PIN by
    /// [`Self::try_pin`].
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`](crate::store::StoreError::NotAllowed), or why the file could not be written.
    pub fn sign_in(&mut self, operator: &Operator) -> Result<()> {
        let (known, today) = (self.directory.operator(operator.id), self.today());
        let known = known.filter(|known| known.valid_to != Some(NEVER)).cloned();
        // A retired person returns only if whoever is still at the keyboard may decide that.
        let operator = match known {
            Some(known) if known.is_offered(today) => known,
            Some(known) => Operator { valid_to: operator.valid_to, ..known },
            None => operator.clone(),
        };
        let is_known = self.directory.operator(operator.id).is_some_and(|known| *known == operator);
        if !is_known {
            self.transact(|writer| writer.put_operator(&operator))?;
        }
        let before = self.operator.replace(operator.id);
        // So that the next start need not ask who it is.
        let signed = self.transact(|writer| set_meta(writer.conn, "operator", &operator.id.to_string()));
        if signed.is_err() {
            self.operator = before;
        }
        signed
    }
}

impl Writer<'_> {
    /// A fresh identity for a record about to be put.
    pub fn fresh_id<K>(&mut self) -> crate::domain::Id<K> {
        crate::domain::Id::new(self.surroundings.fresh_uuid())
    }

    /// Today by the clock that was handed in.
    pub(in crate::store) fn today(&self) -> chrono::NaiveDate {
        self.surroundings.today()
    }

    /// The number of its last save among those of this device.
    pub(super) const fn last(&self) -> i64 {
        self.seq
    }

    /// Offices, mediators and dictionaries as they stand inside this transaction.
    pub fn directory(&self) -> &Directory {
        &self.derived.directory
    }

    /// Announces that so many new cases will be put. If they are many compared with the file, the transaction
    /// writes them faster, with the same result.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn expect_cases(&mut self, new: u64) -> Result<()> {
        if self.bulk.is_none() && Bulk::pays(self.conn, new)? {
            self.bulk = Some(Bulk::begin(self.conn)?);
        }
        Ok(())
    }

    /// Builds the dropped indexes again; no more cases are expected.
    pub(in crate::store) fn end_bulk(&mut self) -> Result<()> {
        self.bulk.take().map_or(Ok(()), |bulk| bulk.end(self.conn))
    }

    /// Puts a case; an empty number is assigned from the template of the settings.
    ///
    /// # Errors
    /// [`crate::store::StoreError::KeptElsewhere`] where only the laptops of another office may edit it; or why it could not
    /// be written.
    pub fn put_dispute(&mut self, before: Option<&Dispute>, mut after: Dispute) -> Result<Saved> {
        self.keep_to_own(after.id.bytes())?;
        identity::settle(&mut after);
        let laptop = self.announce()?;
        if after.number.is_empty() && before.is_none() {
            self.derived.flush(self.conn)?;
            after.number =
                numbers::next_number(self.conn, &self.derived.directory, self.settings, &laptop, &after)?;
        }
        let (id, fields) = (after.id, fields::of_dispute(&after));
        let change = match before.map(fields::of_dispute) {
            Some(before) => self.put(Kind::Dispute, id.bytes(), Some(&before), &fields)?,
            None => self.put_new(Kind::Dispute, id.bytes(), fields)?,
        };
        Ok(Saved { dispute: after, change })
    }

    /// Puts an office.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_office(&mut self, office: &Office) -> Result<Changed> {
        self.put_whole(Kind::Office, office.id.bytes(), &fields::of_office(office))
    }

    /// Puts a mediator.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_mediator(&mut self, mediator: &Mediator) -> Result<Changed> {
        self.put_whole(Kind::Mediator, mediator.id.bytes(), &fields::of_mediator(mediator))
    }

    /// Puts an operator.
    ///
    /// # Errors
    /// [`StoreError::LastLead`](crate::store::StoreError::LastLead) where nobody would be left to do what he or she may; or why
    /// it could not be written.
    pub fn put_operator(&mut self, operator: &Operator) -> Result<Changed> {
        self.keeps_hands(operator)?;
        self.put_whole(Kind::Operator, operator.id.bytes(), &fields::of_operator(operator))
    }

    /// Puts what a laptop says of itself.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_laptop(&mut self, laptop: &Laptop) -> Result<Changed> {
        self.put_whole(Kind::Laptop, laptop.id.bytes(), &fields::of_laptop(laptop))
    }

    /// Drops a draft together with the save that made it superfluous.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn clear_draft(&mut self, place: &str) -> Result<()> {
        self.conn.prepare_cached("DELETE FROM draft WHERE place = ?1")?.execute([place])?;
        Ok(())
    }

    /// Puts a record, comparing it with its present state in the file.
    pub(in crate::store) fn put_whole(
        &mut self,
        kind: Kind,
        record: &[u8; 16],
        after: &Fields,
    ) -> Result<Changed> {
        let before = fields_of(self.conn, record)?;
        self.put(kind, record, before.as_ref(), after)
    }

    /// Appends and applies the revision that leads from one state of a record to another.
    pub(in crate::store) fn put(
        &mut self,
        kind: Kind,
        record: &[u8; 16],
        before: Option<&Fields>,
        after: &Fields,
    ) -> Result<Changed> {
        let Some(before) = before else { return self.put_new(kind, record, after.clone()) };
        let set = difference(before, after);
        if set.is_empty() {
            return Ok(Changed::Nothing);
        }
        self.put_set(kind, record, set)?;
        Ok(Changed::Written)
    }

    /// Appends and applies the revision that sets those fields of a record.
    pub(super) fn put_set(&mut self, kind: Kind, record: &[u8; 16], set: Fields) -> Result<()> {
        let mut body = Body { set: self.with_replaced(record, set)?, ..Body::default() };
        if body.set.values().all(|change| change.replaces.is_empty()) {
            // On another laptop it must not come before the record itself.
            body.after = origin_of(self.conn, record)?.map(|origin| origin.name);
        }
        self.append(kind, record, body).map(drop)
    }

    /// Appends and applies the revision that makes a record.
    fn put_new(&mut self, kind: Kind, record: &[u8; 16], fields: Fields) -> Result<Changed> {
        if fields.is_empty() {
            return Ok(Changed::Nothing);
        }
        self.append(kind, record, Body::making(fields))?;
        Ok(Changed::Written)
    }

    /// Names for each field the heads that its new value replaces.
    pub(in crate::store) fn with_replaced(
        &self,
        record: &[u8; 16],
        set: Fields,
    ) -> Result<std::collections::BTreeMap<String, Change>> {
        let heads = heads_of(self.conn, record)?.unwrap_or_default();
        let replaced = |field: &str| -> Vec<RevisionName> {
            heads.get(field).map(|list| list.iter().map(|head| head.name).collect()).unwrap_or_default()
        };
        Ok(set
            .into_iter()
            .map(|(field, value)| {
                let replaces = replaced(&field);
                (field, Change { value, replaces })
            })
            .collect())
    }

    /// Appends a lost revision of that kind anew, with its operator and time.
    pub(in crate::store) fn append_as_of(&mut self, lost: &Revision, kind: Kind, set: Fields) -> Result<()> {
        if set.is_empty() {
            return Ok(());
        }
        let body = Body { set: self.with_replaced(&lost.record, set)?, ..Body::default() };
        let operator = lost.operator.map(|id| OperatorId::new(uuid::Uuid::from_bytes(id)));
        let (at, by) = (
            std::mem::replace(&mut self.at, lost.at.clone()),
            std::mem::replace(&mut self.operator, operator),
        );
        let via = self.via.replace(RECOVERED.to_owned());
        let done = self.append(kind, &lost.record, body);
        (self.at, self.operator, self.via) = (at, by, via);
        done.map(drop)
    }

    /// Appends a revision to the log of this device and applies it.
    pub(in crate::store) fn append(
        &mut self,
        kind: Kind,
        record: &[u8; 16],
        mut body: Body,
    ) -> Result<RevisionName> {
        // A recovered save was checked when it was first made.
        if self.via.as_deref() != Some(RECOVERED) {
            self.allow(kind, record, &body)?;
        }
        body.via = self.via.clone();
        body.begins = std::mem::take(&mut self.begins);
        body.file = self.file.take();
        let revision = self.log(kind, record, body.text()?)?;
        apply(self.conn, &revision, body, &mut self.derived)?;
        Ok((self.device.uuid, self.seq))
    }

    /// Writes a revision with that body into the log of this device.
    pub(super) fn log(&mut self, kind: Kind, record: &[u8; 16], body: String) -> Result<Revision> {
        if self.standing == Standing::Moved {
            // A copy that goes on under the same device would log what other laptops take for known.
            self.device = renew_device(self.conn, self.surroundings)?;
            (self.seq, self.prev, self.standing) = (0, [0; 32], Standing::Home);
        }
        self.seq += 1;
        self.stamp += 1;
        let mut revision = Revision {
            device: self.device.uuid,
            seq: self.seq,
            stamp: self.stamp,
            at: self.at.clone(),
            operator: self.operator.map(|id| *id.bytes()),
            kind: kind.code().to_owned(),
            record: *record,
            body,
            prev: self.prev,
            hash: [0; 32],
        };
        revision.hash = revision.computed_hash();
        insert_revision(self.conn, self.device.local, &revision)?;
        self.prev = revision.hash;
        Ok(revision)
    }
}
