//! `tiaojie service` as a script uses it.

use serde_json::Value;

use crate::support::command::{PLACES, Program, SERVICES};

/// With the places and the service log of 2024.
fn with_log() -> Program {
    Program::with(&[PLACES, SERVICES])
}

/// A file beside the data, and its path.
fn written(desk: &Program, name: &str, text: &str) -> String {
    std::fs::write(desk.path(name), text).unwrap();
    desk.path(name).to_str().unwrap().to_owned()
}

/// `list kind unit period year` of every figure.
fn figures(totals: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for line in totals["lines"].as_array().unwrap() {
        for figure in line["figures"].as_array().unwrap() {
            let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let parts = [&line["list"], &line["kind"], &figure["unit"], &figure["period"], &figure["year"]];
            found.push(parts.map(word).join(" "));
        }
    }
    found
}

/// Catches: the published figures of the year lost or added up across kinds or units.
#[test]
fn the_log_of_2024_gives_the_published_figures() {
    let desk = with_log();
    let totals = desk.json("service totals --period 2024 --json");
    let wanted = [
        "service centre 件次 47 47",
        "service advice 件次 30 30",
        "service lawyer 次 13 13",
        "service opinion 次 1 1",
        "service notary 件次 1 1",
        "screening screening 次 0 0",
        "screening screening 件 0 0",
        "prevention general 件 0 0",
    ];
    assert_eq!(figures(&totals)[..wanted.len()], wanted);
    let text = desk.ok("service totals --period 2024-12");
    assert!(text.contains("不并入案件数") && text.contains("综治化解"), "{text}");
    let english = desk.ok("--lang en service totals --period 2024");
    assert!(english.contains("Legal advice and services") && english.contains("case-times"), "{english}");
    assert_eq!(desk.json("service list --period 2024 --json --limit 100").as_array().unwrap().len(), 61);
    // Nothing of it is a case.
    assert_eq!(desk.json("totals --period 2024 --json")["total"]["accepted"], 0);
    // Read in again it adds nothing.
    desk.ok(&["import", SERVICES]);
    assert_eq!(desk.json("service totals --period 2024 --json"), totals);
}

/// Catches: an entry in the wrong list, office or unit; a figure counted into a month it is not of.
#[test]
fn each_list_takes_what_is_its_own() {
    let desk = with_log();
    let logged =
        desk.json("service add --kind 律师参与调解 --quantity 2 --date 2024-03-05 --office 松柏镇 --json");
    assert_eq!(
        (&logged["kind"], &logged["unit"], &logged["office"]),
        (&"lawyer".into(), &"次".into(), &"松柏镇".into())
    );
    let said = desk.ok("service add log --kind advice --unit 件次 --date 2024-03-06 --note 婚姻");
    assert!(said.contains("法律咨询和法律服务 1 件次"), "{said}");
    desk.ok("service add screening --found 3 --village 狮象坪社区 --lead 王支书 --date 2024-03-07 --office 松柏镇");
    desk.ok("service add prevention --kind 民转刑 --people 4 --date 2024-03-08");
    desk.ok("service add indicator --name 诉前调解 --quantity 103 --period 2024");
    let year = figures(&desk.json("service totals --period 2024 --json"));
    let march = figures(&desk.json("service totals --period 2024-03 --office 松柏镇 --json"));
    for line in [
        "service lawyer 次 15 15",
        "service advice 件次 31 31",
        "screening screening 件 3 3",
        "prevention criminal 件 1 1",
        "prevention criminal 人 4 4",
        "indicator 诉前调解 件 103 103",
    ] {
        assert!(year.contains(&line.to_owned()), "{line}: {year:#?}");
    }
    for line in [
        "service lawyer 次 2 2",
        "service advice 件次 0 0",
        "screening screening 次 1 1",
        "prevention criminal 件 0 0",
    ] {
        assert!(march.contains(&line.to_owned()), "{line}: {march:#?}");
    }
    assert!(!march.iter().any(|line| line.starts_with("indicator")), "of the district, and of the year");
    let rounds = desk.json("service list screening --json");
    assert_eq!((&rounds[0]["village"], &rounds[0]["lead"]), (&"狮象坪社区".into(), &"王支书".into()));
    let listed = desk.ok("service list indicator --period 2024-03");
    assert!(listed.contains("诉前调解") && listed.contains("103 件"), "{listed}");
    // The same figure of one of its months: taken, and said.
    let again = desk.run("service add indicator --name 诉前调解 --quantity 9 --period 2024-03");
    assert!(again.code == 0 && again.err.contains("只计期间长的"), "{again:?}");
    assert!(desk.ok("check").contains("没有发现问题"));
}

/// Catches: a decimal lost on the way, a name that is not that of the catalogue, a rule that does nothing, months missing
/// that nobody is told of.
#[test]
fn figures_have_decimals_and_a_rule() {
    let desk = with_log();
    let said = desk.ok("service add indicator --name relief_money --quantity 3.1 --period 2024-03");
    assert!(said.contains("司法救助金 3.1 万元"), "{said}");
    desk.ok("service add indicator --name 司法救助金 --quantity 5.5 --period 2024-09 --owner 政法委");
    desk.ok("service add indicator --name 年报率 --quantity 95.49 --period 2024-03");
    desk.ok("service add indicator --name 在册律师 --quantity 3 --unit 名 --period 2024-03 --rule last");
    desk.ok(
        "service add indicator --name 在册律师 --quantity 4 --unit 名 --period 2024-04 --rule 取最后一期",
    );
    let year = desk.json("service totals --period 2024 --json");
    for line in
        ["indicator 司法救助金 万元 8.6 8.6", "indicator 年报率 % 95.49 95.49", "indicator 在册律师 名 4 4"]
    {
        assert!(figures(&year).contains(&line.to_owned()), "{line}: {:#?}", figures(&year));
    }
    let march = desk.json("service totals --period 2024-04 --json");
    assert!(
        figures(&march).contains(&"indicator 司法救助金 万元 null 3.1".to_owned()),
        "{:#?}",
        figures(&march)
    );
    let missing = &march["missing"][0];
    assert_eq!(
        (&missing["name"], &missing["months"]),
        (&"司法救助金".into(), &serde_json::json!(["2024-01", "2024-02", "2024-04"]))
    );
    let text = desk.ok("service totals --period 2024-04");
    assert!(text.contains("缺报的月份：司法救助金 1月、2月、4月") && text.contains("—"), "{text}");
    let listed = desk.json("service list indicator --json");
    let owner = |at: usize| listed[at]["owner"].as_str().unwrap().to_owned();
    assert_eq!((owner(0).as_str(), &listed[0]["value"]), ("政法委", &serde_json::json!(5.5)));
    let catalogue = desk.json("service catalogue --json");
    let one = catalogue.as_array().unwrap().iter().find(|one| one["name"] == "年报率").unwrap();
    assert_eq!((&one["unit"], &one["decimals"], &one["rule"]), (&"%".into(), &2.into(), &"last".into()));
    assert!(desk.ok("service catalogue").contains("12345来电"));
    let sheet = written(
        &desk,
        "figures.csv",
        "名称,月份,数值,单位\n司法救助金,2024-05,0.25,万元\n司法救助金,2024-06,1.23456,万元\n",
    );
    let dry = desk.ok(&["import", "--dry-run", &sheet]);
    assert!(dry.contains("指标表") && dry.contains("最多 4 位小数"), "{dry}");
    desk.ok(&["-y", "import", &sheet]);
    let year = desk.json("service totals --period 2024 --json");
    assert!(
        figures(&year).contains(&"indicator 司法救助金 万元 8.85 8.85".to_owned()),
        "{:#?}",
        figures(&year)
    );
    assert!(desk.ok("check").contains("没有发现问题"));
}

/// Catches: a session with a lawyer and the entry about it counted as two, texts that give two figures, a hint that is not
/// given, a case that a ledger's column does not find.
#[test]
fn a_service_names_its_case_and_counts_once() {
    let desk = with_log();
    let case = r#"{"number": "（2024）神松民调字第001号", "date": "2024-03-01", "town": "松柏镇", "type": "02",
        "applicants": ["张三"], "respondents": ["李四"],
        "life": {"sessions": [{"on": "2024-03-05", "attendees": [{"name": "吴", "capacity": "律师"}]}]}}"#;
    let case = desk.run_with("add - --json", case).json();
    let number = case["number"].as_str().unwrap().to_owned();
    let lawyers =
        |desk: &Program| desk.json("service totals --period 2024-03 --json")["lawyers"]["times"].clone();
    let told = |desk: &Program| {
        let monthly = desk.ok("report monthly --period 2024-03 --text");
        let paragraph = desk.ok("report paragraph --period 2024-03");
        let after = |text: &str, words: &str| {
            text.split_once(words).unwrap().1.split('次').next().unwrap().to_owned()
        };
        [after(&monthly, "律师参与调解"), after(&paragraph, "律师协助参与矛盾纠纷调解")]
    };
    assert_eq!((lawyers(&desk), told(&desk)), (1.into(), ["1", "1"].map(str::to_owned)));
    let hinted = desk.run("service add --kind lawyer --date 2024-03-05");
    assert!(hinted.code == 0 && hinted.err.contains(&number) && hinted.err.contains("--case"), "{hinted:?}");
    assert_eq!((lawyers(&desk), told(&desk)), (2.into(), ["2", "2"].map(str::to_owned)), "not guessed");
    let named = desk.run(&[
        "service",
        "add",
        "--kind",
        "lawyer",
        "--date",
        "2024-03-05",
        "--case",
        &number,
        "--json",
    ]);
    assert!(named.err.is_empty(), "{named:?}");
    let logged = named.json();
    assert_eq!((&logged["case"], &logged["case_id"]), (&number.as_str().into(), &case["id"]));
    assert_eq!((lawyers(&desk), told(&desk)), (2.into(), ["2", "2"].map(str::to_owned)));
    let other = desk.run(&["service", "add", "--kind", "lawyer", "--date", "2024-03-06", "--case", &number]);
    assert!(other.err.contains("2024-03-05") && other.err.contains("各计一次"), "{other:?}");
    assert_eq!(lawyers(&desk), 3);
    let log = format!(
        "日期,服务类别,数量,单位,案件编号\n2024-03-05,律师参与调解,1,次,{number}\n2024-03-09,律师参与调解,1,次,没有的号\n"
    );
    let log = written(&desk, "log.csv", &log);
    let read = desk.ok(&["import", &log]);
    assert!(read.contains("没有这个编号的案件"), "{read}");
    let count = desk.json("service totals --period 2024-03 --json")["lawyers"].clone();
    assert_eq!(count, serde_json::json!({"sessions": 1, "entries": 5, "both": 1, "times": 5}));
    let listed = desk.json("service list --period 2024-03 --json");
    assert!(
        listed
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["note"] == "案件编号 没有的号" && one["case"].is_null())
    );
    desk.ok(&["import", &log]);
    assert_eq!(desk.json("service totals --period 2024-03 --json")["lawyers"], count);
    assert_eq!(desk.json("service totals --period 2024 --json")["lawyers"]["times"], 13 + 5);
}

/// Catches: a village that is only found below the home office, one of two of that name taken, a code that is no name.
#[test]
fn a_village_is_found_wherever_it_is() {
    let desk = with_log();
    let found = |words: &[&str]| {
        let add = ["service", "add", "screening", "--json", "--village"];
        desk.json(&[&add[..], words].concat())["village"].as_str().unwrap().to_owned()
    };
    for words in [&["狮象坪社区"][..], &["狮象坪"], &["狮象坪社区", "--office", "松柏镇"]] {
        assert_eq!(found(words), "狮象坪社区");
    }
    let places = std::fs::read_to_string(crate::support::command::PLACES).unwrap();
    let line = places.lines().find(|line| line.contains("狮象坪社区")).unwrap();
    let code = line.split(',').find(|cell| cell.len() == 12 && cell.starts_with("429021")).unwrap();
    assert_eq!(found(&[code]), "狮象坪社区");
    desk.refuses("service add screening --village 狮象坪社区 --office 木鱼镇", 1, "松柏镇狮象坪社区");
    // The same name in another township.
    let twin = written(&desk, "twin.csv", "code,township,village\n429021101299,木鱼镇,狮象坪社区\n");
    desk.ok(&["-y", "import", &twin]);
    desk.refuses("service add screening --village 狮象坪社区", 1, "木鱼镇狮象坪社区 429021101299");
    assert_eq!(found(&["429021101299"]), "狮象坪社区");
    assert_eq!(found(&["狮象坪社区", "--office", "木鱼镇"]), "狮象坪社区");
    let add = ["add", "--applicant", "张三", "--respondent", "李四", "--type", "02", "--date", "2024-03-01"];
    desk.refuses(&[&add[..], &["--village", "狮象坪社区"]].concat(), 1, "不止一个");
    let case = desk.json(&[&add[..], &["--village", "429021101299", "--json"]].concat());
    assert_eq!(desk.json(&["show", case["number"].as_str().unwrap(), "--json"])["village"], "狮象坪社区");
}

/// Catches: a slip that is guessed at, an exit code that says nothing, a file that is made by a mistake.
#[test]
fn what_is_not_understood_is_refused() {
    let desk = with_log();
    let add = |rest: &[&'static str]| -> Vec<&'static str> {
        ["service", "add"].iter().chain(rest).copied().collect()
    };
    desk.refuses(&add(&["--kind", "理发"]), 2, "centre 综治化解");
    desk.refuses(&add(&[]), 2, "--kind");
    desk.refuses(&add(&["--kind", "lawyer", "--unit", "件次"]), 2, "以“次”计");
    desk.refuses(&add(&["--kind", "lawyer", "--quantity", "-1"]), 2, "--quantity");
    desk.refuses(&add(&["--kind", "lawyer", "--quantity", "1.5"]), 2, "--quantity");
    desk.refuses(&add(&["--kind", "lawyer", "--date", "2024-02-30"]), 2, "--date");
    desk.refuses(&add(&["--kind", "lawyer", "--date", "2199-01-01"]), 2, "还没到");
    desk.refuses(&add(&["--kind", "lawyer", "--found", "2"]), 2, "--found");
    desk.refuses(&add(&["--kind", "lawyer", "--office", "没有镇"]), 1, "没有镇");
    desk.refuses(&add(&["screening", "--village", "没有村", "--office", "松柏镇"]), 1, "没有村");
    desk.refuses(
        &add(&["indicator", "--name", "法律援助", "--quantity", "1.5", "--period", "2024"]),
        2,
        "以整数计",
    );
    desk.refuses(
        &add(&["indicator", "--name", "司法救助金", "--quantity", "8.612345", "--period", "2024"]),
        2,
        "最多 4 位小数",
    );
    desk.refuses(
        &add(&["indicator", "--name", "x", "--quantity", "1", "--period", "2024", "--rule", "mean"]),
        2,
        "sum",
    );
    desk.refuses(&add(&["--kind", "lawyer", "--case", "没有这件"]), 1, "");
    desk.refuses(&add(&["screening", "--case", "1"]), 2, "--case");
    desk.refuses(&add(&["prevention", "--kind", "general", "--people", "2"]), 2, "--people");
    desk.refuses(&add(&["indicator", "--name", "诉前调解", "--quantity", "1"]), 2, "--period");
    desk.refuses(&add(&["nonsense"]), 2, "nonsense");
    desk.refuses("service totals --period 2024-13", 2, "--period");
    assert_eq!(desk.json("service list --json --limit 1000").as_array().unwrap().len(), 61);
    let nothing = Program::new();
    nothing.refuses(&add(&["--kind", "理发"]), 2, "理发");
    nothing.refuses("service list", 1, "");
    assert!(!nothing.file().exists());
}

/// Catches: help of the nested commands in one language only.
#[test]
fn help_is_in_both_languages() {
    let desk = Program::new();
    for command in [
        &["service"][..],
        &["service", "add"],
        &["service", "list"],
        &["service", "totals"],
        &["service", "catalogue"],
    ] {
        let help: Vec<&str> = command.iter().chain(&["--help"]).copied().collect();
        let zh = desk.ok(&help);
        let en = desk.ok(&[&["--lang", "en"], &help[..]].concat());
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(zh.contains("用法") && en.contains("Usage:"), "{zh}{en}");
        assert!(chinese(&zh) && !chinese(&en), "{en}");
    }
}
