//! Days by keys: the strip under a date field, and weekdays and holidays beside days.

use crate::support::case::plain;
use crate::support::desk::Desk;
use crate::support::{District, day};
use tiaojie::domain::{Closing, Dispute, Outcome};
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::screens;
use tiaojie::tui::start;

/// In the entry page, on the day of acceptance.
fn on_the_day(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::in_town(District::new(), lang, size);
    desk.press(Key::f(2)).tap(Code::BackTab);
    desk
}

fn row(desk: &Desk) -> String {
    desk.screen.row(desk.screen.cursor().unwrap().y)
}

/// Catches: a strip that shows other weeks than those of the date, that covers its field, or that leaves a holiday or a
/// weekend day at work unmarked.
#[test]
fn the_strip_follows_the_date_and_marks_holidays() {
    let mut desk = on_the_day(Lang::Zh, (80, 24));
    let before = desk.screen.cursor().unwrap();
    assert!(row(&desk).contains("2024-12-31") && row(&desk).contains("周二"), "{}", desk.screen.text());
    assert!(
        desk.screen.text().contains("▸31 ") && desk.screen.text().contains(" 1休"),
        "{}",
        desk.screen.text()
    );
    desk.words("2024-10-01");
    assert!(row(&desk).contains("2024-10-01") && row(&desk).contains("周二（休）"), "{}", desk.screen.text());
    let text = desk.screen.text();
    for mark in ["▸ 1休", "29班", "12班", " 7休", "30"] {
        assert!(text.contains(mark), "{mark}: {text}");
    }
    assert_eq!(desk.screen.cursor().unwrap().y, before.y, "the field is where it was");
    // It goes with the focus.
    desk.tap(Code::Tab);
    assert!(!desk.screen.text().contains("29班"), "{}", desk.screen.text());
}

/// Catches: a key of the strip that does nothing, that is not told, or that takes a text or the page keys of the form.
#[test]
fn arrows_signs_and_page_keys_move_by_day_week_and_month() {
    let mut desk = on_the_day(Lang::Zh, (80, 24));
    let at = |desk: &Desk, date: &str| assert!(row(desk).contains(date), "{date}: {}", desk.screen.text());
    // Before another key moved it, a page key goes to the next section, as from any field.
    assert!(!desk.screen.text().contains("PgUp"), "{}", desk.screen.text());
    desk.tap(Code::PageDown);
    assert!(desk.screen.row(desk.screen.cursor().unwrap().y).contains("结果"), "{}", desk.screen.text());
    let mut desk = on_the_day(Lang::Zh, (80, 24));
    desk.tap(Code::Down);
    at(&desk, "2024-12-30");
    assert!(desk.screen.text().contains("PgUp PgDn 一月"), "{}", desk.screen.text());
    desk.tap(Code::PageUp);
    at(&desk, "2024-11-30");
    desk.words("-");
    desk.words("-");
    at(&desk, "2024-11-16");
    desk.words("2");
    desk.tap(Code::Backspace).tap(Code::Backspace).tap(Code::Backspace).words("-2");
    at(&desk, "2024-12-29");
    desk.enter().tap(Code::BackTab);
    at(&desk, "2024-12-29");
    // A draft keeps the day, not the signs.
    desk.words("+").rest();
    let (store, folder) = desk.die();
    let mut desk = Desk::over(store, folder, Lang::Zh, (80, 24));
    desk.press(Key::f(2));
    assert!(desk.screen.text().contains("2025-01-05"), "{}", desk.screen.text());
}

/// Catches: a deadline without its weekday, in the list of duties, on the page of a case or in the preview.
#[test]
fn deadlines_say_the_weekday_and_the_holiday() {
    let mut district = District::new();
    let id = plain(&mut district);
    let before = district.store.dispute(id).unwrap();
    // 30 days after 2025-01-01 is 2025-01-31, within the spring festival.
    let after = Dispute { accepted_on: day(2025, 1, 1), ..before.clone() };
    district.store.save_dispute(Some(&before), after, None).unwrap();
    let path = district.store.path().to_owned();
    drop(district.store);
    let clock = tiaojie::domain::Fixed::at(day(2025, 1, 28), 5);
    let store = Store::open(&path, Box::new(clock)).unwrap();
    let mut desk = Desk::running(start::app(store, Lang::Zh), district.folder, (80, 24));
    desk.press(Key::f(5));
    assert!(desk.screen.text().contains("2025-01-31 周五（休）"), "{}", desk.screen.text());
    desk.press(Key::ctrl('e'));
    assert!(desk.screen.text().contains("2025-01-31 周五（休） 到期"), "{}", desk.screen.text());
    assert!(desk.screen.text().contains("2025-01-01 周三（休）"), "{}", desk.screen.text());
}

/// Catches: a strip on a small card that finds no room, or that covers its field.
#[test]
fn a_card_shows_the_strip_inside_or_below() {
    let mut district = District::new();
    let id = plain(&mut district);
    let before = district.store.dispute(id).unwrap();
    let closing = Some(Closing { outcome: Outcome::Oral, on: day(2024, 12, 20) });
    district.store.save_dispute(Some(&before), Dispute { closing, ..before.clone() }, None).unwrap();
    let mut desk = Desk::in_town(district, Lang::Zh, (80, 24));
    let layer = screens::open_outcome(id, desk.app.cx_mut()).unwrap();
    desk.app.push(layer);
    desk.words("").tap(Code::Tab);
    assert!(row(&desk).contains("2024-12-20"), "{}", desk.screen.text());
    assert!(desk.screen.text().contains("▸20"), "{}", desk.screen.text());
}

#[test]
fn pictures() {
    for (lang, size, name) in [
        (Lang::Zh, (80, 24), "zh-80"),
        (Lang::En, (80, 24), "en-80"),
        (Lang::Zh, (120, 40), "zh-120"),
        (Lang::En, (120, 40), "en-120"),
    ] {
        let mut desk = on_the_day(lang, size);
        desk.words("2024-10-11").tap(Code::Up);
        insta::assert_snapshot!(format!("strip-{name}"), desk.picture());
    }
}
