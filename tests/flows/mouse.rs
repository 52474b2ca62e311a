//! The mouse: a click goes where it points and does no more than the keys do; nothing happens beside a list.

use ratatui::layout::Position;
use tiaojie::store::MouseChoice;
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::mouse::{Mouse, Reports};
use tiaojie::tui::terminal::Program;

use crate::support::register::{app, full, press, shown, times};
use crate::support::screen::Screen;

fn click(app: &mut App, x: u16, y: u16) -> Screen {
    app.input(Input::Mouse(Mouse::Click(Position::new(x, y))));
    shown(app)
}

/// Clicks on the first cell of that text.
fn click_on(app: &mut App, text: &str) -> Screen {
    let screen = shown(app);
    let (y, row) =
        (0..24).map(|y| (y, screen.row(y))).find(|(_, row)| row.contains(text)).unwrap_or_else(|| {
            panic!("no {text}\n{}", screen.text());
        });
    let before = row.split(text).next().unwrap_or_default();
    click(app, u16::try_from(unicode_width::UnicodeWidthStr::width(before)).unwrap(), y)
}

fn marked(screen: &Screen) -> u16 {
    (0..24).find(|y| screen.row(*y).starts_with('▸')).unwrap_or_default()
}

/// Catches: reports that a terminal still sends while the mouse is left to its own selection.
#[test]
fn with_the_mouse_off_nothing_acts() {
    let mut app = app(full().store, Lang::Zh);
    let mut settings = app.cx().store.settings().clone();
    settings.mouse = MouseChoice::Off;
    app.cx_mut().store.save_settings(&settings).unwrap();
    let before = shown(&mut app).text();
    for mouse in [Mouse::Click(Position::new(30, 9)), Mouse::Click(Position::new(2, 23)), Mouse::WheelDown] {
        app.input(Input::Mouse(mouse));
        assert_eq!(shown(&mut app).text(), before, "{mouse:?}");
    }
}

/// Catches: a click that selects another row than it points at, one that opens at once, a second one that does not.
#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut app = app(full().store, Lang::Zh);
    shown(&mut app);
    for y in [12, 5, 18, 4] {
        assert_eq!(marked(&click(&mut app, 30, y)), y);
    }
    let screen = click(&mut app, 50, 9);
    assert_eq!(marked(&screen), 9);
    let number = screen.row(9).split_whitespace().nth(1).unwrap().to_owned();
    let screen = click(&mut app, 50, 9);
    assert!(screen.row(0).contains("民调字") && screen.row(0).contains(&number[6..]), "{}", screen.text());
    // On the page of the case: the field that is there, then its edit.
    let screen = click_on(&mut app, "纠纷类型");
    assert!(screen.text().contains("▸ 纠纷类型"), "{}", screen.text());
    let screen = click_on(&mut app, "综治类别");
    assert!(screen.text().contains("▸ 综治类别"), "{}", screen.text());
    let screen = click_on(&mut app, "综治类别");
    assert!(screen.row(23).contains("Esc"), "{}", screen.text());
}

/// Catches: a click on the preview, on a blank row or on the title that moves the list.
#[test]
fn a_click_beside_the_list_does_nothing() {
    let mut app = app(full().store, Lang::Zh);
    times(&mut app, Code::Down, 3);
    let before = shown(&mut app).text();
    for (x, y) in [(30, 0), (30, 21), (30, 22), (79, 1)] {
        assert_eq!(click(&mut app, x, y).text(), before, "{x},{y}");
    }
}

/// Catches: a wheel that does not scroll, and one that changes the date of a case under it.
#[test]
fn the_wheel_scrolls_lists_and_changes_no_field() {
    let mut app = app(full().store, Lang::Zh);
    shown(&mut app);
    for _ in 0..4 {
        app.input(Input::Mouse(Mouse::WheelDown));
    }
    assert!(shown(&mut app).row(2).contains("第 13 件"));
    app.input(Input::Mouse(Mouse::WheelUp));
    assert!(shown(&mut app).row(2).contains("第 10 件"));
    press(&mut app, &[Key::f(2), Key::plain(Code::BackTab)]);
    let day =
        |screen: &Screen| screen.text().lines().find(|row| row.contains("受理日期")).unwrap().to_owned();
    let before = shown(&mut app);
    assert!(before.row(before.cursor().unwrap().y).contains("受理日期"));
    app.input(Input::Mouse(Mouse::WheelUp));
    app.input(Input::Mouse(Mouse::WheelDown));
    let after = shown(&mut app);
    assert!(day(&after).contains("2024-12-31"), "{}", after.text());
}

/// Catches: keys in the bottom line that cannot be clicked, or that do what stands beside them.
#[test]
fn a_key_of_the_bottom_line_can_be_clicked() {
    let mut app = app(full().store, Lang::Zh);
    let screen = click_on(&mut app, "F3");
    assert!(screen.row(0).contains("查找"), "{}", screen.text());
    let screen = click_on(&mut app, "Esc");
    assert!(screen.row(0).contains("台账"), "{}", screen.text());
    let screen = click_on(&mut app, "登记");
    assert!(screen.row(0).contains("登记"), "{}", screen.text());
    // After a notice the keys stand elsewhere.
    press(&mut app, &[Key::plain(Code::Esc), Key::ctrl('y')]);
    assert!(!app.cx().notice.as_ref().unwrap().text.is_empty());
    let screen = click_on(&mut app, "F2");
    assert!(screen.row(0).contains("登记"), "{}", screen.text());
}

/// Catches: an entry of a list that a click does not pick, or picks wrongly; a field that a click does not reach.
#[test]
fn an_entry_of_a_list_is_picked_by_a_click() {
    let mut app = app(full().store, Lang::Zh);
    // The heading of a column sorts by it.
    let screen = click(&mut app, 32, 3);
    assert!(screen.row(1).contains("最新受理在前"), "the parties have no order: {}", screen.text());
    let kind =
        shown(&mut app).row(3).split("类型").next().map(unicode_width::UnicodeWidthStr::width).unwrap();
    let screen = click(&mut app, u16::try_from(kind).unwrap(), 3);
    assert!(screen.row(1).contains("按类型"), "{}", screen.text());
    press(&mut app, &[Key::ctrl('e')]);
    let screen = click_on(&mut app, "3 编号");
    assert!(screen.row(1).contains("按编号"), "{}", screen.text());
    // The filter over the list, whose own highlight is elsewhere.
    press(&mut app, &[Key::ctrl('l')]);
    click_on(&mut app, "3 结果");
    let screen = click_on(&mut app, "2 在办");
    assert!(screen.row(1).contains("[结果：在办]"), "{}", screen.text());
    // The entry page: the field of the type, then an entry of its list.
    press(&mut app, &[Key::f(2)]);
    click_on(&mut app, "纠纷类型");
    let screen = shown(&mut app);
    assert!(screen.row(screen.cursor().unwrap().y).contains("纠纷类型"), "{}", screen.text());
    let screen = click_on(&mut app, "邻里纠纷");
    let row = screen.text().lines().find(|row| row.contains("纠纷类型")).unwrap().to_owned();
    assert!(row.contains("邻里"), "{}", screen.text());
}

/// Catches: a figure that a click does not select, or a click on it that opens another's cases.
#[test]
fn a_figure_is_selected_and_opened() {
    let mut app = app(full().store, Lang::Zh);
    press(&mut app, &[Key::f(4)]);
    let screen = shown(&mut app);
    let y = (4..20).find(|y| screen.row(*y).contains("邻里")).unwrap();
    let lit = |screen: &Screen, y: u16| -> Vec<u16> {
        let selected = tiaojie::tui::theme::DARK.selected.bg.unwrap();
        (0..80).filter(|x| screen.buffer[(*x, y)].bg == selected).collect()
    };
    let screen = click(&mut app, 45, y);
    let cells = lit(&screen, y);
    assert!(
        cells.first().is_some_and(|x| *x <= 47) && cells.last().is_some_and(|x| *x >= 43),
        "{cells:?}\n{}",
        screen.text()
    );
}

/// Catches: reports that stay on though the setting says off.
#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let mut app = app(full().store, Lang::Zh);
    assert_eq!(app.reports(), Reports::On);
    let settings = app.cx().store.settings().clone();
    let off = tiaojie::store::Settings { mouse: MouseChoice::Off, ..settings };
    app.cx_mut().store.save_settings(&off).unwrap();
    assert_eq!(app.reports(), Reports::Off);
    press(&mut app, &[Key::f(10)]);
    let mut text = String::new();
    for _ in 0..25 {
        text += &shown(&mut app).text();
        press(&mut app, &[Key::plain(Code::Tab)]);
    }
    assert!(text.contains("鼠标") && text.contains("不用（拖动直接选屏幕文字）"), "{text}");
}
