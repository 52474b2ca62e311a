//! The real program in a real pseudo-terminal, with a terminal model as its screen. Nothing sleeps: every
//! wait is for a condition of the screen or of the program, with a limit.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take before the test says what it saw instead.
const LIMIT: Duration = Duration::from_secs(30);

struct Seen {
    model: vt100::Parser,
    raw: Vec<u8>,
    ended: bool,
}

/// A running program.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    pty: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

fn size(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

impl Session {
    /// Starts the binary on that file.
    pub fn start(file: &Path, size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tiaojie"));
        command.arg("--file");
        command.arg(file);
        Self::run(command, size)
    }

    /// Starts that command, which runs the binary.
    pub fn run(command: CommandBuilder, size: (u16, u16)) -> Self {
        Self::run_on("xterm-256color", command, size)
    }

    /// The same on a terminal that calls itself so.
    pub fn run_on(terminal: &str, mut command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 })
            .unwrap();
        for (name, value) in [("TERM", terminal), ("LANG", "C.UTF-8"), ("COLORTERM", "")] {
            command.env(name, value);
        }
        command.env_remove("NO_COLOR");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keyboard = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let model = vt100::Parser::new(size(rows), size(columns), 0);
        let seen = Arc::new((Mutex::new(Seen { model, raw: Vec::new(), ended: false }), Condvar::new()));
        let far = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut bytes = [0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let mut seen = far.0.lock().unwrap();
                seen.model.process(&bytes[..count]);
                seen.raw.extend_from_slice(&bytes[..count]);
                far.1.notify_all();
            }
            far.0.lock().unwrap().ended = true;
            far.1.notify_all();
        });
        Self { child, pty: pair.master, keyboard, seen }
    }

    /// Types: what goes out in one write, as an input method commits a word.
    pub fn send(&mut self, bytes: &str) {
        self.keyboard.write_all(bytes.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Waits until the screen fulfils a condition and answers its text.
    pub fn wait(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> String {
        let seen = self.seen.0.lock().unwrap();
        let (seen, waited) = self
            .seen
            .1
            .wait_timeout_while(seen, LIMIT, |seen| !seen.ended && !holds(seen.model.screen()))
            .unwrap();
        let text = seen.model.screen().contents();
        assert!(!waited.timed_out() && holds(seen.model.screen()), "never came: {what}\n{text}");
        text
    }

    /// Waits until that text stands on the screen.
    pub fn wait_for(&self, text: &str) -> String {
        self.wait(text, |screen| screen.contents().contains(text))
    }

    /// Waits until the cursor stands right behind that text: where its next character goes.
    pub fn wait_for_cursor_behind(&self, text: &str) {
        self.wait(&format!("cursor behind {text}"), |screen| {
            let (row, column) = screen.cursor_position();
            let width = screen.size().1;
            let before: String = screen.contents_between(row, 0, row, column.min(width.get()));
            before.trim_end_matches(' ').ends_with(text) && !screen.hide_cursor()
        });
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, (columns, rows): (u16, u16)) {
        self.seen.0.lock().unwrap().model.set_size(size(rows), size(columns));
        self.pty.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Kill -9.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for the end; answers the exit code and every byte that was written.
    pub fn end(mut self) -> (u32, String) {
        let code = self.child.wait().unwrap().exit_code();
        let cooked = format!("{:?}", self.pty.get_termios().unwrap());
        assert!(cooked.contains("ICANON") && cooked.contains("ECHO"), "left raw: {cooked}");
        let seen = self.seen.0.lock().unwrap();
        let (seen, _) = self.seen.1.wait_timeout_while(seen, LIMIT, |seen| !seen.ended).unwrap();
        (code, String::from_utf8_lossy(&seen.raw).into_owned())
    }
}
