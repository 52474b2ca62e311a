//! `tiaojie merge`, `show --summary` and `quickcard`.

use std::io::Read;

use serde_json::json;

use crate::support::command::{LEDGER, PLACES, Program};

/// Catches: a dry run that writes, a merge that totals do not follow, a field that cannot be named, two that are one.
#[test]
fn two_records_become_one() {
    let desk = Program::with(&[LEDGER, PLACES]);
    let list = desk.json("list --limit 2 --json");
    let number = |at: usize| list[at]["number"].as_str().unwrap().to_owned();
    let (kept, other) = (number(0), number(1));
    let accepted =
        |desk: &Program| desk.json("totals --period 2024 --json")["total"]["accepted"].as_i64().unwrap();
    let before = accepted(&desk);
    let said = desk.ok(&["merge", &kept, &other, "--dry-run"]);
    assert!(said.contains("没有写入") && said.contains("accepted_on"), "{said}");
    assert_eq!(accepted(&desk), before);
    desk.run(&["merge", &kept, &kept]).refuses(1, "同一条记录");
    desk.run(&["merge", &kept, &other, "--field", "nonsense"]).refuses(2, "nonsense");
    let summary = desk.json(&["show", &other, "--json"])["summary"].clone();
    let done = desk.json(&["merge", &kept, &other, "--field", "summary", "--json"]);
    assert!(
        done["fields"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["field"] == "summary" && one["taken"] == true)
    );
    assert_eq!(accepted(&desk), before - 1);
    assert_eq!(desk.json(&["show", &kept, "--json"])["summary"], summary);
    assert_eq!(desk.json(&["show", &other, "--json"])["void"], json!(format!("并入 {kept}")));
    desk.run(&["merge", &kept, &other]).refuses(1, "已经作废");
    assert!(desk.ok("check").contains("没有发现问题"));
}

/// Catches: a summary with names where they are to be hidden, one that leaves no record.
#[test]
fn a_summary_is_masked_unless_asked_otherwise() {
    let desk = Program::with(&[LEDGER, PLACES]);
    let case = desk.json("list --limit 1 --json")[0].clone();
    let number = case["number"].as_str().unwrap();
    let name = desk.json(&["show", number, "--json"])["parties"][0]["name"].as_str().unwrap().to_owned();
    let said = desk.ok(&["show", number, "--summary"]);
    assert!(said.starts_with(number) && said.lines().count() == 1 && !said.contains(&name), "{said}");
    assert!(desk.ok(&["show", number, "--summary", "--unmasked"]).contains(&name));
    let english = desk.ok(&["--lang", "en", "show", number, "--summary"]);
    assert!(english.contains("Accepted: "), "{english}");
    let all = desk.json("disclosures --json");
    let kinds: Vec<_> = all.as_array().unwrap().iter().map(|one| (&one["kind"], &one["masking"])).collect();
    assert_eq!(kinds.len(), 3);
    assert_eq!(kinds[1], (&json!("copy"), &json!("plain")));
}

/// Catches: a card that lacks a key of the table, names another file than the one in use, or replaces a file unasked.
#[test]
fn the_quick_card_says_the_keys_and_the_file() {
    let desk = Program::new();
    desk.ok("quickcard --out card.docx");
    desk.run("quickcard --out card.docx").refuses(1, "card.docx");
    desk.ok("--lang en quickcard --out card.docx --force");
    desk.ok("quickcard --out zh.docx");
    for (name, words) in [
        ("zh.docx", ["F2 Ctrl+N", "登记", "Ctrl+Z", "遇到问题找谁"]),
        ("card.docx", ["F2 Ctrl+N", "Log", "Ctrl+Z", "Whom to call"]),
    ] {
        let file = std::fs::File::open(desk.path(name)).unwrap();
        let mut zip = zip::ZipArchive::new(file).unwrap();
        let mut xml = String::new();
        zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        for word in words {
            assert!(xml.contains(word), "{word}");
        }
        assert!(xml.contains(&desk.file().display().to_string()), "the file in use");
    }
}
