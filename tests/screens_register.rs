//! What the register and find look like, through a model of a terminal.

mod support;

use support::District;
use support::register::{app, full, picture, press, settle, type_in};
use support::screen::Screen;
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::input::Key;

fn look(store: Store, lang: Lang, (columns, rows): (u16, u16), keys: &[Key], typed: &str) -> String {
    let mut app = app(store, lang);
    let mut screen = Screen::new(columns, rows);
    settle(&mut screen, &mut app);
    press(&mut app, keys);
    type_in(&mut app, typed);
    settle(&mut screen, &mut app);
    assert_eq!(screen.differences(), [] as [String; 0]);
    picture(&screen)
}

#[test]
fn look_at_all() {
    for lang in [Lang::Zh, Lang::En] {
        for size in [(80, 24), (120, 40), (100, 30), (60, 16)] {
            println!("{}", look(full().store, lang, size, &[], ""));
            println!("{}", look(full().store, lang, size, &[Key::ctrl('f')], "排水"));
        }
        println!("{}", look(District::new().store, lang, (80, 24), &[], ""));
        println!("{}", look(full().store, lang, (80, 24), &[Key::ctrl('l')], ""));
        println!("{}", look(full().store, lang, (80, 24), &[Key::ctrl('l')], "2"));
        println!("{}", look(full().store, lang, (80, 24), &[Key::ctrl('l')], "12024-x"));
        println!("{}", look(full().store, lang, (80, 24), &[Key::ctrl('l')], "202"));
    }
}
