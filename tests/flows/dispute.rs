//! Editing a case by keys: what each key changes in the file.

use crate::support::case::{finish, go_to, large, opened, plain, press, press_code, shown, type_text};
use crate::support::{District, day};
use tiaojie::domain::{
    Confirmation, Difficulty, Dispute, DisputeId, Fen, Level, Outcome, PartyKind, Performance, Sex, Side,
};
use tiaojie::store::{Changed, Store};
use tiaojie::text::Lang;
use tiaojie::tui::actions::Action;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::screens;
use tiaojie::tui::terminal::Program;

/// A plain case, opened.
fn plain_open() -> (App, DisputeId, tempfile::TempDir) {
    let mut district = District::new();
    let id = plain(&mut district);
    (opened(district.store, id, Lang::Zh), id, district.folder)
}

fn case(app: &App, id: DisputeId) -> Dispute {
    app.cx().store.dispute(id).unwrap()
}

/// Enter on the field of that label, the keys, Enter.
fn edit(app: &mut App, label: &str, keys: &str) {
    go_to(app, label);
    press_code(app, Code::Enter);
    type_text(app, keys);
    finish(app);
}

fn undo(app: &mut App) {
    press(app, Key::ctrl('z'));
}

fn redo(app: &mut App) {
    press(app, Key::ctrl('y'));
}

fn notice(app: &App) -> String {
    app.cx().notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

/// Nothing in the file disagrees with its log or its totals.
fn is_sound(app: &mut App) {
    let report = app.cx_mut().store.check().unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

/// Catches: a kind of field that cannot be edited, one that writes into another field, an edit that takes more than
/// one save, an undo that leaves something behind.
#[test]
fn each_kind_of_field_is_edited_in_place_and_undone() {
    let (mut app, id, _folder) = plain_open();
    type Check = fn(&Dispute) -> bool;
    let edits: &[(&str, &str, Check)] = &[
        ("编号", "补", |case| case.number == "（2024）松民调字第001号补"),
        ("受理日期", "12-9", |case| case.accepted_on == day(2024, 12, 9)),
        ("纠纷类型", "07", |case| case.kind.as_str() == "07"),
        ("案件来源", "法院", |case| case.source.as_str() == "court"),
        ("村（社区）", "清泉", |case| case.village.is_some()),
        ("诉前", "1", |case| case.pre_litigation),
        ("层级", "3", |case| case.level == Level::District),
        ("难易程度", "疑难", |case| case.difficulty == Some(Difficulty::Hard)),
        ("发生日期", "１１－３０", |case| case.occurred_on == Some(day(2024, 11, 30))),
        ("涉及人数", "１２", |case| case.people == Some(12)),
        ("地点", "村口", |case| case.place == "村口"),
        ("简要情况", "已劝开。", |case| case.summary == "因屋檐排水流入邻家院内发生争执。已劝开。"),
        ("姓名", "丰", |case| case.parties[0].name == "张三丰"),
        ("类别", "2", |case| case.parties[0].kind == PartyKind::Company),
        ("性别", "2", |case| case.parties[0].sex == Some(Sex::Female)),
        ("地位", "3", |case| case.parties[0].side == Side::Third),
        ("民族", "汉族", |case| case.parties[0].ethnicity == "汉族"),
        ("出生日期", "1970-1-2", |case| case.parties[0].born_on == Some(day(1970, 1, 2))),
        ("联系方式", "13800000000", |case| case.parties[0].phone == "13800000000"),
        ("身份证号", "42902119610409001X", |case| case.parties[0].id_number == "42902119610409001X"),
        ("职业或职务", "务农", |case| case.parties[0].occupation == "务农"),
        ("单位或住址", "三组", |case| case.parties[0].address == "三组"),
        ("协议金额", "3.5万", |case| case.agreement.amount == Some(Fen::from_yuan(35_000))),
        ("协议内容", "各自让一步。", |case| case.agreement.content == "各自让一步。"),
        ("履行期限", "1-31", |case| case.agreement.due_on == Some(day(2025, 1, 31))),
        ("履行情况", "1", |case| case.agreement.performance == Some(Performance::NotDue)),
        ("司法确认", "yqr", |case| case.agreement.confirmation == Some(Confirmation::Confirmed)),
        ("加备注", "材料齐。", |case| case.note == "材料齐。"),
    ];
    for (label, keys, is_there) in edits {
        let before = case(&app, id);
        edit_once(&mut app, label, keys);
        let after = case(&app, id);
        assert!(is_there(&after), "{label}: {}\n{}", notice(&app), shown(&mut app, 80, 24).text());
        assert_ne!(before, after, "{label}");
        undo(&mut app);
        assert!(notice(&app).starts_with("已撤销：（2024）松民调字第001号"), "{}", notice(&app));
        assert_eq!(case(&app, id), before, "{label}: undone by one step");
        redo(&mut app);
        assert_eq!(case(&app, id), after, "{label}: redone");
        undo(&mut app);
    }
    is_sound(&mut app);
}

/// As [`edit`]; a single digit picks and saves by itself.
fn edit_once(app: &mut App, label: &str, keys: &str) {
    go_to(app, label);
    press_code(app, Code::Enter);
    type_text(app, keys);
    if is_editing(app) {
        finish(app);
    }
}

/// A field is being edited: the keys are those of a field.
fn is_editing(app: &mut App) -> bool {
    shown(app, 80, 24).row(23).contains("确定")
}

/// Catches: an impossible order of dates that is saved, and an error that loses what was typed.
#[test]
fn an_error_is_said_beside_the_field_and_nothing_is_saved() {
    let (mut app, id, _folder) = plain_open();
    let before = case(&app, id);
    edit(&mut app, "发生日期", "12-30");
    assert_eq!(case(&app, id), before);
    let screen = shown(&mut app, 80, 24);
    let row = screen.row(screen.cursor().unwrap().y);
    assert!(row.contains("2024-12-30") && row.contains("发生在受理之后"), "{}", screen.text());
    type_text(&mut app, "11-30");
    press_code(&mut app, Code::Enter);
    assert_eq!(case(&app, id).occurred_on, Some(day(2024, 11, 30)));
    edit(&mut app, "受理日期", "2-30");
    assert!(shown(&mut app, 80, 24).text().contains("没有这一天"));
    press_code(&mut app, Code::Esc);
    assert_eq!(case(&app, id).accepted_on, day(2024, 12, 10));
}

/// Catches: a name that must be there and can be emptied.
#[test]
fn what_must_be_there_cannot_be_emptied() {
    let (mut app, id, _folder) = plain_open();
    go_to(&mut app, "姓名");
    press_code(&mut app, Code::Enter);
    for _ in 0..3 {
        press_code(&mut app, Code::Backspace);
    }
    press_code(&mut app, Code::Enter);
    assert_eq!(case(&app, id).parties[0].name, "张三");
    assert!(shown(&mut app, 80, 24).text().contains("这一项要填"));
}

/// Catches: an organisation added as a person, a kind that a later name takes back, and a company of an older file that
/// nobody hears of.
#[test]
fn an_added_organisation_has_its_kind() {
    let (mut app, id, _folder) = plain_open();
    press(&mut app, Key::ctrl('b'));
    type_text(&mut app, "青山旅游公司");
    finish(&mut app);
    assert_eq!(case(&app, id).parties[2].kind, PartyKind::Company);
    let text = shown(&mut app, 120, 40).text();
    assert!(text.contains("法定代表人") && text.contains("统一社会信用代码"), "{text}");
    // The first party was saved as a person; its kind is the clerk's.
    go_to(&mut app, "姓名");
    press_code(&mut app, Code::Enter);
    type_text(&mut app, "饭店");
    press_code(&mut app, Code::Enter);
    let first = &case(&app, id).parties[0];
    assert_eq!((first.name.as_str(), first.kind), ("张三饭店", PartyKind::Person));
    let text = shown(&mut app, 120, 40).text();
    assert!(text.contains("名称像是单位"), "{text}");
}

/// Catches: parties, referrals and visits that cannot be added or taken out, and an undo that loses them.
#[test]
fn parts_are_added_and_taken_out() {
    let (mut app, id, _folder) = plain_open();
    press(&mut app, Key::ctrl('b'));
    type_text(&mut app, "王五");
    finish(&mut app);
    let with = case(&app, id);
    assert_eq!(with.parties.len(), 3);
    assert_eq!((with.parties[2].name.as_str(), with.parties[2].side), ("王五", Side::Respondent));
    let screen = shown(&mut app, 80, 24);
    assert!(screen.row(screen.cursor().unwrap().y).contains("▸ 地位"), "one goes on with the new party");
    press(&mut app, Key::ctrl('r'));
    assert_eq!(case(&app, id).parties.len(), 2);
    assert!(notice(&app).contains("王五"), "{}", notice(&app));
    undo(&mut app);
    assert_eq!(case(&app, id), with);
    // The third could go, a second cannot.
    undo(&mut app);
    go_to(&mut app, "姓名");
    press(&mut app, Key::ctrl('r'));
    assert_eq!(case(&app, id).parties.len(), 2);
    assert!(notice(&app).contains("至少"), "{}", notice(&app));

    edit(&mut app, "加移送", "区人民法院");
    let sent = case(&app, id);
    assert_eq!(
        (sent.referrals[0].organisation.as_str(), sent.referrals[0].on),
        ("区人民法院", Some(day(2024, 12, 31)))
    );
    edit(&mut app, "移送事由", "诉前");
    assert_eq!(case(&app, id).referrals[0].reason, "诉前");
    edit_once(&mut app, "结果", "2");
    edit(&mut app, "加回访", "12-20");
    type_text(&mut app, "");
    press_code(&mut app, Code::Enter);
    type_text(&mut app, "已和好");
    press_code(&mut app, Code::Enter);
    let visited = case(&app, id);
    assert_eq!(
        (visited.follow_ups[0].on, visited.follow_ups[0].note.as_str()),
        (day(2024, 12, 20), "已和好")
    );
    press(&mut app, Key::ctrl('r'));
    assert!(case(&app, id).follow_ups.is_empty());
    is_sound(&mut app);
}

/// Catches: a mediator typed for the first time who is not made, or is made twice; a tag that is lost.
#[test]
fn mediators_and_tags_are_picked_or_typed() {
    let (mut app, id, _folder) = plain_open();
    go_to(&mut app, "调解员");
    press_code(&mut app, Code::Enter);
    type_text(&mut app, "赵新来");
    press_code(&mut app, Code::Enter);
    let names: Vec<String> = case(&app, id)
        .mediators
        .iter()
        .map(|id| app.cx().store.directory().mediator(*id).unwrap().name.clone())
        .collect();
    assert_eq!(names, ["红调", "赵新来"], "{}", shown(&mut app, 80, 24).text());
    go_to(&mut app, "联动标签");
    press_code(&mut app, Code::Enter);
    type_text(&mut app, "1");
    type_text(&mut app, "司法+民政");
    press_code(&mut app, Code::Enter);
    let tags: Vec<String> = case(&app, id).tags.into_iter().collect();
    assert_eq!(tags, ["司法+工会", "司法+民政"], "{}", shown(&mut app, 80, 24).text());
    is_sound(&mut app);
}

/// Catches: a closed case that cannot be corrected, an outcome that keeps the date of another, totals that lag.
#[test]
fn a_closed_case_stays_correctable() {
    let (mut app, id, _folder) = plain_open();
    edit_once(&mut app, "结果", "2");
    let closed = case(&app, id);
    assert_eq!(closed.closing.map(|c| (c.outcome, c.on)), Some((Outcome::Oral, day(2024, 12, 31))));
    edit(&mut app, "办结日期", "12-20");
    assert_eq!(case(&app, id).closing.unwrap().on, day(2024, 12, 20));
    edit_once(&mut app, "结果", "3");
    let corrected = case(&app, id).closing.unwrap();
    assert_eq!((corrected.outcome, corrected.on), (Outcome::Unsuccessful, day(2024, 12, 20)));
    edit_once(&mut app, "结果", "7");
    assert_eq!(case(&app, id).closing, None, "open again");
    is_sound(&mut app);
}

/// Catches: an outcome recorded over the case that the case beneath does not show.
#[test]
fn the_outcome_is_one_key_away() {
    let (mut app, id, _folder) = plain_open();
    press(&mut app, Key::f(8));
    type_text(&mut app, "2");
    press(&mut app, Key::ctrl('s'));
    assert_eq!(case(&app, id).outcome(), Some(Outcome::Oral), "{}", shown(&mut app, 80, 24).text());
    assert!(shown(&mut app, 80, 24).text().contains("成功·口头协议，2024-12-31 办结"));
    is_sound(&mut app);
}

/// Catches: a void case without a reason, one that cannot be brought back, totals that still count it.
#[test]
fn a_case_is_voided_with_a_reason_and_restored() {
    let (mut app, id, _folder) = plain_open();
    press(&mut app, Key::with_ctrl(Code::Delete));
    press_code(&mut app, Code::Enter);
    assert_eq!(case(&app, id).void, None, "no reason, not void");
    type_text(&mut app, "重复登记");
    finish(&mut app);
    assert_eq!(case(&app, id).void.as_deref(), Some("重复登记"));
    assert!(shown(&mut app, 80, 24).text().contains("已作废：重复登记"));
    is_sound(&mut app);
    undo(&mut app);
    assert_eq!(case(&app, id).void, None);
    redo(&mut app);
    press(&mut app, Key::with_ctrl(Code::Delete));
    type_text(&mut app, "1");
    assert_eq!(case(&app, id).void, None, "{}", notice(&app));
    is_sound(&mut app);
}

/// Catches: text typed into an open list that Esc drops without a word, also after the list refused it.
#[test]
fn what_was_typed_into_a_list_comes_back() {
    let (mut app, id, _folder) = plain_open();
    for (label, typed, refused) in [("纠纷类型", "3", false), ("案件来源", "天外来客", true)] {
        go_to(&mut app, label);
        press_code(&mut app, Code::Enter);
        type_text(&mut app, typed);
        if refused {
            press_code(&mut app, Code::Tab);
            assert!(shown(&mut app, 80, 24).text().contains("没有"), "{}", shown(&mut app, 80, 24).text());
        }
        press_code(&mut app, Code::Esc);
        assert!(notice(&app).contains(label), "{}", notice(&app));
        press_code(&mut app, Code::Enter);
        assert!(shown(&mut app, 80, 24).text().contains(typed), "{}", shown(&mut app, 80, 24).text());
        press_code(&mut app, Code::Esc);
    }
    assert_eq!(case(&app, id).kind.as_str(), "02");
}

/// Catches: a text lost by Esc, by a program that ends, or by an edit of another field.
#[test]
fn what_was_typed_and_not_saved_comes_back() {
    let (mut app, id, folder) = plain_open();
    go_to(&mut app, "简要情况");
    press_code(&mut app, Code::Enter);
    type_text(&mut app, "后又反复。");
    assert!(app.pause().is_some(), "typing is put away when it rests");
    app.rest();
    assert_eq!(app.pause(), None, "an idle program sleeps");
    let path = app.cx().store.path().to_owned();
    drop(app);
    let store = Store::open(&path, Box::new(tiaojie::domain::Fixed::at(day(2024, 12, 31), 9))).unwrap();
    let mut app = opened(store, id, Lang::Zh);
    assert!(notice(&app).contains("简要情况"), "{}", notice(&app));
    press_code(&mut app, Code::Enter);
    assert_eq!(case(&app, id).summary, "因屋檐排水流入邻家院内发生争执。后又反复。");
    assert_eq!(app.cx().store.draft(&id.to_string()).unwrap(), None, "the save ends the draft");

    go_to(&mut app, "加备注");
    press_code(&mut app, Code::Enter);
    type_text(&mut app, "半句");
    press_code(&mut app, Code::Esc);
    assert!(notice(&app).contains("备注"), "{}", notice(&app));
    press_code(&mut app, Code::Enter);
    assert!(shown(&mut app, 80, 24).text().contains("半句"));
    press_code(&mut app, Code::Esc);
    assert_eq!(app.cx().store.draft(&id.to_string()).unwrap(), None, "given up the second time");
    assert_eq!(case(&app, id).note, "");
    drop(folder);
}

/// Catches: other cases of a person that are not shown, or not reached.
#[test]
fn other_cases_of_a_party_are_one_key_away() {
    let mut district = District::new();
    let first = plain(&mut district);
    let second = plain(&mut district);
    let mut app = opened(district.store, second, Lang::Zh);
    go_to(&mut app, "其他案件");
    assert!(shown(&mut app, 80, 24).text().contains("1 件"));
    press_code(&mut app, Code::Enter);
    assert!(shown(&mut app, 80, 24).text().contains("张三的其他案件"));
    press_code(&mut app, Code::Enter);
    let number = case(&app, first).number;
    assert!(shown(&mut app, 80, 24).row(0).contains(&number), "{}", shown(&mut app, 80, 24).text());
}

/// Catches: a real cursor that is not where the next character goes.
#[test]
fn the_cursor_is_in_the_edited_field() {
    let mut district = District::new();
    let id = large(&mut district);
    let mut app = opened(district.store, id, Lang::Zh);
    for (label, size) in [
        ("简要情况", (80, 24)),
        ("身份证号", (80, 24)),
        ("协议内容", (120, 40)),
        ("函件编号", (80, 24)),
        ("备注", (80, 24)),
    ] {
        go_to(&mut app, label);
        press_code(&mut app, Code::Enter);
        let before = shown(&mut app, size.0, size.1).cursor().unwrap();
        type_text(&mut app, "字");
        let screen = shown(&mut app, size.0, size.1);
        let row: String = screen.row(before.y);
        assert!(row.contains('字'), "{label}: {before:?}\n{}", screen.text());
        let after = screen.cursor().unwrap();
        assert!(
            (after.x, after.y) == (before.x + 2, before.y) || after.y == before.y + 1,
            "{label}: {before:?} {after:?}"
        );
        press_code(&mut app, Code::Esc);
    }
}

/// Catches: an arrow key that sends more than a marker and two labels.
#[test]
fn moving_the_selection_sends_little() {
    let (mut app, _id, _folder) = plain_open();
    let mut screen = shown(&mut app, 80, 24);
    for _ in 0..6 {
        let before = screen.bytes();
        press_code(&mut app, Code::Down);
        screen.show(&mut app);
        let sent = screen.bytes() - before;
        assert!(sent <= 170, "{sent} bytes");
    }
}

/// Catches: an undo that is silent, or tells of nothing.
#[test]
fn undo_says_when_there_is_nothing_left() {
    let (mut app, id, _folder) = plain_open();
    undo(&mut app);
    assert!(notice(&app).contains("撤销录入"), "{}", notice(&app));
    assert!(case(&app, id).void.is_some());
    undo(&mut app);
    assert!(notice(&app).contains("没有可以撤销"), "{}", notice(&app));
    redo(&mut app);
    assert_eq!(case(&app, id).void, None);
    screens::step_history(Action::Redo, app.cx_mut());
    assert!(notice(&app).contains("没有可以重做"), "{}", notice(&app));
}

/// Catches: a save without a change that writes a revision.
#[test]
fn an_edit_that_changes_nothing_writes_nothing() {
    let (mut app, id, _folder) = plain_open();
    let before = case(&app, id);
    edit(&mut app, "受理日期", "12-10");
    assert!(notice(&app).contains("没有改动"), "{}", notice(&app));
    let saved = app.cx_mut().store.save_dispute(Some(&before), before.clone(), None).unwrap();
    assert_eq!(saved.change, Changed::Nothing);
}

/// Catches: a name, a number or a telephone that the card of a party saves in a form of its own.
#[test]
fn a_party_has_one_form_on_its_card() {
    let (mut app, id, _folder) = plain_open();
    press(&mut app, Key::ctrl('b'));
    type_text(&mut app, "阿依古丽 ． 买买提");
    press(&mut app, Key::ctrl('s'));
    assert_eq!(case(&app, id).parties[2].name, "阿依古丽·买买提");
    edit(&mut app, "联系方式", "138 0000 1111");
    edit(&mut app, "身份证号", "110105 19491231 002x");
    let case = case(&app, id);
    let has = |field: fn(&tiaojie::domain::Party) -> &str, wanted: &str| {
        case.parties.iter().any(|one| field(one) == wanted)
    };
    assert!(
        has(|one| &one.phone, "13800001111") && has(|one| &one.id_number, "11010519491231002X"),
        "{case:?}"
    );
    is_sound(&mut app);
}
