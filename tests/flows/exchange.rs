//! The exchange by keys: this laptop, bundles, conflicts, cases kept by another office.

use std::path::Path;

use crate::support::day;
use crate::support::desk::Desk;
use tempfile::TempDir;
use tiaojie::domain::{Dispute, DisputeId, Fixed, Office, OfficeId, OfficeKind, Operator, Party, Side};
use tiaojie::exchange::{Sealing, sync_folder};
use tiaojie::store::{Handing, Store, unwatched};
use tiaojie::text::Lang;
use tiaojie::tui::actions::{Action, Place};
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens::{self, help::Help};
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::theme::DARK;
use tiaojie::vault::{Cost, Passphrase};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const WORD: &str = "松柏与木鱼镇";

fn town(name: &str) -> OfficeId {
    Office::id_below(Office::root_id(), name)
}

/// A laptop of an office of that folder; its clock stands a day later than that of the one before.
fn laptop(folder: &Path, n: u16, home: &str, lang: Lang) -> Store {
    let clock = Fixed::at(day(2024, 12, 20 + u32::from(n)), n);
    let mut store = Store::create(&folder.join(format!("{n}.db")), Box::new(clock)).unwrap();
    store.sign_in(&Operator::named(["王敏", "李强", "赵云"][usize::from(n) - 1])).unwrap();
    let mut root = store.directory().district().unwrap().clone();
    (root.name, root.mark) = ("神农架林区".into(), "神".into());
    store.transact(|w| w.put_office(&root)).unwrap();
    for name in ["松柏镇", "木鱼镇"] {
        store
            .transact(|w| w.put_office(&Office::below(Office::root_id(), OfficeKind::Township, name)))
            .unwrap();
    }
    let mut settings = store.settings().clone();
    settings.language = lang;
    settings.home = if home.is_empty() { Office::root_id() } else { town(home) };
    settings.laptop = format!("{}{n}号机", if home.is_empty() { "区" } else { home });
    store.save_settings(&settings).unwrap();
    store
}

fn log(store: &mut Store, name: &str, party: &str, on: u32) -> DisputeId {
    let mut case = Dispute::new(store.fresh_dispute_id(), town(name), day(2024, 12, on));
    case.parties.push(Party::new(store.fresh_id(), Side::Applicant, party));
    case.parties.push(Party::new(store.fresh_id(), Side::Respondent, "赵六"));
    case.summary = "排水沟堵塞".into();
    store.save_dispute(None, case, None).unwrap().dispute.id
}

fn edit(store: &mut Store, id: DisputeId, change: impl FnOnce(&mut Dispute)) {
    let before = store.dispute(id).unwrap();
    let mut after = before.clone();
    change(&mut after);
    store.save_dispute(Some(&before), after, None).unwrap();
}

fn meet(one: &mut Store, other: &mut Store, stick: &Path) {
    std::fs::create_dir_all(stick).unwrap();
    let sealing = Sealing::Passphrase { passphrase: Passphrase::typed(WORD), cost: Cost::LEAST };
    for _ in 0..2 {
        sync_folder(one, stick, &sealing, &mut unwatched()).unwrap();
        sync_folder(other, stick, &sealing, &mut unwatched()).unwrap();
    }
}

/// A screen over one of no matter.
fn opened(
    store: Store,
    folder: TempDir,
    lang: Lang,
    size: (u16, u16),
    open: impl FnOnce(&mut Cx) -> screens::Door,
) -> Desk {
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let screen = open(&mut cx).unwrap();
    let mut app = App::new(cx, Box::new(Help::about(Place::Register, None)));
    app.refresh_headline();
    app.push(screen);
    Desk::running(app, folder, size)
}

/// Enter, and whatever it begins comes to its end.
fn go(desk: &mut Desk) -> &mut Desk {
    desk.send(Input::Key(Key::plain(Code::Enter)))
}

/// Two laptops of one office that logged apart and changed one case apart; the first, and the case.
pub fn apart(lang: Lang) -> (Store, Store, TempDir, DisputeId) {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) =
        (laptop(folder.path(), 1, "松柏镇", lang), laptop(folder.path(), 2, "松柏镇", lang));
    let id = log(&mut one, "松柏镇", "张三", 3);
    log(&mut two, "松柏镇", "李四", 5);
    let stick = folder.path().join("stick");
    meet(&mut one, &mut two, &stick);
    edit(&mut one, id, |case| {
        case.summary = "排水沟被土堵住，两家各说各的".into();
        case.parties[0].phone = "13800000001".into();
    });
    edit(&mut two, id, |case| {
        case.summary = "院坝边的排水沟，赵六填了土".into();
        case.parties[0].phone = "13900000002".into();
    });
    meet(&mut one, &mut two, &stick);
    (one, two, folder, id)
}

/// Would catch a mark that another laptop has, a name that does not reach the others, a list that leaves laptops out.
#[test]
fn a_laptop_says_who_it_is_and_knows_the_others() {
    let (one, mut two, folder, _) = apart(Lang::Zh);
    let path = folder.path().to_owned();
    let mut desk = opened(one, folder, Lang::Zh, (80, 24), |cx| screens::open(Action::Laptop, cx));
    assert!(desk.screen.text().contains("松柏镇2号机"), "{}", desk.screen.text());
    desk.go_to("编号系列").words("b");
    assert!(desk.screen.text().contains("已经在用"), "{}", desk.screen.text());
    desk.press(Key::ctrl('s'));
    assert_eq!(desk.app.cx().store.this_laptop().series, "", "one that another laptop has is not saved");
    desk.go_to("编号系列").tap(Code::Backspace).words("K");
    desk.go_to("名称").words("值班电脑").press(Key::ctrl('s'));
    assert_eq!(desk.notice(), "本机的资料已保存。");
    let (mut one, _folder) = desk.die();
    meet(&mut one, &mut two, &path.join("stick"));
    let said = two.directory().laptop(one.device()).unwrap().clone();
    assert_eq!((said.name.as_str(), said.series.as_str()), ("值班电脑", "K"));
    let next = log(&mut one, "松柏镇", "孙七", 9);
    assert!(one.dispute(next).unwrap().number.contains("第K"), "{}", one.dispute(next).unwrap().number);
}

/// Would catch a conflict that a digit does not settle, a number that stays twice, and a heading that goes on warning.
#[test]
fn what_was_written_apart_is_settled_by_digits() {
    let (one, mut two, folder, id) = apart(Lang::Zh);
    let path = folder.path().to_owned();
    let mut desk = opened(one, folder, Lang::Zh, (80, 24), |cx| screens::open(Action::Conflicts, cx));
    assert!(desk.screen.text().contains("写得不同 2 处"), "{}", desk.screen.text());
    let before = desk.app.cx().store.dispute(id).unwrap();
    desk.digit("2");
    desk.digit("2");
    let after = desk.app.cx().store.dispute(id).unwrap();
    assert!(before.summary != after.summary && before.parties[0].phone != after.parties[0].phone);
    // The number is what is left. The case of the other laptop gets the next one of this laptop.
    desk.digit("2");
    assert!(desk.screen.text().contains("改为"), "{}", desk.screen.text());
    desk.digit("1");
    assert!(desk.screen.text().contains("没有冲突"), "{}", desk.screen.text());
    let (mut one, _folder) = desk.die();
    meet(&mut one, &mut two, &path.join("stick"));
    assert_eq!((two.conflict_count().unwrap(), two.collision_count().unwrap()), (0, 0));
    assert_eq!(two.dispute(id).unwrap(), one.dispute(id).unwrap());
}

/// Would catch Enter that leads elsewhere than to the field, and a case that does not say what else was written.
#[test]
fn enter_leads_to_the_field_and_the_case_says_what_else_was_written() {
    let (one, _two, folder, id) = apart(Lang::Zh);
    let mut desk = opened(one, folder, Lang::Zh, (80, 24), |cx| screens::open(Action::Conflicts, cx));
    desk.tap(Code::Down).enter();
    assert!(desk.screen.text().contains("另一台电脑写的是"), "{}", desk.screen.text());
    desk.enter().words("，已疏通").press(Key::ctrl('s'));
    let case = desk.app.cx().store.dispute(id).unwrap();
    assert!(case.summary.contains("已疏通"), "{}", desk.screen.text());
    desk.tap(Code::Esc);
    assert!(desk.screen.text().contains("写得不同 1 处"), "{}", desk.screen.text());
}

/// Would catch a bundle that is taken in unseen, twice, or with a wrong passphrase, and a count that does not open.
#[test]
fn a_bundle_goes_out_and_comes_in_by_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = laptop(folder.path(), 1, "松柏镇", Lang::Zh);
    for on in 1..4 {
        log(&mut one, "松柏镇", "张三", on);
    }
    let two = laptop(folder.path(), 2, "", Lang::Zh);
    let bundle = folder.path().join("松柏.tjx");
    let mut desk = opened(one, tempfile::tempdir().unwrap(), Lang::Zh, (80, 24), |cx| {
        screens::open(Action::Exchange, cx)
    });
    desk.digit("1");
    desk.go_to("写到").press(Key::ctrl('u'));
    for _ in 0..120 {
        desk.tap(Code::Backspace);
    }
    desk.paste(&bundle.to_string_lossy());
    desk.go_to("交换口令").words(WORD);
    desk.go_to("再输一次").words("松柏与木鱼");
    desk.press(Key::ctrl('s'));
    assert!(desk.screen.text().contains("不一样"), "{}", desk.screen.text());
    assert!(!desk.screen.text().contains("木鱼"), "a passphrase is not to be read");
    desk.words("镇");
    desk.send(Input::Key(Key::ctrl('s')));
    assert!(bundle.is_file(), "{}", desk.screen.text());
    drop(desk);

    let mut desk = opened(two, folder, Lang::Zh, (80, 24), |cx| screens::open(Action::Exchange, cx));
    desk.digit("2").paste(&bundle.to_string_lossy()).enter();
    desk.words("不是这个口令");
    go(&mut desk);
    assert!(desk.notice().contains("口令"), "{}", desk.screen.text());
    for time in 0..2 {
        desk.digit("2").paste(&bundle.to_string_lossy()).enter();
        desk.words(WORD);
        go(&mut desk);
        if time == 0 {
            assert!(desk.screen.text().contains("还没有读入"), "{}", desk.screen.text());
            assert_eq!(desk.cases().len(), 0, "looking writes nothing");
            go(&mut desk);
            assert_eq!(desk.cases().len(), 3);
            assert!(desk.screen.text().contains("读入完成"), "{}", desk.screen.text());
            desk.tap(Code::Down).enter();
            assert!(
                desk.screen.text().contains("张三"),
                "the number opens into the cases:\n{}",
                desk.screen.text()
            );
            desk.tap(Code::Esc).tap(Code::Esc);
            let again = screens::open(Action::Exchange, desk.app.cx_mut()).unwrap();
            desk.app.push(again);
            desk.send(Input::Key(Key::plain(Code::Home)));
        } else {
            assert!(desk.screen.text().contains("没有新的内容"), "{}", desk.screen.text());
        }
    }
}

/// Would catch a township's case that the district edits, and one that cannot be handed over by keys.
#[test]
fn a_case_of_another_office_is_read_and_not_edited() {
    let folder = tempfile::tempdir().unwrap();
    let (mut district, mut town_laptop) =
        (laptop(folder.path(), 1, "", Lang::Zh), laptop(folder.path(), 2, "松柏镇", Lang::Zh));
    let id = log(&mut town_laptop, "松柏镇", "张三", 3);
    meet(&mut district, &mut town_laptop, &folder.path().join("stick"));
    let path = folder.path().to_owned();
    let mut desk = opened(district, tempfile::tempdir().unwrap(), Lang::Zh, (80, 24), |cx| {
        screens::open_dispute(id, cx)
    });
    assert!(desk.screen.text().contains("由松柏镇承办"), "{}", desk.screen.text());
    let before = desk.cases();
    for key in [
        Key::plain(Code::Enter),
        Key::ctrl('b'),
        Key::ctrl('r'),
        Key::f(8),
        Key::with_ctrl(Code::Delete),
        Key::ctrl('l'),
    ] {
        desk.press(key);
        assert!(desk.notice().contains("松柏镇"), "{key:?}:\n{}", desk.screen.text());
    }
    assert_eq!(desk.cases(), before);
    let (mut district, _spare) = desk.die();
    // The township gives it away by keys; from then on it is the other way round.
    let mut desk = opened(town_laptop, folder, Lang::Zh, (80, 24), |cx| screens::open_dispute(id, cx));
    desk.press(Key::ctrl('l')).words("神农架").enter().digit("1");
    assert!(desk.notice().contains("已移交"), "{}", desk.screen.text());
    let (mut town_laptop, _folder) = desk.die();
    meet(&mut town_laptop, &mut district, &path.join("stick"));
    edit(&mut district, id, |case| case.note = "区里接手".into());
    assert!(town_laptop.kept_elsewhere(id).unwrap().is_some());
}

/// The screens, at both sizes, in both languages.
#[test]
fn screens() {
    for lang in [Lang::Zh, Lang::En] {
        for size in SIZES {
            let name = |what: &str| format!("{what}_{}_{}", lang.code(), size.0);
            let (one, two, folder, id) = apart(lang);
            let desk = opened(one, folder, lang, size, |cx| screens::open(Action::Laptop, cx));
            insta::assert_snapshot!(name("laptop"), desk.picture());
            let (one, folder) = desk.die();
            let mut desk = opened(one, folder, lang, size, |cx| screens::open(Action::Conflicts, cx));
            insta::assert_snapshot!(name("conflicts_field"), desk.picture());
            desk.tap(Code::End);
            insta::assert_snapshot!(name("conflicts_number"), desk.picture());
            let (one, folder) = desk.die();
            let mut desk = opened(one, folder, lang, size, |cx| screens::open_dispute(id, cx));
            insta::assert_snapshot!(name("contested_case"), desk.picture());
            desk.press(Key::ctrl('l'));
            insta::assert_snapshot!(name("hand_over"), desk.picture());
            drop((desk, two));
            exchange_screens(lang, size);
        }
    }
}

fn exchange_screens(lang: Lang, size: (u16, u16)) {
    let name = |what: &str| format!("{what}_{}_{}", lang.code(), size.0);
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (laptop(folder.path(), 1, "松柏镇", lang), laptop(folder.path(), 2, "", lang));
    let id = log(&mut one, "松柏镇", "张三", 3);
    let stick = folder.path().join("stick");
    meet(&mut one, &mut two, &stick);
    one.hand_over(&Handing::from([(id, Office::root_id())])).unwrap();
    meet(&mut one, &mut two, &stick);
    let desk = opened(one, tempfile::tempdir().unwrap(), lang, size, |cx| screens::open_dispute(id, cx));
    insta::assert_snapshot!(name("kept_elsewhere"), desk.picture());
    let (mut one, _spare) = desk.die();
    log(&mut one, "松柏镇", "李四", 4);
    edit(&mut two, id, |case| case.summary = "区里看过".into());
    let bundle = folder.path().join("bundle.tjx");
    let sealing = Sealing::Passphrase { passphrase: Passphrase::typed(WORD), cost: Cost::LEAST };
    let extent = tiaojie::exchange::Extent::Everything;
    let replacing = tiaojie::exchange::Replacing::Nothing;
    tiaojie::exchange::write_bundle(&mut one, &extent, &sealing, &bundle, replacing, &mut unwatched())
        .unwrap();
    let mut desk = opened(two, folder, lang, size, |cx| screens::open(Action::Exchange, cx));
    insta::assert_snapshot!(name("exchange_ways"), desk.picture());
    desk.digit("2").paste(&bundle.to_string_lossy()).enter();
    insta::assert_snapshot!(name("exchange_passphrase"), desk.picture());
    desk.words(WORD);
    go(&mut desk);
    insta::assert_snapshot!(name("exchange_looking"), desk.picture());
    go(&mut desk);
    insta::assert_snapshot!(name("exchange_taken"), desk.picture());
}
