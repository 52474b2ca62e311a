//! 综治 monthly form: disputes accepted, mediated and settled, by level, category and people concerned.

use super::base_figures::BaseFigures;
use super::case_table::{Named, is_zero, row};
use super::checks::Checker;
use super::figure_form::{Asked, FigureForm, Section};
use super::items::{Base, Item};
use super::totals::ranges;
use crate::domain::{Band, Difficulty, Divisor, Level};
use crate::store::{Axis, CaseFilter, Label, Result, Store};
use crate::text::report as words;
use crate::text::{Lang, totals as totals_words};

/// The levels, from the county down, in the order of the form.
const LEVELS: [Level; 3] = [Level::District, Level::Township, Level::Village];

/// Builds the form: one column for each level, the subtotal and the year to date.
///
/// # Errors
/// Why the file could not be read.
pub fn governance_form(store: &Store, asked: &Asked, lang: Lang) -> Result<FigureForm> {
    let [period, to_date, ..] = ranges(&asked.period, asked.cut_off);
    let base = Base::new(period, asked.scope.office());
    let names = [words::COUNTY, words::TOWN, words::VILLAGE].map(|word| word.text(lang).to_owned());
    let mut counted: Vec<(String, BaseFigures)> = LEVELS
        .iter()
        .zip(&names)
        .map(|(level, name)| {
            let among = CaseFilter { level: Some(*level), ..base.among.clone() };
            (name.clone(), BaseFigures::new(store, Base { among, ..base.clone() }))
        })
        .collect();
    let mut whole = BaseFigures::new(store, base.clone());
    let checker = Checker { store, lang };
    let columns = checker.columns("columns", words::CHECK_COLUMNS, &mut counted, &mut whole)?;
    // The subtotal is the first of the checks and the last of the columns.
    counted.insert(0, (String::new(), whole));
    let mut checks = checks(&checker, &mut counted)?;
    checks.push(columns);
    counted.rotate_left(1);
    counted.push((String::new(), BaseFigures::new(store, base.over(to_date))));
    let mut heads = names.to_vec();
    heads.push(words::SUBTOTAL.text(lang).to_owned());
    heads.push(words::YEAR_TO_DATE.text(lang).to_owned());
    let sections = sections(store, &mut counted, lang)?;
    let subtotal = &mut counted[LEVELS.len()].1;
    let (notes, is_zero) = (notes(subtotal, lang)?, is_zero(subtotal)?);
    Ok(FigureForm {
        code: "governance",
        heading: asked.heading(words::GOVERNANCE_FORM.text(lang), store.directory(), lang),
        columns: heads,
        sections,
        checks,
        notes,
        is_zero,
    })
}

/// The categories of the form: those offered, and others that some case still has.
fn categories<'a>(store: &'a Store, counted: &mut [(String, BaseFigures)]) -> Result<Vec<&'a Label>> {
    let today = store.today();
    let mut used: Vec<String> = Vec::new();
    for (_, counts) in counted {
        used.extend(counts.keyed(Axis::Governance)?.keys().cloned());
    }
    let mut labels = store.directory().all_labels("governance");
    labels.retain(|label| label.is_offered(today) || used.contains(&label.code));
    Ok(labels)
}

fn sections(store: &Store, counted: &mut [(String, BaseFigures)], lang: Lang) -> Result<Vec<Section>> {
    let named = |code: &str, label: &str, item: Item| Named {
        code: code.to_owned(),
        label: label.to_owned(),
        depth: 0,
        item,
    };
    let summary = vec![
        named("disputes", words::SCREENED.text(lang), Item::Accepted),
        named("mediated", words::MEDIATED_NUMBER.text(lang), Item::Mediated),
        named("mediation-rate", words::MEDIATION_RATE.text(lang), Item::MediationRate),
        named("successful", words::SUCCESSFUL_NUMBER.text(lang), Item::Successful),
        named("success-rate", words::SUCCESS_RATE.text(lang), Item::SuccessRate(Divisor::Mediated)),
        named("major", words::MAJOR.text(lang), Item::From(Difficulty::Major)),
    ];
    let categories = categories(store, counted)?
        .into_iter()
        .filter_map(|label| {
            let item = Item::Category(label.code.parse().ok()?);
            Some(named(&format!("category.{}", label.code), label.text(lang), item))
        })
        .collect();
    let bands = Band::ALL
        .iter()
        .map(|band| named(&format!("band.{}", band.code()), words::band(lang, *band), Item::Band(*band)))
        .collect();
    let groups: [(&str, Vec<Named>); 3] = [
        (words::GROUP_SUMMARY.text(lang), summary),
        (words::GROUP_CATEGORY.text(lang), categories),
        (words::GROUP_BAND.text(lang), bands),
    ];
    let mut sections = Vec::new();
    for (heading, items) in groups {
        let mut rows = Vec::new();
        for named in items {
            rows.push(row(store, named, counted, &[])?);
        }
        sections.push(Section { heading: heading.to_owned(), rows });
    }
    Ok(sections)
}

fn checks(
    check: &Checker<'_>,
    counted: &mut [(String, BaseFigures)],
) -> Result<Vec<super::figure_form::Check>> {
    Ok(vec![
        check.axis(Axis::Governance, counted)?,
        check.axis(Axis::Band, counted)?,
        check.mediated(counted)?,
        check.success_of_mediated(counted)?,
        check.major(counted)?,
    ])
}

fn notes(counts: &mut BaseFigures, lang: Lang) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    if is_zero(counts)? {
        notes.push(totals_words::zero_report(lang).to_owned());
    }
    notes.push(totals_words::rate(lang, Divisor::Mediated));
    notes.push(words::governance_basis(lang).to_owned());
    Ok(notes)
}
