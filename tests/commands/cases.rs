//! The commands as a script uses them: the real binary, its output, exit codes, and files it must not change.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::command::{LEDGER, PLACES, Program, SERVICES, Said};

fn with_ledger() -> Program {
    Program::with(&[LEDGER, SERVICES, PLACES])
}

#[test]
fn a_ledger_goes_in_and_its_figures_come_out() {
    let desk = Program::new();
    let first = desk.json(&["import", LEDGER, "--json"]);
    let file = &first["files"][0];
    assert_eq!([&file["rows"], &file["new"], &file["same"]], [214, 214, 0].map(Value::from).each_ref());
    assert_eq!(first["written"], true);
    let totals = desk.json("totals --period 2024 --by type --json");
    let expected = json!({
        "accepted": 214, "mediated": 202, "successful": 189, "unsuccessful": 13, "withdrawn": 4, "referred": 3,
        "closed": 209, "pending": 5, "amount_fen": 252_350_000, "people": 952
    });
    assert_eq!(totals["total"], expected);
    assert_eq!([&totals["carried_in"], &totals["carried_out"]], [0, 5].map(Value::from).each_ref());
    assert_eq!(totals["period"], "2024");
    assert!(totals["basis"].is_object());
    let neighbours = totals["rows"].as_array().unwrap().iter().find(|row| row["key"] == "02").unwrap();
    assert_eq!([&neighbours["label"], &neighbours["accepted"]], [&json!("邻里纠纷"), &json!(52)]);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&totals), ["basis", "carried_in", "carried_out", "period", "rows", "total"]);
    assert_eq!(keys(neighbours).len(), 12);
    assert!(desk.ok(&["import", LEDGER]).contains("没有新内容"));
    assert!(desk.ok("check").contains("没有发现问题"));
    assert_eq!(desk.json("check --json")["findings"], json!([]));
    desk.ok("rebuild");
    assert!(desk.ok("--lang en check").contains("Nothing is wrong"));
    assert_eq!(desk.json("totals --period 2024 --by type --json"), totals);
}

#[test]
fn totals_of_every_grouping_and_period_hold_together() {
    let desk = with_ledger();
    for by in ["month", "type", "office", "village", "source", "level", "difficulty"] {
        for (given, canonical) in [
            ("2024", "2024"),
            ("2024年3月", "2024-03"),
            ("2024-Q1", "2024-Q1"),
            ("2024-01..2024-06", "2024-01..2024-06"),
        ] {
            let totals = desk.json(&["totals", "--period", given, "--by", by, "--json"]);
            assert_eq!(totals["period"], canonical);
            let sum = |name: &str| -> i64 {
                totals["rows"].as_array().unwrap().iter().map(|row| row[name].as_i64().unwrap()).sum()
            };
            for name in ["accepted", "mediated", "successful", "closed", "amount_fen", "people"] {
                assert_eq!(sum(name), totals["total"][name].as_i64().unwrap(), "{by} {given} {name}");
            }
            let figure = |value: &Value| value.as_i64().unwrap();
            let total = &totals["total"];
            let carried =
                figure(&totals["carried_in"]) + figure(&total["accepted"]) - figure(&total["closed"]);
            assert_eq!(carried, figure(&totals["carried_out"]));
        }
    }
    let villages = desk.json("totals --period 2024 --by village --json");
    let first = &villages["rows"][0];
    assert!(first["key"].as_str().unwrap().starts_with("429021"), "{first}");
    let town = desk.json("totals --period 2024 --by month --office 松柏镇 --json");
    assert_eq!(town["total"]["accepted"], 72);
    assert_eq!(town["rows"].as_array().unwrap().len(), 12);
    let mediator = desk.json("totals --period 2024 --by mediator --json");
    assert!(mediator["rows"].as_array().unwrap().iter().any(|row| row["key"] == "方勇杰"));
    let text = desk.ok("totals --period 2024");
    assert!(text.contains("成功 189 ÷ 受理 214 = 88.3%"), "{text}");
    assert!(text.contains("期初结转 0 + 新收 214 − 办结 209 = 期末未结 5"), "{text}");
}

#[test]
fn list_and_show_find_the_case() {
    let desk = with_ledger();
    let list = |arguments: &[&str]| desk.json(&[&["list", "--json", "--limit", "1000"], arguments].concat());
    let count = |arguments: &[&str]| list(arguments).as_array().unwrap().len();
    assert_eq!(count(&[]), 214);
    assert_eq!(count(&["--outcome", "成功"]), 189);
    assert_eq!(count(&["--outcome", "open"]), 5);
    assert_eq!(count(&["--type", "邻里"]), 52);
    assert_eq!(count(&["--source", "公安"]), 12);
    assert_eq!(count(&["--office", "松柏镇"]), 72);
    assert_eq!(count(&["--office", "429021100206"]), 5);
    assert_eq!(count(&["--period", "2024-02"]), 19);
    assert!(count(&["--mediator", "方勇杰", "--office", "松柏镇"]) > 0);
    assert!(desk.ok("list --limit 2").contains("只列出 2 件"));
    let shown = desk.json(&["show", "(2024) 神松民调字第1号", "--json"]);
    assert_eq!(
        [&shown["number"], &shown["village"]],
        ["（2024）神松民调字第001号", "红花朵村"].map(Value::from).each_ref()
    );
    assert_eq!([&shown["outcome"], &shown["closed"]], ["oral", "2024-01-04"].map(Value::from).each_ref());
    let id = shown["id"].as_str().unwrap();
    assert!(desk.ok(&["show", id]).contains("吴杰霞"));
    desk.refuses("show （2024）神松民调字第999号", 1, "没有这个案件");
    desk.refuses("list --office 无此镇", 1, "无此镇");
    desk.refuses("--lang en list --mediator x", 1, "There is no mediator");
}

#[test]
fn a_case_is_logged_by_flags_and_by_json() {
    let desk = Program::new();
    let added = desk.json(
        "add --date 2024-03-05 --town 松柏镇 --village 松柏村委会 --applicant 张三 --respondent 李四 --respondent 王五 \
         --type 邻里纠纷 --source 主动 --mediator 赵六 --summary 排水沟 --people 5 --outcome 成功 --form oral \
         --closed 2024-03-06 --amount 3.5万 --json",
    );
    let shown = desk.json(&["show", added["number"].as_str().unwrap(), "--json"]);
    assert_eq!(shown["applicants"], json!(["张三"]));
    assert_eq!(shown["respondents"], json!(["李四", "王五"]));
    assert_eq!([&shown["amount_fen"], &shown["people"]], [3_500_000, 5].map(Value::from).each_ref());
    assert_eq!(
        [&shown["outcome"], &shown["type"], &shown["source"]],
        ["oral", "02", "active"].map(Value::from).each_ref()
    );
    assert_eq!([&shown["town"], &shown["village"]], ["松柏镇", "松柏村"].map(Value::from).each_ref());
    let body = json!({
        "date": "2024-04-01", "town": "松柏镇", "village": "松柏村", "applicants": ["孙七"], "respondents": ["周八"],
        "type": "07", "source": "法院诉前委派", "outcome": "written", "closed": "2024-04-09", "amount": 1200.5, "difficulty": "疑难",
        "due": "2024-12-31", "tags": ["司法+工会"]
    });
    let added = desk.run_with("add - --json", &body.to_string()).json();
    let shown = desk.json(&["show", added["id"].as_str().unwrap(), "--json"]);
    assert_eq!([&shown["amount_fen"], &shown["difficulty"]], [&json!(120_050), &json!("3")]);
    assert_eq!([&shown["source"], &shown["pre_litigation"]], [&json!("court"), &json!(true)]);
    assert_eq!(shown["tags"], json!(["司法+工会"]));
    // The same names, type and day: asked about, and logged on a yes. A number that is taken is refused.
    let same = ["add", "--date", "2024-04-01", "--applicant", "孙七", "--respondent", "周八", "--type", "07"];
    desk.refuses(&same, 1, "同一案件");
    desk.ok(&[&same[..], &["--yes"]].concat());
    let taken = added["number"].as_str().unwrap();
    desk.refuses(&["add", "--applicant", "甲", "--number", taken, "--yes"], 1, "已有案件");
    assert_eq!(desk.json("totals --period 2024 --json")["total"]["accepted"], 3);
    desk.ok("check");
}

#[test]
fn what_is_not_understood_is_refused_and_makes_no_file() {
    let desk = Program::new();
    let one = ["add", "--applicant", "甲"];
    for (more, says) in [
        (vec!["--date", "2024-02-30"], "2024-02-30"),
        (vec!["--type", "鸡毛"], "鸡毛"),
        (vec!["--amount", "-5"], "-5"),
        (vec!["--outcome", "也许"], "也许"),
        (vec!["--outcome", "成功"], "--form"),
        (vec!["--outcome", "移送", "--form", "oral"], "--form"),
        (vec!["--closed", "2024-01-01"], "--outcome"),
        (vec!["--date", "2024-03-05", "--outcome", "oral", "--closed", "2024-03-04"], "早于"),
        (vec!["--people", "x"], "--people"),
        (vec!["--nope"], "--nope"),
    ] {
        desk.refuses(&[&one[..], &more].concat(), 2, says);
    }
    desk.refuses("add", 2, "申请人");
    desk.run_with("add -", "[1]").refuses(2, "JSON");
    desk.run_with("add -", r#"{"applicants":["甲"],"typo":1}"#).refuses(2, "typo");
    desk.run_with("add - --town 松柏镇", "{}").refuses(2, "-");
    desk.refuses("totals --period 2024-13", 2, "2024-13");
    desk.refuses("totals --period 2024 --by mood", 2, "mood");
    desk.refuses("dance", 2, "dance");
    desk.refuses("--lang en totals", 2, "--period");
    assert!(!desk.file().exists());
    assert!(desk.names().is_empty(), "{:?}", desk.names());
}

#[test]
fn a_file_that_is_not_ours_stays_as_it_is() {
    // Would catch an open that creates, upgrades or journals into a file before it has looked at it.
    let desk = Program::new();
    let commands: [&[&str]; 6] = [
        &["list"],
        &["totals", "--period", "2024"],
        &["check"],
        &["rebuild"],
        &["import", LEDGER],
        &["add", "--applicant", "甲"],
    ];
    for command in &commands[..4] {
        desk.refuses(*command, 1, "找不到数据文件");
    }
    assert!(!desk.file().exists());
    let newer = {
        let desk = Program::new();
        desk.ok("add --applicant 甲");
        let mut bytes = std::fs::read(desk.file()).unwrap();
        // user_version is the big-endian integer at byte 60 of the header.
        bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
        bytes
    };
    let mut foreign = newer.clone();
    foreign[68..72].copy_from_slice(&7_u32.to_be_bytes());
    for (bytes, says) in [
        (Vec::new(), "空文件"),
        (b"hello, this is somebody's letter".to_vec(), "不是本程序"),
        (foreign, "不是本程序"),
        (newer, "更新版本"),
    ] {
        for command in commands {
            std::fs::write(desk.file(), &bytes).unwrap();
            desk.refuses(command, 1, says);
            assert_eq!(std::fs::read(desk.file()).unwrap(), bytes, "{command:?} {says}");
        }
    }
}

#[test]
fn an_import_is_whole_or_not_at_all() {
    let desk = Program::new();
    let bad = desk.path("bad.csv");
    std::fs::write(&bad, "受理日期,申请人\n2024-03-05,甲\n某日,乙\n").unwrap();
    let bad = bad.to_str().unwrap();
    let said = desk.run(&["import", bad]);
    assert!(said.code == 1 && said.out.contains("第 3 行"), "{said:?}");
    assert!(said.err.contains("--yes") && !desk.file().exists());
    desk.ok(&["import", bad, "--dry-run"]);
    assert!(!desk.file().exists(), "a dry run leaves nothing");
    desk.ok(&["import", bad, "--yes"]);
    assert_eq!(desk.json("list --json").as_array().unwrap().len(), 1);
    // One file that cannot be read, and none of the others goes in.
    let nothing = Program::new();
    let unknown = desk.path("unknown.csv");
    std::fs::write(&unknown, "姓名,年龄\n甲,3\n").unwrap();
    nothing.refuses(&["import", "--json", LEDGER, unknown.to_str().unwrap()], 1, "姓名 年龄");
    nothing.refuses("import /no/such/file.csv", 1, "/no/such/file.csv");
    nothing.refuses(&["import", "--places", "--json", LEDGER], 1, "乡镇村名录");
    nothing.refuses("import", 2, "FILE");
    assert!(!nothing.file().exists());
}

#[test]
fn nobody_reading_is_no_error() {
    // Would catch println!, which panics when a pipe is closed.
    let desk = with_ledger();
    let commands: [&[&str]; 8] = [
        &["list", "--limit", "1000", "--json"],
        &["totals", "--period", "2024", "--by", "village"],
        &["show", "（2024）神松民调字第001号"],
        &["check"],
        &["import", LEDGER],
        &["completions", "bash"],
        &["man"],
        &["--help"],
    ];
    for command in commands {
        let mut child = desk.command(command).spawn().unwrap();
        drop(child.stdout.take());
        let said = Said::from(child.wait_with_output().unwrap());
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{command:?}");
    }
}

#[test]
fn the_demo_holds_the_published_year() {
    let desk = Program::new();
    let said = desk.ok("demo");
    assert!(said.contains(desk.file().to_str().unwrap()));
    assert_eq!(desk.json("totals --period 2024 --json")["total"]["successful"], 189);
    assert!(desk.ok("check").contains("没有发现问题"));
    let before = std::fs::read(desk.file()).unwrap();
    desk.refuses("demo", 1, "已经存在");
    assert_eq!(std::fs::read(desk.file()).unwrap(), before);
    let added = desk.json("add --applicant 甲 --town 松柏镇 --date 2024-12-31 --json");
    assert_eq!(added["number"], "（2024）神松民调字第073号");
}

#[test]
fn help_is_in_both_languages() {
    let desk = Program::new();
    for command in
        ["add", "list", "show", "totals", "import", "check", "rebuild", "demo", "completions", "man"]
    {
        let zh = desk.ok(&[command, "--help"]);
        let en = desk.ok(&["--lang", "en", command, "--help"]);
        assert!(zh.contains("用法") && en.contains("Usage:"), "{command}");
        let chinese =
            |text: &str| text.replace("3.5万", "").chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(chinese(&zh) && !chinese(&en), "{command}: {en}");
    }
    assert!(desk.ok("add --help").contains("applicants"));
    assert!(Path::new(LEDGER).exists());
}
