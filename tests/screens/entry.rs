//! The pages of entry, outcome and the first run on the terminal, with the cursor.

use proptest::prelude::*;
use tiaojie::domain::{Fixed, Party, Side};
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::screens::welcome::Welcome;

use crate::support::desk::Desk;
use crate::support::{District, day};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// A town with one case logged: defaults, and a person with details.
fn desk(lang: Lang, size: (u16, u16)) -> Desk {
    let mut district = District::new();
    let id = district.store.fresh_dispute_id();
    let mut case = tiaojie::domain::Dispute::new(id, district.towns[0], day(2024, 12, 3));
    let mut party = Party::new(district.store.fresh_id(), Side::Applicant, "张三丰");
    party.phone = "13800000001".into();
    party.address = "红花朵村三组".into();
    case.parties.push(party);
    case.parties.push(Party::new(district.store.fresh_id(), Side::Respondent, "李四"));
    case.village = Some(district.villages[0]);
    case.mediators.push(district.mediators[0]);
    case.kind = "02".parse().unwrap();
    case.summary = "因排水发生口角".into();
    district.store.save_dispute(None, case, None).unwrap();
    Desk::in_town(district, lang, size)
}

/// Each in both languages and sizes.
fn in_all(name: &str, play: impl Fn(&mut Desk)) {
    for lang in LANGS {
        for size in SIZES {
            let mut desk = desk(lang, size);
            play(&mut desk);
            insta::assert_snapshot!(format!("{name}_{}_{}", lang.code(), size.0), desk.picture());
        }
    }
}

/// Catches: a page that does not say what it wants, a list that hides its field.
#[test]
fn an_empty_page() {
    in_all("entry_empty", |desk| {
        desk.press(Key::f(2));
    });
}

/// Catches: an open list over the wrong rows, pinyin that finds nothing, codes out of line.
#[test]
fn an_open_pick_list() {
    in_all("entry_pick", |desk| {
        desk.press(Key::f(2)).enter().words("王五").enter().words("李四").enter().words("ld");
    });
}

/// Catches: an offer that is not seen, or a ghost in the wrong place.
#[test]
fn a_known_person_is_offered() {
    in_all("entry_offer", |desk| {
        desk.press(Key::f(2)).enter().words("张三");
    });
}

/// Catches: a kind of party that is not seen, or labels of an organisation that are cut.
#[test]
fn organisations_beside_a_person_named_like_one() {
    in_all("entry_organisations", |desk| {
        desk.press(Key::f(2)).enter().words("青山旅游有限公司").press(Key::ctrl('b')).words("王店");
        desk.enter().words("李家农家乐").tap(Code::PageDown).tap(Code::PageDown).tap(Code::PageDown);
        desk.enter().words("91350100M000100Y44").enter();
    });
}

/// Catches: errors and warnings that are cut, stand on other rows, or look alike.
#[test]
fn a_page_with_errors() {
    in_all("entry_errors", |desk| {
        desk.press(Key::f(2)).tap(Code::BackTab).words("2-31").enter().enter();
        desk.words("张三丰").enter().enter().words("02").enter().enter().words("因排水发生口角").enter();
        desk.words("1").words("12-40").enter().words("三万五元").enter().press(Key::ctrl('s'));
    });
}

/// Catches: parties out of order, details under the wrong name, a page that does not scroll.
#[test]
fn four_parties_with_details() {
    in_all("entry_parties", |desk| {
        desk.press(Key::f(2)).enter().words("张三").press(Key::ctrl('b')).words("张四");
        desk.enter().words("李四").press(Key::ctrl('b')).words("李五").enter().words("02").enter().enter();
        desk.words("双方因宅基地排水沟发生口角，经劝解仍未达成一致，要求调解。").enter().words("2");
        desk.tap(Code::PageDown).tap(Code::PageDown).words("13800000000").enter();
        desk.words("429021199001011237").enter();
    });
}

/// Catches: a draft that comes back without a word.
#[test]
fn a_draft_that_came_back() {
    in_all("entry_draft", |desk| {
        desk.press(Key::f(2)).enter().words("张三").enter().words("李四").tap(Code::Esc).press(Key::f(2));
    });
}

/// Catches: a question that does not show both cases.
#[test]
fn maybe_the_same() {
    in_all("entry_same", |desk| {
        desk.press(Key::f(2)).tap(Code::BackTab).words("12-3").enter().enter().words("张三丰").enter();
        desk.words("李四").enter().words("02").press(Key::ctrl('s'));
    });
}

/// Catches: a card whose list does not fit, or that does not say which case it is about.
#[test]
fn the_outcome_card() {
    in_all("outcome_open", |desk| {
        desk.press(Key::f(8));
    });
    in_all("outcome_written", |desk| {
        desk.press(Key::f(8)).words("1").enter().words("3.5万");
    });
}

/// Catches: a first run that does not explain itself.
#[test]
fn the_first_run() {
    for lang in LANGS {
        for size in SIZES {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("new.db");
            let store = Store::create(&path, Box::new(Fixed::at(day(2024, 12, 31), 1))).unwrap();
            let mut desk = Desk::over(store, folder, lang, size);
            let welcome = Welcome::open(desk.app.cx());
            desk.app.push(Box::new(welcome));
            desk.words("神农架林区").enter().words("松柏");
            insta::assert_snapshot!(format!("welcome_{}_{}", lang.code(), size.0), desk.picture());
        }
    }
}

/// Where the cursor stands, and the text of the screen's cell there.
fn cell(desk: &Desk, back: u16) -> String {
    let at = desk.screen.cursor().unwrap();
    desk.screen.buffer[(at.x - back, at.y)].symbol().to_owned()
}

/// Types one character and looks where it went.
fn typed_at_the_cursor(desk: &mut Desk, hanzi: &str) -> Result<(), TestCaseError> {
    let before = desk.screen.cursor().unwrap();
    desk.words(hanzi);
    let after = desk.screen.cursor().unwrap();
    let text = desk.screen.text();
    let stayed = desk.screen.buffer[(before.x, before.y)].symbol() == hanzi
        && (after.y, after.x) == (before.y, before.x + 2);
    // A full line scrolls: then it stands before the new cursor. A full row goes on below, and the page may scroll by
    // that row.
    let moved = after.x >= 2 && cell(desk, 2) == hanzi;
    let at = |x: u16, y: u16| desk.screen.buffer[(x, y)].symbol() == hanzi;
    let below = after.y == before.y + 1 && at(before.x, before.y);
    let scrolled = after.y == before.y && after.x < before.x && at(before.x, before.y - 1);
    let wrapped = below || scrolled;
    prop_assert!(stayed || moved || wrapped, "{before:?} -> {after:?}\n{text}");
    let differences = desk.screen.differences();
    prop_assert!(differences.is_empty(), "{differences:?}\n{}", desk.screen.text());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a cursor that is not where the next character goes: after Chinese, exactly full, scrolled, in a list,
    /// on a marked default, in any field of the page.
    #[test]
    fn the_cursor_is_where_the_next_character_appears(
        field in 0..22_usize,
        text in "[双方调解因排水a，]{0,48}",
        lefts in 0..6_usize,
        size in prop::sample::select(vec![(80, 24), (120, 40), (60, 12)]),
        lang in prop::sample::select(vec![Lang::Zh, Lang::En]),
    ) {
        let mut desk = desk(lang, size);
        desk.press(Key::f(2)).enter().words("张三").enter().words("李四").enter().words("02").enter().enter().enter();
        desk.words("1");
        for _ in 0..field {
            desk.tap(Code::Tab);
        }
        if !text.is_empty() {
            desk.words(&text);
        }
        for _ in 0..lefts {
            desk.tap(Code::Left);
        }
        typed_at_the_cursor(&mut desk, "界")?;
        typed_at_the_cursor(&mut desk, "面")?;
    }

    /// Catches the same in a popup.
    #[test]
    fn the_cursor_in_the_card(field in 0..4_usize, text in "[双方a，]{0,40}") {
        let mut desk = desk(Lang::Zh, (80, 24));
        desk.press(Key::f(8)).words("5").enter();
        for _ in 0..field {
            desk.tap(Code::Tab);
        }
        if !text.is_empty() {
            desk.words(&text);
        }
        typed_at_the_cursor(&mut desk, "界")?;
    }
}

/// Any key a clerk may hit.
fn any_key() -> impl Strategy<Value = (Option<Key>, String)> {
    let keys = [
        Key::plain(Code::Enter),
        Key::plain(Code::Tab),
        Key::plain(Code::BackTab),
        Key::plain(Code::Up),
        Key::plain(Code::Down),
        Key::plain(Code::Left),
        Key::plain(Code::Right),
        Key::plain(Code::Home),
        Key::plain(Code::End),
        Key::plain(Code::PageUp),
        Key::plain(Code::PageDown),
        Key::plain(Code::Backspace),
        Key::plain(Code::Delete),
        Key::with_ctrl(Code::Backspace),
        Key::ctrl('b'),
        Key::ctrl('r'),
        Key::ctrl('e'),
        Key::ctrl('w'),
        Key::ctrl('z'),
        Key::ctrl('y'),
        Key::ctrl('s'),
        Key::f(8),
    ];
    let texts =
        ["张三", "李", "１", "2", "０", "3-5", "2-31", "3.5万", "x", "ld", "，", "双方同意调解\u{301}", "𠮷"];
    prop_oneof![
        3 => prop::sample::select(keys.to_vec()).prop_map(|key| (Some(key), String::new())),
        2 => prop::sample::select(texts.to_vec()).prop_map(|text| (None, text.to_owned())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a panic, a frame that differs from what the terminal shows, a cursor outside the page, a draft that
    /// does not come back as it was.
    #[test]
    fn any_keys_on_the_page(
        keys in proptest::collection::vec(any_key(), 0..40),
        size in prop::sample::select(vec![(80, 24), (120, 40), (40, 10)]),
    ) {
        let mut desk = desk(Lang::Zh, size);
        desk.press(Key::f(2));
        for (key, text) in keys {
            match key {
                Some(key) => desk.press(key),
                None => desk.words(&text),
            };
            let differences = desk.screen.differences();
            prop_assert!(differences.is_empty(), "{differences:?}\n{}", desk.screen.text());
            let at = desk.screen.cursor().unwrap();
            prop_assert!(at.x < size.0 && at.y < size.1);
        }
        desk.rest();
        let draft = desk.app.cx().store.draft("entry").unwrap();
        let (store, folder) = desk.die();
        let mut desk = Desk::over(store, folder, Lang::Zh, size);
        desk.press(Key::f(2)).tap(Code::Right).tap(Code::Left).rest();
        let again = desk.app.cx().store.draft("entry").unwrap();
        prop_assert_eq!(draft.is_some(), again.is_some());
    }
}
