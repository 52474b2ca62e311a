//! Counting a span of days: from the running totals where whole months allow it, along the indexes at the edges.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::totals::{Figures, TotalsRow};
use crate::domain::DateRange;
use crate::domain::date_entry::iso;
use crate::store::Result;
use crate::store::derived::{
    ACCEPTED_SQL, ALL_OFFICES, CLOSED_SQL, MEASURES, OFFICE, Reach, key_of, month_code, reach,
};

/// How many of [`MEASURES`] count cases of the totals.
pub(super) const FLOWING: usize = 10;

/// The figures of a span by key.
pub(super) type ByKey = BTreeMap<String, Figures>;

/// The first day any case can have.
fn beginning() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN)
}

/// Counts flows and stocks for one office, or for all.
pub(in crate::store) struct Spans<'a> {
    pub conn: &'a Connection,
    pub office: Option<i64>,
}

/// A span split into periods and days.
#[derive(Default)]
struct Pieces {
    /// Years and months of `tally`, as inclusive spans of its period codes.
    periods: Vec<(i32, i32)>,
    /// Days to be counted one by one.
    edges: Vec<(DateRange, Side)>,
}

/// Whether the days of an edge are added or subtracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// They are added.
    In,
    /// They are subtracted: most of a month is the month less the rest, which leaves fewer days to count one
    /// by one.
    Out,
}

impl Pieces {
    fn has(&self, period: i32) -> bool {
        self.periods.iter().any(|(from, to)| (*from..=*to).contains(&period))
    }

    /// Adds a part of one month.
    fn add_part(&mut self, range: DateRange) {
        let month =
            DateRange { from: range.from.with_day(1).unwrap_or(range.from), to: end_of_month(range.from) };
        if range.days() * 2 <= month.days() {
            self.edges.push((range, Side::In));
            return;
        }
        self.periods.push((month_code(range.from), month_code(range.from)));
        let before = range.from.pred_opt().and_then(|to| DateRange::new(month.from, to));
        let after = range.to.succ_opt().and_then(|from| DateRange::new(from, month.to));
        self.edges.extend(before.into_iter().chain(after).map(|rest| (rest, Side::Out)));
    }
}

fn pieces(range: DateRange) -> Pieces {
    let mut pieces = Pieces::default();
    let mut from = range.from;
    while from <= range.to {
        let year_end = NaiveDate::from_ymd_opt(from.year(), 12, 31).unwrap_or(range.to);
        let month_end = end_of_month(from);
        let to = if from.ordinal() == 1 && year_end <= range.to {
            pieces.periods.push((from.year(), from.year()));
            year_end
        } else if from.day() == 1 && month_end <= range.to {
            pieces.periods.push((month_code(from), month_code(from)));
            month_end
        } else {
            let to = month_end.min(range.to);
            pieces.add_part(DateRange { from, to });
            to
        };
        let Some(next) = to.succ_opt() else { break };
        from = next;
    }
    pieces.periods.dedup_by(|next, run| {
        let follows = next.0 == run.1 + 1;
        if follows {
            run.1 = next.1;
        }
        follows
    });
    pieces
}

fn end_of_month(day: NaiveDate) -> NaiveDate {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| first.pred_opt()).unwrap_or(day)
}

impl Spans<'_> {
    /// The figures of each of several spans, by key of that dimension. All spans are read in one pass over
    /// the running totals: a table, its year to date and the year before share most of their months.
    pub(super) fn flows(&self, dimension: &str, ranges: &[DateRange]) -> Result<Vec<ByKey>> {
        let all: Vec<Pieces> = ranges.iter().map(|range| pieces(*range)).collect();
        let mut sums = vec![ByKey::new(); ranges.len()];
        for (from, to) in merged(&all) {
            self.add_periods(dimension, (from, to), &all, &mut sums)?;
        }
        let mut edges: BTreeMap<DateRange, Vec<(usize, Side)>> = BTreeMap::new();
        for (at, pieces) in all.iter().enumerate() {
            for (edge, side) in &pieces.edges {
                edges.entry(*edge).or_default().push((at, *side));
            }
        }
        let flows: &[Flow] = match reach(dimension) {
            Reach::Whole => &[Flow::Accepted, Flow::Closed],
            Reach::Accepted => &[Flow::Accepted],
            Reach::Closed => &[Flow::Closed],
        };
        for (edge, spans) in edges {
            for flow in flows {
                self.add_edge(dimension, *flow, edge, &spans, &mut sums)?;
            }
        }
        Ok(sums)
    }

    /// Rows are read in the order of their periods and added up here; grouping in SQL would sort them first.
    fn add_periods(
        &self,
        dimension: &str,
        (from, to): (i32, i32),
        all: &[Pieces],
        sums: &mut [ByKey],
    ) -> Result<()> {
        let (stored, key) =
            if dimension == OFFICE { ("all", "CAST(office AS TEXT)") } else { (dimension, "key") };
        // Lines of all offices together do not tell offices apart, and some dimensions have no such lines.
        let apart = dimension == OFFICE || reach(stored) != Reach::Whole;
        let sign = if apart && self.office.is_none() { "<>" } else { "=" };
        let sql = format!(
            "SELECT period, {key}, {} FROM tally \
             WHERE dimension = ?1 AND period BETWEEN ?2 AND ?3 AND office {sign} ?4",
            MEASURES[..FLOWING].join(", ")
        );
        let values = [
            Value::from(stored.to_owned()),
            Value::from(i64::from(from)),
            Value::from(i64::from(to)),
            Value::from(self.office.unwrap_or(ALL_OFFICES)),
        ];
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let period = row.get(0)?;
            let figures = measured(row, 2)?;
            let key = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            for (pieces, sums) in all.iter().zip(&mut *sums) {
                if pieces.has(period) {
                    add(sums, key, figures, Side::In);
                }
            }
        }
        Ok(())
    }

    fn add_edge(
        &self,
        dimension: &str,
        flow: Flow,
        edge: DateRange,
        spans: &[(usize, Side)],
        sums: &mut [ByKey],
    ) -> Result<()> {
        let mut values = vec![Value::from(iso(edge.from)), Value::from(iso(edge.to))];
        values.extend(self.office.map(Value::from));
        let mut statement = self.conn.prepare_cached(&edge_sql(dimension, flow, self.office))?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let figures = measured(row, 1)?;
            let key = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            spans.iter().for_each(|(at, side)| add(&mut sums[*at], key, figures, *side));
        }
        Ok(())
    }

    /// As [`Self::flows`], with what was pending at the end of each span. Keys without any figure are left out.
    pub(in crate::store) fn by_key(&self, dimension: &str, ranges: &[DateRange]) -> Result<Vec<ByKey>> {
        let since = ranges.iter().map(|range| DateRange { from: beginning(), to: range.to });
        let mut all = self.flows(dimension, &ranges.iter().copied().chain(since).collect::<Vec<_>>())?;
        let since = all.split_off(ranges.len());
        for (sums, since) in all.iter_mut().zip(since) {
            for (key, since) in since {
                let pending = since.accepted - since.closed();
                if pending != 0 || sums.contains_key(&key) {
                    sums.entry(key).or_default().pending = pending;
                }
            }
            sums.retain(|_, figures| *figures != Figures::default());
        }
        Ok(all)
    }

    /// A line for each of the given months, even where there is nothing to count.
    pub(super) fn by_month(&self, months: &[(String, DateRange)]) -> Result<Vec<TotalsRow>> {
        let ranges: Vec<DateRange> = months.iter().map(|(_, range)| *range).collect();
        let all = self.by_key("all", &ranges)?;
        let figures = all.into_iter().map(|mut sums| sums.remove("").unwrap_or_default());
        Ok(months
            .iter()
            .zip(figures)
            .map(|((key, _), figures)| TotalsRow { key: key.clone(), figures })
            .collect())
    }
}

/// The runs of periods of all spans, none twice.
fn merged(all: &[Pieces]) -> Vec<(i32, i32)> {
    let mut runs: Vec<(i32, i32)> = all.iter().flat_map(|pieces| pieces.periods.iter().copied()).collect();
    runs.sort_unstable();
    runs.dedup_by(|next, run| {
        let meets = next.0 <= run.1 + 1;
        if meets {
            run.1 = run.1.max(next.1);
        }
        meets
    });
    runs
}

fn measured(row: &rusqlite::Row<'_>, first: usize) -> Result<Figures> {
    let mut list = [0; FLOWING + 1];
    for (n, measure) in list[..FLOWING].iter_mut().enumerate() {
        *measure = row.get(first + n)?;
    }
    Ok(Figures::of(list))
}

fn add(sums: &mut ByKey, key: &str, figures: Figures, side: Side) {
    let sum = match sums.get_mut(key) {
        Some(sum) => sum,
        None => sums.entry(key.to_owned()).or_default(),
    };
    *sum = match side {
        Side::In => *sum + figures,
        Side::Out => *sum - figures,
    };
}

/// The date by which an edge is counted.
#[derive(Clone, Copy, PartialEq)]
enum Flow {
    Accepted,
    Closed,
}

/// The SQL that counts the days at the edge of a span from the cases themselves.
fn edge_sql(dimension: &str, flow: Flow, office: Option<i64>) -> String {
    let (key, join) = key_of(dimension);
    let (day, columns) = match flow {
        Flow::Accepted => ("d.accepted_on", ACCEPTED_SQL),
        Flow::Closed => ("d.closed_on", CLOSED_SQL.as_str()),
    };
    let office = if office.is_some() { " AND d.office = ?3" } else { "" };
    format!(
        "SELECT {key}, {columns} FROM dispute d {join} WHERE {day} BETWEEN ?1 AND ?2 AND d.aside = 0{office} GROUP BY 1"
    )
}
