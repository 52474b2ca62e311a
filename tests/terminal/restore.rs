//! The real terminal is restored on every exit. The program under test is this test program itself, run again
//! behind a pseudo-terminal.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::support::District;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use tiaojie::text::Lang;
use tiaojie::tui::actions::{Action, Place};
use tiaojie::tui::app::App;
use tiaojie::tui::input::Input;
use tiaojie::tui::stack::{Cx, Flow, Layer};
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::{self, TerminalError};
use tiaojie::tui::theme::DARK;

const CHILD: &str = "TIAOJIE_TEST_CHILD";

/// A page that shows what is pasted and falls over when told to.
struct Page(String);

impl Layer for Page {
    fn place(&self) -> Place {
        Place::Entry
    }

    fn act(&mut self, action: Action, _cx: &mut Cx) -> Flow {
        assert!(action != Action::Save, "fault on purpose");
        Flow::Unhandled
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        self.0 = format!("{input:?}");
        Flow::Stay
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, _cx: &Cx) -> Option<Position> {
        buf.set_string(area.x, area.y, &self.0, DARK.hint_text);
        None
    }

    fn title(&self, _cx: &Cx) -> String {
        "page".into()
    }
}

/// Not a test: the program behind the pseudo-terminal.
#[test]
fn child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let mut app =
        App::new(Cx::new(District::new().store, Lang::Zh, DARK, &UNICODE), Box::new(Page(String::new())));
    app.use_window_title();
    match terminal::run(&mut app) {
        Ok(()) => std::process::exit(0),
        Err(TerminalError::NotATerminal) => std::process::exit(3),
        Err(TerminalError::Io(_) | TerminalError::Store(_)) => std::process::exit(4),
    }
}

type Seen = Arc<(Mutex<(Vec<u8>, bool)>, Condvar)>;

/// The program behind its pseudo-terminal, and all it wrote.
struct Session {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    pty: Box<dyn portable_pty::MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    seen: Seen,
}

impl Session {
    fn start() -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "restore::child", "--nocapture", "--test-threads=1"]);
        command.env(CHILD, "1");
        command.env("RUST_BACKTRACE", "0");
        let child = pair.slave.spawn_command(command).unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let seen: Seen = Arc::default();
        let far = seen.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                far.0.lock().unwrap().0.extend_from_slice(&bytes[..count]);
                far.1.notify_all();
            }
            far.0.lock().unwrap().1 = true;
            far.1.notify_all();
        });
        let session = Self { child, pty: pair.master, keyboard, seen };
        session.wait_for("Ctrl+S");
        session
    }

    /// Everything written, once it holds that text or has ended.
    fn wait_for(&self, text: &str) -> String {
        self.wait_until(|all| all.contains(text))
    }

    /// Everything written, once that holds of it or it has ended.
    fn wait_until(&self, holds: impl Fn(&str) -> bool) -> String {
        let limit = Duration::from_secs(20);
        let seen = self.seen.0.lock().unwrap();
        let (seen, waited) = self
            .seen
            .1
            .wait_timeout_while(seen, limit, |(bytes, ended)| {
                !*ended && !holds(&String::from_utf8_lossy(bytes))
            })
            .unwrap();
        let all = String::from_utf8_lossy(&seen.0).into_owned();
        assert!(!waited.timed_out(), "never came; in {all:?}");
        all
    }

    fn send(&mut self, bytes: &str) {
        self.keyboard.write_all(bytes.as_bytes()).unwrap();
    }

    /// Exit code and all that was written, after the end.
    fn end(mut self) -> (u32, String) {
        let status = self.child.wait().unwrap();
        let raw = self.pty.get_termios().unwrap();
        let cooked = format!("{raw:?}");
        assert!(cooked.contains("ICANON") && cooked.contains("ECHO"), "left raw: {cooked}");
        (status.exit_code(), self.wait_for("no such text ever comes"))
    }
}

/// All marks of a terminal given back, once, and what was written after.
fn after_the_end(written: &str) -> &str {
    for mark in ["\x1b[?1049l", "\x1b[?2004l"] {
        assert_eq!(written.matches(mark).count(), 1, "{mark:?} in {written:?}");
    }
    // The title of the window is put aside once, names the place, and is given back.
    for mark in ["\x1b[22;2t", "\x1b]0;调解 - 登记\x07", "\x1b[23;2t"] {
        assert_eq!(written.matches(mark).count(), 1, "{mark:?} in {written:?}");
    }
    assert!(written.rfind("\x1b[23;2t") > written.rfind("\x1b]0;"), "a title left behind");
    assert!(written.rfind("\x1b[?25h") > written.rfind("\x1b[?25l"), "cursor left hidden");
    assert!(!written.contains("\x1b[>") || !written.contains('u'), "asked for another keyboard protocol");
    written.rsplit("\x1b[?1049l").next().unwrap()
}

/// Catches: a shell left in raw mode or on the other screen after leaving, a paste that presses Enter.
#[test]
fn leaving_gives_the_terminal_back() {
    let mut session = Session::start();
    session.send("\x1b[200~first\rsecond\x1b[201~");
    session.wait_for(r#"Paste("first\nsecond")"#);
    session.send("\x11");
    let (code, written) = session.end();
    assert_eq!(code, 0);
    assert!(!after_the_end(&written).contains("page"));
}

/// Catches: the same after a shutdown or a closed window.
#[test]
fn a_signal_gives_the_terminal_back() {
    for (signal, expected) in [("-TERM", 143), ("-HUP", 129)] {
        let session = Session::start();
        let id = session.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        let (code, written) = session.end();
        assert_eq!(code, expected);
        after_the_end(&written);
    }
}

/// Catches: mouse reports that go on in the shell after leaving, a signal or a fault, and a program that asks for reports
/// of every movement.
#[test]
fn the_mouse_is_given_back() {
    for how in ["\x11", "\x13", "-TERM"] {
        let mut session = Session::start();
        session.wait_for("\x1b[?1006h");
        if how.starts_with('-') {
            let id = session.child.process_id().unwrap().to_string();
            assert!(Command::new("kill").args([how, &id]).status().unwrap().success());
        } else {
            session.send(how);
        }
        let (_, written) = session.end();
        assert!(!written.contains("\x1b[?1003h") && !written.contains("\x1b[?1002h"));
        for mark in ["\x1b[?1000", "\x1b[?1006"] {
            let last = written.rfind(mark).map(|at| &written[at + mark.len()..]).unwrap();
            assert!(last.starts_with('l'), "{how:?}: {mark:?} left on in {written:?}");
        }
    }
}

/// Catches: a suspended program that leaves the shell on the other screen, raw or with mouse reports, and one that comes
/// back to a blank screen.
#[test]
fn a_suspended_program_gives_the_terminal_back_and_takes_it_again() {
    let mut session = Session::start();
    session.wait_for("\x1b[?1006h");
    let id = session.child.process_id().unwrap().to_string();
    let signal = |name: &str| assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    signal("-TSTP");
    let given = session.wait_for("\x1b[?1049l");
    assert!(given.contains("\x1b[?1006l") && given.contains("\x1b[?2004l"), "{given:?}");
    let raw = || format!("{:?}", session.pty.get_termios().unwrap());
    let mut tries = 0;
    while !raw().contains("ICANON") {
        tries += 1;
        assert!(tries < 20_000, "left raw: {}", raw());
        std::thread::yield_now();
    }
    let before = given.len();
    signal("-CONT");
    let whole = session.wait_until(|all| {
        let since = all.get(before..).unwrap_or_default();
        since.contains("\x1b[?1049h") && since.contains("\x1b[?1006h") && since.contains("Ctrl+S")
    });
    assert!(whole.len() > before);
    session.send("\x11");
    let (code, _) = session.end();
    assert_eq!(code, 0);
}

/// Catches: a fault of the program that leaves a jumbled screen, or whose words vanish with it.
#[test]
fn a_fault_gives_the_terminal_back_and_says_so() {
    let mut session = Session::start();
    session.send("\x13");
    let (code, written) = session.end();
    assert_ne!(code, 0);
    let words = after_the_end(&written);
    assert!(words.contains("程序出错") && words.contains("fault on purpose"), "{words:?}");
}

/// Catches: control codes written into a file.
#[test]
fn a_pipe_is_refused_and_nothing_is_written_to_it() {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "restore::child", "--nocapture"])
        .env(CHILD, "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(child.status.code(), Some(3));
    assert!(!child.stdout.contains(&0x1b));
}
