//! The records of the golden log other than cases: offices, people, codes, settings, entries, exports.

use serde_json::json;
use tiaojie::domain::{
    CategoryList, DateRange, Fixed, Indicator, Limit, Masking, Mediator, MediatorId, Office, OfficeId,
    OfficeKind, Operator, PreventionEntry, PreventionKind, Role, Screening, Service, Transcript,
    TranscriptShape,
};
use tiaojie::store::{Categories, DisclosureKind, Label, NewDisclosure, Store};
use tiaojie::vault::{Cost, keep_pin};

use super::make::day;

/// The township of the two laptops.
pub fn town() -> OfficeId {
    Office::id_below(Office::root_id(), "松柏镇")
}

/// The township to which a case goes.
pub fn other_town() -> OfficeId {
    Office::id_below(Office::root_id(), "木鱼镇")
}

pub fn village() -> OfficeId {
    Office::id_below(town(), "红花朵村")
}

pub fn mediator(name: &str) -> MediatorId {
    Mediator::id_at(town(), name)
}

/// Who leads: a name known to all laptops.
pub const LEAD: &str = "孙主任";

pub fn offices(store: &mut Store) {
    store.sign_in(&Operator::named(LEAD)).unwrap();
    let mut root = Office {
        id: Office::root_id(),
        parent: None,
        ..Office::below(Office::root_id(), OfficeKind::District, "神农架林区")
    };
    (root.mark, root.division_code) = ("神".into(), "429021".into());
    store.transact(|w| w.put_office(&root)).unwrap();
    let mut first = Office::below(Office::root_id(), OfficeKind::Township, "松柏镇");
    (first.mark, first.committee) = ("松".into(), "松柏镇人民调解委员会".into());
    first.aliases = vec!["松柏".into(), "松香镇".into()];
    first.division_code = "429021100".into();
    store.transact(|w| w.put_office(&first)).unwrap();
    store
        .transact(|w| w.put_office(&Office::below(Office::root_id(), OfficeKind::Township, "木鱼镇")))
        .unwrap();
    for (name, kind) in [("红花朵村", OfficeKind::Village), ("龙沟社区", OfficeKind::Community)] {
        store.transact(|w| w.put_office(&Office::below(town(), kind, name))).unwrap();
    }
    let mut gone = Office::below(town(), OfficeKind::Village, "老君村");
    gone.valid_to = Some(day(2023, 12, 31));
    store.transact(|w| w.put_office(&gone)).unwrap();
    store
        .transact(|w| w.put_office(&Office::below(Office::root_id(), OfficeKind::Association, "旅游协会")))
        .unwrap();
    // Made by mistake and taken back, brought back, taken back again.
    let wrong = Office::below(Office::root_id(), OfficeKind::Enterprise, "写错的公司");
    store.manage(|writer| writer.put_office(&wrong)).unwrap();
    store.undo().unwrap();
    store.redo().unwrap();
    store.undo().unwrap();
}

pub fn people(store: &mut Store) {
    for name in ["红调", "清调", "方勇杰"] {
        store.transact(|w| w.put_mediator(&Mediator::at(town(), name))).unwrap();
    }
    store
        .transact(|w| {
            w.put_mediator(&Mediator { valid_to: Some(day(2024, 1, 31)), ..Mediator::at(town(), "老调") })
        })
        .unwrap();
    store.manage(|writer| writer.put_mediator(&Mediator::at(other_town(), "误调"))).unwrap();
    store.undo().unwrap();
    // The last digits of a secret are of no use here: the chance is fixed.
    let pin = keep_pin("2580", Cost::LEAST, &mut Fixed::at(day(2024, 3, 4), 50)).unwrap();
    let lead = Operator { role: Role::Lead, pin: Some(pin), ..Operator::named(LEAD) };
    store.manage(|writer| writer.put_operator(&lead)).unwrap();
    for operator in [
        Operator::named("小赵"),
        Operator { role: Role::Reader, ..Operator::named("来看的人") },
        Operator { valid_to: Some(day(2023, 6, 30)), ..Operator::named("走了的人") },
        Operator::named("误登的人"),
    ] {
        store.manage(|writer| writer.put_operator(&operator)).unwrap();
    }
    store.undo().unwrap();
    store.exchange_keys().unwrap();
}

pub fn codes(store: &mut Store) {
    let own = |code: &str, parent: &str| Label {
        parent: Some(parent.into()),
        zh: "排水采光纠纷".into(),
        zh_short: "排水采光".into(),
        en: "Drainage and light".into(),
        en_short: "Drainage".into(),
        initials: "pscg".into(),
        position: 21,
        ..Label::unknown(code)
    };
    let mut categories = Categories::default();
    categories.set(CategoryList::Own, "g02".into());
    let kind = Label { categories, ..own("02x", "02") };
    store.manage(|w| w.put_code("dispute_type", &kind)).unwrap();
    store
        .manage(|w| {
            w.put_code("case_source", &Label { valid_to: Some(day(2025, 12, 31)), ..own("court_x", "court") })
        })
        .unwrap();
    let service = Label { parent: None, unit: "人次".into(), ..own("hotline", "") };
    store.manage(|w| w.put_code("service", &service)).unwrap();
    // Built in, in other words, without the one above.
    let built_in = store.directory().type_label(&"11a".parse().unwrap()).unwrap().clone();
    let better = Label { parent: None, zh: "旅游服务纠纷".into(), position: 11, ..built_in };
    store.manage(|w| w.put_code("dispute_type", &better)).unwrap();
    store.undo().unwrap();
    let outcome = store.directory().label("outcome", "referred").unwrap().clone();
    store.manage(|w| w.put_code("outcome", &Label { zh: "移送（引导）其他途径".into(), ..outcome })).unwrap();
}

/// Every item that a transcript had when the log was made.
const ITEMS: &str = "number,accepted_on,occurred_on,type,governance,source,pre_litigation,office,committee,village,place,\
                     level,difficulty,risk,consent,people,applicants,respondents,party.side,party.name,party.kind,\
                     party.sex,party.ethnicity,party.born_on,party.id_number,party.phone,party.occupation,\
                     party.address,party.representative,summary,mediators,tags,sessions_on,outcome,closed_on,told,\
                     referred_to,reached_on,amount,content,manner,due_on,performance,performed_on,confirmation,\
                     applied_on,court,decided_on,visited_on,visit_note,volume";

pub fn settings(store: &mut Store) {
    let mut settings = store.settings().clone();
    (settings.home, settings.laptop) = (town(), "松柏一号".into());
    settings.transcript =
        Transcript { items: Transcript::items_of(ITEMS).unwrap(), shape: TranscriptShape::Labelled };
    store.save_settings(&settings).unwrap();
    for day in [25, 31] {
        settings.cut_off_day = day;
        store.save_settings(&settings).unwrap();
    }
    store.manage(|w| w.put_limits(None, &[(Limit::Conclude, Some(25))].into())).unwrap();
    store
        .manage(|w| {
            w.put_limits(Some(town()), &[(Limit::Feedback, Some(10)), (Limit::FollowUp, Some(45))].into())
        })
        .unwrap();
    store.manage(|w| w.put_limits(Some(town()), &[(Limit::FollowUp, None)].into())).unwrap();
    store.manage(|w| w.put_template("paragraph", Some("本月受理{accepted}件。"))).unwrap();
    store.manage(|w| w.put_template("paragraph", Some("写坏了"))).unwrap();
    store.undo().unwrap();
    store.manage(|w| w.put_template("monthly", Some("月报"))).unwrap();
    store.reset_template("monthly").unwrap();
    store.keep_setting("zz.kept", Some(&json!({ "a": [1, "二"], "b": null }))).unwrap();
}

/// Services, screenings, prevention beside cases, figures of others: whole, bare, changed, void, taken back.
pub fn counts(store: &mut Store) {
    let bare = Service::new(store.fresh_id(), town(), day(2024, 3, 6));
    store.save_entry(None, &bare).unwrap();
    let mut service = Service { id: store.fresh_id(), on: day(2024, 3, 7), ..bare };
    (service.centre, service.kind, service.unit) = ("区综治中心".into(), "advice".into(), "件次".into());
    (service.quantity, service.note) = (12, "集市日法律咨询".into());
    store.save_entry(None, &service).unwrap();
    let changed = Service { quantity: 13, note: String::new(), ..service.clone() };
    store.save_entry(Some(&service), &changed).unwrap();
    let void = Service { void: Some("重复登记".into()), ..changed.clone() };
    store.save_entry(Some(&changed), &void).unwrap();
    store.undo().unwrap();
    let mut screening = Screening::new(store.fresh_id(), town(), day(2024, 3, 8));
    (screening.village, screening.times, screening.found) = (Some(village()), 3, 2);
    (screening.lead, screening.note) = ("红调".into(), "春耕前排查".into());
    store.save_entry(None, &screening).unwrap();
    store
        .save_entry(Some(&screening), &Screening { void: Some("记错".into()), ..screening.clone() })
        .unwrap();
    let mut prevention = PreventionEntry::new(store.fresh_id(), town(), day(2024, 3, 9));
    store.save_entry(None, &prevention).unwrap();
    prevention.id = store.fresh_id();
    (prevention.kind, prevention.cases, prevention.people) = (PreventionKind::Fight, 2, 31);
    prevention.note = "水源之争，双方已散".into();
    store.save_entry(None, &prevention).unwrap();
    let void = PreventionEntry { void: Some("属案件".into()), ..prevention.clone() };
    store.save_entry(Some(&prevention), &void).unwrap();
    store.undo().unwrap();
    let quarter = DateRange::new(day(2024, 1, 1), day(2024, 3, 31)).unwrap();
    let mut indicator = Indicator::new(store.fresh_id(), quarter);
    (indicator.name, indicator.unit, indicator.value) = ("法治宣传".into(), "场".into(), 17.into());
    store.save_entry(None, &indicator).unwrap();
    let of_town = Indicator { office: Some(town()), note: "司法所报".into(), ..indicator.clone() };
    store.save_entry(Some(&indicator), &of_town).unwrap();
    indicator.id = store.fresh_id();
    store.save_entry(None, &indicator).unwrap();
    store
        .save_entry(Some(&indicator), &Indicator { void: Some("重复".into()), ..indicator.clone() })
        .unwrap();
}

pub fn disclosures(store: &mut Store, number: &str) {
    for (kind, what, cases, masking, to) in [
        (DisclosureKind::Export, "台账 2024年", 5, Masking::Masked, "台账.xlsx"),
        (DisclosureKind::Print, number, 1, Masking::Plain, "卷宗"),
        (DisclosureKind::Copy, number, 1, Masking::Plain, "clipboard"),
        (DisclosureKind::Bundle, "全部", 5, Masking::Plain, "a.tjb"),
        (DisclosureKind::Unmask, number, 1, Masking::Plain, "屏幕"),
    ] {
        let said = NewDisclosure { kind, what: what.into(), cases, masking, to: to.into() };
        store.disclose(&said).unwrap();
    }
}
