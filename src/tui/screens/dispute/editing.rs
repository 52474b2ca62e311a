//! Editing on the case screen: entering, leaving and finishing a field; typed text is kept as a draft.

use serde_json::json;

use super::change::{Change, Said};
use super::in_place::InPlace;
use super::spot::Spot;
use super::{DisputeScreen, Errand, draft_place};
use crate::text::dispute as words;
use crate::text::errors::store_error;
use crate::tui::actions::Action;
use crate::tui::form::FormEvent;
use crate::tui::screens::{acts, through};
use crate::tui::stack::{Cx, Flow};

/// Whether a field could be finished.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Finished {
    /// It was saved, or unchanged.
    Yes,
    /// It was saved, and the field that it asks for is open.
    AndAsks,
    /// It has an error, which is shown.
    No,
}

impl DisputeScreen {
    /// Enter on a field.
    pub(super) fn enter(&mut self, cx: &mut Cx) -> Flow {
        let Some(spot) = self.spot() else { return Flow::Stay };
        if let Spot::Earlier(at) = spot {
            return self.other_cases(at, cx);
        }
        if self.is_kept_elsewhere(cx) {
            return Flow::Stay;
        }
        if let Some((act, of)) = self.act_at(spot) {
            return through(acts::open(self.id, act, of, cx), cx);
        }
        let Some(mut editing) = InPlace::on(spot, &self.known.case, self.page.label, cx) else {
            cx.warn(words::fixed(cx.lang));
            return Flow::Stay;
        };
        let key = spot.key(&self.known.case);
        if let Some(typed) = self.kept.get(&key) {
            editing.resume(typed);
            cx.warn(words::resumed(cx.lang, spot.label()));
        }
        self.editing = Some(editing);
        Flow::Stay
    }

    pub(super) fn edit(&mut self, spot: Spot, cx: &mut Cx) -> Flow {
        self.step_to_spot(spot);
        self.enter(cx)
    }

    /// Edits the field that another screen asked for; one that is needed before it has more fields to fill in.
    pub(super) fn run_errand(&mut self, spot: Spot, is_whole: bool, cx: &mut Cx) {
        self.edit(spot, cx);
        if is_whole && self.editing.is_some() {
            self.errand = Errand::OneField;
        }
    }

    /// What happens after the field was saved or left.
    fn end_errand(&mut self) -> Flow {
        match std::mem::replace(&mut self.errand, Errand::None) {
            Errand::OneField => Flow::Close,
            Errand::None => Flow::Stay,
        }
    }

    /// Whether only another office may edit the case; shows a notice.
    pub(super) fn is_kept_elsewhere(&self, cx: &mut Cx) -> bool {
        let kept_by = self.known.kept_by;
        if let Some(office) = kept_by {
            cx.fail(crate::text::laptop::kept_by(cx.lang, &super::super::laptop::office_name(office, cx)));
        }
        kept_by.is_some()
    }

    pub(super) fn remove(&mut self, cx: &mut Cx) -> Flow {
        if self.is_kept_elsewhere(cx) {
            return Flow::Stay;
        }
        match self.spot().and_then(|spot| Change::without(spot, &self.known.case, cx)) {
            Some(change) => self.save(change, cx),
            None => cx.warn(words::nothing_to_remove(cx.lang)),
        }
        Flow::Stay
    }

    /// Saves a change; shows the result.
    pub(super) fn save(&mut self, change: Change, cx: &mut Cx) {
        match change.save(&self.known.case, None, cx) {
            Ok(said) => self.after_save(said, cx),
            Err(sentence) => cx.fail(sentence),
        }
    }

    fn after_save(&mut self, said: Said, cx: &mut Cx) {
        self.reload(cx);
        match said {
            Said::Done(text) => {
                cx.done(text);
                cx.records_changed();
            }
            Said::Careful(text) => {
                cx.warn(text);
                cx.records_changed();
            }
            Said::Nothing => cx.done(words::unchanged(cx.lang)),
        }
    }

    /// Saves the edited field. If it has an error, the error is shown and editing continues.
    fn finish(&mut self, cx: &mut Cx) -> Finished {
        let Some(editing) = &mut self.editing else { return Finished::Yes };
        let Some(value) = editing.checked() else { return Finished::No };
        let change = Change::of(editing.spot, &value, &self.known.case, cx);
        let asks_for = change.asks_for;
        // The unfinished edits of other fields are kept.
        let key = editing.spot.key(&self.known.case);
        let draft = draft_place(self.id);
        let clears = self.kept.keys().all(|other| *other == key).then_some(draft.as_str());
        match change.save(&self.known.case, clears, cx) {
            Ok(said) => {
                cx.meant = editing.meant(self.id);
                self.editing = None;
                if self.kept.remove(&key).is_some() && clears.is_none() {
                    self.put_away(cx);
                }
                self.after_save(said, cx);
                match asks_for {
                    Some(field) => {
                        self.edit(Spot::case(field), cx);
                        Finished::AndAsks
                    }
                    None => Finished::Yes,
                }
            }
            Err(sentence) => {
                editing.complain(sentence);
                Finished::No
            }
        }
    }

    /// Esc while editing: typed text is kept as a draft; a resumed draft left untouched is dropped.
    fn leave_field(&mut self, cx: &mut Cx) {
        let Some(editing) = self.editing.take() else { return };
        let key = editing.spot.key(&self.known.case);
        if editing.is_worth_keeping() {
            self.kept.insert(key, editing.typed());
            self.put_away(cx);
            cx.warn(words::kept(cx.lang, editing.spot.label()));
        } else if editing.was_resumed() {
            self.kept.remove(&key);
            cx.done(words::dropped(cx.lang));
            self.put_away(cx);
        }
    }

    /// Keeps the unfinished edits in the file.
    pub(super) fn put_away(&self, cx: &mut Cx) {
        let place = draft_place(self.id);
        let kept = if self.kept.is_empty() {
            cx.store.drop_draft(&place)
        } else {
            cx.store.keep_draft(&place, &json!({ "kept": self.kept }).to_string())
        };
        if let Err(error) = kept {
            cx.fail(store_error(cx.lang, &error));
        }
    }

    pub(super) fn follow(&mut self, event: FormEvent<()>, cx: &mut Cx) -> Flow {
        match event {
            FormEvent::Unhandled => return Flow::Unhandled,
            FormEvent::Last(()) => {
                self.note_change();
                if self.finish(cx) == Finished::Yes {
                    return self.end_errand();
                }
            }
            FormEvent::Changed(()) => self.note_change(),
            // What is typed into an open list is no value yet, but it is text that somebody typed.
            FormEvent::Nothing if self.editing.as_ref().is_some_and(|editing| editing.form.is_searched()) => {
                self.note_change();
            }
            FormEvent::Nothing | FormEvent::Left(()) => {}
        }
        Flow::Stay
    }

    /// Goes to the next field, or the one before, and edits it; at what adds something it stops.
    fn edit_beside(&mut self, action: Action, cx: &mut Cx) {
        let way = if action == Action::Next { 1 } else { -1 };
        let said = cx.notice.take();
        loop {
            let from = self.selected;
            self.step(way);
            let stops = self.spot().is_some_and(|spot| self.act_at(spot).is_some());
            let ends = self.selected == from;
            if !stops && !ends && !matches!(self.spot(), Some(Spot::Earlier(_))) {
                self.enter(cx);
            }
            if stops || ends || self.editing.is_some() {
                break;
            }
        }
        // What was saved stays said; why a field in between is not edited is of no interest.
        cx.notice = said;
    }

    fn note_change(&mut self) {
        if let Some(editing) = &mut self.editing {
            editing.note_change();
        }
    }

    pub(super) fn act_in_field(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Back => {
                self.leave_field(cx);
                return self.end_errand();
            }
            Action::Save => {
                if self.finish(cx) == Finished::Yes {
                    return self.end_errand();
                }
            }
            Action::Next | Action::Previous => {
                self.errand = Errand::None;
                if self.finish(cx) == Finished::Yes {
                    self.edit_beside(action, cx);
                }
            }
            Action::Quit | Action::Help => return Flow::Unhandled,
            _ => {
                let event = self.editing.as_mut().map(|editing| editing.form.act(action));
                return event.map_or(Flow::Stay, |event| self.follow(event, cx));
            }
        }
        Flow::Stay
    }
}
