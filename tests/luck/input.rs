//! Bad input: invalid values, the same case twice, unexpected pastes, random keys on any screen.

use crate::support::command::Program;
use crate::support::desk::Desk;
use crate::support::luck::{self, sound, started};
use crate::support::{District, day};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use proptest::prelude::*;
use tiaojie::tui::input::{Code, Console, Input, Key, Normaliser};

/// A page with the must-haves filled, the focus behind the type.
fn page() -> Desk {
    let mut desk = started(District::new(), (100, 50));
    desk.press(Key::f(2)).words("红花").enter().words("张三").enter().words("李四").enter().words("02");
    desk
}

/// The row of that label.
fn row(desk: &Desk, label: &str) -> String {
    let text = desk.screen.text();
    let found = text.lines().find(|line| line.trim_start_matches([' ', '*']).starts_with(label));
    found.unwrap_or_else(|| panic!("no {label}:\n{text}")).to_owned()
}

/// Catches: nonsense that is saved, said somewhere else than beside its field, or that takes the rest along.
#[test]
fn nonsense_is_said_beside_its_field_and_the_rest_stays() {
    for (label, typed, says) in [
        ("受理日期", "2-30", "没有这一天"),
        ("受理日期", "2099-1-1", "晚于今天"),
        ("协议金额", "-5", "不能是负数"),
        ("协议金额", "九百", "✗"),
        ("涉及人数", "三五", "✗"),
        ("办结日期", "2024-1-1", "早于受理"),
        ("纠纷类型", "鸡毛蒜皮", "没有"),
    ] {
        let mut desk = page();
        desk.go_to("结果");
        desk.digit("1");
        desk.go_to(label);
        if label == "纠纷类型" {
            desk.tap(Code::Delete);
        }
        desk.words(typed).tap(Code::Tab);
        if typed == "九百" {
            // A word that reads as an amount is none.
            assert!(!row(&desk, label).contains('✗'));
            continue;
        }
        assert!(row(&desk, label).contains(says), "{label} {typed}:\n{}", desk.screen.text());
        desk.press(Key::ctrl('s'));
        assert_eq!(desk.cases().len(), 0, "{label} {typed}");
        assert!(desk.notice().contains("没有保存"), "{}", desk.notice());
        assert!(row(&desk, "申请人").contains("张三") && row(&desk, "被申请人").contains("李四"));
    }
}

/// Catches: a question about the same case that shows one of the two only.
#[test]
fn the_same_case_again_is_asked_with_both_shown() {
    let mut district = District::new();
    let mut case = luck::case(&mut district, ("张三", "李四"));
    case.accepted_on = day(2024, 12, 31);
    let first = district.store.save_dispute(None, case, None).unwrap().dispute.number;
    let mut desk = started(district, (100, 40));
    desk.press(Key::f(2)).words("红花").enter().words("李四").enter().words("张三").enter().words("02");
    desk.press(Key::ctrl('s'));
    let text = desk.screen.text();
    assert!(text.contains(&first) && text.contains("可能已经登记过"), "{text}");
    assert!(text.matches("2024-12-31").count() >= 2, "{text}");
    desk.digit("2");
    assert_eq!(desk.cases().len(), 1);
}

/// Catches: a field that takes minutes or megabytes, control characters in the file or on the screen, NUL that cuts
/// a text short.
#[test]
fn whatever_is_pasted_is_taken_whole_or_refused() {
    let long = "长".repeat(100_000);
    for paste in [long.as_str(), "a\0b\x07\x1b[2Jc\u{9b}d\u{202e}e\u{200b}", "\0", "\r\n\r\n", "\u{feff}甲"]
    {
        let mut desk = page();
        desk.go_to("简要情况");
        desk.paste(paste);
        desk.go_to("地点");
        desk.paste(paste).rest();
        desk.press(Key::ctrl('s'));
        assert_eq!(desk.cases().len(), 1, "{}", desk.notice());
        let case = desk.cases().remove(0);
        for text in [&case.summary, &case.place] {
            assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
        }
        if paste.len() > 100 {
            assert_eq!(case.summary.chars().count(), 100_000);
        }
        let path = desk.app.cx().store.path().to_owned();
        drop(desk.app);
        assert_eq!(sound(&path), 1);
    }
}

/// Catches: a name so long that a screen, a number or a search falls over it.
#[test]
fn a_name_of_ten_thousand_characters_harms_nobody() {
    let mut desk = started(District::new(), (80, 24));
    let name = "欧阳".repeat(5_000);
    desk.press(Key::f(2)).words("红花").enter().words(&name).enter().words("李四").enter().words("02");
    desk.press(Key::ctrl('s'));
    if desk.cases().is_empty() {
        return assert!(!desk.notice().is_empty());
    }
    assert_eq!(desk.cases()[0].parties[0].name, name);
    desk.enter().tap(Code::End).tap(Code::Esc).press(Key::f(3)).words("欧阳欧阳").rest();
    assert!(desk.screen.text().contains("欧阳"), "{}", desk.screen.text());
    let path = desk.app.cx().store.path().to_owned();
    Program::on(&path).ok("list");
    drop(desk.app);
    assert_eq!(sound(&path), 1);
}

/// What a person, a cat or a broken keyboard sends.
fn any_input() -> impl Strategy<Value = Input> {
    let named = [
        Code::Enter,
        Code::Tab,
        Code::BackTab,
        Code::Esc,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::Home,
        Code::End,
        Code::PageUp,
        Code::PageDown,
        Code::Backspace,
        Code::Delete,
    ];
    let text = prop::sample::select(vec![
        "张三",
        "０２",
        "1",
        "2",
        "3",
        "-5",
        "2-30",
        "昨天",
        "３．５万",
        "张",
        "zs",
        "？",
        "/",
        " ",
        "𠮷",
        "e\u{301}",
        "松柏镇",
        "2024-03",
        "x",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "0",
    ]);
    let paste = prop::sample::select(vec!["", "\n\n", "\0\x1b[2J", "一\n二\n三", "👨‍👩‍👧‍👦\t\u{202e}"]);
    prop_oneof![
        6 => prop::sample::select(named.to_vec()).prop_map(|code| Input::Key(Key::plain(code))),
        3 => (1_u8..=12).prop_map(|n| Input::Key(Key::f(n))),
        3 => prop::sample::select(('a'..='z').filter(|c| *c != 'q').collect::<Vec<_>>()).prop_map(|c| Input::Key(Key::ctrl(c))),
        1 => prop::sample::select(named.to_vec()).prop_map(|code| Input::Key(Key::with_ctrl(code))),
        6 => text.prop_map(|text| Input::Text(text.to_owned())),
        2 => "\\PC{1,6}".prop_map(Input::Text),
        1 => paste.prop_map(|text| Input::Paste(text.to_owned())),
        1 => (0_u16..200, 0_u16..70).prop_map(|(columns, rows)| Input::Resize(columns, rows)),
    ]
}

/// What a terminal reports: any key with any others held, pressed, repeated or released, pastes, new sizes.
fn any_event() -> impl Strategy<Value = Event> {
    let code = prop_oneof![
        4 => any::<char>().prop_map(KeyCode::Char),
        2 => prop::sample::select(vec!['张', '１', '、', '\r', '\0', '\u{7f}', '\u{9b}']).prop_map(KeyCode::Char),
        1 => any::<u8>().prop_map(KeyCode::F),
        2 => prop::sample::select(vec![
            KeyCode::Enter, KeyCode::Tab, KeyCode::BackTab, KeyCode::Esc, KeyCode::Null, KeyCode::Insert, KeyCode::CapsLock,
        ]),
    ];
    let kind = prop::sample::select(vec![KeyEventKind::Press, KeyEventKind::Repeat, KeyEventKind::Release]);
    let held = any::<u8>().prop_map(KeyModifiers::from_bits_truncate);
    prop_oneof![
        8 => (code, held, kind).prop_map(|(code, held, kind)| Event::Key(KeyEvent::new_with_kind(code, held, kind))),
        1 => any::<String>().prop_map(Event::Paste),
        1 => any::<(u16, u16)>().prop_map(|(columns, rows)| Event::Resize(columns, rows)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a panic of any screen after any keys, a cursor that is lost, a file that no longer holds together.
    #[test]
    fn any_keys_in_any_order_harm_nothing(script in prop::collection::vec((any_input(), any::<bool>()), 20..160)) {
        let mut district = District::new();
        for names in [("张三", "李四"), ("王五", "张三"), ("欧阳春", "诸葛红福")] {
            let case = luck::case(&mut district, names);
            district.store.save_dispute(None, case, None).unwrap();
        }
        let mut desk = started(district, (80, 24));
        for (input, pauses) in script {
            desk.send(input);
            if pauses {
                desk.rest();
            }
        }
        // The cells are compared with tame text elsewhere: of rare scripts the terminal model has its own view.
        prop_assert!(desk.screen.cursor().is_some());
        prop_assert_eq!(desk.app.cx().store.check().unwrap().findings, []);
    }

    /// Catches: events of a terminal that the way in falls over: every key with every modifier, releases without a
    /// press, control characters, pastes cut in two.
    #[test]
    fn any_events_become_inputs(batches in prop::collection::vec(prop::collection::vec(any_event(), 0..12), 1..20)) {
        for console in [Console::Bracketed, Console::Records] {
            let mut normaliser = Normaliser::new(console);
            for batch in &batches {
                for input in normaliser.read(batch) {
                    if let Input::Text(text) = input {
                        prop_assert!(!text.is_empty() && !text.chars().any(char::is_control), "{:?}", text);
                    }
                }
            }
        }
    }
}
