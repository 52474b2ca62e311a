//! The real terminal: set up, driven by the event loop, and restored on every exit.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::Event;
use crossterm::execute;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use super::app::App;
use super::input::{Console, Input, Normaliser};
use super::keyboard::Report;
use super::mouse::Reports;
use super::moves;
use super::session::{self, Session};
use crate::text::Lang;

/// Why the terminal could not be opened or failed.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Input or output is a file or a pipe.
    #[error("not a terminal")]
    NotATerminal,
    /// The terminal was closed or reported an error.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The unlocked file does not open.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
}

/// What the loop drives: the program, or the passphrase page before it.
pub trait Program {
    /// Whether to end.
    fn is_done(&self) -> bool;
    /// Whether something changed since the last frame.
    fn wants_frame(&self) -> bool;
    /// Draws a frame.
    fn render(&mut self, frame: &mut Frame);
    /// Handles an input.
    fn input(&mut self, input: Input);
    /// Learns what the terminal is like.
    fn learn(&mut self, _report: Report) {}
    /// Whether there is deferred work.
    fn wants_work(&self) -> bool;
    /// Does that work.
    fn work(&mut self);
    /// How long typing must pause before `rest` is called.
    fn pause(&self) -> Option<Duration> {
        None
    }
    /// Called after that pause.
    fn rest(&mut self) {}
    /// After how long without an event to call `woken`, once.
    fn alarm(&self) -> Option<Duration> {
        None
    }
    /// Called after that time.
    fn woken(&mut self) {}
    /// Takes the title of the window, if it is another than the one taken last.
    fn take_title(&mut self) -> Option<String> {
        None
    }

    /// Whether the terminal is to report the mouse.
    fn reports(&self) -> Reports {
        Reports::Off
    }
    /// Takes the text to copy.
    fn take_copied(&mut self) -> Option<String> {
        None
    }
    /// Copies the text taken last to the system's clipboard too.
    fn hand_over(&mut self, _text: &str) {}
}

/// A source of events.
pub trait Events {
    /// Waits at most `limit` for an event.
    ///
    /// # Errors
    /// When the terminal is closed.
    fn poll(&mut self, limit: Duration) -> io::Result<bool>;

    /// Waits for the next event.
    ///
    /// # Errors
    /// When the terminal is closed.
    fn read(&mut self) -> io::Result<Event>;

    /// The next answer of the terminal that came with the events.
    fn report(&mut self) -> Option<Report> {
        None
    }
}

#[cfg(unix)]
mod own {
    use std::io;

    pub use crate::tui::keyboard::Keyboard;
    use crate::tui::keyboard::Meta;
    use crate::tui::look;

    /// The keyboard of this terminal.
    pub fn keyboard() -> io::Result<Keyboard> {
        let on_console = look::variable("TERM").is_some_and(|term| term.starts_with("linux"));
        Keyboard::new(if on_console { Meta::LinuxConsole } else { Meta::Esc })
    }
}

#[cfg(not(unix))]
mod own {
    use std::io;
    use std::time::Duration;

    use crossterm::event::Event;

    /// The records of the console, which name each key.
    #[derive(Debug)]
    pub struct Keyboard;

    /// The keyboard of this console.
    pub fn keyboard() -> io::Result<Keyboard> {
        Ok(Keyboard)
    }

    /// The shortest time to poll for events.
    const GLANCE: Duration = Duration::from_micros(30);

    impl super::Events for Keyboard {
        fn poll(&mut self, limit: Duration) -> io::Result<bool> {
            // With a limit of 0, not even buffered events would be returned.
            crossterm::event::poll(limit.max(GLANCE))
        }

        fn read(&mut self) -> io::Result<Event> {
            crossterm::event::read()
        }
    }
}

/// Runs the program on this terminal until it ends.
///
/// # Errors
/// [`TerminalError`]; the terminal is restored.
pub fn run(app: &mut App) -> Result<(), TerminalError> {
    Stage::take(app.cx().lang)?.show(app)
}

/// The terminal while in use. It is restored on every exit: the end, an error, a panic, a signal.
pub struct Stage {
    terminal: Terminal<CrosstermBackend<OneWrite<io::Stdout>>>,
    keyboard: own::Keyboard,
    /// What the terminal told, for the next program on it.
    told: Vec<Report>,
    // Dropped in this order; afterwards signals have no effect, as the process is expected to end soon.
    _session: Session,
    _watch: session::Watch,
}

impl Stage {
    /// Sets the terminal up.
    ///
    /// # Errors
    /// [`TerminalError`]; the terminal is restored.
    pub fn take(lang: Lang) -> Result<Self, TerminalError> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(TerminalError::NotATerminal);
        }
        let watch = session::watch()?;
        let keyboard = own::keyboard()?;
        let session = Session::start(lang)?;
        let terminal = Terminal::new(CrosstermBackend::new(OneWrite::new(io::stdout())))?;
        Ok(Self { terminal, keyboard, told: Vec::new(), _session: session, _watch: watch })
    }

    /// Runs the program until it ends.
    ///
    /// # Errors
    /// When the terminal is closed.
    pub fn show(&mut self, program: &mut impl Program) -> Result<(), TerminalError> {
        // Most terminals have answered by now, and the first frame is right at once; it waits for none.
        self.keyboard.poll(Duration::ZERO)?;
        let mut heard = Heard { events: &mut self.keyboard, told: &mut self.told };
        heard.told.iter().for_each(|report| program.learn(*report));
        while let Some(report) = heard.report() {
            program.learn(report);
        }
        Ok(run_loop(program, &mut self.terminal, &mut heard, Console::here())?)
    }
}

/// Events whose answers are kept.
struct Heard<'a> {
    events: &'a mut own::Keyboard,
    told: &'a mut Vec<Report>,
}

impl Events for Heard<'_> {
    fn poll(&mut self, limit: Duration) -> io::Result<bool> {
        self.events.poll(limit)
    }

    fn read(&mut self) -> io::Result<Event> {
        self.events.read()
    }

    fn report(&mut self) -> Option<Report> {
        let report = self.events.report()?;
        self.told.push(report);
        Some(report)
    }
}

/// The event loop: draw if anything changed, do deferred work while no input waits, block for an event, take
/// all that wait with it, handle each. It wakes up by itself only on request: for a pause in typing, and to
/// lock an idle screen.
///
/// # Errors
/// When the terminal is closed.
pub fn run_loop<W: Write>(
    app: &mut impl Program,
    terminal: &mut Terminal<CrosstermBackend<W>>,
    events: &mut impl Events,
    console: Console,
) -> io::Result<()> {
    let mut normaliser = Normaliser::new(console);
    let mut reports = Reports::Off;
    while !app.is_done() {
        if app.reports() != reports {
            reports = app.reports();
            // It is sent with the next frame.
            session::set_mouse(reports, terminal.backend_mut())?;
        }
        show(app, terminal)?;
        if app.wants_work() && !events.poll(Duration::ZERO)? {
            app.work();
            continue;
        }
        if let Some(pause) = app.pause()
            && !events.poll(pause)?
        {
            app.rest();
            show(app, terminal)?;
        }
        if let Some(limit) = app.alarm()
            && !events.poll(limit)?
        {
            app.woken();
            continue;
        }
        for input in normaliser.read(&drain(events)?) {
            if let Input::Resize(columns, rows) = input {
                // After a resize to and fro, the size is unchanged but the content is not: resend all of it.
                // (`clear` would do so too, but it waits for the terminal to report the cursor.)
                terminal.resize(Rect::new(0, 0, columns, rows))?;
            }
            app.input(input);
        }
        while let Some(report) = events.report() {
            app.learn(report);
            if matches!(report, Report::Column(_)) && app.wants_frame() {
                // What is on the screen was drawn too wide; all of it is sent again, as after a resize.
                let size = terminal.size()?;
                terminal.resize(Rect::new(0, 0, size.width, size.height))?;
            }
        }
        if let Some(text) = app.take_copied() {
            execute!(terminal.backend_mut(), CopyToClipboard::to_clipboard_from(&text))?;
            finish_frame(terminal)?;
            app.hand_over(&text);
        }
    }
    Ok(())
}

fn show<W: Write>(app: &mut impl Program, terminal: &mut Terminal<CrosstermBackend<W>>) -> io::Result<()> {
    if app.wants_frame() && !app.is_done() {
        terminal.draw(|frame| app.render(frame))?;
        if let Some(title) = app.take_title() {
            session::put_title(terminal.backend_mut(), &title)?;
        }
        finish_frame(terminal)?;
    }
    Ok(())
}

/// Marks the end of a frame, which [`OneWrite`] then sends.
///
/// # Errors
/// When the terminal is closed.
pub fn finish_frame<W: Write>(terminal: &mut Terminal<CrosstermBackend<W>>) -> io::Result<()> {
    let out = terminal.backend_mut();
    out.write_all(END)?;
    Write::flush(out)
}

/// The next event and all that wait after it.
fn drain(events: &mut impl Events) -> io::Result<Vec<Event>> {
    let mut batch = vec![events.read()?];
    while events.poll(Duration::ZERO)? {
        batch.push(events.read()?);
    }
    Ok(batch)
}

/// Buffers output until [`finish_frame`], then sends it in one write between the marks of a synchronised
/// update, so that a terminal never shows a partial frame. A flush before that sends nothing: the backend
/// flushes after each move of the cursor.
#[derive(Debug)]
pub struct OneWrite<W: Write> {
    inner: W,
    waiting: Vec<u8>,
}

const BEGIN: &[u8] = b"\x1b[?2026h";
pub(super) const END: &[u8] = b"\x1b[?2026l";

impl<W: Write> OneWrite<W> {
    /// Wraps that output.
    pub fn new(inner: W) -> Self {
        Self { inner, waiting: Vec::new() }
    }
}

impl<W: Write> Write for OneWrite<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.waiting.is_empty() {
            self.waiting.extend_from_slice(BEGIN);
        }
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.ends_with(END) {
            let sent = self.inner.write_all(&moves::without_needless(&self.waiting));
            self.waiting.clear();
            sent?;
            self.inner.flush()?;
        }
        Ok(())
    }
}
