//! 综治矛盾纠纷排查调处月报表: items as rows; the levels, their sum and the year to date as columns.

use std::ops::Range;

use super::{At, Cell, Column, Formula, Paper, Row, RowKind, Table};
use crate::report::figure_form::{FigureForm, unit_name};
use crate::report::{Item, Unit, Value};
use crate::text::{Lang, report as report_words};

/// Widths in characters.
const ITEM: f64 = 30.0;
const FIGURE: f64 = 11.0;
/// The columns of the levels in the table.
const LEVELS: Range<usize> = 1..4;
const SUBTOTAL: usize = 4;

/// The form as a table; `about` and `signed` are the lines above and below it.
pub(super) fn table(form: &FigureForm, about: Vec<String>, signed: Vec<String>, lang: Lang) -> Table {
    let mut columns = vec![Column::new(report_words::ITEM.text(lang), ITEM)];
    columns.extend(form.columns.iter().map(|name| Column::new(name.clone(), FIGURE)));
    let title = report_words::GOVERNANCE_FORM.text(lang).to_owned();
    let mut table = Table::new(title, columns, 1, Paper::Portrait);
    for section in &form.sections {
        let heading = vec![Cell::text(section.heading.clone())];
        table.rows.push(Row { kind: RowKind::Heading, cells: heading });
        let first = table.rows.len();
        for row in &section.rows {
            let cells = cells(form, row, table.rows.len(), first, lang);
            table.rows.push(Row { kind: RowKind::Plain, cells });
        }
        let is_divided = section.rows.iter().all(|row| matches!(row.item, Item::Category(_) | Item::Band(_)));
        if is_divided && !section.rows.is_empty() {
            table.rows.push(total(section, first, lang));
        }
    }
    table.about = about;
    let failed = form.checks.iter().filter(|check| !check.passed);
    table.notes = failed.map(|check| report_words::failed_check(lang, &check.text(lang))).collect();
    table.notes.extend(form.notes.iter().cloned());
    table.signed = signed;
    table
}

/// One row; `own` is its index in the table, `first` that of the first row of its section.
fn cells(form: &FigureForm, row: &crate::report::Row, own: usize, first: usize, lang: Lang) -> Vec<Cell> {
    let label = match row.item.unit() {
        Unit::Percent => row.label.clone(),
        unit => report_words::with_unit(lang, &row.label, unit_name(unit, lang)),
    };
    let mut cells = vec![Cell::text(label)];
    for (column, cell) in (1..).zip(&row.cells) {
        let value = cell.value;
        let formula = match value {
            Value::Rate(_) => share(form, &row.item, first, column),
            Value::Count(whole) if column == SUBTOTAL => {
                let levels: Option<i64> = row.cells.get(..SUBTOTAL - 1).map(|levels| {
                    levels.iter().map(|cell| if let Value::Count(n) = cell.value { n } else { 0 }).sum()
                });
                // Where a level has no column, the sum would differ from the figure of the report.
                (levels == Some(whole)).then_some(Formula::SumOfColumns(LEVELS))
            }
            _ => None,
        };
        debug_assert!(own >= first);
        cells.push(formula.map_or(Cell::Figure(value), |formula| Cell::Formula(formula, value)));
    }
    cells
}

/// A rate as a share of two rows of the same section, where both are present.
fn share(form: &FigureForm, item: &Item, first: usize, column: usize) -> Option<Formula> {
    let (part, [whole]) = item.divides()? else { return None };
    let summary = form.sections.first()?;
    let at = |wanted: &Item| {
        let row = summary.rows.iter().position(|row| row.item == *wanted)?;
        Some(At { row: first + row, column })
    };
    Some(Formula::Share(at(&part)?, at(whole)?))
}

/// The sum of a section as a formula, so that a reader sees that it equals 排查数.
fn total(section: &crate::report::Section, first: usize, lang: Lang) -> Row {
    let columns = section.rows.first().map_or(0, |row| row.cells.len());
    let mut cells = vec![Cell::text(report_words::TOTAL.text(lang))];
    for column in 0..columns {
        let counts = section.rows.iter().filter_map(|row| match row.cells.get(column)?.value {
            Value::Count(count) => Some(count),
            _ => None,
        });
        let rows = first..first + section.rows.len();
        cells.push(Cell::Formula(Formula::SumOfRows(rows), Value::Count(counts.sum())));
    }
    Row { kind: RowKind::Total, cells }
}
