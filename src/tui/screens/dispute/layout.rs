//! Lays out a case as lines: sections of cells, short ones side by side as the width allows, long
//! texts wrapped over lines of their own.

use std::collections::HashSet;

use super::spot::Spot;
use crate::domain::check::Severity;
use crate::tui::widgets::{area, cells};

/// The least cells of a column: a label and a case number.
const COLUMN_LEAST: u16 = 38;
/// The most columns that stay readable.
const COLUMNS_MOST: u16 = 3;
/// The widest label column; a longer column name of a ledger is cut.
const LABEL_MOST: u16 = 16;
/// The marker and the blank after it.
pub const MARGIN: u16 = 2;

/// The space that a cell needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A column.
    Short,
    /// Its own width, on the same line as the one before if it fits.
    Run,
    /// The whole line, and as many lines as the text needs.
    Long,
    /// Its label only, in a row with others; one that was filled in since keeps its place, with its value.
    Tight,
}

/// A field as displayed.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Which field.
    pub spot: Spot,
    /// What it is called.
    pub label: String,
    /// Its value, or the mark for an empty one.
    pub value: String,
    /// Its colour role.
    pub tone: Tone,
    /// The space it needs.
    pub span: Span,
    /// Its problems.
    pub notes: Vec<(Severity, String)>,
}

impl Cell {
    /// Whether it is its label only: nothing was filled in yet, or it adds something.
    pub fn is_bare(&self) -> bool {
        self.span == Span::Tight && self.tone == Tone::Muted
    }
}

/// The importance of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// An ordinary value.
    Plain,
    /// Nothing entered, or an action.
    Muted,
    /// A success.
    Good,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

/// A building block of the page before layout.
#[derive(Debug, Clone)]
pub enum Block {
    /// The name of a section.
    Heading(String),
    /// A read-only line, indented as a heading within a section.
    Words(String, Tone),
    /// Fields that flow into columns.
    Fields(Vec<Cell>),
    /// Labels of empty fields in a row; the text before them says why.
    Tight(Option<String>, Vec<Cell>),
}

/// The position of a cell: first line, column in cells, width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// The first line.
    pub line: usize,
    /// Cells from the left.
    pub x: u16,
    /// The width of its label.
    pub label: u16,
    /// The width of its value.
    pub width: u16,
    /// How many lines it takes.
    pub lines: usize,
}

/// A piece of a line.
#[derive(Debug, Clone)]
pub enum Piece {
    /// The name of a section.
    Heading(String),
    /// Read-only text.
    Words(String, Tone),
    /// Text before tight cells, in the label column.
    Lead(String),
    /// A line of the cell with that index.
    Cell(usize, usize),
    /// A problem of the cell with that index.
    Note(usize, Severity, String),
}

/// A section of the page.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its name.
    pub title: String,
    /// The index of its first cell.
    pub cell: usize,
}

/// A case laid out for a width.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Every field, in page order.
    pub cells: Vec<Cell>,
    /// The position of each.
    pub stands: Vec<Stand>,
    /// The wrapped lines of each.
    pub texts: Vec<Vec<String>>,
    /// The lines.
    pub lines: Vec<Vec<Piece>>,
    /// The width of the label column.
    pub label: u16,
    /// The sections, in page order.
    pub sections: Vec<Section>,
    /// The cells in the rows of what was not filled in.
    pub in_row: HashSet<usize>,
}

impl Page {
    /// Lays out the blocks in `width` cells.
    pub fn lay_out(blocks: Vec<Block>, width: u16) -> Self {
        let fields = blocks.iter().filter_map(|block| match block {
            Block::Fields(cells) => Some(cells),
            Block::Heading(_) | Block::Words(..) | Block::Tight(..) => None,
        });
        let label = fields.flatten().map(|cell| cells::width(&cell.label)).max().unwrap_or(0).min(LABEL_MOST);
        let mut page = Self { label, ..Self::default() };
        for block in blocks {
            match block {
                Block::Heading(text) => page.head(text),
                Block::Words(text, tone) => {
                    for line in area::lines(&text, width.saturating_sub(MARGIN + 1)) {
                        page.lines.push(vec![Piece::Words(line, tone)]);
                    }
                }
                Block::Fields(cells) => page.flow(cells, width),
                Block::Tight(lead, cells) => page.run(lead, cells, width),
            }
        }
        page
    }

    fn head(&mut self, title: String) {
        if !self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        self.sections.push(Section { title: title.clone(), cell: self.cells.len() });
        self.lines.push(vec![Piece::Heading(title)]);
    }

    fn flow(&mut self, cells: Vec<Cell>, width: u16) {
        // Problems of a line of cells are shown below it.
        let mut notes = Vec::new();
        let (mut used, mut before) = (width, Span::Long);
        for cell in cells {
            // Columns begin on a new line.
            if cell.span == Span::Short && before == Span::Run {
                used = width;
            }
            before = cell.span;
            let place = self.place(&cell, used, width);
            if place.x == 0 {
                self.lines.append(&mut notes);
                self.lines.push(Vec::new());
            }
            let line = self.lines.len() - 1;
            let room = place.room(width);
            let text = if place.is_long() {
                area::lines(&cell.value, room)
            } else {
                vec![cell.value.replace('\n', " ")]
            };
            let at = self.cells.len();
            for nth in 0..text.len().max(1) {
                if nth > 0 {
                    self.lines.push(Vec::new());
                }
                if let Some(pieces) = self.lines.last_mut() {
                    pieces.push(Piece::Cell(at, nth));
                }
            }
            for (severity, note) in &cell.notes {
                notes.push(vec![Piece::Note(at, *severity, note.clone())]);
            }
            used = if place.is_long() { width } else { place.x + place.width };
            let Place { x, label, width, .. } = place;
            self.stands.push(Stand { line, x, label, width, lines: text.len() });
            self.texts.push(text);
            self.cells.push(cell);
        }
        self.lines.append(&mut notes);
    }

    /// The position of a cell on a line with `used` cells taken; column 0 means the next line.
    fn place(&self, cell: &Cell, used: u16, width: u16) -> Place {
        let value = cells::width(&cell.value);
        let lines = cell.value.contains('\n');
        let long = Place { x: 0, label: self.label, width, span: Span::Long };
        match cell.span {
            Span::Long | Span::Tight => long,
            Span::Short => {
                let columns = (width / COLUMN_LEAST).clamp(1, COLUMNS_MOST);
                let column = width / columns;
                // A value too long for a column gets the whole line.
                if lines || value > column.saturating_sub(MARGIN + self.label + 2) {
                    return long;
                }
                let next = used.div_ceil(column);
                let x = if next < columns { next * column } else { 0 };
                Place { x, label: self.label, width: column, span: Span::Short }
            }
            Span::Run => {
                let label = cells::width(&cell.label);
                let behind = MARGIN + label + 1 + value + 2;
                if !lines && used > 0 && used + behind <= width {
                    return Place { x: used, label, width: behind, span: Span::Run };
                }
                let first = MARGIN + self.label + 1 + value + 2;
                if lines || first > width { long } else { Place { width: first, span: Span::Run, ..long } }
            }
        }
    }

    /// Labels in a row in the value column, the text before them in the label column. A value that does not fit beside the
    /// others goes on over the next lines.
    fn run(&mut self, lead: Option<String>, cells: Vec<Cell>, width: u16) {
        let left = self.label + 1;
        let mut x = left;
        let (mut notes, has_lead) = (Vec::new(), lead.is_some());
        let mut line: Vec<Piece> = lead.into_iter().map(Piece::Lead).collect();
        for cell in cells {
            let cell = Cell { span: Span::Tight, ..cell };
            let at = self.cells.len();
            if has_lead {
                self.in_row.insert(at);
            }
            let label = cells::width(&cell.label);
            let value = if cell.is_bare() { 0 } else { 1 + cells::width(&cell.value) };
            let wide = MARGIN + label + 1 + value;
            if x > left && x + wide > width {
                self.lines.push(std::mem::take(&mut line));
                x = left;
            }
            let room = width.saturating_sub(x + MARGIN + label + 2);
            let text = if cell.is_bare() { Vec::new() } else { area::lines(&cell.value, room) };
            let lines = text.len().max(1);
            self.stands.push(Stand { line: self.lines.len(), x, label, width: wide.min(width - x), lines });
            line.push(Piece::Cell(at, 0));
            for nth in 1..lines {
                self.lines.push(std::mem::replace(&mut line, vec![Piece::Cell(at, nth)]));
            }
            x = if lines > 1 { width } else { x + wide };
            notes.extend(
                cell.notes.iter().map(|(severity, note)| vec![Piece::Note(at, *severity, note.clone())]),
            );
            self.texts.push(text);
            self.cells.push(cell);
        }
        self.lines.push(line);
        self.lines.append(&mut notes);
    }

    /// The section of that cell.
    pub fn section_of(&self, cell: usize) -> Option<usize> {
        self.sections.iter().rposition(|section| section.cell <= cell)
    }

    /// The first of the heading lines directly before that line.
    pub fn headed(&self, line: usize) -> usize {
        let is_heading =
            |line: &Vec<Piece>| matches!(line.first(), Some(Piece::Heading(_) | Piece::Words(..)));
        let before = self.lines.iter().take(line).rev().take_while(|line| is_heading(line)).count();
        line - before
    }

    /// The cell of that field.
    pub fn find(&self, spot: Spot) -> Option<usize> {
        self.cells.iter().position(|cell| cell.spot == spot)
    }

    /// The cell on the next line that has one, in the column nearest to `x`.
    pub fn below(&self, from: usize, x: u16) -> Option<usize> {
        let line = self.stands.get(from)?.line;
        let next = self.stands.iter().map(|stand| stand.line).filter(|other| *other > line).min()?;
        self.nearest(next, x)
    }

    /// The cell on the previous line that has one, in the column nearest to `x`.
    pub fn above(&self, from: usize, x: u16) -> Option<usize> {
        let line = self.stands.get(from)?.line;
        let next = self.stands.iter().map(|stand| stand.line).filter(|other| *other < line).max()?;
        self.nearest(next, x)
    }

    /// The cell at least `lines` lines below (or above, if negative), or else the last (first) one.
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

    /// The column and width of a cell's value; for a tight one, of its label.
    pub fn value_at(&self, at: usize) -> (u16, u16) {
        let Some(stand) = self.stands.get(at) else { return (0, 0) };
        if self.cells.get(at).is_some_and(Cell::is_bare) {
            return (stand.x + MARGIN, 0);
        }
        let used = MARGIN + stand.label + 1;
        (stand.x + used, stand.width.saturating_sub(used + 1))
    }
}

/// The position of a cell.
struct Place {
    x: u16,
    label: u16,
    width: u16,
    span: Span,
}

impl Place {
    fn is_long(&self) -> bool {
        self.span == Span::Long
    }

    fn room(&self, width: u16) -> u16 {
        width.saturating_sub(MARGIN + self.label + 2)
    }
}
