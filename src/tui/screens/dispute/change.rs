//! Changes of a case and how they are saved: one edit is one revision.

use super::spot::{Spot, write};
use super::take_out::take_out;
use crate::domain::act::new_problem;
use crate::domain::check::{Problem, Severity, check};
use crate::domain::field::{Field, Spot as At};
use crate::domain::{Confirmation, Dispute, Mediator, MediatorId};
use crate::store::Changed;
use crate::text::dispute as words;
use crate::text::errors::store_error;
use crate::text::form as form_words;
use crate::tui::form::{Choice, Value};
use crate::tui::stack::Cx;

/// A changed case that is not saved yet.
pub struct Change {
    after: Dispute,
    /// Mediators that the change creates.
    new_mediators: Vec<Mediator>,
    /// The edited field, whose problems block the save even if they existed before.
    spot: Option<Spot>,
    /// The message after the save.
    said: String,
    /// The field of the case to fill in next, which is opened.
    pub asks_for: Option<Field>,
}

/// The result of a save.
pub enum Said {
    /// Saved, with a message.
    Done(String),
    /// Saved, with a warning.
    Careful(String),
    /// Nothing to save.
    Nothing,
}

/// What is asked for next where 已申请 was picked: the day without which the agreement is not in effect, then that of the
/// application.
fn asked_next(case: &Dispute) -> Option<Field> {
    case.agreement.confirmation.filter(|said| *said == Confirmation::Applied)?;
    let applied = case.agreement.applied_on.is_none().then_some(Field::AppliedOn);
    case.lacks_for_effect().next().or(applied)
}

/// Whether a number has become words: it holds no digit, or a word was typed behind one that did. A mark of one
/// character or one that counts (补, 之二) may stand there.
fn is_words(before: &str, number: &str) -> bool {
    let counts = |c: char| c.is_numeric() || "一二三四五六七八九十甲乙丙丁".contains(c);
    let added = number.strip_prefix(before).unwrap_or_default();
    let is_word = !before.is_empty() && added.chars().count() > 1 && !added.chars().any(counts);
    !number.is_empty() && (is_word || !number.chars().any(char::is_numeric))
}

impl Change {
    /// The case with that value in the field, or with the part that the field adds.
    pub fn of(spot: Spot, value: &Value, before: &Dispute, cx: &mut Cx) -> Self {
        let mut change = Self {
            after: before.clone(),
            new_mediators: Vec::new(),
            spot: Some(spot),
            said: words::saved(cx.lang, spot.label_in(before)),
            asks_for: None,
        };
        match spot {
            Spot::Field(At { field: Field::Mediators, .. }) => change.put_mediators(value, cx),
            Spot::Field(at) => {
                write(at, &mut change.after, value, cx.store.today());
                if at.field == Field::Office {
                    change.keep_village_within(cx);
                }
            }
            _ => {}
        }
        if spot.field() == Some(Field::Confirmation) {
            change.asks_for = asked_next(&change.after);
        }
        change
    }

    /// The case without the part of that field; none if the part cannot be removed.
    pub fn without(spot: Spot, before: &Dispute, cx: &Cx) -> Option<Self> {
        let mut after = before.clone();
        let (kind, name) = take_out(&mut after, spot, &cx.store)?;
        let said = words::removed(cx.lang, &words::named_part(cx.lang, kind, &name));
        Some(Self { after, new_mediators: Vec::new(), spot: None, said, asks_for: None })
    }

    /// A name that is not listed becomes a new mediator of the office, unless one of that name exists.
    fn put_mediators(&mut self, value: &Value, cx: &Cx) {
        let picked: &[Choice] = if let Value::Picked(picked) = value { picked } else { &[] };
        let mut ids: Vec<MediatorId> = Vec::new();
        for choice in picked {
            match choice {
                Choice::Listed(code) => ids.extend(code.parse::<MediatorId>().ok()),
                Choice::New(name) => {
                    let (directory, office) = (cx.store.directory(), self.after.office);
                    if let Some(known) = directory.mediator_called(office, name) {
                        ids.push(known.id);
                        continue;
                    }
                    let id = directory.free_mediator_id(office, name);
                    ids.push(id);
                    self.new_mediators.push(Mediator { id, ..Mediator::at(office, name.clone()) });
                }
            }
        }
        self.after.mediators = ids;
    }

    /// Clears a village that belongs to another township.
    fn keep_village_within(&mut self, cx: &Cx) {
        let within = cx.store.directory().subtree(self.after.office);
        self.after.village = self.after.village.filter(|village| within.contains(village));
    }

    /// Saves it over `before`, the case as it was read; `clears` names a draft to delete.
    ///
    /// # Errors
    /// The sentence that says why it was not saved.
    pub fn save(self, before: &Dispute, clears: Option<&str>, cx: &mut Cx) -> Result<Said, String> {
        if self.spot == Some(Spot::case(Field::Number)) && is_words(&before.number, &self.after.number) {
            return Err(words::not_a_number(cx.lang, &self.after.number));
        }
        let known = check(before, cx.store.today_at(before.office));
        let problems = check(&self.after, cx.store.today_at(self.after.office));
        let here = |problem: &Problem| self.spot == Some(Spot::of_problem(problem.place(), &self.after));
        // Older problems in other fields must not block this correction.
        let warning = new_problem(&known, &problems, here);
        if let Some(problem) = warning.filter(|problem| problem.severity() == Severity::Error) {
            return Err(form_words::problem(cx.lang, problem).to_owned());
        }
        let (after, mediators) = (self.after, self.new_mediators);
        let saved = cx.store.transact(|writer| {
            for mediator in &mediators {
                writer.put_mediator(mediator)?;
            }
            if let Some(place) = clears {
                writer.clear_draft(place)?;
            }
            writer.put_dispute(Some(before), after)
        });
        let saved = saved.map_err(|error| store_error(cx.lang, &error))?;
        Ok(match (saved.change, warning) {
            (Changed::Nothing, _) => Said::Nothing,
            (Changed::Written, Some(problem)) => {
                Said::Careful(form_words::problem(cx.lang, problem).to_owned())
            }
            (Changed::Written, None) => Said::Done(self.said),
        })
    }
}
