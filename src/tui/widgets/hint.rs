//! The bottom line: the available keys, or a notice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells;
use crate::text::Lang;
use crate::tui::actions::{self, Place};
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

/// Draws as many keys of the place as fit.
pub fn keys(
    area: Rect,
    buf: &mut Buffer,
    place: Place,
    (lang, theme, symbols): (Lang, &Theme, &'static Symbols),
) {
    let mut x = area.x;
    for row in actions::hints_in(place) {
        let Some(key) = row.keys.first() else { continue };
        let name = actions::key_name(*key, symbols);
        let label = row.wording.label(lang);
        let needed = cells::width(&name) + 1 + cells::width(label);
        if x + needed > area.right() {
            break;
        }
        x = cells::write(buf, (x, area.y), &name, needed, theme.hint_key, symbols) + 1;
        x = cells::write(buf, (x, area.y), label, needed, theme.hint_text, symbols) + GAP;
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
