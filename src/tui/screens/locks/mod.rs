//! 锁定: a month is locked after it was reported, and later edits are shown as corrections; and the months of a
//! year with their state.
//!
//! - `card`: the reported figures of a locked month and its corrections
//! - `year`: the twelve months of a year

mod card;
mod year;

use crate::domain::{CutOff, Month, OfficeId, Period};
use crate::report::{Column, LockedYear, counted};
use crate::store::{Lock, Measure, StoreError};
use crate::text::{errors, locks as words, totals};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::{Door, asked};
use crate::tui::stack::{Answer, Cx, Decision, Flow};

pub use card::LockCard;
pub use year::YearLocks;

/// The lock key on a table of that period: locks a month or opens its lock; else shows the year.
pub fn on_period(period: &Period, office: Option<OfficeId>, cx: &mut Cx) -> Flow {
    match (period, period.months().last()) {
        (Period::Days(_), _) | (_, None) => cx.warned(words::only_months(cx.lang)),
        (Period::Month(month), _) => on_month(*month, office, cx),
        (_, Some(last)) => of_year(last.year(), office, cx),
    }
}

/// Asks whether to lock that month, or shows its lock. The asking layer passes
/// `Confirmed(Yes)` to [`confirmed`].
pub fn on_month(month: Month, office: Option<OfficeId>, cx: &mut Cx) -> Flow {
    match cx.store.lock_of(month, office) {
        Ok(Some(lock)) => card(lock, cx),
        Ok(None) => ask(month, office, cx),
        Err(error) => said(&error, cx),
    }
}

/// Opens the months of that year.
pub fn of_year(year: i32, office: Option<OfficeId>, cx: &mut Cx) -> Flow {
    match YearLocks::open(year, office, cx) {
        Ok(screen) => Flow::Push(Box::new(screen)),
        Err(error) => said(&error, cx),
    }
}

/// The months of the year of the last one that is over: where no table of figures is open, the lock key has no period.
pub fn open_year(cx: &mut Cx) -> Door {
    let month = Month::containing(cx.store.today(), cut_off(cx)).previous();
    match YearLocks::open(month.year(), asked::home(&cx.store), cx) {
        Ok(screen) => Some(Box::new(screen)),
        Err(error) => {
            cx.fail(words::refused(cx.lang, &error));
            None
        }
    }
}

/// Locks the confirmed month, and shows a notice.
pub fn confirmed(month: Month, office: Option<OfficeId>, cx: &mut Cx) -> Flow {
    let cut_off = cut_off(cx);
    match cx.store.transact(|writer| writer.lock_month(month, cut_off, office)) {
        Ok(lock) => {
            cx.done(words::done(cx.lang, lock.month));
            cx.records_changed();
            Flow::Stay
        }
        Err(error) => said(&error, cx),
    }
}

fn card(lock: Lock, cx: &mut Cx) -> Flow {
    match LockCard::open(lock, cx) {
        Ok(card) => Flow::Push(Box::new(card)),
        Err(error) => said(&error, cx),
    }
}

fn ask(month: Month, office: Option<OfficeId>, cx: &mut Cx) -> Flow {
    let range = month.span(cut_off(cx));
    if range.to >= cx.store.today() {
        return cx.warned(words::refused(cx.lang, &StoreError::MonthNotOver(range.to)));
    }
    let figures = match cx.store.figures(range, office) {
        Ok(figures) => figures,
        Err(error) => return said(&error, cx),
    };
    let counted = [Measure::Accepted, Measure::Successful, Measure::Closed, Measure::Pending]
        .map(|measure| {
            format!("{} {}", Column::Counted(measure).name(cx.lang), counted(measure, &figures).text())
        })
        .join("  ");
    let office = office_name(office, cx);
    let days = totals::days(cx.lang, range);
    let question = words::ask(cx.lang, [&office, &words::month_name(cx.lang, month), &days, &counted]);
    let asked = Confirm::new(question)
        .choice(words::lock_it(cx.lang), Answer::Confirmed(Decision::Yes))
        .choice(words::leave_open(cx.lang), Answer::Confirmed(Decision::No));
    Flow::Push(Box::new(asked))
}

fn office_name(office: Option<OfficeId>, cx: &Cx) -> String {
    crate::report::office_name(cx.store.directory(), office, cx.lang)
}

fn cut_off(cx: &Cx) -> CutOff {
    CutOff::new(cx.store.settings().cut_off_day).unwrap_or_default()
}

fn said(error: &StoreError, cx: &mut Cx) -> Flow {
    let sentence = errors::store_error(cx.lang, error);
    match error {
        StoreError::AlreadyLocked(_) | StoreError::MonthNotOver(_) | StoreError::NotLocked => {
            cx.warn(sentence)
        }
        _ => cx.fail(sentence),
    }
    Flow::Stay
}

/// The removed locks, one sentence each.
fn traces(year: &[Lock], cx: &Cx) -> Vec<String> {
    year.iter()
        .map(|lock| match &lock.unlocked {
            Some(off) => words::was_locked(cx.lang, [&lock.at, &lock.by, &off.at, &off.by, &off.reason]),
            None => words::also_locked(cx.lang, &lock.at, &lock.by),
        })
        .collect()
}

fn read_year(year: i32, office: Option<OfficeId>, cx: &Cx) -> Result<LockedYear, StoreError> {
    LockedYear::build(&cx.store, year, office, cut_off(cx), cx.lang)
}
