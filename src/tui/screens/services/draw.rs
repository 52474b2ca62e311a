//! Drawing the other counts: tabs, the list, and its totals below it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Services;
use super::rows;
use crate::domain::Decimal;
use crate::domain::field::EntryField;
use crate::report::{EntryFigure, EntryLine, EntryList, columns_of_entries};
use crate::text::{services as words, totals as period_words};
use crate::tui::stack::Cx;
use crate::tui::widgets::area as text_area;
use crate::tui::widgets::cells::{self, Styles};
use crate::tui::widgets::figures;
use crate::tui::widgets::table::{Align, Column, Columns, Window};

/// From this height on, each figure of the totals has its own line.
const TALL: u16 = 30;
/// The greatest width of the totals: numbers far from their labels are easily misread.
const TOTALS_CELLS: u16 = 76;
/// Rows above the list: the tabs, and the office and days.
const HEAD: u16 = 2;
/// The width of the marker before each row.
const MARKER: u16 = 2;
/// The width of the longest English name of a service kind.
const ENGLISH_KIND: u16 = 25;
/// Separates two figures, each with its unit.
const BETWEEN_UNITS: &str = " ";

impl Services {
    /// Draws the whole screen; returns the cursor position.
    pub(super) fn draw_all(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        self.draw_head(area, buf, cx);
        let rest = Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD), ..area };
        let units = if rest.height >= TALL { Units::Below } else { Units::Beside };
        let lines: usize = self.report.of(self.list).map(|line| total_lines(line, units, cx).len()).sum();
        let said =
            self.said_below(totals_width(rest.width), units, cx).len() + usize::from(units == Units::Below);
        let height = u16::try_from(lines + said + 1).unwrap_or(u16::MAX).min(rest.height / 2);
        let list = Rect { height: rest.height - height, ..rest };
        self.draw_totals(Rect { y: list.bottom(), height, ..rest }, units, buf, cx);
        self.draw_list(list, buf, cx)
    }

    /// Draws the tabs, with the current one in brackets, the position on the right, and the office and days.
    fn draw_head(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let lists = (EntryList::ALL, self.list);
        let x =
            figures::tabs(buf, (area.x + 1, area.y), lists, |list| words::list(list).text(cx.lang), area, cx);
        if self.window.is_empty() {
            return self.draw_whose(area, buf, cx);
        }
        let position = words::position(cx.lang, self.window.selected() + 1, self.rows.len());
        let at = area.right().saturating_sub(cells::width(&position) + 1).max(x + 1);
        cells::write(buf, (at, area.y), &position, area.right().saturating_sub(at), Style::new(), cx.symbols);
        self.draw_whose(area, buf, cx);
    }

    fn draw_whose(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let days = period_words::days(cx.lang, self.report.range);
        let whose = format!("{}  {days}", self.report.office);
        let room = area.width.saturating_sub(2);
        cells::write(buf, (area.x + 2, area.y + 1), &whose, room, cx.theme.heading, cx.symbols);
    }

    /// Draws the list; returns where its selected row begins.
    fn draw_list(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let head =
            Rect { x: area.x + MARKER, width: area.width.saturating_sub(MARKER + 1), height: 1, ..area };
        let asked = columns_of(self.list, cx);
        let columns = Columns::lay_out(&asked, head.width);
        columns.draw_head(&asked, head, buf, cx.symbols.cut, cx.theme.label);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..head };
        if self.window.is_empty() {
            for (y, text) in (body.top() + 1..body.bottom()).zip(text_area::lines(self.empty(cx), body.width))
            {
                cells::write(buf, (body.x, y), &text, body.width, Style::new(), cx.symbols);
            }
            return Position::new(area.x, body.y);
        }
        self.window.set_height(body.height);
        let styles = Styles::default();
        columns.draw_rows(&self.window, body, buf, cx.symbols.cut, &styles, |at, column, text| {
            let Some(row) = self.rows.at(at) else { return Style::new() };
            text.push_str(row.cells.get(column).map_or("", String::as_str));
            if row.void { cx.theme.muted } else { Style::new() }
        });
        let selected = self.window.selected() - self.window.rows().start;
        let y = body.y + u16::try_from(selected).unwrap_or(0);
        cells::put(buf, (area.x, y), cx.symbols.marker, 1, cx.theme.heading);
        // Only the first column is marked: resending a row of hanzi at every key is slow on a slow line.
        let width = columns.spans().first().map_or(0, |span| span.width);
        cells::shade(buf, Rect { y, height: 1, width, ..body }, cx.theme.selected);
        Position::new(area.x, y)
    }

    fn empty(&self, cx: &Cx) -> &'static str {
        match self.list {
            EntryList::Services => words::no_services(cx.lang),
            EntryList::Screenings => words::no_screenings(cx.lang),
            EntryList::Prevention => words::no_prevention(cx.lang),
            EntryList::Indicators => words::no_indicators(cx.lang),
        }
    }

    /// Draws the totals of the list: a line for each kind, with its units side by side, and a note.
    fn draw_totals(&self, area: Rect, units: Units, buf: &mut Buffer, cx: &Cx) {
        let Some(under) = area.height.checked_sub(1) else { return };
        let area = Rect { x: area.x + MARKER, width: totals_width(area.width), ..area };
        let name = words::totals_of(cx.lang, words::list(self.list).text(cx.lang));
        let lines: Vec<[String; 4]> =
            self.report.of(self.list).flat_map(|line| total_lines(line, units, cx)).collect();
        // Figures that carry their units need the room of the units.
        let carried = units == Units::Beside && lines.iter().any(|line| line[1].is_empty());
        let (unit, figure) = if carried { ((6, 6), 17) } else { ((6, 14), 12) };
        let asked = [
            column(&name, (14, 30), 0, Align::Left),
            column(words::UNIT.text(cx.lang), unit, 0, Align::Left),
            column(words::THIS_PERIOD.text(cx.lang), (6, figure), 0, Align::Right),
            column(words::YEAR_TO_DATE.text(cx.lang), (8, figure), 0, Align::Right),
        ];
        let columns = Columns::lay_out(&asked, area.width);
        columns.draw_head(&asked, Rect { height: 1, ..area }, buf, cx.symbols.cut, cx.theme.label);
        let said = self.said_below(area.width, units, cx);
        let room = under.saturating_sub(u16::try_from(said.len()).unwrap_or(0));
        let mut window = Window::new(lines.len().min(usize::from(room)));
        window.set_height(room.max(1));
        let body = Rect { y: area.y + 1, height: room, ..area };
        columns.draw_rows(&window, body, buf, cx.symbols.cut, &Styles::default(), |at, column, text| {
            // The last visible line represents those that do not fit.
            let more = at + 1 == usize::from(room) && lines.len() > usize::from(room);
            match lines.get(at) {
                Some(_) if more => text.push_str(if column == 0 { cx.symbols.cut } else { "" }),
                Some(line) => text.push_str(&line[column]),
                None => {}
            }
            if column == 3 { cx.theme.heading } else { Style::new() }
        });
        let shown = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(room);
        // A blank line, if there is room.
        let gap = u16::from(units == Units::Below && shown < room);
        for (y, text) in (body.y + shown + gap..area.bottom()).zip(said) {
            cells::write(buf, (area.x, y), &text, area.width, cx.theme.muted, cx.symbols);
        }
    }

    /// The notes under the totals; where lines are scarce, a long one is cut. Exports and the command line have all of it.
    fn said_below(&self, width: u16, units: Units, cx: &Cx) -> Vec<String> {
        let most = if units == Units::Beside { 2 } else { 8 };
        let cut = |text: &str| {
            let mut lines: Vec<String> = text_area::lines(text, width);
            if lines.len() > most {
                lines.truncate(most);
                if let Some(last) = lines.last_mut() {
                    *last = format!("{}{}", cells::cut(last, width.saturating_sub(2)), cx.symbols.cut);
                }
            }
            lines
        };
        let own = match self.list {
            EntryList::Services | EntryList::Screenings => "",
            EntryList::Prevention => words::prevention_apart(cx.lang),
            EntryList::Indicators => words::indicators_apart(cx.lang),
        };
        self.report
            .notes_of(self.list)
            .chain([own, words::apart(cx.lang)])
            .filter(|text| !text.is_empty())
            .flat_map(cut)
            .collect()
    }
}

/// The width of the totals on a screen of that width.
fn totals_width(width: u16) -> u16 {
    width.saturating_sub(MARKER + 1).min(TOTALS_CELLS)
}

/// The arrangement of figures in different units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Units {
    /// On one line, where lines are scarce.
    Beside,
    /// On a line each.
    Below,
}

/// The lines of a total: kind, unit, period and year.
fn total_lines(line: &EntryLine, units: Units, cx: &Cx) -> Vec<[String; 4]> {
    let unit = |figure: &EntryFigure| words::unit(cx.lang, &figure.unit).to_owned();
    if units == Units::Beside && line.figures.len() > 1 {
        // 3次 2件: without their units two figures beside each other could be anything.
        let told = |of: fn(&EntryFigure) -> Option<Decimal>| {
            let one = |figure| words::counted(cx.lang, of(figure).unwrap_or_default(), &figure.unit);
            line.figures.iter().map(one).collect::<Vec<_>>().join(BETWEEN_UNITS)
        };
        return vec![[
            line.label.clone(),
            String::new(),
            told(|figure| figure.period),
            told(|figure| figure.year),
        ]];
    }
    let mut lines: Vec<[String; 4]> = Vec::new();
    for figure in &line.figures {
        let [period, year] = figure.texts();
        let label = if lines.is_empty() { line.label.clone() } else { String::new() };
        lines.push([label, unit(figure), period, year]);
    }
    lines
}

fn column(heading: &str, (min, want): (u16, u16), drop: u8, align: Align) -> Column<'_> {
    Column { heading, min, want, drop, align }
}

fn columns_of(list: EntryList, cx: &Cx) -> Vec<Column<'static>> {
    let layouts = rows::columns(list).iter().copied();
    columns_of_entries(list)
        .iter()
        .zip(layouts)
        .map(|(field, (min, want, drop, align))| {
            // The names of services are longer in English.
            let longer = list == EntryList::Services && *field == EntryField::Kind;
            let want = if longer { cx.lang.pick(want, ENGLISH_KIND) } else { want };
            column(words::label(list, *field).text(cx.lang), (min, want), drop, align)
        })
        .collect()
}
