//! A word that comes after its field was saved: most input methods let Ctrl+S through while the last word is still
//! composed, and commit it a moment later, when no field is open any more. It is offered to the field it was meant for.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::change::{Change, Said};
use super::spot::Spot;
use crate::domain::Dispute;
use crate::domain::field::{Kind, Spot as At};
use crate::text::late as words;
use crate::tui::actions::{Action, Place};
use crate::tui::form::Value;
use crate::tui::input::Input;
use crate::tui::stack::{Answer, Cx, Flow, Layer, Meant, Typing};
use crate::tui::widgets::{area, cells, popup};

const COLUMNS: u16 = 64;

/// The offer to add a late word at the end of its field.
pub struct Late {
    before: Dispute,
    at: At,
    text: String,
    selected: usize,
}

/// The offer of that text; none where the field holds no text or is gone.
pub fn offer_late(meant: Meant, text: &str, cx: &Cx) -> Option<Box<dyn Layer>> {
    let before = cx.store.dispute(meant.case).ok()?;
    let holds_text = matches!(meant.at.field.spec().kind, Kind::Line | Kind::Lines(_));
    let part = meant.at.part;
    let is_there = part.at < part.kind.rows().count(&before, part.of).max(1);
    (holds_text && is_there).then(|| {
        let late = Late { before, at: meant.at, text: text.to_owned(), selected: 0 };
        Box::new(late) as Box<dyn Layer>
    })
}

impl Late {
    /// The content of the field with the word behind it.
    fn whole(&self) -> String {
        match Spot::Field(self.at).read(&self.before) {
            Value::Text(text) => text + &self.text,
            _ => self.text.clone(),
        }
    }

    fn label(&self, cx: &Cx) -> &'static str {
        Spot::Field(self.at).label_in(&self.before).text(cx.lang)
    }

    fn choose(&self, index: usize, cx: &mut Cx) -> Flow {
        match index {
            0 => self.add(cx),
            1 => self.leave(cx),
            _ => Flow::Stay,
        }
    }

    fn add(&self, cx: &mut Cx) -> Flow {
        let change = Change::of(Spot::Field(self.at), &Value::Text(self.whole()), &self.before, cx);
        match change.save(&self.before, None, cx) {
            Ok(Said::Careful(warning)) => cx.warn(warning),
            Ok(Said::Done(_) | Said::Nothing) => cx.done(words::added(cx.lang, self.label(cx), &self.text)),
            Err(sentence) => return cx.failed(sentence),
        }
        Flow::Answer(Answer::Saved)
    }

    fn leave(&self, cx: &mut Cx) -> Flow {
        cx.warn(words::left_out(cx.lang, &self.text));
        Flow::Close
    }
}

impl Layer for Late {
    fn place(&self) -> Place {
        Place::Confirm
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Accept => self.choose(self.selected, cx),
            Action::Back => self.leave(cx),
            Action::Up | Action::Down => {
                self.selected = usize::from(action == Action::Down);
                Flow::Stay
            }
            _ => Flow::Unhandled,
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match (input.choice(), input) {
            (Some(index), _) => return self.choose(index, cx),
            // The rest of the sentence.
            (None, Input::Text(text) | Input::Paste(text)) => self.text.push_str(text),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn typing(&self) -> Typing {
        Typing::Words
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let columns = COLUMNS.min(area.width);
        let label = self.label(cx);
        let lines = area::lines(&words::came_late(cx.lang, label, &self.text), columns.saturating_sub(4));
        let rows = u16::try_from(lines.len() + 5).unwrap_or(u16::MAX);
        let inner = popup::open(popup::centred(area, columns, rows), words::title(cx.lang), buf, cx);
        for (y, text) in (inner.top()..inner.bottom()).zip(&lines) {
            cells::write(buf, (inner.x, y), text, inner.width, cx.theme.hint_text, cx.symbols);
        }
        let answers = [words::add(cx.lang, label), words::leave_out(cx.lang).to_owned()];
        let y = inner.bottom().saturating_sub(2).max(inner.y);
        let rows = Rect { y, height: inner.bottom() - y, ..inner };
        popup::choices(answers.into_iter(), (0, self.selected), rows, buf, (&cx.theme, cx.symbols))
    }
}
