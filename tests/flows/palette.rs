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

/// Catches: a command that only its own label finds, F9 shown as the key of what F9 lists, a reading of 屏 that nobody
/// means, a query that Ctrl+U does not empty, a list of acts that asks for a command.
#[test]
fn a_command_is_found_by_what_it_is_called_elsewhere() {
    let mut app = app(full().store, Lang::Zh);
    for (typed, label) in [
        ("复制案件", "照此再登"),
        ("chongfu", "照此再登"),
        ("dayin", "文书"),
        ("dy", "文书"),
        ("鼠标", "设置"),
        ("速查", "帮助"),
        ("概要", "摘要"),
        ("删", "作废"),
        ("锁", "锁定"),
        ("suoding", "锁定"),
        ("更正", "锁定"),
        ("sb", "报表"),
    ] {
        let text = commands(&mut app, typed);
        assert!(text.contains(label), "{typed}\n{text}");
        assert!(!text.contains("F9"), "{text}");
        press(&mut app, &[Key::ctrl('u')]);
        assert!(shown(&mut app).text().contains("1 打开"), "{}", shown(&mut app).text());
        press(&mut app, &[Key::plain(Code::Esc)]);
    }
    commands(&mut app, "锁定");
    press(&mut app, &[Key::plain(Code::Enter)]);
    assert!(shown(&mut app).row(0).contains("锁定"), "{}", shown(&mut app).text());
    press(&mut app, &[Key::plain(Code::Esc)]);
    type_in(&mut app, "+");
    let text = shown(&mut app).text();
    assert!(text.contains("加什么：") && !text.contains("找命令"), "{text}");
    press(&mut app, &[Key::plain(Code::Esc), Key::ctrl('e')]);
    assert!(!shown(&mut app).text().contains("请确认"), "{}", shown(&mut app).text());
}
