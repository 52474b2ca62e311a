//! 服务: the entries other than cases by keys, and the screens.

use crate::support::counts::{office, opened};
use crate::support::day;
use crate::support::desk::Desk;
use crate::support::ledger::services_2024;
use tiaojie::domain::field::Entry;
use tiaojie::domain::{
    Attendee, Capacity, DateRange, Dispute, Id, Indicator, PreventionEntry, PreventionKind, Screening,
    Service, Session,
};
use tiaojie::report::EntryList;
use tiaojie::store::{EntryFilter, EntryPage};
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};

/// Goes to the field of a card.
fn go_to<'a>(desk: &'a mut Desk, label: &str) -> &'a mut Desk {
    for _ in 0..20 {
        let at = desk.screen.cursor().unwrap();
        let row = desk.screen.row(at.y);
        let field = row.split_once('│').map_or("", |(_, field)| field);
        if field.trim_start_matches([' ', '*']).starts_with(label) {
            return desk;
        }
        desk.tap(Code::Tab);
    }
    panic!("no field {label}:\n{}", desk.screen.text());
}

fn year() -> DateRange {
    DateRange { from: day(2024, 1, 1), to: day(2024, 12, 31) }
}

fn entries<E: Entry>(desk: &Desk) -> Vec<E> {
    let filter = EntryFilter { range: year(), office: None };
    desk.app.cx().store.entries(&EntryPage { filter, skip: 0, limit: 500 }).unwrap()
}

/// One of everything, of a township and of the district, so that nothing on the screens is empty.
fn with_everything(lang: Lang, size: (u16, u16)) -> Desk {
    let (folder, mut store) = services_2024(day(2024, 12, 20));
    let town = office(&store, "松柏镇");
    let village = store.directory().villages(town).next().unwrap().id;
    for (n, found) in [(3u32, 2u32), (10, 0), (17, 5)] {
        let mut round = Screening::new(store.fresh_id(), town, day(2024, 12, n));
        (round.village, round.found, round.lead) = (Some(village), found, "王支书".into());
        store.save_entry(None, &round).unwrap();
    }
    for (n, kind) in PreventionKind::ALL.iter().enumerate() {
        let n = u32::try_from(n).unwrap();
        let mut entry = PreventionEntry::new(store.fresh_id(), town, day(2024, 12 - n, 5));
        (entry.kind, entry.people) = (*kind, if kind.counts_people() { n * 4 } else { 0 });
        entry.note = "连夜上门劝解".into();
        store.save_entry(None, &entry).unwrap();
    }
    let december = DateRange { from: day(2024, 12, 1), to: day(2024, 12, 31) };
    for (name, range, value) in [("诉前调解", year(), 103), ("行政复议受理", december, 2)] {
        let mut figure = Indicator::new(store.fresh_id(), range);
        (figure.name, figure.unit, figure.value) = (name.into(), "件".into(), i64::into(value));
        figure.note = "区人民法院提供".into();
        store.save_entry(None, &figure).unwrap();
    }
    let mut void = Service::new(store.fresh_id(), town, day(2024, 12, 2));
    (void.kind, void.unit, void.void) = ("lawyer".into(), "次".into(), Some("重复登记".into()));
    store.save_entry(None, &void).unwrap();
    opened((folder, store), None, lang, size)
}

/// Catches: columns out of line, words cut or in the wrong language, figures that do not fit; looked at before kept.
#[test]
fn the_four_lists_in_both_languages_and_sizes() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let mut desk = with_everything(lang, size);
            for list in EntryList::ALL {
                insta::assert_snapshot!(
                    format!("services_{}_{name}_{}", list.code(), size.0),
                    desk.picture()
                );
                desk.tap(Code::Tab);
            }
        }
    }
}

/// Catches: a card whose fields do not fit, or whose units and hints are missing.
#[test]
fn the_cards_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut desk = with_everything(lang, (80, 24));
        for list in EntryList::ALL {
            desk.press(Key::f(2));
            insta::assert_snapshot!(format!("services_card_{}_{name}", list.code()), desk.picture());
            desk.tap(Code::Esc).tap(Code::Tab);
        }
    }
}

/// Catches: more keys than a log may cost, a unit that does not follow from its kind, a default that is not today.
#[test]
fn a_service_is_logged_in_four_keys() {
    let mut desk = opened(services_2024(day(2024, 12, 20)), Some("松柏镇"), Lang::Zh, (80, 24));
    desk.keys = 0;
    desk.press(Key::f(2)).digit("3").press(Key::ctrl('s'));
    assert_eq!(desk.keys, 3);
    assert_eq!(desk.notice(), "已记：2024-12-20 律师参与调解 1 次。");
    let logged = entries::<Service>(&desk).into_iter().find(|entry| entry.on == day(2024, 12, 20)).unwrap();
    let town = office(&desk.app.cx().store, "松柏镇");
    assert_eq!((logged.kind.as_str(), logged.quantity, logged.unit.as_str()), ("lawyer", 1, "次"));
    assert_eq!((logged.office, logged.void), (town, None));
    // It stands in the list and in the totals of month and year, of this office alone.
    assert!(desk.screen.text().contains("2024-12-20 律师参与调解"));
    let line = |desk: &Desk| {
        let text = desk.screen.text();
        let line = text.lines().rev().find(|line| line.trim_start().starts_with("律师参与调解")).unwrap();
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(line(&desk), ["律师参与调解", "次", "1", "1"]);
    desk.press(Key::ctrl('b'));
    assert_eq!(line(&desk)[3], "14", "all offices: the 13 of the centre and this one");
    // Undo takes it out of the figures and leaves it in the list; redo brings it back.
    desk.press(Key::ctrl('z'));
    assert_eq!(line(&desk)[3], "13");
    assert!(desk.notice().contains("已撤销录入：服务 2024-12-20 律师参与调解 1 次"), "{}", desk.notice());
    desk.press(Key::ctrl('y'));
    assert_eq!(line(&desk)[3], "14");
}

/// Catches: totals of the year that are not the published ones, a cut-off that is not heeded, a month that does not move.
#[test]
fn months_spans_and_the_published_year() {
    let mut desk = opened(services_2024(day(2024, 12, 31)), None, Lang::Zh, (80, 24));
    let year = |desk: &Desk| -> Vec<(String, i64)> {
        let lines = desk.app.cx().store.service_totals(year(), None).unwrap();
        lines.into_iter().map(|total| (total.code + &total.unit, total.value)).collect()
    };
    let published =
        [("centre件次", 47), ("advice件次", 30), ("lawyer次", 13), ("opinion次", 1), ("notary件次", 1)];
    assert_eq!(year(&desk), published.map(|(kind, sum)| (kind.to_owned(), sum)));
    desk.press(Key::ctrl('l')).words("2024").enter();
    assert!(desk.screen.text().contains("2024-01-01 至 2024-12-31"), "{}", desk.screen.text());
    assert!(desk.screen.text().contains("共 61 条"));
    let figures = |desk: &Desk, label: &str| {
        let text = desk.screen.text();
        let line = text.lines().rev().find(|line| line.trim_start().starts_with(label)).unwrap();
        line.split_whitespace().skip(2).map(str::to_owned).collect::<Vec<_>>()
    };
    for (label, sum) in [
        ("综治化解", "47"),
        ("法律咨询和法律服务", "30"),
        ("律师参与调解", "13"),
        ("法律意见", "1"),
        ("公证咨询引导", "1"),
    ] {
        assert_eq!(figures(&desk, label), [sum, sum]);
    }
    desk.press(Key::ctrl('l')).words("2024-03").enter();
    desk.tap(Code::Right);
    assert!(
        desk.screen.row(0).contains("2024年4月") && desk.screen.text().contains("2024-04-01 至 2024-04-30")
    );
    desk.tap(Code::Left).tap(Code::Left);
    assert!(desk.screen.row(0).contains("2024年2月"));
    let mut settings = desk.app.cx().store.settings().clone();
    settings.cut_off_day = 20;
    desk.app.cx_mut().store.save_settings(&settings).unwrap();
    desk.app.cx_mut().records_changed();
    desk.tap(Code::Down).tap(Code::Left);
    assert!(desk.screen.text().contains("2023-12-21 至 2024-01-20"), "{}", desk.screen.text());
}

/// Catches: a void entry that still counts or that vanishes, a void without a reason, one that cannot be brought back.
#[test]
fn voided_with_a_reason_and_brought_back() {
    let mut desk = opened(services_2024(day(2024, 12, 31)), None, Lang::Zh, (80, 24));
    let of_december = |desk: &Desk| -> i64 {
        let december = DateRange { from: day(2024, 12, 1), to: day(2024, 12, 31) };
        desk.app.cx().store.service_totals(december, None).unwrap().iter().map(|total| total.value).sum()
    };
    let before = of_december(&desk);
    desk.press(Key::with_ctrl(Code::Delete)).enter();
    assert_eq!(of_december(&desk), before, "a void wants a reason");
    desk.words("重复").enter();
    assert_eq!(of_december(&desk), before - 1);
    assert!(desk.screen.row(4).contains("[作废] 重复"), "{}", desk.screen.text());
    desk.enter();
    assert!(desk.notice().contains("已作废"), "a void entry is not changed");
    desk.press(Key::with_ctrl(Code::Delete));
    assert_eq!(of_december(&desk), before);
    desk.press(Key::ctrl('z'));
    assert_eq!(of_december(&desk), before - 1, "bringing back is a save like any other");
}

/// Catches: a change that takes the unit or the office along, or that loses what the card does not ask for.
#[test]
fn an_entry_is_changed_in_its_card() {
    let mut desk = opened(services_2024(day(2024, 12, 31)), None, Lang::Zh, (80, 24));
    let before = entries::<Service>(&desk).remove(0);
    go_to(desk.enter(), "数量").words("5").press(Key::ctrl('s'));
    let after = entries::<Service>(&desk).remove(0);
    assert_eq!(after, Service { quantity: 5, ..before.clone() });
    desk.enter().press(Key::ctrl('s'));
    assert_eq!(desk.notice(), "没有改动。");
    // Another kind has another unit.
    go_to(desk.enter(), "类别").digit("4").press(Key::ctrl('s'));
    let after = entries::<Service>(&desk).remove(0);
    assert_eq!((after.kind.as_str(), after.unit.as_str(), after.quantity), ("opinion", "次", 5));
    // A day to come is refused beside its field, and the card stays.
    go_to(desk.enter(), "日期").words("2025-03-01").press(Key::ctrl('s'));
    assert!(desk.screen.text().contains("这一天还没到"), "{}", desk.screen.text());
    assert_eq!(entries::<Service>(&desk).remove(0).on, before.on);
}

/// Would catch: a card whose Esc throws away what was typed without a word, or asks where nothing was.
#[test]
fn what_was_typed_is_not_dropped_unasked() {
    let mut desk = with_everything(Lang::Zh, (80, 24));
    let before: usize = entries::<Service>(&desk).len();
    desk.press(Key::f(2)).tap(Code::Esc);
    assert!(!desk.screen.text().contains("还没有保存"), "{}", desk.screen.text());
    desk.press(Key::f(2)).digit("1").words("7").tap(Code::Esc);
    assert!(desk.screen.text().contains("还没有保存"), "{}", desk.screen.text());
    // Staying is what Enter does; what was typed is there and can be saved.
    desk.enter().press(Key::ctrl('s'));
    let after = entries::<Service>(&desk);
    assert_eq!(after.len(), before + 1, "{}", desk.screen.text());
}

/// Catches: villages of another office, people counted where none are, a figure of a year that is not of its days.
#[test]
fn screenings_prevention_and_figures() {
    let mut desk = opened(services_2024(day(2024, 12, 20)), Some("松柏镇"), Lang::Zh, (80, 24));
    desk.digit("2").press(Key::f(2));
    desk.words("1").enter().words("3").enter().digit("1").words("王支书").enter().press(Key::ctrl('s'));
    let round = entries::<Screening>(&desk).remove(0);
    let store = &desk.app.cx().store;
    let town = office(store, "松柏镇");
    let first = store.directory().villages(town).next().unwrap().id;
    assert_eq!((round.times, round.found, round.village, round.lead.as_str()), (1, 3, Some(first), "王支书"));
    desk.digit("3").press(Key::f(2)).digit("1").press(Key::ctrl('s'));
    desk.press(Key::f(2)).digit("3").words("2").enter().words("7").press(Key::ctrl('s'));
    let prevented = entries::<PreventionEntry>(&desk);
    assert_eq!(
        prevented.iter().map(|entry| (entry.kind, entry.cases, entry.people)).collect::<Vec<_>>(),
        [(PreventionKind::Criminal, 2, 7), (PreventionKind::General, 1, 0)]
    );
    desk.digit("4").press(Key::f(2)).digit("1").words("103").press(Key::ctrl('s'));
    assert_eq!(desk.notice(), "已记：2024年12月 诉前调解 103 件。", "{}", desk.screen.text());
    go_to(desk.enter(), "期间").words("2024").press(Key::ctrl('s'));
    let figure = entries::<Indicator>(&desk).remove(0);
    assert_eq!((figure.value, figure.unit.as_str(), figure.range), (103.into(), "件", year()));
    let sum = |desk: &Desk| {
        let total = desk.app.cx().store.indicator_value("诉前调解", year(), None).unwrap();
        total.map(|total| total.value)
    };
    assert_eq!(sum(&desk), Some(103.into()));
    // The same figure for one of its months does not count beside it, and that is said.
    desk.press(Key::f(2)).digit("1").words("9").press(Key::ctrl('s'));
    assert!(desk.notice().contains("只计期间长的"), "{}", desk.notice());
    assert_eq!(sum(&desk), Some(103.into()));
}

/// Catches: a session with a lawyer counted beside the entry about it, a hint that is not given, a case that cannot be
/// picked or typed, a figure with decimals that the card loses.
#[test]
fn a_service_is_linked_to_its_case() {
    let (folder, mut store) = services_2024(day(2024, 12, 20));
    let town = office(&store, "松柏镇");
    let mut case = Dispute::new(store.fresh_dispute_id(), town, day(2024, 12, 1));
    case.number = "（2024）神松民调字第012号".into();
    let attendee =
        Attendee { id: Id::named(&["lawyer"]), name: "吴".into(), capacity: Capacity::Lawyer, party: None };
    case.sessions.push(Session {
        id: Id::named(&["session"]),
        on: day(2024, 12, 20),
        at: None,
        place: String::new(),
        attendees: vec![attendee],
        record: String::new(),
        result: None,
        recorder: String::new(),
    });
    store.save_dispute(None, case.clone(), None).unwrap();
    let mut desk = opened((folder, store), Some("松柏镇"), Lang::Zh, (80, 24));
    let total = |desk: &Desk| {
        let december = DateRange { from: day(2024, 12, 20), to: day(2024, 12, 20) };
        desk.app.cx().store.service_totals(december, None).unwrap()[0].value
    };
    let linked = |desk: &Desk| {
        let logged = entries::<Service>(desk).into_iter().find(|entry| entry.on == day(2024, 12, 20));
        logged.and_then(|entry| entry.case)
    };
    assert_eq!(total(&desk), 1, "the session alone");
    desk.press(Key::f(2)).digit("3").press(Key::ctrl('s'));
    assert!(desk.notice().contains("当天有律师参加的调解：（2024）神松民调字第012号"), "{}", desk.notice());
    assert_eq!(total(&desk), 2, "nothing is guessed");
    assert!(desk.screen.text().contains("案件里 1 次，服务记录 1 次。"), "{}", desk.screen.text());
    go_to(desk.tap(Code::Home).enter(), "案件").digit("1").press(Key::ctrl('s'));
    assert_eq!(linked(&desk), Some(case.id), "{}", desk.screen.text());
    assert_eq!(total(&desk), 1);
    assert!(desk.screen.text().contains("其中 1 次是同一件事"), "{}", desk.screen.text());
    // A number may be typed; one that no case has is refused beside the field.
    desk.press(Key::f(2)).digit("3");
    go_to(&mut desk, "案件").words("第99号").press(Key::ctrl('s'));
    assert!(desk.screen.text().contains("没有这个编号的案件"), "{}", desk.screen.text());
    desk.tap(Code::Esc).digit("1");
    // Decimals are kept as typed, and refused where the catalogue has none.
    desk.press(Key::ctrl('l')).words("2024-12").enter().digit("4").press(Key::f(2)).digit("9").words("8.6");
    desk.press(Key::ctrl('s'));
    assert_eq!(desk.notice(), "已记：2024年12月 司法救助金 8.6 万元。", "{}", desk.screen.text());
    desk.press(Key::f(2)).digit("1").words("1.5").press(Key::ctrl('s'));
    assert!(desk.screen.text().contains("以整数计"), "{}", desk.screen.text());
}

/// Catches: a list that reads the file at every key, or a page that ends the list.
#[test]
fn a_long_list_is_gone_through_to_its_end() {
    let (folder, mut store) = services_2024(day(2024, 12, 31));
    let root = tiaojie::domain::Office::root_id();
    let ids: Vec<_> = (0..1_000).map(|_| store.fresh_id()).collect();
    store
        .transact(|writer| {
            for (n, id) in (0u32..).zip(ids) {
                let mut entry = Service::new(id, root, day(2023, 1 + n % 12, 1 + n % 28));
                (entry.kind, entry.unit, entry.quantity) = ("advice".into(), "件次".into(), n);
                writer.put_entry(None, &entry)?;
            }
            Ok(())
        })
        .unwrap();
    let mut desk = opened((folder, store), None, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('l')).words("2023").enter();
    assert!(desk.screen.text().contains("第 1 条，共 1000 条"));
    desk.tap(Code::End);
    assert!(desk.screen.text().contains("第 1000 条，共 1000 条"));
    assert!(desk.screen.text().contains("2023-01-01"), "{}", desk.screen.text());
    for _ in 0..40 {
        desk.tap(Code::PageUp);
        assert!(desk.screen.row(5).contains("2023-"), "{}", desk.screen.text());
    }
    desk.tap(Code::Home);
    let bytes = desk.screen.bytes();
    desk.tap(Code::Down);
    assert!(desk.screen.bytes() - bytes <= 170, "{} bytes", desk.screen.bytes() - bytes);
}
