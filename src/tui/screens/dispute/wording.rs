//! The fields of a case in words.

use super::known::Known;
use super::spot::Spot;
use crate::domain::field::{Field, Spot as At, Value};
use crate::domain::{Dispute, RestDays};
use crate::store::Directory;
use crate::text::Lang;
use crate::text::calendar::dated;
use crate::text::dispute as words;
use crate::text::field::{self, Wording as Plain};

/// Puts fields into words.
pub struct Wording<'a> {
    /// The case.
    pub known: &'a Known,
    /// The directory for names.
    pub directory: &'a Directory,
    /// The holidays, said beside days.
    pub rest: &'a RestDays,
    /// The language.
    pub lang: Lang,
}

impl Wording<'_> {
    fn case(&self) -> &Dispute {
        &self.known.case
    }

    fn plain(&self) -> Plain<'_> {
        Plain { directory: self.directory, lang: self.lang }
    }

    /// The label of a field: a company or group has its own labels, a ledger its own columns.
    pub fn label(&self, spot: Spot) -> String {
        let label = match spot {
            Spot::Original(at) => {
                return self.case().original.keys().nth(at).cloned().unwrap_or_default();
            }
            _ => spot.label_in(self.case()),
        };
        label.text(self.lang).to_owned()
    }

    /// The value of a field in words; a derived one is marked as such.
    pub fn value(&self, spot: Spot) -> String {
        let (case, lang) = (self.case(), self.lang);
        match spot {
            Spot::Registered => self.known.registered.clone(),
            Spot::Earlier(at) => {
                let count = self.known.earlier.get(at).copied().unwrap_or(0);
                if count == 0 { String::new() } else { words::other_cases(lang, count) }
            }
            Spot::Original(at) => case.original.values().nth(at).cloned().unwrap_or_default(),
            Spot::Add(..) => String::new(),
            Spot::Field(at) => {
                let said = self.in_words(at, &at.read(case));
                let follows =
                    at.field == Field::Performance && case.performance() != case.agreement.performance;
                match field::follows_from(at.field).filter(|_| follows && !said.is_empty()) {
                    Some(from) => words::following(lang, &said, from),
                    None if said.is_empty() => self.follows(at),
                    None => said,
                }
            }
        }
    }

    fn in_words(&self, at: At, value: &Value) -> String {
        match value {
            Value::Day(day) => dated(self.lang, *day, self.rest),
            Value::Money(amount) => words::yuan(self.lang, &amount.yuan_text()),
            // The printed names of categories are sentences.
            Value::Code(code) if at.field == Field::Governance => {
                let label = self.directory.category_label(code);
                label.map_or_else(|| code.to_string(), |label| label.short(self.lang).to_owned())
            }
            value => self.plain().value(at.field.spec().kind, value, &self.case().parties),
        }
    }

    /// The value derived for a field that nobody filled in.
    fn follows(&self, at: At) -> String {
        let value = self.in_words(at, &self.plain().follows(self.case(), at));
        match field::follows_from(at.field) {
            _ if at.field == Field::Outcome => value,
            Some(from) if !value.is_empty() => words::following(self.lang, &value, from),
            _ => String::new(),
        }
    }

    /// The label of a dictionary code.
    pub fn named(&self, dictionary: &str, code: &str) -> String {
        self.plain().of(dictionary, code)
    }
}
