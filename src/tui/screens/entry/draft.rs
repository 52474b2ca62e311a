//! The draft of the page: saved whenever typing pauses, restored when the page is opened again.

use serde_json::{Value as Json, json};

use super::case::Slot;
use super::page::{self, MOST_PARTIES};
use super::{Asked, Draft, Entry};
use crate::domain::Side;
use crate::domain::field::Field;
use crate::text::entry as words;
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Cx, Flow};

/// The key of the draft in the file.
pub(in crate::tui) const DRAFT: &str = "entry";

impl Entry {
    /// Saves the page as a draft, unless it is unchanged.
    pub(super) fn keep_draft(&mut self, cx: &mut Cx) {
        if self.draft == Draft::Kept {
            return;
        }
        let kept = if self.form.is_touched() {
            cx.store.keep_draft(DRAFT, &self.to_json().to_string())
        } else {
            cx.store.drop_draft(DRAFT)
        };
        self.draft = cx.told(kept).map_or(Draft::Refused, |()| Draft::Kept);
    }

    fn to_json(&self) -> Json {
        let parties: Vec<Json> = self
            .slots
            .iter()
            .map(|slot| json!({ "side": slot.side.code(), "known": slot.known.is_some() }))
            .collect();
        json!({ "form": self.form.to_json(page::name), "parties": parties })
    }

    /// Restores a draft if there is one, and shows a notice.
    pub(super) fn take_up_draft(&mut self, cx: &mut Cx) {
        let Some(draft) = cx.told(cx.store.draft(DRAFT)).flatten() else { return };
        // A draft of another version may be unreadable; it is kept until something is typed.
        let Ok(json) = serde_json::from_str::<Json>(&draft.body) else { return };
        self.restore(&json, cx);
        cx.done(words::draft_back(cx.lang));
    }

    fn restore(&mut self, json: &Json, cx: &mut Cx) {
        let parties = json.get("parties").and_then(Json::as_array).cloned().unwrap_or_default();
        for (at, party) in parties.iter().take(MOST_PARTIES).enumerate() {
            let side = party.get("side").and_then(Json::as_str).and_then(Side::from_code);
            let side = side.unwrap_or(Side::Respondent);
            match self.slots.get_mut(at) {
                Some(slot) => slot.side = side,
                None => self.slots.push(Slot { id: cx.store.fresh_id(), side, known: None }),
            }
        }
        self.rebuild(cx);
        let form = json.get("form").cloned().unwrap_or_default();
        // Twice, because the list of villages depends on the township.
        self.form.restore(&form, page::name);
        self.list_villages_of_draft(cx);
        self.form.restore(&form, page::name);
        self.know_again(&parties, cx);
        self.settle(cx);
        self.draft = Draft::Kept;
    }

    /// Looks up the copied persons again.
    fn know_again(&mut self, parties: &[Json], cx: &Cx) {
        for (at, party) in parties.iter().enumerate() {
            let was_known = party.get("known").and_then(Json::as_bool) == Some(true);
            let name = self.form.text(Field::PartyName.at(at));
            let Some(slot) = self.slots.get_mut(at).filter(|_| was_known) else { continue };
            let found = cx.store.people_called(&name, 1).unwrap_or_default();
            slot.known = found.into_iter().map(|person| person.party).find(|party| party.name == name);
        }
    }

    /// Leaves the page; its content is kept.
    pub(super) fn leave(&mut self, cx: &mut Cx) -> Flow {
        let touched = self.form.is_touched();
        self.keep_draft(cx);
        if touched && self.draft == Draft::Refused {
            self.asked = Asked::Leave;
            return Flow::Push(Box::new(Confirm::yes_or_no(words::ask_leave(cx.lang), cx.lang)));
        }
        if touched {
            cx.done(words::draft_kept(cx.lang));
        }
        Flow::Close
    }

    /// Discards the page and its draft.
    pub(super) fn discard(&mut self, cx: &mut Cx) -> Flow {
        if let Err(error) = cx.store.drop_draft(DRAFT) {
            return cx.refused(&error);
        }
        *self = Self::blank(cx);
        cx.done(words::emptied(cx.lang));
        Flow::Stay
    }
}
