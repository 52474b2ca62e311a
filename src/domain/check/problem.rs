//! What can be wrong with a case, where, and how bad it is.

use super::super::id_number::IdProblem;
use crate::domain::field::{Field, Spot};

/// Whether a problem blocks the save.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Blocks the save.
    Error,
    /// Is shown and never blocks.
    Warning,
}

/// Something wrong with a case. The numbers are indexes into the lists of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// Accepted after today.
    AcceptedInFuture,
    /// Occurred after it was accepted.
    OccurredAfterAccepted,
    /// 诉前, but the source is not a court.
    PreLitigationWithoutCourt,
    /// A dispute has two sides: fewer than two parties have a name. The field is the first one without.
    TooFewParties(usize),
    /// Something is known of this party, but not the name.
    PartyWithoutName(usize),
    /// The same name on the same side as an earlier party.
    PartyTwice(usize),
    /// A natural person by its kind, and an organisation by its name.
    KindAgainstName(usize),
    /// The ID number or credit code cannot be right.
    IdNumber(usize, IdProblem),
    /// The sex is not the one in the ID number.
    SexAgainstIdNumber(usize),
    /// The date of birth is not the one in the ID number.
    BirthAgainstIdNumber(usize),
    /// Born after the case was accepted.
    BornAfterAccepted(usize),
    /// 涉及人数 is less than the number of parties.
    PeopleFewerThanParties,
    /// Nobody mediates (art. 19: one or several).
    NoMediator,
    /// One mediator stands there twice.
    MediatorTwice,
    /// Closed before it was accepted.
    ClosedBeforeAccepted,
    /// Closed after today.
    ClosedInFuture,
    /// The amount is below zero.
    NegativeAmount,
    /// The amount is above [`crate::domain::Fen::MOST`].
    AmountTooLarge,
    /// An amount was agreed on, but the case ended without an agreement.
    AmountWithoutAgreement,
    /// The term of performance is over before the agreement was reached.
    DueBeforeClosed,
    /// Performance of an agreement that was not reached.
    PerformanceWithoutAgreement,
    /// Judicial confirmation of an agreement that was not reached.
    ConfirmationWithoutAgreement,
    /// Closed as referred, but no outgoing referral says where to.
    ReferredNowhere(usize),
    /// The referral lies after today.
    ReferralInFuture(usize),
    /// The visit lies after today.
    FollowUpInFuture(usize),
    /// The visit lies before the case was accepted.
    FollowUpBeforeAccepted(usize),
    /// Void without a reason.
    VoidWithoutReason,
    /// That day lies after today.
    InFuture(Spot),
    /// That day lies before the case was accepted.
    BeforeAccepted(Spot),
    /// That day lies before the agreement was reached.
    BeforeReached(Spot),
    /// One party clearly refused, and yet mediation succeeded (art. 17).
    SettledAgainstRefusal,
    /// The level is not the one to which the case was moved last.
    LevelAgainstEscalation,
    /// The case was moved to the level on which it was.
    EscalatedNowhere(usize),
    /// An extension that ends before the case was accepted.
    ExtensionBeforeLimit(usize),
    /// An extension to which nobody consented: the limit stands.
    ExtensionWithoutConsent(usize),
    /// Feedback before the case was referred.
    FeedbackBeforeReferral(usize),
    /// The agreement was reached after the case was closed.
    ReachedAfterClosed,
    /// More was performed than was agreed on; the field is the last part.
    PerformedMoreThanAgreed(usize),
    /// A part was performed, though no agreement was reached.
    PartWithoutAgreement(usize),
    /// The parts of the plan do not add up to the amount agreed on; the field is the last part.
    PlanAgainstAmount(usize),
    /// A part of the plan with neither an amount nor words.
    EmptyInstalment(usize),
    /// A part performed without an amount, under the words of no part of the plan.
    PartBesidePlan(usize),
    /// The parts performed complete it, and yet it is said not to be performed.
    PerformedAgainstState,
    /// A court was asked to confirm an agreement that is not in effect: that day of a signature or the seal is
    /// missing (arts. 29, 33).
    AppliedWithoutEffect(Spot),
    /// A ground or reason of refusal, but nobody refused to confirm.
    GroundWithoutRefusal(Spot),
    /// Confirmation was applied for before the agreement took effect.
    AppliedBeforeEffect,
    /// Confirmation was applied for after the window had closed (art. 33).
    AppliedTooLate,
    /// The court decided before it was asked.
    DecidedBeforeApplied,
    /// A lawsuit about an agreement that was not reached.
    LitigationWithoutAgreement,
    /// The court ruled before the lawsuit was filed.
    RuledBeforeFiled,
    /// Other routes were told, though the case was settled.
    ToldThoughSettled,
    /// A prevention that counts no people.
    PreventionOfNobody(usize),
    /// The file was bound before the case was closed.
    FiledBeforeClosed,
}

impl Problem {
    /// The field to which it belongs.
    pub fn place(self) -> Spot {
        match self {
            Self::AcceptedInFuture => Spot::case(Field::AcceptedOn),
            Self::OccurredAfterAccepted => Spot::case(Field::OccurredOn),
            Self::PreLitigationWithoutCourt => Spot::case(Field::Source),
            Self::TooFewParties(at) => Field::PartyName.at(at),
            Self::PartyWithoutName(at) | Self::PartyTwice(at) => Field::PartyName.at(at),
            Self::KindAgainstName(at) => Field::PartyKind.at(at),
            Self::IdNumber(at, _) => Field::PartyIdNumber.at(at),
            Self::SexAgainstIdNumber(at) => Field::PartySex.at(at),
            Self::BirthAgainstIdNumber(at) | Self::BornAfterAccepted(at) => Field::PartyBornOn.at(at),
            Self::PeopleFewerThanParties => Spot::case(Field::People),
            Self::NoMediator | Self::MediatorTwice => Spot::case(Field::Mediators),
            Self::ClosedBeforeAccepted | Self::ClosedInFuture => Spot::case(Field::ClosedOn),
            Self::NegativeAmount | Self::AmountTooLarge | Self::AmountWithoutAgreement => {
                Spot::case(Field::Amount)
            }
            Self::DueBeforeClosed => Spot::case(Field::DueOn),
            Self::PerformanceWithoutAgreement => Spot::case(Field::Performance),
            Self::ConfirmationWithoutAgreement => Spot::case(Field::Confirmation),
            Self::ReferredNowhere(at) | Self::ReferralInFuture(at) => Field::ReferralOrganisation.at(at),
            Self::FollowUpInFuture(at) | Self::FollowUpBeforeAccepted(at) => Field::VisitOn.at(at),
            Self::VoidWithoutReason => Spot::case(Field::Void),
            Self::InFuture(place) | Self::BeforeAccepted(place) | Self::BeforeReached(place) => place,
            Self::AppliedWithoutEffect(place) | Self::GroundWithoutRefusal(place) => place,
            Self::SettledAgainstRefusal => Spot::case(Field::Consent),
            Self::LevelAgainstEscalation => Spot::case(Field::Level),
            Self::EscalatedNowhere(at) => Field::EscalationOn.at(at),
            Self::ExtensionBeforeLimit(at) => Field::ExtensionTo.at(at),
            Self::ExtensionWithoutConsent(at) => Field::ExtensionConsent.at(at),
            Self::FeedbackBeforeReferral(at) => Field::ReferralFeedbackOn.at(at),
            Self::ReachedAfterClosed => Spot::case(Field::ReachedOn),
            Self::PerformedMoreThanAgreed(at) | Self::PartWithoutAgreement(at) => Field::PartOn.at(at),
            Self::PlanAgainstAmount(at) | Self::EmptyInstalment(at) => Field::InstalmentAmount.at(at),
            Self::PartBesidePlan(at) => Field::PartAmount.at(at),
            Self::PerformedAgainstState => Spot::case(Field::Performance),
            Self::AppliedBeforeEffect | Self::AppliedTooLate => Spot::case(Field::AppliedOn),
            Self::DecidedBeforeApplied => Spot::case(Field::DecidedOn),
            Self::LitigationWithoutAgreement => Spot::case(Field::LitigationFiledOn),
            Self::RuledBeforeFiled => Spot::case(Field::LitigationDecidedOn),
            Self::ToldThoughSettled => Spot::case(Field::Told),
            Self::PreventionOfNobody(at) => Field::PreventedPeople.at(at),
            Self::FiledBeforeClosed => Spot::case(Field::BoundOn),
        }
    }

    /// Whether it blocks the save.
    pub const fn severity(self) -> Severity {
        match self {
            Self::AcceptedInFuture
            | Self::OccurredAfterAccepted
            | Self::TooFewParties(_)
            | Self::ClosedBeforeAccepted
            | Self::ClosedInFuture
            | Self::NegativeAmount
            | Self::AmountTooLarge
            | Self::ReferralInFuture(_)
            | Self::FollowUpInFuture(_)
            | Self::VoidWithoutReason
            | Self::InFuture(_)
            | Self::ExtensionBeforeLimit(_)
            | Self::FeedbackBeforeReferral(_)
            | Self::DecidedBeforeApplied
            | Self::RuledBeforeFiled => Severity::Error,
            _ => Severity::Warning,
        }
    }
}
