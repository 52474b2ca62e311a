//! The words of exports: titles and heads of tables, the ledger's columns, and the messages of the export
//! card and command.

use chrono::{Datelike, NaiveDate};

use super::Lang;
use super::wording::words;
use crate::domain::{Masking, Outcome};

/// Joins heads above each other on one line.
pub const WITHIN: &str = "/";
/// The font of titles, which every office has.
pub const TITLE_FONT: &str = "黑体";
/// The font of everything else.
pub const FONT: &str = "宋体";
/// The font by whose digits columns are measured: it, or one of the same metrics, is on every machine.
pub const MEASURE_FONT: &str = "Arial";
/// A full-width blank.
pub const WIDE_BLANK: &str = "　";
/// Separates the addresses of several people, which contain commas.
pub const BETWEEN_ADDRESSES: char = '；';
/// Separates the parts of a file name.
pub const OF_NAME: &str = "-";

/// Asked before a form is exported that would be sent back.
pub fn ask_draft(lang: Lang, why: &[String]) -> String {
    let why = why.join("\n");
    lang.pick(
        format!("这张表还不能上报：\n{why}\n先导出草稿吗？"),
        format!("This form would be sent back:\n{why}\nExport it as a draft?"),
    )
}

words! {
    PREPARER_LABEL: "制表人", "Prepared by";
    PREPARER_HINT: "印在表末；签发人留空签名", "printed at the foot; the issuer signs";
    LEDGER: "台账", "Ledger";
    YEAR: "年度统计", "Year";
    ANALYSIS: "分析", "Analysis";
    COUNTS: "服务与其他", "Services and other counts";
    LOCKS: "锁定月份", "Locked months";
    ALL_TIME: "全部", "all";
    BY_MONTH: "逐月", "Months";
    BY_TYPE: "纠纷类型", "Types";
    BY_OUTCOME: "办结结果", "Outcomes";
    BY_OFFICE: "各单位", "Offices";
    CASE_TABLE: "统计表", "Case table";
    GOVERNANCE: "矛盾纠纷排查情况表", "Governance form";
    CHARTS: "图表", "Charts";
    OUTCOME: "办结结果", "Outcome";
    CLOSED_CASES: "件数", "Cases";
    SHARE: "占办结", "Of closed";
    ITEM: "项目", "Item";
    TOTAL: "合计", "Total";
    UNIT_OF_CASE_TABLE: "件、人、次、万元", "cases, persons, times, 10k yuan";
    UNIT_OF_GOVERNANCE: "件、%", "cases, %";
    UNIT_OF_TOTALS: "件、人、万元", "cases, persons, 10k yuan";
    UNIT_OF_ANALYSIS: "件、天", "cases, days";
    UNIT_OF_COUNTS: "见各行", "in each line";
    UNIT_OF_LEDGER: "元", "yuan";
}

// The heads of the ledger. In Chinese they are the words by which an import knows its columns again.
words! {
    ROW: "序号", "No.";
    OFFICE: "乡镇", "Office";
    VILLAGE: "村(社区)", "Village";
    APPLICANTS: "申请人", "Applicants";
    RESPONDENTS: "被申请人", "Respondents";
    PHONE: "联系电话", "Phone";
    OUTCOME_OF_CASE: "调解结果", "Outcome";
    FORM: "协议形式", "Form";
    AMOUNT: "涉及金额(元)", "Amount (yuan)";
    VISITED: "回访时间", "Visited";
    ID_NUMBER: "证件号码", "ID number";
    ADDRESS: "住址", "Address";
    THIRDS: "第三人", "Third parties";
    RESPONDENT_PHONE: "被申请人联系电话", "Respondent's phone";
    RESPONDENT_ID: "被申请人证件号码", "Respondent's ID number";
    RESPONDENT_ADDRESS: "被申请人住址", "Respondent's address";
    DUE: "履行期限", "Due";
    TAGS: "标签", "Tags";
    SETTLED: "成功", "Settled";
}

/// The hot spots that a table does not list one by one.
pub fn other_spots(lang: Lang, spots: usize) -> String {
    lang.pick(format!("其余 {spots} 个"), format!("{spots} others"))
}

/// The form of an agreement.
pub fn form(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Written => lang.pick("书面协议", "Written"),
        _ => lang.pick("口头协议", "Oral"),
    }
}

/// A source that referred the case before a lawsuit.
pub fn before_lawsuit(lang: Lang, source: &str) -> String {
    lang.pick(format!("{source}（诉前）"), format!("{source} (before a lawsuit)"))
}

/// A void case.
pub fn void(lang: Lang, reason: &str) -> String {
    lang.pick(format!("作废：{reason}"), format!("Void: {reason}"))
}

/// A head with its unit in brackets on a line of its own.
pub fn unit_below(head: &str) -> String {
    head.replace('（', "\n（").replace(" (", "\n(")
}

/// A number of cases.
pub fn cases(lang: Lang, cases: u64) -> String {
    lang.pick(format!("{cases} 件"), format!("{cases} cases"))
}

/// The name of totals by a grouping.
pub fn totals(lang: Lang, grouping: &str) -> String {
    lang.pick(format!("统计（按{grouping}）"), format!("Totals by {}", grouping.to_lowercase()))
}

/// One table of the analysis.
pub fn analysis(lang: Lang, name: &str) -> String {
    lang.pick(format!("分析（{name}）"), format!("Analysis, {}", name.to_lowercase()))
}

/// The name of a sheet that continues another.
pub fn part_of(lang: Lang, name: &str, number: usize) -> String {
    lang.pick(format!("{name}（{number}）"), format!("{name} ({number})"))
}

/// The name of a sheet that compares periods.
pub fn compared(lang: Lang, number: usize) -> String {
    part_of(lang, lang.pick("比较", "Compared"), number)
}

/// The title of the ledger.
pub fn title_of_ledger(lang: Lang, office: &str, period: &str) -> String {
    lang.pick(
        format!("{office}{period}人民调解案件台账"),
        format!("Ledger of people's mediation, {office} {period}"),
    )
}

/// The title of a table of totals.
pub fn title_of_totals(lang: Lang, period: &str, grouping: &str) -> String {
    lang.pick(
        format!("{period}人民调解统计表（按{grouping}）"),
        format!("People's mediation {period}, by {}", grouping.to_lowercase()),
    )
}

/// The title of the year month by month.
pub fn title_of_months(lang: Lang, period: &str) -> String {
    lang.pick(format!("{period}人民调解逐月统计表"), format!("People's mediation {period}, by month"))
}

/// The title of the year by type.
pub fn title_of_types(lang: Lang, period: &str) -> String {
    lang.pick(format!("{period}人民调解分类型统计表"), format!("People's mediation {period}, by type"))
}

/// The title of the year by outcome.
pub fn title_of_outcomes(lang: Lang, period: &str) -> String {
    lang.pick(format!("{period}办结案件结果"), format!("What became of the cases, {period}"))
}

/// The title of the charts.
pub fn title_of_charts(lang: Lang, period: &str) -> String {
    lang.pick(format!("{period}人民调解图表"), format!("People's mediation {period} in charts"))
}

/// The title of a table of the analysis.
pub fn title_of_analysis(lang: Lang, period: &str, name: &str) -> String {
    lang.pick(format!("{period}矛盾纠纷分析：{name}"), format!("Analysis {period}: {name}"))
}

/// The title of the other counts.
pub fn title_of_counts(lang: Lang, period: &str) -> String {
    lang.pick(format!("{period}服务、排查、预防和指标统计表"), format!("Services and other counts {period}"))
}

/// The title of the locked months.
pub fn title_of_locks(lang: Lang, year: i32) -> String {
    lang.pick(format!("{year}年已上报月份及更正"), format!("Reported months of {year} and their corrections"))
}

/// The title of the chart of months.
pub fn chart_of_months(lang: Lang, period: &str) -> String {
    lang.pick(format!("{period}各月受理和成功（件）"), format!("Accepted and settled by month, {period}"))
}

/// The title of the chart of types.
pub fn chart_of_types(lang: Lang, period: &str) -> String {
    lang.pick(format!("{period}受理案件类型（件）"), format!("Accepted by type, {period}"))
}

/// The title of the chart of outcomes.
pub fn chart_of_outcomes(lang: Lang, period: &str) -> String {
    lang.pick(format!("{period}办结案件结果（件）"), format!("Closed cases by outcome, {period}"))
}

/// The basis of the outcomes.
pub fn outcomes_basis(lang: Lang) -> &'static str {
    lang.pick(
        "按办结日期统计；“占办结”是占办结总数的百分比。",
        "By closing date; shares of all closed cases.",
    )
}

/// Who reports, for when, in what unit.
pub fn about(lang: Lang, [office, period, unit]: [&str; 3]) -> Vec<String> {
    let all = lang.pick(
        [format!("填报单位：{office}"), format!("报告期：{period}"), format!("计量单位：{unit}")],
        [format!("Reported by: {office}"), format!("Period: {period}"), format!("Units: {unit}")],
    );
    all.to_vec()
}

/// The signature fields, with the day of the report if known, but never with names.
pub fn signed(lang: Lang, on: Option<NaiveDate>) -> Vec<String> {
    let on = match on {
        Some(on) => lang.pick(format!("{}年{}月{}日", on.year(), on.month(), on.day()), on.to_string()),
        None => lang.pick("　　年　　月　　日", "").to_owned(),
    };
    let all = lang.pick(
        [
            "单位负责人：　　　　".to_owned(),
            "审核人：　　　　".to_owned(),
            "填报人：　　　　".to_owned(),
            format!("填报日期：{on}"),
        ],
        [
            "Head:          ".to_owned(),
            "Checked by:          ".to_owned(),
            "Filled in by:          ".to_owned(),
            format!("Date: {on}"),
        ],
    );
    all.to_vec()
}

/// The footer of every page.
pub fn page_footer(lang: Lang) -> &'static str {
    lang.pick("&C第 &P 页　共 &N 页", "&CPage &P of &N")
}

/// A remark on a month.
pub fn of_month(lang: Lang, month: &str, said: &str) -> String {
    lang.pick(format!("{month}：{said}"), format!("{month}: {said}"))
}

/// Writing failed.
pub fn nothing_written(lang: Lang, error: &std::io::Error) -> String {
    let why = super::files::reason(lang, error);
    lang.pick(format!("没有导出：{why}"), format!("Nothing was exported: {why}"))
}

/// The workbook cannot be made.
pub fn no_workbook(lang: Lang, error: &str) -> String {
    lang.pick(
        format!("做不成工作簿（{error}），请改用 csv。"),
        format!("The workbook cannot be made ({error}); use csv instead."),
    )
}

/// The export was cancelled.
pub fn stopped(lang: Lang) -> &'static str {
    lang.pick("已停止，没有留下文件。", "Stopped; no file was left behind.")
}

/// The content: how many cases, and whether names are masked; `masking` is none for figures alone.
pub fn within(lang: Lang, count: u64, masking: Option<Masking>) -> String {
    let counted = (count > 0).then(|| cases(lang, count));
    let masked = masking.map(|masking| {
        match masking {
            Masking::Masked => lang.pick("个人信息已隐去", "personal data hidden"),
            Masking::Plain => lang.pick("含个人信息，请妥善保管", "with personal data: keep it safe"),
        }
        .to_owned()
    });
    let parts: Vec<String> = counted.into_iter().chain(masked).collect();
    match parts.is_empty() {
        true => lang.pick("只有数字", "figures only").to_owned(),
        false => parts.join(lang.pick("，", ", ")),
    }
}

/// The path, the content, and that it was recorded.
pub fn done(lang: Lang, path: &str, within: &str) -> String {
    lang.pick(
        format!("已导出到 {path}（{within}），已登记。"),
        format!("Exported to {path} ({within}) and recorded."),
    )
}

words! {
    FORMAT_LABEL: "格式", "Format";
    MASKING_LABEL: "个人信息", "People";
    NAME_LABEL: "文件名", "File name";
    FOLDER_LABEL: "文件夹", "Folder";
    FORMAT_HINT: "按数字选", "a digit picks";
    MASKING_HINT: "默认隐去", "hidden unless you say so";
    NAME_HINT: "不覆盖已有文件", "never replaces a file";
    FOLDER_HINT: "已有的文件夹，如 U 盘", "a folder that exists, such as a stick";
    XLSX: "Excel 表格（xlsx）", "Excel workbook (xlsx)";
    CSV: "csv", "csv";
    JSON: "json，供程序读", "json, for programs";
    TEXT: "文本（txt）", "text (txt)";
    MASKED: "隐去姓名、电话、证件号、住址", "names, phones, IDs, addresses hidden";
    PLAIN: "写全", "in full";
    KEYS: "Ctrl+S 写文件   Tab 下一项   Esc 返回", "Ctrl+S write   Tab next   Esc back";
    KEYS_WRITING: "Esc 停止，不留下文件", "Esc stops and leaves no file";
    KEYS_DONE: "回车或 Esc 返回", "Enter or Esc goes back";
    DONE_TITLE: "已导出，已登记", "Exported and recorded";
    NOT_YET: "有一项还不对，请看光标处。", "Something is still wrong; see the field.";
    BAD_NAME: "文件名里不能有 / \\ : 等符号", "No / \\ : in a file name";
    STOPPED_WORK: "导出意外中断，没有留下文件，请再试。", "The export broke off and left no file; try again.";
    NO_THREAD: "机器太忙，请稍后再试。", "The machine is too busy; try again later.";
}

/// A file of that name exists; the card offers another name.
pub fn renamed(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("已有同名文件，文件名已改为 {name}；再按 Ctrl+S 写入。"),
        format!("There is such a file: the name is now {name}; Ctrl+S writes it."),
    )
}

/// The progress of the export.
pub fn writing(lang: Lang, done: u64, total: u64) -> String {
    if total == 0 {
        return lang.pick("正在写", "Writing").to_owned();
    }
    lang.pick(format!("已写 {done} / {total} 件"), format!("{done} of {total} cases written"))
}
