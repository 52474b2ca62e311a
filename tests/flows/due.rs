//! The duties: the list against a recount, the key that opens the field to fill in, and the screen.

use std::collections::BTreeMap;

use crate::support::desk::Desk;
use crate::support::{District, day};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;
use tiaojie::domain::{
    Closing, Consent, Direction, Dispute, DutyKind, Extension, Fen, Fixed, FollowUp, Instalment, Limit,
    OfficeId, Outcome, PartPerformed, Party, Performance, Referral, Side, duty::Term,
};
use tiaojie::store::{CaseFilter, DueCount, DueQuery, Store};
use tiaojie::text::Lang;
use tiaojie::tui::actions::Place;
use tiaojie::tui::input::{Code, Key};

const TODAY: (i32, u32, u32) = (2024, 12, 31);

fn today() -> NaiveDate {
    day(TODAY.0, TODAY.1, TODAY.2)
}

/// What may happen to a case, in days before today.
#[derive(Debug, Clone)]
struct Life {
    town: usize,
    kind: &'static str,
    accepted: u64,
    outcome: Option<Outcome>,
    after: u64,
    term: Option<u64>,
    /// A plan: the days of its parts after the closing, and how many of them are paid.
    plan: (Vec<u64>, usize),
    performed: bool,
    visited: bool,
    extended: Option<(u64, Option<Consent>)>,
    sent: Option<(u64, bool)>,
    void: bool,
}

fn life() -> impl Strategy<Value = Life> {
    let outcome = proptest::option::of(proptest::sample::select(Outcome::ALL));
    let consent = proptest::option::of(proptest::sample::select(Consent::ALL));
    let plan = (proptest::collection::vec(0..40_u64, 0..4), 0..4_usize);
    (
        (0..2_usize, proptest::sample::select(&["01", "02", "99"][..]), 0..60_u64, outcome, 0..40_u64),
        (proptest::option::of(0..40_u64), any::<bool>(), any::<bool>(), plan),
        (
            proptest::option::of((0..90_u64, consent)),
            proptest::option::of((0..30_u64, any::<bool>())),
            proptest::bool::weighted(0.1),
        ),
    )
        .prop_map(
            |(
                (town, kind, accepted, outcome, after),
                (term, performed, visited, plan),
                (extended, sent, void),
            )| {
                Life {
                    town,
                    kind,
                    accepted,
                    outcome,
                    after: after.min(accepted),
                    term,
                    plan,
                    performed,
                    visited,
                    extended,
                    sent,
                    void,
                }
            },
        )
}

fn log(district: &mut District, life: &Life) {
    let id = district.store.fresh_dispute_id();
    let accepted = today() - Days::new(life.accepted);
    let mut case = Dispute::new(id, district.towns[life.town], accepted);
    case.kind = life.kind.parse().unwrap();
    for (side, name) in [(Side::Applicant, "张三"), (Side::Respondent, "李四")] {
        case.parties.push(Party::new(district.store.fresh_id(), side, name));
    }
    case.mediators.push(district.mediators[life.town * 2]);
    let closed = accepted + Days::new(life.after);
    case.closing = life.outcome.map(|outcome| Closing { outcome, on: closed });
    if life.outcome == Some(Outcome::Written) {
        let signed = Some(closed);
        (case.agreement.signed_on, case.agreement.mediator_signed_on) = (signed, signed);
        case.agreement.sealed_on = signed;
    }
    case.agreement.due_on = life.term.map(|days| closed + Days::new(days));
    for days in &life.plan.0 {
        let (id, amount, what) = (district.store.fresh_id(), Some(Fen::from_yuan(2_000)), String::new());
        case.plan.push(Instalment { id, due_on: closed + Days::new(*days), amount, what });
    }
    for _ in 0..life.plan.1 {
        let (id, amount, what) = (district.store.fresh_id(), Some(Fen::from_yuan(2_000)), String::new());
        case.performed.push(PartPerformed { id, on: closed, amount, what });
    }
    case.agreement.performance = life.performed.then_some(Performance::Done);
    if life.visited {
        case.follow_ups.push(FollowUp::new(district.store.fresh_id(), today()));
    }
    if let Some((days, consent)) = life.extended {
        let to = accepted + Days::new(days);
        let id = district.store.fresh_id();
        case.extensions.push(Extension { id, agreed_on: accepted, to, consent, reason: String::new() });
    }
    if let Some((days, answered)) = life.sent {
        let mut referral = Referral::new(district.store.fresh_id(), Direction::Out);
        referral.organisation = "林区法院".to_owned();
        referral.on = Some(today() - Days::new(days));
        referral.feedback_on = answered.then(today);
        case.referrals.push(referral);
    }
    case.void = life.void.then(|| "重复登记".to_owned());
    district.store.save_dispute(None, case, None).unwrap();
}

/// Whether nobody works on that day of the winter of 2024, by the notice of 2024-11-12.
fn rests(on: NaiveDate) -> bool {
    let is_weekend = matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
    let off = on == day(2025, 1, 1) || (day(2025, 1, 28)..=day(2025, 2, 4)).contains(&on);
    let works = [day(2025, 1, 26), day(2025, 2, 8)].contains(&on);
    off || is_weekend && !works
}

/// The last day of every duty by the words of DOMAIN §4, counted from the cases one by one.
fn recount(store: &Store, office: Option<OfficeId>) -> Vec<(NaiveDate, DutyKind, String)> {
    let (mut due, today) = (Vec::new(), store.today());
    for id in store.all_ids(&CaseFilter::default()).unwrap() {
        let case = store.dispute(id).unwrap();
        let limits = store.settings().limits(case.office);
        for duty in case.duties() {
            let granted = match duty.kind {
                DutyKind::Conclude => limits.conclude_days,
                DutyKind::Perform => 0,
                DutyKind::Confirm => limits.confirmation_days,
                DutyKind::Visit => limits.follow_up_days,
                DutyKind::Feedback => limits.feedback_days,
            };
            let last = match duty.term {
                Term::By(day) => day,
                Term::From(day) => day + Days::new(granted.into()),
            };
            let court = duty.kind == DutyKind::Confirm;
            let last = if court { last.iter_days().find(|day| !rests(*day)).unwrap() } else { last };
            let open = !court || last >= today;
            let near = last <= today + Days::new(limits.due_soon_days.into());
            if open && near && office.is_none_or(|office| office == case.office) {
                due.push((last, duty.kind, id.to_string()));
            }
        }
    }
    due.sort();
    due
}

/// All of the list, a page of three at a time.
fn listed(store: &Store, office: Option<OfficeId>) -> Vec<(NaiveDate, DutyKind, String)> {
    let mut query = DueQuery { office, limit: 3, ..DueQuery::default() };
    let mut rows = Vec::new();
    loop {
        let page = store.due(&query).unwrap();
        rows.extend(page.iter().map(|row| (row.last_day, row.kind, row.case.id.to_string())));
        match page.last() {
            Some(last) if page.len() == 3 => query.after = Some(last.page_after()),
            _ => return rows,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch: a duty forgotten or told twice at the border of two pages, an office that goes by another's limits,
    /// a closed window that stays or one that closes on a rest day, a count that differs from the list.
    #[test]
    fn the_list_is_a_plain_recount(
        lives in proptest::collection::vec(life(), 1..25), conclude in 1..50_u32, visit in 0..20_u32, soon in 0..30_u32,
        court in 20..32_u32, later in 0..36_u64,
    ) {
        let mut district = District::new();
        lives.iter().for_each(|life| log(&mut district, life));
        let own = BTreeMap::from([
            (Limit::Conclude, Some(conclude)), (Limit::FollowUp, Some(visit)), (Limit::DueSoon, Some(soon)),
            (Limit::Confirmation, Some(court)),
        ]);
        let town = district.towns[1];
        district.store.manage(|w| w.put_limits(Some(town), &own)).unwrap();
        // Also on a day of rest, and on the day after one.
        let today = today() + Days::new(later);
        district.reopen_on(today);
        for office in [None, Some(district.towns[0]), Some(town)] {
            let expected = recount(&district.store, office);
            let found = listed(&district.store, office);
            let mut sorted = found.clone();
            sorted.sort();
            prop_assert_eq!(&sorted, &expected);
            prop_assert!(found.is_sorted_by_key(|(last, kind, _)| (*last, *kind)));
            let over = expected.iter().filter(|(last, ..)| *last < today).count();
            let count = DueCount {
                overdue: u32::try_from(over).unwrap(),
                soon: u32::try_from(expected.len() - over).unwrap(),
            };
            prop_assert_eq!(district.store.due_count(office, None).unwrap(), count);
        }
    }
}

/// Would catch: a list that reads every case of the file to find the few that are due.
#[test]
fn every_question_follows_the_index() {
    let mut district = District::new();
    let own = BTreeMap::from([(Limit::Conclude, Some(20))]);
    district.store.manage(|w| w.put_limits(Some(district.towns[1]), &own)).unwrap();
    for office in [None, Some(district.towns[0])] {
        let plan = district.store.due_plan(&DueQuery { office, limit: 50, ..DueQuery::default() }).unwrap();
        assert!(plan.contains("duty_o") && !plan.contains("SCAN"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}

/// One case for each kind of duty, all at home.
fn district() -> District {
    let mut district = District::new();
    let life = |accepted, outcome, term| Life {
        town: 0,
        kind: "02",
        accepted,
        outcome,
        after: 3,
        term,
        plan: (Vec::new(), 0),
        performed: false,
        visited: false,
        extended: None,
        sent: None,
        void: false,
    };
    log(&mut district, &life(40, None, None));
    log(&mut district, &life(26, None, None));
    log(&mut district, &life(20, Some(Outcome::Written), Some(10)));
    log(&mut district, &life(30, Some(Outcome::Oral), None));
    log(&mut district, &Life { sent: Some((16, false)), ..life(18, Some(Outcome::Referred), None) });
    district
}

fn opened(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::in_town(district(), lang, size);
    desk.press(Key::f(5));
    desk
}

/// The title line names the place.
fn stands_in(desk: &Desk, place: Place) -> bool {
    desk.screen.row(0).trim_start().starts_with(place.wording().name(Lang::Zh))
}

/// Would catch: a key that only shows the case and leaves the clerk to look for the field.
#[test]
fn enter_does_what_is_due() {
    let mut desk = opened(Lang::Zh, (80, 24));
    let seen = |desk: &Desk| desk.screen.text();
    assert!(seen(&desk).contains("逾期10天"), "{}", seen(&desk));
    // The oldest is to be concluded: the card of the outcome opens, and once saved the line is gone.
    desk.press(Key::plain(Code::Enter));
    assert!(seen(&desk).contains("数字选结果"), "{}", seen(&desk));
    desk.digit("2");
    desk.press(Key::ctrl('s'));
    assert!(stands_in(&desk, Place::Due), "{}", seen(&desk));
    assert!(!seen(&desk).contains("逾期10天"), "{}", seen(&desk));
    // Next the term of performance: its card opens over the list.
    let line = seen(&desk);
    assert!(line.contains("履行"), "{line}");
    desk.press(Key::plain(Code::Enter));
    assert!(seen(&desk).contains("履行完毕") && seen(&desk).contains("已履行"), "{}", seen(&desk));
    desk.press(Key::plain(Code::Esc));
    assert!(stands_in(&desk, Place::Due) && !seen(&desk).contains("履行完毕"), "{}", seen(&desk));
    // All of it is said already.
    desk.press(Key::plain(Code::Enter)).press(Key::ctrl('s'));
    assert!(stands_in(&desk, Place::Due), "{}", seen(&desk));
    let done = desk.cases().into_iter().filter(|case| case.agreement.performed_on == Some(today()));
    assert_eq!(done.count(), 1, "{}", seen(&desk));
}

/// Catches: a window that closes on the Sunday, an agreement left out for its type, a hint that does not follow the
/// selected line, a last day that passes for certain where no table of rest days is known.
#[test]
fn three_agreements_of_one_day_end_on_the_monday() {
    let mut district = District::new();
    district.reopen_on(day(2026, 11, 30));
    let mut agree = |kind: &str, on: NaiveDate| {
        let id = district.store.fresh_dispute_id();
        let mut case = Dispute::new(id, district.towns[0], on);
        case.kind = kind.parse().unwrap();
        case.closing = Some(Closing { outcome: Outcome::Oral, on });
        district.store.save_dispute(None, case, None).unwrap();
    };
    ["01", "02", "07"].into_iter().for_each(|kind| agree(kind, day(2026, 10, 30)));
    // One day earlier the window closed on the Saturday, that is, on the Monday too; two days earlier on the Friday.
    agree("02", day(2026, 10, 29));
    agree("02", day(2026, 10, 28));
    let mut desk = Desk::in_town(district, Lang::Zh, (80, 24));
    desk.press(Key::f(5));
    let text = desk.screen.text();
    assert_eq!(text.matches("今天到期").count(), 4, "{text}");
    // The lines: that of the 29th, then those of the 30th as they were logged.
    for hint in ["", "只是确认婚姻", "", "（确权）的协议，法院不予确认"] {
        let text = desk.screen.text();
        for known in ["只是确认婚姻", "（确权）的协议，法院不予确认"] {
            assert_eq!(text.contains(known), known == hint, "{text}");
        }
        desk.tap(Code::Down);
    }

    let (mut store, folder) = desk.die();
    let id = store.fresh_dispute_id();
    let mut case = Dispute::new(id, store.settings().home, day(2026, 11, 30));
    case.closing = Some(Closing { outcome: Outcome::Oral, on: day(2026, 12, 2) });
    store.save_dispute(None, case, None).unwrap();
    let path = store.path().to_owned();
    drop(store);
    let store = Store::open(&path, Box::new(Fixed::at(day(2026, 12, 31), 9))).unwrap();
    let mut desk = Desk::over(store, folder, Lang::Zh, (80, 24));
    desk.press(Key::f(5));
    let text = desk.screen.text();
    assert!(text.contains("2027-01-01") && text.contains("最后一天逢休息日的顺延"), "{text}");
}

/// Would catch: a view of one kind that shows another.
#[test]
fn tab_goes_round_the_kinds() {
    let mut desk = opened(Lang::Zh, (120, 40));
    for kind in ["办结", "履行", "司法确认", "回访", "反馈"] {
        desk.press(Key::plain(Code::Tab));
        let text = desk.screen.text();
        assert!(text.contains(&format!("[{kind}]")), "{text}");
    }
    desk.press(Key::plain(Code::Tab));
    assert!(desk.screen.text().contains("[全部]"));
}

#[test]
fn the_screen_at_both_sizes_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let desk = opened(lang, size);
            assert_eq!(desk.screen.differences(), [] as [String; 0]);
            insta::assert_snapshot!(format!("due_{name}_{}", size.0), desk.picture());
        }
    }
}

#[test]
fn nothing_is_due() {
    let mut desk = Desk::in_town(District::new(), Lang::Zh, (80, 24));
    desk.press(Key::f(5)).enter();
    insta::assert_snapshot!("due_nothing", desk.picture());
}
