//! Text that comes where no field takes it: never dropped without a word, and after a save offered to its field.

use crate::support::District;
use crate::support::desk::Desk;
use crate::support::luck::started;
use tiaojie::domain::Outcome;
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};

/// A page with the must-haves filled, saved with the cursor on that field: most input methods let Ctrl+S through while
/// the last word is composed.
fn saved_from(label: &str, typed: &str) -> Desk {
    let mut desk = Desk::in_town(District::new(), Lang::Zh, (80, 24));
    desk.press(Key::f(2)).words("红花").enter().words("张三").enter().words("李四").enter().words("02");
    desk.go_to(label).words(typed).press(Key::ctrl('s'));
    assert_eq!(desk.cases().len(), 1, "{}", desk.screen.text());
    desk
}

/// Catches: the last word of 简要情况 gone without a sign, or one that needs more than a key.
#[test]
fn a_word_that_comes_after_the_save_is_added_to_its_field_by_one_key() {
    for (lang, snapshot) in [(Lang::Zh, "late_zh"), (Lang::En, "late_en")] {
        let mut desk = saved_from("简要情况", "因排水沟");
        desk.app.cx_mut().lang = lang;
        desk.words("改道").words("，影响邻居院坝。");
        insta::assert_snapshot!(snapshot, desk.picture());
        desk.enter();
        assert_eq!(desk.cases()[0].summary, "因排水沟改道，影响邻居院坝。", "{}", desk.screen.text());
        assert!(desk.notice().contains("影响邻居院坝"), "{}", desk.notice());
        // One undo takes the word back, the next the case.
        desk.app.cx_mut().store.undo().unwrap();
        assert_eq!(desk.cases()[0].summary, "因排水沟");
    }
}

/// Catches: the word in another party's name, since the saved parties stand in another order.
#[test]
fn a_name_gets_its_last_character() {
    let mut desk = saved_from("被申请人", "");
    desk.words("娃").enter();
    let names: Vec<String> = desk.cases()[0].parties.iter().map(|party| party.name.clone()).collect();
    assert_eq!(names, ["张三", "李四娃"]);
}

/// Catches: an offer that adds by itself, or that is made for what the user typed later.
#[test]
fn the_word_is_added_only_by_choice_and_only_right_after_the_save() {
    let mut desk = saved_from("简要情况", "因排水沟");
    desk.words("改道").tap(Code::Esc);
    assert!(desk.notice().contains("改道"), "{}", desk.notice());
    assert_eq!(desk.cases()[0].summary, "因排水沟");
    desk.words("改道");
    assert!(desk.notice().contains("改道") && !desk.screen.text().contains("补到"), "{}", desk.screen.text());

    let mut desk = saved_from("简要情况", "因排水沟");
    desk.tap(Code::Down).words("改道");
    assert!(desk.notice().contains("没有写进去：改道"), "{}", desk.notice());
    // A pick, a date or an amount cannot hold it.
    let mut desk = saved_from("受理日期", "");
    desk.words("改道");
    assert!(desk.notice().contains("没有写进去：改道"), "{}", desk.notice());
}

/// Catches: the same on the page of a case and on the outcome card, and a digit that chooses there taken for a word.
#[test]
fn an_edit_and_the_outcome_card_offer_it_too() {
    let mut desk = saved_from("简要情况", "因排水沟");
    desk.press(Key::f(8)).digit("6").enter().words("双方分歧");
    assert!(desk.screen.text().contains("结案理由 双方分歧"), "{}", desk.screen.text());
    desk.press(Key::ctrl('s'));
    assert!(desk.cases()[0].outcome().is_some_and(|outcome| outcome != Outcome::Referred));
    desk.words("太大").digit("1");
    assert_eq!(desk.cases()[0].closing_reason, "双方分歧太大", "{}", desk.screen.text());
}

/// Catches: the last word of a new case written over the number of the page that was underneath, a word taken for a number.
#[test]
fn a_word_after_the_save_is_not_typed_into_what_lies_beneath() {
    let mut desk = saved_from("简要情况", "老案");
    let first = desk.cases()[0].clone();
    desk.press(Key::f(3)).words("张").enter();
    assert!(desk.screen.text().contains("登记时间"), "the page of the case: {}", desk.screen.text());
    desk.press(Key::f(2)).words("红花").enter().words("王五").enter().words("赵六").enter().words("02");
    desk.go_to("简要情况").words("墙").press(Key::ctrl('s'));
    assert_eq!(desk.cases().len(), 2, "{}", desk.screen.text());
    desk.words("倒了");
    assert!(desk.screen.text().contains("补到“简要情况”"), "{}", desk.screen.text());
    desk.enter();
    let cases = desk.cases();
    assert!(cases.contains(&first), "{cases:?}");
    assert!(cases.iter().any(|case| case.summary == "墙倒了"), "{cases:?}");

    // After F3 and Enter nothing was saved: the word begins an edit of the number, which refuses it.
    let mut desk = saved_from("简要情况", "老案");
    desk.press(Key::f(3)).words("张").enter();
    desk.words("志丽").enter();
    assert!(desk.screen.text().contains("不像编号"), "{}", desk.screen.text());
    assert_eq!(desk.cases()[0].number, first.number);
}

/// Catches: a word that comes after a refused save in the field that was wrong, or gone.
#[test]
fn after_a_refused_save_it_is_asked_where_the_word_goes() {
    let refused = || {
        let mut desk = Desk::in_town(District::new(), Lang::Zh, (80, 24));
        desk.press(Key::f(2)).words("红花").enter().words("张三").enter();
        desk.go_to("简要情况").words("因排水沟").press(Key::ctrl('s'));
        assert!(desk.cases().is_empty());
        desk
    };
    let mut desk = refused();
    desk.words("改道");
    assert!(desk.screen.text().contains("写到“简要情况”"), "{}", desk.screen.text());
    desk.enter();
    assert!(desk.screen.text().contains("因排水沟改道"), "{}", desk.screen.text());
    // The answer for what is typed on purpose, and a key before it, which ends the question.
    let mut desk = refused();
    desk.words("李四").digit("2").enter();
    desk.words("02").press(Key::ctrl('s'));
    let cases = desk.cases();
    assert_eq!(
        cases.first().map(|case| case.parties[1].name.as_str()),
        Some("李四"),
        "{}",
        desk.screen.text()
    );
    assert_eq!(cases[0].summary, "因排水沟");
    let mut desk = refused();
    desk.tap(Code::End).words("李四");
    assert!(!desk.screen.text().contains("写到"), "{}", desk.screen.text());
    let mut desk = refused();
    desk.words("改道").tap(Code::Esc);
    assert!(desk.notice().contains("没有写进去：改道"), "{}", desk.notice());
}

/// Catches: the same lost on the card of an act, that of a part and that of the case itself.
#[test]
fn the_cards_of_acts_offer_it() {
    let mut desk = saved_from("简要情况", "因排水沟");
    desk.press(Key::f(3)).words("张").enter();
    desk.press(Key::with_ctrl(Code::Delete)).words("重复").press(Key::ctrl('s'));
    assert_eq!(desk.cases()[0].void.as_deref(), Some("重复"), "{} {}", desk.notice(), desk.screen.text());
    desk.words("登记");
    assert!(desk.screen.text().contains("补到“作废"), "{} {}", desk.notice(), desk.screen.text());
    desk.enter();
    assert_eq!(desk.cases()[0].void.as_deref(), Some("重复登记"), "{}", desk.screen.text());
    let mut desk = saved_from("简要情况", "因排水沟");
    desk.press(Key::f(3)).words("张").enter();
    desk.press(Key::f(9)).words("加移送").enter();
    for _ in 0..8 {
        if desk.screen.row(desk.screen.cursor().unwrap().y).contains("对方单位") {
            break;
        }
        desk.tap(Code::Tab);
    }
    desk.words("县人民").press(Key::ctrl('s')).words("法院").enter();
    let case = desk.cases()[0].clone();
    assert_eq!(
        case.referrals.first().map(|one| one.organisation.as_str()),
        Some("县人民法院"),
        "{}",
        desk.screen.text()
    );
}

/// Catches: words, a paste or a letter that the register, a case, the totals or help swallow.
#[test]
fn what_no_field_takes_is_said() {
    let mut desk = started(District::new(), (80, 24));
    for key in
        [None, Some(Key::ctrl('t')), Some(Key::f(5)), Some(Key::f(6)), Some(Key::ctrl('a')), Some(Key::f(1))]
    {
        if let Some(key) = key {
            desk.press(key);
        }
        desk.words("排水沟");
        assert!(
            desk.notice().contains("没有写进去：排水沟"),
            "{key:?}: {}\n{}",
            desk.notice(),
            desk.screen.text()
        );
        desk.paste("甲\n乙");
        assert!(desk.notice().contains("没有写进去"), "{key:?}: {}", desk.notice());
    }
}

/// Catches: Ctrl+Delete in the register that only opens the case, so that a second one is needed.
#[test]
fn ctrl_delete_in_the_register_asks_at_once() {
    let mut desk = started(District::new(), (80, 24));
    desk.press(Key::f(2)).words("红花").enter().words("张三").enter().words("李四").enter().words("02");
    desk.press(Key::ctrl('s'));
    desk.press(Key::with_ctrl(Code::Delete)).words("重复登记").enter();
    assert_eq!(desk.cases()[0].void.as_deref(), Some("重复登记"), "{}", desk.screen.text());
    desk.tap(Code::Esc).press(Key::with_ctrl(Code::Delete)).digit("1");
    assert_eq!(desk.cases()[0].void, None, "{}", desk.screen.text());
}
