//! The register and the cases behind a number: headings, figures, what an empty list says.

use chrono::NaiveDate;

use super::Lang;
use crate::domain::Outcome;
pub use crate::domain::number_meant::short_number;
use crate::store::{Breakdown, Label, Order, SortBy, Way};

/// The headings of the columns: number, date, parties, type, village, mediator, outcome. The date is that of closing in a
/// list sorted by it.
pub fn headings(lang: Lang, by: SortBy) -> [&'static str; 7] {
    let day = if by == SortBy::Closed { ["办结日期", "Closed"] } else { ["受理日期", "Accepted"] };
    lang.pick(
        ["编号", day[0], "当事人", "类型", "村/社区", "调解员", "结果"],
        ["Number", day[1], "Parties", "Type", "Village", "Lead", "Outcome"],
    )
}

/// An outcome for a narrow column, by the label of the office in Chinese.
pub fn outcome_short(lang: Lang, outcome: Option<Outcome>, label: Option<&Label>) -> String {
    let english = match outcome {
        None => "Open",
        Some(Outcome::Written) => "Written deal",
        Some(Outcome::Oral) => "Oral deal",
        Some(Outcome::Unsuccessful) => "Not settled",
        Some(Outcome::Withdrawn) => "Withdrawn",
        Some(Outcome::Referred) => "Referred on",
        Some(Outcome::Declined) => "Declined",
    };
    let chinese = label.map_or("", |label| label.zh_short.as_str());
    lang.pick(chinese, english).to_owned()
}

/// The mark of a void case.
pub fn void(lang: Lang) -> &'static str {
    lang.pick("作废", "Void")
}

/// An open case with the days left until it should be concluded; negative when overdue.
pub fn open_with_days(lang: Lang, open: &str, days: i64) -> String {
    let over = days.unsigned_abs();
    match days {
        ..0 => lang.pick(format!("{open} 超{over}天"), format!("Overdue {over}d")),
        0 => lang.pick(format!("{open} 今天到期"), format!("{open} due today")),
        _ => lang.pick(format!("{open} 剩{days}天"), format!("{open} {days}d left")),
    }
}

/// How many cases the list has; none when more than ten thousand, which are not counted.
pub fn cases(lang: Lang, cases: Option<u64>) -> String {
    match cases {
        Some(1) => lang.pick("共 1 件".to_owned(), "1 case".to_owned()),
        Some(cases) => lang.pick(format!("共 {cases} 件"), format!("{cases} cases")),
        None => lang.pick("共 10000+ 件".to_owned(), "10000+ cases".to_owned()),
    }
}

/// The years of a list that no filter narrows to some days.
pub fn all_years(lang: Lang) -> &'static str {
    lang.pick("历年", "All years,")
}

/// The place of the selected case in the list.
pub fn position(lang: Lang, position: u64) -> String {
    lang.pick(format!("第 {position} 件"), format!("No. {position}"))
}

/// What became of the cases of the list, the fullest wording first, for a line that may be narrow.
pub fn breakdown(lang: Lang, breakdown: &Breakdown) -> [String; 5] {
    let figures = [
        (lang.pick("受理", "accepted"), breakdown.accepted),
        (lang.pick("成功", "settled"), breakdown.successful),
        (lang.pick("不成", "failed"), breakdown.unsuccessful),
        (lang.pick("撤回", "withdrawn"), breakdown.withdrawn),
        (lang.pick("移送", "referred"), breakdown.referred),
        (lang.pick("在办", "open"), breakdown.open),
    ];
    let named = figures.map(|(name, figure)| format!("{name} {figure}"));
    let main = [0, 1, 2, 4, 5].map(|at| named[at].clone());
    let least = [0, 1, 5].map(|at| named[at].clone());
    [named.join("  "), main.join("  "), main.join(" "), least.join("  "), least.join(" ")]
}

/// The order of the list, in a few words.
pub fn order(lang: Lang, order: Order) -> &'static str {
    match (order.by, order.way) {
        (SortBy::Accepted, Way::Usual) => lang.pick("最新受理在前", "newest first"),
        (SortBy::Accepted, Way::Turned) => lang.pick("最早受理在前", "oldest first"),
        (SortBy::Closed, Way::Usual) => lang.pick("最近办结在前", "last closed first"),
        (SortBy::Closed, Way::Turned) => lang.pick("最早办结在前", "first closed first"),
        (SortBy::Number, Way::Usual) => lang.pick("按编号", "by number"),
        (SortBy::Number, Way::Turned) => lang.pick("按编号，从大到小", "by number, last first"),
        (SortBy::Type, Way::Usual) => lang.pick("按类型", "by type"),
        (SortBy::Type, Way::Turned) => lang.pick("按类型，倒序", "by type, reversed"),
        (SortBy::Village, Way::Usual) => lang.pick("按村", "by village"),
        (SortBy::Village, Way::Turned) => lang.pick("按村，倒序", "by village, reversed"),
        (SortBy::Mediator, Way::Usual) => lang.pick("按调解员", "by lead"),
        (SortBy::Mediator, Way::Turned) => lang.pick("按调解员，倒序", "by lead, reversed"),
        (SortBy::Outcome, Way::Usual) => lang.pick("在办的在前", "open first"),
        (SortBy::Outcome, Way::Turned) => lang.pick("按结果，倒序", "by outcome, reversed"),
    }
}

/// The question before a list of columns to sort by.
pub fn sort_question(lang: Lang) -> &'static str {
    lang.pick(
        "按哪一栏排？每一种都列出全部案件；再选一次同一栏，就反过来。",
        "Sort by which column? Every order lists all cases; the same column once more turns it round.",
    )
}

/// A column to sort by, with what comes on top.
pub fn sort_by(lang: Lang, by: SortBy) -> &'static str {
    match by {
        SortBy::Accepted => lang.pick("受理日期（最新在前）", "Accepted (newest first)"),
        SortBy::Closed => {
            lang.pick("办结日期（最近在前，在办的在后）", "Closed (last first, open ones at the end)")
        }
        SortBy::Number => lang.pick("编号", "Number"),
        SortBy::Type => lang.pick("类型", "Type"),
        SortBy::Village => lang.pick("村（社区）", "Village"),
        SortBy::Mediator => lang.pick("调解员（主持）", "Lead mediator"),
        SortBy::Outcome => lang.pick("结果（在办的在前，最久的最上）", "Outcome (open first, oldest on top)"),
    }
}

/// The column that the list is sorted by now, in the list of columns.
pub fn sorted_now(lang: Lang, order: &str) -> String {
    lang.pick(format!("（现在：{order}）"), format!(" (now: {order})"))
}

/// A register without any case; `log` logs the first one, `import` reads a ledger kept until now.
pub fn empty(lang: Lang, log: &str, import: &str) -> String {
    lang.pick(
        format!("台账里还没有纠纷。按 {log} 登记第一件；有 Excel 台账的，按 {import} 导入台账。"),
        format!("No dispute has been logged yet. {log} logs the first one; {import} imports a ledger you have kept in Excel."),
    )
}

/// A filter that leaves nothing; `keys` take it away.
pub fn nothing_left(lang: Lang, keys: &str) -> String {
    lang.pick(
        format!("没有符合筛选的纠纷。按 {keys} 去掉筛选。"),
        format!("No dispute fits the filter. Press {keys} to take the filter away."),
    )
}

/// The cases behind a number that counts none.
pub fn none_behind(lang: Lang) -> &'static str {
    lang.pick("没有这样的纠纷。", "There is no such dispute.")
}

/// Names of the lines of the preview.
pub mod line {
    use super::super::wording::sentences;
    use super::Lang;

    sentences! {
        accepted: "受理", "Accepted";
        outcome: "结果", "Outcome";
        kind: "类型", "Type";
        source: "来源", "Source";
        place: "地点", "Place";
        mediators: "调解员", "Mediators";
        summary: "事由", "Facts";
        amount: "金额", "Amount";
        due: "履行期限", "Due";
        performance: "履行", "Performed";
        agreement: "协议", "Agreement";
        void: "作废", "Void";
    }
}

/// A day in the preview.
pub fn day(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// An amount in 元.
pub fn yuan(lang: Lang, yuan: &str) -> String {
    lang.pick(format!("{yuan} 元"), format!("CNY {yuan}"))
}
