//! A plan of performance by keys: typed as a sentence, due part by part, performed part by part, all of it undone.

use tiaojie::domain::{Closing, Dispute, DutyKind, Fen, Outcome, Performance};
use tiaojie::store::{DueQuery, Store};
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};

use crate::support::case::{finish, go_to, opened, plain, press, press_code, shown, type_text};
use crate::support::desk::Desk;
use crate::support::{District, day};

/// A case that was settled for 12000 yuan on 20 November.
fn settled() -> District {
    let mut district = District::new();
    let id = plain(&mut district);
    let before = district.store.dispute(id).unwrap();
    let mut after = Dispute { accepted_on: day(2024, 11, 10), ..before.clone() };
    after.closing = Some(Closing { outcome: Outcome::Oral, on: day(2024, 11, 20) });
    after.agreement.amount = Some(Fen::from_yuan(12_000));
    district.store.save_dispute(Some(&before), after, None).unwrap();
    district
}

fn due(store: &Store) -> Vec<(String, usize, i64)> {
    let query = DueQuery { kind: Some(DutyKind::Perform), limit: 50, ..DueQuery::default() };
    let rows = store.due(&query).unwrap().into_iter();
    let line = |part: tiaojie::store::DuePart| (part.nth, part.amount.map_or(0, |fen| fen.0));
    rows.map(|row| {
        let (nth, fen) = row.instalment.map(line).unwrap_or_default();
        (row.last_day.to_string(), nth, fen)
    })
    .collect()
}

/// The card of the outcome, at the plan.
fn to_the_plan(desk: &mut Desk) -> &mut Desk {
    desk.press(Key::f(8)).enter().enter().enter().enter()
}

/// Catches: a plan that has to be typed part by part, a part that is due on another day or not told by its number, a part
/// paid that stays due, a state that waits for a clerk, a step that undo leaves behind.
#[test]
fn from_the_sentence_to_the_last_payment() {
    let mut desk = Desk::in_town(settled(), Lang::Zh, (80, 24));
    to_the_plan(&mut desk).words("分 6 期，每月 32 日");
    desk.press(Key::ctrl('s'));
    assert!(desk.screen.text().contains("没有这一天"), "{}", desk.screen.text());
    assert!(desk.cases()[0].plan.is_empty());
    for _ in 0..40 {
        desk.tap(Code::Backspace);
    }
    desk.words("分6期，每月15日，每期2000元").press(Key::ctrl('s'));
    let planned = desk.cases()[0].clone();
    let days: Vec<String> = planned.plan.iter().map(|part| part.due_on.to_string()).collect();
    assert_eq!(days, ["2024-12-15", "2025-01-15", "2025-02-15", "2025-03-15", "2025-04-15", "2025-05-15"]);
    assert_eq!((planned.plan_sum(), planned.performance()), (Fen::from_yuan(12_000), None));
    // Today is 31 December: the first part is overdue; the others lie beyond the days of a reminder.
    assert_eq!(due(&desk.app.cx().store), [("2024-12-15".to_owned(), 1, 200_000)]);
    desk.press(Key::f(5));
    let text = desk.screen.text();
    assert!(text.contains("第1期 2000元") && text.contains("逾期16天"), "{text}");

    // Enter on it asks for what was performed; the day is today.
    desk.enter();
    assert!(desk.screen.text().contains("加履行"), "{}", desk.screen.text());
    desk.enter().words("4000").press(Key::ctrl('s'));
    let case = desk.cases()[0].clone();
    assert_eq!(case.performed[0].amount, Some(Fen::from_yuan(4_000)), "{}", desk.screen.text());
    assert_eq!((case.performance(), case.agreement.performance), (Some(Performance::Partly), None));
    assert_eq!(due(&desk.app.cx().store), []);
    assert!(!desk.screen.text().contains("第1期"), "{}", desk.screen.text());

    let store = &mut desk.app.cx_mut().store;
    store.undo().unwrap();
    assert_eq!(due(store), [("2024-12-15".to_owned(), 1, 200_000)]);
    store.undo().unwrap();
    assert_eq!((store.dispute(case.id).unwrap().plan, due(store)), (Vec::new(), Vec::new()));
}

/// Catches: a page that does not say what is open, a deed that money settles, words for a deed that must be typed twice.
#[test]
fn the_page_says_what_is_open() {
    let district = settled();
    let id = district.store.all_ids(&tiaojie::store::CaseFilter::default()).unwrap()[0];
    let mut app = opened(district.store, id, Lang::Zh);
    let add = |app: &mut tiaojie::tui::app::App, label: &str, keys: &str| {
        go_to(app, label);
        press_code(app, Code::Enter);
        type_text(app, keys);
        finish(app);
    };
    add(&mut app, "加分期", "过几天");
    assert!(shown(&mut app, 120, 60).text().contains("看不懂"));
    let district = settled();
    let mut app = opened(district.store, id, Lang::Zh);
    add(&mut app, "加分期", "12-10 8000元；12-20 拆除围墙；1-31 3000元");
    let text = shown(&mut app, 120, 60).text();
    for said in ["第1期：待履行，逾期21天", "第2期：待履行，逾期11天", "第3期：待履行", "不同，请核对"]
    {
        assert!(text.contains(said), "{said} in\n{text}");
    }
    assert!(text.contains("2025-01-31 周五（休）（按履行计划）"), "{text}");
    add(&mut app, "加履行", "12-9");
    assert_eq!(app.cx().store.dispute(id).unwrap().performed[0].what, "", "money is due first");
    press_code(&mut app, Code::Enter);
    type_text(&mut app, "8500");
    press_code(&mut app, Code::Enter);
    let text = shown(&mut app, 120, 60).text();
    for said in
        ["第1期：2024-12-09 已履行", "第3期：待履行，还差2500元", "已履行 8500 / 11000 元", "部分履行"]
    {
        assert!(text.contains(said), "{said} in\n{text}");
    }
    add(&mut app, "加履行", "12-22");
    let case = app.cx().store.dispute(id).unwrap();
    assert_eq!(case.performed[1].what, "拆除围墙");
    assert!(shown(&mut app, 120, 60).text().contains("第2期：2024-12-22 已履行"));
    press(&mut app, Key::ctrl('z'));
    assert!(shown(&mut app, 120, 60).text().contains("第2期：待履行"));
}

/// Catches: a case that is performed when only a part of its amount was, a part for the rest that stays open.
#[test]
fn a_case_is_performed_when_the_whole_is_paid() {
    for (plan, parts) in [("12-10 8000元，12-20 3000元", 2), ("12-10 8000元，12-20 付清", 2)] {
        let district = settled();
        let id = district.store.all_ids(&tiaojie::store::CaseFilter::default()).unwrap()[0];
        let mut app = opened(district.store, id, Lang::Zh);
        let add = |app: &mut tiaojie::tui::app::App, label: &str, keys: &str, then: &str| {
            go_to(app, label);
            press_code(app, Code::Enter);
            type_text(app, keys);
            if !then.is_empty() {
                // The amount is the next field of the card.
                press_code(app, Code::Tab);
                type_text(app, then);
            }
            finish(app);
            app.cx().store.dispute(id).unwrap()
        };
        assert_eq!(add(&mut app, "加分期", plan, "").plan.len(), parts);
        let partly = add(&mut app, "加履行", "12-9", "11000");
        assert_eq!(partly.performance(), Some(Performance::Partly), "{plan}");
        assert_eq!(due(&app.cx().store).len(), 1, "{plan}");
        let done = add(&mut app, "加履行", "12-22", "1000");
        assert_eq!(done.performance(), Some(Performance::Done), "{plan}");
        assert_eq!((done.performed_on(), due(&app.cx().store)), (Some(day(2024, 12, 22)), Vec::new()));
    }
}

/// Catches: a plan that reads all plans of the file for a line of the list.
#[test]
fn the_parts_of_a_line_are_found_by_their_case() {
    let district = settled();
    let plan = district.store.due_plan(&DueQuery { limit: 50, ..DueQuery::default() }).unwrap();
    assert!(
        plan.contains("SEARCH instalment USING PRIMARY KEY (dispute=?)") && !plan.contains("SCAN"),
        "{plan}"
    );
}

/// The page, the list and the card at the sizes that clerks have.
#[test]
fn the_screens_at_both_sizes() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let mut desk = Desk::in_town(settled(), lang, size);
            to_the_plan(&mut desk).words("12-10 2000元；12-20 拆除围墙；1-3 10000元");
            insta::assert_snapshot!(format!("plan_card_{name}_{}", size.0), desk.picture());
            desk.press(Key::ctrl('s')).press(Key::f(5));
            insta::assert_snapshot!(format!("plan_due_{name}_{}", size.0), desk.picture());
            desk.enter().tap(Code::Tab).words("2500").press(Key::ctrl('s')).press(Key::ctrl('e'));
            (0..6).for_each(|_| _ = desk.tap(Code::Tab));
            insta::assert_snapshot!(format!("plan_page_{name}_{}", size.0), desk.picture());
        }
    }
}
