//! What another screen may want of a case: the field where something has to be done.

use super::spot::{Field, New, Part, Spot};
use crate::domain::{Dispute, ReferralId};

/// Where the cursor stands when a case is opened for something that has to be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// 结果
    Outcome,
    /// 履行情况
    Performance,
    /// 司法确认
    Confirmation,
    /// The row that adds a visit.
    AddFollowUp,
    /// 反馈 of that referral.
    Feedback(ReferralId),
}

impl Target {
    /// The field; where the referral is gone, the row that adds one.
    pub(super) fn spot(self, case: &Dispute) -> Spot {
        match self {
            Self::Outcome => Spot::case(Field::Outcome),
            Self::Performance => Spot::case(Field::Performance),
            Self::Confirmation => Spot::case(Field::Confirmation),
            Self::AddFollowUp => Spot::add(New::Visit),
            Self::Feedback(id) => {
                let at = case.referrals.iter().position(|referral| referral.id == id);
                at.map_or(Spot::add(New::Referral), |at| Spot::of(Part::Referral(at), Field::Feedback))
            }
        }
    }
}
