//! Drawing the totals: head, table, comparison, chart, foot.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::layout::{Layout, MARKER};
use super::{Selected, Shown, Totals};
use crate::report::{Column, View, grouping_name};
use crate::store::Measure;
use crate::text::totals as words;
use crate::text::widgets::month;
use crate::tui::stack::Cx;
use crate::tui::widgets::cells::Styles;
use crate::tui::widgets::figures::{self, draw_foot, put, put_right};
use crate::tui::widgets::{area, chart};

/// Rows above the table: the office and days, the views.
const HEAD: u16 = 2;
/// Rows of the table that are always visible: the headings and the total.
const FIXED: u16 = 2;
/// The least rows of a chart with its heading.
const LEAST_CHART: u16 = 7;
/// The most rows of a chart with its heading.
const MOST_CHART: u16 = 14;
/// From this height on, rows are reserved for the chart.
const TALL: u16 = 30;
/// Cells between two charts.
const BETWEEN_CHARTS: u16 = 2;

impl Totals {
    /// Draws the whole screen; returns the cursor position.
    pub(super) fn draw_all(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let foot = self.foot(area.width, cx);
        let foot_rows =
            u16::try_from(foot.len()).unwrap_or(0).min(area.height.saturating_sub(HEAD + FIXED + 1));
        self.draw_head(Rect { height: HEAD, ..area }, buf, cx);
        let middle = Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD + foot_rows), ..area };
        draw_foot(&foot, Rect { y: middle.bottom(), height: foot_rows, ..area }, buf, cx);
        if self.shown == Shown::Chart {
            self.draw_chart(middle, buf, cx);
            return None;
        }
        let needed = FIXED.saturating_add(u16::try_from(self.report.lines.len()).unwrap_or(u16::MAX));
        let chart = chart_rows(middle.height, needed);
        let table = Rect { height: middle.height - chart, ..middle };
        self.draw_chart(Rect { y: table.bottom(), height: chart, ..middle }, buf, cx);
        self.draw_table(table, buf, cx)
    }

    fn foot(&self, width: u16, cx: &Cx) -> Vec<String> {
        let mut sentences = self.report.foot(self.view, cx.lang);
        // Directly below the balance of open cases.
        let second = sentences.len().min(1);
        sentences.splice(second..second, self.lock_foot(cx));
        sentences.iter().flat_map(|sentence| area::lines(sentence, width.saturating_sub(2))).collect()
    }

    /// The office and days, and the views with the current one in brackets.
    fn draw_head(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let days = words::days(cx.lang, self.report.range(self.view));
        let whose = format!("{}  {days}{}", self.report.office, self.lock_mark(cx));
        put(buf, (area.x + 1, area.y), &whose, area, cx.theme.heading, cx);
        let at = (area.x + 1, area.y + 1);
        figures::tabs(buf, at, (self.views(), self.view), |view| view.name(cx.lang), area, cx);
    }

    /// Draws the table; returns the position of the selected cell.
    fn draw_table(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        if area.height <= FIXED {
            return None;
        }
        let layout = Layout::new(&self.widths, area, self.column, &mut self.first);
        self.draw_headings(area, buf, &layout, cx);
        self.window.set_height(area.height - FIXED);
        let total = Rect { y: area.y + 1, height: 1, ..area };
        let mut cursor = self.draw_line(None, total, buf, &layout, cx);
        for (y, at) in (area.y + FIXED..area.bottom()).zip(self.window.rows()) {
            cursor = self.draw_line(Some(at), Rect { y, height: 1, ..area }, buf, &layout, cx).or(cursor);
        }
        if let Some(x) = layout.divider() {
            let last = u16::try_from(self.window.rows().len()).unwrap_or(0) + FIXED;
            for y in area.y..area.bottom().min(area.y + last) {
                put(buf, (x, y), cx.symbols.divider, area, cx.theme.muted, cx);
            }
        }
        self.mark_more(area, buf, &layout, cx);
        cursor
    }

    fn draw_headings(&self, area: Rect, buf: &mut Buffer, layout: &Layout, cx: &Cx) {
        let name = grouping_name(self.report.question.grouping, cx.lang);
        let label = Rect { width: MARKER + layout.label, ..area };
        put(buf, (area.x + MARKER, area.y), name, label, cx.theme.label, cx);
        for placed in &layout.columns {
            let style = if placed.column == self.column { cx.theme.heading } else { cx.theme.label };
            put_right(buf, area.y, placed, Column::ALL[placed.column].name(cx.lang), style, cx);
        }
        for placed in &layout.compared {
            put_right(buf, area.y, placed, View::ALL[placed.column].name(cx.lang), cx.theme.label, cx);
        }
        if let Some(first) = layout.compared.first() {
            // The row above the comparison names the column compared.
            let name = Column::ALL[self.column].name(cx.lang);
            put(buf, (first.x, area.y.saturating_sub(1)), name, area, cx.theme.heading, cx);
        }
    }

    /// Draws a line; returns the position of the selected cell if it is in it.
    fn draw_line(
        &self,
        at: Option<usize>,
        row: Rect,
        buf: &mut Buffer,
        layout: &Layout,
        cx: &Cx,
    ) -> Option<Position> {
        let line = self.report.line(at);
        let ink = if at.is_none() { cx.theme.heading } else { Style::new() };
        let selected = match self.line {
            Selected::Total => at.is_none(),
            Selected::InWindow => at == Some(self.window.selected()),
        };
        if selected {
            put(buf, (row.x, row.y), cx.symbols.marker, row, cx.theme.heading, cx);
        }
        let label = Rect { width: MARKER + layout.label, ..row };
        put(buf, (row.x + MARKER, row.y), &line.label, label, ink, cx);
        let mut cursor = None;
        for placed in &layout.columns {
            let value = self.report.value(at, self.view, Column::ALL[placed.column]);
            let text = figures::text_of(value, cx.symbols);
            let at = put_right(buf, row.y, placed, &text, ink, cx);
            if selected && placed.column == self.column {
                figures::mark_selected(buf, row.y, placed, cx);
                cursor = Some(at);
            }
        }
        for placed in &layout.compared {
            let value = self.report.value(at, View::ALL[placed.column], Column::ALL[self.column]);
            put_right(buf, row.y, placed, &figures::text_of(value, cx.symbols), ink, cx);
        }
        cursor
    }

    /// Marks at the edges of headings and lines that there is more.
    fn mark_more(&self, area: Rect, buf: &mut Buffer, layout: &Layout, cx: &Cx) {
        let style = cx.theme.hint_key;
        let last = layout.columns.last().map_or(0, |placed| placed.column);
        if self.first > 0 {
            put(buf, (area.x + MARKER + layout.label, area.y), "<", area, style, cx);
        }
        if last + 1 < Column::ALL.len()
            && let Some(placed) = layout.columns.last()
        {
            put(buf, (placed.x + placed.width, area.y), ">", area, style, cx);
        }
        let lines = Rect { y: area.y + FIXED, height: area.height - FIXED, ..area };
        figures::mark_more(buf, &self.window, lines, cx);
    }

    /// Draws the accepted and successful cases of the last twelve months side by side.
    fn draw_chart(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        if area.height < LEAST_CHART {
            return;
        }
        let half = (area.width.saturating_sub(2 + BETWEEN_CHARTS)) / 2;
        for (measure, style, x) in [
            (Measure::Accepted, cx.theme.chart_before, area.x + 1),
            (Measure::Successful, cx.theme.chart, area.x + 1 + half + BETWEEN_CHARTS),
        ] {
            let height = area.height.min(MOST_CHART);
            self.draw_bars(measure, style, Rect { x, width: half, height, ..area }, buf, cx);
        }
    }

    fn draw_bars(&self, measure: Measure, style: Style, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let heading = words::chart_heading(cx.lang, Column::Counted(measure).name(cx.lang));
        put(buf, (area.x, area.y), &heading, area, cx.theme.label, cx);
        let texts: Vec<(String, u64, String)> = self
            .months
            .iter()
            .map(|(of, figures)| {
                let value = u64::try_from(measure.of(figures)).unwrap_or(0);
                (month(cx.lang, of.month()), value, value.to_string())
            })
            .collect();
        let bars: Vec<chart::Bar<'_>> =
            texts.iter().map(|(label, value, shown)| chart::Bar { label, value: *value, shown }).collect();
        let blocks = chart::Blocks { up: cx.symbols.rising, across: cx.symbols.rising[7] };
        let styles = Styles { bar: style, label: cx.theme.muted, ..Styles::default() };
        let under = Rect { y: area.y + 1, height: area.height - 1, ..area };
        chart::columns(&bars, under, buf, blocks, &styles);
    }
}

/// How many of `rows` the chart gets if the table needs `needed`.
fn chart_rows(rows: u16, needed: u16) -> u16 {
    let spare = rows.saturating_sub(needed);
    let kept = if rows >= TALL { spare.max(LEAST_CHART + 2) } else { spare };
    if kept < LEAST_CHART { 0 } else { kept.min(MOST_CHART) }
}
