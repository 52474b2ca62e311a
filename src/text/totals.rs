//! The words of the totals: headings, periods, the basis of the figures, and what the screen says.

use super::Lang;
use super::wording::words;
use crate::domain::period::PeriodError;
use crate::domain::{DateRange, Divisor, Period};

words! {
    ACCEPTED: "受理", "Accepted";
    MEDIATED: "调解", "Mediated";
    SUCCESSFUL: "成功", "Settled";
    SETTLED: "至今成功", "Settled by now";
    RATE: "成功率", "Rate";
    UNSUCCESSFUL: "不成", "Failed";
    WITHDRAWN: "撤回", "Withdrawn";
    REFERRED: "移送", "Referred";
    CLOSED: "办结", "Closed";
    PENDING: "在办", "Open";
    PEOPLE: "人数", "People";
    AMOUNT: "金额万元", "10k yuan";
    TOTAL: "合计", "Total";
    NONE_GIVEN: "未填", "(none)";
    THIS_PERIOD: "本期", "Period";
    YEAR_TO_DATE: "本年累计", "Year";
    LAST_YEAR: "上年同期", "Last yr";
    BEFORE: "上期", "Before";
    ON_BEFORE: "比上期", "+/-before";
    ON_LAST_YEAR: "比上年", "+/-year";
    BY_MONTH: "月份", "Month";
    BY_TYPE: "纠纷类型", "Type";
    BY_OFFICE: "单位", "Office";
    BY_VILLAGE: "村（社区）", "Village";
    BY_SOURCE: "案件来源", "Source";
    BY_MEDIATOR: "调解员", "Mediator";
    BY_LEVEL: "层级", "Level";
    BY_DIFFICULTY: "难易程度", "Difficulty";
    BY_TAG: "标签", "Tag";
    NOT_KEPT: "无", "none";
}

/// A period as people call it: 2024年3月, 2024年第1季度, 2024年上半年.
pub fn period(lang: Lang, period: &Period) -> String {
    if lang == Lang::En {
        return period.to_string().replace("..", " to ");
    }
    match period {
        Period::Month(month) => format!("{}年{}月", month.year(), month.month()),
        Period::Quarter { year, quarter } => format!("{year}年第{quarter}季度"),
        Period::Half { year, half } => format!("{year}年{}半年", if *half == 1 { "上" } else { "下" }),
        Period::Year(year) => format!("{year}年"),
        Period::Months { from, to } if from.year() == to.year() => {
            format!("{}年{}月至{}月", from.year(), from.month(), to.month())
        }
        Period::Months { from, to } => {
            format!("{}年{}月至{}年{}月", from.year(), from.month(), to.year(), to.month())
        }
        Period::Days(range) => days(lang, *range),
    }
}

/// The first and the last day of a span.
pub fn days(lang: Lang, range: DateRange) -> String {
    lang.pick(format!("{} 至 {}", range.from, range.to), format!("{} to {}", range.from, range.to))
}

/// Somebody or a village, told from another of the same name.
pub fn name_and_office(name: &str, office: &str) -> String {
    format!("{name}（{office}）")
}

/// The account of open cases: 期初结转, 新收, 办结, 期末未结; and 办结率 of it.
pub fn carried(lang: Lang, [brought, accepted, closed, left]: [i64; 4], rate: &str) -> String {
    lang.pick(
        format!(
            "期初结转 {brought} + 新收 {accepted} - 办结 {closed} = 期末未结 {left}，办结率 {closed}÷({brought}+{accepted}) = {rate}"
        ),
        format!(
            "Brought {brought} + accepted {accepted} - closed {closed} = open {left}; closed {closed}/({brought}+{accepted}) = {rate}"
        ),
    )
}

/// What a success rate divides, and by what. Of the accepted cases those are divided that have been settled by now, which
/// is another figure than 成功, that of the days.
pub fn divided(lang: Lang, divisor: Divisor) -> [&'static str; 2] {
    match divisor {
        Divisor::Accepted => lang.pick(["至今成功", "受理"], ["settled by now", "accepted"]),
        Divisor::Closed => lang.pick(["成功", "办结"], ["settled", "closed"]),
        Divisor::Mediated => lang.pick(["成功", "调处"], ["settled", "mediated"]),
    }
}

/// The heading of the rate, with what it divides below it.
pub fn rate_heading(lang: Lang, divisor: Divisor) -> String {
    let [part, whole] = divided(lang, divisor);
    lang.pick(format!("成功率\n（{part}÷{whole}）"), format!("Rate\n({part} / {whole})"))
}

/// The rate with what it divides: 成功率 = 成功 ÷ 办结.
pub fn rate(lang: Lang, divisor: Divisor) -> String {
    let [part, whole] = divided(lang, divisor);
    let what = match divisor {
        Divisor::Accepted => {
            lang.pick("（受理的案件中至今成功的）", " (of the cases accepted, those settled by now)")
        }
        Divisor::Closed => "",
        Divisor::Mediated => lang.pick("（成功+不成）", " (settled + failed)"),
    };
    lang.pick(format!("成功率 = {part} ÷ {whole}{what}"), format!("Rate = {part} / {whole}{what}"))
}

/// The same with its figures: 成功率 = 成功 34 ÷ 办结 36 = 94.4%.
pub fn rate_in_figures(lang: Lang, divisor: Divisor, [part, whole]: [i64; 2], rate: &str) -> String {
    let [of, by] = divided(lang, divisor);
    lang.pick(
        format!("成功率 = {of} {part} ÷ {by} {whole} = {rate}"),
        format!("Rate = {of} {part} / {by} {whole} = {rate}"),
    )
}

/// 办结率 with its figures.
pub fn closing_rate_in_figures(lang: Lang, [part, whole]: [i64; 2], rate: &str) -> String {
    lang.pick(
        format!("办结率 = 办结 {part} ÷ (期初结转+新收) {whole} = {rate}"),
        format!("Closed = closed {part} / (brought forward + accepted) {whole} = {rate}"),
    )
}

/// What the figures count, after what the rate divides.
pub fn basis(lang: Lang, rate: &str) -> String {
    lang.pick(
        format!("{rate}。受理、人数按受理日，其余按办结日。"),
        format!("{rate}. Accepted, people: by acceptance; the rest: by closing."),
    )
}

/// What a change is.
pub fn change_basis(lang: Lang, change: &str, before: &str) -> String {
    lang.pick(
        format!("{change} = 本期 - {before}；成功率的增减以百分点计。"),
        format!("{change} = period - {}; of the rate in percentage points.", before.to_lowercase()),
    )
}

/// There are no records of the days of a view.
pub fn nothing_to_compare(lang: Lang, view: &str) -> String {
    lang.pick(
        format!("{view}没有记录，无可比数据。"),
        format!("No records of that time ({}): nothing to compare with.", view.to_lowercase()),
    )
}

/// Nothing came in and nothing was closed.
pub fn zero_report(lang: Lang) -> &'static str {
    lang.pick("没有新收，也没有办结：零报告。", "Nothing accepted and nothing closed: a zero report.")
}

/// Lines of mediators overlap.
pub fn mediators_overlap(lang: Lang) -> &'static str {
    lang.pick(
        "几位调解员共同调解的，每人各计一件：各行相加可能大于合计。",
        "A case with several mediators counts under each: the lines may add up to more than the total.",
    )
}

/// Lines of tags overlap, and cases without tags have no line.
pub fn tags_overlap(lang: Lang) -> &'static str {
    lang.pick(
        "有几个标签的各计一件，没有标签的不列：各行相加不等于合计。",
        "A case counts under each of its tags, one without tags under none: the lines need not add up to the total.",
    )
}

/// The first line of a copied table: office, period, view, days.
pub fn heading_of_copy(lang: Lang, [office, period, view, days]: [&str; 4]) -> String {
    lang.pick(
        format!("{office} {period} 调解统计（{view}：{days}）"),
        format!("{office}, mediation totals {period} ({view}: {days})"),
    )
}

/// The title of the screen: what it is, which period, by what.
pub fn title(lang: Lang, period: &str, grouping: &str) -> String {
    lang.pick(
        format!("统计  {period}  按{grouping}"),
        format!("Totals  {period}  by {}", grouping.to_lowercase()),
    )
}

/// Over the bars: a measure in the last twelve months.
pub fn chart_heading(lang: Lang, measure: &str) -> String {
    lang.pick(format!("近12个月{measure}（件）"), format!("{measure}, last 12 months"))
}

/// The title of a list of cases: period, view, line, measure. `between` parts them.
pub fn cases_title([period, view, line, measure]: [&str; 4], between: &str) -> String {
    format!("{period} {view}{between}{line}{between}{measure}")
}

/// Enter on a change.
pub fn change_has_no_cases(lang: Lang) -> &'static str {
    lang.pick(
        "这是两期之差，没有对应的案件；请换到本期、上期或上年同期再打开。",
        "A change is a difference and has no cases of its own; open the period, the one before or last year instead.",
    )
}

/// Enter on a cell that counts nothing.
pub fn no_cases_here(lang: Lang) -> &'static str {
    lang.pick("这一格是 0，没有案件。", "This cell counts no case.")
}

/// The home office is the whole district.
pub fn home_is_all(lang: Lang) -> &'static str {
    lang.pick("本单位管全区，看的就是全部单位。", "This office is the whole district: these are all offices.")
}

/// The calendar ends here.
pub fn no_such_year(lang: Lang) -> &'static str {
    lang.pick("再往前往后都没有案件了。", "There can be no cases beyond this.")
}

/// The heading of the box that asks for a period.
pub fn ask_period(lang: Lang) -> &'static str {
    lang.pick("统计期间", "Period")
}

/// Before the field for a period.
pub fn period_prompt(lang: Lang) -> &'static str {
    lang.pick("期间：", "Period: ")
}

/// How a period may be typed.
pub fn period_hint(lang: Lang) -> &'static str {
    lang.pick(
        "上下键选，或输入 2024、3月、2024Q1、上半年；\n几个月写 2024-01..2024-06，几天写 2024-01-05..2024-02-10。",
        "Up and down choose, or type 2024, 2024-03, 2024Q1, 2024H1;\nmonths as 2024-01..2024-06, days as 2024-01-05..2024-02-10.",
    )
}

/// What help says about the field for a period.
pub fn period_help(lang: Lang) -> &'static str {
    lang.pick(
        "统计哪一段时间。上下键在月、季度、半年、全年之间选；也可以直接输入，回车确定。",
        "Which span is counted. Up and down choose among month, quarter, half year and year; or type one. Enter takes it.",
    )
}

/// Why what was typed is not a period, and what to do.
pub fn wrong_period(lang: Lang, error: PeriodError) -> String {
    match error {
        PeriodError::Empty => {
            lang.pick("请选一个或输入一个期间。", "Please choose or type a period.").to_owned()
        }
        PeriodError::NotAPeriod => lang
            .pick("看不懂，请写如 2024-03 或 2024Q1。", "Not understood; write as 2024-03 or 2024Q1.")
            .to_owned(),
        PeriodError::NoSuchMonth => {
            lang.pick("没有这个月，月份是 1 到 12。", "No such month; months are 1 to 12.").to_owned()
        }
        PeriodError::NoSuchPart => {
            lang.pick("一年只有四个季度、两个半年。", "A year has four quarters and two halves.").to_owned()
        }
        PeriodError::NoSuchDay => {
            lang.pick("没有这一天，请查日历。", "No such day; please look at a calendar.").to_owned()
        }
        PeriodError::Backwards => {
            lang.pick("止在起之前，请对调。", "It ends before it begins; please swap the two.").to_owned()
        }
        PeriodError::YearOutOfRange(year) => {
            lang.pick(format!("年份 {year} 不对，请改。"), format!("The year {year} cannot be right."))
        }
    }
}
