//! The screen of backups, the recovery screen, and the warnings of the title line.

use std::path::Path;

use tiaojie::domain::Fixed;
use tiaojie::store::{BackupPlace, Store};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::recovery::{Decided, Rescue};
use tiaojie::tui::screens::backups::Backups;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;

use crate::office::{Office, cases, clock, close, key, log};
use crate::support::day;
use crate::support::screen::Screen;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const LANGS: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];

/// What is shown, the folder of this run under a name of its length.
fn picture(screen: &Screen, folder: &Path) -> String {
    assert_eq!(screen.differences(), Vec::<String>::new());
    let folder = folder.display().to_string();
    let name = format!("/office{}", "_".repeat(folder.len() - 7));
    let at = screen.cursor().unwrap();
    let text = without_sizes(&screen.text().replace(&folder, &name));
    format!("{text}cursor at column {}, row {}\n", at.x, at.y)
}

/// Sizes change with every index of the schema and say nothing here.
fn without_sizes(text: &str) -> String {
    let mut parts: Vec<String> = text.split(" KB").map(str::to_owned).collect();
    let last = parts.len() - 1;
    for part in &mut parts[..last] {
        let kept = part.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let digits = part.len() - kept;
        part.replace_range(kept.., &"9".repeat(digits));
    }
    parts.join(" KB")
}

struct Desk {
    app: App,
    screen: Screen,
}

impl Desk {
    fn open(store: Store, lang: Lang, size: (u16, u16)) -> Self {
        let mut cx = Cx::new(store, lang, DARK, &UNICODE);
        let first = Backups::open(&mut cx);
        let mut app = App::new(cx, Box::new(first));
        app.refresh_headline();
        let mut desk = Self { app, screen: Screen::new(size.0, size.1) };
        desk.settle();
        desk
    }

    fn settle(&mut self) {
        while self.app.wants_work() {
            self.app.work();
        }
        self.screen.show(&mut self.app);
    }

    fn press(&mut self, key: Key) -> &mut Self {
        self.app.input(Input::Key(key));
        self.settle();
        self
    }

    fn tap(&mut self, code: Code) -> &mut Self {
        self.press(Key::plain(code))
    }

    fn words(&mut self, text: &str) -> &mut Self {
        self.app.input(Input::Text(text.to_owned()));
        self.settle();
        self
    }

    fn notice(&self) -> String {
        self.app.cx().notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
    }
}

/// Three backups, saves after each, and a stick that has one of them.
fn backed_up(key: Option<tiaojie::vault::DataKey>) -> Office {
    let office = Office::with_cases(8, key);
    let stick = office.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    for (n, month) in [(0, 10), (1, 11), (2, 12)] {
        let clock = Box::new(Fixed::at(day(2024, month, 20), 20 + n));
        let mut store = Store::open_with(&office.path, office.key.as_ref(), clock).unwrap();
        if n == 2 {
            store.set_second_backup_folder(Some(&stick)).unwrap();
        }
        store.back_up_everywhere().unwrap();
        let id = log(&mut store, 20 + usize::from(n));
        close(&mut store, id);
    }
    office
}

#[test]
fn the_list_of_backups_looks_right() {
    for (lang, code) in LANGS {
        for size in SIZES {
            let office = backed_up(None);
            let mut desk = Desk::open(office.open().unwrap(), lang, size);
            insta::assert_snapshot!(
                format!("backups_{code}_{}", size.0),
                picture(&desk.screen, office.folder.path())
            );
            desk.tap(Code::Down).tap(Code::Enter);
            insta::assert_snapshot!(
                format!("backups_ask_{code}_{}", size.0),
                picture(&desk.screen, office.folder.path())
            );
            desk.tap(Code::Esc).press(Key::ctrl('l'));
            insta::assert_snapshot!(
                format!("backups_second_{code}_{}", size.0),
                picture(&desk.screen, office.folder.path())
            );
        }
    }
}

/// Catches: a backup that is made and not shown, one that is said to be sound and was not read, a restore that does not
/// reach the screens, cases that would be lost and cannot be seen.
#[test]
fn backups_are_made_read_through_and_restored_by_keys() {
    for key in [None, Some(key())] {
        let office = backed_up(key);
        let mut desk = Desk::open(office.open().unwrap(), Lang::Zh, (80, 24));
        let before = desk.app.cx().store.backups_at(BackupPlace::First).unwrap().len();
        desk.press(Key::f(2));
        assert!(desk.notice().contains("第二处也有了"), "{}", desk.notice());
        assert_eq!(desk.app.cx().store.backups_at(BackupPlace::First).unwrap().len(), before + 1);
        assert!(desk.screen.text().contains("2024-12-31 12:00"), "{}", desk.screen.text());
        desk.press(Key::ctrl('e'));
        assert!(desk.notice().contains("完好"), "{}", desk.notice());
        // The oldest of the first place: two saves of three cases came after it.
        for _ in 0..before {
            desk.tap(Code::Down);
        }
        desk.tap(Code::Enter);
        desk.words("3");
        assert!(desk.screen.text().contains("之后改过的案件"), "{}", desk.screen.text());
        desk.tap(Code::Esc).tap(Code::Enter).words("2");
        assert!(desk.notice().contains("已恢复"), "{}", desk.notice());
        assert_eq!(cases(&desk.app.cx().store).len(), 8);
        let kept = std::fs::read_dir(office.folder.path()).unwrap().flatten();
        assert_eq!(
            kept.filter(|entry| entry.file_name().to_string_lossy().contains("before-restore")).count(),
            1
        );
        desk.app.cx_mut().store.rebuild().unwrap();
        assert_eq!(desk.app.cx().store.check().unwrap().findings, []);
    }
}

/// Catches: a stick that is out taken for an error, and a folder that is not there taken for one.
#[test]
fn the_second_place_may_be_away() {
    let office = backed_up(None);
    let stick = office.folder.path().join("stick");
    let mut store = office.open().unwrap();
    log(&mut store, 60);
    std::fs::rename(&stick, office.folder.path().join("out")).unwrap();
    let mut desk = Desk::open(store, Lang::Zh, (80, 24));
    assert!(desk.screen.text().contains("现在不在"), "{}", desk.screen.text());
    desk.press(Key::f(2));
    assert!(desk.notice().contains("第二处现在不在"), "{}", desk.notice());
    desk.press(Key::ctrl('l')).press(Key::ctrl('s'));
    assert!(desk.notice().contains("没有这个文件夹"), "{}", desk.notice());
    std::fs::rename(office.folder.path().join("out"), &stick).unwrap();
    assert!(desk.app.cx().store.backup_is_due().unwrap());
}

/// Catches: a title line that is silent while nothing is backed up, and one that warns though nothing was saved since.
#[test]
fn the_title_line_warns_of_an_old_backup() {
    let office = Office::with_cases(2, None);
    let later = |days: u32| {
        let clock = Box::new(Fixed::at(day(2025, 1, days), 50));
        Store::open(&office.path, clock).unwrap()
    };
    let title = |store: Store| Desk::open(store, Lang::Zh, (120, 40)).screen.row(0);
    assert!(!title(later(2)).contains("备份已旧"));
    assert!(title(later(3)).contains("备份已旧 3 天"), "{}", title(later(3)));
    later(4).back_up_everywhere().unwrap();
    assert!(!title(later(30)).contains("备份已旧"), "nothing was saved since");
    log(&mut later(4), 5);
    assert!(title(later(30)).contains("备份已旧 26 天"), "{}", title(later(30)));
}

fn show(rescue: &mut Rescue, screen: &mut Screen) {
    loop {
        screen.frame(|frame| rescue.render(frame));
        if !rescue.wants_work() {
            return;
        }
        rescue.work();
    }
}

fn enter(rescue: &mut Rescue, screen: &mut Screen, code: Code) {
    rescue.input(Input::Key(Key::plain(code)));
    show(rescue, screen);
}

/// The whole way: what is wrong, which backup, what comes back, the report; nothing named that is personal.
#[test]
fn a_damaged_file_is_brought_back_by_keys() {
    for (lang, code) in LANGS {
        for size in SIZES {
            let office = backed_up(None);
            let mut bytes = std::fs::read(&office.path).unwrap();
            bytes[..100].fill(0);
            std::fs::write(&office.path, bytes).unwrap();
            let error = office.open().map(drop).unwrap_err();
            let mut rescue = Rescue::new(&office.path, None, error, lang, clock(31));
            let mut screen = Screen::new(size.0, size.1);
            show(&mut rescue, &mut screen);
            let folder = office.folder.path();
            insta::assert_snapshot!(format!("rescue_{code}_{}", size.0), picture(&screen, folder));
            enter(&mut rescue, &mut screen, Code::Enter);
            insta::assert_snapshot!(format!("rescue_ask_{code}_{}", size.0), picture(&screen, folder));
            enter(&mut rescue, &mut screen, Code::Enter);
            insta::assert_snapshot!(format!("rescue_done_{code}_{}", size.0), picture(&screen, folder));
            enter(&mut rescue, &mut screen, Code::Enter);
            assert_eq!(rescue.decided(), Decided::Recovered);
            let store = office.open().unwrap();
            assert_eq!(cases(&store).len(), 11);
            assert_eq!(store.check().unwrap().findings, []);
            let mut files = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
            let report = files.find(|path| path.to_string_lossy().ends_with(".txt")).unwrap();
            let report = std::fs::read_to_string(report).unwrap();
            assert!(report.lines().count() > 4 && !report.contains("李四"), "{report}");
        }
    }
}
