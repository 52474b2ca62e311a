//! The month strip: the weeks around the date being edited, with weekdays, rest days and weekend days at work,
//! drawn under its field.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells;
use super::date::DateEntry;
use crate::text::calendar::{self as words, MonthKeys};
use crate::text::widgets;
use crate::tui::stack::Cx;

/// The rows it takes where there is room: the weekdays, the week before, that of the date, two after it.
pub const ROWS: u16 = 5;
/// The least rows: one week less.
pub const LEAST: u16 = 4;
/// The cells of the month before a week, and of a day with its mark.
const MONTH: u16 = 5;
const DAY: u16 = 5;
/// The cells of the days.
pub const WEEK: u16 = MONTH + 7 * DAY + 1;
/// The cells of the keys beside them.
const KEYS: u16 = 20;

/// The rows for it under `field` within `bounds`, or above it; none where it would cover the field.
pub fn inside(field: Rect, bounds: Rect) -> Option<Rect> {
    let under = bounds.bottom().saturating_sub(field.bottom());
    let over = field.top().saturating_sub(bounds.top());
    let width = if bounds.width >= WEEK + KEYS { WEEK + KEYS } else { bounds.width };
    let x = field.x.min(bounds.right().saturating_sub(width)).max(bounds.x);
    let (y, height) = if under >= LEAST {
        (field.bottom(), ROWS.min(under))
    } else if over >= LEAST {
        (field.top() - ROWS.min(over), ROWS.min(over))
    } else {
        return None;
    };
    (bounds.width >= WEEK).then_some(Rect { x, y, width, height })
}

/// Draws it; returns its rectangle.
pub fn draw(entry: &DateEntry, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Rect> {
    let date = entry.date().unwrap_or(cx.store.today());
    let from = date.week(Weekday::Mon).checked_first_day()?.checked_sub_signed(TimeDelta::weeks(1))?;
    cells::clear(buf, area);
    for at in 0..7_u16 {
        let (x, day) = (area.x + MONTH + at * DAY + 1, Weekday::Mon);
        let day = (0..at).fold(day, |day, _| day.succ());
        cells::put(buf, (x, area.y), words::column(cx.lang, day), 2, cx.theme.muted);
    }
    for (week, y) in (0..u64::from(ROWS)).zip(area.y + 1..area.bottom()) {
        let Some(monday) = from.checked_add_days(Days::new(7 * week)) else { break };
        let row = Rect { y, height: 1, ..area };
        let days: Vec<NaiveDate> = monday.iter_days().take(7).collect();
        // The month is said in the first row, and where another begins.
        let first = days.first().filter(|_| week == 0);
        if let Some(day) = days.iter().find(|day| day.day() == 1).or(first) {
            let month = widgets::month(cx.lang, day.month());
            cells::put(buf, (row.x + 1, y), &month, MONTH - 1, cx.theme.muted);
        }
        draw_week(&days, entry.date(), row, buf, cx);
    }
    for y in area.top()..area.bottom() {
        cells::shade(buf, Rect { y, height: 1, ..area }, cx.theme.popup.patch(cx.theme.focused));
    }
    mark_date(entry.date(), from, area, buf, cx);
    draw_keys(entry, area, buf, cx);
    Some(area)
}

fn draw_week(days: &[NaiveDate], date: Option<NaiveDate>, row: Rect, buf: &mut Buffer, cx: &Cx) {
    let rest = &cx.store.settings().rest_days;
    for (day, x) in days.iter().zip((row.x + MONTH..).step_by(usize::from(DAY))) {
        let kind = rest.kind(*day);
        let style = match () {
            () if *day == cx.store.today() => cx.theme.heading,
            () if kind.is_rest() => cx.theme.muted,
            () => cx.theme.hint_text,
        };
        let marker = if Some(*day) == date { cx.symbols.marker } else { " " };
        cells::put(buf, (x, row.y), marker, 1, cx.theme.hint_text);
        cells::put(buf, (x + 1, row.y), &format!("{:>2}", day.day()), 2, style);
        cells::put(buf, (x + 3, row.y), words::mark(cx.lang, kind), 2, style);
    }
}

/// The cell of the date in the colour of a selection.
fn mark_date(date: Option<NaiveDate>, from: NaiveDate, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let Some(days) = date.and_then(|date| u16::try_from((date - from).num_days()).ok()) else { return };
    let (week, day) = (days / 7, days % 7);
    let at = Rect { x: area.x + MONTH + day * DAY, y: area.y + 1 + week, width: DAY, height: 1 };
    cells::shade(buf, at.intersection(area), cx.theme.selected);
}

fn draw_keys(entry: &DateEntry, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let room = area.width.saturating_sub(WEEK + 1);
    if room + 1 < KEYS {
        return;
    }
    let months = if entry.is_stirred() { MonthKeys::Work } else { MonthKeys::GoOn };
    let mut lines = words::keys(cx.lang, (cx.symbols.up, cx.symbols.down), months);
    lines.push(words::legend(cx.lang).to_owned());
    for (y, text) in (area.top()..area.bottom()).zip(&lines) {
        cells::write(buf, (area.x + WEEK + 1, y), text, room, cx.theme.muted, cx.symbols);
    }
}
