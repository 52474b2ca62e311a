//! Converts between values of a case and values of form fields.

use uuid::Uuid;

use crate::domain::field::{Kind, Value};
use crate::tui::form::{self, Choice};

/// The key of 在办 among the outcomes.
pub const OPEN: &str = "open";
/// The key of yes.
pub const YES: &str = "yes";
/// The key of no.
pub const NO: &str = "no";

/// The form value of a case value.
pub fn shown(value: Value) -> form::Value {
    let picked = |codes: Vec<String>| form::Value::Picked(codes.into_iter().map(Choice::Listed).collect());
    match value {
        Value::Empty | Value::Columns(_) => form::Value::Empty,
        Value::Text(text) => form::Value::Text(text),
        Value::Texts(texts) => form::Value::Text(texts.join("\n")),
        Value::Day(day) => form::Value::Date(day),
        Value::Time(time) => form::Value::Time(time),
        Value::Money(amount) => form::Value::Money(amount),
        Value::Number(number) => form::Value::Number(number),
        Value::Decimal(figure) => form::Value::Text(figure.to_string()),
        Value::Flag(is_so) => picked(vec![if is_so { YES } else { NO }.to_owned()]),
        Value::Code(code) => picked(vec![code.into_owned()]),
        Value::Codes(codes) => picked(codes.into_iter().map(Into::into).collect()),
        Value::Id(id) => picked(vec![key(id)]),
        Value::Ids(ids) => picked(ids.into_iter().map(key).collect()),
    }
}

/// The case value of a form value.
pub fn entered(kind: Kind, value: &form::Value) -> Value {
    match (kind, value) {
        (_, form::Value::Empty) => Value::Empty,
        (Kind::List(_), form::Value::Text(text)) => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            Value::Texts(lines.map(str::to_owned).collect())
        }
        (_, form::Value::Text(text)) => Value::Text(text.clone()),
        (_, form::Value::Date(day)) => Value::Day(*day),
        (_, form::Value::Time(time)) => Value::Time(*time),
        (_, form::Value::Money(amount)) => Value::Money(*amount),
        (_, form::Value::Number(number)) => Value::Number(*number),
        (Kind::Flag, _) => Value::Flag(code_of(value) == YES),
        (Kind::Codes(..) | Kind::Tags, _) => {
            Value::Codes(codes_of(value).into_iter().map(Into::into).collect())
        }
        (Kind::Office | Kind::Village | Kind::Party | Kind::Case, _) => {
            Uuid::parse_str(&code_of(value)).map_or(Value::Empty, Value::Id)
        }
        (Kind::Mediators, _) => {
            Value::Ids(codes_of(value).iter().filter_map(|code| Uuid::parse_str(code).ok()).collect())
        }
        _ => Value::Code(code_of(value).into()),
    }
}

fn key(id: Uuid) -> String {
    id.simple().to_string()
}

/// The picked codes, or new names.
fn codes_of(value: &form::Value) -> Vec<String> {
    let form::Value::Picked(picked) = value else { return Vec::new() };
    let code = |choice: &Choice| match choice {
        Choice::Listed(code) => code.clone(),
        Choice::New(name) => name.clone(),
    };
    picked.iter().map(code).collect()
}

/// The first picked code.
fn code_of(value: &form::Value) -> String {
    codes_of(value).into_iter().next().unwrap_or_default()
}
