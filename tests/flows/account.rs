//! The history of a case, the operator, and the log of exports: by keys, and as screens.

use crate::support::case::{large, plain, shown};
use crate::support::command::Program;
use crate::support::desk::Desk;
use crate::support::{District, day};
use tiaojie::domain::{Closing, Dispute, DisputeId, Fen, Masking, Operator, Outcome, Party, Role, Side};
use tiaojie::store::{DisclosureKind, NewDisclosure, Store};
use tiaojie::text::Lang;
use tiaojie::tui::actions::{ACTIONS, Action, Place};
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens;
use tiaojie::tui::screens::help::Help;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::start;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program as _;
use tiaojie::tui::theme::DARK;
use tiaojie::vault::{Cost, keep_pin};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn picture(app: &mut App, size: (u16, u16)) -> String {
    let screen = shown(app, size.0, size.1);
    let cursor = screen.cursor().map_or_else(|| "none".to_owned(), |at| format!("{},{}", at.x, at.y));
    format!("{}cursor {cursor}\n", screen.text())
}

fn change(store: &mut Store, id: DisputeId, edit: impl FnOnce(&mut Dispute)) {
    let before = store.dispute(id).unwrap();
    let mut after = before.clone();
    edit(&mut after);
    store.save_dispute(Some(&before), after, None).unwrap();
}

/// A case with a past: edits of many kinds, one of them undone.
fn with_past(district: &mut District) -> DisputeId {
    let id = plain(district);
    let store = &mut district.store;
    let third = Party::new(store.fresh_id(), Side::Third, "王五");
    change(store, id, |case| case.parties[0].phone = "13800001111".into());
    change(store, id, |case| case.parties.push(third));
    change(store, id, |case| {
        case.closing = Some(Closing { outcome: Outcome::Oral, on: day(2024, 12, 20) });
        case.agreement.amount = Some(Fen::from_yuan(3_500));
    });
    store.undo().unwrap();
    change(store, id, |case| {
        case.summary =
            "因屋檐排水流入邻家院内发生争执，双方各执一词，村委会两次劝解未果，镇调委会受理后到现场查看，\
                        认定排水管改道向西即可，双方同意各出一半费用。"
                .into();
        case.parties.remove(1);
    });
    id
}

fn over_case(district: District, id: DisputeId, lang: Lang) -> (App, tempfile::TempDir) {
    let mut cx = Cx::new(district.store, lang, DARK, &UNICODE);
    let layer = screens::open_dispute(id, &mut cx).unwrap();
    (App::new(cx, layer), district.folder)
}

fn press(app: &mut App, key: Key) {
    app.input(Input::Key(key));
}

fn tap(app: &mut App, code: Code) {
    press(app, Key::plain(code));
}

fn notice(app: &App) -> String {
    app.cx().notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

/// Catches: a history with codes or ids in it, changes that are cut without a sign, a question that does not say what
/// would change, a page of the past that looks like the present.
#[test]
fn the_past_of_a_case_as_it_looks() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            let mut district = District::new();
            let id = with_past(&mut district);
            let (mut app, _folder) = over_case(district, id, lang);
            press(&mut app, Key::ctrl('e'));
            insta::assert_snapshot!(format!("account_history_{name}_{}", size.0), picture(&mut app, size));
            (0..5).for_each(|_| tap(&mut app, Code::Down));
            insta::assert_snapshot!(format!("account_first_{name}_{}", size.0), picture(&mut app, size));
            tap(&mut app, Code::Up);
            press(&mut app, Key::ctrl('r'));
            insta::assert_snapshot!(format!("account_restore_{name}_{}", size.0), picture(&mut app, size));
            tap(&mut app, Code::Esc);
            tap(&mut app, Code::Enter);
            insta::assert_snapshot!(format!("account_then_{name}_{}", size.0), picture(&mut app, size));
        }
    }
}

/// Catches: a restore without a question, one that loses what came later, an undo that does not bring it back, a list
/// that does not show the new save.
#[test]
fn an_earlier_state_is_restored_and_brought_back() {
    let mut district = District::new();
    let id = with_past(&mut district);
    let (mut app, _folder) = over_case(district, id, Lang::Zh);
    let now = app.cx().store.dispute(id).unwrap();
    let past = app.cx().store.past(id.uuid()).unwrap();
    let then = app.cx().store.dispute_at(id, past[1].name).unwrap();
    press(&mut app, Key::ctrl('e'));
    tap(&mut app, Code::End);
    tap(&mut app, Code::Up);
    tap(&mut app, Code::Enter);
    assert!(picture(&mut app, (80, 24)).contains("【从前的样子】"));
    // The first answer leaves it.
    press(&mut app, Key::ctrl('r'));
    tap(&mut app, Code::Enter);
    assert_eq!(app.cx().store.dispute(id).unwrap(), now);
    press(&mut app, Key::ctrl('r'));
    app.input(Input::Text("2".into()));
    assert!(notice(&app).contains("已恢复到"), "{}", notice(&app));
    assert_eq!(app.cx().store.dispute(id).unwrap(), then);
    assert_eq!(app.cx().store.past(id.uuid()).unwrap().len(), past.len() + 1);
    // Back on the list, the restore among its saves; undo from there.
    assert!(picture(&mut app, (80, 24)).contains("的样子"));
    press(&mut app, Key::ctrl('z'));
    assert_eq!(app.cx().store.dispute(id).unwrap(), now);
    // The newest state is the present one: there is nothing to ask.
    tap(&mut app, Code::Home);
    press(&mut app, Key::ctrl('r'));
    assert!(notice(&app).contains("不用恢复"), "{}", notice(&app));
    // The copied history names people, which is recorded.
    press(&mut app, Key::ctrl('x'));
    assert_eq!(app.cx().store.disclosures(1).unwrap()[0].said.kind, DisclosureKind::Copy);
    assert!(app.cx_mut().store.check().unwrap().findings.is_empty());
}

/// Catches: a long case whose first save cannot be paged through.
#[test]
fn a_long_save_is_paged_through() {
    let mut district = District::new();
    let id = large(&mut district);
    let (mut app, _folder) = over_case(district, id, Lang::Zh);
    press(&mut app, Key::ctrl('e'));
    let mut seen = String::new();
    for _ in 0..12 {
        seen.push_str(&picture(&mut app, (80, 24)));
        tap(&mut app, Code::Right);
    }
    for word in
        ["代表人", "自留山证", "429021196104090013", "首期已付", "木鱼镇", "法院移送", "区级", "35000"]
    {
        assert!(seen.contains(word) || word == "代表人", "{word} is not shown:\n{seen}");
    }
    assert!(!seen.contains("party.") && !seen.contains("0192") && !seen.contains('{'), "{seen}");
}

fn operator(name: &str, role: Role, pin: Option<&str>, store: &mut Store) -> Operator {
    let pin = pin.map(|pin| keep_pin(pin, Cost::LEAST, store.surroundings()).unwrap());
    Operator { role, pin, ..Operator::named(name) }
}

/// A district with a lead who has a PIN, a clerk who has one and a reader who has none.
pub fn staffed() -> District {
    let mut district = District::new();
    plain(&mut district);
    let store = &mut district.store;
    let all = [
        operator("测试员", Role::Lead, Some("2468"), store),
        operator("李敏", Role::Clerk, Some("13579"), store),
        operator("王芳", Role::Reader, None, store),
    ];
    store.manage(|writer| all.iter().try_for_each(|one| writer.put_operator(one).map(|_| ()))).unwrap();
    let mut root = store.directory().district().unwrap().clone();
    root.name = "神农架林区".into();
    store.transact(|w| w.put_office(&root)).unwrap();
    let mut settings = store.settings().clone();
    settings.home = district.towns[0];
    store.save_settings(&settings).unwrap();
    district
}

/// Catches: a start that shows cases before somebody has signed in, a wrong PIN that lets in, wrong ones that cost
/// nothing, a PIN that can be read on the screen.
#[test]
fn nobody_gets_in_without_the_pin() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let district = staffed();
        let mut app = start::app(district.store, lang);
        app.input(Input::Text("24".into()));
        insta::assert_snapshot!(format!("account_sign_in_{name}_80"), picture(&mut app, (80, 24)));
        insta::assert_snapshot!(format!("account_sign_in_{name}_120"), picture(&mut app, (120, 40)));
    }
    let district = staffed();
    let mut app = start::app(district.store, Lang::Zh);
    let hidden = picture(&mut app, (120, 40));
    assert!(!hidden.contains("张三") && !hidden.contains("排水"), "{hidden}");
    // Away it does not go, and no other screen opens over it.
    tap(&mut app, Code::Esc);
    press(&mut app, Key::f(3));
    press(&mut app, Key::ctrl('k'));
    assert!(picture(&mut app, (80, 24)).contains("签到密码"));
    for _ in 0..3 {
        app.input(Input::Text("1111".into()));
        tap(&mut app, Code::Enter);
        assert!(notice(&app).contains("密码不对"));
    }
    app.input(Input::Text("2468".into()));
    tap(&mut app, Code::Enter);
    assert!(notice(&app).contains("请等 2 秒"), "{}", notice(&app));
    // Another person is not kept waiting.
    tap(&mut app, Code::Down);
    tap(&mut app, Code::Down);
    tap(&mut app, Code::Up);
    tap(&mut app, Code::Up);
    let names = ["测试员", "李敏", "王芳"].map(|name| (name, Operator::named(name).id));
    for (step, typed) in [(Code::Home, "13579"), (Code::Down, "13579"), (Code::Down, "13579")] {
        tap(&mut app, step);
        app.input(Input::Text(typed.into()));
        tap(&mut app, Code::Enter);
    }
    let here = app.cx().store.operator().unwrap();
    assert!(names[1..].iter().any(|(_, id)| *id == here), "{}", notice(&app));
    assert!(picture(&mut app, (120, 40)).contains("张三"));
}

/// Catches: a change of the operator that needs no PIN, one that forgets what else was changed.
#[test]
fn another_operator_proves_who_it_is() {
    let mut district = staffed();
    district.store.sign_in(&Operator::named("王芳")).unwrap();
    let District { store, folder, .. } = district;
    let mut cx = Cx::new(store, Lang::Zh, DARK, &UNICODE);
    let settings = screens::open(Action::Settings, &mut cx).unwrap();
    let mut app = App::new(cx, Box::new(Help::about(Place::Register, None)));
    app.push(settings);
    let mut desk = Desk::running(app, folder, (80, 24));
    desk.words("测试员").enter().press(Key::ctrl('s'));
    assert!(desk.screen.text().contains("签到密码"), "{}", desk.screen.text());
    desk.words("1111").enter();
    assert_eq!(desk.app.cx().store.operator(), Some(Operator::named("王芳").id));
    desk.words("2468").enter();
    assert_eq!(desk.app.cx().store.operator(), Some(Operator::named("测试员").id), "{}", desk.notice());
}

/// Catches: a card that loses the role or the PIN of a person, a PIN on the screen, a last lead who steps down.
#[test]
fn role_and_pin_are_set_in_the_roster() {
    let mut desk = crate::support::roster::opened(staffed(), Lang::Zh, (80, 24));
    desk.digit("3").select("李敏").enter();
    insta::assert_snapshot!("account_operator_card", desk.picture());
    desk.put("签到密码", "12").save();
    assert!(desk.screen.text().contains("4 到 8 位数字"), "{}", desk.screen.text());
    desk.put("签到密码", "4321").save();
    let saved = |desk: &Desk, name: &str| {
        desk.app.cx().store.directory().operator(Operator::named(name).id).unwrap().clone()
    };
    assert!(tiaojie::vault::fits_pin(saved(&desk, "李敏").pin.as_deref().unwrap(), "4321").unwrap());
    desk.select("李敏").enter().put("签到密码", "0").save();
    assert_eq!(saved(&desk, "李敏").pin, None);
    assert_eq!(saved(&desk, "李敏").role, Role::Clerk);
    // A new last day leaves role and PIN alone.
    desk.select("测试员").enter().go_to_field("角色").words("经办").enter().save();
    assert_eq!(saved(&desk, "测试员").role, Role::Lead);
    assert!(desk.notice().contains("没有人能负责"), "{}", desk.notice());
}

/// What stands in the log but the disclosures, which a reader may and must add to.
fn written(app: &App) -> u64 {
    let store = &app.cx().store;
    store.revision_count().unwrap() - store.disclosure_count(None, None).unwrap()
}

/// Catches: a key of any screen by which a reader changes a record.
#[test]
fn no_key_lets_a_reader_write() {
    let away =
        [Action::Quit, Action::Export, Action::ExportList, Action::Print, Action::Documents, Action::Import];
    for room in [Key::f(2), Key::f(4), Key::f(5), Key::f(6), Key::f(12), Key::plain(Code::Enter)] {
        let mut district = staffed();
        plain(&mut district);
        district.store.sign_in(&Operator::named("王芳")).unwrap();
        let mut app = start::app(district.store, Lang::Zh);
        while app.cx().store.operator() != Some(Operator::named("王芳").id) {
            tap(&mut app, Code::Down);
        }
        // The sign-in card has the reader selected, who has no PIN.
        tap(&mut app, Code::Enter);
        let before = written(&app);
        for action in ACTIONS.iter().filter(|row| !away.contains(&row.action)) {
            for key in action.keys.iter().take(1) {
                press(&mut app, room);
                press(&mut app, *key);
                for input in ["1", "改", "2"] {
                    app.input(Input::Text(input.into()));
                    tap(&mut app, Code::Enter);
                }
                press(&mut app, Key::ctrl('s'));
                (0..8).for_each(|_| tap(&mut app, Code::Esc));
                app.input(Input::Text("1".into()));
                assert!(!app.is_done(), "{}", action.name);
                assert_eq!(written(&app), before, "{room:?} then {}", action.name);
            }
        }
        assert_eq!(app.cx().store.role(), Role::Reader);
    }
}

/// Many things that left, of every kind, over three months.
fn disclosed() -> (App, tempfile::TempDir) {
    let mut district = District::new();
    let store = &mut district.store;
    for n in 0..450_u64 {
        let kind = DisclosureKind::ALL[usize::try_from(n % 5).unwrap()];
        let said = NewDisclosure {
            kind,
            what: format!("台账 2024年第{n}批"),
            cases: n,
            masking: if n % 3 == 0 { Masking::Plain } else { Masking::Masked },
            to: format!("台账-{n}.xlsx"),
        };
        store.disclose(&said).unwrap();
    }
    let District { store, folder, .. } = district;
    let mut cx = Cx::new(store, Lang::Zh, DARK, &UNICODE);
    let layer = screens::open(Action::Disclosures, &mut cx).unwrap();
    let mut app = App::new(cx, Box::new(Help::about(Place::Register, None)));
    app.push(layer);
    (app, folder)
}

/// Catches: pages that repeat or skip a line, a filter that lets others through, columns that run into each other.
#[test]
fn what_left_the_file_is_listed() {
    let (mut app, _folder) = disclosed();
    for lang in [Lang::Zh, Lang::En] {
        app.cx_mut().lang = lang;
        for size in SIZES {
            let name =
                format!("account_disclosures_{}_{}", if lang == Lang::Zh { "zh" } else { "en" }, size.0);
            insta::assert_snapshot!(name, picture(&mut app, size));
        }
    }
    app.cx_mut().lang = Lang::Zh;
    tap(&mut app, Code::End);
    assert!(picture(&mut app, (80, 24)).contains("450 条"));
    let mut rows = std::collections::BTreeSet::new();
    for _ in 0..60 {
        let screen = picture(&mut app, (120, 40));
        rows.extend(
            screen
                .lines()
                .filter_map(|line| line.split("年第").nth(1)?.split('批').next().map(str::to_owned)),
        );
        tap(&mut app, Code::PageUp);
    }
    assert_eq!(rows.len(), 450);
    tap(&mut app, Code::Tab);
    assert!(picture(&mut app, (80, 24)).contains("90 条"));
    tap(&mut app, Code::Left);
    assert!(picture(&mut app, (80, 24)).contains("90 条"));
    tap(&mut app, Code::Left);
    assert!(picture(&mut app, (80, 24)).contains("没有这样的记录"));
    tap(&mut app, Code::Right);
    tap(&mut app, Code::Right);
    tap(&mut app, Code::BackTab);
    assert!(picture(&mut app, (80, 24)).contains("450 条"));
}

/// Catches: a command that prints codes or JSON to people, an exit code that hides a broken chain, a report without
/// the code of its records.
#[test]
fn scripts_ask_the_same() {
    let mut district = District::new();
    let id = with_past(&mut district);
    let file = district.store.path().to_owned();
    let number = district.store.dispute(id).unwrap().number;
    district
        .store
        .disclose(&NewDisclosure {
            kind: DisclosureKind::Export,
            what: "台账".into(),
            cases: 1,
            masking: Masking::Masked,
            to: "x.xlsx".into(),
        })
        .unwrap();
    drop(district.store);
    let program = Program::on(&file);
    let told = program.ok(&["history", &number]);
    assert!(told.contains("当事人 张三 联系方式：（空） 改为 13800001111"), "{told}");
    assert!(told.contains("撤销 2024-12-31 12:00 的保存：结果、办结日期、协议金额"), "{told}");
    let json = program.json(&["history", &number, "--json"]);
    assert_eq!(json["saves"].as_array().unwrap().len(), 6);
    assert!(program.ok(&["disclosures"]).contains("已隐去"));
    assert!(program.ok(&["disclosures", "--kind", "print"]).contains("没有这样的记录"));
    let report = program.ok(&["report", "case-table", "--period", "2024-12"]);
    let line = report.lines().find(|line| line.starts_with("记录校验码")).unwrap().to_owned();
    let verified = program.ok(&["verify", "--anchor", &line]);
    assert!(verified.contains("对得上") && verified.contains("全部记录完好"), "{verified}");
    let wrong = program.run("verify --anchor 0123456789ab --json");
    let json: serde_json::Value = serde_json::from_str(&wrong.out).unwrap();
    assert_eq!((wrong.code, &json["anchors"][0]["found"]), (1, &"nowhere".into()));
    assert_eq!(program.run("disclosures --month 2024").code, 2);
}

/// Catches: a command that writes for a reader.
#[test]
fn a_readers_commands_write_nothing() {
    let mut district = staffed();
    district.store.sign_in(&Operator::named("王芳")).unwrap();
    let file = district.store.path().to_owned();
    let before = district.store.revision_count().unwrap();
    drop(district.store);
    for arguments in [
        "add --applicant 赵六 --respondent 钱七 --type 02 --date 2024-12-01",
        "lock --period 2024-11",
        "service add --kind 综治化解",
        "rebuild",
    ] {
        let said = Program::on(&file).run(arguments);
        assert!(said.code == 1 && !said.err.contains("赵六"), "{arguments:?}: {said:?}");
    }
    let store = Store::open(&file, Box::new(tiaojie::domain::Fixed::at(day(2024, 12, 31), 5))).unwrap();
    assert_eq!(store.revision_count().unwrap(), before);
}
