//! What the program takes of the terminal, and gives back on every exit: modes, the mouse, the title of the window.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, SetTitle};
use crossterm::{cursor, execute, terminal};

use super::input::Console;
use super::look;
use super::mouse::{self, Reports};
use super::terminal::END;
use crate::text::Lang;
use crate::text::shell as words;

pub(super) use signals::{Watch, watch};

/// Whether the window has a title of ours.
static TITLED: AtomicBool = AtomicBool::new(false);

/// Saves the title that the window has and restores it, on the stack of the terminal (xterm and most others).
const PUSH_TITLE: &[u8] = b"\x1b[22;2t";
const POP_TITLE: &[u8] = b"\x1b[23;2t";

/// Whether this terminal takes a title: the console of Linux would print its text on older kernels.
pub fn takes_titles() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    Console::here() != Console::Bracketed
        || !matches!(term.as_str(), "" | "linux" | "dumb" | "vt100" | "vt220")
}

/// Gives the window a title.
///
/// # Errors
/// When the terminal is closed.
pub(super) fn put_title<W: Write>(out: &mut W, title: &str) -> io::Result<()> {
    if !TITLED.swap(true, Ordering::SeqCst) {
        out.write_all(PUSH_TITLE)?;
    }
    execute!(out, SetTitle(title))
}

/// Whether the terminal is in use. It is restored only once: leaving the alternate screen twice would
/// overwrite the last message.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the terminal reports the mouse.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Restores the terminal when dropped.
pub(super) struct Session(Lang);

impl Session {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn start(lang: Lang) -> io::Result<Self> {
        say_last_words(lang);
        TAKEN.store(true, Ordering::SeqCst);
        // From here on, dropping it restores whatever was set up.
        let session = Self(lang);
        let mut out = io::stdout().lock();
        set_up(&mut out)?;
        if Console::here() == Console::Bracketed {
            out.write_all(look::questions(look::variable).as_bytes())?;
            out.flush()?;
        }
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
    if TITLED.swap(false, Ordering::SeqCst) {
        // A terminal without a stack for titles has its own again at the next prompt of the shell.
        let _ = execute!(out, SetTitle(""));
        let _ = out.write_all(POP_TITLE);
    }
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

/// Lets the terminal report the mouse, or no longer.
///
/// # Errors
/// When the terminal is closed.
pub(super) fn set_mouse(reports: Reports, out: &mut impl Write) -> io::Result<()> {
    MOUSE.store(reports == Reports::On, Ordering::SeqCst);
    mouse::set(reports, out)
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
