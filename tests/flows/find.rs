//! Find by keys: the cursor position, and which keys are text.

use crate::support::register::{app, full, press, settle, shown, times, type_in};
use crate::support::screen::Screen;
use tiaojie::domain::DisputeId;
use tiaojie::domain::case_number::read_number;
use tiaojie::store::{ListQuery, Order, SortBy};
use tiaojie::text::Lang;
use tiaojie::text::register::short_number;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::terminal::Program;

/// Catches: a cursor counted in characters or bytes, one that leaves the field when it is full or scrolls, or that
/// wanders to the hits when they come.
#[test]
fn in_find_the_cursor_is_where_the_next_character_goes() {
    let mut app = app(full().store, Lang::Zh);
    let mut screen = Screen::new(80, 24);
    settle(&mut screen, &mut app);
    press(&mut app, &[Key::ctrl('f')]);
    settle(&mut screen, &mut app);
    let mut scrolled = 0;
    for c in "排水a沟，双方b当事人".chars().cycle().take(60) {
        let before = screen.cursor().unwrap();
        app.input(Input::Text(c.to_string()));
        for stage in 0..2 {
            screen.show(&mut app);
            assert_eq!(screen.differences(), [] as [String; 0]);
            let after = screen.cursor().unwrap();
            let cells = if c.is_ascii() { 1 } else { 2 };
            assert_eq!(screen.buffer[(after.x - cells, after.y)].symbol(), c.to_string());
            assert!(after.y == before.y && after.x < 78);
            if after.x == before.x + cells {
                assert_eq!(screen.buffer[(before.x, before.y)].symbol(), c.to_string());
            } else {
                scrolled += 1;
            }
            if stage == 0 {
                app.work();
            }
        }
    }
    assert!(scrolled > 20);
    times(&mut app, Code::Home, 1);
    screen.show(&mut app);
    assert_eq!(screen.cursor().map(|at| at.x), Some(8), "{}", screen.text());
}

/// Catches: a digit or a mark that acts in find, a paste that opens something, Enter before the search that opens an
/// older hit, a query that is forgotten.
#[test]
fn find_takes_everything_typed_as_text_and_keeps_it() {
    let mut app = app(full().store, Lang::Zh);
    press(&mut app, &[Key::f(3)]);
    type_in(&mut app, "1380000059");
    let screen = shown(&mut app);
    assert!(
        screen.row(2).contains("找到 1 件") && screen.text().contains("电话 1380000059"),
        "{}",
        screen.text()
    );
    press(&mut app, &[Key::ctrl('u')]);
    app.input(Input::Paste("排水\n沟".into()));
    assert!(
        shown(&mut app).row(1).contains("排水 沟") || shown(&mut app).row(1).contains("排水沟"),
        "{}",
        shown(&mut app).row(1)
    );
    press(&mut app, &[Key::ctrl('z'), Key::ctrl('z')]);
    assert!(
        shown(&mut app).row(1).contains("1380000059"),
        "undo stays in the field: {}",
        shown(&mut app).row(1)
    );
    press(&mut app, &[Key::plain(Code::Esc), Key::f(3)]);
    assert!(shown(&mut app).row(1).contains("1380000059"));
    type_in(&mut app, "zxm");
    assert!(shown(&mut app).row(1).ends_with("zxm"), "the old words give way: {}", shown(&mut app).row(1));
    assert!(shown(&mut app).text().contains("曾小明"), "{}", shown(&mut app).text());
}

/// Catches: the second word that widens what was found, a township, type or outcome that only the filter knows, one form of
/// a character that does not find the other.
#[test]
fn several_words_are_all_of_them() {
    let mut app = app(full().store, Lang::Zh);
    let count = |app: &mut App, typed: &str| -> usize {
        press(app, &[Key::f(3), Key::ctrl('u')]);
        app.input(Input::Text(typed.into()));
        let hits = app.cx().store.search(typed, 100).unwrap();
        let screen = shown(app);
        assert_eq!(
            screen.row(2).contains(&format!("找到 {} 件", hits.len())),
            (1..=50).contains(&hits.len())
        );
        press(app, &[Key::plain(Code::Esc)]);
        hits.len()
    };
    let ditch = count(&mut app, "排水沟");
    let towns = ["排水沟 松柏镇", "排水沟 木鱼镇"].map(|typed| count(&mut app, typed));
    assert!(ditch > 0 && towns[0] + towns[1] == ditch, "{towns:?} of {ditch}");
    assert_eq!(["sbz 排水沟", "松柏鎮　排水溝"].map(|typed| count(&mut app, typed)), [towns[0]; 2]);
    let ends = ["排水沟 书面", "排水沟 在办"].map(|typed| count(&mut app, typed));
    assert!(ends[0] > 0 && ends[0] + ends[1] < ditch, "{ends:?} of {ditch}");
    assert_eq!(count(&mut app, "排水沟 松柏镇 火灾"), 0);
    assert!(count(&mut app, "邻里纠纷 单") > 0);
    assert!(count(&mut app, "劳动争议") > 0, "10a is below 10");
}

/// Catches: a number that the register shows and nothing finds, names, townships and types that only their initials find.
#[test]
fn what_is_shown_and_what_is_spoken_is_found() {
    let mut app = app(full().store, Lang::Zh);
    let listed = app.cx().store.list(&ListQuery { limit: 6, ..ListQuery::default() }).unwrap();
    let mut found = |typed: &str| -> Vec<DisputeId> {
        press(&mut app, &[Key::f(3), Key::ctrl('u')]);
        app.input(Input::Text(typed.into()));
        let _ = shown(&mut app);
        press(&mut app, &[Key::plain(Code::Esc)]);
        let hits = app.cx().store.search(typed, 1_000).unwrap();
        assert_eq!(hits, app.cx().store.search_by_scan(typed, 1_000).unwrap(), "{typed}");
        hits.into_iter().map(|hit| hit.case.id).collect()
    };
    for case in &listed {
        for typed in [short_number(&case.number), short_number(&case.number).to_lowercase()] {
            assert!(found(&typed).contains(&case.id), "{typed} of {}", case.number);
        }
    }
    for (spoken, written) in
        [("zengxiaoming", "曾小明"), ("zengxm", "曾小明"), ("songbai", "松柏镇"), ("songbaizhen", "松柏镇")]
    {
        let by_name = found(written);
        let by_sound = found(spoken);
        assert!(!by_name.is_empty() && by_name.iter().all(|id| by_sound.contains(id)), "{spoken}");
    }
    let (kind, spoken) = (found("松柏镇 邻里"), found("sbz ll"));
    assert!(!kind.is_empty() && kind.iter().all(|id| spoken.contains(id)), "{kind:?} {spoken:?}");
}

/// Catches: another order that loses the selected case, 010 before 002, an order by a day that no column shows.
#[test]
fn another_order_keeps_the_case_and_shows_what_it_goes_by() {
    let mut app = app(full().store, Lang::Zh);
    times(&mut app, Code::Down, 7);
    let row = |app: &mut App| {
        let screen = shown(app);
        screen.row(screen.cursor().unwrap().y).trim_end().to_owned()
    };
    let number = |row: &str| row.split_whitespace().nth(1).unwrap().to_owned();
    let before = number(&row(&mut app));
    for (digit, heading) in [("3", "编号"), ("2", "办结日期"), ("1", "受理日期")] {
        press(&mut app, &[Key::ctrl('e')]);
        type_in(&mut app, digit);
        assert_eq!(number(&row(&mut app)), before, "{}", shown(&mut app).text());
        let head = shown(&mut app).row(3);
        assert!(
            [format!("{heading}↑"), format!("{heading}↓")].iter().any(|sorted| head.contains(sorted)),
            "{head}"
        );
    }
    let order = Order::usual(SortBy::Number);
    let listed = app.cx().store.list(&ListQuery { order, limit: 500, ..ListQuery::default() }).unwrap();
    let keys: Vec<_> = listed
        .iter()
        .filter_map(|case| read_number(&case.number))
        .map(|read| (read.year, read.prefix, read.seq))
        .collect();
    assert!(keys.len() > 50 && keys.is_sorted(), "{keys:?}");
}
