//! Layers of screens. The top one gets what is typed and says where the cursor is.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::actions::{Action, Place};
use super::form::Value;
use super::input::Input;
use super::symbols::Symbols;
use super::theme::Theme;
use crate::store::{Result, Store, StoreError};
use crate::text::Lang;
use crate::text::errors::store_error;
use crate::text::transcribe::{self, Taken};

/// A screen or a popup: its state, keys and drawing together.
pub trait Layer {
    /// Where a person is, for the table of actions.
    fn place(&self) -> Place;

    /// Does an action of the table that works in this place.
    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow;

    /// Takes text, a paste, or a key that no action claimed.
    fn input(&mut self, _input: &Input, _cx: &mut Cx) -> Flow {
        Flow::Unhandled
    }

    /// Draws itself; only what falls inside `area` is its own. Answers where the next character goes: for the top layer
    /// that becomes the real cursor, which the input method's window follows.
    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position>;

    /// What the title line says of this screen.
    fn title(&self, cx: &Cx) -> String {
        self.place().wording().name(cx.lang).to_owned()
    }

    /// How it wants typed text handed over.
    fn typing(&self) -> Typing {
        self.place().row().typing
    }

    /// What it waits for besides a key.
    fn waits(&self) -> Wait {
        Wait::Key
    }

    /// The frame is shown and no input waits, or the time it waits for has passed: its work.
    fn wake(&mut self, _cx: &mut Cx) -> Worked {
        Worked::NothingNew
    }

    /// Puts what is typed into the file: typing rests, or the screen is about to be locked or the program to end.
    fn rest(&mut self, _cx: &mut Cx) {}

    /// A layer above closed with an answer.
    fn answered(&mut self, _answer: Answer, _cx: &mut Cx) -> Flow {
        Flow::Stay
    }

    /// The records changed under it (a save, an undo): read again what is shown.
    fn refresh(&mut self, _cx: &mut Cx) {}

    /// What help says first about the very spot one is in, such as a field.
    fn help(&self, _lang: Lang) -> Option<String> {
        None
    }

    /// What it hides of the layers beneath.
    fn covers(&self) -> Covers {
        self.place().row().covers
    }
}

/// What a layer hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// Everything.
    Screen,
    /// A part; the layer beneath is drawn first.
    Part,
}

/// How typed text is handed to a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// All that was typed together: for fields.
    Words,
    /// One character after the other, each to the layer that is on top by then: where a digit picks and opens
    /// something else, the digits typed ahead belong to that.
    Singles,
}

/// What a layer waits for besides a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// Nothing: an idle program sleeps.
    Key,
    /// That the typed character is shown: there is work put off until then, such as a search.
    Turn,
    /// That typing rests so long, to put away what was typed.
    Rest(Duration),
    /// That so long no key comes, such as for a wait that ends.
    Time(Duration),
}

/// What came of the work.
pub enum Worked {
    /// There is something new to show.
    Changed,
    /// Something else comes in its place.
    Leads(Flow),
    /// The screen stays as it is.
    NothingNew,
}

/// What is to happen after a layer was asked.
pub enum Flow {
    /// It dealt with it; draw.
    Stay,
    /// A layer comes on top.
    Push(Box<dyn Layer>),
    /// A layer comes on top, and at once another on top of that: a case, and one of its fields being changed.
    PushBoth(Box<dyn Layer>, Box<dyn Layer>),
    /// A layer takes its place.
    Replace(Box<dyn Layer>),
    /// It closes.
    Close,
    /// It closes with an answer for the layer beneath.
    Answer(Answer),
    /// The program ends.
    Quit,
    /// Not its business: the shell may know what to do.
    Unhandled,
}

/// What a layer says when it closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing came of it.
    Nothing,
    /// Something was saved; everything shown is read again.
    Saved,
    /// A question was decided.
    Confirmed(Decision),
    /// The item of that index was picked.
    Picked(usize),
    /// The text that was asked for.
    Typed(String),
    /// What the field that was asked holds.
    Filled(Value),
    /// A command was chosen; the shell does it in the layer beneath.
    Chosen(Action),
}

/// The answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Do it.
    Yes,
    /// Leave it.
    No,
}

/// A sentence in the bottom line, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What sort of news.
    pub kind: NoticeKind,
    /// The sentence.
    pub text: String,
}

/// What sort of news a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// It was done.
    Done,
    /// It was done, but.
    Warning,
    /// It was not done.
    Error,
}

/// What the title line says of the office and the month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headline {
    /// The office's name.
    pub office: String,
    /// Year and month (1 to 12) of the figures.
    pub month: Option<(i32, u32)>,
    /// Cases accepted in the month.
    pub accepted: u64,
    /// Cases mediated with success in the month.
    pub successful: u64,
    /// Cases referred in the month.
    pub referred: u64,
    /// Cases open now.
    pub open: u64,
    /// What is overdue or due soon.
    pub due: crate::store::DueCount,
    /// What it warns of; empty while all is well.
    pub warning: String,
    /// What waits for somebody to decide.
    pub attention: crate::store::Attention,
}

/// Everything the layers share.
pub struct Cx {
    /// The file.
    pub store: Store,
    /// The language of the screen.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
    /// The glyphs.
    pub symbols: &'static Symbols,
    /// The sentence in the bottom line.
    pub notice: Option<Notice>,
    /// The title line's figures.
    pub headline: Headline,
    /// What was looked for last, while the program runs.
    pub last_query: String,
    /// The file was found damaged while it is open.
    pub file_is_damaged: bool,
    pub(super) records: Records,
    pub(super) copied: Option<Copied>,
}

/// A text for the clipboards, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copied {
    pub(super) text: String,
    pub(super) what: String,
}

/// Whether the screens show what the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Records {
    Shown,
    Changed,
}

impl Cx {
    /// With nothing said yet.
    pub fn new(store: Store, lang: Lang, theme: Theme, symbols: &'static Symbols) -> Self {
        Self {
            store,
            lang,
            theme,
            symbols,
            notice: None,
            headline: Headline::default(),
            last_query: String::new(),
            file_is_damaged: false,
            records: Records::Shown,
            copied: None,
        }
    }

    /// Says in the bottom line that something was done.
    pub fn done(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { kind: NoticeKind::Done, text: text.into() });
    }

    /// Says in the bottom line that something wants care.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { kind: NoticeKind::Warning, text: text.into() });
    }

    /// Says in the bottom line that something was not done, and what to do.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { kind: NoticeKind::Error, text: text.into() });
    }

    /// As [`Cx::warn`], and that is all that happens.
    pub fn warned(&mut self, text: impl Into<String>) -> Flow {
        self.warn(text);
        Flow::Stay
    }

    /// As [`Cx::fail`], and that is all that happens.
    pub fn failed(&mut self, text: impl Into<String>) -> Flow {
        self.fail(text);
        Flow::Stay
    }

    /// Says what went wrong with the file, and that is all that happens.
    pub fn refused(&mut self, error: &StoreError) -> Flow {
        self.failed(store_error(self.lang, error))
    }

    /// What the file gave; where it could not, none, and the notice says why.
    pub fn told<T>(&mut self, given: Result<T>) -> Option<T> {
        given.map_err(|error| self.fail(store_error(self.lang, &error))).ok()
    }

    /// Tells that records changed: every layer reads again before it is next drawn.
    pub fn records_changed(&mut self) {
        self.records = Records::Changed;
    }

    /// Hands the text to the clipboards after this input, and says so.
    pub fn copy(&mut self, text: impl Into<String>) {
        self.copy_as(text, "");
    }

    /// As [`Cx::copy`], saying what was copied.
    pub fn copy_as(&mut self, text: impl Into<String>, what: impl Into<String>) {
        let copied = Copied { text: text.into(), what: what.into() };
        // More is not known before it was tried.
        self.done(transcribe::copied(self.lang, &copied.what, Taken::ByTerminalAlone));
        self.copied = Some(copied);
    }

    /// The clipboards were tried: says which took it, unless something else is to be said.
    pub(super) fn say_copied(&mut self, what: &str, taken: Taken) {
        let said = transcribe::copied(self.lang, what, Taken::ByTerminalAlone);
        if self.notice.as_ref().is_none_or(|notice| notice.text == said) {
            self.done(transcribe::copied(self.lang, what, taken));
        }
    }
}
