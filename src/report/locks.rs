//! 锁定: the reported figures of a year's months, later corrections, and the year to date that they add up to.

use super::totals::{Question, TotalsReport, measure_name};
use super::{Value, View, office_name};
use crate::domain::{CutOff, DateRange, Fen, Month, OfficeId, Period};
use crate::store::{Figures, Grouping, Lock, Measure, Result, Store, TotalsQuery};
use crate::text::{Lang, locks as words};

/// Up to this many cases in a month, corrected cases are counted with the totals; in a larger month the
/// totals show the change in sum, and the cases are counted on request.
const COUNTED_ALONG: i64 = 400;

/// The state of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MonthState {
    /// It has not ended and cannot be locked yet.
    Running,
    /// It has ended and is not locked.
    Open,
    /// It was reported.
    Locked(Box<Lock>),
}

/// One month of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthLine {
    /// The statistical month.
    pub month: Month,
    /// Its days: those of the lock, else by the current cut-off.
    pub range: DateRange,
    /// Its state.
    pub state: MonthState,
    /// Its current figures.
    pub now: Figures,
    /// Removed locks, and second locks of other laptops, the earliest first.
    pub trace: Vec<Lock>,
}

impl MonthLine {
    /// The figures that were reported; none if it is not locked.
    pub fn snapshot(&self) -> Option<Figures> {
        match &self.state {
            MonthState::Locked(lock) => Some(lock.snapshot),
            MonthState::Running | MonthState::Open => None,
        }
    }

    /// 更正: the current figures minus the reported ones; zero if it is not locked.
    pub fn correction(&self) -> Figures {
        self.snapshot().map(|snapshot| self.now - snapshot).unwrap_or_default()
    }
}

/// The parts of a year to date: 快照 + 更正 + 未锁定 = 本年累计. In the first three 在办 is left at 0, because
/// a stock does not add up over months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct YearParts {
    /// The sum of the reported figures.
    pub snapshots: Figures,
    /// The sum of later corrections.
    pub corrections: Figures,
    /// The figures outside the locked months.
    pub open: Figures,
    /// The current year to date, with 在办 as of its last day.
    pub live: Figures,
    /// Whether the locked months adjoin.
    pub days: LockedDays,
}

/// How the days of locked months relate to the cut-off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LockedDays {
    /// All follow the current cut-off.
    #[default]
    AsNow,
    /// One was locked under another cut-off: days may be reported twice, or not at all.
    OtherCutOff,
}

impl YearParts {
    /// For the year to date that ends with `last` and counts `live`; none where no month of it is locked.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn up_to(
        store: &Store,
        last: Month,
        (office, cut_off): (Option<OfficeId>, CutOff),
        live: Figures,
    ) -> Result<Option<Self>> {
        let live = live.reported();
        let locks = store.locks(last.year(), office)?;
        let locked: Vec<&Lock> = shown(&locks).filter(|lock| lock.month <= last).collect();
        if locked.is_empty() {
            return Ok(None);
        }
        // Adjacent months are counted together.
        let mut runs: Vec<DateRange> = Vec::new();
        for lock in &locked {
            match runs.last_mut() {
                Some(run) if run.to.succ_opt() == Some(lock.range.from) => run.to = lock.range.to,
                _ => runs.push(lock.range),
            }
        }
        let sum = |all: &mut dyn Iterator<Item = Figures>| Figures {
            pending: 0,
            ..all.fold(Figures::default(), |sum, figures| sum + figures).reported()
        };
        let snapshots = sum(&mut locked.iter().map(|lock| lock.snapshot));
        let now = sum(&mut store.flows(&runs, office)?.into_iter());
        let even = locked.iter().all(|lock| lock.range == lock.month.span(cut_off));
        Ok(Some(Self {
            snapshots,
            corrections: now - snapshots,
            open: Figures { pending: 0, ..live - now },
            live,
            days: if even { LockedDays::AsNow } else { LockedDays::OtherCutOff },
        }))
    }

    /// The sum for one measure in words.
    pub fn sentence(&self, measure: Measure, lang: Lang) -> String {
        let value = |figures: &Figures| counted(measure, figures).text();
        let parts = [&self.snapshots, &self.corrections, &self.open, &self.live].map(value);
        words::account(lang, measure_name(measure, lang), parts)
    }
}

/// The locks in force that count: the earliest one of each month. `locks` is ordered by month.
fn shown(locks: &[Lock]) -> impl Iterator<Item = &Lock> {
    let mut last = None;
    locks.iter().filter(move |lock| {
        let first = lock.unlocked.is_none() && last != Some(lock.month);
        if first {
            last = Some(lock.month);
        }
        first
    })
}

/// The twelve months of a year with their locks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedYear {
    /// The year.
    pub year: i32,
    /// The office; none for all offices.
    pub office: Option<OfficeId>,
    /// The name of the office, or that of all offices.
    pub name: String,
    /// January to December.
    pub months: Vec<MonthLine>,
    /// The parts of the year; none where no month is locked.
    pub parts: Option<YearParts>,
}

impl LockedYear {
    /// Reads a year.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn build(
        store: &Store,
        year: i32,
        office: Option<OfficeId>,
        cut_off: CutOff,
        lang: Lang,
    ) -> Result<Self> {
        let locks = store.locks(year, office)?;
        let month = |month: &Month| {
            let lock = shown(&locks).find(|lock| lock.month == *month);
            let range = lock.map_or(month.span(cut_off), |lock| lock.range);
            let state = match lock {
                Some(lock) => MonthState::Locked(Box::new(lock.clone())),
                None if range.to >= store.today() => MonthState::Running,
                None => MonthState::Open,
            };
            let other = |one: &&Lock| one.month == *month && lock.is_none_or(|lock| lock.id != one.id);
            let trace = locks.iter().filter(other).cloned().collect();
            MonthLine { month: *month, range, state, now: Figures::default(), trace }
        };
        let period = Period::Year(year);
        let mut months: Vec<MonthLine> = period.months().iter().map(month).collect();
        let query = TotalsQuery {
            range: period.range(cut_off),
            grouping: Grouping::Month,
            office,
            months: months.iter().map(|line| (line.month.to_string(), line.range)).collect(),
        };
        let totals = store.totals(&query)?;
        for (line, row) in months.iter_mut().zip(totals.rows) {
            line.now = row.figures.reported();
        }
        let last = Month::new(year, 12).unwrap_or(Month::of(query.range.to));
        let parts = YearParts::up_to(store, last, (office, cut_off), totals.total)?;
        Ok(Self { year, office, name: office_name(store.directory(), office, lang), months, parts })
    }

    /// How many of its months are locked (已上报月份).
    pub fn locked(&self) -> usize {
        self.months.iter().filter(|line| matches!(line.state, MonthState::Locked(_))).count()
    }
}

/// What a table of totals shows about locks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LockNote {
    /// The lock of the month shown; none where it is not locked or the period is not a month.
    pub lock: Option<Lock>,
    /// 更正 of that month in sum.
    pub difference: Figures,
    /// How many of its cases were corrected; none where it has too many to count at once.
    pub cases: Option<usize>,
    /// The parts of the year to date; none where no month of it is locked.
    pub parts: Option<YearParts>,
}

impl LockNote {
    /// Reads the locks for that table.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn of(store: &Store, report: &TotalsReport) -> Result<Self> {
        let Question { period, office, cut_off, .. } = report.question;
        let of_view = |view| View::COUNTED.iter().position(|counted| *counted == view).unwrap_or(0);
        let [now, live] = [View::Period, View::YearToDate].map(|view| report.total.figures[of_view(view)]);
        let mut note = Self::default();
        // A free range of days is not a reported month.
        if let (false, Some(last)) = (matches!(period, Period::Days(_)), period.months().last()) {
            note.parts = YearParts::up_to(store, *last, (office, cut_off), live)?;
        }
        let Period::Month(month) = period else { return Ok(note) };
        let Some(lock) = store.lock_of(month, office)? else { return Ok(note) };
        if lock.snapshot.accepted + lock.snapshot.closed() + now.accepted + now.closed() <= COUNTED_ALONG {
            let corrections = store.corrections(&lock)?;
            note.difference = corrections.difference;
            note.cases = Some(corrections.cases.len());
        } else if lock.range == report.total.ranges[0] {
            note.difference = now - lock.snapshot;
        } else {
            note.difference = store.figures(lock.range, office)? - lock.snapshot;
        }
        note.lock = Some(lock);
        Ok(note)
    }

    /// The mark beside the days: locked when and by whom; none where it is not locked.
    pub fn mark(&self, lang: Lang) -> Option<String> {
        self.lock.as_ref().map(|lock| words::locked(lang, &lock.at, &lock.by))
    }

    /// The line of corrections; none where there are none.
    pub fn correction(&self, lang: Lang) -> Option<String> {
        self.lock.as_ref()?;
        corrected(&self.difference, self.cases, lang)
    }

    /// The sum of the year to date for accepted and settled cases; empty where no month is locked.
    pub fn account(&self, lang: Lang) -> Vec<String> {
        let Some(parts) = &self.parts else { return Vec::new() };
        let mut lines: Vec<String> =
            [Measure::Accepted, Measure::Successful].map(|measure| parts.sentence(measure, lang)).to_vec();
        if parts.days == LockedDays::OtherCutOff {
            lines.push(words::other_cut_off(lang).to_owned());
        }
        lines
    }
}

/// The line of corrections: the number of cases, if counted, and the change in sum; none where there is none.
pub fn corrected(difference: &Figures, cases: Option<usize>, lang: Lang) -> Option<String> {
    let changes: Vec<String> = Measure::ALL
        .into_iter()
        .filter(|measure| *measure != Measure::Settled && measure.of(difference) != 0)
        .map(|measure| format!("{} {}", measure_name(measure, lang), change(measure, difference).text()))
        .collect();
    match (changes.is_empty(), cases.unwrap_or(0)) {
        (true, 0) => None,
        (_, counted) => Some(words::correction(lang, counted, &changes.join("  "))),
    }
}

/// The value of a counted measure.
pub fn counted(measure: Measure, figures: &Figures) -> Value {
    match measure {
        Measure::Amount => Value::Money(figures.amount),
        _ => Value::Count(measure.of(figures)),
    }
}

/// The difference of one measure, with its sign.
pub fn change(measure: Measure, difference: &Figures) -> Value {
    match measure {
        Measure::Amount => Value::MoneyChange(Fen(measure.of(difference))),
        _ => Value::CountChange(measure.of(difference)),
    }
}
