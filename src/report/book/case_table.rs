//! 人民调解案件情况统计表 in the ministry's layout: one row for each office, the items as columns under merged heads.

use super::xlsx::{is_one_page, is_one_wide};
use super::{At, Cell, Column, Formula, Paper, Row, RowKind, Sheet, Table};
use crate::report::figure_form::{FigureForm, unit_name};
use crate::report::{Asked, Item, Scope, Unit, Value, View};
use crate::store::Directory;
use crate::text::{Lang, export as words, report as report_words};

/// Widths in characters.
const NAME: f64 = 15.0;
const FIGURE: f64 = 4.8;
const MONEY: f64 = 9.5;

/// The two halves, by the index of the sections in the form: cases, bodies, sources, agreements and lawsuits
/// above, types, screening and prevention below.
const HALVES: &[&[usize]] = &[&[0, 1, 2, 4, 5], &[3, 6]];
/// The same in narrower parts, for a language with long words.
const PARTS: &[&[usize]] = &[&[0, 1], &[2, 4, 5], &[3], &[6]];

/// What a sheet of this table needs to know besides the form.
pub(super) struct About<'a> {
    pub asked: &'a Asked,
    pub directory: &'a Directory,
    /// 填报单位, 报告期, 计量单位
    pub lines: Vec<String>,
    /// The signature fields.
    pub signed: Vec<String>,
}

/// The sheets of a form: one, or two where both halves do not fit on a page.
pub(super) fn sheets(form: &FigureForm, name: &str, about: &About<'_>, lang: Lang) -> Vec<Sheet> {
    let mut parts = HALVES;
    let mut whole = table(form, parts, about, lang);
    if !is_one_wide(&whole) {
        parts = PARTS;
        whole = table(form, parts, about, lang);
    }
    if is_one_page(&whole) {
        return vec![Sheet::table(name, whole)];
    }
    let half = |(at, half): (usize, &&'static [usize])| {
        Sheet::table(words::part_of(lang, name, at + 1), table(form, &[half], about, lang))
    };
    parts.iter().enumerate().map(half).collect()
}

fn table(form: &FigureForm, halves: &[&[usize]], about: &About<'_>, lang: Lang) -> Table {
    let label = if about.asked.scope == Scope::Each { report_words::EACH } else { report_words::SPAN };
    let mut columns = vec![Column::new(label.text(lang), NAME)];
    let mut blocks = Vec::new();
    let mut shown = Vec::new();
    for half in halves {
        let first = columns.len();
        for section in half.iter().filter_map(|at| Some((*at, form.sections.get(*at)?))) {
            for row in &section.1.rows {
                let heads = heads(section.0, &section.1.heading, row, about.directory, lang);
                let width = if row.item.unit() == Unit::Money { MONEY } else { FIGURE };
                columns.push(Column::under(heads, width));
                shown.push(row);
            }
        }
        blocks.push(first..columns.len());
    }
    let mut table = Table::new(report_words::CASE_TABLE.text(lang).to_owned(), columns, 1, Paper::Landscape);
    table.blocks = blocks;
    table.about.clone_from(&about.lines);
    table.rows = match about.asked.scope {
        Scope::Each => by_office(form, &shown),
        Scope::Office(_) | Scope::All => by_view(form, &shown),
    };
    let failed = form.checks.iter().filter(|check| !check.passed);
    table.notes = failed.map(|check| report_words::failed_check(lang, &check.text(lang))).collect();
    table.notes.extend(form.notes.iter().cloned());
    table.signed.clone_from(&about.signed);
    table
}

/// The heads above an item.
fn heads(
    section: usize,
    heading: &str,
    row: &crate::report::Row,
    directory: &Directory,
    lang: Lang,
) -> Vec<String> {
    // In a narrow column the unit is on a line of its own.
    let (heading, label) = (heading.to_owned(), words::unit_below(&row.label));
    let received = || report_words::RECEIVED.text(lang).to_owned();
    match &row.item {
        _ if section == 0 => vec![label],
        Item::Received => vec![heading, received(), report_words::SUBTOTAL.text(lang).to_owned()],
        Item::Source(_) if row.depth > 0 => vec![heading, received(), label],
        Item::Type(code) => {
            let parent = directory.type_label(code).and_then(|label| label.parent.as_deref()?.parse().ok());
            let parent = parent.and_then(|code| directory.type_label(&code));
            parent.map_or(vec![heading.clone(), label.clone()], |parent| {
                vec![heading, parent.short(lang).to_owned(), label]
            })
        }
        Item::Prevented(kind) | Item::PreventedPeople(kind) if kind.counts_people() => {
            let unit = unit_name(row.item.unit(), lang).to_owned();
            vec![heading, report_words::prevention(lang, *kind).to_owned(), unit]
        }
        _ => vec![heading, label],
    }
}

/// One row for each office, and their sum: a formula where the offices add up to the figure of all.
fn by_office(form: &FigureForm, shown: &[&crate::report::Row]) -> Vec<Row> {
    let figure = |row: &crate::report::Row, at: usize| row.cells.get(at).map(|cell| cell.value);
    let offices = form.columns.len().saturating_sub(1);
    let mut rows = Vec::with_capacity(offices + 1);
    for office in 1..=offices {
        let mut cells = vec![Cell::text(form.columns[office].clone())];
        cells.extend(shown.iter().map(|row| figure(row, office).map_or(Cell::Blank, Cell::Figure)));
        rows.push(Row { kind: RowKind::Plain, cells });
    }
    let mut cells = vec![Cell::text(form.columns.first().cloned().unwrap_or_default())];
    cells.extend(shown.iter().map(|row| {
        let parts = (1..=offices).filter_map(|office| figure(row, office));
        figure(row, 0).map_or(Cell::Blank, |whole| super::totals::sum(0..offices, parts, whole))
    }));
    rows.push(Row { kind: RowKind::Total, cells });
    rows
}

/// One row for each view: the period, the year to date, last year, and the change.
fn by_view(form: &FigureForm, shown: &[&crate::report::Row]) -> Vec<Row> {
    let is_change = |at: usize| at + 1 == form.columns.len() && at == VIEWS_COUNTED.len();
    let row = |(at, name): (usize, &String)| {
        let mut cells = vec![Cell::text(name.clone())];
        cells.extend(shown.iter().enumerate().map(|(column, row)| {
            let Some(value) = row.cells.get(at).map(|cell| cell.value) else { return Cell::Blank };
            let column = column + 1;
            match value {
                Value::CountChange(_) | Value::MoneyChange(_) if is_change(at) => {
                    let less = Formula::Less(At { row: 0, column }, At { row: at - 1, column });
                    Cell::Formula(less, value)
                }
                _ => Cell::Figure(value),
            }
        }));
        Row { kind: RowKind::Plain, cells }
    };
    form.columns.iter().enumerate().map(row).collect()
}

/// The views before the change, in the order of the form.
const VIEWS_COUNTED: [View; 3] = [View::Period, View::YearToDate, View::LastYear];
