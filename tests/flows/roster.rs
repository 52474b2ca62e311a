//! The roster by keys: entries added, renamed and retired there change everywhere, and can be undone. The
//! snapshots at the end were reviewed.

use std::collections::BTreeMap;

use crate::support::desk::Desk;
use crate::support::roster::opened;
use crate::support::{District, case, day};
use tiaojie::domain::{Difficulty, Dispute, Limit, Mediator, Office, OfficeKind};
use tiaojie::store::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Store};
use tiaojie::text::Lang;
use tiaojie::tui::actions::Action;
use tiaojie::tui::form::lists;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::screens;

fn desk(district: District) -> Desk {
    opened(district, Lang::Zh, (80, 24))
}

fn store(desk: &Desk) -> &Store {
    &desk.app.cx().store
}

/// The names that a new case is offered.
fn offered_mediators(store: &Store) -> Vec<String> {
    let home = store.settings().home;
    lists::mediators(store, home).into_iter().map(|item| item.label).collect()
}

/// Catches: a retired mediator offered for a new case, or lost from the case that has him; an undo that leaves him
/// retired.
#[test]
fn a_retired_mediator_is_not_offered_and_stays_on_his_cases() {
    let mut district = District::new();
    let id = case::plain(&mut district);
    let retired = district.mediators[0];
    let mut desk = opened(district, Lang::Zh, (80, 60));
    desk.digit("2").select("红调").retire();
    assert!(desk.screen.text().contains("停用：红调"), "{}", desk.screen.text());
    desk.words("2024-12-30").enter();
    assert!(desk.notice().contains("红调 有效到 2024-12-30"), "{}", desk.notice());
    assert!(desk.screen.text().contains("已停用 2024-12-30"), "{}", desk.screen.text());
    assert!(!offered_mediators(store(&desk)).contains(&"红调".to_owned()));
    assert_eq!(store(&desk).dispute(id).unwrap().mediators, vec![retired]);

    // The next case takes the mediators of the last one by default, but not him.
    let entry = screens::open(Action::Log, desk.app.cx_mut()).unwrap();
    desk.app.push(entry);
    desk.tap(Code::Down);
    assert!(!desk.screen.text().contains("红调"), "{}", desk.screen.text());
    desk.tap(Code::Esc);

    // On the case itself he stands, and may be picked again.
    let layer = screens::open_dispute(id, desk.app.cx_mut()).unwrap();
    desk.app.push(layer);
    desk.tap(Code::Down);
    assert!(desk.screen.text().contains("红调"), "{}", desk.screen.text());
    desk.tap(Code::Esc);

    desk.press(Key::ctrl('z'));
    assert!(offered_mediators(store(&desk)).contains(&"红调".to_owned()), "{}", desk.notice());
    desk.press(Key::ctrl('y'));
    assert!(!offered_mediators(store(&desk)).contains(&"红调".to_owned()));
    desk.select("红调").retire();
    assert!(desk.notice().contains("重新有效"), "{}", desk.notice());
    assert!(offered_mediators(store(&desk)).contains(&"红调".to_owned()));
    assert!(store(&desk).check().unwrap().findings.is_empty());
}

/// Catches: today as the last day counted as gone by.
#[test]
fn the_last_day_is_today_unless_another_is_typed() {
    let mut desk = desk(District::new());
    desk.digit("2").select("清调").retire().enter();
    let clear = store(&desk).directory().mediators().find(|mediator| mediator.name == "清调").unwrap();
    assert_eq!(clear.valid_to, Some(day(2024, 12, 31)));
    assert!(offered_mediators(store(&desk)).contains(&"清调".to_owned()));
    assert!(desk.screen.text().contains("至 2024-12-31"), "{}", desk.screen.text());
}

/// Catches: a new village that is not under the township one stood on, or that entry does not offer; a second of the
/// same name; an undo that leaves it in the lists.
#[test]
fn a_village_is_added_under_its_township() {
    let district = District::new();
    let town = district.towns[0];
    let mut desk = desk(district);
    desk.select("松柏镇").tap(Code::F(2));
    assert!(desk.screen.text().contains("单位：新增"), "{}", desk.screen.text());
    desk.words("八角庙村").go_to_field("别名").words("八角庙、八角村").save();
    let villages = |desk: &Desk| -> Vec<String> {
        lists::villages(store(desk), town).into_iter().map(|item| item.label).collect()
    };
    assert_eq!(villages(&desk), ["红花朵村", "清泉村", "八角庙村"]);
    let made = store(&desk).directory().office_called(town, "八角村").unwrap();
    assert_eq!((made.name.as_str(), made.kind), ("八角庙村", OfficeKind::Village));

    // The same name again, by an alias: said beside the field, nothing saved.
    desk.select("松柏镇").tap(Code::F(2)).words("八角村").save();
    assert!(desk.screen.text().contains("同一上级下已有这个名称"), "{}", desk.screen.text());
    assert_eq!(villages(&desk).len(), 3);
    desk.tap(Code::Esc).digit("1");

    desk.press(Key::ctrl('z'));
    assert_eq!(villages(&desk), ["红花朵村", "清泉村"]);
    assert!(!desk.screen.text().contains("八角庙村"), "{}", desk.screen.text());
    desk.press(Key::ctrl('y'));
    assert_eq!(villages(&desk).len(), 3);
    // Undone and made again: the same village, not a second.
    desk.press(Key::ctrl('z')).select("松柏镇").tap(Code::F(2)).words("八角庙村").save();
    assert_eq!(villages(&desk).len(), 3);
    assert!(store(&desk).check().unwrap().findings.is_empty());
}

/// Catches: an empty name saved, a division code in words, a village under a village, a street office under a town.
#[test]
fn what_is_wrong_with_an_office_is_said_beside_its_field() {
    let mut desk = desk(District::new());
    desk.select("红花朵村").enter();
    desk.put("名称", "").save();
    assert!(desk.screen.text().contains("这一项要填"), "{}", desk.screen.text());
    desk.words("红花朵村").put("区划代码", "四二九").save();
    assert!(desk.screen.text().contains("只能填数字"), "{}", desk.screen.text());
    desk.put("区划代码", "429021100201").go_to_field("类别").words("街道").tap(Code::Tab).save();
    assert!(desk.screen.text().contains("这类单位的上级只能是区县"), "{}", desk.screen.text());
    desk.tap(Code::Esc).digit("1");
    desk.select("松柏镇").enter().go_to_field("类别").words("社区").tap(Code::Tab).save();
    assert!(desk.screen.text().contains("下面还有村或社区"), "{}", desk.screen.text());
    desk.tap(Code::Esc).digit("1");
    assert_eq!(store(&desk).directory().townships().count(), 2);
}

/// Catches: an enterprise or an association that cannot log cases, or counts as a village.
#[test]
fn an_enterprise_logs_cases_as_a_township_does() {
    let mut desk = desk(District::new());
    desk.select("神农架林区").tap(Code::F(2)).words("林区供电公司");
    desk.go_to_field("类别").words("企事业").tap(Code::Tab).save();
    let offices: Vec<String> = lists::townships(store(&desk)).into_iter().map(|item| item.label).collect();
    assert_eq!(offices, ["松柏镇", "木鱼镇", "林区供电公司"]);
    desk.digit("7");
    assert!(desk.screen.text().contains("林区供电公司"), "{}", desk.screen.text());
}

/// Catches: a grade that an office calls otherwise but lists, totals or the case still call as built in.
#[test]
fn a_grade_that_is_called_otherwise_is_called_so_everywhere() {
    let mut district = District::new();
    let id = case::plain(&mut district);
    let before = district.store.dispute(id).unwrap();
    let hard = Dispute { difficulty: Some(Difficulty::Hard), ..before.clone() };
    district.store.save_dispute(Some(&before), hard, None).unwrap();
    let mut desk = desk(district);
    desk.digit("6").select("疑难复杂").enter().put("名称", "骨头案").put("短名", "骨头").save();
    assert!(desk.notice().contains("已保存：骨头案"), "{}", desk.notice());
    let layer = screens::open_dispute(id, desk.app.cx_mut()).unwrap();
    desk.app.push(layer);
    desk.tap(Code::Down);
    assert!(desk.screen.text().contains("骨头案"), "{}", desk.screen.text());
    desk.tap(Code::Esc);
    let layer = screens::open(Action::Totals, desk.app.cx_mut()).unwrap();
    desk.app.push(layer);
    let shown = (0..12).any(|_| {
        desk.tap(Code::Tab);
        desk.screen.text().contains("骨头")
    });
    assert!(shown, "{}", desk.screen.text());
}

/// Catches: a limit of one office that changes another's, an override that stays when it is emptied.
#[test]
fn the_limits_of_one_office_are_its_own() {
    let district = District::new();
    let (ours, theirs) = (district.towns[0], district.towns[1]);
    let mut desk = desk(district);
    desk.digit("7").select("木鱼镇").enter().words("45").save();
    desk.select("全区").enter().go_to_field("移送反馈").words("20").save();
    let limits = |desk: &Desk, office| store(desk).settings().limits(office);
    assert_eq!((limits(&desk, ours).conclude_days, limits(&desk, theirs).conclude_days), (30, 45));
    assert_eq!((limits(&desk, ours).feedback_days, limits(&desk, theirs).feedback_days), (20, 20));
    assert!(desk.screen.text().contains("自定 1 项"), "{}", desk.screen.text());
    desk.select("木鱼镇").enter().put("临期提醒", "61").save();
    assert!(desk.screen.text().contains("应在 0 至 60 之间"), "{}", desk.screen.text());
    desk.put("临期提醒", "60").save();
    assert_eq!(limits(&desk, theirs).due_soon_days, 60);
    desk.select("木鱼镇").retire();
    assert_eq!(limits(&desk, theirs), limits(&desk, ours));
    desk.select("木鱼镇").retire();
    assert!(desk.notice().contains("没有自定的期限"), "{}", desk.notice());
    assert!(store(&desk).check().unwrap().findings.is_empty());
}

/// Catches: a type of our own that is not offered or does not sort with its siblings; a code or name given twice.
#[test]
fn a_type_of_our_own_is_offered_at_its_place() {
    let mut desk = desk(District::new());
    desk.digit("4").select("10b").tap(Code::F(2));
    desk.words("10a").go_to_field("名称").words("拖欠农民工工资纠纷").save();
    let text = desk.screen.text();
    assert!(text.contains("这个代码已经有了") && text.contains("这个词表里已有这个名称"), "{text}");
    desk.put("代码", "十").save();
    assert!(desk.screen.text().contains("只能用 1 到 16 个字母"), "{}", desk.screen.text());
    desk.put("代码", "10c").put("名称", "工伤待遇纠纷").save();
    let offered = |desk: &Desk| -> Vec<String> {
        lists::types(store(desk), Lang::Zh).into_iter().map(|item| item.code).collect()
    };
    let types = offered(&desk);
    let at = types.iter().position(|code| code == "10c").expect("offered");
    assert_eq!((types[at - 1].as_str(), types[at + 1].as_str()), ("10b", "11"));
    let label = store(&desk).directory().labelled(DICTIONARY_OF_TYPES, "10c").unwrap().clone();
    assert_eq!((label.initials.as_str(), label.zh_short.as_str()), ("gsdyjf", "工伤待遇"));
    assert_eq!(store(&desk).directory().governance_of(&"10c".parse().unwrap()), "p19_07");
    desk.press(Key::ctrl('z'));
    assert!(!offered(&desk).contains(&"10c".to_owned()));
    assert!(!desk.screen.text().contains("10c"), "{}", desk.screen.text());
}

/// Catches: a renamed type that the search still finds by its old name only; an undo that does not restore the words.
#[test]
fn a_renamed_type_is_found_by_its_new_name() {
    let mut district = District::new();
    case::plain(&mut district);
    let mut desk = desk(district);
    desk.digit("4").select("邻里纠纷").enter().put("名称", "左邻右舍").save();
    assert_eq!(store(&desk).search("左邻右舍", 9).unwrap().len(), 1);
    assert!(store(&desk).search("邻里纠纷", 9).unwrap().is_empty());
    desk.press(Key::ctrl('z'));
    assert_eq!(store(&desk).search("邻里纠纷", 9).unwrap().len(), 1);
    assert!(store(&desk).check().unwrap().findings.is_empty());
}

/// Catches: something retired without which the program or the laptop cannot go on.
#[test]
fn what_must_stay_stays() {
    let mut desk = desk(District::new());
    for (tab, row, sentence) in [
        ("1", "神农架林区", "区县不能停用"),
        ("1", "松柏镇", "本机的登记单位"),
        ("3", "测试员", "正在使用本机"),
        ("6", "性别", "只能改叫法"),
        ("8", "月报文字", "没有改过"),
    ] {
        desk.digit(tab).select(row).retire();
        assert!(desk.notice().contains(sentence), "{row}: {}", desk.notice());
    }
    desk.digit("7").tap(Code::F(2));
    assert!(desk.notice().contains("没有可新增的"), "{}", desk.notice());
}

/// Catches: a template that loses its lines, or cannot be got rid of.
#[test]
fn a_template_has_several_lines_and_goes_back() {
    let mut desk = desk(District::new());
    desk.digit("8").select("月报文字").enter().words("第一行").press(Key::ctrl('e')).words("第二行").save();
    // It begins with the text that is in force.
    let built_in = tiaojie::text::template::built_in(Lang::Zh, "monthly").unwrap();
    let own = format!("{built_in}第一行\n第二行");
    assert_eq!(store(&desk).template("monthly"), Some(own.clone()));
    assert!(desk.screen.text().contains("已修改"), "{}", desk.screen.text());
    desk.retire();
    assert_eq!(store(&desk).template("monthly"), None);
    desk.press(Key::ctrl('z'));
    assert_eq!(store(&desk).template("monthly"), Some(own));
    // What cannot be read is said and not saved.
    desk.select("月报文字").enter().words("{受里}").save();
    assert!(desk.screen.text().contains("没有叫“受里”的占位符"), "{}", desk.screen.text());
    assert!(!store(&desk).template("monthly").unwrap().contains("受里"));
}

/// Catches: typed words lost by one press of Esc.
#[test]
fn leaving_a_changed_card_is_asked_about() {
    let mut desk = desk(District::new());
    desk.digit("2").tap(Code::F(2)).words("新来的").tap(Code::Esc);
    assert!(desk.screen.text().contains("不保存就返回吗"), "{}", desk.screen.text());
    desk.tap(Code::Esc).save();
    assert!(offered_mediators(store(&desk)).contains(&"新来的".to_owned()));
}

/// Catches: a year's table that cannot be typed from the notice, a slip that is kept, a table that cannot be taken back.
#[test]
fn the_rest_days_of_a_year_are_typed_from_the_notice() {
    let mut desk = desk(District::new());
    let own = |desk: &Desk| {
        store(desk).settings().rest_days.own().get(&2025).map(|table| (table.off_text(), table.work_text()))
    };
    desk.digit("9").select("2025年").enter();
    desk.put("放假", "").put("放假", "1月1日、1月28日至2月4日").put("上班", "1.27").save();
    assert!(desk.screen.text().contains("本来就上班"), "{}", desk.screen.text());
    assert_eq!(own(&desk), None);
    desk.put("上班", "1月26日").save();
    assert_eq!(own(&desk), Some(("1.1 1.28-2.4".to_owned(), "1.26".to_owned())), "{}", desk.screen.text());
    assert!(desk.screen.text().contains("已修改"), "{}", desk.screen.text());
    desk.press(Key::ctrl('z'));
    assert_eq!(own(&desk), None);
    desk.press(Key::ctrl('y')).select("2025年").retire();
    assert_eq!(own(&desk), None, "{}", desk.notice());
    assert!(store(&desk).check().unwrap().findings.is_empty());
}

/// A district in which something of each list has changed.
fn changed() -> District {
    let mut district = District::new();
    let town = district.towns[1];
    let store = &mut district.store;
    let mut office = Office::below(Office::root_id(), OfficeKind::Subdistrict, "城关街道");
    office.mark = "城".into();
    office.division_code = "429021001".into();
    office.committee = "城关街道人民调解委员会".into();
    store.transact(|w| w.put_office(&office)).unwrap();
    let mut left = Mediator::at(town, "王退休");
    left.valid_to = Some(day(2024, 6, 30));
    store.transact(|w| w.put_mediator(&left)).unwrap();
    let mut hotline = store.directory().labelled(DICTIONARY_OF_SOURCES, "hotline").unwrap().clone();
    hotline.valid_to = Some(day(2025, 3, 31));
    store.manage(|w| w.put_code(DICTIONARY_OF_SOURCES, &hotline)).unwrap();
    store.manage(|w| w.put_limits(Some(town), &BTreeMap::from([(Limit::Conclude, Some(45))]))).unwrap();
    store
        .manage(|w| {
            w.put_template("monthly", Some("本月共受理 {accepted} 件。\n其中调解成功 {successful} 件。"))
        })
        .unwrap();
    district
}

/// Catches: columns that run into each other or are cut where there is room, a row that does not say that it is
/// retired, a card whose hints do not fit.
#[test]
fn pictures() {
    for lang in [Lang::Zh, Lang::En] {
        for size in [(80, 24), (120, 40)] {
            let mut desk = opened(changed(), lang, size);
            let keep = |desk: &Desk, name: &str| {
                let name = format!("roster_{name}_{}_{}", lang.code(), size.0);
                insta::assert_snapshot!(name, desk.picture());
            };
            for (at, name) in [
                "offices",
                "mediators",
                "operators",
                "types",
                "sources",
                "codes",
                "limits",
                "templates",
                "rest",
            ]
            .iter()
            .enumerate()
            {
                desk.digit(&(at + 1).to_string()).tap(Code::Down);
                keep(&desk, name);
            }
            desk.digit("7").tap(Code::Down).enter();
            keep(&desk, "limits_card");
            desk.tap(Code::Esc).digit("9").enter();
            keep(&desk, "rest_card");
            desk.tap(Code::Esc).digit("1").tap(Code::F(2)).words("松柏村").tap(Code::Tab);
            keep(&desk, "office_card");
            desk.save();
            desk.digit("1").tap(Code::Down).tap(Code::F(2)).words("松柏村").tap(Code::Tab).save();
            keep(&desk, "office_card_wrong");
        }
    }
}
