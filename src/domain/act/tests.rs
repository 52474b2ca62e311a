use super::super::check::check;
use super::super::{
    Closing, CourtWindow, Direction, DisputeId, MediatorId, OfficeId, Outcome, Party, PartyId, PartyKind,
    Performance, RestDays, Side,
};
use super::*;
use crate::domain::check::Today;
use crate::domain::field::Held;

fn day(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, 1).unwrap() + chrono::TimeDelta::days(number)
}

fn hand() -> AtHand {
    AtHand { today: day(20), lead: "红调".into(), operator: "小赵".into() }
}

/// A case of two parties, closed on day 10 with a written agreement.
fn case() -> Dispute {
    let mut case = Dispute::new(DisputeId::named(&["a"]), OfficeId::named(&["b"]), day(0));
    case.parties = [(Side::Applicant, "张三"), (Side::Respondent, "李四")]
        .map(|(side, name)| Party::new(PartyId::named(&[name]), side, name))
        .into();
    case.mediators = vec![MediatorId::named(&["m"])];
    case.closing = Some(Closing { outcome: Outcome::Written, on: day(10) });
    case
}

fn act(case: &Dispute, act: Act, values: &[(Field, Value)]) -> Result<Done, NotDone> {
    let mut next = 0_u128;
    let mut fresh = || {
        next += 1;
        Uuid::from_u128(next)
    };
    act.done(case, &Said { of: None, values: values.to_vec() }, &hand(), &mut fresh)
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// A value of that kind, as somebody could say it.
fn some(field: Field) -> Value {
    match field.spec().kind {
        Kind::Day => day(15).value(),
        Kind::DayAhead => day(40).value(),
        Kind::Code(_, codes) => Value::Code(codes[0].into()),
        _ if field == Field::InstalmentWhat => text("2024-04-01 500元"),
        _ => text("甲"),
    }
}

/// Catches: a kind of part without its act, an act that changes nothing, one whose part is not where it says.
#[test]
fn every_part_and_deed_can_be_done() {
    let acts: Vec<Act> = Act::all().collect();
    assert_eq!(acts.len(), PartKind::ALL.len() - 1 + Deed::ALL.len());
    for one in acts {
        let mut before = case();
        let first = one.about().filter(|_| one.of(&before).is_err());
        if let Some(host) = first {
            assert_eq!(act(&before, one, &[]), Err(NotDone::Lacks(host)), "{one:?}");
            let asks = Addition::of(host).asks;
            before = act(&before, Act::Add(host), &[(asks, some(asks))]).unwrap().case;
        }
        let asks = one.asks();
        let done = act(&before, one, &[(asks, some(asks))]).unwrap_or_else(|why| panic!("{one:?}: {why:?}"));
        assert_ne!(done.case, before, "{one:?}");
        assert!(
            one.fields(&before).iter().any(|field| !part_of(*field, done.part).read(&done.case).is_empty()),
            "{one:?}"
        );
        if let Act::Add(kind) = one {
            assert_eq!(kind.of_case(&done.case).len(), kind.of_case(&before).len() + 1, "{one:?}");
        }
    }
}

/// Catches: a default that is not today, not the lead mediator, or not what follows from the case.
#[test]
fn what_is_not_said_follows() {
    let visited = act(&case(), Act::Add(PartKind::FollowUp), &[]).unwrap().case;
    assert_eq!((visited.follow_ups[0].on, visited.follow_ups[0].by.as_str()), (day(20), "红调"));
    let performed = act(&case(), Act::Fill(Deed::Perform), &[]).unwrap().case;
    assert_eq!(performed.agreement.performance, Some(Performance::Done));
    assert_eq!(performed.agreement.performed_on, Some(day(20)));
    let bound = act(&case(), Act::Fill(Deed::Bind), &[]).unwrap().case.filing;
    assert_eq!((bound.on, bound.by.as_str()), (Some(day(20)), "小赵"));
    let sent = act(&case(), Act::Add(PartKind::Referral), &[(Field::ReferralOrganisation, text("法院"))]);
    let sent = &sent.unwrap().case.referrals[0];
    assert_eq!((sent.direction, sent.on), (Direction::Out, Some(day(20))));
    let moved = act(&case(), Act::Add(PartKind::Escalation), &[]).unwrap().case;
    assert_eq!((moved.escalations[0].from, moved.level), (Level::Township, Level::District));
    let added = act(&case(), Act::Add(PartKind::Party), &[(Field::PartyName, text("青山公司"))]).unwrap();
    let party = &added.case.parties[2];
    assert_eq!((party.side, party.kind), (Side::Respondent, PartyKind::Company));
}

/// Catches: an instalment paid that is logged with the whole amount, or with none.
#[test]
fn what_is_due_next_is_what_was_performed() {
    let words = (Field::InstalmentWhat, text("2024-03-15 500元；2024-04-15 拆除围墙"));
    let planned = act(&case(), Act::Add(PartKind::Instalment), &[words]).unwrap().case;
    assert_eq!(planned.plan.len(), 2);
    let paid = act(&planned, Act::Add(PartKind::Performed), &[]).unwrap().case;
    assert_eq!(paid.performed[0].amount, Some(super::super::Fen::from_yuan(500)));
    let done = act(&paid, Act::Add(PartKind::Performed), &[]).unwrap().case;
    assert_eq!((done.performed[1].amount, done.performed[1].what.as_str()), (None, "拆除围墙"));
    assert_eq!(done.performance(), Some(Performance::Done));
}

/// Catches: an act on a void case, a part without its name, a void case without a reason.
#[test]
fn what_cannot_be_done_says_why() {
    let missing = act(&case(), Act::Add(PartKind::Remark), &[]);
    assert_eq!(missing, Err(NotDone::Missing(Field::RemarkText)));
    assert_eq!(act(&case(), Act::Fill(Deed::Void), &[]), Err(NotDone::Missing(Field::Void)));
    let void = act(&case(), Act::Fill(Deed::Void), &[(Field::Void, text("重复"))]).unwrap().case;
    assert_eq!(act(&void, Act::Add(PartKind::FollowUp), &[]), Err(NotDone::IsVoid));
    let plan = act(&case(), Act::Add(PartKind::Instalment), &[(Field::InstalmentWhat, text("以后再说"))]);
    assert_eq!(plan, Err(NotDone::Plan(PlanFault::NotAPlan)));
}

/// Catches: an older fault of the case that keeps anybody from an act, a new one that does not.
#[test]
fn only_new_problems_count() {
    let rest = RestDays::default();
    let now = Today { day: day(20), window: CourtWindow { days: 30, rest: &rest } };
    let mut broken = case();
    broken.accepted_on = day(30);
    let before = check(&broken, now);
    let visited = act(&broken, Act::Fill(Deed::Note), &[(Field::Note, text("补"))]).unwrap().case;
    assert_eq!(new_problem(&before, &check(&visited, now), |_| false), None);
    let late = [(Field::VisitOn, day(25).value())];
    let visited = act(&case(), Act::Add(PartKind::FollowUp), &late).unwrap().case;
    let wrong = new_problem(&check(&case(), now), &check(&visited, now), |_| false);
    assert_eq!(wrong, Some(Problem::FollowUpInFuture(0)));
}
