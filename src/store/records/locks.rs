//! 锁定的月份: the reported figures of a month, with who reported them and when.
//!
//! A lock keeps the figures of its days and each case's share in them (`shares`), so that later edits show as
//! corrections. It bars no edit. Unlocking sets fields of the same record and locking again makes another, so
//! every step is kept. If two laptops lock one month independently, both locks stay and the earliest in force
//! is shown, by the order of the log and not by a clock that may be wrong.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};
use uuid::Uuid;

use super::shares::{self, Shares};
use crate::domain::date_entry::iso;
use crate::domain::{CutOff, DateRange, Id, Month, OfficeId};
use crate::store::column::date;
use crate::store::figures::{Figures, Grouping, Spans};
use crate::store::log::{Anchor, Fields, Kind, anchors_of, fields_of};
use crate::store::save::Writer;
use crate::store::{Result, Store, StoreError};

/// A month that was reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// Equal on every laptop.
    pub id: Id<Lock>,
    /// The statistical month.
    pub month: Month,
    /// The office; none for all offices together.
    pub office: Option<OfficeId>,
    /// The days of the month by the cut-off that was in force when it was locked.
    pub range: DateRange,
    /// The figures as they were reported; 在办 is that of the last day.
    pub snapshot: Figures,
    /// When, by the wall clock with its offset from UTC (RFC 3339).
    pub at: String,
    /// The name of who locked it; empty where nobody had signed in.
    pub by: String,
    /// How it was taken off; none while it is in force.
    pub unlocked: Option<Unlocked>,
}

/// How a lock was taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlocked {
    /// 解锁原因
    pub reason: String,
    /// When, by the wall clock (RFC 3339).
    pub at: String,
    /// The name of who did it; empty where nobody had signed in.
    pub by: String,
}

/// One line of a snapshot: its grouping, its key, its figures.
pub type SnapshotLine = (Grouping, String, Figures);

/// The lines that a snapshot keeps beside its total. Those of outcomes are columns of the figures.
const KEPT: [(Grouping, &str); 3] =
    [(Grouping::Type, "type"), (Grouping::Source, "source"), (Grouping::Level, "level")];

/// The key of the heads of the log among the kept figures.
const ANCHORS: &str = "anchors";

const COLUMNS: &str = "l.uuid, l.month, o.uuid, l.from_on, l.to_on, l.figures, l.locked_at, l.locked_by, l.unlocked_reason, \
                       l.unlocked_at, l.unlocked_by";
/// In the order of the log, which is the same on every laptop.
const FROM: &str = "period_lock l LEFT JOIN office o ON o.id = l.office JOIN record c ON c.uuid = l.uuid \
                    JOIN revision r ON r.device = c.device AND r.seq = c.seq JOIN device d ON d.id = r.device";
const ORDER: &str = "ORDER BY l.month, r.stamp, d.uuid";

impl Writer<'_> {
    /// Locks a month: stores its present figures and the cases behind them.
    ///
    /// # Errors
    /// [`StoreError::AlreadyLocked`]; [`StoreError::MonthNotOver`] up to the last day of the month; or why it could
    /// not be written.
    pub fn lock_month(&mut self, month: Month, cut_off: CutOff, office: Option<OfficeId>) -> Result<Lock> {
        let range = month.span(cut_off);
        if range.to >= self.today() {
            return Err(StoreError::MonthNotOver(range.to));
        }
        let local = self.directory().local_of(office);
        if in_force(self.conn, month, local)?.is_some() {
            return Err(StoreError::AlreadyLocked(month));
        }
        // Cases put in this same transaction count too.
        self.derived.flush(self.conn)?;
        let spans = Spans { conn: self.conn, office: local };
        let cases = shares::of_days(self.conn, local, range)?;
        let mut figures = kept_figures(&spans, range)?;
        // So that the report can be checked against the log of that day.
        figures[ANCHORS] = kept_anchors(&anchors_of(self.conn, &|_| String::new())?);
        let mut fields = Fields::from([
            ("month".to_owned(), json!(month.code())),
            ("from".to_owned(), json!(iso(range.from))),
            ("to".to_owned(), json!(iso(range.to))),
            ("figures".to_owned(), figures),
            ("cases".to_owned(), shares::to_json(&cases)),
            ("at".to_owned(), json!(self.at)),
            ("by".to_owned(), json!(self.signed())),
        ]);
        if let Some(office) = office {
            fields.insert("office".to_owned(), json!(office.to_string()));
        }
        let id: Id<Lock> = self.fresh_id();
        self.put_whole(Kind::Lock, id.bytes(), &fields)?;
        lock(self.conn, id)
    }

    /// Takes a lock off; `reason` is kept with it.
    ///
    /// # Errors
    /// [`StoreError::NotLocked`] where it is not in force; or why it could not be written.
    pub fn unlock(&mut self, id: Id<Lock>, reason: &str) -> Result<Lock> {
        let found = lock(self.conn, id)?;
        if found.unlocked.is_some() || is_void(self.conn, id)? {
            return Err(StoreError::NotLocked);
        }
        let mut fields = fields_of(self.conn, id.bytes())?.unwrap_or_default();
        fields.insert("unlocked".to_owned(), json!([reason.trim(), self.at, self.signed()]));
        self.put_whole(Kind::Lock, id.bytes(), &fields)?;
        lock(self.conn, id)
    }

    /// The name of the person at the keyboard, as shown beside a lock.
    fn signed(&self) -> String {
        let name = self.operator.and_then(|id| self.directory().operator(id));
        name.map(|operator| operator.name.clone()).unwrap_or_default()
    }
}

impl Store {
    /// Every lock of a year's months, those taken off too, month by month and the earliest first.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn locks(&self, year: i32, office: Option<OfficeId>) -> Result<Vec<Lock>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE l.month BETWEEN ?1 AND ?2 AND l.office IS ?3 AND l.void_reason IS NULL {ORDER}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let first = year.saturating_mul(100);
        let local = self.directory.local_of(office);
        let rows = statement.query_map(params![first, first.saturating_add(99), local], from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The lock that is in force for a month; none where it is open.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn lock_of(&self, month: Month, office: Option<OfficeId>) -> Result<Option<Lock>> {
        in_force(&self.conn, month, self.directory.local_of(office))
    }

    /// How many months of a year are locked (已上报月份), 0 to 12.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn locked_months(&self, year: i32, office: Option<OfficeId>) -> Result<u32> {
        let sql = "SELECT count(DISTINCT month) FROM period_lock WHERE month BETWEEN ?1 AND ?2 AND office IS ?3 \
                   AND unlocked_at IS NULL AND void_reason IS NULL";
        let first = year.saturating_mul(100);
        let local = self.directory.local_of(office);
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row(params![first, first.saturating_add(99), local], |row| row.get(0))?)
    }

    /// The lines that a lock keeps by type, source and level, as they were reported.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn snapshot_lines(&self, lock: &Lock) -> Result<Vec<SnapshotLine>> {
        let kept = parsed(&self.conn, lock.id, "figures")?;
        let mut lines = Vec::new();
        for (grouping, name) in KEPT {
            for line in kept.get(name).and_then(Value::as_array).into_iter().flatten() {
                let Some((key, figures)) = line.as_array().and_then(|line| line.split_first()) else {
                    continue;
                };
                lines.push((grouping, key.as_str().unwrap_or_default().to_owned(), figures_from(figures)));
            }
        }
        Ok(lines)
    }

    /// The heads of the log as they were when the month was locked; none of a lock made before they were kept.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn locked_anchors(&self, lock: &Lock) -> Result<Vec<Anchor>> {
        let kept = parsed(&self.conn, lock.id, "figures")?;
        let read = |line: &Value| {
            let device = line.get(0)?.as_str()?.parse().ok()?;
            let laptop = self.laptop_name(device);
            Some(Anchor {
                device,
                laptop,
                seq: line.get(1)?.as_i64()?,
                hash: line.get(2)?.as_str()?.to_owned(),
            })
        };
        Ok(kept.get(ANCHORS).and_then(Value::as_array).into_iter().flatten().filter_map(read).collect())
    }

    /// The share each case had when the month was locked.
    pub(super) fn locked_shares(&self, lock: &Lock) -> Result<Shares> {
        Ok(shares::from_json(&parsed(&self.conn, lock.id, "cases")?))
    }
}

fn kept_anchors(anchors: &[Anchor]) -> Value {
    anchors.iter().map(|one| json!([one.device.to_string(), one.seq, one.hash])).collect()
}

fn in_force(conn: &Connection, month: Month, office: Option<i64>) -> Result<Option<Lock>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE l.month = ?1 AND l.office IS ?2 AND l.unlocked_at IS NULL \
         AND l.void_reason IS NULL {ORDER} LIMIT 1"
    );
    Ok(conn.prepare_cached(&sql)?.query_row(params![month.code(), office], from_row).optional()?)
}

fn lock(conn: &Connection, id: Id<Lock>) -> Result<Lock> {
    let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE l.uuid = ?1");
    let found = conn.prepare_cached(&sql)?.query_row([id.uuid()], from_row).optional()?;
    found.ok_or(StoreError::NotLocked)
}

fn is_void(conn: &Connection, id: Id<Lock>) -> Result<bool> {
    let sql = "SELECT 1 FROM period_lock WHERE uuid = ?1 AND void_reason IS NOT NULL";
    Ok(conn.prepare_cached(sql)?.exists([id.uuid()])?)
}

/// One of the JSON columns of a lock.
fn parsed(conn: &Connection, id: Id<Lock>, column: &str) -> Result<Value> {
    let sql = format!("SELECT {column} FROM period_lock WHERE uuid = ?1");
    let text: Option<String> =
        conn.prepare_cached(&sql)?.query_row([id.uuid()], |row| row.get(0)).optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Value::Null))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Lock> {
    let day = |column| Ok::<_, rusqlite::Error>(date(row, column)?.unwrap_or_default());
    let (from, to) = (day(3)?, day(4)?);
    let figures: String = row.get(5)?;
    let figures: Value = serde_json::from_str(&figures).unwrap_or(Value::Null);
    let total = figures.get("total").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let reason: Option<String> = row.get(8)?;
    let unlocked = match reason {
        Some(reason) => Some(Unlocked { reason, at: row.get(9)?, by: row.get(10)? }),
        None => None,
    };
    Ok(Lock {
        id: Id::new(row.get(0)?),
        month: Month::from_code(row.get(1)?).unwrap_or(Month::of(from)),
        office: row.get::<_, Option<Uuid>>(2)?.map(Id::new),
        range: DateRange { from, to: to.max(from) },
        snapshot: figures_from(total),
        at: row.get(6)?,
        by: row.get(7)?,
        unlocked,
    })
}

/// The total and the lines of those days, in the format that `schema.sql` describes.
fn kept_figures(spans: &Spans<'_>, range: DateRange) -> Result<Value> {
    let mut kept = serde_json::Map::new();
    for (name, dimension) in std::iter::once(("total", "all")).chain(KEPT.map(|(_, name)| (name, name))) {
        let sums = spans.by_key(dimension, &[range])?.pop().unwrap_or_default();
        let value = match name {
            "total" => to_list(&sums.get("").copied().unwrap_or_default()).into(),
            _ => sums.iter().map(|(key, figures)| line(key, figures)).collect::<Vec<_>>().into(),
        };
        kept.insert(name.to_owned(), value);
    }
    Ok(kept.into())
}

fn line(key: &str, figures: &Figures) -> Value {
    let mut line = vec![Value::from(key)];
    line.extend(to_list(figures));
    line.into()
}

/// The places of `days`, `settled` and `pending` among the figures. A lock stores `pending` before `days`, and no `settled`.
const TAIL: [usize; 3] = [8, 9, 10];

fn to_list(figures: &Figures) -> Vec<Value> {
    let list = figures.list();
    let [days, _, pending] = TAIL.map(|place| list[place]);
    list[..TAIL[0]].iter().copied().chain([pending, days]).map(Value::from).collect()
}

fn figures_from(list: &[Value]) -> Figures {
    let at = |place: usize| list.get(place).and_then(Value::as_i64).unwrap_or(0);
    let [pending, days, _] = TAIL.map(at);
    let mut figures = std::array::from_fn(at);
    TAIL.into_iter().zip([days, 0, pending]).for_each(|(place, figure)| figures[place] = figure);
    Figures::of(figures)
}
