//! What `add` refuses and warns of: the same as the entry screen, in the same words. What its help names.

use serde_json::{Value, json};

use crate::support::command::Program;

fn case(more: &Value) -> String {
    let mut case = json!({
        "date": "2024-03-01", "applicants": ["张三"], "respondents": ["李四"], "type": "合同", "mediators": ["赵六"],
        "outcome": "成功", "form": "口头", "closed": "2024-03-05",
    });
    case.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    case.to_string()
}

/// Catches: a command that logs what the screen does not save, says something else about it, or leaves a file behind.
#[test]
fn what_the_screen_does_not_save_is_refused() {
    let desk = Program::new();
    let flags = ["add", "--applicant", "张三", "--respondent", "李四"];
    let closed = ["--outcome", "oral", "--closed"];
    for (more, says) in [
        (vec!["--date", "2199-01-01"], "受理日期：受理日期晚于今天，请改"),
        (
            [&["--date", "2024-03-05"], &closed[..], &["2199-01-01"]].concat(),
            "办结日期：办结日期晚于今天，请改",
        ),
        ([&["--date", "2024-03-05"], &closed[..], &["2024-03-04"]].concat(), "办结日期：办结早于受理，请改"),
    ] {
        desk.refuses(&[&flags[..], &more].concat(), 2, says);
    }
    desk.refuses(
        &[&["--lang", "en"], &flags[..], &["--date", "2199-01-01"]].concat(),
        2,
        "Lies ahead of today",
    );
    for (life, label) in [
        (json!({"follow_ups": [{"on": "2199-01-01"}]}), "回访日期"),
        (json!({"sessions": [{"on": "2199-01-01"}]}), "调解日期"),
        (json!({"performed": [{"on": "2199-01-01", "amount": 5}]}), "履行日期"),
        (json!({"agreement": {"signed": "2199-01-01"}}), "当事人签名日期"),
        (json!({"filing": {"on": "2199-01-01"}}), "立卷日期"),
    ] {
        desk.run_with("add -", &case(&json!({"life": life}))).refuses(2, &format!("{label}："));
    }
    let early = json!({"life": {"agreement": {"confirmation": "已申请", "applied": "2024-03-20", "decided": "2024-03-10"}}});
    desk.run_with("add - --json", &case(&early)).refuses(2, "裁定日期：");
    assert!(desk.names().is_empty(), "{:?}", desk.names());
}

/// Catches: a warning of the screen that a command keeps to itself, prints among the output, or takes for an error.
#[test]
fn what_the_screen_marks_is_said_beside_the_output() {
    let desk = Program::new();
    for (more, marks) in [
        (json!({"applicants": [{"name": "张三", "id_number": "11010519491231002X"}]}), vec![]),
        (
            json!({"applicants": [{"name": "张三", "id_number": "110105194912310021"}]}),
            vec!["张三 身份证号：校验位"],
        ),
        (
            json!({"respondents": [{"name": "青山公司", "id_number": "91350100M000100Y44"}]}),
            vec!["青山公司 统一社会信用代码：信用代码校验位不符，请核对"],
        ),
        (json!({"amount": 6000, "plan": "2024-04-15 2000元；2024-05-15 2000元"}), vec!["金额："]),
        (
            json!({"form": "书面", "life": {"agreement": {"confirmation": "已申请", "applied": "2024-03-20"}}}),
            vec!["当事人签名日期："],
        ),
        (json!({"mediators": []}), vec!["调解员：还没有调解员"]),
    ] {
        let said = desk.run_with("-y add - --json", &case(&more));
        let lines: Vec<&str> = said.err.lines().collect();
        assert_eq!(lines.len(), marks.len(), "{more}: {said:?}");
        for (line, mark) in lines.iter().zip(&marks) {
            assert!(line.starts_with("! ") && line.contains(mark), "{mark}: {line}");
        }
        said.json();
    }
    let said = desk.run("add --applicant 张三 --respondent 李四 --date 2024-03-01 --people 1");
    assert!(said.err.contains("! 涉及人数：少于当事人的人数\n"), "{said:?}");
    assert!(said.ok().starts_with("已登记"));
}

/// Catches: a key that `add -` reads and its help does not name.
#[test]
fn the_help_names_every_key() {
    let desk = Program::new();
    for (object, some) in [
        (r#"{"nothing": 1}"#, "life"),
        (r#"{"applicants": [{"nothing": 1}]}"#, "id_number"),
        (r#"{"applicants": ["张三"], "life": {"nothing": 1}}"#, "instalments"),
    ] {
        let said = desk.run_with("add -", object).fails().1;
        let known: Vec<&str> = said.split('`').skip(3).step_by(2).collect();
        assert!(known.contains(&some), "{said}");
        for lang in ["zh", "en"] {
            let help = desk.ok(&["--lang", lang, "add", "--help"]);
            let words: Vec<&str> = help.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
            for key in &known {
                assert!(words.contains(key), "{key} in\n{help}");
            }
        }
    }
}

/// Catches: an example in the help that the program itself refuses.
#[test]
fn the_example_of_rest_days_works() {
    let desk = Program::new();
    desk.ok("add --applicant 张三 --respondent 李四 --date 2024-03-01");
    for lang in ["zh", "en"] {
        let help = desk.ok(&["--lang", lang, "rest-days", "--help"]);
        let example = help.lines().find(|line| line.contains("rest-days 2027 --off")).unwrap();
        let quoted: Vec<&str> = example.split('"').collect();
        desk.ok(&["rest-days", "2027", "--off", quoted[1], "--work", quoted[3]]);
        assert!(desk.ok("rest-days 2027").contains(quoted[1]), "{example}");
        desk.ok("rest-days 2027 --reset");
    }
}

/// Catches: people typed as one text on the command line or in JSON who are one party, keep a dot, a width or a fraction of
/// their own, or lose what stands beside them.
#[test]
fn people_said_as_one_text_are_told_apart() {
    let desk = Program::new();
    let of = |shown: &Value, key: &str| -> Vec<String> {
        let parties = shown["parties"].as_array().unwrap().iter();
        parties.map(|party| party[key].as_str().unwrap_or_default().to_owned()).collect()
    };
    let case = json!({
        "applicants": ["张三，男，汉族，务农，138 0000 1111，身份证号110105 19491231 002x", "阿依古丽 • 买买提"],
        "respondents": ["李四（女，45岁）、王五等5人", "无", "nan"],
    });
    let number =
        desk.run_with("-y add - --json", &said_with(&case)).json()["number"].as_str().unwrap().to_owned();
    let shown = desk.json(&["show", &number, "--json"]);
    assert_eq!(of(&shown, "name"), ["张三", "阿依古丽·买买提", "李四", "王五"]);
    assert_eq!(of(&shown, "sex"), ["male", "", "female", ""]);
    assert_eq!(of(&shown, "ethnicity")[0], "汉族");
    assert_eq!(of(&shown, "occupation")[0], "务农");
    assert_eq!(of(&shown, "phone")[0], "13800001111");
    assert_eq!(of(&shown, "id_number")[0], "11010519491231002X");
    assert_eq!(shown["people"], 7, "{shown}");
    assert_eq!(shown["original"]["被申请人"], "李四（女，45岁）、王五等5人", "{shown}");

    let said = desk.json(&[
        "-y",
        "add",
        "--applicant",
        "张三（13800001111）、村民赵六",
        "--respondent",
        "甲方：青山公司",
        "--date",
        "2024-03-02",
        "--json",
    ]);
    let shown = desk.json(&["show", said["number"].as_str().unwrap(), "--json"]);
    assert_eq!(of(&shown, "name"), ["张三", "赵六", "青山公司"]);
    assert_eq!(
        (of(&shown, "phone")[0].as_str(), of(&shown, "occupation")[1].as_str()),
        ("13800001111", "村民")
    );

    let parties = json!({
        "applicants": [{"name": "阿依古丽．买买提", "id_number": "１１０１０５４９１２３１００２", "phone": "13800001111.0"}],
        "respondents": [{"name": "李 四", "id_number": "null", "phone": "/"}],
    });
    let said = desk.run_with("-y add - --json", &said_with(&parties)).json();
    let shown = desk.json(&["show", said["number"].as_str().unwrap(), "--json"]);
    assert_eq!(of(&shown, "name"), ["阿依古丽·买买提", "李四"]);
    assert_eq!(of(&shown, "id_number"), ["110105491231002", ""]);
    assert_eq!(of(&shown, "phone"), ["13800001111", ""]);
}

/// A case with other parties; `case` is a name of the test.
fn said_with(more: &Value) -> String {
    case(more)
}
