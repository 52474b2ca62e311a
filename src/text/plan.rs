//! The words of a plan of performance and of what of it is still open.

use chrono::NaiveDate;

use super::Lang;
use crate::domain::date_entry::iso;
use crate::domain::plan::{PlanFault, plan_line};
use crate::domain::{Dispute, Fen, Instalment};

/// What may be typed for a plan, where there is room for one example.
pub fn short_hint(lang: Lang) -> &'static str {
    lang.pick("分6期，每月15日，每期2000元", "分6期，每月15日，每期2000元")
}

/// What may be typed for a plan.
pub fn hint(lang: Lang) -> &'static str {
    lang.pick(
        "如 分6期，每月15日，每期2000元；或 12-15 2000元",
        "分6期，每月15日，每期2000元, or 12-15 2000元",
    )
}

/// The number of a part, from 1.
pub fn nth(lang: Lang, nth: usize) -> String {
    lang.pick(format!("第{nth}期"), format!("Part {nth}"))
}

/// A part in a list: its number, then the amount or what is to be done.
pub fn short(lang: Lang, at: usize, amount: Option<Fen>, what: &str) -> String {
    let said = match amount.filter(|amount| *amount > Fen::ZERO) {
        Some(amount) => lang.pick(format!("{}元", amount.yuan_text()), amount.yuan_text()),
        None => what.to_owned(),
    };
    format!("{} {said}", nth(lang, at)).trim_end().to_owned()
}

/// The heading of a part that is settled.
pub fn settled(lang: Lang, at: usize, on: NaiveDate) -> String {
    let (nth, on) = (nth(lang, at), iso(on));
    lang.pick(format!("{nth}：{on} 已履行"), format!("{nth}: performed {on}"))
}

/// The heading of an open part; `left` is what is still to be paid where some of it was, `over` the days since its last
/// day.
pub fn open(lang: Lang, at: usize, left: Option<Fen>, over: i64) -> String {
    let nth = nth(lang, at);
    let left = left.map(|left| {
        lang.pick(format!("还差{}元", left.yuan_text()), format!("{} yuan left", left.yuan_text()))
    });
    let over = (over > 0).then(|| lang.pick(format!("逾期{over}天"), format!("{over}d over")));
    let said: Vec<String> = left.into_iter().chain(over).collect();
    if said.is_empty() {
        return lang.pick(format!("{nth}：待履行"), format!("{nth}: open"));
    }
    lang.pick(format!("{nth}：待履行，{}", said.join("，")), format!("{nth}: open, {}", said.join(", ")))
}

/// The sum performed of the sum of the plan, in yuan.
pub fn so_far(lang: Lang, performed: &str, plan: &str) -> String {
    lang.pick(format!("已履行 {performed} / {plan} 元"), format!("{performed} / {plan} yuan performed"))
}

/// What was added: the number of parts and what they add up to.
pub fn parts(lang: Lang, count: usize, sum: Fen) -> String {
    let sum = sum.yuan_text();
    match (count, sum.as_str()) {
        (_, "0") => lang.pick(format!("{count}期"), format!("{count} parts")),
        _ => lang.pick(format!("{count}期，共{sum}元"), format!("{count} parts, {sum} yuan")),
    }
}

/// The whole plan in one line, as an import and an entry read it; empty where there is none.
pub fn line(case: &Dispute) -> String {
    // A mark between parts would cut one in two.
    let one = |(at, part): (usize, &Instalment)| {
        format!("第{}期 {}", at + 1, plan_line(part).replace(['；', ';'], "，"))
    };
    case.plan_in_order().into_iter().enumerate().map(one).collect::<Vec<_>>().join("；")
}

/// Why words are no plan.
pub fn fault(lang: Lang, fault: PlanFault) -> &'static str {
    match fault {
        PlanFault::NotAPlan => lang.pick(
            "看不懂；写成 分6期，每月15日，每期2000元，或逐期写 2026-12-15 2000元，用分号隔开",
            "Not understood; write 分6期，每月15日，每期2000元, or each part, 2026-12-15 2000元, with semicolons between",
        ),
        PlanFault::NoSuchDay => lang.pick("没有这一天，请核对日期", "There is no such day; check the date"),
        PlanFault::NotAnAmount => lang.pick(
            "金额看不懂，或不大于 0；写成 2000元",
            "Not an amount, or not above 0; write 2000元",
        ),
        PlanFault::DateInside => lang.pick(
            "一期的内容里还有一个日期；各期之间用分号隔开",
            "Another date within the words of a part; put semicolons between the parts",
        ),
        PlanFault::TooEarly => {
            lang.pick("第一期早于协议达成的日期", "The first part would be due before the agreement")
        }
        PlanFault::HowMany => lang.pick("没有说分几期", "How many parts?"),
        PlanFault::HowMuch => lang.pick("没有说每期多少，也没有协议金额", "How much a part? No amount was agreed on"),
        PlanFault::TooMany => lang.pick("期数不对：1 至 120 期", "Between 1 and 120 parts"),
        PlanFault::NothingLeft => {
            lang.pick("前几期合计已够协议金额，最后一期没有剩余", "Nothing of the whole is left for the last part")
        }
    }
}
