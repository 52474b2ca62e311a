//! Workbooks in: the messy year of the reference district, every way of writing that ledgers have, and what nobody can
//! read stays in its own words.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Workbook as Written};
use tempfile::TempDir;
use tiaojie::domain::{Dispute, DisputeId, Fixed, Lang, Outcome};
use tiaojie::ledger::{
    Column, Differences, ImportError, Lack, Ledgers, MappingError, MoneyUnit, Passed, Plan, ReadError,
    Recognised, Recogniser, SheetReport, Stage, Why, read_workbook, unwatched,
};
use tiaojie::store::{CaseFilter, ListQuery, Store};

const MESSY: &[u8] = include_bytes!("fixtures/ledger-2024-messy.xlsx");
const CLEAN: &[u8] = include_bytes!("fixtures/ledger-2024.csv");
const PLACES: &[u8] = include_bytes!("fixtures/shennongjia-places.csv");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn new_file() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let store = Store::create(&path, Box::new(Fixed::at(day("2026-11-23"), 1))).unwrap();
    (folder, store)
}

fn found(store: &Store, name: &str, bytes: &[u8]) -> Ledgers {
    let book = read_workbook(name, bytes.to_vec(), &mut unwatched()).unwrap();
    Recogniser::of(store).unwrap().recognise_all(book).unwrap()
}

fn plan(store: &Store, ledgers: &Ledgers) -> Plan {
    let mut plan = Plan::new(store).unwrap();
    for ledger in &ledgers.ledgers {
        plan.add_mapped(store, ledger.sheet.clone(), ledger.mapping.clone(), &mut unwatched()).unwrap();
    }
    plan
}

fn import(store: &mut Store, name: &str, bytes: &[u8]) -> Vec<SheetReport> {
    let ledgers = found(store, name, bytes);
    let reports = plan(store, &ledgers).apply(store, Differences::Keep).unwrap();
    for report in &reports {
        assert!(report.adds_up(), "{report:?}");
    }
    reports
}

fn sum(reports: &[SheetReport]) -> (u64, u64, usize, usize) {
    let of = |count: fn(&SheetReport) -> u64| reports.iter().map(count).sum();
    let changed = reports.iter().map(|report| report.changed.len()).sum();
    (
        of(|report| report.new),
        of(|report| report.same),
        changed,
        reports.iter().map(|r| r.refused.len()).sum(),
    )
}

fn cases(store: &Store) -> Vec<Dispute> {
    let rows = store.list(&ListQuery { limit: 10_000, ..ListQuery::default() }).unwrap();
    let mut cases: Vec<Dispute> = rows.iter().map(|row| store.dispute(row.id).unwrap()).collect();
    cases.sort_by(|a, b| a.number.cmp(&b.number));
    cases
}

fn numbered(store: &Store, number: &str) -> Dispute {
    let ids: Vec<DisputeId> = store.disputes_numbered(number).unwrap();
    assert_eq!(ids.len(), 1, "{number}");
    store.dispute(ids[0]).unwrap()
}

/// What a case of the clean ledger says, in the words of that ledger.
fn said(store: &Store, case: &Dispute) -> BTreeMap<&'static str, String> {
    let directory = store.directory();
    let outcome = match case.outcome() {
        None => "",
        Some(Outcome::Written | Outcome::Oral) => "成功",
        Some(Outcome::Unsuccessful) => "调解不成",
        Some(Outcome::Withdrawn) => "当事人撤回",
        Some(Outcome::Referred) => "移送",
        Some(Outcome::Declined) => "不予受理",
    };
    let amount = case.agreement.amount.map(|fen| fen.yuan_text()).unwrap_or_default();
    BTreeMap::from([
        ("受理日期", case.accepted_on.to_string()),
        ("乡镇", directory.office(case.office).unwrap().name.clone()),
        ("村(社区)", case.village.map(|id| directory.office(id).unwrap().name.clone()).unwrap_or_default()),
        ("申请人", case.parties[0].name.clone()),
        ("被申请人", case.parties[1].name.clone()),
        ("联系电话", case.parties[0].phone.clone()),
        ("纠纷类型", directory.type_label(&case.kind).unwrap().zh.clone()),
        ("案件来源", directory.source_label(&case.source).unwrap().zh.clone()),
        ("办结日期", case.closing.map(|closing| closing.on.to_string()).unwrap_or_default()),
        ("调解结果", outcome.to_owned()),
        ("涉及金额(元)", amount),
        ("简要情况", case.summary.clone()),
    ])
}

#[test]
fn the_messy_year_is_the_clean_year() {
    // Would catch any cell of the eight sheets that is read otherwise than the clean ledger says, or lost on the way.
    let (_folder, mut store) = new_file();
    import(&mut store, "places.csv", PLACES);
    let reports = import(&mut store, "ledger-2024-messy.xlsx", MESSY);
    assert_eq!((reports.len(), sum(&reports)), (8, (214, 0, 0, 0)));
    let text = std::str::from_utf8(CLEAN).unwrap().trim_start_matches('\u{feff}');
    let mut differing = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes()).deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let case = numbered(&store, &row["编号"]);
        for (field, value) in said(&store, &case) {
            let unsettled = field == "涉及金额(元)" && row[field].is_empty();
            if row[field] != value && !unsettled {
                differing.insert((row["编号"].clone(), field), (row[field].clone(), value));
            }
        }
    }
    assert_eq!(differing, BTreeMap::new());
    // What cannot be told from the cells is said, and all of it is the form of agreements that say √.
    let warnings = reports.iter().flat_map(|report| &report.warnings);
    assert!(warnings.clone().all(|remark| remark.why == Why::FormAssumed && remark.letter == "L"));
    assert!(warnings.count() > 50);
    let skipped: Vec<&Why> =
        reports.iter().flat_map(|report| &report.skipped).map(|remark| &remark.why).collect();
    let times = |why: &Why| skipped.iter().filter(|skipped| **skipped == why).count();
    assert_eq!((times(&Why::Sum), times(&Why::Footer)), (8, 8));
    let figures = cases(&store).iter().fold([0; 5], |mut figures, case| {
        let at = match case.outcome() {
            Some(outcome) if outcome.is_success() => 0,
            Some(Outcome::Unsuccessful) => 1,
            Some(Outcome::Withdrawn) => 2,
            Some(Outcome::Referred) => 3,
            _ => 4,
        };
        figures[at] += 1;
        figures
    });
    assert_eq!(figures, [189, 13, 4, 3, 5]);
    // Once more adds nothing, and neither does the other of the two.
    assert_eq!(sum(&import(&mut store, "ledger-2024-messy.xlsx", MESSY)), (0, 214, 0, 0));
    assert_eq!(sum(&import(&mut store, "ledger-2024.csv", CLEAN)).0, 0);
    assert_eq!(store.count(&CaseFilter::default()).unwrap().cases, 214);
    assert_eq!(store.check().unwrap().findings, vec![]);
}

#[test]
fn after_the_clean_year_the_messy_one_changes_nothing() {
    // Would catch √ that turns a written agreement into an oral one, and 138 0000 3057 for another telephone.
    let (_folder, mut store) = new_file();
    import(&mut store, "ledger-2024.csv", CLEAN);
    let before = cases(&store);
    let ledgers = found(&store, "ledger-2024-messy.xlsx", MESSY);
    let reports = plan(&store, &ledgers).apply(&mut store, Differences::Update).unwrap();
    let differing: Vec<String> = reports
        .iter()
        .flat_map(|report| &report.changed)
        .flat_map(|case| &case.fields)
        .map(|field| format!("{} {} {}", field.field, field.file, field.ledger))
        .collect();
    assert_eq!(sum(&reports), (0, 214, 0, 0), "{differing:?}");
    assert_eq!(cases(&store), before);
}

#[test]
fn a_title_above_the_header_is_no_part_of_it() {
    let (_folder, store) = new_file();
    let ledgers = found(&store, "ledger-2024-messy.xlsx", MESSY);
    for ledger in &ledgers.ledgers {
        let mapping = &ledger.mapping;
        assert_eq!(mapping.header_lines(), Some((3, 4)), "{}", ledger.sheet.name);
        assert_eq!(mapping.year().map(|year| year.value), Some(2024));
        assert_eq!(mapping.office().map(|office| office.value.as_str()), Some(ledger.sheet.name.as_str()));
        assert!(mapping.columns().iter().all(|column| column.by == Recognised::Words));
    }
    assert_eq!(ledgers.ledgers.len(), 8);
}

#[test]
fn one_workbook_in_four_formats_is_one_ledger() {
    // Would catch a reader that loses merged cells, the unit above the table or the kind of a date in one of them.
    let books: [(&str, &[u8]); 4] = [
        ("a.xlsx", include_bytes!("fixtures/ledger-merged.xlsx")),
        ("a.xls", include_bytes!("fixtures/ledger-merged.xls")),
        ("a.et", include_bytes!("fixtures/ledger-merged.et")),
        ("a.ods", include_bytes!("fixtures/ledger-merged.ods")),
    ];
    let mut first: Option<Vec<Dispute>> = None;
    for (name, bytes) in books {
        let (_folder, mut store) = new_file();
        let ledgers = found(&store, name, bytes);
        let passed: Vec<&str> = ledgers.passed.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(passed, ["空表", "说明"], "{name}");
        assert!(matches!(ledgers.passed[0].why, Passed::Empty));
        let report = import(&mut store, name, bytes).remove(0);
        assert_eq!((report.rows, report.new, report.refused.len()), (7, 3, 0), "{name} {report:?}");
        let skipped: Vec<Why> = report.skipped.iter().map(|remark| remark.why.clone()).collect();
        assert_eq!(skipped, [Why::PartOf(6), Why::PartOf(6), Why::Sum, Why::Footer], "{name}");
        let all = cases(&store);
        let people: Vec<String> = all[1].parties.iter().map(|p| format!("{}{}", p.name, p.phone)).collect();
        assert_eq!(people, ["甲二13800000002", "乙二13900000002", "丙二13700000002"], "{name}");
        assert_eq!(
            (all[0].accepted_on, all[1].accepted_on, all[2].accepted_on),
            (day("2024-03-05"), day("2024-03-06"), day("2024-03-06"))
        );
        assert_eq!(all[0].agreement.amount.unwrap().yuan_text(), "35000");
        assert_eq!(all[2].agreement.amount, None);
        // The ID number that was typed as a number is kept as what is left of it.
        assert!(
            all[1].original.values().any(|words| words.starts_with("4.2902119800101")),
            "{:?}",
            all[1].original
        );
        assert!(report.warnings.iter().any(|remark| remark.why == Why::RuinedId && remark.line == 8));
        assert_eq!(all[1].parties[2].id_number, "");
        assert_eq!(store.check().unwrap().findings, vec![]);
        match &first {
            None => first = Some(all),
            Some(first) => assert_eq!(&all, first, "{name}"),
        }
        assert_eq!(sum(&import(&mut store, "a.xlsx", books[0].1)).0, 0);
    }
}

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
    let place = |case: &Dispute| case.occurred_on.map(|on| on.to_string()).unwrap_or_default();
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

/// A sheet of one table, its cells as text.
fn book(rows: &[&[&str]]) -> Vec<u8> {
    let mut written = Written::new();
    let sheet = written.add_worksheet();
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(u32::try_from(at).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
    written.save_to_buffer().unwrap()
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

#[test]
fn tables_stand_where_people_put_them() {
    // Would catch a header that is looked for in the first row only, or a second table read by the columns of the first.
    let (_folder, mut store) = new_file();
    let bytes = book(&[
        &["2024年台账"],
        &[],
        &["受理时间", "申请人", "电话", "被申请人", "电话", "类别"],
        &["3月5日", "甲一", "13800000001", "乙一", "13900000001", "邻里"],
        &["受理时间", "申请人", "电话", "被申请人", "电话", "类别"],
        &["3月6日", "甲二", "13800000002", "乙二", "", "邻里", "边上的字"],
        &["小计", "2件"],
        &[],
        &["2023年台账"],
        &["编号", "纠纷类型", "双方当事人", "收案时间"],
        &["第7号", "借贷", "甲三诉乙三", "4月1日"],
    ]);
    let ledgers = found(&store, "t.xlsx", &bytes);
    assert_eq!(ledgers.ledgers.len(), 2);
    let reports = plan(&store, &ledgers).apply(&mut store, Differences::Keep).unwrap();
    assert_eq!(sum(&reports), (3, 0, 0, 0), "{reports:?}");
    let case = |name: &str| store.dispute(store.cases_of_person(name, 9).unwrap()[0].id).unwrap();
    let phones: Vec<String> = case("甲一").parties.iter().map(|party| party.phone.clone()).collect();
    assert_eq!(phones, ["13800000001", "13900000001"]);
    assert_eq!(case("甲二").original["G列"], "边上的字", "what stands beside the table is kept");
    assert_eq!((case("甲三").accepted_on, case("甲三").number.as_str()), (day("2023-04-01"), "第7号"));
    assert_eq!(reports[1].rows, 1);
}

#[test]
fn columns_are_known_by_their_cells_and_by_hand_and_again() {
    let rows: Vec<Vec<String>> = (1..=6)
        .map(|at| {
            [
                format!("2024.3.{at}"),
                "王小明".into(),
                "李大军".into(),
                format!("1380000000{at}"),
                "邻里".into(),
                "2".into(),
            ]
            .to_vec()
        })
        .collect();
    let mut text = "何时,谁,跟谁,怎么找,什么事,几个\n".to_owned();
    for row in &rows {
        text += &(row.join(",") + "\n");
    }
    let (_folder, mut store) = new_file();
    let mut ledgers = found(&store, "t.csv", text.as_bytes());
    let mapping = &mut ledgers.ledgers[0].mapping;
    let columns =
        |mapping: &tiaojie::ledger::Mapping| mapping.columns().iter().map(|c| c.column).collect::<Vec<_>>();
    let by_cells =
        [Column::Accepted, Column::Applicant, Column::Respondent, Column::Phone, Column::Type].map(Some);
    assert_eq!(columns(mapping), [&by_cells[..], &[None]].concat());
    assert!(mapping.columns()[..5].iter().all(|column| column.by == Recognised::Cells));
    assert_eq!(mapping.columns()[0].samples, ["2024.3.1", "2024.3.2", "2024.3.3"]);
    // By hand, and only what makes sense.
    assert_eq!(mapping.set_column(5, Some(Column::People)), Ok(None));
    assert_eq!(mapping.set_column(1, Some(Column::Respondent)), Ok(Some(2)));
    assert_eq!(mapping.set_column(2, Some(Column::Applicant)), Ok(None));
    assert_eq!(mapping.set_column(9, None), Err(MappingError::NoSuchColumn));
    assert_eq!(mapping.set_column(1, Some(Column::Centre)), Err(MappingError::NotOfThisKind));
    assert_eq!(mapping.set_year(Some(3)), Err(MappingError::YearOutOfRange(3)));
    assert_eq!(mapping.set_unit(0, Some(MoneyUnit::TenThousand)), Err(MappingError::NoMoney));
    assert_eq!(mapping.lacks(), []);
    assert!(mapping.is_by_hand());
    mapping.remember(&mut store).unwrap();
    let wanted = columns(mapping);
    // The next ledger of that shape, under a title and in another format.
    let again = found(&store, "u.csv", format!("某某台账\n{text}").replace(',', "\t").as_bytes());
    assert_eq!(columns(&again.ledgers[0].mapping), wanted);
    assert!(again.ledgers[0].mapping.columns().iter().any(|column| column.by == Recognised::Remembered));
    let report = plan(&store, &again).apply(&mut store, Differences::Keep).unwrap().remove(0);
    assert_eq!(report.new, 6);
    let case = &cases(&store)[0];
    assert_eq!((case.parties[0].name.as_str(), case.people), ("李大军", Some(2)));
    assert_eq!(store.check().unwrap().findings, vec![]);
    store.rebuild().unwrap();
    assert_eq!(columns(&found(&store, "t.csv", text.as_bytes()).ledgers[0].mapping), wanted);
    again.ledgers[0].mapping.forget(&mut store).unwrap();
    assert_ne!(columns(&found(&store, "t.csv", text.as_bytes()).ledgers[0].mapping), wanted);
    // A list of who is on duty has dates and names too.
    let duty = "日期,值班员\n2024-3-1,王小明\n2024-3-2,李大军\n2024-3-3,王小明\n";
    let book = read_workbook("t.csv", duty.into(), &mut unwatched()).unwrap();
    assert!(matches!(Recogniser::of(&store).unwrap().recognise_all(book), Err(ReadError::UnknownHeader(_))));
    // Where somebody says that it is a ledger, it lacks the parties until a column is named.
    let book = read_workbook("t.csv", duty.into(), &mut unwatched()).unwrap();
    let recogniser = Recogniser::of(&store).unwrap();
    let cases = tiaojie::ledger::LedgerKind::Cases;
    let mut by_hand = recogniser.recognise_at(&book.sheets[0], cases, 1, 1).unwrap();
    assert_eq!(by_hand.lacks(), [], "what looks like names is offered as such");
    by_hand.set_column(1, None).unwrap();
    assert_eq!(by_hand.lacks(), [Lack::Party]);
    by_hand.set_column(1, Some(Column::Parties)).unwrap();
    assert_eq!(by_hand.lacks(), []);
    assert_eq!(recogniser.recognise_at(&book.sheets[0], cases, 9, 1), Err(MappingError::NoSuchRow));
}

#[test]
fn given_up_is_as_if_never_begun() {
    // Would catch a cancel that leaves the rows written so far, or that is taken for a damaged disk.
    let (_folder, mut store) = new_file();
    let ledgers = found(&store, "ledger-2024.csv", CLEAN);
    for stage in [Stage::Planning, Stage::Writing] {
        let mut stop = |progress: tiaojie::ledger::Progress| {
            if progress.stage == stage && (progress.done > 0 || stage == Stage::Planning) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let mut plan = Plan::new(&store).unwrap();
        let ledger = &ledgers.ledgers[0];
        let planned = plan.add_mapped(&store, ledger.sheet.clone(), ledger.mapping.clone(), &mut stop);
        let done =
            planned.and_then(|()| plan.apply_watched(&mut store, Differences::Keep, &mut stop).map(|_| ()));
        assert!(matches!(done, Err(ImportError::Cancelled)), "{stage:?}");
        assert_eq!(store.count(&CaseFilter::default()).unwrap().cases, 0);
    }
    let read = read_workbook("m.csv", CLEAN.to_vec(), &mut |_| ControlFlow::Break(()));
    assert!(matches!(read, Err(ReadError::Cancelled)));
    assert_eq!(store.check().unwrap().revisions, 0);
    assert_eq!(sum(&import(&mut store, "ledger-2024.csv", CLEAN)).0, 214);
}

#[test]
fn what_is_no_ledger_is_said_to_be_what_it_is() {
    let read = |bytes: &[u8]| read_workbook("台账.xls", bytes.to_vec(), &mut unwatched()).map(|_| ());
    assert!(matches!(read(b"<html><table><tr><td>1</td></tr></table></html>"), Err(ReadError::WebPage)));
    let mut locked = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(read(&locked), Err(ReadError::Encrypted)));
    assert!(matches!(read(&MESSY[..MESSY.len() / 2]), Err(ReadError::Damaged(_))));
    assert!(matches!(read(&[0xD0, 0xCF, 0x11, 0xE0]), Err(ReadError::Damaged(_))));
    assert!(matches!(read(b"%PDF-1.4"), Err(ReadError::NotText)));
    assert!(matches!(read(b""), Err(ReadError::Empty)));
    for error in
        [ReadError::WebPage, ReadError::Encrypted, ReadError::Damaged("x".into()), ReadError::TooLarge]
    {
        for lang in [Lang::Zh, Lang::En] {
            assert!(tiaojie::text::errors::read_error(lang, "台账.xls", &error).contains("台账.xls"));
        }
    }
}

#[test]
fn merged_dates_are_those_of_several_cases() {
    // Would catch merged days that make one case of two, and further parties that make two cases of one.
    let mut written = Written::new();
    let sheet = written.add_worksheet();
    for (column, words) in ["乡镇", "受理日期", "申请人", "被申请人", "类别"].iter().enumerate()
    {
        sheet.write(0, u16::try_from(column).unwrap(), *words).unwrap();
    }
    let plain = Format::new();
    sheet.merge_range(1, 0, 4, 0, "松柏镇", &plain).unwrap();
    sheet.merge_range(1, 1, 3, 1, "2024-3-5", &plain).unwrap();
    for (row, cells) in [(1, ["甲一", "乙一", "邻里"]), (2, ["甲二", "乙二", "借贷"]), (3, ["", "丙二", ""])]
    {
        for (column, cell) in (2..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    sheet.write(4, 1, "2024-3-6").unwrap();
    sheet.write(4, 2, "甲三").unwrap();
    let (_folder, mut store) = new_file();
    let report = import(&mut store, "t.xlsx", &written.save_to_buffer().unwrap()).remove(0);
    assert_eq!((report.rows, report.new, report.skipped.len()), (4, 3, 1), "{report:?}");
    let people = |name: &str| {
        let case = store.dispute(store.cases_of_person(name, 9).unwrap()[0].id).unwrap();
        let names: Vec<String> = case.parties.iter().map(|party| party.name.clone()).collect();
        (names.join("+"), store.directory().office(case.office).unwrap().name.clone())
    };
    assert_eq!(people("甲二"), ("甲二+乙二+丙二".into(), "松柏镇".into()));
    assert_eq!(people("甲三"), ("甲三".into(), "松柏镇".into()));
    // The same as text, where nothing tells of merged cells: what was taken for granted is said.
    let text = "乡镇,受理日期,申请人,被申请人,类别\n松柏镇,2024-3-5,甲一,乙一,邻里\n,2024-3-5,甲二,乙二,借贷\n,,,丙二,\n,2024-3-6,甲三,,\n";
    let (_folder, mut store) = new_file();
    let report = import(&mut store, "t.csv", text.as_bytes()).remove(0);
    assert_eq!(report.new, 3);
    let whys: Vec<(u64, &Why)> = report.warnings.iter().map(|remark| (remark.line, &remark.why)).collect();
    assert!(
        whys.contains(&(3, &Why::JoinedByShape)) && whys.contains(&(5, &Why::FilledFromAbove)),
        "{whys:?}"
    );
}

#[test]
fn a_year_that_cannot_be_is_to_be_looked_at() {
    let mut text = "2024年1月台账\n受理日期,申请人,类别\n".to_owned();
    for date in ["1月3日", "1月4日", "12月30日", "1月5日", "1月8日"] {
        text += &format!("{date},甲{date},邻里\n");
    }
    let (_folder, mut store) = new_file();
    let report = import(&mut store, "t.csv", text.as_bytes()).remove(0);
    let order: Vec<u64> = report
        .warnings
        .iter()
        .filter(|remark| remark.why == Why::OutOfOrder)
        .map(|remark| remark.line)
        .collect();
    assert_eq!((report.new, order), (5, vec![5]));
}

#[test]
fn a_number_of_another_case_is_no_match() {
    // Would catch an import that would put one case's words into another that happens to have its number.
    let (_folder, mut store) = new_file();
    let head = "编号,受理日期,申请人,简要情况\n";
    import(&mut store, "a.csv", format!("{head}（2024）神松民调字第1号,2024-3-5,甲一,甲\n").as_bytes());
    let report =
        import(&mut store, "b.csv", format!("{head}（2024）神松民调字第001号,2024-5-5,乙二,乙\n").as_bytes());
    assert_eq!(report[0].refused[0].why, Why::NumberOfAnother);
    // The same case, once without and once with its township.
    let with = format!("乡镇,{head}松柏镇,(2024)神松民调字第01号,2024-3-5,甲一,甲\n");
    let report = import(&mut store, "c.csv", with.as_bytes()).remove(0);
    assert_eq!((report.new, report.changed.len()), (0, 1));
    assert_eq!(report.changed[0].fields[0].field, "乡镇");
}

/// Runs the program over a file in that folder; its exit code, what it printed and what it complained of.
fn run(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tiaojie"));
    command.current_dir(folder.path()).arg("--file").arg("t.db").args(arguments);
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_says_what_it_understood_and_takes_advice() {
    // Would catch a command that imports by columns nobody was shown, or forgets what it was told.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("messy.xlsx"), MESSY).unwrap();
    let (code, out, err) = run(&folder, &["import", "messy.xlsx", "--sheet", "阳日镇", "--dry-run"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "no progress where nobody looks on");
    for words in [
        "阳日镇（案件台账）：共 34 行，新增 31",
        "表头第 3-4 行，年份 2024（标题），单位 阳日镇（标题）",
        "C 受理时间=受理日期",
        "跳过工作表“松柏镇”：没有选中",
        "第 37 行 “合计”合计行",
        "行也是：没有写明协议形式",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    assert!(!folder.path().join("t.db").exists());
    // A table whose words are its own: by hand, and the next time by itself.
    let text = "何日,何人,标的\n3月5日,甲一,3.5\n3月6日,甲二,2\n";
    std::fs::write(folder.path().join("own.csv"), text).unwrap();
    assert_eq!(run(&folder, &["import", "own.csv"]).0, Some(1));
    std::fs::write(folder.path().join("named.csv"), text.replace("何日,何人", "日期,当事人")).unwrap();
    let told = ["import", "named.csv", "--map", "标的=金额:万元", "--year", "2023", "--yes", "--json"];
    let (code, out, _) = run(&folder, &told);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &report["files"][0]["new"]), (Some(0), &serde_json::json!(2)));
    assert_eq!(report["files"][0]["mapping"]["columns"][2]["unit"], "wan");
    let (_, out, _) = run(&folder, &["import", "named.csv", "--year", "2023", "--dry-run", "--json"]);
    let again: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(again["files"][0]["same"], 2, "{again}");
    assert_eq!(again["files"][0]["mapping"]["columns"][2]["unit"], "wan");
    for (arguments, code) in [
        (&["import", "named.csv", "--map", "标的"][..], 2),
        (&["import", "named.csv", "--map", "标的=什么"], 2),
        (&["import", "named.csv", "--year", "3"], 2),
        (&["import", "named.csv", "--map", "没有=金额"], 1),
        (&["import", "messy.xlsx", "--sheet", "没有"], 1),
        (&["import", "named.csv", "--map", "A=原文", "--dry-run"], 1),
    ] {
        let (found, out, err) = run(&folder, arguments);
        assert_eq!(found, Some(code), "{arguments:?} {out} {err}");
        assert!(!err.contains("panicked"));
    }
}
