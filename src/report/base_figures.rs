//! The figures of one base, each read on first use.

use std::collections::HashMap;

use super::Rate;
use super::governance::FormFigures;
use super::items::{Base, Item, MEDIATED, event_of, is_received, source_column, type_column};
use super::totals::Value;
use crate::domain::{EventKind, Fen, Outcome, PreventionKind};
use crate::store::{Axis, CaseFilter, CrossRow, PreventionTotal, Result, ScreeningTotal, Store};

/// The sums of a group of cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub cases: i64,
    pub people: i64,
    pub amount: Fen,
}

impl Sum {
    fn add(&mut self, row: &CrossRow) {
        self.cases += row.cases;
        self.people += row.people;
        self.amount.0 += row.amount.0;
    }
}

type Keyed = HashMap<String, Sum>;

/// The axes of the accepted cases, in reading order.
const AXES: [Axis; 5] = [Axis::Type, Axis::Source, Axis::Level, Axis::Body, Axis::Difficulty];

/// The figures counted so far for one base.
pub(super) struct BaseFigures<'a> {
    store: &'a Store,
    pub base: Base,
    whole: Option<Sum>,
    by_axis: Option<Vec<Keyed>>,
    outcomes: Option<Keyed>,
    successes: Option<Sum>,
    closed: Option<i64>,
    events: HashMap<EventKind, (i64, i64, i64)>,
    screening: Option<ScreeningTotal>,
    prevention: Option<Vec<PreventionTotal>>,
}

impl<'a> BaseFigures<'a> {
    pub(super) fn new(store: &'a Store, base: Base) -> Self {
        Self {
            store,
            base,
            whole: None,
            by_axis: None,
            outcomes: None,
            successes: None,
            closed: None,
            events: HashMap::new(),
            screening: None,
            prevention: None,
        }
    }

    /// 受理, counted without an axis.
    pub(super) fn whole(&mut self) -> Result<Sum> {
        kept(&mut self.whole, || Ok(total(&self.store.cross(&self.base.accepted(), Axis::Whole)?)))
    }

    /// 办结, counted without an axis, with any outcome.
    pub(super) fn closed(&mut self) -> Result<i64> {
        kept(&mut self.closed, || Ok(total(&self.store.cross(&self.base.closed(), Axis::Whole)?).cases))
    }

    /// 成功, counted without an axis.
    pub(super) fn successes(&mut self) -> Result<Sum> {
        let filter = self.base.closed_as(&super::items::SUCCESS);
        kept(&mut self.successes, || Ok(total(&self.store.cross(&filter, Axis::Whole)?)))
    }

    /// The accepted cases on an axis, by key.
    pub(super) fn keyed(&mut self, axis: Axis) -> Result<&Keyed> {
        if self.by_axis.is_none() {
            let read = self.store.crosses(&self.base.accepted(), &AXES)?;
            self.by_axis = Some(read.iter().map(|rows| by_key(rows)).collect());
        }
        let at = AXES.iter().position(|known| *known == axis).unwrap_or(0);
        static NOTHING: std::sync::LazyLock<Keyed> = std::sync::LazyLock::new(Keyed::new);
        Ok(self.by_axis.as_ref().and_then(|all| all.get(at)).unwrap_or(&NOTHING))
    }

    /// The closed cases by the code of their outcome.
    pub(super) fn outcomes(&mut self) -> Result<&Keyed> {
        if self.outcomes.is_none() {
            self.outcomes = Some(by_key(&self.store.cross(&self.base.closed(), Axis::Outcome)?));
        }
        static NOTHING: std::sync::LazyLock<Keyed> = std::sync::LazyLock::new(Keyed::new);
        Ok(self.outcomes.as_ref().unwrap_or(&NOTHING))
    }

    fn of(&mut self, outcomes: &[Outcome]) -> Result<i64> {
        let keyed = self.outcomes()?;
        Ok(outcomes.iter().filter_map(|outcome| keyed.get(outcome.code())).map(|sum| sum.cases).sum())
    }

    fn event(&mut self, kind: EventKind) -> Result<(i64, i64, i64)> {
        if let Some(known) = self.events.get(&kind) {
            return Ok(*known);
        }
        let rows = self.store.event_counts_among(kind, self.base.range, &self.base.among)?;
        let sum = rows
            .iter()
            .fold((0, 0, 0), |sum, row| (sum.0 + row.cases, sum.1 + row.times, sum.2 + row.people));
        self.events.insert(kind, sum);
        Ok(sum)
    }

    fn screening(&mut self) -> Result<ScreeningTotal> {
        let (range, office) = (self.base.range, self.base.among.office);
        kept(&mut self.screening, || self.store.screening_totals(range, office))
    }

    /// What was prevented, in the log of prevention and in cases: 件 and 人.
    fn prevented(&mut self, kind: PreventionKind) -> Result<(i64, i64)> {
        if self.prevention.is_none() {
            self.prevention = Some(self.store.prevention_totals(self.base.range, self.base.among.office)?);
        }
        let logged = self.prevention.iter().flatten().find(|total| total.kind == kind);
        let logged = logged.map_or((0, 0), |total| (total.cases, total.people));
        let (cases, _, people) = event_of(kind).map_or(Ok((0, 0, 0)), |event| self.event(event))?;
        Ok((logged.0 + cases, logged.1 + people))
    }

    fn on(&mut self, axis: Axis, stands: impl Fn(&str) -> bool) -> Result<i64> {
        let keyed = self.keyed(axis)?;
        Ok(keyed.iter().filter(|(key, _)| stands(key)).map(|(_, sum)| sum.cases).sum())
    }

    /// The cases of a filter, of any base.
    pub(super) fn cases(&self, filter: &CaseFilter) -> Result<i64> {
        Ok(total(&self.store.cross(filter, Axis::Whole)?).cases)
    }

    /// The rate of an item that has one: the item above over the sum of those below.
    pub(super) fn rate(&mut self, item: &Item) -> Result<Rate> {
        let Some((above, below)) = item.divides() else { return Ok(Rate::default()) };
        let mut whole = 0;
        for item in below {
            whole += self.count(item)?;
        }
        Ok(Rate::of(self.count(&above)?, whole))
    }

    /// The figure of an item that is a number.
    pub(super) fn count(&mut self, item: &Item) -> Result<i64> {
        match self.value(item)? {
            Value::Count(count) => Ok(count),
            _ => Ok(0),
        }
    }

    /// The figure of an item.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub(super) fn value(&mut self, item: &Item) -> Result<Value> {
        let (store, base) = (self.store, self.base.clone());
        let directory = store.directory();
        let count = match item {
            Item::Accepted => self.whole()?.cases,
            Item::People => self.whole()?.people,
            Item::Closed => self.closed()?,
            Item::Mediated => self.of(&MEDIATED)?,
            Item::Successful => self.successes()?.cases,
            Item::Outcome(outcome) => self.of(&[*outcome])?,
            Item::Amount => return Ok(Value::Money(self.successes()?.amount)),
            Item::Carried | Item::Pending => self.pending(item)?,
            Item::From(grade) => {
                let least = grade.code();
                self.on(Axis::Difficulty, |key| !key.is_empty() && key >= least)?
            }
            Item::Body(body) => self.on(Axis::Body, |key| key == body.code())?,
            Item::Level(level) => self.on(Axis::Level, |key| key == level.code())?,
            Item::Type(code) => {
                self.on(Axis::Type, |key| type_column(directory, key) == Some(code.as_str()))?
            }
            Item::Source(code) => {
                self.on(Axis::Source, |key| source_column(directory, key) == Some(code.as_str()))?
            }
            Item::Received => {
                let own = |key: &str| source_column(directory, key).is_some_and(is_received);
                self.on(Axis::Source, own)?
            }
            Item::Form(item) => return Ok(FormFigures::count(store, &base)?.value(item)),
            Item::PreLitigation | Item::Settled => {
                self.cases(&item.behind(&base, directory).cases.unwrap_or_default())?
            }
            Item::Happened(event) => self.event(*event)?.0,
            Item::Times(EventKind::Lawyer) => store.lawyer_count(base.range, &base.among)?.times(),
            Item::Times(event) => self.event(*event)?.1,
            Item::Screenings => self.screening()?.times,
            Item::Found => self.screening()?.found,
            Item::Prevented(kind) => self.prevented(*kind)?.0,
            Item::PreventedPeople(kind) => self.prevented(*kind)?.1,
            Item::SuccessRate(_) | Item::ClosingRate | Item::MediationRate => {
                return self.rate(item).map(Value::Rate);
            }
        };
        Ok(Value::Count(count))
    }

    fn pending(&self, item: &Item) -> Result<i64> {
        let filter = item.behind(&self.base, self.store.directory()).cases.unwrap_or_default();
        let plain = CaseFilter { pending_at: filter.pending_at, office: filter.office, ..Default::default() };
        match filter.pending_at {
            Some(day) if filter == plain => self.store.pending_count(day, filter.office),
            _ => self.cases(&filter),
        }
    }
}

/// The stored value, read first where there is none.
fn kept<T: Copy>(place: &mut Option<T>, read: impl FnOnce() -> Result<T>) -> Result<T> {
    match *place {
        Some(known) => Ok(known),
        None => Ok(*place.insert(read()?)),
    }
}

fn by_key(rows: &[CrossRow]) -> Keyed {
    let mut keyed = Keyed::new();
    for row in rows {
        keyed.entry(row.key.clone()).or_default().add(row);
    }
    keyed
}

fn total(rows: &[CrossRow]) -> Sum {
    let mut sum = Sum::default();
    rows.iter().for_each(|row| sum.add(row));
    sum
}
