//! Named fields: how the log keeps a record, the difference between two of its states, and how fields are collected
//! and read.
//!
//! A field that holds its default value is absent, so that a plain case is a short revision; `null` sets a field
//! back to its default. Fields of the parts of a case are named `party.<id>.<field>` and so on; a part that was
//! taken out keeps its fields and gains `removed`, so that undo can bring it back whole.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value;

use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{Closing, Fen, Id, NEVER, Outcome};

/// A record as named fields.
pub(super) type Fields = BTreeMap<String, Value>;

/// The parts of a case that come in any number.
const PARTS: [&str; 11] = [
    "party",
    "agent",
    "session",
    "attendee",
    "extension",
    "escalation",
    "performed",
    "referral",
    "follow_up",
    "prevention",
    "remark",
];

/// What must be set to come from one state of a record to the other.
pub(super) fn difference(before: Option<&Fields>, after: &Fields) -> Fields {
    let Some(before) = before else { return after.clone() };
    let (here, gone) = (parts(after), parts(before));
    let mut set = Fields::new();
    for (field, value) in after {
        if before.get(field) != Some(value) {
            set.insert(field.clone(), value.clone());
        }
    }
    for field in before.keys().filter(|field| !after.contains_key(*field)) {
        match part_of(field).filter(|part| !here.contains(part)) {
            Some(part) => set.insert(format!("{part}.removed"), Value::Bool(true)),
            None => set.insert(field.clone(), Value::Null),
        };
    }
    for part in here.difference(&gone) {
        set.entry(format!("{part}.removed")).or_insert(Value::Null);
    }
    set
}

/// `party.<id>` of `party.<id>.name`.
fn part_of(field: &str) -> Option<&str> {
    let (part, _) = field.rsplit_once('.')?;
    part.split_once('.').filter(|(kind, _)| PARTS.contains(kind)).map(|_| part)
}

fn parts(fields: &Fields) -> BTreeSet<&str> {
    fields.keys().filter_map(|field| part_of(field)).collect()
}

/// Collects the fields that differ from their default.
#[derive(Default)]
pub(super) struct Collector(pub(super) Fields);

impl Collector {
    pub(super) fn text(&mut self, field: impl Into<String>, value: &str) {
        if !value.is_empty() {
            self.0.insert(field.into(), value.into());
        }
    }

    pub(super) fn some(&mut self, field: impl Into<String>, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(field.into(), value.into());
        }
    }

    pub(super) fn date(&mut self, field: impl Into<String>, value: Option<NaiveDate>) {
        self.some(field, value.map(iso));
    }

    pub(super) fn unless(&mut self, field: impl Into<String>, value: &str, default: &str) {
        if value != default {
            self.0.insert(field.into(), value.into());
        }
    }

    pub(super) fn list(&mut self, field: &str, values: Vec<String>) {
        if !values.is_empty() {
            self.0.insert(field.into(), values.into());
        }
    }
}

/// Reads fields with a default where one is absent or says what this version does not know.
pub(super) struct Reader<'a>(pub(super) &'a Fields);

impl Reader<'_> {
    pub(super) fn text(&self, field: &str) -> String {
        self.0.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    pub(super) fn code<T>(&self, field: &str, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.0.get(field).and_then(Value::as_str).and_then(from_code)
    }

    pub(super) fn date(&self, field: &str) -> Option<NaiveDate> {
        self.code(field, parse_iso)
    }

    /// The last day of an entry of the roster; one whose making was undone never had a day.
    pub(super) fn valid_to(&self) -> Option<NaiveDate> {
        if self.0.contains_key("void") { Some(NEVER) } else { self.date("valid_to") }
    }

    /// A whole number, not below zero.
    pub(super) fn number(&self, field: &str) -> Option<u32> {
        self.0.get(field).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok())
    }

    /// Money, not below zero.
    pub(super) fn fen(&self, field: &str) -> Option<Fen> {
        self.0.get(field).and_then(Value::as_i64).filter(|fen| *fen >= 0).map(Fen)
    }

    pub(super) fn id<K>(&self, field: &str) -> Option<Id<K>> {
        self.code(field, |text| text.parse().ok())
    }

    pub(super) fn strings(&self, field: &str) -> impl Iterator<Item = &str> {
        self.0.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    pub(super) fn closing(&self) -> Option<Closing> {
        let pair = self.0.get("closing")?.as_array()?;
        let outcome = Outcome::from_code(pair.first()?.as_str()?)?;
        Some(Closing { outcome, on: parse_iso(pair.get(1)?.as_str()?)? })
    }

    /// The ids of the parts of that kind that are still there.
    pub(super) fn parts<K>(&self, kind: &str) -> Vec<Id<K>> {
        let from = format!("{kind}.");
        let ids: BTreeSet<&str> = self
            .0
            .range(from.clone()..)
            .take_while(|(field, _)| field.starts_with(&from))
            .filter_map(|(field, _)| field[from.len()..].split_once('.').map(|(id, _)| id))
            .collect();
        ids.into_iter()
            .filter(|id| self.0.get(&format!("{kind}.{id}.removed")).and_then(Value::as_bool) != Some(true))
            .filter_map(|id| id.parse().ok())
            .collect()
    }
}
