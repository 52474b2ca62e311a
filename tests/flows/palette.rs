//! The command list by keys.

use crate::support::register::{app, full, press, shown, type_in};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::terminal::Program;

fn commands(app: &mut App, typed: &str) -> String {
    press(app, &[Key::f(9)]);
    type_in(app, typed);
    shown(app).text()
}

/// Catches: letters that find nothing although help promises them, in any of the ways in which an input method sends them.
#[test]
fn a_command_is_found_by_its_sound() {
    let mut app = app(full().store, Lang::Zh);
    for typed in ["tj", "tongji", "tongj", "ＴＪ", "统计", "統計"] {
        assert!(commands(&mut app, typed).contains("1 统计"), "{typed}\n{}", shown(&mut app).text());
        press(&mut app, &[Key::plain(Code::Enter)]);
        assert!(shown(&mut app).row(0).contains("统计"), "{typed}\n{}", shown(&mut app).text());
        press(&mut app, &[Key::plain(Code::Esc)]);
    }
    // A whole word that an input method commits at once.
    press(&mut app, &[Key::f(9)]);
    app.input(Input::Text("待办".into()));
    press(&mut app, &[Key::plain(Code::Enter)]);
    assert!(shown(&mut app).row(0).contains("待办"));
}

/// Catches: English that turns up Chinese rows by chance, and a list in English that wants pinyin.
#[test]
fn each_language_has_its_own_names() {
    let mut chinese = app(full().store, Lang::Zh);
    for word in ["totals", "export", "help"] {
        assert!(
            commands(&mut chinese, word).contains("没有这样的命令"),
            "{word}\n{}",
            shown(&mut chinese).text()
        );
        press(&mut chinese, &[Key::plain(Code::Esc)]);
    }
    let mut english = app(full().store, Lang::En);
    assert!(commands(&mut english, "Tot").contains("1 Totals"), "{}", shown(&mut english).text());
    press(&mut english, &[Key::plain(Code::Enter)]);
    assert!(shown(&mut english).row(0).contains("Totals"));
    press(&mut english, &[Key::plain(Code::Esc)]);
    assert!(commands(&mut english, "tj").contains("No such command"), "{}", shown(&mut english).text());
}

/// Catches: a list in the same order for ever, a habit forgotten at the end of the day, one that says more than how often.
#[test]
fn what_is_used_most_comes_first_also_tomorrow() {
    let mut app = app(full().store, Lang::Zh);
    assert!(!commands(&mut app, "").contains("1 保管"));
    press(&mut app, &[Key::plain(Code::Esc)]);
    for _ in 0..2 {
        commands(&mut app, "bg1");
        assert!(shown(&mut app).text().contains("外发登记"), "{}", shown(&mut app).text());
        press(&mut app, &[Key::plain(Code::Esc)]);
    }
    assert!(commands(&mut app, "").contains("1 保管"), "{}", shown(&mut app).text());
    press(&mut app, &[Key::plain(Code::Esc)]);
    assert_eq!(app.cx().store.noted("commands").unwrap().as_deref(), Some("{\"custody\":2}"));
}
