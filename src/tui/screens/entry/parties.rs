//! Adding and removing parties.

use super::case::Slot;
use super::{Draft, Entry, page};
use crate::domain::field::{Field, PartKind, Spot};
use crate::domain::organisation::{kind_of, may_be_organisation};
use crate::domain::{PartyKind, Side};
use crate::text::entry as words;
use crate::tui::actions::{Action, Place, key_names};
use crate::tui::form::Value;
use crate::tui::stack::{Cx, Flow};

/// The fewest parties: a dispute has two sides.
const LEAST_PARTIES: usize = 2;

/// The index of the party a field belongs to.
fn party_of(key: Spot) -> Option<usize> {
    (key.part.kind == PartKind::Party).then_some(key.part.at)
}

impl Entry {
    /// Adds a party on the side of the focused one, or else a respondent.
    pub(super) fn add_party(&mut self, cx: &mut Cx) -> Flow {
        if self.slots.len() >= page::MOST_PARTIES {
            return cx.warned(words::enough_parties(cx.lang));
        }
        let at = self.form.focus().and_then(party_of).unwrap_or(self.slots.len() - 1);
        let side = self.slots.get(at).map_or(Side::Respondent, |slot| slot.side);
        // At the end, so that the fields of the others keep their keys.
        self.slots.push(Slot { id: cx.store.fresh_id(), side, known: None });
        let new = self.slots.len() - 1;
        self.rebuild(cx);
        self.form.start(Field::PartyName.at(new));
        self.settle(cx);
        self.draft = Draft::Behind;
        Flow::Stay
    }

    /// Removes the focused party; those after it move up.
    pub(super) fn remove_party(&mut self, cx: &mut Cx) -> Flow {
        let Some(at) = self.form.focus().and_then(party_of) else {
            return cx.warned(words::which_party(cx.lang));
        };
        if self.slots.len() <= LEAST_PARTIES || at >= self.slots.len() {
            return cx.warned(words::two_stay(cx.lang));
        }
        for behind in at + 1..self.slots.len() {
            for (to, from) in page::fields_of(behind - 1).zip(page::fields_of(behind)) {
                let (value, is_default) = (self.form.value(from), self.form.is_default(from));
                self.form.fill(to, &value);
                if is_default {
                    self.form.set(to, &value);
                }
            }
        }
        self.slots.remove(at);
        self.rebuild(cx);
        self.form.start(Field::PartyName.at(at.min(self.slots.len() - 1)));
        self.settle(cx);
        self.draft = Draft::Behind;
        Flow::Stay
    }

    /// The kind of a party on the page.
    pub(super) fn kind(&self, at: usize) -> PartyKind {
        let code = self.form.code(Field::PartyKind.at(at));
        code.and_then(|code| PartyKind::from_code(&code)).unwrap_or(PartyKind::Person)
    }

    /// Sets the kind that the name tells, unless the clerk has chosen one.
    pub(super) fn infer_kind(&mut self, at: usize) {
        let (kind, name) = (Field::PartyKind.at(at), self.form.text(Field::PartyName.at(at)));
        let known = self.slots.get(at).and_then(|slot| slot.known.as_ref());
        let known = known.filter(|party| party.name == name).map(|party| party.kind);
        let told = known.filter(|kind| *kind != PartyKind::Person).unwrap_or_else(|| kind_of(&name));
        if !name.is_empty() && self.form.is_default(kind) && self.kind(at) != told {
            self.form.set(kind, &Value::of_code(told.code()));
            self.form.keep_rules();
        }
    }

    /// The next kind for the focused party, chosen by the clerk.
    pub(super) fn change_kind(&mut self, cx: &mut Cx) -> Flow {
        let at = self.form.focus().and_then(party_of);
        let Some(at) = at.filter(|at| !self.form.is_blank(Field::PartyName.at(*at))) else {
            return cx.warned(words::whose_kind(cx.lang));
        };
        let now = PartyKind::ALL.iter().position(|kind| *kind == self.kind(at)).unwrap_or_default();
        if let Some(next) = PartyKind::ALL.iter().cycle().nth(now + 1) {
            self.form.fill(Field::PartyKind.at(at), &Value::of_code(next.code()));
            self.form.keep_rules();
            self.changed(Field::PartyKind.at(at), cx);
        }
        Flow::Stay
    }

    /// Labels what depends on the kind of a party.
    pub(super) fn label_party(&mut self, at: usize, cx: &Cx) {
        let kind = self.kind(at);
        for field in [Field::PartyIdNumber, Field::PartyAddress, Field::PartyRepresentative] {
            let (label, hint) =
                (words::label_of_party(field, kind, cx.lang), words::hint_of_party(field, kind, cx.lang));
            self.form.relabel(field.at(at), label, hint);
        }
    }

    /// The kind beside the name, where the name tells one or may be misread, with the key that changes it.
    pub(super) fn kind_beside(&self, at: usize, cx: &Cx) -> String {
        let name = self.form.text(Field::PartyName.at(at));
        if name.is_empty() || (self.kind(at) == PartyKind::Person && !may_be_organisation(&name)) {
            return String::new();
        }
        let called = self.form.picked_label(Field::PartyKind.at(at));
        words::kind_told(cx.lang, &called, &key_names(Action::PartyKind.row(), Place::Entry, cx.symbols))
    }
}
