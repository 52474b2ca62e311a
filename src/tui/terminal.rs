//! The real terminal: taken over, driven by the loop, and given back on every way out.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::style::ResetColor;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, terminal};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use super::app::App;
use super::input::{Console, Input, Normaliser};
use crate::text::Lang;
use crate::text::shell as words;

/// Why the screens could not open or go on.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Input or output is a file or a pipe.
    #[error("not a terminal")]
    NotATerminal,
    /// The terminal went away or refused.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Where events come from.
pub trait Events {
    /// Waits so long at most for an event to be there.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn poll(&mut self, limit: Duration) -> io::Result<bool>;

    /// Waits for the next event.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn read(&mut self) -> io::Result<Event>;
}

/// The events of this terminal.
#[derive(Debug)]
struct Keyboard;

/// The shortest look for waiting events.
const GLANCE: Duration = Duration::from_micros(30);

impl Events for Keyboard {
    fn poll(&mut self, limit: Duration) -> io::Result<bool> {
        // A limit of nothing is never looked into, not even for what was read already.
        crossterm::event::poll(limit.max(GLANCE))
    }

    fn read(&mut self) -> io::Result<Event> {
        crossterm::event::read()
    }
}

/// Runs the program on this terminal until it is done. The terminal is given back on every way out: the end, an
/// error, a fault of the program, a signal.
///
/// # Errors
/// [`TerminalError`]; the terminal is as it was before.
pub fn run(app: &mut App) -> Result<(), TerminalError> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TerminalError::NotATerminal);
    }
    let lang = app.cx().lang;
    // Afterwards these signals stay without effect: the process is expected to end soon.
    let _watch = signals::watch()?;
    let _session = Session::start(lang)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(OneWrite::new(io::stdout())))?;
    run_loop(app, &mut terminal, &mut Keyboard, Console::here())?;
    Ok(())
}

/// The loop: draw if anything changed, do work put off while nothing waits, block for an event, take all that came
/// with it, deal with each. Never wakes by itself.
///
/// # Errors
/// When the terminal is gone.
pub fn run_loop<W: Write>(
    app: &mut App,
    terminal: &mut Terminal<CrosstermBackend<W>>,
    events: &mut impl Events,
    console: Console,
) -> io::Result<()> {
    let mut normaliser = Normaliser::new(console);
    while !app.is_done() {
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
        for input in normaliser.read(&drain(events)?) {
            if let Input::Resize(columns, rows) = input {
                // Dragged smaller and back, the size is as before and the screen is not: all of it is sent again.
                // (`clear` would do so too, but waits for the terminal to say where the cursor is.)
                terminal.resize(Rect::new(0, 0, columns, rows))?;
            }
            app.input(input);
        }
        if let Some(text) = app.take_copied() {
            execute!(terminal.backend_mut(), CopyToClipboard::to_clipboard_from(&text))?;
            finish_frame(terminal)?;
            app.hand_over(&text);
        }
    }
    Ok(())
}

fn show<W: Write>(app: &mut App, terminal: &mut Terminal<CrosstermBackend<W>>) -> io::Result<()> {
    if app.wants_frame() {
        app.draw(terminal)?;
        finish_frame(terminal)?;
    }
    Ok(())
}

/// Marks the end of a frame, upon which [`OneWrite`] sends it.
///
/// # Errors
/// When the terminal is gone.
pub fn finish_frame<W: Write>(terminal: &mut Terminal<CrosstermBackend<W>>) -> io::Result<()> {
    let out = terminal.backend_mut();
    out.write_all(END)?;
    Write::flush(out)
}

/// The next event and all that wait behind it.
fn drain(events: &mut impl Events) -> io::Result<Vec<Event>> {
    let mut batch = vec![events.read()?];
    while events.poll(Duration::ZERO)? {
        batch.push(events.read()?);
    }
    Ok(batch)
}

/// Gathers what is written until [`finish_frame`], then sends it in one write between the marks of a synchronised
/// update, so that a terminal never shows half a frame. A flush in between sends nothing: the backend flushes after
/// each move of the cursor.
#[derive(Debug)]
pub struct OneWrite<W: Write> {
    inner: W,
    waiting: Vec<u8>,
}

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

impl<W: Write> OneWrite<W> {
    /// Over that output.
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
            let sent = self.inner.write_all(&self.waiting);
            self.waiting.clear();
            sent?;
            self.inner.flush()?;
        }
        Ok(())
    }
}

/// The terminal is ours. Given back once, by whoever comes first: leaving the alternate screen twice would write the
/// last words over.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The time in which the terminal is ours.
struct Session;

impl Session {
    fn start(lang: Lang) -> io::Result<Self> {
        say_last_words(lang);
        TAKEN.store(true, Ordering::SeqCst);
        // From here on dropping it gives back whatever was taken.
        let session = Self;
        terminal::enable_raw_mode()?;
        let mut out = io::stdout().lock();
        execute!(out, EnterAlternateScreen, terminal::Clear(terminal::ClearType::All))?;
        if Console::here() == Console::Bracketed {
            execute!(out, EnableBracketedPaste)?;
        }
        Ok(session)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        give_back(&mut io::stdout().lock());
        if !std::thread::panicking() {
            // The default hook again; taking it from a panicking thread would panic.
            drop(std::panic::take_hook());
        }
    }
}

/// Gives the terminal back. Errors have nobody left to hear them.
fn give_back(out: &mut impl Write) {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = out.write_all(END);
    if Console::here() == Console::Bracketed {
        let _ = execute!(out, DisableBracketedPaste);
    }
    let _ = execute!(out, ResetColor, LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
}

/// On a fault of the program: the terminal back first, then one sentence. A fault on another thread is for whoever
/// waits for that thread; the screen goes on and must not be written over.
fn say_last_words(lang: Lang) {
    let screen_thread = std::thread::current().id();
    std::panic::set_hook(Box::new(move |fault| {
        if std::thread::current().id() != screen_thread {
            return;
        }
        give_back(&mut io::stdout().lock());
        let payload = fault.payload();
        let text = payload.downcast_ref::<&str>().copied();
        let what = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("?");
        let place = fault.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        let _ = writeln!(io::stderr(), "{}", words::crashed(lang, &format!("{what}{place}")));
    }));
}

#[cfg(unix)]
mod signals {
    use std::io;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::{Handle, Signals};

    /// Ends the watch when dropped.
    pub struct Watch(Handle);

    impl Drop for Watch {
        fn drop(&mut self) {
            self.0.close();
        }
    }

    /// On a signal to end, gives the terminal back and ends at once: what was saved is in the file, what was typed is
    /// in its draft. It cannot wait for the loop, which may be blocked on a terminal that is gone.
    pub fn watch() -> io::Result<Watch> {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        let watch = Watch(signals.handle());
        std::thread::Builder::new().name("signals".into()).spawn(move || {
            if let Some(signal) = signals.forever().next() {
                // Held to the end, so that no frame is written after.
                let mut out = io::stdout().lock();
                super::give_back(&mut out);
                std::process::exit(128 + signal);
            }
        })?;
        Ok(watch)
    }
}

#[cfg(not(unix))]
mod signals {
    /// Nothing to end.
    pub struct Watch;

    /// Other systems close a console program themselves.
    pub fn watch() -> std::io::Result<Watch> {
        Ok(Watch)
    }
}
