//! What a field holds, and how it stands in a draft or an answer.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value as Json, json};

use crate::domain::Fen;
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::time_entry::{parse_time, time_text};

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

/// What a field holds once it is understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing, or nothing that could be understood.
    #[default]
    Empty,
    /// Text, without blanks around it; never empty.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A time of day, to the minute.
    Time(NaiveTime),
    /// An amount.
    Money(Fen),
    /// A whole number.
    Number(u32),
    /// What was picked, in order; never empty.
    Picked(Vec<Choice>),
}

impl Value {
    /// A text as a field takes it; empty where there is none.
    pub fn of_text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// The listed item of that code; empty where there is none.
    pub fn of_code(code: &str) -> Self {
        if code.is_empty() { Self::Empty } else { Self::Picked(vec![Choice::listed(code)]) }
    }

    /// As one line, for [`crate::tui::stack::Answer::Typed`]; [`Self::read`] takes it back.
    pub fn written(&self) -> String {
        match self {
            Self::Empty => Json::Null,
            Self::Text(text) => json!({ "text": text }),
            Self::Date(date) => json!({ "date": iso(*date) }),
            Self::Time(time) => json!({ "time": time_text(*time) }),
            Self::Money(amount) => json!({ "fen": amount.0 }),
            Self::Number(number) => json!({ "number": number }),
            Self::Picked(picked) => {
                json!({ "picked": picked.iter().map(Choice::to_json).collect::<Vec<_>>() })
            }
        }
        .to_string()
    }

    /// What [`Self::written`] wrote; empty where it is something else.
    pub fn read(line: &str) -> Self {
        let json: Json = serde_json::from_str(line).unwrap_or_default();
        let text = |key: &str| json.get(key).and_then(Json::as_str);
        if let Some(text) = text("text") {
            Self::Text(text.to_owned())
        } else if let Some(date) = text("date").and_then(parse_iso) {
            Self::Date(date)
        } else if let Some(time) = text("time").and_then(parse_time) {
            Self::Time(time)
        } else if let Some(fen) = json.get("fen").and_then(Json::as_i64) {
            Self::Money(Fen(fen))
        } else if let Some(number) = json.get("number").and_then(Json::as_u64) {
            u32::try_from(number).map_or(Self::Empty, Self::Number)
        } else if let Some(picked) = json.get("picked").and_then(Json::as_array) {
            Self::Picked(picked.iter().filter_map(Choice::from_json).collect())
        } else {
            Self::Empty
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches an answer that loses a new name, a sign, or which kind it was.
    #[test]
    fn what_is_written_is_read_back() {
        for value in [
            Value::Empty,
            Value::Text("{\"date\":1}\n二".into()),
            Value::Date(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()),
            Value::Time(NaiveTime::from_hms_opt(0, 5, 0).unwrap()),
            Value::Money(Fen(-350)),
            Value::Number(0),
            Value::Picked(vec![Choice::listed("10a"), Choice::New("王调".into())]),
        ] {
            assert_eq!(Value::read(&value.written()), value);
        }
        assert_eq!(Value::read("not json"), Value::Empty);
    }
}
