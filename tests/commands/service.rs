//! `tiaojie service` as a script uses it.

use serde_json::Value;

use crate::support::command::{PLACES, Program, SERVICES};

/// With the places and the service log of 2024.
fn with_log() -> Program {
    Program::with(&[PLACES, SERVICES])
}

/// `list kind unit period year` of every figure.
fn figures(totals: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for line in totals["lines"].as_array().unwrap() {
        for figure in line["figures"].as_array().unwrap() {
            let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let parts = [&line["list"], &line["kind"], &figure["unit"], &figure["period"], &figure["year"]];
            found.push(parts.map(word).join(" "));
        }
    }
    found
}

/// Catches: the published figures of the year lost or added up across kinds or units.
#[test]
fn the_log_of_2024_gives_the_published_figures() {
    let desk = with_log();
    let totals = desk.json("service totals --period 2024 --json");
    let wanted = [
        "service centre 件次 47 47",
        "service advice 件次 30 30",
        "service lawyer 次 13 13",
        "service opinion 次 1 1",
        "service notary 件次 1 1",
        "screening screening 次 0 0",
        "screening screening 件 0 0",
        "prevention general 件 0 0",
    ];
    assert_eq!(figures(&totals)[..wanted.len()], wanted);
    let text = desk.ok("service totals --period 2024-12");
    assert!(text.contains("不并入案件数") && text.contains("综治化解"), "{text}");
    let english = desk.ok("--lang en service totals --period 2024");
    assert!(english.contains("Legal advice and services") && english.contains("case-times"), "{english}");
    assert_eq!(desk.json("service list --period 2024 --json --limit 100").as_array().unwrap().len(), 61);
    // Nothing of it is a case.
    assert_eq!(desk.json("totals --period 2024 --json")["total"]["accepted"], 0);
    // Read in again it adds nothing.
    desk.ok(&["import", SERVICES]);
    assert_eq!(desk.json("service totals --period 2024 --json"), totals);
}

/// Catches: an entry in the wrong list, office or unit; a figure counted into a month it is not of.
#[test]
fn each_list_takes_what_is_its_own() {
    let desk = with_log();
    let logged =
        desk.json("service add --kind 律师参与调解 --quantity 2 --date 2024-03-05 --office 松柏镇 --json");
    assert_eq!(
        (&logged["kind"], &logged["unit"], &logged["office"]),
        (&"lawyer".into(), &"次".into(), &"松柏镇".into())
    );
    let said = desk.ok("service add log --kind advice --unit 件次 --date 2024-03-06 --note 婚姻");
    assert!(said.contains("法律咨询和法律服务 1 件次"), "{said}");
    desk.ok("service add screening --found 3 --village 狮象坪社区 --lead 王支书 --date 2024-03-07 --office 松柏镇");
    desk.ok("service add prevention --kind 民转刑 --people 4 --date 2024-03-08");
    desk.ok("service add indicator --name 诉前调解 --quantity 103 --period 2024");
    let year = figures(&desk.json("service totals --period 2024 --json"));
    let march = figures(&desk.json("service totals --period 2024-03 --office 松柏镇 --json"));
    for line in [
        "service lawyer 次 15 15",
        "service advice 件次 31 31",
        "screening screening 件 3 3",
        "prevention criminal 件 1 1",
        "prevention criminal 人 4 4",
        "indicator 诉前调解 件 103 103",
    ] {
        assert!(year.contains(&line.to_owned()), "{line}: {year:#?}");
    }
    for line in [
        "service lawyer 次 2 2",
        "service advice 件次 0 0",
        "screening screening 次 1 1",
        "prevention criminal 件 0 0",
    ] {
        assert!(march.contains(&line.to_owned()), "{line}: {march:#?}");
    }
    assert!(!march.iter().any(|line| line.starts_with("indicator")), "of the district, and of the year");
    let rounds = desk.json("service list screening --json");
    assert_eq!((&rounds[0]["village"], &rounds[0]["lead"]), (&"狮象坪社区".into(), &"王支书".into()));
    let listed = desk.ok("service list indicator --period 2024-03");
    assert!(listed.contains("诉前调解") && listed.contains("103 件"), "{listed}");
    // The same figure of one of its months: taken, and said.
    let again = desk.run("service add indicator --name 诉前调解 --quantity 9 --period 2024-03");
    assert!(again.code == 0 && again.err.contains("会计两次"), "{again:?}");
    assert!(desk.ok("check").contains("没有发现问题"));
}

/// Catches: a slip that is guessed at, an exit code that says nothing, a file that is made by a mistake.
#[test]
fn what_is_not_understood_is_refused() {
    let desk = with_log();
    let add = |rest: &[&'static str]| -> Vec<&'static str> {
        ["service", "add"].iter().chain(rest).copied().collect()
    };
    desk.refuses(&add(&["--kind", "理发"]), 2, "centre 综治化解");
    desk.refuses(&add(&[]), 2, "--kind");
    desk.refuses(&add(&["--kind", "lawyer", "--unit", "件次"]), 2, "以“次”计");
    desk.refuses(&add(&["--kind", "lawyer", "--quantity", "-1"]), 2, "--quantity");
    desk.refuses(&add(&["--kind", "lawyer", "--quantity", "1.5"]), 2, "--quantity");
    desk.refuses(&add(&["--kind", "lawyer", "--date", "2024-02-30"]), 2, "--date");
    desk.refuses(&add(&["--kind", "lawyer", "--date", "2199-01-01"]), 2, "还没到");
    desk.refuses(&add(&["--kind", "lawyer", "--found", "2"]), 2, "--found");
    desk.refuses(&add(&["--kind", "lawyer", "--office", "没有镇"]), 1, "没有镇");
    desk.refuses(&add(&["screening", "--village", "没有村", "--office", "松柏镇"]), 1, "没有村");
    desk.refuses(&add(&["prevention", "--kind", "general", "--people", "2"]), 2, "--people");
    desk.refuses(&add(&["indicator", "--name", "诉前调解", "--quantity", "1"]), 2, "--period");
    desk.refuses(&add(&["nonsense"]), 2, "nonsense");
    desk.refuses("service totals --period 2024-13", 2, "--period");
    assert_eq!(desk.json("service list --json --limit 1000").as_array().unwrap().len(), 61);
    let nothing = Program::new();
    nothing.refuses(&add(&["--kind", "理发"]), 2, "理发");
    nothing.refuses("service list", 1, "");
    assert!(!nothing.file().exists());
}

/// Catches: help of the nested commands in one language only.
#[test]
fn help_is_in_both_languages() {
    let desk = Program::new();
    for command in [&["service"][..], &["service", "add"], &["service", "list"], &["service", "totals"]] {
        let help: Vec<&str> = command.iter().chain(&["--help"]).copied().collect();
        let zh = desk.ok(&help);
        let en = desk.ok(&[&["--lang", "en"], &help[..]].concat());
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(zh.contains("用法") && en.contains("Usage:"), "{zh}{en}");
        assert!(chinese(&zh) && !chinese(&en), "{en}");
    }
}
