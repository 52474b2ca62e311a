//! Lists of cases: narrowed, ordered, a page at a time by key, never by offset.

use chrono::NaiveDate;
use rusqlite::{Connection, params_from_iter};

use super::filter::CaseFilter;
use super::narrow::Sql;
use super::order::{Leg, Order, Part};
use crate::domain::{Dispute, DisputeId, Fen, Id, MediatorId, OfficeId, Outcome, Side, SourceCode, TypeCode};
use crate::store::column::{code, date, plan};
use crate::store::derived::{dispute_at, local};
use crate::store::office::Directory;
use crate::store::{Result, Store, StoreError};

/// The most cases that are counted before a count says "and more".
pub(in crate::store) const COUNT_LIMIT: u32 = 10_000;

/// The case after which a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFrom {
    pub(super) part: Part,
    pub(super) key: String,
    pub(super) row: i64,
}

/// A question for one page.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// The condition on the cases.
    pub filter: CaseFilter,
    /// Their order.
    pub order: Order,
    /// The case after which the page begins; none for the first page.
    pub after: Option<PageFrom>,
    /// How many cases to skip after that one, along the index and without reading them.
    pub skip: usize,
    /// The most that are returned.
    pub limit: usize,
}

/// A case as a line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The identity of the case.
    pub id: DisputeId,
    /// This file's own integer: later entries have larger ones.
    pub row: i64,
    /// 编号
    pub number: String,
    /// 受理日期
    pub accepted_on: NaiveDate,
    /// 办结日期
    pub closed_on: Option<NaiveDate>,
    /// 结果; none while open.
    pub outcome: Option<Outcome>,
    /// 纠纷类型
    pub kind: TypeCode,
    /// 案件来源
    pub source: SourceCode,
    /// The office that took it.
    pub office: OfficeId,
    /// 村（社区）
    pub village: Option<OfficeId>,
    /// 申请人, joined.
    pub applicants: String,
    /// 被申请人 and 第三人, joined.
    pub respondents: String,
    /// 调解员, the lead first.
    pub mediators: Vec<MediatorId>,
    /// 协议金额
    pub amount: Option<Fen>,
    /// 简要情况
    pub summary: String,
    /// 延期: the last day to which the parties of an open case agreed to extend it.
    pub extended_to: Option<NaiveDate>,
    /// 作废
    pub is_void: bool,
}

impl CaseRow {
    /// The line of a case that was read as a whole.
    pub(in crate::store) fn of(row: i64, dispute: &Dispute) -> Self {
        let (mut applicants, mut respondents) = (String::new(), String::new());
        for party in &dispute.parties {
            join(if party.side == Side::Applicant { &mut applicants } else { &mut respondents }, &party.name);
        }
        Self {
            id: dispute.id,
            row,
            number: dispute.number.clone(),
            accepted_on: dispute.accepted_on,
            closed_on: dispute.closing.map(|closing| closing.on),
            outcome: dispute.outcome(),
            kind: dispute.kind.clone(),
            source: dispute.source.clone(),
            office: dispute.office,
            village: dispute.village,
            applicants,
            respondents,
            mediators: dispute.mediators.clone(),
            amount: dispute.agreement.amount,
            summary: dispute.summary.clone(),
            extended_to: dispute.extended_to().filter(|_| dispute.closing.is_none()),
            is_void: dispute.void.is_some(),
        }
    }

    /// The position from which the next page begins.
    pub fn page_after(&self, order: Order) -> PageFrom {
        let part = Part::of(self, order.by);
        PageFrom { key: part.key(self, order.by), part, row: self.row }
    }
}

/// How many cases match a filter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// The number that was counted.
    pub cases: u64,
    /// Whether there are more than were counted.
    pub and_more: bool,
}

const ROW_COLUMNS: &str = "d.id, d.uuid, d.number, d.accepted_on, d.closed_on, d.outcome, d.type, d.source, d.office, d.village, \
                           d.summary, d.void_reason IS NOT NULL, \
                           (SELECT u.base_on FROM duty u WHERE u.dispute = d.id AND u.kind = 'conclude' AND u.fixed = 1)";

impl Store {
    /// One page of a list.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn list(&self, query: &ListQuery) -> Result<Vec<CaseRow>> {
        let legs = self.legs(&query.filter, query.order, query.after.as_ref())?;
        let last = legs.len().saturating_sub(1);
        let mut page = Vec::with_capacity(query.limit.min(1_000));
        let mut skip = query.skip;
        for (at, leg) in legs.iter().enumerate() {
            if page.len() == query.limit {
                break;
            }
            if skip > 0 && at < last {
                let most = u32::try_from(skip).unwrap_or(u32::MAX);
                let passed = self.count_leg(&query.filter, leg, most)?;
                if passed < most {
                    skip -= usize::try_from(passed).unwrap_or(skip);
                    continue;
                }
            }
            let missing = query.limit - page.len();
            self.read_leg(&query.filter, leg, (missing, std::mem::take(&mut skip)), &mut page)?;
        }
        Ok(page)
    }

    pub(super) fn read_leg(
        &self,
        filter: &CaseFilter,
        leg: &Leg,
        (limit, skip): (usize, usize),
        page: &mut Vec<CaseRow>,
    ) -> Result<()> {
        let (sql, order) = leg.query(filter, &self.directory);
        let text = sql.text(ROW_COLUMNS, &format!("{order} LIMIT {limit} OFFSET {skip}"));
        let mut statement = self.conn.prepare_cached(&text)?;
        let mut rows = statement.query(params_from_iter(sql.values))?;
        while let Some(row) = rows.next()? {
            page.push(case_row(&self.conn, row, &self.directory)?);
        }
        Ok(())
    }

    /// How many cases a leg has, counted up to `most`.
    fn count_leg(&self, filter: &CaseFilter, leg: &Leg, most: u32) -> Result<u32> {
        let (sql, _) = leg.query(filter, &self.directory);
        self.count_at_most(&sql, most)
    }

    /// The line of one case.
    pub(super) fn case_row(&self, row: i64) -> Result<CaseRow> {
        Ok(CaseRow::of(row, &dispute_at(&self.conn, row)?))
    }

    /// The line of one case, as it stands now.
    ///
    /// # Errors
    /// [`StoreError::NoSuchRecord`] where there is none of that id.
    pub fn row_of(&self, id: DisputeId) -> Result<CaseRow> {
        let row = local(&self.conn, "dispute", id.uuid())?.ok_or(StoreError::NoSuchRecord)?;
        self.case_row(row)
    }

    /// How many cases of a list stand before a case, `PageFrom` being that of the case itself; counted up to ten thousand.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn count_before(&self, filter: &CaseFilter, order: Order, case: &PageFrom) -> Result<Count> {
        let mut found = 0;
        for leg in self.legs(filter, order.reversed(), Some(case))? {
            found += self.count_leg(filter, &leg, COUNT_LIMIT + 1 - found)?;
            if found > COUNT_LIMIT {
                break;
            }
        }
        Ok(counted(found))
    }

    /// How many cases a filter leaves, counted up to ten thousand; all of the file is known from the totals.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn count(&self, filter: &CaseFilter) -> Result<Count> {
        if *filter == CaseFilter::default() {
            let sql = "SELECT ifnull(sum(accepted + declined + void), 0) FROM tally \
                       WHERE dimension = 'all' AND period < 10000 AND office = 0";
            let cases: i64 = self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
            return Ok(Count { cases: u64::try_from(cases).unwrap_or(0), and_more: false });
        }
        self.count_up(&Sql::build(filter, &self.directory))
    }

    fn count_up(&self, sql: &Sql) -> Result<Count> {
        Ok(counted(self.count_at_most(sql, COUNT_LIMIT + 1)?))
    }

    pub(super) fn count_at_most(&self, sql: &Sql, most: u32) -> Result<u32> {
        let inner = sql.text("1", &format!("LIMIT {most}"));
        let mut statement = self.conn.prepare_cached(&format!("SELECT count(*) FROM ({inner})"))?;
        Ok(statement.query_row(params_from_iter(&sql.values), |row| row.get(0))?)
    }

    /// The ids of all cases that match a filter, newest first; for exports and tests, not for screens.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn all_ids(&self, filter: &CaseFilter) -> Result<Vec<DisputeId>> {
        let sql = Sql::build(filter, &self.directory);
        let text = sql.text("d.uuid", &format!("ORDER BY {} DESC, {} DESC", sql.on, sql.row));
        let mut statement = self.conn.prepare_cached(&text)?;
        let ids = statement.query_map(params_from_iter(sql.values), |row| Ok(Id::new(row.get(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The query plans of a page, one for each leg of the order, for the test that every list follows an index.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn list_plan(&self, query: &ListQuery) -> Result<String> {
        let mut plans = Vec::new();
        for leg in self.legs(&query.filter, query.order, query.after.as_ref())? {
            let (sql, order) = leg.query(&query.filter, &self.directory);
            plans.push(plan(&self.conn, &sql.text(ROW_COLUMNS, &format!("{order} LIMIT 50")), sql.values)?);
        }
        Ok(plans.join("\n"))
    }
}

/// A count that stopped after the limit.
fn counted(found: u32) -> Count {
    Count { cases: u64::from(found.min(COUNT_LIMIT)), and_more: found > COUNT_LIMIT }
}

fn case_row(conn: &Connection, r: &rusqlite::Row<'_>, directory: &Directory) -> Result<CaseRow> {
    let row: i64 = r.get(0)?;
    let (applicants, respondents) = names(conn, row)?;
    let office: i64 = r.get(8)?;
    let village: Option<i64> = r.get(9)?;
    let mut mediators =
        conn.prepare_cached("SELECT mediator FROM dispute_mediator WHERE dispute = ?1 ORDER BY position")?;
    let mediators: Vec<i64> = mediators.query_map([row], |m| m.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut amount = conn.prepare_cached("SELECT amount_fen FROM agreement WHERE dispute = ?1")?;
    let amount: Option<Option<i64>> =
        rusqlite::OptionalExtension::optional(amount.query_row([row], |a| a.get(0)))?;
    Ok(CaseRow {
        id: Id::new(r.get(1)?),
        row,
        number: r.get(2)?,
        accepted_on: date(r, 3)?.unwrap_or_default(),
        closed_on: date(r, 4)?,
        outcome: code(r, 5, Outcome::from_code)?,
        kind: r.get::<_, String>(6)?.parse().unwrap_or_else(|_| TypeCode::other()),
        source: r.get::<_, String>(7)?.parse().unwrap_or_else(|_| SourceCode::apply()),
        office: directory.office_at(office).map_or_else(crate::domain::Office::root_id, |office| office.id),
        village: village.and_then(|local| directory.office_at(local)).map(|office| office.id),
        applicants,
        respondents,
        mediators: mediators
            .into_iter()
            .filter_map(|local| directory.mediator_at(local))
            .map(|m| m.id)
            .collect(),
        amount: amount.flatten().map(Fen),
        summary: r.get(10)?,
        is_void: r.get(11)?,
        extended_to: date(r, 12)?,
    })
}

fn names(conn: &Connection, row: i64) -> Result<(String, String)> {
    let mut statement =
        conn.prepare_cached("SELECT side, name FROM party WHERE dispute = ?1 ORDER BY position")?;
    let mut rows = statement.query([row])?;
    let (mut applicants, mut respondents) = (String::new(), String::new());
    while let Some(party) = rows.next()? {
        let side = if code(party, 0, Side::from_code)? == Some(Side::Applicant) {
            &mut applicants
        } else {
            &mut respondents
        };
        join(side, &party.get::<_, String>(1)?);
    }
    Ok((applicants, respondents))
}

/// Adds a name to a list of names.
fn join(names: &mut String, name: &str) {
    if !names.is_empty() {
        names.push(crate::domain::LIST_COMMA);
    }
    names.push_str(name);
}
