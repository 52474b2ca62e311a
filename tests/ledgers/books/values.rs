//! Every notation found in ledgers, cell by cell.

use rust_xlsxwriter::{Format, Formula, Workbook as Written};
use tempfile::TempDir;
use tiaojie::domain::{Dispute, Outcome};
use tiaojie::ledger::{SheetReport, Why};
use tiaojie::store::Store;

use super::{cases, day, import, new_file, numbered};

/// A ledger of one column besides the date and the parties: one case for each cell.
fn column(header: &str, cells: &[&str]) -> (TempDir, Store, SheetReport) {
    let (folder, mut store) = new_file();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["编号", "受理日期", "申请人", "办结日期", header]).unwrap();
    for (at, cell) in cells.iter().enumerate() {
        let number = format!("（2024）神松民调字第{}号", at + 1);
        writer.write_record([number.as_str(), "2024-03-05", "甲一、甲二", "", *cell]).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    let report = import(&mut store, "t.csv", &bytes).remove(0);
    assert_eq!(report.refused, vec![], "{header}");
    (folder, store, report)
}

/// Each cell, and what becomes of it.
fn each(header: &str, table: &[(&str, &str)], shown: impl Fn(&Dispute) -> String) {
    let cells: Vec<&str> = table.iter().map(|(cell, _)| *cell).collect();
    let (_folder, store, _) = column(header, &cells);
    for (at, (cell, expected)) in table.iter().enumerate() {
        let case = numbered(&store, &format!("（2024）神松民调字第{}号", at + 1));
        assert_eq!(shown(&case), *expected, "{header}: {cell}");
        if expected.is_empty() && !["", "无", "/", "-"].contains(cell) {
            assert_eq!(
                case.original.get(header).map(String::as_str),
                Some(cell.trim()),
                "{header}: {cell} is lost"
            );
        }
    }
}

#[test]
fn every_way_of_writing_money() {
    each(
        "协议金额(元)",
        &[
            ("3.5万", "35000"),
            ("35000元", "35000"),
            ("叁万伍仟元", "35000"),
            ("叁万伍仟元整", "35000"),
            ("1,200", "1200"),
            ("1，200元", "1200"),
            ("３５００", "3500"),
            ("￥500", "500"),
            ("0.05万元", "500"),
            ("无", ""),
            ("-", ""),
            ("约3万", ""),
            ("#VALUE!", ""),
        ],
        |case| case.agreement.amount.map(|fen| fen.yuan_text()).unwrap_or_default(),
    );
    each("标的额（万元）", &[("3.5", "35000"), ("3.5万元", "35000"), ("200元", "200")], |case| {
        case.agreement.amount.map(|fen| fen.yuan_text()).unwrap_or_default()
    });
}

#[test]
fn every_word_of_an_outcome() {
    let (folder, mut store) = new_file();
    let table = [
        ("成功", "oral"),
        ("调解成功", "oral"),
        ("已化解", "oral"),
        ("化解", "oral"),
        ("是", "oral"),
        ("1", "oral"),
        ("√", "oral"),
        ("达成协议", "oral"),
        ("达成协议（书面协议）", "written"),
        ("调解成功(口头协议)", "oral"),
        ("成功（书面）", "written"),
        ("书面协议", "written"),
        ("不成", "unsuccessful"),
        ("失败", "unsuccessful"),
        ("未化解", "unsuccessful"),
        ("否", "unsuccessful"),
        ("0", "unsuccessful"),
        ("×", "unsuccessful"),
        ("终止", "unsuccessful"),
        ("移送", "referred"),
        ("转办", "referred"),
        ("移交", "referred"),
        ("引导诉讼", "referred"),
        ("走司法程序", "referred"),
        ("撤回", "withdrawn"),
        ("撤诉", "withdrawn"),
        ("撤销", "withdrawn"),
        ("在办", ""),
        ("调解中", ""),
        ("进行中", ""),
        ("待化解", ""),
        ("", ""),
        ("已办结", "?"),
        ("移送或撤回", "?"),
        ("成功（已履行）", "oral"),
    ];
    let mut text = "编号,受理时间,当事人,是否化解,化解时间\n".to_owned();
    for (at, (cell, expected)) in table.iter().enumerate() {
        let closed = if expected.is_empty() { "" } else { "3月9日" };
        text += &format!("（2024）神松民调字第{}号,2024.3.5,甲与乙某,{cell},{closed}\n", at + 1);
    }
    import(&mut store, "t.csv", text.as_bytes());
    for (at, (cell, expected)) in table.iter().enumerate() {
        let case = numbered(&store, &format!("（2024）神松民调字第{}号", at + 1));
        let outcome = case.outcome().map(Outcome::code).unwrap_or_default();
        if *expected == "?" {
            assert_eq!((outcome, case.original.get("是否化解").map(String::as_str)), ("", Some(*cell)));
        } else {
            assert_eq!(outcome, *expected, "{cell}");
        }
        // 化解时间 is the day of the session, whatever came of it.
        assert_eq!(case.sessions.len(), usize::from(!expected.is_empty()), "{cell}");
    }
    let with_more = numbered(&store, "（2024）神松民调字第35号");
    assert_eq!(with_more.original["是否化解"], "成功（已履行）");
    drop(folder);
}

#[test]
fn every_word_of_a_type() {
    each(
        "矛盾类型",
        &[
            ("继承", "01"),
            ("赡养", "01"),
            ("夫妻", "01"),
            ("离婚", "01"),
            ("家庭", "01"),
            ("婚姻家庭纠纷", "01"),
            ("相邻", "02"),
            ("邻居", "02"),
            ("邻里", "02"),
            ("宅基地", "03"),
            ("建房", "03"),
            ("房屋", "03"),
            ("借贷", "04"),
            ("欠款", "04"),
            ("债务", "04"),
            ("合同", "04"),
            ("打架", "06"),
            ("人身损害", "06"),
            ("赔偿", "06"),
            ("土地", "07"),
            ("林权", "07"),
            ("山林", "07"),
            ("边界", "07"),
            ("承包地", "07"),
            ("征迁", "08"),
            ("拆迁", "08"),
            ("工资", "10a"),
            ("欠薪", "10a"),
            ("劳资", "10b"),
            ("工伤", "10b"),
            ("车祸", "13"),
            ("交通", "13"),
            ("交通事故损害赔偿", "13"),
            ("医患", "12"),
            ("物业", "14"),
            ("10a", "10a"),
            ("生产经营", "05"),
            ("环境污染", "09"),
        ],
        |case| case.kind.to_string(),
    );
    // Anything else is 99, and its words stay.
    each("纠纷类别", &[("鸡毛蒜皮", ""), ("房屋租赁合同", "")], |case| {
        if case.kind.as_str() == "99" { String::new() } else { case.kind.to_string() }
    });
}

#[test]
fn every_word_of_the_rest() {
    each(
        "受理方式",
        &[
            ("依申请", "apply"),
            ("主动调解", "active"),
            ("法院移送", "court"),
            ("公安机关移送", "police"),
            ("信访部门移送", "petition"),
            ("派出所", "police"),
            ("12345热线", "hotline"),
            ("综治中心", "centre"),
            ("检察院", "procuratorate"),
            ("工会", "union"),
            ("妇联", "women"),
            ("医保局", "insurance"),
        ],
        |case| case.source.to_string(),
    );
    let performance =
        |case: &Dispute| case.agreement.performance.map(|p| p.code().to_owned()).unwrap_or_default();
    each(
        "履行情况",
        &[
            ("已履行", "done"),
            ("履行完毕", "done"),
            ("是", "done"),
            ("√", "done"),
            ("部分履行", "partly"),
            ("未履行", "not_done"),
            ("否", "not_done"),
            ("未到期", "not_due"),
            ("反悔", "repudiated"),
            ("看情况", ""),
        ],
        performance,
    );
    let confirmed =
        |case: &Dispute| case.agreement.confirmation.map(|c| c.code().to_owned()).unwrap_or_default();
    each(
        "是否司法确认",
        &[("是", "confirmed"), ("否", "not_applied"), ("已申请", "applied"), ("某某", "")],
        confirmed,
    );
    let visited =
        |case: &Dispute| case.follow_ups.first().map(|visit| visit.on.to_string()).unwrap_or_default();
    each(
        "回访情况",
        &[("2024.3.20", "2024-03-20"), ("3月20日", "2024-03-20"), ("双方满意", ""), ("3月1日", "")],
        visited,
    );
    each("人数", &[("12", "12"), ("12人", "12"), ("１２", "12"), ("100余人", "")], |case| {
        case.people.map(|people| people.to_string()).unwrap_or_default()
    });
    let place = |case: &Dispute| case.screened_on.map(|on| on.to_string()).unwrap_or_default();
    each("排查日期", &[("2024年3月1日", "2024-03-01"), ("3.1", "2024-03-01"), ("上旬", "")], place);
}

#[test]
fn people_in_all_their_forms() {
    let names =
        |case: &Dispute| case.parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join("+");
    let (folder, mut store) = new_file();
    let table = [
        ("张三、李四", "张三+李四"),
        ("张三，李四", "张三+李四"),
        ("张三,李四", "张三+李四"),
        ("张三；李四", "张三+李四"),
        ("张三/李四", "张三+李四"),
        ("张三与李四", "张三+李四"),
        ("张三和李四", "张三+李四"),
        ("张三诉李四", "张三+李四"),
        ("张三\n李四", "张三+李四"),
        ("张 三、李　四", "张三+李四"),
        ("张三等3人", "张三"),
    ];
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["编号", "受理日期", "纠纷方名称", "电话", "身份证号"]).unwrap();
    for (at, (cell, _)) in table.iter().enumerate() {
        let number = format!("（2024）神松民调字第{}号", at + 1);
        writer
            .write_record([&number, "2024-03-05", cell, "138 0000 0001、１３９００００００２２", ""])
            .unwrap();
    }
    for (at, id) in ["4.29E+17", "429021198001011000", "429021198001011233", "abc"].iter().enumerate() {
        let number = format!("（2024）神松民调字第{}号", at + 101);
        writer.write_record([&number, "2024-03-05", "王五", "", id]).unwrap();
    }
    let report = import(&mut store, "t.csv", &writer.into_inner().unwrap()).remove(0);
    for (at, (cell, expected)) in table.iter().enumerate() {
        let case = numbered(&store, &format!("（2024）神松民调字第{}号", at + 1));
        assert_eq!(names(&case), *expected, "{cell}");
        let phones: Vec<&str> = case.parties.iter().map(|party| party.phone.as_str()).collect();
        if phones.len() == 2 {
            assert_eq!(phones, ["13800000001", "13900000022"], "two telephones are those of the two");
        } else {
            assert_eq!(phones, ["13800000001、13900000022"]);
            assert_eq!(case.original["纠纷方名称"], "张三等3人");
        }
    }
    let ids = [101, 102, 103, 104].map(|at| {
        let case = numbered(&store, &format!("（2024）神松民调字第{at}号"));
        (case.parties[0].id_number.clone(), case.original.get("身份证号").cloned().unwrap_or_default())
    });
    assert_eq!(ids[0], (String::new(), "4.29E+17".to_owned()));
    assert_eq!(ids[1], (String::new(), "429021198001011000".to_owned()));
    assert_eq!(ids[2].0, "429021198001011233");
    assert_eq!(ids[3].0, "abc", "an odd one is warned about and taken as written");
    let whys: Vec<&Why> = report.warnings.iter().map(|remark| &remark.why).collect();
    assert_eq!(whys.iter().filter(|why| ***why == Why::RuinedId).count(), 2);
    drop(folder);
}

#[test]
fn cells_of_every_kind() {
    // Would catch a date that a spreadsheet holds as a number, an error taken for a word, and 1.1 taken for 1 January.
    let mut written = Written::new();
    let date = Format::new().set_num_format("yyyy/m/d");
    let sheet = written.add_worksheet().set_name("2024年").unwrap();
    for (column, words) in ["受理时间", "当事人", "结果", "办结时间", "协议金额", "备注"].iter().enumerate()
    {
        sheet.write(0, u16::try_from(column).unwrap(), *words).unwrap();
    }
    let serial = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 3, 5).unwrap();
    sheet.write_with_format(1, 0, &serial, &date).unwrap();
    sheet.write(2, 0, 45356.0).unwrap();
    sheet.write(3, 0, 45356.75).unwrap();
    sheet.write(4, 0, 3.5).unwrap();
    sheet.write(5, 0, 1.1).unwrap();
    sheet.write(6, 0, "1.10").unwrap();
    sheet.write(7, 0, 20_240_305.0).unwrap();
    sheet.write_formula(8, 0, Formula::new("=NA()").set_result("#N/A")).unwrap();
    for row in 1..9 {
        sheet.write(row, 1, format!("甲{row}、乙某")).unwrap();
        sheet.write(row, 4, 1234.5).unwrap();
        sheet.write_formula(row, 5, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    }
    let (_folder, mut store) = new_file();
    let report = import(&mut store, "t.xlsx", &written.save_to_buffer().unwrap()).remove(0);
    let refused: Vec<(u64, &str, Why)> = report
        .refused
        .iter()
        .map(|remark| (remark.line, remark.letter.as_str(), remark.why.clone()))
        .collect();
    assert_eq!(refused, [(6, "A", Why::TwoDays), (9, "A", Why::BadDate)]);
    let on = |name: &str| store.cases_of_person(name, 9).unwrap()[0].accepted_on;
    for name in ["甲1", "甲2", "甲3", "甲4", "甲7"] {
        assert_eq!(on(name), day("2024-03-05"), "{name}");
    }
    assert_eq!(on("甲6"), day("2024-01-10"));
    let case = &cases(&store)[0];
    assert_eq!(case.agreement.amount.unwrap().yuan_text(), "1234.50");
    assert_eq!((case.note.as_str(), case.original["备注"].as_str()), ("", "#DIV/0!"));
}
