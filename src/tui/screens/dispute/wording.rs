//! The fields of a case in words.

use super::known::Known;
use super::spot::Spot;
use crate::domain::field::{Field, Part, PartKind, Spot as At, Value};
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::{Dispute, Party, PartyKind};
use crate::store::Directory;
use crate::text::Lang;
use crate::text::dispute as words;
use crate::text::field::{self, Wording as Plain};
use crate::text::widgets::date_with_weekday;

/// What puts a field into words.
pub struct Wording<'a> {
    /// The case.
    pub known: &'a Known,
    /// The names of things.
    pub directory: &'a Directory,
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

    fn party(&self, part: Part) -> Option<&Party> {
        self.case().parties.get(part.at).filter(|_| part.kind == PartKind::Party)
    }

    /// What a field is called here: a company or group has a name of another kind, a ledger its own columns.
    pub fn label(&self, spot: Spot) -> String {
        let is_body = |party: &Party| party.kind != PartyKind::Person;
        let label = match spot {
            Spot::Field(At { part, field: Field::PartyName }) if self.party(part).is_some_and(is_body) => {
                field::BODY_NAME
            }
            Spot::Original(at) => {
                return self.case().original.keys().nth(at).cloned().unwrap_or_default();
            }
            _ => spot.label(),
        };
        label.text(self.lang).to_owned()
    }

    /// What a field holds, in words; what follows from something else is marked as such.
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
                let said = self.in_words(at);
                if said.is_empty() { self.follows(at).unwrap_or_default() } else { said }
            }
        }
    }

    fn in_words(&self, at: At) -> String {
        match at.read(self.case()) {
            Value::Day(day) => date_with_weekday(self.lang, day),
            Value::Money(amount) => words::yuan(self.lang, &amount.yuan_text()),
            Value::Empty if at.field == Field::Outcome => self.named("outcome", super::fields::OPEN),
            value => self.plain().value(at.field.spec().kind, &value, &self.case().parties),
        }
    }

    /// What nobody typed and something else tells.
    fn follows(&self, at: At) -> Option<String> {
        let (case, lang) = (self.case(), self.lang);
        match at.field {
            Field::People => Some(words::people_by_parties(lang, case.people_count())),
            Field::Governance => {
                let code = self.directory.governance_of(&case.kind);
                code.map(|code| words::by_type(lang, &self.named("governance", code)))
            }
            Field::Copies => case.closing.map(|_| words::copies_by_parties(lang, case.parties.len() + 1)),
            Field::PartySex | Field::PartyBornOn => {
                let IdCheck::Valid { born_on, sex, .. } = check_id_number(&self.party(at.part)?.id_number)
                else {
                    return None;
                };
                let known = match at.field {
                    Field::PartySex => self.named("sex", sex.code()),
                    _ => date_with_weekday(lang, born_on),
                };
                Some(words::by_id_number(lang, &known))
            }
            _ => None,
        }
    }

    /// How a code of a dictionary is called.
    pub fn named(&self, dictionary: &str, code: &str) -> String {
        self.plain().of(dictionary, code)
    }
}
