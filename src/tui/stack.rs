//! Layers of screens. The top one receives the input and sets the cursor.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::actions::{Action, Place};
use super::form::Value;
use super::input::Input;
use super::look::Surface;
use super::symbols::Symbols;
use super::theme::Theme;
use crate::domain::field::Spot;
use crate::domain::{DisputeId, OfficeId, Period};
use crate::store::{Result, Store, StoreError};
use crate::text::Lang;
use crate::text::common;
use crate::text::errors::store_error;
use crate::text::locks;
use crate::text::shell::Over;
use crate::text::transcribe::{self, Taken};

/// A screen or a popup, with its state, keys and drawing.
pub trait Layer {
    /// The place, for the table of actions.
    fn place(&self) -> Place;

    /// Handles an action of the table that works in this place.
    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow;

    /// Handles text, a paste, or a key without an action.
    fn input(&mut self, _input: &Input, _cx: &mut Cx) -> Flow {
        Flow::Unhandled
    }

    /// Handles a click on something that no key selects, such as the heading of a column.
    fn pointed(&mut self, _at: Position, _cx: &mut Cx) -> Flow {
        Flow::Unhandled
    }

    /// Draws itself within `area`. Returns where the next character goes: for the top layer
    /// this is the real cursor, which the window of the input method follows.
    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position>;

    /// The title of this screen in the title line.
    fn title(&self, cx: &Cx) -> String {
        self.place().wording().name(cx.lang).to_owned()
    }

    /// The place whose keys the bottom line says: another where a key of its own is of no use at this moment.
    fn hinted(&self) -> Place {
        self.place()
    }

    /// The period whose figures it shows: another screen of figures, opened from it, begins there.
    fn period(&self) -> Option<Period> {
        None
    }

    /// The office whose figures it shows with those of its period; none for all offices.
    fn office(&self) -> Option<OfficeId> {
        None
    }

    /// How typed text is passed to it.
    fn typing(&self) -> Typing {
        self.place().row().typing
    }

    /// The event it waits for besides a key.
    fn waits(&self) -> Wait {
        Wait::Key
    }

    /// Called when the frame is shown and no input waits, or the time it waits for has passed.
    fn wake(&mut self, _cx: &mut Cx) -> Worked {
        Worked::NothingNew
    }

    /// Saves typed text as a draft: after a pause, before the screen is locked or the program ends.
    fn rest(&mut self, _cx: &mut Cx) {}

    /// Called when the layer above closed with an answer.
    fn answered(&mut self, _answer: Answer, _cx: &mut Cx) -> Flow {
        Flow::Stay
    }

    /// Called when the records changed (a save, an undo), to read them again.
    fn refresh(&mut self, _cx: &mut Cx) {}

    /// Help on the selected spot, such as a field, shown first.
    fn help(&self, _lang: Lang) -> Option<String> {
        None
    }

    /// Whether that field of the case on it is filled in; the tour asks the entry page.
    fn is_filled(&self, _spot: Spot) -> bool {
        false
    }

    /// How much it hides of the layers below.
    fn covers(&self) -> Covers {
        self.place().row().covers
    }
}

/// What a layer hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// Everything.
    Screen,
    /// A part; the layer below is drawn first.
    Part,
}

/// How typed text is passed to a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// As a whole: for fields.
    Words,
    /// One character at a time, each to the layer on top by then: where a digit opens
    /// another layer, the next digits belong to that one.
    Singles,
}

/// The event a layer waits for besides a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// Nothing: an idle program sleeps.
    Key,
    /// The frame: there is deferred work, such as a search.
    Turn,
    /// A pause in typing of that length, to save a draft.
    Rest(Duration),
    /// That time without a key, such as for a countdown.
    Time(Duration),
}

/// The result of `wake`.
pub enum Worked {
    /// There is something new to draw.
    Changed,
    /// The flow to follow, as after a key.
    Leads(Flow),
    /// Nothing changed.
    NothingNew,
}

/// What the shell does after a layer handled an input.
pub enum Flow {
    /// The layer stays; draw it.
    Stay,
    /// Push a layer.
    Push(Box<dyn Layer>),
    /// Push two layers: a case, and an edit of one of its fields on top.
    PushBoth(Box<dyn Layer>, Box<dyn Layer>),
    /// Replace the layer.
    Replace(Box<dyn Layer>),
    /// Close the layer.
    Close,
    /// Close the layer with an answer for the one below.
    Answer(Answer),
    /// End the program.
    Quit,
    /// Not handled; the shell may have a default action.
    Unhandled,
}

/// The answer of a layer that closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// No result.
    Nothing,
    /// Records were saved; everything shown is read again.
    Saved,
    /// The answer to a question.
    Confirmed(Decision),
    /// The item of that index was picked.
    Picked(usize),
    /// The text that was typed.
    Typed(String),
    /// The value of the requested field.
    Filled(Value),
    /// A command was chosen; the shell performs it in the layer below.
    Chosen(Action),
}

/// The answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// A message in the bottom line, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The severity.
    pub kind: NoticeKind,
    /// The sentence.
    pub text: String,
}

/// The severity of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Success.
    Done,
    /// Success with a warning.
    Warning,
    /// Failure.
    Error,
}

/// The office, the period and its figures in the title line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headline {
    /// The office's name.
    pub office: String,
    /// The period of the figures.
    pub period: Option<Period>,
    /// Whether that is over.
    pub over: Over,
    /// Cases accepted in it.
    pub accepted: u64,
    /// Cases mediated with success in it.
    pub successful: u64,
    /// Cases referred in it.
    pub referred: u64,
    /// Cases open now, or at the end of a period that is over.
    pub open: u64,
    /// The duties overdue or due soon.
    pub due: crate::store::DueCount,
    /// A warning; empty if there is none.
    pub warning: String,
    /// The conflicts to be decided.
    pub attention: crate::store::Attention,
}

/// The state shared by all layers.
pub struct Cx {
    /// The file.
    pub store: Store,
    /// The language of the screen.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
    /// The glyphs.
    pub symbols: &'static Symbols,
    /// What the terminal told about itself.
    pub surface: Surface,
    /// The message in the bottom line.
    pub notice: Option<Notice>,
    /// The figures of the title line, of the current month at the home office.
    pub headline: Headline,
    /// The period that the screens below show; none where they show no figures.
    pub period: Option<Period>,
    /// The field to which a late word belongs, until the next input.
    pub meant: Option<Meant>,
    /// The last search text, while the program runs.
    pub last_query: String,
    /// Whether the open file was found damaged.
    pub file_is_damaged: bool,
    /// What was just saved, until the screens have read it.
    pub just: Option<Just>,
    pub(super) records: Records,
    pub(super) copied: Option<Copied>,
    /// What the user left the program for.
    pub(super) left_for: LeftFor,
}

/// What the user leaves the program for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftFor {
    /// It is the end.
    Good,
    /// The tour in that language, after which the program goes on.
    Tour(Lang),
}

/// The field that was focused when its case was saved: a word that an input method commits a moment later was meant
/// for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant {
    /// The case.
    pub case: DisputeId,
    /// The field.
    pub at: Spot,
    /// What is on top since.
    pub then: Then,
}

/// What is on top after a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The layer of the field: what is typed there may be for its next field.
    Same,
    /// The save closed it: no word belongs to whatever lies beneath.
    Beneath,
}

/// A save after which a list does not stay where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Just {
    /// That case was logged.
    Logged(DisputeId),
    /// That case got an outcome.
    Concluded(DisputeId),
}

/// A text to copy, and its description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copied {
    pub(super) text: String,
    pub(super) what: String,
}

/// Whether the screens show the current records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Records {
    Shown,
    Changed,
}

impl Cx {
    /// The shared state, without a notice.
    pub fn new(store: Store, lang: Lang, theme: Theme, symbols: &'static Symbols) -> Self {
        Self {
            store,
            lang,
            theme,
            symbols,
            surface: Surface::default(),
            notice: None,
            headline: Headline::default(),
            period: None,
            meant: None,
            last_query: String::new(),
            file_is_damaged: false,
            just: None,
            records: Records::Shown,
            copied: None,
            left_for: LeftFor::Good,
        }
    }

    /// Chooses colours and glyphs again, after a setting changed or the terminal told something.
    pub fn take_look(&mut self) {
        let settings = self.store.settings();
        self.theme = self.surface.theme(settings.theme);
        self.symbols = self.surface.symbols(settings.symbols);
    }

    /// Shows that something was done.
    pub fn done(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { kind: NoticeKind::Done, text: text.into() });
    }

    /// Shows a warning.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { kind: NoticeKind::Warning, text: text.into() });
    }

    /// Shows that something was not done, and what to do.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { kind: NoticeKind::Error, text: text.into() });
    }

    /// [`Cx::warn`], then stays.
    pub fn warned(&mut self, text: impl Into<String>) -> Flow {
        self.warn(text);
        Flow::Stay
    }

    /// [`Cx::fail`], then stays.
    pub fn failed(&mut self, text: impl Into<String>) -> Flow {
        self.fail(text);
        Flow::Stay
    }

    /// Shows an error of the file, then stays.
    pub fn refused(&mut self, error: &StoreError) -> Flow {
        self.failed(store_error(self.lang, error))
    }

    /// The value of a result; for an error none, and a notice.
    pub fn told<T>(&mut self, given: Result<T>) -> Option<T> {
        given.map_err(|error| self.fail(store_error(self.lang, &error))).ok()
    }

    /// Notes that records changed: every layer reads again before it is drawn next.
    pub fn records_changed(&mut self) {
        self.records = Records::Changed;
    }

    /// Adds to the notice which locked months the saves of this input corrected.
    pub(super) fn say_corrected(&mut self) {
        let months = self.store.take_corrected();
        if months.is_empty() {
            return;
        }
        let mut text = self.notice.take().map(|notice| notice.text).unwrap_or_default();
        if !text.is_empty() {
            text = common::ended(self.lang, &text);
        }
        text.push_str(&locks::corrects(self.lang, &months, self.store.directory()));
        self.warn(text);
    }

    /// Copies the text after this input, and shows a notice.
    pub fn copy(&mut self, text: impl Into<String>) {
        self.copy_as(text, "");
    }

    /// [`Cx::copy`] with a description of the text in the notice.
    pub fn copy_as(&mut self, text: impl Into<String>, what: impl Into<String>) {
        let copied = Copied { text: text.into(), what: what.into() };
        // The result is not known before the clipboards were tried.
        self.done(transcribe::copied(self.lang, &copied.what, Taken::ByTerminalAlone));
        self.copied = Some(copied);
    }

    /// Called after copying: shows which clipboard has the text, unless there is another notice.
    pub(super) fn say_copied(&mut self, what: &str, taken: Taken) {
        let said = transcribe::copied(self.lang, what, Taken::ByTerminalAlone);
        if self.notice.as_ref().is_none_or(|notice| notice.text == said) {
            self.done(transcribe::copied(self.lang, what, taken));
        }
    }
}
