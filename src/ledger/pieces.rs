//! The rows of a sheet in pieces of some hundred kilobytes. The first are in memory, those of a large sheet in a file.

use std::sync::{Arc, OnceLock};

use super::spool::{Place, Spool};

/// The text of a piece, in bytes, after which the next one begins.
const FULL: usize = 256 << 10;

/// The pieces that stay in memory.
const IN_MEMORY: usize = 24;

/// Rows that stand together, in one piece of memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    text: String,
    /// The end of each cell in `text`.
    ends: Vec<u32>,
    rows: Vec<RowAt>,
    /// Cells that a spreadsheet stores as a number with decimals, where 1.10 has become 1.1; by their index in `ends`.
    decimals: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct RowAt {
    /// The row of the file, counted from 1.
    line: u64,
    /// The index of its first cell in `ends`.
    first: u32,
}

impl Piece {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row of the file, counted from 1.
    pub fn line(&self, row: usize) -> u64 {
        self.rows.get(row).map_or(0, |row| row.line)
    }

    /// Its first row from that line of the file on.
    fn first_at(&self, line: u64) -> usize {
        self.rows.partition_point(|row| row.line < line)
    }

    /// The indexes of the cells of a row.
    pub fn cells(&self, row: usize) -> std::ops::Range<usize> {
        let first = self.rows.get(row).map_or(self.ends.len(), |row| row.first as usize);
        let next = self.rows.get(row + 1).map_or(self.ends.len(), |row| row.first as usize);
        first..next
    }

    pub fn cell(&self, row: usize, column: usize) -> &str {
        let cells = self.cells(row);
        let at = cells.start.saturating_add(column);
        if at >= cells.end {
            return "";
        }
        let end_of = |cell: usize| self.ends.get(cell).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end_of);
        self.text.get(start..end_of(at)).unwrap_or_default()
    }

    pub fn is_decimal(&self, row: usize, column: usize) -> bool {
        let cells = self.cells(row);
        let at = u32::try_from(cells.start.saturating_add(column)).unwrap_or(u32::MAX);
        column < cells.len() && self.decimals.binary_search(&at).is_ok()
    }

    fn begin(&mut self, line: u64) {
        self.rows.push(RowAt { line, first: u32::try_from(self.ends.len()).unwrap_or(u32::MAX) });
    }

    fn push(&mut self, cell: &str) -> bool {
        self.text.push_str(cell);
        let end = u32::try_from(self.text.len());
        self.ends.push(end.unwrap_or(u32::MAX));
        end.is_ok() && u32::try_from(self.ends.len()).is_ok()
    }

    fn mark_decimal(&mut self) {
        self.decimals.extend(self.ends.len().checked_sub(1).and_then(|at| u32::try_from(at).ok()));
    }

    /// Drops the last row.
    fn pop(&mut self) {
        let Some(last) = self.rows.pop() else { return };
        self.ends.truncate(last.first as usize);
        self.text.truncate(self.ends.last().map_or(0, |end| *end as usize));
        self.decimals.retain(|cell| *cell < last.first);
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.text.len() + self.ends.len() * 4 + self.rows.len() * 12 + 24);
        for length in [self.rows.len(), self.ends.len(), self.decimals.len()] {
            bytes.extend((length as u64).to_le_bytes());
        }
        for row in &self.rows {
            bytes.extend(row.line.to_le_bytes());
            bytes.extend(row.first.to_le_bytes());
        }
        self.ends.iter().chain(&self.decimals).for_each(|number| bytes.extend(number.to_le_bytes()));
        bytes.extend(self.text.as_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut take = |length: usize| -> Option<&[u8]> {
            let (taken, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(taken)
        };
        let long = |bytes: &[u8]| Some(u64::from_le_bytes(bytes.try_into().ok()?));
        let short = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.try_into().ok()?));
        let mut length = || usize::try_from(long(take(8)?)?).ok();
        let (rows, ends, decimals) = (length()?, length()?, length()?);
        let row = |bytes: &[u8]| {
            let (line, first) = bytes.split_at_checked(8)?;
            Some(RowAt { line: long(line)?, first: short(first)? })
        };
        let rows = take(rows * 12)?.chunks_exact(12).map(row).collect::<Option<Vec<_>>>()?;
        let mut numbers =
            |count: usize| take(count * 4)?.chunks_exact(4).map(short).collect::<Option<Vec<_>>>();
        let (ends, decimals) = (numbers(ends)?, numbers(decimals)?);
        Some(Self { text: String::from_utf8(rest.to_vec()).ok()?, ends, rows, decimals })
    }
}

/// A full piece.
#[derive(Debug, Clone)]
struct Full {
    /// The index of its first row in the sheet.
    first: usize,
    /// The line of the file of that row.
    line: u64,
    rows: usize,
    held: Held,
}

#[derive(Debug, Clone)]
enum Held {
    Memory(Arc<Piece>),
    Spooled(Place),
}

/// All rows of a sheet. A copy shares the rows, and has pieces of its own in memory.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    full: Vec<Full>,
    /// The pieces read from the file, for each full one.
    loaded: Vec<OnceLock<Option<Arc<Piece>>>>,
    /// The piece that is being filled.
    last: Arc<Piece>,
    spool: Option<Arc<Spool>>,
}

impl Clone for Pieces {
    fn clone(&self) -> Self {
        let mut copy = Self { full: self.full.clone(), loaded: Vec::new(), ..Self::default() };
        copy.loaded.resize_with(copy.full.len(), OnceLock::new);
        (copy.last, copy.spool) = (Arc::clone(&self.last), self.spool.clone());
        copy
    }
}

impl Pieces {
    /// The rows of all full pieces.
    fn before_last(&self) -> usize {
        self.full.last().map_or(0, |full| full.first + full.rows)
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.before_last() + self.last.len()
    }

    /// The bytes of its texts, about.
    pub fn size(&self) -> usize {
        self.full.len() * FULL + self.last.text.len()
    }

    /// The piece with that row, and the index of the row in it.
    pub fn find(&self, row: usize) -> Option<(&Piece, usize)> {
        if let Some(at) = row.checked_sub(self.before_last()) {
            return (at < self.last.len()).then_some((&*self.last, at));
        }
        let at = self.full.partition_point(|full| full.first <= row).checked_sub(1)?;
        Some((self.load(at)?, row - self.full.get(at)?.first))
    }

    fn load(&self, at: usize) -> Option<&Piece> {
        match &self.full.get(at)?.held {
            Held::Memory(piece) => Some(piece),
            Held::Spooled(place) => {
                let read = || Piece::from_bytes(&self.spool.as_ref()?.get(*place)?).map(Arc::new);
                self.loaded.get(at)?.get_or_init(read).as_deref()
            }
        }
    }

    /// The first row from that line of the file on.
    pub fn first_at(&self, line: u64) -> usize {
        if self.last.rows.first().is_some_and(|row| row.line < line) {
            return self.before_last() + self.last.first_at(line);
        }
        let Some(at) = self.full.partition_point(|full| full.line < line).checked_sub(1) else { return 0 };
        let first = self.full.get(at).map_or(0, |full| full.first);
        first + self.load(at).map_or(0, |piece| piece.first_at(line))
    }

    /// The first row after the piece with that one.
    pub fn end_of_piece(&self, row: usize) -> usize {
        let at = self.full.partition_point(|full| full.first + full.rows <= row);
        self.full.get(at).map_or_else(|| self.len(), |full| full.first + full.rows)
    }

    /// Drops from memory what was read from the file and lies before that row.
    pub fn forget_before(&mut self, row: usize) {
        for (full, loaded) in self.full.iter().zip(&mut self.loaded) {
            if full.first + full.rows > row {
                return;
            }
            loaded.take();
        }
    }

    /// Whether everything could be read.
    pub fn failed(&self) -> Option<std::io::Error> {
        self.spool.as_ref().and_then(|spool| spool.failed())
    }

    /// Starts a row.
    pub fn begin(&mut self, line: u64) {
        if self.last.text.len() >= FULL {
            let last = std::mem::take(&mut self.last);
            let held = if self.full.len() < IN_MEMORY { None } else { self.spool_piece(&last) };
            let full = Full {
                first: self.before_last(),
                line: last.line(0),
                rows: last.len(),
                held: held.map_or(Held::Memory(last), Held::Spooled),
            };
            self.full.push(full);
            self.loaded.push(OnceLock::new());
        }
        Arc::make_mut(&mut self.last).begin(line);
    }

    /// Where the piece stands in the file; none where there is no room, and it has to stay in memory.
    fn spool_piece(&mut self, piece: &Piece) -> Option<Place> {
        if self.spool.is_none() {
            self.spool = Spool::new().ok().map(Arc::new);
        }
        self.spool.as_ref()?.add(piece.to_bytes()).ok()
    }

    /// Adds a cell to the current row. False where a row has more than can be addressed.
    pub fn push(&mut self, cell: &str) -> bool {
        Arc::make_mut(&mut self.last).push(cell)
    }

    /// Marks the cell pushed last as a number with decimals.
    pub fn mark_decimal(&mut self) {
        Arc::make_mut(&mut self.last).mark_decimal();
    }

    /// Drops the last row.
    pub fn pop(&mut self) {
        if self.last.len() == 0
            && let Some(at) = self.full.len().checked_sub(1)
            && let Some(piece) = self.load(at).cloned()
        {
            self.full.pop();
            self.loaded.pop();
            self.last = Arc::new(piece);
        }
        Arc::make_mut(&mut self.last).pop();
    }

    /// Frees reserved memory.
    pub fn shrink(&mut self) {
        let last = Arc::make_mut(&mut self.last);
        last.text.shrink_to_fit();
        last.ends.shrink_to_fit();
        last.rows.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(row: usize, column: usize) -> String {
        format!("{row}|{column}|").repeat(20 + row % 7)
    }

    /// Catches: a row, a line, a mark or a cell that differs once its piece is in the file; rows lost where a piece ends;
    /// a piece that stays in memory.
    #[test]
    fn rows_in_the_file_are_the_rows_that_were_put() {
        const ROWS: usize = 60_000;
        let mut pieces = Pieces::default();
        for row in 0..ROWS {
            pieces.begin(row as u64 * 2 + 1);
            for column in 0..row % 4 {
                assert!(pieces.push(&text(row, column)));
                if (row + column) % 5 == 0 {
                    pieces.mark_decimal();
                }
            }
        }
        assert!(pieces.full.iter().any(|full| matches!(full.held, Held::Spooled(_))));
        let mut copy = pieces.clone();
        for row in 0..ROWS {
            let (piece, at) = copy.find(row).unwrap();
            assert_eq!((piece.line(at), piece.cells(at).len()), (row as u64 * 2 + 1, row % 4));
            for column in 0..4 {
                let there = column < row % 4;
                assert_eq!(piece.cell(at, column), if there { text(row, column) } else { String::new() });
                assert_eq!(piece.is_decimal(at, column), there && (row + column) % 5 == 0);
            }
            assert!(copy.end_of_piece(row) > row);
            if row % 1_000 == 0 {
                copy.forget_before(row);
                assert!(copy.loaded.iter().filter(|loaded| loaded.get().is_some()).count() <= 4);
            }
        }
        assert!(copy.find(ROWS).is_none());
        for (line, row) in
            [(0, 0), (1, 0), (2, 1), (3, 1), (100_001, 50_000), (119_999, 59_999), (130_000, ROWS)]
        {
            assert_eq!(pieces.first_at(line), row, "line {line}");
        }
        while pieces.len() > 10 {
            pieces.pop();
        }
        let (piece, at) = pieces.find(9).unwrap();
        assert_eq!(piece.cell(at, 0), text(9, 0));
        assert!(pieces.failed().is_none());
    }
}
