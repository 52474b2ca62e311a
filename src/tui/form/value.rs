//! The values of fields, and their form in drafts.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value as Json, json};

use crate::domain::Fen;

/// One thing picked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Choice {
    /// The listed item of that code.
    Listed(String),
    /// A new name, not in the list.
    New(String),
}

impl Choice {
    /// The listed item of that code.
    pub fn listed(code: impl Into<String>) -> Self {
        Self::Listed(code.into())
    }

    /// The code, when it is a listed item.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Listed(code) => Some(code),
            Self::New(_) => None,
        }
    }

    pub(super) fn to_json(&self) -> Json {
        match self {
            Self::Listed(code) => json!({ "code": code }),
            Self::New(name) => json!({ "new": name }),
        }
    }

    pub(super) fn from_json(json: &Json) -> Option<Self> {
        let word = |key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
        word("code").map(Self::Listed).or_else(|| word("new").map(Self::New))
    }
}

/// The parsed value of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Blank, or not valid.
    #[default]
    Empty,
    /// Trimmed text; never empty.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A time of day, to the minute.
    Time(NaiveTime),
    /// An amount.
    Money(Fen),
    /// A whole number.
    Number(u32),
    /// The picks, in order; never empty.
    Picked(Vec<Choice>),
}

impl Value {
    /// A text value; empty where there is none.
    pub fn of_text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// The listed item of that code; empty where there is none.
    pub fn of_code(code: &str) -> Self {
        if code.is_empty() { Self::Empty } else { Self::Picked(vec![Choice::listed(code)]) }
    }
}
