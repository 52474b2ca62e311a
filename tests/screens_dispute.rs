//! What the screens of a case and of the settings look like, through a terminal model.

mod support;

use support::District;
use support::case::{go_to, large, opened, picture, press, press_code, shown};
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};

#[test]
fn look() {
    let mut district = District::new();
    let id = large(&mut district);
    let mut app = opened(district.store, id, Lang::Zh);
    for label in ["受理日期", "纠纷类型", "简要情况", "身份证号", "调解员", "备注", "加回访", "诉前"]
    {
        go_to(&mut app, label);
        press_code(&mut app, Code::Enter);
        println!("{}", picture(&shown(&mut app, 80, 24)));
        press_code(&mut app, Code::Esc);
    }
    press(&mut app, Key::with_ctrl(Code::Delete));
    println!("{}", picture(&shown(&mut app, 80, 24)));
    press_code(&mut app, Code::Esc);
    press(&mut app, Key::f(8));
    println!("{}", picture(&shown(&mut app, 80, 24)));
}
