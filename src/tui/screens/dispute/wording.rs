//! The fields of a case in words.

use super::fields::Ask;
use super::known::Known;
use super::spot::{Field, Part, Spot};
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::time_entry::time_text;
use crate::domain::{Dispute, Party, PartyKind};
use crate::store::{Directory, Label};
use crate::text::Lang;
use crate::text::common;
use crate::text::dispute::{self as words, Answer};
use crate::text::widgets::date_with_weekday;
use crate::tui::form::{Choice, Value};

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

    /// What a field is called here: a company or group has a name of another kind, a ledger its own columns.
    pub fn label(&self, spot: Spot) -> String {
        let label = match (spot.part, spot.field) {
            (Part::Party(at), Field::Name)
                if self.case().parties.get(at).is_some_and(|party| party.kind != PartyKind::Person) =>
            {
                words::BODY_NAME
            }
            (_, Field::Original(at)) => {
                return self.case().original.keys().nth(at).cloned().unwrap_or_default();
            }
            _ => spot.label(),
        };
        label.text(self.lang).to_owned()
    }

    /// What a field holds, in words; what follows from something else is marked as such.
    pub fn value(&self, spot: Spot) -> String {
        let (case, lang) = (self.case(), self.lang);
        match (spot.part, spot.field) {
            (_, Field::Registered) => self.known.registered.clone(),
            (Part::Party(at), Field::Earlier) => {
                let count = self.known.earlier.get(at).copied().unwrap_or(0);
                if count == 0 { String::new() } else { words::other_cases(lang, count) }
            }
            (_, Field::Original(at)) => case.original.values().nth(at).cloned().unwrap_or_default(),
            (Part::Case, Field::People) if case.people.is_none() => {
                words::people_by_parties(lang, case.people_count())
            }
            (Part::Case, Field::Governance) if case.governance.is_none() => {
                let code = self.directory.governance_of(&case.kind);
                code.map(|code| words::by_type(lang, &self.named("governance", code))).unwrap_or_default()
            }
            (Part::Case, Field::Copies) if case.agreement.copies.is_none() && case.closing.is_some() => {
                words::copies_by_parties(lang, case.parties.len() + 1)
            }
            (_, Field::PreLitigation) => {
                words::yes_or_no(lang, if case.pre_litigation { Answer::Yes } else { Answer::No }).to_owned()
            }
            (Part::Party(at), Field::Sex | Field::BornOn) => self.of_id_number(at, spot),
            _ => self.in_words(spot, spot.read(case)),
        }
    }

    /// The sex and the day of birth that nobody typed are in the ID number.
    fn of_id_number(&self, at: usize, spot: Spot) -> String {
        let said = self.in_words(spot, spot.read(self.case()));
        let check = |party: &Party| check_id_number(&party.id_number);
        match self.case().parties.get(at).map(check) {
            Some(IdCheck::Valid { born_on, sex, .. }) if said.is_empty() => {
                let known = match spot.field {
                    Field::Sex => self.named("sex", sex.code()),
                    _ => date_with_weekday(self.lang, born_on),
                };
                words::by_id_number(self.lang, &known)
            }
            _ => said,
        }
    }

    fn in_words(&self, spot: Spot, value: Value) -> String {
        match value {
            Value::Empty => String::new(),
            Value::Text(text) => text,
            Value::Date(date) => date_with_weekday(self.lang, date),
            Value::Time(time) => time_text(time),
            Value::Money(amount) => words::yuan(self.lang, &amount.yuan_text()),
            Value::Number(count) => count.to_string(),
            Value::Picked(picked) => {
                let names: Vec<String> = picked
                    .iter()
                    .map(|choice| match choice {
                        Choice::Listed(code) => self.picked(spot, code),
                        Choice::New(name) => name.clone(),
                    })
                    .collect();
                names.join(common::list_comma(self.lang))
            }
        }
    }

    fn picked(&self, spot: Spot, code: &str) -> String {
        if let Ask::One(dictionary, _) | Ask::Several(dictionary, _) = spot.face().ask {
            return self.named(dictionary, code);
        }
        let names = self.directory;
        let text = |label: &Label| label.text(self.lang).to_owned();
        let known = match spot.field {
            Field::Office | Field::Village => {
                code.parse().ok().and_then(|id| names.office(id)).map(|office| office.name.clone())
            }
            Field::Mediators => {
                code.parse().ok().and_then(|id| names.mediator(id)).map(|mediator| mediator.name.clone())
            }
            // A party that went out of the case is nobody's.
            Field::For => {
                let party = self.case().parties.iter().find(|party| party.id.to_string() == code);
                Some(party.map(|party| party.name.clone()).unwrap_or_default())
            }
            Field::Kind => code.parse().ok().and_then(|code| names.type_label(&code)).map(text),
            Field::Source => code.parse().ok().and_then(|code| names.source_label(&code)).map(text),
            Field::Governance => Some(self.named("governance", code)),
            Field::Outcome => Some(self.named("outcome", code)),
            _ => None,
        };
        known.unwrap_or_else(|| code.to_owned())
    }

    /// How a code of a dictionary is called.
    pub fn named(&self, dictionary: &str, code: &str) -> String {
        let label = self.directory.labelled(dictionary, code);
        label.map_or_else(|| code.to_owned(), |label| label.text(self.lang).to_owned())
    }
}
