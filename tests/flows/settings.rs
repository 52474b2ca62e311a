//! Changing the settings by keys.

use crate::support::case::{press, press_code, shown, type_text};
use crate::support::settings::opened;
use tiaojie::domain::{Dispute, Party, RateBasis, Side};
use tiaojie::store::{SymbolChoice, ThemeChoice};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::look::Surface;
use tiaojie::tui::screens::settings::SettingsScreen;

/// Walks down to the field of that label.
fn go_to(app: &mut App, label: &str) {
    for _ in 0..20 {
        let screen = shown(app, 80, 24);
        if screen.row(screen.cursor().unwrap().y).trim_start_matches(['*', ' ']).starts_with(label) {
            return;
        }
        press_code(app, Code::Tab);
    }
    panic!("no field {label}:\n{}", shown(app, 80, 24).text());
}

fn put(app: &mut App, label: &str, keys: &str) {
    go_to(app, label);
    type_text(app, keys);
}

/// The template is not replaced by the first key, as a short field is.
fn erase(app: &mut App, times: usize) {
    for _ in 0..times {
        press_code(app, Code::Backspace);
    }
}

fn save(app: &mut App) {
    press(app, Key::ctrl('s'));
}

/// Catches: a setting that is not saved, one that waits for the next start, one that writes into another.
#[test]
fn everything_is_saved_in_one_go_and_takes_effect_at_once() {
    let (mut app, district) = opened(Lang::Zh);
    put(&mut app, "操作员", "新同志");
    put(&mut app, "单位名称", "松柏镇司法所");
    put(&mut app, "调委会名称", "松柏镇人民调解委员会");
    put(&mut app, "区县名称", "林区");
    put(&mut app, "区县简称", "神");
    put(&mut app, "乡镇简称", "柏");
    put(&mut app, "本机标记", "甲");
    go_to(&mut app, "编号格式");
    erase(&mut app, 60);
    type_text(&mut app, "{year}{district}{town}{series}{seq:04}");
    assert!(
        shown(&mut app, 80, 24).text().contains("下一个编号：2024神柏甲0001"),
        "{}",
        shown(&mut app, 80, 24).text()
    );
    put(&mut app, "月末日", "２０");
    put(&mut app, "成功率分母", "4");
    put(&mut app, "语言", "2");
    put(&mut app, "颜色", "3");
    put(&mut app, "线条", "2");
    save(&mut app);
    let cx = app.cx();
    let settings = cx.store.settings();
    assert_eq!((settings.rate_basis, settings.cut_off_day), (RateBasis::Mediated, 20));
    assert_eq!((settings.language, settings.theme), (Lang::En, ThemeChoice::Light));
    assert_eq!((settings.symbols, settings.series.as_str()), (SymbolChoice::Ascii, "甲"));
    assert_eq!((cx.lang, cx.theme), (Lang::En, Surface::default().theme(ThemeChoice::Light)));
    assert_eq!(cx.symbols, Surface::default().symbols(SymbolChoice::Ascii));
    let names = cx.store.directory();
    let town = names.office(district.towns[0]).unwrap();
    assert_eq!((town.name.as_str(), town.mark.as_str()), ("松柏镇司法所", "柏"));
    assert_eq!(town.committee, "松柏镇人民调解委员会");
    assert_eq!(names.district().unwrap().name, "林区");
    assert_eq!(names.operator(cx.store.operator().unwrap()).unwrap().name, "新同志");

    let store = &mut app.cx_mut().store;
    let mut case = Dispute::new(store.fresh_dispute_id(), district.towns[0], crate::support::day(2024, 5, 1));
    case.parties.push(Party::new(store.fresh_id(), Side::Applicant, "张三"));
    let number = store.save_dispute(None, case, None).unwrap().dispute.number;
    assert_eq!(number, "2024神柏甲0001", "the sample told the truth");
}

/// Catches: a wrong template that is saved, or refused without saying where it is wrong.
#[test]
fn a_wrong_template_is_said_with_its_place() {
    let (mut app, _district) = opened(Lang::Zh);
    let was = app.cx().store.settings().number_template.clone();
    for (template, said) in [
        ("第{sep:03}号", "第 2 个字：没有 {sep}"),
        ("第{seq:3}号", "第 6 个字：位数 :3"),
        ("第{seq", "第 2 个字：缺右括号"),
        ("第号", "缺序号"),
        ("{seq}-{seq}", "第 7 个字：序号 {seq} 只能有一个"),
    ] {
        go_to(&mut app, "编号格式");
        erase(&mut app, 60);
        type_text(&mut app, template);
        save(&mut app);
        let screen = shown(&mut app, 80, 24);
        assert!(screen.row(screen.cursor().unwrap().y).contains(said), "{template}:\n{}", screen.text());
    }
    assert_eq!(app.cx().store.settings().number_template, was);
}

/// Catches: a number out of its range that is saved and later dropped in silence.
#[test]
fn numbers_out_of_range_are_said() {
    let (mut app, _district) = opened(Lang::Zh);
    put(&mut app, "月末日", "32");
    save(&mut app);
    let screen = shown(&mut app, 80, 24);
    assert!(screen.row(screen.cursor().unwrap().y).contains("应在 1 至 31"), "{}", screen.text());
    assert_eq!(app.cx().store.settings().cut_off_day, 31);
}

/// Catches: the name of one office saved under another when the home office changes.
#[test]
fn another_home_office_brings_its_own_name() {
    let (mut app, district) = opened(Lang::Zh);
    put(&mut app, "登记单位", "木鱼");
    press_code(&mut app, Code::Enter);
    assert!(shown(&mut app, 80, 24).text().contains("木鱼镇"));
    save(&mut app);
    let names = app.cx().store.directory();
    assert_eq!(names.office(district.towns[1]).unwrap().name, "木鱼镇");
    assert_eq!(names.office(district.towns[0]).unwrap().name, "松柏镇");
    assert_eq!(app.cx().store.settings().home, district.towns[1]);
}

/// Catches: changes lost by one slip of the finger, and a question where nothing changed.
#[test]
fn leaving_asks_only_where_something_changed() {
    let (mut app, _district) = opened(Lang::Zh);
    put(&mut app, "月末日", "25");
    press_code(&mut app, Code::Esc);
    assert!(shown(&mut app, 80, 24).text().contains("还没有保存"));
    press_code(&mut app, Code::Esc);
    assert!(shown(&mut app, 80, 24).text().contains("25"), "still there");
    press_code(&mut app, Code::Esc);
    type_text(&mut app, "1");
    assert_eq!(app.cx().store.settings().cut_off_day, 31);
    assert!(!shown(&mut app, 80, 24).row(0).contains("设置"));
}

/// Catches: a screen that differs from what is set.
#[test]
fn a_screen_opened_twice_shows_what_was_saved() {
    let (mut app, _district) = opened(Lang::Zh);
    put(&mut app, "月末日", "25");
    save(&mut app);
    let again = SettingsScreen::new(app.cx());
    app.push(Box::new(again));
    assert!(shown(&mut app, 80, 24).text().contains("25"));
}

/// Catches: settings that were open while the roster renamed their office, and write the old name back.
#[test]
fn what_the_roster_changed_meanwhile_stays() {
    let (mut app, district) = opened(Lang::Zh);
    put(&mut app, "月末日", "25");
    press(&mut app, Key::ctrl('b'));
    press_code(&mut app, Code::Down);
    press_code(&mut app, Code::Enter);
    erase(&mut app, 20);
    type_text(&mut app, "松柏新镇");
    save(&mut app);
    let town = |app: &App| {
        app.cx().store.directory().office(district.towns[0]).map(|office| office.name.clone()).unwrap()
    };
    assert_eq!(town(&app), "松柏新镇", "{}", shown(&mut app, 80, 24).text());
    press_code(&mut app, Code::Esc);
    save(&mut app);
    assert_eq!((town(&app).as_str(), app.cx().store.settings().cut_off_day), ("松柏新镇", 25));
}
