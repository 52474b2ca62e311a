//! Named fields, the form of a record in the log: the difference between two states, collecting fields and
//! reading them.
//!
//! A field that holds its default value is absent, so that a plain case is a short revision; `null` sets a field
//! back to its default. Fields of the parts of a case are named `party.<id>.<field>` and so on; a part that was
//! taken out keeps its fields and gains `removed`, so that undo can bring it back whole.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use chrono::{NaiveDate, NaiveTime};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::field::{Kind, PartKind, Spec, Value as Held};
use crate::domain::{Closing, Decimal, Fen, Id, NEVER, Outcome};

/// A time of day in the file.
const TIME: &str = "%H:%M";

/// A record as named fields.
pub(in crate::store) type Fields = BTreeMap<String, Value>;

/// The fields to set to get from one state of a record to the other.
pub(in crate::store) fn difference(before: &Fields, after: &Fields) -> Fields {
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
pub(in crate::store) fn part_of(field: &str) -> Option<&str> {
    let (part, _) = field.rsplit_once('.')?;
    part.split_once('.').filter(|(kind, _)| PartKind::of_log(kind).is_some()).map(|_| part)
}

fn parts(fields: &Fields) -> BTreeSet<&str> {
    fields.keys().filter_map(|field| part_of(field)).collect()
}

/// Collects the fields of a record that differ from their default.
#[derive(Default)]
pub(in crate::store) struct Collector(pub(in crate::store) Fields);

impl Collector {
    pub(in crate::store) fn text(&mut self, field: &str, value: &str) {
        self.unless(field, value, "");
    }

    pub(in crate::store) fn some(&mut self, field: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(field.to_owned(), value.into());
        }
    }

    pub(in crate::store) fn date(&mut self, field: &str, value: Option<NaiveDate>) {
        self.some(field, value.map(iso));
    }

    pub(in crate::store) fn unless(&mut self, field: &str, value: &str, default: &str) {
        self.some(field, (value != default).then_some(value));
    }

    pub(in crate::store) fn list(&mut self, field: &str, values: Vec<String>) {
        self.some(field, (!values.is_empty()).then_some(values));
    }
}

/// Reads the fields of a record, with a default where one is absent or says what this version does not know.
pub(super) struct Reader<'a>(pub(super) &'a Fields);

/// The fields of one part of a case by their own names.
pub(super) struct PartReader<'a>(Vec<(&'a str, &'a Value)>);

impl PartReader<'_> {
    pub(super) fn value(&self, field: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, value)| *value)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn text(&self, field: &str) -> String {
        self.0.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    pub(super) fn code<T>(&self, field: &str, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.0.get(field).and_then(Value::as_str).and_then(from_code)
    }

    pub(super) fn date(&self, field: &str) -> Option<NaiveDate> {
        self.code(field, parse_iso)
    }

    pub(super) fn id<K>(&self, field: &str) -> Option<Id<K>> {
        self.code(field, |text| text.parse().ok())
    }

    /// The last day of an entry of the roster; [`NEVER`] where its first revision was undone.
    pub(super) fn valid_to(&self) -> Option<NaiveDate> {
        if self.0.contains_key("void") { Some(NEVER) } else { self.date("valid_to") }
    }

    pub(super) fn strings(&self, field: &str) -> impl Iterator<Item = &str> {
        self.0.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    pub(super) fn closing(&self) -> Option<Closing> {
        let pair = self.0.get("closing")?.as_array()?;
        let outcome = Outcome::from_code(pair.first()?.as_str()?)?;
        Some(Closing { outcome, on: parse_iso(pair.get(1)?.as_str()?)? })
    }

    /// The parts of that kind that are still there, in the order of their ids.
    pub(super) fn parts(&self, kind: &str) -> Vec<(Uuid, PartReader<'a>)> {
        let mut parts: Vec<(&str, PartReader<'a>)> = Vec::new();
        // The fields of a kind stand together, and among them those of a part.
        for (field, value) in self.0.range::<str, _>((Bound::Included(kind), Bound::Unbounded)) {
            let Some(rest) = field.strip_prefix(kind) else { break };
            let Some((id, name)) = rest.strip_prefix('.').and_then(|rest| rest.split_once('.')) else {
                continue;
            };
            match parts.last_mut().filter(|(last, _)| *last == id) {
                Some((_, part)) => part.0.push((name, value)),
                None => parts.push((id, PartReader(vec![(name, value)]))),
            }
        }
        let is_there = |part: &PartReader<'_>| part.value("removed").and_then(Value::as_bool) != Some(true);
        parts
            .into_iter()
            .filter(|(_, part)| is_there(part))
            .filter_map(|(id, part)| Some((id.parse().ok()?, part)))
            .collect()
    }
}

/// A field's value in the log; none where it is empty or the usual code.
pub(super) fn to_log(spec: &Spec, value: Held) -> Option<Value> {
    let is_usual = matches!(&value, Held::Code(code) if spec.usual == Some(code.as_ref()));
    if is_usual { None } else { json_of(value) }
}

/// A value as written in the log; none where it is empty.
pub(in crate::store) fn json_of(value: Held) -> Option<Value> {
    Some(match value {
        Held::Empty | Held::Flag(false) => return None,
        Held::Text(text) => text.into(),
        Held::Texts(texts) => texts.into(),
        Held::Day(day) => iso(day).into(),
        Held::Time(time) => time.format(TIME).to_string().into(),
        Held::Money(amount) => amount.0.into(),
        Held::Number(number) => number.into(),
        // As figures without decimals always stood there.
        Held::Decimal(figure) if figure.places() == 0 => figure.digits().into(),
        Held::Decimal(figure) => figure.to_string().into(),
        Held::Flag(true) => true.into(),
        Held::Code(code) => code.into_owned().into(),
        Held::Codes(codes) => codes.into_iter().map(|code| Value::from(code.into_owned())).collect(),
        Held::Id(id) => id_text(id).into(),
        Held::Ids(ids) => ids.into_iter().map(|id| Value::from(id_text(id))).collect(),
        Held::Columns(columns) => {
            columns.into_iter().map(|(column, words)| (column, Value::from(words))).collect()
        }
    })
}

/// An identity as written in the log.
pub(super) fn id_text(id: Uuid) -> String {
    id.simple().to_string()
}

/// A value of that kind as read from the log; empty where this version does not understand it.
pub fn logged(kind: Kind, value: &Value) -> Held {
    let text = || value.as_str();
    let texts = || value.as_array().into_iter().flatten().filter_map(Value::as_str);
    let known = match kind {
        Kind::Line | Kind::Lines(_) => text().map(|text| Held::Text(text.to_owned())),
        Kind::List(_) => Some(Held::Texts(texts().map(str::to_owned).collect())),
        Kind::Day | Kind::DayAhead => text().and_then(parse_iso).map(Held::Day),
        Kind::Time => text().and_then(|text| NaiveTime::parse_from_str(text, TIME).ok()).map(Held::Time),
        // Money is never below zero.
        Kind::Money => value.as_i64().filter(|fen| *fen >= 0).map(|fen| Held::Money(Fen(fen))),
        Kind::Decimal => {
            let whole = value.as_i64().filter(|figure| *figure >= 0).map(Decimal::whole);
            whole.or_else(|| text()?.parse().ok()).map(Held::Decimal)
        }
        Kind::Number => value.as_u64().and_then(|n| u32::try_from(n).ok()).map(Held::Number),
        Kind::Flag => value.as_bool().map(Held::Flag),
        Kind::Code(..) | Kind::Type | Kind::Source | Kind::Governance => {
            text().map(|code| Held::Code(code.to_owned().into()))
        }
        Kind::Codes(..) | Kind::Tags => {
            Some(Held::Codes(texts().map(|code| code.to_owned().into()).collect()))
        }
        Kind::Office | Kind::Village | Kind::Party | Kind::Case => {
            text().and_then(|id| id.parse().ok()).map(Held::Id)
        }
        Kind::Mediators => Some(Held::Ids(texts().filter_map(|id| id.parse().ok()).collect())),
        Kind::Columns => serde_json::from_value(value.clone()).ok().map(Held::Columns),
    };
    known.unwrap_or_default()
}
