//! The open conflicts, in words.

use crate::domain::field::EntryList;
use crate::domain::{Dispute, DisputeId, Id, LaptopId, Office};
use crate::report::Wording;
use crate::store::{
    Attention, Conflict, ConflictValue, NumberCollision, Numbered, Store, StoreError, logged,
};
use crate::text::Lang;
use crate::text::common;
use crate::text::conflicts as words;
use crate::text::laptop;
use crate::tui::screens::dispute::contested::{Contested, contested};

/// The most conflicts listed; settled ones make room for the next.
const MOST: usize = 200;

/// A conflict to decide.
pub struct Waiting {
    /// Its subject.
    pub what: What,
    /// The record in words.
    pub record: String,
    /// The field in words.
    pub field: String,
    /// The choices, the one in effect first.
    pub choices: Vec<ChoiceLine>,
}

/// The subject of a conflict.
pub enum What {
    /// A field of a case.
    Case(DisputeId, Conflict, Contested),
    /// A field of another record.
    Record(Conflict),
    /// A number that several cases have.
    Number(NumberCollision),
}

/// One of the choices in words.
pub struct ChoiceLine {
    /// Its value.
    pub text: String,
    /// Who wrote it, when and where.
    pub by: String,
    /// A note: that it is in effect, or which number the case would get.
    pub note: String,
}

/// All open conflicts.
pub struct List {
    /// The conflicts listed.
    pub rows: Vec<Waiting>,
    /// The total, which may exceed the list.
    pub count: Attention,
}

impl List {
    /// Reads the open conflicts.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn read(store: &mut Store, lang: Lang) -> Result<Self, StoreError> {
        let collisions = store.number_collisions()?;
        store.count_collisions()?;
        let count = store.attention()?;
        let mut rows = Vec::new();
        for conflict in store.conflicts(0, MOST)? {
            rows.push(of_field(store, lang, conflict)?);
        }
        for collision in collisions.into_iter().take(MOST) {
            rows.push(of_number(store, lang, collision)?);
        }
        Ok(Self { rows, count })
    }
}

fn of_field(store: &Store, lang: Lang, conflict: Conflict) -> Result<Waiting, StoreError> {
    let lines = |texts: Vec<String>| {
        let lines = conflict.values.iter().zip(texts).enumerate().map(|(at, (value, text))| ChoiceLine {
            text,
            by: by(store, lang, value),
            note: if at == 0 { words::shown(lang).to_owned() } else { String::new() },
        });
        lines.collect()
    };
    if conflict.kind == "dispute" {
        let id = DisputeId::new(uuid::Uuid::from_bytes(conflict.record));
        let words = contested(store, lang, &conflict)?;
        let choices = lines(words.values.clone());
        let (record, field) = (case_named(&store.dispute(id)?, lang), words.label.clone());
        return Ok(Waiting { what: What::Case(id, conflict, words), record, field, choices });
    }
    let choices =
        lines(conflict.values.iter().map(|value| said(store, lang, &conflict, &value.value)).collect());
    let record = record_named(store, lang, &conflict);
    let field = words::field(lang, conflict.kind, &conflict.field);
    Ok(Waiting { what: What::Record(conflict), record, field, choices })
}

fn of_number(store: &Store, lang: Lang, collision: NumberCollision) -> Result<Waiting, StoreError> {
    let line = |one: &Numbered, note: String| -> Result<ChoiceLine, StoreError> {
        let case = store.dispute(one.id)?;
        let text = parties(&case, lang);
        let by = format!("{}  {}", case.accepted_on, laptop_named(store, lang, one.logged_on));
        Ok(ChoiceLine { text, by, note })
    };
    let mut choices = vec![line(&collision.keeps, words::keeps(lang).to_owned())?];
    for other in &collision.others {
        let note = match store.kept_elsewhere(other.id)? {
            Some(office) => words::gets_elsewhere(lang, office_named(store, office)),
            None => words::gets(lang, &store.next_number_for(other.id)?),
        };
        choices.push(line(other, note)?);
    }
    let record = collision.keeps.number.clone();
    let field = words::NUMBER.text(lang).to_owned();
    Ok(Waiting { what: What::Number(collision), record, field, choices })
}

fn office_named(store: &Store, id: Id<Office>) -> &str {
    store.directory().office(id).map_or("", |office| office.name.as_str())
}

fn laptop_named(store: &Store, lang: Lang, id: LaptopId) -> String {
    let this = (id == store.device()).then(|| store.this_laptop());
    let said = store.directory().laptop(id).or(this.as_ref());
    laptop::called(lang, id, said, store.directory())
}

fn by(store: &Store, lang: Lang, value: &ConflictValue) -> String {
    let operator = value.operator.and_then(|id| store.directory().operator(id));
    let operator = operator.map_or(words::nobody(lang), |operator| operator.name.as_str());
    let laptop = laptop_named(store, lang, value.device);
    format!("{}  {operator}  {laptop}", laptop::moment(&value.at))
}

fn parties(case: &Dispute, lang: Lang) -> String {
    let names: Vec<&str> = case.parties.iter().map(|party| party.name.as_str()).collect();
    names.join(common::list_comma(lang))
}

fn case_named(case: &Dispute, lang: Lang) -> String {
    format!("{}  {}", case.number, parties(case, lang))
}

/// A value of a record: of an entry in words, else as it stands in the file.
fn said(store: &Store, lang: Lang, conflict: &Conflict, value: &serde_json::Value) -> String {
    let of_entry = || {
        let list = EntryList::from_code(conflict.kind)?;
        let (field, kind) = list.specs().into_iter().find(|(field, _)| field.code() == conflict.field)?;
        let mut entry = list.blank(uuid::Uuid::nil(), store.today());
        entry.write(field, logged(kind, value));
        let text = Wording { store, lang }.cell(&*entry, field).trim_end().to_owned();
        (!text.is_empty()).then_some(text)
    };
    of_entry().unwrap_or_else(|| words::raw(value))
}

fn record_named(store: &Store, lang: Lang, conflict: &Conflict) -> String {
    let uuid = uuid::Uuid::from_bytes(conflict.record);
    let directory = store.directory();
    let name = match conflict.kind {
        "office" => directory.office(Id::new(uuid)).map(|office| office.name.clone()),
        "mediator" => directory.mediator(Id::new(uuid)).map(|mediator| mediator.name.clone()),
        "operator" => directory.operator(Id::new(uuid)).map(|operator| operator.name.clone()),
        "laptop" => Some(laptop_named(store, lang, Id::new(uuid))),
        "setting" => store.setting_named(&conflict.record).ok().flatten(),
        _ => None,
    };
    format!("{} {}", words::kind(lang, conflict.kind), name.unwrap_or_default())
}
