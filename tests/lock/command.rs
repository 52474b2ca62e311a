//! `tiaojie passphrase`, and every other command before an encrypted file.

use std::path::Path;
use std::process::Output;

use super::support::{District, luck};
use super::{RIGHT, encrypted, unlocked, written};

fn run(file: &Path, passphrase: &Path, arguments: &[&str]) -> Output {
    let mut all = vec!["--passphrase-file", passphrase.to_str().unwrap()];
    all.extend(arguments);
    luck::run(file, &all)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
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

    let list = luck::run(&path, &["passphrase", "list"]);
    assert!(said(&list).contains("没有口令"), "{}", said(&list));
    let refused = luck::run(&path, &["passphrase", "set", &new(&short)]);
    luck::assert_says(&refused, "太短");
    luck::assert_says(&luck::run(&path, &["passphrase", "set"]), "--new-passphrase-file");
    let to = format!("--words-to={}", words.display());
    let set = luck::run(&path, &["passphrase", "set", &new(&one), &to]);
    assert!(set.status.success(), "{}", said(&set));
    assert!(!std::fs::read(&path).unwrap().starts_with(b"SQLite"));

    luck::assert_says(&luck::run(&path, &["list"]), "--passphrase-file");
    let shown = run(&path, &one, &["list"]);
    assert!(said(&shown).contains("张守田"), "{}", said(&shown));
    assert!(said(&run(&path, &one, &["passphrase", "list"])).contains("测试员"));
    assert!(said(&run(&path, &one, &["passphrase", "set", &new(&one)])).contains("已经有口令"));

    assert!(run(&path, &one, &["passphrase", "add", "--shared", &new(&two)]).status.success());
    assert!(run(&path, &two, &["list"]).status.success());
    assert!(run(&path, &two, &["passphrase", "drop", "测试员"]).status.success());
    luck::assert_says(&run(&path, &one, &["list"]), "口令不对");
    luck::assert_says(&run(&path, &two, &["passphrase", "drop", "--shared"]), "最后一个口令");
    luck::assert_says(&run(&path, &two, &["passphrase", "add", "无此人", &new(&one)]), "没有这位操作员");
    assert!(run(&path, &two, &["passphrase", "change", "--shared", &new(&one)]).status.success());

    // The words on the sheet, as it is printed.
    let sheet = std::fs::read_to_string(&words).unwrap();
    let typed: Vec<&str> = sheet.lines().filter(|line| line.starts_with("    ")).collect();
    assert_eq!(typed.len(), 3, "{sheet}");
    let by_words = written(folder, "by-words", &typed.join(" "));
    assert!(run(&path, &by_words, &["list"]).status.success());
    let renewed = run(&path, &one, &["passphrase", "recovery"]);
    assert!(renewed.status.success());
    luck::assert_says(&run(&path, &by_words, &["list"]), "口令不对");
    let again = said(&renewed).lines().last().unwrap().to_owned();
    assert!(unlocked(&path, &again).is_some(), "{again}");

    let removed = run(&path, &one, &["passphrase", "remove"]);
    assert!(removed.status.success(), "{}", said(&removed));
    assert!(said(&luck::run(&path, &["list"])).contains("张守田"));
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
        let output = run(&path, &wrong, &["list"]);
        assert_eq!(output.status.code(), Some(1));
        // Where it waits already the next counts for nothing; the count is put up by hand instead.
        let tries = tiaojie::vault::tries_beside(&path);
        let text = std::fs::read_to_string(&tries).unwrap();
        let failed: serde_json::Value = serde_json::from_str(&text).unwrap();
        let next = failed["failed"].as_u64().unwrap();
        std::fs::write(&tries, format!("{{\"failed\":{next},\"at\":0}}")).unwrap();
    }
    luck::assert_says(&run(&path, &wrong, &["list"]), "请等 128 秒");
    luck::assert_says(&run(&path, &right, &["list"]), "秒再试");
    std::fs::remove_file(tiaojie::vault::tries_beside(&path)).unwrap();
    assert!(run(&path, &right, &["list"]).status.success());
}
