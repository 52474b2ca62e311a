//! 导览: the guide over the real screens.

use crate::support::District;
use crate::support::case::plain;
use crate::support::desk::Desk;
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::start;

fn desk(lang: Lang, size: (u16, u16)) -> Desk {
    let mut district = District::new();
    plain(&mut district);
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let District { store, folder, .. } = district;
    let mut app = start::app(store, lang);
    app.begin_tour();
    Desk::running(app, folder, size)
}

fn says(desk: &Desk, step: &str) {
    assert!(desk.screen.text().contains(step), "{step}: {}", desk.screen.text());
}

/// Catches: a step that is not noticed, one that says a key which does nothing there, a guide that hides the screen.
#[test]
fn one_case_is_logged_and_the_month_read() {
    let mut desk = desk(Lang::Zh, (80, 24));
    says(&desk, "导览 1/12  这是台账，一行一件案件。按 F2");
    says(&desk, "张三");
    desk.press(Key::f(2));
    // The village is that of the last case already.
    says(&desk, "导览 2/12");
    desk.enter();
    says(&desk, "导览 3/12");
    desk.words("王五").enter();
    says(&desk, "导览 3/12");
    desk.words("赵六").enter();
    says(&desk, "导览 4/12");
    desk.words("02");
    says(&desk, "导览 5/12");
    desk.press(Key::f(8)).digit("2");
    says(&desk, "导览 6/12");
    desk.press(Key::ctrl('s'));
    says(&desk, "导览 7/12");
    assert_eq!(desk.cases().len(), 2, "it is a real case");
    desk.enter();
    says(&desk, "导览 8/12");
    desk.press(Key::f(4));
    says(&desk, "导览 9/12");
    desk.enter();
    says(&desk, "导览 10/12");
    desk.press(Key::ctrl('a'));
    says(&desk, "导览 11/12");
    desk.press(Key::f(1));
    says(&desk, "导览 12/12");
    desk.tap(Code::Esc);
    assert!(!desk.screen.text().contains("导览 12"), "{}", desk.screen.text());
    assert!(desk.notice().contains("导览结束"), "{}", desk.notice());
}

/// Catches: a guide that waits for a village nobody fills in, one that begins again after a save that left its steps out.
#[test]
fn a_step_that_is_left_out_does_not_hold_the_guide_back() {
    for lang in [Lang::Zh, Lang::En] {
        let head = if lang == Lang::Zh { "导览" } else { "Tour" };
        let mut desk = desk(lang, (80, 24));
        desk.press(Key::f(2)).digit("0");
        says(&desk, &format!("{head} 2/12"));
        desk.words("王五").enter();
        says(&desk, &format!("{head} 3/12"));
        desk.words("赵六").enter().words("02").press(Key::ctrl('s'));
        assert_eq!(desk.cases().len(), 2, "{}", desk.screen.text());
        says(&desk, &format!("{head} 7/12"));
    }
}

/// Catches: an Esc that leaves the guide and the screen too, a guide that waits for a page that was left.
#[test]
fn esc_leaves_the_guide_and_nothing_else() {
    let mut desk = desk(Lang::Zh, (80, 24));
    desk.press(Key::f(2)).go_to("申请人").words("王五");
    desk.press(Key::f(4));
    says(&desk, "导览 1/12");
    desk.press(Key::f(2));
    says(&desk, "导览 3/12");
    desk.tap(Code::Esc);
    says(&desk, "王五");
    assert!(!desk.screen.text().contains("导览 3"), "{}", desk.screen.text());
    desk.tap(Code::Esc);
    assert!(!desk.screen.text().contains("申请人："), "the next Esc goes back");
}

#[test]
fn pictures() {
    for (lang, size, name) in [
        (Lang::Zh, (80, 24), "zh-80"),
        (Lang::En, (80, 24), "en-80"),
        (Lang::Zh, (120, 40), "zh-120"),
        (Lang::En, (120, 40), "en-120"),
    ] {
        let mut desk = desk(lang, size);
        desk.press(Key::f(2)).press(Key::ctrl('s'));
        insta::assert_snapshot!(format!("tour-{name}"), desk.picture());
    }
}
