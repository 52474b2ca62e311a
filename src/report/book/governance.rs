//! 《矛盾纠纷排查情况表》 row by row as it is printed: each row says what it is of and what it counts; the levels, their
//! sum and the year to date are the columns.

use std::ops::Range;

use super::{At, Cell, Column, Formula, Paper, Row, RowKind, Table};
use crate::report::figure_form::{FigureForm, Section, unit_name};
use crate::report::{FormItem, Item, Part, Unit, Value};
use crate::text::{Lang, report as report_words};

/// Widths in characters.
const GROUP: f64 = 54.0;
const ITEM: f64 = 16.0;
const FIGURE: f64 = 9.0;
/// The columns of labels.
const LABELS: usize = 2;
/// The columns of the levels in the table, and the one of their sum.
const LEVELS: Range<usize> = LABELS..LABELS + 3;
const SUBTOTAL: usize = LABELS + 3;

/// The form as a table; `about` is the line above it.
pub(super) fn table(form: &FigureForm, about: Vec<String>, lang: Lang) -> Table {
    let mut columns = vec![
        Column::new(report_words::GOVERNANCE_CATEGORY.text(lang), GROUP),
        Column::new(report_words::ITEM.text(lang), ITEM),
    ];
    columns.extend(form.columns.iter().map(|name| Column::new(name.clone(), FIGURE)));
    let title = report_words::GOVERNANCE_FORM.text(lang).to_owned();
    let mut table = Table::new(title, columns, LABELS, Paper::Portrait);
    for section in &form.sections {
        let first = table.rows.len();
        for row in &section.rows {
            table.rows.push(Row { kind: RowKind::Plain, cells: cells(section, row, first, lang) });
        }
    }
    table.about = about;
    let refused = form.refusals.iter().map(|refusal| report_words::refused(lang, &refusal.sentence));
    let failed = form.checks.iter().filter(|check| !check.passed);
    table.notes = refused.collect();
    table.notes.extend(failed.map(|check| report_words::failed_check(lang, &check.text(lang))));
    table.notes.extend(form.notes.iter().cloned());
    if !form.refusals.is_empty() {
        table.title = format!("{}（{}）", table.title, report_words::draft_of_form(lang));
    }
    table.signed.clone_from(&form.foot);
    table
}

/// One row; `first` is the index in the table of the first of `section`.
fn cells(section: &Section, row: &crate::report::Row, first: usize, lang: Lang) -> Vec<Cell> {
    // A category names itself; the rows of the other groups are of the group.
    let (group, item) =
        report_words::parts_of_category(lang, &row.label).unwrap_or((&section.heading, &row.label));
    let item = match row.item.unit() {
        Unit::Percent => item.to_owned(),
        unit => report_words::with_unit(lang, item, unit_name(unit, lang)),
    };
    let mut cells = vec![Cell::text(group), Cell::text(item)];
    for (column, cell) in (LABELS..).zip(&row.cells) {
        let value = cell.value;
        let formula = match value {
            Value::Rate(_) => share(&section.rows, &row.item, first, column),
            Value::Count(whole) if column == SUBTOTAL => {
                let levels: Option<i64> = row.cells.get(..LEVELS.len()).map(|levels| {
                    levels.iter().map(|cell| if let Value::Count(n) = cell.value { n } else { 0 }).sum()
                });
                // Where a level has no column, the sum would differ from the figure of the report.
                (levels == Some(whole)).then_some(Formula::SumOfColumns(LEVELS))
            }
            _ => None,
        };
        cells.push(formula.map_or(Cell::Figure(value), |formula| Cell::Formula(formula, value)));
    }
    cells
}

/// A success rate as a share of two rows of the same section. The mediation rate divides by what was brought forward
/// too, which no row has.
fn share(section: &[crate::report::Row], item: &Item, first: usize, column: usize) -> Option<Formula> {
    let Item::Form(FormItem::SuccessRate(part)) = item else { return None };
    let at = |of: fn(Part) -> FormItem| {
        let wanted = Item::Form(of(part.clone()));
        let row = section.iter().position(|row| row.item == wanted)?;
        Some(At { row: first + row, column })
    };
    Some(Formula::Share(at(FormItem::Successful)?, at(FormItem::Mediated)?))
}
