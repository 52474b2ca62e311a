//! `tiaojie import`: what it says and what it is told.

use tempfile::TempDir;

use crate::support::import::MESSY;

/// Runs the program over a file in that folder; its exit code, what it printed and what it complained of.
fn run(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tiaojie"));
    command.current_dir(folder.path()).arg("--file").arg("t.db").args(arguments);
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_says_what_it_understood_and_takes_advice() {
    // Would catch a command that imports by columns nobody was shown, or forgets what it was told.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("messy.xlsx"), MESSY).unwrap();
    let (code, out, err) = run(&folder, &["import", "messy.xlsx", "--sheet", "阳日镇", "--dry-run"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "no progress where nobody looks on");
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
    assert!(!folder.path().join("t.db").exists());
    // A table whose words are its own: by hand, and the next time by itself.
    let text = "何日,何人,标的\n3月5日,甲一,3.5\n3月6日,甲二,2\n";
    std::fs::write(folder.path().join("own.csv"), text).unwrap();
    assert_eq!(run(&folder, &["import", "own.csv"]).0, Some(1));
    std::fs::write(folder.path().join("named.csv"), text.replace("何日,何人", "日期,当事人")).unwrap();
    let told = ["import", "named.csv", "--map", "标的=金额:万元", "--year", "2023", "--yes", "--json"];
    let (code, out, _) = run(&folder, &told);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &report["files"][0]["new"]), (Some(0), &serde_json::json!(2)));
    assert_eq!(report["files"][0]["mapping"]["columns"][2]["unit"], "wan");
    let (_, out, _) = run(&folder, &["import", "named.csv", "--year", "2023", "--dry-run", "--json"]);
    let again: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(again["files"][0]["same"], 2, "{again}");
    assert_eq!(again["files"][0]["mapping"]["columns"][2]["unit"], "wan");
    for (arguments, code) in [
        (&["import", "named.csv", "--map", "标的"][..], 2),
        (&["import", "named.csv", "--map", "标的=什么"], 2),
        (&["import", "named.csv", "--year", "3"], 2),
        (&["import", "named.csv", "--map", "没有=金额"], 1),
        (&["import", "messy.xlsx", "--sheet", "没有"], 1),
        (&["import", "named.csv", "--map", "A=原文", "--dry-run"], 1),
    ] {
        let (found, out, err) = run(&folder, arguments);
        assert_eq!(found, Some(code), "{arguments:?} {out} {err}");
        assert!(!err.contains("panicked"));
    }
}
