//! The specification of a field that a screen puts on a form.

use super::value::{Choice, Value};
use crate::tui::widgets::field::Need;
use crate::tui::widgets::matching::Item;
use crate::tui::widgets::pick::{Count, Digits, Entry};

/// The kind of value of a field.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line.
    Line,
    /// One line whose characters are hidden, and which is not saved in drafts.
    Secret,
    /// Several lines; shows at least `rows` of them.
    Area {
        /// Rows shown while there is little text, 1 or more.
        rows: u16,
    },
    /// A past date: `5` is the latest fifth.
    Date,
    /// A future date: `5` is the next fifth.
    DueDate,
    /// A time of day.
    Time,
    /// An amount of money.
    Money,
    /// A whole number.
    Number,
    /// One or several items of a list.
    Pick(Options),
}

/// The options of a pick field.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The list, in the order shown.
    pub items: Vec<Item<Choice>>,
    /// The meaning of digits.
    pub digits: Digits,
    /// Whether a name that is not listed may be entered.
    pub entry: Entry,
    /// One, or several of which the first is the main one.
    pub count: Count,
}

impl Options {
    /// One of `items`; digits select by position.
    pub fn one(items: Vec<Item<Choice>>) -> Self {
        Self { items, ..Self::default() }
    }

    /// Digits type the code.
    #[must_use]
    pub fn by_code(mut self) -> Self {
        self.digits = Digits::Code;
        self
    }

    /// New names may be entered.
    #[must_use]
    pub fn or_new(mut self) -> Self {
        self.entry = Entry::Free;
        self
    }

    /// Several may be picked.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.count = Count::Several;
        self
    }
}

/// An item of a list: its code, whether that is shown, its label, its pinyin initials.
pub fn item(code: &str, shown: &str, label: &str, initials: &str) -> Item<Choice> {
    Item {
        value: Choice::listed(code),
        label: label.to_owned(),
        code: shown.to_owned(),
        initials: initials.to_owned(),
    }
}

/// A field to put on a form.
#[derive(Debug, Clone)]
pub struct Spec<K> {
    pub(super) key: K,
    pub(super) label: String,
    pub(super) kind: Kind,
    pub(super) need: Need,
    pub(super) hint: String,
    pub(super) value: Value,
    pub(super) cells: u16,
}

impl<K> Spec<K> {
    /// An empty field.
    pub fn new(key: K, label: impl Into<String>, kind: Kind) -> Self {
        let cells = match kind {
            Kind::Date | Kind::DueDate | Kind::Time | Kind::Money | Kind::Number => 12,
            Kind::Line | Kind::Secret | Kind::Pick(_) => 24,
            Kind::Area { .. } => 60,
        };
        Self {
            key,
            label: label.into(),
            kind,
            need: Need::Optional,
            hint: String::new(),
            value: Value::Empty,
            cells,
        }
    }

    /// Requires a value for the save.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    /// Sets the hint shown beside the focused field.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Sets the default value, which the first key replaces.
    #[must_use]
    pub fn value(mut self, value: Value) -> Self {
        self.value = value;
        self
    }

    /// Sets the width of the value in cells; the note gets the rest of the row.
    #[must_use]
    pub fn cells(mut self, cells: u16) -> Self {
        self.cells = cells;
        self
    }
}
