//! 冲突: fields that laptops changed independently and numbers used twice, each settled by one digit; the next
//! exchange distributes the decision.

mod draw;
mod list;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::DisputeId;
use crate::store::{NumberCollision, StoreError};
use crate::text::{Lang, conflicts as words};
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::{self, Door, dispute};
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer};
use crate::tui::widgets::table::Window;

use list::{List, Waiting, What};

/// The screen of conflicts.
pub struct Conflicts {
    list: List,
    window: Window,
    /// The case that gets that number if the question is answered with yes.
    asked: Option<(DisputeId, String)>,
}

/// Opens it; shows a notice where the file cannot be read.
pub fn open(cx: &mut Cx) -> Door {
    let read = List::read(&mut cx.store, cx.lang);
    let list = cx.told(read)?;
    let window = Window::new(list.rows.len());
    Some(Box::new(Conflicts { list, window, asked: None }))
}

impl Conflicts {
    fn selected(&self) -> Option<&Waiting> {
        self.list.rows.get(self.window.selected())
    }

    fn read_again(&mut self, cx: &mut Cx) {
        let done = List::read(&mut cx.store, cx.lang);
        if let Some(list) = cx.told(done) {
            self.window.set_len(list.rows.len());
            self.list = list;
        }
    }

    fn open_case(&self, cx: &mut Cx) -> Flow {
        let door = match self.selected().map(|waiting| &waiting.what) {
            Some(What::Case(id, _, contest)) => dispute::open_contested(*id, contest, cx),
            Some(What::Number(collision)) => {
                let last = collision.others.last().unwrap_or(&collision.keeps);
                screens::open_dispute(last.id, cx)
            }
            Some(What::Record(_)) | None => return Flow::Stay,
        };
        screens::through(door, cx)
    }

    /// Applies the choice with that index, from 0.
    fn choose(&mut self, at: usize, cx: &mut Cx) -> Flow {
        let settled = match self.selected().map(|waiting| &waiting.what) {
            Some(What::Case(_, conflict, _) | What::Record(conflict)) => {
                let Some(value) = conflict.values.get(at) else { return Flow::Stay };
                let record = uuid::Uuid::from_bytes(conflict.record);
                cx.store.settle(record, &conflict.field, &value.value)
            }
            Some(What::Number(collision)) => return self.ask_number(&collision.clone(), at, cx),
            None => return Flow::Stay,
        };
        self.after(settled, words::settled(cx.lang).to_owned(), cx);
        Flow::Stay
    }

    fn after(&mut self, done: Result<(), StoreError>, said: String, cx: &mut Cx) {
        if cx.told(done).is_some() {
            self.read_again(cx);
            cx.done(said);
            cx.records_changed();
        }
    }

    fn ask_number(&mut self, collision: &NumberCollision, at: usize, cx: &mut Cx) -> Flow {
        let Some(other) = at.checked_sub(1).and_then(|at| collision.others.get(at)) else {
            return Flow::Stay;
        };
        let number = match cx.store.kept_elsewhere(other.id) {
            Ok(Some(office)) => Err(StoreError::KeptElsewhere(office)),
            Ok(None) => cx.store.next_number_for(other.id),
            Err(error) => Err(error),
        };
        match number {
            Ok(number) => {
                let question = words::ask_renumber(cx.lang, &other.number, &number);
                self.asked = Some((other.id, number));
                Flow::Push(Box::new(Confirm::yes_or_no(question, cx.lang)))
            }
            Err(error) => cx.refused(&error),
        }
    }
}

impl Layer for Conflicts {
    fn place(&self) -> Place {
        Place::Conflicts
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Open => self.open_case(cx),
            _ => self.window.act(action),
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        input.choice().map_or(Flow::Unhandled, |at| self.choose(at, cx))
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        if let (Some((id, number)), Answer::Confirmed(Decision::Yes)) = (self.asked.take(), answer) {
            let lang = cx.lang;
            let done = cx.store.renumber(id, &number, |old| words::renumbered(lang, old, &number));
            self.after(done.map(|_| ()), words::renumbered_to(lang, &number), cx);
        }
        Flow::Stay
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.read_again(cx);
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        Some(draw::draw(&self.list, &mut self.window, area, buf, cx))
    }

    fn help(&self, lang: Lang) -> Option<String> {
        Some(words::help(lang).to_owned())
    }
}
