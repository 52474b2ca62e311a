//! The register and find, through a terminal model. Each snapshot was reviewed.

use crate::support::District;
use crate::support::register::{app, full, picture, press, settle, type_in};
use crate::support::screen::Screen;
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

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

/// Keeps the pictures of one state in both sizes and languages.
fn keep(name: &str, file: fn() -> District, keys: &[Key], typed: &str) {
    for lang in LANGS {
        for size in SIZES {
            let name = format!("{name}_{}_{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, look(file().store, lang, size, keys, typed));
        }
    }
}

/// Catches: columns that run into each other or are cut where there is room, overdue days that only a colour tells,
/// figures that do not fit their line, a preview of another case.
#[test]
fn the_register() {
    keep("register", full, &[Key::plain(Code::Down), Key::plain(Code::PageDown)], "");
}

/// Catches: an empty list that does not say which key logs the first dispute.
#[test]
fn the_register_without_a_case() {
    keep("empty", District::new, &[], "");
}

/// Catches: a filter that does not show what is set, choices without their codes and initials.
#[test]
fn the_filter() {
    for lang in LANGS {
        for (name, typed) in
            [("filter", ""), ("filter_type", "2"), ("filter_narrowed", "2ll"), ("filtered", "202")]
        {
            let name = format!("{name}_{}", lang.code());
            insta::assert_snapshot!(name, look(full().store, lang, SIZES[0], &[Key::ctrl('l')], typed));
        }
    }
}

/// Catches: hits that do not say where they matched, or cut the match away.
#[test]
fn find() {
    keep("find", full, &[Key::ctrl('f')], "赔偿");
}

/// Catches: a window too narrow or low for preview and all columns that shows broken rows.
#[test]
fn a_small_window() {
    insta::assert_snapshot!("small", look(full().store, Lang::Zh, (50, 12), &[], ""));
}
