//! The golden log: a file with every kind of revision as the program wrote it when this test was made, and what it read
//! from it.
//!
//! `tests/fixtures/golden.db` and `golden.txt` are only read. They are not regenerated when code changes: a
//! different output or reading of this version is a bug. A later field belongs in `cover::LATER` and in a
//! test of its own.
//!
//! `TIAOJIE_GOLDEN=write cargo test --test golden` made both, and is only for extending the content of the
//! file. `TIAOJIE_GOLDEN=text` writes `golden.txt` again from the file, after a corrected word; the commit
//! that does so names each.

mod cover;
mod dump;
mod full;
mod make;
mod newer;
mod roster;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;
use tiaojie::domain::CategoryList;
use tiaojie::store::{CaseFilter, Pick, Settings, Store};

use dump::Section;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

fn fixture(name: &str) -> PathBuf {
    Path::new(FIXTURES).join(name)
}

/// What is made instead of tested.
#[derive(PartialEq, Eq)]
enum Made {
    Nothing,
    Text,
    Both,
}

fn made() -> Made {
    match std::env::var("TIAOJIE_GOLDEN").as_deref() {
        Ok("write") => Made::Both,
        Ok("text") => Made::Text,
        Ok(other) => panic!("TIAOJIE_GOLDEN is write or text, not {other}"),
        Err(_) => Made::Nothing,
    }
}

/// A copy that may be written to.
fn copy() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("golden.db");
    std::fs::copy(fixture("golden.db"), &path).unwrap();
    (folder, path)
}

fn opened(path: &Path) -> Store {
    opened_on(path, make::LAST_DAY)
}

fn opened_on(path: &Path, today: NaiveDate) -> Store {
    Store::open(path, make::clock(today, 99)).unwrap()
}

/// Every section that differs, by its name and its first line that does.
fn assert_same(golden: &[Section], now: &[Section]) {
    let mut faults = Vec::new();
    for section in golden {
        match now.iter().find(|other| other.name == section.name) {
            None => faults.push(format!("[{}] is gone", section.name)),
            Some(other) => faults.extend(first_difference(section, other)),
        }
    }
    let is_new = |section: &&Section| golden.iter().all(|other| other.name != section.name);
    faults.extend(now.iter().filter(is_new).map(|section| format!("[{}] is new", section.name)));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn first_difference(golden: &Section, now: &Section) -> Option<String> {
    let fault = |at: &str, was: &str, is: &str| {
        Some(format!("[{}] {at}\n  golden: {was}\n  now:    {is}", golden.name))
    };
    if golden.name.contains("--json") {
        let [was, is] = [golden, now].map(|section| serde_json::from_str::<Value>(&section.text).unwrap());
        let (at, was, is) = lost(String::new(), &was, &is)?;
        return fault(&at, &was, &is);
    }
    let (mut was, mut is) = (golden.text.lines(), now.text.lines());
    let mut at = 0;
    loop {
        at += 1;
        match (was.next(), is.next()) {
            (None, None) => return None,
            (was, is) if was == is => {}
            (was, is) => {
                let [was, is] = [was, is].map(|line| line.unwrap_or("(ends)"));
                return fault(&format!("line {at}"), was, is);
            }
        }
    }
}

/// Where a value says less or otherwise than it did. A later key is none where it says nothing: nobody filled it.
fn lost(at: String, was: &Value, is: &Value) -> Option<(String, String, String)> {
    let says_nothing = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    match (was, is) {
        (Value::Object(was), Value::Object(is)) => {
            let gone =
                |key: &str| Some((format!("{at}.{key}"), was.get(key)?.to_string(), "(no key)".to_owned()));
            let more = is.iter().find(|(key, value)| !was.contains_key(*key) && !says_nothing(value));
            let more =
                more.map(|(key, value)| (format!("{at}.{key}"), "(no key)".to_owned(), value.to_string()));
            let inner = |(key, was): (&String, &Value)| match is.get(key) {
                Some(is) => lost(format!("{at}.{key}"), was, is),
                None => gone(key),
            };
            was.iter().find_map(inner).or(more)
        }
        (Value::Array(was), Value::Array(is)) if was.len() == is.len() => {
            was.iter().zip(is).enumerate().find_map(|(nth, (was, is))| lost(format!("{at}[{nth}]"), was, is))
        }
        _ if was == is => None,
        _ => Some((at, was.to_string(), is.to_string())),
    }
}

/// Catches: a later program that reads an older file otherwise: a field it no longer finds, an order of rows, a word of
/// a history, a key of the JSON, a figure.
#[test]
fn the_golden_log_reads_as_it_always_did() {
    if made() == Made::Both {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(make::make(folder.path()), fixture("golden.db")).unwrap();
    }
    if made() != Made::Nothing {
        let (_folder, path) = copy();
        std::fs::write(fixture("golden.txt"), dump::written(&dump::whole(&path))).unwrap();
    }
    let (_folder, path) = copy();
    let golden = dump::read(&std::fs::read_to_string(fixture("golden.txt")).unwrap());
    assert_same(&golden, &dump::whole(&path));
}

/// A revision can be longer than anybody reads: its beginning, and a little from where it differs.
fn from_difference(line: &str, other: &str) -> String {
    let same = line.chars().zip(other.chars()).take_while(|(one, two)| one == two).count();
    let beginning: String = line.chars().take(60).collect();
    let rest: String = line.chars().skip(same.saturating_sub(80).max(60)).take(200).collect();
    format!("{beginning} … {rest}")
}

/// Catches: another name in the log, a default that is written out or a value that is left out, another order of saves.
#[test]
fn this_version_writes_the_very_same_revisions() {
    if made() != Made::Nothing {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let made = dump::revisions(&Connection::open(make::make(folder.path())).unwrap());
    let (_folder, path) = copy();
    let golden = dump::revisions(&Connection::open(&path).unwrap());
    for (was, is) in golden.iter().zip(&made) {
        assert!(
            was == is,
            "\n  golden: {}\n  now:    {}",
            from_difference(was, is),
            from_difference(is, was)
        );
    }
    assert_eq!(golden.len(), made.len());
}

/// Catches: a rebuild that leaves other rows than the saves did, one that loses what it does not know.
#[test]
fn a_rebuilt_golden_log_is_the_same() {
    if made() != Made::Nothing {
        return;
    }
    let (_folder, path) = copy();
    let before = dump::of_file(&path);
    let mut store = opened(&path);
    store.rebuild().unwrap();
    assert_eq!(store.check().unwrap().findings, []);
    drop(store);
    assert_same(&before, &dump::of_file(&path));
}

/// Catches: a category named before there were several lists that is lost, changed, or counted nowhere; an office's own
/// category that an upgrade drops.
#[test]
fn the_categories_of_an_older_log_count_in_every_list() {
    if made() != Made::Nothing {
        return;
    }
    let (_folder, path) = copy();
    let mut store = opened(&path);
    let ids = store.all_ids(&CaseFilter::default()).unwrap();
    let named = |store: &Store| {
        let cases = ids.iter().map(|id| store.dispute(*id).unwrap());
        cases.filter_map(|case| Some((case.id, case.governance?))).collect::<Vec<_>>()
    };
    let before = named(&store);
    assert!(before.iter().any(|(_, code)| code.as_str() == "g05"), "{before:?}");
    let own_type = "02x".parse().unwrap();
    for (list, of_case, of_type) in [
        (CategoryList::Form, "p19_03", "p19_17"),
        (CategoryList::Province, "p27_10", "p27_02"),
        (CategoryList::Levels, "p17_11", "p17_02"),
        (CategoryList::Own, "g05", "g02"),
    ] {
        store.save_settings(&Settings { governance_list: list, ..store.settings().clone() }).unwrap();
        let filter = CaseFilter {
            only: Some(before.iter().map(|(id, _)| *id).collect()),
            governance: Pick::Is(of_case.parse().unwrap()),
            ..CaseFilter::default()
        };
        assert_eq!(store.all_ids(&filter).unwrap().len(), before.len(), "{list:?}");
        assert_eq!(store.directory().governance_of(&own_type), of_type);
        assert_eq!(named(&store), before);
    }
    assert_eq!(store.check().unwrap().findings, []);
}

/// Catches: a golden log in which a field never stands, so that nothing holds its name.
#[test]
fn every_field_stands_in_the_golden_log() {
    if made() != Made::Nothing {
        return;
    }
    let (_folder, path) = copy();
    drop(opened(&path));
    let conn = Connection::open(&path).unwrap();
    let (stands, wanted) = (cover::standing(&conn), cover::wanted(&conn));
    let missing: Vec<&String> = wanted.difference(&stands).collect();
    assert!(missing.is_empty(), "never in a revision: {missing:#?}");
    let beyond: Vec<&str> = stands.difference(&wanted).map(String::as_str).collect();
    assert_eq!(beyond, cover::UNKNOWN, "in a revision and of no column");
}
