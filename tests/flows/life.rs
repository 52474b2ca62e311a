//! The later events of a case by keys: every part is added, edited, removed and undone, each by one save.

use crate::support::case::{finish, go_to, opened, plain, press, press_code, shown, type_text};
use crate::support::{District, day};
use chrono::NaiveTime;
use tiaojie::domain::check::Today;
use tiaojie::domain::{
    AgentKind, Authority, Capacity, Closing, Confirmation, Consent, Direction, Dispute, DisputeId, Fen,
    Level, Outcome, PreventionKind, RefusalGround, Retention, Risk, Route, Ruling, Satisfaction,
    SessionResult,
};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Key};

type Check = fn(&Dispute) -> bool;

/// A case that was settled in writing and is closed: all of it stays open to correction.
fn settled() -> (App, DisputeId, tempfile::TempDir) {
    let mut district = District::new();
    let id = plain(&mut district);
    let before = district.store.dispute(id).unwrap();
    let mut after = before.clone();
    after.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 12, 20) });
    after.agreement.amount = Some(Fen::from_yuan(5_000));
    district.store.save_dispute(Some(&before), after, None).unwrap();
    (opened(district.store, id, Lang::Zh), id, district.folder)
}

fn case(app: &App, id: DisputeId) -> Dispute {
    app.cx().store.dispute(id).unwrap()
}

fn notice(app: &App) -> String {
    app.cx().notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

/// Enter on the field of that label, the keys, Enter where that is still needed.
fn edit(app: &mut App, label: &str, keys: &str) {
    go_to(app, label);
    press_code(app, Code::Enter);
    type_text(app, keys);
    if shown(app, 80, 24).row(23).contains("确定") {
        finish(app);
    }
}

/// Does it, and checks that one undo takes all of it back and one redo brings it forth again.
fn edits(app: &mut App, id: DisputeId, (label, keys, is_there): (&str, &str, Check)) {
    let before = case(app, id);
    edit(app, label, keys);
    let after = case(app, id);
    assert!(is_there(&after), "{label} {keys}: {}\n{}", notice(app), shown(app, 80, 24).text());
    press(app, Key::ctrl('z'));
    assert_eq!(case(app, id), before, "{label}: undone by one step");
    press(app, Key::ctrl('y'));
    assert_eq!(case(app, id), after, "{label}: redone");
}

/// Takes out the part of the field of that label; one undo brings it back.
fn takes_out(app: &mut App, id: DisputeId, label: &str, is_gone: Check) {
    let before = case(app, id);
    go_to(app, label);
    press(app, Key::ctrl('r'));
    assert!(is_gone(&case(app, id)), "{label}: {}", notice(app));
    press(app, Key::ctrl('z'));
    assert_eq!(case(app, id), before, "{label}: back by one step");
    press(app, Key::ctrl('y'));
    assert!(is_gone(&case(app, id)), "{label}");
}

/// Nothing in the file disagrees with its log, its totals, its search index.
fn is_sound(app: &mut App) {
    let report = app.cx_mut().store.check().unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

/// Catches: a part that cannot be added, edited, taken out or undone; a session whose lawyer does not count.
#[test]
fn sessions_with_those_who_took_part() {
    let (mut app, id, _folder) = settled();
    let steps: &[(&str, &str, Check)] = &[
        ("加调解", "12-18", |c| c.sessions[0].on == day(2024, 12, 18)),
        ("时间", "下午2点半", |c| c.sessions[0].at == NaiveTime::from_hms_opt(14, 30, 0)),
        ("调解结果", "3", |c| c.sessions[0].result == Some(SessionResult::Continue)),
        ("记录人", "小赵", |c| c.sessions[0].recorder == "小赵"),
        ("调解地点", "村委会", |c| c.sessions[0].place == "村委会"),
        ("记录 ", "双方陈述。", |c| c.sessions[0].record == "双方陈述。"),
        ("加参加人", "吴律师", |c| c.sessions[0].attendees[0].name == "吴律师"),
        ("身份 ", "1", |c| {
            c.sessions[0].attendees[0].capacity == Capacity::Lawyer && c.sessions[0].has_lawyer()
        }),
        ("为谁", "李四", |c| c.sessions[0].attendees[0].party == Some(c.parties[1].id)),
        ("时间", "9:75", |c| c.sessions[0].at == NaiveTime::from_hms_opt(14, 30, 0)),
    ];
    for step in &steps[..9] {
        edits(&mut app, id, *step);
    }
    assert!(shown(&mut app, 120, 40).text().contains("第1次调解，律师参与"));
    // What is no time is said beside the field and not saved.
    let (label, keys, is_there) = steps[9];
    edit(&mut app, label, keys);
    assert!(is_there(&case(&app, id)));
    assert!(shown(&mut app, 80, 24).text().contains("看不懂这个时间"), "{}", shown(&mut app, 80, 24).text());
    press_code(&mut app, Code::Esc);
    takes_out(&mut app, id, "参加人", |c| c.sessions[0].attendees.is_empty());
    takes_out(&mut app, id, "调解日期", |c| c.sessions.is_empty());
    is_sound(&mut app);
}

/// Catches: an investigation or evidence that cannot be logged on the page of the case, corrected, taken out or undone.
#[test]
fn investigations_and_evidence() {
    let mut district = District::new();
    let id = plain(&mut district);
    let mut app = opened(district.store, id, Lang::Zh);
    for step in [
        ("加调查", "12-12", (|c| c.investigations[0].on == day(2024, 12, 12)) as Check),
        ("被调查人", "赵六", |c| c.investigations[0].asked == "赵六"),
        ("调查地点", "二组", |c| c.investigations[0].place == "二组"),
        ("调查人", "、王芳", |c| c.investigations[0].by == "红调、王芳"),
        ("记录人", "小赵", |c| c.investigations[0].recorder == "小赵"),
        ("加证据", "滴水照片", |c| c.evidence[0].name == "滴水照片"),
        ("提供人", "张三", |c| c.evidence[0].by == "张三"),
        ("份数", "2", |c| c.evidence[0].copies == Some(2)),
        ("页数", "6", |c| c.evidence[0].pages == Some(6)),
    ] {
        edits(&mut app, id, step);
    }
    for size in [(80, 24), (120, 40)] {
        let text = shown(&mut app, size.0, size.1).text();
        assert!(text.contains("滴水照片"), "{text}");
    }
    takes_out(&mut app, id, "证据名称", |c| c.evidence.is_empty());
    takes_out(&mut app, id, "调查日期", |c| c.investigations.is_empty());
    is_sound(&mut app);
}

/// Catches: an extension that counts without consent; a move that leaves the level where it was, or an undo and a
/// removal that do not bring it back.
#[test]
fn extensions_and_moves_between_the_levels() {
    let mut district = District::new();
    let id = plain(&mut district);
    let mut app = opened(district.store, id, Lang::Zh);
    edits(&mut app, id, ("加延期", "2025-2-9", |c| c.extensions[0].to == day(2025, 2, 9)));
    assert!(shown(&mut app, 120, 40).text().contains("延期不算数"), "{}", shown(&mut app, 120, 40).text());
    assert_eq!(case(&app, id).conclude_by(30), day(2025, 1, 9));
    for step in [
        ("意愿", "1", (|c| c.extensions[0].consent == Some(Consent::Willing)) as Check),
        ("商定", "12-30", |c| c.extensions[0].agreed_on == day(2024, 12, 30)),
        ("理由", "等鉴定", |c| c.extensions[0].reason == "等鉴定"),
    ] {
        edits(&mut app, id, step);
    }
    assert_eq!(case(&app, id).conclude_by(30), day(2025, 2, 9));
    assert!(shown(&mut app, 120, 40).text().contains("2025-02-09 周日 到期"));
    takes_out(&mut app, id, "延期至", |c| c.extensions.is_empty());

    edits(
        &mut app,
        id,
        ("加层级变动", "3", |c| c.level == Level::District && c.escalations[0].from == Level::Township),
    );
    edits(&mut app, id, ("变动日期", "12-28", |c| c.escalations[0].on == day(2024, 12, 28)));
    edits(&mut app, id, ("到", "1", |c| c.level == Level::Village && c.escalations[0].to == Level::Village));
    takes_out(&mut app, id, "变动日期", |c| c.escalations.is_empty() && c.level == Level::Township);
    is_sound(&mut app);
}

/// Catches: an agent without a party, a person who keeps a representative, a default that is saved as if it were said.
#[test]
fn parties_agents_and_what_follows_from_something_else() {
    let (mut app, id, _folder) = settled();
    for step in [
        ("加代理人", "周某", (|c| c.parties[0].agents[0].name == "周某") as Check),
        ("代理类型", "3", |c| c.parties[0].agents[0].kind == AgentKind::Lawyer),
        ("电话", "139", |c| c.parties[0].agents[0].phone == "139"),
        ("与当事人关系", "父子", |c| c.parties[0].agents[0].relation == "父子"),
        ("代理权限", "2", |c| c.parties[0].agents[0].authority == Some(Authority::Special)),
        ("证件号码", "42902", |c| c.parties[0].agents[0].id_number == "42902"),
        ("授权事项", "特别授权", |c| c.parties[0].agents[0].note == "特别授权"),
        ("类别", "2", |c| c.parties[0].kind.code() == "company"),
        ("法定代表人", "周经理", |c| c.parties[0].representative == "周经理"),
        ("风险等级", "1", |c| c.risk == Some(Risk::Red)),
        ("调解意愿", "1", |c| c.consent == Some(Consent::Willing)),
        ("综治类别", "jjhd", |c| c.governance.as_ref().is_some_and(|code| code.as_str() == "p19_06")),
        ("告知途径", "1", |c| c.told.contains(&Route::Arbitration)),
        ("结案理由", "分歧太大", |c| c.closing_reason == "分歧太大"),
    ] {
        if step.0 == "告知途径" {
            edit(&mut app, "结果", "3");
        }
        edits(&mut app, id, step);
    }
    takes_out(&mut app, id, "代理人", |c| c.parties[0].agents.is_empty());
    is_sound(&mut app);
}

/// Catches: a closed case that cannot be corrected, a part of the agreement's life that cannot be noted.
#[test]
fn from_the_agreement_to_the_bound_file() {
    let (mut app, id, _folder) = settled();
    assert!(shown(&mut app, 120, 60).text().contains("还缺：当事人签名日期、调解员签名日期、盖章日期"));
    for step in [
        ("达成日期", "12-19", (|c| c.agreement.reached_on == Some(day(2024, 12, 19))) as Check),
        ("履行方式", "转账", |c| c.agreement.manner == "转账"),
        ("协议份数", "4", |c| c.agreement.copies == Some(4)),
        ("当事人签名日期", "12-20", |c| c.agreement.signed_on == Some(day(2024, 12, 20))),
        ("调解员签名日期", "12-20", |c| c.agreement.mediator_signed_on == Some(day(2024, 12, 20))),
        ("盖章日期", "12-21", |c| c.effective_on() == Some(day(2024, 12, 21))),
        ("加履行", "12-22", |c| c.performed[0].on == day(2024, 12, 22)),
        ("金额", "3000", |c| c.performed[0].amount == Some(Fen::from_yuan(3_000))),
        ("内容", "首期", |c| c.performed[0].what == "首期"),
        ("履行完毕", "12-30", |c| c.agreement.performed_on == Some(day(2024, 12, 30))),
        ("申请日期", "12-25", |c| c.agreement.applied_on == Some(day(2024, 12, 25))),
        ("法院", "区法院", |c| c.agreement.court == "区法院"),
        ("裁定日期", "12-29", |c| c.agreement.decided_on == Some(day(2024, 12, 29))),
    ] {
        edits(&mut app, id, step);
    }
    let text = shown(&mut app, 120, 60).text();
    assert!(text.contains("2024-12-21 生效") && text.contains("已履行 3000 元，协议金额 5000 元"), "{text}");
    takes_out(&mut app, id, "履行日期", |c| c.performed.is_empty());
    is_sound(&mut app);
}

/// Catches: 已申请 on an agreement without its last signature that goes unsaid, a clerk left to look for the day that is
/// missing, a refusal without a place for its ground, a case page that still promises the right.
#[test]
fn a_court_is_asked_for_what_is_in_effect() {
    let (mut app, id, _folder) = settled();
    for (label, keys) in [("当事人签名日期", "12-20"), ("盖章日期", "12-21")] {
        edit(&mut app, label, keys);
    }
    let pick = |app: &mut App, digit: &str| {
        go_to(app, "司法确认");
        press_code(app, Code::Enter);
        type_text(app, digit);
    };
    pick(&mut app, "2");
    assert_eq!(case(&app, id).agreement.confirmation, Some(Confirmation::Applied));
    assert!(notice(&app).contains("协议就没有生效"), "{}", notice(&app));
    // The missing day is asked for at once.
    type_text(&mut app, "12-20");
    press_code(&mut app, Code::Enter);
    assert_eq!(case(&app, id).effective_on(), Some(day(2024, 12, 21)), "{}", shown(&mut app, 120, 40).text());
    assert!(!shown(&mut app, 120, 60).text().contains("协议就没有生效"));

    // In effect, the next question is the day of the application.
    pick(&mut app, "2");
    type_text(&mut app, "12-25");
    press_code(&mut app, Code::Enter);
    assert_eq!(case(&app, id).agreement.applied_on, Some(day(2024, 12, 25)));
    for step in [
        ("司法确认", "4", (|c| c.agreement.confirmation == Some(Confirmation::NotTaken)) as Check),
        ("不予确认情形", "5", |c| c.agreement.refusal_ground == Some(RefusalGround::Rights)),
        ("不予确认理由", "确定林地归属", |c| c.agreement.refusal_reason == "确定林地归属"),
        ("裁定书文号", "（2024）鄂9021民特7号", |c| {
            c.agreement.decision == "（2024）鄂9021民特7号"
        }),
    ] {
        edits(&mut app, id, step);
    }
    is_sound(&mut app);
}

/// Catches: a bottom line that says Ctrl+S where the digit that picks already saves, here and on a card, and one that
/// says nothing of it where it does not.
#[test]
fn ctrl_s_is_not_said_where_a_digit_saves() {
    let (mut app, _id, _folder) = settled();
    let foot = |app: &mut App| shown(app, 80, 24).row(23);
    go_to(&mut app, "风险等级");
    press_code(&mut app, Code::Enter);
    assert!(!foot(&mut app).contains("Ctrl+S"), "{}", foot(&mut app));
    press_code(&mut app, Code::Esc);
    go_to(&mut app, "协议金额");
    press_code(&mut app, Code::Enter);
    assert!(foot(&mut app).contains("Ctrl+S"), "{}", foot(&mut app));
    press_code(&mut app, Code::Esc);
    press(&mut app, Key::f(8));
    assert!(shown(&mut app, 80, 24).text().contains("Ctrl+S 保存，Esc 不改"));
    for _ in 0..6 {
        if shown(&mut app, 80, 24).text().contains("履行情况                             按数字") {
            break;
        }
        press_code(&mut app, Code::Enter);
    }
    // Where the list is the last field of the card, its digit saves; where another follows, it does not.
    let card = shown(&mut app, 80, 24).text();
    assert_eq!(card.contains("数字选了就保存"), !card.contains("Ctrl+S"), "{card}");
}

/// Catches: the same for what comes after it.
#[test]
fn lawsuit_visit_prevention_remarks_and_file() {
    let (mut app, id, _folder) = settled();
    for step in [
        ("加诉讼", "12-28", (|c| c.litigation.filed_on == Some(day(2024, 12, 28))) as Check),
        ("裁判结果", "1", |c| c.litigation.ruling == Some(Ruling::Upheld)),
        ("裁判日期", "12-30", |c| c.litigation.decided_on == Some(day(2024, 12, 30))),
        ("加回访", "12-29", |c| c.follow_ups[0].on == day(2024, 12, 29)),
        ("回访人", "、王芳", |c| c.follow_ups[0].by == "红调、王芳"),
        ("回访事由", "看首期款", |c| c.follow_ups[0].reason == "看首期款"),
        ("满意度", "2", |c| c.follow_ups[0].satisfaction == Some(Satisfaction::Fairly)),
        ("加预防", "2", |c| c.preventions[0].kind == PreventionKind::Criminal),
        ("人数", "3", |c| c.preventions[0].people == 3),
        ("情况", "持刀相向", |c| c.preventions[0].note == "持刀相向"),
        ("加记事", "来电催问。", |c| {
            c.remarks[0].text == "来电催问。" && c.remarks[0].on == day(2024, 12, 31)
        }),
        ("加立卷", "12-30", |c| c.filing.on == Some(day(2024, 12, 30))),
        ("卷号", "2024-1", |c| c.filing.volume == "2024-1"),
        ("保管期限", "3", |c| c.filing.retention == Some(Retention::Permanent)),
        ("加移送", "区信访局", |c| c.referrals[0].direction == Direction::Out),
        ("反馈日期", "12-31", |c| c.referrals[0].feedback_on == Some(day(2024, 12, 31))),
    ] {
        edits(&mut app, id, step);
    }
    takes_out(&mut app, id, "裁判结果", |c| {
        c.litigation.filed_on.is_none() && c.litigation.ruling.is_none()
    });
    takes_out(&mut app, id, "回访人", |c| c.follow_ups.is_empty());
    takes_out(&mut app, id, "防止", |c| c.preventions.is_empty());
    takes_out(&mut app, id, "记事日期", |c| c.remarks.is_empty());
    takes_out(&mut app, id, "卷号", |c| c.filing.on.is_none());
    takes_out(&mut app, id, "反馈日期", |c| c.referrals.is_empty());
    go_to(&mut app, "编号");
    press(&mut app, Key::ctrl('r'));
    assert!(notice(&app).contains("先选中"), "{}", notice(&app));
    is_sound(&mut app);
}

/// Catches: a day that cannot be, which is saved all the same.
#[test]
fn what_cannot_be_is_refused_beside_the_field() {
    let (mut app, id, _folder) = settled();
    edit(&mut app, "加调解", "2025-3-1");
    assert!(case(&app, id).sessions.is_empty());
    assert!(shown(&mut app, 80, 24).text().contains("晚于今天"), "{}", shown(&mut app, 80, 24).text());
    press_code(&mut app, Code::Esc);
    is_sound(&mut app);
}

/// Catches: Tab that stops at every field, or passes a section.
#[test]
fn tab_goes_from_section_to_section() {
    let (mut app, _id, _folder) = settled();
    let mut seen = Vec::new();
    for _ in 0..7 {
        press_code(&mut app, Code::Tab);
        seen.push(crate::support::case::behind_marker(&mut app).chars().take(4).collect::<String>());
    }
    assert_eq!(seen.concat().replace(' ', ""), "姓名调解员结果协议金额履行情况司法确认加备注", "{seen:?}");
    press_code(&mut app, Code::BackTab);
    assert!(crate::support::case::behind_marker(&mut app).starts_with("司法确认"));
}

/// Catches: a warning that every case of an imported ledger would bear.
#[test]
fn an_imported_ledger_is_not_full_of_warnings() {
    let (_folder, store) = crate::support::ledger::ledger_2024(day(2025, 1, 10));
    let ids = store.all_ids(&tiaojie::store::CaseFilter::default()).unwrap();
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for id in &ids {
        let now = Today { day: day(2025, 1, 10), ..store.today_at(store.dispute(*id).unwrap().office) };
        for problem in tiaojie::domain::check::check(&store.dispute(*id).unwrap(), now) {
            let name = format!("{problem:?}");
            *counts.entry(name.split('(').next().unwrap().to_owned()).or_default() += 1;
        }
    }
    assert!(counts.values().all(|count| count * 10 < ids.len()), "{counts:?} of {}", ids.len());
    println!("{counts:?}");
}
