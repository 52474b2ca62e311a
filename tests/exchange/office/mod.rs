//! Several laptops of one or several offices: who may change a case, unique numbers, and conflicts settled on
//! one laptop for all.

mod laptops;

use crate::support::command::Program;
use laptops::{Laptops, day, edit, home_of, log, town};
use proptest::prelude::*;
use tiaojie::domain::{DateRange, DisputeId, Office};
use tiaojie::store::{CaseFilter, Handing, Store, StoreError};

/// Would catch laptops that number alike although they know of each other, and marks that are not the same everywhere.
#[test]
fn laptops_that_know_each_other_never_give_one_number_twice() {
    let mut office = Laptops::of(&["松柏镇"; 4]);
    for laptop in &mut office.all {
        log(laptop, "松柏镇", 1);
    }
    office.exchange_all();
    assert!(
        !office.all[0].number_collisions().unwrap().is_empty(),
        "apart, all four began with the same number"
    );
    for laptop in &mut office.all {
        laptop.announce().unwrap();
    }
    office.exchange_all();
    let before = office.all[0].collision_count().unwrap();
    for laptop in &mut office.all {
        for on in 2..5 {
            log(laptop, "松柏镇", on);
        }
    }
    office.exchange_all();
    let series: Vec<String> = office.all.iter().map(|laptop| laptop.this_laptop().series).collect();
    assert_eq!(
        series,
        ["", "B", "C", "D"],
        "the first keeps its numbers plain, the others move on in their order"
    );
    for laptop in &office.all {
        assert_eq!(laptop.collision_count().unwrap(), before, "no new number stands twice");
        let ids = laptop.disputes_meant("第B1号").unwrap();
        assert_eq!(ids.len(), 1, "a number with a mark is found however it is written");
    }
}

/// Would catch a district that numbers the cases of a township as the township itself does.
#[test]
fn a_district_marks_the_numbers_it_gives_for_a_township() {
    let mut district = Laptops::of(&["", "松柏镇"]);
    log(&mut district.all[1], "松柏镇", 1);
    district.exchange_all();
    let id = log(&mut district.all[0], "松柏镇", 2);
    log(&mut district.all[1], "松柏镇", 3);
    district.exchange_all();
    assert_eq!(district.all[1].collision_count().unwrap(), 0);
    assert!(district.all[1].dispute(id).unwrap().number.contains("第Z"));
}

/// Would catch a case that is renumbered on one laptop and not on the other, two laptops that each renumber the other's
/// case, and a case that is no longer found by the number its parties were told.
#[test]
fn numbers_that_met_are_parted_once_and_everywhere() {
    let mut office = Laptops::of(&["松柏镇"; 2]);
    let kept: Vec<DisputeId> = (1..4).map(|on| log(&mut office.all[0], "松柏镇", on)).collect();
    let moved: Vec<DisputeId> = (1..4).map(|on| log(&mut office.all[1], "松柏镇", on)).collect();
    office.exchange_all();
    let met = office.all[0].number_collisions().unwrap();
    assert_eq!(met, office.all[1].number_collisions().unwrap(), "both see the same");
    assert_eq!(met.len(), 3);
    for (collision, (keeps, other)) in met.iter().zip(kept.iter().zip(&moved)) {
        assert_eq!((collision.keeps.id, collision.others[0].id), (*keeps, *other));
    }
    // Each laptop parts them all, at the same time.
    for laptop in &mut office.all {
        for collision in &met {
            let id = collision.others[0].id;
            let number = laptop.next_number_for(id).unwrap();
            laptop.renumber(id, &number, |old| format!("原编号 {old}，改为 {number}。")).unwrap();
        }
        assert_eq!(laptop.collision_count().unwrap(), 0);
    }
    office.exchange_all();
    for laptop in &mut office.all {
        assert_eq!(laptop.collision_count().unwrap(), 0, "what both did at once makes no new collision");
        let old = &met[0].keeps.number;
        let found: Vec<DisputeId> = laptop.search(old, 10).unwrap().iter().map(|hit| hit.case.id).collect();
        assert!(found.contains(&kept[0]) && found.contains(&moved[0]), "both are found by the old number");
    }
    // Where two laptops gave different numbers, that is a conflict like any other, settled by one of them.
    for conflict in office.all[0].conflicts(0, 99).unwrap() {
        let record = uuid::Uuid::from_bytes(conflict.record);
        office.all[0].settle(record, &conflict.field, &conflict.values[0].value).unwrap();
    }
    office.exchange_all();
    office.assert_same();
    for laptop in &mut office.all {
        assert_eq!((laptop.conflict_count().unwrap(), laptop.collision_count().unwrap()), (0, 0));
    }
}

/// Would catch a settling that writes nothing because the picked value is the one that is shown, and then stays open on the
/// other laptops for ever.
#[test]
fn what_is_settled_on_one_laptop_is_settled_on_all() {
    for picked in [0, 1] {
        let mut office = Laptops::of(&["松柏镇"; 3]);
        let id = log(&mut office.all[0], "松柏镇", 1);
        office.exchange_all();
        for (at, laptop) in office.all.iter_mut().enumerate() {
            edit(laptop, id, |case| case.summary = format!("说法{at}")).unwrap();
        }
        office.exchange_all();
        let conflict = office.all[1].conflicts(0, 9).unwrap().remove(0);
        assert_eq!((conflict.field.as_str(), conflict.values.len()), ("summary", 3));
        let value = conflict.values[picked].value.clone();
        office.all[1].settle(id.uuid(), "summary", &value).unwrap();
        office.exchange_all();
        office.assert_same();
        for laptop in &office.all {
            assert_eq!(laptop.conflict_count().unwrap(), 0);
            assert_eq!(laptop.dispute(id).unwrap().summary, value.as_str().unwrap());
        }
        // It is a save like others: it can be taken back.
        office.all[1].undo().unwrap();
        let shown = conflict.values[0].value.as_str().unwrap();
        assert_eq!(office.all[1].dispute(id).unwrap().summary, shown);
    }
}

/// Would catch a lone laptop that is shut out of its own cases by a change of its office, its name or its mark.
#[test]
fn a_lone_laptop_edits_its_cases_whatever_it_calls_itself() {
    let mut lone = Laptops::of(&[""]);
    let id = log(&mut lone.all[0], "松柏镇", 1);
    for home in ["松柏镇", "木鱼镇", ""] {
        let mut settings = lone.all[0].settings().clone();
        settings.home = home_of(home);
        settings.laptop = format!("{home}一号机");
        lone.all[0].save_settings(&settings).unwrap();
        edit(&mut lone.all[0], id, |case| case.note = home.to_owned()).unwrap();
        assert_eq!(lone.all[0].this_laptop().home, settings.home);
    }
    assert!(lone.all[0].check().unwrap().findings.is_empty());
}

/// Would catch cases of a township that the district still edits after it gave them away, or that cannot come back.
#[test]
fn cases_go_over_to_their_office_and_come_back() {
    let mut district = Laptops::of(&["", "松柏镇"]);
    let ids: Vec<DisputeId> = (1..6).map(|on| log(&mut district.all[0], "松柏镇", on)).collect();
    let other = log(&mut district.all[0], "木鱼镇", 6);
    district.exchange_all();
    let (handing, count) = district.all[0].handing_of(town("松柏镇"), town("松柏镇")).unwrap();
    assert_eq!((count.handed, handing.len()), (5, 5));
    assert!(matches!(
        edit(&mut district.all[1], ids[0], |case| case.note = "镇".into()),
        Err(StoreError::KeptElsewhere(_))
    ));
    assert_eq!(district.all[0].hand_over(&handing).unwrap(), 5);
    for id in &ids {
        let refused = edit(&mut district.all[0], *id, |case| case.note = "区".into());
        assert!(matches!(refused, Err(StoreError::KeptElsewhere(office)) if office == town("松柏镇")));
    }
    edit(&mut district.all[0], other, |case| case.note = "区".into()).unwrap();
    district.exchange_all();
    edit(&mut district.all[1], ids[0], |case| case.note = "镇".into()).unwrap();
    let (_, again) = district.all[0].handing_of(town("松柏镇"), town("松柏镇")).unwrap();
    assert_eq!((again.handed, again.there), (0, 5));
    assert!(
        district.all[0].hand_over(&Handing::from([(ids[1], town("木鱼镇"))])).is_err(),
        "no longer its own"
    );
    district.all[1].hand_over(&Handing::from([(ids[1], Office::root_id())])).unwrap();
    district.exchange_all();
    edit(&mut district.all[0], ids[1], |case| case.note = "回来".into()).unwrap();
    district.exchange_all();
    district.assert_same();
}

/// Would catch cases that came from the townships and do not count on the district's screens, or count twice.
#[test]
fn a_district_sees_the_cases_of_all_by_office() {
    let mut all = Laptops::of(&["", "松柏镇", "木鱼镇"]);
    for (at, name, count) in [(1, "松柏镇", 4), (2, "木鱼镇", 3), (0, "松柏镇", 1)] {
        for on in 1..=count {
            log(&mut all.all[at], name, on);
        }
    }
    all.exchange_all();
    all.exchange_all();
    let march = DateRange { from: day(1), to: day(31) };
    for store in &all.all {
        let accepted = |office| store.figures(march, office).unwrap().accepted;
        let counts = [None, Some(town("松柏镇")), Some(town("木鱼镇"))].map(accepted);
        assert_eq!(counts, [8, 5, 3]);
        let filter = CaseFilter { office: Some(town("松柏镇")), ..CaseFilter::default() };
        assert_eq!(store.all_ids(&filter).unwrap().len(), 5);
    }
}

/// Would catch a command that hands over what it was only asked about, or that says another number than it did.
#[test]
fn cases_are_handed_over_by_command() {
    let mut district = Laptops::of(&["", "松柏镇"]);
    for on in 1..4 {
        log(&mut district.all[0], "松柏镇", on);
    }
    district.exchange_all();
    let path = district.all[0].path().to_owned();
    let program = Program::on(&path);
    assert_eq!(program.ok("handover --office 松柏镇 --dry-run").trim(), "将移交 3 件给松柏镇。");
    assert_eq!(program.ok("handover --office 松柏镇").trim(), "已移交 3 件给松柏镇。");
    let said = program.json("handover --office 松柏镇 --json");
    assert_eq!((said["handed"].as_u64(), said["there"].as_u64()), (Some(0), Some(3)));
    let id = district.all[0].all_ids(&CaseFilter::default()).unwrap()[0];
    program.refuses(&format!("handover --case {id} --to 木鱼镇"), 1, "木鱼镇");
    assert_eq!(district.all[0].kept_elsewhere(id).unwrap(), Some(town("松柏镇")));
    assert_eq!(program.run("handover").code, 2);
}

/// What a laptop tries with a case, by every public way of writing.
fn try_all(store: &mut Store, id: DisputeId, n: u32) -> Vec<Result<(), StoreError>> {
    let text = serde_json::json!(format!("定{n}"));
    let case = store.dispute(id).unwrap();
    let mut again = case.clone();
    again.note = format!("重{n}");
    vec![
        edit(store, id, |case| case.summary = format!("改{n}")),
        store.settle(id.uuid(), "note", &text),
        store.renumber(id, &format!("（2024）外调字第{n}号"), |old| old.to_owned()).map(|_| ()),
        store.hand_over(&Handing::from([(id, town("木鱼镇"))])).map(|_| ()),
        store
            .transact_via(Some("import"), |writer| writer.put_dispute(Some(&case), again.clone()))
            .map(|_| ()),
        store.save_dispute(None, again, None).map(|_| ()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch any way of writing by which a laptop of another office changes a case, undo and redo included, and a
    /// guard that holds up what comes in by exchange, so that files stay apart.
    #[test]
    fn only_the_office_that_keeps_a_case_changes_it(
        script in proptest::collection::vec((0..3_usize, 0..6_usize, 0..5_u8), 6..30),
    ) {
        let mut laptops = Laptops::of(&["松柏镇", "松柏镇", "木鱼镇"]);
        let mut ids = Vec::new();
        for (at, name) in [(0, "松柏镇"), (2, "木鱼镇")] {
            ids.extend((1..4).map(|on| log(&mut laptops.all[at], name, on)));
        }
        laptops.exchange_all();
        for (n, (who, which, what)) in script.into_iter().enumerate() {
            let (id, n) = (ids[which], u32::try_from(n).unwrap());
            let store = &mut laptops.all[who];
            let before = store.dispute(id).unwrap();
            let mine = store.kept_elsewhere(id).unwrap().is_none();
            match what {
                0 => {
                    let done = edit(store, id, |case| case.summary = format!("改{n}"));
                    prop_assert_eq!(done.is_ok(), mine);
                }
                1 if !mine => {
                    for tried in try_all(store, id, n) {
                        prop_assert!(matches!(tried, Err(StoreError::KeptElsewhere(_))), "{:?}", tried);
                    }
                    prop_assert_eq!(&store.dispute(id).unwrap(), &before);
                }
                2 if mine => {
                    let to = if store.settings().home == town("松柏镇") { "木鱼镇" } else { "松柏镇" };
                    store.hand_over(&Handing::from([(id, town(to))])).unwrap();
                    let late = edit(store, id, |case| case.note = format!("晚{n}"));
                    prop_assert!(late.is_err());
                }
                3 => {
                    // What may be taken back is an own save of a case that is still one's own.
                    let elsewhere: Vec<_> = ids.iter().copied()
                        .filter(|id| store.kept_elsewhere(*id).unwrap().is_some())
                        .map(|id| store.dispute(id).unwrap()).collect();
                    let _ = if n % 2 == 0 { store.undo() } else { store.redo() };
                    for case in elsewhere {
                        prop_assert_eq!(&store.dispute(case.id).unwrap(), &case);
                    }
                }
                _ => laptops.exchange(who, (who + 1) % 3),
            }
        }
        laptops.exchange_all();
        laptops.assert_same();
        for laptop in &mut laptops.all {
            prop_assert_eq!(laptop.all_ids(&CaseFilter::default()).unwrap().len(), ids.len());
            prop_assert!(laptop.check().unwrap().findings.is_empty());
        }
    }
}
