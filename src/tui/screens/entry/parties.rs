//! Adding and removing parties.

use super::case::Slot;
use super::{Draft, Entry, page};
use crate::domain::Side;
use crate::domain::field::{Field, PartKind, Spot};
use crate::text::entry as words;
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
                let value = self.form.value(from);
                self.form.fill(to, &value);
            }
        }
        self.slots.remove(at);
        self.rebuild(cx);
        self.form.start(Field::PartyName.at(at.min(self.slots.len() - 1)));
        self.settle(cx);
        self.draft = Draft::Behind;
        Flow::Stay
    }
}
