//! Adds the later events of a case from JSON.

use std::borrow::Cow;

use super::add_json::NewCase;
use super::complain::Complaint;
use super::life_json::{LIFE, NewParty, Said, What, Word, is_never_null, key};
use super::names::bad;
use crate::domain::date_entry::{parse_date, parse_due_date};
use crate::domain::field::{Field, Held, Kind, Part, PartKind, Value};
use crate::domain::fold::{clean_line, clean_lines, clean_name};
use crate::domain::money::parse_money;
use crate::domain::time_entry::parse_time;
use crate::domain::{Dispute, Id, PreventionKind};
use crate::ledger::read_codes;
use crate::store::{Label, Store};
use crate::text::Lang;

type Read<T> = Result<T, Complaint>;

/// Reads a parsed life; each part gets its own id.
pub(super) struct LifeReader<'a> {
    pub store: &'a mut Store,
    pub lang: Lang,
}

impl LifeReader<'_> {
    /// Adds all of it to the case, whose parties have ids already.
    pub(super) fn put(&mut self, life: &Said, case: &mut Dispute) -> Read<()> {
        self.object(LIFE, life, Part::CASE, case)
    }

    /// Writes what is said of the parties of the case, which are those of `new` in order; a kind that is said wins over the
    /// one that the name tells.
    pub(super) fn put_parties(&mut self, new: &NewCase, case: &mut Dispute) -> Read<()> {
        for (at, (_, party)) in new.parties().enumerate() {
            for what in NewParty::keys() {
                let said = party.0.of(what).filter(|word| **word != Word::Text(String::new()));
                if what != What::Field(Field::PartyName) && said.is_some() {
                    self.one(what, said, PartKind::Party.at(at), case)?;
                }
            }
        }
        Ok(())
    }

    /// Reads one key of a part; without a value, checks that it is optional.
    fn one(&mut self, what: What, word: Option<&Word>, part: Part, case: &mut Dispute) -> Read<()> {
        match (what, word) {
            (What::Field(field), _) => {
                let nothing = is_never_null(field).then(|| Word::Text(String::new()));
                if let Some(word) = word.or(nothing.as_ref()) {
                    part.field(field).write(case, self.value(field, word, case)?);
                }
                Ok(())
            }
            (_, Some(Word::Objects(objects))) => {
                objects.iter().try_for_each(|said| self.object(what, said, part, case))
            }
            _ => Ok(()),
        }
    }

    fn object(&mut self, what: What, said: &Said, part: Part, case: &mut Dispute) -> Read<()> {
        let part = match what {
            What::Parts(kind) => {
                let of = if kind == PartKind::Agent { self.host(said, case)? } else { part.at };
                let id: Id<Dispute> = self.store.fresh_id();
                let Some(new) = kind.rows().add(case, of, id.uuid(), case.accepted_on) else { return Ok(()) };
                new
            }
            _ => part,
        };
        what.within().into_iter().try_for_each(|what| self.one(what, said.of(what), part, case))
    }

    /// The index of the party that an agent acts for.
    fn host(&self, said: &Said, case: &Dispute) -> Read<usize> {
        let name = if let Some(Word::Text(name)) = said.of(What::Host) { name } else { "" };
        self.party(name, case)
    }

    fn party(&self, name: &str, case: &Dispute) -> Read<usize> {
        let wanted = clean_name(name);
        let found = case.parties.iter().position(|party| party.name == wanted);
        found.ok_or_else(|| bad(self.lang, key(Field::AttendeeParty), name))
    }

    fn value(&self, field: Field, word: &Word, case: &Dispute) -> Read<Value> {
        let text = match word {
            Word::Text(text) => text,
            Word::Texts(texts) => {
                let said = texts.iter().map(|text| clean_line(text)).filter(|text| !text.is_empty());
                if matches!(field.spec().kind, Kind::List(_)) {
                    return Ok(Value::Texts(said.collect()));
                }
                return said.map(|text| self.code(field, &text)).collect::<Read<_>>().map(Value::Codes);
            }
            Word::Number(number) => return Ok(number.value()),
            Word::Objects(_) => return Ok(Value::Empty),
        };
        if text.is_empty() && !is_never_null(field) {
            return Ok(Value::Empty);
        }
        let today = self.store.today();
        let value = match field.spec().kind {
            Kind::Day => parse_date(text, today).ok().map(Value::Day),
            Kind::DayAhead => parse_due_date(text, today).ok().map(Value::Day),
            Kind::Time => parse_time(text).map(Value::Time),
            Kind::Money => parse_money(text).ok().map(|amount| amount.value()),
            Kind::Code(..) => Some(Value::Code(self.code(field, text)?)),
            Kind::Governance => read_codes(text, Kind::Governance, self.store.directory()),
            Kind::Party if text.trim().is_empty() => Some(Value::Empty),
            Kind::Party => PartKind::Party.at(self.party(text, case)?).id(case).map(Value::Id),
            Kind::Line if field.name() == "name" => Some(Value::Text(clean_name(text))),
            Kind::Lines(_) => Some(Value::Text(clean_lines(text))),
            _ => Some(Value::Text(clean_line(text))),
        };
        value.ok_or_else(|| bad(self.lang, key(field), text))
    }

    /// A code of the field's dictionary, given as code or label.
    fn code(&self, field: Field, text: &str) -> Read<Cow<'static, str>> {
        let (dictionary, codes) = match field.spec().kind {
            Kind::Code(dictionary, _) if field == Field::Prevented => (dictionary, PreventionKind::CODES),
            Kind::Code(dictionary, codes) | Kind::Codes(dictionary, codes) => (dictionary, codes),
            _ => (field.code(), &[][..]),
        };
        let labels = self.store.directory().all_labels(dictionary);
        let is_called = |label: &&Label| {
            [&label.code, &label.zh, &label.zh_short, &label.en].into_iter().any(|name| name == text)
        };
        let code = labels.into_iter().find(is_called).map(|label| label.code.clone());
        let code = code.filter(|code| codes.is_empty() || codes.contains(&code.as_str()));
        code.map(Cow::Owned).ok_or_else(|| bad(self.lang, dictionary, text))
    }
}
