//! The editors: one for each kind of field, with a common interface.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::picker::{Picker, Step};
use super::spec::Kind;
use super::typed::{self, Typed};
use super::value::Value;
use crate::domain::date_entry::{parse_date, parse_due_date};
use crate::domain::fold::half_width;
use crate::domain::money::parse_money;
use crate::domain::time_entry::{parse_time, time_text};
use crate::text::{Lang, form as words};
use crate::tui::input::{Held, Key};
use crate::tui::widgets::area::AreaView;
use crate::tui::widgets::date::DateEntry;
use crate::tui::widgets::edit::Edit;
use crate::tui::widgets::line::LineView;
use crate::tui::widgets::pick::{Count, PickList};

/// The context an editor needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct World {
    pub lang: Lang,
    pub today: NaiveDate,
}

/// Whether an incomplete date is completed to the past or the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    Past,
    Future,
}

/// The kinds of one-line text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    Text,
    Secret,
    Time,
    Money,
    Number,
}

/// The state of the editor of a field.
#[derive(Debug)]
pub(super) enum Editor {
    Line(Edit, LineView, Plain),
    Area(Edit, AreaView, u16),
    Date(Box<DateEntry>, Toward),
    Pick(Box<Picker>, LineView),
}

/// A vertical arrow or page key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrow {
    Up,
    Down,
    PageUp,
    PageDown,
}

impl Editor {
    /// Whether it is a list of which one is picked.
    pub fn picks_one(&self) -> bool {
        matches!(self, Self::Pick(picker, _) if picker.count() == Count::One)
    }

    pub fn new(kind: Kind, lang: Lang) -> Self {
        let line = |plain| Self::Line(Edit::new(""), LineView::new(), plain);
        match kind {
            Kind::Line => line(Plain::Text),
            Kind::Secret => line(Plain::Secret),
            Kind::Time => line(Plain::Time),
            Kind::Money => line(Plain::Money),
            Kind::Number => line(Plain::Number),
            Kind::Area { rows } => Self::Area(Edit::many_lines(""), AreaView::new(), rows.max(1)),
            Kind::Date => Self::Date(Box::new(DateEntry::new(None, lang)), Toward::Past),
            Kind::DueDate => Self::Date(Box::new(DateEntry::new(None, lang)), Toward::Future),
            Kind::Pick(options) => Self::Pick(Box::new(Picker::new(options)), LineView::new()),
        }
    }

    pub fn set(&mut self, value: &Value, lang: Lang) {
        match (self, value) {
            (Self::Line(edit, ..) | Self::Area(edit, ..), value) => edit.set(&written(value)),
            (Self::Date(entry, _), Value::Date(date)) => **entry = DateEntry::new(Some(*date), lang),
            (Self::Date(entry, _), _) => **entry = DateEntry::new(None, lang),
            (Self::Pick(picker, _), Value::Picked(chosen)) => picker.set(chosen.clone()),
            (Self::Pick(picker, _), _) => picker.set(Vec::new()),
        }
    }

    /// The parsed value.
    pub fn value(&self) -> Value {
        match self {
            Self::Line(edit, _, plain) => plain_value(edit.text(), *plain).unwrap_or_default(),
            Self::Area(edit, ..) => text_value(edit.text()),
            Self::Date(entry, _) => entry.date().map_or(Value::Empty, Value::Date),
            Self::Pick(picker, _) if picker.chosen().is_empty() => Value::Empty,
            Self::Pick(picker, _) => Value::Picked(picker.chosen().to_vec()),
        }
    }

    /// Whether it is empty, including text that cannot be parsed.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Line(edit, ..) | Self::Area(edit, ..) => edit.text().trim().is_empty(),
            Self::Date(entry, _) => entry.edit().text().trim().is_empty(),
            Self::Pick(picker, _) => picker.chosen().is_empty() && picker.unknown().is_none(),
        }
    }

    /// Whether a search text is typed into its list.
    pub fn is_searched(&self) -> bool {
        matches!(self, Self::Pick(picker, _) if picker.unknown().is_some())
    }

    /// The error of the current content.
    pub fn error(&self, lang: Lang) -> Option<String> {
        match self {
            Self::Line(edit, _, plain) => plain_value(edit.text(), *plain).err().map(|fault| match fault {
                Fault::Money(error) => words::money_error(lang, error).to_owned(),
                Fault::Time => words::not_a_time(lang).to_owned(),
                Fault::Number => words::not_a_number(lang).to_owned(),
            }),
            Self::Area(..) => None,
            Self::Date(entry, _) => entry.error().map(str::to_owned),
            Self::Pick(picker, _) => picker.unknown().map(|typed| words::not_listed(lang, typed)),
        }
    }

    /// Called when the field gets the focus.
    pub fn enter(&mut self, is_default: bool) {
        match self {
            Self::Line(edit, ..) | Self::Area(edit, ..) if is_default => edit.mark_all(),
            Self::Line(..) | Self::Area(..) => {}
            Self::Date(entry, _) => entry.enter(),
            Self::Pick(picker, _) => picker.enter(is_default),
        }
    }

    /// Called when the focus leaves the field: the parsed value is written in full.
    pub fn leave(&mut self) {
        match self {
            Self::Line(edit, _, Plain::Text | Plain::Secret) | Self::Area(edit, ..) => unmark(edit),
            Self::Line(edit, _, plain) => {
                let full = plain_value(edit.text(), *plain).map_or_else(|_| String::new(), |v| written(&v));
                if !full.is_empty() && full != edit.text() {
                    edit.replace_all(&full);
                }
                unmark(edit);
            }
            Self::Date(entry, _) => entry.leave(),
            Self::Pick(picker, _) => picker.leave(),
        }
    }

    /// Inserts typed text.
    pub fn type_text(&mut self, text: &str, world: World) -> Step {
        match self {
            Self::Line(edit, ..) | Self::Area(edit, ..) => edit.insert(text),
            Self::Date(entry, toward) => change(entry, *toward, world, |edit| edit.insert(text)),
            Self::Pick(picker, _) => return picker.type_text(text),
        }
        Step::Changed
    }

    /// Inserts pasted text.
    pub fn paste(&mut self, text: &str, world: World) -> Step {
        match self {
            Self::Line(edit, ..) | Self::Area(edit, ..) => edit.paste(text),
            Self::Date(entry, toward) => change(entry, *toward, world, |edit| edit.paste(text)),
            Self::Pick(picker, _) => return picker.paste(text),
        }
        Step::Changed
    }

    /// Handles an editing key.
    pub fn press(&mut self, key: Key, world: World) -> Step {
        let newline =
            key.code == crate::tui::input::Code::Enter && (key.held == Held::ALT || key.held == Held::SHIFT);
        let typed = match self {
            Self::Area(edit, ..) if newline => {
                edit.insert("\n");
                Typed::Changed
            }
            Self::Line(edit, ..) | Self::Area(edit, ..) => typed::press(edit, key),
            Self::Date(entry, toward) => {
                let mut typed = Typed::Not;
                change(entry, *toward, world, |edit| typed = typed::press(edit, key));
                typed
            }
            Self::Pick(picker, _) => return picker.press(key),
        };
        match typed {
            Typed::Not => Step::Not,
            Typed::Moved => Step::Stays,
            Typed::Changed => Step::Changed,
        }
    }

    /// Begins a new line, if the field may have several.
    pub fn new_line(&mut self) -> Step {
        match self {
            Self::Area(edit, ..) => {
                edit.insert("\n");
                Step::Changed
            }
            _ => Step::Not,
        }
    }

    /// Handles an arrow key; `Not` where it leads to another field.
    pub fn arrow(&mut self, arrow: Arrow, world: World) -> Step {
        let moved = |moved: bool| if moved { Step::Stays } else { Step::Not };
        match (self, arrow) {
            (Self::Area(edit, view, _), Arrow::Up) => moved(view.up(edit)),
            (Self::Area(edit, view, _), Arrow::Down) => moved(view.down(edit)),
            (Self::Date(entry, _), Arrow::Up) => {
                entry.next_day(world.today);
                Step::Changed
            }
            (Self::Date(entry, _), Arrow::Down) => {
                entry.day_before(world.today);
                Step::Changed
            }
            // A page key moves a date only after another key did, as it pages through a list.
            (Self::Date(entry, _), Arrow::PageUp) if entry.is_stirred() => {
                entry.month_before(world.today);
                Step::Changed
            }
            (Self::Date(entry, _), Arrow::PageDown) if entry.is_stirred() => {
                entry.next_month(world.today);
                Step::Changed
            }
            (Self::Pick(picker, _), Arrow::Up) if picker.at_first_row() => Step::Not,
            (Self::Pick(picker, _), Arrow::Up) => picker.go(PickList::up),
            (Self::Pick(picker, _), Arrow::Down) => picker.go(PickList::down),
            // A page key pages through a list only after it was used.
            (Self::Pick(picker, _), Arrow::PageUp | Arrow::PageDown) if !picker.is_stirred() => Step::Not,
            (Self::Pick(picker, _), Arrow::PageUp) => picker.go(PickList::page_up),
            (Self::Pick(picker, _), Arrow::PageDown) => picker.go(PickList::page_down),
            _ => Step::Not,
        }
    }

    pub fn undo(&mut self, world: World) -> Step {
        self.step(world, Edit::undo, Picker::undo)
    }

    pub fn redo(&mut self, world: World) -> Step {
        self.step(world, Edit::redo, Picker::redo)
    }

    fn step(&mut self, world: World, edit: fn(&mut Edit) -> bool, pick: fn(&mut Picker) -> Step) -> Step {
        let mut done = false;
        match self {
            Self::Line(line, ..) | Self::Area(line, ..) => done = edit(line),
            Self::Date(entry, toward) => change(entry, *toward, world, |line| done = edit(line)),
            Self::Pick(picker, _) => return pick(picker),
        }
        if done { Step::Changed } else { Step::Not }
    }

    /// Whether the cursor is at the end of a line of text, where a completion is offered.
    pub fn at_end(&self) -> bool {
        matches!(self, Self::Line(edit, ..) if edit.at_end())
    }

    /// The content for a draft, valid or not.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Line(_, _, Plain::Secret) => Json::Null,
            Self::Line(edit, ..) | Self::Area(edit, ..) => json!(edit.text()),
            Self::Date(entry, _) => json!(entry.for_draft()),
            Self::Pick(picker, _) => picker.to_json(),
        }
    }

    /// Restores the content of a draft.
    pub fn restore(&mut self, json: &Json, world: World) {
        match self {
            Self::Line(edit, ..) | Self::Area(edit, ..) => edit.set(json.as_str().unwrap_or_default()),
            Self::Date(entry, toward) => {
                change(entry, *toward, world, |edit| edit.set(json.as_str().unwrap_or_default()));
            }
            Self::Pick(picker, _) => picker.restore(json),
        }
    }
}

/// Removes the mark and keeps the text.
fn unmark(edit: &mut Edit) {
    if edit.is_marked() {
        edit.end();
    }
}

fn change(entry: &mut DateEntry, toward: Toward, world: World, edit: impl FnOnce(&mut Edit)) {
    let parse = |text: &str| {
        let parsed = match toward {
            Toward::Past => parse_date(text, world.today),
            Toward::Future => parse_due_date(text, world.today),
        };
        parsed.map_err(|error| words::date_error(world.lang, error))
    };
    entry.change(world.today, &parse, edit);
}

enum Fault {
    Time,
    Money(crate::domain::money::MoneyError),
    Number,
}

fn plain_value(text: &str, plain: Plain) -> Result<Value, Fault> {
    let trimmed = text.trim();
    match plain {
        _ if trimmed.is_empty() => Ok(Value::Empty),
        Plain::Text | Plain::Secret => Ok(text_value(text)),
        Plain::Time => parse_time(trimmed).map(Value::Time).ok_or(Fault::Time),
        Plain::Money => match parse_money(trimmed) {
            Ok(amount) => Ok(amount.map_or(Value::Empty, Value::Money)),
            Err(error) => Err(Fault::Money(error)),
        },
        Plain::Number => half_width(trimmed).parse().map(Value::Number).map_err(|_| Fault::Number),
    }
}

fn text_value(text: &str) -> Value {
    match text.trim() {
        "" => Value::Empty,
        text => Value::Text(text.to_owned()),
    }
}

/// A value as text.
fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Time(time) => time_text(*time),
        Value::Money(amount) => amount.yuan_text(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => crate::domain::date_entry::iso(*date),
        Value::Empty | Value::Picked(_) => String::new(),
    }
}
