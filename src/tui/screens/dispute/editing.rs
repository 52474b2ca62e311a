//! Editing on the case screen: entering, leaving and finishing a field; typed text is kept as a draft.

use serde_json::Value as Json;

use super::change::{Change, Said};
use super::in_place::InPlace;
use super::spot::Spot;
use super::{DisputeScreen, Errand, Target, draft_place};
use crate::text::dispute as words;
use crate::text::errors::store_error;
use crate::tui::actions::Action;
use crate::tui::form::FormEvent;
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
        let Some(mut editing) = InPlace::on(spot, &self.known.case, self.page.label, cx) else {
            cx.warn(words::fixed(cx.lang));
            return Flow::Stay;
        };
        let key = spot.key(&self.known.case);
        if let Some((_, typed)) = self.kept.take_if(|(of, _)| *of == key) {
            editing.resume(&typed);
            cx.warn(words::resumed(cx.lang, spot.label()));
        }
        self.editing = Some(editing);
        Flow::Stay
    }

    pub(super) fn edit(&mut self, spot: Spot, cx: &mut Cx) -> Flow {
        self.step_to_spot(spot);
        self.enter(cx)
    }

    /// Edits the field that another screen asked for, or the one that must be filled before it.
    pub(super) fn run_errand(&mut self, target: Target, cx: &mut Cx) {
        let spots = target.spots(&self.known.case);
        let Some(spot) = spots.iter().copied().find(|spot| self.page.find(*spot).is_some()) else { return };
        self.edit(spot, cx);
        // A new part, or a field needed first, has more fields to fill in.
        let is_whole = spots.first() == Some(&spot) && !matches!(spot, Spot::Add(..));
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
        let goes_to = change.goes_to.clone();
        match change.save(&self.known.case, None, cx) {
            Ok(said) => self.after_save(said, goes_to.as_deref(), cx),
            Err(sentence) => cx.fail(sentence),
        }
    }

    fn after_save(&mut self, said: Said, goes_to: Option<&str>, cx: &mut Cx) {
        self.reload(cx);
        let found =
            self.page.cells.iter().position(|cell| Some(cell.spot.key(&self.known.case).as_str()) == goes_to);
        if found.is_some() {
            self.step_to(found);
        }
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
        let (goes_to, asks_for) = (change.goes_to.clone(), change.asks_for);
        // The unfinished draft of another field is kept.
        let draft = draft_place(self.id);
        let clears = self.kept.is_none().then_some(draft.as_str());
        match change.save(&self.known.case, clears, cx) {
            Ok(said) => {
                cx.meant = editing.meant(self.id);
                self.editing = None;
                self.after_save(said, goes_to.as_deref(), cx);
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
            let typed = editing.typed();
            self.keep(&key, &typed, cx);
            cx.warn(words::kept(cx.lang, editing.spot.label()));
            self.kept = Some((key, typed));
            return;
        }
        if editing.was_resumed() {
            match cx.store.drop_draft(&draft_place(self.id)) {
                Ok(()) => cx.done(words::dropped(cx.lang)),
                Err(error) => cx.fail(store_error(cx.lang, &error)),
            }
        }
    }

    pub(super) fn keep(&self, key: &str, typed: &Json, cx: &mut Cx) {
        let body = serde_json::json!({ "spot": key, "form": typed }).to_string();
        if let Err(error) = cx.store.keep_draft(&draft_place(self.id), &body) {
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
            FormEvent::Nothing | FormEvent::Left(()) => {}
        }
        Flow::Stay
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
                    self.step(if action == Action::Next { 1 } else { -1 });
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
