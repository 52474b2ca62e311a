//! The bottom line: the available keys, or a notice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells;
use crate::text::Lang;
use crate::tui::actions::{self, Place};
use crate::tui::input::Key;
use crate::tui::stack::{Cx, NoticeKind};
use crate::tui::symbols::Symbols;
use crate::tui::theme::Theme;

const GAP: u16 = 2;

/// Draws a notice, if any, then as many keys of the place as fit, the most important first.
pub fn draw(area: Rect, buf: &mut Buffer, place: Place, cx: &Cx) {
    if area.is_empty() {
        return;
    }
    let x = notice(area, buf, cx);
    keys(
        Rect { x, width: area.right().saturating_sub(x), ..area },
        buf,
        place,
        (cx.lang, &cx.theme, cx.symbols),
    );
}

/// The key that is said in that column of the line.
pub fn at(area: Rect, x: u16, place: Place, cx: &Cx) -> Option<Key> {
    let mut scratch = Buffer::empty(area);
    let from = notice(area, &mut scratch, cx);
    let rest = Rect { x: from, width: area.right().saturating_sub(from), ..area };
    let said = laid_out(rest, place, cx.lang, cx.symbols).into_iter();
    said.filter(|said| (said.x..said.end).contains(&x)).map(|said| said.key).next()
}

/// A key in the line.
struct Said {
    key: Key,
    x: u16,
    name: String,
    label: &'static str,
    end: u16,
}

/// As many keys of the place as fit, with where they stand.
fn laid_out(area: Rect, place: Place, lang: Lang, symbols: &Symbols) -> Vec<Said> {
    let mut x = area.x;
    let mut line = Vec::new();
    for row in actions::hints_in(place) {
        let Some(key) = row.keys.first() else { continue };
        let name = actions::key_name(*key, symbols);
        let label = row.wording.label(lang);
        let end = x + cells::width(&name) + 1 + cells::width(label);
        if end > area.right() {
            break;
        }
        line.push(Said { key: *key, x, name, label, end });
        x = end + GAP;
    }
    line
}

/// Draws as many keys of the place as fit.
pub fn keys(
    area: Rect,
    buf: &mut Buffer,
    place: Place,
    (lang, theme, symbols): (Lang, &Theme, &'static Symbols),
) {
    for said in laid_out(area, place, lang, symbols) {
        let room = said.end - said.x;
        let x = cells::write(buf, (said.x, area.y), &said.name, room, theme.hint_key, symbols) + 1;
        cells::write(buf, (x, area.y), said.label, room, theme.hint_text, symbols);
    }
}

/// Draws the notice; returns the column where the keys begin.
fn notice(area: Rect, buf: &mut Buffer, cx: &Cx) -> u16 {
    // The first cell is for the cursor while nothing is typed.
    let x = area.x + 1;
    let Some(notice) = &cx.notice else { return x };
    let (mark, style) = match notice.kind {
        NoticeKind::Done => ("", cx.theme.good),
        NoticeKind::Warning => (cx.symbols.warning, cx.theme.warning),
        NoticeKind::Error => (cx.symbols.error, cx.theme.error),
    };
    let text = if mark.is_empty() { notice.text.clone() } else { format!("{mark} {}", notice.text) };
    cells::write(buf, (x, area.y), &text, area.right().saturating_sub(x), style, cx.symbols) + GAP
}
