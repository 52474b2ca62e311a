//! The lines of a table of totals: their selection, order and labels.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::kept::Kept;
use super::totals::{COUNTED, Line, Question, months_of, ranges};
use crate::domain::{DateRange, Difficulty, Level, MediatorId, OfficeId, Period};
use crate::store::{Directory, Figures, Grouping, Label, Result, Store, Totals, office_of_key};
use crate::text::Lang;
use crate::text::totals as words;

/// Lines by key: all with a figure in any of the counted views.
pub(super) fn by_key(
    store: &Store,
    question: &Question,
    (ranges, counted): ([DateRange; COUNTED], &[Totals; COUNTED]),
    kept: Kept,
    lang: Lang,
) -> Result<Vec<Line>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut lines: Vec<Line> = Vec::new();
    for (view, totals) in counted.iter().enumerate() {
        for row in &totals.rows {
            let at = *places.entry(row.key.as_str()).or_insert_with(|| {
                let label = label(store.directory(), question.grouping, &row.key, lang);
                lines.push(Line {
                    key: row.key.clone(),
                    label,
                    ranges,
                    figures: [Figures::default(); COUNTED],
                    missing: kept.missing(&ranges, lang),
                });
                lines.len() - 1
            });
            lines[at].figures[view] = row.figures;
        }
    }
    if question.grouping == Grouping::Office {
        // Offices begin at different times.
        for line in &mut lines {
            line.missing = Kept::of(store, office_of_key(&line.key))?.missing(&ranges, lang);
        }
    }
    tell_apart(&mut lines, store.directory(), question.grouping);
    put_in_order(&mut lines, store.directory(), question.grouping);
    Ok(lines)
}

/// A line for every month of the period, each with its own year to date, preceding month and month of the
/// year before.
pub(super) fn by_month(store: &Store, question: &Question, kept: Kept, lang: Lang) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (month, part) in months_of(&question.period) {
        let ranges = ranges(&part, question.cut_off);
        let mut figures = [Figures::default(); COUNTED];
        for (figures, range) in figures.iter_mut().zip(ranges) {
            *figures = store.figures(range, question.office)?;
        }
        let label = words::period(lang, &Period::Month(month));
        let missing = kept.missing(&ranges, lang);
        lines.push(Line { key: month.to_string(), label, ranges, figures, missing });
    }
    Ok(lines)
}

fn label(directory: &Directory, grouping: Grouping, key: &str, lang: Lang) -> String {
    let short = |label: Option<&Label>| label.map(|label| label.short(lang).to_owned());
    let in_list = |labels: &[Label]| short(labels.iter().find(|label| label.code == key));
    let known = match grouping {
        _ if key.is_empty() => Some(words::NONE_GIVEN.text(lang).to_owned()),
        Grouping::Type => in_list(directory.types()),
        Grouping::Source => in_list(directory.sources()),
        Grouping::Level => short(directory.label("level", key)),
        Grouping::Difficulty => short(directory.label("difficulty", key)),
        Grouping::Office | Grouping::Village => office(directory, key).map(|office| office.name.clone()),
        Grouping::Mediator => {
            mediator(key).and_then(|id| directory.mediator(id)).map(|mediator| mediator.name.clone())
        }
        Grouping::Tag | Grouping::Month => None,
    };
    known.unwrap_or_else(|| key.to_owned())
}

pub(super) fn office<'a>(directory: &'a Directory, key: &str) -> Option<&'a crate::domain::Office> {
    office_of_key(key).and_then(|id| directory.office(id))
}

fn mediator(key: &str) -> Option<MediatorId> {
    key.parse().ok()
}

/// Adds the name of the township to villages and mediators that share a name.
fn tell_apart(lines: &mut [Line], directory: &Directory, grouping: Grouping) {
    let above = |key: &str| -> Option<OfficeId> {
        match grouping {
            Grouping::Village => office(directory, key)?.parent,
            Grouping::Mediator => Some(directory.mediator(mediator(key)?)?.office),
            _ => None,
        }
    };
    let mut seen = HashSet::new();
    let twice: HashSet<String> =
        lines.iter().filter(|line| !seen.insert(&line.label)).map(|line| line.label.clone()).collect();
    for line in lines.iter_mut().filter(|line| twice.contains(&line.label)) {
        if let Some(office) = above(&line.key).and_then(|id| directory.office(id)) {
            line.label = words::name_and_office(&line.label, &office.name);
        }
    }
}

/// Sorts by the order of the dictionary, or else the largest first; a missing key comes last.
fn put_in_order(lines: &mut [Line], directory: &Directory, grouping: Grouping) {
    let rank = |position: Option<usize>| position.unwrap_or(usize::MAX);
    let listed = |labels: &[Label], key: &str| rank(labels.iter().position(|label| label.code == key));
    let place = |key: &str| match grouping {
        _ if key.is_empty() => usize::MAX,
        Grouping::Type => listed(directory.types(), key),
        Grouping::Source => listed(directory.sources(), key),
        Grouping::Level => rank(Level::ALL.iter().position(|level| level.code() == key)),
        Grouping::Difficulty => rank(Difficulty::ALL.iter().position(|grade| grade.code() == key)),
        Grouping::Office => rank(directory.offices().position(|office| office.id.to_string() == key)),
        Grouping::Village | Grouping::Mediator | Grouping::Tag | Grouping::Month => 0,
    };
    lines.sort_by_cached_key(|line| {
        let size = line.figures.map(|figures| figures.accepted);
        let [period, to_date, ..] = size;
        (place(&line.key), Reverse((period, to_date)), line.label.clone(), line.key.clone())
    });
}
