//! Bar charts of block glyphs: one column for each month, or one row for each name. Labels are below or
//! beside the bars, so there is no legend.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{self, Styles};
use crate::store::Progress;
use crate::tui::symbols::Symbols;

/// The glyphs bars are made of.
#[derive(Debug, Clone, Copy)]
pub struct Blocks<'a> {
    /// A cell filled from below by one to eight eighths. Sets that have only the full block contain empty
    /// strings for the others; the last must be present.
    pub up: [&'a str; 8],
    /// A full cell of a horizontal bar.
    pub across: &'a str,
}

/// One bar.
#[derive(Debug, Clone, Copy)]
pub struct Bar<'a> {
    /// Its label: 3月, 邻里纠纷.
    pub label: &'a str,
    /// Its length, on a common scale.
    pub value: u64,
    /// The number displayed: 12, 3.5万.
    pub shown: &'a str,
}

/// Draws vertical bars into `area`: numbers above the bars, labels below. All bars get the same share of the
/// width; numbers that do not fit are left out, and only every second, third … label is shown if needed.
pub fn columns(bars: &[Bar<'_>], area: Rect, buf: &mut Buffer, blocks: Blocks<'_>, styles: &Styles) {
    let area = cells::visible(buf, area);
    let Ok(count) = u16::try_from(bars.len()) else { return };
    let slot = area.width.checked_div(count).unwrap_or(0);
    // A row for the numbers, one for the labels, and at least one for the bars.
    if slot == 0 || area.height < 3 {
        return;
    }
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0);
    let rows = area.height - 2;
    let every = label_stride(bars, slot);
    for (index, bar) in (0..count).zip(bars) {
        let x = area.x + index * slot;
        let eighths = scaled(bar.value, most, rows * 8);
        stand(buf, Rect { x, y: area.y + 1, width: slot, height: rows }, eighths, blocks, styles);
        let height = eighths.div_ceil(8);
        let number = Rect { x, y: area.y + rows - height, width: slot, height: 1 };
        centre(buf, number, bar.shown, slot.saturating_sub(u16::from(slot > 2)), styles.text);
        if index % every == 0 {
            let room = (slot * every).min(area.right() - x);
            let label = Rect { x, y: area.bottom() - 1, width: slot, height: 1 };
            centre(buf, label, bar.label, room, styles.label);
        }
    }
}

/// Draws horizontal bars into `area`, a row each: label (cut to `label_cells`), bar, number. Bars without a
/// row are left out.
pub fn rows(
    bars: &[Bar<'_>],
    label_cells: u16,
    area: Rect,
    buf: &mut Buffer,
    (blocks, ellipsis): (Blocks<'_>, &str),
    styles: &Styles,
) {
    let area = cells::visible(buf, area);
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0);
    let number = bars.iter().map(|bar| cells::width(bar.shown)).max().unwrap_or(0);
    let start = label_cells.saturating_add(1).min(area.width);
    let room = (area.width - start).saturating_sub(number.saturating_add(1));
    for (y, bar) in (area.top()..area.bottom()).zip(bars) {
        cells::put_cut(buf, (area.x, y), bar.label, label_cells.min(area.width), ellipsis, styles.label);
        let length = scaled(bar.value, most, room);
        for x in 0..length {
            cells::put(buf, (area.x + start + x, y), blocks.across, 1, styles.bar);
        }
        let at = start + length + u16::from(length > 0);
        let left = area.width.saturating_sub(at);
        cells::put(buf, (area.x.saturating_add(at), y), bar.shown, left, styles.text);
    }
}

/// `value` on a scale where `most` is `full`: rounded, but at least 1 for a value above 0.
fn scaled(value: u64, most: u64, full: u16) -> u16 {
    if value == 0 || most == 0 {
        return 0;
    }
    let exact = (u128::from(value) * u128::from(full) + u128::from(most) / 2) / u128::from(most);
    u16::try_from(exact).unwrap_or(full).clamp(u16::from(full > 0), full)
}

/// Draws a vertical bar of `eighths` eighths of a cell, with a free cell on its right in a wider slot.
fn stand(buf: &mut Buffer, slot: Rect, eighths: u16, blocks: Blocks<'_>, styles: &Styles) {
    let width = slot.width.saturating_sub(u16::from(slot.width > 1));
    for up in 0..eighths.div_ceil(8) {
        let fill = usize::from((eighths - up * 8).min(8));
        let glyph = blocks.up.get(fill - 1).copied().unwrap_or_default();
        // A set without partial blocks draws the full one, so that a month with one case is visible.
        let glyph = if glyph.is_empty() { blocks.up[7] } else { glyph };
        for x in 0..width {
            cells::put(buf, (slot.x + x, slot.bottom() - 1 - up), glyph, 1, styles.bar);
        }
    }
}

/// The distance between labels, in bars.
fn label_stride(bars: &[Bar<'_>], slot: u16) -> u16 {
    let widest = bars.iter().map(|bar| cells::width(bar.label)).max().unwrap_or(0);
    // One cell between two labels, unless they fill their slots exactly and end in a hanzi.
    let filled = bars.iter().any(|bar| cells::width(bar.label) == slot && bar.label.is_ascii());
    if widest <= slot && !filled { 1 } else { (widest + 1).div_ceil(slot) }
}

/// Writes `text` over the middle of the bar in `slot`, if it fits into `room`.
fn centre(buf: &mut Buffer, slot: Rect, text: &str, room: u16, style: Style) {
    let wide = cells::width(text);
    if wide <= room {
        let bar = slot.width.saturating_sub(u16::from(slot.width > 1));
        cells::put(buf, (slot.x + bar.saturating_sub(wide) / 2, slot.y), text, wide, style);
    }
}

/// A progress bar of that many cells; empty while the total is not known.
pub fn filled(Progress { done, total, .. }: Progress, width: u16, symbols: &Symbols) -> String {
    let filled = done.min(total).saturating_mul(u64::from(width)).checked_div(total).unwrap_or(0);
    let filled = usize::try_from(filled).unwrap_or(0);
    symbols.bars[7].repeat(filled) + &symbols.heat[0].repeat(usize::from(width) - filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASCII: Blocks<'_> = Blocks { up: ["", "", "", "", "", "", "", "#"], across: "#" };
    const EIGHTHS: Blocks<'_> = Blocks { up: ["1", "2", "3", "4", "5", "6", "7", "8"], across: "=" };

    fn year(values: [u64; 12]) -> Vec<(String, u64, String)> {
        (1..).zip(values).map(|(month, value)| (format!("{month}月"), value, value.to_string())).collect()
    }

    fn shown(values: [u64; 12], blocks: Blocks<'_>, width: u16) -> Vec<String> {
        let year = year(values);
        let bars: Vec<_> =
            year.iter().map(|(label, value, shown)| Bar { label, value: *value, shown }).collect();
        let area = Rect::new(0, 0, width, 5);
        let mut buf = Buffer::empty(area);
        columns(&bars, area, &mut buf, blocks, &Styles::default());
        lines(&buf)
    }

    fn lines(buf: &Buffer) -> Vec<String> {
        let area = buf.area();
        (0..area.height)
            .map(|y| {
                let mut row = String::new();
                let mut x = 0;
                while x < area.width {
                    row.push_str(buf[(x, y)].symbol());
                    x += ratatui::buffer::CellWidth::cell_width(&buf[(x, y)]);
                }
                row.trim_end().to_owned()
            })
            .collect()
    }

    /// Catches labels that drift from their bars because 月 counts as one cell, numbers not on top of their bars, and
    /// a month with one case that looks empty.
    #[test]
    fn a_year_stands_over_its_months() {
        let rows = shown([24, 12, 0, 1, 6, 8, 0, 0, 3, 0, 0, 16], EIGHTHS, 60);
        assert_eq!(
            rows,
            [
                " 24",
                "8888  12                                                16",
                "8888 4444       1    6    8              3             8888",
                "8888 8888  0   1111 6666 8888  0    0   3333  0    0   8888",
                "1月  2月  3月  4月  5月  6月  7月  8月  9月  10月 11月 12月",
            ]
        );
    }

    /// Catches bars without ink on consoles without blocks, and panics at any size.
    #[test]
    fn any_size_and_any_set_is_drawn() {
        let rows = shown([24, 12, 0, 1, 6, 8, 0, 0, 3, 0, 0, 16], ASCII, 60);
        assert!(rows[3].matches("####").count() == 7);
        for width in 0..70 {
            shown([u64::MAX; 12], ASCII, width);
            shown([0; 12], EIGHTHS, width);
        }
    }

    /// Catches lying bars whose labels are cut by characters or whose longest bar pushes its number out.
    #[test]
    fn names_lie_beside_their_bars() {
        let bars = [
            Bar { label: "婚姻家庭", value: 40, shown: "40" },
            Bar { label: "道路交通事故", value: 1, shown: "1" },
            Bar { label: "物业", value: 0, shown: "0" },
        ];
        let area = Rect::new(0, 0, 24, 3);
        let mut buf = Buffer::empty(area);
        rows(&bars, 8, area, &mut buf, (EIGHTHS, ".."), &Styles::default());
        assert_eq!(lines(&buf), ["婚姻家庭 ============ 40", "道路交.. = 1", "物业     0"]);
    }
}
