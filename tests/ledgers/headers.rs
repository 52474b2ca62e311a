//! Which column is the day of acceptance, and what the headers of ledgers mean.

use tiaojie::domain::{Dispute, Side};
use tiaojie::ledger::{Column, Lack, Ledgers};
use tiaojie::text::{Lang, odd};

use crate::books::{cases, found, import, new_file};

/// Each line: the columns of days, and the one that counts.
const HEADERS: &str = include_str!("headers.txt");

/// The columns that stand beside the days, and three rows of them.
const OTHERS: [&str; 4] = [
    "当事人,纠纷类型,简要情况,调解结果",
    "张三、李四,邻里纠纷,排水沟,成功",
    "王五、赵六,合同纠纷,欠款,成功",
    "孙七、周八,婚姻家庭纠纷,赡养,调解不成",
];

/// A ledger with these columns of days: the day of the column at `at` in the row `row` is unlike any other.
fn ledger(days: &[&str]) -> String {
    let line = |row: usize, others: &str| {
        let day = |at: usize| format!("2024-{:02}-{:02}", at + 1, row * 5);
        let cells: Vec<String> = days
            .iter()
            .enumerate()
            .map(|(at, words)| if row == 0 { (*words).to_owned() } else { day(at) })
            .collect();
        format!("{},{others}\n", cells.join(","))
    };
    OTHERS.iter().enumerate().map(|(row, others)| line(row, others)).collect()
}

fn recognised(text: &str) -> Ledgers {
    let (_folder, store) = new_file();
    found(&store, "t.csv", text.as_bytes())
}

/// Catches: a deadline, a birth or a review taken for the day of acceptance; 登记 before 受理, or 发生 before 排查, because
/// it stands further left; a screening ledger that cannot come in; a stand-in that is not said.
#[test]
fn the_day_of_acceptance_is_the_right_column() {
    let (mut count, mut wrong) = (0, Vec::new());
    for line in HEADERS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (headers, wanted) = line.split_once(" => ").unwrap();
        let days: Vec<&str> = headers.split('，').collect();
        let ledgers = recognised(&ledger(&days));
        let mapping = &ledgers.ledgers[0].mapping;
        let at = mapping.position(Column::Accepted);
        let stands_in = mapping.stand_in().is_some();
        let said = match at {
            None => "问".to_owned(),
            Some(at) if stands_in => format!("代 {}", days.get(at).unwrap_or(&"?")),
            Some(at) => days.get(at).unwrap_or(&"?").to_string(),
        };
        count += 1;
        if said != wanted || mapping.lacks().contains(&Lack::Date) != (wanted == "问") {
            wrong.push(format!("{headers}: {said} instead of {wanted}"));
            continue;
        }
        if let Some(at) = at {
            let (_folder, mut store) = new_file();
            let reports = import(&mut store, "t.csv", ledger(&days).as_bytes());
            let accepted: Vec<String> =
                cases(&store).iter().map(|case| case.accepted_on.to_string()).collect();
            let all = (1..=3).all(|row| accepted.contains(&format!("2024-{:02}-{:02}", at + 1, row * 5)));
            let asked = odd::lines(Lang::Zh, mapping, &reports[0]);
            if !all
                || accepted.len() != 3
                || asked.iter().any(|line| line.contains("没有受理日期")) != stands_in
            {
                wrong.push(format!("{headers}: {accepted:?}, asked {asked:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 60, "{count}");
}

/// Catches: a screening ledger that is refused, or loses the day of the screening.
#[test]
fn a_screening_ledger_comes_in() {
    let (_folder, mut store) = new_file();
    let reports = import(&mut store, "排查.csv", ledger(&["排查时间", "化解时限"]).as_bytes());
    assert_eq!((reports[0].new, reports[0].refused.len()), (3, 0));
    for case in cases(&store) {
        assert_eq!(case.screened_on, Some(case.accepted_on));
        assert!(case.original.contains_key("化解时限"));
    }
}

/// Catches: a header with a date, a case number or a telephone in one of its words that is imported as a row.
#[test]
fn a_word_of_the_header_makes_no_data() {
    for header in [
        "编号（如（2024）神松民调字第001号）,受理日期（如2024-03-05）,当事人,事项,办得怎样",
        "（2024）神松民调字第001号,受理时间,当事人,事项,是否化解",
        "受理时间,当事人,咨询电话0719-3335551,事项,是否化解",
        "2024年3月5日,受理时间,当事人,事项,是否化解",
        "时间,当事人,13800001111,纠纷类型,是否化解",
    ] {
        let width = header.split(',').count();
        let row = |day: u32, names: &str| {
            let cell = |(at, word): (usize, &str)| match word {
                word if word.contains("受理") || word == "时间" => format!("2024-03-{day:02}"),
                word if word.contains("当事人") => names.to_owned(),
                "是否化解" | "办得怎样" => "成功".to_owned(),
                "纠纷类型" => "邻里纠纷".to_owned(),
                _ => format!("第{at}栏{day}"),
            };
            header.split(',').enumerate().map(cell).collect::<Vec<_>>().join(",")
        };
        let text = format!(
            "{header}\n{}\n{}\n{}\n",
            row(5, "张三、李四"),
            row(6, "王五、赵六"),
            row(7, "孙七、周八")
        );
        assert!(text.lines().all(|line| line.split(',').count() == width));
        let ledgers = recognised(&text);
        assert_eq!(ledgers.ledgers[0].mapping.header_lines(), Some((1, 1)), "{header}");
        let (_folder, mut store) = new_file();
        let reports = import(&mut store, "t.csv", text.as_bytes());
        assert_eq!((reports[0].rows, reports[0].new), (3, 3), "{header}: {reports:?}");
    }
}

/// Whose name, telephone and number stand in a case.
fn who(case: &Dispute) -> String {
    let of = |side| {
        let all = case.parties.iter().filter(|party| party.side == side);
        all.map(|party| [party.name.as_str(), &party.phone, &party.id_number].join(" ").trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("、")
    };
    format!("{} / {}", of(Side::Applicant), of(Side::Respondent))
}

/// Catches: the other side and his telephone kept in words, or given to the applicant.
#[test]
fn the_other_side_has_many_headers() {
    for (header, row, wanted) in [
        ("申请人,对方姓名", "张三,李四", "张三 / 李四"),
        (
            "申请人姓名,申请人电话,对方姓名,对方联系方式",
            "张三,13800001111,李四,13900002222",
            "张三 13800001111 / 李四 13900002222",
        ),
        (
            "当事人,联系方式,对方姓名,对方联系方式",
            "张三,13800001111,李四,13900002222",
            "张三 13800001111 / 李四 13900002222",
        ),
        (
            "申请人,联系电话,纠纷当事人,联系电话",
            "张三,13800001111,李四,13900002222",
            "张三 13800001111 / 李四 13900002222",
        ),
        ("申请人,纠纷当事人姓名,纠纷当事人手机号", "张三,李四,13900002222", "张三 / 李四 13900002222"),
        (
            "甲方,甲方联系方式,乙方,乙方联系方式",
            "张三,13800001111,李四,13900002222",
            "张三 13800001111 / 李四 13900002222",
        ),
        ("一方当事人,另一方当事人", "张三,李四", "张三 / 李四"),
        ("当事人一,当事人二", "张三、王五,李四", "张三、王五 / 李四"),
        ("申请人,对方当事人,对方身份证号", "张三,李四,11010519491231002X", "张三 / 李四  11010519491231002X"),
        (
            "投诉人,投诉人电话,被投诉人,被投诉人电话",
            "张三,13800001111,青山超市,0719-3335551",
            "张三 13800001111 / 青山超市 0719-3335551",
        ),
        ("反映人,被反映人", "张三,李四", "张三 / 李四"),
        ("原告,被告", "张三,李四", "张三 / 李四"),
        ("纠纷双方", "张三与李四", "张三 / 李四"),
        ("纠纷当事人", "张三、李四", "张三 / 李四"),
        ("当事人", "张三（13800001111）、李四（13900002222）", "张三 13800001111 / 李四 13900002222"),
        ("双方当事人姓名", "甲方：张三 乙方：李四", "张三 / 李四"),
    ] {
        let text = format!("受理日期,{header},纠纷类型,调解结果\n2024-03-05,{row},邻里纠纷,成功\n");
        let (_folder, mut store) = new_file();
        import(&mut store, "t.csv", text.as_bytes());
        let cases = cases(&store);
        assert_eq!(cases.len(), 1, "{header}");
        assert_eq!(who(&cases[0]), wanted, "{header}");
        assert!(cases[0].original.is_empty(), "{header}: {:?}", cases[0].original);
    }
}

/// Catches: a second column of outcomes passed over, a success beside its contradiction, ticks that say nothing, and the
/// unit of a column taken for yuan.
#[test]
fn every_column_that_names_the_outcome_counts() {
    use tiaojie::domain::Outcome::{Oral, Referred, Unsuccessful, Written};
    for (header, row, wanted, listed) in [
        ("是否化解,调解结果", "是,不成", None, true),
        ("是否化解,调解结果,办理状态", ",撤回,已化解", None, true),
        ("是否化解,化解情况", "是,经调解双方自愿达成书面协议，当场支付3000元", Some(Written), false),
        ("是否化解,调解结果", "是,书面协议", Some(Written), false),
        ("是否化解,调解结果", "否,不成", Some(Unsuccessful), false),
        ("调解成功,调解不成,移送", "√,,", Some(Oral), false),
        ("调解成功,调解不成,移送", ",1,", Some(Unsuccessful), false),
        ("调解不成,移送,书面协议", ",√,", Some(Referred), false),
        ("口头协议,书面协议,调解不成", ",√,", Some(Written), false),
        ("调解成功,调解不成,移送", "√,√,", None, true),
        ("是否化解,是否书面协议", "是,是", Some(Written), false),
    ] {
        let text = format!(
            "受理日期,申请人,被申请人,纠纷类型,金额（千元）,{header}\n2024-03-05,张三,李四,邻里纠纷,3.5,{row}\n"
        );
        let (_folder, mut store) = new_file();
        let reports = import(&mut store, "t.csv", text.as_bytes());
        let case = cases(&store).remove(0);
        assert_eq!(case.outcome(), wanted, "{header}: {row}");
        let contradicts = |remark: &tiaojie::ledger::Remark| remark.why == tiaojie::ledger::Why::Contradicts;
        assert_eq!(reports[0].warnings.iter().any(contradicts), listed, "{header}: {row}: {reports:?}");
        assert_eq!(case.agreement.amount.map(|amount| amount.0), Some(350_000));
    }
}
