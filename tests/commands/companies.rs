//! Companies as parties, from the ledger they come in with to what goes out.

use serde_json::{Value, json};

use crate::support::command::Program;

/// Two companies under names that the story shortens, a shop and a person named like one, a wrong credit code.
const LEDGER: &str = "木鱼镇2024年矛盾纠纷台账,,,,,,,\n\
    序号,受理时间,申请人,被申请人,身份证号或信用代码,联系电话,纠纷类别,简要情况\n\
    1,2024.3.5,神农架青山旅游开发有限公司（法定代表人张四海）,红坪建筑有限公司,91350100m000100y43,0719-3331234,合同,\
    青山旅游公司欠红坪建筑公司工程款，张四海承认\n\
    2,2024.4.1,王店,李家农家乐,11010519491231002X,13800001234,消费,王店在李家农家乐摔伤\n\
    3,2024.4.9,张三、青山公司,大九湖村委会,91350100M000100Y44,,土地,边界\n";

fn desk() -> Program {
    let desk = Program::new();
    std::fs::write(desk.path("台账.csv"), LEDGER).unwrap();
    desk
}

/// The parties of the cases in order of acceptance: kind and name.
fn parties(desk: &Program) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut cases = desk.json("list --json").as_array().unwrap().clone();
    cases.sort_by_key(|case| text(&case["accepted"]));
    let shown = cases.iter().map(|case| desk.json(&["show", &text(&case["number"]), "--json"]));
    let parties = shown.flat_map(|case| case["parties"].as_array().unwrap().clone());
    parties.map(|party| (text(&party["kind"]), text(&party["name"]))).collect()
}

/// Catches: a company that comes in as a person, a code taken for a bad ID number or given to the person beside the
/// company, a form that asks a company for its sex, an export that tells a company or makes a person of it.
#[test]
fn from_the_ledger_to_the_masked_export() {
    let desk = desk();
    let said = desk.ok("import 台账.csv");
    let odd: Vec<&str> = said.lines().filter(|line| line.contains("证件号码有误")).collect();
    assert!(odd.len() == 1 && odd[0].contains("91350100M000100Y44"), "{said}");
    let kinds: Vec<String> = parties(&desk).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["company", "company", "person", "group", "person", "company", "company"]);
    let first = desk.json(&["show", "（2024）木民调字第001号", "--json"]);
    assert_eq!(first["parties"][0]["representative"], "张四海", "as its note says");
    let third = desk.json(&["show", "（2024）木民调字第003号", "--json"]);
    assert_eq!(third["parties"][1]["id_number"], "91350100M000100Y44");

    let forms = desk.json(&["print", "（2024）木民调字第001号", "--form", "application", "--json"]);
    let lacks = forms["forms"][0]["lacks"].to_string();
    for lack in
        ["红坪建筑有限公司的统一社会信用代码", "红坪建筑有限公司的法定代表人", "红坪建筑有限公司的住所"]
    {
        assert!(lacks.contains(lack), "{lacks}");
    }
    for lack in ["性别", "民族", "年龄", "出生日期", "职业", "身份证"] {
        assert!(!lacks.contains(lack), "{lacks}");
    }

    for format in ["csv", "json"] {
        let out = desk.ok(&["export", "ledger", "--format", format, "--to", "-"]);
        for told in
            ["青山", "红坪", "李家", "大九湖", "四海", "M000100", "m000100", "王店", "3331234", "张三"]
        {
            assert!(!out.contains(told), "{told} in {out}");
        }
        for shown in
            ["某甲公司欠某乙公司工程款，张某某承认", "王某在某农家乐摔伤", "9135**********0Y43", "某村委会"]
        {
            assert!(out.contains(shown), "{shown} in {out}");
        }
    }
    assert!(desk.ok("check").contains("没有发现问题"));
    assert!(desk.ok("import 台账.csv").contains("没有新内容"));
}

/// Catches: a kind that is said and overruled by the name, a party known only by its name, an object taken with a wrong
/// key or value.
#[test]
fn the_kind_that_is_said_wins() {
    let desk = Program::new();
    let case = json!({
        "applicants": [{"name": "李家店", "kind": "自然人", "sex": "女"}, "青山 公司", " "],
        "respondents": [{"name": "三组八户", "kind": "group", "representative": "赵六", "phone": "13800001234"}],
        "date": "2024-05-01", "type": "合同", "phone": "0719-3331234",
    });
    let said = desk.run_with("add - --json", &case.to_string());
    let number = said.json()["number"].as_str().unwrap().to_owned();
    let shown = desk.json(&["show", &number, "--json"]);
    let party = |at: usize, key: &str| shown["parties"][at][key].clone();
    assert_eq!([party(0, "kind"), party(1, "kind"), party(2, "kind")], ["person", "company", "group"]);
    assert_eq!([party(0, "name"), party(1, "name")], ["李家店", "青山公司"]);
    assert_eq!([party(0, "sex"), party(0, "phone")], ["female", "0719-3331234"]);
    assert_eq!([party(2, "representative"), party(2, "phone")], ["赵六", "13800001234"]);

    desk.ok("add --applicant 红坪砖厂 --respondent 王五 --type 合同 --date 2024-05-02");
    let kinds: Vec<String> = parties(&desk).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["person", "company", "group", "group", "person"]);

    for (party, says) in [
        (json!({"nam": "x"}), "nam"),
        (json!({"name": "x", "kind": "公司"}), "公司"),
        (json!({"name": "x", "side": "third"}), "side"),
        (json!(3), "name"),
    ] {
        let case = json!({"applicants": [party], "date": "2024-05-01", "type": "合同"});
        desk.run_with("add -", &case.to_string()).refuses(2, says);
    }
}
