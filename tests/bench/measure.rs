//! Measuring the store: the queries of the screens, repeated in one process.

use std::path::Path;
use std::time::Instant;

use chrono::{Datelike, NaiveDate};
use tiaojie::domain::{CutOff, DateRange, Dispute, Fixed, Month, Party, Period, RateBasis, Side};
use tiaojie::report::{Asked, Scope, case_table, governance_form};
use tiaojie::store::{CaseFilter, DueQuery, Grouping, ListQuery, Outcomes, Result, Store, TotalsQuery};

use tiaojie::text::Lang;

use crate::district::{Dice, today};

/// One figure of the table.
pub struct Figure {
    pub name: &'static str,
    pub text: String,
}

/// Runs `work` so many times and gives median and 99th percentile.
pub fn timed(name: &'static str, times: usize, mut work: impl FnMut(usize) -> Result<()>) -> Result<Figure> {
    let mut spans = Vec::with_capacity(times);
    for n in 0..times {
        let begun = Instant::now();
        work(n)?;
        spans.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    spans.sort_by(f64::total_cmp);
    let at = |share: usize| spans[(spans.len() * share / 100).min(spans.len() - 1)];
    Ok(Figure { name, text: format!("{:.2} / {:.2} ms", at(50), at(99)) })
}

pub fn open(path: &Path) -> Result<Store> {
    Store::open(path, Box::new(Fixed::at(today(), 8)))
}

/// A month of the ten years.
pub fn month(n: usize) -> DateRange {
    let from =
        NaiveDate::from_ymd_opt(2015 + (n / 12 % 9) as i32, 1 + (n % 12) as u32, 1).unwrap_or_default();
    let to = (from + chrono::TimeDelta::days(31)).with_day(1).and_then(|day| day.pred_opt()).unwrap_or(from);
    DateRange { from, to }
}

/// What the store takes for what the screens ask.
pub fn store(path: &Path) -> Result<Vec<Figure>> {
    let mut store = open(path)?;
    let mut figures = vec![timed("open the file", 20, |_| open(path).map(drop))?];
    figures.extend(lists(&store)?);
    figures.extend(totals(&store)?);
    figures.extend(dues(&store)?);
    figures.extend(reports(&store)?);
    figures.extend(searches(&store)?);
    figures.extend(saves(&mut store)?);
    Ok(figures)
}

fn lists(store: &Store) -> Result<Vec<Figure>> {
    let mut after = None;
    let open_cases = CaseFilter { outcomes: Outcomes::Open, ..CaseFilter::default() };
    Ok(vec![
        timed("first page of 50 cases", 200, |_| {
            store.list(&ListQuery { limit: 50, ..ListQuery::default() }).map(drop)
        })?,
        timed("next page of 50 cases", 500, |_| {
            let query = ListQuery { limit: 50, after: after.take(), ..ListQuery::default() };
            after = store.list(&query)?.last().map(|row| row.page_after(query.order));
            Ok(())
        })?,
        timed("first page of the open ones", 200, |_| {
            store.list(&ListQuery { filter: open_cases.clone(), limit: 50, ..ListQuery::default() }).map(drop)
        })?,
    ])
}

fn totals(store: &Store) -> Result<Vec<Figure>> {
    let by_type = |range| TotalsQuery { range, grouping: Grouping::Type, office: None, months: Vec::new() };
    let all = DateRange { from: month(0).from, to: today() };
    let months: Vec<(String, DateRange)> = (0..120).map(|n| (n.to_string(), month(n))).collect();
    let by_month = TotalsQuery { range: all, grouping: Grouping::Month, office: None, months };
    let cut_off = |n: usize| {
        let range = month(n);
        let back = |day: NaiveDate| day - chrono::TimeDelta::days(6);
        DateRange { from: back(range.from), to: back(range.to) }
    };
    Ok(vec![
        timed("totals of a month by type", 200, |n| store.totals(&by_type(month(n))).map(drop))?,
        timed("totals of a month that ends on the 25th", 50, |n| {
            store.totals(&by_type(cut_off(n))).map(drop)
        })?,
        timed("all months by outcome", 50, |_| store.totals(&by_month).map(drop))?,
    ])
}

fn dues(store: &Store) -> Result<Vec<Figure>> {
    let office = store.directory().townships().next().map(|town| town.id);
    let page = |office| DueQuery { office, limit: 100, ..DueQuery::default() };
    Ok(vec![
        timed("what is due, first hundred", 100, |_| store.due(&page(None)).map(drop))?,
        timed("what is due at one office", 100, |_| store.due(&page(office)).map(drop))?,
        timed("how much is due at one office", 100, |_| store.due_count(office, None).map(drop))?,
    ])
}

fn reports(store: &Store) -> Result<Vec<Figure>> {
    let asked =
        |period| Asked { period, scope: Scope::All, cut_off: CutOff::MONTH_END, rate: RateBasis::Accepted };
    let of_month = |n: usize| asked(Period::Month(Month::of(month(n).from)));
    let year = asked(Period::Year(2023));
    Ok(vec![
        timed("case table of a month", 20, |n| case_table(store, &of_month(n), Lang::Zh).map(drop))?,
        timed("governance form of a month", 20, |n| {
            governance_form(store, &of_month(n), Lang::Zh).map(drop)
        })?,
        timed("case table of a year", 3, |_| case_table(store, &year, Lang::Zh).map(drop))?,
    ])
}

fn searches(store: &Store) -> Result<Vec<Figure>> {
    let mut dice = Dice::new(99);
    let words: Vec<String> = (0..200).map(|_| dice.name()).collect();
    let typed = |name, letters: usize| {
        timed(name, words.len(), |n| {
            let query: String = words[n].chars().take(letters).collect();
            store.search(&query, 50).map(drop)
        })
    };
    Ok(vec![
        typed("search, one character typed", 1)?,
        typed("search, two characters", 2)?,
        typed("search, a name of three", 3)?,
        timed("search, six characters of a text", 100, |n| {
            store.search(["排水沟改道影", "赡养老人的费"][n % 2], 50).map(drop)
        })?,
        timed("search, not there", 100, |_| store.search("龘靐齉", 50).map(drop))?,
    ])
}

fn saves(store: &mut Store) -> Result<Vec<Figure>> {
    let Some(like) = store.list(&ListQuery { limit: 1, ..ListQuery::default() })?.first().cloned() else {
        return Ok(Vec::new());
    };
    let mut saved: Vec<Dispute> = Vec::new();
    let new_case = timed("save a new case, durable", 100, |n| {
        let mut case = Dispute::new(store.fresh_dispute_id(), like.office, today());
        case.summary = format!("因排水沟改道影响邻居院坝发生争执{n}");
        for (side, name) in [(Side::Applicant, "张三"), (Side::Respondent, "李四")] {
            case.parties.push(Party::new(store.fresh_id(), side, name));
        }
        saved.push(store.save_dispute(None, case, None)?.dispute);
        Ok(())
    })?;
    let edit = timed("save an edit, durable", 100, |n| {
        let before = saved[n].clone();
        let after = Dispute { people: Some(9), ..before.clone() };
        store.save_dispute(Some(&before), after, None).map(drop)
    })?;
    // What the disk itself takes: the smallest durable write to the same file.
    let fsync = timed("the same commit with one row", 100, |n| store.keep_draft("bench", &n.to_string()))?;
    for _ in 0..200 {
        store.undo()?;
    }
    Ok(vec![new_case, edit, fsync])
}
