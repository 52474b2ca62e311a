//! A terminal model that reads the bytes the program really sends.

use std::cell::RefCell;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use unicode_width::UnicodeWidthStr;

use tiaojie::tui::app::App;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::terminal::{OneWrite, finish_frame};

/// The far end of the line: a model of the screen, and every write that arrived.
#[derive(Clone)]
pub struct Line {
    model: Rc<RefCell<vt100::Parser>>,
    writes: Rc<RefCell<Vec<Vec<u8>>>>,
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.model.borrow_mut().process(bytes);
        self.writes.borrow_mut().push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal that draws over the line.
pub type Wire = Terminal<CrosstermBackend<OneWrite<Line>>>;

/// A screen of so many columns and rows.
pub struct Screen {
    line: Line,
    /// The sending end, for the real loop.
    pub wire: Wire,
    /// What the program believes is on the screen.
    pub buffer: Buffer,
}

impl Screen {
    /// An empty one.
    pub fn new(columns: u16, rows: u16) -> Self {
        let size = |n| NonZeroU16::new(n).unwrap();
        let model = Rc::new(RefCell::new(vt100::Parser::new(size(rows), size(columns), 0)));
        let line = Line { model, writes: Rc::default() };
        let area = Rect::new(0, 0, columns, rows);
        let backend = CrosstermBackend::new(OneWrite::new(line.clone()));
        // A fixed size: nothing asks the terminal the tests run in.
        let wire =
            Terminal::with_options(backend, TerminalOptions { viewport: Viewport::Fixed(area) }).unwrap();
        Self { line, wire, buffer: Buffer::empty(area) }
    }

    /// Draws one frame of anything.
    pub fn frame(&mut self, draw: impl FnOnce(&mut Frame)) {
        let drawn = self.wire.draw(draw).unwrap();
        self.buffer = drawn.buffer.clone();
        finish_frame(&mut self.wire).unwrap();
    }

    /// Draws one frame of the program if it wants one.
    pub fn show(&mut self, app: &mut App) {
        if app.wants_frame() {
            self.frame(|frame| app.render(frame));
        }
    }

    /// How many writes have arrived.
    pub fn writes(&self) -> usize {
        self.line.writes.borrow().len()
    }

    /// How many bytes have arrived.
    pub fn bytes(&self) -> usize {
        self.line.writes.borrow().iter().map(Vec::len).sum()
    }

    /// The text of one row, without blanks at its end.
    pub fn row(&self, y: u16) -> String {
        let model = self.line.model.borrow();
        let columns = model.screen().size().1.get();
        let row = model.screen().rows(0, columns).nth(usize::from(y)).unwrap_or_default();
        row.trim_end().to_owned()
    }

    /// All rows.
    pub fn text(&self) -> String {
        let rows = self.line.model.borrow().screen().size().0.get();
        (0..rows).map(|y| self.row(y) + "\n").collect()
    }

    /// Where the real cursor stands; none while it is hidden.
    pub fn cursor(&self) -> Option<Position> {
        let model = self.line.model.borrow();
        let (y, x) = model.screen().cursor_position();
        (!model.screen().hide_cursor()).then_some(Position::new(x, y))
    }

    /// The cells in which the screen is not what the program believes: text, colours and weight.
    pub fn differences(&self) -> Vec<String> {
        let model = self.line.model.borrow();
        let mut wrong = Vec::new();
        for y in self.buffer.area.rows().map(|row| row.y) {
            let mut x = 0;
            while x < self.buffer.area.width {
                let ours = &self.buffer[(x, y)];
                let theirs = model.screen().cell(y, x).unwrap();
                let shown = if theirs.contents().is_empty() { " " } else { theirs.contents() };
                let inverse = ours.modifier.contains(ratatui::style::Modifier::REVERSED);
                let same_colour = colour(ours.bg) == theirs.bgcolor() && inverse == theirs.inverse();
                if shown != ours.symbol() || !same_colour {
                    wrong.push(format!("({x},{y}): {:?} shown as {shown:?}", ours.symbol()));
                }
                x += u16::try_from(ours.symbol().width()).unwrap().max(1);
            }
        }
        wrong
    }
}

/// A colour as the terminal model names it.
fn colour(colour: ratatui::style::Color) -> vt100::Color {
    use ratatui::style::Color;
    let index = match colour {
        Color::Reset => return vt100::Color::Default,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        other => panic!("a colour outside the sixteen: {other:?}"),
    };
    vt100::Color::Idx(index)
}
