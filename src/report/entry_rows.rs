//! The wording of one entry: the cells of its line, and its name in a sentence.

use super::EntryList;
use crate::domain::date_entry::iso;
use crate::domain::field::{AnyEntry, Entry, EntryField as F, Value};
use crate::domain::{Decimal, DisputeId, Id, Indicator, OfficeId, PreventionKind, YearRule, unit};
use crate::store::Store;
use crate::text::field::Wording as CodeWords;
use crate::text::{Lang, common::list_comma, services as words, totals as period_words};

/// What the wording of an entry depends on besides the entry.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// Offices, dictionaries, and the numbers of cases.
    pub store: &'a Store,
    /// The language.
    pub lang: Lang,
}

/// The fields that a list shows, in column order; the last is the note.
pub const fn columns(list: EntryList) -> &'static [F] {
    match list {
        EntryList::Services => &[F::On, F::Kind, F::Quantity, F::Office, F::Case, F::Note],
        EntryList::Screenings => &[F::On, F::Village, F::Times, F::Found, F::Lead, F::Office, F::Note],
        EntryList::Prevention => &[F::On, F::Kind, F::Cases, F::People, F::Office, F::Note],
        EntryList::Indicators => &[F::Days, F::Name, F::Value, F::Office, F::Owner, F::Note],
    }
}

/// The unit of a quantity.
pub fn unit_of(entry: &dyn AnyEntry, field: F) -> Option<String> {
    match field {
        F::Quantity | F::Value => Some(entry.text(F::Unit)),
        F::Times => Some(unit::TIMES.to_owned()),
        F::Found | F::Cases => Some(unit::CASES.to_owned()),
        F::People => Some(unit::PEOPLE.to_owned()),
        _ => None,
    }
}

/// Whether the entry is a kind of prevention that counts people.
fn counts_people(entry: &dyn AnyEntry) -> bool {
    PreventionKind::from_code(&entry.text(F::Kind)).is_some_and(PreventionKind::counts_people)
}

impl Wording<'_> {
    /// The name of an office; that of the district where there is none, or where it has no name.
    pub fn office(&self, office: Option<OfficeId>) -> String {
        let office = office.and_then(|id| self.store.directory().office(id));
        let named = office.filter(|office| !office.name.is_empty());
        named.map_or_else(|| words::WHOLE_DISTRICT.text(self.lang).to_owned(), |office| office.name.clone())
    }

    /// The number of a case; what stands for one where it has none or is not in the file.
    pub fn case(&self, id: DisputeId) -> String {
        let number = self.store.number_of(id).unwrap_or_default();
        if number.is_empty() { words::UNNUMBERED.text(self.lang).to_owned() } else { number }
    }

    /// What the months of a figure make of a year.
    pub fn rule(&self, rule: YearRule) -> String {
        self.codes().of("year_rule", rule.code())
    }

    fn codes(&self) -> CodeWords<'_> {
        CodeWords { directory: self.store.directory(), lang: self.lang }
    }

    /// A field of an entry in words; empty where it has no value.
    pub fn cell(&self, entry: &dyn AnyEntry, field: F) -> String {
        let quantity =
            |number: Decimal| words::quantity(self.lang, number, &unit_of(entry, field).unwrap_or_default());
        match (entry.read(field), field) {
            (Value::Empty, F::Office) => self.office(None),
            (Value::Number(_), F::People) if !counts_people(entry) => String::new(),
            (Value::Text(_) | Value::Code(_), F::Kind) => {
                // The dictionary of kinds has the name of the list.
                self.codes().of(entry.list().code(), &entry.text(field))
            }
            (Value::Code(code), F::Category) => {
                let label = self.store.directory().category_label(&code);
                label.map_or_else(|| code.to_string(), |label| label.text(self.lang).to_owned())
            }
            (Value::Code(code), F::Band | F::Difficulty) => self.codes().of(field.code(), &code),
            (Value::Texts(_), F::Days) => {
                let cut_off = self.store.settings().cut_off();
                period_words::period(self.lang, &Indicator::of(entry).period(cut_off))
            }
            (Value::Day(day), _) => iso(day),
            (Value::Id(case), F::Case) => self.case(Id::new(case)),
            (Value::Id(office), _) => self.office(Some(Id::new(office))),
            (Value::Number(number), _) => quantity(i64::from(number).into()),
            (Value::Decimal(figure), _) => quantity(figure),
            (Value::Text(name), F::Name) => self.codes().indicator(&name),
            (Value::Code(rule), F::Rule) => self.codes().of("year_rule", &rule),
            _ => entry.text(field),
        }
    }

    /// A cell for each column of its list; a void entry shows the reason in place of the note.
    pub fn cells(&self, entry: &dyn AnyEntry) -> Vec<String> {
        let cell = |field: &F| match (field, entry.void()) {
            (F::Note, Some(reason)) => words::void_mark(self.lang, &reason),
            _ => self.cell(entry, *field),
        };
        columns(entry.list()).iter().map(cell).collect()
    }

    /// The entry in a sentence: when and what.
    pub fn entry(&self, entry: &dyn AnyEntry) -> String {
        let named = [F::On, F::Days, F::Kind, F::Name, F::Village].map(|field| self.cell(entry, field));
        let amounts = [F::Quantity, F::Times, F::Found, F::Cases, F::People, F::Value].map(|field| {
            let amount = self.cell(entry, field);
            let found = words::label(entry.list(), F::Found).text(self.lang);
            if field == F::Found && !amount.is_empty() { words::entry(&[found, &amount]) } else { amount }
        });
        let amounts: Vec<String> = amounts.into_iter().filter(|amount| !amount.is_empty()).collect();
        let amounts = amounts.join(list_comma(self.lang));
        let parts: Vec<&str> = named.iter().map(String::as_str).chain([amounts.as_str()]).collect();
        words::entry(&parts)
    }
}
