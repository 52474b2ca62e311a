//! A card: a form for one thing, in a frame over a screen or as a full screen. It handles the form, the keys
//! and the frame; its [`Content`] defines the fields, their checks and the save. A card with a place for a draft keeps
//! what is typed in the file, at every pause and when it is left, and takes it up again.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::actions::{Action, Place};
use super::form::{Form, FormEvent};
use super::input::Input;
use super::screens::confirm::Confirm;
use super::stack::{Answer, Cx, Decision, Flow, Layer, Typing, Wait};
use super::widgets::{cells, popup};
use crate::store::Result;
use crate::text::{Lang, common};

/// How long typing must pause before the draft is kept.
const REST: Duration = Duration::from_millis(800);

/// The content of a particular card.
pub trait Content {
    /// The keys of its fields.
    type Key: Copy + Eq;

    /// The place, for the table of actions.
    fn place(&self) -> Place {
        Place::InPlace
    }

    /// The title.
    fn title(&self, cx: &Cx) -> String {
        self.place().wording().name(cx.lang).to_owned()
    }

    /// Its frame over another screen; none where it takes the whole screen.
    fn frame(&self, _form: &Form<Self::Key>, _lang: Lang) -> Option<Frame> {
        None
    }

    /// Draws the inside of the frame.
    fn draw(&mut self, form: &mut Form<Self::Key>, area: Rect, buf: &mut Buffer, cx: &Cx) {
        form.draw(area, buf, cx);
    }

    /// Called once all fields are on the form, to set what follows from them.
    fn begin(&mut self, _form: &mut Form<Self::Key>, _cx: &Cx) {}

    /// Called when the value of that field changed and the focus is still in it.
    fn changed(&mut self, _form: &mut Form<Self::Key>, _key: Self::Key, _cx: &Cx) {}

    /// Called when that field was left; its value may have changed.
    fn left(&mut self, form: &mut Form<Self::Key>, _key: Self::Key, cx: &Cx) {
        // Missing fields are reported at the save; wrong values at once.
        self.judge(form, cx);
    }

    /// Reports errors beside the fields, other than those of a field by itself; returns the first one that
    /// prevents the save.
    fn judge(&mut self, _form: &mut Form<Self::Key>, _cx: &Cx) -> Option<Self::Key> {
        None
    }

    /// The sentence to show where an error prevents the save.
    fn not_yet(&self, _lang: Lang) -> Option<&'static str> {
        None
    }

    /// Saves the values of the form, which has no errors.
    ///
    /// # Errors
    /// Why the file could not be written.
    fn save(&mut self, form: &mut Form<Self::Key>, cx: &mut Cx) -> Result<Flow>;

    /// The place in the file of the draft of what is typed; none where none is kept. The save clears it.
    fn draft_place(&self) -> Option<String> {
        None
    }

    /// The name of a field in the draft; it must not change, because drafts outlive program versions.
    fn draft_name(&self, _key: Self::Key) -> String {
        String::new()
    }

    /// The question before changes are dropped; none where the card closes without asking.
    fn ask_drop(&self, _lang: Lang) -> Option<&'static str> {
        None
    }

    /// Handles an action in its own way; none to use the default.
    fn act(&mut self, _action: Action, _form: &mut Form<Self::Key>, _cx: &mut Cx) -> Option<Flow> {
        None
    }

    /// Called when a layer it opened closes with an answer.
    ///
    /// # Errors
    /// Why the file could not be written.
    fn answered(&mut self, _answer: Answer, _form: &mut Form<Self::Key>, _cx: &mut Cx) -> Result<Flow> {
        Ok(Flow::Stay)
    }

    /// Called when the records changed and nothing was typed: the new form; none to keep the old one.
    fn read_again(&mut self, _cx: &mut Cx) -> Option<Form<Self::Key>> {
        None
    }
}

/// The frame of a card over a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Columns and rows, including the border.
    pub size: (u16, u16),
    /// A description in the first row; empty for none.
    pub about: String,
    /// The keys in the last row; empty for none.
    pub keys: &'static str,
    /// The rows above and below the fields.
    pub margins: (u16, u16),
}

/// A card.
pub struct Card<C: Content> {
    content: C,
    form: Form<C::Key>,
    asked: Asked,
    draft: Draft,
    /// A word that came after a refused save, and the field it may belong to.
    late: Option<(C::Key, String)>,
}

/// Whether what is typed is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Draft {
    /// Nothing was typed.
    Nothing,
    /// It came back from the file, and nothing was typed since.
    Resumed,
    /// Typed since it was last kept.
    Unkept,
    /// Kept.
    Kept,
}

/// What the question on top is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// A question of the content.
    ByContent,
    /// Whether to drop changes.
    Drop,
    /// Where the word goes that came late.
    Late,
}

impl<C: Content> Card<C> {
    /// A card with that form, the focus on its first field.
    pub fn over(content: C, form: Form<C::Key>, cx: &Cx) -> Self {
        let mut card = Self { content, form, asked: Asked::ByContent, draft: Draft::Nothing, late: None };
        card.begin(None, cx);
        card
    }

    /// The same with what was typed on it before and not saved; a notice says so.
    #[must_use]
    pub fn resumed(mut self, cx: &mut Cx) -> Self {
        let Some(place) = self.content.draft_place() else { return self };
        let kept = cx.told(cx.store.draft(&place)).flatten();
        let kept = kept.and_then(|draft| serde_json::from_str(&draft.body).ok());
        if let Some(typed) = kept {
            let content = &self.content;
            self.form.restore(&typed, |key| content.draft_name(key));
            self.draft = Draft::Resumed;
            cx.warn(common::card_resumed(cx.lang));
        }
        self
    }

    /// A key that left a field may have changed it.
    fn note_change(&mut self) {
        if self.draft != Draft::Resumed && self.form.is_changed() {
            self.draft = Draft::Unkept;
        }
    }

    /// Keeps what is typed in the file.
    fn keep(&mut self, cx: &mut Cx) {
        let Some(place) = self.content.draft_place() else { return };
        let content = &self.content;
        let typed = self.form.to_json(|key| content.draft_name(key)).to_string();
        let kept = cx.store.keep_draft(&place, &typed);
        if cx.told(kept).is_some() {
            self.draft = Draft::Kept;
        }
    }

    /// Esc: what was typed is kept; what came back and was left alone is given up.
    fn leave(&mut self, cx: &mut Cx) -> Flow {
        match (self.draft, self.content.draft_place()) {
            (Draft::Unkept | Draft::Kept, Some(_)) => {
                self.keep(cx);
                if self.draft == Draft::Kept {
                    cx.warn(common::card_kept(cx.lang));
                }
            }
            (Draft::Resumed, Some(place)) => {
                let dropped = cx.store.drop_draft(&place);
                if cx.told(dropped).is_some() {
                    cx.done(common::card_dropped(cx.lang));
                }
            }
            _ => {}
        }
        Flow::Close
    }

    /// The same with the focus on that field.
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
            self.form.lead_to(key);
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
            FormEvent::Last(_) => {
                self.note_change();
                return self.save(cx);
            }
            FormEvent::Changed(key) => {
                self.draft = Draft::Unkept;
                self.content.changed(&mut self.form, key, cx);
            }
            FormEvent::Left(key) => {
                self.note_change();
                self.content.left(&mut self.form, key, cx);
            }
            FormEvent::Nothing if self.form.is_searched() => self.note_change(),
            FormEvent::Nothing => {}
        }
        Flow::Stay
    }

    fn back(&mut self, cx: &mut Cx) -> Flow {
        let lang = cx.lang;
        let question = self.content.ask_drop(lang);
        match question {
            _ if self.form.cancel() => Flow::Stay,
            Some(question) if self.form.is_changed() => {
                self.asked = Asked::Drop;
                Flow::Push(Box::new(Confirm::yes_or_no(question, lang)))
            }
            _ => self.leave(cx),
        }
    }
}

impl<C: Content> Layer for Card<C> {
    fn place(&self) -> Place {
        self.content.place()
    }

    fn hinted(&self) -> Place {
        if self.form.ends_with_a_digit() { Place::PickList } else { self.place() }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        self.asked = Asked::ByContent;
        if let Some(flow) = self.content.act(action, &mut self.form, cx) {
            return flow;
        }
        match action {
            Action::Save => self.save(cx),
            Action::Back => self.back(cx),
            _ => {
                let event = self.form.act(action);
                self.follow(event, cx)
            }
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        if let (Some(key), Input::Text(text)) = (self.form.belated(input), input) {
            self.asked = Asked::Late;
            let asked = Confirm::late(&self.form, key, text, cx.lang);
            self.late = Some((key, text.clone()));
            return Flow::Push(Box::new(asked));
        }
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
        let keys = if self.form.ends_with_a_digit() { common::digit_saves(cx.lang) } else { frame.keys };
        cells::write(buf, (inner.x + 1, last), keys, width, cx.theme.muted, cx.symbols);
        self.form.keep_lists_between();
        let (above, below) = frame.margins;
        let height = inner.height.saturating_sub(above + below).max(1);
        self.content.draw(&mut self.form, Rect { y: inner.y + above, height, ..inner }, buf, cx);
        self.form.draw_outside(rect, area, buf, cx);
        self.form.cursor()
    }

    fn title(&self, cx: &Cx) -> String {
        self.content.title(cx)
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn waits(&self) -> Wait {
        let keeps = self.draft == Draft::Unkept && self.content.draft_place().is_some();
        if keeps { Wait::Rest(REST) } else { Wait::Key }
    }

    fn rest(&mut self, cx: &mut Cx) {
        if self.draft == Draft::Unkept {
            self.keep(cx);
        }
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match std::mem::replace(&mut self.asked, Asked::ByContent) {
            Asked::Drop if answer == Answer::Confirmed(Decision::Yes) => Flow::Close,
            Asked::Drop => Flow::Stay,
            Asked::Late => {
                let Some((key, text)) = self.late.take() else { return Flow::Stay };
                match self.form.settle_late(key, text, &answer) {
                    Ok(event) => self.follow(event, cx),
                    Err(text) => cx.warned(crate::text::late::left_out(cx.lang, &text)),
                }
            }
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
