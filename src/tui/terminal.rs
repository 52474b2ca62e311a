//! The real terminal: set up, driven by the event loop, and restored on every exit.

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
use super::mouse::{self, Reports};
use super::moves;
use crate::text::Lang;
use crate::text::shell as words;

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
}

/// The events of this terminal.
#[derive(Debug)]
struct Keyboard;

/// The shortest time to poll for events.
const GLANCE: Duration = Duration::from_micros(30);

impl Events for Keyboard {
    fn poll(&mut self, limit: Duration) -> io::Result<bool> {
        // With a limit of 0, not even buffered events would be returned.
        crossterm::event::poll(limit.max(GLANCE))
    }

    fn read(&mut self) -> io::Result<Event> {
        crossterm::event::read()
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
    // Dropped in this order; afterwards signals have no effect, as the process is expected to end soon.
    _session: Session,
    _watch: signals::Watch,
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
        let watch = signals::watch()?;
        let session = Session::start(lang)?;
        let terminal = Terminal::new(CrosstermBackend::new(OneWrite::new(io::stdout())))?;
        Ok(Self { terminal, _session: session, _watch: watch })
    }

    /// Runs the program until it ends.
    ///
    /// # Errors
    /// When the terminal is closed.
    pub fn show(&mut self, program: &mut impl Program) -> Result<(), TerminalError> {
        Ok(run_loop(program, &mut self.terminal, &mut Keyboard, Console::here())?)
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
            MOUSE.store(reports == Reports::On, Ordering::SeqCst);
            mouse::set(reports, terminal.backend_mut())?;
            finish_frame(terminal)?;
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
const END: &[u8] = b"\x1b[?2026l";

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

/// Whether the terminal is in use. It is restored only once: leaving the alternate screen twice would
/// overwrite the last message.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the terminal reports the mouse.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Restores the terminal when dropped.
struct Session(Lang);

impl Session {
    fn start(lang: Lang) -> io::Result<Self> {
        say_last_words(lang);
        TAKEN.store(true, Ordering::SeqCst);
        // From here on, dropping it restores whatever was set up.
        let session = Self(lang);
        set_up(&mut io::stdout().lock())?;
        Ok(session)
    }
}

/// Sets the terminal up; after a suspension, again.
fn set_up(out: &mut impl Write) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    execute!(out, EnterAlternateScreen, terminal::Clear(terminal::ClearType::All))?;
    if Console::here() == Console::Bracketed {
        execute!(out, EnableBracketedPaste)?;
    }
    if MOUSE.load(Ordering::SeqCst) {
        mouse::set(Reports::On, out)?;
        out.flush()?;
    }
    Ok(())
}

impl Drop for Session {
    fn drop(&mut self) {
        give_back(&mut io::stdout().lock());
        if !std::thread::panicking() {
            // Setting the hook in a panicking thread would panic.
            say_last_words_of_commands(self.0);
        }
    }
}

/// Restores the terminal. Errors are ignored, since they cannot be reported.
fn give_back(out: &mut impl Write) {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = out.write_all(END);
    if MOUSE.load(Ordering::SeqCst) {
        let _ = mouse::set(Reports::Off, out);
    }
    if Console::here() == Console::Bracketed {
        let _ = execute!(out, DisableBracketedPaste);
    }
    let _ = execute!(out, ResetColor, LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
}

/// Sets the panic hook: restore the terminal first, then print a sentence. A panic on another thread is
/// handled by the thread that waits for it; the screen stays and must not be overwritten.
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

/// The place of the panic, with its message if that is a literal: a message built at run time may contain
/// personal data, such as a string cut in the middle of a character.
fn place_of(fault: &std::panic::PanicHookInfo<'_>) -> String {
    let what = fault.payload().downcast_ref::<&'static str>().copied().unwrap_or("-");
    let place = fault.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
    format!("{what}{place}")
}

/// The panic hook of commands: prints one sentence, without any data.
pub fn say_last_words_of_commands(lang: Lang) {
    std::panic::set_hook(Box::new(move |fault| {
        let _ = writeln!(io::stderr(), "{}", words::crashed(lang, &place_of(fault)));
    }));
}

#[cfg(unix)]
mod signals {
    use std::io;
    use std::sync::atomic::Ordering;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::{Handle, Signals};
    use signal_hook::low_level::{emulate_default_handler, raise};

    use super::TAKEN;

    /// Ends the signal watch when dropped.
    pub struct Watch(Handle);

    impl Drop for Watch {
        fn drop(&mut self) {
            self.0.close();
        }
    }

    /// On a termination signal, restores the terminal and ends at once: saves are in the file, typed text is
    /// in its draft. It cannot wait for the loop, which may be blocked on a closed terminal. A suspended program
    /// gives the terminal back too, and takes it again when it goes on.
    pub fn watch() -> io::Result<Watch> {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
        let watch = Watch(signals.handle());
        std::thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                // Locked to the end, so that no frame is written afterwards.
                let mut out = io::stdout().lock();
                let was_taken = TAKEN.load(Ordering::SeqCst);
                super::give_back(&mut out);
                if signal != SIGTSTP {
                    std::process::exit(128 + signal);
                }
                let _ = emulate_default_handler(SIGTSTP);
                if was_taken {
                    TAKEN.store(true, Ordering::SeqCst);
                    let _ = super::set_up(&mut out);
                    // The loop takes it for a new size and sends the whole screen.
                    let _ = raise(SIGWINCH);
                }
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
