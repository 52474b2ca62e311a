//! What another screen may want of a case: the field where something has to be done.

use super::spot::{Field, New, Part, Spot};
use crate::domain::form::{
    AgentItem, AgreementItem, CaseItem, FilingItem, Lack, PartyItem, PerformedItem, SessionItem, VisitItem,
};
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
    /// What a form lacks.
    Lack(Lack),
}

impl Target {
    /// The fields to look for, the wanted one first; behind it those that must be filled before it is there. None where
    /// it is not in a case.
    pub(super) fn spots(self, case: &Dispute) -> Vec<Spot> {
        match self {
            Self::Outcome => vec![Spot::case(Field::Outcome)],
            Self::Performance => vec![Spot::case(Field::Performance)],
            Self::Confirmation => vec![Spot::case(Field::Confirmation)],
            Self::AddFollowUp => vec![Spot::add(New::Visit)],
            Self::Feedback(id) => {
                // Where the referral is gone, the row that adds one.
                let at = case.referrals.iter().position(|referral| referral.id == id);
                vec![at.map_or(Spot::add(New::Referral), |at| Spot::of(Part::Referral(at), Field::Feedback))]
            }
            Self::Lack(lack) => spots_of(lack, case),
        }
    }
}

fn spots_of(lack: Lack, case: &Dispute) -> Vec<Spot> {
    let here = |part, field| vec![Spot::of(part, field)];
    let once = |fields: &[Field]| fields.iter().map(|field| Spot::case(*field)).collect();
    match lack {
        Lack::Case(CaseItem::ClosedOn) => once(&[Field::ClosedOn, Field::Outcome]),
        Lack::Case(CaseItem::Told) => once(&[Field::Told, Field::Outcome]),
        Lack::Case(item) => once(&[case_field(item)]),
        Lack::NoParty(_) => vec![Spot::add(New::Party)],
        Lack::Party(at, item) => here(Part::Party(at), party_field(item)),
        Lack::Agent(of, at, item) => here(Part::Agent(of, at), agent_field(item)),
        Lack::NoSession => vec![Spot::add(New::Session)],
        Lack::Session(at, item) => here(Part::Session(at), session_field(item)),
        Lack::Agreement(item) => agreement_spots(item, case),
        Lack::NoPerformed => {
            vec![Spot::add(New::Performed), Spot::case(Field::Performance), Spot::case(Field::Outcome)]
        }
        Lack::Performed(at, item) => here(Part::Performed(at), performed_field(item)),
        Lack::NoVisit => vec![Spot::add(New::Visit)],
        Lack::Visit(at, item) => here(Part::Visit(at), visit_field(item)),
        Lack::Filing(item) => once(&[filing_field(item), Field::BoundOn]),
        Lack::Office(_) => Vec::new(),
    }
}

const fn case_field(item: CaseItem) -> Field {
    match item {
        CaseItem::Number => Field::Number,
        CaseItem::Village => Field::Village,
        CaseItem::Place => Field::Place,
        CaseItem::Difficulty => Field::Difficulty,
        CaseItem::Risk => Field::Risk,
        CaseItem::Consent => Field::Consent,
        CaseItem::OccurredOn => Field::OccurredOn,
        CaseItem::Summary => Field::Summary,
        CaseItem::Note => Field::Note,
        CaseItem::Mediators => Field::Mediators,
        CaseItem::Tags => Field::Tags,
        CaseItem::Outcome => Field::Outcome,
        CaseItem::ClosedOn => Field::ClosedOn,
        CaseItem::Told => Field::Told,
    }
}

const fn party_field(item: PartyItem) -> Field {
    match item {
        PartyItem::Name => Field::Name,
        PartyItem::Sex => Field::Sex,
        PartyItem::Ethnicity => Field::Ethnicity,
        PartyItem::BornOn => Field::BornOn,
        PartyItem::Occupation => Field::Occupation,
        PartyItem::Phone => Field::Phone,
        PartyItem::Address => Field::Address,
        PartyItem::IdNumber => Field::IdNumber,
        PartyItem::Representative => Field::Representative,
        PartyItem::Agents => Field::Add(New::Agent),
    }
}

const fn agent_field(item: AgentItem) -> Field {
    match item {
        AgentItem::Name => Field::Name,
        AgentItem::Phone => Field::Phone,
        AgentItem::Note => Field::Note,
    }
}

const fn session_field(item: SessionItem) -> Field {
    match item {
        SessionItem::On => Field::On,
        SessionItem::At => Field::At,
        SessionItem::Place => Field::Place,
        SessionItem::Attendees => Field::Add(New::Attendee),
        SessionItem::Record => Field::Record,
        SessionItem::Result => Field::Result,
        SessionItem::Recorder => Field::Recorder,
    }
}

const fn performed_field(item: PerformedItem) -> Field {
    match item {
        PerformedItem::On => Field::On,
        PerformedItem::Amount => Field::Amount,
        PerformedItem::What => Field::What,
    }
}

const fn visit_field(item: VisitItem) -> Field {
    match item {
        VisitItem::On => Field::On,
        VisitItem::By => Field::By,
        VisitItem::Satisfaction => Field::Satisfaction,
        VisitItem::Note => Field::Note,
    }
}

const fn filing_field(item: FilingItem) -> Field {
    match item {
        FilingItem::On => Field::BoundOn,
        FilingItem::By => Field::BoundBy,
        FilingItem::Volume => Field::Volume,
        FilingItem::Retention => Field::Retention,
    }
}

/// Of an agreement; where the case has none yet, the outcome comes first.
fn agreement_spots(item: AgreementItem, case: &Dispute) -> Vec<Spot> {
    let agreement = &case.agreement;
    let fields = match item {
        AgreementItem::ReachedOn => vec![Field::ReachedOn],
        AgreementItem::Amount => vec![Field::Amount],
        AgreementItem::Content => vec![Field::Content],
        AgreementItem::Manner => vec![Field::Manner],
        AgreementItem::DueOn => vec![Field::DueOn],
        AgreementItem::EffectiveOn => {
            // In effect once all three are there: the first of them that is not.
            let missing = [
                (agreement.signed_on, Field::SignedOn),
                (agreement.mediator_signed_on, Field::MediatorSignedOn),
                (agreement.sealed_on, Field::SealedOn),
            ];
            missing.into_iter().filter(|(day, _)| day.is_none()).map(|(_, field)| field).take(1).collect()
        }
        AgreementItem::Performance => vec![Field::Performance],
        AgreementItem::PerformedOn => vec![Field::PerformedOn, Field::Performance],
        AgreementItem::Confirmation => vec![Field::Confirmation],
        AgreementItem::Court => vec![Field::Court, Field::Confirmation],
        AgreementItem::AppliedOn => vec![Field::AppliedOn, Field::Confirmation],
        AgreementItem::DecidedOn => vec![Field::DecidedOn, Field::Confirmation],
    };
    fields.into_iter().chain([Field::Outcome]).map(Spot::case).collect()
}
