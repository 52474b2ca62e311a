//! A table as text, aligned by display width.

use unicode_width::UnicodeWidthStr;

/// Blanks between two columns.
const GAP: usize = 2;

/// The rows as lines of text: the first column left-aligned, the others right-aligned. No trailing blanks.
pub fn aligned(rows: &[Vec<String>]) -> String {
    aligned_behind(rows, 1)
}

/// As [`aligned`], with every column left-aligned.
pub fn aligned_words(rows: &[Vec<String>]) -> String {
    aligned_behind(rows, usize::MAX)
}

/// As [`aligned`], with the first `words` columns left-aligned.
pub fn aligned_behind(rows: &[Vec<String>], words: usize) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|text| text.width()).max();
    let widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let blanks = " ".repeat(width.saturating_sub(cell.width()));
            let gap = if column == 0 { 0 } else { GAP };
            let (before, after) = if column < words { ("", blanks.as_str()) } else { (blanks.as_str(), "") };
            line += &format!("{}{before}{cell}{after}", " ".repeat(gap));
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: columns padded by characters or bytes, which shift behind Chinese words.
    #[test]
    fn columns_end_at_the_same_cell() {
        let rows = [["类型", "受理", "金额"], ["邻里纠纷", "7", "3.50"], ["ab", "114", "0.00"]]
            .map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows), "类型      受理  金额\n邻里纠纷     7  3.50\nab         114  0.00\n");
    }
}
