//! The running totals: what one case adds to them, and moving them by the difference.
//!
//! A case adds to the month and the year of its acceptance (受理, 人数) and to those of its closing (outcomes, money,
//! days from acceptance to closing), once in the dimension `all` and once under each of its types, villages, mediators
//! and so on. A save moves the totals by what the case adds now less what it added before; differences of one
//! transaction are gathered and written once, which is what keeps an import of many cases fast. `check` recounts them
//! with plain SQL.
//!
//! Three dimensions serve the analysis alone and are kept as small as that needs (see [`Reach`]): `spot` (village and
//! type), `lead` (the mediator who leads) and `days` (type and days to close, from which medians of any span come).

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, params_from_iter, types::Value};

use super::error::Result;
use crate::domain::{Dispute, Outcome};

/// The columns of `tally`, in their order.
pub(super) const MEASURES: [&str; 11] = [
    "accepted",
    "people",
    "written",
    "oral",
    "unsuccessful",
    "withdrawn",
    "referred",
    "amount_fen",
    "days",
    "declined",
    "void",
];
/// Stands in the column `office` of the lines that sum all offices, so that a district reads as few lines as a township.
pub(super) const ALL_OFFICES: i64 = 0;
const ACCEPTED: usize = 0;
const PEOPLE: usize = 1;
const AMOUNT: usize = 7;
const DAYS: usize = 8;
const DECLINED: usize = 9;
const VOID: usize = 10;

/// The dimension of places: village and type, `<village id>:<type code>`.
pub(super) const SPOT: &str = "spot";
/// The dimension of the mediators who lead (主持).
pub(super) const LEAD: &str = "lead";
/// The dimension of how long cases took: `<type code>:<days>`.
pub(super) const DAYS_TAKEN: &str = "days";

/// What a dimension holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Acceptances and closings, by office and of all offices together.
    Whole,
    /// Acceptances by office. Their lines are nearly as many as the cases, so that lines for all offices together
    /// would double the cost and save no reading.
    Accepted,
    /// Closings by office, for the same reason.
    Closed,
}

/// What the dimension of that name holds.
pub(super) fn reach(dimension: &str) -> Reach {
    match dimension {
        SPOT | LEAD => Reach::Accepted,
        DAYS_TAKEN => Reach::Closed,
        _ => Reach::Whole,
    }
}

/// Days from acceptance to closing; a case that was closed before it was accepted took none.
pub(super) fn days_taken(dispute: &Dispute) -> Option<i64> {
    let closing = dispute.closing.filter(|_| dispute.is_accepted())?;
    Some((closing.on - dispute.accepted_on).num_days().max(0))
}

type Measures = [i64; MEASURES.len()];

/// Where a line of the totals stands: dimension, period, key, office.
type Place = (&'static str, i32, String, i64);

/// Differences of one transaction, not yet written.
#[derive(Debug, Default)]
pub(super) struct Moves(HashMap<Place, Measures>);

/// Adds a case to the totals or takes it away.
#[derive(Debug, Clone, Copy)]
pub(super) enum Move {
    Add,
    Remove,
}

impl Moves {
    /// Notes what `dispute` adds to, or takes from, the totals of its office.
    pub(super) fn note(&mut self, dispute: &Dispute, office: i64, way: Move) {
        let keys = keys(dispute);
        let sign = match way {
            Move::Add => 1,
            Move::Remove => -1,
        };
        self.post(&keys, office, dispute.accepted_on, sign, (Reach::Accepted, &accepted_measures(dispute)));
        if let Some((on, measures)) = closed_measures(dispute) {
            self.post(&keys, office, on, sign, (Reach::Closed, &measures));
        }
    }

    fn post(
        &mut self,
        keys: &[(&'static str, String)],
        office: i64,
        on: NaiveDate,
        sign: i64,
        (flow, measures): (Reach, &Measures),
    ) {
        for period in [on.year(), month_code(on)] {
            for (dimension, key) in keys {
                let reach = reach(dimension);
                if reach != Reach::Whole && reach != flow {
                    continue;
                }
                let offices = if reach == Reach::Whole { &[office, ALL_OFFICES][..] } else { &[office] };
                for office in offices.iter().copied() {
                    let line = self.0.entry((*dimension, period, key.clone(), office)).or_default();
                    for (sum, amount) in line.iter_mut().zip(measures) {
                        *sum += sign * amount;
                    }
                }
            }
        }
    }

    /// Writes the differences and forgets them.
    pub(super) fn flush(&mut self, conn: &Connection) -> Result<()> {
        let mut upsert = conn.prepare_cached(&upsert_sql())?;
        let mut sweep = conn.prepare_cached(&sweep_sql())?;
        for ((dimension, period, key, office), measures) in self.0.drain() {
            if measures.iter().all(|amount| *amount == 0) {
                continue;
            }
            let place = [
                Value::from(dimension.to_owned()),
                Value::from(i64::from(period)),
                Value::from(key),
                Value::from(office),
            ];
            let amounts = measures.iter().map(|amount| Value::from(*amount));
            upsert.execute(params_from_iter(place.iter().cloned().chain(amounts)))?;
            if measures.iter().any(|amount| *amount < 0) {
                sweep.execute(params_from_iter(place.iter()))?;
            }
        }
        Ok(())
    }
}

/// 202403 for a day in March 2024.
pub(super) fn month_code(day: NaiveDate) -> i32 {
    day.year() * 100 + i32::try_from(day.month()).unwrap_or(0)
}

/// Under which keys of which dimensions a case counts.
fn keys(dispute: &Dispute) -> Vec<(&'static str, String)> {
    let mut keys = vec![
        ("all", String::new()),
        ("type", dispute.kind.to_string()),
        ("source", dispute.source.to_string()),
        ("level", dispute.level.code().to_owned()),
        ("village", dispute.village.map(|id| id.to_string()).unwrap_or_default()),
        ("difficulty", dispute.difficulty.map(|grade| grade.code().to_owned()).unwrap_or_default()),
    ];
    let mut mediators = dispute.mediators.clone();
    mediators.sort_unstable();
    mediators.dedup();
    keys.extend(mediators.into_iter().map(|id| ("mediator", id.to_string())));
    if dispute.mediators.is_empty() {
        keys.push(("mediator", String::new()));
    }
    keys.extend(dispute.tags.iter().map(|tag| ("tag", tag.clone())));
    keys.push((LEAD, dispute.mediators.first().map(ToString::to_string).unwrap_or_default()));
    let village = dispute.village.map(|id| id.to_string()).unwrap_or_default();
    keys.push((SPOT, format!("{village}:{}", dispute.kind)));
    keys.extend(days_taken(dispute).map(|days| (DAYS_TAKEN, format!("{}:{days}", dispute.kind))));
    keys
}

fn accepted_measures(dispute: &Dispute) -> Measures {
    let mut measures = [0; MEASURES.len()];
    if dispute.void.is_some() {
        measures[VOID] = 1;
    } else if dispute.is_accepted() {
        measures[ACCEPTED] = 1;
        measures[PEOPLE] = i64::from(dispute.people_count());
    } else {
        measures[DECLINED] = 1;
    }
    measures
}

fn closed_measures(dispute: &Dispute) -> Option<(NaiveDate, Measures)> {
    let closing = dispute.closing.filter(|_| dispute.is_accepted())?;
    let mut measures = [0; MEASURES.len()];
    let column = match closing.outcome {
        Outcome::Written => 2,
        Outcome::Oral => 3,
        Outcome::Unsuccessful => 4,
        Outcome::Withdrawn => 5,
        Outcome::Referred => 6,
        Outcome::Declined => return None,
    };
    measures[column] = 1;
    measures[AMOUNT] = dispute.agreed_amount().0;
    measures[DAYS] = days_taken(dispute).unwrap_or(0);
    Some((closing.on, measures))
}

fn upsert_sql() -> String {
    let columns = MEASURES.join(", ");
    let values = (5..5 + MEASURES.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    let moves = MEASURES.map(|name| format!("{name} = {name} + excluded.{name}")).join(", ");
    format!(
        "INSERT INTO tally (dimension, period, key, office, {columns}) VALUES (?1, ?2, ?3, ?4, {values}) \
         ON CONFLICT DO UPDATE SET {moves}"
    )
}

/// A line that fell to nothing is removed, so that a recount, which never makes one, stays equal.
fn sweep_sql() -> String {
    let zeros = MEASURES.map(|name| format!("{name} = 0")).join(" AND ");
    format!("DELETE FROM tally WHERE dimension = ?1 AND period = ?2 AND key = ?3 AND office = ?4 AND {zeros}")
}
