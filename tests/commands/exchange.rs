//! `tiaojie exchange` as a script uses it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn run(folder: &Path, file: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiaojie"));
    let command = command.current_dir(folder).env_remove("TIAOJIE_FILE").arg("--file").arg(folder.join(file));
    command.args(arguments).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn ok(folder: &Path, file: &str, arguments: &[&str]) -> String {
    let output = run(folder, file, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output.stderr));
    said(&output.stdout)
}

fn json(folder: &Path, file: &str, arguments: &[&str]) -> Value {
    serde_json::from_str(&ok(folder, file, arguments)).unwrap()
}

fn desk() -> TempDir {
    let desk = tempfile::tempdir().unwrap();
    std::fs::write(desk.path().join("phrase"), "松柏镇 exchange\n第二行不算\n").unwrap();
    let ledger = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/ledger-2024.csv");
    ok(desk.path(), "a.db", &["--yes", "import", ledger]);
    desk
}

#[test]
fn a_ledger_goes_from_one_laptop_to_another_and_back_by_commands() {
    let desk = desk();
    let folder = desk.path();
    let with = ["--exchange-passphrase-file", "phrase"];
    let written = json(folder, "a.db", &[&["exchange", "out", "a.tjb", "--json"][..], &with].concat());
    let cases = written["cases"].as_u64().unwrap();
    assert!(cases > 50);
    let again = run(folder, "a.db", &[&["exchange", "out", "a.tjb"][..], &with].concat());
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again.stderr).contains("已经存在"), "{}", said(&again.stderr));
    let trial = json(folder, "b.db", &[&["exchange", "look", "a.tjb", "--json"][..], &with].concat());
    assert_eq!(trial["would"]["cases_new"].as_u64(), Some(cases));
    assert!(trial["bundle"]["anchors"][0]["hash"].as_str().unwrap().len() == 12);
    let dry = ok(folder, "b.db", &[&["exchange", "in", "a.tjb", "--dry-run"][..], &with].concat());
    assert!(dry.contains(&format!("新增案件 {cases} 件")) && dry.contains("没有合并"), "{dry}");
    let taken = json(folder, "b.db", &[&["exchange", "in", "a.tjb", "--json"][..], &with].concat());
    assert_eq!(taken["taken"], trial["would"], "what was tried is what came");
    let second = ok(folder, "b.db", &[&["exchange", "in", "a.tjb"][..], &with].concat());
    assert!(second.contains("没有新内容"), "{second}");
    let totals = |file| json(folder, file, &["totals", "--period", "2024", "--json"]);
    assert_eq!(totals("a.db"), totals("b.db"));
    ok(folder, "b.db", &["check"]);
    // Back, sealed to the laptop that wrote first, without a passphrase.
    let keys = json(folder, "b.db", &["exchange", "keys", "--json"]);
    let other =
        keys.as_array().unwrap().iter().find(|one| one["this"] == false).unwrap()["id"].as_str().unwrap();
    let end = &other[other.len() - 8..];
    ok(folder, "b.db", &["exchange", "out", "b.tjb", "--seal-to", end, "--lacking", end]);
    let back = json(folder, "a.db", &["exchange", "in", "b.tjb", "--json"]);
    assert_eq!(back["taken"]["cases_new"].as_u64(), Some(0));
    assert!(back["bundle"]["revisions"].as_u64().unwrap() < 10, "only what the other lacks: {back:#}");
    // And a stick.
    std::fs::create_dir(folder.join("stick")).unwrap();
    let by_stick =
        |file| json(folder, file, &[&["exchange", "folder", "stick", "--json"][..], &with].concat());
    assert!(by_stick("a.db")["files_written"].as_u64().unwrap() > 0);
    by_stick("b.db");
    let third = by_stick("c.db");
    assert_eq!(third["taken"]["cases_new"].as_u64(), Some(cases));
}

/// Catches: one flag for two passphrases, so that an encrypted file takes part in no exchange by command.
#[test]
fn an_encrypted_file_has_a_passphrase_of_its_own() {
    let desk = desk();
    let folder = desk.path();
    std::fs::write(folder.join("own"), "自己的一个口令").unwrap();
    ok(folder, "a.db", &["passphrase", "set", "--new-passphrase-file", "own"]);
    let with = ["--exchange-passphrase-file", "phrase"];
    ok(folder, "a.db", &[&["exchange", "out", "a.tjb", "--passphrase-file", "own"][..], &with].concat());
    let taken = json(folder, "b.db", &[&["exchange", "in", "a.tjb", "--json"][..], &with].concat());
    assert_eq!(taken["taken"]["cases_new"].as_u64(), Some(214));
}

#[test]
fn what_is_asked_wrongly_is_said_with_its_exit_code() {
    let desk = desk();
    let folder = desk.path();
    let fails = |arguments: &[&str]| {
        let output = run(folder, "a.db", arguments);
        assert!(output.stdout.is_empty());
        (output.status.code(), said(&output.stderr))
    };
    std::fs::write(folder.join("short"), "abc").unwrap();
    std::fs::write(folder.join("junk.tjb"), vec![3; 4000]).unwrap();
    let cases: [(&[&str], i32, &str); 7] = [
        (&["exchange", "out", "x.tjb"], 2, "--exchange-passphrase-file"),
        (&["exchange", "out", "x.tjb", "--exchange-passphrase-file", "short"], 2, "至少"),
        (&["exchange", "out", "x.tjb", "--exchange-passphrase-file", "none"], 1, "none"),
        (&["exchange", "out", "x.tjb", "--seal-to", "没有这台"], 2, "没有这台"),
        (&["exchange", "in", "junk.tjb", "--exchange-passphrase-file", "phrase"], 1, "junk.tjb"),
        (&["exchange", "folder", "nowhere", "--exchange-passphrase-file", "phrase"], 1, "nowhere"),
        (&["exchange", "sideways"], 2, ""),
    ];
    for (arguments, code, word) in cases {
        let (found, sentence) = fails(arguments);
        assert_eq!(found, Some(code), "{arguments:?}: {sentence}");
        assert!(sentence.contains(word), "{arguments:?}: {sentence}");
    }
    assert!(!folder.join("x.tjb").exists());
}
