//! What can be wrong between the first session and the bound file.

use chrono::NaiveDate;

use super::super::{
    Agreement, Confirmation, Consent, CourtWindow, Dispute, Fen, Litigation, Performance, PreventionKind,
};
use super::{Problem, Today};
use crate::domain::duty::InTime;
use crate::domain::field::{Field, Spot};

/// Adds what is wrong with sessions, limits, the agreement's way to its performance, and the file.
pub(super) fn check_life(dispute: &Dispute, now: Today<'_>, problems: &mut Vec<Problem>) {
    let mut days = Days { dispute, today: now.day, window: now.window, problems };
    days.check_mediation();
    days.check_agreement();
    days.check_performance();
    days.check_confirmation();
    days.check_after();
    check_limits(dispute, problems);
    check_sums(dispute, problems);
    check_plan(dispute, problems);
    check_routes(dispute, problems);
    check_referrals(dispute, problems);
}

/// Compares the days of a case with today, the acceptance and the agreement.
struct Days<'a> {
    dispute: &'a Dispute,
    today: NaiveDate,
    window: CourtWindow<'a>,
    problems: &'a mut Vec<Problem>,
}

impl Days<'_> {
    /// Reports a day after today.
    fn past(&mut self, place: Spot, day: Option<NaiveDate>) -> Option<NaiveDate> {
        let day = day?;
        if day > self.today {
            self.problems.push(Problem::InFuture(place));
            return None;
        }
        Some(day)
    }

    /// Reports a day after today or before the acceptance.
    fn since_accepted(&mut self, place: Spot, day: NaiveDate) {
        if self.past(place, Some(day)).is_some_and(|day| day < self.dispute.accepted_on) {
            self.problems.push(Problem::BeforeAccepted(place));
        }
    }

    /// Reports a day after today or before the agreement was reached.
    fn since_reached(&mut self, place: Spot, day: Option<NaiveDate>) {
        let reached = self.dispute.reached_on();
        let day = self.past(place, day);
        if day.zip(reached).is_some_and(|(day, reached)| day < reached) {
            self.problems.push(Problem::BeforeReached(place));
        }
    }

    fn check_mediation(&mut self) {
        let dispute = self.dispute;
        for (at, session) in dispute.sessions.iter().enumerate() {
            self.since_accepted(Field::SessionOn.at(at), session.on);
        }
        for (at, extension) in dispute.extensions.iter().enumerate() {
            self.since_accepted(Field::ExtensionAgreedOn.at(at), extension.agreed_on);
        }
        for (at, step) in dispute.escalations.iter().enumerate() {
            self.since_accepted(Field::EscalationOn.at(at), step.on);
        }
    }

    fn check_agreement(&mut self) {
        let Agreement { reached_on, signed_on, mediator_signed_on, sealed_on, .. } = self.dispute.agreement;
        if let Some(day) = reached_on {
            self.since_accepted(Spot::case(Field::ReachedOn), day);
            if self.dispute.closing.is_some_and(|closing| day > closing.on) {
                self.problems.push(Problem::ReachedAfterClosed);
            }
        }
        self.since_reached(Spot::case(Field::SignedOn), signed_on);
        self.since_reached(Spot::case(Field::MediatorSignedOn), mediator_signed_on);
        self.since_reached(Spot::case(Field::SealedOn), sealed_on);
    }

    fn check_performance(&mut self) {
        self.since_reached(Spot::case(Field::PerformedOn), self.dispute.agreement.performed_on);
        for (at, part) in self.dispute.performed.iter().enumerate() {
            self.since_reached(Field::PartOn.at(at), Some(part.on));
        }
    }

    fn check_confirmation(&mut self) {
        let dispute = self.dispute;
        let Agreement { confirmation, applied_on, decided_on, refusal_ground, .. } = dispute.agreement;
        // Once the court has decided, what the record lacks no longer keeps anybody from it.
        let asks = confirmation.map_or(applied_on.is_some(), |said| said == Confirmation::Applied);
        if let Some(missing) = dispute.lacks_for_effect().next().filter(|_| asks) {
            self.problems.push(Problem::AppliedWithoutEffect(Spot::case(missing)));
        }
        if !confirmation.is_some_and(Confirmation::is_refused) {
            let given = [
                (refusal_ground.is_some(), Field::RefusalGround),
                (!dispute.agreement.refusal_reason.trim().is_empty(), Field::RefusalReason),
            ];
            let given = given.into_iter().filter(|(is_given, _)| *is_given);
            self.problems.extend(given.map(|(_, field)| Problem::GroundWithoutRefusal(Spot::case(field))));
        }
        let applied = self.past(Spot::case(Field::AppliedOn), applied_on);
        let decided = self.past(Spot::case(Field::DecidedOn), decided_on);
        if let (Some(applied), Some(effective)) = (applied, dispute.effective_on()) {
            if applied < effective {
                self.problems.push(Problem::AppliedBeforeEffect);
            } else if dispute.applied_in_time(self.window) == Some(InTime::TooLate) {
                self.problems.push(Problem::AppliedTooLate);
            }
        }
        if decided.zip(applied).is_some_and(|(decided, applied)| decided < applied) {
            self.problems.push(Problem::DecidedBeforeApplied);
        }
    }

    fn check_after(&mut self) {
        let dispute = self.dispute;
        let Litigation { filed_on, decided_on, .. } = dispute.litigation;
        self.since_reached(Spot::case(Field::LitigationFiledOn), filed_on);
        let decided = self.past(Spot::case(Field::LitigationDecidedOn), decided_on);
        if decided.zip(filed_on).is_some_and(|(decided, filed)| decided < filed) {
            self.problems.push(Problem::RuledBeforeFiled);
        }
        for (at, prevention) in dispute.preventions.iter().enumerate() {
            self.since_accepted(Field::PreventedOn.at(at), prevention.on);
        }
        // The first call may have come before the case was accepted.
        for (at, remark) in dispute.remarks.iter().enumerate() {
            self.past(Field::RemarkOn.at(at), Some(remark.on));
        }
        let bound = self.past(Spot::case(Field::BoundOn), dispute.filing.on);
        if bound.is_some_and(|day| dispute.closing.is_none_or(|closing| day < closing.on)) {
            self.problems.push(Problem::FiledBeforeClosed);
        }
    }
}

fn check_limits(dispute: &Dispute, problems: &mut Vec<Problem>) {
    for (at, extension) in dispute.extensions.iter().enumerate() {
        if extension.to < dispute.accepted_on {
            problems.push(Problem::ExtensionBeforeLimit(at));
        }
        if extension.consent != Some(Consent::Willing) {
            problems.push(Problem::ExtensionWithoutConsent(at));
        }
    }
    for (at, step) in dispute.escalations.iter().enumerate() {
        if step.from == step.to {
            problems.push(Problem::EscalatedNowhere(at));
        }
    }
    if dispute.escalations.last().is_some_and(|step| step.to != dispute.level) {
        problems.push(Problem::LevelAgainstEscalation);
    }
}

fn check_sums(dispute: &Dispute, problems: &mut Vec<Problem>) {
    for (at, prevention) in dispute.preventions.iter().enumerate() {
        if prevention.people == 0 && prevention.kind != PreventionKind::General {
            problems.push(Problem::PreventionOfNobody(at));
        }
    }
    let Some(last) = dispute.performed.len().checked_sub(1) else { return };
    if dispute.closing.is_some_and(|closing| !closing.outcome.is_success()) {
        problems.push(Problem::PartWithoutAgreement(last));
    }
    let performed = dispute.performed_sum();
    if dispute.agreement.amount.is_some_and(|amount| amount > Fen::ZERO && performed > amount) {
        problems.push(Problem::PerformedMoreThanAgreed(last));
    }
}

fn check_plan(dispute: &Dispute, problems: &mut Vec<Problem>) {
    let reached = dispute.reached_on();
    for (at, part) in dispute.plan.iter().enumerate() {
        if reached.is_some_and(|reached| part.due_on < reached) {
            problems.push(Problem::BeforeReached(Field::InstalmentDueOn.at(at)));
        }
        if part.to_pay().is_none() && part.what.trim().is_empty() {
            problems.push(Problem::EmptyInstalment(at));
        }
    }
    let sum = dispute.plan_sum();
    let differs = dispute.agreement.amount.is_some_and(|amount| amount > Fen::ZERO && amount != sum);
    if let (Some(last), true) = (dispute.plan.len().checked_sub(1), differs && sum > Fen::ZERO) {
        problems.push(Problem::PlanAgainstAmount(last));
    }
    // Without words it is still being typed.
    let worded = |at: &usize| dispute.performed.get(*at).is_some_and(|part| !part.what.trim().is_empty());
    problems.extend(dispute.performed_beside_plan().into_iter().filter(worded).map(Problem::PartBesidePlan));
    let denied =
        matches!(dispute.agreement.performance, Some(Performance::NotDone | Performance::Repudiated));
    if denied && dispute.performance_by_parts() == Some(Performance::Done) {
        problems.push(Problem::PerformedAgainstState);
    }
}

fn check_routes(dispute: &Dispute, problems: &mut Vec<Problem>) {
    let settled = dispute.outcome().is_some_and(super::Outcome::is_success);
    if settled && dispute.consent == Some(Consent::Refused) {
        problems.push(Problem::SettledAgainstRefusal);
    }
    if settled && !dispute.told.is_empty() {
        problems.push(Problem::ToldThoughSettled);
    }
    let failed = dispute.outcome().is_some_and(|outcome| !outcome.is_success());
    if failed && dispute.litigation != Litigation::default() {
        problems.push(Problem::LitigationWithoutAgreement);
    }
}

fn check_referrals(dispute: &Dispute, problems: &mut Vec<Problem>) {
    for (at, referral) in dispute.referrals.iter().enumerate() {
        let early = referral.feedback_on.zip(referral.on).is_some_and(|(feedback, sent)| feedback < sent);
        if early {
            problems.push(Problem::FeedbackBeforeReferral(at));
        }
    }
}
