//! Drawing the analysis: head, table, heat strip, foot.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::AnalysisScreen;
use super::heat::Heat;
use crate::report::{Analysis, AnalysisLine, AnalysisReport, Measured, Subject, Verdict};
use crate::text::Lang;
use crate::text::{analysis as words, totals};
use crate::tui::stack::Cx;
use crate::tui::widgets::figures::{self, Placed, put, put_right};
use crate::tui::widgets::{area, cells};

/// Rows above the table: what is counted, the tables to choose from.
const HEAD: u16 = 2;
/// Cells before the labels: the marker of the selected line and a blank.
const MARKER: u16 = 2;
/// Cells between two columns.
const GAP: u16 = 1;
/// The most cells for a label.
const MOST_LABEL: u16 = 26;
/// The least width to which labels are cut in favour of the columns.
const LEAST_LABEL: u16 = 8;
/// The months of the strip.
const MONTHS: u16 = 12;
/// The most cells of a month; at this width, its number is shown above it.
const WIDEST_MONTH: u16 = 3;

/// The widths of a table: labels, columns and strip shades. Computed once for each table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Widths {
    labels: Vec<u16>,
    columns: Vec<u16>,
    heat: Heat,
}

impl Widths {
    /// The widths of the table printed in that language.
    pub(super) fn of(report: &AnalysisReport, lang: Lang) -> Self {
        let (analysis, lines) = (report.question.analysis, &report.lines);
        let label = |(at, head): (usize, &str)| {
            let wide =
                lines.iter().filter_map(|line| line.labels.get(at)).map(|label| cells::width(label)).max();
            wide.unwrap_or(0).max(cells::width(head)).min(MOST_LABEL)
        };
        let column = |column: &Measured| {
            let wide = (0..lines.len()).map(|line| cells::width(&report.cell(line, *column, lang))).max();
            wide.unwrap_or(0).max(cells::width(&column.name(lang)))
        };
        Self {
            labels: analysis.heads(lang).into_iter().enumerate().map(label).collect(),
            columns: analysis.columns().iter().map(column).collect(),
            heat: Heat::up_to(lines.iter().flat_map(|line| &line.months).copied().max().unwrap_or(0)),
        }
    }
}

/// The layout of a frame.
struct Layout {
    labels: Vec<Placed>,
    columns: Vec<Placed>,
    /// The column of the strip, and the cells of a month.
    strip: Option<(u16, u16)>,
}

impl AnalysisScreen {
    /// Draws the whole screen; returns the cursor position.
    pub(super) fn draw_all(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let heat = self.widths.heat;
        let foot = self.foot(heat, area.width, cx);
        let foot_rows = u16::try_from(foot.len()).unwrap_or(0).min(area.height.saturating_sub(HEAD + 2));
        self.draw_head(Rect { height: HEAD.min(area.height), ..area }, buf, cx);
        let table = Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD + foot_rows), ..area };
        figures::draw_foot(&foot, Rect { y: table.bottom(), height: foot_rows, ..area }, buf, cx);
        self.draw_table(table, buf, heat, cx)
    }

    fn foot(&self, heat: Heat, width: u16, cx: &Cx) -> Vec<String> {
        let mut sentences = self.report.foot.clone();
        if let (Some(first), Some(last)) = (self.report.months.first(), self.report.months.last()) {
            let mut legend = words::strip_months(cx.lang, &first.to_string(), &last.to_string());
            for (shade, least, most) in heat.legend() {
                legend += &format!("{} {}  ", cx.symbols.heat[shade], words::shade(cx.lang, least, most));
            }
            sentences.push(legend.trim_end().to_owned());
        }
        sentences.iter().flat_map(|sentence| area::lines(sentence, width.saturating_sub(2))).collect()
    }

    /// The office and days, and the tables with the shown one in brackets.
    fn draw_head(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let whose = format!("{}  {}", self.report.office, totals::days(cx.lang, self.report.range));
        put(buf, (area.x + 1, area.y), &whose, area, cx.theme.heading, cx);
        let tables = (&Analysis::ALL[..], self.report.question.analysis);
        figures::tabs(buf, (area.x + 1, area.y + 1), tables, |one| one.name(cx.lang), area, cx);
    }

    /// Draws the table; returns the position of the selected cell.
    fn draw_table(&mut self, area: Rect, buf: &mut Buffer, heat: Heat, cx: &Cx) -> Option<Position> {
        if area.height < 2 {
            return None;
        }
        let layout = self.lay_out(area);
        self.draw_headings(area, buf, &layout, cx);
        self.window.set_height(area.height - 1);
        if self.report.lines.is_empty() {
            put(buf, (area.x + MARKER, area.y + 1), words::nothing(cx.lang), area, cx.theme.muted, cx);
            return Some(Position::new(area.x, area.y + 1));
        }
        let mut cursor = None;
        for (y, at) in (area.y + 1..area.bottom()).zip(self.window.rows()) {
            cursor = self.draw_line(at, Rect { y, height: 1, ..area }, buf, &layout, cx).or(cursor);
            if let Some((x, wide)) = layout.strip {
                draw_strip(&self.report.lines[at], (x, y), wide, buf, heat, cx);
            }
        }
        let lines = Rect { y: area.y + 1, height: area.height - 1, ..area };
        figures::mark_more(buf, &self.window, lines, cx);
        cursor
    }

    /// Labels in full width, then figures, then the strip if it fits.
    fn lay_out(&mut self, area: Rect) -> Layout {
        let Widths { mut labels, columns, .. } = self.widths.clone();
        let needed = |columns: &[u16]| columns.iter().map(|width| width + GAP).sum::<u16>();
        let room = area.width.saturating_sub(MARKER);
        // The first label is cut first: a village is recognised by its beginning.
        for label in &mut labels {
            let over = (needed(&columns) + *label + GAP).saturating_sub(room);
            *label = label.saturating_sub(over).max(LEAST_LABEL.min(*label));
        }
        let mut x = area.x + MARKER;
        let place_label = |(column, width): (usize, &u16)| {
            x += width + GAP;
            Placed { column, x: x - width - GAP, width: *width }
        };
        let labels: Vec<Placed> = labels.iter().enumerate().map(place_label).collect();
        let start = x - GAP;
        let room = (start, area.right().saturating_sub(start));
        let columns = figures::place((&columns, GAP), room, self.column, &mut self.first);
        let x = columns.last().map_or(start, |last| last.x + last.width) + GAP;
        let strip = area.right().saturating_sub(x + 1) / MONTHS;
        let strip = (strip > 0 && !self.report.months.is_empty()).then_some((x + 1, strip.min(WIDEST_MONTH)));
        Layout { labels, columns, strip }
    }

    fn draw_headings(&self, area: Rect, buf: &mut Buffer, layout: &Layout, cx: &Cx) {
        let analysis = self.report.question.analysis;
        for (placed, head) in layout.labels.iter().zip(analysis.heads(cx.lang)) {
            cells::write(buf, (placed.x, area.y), head, placed.width, cx.theme.label, cx.symbols);
        }
        for placed in &layout.columns {
            let style = if placed.column == self.column { cx.theme.heading } else { cx.theme.label };
            put_right(buf, area.y, placed, &analysis.columns()[placed.column].name(cx.lang), style, cx);
        }
        if let Some((x, wide)) = layout.strip {
            if wide < WIDEST_MONTH {
                cells::write(
                    buf,
                    (x, area.y),
                    words::STRIP.text(cx.lang),
                    wide * MONTHS,
                    cx.theme.label,
                    cx.symbols,
                );
                return;
            }
            for (n, month) in (0..).zip(&self.report.months) {
                put(buf, (x + n * wide, area.y), &month.month().to_string(), area, cx.theme.label, cx);
            }
        }
    }

    /// Draws a line; returns the position of the selected cell if it is in it.
    fn draw_line(
        &self,
        at: usize,
        row: Rect,
        buf: &mut Buffer,
        layout: &Layout,
        cx: &Cx,
    ) -> Option<Position> {
        let line = &self.report.lines[at];
        let ink = match line.subject {
            Subject::Total => cx.theme.heading,
            _ => Style::new(),
        };
        let selected = at == self.window.selected();
        if selected {
            put(buf, (row.x, row.y), cx.symbols.marker, row, cx.theme.heading, cx);
        }
        for (placed, label) in layout.labels.iter().zip(&line.labels) {
            cells::write(buf, (placed.x, row.y), label, placed.width, ink, cx.symbols);
        }
        let mut cursor = None;
        for placed in &layout.columns {
            let column = self.report.question.analysis.columns()[placed.column];
            let style = match (column, line.verdict) {
                (Measured::Verdict, Verdict::Rising) => cx.theme.warning,
                _ => ink,
            };
            let text = match self.report.value(at, column) {
                Some(value) if value.is_nothing() => cx.symbols.nothing.to_owned(),
                _ => self.report.cell(at, column, cx.lang),
            };
            let at = put_right(buf, row.y, placed, &text, style, cx);
            if selected && placed.column == self.column {
                figures::mark_selected(buf, row.y, placed, cx);
                cursor = Some(at);
            }
        }
        cursor
    }
}

/// Draws the months of a line from left to right, ending with the last of the period.
fn draw_strip(line: &AnalysisLine, (x, y): (u16, u16), wide: u16, buf: &mut Buffer, heat: Heat, cx: &Cx) {
    for (n, cases) in (0..).zip(&line.months) {
        let shade = heat.shade(*cases);
        let style = if shade == 0 { cx.theme.muted } else { cx.theme.chart };
        // A gap between months, if there is room, separates equal shades.
        for cell in 0..(wide - 1).max(1) {
            cells::put(buf, (x + n * wide + cell, y), cx.symbols.heat[shade], 1, style);
        }
    }
}
