//! The position of each table cell on its sheet.

use std::ops::Range;

use super::head::depth;
use super::{At, Column, Table};

/// Rows above the heads of the first block: the title and the line below it.
const ABOVE: u32 = 2;
/// Rows between two blocks.
const BETWEEN: u32 = 1;

/// One block of a table on its sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its columns of the table, without the label columns.
    pub columns: Range<usize>,
    /// The sheet row of its first heads.
    pub heads: u32,
    /// The number of its head rows.
    pub depth: u32,
    /// The sheet row of its first figures.
    pub first: u32,
}

/// A table on its sheet.
#[derive(Debug, Clone)]
pub(super) struct Places {
    labels: usize,
    pub blocks: Vec<Block>,
    /// The number of sheet columns in use.
    pub width: u16,
    /// The first row below the last block.
    pub below: u32,
}

impl Places {
    pub(super) fn of(table: &Table) -> Self {
        let mut row = ABOVE;
        let mut blocks = Vec::with_capacity(table.blocks.len());
        for (at, columns) in table.blocks.iter().enumerate() {
            if at > 0 {
                row += BETWEEN;
            }
            let depth = count(depth(&shown(table, columns)));
            blocks.push(Block { columns: columns.clone(), heads: row, depth, first: row + depth });
            row += depth + count(table.rows.len());
        }
        let widest = table.blocks.iter().map(Range::len).max().unwrap_or(0);
        let width = u16::try_from(table.labels + widest).unwrap_or(u16::MAX);
        Self { labels: table.labels, blocks, width, below: row }
    }

    /// The sheet row and column of a cell; a label column is looked up in the first block.
    pub(super) fn cell(&self, at: At) -> (u32, u16) {
        let holds = |block: &&Block| block.columns.contains(&at.column);
        let block = self.blocks.iter().find(holds).or(self.blocks.first());
        let first = block.map_or(ABOVE, |block| block.first);
        let column = match block {
            Some(block) if at.column >= self.labels => self.labels + at.column - block.columns.start,
            _ => at.column,
        };
        (first + count(at.row), u16::try_from(column).unwrap_or(u16::MAX))
    }

    /// The spreadsheet name of a cell: `B7`.
    pub(super) fn name(&self, at: At) -> String {
        let (row, column) = self.cell(at);
        format!("{}{}", letters(column), row + 1)
    }
}

/// The columns of a block, with the label columns first.
pub(super) fn shown<'a>(table: &'a Table, block: &Range<usize>) -> Vec<&'a Column> {
    let labels = table.columns.iter().take(table.labels);
    labels.chain(table.columns.get(block.clone()).unwrap_or_default()).collect()
}

/// A number of rows in the type that sheets use.
pub(super) fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// The letters of a column, counted from 0: A, Z, AA.
pub(super) fn letters(column: u16) -> String {
    let mut letters = String::new();
    let mut left = u32::from(column) + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: columns after Z named by another letter than the spreadsheet's.
    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
