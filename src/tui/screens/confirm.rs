//! A question with numbered answers.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::Lang;
use crate::text::{common, late};
use crate::tui::actions::{Action, Place};
use crate::tui::form::Form;
use crate::tui::input::Input;
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer};
use crate::tui::widgets::{area, cells, popup};

const COLUMNS: u16 = 60;

/// A question. Esc means no, whatever the answers are.
pub struct Confirm {
    /// What is chosen; none for a question.
    title: Option<&'static str>,
    question: String,
    choices: Vec<(String, Answer)>,
    selected: usize,
}

impl Confirm {
    /// A question; its text names the record.
    pub fn new(question: impl Into<String>) -> Self {
        Self { title: None, question: question.into(), choices: Vec::new(), selected: 0 }
    }

    /// A yes/no question. No is preselected, because yes loses something.
    pub fn yes_or_no(question: impl Into<String>, lang: Lang) -> Self {
        let asked = Self::new(question)
            .choice(common::yes(lang), Answer::Confirmed(Decision::Yes))
            .choice(common::no(lang), Answer::Confirmed(Decision::No));
        Self { selected: 1, ..asked }
    }

    /// The same under a title that says what is chosen: a list of choices confirms nothing.
    #[must_use]
    pub const fn titled(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// Asks where a word goes that came after a refused save: 0 into the field one was in, 1 into the one in focus.
    pub fn late<K: Copy + Eq>(form: &Form<K>, was_in: K, text: &str, lang: Lang) -> Self {
        let here = form.focus().map_or("", |key| form.label(key)).trim();
        Self::new(late::which(lang, text))
            .choice(late::into(lang, form.label(was_in).trim()), Answer::Picked(0))
            .choice(late::into(lang, here), Answer::Picked(1))
    }

    /// Adds an answer; the first is preselected.
    #[must_use]
    pub fn choice(mut self, label: impl Into<String>, answer: Answer) -> Self {
        self.choices.push((label.into(), answer));
        self
    }

    fn choose(&self, index: usize) -> Flow {
        self.choices.get(index).map_or(Flow::Stay, |(_, answer)| Flow::Answer(answer.clone()))
    }
}

impl Layer for Confirm {
    fn place(&self) -> Place {
        Place::Confirm
    }

    fn act(&mut self, action: Action, _cx: &mut Cx) -> Flow {
        match action {
            Action::Accept => return self.choose(self.selected),
            Action::Back => return Flow::Answer(Answer::Confirmed(Decision::No)),
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(self.choices.len().saturating_sub(1)),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        input.choice().map_or(Flow::Unhandled, |at| self.choose(at))
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let columns = COLUMNS.min(area.width);
        let question = area::lines(&self.question, columns.saturating_sub(4));
        let rows = u16::try_from(question.len() + self.choices.len() + 3).unwrap_or(u16::MAX);
        let title = self.title.unwrap_or_else(|| self.place().wording().name(cx.lang));
        let inner = popup::open(popup::centred(area, columns, rows), title, buf, cx);
        // A long question is cut, never the answers.
        let answers_at =
            inner.bottom().saturating_sub(u16::try_from(self.choices.len()).unwrap_or(0)).max(inner.y);
        for (y, text) in (inner.y..answers_at).zip(&question) {
            cells::write(buf, (inner.x, y), text, inner.width, cx.theme.hint_text, cx.symbols);
        }
        let rows = Rect { y: answers_at, height: inner.bottom() - answers_at, ..inner };
        let labels = self.choices.iter().map(|(label, _)| label.clone());
        popup::choices(labels, (0, self.selected), rows, buf, (&cx.theme, cx.symbols))
    }
}
