//! What the screens of a case and of the settings look like, through a terminal model.

mod support;

use support::District;
use support::case::{large, opened, picture, plain, press_code, shown};
use tiaojie::text::Lang;
use tiaojie::tui::input::Code;

#[test]
fn look() {
    for (lang, size) in [(Lang::Zh, (80, 24)), (Lang::En, (80, 24)), (Lang::Zh, (120, 40))] {
        let mut district = District::new();
        let id = plain(&mut district);
        let other = large(&mut district);
        let _ = other;
        let mut app = opened(district.store, id, lang);
        println!("{}", picture(&shown(&mut app, size.0, size.1)));
        press_code(&mut app, Code::End);
        println!("{}", picture(&shown(&mut app, size.0, size.1)));
    }
    let mut district = District::new();
    let id = large(&mut district);
    let mut app = opened(district.store, id, Lang::Zh);
    println!("{}", picture(&shown(&mut app, 80, 150)));
    println!("{}", picture(&shown(&mut app, 120, 60)));
}
