//! Taking in revisions from elsewhere: each is checked before it is written, all are written in one
//! transaction, and they are applied by the same function as a save made here. Known revisions are skipped,
//! so taking in twice has no further effect.
//!
//! A revision that depends on a missing one waits: it and the later ones of its laptop are left out, and the
//! gap is reported. An invalid one, such as a fork or an altered revision, ends the whole intake.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::knowledge::{Knowledge, Known};
use super::taken::{Barred, Gap, IntakeError, NewConflict, Refusal, SameNumber, TakenIn, Taking};
use crate::domain::{Id, LaptopId};
use crate::store::derived::apply;
use crate::store::log::{Body, Kind, Revision, RevisionName, insert_revision};
use crate::store::office::Settings;
use crate::store::save::{Ending, Writer};
use crate::store::{Result, Store};

/// The largest stamp accepted, so that no bundle can bring the counter to its end.
const LARGEST_STAMP: i64 = 1 << 52;
/// The furthest that a stamp may be above all known ones: nobody makes that many between two exchanges.
const LARGEST_LEAP: i64 = 1 << 32;
/// The most bytes of a revision's body: the lock of a month with half a million cases.
pub const LARGEST_BODY: usize = 64 << 20;
/// The most bytes of the short texts of a revision.
const LONGEST_WORD: usize = 64;

impl Store {
    /// Takes in the given revisions: those of a device in order, and each after those it depends on. `cases`
    /// is how many cases they are about, if known; the revisions of `barred` are left out.
    ///
    /// # Errors
    /// [`IntakeError`]; nothing was taken in then.
    pub fn take_in<E>(
        &mut self,
        revisions: impl Iterator<Item = std::result::Result<Revision, E>>,
        cases: u64,
        barred: &Barred,
        taking: Taking,
    ) -> std::result::Result<TakenIn, IntakeError<E>> {
        let knowledge = self.knowledge()?;
        let ending = match taking {
            Taking::ForGood => Ending::Commit,
            Taking::OnTrial => Ending::RollBack,
        };
        let done = self.transact_ending(Some("exchange"), |writer| {
            writer.expect_cases(cases)?;
            let done = Intake::new(writer, &knowledge, barred).and_then(|intake| intake.all(revisions));
            match done {
                Ok(report) => Ok((Ok(report), ending)),
                Err(IntakeError::Store(error)) => Err(error),
                Err(error) => Ok((Err(error), Ending::RollBack)),
            }
        });
        let report = done??;
        if taking == Taking::ForGood {
            self.settings = Settings::load(&self.conn)?;
        }
        Ok(report)
    }
}

/// The state of a device while revisions come in.
#[derive(Clone, Copy)]
struct Line {
    /// This file's own small integer.
    local: i64,
    /// The last revision known before.
    had: i64,
    last: Known,
    stamp: i64,
}

struct Intake<'w, 'c> {
    writer: &'w mut Writer<'c>,
    lines: BTreeMap<Uuid, Line>,
    barred: &'w Barred,
    /// Devices whose revisions wait.
    waiting: BTreeSet<Uuid>,
    gaps: BTreeMap<LaptopId, Gap>,
    /// Cases that were here before and were changed.
    changed: HashSet<[u8; 16]>,
    highest: i64,
    report: TakenIn,
}

/// What to do with a revision.
enum Verdict {
    Take(Box<Body>),
    Leave,
}

impl<'w, 'c> Intake<'w, 'c> {
    fn new<E>(
        writer: &'w mut Writer<'c>,
        knowledge: &Knowledge,
        barred: &'w Barred,
    ) -> std::result::Result<Self, IntakeError<E>> {
        let mut lines = BTreeMap::new();
        let mut statement = writer.conn.prepare("SELECT id, uuid FROM device")?;
        let devices = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for device in devices {
            let (local, uuid): (i64, Uuid) = device?;
            let last = knowledge.of(LaptopId::new(uuid));
            let stamp = writer
                .conn
                .prepare_cached("SELECT stamp FROM revision WHERE device = ?1 AND seq = ?2")?
                .query_row([local, last.seq], |row| row.get(0))
                .optional()?;
            lines.insert(uuid, Line { local, had: last.seq, last, stamp: stamp.unwrap_or(0) });
        }
        drop(statement);
        let highest = writer.stamp;
        Ok(Self {
            writer,
            lines,
            barred,
            waiting: BTreeSet::new(),
            gaps: BTreeMap::new(),
            changed: HashSet::new(),
            highest,
            report: TakenIn::default(),
        })
    }

    fn all<E>(
        mut self,
        revisions: impl Iterator<Item = std::result::Result<Revision, E>>,
    ) -> std::result::Result<TakenIn, IntakeError<E>> {
        for revision in revisions {
            let revision = revision.map_err(IntakeError::Source)?;
            match self.judge(&revision)? {
                Verdict::Take(body) => self.take(&revision, *body)?,
                Verdict::Leave => {}
            }
        }
        self.end().map_err(IntakeError::Store)
    }

    /// Whether a revision is new, and can be taken in now.
    fn judge<E>(&mut self, revision: &Revision) -> std::result::Result<Verdict, IntakeError<E>> {
        let (device, seq) = (LaptopId::new(revision.device), revision.seq);
        let last = self.lines.get(&revision.device).map(|line| line.last).unwrap_or_default();
        if seq <= 0 {
            return Err(Refusal::Unreadable { device, seq }.into());
        }
        if seq <= last.seq {
            let ours = if seq == last.seq { last.hash } else { self.hash_of(revision.device, seq)? };
            if ours != revision.hash {
                if self.is_barred(device, seq) {
                    return Ok(Verdict::Leave);
                }
                return Err(Refusal::Fork { device, seq, ours, theirs: revision.hash }.into());
            }
            self.report.known += 1;
            return Ok(Verdict::Leave);
        }
        if self.is_barred(device, seq) || self.waiting.contains(&revision.device) {
            return Ok(self.wait(revision.device));
        }
        if seq > last.seq + 1 {
            self.miss(device, last.seq, seq - 1);
            return Ok(self.wait(revision.device));
        }
        if revision.prev != last.hash {
            return Err(if last.seq > 0 {
                Refusal::Fork { device, seq: last.seq, ours: last.hash, theirs: revision.prev }
            } else {
                Refusal::Altered { device, seq }
            }
            .into());
        }
        let body = self.sane(revision)?;
        match self.missing(revision, &body)? {
            Some(gap) => {
                self.miss(gap.device, gap.have, gap.need);
                Ok(self.wait(revision.device))
            }
            None => Ok(Verdict::Take(Box::new(body))),
        }
    }

    /// Its body, where it matches its hash and is possible.
    fn sane<E>(&self, revision: &Revision) -> std::result::Result<Body, IntakeError<E>> {
        let (device, seq, stamp) = (LaptopId::new(revision.device), revision.seq, revision.stamp);
        if revision.computed_hash() != revision.hash {
            return Err(Refusal::Altered { device, seq }.into());
        }
        let words = [&revision.at, &revision.kind];
        if revision.body.len() > LARGEST_BODY
            || words.iter().any(|word| word.is_empty() || word.len() > LONGEST_WORD)
        {
            return Err(Refusal::Unreadable { device, seq }.into());
        }
        let Ok(body) = revision.parsed() else { return Err(Refusal::Unreadable { device, seq }.into()) };
        let before = self.lines.get(&revision.device).map_or(0, |line| line.stamp);
        if stamp <= before || stamp > LARGEST_STAMP || stamp - self.highest > LARGEST_LEAP {
            return Err(Refusal::Stamp { device, seq, stamp }.into());
        }
        let kind: Option<String> = self
            .writer
            .conn
            .prepare_cached("SELECT kind FROM record WHERE uuid = ?1")?
            .query_row([revision.record], |row| row.get(0))
            .optional()?;
        if kind.is_some_and(|kind| kind != revision.kind) {
            return Err(Refusal::Unreadable { device, seq }.into());
        }
        Ok(body)
    }

    /// A missing revision that it depends on.
    fn missing<E>(
        &self,
        revision: &Revision,
        body: &Body,
    ) -> std::result::Result<Option<Gap>, IntakeError<E>> {
        let replaced = body.set.values().flat_map(|change| &change.replaces);
        let rests_on: BTreeSet<&RevisionName> = replaced.chain(&body.after).collect();
        for (uuid, need) in rests_on {
            let (device, need) = (LaptopId::new(*uuid), *need);
            let have = self.lines.get(uuid).map_or(0, |line| line.last.seq);
            let barred = self.is_barred(device, need);
            if *uuid == revision.device && need >= revision.seq {
                return Err(Refusal::Unreadable { device, seq: revision.seq }.into());
            }
            if need > have || barred {
                return Ok(Some(Gap { device, have: if barred { have.min(need - 1) } else { have }, need }));
            }
            if self.stamp_of(*uuid, need)? >= revision.stamp {
                let (device, seq) = (LaptopId::new(revision.device), revision.seq);
                return Err(Refusal::Stamp { device, seq, stamp: revision.stamp }.into());
            }
        }
        Ok(None)
    }

    fn take<E>(&mut self, revision: &Revision, body: Body) -> std::result::Result<(), IntakeError<E>> {
        let conn = self.writer.conn;
        if revision.kind == Kind::Dispute.code() {
            self.note_case(&revision.record)?;
        }
        let line = match self.lines.entry(revision.device) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unheard) => {
                conn.execute("INSERT INTO device (uuid) VALUES (?1)", [revision.device])?;
                let local = conn.last_insert_rowid();
                unheard.insert(Line { local, had: 0, last: Known::default(), stamp: 0 })
            }
        };
        insert_revision(conn, line.local, revision)?;
        line.last = Known { seq: revision.seq, hash: revision.hash };
        line.stamp = revision.stamp;
        apply(conn, revision, body, &mut self.writer.derived)?;
        self.highest = self.highest.max(revision.stamp);
        self.report.revisions += 1;
        if self.writer.went_on(revision) {
            self.report.taken_back += 1;
        }
        Ok(())
    }

    /// Counts a case that will be added or changed.
    fn note_case(&mut self, record: &[u8; 16]) -> Result<()> {
        let sql = "SELECT d.uuid, r.seq FROM record r JOIN device d ON d.id = r.device WHERE r.uuid = ?1";
        let made: Option<(Uuid, i64)> = self
            .writer
            .conn
            .prepare_cached(sql)?
            .query_row([record], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match made {
            None => self.report.cases_new += 1,
            Some((device, seq)) if self.lines.get(&device).is_some_and(|line| seq <= line.had) => {
                self.changed.insert(*record);
            }
            // It was added in this intake.
            Some(_) => {}
        }
        Ok(())
    }

    fn end(mut self) -> Result<TakenIn> {
        self.writer.stamp = self.writer.stamp.max(self.highest);
        self.writer.end_bulk()?;
        self.report.cases_changed = self.changed.len() as u64;
        self.report.gaps = self.gaps.values().copied().collect();
        self.report.conflicts = self.conflicts()?;
        if self.report.cases_new + self.report.cases_changed > 0 {
            self.report.collisions = self.collisions()?;
        }
        Ok(self.report)
    }

    fn conflicts(&self) -> Result<Vec<NewConflict>> {
        let mut kind = self.writer.conn.prepare_cached("SELECT kind FROM record WHERE uuid = ?1")?;
        let contests = self.writer.derived.contests.iter();
        contests
            .map(|(record, field)| {
                let kind = kind.query_row([record], |row| row.get(0))?;
                Ok(NewConflict { record: *record, kind, field: field.clone() })
            })
            .collect()
    }

    fn collisions(&self) -> Result<Vec<SameNumber>> {
        let conn = self.writer.conn;
        let mut keys = conn.prepare_cached(
            "SELECT number_key FROM dispute WHERE number_key <> '' GROUP BY number_key HAVING count(*) > 1",
        )?;
        let mut of_key = conn.prepare_cached(
            "SELECT d.uuid, d.number, v.uuid, r.seq FROM dispute d JOIN record r ON r.uuid = d.uuid \
             JOIN device v ON v.id = r.device WHERE d.number_key = ?1 AND d.void_reason IS NULL ORDER BY d.uuid",
        )?;
        let keys: Vec<String> = keys.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut found = Vec::new();
        for key in keys {
            let cases =
                of_key.query_map([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            let cases: Vec<(Uuid, String, Uuid, i64)> = cases.collect::<rusqlite::Result<_>>()?;
            let came = |(uuid, _, device, seq): &(Uuid, String, Uuid, i64)| {
                self.changed.contains(uuid.as_bytes())
                    || self.lines.get(device).is_some_and(|line| *seq > line.had)
            };
            if cases.len() > 1 && cases.iter().any(came) {
                let number = cases.first().map(|case| case.1.clone()).unwrap_or_default();
                let cases = cases.into_iter().map(|case| Id::new(case.0)).collect();
                found.push(SameNumber { number, cases });
            }
        }
        Ok(found)
    }

    fn is_barred(&self, device: LaptopId, seq: i64) -> bool {
        self.barred.get(&device).is_some_and(|from| seq >= *from)
    }

    fn wait(&mut self, device: Uuid) -> Verdict {
        self.waiting.insert(device);
        self.report.waiting += 1;
        Verdict::Leave
    }

    fn miss(&mut self, device: LaptopId, have: i64, need: i64) {
        let gap = self.gaps.entry(device).or_insert(Gap { device, have, need });
        gap.need = gap.need.max(need);
    }

    fn hash_of(&self, device: Uuid, seq: i64) -> Result<[u8; 32]> {
        let sql =
            "SELECT r.hash FROM revision r JOIN device d ON d.id = r.device WHERE d.uuid = ?1 AND r.seq = ?2";
        Ok(self.writer.conn.prepare_cached(sql)?.query_row(params![device, seq], |row| row.get(0))?)
    }

    fn stamp_of(&self, device: Uuid, seq: i64) -> Result<i64> {
        let sql = "SELECT r.stamp FROM revision r JOIN device d ON d.id = r.device WHERE d.uuid = ?1 AND r.seq = ?2";
        let stamp = self.writer.conn.prepare_cached(sql)?.query_row(params![device, seq], |row| row.get(0));
        Ok(stamp.optional()?.unwrap_or(0))
    }
}
