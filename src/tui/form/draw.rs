//! Drawing a form: as many rows as fit around the focused field, with the open list over them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::editor::{Editor, Plain};
use super::picker::Picker;
use super::{Field, Form, Lists, Remark, Row, Shown};
use crate::domain::date_entry::iso;
use crate::domain::money::parse_money;
use crate::domain::time_entry::{parse_time, time_text};
use crate::text::{Lang, calendar, common, form as words};
use crate::tui::stack::Cx;
use crate::tui::theme::Theme;
use crate::tui::widgets::area::AreaView;
use crate::tui::widgets::cells::{self, Styles};
use crate::tui::widgets::date::DateEntry;
use crate::tui::widgets::edit::Edit;
use crate::tui::widgets::field::{self, Focus, Note};
use crate::tui::widgets::line::LineView;
use crate::tui::widgets::pick::{Count, ROWS};
use crate::tui::widgets::{pick_list, secret, strip};

/// The widest label column.
const LABEL_MOST: u16 = 16;
/// The most lines a text field takes before it scrolls.
const AREA_MOST: u16 = 8;

/// The styles of the widgets, from a theme.
pub fn styles(theme: &Theme) -> Styles {
    Styles {
        text: theme.hint_text,
        label: theme.label,
        muted: theme.muted,
        error: theme.error,
        heading: theme.heading,
        bar: theme.chart,
        focus_row: theme.focused,
        marked_row: theme.selected,
        selected_row: theme.selected,
        list_row: theme.popup.patch(theme.focused),
    }
}

impl<K: Copy + Eq> Form<K> {
    /// The area of the open list, or of the strip of days, in the last frame.
    pub fn list(&self) -> Option<Rect> {
        self.list
    }

    /// Sets the label and the hint of that field.
    pub fn relabel(&mut self, key: K, label: &str, hint: &str) {
        if let Some(field) = self.field_mut(key) {
            (field.label, field.hint) = (label.to_owned(), hint.to_owned());
        }
    }

    /// The width of the label column in cells.
    fn label_cells(&self) -> u16 {
        let widest = self.fields().map(|field| cells::width(&field.label)).max().unwrap_or(0);
        widest.min(LABEL_MOST)
    }

    /// The lines the form needs at that width.
    pub fn height(&self, width: u16) -> u16 {
        let label = self.label_cells();
        let width = width.saturating_sub(1);
        (0..self.rows.len()).fold(0, |sum, at| sum + self.row_height(at, label, width))
    }

    fn row_height(&self, at: usize, label: u16, width: u16) -> u16 {
        match self.rows.get(at) {
            Some(Row::Heading(_)) if self.has_fields(at) => 1,
            Some(Row::Field(field)) if field.shown == Shown::Yes => match &field.editor {
                Editor::Area(edit, _, rows) => {
                    let room = width.saturating_sub(label + 2);
                    let needed = u16::try_from(AreaView::height(edit, room)).unwrap_or(AREA_MOST);
                    let note = u16::from(field.error.is_some() || field.said.is_some());
                    needed.clamp(*rows, AREA_MOST.max(*rows)) + note
                }
                _ => 1,
            },
            _ => 0,
        }
    }

    /// Whether a field under that heading is shown.
    fn has_fields(&self, heading: usize) -> bool {
        self.rows
            .iter()
            .skip(heading + 1)
            .map_while(|row| match row {
                Row::Field(field) => Some(field.shown),
                Row::Heading(_) => None,
            })
            .any(|shown| shown == Shown::Yes)
    }

    /// Draws the form and sets its cursor.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        (self.cursor, self.list, self.open) = (None, None, None);
        if area.is_empty() {
            return;
        }
        let label = self.label_cells();
        // The last column is reserved for the scroll marks, which would be invisible over half a hanzi.
        let marks = area;
        let area = Rect { width: area.width - 1, ..area };
        let mut heights: Vec<u16> =
            (0..self.rows.len()).map(|at| self.row_height(at, label, area.width)).collect();
        let between = self.rows_between(&heights, area);
        if let Some(own) = heights.get_mut(self.focus) {
            *own += between;
        }
        self.scroll(&heights, (area.height, between));
        let (top, focus) = (self.top, self.focus);
        let mut fields = Vec::new();
        let mut line = 0_u16;
        let mut open = None;
        for (at, (row, height)) in self.rows.iter_mut().zip(&heights).enumerate() {
            let from = line;
            line += height;
            if *height == 0 || from < top || from - top >= area.height {
                continue;
            }
            let y = area.y + (from - top);
            let place = Rect { y, height: (*height).min(area.bottom() - y), ..area };
            let place = if at == focus {
                Rect { height: place.height.min(height - between), ..place }
            } else {
                place
            };
            match row {
                Row::Heading(text) => {
                    draw_heading(text, Rect { y, height: 1, ..area }, buf, cx);
                }
                Row::Field(field) => {
                    let has = if at == focus { Focus::Here } else { Focus::Away };
                    let parts = draw_field(field, has, label, place, buf, cx);
                    if at == focus {
                        self.cursor = parts.cursor;
                        open = Some(parts.value);
                    } else {
                        fields.push(y);
                    }
                }
            }
        }
        mark_more(marks, buf, (top, line), cx);
        self.open = open.map(|value| Rect { height: 1, ..value });
        let Some(value) = self.open else { return };
        if between > 0 {
            self.draw_list(
                value,
                Rect { y: value.y, height: 1 + between, ..area }.intersection(area),
                buf,
                cx,
            );
        } else if self.lists == Lists::Over {
            self.draw_list(value, area, buf, cx);
        }
        if let Some(list) =
            self.list.filter(|list| fields.iter().any(|y| (list.top()..list.bottom()).contains(y)))
        {
            let is_under = list.y > value.y;
            let (y, mark) = if is_under {
                (list.bottom() - 1, cx.symbols.more_below)
            } else {
                (list.y, cx.symbols.more_above)
            };
            cells::write(buf, (marks.right() - 1, y), mark, 1, cx.theme.muted, cx.symbols);
        }
    }

    /// From now on an open list, or the strip of days, moves the fields below it down instead of covering them.
    pub fn keep_lists_between(&mut self) {
        self.lists = Lists::Between;
    }

    /// The most rows that the open list, or the strip of days, of any shown field takes.
    pub fn most_list_rows(&self) -> u16 {
        let shown = self.fields().filter(|field| field.shown == Shown::Yes);
        shown.map(|field| list_rows(&field.editor)).max().unwrap_or(0)
    }

    /// The rows between the focused field and the next for its list: as many as leave room for both.
    fn rows_between(&self, heights: &[u16], area: Rect) -> u16 {
        if self.lists == Lists::Over {
            return 0;
        }
        let wanted = self.focused().map_or(0, |field| list_rows(&field.editor));
        let goes_on = u16::from(heights.iter().skip(self.focus + 1).any(|height| *height > 0));
        let room = area.height.saturating_sub(1 + goes_on);
        match self.focused().map(|field| &field.editor) {
            Some(Editor::Date(..)) if room < strip::LEAST || area.width < strip::WEEK => 0,
            _ => wanted.min(room),
        }
    }

    /// Scrolls as little as needed to show the focused field with its heading.
    fn scroll(&mut self, heights: &[u16], (room, between): (u16, u16)) {
        let start: u16 = heights.iter().take(self.focus).sum();
        let own = heights.get(self.focus).copied().unwrap_or(1);
        // Below a list the next field is seen too.
        let goes_on = between > 0 && heights.iter().skip(self.focus + 1).any(|height| *height > 0);
        let own = (own + u16::from(goes_on)).min(room);
        let headed = self.focus > 0 && matches!(self.rows.get(self.focus - 1), Some(Row::Heading(_)));
        let from = if headed && own < room { start.saturating_sub(1) } else { start };
        let all: u16 = heights.iter().sum();
        self.top = self.top.clamp((start + own).saturating_sub(room), from).min(all.saturating_sub(room));
        // The first line of a field is always shown.
        let mut line = 0;
        for height in heights {
            if line >= self.top {
                break;
            }
            line += height;
        }
        self.top = line;
    }

    fn draw_list(&mut self, value: Rect, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let styles = styles(&cx.theme);
        if let Some(Field { editor: Editor::Pick(picker, _), .. }) = self.focused_mut() {
            let words = (cx.lang, cx.symbols.cut);
            self.list = pick_list::draw(&mut picker.list, value, area, buf, words, &styles);
        } else {
            self.list = strip::inside(value, area).and_then(|at| self.draw_strip(at, buf, cx));
        }
        if let Some(list) = self.list {
            // The rest of the rows under the list is cleared: it would seem to belong to the list.
            cells::clear(buf, Rect { x: area.x, width: list.x.saturating_sub(area.x), ..list });
            let right = list.right();
            cells::clear(buf, Rect { x: right, width: area.right().saturating_sub(right), ..list });
        }
    }

    /// Draws the strip of days of a focused date.
    fn draw_strip(&self, at: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Rect> {
        let Some(Field { editor: Editor::Date(entry, _), .. }) = self.focused() else { return None };
        strip::draw(entry, at, buf, cx)
    }

    /// Draws the strip of days of a focused date outside of the frame of a card, where it found no room inside.
    pub fn draw_outside(&self, frame: Rect, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let at = self.open.filter(|_| self.list.is_none()).and_then(|value| {
            let frame = Rect { x: value.x, width: value.width, ..frame };
            strip::inside(frame, area)
        });
        if let Some(at) = at {
            self.draw_strip(at, buf, cx);
        }
    }
}

/// The rows of the open list of a field, or of its strip of days.
fn list_rows(editor: &Editor) -> u16 {
    match editor {
        Editor::Pick(picker, _) => u16::try_from(picker.list.rows().clamp(1, ROWS)).unwrap_or(u16::MAX),
        Editor::Date(..) => strip::ROWS,
        _ => 0,
    }
}

/// A heading and a line to the edge, because bold type alone is not visible on every terminal.
fn draw_heading(text: &str, place: Rect, buf: &mut Buffer, cx: &Cx) {
    let room = place.width.saturating_sub(2);
    let end = cells::write(buf, (place.x + 1, place.y), text, room, cx.theme.heading, cx.symbols);
    let cells_left = place.right().saturating_sub(end + 3);
    let rule = cx.symbols.rule.repeat(usize::from(cells_left));
    cells::put(buf, (end + 1, place.y), &rule, cells_left, cx.theme.muted);
}

fn draw_field<K>(
    field: &mut Field<K>,
    focus: Focus,
    label_cells: u16,
    place: Rect,
    buf: &mut Buffer,
    cx: &Cx,
) -> field::Parts {
    let mut styles = styles(&cx.theme);
    let said = said(field, focus, cx);
    let note = match &said {
        Said::Nothing => Note::None,
        Said::Hint(text) => Note::Hint(text),
        Said::Wrong(text) => Note::Error(text),
        Said::Odd(text) => {
            // A warning is drawn like an error in another colour, so that it is not cut for the value.
            styles.error = cx.theme.warning;
            Note::Error(text)
        }
    };
    let ghost = field.ghost.as_str();
    let shown = picked_text(&field.editor, focus, cx.lang);
    let mut marked = false;
    let (mut area_view, mut line_view) = (AreaView::new(), LineView::new());
    let hidden = match &field.editor {
        Editor::Line(edit, _, Plain::Secret) => secret::hidden(edit),
        _ => Edit::default(),
    };
    let value = match (&mut field.editor, &shown) {
        (Editor::Line(_, view, Plain::Secret), _) => field::Value::Line(&hidden, view, ""),
        (Editor::Line(edit, view, _), _) => {
            marked = edit.is_marked();
            field::Value::Line(edit, view, ghost)
        }
        (Editor::Area(edit, view, _), _) => {
            if focus == Focus::Away {
                // An unfocused text is shown from its beginning.
                area_view = *view;
            }
            let view = if focus == Focus::Here { view } else { &mut area_view };
            field::Value::Area(edit, view)
        }
        (Editor::Date(entry, _), _) => {
            marked = entry.edit().is_marked();
            line_view = entry.view;
            field::Value::Line(entry.edit(), &mut line_view, "")
        }
        (Editor::Pick(picker, _), Picked::Text(text)) => {
            marked = focus == Focus::Here && picker.marked;
            field::Value::Text(text)
        }
        (Editor::Pick(_, view), Picked::Line(edit)) => field::Value::Line(edit, view, ""),
        (Editor::Pick(..), Picked::None) => field::Value::Text(""),
    };
    let drawn = field::Field {
        label: &field.label,
        label_cells,
        need: field.need,
        focus,
        value,
        value_cells: field.cells,
        note,
        ellipsis: cx.symbols.cut,
    };
    let mut parts = drawn.draw(place, buf, &styles);
    if let Editor::Date(entry, _) = &mut field.editor {
        entry.view = line_view;
    }
    if focus == Focus::Here && marked {
        // The next key replaces the value, so the cursor is at its beginning.
        let at = Position::new(parts.value.x, parts.value.y);
        parts.cursor = Some(at);
        let width = parts.value.width.saturating_sub(crate::tui::widgets::line::FREE);
        cells::shade(buf, Rect { width, height: 1, ..parts.value }, styles.marked_row);
    }
    parts
}

/// What a pick field shows.
enum Picked {
    None,
    Text(String),
    Line(Box<Edit>),
}

fn picked_text(editor: &Editor, focus: Focus, lang: Lang) -> Picked {
    let Editor::Pick(picker, _) = editor else { return Picked::None };
    let labels: Vec<&str> = picker.chosen().iter().map(|choice| picker.label(choice)).collect();
    let labels = labels.join(common::list_comma(lang));
    if focus == Focus::Away {
        return Picked::Text(picker.unknown().map_or(labels, str::to_owned));
    }
    match picker.count() {
        Count::One if picker.query().is_empty() => Picked::Text(labels),
        Count::One => Picked::Line(Box::new(picker.query().clone())),
        Count::Several if picker.marked => Picked::Text(labels),
        Count::Several => Picked::Line(Box::new(behind(&labels, picker, lang))),
    }
}

/// With several picks, the next one is typed after those picked.
fn behind(labels: &str, picker: &Picker, lang: Lang) -> Edit {
    let head = if labels.is_empty() { String::new() } else { labels.to_owned() + common::list_comma(lang) };
    let mut line = Edit::new(&format!("{head}{}", picker.query().text()));
    line.move_to(head.len() + picker.query().cursor());
    line
}

enum Said {
    Nothing,
    Hint(String),
    Wrong(String),
    Odd(String),
}

/// The note beside a field.
fn said<K>(field: &Field<K>, focus: Focus, cx: &Cx) -> Said {
    if let Some(error) = &field.error {
        return Said::Wrong(format!("{} {error}", cx.symbols.error));
    }
    match &field.said {
        Some((Remark::Error, text)) => return Said::Wrong(format!("{} {text}", cx.symbols.error)),
        Some((Remark::Warning, text)) => return Said::Odd(format!("{} {text}", cx.symbols.warning)),
        None => {}
    }
    let hint = if focus == Focus::Here { field.hint.as_str() } else { "" };
    let text = match &field.editor {
        _ if !field.beside.is_empty() => field.beside.clone(),
        Editor::Date(entry, _) => day(entry, hint, cx),
        Editor::Line(edit, _, Plain::Time) => time(edit).unwrap_or_else(|| hint.to_owned()),
        Editor::Line(edit, _, Plain::Money) => amount(edit, cx.lang).unwrap_or_else(|| hint.to_owned()),
        Editor::Area(..) => String::new(),
        _ => hint.to_owned(),
    };
    if text.is_empty() { Said::Nothing } else { Said::Hint(text) }
}

/// The parsed date; only its weekday where the text already shows the rest.
fn day(entry: &DateEntry, hint: &str, cx: &Cx) -> String {
    let rest = &cx.store.settings().rest_days;
    match entry.date() {
        Some(date) if entry.edit().text() == iso(date) => {
            let weekday = calendar::beside(cx.lang, date, rest);
            [weekday.as_str(), hint]
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join("  ")
        }
        Some(date) => calendar::dated(cx.lang, date, rest),
        None => hint.to_owned(),
    }
}

/// The parsed time, where it was written in another form.
fn time(edit: &Edit) -> Option<String> {
    let text = edit.text().trim();
    Some(time_text(parse_time(text)?)).filter(|shown| shown != text)
}

/// The parsed amount.
fn amount(edit: &Edit, lang: Lang) -> Option<String> {
    let amount = parse_money(edit.text().trim()).ok()??;
    Some(words::yuan(lang, &amount.yuan_text()))
}

/// Draws marks at the right edge where there is more above or below.
fn mark_more(area: Rect, buf: &mut Buffer, (top, all): (u16, u16), cx: &Cx) {
    let x = area.right() - 1;
    if top > 0 {
        cells::write(buf, (x, area.top()), cx.symbols.more_above, 1, cx.theme.muted, cx.symbols);
    }
    if top + area.height < all {
        cells::write(buf, (x, area.bottom() - 1), cx.symbols.more_below, 1, cx.theme.muted, cx.symbols);
    }
}
