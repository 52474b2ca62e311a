//! Entering the outcome of a case in four keys.

use proptest::prelude::*;
use tiaojie::domain::{Direction, Dispute, Outcome, Party, Side};
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};

use crate::support::desk::Desk;
use crate::support::{District, day};

fn desk_with_case() -> Desk {
    let mut district = District::new();
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[0], day(2024, 12, 3));
    for (side, name) in [(Side::Applicant, "张三"), (Side::Respondent, "李四")] {
        case.parties.push(Party::new(district.store.fresh_id(), side, name));
    }
    case.mediators.push(district.mediators[0]);
    district.store.save_dispute(None, case, None).unwrap();
    Desk::in_town(district, Lang::Zh, (80, 24))
}

/// Catches: a card that wants more than four keys, a save in several revisions, a wrong day.
#[test]
fn four_keys_record_an_oral_agreement() {
    let mut desk = desk_with_case();
    desk.press(Key::f(8)).digit("2").enter().press(Key::ctrl('s'));
    assert_eq!(desk.keys, 4);
    let case = &desk.cases()[0];
    assert_eq!(case.outcome(), Some(Outcome::Oral), "{}", desk.screen.text());
    assert_eq!(case.closing.unwrap().on, day(2024, 12, 31));
    assert!(desk.notice().contains("口头"), "{}", desk.notice());
    desk.app.cx_mut().store.undo().unwrap();
    assert_eq!(desk.cases()[0].outcome(), None);
    assert_eq!(desk.cases()[0].parties.len(), 2);
}

/// Catches: an amount or performance that the card drops, a date that may lie before acceptance.
#[test]
fn amount_and_dates_are_taken_and_checked() {
    let mut desk = desk_with_case();
    desk.press(Key::f(8)).digit("１").words("12-1").enter().words("３。５万").enter().digit("3");
    assert_eq!(desk.cases()[0].outcome(), None, "closed before it was accepted");
    assert!(desk.screen.text().contains("办结早于受理"), "{}", desk.screen.text());
    desk.words("１２－５").press(Key::ctrl('s'));
    let case = &desk.cases()[0];
    assert_eq!(case.outcome(), Some(Outcome::Written), "{}", desk.screen.text());
    assert_eq!(case.closing.unwrap().on, day(2024, 12, 5));
    assert_eq!(case.agreement.amount.unwrap().yuan_text(), "35000");
    assert_eq!(case.agreement.performance.unwrap().code(), "done");
}

/// Catches: a referral without its event, a second event for a correction.
#[test]
fn a_referral_names_the_body_it_went_to() {
    let mut desk = desk_with_case();
    desk.press(Key::f(8)).digit("5").enter().words("林区人民法院").press(Key::ctrl('s'));
    let case = &desk.cases()[0];
    assert_eq!(case.outcome(), Some(Outcome::Referred), "{}", desk.screen.text());
    assert_eq!(case.referrals.len(), 1);
    assert_eq!(case.referrals[0].direction, Direction::Out);
    desk.press(Key::f(8)).enter().enter().words("林区信访局").press(Key::ctrl('s'));
    let case = &desk.cases()[0];
    let sent: Vec<_> = case.referrals.iter().map(|referral| referral.organisation.as_str()).collect();
    assert_eq!(sent, ["林区信访局"], "{}", desk.screen.text());
}

/// Catches: a reason that the card drops or asks of a success, and one that a later outcome takes away.
#[test]
fn what_ends_without_an_agreement_has_its_reason() {
    let mut desk = desk_with_case();
    desk.press(Key::f(8)).digit("6").enter().words("法院已经受理").press(Key::ctrl('s'));
    let case = &desk.cases()[0];
    assert_eq!(case.outcome(), Some(Outcome::Declined), "{}", desk.screen.text());
    assert_eq!(case.closing_reason, "法院已经受理");
    desk.press(Key::f(8)).digit("2");
    assert!(!desk.screen.text().contains("结案理由"), "{}", desk.screen.text());
    desk.press(Key::ctrl('s'));
    assert_eq!(desk.cases()[0].closing_reason, "法院已经受理", "what nobody took away stays");
}

/// Catches: a closed case that cannot be opened again, and one that is rewritten by looking at it.
#[test]
fn a_closed_case_can_be_reopened() {
    let mut desk = desk_with_case();
    desk.press(Key::f(8)).digit("3").press(Key::ctrl('s'));
    assert_eq!(desk.cases()[0].outcome(), Some(Outcome::Unsuccessful));
    desk.press(Key::f(8)).enter().press(Key::ctrl('s'));
    assert!(desk.notice().contains("没有改动"), "{}", desk.notice());
    desk.press(Key::f(8)).tap(Code::Esc);
    assert_eq!(desk.cases()[0].outcome(), Some(Outcome::Unsuccessful));
    desk.press(Key::f(8)).digit("0").press(Key::ctrl('s'));
    assert_eq!(desk.cases()[0].closing, None, "{}", desk.screen.text());
    desk.press(Key::f(8)).digit("2").press(Key::ctrl('s'));
    assert_eq!(desk.cases()[0].outcome(), Some(Outcome::Oral));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a card whose outcome the totals do not follow.
    #[test]
    fn the_totals_follow_every_outcome(digits in proptest::collection::vec(0..7_usize, 1..6)) {
        let mut desk = desk_with_case();
        let mut last = 0;
        for digit in digits {
            desk.press(Key::f(8)).digit(&digit.to_string());
            desk.press(Key::ctrl('s'));
            last = digit;
        }
        let outcome = last.checked_sub(1).map(|at| Outcome::ALL[at]);
        prop_assert_eq!(desk.cases()[0].outcome(), outcome);
        let range = tiaojie::domain::DateRange::new(day(2024, 1, 1), day(2024, 12, 31)).unwrap();
        let figures = desk.app.cx().store.figures(range, None).unwrap();
        prop_assert_eq!(figures.accepted, i64::from(outcome.is_none_or(Outcome::is_accepted)));
        prop_assert!(desk.app.cx_mut().store.check().unwrap().findings.is_empty());
    }
}
