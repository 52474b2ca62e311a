//! Counting a span of days: from the running totals where whole months allow it, along the indexes at the edges.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::error::Result;
use super::tally::{ALL_OFFICES, MEASURES, month_code};
use super::totals::{Figures, TotalsRow};
use crate::domain::DateRange;
use crate::domain::date_entry::iso;

/// Sums by key: the flows of a span.
pub(super) type Sums = BTreeMap<String, Figures>;

/// The first day any case can have.
fn beginning() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN)
}

/// Counts flows and stocks for one office, or for all.
pub(super) struct Counter<'a> {
    pub conn: &'a Connection,
    pub office: Option<i64>,
}

/// A span taken apart.
#[derive(Default)]
struct Pieces {
    /// Years and months of `tally`, as inclusive spans of its period codes.
    periods: Vec<(i32, i32)>,
    /// Days to be counted one by one.
    edges: Vec<DateRange>,
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
            pieces.edges.push(DateRange { from, to });
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

impl Counter<'_> {
    /// Everything that flowed within a span, by key of that dimension.
    pub(super) fn flows(&self, dimension: &str, range: DateRange) -> Result<Sums> {
        let mut sums = Sums::new();
        let pieces = pieces(range);
        for (from, to) in pieces.periods {
            self.add_periods(dimension, from, to, &mut sums)?;
        }
        for edge in pieces.edges {
            self.add_edge(dimension, edge, &mut sums)?;
        }
        Ok(sums)
    }

    fn add_periods(&self, dimension: &str, from: i32, to: i32, sums: &mut Sums) -> Result<()> {
        let columns = MEASURES.map(|name| format!("sum({name})")).join(", ");
        let sql = format!(
            "SELECT key, {columns} FROM tally WHERE dimension = ?1 AND period BETWEEN ?2 AND ?3 AND office = ?4 GROUP BY key"
        );
        let values = vec![
            Value::from(dimension.to_owned()),
            Value::from(i64::from(from)),
            Value::from(i64::from(to)),
            Value::from(self.office.unwrap_or(ALL_OFFICES)),
        ];
        self.collect(&sql, values, sums)
    }

    fn collect(&self, sql: &str, values: Vec<Value>, sums: &mut Sums) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut measures = [0_i64; MEASURES.len()];
        while let Some(row) = rows.next()? {
            for (n, measure) in measures.iter_mut().enumerate() {
                *measure = row.get::<_, Option<i64>>(n + 1)?.unwrap_or(0);
            }
            sums.entry(row.get(0)?).or_default().add(&measures);
        }
        Ok(())
    }

    fn add_edge(&self, dimension: &str, edge: DateRange, sums: &mut Sums) -> Result<()> {
        for flow in [Flow::Accepted, Flow::Closed] {
            let mut values = vec![Value::from(iso(edge.from)), Value::from(iso(edge.to))];
            values.extend(self.office.map(Value::from));
            self.collect(&edge_sql(dimension, flow, self.office), values, sums)?;
        }
        Ok(())
    }

    /// 未结 at the end of a day.
    pub(super) fn pending(&self, day: NaiveDate) -> Result<i64> {
        let since = self.flows("all", DateRange { from: beginning(), to: day })?;
        Ok(since.get("").map_or(0, |figures| figures.accepted - figures.closed()))
    }

    /// One line a month. What is pending is carried on from one month to the next while they follow on each other.
    pub(super) fn by_month(&self, months: &[(String, DateRange)]) -> Result<Vec<TotalsRow>> {
        let mut rows = Vec::with_capacity(months.len());
        let mut carried: Option<(NaiveDate, i64)> = None;
        for (key, month) in months {
            let before = month.from.pred_opt().unwrap_or(month.from);
            let pending = match carried {
                Some((day, pending)) if day == before => pending,
                _ => self.pending(before)?,
            };
            let mut figures = self.flows("all", *month)?.remove("").unwrap_or_default();
            figures.pending = pending + figures.accepted - figures.closed();
            carried = Some((month.to, figures.pending));
            rows.push(TotalsRow { key: key.clone(), figures });
        }
        Ok(rows)
    }

    pub(super) fn by_key(&self, dimension: &str, range: DateRange) -> Result<Vec<TotalsRow>> {
        let mut flows = self.flows(dimension, range)?;
        for (key, since) in self.flows(dimension, DateRange { from: beginning(), to: range.to })? {
            flows.entry(key).or_default().pending = since.accepted - since.closed();
        }
        let rows = flows.into_iter().map(|(key, figures)| TotalsRow { key, figures });
        Ok(rows.filter(|row| row.figures != Figures::default()).collect())
    }
}

/// Which of the two dates an edge is counted by.
#[derive(Clone, Copy, PartialEq)]
enum Flow {
    Accepted,
    Closed,
}

/// Counts the days at the edge of a span from the cases themselves.
fn edge_sql(dimension: &str, flow: Flow, office: Option<i64>) -> String {
    let (key, join) = key_of(dimension);
    let outcome = |code: &str| format!("sum(d.outcome = '{code}')");
    let (day, columns) = match flow {
        Flow::Accepted => (
            "d.accepted_on",
            "count(*), sum(ifnull(d.people, (SELECT count(*) FROM party p WHERE p.dispute = d.id))), 0, 0, 0, 0, 0, 0, 0, 0"
                .to_owned(),
        ),
        Flow::Closed => (
            "d.closed_on",
            format!(
                "0, 0, {}, {}, {}, {}, {}, sum(CASE WHEN d.outcome IN ('written', 'oral') \
                 THEN ifnull((SELECT a.amount_fen FROM agreement a WHERE a.dispute = d.id), 0) ELSE 0 END), 0, 0",
                outcome("written"),
                outcome("oral"),
                outcome("unsuccessful"),
                outcome("withdrawn"),
                outcome("referred")
            ),
        ),
    };
    let office = if office.is_some() { " AND d.office = ?3" } else { "" };
    format!(
        "SELECT {key}, {columns} FROM dispute d {join} WHERE {day} BETWEEN ?1 AND ?2 AND d.aside = 0{office} GROUP BY 1"
    )
}

/// How the key of a dimension is read from a case, as it stands in `tally`.
pub(super) fn key_of(dimension: &str) -> (&'static str, &'static str) {
    match dimension {
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
        _ => ("''", ""),
    }
}
