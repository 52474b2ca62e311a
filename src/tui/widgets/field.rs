//! One row of a form: label, value, and beside it the hint or the error.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::area::AreaView;
use super::cells::{self, Styles};
use super::edit::Edit;
use super::line::{FREE, LineView};

/// The cells that a scrollable value keeps beside an error.
const VALUE_MIN: u16 = 14;

/// Cells between the parts of a row.
const GAP: u16 = 1;

/// Whether a field must be filled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Need {
    /// May stay empty.
    #[default]
    Optional,
    /// Must be filled; a mark is shown before the label.
    Required,
}

/// Whether a field has the focus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Focus {
    /// Another field has it.
    #[default]
    Away,
    /// This one has it and shows the cursor.
    Here,
}

/// The note beside or below the value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Note<'a> {
    /// Nothing.
    #[default]
    None,
    /// What may be typed here, or what was parsed.
    Hint(&'a str),
    /// The error, and what to do.
    Error(&'a str),
}

impl<'a> Note<'a> {
    fn text(self) -> &'a str {
        match self {
            Self::None => "",
            Self::Hint(text) | Self::Error(text) => text,
        }
    }

    fn style(self, styles: &Styles) -> Style {
        if matches!(self, Self::Error(_)) { styles.error } else { styles.muted }
    }
}

/// The value of a field.
#[derive(Debug)]
pub enum Value<'a> {
    /// A line being typed, with what a completion would add.
    Line(&'a Edit, &'a mut LineView, &'a str),
    /// Several lines being typed; they take all rows of the field except that of the note.
    Area(&'a Edit, &'a mut AreaView),
    /// A pick, or a read-only value.
    Text(&'a str),
}

/// One field, for one frame.
#[derive(Debug)]
pub struct Field<'a> {
    /// The label.
    pub label: &'a str,
    /// The width of the label column; one more cell before it is for the mark of a required field.
    pub label_cells: u16,
    /// Whether it must be filled.
    pub need: Need,
    /// Whether it has the focus.
    pub focus: Focus,
    /// The value.
    pub value: Value<'a>,
    /// The cells the value wants; the note gets the rest of the row.
    pub value_cells: u16,
    /// Hint or error.
    pub note: Note<'a>,
    /// The sign for cut text.
    pub ellipsis: &'a str,
}

/// The positions of the parts of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The value; a list that opens in place hangs under it.
    pub value: Rect,
    /// The cursor, if the field has the focus.
    pub cursor: Option<Position>,
}

impl Field<'_> {
    /// Draws the field into `area`: one row, or more for the note beneath and for several lines.
    pub fn draw(self, area: Rect, buf: &mut Buffer, styles: &Styles) -> Parts {
        let area = cells::visible(buf, area);
        // Applied to the whole rectangle: a background on the text alone leaves colour behind. It comes
        // first, so that the mark of a value to be replaced and the colour of an error differ from it.
        if self.focus == Focus::Here {
            cells::shade(buf, area, styles.focus_row);
        }
        let value = self.draw_label(area, buf, styles);
        let (value, note) = self.share(value);
        let style = self.note.style(styles);
        cells::put_cut(buf, (note.x, note.y), self.note.text(), note.width, self.ellipsis, style);
        let cursor = match self.value {
            Value::Line(edit, view, ghost) => {
                let ghost = if self.focus == Focus::Here { ghost } else { "" };
                Some(view.draw(edit, ghost, value, buf, styles))
            }
            Value::Area(edit, view) => Some(view.draw(edit, value, buf, styles)),
            Value::Text(text) => {
                let room = value.width.saturating_sub(FREE);
                cells::put_cut(buf, (value.x, value.y), text, room, self.ellipsis, styles.text);
                Some(Position::new(value.x, value.y))
            }
        };
        Parts { value, cursor: cursor.filter(|_| self.focus == Focus::Here && !area.is_empty()) }
    }

    /// Draws mark and label; returns the rest of `area` for value and note.
    fn draw_label(&self, area: Rect, buf: &mut Buffer, styles: &Styles) -> Rect {
        if self.need == Need::Required {
            cells::put(buf, (area.x, area.y), "*", area.width, styles.error);
        }
        let cells = self.label_cells.min(area.width.saturating_sub(GAP));
        let at = (area.x.saturating_add(GAP), area.y);
        // The colour of labels may be illegible on the background of the focused row.
        let ink = if self.focus == Focus::Here { styles.label.patch(styles.focus_row) } else { styles.label };
        cells::put_cut(buf, at, self.label, cells, self.ellipsis, ink);
        let left = (GAP + cells + GAP).min(area.width);
        Rect { x: area.x + left, width: area.width - left, ..area }
    }

    /// Divides `area` between value and note: side by side if the note fits, else below if there is a row.
    fn share(&self, area: Rect) -> (Rect, Rect) {
        let wanted = cells::width(self.note.text());
        let none = Rect { width: 0, height: 0, ..area };
        if wanted == 0 {
            return (area, none);
        }
        // One more cell for the cursor after the last character.
        let value = self.value_cells.saturating_add(FREE + 1).min(area.width);
        let beside = (area.width - value).saturating_sub(GAP);
        let under = area.height > 1
            && (matches!(self.value, Value::Area(..))
                || (wanted > beside && matches!(self.note, Note::Error(_))));
        if under {
            let rows = area.height - 1;
            return (Rect { height: rows, ..area }, Rect { y: area.y + rows, height: 1, ..area });
        }
        // An error on a single row takes space from the value, which can scroll.
        let value = match self.note {
            Note::Error(_) if wanted > beside => {
                value.min(area.width.saturating_sub(wanted + GAP).max(VALUE_MIN))
            }
            _ => value,
        };
        let left = (value + GAP).min(area.width);
        let note = Rect { x: area.x + left, width: area.width - left, height: 1, ..area };
        (Rect { width: value, ..area }, note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(note: Note<'_>, text: &str, area: Rect) -> (Vec<String>, Parts) {
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 2));
        let (edit, mut view) = (Edit::new(text), LineView::new());
        let field = Field {
            label: "受理日期",
            label_cells: 10,
            need: Need::Required,
            focus: Focus::Here,
            value: Value::Line(&edit, &mut view, ""),
            value_cells: 10,
            note,
            ellipsis: "..",
        };
        let parts = field.draw(area, &mut buf, &Styles::default());
        let rows = (0..2)
            .map(|y| {
                let mut row = String::new();
                let mut x = 0;
                while x < 40 {
                    row.push_str(buf[(x, y)].symbol());
                    x += ratatui::buffer::CellWidth::cell_width(&buf[(x, y)]).max(1);
                }
                row.trim_end().to_owned()
            })
            .collect();
        (rows, parts)
    }

    /// Catches labels padded by characters, and a cursor not behind the value.
    #[test]
    fn a_hint_stands_beside_the_value() {
        let (rows, parts) = draw(Note::Hint("周二"), "2024-03-05", Rect::new(0, 0, 40, 1));
        assert_eq!(rows, ["*受理日期   2024-03-05    周二", ""]);
        assert_eq!(parts.cursor, Some(Position::new(22, 0)));
    }

    /// Catches an error that is cut though there is a row for it, and one that pushes the value away.
    #[test]
    fn an_error_goes_beneath_or_takes_from_the_value() {
        let wrong = "没有这一天，请写如 3-5";
        let (rows, _) = draw(Note::Error(wrong), "2024-02-30", Rect::new(0, 0, 40, 2));
        assert_eq!(rows, ["*受理日期   2024-02-30", "            没有这一天，请写如 3-5"]);
        let (rows, parts) = draw(Note::Error(wrong), "2024-02-30", Rect::new(0, 0, 40, 1));
        assert_eq!(rows[0], "*受理日期   2024-02-30    没有这一天，..");
        assert!(parts.cursor.is_some());
    }

    /// Catches arithmetic below zero on a window being made small.
    #[test]
    fn any_size_is_drawn() {
        for width in 0..40 {
            for height in 0..3 {
                draw(Note::Error("不对"), "双方当事人", Rect::new(0, 0, width, height));
            }
        }
    }
}
