//! 律师参与调解: sessions of cases with a lawyer, and entries of the service log about them. An entry that names a case
//! and the sessions of that case with a lawyer on that day are one fact and count once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{params, params_from_iter};

use super::{EntryFilter, OF_OFFICES, Store};
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{DateRange, DisputeId, EventKind, Office, Service};
use crate::store::ask::Sql;
use crate::store::{CaseFilter, Result};

/// How often lawyers took part, and where it is recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LawyerCount {
    /// Sessions of cases with a lawyer.
    pub sessions: i64,
    /// By the entries of the service log.
    pub entries: i64,
    /// How many of them are in both.
    pub both: i64,
}

impl LawyerCount {
    /// 次, each once.
    pub const fn times(self) -> i64 {
        self.sessions + self.entries - self.both
    }
}

/// An entry of the log, or several of one case and day.
type Logged = BTreeMap<(Option<DisputeId>, NaiveDate), i64>;

/// The sessions of a case with a lawyer, by day, and whether they are among those asked for.
struct Held {
    case: DisputeId,
    is_asked: bool,
    times: BTreeMap<NaiveDate, i64>,
}

impl Store {
    /// How often lawyers took part in those days, in the cases of a filter. Entries of the log belong to an office; where
    /// more than an office is asked for, those count that name a case of the filter.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn lawyer_count(&self, range: DateRange, among: &CaseFilter) -> Result<LawyerCount> {
        let sessions = self.event_counts_among(EventKind::Lawyer, range, among)?;
        let mut count =
            LawyerCount { sessions: sessions.iter().map(|row| row.times).sum(), ..LawyerCount::default() };
        let logged = self.lawyers_logged(range, among)?;
        let held = self.sessions_of(&logged, range, among)?;
        let is_of_all = *among == CaseFilter { office: among.office, ..CaseFilter::default() };
        for ((case, on), quantity) in logged {
            let held = held.iter().find(|held| Some(held.case) == case);
            if is_of_all || held.is_some() {
                count.entries += quantity;
            }
            let times = held.filter(|held| held.is_asked).and_then(|held| held.times.get(&on));
            count.both += times.map_or(0, |times| quantity.min(*times));
        }
        Ok(count)
    }

    /// The entries by case and day, in the unit of the dictionary.
    fn lawyers_logged(&self, range: DateRange, among: &CaseFilter) -> Result<Logged> {
        let unit = self.lawyer_unit();
        let (from, to, offices) = self.asked(EntryFilter { range, office: among.office });
        let sql = format!(
            "SELECT dispute, on_date, sum(quantity) FROM service WHERE on_date BETWEEN ?1 AND ?2 AND {OF_OFFICES} \
             AND kind = ?4 AND unit = ?5 AND void_reason IS NULL GROUP BY dispute, on_date"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![from, to, offices, Service::LAWYER, unit])?;
        let mut logged = Logged::new();
        while let Some(row) = rows.next()? {
            let case: Option<uuid::Uuid> = row.get(0)?;
            let on: String = row.get(1)?;
            *logged.entry((case.map(DisputeId::new), parse_iso(&on).unwrap_or_default())).or_default() +=
                row.get::<_, i64>(2)?;
        }
        Ok(logged)
    }

    /// The unit in which lawyers taking part are counted: 次 unless the office has another word.
    pub(super) fn lawyer_unit(&self) -> &str {
        self.directory.label("service", Service::LAWYER).map_or("", |label| &label.unit)
    }

    /// The named cases that match the filter, whichever office has them.
    fn sessions_of(&self, logged: &Logged, range: DateRange, among: &CaseFilter) -> Result<Vec<Held>> {
        let named: Vec<DisputeId> = logged.keys().filter_map(|(case, _)| *case).collect();
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let filter = CaseFilter { office: None, only: Some(named), ..among.clone() };
        let mut sql = Sql::build(&filter, &self.directory);
        let kind = sql.value(EventKind::Lawyer.code().to_owned());
        let (from, to) = (sql.value(iso(range.from)), sql.value(iso(range.to)));
        let select = format!(
            "d.uuid, d.office, (SELECT json_group_object(h.on_date, h.times) FROM event h \
             WHERE h.dispute = d.id AND h.kind = {kind} AND h.on_date BETWEEN {from} AND {to})"
        );
        let mut statement = self.conn.prepare_cached(&sql.text(&select, ""))?;
        let mut rows = statement.query(params_from_iter(sql.values))?;
        let mut held = Vec::new();
        while let Some(row) = rows.next()? {
            let (office, times): (i64, String) = (row.get(1)?, row.get(2)?);
            let times: BTreeMap<String, i64> = serde_json::from_str(&times).unwrap_or_default();
            held.push(Held {
                case: DisputeId::new(row.get(0)?),
                is_asked: among.office.is_none_or(|asked| self.directory.office_local(asked) == Some(office)),
                times: times.into_iter().filter_map(|(on, times)| Some((parse_iso(&on)?, times))).collect(),
            });
        }
        Ok(held)
    }

    /// The cases that had a session with a lawyer on that day, of the office of an entry and all below it.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn with_lawyer_on(&self, entry: &Service) -> Result<Vec<DisputeId>> {
        if entry.kind != Service::LAWYER {
            return Ok(Vec::new());
        }
        let day = DateRange::day(entry.on);
        let filter = CaseFilter { event: Some((EventKind::Lawyer, day)), ..CaseFilter::default() };
        let sql = Sql::build(&filter, &self.directory);
        let mut statement = self.conn.prepare_cached(&sql.text("d.uuid, d.office", "ORDER BY d.id"))?;
        let rows = statement.query_map(params_from_iter(sql.values), |row| {
            Ok((DisputeId::new(row.get(0)?), self.directory.office_at(row.get(1)?).map(|office| office.id)))
        })?;
        let all = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let is_here = |office: Option<_>| {
            entry.office == Office::root_id()
                || office.is_some_and(|office| self.directory.is_within(office, entry.office))
        };
        Ok(all.into_iter().filter(|(_, office)| is_here(*office)).map(|(case, _)| case).collect())
    }
}
