//! 沿革: the saves of a case, newest first, and the changes of each, field by field. Enter opens the case as it
//! was then; it can be restored from there and from here, after a question that lists the changes.
//!
//! - `draw`: the list and the changes
//! - `restore`: the question and the save

mod draw;
pub mod restore;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::DisputeId;
use crate::store::PastSave;
use crate::text::past::{self as words, Telling};
use crate::tui::actions::{Action, Place};
use crate::tui::input::{Code, Input, Key};
use crate::tui::screens::{self, Door};
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer};
use crate::tui::widgets::table::Window;

/// Opens the history of a case; shows a notice where that fails.
pub fn open(id: DisputeId, cx: &mut Cx) -> Door {
    let read = read(id, cx);
    let (number, saves) = cx.told(read)?;
    let window = Window::new(saves.len());
    Some(Box::new(History { id, number, saves, window, below: 0, page: 1 }))
}

fn read(id: DisputeId, cx: &Cx) -> crate::store::Result<(String, Vec<PastSave>)> {
    Ok((cx.store.dispute(id)?.number, cx.store.past(id.uuid())?))
}

/// The history of a case.
pub struct History {
    id: DisputeId,
    number: String,
    /// Oldest first, as in the log.
    saves: Vec<PastSave>,
    /// The window over the saves, newest first.
    window: Window,
    /// The first visible line of the changes.
    below: usize,
    /// How many lines of changes fit.
    page: usize,
}

impl History {
    /// The save in that row.
    fn save(&self, row: usize) -> Option<&PastSave> {
        self.saves.len().checked_sub(row + 1).and_then(|at| self.saves.get(at))
    }

    fn selected(&self) -> Option<&PastSave> {
        self.save(self.window.selected())
    }

    fn telling<'a>(&'a self, cx: &'a Cx) -> Telling<'a> {
        Telling { directory: cx.store.directory(), lang: cx.lang, saves: &self.saves }
    }

    fn copy(&self, cx: &mut Cx) -> Flow {
        let telling = self.telling(cx);
        let mut text = words::title(cx.lang, &self.number, self.saves.len());
        for save in self.saves.iter().rev() {
            let laptop = cx.store.laptop_name(save.name.device);
            let head = [words::clock(&save.at), telling.who(save), laptop, telling.short(save)];
            text.push('\n');
            text.push_str(&head.join("  "));
            for change in telling.shown(save) {
                let line = words::from_to(
                    cx.lang,
                    &telling.name(change),
                    &telling.before(change),
                    &telling.after(change),
                );
                text.push_str("\n  ");
                text.push_str(&line);
            }
        }
        let what = words::title(cx.lang, &self.number, self.saves.len());
        // A copy that cannot be recorded is not made.
        let done = screens::transcribe::disclose(&what, 1, cx);
        if cx.told(done).is_some() {
            cx.copy_as(text, what);
        }
        Flow::Stay
    }
}

impl Layer for History {
    fn place(&self) -> Place {
        Place::History
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Open => {
                let Some(name) = self.selected().map(|save| save.name) else { return Flow::Stay };
                let door = screens::dispute::open_then(self.id, name, cx);
                return screens::through(door, cx);
            }
            Action::RestoreCase => {
                let Some(save) = self.selected() else { return Flow::Stay };
                return restore::ask(self.id, save.name, cx);
            }
            Action::Copy => return self.copy(cx),
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                if self.window.travel(action) {
                    self.below = 0;
                }
            }
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        match input {
            Input::Key(Key { code: Code::Right, .. }) => self.below += self.page,
            Input::Key(Key { code: Code::Left, .. }) => self.below = self.below.saturating_sub(self.page),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        draw::draw(self, area, buf, cx)
    }

    fn title(&self, cx: &Cx) -> String {
        words::title(cx.lang, &self.number, self.saves.len())
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        if let (Answer::Confirmed(Decision::Yes), Some(save)) = (answer, self.selected()) {
            restore::confirmed(self.id, save.name, cx);
        }
        Flow::Stay
    }

    fn refresh(&mut self, cx: &mut Cx) {
        let name = self.selected().map(|save| save.name);
        if let Some((number, saves)) = cx.told(read(self.id, cx)) {
            (self.number, self.saves) = (number, saves);
        }
        self.window.set_len(self.saves.len());
        let row = self.saves.iter().rev().position(|save| Some(save.name) == name);
        self.window.select(row.unwrap_or(0));
    }
}
