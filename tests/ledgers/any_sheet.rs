//! Any sheet: headers of the vocabulary in any order, cells with junk among them, several columns for the outcome, amounts
//! with their units. What a row says is found on its case or in the report, and the money shown is the money counted.
//! `TIAOJIE_ROUNDS=2000 cargo test --release --test ledgers any_sheet` is the long form.

use proptest::prelude::*;
use tiaojie::domain::Dispute;
use tiaojie::domain::fold::{clean_line, half_width};
use tiaojie::domain::money::parse_money;
use tiaojie::ledger::{Column, SheetReport, Why};
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::text::field::Wording;

use crate::books::{cases, found, import, new_file};

/// The headers of a column, and cells that stand below it.
const COLUMNS: &[(&[&str], &[&str])] = &[
    (
        &["受理日期", "受理时间", "登记时间", "收案日期"],
        &["2024-03-05", "2024.3.6", "2024年3月7日", "2024/3/8", "20240309"],
    ),
    (
        &["申请人", "甲方", "申请人姓名"],
        &[
            "张三",
            "李小山、王五",
            "张 三",
            "青山公司",
            "张三（男，45岁）",
            "张三等5人",
            "村民赵六",
            "无",
            "nan",
            "张三夫妇",
            "和平村",
            "13800001111",
        ],
    ),
    (
        &["被申请人", "对方姓名", "乙方", "对方当事人"],
        &[
            "钱七",
            "孙八、周九",
            "绿水公司",
            "",
            "不详",
            "钱七，女，1960年生",
            "第三人：吴十",
            "1、钱七 2、孙八",
            "/",
        ],
    ),
    (
        &["双方当事人", "纠纷当事人", "当事人"],
        &["张三与李四", "甲方：张三 乙方：李四", "张三", "张三、李四邻里纠纷", "张三等五人诉青山公司", ""],
    ),
    (
        &["联系电话", "手机号"],
        &["13800001111", "138 0000 2222", "0719-3335551", "找村干部", "1.38E+10", "", "13800001111.0"],
    ),
    (&["对方联系方式", "被申请人电话"], &["13900002222", "", "无", "同上"]),
    (
        &["身份证号", "证件号码"],
        &["11010519491231002X", "110105491231002", "4.29E+17", "'42902119800101002X", "", "遗失"],
    ),
    (&["住址", "家庭住址"], &["红坪镇红坪村3组", "", "红坪村；龙潭村"]),
    (&["纠纷类型", "案由", "纠纷类别"], &["邻里纠纷", "欠款", "鸡毛蒜皮", "", "房屋合同", "10a"]),
    (&["简要情况", "主要内容"], &["排水沟", "院墙倒塌\n砸坏菜地", "", "共有3家"]),
    (&["案件来源", "受理方式"], &["依申请", "法院委派", "主动", "风闻", ""]),
    (&["调解员", "承办人"], &["红调", "王一、王二", ""]),
    (&["调解时间", "化解时间"], &["2024-04-01", "2024-04-01、2024-04-09", "待定", "2024-01-01", ""]),
    (&["办结时间", "结案日期"], &["2024-05-05", "2024年5月6日", "未办结", "2024-02-01", ""]),
    (
        &["调解结果", "处理结果"],
        &["成功", "已调解成功", "调解成功（书面）", "移送法院", "看情况", "", "未达成协议", "成功（已履行）"],
    ),
    (&["是否化解", "是否成功"], &["是", "否", "√", "待定", ""]),
    (&["事件状态", "化解情况"], &["化解中", "成功", "握手言和", "已约谈一次", ""]),
    (&["协议形式"], &["口头", "书面", "都有", ""]),
    (&["涉及人数", "人数"], &["3", "12人", "100余人", ""]),
    (&["履行情况", "是否履行"], &["已履行", "是", "拖着", ""]),
    (&["司法确认"], &["已申请", "否", "说不清", ""]),
    (&["回访时间", "回访情况"], &["2024-06-01", "电话里说很好", ""]),
    (&["村（社区）", "所属村"], &["松柏村", "红花朵", "", "镇政府门前"]),
    (&["纠纷地点"], &["村口", ""]),
    (&["化解时限"], &["2024-07-01", ""]),
    (&["包案领导", "", "页数"], &["书记", "12", "合计", "", "#REF!"]),
    (&["备注"], &["已归档", "一、事由\n二、经过", ""]),
    (&["难易程度"], &["简单", "很难", ""]),
];

/// The columns of money: the header, the cells, and how many 分 one is where its number is bare.
const MONEY: &[(&str, &[&str], i64)] = &[
    ("涉及金额(元)", &["1200", "3,500.50", "0.8万", "叁万伍仟元", "3333.333333", "约三万", "无", ""], 100),
    ("协议金额（万元）", &["3.5", "12", "0.80", "2800元", "叁万元整", "若干", ""], 1_000_000),
    ("标的额", &["26,800元", "1.2万元", "500", "六百元", "/", ""], 100),
];

#[derive(Debug, Clone)]
struct Table {
    /// Which columns, each with its header.
    columns: Vec<(usize, usize)>,
    money: Option<usize>,
    /// The cells of each row, as numbers; the last is that of money.
    rows: Vec<Vec<usize>>,
}

fn table() -> impl Strategy<Value = Table> {
    let order = Just((2..COLUMNS.len()).collect::<Vec<_>>()).prop_shuffle();
    let money = prop::option::of(0..MONEY.len());
    (order, 3_usize..22, prop::collection::vec(0_usize..4, COLUMNS.len()), 0_usize..9, money).prop_flat_map(
        |(order, width, headers, at, money)| {
            let mut columns: Vec<usize> = order.into_iter().take(width).collect();
            columns.insert(at.min(columns.len()), 0);
            columns.insert((at / 2).min(columns.len()), 1);
            let columns: Vec<(usize, usize)> =
                columns.into_iter().map(|at| (at, headers[at] % COLUMNS[at].0.len())).collect();
            let rows = prop::collection::vec(prop::collection::vec(0_usize..60, columns.len() + 1), 1..8);
            (Just(columns), Just(money), rows).prop_map(|(columns, money, rows)| Table {
                columns,
                money,
                rows,
            })
        },
    )
}

impl Table {
    fn cell(&self, row: usize, column: usize) -> &'static str {
        let of = |cells: &[&'static str]| cells[self.rows[row][column] % cells.len()];
        match self.columns.get(column) {
            Some((at, _)) => of(COLUMNS[*at].1),
            None => self.money.map_or("", |at| of(MONEY[at].1)),
        }
    }

    fn headers(&self) -> Vec<&'static str> {
        let columns = self.columns.iter().map(|(at, header)| COLUMNS[*at].0[*header]);
        columns.chain(self.money.map(|at| MONEY[at].0)).collect()
    }

    fn csv(&self) -> Vec<u8> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(self.headers()).unwrap();
        for row in 0..self.rows.len() {
            out.write_record((0..self.headers().len()).map(|column| self.cell(row, column))).unwrap();
        }
        out.into_inner().unwrap()
    }
}

/// Every word of a case as it is shown, and those kept of the ledger, each on one line.
fn words(store: &Store, case: &Dispute) -> Vec<String> {
    let directory = store.directory();
    let wording = Wording { directory, lang: Lang::Zh };
    let mut words: Vec<String> = case.original.values().map(|words| clean_line(words)).collect();
    for part in tiaojie::domain::field::PartKind::ALL.iter().flat_map(|kind| kind.of_case(case)) {
        for row in tiaojie::domain::field::Field::ALL.iter().filter(|field| field.part() == part.kind) {
            let value = part.field(*row).read(case);
            words.push(clean_line(&wording.value(row.spec().kind, &value, &case.parties)));
        }
    }
    words.extend(case.village.and_then(|id| directory.office(id)).map(|office| office.name.clone()));
    words.extend(case.mediators.iter().filter_map(|id| directory.mediator(*id)).map(|one| one.name.clone()));
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a cell that says something is on the case: kept word for word, or taken as what it means.
fn is_found(store: &Store, case: &Dispute, column: Option<Column>, cell: &str) -> bool {
    let line = clean_line(cell);
    if line.is_empty() || tiaojie::domain::identity::says_nothing(&line) {
        return true;
    }
    let words = words(store, case);
    if words.contains(&line) {
        return true;
    }
    let all: String = words.join("\u{1f}");
    let digits = |text: &str| half_width(text).chars().filter(char::is_ascii_digit).collect::<String>();
    match column {
        Some(Column::Applicant | Column::Respondent | Column::Parties) => {
            // All of its letters are: in names and the fields beside them. Marks, labels and counts have gone.
            let gone = "、，；与诉等及人夫妇甲乙方男女一二三四五六七八九十第共：（）岁年生";
            let known: Vec<char> = all.chars().collect();
            half_width(&line)
                .chars()
                .all(|c| !c.is_alphanumeric() || c.is_ascii_digit() || gone.contains(c) || known.contains(&c))
        }
        Some(Column::Phone | Column::RespondentPhone | Column::IdNumber | Column::RespondentId) => {
            digits(&all).contains(digits(&line).trim_end_matches('0'))
        }
        Some(Column::Type) => case.kind.as_str() != "99",
        Some(Column::Outcome) => case.outcome().is_some() || matches!(line.as_str(), "化解中" | "未办结"),
        Some(Column::Form) => case.outcome().is_some_and(|outcome| outcome.is_success()),
        Some(Column::Accepted) => true,
        Some(Column::Mediated) => !case.sessions.is_empty(),
        Some(Column::Closed) => case.closing.is_some(),
        Some(Column::FollowUp) => !case.follow_ups.is_empty(),
        Some(Column::Amount) => case.agreement.amount.is_some(),
        Some(Column::People) => case.people.is_some(),
        Some(Column::Performance) => case.agreement.performance.is_some(),
        Some(Column::Confirmation) => case.agreement.confirmation.is_some(),
        Some(Column::Source) => case.source.as_str() != "apply" || line.contains("申请"),
        Some(Column::Difficulty) => case.difficulty.is_some(),
        Some(Column::Mediator) => line.split('、').all(|name| words.iter().any(|word| word == name)),
        Some(Column::Village | Column::Place | Column::Address) => {
            line.split('；').all(|part| all.contains(part))
        }
        Some(Column::Row) => true,
        _ => all.contains(&line),
    }
}

/// The 分 that a cell of money shows; none where it shows no amount.
fn shown(cell: &str, unit: i64) -> Option<i64> {
    let plain = half_width(cell).replace(',', "");
    match plain.parse::<f64>() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        Ok(number) => Some((number * unit as f64).round() as i64),
        Err(_) => parse_money(cell).ok().flatten().map(|fen| fen.0),
    }
}

/// Every cell of every row that was taken, and the sum of what is shown in the column of money.
fn check(table: &Table) -> Result<(), TestCaseError> {
    let bytes = table.csv();
    let (_folder, mut store) = new_file();
    let ledgers = found(&store, "t.csv", &bytes);
    prop_assert_eq!(ledgers.ledgers.len(), 1);
    let mapping = ledgers.ledgers[0].mapping.clone();
    let report: SheetReport = import(&mut store, "t.csv", &bytes).remove(0);
    let all = cases(&store);
    prop_assert_eq!(u64::try_from(all.len()).unwrap(), report.new, "{:?}", report);
    prop_assert_eq!(store.check().unwrap().findings, vec![]);
    let gone: Vec<u64> = report.refused.iter().chain(&report.skipped).map(|remark| remark.line).collect();
    let begins = |line: u64| {
        report.skipped.iter().find(|remark| remark.line == line).and_then(|remark| match remark.why {
            Why::PartOf(first) => Some(first),
            _ => None,
        })
    };
    // The line of a row: cells may have line ends.
    let mut line = 2;
    let mut sum = 0;
    for row in 0..table.rows.len() {
        let cells: Vec<&str> = (0..table.headers().len()).map(|column| table.cell(row, column)).collect();
        let here = line;
        line +=
            1 + u64::try_from(cells.iter().map(|cell| cell.matches('\n').count()).sum::<usize>()).unwrap();
        if gone.contains(&here) && begins(here).is_none() {
            continue;
        }
        let listed = |column: usize| {
            let letter = &mapping.columns()[column].letter;
            report.warnings.iter().any(|remark| remark.line == here && remark.letter == *letter)
        };
        let fits = |case: &&Dispute| {
            cells.iter().enumerate().all(|(column, cell)| {
                listed(column) || is_found(&store, case, mapping.columns()[column].column, cell)
            })
        };
        prop_assert!(
            all.iter().any(|case| fits(&case)),
            "line {}: {:?}\n{:#?}\n{:?}",
            here,
            cells,
            all,
            report
        );
        if let Some(at) = table.money {
            let cell = cells[cells.len() - 1];
            let is_read = mapping.columns()[cells.len() - 1].column == Some(Column::Amount);
            prop_assert!(is_read, "{:?}", table.headers());
            sum += shown(cell, MONEY[at].2).unwrap_or(0);
        }
    }
    let counted: i64 = all.iter().map(|case| case.agreement.amount.map_or(0, |amount| amount.0)).sum();
    prop_assert_eq!(counted, sum);
    Ok(())
}

/// How many sheets are tried: `TIAOJIE_ROUNDS` makes it more.
fn rounds() -> u32 {
    std::env::var("TIAOJIE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(48)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(), failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a cell of any column that is dropped without a word when the columns beside it are others; an amount that
    /// is counted in another unit than it is shown in.
    #[test]
    fn whatever_a_row_says_is_found_again(table in table()) {
        check(&table)?;
    }
}
