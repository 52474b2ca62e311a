//! 保管: a menu of the screens for backups, passphrases and exchange, each opened by a digit.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::actions::{Action, ActionRow, Place};
use crate::tui::input::Input;
use crate::tui::screens;
use crate::tui::stack::{Cx, Flow, Layer};
use crate::tui::widgets::{cells, popup};

const COLUMNS: u16 = 72;
const LABEL_AT: u16 = 4;
const ABOUT_AT: u16 = 18;
/// The screens of the menu; other actions move the selection.
const DOORS: [Action; 8] = [
    Action::Exchange,
    Action::Conflicts,
    Action::Backups,
    Action::Disclosures,
    Action::Protection,
    Action::Laptop,
    Action::Roster,
    Action::Settings,
];

/// The menu.
#[derive(Default)]
pub struct Custody {
    selected: usize,
}

impl Custody {
    fn rows() -> impl Iterator<Item = &'static ActionRow> {
        DOORS.into_iter().map(Action::row)
    }

    /// Opens a screen on top, so that Esc comes back here.
    fn enter(&mut self, at: usize, cx: &mut Cx) -> Flow {
        self.selected = at;
        let door = DOORS.get(at).and_then(|door| screens::open(*door, cx));
        screens::through(door, cx)
    }
}

impl Layer for Custody {
    fn place(&self) -> Place {
        Place::Custody
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Accept => return self.enter(self.selected, cx),
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(DOORS.len() - 1),
            // The doors too: the shell opens them on top, and Esc comes back here.
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match input.digit().and_then(|digit| usize::from(digit).checked_sub(1)) {
            Some(at) if at < DOORS.len() => self.enter(at, cx),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let title = self.place().wording().name(cx.lang);
        let rows = u16::try_from(DOORS.len() + 2).unwrap_or(u16::MAX);
        let inner = popup::open(popup::centred(area, COLUMNS, rows), title, buf, cx);
        let mut cursor = None;
        for (y, (index, row)) in (inner.top()..inner.bottom()).zip(Self::rows().enumerate()) {
            let chosen = index == self.selected;
            let marker = if chosen { cx.symbols.marker } else { " " };
            let pieces = [
                (0, format!("{marker} {}", index + 1), cx.theme.hint_key),
                (LABEL_AT, row.wording.label(cx.lang).to_owned(), cx.theme.hint_text),
                (ABOUT_AT, row.wording.about(cx.lang).to_owned(), cx.theme.muted),
            ];
            for (x, text, style) in pieces {
                let room = inner.width.saturating_sub(x);
                cells::write(buf, (inner.x + x, y), &text, room, style, cx.symbols);
            }
            if chosen {
                cells::shade(buf, Rect { y, height: 1, ..inner }, cx.theme.selected);
                cursor = Some(Position::new(inner.x + 2, y));
            }
        }
        cursor
    }
}
