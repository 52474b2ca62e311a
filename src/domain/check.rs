//! What is wrong with a case before it is saved. An error blocks the save; a warning is said and never blocks, because
//! the world is allowed to be odd.

use std::cmp::Ordering;

use chrono::{Days, NaiveDate};

use super::id_number::{IdCheck, IdProblem, check_id_number};
use super::{Confirmation, Direction, Dispute, Fen, Outcome, Party, PartyKind};

/// Days within which a case is to be concluded, counted from the day after acceptance, where the office has set no
/// other.
pub const CONCLUDE_DAYS: u32 = 30;

/// Days after an agreement takes effect within which both parties may ask a court to confirm it (mediation law,
/// art. 33).
pub const CONFIRM_DAYS: u32 = 30;

/// A field of the entry page. Ordered as on the page, where all fields of one party come before the next party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// 受理日期
    AcceptedOn,
    /// 发生日期
    OccurredOn,
    /// 纠纷类型
    Kind,
    /// 案件来源
    Source,
    /// 受理单位
    Office,
    /// 村（社区）
    Village,
    /// 当事人: the party of that index, or the row after the last one.
    Party(usize),
    /// 姓名或名称 of the party of that index.
    PartyName(usize),
    /// 身份证号 of the party of that index.
    PartyIdNumber(usize),
    /// 性别 of the party of that index.
    PartySex(usize),
    /// 出生日期 of the party of that index.
    PartyBornOn(usize),
    /// 涉及人数
    People,
    /// 简要情况
    Summary,
    /// 调解员
    Mediators,
    /// 结果
    Outcome,
    /// 办结日期
    ClosedOn,
    /// 协议金额
    Amount,
    /// 履行期限
    DueOn,
    /// 履行情况
    Performance,
    /// 司法确认
    Confirmation,
    /// 移送: the referral of that index, or the row after the last one.
    Referral(usize),
    /// 回访: the visit of that index.
    FollowUp(usize),
    /// 作废的理由
    Void,
}

impl Place {
    /// Section of the page, row within it, field within the row.
    const fn order(self) -> (u8, usize, u8) {
        match self {
            Self::AcceptedOn => (0, 0, 0),
            Self::OccurredOn => (1, 0, 0),
            Self::Kind => (2, 0, 0),
            Self::Source => (3, 0, 0),
            Self::Office => (4, 0, 0),
            Self::Village => (5, 0, 0),
            Self::Party(row) => (6, row, 0),
            Self::PartyName(row) => (6, row, 1),
            Self::PartyIdNumber(row) => (6, row, 2),
            Self::PartySex(row) => (6, row, 3),
            Self::PartyBornOn(row) => (6, row, 4),
            Self::People => (7, 0, 0),
            Self::Summary => (8, 0, 0),
            Self::Mediators => (9, 0, 0),
            Self::Outcome => (10, 0, 0),
            Self::ClosedOn => (11, 0, 0),
            Self::Amount => (12, 0, 0),
            Self::DueOn => (13, 0, 0),
            Self::Performance => (14, 0, 0),
            Self::Confirmation => (15, 0, 0),
            Self::Referral(row) => (16, row, 0),
            Self::FollowUp(row) => (17, row, 0),
            Self::Void => (18, 0, 0),
        }
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

/// Whether a problem blocks the save.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Blocks the save.
    Error,
    /// Is said, and never blocks.
    Warning,
}

/// Something that is wrong with a case. Numbers in it are indices of parties, referrals or visits.
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
    /// The ID number cannot be right.
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
    /// The amount is above [`Fen::MOST`].
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
}

impl Problem {
    /// The field to which it belongs.
    pub const fn place(self) -> Place {
        match self {
            Self::AcceptedInFuture => Place::AcceptedOn,
            Self::OccurredAfterAccepted => Place::OccurredOn,
            Self::PreLitigationWithoutCourt => Place::Source,
            Self::TooFewParties(at) => Place::Party(at),
            Self::PartyWithoutName(at) | Self::PartyTwice(at) => Place::PartyName(at),
            Self::IdNumber(at, _) => Place::PartyIdNumber(at),
            Self::SexAgainstIdNumber(at) => Place::PartySex(at),
            Self::BirthAgainstIdNumber(at) | Self::BornAfterAccepted(at) => Place::PartyBornOn(at),
            Self::PeopleFewerThanParties => Place::People,
            Self::NoMediator | Self::MediatorTwice => Place::Mediators,
            Self::ClosedBeforeAccepted | Self::ClosedInFuture => Place::ClosedOn,
            Self::NegativeAmount | Self::AmountTooLarge | Self::AmountWithoutAgreement => Place::Amount,
            Self::DueBeforeClosed => Place::DueOn,
            Self::PerformanceWithoutAgreement => Place::Performance,
            Self::ConfirmationWithoutAgreement => Place::Confirmation,
            Self::ReferredNowhere(at) | Self::ReferralInFuture(at) => Place::Referral(at),
            Self::FollowUpInFuture(at) | Self::FollowUpBeforeAccepted(at) => Place::FollowUp(at),
            Self::VoidWithoutReason => Place::Void,
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
            | Self::VoidWithoutReason => Severity::Error,
            _ => Severity::Warning,
        }
    }
}

/// Everything that is wrong with the case, in the order of the entry page.
///
/// Of a void case only the reason is asked for: what is wrong with the rest is often why it was voided.
pub fn check(dispute: &Dispute, today: NaiveDate) -> Vec<Problem> {
    if let Some(reason) = &dispute.void {
        return if reason.trim().is_empty() { vec![Problem::VoidWithoutReason] } else { Vec::new() };
    }
    let mut problems = Vec::new();
    check_beginning(dispute, today, &mut problems);
    check_parties(dispute, &mut problems);
    check_mediators(dispute, &mut problems);
    check_end(dispute, today, &mut problems);
    check_agreement(dispute, &mut problems);
    check_events(dispute, today, &mut problems);
    problems.sort_by_key(|problem| problem.place());
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
    // Companies and groups have numbers of another kind.
    if party.kind != PartyKind::Person {
        return;
    }
    match check_id_number(&party.id_number) {
        IdCheck::Empty => {}
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
    if failed && agreement.confirmation.is_some_and(|state| state != Confirmation::NotApplied) {
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
mod tests;
