use proptest::prelude::*;

use super::super::id_number::IdProblem;
use super::super::{
    Closing, DisputeId, FollowUp, FollowUpId, MediatorId, OfficeId, PartyId, Performance, Referral,
    ReferralId, RestDays, Sex, Side, SourceCode,
};
use super::*;

fn day(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, 1).unwrap() + chrono::TimeDelta::days(number)
}

const TODAY: i64 = 20;

/// A case that nothing is wrong with: accepted on day 0, closed on day 10 with a written agreement.
fn good() -> Dispute {
    let mut dispute = Dispute::new(DisputeId::named(&["a"]), OfficeId::named(&["b"]), day(0));
    dispute.parties = vec![party(Side::Applicant, "张三"), party(Side::Respondent, "李四")];
    dispute.mediators = vec![MediatorId::named(&["m"])];
    dispute.closing = Some(Closing { outcome: Outcome::Written, on: day(10) });
    dispute.agreement.amount = Some(Fen::from_yuan(5_000));
    dispute.agreement.due_on = Some(day(10));
    dispute
}

fn party(side: Side, name: &str) -> Party {
    Party::new(PartyId::named(&[name]), side, name)
}

fn today(rest: &RestDays) -> Today<'_> {
    Today { day: day(TODAY), window: CourtWindow { days: 30, rest } }
}

fn with(change: impl FnOnce(&mut Dispute)) -> Vec<Problem> {
    let mut dispute = good();
    change(&mut dispute);
    check(&dispute, today(&RestDays::default()))
}

fn end(outcome: Outcome, on: i64) -> Option<Closing> {
    Some(Closing { outcome, on: day(on) })
}

fn referral(on: Option<NaiveDate>) -> Referral {
    Referral {
        id: ReferralId::named(&["r"]),
        direction: Direction::Out,
        organisation: "法院".into(),
        on,
        letter: String::new(),
        reason: String::new(),
        feedback: String::new(),
        feedback_on: None,
    }
}

#[test]
fn a_good_case_is_left_alone() {
    // Would catch off-by-one days: everything may happen on one day, and on the last day.
    assert_eq!(with(|_| ()), []);
    assert_eq!(with(|d| d.closing = end(Outcome::Oral, 0)), []);
    assert_eq!(with(|d| d.occurred_on = Some(day(0))), []);
    assert_eq!(
        with(|d| {
            d.accepted_on = day(TODAY);
            d.closing = end(Outcome::Oral, TODAY);
            d.agreement.due_on = None
        }),
        []
    );
    assert_eq!(with(|d| d.people = Some(2)), []);
    assert_eq!(with(|d| d.closing = None), []);
}

#[test]
fn the_order_of_dates_blocks() {
    use Problem::{AcceptedInFuture, ClosedBeforeAccepted, ClosedInFuture, OccurredAfterAccepted};
    assert_eq!(
        with(|d| {
            d.accepted_on = day(21);
            d.closing = None
        }),
        [AcceptedInFuture]
    );
    assert_eq!(with(|d| d.occurred_on = Some(day(1))), [OccurredAfterAccepted]);
    assert_eq!(with(|d| d.closing = end(Outcome::Unsuccessful, -1)).first(), Some(&ClosedBeforeAccepted));
    assert_eq!(
        with(|d| {
            d.closing = end(Outcome::Written, 21);
            d.agreement.due_on = None
        }),
        [ClosedInFuture]
    );
}

#[test]
fn a_dispute_has_two_named_parties() {
    // Would catch counting rows instead of names.
    use Problem::{PartyTwice, PartyWithoutName, TooFewParties};
    assert_eq!(with(|d| d.parties.clear()), [TooFewParties(0)]);
    assert_eq!(with(|d| d.parties.truncate(1)), [TooFewParties(1)]);
    assert_eq!(with(|d| d.parties[0].name = " ".into()), [TooFewParties(0)]);
    let nameless = with(|d| {
        d.parties.push(party(Side::Third, ""));
        d.parties[2].phone = "138".into();
    });
    assert_eq!(nameless, [PartyWithoutName(2)]);
    assert_eq!(with(|d| d.parties.push(party(Side::Applicant, "张三"))), [PartyTwice(2)]);
    assert_eq!(with(|d| d.parties.push(party(Side::Third, "张三"))), []);
}

#[test]
fn id_numbers_warn_and_never_block() {
    use Problem::{BirthAgainstIdNumber, IdNumber, SexAgainstIdNumber};
    let odd = with(|d| d.parties[1].id_number = "110105194912310021".into());
    assert_eq!(odd, [IdNumber(1, IdProblem::CheckDigit)]);
    assert!(!blocks(&odd));
    let against = with(|d| {
        d.parties[0].id_number = "11010519491231002X".into();
        d.parties[0].sex = Some(Sex::Male);
        d.parties[0].born_on = Some(day(-9_000));
    });
    assert_eq!(against, [SexAgainstIdNumber(0), BirthAgainstIdNumber(0)]);
    let both = with(|d| {
        d.parties[0].id_number = "4.29E+17".into();
        d.parties.push(party(Side::Respondent, "李四"));
    });
    assert_eq!(both, [IdNumber(0, IdProblem::Ruined), Problem::PartyTwice(2)], "party by party");
    let company = with(|d| {
        d.parties[1].kind = PartyKind::Company;
        d.parties[1].id_number = "91350100m000100y43".into();
    });
    assert_eq!(company, []);
    let wrong = with(|d| {
        d.parties[1].kind = PartyKind::Company;
        d.parties[1].id_number = "91350100M000100Y44".into();
    });
    assert_eq!(wrong, [IdNumber(1, IdProblem::CodeCheck)]);
}

/// Catches: companies of older files that nobody hears of, or a warning about those whose kind is said.
#[test]
fn a_company_kept_as_a_person_is_told() {
    let kept_as = |kind| {
        with(|d| {
            d.parties[1] = party(Side::Respondent, "青山旅游公司");
            d.parties[1].kind = kind;
        })
    };
    assert_eq!(kept_as(PartyKind::Person), [Problem::KindAgainstName(1)]);
    assert!(!blocks(&kept_as(PartyKind::Person)));
    assert_eq!((kept_as(PartyKind::Company), kept_as(PartyKind::Group)), (vec![], vec![]));
}

#[test]
fn money_and_what_follows_need_an_agreement() {
    use Problem::{AmountTooLarge, AmountWithoutAgreement, ConfirmationWithoutAgreement, DueBeforeClosed};
    use Problem::{NegativeAmount, PerformanceWithoutAgreement};
    assert_eq!(with(|d| d.agreement.amount = Some(Fen(-1))), [NegativeAmount]);
    assert_eq!(with(|d| d.agreement.amount = Some(Fen(Fen::MOST.0 + 1))), [AmountTooLarge]);
    assert_eq!(with(|d| d.agreement.due_on = Some(day(9))), [DueBeforeClosed]);
    let failed = with(|d| {
        d.closing = end(Outcome::Unsuccessful, 10);
        d.agreement.performance = Some(Performance::Done);
        d.agreement.confirmation = Some(Confirmation::Applied);
    });
    assert_eq!(failed, [AmountWithoutAgreement, PerformanceWithoutAgreement, ConfirmationWithoutAgreement]);
    assert!(!blocks(&failed));
}

#[test]
fn the_rest_is_said() {
    use Problem::*;
    assert_eq!(with(|d| d.mediators.clear()), [NoMediator]);
    assert_eq!(with(|d| d.mediators.push(MediatorId::named(&["m"]))), [MediatorTwice]);
    assert_eq!(with(|d| d.people = Some(1)), [PeopleFewerThanParties]);
    assert_eq!(with(|d| d.pre_litigation = true), [PreLitigationWithoutCourt]);
    assert_eq!(
        with(|d| {
            d.pre_litigation = true;
            d.source = "court".parse::<SourceCode>().unwrap()
        }),
        []
    );
    let declined = with(|d| {
        d.closing = end(Outcome::Declined, 0);
        d.mediators.clear();
        d.agreement = Default::default();
    });
    assert_eq!(declined, []);
    let sent = |referrals: Vec<Referral>| {
        with(|d| {
            d.closing = end(Outcome::Referred, 10);
            d.agreement = Default::default();
            d.referrals = referrals;
        })
    };
    assert_eq!(sent(vec![]), [ReferredNowhere(0)]);
    assert_eq!(sent(vec![referral(None)]), []);
    assert_eq!(sent(vec![referral(Some(day(21)))]), [ReferralInFuture(0)]);
    let visit = |on: i64| with(|d| d.follow_ups = vec![FollowUp::new(FollowUpId::named(&["f"]), day(on))]);
    assert_eq!(
        (visit(20), visit(21), visit(-1)),
        (vec![], vec![FollowUpInFuture(0)], vec![FollowUpBeforeAccepted(0)])
    );
}

#[test]
fn a_broken_case_can_be_voided() {
    // Would catch a program in which a wrong entry can neither be saved nor be taken back.
    let broken = |reason: &str| {
        with(|d| {
            d.parties.clear();
            d.accepted_on = day(99);
            d.void = Some(reason.into());
        })
    };
    assert_eq!(broken("重复登记"), []);
    assert_eq!(broken(" "), [Problem::VoidWithoutReason]);
}

#[test]
fn thirty_days_count_from_the_day_after() {
    assert_eq!(conclude_by(day(0), CONCLUDE_DAYS), day(30));
    assert_eq!(days_left(day(30), day(30)), 0);
    assert_eq!(days_left(day(30), day(31)), -1);
    assert_eq!(conclude_by(NaiveDate::MAX, u32::MAX), NaiveDate::MAX);
}

proptest! {
    #[test]
    fn problems_come_in_the_order_of_the_page(
        accepted in -5_i64..30, occurred in -5_i64..30, closed in -5_i64..30, parties in 0_usize..4,
        people in 0_u32..4, fen in -2_i64..3, mediators in 0_usize..3, outcome in 0_usize..Outcome::ALL.len(),
    ) {
        // Would catch a save that jumps to the second error, and dates that slip past one of the two rules.
        let mut dispute = good();
        dispute.accepted_on = day(accepted);
        dispute.occurred_on = Some(day(occurred));
        dispute.closing = end(Outcome::ALL[outcome], closed);
        dispute.parties = (0..parties).map(|_| party(Side::Applicant, "张三")).collect();
        dispute.people = Some(people);
        dispute.agreement.amount = Some(Fen(fen));
        dispute.mediators = vec![MediatorId::named(&["m"]); mediators];
        let problems = check(&dispute, today(&RestDays::default()));
        prop_assert!(problems.is_sorted_by_key(|problem| order::of(problem.place())));
        let sound = occurred <= accepted && accepted <= closed && closed <= TODAY && fen >= 0 && parties >= 2;
        prop_assert_eq!(blocks(&problems), !sound);
    }
}
