//! The totals on a real screen, in both sizes and both languages.

use crate::support::day;
use crate::support::figures::{keys, picture, whole_year};
use crate::support::ledger::ledger_2024;
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::screens::totals::Totals;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::theme::DARK;

struct Room {
    _folder: tempfile::TempDir,
    app: App,
}

fn room(lang: Lang) -> Room {
    let (folder, store) = ledger_2024(day(2024, 12, 31));
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let screen = Totals::open(&mut cx).unwrap();
    Room { _folder: folder, app: App::new(cx, Box::new(screen)) }
}

#[test]
fn december_and_the_year_in_both_languages_and_sizes() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let mut room = room(lang);
            insta::assert_snapshot!(format!("totals_month_{name}_{}", size.0), picture(&mut room.app, size));
            whole_year(&mut room.app);
            keys(&mut room.app, &[Key::plain(Code::Down), Key::with_ctrl(Code::Right)]);
            insta::assert_snapshot!(format!("totals_year_{name}_{}", size.0), picture(&mut room.app, size));
        }
    }
}

/// Would catch: villages that do not fit, months without their own year to date, a box whose cursor is not in its
/// field, a chart that cannot be read, a screen in a small window that panics.
#[test]
fn other_groupings_the_box_the_chart_and_small_windows() {
    let mut room = room(Lang::Zh);
    let app = &mut room.app;
    whole_year(app);
    keys(app, &[Key::plain(Code::Tab), Key::plain(Code::Tab)]);
    insta::assert_snapshot!("totals_villages", picture(app, (80, 24)));
    keys(app, &[Key::plain(Code::Tab), Key::plain(Code::Tab), Key::ctrl('e')]);
    insta::assert_snapshot!("totals_mediators", picture(app, (120, 40)));
    keys(app, &[Key::plain(Code::BackTab); 5]);
    insta::assert_snapshot!("totals_months", picture(app, (80, 24)));
    keys(app, &[Key::ctrl('l'), Key::plain(Code::Up)]);
    insta::assert_snapshot!("totals_box", picture(app, (80, 24)));
    keys(app, &[Key::plain(Code::Esc), Key::ctrl('r')]);
    insta::assert_snapshot!("totals_chart", picture(app, (80, 24)));
    keys(app, &[Key::ctrl('r')]);
    for columns in [1, 20, 40, 41, 60, 79, 109, 110, 111, 131, 200] {
        for rows in [1, 5, 10, 11, 12, 14, 20, 50] {
            picture(app, (columns, rows));
            keys(app, &[Key::with_ctrl(Code::Right), Key::plain(Code::PageDown)]);
        }
    }
}
