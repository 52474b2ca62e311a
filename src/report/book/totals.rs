//! 统计: the period with all columns, then each column compared with the year to date and the year before.

use std::ops::Range;

use super::{At, Cell, Column as Field, Formula, Paper, RowKind, Sheet, Table};
use crate::domain::Divisor;
use crate::report::totals::{Column, TotalsReport, Value, View, divided, grouping_name};
use crate::store::{Grouping, Measure};
use crate::text::{Lang, export as words, totals as totals_words};

/// Widths in characters.
const LABEL: f64 = 22.0;
const FIGURE: f64 = 9.0;
const COMPARED: f64 = 8.4;
/// The views side by side under one measure.
const VIEWS: [View; 4] = [View::Period, View::YearToDate, View::LastYear, View::OnLastYear];
/// The number of measures side by side that fill a page.
const MEASURES_OF_A_PAGE: usize = 4;

/// The total of those rows, as a formula where they do add up to it.
pub(super) fn sum(rows: Range<usize>, parts: impl Iterator<Item = Value>, whole: Value) -> Cell {
    let number = |value| match value {
        Value::Count(count) => Some(count),
        Value::Money(amount) => Some(amount.0),
        _ => None,
    };
    let parts: Option<i64> = parts.map(number).sum();
    match number(whole) {
        Some(whole_number) if !rows.is_empty() && parts == Some(whole_number) => {
            Cell::Formula(Formula::SumOfRows(rows), whole)
        }
        _ => Cell::Figure(whole),
    }
}

/// The sheets of a report of totals.
pub(super) fn sheets(report: &TotalsReport, title: &str, about: &[String], lang: Lang) -> Vec<Sheet> {
    let period = of_period(report, title, about, lang);
    let mut sheets = vec![Sheet::table(View::Period.name(lang), period)];
    for (at, columns) in Column::ALL.chunks(MEASURES_OF_A_PAGE).enumerate() {
        let table = compared(report, columns, (title, about), lang);
        sheets.push(Sheet::table(words::compared(lang, at + 1), table));
    }
    sheets
}

/// Whether the lines add up to the total: not where they overlap, nor for a rate or for cases open at the end
/// of each month.
fn adds_up(report: &TotalsReport, column: Column) -> bool {
    let grouping = report.question.grouping;
    let is_stock = column == Column::Counted(Measure::Pending);
    !grouping.overlaps() && column != Column::Rate && (!is_stock || grouping != Grouping::Month)
}

/// The period, all columns side by side.
pub(super) fn of_period(report: &TotalsReport, title: &str, about: &[String], lang: Lang) -> Table {
    let mut table = of_view(report, View::Period, lang);
    (table.title, table.about) = (title.to_owned(), about.to_vec());
    for (column, field) in Column::ALL.into_iter().zip(&mut table.columns[1..]) {
        field.heads = vec![heading(report, column, lang)];
    }
    table.signed = words::signed(lang, None);
    table
}

/// One view, all columns side by side, the total below the lines.
pub(in crate::report) fn of_view(report: &TotalsReport, view: View, lang: Lang) -> Table {
    let mut columns = vec![Field::new(grouping_name(report.question.grouping, lang), LABEL)];
    columns.extend(Column::ALL.map(|column| Field::new(column.name(lang), FIGURE)));
    let mut table = Table::new(String::new(), columns, 1, Paper::Landscape);
    let divisor = report.question.divisor();
    for (at, line) in report.lines.iter().enumerate() {
        let mut cells = vec![Cell::text(line.label.clone())];
        cells.extend(Column::ALL.map(|column| rated(line.value(view, column, divisor), divisor, at)));
        table.put(RowKind::Plain, cells);
    }
    let lines = report.lines.len();
    let mut cells = vec![Cell::text(report.total.label.clone())];
    cells.extend(Column::ALL.map(|column| {
        let value = report.total.value(view, column, divisor);
        let parts = report.lines.iter().map(|line| line.value(view, column, divisor));
        if adds_up(report, column) { sum(0..lines, parts, value) } else { rated(value, divisor, lines) }
    }));
    table.put(RowKind::Total, cells);
    table.notes = report.foot(view, lang);
    table
}

/// The heading of a measure; that of the rate says what it divides, for those who read the table without its notes.
fn heading(report: &TotalsReport, column: Column, lang: Lang) -> String {
    match column {
        Column::Rate => totals_words::rate_heading(lang, report.question.divisor()),
        column => column.name(lang).to_owned(),
    }
}

/// A rate as a share formula where the table has both columns: it has none of the accepted cases settled by now. Other
/// figures unchanged.
fn rated(value: Value, divisor: Divisor, row: usize) -> Cell {
    let Value::Rate(_) = value else { return Cell::Figure(value) };
    let [part, whole] = divided(divisor);
    let at = |measure| {
        let column = Column::ALL.iter().position(|column| *column == Column::Counted(measure))?;
        Some(At { row, column: column + 1 })
    };
    match at(part).zip(at(whole)) {
        Some((part, whole)) => Cell::Formula(Formula::Share(part, whole), value),
        None => Cell::Figure(value),
    }
}

/// Some of the columns, each for the period, the year to date, last year, and the change.
fn compared(
    report: &TotalsReport,
    measures: &[Column],
    (title, about): (&str, &[String]),
    lang: Lang,
) -> Table {
    let mut columns = vec![Field::new(grouping_name(report.question.grouping, lang), LABEL)];
    for measure in measures {
        columns.extend(VIEWS.map(|view| {
            let heads = vec![heading(report, *measure, lang), view.name(lang).to_owned()];
            Field::under(heads, COMPARED)
        }));
    }
    let mut table = Table::new(title.to_owned(), columns, 1, Paper::Landscape);
    table.about = about.to_vec();
    let (divisor, lines) = (report.question.divisor(), report.lines.len());
    let both: Vec<(RowKind, Option<usize>)> =
        (0..lines).map(|line| (RowKind::Plain, Some(line))).chain([(RowKind::Total, None)]).collect();
    for (row, (kind, line)) in both.into_iter().enumerate() {
        let shown = report.line(line);
        let mut cells = vec![Cell::text(shown.label.clone())];
        for (at, measure) in measures.iter().enumerate() {
            for (place, view) in VIEWS.into_iter().enumerate() {
                let value = shown.value(view, *measure, divisor);
                let column = |place: usize| 1 + at * VIEWS.len() + place;
                let parts = report.lines.iter().map(|line| line.value(view, *measure, divisor));
                cells.push(match value {
                    Value::CountChange(_) | Value::MoneyChange(_) => {
                        let less = |place| At { row, column: column(place) };
                        Cell::Formula(Formula::Less(less(0), less(place - 1)), value)
                    }
                    // The months of a year to date, or of last year's, overlap.
                    _ if line.is_none()
                        && adds_up(report, *measure)
                        && report.question.grouping != Grouping::Month =>
                    {
                        sum(0..lines, parts, value)
                    }
                    _ => Cell::Figure(value),
                });
            }
        }
        table.put(kind, cells);
    }
    table.notes = report.foot(View::OnLastYear, lang);
    table.signed = words::signed(lang, None);
    table
}
