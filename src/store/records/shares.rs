//! Each case's share in the figures of some days, and its difference from that when a month was locked.

use std::collections::BTreeMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Value, json};

use super::Lock;
use crate::domain::date_entry::iso;
use crate::domain::{DateRange, DisputeId, Fen, Id, Level, Outcome, SourceCode, TypeCode};
use crate::store::column::{code, plan};
use crate::store::derived::{DAYS_SQL, Share};
use crate::store::figures::Figures;
use crate::store::{Result, Store, StoreError};

/// The shares of the cases that count in some days.
pub(super) type Shares = BTreeMap<DisputeId, Share>;

/// A case whose share has changed since the month was locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectedCase {
    /// The case.
    pub id: DisputeId,
    /// 编号, as it is now.
    pub number: String,
    /// Its share then; none where it did not count.
    pub then: Option<Share>,
    /// Its share now; none where it no longer counts.
    pub now: Option<Share>,
}

/// 更正: what was edited in a month after it was locked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The figures as they were reported.
    pub snapshot: Figures,
    /// The figures of the same days as of now.
    pub now: Figures,
    /// The difference between snapshot and now: the sum of the changes of the cases below. 在办 is a stock:
    /// it also changes with corrections in earlier months.
    pub difference: Figures,
    /// The cases whose share changed, by their ids.
    pub cases: Vec<CorrectedCase>,
}

impl Corrections {
    /// Whether nothing was edited since.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty() && self.difference == Figures::default()
    }
}

impl Share {
    /// The share as a line of figures; 在办 is not a flow and stays 0.
    pub fn figures(&self) -> Figures {
        let closed_as = |outcome| i64::from(self.outcome == Some(outcome));
        Figures {
            accepted: self.accepted,
            people: self.people,
            written: closed_as(Outcome::Written),
            oral: closed_as(Outcome::Oral),
            unsuccessful: closed_as(Outcome::Unsuccessful),
            withdrawn: closed_as(Outcome::Withdrawn),
            referred: closed_as(Outcome::Referred),
            amount: self.amount,
            days: self.days,
            ..Figures::default()
        }
    }
}

impl Store {
    /// What was edited in a month after it was locked. Reads the cases of its days by index, and the shares
    /// in the lock: a few milliseconds for a thousand cases.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn corrections(&self, lock: &Lock) -> Result<Corrections> {
        let mut then = self.locked_shares(lock)?;
        let now = of_days(&self.conn, self.directory.local_of(lock.office), lock.range)?;
        let mut changed = BTreeMap::new();
        for (id, share) in now {
            let before = then.remove(&id);
            if before.as_ref() != Some(&share) {
                changed.insert(id, (before, Some(share)));
            }
        }
        changed.extend(then.into_iter().map(|(id, share)| (id, (Some(share), None))));
        let figures = self.figures(lock.range, lock.office)?.reported();
        // The stock is not compared case by case.
        let mut difference =
            Figures { pending: figures.pending - lock.snapshot.pending, ..Figures::default() };
        let mut cases = Vec::with_capacity(changed.len());
        for (id, (then, now)) in changed {
            let sum = |share: &Option<Share>| share.as_ref().map(Share::figures).unwrap_or_default();
            difference = difference + sum(&now) - sum(&then);
            cases.push(CorrectedCase { id, number: self.number_of(id)?, then, now });
        }
        Ok(Corrections { snapshot: lock.snapshot, now: figures, difference, cases })
    }

    /// The number of a case; empty where it has none, or where the file lacks it.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn number_of(&self, id: DisputeId) -> Result<String> {
        let sql = "SELECT number FROM dispute WHERE uuid = ?1";
        match self.conn.prepare_cached(sql)?.query_row([id.uuid()], |row| row.get(0)) {
            // Only where the file lacks a case that another laptop had.
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(String::new()),
            other => other.map_err(StoreError::from),
        }
    }

    /// The query plan for the cases of a month, for the test that it follows an index.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn corrections_plan(&self, lock: &Lock) -> Result<String> {
        let office = self.directory.local_of(lock.office);
        let mut steps = Vec::new();
        for day in DAYS {
            let (text, values) = query(day, office, lock.range);
            steps.push(plan(&self.conn, &text, values)?);
        }
        Ok(steps.join("\n"))
    }
}

/// The days by which a case counts.
const DAYS: [&str; 2] = ["accepted_on", "closed_on"];

/// The shares of the cases that count in those days, for one office or for all.
pub(super) fn of_days(conn: &Connection, office: Option<i64>, range: DateRange) -> Result<Shares> {
    let mut shares = Shares::new();
    for day in DAYS {
        let (text, values) = query(day, office, range);
        let mut statement = conn.prepare_cached(&text)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            // A case accepted and closed within the days comes twice, with the same share.
            shares.insert(Id::new(row.get(0)?), share(row)?);
        }
    }
    Ok(shares)
}

fn query(day: &str, office: Option<i64>, range: DateRange) -> (String, Vec<Sql>) {
    let mut values = vec![Sql::from(iso(range.from)), Sql::from(iso(range.to))];
    values.extend(office.map(Sql::from));
    // The plus makes SQLite use the index of the days: an office may have a hundred times as many cases.
    let office = if office.is_some() { " AND +d.office = ?3" } else { "" };
    let text = format!(
        "SELECT d.uuid, d.accepted_on BETWEEN ?1 AND ?2, \
         ifnull(d.people, (SELECT count(*) FROM party p WHERE p.dispute = d.id)), \
         CASE WHEN d.closed_on BETWEEN ?1 AND ?2 THEN d.outcome END, \
         (SELECT a.amount_fen FROM agreement a WHERE a.dispute = d.id), d.type, d.source, d.level, \
         CASE WHEN d.closed_on BETWEEN ?1 AND ?2 THEN {DAYS_SQL} END FROM dispute d WHERE d.{day} BETWEEN ?1 AND ?2 AND d.aside = 0{office}"
    );
    (text, values)
}

fn share(row: &rusqlite::Row<'_>) -> rusqlite::Result<Share> {
    let accepted: i64 = row.get(1)?;
    let people: i64 = row.get(2)?;
    let outcome = code(row, 3, Outcome::from_code)?;
    let amount: Option<i64> = row.get(4)?;
    let agreed = outcome.is_some_and(Outcome::is_success);
    Ok(Share {
        accepted,
        people: accepted * people,
        outcome,
        amount: amount.filter(|_| agreed).map(Fen).unwrap_or_default(),
        kind: code(row, 5, |code| code.parse().ok())?.unwrap_or_else(TypeCode::other),
        source: code(row, 6, |code| code.parse().ok())?.unwrap_or_else(SourceCode::apply),
        level: code(row, 7, Level::from_code)?.unwrap_or(Level::Township),
        days: row.get::<_, Option<i64>>(8)?.unwrap_or(0),
    })
}

/// One short list for each case, in the format that `schema.sql` describes: some 80 bytes.
pub(super) fn to_json(shares: &Shares) -> Value {
    let line = |(id, share): (&DisputeId, &Share)| {
        json!([
            id.to_string(),
            share.accepted,
            share.people,
            share.outcome.map(Outcome::code),
            share.amount.0,
            share.kind.as_str(),
            share.source.as_str(),
            share.level.code(),
            share.days,
        ])
    };
    shares.iter().map(line).collect()
}

/// Reads what [`to_json`] wrote; a line that is not understood is left out.
pub(super) fn from_json(value: &Value) -> Shares {
    let line = |line: &Value| {
        let line = line.as_array()?;
        let number = |at: usize| line.get(at).and_then(Value::as_i64).unwrap_or(0);
        let text = |at: usize| line.get(at).and_then(Value::as_str);
        let share = Share {
            accepted: number(1),
            people: number(2),
            outcome: text(3).and_then(Outcome::from_code),
            amount: Fen(number(4)),
            kind: text(5).and_then(|code| code.parse().ok()).unwrap_or_else(TypeCode::other),
            source: text(6).and_then(|code| code.parse().ok()).unwrap_or_else(SourceCode::apply),
            level: text(7).and_then(Level::from_code).unwrap_or(Level::Township),
            days: number(8),
        };
        Some((text(0)?.parse().ok()?, share))
    };
    value.as_array().into_iter().flatten().filter_map(line).collect()
}
