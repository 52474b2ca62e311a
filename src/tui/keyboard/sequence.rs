//! What the sequences of terminals mean: the keys of xterm, the Linux console, rxvt and st, the mouse, and answers.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::reader::Heard;
use super::{Ground, Report};

/// The keys of `CSI number ~`.
const NUMBERED: &[(u16, KeyCode)] = &[
    (1, KeyCode::Home),
    (2, KeyCode::Insert),
    (3, KeyCode::Delete),
    (4, KeyCode::End),
    (5, KeyCode::PageUp),
    (6, KeyCode::PageDown),
    (7, KeyCode::Home),
    (8, KeyCode::End),
    (11, KeyCode::F(1)),
    (12, KeyCode::F(2)),
    (13, KeyCode::F(3)),
    (14, KeyCode::F(4)),
    (15, KeyCode::F(5)),
    (17, KeyCode::F(6)),
    (18, KeyCode::F(7)),
    (19, KeyCode::F(8)),
    (20, KeyCode::F(9)),
    (21, KeyCode::F(10)),
    (23, KeyCode::F(11)),
    (24, KeyCode::F(12)),
];

/// The keys that are named by the last byte, after `CSI` and after `ESC O`.
const LETTERED: &[(u8, KeyCode)] = &[
    (b'A', KeyCode::Up),
    (b'B', KeyCode::Down),
    (b'C', KeyCode::Right),
    (b'D', KeyCode::Left),
    (b'F', KeyCode::End),
    (b'H', KeyCode::Home),
    (b'P', KeyCode::F(1)),
    (b'Q', KeyCode::F(2)),
    (b'R', KeyCode::F(3)),
    (b'S', KeyCode::F(4)),
];

/// The arrows of rxvt with Shift (after `CSI`) or Ctrl (after `ESC O`).
const RXVT_ARROWS: &[(u8, KeyCode)] =
    &[(b'a', KeyCode::Up), (b'b', KeyCode::Down), (b'c', KeyCode::Right), (b'd', KeyCode::Left)];

fn found<T: PartialEq>(table: &[(T, KeyCode)], name: &T) -> Option<KeyCode> {
    table.iter().find(|(of, _)| of == name).map(|(_, code)| *code)
}

/// The key of `ESC O last`.
pub(super) fn single_shift(last: u8) -> Option<KeyEvent> {
    if last == b'M' {
        return Some(KeyCode::Enter.into());
    }
    let held = |code| KeyEvent::new(code, KeyModifiers::CONTROL);
    found(LETTERED, &last).map(KeyEvent::from).or_else(|| found(RXVT_ARROWS, &last).map(held))
}

/// What `CSI parameters last` is; none for what the program does not know.
pub(super) fn csi(parameters: &[u8], last: u8) -> Option<Heard> {
    if let Some(mouse) = parameters.strip_prefix(b"<") {
        return mouse_event(&numbers(mouse)?, last).map(|event| Heard::Event(Event::Mouse(event)));
    }
    let numbers = numbers(parameters)?;
    if let (b'R', [row, column]) = (last, numbers.as_slice())
        && *row > 1
    {
        // In row 1 it could be F3 with a modifier: no question is asked there.
        return Some(Heard::Report(Report::Column(*column)));
    }
    let event = match last {
        b'I' => Event::FocusGained,
        b'O' => Event::FocusLost,
        _ => Event::Key(key(&numbers, last)?),
    };
    Some(Heard::Event(event))
}

/// The numbers between semicolons; of several between colons the first. An absent one is 0.
fn numbers(parameters: &[u8]) -> Option<Vec<u16>> {
    let parameters = std::str::from_utf8(parameters).ok()?;
    if parameters.is_empty() {
        return Some(Vec::new());
    }
    let first = |part: &str| match part.split(':').next() {
        None | Some("") => Some(0),
        Some(number) => number.parse().ok(),
    };
    parameters.split(';').map(first).collect()
}

fn key(numbers: &[u16], last: u8) -> Option<KeyEvent> {
    let number = numbers.first().copied().unwrap_or(0);
    let second = held(numbers.get(1).copied());
    let (code, held) = match last {
        b'Z' => (KeyCode::BackTab, KeyModifiers::SHIFT),
        // Delete of st; as a function key `P` has a modifier behind it, or `ESC O` before.
        b'P' if numbers.is_empty() => (KeyCode::Delete, KeyModifiers::NONE),
        b'K' if number == 2 => (KeyCode::Delete, KeyModifiers::SHIFT),
        // Any key with modifiers, where a terminal was told to say them so.
        b'~' if number == 27 => (spoken(*numbers.get(2)?)?, second),
        b'u' => (spoken(number)?, second),
        b'~' => (found(NUMBERED, &number)?, second),
        b'^' => (found(NUMBERED, &number)?, KeyModifiers::CONTROL),
        b'$' => (found(NUMBERED, &number)?, KeyModifiers::SHIFT),
        b'@' => (found(NUMBERED, &number)?, KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        b'a'..=b'd' => (found(RXVT_ARROWS, &last)?, KeyModifiers::SHIFT),
        _ => (found(LETTERED, &last)?, second),
    };
    Some(KeyEvent::new(code, held))
}

/// The key of a character code.
fn spoken(code: u16) -> Option<KeyCode> {
    Some(match code {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 => KeyCode::Backspace,
        _ => KeyCode::Char(char::from_u32(code.into()).filter(|c| !c.is_control())?),
    })
}

/// The modifiers of a key: the number less one is a sum.
fn held(number: Option<u16>) -> KeyModifiers {
    let sum = number.unwrap_or(1).saturating_sub(1);
    let of = |bit: u16, held| if sum & bit == 0 { KeyModifiers::NONE } else { held };
    of(1, KeyModifiers::SHIFT) | of(2, KeyModifiers::ALT) | of(4, KeyModifiers::CONTROL)
}

/// A report of the mouse: what, column and row from 1; `m` is a release.
fn mouse_event(numbers: &[u16], last: u8) -> Option<MouseEvent> {
    let &[what, column, row] = numbers else { return None };
    let (column, row) = (column.checked_sub(1)?, row.checked_sub(1)?);
    let button = match what & 0b1100_0011 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let moves = what & 32 != 0;
    let kind = match (what & 0b1100_0011, button) {
        (64, _) => MouseEventKind::ScrollUp,
        (65, _) => MouseEventKind::ScrollDown,
        (66, _) => MouseEventKind::ScrollLeft,
        (67, _) => MouseEventKind::ScrollRight,
        (_, Some(button)) if moves => MouseEventKind::Drag(button),
        (_, Some(button)) if last == b'm' => MouseEventKind::Up(button),
        (_, Some(button)) if last == b'M' => MouseEventKind::Down(button),
        (3, None) if moves => MouseEventKind::Moved,
        _ => return None,
    };
    let of = |bit: u16, held| if what & bit == 0 { KeyModifiers::NONE } else { held };
    let modifiers = of(4, KeyModifiers::SHIFT) | of(8, KeyModifiers::ALT) | of(16, KeyModifiers::CONTROL);
    Some(MouseEvent { kind, column, row, modifiers })
}

/// An answer with the background: `11;rgb:RRRR/GGGG/BBBB`, of one to four digits each.
pub(super) fn control_string(body: &[u8]) -> Option<Report> {
    let colour = std::str::from_utf8(body).ok()?.strip_prefix("11;")?;
    let parts = colour.strip_prefix("rgb:").or_else(|| colour.strip_prefix("rgba:"))?;
    let parts: Vec<f32> = parts.split('/').take(3).filter_map(share).collect();
    let &[red, green, blue] = parts.as_slice() else { return None };
    // How bright the eye finds it (ITU-R BT.601).
    let bright = 0.299 * red + 0.587 * green + 0.114 * blue > 0.5;
    Some(Report::Ground(if bright { Ground::Light } else { Ground::Dark }))
}

/// A hexadecimal number as a share of the largest of its length.
fn share(digits: &str) -> Option<f32> {
    let most = match digits.len() {
        1 => 0xf,
        2 => 0xff,
        3 => 0xfff,
        4 => 0xffff,
        _ => return None,
    };
    u16::from_str_radix(digits, 16).ok().map(|part| f32::from(part) / f32::from(most as u16))
}
