//! The widgets on the terminal: a terminal model reads the bytes sent, and every cell and the cursor are
//! compared with what was drawn. Also the editing core against a plain list of graphemes.

use std::cell::RefCell;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};
use tiaojie::text::Lang;
use tiaojie::tui::widgets::area::AreaView;
use tiaojie::tui::widgets::cells::Styles;
use tiaojie::tui::widgets::chart::{self, Bar, Blocks};
use tiaojie::tui::widgets::edit::Edit;
use tiaojie::tui::widgets::field::{Field, Focus, Need, Note, Value};
use tiaojie::tui::widgets::line::{FREE, LineView};
use tiaojie::tui::widgets::matching::Item;
use tiaojie::tui::widgets::pick::{Count, Entry, PickList};
use tiaojie::tui::widgets::pick_list;
use tiaojie::tui::widgets::table::{Align, Column, Columns, Window};
use unicode_segmentation::UnicodeSegmentation;

const WIDTH: u16 = 60;
const HEIGHT: u16 = 20;

/// The wire to a terminal model.
#[derive(Clone)]
struct Wire(Rc<RefCell<vt100::Parser>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().process(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal whose screen can be read.
struct Glass {
    terminal: Terminal<CrosstermBackend<Wire>>,
    model: Rc<RefCell<vt100::Parser>>,
}

impl Glass {
    fn new() -> Self {
        let size = |cells| NonZeroU16::new(cells).unwrap();
        let model = Rc::new(RefCell::new(vt100::Parser::new(size(HEIGHT), size(WIDTH), 0)));
        let viewport = Viewport::Fixed(Rect::new(0, 0, WIDTH, HEIGHT));
        let backend = CrosstermBackend::new(Wire(Rc::clone(&model)));
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        Self { terminal, model }
    }

    /// Draws a frame and compares the screen with it.
    fn draw(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> Result<(), TestCaseError> {
        let mut cursor = None;
        let frame = self
            .terminal
            .draw(|frame| {
                cursor = draw(frame.buffer_mut());
                if let Some(at) = cursor {
                    frame.set_cursor_position(at);
                }
            })
            .unwrap();
        let buffer = frame.buffer.clone();
        self.compare(&buffer, cursor)
    }

    fn compare(&self, buffer: &Buffer, cursor: Option<Position>) -> Result<(), TestCaseError> {
        let model = self.model.borrow();
        let screen = model.screen();
        for y in 0..HEIGHT {
            let mut x = 0;
            while x < WIDTH {
                let (drawn, shown) = (&buffer[(x, y)], screen.cell(y, x).unwrap());
                let symbol = if shown.has_contents() { shown.contents() } else { " " };
                prop_assert_eq!(symbol, drawn.symbol(), "at {},{}", x, y);
                let width = drawn.cell_width();
                // The right half of a wide character has no colours of its own in the model; nothing else may be drawn
                // there.
                for tail in x + 1..x + width {
                    prop_assert_eq!(buffer[(tail, y)].symbol(), " ", "hidden at {},{}", tail, y);
                    prop_assert_eq!(buffer[(tail, y)].bg, drawn.bg, "half a colour at {},{}", tail, y);
                }
                prop_assert_eq!(shown.bgcolor(), colour(drawn.bg), "background at {},{}", x, y);
                if symbol != " " {
                    prop_assert_eq!(shown.fgcolor(), colour(drawn.fg), "ink at {},{}", x, y);
                }
                x += width;
            }
        }
        prop_assert_eq!(screen.hide_cursor(), cursor.is_none());
        if let Some(at) = cursor {
            prop_assert_eq!(screen.cursor_position(), (at.y, at.x));
        }
        Ok(())
    }
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Indexed(index) => vt100::Color::Idx(index),
        _ => vt100::Color::Default,
    }
}

fn styles() -> Styles {
    let ink = |index| Style::new().fg(Color::Indexed(index));
    let row = |index| Style::new().bg(Color::Indexed(index));
    Styles {
        text: Style::new(),
        label: ink(20),
        muted: ink(21),
        // A background on text must not get through.
        error: ink(22).bg(Color::Indexed(99)),
        heading: ink(23),
        bar: ink(24),
        focus_row: row(30),
        marked_row: row(31),
        selected_row: row(32),
        list_row: row(33),
    }
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }
}

/// Text as clerks write it.
fn prose() -> impl Strategy<Value = String> {
    let part = prop_oneof!["[a-z0-9 ]{1,4}", "[双方当事人调解协议𠮷]{1,6}", "[，。：“”…—（）]"];
    proptest::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

/// A form with a list hanging over it, a text of several lines and a table, as different keys change them.
struct Desk {
    line: Edit,
    line_view: LineView,
    story: Edit,
    story_view: AreaView,
    list: PickList<usize>,
    window: Window,
    rows: Vec<String>,
    open: bool,
    indent: u16,
}

#[derive(Debug, Clone)]
enum Act {
    Type(String),
    Tell(String),
    Erase,
    Left,
    Mark,
    Filter(char),
    Down,
    Row,
    Open,
    Indent(u16),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => prose().prop_map(Act::Type),
        2 => prose().prop_map(Act::Tell),
        2 => Just(Act::Erase),
        2 => Just(Act::Left),
        1 => Just(Act::Mark),
        1 => prop::sample::select(vec!['双', '方', 'a', '新']).prop_map(Act::Filter),
        2 => Just(Act::Down),
        2 => Just(Act::Row),
        2 => Just(Act::Open),
        1 => (0u16..12).prop_map(Act::Indent),
    ]
}

impl Desk {
    fn new(rows: Vec<String>) -> Self {
        let item = |(value, label): (usize, &String)| Item {
            value,
            label: label.clone(),
            code: format!("{value:02}"),
            initials: "sfdr".into(),
        };
        let items = rows.iter().enumerate().map(item).collect();
        let mut window = Window::new(rows.len());
        window.set_height(6);
        Self {
            line: Edit::new(""),
            line_view: LineView::new(),
            story: Edit::many_lines(""),
            story_view: AreaView::new(),
            list: PickList::new(items).with_entry(Entry::Free).with_count(Count::Several),
            window,
            rows,
            open: false,
            indent: 0,
        }
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Type(text) => self.line.insert(text),
            Act::Tell(text) => self.story.paste(text),
            Act::Erase => {
                self.line.backspace();
                self.story.delete_word_back();
            }
            Act::Left => {
                self.line.left();
                self.story_view.up(&mut self.story);
            }
            Act::Mark => self.line.mark_all(),
            Act::Filter(c) => drop(self.list.insert(&c.to_string())),
            Act::Down => drop(self.list.down()),
            Act::Row => drop(self.window.down()),
            Act::Open => self.open = !self.open,
            Act::Indent(cells) => self.indent = *cells,
        }
    }

    fn draw(&mut self, buf: &mut Buffer) -> (Position, Rect) {
        let styles = styles();
        let asked = [
            Column { heading: "当事人", min: 10, want: 20, drop: 0, align: Align::Left },
            Column { heading: "件数", min: 6, want: 7, drop: 1, align: Align::Right },
        ];
        let columns = Columns::lay_out(&asked, WIDTH);
        let table = Rect::new(0, 8, WIDTH, 7);
        columns.draw_head(&asked, table, buf, "..", styles.heading);
        let body = Rect { y: 9, height: 6, ..table };
        columns.draw_rows(&self.window, body, buf, "..", &styles, |row, column, text| {
            match column {
                0 => text.push_str(&self.rows[row]),
                _ => text.push_str(&(row * 37).to_string()),
            }
            styles.text
        });
        let story = Rect::new(self.indent, 3, 30, 4);
        self.story_view.draw(&self.story, story, buf, &styles);
        let bars = [
            Bar { label: "1月", value: self.line.text().len() as u64, shown: "12" },
            Bar { label: "2月", value: 30, shown: "3" },
        ];
        let blocks = Blocks { up: ["", "", "", "", "", "", "", "#"], across: "#" };
        chart::columns(&bars, Rect::new(40, 2, 11, 5), buf, blocks, &styles);
        let field = Field {
            label: "承办调解员",
            label_cells: 10,
            need: Need::Required,
            focus: Focus::Here,
            value: Value::Line(&self.line, &mut self.line_view, "村"),
            value_cells: 16,
            note: Note::Error(self.story.text().split('\n').next().unwrap_or_default()),
            ellipsis: "..",
        };
        let parts = field.draw(Rect::new(self.indent, 1, WIDTH - self.indent, 1), buf, &styles);
        if self.open {
            let bounds = *buf.area();
            pick_list::draw(&mut self.list, parts.value, bounds, buf, (Lang::Zh, ".."), &styles);
        }
        (parts.cursor.unwrap(), parts.value)
    }
}

proptest! {
    #![proptest_config(config())]

    /// Catches colour left behind by shifted hanzi, borders and rows eaten where a list hangs over Chinese text, glyphs
    /// cut in half, and a cursor that is elsewhere than the field.
    #[test]
    fn the_screen_is_what_was_drawn(
        rows in proptest::collection::vec(prose(), 1..14),
        acts in proptest::collection::vec(act(), 1..24),
    ) {
        let mut glass = Glass::new();
        let mut desk = Desk::new(rows);
        for act in &acts {
            desk.act(act);
            let mut field = Rect::default();
            let mut cursor = Position::default();
            glass.draw(|buf| {
                (cursor, field) = desk.draw(buf);
                Some(cursor)
            })?;
            prop_assert!(field.contains(cursor) && cursor.x + FREE < field.right());
        }
    }

    /// Catches a cursor that a real terminal shows elsewhere than where the next character then appears.
    #[test]
    fn typing_puts_the_character_where_the_cursor_stood(text in "[双方当事人ab，]{0,12}", next in "[调x]") {
        let area = Rect::new(5, 4, 30, 1);
        let mut glass = Glass::new();
        let mut view = LineView::new();
        let mut edit = Edit::new(&text);
        glass.draw(|buf| Some(view.draw(&edit, "", area, buf, &styles())))?;
        let (y, x) = glass.model.borrow().screen().cursor_position();
        edit.insert(&next);
        glass.draw(|buf| Some(view.draw(&edit, "", area, buf, &styles())))?;
        let model = glass.model.borrow();
        prop_assert_eq!(model.screen().cell(y, x).unwrap().contents(), next);
    }
}

// ---- the editing core ------------------------------------------------------------------------------------------

#[derive(Debug, Clone)]
enum Key {
    Insert(&'static str),
    Backspace,
    Delete,
    Left,
    Right,
    Home,
    End,
}

fn key() -> impl Strategy<Value = Key> {
    let text = prop::sample::select(vec![
        "调", "解", "a", " ", "\u{301}", "\u{200d}", "👩", "e\u{301}", "𠮷", "双方", "\n", "\u{7}", "🇨", "🇳",
    ]);
    prop_oneof![
        6 => text.prop_map(Key::Insert),
        2 => Just(Key::Backspace),
        1 => Just(Key::Delete),
        3 => Just(Key::Left),
        1 => Just(Key::Right),
        1 => Just(Key::Home),
        1 => Just(Key::End),
    ]
}

/// The plain model: graphemes in a row, cut anew after each change.
#[derive(Default)]
struct Model {
    graphemes: Vec<String>,
    at: usize,
}

impl Model {
    fn rebuild(&mut self, head: String, tail: String) {
        let text = format!("{head}{tail}");
        self.graphemes = text.graphemes(true).map(str::to_owned).collect();
        let mut bytes = 0;
        self.at = 0;
        while bytes < head.len() {
            bytes += self.graphemes[self.at].len();
            self.at += 1;
        }
    }

    fn press(&mut self, key: &Key) {
        let head = self.graphemes[..self.at].concat();
        let tail = self.graphemes[self.at..].concat();
        match key {
            Key::Insert("\u{7}") => {}
            Key::Insert("\n") => self.rebuild(format!("{head} "), tail),
            Key::Insert(text) => self.rebuild(format!("{head}{text}"), tail),
            Key::Backspace if self.at > 0 => {
                let head = self.graphemes[..self.at - 1].concat();
                self.rebuild(head, tail);
            }
            Key::Delete if self.at < self.graphemes.len() => {
                let tail = self.graphemes[self.at + 1..].concat();
                self.rebuild(head, tail);
            }
            Key::Left => self.at = self.at.saturating_sub(1),
            Key::Right => self.at = (self.at + 1).min(self.graphemes.len()),
            Key::Home => self.at = 0,
            Key::End => self.at = self.graphemes.len(),
            _ => {}
        }
    }
}

fn press(edit: &mut Edit, key: &Key) {
    match key {
        Key::Insert(text) => edit.insert(text),
        Key::Backspace => edit.backspace(),
        Key::Delete => edit.delete(),
        Key::Left => drop(edit.left()),
        Key::Right => drop(edit.right()),
        Key::Home => drop(edit.home()),
        Key::End => drop(edit.end()),
    }
}

proptest! {
    #![proptest_config(config())]

    /// Catches deleting by code point, a cursor inside a character, and an undo log that does not lead back.
    #[test]
    fn editing_is_editing_graphemes(keys in proptest::collection::vec(key(), 0..40)) {
        let (mut edit, mut model) = (Edit::new(""), Model::default());
        for key in &keys {
            press(&mut edit, key);
            model.press(key);
            prop_assert_eq!(edit.text(), model.graphemes.concat());
            prop_assert_eq!(edit.before(), model.graphemes[..model.at].concat());
        }
        let last = edit.text().to_owned();
        while edit.undo() {}
        prop_assert_eq!(edit.text(), "");
        while edit.redo() {}
        prop_assert_eq!(edit.text(), last);
    }

    /// Catches counting the limit in chars or bytes, or letting a paste through.
    #[test]
    fn a_limit_holds(keys in proptest::collection::vec(key(), 0..40), limit in 1usize..6) {
        let mut edit = Edit::new("").limited(limit);
        for key in &keys {
            let before = edit.text().graphemes(true).count();
            press(&mut edit, key);
            let after = edit.text().graphemes(true).count();
            // Erasing can part a flag in two; typing never goes beyond.
            prop_assert!(after <= limit.max(before + 1));
            if matches!(key, Key::Insert(_)) {
                prop_assert!(after <= limit.max(before));
            }
        }
    }
}
