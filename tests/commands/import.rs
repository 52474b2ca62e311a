//! `tiaojie import`: its output and its flags.

use crate::support::command::Program;
use crate::support::import::MESSY;

#[test]
fn the_command_says_what_it_understood_and_takes_advice() {
    // Would catch a command that imports by columns nobody was shown, or forgets what it was told.
    let desk = Program::new();
    std::fs::write(desk.path("messy.xlsx"), MESSY).unwrap();
    let said = desk.run("import messy.xlsx --sheet 阳日镇 --dry-run");
    assert_eq!(said.err, "", "no progress where nobody looks on");
    let out = said.ok();
    for words in [
        "阳日镇（案件台账）：共 34 行，新增 31",
        "表头第 3-4 行，年份 2024（标题），单位 阳日镇（标题）",
        "C 受理时间=受理日期",
        "跳过工作表“松柏镇”：没有选中",
        "第 37 行 “合计”合计行",
        "行也是：没有写明协议形式",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    assert!(!desk.path("t.db").exists());
    // A table whose words are its own: by hand, and the next time by itself.
    let text = "何日,何人,标的\n3月5日,甲一,3.5\n3月6日,甲二,2\n";
    std::fs::write(desk.path("own.csv"), text).unwrap();
    assert_eq!(desk.run("import own.csv").code, 1);
    std::fs::write(desk.path("named.csv"), text.replace("何日,何人", "日期,当事人")).unwrap();
    let report = desk.json("import named.csv --map 标的=金额:万元 --year 2023 --yes --json");
    assert_eq!(report["files"][0]["new"], 2);
    assert_eq!(report["files"][0]["mapping"]["columns"][2]["unit"], "wan");
    let again = desk.json("import named.csv --year 2023 --dry-run --json");
    assert_eq!(again["files"][0]["same"], 2, "{again}");
    assert_eq!(again["files"][0]["mapping"]["columns"][2]["unit"], "wan");
    for (arguments, code) in [
        ("import named.csv --map 标的", 2),
        ("import named.csv --map 标的=什么", 2),
        ("import named.csv --year 3", 2),
        ("import named.csv --map 没有=金额", 1),
        ("import messy.xlsx --sheet 没有", 1),
        ("import named.csv --map A=原文 --dry-run", 1),
    ] {
        let said = desk.run(arguments);
        assert!(said.code == code && !said.err.contains("panicked"), "{arguments:?} {said:?}");
    }
}

/// Catches: a command that takes back without saying what, writes on a dry run, or fails where there is nothing.
#[test]
fn the_last_import_is_taken_back() {
    let desk = Program::new();
    let text =
        "受理日期,申请人,被申请人,纠纷类别\n2024-03-05,张三,李四,邻里纠纷\n2024-04-01,王五,赵六,邻里纠纷\n";
    std::fs::write(desk.path("a.csv"), text).unwrap();
    desk.run("import a.csv").ok();
    let said = desk.run("import --undo --dry-run").ok();
    assert!(said.contains("会撤回") && said.contains("作废案件 2 件"), "{said}");
    // Which one is said before anything is taken back.
    let said = desk.run("import --undo");
    assert!(said.err.contains("a.csv") && said.err.contains("2 件"), "{said:?}");
    said.refuses(1, "没有撤回");
    let said = desk.run("import --undo --yes").ok();
    assert!(said.contains("已撤回") && said.contains("作废案件 2 件") && said.contains("仍然保留"), "{said}");
    desk.run("import --undo --yes").refuses(1, "没有可以撤回的导入");
    assert_eq!(desk.json("import a.csv --json")["files"][0]["new"], 2);
    let done = desk.json("--lang en import --undo --yes --json");
    assert_eq!((&done["cases"], &done["kept"]), (&2.into(), &serde_json::json!([])));
    desk.run("import --undo a.csv").refuses(2, "");
    desk.run("check").ok();
}

/// Catches: an import that is not done since who reads its summary has gone, as `head -1` does.
#[test]
fn a_reader_that_goes_away_stops_no_import() {
    let desk = Program::new();
    std::fs::write(desk.path("a.csv"), "受理日期,申请人,被申请人\n2024-03-05,张三,李四\n").unwrap();
    let mut child = desk.command("import a.csv --yes").spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
    let again = desk.json("import a.csv --json");
    assert_eq!((&again["files"][0]["same"], &again["files"][0]["new"]), (&1.into(), &0.into()));
}

/// Catches: a ledger of another year, a day that stands in for another, or cases of next year that come in unasked; a
/// question where nothing is odd.
#[test]
fn what_is_odd_is_asked_before_it_is_written() {
    let desk = Program::new();
    let text = "2024年矛盾纠纷台账\n调解日期,申请人,被申请人,纠纷类别\n2024-03-05,张三,李四,邻里纠纷\n\
                2023-04-01,王五,赵六,邻里纠纷\n2199-04-02,孙七,周八,邻里纠纷\n";
    std::fs::write(desk.path("a.csv"), text).unwrap();
    let odd = [
        "没有受理日期，按 A 列“调解日期”计，请核对",
        "1 件的受理日期在 2023 年，台账是 2024 年的",
        "1 件的受理日期在 2199 年，台账是 2024 年的",
        "1 件的受理日期在今天之后",
    ];
    let said = desk.run("import a.csv");
    assert_eq!(said.code, 1);
    assert!(odd.iter().all(|line| said.err.contains(line)) && said.err.contains("--yes"), "{said:?}");
    assert!(!desk.path("t.db").exists());
    let report = desk.json("--yes import a.csv --json");
    assert_eq!((report["odd"].as_array().unwrap().len(), &report["files"][0]["new"]), (4, &3.into()));
    std::fs::write(desk.path("b.csv"), text.replace("调解日期", "受理日期").replace("2023", "2024")).unwrap();
    let text =
        std::fs::read_to_string(desk.path("b.csv")).unwrap().replace("2199", "2024").replace("王五", "吴九");
    std::fs::write(desk.path("b.csv"), text).unwrap();
    desk.run("import b.csv").ok();
}
