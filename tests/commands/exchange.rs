//! `tiaojie exchange` as a script uses it.

use crate::support::command::{LEDGER, Program};

/// Three laptops in one folder, the first with the ledger of 2024.
fn desks() -> (Program, Program, Program) {
    let one = Program::with(&[LEDGER]);
    std::fs::write(one.path("phrase"), "松柏镇 exchange\n第二行不算\n").unwrap();
    let others = ["b.db", "c.db"].map(|name| Program::on(&one.path(name)));
    let [two, three] = others;
    (one, two, three)
}

#[test]
fn a_ledger_goes_from_one_laptop_to_another_and_back_by_commands() {
    let (one, two, three) = desks();
    let written = one.json("exchange out a.tjb --json --exchange-passphrase-file phrase");
    let cases = written["cases"].as_u64().unwrap();
    assert!(cases > 50);
    let again = one.run("exchange out a.tjb --exchange-passphrase-file phrase");
    again.refuses(1, "已经存在");
    let trial = two.json("exchange look a.tjb --json --exchange-passphrase-file phrase");
    assert_eq!(trial["would"]["cases_new"].as_u64(), Some(cases));
    assert!(trial["bundle"]["anchors"][0]["hash"].as_str().unwrap().len() == 12);
    let dry = two.ok("exchange in a.tjb --dry-run --exchange-passphrase-file phrase");
    assert!(dry.contains(&format!("新增案件 {cases} 件")) && dry.contains("没有合并"), "{dry}");
    let taken = two.json("exchange in a.tjb --json --exchange-passphrase-file phrase");
    assert_eq!(taken["taken"], trial["would"], "what was tried is what came");
    let second = two.ok("exchange in a.tjb --exchange-passphrase-file phrase");
    assert!(second.contains("没有新内容"), "{second}");
    let totals = "totals --period 2024 --json";
    assert_eq!(one.json(totals), two.json(totals));
    two.ok("check");
    // Back, sealed to the laptop that wrote first, without a passphrase.
    let keys = two.json("exchange keys --json");
    let other =
        keys.as_array().unwrap().iter().find(|one| one["this"] == false).unwrap()["id"].as_str().unwrap();
    let end = &other[other.len() - 8..];
    two.ok(&["exchange", "out", "b.tjb", "--seal-to", end, "--lacking", end]);
    let back = one.json("exchange in b.tjb --json");
    assert_eq!(back["taken"]["cases_new"].as_u64(), Some(0));
    assert!(back["bundle"]["revisions"].as_u64().unwrap() < 10, "only what the other lacks: {back:#}");
    // And a stick.
    std::fs::create_dir(one.path("stick")).unwrap();
    let by_stick = "exchange folder stick --json --exchange-passphrase-file phrase";
    assert!(one.json(by_stick)["files_written"].as_u64().unwrap() > 0);
    two.json(by_stick);
    let third = three.json(by_stick);
    assert_eq!(third["taken"]["cases_new"].as_u64(), Some(cases));
}

/// Catches: one flag for two passphrases, so that an encrypted file takes part in no exchange by command.
#[test]
fn an_encrypted_file_has_a_passphrase_of_its_own() {
    let (one, two, _) = desks();
    std::fs::write(one.path("own"), "自己的一个口令").unwrap();
    one.ok("passphrase set --new-passphrase-file own");
    one.ok("exchange out a.tjb --passphrase-file own --exchange-passphrase-file phrase");
    let taken = two.json("exchange in a.tjb --json --exchange-passphrase-file phrase");
    assert_eq!(taken["taken"]["cases_new"].as_u64(), Some(214));
}

#[test]
fn what_is_asked_wrongly_is_said_with_its_exit_code() {
    let (one, ..) = desks();
    std::fs::write(one.path("short"), "abc").unwrap();
    std::fs::write(one.path("junk.tjb"), vec![3; 4000]).unwrap();
    let cases = [
        ("exchange out x.tjb", 2, "--exchange-passphrase-file"),
        ("exchange out x.tjb --exchange-passphrase-file short", 2, "至少"),
        ("exchange out x.tjb --exchange-passphrase-file none", 1, "none"),
        ("exchange out x.tjb --seal-to 没有这台", 2, "没有这台"),
        ("exchange in junk.tjb --exchange-passphrase-file phrase", 1, "junk.tjb"),
        ("exchange folder nowhere --exchange-passphrase-file phrase", 1, "nowhere"),
        ("exchange sideways", 2, ""),
    ];
    for (arguments, code, word) in cases {
        one.refuses(arguments, code, word);
    }
    assert!(!one.path("x.tjb").exists());
}
