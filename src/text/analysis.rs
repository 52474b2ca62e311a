//! The words of the analysis: headings, explanations of the figures, and messages.

use super::Lang;
use super::wording::words;

words! {
    HOTSPOTS: "热点", "Hot spots";
    WORKLOAD: "工作量", "Workload";
    DAYS: "办结天数", "Days";
    AGE_BY_OFFICE: "在办（单位）", "Age by office";
    AGE_BY_TYPE: "在办（类型）", "Age by type";
    REPEAT: "重复当事人", "Repeats";
    VILLAGE: "村（社区）", "Village";
    TYPE: "纠纷类型", "Type";
    MEDIATOR: "调解员", "Mediator";
    OFFICE: "单位", "Office";
    PERSON: "姓名或名称", "Name";
    ID_NUMBER: "证件号码", "ID number";
    IN_PERIOD: "本期", "Period";
    IN_ALL: "全部", "In all";
    PAST_AVERAGE: "往期平均", "Past avg";
    RISE: "升幅", "Rise";
    VERDICT: "判断", "Verdict";
    RISING: "上升", "rising";
    ACCEPTED: "受理", "Accepted";
    LED: "主持", "Led";
    HELPED: "协助", "Helped";
    CLOSED: "办结", "Closed";
    SUCCESSFUL: "成功", "Settled";
    RATE: "成功率", "Rate";
    OPEN: "在办", "Open";
    AVERAGE_DAYS: "平均天数", "Avg days";
    MEDIAN: "中位数", "Median";
    LONGEST: "最长", "Longest";
    STRIP: "近12个月", "12 months";
}

/// The heading of an age band in days; the last one has no end.
pub fn band(lang: Lang, least: i64, most: Option<i64>) -> String {
    match most {
        Some(most) => lang.pick(format!("{least}-{most}天"), format!("{least}-{most} d")),
        None => lang.pick(format!("{}天以上", least - 1), format!("over {} d", least - 1)),
    }
}

/// How hot spots are computed, from that many earlier periods.
pub fn hotspots(lang: Lang, periods: usize) -> String {
    match periods {
        0 => lang.pick("还没有往期可比，不作判断。", "There is no earlier period to compare with.").to_owned(),
        _ => lang.pick(
            format!(
                "往期平均：前{periods}期每期的件数。升幅 = 本期 - 往期平均。本期有3件、比往期平均多2件、又达到其1.5倍的，记为上升。"
            ),
            format!(
                "Past avg: cases a period in the {periods} before. Rise = period - past avg. Rising: at least 3 cases, 2 above \
                 the average and half as many again."
            ),
        ),
    }
}

/// The months of the heat strip, before its legend.
pub fn strip_months(lang: Lang, first: &str, last: &str) -> String {
    lang.pick(
        format!("热度 {first} 至 {last}，每格一个月："),
        format!("Heat {first} to {last}, a month a cell: "),
    )
}

/// The range of cases of a shade; the strongest has no end.
pub fn shade(lang: Lang, least: i64, most: Option<i64>) -> String {
    match most {
        Some(most) if most == least => lang.pick(format!("{least}件"), least.to_string()),
        Some(most) => lang.pick(format!("{least}-{most}件"), format!("{least}-{most}")),
        None => lang.pick(format!("{least}件以上"), format!("{least} or more")),
    }
}

/// Explains the average days of a mediator's cases.
pub fn average_days(lang: Lang) -> &'static str {
    lang.pick(
        "平均天数：本期办结的案件从受理到办结。在办为期末数。",
        "Avg days: from acceptance to closing of the cases closed. Open: at the end of the period.",
    )
}

/// Explains the days to close.
pub fn days(lang: Lang) -> &'static str {
    lang.pick(
        "本期办结的案件从受理日到办结日的天数，当天办结为0天；中位数是一半案件不超过的天数。",
        "Days from acceptance to closing of the cases closed in the period, 0 on the same day; half of the cases took no \
         longer than the median.",
    )
}

/// Explains the ages, as of a day.
pub fn age(lang: Lang, on: &str) -> String {
    lang.pick(
        format!("截至 {on} 还没办结的案件，按受理以来的天数分。"),
        format!("Cases not closed by {on}, by days since acceptance."),
    )
}

/// Explains how people are identified.
pub fn repeat(lang: Lang) -> &'static str {
    lang.pick(
        "姓名和证件号码都相同的算一人；没填证件号码的只按姓名，可能是同名。全部：所有单位历年受理的件数。",
        "Same name and same ID number is one person; without an ID number only the name tells, which others may share. \
         In all: accepted at any time by any office.",
    )
}

/// Only some cases of the period were examined.
pub fn repeat_bounded(lang: Lang, cases: usize) -> String {
    lang.pick(
        format!("本期受理超过 {cases} 件，只看了最近 {cases} 件的当事人；请换短些的期间或一个单位。"),
        format!("More than {cases} cases in the period: only the parties of the newest {cases} were looked at. Choose a shorter period or one office."),
    )
}

/// There is nothing to show.
pub fn nothing(lang: Lang) -> &'static str {
    lang.pick("本期没有可列的。", "Nothing to list in this period.")
}

/// The title of the screen.
pub fn title(lang: Lang, analysis: &str, period: &str) -> String {
    lang.pick(format!("分析  {analysis}  {period}"), format!("Analysis  {analysis}  {period}"))
}

/// The first line of a copied table.
pub fn heading_of_copy(lang: Lang, [office, period, analysis, days]: [&str; 4]) -> String {
    lang.pick(
        format!("{office} {period} {analysis}（{days}）"),
        format!("{office}, {} {period} ({days})", analysis.to_lowercase()),
    )
}
