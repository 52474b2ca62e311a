//! The roster, over any other screen.

use tiaojie::text::Lang;
use tiaojie::tui::actions::{Action, Place};
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::screens::{self, help::Help};
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::theme::DARK;

use super::District;
use super::desk::Desk;

/// The roster of a district whose laptop logs for 松柏镇.
pub fn opened(mut district: District, lang: Lang, size: (u16, u16)) -> Desk {
    let mut root = district.store.directory().district().unwrap().clone();
    root.name = "神农架林区".into();
    root.mark = "神".into();
    district.store.transact(|w| w.put_office(&root)).unwrap();
    let mut settings = district.store.settings().clone();
    (settings.home, settings.language) = (district.towns[0], lang);
    district.store.save_settings(&settings).unwrap();
    let District { store, folder, .. } = district;
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let roster = screens::open(Action::Roster, &mut cx).unwrap();
    let mut app = App::new(cx, Box::new(Help::about(Place::Register, None)));
    app.push(roster);
    Desk::running(app, folder, size)
}

impl Desk {
    /// Selects the row of the list that says so.
    pub fn select(&mut self, words: &str) -> &mut Self {
        self.tap(Code::Home);
        for _ in 0..200 {
            let at = self.screen.cursor().unwrap();
            let row = self.screen.row(at.y);
            if row.contains(words) {
                return self;
            }
            self.tap(Code::Down);
        }
        panic!("no row {words}:\n{}", self.screen.text());
    }

    /// Types into the field of that label, over what is picked or before what stands there erased.
    pub fn put(&mut self, label: &str, words: &str) -> &mut Self {
        self.go_to_field(label);
        for _ in 0..40 {
            self.tap(Code::Backspace);
        }
        self.words(words)
    }

    /// Goes to the field of a card whose label stands at the left of the cursor's row.
    pub fn go_to_field(&mut self, label: &str) -> &mut Self {
        for _ in 0..40 {
            let at = self.screen.cursor().unwrap();
            let row = self.screen.row(at.y);
            if row.trim_start_matches([' ', '│', '▸', '*']).starts_with(label) {
                return self;
            }
            self.tap(Code::Tab);
        }
        panic!("no field {label}:\n{}", self.screen.text());
    }

    /// Ctrl+S.
    pub fn save(&mut self) -> &mut Self {
        self.press(Key::ctrl('s'))
    }

    /// Ctrl+Delete.
    pub fn retire(&mut self) -> &mut Self {
        self.press(Key::with_ctrl(Code::Delete))
    }
}
