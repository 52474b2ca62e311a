//! `tiaojie export` as a script uses it: the real binary, its files, its output, its exit codes.

use std::path::Path;

use serde_json::Value;

use crate::support::command::{LEDGER, PLACES, Program, SERVICES};

/// Over the ledger and the services of 2024; commands run in an empty folder.
fn desk() -> Program {
    let desk = Program::with(&["--places", PLACES]);
    desk.ok(&["import", "-y", LEDGER, SERVICES]);
    desk.within("out")
}

fn disclosures(desk: &Program) -> usize {
    let store = tiaojie::store::Store::open(desk.file(), Box::new(tiaojie::domain::Machine)).unwrap();
    store.disclosures(100).unwrap().len()
}

#[test]
fn every_kind_goes_out_under_its_own_name() {
    // Would catch: a kind that cannot be written in a format, a name of another period, an export nobody knows of.
    let desk = desk();
    let kinds = ["ledger", "case-table", "governance", "totals", "year", "services", "analysis", "locks"];
    for format in ["xlsx", "csv", "json", "text"] {
        for kind in kinds {
            let draft = if kind == "governance" { &["--draft"][..] } else { &[] };
            let said = desk.ok(&[&["export", kind, "--period", "2024", "--format", format], draft].concat());
            assert!(said.contains("已导出到") && said.contains("已登记"), "{said}");
        }
    }
    let names = desk.names();
    assert_eq!(names.len(), 32);
    assert!(names.contains(&"台账-区（县）-2024年.xlsx".to_owned()), "{names:?}");
    assert_eq!(disclosures(&desk), 32);
    let forms: Value = serde_json::from_str(
        &std::fs::read_to_string(desk.path("人民调解案件情况统计表-区（县）-2024年.json")).unwrap(),
    )
    .unwrap();
    assert_eq!(forms["forms"][0]["form"], "case-table");
    let cases: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(desk.path("台账-区（县）-2024年.json")).unwrap())
            .unwrap();
    assert_eq!(cases.len(), 214);
    assert_eq!((&cases[0]["accepted"], &cases[0]["amount_fen"]), (&"2024-01-02".into(), &30_000.into()));
}

/// Catches: a governance form written before anybody says why it would be sent back, or still refused when all is there.
#[test]
fn a_form_that_would_be_sent_back_is_not_written_unasked() {
    let desk = desk();
    let export = "export governance --period 2024-04 --format text --to a.txt";
    let (code, said) = desk.fails(export);
    assert!(code == 1 && said.contains("松柏镇 4月") && said.contains("等8个单位"), "{said}");
    assert!(said.contains("--draft"), "{said}");
    assert_eq!((desk.names(), disclosures(&desk)), (Vec::new(), 0));
    desk.ok(format!("{export} --prepared-by 王芳 --draft").as_str());
    let draft = std::fs::read_to_string(desk.path("a.txt")).unwrap();
    assert!(draft.contains("【不能上报】下级单位还没有上报") && draft.contains("制表人：王芳"), "{draft}");
    desk.ok("lock --period 2024-04");
    desk.ok(format!("{export} --prepared-by 王芳 --force").as_str());
    let form = std::fs::read_to_string(desk.path("a.txt")).unwrap();
    assert!(!form.contains("不能上报") && form.contains("制表人：王芳"), "{form}");
    // One office reports for itself.
    desk.ok("export governance --period 2024-05 --office 松柏镇 --prepared-by 王芳 --format csv");
}

#[test]
fn a_file_that_is_there_stays() {
    // Would catch: a report overwritten by the next month's, a --force that is not heard, a folder taken for a name.
    let desk = desk();
    let again = ["export", "totals", "--period", "2024-03", "--office", "松柏镇"];
    desk.ok(&again);
    desk.ok(&again);
    assert_eq!(
        desk.names(),
        ["统计（按纠纷类型）-松柏镇-2024年3月 (2).xlsx", "统计（按纠纷类型）-松柏镇-2024年3月.xlsx"]
    );
    std::fs::write(desk.path("a.csv"), "mine").unwrap();
    let named = ["export", "totals", "--period", "2024", "--to", "a.csv"];
    let (code, said) = desk.fails(&named);
    assert!(code == 1 && said.contains("a.csv") && said.contains("--force"), "{said}");
    assert_eq!(std::fs::read_to_string(desk.path("a.csv")).unwrap(), "mine");
    desk.ok(&[&named[..], &["--force"]].concat());
    assert!(std::fs::read_to_string(desk.path("a.csv")).unwrap().starts_with('\u{feff}'));
    std::fs::create_dir(desk.path("月报")).unwrap();
    let json = desk.json("export governance --period 2024-03 --to 月报 --draft --json");
    assert!(Path::new(json["file"].as_str().unwrap()).starts_with("月报"));
    assert!(desk.path(json["file"].as_str().unwrap()).exists());
    let (code, said) = desk.fails("export year --period 2024 --to 没有/a.xlsx");
    assert!(code == 1 && said.contains("没有文件夹"), "{said}");
}

#[test]
fn names_go_out_only_when_asked_for() {
    // Would catch: a default that shows people, on stdout too; a filter that is not heard.
    let desk = desk();
    let masked = desk.ok("export ledger --period 2024-03 --office 松柏镇 --format csv --to -");
    assert!(masked.contains("某") && masked.contains("138****"), "{masked}");
    let plain = desk.ok("export ledger --period 2024-01 --office 松柏镇 --type 02 --outcome 成功 --format csv --to - --unmasked");
    assert!(plain.contains("戚文荣") && plain.contains("13800006367"), "{plain}");
    assert!(
        plain.lines().skip(1).all(|line| line.contains("邻里纠纷") && line.contains("松柏镇")),
        "{plain}"
    );
    assert_eq!(disclosures(&desk), 2);
}

#[test]
fn what_is_not_understood_is_said() {
    // Would catch: a flag that is silently ignored, a table of no period.
    let desk = desk();
    for (arguments, says) in [
        (&["export", "totals"][..], "--period"),
        (&["export", "case-table", "--period", "2024", "--by", "type"], "--by"),
        (&["export", "governance", "--period", "2024", "--type", "02"], "--type"),
        (&["export", "locks", "--period", "2024-03"], "2024-03"),
        (&["export", "nothing", "--period", "2024"], "nothing"),
    ] {
        let (code, said) = desk.fails(arguments);
        assert!(code == 2 && said.contains(says), "{arguments:?}: {said}");
    }
    assert!(desk.names().is_empty());
}
