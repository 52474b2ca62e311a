use chrono::NaiveDate;

use super::*;
use crate::domain::{Closing, DisputeId, Extension, FollowUp, FollowUpId, Id, Office, RestDays, TypeCode};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn accepted(on: &str) -> Dispute {
    let mut case = Dispute::new(DisputeId::named(&["case"]), Office::root_id(), day(on));
    case.kind = TypeCode::other();
    case
}

fn settled(outcome: Outcome, on: &str) -> Dispute {
    let mut case = accepted("2024-01-02");
    case.closing = Some(Closing { outcome, on: day(on) });
    case
}

fn duty(case: &Dispute, kind: DutyKind) -> Option<Duty> {
    case.duties().into_iter().find(|duty| duty.kind == kind)
}

fn extended(to: &str, consent: Option<Consent>) -> Extension {
    let id = Id::named(&["extension", to]);
    Extension { id, agreed_on: day("2024-02-01"), to: day(to), consent, reason: String::new() }
}

/// Catches: a limit that counts the day of acceptance itself, or months instead of days.
#[test]
fn thirty_days_end_on_the_thirtieth_day_after() {
    for (from, last) in [
        ("2024-01-31", "2024-03-01"),
        ("2023-01-31", "2023-03-02"),
        ("2024-02-29", "2024-03-30"),
        ("2024-12-31", "2025-01-30"),
        ("2024-05-01", "2024-05-31"),
    ] {
        assert_eq!(accepted(from).conclude_by(30), day(last), "{from}");
    }
}

/// Catches: an extension that counts without consent, an earlier one that beats a later one.
#[test]
fn only_what_the_parties_consented_to_extends() {
    let mut case = accepted("2024-01-02");
    case.extensions = vec![extended("2024-04-30", None), extended("2024-05-31", Some(Consent::Refused))];
    assert_eq!(case.conclude_by(30), day("2024-02-01"));
    case.extensions.push(extended("2024-03-15", Some(Consent::Willing)));
    case.extensions.push(extended("2024-02-29", Some(Consent::Willing)));
    assert_eq!(case.conclude_by(30), day("2024-03-15"));
    assert_eq!(duty(&case, DutyKind::Conclude).unwrap().due_on(30), day("2024-03-15"));
}

/// Catches: a written agreement in effect before the last signature or without the seal; an oral one that waits.
#[test]
fn effect_follows_from_the_form() {
    let oral = settled(Outcome::Oral, "2024-02-29");
    assert_eq!(oral.effective_on(), Some(day("2024-02-29")));
    let mut written = settled(Outcome::Written, "2024-02-29");
    assert_eq!(written.effective_on(), None);
    written.agreement.signed_on = Some(day("2024-03-02"));
    written.agreement.mediator_signed_on = Some(day("2024-02-29"));
    assert_eq!(written.effective_on(), None, "no seal yet");
    written.agreement.sealed_on = Some(day("2024-03-01"));
    assert_eq!(written.effective_on(), Some(day("2024-03-02")));
    written.agreement.reached_on = Some(day("2024-02-20"));
    written.agreement.signed_on = Some(day("2024-02-20"));
    written.agreement.mediator_signed_on = Some(day("2024-02-20"));
    written.agreement.sealed_on = Some(day("2024-02-19"));
    assert_eq!(written.effective_on(), Some(day("2024-02-20")), "never before it was reached");
    assert_eq!(settled(Outcome::Unsuccessful, "2024-02-29").effective_on(), None);
}

/// Catches: a window of 29 or 31 days, one that closes on a rest day, one that is not offered for some type, one that
/// stays after a decision.
#[test]
fn the_window_for_confirmation_is_thirty_days() {
    let rest = RestDays::default();
    let window = CourtWindow { days: 30, rest: &rest };
    let mut case = settled(Outcome::Oral, "2024-01-31");
    assert_eq!(case.confirm_by(window), Some(day("2024-03-01")));
    for (applied, in_time) in [("2024-03-01", InTime::Yes), ("2024-03-02", InTime::TooLate)] {
        case.agreement.applied_on = Some(day(applied));
        assert_eq!(case.applied_in_time(window), Some(in_time), "{applied}");
    }
    case.closing = Some(Closing { outcome: Outcome::Oral, on: day("2026-10-30") });
    for (applied, in_time) in [("2026-11-30", InTime::Yes), ("2026-12-01", InTime::TooLate)] {
        case.agreement.applied_on = Some(day(applied));
        assert_eq!(case.applied_in_time(window), Some(in_time), "{applied}");
    }
    case.agreement.applied_on = None;
    for kind in ["01", "02", "03", "07", "10a", "99"] {
        case.kind = kind.parse().unwrap();
        case.agreement.confirmation = None;
        assert!(duty(&case, DutyKind::Confirm).is_some(), "{kind}");
        for said in Confirmation::ALL {
            case.agreement.confirmation = Some(*said);
            assert!(duty(&case, DutyKind::Confirm).is_none(), "{kind} {said:?}");
        }
    }
}

/// Catches: reminders that go on after what they remind of was done.
#[test]
fn what_is_done_is_not_due() {
    let mut case = settled(Outcome::Oral, "2024-01-10");
    assert!(duty(&case, DutyKind::Conclude).is_none());
    assert!(duty(&case, DutyKind::Perform).is_none(), "no term was agreed on");
    case.agreement.due_on = Some(day("2024-02-29"));
    assert_eq!(duty(&case, DutyKind::Perform).unwrap().due_on(99), day("2024-02-29"));
    assert_eq!(duty(&case, DutyKind::Visit).unwrap().due_on(7), day("2024-03-07"));
    case.follow_ups.push(FollowUp::new(FollowUpId::named(&["early"]), day("2024-01-09")));
    assert!(duty(&case, DutyKind::Visit).is_some(), "a visit before the agreement is none after it");
    case.follow_ups.push(FollowUp::new(FollowUpId::named(&["visit"]), day("2024-03-01")));
    case.agreement.performance = Some(Performance::Done);
    assert!(duty(&case, DutyKind::Visit).is_none() && duty(&case, DutyKind::Perform).is_none());
    case.void = Some("登记错误".to_owned());
    assert!(case.duties().is_empty());
}

/// Catches: feedback awaited for what came in, or for what was answered.
#[test]
fn feedback_is_awaited_for_what_was_sent() {
    let mut case = accepted("2024-01-02");
    for (name, direction) in [("out", Direction::Out), ("in", Direction::In)] {
        let mut referral = Referral::new(ReferralId::named(&[name]), direction);
        referral.on = Some(day("2024-01-31"));
        case.referrals.push(referral);
    }
    let due: Vec<_> = case.duties().into_iter().filter(|duty| duty.kind == DutyKind::Feedback).collect();
    assert_eq!(due.len(), 1);
    assert_eq!((due[0].referral, due[0].due_on(15)), (Some(ReferralId::named(&["out"])), day("2024-02-15")));
    case.referrals[0].feedback = "已立案".to_owned();
    assert!(duty(&case, DutyKind::Feedback).is_none());
}
