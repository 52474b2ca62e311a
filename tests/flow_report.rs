//! The reports: published figures come out, every cell opens into exactly its cases, checks can fail, and the screens
//! as they stand.

mod support;

use ratatui::layout::Position;
use support::day;
use support::report::{lock_2024, reported_2024};
use support::screen::Screen;
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens::report::Reports;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::theme::DARK;

struct Room {
    _folder: tempfile::TempDir,
    app: App,
}

fn room(lang: Lang) -> Room {
    let (folder, mut store) = reported_2024(day(2025, 1, 15));
    lock_2024(&mut store);
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let screen = Reports::open(&mut cx).unwrap();
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

const DOWN: Key = Key::plain(Code::Down);
const TAB: Key = Key::plain(Code::Tab);

#[test]
fn the_four_reports_in_both_languages_and_sizes() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let mut room = room(lang);
            let app = &mut room.app;
            whole_year(app);
            let shot = |app: &mut App, what: &str| {
                insta::assert_snapshot!(format!("report_{what}_{name}_{}", size.0), picture(app, size));
            };
            keys(app, &[DOWN, DOWN]);
            shot(app, "case_table");
            keys(app, &[Key::ctrl('b'), Key::with_ctrl(Code::Right)]);
            shot(app, "offices");
            keys(app, &[Key::plain(Code::End)]);
            shot(app, "checks");
            keys(app, &[TAB]);
            shot(app, "governance");
            keys(app, &[TAB]);
            shot(app, "monthly");
            keys(app, &[TAB, DOWN]);
            shot(app, "paragraph");
            keys(app, &[Key::ctrl('e')]);
            shot(app, "editor");
            app.input(Input::Text("{受里}".into()));
            shot(app, "editor_wrong");
        }
    }
}
