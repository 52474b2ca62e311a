//! Everything that can be done with a case: from its page, and over every list where one is selected.

use crate::support::case::{go_to, opened, plain, press, press_code, shown, type_text};
use crate::support::desk::Desk;
use crate::support::{District, day};
use tiaojie::domain::act::{Act, AtHand, Deed, Said};
use tiaojie::domain::field::{Field, Held, Kind, PartKind, Value};
use tiaojie::domain::{Closing, Direction, Dispute, DisputeId, Fen, Outcome, Referral, Session};
use tiaojie::text::Lang;
use tiaojie::tui::actions::{self, Action, Place};
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::start;
use tiaojie::tui::terminal::Program;

/// A settled case of two parties, with a session and a referral that waits for its answer.
fn settled(district: &mut District) -> DisputeId {
    let id = plain(district);
    let before = district.store.dispute(id).unwrap();
    let mut after = before.clone();
    after.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 12, 20) });
    after.agreement.amount = Some(Fen::from_yuan(5_000));
    after.sessions.push(Session {
        id: district.store.fresh_id(),
        on: day(2024, 12, 15),
        at: None,
        place: String::new(),
        attendees: Vec::new(),
        record: String::new(),
        result: None,
        recorder: String::new(),
    });
    after.referrals.push(Referral {
        organisation: "区法院".into(),
        on: Some(day(2024, 12, 18)),
        ..Referral::new(district.store.fresh_id(), Direction::Out)
    });
    district.store.save_dispute(Some(&before), after, None).unwrap();
    id
}

/// The whole program over that case, the register in front.
fn desk(lang: Lang, size: (u16, u16)) -> (Desk, DisputeId) {
    let mut district = District::new();
    let id = settled(&mut district);
    let mut settings = district.store.settings().clone();
    (settings.home, settings.language) = (district.towns[0], lang);
    district.store.save_settings(&settings).unwrap();
    let app = start::app(district.store, lang);
    (Desk::running(app, district.folder, size), id)
}

fn case(desk: &Desk, id: DisputeId) -> Dispute {
    desk.app.cx().store.dispute(id).unwrap()
}

/// The list that is reached by those keys, with the case selected.
fn go_in(desk: &mut Desk, place: Place) {
    match place {
        Place::Dispute => _ = desk.enter(),
        Place::Due => _ = desk.press(Key::f(5)),
        Place::Find => {
            desk.press(Key::f(3));
            desk.send(Input::Text("张三".into()));
        }
        Place::Cases => {
            desk.press(Key::f(4));
            desk.tap(Code::Down).enter();
        }
        _ => {}
    }
}

fn stands_in(desk: &Desk, place: Place) -> bool {
    let name = place.wording().name(desk.app.cx().lang);
    place == Place::Cases || desk.screen.row(0).trim_start().starts_with(name)
}

/// Chooses that command from the list, wherever it stands among those that match.
fn choose(desk: &mut Desk, label: &str) {
    desk.press(Key::f(9)).words(label);
    for _ in 0..30 {
        let text = desk.screen.text();
        let mut pieces = text.split(['\n', '│']).filter_map(|piece| piece.trim_start().strip_prefix('▸'));
        let is_it = |piece: &str| {
            let piece = piece.trim_start_matches([' ', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
            piece.starts_with(&format!("{label} "))
        };
        if pieces.any(is_it) {
            desk.enter();
            return;
        }
        desk.tap(Code::Down);
    }
    panic!("{label} is not listed:\n{}", desk.screen.text());
}

/// Words that a field of that kind takes.
fn words_for(field: Field) -> &'static str {
    match field.spec().kind {
        _ if field == Field::InstalmentWhat => "1-15 500元",
        Kind::Day => "12-25",
        Kind::DayAhead => "1-20",
        Kind::Code(..) => "1",
        _ => "甲乙丙",
    }
}

/// Catches: an act or a kind of part that the command list does not have, a card without its title or its case, an act that
/// changes nothing, one that leads away from where one was, one that one undo does not take back.
#[test]
fn every_act_is_done_from_every_list() {
    for place in [Place::Register, Place::Dispute, Place::Due, Place::Find, Place::Cases] {
        let (mut desk, id) = desk(Lang::Zh, (80, 24));
        go_in(&mut desk, place);
        for act in Act::all().filter(|act| *act != Act::Fill(Deed::Void)) {
            let before = case(&desk, id);
            let label = actions::rows().find(|row| row.action == Action::Do(act)).unwrap();
            let label = label.wording.label(Lang::Zh);
            choose(&mut desk, label);
            let text = desk.screen.text();
            assert!(text.contains(label) && text.contains("Esc 不改"), "{act:?} in {place:?}:\n{text}");
            assert!(text.contains(&before.number), "{act:?} in {place:?}:\n{text}");
            desk.words(words_for(act.fields(&before)[0])).press(Key::ctrl('s'));
            assert_ne!(case(&desk, id), before, "{act:?} in {place:?}:\n{}", desk.screen.text());
            assert!(stands_in(&desk, place), "{act:?} in {place:?}:\n{}", desk.screen.text());
            let store = &mut desk.app.cx_mut().store;
            store.undo().unwrap();
            assert_eq!(case(&desk, id), before, "{act:?}: one step back");
            desk.app.cx_mut().records_changed();
        }
        let report = desk.app.cx_mut().store.check().unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

/// Catches: a strip of days or a list that lies over the field in focus or over the next one, a card that seems to end where more
/// is to be filled in, one that closes as if it had saved when nothing is filled in.
#[test]
fn an_open_list_hides_no_field_of_a_card() {
    for act in Act::all().filter(|act| *act != Act::Fill(Deed::Void)) {
        let (mut desk, id) = desk(Lang::Zh, (80, 24));
        let before = case(&desk, id);
        let labels: Vec<_> = actions::rows().filter(|row| row.action == Action::Do(act)).collect();
        choose(&mut desk, labels[0].wording.label(Lang::Zh));
        let label = |desk: &Desk| -> String {
            let row = desk.screen.row(desk.screen.cursor().unwrap().y);
            let within = row.split('│').nth(1).unwrap_or_default().trim_start_matches([' ', '*']).to_owned();
            within.split_whitespace().next().unwrap_or_default().to_owned()
        };
        let first = label(&desk);
        for _ in 0..act.fields(&before).len() {
            let before = desk.screen.text();
            desk.tap(Code::Tab);
            let next = label(&desk);
            if next == first {
                break;
            }
            assert!(before.contains(&next), "{act:?}: {next} is hidden\n{before}");
        }
    }
    let (mut desk, id) = desk(Lang::Zh, (80, 24));
    let before = case(&desk, id);
    choose(&mut desk, "签章");
    desk.press(Key::ctrl('s'));
    assert!(desk.screen.text().contains("一项都没有填"), "{}", desk.screen.text());
    assert_eq!(case(&desk, id), before);
}

/// Catches: a visit, a performance or a confirmation of a case that has no agreement, from the list of acts though the menu of
/// marks refuses it.
#[test]
fn nothing_is_done_about_an_agreement_that_is_not_there() {
    let mut district = District::new();
    let open = plain(&mut district);
    let failed = plain(&mut district);
    let before = district.store.dispute(failed).unwrap();
    let closing = Some(Closing { outcome: Outcome::Unsuccessful, on: day(2024, 12, 20) });
    district.store.save_dispute(Some(&before), Dispute { closing, ..before.clone() }, None).unwrap();
    let mut desk = Desk::in_town(district, Lang::Zh, (80, 24));
    let about_it = [
        Act::Add(PartKind::FollowUp),
        Act::Add(PartKind::Performed),
        Act::Fill(Deed::Perform),
        Act::Fill(Deed::Sign),
        Act::Fill(Deed::Confirm),
    ];
    for id in [open, failed] {
        let before = case(&desk, id);
        for act in about_it {
            assert!(tiaojie::tui::screens::acts::open(id, act, None, desk.app.cx_mut()).is_none(), "{act:?}");
            assert!(desk.notice().contains("没有达成协议"), "{act:?}: {}", desk.notice());
            let store = &mut desk.app.cx_mut().store;
            assert!(store.acted(&before, act, &Said::default()).is_err(), "{act:?}");
        }
    }
}

/// Catches: a row of the command list that does nothing where it is listed.
#[test]
fn every_command_on_a_case_leads_somewhere() {
    for place in [Place::Register, Place::Dispute] {
        let idle = |action: Action| {
            matches!(
                action,
                Action::Commands
                    | Action::Act
                    | Action::Back
                    | Action::Quit
                    | Action::LockScreen
                    | Action::Up
                    | Action::Down
            )
        };
        for row in actions::actions_in(place).filter(|row| !idle(row.action)) {
            let (mut desk, _id) = desk(Lang::Zh, (80, 24));
            go_in(&mut desk, place);
            let before = desk.screen.text();
            choose(&mut desk, row.wording.label(Lang::Zh));
            let after = desk.screen.text();
            assert!(!after.contains("还没有做好") && !desk.notice().contains("不能用"), "{}", desk.notice());
            // Movement within one case, and what there is nothing of, may leave the screen as it was.
            let moves = matches!(
                row.action,
                Action::PageUp
                    | Action::PageDown
                    | Action::First
                    | Action::Last
                    | Action::ClearFilter
                    | Action::NextSection
                    | Action::PreviousSection
            );
            assert!(moves || before != after || !desk.notice().is_empty(), "{} in {place:?}", row.name);
        }
    }
}

/// Catches: an act that needs more keys than it is worth: the text itself does not count.
#[test]
fn acts_take_few_keys() {
    let (mut desk, id) = desk(Lang::Zh, (80, 24));
    // A referral from the register, by the command list.
    desk.press(Key::f(9)).words("加移送").enter().words("区信访局").press(Key::ctrl('s'));
    let sent = case(&desk, id).referrals;
    assert!(sent.iter().any(|one| one.organisation == "区信访局" && one.on == Some(day(2024, 12, 31))));
    assert!(desk.keys <= 3, "{} keys", desk.keys);
    // The same by the list of acts.
    desk.keys = 0;
    desk.digit("+").words("加移送").enter().words("区妇联").press(Key::ctrl('s'));
    assert!(case(&desk, id).referrals.iter().any(|one| one.organisation == "区妇联"));
    assert!(desk.keys <= 3, "{} keys", desk.keys);
    // A visit today by the lead mediator: all of it is said already.
    desk.keys = 0;
    desk.digit("＋").words("加回访").enter();
    assert!(desk.screen.text().contains("回访日期"), "{} {}", desk.notice(), desk.picture());
    desk.press(Key::ctrl('s'));
    assert!(!case(&desk, id).follow_ups.is_empty(), "{}", desk.picture());
    let visit = case(&desk, id).follow_ups.remove(0);
    assert_eq!((visit.on, visit.by.as_str()), (day(2024, 12, 31), "红调"));
    assert!(desk.keys <= 3, "{} keys", desk.keys);
}

/// Catches: a list of acts whose digits stand beside other rows than those they pick.
#[test]
fn the_digit_beside_an_act_picks_it() {
    let (mut desk, id) = desk(Lang::Zh, (80, 24));
    desk.digit("+");
    let text = desk.screen.text();
    let row = text.lines().find(|line| line.contains("加调解")).unwrap().to_owned();
    let digit = row.chars().find(char::is_ascii_digit).unwrap().to_string();
    desk.digit(&digit).press(Key::ctrl('s'));
    assert_eq!(case(&desk, id).sessions.len(), 2, "{}", desk.screen.text());
}

/// Catches: a void case that takes an act, a case that cannot be voided or restored where it is listed.
#[test]
fn a_case_is_voided_and_restored_in_the_list() {
    let (mut desk, id) = desk(Lang::Zh, (80, 24));
    desk.press(Key::with_ctrl(Code::Delete));
    assert!(desk.screen.text().contains("作废"), "{}", desk.screen.text());
    desk.words("重复登记").enter();
    assert_eq!(case(&desk, id).void.as_deref(), Some("重复登记"), "{}", desk.screen.text());
    assert!(stands_in(&desk, Place::Register));
    // By its page: the list leaves void cases out.
    let mut settled = opened_of(desk, id);
    press(&mut settled, Key::char('+'));
    type_text(&mut settled, "加回访");
    press_code(&mut settled, Code::Enter);
    let said = settled.cx().notice.clone().map(|notice| notice.text).unwrap_or_default();
    assert!(said.contains("作废"), "{said}");
    press(&mut settled, Key::with_ctrl(Code::Delete));
    type_text(&mut settled, "1");
    assert_eq!(settled.cx().store.dispute(id).unwrap().void, None);
}

fn opened_of(desk: Desk, id: DisputeId) -> App {
    let (store, folder) = desk.die();
    std::mem::forget(folder);
    opened(store, id, Lang::Zh)
}

fn page() -> (App, DisputeId, tempfile::TempDir) {
    let mut district = District::new();
    let id = settled(&mut district);
    (opened(district.store, id, Lang::Zh), id, district.folder)
}

fn notice(app: &App) -> String {
    app.cx().notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

fn of(app: &App, id: DisputeId) -> Dispute {
    app.cx().store.dispute(id).unwrap()
}

/// Catches: text on a field that goes nowhere, whether typed, committed by an input method or pasted; a first character
/// that is lost.
#[test]
fn typing_on_a_field_edits_it() {
    let (mut app, id, _folder) = page();
    go_to(&mut app, "地点");
    type_text(&mut app, "村口老树下");
    press_code(&mut app, Code::Enter);
    assert_eq!(of(&app, id).place, "村口老树下");
    go_to(&mut app, "发生日期");
    type_text(&mut app, "12-1");
    press_code(&mut app, Code::Enter);
    assert_eq!(of(&app, id).occurred_on, Some(day(2024, 12, 1)));
    go_to(&mut app, "协议金额");
    type_text(&mut app, "３");
    type_text(&mut app, "．5万");
    press_code(&mut app, Code::Enter);
    assert_eq!(of(&app, id).agreement.amount, Some(Fen::from_yuan(35_000)));
    go_to(&mut app, "简要情况");
    app.input(Input::Paste("已劝开。\n明日再来。".into()));
    press(&mut app, Key::ctrl('s'));
    assert!(of(&app, id).summary.ends_with("已劝开。\n明日再来。"), "{}", of(&app, id).summary);
    // Where something is added, the text is on its card.
    go_to(&mut app, "加记事");
    type_text(&mut app, "来电催问");
    press(&mut app, Key::ctrl('s'));
    assert_eq!(of(&app, id).remarks[0].text, "来电催问");
    // What cannot be edited says so.
    go_to(&mut app, "登记时间");
    type_text(&mut app, "昨天");
    assert!(notice(&app).contains("昨天"), "{}", notice(&app));
}

/// Catches: Tab that leaves the edit, or loses what was typed; Shift+Tab that does not come back.
#[test]
fn tab_in_an_edit_goes_to_the_next_field() {
    let (mut app, id, _folder) = page();
    go_to(&mut app, "协议金额");
    type_text(&mut app, "800");
    press_code(&mut app, Code::Tab);
    assert_eq!(of(&app, id).agreement.amount, Some(Fen::from_yuan(800)));
    let row = |app: &mut App| {
        let screen = shown(app, 80, 24);
        screen.row(screen.cursor().unwrap().y)
    };
    let next = row(&mut app);
    assert!(next.contains('▸') && !next.contains("协议金额 "), "{next}");
    press_code(&mut app, Code::BackTab);
    assert!(row(&mut app).contains("▸ 协议金额"), "{}", row(&mut app));
    type_text(&mut app, "900");
    press_code(&mut app, Code::Tab);
    assert_eq!(of(&app, id).agreement.amount, Some(Fen::from_yuan(900)));
}

/// Catches: a field that moves away from the cursor once it is filled, so that the next is somewhere else.
#[test]
fn a_field_stays_where_it_is() {
    let (mut app, id, _folder) = page();
    for label in ["性别", "民族", "出生日期", "联系方式"] {
        go_to(&mut app, label);
        let before: Vec<String> = labels(&mut app);
        type_text(&mut app, if label == "出生日期" { "1970-1-2" } else { "1" });
        if shown(&mut app, 80, 24).row(23).contains("确定") {
            press_code(&mut app, Code::Enter);
        }
        assert_eq!(labels(&mut app), before, "{label}");
        let at = shown(&mut app, 80, 24);
        assert!(at.row(at.cursor().unwrap().y).contains(&format!("▸ {label}")), "{}", at.text());
    }
    assert!(of(&app, id).parties[0].born_on.is_some());
}

/// The labels of the fields in the order in which one walks through them.
fn labels(app: &mut App) -> Vec<String> {
    let here = crate::support::case::behind_marker(app);
    press_code(app, Code::Home);
    let mut all = Vec::new();
    for _ in 0..60 {
        let behind = crate::support::case::behind_marker(app);
        all.push(behind.split(' ').next().unwrap_or_default().to_owned());
        press_code(app, Code::Right);
    }
    go_to(app, here.split(' ').next().unwrap_or_default());
    all
}

/// Catches: a second unfinished edit that takes the place of the first.
#[test]
fn two_unfinished_edits_are_both_kept() {
    let (mut app, id, folder) = page();
    for (label, text) in [("地点", "村口"), ("简要情况", "又来一次")] {
        go_to(&mut app, label);
        type_text(&mut app, text);
        press_code(&mut app, Code::Esc);
    }
    let path = app.cx().store.path().to_owned();
    drop(app);
    let clock = tiaojie::domain::Fixed::at(day(2024, 12, 31), 9);
    let store = tiaojie::store::Store::open(&path, Box::new(clock)).unwrap();
    let mut app = opened(store, id, Lang::Zh);
    // The first is open again; the second waits in its field.
    press(&mut app, Key::ctrl('s'));
    for label in ["地点", "简要情况"] {
        go_to(&mut app, label);
        press_code(&mut app, Code::Enter);
        press(&mut app, Key::ctrl('s'));
    }
    assert!(of(&app, id).place == "村口" && of(&app, id).summary.ends_with("又来一次"));
    assert_eq!(app.cx().store.draft(&id.to_string()).unwrap(), None);
    drop(folder);
}

/// Catches: a card whose text is lost by Esc or by a program that ends; one that comes back after it was saved or given up.
#[test]
fn what_was_typed_on_a_card_comes_back() {
    let (mut desk, id) = desk(Lang::Zh, (80, 24));
    let open = |desk: &mut Desk| _ = desk.press(Key::f(9)).words("加移送").enter();
    open(&mut desk);
    desk.words("区信访").tap(Code::Esc);
    assert!(desk.notice().contains("还在"), "{}", desk.notice());
    open(&mut desk);
    assert!(desk.screen.text().contains("区信访"), "{}", desk.screen.text());
    desk.words("局").rest();
    let (store, folder) = desk.die();
    let mut desk = Desk::running(start::app(store, Lang::Zh), folder, (80, 24));
    open(&mut desk);
    assert!(desk.screen.text().contains("区信访局"), "{}", desk.screen.text());
    desk.press(Key::ctrl('s'));
    assert!(case(&desk, id).referrals.iter().any(|one| one.organisation == "区信访局"));
    open(&mut desk);
    assert!(!desk.screen.text().contains("区信访"), "{}", desk.screen.text());
    desk.words("再看").tap(Code::Esc);
    open(&mut desk);
    desk.tap(Code::Esc);
    open(&mut desk);
    assert!(!desk.screen.text().contains("再看"), "given up the second time:\n{}", desk.screen.text());
}

/// Catches: one act for many cases that takes the defaults of the first for all.
#[test]
fn defaults_are_those_of_each_case() {
    let mut district = District::new();
    let first = settled(&mut district);
    let second = plain(&mut district);
    let before = district.store.dispute(second).unwrap();
    let closing = Some(Closing { outcome: Outcome::Oral, on: day(2024, 12, 20) });
    let other = Dispute { mediators: vec![district.mediators[1]], closing, ..before.clone() };
    district.store.save_dispute(Some(&before), other, None).unwrap();
    let said = Said { of: None, values: vec![(Field::VisitOn, day(2024, 12, 30).value())] };
    let visit = Act::Add(PartKind::FollowUp);
    let mut by = Vec::new();
    for id in [first, second] {
        let case = district.store.dispute(id).unwrap();
        let done = district.store.acted(&case, visit, &said).unwrap().case;
        by.push((done.follow_ups[0].on, done.follow_ups[0].by.clone()));
    }
    assert_eq!(by[0].0, by[1].0);
    assert_ne!(by[0].1, by[1].1);
    let hand = AtHand { today: day(2024, 12, 31), lead: String::new(), operator: String::new() };
    let case = district.store.dispute(first).unwrap();
    let said = Said { of: None, values: vec![(Field::VisitBy, Value::Empty)] };
    let done = visit.done(&case, &said, &hand, &mut uuid::Uuid::nil).unwrap();
    assert_eq!(done.case.follow_ups[0].by, "", "said to be empty");
}
