//! `tiaojie report` as a script uses it: the real binary, its output, its exit codes.

use serde_json::Value;

use crate::support::command::{LEDGER, PLACES, Program, SERVICES};

/// Over the ledger and the services of 2024.
fn desk() -> Program {
    let desk = Program::with(&["--places", PLACES]);
    desk.ok(&["import", "-y", LEDGER, SERVICES]);
    desk
}

fn cell<'a>(form: &'a Value, item: &str, column: usize) -> &'a Value {
    let sections = form["sections"].as_array().unwrap();
    let rows = sections.iter().flat_map(|section| section["rows"].as_array().unwrap());
    let row = rows.into_iter().find(|row| row["item"] == item).unwrap();
    &row["cells"][column]["value"]
}

/// Would catch: a sentence that does not come out of the log, a figure without a record that is an error, rounding
/// flags that do nothing or may stand together.
#[test]
fn the_paragraph() {
    let desk = desk();
    let plain = desk.ok("report paragraph --period 2024");
    assert!(
        plain.starts_with("共受理人民调解案件214件，调处成功189件；综治中心化解各类矛盾纠纷47件次，"),
        "{plain}"
    );
    assert!(plain.ends_with("办理诉前调解案件0件。\n"), "{plain}");
    desk.ok("service add indicator --name 诉前调解 --quantity 103 --period 2024");
    let ends = |flags: &[&str]| {
        let said = desk.ok(&[&["report", "paragraph", "--period", "2024"], flags].concat());
        said.trim_end().rsplit_once("诉前调解案件").unwrap().1.to_owned()
    };
    assert_eq!(ends(&[]), "100余件。");
    assert_eq!(ends(&["--round"]), "100余件。");
    assert_eq!(ends(&["--exact"]), "103件。");
    assert_eq!(desk.fails("report paragraph --period 2024 --exact --round").0, 2);
    assert_eq!(desk.fails("report paragraph --period 2024 --text --json").0, 2);
    let all = desk.ok("report paragraph --period 2024 --template all");
    assert!(all.contains("调解（和解）率—") && all.contains("完成0期"), "{all}");
    let value = desk.json("report paragraph --period 2024 --json");
    let figures = value["texts"][0]["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 8);
    assert_eq!((&figures[0]["value"], &figures[7]["value"]), (&214.into(), &103.into()));
    assert_eq!(figures[7]["text"], "100余");
    let town = desk.ok("report paragraph --period 2024 --office 松柏镇");
    assert!(town.starts_with("共受理人民调解案件72件，调处成功64件"), "{town}");
    let english = desk.ok("--lang en report paragraph --period 2024");
    assert!(
        english.starts_with("214 cases of people's mediation were accepted and 189 settled;"),
        "{english}"
    );
}

/// Would catch: a table that lacks an office or a check, a JSON that lacks a value, a zero report that is an error.
#[test]
fn the_tables() {
    let desk = desk();
    let value = desk.json("report case-table --period 2024 --json");
    let forms = value["forms"].as_array().unwrap();
    assert_eq!((forms.len(), forms[0]["columns"].as_array().unwrap().len()), (2, 9));
    for form in forms {
        assert_eq!(cell(form, "cases", 0), 214);
        assert_eq!(cell(form, "successful", 0), 189);
        assert_eq!(cell(form, "amount", 0), 252_350_000);
        assert!(form["checks"].as_array().unwrap().iter().all(|check| check["passed"] == true));
        assert_eq!(form["zero_report"], false);
    }
    let town = desk.json("report case-table --period 2024-05 --office 松柏镇 --json");
    assert_eq!((&town["office"], town["forms"].as_array().unwrap().len()), (&"松柏镇".into(), 1));
    assert_eq!(town["forms"][0]["columns"].as_array().unwrap().len(), 4);
    let governance = desk.json("report governance --period 2024 --json --rate mediated");
    assert_eq!(
        (cell(&governance["forms"][0], "disputes", 3), &governance["rate_basis"]),
        (&214.into(), &"mediated".into())
    );
    assert_eq!(cell(&governance["forms"][0], "success-rate", 3), 93.6);
    for report in ["case-table", "governance", "monthly"] {
        let text = desk.ok(&["report", report, "--period", "2023-02"]);
        assert!(text.contains("零报告"), "{text}");
    }
    let monthly = desk.ok("report monthly --period 2024-05");
    assert!(monthly.starts_with("2024年5月，区（县）期初结转2件，新受理人民调解案件23件"), "{monthly}");
    let english = desk.ok("--lang en report case-table --period 2024-05");
    assert!(english.contains("Types add up to the cases: 23 = 23 holds"), "{english}");
}

/// Would catch: a wrong name that is a usage error or a panic.
#[test]
fn what_cannot_be_done_is_said() {
    let desk = desk();
    let (code, said) = desk.fails("report paragraph --period 2024 --template 没有的");
    assert!(code == 1 && said.contains("没有的") && said.contains("paragraph16"), "{said}");
    let (code, said) = desk.fails("report case-table --period 2024 --office 没有镇");
    assert!(code == 1 && said.contains("没有镇"), "{said}");
    assert_eq!(desk.fails("report case-table --period bald").0, 2);
    assert_eq!(desk.fails("report case-table").0, 2);
    assert_eq!(desk.fails("report everything --period 2024").0, 2);
    // A template that was changed elsewhere and cannot be read here.
    let clock = tiaojie::domain::Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 12, 31).unwrap(), 5);
    let mut store = tiaojie::store::Store::open(desk.file(), Box::new(clock)).unwrap();
    store.manage(|w| w.put_template("paragraph", Some("共\n受理{受里}件"))).unwrap();
    drop(store);
    let (code, said) = desk.fails("report paragraph --period 2024");
    assert!(code == 1 && said.contains("第2行第3字") && said.contains("受里"), "{said}");
}
