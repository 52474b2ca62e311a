//! The words of duties.

use super::wording::words;
use super::{Lang, plan};
use crate::domain::{DutyKind, RefusalGround};
use crate::store::{DueCount, DuePart};

words! {
    EVERYTHING: "全部", "All";
    LAST_DAY: "最后一天", "Last day";
    LEFT: "时限", "Left";
    DUTY: "该办", "Due";
    NUMBER: "编号", "Number";
    PARTIES: "当事人", "Parties";
    KIND: "类型", "Type";
    MEDIATOR: "调解员", "Lead";
    OFFICE: "单位", "Office";
    HINT: "提示", "Hint";
}

/// The name of a duty.
pub fn duty(lang: Lang, kind: DutyKind) -> &'static str {
    match kind {
        DutyKind::Conclude => lang.pick("办结", "Conclude"),
        DutyKind::Perform => lang.pick("履行", "Performance"),
        DutyKind::Confirm => lang.pick("司法确认", "Confirmation"),
        DutyKind::Visit => lang.pick("回访", "Visit"),
        DutyKind::Feedback => lang.pick("反馈", "Feedback"),
    }
}

/// What is due of a case: the part of the plan, else the duty.
pub fn what(lang: Lang, kind: DutyKind, part: Option<&DuePart>) -> String {
    let part = part.map(|part| plan::short(lang, part.nth, part.amount, &part.what));
    part.unwrap_or_else(|| duty(lang, kind).to_owned())
}

/// The days until the last day; negative when it has passed.
pub fn left(lang: Lang, days: i64) -> String {
    let over = days.unsigned_abs();
    match days {
        ..0 => lang.pick(format!("逾期{over}天"), format!("{over}d over")),
        0 => lang.pick("今天到期".to_owned(), "today".to_owned()),
        _ => lang.pick(format!("剩{days}天"), format!("{days}d left")),
    }
}

/// A count, with a sign where counting stopped at a limit.
fn counted(count: u32) -> String {
    if count >= DueCount::LIMIT { format!("{count}+") } else { count.to_string() }
}

/// How many duties are overdue and due soon.
pub fn counts(lang: Lang, count: DueCount) -> String {
    let (overdue, soon) = (counted(count.overdue), counted(count.soon));
    lang.pick(format!("逾期 {overdue}  临期 {soon}"), format!("{overdue} overdue  {soon} soon"))
}

/// The short form for the title line; empty where nothing is due.
pub fn in_title(lang: Lang, count: DueCount) -> String {
    let all = (count.overdue + count.soon).min(DueCount::LIMIT);
    if all == 0 {
        return String::new();
    }
    lang.pick(format!("待办 {}", counted(all)), format!("due {}", counted(all)))
}

/// Nothing is due.
pub fn nothing(lang: Lang) -> &'static str {
    lang.pick(
        "没有到期的事，近几天也没有要到期的。",
        "Nothing is due, and nothing falls due in the next days.",
    )
}

/// What to look at before an agreement goes to court, for a narrow column.
pub fn hint(lang: Lang, ground: RefusalGround) -> &'static str {
    match ground {
        RefusalGround::Status => lang.pick("身份关系的不予确认", "not for status"),
        RefusalGround::Rights => lang.pick("确权的不予确认", "not for ownership"),
        RefusalGround::Scope | RefusalGround::Court | RefusalGround::Procedure => "",
    }
}

/// Help on the limits.
pub fn help(lang: Lang) -> &'static str {
    lang.pick(
        "期限从次日起按日历天数算：受理后办结（双方同意延期的按延到的日子），协议约定的履行期限（分期的各期按各自的日子），协议生效后申请司法确认（最后一天逢休息日的顺延到下一个工作日，过了期就不再列出），履行期限后回访，移送后反馈。各是多少天、提前几天提醒，在设置的名册里按单位定。",
        "Limits count calendar days from the day after: closing after acceptance (or the day to which the parties agreed to extend), performance by the agreed term (each instalment on its own day), the application for confirmation after the agreement took effect (a last day of rest moves to the next working day; not listed once the window has closed), the visit after the term, feedback after a referral. How many days, and how many ahead one is reminded, each office sets in the roster of the settings.",
    )
}

/// The first line of a copied list.
pub fn heading_of_copy(lang: Lang, office: &str, counts: &str) -> String {
    lang.pick(format!("{office}待办：{counts}"), format!("{office}, due: {counts}"))
}
