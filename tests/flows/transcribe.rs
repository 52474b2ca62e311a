//! Copying a case for another system by keys: as a whole, field by field, in a configured order.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::case::{large, plain};
use crate::support::desk::Desk;
use crate::support::register;
use crate::support::{District, day};
use tiaojie::domain::field::Field as F;
use tiaojie::domain::{Closing, Masking, Outcome, TranscriptItem as Item, TranscriptShape};
use tiaojie::store::DisclosureKind;
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::clipboard::{Clipboard, Refused, SystemClipboard};
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::screens;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::terminal::{Events, run_loop};
use tiaojie::tui::theme::DARK;

/// The case in its own screen.
fn on_case(
    mut district: District,
    make: fn(&mut District) -> tiaojie::domain::DisputeId,
    lang: Lang,
    size: (u16, u16),
) -> Desk {
    let id = make(&mut district);
    let District { store, folder, .. } = district;
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let layer = screens::open_dispute(id, &mut cx).unwrap();
    Desk::running(App::new(cx, layer), folder, size)
}

fn copied(desk: &mut Desk) -> String {
    desk.app.take_copied().unwrap_or_default()
}

fn disclosed(desk: &Desk) -> Vec<(DisclosureKind, String, u64, Masking)> {
    let all = desk.app.cx().store.disclosures(100).unwrap();
    all.into_iter().map(|one| (one.said.kind, one.said.what, one.said.cases, one.said.masking)).collect()
}

/// Would catch: a case copied in another order than is set, one that is masked or cut, a copy nobody can find out about,
/// a key that copies another case than the selected one.
#[test]
fn one_key_copies_the_selected_case_and_the_copy_is_recorded() {
    let mut desk = on_case(District::new(), plain, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('x'));
    let text = copied(&mut desk);
    let lines: Vec<&str> = text.lines().collect();
    let number = desk.cases()[0].number.clone();
    assert_eq!(lines[0], format!("编号: {number}"));
    assert_eq!(lines[1], "受理日期: 2024-12-10");
    assert_eq!(lines[2], "纠纷类型: 邻里纠纷");
    let at = |label: &str| lines.iter().position(|line| line.starts_with(label)).unwrap();
    assert!(at("当事人1 姓名（名称）: 张三") < at("当事人2 姓名（名称）: 李四"));
    assert!(at("当事人2 单位或住址: ") < at("简要情况: 因屋檐排水"));
    assert_eq!(lines[at("办结日期")], "办结日期: ", "what is missing keeps its place");
    assert_eq!(disclosed(&desk), [(DisclosureKind::Copy, number.clone(), 1, Masking::Plain)]);
    assert!(
        desk.notice().contains("终端"),
        "nobody knows more without a system clipboard: {}",
        desk.notice()
    );

    // In the register it is the selected case, not the newest one.
    let mut app = register::app(register::full().store, Lang::Zh);
    register::times(&mut app, Code::Down, 3);
    register::press(&mut app, &[Key::ctrl('x')]);
    let store = &app.cx().store;
    let ids = store.all_ids(&tiaojie::store::CaseFilter::default()).unwrap();
    let number = store.dispute(ids[3]).unwrap().number;
    assert!(app.take_copied().unwrap().starts_with(&format!("编号: {number}\n")));
}

/// Would catch: a field copied that is not the marked one, a blank one that leaves an old value to be pasted, a record for
/// every field, an Enter past the end that begins again.
#[test]
fn a_case_is_handed_over_field_by_field() {
    let mut desk = on_case(District::new(), plain, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('w'));
    assert_eq!(desk.app.cx().notice.as_ref().map(|n| n.text.contains("1/")), Some(true), "{}", desk.notice());
    let case = desk.cases().remove(0);
    assert_eq!(copied(&mut desk), case.number);
    let mut seen = vec![case.number.clone()];
    for _ in 0..60 {
        desk.enter();
        match desk.app.take_copied() {
            Some(text) => {
                assert!(!text.is_empty());
                let row = desk.screen.cursor().unwrap().y;
                let first = text.lines().next().unwrap().to_owned();
                let marked = desk.screen.row(row);
                assert!(
                    marked.contains(first.chars().take(8).collect::<String>().as_str()),
                    "{marked} has not {first}"
                );
                seen.push(text);
            }
            None => break,
        }
    }
    let expected = [
        case.number.as_str(),
        "2024-12-10",
        "邻里纠纷",
        "依申请",
        "红花朵村",
        "2",
        "申请人",
        "张三",
        "被申请人",
        "李四",
        "因屋檐排水流入邻家院内发生争执。",
        "红调",
        "在办",
    ];
    assert_eq!(seen, expected);
    assert!(desk.notice().contains("全部抄完"), "{}", desk.notice());
    assert_eq!(disclosed(&desk).len(), 1, "one record for the case, not one for a field");
    desk.tap(Code::Up);
    assert_eq!(copied(&mut desk), "红调", "back goes back");
    desk.tap(Code::Home);
    assert_eq!(copied(&mut desk), case.number);
    desk.tap(Code::Esc);
    assert!(desk.screen.row(0).contains("案件"), "{}", desk.screen.text());
}

/// Would catch: an order that is not saved, that loses or doubles a field, or that takes effect only at the next start.
#[test]
fn the_order_is_set_by_keys_and_holds_at_once() {
    let mut desk = on_case(District::new(), plain, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('w')).press(Key::ctrl('e'));
    assert!(desk.screen.text().contains("抄录顺序"), "{}", desk.screen.text());
    // The second goes out; what is third now becomes the first; the last of all comes in and goes to the second place.
    desk.tap(Code::Down).enter().tap(Code::Down);
    desk.digit("1");
    desk.tap(Code::End).digit("2").tap(Code::Tab).tap(Code::Tab);
    desk.press(Key::ctrl('s'));
    let set = desk.app.cx().store.settings().transcript.clone();
    assert_eq!(set.items[..4], [F::Source, F::Note, F::Number, F::Kind].map(Item::Field));
    assert!(!set.items.contains(&Item::Field(F::AcceptedOn)));
    assert_eq!(set.shape, TranscriptShape::Tabs);
    desk.press(Key::ctrl('x'));
    let row = copied(&mut desk);
    assert!(row.starts_with("依申请\t\t（") && row.lines().count() == 1, "{row}");
    let (store, _folder) = desk.die();
    assert_eq!(store.settings().transcript, set, "it is in the file");
}

/// Would catch: a card left with changes that drops them silently, one that can be emptied, an undo that reaches the cases.
#[test]
fn the_order_card_asks_before_it_drops_and_is_never_empty() {
    let mut desk = on_case(District::new(), plain, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('w')).press(Key::ctrl('e'));
    let usual = desk.app.cx().store.settings().transcript.clone();
    for _ in 0..usual.items.len() {
        desk.enter();
    }
    desk.press(Key::ctrl('s'));
    assert!(desk.notice().contains("至少"), "{}", desk.notice());
    for _ in 0..usual.items.len() {
        desk.press(Key::ctrl('z'));
    }
    desk.tap(Code::Esc);
    assert!(desk.screen.row(0).contains("抄录"), "as it was: nothing to ask\n{}", desk.screen.text());
    assert_eq!(desk.app.cx().store.settings().transcript, usual);
    desk.press(Key::ctrl('e')).enter().tap(Code::Esc);
    assert!(desk.screen.text().contains("没有保存"), "{}", desk.screen.text());
}

struct Shelf(Arc<Mutex<Vec<String>>>);

impl SystemClipboard for Shelf {
    fn put(&mut self, text: &str) -> Result<(), Refused> {
        self.0.lock().unwrap().push(text.to_owned());
        Ok(())
    }
}

struct Keys(Vec<crossterm::event::Event>);

impl Events for Keys {
    fn poll(&mut self, _limit: Duration) -> std::io::Result<bool> {
        Ok(false)
    }

    fn read(&mut self) -> std::io::Result<crossterm::event::Event> {
        if self.0.is_empty() { Err(std::io::ErrorKind::UnexpectedEof.into()) } else { Ok(self.0.remove(0)) }
    }
}

/// Would catch: a text that reaches only one of the two clipboards, and a sentence that names the wrong one.
#[test]
fn both_clipboards_get_the_text_and_the_sentence_is_true() {
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
    let shelf = Arc::new(Mutex::new(Vec::new()));
    let own = shelf.clone();
    let mut desk = on_case(District::new(), plain, Lang::Zh, (80, 24));
    let opener = Box::new(move || Some(Box::new(Shelf(own)) as Box<dyn SystemClipboard>));
    desk.app.use_clipboard(Clipboard::opened_by(opener, Duration::from_secs(60)));
    let key = |c| Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    let before = desk.screen.bytes();
    // The loop ends when there are no more keys.
    let ended = run_loop(
        &mut desk.app,
        &mut desk.screen.wire,
        &mut Keys(vec![key('x')]),
        tiaojie::tui::input::Console::Bracketed,
    );
    assert!(ended.is_err());
    let texts = shelf.lock().unwrap().clone();
    assert!(texts.len() == 1 && texts[0].starts_with("编号: "), "{texts:?}");
    assert!(desk.screen.bytes() > before + texts[0].len(), "the terminal got it too");
    assert!(!desk.notice().contains("终端") && desk.notice().starts_with("已复制"), "{}", desk.notice());
}

/// Both languages, both sizes, an open case and one with everything.
#[test]
fn the_card_and_the_order_look_right() {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let mut desk = on_case(District::new(), large, lang, size);
            desk.press(Key::ctrl('w'));
            for _ in 0..9 {
                desk.enter();
            }
            insta::assert_snapshot!(format!("transcribe_{code}_{}", size.0), desk.picture());
            desk.press(Key::ctrl('e')).tap(Code::Down);
            insta::assert_snapshot!(format!("transcribe_order_{code}_{}", size.0), desk.picture());
        }
    }
}

/// Would catch: a settled case whose money, outcome and days are not what its record says.
#[test]
fn a_settled_case_is_copied_with_its_agreement() {
    let mut district = District::new();
    let id = large(&mut district);
    let case = district.store.dispute(id).unwrap();
    assert_eq!(case.closing, Some(Closing { outcome: Outcome::Written, on: day(2024, 4, 28) }));
    let list = tiaojie::report::transcript_lines(&case, Item::ALL, district.store.directory(), Lang::Zh);
    let value = |field: F| list.iter().find(|entry| entry.item == Item::Field(field)).unwrap().value.clone();
    assert_eq!(value(F::Amount), "35000");
    assert_eq!(value(F::Outcome), "成功·书面协议");
    assert_eq!(value(F::ReachedOn), "2024-04-28");
    assert_eq!(value(F::ReferralOrganisation), "林区林业管理局");
    assert_eq!(value(F::Mediators), "木调、青调");
}

/// Would catch: a list with names that leaves the file unseen.
#[test]
fn copying_the_list_of_what_is_due_is_recorded_once() {
    let mut app = register::app(register::full().store, Lang::Zh);
    register::press(&mut app, &[Key::f(5), Key::ctrl('x')]);
    let text = app.take_copied().unwrap();
    let all = app.cx().store.disclosures(10).unwrap();
    assert_eq!(all.len(), 1);
    assert!(all[0].said.cases > 0 && all[0].said.cases < u64::try_from(text.lines().count()).unwrap());
}
