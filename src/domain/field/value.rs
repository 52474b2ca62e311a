//! The values of fields: one type for all kinds, and its conversion from and to the types of the domain.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::domain::coded::Coded;
use crate::domain::{Code, Decimal, Fen, Id};

/// The value of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// A text of one or more lines.
    Text(String),
    /// Several texts, in their order.
    Texts(Vec<String>),
    /// A day.
    Day(NaiveDate),
    /// A time of day, to the minute.
    Time(NaiveTime),
    /// An amount, in 分.
    Money(Fen),
    /// A whole number.
    Number(u32),
    /// A figure with decimals.
    Decimal(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A code of a dictionary.
    Code(Cow<'static, str>),
    /// Several codes.
    Codes(Vec<Cow<'static, str>>),
    /// An office, a party or a case.
    Id(Uuid),
    /// Several people.
    Ids(Vec<Uuid>),
    /// Cells of an imported ledger: column → words.
    Columns(BTreeMap<String, String>),
}

/// The kind of value a field holds, which decides how it is asked for, shown and stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Line,
    /// A text of several lines; the number is how many of them are shown at least.
    Lines(u16),
    /// Texts, one a line.
    List(u16),
    /// A day in the past.
    Day,
    /// A day in the future.
    DayAhead,
    /// A time of day.
    Time,
    /// An amount of money, in 分.
    Money,
    /// A whole number.
    Number,
    /// A figure with decimals.
    Decimal,
    /// Yes or no.
    Flag,
    /// A code of that dictionary, one of these.
    Code(&'static str, &'static [&'static str]),
    /// Several codes of that dictionary.
    Codes(&'static str, &'static [&'static str]),
    /// A type of dispute.
    Type,
    /// A source of cases.
    Source,
    /// A category of the governance form.
    Governance,
    /// An office that takes cases.
    Office,
    /// A village of the case's office.
    Village,
    /// A party of the case.
    Party,
    /// A case.
    Case,
    /// Mediators, the first one leads.
    Mediators,
    /// Marks, known ones and new words.
    Tags,
    /// Cells of an imported ledger; not editable.
    Columns,
}

/// A member of a record that converts to a [`Value`] and back.
pub trait Held {
    /// Its value.
    fn value(&self) -> Value;

    /// Sets its value. A value of another kind leaves a required member as it is and empties an optional one.
    fn put(&mut self, value: Value);
}

impl Value {
    /// Whether it is [`Value::Empty`].
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// A single value. A required one stays as it is when set to a value of another kind.
trait Scalar: Sized {
    fn to_value(&self) -> Value;
    fn of_value(value: &Value) -> Option<Self>;
}

impl Scalar for NaiveDate {
    fn to_value(&self) -> Value {
        Value::Day(*self)
    }

    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Day(day) = value { Some(*day) } else { None }
    }
}

impl Scalar for NaiveTime {
    fn to_value(&self) -> Value {
        Value::Time(*self)
    }

    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Time(time) = value { Some(*time) } else { None }
    }
}

impl Scalar for Fen {
    fn to_value(&self) -> Value {
        Value::Money(*self)
    }

    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Money(amount) = value { Some(*amount) } else { None }
    }
}

impl Scalar for u32 {
    fn to_value(&self) -> Value {
        Value::Number(*self)
    }

    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Number(number) = value { Some(*number) } else { None }
    }
}

impl Scalar for Decimal {
    fn to_value(&self) -> Value {
        Value::Decimal(*self)
    }

    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Decimal(figure) = value { Some(*figure) } else { None }
    }
}

impl<T: Coded> Scalar for T {
    fn to_value(&self) -> Value {
        Value::Code(self.coded().into())
    }

    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Code(code) = value { T::of_code(code) } else { None }
    }
}

impl<D> Scalar for Code<D> {
    fn to_value(&self) -> Value {
        Value::Code(self.as_str().to_owned().into())
    }

    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Code(code) = value { code.parse().ok() } else { None }
    }
}

impl<K> Scalar for Id<K> {
    fn to_value(&self) -> Value {
        Value::Id(self.uuid())
    }

    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Id(id) = value { Some(Self::new(*id)) } else { None }
    }
}

impl<T: Scalar> Held for T {
    fn value(&self) -> Value {
        self.to_value()
    }

    fn put(&mut self, value: Value) {
        if let Some(one) = T::of_value(&value) {
            *self = one;
        }
    }
}

impl<T: Scalar> Held for Option<T> {
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Empty, Scalar::to_value)
    }

    fn put(&mut self, value: Value) {
        *self = T::of_value(&value);
    }
}

impl Held for String {
    fn value(&self) -> Value {
        if self.is_empty() { Value::Empty } else { Value::Text(self.clone()) }
    }

    fn put(&mut self, value: Value) {
        *self = if let Value::Text(text) = value { text } else { Self::new() };
    }
}

impl Held for Option<String> {
    fn value(&self) -> Value {
        self.clone().map_or(Value::Empty, Value::Text)
    }

    fn put(&mut self, value: Value) {
        *self = if let Value::Text(text) = value { Some(text) } else { None };
    }
}

impl Held for Vec<String> {
    fn value(&self) -> Value {
        if self.is_empty() { Value::Empty } else { Value::Texts(self.clone()) }
    }

    fn put(&mut self, value: Value) {
        *self = if let Value::Texts(texts) = value { texts } else { Self::new() };
    }
}

impl Held for bool {
    fn value(&self) -> Value {
        Value::Flag(*self)
    }

    fn put(&mut self, value: Value) {
        *self = value == Value::Flag(true);
    }
}

impl<T: Coded + Ord> Held for BTreeSet<T> {
    fn value(&self) -> Value {
        if self.is_empty() {
            Value::Empty
        } else {
            Value::Codes(self.iter().map(|one| one.coded().into()).collect())
        }
    }

    fn put(&mut self, value: Value) {
        let codes = if let Value::Codes(codes) = value { codes } else { Vec::new() };
        *self = codes.iter().filter_map(|code| T::of_code(code)).collect();
    }
}

impl Held for BTreeSet<String> {
    fn value(&self) -> Value {
        if self.is_empty() {
            Value::Empty
        } else {
            Value::Codes(self.iter().cloned().map(Cow::Owned).collect())
        }
    }

    fn put(&mut self, value: Value) {
        let codes = if let Value::Codes(codes) = value { codes } else { Vec::new() };
        *self = codes.into_iter().map(Cow::into_owned).collect();
    }
}

impl<K> Held for Vec<Id<K>> {
    fn value(&self) -> Value {
        if self.is_empty() { Value::Empty } else { Value::Ids(each_once(self.iter().map(|id| id.uuid()))) }
    }

    fn put(&mut self, value: Value) {
        let ids = if let Value::Ids(ids) = value { ids } else { Vec::new() };
        *self = each_once(ids.into_iter()).into_iter().map(Id::new).collect();
    }
}

/// Keeps the order and drops repetitions: a mediator named twice counts once.
fn each_once(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut seen = Vec::new();
    for id in ids {
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    seen
}

impl Held for BTreeMap<String, String> {
    fn value(&self) -> Value {
        if self.is_empty() { Value::Empty } else { Value::Columns(self.clone()) }
    }

    fn put(&mut self, value: Value) {
        *self = if let Value::Columns(columns) = value { columns } else { Self::new() };
    }
}
