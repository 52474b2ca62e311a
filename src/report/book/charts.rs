//! Spreadsheet charts of cells of other sheets.

use rust_xlsxwriter::{Chart as XlsxChart, ChartDataLabel, ChartLegendPosition, Worksheet, XlsxError};

use super::paper::{Extent, set_page};
use super::place::Places;
use super::style::{Look, Styles, Weight};
use super::xlsx::over;
use super::{At, Book, Chart, ChartKind, Content, Paper, Table};
use crate::text::Lang;

/// The width of a chart in pixels.
const WIDTH: u32 = 760;
/// The height of a row of the sheet in pixels.
const ROW: u32 = 17;
/// The columns that the title spans: as wide as a chart.
const COLUMNS: u16 = 12;
/// The width of a column of a sheet that sets none, in characters.
const COLUMN: f64 = 8.43;

/// Inserts the charts below each other.
pub(super) fn paint(
    page: &mut Worksheet,
    book: &Book,
    (title, charts): (&str, &[Chart]),
    styles: &mut Styles,
    lang: Lang,
) -> Result<(), XlsxError> {
    page.set_row_height(0, 30.0)?;
    over(page, (0, 0), (1, COLUMNS), title, styles.get(Look::Title, Weight::Bold))?;
    let mut row = 1;
    for chart in charts {
        let Some(sheet) = book.sheets.get(chart.sheet) else { continue };
        let Content::Table(table) = &sheet.content else { continue };
        if chart.rows.is_empty() {
            continue;
        }
        page.insert_chart(row, 0, &drawn(chart, &sheet.name, table)?)?;
        row += height(chart) / ROW + 2;
    }
    let widths = [COLUMN; COLUMNS as usize];
    let height = Some(f64::from(row * ROW) * 0.75);
    set_page(page, &Extent { paper: Paper::Portrait, widths: &widths, labels: 0, height }, lang)?;
    page.set_print_area(0, 0, row, COLUMNS - 1)?;
    Ok(())
}

/// The height in pixels: each bar has a row for itself and its name.
fn height(chart: &Chart) -> u32 {
    match chart.kind {
        ChartKind::Columns | ChartKind::Pie => 340,
        ChartKind::Bars => 120 + 24 * super::place::count(chart.rows.len()),
    }
}

fn drawn(chart: &Chart, name: &str, table: &Table) -> Result<XlsxChart, XlsxError> {
    let places = Places::of(table);
    let mut drawn = match chart.kind {
        ChartKind::Columns => XlsxChart::new_column(),
        ChartKind::Bars => XlsxChart::new_bar(),
        ChartKind::Pie => XlsxChart::new_pie(),
    };
    let span = |column: usize| {
        let (first, place) = places.cell(At { row: chart.rows.start, column });
        let (last, _) = places.cell(At { row: chart.rows.end - 1, column });
        (name, first, place, last, place)
    };
    // The names are left of the figures in the same block.
    let names = |series: usize| {
        let (_, first, _, last, _) = span(series);
        let (_, column) = places.cell(At { row: 0, column: chart.names });
        (name, first, column, last, column)
    };
    let mut label = ChartDataLabel::new();
    match chart.kind {
        ChartKind::Pie => label.show_value().show_percentage(),
        ChartKind::Columns | ChartKind::Bars => label.show_value(),
    };
    for column in &chart.series {
        let series = drawn.add_series();
        series.set_categories(names(*column)).set_values(span(*column)).set_data_label(&label);
        if let Some(head) = table.columns.get(*column).and_then(|column| column.heads.last()) {
            series.set_name(head.as_str());
        }
    }
    drawn.title().set_name(chart.title.as_str());
    match chart.kind {
        ChartKind::Columns => {
            drawn.legend().set_position(ChartLegendPosition::Bottom);
        }
        ChartKind::Bars => {
            drawn.legend().set_hidden();
            // The first kind is on top, as in the table.
            drawn.y_axis().set_reverse();
        }
        ChartKind::Pie => {
            drawn.legend().set_position(ChartLegendPosition::Right);
        }
    }
    drawn.set_width(WIDTH).set_height(height(chart));
    Ok(drawn)
}
