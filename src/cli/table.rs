//! Tables of text, their columns aligned by the cells they take on the screen.

use unicode_width::UnicodeWidthStr;

/// On which side the words of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A table, its heads the first row.
pub(super) fn aligned(rows: &[Vec<String>], aligns: &[Align]) -> String {
    let mut widths = vec![0; aligns.len()];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for ((cell, width), align) in row.iter().zip(&widths).zip(aligns) {
            let fill = " ".repeat(width.saturating_sub(cell.width()));
            let (before, after) =
                if *align == Align::Right { (fill.as_str(), "") } else { ("", fill.as_str()) };
            line.push_str(before);
            line.push_str(cell);
            line.push_str(after);
            line.push_str("  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_their_heads_whatever_the_script() {
        // Would catch padding by bytes or characters.
        let rows = [["类型", "受理"], ["a", "1"], ["邻里纠纷", "12"]];
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let text = aligned(&rows, &[Align::Left, Align::Right]);
        let widths: Vec<usize> = text.lines().map(UnicodeWidthStr::width).collect();
        assert_eq!(widths, [14, 14, 14]);
    }
}
