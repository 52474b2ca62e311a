//! The totals as they stand on a real screen, at both sizes and in both languages.

use crate::support::day;
use crate::support::ledger::ledger_2024;
use crate::support::screen::Screen;
use ratatui::layout::Position;
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
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

fn keys(app: &mut App, keys: &[Key]) {
    for key in keys {
        app.input(Input::Key(*key));
    }
}

/// The screen's rows, and under them the cell of the real cursor.
fn picture(app: &mut App, (columns, rows): (u16, u16)) -> String {
    let mut screen = Screen::new(columns, rows);
    app.input(Input::Resize(columns, rows));
    screen.show(app);
    assert_eq!(screen.differences(), [] as [String; 0]);
    let Position { x, y } = screen.cursor().unwrap();
    let text: String = screen.text().lines().map(|line| format!("{line}\n")).collect();
    format!("{text}cursor: column {x}, row {y}\n")
}

fn whole_year(app: &mut App) {
    keys(app, &[Key::ctrl('l')]);
    app.input(Input::Text("2024".into()));
    keys(app, &[Key::plain(Code::Enter)]);
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
