//! Saving: errors first, then a question if a similar case was logged before, then one transaction.

use super::case::Case;
use super::draft::DRAFT;
use super::{Asked, Draft, Entry};
use crate::domain::Dispute;
use crate::domain::check::Severity;
use crate::domain::date_entry::iso;
use crate::domain::field::PartKind;
use crate::text::{common, entry as words, form as form_words, merge as merge_words};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::merge::Merge;
use crate::tui::stack::{Answer, Cx, Flow, Just, Meant, Then};

impl Entry {
    pub(super) fn save(&mut self, cx: &mut Cx) -> Flow {
        let unreadable = self.form.check();
        self.left.extend(self.form.keys());
        let problems = self.say_problems(cx);
        let wrong = problems.iter().find(|(_, problem)| problem.severity() == Severity::Error);
        let keys = self.form.keys();
        let place = |key| keys.iter().position(|known| *known == key);
        let first =
            [unreadable, wrong.map(|(key, _)| *key)].into_iter().flatten().min_by_key(|key| place(*key));
        if let Some(key) = first {
            self.form.lead_to(key);
            if let Some((_, problem)) = wrong.filter(|(at, _)| *at == key) {
                let said = form_words::problem(cx.lang, *problem).to_owned();
                self.form.say(key, Some((crate::tui::form::Remark::Error, said)));
            }
            return cx.failed(words::not_yet(cx.lang));
        }
        match cx.store.maybe_same(&self.named_case(cx).dispute) {
            Ok(same) if same.is_empty() => self.write(cx),
            Ok(same) => {
                let there = same.iter().filter_map(|id| cx.store.dispute(*id).ok());
                let there: Vec<String> = there.map(|dispute| one_line(&dispute, cx)).collect();
                let here = one_line(&self.named_case(cx).dispute, cx);
                self.asked = Asked::Same;
                let asked = Confirm::yes_or_no(words::maybe_same(cx.lang, &there, &here), cx.lang);
                self.same = same.first().copied();
                // The third answer is that it is the same dispute: nothing typed is lost, and totals count one.
                Flow::Push(Box::new(asked.choice(merge_words::same_dispute(cx.lang), Answer::Picked(0))))
            }
            Err(error) => cx.refused(&error),
        }
    }

    /// The case without the empty parties.
    fn named_case(&self, cx: &Cx) -> Case {
        let mut case = self.case(cx);
        case.dispute.parties.retain(|party| !party.name.is_empty());
        case.dispute.parties.sort_by_key(|party| party.side);
        case
    }

    /// Saves the case, and opens the merge of it with the one that was there.
    pub(super) fn write_and_merge(&mut self, cx: &mut Cx) -> Flow {
        let (there, here) = (self.same.take(), self.ids.0);
        match (self.write(cx), there) {
            (Flow::Answer(_), Some(there)) => {
                cx.records_changed();
                match (cx.store.dispute(there), cx.store.dispute(here)) {
                    (Ok(kept), Ok(other)) => Flow::Replace(Box::new(Merge::of(kept, other))),
                    (Err(error), _) | (_, Err(error)) => cx.refused(&error),
                }
            }
            (flow, _) => flow,
        }
    }

    /// Saves the case with its new village and mediators and deletes the draft, all or nothing.
    pub(super) fn write(&mut self, cx: &mut Cx) -> Flow {
        let Case { dispute, offices, mediators } = self.named_case(cx);
        let saved = cx.store.transact(|writer| {
            for office in &offices {
                writer.put_office(office)?;
            }
            for mediator in &mediators {
                writer.put_mediator(mediator)?;
            }
            writer.clear_draft(DRAFT)?;
            writer.put_dispute(None, dispute)
        });
        match saved {
            Ok(saved) => {
                self.draft = Draft::Kept;
                cx.meant = self.meant(&saved.dispute);
                cx.just = Some(Just::Logged(saved.dispute.id));
                cx.done(words::saved(cx.lang, &saved.dispute.number));
                Flow::Answer(Answer::Saved)
            }
            Err(error) => cx.refused(&error),
        }
    }
}

impl Entry {
    /// The focused field in the saved case, whose parties are in another order.
    fn meant(&self, saved: &Dispute) -> Option<Meant> {
        let spot = self.form.focus()?;
        let at = match spot.part.kind {
            PartKind::Party => {
                let id = self.slots.get(spot.part.at)?.id;
                spot.field.at(saved.parties.iter().position(|party| party.id == id)?)
            }
            _ => spot,
        };
        Some(Meant { case: saved.id, at, then: Then::Same })
    }
}

/// A case in one line: number, day, names, type.
fn one_line(dispute: &Dispute, cx: &Cx) -> String {
    let names: Vec<&str> = dispute.parties.iter().map(|party| party.name.as_str()).collect();
    let kind = cx.store.directory().type_label(&dispute.kind).map_or("", |label| label.text(cx.lang));
    let parts =
        [dispute.number.as_str(), &iso(dispute.accepted_on), &names.join(common::list_comma(cx.lang)), kind]
            .map(str::to_owned);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}
