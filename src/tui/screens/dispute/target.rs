//! The field of a case that another screen wants to have edited.

use super::spot::Spot;
use crate::domain::field::{Field, Part, PartKind};
use crate::domain::form::Lack;
use crate::domain::{Dispute, ReferralId};

/// The task for which a case is opened; it decides which field is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// 结果
    Outcome,
    /// 履行情况
    Performance,
    /// The row that adds a part performed.
    AddPerformed,
    /// 司法确认
    Confirmation,
    /// The row that adds a visit.
    AddFollowUp,
    /// 反馈 on that referral.
    Feedback(ReferralId),
    /// A value that a form lacks.
    Lack(Lack),
}

impl Target {
    /// The spots to look for: the wanted one, then those that must be filled before it. None where
    /// it does not belong to a case.
    pub(super) fn spots(self, case: &Dispute) -> Vec<Spot> {
        match self {
            Self::Outcome => vec![Spot::case(Field::Outcome)],
            Self::Performance => vec![Spot::case(Field::Performance)],
            Self::AddPerformed => vec![Spot::add(PartKind::Performed)],
            Self::Confirmation => vec![Spot::case(Field::Confirmation)],
            Self::AddFollowUp => vec![Spot::add(PartKind::FollowUp)],
            Self::Feedback(id) => {
                // If the referral is gone, the row that adds one.
                let at = case.referrals.iter().position(|referral| referral.id == id);
                let feedback = at.map(|at| Spot::Field(Field::ReferralFeedback.at(at)));
                vec![feedback.unwrap_or(Spot::add(PartKind::Referral))]
            }
            Self::Lack(lack) => spots_of(lack, case),
        }
    }
}

fn spots_of(lack: Lack, case: &Dispute) -> Vec<Spot> {
    match lack {
        Lack::Field(at) => {
            let first = first_of(at.field).iter().map(|field| Spot::case(*field));
            [Spot::Field(at)].into_iter().chain(first).collect()
        }
        Lack::NoParty(_) => vec![Spot::add(PartKind::Party)],
        Lack::Part(PartKind::Performed, part) => {
            let first = [Spot::case(Field::Performance), Spot::case(Field::Outcome)];
            [Spot::Add(PartKind::Performed, part)].into_iter().chain(first).collect()
        }
        // An agent is added to a party; where none is named, to the first one.
        Lack::Part(PartKind::Agent, Part::CASE) => {
            vec![Spot::Add(PartKind::Agent, PartKind::Party.at(0)), Spot::add(PartKind::Party)]
        }
        Lack::Part(kind, part) => vec![Spot::Add(kind, part)],
        Lack::Effect => {
            // An agreement is effective once all three are filled in: the first missing one.
            case.lacks_for_effect().take(1).chain([Field::Outcome]).map(Spot::case).collect()
        }
        Lack::Office(_) => Vec::new(),
    }
}

/// The fields that must be filled before that one is shown.
const fn first_of(field: Field) -> &'static [Field] {
    match field {
        Field::ClosedOn
        | Field::Told
        | Field::ClosingReason
        | Field::ReachedOn
        | Field::Amount
        | Field::Content
        | Field::Manner
        | Field::DueOn
        | Field::Performance
        | Field::Confirmation => &[Field::Outcome],
        Field::PerformedOn => &[Field::Performance, Field::Outcome],
        Field::Court
        | Field::AppliedOn
        | Field::DecidedOn
        | Field::Decision
        | Field::RefusalGround
        | Field::RefusalReason => &[Field::Confirmation, Field::Outcome],
        Field::BoundBy | Field::Volume | Field::Retention => &[Field::BoundOn],
        _ => &[],
    }
}
