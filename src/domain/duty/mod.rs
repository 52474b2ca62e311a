//! The deadlines of a case (DOMAIN §4): when its agreement takes effect, until when it is to be concluded, performed,
//! confirmed, visited and answered. Calendar days, counted from the day after.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::field::Field;
use super::{
    Confirmation, Consent, CourtWindow, Direction, Dispute, DutyKind, Id, Instalment, Outcome, Performance,
    Referral, ReferralId,
};

/// What the last day of a duty is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// The last day itself: what parties agreed on.
    By(NaiveDate),
    /// The day from which a limit of the office counts.
    From(NaiveDate),
}

/// Something that has to be done about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// The kind of duty.
    pub kind: DutyKind,
    /// What its last day is computed from.
    pub term: Term,
    /// The referral that awaits feedback; none for other kinds.
    pub referral: Option<ReferralId>,
    /// The part of the plan that is to be performed; none for other kinds, and where there is no plan.
    pub instalment: Option<Id<Instalment>>,
}

impl Duty {
    const fn of(kind: DutyKind, term: Term) -> Self {
        Self { kind, term, referral: None, instalment: None }
    }

    fn feedback(referral: &Referral, on: NaiveDate) -> Self {
        Self { referral: Some(referral.id), ..Self::of(DutyKind::Feedback, Term::From(on)) }
    }

    fn instalment(part: &Instalment) -> Self {
        Self { instalment: Some(part.id), ..Self::of(DutyKind::Perform, Term::By(part.due_on)) }
    }

    /// The identity of the part of the case that it is about.
    pub fn part(&self) -> Option<Uuid> {
        self.referral.map(Id::uuid).or(self.instalment.map(Id::uuid))
    }

    /// Its last day, where the office grants `days` for duties of this kind.
    pub fn due_on(&self, days: u32) -> NaiveDate {
        self.term.last_day(days)
    }
}

impl Term {
    /// The last day, where the limit is that many days.
    pub fn last_day(self, days: u32) -> NaiveDate {
        match self {
            Self::By(day) => day,
            Self::From(day) => day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX),
        }
    }
}

impl Dispute {
    /// 达成协议日期: as recorded, else the day the case was closed; none without an agreement.
    pub fn reached_on(&self) -> Option<NaiveDate> {
        let closing = self.closing.filter(|closing| closing.outcome.is_success())?;
        Some(self.agreement.reached_on.unwrap_or(closing.on))
    }

    /// 生效日期: a written agreement takes effect when all parties and the mediator have signed and the seal is on
    /// (law, art. 29), an oral one on the day it is reached (art. 30). None while something of it is missing.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        let reached = self.reached_on()?;
        if self.lacks_for_effect().next().is_some() {
            return None;
        }
        let days = self.days_of_effect().into_iter().filter_map(|(day, _)| day);
        Some(days.filter(|_| self.outcome() == Some(Outcome::Written)).fold(reached, NaiveDate::max))
    }

    /// The days that a written agreement still lacks to take effect, as the fields to fill in; none of any other case.
    pub fn lacks_for_effect(&self) -> impl Iterator<Item = Field> {
        let is_written = self.outcome() == Some(Outcome::Written);
        let missing = self.days_of_effect().into_iter().filter(move |(day, _)| is_written && day.is_none());
        missing.map(|(_, field)| field)
    }

    const fn days_of_effect(&self) -> [(Option<NaiveDate>, Field); 3] {
        let agreement = &self.agreement;
        [
            (agreement.signed_on, Field::SignedOn),
            (agreement.mediator_signed_on, Field::MediatorSignedOn),
            (agreement.sealed_on, Field::SealedOn),
        ]
    }

    /// The last day of the latest extension to which the parties consented.
    pub fn extended_to(&self) -> Option<NaiveDate> {
        let agreed = |consent| consent == Some(Consent::Willing);
        self.extensions
            .iter()
            .filter(|extension| agreed(extension.consent))
            .map(|extension| extension.to)
            .max()
    }

    /// The last day on which to conclude the case, where the limit is `days` from acceptance.
    pub fn conclude_by(&self, days: u32) -> NaiveDate {
        self.conclude_term().last_day(days)
    }

    /// The day to which the parties extended the case, else the office's limit.
    fn conclude_term(&self) -> Term {
        self.extended_to().map_or(Term::From(self.accepted_on), Term::By)
    }

    /// The last day on which both parties may ask a court to confirm the agreement. None while it has no effect.
    pub fn confirm_by(&self, window: CourtWindow<'_>) -> Option<NaiveDate> {
        self.effective_on().map(|day| window.last_day(day))
    }

    /// Whether it is still open if the parties ask a court to confirm the agreement. Whatever the type: the right is
    /// there for every agreement until somebody says otherwise.
    pub fn may_ask_the_court(&self) -> bool {
        let agreement = &self.agreement;
        self.reached_on().is_some() && agreement.confirmation.is_none() && agreement.applied_on.is_none()
    }

    /// The duties of this case, in the order of [`DutyKind`].
    pub fn duties(&self) -> Vec<Duty> {
        if !self.is_accepted() {
            return Vec::new();
        }
        let mut duties = Vec::new();
        if self.closing.is_none() {
            duties.push(Duty::of(DutyKind::Conclude, self.conclude_term()));
        }
        duties.extend(self.agreement_duties());
        let awaits = |referral: &&Referral| {
            referral.direction == Direction::Out
                && referral.feedback_on.is_none()
                && referral.feedback.trim().is_empty()
        };
        duties.extend(
            self.referrals.iter().filter(awaits).filter_map(|sent| Some(Duty::feedback(sent, sent.on?))),
        );
        duties
    }

    fn agreement_duties(&self) -> impl Iterator<Item = Duty> {
        self.perform_duties()
            .into_iter()
            .chain([self.confirm_duty(), self.visit_duty()].into_iter().flatten())
    }

    /// Open until it is known to be performed, repudiated or before a court; each part of a plan on its own day.
    fn perform_duties(&self) -> Vec<Duty> {
        let settled = matches!(self.performance(), Some(Performance::Done | Performance::Repudiated))
            || self.litigation.filed_on.is_some();
        if settled || self.reached_on().is_none() {
            return Vec::new();
        }
        if self.plan.is_empty() {
            let due = self.agreement.due_on.map(|due| Duty::of(DutyKind::Perform, Term::By(due)));
            return due.into_iter().collect();
        }
        let open = self.open_parts();
        if open.is_empty() && self.completed_on().is_none() {
            // What the plan leaves out of the amount agreed on.
            return self.due_on().map(|due| Duty::of(DutyKind::Perform, Term::By(due))).into_iter().collect();
        }
        open.into_iter().map(|(part, _)| Duty::instalment(part)).collect()
    }

    /// Open until the parties' decision is recorded, even one not to apply, or the agreement is performed.
    fn confirm_duty(&self) -> Option<Duty> {
        let performed = self.performance() == Some(Performance::Done);
        let effective = self.effective_on().filter(|_| self.may_ask_the_court() && !performed)?;
        Some(Duty::of(DutyKind::Confirm, Term::From(effective)))
    }

    fn visit_duty(&self) -> Option<Duty> {
        let reached = self.reached_on()?;
        let visited = self.follow_ups.iter().any(|visit| visit.on >= reached);
        let due = self.due_on().filter(|_| !visited)?;
        Some(Duty::of(DutyKind::Visit, Term::From(due)))
    }

    /// Whether an application for confirmation, if there was one, came within the window.
    pub fn applied_in_time(&self, window: CourtWindow<'_>) -> Option<InTime> {
        let (applied, last) = (self.agreement.applied_on?, self.confirm_by(window)?);
        Some(if applied <= last { InTime::Yes } else { InTime::TooLate })
    }

    /// Whether the court confirmed the agreement.
    pub fn is_confirmed(&self) -> bool {
        self.agreement.confirmation == Some(Confirmation::Confirmed)
    }
}

/// Whether something was done by its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTime {
    /// On the last day or before.
    Yes,
    /// After it.
    TooLate,
}

#[cfg(test)]
mod tests;
