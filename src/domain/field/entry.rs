//! The table of the fields of the other counts; the log, rows, lists, cards and JSON follow from it.

use std::fmt::Debug;

use chrono::NaiveDate;
use uuid::Uuid;

use super::value::{Held, Kind, Value};
use crate::domain::coded::coded;
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{
    Band, DateRange, Difficulty, Id, Indicator, Office, PreventionEntry, PreventionKind, Screening, Service,
    YearRule,
};

coded! {
    /// One of the four lists. Its code is the kind of its records in the log and the name of its table.
    EntryList {
        /// 服务
        Services = "service",
        /// 排查
        Screenings = "screening",
        /// 预防
        Prevention = "prevention",
        /// 指标
        Indicators = "indicator",
    }
}

coded! {
    /// A field of an entry. Its code is its name in the log. Commands read the fields in this order: a
    /// village depends on the office, a unit on the kind.
    EntryField {
        /** 期间 */ Days = "days",
        /** 名称 */ Name = "name",
        /** 类别 */ Kind = "kind",
        /** 数值 */ Value = "value",
        /** 登记单位; of a figure the one it is about */ Office = "office",
        /** 日期 */ On = "on",
        /** 单位 */ Unit = "unit",
        /** 提供单位 */ Owner = "owner",
        /** 年度口径 */ Rule = "rule",
        /** 数量 */ Quantity = "quantity",
        /** 次数 */ Times = "times",
        /** 查出 */ Found = "found",
        /** 综治类别 of what was found */ Category = "category",
        /** 涉及人数 of each */ Band = "band",
        /** 难易程度 */ Difficulty = "difficulty",
        /** 件数 */ Cases = "cases",
        /** 人数 */ People = "people",
        /** 村（社区） */ Village = "village",
        /** 案件 that a service belongs to */ Case = "case",
        /** 牵头人 */ Lead = "lead",
        /** 备注 */ Note = "note",
        /** 中心 */ Centre = "centre",
        /** 作废 */ Void = "void",
    }
}

/// Names an entry by its list and identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryName {
    /// Its list.
    pub list: EntryList,
    /// Its identity.
    pub id: Uuid,
}

/// A field of an `E`: its name, the kind of its value, and how it is read and written.
pub struct EntryRow<E>(EntryField, Kind, fn(&E) -> &dyn Held, fn(&mut E) -> &mut dyn Held);

/// The type of an entry of one list: [`Service`], [`Screening`], [`PreventionEntry`] or [`Indicator`].
pub trait Entry: Clone + Debug + 'static {
    /// Its list.
    const LIST: EntryList;
    /// Its fields, in the order of the card.
    const ROWS: &'static [EntryRow<Self>];

    /// A new entry of the district, dated `on`.
    fn blank(id: Id<Self>, on: NaiveDate) -> Self;

    /// Its identity.
    fn id(&self) -> Id<Self>;

    /// Corrects combinations that no entry can have.
    fn settle(&mut self) {}

    /// The entry as this type; of another list, only the fields that both have.
    fn of(entry: &dyn AnyEntry) -> Self {
        let mut one = Self::blank(Id::new(entry.name().id), NaiveDate::default());
        for EntryRow(field, _, _, place) in Self::ROWS {
            place(&mut one).put(entry.read(*field));
        }
        one
    }
}

/// An entry of any list by its fields.
pub trait AnyEntry: Debug {
    /// Its list and identity.
    fn name(&self) -> EntryName;

    /// Its fields and the kinds of their values, in the order of the card.
    fn specs(&self) -> Vec<(EntryField, Kind)>;

    /// The value of a field; empty where its list has no such field.
    fn read(&self, field: EntryField) -> Value;

    /// Sets a field; a required one keeps its value when the new one is of another kind.
    fn write(&mut self, field: EntryField, value: Value);

    /// Corrects combinations that no entry can have: people of a kind that counts none.
    fn settle(&mut self);

    /// A copy.
    fn copied(&self) -> Box<dyn AnyEntry>;

    /// Its list.
    fn list(&self) -> EntryList {
        self.name().list
    }

    /// The text or the code that a field holds.
    fn text(&self, field: EntryField) -> String {
        match self.read(field) {
            Value::Text(text) => text,
            Value::Code(code) => code.into_owned(),
            _ => String::new(),
        }
    }

    /// The reason why it is void; none where it is not.
    fn void(&self) -> Option<String> {
        (!self.read(EntryField::Void).is_empty()).then(|| self.text(EntryField::Void))
    }
}

impl<E: Entry> AnyEntry for E {
    fn name(&self) -> EntryName {
        EntryName { list: E::LIST, id: self.id().uuid() }
    }

    fn specs(&self) -> Vec<(EntryField, Kind)> {
        E::ROWS.iter().map(|row| (row.0, row.1)).collect()
    }

    fn read(&self, field: EntryField) -> Value {
        E::ROWS.iter().find(|row| row.0 == field).map_or(Value::Empty, |row| row.2(self).value())
    }

    fn write(&mut self, field: EntryField, value: Value) {
        if let Some(row) = E::ROWS.iter().find(|row| row.0 == field) {
            row.3(self).put(value);
        }
    }

    fn settle(&mut self) {
        Entry::settle(self);
    }

    fn copied(&self) -> Box<dyn AnyEntry> {
        Box::new(self.clone())
    }
}

impl EntryList {
    /// A new entry of the district.
    pub fn blank(self, id: Uuid, on: NaiveDate) -> Box<dyn AnyEntry> {
        match self {
            Self::Services => Box::new(Service::blank(Id::new(id), on)),
            Self::Screenings => Box::new(Screening::blank(Id::new(id), on)),
            Self::Prevention => Box::new(PreventionEntry::blank(Id::new(id), on)),
            Self::Indicators => Box::new(Indicator::blank(Id::new(id), on)),
        }
    }

    /// The fields of its entries and the kinds of their values.
    pub fn specs(self) -> Vec<(EntryField, Kind)> {
        self.blank(Uuid::nil(), NaiveDate::default()).specs()
    }

    /// Whether its entries have that field.
    pub fn has(self, field: EntryField) -> bool {
        self.specs().iter().any(|(one, _)| *one == field)
    }
}

use EntryField as F;

impl Entry for Service {
    const LIST: EntryList = EntryList::Services;
    const ROWS: &'static [EntryRow<Self>] = &[
        EntryRow(F::Kind, Kind::Line, |s| &s.kind, |s| &mut s.kind),
        EntryRow(F::Quantity, Kind::Number, |s| &s.quantity, |s| &mut s.quantity),
        EntryRow(F::On, Kind::Day, |s| &s.on, |s| &mut s.on),
        EntryRow(F::Office, Kind::Office, |s| &s.office, |s| &mut s.office),
        EntryRow(F::Case, Kind::Case, |s| &s.case, |s| &mut s.case),
        EntryRow(F::Note, Kind::Line, |s| &s.note, |s| &mut s.note),
        EntryRow(F::Unit, Kind::Line, |s| &s.unit, |s| &mut s.unit),
        EntryRow(F::Centre, Kind::Line, |s| &s.centre, |s| &mut s.centre),
        EntryRow(F::Void, Kind::Line, |s| &s.void, |s| &mut s.void),
    ];

    fn blank(id: Id<Self>, on: NaiveDate) -> Self {
        Self::new(id, Office::root_id(), on)
    }

    fn id(&self) -> Id<Self> {
        self.id
    }
}

impl Entry for Screening {
    const LIST: EntryList = EntryList::Screenings;
    const ROWS: &'static [EntryRow<Self>] = &[
        EntryRow(F::Times, Kind::Number, |s| &s.times, |s| &mut s.times),
        EntryRow(F::Found, Kind::Number, |s| &s.found, |s| &mut s.found),
        EntryRow(F::Village, Kind::Village, |s| &s.village, |s| &mut s.village),
        EntryRow(F::Lead, Kind::Line, |s| &s.lead, |s| &mut s.lead),
        EntryRow(F::Category, Kind::Governance, |s| &s.category, |s| &mut s.category),
        EntryRow(F::Band, Kind::Code("band", Band::CODES), |s| &s.band, |s| &mut s.band),
        EntryRow(
            F::Difficulty,
            Kind::Code("difficulty", Difficulty::CODES),
            |s| &s.difficulty,
            |s| &mut s.difficulty,
        ),
        EntryRow(F::On, Kind::Day, |s| &s.on, |s| &mut s.on),
        EntryRow(F::Office, Kind::Office, |s| &s.office, |s| &mut s.office),
        EntryRow(F::Note, Kind::Line, |s| &s.note, |s| &mut s.note),
        EntryRow(F::Void, Kind::Line, |s| &s.void, |s| &mut s.void),
    ];

    fn blank(id: Id<Self>, on: NaiveDate) -> Self {
        Self::new(id, Office::root_id(), on)
    }

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn settle(&mut self) {
        // What was not found has no category, concerns nobody and is of no grade.
        if self.found == 0 {
            (self.category, self.band, self.difficulty) = (None, None, None);
        }
    }
}

impl Entry for PreventionEntry {
    const LIST: EntryList = EntryList::Prevention;
    const ROWS: &'static [EntryRow<Self>] = &[
        EntryRow(F::Kind, Kind::Code("prevention", PreventionKind::CODES), |p| &p.kind, |p| &mut p.kind),
        EntryRow(F::Cases, Kind::Number, |p| &p.cases, |p| &mut p.cases),
        EntryRow(F::People, Kind::Number, |p| &p.people, |p| &mut p.people),
        EntryRow(F::On, Kind::Day, |p| &p.on, |p| &mut p.on),
        EntryRow(F::Office, Kind::Office, |p| &p.office, |p| &mut p.office),
        EntryRow(F::Note, Kind::Line, |p| &p.note, |p| &mut p.note),
        EntryRow(F::Void, Kind::Line, |p| &p.void, |p| &mut p.void),
    ];

    fn blank(id: Id<Self>, on: NaiveDate) -> Self {
        Self::new(id, Office::root_id(), on)
    }

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn settle(&mut self) {
        // Where one laptop made it a kind without people and another counted people, there are none to count.
        if !self.kind.counts_people() {
            self.people = 0;
        }
    }
}

impl Entry for Indicator {
    const LIST: EntryList = EntryList::Indicators;
    const ROWS: &'static [EntryRow<Self>] = &[
        EntryRow(F::Name, Kind::Line, |i| &i.name, |i| &mut i.name),
        // One field with its decimals: those of one laptop and the digits of another are nobody's figure.
        EntryRow(F::Value, Kind::Decimal, |i| &i.value, |i| &mut i.value),
        EntryRow(F::Unit, Kind::Line, |i| &i.unit, |i| &mut i.unit),
        // One field: merging the two ends of different periods would make a period that nobody gave.
        EntryRow(F::Days, Kind::List(2), |i| &i.range, |i| &mut i.range),
        EntryRow(F::Owner, Kind::Line, |i| &i.owner, |i| &mut i.owner),
        EntryRow(F::Rule, Kind::Code("year_rule", YearRule::CODES), |i| &i.rule, |i| &mut i.rule),
        EntryRow(F::Office, Kind::Office, |i| &i.office, |i| &mut i.office),
        EntryRow(F::Note, Kind::Line, |i| &i.note, |i| &mut i.note),
        EntryRow(F::Void, Kind::Line, |i| &i.void, |i| &mut i.void),
    ];

    fn blank(id: Id<Self>, on: NaiveDate) -> Self {
        Self::new(id, DateRange::day(on))
    }

    fn id(&self) -> Id<Self> {
        self.id
    }
}

/// The first day and the last.
impl Held for DateRange {
    fn value(&self) -> Value {
        Value::Texts(vec![iso(self.from), iso(self.to)])
    }

    fn put(&mut self, value: Value) {
        let days = if let Value::Texts(days) = value { days } else { Vec::new() };
        let day = |at: usize| days.get(at).and_then(|day| parse_iso(day));
        if let Some(range) = day(0).zip(day(1)).and_then(|(from, to)| DateRange::new(from, to)) {
            *self = range;
        }
    }
}
