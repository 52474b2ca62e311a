//! The running totals: what one case adds to them, and moving them by the difference.
//!
//! A case adds to the month and the year of its acceptance (受理, 人数, whether it was settled since) and to those of its
//! closing (outcomes, money, days from acceptance to closing), once in the dimension `all` and once under each of its types, villages, mediators
//! and so on. A save moves the totals by what the case adds now less what it added before; differences of one
//! transaction are gathered and written once, which is what keeps an import of many cases fast. `check` recounts them
//! with plain SQL.
//!
//! Three dimensions are only for the analysis and hold no more than it needs (see [`Reach`]): `spot` (village
//! and type), `lead` (the mediator who leads) and `days` (type and days to close, for medians of any span).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, ToSql, params_from_iter};

use crate::domain::{Dispute, Outcome};
use crate::store::Result;

/// The columns of `tally`, in their order.
pub(in crate::store) const MEASURES: [&str; 12] = [
    "accepted",
    "people",
    "written",
    "oral",
    "unsuccessful",
    "withdrawn",
    "referred",
    "amount_fen",
    "days",
    "settled",
    "declined",
    "void",
];
/// The `office` of lines for all offices together: a district reads as few lines as a township.
pub(in crate::store) const ALL_OFFICES: i64 = 0;
const ACCEPTED: usize = 0;
const PEOPLE: usize = 1;
const WRITTEN: usize = 2;
const AMOUNT: usize = 7;
const DAYS: usize = 8;
const SETTLED: usize = 9;
const DECLINED: usize = 10;
const VOID: usize = 11;

/// The dimension of offices: their cases are counted under `all`, separated by the column `office`. Its keys
/// are this file's own integers.
pub(in crate::store) const OFFICE: &str = "office";
/// The dimension of places: village and type, `<village id>:<type code>`.
pub(in crate::store) const SPOT: &str = "spot";
/// The dimension of the mediators who lead (主持).
pub(in crate::store) const LEAD: &str = "lead";
/// The dimension of how long cases took: `<type code>:<days>`.
pub(in crate::store) const DAYS_TAKEN: &str = "days";

/// What a dimension holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Reach {
    /// Acceptances and closings, by office and of all offices together.
    Whole,
    /// Acceptances by office. Their lines are nearly as many as the cases, so that lines for all offices together
    /// would double the cost and save no reading.
    Accepted,
    /// Closings by office, for the same reason.
    Closed,
}

/// What the dimension of that name holds.
pub(in crate::store) fn reach(dimension: &str) -> Reach {
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

/// [`days_taken`] in SQL.
pub(in crate::store) const DAYS_SQL: &str =
    "max(0, CAST(julianday(d.closed_on) - julianday(d.accepted_on) AS INTEGER))";

/// What a case adds to each measure by its acceptance, as SQL counts it.
pub(in crate::store) const ACCEPTED_SQL: &str = "sum(d.aside = 0), sum(CASE WHEN d.aside = 0 THEN ifnull(d.people, \
     (SELECT count(*) FROM party p WHERE p.dispute = d.id)) ELSE 0 END), 0, 0, 0, 0, 0, 0, 0, \
     sum(d.aside = 0 AND ifnull(d.outcome IN ('written', 'oral'), 0)), sum(d.aside = 1 AND d.void_reason IS NULL), sum(d.void_reason IS NOT NULL)";

/// What a case adds to each measure by its closing, as SQL counts it.
pub(in crate::store) static CLOSED_SQL: LazyLock<String> = LazyLock::new(|| {
    let outcomes = &MEASURES[WRITTEN..AMOUNT];
    let outcomes = outcomes.iter().map(|code| format!("sum(d.aside = 0 AND d.outcome = '{code}')"));
    format!(
        "0, 0, {}, sum(CASE WHEN d.aside = 0 AND d.outcome IN ('written', 'oral') THEN ifnull((SELECT a.amount_fen \
         FROM agreement a WHERE a.dispute = d.id), 0) ELSE 0 END), \
         sum(CASE WHEN d.aside = 0 THEN {DAYS_SQL} ELSE 0 END), 0, 0, 0",
        outcomes.collect::<Vec<_>>().join(", ")
    )
});

/// The SQL for the key of a dimension of a case, as in `tally`.
pub(in crate::store) fn key_of(dimension: &str) -> (&'static str, &'static str) {
    match dimension {
        OFFICE => ("CAST(d.office AS TEXT)", ""),
        "type" => ("d.type", ""),
        "source" => ("d.source", ""),
        "level" => ("d.level", ""),
        "difficulty" => ("ifnull(d.difficulty, '')", ""),
        "village" => ("ifnull(lower(hex(v.uuid)), '')", "LEFT JOIN office v ON v.id = d.village"),
        "mediator" => (
            "ifnull(lower(hex(m.uuid)), '')",
            "LEFT JOIN dispute_mediator dm ON dm.dispute = d.id LEFT JOIN mediator m ON m.id = dm.mediator",
        ),
        "tag" => ("t.tag", "JOIN tag t ON t.dispute = d.id"),
        LEAD => (
            "ifnull(lower(hex(m.uuid)), '')",
            "LEFT JOIN dispute_mediator dm ON dm.dispute = d.id AND dm.position = 0 \
             LEFT JOIN mediator m ON m.id = dm.mediator",
        ),
        SPOT => ("ifnull(lower(hex(v.uuid)), '') || ':' || d.type", "LEFT JOIN office v ON v.id = d.village"),
        DAYS_TAKEN => (
            "d.type || ':' || max(0, CAST(julianday(d.closed_on) - julianday(d.accepted_on) AS INTEGER))",
            "",
        ),
        _ => ("''", ""),
    }
}

type Measures = [i64; MEASURES.len()];

/// The key of a line of a dimension: period, key, office.
type Place<'a> = (i32, &'a str, i64);

/// A key of a dimension by the number it has in [`Moves`].
type KeyNumber = u32;

/// Differences of one transaction, not yet written.
///
/// They are held by month and office alone, and the keys by small numbers: a case moves some eighty lines of `tally`,
/// and an import many cases. The lines of years and of all offices together follow when they are written.
#[derive(Debug, Default)]
pub(in crate::store) struct Moves {
    /// Dimension and key of each number.
    keys: Vec<(&'static str, String)>,
    numbers: QuickMap<&'static str, QuickMap<String, KeyNumber>>,
    lines: QuickMap<(KeyNumber, i32, i64), Measures>,
    /// The keys of the present case; kept to reuse the allocation.
    of_case: Vec<(Reach, KeyNumber)>,
}

type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Hashes the small numbers of a line and the keys, several dozen a case. No defence against keys that somebody chose to collide.
#[derive(Debug, Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.write_u64(u64::from_le_bytes(*word)));
        rest.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_i32(&mut self, number: i32) {
        self.write_u64(u64::from(number.cast_unsigned()));
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517C_C1B7_2722_0A95);
    }

    fn finish(&self) -> u64 {
        // The table goes by the low bits, and the product mixes the high ones.
        self.0.rotate_left(26)
    }
}

/// Adds a case to the totals or takes it away.
#[derive(Debug, Clone, Copy)]
pub(super) enum Move {
    Add,
    Remove,
}

/// The most lines held before they are written: some eight megabytes, about as much again while they are.
const MOST_LINES: usize = 56_000;

impl Moves {
    /// Notes what `dispute` adds to, or takes from, the totals of its office.
    pub(super) fn note(&mut self, dispute: &Dispute, office: i64, way: Move) {
        let sign = match way {
            Move::Add => 1,
            Move::Remove => -1,
        };
        self.of_case.clear();
        each_key(dispute, |dimension, key| self.number(dimension, key));
        self.post(office, dispute.accepted_on, sign, (Reach::Accepted, &accepted_measures(dispute)));
        if let Some((on, measures)) = closed_measures(dispute) {
            self.post(office, on, sign, (Reach::Closed, &measures));
        }
    }

    /// Whether there are so many that they should be written.
    pub(super) fn are_many(&self) -> bool {
        self.lines.len() >= MOST_LINES
    }

    /// Gives a number to a key of the present case.
    fn number(&mut self, dimension: &'static str, key: &str) {
        let known = self.numbers.entry(dimension).or_default();
        let number = known.get(key).copied().unwrap_or_else(|| {
            let number = KeyNumber::try_from(self.keys.len()).unwrap_or(KeyNumber::MAX);
            known.insert(key.to_owned(), number);
            self.keys.push((dimension, key.to_owned()));
            number
        });
        self.of_case.push((reach(dimension), number));
    }

    fn post(&mut self, office: i64, on: NaiveDate, sign: i64, (flow, measures): (Reach, &Measures)) {
        let month = month_code(on);
        for (reach, key) in &self.of_case {
            if *reach == Reach::Whole || *reach == flow {
                add(self.lines.entry((*key, month, office)).or_default(), measures, sign);
            }
        }
    }

    /// Writes the differences and forgets them.
    pub(in crate::store) fn flush(&mut self, conn: &Connection) -> Result<()> {
        let mut upsert = conn.prepare_cached(&UPSERT)?;
        let mut sweep = conn.prepare_cached(&SWEEP)?;
        // In the order of the table, and of one dimension at a time: all lines together would take several times the room.
        let mut dimensions: Vec<&'static str> = self.numbers.keys().copied().collect();
        dimensions.sort_unstable();
        for dimension in dimensions {
            for ((period, key, office), measures) in self.lines_of(dimension) {
                let place: [&dyn ToSql; 4] = [&dimension, &period, &key, &office];
                let amounts = measures.iter().map(|amount| amount as &dyn ToSql);
                upsert.execute(params_from_iter(place.into_iter().chain(amounts)))?;
                if measures.iter().any(|amount| *amount < 0) {
                    sweep.execute(params_from_iter(place))?;
                }
            }
        }
        drop((upsert, sweep));
        // The numbers too: of a million cases the keys alone take more room than the lines.
        *self = Self::default();
        Ok(())
    }

    /// The lines of a dimension that are moved, those of years and of all offices too, in the order of the table.
    fn lines_of(&self, wanted: &str) -> Vec<(Place<'_>, Measures)> {
        let mut all: QuickMap<(KeyNumber, i32, i64), Measures> = QuickMap::default();
        let is_whole = reach(wanted) == Reach::Whole;
        for (&(number, month, office), measures) in &self.lines {
            if self.key(number).is_none_or(|(dimension, _)| *dimension != wanted) {
                continue;
            }
            let offices = if is_whole { &[office, ALL_OFFICES][..] } else { &[office] };
            for &office in offices {
                add(all.entry((number, month, office)).or_default(), measures, 1);
                add(all.entry((number, month / 100, office)).or_default(), measures, 1);
            }
        }
        let named = |((number, period, office), measures): ((KeyNumber, i32, i64), Measures)| {
            Some(((period, self.key(number)?.1.as_str(), office), measures))
        };
        let mut lines: Vec<_> = all
            .into_iter()
            .filter(|(_, measures)| measures.iter().any(|amount| *amount != 0))
            .filter_map(named)
            .collect();
        lines.sort_unstable_by_key(|(place, _)| *place);
        lines
    }

    fn key(&self, number: KeyNumber) -> Option<&(&'static str, String)> {
        self.keys.get(usize::try_from(number).ok()?)
    }
}

fn add(line: &mut Measures, measures: &Measures, sign: i64) {
    for (sum, amount) in line.iter_mut().zip(measures) {
        *sum += sign * amount;
    }
}

/// 202403 for a day in March 2024.
pub(in crate::store) fn month_code(day: NaiveDate) -> i32 {
    day.year() * 100 + i32::try_from(day.month()).unwrap_or(0)
}

/// Calls `names` with each dimension and key under which a case counts.
fn each_key(dispute: &Dispute, mut names: impl FnMut(&'static str, &str)) {
    let village = dispute.village.map(|id| id.to_string()).unwrap_or_default();
    let kind = dispute.kind.as_str();
    names("all", "");
    names("type", kind);
    names("source", dispute.source.as_str());
    names("level", dispute.level.code());
    names("village", &village);
    names("difficulty", dispute.difficulty.map(|grade| grade.code()).unwrap_or_default());
    for (position, id) in dispute.mediators.iter().enumerate() {
        if dispute.mediators.iter().position(|other| other == id) != Some(position) {
            continue;
        }
        let id = id.to_string();
        names("mediator", &id);
        if position == 0 {
            names(LEAD, &id);
        }
    }
    if dispute.mediators.is_empty() {
        names("mediator", "");
        names(LEAD, "");
    }
    for tag in &dispute.tags {
        names("tag", tag);
    }
    names(SPOT, &format!("{village}:{kind}"));
    if let Some(days) = days_taken(dispute) {
        names(DAYS_TAKEN, &format!("{kind}:{days}"));
    }
}

fn accepted_measures(dispute: &Dispute) -> Measures {
    let mut measures = [0; MEASURES.len()];
    if dispute.void.is_some() {
        measures[VOID] = 1;
    } else if dispute.is_accepted() {
        measures[ACCEPTED] = 1;
        measures[PEOPLE] = i64::from(dispute.people_count());
        measures[SETTLED] = i64::from(dispute.closing.is_some_and(|closing| closing.outcome.is_success()));
    } else {
        measures[DECLINED] = 1;
    }
    measures
}

fn closed_measures(dispute: &Dispute) -> Option<(NaiveDate, Measures)> {
    let closing = dispute.closing.filter(|_| dispute.is_accepted())?;
    let mut measures = [0; MEASURES.len()];
    let column = match closing.outcome {
        Outcome::Written => WRITTEN,
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

static UPSERT: LazyLock<String> = LazyLock::new(|| {
    let columns = MEASURES.join(", ");
    let values = (5..5 + MEASURES.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    let moves = MEASURES.map(|name| format!("{name} = {name} + excluded.{name}")).join(", ");
    format!(
        "INSERT INTO tally (dimension, period, key, office, {columns}) VALUES (?1, ?2, ?3, ?4, {values}) \
         ON CONFLICT DO UPDATE SET {moves}"
    )
});

/// Removes lines that are all zero, because a recount never makes one.
static SWEEP: LazyLock<String> = LazyLock::new(|| {
    let zeros = MEASURES.map(|name| format!("{name} = 0")).join(" AND ");
    format!("DELETE FROM tally WHERE dimension = ?1 AND period = ?2 AND key = ?3 AND office = ?4 AND {zeros}")
});
