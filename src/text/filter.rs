//! The filters of a list: names, values, and the popup.

use super::Lang;

/// The dimensions, in the order of the chips: period, type, outcome, office, mediator, village, source.
pub fn dimensions(lang: Lang) -> [&'static str; 7] {
    lang.pick(
        ["时间", "类型", "结果", "单位", "调解员", "村", "来源"],
        ["Period", "Type", "Outcome", "Office", "Mediator", "Village", "Source"],
    )
}

/// Before the chips.
pub fn heading(lang: Lang) -> &'static str {
    lang.pick("筛选", "Filter")
}

/// A criterion and its value.
pub fn set(lang: Lang, dimension: &str, value: &str) -> String {
    lang.pick(format!("{dimension}：{value}"), format!("{dimension}: {value}"))
}

/// The title of the popup.
pub fn title(lang: Lang) -> &'static str {
    lang.pick("按什么筛选", "Filter by")
}

/// The choice that removes a filter.
pub fn any(lang: Lang) -> &'static str {
    lang.pick("不限", "Any")
}

/// Cases without a value.
pub fn missing(lang: Lang) -> &'static str {
    lang.pick("未填", "None given")
}

/// The choice that removes all filters.
pub fn clear_all(lang: Lang) -> &'static str {
    lang.pick("全部不限", "Take all away")
}

/// The prompt of the input line.
pub fn prompt(lang: Lang) -> &'static str {
    lang.pick("输入：", "Look for: ")
}

/// Below a list of values.
pub fn hint(lang: Lang) -> &'static str {
    lang.pick("数字直接选；或输入汉字、拼音首字母", "A digit picks; or type words or pinyin initials")
}

/// Below a list of values with codes.
pub fn code_hint(lang: Lang) -> &'static str {
    lang.pick("输入代码直接选；或输入汉字、拼音首字母", "A code picks; or type words or pinyin initials")
}

/// Below the periods.
pub fn period_hint(lang: Lang) -> &'static str {
    lang.pick(
        "可输入 2024、2024-03、2024-Q1、2024-01..2024-06",
        "Or type 2024, 2024-03, 2024-Q1, 2024-01..2024-06",
    )
}

/// The typed text is not a period.
pub fn not_a_period(lang: Lang) -> &'static str {
    lang.pick("看不懂这个时间，请写如 2024-03", "Not a period; write it like 2024-03")
}

/// The periods offered: this month, last month, this year, last year.
pub fn periods(lang: Lang) -> [&'static str; 4] {
    lang.pick(["本月", "上月", "本年", "上年"], ["This month", "Last month", "This year", "Last year"])
}

/// 成功, written or oral.
pub fn successful(lang: Lang) -> &'static str {
    lang.pick("成功", "Settled")
}

/// 受理: neither declined nor void.
pub fn accepted(lang: Lang) -> &'static str {
    lang.pick("受理（不含不予受理和作废）", "Accepted (not declined, not void)")
}

/// 作废
pub fn void(lang: Lang) -> &'static str {
    lang.pick("作废", "Void")
}

/// A name with its office.
pub fn at_office(lang: Lang, name: &str, office: &str) -> String {
    lang.pick(format!("{name}（{office}）"), format!("{name} ({office})"))
}

/// 办结 within a span.
pub fn closed(lang: Lang) -> &'static str {
    lang.pick("办结", "Closed")
}

/// 排查 between some days.
pub fn found(lang: Lang) -> &'static str {
    lang.pick("排查", "Found")
}

/// 未结 at the end of a day.
pub fn pending_at(lang: Lang, day: &str) -> String {
    lang.pick(format!("{day} 未结"), format!("open on {day}"))
}

/// With an agreement on money.
pub fn with_amount(lang: Lang) -> &'static str {
    lang.pick("有协议金额", "with an amount")
}

/// 层级
pub fn level(lang: Lang) -> &'static str {
    lang.pick("层级", "Level")
}

/// 难易程度
pub fn difficulty(lang: Lang) -> &'static str {
    lang.pick("难易", "Difficulty")
}

/// “人民调解+” and other marks
pub fn tag(lang: Lang) -> &'static str {
    lang.pick("标签", "Tag")
}

/// 受理, in a chip.
pub fn accepted_short(lang: Lang) -> &'static str {
    lang.pick("受理", "Accepted")
}

/// The parsed period and its days; Enter accepts it.
pub fn understood(lang: Lang, period: &str, from: &str, to: &str) -> String {
    lang.pick(format!("回车：{period}（{from} 至 {to}）"), format!("Enter: {period} ({from} to {to})"))
}
