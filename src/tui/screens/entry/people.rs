//! What is known of the people named: earlier cases, their details, and what their ID numbers say.

use super::Entry;
use super::page::Key;
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::{Party, PartyKind};
use crate::store::KnownPerson;
use crate::text::{entry as words, form as form_words};
use crate::tui::form::Value;
use crate::tui::input::{Code, Input, Key as Pressed};
use crate::tui::stack::Cx;

/// How many names beginning so are looked at; the first is offered.
const LOOKED_AT: usize = 8;

impl Entry {
    /// Looks for whoever is being typed, and says what was found beside the name.
    pub(super) fn look_up(&mut self, at: usize, cx: &mut Cx) {
        let typed = self.form.text(Key::Name(at));
        self.offered = None;
        self.form.offer(Key::Name(at), "");
        self.form.put_beside(Key::Name(at), "");
        let found = match cx.store.people_called(&typed, LOOKED_AT) {
            Ok(found) => found,
            Err(error) => return cx.fail(form_words::store_failed(cx.lang, &error)),
        };
        let exact = found.iter().position(|person| person.party.name == typed);
        let Some(person) = found.into_iter().nth(exact.unwrap_or(0)) else { return };
        let taken = self.slots.get(at).and_then(|slot| slot.known.as_ref());
        let is_taken = taken.is_some_and(|known| known.name == typed);
        if exact.is_some() && (is_taken || !has_details(&person.party)) {
            self.form.put_beside(Key::Name(at), words::earlier_cases(cx.lang, person.cases));
            return;
        }
        if self.form.focus() == Some(Key::Name(at)) {
            let rest = person.party.name.strip_prefix(typed.as_str()).unwrap_or_default().to_owned();
            let beside = words::earlier_offered(cx.lang, &person.party.name, person.cases, cx.symbols.right);
            self.form.offer(Key::Name(at), rest);
            self.form.put_beside(Key::Name(at), beside);
            self.offered = Some((at, person));
        } else if exact.is_some() {
            self.form.put_beside(Key::Name(at), words::earlier_cases(cx.lang, person.cases));
        }
    }

    /// Takes over who is offered, if that is what the key means here.
    pub(super) fn take_offered(&mut self, input: &Input, cx: &mut Cx) -> bool {
        let accepts = [Code::Right, Code::End].map(|code| Input::Key(Pressed::plain(code)));
        if !accepts.contains(input) || !self.form.at_end() {
            return false;
        }
        let Some((at, person)) = self.offered.take() else { return false };
        if self.form.focus() != Some(Key::Name(at)) {
            return false;
        }
        self.take_over(at, person);
        self.look_up(at, cx);
        true
    }

    fn take_over(&mut self, at: usize, person: KnownPerson) {
        let party = person.party;
        self.form.fill(Key::Name(at), &text(&party.name));
        let details = [
            (Key::Phone(at), text(&party.phone)),
            (Key::IdNumber(at), text(&party.id_number)),
            (Key::Address(at), text(&party.address)),
        ];
        for (key, value) in details {
            if self.form.is_blank(key) || self.form.is_default(key) {
                self.form.set(key, &value);
            }
        }
        let kind = vec![crate::tui::form::Choice::listed(party.kind.code())];
        self.form.set(Key::PartyKind(at), &Value::Picked(kind));
        if let Some(slot) = self.slots.get_mut(at) {
            slot.known = Some(party);
        }
        self.form.keep_rules();
    }

    /// Says beside an ID number what it says.
    pub(super) fn read_id(&mut self, at: usize, cx: &Cx) {
        let person = self.form.code(Key::PartyKind(at)).as_deref() == Some(PartyKind::Person.code());
        let says = match check_id_number(&self.form.text(Key::IdNumber(at))) {
            IdCheck::Valid { born_on, sex, .. } if person => form_words::id_says(cx.lang, born_on, sex),
            _ => String::new(),
        };
        self.form.put_beside(Key::IdNumber(at), says);
    }
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

/// More is known than the name.
fn has_details(party: &Party) -> bool {
    [&party.phone, &party.id_number, &party.address].iter().any(|word| !word.is_empty())
}
