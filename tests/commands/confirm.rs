//! Judicial confirmation on the command line: what is due, until when, and the tables of rest days.

use chrono::{Days, Local, NaiveDate};
use serde_json::{Value, json};

use crate::support::command::Program;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Logs an oral agreement of that day; returns the id of its case.
fn agreed(desk: &Program, kind: &str, summary: &str, on: NaiveDate) -> String {
    let on = on.to_string();
    let added = desk
        .run(&[
            "add",
            "-y",
            "--json",
            "--date",
            &on,
            "--town",
            "松柏镇",
            "--applicant",
            summary,
            "--respondent",
            "乙二",
            "--type",
            kind,
            "--source",
            "依申请",
            "--summary",
            summary,
            "--outcome",
            "oral",
            "--closed",
            &on,
        ])
        .json();
    added["id"].as_str().unwrap().to_owned()
}

/// Catches: a type that takes the right away, a last day that has not moved past the rest days it falls on, a hint that
/// stands where it does not belong or is only in one language.
#[test]
fn three_agreements_of_one_day_are_due_whatever_their_type() {
    let desk = Program::new();
    let today = Local::now().date_naive();
    let on = today - Days::new(30);
    let ids = [("婚姻家庭", "遗产按份分割"), ("邻里", "排水沟"), ("山林土地", "山林边界")]
        .map(|(kind, summary)| agreed(&desk, kind, summary, on));
    let due = desk.json("due --json");
    let rows = due["due"].as_array().unwrap();
    let said = |row: &Value| (row["case"].as_str().unwrap().to_owned(), row["ground_to_mind"].clone());
    let grounds = [json!("status"), Value::Null, json!("rights")];
    let expected: Vec<(String, Value)> = ids.iter().cloned().zip(grounds).collect();
    assert_eq!(rows.iter().map(said).collect::<Vec<_>>(), expected);
    for (row, id) in rows.iter().zip(&ids) {
        assert_eq!(row["kind"], "confirm");
        assert!(row["days_left"].as_i64().unwrap() >= 0, "{row}");
        assert_eq!(row["last_day"], desk.json(&["show", id, "--json"])["confirm_by"]);
    }
    let text = desk.ok("due");
    let land = text.lines().find(|line| line.contains("山林边界")).unwrap();
    assert!(land.ends_with("确权的不予确认"), "{text}");
    assert!(desk.ok(&["show", &ids[2]]).contains("（确权）的协议，法院不予确认"));
    assert!(desk.ok("--lang en due").contains("not for ownership"));
    // One choice ends it, either way.
    let mut lines = text.lines().count();
    for said in ["不申请", "不能申请"] {
        let life = json!({"agreement": {"confirmation": said}});
        let case = json!({
            "date": on.to_string(), "applicants": ["张三"], "respondents": ["李四"], "type": "山林土地",
            "outcome": "成功", "form": "口头", "closed": on.to_string(), "life": life,
        });
        desk.run_with("--yes add -", &case.to_string()).ok();
        assert_eq!(desk.ok("due").lines().count(), lines, "{said}");
        lines = desk.ok("due").lines().count();
    }
}

/// Catches: a window that closes on a rest day, one that moves past a Sunday on which people work.
#[test]
fn the_last_day_is_the_lawful_one() {
    let desk = Program::new();
    for (effective, last) in [
        ("2026-10-30", "2026-11-30"),
        ("2026-08-21", "2026-09-20"),
        ("2026-09-02", "2026-10-08"),
        ("2026-09-08", "2026-10-08"),
        ("2026-03-06", "2026-04-07"),
    ] {
        let life = json!({"agreement": {"confirmation": null}});
        let case = json!({
            "date": effective, "applicants": [effective], "respondents": ["李四"], "type": "邻里",
            "outcome": "成功", "form": "口头", "closed": effective, "life": life,
        });
        // The clock of the machine may be behind these days.
        if day(effective) > Local::now().date_naive() {
            continue;
        }
        let id = desk.run_with("--yes add - --json", &case.to_string()).json()["id"].clone();
        assert_eq!(desk.json(&["show", id.as_str().unwrap(), "--json"])["confirm_by"], last, "{effective}");
    }
}

/// Catches: a table that is not kept or not used, one with a slip that is taken, a year without one that passes for
/// certain, a table that cannot be taken back.
#[test]
fn an_office_keeps_its_own_rest_days() {
    let desk = Program::new();
    let id = agreed(&desk, "邻里", "排水沟", day("2023-12-02"));
    let shown = || desk.json(&["show", &id, "--json"]);
    // 2024-01-01 is a holiday in the built-in table.
    assert_eq!((&shown()["confirm_by"], &shown()["rest_days_unknown"]), (&json!("2024-01-02"), &Value::Null));
    desk.ok(&["rest-days", "2024", "--off", "1月1日至2日", "--work", "1.6"]);
    assert_eq!(shown()["confirm_by"], "2024-01-03");
    let own = desk.json("rest-days 2024 --json");
    assert_eq!(
        own,
        json!([{"year": 2024, "own": true, "off": ["2024-01-01", "2024-01-02"], "work": ["2024-01-06"]}])
    );
    for (off, work, wrong) in [
        ("2.30", "", "2.30"),
        ("1.3-1.1", "", "1.3-1.1"),
        ("1.1", "1.2", "2024-01-02"),
        ("1.6", "1.6", "2024-01-06"),
    ] {
        desk.run(&["rest-days", "2024", "--off", off, "--work", work]).refuses(2, wrong);
    }
    desk.ok("rest-days 2024 --reset");
    assert_eq!(shown()["confirm_by"], "2024-01-02");
    assert!(desk.ok("rest-days").contains("2.15-2.23"), "2026 is built in");

    let old = agreed(&desk, "邻里", "水渠", day("2022-12-02"));
    assert_eq!(desk.json(&["show", &old, "--json"])["rest_days_unknown"], 2023);
    let text = desk.ok(&["show", &old]);
    assert!(text.contains("2023 年还没有节假日表") && text.contains("最后一天逢休息日的顺延"), "{text}");
    assert_eq!(desk.json("check --json")["findings"], json!([]));
}
