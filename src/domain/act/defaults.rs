//! What an act takes as said where nobody says otherwise: today, who is at work, and what follows from the case.

use uuid::Uuid;

use super::{Act, AtHand, Deed, deed_fields, is_past_day};
use crate::domain::field::{Field, Held, PartKind, Spot, Value};
use crate::domain::{Confirmation, Dispute, Level, Performance, Side};

impl Act {
    /// The defaults of its fields, about the party, session or referral at `of`.
    pub fn defaults(self, case: &Dispute, of: usize, hand: &AtHand) -> Vec<(Field, Value)> {
        let values = self.fields(case).into_iter().map(|field| {
            let value = self.follows(field, case, hand);
            let value = if value.is_empty() { self.blank(field, case, of, hand) } else { value };
            (field, value)
        });
        values.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The value of a field of a part that was just added; of a deed, what the case says already.
    fn blank(self, field: Field, case: &Dispute, of: usize, hand: &AtHand) -> Value {
        let Self::Add(kind) = self else {
            let part = if field.part() == PartKind::Referral { of } else { 0 };
            return field.at(part).read(case);
        };
        if field == self.asks() && !is_past_day(field.spec().kind) {
            return Value::Empty;
        }
        let mut case = case.clone();
        let part = kind.rows().add(&mut case, of, Uuid::nil(), hand.today);
        match part.map(|part| Spot { part, field }.read(&case)) {
            // Nobody counted yet.
            None | Some(Value::Number(0)) => Value::Empty,
            Some(value) => value,
        }
    }

    /// What follows from the case and from who is at work.
    fn follows(self, field: Field, case: &Dispute, hand: &AtHand) -> Value {
        let unless = |field: Field, value: Value| {
            if Spot::case(field).read(case).is_empty() { value } else { Value::Empty }
        };
        let today = hand.today.value();
        match (self, field) {
            (Self::Add(_), Field::InvestigationBy | Field::VisitBy) => hand.lead.value(),
            (Self::Add(_), Field::ReferralOn) => today,
            (Self::Add(_), Field::PartySide) => {
                let has_applicant = case.parties.iter().any(|party| party.side == Side::Applicant);
                if has_applicant { Side::Respondent.value() } else { Side::Applicant.value() }
            }
            (Self::Add(_), Field::EscalationFrom) => case.level.value(),
            (Self::Add(_), Field::EscalationTo) => above(case.level).value(),
            // What is due next of the plan is what was most likely performed.
            (Self::Add(_), Field::PartAmount) => {
                case.open_parts().first().and_then(|(_, left)| *left).value()
            }
            (Self::Add(_), Field::PartWhat) => match case.open_parts().first() {
                Some((deed, None)) => deed.what.value(),
                _ => Value::Empty,
            },
            (Self::Fill(Deed::Perform), Field::Performance) => Performance::Done.value(),
            (Self::Fill(Deed::Confirm), Field::Confirmation) => unless(field, Confirmation::Applied.value()),
            (
                Self::Fill(Deed::Perform | Deed::Confirm | Deed::Litigate | Deed::Bind),
                Field::PerformedOn | Field::AppliedOn | Field::LitigationFiledOn | Field::BoundOn,
            ) => unless(field, today),
            (Self::Fill(Deed::Bind), Field::BoundBy) => unless(field, hand.operator.value()),
            (Self::Fill(Deed::Feedback), Field::ReferralFeedbackOn) => today,
            _ => Value::Empty,
        }
    }

    /// The deed to which a field of the case belongs, where it is said by one.
    pub fn of_field(field: Field) -> Option<Self> {
        Deed::ALL
            .iter()
            .find(|deed| deed_fields(**deed).any(|one| one == field))
            .map(|deed| Self::Fill(*deed))
    }
}

/// The level to which a case is mostly handed on.
const fn above(level: Level) -> Option<Level> {
    match level {
        Level::Village => Some(Level::Township),
        Level::Township => Some(Level::District),
        Level::District => None,
    }
}
