//! Measuring the screens: from a key to the bytes of its frame, in one process, 100 columns by 30 rows.

use std::cell::Cell;
use std::io::Write;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tiaojie::store::{Result, StoreError};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::start;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::terminal::{OneWrite, finish_frame};

use crate::measure::{Figure, open, timed};

/// Counts what would go to the terminal.
#[derive(Clone, Default)]
struct Sink(Rc<Cell<usize>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Desk {
    app: App,
    wire: Terminal<CrosstermBackend<OneWrite<Sink>>>,
    sink: Sink,
}

impl Desk {
    fn new(path: &Path) -> Result<Self> {
        let sink = Sink::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, 100, 30));
        let backend = CrosstermBackend::new(OneWrite::new(sink.clone()));
        let wire = Terminal::with_options(backend, TerminalOptions { viewport })?;
        let mut desk = Self { app: start::app(open(path)?, Lang::Zh), wire, sink };
        desk.frame()?;
        Ok(desk)
    }

    fn frame(&mut self) -> Result<()> {
        if self.app.wants_frame() {
            self.app
                .draw(&mut self.wire)
                .map_err(|error| StoreError::Io(std::io::Error::other(error.to_string())))?;
            finish_frame(&mut self.wire)?;
        }
        Ok(())
    }

    /// One input and its frame, without the work put off.
    fn echo(&mut self, input: Input) -> Result<()> {
        self.app.input(input);
        self.frame()
    }

    /// The work put off and its frame.
    fn settle(&mut self) -> Result<()> {
        while self.app.wants_work() {
            self.app.work();
            self.frame()?;
        }
        Ok(())
    }

    fn key(&mut self, code: Code) -> Result<()> {
        self.echo(Input::Key(Key::plain(code)))?;
        self.settle()
    }

    /// Bytes sent by so many presses of a key, per press.
    fn bytes(&mut self, name: &'static str, code: Code, times: usize) -> Result<Figure> {
        let before = self.sink.0.get();
        for _ in 0..times {
            self.key(code)?;
        }
        Ok(Figure { name, text: format!("{} B", (self.sink.0.get() - before) / times) })
    }
}

/// What the screens take.
pub fn figures(path: &Path) -> Result<Vec<Figure>> {
    let mut figures = vec![timed("start: open, first rows drawn", 20, |_| Desk::new(path).map(drop))?];
    let mut desk = Desk::new(path)?;
    figures.push(timed("arrow key → frame", 1_000, |n| {
        desk.key(if n % 40 < 20 { Code::Down } else { Code::Up })
    })?);
    figures.push(timed("arrow key → frame, list scrolling", 1_000, |_| desk.key(Code::Down))?);
    figures.push(timed("page key → frame", 200, |_| desk.key(Code::PageDown))?);
    desk.key(Code::Home)?;
    figures.push(desk.bytes("bytes an arrow key", Code::Down, 15)?);
    figures.push(desk.bytes("bytes an arrow key, list scrolling", Code::Down, 200)?);
    figures
        .push(timed("End key → frame", 20, |n| desk.key(if n % 2 == 0 { Code::End } else { Code::Home }))?);
    figures.extend(totals(&mut desk)?);
    figures.push(timed("what is due → frame", 20, |_| {
        desk.key(Code::F(5))?;
        desk.key(Code::Esc)
    })?);
    figures.extend(find(&mut desk)?);
    figures.extend(entry(&mut desk)?);
    Ok(figures)
}

fn totals(desk: &mut Desk) -> Result<Vec<Figure>> {
    desk.key(Code::F(4))?;
    let month = timed("totals of another month → frame", 100, |n| {
        desk.key(if n % 40 < 30 { Code::Left } else { Code::Right })
    })?;
    let group = timed("totals by another grouping → frame", 90, |_| desk.key(Code::Tab))?;
    let cell = timed("arrow key in the totals → frame", 200, |n| {
        desk.key(if n % 10 < 5 { Code::Down } else { Code::Up })
    })?;
    desk.echo(Input::Key(Key::ctrl('p')))?;
    desk.settle()?;
    let mut figures = vec![month, group, cell];
    for name in [
        "analysis, hot spots of another month → frame",
        "analysis, workload of another month → frame",
        "analysis, days to close of another month → frame",
        "analysis, age by office at the end of a month → frame",
        "analysis, age by type at the end of a month → frame",
        "analysis, repeat parties of another month → frame",
    ] {
        figures.push(timed(name, 24, |n| desk.key(if n % 24 < 16 { Code::Left } else { Code::Right }))?);
        desk.key(Code::Tab)?;
    }
    desk.key(Code::Esc)?;
    desk.key(Code::Esc)?;
    Ok(figures)
}

fn find(desk: &mut Desk) -> Result<Vec<Figure>> {
    desk.key(Code::F(3))?;
    let (mut echoes, mut results) = (Vec::new(), Vec::new());
    for word in
        ["张伟强", "排水沟", "李娜", "赡养老人", "138", "王", "松", "zwq"].into_iter().cycle().take(60)
    {
        for c in word.chars() {
            let begun = Instant::now();
            desk.echo(Input::Text(c.to_string()))?;
            echoes.push(begun.elapsed());
            desk.settle()?;
            results.push(begun.elapsed());
        }
        for _ in word.chars() {
            desk.key(Code::Backspace)?;
        }
    }
    desk.key(Code::Esc)?;
    let again = |name, spans: Vec<std::time::Duration>| {
        let mut spans: Vec<f64> = spans.iter().map(|span| span.as_secs_f64() * 1_000.0).collect();
        spans.sort_by(f64::total_cmp);
        let at = |share: usize| spans[(spans.len() * share / 100).min(spans.len() - 1)];
        Figure { name, text: format!("{:.2} / {:.2} ms", at(50), at(99)) }
    };
    Ok(vec![
        again("character typed in find → shown", echoes),
        again("character typed in find → hits shown", results),
    ])
}

fn entry(desk: &mut Desk) -> Result<Vec<Figure>> {
    desk.key(Code::F(2))?;
    desk.key(Code::Enter)?;
    let typed = timed("character typed in entry → frame", 200, |n| {
        if n % 10 == 9 { desk.key(Code::Backspace) } else { desk.echo(Input::Text("调".into())) }
    })?;
    let field =
        timed("next field → frame", 60, |n| desk.key(if n % 20 < 10 { Code::Down } else { Code::Up }))?;
    Ok(vec![typed, field])
}
