//! `tiaojie lock` and `tiaojie unlock` as a script uses them.

use serde_json::Value;

use crate::support::command::{LEDGER, Program};

/// With the ledger of 2024 in its file: every month of that year is over.
fn desk() -> Program {
    Program::with(&[LEDGER])
}

fn year(desk: &Program) -> Value {
    desk.json("lock --list --period 2024 --json")
}

/// Would catch: a lock that stores other figures than `totals` prints, a list that loses a lock or its trace, an
/// unlock that forgets why.
#[test]
fn months_are_locked_listed_and_unlocked() {
    let desk = desk();
    let totals = desk.json("totals --period 2024-03 --json");
    let lock = desk.json("lock --period 2024-03 --json");
    for measure in ["accepted", "successful", "closed", "pending", "amount_fen", "people"] {
        assert_eq!(lock["snapshot"][measure], totals["total"][measure], "{measure}");
    }
    assert_eq!((lock["from"].as_str(), lock["to"].as_str()), (Some("2024-03-01"), Some("2024-03-31")));
    assert!(desk.ok("lock --period 2024-04").contains("已锁定 2024年4月"));
    assert!(desk.ok("lock --period 2024-03 --office 松柏镇").contains("已锁定"));

    let listed = year(&desk);
    assert_eq!(
        (listed["locked_months"].as_u64(), listed["months"].as_array().map(Vec::len)),
        (Some(2), Some(12))
    );
    assert_eq!(listed["months"][2]["state"], "locked");
    assert_eq!(listed["months"][2]["lock"]["id"], lock["id"]);
    assert_eq!(listed["months"][4]["state"], "open");
    assert_eq!(listed["account"]["year_to_date"]["accepted"], 214);
    let text = desk.ok("lock --list --period 2024");
    assert!(text.starts_with("区（县）  2024年  已锁定 2 个月\n"), "{text}");
    assert!(text.contains("= 本年累计 214"), "{text}");

    let late = desk.run("add --date 2024-03-09 --town 松柏镇 --applicant 甲一 --respondent 乙二 --type 邻里 --source 依申请 --summary 排水沟");
    assert!(late.err.contains("更正：2024年3月、松柏镇2024年3月已锁定"), "{}", late.err);

    desk.ok("unlock --period 2024-03 --reason 漏报一件");
    let listed = year(&desk);
    assert_eq!((listed["locked_months"].as_u64(), &listed["months"][2]["state"]), (Some(1), &"open".into()));
    assert_eq!(listed["months"][2]["trace"][0]["unlocked"]["reason"], "漏报一件");
    assert!(desk.ok("lock --list --period 2024").contains("原因：漏报一件"));
    desk.ok("lock --period 2024-03");
    desk.ok("check");
}

/// Would catch: a wrong exit code, an error that names the wrong cause or is not in the language asked for.
#[test]
fn what_cannot_be_done_is_said_in_both_languages() {
    let desk = desk();
    desk.ok("lock --period 2024-03");
    let cases: [(&[&str], i32, &str, &str); 8] = [
        (&["lock", "--period", "2024-03"], 1, "2024年3月已经锁定", "2024-03 is locked already"),
        (&["lock", "--period", "2099-01"], 1, "才结束", "goes on to"),
        (&["lock", "--period", "2024"], 2, "不是一个月", "is not a month"),
        (&["lock", "--list", "--period", "2024-03"], 2, "不是一年", "is not a year"),
        (&["unlock", "--period", "2024-05", "--reason", "x"], 1, "没有锁定", "is not locked"),
        (&["unlock", "--period", "2024", "--reason", "x"], 2, "不是一个月", "is not a month"),
        (&["unlock", "--period", "2024-03", "--reason", " "], 2, "--reason", "--reason"),
        (&["unlock", "--period", "2024-03"], 2, "--reason", "--reason"),
    ];
    for (arguments, code, zh, en) in cases {
        let (found, sentence) = desk.fails(arguments);
        assert_eq!(found, code, "{arguments:?} {sentence}");
        assert!(sentence.contains(zh), "{arguments:?} {sentence}");
        let mut english = vec!["--lang", "en"];
        english.extend(arguments);
        let (_, sentence) = desk.fails(&english);
        assert!(sentence.contains(en), "{english:?} {sentence}");
    }
    assert_eq!(year(&desk)["locked_months"], 1);
}
