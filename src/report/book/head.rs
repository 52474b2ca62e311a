//! The heads above the columns as a grid: a head that neighbours share is merged; a head without others below
//! it spans the remaining rows.

use super::Column;

/// One merged head. Rows count from the first head row, columns from the first one passed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub words: String,
    pub row: usize,
    pub rows: usize,
    pub column: usize,
    pub columns: usize,
}

/// How many rows the heads of these columns need.
pub(super) fn depth(columns: &[&Column]) -> usize {
    columns.iter().map(|column| column.heads.len()).max().unwrap_or(0)
}

/// The heads of these columns, in `depth` rows.
pub(super) fn heads(columns: &[&Column], depth: usize) -> Vec<Head> {
    let mut heads = Vec::new();
    for row in 0..depth {
        let mut column = 0;
        while column < columns.len() {
            let own = &columns[column].heads;
            let Some(words) = own.get(row) else {
                column += 1;
                continue;
            };
            let is_last = row + 1 == own.len();
            // Only a head with others below it is shared: two columns of the same name stay separate.
            let same = |other: &&&Column| {
                !is_last && other.heads.len() > row + 1 && other.heads[..=row] == own[..=row]
            };
            let span = columns[column..].iter().take_while(same).count().max(1);
            let rows = if is_last { depth - row } else { 1 };
            heads.push(Head { words: words.clone(), row, rows, column, columns: span });
            column += span;
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(heads: &[&str]) -> Column {
        Column::under(heads.iter().map(|head| (*head).to_owned()).collect(), 1.0)
    }

    /// Catches: heads that overlap or leave a hole, neighbours of one name in different groups that are merged.
    #[test]
    fn heads_cover_the_grid_once() {
        let columns = [
            column(&["单位"]),
            column(&["来源", "主动"]),
            column(&["来源", "移送", "小计"]),
            column(&["来源", "移送", "法院"]),
            column(&["类型", "其他"]),
            column(&["预防", "其他"]),
            column(&["件"]),
            column(&["件"]),
        ];
        let columns: Vec<&Column> = columns.iter().collect();
        let depth = depth(&columns);
        assert_eq!(depth, 3);
        let heads = heads(&columns, depth);
        let mut grid = vec![vec![0; columns.len()]; depth];
        for head in &heads {
            for row in &mut grid[head.row..head.row + head.rows] {
                for cell in &mut row[head.column..head.column + head.columns] {
                    *cell += 1;
                }
            }
        }
        assert!(grid.iter().flatten().all(|times| *times == 1), "{grid:?}");
        let wide: Vec<(&str, usize)> = heads
            .iter()
            .filter(|head| head.columns > 1)
            .map(|head| (head.words.as_str(), head.columns))
            .collect();
        assert_eq!(wide, [("来源", 3), ("移送", 2)]);
    }
}
