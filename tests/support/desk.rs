//! A user at the keyboard: the program with a temporary file, counting keys and reading screens.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use tiaojie::domain::{Dispute, DisputeId};
use tiaojie::store::{CaseFilter, Store};
use tiaojie::text::Lang;
use tiaojie::tui::actions::{Action, Place};
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens;
use tiaojie::tui::stack::{Answer, Cx, Flow, Layer};
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;

use super::District;
use super::screen::Screen;

/// Stands for the register: an empty screen whose selected case is the newest.
struct Floor;

impl Layer for Floor {
    fn place(&self) -> Place {
        Place::Register
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        if action != Action::Outcome {
            return Flow::Unhandled;
        }
        let ids = cx.store.all_ids(&CaseFilter::default()).unwrap();
        match ids.first().and_then(|id| screens::open_outcome(*id, cx)) {
            Some(layer) => Flow::Push(layer),
            None => Flow::Stay,
        }
    }

    fn input(&mut self, _input: &Input, _cx: &mut Cx) -> Flow {
        Flow::Unhandled
    }

    fn draw(&mut self, _area: Rect, _buf: &mut Buffer, _cx: &Cx) -> Option<Position> {
        None
    }

    fn title(&self, _cx: &Cx) -> String {
        "-".into()
    }

    fn answered(&mut self, _answer: Answer, _cx: &mut Cx) -> Flow {
        Flow::Stay
    }
}

/// The program, its screen, and how many keys were pressed.
pub struct Desk {
    pub app: App,
    pub screen: Screen,
    pub keys: usize,
    folder: tempfile::TempDir,
}

impl Desk {
    /// Over the file of a district, at home in its first township.
    pub fn in_town(district: District, lang: Lang, size: (u16, u16)) -> Self {
        let mut settings = district.store.settings().clone();
        settings.home = district.towns[0];
        settings.language = lang;
        let District { mut store, folder, .. } = district;
        store.save_settings(&settings).unwrap();
        Self::over(store, folder, lang, size)
    }

    /// Over any file.
    pub fn over(store: Store, folder: tempfile::TempDir, lang: Lang, size: (u16, u16)) -> Self {
        let cx = Cx::new(store, lang, DARK, &UNICODE);
        Self::running(App::new(cx, Box::new(Floor)), folder, size)
    }

    /// With the program as it is.
    pub fn running(app: App, folder: tempfile::TempDir, size: (u16, u16)) -> Self {
        let mut desk = Self { app, screen: Screen::new(size.0, size.1), keys: 0, folder };
        desk.look();
        desk
    }

    /// The program dies here, as by kill -9; what the next start finds.
    pub fn die(self) -> (Store, tempfile::TempDir) {
        let path = self.app.cx().store.path().to_owned();
        drop(self.app);
        let clock = tiaojie::domain::Fixed::at(super::day(2024, 12, 31), 77);
        (Store::open(&path, Box::new(clock)).unwrap(), self.folder)
    }

    /// Anything at all; a wait for work that was put off included.
    pub fn send(&mut self, input: tiaojie::tui::input::Input) -> &mut Self {
        if let tiaojie::tui::input::Input::Resize(columns, rows) = input {
            self.screen = Screen::new(columns.max(1), rows.max(1));
        }
        self.app.input(input);
        while self.app.wants_work() {
            self.app.work();
        }
        self.look();
        self
    }

    /// Goes to the field whose label stands at the left of the cursor's row.
    pub fn go_to(&mut self, label: &str) -> &mut Self {
        for _ in 0..40 {
            let at = self.screen.cursor().unwrap();
            if self.screen.row(at.y).trim_start_matches([' ', '*']).starts_with(label) {
                return self;
            }
            self.tap(Code::Tab);
        }
        panic!("no field {label}:\n{}", self.screen.text());
    }

    fn look(&mut self) {
        self.screen.show(&mut self.app);
    }

    /// Presses a key; it counts.
    pub fn press(&mut self, key: Key) -> &mut Self {
        self.keys += 1;
        self.app.input(Input::Key(key));
        self.look();
        self
    }

    /// Presses a key alone.
    pub fn tap(&mut self, code: Code) -> &mut Self {
        self.press(Key::plain(code))
    }

    /// Enter.
    pub fn enter(&mut self) -> &mut Self {
        self.tap(Code::Enter)
    }

    /// A digit, which counts as a key.
    pub fn digit(&mut self, digit: &str) -> &mut Self {
        self.keys += 1;
        self.words(digit)
    }

    /// Words as an input method commits them, or typed by a quick hand; the text itself does not count.
    pub fn words(&mut self, text: &str) -> &mut Self {
        self.app.input(Input::Text(text.to_owned()));
        self.look();
        self
    }

    /// A paste.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.app.input(Input::Paste(text.to_owned()));
        self.look();
        self
    }

    /// Typing rests.
    pub fn rest(&mut self) -> &mut Self {
        self.app.rest();
        self.look();
        self
    }

    /// All cases, the newest first.
    pub fn cases(&self) -> Vec<Dispute> {
        let store = &self.app.cx().store;
        let ids: Vec<DisputeId> = store.all_ids(&CaseFilter::default()).unwrap();
        ids.into_iter().map(|id| store.dispute(id).unwrap()).collect()
    }

    /// The sentence in the bottom line.
    pub fn notice(&self) -> String {
        self.app.cx().notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
    }

    /// The screen as text, with the cursor cell named below; checked against what the program believes.
    pub fn picture(&self) -> String {
        assert_eq!(self.screen.differences(), Vec::<String>::new());
        let at = self.screen.cursor().expect("the cursor is always shown");
        format!("{}cursor at column {}, row {}\n", self.screen.text(), at.x, at.y)
    }
}
