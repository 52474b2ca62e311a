//! Importing workbooks: the messy year of the reference district, every notation found in ledgers, and
//! unreadable values, which keep their original words.

mod values;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook as Written};
use tempfile::TempDir;
use tiaojie::domain::{Dispute, DisputeId, Fixed, Lang, Outcome};
use tiaojie::ledger::{
    Column, Differences, Excess, ImportError, Lack, Ledgers, MappingError, MoneyUnit, Passed, Plan,
    ReadError, Recognised, Recogniser, SheetReport, Why, read_workbook,
};
use tiaojie::store::{CaseFilter, ListQuery, Stage, Store, unwatched};

const MESSY: &[u8] = include_bytes!("../../fixtures/ledger-2024-messy.xlsx");
const CLEAN: &[u8] = include_bytes!("../../fixtures/ledger-2024.csv");
const PLACES: &[u8] = include_bytes!("../../fixtures/shennongjia-places.csv");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn new_file() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let store = Store::create(&path, Box::new(Fixed::at(day("2026-11-23"), 1))).unwrap();
    (folder, store)
}

pub fn found(store: &Store, name: &str, bytes: &[u8]) -> Ledgers {
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

pub fn import(store: &mut Store, name: &str, bytes: &[u8]) -> Vec<SheetReport> {
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

pub fn cases(store: &Store) -> Vec<Dispute> {
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
        ("a.xlsx", include_bytes!("../../fixtures/ledger-merged.xlsx")),
        ("a.xls", include_bytes!("../../fixtures/ledger-merged.xls")),
        ("a.et", include_bytes!("../../fixtures/ledger-merged.et")),
        ("a.ods", include_bytes!("../../fixtures/ledger-merged.ods")),
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
        let mut stop = |progress: tiaojie::store::Progress| {
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
    let mut locked = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    locked.create_stream("EncryptedPackage").unwrap();
    locked.flush().unwrap();
    assert!(matches!(read(&locked.into_inner().into_inner()), Err(ReadError::Encrypted)));
    assert!(matches!(read(&MESSY[..MESSY.len() / 2]), Err(ReadError::Damaged(_))));
    assert!(matches!(read(&[0xD0, 0xCF, 0x11, 0xE0]), Err(ReadError::Damaged(_))));
    assert!(matches!(read(b"%PDF-1.4"), Err(ReadError::NotText)));
    assert!(matches!(read(b""), Err(ReadError::Empty)));
    let large = Excess::Sheet { sheet: "一".into(), line: 3, most: 1 };
    for error in
        [ReadError::WebPage, ReadError::Encrypted, ReadError::Damaged("x".into()), ReadError::TooLarge(large)]
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
