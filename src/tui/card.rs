//! A card: the fields of one thing, in a frame over a screen or as a screen of its own. It owns the form, the keys and
//! the frame; what is asked, what is wrong with it and what a save does is for its [`Content`].

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::actions::{Action, Place};
use super::form::{Form, FormEvent};
use super::input::Input;
use super::screens::confirm::Confirm;
use super::stack::{Answer, Cx, Decision, Flow, Layer, Typing};
use super::widgets::{cells, popup};
use crate::store::Result;
use crate::text::Lang;

/// What a particular card is about.
pub trait Content {
    /// The names of its fields.
    type Key: Copy + Eq;

    /// Where a person is, for the table of actions.
    fn place(&self) -> Place {
        Place::InPlace
    }

    /// What it is called.
    fn title(&self, cx: &Cx) -> String {
        self.place().wording().name(cx.lang).to_owned()
    }

    /// Its frame over the screen one is on; none where it takes the whole screen.
    fn frame(&self, _form: &Form<Self::Key>, _lang: Lang) -> Option<Frame> {
        None
    }

    /// Draws what is inside the frame.
    fn draw(&mut self, form: &mut Form<Self::Key>, area: Rect, buf: &mut Buffer, cx: &Cx) {
        form.draw(area, buf, cx);
    }

    /// The fields stand on the form: what follows from them.
    fn begin(&mut self, _form: &mut Form<Self::Key>, _cx: &Cx) {}

    /// The value of that field changed, and one is still in it.
    fn changed(&mut self, _form: &mut Form<Self::Key>, _key: Self::Key, _cx: &Cx) {}

    /// That field was left; its value may have changed.
    fn left(&mut self, form: &mut Form<Self::Key>, _key: Self::Key, cx: &Cx) {
        // What was left empty is only missed at the save; what stands there is judged at once.
        self.judge(form, cx);
    }

    /// Says beside the fields what is wrong with them, besides what each says of itself; the first that keeps the
    /// card from being saved.
    fn judge(&mut self, _form: &mut Form<Self::Key>, _cx: &Cx) -> Option<Self::Key> {
        None
    }

    /// The sentence where the save has to wait for a field.
    fn not_yet(&self, _lang: Lang) -> Option<&'static str> {
        None
    }

    /// Saves what stands in the fields; they are in order.
    ///
    /// # Errors
    /// Why the file could not be written.
    fn save(&mut self, form: &mut Form<Self::Key>, cx: &mut Cx) -> Result<Flow>;

    /// What is asked before changes are dropped; none where the card just closes.
    fn ask_drop(&self, _lang: Lang) -> Option<&'static str> {
        None
    }

    /// Does an action in its own way; none where it has no such way.
    fn act(&mut self, _action: Action, _form: &mut Form<Self::Key>, _cx: &mut Cx) -> Option<Flow> {
        None
    }

    /// A layer that it put on top closed with an answer.
    ///
    /// # Errors
    /// Why the file could not be written.
    fn answered(&mut self, _answer: Answer, _form: &mut Form<Self::Key>, _cx: &mut Cx) -> Result<Flow> {
        Ok(Flow::Stay)
    }

    /// The records changed and nothing was typed: the fields as they are now; none where they stay.
    fn read_again(&mut self, _cx: &mut Cx) -> Option<Form<Self::Key>> {
        None
    }
}

/// The frame of a card over a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Columns and rows, the border included.
    pub size: (u16, u16),
    /// What it is about, in the first row; empty for nothing.
    pub about: String,
    /// What the keys do, in the last row; empty for nothing.
    pub keys: &'static str,
    /// The rows above and below the fields.
    pub margins: (u16, u16),
}

/// The card.
pub struct Card<C: Content> {
    content: C,
    form: Form<C::Key>,
    asked: Asked,
}

/// What the layer above was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// What the content wants to know.
    ByContent,
    /// Whether changes are to be dropped.
    Drop,
}

impl<C: Content> Card<C> {
    /// A card with those fields, in the first of them.
    pub fn over(content: C, form: Form<C::Key>, cx: &Cx) -> Self {
        let mut card = Self { content, form, asked: Asked::ByContent };
        card.begin(None, cx);
        card
    }

    /// The same, in that field.
    #[must_use]
    pub fn at(mut self, key: C::Key) -> Self {
        self.form.focus_on(key);
        self
    }

    fn begin(&mut self, at: Option<C::Key>, cx: &Cx) {
        let first = self.form.keys().first().copied();
        at.or(first).into_iter().for_each(|key| self.form.start(key));
        self.content.begin(&mut self.form, cx);
        self.form.note_opened();
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        let first = self.form.check();
        if let Some(key) = first.or_else(|| self.content.judge(&mut self.form, cx)) {
            self.form.focus_on(key);
            if let Some(sentence) = self.content.not_yet(cx.lang) {
                cx.fail(sentence);
            }
            return Flow::Stay;
        }
        let saved = self.content.save(&mut self.form, cx);
        saved.unwrap_or_else(|error| cx.refused(&error))
    }

    fn follow(&mut self, event: FormEvent<C::Key>, cx: &mut Cx) -> Flow {
        match event {
            FormEvent::Unhandled => return Flow::Unhandled,
            FormEvent::Last(_) => return self.save(cx),
            FormEvent::Changed(key) => self.content.changed(&mut self.form, key, cx),
            FormEvent::Left(key) => self.content.left(&mut self.form, key, cx),
            FormEvent::Nothing => {}
        }
        Flow::Stay
    }

    fn back(&mut self, lang: Lang) -> Flow {
        let question = self.content.ask_drop(lang);
        match question {
            _ if self.form.cancel() => Flow::Stay,
            Some(question) if self.form.is_changed() => {
                self.asked = Asked::Drop;
                Flow::Push(Box::new(Confirm::yes_or_no(question, lang)))
            }
            _ => Flow::Close,
        }
    }
}

impl<C: Content> Layer for Card<C> {
    fn place(&self) -> Place {
        self.content.place()
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        self.asked = Asked::ByContent;
        if let Some(flow) = self.content.act(action, &mut self.form, cx) {
            return flow;
        }
        match action {
            Action::Save => self.save(cx),
            Action::Back => self.back(cx.lang),
            _ => {
                let event = self.form.act(action);
                self.follow(event, cx)
            }
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        let event = self.form.input(input);
        self.follow(event, cx)
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let Some(frame) = self.content.frame(&self.form, cx.lang) else {
            self.content.draw(&mut self.form, area, buf, cx);
            return self.form.cursor();
        };
        let rect = popup::centred(area, frame.size.0, frame.size.1);
        let inner = popup::open(rect, &self.content.title(cx), buf, cx);
        let (width, last) = (inner.width.saturating_sub(1), inner.bottom().saturating_sub(1));
        cells::write(buf, (inner.x + 1, inner.y), &frame.about, width, cx.theme.hint_text, cx.symbols);
        cells::write(buf, (inner.x + 1, last), frame.keys, width, cx.theme.muted, cx.symbols);
        let (above, below) = frame.margins;
        let height = inner.height.saturating_sub(above + below).max(1);
        self.content.draw(&mut self.form, Rect { y: inner.y + above, height, ..inner }, buf, cx);
        self.form.cursor()
    }

    fn title(&self, cx: &Cx) -> String {
        self.content.title(cx)
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match std::mem::replace(&mut self.asked, Asked::ByContent) {
            Asked::Drop if answer == Answer::Confirmed(Decision::Yes) => Flow::Close,
            Asked::Drop => Flow::Stay,
            Asked::ByContent => {
                let done = self.content.answered(answer, &mut self.form, cx);
                done.unwrap_or_else(|error| cx.refused(&error))
            }
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        if !self.form.is_changed()
            && let Some(form) = self.content.read_again(cx)
        {
            let at = self.form.focus();
            self.form = form;
            self.begin(at, cx);
        }
    }

    fn help(&self, _lang: Lang) -> Option<String> {
        self.form.help()
    }
}
