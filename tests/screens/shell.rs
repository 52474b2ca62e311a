//! The shell around the screens, driven by keys through a terminal model.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use tiaojie::text::Lang;
use tiaojie::tui::actions::{Action, PLACES, Place, actions_in};
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Console, Input, Key};
use tiaojie::tui::screens::confirm::Confirm;
use tiaojie::tui::stack::{Answer, Cx, Decision, Flow, Headline, Layer, Wait, Worked};
use tiaojie::tui::symbols::{ASCII, Symbols, UNICODE};
use tiaojie::tui::terminal::Program;
use tiaojie::tui::terminal::{Events, run_loop};
use tiaojie::tui::theme::{DARK, LIGHT, MONO};
use tiaojie::tui::widgets::{cells, popup};

use crate::support::District;
use crate::support::screen::Screen;

/// What happened to the room, for the test to read.
#[derive(Default)]
struct Diary {
    acts: Vec<Action>,
    inputs: Vec<Input>,
    answers: Vec<Answer>,
    refreshed: usize,
    rested: usize,
    works: usize,
}

/// A screen that does nothing but note what it is given: a list, or a form with a field.
struct Room {
    place: Place,
    diary: Rc<RefCell<Diary>>,
    selected: u16,
    query: String,
    searched: String,
}

impl Room {
    fn new(place: Place) -> (Self, Rc<RefCell<Diary>>) {
        let diary = Rc::new(RefCell::new(Diary::default()));
        let room =
            Self { place, diary: diary.clone(), selected: 0, query: String::new(), searched: String::new() };
        (room, diary)
    }
}

impl Layer for Room {
    fn place(&self) -> Place {
        self.place
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        self.diary.borrow_mut().acts.push(action);
        match action {
            Action::Down => self.selected += 1,
            Action::Save => cx.records_changed(),
            Action::Void => return Flow::Push(Box::new(Confirm::yes_or_no("作废这一件？", cx.lang))),
            Action::Copy => cx.copy("受理 214"),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        self.diary.borrow_mut().inputs.push(input.clone());
        let Input::Text(text) = input else { return Flow::Unhandled };
        self.query.push_str(text);
        Flow::Stay
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, _cx: &Cx) -> Option<Position> {
        for y in area.top()..area.bottom() {
            buf.set_string(area.x, y, "神农架林区松柏镇人民调解委员会".repeat(3), Style::new());
        }
        buf.set_string(area.x, area.y, format!("{} {}", self.query, self.searched), Style::new());
        (self.place == Place::Find).then_some(Position::new(7, 1 + self.selected))
    }

    fn title(&self, _cx: &Cx) -> String {
        "台账  全部 214 件".into()
    }

    fn waits(&self) -> Wait {
        if self.place == Place::Find && self.query != self.searched { Wait::Turn } else { Wait::Key }
    }

    fn wake(&mut self, _cx: &mut Cx) -> Worked {
        self.searched.clone_from(&self.query);
        self.diary.borrow_mut().works += 1;
        Worked::Changed
    }

    fn rest(&mut self, _cx: &mut Cx) {
        self.diary.borrow_mut().rested += 1;
    }

    fn answered(&mut self, answer: Answer, _cx: &mut Cx) -> Flow {
        self.diary.borrow_mut().answers.push(answer);
        Flow::Stay
    }

    fn refresh(&mut self, _cx: &mut Cx) {
        self.diary.borrow_mut().refreshed += 1;
    }
}

fn app_in(place: Place, lang: Lang, symbols: &'static Symbols) -> (App, Rc<RefCell<Diary>>) {
    let mut cx = Cx::new(District::new().store, lang, DARK, symbols);
    cx.headline = Headline {
        office: "松柏镇调委会".into(),
        period: Some(tiaojie::domain::Period::Month(tiaojie::domain::Month::new(2026, 11).unwrap())),
        accepted: 214,
        successful: 189,
        referred: 7,
        open: 18,
        ..Headline::default()
    };
    let (room, diary) = Room::new(place);
    (App::new(cx, Box::new(room)), diary)
}

fn app(place: Place) -> (App, Rc<RefCell<Diary>>) {
    app_in(place, Lang::Zh, &UNICODE)
}

fn keys(app: &mut App, keys: &[Key]) {
    for key in keys {
        app.input(Input::Key(*key));
    }
}

fn shown(app: &mut App) -> Screen {
    let mut screen = Screen::new(80, 24);
    app.input(Input::Resize(80, 24));
    screen.show(app);
    assert_eq!(screen.differences(), [] as [String; 0]);
    screen
}

/// Catches: a bottom line that does not say the keys, a title line without the month's figures.
#[test]
fn the_frame_tells_the_keys_and_the_figures() {
    let (mut zh, _) = app(Place::Register);
    let screen = shown(&mut zh);
    assert_eq!(
        screen.row(23),
        " Enter 打开  + 加一项  F1 帮助  F2 登记  F3 查找  Ctrl+T 统计  F8 结果  F9 命令"
    );
    let title = screen.row(0);
    assert!(title.starts_with(" 台账  全部 214 件"), "{title}");
    assert!(title.ends_with("  松柏镇调委会  11月  受理 214  成功 189  移送 7  在办 18"), "{title}");
    let mut wide = Screen::new(120, 40);
    zh.input(Input::Resize(120, 40));
    wide.show(&mut zh);
    assert!(wide.row(0).contains("松柏镇调委会  2026年11月  受理 214"), "the year gives way first");
    let (mut en, _) = app_in(Place::Entry, Lang::En, &ASCII);
    let screen = shown(&mut en);
    assert!(
        screen.row(23).starts_with(" Ctrl+S Save  Enter OK  Esc Back  Ctrl+B Add party"),
        "{}",
        screen.row(23)
    );
    assert!(screen.row(0).ends_with("accepted 214  open 18"), "{}", screen.row(0));
}

/// Catches: an input method's window in the wrong place, a hidden cursor, one that wanders with what is drawn.
#[test]
fn the_cursor_stands_where_the_layer_says() {
    let (mut app, _) = app(Place::Find);
    let mut screen = shown(&mut app);
    assert_eq!(screen.cursor(), Some(Position::new(7, 1)));
    keys(&mut app, &[Key::plain(Code::Down)]);
    screen.show(&mut app);
    assert_eq!(screen.cursor(), Some(Position::new(7, 2)));
    keys(&mut app, &[Key::f(1)]);
    screen.show(&mut app);
    assert_eq!(screen.cursor(), Some(Position::new(0, 23)), "parked while nothing is typed");
}

/// Catches: a command of the list that does nothing or goes to the wrong place; a filter or a digit that misses.
#[test]
fn the_command_list_does_what_the_key_does() {
    let (mut app, diary) = app(Place::Register);
    let mut screen = shown(&mut app);
    keys(&mut app, &[Key::f(9)]);
    screen.show(&mut app);
    assert!(screen.text().contains("找命令："), "{}", screen.text());
    assert_eq!(screen.differences(), [] as [String; 0]);
    app.input(Input::Text("复制".into()));
    screen.show(&mut app);
    assert!(screen.text().contains("复制             Ctrl+X"), "{}", screen.text());
    let cursor = screen.cursor().unwrap();
    assert!(screen.row(cursor.y).contains("找命令：复制"));
    keys(&mut app, &[Key::plain(Code::Enter)]);
    assert_eq!(diary.borrow().acts.last(), Some(&Action::Copy));
    assert_eq!(app.take_copied().as_deref(), Some("受理 214"));
    assert_eq!(app.take_copied(), None);
    // A digit in full width, typed in one go with the filter before it.
    keys(&mut app, &[Key::f(9)]);
    app.input(Input::Text("fz１".into()));
    assert_eq!(app.take_copied().as_deref(), Some("受理 214"));
}

/// Catches: Esc that decides something, a digit typed ahead that is lost or taken by the wrong layer.
#[test]
fn a_question_is_answered_by_digit_or_enter_and_esc_is_no() {
    let (mut app, diary) = app(Place::Register);
    let void = Key::with_ctrl(Code::Delete);
    let no = Answer::Confirmed(Decision::No);
    let yes = Answer::Confirmed(Decision::Yes);
    keys(&mut app, &[void]);
    let screen = shown(&mut app);
    assert!(screen.text().contains("作废这一件？") && screen.text().contains("2 否"), "{}", screen.text());
    app.input(Input::Text("3".into()));
    app.input(Input::Text("2x".into()));
    keys(&mut app, &[void, Key::plain(Code::Esc), void, Key::plain(Code::Enter)]);
    keys(&mut app, &[void, Key::plain(Code::Up), Key::plain(Code::Enter)]);
    assert_eq!(diary.borrow().answers, [no.clone(), no.clone(), no, yes], "Enter alone loses nothing");
    assert_eq!(diary.borrow().inputs, [Input::Text("x".into())]);
}

/// Catches: help about the wrong place, help that leaves out keys, a scroll that runs off the end.
#[test]
fn help_tells_every_key_of_the_place() {
    for (lang, symbols) in [(Lang::Zh, &UNICODE), (Lang::En, &ASCII)] {
        for place in PLACES.iter().map(|row| row.place) {
            let (mut app, _) = app_in(place, lang, symbols);
            keys(&mut app, &[Key::ctrl('g')]);
            let mut seen = String::new();
            for _ in 0..8 {
                seen += &shown(&mut app).text();
                keys(&mut app, &[Key::plain(Code::PageDown)]);
            }
            let missing: Vec<_> = actions_in(place)
                .filter(|row| !seen.contains(row.wording.label(lang)))
                .map(|row| row.name)
                .collect();
            assert!(place == Place::Help || missing.is_empty(), "{place:?}: {missing:?}\n{seen}");
        }
    }
}

/// Catches: a letter or a mark that acts while one types, and one that does not where nothing is typed.
#[test]
fn marks_act_only_where_nothing_is_typed() {
    let (mut list, _) = app(Place::Register);
    list.input(Input::Text("？".into()));
    assert!(shown(&mut list).row(0).contains("帮助"));
    let (mut form, diary) = app(Place::Entry);
    form.input(Input::Text("？".into()));
    assert_eq!(diary.borrow().inputs, [Input::Text("？".into())]);
}

/// Catches: screens that show old records after a save, and layers never asked to put drafts away.
#[test]
fn a_save_is_seen_everywhere_and_quitting_rests_every_layer() {
    let (mut app, below) = app(Place::Register);
    let (room, above) = Room::new(Place::Entry);
    app.push(Box::new(room));
    keys(&mut app, &[Key::ctrl('s')]);
    assert_eq!((above.borrow().refreshed, below.borrow().refreshed), (1, 0), "the hidden one waits");
    keys(&mut app, &[Key::plain(Code::Esc)]);
    assert_eq!(below.borrow().refreshed, 1);
    let (room, above) = Room::new(Place::Entry);
    app.push(Box::new(room));
    keys(&mut app, &[Key::ctrl('q')]);
    assert!(app.is_done());
    assert_eq!((above.borrow().rested, below.borrow().rested), (1, 1));
}

/// Catches: a notice that hides forever or never shows, and keys that vanish while it shows.
#[test]
fn a_notice_stands_until_the_next_key() {
    let (mut app, _) = app(Place::Register);
    // The room has no case whose outcome could be asked for.
    keys(&mut app, &[Key::f(8)]);
    let mut screen = shown(&mut app);
    assert!(screen.row(23).starts_with(" ✗ 这一项现在还不能用。  Enter 打开"), "{}", screen.row(23));
    keys(&mut app, &[Key::plain(Code::Down)]);
    screen.show(&mut app);
    assert!(screen.row(23).starts_with(" Enter 打开"), "{}", screen.row(23));
}

/// Catches: frames drawn for keys that mean nothing.
#[test]
fn nothing_is_sent_while_nothing_changes() {
    let (mut app, _) = app(Place::Register);
    let mut screen = shown(&mut app);
    let before = screen.bytes();
    keys(&mut app, &[Key::f(7), Key::ctrl('p'), Key::plain(Code::Delete)]);
    assert!(!app.wants_frame());
    screen.show(&mut app);
    assert_eq!(screen.bytes(), before);
}

/// Catches: a panic or an unreadable jumble in a window of any size.
#[test]
fn every_size_is_drawn() {
    for columns in [1, 2, 3, 5, 8, 13, 21, 39, 40, 41, 53, 71, 80, 131] {
        for rows in [1, 2, 3, 9, 10, 11, 15, 24, 50] {
            let (mut app, _) = app(Place::Register);
            let mut screen = Screen::new(columns, rows);
            for key in [Key::f(9), Key::f(1), Key::plain(Code::Esc), Key::plain(Code::Esc)] {
                screen.show(&mut app);
                assert!(screen.cursor().is_some());
                keys(&mut app, &[key]);
            }
            keys(&mut app, &[Key::with_ctrl(Code::Delete)]);
            screen.show(&mut app);
            let sentence = screen.text().replace('\n', "").contains("窗口太小");
            assert!(sentence == (columns < 40 || rows < 10) || columns * rows < 60, "{columns}x{rows}");
        }
    }
}

/// Events that all wait already, in groups that arrive together.
struct Script {
    groups: VecDeque<VecDeque<Event>>,
}

impl Events for Script {
    fn poll(&mut self, _limit: Duration) -> io::Result<bool> {
        Ok(self.groups.front().is_some_and(|group| !group.is_empty()))
    }

    fn read(&mut self) -> io::Result<Event> {
        while self.groups.front().is_some_and(VecDeque::is_empty) {
            self.groups.pop_front();
        }
        self.groups
            .front_mut()
            .and_then(VecDeque::pop_front)
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

fn press(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn quit() -> VecDeque<Event> {
    [Event::Key(KeyEvent::new(KeyCode::Char('q'), KeyModifiers::CONTROL))].into()
}

/// Catches: a frame for each of the keys that waited, half a frame sent, writes in pieces.
#[test]
fn five_hundred_arrows_in_one_write_are_one_frame() {
    let (mut app, diary) = app(Place::Register);
    let mut screen = Screen::new(80, 24);
    let arrows = std::iter::repeat_n(press(KeyCode::Down), 500).collect();
    let mut script = Script { groups: [arrows, quit()].into() };
    run_loop(&mut app, &mut screen.wire, &mut script, Console::Bracketed).unwrap();
    assert_eq!(diary.borrow().acts.iter().filter(|act| **act == Action::Down).count(), 500);
    assert_eq!(screen.writes(), 2, "the first frame and the one after the arrows");
}

/// Catches: a typed character that waits for its search, and a search for every character typed ahead.
#[test]
fn typing_is_shown_before_it_is_searched() {
    let (mut app, diary) = app(Place::Find);
    let mut screen = Screen::new(80, 24);
    let typed: VecDeque<Event> = "张三丰".chars().map(|c| press(KeyCode::Char(c))).collect();
    let mut script = Script { groups: [typed, quit()].into() };
    run_loop(&mut app, &mut screen.wire, &mut script, Console::Bracketed).unwrap();
    assert_eq!(diary.borrow().inputs, [Input::Text("张三丰".into())]);
    assert_eq!(diary.borrow().works, 1);
    assert_eq!(screen.writes(), 3, "empty, typed, found");
    assert!(screen.row(1).starts_with("张三丰 张三丰"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: popups that lose pieces of their frame over Chinese text, and colours left behind.
    #[test]
    fn a_popup_over_chinese_text_is_what_the_program_believes(
        popups in prop::collection::vec((0_u16..70, 0_u16..20, 3_u16..50, 2_u16..12, 0_usize..3), 1..8),
        offset in 0_usize..2,
    ) {
        let mut screen = Screen::new(80, 24);
        for (x, y, width, height, theme) in popups {
            let cx = Cx::new(District::new().store, Lang::Zh, [DARK, LIGHT, MONO][theme], &UNICODE);
            screen.frame(|frame| {
                let buf = frame.buffer_mut();
                for row in 0..24 {
                    let text = " ".repeat((usize::from(row) + offset) % 2) + &"纠纷a调解，成功".repeat(6);
                    buf.set_string(0, row, text, Style::new());
                }
                buf.set_style(Rect::new(0, 3, 80, 1), cx.theme.selected);
                let inner = popup::open(Rect::new(x, y, width, height), "当事人", buf, &cx);
                if !inner.is_empty() {
                    cells::write(buf, (inner.x, inner.y), "张三", inner.width, Style::new(), &UNICODE);
                }
            });
            prop_assert_eq!(screen.differences(), [] as [String; 0]);
        }
    }

    /// Catches: any run of keys after which the screen is not what the program believes, or the cursor is lost.
    #[test]
    fn the_screen_follows_any_keys(script in prop::collection::vec(0_usize..14, 1..40)) {
        let (mut app, _) = app(Place::Register);
        let mut screen = Screen::new(80, 24);
        let all = [
            Input::Key(Key::f(9)), Input::Key(Key::f(1)), Input::Key(Key::plain(Code::Esc)), Input::Key(Key::plain(Code::Down)),
            Input::Key(Key::plain(Code::Up)), Input::Key(Key::plain(Code::PageDown)), Input::Key(Key::plain(Code::Enter)),
            Input::Key(Key::plain(Code::Backspace)), Input::Key(Key::with_ctrl(Code::Delete)), Input::Text("统计".into()),
            Input::Text("2".into()), Input::Text("x".into()), Input::Paste("作\n废".into()), Input::Key(Key::f(3)),
        ];
        for step in script {
            app.input(all[step].clone());
            screen.show(&mut app);
            prop_assert_eq!(screen.differences(), [] as [String; 0]);
            prop_assert!(screen.cursor().is_some_and(|cursor| cursor.x < 78));
        }
    }
}
