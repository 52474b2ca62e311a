//! `tiaojie lock` and `tiaojie unlock`: reported months, and the list of a year.

use serde_json::{Value, json};

use super::args::{LockArgs, UnlockArgs};
use super::complain::Complaint;
use super::context::Context;
use super::totals::figures_json;
use super::{names, say, say_json};
use crate::domain::{Month, OfficeId, Period};
use crate::report::{Column, LockedYear, MonthLine, MonthState, aligned_behind, change, counted};
use crate::store::{Figures, Lock, Measure, Store, StoreError};
use crate::text::{Lang, locks as words};

/// The measures of the printed list; JSON has them all.
const MEASURES: [Measure; 2] = [Measure::Accepted, Measure::Successful];

/// Locks a month, or lists the months of a year.
pub(super) fn run(context: &Context, args: &LockArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let period = names::period(lang, &args.period)?;
    let mut store = context.open()?;
    let office = names::scope(&store, lang, args.office.as_deref())?;
    let cut_off = store.settings().cut_off();
    if args.list {
        let Period::Year(year) = period else {
            return Err(Complaint::Usage(words::not_a_year(lang, &args.period)));
        };
        let year = LockedYear::build(&store, year, office, cut_off, lang)?;
        return if args.json {
            say_json(&year_json(&store, &year)?)
        } else {
            say(year_text(&year, lang).trim_end())
        };
    }
    let month = month(lang, period, &args.period)?;
    // Saves of commands are not undone on the screen.
    let lock = store.transact_via(Some("command"), |writer| writer.lock_month(month, cut_off, office))?;
    if args.json {
        return say_json(&lock_json(&store, &lock)?);
    }
    say(&words::done(lang, lock.month))
}

/// Removes the lock of a month.
pub(super) fn unlock(context: &Context, args: &UnlockArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let month = month(lang, names::period(lang, &args.period)?, &args.period)?;
    if args.reason.trim().is_empty() {
        return Err(Complaint::Usage(words::no_reason(lang).to_owned()));
    }
    let mut store = context.open()?;
    let office = names::scope(&store, lang, args.office.as_deref())?;
    let lock = store.lock_of(month, office)?.ok_or(StoreError::NotLocked)?;
    let lock = store.transact_via(Some("command"), |writer| writer.unlock(lock.id, &args.reason))?;
    if args.json {
        return say_json(&lock_json(&store, &lock)?);
    }
    say(&words::unlock_done(lang, lock.month))
}

fn month(lang: Lang, period: Period, typed: &str) -> Result<Month, Complaint> {
    match period {
        Period::Month(month) => Ok(month),
        _ => Err(Complaint::Usage(words::not_a_month(lang, typed))),
    }
}

fn office_json(office: Option<OfficeId>) -> Value {
    office.map(|id| id.to_string()).into()
}

fn lock_json(store: &Store, lock: &Lock) -> Result<Value, StoreError> {
    let anchors = store.locked_anchors(lock)?.into_iter();
    let anchors: Vec<Value> =
        anchors.map(|one| json!({ "laptop": one.laptop, "seq": one.seq, "hash": one.hash })).collect();
    Ok(json!({
        "id": lock.id.to_string(),
        "month": lock.month.to_string(),
        "office": office_json(lock.office),
        "from": lock.range.from.to_string(),
        "to": lock.range.to.to_string(),
        "locked_at": lock.at,
        "locked_by": lock.by,
        "unlocked": lock.unlocked.as_ref().map(|off| json!({"at": off.at, "by": off.by, "reason": off.reason})),
        "snapshot": figures_json(&lock.snapshot),
        "anchors": anchors,
    }))
}

fn year_json(store: &Store, year: &LockedYear) -> Result<Value, StoreError> {
    let month = |line: &MonthLine| -> Result<Value, StoreError> {
        let (state, lock) = match &line.state {
            MonthState::Running => ("running", None),
            MonthState::Open => ("open", None),
            MonthState::Locked(lock) => ("locked", Some(lock_json(store, lock)?)),
        };
        let trace: Result<Vec<Value>, _> = line.trace.iter().map(|lock| lock_json(store, lock)).collect();
        Ok(json!({
            "month": line.month.to_string(),
            "from": line.range.from.to_string(),
            "to": line.range.to.to_string(),
            "state": state,
            "lock": lock,
            "correction": figures_json(&line.correction()),
            "now": figures_json(&line.now),
            "trace": trace?,
        }))
    };
    let parts = year.parts.as_ref().map(|parts| {
        let all = [&parts.snapshots, &parts.corrections, &parts.open, &parts.live].map(figures_json);
        let [snapshots, corrections, open, live] = all;
        json!({"snapshots": snapshots, "corrections": corrections, "open": open, "year_to_date": live})
    });
    let months: Result<Vec<Value>, _> = year.months.iter().map(month).collect();
    Ok(json!({
        "year": year.year,
        "office": office_json(year.office),
        "name": year.name,
        "locked_months": year.locked(),
        "months": months?,
        "account": parts,
    }))
}

fn year_text(year: &LockedYear, lang: Lang) -> String {
    let mut heads = [words::MONTH, words::STATE, words::LOCKED_AT, words::LOCKED_BY]
        .map(|word| word.text(lang).to_owned())
        .to_vec();
    for measure in MEASURES {
        heads.push(Column::Counted(measure).name(lang).to_owned());
        heads.extend([words::CORRECTION, words::NOW].map(|word| word.text(lang).to_owned()));
    }
    let mut rows = vec![heads];
    rows.extend(year.months.iter().map(|line| month_row(line, lang)));
    let mut text = format!("{}\n", words::year_head(lang, &year.name, year.year, year.locked()));
    text += &aligned_behind(&rows, 4);
    for measure in year.parts.iter().flat_map(|parts| MEASURES.map(|measure| parts.sentence(measure, lang))) {
        text += &format!("{measure}\n");
    }
    for line in &year.months {
        for off in line.trace.iter().filter_map(|lock| Some((lock, lock.unlocked.as_ref()?))) {
            let (lock, off) = off;
            let trace = words::was_locked(lang, [&lock.at, &lock.by, &off.at, &off.by, &off.reason]);
            text += &format!("{}  {trace}\n", words::month_of_year(lang, line.month));
        }
    }
    text
}

fn month_row(line: &MonthLine, lang: Lang) -> Vec<String> {
    let (state, at, by) = match &line.state {
        MonthState::Running => (words::NOT_OVER, String::new(), String::new()),
        MonthState::Open => (words::NOT_LOCKED, String::new(), String::new()),
        MonthState::Locked(lock) => (words::LOCKED, words::clock(&lock.at), lock.by.clone()),
    };
    let mut row = vec![words::month_of_year(lang, line.month), state.text(lang).to_owned(), at, by];
    let correction = line.correction();
    for measure in MEASURES {
        let value = |figures: &Figures| counted(measure, figures).text();
        row.push(line.snapshot().as_ref().map(value).unwrap_or_default());
        let changed = measure.of(&correction) != 0;
        row.push(if changed { change(measure, &correction).text() } else { String::new() });
        row.push(value(&line.now));
    }
    row
}
