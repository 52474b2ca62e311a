//! Which locked months a save corrects: the differences it makes in what a case adds to them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::tally::{Move, days_taken};
use crate::domain::{
    DateRange, Dispute, DisputeId, Fen, Level, Month, OfficeId, Outcome, SourceCode, TypeCode,
};
use crate::store::Result;
use crate::store::column::date;

/// A month in force as locked.
#[derive(Debug)]
struct LockedMonth {
    month: Month,
    /// The office's local number; none for all offices together.
    local: Option<i64>,
    office: Option<OfficeId>,
    range: DateRange,
}

/// A locked month, and its office; none for all offices together.
pub type CorrectedMonth = (Month, Option<OfficeId>);

/// The share of one case in the figures of some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// 受理 within the days: 1 or 0 cases.
    pub accepted: i64,
    /// 涉及人数 where it was accepted within the days, persons.
    pub people: i64,
    /// The outcome where it was closed within the days.
    pub outcome: Option<Outcome>,
    /// 协议金额 where it was closed with an agreement within the days.
    pub amount: Fen,
    /// From acceptance to closing where it was closed within the days, days.
    pub days: i64,
    /// The type under which it counts.
    pub kind: TypeCode,
    /// Its source.
    pub source: SourceCode,
    /// Its level.
    pub level: Level,
}

impl Share {
    /// The share of that case; none where it does not count within the days.
    pub(super) fn of(dispute: &Dispute, range: DateRange) -> Option<Self> {
        let within = |day| range.from <= day && day <= range.to;
        let accepted = within(dispute.accepted_on);
        let closing = dispute.closing.filter(|closing| within(closing.on));
        let counts = dispute.is_accepted() && (accepted || closing.is_some());
        counts.then(|| Self {
            accepted: i64::from(accepted),
            people: if accepted { i64::from(dispute.people_count()) } else { 0 },
            outcome: closing.map(|closing| closing.outcome),
            amount: closing.map_or(Fen::default(), |_| dispute.agreed_amount()),
            days: closing.and_then(|_| days_taken(dispute)).unwrap_or(0),
            kind: dispute.kind.clone(),
            source: dispute.source.clone(),
            level: dispute.level,
        })
    }
}

/// Collects what the cases of one transaction took from the locked months and added to them.
#[derive(Debug, Default)]
pub(in crate::store) struct LockWatch {
    months: Vec<LockedMonth>,
    /// For each month and case, what it added before the transaction, and what it adds now.
    moved: BTreeMap<(usize, DisputeId), [Option<Share>; 2]>,
}

impl LockWatch {
    /// Watches the months that are locked now.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub(in crate::store) fn begin(conn: &Connection) -> Result<Self> {
        let sql = "SELECT l.month, l.office, o.uuid, l.from_on, l.to_on FROM period_lock l \
                   LEFT JOIN office o ON o.id = l.office WHERE l.unlocked_at IS NULL AND l.void_reason IS NULL";
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut months = Vec::new();
        while let Some(row) = rows.next()? {
            let (month, from, to) = (Month::from_code(row.get(0)?), date(row, 3)?, date(row, 4)?);
            let (Some(month), Some(from), Some(to)) = (month, from, to) else { continue };
            let office = row.get::<_, Option<uuid::Uuid>>(2)?.map(OfficeId::new);
            months.push(LockedMonth { month, local: row.get(1)?, office, range: DateRange { from, to } });
        }
        Ok(Self { months, moved: BTreeMap::new() })
    }

    /// Notes a case that goes into the totals of an office, or out of them.
    pub(super) fn note(&mut self, dispute: &Dispute, office: i64, way: Move) {
        for (nth, locked) in self.months.iter().enumerate() {
            if locked.local.is_some_and(|local| local != office) {
                continue;
            }
            let share = Share::of(dispute, locked.range);
            let key = (nth, dispute.id);
            match (way, share, self.moved.get_mut(&key)) {
                // The first that is taken away is what the month had.
                (Move::Remove, _, Some(sides)) => sides[1] = None,
                (Move::Remove, Some(share), None) => {
                    self.moved.insert(key, [Some(share), None]);
                }
                (Move::Add, Some(share), Some(sides)) => sides[1] = Some(share),
                (Move::Add, Some(share), None) => {
                    self.moved.insert(key, [None, Some(share)]);
                }
                (_, None, _) => {}
            }
        }
    }

    /// The locked months whose figures, or lines, differ now.
    pub(in crate::store) fn corrected(&self) -> BTreeSet<CorrectedMonth> {
        let differ = self.moved.iter().filter(|(_, [before, after])| before != after);
        differ
            .filter_map(|((nth, _), _)| self.months.get(*nth))
            .map(|locked| (locked.month, locked.office))
            .collect()
    }
}
