//! Figures of reports, by office and one more axis. They are counted with the filter that opens a cell, so
//! that a figure and its list of cases agree; the running totals are not used.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{Band, DateRange, DisputeId, EventKind, Fen, Id, Office, OfficeId};
use crate::store::ask::{BODY, CaseFilter, KNOWN_PEOPLE, PEOPLE, Sql, governance};
use crate::store::column::plan;
use crate::store::office::Directory;
use crate::store::{Result, Store};

/// The axis along which cases are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// None: one line an office, its key empty.
    Whole,
    /// 纠纷类型, each code by itself.
    Type,
    /// 案件来源, each code by itself.
    Source,
    /// 层级
    Level,
    /// The body that mediated: village, township …
    Body,
    /// 结果; empty while open.
    Outcome,
    /// 综治类别 in the list that the file counts by.
    Governance,
    /// 涉及人数; empty where nobody counted and the case has no parties.
    Band,
    /// 难易程度; empty where not given.
    Difficulty,
}

impl Axis {
    fn expression(self, directory: &Directory) -> String {
        match self {
            Self::Whole => "''".to_owned(),
            Self::Type => "d.type".to_owned(),
            Self::Source => "d.source".to_owned(),
            Self::Level => "d.level".to_owned(),
            Self::Body => BODY.to_owned(),
            Self::Outcome => "ifnull(d.outcome, '')".to_owned(),
            Self::Governance => governance(directory),
            Self::Band => {
                let bands = Band::ALL.iter().map(|band| {
                    format!(
                        "WHEN {KNOWN_PEOPLE} BETWEEN {} AND {} THEN '{}'",
                        band.from(),
                        band.to(),
                        band.code()
                    )
                });
                format!("(CASE {} ELSE '' END)", bands.collect::<Vec<_>>().join(" "))
            }
            Self::Difficulty => "ifnull(d.difficulty, '')".to_owned(),
        }
    }
}

/// One line of a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossRow {
    /// The office that took the cases.
    pub office: OfficeId,
    /// The code on the axis.
    pub key: String,
    /// 件
    pub cases: i64,
    /// 涉及人数
    pub people: i64,
    /// 协议金额, of those that were settled.
    pub amount: Fen,
}

/// The events of the cases of one office within some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventCount {
    /// The office that took the cases.
    pub office: OfficeId,
    /// How many cases had such an event: 件.
    pub cases: i64,
    /// How often: 次.
    pub times: i64,
    /// 人, for events that count people.
    pub people: i64,
}

/// Cases, people and 分 by office and key.
type Crossed = BTreeMap<(OfficeId, String), (i64, i64, i64)>;

/// 协议金额 of a case, where it was settled.
const AMOUNT: &str = "(CASE WHEN d.outcome IN ('written', 'oral') \
    THEN ifnull((SELECT a.amount_fen FROM agreement a WHERE a.dispute = d.id), 0) ELSE 0 END)";

impl Store {
    /// The cases of a filter by office and one axis.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn cross(&self, filter: &CaseFilter, axis: Axis) -> Result<Vec<CrossRow>> {
        Ok(self.crosses(filter, &[axis])?.pop().unwrap_or_default())
    }

    /// The cases of a filter by office and each of several axes, read in one go.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn crosses(&self, filter: &CaseFilter, axes: &[Axis]) -> Result<Vec<Vec<CrossRow>>> {
        let sql = Sql::counting(filter, &self.directory);
        let keys: String =
            axes.iter().map(|axis| format!("{}, ", axis.expression(&self.directory))).collect();
        let groups: Vec<String> = (1..=axes.len() + 1).map(|column| column.to_string()).collect();
        let columns = format!("{keys}d.office, count(*), total({PEOPLE}), total({AMOUNT})");
        let text = sql.text(&columns, &format!("GROUP BY {}", groups.join(", ")));
        let mut sums = vec![Crossed::new(); axes.len()];
        let mut statement = self.conn.prepare_cached(&text)?;
        let mut rows = statement.query(params_from_iter(sql.values))?;
        let first = axes.len();
        while let Some(row) = rows.next()? {
            let office = self.office_of(row.get(first)?);
            // Sums of counts are whole and far below what a float holds exactly.
            let whole = |column: usize| row.get::<_, f64>(column).map(|sum| sum as i64);
            let counted: (i64, i64, i64) = (row.get(first + 1)?, whole(first + 2)?, whole(first + 3)?);
            for (axis, sums) in sums.iter_mut().enumerate() {
                let sum = sums.entry((office, row.get(axis)?)).or_default();
                *sum = (sum.0 + counted.0, sum.1 + counted.1, sum.2 + counted.2);
            }
        }
        let lines = sums.into_iter().map(|sums| {
            sums.into_iter()
                .map(|((office, key), (cases, people, fen))| CrossRow {
                    office,
                    key,
                    cases,
                    people,
                    amount: Fen(fen),
                })
                .collect()
        });
        Ok(lines.collect())
    }

    /// The cases of a filter with one of those keys on an axis, at most `limit`; they name what breaks a sum.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn cases_with_keys(
        &self,
        filter: &CaseFilter,
        axis: Axis,
        keys: &[String],
        limit: usize,
    ) -> Result<Vec<DisputeId>> {
        let mut sql = Sql::counting(filter, &self.directory);
        let wanted = sql.value(serde_json::json!(keys).to_string());
        sql.conditions
            .push(format!("{} IN (SELECT value FROM json_each({wanted}))", axis.expression(&self.directory)));
        let text = sql.text("d.uuid", &format!("ORDER BY {} DESC, {} DESC LIMIT {limit}", sql.on, sql.row));
        ids(&self.conn, &text, sql.values)
    }

    /// How often an event happened to cases within those days, by office; for one office or all.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn event_counts(
        &self,
        kind: EventKind,
        range: DateRange,
        office: Option<OfficeId>,
    ) -> Result<Vec<EventCount>> {
        self.event_counts_among(kind, range, &CaseFilter { office, ..CaseFilter::default() })
    }

    /// How often an event happened within those days to the cases of a filter, by office.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn event_counts_among(
        &self,
        kind: EventKind,
        range: DateRange,
        filter: &CaseFilter,
    ) -> Result<Vec<EventCount>> {
        let filter = CaseFilter { event: Some((kind, range)), ..filter.clone() };
        let mut sql = Sql::build(&filter, &self.directory);
        let kind = sql.value(kind.code().to_owned());
        let (from, to) = (sql.value(iso(range.from)), sql.value(iso(range.to)));
        let of_case = |column: &str| {
            format!(
                "sum((SELECT sum(h.{column}) FROM event h \
                 WHERE h.dispute = d.id AND h.kind = {kind} AND h.on_date BETWEEN {from} AND {to}))"
            )
        };
        let columns = format!("d.office, count(*), {}, {}", of_case("times"), of_case("people"));
        let mut statement = self.conn.prepare_cached(&sql.text(&columns, "GROUP BY 1"))?;
        let rows = statement.query_map(params_from_iter(sql.values), |row| {
            Ok(EventCount {
                office: self.office_of(row.get(0)?),
                cases: row.get(1)?,
                times: row.get(2)?,
                people: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// 未结 at the end of a day, as many as `CaseFilter::pending_at` lists. Cases still open have an index of
    /// their own; those closed later are searched on the side of the day with fewer cases.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn pending_count(&self, day: NaiveDate, office: Option<OfficeId>) -> Result<i64> {
        let mut values = vec![Value::from(iso(day))];
        let of_office = self.office_condition(office, &mut values);
        let still = format!(
            "SELECT count(*) FROM dispute d WHERE d.outcome IS NULL AND d.accepted_on <= ?1 AND d.aside = 0{of_office}"
        );
        let (first, last): (Option<String>, Option<String>) = self
            .conn
            .prepare_cached(
                "SELECT (SELECT min(accepted_on) FROM dispute), (SELECT max(closed_on) FROM dispute)",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let days = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            from.zip(to).map_or(0, |(from, to)| (to - from).num_days())
        };
        let read = |text: &Option<String>| text.as_deref().and_then(parse_iso);
        let before = days(read(&first), Some(day));
        let behind = days(Some(day), read(&last));
        let later = if behind <= before {
            let of_office = of_office.replace(" d.office", " +d.office");
            format!("d.closed_on > ?1 AND +d.accepted_on <= ?1 AND d.aside = 0{of_office}")
        } else {
            format!("+d.closed_on > ?1 AND d.accepted_on <= ?1 AND d.aside = 0{of_office}")
        };
        let sql = format!("SELECT ({still}) + (SELECT count(*) FROM dispute d WHERE {later})");
        Ok(self.conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// Cases closed before they were accepted, with just one of the two days within the span: they break
    /// 期初结转 + 新收 - 办结 = 期末未结. At most `limit`.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn cases_out_of_order(
        &self,
        range: DateRange,
        office: Option<OfficeId>,
        limit: usize,
    ) -> Result<Vec<DisputeId>> {
        let mut values = vec![Value::from(iso(range.from)), iso(range.to).into()];
        let of_office = self.office_condition(office, &mut values);
        let wrong = format!("d.closed_on < d.accepted_on AND d.aside = 0{of_office}");
        let sql = format!(
            "SELECT d.uuid FROM dispute d WHERE d.accepted_on BETWEEN ?1 AND ?2 AND d.closed_on < ?1 AND {wrong} \
             UNION SELECT d.uuid FROM dispute d WHERE d.closed_on BETWEEN ?1 AND ?2 AND d.accepted_on > ?2 AND {wrong} \
             LIMIT {limit}"
        );
        ids(&self.conn, &sql, values)
    }

    /// The office of this file's integer. A case always has one.
    fn office_of(&self, local: i64) -> OfficeId {
        self.directory.office_at(local).map_or_else(Office::root_id, |office| office.id)
    }

    /// The SQL condition for one office, with its value added to `values`; none for all.
    fn office_condition(&self, office: Option<OfficeId>, values: &mut Vec<Value>) -> String {
        let Some(office) = office else { return String::new() };
        values.push(local(&self.directory, office).into());
        format!(" AND d.office = ?{}", values.len())
    }

    /// The query plan of a count, for the test that every one follows an index.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn cross_plan(&self, filter: &CaseFilter, axis: Axis) -> Result<String> {
        let sql = Sql::counting(filter, &self.directory);
        let text = sql.text(&format!("{}, count(*)", axis.expression(&self.directory)), "GROUP BY 1");
        plan(&self.conn, &text, sql.values)
    }
}

fn local(directory: &Directory, office: OfficeId) -> i64 {
    directory.office_local(office).unwrap_or(-1)
}

fn ids(conn: &Connection, sql: &str, values: Vec<Value>) -> Result<Vec<DisputeId>> {
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_map(params_from_iter(values), |row| Ok(Id::new(row.get::<_, Uuid>(0)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
