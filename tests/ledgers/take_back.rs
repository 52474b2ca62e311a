//! Taking an import back: what it wrote goes, what was edited stays, and the same ledger comes in again.

use chrono::NaiveDate;
use tempfile::TempDir;
use tiaojie::domain::{Dispute, DisputeId, Fixed, TAKEN_BACK};
use tiaojie::ledger::{Differences, Plan, Sheet, SheetReport};
use tiaojie::store::{ListQuery, Store, TakeBack, TakenBack, unwatched};

const LEDGER: &str = "编号,受理日期,申请人,被申请人,纠纷类别\n\
    神木民调字〔2024〕第1号,2024-03-05,张三,李四,邻里纠纷\n\
    神木民调字〔2024〕第2号,2024-04-01,王五,赵六,婚姻家庭纠纷\n\
    ,2024-05-02,孙七,周八,邻里纠纷\n";
const LATER: &str = "编号,受理日期,申请人,被申请人,纠纷类别\n\
    神木民调字〔2024〕第2号,2024-04-01,王五,赵六,合同纠纷\n\
    ,2024-06-02,吴九,郑十,邻里纠纷\n";
const SERVICES: &str =
    "日期,中心,服务类别,数量,单位\n2024-03-05,木鱼镇,法律咨询,3,件次\n2024-03-06,木鱼镇,法律咨询,2,件次\n";

fn open(folder: &TempDir, seed: u16) -> Store {
    let path = folder.path().join("t.db");
    let clock = Box::new(Fixed::at(NaiveDate::from_ymd_opt(2024, 12, 31).unwrap(), seed));
    if path.exists() { Store::open(&path, clock).unwrap() } else { Store::create(&path, clock).unwrap() }
}

fn import(store: &mut Store, text: &str, differences: Differences) -> SheetReport {
    let mut plan = Plan::new(store).unwrap();
    plan.add(store, Sheet::from_csv("t.csv", text.as_bytes()).unwrap()).unwrap().unwrap();
    plan.apply(store, differences).unwrap().remove(0)
}

fn take_back(store: &mut Store, how: TakeBack) -> Option<TakenBack> {
    let import = store.last_import().unwrap()?;
    let done = store.take_import_back(&import.name, how, &mut unwatched()).unwrap();
    assert_eq!(store.check().unwrap().findings, []);
    done
}

/// Every case, void or not, by its number.
fn cases(store: &Store) -> Vec<Dispute> {
    let query = ListQuery { limit: 100, ..ListQuery::default() };
    let ids: Vec<DisputeId> = store.list(&query).unwrap().into_iter().map(|row| row.id).collect();
    let mut cases: Vec<Dispute> = ids.into_iter().map(|id| store.dispute(id).unwrap()).collect();
    cases.sort_by(|one, other| one.number.cmp(&other.number));
    cases
}

fn valid(store: &Store) -> Vec<Dispute> {
    cases(store).into_iter().filter(|case| case.void.is_none()).collect()
}

/// Catches: an undo that is lost with the program's memory, takes two imports of one second for one, leaves values that
/// the import had put in place of others, or never ends.
#[test]
fn imports_are_taken_back_one_by_one_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder, 1);
    import(&mut store, LEDGER, Differences::Keep);
    let first = cases(&store);
    let report = import(&mut store, LATER, Differences::Update);
    assert_eq!((report.new, report.changed.len()), (1, 1));
    drop(store);

    let mut store = open(&folder, 2);
    let tried = take_back(&mut store, TakeBack::DryRun).unwrap();
    assert_eq!(valid(&store).len(), 4, "nothing is written by a trial");
    let done = take_back(&mut store, TakeBack::Write).unwrap();
    assert_eq!(done, tried);
    assert_eq!((done.cases, done.restored, done.kept.len()), (1, 1, 0));
    assert_eq!(valid(&store), first);
    drop(store);

    let mut store = open(&folder, 3);
    let done = take_back(&mut store, TakeBack::Write).unwrap();
    assert_eq!((done.cases, done.restored), (3, 0));
    assert!(cases(&store).iter().all(|case| case.void.as_deref() == Some(TAKEN_BACK)));
    assert_eq!(take_back(&mut store, TakeBack::Write), None);
    let past = store.past(first[0].id.uuid()).unwrap();
    assert_eq!(past.last().unwrap().via.as_deref(), Some("import-undo"));
    assert!(past.last().unwrap().turned.is_some());
}

/// Catches: an import of another program that is taken back in place of the one on the page; an import taken back twice;
/// a question that cannot name the file.
#[test]
fn the_import_that_is_named_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = open(&folder, 1);
    import(&mut page, LEDGER, Differences::Keep);
    let name = page.imported().cloned().unwrap();
    let mut other = open(&folder, 2);
    import(&mut other, LATER, Differences::Keep);
    let last = other.last_import().unwrap().unwrap();
    assert_eq!((last.file.as_deref(), last.records), (Some("t.csv"), 1));
    drop(other);
    let done = page.take_import_back(&name, TakeBack::Write, &mut unwatched()).unwrap().unwrap();
    assert_eq!((done.cases, done.kept.len()), (3, 0));
    let left: Vec<String> = valid(&page).into_iter().map(|case| case.parties[0].name.clone()).collect();
    assert_eq!(left, ["吴九"]);
    assert_eq!(page.take_import_back(&name, TakeBack::Write, &mut unwatched()).unwrap(), None);
    assert_eq!(page.last_import().unwrap(), Some(last));
}

/// Catches: work of a clerk that is voided with the import, and an import that cannot be taken back for the rest.
#[test]
fn an_edited_case_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder, 1);
    import(&mut store, LEDGER, Differences::Keep);
    let [before, undone, _] = <[Dispute; 3]>::try_from(cases(&store)).unwrap();
    let edited = Dispute { summary: "排水沟".to_owned(), ..before.clone() };
    store.save_dispute(Some(&before), edited.clone(), None).unwrap();
    // An edit that was undone is none.
    let other = Dispute { summary: "改错了".to_owned(), ..undone.clone() };
    store.save_dispute(Some(&undone), other, None).unwrap();
    store.undo().unwrap();

    let done = take_back(&mut store, TakeBack::Write).unwrap();
    assert_eq!((done.cases, done.kept), (2, vec![edited.number.clone()]));
    assert_eq!(valid(&store), [edited]);
    assert!(store.undo().is_err(), "the key for one save does not reach over it");
    assert_eq!(take_back(&mut store, TakeBack::Write), None);
}

/// Catches: an import whose every case was edited being taken for done, and the one before it taken back unasked.
#[test]
fn where_all_was_edited_nothing_happens() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder, 1);
    import(&mut store, LEDGER, Differences::Keep);
    import(&mut store, LATER, Differences::Keep);
    let new = cases(&store).into_iter().find(|case| case.parties[0].name == "吴九").unwrap();
    store.save_dispute(Some(&new), Dispute { summary: "占道".to_owned(), ..new.clone() }, None).unwrap();
    for _ in 0..2 {
        let done = take_back(&mut store, TakeBack::Write).unwrap();
        assert!(!done.is_any() && done.kept == [new.number.clone()], "{done:?}");
    }
    assert_eq!(valid(&store).len(), 4);
}

/// Catches: a ledger that, once taken back, counts as present; a number given out twice; a second case beside the void
/// one for the same row; a corrected row refused for its own old number.
#[test]
fn the_same_ledger_comes_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder, 1);
    import(&mut store, LEDGER, Differences::Keep);
    let first = cases(&store);
    take_back(&mut store, TakeBack::Write).unwrap();
    let report = import(&mut store, LEDGER, Differences::Keep);
    assert_eq!((report.new, report.same, report.refused.len()), (3, 0, 0));
    assert_eq!(cases(&store), first);
    // A case that a clerk has voided himself stays so.
    let void = Dispute { void: Some("重复".to_owned()), ..first[0].clone() };
    store.save_dispute(Some(&first[0]), void, None).unwrap();
    assert_eq!(import(&mut store, LEDGER, Differences::Keep).new, 0);
    assert_eq!(take_back(&mut store, TakeBack::Write).unwrap().cases, 2);
    // A row that was mended is another one, and may have the number.
    let report =
        import(&mut store, &LEDGER.replace("2024-04-01,王五", "2024-04-11,王五一"), Differences::Keep);
    assert_eq!((report.new, report.refused.len(), report.warnings.len()), (2, 0, 0), "{report:?}");
    let numbers: Vec<String> = valid(&store).into_iter().map(|case| case.number).collect();
    assert_eq!(numbers, [first[1].number.clone(), first[2].number.clone()]);
}

/// Catches: services that stay counted after their import was taken back, or cannot come in again.
#[test]
fn services_are_taken_back_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder, 1);
    for _ in 0..2 {
        assert_eq!(import(&mut store, SERVICES, Differences::Keep).new, 2);
        assert_eq!(import(&mut store, SERVICES, Differences::Keep).same, 2);
        let done = take_back(&mut store, TakeBack::Write).unwrap();
        assert_eq!((done.cases, done.entries, done.kept_entries), (0, 2, 0));
    }
}

/// Catches: figures of an import that stay counted after it was taken back.
#[test]
fn figures_are_taken_back_too() {
    const FIGURES: &str = "指标名称,期间,数值,单位\n普法活动,2024年3月,12,场次\n普法活动,2024年4月,7,场次\n";
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder, 1);
    for _ in 0..2 {
        assert_eq!(import(&mut store, FIGURES, Differences::Keep).new, 2);
        assert_eq!(import(&mut store, FIGURES, Differences::Keep).same, 2);
        let done = take_back(&mut store, TakeBack::Write).unwrap();
        assert_eq!((done.cases, done.entries, done.kept_entries), (0, 2, 0));
    }
}

/// Catches: a query that reads the whole log for each of a hundred thousand cases.
#[test]
fn the_queries_follow_indexes() {
    let folder = tempfile::tempdir().unwrap();
    let plan = open(&folder, 1).imports_plan().unwrap();
    assert_eq!(plan.lines().count(), 4, "{plan}");
    assert!(plan.lines().all(|step| step.starts_with("SEARCH")), "{plan}");
}
