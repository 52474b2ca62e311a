//! The later events of a case on the command line: `add -` reads what `show` prints.

use serde_json::{Value, json};

use crate::support::District;
use crate::support::command::Program;

fn life() -> Value {
    json!({
        "requests": ["赔偿医药费", "当面道歉"], "risk": "red", "governance": "民间借贷纠纷", "consent": "双方自愿", "told": [],
        "agreement": {
            "manner": "转账", "copies": 3, "reached": "2024-03-20", "signed": "2024-03-20",
            "mediator_signed": "2024-03-20", "sealed": "2024-03-21", "confirmation": "已申请",
            "court": "区法院", "applied": "2024-04-01",
        },
        "closing_reason": "一次谈成", "agents": [{
            "for": "李四", "name": "吴律师", "kind": "律师", "phone": "139", "relation": "顾问", "authority": "特别授权",
            "id_number": "42902", "note": "代为签收",
        }],
        "investigations": [{
            "on": "2024-03-11", "at": "9:30", "place": "二组", "attendees": "村主任", "asked": "赵六", "by": "红调",
            "recorder": "小赵", "record": "问：\n答：",
        }],
        "evidence": [{"name": "欠条", "by": "张三", "copies": 1, "pages": 2, "note": "原件"}],
        "sessions": [{
            "on": "2024-03-12", "at": "下午2点半", "place": "村委会", "record": "双方陈述。", "result": "有待继续调解",
            "recorder": "小赵", "attendees": [{"name": "吴律师", "capacity": "律师", "for": "李四"}],
        }],
        "extensions": [{"agreed": "2024-03-18", "to": "2024-05-01", "consent": "双方自愿", "reason": "等鉴定"}],
        "escalations": [{"on": "2024-03-15", "from": "村级", "to": "镇级", "reason": "村里调不下来"}],
        "referrals": [{"direction": "out", "organisation": "区信访局", "on": "2024-03-16", "feedback": "已收",
                       "feedback_on": "2024-03-18"}],
        "performed": [{"on": "2024-03-25", "amount": "0.3万", "what": "首期"}],
        "litigation": {"filed": "2024-08-01", "ruling": "维持", "decided": "2024-09-01"},
        "follow_ups": [{"on": "2024-05-01", "by": "红调", "reason": "看首期款", "satisfaction": "基本满意", "note": "无新争议"}],
        "preventions": [{"kind": "民转刑", "on": "2024-03-12", "people": 2}],
        "remarks": [{"on": "2024-03-01", "text": "来电。"}],
        "filing": {"on": "2024-06-01", "by": "小赵", "volume": "2024-1", "retention": "30年"},
    })
}

fn new_case(life: &Value) -> String {
    json!({
        "date": "2024-03-10", "applicants": ["张三"], "respondents": ["李四"], "type": "合同纠纷",
        "outcome": "成功", "form": "书面", "closed": "2024-03-20", "amount": 3000, "life": life,
    })
    .to_string()
}

/// Catches: a part that is lost on the way in or out, a code that is only understood as a code, a party mixed up.
#[test]
fn a_life_goes_in_and_comes_out_again() {
    let district = District::new();
    let desk = Program::on(district.store.path());
    let added = desk.run_with("add - --json", &new_case(&life())).json();
    let id = added["id"].as_str().unwrap();
    let shown = desk.json(&["show", id, "--json"]);
    let told = &shown["life"];
    assert_eq!(told["governance"], "g17");
    assert_eq!(told["requests"], json!(["赔偿医药费", "当面道歉"]));
    assert_eq!(told["sessions"][0]["at"], "14:30");
    assert_eq!(told["evidence"][0]["pages"], 2);
    assert_eq!(told["agents"][0]["authority"], "special");
    assert_eq!(
        told["sessions"][0]["attendees"][0],
        json!({"name": "吴律师", "capacity": "lawyer", "for": "李四"})
    );
    assert_eq!(told["performed"][0]["amount"], "3000");
    assert_eq!(told["filing"]["retention"], "thirty");
    assert_eq!(shown["effective"], "2024-03-21");
    assert_eq!(shown["follow_ups"], told["follow_ups"]);

    let again = desk.run_with("--yes add - --json", &new_case(told)).json();
    let twin = desk.json(&["show", again["id"].as_str().unwrap(), "--json"]);
    assert_eq!(twin["life"], *told, "what was shown is read back whole");

    let text = desk.ok(&["show", id]);
    for line in [
        "2024-03-12  14:30  村委会  有待继续调解  小赵",
        "吴律师  律师  顾问  特别授权  42902  139  代为签收  李四",
        "2024-03-11  09:30  赵六  二组  村主任  红调  小赵",
        "欠条  张三",
        "一次谈成",
        "2024-03-21 生效",
        "民间借贷纠纷",
        "看首期款",
        "来电。",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
}

/// Catches: a word that is not understood and passed over in silence.
#[test]
fn what_is_not_understood_is_said() {
    let district = District::new();
    let desk = Program::on(district.store.path());
    for (pointer, wrong) in [
        ("/sessions/0/attendees/0/capacity", "过路人"),
        ("/sessions/0/at", "25:00"),
        ("/agents/0/for", "王五"),
        ("/litigation/ruling", "胜诉"),
        ("/follow_ups/0/on", "2024-13-01"),
    ] {
        let mut life = life();
        *life.pointer_mut(pointer).unwrap() = wrong.into();
        desk.run_with("add -", &new_case(&life)).refuses(2, wrong);
    }
}

/// Catches: a key that is passed over in silence or read twice, nothing where there must be something, one shape in place
/// of another.
#[test]
fn an_object_has_its_keys_once_and_what_it_needs() {
    let district = District::new();
    let desk = Program::on(district.store.path());
    for (life, named) in [
        (r#"{"moon": 1}"#, "`moon`, expected one of `risk`, `governance`"),
        (r#"{"agreement": {"amount": "3"}}"#, "`amount`, expected one of `manner`"),
        (r#"{"sessions": [{"on": "2024-03-12", "attendees": [{"party": "李四"}]}]}"#, "`party`"),
        (r#"{"remarks": [{"on": "2024-03-12", "on": "2024-03-13", "text": "x"}]}"#, "duplicate field `on`"),
        (r#"{"follow_ups": [{"by": "小赵"}]}"#, "on“”"),
        (r#"{"requests": [3]}"#, "invalid type: integer"),
        (r#"{"escalations": [{"on": "2024-03-12", "to": "镇级"}]}"#, "level“”"),
        (r#"{"remarks": [{"on": null}]}"#, "invalid type: null"),
        (
            r#"{"preventions": [{"kind": "民转刑", "on": "2024-03-12", "people": "2"}]}"#,
            "invalid type: string",
        ),
        (r#"{"sessions": {"on": "2024-03-12"}}"#, "invalid type: map"),
    ] {
        let case = format!(r#"{{"applicants": ["张三"], "respondents": ["李四"], "life": {life}}}"#);
        desk.run_with("add -", &case).refuses(2, named);
    }
}
