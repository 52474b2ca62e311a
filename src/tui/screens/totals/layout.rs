//! The layout of the table columns.

use ratatui::layout::Rect;

use crate::domain::Period;
use crate::report::{Column, TotalsReport, Value, View, grouping_name};
use crate::text::Lang;
use crate::tui::widgets::cells;
use crate::tui::widgets::figures::{self, Placed};

/// Cells before the labels: the marker of the selected line and a blank.
pub(super) const MARKER: u16 = 2;
/// Cells between two columns.
const GAP: u16 = 1;
/// The least width of a label before columns are hidden.
const LEAST_LABEL: u16 = 12;
/// The greatest width of a label while columns are hidden.
const ENOUGH_LABEL: u16 = 20;
/// The most cells for a label.
const MOST_LABEL: u16 = 26;
/// From this width on, the views of the selected column are shown side by side.
const WIDE: u16 = 110;
/// The least cells of a column of the comparison.
const LEAST_COMPARED: u16 = 8;
/// The divider before the comparison, with a blank on each side.
const DIVIDER: u16 = 3;

/// The indexes in [`View::ALL`] shown side by side, by how many fit.
const VIEWS: &[&[usize]] = &[&[0, 1, 4, 5], &[0, 1, 2, 4, 5], &[0, 1, 2, 3, 4, 5]];
/// Those of a year, which has no period before it beside last year.
const VIEWS_OF_YEAR: &[&[usize]] = &[&[0, 1, 3, 5]];

/// The widths of the texts of a table, in cells. Computed once for all views of a table, so that a change of
/// view moves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Widths {
    label: u16,
    columns: [u16; Column::ALL.len()],
    compared: u16,
    /// The views that can be compared, by how many fit.
    views: &'static [&'static [usize]],
}

impl Widths {
    /// The widths of the table printed in that language.
    pub(super) fn of(report: &TotalsReport, lang: Lang) -> Self {
        let lines = || std::iter::once(&report.total).chain(&report.lines);
        let heading = cells::width(grouping_name(report.question.grouping, lang));
        let label = lines().map(|line| cells::width(&line.label)).max().unwrap_or(0).max(heading);
        let columns = Column::ALL.map(|column| {
            let counted = lines().flat_map(|line| {
                View::COUNTED.map(|view| line.value(view, column, report.question.divisor()))
            });
            let widest = match column {
                // A rate of a line may be wider than that of the total.
                Column::Rate => counted.map(printed).max().unwrap_or(0),
                // A change is no larger than the figures it is computed from, except for its sign.
                Column::Counted(_) => counted.max_by_key(|value| size(*value)).map_or(0, printed) + 1,
            };
            widest.max(cells::width(column.name(lang)))
        });
        let names = View::ALL.map(|view| cells::width(view.name(lang)));
        let compared =
            columns.iter().chain(&names).copied().max().unwrap_or(LEAST_COMPARED).max(LEAST_COMPARED);
        let views = match report.question.period {
            Period::Year(_) => VIEWS_OF_YEAR,
            _ => VIEWS,
        };
        Self { label: label.min(MOST_LABEL), columns, compared, views }
    }

    fn all_columns(&self) -> u16 {
        self.columns.iter().map(|width| width + GAP).sum()
    }

    /// The views compared at that width: all if they fit beside every column, else the most
    /// important ones.
    fn views(&self, width: u16) -> &'static [usize] {
        let room = width.saturating_sub(MARKER + self.label + self.all_columns() + DIVIDER);
        let fitting = usize::from(room / (self.compared + GAP));
        self.views.iter().rev().find(|views| views.len() <= fitting).unwrap_or(&self.views[0])
    }
}

fn printed(value: Value) -> u16 {
    cells::width(&value.text())
}

const fn size(value: Value) -> i64 {
    match value {
        Value::Count(n) | Value::CountChange(n) => n.abs(),
        Value::Money(amount) | Value::MoneyChange(amount) => amount.0.abs(),
        Value::Rate(_)
        | Value::RateChange(_)
        | Value::Tenths(_)
        | Value::TenthsChange(_)
        | Value::Decimal(_)
        | Value::Word(_) => 0,
    }
}

/// The columns of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// Cells for the labels.
    pub label: u16,
    /// The visible columns, from left to right.
    pub columns: Vec<Placed>,
    /// The views of the selected column, `column` being an index in [`View::ALL`]; empty where there is no
    /// room.
    pub compared: Vec<Placed>,
}

impl Layout {
    /// Lays out the table in `area` so that `selected` is visible. `first` is the first visible column and
    /// moves no more than needed.
    pub(super) fn new(widths: &Widths, area: Rect, selected: usize, first: &mut usize) -> Self {
        let wide = area.width >= WIDE;
        let views = if wide { widths.views(area.width) } else { &[] };
        let comparison: u16 = views.iter().map(|_| widths.compared + GAP).sum();
        let table = area.width - if wide { DIVIDER + comparison } else { 0 };
        let left = table.saturating_sub(MARKER + widths.all_columns());
        // Labels are cut to show all columns, but not where some are hidden anyway.
        let label = if left >= LEAST_LABEL { widths.label.min(left) } else { widths.label.min(ENOUGH_LABEL) };
        let room = table.saturating_sub(MARKER + label);
        let start = area.x + MARKER + label;
        let columns = figures::place((&widths.columns, GAP), (start, room), selected, first);
        let end = columns.last().map_or(start, |last| last.x + last.width);
        let compared = compare(widths.compared, end + DIVIDER, views);
        Self { label, columns, compared }
    }

    /// The column of the divider before the comparison.
    pub(super) fn divider(&self) -> Option<u16> {
        self.compared.first().map(|first| first.x - DIVIDER + 1)
    }
}

fn compare(width: u16, start: u16, views: &[usize]) -> Vec<Placed> {
    (0..).zip(views).map(|(n, view)| Placed { column: *view, x: start + n * (width + GAP), width }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Catches: a selected column out of sight, columns over each other or beyond the edge, a window that scrolls
        /// past what fills it.
        #[test]
        fn the_selected_column_is_in_sight(
            columns in proptest::array::uniform11(2_u16..10),
            label in 4_u16..26,
            width in 40_u16..160,
            moves in proptest::collection::vec(0_usize..11, 1..20),
        ) {
            let widths = Widths { label, columns, compared: 8, views: VIEWS };
            let area = Rect::new(0, 0, width, 20);
            let mut first = 0;
            for selected in moves {
                let layout = Layout::new(&widths, area, selected, &mut first);
                prop_assert!(layout.columns.iter().any(|placed| placed.column == selected));
                let mut free = MARKER + layout.label;
                for placed in layout.columns.iter().chain(&layout.compared) {
                    prop_assert!(placed.x > free - u16::from(free > 0));
                    free = placed.x + placed.width;
                }
                prop_assert!(free <= width, "{layout:?}");
                let all: u16 = columns.iter().map(|width| width + GAP).sum();
                prop_assert!((width >= WIDE) == (4..=6).contains(&layout.compared.len()));
                if MARKER + label + all + DIVIDER + 6 * 9 <= width && width >= WIDE {
                    prop_assert_eq!((layout.compared.len(), layout.columns.len()), (6, 11));
                }
                if MARKER + LEAST_LABEL + all <= width && width < WIDE {
                    prop_assert_eq!(layout.columns.len(), 11);
                }
            }
        }
    }
}
