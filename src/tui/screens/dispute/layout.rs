//! A case as lines of the screen: sections of cells, short ones beside each other as far as the window allows, long
//! texts wrapped over lines of their own.

use super::spot::Spot;
use crate::domain::check::Severity;
use crate::tui::widgets::{area, cells};

/// The least cells of a column: a label and a case number.
const COLUMN_LEAST: u16 = 38;
/// The most columns that can still be read across.
const COLUMNS_MOST: u16 = 3;
/// The widest label column; a longer column name of a ledger is cut.
const LABEL_MOST: u16 = 14;
/// The marker and the blank behind it.
pub const MARGIN: u16 = 2;

/// How much of a line a cell wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A column.
    Short,
    /// The whole line, and as many lines as the text needs.
    Long,
}

/// One field with what it shows.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Which field.
    pub spot: Spot,
    /// What it is called.
    pub label: String,
    /// What it holds, or the mark of nothing.
    pub value: String,
    /// How it is shown.
    pub tone: Tone,
    /// How much of a line it wants.
    pub span: Span,
    /// What is wrong with it.
    pub notes: Vec<(Severity, String)>,
}

/// How much a value matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A value.
    Plain,
    /// Nothing entered, or something to press.
    Muted,
    /// Something went well.
    Good,
    /// Something wants care.
    Warning,
    /// Something is wrong.
    Error,
}

/// What a case consists of before it is laid out.
#[derive(Debug, Clone)]
pub enum Block {
    /// The name of a section.
    Heading(String),
    /// A line that is only read, indented as a heading within a section.
    Words(String, Tone),
    /// Fields that flow into columns.
    Fields(Vec<Cell>),
}

/// Where a cell stands: its first line, its column in cells, its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// The first line.
    pub line: usize,
    /// Cells from the left.
    pub x: u16,
    /// Cells from there.
    pub width: u16,
    /// How many lines it takes.
    pub lines: usize,
}

/// A piece of a line.
#[derive(Debug, Clone)]
pub enum Piece {
    /// The name of a section.
    Heading(String),
    /// Words that are only read.
    Words(String, Tone),
    /// The cell of that index, and which of its lines.
    Cell(usize, usize),
    /// What is wrong with the cell of that index.
    Note(usize, Severity, String),
}

/// A case laid out for one width.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Every field, in the order of the screen.
    pub cells: Vec<Cell>,
    /// Where each stands.
    pub stands: Vec<Stand>,
    /// What each wraps to.
    pub texts: Vec<Vec<String>>,
    /// The lines.
    pub lines: Vec<Vec<Piece>>,
    /// The cells of the label column.
    pub label: u16,
}

impl Page {
    /// Lays the blocks out in `width` cells.
    pub fn lay_out(blocks: Vec<Block>, width: u16) -> Self {
        let fields = blocks.iter().filter_map(|block| match block {
            Block::Fields(cells) => Some(cells),
            Block::Heading(_) | Block::Words(..) => None,
        });
        let label = fields.flatten().map(|cell| cells::width(&cell.label)).max().unwrap_or(0).min(LABEL_MOST);
        let mut page = Self { label, ..Self::default() };
        for block in blocks {
            match block {
                Block::Heading(text) => {
                    if !page.lines.is_empty() {
                        page.lines.push(Vec::new());
                    }
                    page.lines.push(vec![Piece::Heading(text)]);
                }
                Block::Words(text, tone) => {
                    for line in area::lines(&text, width.saturating_sub(MARGIN + 1)) {
                        page.lines.push(vec![Piece::Words(line, tone)]);
                    }
                }
                Block::Fields(cells) => page.flow(cells, width),
            }
        }
        page
    }

    fn flow(&mut self, cells: Vec<Cell>, width: u16) {
        let columns = (width / COLUMN_LEAST).clamp(1, COLUMNS_MOST);
        let column = width / columns;
        let mut taken = columns;
        let mut notes = Vec::new();
        for cell in cells {
            let at = self.cells.len();
            // What a column would cut gets the line.
            let room = column.saturating_sub(MARGIN + self.label + 2);
            let long = cell.span == Span::Long || cells::width(&cell.value) > room;
            if taken == columns || long {
                self.lines.append(&mut notes);
                self.lines.push(Vec::new());
                taken = 0;
            }
            let line = self.lines.len() - 1;
            let (x, width) = if long { (0, width) } else { (taken * column, column) };
            let room = width.saturating_sub(MARGIN + self.label + 2);
            let text =
                if long { area::lines(&cell.value, room) } else { vec![cell.value.replace('\n', " ")] };
            if let Some(pieces) = self.lines.last_mut() {
                pieces.push(Piece::Cell(at, 0));
            }
            for nth in 1..text.len() {
                self.lines.push(vec![Piece::Cell(at, nth)]);
            }
            for (severity, note) in &cell.notes {
                notes.push(vec![Piece::Note(at, *severity, note.clone())]);
            }
            self.stands.push(Stand { line, x, width, lines: text.len() });
            self.texts.push(text);
            self.cells.push(cell);
            taken = if long { columns } else { taken + 1 };
        }
        self.lines.append(&mut notes);
    }

    /// The cell of that field.
    pub fn find(&self, spot: Spot) -> Option<usize> {
        self.cells.iter().position(|cell| cell.spot == spot)
    }

    /// The cell on the next line with one, in the column nearest to `x`.
    pub fn below(&self, from: usize, x: u16) -> Option<usize> {
        let line = self.stands.get(from)?.line;
        let next = self.stands.iter().map(|stand| stand.line).filter(|other| *other > line).min()?;
        self.nearest(next, x)
    }

    /// The cell on the line before with one, in the column nearest to `x`.
    pub fn above(&self, from: usize, x: u16) -> Option<usize> {
        let line = self.stands.get(from)?.line;
        let next = self.stands.iter().map(|stand| stand.line).filter(|other| *other < line).max()?;
        self.nearest(next, x)
    }

    /// The cell at least `lines` lines below (or above, when negative), or the last (first) one.
    pub fn jump(&self, from: usize, lines: isize, x: u16) -> Option<usize> {
        let line = self.stands.get(from)?.line;
        let target = line.saturating_add_signed(lines);
        let all = self.stands.iter().map(|stand| stand.line);
        let found = if lines > 0 {
            all.clone().filter(|other| *other >= target).min().or_else(|| all.max())
        } else {
            all.clone().filter(|other| *other <= target).max().or_else(|| all.min())
        };
        self.nearest(found?, x)
    }

    fn nearest(&self, line: usize, x: u16) -> Option<usize> {
        let here = self.stands.iter().enumerate().filter(|(_, stand)| stand.line == line);
        here.min_by_key(|(_, stand)| stand.x.abs_diff(x)).map(|(at, _)| at)
    }

    /// The column and the room of a cell's value.
    pub fn value_at(&self, at: usize) -> (u16, u16) {
        let Some(stand) = self.stands.get(at) else { return (0, 0) };
        let used = MARGIN + self.label + 1;
        (stand.x + used, stand.width.saturating_sub(used + 1))
    }
}
