//! Which column means what: the words that staff put above their columns, and by them the kind of ledger.

use csv::StringRecord;

use super::sheet::{ReadError, Sheet};
use crate::domain::date_entry::YEARS;
use crate::domain::fold::search_fold;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// 编号
    Number,
    /// 受理日期
    Accepted,
    /// 发生日期
    Occurred,
    /// 乡镇
    Township,
    /// 村（社区）
    Village,
    /// 地点
    Place,
    /// 申请人
    Applicant,
    /// 被申请人
    Respondent,
    /// 双方当事人
    Parties,
    /// 联系电话
    Phone,
    /// 证件号码
    IdNumber,
    /// 住址
    Address,
    /// 纠纷类型
    Type,
    /// 简要情况
    Summary,
    /// 案件来源
    Source,
    /// 调解员
    Mediator,
    /// 调解日期
    Mediated,
    /// 办结日期
    Closed,
    /// 结果
    Outcome,
    /// 协议形式
    Form,
    /// 协议内容
    Content,
    /// 金额
    Amount,
    /// 涉及人数
    People,
    /// 履行
    Performance,
    /// 履行期限
    Due,
    /// 司法确认
    Confirmation,
    /// 回访
    FollowUp,
    /// 难易程度
    Difficulty,
    /// 层级
    Level,
    /// 标签
    Tags,
    /// 备注
    Note,
    /// 序号: the row's own number, which says nothing.
    Row,
    /// 服务日期
    ServiceDate,
    /// 中心
    Centre,
    /// 服务类别
    ServiceKind,
    /// 数量
    Quantity,
    /// 单位
    Unit,
    /// 行政区划代码
    DivisionCode,
}

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LedgerKind {
    /// 调解案件台账
    Cases,
    /// 综治中心服务台账
    Services,
    /// 乡镇、村（社区）名录
    Places,
}

/// Every word that is known to stand above a column of cases; the canonical one first.
const CASE_WORDS: &[(Column, &[&str])] = &[
    (Column::Row, &["序号", "行号", "no", "no."]),
    (Column::Number, &["编号", "卷号", "案号", "案件编号", "案件编码", "受理编号", "number"]),
    (
        Column::Accepted,
        &[
            "受理日期",
            "受理时间",
            "登记日期",
            "登记时间",
            "收案时间",
            "收案日期",
            "受案时间",
            "受案日期",
            "申请时间",
            "申请日期",
            "时间",
            "日期",
        ],
    ),
    (
        Column::Occurred,
        &["发生日期", "发生时间", "纠纷发生时间", "排查日期", "排查时间", "摸排时间", "上报时间"],
    ),
    (
        Column::Township,
        &["乡镇", "镇", "乡", "街道", "乡镇街道", "乡镇(街道)", "镇街", "所属乡镇", "受理单位", "调委会"],
    ),
    (
        Column::Village,
        &[
            "村(社区)",
            "村",
            "村居",
            "村(居)",
            "村社区",
            "社区",
            "所属村",
            "发生地点",
            "排查地点",
            "村(社区)名称",
        ],
    ),
    (Column::Place, &["地点", "纠纷地点", "地址"]),
    (
        Column::Applicant,
        &["申请人", "甲方", "一方当事人", "当事人一", "主要当事人姓名", "申请人姓名", "当事人甲"],
    ),
    (
        Column::Respondent,
        &["被申请人", "乙方", "对方当事人", "当事人二", "被申请人姓名", "另一方当事人", "当事人乙"],
    ),
    (Column::Parties, &["双方当事人", "当事人", "当事人双方", "当事人姓名", "纠纷方名称", "纠纷当事人"]),
    (Column::Phone, &["电话", "联系电话", "联系方式", "手机号", "手机号码", "手机"]),
    (Column::IdNumber, &["证件号码", "身份证号", "身份证号码", "身份证"]),
    (Column::Address, &["住址", "单位或住址", "家庭住址", "居住详址", "现住址"]),
    (Column::Type, &["纠纷类型", "纠纷类别", "矛盾类型", "案由", "类别", "类型", "事件类别", "矛盾纠纷类型"]),
    (
        Column::Summary,
        &[
            "简要情况",
            "主要内容",
            "基本情况",
            "事由",
            "案情简介",
            "事件简述",
            "纠纷简要情况",
            "案情",
            "简要案情",
        ],
    ),
    (Column::Source, &["案件来源", "来源", "受理方式", "纠纷来源"]),
    (Column::Mediator, &["调解员", "调解人", "承办人", "责任人", "调处人", "调解人员"]),
    (Column::Mediated, &["调解日期", "调解时间", "调处时间", "化解时间"]),
    (Column::Closed, &["办结日期", "结案时间", "结案日期", "办结时间", "完成时间"]),
    (
        Column::Outcome,
        &["结果", "调解结果", "调处结果", "是否化解", "是否成功", "结案方式", "状态", "办理结果", "化解情况"],
    ),
    (Column::Form, &["协议形式", "口头/书面", "口头书面", "协议类型"]),
    (Column::Content, &["协议内容", "调解协议内容", "协议主要内容"]),
    (Column::Amount, &["金额", "涉及金额", "协议金额", "标的额", "涉案金额"]),
    (Column::People, &["涉及人数", "人数", "当事人数"]),
    (Column::Performance, &["履行", "履行情况", "是否履行"]),
    (Column::Due, &["履行期限", "履行时限"]),
    (Column::Confirmation, &["司法确认", "是否司法确认", "司法确认情况"]),
    (Column::FollowUp, &["回访", "回访时间", "回访情况", "回访日期"]),
    (Column::Difficulty, &["难易程度", "难度", "难易"]),
    (Column::Level, &["层级", "调解层级", "级别"]),
    (Column::Tags, &["标签", "联动机制"]),
    (Column::Note, &["备注", "说明"]),
];

const SERVICE_WORDS: &[(Column, &[&str])] = &[
    (Column::Row, &["序号", "行号"]),
    (Column::ServiceDate, &["日期", "服务日期", "时间", "服务时间"]),
    (Column::Centre, &["中心", "服务中心", "中心名称"]),
    (Column::ServiceKind, &["服务类别", "服务事项", "服务类型"]),
    (Column::Quantity, &["数量", "件次", "次数"]),
    (Column::Unit, &["单位", "计量单位"]),
    (Column::Note, &["备注", "说明"]),
];

const PLACE_WORDS: &[(Column, &[&str])] = &[
    (Column::Row, &["序号", "行号"]),
    (Column::DivisionCode, &["code", "代码", "区划代码", "行政区划代码", "统计用区划代码"]),
    (Column::Township, &["township", "乡镇", "乡镇街道", "乡镇(街道)"]),
    (Column::Village, &["village", "村", "村(社区)", "村居", "村居委会", "名称"]),
];

/// So many rows may stand above the header: titles, units, who reports.
const ROWS_ABOVE: usize = 10;

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The words above it, cleaned.
    pub words: String,
    /// What it holds; none where the words are not known.
    pub column: Option<Column>,
    /// What stands in brackets behind the words: 元, 万元.
    pub unit: String,
}

/// What a table is and which of its columns means what.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub kind: LedgerKind,
    /// How many rows stand before the first row of data.
    pub rows_above: usize,
    pub heads: Vec<Head>,
    /// The year of the title above the header, where one is given.
    pub year: Option<i32>,
}

impl Layout {
    /// Finds the header among the first rows.
    pub(super) fn of(sheet: &Sheet) -> Result<Self, ReadError> {
        let mut year = None;
        for (at, (_, row)) in sheet.rows.iter().take(ROWS_ABOVE).enumerate() {
            if let Some((kind, heads)) = header(row) {
                return Ok(Self { kind, rows_above: at + 1, heads, year });
            }
            year = year.or_else(|| row.iter().find_map(year_within));
        }
        let first = sheet.rows.first().map(|(_, row)| row.iter().collect::<Vec<_>>().join(" "));
        match first {
            Some(words) => Err(ReadError::UnknownHeader(words.chars().take(80).collect())),
            None => Err(ReadError::Empty),
        }
    }

    /// Where a column stands.
    pub(super) fn position(&self, column: Column) -> Option<usize> {
        self.heads.iter().position(|head| head.column == Some(column))
    }

    /// Whether the table has the column.
    pub(super) fn has(&self, column: Column) -> bool {
        self.position(column).is_some()
    }

    /// The words above a column, as the file has them.
    pub(super) fn words(&self, column: Column) -> &str {
        self.position(column).and_then(|at| self.heads.get(at)).map_or("", |head| &head.words)
    }
}

fn header(row: &StringRecord) -> Option<(LedgerKind, Vec<Head>)> {
    let places = heads(row, PLACE_WORDS);
    let has = |heads: &[Head], column| heads.iter().any(|head| head.column == Some(column));
    if [Column::DivisionCode, Column::Township, Column::Village].iter().all(|column| has(&places, *column)) {
        return Some((LedgerKind::Places, places));
    }
    let services = heads(row, SERVICE_WORDS);
    if [Column::ServiceDate, Column::ServiceKind].iter().all(|column| has(&services, *column)) {
        return Some((LedgerKind::Services, services));
    }
    let cases = heads(row, CASE_WORDS);
    let says_who = [Column::Applicant, Column::Respondent, Column::Parties].iter().any(|c| has(&cases, *c));
    (has(&cases, Column::Accepted) && says_who).then_some((LedgerKind::Cases, cases))
}

fn heads(row: &StringRecord, words: &[(Column, &[&str])]) -> Vec<Head> {
    let mut found: Vec<Head> = Vec::with_capacity(row.len());
    for cell in row {
        let plain: String =
            search_fold(cell).chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
        let (bare, unit) = without_unit(&plain);
        let known =
            |text: &str| words.iter().find(|(_, list)| list.contains(&text)).map(|(column, _)| *column);
        let column = known(&plain).or_else(|| known(bare));
        // Of two columns with one meaning the first counts; the other is kept in its own words.
        let column = column.filter(|column| found.iter().all(|head| head.column != Some(*column)));
        let words: String = cell.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
        found.push(Head { words, column, unit: unit.to_owned() });
    }
    found
}

/// 涉及金额(元) as 涉及金额 and 元.
fn without_unit(words: &str) -> (&str, &str) {
    match words.split_once('(') {
        Some((bare, rest)) => (bare, rest.trim_end_matches(')')),
        None => (words, ""),
    }
}

/// The year of a title such as 松柏镇2024年人民调解台账.
fn year_within(title: &str) -> Option<i32> {
    let title = search_fold(title);
    let (before, _) = title.split_once('年')?;
    let digits: Vec<char> = before.chars().rev().take_while(char::is_ascii_digit).collect();
    let year: i32 = digits.into_iter().rev().collect::<String>().parse().ok()?;
    YEARS.contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(csv: &str) -> Layout {
        Layout::of(&Sheet::from_csv("t", csv.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn no_word_means_two_things() {
        // Would catch a synonym that was added under two columns of one kind of ledger.
        for table in [CASE_WORDS, SERVICE_WORDS, PLACE_WORDS] {
            let words: Vec<&str> = table.iter().flat_map(|(_, words)| words.iter().copied()).collect();
            for (at, word) in words.iter().enumerate() {
                assert!(!words[..at].contains(word), "{word}");
                assert_eq!(*word, search_fold(word), "a word is compared folded");
            }
        }
    }

    #[test]
    fn the_kind_is_known_by_the_header() {
        assert_eq!(layout("code,township,village\n").kind, LedgerKind::Places);
        assert_eq!(layout("日期,中心,服务类别,数量,单位,备注\n").kind, LedgerKind::Services);
        let cases =
            layout("2024年松柏镇台账,,\n填报单位,,\n 受 理 时 间 ,双方当事人,标的额（万元）,案卷页数\n");
        assert_eq!((cases.kind, cases.rows_above, cases.year), (LedgerKind::Cases, 3, Some(2024)));
        assert_eq!(cases.heads[2].unit, "万元");
        assert_eq!(cases.heads[3].column, None);
        let unknown = Sheet::from_csv("t", "姓名,年龄\n甲,3\n".as_bytes()).unwrap();
        assert!(matches!(Layout::of(&unknown), Err(ReadError::UnknownHeader(words)) if words == "姓名 年龄"));
    }
}
