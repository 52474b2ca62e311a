//! Between what a case holds and what a field holds.

use chrono::NaiveDate;

use crate::domain::Fen;
use crate::tui::form::{Choice, Value};

/// The key of 在办 among the outcomes.
pub const OPEN: &str = "open";
/// The key of yes.
pub const YES: &str = "yes";
/// The key of no.
pub const NO: &str = "no";

pub(super) fn text(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

pub(super) fn date(date: Option<NaiveDate>) -> Value {
    date.map_or(Value::Empty, Value::Date)
}

pub(super) fn money(amount: Option<Fen>) -> Value {
    amount.map_or(Value::Empty, Value::Money)
}

pub(super) fn number(number: Option<u32>) -> Value {
    number.map_or(Value::Empty, Value::Number)
}

pub(super) fn pick(code: impl Into<String>) -> Value {
    let code = code.into();
    if code.is_empty() { Value::Empty } else { Value::Picked(vec![Choice::Listed(code)]) }
}

pub(super) fn some(code: Option<&str>) -> Value {
    pick(code.unwrap_or_default())
}

pub(super) fn picks(codes: impl Iterator<Item = String>) -> Value {
    let picked: Vec<Choice> = codes.map(Choice::Listed).collect();
    if picked.is_empty() { Value::Empty } else { Value::Picked(picked) }
}

pub(super) fn words_of(value: &Value) -> String {
    if let Value::Text(text) = value { text.clone() } else { String::new() }
}

/// The day.
pub fn date_of(value: &Value) -> Option<NaiveDate> {
    if let Value::Date(date) = value { Some(*date) } else { None }
}

pub(super) fn money_of(value: &Value) -> Option<Fen> {
    if let Value::Money(amount) = value { Some(*amount) } else { None }
}

pub(super) fn number_of(value: &Value) -> Option<u32> {
    if let Value::Number(number) = value { Some(*number) } else { None }
}

/// The codes picked, or the new names.
pub fn codes_of(value: &Value) -> Vec<String> {
    let Value::Picked(picked) = value else { return Vec::new() };
    let code = |choice: &Choice| match choice {
        Choice::Listed(code) => code.clone(),
        Choice::New(name) => name.clone(),
    };
    picked.iter().map(code).collect()
}

/// The first of them.
pub fn code_of(value: &Value) -> String {
    codes_of(value).into_iter().next().unwrap_or_default()
}

/// The value of the code picked.
pub(super) fn coded<T>(value: &Value, from_code: fn(&str) -> Option<T>) -> Option<T> {
    from_code(&code_of(value))
}

/// A field that must hold something keeps what it has.
pub(super) fn keep<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}
