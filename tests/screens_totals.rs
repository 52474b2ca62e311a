//! The totals as they stand on a real screen, at both sizes and in both languages.

mod support;

use ratatui::layout::Position;
use support::day;
use support::ledger::ledger_2024;
use support::screen::Screen;
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
