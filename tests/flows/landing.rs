//! Where one stands in the register after a sort, a new case, an outcome.

use tiaojie::store::{CaseFilter, Order, Outcomes};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Key};

use super::register::{all, marked};
use crate::support::register::{app, full, press, shown, times, type_in};
use crate::support::screen::Screen;

/// Catches: a sort that hides rows or does not say itself, and one that cannot be turned round.
#[test]
fn every_sort_lists_every_case_and_says_itself() {
    let mut app = app(full().store, Lang::Zh);
    let expected = [
        ("1", "最早受理在前", "受理日期↑"),
        ("2", "最近办结在前", "办结日期↓"),
        ("3", "按编号", "编号↑"),
        ("4", "按类型", "类型↑"),
        ("5", "按村", "村/社区↑"),
        ("6", "按调解员", "调解员↑"),
        ("7", "在办的在前", "结果↑"),
        ("7", "按结果，倒序", "结果↓"),
        ("1", "最新受理在前", "受理日期↓"),
    ];
    for (digit, said, head) in expected {
        press(&mut app, &[Key::ctrl('e')]);
        type_in(&mut app, digit);
        let screen = shown(&mut app);
        assert!(screen.row(1).contains(said) && screen.row(3).contains(head), "{said}\n{}", screen.text());
        assert!(screen.row(2).contains("共 60 件"), "{}", screen.text());
        press(&mut app, &[Key::plain(Code::End)]);
        assert!(shown(&mut app).row(2).contains("第 60 件"), "{}", shown(&mut app).text());
    }
    press(&mut app, &[Key::ctrl('e')]);
    assert!(shown(&mut app).text().contains("现在：最新受理在前"), "{}", shown(&mut app).text());
}

/// Catches: a list that stays where it was after a new case, and one that jumps to a case that its filter leaves out.
#[test]
fn after_logging_one_stands_on_the_new_case() {
    let mut app = app(full().store, Lang::Zh);
    let log = |app: &mut App, day: &str, name: &str| {
        press(app, &[Key::f(2), Key::plain(Code::BackTab)]);
        type_in(app, day);
        press(app, &[Key::plain(Code::Tab)]);
        type_in(app, "1");
        press(app, &[Key::plain(Code::Enter)]);
        for words in [name, "李四"] {
            type_in(app, words);
            press(app, &[Key::plain(Code::Enter)]);
        }
        type_in(app, "02");
        press(app, &[Key::ctrl('s')]);
        shown(app)
    };
    times(&mut app, Code::Down, 3);
    let screen = log(&mut app, "2024-06-15", "章六");
    assert!(marked(&screen).contains("2024-06-15") && screen.text().contains("章六"), "{}", screen.text());
    // A filter that leaves the next one out: one stays where one was.
    press(&mut app, &[Key::ctrl('l')]);
    type_in(&mut app, "12024-06");
    press(&mut app, &[Key::plain(Code::Enter), Key::plain(Code::Down)]);
    let was = marked(&shown(&mut app));
    assert_eq!(marked(&log(&mut app, "2024-07-01", "章七")), was);
}

/// Catches: an outcome after which one must look for the next open case, and one that is set from the page of a case
/// and moves the list underneath.
#[test]
fn after_an_outcome_one_stands_on_the_next_open_case() {
    let mut app = app(full().store, Lang::Zh);
    let open = CaseFilter { outcomes: Outcomes::Open, ..CaseFilter::default() };
    let list = all(&app.cx().store, &open, Order::NEWEST);
    let numbers: Vec<String> = list
        .iter()
        .map(|id| tiaojie::text::register::short_number(&app.cx().store.dispute(*id).unwrap().number))
        .collect();
    let conclude = |app: &mut App| {
        press(app, &[Key::f(8)]);
        type_in(app, "2");
        press(app, &[Key::ctrl('s')]);
        shown(app)
    };
    let on = |screen: &Screen, number: &str| {
        let row = marked(screen);
        assert!(row.split_whitespace().nth(1) == Some(number), "{number}\n{}", screen.text());
    };
    on(&shown(&mut app), &numbers[0]);
    on(&conclude(&mut app), &numbers[1]);
    on(&conclude(&mut app), &numbers[2]);
    press(&mut app, &[Key::plain(Code::Enter)]);
    conclude(&mut app);
    press(&mut app, &[Key::plain(Code::Esc)]);
    on(&shown(&mut app), &numbers[2]);
}
