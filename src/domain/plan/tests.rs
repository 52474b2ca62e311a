use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{Closing, DisputeId, DutyKind, EventKind, Id, Office, Outcome};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn settled() -> Dispute {
    let mut case = Dispute::new(DisputeId::named(&["case"]), Office::root_id(), day("2026-11-01"));
    case.closing = Some(Closing { outcome: Outcome::Oral, on: day("2026-11-20") });
    case
}

fn planned(words: &str, amount: Option<i64>) -> Result<Vec<(String, i64, String)>, PlanFault> {
    let agreed = Agreed { after: day("2026-11-20"), amount: amount.map(Fen) };
    let said = |part: Planned| (part.due_on.to_string(), part.amount.map_or(0, |fen| fen.0), part.what);
    read_plan(words, agreed).map(|parts| parts.into_iter().map(said).collect())
}

fn with_plan(words: &str, amount: Option<i64>) -> Dispute {
    let mut case = settled();
    case.agreement.amount = amount.map(Fen);
    let parts = read_plan(words, Agreed::of(&case, day("2026-11-20"))).unwrap();
    let id = |at: usize| Id::new(Uuid::from_u128(at as u128));
    case.plan = parts.into_iter().enumerate().map(|(at, part)| part.part(id(at))).collect();
    case
}

fn pay(case: &mut Dispute, on: &str, fen: Option<i64>, what: &str) {
    let id = Id::new(Uuid::from_u128(1_000 + case.performed.len() as u128));
    case.performed.push(PartPerformed { id, on: day(on), amount: fen.map(Fen), what: what.to_owned() });
}

fn days(parts: &[(String, i64, String)]) -> Vec<&str> {
    parts.iter().map(|(day, _, _)| day.as_str()).collect()
}

/// Catches: parts on the wrong days, a month that is skipped because it is short, a rest that goes to the first part or is
/// lost, words that are passed over.
#[test]
fn a_sentence_makes_equal_parts() {
    let six = planned("分 6 期，每月 15 日，每期 2000 元", None).unwrap();
    let expected = ["2026-12-15", "2027-01-15", "2027-02-15", "2027-03-15", "2027-04-15", "2027-05-15"];
    assert_eq!(days(&six), expected);
    assert!(six.iter().all(|(_, fen, what)| *fen == 200_000 && what.is_empty()));
    assert_eq!(planned("分六期,每月十五号,每期0.2万", None).unwrap(), six);
    assert_eq!(planned("分六期，每月十五号，每期０。２万", None).unwrap(), six, "the key of the point");
    assert_eq!(
        planned("每月15日支付2000元", Some(1_200_000)).unwrap(),
        six,
        "the number follows from the whole"
    );
    assert_eq!(planned("分6期，从2026年12月15日起，每月2000元", None).unwrap(), six);
    assert_eq!(planned("12月15日起，每月2000元，分6期", None).unwrap(), six);
    assert_eq!(planned("分6期，每月15日前支付2000元", None).unwrap(), six);
    assert_eq!(planned("共12000元，分6期，从12月起每月15日付", None).unwrap(), six);

    let ends = planned("分4期，每月底，每期1000元，从2027年1月起", None).unwrap();
    assert_eq!(days(&ends), ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]);
    let thirty = planned("分3期，2027年1月30日起，每月30日，每期1000元", None).unwrap();
    assert_eq!(days(&thirty), ["2027-01-30", "2027-02-28", "2027-03-30"]);
    let quarters = planned("分2期，每季度，每期1000元", None).unwrap();
    assert_eq!(days(&quarters), ["2027-02-20", "2027-05-20"]);
    let weeks = planned("每2周付500元，分3期，12-1起", None).unwrap();
    assert_eq!(days(&weeks), ["2026-12-01", "2026-12-15", "2026-12-29"]);

    let rest = planned("分3期，每月15日", Some(1_000_000)).unwrap();
    assert_eq!(rest.iter().map(|part| part.1).collect::<Vec<_>>(), [333_300, 333_300, 333_400]);
    let rest = planned("分3期，每月15日，每期4000元", Some(1_000_050)).unwrap();
    assert_eq!(rest.iter().map(|part| part.1).collect::<Vec<_>>(), [400_000, 400_000, 200_050]);
    let whole_said = planned("分2期，每月15日，每期4000元，共9000元", Some(1_000_000)).unwrap();
    assert_eq!(whole_said[1].1, 500_000);
}

/// Catches: a list of parts that loses one, takes an amount for words or the other way round.
#[test]
fn parts_are_listed_one_by_one() {
    let list = "第1期：2026年12月15日前支付2000元；第2期 2027-01-15 拆除围墙；第3期 2-28 1,500.50元，尾款";
    let wanted =
        [("2026-12-15", 200_000, ""), ("2027-01-15", 0, "拆除围墙"), ("2027-02-28", 150_050, "尾款")];
    let wanted: Vec<_> = wanted.iter().map(|(on, fen, what)| ((*on).into(), *fen, (*what).into())).collect();
    assert_eq!(planned(list, None).unwrap(), wanted);
    let case = with_plan(list, None);
    let again: Vec<String> = case.plan.iter().map(plan_line).collect();
    assert_eq!(planned(&again.join("\n"), None).unwrap(), wanted, "{again:?}");
    assert_eq!(planned("12-15", None).unwrap(), [("2026-12-15".to_owned(), 0, String::new())]);
    assert_eq!(planned("12-15 2000", None).unwrap(), [("2026-12-15".to_owned(), 200_000, String::new())]);
    assert_eq!(planned("  ", None).unwrap(), []);
}

/// Catches: a second part that becomes words of the first, a share or a range of days taken for a date, an amount in words
/// that becomes a deed, words changed to half width.
#[test]
fn a_comma_before_a_date_begins_a_part() {
    let part = |on: &str, fen: i64, what: &str| (on.to_owned(), fen, what.to_owned());
    let two = [part("2026-12-15", 200_000, ""), part("2027-01-15", 100_000, "")];
    for mark in ["，", "、", "。", ",", "；"] {
        assert_eq!(planned(&format!("2026-12-15 2000元{mark}2027-01-15 1000元"), None).unwrap(), two);
        let numbered = format!("第1期：12月15日前支付两千元{mark}第2期，1月15日前支付叁仟元整");
        let said = planned(&numbered, None).unwrap();
        assert_eq!(said, [two[0].clone(), part("2027-01-15", 300_000, "")], "{numbered}");
        assert_eq!(planned(&format!("12-15 2000{mark} 1-15 1000"), None).unwrap(), two);
    }
    for (words, fen, what) in [
        ("2026-12-15 三千元", 300_000, ""),
        ("2026-12-15 三万五", 3_500_000, ""),
        ("12月15日2000元", 200_000, ""),
        ("2026-12-15 人民币叁仟元整，首付", 300_000, "首付"),
        ("2026-12-15 1,500.50", 150_050, ""),
        ("2026-12-15 十元5角", 1_050, ""),
        ("2026-12-15 拆除围墙，3-5 天内完成", 0, "拆除围墙，3-5 天内完成"),
        ("2026-12-15 拆墙（东侧），清理：５处", 0, "拆墙（东侧），清理：５处"),
        ("2026-12-15 还清2025年10月1日借的粮", 0, "还清2025年10月1日借的粮"),
        ("2026-12-15 一次性付清", 0, "一次性付清"),
        ("2026-12-15 三分之一，1.5亩", 0, "三分之一，1.5亩"),
        ("2026-12-15 2000元，首付（现金），见收条", 200_000, "首付（现金），见收条"),
    ] {
        assert_eq!(planned(words, None).unwrap(), [part("2026-12-15", fen, what)], "{words}");
    }
}

/// Catches: a period that begins after a month whatever its length, a quarter that ends on the day of the agreement, a
/// short month that moves all later days.
#[test]
fn the_first_part_is_a_period_away() {
    for (words, after, wanted) in [
        ("每季度末", "2026-01-20", ["2026-03-31", "2026-06-30", "2026-09-30"]),
        ("每季度末", "2026-03-31", ["2026-06-30", "2026-09-30", "2026-12-31"]),
        ("每半年末", "2026-01-20", ["2026-06-30", "2026-12-31", "2027-06-30"]),
        ("每年底", "2026-01-20", ["2026-12-31", "2027-12-31", "2028-12-31"]),
        ("从8月起，每季度末", "2026-01-20", ["2026-09-30", "2026-12-31", "2027-03-31"]),
        ("每周", "2026-01-20", ["2026-01-27", "2026-02-03", "2026-02-10"]),
        ("每2周", "2026-01-20", ["2026-02-03", "2026-02-17", "2026-03-03"]),
        ("从2月起，每周", "2026-01-20", ["2026-02-01", "2026-02-08", "2026-02-15"]),
        ("每季度", "2026-01-20", ["2026-04-20", "2026-07-20", "2026-10-20"]),
        ("每季度15日", "2026-01-20", ["2026-04-15", "2026-07-15", "2026-10-15"]),
        ("每半年", "2026-01-20", ["2026-07-20", "2027-01-20", "2027-07-20"]),
        ("每年", "2026-01-20", ["2027-01-20", "2028-01-20", "2029-01-20"]),
        ("每月", "2026-01-31", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("每月底", "2026-01-20", ["2026-01-31", "2026-02-28", "2026-03-31"]),
    ] {
        let parts =
            read_plan(&format!("分3期，{words}，每期100元"), Agreed { after: day(after), amount: None });
        let said: Vec<String> = parts.unwrap().iter().map(|part| part.due_on.to_string()).collect();
        assert_eq!(said, wanted, "{words} {after}");
    }
}

/// Catches: an agreement that is performed by a plan of less, a rest that nothing is due for.
#[test]
fn a_plan_of_less_performs_nothing_whole() {
    let mut case = with_plan("12-15 2000元；1-15 3000元", Some(1_200_000));
    pay(&mut case, "2026-12-10", Some(500_000), "");
    assert_eq!((case.performance(), case.completed_on()), (Some(Performance::Partly), None));
    assert!(case.open_parts().is_empty());
    let due = |case: &Dispute| case.duties().iter().filter(|duty| duty.kind == DutyKind::Perform).count();
    assert_eq!(due(&case), 1);
    pay(&mut case, "2027-02-10", Some(700_000), "");
    assert_eq!((case.performance(), due(&case)), (Some(Performance::Done), 0));
    assert_eq!(case.performed_on(), Some(day("2027-02-10")));
    let mut deeds = with_plan("12-15 拆除围墙", Some(100));
    pay(&mut deeds, "2026-12-10", None, "拆除围墙");
    assert_eq!(deeds.performance(), Some(Performance::Partly), "the money is still owed");
}

/// Catches: a part for the rest that money never settles, a deed with 全部 taken for money.
#[test]
fn the_rest_is_what_the_others_leave() {
    for words in ["付清", "余款", "全部", "一次性付清余款", "付清全部款项。"] {
        let mut case = with_plan(&format!("12-15 2000元；1-15 {words}"), Some(1_200_000));
        assert_eq!(case.plan_sum(), Fen(1_200_000), "{words}");
        pay(&mut case, "2026-12-10", Some(500_000), "");
        let left: Vec<_> = case.open_parts().into_iter().map(|(_, left)| left).collect();
        assert_eq!((left, case.performance()), (vec![Some(Fen(700_000))], Some(Performance::Partly)));
        pay(&mut case, "2027-01-10", Some(700_000), "");
        assert_eq!((case.performance(), case.open_parts().len()), (Some(Performance::Done), 0), "{words}");
        assert_eq!(case.completed_on(), Some(day("2027-01-10")));
    }
    let wall = with_plan("12-15 2000元；1-15 全部拆除", Some(1_200_000));
    assert_eq!(wall.plan_sum(), Fen(200_000));
    let unsaid = with_plan("12-15 付清", None);
    assert_eq!(unsaid.open_parts()[0].1, None, "nothing was said of how much");
}

/// Catches: words that are half understood, a plan of thousands of parts, a last part of nothing.
#[test]
fn what_is_no_plan_is_refused() {
    for (words, amount, fault) in [
        ("分期付清", None, PlanFault::NotAPlan),
        ("每月15日", None, PlanFault::HowMany),
        ("每月15日", Some(100_000), PlanFault::HowMany),
        ("分6期，每月15日", None, PlanFault::HowMuch),
        ("分0期，每月15日，每期1元", None, PlanFault::TooMany),
        ("分121期，每月15日，每期1元", None, PlanFault::TooMany),
        ("分6期，每月15日，每期2000元", Some(1_000_000), PlanFault::NothingLeft),
        ("分6期，每月15日，每期2000元，利息另计", None, PlanFault::NotAPlan),
        ("分6期，每月15日，每期2000元，最后一期3000元", None, PlanFault::NotAPlan),
        ("分6期，每月15日，12月20日起，每期2000元", None, PlanFault::NotAPlan),
        ("12-15 2000元；以后再说", None, PlanFault::NotAPlan),
        ("分6期，每月32日", Some(1_200_000), PlanFault::NoSuchDay),
        ("分6期，每月0日", Some(1_200_000), PlanFault::NoSuchDay),
        ("分6期，每月三十二日", Some(1_200_000), PlanFault::NoSuchDay),
        ("分6期，每月115日，每期10元", None, PlanFault::NoSuchDay),
        ("分6期，每月32", Some(1_200_000), PlanFault::NotAPlan),
        ("分6期，每周三", Some(1_200_000), PlanFault::NotAPlan),
        ("分6期，每周15日", Some(1_200_000), PlanFault::NotAPlan),
        ("100006期，每月15日", None, PlanFault::TooMany),
        ("一百二十期，每月15日", None, PlanFault::TooMany),
        ("2027-02-30 2000元", None, PlanFault::NoSuchDay),
        ("2026-12-15 -5元", None, PlanFault::NotAnAmount),
        ("2026-12-15 0.001元", None, PlanFault::NotAnAmount),
        ("2026-12-15 0元", None, PlanFault::NotAnAmount),
        ("2026-12-15 支付0", None, PlanFault::NotAnAmount),
        ("2026-12-15 2000元 2027-01-15 1000元", None, PlanFault::DateInside),
        ("2026-12-15 2000元和1月15日1000元", None, PlanFault::DateInside),
        ("分2期，从2026年11月1日起，每月，每期100元", None, PlanFault::TooEarly),
        ("12.15元", None, PlanFault::NotAPlan),
        ("2000元", None, PlanFault::NotAPlan),
        ("每", None, PlanFault::NotAPlan),
        ("分期", None, PlanFault::NotAPlan),
    ] {
        assert_eq!(planned(words, amount), Err(fault), "{words}");
    }
}

/// Catches: a part settled by what was paid for a later one, a deed settled by money, a state that waits for a clerk.
#[test]
fn money_fills_the_plan_and_deeds_are_named() {
    let mut case = with_plan("12-15 2000元；1-15 拆除围墙；2-15 2000元", Some(400_000));
    let open = |case: &Dispute| -> Vec<(String, Option<i64>)> {
        let line =
            |(part, left): (&Instalment, Option<Fen>)| (part.due_on.to_string(), left.map(|fen| fen.0));
        case.open_parts().into_iter().map(line).collect()
    };
    assert_eq!(case.performance(), None);
    pay(&mut case, "2026-12-10", Some(250_000), "首付");
    assert_eq!(open(&case), [("2027-01-15".into(), None), ("2027-02-15".into(), Some(150_000))]);
    assert_eq!(case.performance(), Some(Performance::Partly));
    pay(&mut case, "2027-02-01", Some(150_000), "");
    assert_eq!(open(&case), [("2027-01-15".into(), None)], "the wall still stands");
    pay(&mut case, "2027-02-20", None, "拆 除围墙");
    assert_eq!((open(&case), case.performance()), (Vec::new(), Some(Performance::Done)));
    assert_eq!(
        (case.completed_on(), case.performed_on()),
        (Some(day("2027-02-20")), Some(day("2027-02-20")))
    );
    pay(&mut case, "2027-03-01", None, "送锦旗");
    assert_eq!(case.performed_beside_plan(), [3]);
    assert_eq!(case.performed_on(), Some(day("2027-02-20")), "a gift later does not move the day");
}

/// Catches: a state said by hand that is overwritten, or one that hides what was performed since.
#[test]
fn what_was_said_by_hand_stands_where_it_denies() {
    for (said, shown) in [
        (None, Performance::Done),
        (Some(Performance::NotDue), Performance::Done),
        (Some(Performance::Partly), Performance::Done),
        (Some(Performance::Done), Performance::Done),
        (Some(Performance::NotDone), Performance::NotDone),
        (Some(Performance::Repudiated), Performance::Repudiated),
    ] {
        let mut case = settled();
        case.agreement =
            crate::domain::Agreement { amount: Some(Fen(300_000)), performance: said, ..case.agreement };
        pay(&mut case, "2026-11-25", Some(100_000), "");
        pay(&mut case, "2026-11-28", Some(200_000), "");
        assert_eq!(case.performance(), Some(shown), "{said:?}");
        let on = (shown == Performance::Done).then(|| day("2026-11-28"));
        assert_eq!(case.performed_on(), on);
        let counted = case.events().iter().filter(|event| event.kind == EventKind::Performed).count();
        assert_eq!(counted, usize::from(on.is_some()), "once");
        case.closing = None;
        assert_eq!(case.performance(), said, "without an agreement nothing follows");
    }
}

/// Catches: a part that is due on the day of another, one that stays due when it was paid, a visit that waits for a term
/// nobody wrote down.
#[test]
fn each_part_is_due_on_its_own_day() {
    let mut case = with_plan("分3期，每月15日，每期2000元", None);
    let due = |case: &Dispute, kind| -> Vec<String> {
        let duties = case.duties().into_iter().filter(|duty| duty.kind == kind);
        duties.map(|duty| duty.due_on(7).to_string()).collect()
    };
    assert_eq!(due(&case, DutyKind::Perform), ["2026-12-15", "2027-01-15", "2027-02-15"]);
    assert_eq!(due(&case, DutyKind::Visit), ["2027-02-22"]);
    assert_eq!(case.due_on(), Some(day("2027-02-15")));
    pay(&mut case, "2026-12-14", Some(300_000), "");
    assert_eq!(due(&case, DutyKind::Perform), ["2027-01-15", "2027-02-15"]);
    case.agreement.due_on = Some(day("2027-06-30"));
    assert_eq!(due(&case, DutyKind::Visit), ["2027-07-07"]);
    pay(&mut case, "2026-12-15", Some(300_000), "");
    assert_eq!(due(&case, DutyKind::Perform), [""; 0]);
    case.performed.clear();
    case.agreement.performance = Some(Performance::Repudiated);
    assert_eq!(due(&case, DutyKind::Perform), [""; 0]);
}

proptest! {
    /// Catches: a state, a day or an open sum that depends on the order in which the parts were recorded; fen lost on the
    /// way; a part both settled and open.
    #[test]
    fn the_order_of_recording_says_nothing(
        plan in prop::collection::vec((0..400_u64, prop::option::of(1..500_000_i64)), 1..8),
        paid in prop::collection::vec((0..400_u64, prop::option::of(1..500_000_i64)), 0..8),
        seed in any::<u64>(),
    ) {
        let mut case = settled();
        let on = |days: u64| day("2026-11-20") + chrono::Days::new(days);
        case.plan = plan.iter().zip(0_u128..).map(|((due, amount), id)| Instalment {
            id: Id::new(Uuid::from_u128(id)), due_on: on(*due), amount: amount.map(Fen), what: String::new(),
        }).collect();
        case.performed = paid.iter().zip(0_u128..).map(|((due, amount), id)| PartPerformed {
            id: Id::new(Uuid::from_u128(id)), on: on(*due), amount: amount.map(Fen), what: String::new(),
        }).collect();
        let state = |case: &Dispute| {
            let open: Vec<_> = case.open_parts().into_iter().map(|(part, left)| (part.id, left)).collect();
            (case.performance(), case.performed_on(), case.completed_on(), open)
        };
        let before = state(&case);
        let at = |len: usize| usize::try_from(seed % len.max(1) as u64).unwrap();
        let (first, second) = (at(case.plan.len()), at(case.performed.len()));
        case.plan.rotate_left(first);
        case.performed.rotate_left(second);
        case.performed.reverse();
        prop_assert_eq!(&state(&case), &before);
        let left: i64 = before.3.iter().filter_map(|(_, left)| left.map(|fen| fen.0)).sum();
        prop_assert_eq!(left, (case.plan_sum().0 - case.performed_sum().0).max(0));
        prop_assert_eq!(before.3.is_empty(), before.2.is_some());
        let days = case.settled();
        prop_assert_eq!(days.iter().filter(|(_, on)| on.is_none()).count(), before.3.len());
        let done = before.0 == Some(Performance::Done);
        prop_assert_eq!(done, before.3.is_empty() && !case.performed.is_empty());
    }

    /// Catches: fen that are lost or made where a sum is shared.
    #[test]
    fn shares_add_up_to_the_whole(count in 1..=120_u32, whole in 120..10_000_000_i64) {
        let parts = planned(&format!("分{count}期，每月15日"), Some(whole)).unwrap();
        prop_assert_eq!(parts.len(), count as usize);
        prop_assert_eq!(parts.iter().map(|part| part.1).sum::<i64>(), whole);
        let (last, equal) = parts.split_last().unwrap();
        prop_assert!(equal.iter().all(|part| part.1 == equal[0].1 && part.1 <= last.1));
        prop_assert!(parts.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
