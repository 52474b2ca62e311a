//! Importing random spreadsheets: the reader never fails, every row is accounted for, and every cell of an
//! imported case is found in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook as Written};
use tempfile::TempDir;
use tiaojie::domain::fold::{clean_line, clean_name};
use tiaojie::domain::{Dispute, Fixed};
use tiaojie::ledger::{Differences, Ledgers, Plan, Recogniser, Sheet, SheetReport, Why, read_workbook};
use tiaojie::store::{CaseFilter, ListQuery, Store, unwatched};

fn new_file() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let store = Store::create(&folder.path().join("t.db"), Box::new(Fixed::at(today, 1))).unwrap();
    (folder, store)
}

/// The ledgers of a file, where it has any.
fn found(store: &Store, bytes: &[u8]) -> Option<Ledgers> {
    let book = read_workbook("台账.xlsx", bytes.to_vec(), &mut unwatched()).ok()?;
    Recogniser::of(store).unwrap().recognise_all(book).ok()
}

fn import(store: &mut Store, ledgers: &Ledgers) -> Vec<SheetReport> {
    let mut plan = Plan::new(store).unwrap();
    for ledger in &ledgers.ledgers {
        plan.add_mapped(store, ledger.sheet.clone(), ledger.mapping.clone(), &mut unwatched()).unwrap();
    }
    plan.apply(store, Differences::Keep).unwrap()
}

/// Ways of writing a date, and what may stand in its place.
const DATES: &[&str] = &[
    "2024.3.5",
    "2024/3/5",
    "2024-03-05",
    "2024年3月5日",
    "3月5日",
    "3.5",
    "20240305",
    "45356",
    "昨天",
    "2024-02-30",
    "#N/A",
    "=A1",
    "待定",
    "12月30日",
    "",
];
const NAMES: &[&str] = &[
    "张三",
    "张 三、李四",
    "王五等3人",
    "甲诉乙",
    "张和平和李四",
    "",
    "无",
    "#REF!",
    "某某公司",
    "赵六\n钱七",
    "合计",
    "和建国",
];
const PHONES: &[&str] = &[
    "13800000001",
    "138 0000 0001",
    "13800000001、13900000002",
    "1.38E+10",
    "",
    "无",
    "找村干部",
    "0719-3335555",
];
const IDS: &[&str] =
    &["4.29E+17", "429021198001011233", "", "429021198001011000", "x", "429021198001011233/110"];
const TYPES: &[&str] = &["邻里", "借贷纠纷", "鸡毛蒜皮", "", "工伤赔偿", "房屋合同", "10a"];
const OUTCOMES: &[&str] =
    &["成功", "√", "×", "调解成功（书面协议）", "成功（已履行）", "在办", "", "看情况", "转办", "撤诉"];
const FORMS: &[&str] = &["口头", "书面", "", "别的"];
const MONEY: &[&str] = &["3.5万", "1,200", "无", "叁万伍仟元", "约三万", "", "35000元"];
const OTHERS: &[&str] =
    &["", "卷内12页", "备注一", "一、事由\n二、经过", "填报人：某", "合计", "2", "\u{feff}字"];

/// The headers of a column and what stands below it.
const COLUMNS: &[(&[&str], &[&str])] = &[
    (&["受理时间", "日期", "收案时间"], DATES),
    (&["申请人", "甲方"], NAMES),
    (&["被申请人", "乙方"], NAMES),
    (&["当事人", "纠纷方名称"], NAMES),
    (&["联系电话", "手机号"], PHONES),
    (&["身份证号"], IDS),
    (&["纠纷类型", "案由"], TYPES),
    (&["调解结果", "是否化解"], OUTCOMES),
    (&["协议形式"], FORMS),
    (&["结案时间"], DATES),
    (&["调解时间"], DATES),
    (&["金额(元)", "标的额（万元）"], MONEY),
    (&["回访情况"], DATES),
    (&["主要内容"], OTHERS),
    (&["地点"], OTHERS),
    (&["村"], &["松柏村", "红花坪", "镇政府门前", "", "麻湾村三组"]),
    (&["备注"], OTHERS),
    (&["页数", "", "审批"], OTHERS),
    (&["人数"], &["3", "12人", "100余人", ""]),
    (&["履行"], &["已履行", "看看", ""]),
];

/// A table: for each column its header and, row by row, which of its cells.
#[derive(Debug, Clone)]
struct Table {
    columns: Vec<(usize, usize)>,
    rows: Vec<Vec<usize>>,
    /// First row, how many more, and the column of a merged area.
    merges: Vec<(usize, usize, usize)>,
    title: bool,
}

fn table() -> impl Strategy<Value = Table> {
    let columns = Just((0..COLUMNS.len()).collect::<Vec<_>>()).prop_shuffle();
    (columns, 4_usize..14, 0_usize..3, any::<bool>()).prop_flat_map(|(order, width, header, title)| {
        // The day and the people always stand somewhere.
        let mut columns: Vec<usize> = order.iter().copied().filter(|at| *at > 1).take(width).collect();
        columns.insert(width / 2, 0);
        columns.insert(width / 3, 1);
        let columns: Vec<(usize, usize)> =
            columns.into_iter().map(|at| (at, header % COLUMNS[at].0.len())).collect();
        let rows = prop::collection::vec(prop::collection::vec(0_usize..64, columns.len()), 0..10);
        let merges = prop::collection::vec((0_usize..10, 1_usize..3, 0..columns.len()), 0..3);
        (Just(columns), rows, merges, Just(title)).prop_map(|(columns, rows, merges, title)| Table {
            columns,
            rows,
            merges,
            title,
        })
    })
}

impl Table {
    fn cell(&self, row: usize, column: usize) -> &'static str {
        let (kind, _) = self.columns[column];
        let cells = COLUMNS[kind].1;
        // Days and people stand in most rows, so that most rows are cases.
        let at = self.rows[row][column];
        if kind <= 1 { cells[at % cells.len().min(16) % 9] } else { cells[at % cells.len()] }
    }

    /// Cells that are covered by a merged area, and the areas that do not lie over another.
    fn areas(&self) -> Vec<(usize, usize, usize)> {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let mut areas = Vec::new();
        for (first, more, column) in self.merges.iter().copied() {
            let last = first + more;
            let free = (first..=last).all(|row| !taken.contains(&(row, column)));
            if last < self.rows.len() && free {
                taken.extend((first..=last).map(|row| (row, column)));
                areas.push((first, last, column));
            }
        }
        areas
    }

    fn xlsx(&self) -> Vec<u8> {
        let mut written = Written::new();
        let sheet = written.add_worksheet();
        let top = u32::from(self.title);
        if self.title {
            sheet.write(0, 0, "2024年松柏镇台账").unwrap();
        }
        let column_of = |column: usize| u16::try_from(column).unwrap();
        for (column, (kind, header)) in self.columns.iter().enumerate() {
            sheet.write(top, column_of(column), COLUMNS[*kind].0[*header]).unwrap();
        }
        let areas = self.areas();
        let row_of = |row: usize| top + 1 + u32::try_from(row).unwrap();
        for row in 0..self.rows.len() {
            for column in 0..self.columns.len() {
                let covered =
                    areas.iter().any(|(first, last, at)| *at == column && (*first..=*last).contains(&row));
                let cell = self.cell(row, column);
                if !covered && !cell.is_empty() {
                    sheet.write_string(row_of(row), column_of(column), cell).unwrap();
                }
            }
        }
        for (first, last, column) in areas {
            let at = column_of(column);
            let cell = self.cell(first, column);
            sheet.merge_range(row_of(first), at, row_of(last), at, cell, &Format::new()).unwrap();
        }
        written.save_to_buffer().unwrap()
    }
}

/// Every word of a case in one text, in which a cell is looked for.
fn everything(store: &Store, case: &Dispute) -> String {
    let directory = store.directory();
    let mut words: Vec<String> = vec![case.summary.clone(), case.note.clone(), case.place.clone()];
    words.extend(case.original.values().cloned());
    words.extend(case.village.map(|id| directory.office(id).unwrap().name.clone()));
    for party in &case.parties {
        words.extend([party.name.clone(), party.phone.clone(), party.id_number.clone()]);
    }
    // Looked for on one line, whatever lines it was told in.
    words.iter().map(|words| clean_line(words)).collect::<Vec<_>>().join("\u{1f}")
}

/// Whether a cell that says something is found on the case: as it stands, or as what it means.
fn is_kept(store: &Store, case: &Dispute, kind: usize, cell: &str) -> bool {
    let line = clean_line(cell);
    if line.is_empty() || matches!(line.as_str(), "无" | "/" | "-") {
        return true;
    }
    if case.original.values().any(|words| *words == line) {
        return true;
    }
    let all = everything(store, case);
    let parts = |marks: &[char]| line.split(marks).all(|part| all.contains(&clean_name(part)));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let header = COLUMNS[kind].0[0];
    match header {
        "受理时间" => true,
        "申请人" | "被申请人" | "当事人" => parts(&['、', '\n', '诉', '与', '和', ' ']),
        // Two phones may have gone to two people.
        "联系电话" => line.split('、').all(|phone| digits(&all).contains(&digits(phone))),
        "身份证号" => parts(&['/']),
        "纠纷类型" => case.kind.as_str() != "99",
        "调解结果" => case.outcome().is_some() || line == "在办",
        "协议形式" => case.outcome().is_some_and(|outcome| outcome.is_success()),
        "结案时间" => case.closing.is_some(),
        "调解时间" => !case.sessions.is_empty(),
        "金额(元)" => case.agreement.amount.is_some(),
        "回访情况" => !case.follow_ups.is_empty(),
        "人数" => case.people.is_some(),
        "履行" => case.agreement.performance.is_some(),
        "村" => all.contains(&line) || all.contains(&format!("{line}村")),
        _ => all.contains(&line),
    }
}

fn all_cases(store: &Store) -> Vec<Dispute> {
    let rows = store.list(&ListQuery { limit: 1_000, ..ListQuery::default() }).unwrap();
    rows.iter().map(|row| store.dispute(row.id).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_and_every_cell_finds_its_place(table in table()) {
        // Would catch a row that is counted twice or not at all, a cell that is dropped without a word, and a second
        // import that finds something new.
        let bytes = table.xlsx();
        let (_folder, mut store) = new_file();
        let Some(ledgers) = found(&store, &bytes) else { return Ok(()) };
        let reports = import(&mut store, &ledgers);
        for report in &reports {
            prop_assert!(report.adds_up(), "{:?}", report);
        }
        let cases = all_cases(&store);
        let new: u64 = reports.iter().map(|report| report.new).sum();
        prop_assert_eq!(cases.len(), usize::try_from(new).unwrap());
        prop_assert_eq!(store.check().unwrap().findings, vec![]);
        // Each row that was taken is found on some case, all of its cells on one and the same.
        let above = 2 + u64::from(table.title);
        let mut left_out: Vec<u64> = Vec::new();
        for remark in reports.iter().flat_map(|report| report.refused.iter().chain(&report.skipped)) {
            if !matches!(remark.why, Why::PartOf(_)) {
                left_out.push(remark.line);
            }
        }
        let part_of: BTreeMap<u64, u64> = reports.iter().flat_map(|report| &report.skipped).filter_map(|remark| {
            if let Why::PartOf(line) = remark.why { Some((remark.line, line)) } else { None }
        }).collect();
        let areas = table.areas();
        for row in 0..table.rows.len() {
            let line = above + u64::try_from(row).unwrap();
            let begins = part_of.get(&line).copied().unwrap_or(line);
            if left_out.contains(&line) || left_out.contains(&begins) || ledgers.ledgers.len() != 1 {
                continue;
            }
            let own: Vec<(usize, &str)> = (0..table.columns.len())
                .filter(|column| !areas.iter().any(|(first, last, at)| at == column && (*first + 1..=*last).contains(&row)))
                .map(|column| (table.columns[column].0, table.cell(row, column)))
                .collect();
            let kept = cases.iter().any(|case| own.iter().all(|(kind, cell)| is_kept(&store, case, *kind, cell)));
            prop_assert!(kept, "line {}: {:?}\n{:#?}", line, own, cases);
        }
        let again = import(&mut store, &ledgers);
        prop_assert!(again.iter().all(|report| report.adds_up() && report.new == 0 && report.changed.is_empty()), "{:?}", again);
        prop_assert_eq!(store.count(&CaseFilter::default()).unwrap().cases, new);
    }

    #[test]
    fn no_bytes_break_it(
        which in 0_usize..4, at in any::<prop::sample::Index>(), with in prop::collection::vec(any::<u8>(), 0..40),
        cut in any::<prop::sample::Index>(), how in 0_u8..3,
    ) {
        // Would catch a panic, or rows of a damaged file that are taken for the whole.
        let files: [&[u8]; 4] = [
            include_bytes!("../fixtures/ledger-merged.xlsx"), include_bytes!("../fixtures/ledger-merged.xls"),
            include_bytes!("../fixtures/ledger-merged.ods"), include_bytes!("../fixtures/ledger-2024.csv"),
        ];
        let mut bytes = files[which].to_vec();
        match how {
            0 => bytes.truncate(cut.index(bytes.len())),
            1 => {
                let at = at.index(bytes.len());
                let end = (at + with.len()).min(bytes.len());
                bytes.splice(at..end, with);
            }
            _ => bytes = with,
        }
        let (_folder, store) = new_file();
        if let Some(ledgers) = found(&store, &bytes) {
            let mut plan = Plan::new(&store).unwrap();
            for ledger in &ledgers.ledgers {
                plan.add_mapped(&store, ledger.sheet.clone(), ledger.mapping.clone(), &mut unwatched()).unwrap();
            }
            prop_assert!(plan.reports().all(SheetReport::adds_up));
        }
    }
}

/// Imports one csv.
fn import_text(store: &mut Store, bytes: &[u8]) -> SheetReport {
    let mut plan = Plan::new(store).unwrap();
    plan.add(store, Sheet::from_csv("t.csv", bytes).unwrap()).unwrap().unwrap();
    plan.apply(store, Differences::Keep).unwrap().remove(0)
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        4 => prop::sample::select(vec![
            "2024-03-05", "2024-3-5", "3.5", "2024-02-30", "45356", "昨天", "（2024）神松民调字第1号", "第2号", "7", "松柏镇",
            "松柏村委会", "红花坪", "麻湾村三组", "张三", "张三、李四", "张和平和李四", "邻里纠纷", "土地赔偿", "法院诉前", "成功",
            "未化解", "移送", "口头", "3.5万", "-5", "无", "是", "合计", "填报人：甲", "4.29E+17", "12人", "\"", "\u{feff}", "\u{0}x",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_breaks_it_and_every_row_finds_its_place(
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..16), 0..12),
        columns in Just(vec![
            "编号", "受理日期", "乡镇", "村", "申请人", "被申请人", "类型", "来源", "调解员", "办结日期", "结果", "协议形式", "金额",
            "人数", "回访时间", "证件号码",
        ]).prop_shuffle(),
        other in prop::sample::select(vec!["", "日期,服务类别,数量\n", "code,township,village\n"]),
    ) {
        // Would catch a panic, a row that is counted twice or not at all, and a second import that finds something new.
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        if other.is_empty() {
            writer.write_record(&columns).unwrap();
        }
        for row in &rows {
            writer.write_record(row.iter().map(|cell| cell.replace('\u{0}', ""))).unwrap();
        }
        let bytes = [other.as_bytes(), &writer.into_inner().unwrap()].concat();
        let (_folder, mut store) = new_file();
        let Ok(sheet) = Sheet::from_csv("t.csv", &bytes) else { return Ok(()) };
        let mut first = Plan::new(&store).unwrap();
        if first.add(&store, sheet).unwrap().is_err() {
            return Ok(());
        }
        let first = first.apply(&mut store, Differences::Keep).unwrap().remove(0);
        prop_assert!(first.adds_up(), "{first:?}");
        let cases = store.count(&CaseFilter::default()).unwrap().cases;
        let second = import_text(&mut store, &bytes);
        prop_assert!(second.adds_up(), "{second:?}");
        prop_assert_eq!((second.new, second.completed, second.changed.len()), (0, 0, 0), "{:?} {:?}", first, second);
        prop_assert_eq!(store.count(&CaseFilter::default()).unwrap().cases, cases);
        prop_assert_eq!(store.check().unwrap().findings, vec![]);
    }
}
