//! Very many cases in one transaction: what is written without the indexes is what single saves write.

use std::collections::BTreeMap;

use super::scripts::simple;
use crate::support::{District, day};
use tiaojie::domain::{Closing, Dispute, Outcome, Party, Side};
use tiaojie::store::StoreError;

/// Every row of every table, the derived ones too, and what the file is made of: tables and indexes.
fn whole(district: &District) -> BTreeMap<String, Vec<String>> {
    let conn = rusqlite::Connection::open(district.store.path()).unwrap();
    let lines = |sql: &str| -> Vec<String> {
        let mut statement = conn.prepare(sql).unwrap();
        let columns = statement.column_count();
        let line = |row: &rusqlite::Row<'_>| {
            (0..columns).map(|n| row.get_ref(n).map(|value| format!("{value:?}"))).collect::<Result<_, _>>()
        };
        let mut lines: Vec<String> = statement.query_map([], line).unwrap().map(Result::unwrap).collect();
        lines.sort();
        lines
    };
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'";
    let mut statement = conn.prepare(tables).unwrap();
    let names: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut whole: BTreeMap<String, Vec<String>> =
        names.into_iter().map(|name| (name.clone(), lines(&format!("SELECT * FROM {name}")))).collect();
    whole.insert("schema".to_owned(), lines("SELECT type, name, sql FROM sqlite_schema"));
    whole
}

/// How many cases are sure to be written without the indexes.
const MANY: usize = 2_000;

/// Puts one more of many cases: among them edits, and an office that gets another name in the middle.
fn put_one(writer: &mut tiaojie::store::Writer<'_>, made: &Made, n: usize) -> Result<(), StoreError> {
    let on = day(2023, 1, 1) + chrono::TimeDelta::days(n as i64 % 500);
    let mut case = Dispute::new(writer.fresh_id(), made.town, on);
    for (side, name) in [(Side::Applicant, format!("甲{}", n % 97)), (Side::Respondent, "李四".to_owned())]
    {
        case.parties.push(Party::new(writer.fresh_id(), side, name));
    }
    case.village = Some(made.village.id);
    case.tags.insert(format!("标签{}", n % 3));
    case.closing = (!n.is_multiple_of(4)).then_some(Closing { outcome: Outcome::Oral, on });
    let put = writer.put_dispute(None, case)?.dispute;
    if n % 100 == 50 {
        let after = Dispute { summary: "后来改过".to_owned(), people: Some(3), ..put.clone() };
        writer.put_dispute(Some(&put), after)?;
    }
    if n == MANY / 2 {
        writer
            .put_office(&tiaojie::domain::Office { name: "新名村".to_owned(), ..made.village.clone() })?;
    }
    Ok(())
}

struct Made {
    town: tiaojie::domain::OfficeId,
    village: tiaojie::domain::Office,
}

fn made(district: &District) -> Made {
    let village = district.store.directory().office(district.villages[0]).unwrap().clone();
    Made { town: district.towns[0], village }
}

#[test]
fn very_many_cases_at_once_are_what_they_are_in_pieces() {
    // Would catch an index that is not built again, a total or a search term lost on the shorter way.
    let (mut at_once, mut in_pieces) = (District::new(), District::new());
    let of = made(&at_once);
    at_once
        .store
        .transact_via(Some("import"), |writer| {
            writer.expect_cases(MANY as u64)?;
            (0..MANY).try_for_each(|n| put_one(writer, &of, n))
        })
        .unwrap();
    for piece in 0..20 {
        let range = piece * MANY / 20..(piece + 1) * MANY / 20;
        in_pieces
            .store
            .transact_via(Some("import"), |writer| {
                writer.expect_cases(range.len() as u64)?;
                range.clone().try_for_each(|n| put_one(writer, &of, n))
            })
            .unwrap();
    }
    let (one, other) = (whole(&at_once), whole(&in_pieces));
    for (table, rows) in &one {
        assert_eq!(rows, &other[table], "{table}");
    }
    assert_eq!(one.len(), other.len());
    for query in ["甲96", "新名", "xmc", "后来改", "松民调字第77号", "邻里", "红花朵"] {
        let ids = |district: &District, hits: Vec<tiaojie::store::Hit>| {
            assert_eq!(hits, district.store.search_by_scan(query, 100).unwrap(), "{query}");
            hits.into_iter().map(|hit| hit.case.id).collect::<Vec<_>>()
        };
        let found = ids(&at_once, at_once.store.search(query, 100).unwrap());
        assert_eq!(found, ids(&in_pieces, in_pieces.store.search(query, 100).unwrap()), "{query}");
    }
    assert!(at_once.store.check().unwrap().findings.is_empty());
}

#[test]
fn what_ends_in_the_middle_of_very_many_leaves_the_file_as_it_was() {
    // Would catch indexes that stay down, or cases that stay, where an import fails or is given up.
    let mut district = District::new();
    let case = simple(&mut district, day(2024, 3, 1), ("张三", "李四"));
    district.store.save_dispute(None, case, None).unwrap();
    let (before, of) = (whole(&district), made(&district));
    let result: Result<(), StoreError> = district.store.transact_via(Some("import"), |writer| {
        writer.expect_cases(MANY as u64)?;
        (0..300).try_for_each(|n| put_one(writer, &of, n))?;
        Err(StoreError::DiskFull)
    });
    assert!(matches!(result, Err(StoreError::DiskFull)));
    assert_eq!(before, whole(&district));
    let case = simple(&mut district, day(2024, 3, 2), ("王五", "李四"));
    district.store.save_dispute(None, case, None).unwrap();
    assert_eq!(district.store.search("王五", 10).unwrap().len(), 1);
    assert!(district.store.check().unwrap().findings.is_empty());
}
