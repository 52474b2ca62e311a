//! The screens of figures, driven by keys.

use ratatui::layout::Position;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::terminal::Program;

use super::screen::Screen;

/// Presses one key after the other.
pub fn keys(app: &mut App, keys: &[Key]) {
    for key in keys {
        app.input(Input::Key(*key));
    }
}

/// The screen's rows, and under them the cell of the real cursor.
pub fn picture(app: &mut App, (columns, rows): (u16, u16)) -> String {
    let mut screen = Screen::new(columns, rows);
    app.input(Input::Resize(columns, rows));
    screen.show(app);
    assert_eq!(screen.differences(), [] as [String; 0]);
    let Position { x, y } = screen.cursor().unwrap_or_default();
    let text: String = screen.text().lines().map(|line| format!("{line}\n")).collect();
    format!("{text}cursor: column {x}, row {y}\n")
}

/// Asks for the year 2024.
pub fn whole_year(app: &mut App) {
    keys(app, &[Key::ctrl('l')]);
    app.input(Input::Text("2024".into()));
    keys(app, &[Key::plain(Code::Enter)]);
}
