//! 重号: one number on two cases, given by two laptops independently. Every laptop decides alike which case
//! keeps it; the other gets a new number and a remark with the old one.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use crate::domain::{Dispute, DisputeId, Id, Laptop, LaptopId, OfficeId, Remark};
use crate::store::log::{Body, Kind, dispute_of, fields, fields_of};
use crate::store::office::Settings;
use crate::store::save::{Saved, Writer, as_it_will_be, next_number};
use crate::store::{Result, Store, StoreError};

/// The name of the note with the number of collisions.
const COUNTED: &str = "collisions";

/// What a person has to decide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attention {
    /// Fields with different values from two laptops.
    pub conflicts: u64,
    /// Cases with a number that another one had before.
    pub collisions: u64,
}

/// One of the cases that have one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// The case.
    pub id: DisputeId,
    /// The number as it is written there.
    pub number: String,
    /// The laptop that logged it.
    pub logged_on: LaptopId,
    /// The office that alone may change it; none where anybody may.
    pub keeper: Option<OfficeId>,
    /// Its position among all revisions: the earliest case keeps the number.
    made: i64,
}

/// A number of several cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberCollision {
    /// The case made first, which keeps the number.
    pub keeps: Numbered,
    /// The others, in the order in which they were made; each gets a new number.
    pub others: Vec<Numbered>,
}

impl Store {
    /// The numbers of several cases, in order; void cases keep theirs. Reads the index of numbers once.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn number_collisions(&self) -> Result<Vec<NumberCollision>> {
        let sql =
            "SELECT number_key FROM dispute WHERE number_key <> '' GROUP BY number_key HAVING count(*) > 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let keys = statement.query_map([], |row| row.get(0))?;
        let keys: Vec<String> = keys.collect::<rusqlite::Result<_>>()?;
        let met = keys.iter().map(|key| self.numbered(key)).collect::<Result<Vec<_>>>()?;
        Ok(met.into_iter().filter_map(split).collect())
    }

    /// How many cases have a number that another one had before.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn collision_count(&self) -> Result<u64> {
        let met = self.number_collisions()?;
        Ok(met.iter().map(|collision| collision.others.len() as u64).sum())
    }

    /// Counts the cases whose number another one had before, and stores the result for [`Self::attention`].
    ///
    /// # Errors
    /// Why the file could not be read or written.
    pub fn count_collisions(&mut self) -> Result<u64> {
        let count = self.collision_count()?;
        if count > 0 || self.noted(COUNTED)?.is_some() {
            self.note(COUNTED, &count.to_string())?;
        }
        Ok(count)
    }

    /// What a person has to decide: conflicting fields, and collisions of numbers as last counted. Costs next
    /// to nothing.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn attention(&self) -> Result<Attention> {
        let collisions = self.noted(COUNTED)?.and_then(|count| count.parse().ok()).unwrap_or(0);
        Ok(Attention { conflicts: self.conflict_count()?, collisions })
    }

    fn numbered(&self, key: &str) -> Result<Vec<Numbered>> {
        let sql = "SELECT p.uuid, p.number, d.uuid, r.stamp FROM dispute p JOIN record c ON c.uuid = p.uuid \
                   JOIN device d ON d.id = c.device JOIN revision r ON r.device = c.device AND r.seq = c.seq \
                   WHERE p.number_key = ?1 AND p.void_reason IS NULL ORDER BY r.stamp, d.uuid, c.seq";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([key], |row| {
            let (id, logged_on) = (Id::new(row.get(0)?), LaptopId::new(row.get(2)?));
            Ok(Numbered { id, number: row.get(1)?, logged_on, keeper: None, made: row.get(3)? })
        })?;
        let rows: Vec<Numbered> = rows.collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(|one| Ok(Numbered { keeper: self.keeper_of(one.id)?, ..one })).collect()
    }

    /// The number that this laptop would give the case now: the next of its own series.
    ///
    /// # Errors
    /// As [`Self::dispute`], and where the number template is wrong.
    pub fn next_number_for(&self, id: DisputeId) -> Result<String> {
        let laptop: Laptop = as_it_will_be(self);
        next_number(&self.conn, &self.directory, &self.settings, &laptop, &self.dispute(id)?)
    }

    /// Gives the case a new number. The old one is kept in it as a remark in the words of `said`, so that
    /// both find it.
    ///
    /// # Errors
    /// [`StoreError::KeptElsewhere`] where another office has to do it; or why the file could not be written.
    pub fn renumber(
        &mut self,
        id: DisputeId,
        number: &str,
        said: impl FnOnce(&str) -> String,
    ) -> Result<Saved> {
        let today = self.today();
        self.transact(|writer| {
            let before = dispute_of(writer.conn, id)?;
            let mut after = Dispute { number: number.to_owned(), ..before.clone() };
            // Its id follows from its content: if two laptops do the same, there is one remark.
            let remark = Id::named(&["renumbered", &id.to_string(), &before.number]);
            if after.remarks.iter().all(|known| known.id != remark) {
                after.remarks.push(Remark { id: remark, on: today, text: said(&before.number) });
            }
            writer.put_dispute(Some(&before), after)
        })
    }

    /// Work to do after revisions came from elsewhere: takes another series where this laptop's numbers would
    /// collide with another's, and counts collisions. Returns the new series, if one was taken.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn after_exchange(&mut self) -> Result<Option<String>> {
        let before = self.this_laptop().series;
        if self.directory.laptop(self.device()).is_some() {
            self.announce()?;
        }
        self.count_collisions()?;
        let now = self.this_laptop().series;
        Ok((now != before).then_some(now))
    }

    /// Resolves a conflict: the value replaces all that laptops had written independently. It is a save even
    /// where the value is the one shown already.
    ///
    /// # Errors
    /// [`StoreError::NoSuchRecord`]; [`StoreError::KeptElsewhere`]; or why the file could not be written.
    pub fn settle(&mut self, record: uuid::Uuid, field: &str, value: &Value) -> Result<()> {
        self.transact(|writer| writer.settle(record, field, value))?;
        self.settings = Settings::load(&self.conn)?;
        Ok(())
    }

    /// The case with another value in one field of the log, to put that value into words.
    ///
    /// # Errors
    /// As [`Self::dispute`].
    pub fn dispute_with(&self, id: DisputeId, field: &str, value: &Value) -> Result<Dispute> {
        let mut shown = fields_of(&self.conn, id.bytes())?.ok_or(StoreError::NoSuchRecord)?;
        if value.is_null() {
            shown.remove(field);
        } else {
            shown.insert(field.to_owned(), value.clone());
        }
        Ok(fields::to_dispute(id, &shown))
    }

    /// The fields of a case by their names in the log, with their values.
    pub fn fields_of(case: &Dispute) -> BTreeMap<String, Value> {
        fields::of_dispute(case)
    }
}

fn split(mut met: Vec<Numbered>) -> Option<NumberCollision> {
    if met.len() < 2 {
        return None;
    }
    let keeps = met.remove(0);
    Some(NumberCollision { keeps, others: met })
}

impl Writer<'_> {
    fn settle(&mut self, record: uuid::Uuid, field: &str, value: &Value) -> Result<()> {
        let record = record.into_bytes();
        let kind = kind_of(self.conn, &record)?.ok_or(StoreError::NoSuchRecord)?;
        if kind == Kind::Dispute {
            self.keep_to_own(&record)?;
        }
        let set = BTreeMap::from([(field.to_owned(), value.clone())]);
        let body = Body { set: self.with_replaced(&record, set)?, ..Body::default() };
        self.append(kind, &record, body)?;
        Ok(())
    }
}

fn kind_of(conn: &Connection, record: &[u8; 16]) -> Result<Option<Kind>> {
    let sql = "SELECT kind FROM record WHERE uuid = ?1";
    let kind: Option<String> = conn.prepare_cached(sql)?.query_row([record], |row| row.get(0)).optional()?;
    Ok(kind.as_deref().and_then(Kind::from_code))
}
