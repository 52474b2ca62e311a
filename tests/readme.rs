//! README shows what the program shows: its key table comes from the table of actions, its pictures from the
//! demonstration. `TIAOJIE_README=write cargo test --test readme` writes them anew.

mod support;

use std::path::Path;
use std::process::Command;

use support::day;
use support::screen::Screen;
use tiaojie::domain::Fixed;
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::actions;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::start;

/// The text between a mark and its end, put in place of what stands there.
fn with_block(page: &str, mark: &str, block: &str) -> String {
    let open = format!("<!-- {mark} -->\n");
    let from = page.find(&open).unwrap_or_else(|| panic!("README lacks the mark {mark}")) + open.len();
    let to = from + page[from..].find("<!-- end -->").unwrap();
    format!("{}{}{}", &page[..from], block, &page[to..])
}

fn picture(screen: &mut Screen, app: &mut App) -> String {
    screen.show(app);
    while app.wants_work() {
        app.work();
        screen.show(app);
    }
    let text = screen.text();
    let rows: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", rows.join("\n").trim_end())
}

#[test]
fn the_page_shows_the_keys_and_screens_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let written = std::fs::read_to_string(&path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.db");
    let made =
        Command::new(env!("CARGO_BIN_EXE_tiaojie")).arg("--file").arg(&file).arg("demo").output().unwrap();
    assert!(made.status.success());
    let store = Store::open(&file, Box::new(Fixed::at(day(2024, 12, 31), 5))).unwrap();
    let mut app = start::app(store, Lang::Zh);
    let mut screen = Screen::new(80, 24);

    let mut page = with_block(&written, "keys: zh", &actions::markdown(Lang::Zh));
    page = with_block(&page, "keys: en", &actions::markdown(Lang::En));
    page = with_block(&page, "picture: register", &picture(&mut screen, &mut app));
    app.input(Input::Key(Key::plain(Code::F(4))));
    page = with_block(&page, "picture: totals", &picture(&mut screen, &mut app));

    if std::env::var("TIAOJIE_README").is_ok_and(|word| word == "write") {
        std::fs::write(&path, page).unwrap();
    } else {
        assert!(page == written, "README is behind: TIAOJIE_README=write cargo test --test readme");
    }
}
