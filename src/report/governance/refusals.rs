//! Why the office above would send the form back (DOMAIN §6): said before the form is written, each with what to do.

use super::super::figure_form::{Asked, Refusal, Scope};
use super::super::items::{Base, Behind, Log};
use super::checks::{Column, without_people};
use super::figures::count;
use super::{FormItem, Part};
use crate::domain::{Band, Month, Office, OfficeId};
use crate::store::{CaseFilter, Result, Store};
use crate::text::register::day;
use crate::text::{Lang, report as words};

/// The most cases, screenings and offices named in one sentence.
const MOST_NAMED: usize = 5;
/// The most cases listed behind one.
const MOST_LISTED: usize = 200;

/// Every reason, in the order of the form.
pub(super) fn all(
    store: &Store,
    asked: &Asked,
    year: Option<&Column>,
    preparer: &str,
    lang: Lang,
) -> Result<Vec<Refusal>> {
    let mut refusals = Vec::new();
    if let Some(year) = year {
        refusals.extend(bands(store, year, lang)?);
    }
    refusals.extend(offices(store, asked, lang)?);
    if preparer.trim().is_empty() {
        let sentence = words::no_preparer(lang).to_owned();
        refusals.push(Refusal { code: "preparer", sentence, behind: Behind::default() });
    }
    Ok(refusals)
}

/// The bands of the year do not add up to what was found: somebody left out how many people were concerned.
fn bands(store: &Store, year: &Column, lang: Lang) -> Result<Option<Refusal>> {
    let figures = &year.figures;
    let parts: i64 = Band::ALL.iter().map(|band| count(figures.value(&FormItem::Band(*band)))).sum();
    let whole = count(figures.value(&FormItem::Found(Part::All)));
    if parts == whole {
        return Ok(None);
    }
    let cases = without_people(store, &year.base, MOST_LISTED)?;
    let mut named = Vec::new();
    for id in cases.iter().take(MOST_NAMED) {
        named.push(store.row_of(*id)?.number);
    }
    let screenings = figures.screened.iter().filter(|one| one.only_found > 0 && one.band.is_none());
    let screenings: Vec<String> = screenings
        .map(|one| {
            let office = store.directory().office(one.village.unwrap_or(one.office));
            let office = office.map_or("", |office| office.name.as_str());
            words::screening_named(lang, &day(one.on), office, one.only_found)
        })
        .collect();
    let total = cases.len() + screenings.len();
    named.extend(screenings.iter().take(MOST_NAMED).cloned());
    let log = (!screenings.is_empty()).then(|| year.base.logged(Log::Screenings));
    let cases = (!cases.is_empty()).then(|| CaseFilter { only: Some(cases), ..CaseFilter::default() });
    Ok(Some(Refusal {
        code: "bands",
        sentence: words::bands_differ(lang, (parts, whole), &named, total),
        behind: Behind { cases, log },
    }))
}

/// Offices below whose months are not locked: they have not reported. A lock of all offices together is one of each.
fn offices(store: &Store, asked: &Asked, lang: Lang) -> Result<Option<Refusal>> {
    let below = below(store, asked.scope);
    let today = store.today();
    // A month that goes on cannot be locked: what it shows is a draft.
    let begun = |month: &Month| month.span(asked.cut_off).from <= today;
    let mut missing: Vec<(String, Vec<Month>)> = Vec::new();
    for month in asked.period.months().into_iter().filter(begun) {
        if store.lock_of(month, None)?.is_some() {
            continue;
        }
        for office in &below {
            if store.lock_of(month, Some(office.id))?.is_none() {
                match missing.iter_mut().find(|(name, _)| *name == office.name) {
                    Some((_, months)) => months.push(month),
                    None => missing.push((office.name.clone(), vec![month])),
                }
            }
        }
    }
    if missing.is_empty() {
        return Ok(None);
    }
    let offices = missing.len();
    let named: Vec<String> =
        missing.iter().take(MOST_NAMED).map(|(name, months)| words::months_of(lang, name, months)).collect();
    let base = Base::new(asked.period.range(asked.cut_off), asked.scope.office());
    let sentence = words::not_reported(lang, &named, offices);
    Ok(Some(Refusal { code: "offices", sentence, behind: Behind::log(Log::Locks, &base) }))
}

/// The offices that report to the one asked about: those that log cases and are offered.
fn below(store: &Store, scope: Scope) -> Vec<&Office> {
    let directory = store.directory();
    let top: OfficeId = scope.office().unwrap_or_else(Office::root_id);
    let within = directory.subtree(top);
    let today = store.today();
    directory
        .townships()
        .filter(|office| office.id != top && within.contains(&office.id) && office.is_offered(today))
        .collect()
}
