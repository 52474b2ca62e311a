//! The real terminal: taken over, driven by the loop, and given back on every way out.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::style::ResetColor;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, terminal};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

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
    /// The file that was unlocked does not open.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
}

/// What the loop drives: the program, and the gate before an encrypted file.
pub trait Program {
    /// It is to end.
    fn is_done(&self) -> bool;
    /// Something changed since the last frame.
    fn wants_frame(&self) -> bool;
    /// Draws into one frame.
    fn render(&mut self, frame: &mut Frame);
    /// Deals with one input.
    fn input(&mut self, input: Input);
    /// It has work put off.
    fn wants_work(&self) -> bool;
    /// Does that work.
    fn work(&mut self);
    /// How long typing must rest before `rest` is due.
    fn pause(&self) -> Option<Duration> {
        None
    }
    /// Typing rests.
    fn rest(&mut self) {}
    /// After how long without an event it wants to be woken, once.
    fn alarm(&self) -> Option<Duration> {
        None
    }
    /// So long nothing came.
    fn woken(&mut self) {}
    /// The text for the clipboards, once.
    fn take_copied(&mut self) -> Option<String> {
        None
    }
    /// Hands the text taken last to the system's clipboard too.
    fn hand_over(&mut self, _text: &str) {}
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

/// Runs the program on this terminal until it is done.
///
/// # Errors
/// [`TerminalError`]; the terminal is as it was before.
pub fn run(app: &mut App) -> Result<(), TerminalError> {
    Stage::take(app.cx().lang)?.show(app)
}

/// The terminal while it is ours. Given back on every way out: the end, an error, a fault of the program, a signal.
pub struct Stage {
    terminal: Terminal<CrosstermBackend<OneWrite<io::Stdout>>>,
    // Dropped in this order; afterwards the signals stay without effect: the process is expected to end soon.
    _session: Session,
    _watch: signals::Watch,
}

impl Stage {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// [`TerminalError`]; the terminal is as it was before.
    pub fn take(lang: Lang) -> Result<Self, TerminalError> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(TerminalError::NotATerminal);
        }
        let watch = signals::watch()?;
        let session = Session::start(lang)?;
        let terminal = Terminal::new(CrosstermBackend::new(OneWrite::new(io::stdout())))?;
        Ok(Self { terminal, _session: session, _watch: watch })
    }

    /// Runs the program until it is done.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn show(&mut self, program: &mut impl Program) -> Result<(), TerminalError> {
        Ok(run_loop(program, &mut self.terminal, &mut Keyboard, Console::here())?)
    }
}

/// The loop: draw if anything changed, do work put off while nothing waits, block for an event, take all that came
/// with it, deal with each. Wakes by itself only where the program asked for it: for a pause in typing, and to lock a
/// screen that was left.
///
/// # Errors
/// When the terminal is gone.
pub fn run_loop<W: Write>(
    app: &mut impl Program,
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
        if let Some(limit) = app.alarm()
            && !events.poll(limit)?
        {
            app.woken();
            continue;
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

fn show<W: Write>(app: &mut impl Program, terminal: &mut Terminal<CrosstermBackend<W>>) -> io::Result<()> {
    if app.wants_frame() && !app.is_done() {
        terminal.draw(|frame| app.render(frame))?;
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
struct Session(Lang);

impl Session {
    fn start(lang: Lang) -> io::Result<Self> {
        say_last_words(lang);
        TAKEN.store(true, Ordering::SeqCst);
        // From here on dropping it gives back whatever was taken.
        let session = Self(lang);
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
            // To set it from a panicking thread would panic.
            say_last_words_of_commands(self.0);
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
        let _ = writeln!(io::stderr(), "{}", words::crashed(lang, &place_of(fault)));
    }));
}

/// Where the program failed, and what it says of it where that was written into it: a text made on the way may hold a
/// name, such as that of a string cut in the middle of a character.
fn place_of(fault: &std::panic::PanicHookInfo<'_>) -> String {
    let what = fault.payload().downcast_ref::<&'static str>().copied().unwrap_or("-");
    let place = fault.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
    format!("{what}{place}")
}

/// The last words of a command: one sentence, nothing of what was being worked on.
pub fn say_last_words_of_commands(lang: Lang) {
    std::panic::set_hook(Box::new(move |fault| {
        let _ = writeln!(io::stderr(), "{}", words::crashed(lang, &place_of(fault)));
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
