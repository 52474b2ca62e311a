//! The year by month, by type and by outcome, with charts.

use super::{Book, Cell, Chart, ChartKind, Column as Field, Content, Formula, Paper, RowKind, Sheet, Table};
use crate::domain::Outcome;
use crate::report::Rate;
use crate::report::totals::{Column, Question, TotalsReport, Value};
use crate::store::{Figures, Grouping, Measure, Result, Store};
use crate::text::{Lang, export as words, totals as totals_words};

/// The indexes of the sheets in the book.
const MONTHS: usize = 0;
const TYPES: usize = 1;
const OUTCOMES: usize = 2;

/// Builds the book. `about` are the lines above each table.
///
/// # Errors
/// Why the file could not be read.
pub(super) fn book(store: &Store, question: Question, about: &[String], lang: Lang) -> Result<Book> {
    let of = |grouping| TotalsReport::build(store, Question { grouping, ..question }, lang);
    let (months, types) = (of(Grouping::Month)?, of(Grouping::Type)?);
    let period = totals_words::period(lang, &question.period);
    let months_table = super::totals::of_period(&months, &words::title_of_months(lang, &period), about, lang);
    let types_table = super::totals::of_period(&types, &words::title_of_types(lang, &period), about, lang);
    let outcomes = outcomes(store, &months.total.figures[0], &words::title_of_outcomes(lang, &period), lang);
    let charts = charts(&period, [&months_table, &types_table, &outcomes], lang);
    let outcomes = Table { about: about.to_vec(), ..outcomes };
    let charts_title = words::title_of_charts(lang, &period);
    Ok(Book {
        sheets: vec![
            Sheet::table(words::BY_MONTH.text(lang), months_table),
            Sheet::table(words::BY_TYPE.text(lang), types_table),
            Sheet::table(words::BY_OUTCOME.text(lang), outcomes),
            Sheet {
                name: words::CHARTS.text(lang).to_owned(),
                content: Content::Charts(charts_title, charts),
            },
        ],
    })
}

/// The outcomes of the closed cases.
fn outcomes(store: &Store, figures: &Figures, title: &str, lang: Lang) -> Table {
    let counted = [
        (Outcome::Written, figures.written),
        (Outcome::Oral, figures.oral),
        (Outcome::Unsuccessful, figures.unsuccessful),
        (Outcome::Withdrawn, figures.withdrawn),
        (Outcome::Referred, figures.referred),
    ];
    let columns = vec![
        Field::new(words::OUTCOME.text(lang), 30.0),
        Field::new(words::CLOSED_CASES.text(lang), 14.0),
        Field::new(words::SHARE.text(lang), 14.0),
    ];
    let mut table = Table::new(title.to_owned(), columns, 1, Paper::Portrait);
    let closed = figures.closed();
    let whole = super::At { row: counted.len(), column: 1 };
    let share = |row: usize, count: i64| {
        let rate = Rate::of(count, closed);
        Cell::Formula(Formula::Share(super::At { row, column: 1 }, whole), Value::Rate(rate))
    };
    for (row, (outcome, count)) in counted.into_iter().enumerate() {
        let label = store.directory().outcome_label(Some(outcome));
        let label = label.map_or_else(|| outcome.code().to_owned(), |label| label.text(lang).to_owned());
        let cells = vec![Cell::text(label), Cell::Figure(Value::Count(count)), share(row, count)];
        table.put(RowKind::Plain, cells);
    }
    let cells = vec![
        Cell::text(totals_words::CLOSED.text(lang)),
        Cell::Formula(Formula::SumOfRows(0..counted.len()), Value::Count(closed)),
        share(counted.len(), closed),
    ];
    table.put(RowKind::Total, cells);
    table.notes = vec![words::outcomes_basis(lang).to_owned()];
    table
}

fn charts(period: &str, [months, types, outcomes]: [&Table; 3], lang: Lang) -> Vec<Chart> {
    let column = |measure| {
        let at = Column::ALL.iter().position(|column| *column == Column::Counted(measure));
        at.map_or(1, |at| at + 1)
    };
    // The last row of each table is the total, which is not charted.
    let rows = |table: &Table| 0..table.rows.len().saturating_sub(1);
    vec![
        Chart {
            title: words::chart_of_months(lang, period),
            kind: ChartKind::Columns,
            sheet: MONTHS,
            rows: rows(months),
            names: 0,
            series: vec![column(Measure::Accepted), column(Measure::Successful)],
        },
        Chart {
            title: words::chart_of_types(lang, period),
            kind: ChartKind::Bars,
            sheet: TYPES,
            rows: rows(types),
            names: 0,
            series: vec![column(Measure::Accepted)],
        },
        Chart {
            title: words::chart_of_outcomes(lang, period),
            kind: ChartKind::Pie,
            sheet: OUTCOMES,
            rows: rows(outcomes),
            names: 0,
            series: vec![1],
        },
    ]
}
