use super::super::{
    Agreement, Attendee, Capacity, Closing, Confirmation, Consent, Direction, DisputeId, Escalation,
    Extension, FollowUp, Id, Level, Litigation, MediatorId, OfficeId, PartPerformed, PartyId, Prevention,
    PreventionKind, Referral, ReferralId, RefusalGround, Remark, RestDays, Route, Session, Side,
};
use super::*;
use crate::domain::field::{Field, Spot};

fn day(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, 1).unwrap() + chrono::TimeDelta::days(number)
}

const TODAY: i64 = 100;

/// Accepted on day 0, settled in writing on day 10, in effect on day 11.
fn good() -> Dispute {
    let mut dispute = Dispute::new(DisputeId::named(&["a"]), OfficeId::named(&["b"]), day(0));
    dispute.kind = "02".parse().unwrap();
    for (side, name) in [(Side::Applicant, "张三"), (Side::Respondent, "李四")] {
        dispute.parties.push(Party::new(PartyId::named(&[name]), side, name));
    }
    dispute.mediators = vec![MediatorId::named(&["m"])];
    dispute.closing = Some(Closing { outcome: Outcome::Written, on: day(10) });
    dispute.agreement = Agreement {
        amount: Some(Fen::from_yuan(100)),
        reached_on: Some(day(10)),
        signed_on: Some(day(10)),
        mediator_signed_on: Some(day(11)),
        sealed_on: Some(day(11)),
        ..Agreement::default()
    };
    dispute
}

fn today(rest: &RestDays) -> Today<'_> {
    Today { day: day(TODAY), window: CourtWindow { days: 30, rest } }
}

fn with(change: impl FnOnce(&mut Dispute)) -> Vec<Problem> {
    let mut dispute = good();
    change(&mut dispute);
    check(&dispute, today(&RestDays::default()))
}

fn session(on: i64) -> Session {
    let lawyer =
        Attendee { id: Id::named(&["l"]), name: "吴".into(), capacity: Capacity::Lawyer, party: None };
    Session {
        id: Id::named(&["s"]),
        on: day(on),
        at: None,
        place: String::new(),
        attendees: vec![lawyer],
        record: String::new(),
        result: None,
        recorder: String::new(),
    }
}

fn extension(agreed: i64, to: i64, consent: Option<Consent>) -> Extension {
    Extension { id: Id::named(&["e"]), agreed_on: day(agreed), to: day(to), consent, reason: String::new() }
}

fn step(on: i64, from: Level, to: Level) -> Escalation {
    Escalation { id: Id::named(&["u"]), on: day(on), from, to, reason: String::new() }
}

fn part(on: i64, yuan: i64) -> PartPerformed {
    PartPerformed {
        id: Id::named(&["p"]),
        on: day(on),
        amount: Some(Fen::from_yuan(yuan)),
        what: String::new(),
    }
}

fn prevention(on: i64, people: u32) -> Prevention {
    Prevention {
        id: Id::named(&["v"]),
        kind: PreventionKind::Suicide,
        on: day(on),
        people,
        note: String::new(),
    }
}

fn refused(problem: Problem) {
    assert_eq!(problem.severity(), Severity::Error, "{problem:?}");
}

fn allowed(problem: Problem) {
    assert_eq!(problem.severity(), Severity::Warning, "{problem:?}");
}

#[test]
fn a_whole_life_is_left_alone() {
    // Would catch off-by-one days: everything may happen on one day and on the last day.
    let problems = with(|d| {
        d.sessions = vec![session(0), session(TODAY)];
        d.extensions = vec![extension(0, 0, Some(Consent::Willing))];
        d.escalations = vec![step(5, Level::Township, Level::District)];
        d.level = Level::District;
        d.performed = vec![part(10, 40), part(TODAY, 60)];
        d.agreement.applied_on = Some(day(41));
        d.agreement.decided_on = Some(day(41));
        d.agreement.confirmation = Some(Confirmation::Confirmed);
        d.litigation =
            Litigation { filed_on: Some(day(50)), decided_on: Some(day(50)), ..Litigation::default() };
        d.preventions = vec![prevention(0, 1)];
        d.remarks = vec![Remark { id: Id::named(&["r"]), on: day(-30), text: "来电".into() }];
        d.filing.on = Some(day(10));
    });
    assert_eq!(problems, []);
}

#[test]
fn days_after_today_cannot_be() {
    // Would catch a kind of day that nobody looks at.
    let late = day(TODAY + 1);
    type Change = fn(&mut Dispute, NaiveDate);
    let changes: &[(Spot, Change)] = &[
        (Field::SessionOn.at(0), |d, _| d.sessions = vec![session(TODAY + 1)]),
        (Field::ExtensionAgreedOn.at(0), |d, _| {
            d.extensions = vec![extension(TODAY + 1, TODAY + 9, Some(Consent::Willing))];
        }),
        (Field::EscalationOn.at(0), |d, _| {
            d.escalations = vec![step(TODAY + 1, Level::Village, Level::Township)];
        }),
        (Spot::case(Field::ReachedOn), |d, on| {
            d.closing = None;
            d.agreement.reached_on = Some(on);
        }),
        (Spot::case(Field::SignedOn), |d, on| d.agreement.signed_on = Some(on)),
        (Spot::case(Field::MediatorSignedOn), |d, on| d.agreement.mediator_signed_on = Some(on)),
        (Spot::case(Field::SealedOn), |d, on| d.agreement.sealed_on = Some(on)),
        (Spot::case(Field::PerformedOn), |d, on| d.agreement.performed_on = Some(on)),
        (Field::PartOn.at(0), |d, _| d.performed = vec![part(TODAY + 1, 1)]),
        (Spot::case(Field::AppliedOn), |d, on| d.agreement.applied_on = Some(on)),
        (Spot::case(Field::DecidedOn), |d, on| d.agreement.decided_on = Some(on)),
        (Spot::case(Field::LitigationFiledOn), |d, on| d.litigation.filed_on = Some(on)),
        (Spot::case(Field::LitigationDecidedOn), |d, on| d.litigation.decided_on = Some(on)),
        (Field::PreventedOn.at(0), |d, _| d.preventions = vec![prevention(TODAY + 1, 1)]),
        (Field::RemarkOn.at(0), |d, on| {
            d.remarks = vec![Remark { id: Id::named(&["r"]), on, text: String::new() }];
        }),
        (Spot::case(Field::BoundOn), |d, on| d.filing.on = Some(on)),
    ];
    for (place, change) in changes {
        assert_eq!(with(|d| change(d, late)), [Problem::InFuture(*place)], "{place:?}");
    }
    refused(Problem::InFuture(Spot::case(Field::BoundOn)));
}

#[test]
fn what_comes_before_its_time_is_odd() {
    // Would catch a session of another case, a signature under nothing, a payment before the promise.
    assert_eq!(with(|d| d.sessions = vec![session(-1)]), [Problem::BeforeAccepted(Field::SessionOn.at(0))]);
    assert_eq!(
        with(|d| d.escalations = vec![step(-1, Level::Village, Level::Township)]),
        [Problem::BeforeAccepted(Field::EscalationOn.at(0))]
    );
    assert_eq!(
        with(|d| d.preventions = vec![prevention(-1, 1)]),
        [Problem::BeforeAccepted(Field::PreventedOn.at(0))]
    );
    assert_eq!(
        with(|d| d.agreement.signed_on = Some(day(9))),
        [Problem::BeforeReached(Spot::case(Field::SignedOn))]
    );
    assert_eq!(with(|d| d.performed = vec![part(9, 1)]), [Problem::BeforeReached(Field::PartOn.at(0))]);
    assert_eq!(
        with(|d| d.agreement.reached_on = Some(day(11))),
        [Problem::ReachedAfterClosed, Problem::BeforeReached(Spot::case(Field::SignedOn))]
    );
    assert_eq!(with(|d| d.filing.on = Some(day(9))), [Problem::FiledBeforeClosed]);
    allowed(Problem::BeforeAccepted(Field::SessionOn.at(0)));
    allowed(Problem::BeforeReached(Spot::case(Field::SignedOn)));
    allowed(Problem::FiledBeforeClosed);
    // An agreement whose day nobody noted was reached when the case was closed.
    assert_eq!(
        with(|d| {
            d.agreement.reached_on = None;
            d.performed = vec![part(10, 1)];
        }),
        []
    );
}

#[test]
fn an_extension_needs_consent_and_a_day_within() {
    // Would catch a limit that moves because one side said so.
    let willing = Some(Consent::Willing);
    for consent in [None, Some(Consent::Refused)] {
        let problems = with(|d| d.extensions = vec![extension(5, 60, consent)]);
        assert_eq!(problems, [Problem::ExtensionWithoutConsent(0)]);
    }
    allowed(Problem::ExtensionWithoutConsent(0));
    assert_eq!(with(|d| d.extensions = vec![extension(5, -1, willing)]), [Problem::ExtensionBeforeLimit(0)]);
    refused(Problem::ExtensionBeforeLimit(0));
}

#[test]
fn the_level_is_where_the_last_move_led() {
    // Would catch a case counted on a level it had left.
    let moved = |d: &mut Dispute| d.escalations = vec![step(5, Level::Township, Level::District)];
    assert_eq!(with(moved), [Problem::LevelAgainstEscalation]);
    allowed(Problem::LevelAgainstEscalation);
    assert_eq!(
        with(|d| d.escalations = vec![step(5, Level::Township, Level::Township)]),
        [Problem::EscalatedNowhere(0)]
    );
}

#[test]
fn feedback_does_not_come_before_the_letter() {
    // Would catch a feedback of another referral.
    let referral = |feedback: i64| Referral {
        on: Some(day(5)),
        feedback_on: Some(day(feedback)),
        ..Referral::new(ReferralId::named(&["r"]), Direction::Out)
    };
    assert_eq!(with(|d| d.referrals = vec![referral(5)]), []);
    assert_eq!(with(|d| d.referrals = vec![referral(4)]), [Problem::FeedbackBeforeReferral(0)]);
    refused(Problem::FeedbackBeforeReferral(0));
}

#[test]
fn one_clear_refusal_ends_mediation() {
    // Would catch a success that the law does not know, and routes told to those who need none.
    assert_eq!(with(|d| d.consent = Some(Consent::Refused)), [Problem::SettledAgainstRefusal]);
    assert_eq!(with(|d| d.told = [Route::Litigation].into()), [Problem::ToldThoughSettled]);
    allowed(Problem::SettledAgainstRefusal);
    allowed(Problem::ToldThoughSettled);
    let failed = |d: &mut Dispute| {
        d.closing = Some(Closing { outcome: Outcome::Unsuccessful, on: day(10) });
        d.agreement = Agreement::default();
        d.consent = Some(Consent::Refused);
        d.told = [Route::Litigation].into();
    };
    assert_eq!(with(failed), []);
}

#[test]
fn no_more_is_performed_than_was_agreed() {
    // Would catch a payment entered twice; a sum that looks at one part only.
    assert_eq!(
        with(|d| d.performed = vec![part(20, 60), part(21, 41)]),
        [Problem::PerformedMoreThanAgreed(1)]
    );
    allowed(Problem::PerformedMoreThanAgreed(1));
    // What is not money has no amount to compare.
    assert_eq!(
        with(|d| {
            d.agreement.amount = None;
            d.performed = vec![part(20, 60)];
        }),
        []
    );
    let failed = |d: &mut Dispute| {
        d.closing = Some(Closing { outcome: Outcome::Withdrawn, on: day(10) });
        d.agreement = Agreement::default();
        d.performed = vec![part(20, 1)];
    };
    assert_eq!(with(failed), [Problem::PartWithoutAgreement(0)]);
}

#[test]
fn confirmation_has_its_window_and_its_kinds() {
    // Would catch a window counted from the closing, off by a day, or open to marriages.
    let applied = |on: i64| with(|d| d.agreement.applied_on = Some(day(on)));
    assert_eq!(applied(10), [Problem::AppliedBeforeEffect]);
    assert_eq!(applied(11), []);
    assert_eq!(applied(41), []);
    assert_eq!(applied(42), [Problem::AppliedTooLate]);
    assert_eq!(
        with(|d| {
            d.agreement.applied_on = Some(day(20));
            d.agreement.decided_on = Some(day(19));
        }),
        [Problem::DecidedBeforeApplied]
    );
    refused(Problem::DecidedBeforeApplied);
    allowed(Problem::AppliedTooLate);
    allowed(Problem::AppliedBeforeEffect);
    // A marriage, a boundary: the type decides nothing.
    for kind in ["01", "03", "07"] {
        let asked = |d: &mut Dispute| {
            d.kind = kind.parse().unwrap();
            d.agreement.confirmation = Some(Confirmation::Applied);
        };
        assert_eq!(with(asked), [], "{kind}");
    }
}

/// Catches: 已申请 on an agreement that is not in effect and nobody says so, one that goes on about it where no court
/// was asked or the agreement is oral, and grounds of refusal beside a confirmed agreement.
#[test]
fn what_is_not_in_effect_is_not_taken_to_court() {
    let unsealed = |state: Confirmation, outcome: Outcome| {
        with(|d| {
            d.closing = Some(Closing { outcome, on: day(10) });
            (d.agreement.mediator_signed_on, d.agreement.sealed_on) = (None, None);
            d.agreement.confirmation = Some(state);
        })
    };
    let missing = Problem::AppliedWithoutEffect(Spot::case(Field::MediatorSignedOn));
    assert_eq!(unsealed(Confirmation::Applied, Outcome::Written), [missing]);
    assert_eq!(unsealed(Confirmation::Confirmed, Outcome::Written), []);
    assert_eq!(unsealed(Confirmation::NotApplied, Outcome::Written), []);
    assert_eq!(unsealed(Confirmation::Unfit, Outcome::Written), []);
    assert_eq!(unsealed(Confirmation::Applied, Outcome::Oral), []);
    allowed(missing);
    let ground = |state: Confirmation| {
        with(|d| {
            d.agreement.confirmation = Some(state);
            d.agreement.refusal_ground = Some(RefusalGround::Rights);
        })
    };
    let odd = Problem::GroundWithoutRefusal(Spot::case(Field::RefusalGround));
    assert_eq!(ground(Confirmation::Confirmed), [odd]);
    for refused in [Confirmation::NotTaken, Confirmation::Dismissed, Confirmation::Unfit] {
        assert_eq!(ground(refused), [], "{refused:?}");
    }
    allowed(odd);
}

#[test]
fn a_lawsuit_is_about_an_agreement_and_ends_after_it_began() {
    // Would catch a ruling on an agreement that was never reached.
    let failed = |d: &mut Dispute| {
        d.closing = Some(Closing { outcome: Outcome::Unsuccessful, on: day(10) });
        d.agreement = Agreement::default();
        d.litigation.filed_on = Some(day(20));
    };
    assert_eq!(with(failed), [Problem::LitigationWithoutAgreement]);
    allowed(Problem::LitigationWithoutAgreement);
    assert_eq!(
        with(|d| {
            d.litigation.filed_on = Some(day(20));
            d.litigation.decided_on = Some(day(19));
        }),
        [Problem::RuledBeforeFiled]
    );
    refused(Problem::RuledBeforeFiled);
}

#[test]
fn prevention_is_of_somebody() {
    // Would catch a counter of 人 that stays 0 beside its 件.
    assert_eq!(with(|d| d.preventions = vec![prevention(5, 0)]), [Problem::PreventionOfNobody(0)]);
    allowed(Problem::PreventionOfNobody(0));
}

#[test]
fn problems_stand_in_the_order_of_the_page() {
    // Would catch an error that leads past an earlier one.
    let problems = with(|d| {
        d.filing.on = Some(day(TODAY + 1));
        d.sessions = vec![session(TODAY + 1)];
        d.follow_ups = vec![FollowUp::new(Id::named(&["f"]), day(TODAY + 1))];
        d.consent = Some(Consent::Refused);
    });
    let places: Vec<Spot> = problems.iter().map(|problem| problem.place()).collect();
    assert_eq!(
        places,
        [
            Spot::case(Field::Consent),
            Field::SessionOn.at(0),
            Field::VisitOn.at(0),
            Spot::case(Field::BoundOn)
        ]
    );
}
