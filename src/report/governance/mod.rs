//! 《矛盾纠纷排查情况表》, the political-legal line's monthly form: disputes found, mediated and settled, by level,
//! category and people concerned (DOMAIN §6).
//!
//! - `figures`: the figures of one column
//! - `checks`: what must hold in each column
//! - `refusals`: why an office would send the form back

mod checks;
mod figures;
mod refusals;

use super::case_table::Named;
use super::figure_form::{Asked, Cell, FigureForm, Row, Section};
use super::items::{Base, Item};
use super::totals::ranges;
use crate::domain::{Band, GovernanceCode, Level};
use crate::store::{CaseFilter, Label, Result, Store};
use crate::text::report as words;
use crate::text::{Lang, Words, totals as totals_words};
use checks::{Checker, Column};
use figures::count;
pub use figures::{FormFigures, FormItem, Part};

/// The levels, from the county down, in the order of the form.
const LEVELS: [(Level, Words); 3] =
    [(Level::District, words::COUNTY), (Level::Township, words::TOWN), (Level::Village, words::VILLAGE)];

/// Builds the form: one column for each level, the subtotal and the year to date. Whoever is signed in prepares it.
///
/// # Errors
/// Why the file could not be read.
pub fn governance_form(store: &Store, asked: &Asked, lang: Lang) -> Result<FigureForm> {
    governance_form_by(store, asked, &signed_in(store), lang)
}

/// The name of whoever is signed in; empty where nobody is.
pub fn signed_in(store: &Store) -> String {
    let operator = store.operator().and_then(|id| store.directory().operator(id));
    operator.map(|operator| operator.name.clone()).unwrap_or_default()
}

/// The same with the name of who prepares it (制表人).
///
/// # Errors
/// Why the file could not be read.
pub fn governance_form_by(store: &Store, asked: &Asked, preparer: &str, lang: Lang) -> Result<FigureForm> {
    let columns = columns(store, asked, lang)?;
    let categories = categories(store, &columns);
    let codes: Vec<GovernanceCode> = categories
        .iter()
        .filter(|(_, depth)| *depth == 0)
        .filter_map(|(label, _)| label.code.parse().ok())
        .collect();
    let checks = Checker { store, columns: &columns, categories: &codes, lang }.all()?;
    let year = columns.last();
    let refusals = refusals::all(store, asked, year, preparer, lang)?;
    let is_zero = columns.iter().rev().nth(1).is_none_or(|subtotal| {
        let figures = &subtotal.figures;
        (figures.found, figures.mediated) == (0, 0)
    });
    Ok(FigureForm {
        code: "governance",
        heading: asked.heading(words::GOVERNANCE_FORM.text(lang), store.directory(), lang),
        columns: columns.iter().map(|column| column.name.clone()).collect(),
        sections: sections(&columns, &categories, lang),
        checks,
        notes: notes(&columns, is_zero, lang),
        is_zero,
        refusals,
        foot: words::signatures(lang, preparer.trim()),
    })
}

fn columns(store: &Store, asked: &Asked, lang: Lang) -> Result<Vec<Column>> {
    let [period, to_date, ..] = ranges(&asked.period, asked.cut_off);
    let base = Base::new(period, asked.scope.office());
    let of_level = |(level, name): &(Level, Words)| {
        let among = CaseFilter { level: Some(*level), ..base.among.clone() };
        (name.text(lang), Base { among, ..base.clone() })
    };
    let whole =
        [(words::SUBTOTAL.text(lang), base.clone()), (words::YEAR_TO_DATE.text(lang), base.over(to_date))];
    let all = LEVELS.iter().map(of_level).chain(whole);
    all.map(|(name, base)| {
        let figures = FormFigures::count(store, &base)?;
        Ok(Column { name: name.to_owned(), base, figures })
    })
    .collect()
}

/// The categories of the list that the file counts by: those offered, and others that some case still has. A subtype,
/// of depth 1, has a row where it was counted.
fn categories<'a>(store: &'a Store, columns: &[Column]) -> Vec<(&'a Label, u8)> {
    let today = store.today();
    let is_used = |code: &str| {
        columns.iter().map(|column| &column.figures).any(|figures| {
            figures.found_by_category.contains_key(code) || figures.mediated_by_category.contains_key(code)
        })
    };
    let depth = |label: &Label| {
        let code: Option<GovernanceCode> = label.code.parse().ok();
        u8::from(code.is_some_and(|code| code.category().is_some()))
    };
    let labels = store.directory().category_labels().into_iter().map(|label| (label, depth(label)));
    labels.filter(|(label, depth)| is_used(&label.code) || (*depth == 0 && label.is_offered(today))).collect()
}

fn sections(columns: &[Column], categories: &[(&Label, u8)], lang: Lang) -> Vec<Section> {
    let named = |code: String, label: &str, depth: u8, item: FormItem| {
        let label = label.to_owned();
        row(Named { code, label, depth, item: Item::Form(item) }, columns)
    };
    let plain = |code: &str, label: Words, item| named(code.to_owned(), label.text(lang), 0, item);
    let summary = vec![
        plain("disputes", words::SCREENED, FormItem::Found(Part::All)),
        plain("mediated", words::MEDIATED_NUMBER, FormItem::Mediated(Part::All)),
        plain("mediation-rate", words::MEDIATION_RATE, FormItem::MediationRate),
        plain("successful", words::SUCCESSFUL_NUMBER, FormItem::Successful(Part::All)),
        plain("success-rate", words::SUCCESS_RATE, FormItem::SuccessRate(Part::All)),
    ];
    let mut by_category = Vec::new();
    for (label, depth) in categories {
        let Ok(code) = label.code.parse::<GovernanceCode>() else { continue };
        for (end, name, item) in [
            ("", words::SCREENED, FormItem::Found(Part::Category(code.clone()))),
            (".mediated", words::MEDIATED_NUMBER, FormItem::Mediated(Part::Category(code.clone()))),
        ] {
            let name = words::of_category(lang, label.text(lang), name.text(lang));
            by_category.push(named(format!("category.{code}{end}"), &name, *depth, item));
        }
    }
    let bands = Band::ALL.iter().map(|band| {
        named(format!("band.{}", band.code()), words::band(lang, *band), 0, FormItem::Band(*band))
    });
    let major = vec![
        plain("major", words::SCREENED, FormItem::Found(Part::Major)),
        plain("major.mediated", words::MEDIATED_NUMBER, FormItem::Mediated(Part::Major)),
        plain("major.successful", words::SUCCESSFUL_NUMBER, FormItem::Successful(Part::Major)),
        plain("major.success-rate", words::SUCCESS_RATE, FormItem::SuccessRate(Part::Major)),
    ];
    let screenings = vec![plain("screenings", words::TIMES, FormItem::Screenings)];
    let groups = [
        (words::GROUP_SUMMARY, summary),
        (words::GROUP_CATEGORY, by_category),
        (words::GROUP_BAND, bands.collect()),
        (words::GROUP_MAJOR, major),
        (words::GROUP_SCREENINGS, screenings),
    ];
    groups.map(|(heading, rows)| Section { heading: heading.text(lang).to_owned(), rows }).to_vec()
}

fn row(named: Named, columns: &[Column]) -> Row {
    let Named { code, label, depth, item } = named;
    let cells = match &item {
        Item::Form(of_form) => columns
            .iter()
            .map(|column| Cell { value: column.figures.value(of_form), behind: of_form.behind(&column.base) })
            .collect(),
        _ => Vec::new(),
    };
    Row { item, code, label, depth, cells }
}

fn notes(columns: &[Column], is_zero: bool, lang: Lang) -> Vec<String> {
    let zero = is_zero.then(|| totals_words::zero_report(lang).to_owned());
    let carried: Vec<(&str, [i64; 3])> = columns
        .iter()
        .map(|column| {
            let figures = &column.figures;
            (
                column.name.as_str(),
                [count(figures.value(&FormItem::Mediated(Part::All))), figures.carried, figures.found],
            )
        })
        .collect();
    zero.into_iter()
        .chain([words::mediation_rate_of(lang, &carried), words::governance_basis(lang).to_owned()])
        .collect()
}
