//! What was performed, as forms print it.

use chrono::NaiveDate;
use minijinja::value::Value;

use super::context::{Facts, Of};
use crate::domain::Fen;
use crate::domain::field::{Field, Part, PartKind, Spot, Value as Held};
use crate::domain::form::Lack;
use crate::text::document::Name;

impl Facts<'_> {
    /// The day of the visit that the form is of.
    pub(super) fn visited_on(&self) -> Option<NaiveDate> {
        let part = self.part.filter(|part| part.kind == PartKind::FollowUp)?;
        self.case.follow_ups.get(part.at).map(|visit| visit.on)
    }

    /// 履行情况 as the visit found it: what follows from the parts performed up to its day. What a clerk said has no
    /// day, so it is not taken for what was seen then.
    pub(super) fn state_on_the_visit(&self) -> Held {
        let Some(on) = self.visited_on() else { return Held::Empty };
        let mut then = self.case.clone();
        then.agreement.performance = None;
        then.performed.retain(|part| part.on <= on);
        Spot::case(Field::Performance).read(&then)
    }

    /// The sum that was paid; nothing where only deeds were performed.
    pub(super) fn performed_value(&self, name: Name) -> Value {
        let performed = &self.case.performed;
        let paid = performed.iter().any(|part| part.amount.is_some());
        let sum = paid.then(|| self.case.performed_sum());
        let of = |at| Of::Part(PartKind::Performed.at(at));
        let unknown = (0..performed.len()).map(of).find(|of| !self.is_out_of_place(Field::PartAmount, *of));
        if !performed.is_empty() && !paid && unknown.is_none() {
            return Value::from("");
        }
        let lack = unknown
            .map_or(Lack::Part(PartKind::Performed, Part::CASE), |unknown| unknown.lack(Field::PartAmount));
        match name {
            Name::PerformedSum => self.money(sum, lack),
            _ => self.in_capitals(sum, lack),
        }
    }

    /// The sum up to a part that was paid in money; nothing beside a deed, and a blank beside a missing amount.
    pub(super) fn running_sum(&self, of: Of) -> Value {
        if self.is_out_of_place(Field::PartAmount, of) {
            return Value::from("");
        }
        let done = if let Of::Part(part) = of { self.case.performed.get(..=part.at) } else { None };
        let paid = done.filter(|done| done.last().is_some_and(|last| last.amount.is_some()));
        let sum: Option<Fen> = paid.map(|done| done.iter().filter_map(|part| part.amount).sum());
        self.money(sum, of.lack(Field::PartAmount))
    }
}
