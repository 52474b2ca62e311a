//! The lines of each analysis table, and the lines below it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::analysis::{AnalysisLine, AnalysisReport, Subject, Verdict};
use super::totals::{Value, rate};
use crate::domain::id_number::mask_id;
use crate::domain::{DateRange, MediatorId, Month, OfficeId, Period, TypeCode};
use crate::store::{
    AgeBy, Ages, DaysTaken, Directory, Figures, Looked, REPEAT_CASES, Result, Spot, Store, average,
    office_of_key,
};
use crate::text::{Lang, analysis as words, totals};

/// How many earlier periods a hot spot is compared with, at most.
const PAST: usize = 12;
/// How many months the heat strip shows.
const STRIP: i32 = 12;
/// The fewest cases of a significant rise …
const ENOUGH: i64 = 3;
/// … and its least difference to the past average, in tenths; the count must also be 1.5 times the average.
const CLEAR_RISE: i64 = 20;

/// Places, ordered by their rise over the past average.
pub(super) fn hotspots(report: &mut AnalysisReport, store: &Store, lang: Lang) -> Result<()> {
    let question = report.question;
    let past = past(report, store)?;
    report.months = strip(&question.period, report.range, question.cut_off);
    let mut ranges = vec![report.range];
    ranges.extend(&past);
    ranges.extend(report.months.iter().map(|month| month.span(question.cut_off)));
    // The earlier months and the strip overlap, so each range is counted once.
    let mut once = ranges.clone();
    once.sort_unstable();
    once.dedup();
    let places: Vec<usize> =
        ranges.iter().map(|range| once.binary_search(range).unwrap_or_default()).collect();
    let mut seen = HashSet::new();
    let offices = || store.directory().offices();
    let twice: HashSet<String> =
        offices().filter(|office| !seen.insert(&office.name)).map(|office| office.name.clone()).collect();
    let label = |spot: &Spot| {
        vec![
            village(store.directory(), spot.village, &twice, lang),
            kind(store.directory(), &spot.kind, lang),
        ]
    };
    let mut lines: Vec<(i64, i64, AnalysisLine)> = Vec::new();
    for (spot, counts) in store.spots(&once, question.office)? {
        let counts: Vec<i64> = places.iter().map(|at| counts[*at]).collect();
        if counts[0] > 0 {
            let (rise, line) = spot_line(label(&spot), spot, &counts, past.len());
            lines.push((rise, counts[0], line));
        }
    }
    lines.sort_by(|a, b| (Reverse((a.0, a.1)), &a.2.labels).cmp(&(Reverse((b.0, b.1)), &b.2.labels)));
    report.lines = lines.into_iter().map(|(_, _, line)| line).collect();
    report.foot = vec![words::hotspots(lang, past.len())];
    Ok(())
}

/// The earlier periods, newest first, as far back as there are cases.
fn past(report: &AnalysisReport, store: &Store) -> Result<Vec<DateRange>> {
    let question = report.question;
    let Some(first) = store.first_accepted(question.office)? else { return Ok(Vec::new()) };
    let before = std::iter::successors(Some(question.period.previous()), |period| Some(period.previous()));
    let ranges = before.map(|period| period.range(question.cut_off));
    Ok(ranges.take(PAST).take_while(|range| range.to >= first && range.to < report.range.from).collect())
}

/// The twelve statistical months that end with the last of the period.
fn strip(period: &Period, range: DateRange, cut_off: crate::domain::CutOff) -> Vec<Month> {
    let last = match period {
        Period::Days(_) => Month::containing(range.to, cut_off),
        _ => period.months().last().copied().unwrap_or(Month::of(range.to)),
    };
    (0..STRIP).rev().map(|back| last.plus(-back)).collect()
}

/// The line of a place, and its rise in tenths; `counts` are the period, the earlier periods, the months.
fn spot_line(labels: Vec<String>, spot: Spot, counts: &[i64], past: usize) -> (i64, AnalysisLine) {
    let now = counts[0];
    let sum: i64 = counts[1..=past].iter().sum();
    let usual = average(sum, i64::try_from(past).unwrap_or(0));
    let rise = usual.map(|usual| now * 10 - usual);
    let half_again = usual.is_some_and(|usual| now * 20 >= usual * 3);
    let risen = now >= ENOUGH && half_again && rise.is_some_and(|rise| rise >= CLEAR_RISE);
    let line = AnalysisLine {
        labels,
        figures: vec![
            Value::Count(now),
            Value::Tenths(usual),
            Value::TenthsChange(rise),
            Value::Count(i64::from(risen)),
        ],
        verdict: if risen { Verdict::Rising } else { Verdict::Unmarked },
        months: counts[1 + past..].to_vec(),
        subject: Subject::Spot(spot),
    };
    (rise.unwrap_or(0), line)
}

/// A line for each mediator, with the total first.
pub(super) fn workload(report: &mut AnalysisReport, store: &Store, lang: Lang) -> Result<()> {
    let question = report.question;
    let work = store.workloads(report.range, question.office)?;
    let line = |subject, label: String, figures: &Figures, led: Option<i64>| {
        let figures = vec![
            Value::Count(figures.accepted),
            led.map_or(Value::Tenths(None), Value::Count),
            led.map_or(Value::Tenths(None), |led| Value::Count(figures.accepted - led)),
            Value::Count(figures.closed()),
            Value::Count(figures.successful()),
            Value::Rate(rate(figures, question.divisor())),
            Value::Count(figures.pending),
            Value::Tenths(average(figures.days, figures.closed())),
        ];
        AnalysisLine::new(subject, vec![label], figures)
    };
    // As in the totals, open cases are counted at the end of the period.
    report.open_on = report.range.to;
    let all = store.figures(report.range, question.office)?;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let names: Vec<String> =
        work.iter().map(|work| mediator(store.directory(), work.mediator, lang)).collect();
    names.iter().for_each(|name| *seen.entry(name.clone()).or_default() += 1);
    report.lines = vec![line(Subject::Total, totals::TOTAL.text(lang).to_owned(), &all, None)];
    for (work, name) in work.iter().zip(names) {
        let twice = seen.get(&name).is_some_and(|times| *times > 1);
        let label = if twice { with_office(store.directory(), work.mediator, name) } else { name };
        let led = work.mediator.map(|_| work.led);
        report.lines.push(line(Subject::Mediator(work.mediator), label, &work.figures, led));
    }
    report.foot = vec![
        format!("{}{}", rate(&all, question.divisor()).said(question.divisor(), lang), lang.pick("。", ".")),
        words::average_days(lang).to_owned(),
        totals::mediators_overlap(lang).to_owned(),
    ];
    Ok(())
}

/// A line for each type with closed cases, with the total first.
pub(super) fn days(report: &mut AnalysisReport, store: &Store, lang: Lang) -> Result<()> {
    let taken = store.days_taken(report.range, report.question.office)?;
    let mut all = DaysTaken::default();
    taken.values().for_each(|one| all.add_all(one));
    let line = |subject, label, taken: &DaysTaken| {
        let figures = vec![
            Value::Count(taken.cases()),
            Value::Tenths(taken.average()),
            Value::Tenths(taken.median()),
            taken.longest().map_or(Value::Tenths(None), Value::Count),
        ];
        AnalysisLine::new(subject, vec![label], figures)
    };
    report.lines = vec![line(Subject::Total, totals::TOTAL.text(lang).to_owned(), &all)];
    let mut taken: Vec<_> = taken.into_iter().collect();
    taken.sort_by_cached_key(|(code, _)| place(store.directory(), code.as_str()));
    for (code, taken) in taken {
        let name = kind(store.directory(), &code, lang);
        report.lines.push(line(Subject::Type(code), name, &taken));
    }
    report.foot = vec![words::days(lang).to_owned()];
    Ok(())
}

/// A line for each office or type with open cases, with the total first.
pub(super) fn age(report: &mut AnalysisReport, store: &Store, by: AgeBy, lang: Lang) -> Result<()> {
    let ages = store.open_by_age(report.open_on, report.question.office, by)?;
    let mut all = Ages::default();
    for one in ages.values() {
        all.iter_mut().zip(one).for_each(|(sum, cases)| *sum += cases);
    }
    let line = |subject, label, ages: &Ages| {
        let figures = ages.iter().copied().chain([ages.iter().sum()]).map(Value::Count).collect();
        AnalysisLine::new(subject, vec![label], figures)
    };
    report.lines = vec![line(Subject::Total, totals::TOTAL.text(lang).to_owned(), &all)];
    let directory = store.directory();
    let mut lines: Vec<(usize, AnalysisLine)> = Vec::new();
    for (key, ages) in ages {
        let told = match by {
            AgeBy::Office => office_of_key(&key).map(|id| {
                let name = directory.office(id).map_or_else(|| key.clone(), |office| office.name.clone());
                let place = directory.offices().position(|office| office.id == id).unwrap_or(usize::MAX);
                (place, line(Subject::Office(id), name, &ages))
            }),
            AgeBy::Type => key.parse().ok().map(|code| {
                let name = kind(directory, &code, lang);
                (place(directory, &key), line(Subject::Type(code), name, &ages))
            }),
        };
        lines.extend(told);
    }
    lines.sort_by_key(|(place, _)| *place);
    report.lines.extend(lines.into_iter().map(|(_, line)| line));
    report.foot = vec![words::age(lang, &report.open_on.to_string())];
    Ok(())
}

/// A line for each person of the period with two cases or more.
pub(super) fn repeat(report: &mut AnalysisReport, store: &Store, lang: Lang) -> Result<()> {
    let repeats = store.repeats(report.range, report.question.office)?;
    report.lines = repeats
        .people
        .into_iter()
        .map(|repeat| {
            let labels = vec![repeat.person.name.clone(), mask_id(&repeat.person.id_number)];
            let figures = vec![Value::Count(repeat.in_span), Value::Count(repeat.in_all)];
            AnalysisLine::new(Subject::Person(repeat.person), labels, figures)
        })
        .collect();
    report.foot = vec![words::repeat(lang).to_owned()];
    if repeats.more == Looked::AtNewest {
        report.foot.insert(0, words::repeat_bounded(lang, REPEAT_CASES));
    }
    Ok(())
}

/// The position of a type in its dictionary; last where it is unknown.
fn place(directory: &Directory, code: &str) -> usize {
    directory.types().iter().position(|label| label.code == code).unwrap_or(usize::MAX)
}

fn kind(directory: &Directory, code: &TypeCode, lang: Lang) -> String {
    directory.type_label(code).map_or_else(|| code.to_string(), |label| label.short(lang).to_owned())
}

/// A village by name, with its township where another has the same name.
fn village(directory: &Directory, id: Option<OfficeId>, twice: &HashSet<String>, lang: Lang) -> String {
    let Some(id) = id else { return totals::NONE_GIVEN.text(lang).to_owned() };
    let Some(office) = directory.office(id) else { return id.to_string() };
    let above = office.parent.and_then(|id| directory.office(id));
    match above {
        Some(above) if twice.contains(&office.name) => totals::name_and_office(&office.name, &above.name),
        _ => office.name.clone(),
    }
}

fn mediator(directory: &Directory, id: Option<MediatorId>, lang: Lang) -> String {
    match id {
        Some(id) => directory.mediator(id).map_or_else(|| id.to_string(), |mediator| mediator.name.clone()),
        None => totals::NONE_GIVEN.text(lang).to_owned(),
    }
}

fn with_office(directory: &Directory, id: Option<MediatorId>, name: String) -> String {
    let office = id.and_then(|id| directory.office(directory.mediator(id)?.office));
    office.map_or_else(|| name.clone(), |office| totals::name_and_office(&name, &office.name))
}
