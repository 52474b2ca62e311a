//! A case as a line: its columns, their content and how they are drawn.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::{DutyKind, OfficeId, check};
use crate::store::{CaseRow, Order, SortBy, Way};
use crate::text::register as words;
use crate::tui::stack::Cx;
use crate::tui::symbols::Symbols;
use crate::tui::widgets::cells;
use crate::tui::widgets::table::{Align, Column, Columns, Span};

/// The marker of the selected row and a blank, before the first column.
pub const MARGIN: u16 = 2;
const NUMBER: usize = 0;
const DAY: usize = 1;

/// The requested columns; English words need more space than names of people.
fn asked(by: SortBy, cx: &Cx) -> [Column<'static>; 7] {
    let [number, day, parties, kind, village, mediator, outcome] = words::headings(cx.lang, by);
    let column = |heading, min, want, drop| Column { heading, min, want, drop, align: Align::Left };
    let outcome_cells = cx.lang.pick(12, 13);
    let (parties_cells, kind_cells) = cx.lang.pick((19, 8), (17, 10));
    [
        column(number, 7, 9, 0),
        column(day, 10, 10, 0),
        column(parties, 13, parties_cells, 0),
        column(kind, 8, kind_cells, 2),
        column(village, 8, 10, 3),
        column(mediator, 6, 8, 4),
        column(outcome, outcome_cells, outcome_cells, 0),
    ]
}

/// The columns that fit into a list of that width, including its margin.
pub fn lay_out(width: u16, by: SortBy, cx: &Cx) -> Columns {
    Columns::lay_out(&asked(by, cx), width.saturating_sub(MARGIN))
}

/// Draws the headings.
pub fn draw_head(columns: &Columns, by: SortBy, area: Rect, buf: &mut Buffer, cx: &Cx) {
    columns.draw_head(&asked(by, cx), inner(area), buf, cx.symbols.cut, cx.theme.label);
}

/// Marks the heading of the column that the list is sorted by.
pub fn draw_order(columns: &Columns, order: Order, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let area = inner(area);
    let sorted = column_of(order.by);
    let Some(span) = columns.spans().iter().find(|span| span.column == sorted) else { return };
    let heading = words::headings(cx.lang, order.by)[sorted];
    // The last cell of a narrow heading is the gap after it.
    let x = area.x + span.x + cells::width(heading).min(span.width);
    let first_on_top = matches!(
        (order.by, order.way),
        (SortBy::Accepted | SortBy::Closed, Way::Turned)
            | (
                SortBy::Number | SortBy::Type | SortBy::Village | SortBy::Mediator | SortBy::Outcome,
                Way::Usual
            )
    );
    let arrow = if first_on_top { cx.symbols.more_above } else { cx.symbols.more_below };
    cells::put(buf, (x, area.y), arrow, area.right().saturating_sub(x).min(1), cx.theme.label);
}

/// The column that shows what a list is sorted by; sorted by the day of closing, the column of days shows that.
const fn column_of(by: SortBy) -> usize {
    match by {
        SortBy::Number => 0,
        SortBy::Accepted | SortBy::Closed => DAY,
        SortBy::Type => 3,
        SortBy::Village => 4,
        SortBy::Mediator => 5,
        SortBy::Outcome => 6,
    }
}

/// What a click on that column of the head of a list sorted so sorts by.
pub fn sorted_by(columns: &Columns, now: SortBy, area: Rect, x: u16) -> Option<SortBy> {
    let area = inner(area);
    let hit = |span: &&Span| (area.x + span.x..=area.x + span.x + span.width).contains(&x);
    let column = columns.spans().iter().find(hit)?.column;
    [now].into_iter().chain(SortBy::ALL).find(|by| column_of(*by) == column)
}

fn inner(area: Rect) -> Rect {
    let margin = MARGIN.min(area.width);
    Rect { x: area.x + margin, width: area.width - margin, ..area }
}

/// Draws one case into the first row of `area`.
pub fn draw_case(columns: &Columns, (case, by): (&CaseRow, SortBy), area: Rect, buf: &mut Buffer, cx: &Cx) {
    let area = inner(area);
    for span in columns.spans() {
        let (text, style) = cell(case, (span.column, by), cx);
        let at = (area.x + span.x, area.y);
        let room = span.width.min(area.width.saturating_sub(span.x));
        if span.column == NUMBER {
            // The end of a number is significant, so a long one is cut at its beginning.
            cells::put(buf, at, cells::cut_start(&text, room), room, style);
        } else {
            cells::put_cut(buf, at, &text, room, cx.symbols.cut, style);
        }
    }
}

fn cell(case: &CaseRow, (column, by): (usize, SortBy), cx: &Cx) -> (String, Style) {
    let directory = cx.store.directory();
    let plain = Style::new();
    match column {
        NUMBER => (words::short_number(&case.number), plain),
        DAY if by == SortBy::Closed => (case.closed_on.map_or_else(String::new, words::day), plain),
        DAY => (words::day(case.accepted_on), plain),
        2 => (parties(case, cx.symbols), plain),
        3 => (directory.type_label(&case.kind).map_or("", |label| label.short(cx.lang)).to_owned(), plain),
        4 => {
            let village = case.village.and_then(|id| directory.office(id));
            (village.map_or_else(String::new, |office| office.name.clone()), plain)
        }
        5 => {
            let lead = case.mediators.first().and_then(|id| directory.mediator(*id));
            (lead.map_or_else(String::new, |mediator| mediator.name.clone()), plain)
        }
        _ => outcome(case, cx),
    }
}

/// Both sides, separated by a line.
pub fn parties(case: &CaseRow, symbols: &Symbols) -> String {
    match (case.applicants.is_empty(), case.respondents.is_empty()) {
        (false, false) => format!("{} {} {}", case.applicants, symbols.rule, case.respondents),
        _ => format!("{}{}", case.applicants, case.respondents),
    }
}

/// The outcome of the case; for an open one the days left.
pub fn outcome(case: &CaseRow, cx: &Cx) -> (String, Style) {
    let label = cx.store.directory().outcome_label(case.outcome);
    let text = words::outcome_short(cx.lang, case.outcome, label);
    if case.is_void {
        return (words::void(cx.lang).to_owned(), cx.theme.muted);
    }
    if case.outcome.is_some() {
        return (text, Style::new());
    }
    let days = days_left(case.office, case.accepted_on, case.extended_to, cx);
    let soon = i64::from(cx.store.settings().limits(case.office).due_soon_days);
    let style = match days {
        ..0 => cx.theme.error,
        left if left <= soon => cx.theme.warning,
        _ => Style::new(),
    };
    (words::open_with_days(cx.lang, &text, days), style)
}

/// Days until a case should be concluded, counted from the day after acceptance or to the day to which it was extended;
/// negative when overdue.
pub fn days_left(office: OfficeId, accepted_on: NaiveDate, extended_to: Option<NaiveDate>, cx: &Cx) -> i64 {
    let limit = || cx.store.settings().last_day(office, DutyKind::Conclude, accepted_on);
    check::days_left(extended_to.unwrap_or_else(limit), cx.store.today())
}
