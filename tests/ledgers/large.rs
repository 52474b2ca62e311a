//! A large import takes another way to the file than a save: the same comes of it.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use rusqlite::Connection;
use tempfile::TempDir;
use tiaojie::domain::{Dispute, Fixed};
use tiaojie::ledger::{Differences, ImportError, Plan, Recogniser, Sheet, SheetReport};
use tiaojie::store::{ListQuery, Store, TakeBack, unwatched};

/// More than are needed for the indexes to be dropped.
const ROWS: usize = 2_300;

/// A ledger with what leads to rows of other tables: several parties and mediators, closings, money, visits, sessions;
/// some rows without a number, some that are no records, and the same township in many.
fn ledger(rows: usize) -> String {
    let mut text = String::from(
        "序号,编号,受理日期,乡镇,村（社区）,申请人,被申请人,联系电话,纠纷类型,简要情况,案件来源,调解员,调解日期,办结日期,调解结果,协议形式,涉及金额(元),回访时间,别的\n",
    );
    for n in 0..rows {
        let (month, day) = (n % 12 + 1, n % 27 + 1);
        let number =
            if n % 9 == 4 { String::new() } else { format!("（2024）神松民调字第{n:04}号") };
        let closed = n % 5 != 0;
        let when = |is: bool, text: String| if is { text } else { String::new() };
        let _ = writeln!(
            text,
            "{n},{number},2024-{month:02}-{day:02},{},{}村,张{n}、阿依·古丽{n},李{n},138{n:08},{},因排水沟{n}发生争执,{},{},{},{},{},{},{},{},{}",
            ["松柏镇", "阳日镇", "木鱼镇"][n % 3],
            ["盘龙", "八角", "堂房", "清泉"][n % 4],
            ["邻里纠纷", "婚姻家庭纠纷", "合同纠纷"][n % 3],
            ["依申请", "主动调解"][n % 2],
            ["王和、陈平", "王和", ""][n % 3],
            when(n % 4 == 0, format!("2024-{month:02}-{day:02}")),
            when(closed, format!("2024-{month:02}-{:02}", day + 1)),
            when(closed, ["成功", "调解不成"][usize::from(n % 7 == 0)].to_owned()),
            when(closed && n % 7 != 0, "口头协议".to_owned()),
            when(closed && n % 7 != 0, format!("{n}.50")),
            when(closed && n % 6 == 0, "2024-12-30".to_owned()),
            when(n % 11 == 0, format!("原话{n}")),
        );
        if n % 500 == 499 {
            text.push_str("合计,,,,,,,,,,,,,,,,,,\n");
        }
    }
    text
}

fn file(folder: &TempDir, name: &str) -> Store {
    let clock = Box::new(Fixed::at("2024-12-31".parse().unwrap(), 1));
    Store::create(&folder.path().join(name), clock).unwrap()
}

fn import(store: &mut Store, text: &str) -> SheetReport {
    let mut plan = Plan::new(store).unwrap();
    plan.add(store, Sheet::from_csv("t.csv", text.as_bytes()).unwrap()).unwrap().unwrap();
    plan.apply(store, Differences::Keep).unwrap().remove(0)
}

fn cases(store: &Store) -> Vec<Dispute> {
    let query = ListQuery { limit: 10_000, ..ListQuery::default() };
    let ids: Vec<_> = store.list(&query).unwrap().into_iter().map(|row| row.id).collect();
    let mut cases: Vec<Dispute> = ids.into_iter().map(|id| store.dispute(id).unwrap()).collect();
    cases.sort_by_key(|case| case.id);
    cases
}

/// The saves of cases as they are logged, in the order of the cases.
fn logged(folder: &TempDir, name: &str) -> Vec<(Vec<u8>, String)> {
    let conn = Connection::open(folder.path().join(name)).unwrap();
    let mut statement =
        conn.prepare("SELECT record, body FROM revision WHERE kind = 'dispute' ORDER BY record").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Catches: a case that is logged, counted, listed, found or numbered otherwise because it came with thousands of others;
/// a table that the large way forgets; an index that is not built again.
#[test]
fn a_large_import_and_its_cases_saved_one_by_one_are_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut large = file(&folder, "large.db");
    let report = import(&mut large, &ledger(ROWS));
    assert_eq!((report.new, report.rows), (ROWS as u64, (ROWS + ROWS / 500) as u64));
    assert!(report.adds_up());
    assert_eq!(large.check().unwrap().findings, []);
    let all = cases(&large);
    assert_eq!(all.len(), ROWS);

    // In the small file each is a transaction of its own and finds all indexes in place.
    let mut small = file(&folder, "small.db");
    let directory = large.directory().clone();
    small
        .transact(|writer| {
            directory.offices().try_for_each(|office| writer.put_office(office).map(drop))?;
            directory.mediators().try_for_each(|mediator| writer.put_mediator(mediator).map(drop))
        })
        .unwrap();
    for case in all.iter().take(400) {
        small.transact_via(Some("import"), |writer| writer.put_dispute(None, case.clone())).unwrap();
    }
    assert_eq!(small.check().unwrap().findings, []);
    assert_eq!(cases(&small), all[..400]);
    assert_eq!(logged(&folder, "small.db"), logged(&folder, "large.db")[..400]);

    for query in
        ["排水沟77", "盘龙", "ayg", "张9", "（2024）神松民调字第0012号", "13800000123", "王和", "原话"]
    {
        assert_eq!(large.search(query, 50).unwrap(), large.search_by_scan(query, 50).unwrap(), "{query}");
    }
    let schema = |name: &str| -> Vec<String> {
        let conn = Connection::open(folder.path().join(name)).unwrap();
        let mut statement = conn.prepare("SELECT name FROM sqlite_schema ORDER BY name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(schema("large.db"), schema("small.db"));
    let conn = Connection::open(folder.path().join("large.db")).unwrap();
    let mode: String = conn.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

/// Catches: rows of a sheet that is too large for memory read as others, twice or not at all; a large import that cannot
/// be taken back, or comes in again beside itself.
#[test]
fn a_sheet_in_a_file_is_read_as_one_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (text, rows) = (ledger(ROWS), ROWS as u64);
    // The same rows with much text in a column that is kept in words: they no longer fit.
    let long = "甲乙丙丁".repeat(320);
    let wide = text.replace("因排水沟", &format!("{long}因排水沟"));
    assert!(wide.len() > 8 << 20);
    let mut plain = file(&folder, "plain.db");
    let mut store = file(&folder, "wide.db");
    let reports = (import(&mut plain, &text), import(&mut store, &wide));
    assert_eq!((reports.0.new, reports.1.new), (rows, rows));
    let lines = |report: &SheetReport| -> Vec<u64> {
        report.skipped.iter().chain(&report.warnings).map(|remark| remark.line).collect()
    };
    assert_eq!(lines(&reports.0), lines(&reports.1));
    let mut read = cases(&store);
    for case in &mut read {
        case.summary = case.summary.replace(&long, "");
    }
    assert!(read == cases(&plain));
    assert_eq!(import(&mut store, &wide).same, rows);
    let written = store.imported().cloned().unwrap();
    let done = store.take_import_back(&written, TakeBack::Write, &mut unwatched()).unwrap().unwrap();
    assert_eq!((done.cases, done.kept.len()), (rows, 0));
    assert_eq!(import(&mut store, &wide).new, rows);
    assert_eq!(store.check().unwrap().findings, []);
}

/// Catches: a large import that is given up and leaves something behind, or a file that other programs cannot open after it.
#[test]
fn a_large_import_that_is_given_up_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = file(&folder, "t.db");
    let recogniser = Recogniser::of(&store).unwrap();
    let sheet = Sheet::from_csv("t.csv", ledger(ROWS).as_bytes()).unwrap();
    let mapping = recogniser.recognise(&sheet).unwrap();
    let mut plan = Plan::new(&store).unwrap();
    plan.add_mapped(&store, sheet, mapping, &mut unwatched()).unwrap();
    let mut calls = 0;
    let mut some = |_| {
        calls += 1;
        if calls > 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let done = plan.apply_watched(&mut store, Differences::Keep, &mut some);
    assert!(matches!(done, Err(ImportError::Cancelled)));
    assert_eq!(cases(&store), []);
    assert_eq!(store.check().unwrap().findings, []);
    assert!(!folder.path().join("t.db-journal").exists());
    assert_eq!(import(&mut store, &ledger(ROWS)).new, ROWS as u64);
}

/// Catches: a large import that waits for, or locks out, another program that has the file open.
#[test]
fn a_large_import_beside_another_program_comes_in_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = file(&folder, "t.db");
    let clock = Box::new(Fixed::at("2024-12-31".parse().unwrap(), 2));
    let other = Store::open(&folder.path().join("t.db"), clock).unwrap();
    assert_eq!(cases(&other), []);
    assert_eq!(import(&mut store, &ledger(ROWS)).new, ROWS as u64);
    assert_eq!(cases(&other).len(), ROWS);
}
