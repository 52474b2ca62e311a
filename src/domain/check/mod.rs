//! Checks a case before it is saved. An error blocks the save; a warning is shown and never blocks, because
//! real cases may be unusual.

use chrono::{Days, NaiveDate};

use super::id_number::{IdCheck, check_number};
use super::organisation::kind_of;
use super::{Confirmation, CourtWindow, Direction, Dispute, Fen, Outcome, Party, PartyKind};

mod life;
mod order;
mod problem;

pub use problem::{Problem, Severity};

/// Days within which a case is to be concluded, counted from the day after acceptance, where the office has set no
/// other.
pub const CONCLUDE_DAYS: u32 = 30;

/// What a check compares the days of a case with.
#[derive(Debug, Clone, Copy)]
pub struct Today<'a> {
    /// Today.
    pub day: NaiveDate,
    /// The window for judicial confirmation that holds for the office of the case.
    pub window: CourtWindow<'a>,
}

/// Everything that is wrong with the case, in the order of a case's life.
///
/// A void case is checked for its reason only: what is wrong with the rest is often why it was voided.
pub fn check(dispute: &Dispute, now: Today<'_>) -> Vec<Problem> {
    if let Some(reason) = &dispute.void {
        return if reason.trim().is_empty() { vec![Problem::VoidWithoutReason] } else { Vec::new() };
    }
    let (today, mut problems) = (now.day, Vec::new());
    check_beginning(dispute, today, &mut problems);
    check_parties(dispute, &mut problems);
    check_mediators(dispute, &mut problems);
    check_end(dispute, today, &mut problems);
    check_agreement(dispute, &mut problems);
    check_events(dispute, today, &mut problems);
    life::check_life(dispute, now, &mut problems);
    problems.sort_by_key(|problem| order::of(problem.place()));
    problems
}

/// Whether any of them blocks the save.
pub fn blocks(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity() == Severity::Error)
}

/// The last day on which a case is concluded in time: acceptance + `days`, counted from the day after, calendar days.
pub fn conclude_by(accepted_on: NaiveDate, days: u32) -> NaiveDate {
    accepted_on.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// The days left until `due`: 0 on the last day itself, negative when overdue.
pub fn days_left(due: NaiveDate, today: NaiveDate) -> i64 {
    (due - today).num_days()
}

fn check_beginning(dispute: &Dispute, today: NaiveDate, problems: &mut Vec<Problem>) {
    if dispute.accepted_on > today {
        problems.push(Problem::AcceptedInFuture);
    }
    if dispute.occurred_on.is_some_and(|day| day > dispute.accepted_on) {
        problems.push(Problem::OccurredAfterAccepted);
    }
    if dispute.pre_litigation && dispute.source.as_str() != "court" {
        problems.push(Problem::PreLitigationWithoutCourt);
    }
}

fn check_parties(dispute: &Dispute, problems: &mut Vec<Problem>) {
    let named = |party: &Party| !party.name.trim().is_empty();
    if dispute.parties.iter().filter(|party| named(party)).count() < 2 {
        let first_without = dispute.parties.iter().position(|party| !named(party));
        problems.push(Problem::TooFewParties(first_without.unwrap_or(dispute.parties.len())));
    }
    for (at, party) in dispute.parties.iter().enumerate() {
        let same = |other: &Party| other.side == party.side && other.name.trim() == party.name.trim();
        if !named(party) {
            if is_known(party) {
                problems.push(Problem::PartyWithoutName(at));
            }
        } else if dispute.parties.iter().take(at).any(same) {
            problems.push(Problem::PartyTwice(at));
        }
        if party.born_on.is_some_and(|day| day > dispute.accepted_on) {
            problems.push(Problem::BornAfterAccepted(at));
        }
        // As older files have companies; the kind that somebody said is never changed.
        if party.kind == PartyKind::Person && kind_of(&party.name) != PartyKind::Person {
            problems.push(Problem::KindAgainstName(at));
        }
        check_id(at, party, problems);
    }
    let parties = dispute.parties.iter().filter(|party| named(party)).count();
    if dispute.people.is_some_and(|people| usize::try_from(people).is_ok_and(|people| people < parties)) {
        problems.push(Problem::PeopleFewerThanParties);
    }
}

/// Whether anything but the side was entered.
fn is_known(party: &Party) -> bool {
    let words = [&party.ethnicity, &party.occupation, &party.phone, &party.address, &party.id_number];
    words.iter().any(|word| !word.trim().is_empty()) || party.sex.is_some() || party.born_on.is_some()
}

fn check_id(at: usize, party: &Party, problems: &mut Vec<Problem>) {
    match check_number(party.kind, &party.id_number) {
        IdCheck::Empty | IdCheck::Organisation => {}
        IdCheck::Odd(problem) => problems.push(Problem::IdNumber(at, problem)),
        IdCheck::Valid { born_on, sex, .. } => {
            if party.sex.is_some_and(|said| said != sex) {
                problems.push(Problem::SexAgainstIdNumber(at));
            }
            if party.born_on.is_some_and(|said| said != born_on) {
                problems.push(Problem::BirthAgainstIdNumber(at));
            }
        }
    }
}

fn check_mediators(dispute: &Dispute, problems: &mut Vec<Problem>) {
    // A declined case never came to a mediator.
    if dispute.mediators.is_empty() && dispute.outcome() != Some(Outcome::Declined) {
        problems.push(Problem::NoMediator);
    }
    if dispute
        .mediators
        .iter()
        .enumerate()
        .any(|(at, id)| dispute.mediators.iter().take(at).any(|other| other == id))
    {
        problems.push(Problem::MediatorTwice);
    }
}

fn check_end(dispute: &Dispute, today: NaiveDate, problems: &mut Vec<Problem>) {
    let Some(closing) = dispute.closing else { return };
    if closing.on < dispute.accepted_on {
        problems.push(Problem::ClosedBeforeAccepted);
    }
    if closing.on > today {
        problems.push(Problem::ClosedInFuture);
    }
    let goes_out = dispute.referrals.iter().any(|referral| referral.direction == Direction::Out);
    if closing.outcome == Outcome::Referred && !goes_out {
        problems.push(Problem::ReferredNowhere(dispute.referrals.len()));
    }
}

fn check_agreement(dispute: &Dispute, problems: &mut Vec<Problem>) {
    let agreement = &dispute.agreement;
    let amount = agreement.amount.unwrap_or_default();
    // An open case may still come to its agreement.
    let failed = dispute.outcome().is_some_and(|outcome| !outcome.is_success());
    if amount < Fen::ZERO {
        problems.push(Problem::NegativeAmount);
    } else if amount > Fen::MOST {
        problems.push(Problem::AmountTooLarge);
    } else if failed && amount > Fen::ZERO {
        problems.push(Problem::AmountWithoutAgreement);
    }
    if let (Some(due), Some(closing), false) = (agreement.due_on, dispute.closing, failed)
        && due < closing.on
    {
        problems.push(Problem::DueBeforeClosed);
    }
    if failed && agreement.performance.is_some() {
        problems.push(Problem::PerformanceWithoutAgreement);
    }
    if failed && agreement.confirmation.is_some_and(Confirmation::is_asked) {
        problems.push(Problem::ConfirmationWithoutAgreement);
    }
}

fn check_events(dispute: &Dispute, today: NaiveDate, problems: &mut Vec<Problem>) {
    for (at, referral) in dispute.referrals.iter().enumerate() {
        if referral.on.is_some_and(|day| day > today) {
            problems.push(Problem::ReferralInFuture(at));
        }
    }
    for (at, visit) in dispute.follow_ups.iter().enumerate() {
        if visit.on > today {
            problems.push(Problem::FollowUpInFuture(at));
        } else if visit.on < dispute.accepted_on {
            problems.push(Problem::FollowUpBeforeAccepted(at));
        }
    }
}

#[cfg(test)]
mod life_tests;
#[cfg(test)]
mod tests;
