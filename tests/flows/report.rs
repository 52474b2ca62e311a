//! The reports: published figures are reproduced, every cell opens exactly its cases, checks can fail; and
//! the screens.

use crate::support::desk::Desk;
use crate::support::figures::{keys, picture, whole_year};
use crate::support::report::{lock_2024, reported_2024};
use crate::support::screen::Screen;
use crate::support::{District, day};
use tiaojie::domain::Dispute;
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens::report::Reports;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;

struct Room {
    _folder: tempfile::TempDir,
    app: App,
}

fn room(lang: Lang) -> Room {
    let (folder, mut store) = reported_2024(day(2025, 1, 15));
    lock_2024(&mut store);
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let screen = Reports::open(&mut cx).unwrap();
    Room { _folder: folder, app: App::new(cx, Box::new(screen)) }
}

const DOWN: Key = Key::plain(Code::Down);
const TAB: Key = Key::plain(Code::Tab);

#[test]
fn the_four_reports_in_both_languages_and_sizes() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let mut room = room(lang);
            let app = &mut room.app;
            whole_year(app);
            let shot = |app: &mut App, what: &str| {
                insta::assert_snapshot!(format!("report_{what}_{name}_{}", size.0), picture(app, size));
            };
            keys(app, &[DOWN, DOWN]);
            shot(app, "case_table");
            keys(app, &[Key::ctrl('b'), Key::with_ctrl(Code::Right)]);
            shot(app, "offices");
            keys(app, &[Key::plain(Code::End)]);
            shot(app, "checks");
            keys(app, &[TAB]);
            shot(app, "governance");
            keys(app, &[TAB]);
            shot(app, "monthly");
            keys(app, &[TAB, DOWN]);
            shot(app, "paragraph");
            keys(app, &[Key::ctrl('e')]);
            shot(app, "editor");
            app.input(Input::Text("{受里}".into()));
            shot(app, "editor_wrong");
        }
    }
}

/// Would catch: a cell that loses its cursor or panics in a small window; columns that cannot be reached.
#[test]
fn small_windows() {
    let mut room = room(Lang::Zh);
    let app = &mut room.app;
    whole_year(app);
    for columns in [1, 10, 20, 40, 79, 80, 109, 160] {
        for rows in [1, 3, 5, 7, 8, 12, 24, 50] {
            app.input(Input::Resize(columns, rows));
            let mut screen = Screen::new(columns, rows);
            for key in [
                TAB,
                DOWN,
                Key::with_ctrl(Code::Right),
                Key::plain(Code::End),
                Key::ctrl('e'),
                Key::plain(Code::Esc),
            ] {
                app.input(Input::Key(key));
                screen.show(app);
                assert_eq!(screen.differences(), [] as [String; 0]);
            }
        }
    }
}

/// A clerk at the desk over the reported year; the reports are opened by their key.
fn desk() -> Desk {
    let (folder, mut store) = reported_2024(day(2025, 1, 15));
    lock_2024(&mut store);
    let mut desk = Desk::over(store, folder, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('a')).press(Key::ctrl('l')).words("2024").enter();
    desk
}

/// Catches: a governance form that is handed in before anybody says what is missing, or that does not lead to it.
#[test]
fn why_the_governance_form_would_be_sent_back_is_said_under_it() {
    let (folder, store) = reported_2024(day(2025, 1, 15));
    let mut desk = Desk::over(store, folder, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('a')).press(Key::ctrl('l')).words("2024-11").enter().digit("2");
    assert!(desk.screen.text().contains("不能上报：下级单位还没有上报"), "{}", desk.screen.text());
    desk.tap(Code::End);
    for _ in 0..7 {
        desk.tap(Code::Up);
    }
    insta::assert_snapshot!("report_governance_refused_zh_80", desk.picture());
    desk.enter();
    assert!(desk.screen.row(0).contains("锁定"), "{}", desk.screen.text());
}

/// Catches: reports, totals or services that open on the current month beside a screen that shows another one; a month
/// that stays when nobody looks at it any more.
#[test]
fn a_screen_of_figures_opens_on_the_month_one_looked_at() {
    let (folder, store) = reported_2024(day(2025, 1, 15));
    let mut desk = Desk::over(store, folder, Lang::Zh, (80, 24));
    let title = |desk: &Desk| desk.screen.row(0);
    desk.tap(Code::F(4)).tap(Code::Left).tap(Code::Left).tap(Code::Enter);
    // Over the list behind a figure too.
    desk.press(Key::ctrl('a'));
    assert!(title(&desk).contains("案件统计表  2024年11月"), "{}", title(&desk));
    desk.tap(Code::Left).tap(Code::F(6));
    assert!(desk.screen.text().contains("2024-10-01 至 2024-10-31"), "{}", desk.screen.text());
    desk.tap(Code::Left).tap(Code::F(4));
    assert!(title(&desk).contains("2024年9月"), "{}", title(&desk));
    for _ in 0..6 {
        desk.tap(Code::Esc);
    }
    desk.press(Key::ctrl('a'));
    assert!(title(&desk).contains("2025年1月"), "{}", title(&desk));
}

/// Would catch: a figure that opens other cases than it counts, or nothing; a log that opens another list or period.
#[test]
fn every_figure_opens_what_it_counts() {
    let mut desk = desk();
    let title = |desk: &Desk| desk.screen.row(0);
    assert!(title(&desk).contains("案件统计表") && title(&desk).contains("2024年"), "{}", title(&desk));
    desk.tap(Code::Down).tap(Code::Down).enter();
    assert!(desk.screen.text().contains("189"), "{}", desk.screen.text());
    assert!(title(&desk).contains("调解成功"), "{}", title(&desk));
    desk.tap(Code::Esc);
    // A change is no cases.
    for _ in 0..3 {
        desk.press(Key::with_ctrl(Code::Right));
    }
    desk.enter();
    assert!(desk.notice().contains("没有对应的案件"), "{}", desk.notice());
    // The paragraph: its third figure is the service log of the year, its last the manual figures.
    desk.digit("4").tap(Code::Down).tap(Code::Down);
    assert!(desk.screen.text().contains("{服务:综治化解} = 47"), "{}", desk.screen.text());
    desk.enter();
    let text = desk.screen.text();
    assert!(title(&desk).contains("2024年") && text.contains("47") && text.contains("综治化解"), "{text}");
    desk.tap(Code::Esc);
    for _ in 0..5 {
        desk.tap(Code::Down);
    }
    assert!(desk.screen.text().contains("{诉前调解:余} = 103"), "{}", desk.screen.text());
    desk.enter();
    assert!(desk.screen.text().contains("行政复议受理"), "{}", desk.screen.text());
    desk.tap(Code::Esc).tap(Code::End);
    assert!(desk.screen.text().contains("{锁定月数} = 12"), "{}", desk.screen.text());
    desk.enter();
    assert!(desk.screen.text().contains("12月"), "{}", desk.screen.text());
}

/// Would catch: an editor that saves what cannot be read, loses what was there, or does not say where the fault is.
#[test]
fn the_template_is_changed_in_place() {
    let mut desk = desk();
    desk.digit("4").press(Key::ctrl('e')).words("{受里}").press(Key::ctrl('s'));
    assert!(desk.notice().contains("第1行第1字：没有叫“受里”的占位符"), "{}", desk.notice());
    assert_eq!(desk.app.cx().store.template("paragraph"), None);
    for _ in 0.."{受里}".chars().count() {
        desk.tap(Code::Backspace);
    }
    desk.words("全年调处{调处}件。").press(Key::ctrl('s'));
    assert!(desk.notice().contains("已保存"), "{}", desk.notice());
    assert!(desk.screen.text().contains("全年调处202件。共受理"), "{}", desk.screen.text());
    desk.press(Key::ctrl('r')).press(Key::ctrl('r'));
    assert!(desk.screen.text().contains("诉前调解案件103件"), "{}", desk.screen.text());
    desk.press(Key::ctrl('x'));
    let copied = desk.app.take_copied().unwrap();
    assert!(copied.starts_with("全年调处202件。共受理") && copied.contains("完成12期"), "{copied}");
    // Emptied, the built-in text is back.
    desk.press(Key::ctrl('e'));
    let length = desk.app.cx().store.template("paragraph").unwrap().chars().count();
    for _ in 0..length {
        desk.tap(Code::Delete);
    }
    desk.press(Key::ctrl('s'));
    assert!(desk.app.cx().store.template("paragraph").is_none());
    assert!(!desk.screen.text().contains("全年调处"), "{}", desk.screen.text());
    // A table has none.
    desk.digit("1").press(Key::ctrl('e'));
    assert!(desk.notice().contains("没有模板"), "{}", desk.notice());
}

/// Would catch: an editor whose Esc, or a power cut, throws away what was typed; a draft that outlives its save.
#[test]
fn a_template_half_typed_comes_back() {
    let mut desk = desk();
    desk.digit("4").press(Key::ctrl('e')).words("今年").tap(Code::Esc);
    desk.press(Key::ctrl('e'));
    assert!(desk.notice().contains("接着上次"), "{}", desk.notice());
    assert!(desk.screen.text().contains("今年共受理"), "{}", desk.screen.text());
    desk.words("全区").rest();
    let (store, folder) = desk.die();
    let mut desk = Desk::over(store, folder, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('a')).digit("4").press(Key::ctrl('e'));
    assert!(desk.screen.text().contains("全区今年共受理"), "{}", desk.screen.text());
    desk.press(Key::ctrl('s')).press(Key::ctrl('e'));
    assert!(!desk.notice().contains("接着上次"), "{}", desk.notice());
}

/// Would catch: a check that fails and cannot be opened, an office scope that shows the wrong offices.
#[test]
fn a_failed_check_opens_its_cases() {
    let mut district = District::new();
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[1], day(2024, 12, 10));
    case.kind = "77".parse().unwrap();
    district.store.save_dispute(None, case, None).unwrap();
    let mut desk = Desk::in_town(district, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('a'));
    assert!(
        desk.screen.text().contains("松柏镇") && desk.screen.text().contains("全部相符"),
        "{}",
        desk.screen.text()
    );
    desk.press(Key::ctrl('b'));
    let text = desk.screen.text();
    assert!(text.contains("区（县）") && text.contains("1项核对不符：各类型之和=案件总数"), "{text}");
    desk.tap(Code::End);
    for _ in 0..10 {
        desk.tap(Code::Up);
    }
    insta::assert_snapshot!("report_failed", desk.picture());
    desk.enter();
    assert!(desk.screen.row(0).contains("各类型之和"), "{}", desk.screen.text());
    assert!(
        desk.screen.text().contains("2024-12-10") || desk.screen.text().contains("12-10"),
        "{}",
        desk.screen.text()
    );
    desk.tap(Code::Esc).press(Key::ctrl('b'));
    assert!(
        desk.screen.text().contains("各单位") && desk.screen.text().contains("木鱼镇"),
        "{}",
        desk.screen.text()
    );
    desk.press(Key::ctrl('b')).press(Key::ctrl('u'));
    assert!(desk.notice().contains("成功 ÷ 调处"), "{}", desk.notice());
    desk.tap(Code::Left);
    assert!(
        desk.screen.row(0).contains("2024年11月") && desk.screen.text().contains("松柏镇"),
        "{}",
        desk.screen.text()
    );
    desk.press(Key::ctrl('w'));
    assert!(desk.screen.text().contains("锁定"), "{}", desk.screen.text());
}
