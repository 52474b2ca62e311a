//! The mouse: what a report of the terminal means, and how reports are turned on and off.
//!
//! Only buttons and the wheel are reported. Reports of movement would wake an idle program, so crossterm's own
//! command, which asks for them, is used on Windows consoles alone, where there is no other way.

use std::io::{self, Write};

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mouse {
    /// The left button was pressed on that cell.
    Click(Position),
    /// The wheel went up by one notch.
    WheelUp,
    /// The wheel went down by one notch.
    WheelDown,
}

/// Whether the terminal is to report the mouse.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reports {
    /// The terminal keeps the mouse for its own selection.
    #[default]
    Off,
    /// Buttons and the wheel are reported.
    On,
}

/// The meaning of a report; other buttons and movements mean nothing.
pub(super) fn read(event: MouseEvent) -> Option<Mouse> {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click(Position::new(event.column, event.row))),
        MouseEventKind::ScrollUp => Some(Mouse::WheelUp),
        MouseEventKind::ScrollDown => Some(Mouse::WheelDown),
        _ => None,
    }
}

/// Tells the terminal whether to report the mouse.
///
/// # Errors
/// When the terminal is closed.
#[cfg(not(windows))]
pub(super) fn set(reports: Reports, out: &mut impl Write) -> io::Result<()> {
    // 1000: presses and the wheel; 1006: decimal coordinates, the only form that reaches beyond column 223.
    out.write_all(match reports {
        Reports::On => b"\x1b[?1000h\x1b[?1006h",
        Reports::Off => b"\x1b[?1006l\x1b[?1000l",
    })
}

/// Tells the console whether to report the mouse; off, it selects text with it again.
///
/// # Errors
/// When the console is closed.
#[cfg(windows)]
pub(super) fn set(reports: Reports, out: &mut impl Write) -> io::Result<()> {
    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    match reports {
        Reports::On => crossterm::execute!(out, EnableMouseCapture),
        Reports::Off => crossterm::execute!(out, DisableMouseCapture),
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;

    use super::*;

    /// Catches: a click that acts twice (press and release), a drag or a right button that picks.
    #[test]
    fn only_presses_and_the_wheel_mean_something() {
        let at = |kind| MouseEvent { kind, column: 7, row: 3, modifiers: KeyModifiers::NONE };
        let left = MouseButton::Left;
        let cases = [
            (MouseEventKind::Down(left), Some(Mouse::Click(Position::new(7, 3)))),
            (MouseEventKind::Up(left), None),
            (MouseEventKind::Drag(left), None),
            (MouseEventKind::Down(MouseButton::Right), None),
            (MouseEventKind::Moved, None),
            (MouseEventKind::ScrollUp, Some(Mouse::WheelUp)),
            (MouseEventKind::ScrollDown, Some(Mouse::WheelDown)),
        ];
        for (kind, means) in cases {
            assert_eq!(read(at(kind)), means, "{kind:?}");
        }
    }
}
