//! One act for several cases: marks, the menu, what cannot be done, and the one undo.

use chrono::Days;
use tiaojie::domain::{Closing, Dispute, DisputeId, Outcome, Party, Performance, Side};
use tiaojie::store::{CaseFilter, ListQuery, Settings};
use tiaojie::text::Lang;
use tiaojie::text::register::short_number;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::start;

use crate::support::desk::Desk;
use crate::support::register::{app, full, press, shown, times, type_in};
use crate::support::{District, day};

fn cases(app: &App) -> Vec<Dispute> {
    let ids = app.cx().store.all_ids(&CaseFilter::default()).unwrap();
    ids.into_iter().map(|id| app.cx().store.dispute(id).unwrap()).collect()
}

fn space(app: &mut App, count: usize) {
    for _ in 0..count {
        type_in(app, " ");
    }
}

/// A case settled a month ago and performed, whose visit is due.
fn settled(district: &mut District, nth: u64) -> DisputeId {
    let id = district.store.fresh_dispute_id();
    let on = day(2024, 11, 1) + Days::new(nth);
    let mut case = Dispute::new(id, district.towns[0], on);
    for (side, name) in [(Side::Applicant, "张三"), (Side::Respondent, "李四")] {
        case.parties.push(Party::new(district.store.fresh_id(), side, name));
    }
    case.mediators = vec![district.mediators[0]];
    case.closing = Some(Closing { outcome: Outcome::Oral, on: on + Days::new(3) });
    case.agreement.performance = Some(Performance::Done);
    (case.agreement.due_on, case.agreement.performed_on) = (Some(on + Days::new(3)), Some(on + Days::new(3)));
    district.store.save_dispute(None, case, None).unwrap();
    id
}

/// Catches: visits that take a card each, a visit by nobody, an undo that takes back one of them.
#[test]
fn three_visits_take_at_most_eight_keys_and_one_undo() {
    let mut district = District::new();
    for nth in 0..4 {
        settled(&mut district, nth);
    }
    let mut desk = Desk::in_town(district, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('s'));
    assert!(!desk.screen.text().contains("去掉标记"), "there are none: {}", desk.screen.text());
    desk.tap(Code::Esc);
    desk.keys = 0;
    desk.press(Key::f(5))
        .digit(" ")
        .digit(" ")
        .digit("　")
        .press(Key::ctrl('s'))
        .digit("1")
        .press(Key::ctrl('s'));
    assert!(desk.keys <= 8, "{} keys", desk.keys);
    let visited = |desk: &Desk| cases(&desk.app).iter().filter(|case| !case.follow_ups.is_empty()).count();
    assert_eq!(visited(&desk), 3, "{}", desk.screen.text());
    let first = cases(&desk.app).into_iter().find(|case| !case.follow_ups.is_empty()).unwrap();
    assert_eq!((first.follow_ups[0].on, first.follow_ups[0].by.as_str()), (day(2024, 12, 31), "红调"));
    assert!(desk.notice().contains("3 件已办"), "{}", desk.notice());
    let rows = desk.screen.text().lines().filter(|row| row.contains("回访")).count();
    assert!(!desk.screen.text().contains("标记 ") && rows < 4, "{}", desk.screen.text());
    desk.press(Key::ctrl('z'));
    assert_eq!(visited(&desk), 0, "one undo takes all back: {}", desk.notice());
    assert!(desk.notice().contains("3 件"), "{}", desk.notice());
    desk.press(Key::ctrl('y'));
    assert_eq!(visited(&desk), 3, "{}", desk.notice());
    // The undo before it is of another save.
    desk.press(Key::ctrl('z')).press(Key::ctrl('z'));
    assert_eq!(visited(&desk), 0);
    assert!(
        cases(&desk.app).iter().any(|case| case.void.is_some()),
        "the case logged last: {}",
        desk.notice()
    );
}

/// Catches: an act done on some and not said of the others, one done by half, a reason that is not the case's own.
#[test]
fn what_cannot_be_done_is_listed_with_its_reason() {
    let mut app = app(full().store, Lang::Zh);
    // The newest: three open, one void, then settled and sent on.
    space(&mut app, 9);
    let before = cases(&app);
    let listed = app.cx().store.list(&ListQuery { limit: 9, ..ListQuery::default() }).unwrap();
    press(&mut app, &[Key::ctrl('s')]);
    type_in(&mut app, "2");
    press(&mut app, &[Key::ctrl('s')]);
    let text = shown(&mut app).text();
    for case in &listed {
        let why = if case.is_void {
            "已作废"
        } else if case.outcome.is_none() {
            "还没有结果"
        } else if !case.outcome.unwrap().is_success() {
            "没有达成协议"
        } else {
            continue;
        };
        let row = format!("{}  {why}", short_number(&case.number));
        assert!(text.contains(&row), "{row}\n{text}");
    }
    // None first: nothing is written, and the card is still there.
    type_in(&mut app, "2");
    assert_eq!(cases(&app), before);
    press(&mut app, &[Key::ctrl('s')]);
    type_in(&mut app, "1");
    let after = cases(&app);
    for (before, after) in before.iter().zip(&after) {
        let fits = listed.iter().any(|case| case.id == before.id)
            && before.void.is_none()
            && before.outcome().is_some_and(Outcome::is_success);
        assert_eq!(before != after, fits, "{}", before.number);
        assert!(!fits || after.performance() == Some(Performance::Done), "{}", before.number);
    }
    press(&mut app, &[Key::ctrl('z')]);
    assert_eq!(cases(&app), before);
}

/// Catches: marks that outlive their filter, that count wrongly, or that Esc does not take away; an act that goes to a
/// case out of sight.
#[test]
fn marks_are_those_of_the_list() {
    let mut app = app(full().store, Lang::Zh);
    space(&mut app, 2);
    let screen = shown(&mut app);
    assert!(screen.row(2).contains("标记 2") && screen.row(2).contains("第 3 件"), "{}", screen.text());
    assert!([4, 5].iter().all(|y| screen.row(*y).contains('✓')) && !screen.row(6).contains('✓'));
    times(&mut app, Code::Up, 1);
    space(&mut app, 1);
    assert!(shown(&mut app).row(2).contains("标记 1"));
    press(&mut app, &[Key::plain(Code::Esc)]);
    assert!(!shown(&mut app).row(2).contains("标记"));
    press(&mut app, &[Key::ctrl('l')]);
    type_in(&mut app, "202");
    press(&mut app, &[Key::ctrl('s')]);
    assert!(shown(&mut app).text().contains("没有标记，就办选中的这一件"));
    assert!(shown(&mut app).text().contains("标记这里的全部 10 件"), "{}", shown(&mut app).text());
    type_in(&mut app, "7");
    assert!(shown(&mut app).row(2).contains("标记 10"), "{}", shown(&mut app).text());
    press(&mut app, &[Key::ctrl('u')]);
    let said = app.cx().notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default();
    assert!(said.contains("标记已取消"), "marks that go without a word: {said}");
    assert!(!shown(&mut app).row(2).contains("标记"), "another list: {}", shown(&mut app).text());
}

/// Catches: an outcome that closes a closed case anew, one without its day.
#[test]
fn open_cases_get_the_same_outcome() {
    let mut app = app(full().store, Lang::Zh);
    press(&mut app, &[Key::ctrl('l')]);
    type_in(&mut app, "32");
    let open = app.cx().store.list(&ListQuery { limit: 100, ..ListQuery::default() }).unwrap();
    let open: Vec<DisputeId> =
        open.iter().filter(|case| case.outcome.is_none() && !case.is_void).map(|case| case.id).collect();
    press(&mut app, &[Key::ctrl('s')]);
    type_in(&mut app, "7");
    press(&mut app, &[Key::ctrl('s')]);
    type_in(&mut app, "44");
    press(&mut app, &[Key::ctrl('s')]);
    for id in &open {
        let closing = app.cx().store.dispute(*id).unwrap().closing;
        let expected = Closing { outcome: Outcome::Withdrawn, on: day(2024, 12, 31) };
        assert_eq!(closing, Some(expected), "{}", shown(&mut app).text());
    }
    assert!(open.len() >= 4);
}

/// Catches: a file that replaces another, papers that leave the file without a record, a case left out in silence.
#[test]
fn files_of_several_cases_are_printed_and_recorded() {
    let mut district = District::new();
    let ids: Vec<DisputeId> = (0..3).map(|nth| settled(&mut district, nth)).collect();
    let folder = tempfile::tempdir().unwrap();
    let settings = district.store.settings().clone();
    let documents_folder = folder.path().display().to_string();
    district.store.save_settings(&Settings { documents_folder, ..settings }).unwrap();
    let mut app = app(district.store, Lang::Zh);
    for _ in 0..2 {
        space(&mut app, 3);
        press(&mut app, &[Key::ctrl('s')]);
        type_in(&mut app, "5");
        assert!(app.cx().notice.as_ref().unwrap().text.contains("印好 3 件"), "{}", shown(&mut app).text());
        times(&mut app, Code::Home, 1);
    }
    let folders = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(folders, 6, "each case twice, side by side");
    assert_eq!(app.cx().store.disclosure_count(None, None).unwrap(), 6);
    assert_eq!(ids.len(), 3);
}

/// Catches: cases handed over that belong there already, or without a question that says no undo brings them back.
#[test]
fn several_cases_are_handed_over() {
    let mut app = app(full().store, Lang::Zh);
    space(&mut app, 2);
    press(&mut app, &[Key::ctrl('s')]);
    type_in(&mut app, "6");
    type_in(&mut app, "木鱼镇");
    press(&mut app, &[Key::plain(Code::Enter)]);
    let text = shown(&mut app).text();
    assert!(text.contains("把这 2 件移交给木鱼镇吗？") && text.contains("不能撤销"), "{text}");
    type_in(&mut app, "1");
    let newest = app.cx().store.list(&ListQuery { limit: 3, ..ListQuery::default() }).unwrap();
    let kept: Vec<bool> =
        newest.iter().map(|case| app.cx().store.kept_elsewhere(case.id).unwrap().is_some()).collect();
    assert_eq!(kept, [true, true, false], "{}", shown(&mut app).text());
    // An act on them is refused with the reason.
    times(&mut app, Code::Home, 1);
    space(&mut app, 1);
    press(&mut app, &[Key::ctrl('s')]);
    type_in(&mut app, "41");
    press(&mut app, &[Key::ctrl('s')]);
    assert!(shown(&mut app).text().contains("木鱼镇承办"), "{}", shown(&mut app).text());
}

/// Catches: an act that is written into the case under the cursor while others are marked, in either list; marks that do
/// not say what they are for.
#[test]
fn with_marks_an_act_on_one_case_is_asked_first() {
    let mut district = District::new();
    for nth in 0..3 {
        settled(&mut district, nth);
    }
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let District { store, folder, .. } = district;
    let mut desk = Desk::running(start::app(store, Lang::Zh), folder, (80, 24));
    for list in [None, Some(Key::f(5))] {
        list.into_iter().for_each(|key| _ = desk.press(key));
        desk.digit(" ").digit(" ");
        assert!(desk.screen.text().contains("标记 2：Ctrl+S 一起办"), "{}", desk.screen.text());
        desk.digit("+").words("备注").enter();
        let asked = desk.screen.text();
        assert!(asked.contains("只办光标所在的"), "{asked}");
        // Esc does nothing, and the next time it asks again.
        desk.tap(Code::Esc).digit("+").words("备注").enter();
        assert!(desk.screen.text().contains("只办光标所在的"), "{}", desk.screen.text());
        desk.digit("2");
        assert!(desk.screen.text().contains("标记了 2 件。每件办什么"), "{}", desk.screen.text());
        desk.tap(Code::Esc).digit("+").words("备注").enter().digit("1");
        assert!(!desk.screen.text().contains("只办光标所在的"), "{}", desk.screen.text());
        desk.tap(Code::Esc).tap(Code::Esc);
    }
}
