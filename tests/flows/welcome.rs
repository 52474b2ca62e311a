//! The first run.

use tiaojie::domain::{Fixed, Office, OfficeKind};
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::screens::welcome::Welcome;
use tiaojie::tui::stack::LeftFor;
use tiaojie::tui::terminal::Program;

use crate::support::day;
use crate::support::desk::Desk;

pub fn fresh() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    let store = Store::create(&path, Box::new(Fixed::at(day(2024, 12, 31), 1))).unwrap();
    open(store, folder)
}

fn open(store: Store, folder: tempfile::TempDir) -> Desk {
    assert!(Welcome::needed(&store));
    let mut desk = Desk::over(store, folder, Lang::Zh, (80, 24));
    let welcome = Welcome::open(desk.app.cx());
    desk.app.push(Box::new(welcome));
    desk.words("");
    desk
}

/// Catches: a first run that forgets a part, asks again, or does not lead to the first case.
#[test]
fn a_township_sets_itself_up() {
    let mut desk = fresh();
    desk.words("神农架林区").enter().words("松柏镇").enter().enter().words("王新").press(Key::ctrl('s'));
    let store = &desk.app.cx().store;
    assert!(!Welcome::needed(store), "{}", desk.screen.text());
    let home = store.directory().office(store.settings().home).unwrap();
    assert_eq!((home.name.as_str(), home.kind), ("松柏镇", OfficeKind::Township));
    assert_eq!(home.committee, "松柏镇人民调解委员会");
    assert_eq!(store.directory().district().unwrap().name, "神农架林区");
    assert_eq!(store.directory().operator(store.operator().unwrap()).unwrap().name, "王新");
    assert!(desk.notice().contains("F2"), "{}", desk.notice());
    // The very next key logs the first dispute: village, names, type, a first mediator.
    desk.press(Key::f(2)).words("红花朵村").enter().words("张三").enter().words("李四").enter().words("02");
    desk.enter().words("红调").enter().words("排水").press(Key::ctrl('s'));
    let cases = desk.cases();
    assert_eq!(cases.len(), 1, "{}", desk.screen.text());
    assert_eq!(cases[0].number, "（2024）神松民调字第001号");
    let (store, _folder) = desk.die();
    assert!(!Welcome::needed(&store));
}

/// Catches: a district's centre that must invent a township.
#[test]
fn a_district_leaves_the_township_empty() {
    let mut desk = fresh();
    desk.words("神农架林区")
        .enter()
        .enter()
        .words("林区矛调中心")
        .enter()
        .words("王新")
        .press(Key::ctrl('s'));
    let store = &desk.app.cx().store;
    assert_eq!(store.settings().home, Office::root_id(), "{}", desk.screen.text());
    assert_eq!(store.directory().district().unwrap().committee, "林区矛调中心");
}

/// Catches: needed fields that may stay empty, a language that cannot be changed, an Esc that leads nowhere.
#[test]
fn what_is_needed_is_said_in_either_language() {
    let mut desk = fresh();
    desk.press(Key::f(2));
    assert!(desk.screen.text().contains("District") && desk.screen.text().contains("中文"));
    desk.tap(Code::Esc);
    assert!(desk.screen.text().contains("District"));
    desk.press(Key::ctrl('s'));
    assert!(Welcome::needed(&desk.app.cx().store));
    assert!(desk.screen.text().contains("This is needed"), "{}", desk.screen.text());
    desk.press(Key::f(2));
    assert!(desk.screen.text().contains("区县"));
}

/// Catches: imported townships that must be typed out again, or come twice.
#[test]
fn known_townships_complete() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    let mut store = Store::create(&path, Box::new(Fixed::at(day(2024, 12, 31), 1))).unwrap();
    store
        .transact(|w| w.put_office(&Office::below(Office::root_id(), OfficeKind::Township, "松柏镇")))
        .unwrap();
    store
        .transact(|w| w.put_office(&Office::below(Office::root_id(), OfficeKind::Township, "木鱼镇")))
        .unwrap();
    let mut desk = open(store, folder);
    desk.words("神农架林区")
        .enter()
        .words("m")
        .words("y")
        .enter()
        .enter()
        .words("王新")
        .press(Key::ctrl('s'));
    let store = &desk.app.cx().store;
    assert_eq!(store.directory().office(store.settings().home).unwrap().name, "木鱼镇");
    assert_eq!(store.directory().townships().count(), 2);
}

/// Catches: a tour that is offered and does nothing, one that drops what was typed on the page.
#[test]
fn the_tour_is_offered_before_anything_is_typed() {
    let mut desk = fresh();
    assert!(desk.screen.text().contains("F3  两分钟导览"), "{}", desk.screen.text());
    desk.press(Key::f(2));
    assert!(desk.screen.text().contains("F3  a tour of two minutes"), "{}", desk.screen.text());
    desk.press(Key::f(3));
    assert_eq!((desk.app.is_done(), desk.app.left_for()), (true, LeftFor::Tour(Lang::En)));
    let mut desk = fresh();
    desk.words("神农架林区").press(Key::f(3));
    assert!(!desk.app.is_done() && desk.notice().contains("先"), "{}", desk.notice());
}
