//! The order in which problems are listed: that of the entry page.

use crate::domain::field::{Field as F, Spot};

/// The fields that can have a problem, in the order of a case's life.
const ORDER: [F; 52] = [
    F::AcceptedOn,
    F::OccurredOn,
    F::Kind,
    F::Source,
    F::Office,
    F::Village,
    F::Level,
    F::Consent,
    F::PartyName,
    F::PartyKind,
    F::PartyIdNumber,
    F::PartySex,
    F::PartyBornOn,
    F::People,
    F::Summary,
    F::Mediators,
    F::SessionOn,
    F::ExtensionAgreedOn,
    F::ExtensionTo,
    F::ExtensionConsent,
    F::EscalationOn,
    F::ReferralOrganisation,
    F::ReferralFeedbackOn,
    F::Outcome,
    F::ClosedOn,
    F::Told,
    F::Amount,
    F::DueOn,
    F::ReachedOn,
    F::SignedOn,
    F::MediatorSignedOn,
    F::SealedOn,
    F::Performance,
    F::InstalmentDueOn,
    F::InstalmentAmount,
    F::PerformedOn,
    F::PartOn,
    F::PartAmount,
    F::PartWhat,
    F::Confirmation,
    F::AppliedOn,
    F::DecidedOn,
    F::RefusalGround,
    F::RefusalReason,
    F::LitigationFiledOn,
    F::LitigationDecidedOn,
    F::VisitOn,
    F::PreventedOn,
    F::PreventedPeople,
    F::RemarkOn,
    F::BoundOn,
    F::Void,
];

/// The sort key of a field: section, part, place in the part. Parties follow one after the other.
pub(super) fn of(spot: Spot) -> (usize, usize, usize) {
    let at = |found: &dyn Fn(&F) -> bool| ORDER.iter().position(found).unwrap_or(ORDER.len());
    let itself = at(&|field| *field == spot.field);
    let section = match spot.part {
        crate::domain::field::Part::CASE => itself,
        part => at(&|field| field.part() == part.kind),
    };
    (section, spot.part.at, itself)
}
