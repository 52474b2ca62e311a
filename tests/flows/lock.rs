//! The locked screen and the screen of passphrases, by keys.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::support::desk::Desk;
use crate::support::{District, day, luck};
use chrono::{DateTime, FixedOffset};
use tiaojie::domain::{Fixed, Surroundings};
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::entrance::Entrance;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens::welcome::Welcome;
use tiaojie::tui::start;
use tiaojie::tui::terminal::Program;
use tiaojie::vault::{Cost, Gate, Holder, Passphrase, keep_pin, path_beside};

const RIGHT: &str = "松柏二号 Snj";
/// What must not be seen on a locked screen.
const SEEN: [&str; 5] = ["张守田", "李小满", "松柏镇", "受理 1", "测试员"];

/// A clock that the test moves on.
#[derive(Clone)]
struct Moved {
    fixed: Fixed,
    seconds: Arc<AtomicI64>,
}

impl Surroundings for Moved {
    fn now(&self) -> DateTime<FixedOffset> {
        self.fixed.now() + chrono::TimeDelta::seconds(self.seconds.load(Ordering::SeqCst))
    }

    fn fresh_uuid(&mut self) -> uuid::Uuid {
        self.fixed.fresh_uuid()
    }

    fn random(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        self.fixed.random(bytes)
    }

    fn beside(&mut self) -> Box<dyn Surroundings> {
        Box::new(self.clone())
    }
}

fn clock() -> (Box<Moved>, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(0));
    (Box::new(Moved { fixed: Fixed::at(day(2024, 12, 31), 21), seconds: Arc::clone(&seconds) }), seconds)
}

fn plain() -> District {
    let mut district = District::new();
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let case = luck::case(&mut district, ("张守田", "李小满"));
    district.store.save_dispute(None, case, None).unwrap();
    district
}

/// The program on an encrypted file, and the hand that moves its clock.
pub fn sealed(lang: Lang, size: (u16, u16)) -> (Desk, Arc<AtomicI64>) {
    let mut district = plain();
    let mine = Holder::of(district.store.operator());
    district.store.protect(mine, &Passphrase::typed(RIGHT), Cost::LEAST).unwrap();
    let (path, key) = (district.store.path().to_owned(), district.store.key().cloned());
    drop(district.store);
    let (clock, hand) = clock();
    let store = Store::open_with(&path, key.as_ref(), clock).unwrap();
    (Desk::running(start::app(store, lang), district.folder, size), hand)
}

fn lock(desk: &mut Desk) {
    desk.press(Key::ctrl('4'));
}

fn unlock(desk: &mut Desk, typed: &str) {
    desk.words(typed).send(Input::Key(Key::plain(Code::Enter)));
}

fn assert_hidden(desk: &Desk) {
    let picture = desk.picture();
    assert!(SEEN.iter().all(|word| !picture.contains(word)), "{picture}");
}

/// Catches: a lock that shows names or figures, that a key gets past, that loses the place, that a wrong passphrase opens.
#[test]
fn a_locked_screen_shows_nothing_and_comes_back_as_it_was() {
    let (mut desk, _) = sealed(Lang::Zh, (80, 24));
    desk.tap(Code::F(4));
    let before = desk.screen.text();
    lock(&mut desk);
    assert_hidden(&desk);
    // Nothing but the passphrase gets past it.
    for key in [
        Key::plain(Code::Esc),
        Key::f(1),
        Key::f(2),
        Key::f(9),
        Key::ctrl('z'),
        Key::ctrl('4'),
        Key::ctrl('k'),
    ] {
        desk.press(key);
        assert_hidden(&desk);
        assert!(desk.screen.text().contains("已锁屏"), "{key:?}");
    }
    unlock(&mut desk, "wrong");
    assert!(desk.screen.text().contains("口令不对"), "{}", desk.picture());
    assert_hidden(&desk);
    desk.words(RIGHT);
    assert!(!desk.picture().contains("松柏二号") && desk.picture().contains("********"));
    desk.send(Input::Key(Key::plain(Code::Enter)));
    assert_eq!(desk.screen.text(), before);
}

/// Catches: a draft that the lock leaves behind: the power goes while nobody is there.
#[test]
fn what_was_half_typed_is_in_the_file_while_locked() {
    let (mut desk, _) = sealed(Lang::Zh, (80, 24));
    desk.tap(Code::F(2)).words("红花朵村").enter().words("赵六一");
    lock(&mut desk);
    assert_hidden(&desk);
    let path = desk.app.cx().store.path().to_owned();
    let now = Fixed::at(day(2024, 12, 31), 3).now();
    let unlocked = Gate::of(&path).open(&Passphrase::typed(RIGHT), now).unwrap();
    let beside = Store::open_unlocked(&path, &unlocked, clock().0).unwrap();
    assert!(beside.draft("entry").unwrap().unwrap().body.contains("赵六一"));
    unlock(&mut desk, RIGHT);
    assert!(desk.screen.text().contains("赵六一"), "{}", desk.picture());
}

/// Catches: a screen that stays open when left, a program that wakes for nothing, a laptop that slept and woke open.
#[test]
fn a_screen_that_was_left_locks() {
    let (mut desk, hand) = sealed(Lang::Zh, (80, 24));
    assert_eq!(desk.app.alarm(), Some(std::time::Duration::from_secs(600)));
    desk.tap(Code::Down);
    desk.app.woken();
    desk.words("");
    assert_hidden(&desk);
    assert_eq!(desk.app.alarm(), None, "it wakes while locked");
    unlock(&mut desk, RIGHT);
    assert!(desk.screen.text().contains("张守田"));
    desk.tap(Code::Down);
    hand.fetch_add(599, Ordering::SeqCst);
    desk.tap(Code::Up);
    assert!(desk.screen.text().contains("张守田"));
    hand.fetch_add(600, Ordering::SeqCst);
    // The key that wakes it is nobody's.
    desk.tap(Code::F(2));
    assert_hidden(&desk);
    assert!(desk.screen.text().contains("已锁屏"));
    let mut settings = desk.app.cx().store.settings().clone();
    settings.idle_minutes = 0;
    unlock(&mut desk, RIGHT);
    desk.app.cx_mut().store.save_settings(&settings).unwrap();
    assert_eq!(desk.app.alarm(), None);
}

/// Catches: a shared passphrase by which one goes on in the other's name though people have PINs; a PIN asked of who has
/// shown by the passphrase who it is.
#[test]
fn a_shared_passphrase_does_not_say_who_is_there() {
    let (mut desk, _) = sealed(Lang::Zh, (80, 24));
    let store = &mut desk.app.cx_mut().store;
    let me = store.operator().unwrap();
    let mut with_pin = store.directory().operator(me).unwrap().clone();
    with_pin.pin = Some(keep_pin("2468", Cost::LEAST, store.surroundings()).unwrap());
    store.transact(|writer| writer.put_operator(&with_pin)).unwrap();
    store.give_passphrase(Holder::Office, &Passphrase::typed("大家的口令呀"), Cost::LEAST).unwrap();
    lock(&mut desk);
    unlock(&mut desk, RIGHT);
    assert!(desk.screen.text().contains("张守田"), "{}", desk.picture());
    lock(&mut desk);
    unlock(&mut desk, "大家的口令呀");
    assert!(
        desk.screen.text().contains("签到") && !desk.screen.text().contains("张守田"),
        "{}",
        desk.picture()
    );
}

/// Catches: a wait that blocks, that the clock does not end, that is not said.
#[test]
fn wrong_tries_wait_without_holding_up_the_keys() {
    let (mut desk, hand) = sealed(Lang::Zh, (80, 24));
    lock(&mut desk);
    for _ in 0..3 {
        unlock(&mut desk, "wrong");
    }
    assert!(desk.screen.text().contains("请等 2 秒"), "{}", desk.picture());
    unlock(&mut desk, RIGHT);
    assert!(desk.screen.text().contains("请等 2 秒"), "{}", desk.picture());
    assert_eq!(desk.app.alarm(), Some(std::time::Duration::from_secs(1)));
    hand.fetch_add(1, Ordering::SeqCst);
    desk.app.woken();
    desk.words("");
    assert!(desk.screen.text().contains("请等 1 秒"), "{}", desk.picture());
    hand.fetch_add(1, Ordering::SeqCst);
    desk.app.woken();
    assert_eq!(desk.app.alarm(), None);
    unlock(&mut desk, RIGHT);
    assert!(desk.screen.text().contains("张守田"));
}

/// Catches: a passphrase screen that cannot be reached, words that are not shown or open nothing, a way back to a plain file
/// without the passphrase.
#[test]
fn a_passphrase_is_set_given_taken_and_removed() {
    let district = plain();
    let path = district.store.path().to_owned();
    let mut desk = Desk::running(start::app(district.store, Lang::Zh), district.folder, (80, 24));
    lock(&mut desk);
    assert!(desk.notice().contains("Ctrl+B"), "{}", desk.notice());
    desk.press(Key::ctrl('b')).press(Key::ctrl('p'));
    assert!(desk.screen.text().contains("没有口令"), "{}", desk.picture());
    desk.digit("1").words("abc").enter().words("abc").enter();
    assert!(desk.screen.text().contains("太短"), "{}", desk.picture());
    desk.tap(Code::Esc).digit("1").words(RIGHT).enter().words("other one").enter();
    assert!(desk.screen.text().contains("两次不一样"), "{}", desk.picture());
    desk.tap(Code::Esc).digit("1").words(RIGHT).enter().words(RIGHT).enter();
    assert!(desk.app.cx().store.key().is_some(), "{}", desk.picture());
    let sheet = desk.screen.text();
    let words: String = sheet.lines().filter(|line| line.starts_with("       ")).collect();
    assert!(Gate::of(&path).open(&Passphrase::typed(&words), clock().0.now()).is_ok(), "{sheet}");
    assert!(!sheet.contains("作废"), "the first words make none void: {sheet}");
    desk.enter().digit("2");
    assert!(desk.screen.text().contains("恢复词"));
    desk.enter().digit("1");
    assert!(
        desk.screen.text().contains("测试员") && desk.screen.text().contains("已加密"),
        "{}",
        desk.picture()
    );

    desk.digit("2").words("大家的口令呀").enter().words("大家的口令呀").enter();
    assert!(desk.screen.text().contains("共用口令"), "{}", desk.picture());
    desk.digit("3").words("测试员").enter();
    assert!(desk.screen.text().contains("收回测试员的口令"), "{}", desk.picture());
    desk.digit("1");
    let slots = tiaojie::vault::KeyFile::read(&path_beside(&path)).unwrap();
    assert_eq!(slots.holders().collect::<Vec<_>>(), [Holder::Recovery, Holder::Office]);

    desk.digit("6").words("3").enter();
    assert_eq!(desk.app.cx().store.settings().idle_minutes, 3, "{}", desk.picture());
    desk.digit("5").words("wrong one").enter();
    assert!(desk.app.cx().store.key().is_some());
    desk.words("大家的口令呀").enter();
    assert!(desk.app.cx().store.key().is_none(), "{}", desk.picture());
    assert!(desk.screen.text().contains("没有口令"), "{}", desk.picture());
    assert!(std::fs::read(&path).unwrap().starts_with(b"SQLite"));
    desk.tap(Code::Esc);
    assert!(desk.screen.text().contains("张守田"), "{}", desk.picture());
}

/// Catches: a first run that encrypts without showing the words, or insists on a passphrase.
#[test]
fn the_first_run_offers_a_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("new.db"), clock().0).unwrap();
    let mut desk = Desk::over(store, folder, Lang::Zh, (80, 24));
    let welcome = Welcome::open(desk.app.cx());
    desk.app.push(Box::new(welcome));
    desk.words("神农架林区").enter().words("松柏镇").enter().enter().words("王新").enter();
    insta::assert_snapshot!("welcome_zh_80", desk.picture());
    desk.words(RIGHT).enter().words("not the same").enter();
    assert!(Welcome::needed(&desk.app.cx().store), "{}", desk.picture());
    desk.press(Key::ctrl('u'));
    for _ in 0..14 {
        desk.tap(Code::Backspace);
    }
    desk.words(RIGHT).enter();
    assert!(desk.app.cx().store.key().is_some(), "{}", desk.picture());
    let holders = desk.app.cx().store.holders().unwrap();
    assert_eq!(holders, [Holder::of(desk.app.cx().store.operator()), Holder::Recovery]);
    insta::assert_snapshot!("first_words_zh_80", desk.picture());
    desk.enter().digit("1");
    assert!(desk.notice().contains("F2"), "{}", desk.notice());
}

fn settle(entrance: &mut Entrance) {
    while entrance.wants_work() {
        entrance.work();
    }
}

/// Catches: a gate that shows what is behind it, that opens by anything else, or not at all.
#[test]
fn the_gate_stands_before_the_file() {
    let (desk, _) = sealed(Lang::Zh, (80, 24));
    let path = desk.app.cx().store.path().to_owned();
    let mut screen = crate::support::screen::Screen::new(80, 24);
    let mut entrance = Entrance::new(&path, Lang::Zh, clock().0);
    let type_in = |entrance: &mut Entrance, text: &str| {
        entrance.input(Input::Text(text.into()));
        entrance.input(Input::Key(Key::plain(Code::Enter)));
        settle(entrance);
    };
    type_in(&mut entrance, "wrong");
    screen.frame(|frame| entrance.render(frame));
    let at = screen.cursor().unwrap();
    insta::assert_snapshot!("gate_zh_80", format!("{}cursor at {}, {}\n", screen.text(), at.x, at.y));
    entrance.input(Input::Key(Key::f(2)));
    screen.frame(|frame| entrance.render(frame));
    insta::assert_snapshot!("gate_en_80", screen.text());
    type_in(&mut entrance, RIGHT);
    assert!(entrance.is_done() && entrance.lang() == Lang::En);
    let (store, holder) = entrance.opened().unwrap().unwrap();
    assert_eq!(holder, Holder::of(store.operator()));
    assert_eq!(luck::ids(&store).len(), 1);
    // Leaving opens nothing.
    let mut entrance = Entrance::new(&path, Lang::Zh, clock().0);
    entrance.input(Input::Key(Key::ctrl('q')));
    assert!(entrance.opened().unwrap().is_none());
}

/// The screens as they are, read by eye.
#[test]
fn the_screens_are_as_they_were_read() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let (mut desk, _) = sealed(lang, size);
            lock(&mut desk);
            insta::assert_snapshot!(format!("locked_{name}_{}", size.0), desk.picture());
            unlock(&mut desk, RIGHT);
            desk.press(Key::ctrl('b')).press(Key::ctrl('p'));
            insta::assert_snapshot!(format!("protection_{name}_{}", size.0), desk.picture());
            desk.digit("1");
            insta::assert_snapshot!(format!("card_{name}_{}", size.0), desk.picture());
            desk.tap(Code::Esc).digit("4");
            insta::assert_snapshot!(format!("words_{name}_{}", size.0), desk.picture());
        }
    }
}

/// Catches: a page of 保管 that goes back to the register instead of the menu it was opened from.
#[test]
fn a_page_of_the_menu_goes_back_to_the_menu() {
    let district = plain();
    let mut desk = Desk::running(start::app(district.store, Lang::Zh), district.folder, (80, 24));
    desk.press(Key::ctrl('b'));
    let without_marker = |text: String| text.replace('▸', " ");
    let menu = without_marker(desk.screen.text());
    for door in 1..=8 {
        desk.digit(&door.to_string()).tap(Code::Esc);
        assert_eq!(without_marker(desk.screen.text()), menu, "door {door}");
    }
    desk.tap(Code::Esc);
    assert!(!desk.screen.text().contains("数据交换"), "{}", desk.picture());
}
