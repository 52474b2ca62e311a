//! Draws a [`PickList`] in place, below its field.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells::{self, Styles};
use super::matching::Item;
use super::pick::{PickList, ROWS};
use crate::text::{Lang, widgets};

/// Cells between two columns, and on either side of the list.
const GAP: u16 = 1;

/// The widths of the columns, in cells.
#[derive(Debug, Clone, Copy, Default)]
struct Layout {
    digit: u16,
    code: u16,
    label: u16,
    initials: u16,
}

impl Layout {
    /// The widths of the visible rows, reduced to fit into `room`: pinyin first, then labels.
    fn of<T: Clone + 'static>(list: &PickList<T>, new: &str, room: u16) -> Self {
        let widest = |text: fn(&Item<T>) -> &str| {
            list.fitting().skip(list.top()).take(ROWS).map(|item| cells::width(text(item))).max().unwrap_or(0)
        };
        let mut layout = Self {
            digit: u16::from(list.shows_digits()),
            code: widest(|item| &item.code),
            label: widest(|item| &item.label).max(cells::width(new)),
            initials: widest(|item| &item.initials),
        };
        if layout.width() > room {
            layout.initials = 0;
        }
        let over = layout.width().saturating_sub(room);
        layout.label = layout.label.saturating_sub(over);
        layout
    }

    fn width(self) -> u16 {
        let columns = [self.digit, self.code, self.label, self.initials];
        columns.into_iter().filter(|&width| width > 0).fold(GAP, |sum, width| sum + width + GAP)
    }
}

/// Draws the list below `field`, or above it where there is more room, within `bounds`. Returns its
/// rectangle, or None if there was no room at all.
pub fn draw<T: Clone + 'static>(
    list: &mut PickList<T>,
    field: Rect,
    bounds: Rect,
    buf: &mut Buffer,
    (lang, ellipsis): (Lang, &str),
    styles: &Styles,
) -> Option<Rect> {
    let new = list.new_name().map(|name| widgets::add_new(lang, name));
    let empty = match (list.rows(), list.query().is_empty()) {
        (0, true) => widgets::nothing_yet(lang),
        (0, false) => widgets::nothing_fits(lang),
        _ => "",
    };
    let bounds = cells::visible(buf, bounds);
    let marks = if list.chosen().len() > 0 { cells::width(widgets::lead(lang)) + GAP } else { 0 };
    let room = bounds.width.saturating_sub(marks);
    let widest = new.as_deref().unwrap_or_default();
    let layout = Layout::of(list, if empty.is_empty() { widest } else { empty }, room);
    let rows = u16::try_from(list.rows().clamp(1, ROWS)).unwrap_or(u16::MAX);
    let area = hang(field, bounds, layout.width() + marks, rows)?;
    list.set_sight(area.height);
    cells::clear(buf, area);
    if !empty.is_empty() {
        cells::put_cut(buf, (area.x + GAP, area.y), empty, area.width - GAP, ellipsis, styles.muted);
    }
    for (nth, y) in (area.top()..area.bottom()).enumerate() {
        let row = list.top() + nth;
        let line = Rect { y, height: 1, ..area };
        if let Some(item) = list.fitting().nth(row) {
            draw_item(item, nth, layout, line, buf, ellipsis, styles);
            let at = (area.right().saturating_sub(marks), y);
            match list.place_of(row) {
                Some(0) => cells::put(buf, at, widgets::lead(lang), marks, styles.label),
                Some(place) => cells::put(buf, at, &(place + 1).to_string(), marks, styles.label),
                None => 0,
            };
        } else if let Some(new) = new.as_deref().filter(|_| row == list.fitting().len()) {
            let x = area.x + GAP + if layout.digit > 0 { layout.digit + GAP } else { 0 };
            cells::put_cut(buf, (x, y), new, area.right() - x, ellipsis, styles.text);
        }
        let style = if row == list.row() && empty.is_empty() { styles.selected_row } else { styles.list_row };
        cells::shade(buf, line, style);
    }
    Some(area)
}

fn draw_item<T>(
    item: &Item<T>,
    nth: usize,
    layout: Layout,
    line: Rect,
    buf: &mut Buffer,
    ellipsis: &str,
    styles: &Styles,
) {
    let mut x = line.x + GAP;
    let digit = u32::try_from(nth + 1).ok().and_then(|nth| char::from_digit(nth, 10));
    let mut bytes = [0; 4];
    let digit = digit.map_or("", |digit| digit.encode_utf8(&mut bytes));
    let columns = [
        (digit, layout.digit, styles.label),
        (item.code.as_str(), layout.code, styles.label),
        (item.label.as_str(), layout.label, styles.text),
        (item.initials.as_str(), layout.initials, styles.muted),
    ];
    for (text, width, style) in columns {
        if width > 0 {
            let room = width.min(line.right().saturating_sub(x));
            cells::put_cut(buf, (x, line.y), text, room, ellipsis, style);
            x = x.saturating_add(width + GAP);
        }
    }
}

/// The position of a list of that size: below the field if it fits or there is no more room above, moved left
/// as far as needed.
fn hang(field: Rect, bounds: Rect, width: u16, rows: u16) -> Option<Rect> {
    let under = bounds.bottom().saturating_sub(field.bottom().max(bounds.top()));
    let over = field.top().min(bounds.bottom()).saturating_sub(bounds.top());
    let width = width.min(bounds.width);
    let x = field.x.clamp(bounds.left(), bounds.right() - width);
    let (y, height) = if under >= rows || under >= over {
        (field.bottom().max(bounds.top()), rows.min(under))
    } else {
        let height = rows.min(over);
        (field.top().min(bounds.bottom()) - height, height)
    };
    (width > GAP && height > 0).then_some(Rect { x, y, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(count: usize) -> PickList<usize> {
        let item = |value: usize| Item {
            value,
            label: "村".repeat(value % 5 + 1),
            code: String::new(),
            initials: "c".repeat(value % 5 + 1),
        };
        PickList::new((0..count).map(item).collect())
    }

    fn take(count: usize, field: Rect, bounds: Rect) -> Option<Rect> {
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 24));
        draw(&mut list(count), field, bounds, &mut buf, (Lang::Zh, ".."), &Styles::default())
    }

    /// Catches a list that covers its own field, leaves its bounds, or shrinks though there is room over the field.
    #[test]
    fn a_list_hangs_where_there_is_room() {
        let bounds = Rect::new(0, 1, 40, 22);
        let at = |y| Rect::new(10, y, 20, 1);
        assert_eq!(take(20, at(3), bounds), Some(Rect::new(10, 4, 20, 9)));
        assert_eq!(take(20, at(20), bounds), Some(Rect::new(10, 11, 20, 9)));
        assert_eq!(take(2, at(20), bounds), Some(Rect::new(10, 21, 11, 2)));
        assert_eq!(take(20, at(5), Rect::new(0, 5, 40, 1)), None);
        assert_eq!(take(20, Rect::new(36, 3, 4, 1), bounds).map(Rect::right), Some(40));
        for height in 0..24 {
            for width in 0..40 {
                let bounds = Rect::new(0, 0, width, height);
                for y in 0..24 {
                    if let Some(area) = take(20, at(y), bounds) {
                        assert_eq!(area.intersection(bounds), area);
                        assert!(!area.intersects(at(y)));
                    }
                }
            }
        }
    }

    /// Catches digits that stand on other rows than those they pick.
    #[test]
    fn the_digit_shown_is_the_digit_that_picks() {
        let (field, bounds) = (Rect::new(0, 0, 20, 1), Rect::new(0, 0, 40, 6));
        let mut list = list(20);
        for _ in 0..7 {
            list.down();
        }
        let mut buf = Buffer::empty(bounds);
        let area = draw(&mut list, field, bounds, &mut buf, (Lang::Zh, ".."), &Styles::default()).unwrap();
        assert_eq!((area.height, buf[(1, area.bottom() - 1)].symbol()), (5, "5"));
        assert_eq!(list.insert("5"), super::super::pick::PickEvent::Picked(7));
    }
}
