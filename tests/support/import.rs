//! An import by keys: a folder with ledgers, an empty district, the screen open in that folder.

use std::path::Path;
use std::time::{Duration, SystemTime};

use chrono::NaiveDate;
use tempfile::TempDir;
use tiaojie::domain::{Fixed, Operator};
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::terminal::Program;

use super::desk::Desk;
use super::register;

/// The messy workbook of 2024, and the clean csv of the same cases.
pub const MESSY: &[u8] = include_bytes!("../fixtures/ledger-2024-messy.xlsx");
pub const CLEAN: &[u8] = include_bytes!("../fixtures/ledger-2024.csv");
pub const SERVICES: &[u8] = include_bytes!("../fixtures/services-2024.csv");
pub const PLACES: &[u8] = include_bytes!("../fixtures/shennongjia-places.csv");

/// A clerk in front of the import screen. Work beside the screen is done before anything is looked at.
pub struct Clerk {
    pub desk: Desk,
    /// Where the ledgers lie.
    pub ledgers: TempDir,
}

/// A file changed at noon, so many days before the last of 2024.
pub fn put(folder: &Path, name: &str, bytes: &[u8], days_ago: u64) {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    // 2024-12-31 12:00 UTC: the same day in most places.
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_735_646_400 - days_ago * 86_400);
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
}

impl Clerk {
    /// An empty file, the folder with those ledgers, and the screen opened from the register.
    pub fn with(ledgers: &[(&str, &[u8])], lang: Lang, size: (u16, u16)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (age, (name, bytes)) in (0..).zip(ledgers) {
            put(folder.path(), name, bytes, age * 10);
        }
        let mut clerk = Self::at_register(folder, lang, size, NaiveDate::from_ymd_opt(2025, 1, 6).unwrap());
        clerk.press(Key::ctrl('r'));
        clerk
    }

    fn at_register(ledgers: TempDir, lang: Lang, size: (u16, u16), today: NaiveDate) -> Self {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("file.db");
        let mut store = Store::create(&path, Box::new(Fixed::at(today, 1))).unwrap();
        store.sign_in(&Operator::named("测试员")).unwrap();
        store.note("import.folder", ledgers.path().to_str().unwrap()).unwrap();
        let app = register::app(store, lang);
        Self { desk: Desk::running(app, home, size), ledgers }
    }

    /// Anything at all, and all the work that follows from it.
    pub fn send(&mut self, input: Input) -> &mut Self {
        self.desk.send(input);
        self
    }

    pub fn press(&mut self, key: Key) -> &mut Self {
        self.send(Input::Key(key))
    }

    pub fn tap(&mut self, code: Code) -> &mut Self {
        self.press(Key::plain(code))
    }

    pub fn enter(&mut self) -> &mut Self {
        self.tap(Code::Enter)
    }

    pub fn words(&mut self, text: &str) -> &mut Self {
        self.send(Input::Text(text.to_owned()))
    }

    pub fn save(&mut self) -> &mut Self {
        self.press(Key::ctrl('s'))
    }

    /// The screen; the folder of the ledgers, which is another at each run, by one name.
    pub fn picture(&self) -> String {
        let folder = self.ledgers.path().display().to_string();
        let blank = " ".repeat(folder.len().saturating_sub("LEDGERS".len()));
        self.desk
            .picture()
            .replace(&folder, &format!("LEDGERS{blank}"))
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect()
    }

    pub fn text(&self) -> String {
        self.desk.screen.text()
    }

    pub fn store(&self) -> &Store {
        &self.desk.app.cx().store
    }

    pub fn cases(&self) -> u64 {
        self.store().count(&tiaojie::store::CaseFilter::default()).unwrap().cases
    }

    /// Selects the row that says so.
    pub fn select(&mut self, words: &str) -> &mut Self {
        // In a list without a field this is the first row; where a name is typed, it is a few rows up.
        self.tap(Code::Home);
        for _ in 0..20 {
            self.tap(Code::Up);
        }
        for _ in 0..100 {
            let at = self.desk.screen.cursor().unwrap();
            if self.desk.screen.row(at.y).contains(words) {
                return self;
            }
            self.tap(Code::Down);
        }
        panic!("no row {words}:\n{}", self.text());
    }
}

impl Clerk {
    /// All work that is under way is done.
    pub fn rest(&mut self) -> &mut Self {
        while self.desk.app.wants_work() {
            self.desk.app.work();
        }
        // A frame of what came of it.
        let app = &mut self.desk.app;
        self.desk.screen.show(app);
        self
    }
}
