//! Cuts the bytes of a terminal into keys, texts, pastes and answers. No input, output or clock: what was recorded
//! once can be replayed, cut anywhere.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::Report;
use super::sequence::{control_string, csi, single_shift};

const ESC: u8 = 0x1b;
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// How long the rest of a sequence may take after a lone ESC, before it is the key Esc: longer than a sequence
/// takes that a terminal sends in two pieces, shorter than anybody notices.
const AFTER_ESC: Duration = Duration::from_millis(20);
/// The same once more than ESC has come: only a slow line cuts there.
const AFTER_MORE: Duration = Duration::from_millis(100);
/// The same within a paste, whose end may have been lost.
const WITHIN_PASTE: Duration = Duration::from_secs(1);

/// What was read: an event, or an answer of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A key, a paste, the mouse.
    Event(Event),
    /// An answer.
    Report(Report),
}

/// What ESC before Tab means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meta {
    /// The key Esc, as before every other key.
    Esc,
    /// Shift+Tab: the keyboard map of the Linux console sends it so.
    LinuxConsole,
}

/// Reads bytes as they come. An incomplete sequence waits for its rest.
#[derive(Debug)]
pub struct Reader {
    meta: Meta,
    waiting: Vec<u8>,
    /// How long to wait for the rest of what waits.
    patience: Option<Duration>,
}

/// The first piece of some bytes.
enum Piece {
    /// That many bytes, which are this.
    Whole(usize, Option<Heard>),
    /// Its end is missing.
    Open(Duration),
}

impl Reader {
    /// A reader of that terminal.
    pub const fn new(meta: Meta) -> Self {
        Self { meta, waiting: Vec::new(), patience: None }
    }

    /// Reads more bytes; returns what is complete.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Heard> {
        self.waiting.extend_from_slice(bytes);
        let mut heard = Vec::new();
        let mut at = 0;
        self.patience = loop {
            match self.piece(at) {
                None => break None,
                Some(Piece::Open(limit)) => break Some(limit),
                Some(Piece::Whole(length, what)) => {
                    heard.extend(what);
                    at += length;
                }
            }
        };
        self.waiting.drain(..at);
        heard
    }

    /// How long to wait for the rest of an incomplete sequence; none if nothing is incomplete.
    pub const fn patience(&self) -> Option<Duration> {
        self.patience
    }

    /// The rest never came: what the bytes are without it. A cut sequence is no text and is dropped.
    pub fn give_up(&mut self) -> Vec<Heard> {
        let left = std::mem::take(&mut self.waiting);
        self.patience = None;
        match left.as_slice() {
            [] => Vec::new(),
            [ESC] => vec![esc()],
            [ESC, b'[', b'M', typed @ ..] => {
                let mut heard = vec![ctrl_delete()];
                heard.extend(self.take(typed));
                heard
            }
            [ESC, typed @ (b'[' | b'O' | b']')] => vec![esc(), key(char_key(char::from(*typed)))],
            [ESC, b'[', b'['] => vec![esc(), key(char_key('[')), key(char_key('['))],
            paste if paste.starts_with(PASTE_BEGINS) => {
                let end =
                    (0..PASTE_ENDS.len()).rev().find(|n| paste.ends_with(&PASTE_ENDS[..*n])).unwrap_or(0);
                vec![pasted(&paste[PASTE_BEGINS.len()..paste.len() - end])]
            }
            _ => Vec::new(),
        }
    }

    fn piece(&self, at: usize) -> Option<Piece> {
        let bytes = self.waiting.get(at..).filter(|rest| !rest.is_empty())?;
        Some(match bytes {
            [ESC] => Piece::Open(AFTER_ESC),
            [ESC, b'[', ..] => sequence(bytes),
            [ESC, b'O' | b']'] => Piece::Open(AFTER_MORE),
            [ESC, b'O', last, ..] => match single_shift(*last) {
                Some(event) => Piece::Whole(3, Some(key(event))),
                None => Piece::Whole(1, Some(esc())),
            },
            [ESC, b']', b'0'..=b'9', ..] => answer(bytes),
            [ESC, b'\t', ..] if self.meta == Meta::LinuxConsole => {
                Piece::Whole(2, Some(key(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT))))
            }
            [ESC, ..] => Piece::Whole(1, Some(esc())),
            [code @ (0..=0x1f | 0x7f), ..] => Piece::Whole(1, control(*code).map(key)),
            _ => text(bytes),
        })
    }
}

/// A sequence that begins with `ESC [`.
fn sequence(bytes: &[u8]) -> Piece {
    if bytes.starts_with(PASTE_BEGINS) {
        let body = &bytes[PASTE_BEGINS.len()..];
        return match body.windows(PASTE_ENDS.len()).position(|window| window == PASTE_ENDS) {
            Some(end) => {
                Piece::Whole(PASTE_BEGINS.len() + end + PASTE_ENDS.len(), Some(pasted(&body[..end])))
            }
            None => Piece::Open(WITHIN_PASTE),
        };
    }
    let body = &bytes[2..];
    if body.first() == Some(&b'[') {
        // F1 to F5 of the Linux console.
        return match body.get(1) {
            None => Piece::Open(AFTER_MORE),
            Some(last @ b'A'..=b'E') => Piece::Whole(4, Some(key(KeyCode::F(1 + last - b'A').into()))),
            Some(_) => Piece::Whole(1, Some(esc())),
        };
    }
    if body.first() == Some(&b'M') {
        return old_mouse(&body[1..]);
    }
    let parameters = body.iter().take_while(|byte| (0x20..=0x3f).contains(*byte)).count();
    // rxvt ends a key with Shift in `$`, which elsewhere is no end.
    let numbers = body.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if numbers > 0 && body.get(numbers) == Some(&b'$') {
        return Piece::Whole(3 + numbers, csi(&body[..numbers], b'$'));
    }
    match body.get(parameters) {
        None => Piece::Open(AFTER_MORE),
        Some(last @ 0x40..=0x7e) => Piece::Whole(3 + parameters, csi(&body[..parameters], *last)),
        Some(_) if parameters == 0 => Piece::Whole(1, Some(esc())),
        // Cut short by what follows; it is no text.
        Some(_) => Piece::Whole(2 + parameters, None),
    }
}

/// `ESC [ M`: Ctrl+Delete of st, or the mouse of a terminal that knows no other report, which three bytes follow.
fn old_mouse(after: &[u8]) -> Piece {
    let coordinates = after.iter().take(3).filter(|byte| **byte >= 0x20).count();
    match coordinates {
        3 => Piece::Whole(6, None),
        _ if coordinates == after.len() => Piece::Open(AFTER_ESC),
        _ => Piece::Whole(3, Some(ctrl_delete())),
    }
}

/// An answer that begins with `ESC ]`, up to BEL or `ESC \`.
fn answer(bytes: &[u8]) -> Piece {
    let body = &bytes[2..];
    let Some(end) = body.iter().position(|byte| matches!(*byte, 0x07 | ESC)) else {
        return Piece::Open(AFTER_MORE);
    };
    let report = control_string(&body[..end]).map(Heard::Report);
    match (body[end], body.get(end + 1)) {
        (ESC, None) => Piece::Open(AFTER_MORE),
        (ESC, Some(b'\\')) => Piece::Whole(4 + end, report),
        (ESC, Some(_)) => Piece::Whole(2 + end, None),
        _ => Piece::Whole(3 + end, report),
    }
}

/// A character; bytes that are none are skipped.
fn text(bytes: &[u8]) -> Piece {
    let head = &bytes[..bytes.len().min(4)];
    let valid = match std::str::from_utf8(head) {
        Ok(valid) => valid,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(error) => {
            return error.error_len().map_or(Piece::Open(AFTER_MORE), |length| Piece::Whole(length, None));
        }
    };
    match valid.chars().next() {
        Some(c) => Piece::Whole(c.len_utf8(), Some(key(char_key(c)))),
        None => Piece::Whole(1, None),
    }
}

fn pasted(bytes: &[u8]) -> Heard {
    Heard::Event(Event::Paste(String::from_utf8_lossy(bytes).into_owned()))
}

fn key(event: KeyEvent) -> Heard {
    Heard::Event(Event::Key(event))
}

fn esc() -> Heard {
    key(KeyCode::Esc.into())
}

fn ctrl_delete() -> Heard {
    key(KeyEvent::new(KeyCode::Delete, KeyModifiers::CONTROL))
}

/// A character as the console records of Windows say it: capitals with Shift.
fn char_key(c: char) -> KeyEvent {
    let held = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(c), held)
}

/// A control code: a key of its own, or Ctrl with a character.
fn control(code: u8) -> Option<KeyEvent> {
    let ctrl = |c: u8| Some(KeyEvent::new(KeyCode::Char(char::from(c)), KeyModifiers::CONTROL));
    match code {
        b'\r' => Some(KeyCode::Enter.into()),
        b'\t' => Some(KeyCode::Tab.into()),
        0x7f => Some(KeyCode::Backspace.into()),
        0 => ctrl(b' '),
        1..=0x1a => ctrl(code - 1 + b'a'),
        0x1c..=0x1f => ctrl(code - 0x1c + b'4'),
        _ => None,
    }
}
