//! What is due: the duties of cases whose last day is over or near, the most urgent first. Last days follow
//! from the limits of the office, which may change at any time, so they are computed on request from an index
//! of the days from which limits count.

use std::cmp::Ordering;

use chrono::{Days, NaiveDate};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::list::CaseRow;
use crate::domain::check::Today;
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{DutyKind, Fen, Id, Instalment, Limits, OfficeId, ReferralId, RefusalGround, RestDays};
use crate::store::column::plan;
use crate::store::office::{Directory, Settings};
use crate::store::{Result, Store};

/// The most that is counted before a count says "and more".
const COUNT_LIMIT: u32 = 1_000;

/// The parts of the plan of a case.
const PLAN: &str = "SELECT due_on, uuid, amount_fen, what FROM instalment WHERE dispute = ?1";

/// A query for duties.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueQuery {
    /// The cases of one office; none for all.
    pub office: Option<OfficeId>,
    /// Duties of one kind; none for all.
    pub kind: Option<DutyKind>,
    /// The duty after which the page begins; none for the most urgent.
    pub after: Option<DueFrom>,
    /// The most that are returned.
    pub limit: usize,
}

/// The position after which a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueFrom {
    last_day: NaiveDate,
    kind: DutyKind,
    /// The day in the file: where rest days make several days end on one, the index still goes by it.
    base: NaiveDate,
    row: i64,
    part: OfPart,
}

/// A part of a plan, as a list tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePart {
    /// Its identity.
    pub id: Id<Instalment>,
    /// Its number in the plan, from 1.
    pub nth: usize,
    /// Its amount; none for a deed.
    pub amount: Option<Fen>,
    /// What is to be done.
    pub what: String,
}

/// The part of the case a duty is about, as the index orders it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct OfPart(Option<[u8; 16]>);

/// A duty that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// The kind of duty.
    pub kind: DutyKind,
    /// The last day on which it is done in time.
    pub last_day: NaiveDate,
    /// The referral that awaits feedback; none for other kinds.
    pub referral: Option<ReferralId>,
    /// The part of the plan to be performed; none for other kinds, and where there is no plan.
    pub instalment: Option<DuePart>,
    /// The year for whose holidays there is no table, where the last day may be later for them.
    pub unknown_year: Option<i32>,
    /// The case.
    pub case: CaseRow,
    from: DueFrom,
}

impl DueRow {
    /// The ground of refusal to think of before the agreement goes to court; none for other duties.
    pub fn ground_to_mind(&self, directory: &Directory) -> Option<RefusalGround> {
        directory.ground_to_mind(&self.case.kind).filter(|_| self.kind == DutyKind::Confirm)
    }

    /// The position from which the next page begins.
    pub const fn page_after(&self) -> DueFrom {
        self.from
    }
}

/// The numbers of duties that are due, each counted up to a thousand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueCount {
    /// 逾期: the last day is over.
    pub overdue: u32,
    /// 临期: the last day is today or within the days that the office counts as soon.
    pub soon: u32,
}

impl DueCount {
    /// From this number on a count means "at least".
    pub const LIMIT: u32 = COUNT_LIMIT;
}

/// A part of the duties that one scan of the index gives.
struct Run<'a> {
    kind: DutyKind,
    /// The rest days past which its last days move; none where they stay.
    rest: Option<&'a RestDays>,
    /// Whether the file holds the last day itself.
    fixed: bool,
    /// Days from the day in the file to the last day.
    days: u32,
    /// The last days that are asked for.
    from: NaiveDate,
    to: NaiveDate,
    offices: Offices,
}

/// The offices whose cases are asked for.
#[derive(Clone)]
enum Offices {
    All,
    One(OfficeId),
    But(Vec<OfficeId>),
}

/// The last days that are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Overdue,
    Soon,
    Either,
}

/// How many days an office grants for that kind.
const fn granted(limits: &Limits, kind: DutyKind) -> u32 {
    match kind {
        DutyKind::Conclude => limits.conclude_days,
        DutyKind::Perform => 0,
        DutyKind::Confirm => limits.confirmation_days,
        DutyKind::Visit => limits.follow_up_days,
        DutyKind::Feedback => limits.feedback_days,
    }
}

impl Settings {
    /// The last day of a duty of that kind at an office, where its limit counts from `base`.
    pub fn last_day(&self, office: OfficeId, kind: DutyKind, base: NaiveDate) -> NaiveDate {
        if kind == DutyKind::Confirm {
            return self.court_window(office).last_day(base);
        }
        later(base, granted(&self.limits(office), kind))
    }

    /// The year for whose holidays there is no table, where the last day of such a duty may be later for them.
    pub fn unknown_year(&self, office: OfficeId, kind: DutyKind, base: NaiveDate) -> Option<i32> {
        (kind == DutyKind::Confirm).then(|| self.court_window(office).unknown_year(base)).flatten()
    }
}

impl Store {
    /// What is overdue or due soon, the most urgent first.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn due(&self, query: &DueQuery) -> Result<Vec<DueRow>> {
        let mut found = Vec::new();
        for run in self.runs(query.office, query.kind, When::Either) {
            self.follow(&run, query, &mut found)?;
        }
        found.sort_unstable_by_key(|(from, _)| *from);
        found.truncate(query.limit);
        let line = |(from, row): (DueFrom, i64)| {
            let part = from.part.0.map(uuid::Uuid::from_bytes);
            let case = self.case_row(row)?;
            Ok(DueRow {
                unknown_year: self.settings.unknown_year(case.office, from.kind, from.base),
                kind: from.kind,
                last_day: from.last_day,
                referral: part.filter(|_| from.kind == DutyKind::Feedback).map(Id::new),
                instalment: match part.filter(|_| from.kind == DutyKind::Perform) {
                    Some(part) => self.due_part(row, part)?,
                    None => None,
                },
                case,
                from,
            })
        };
        found.into_iter().map(line).collect()
    }

    /// Today and the window for judicial confirmation that holds for an office, for a check of its cases.
    pub fn today_at(&self, office: OfficeId) -> Today<'_> {
        Today { day: self.today(), window: self.settings.court_window(office) }
    }

    /// How much is overdue and how much is due soon.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn due_count(&self, office: Option<OfficeId>, kind: Option<DutyKind>) -> Result<DueCount> {
        // One statement for all runs: it stands in the title line of every screen.
        let mut values = Vec::new();
        let sums = [When::Overdue, When::Soon].map(|when| {
            let runs = self.runs(office, kind, when);
            let counts: Vec<String> = runs.iter().map(|run| run.count(&mut values)).collect();
            if counts.is_empty() { "0".to_owned() } else { counts.join(" + ") }
        });
        let sql = format!("SELECT min({COUNT_LIMIT}, {}), min({COUNT_LIMIT}, {})", sums[0], sums[1]);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let count = statement.query_row(params_from_iter(values), |row| {
            Ok(DueCount { overdue: row.get(0)?, soon: row.get(1)? })
        })?;
        Ok(count)
    }

    /// The plan of every query behind [`Self::due`], for the test that each follows an index.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn due_plan(&self, query: &DueQuery) -> Result<String> {
        let mut steps = Vec::new();
        for run in self.runs(query.office, query.kind, When::Either) {
            let (sql, values) = run.page(query);
            steps.push(plan(&self.conn, &sql, values)?);
        }
        steps.push(plan(&self.conn, PLAN, vec![0.into()])?);
        Ok(steps.join("\n"))
    }

    /// One run for each kind, each set of limits, and each way in which a last day is stored.
    fn runs(&self, office: Option<OfficeId>, kind: Option<DutyKind>, when: When) -> Vec<Run<'_>> {
        let today = self.surroundings.today();
        let mut runs = Vec::new();
        for (offices, limits) in self.offices_by_limits(office) {
            for kind in DutyKind::ALL.iter().copied().filter(|one| kind.is_none_or(|kind| kind == *one)) {
                let soon = later(today, limits.due_soon_days);
                // Once the window for confirmation has closed there is nothing left to do.
                let earliest = if kind == DutyKind::Confirm { today } else { NaiveDate::MIN };
                let (from, to) = match when {
                    When::Overdue => (earliest, today.pred_opt().unwrap_or(today)),
                    When::Soon => (today, soon),
                    When::Either => (earliest, soon),
                };
                for fixed in ways(kind) {
                    let days = if *fixed { 0 } else { granted(&limits, kind) };
                    // Only the window of a court is a period of the law; the others are rules of the office.
                    let rest = (kind == DutyKind::Confirm).then_some(&self.settings.rest_days);
                    runs.push(Run { kind, rest, fixed: *fixed, days, from, to, offices: offices.clone() });
                }
            }
        }
        runs.retain(|run| run.from <= run.to);
        runs
    }

    /// A part of the plan of the case in that row.
    fn due_part(&self, row: i64, part: uuid::Uuid) -> Result<Option<DuePart>> {
        let mut statement = self.conn.prepare_cached(PLAN)?;
        let read = statement.query_map([row], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?, row.get(3)?))
        })?;
        let mut parts: Vec<(String, Vec<u8>, Option<i64>, String)> = read.collect::<rusqlite::Result<_>>()?;
        parts.sort_unstable();
        let numbered = (1..).zip(parts).find(|(_, (_, id, ..))| id == part.as_bytes());
        let told = |(nth, (_, _, amount, what)): (usize, (_, _, Option<i64>, String))| DuePart {
            id: Id::new(part),
            nth,
            amount: amount.map(Fen),
            what,
        };
        Ok(numbered.map(told))
    }

    /// Offices that share their limits, with those.
    fn offices_by_limits(&self, office: Option<OfficeId>) -> Vec<(Offices, Limits)> {
        if let Some(id) = office {
            return vec![(Offices::One(id), self.settings.limits(id))];
        }
        let own: Vec<(OfficeId, Limits)> =
            self.settings.offices_with_limits().map(|id| (id, self.settings.limits(id))).collect();
        let others = match own.as_slice() {
            [] => Offices::All,
            own => Offices::But(own.iter().map(|(office, _)| *office).collect()),
        };
        let district = (others, self.settings.district_limits);
        std::iter::once(district)
            .chain(own.into_iter().map(|(office, limits)| (Offices::One(office), limits)))
            .collect()
    }

    fn follow(&self, run: &Run<'_>, query: &DueQuery, found: &mut Vec<(DueFrom, i64)>) -> Result<()> {
        let (sql, values) = run.page(query);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let base: String = row.get(0)?;
            let part: Vec<u8> = row.get(2)?;
            let Some(base) = parse_iso(&base) else { continue };
            let part = OfPart(part.as_slice().try_into().ok());
            let last_day = run.last_day(base);
            found.push((DueFrom { last_day, kind: run.kind, base, row: row.get(1)?, part }, row.get(1)?));
        }
        Ok(())
    }
}

/// Whether the file can hold the last day itself, the day from which a limit counts, or both.
const fn ways(kind: DutyKind) -> &'static [bool] {
    match kind {
        DutyKind::Conclude => &[false, true],
        DutyKind::Perform => &[true],
        DutyKind::Confirm | DutyKind::Visit | DutyKind::Feedback => &[false],
    }
}

fn later(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

fn earlier(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}

/// A day as the index orders it; the earliest and latest possible days sort before and after all others.
fn edge(day: NaiveDate) -> String {
    match day {
        NaiveDate::MIN => "0000-00-00".to_owned(),
        NaiveDate::MAX => "9999-99-99".to_owned(),
        day => iso(day),
    }
}

impl Run<'_> {
    /// The last day of a duty with that day in the file.
    fn last_day(&self, base: NaiveDate) -> NaiveDate {
        let plain = later(base, self.days);
        self.rest.map_or(plain, |rest| rest.ends_on(plain))
    }

    /// The first day in the file whose last day is `last_day` or later. The last day never goes back as the day in the
    /// file goes on, so that a range of last days is a range of the index.
    fn first_base(&self, last_day: NaiveDate) -> NaiveDate {
        earlier(self.rest.map_or(last_day, |rest| rest.first_ending_on(last_day)), self.days)
    }

    /// The last day in the file whose last day is `last_day` or earlier.
    fn last_base(&self, last_day: NaiveDate) -> NaiveDate {
        earlier(self.rest.map_or(last_day, |rest| rest.last_ending_on(last_day)), self.days)
    }

    fn conditions(&self, values: &mut Vec<Value>) -> String {
        let mut mark = |value: Value| {
            values.push(value);
            format!("?{}", values.len())
        };
        let (kind, fixed) = (mark(self.kind.code().to_owned().into()), mark(i64::from(self.fixed).into()));
        let from = mark(edge(self.first_base(self.from)).into());
        let to = mark(edge(self.last_base(self.to)).into());
        let uuid = |office: &OfficeId| Value::from(office.bytes().to_vec());
        let offices = match &self.offices {
            Offices::All => String::new(),
            Offices::One(office) => format!(" AND u.office = {}", mark(uuid(office))),
            Offices::But(offices) => {
                let marks: Vec<String> = offices.iter().map(|office| mark(uuid(office))).collect();
                format!(" AND +u.office NOT IN ({})", marks.join(", "))
            }
        };
        format!("u.kind = {kind} AND u.fixed = {fixed} AND u.base_on BETWEEN {from} AND {to}{offices}")
    }

    /// The SQL that counts the duties, up to the limit.
    fn count(&self, values: &mut Vec<Value>) -> String {
        let conditions = self.conditions(values);
        format!("(SELECT count(*) FROM (SELECT 1 FROM duty u WHERE {conditions} LIMIT {COUNT_LIMIT}))")
    }

    /// The condition for what comes after that position, in the order of [`DueFrom`].
    fn after(&self, after: DueFrom, values: &mut Vec<Value>) -> String {
        let (first, last) = (self.first_base(after.last_day), self.last_base(after.last_day));
        let (base, sign) = match self.kind.cmp(&after.kind) {
            Ordering::Less => (last, ">"),
            Ordering::Greater => (first, ">="),
            Ordering::Equal if after.base < first => (first, ">="),
            Ordering::Equal if after.base > last => (last, ">"),
            Ordering::Equal => {
                let base = values.len() + 1;
                values.push(edge(after.base).into());
                values.push(after.row.into());
                values.push(after.part.0.map_or_else(Vec::new, |bytes| bytes.to_vec()).into());
                return format!(
                    " AND (u.base_on, u.dispute, u.part) > (?{base}, ?{}, ?{})",
                    base + 1,
                    base + 2
                );
            }
        };
        values.push(edge(base).into());
        format!(" AND u.base_on {sign} ?{}", values.len())
    }

    fn page(&self, query: &DueQuery) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let mut conditions = self.conditions(&mut values);
        if let Some(after) = query.after {
            conditions += &self.after(after, &mut values);
        }
        let sql = format!(
            "SELECT u.base_on, u.dispute, u.part FROM duty u WHERE {conditions} \
             ORDER BY u.base_on, u.dispute, u.part LIMIT {}",
            query.limit
        );
        (sql, values)
    }
}
