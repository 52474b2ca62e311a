//! `tiaojie passphrase`, and the other commands on an encrypted file.

use super::support::command::{Program, Said};
use super::support::{District, luck};
use super::{RIGHT, encrypted, unlocked, written};
use std::path::Path;

fn run(file: &Path, passphrase: &Path, arguments: &[&str]) -> Said {
    let mut all = vec!["--passphrase-file", passphrase.to_str().unwrap()];
    all.extend(arguments);
    Program::on(file).run(&all)
}

/// Catches: a plain file that one command does not encrypt, words that open nothing, a passphrase that cannot be changed,
/// given, taken or removed by its command.
#[test]
fn the_whole_life_of_a_passphrase() {
    let mut district = District::new();
    let case = luck::case(&mut district, ("张守田", "李小满"));
    district.store.save_dispute(None, case, None).unwrap();
    let path = district.store.path().to_owned();
    drop(district.store);
    let folder = district.folder.path();
    let (one, two) = (written(folder, "one", "first passphrase"), written(folder, "two", "第二个口令哦"));
    let (words, short) = (folder.join("words.txt"), written(folder, "short", "abc"));
    let new = |path: &Path| format!("--new-passphrase-file={}", path.display());

    let plain = Program::on(&path);
    assert!(plain.ok("passphrase list").contains("没有口令"));
    plain.refuses(&["passphrase", "set", &new(&short)], 1, "太短");
    plain.refuses("passphrase set", 1, "--new-passphrase-file");
    let to = format!("--words-to={}", words.display());
    plain.ok(&["passphrase", "set", &new(&one), &to]);
    assert!(!std::fs::read(&path).unwrap().starts_with(b"SQLite"));

    plain.refuses("list", 1, "--passphrase-file");
    assert!(run(&path, &one, &["list"]).ok().contains("张守田"));
    assert!(run(&path, &one, &["passphrase", "list"]).ok().contains("测试员"));
    run(&path, &one, &["passphrase", "set", &new(&one)]).refuses(1, "已经有口令");

    run(&path, &one, &["passphrase", "add", "--shared", &new(&two)]).ok();
    run(&path, &two, &["list"]).ok();
    run(&path, &two, &["passphrase", "drop", "测试员"]).ok();
    run(&path, &one, &["list"]).refuses(1, "口令不对");
    run(&path, &two, &["passphrase", "drop", "--shared"]).refuses(1, "最后一个口令");
    run(&path, &two, &["passphrase", "add", "无此人", &new(&one)]).refuses(1, "没有这位操作员");
    run(&path, &two, &["passphrase", "change", "--shared", &new(&one)]).ok();

    // The words on the sheet, as it is printed.
    let sheet = std::fs::read_to_string(&words).unwrap();
    let typed: Vec<&str> = sheet.lines().filter(|line| line.starts_with("    ")).collect();
    assert_eq!(typed.len(), 3, "{sheet}");
    let by_words = written(folder, "by-words", &typed.join(" "));
    run(&path, &by_words, &["list"]).ok();
    let renewed = run(&path, &one, &["passphrase", "recovery"]).ok();
    run(&path, &by_words, &["list"]).refuses(1, "口令不对");
    let again = renewed.lines().last().unwrap();
    assert!(unlocked(&path, again).is_some(), "{again}");

    run(&path, &one, &["passphrase", "remove"]).ok();
    assert!(plain.ok("list").contains("张守田"));
    assert_eq!(luck::sound(&path), 1);
}

/// Catches: a wait that a new start forgets, a command that asks for a passphrase though no answer would count.
#[test]
fn wrong_tries_are_counted_over_starts() {
    let (district, _) = encrypted();
    let path = district.store.path().to_owned();
    drop(district.store);
    let folder = district.folder.path();
    let (right, wrong) = (written(folder, "right", RIGHT), written(folder, "wrong", "wrong one"));
    for _ in 0..8 {
        assert_eq!(run(&path, &wrong, &["list"]).code, 1);
        // Where it waits already the next counts for nothing; the count is put up by hand instead.
        let tries = tiaojie::vault::tries_beside(&path);
        let text = std::fs::read_to_string(&tries).unwrap();
        let failed: serde_json::Value = serde_json::from_str(&text).unwrap();
        let next = failed["failed"].as_u64().unwrap();
        std::fs::write(&tries, format!("{{\"failed\":{next},\"at\":0}}")).unwrap();
    }
    run(&path, &wrong, &["list"]).refuses(1, "请等 128 秒");
    run(&path, &right, &["list"]).refuses(1, "秒再试");
    std::fs::remove_file(tiaojie::vault::tries_beside(&path)).unwrap();
    run(&path, &right, &["list"]).ok();
}
