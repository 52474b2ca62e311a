//! The words of the case screen: names of fields and sections, problems, messages.

use chrono::NaiveDate;

use super::field::{CLOSING, label, part};
use super::wording::words;
use super::{Lang, Words, common};
use crate::domain::RefusalGround;
use crate::domain::date_entry::iso;
use crate::domain::field::{Field, PartKind};

words! {
    BASICS: "基本", "Basics";
    PARTIES: "当事人", "Parties";
    INVESTIGATIONS: "调查", "Investigations";
    EVIDENCE: "证据", "Evidence";
    MEDIATION: "调解", "Mediation";
    RESULT: "结果", "Outcome";
    REFERRALS: "移送", "Referrals";
    FOLLOW_UPS: "回访", "Follow-up visits";
    NOTES: "备注与原文", "Notes";
    LIMIT: "期限与层级", "Limit and level";
    AGREEMENT: "协议", "Agreement";
    PLAN: "履行计划", "Plan";
    PERFORMED: "履行", "Performance";
    CONFIRMATION: "司法确认", "Confirmation";
    LITIGATION: "诉讼", "Litigation";
    PREVENTION: "预防", "Prevention";
    REMARKS: "记事", "Remarks";
    FILING: "立卷", "Filing";
    ADD_LITIGATION: "加诉讼", "Add lawsuit";
    ADD_FILING: "加立卷", "Add filing";
    ADD_NOTE: "加备注", "Add note";
}

/// Between a label and its value in copied text.
pub const COLON: &str = ": ";

/// The label of a field of the log, for sentences; for a part as a whole, the name of the part. None
/// for one that is never shown.
pub fn logged_field(name: &str) -> Option<Words> {
    let (kind, rest) = name.split_once('.').unwrap_or(("", name));
    let last = rest.rsplit('.').next().unwrap_or_default();
    Some(match (PartKind::of_log(kind), kind, last) {
        (_, _, "position") => return None,
        (Some(PartKind::Party), _, "removed" | "side") => part(PartKind::Party),
        (Some(PartKind::Party), ..) => label(Field::from_code(&format!("party.{last}"))?),
        (Some(kind), ..) => part(kind),
        (None, "litigation", _) => LITIGATION,
        (None, "filing", _) => FILING,
        (None, _, "closing") => CLOSING,
        (None, _, "void") => VOID_MARK,
        _ => label(Field::from_code(name)?),
    })
}

/// The void mark, as a field of a sentence or an outcome in a list.
pub const VOID_MARK: Words = Words { zh: "作废", en: "Void" };

/// The title line, with the number.
pub fn title(lang: Lang, number: &str) -> String {
    let number = if number.is_empty() { lang.pick("（无编号）", "(no number)") } else { number };
    lang.pick(format!("案件  {number}"), format!("Dispute  {number}"))
}

/// The two sides, above the sections.
pub fn versus(lang: Lang, applicants: &str, respondents: &str) -> String {
    match (applicants, respondents) {
        ("", "") => String::new(),
        (one, "") | ("", one) => one.to_owned(),
        (one, other) => lang.pick(format!("{one} 与 {other}"), format!("{one} v. {other}")),
    }
}

/// The days left of an open case; 0 is the last day.
pub fn days_left(lang: Lang, due: &str, days: i64) -> String {
    lang.pick(format!("在办，还剩 {days} 天，{due} 到期"), format!("open, {days} days left, due {due}"))
}

/// An open case past its limit.
pub fn overdue(lang: Lang, due: &str, days: i64) -> String {
    lang.pick(
        format!("在办，已超期 {days} 天，{due} 到期"),
        format!("open, {days} days overdue, was due {due}"),
    )
}

/// A closed case: its outcome, the day, and the days it took.
pub fn closed(lang: Lang, outcome: &str, on: NaiveDate, days: i64) -> String {
    let on = on.format("%Y-%m-%d");
    lang.pick(
        format!("{outcome}，{on} 办结，用时 {days} 天"),
        format!("{outcome}, closed {on} after {days} days"),
    )
}

/// A void case.
pub fn void(lang: Lang, reason: &str) -> String {
    lang.pick(
        format!("已作废：{reason}。不计入任何统计；Ctrl+Delete 恢复。"),
        format!("Void: {reason}. It counts in no total; Ctrl+Delete restores it."),
    )
}

/// The mark of an empty field.
pub fn empty() -> &'static str {
    "-"
}

/// Before the labels of empty fields of a part.
pub fn blank(lang: Lang) -> &'static str {
    lang.pick("未填", "Blank")
}

/// Before the fields of such a row once some are filled in.
pub fn others(lang: Lang) -> &'static str {
    lang.pick("其他", "Other")
}

/// Money in yuan.
pub fn yuan(lang: Lang, yuan: &str) -> String {
    lang.pick(format!("{yuan} 元"), format!("{yuan} yuan"))
}

/// A derived value, and its source.
pub fn following(lang: Lang, value: &str, from: Words) -> String {
    let from = from.text(lang);
    lang.pick(format!("{value}（{from}）"), format!("{value} ({from})"))
}

/// One of several sessions.
pub fn session_heading(lang: Lang, nth: usize) -> String {
    lang.pick(format!("第{nth}次调解"), format!("Session {nth}"))
}

/// One of several referrals.
pub fn referral_heading(lang: Lang, nth: usize) -> String {
    lang.pick(format!("第{nth}次移送"), format!("Referral {nth}"))
}

/// After the heading of a session with a lawyer.
pub fn with_lawyer(lang: Lang) -> &'static str {
    lang.pick("，律师参与", ", with a lawyer")
}

/// The day by which the case is to be closed, by the office's limit or the last extension.
pub fn limit(lang: Lang, due: &str, is_extended: Answer) -> String {
    match is_extended {
        Answer::Yes => lang.pick(
            format!("办结期限 {due}，按双方同意的延期"),
            format!("To be concluded by {due}, as extended by consent"),
        ),
        Answer::No => lang.pick(
            format!("办结期限 {due}，按单位的期限"),
            format!("To be concluded by {due}, the limit of the office"),
        ),
    }
}

/// The agreement is effective.
pub fn in_effect(lang: Lang, on: NaiveDate) -> String {
    let on = iso(on);
    lang.pick(format!("{on} 生效"), format!("In effect since {on}"))
}

/// What a written agreement lacks to be effective.
pub fn not_in_effect(lang: Lang, missing: &[Words]) -> String {
    let missing: Vec<&str> = missing.iter().map(|word| word.text(lang)).collect();
    let missing = missing.join(common::list_comma(lang));
    lang.pick(format!("尚未生效，还缺：{missing}"), format!("Not in effect yet; missing: {missing}"))
}

/// The sum performed of the sum agreed, in yuan.
pub fn performed_so_far(lang: Lang, performed: &str, agreed: Option<&str>) -> String {
    match agreed {
        Some(agreed) => lang.pick(
            format!("已履行 {performed} 元，协议金额 {agreed} 元"),
            format!("{performed} of {agreed} yuan performed"),
        ),
        None => lang.pick(format!("已履行 {performed} 元"), format!("{performed} yuan performed")),
    }
}

/// The last day to apply to a court, and the days left; negative when it has passed.
pub fn window(lang: Lang, until: &str, days: i64) -> String {
    match days {
        0 => lang.pick(
            format!("可以共同申请司法确认，今天（{until}）是最后一天"),
            format!("Both may ask the court today ({until}) for the last time"),
        ),
        1.. => lang.pick(
            format!("可以共同申请司法确认，到 {until} 为止，还剩 {days} 天"),
            format!("Both may ask the court up to {until}: {days} days left"),
        ),
        _ => lang.pick(
            format!("申请司法确认的期限 {until} 已过"),
            format!("The window for confirmation closed on {until}"),
        ),
    }
}

/// The window begins when the agreement is effective.
pub fn window_to_open(lang: Lang, days: u32) -> String {
    lang.pick(
        format!("协议生效之日起 {days} 天内可以共同申请司法确认，最后一天逢休息日的顺延"),
        format!("Within {days} days of taking effect both may ask the court; a last day of rest moves on"),
    )
}

/// Why the last day may be later still: only the weekends of that year are known.
pub fn rest_days_unknown(lang: Lang, year: i32) -> String {
    lang.pick(
        format!("（{year} 年还没有节假日表，只算了周末；最后一天逢休息日的顺延）"),
        format!(" (of {year} only weekends are known; a last day of rest moves on)"),
    )
}

/// What to look at before an agreement goes to court.
pub fn ground_to_mind(lang: Lang, ground: RefusalGround) -> &'static str {
    match ground {
        RefusalGround::Status => lang.pick(
            "只是确认婚姻、亲子、收养关系的协议，法院不予确认；赡养、抚养、彩礼、分家析产的可以",
            "Courts refuse what only settles marriage, parentage or adoption; support or shares are confirmed",
        ),
        RefusalGround::Rights => lang.pick(
            "确定权属（确权）的协议，法院不予确认；怎么使用、怎么赔偿的可以",
            "Courts refuse what settles who owns what; how it is used or made good is confirmed",
        ),
        RefusalGround::Scope | RefusalGround::Court | RefusalGround::Procedure => "",
    }
}

/// How many other cases that person has.
pub fn other_cases(lang: Lang, count: usize) -> String {
    match count {
        1 => lang.pick("1 件，回车查看", "1, Enter shows it").to_owned(),
        _ => lang.pick(format!("{count} 件，回车查看"), format!("{count}, Enter lists them")),
    }
}

/// The title of the list of a person's other cases.
pub fn other_cases_of(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name}的其他案件"), format!("Other cases of {name}"))
}

/// The number of a party, before its fields.
pub fn party_heading(lang: Lang, nth: usize, side: &str) -> String {
    lang.pick(format!("{nth}. {side}"), format!("{nth}. {side}"))
}

/// Yes or no.
pub fn yes_or_no(lang: Lang, is_so: Answer) -> &'static str {
    match is_so {
        Answer::Yes => common::yes(lang),
        Answer::No => common::no(lang),
    }
}

/// A yes/no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// A field was saved.
pub fn saved(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(format!("已保存：{field}。Ctrl+Z 撤销。"), format!("Saved: {field}. Ctrl+Z takes it back."))
}

/// Nothing was changed.
pub fn unchanged(lang: Lang) -> &'static str {
    lang.pick("没有改动。", "Nothing was changed.")
}

/// The field is read-only.
pub fn fixed(lang: Lang) -> &'static str {
    lang.pick("这一项由程序记录，不能改。", "The program keeps this by itself; it cannot be edited.")
}

/// Something was added.
pub fn added(lang: Lang, what: &str) -> String {
    lang.pick(format!("已加上：{what}。Ctrl+Z 撤销。"), format!("Added: {what}. Ctrl+Z takes it back."))
}

/// A part was removed.
pub fn removed(lang: Lang, what: &str) -> String {
    lang.pick(format!("已去掉：{what}。Ctrl+Z 撤销。"), format!("Removed: {what}. Ctrl+Z takes it back."))
}

/// No part is selected that could be removed.
pub fn nothing_to_remove(lang: Lang) -> &'static str {
    lang.pick(
        "先选中要去掉的当事人、调解、移送等，再按。",
        "First select what is to go: a party, a session, a referral and so on.",
    )
}

/// An unfinished edit was kept.
pub fn kept(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(
        format!("“{field}”没有保存，刚才输入的还在：按回车接着改。"),
        format!("\"{field}\" was not saved; what you typed is kept: Enter goes on with it."),
    )
}

/// An unfinished edit was resumed.
pub fn resumed(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(
        format!("上次改“{field}”没有保存，接着改；Esc 放弃。"),
        format!("\"{field}\" was being edited and not saved. Go on, or Esc to drop it."),
    )
}

/// An unfinished edit was dropped.
pub fn dropped(lang: Lang) -> &'static str {
    lang.pick("已放弃，保持原样。", "Dropped; it stays as it was.")
}

/// The case was voided.
pub fn voided(lang: Lang) -> &'static str {
    lang.pick(
        "已作废，编号不再使用。Ctrl+Z 撤销。",
        "Void; its number is never used again. Ctrl+Z takes it back.",
    )
}

/// The title of the popup that asks for the reason.
pub fn void_title(lang: Lang, number: &str) -> String {
    lang.pick(format!("作废 {number}"), format!("Void {number}"))
}

/// A party, referral or visit by its name or date.
pub fn named_part(lang: Lang, kind: Words, name: &str) -> String {
    let kind = kind.text(lang);
    lang.pick(format!("{kind} {name}"), format!("{kind} {name}")).trim().to_owned()
}

/// The question before a void case is restored.
pub fn ask_restore(lang: Lang, number: &str) -> String {
    lang.pick(
        format!("{number} 已作废。恢复它，重新计入统计吗？"),
        format!("{number} is void. Restore it, so that it counts again?"),
    )
}

/// A void case was restored.
pub fn restored(lang: Lang) -> &'static str {
    lang.pick("已恢复，重新计入统计。", "Restored; it counts again.")
}

/// The field must be filled.
pub fn required(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(
        format!("{field}不能空着，请填上；不改就按 Esc。"),
        format!("{field} cannot be empty; Esc leaves it as it was."),
    )
}

/// The number is used already.
pub fn number_taken(lang: Lang) -> &'static str {
    lang.pick("另一件纠纷也是这个编号，请核对。", "Another dispute bears this number; please check.")
}

/// Help on a field of a case.
pub fn help(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(
        format!("现在在“{field}”。直接输入或按回车就地修改，回车保存，Tab 保存并改下一项，Esc 离开；每改一项就是一次保存，都能撤销。"),
        format!("You are on \"{field}\". Type, or press Enter, to edit it in place; Enter saves, Tab saves and edits the next, Esc leaves it. Each change is one save, and each can be undone."),
    )
}

/// What was undone, in which case.
pub fn undone(lang: Lang, case: &str, fields: &str) -> String {
    lang.pick(format!("已撤销：{case} {fields}"), format!("Undone: {case} {fields}"))
}

/// What was redone, in which case.
pub fn redone(lang: Lang, case: &str, fields: &str) -> String {
    lang.pick(format!("已重做：{case} {fields}"), format!("Redone: {case} {fields}"))
}

/// A new case was undone.
pub fn entry_undone(lang: Lang, case: &str) -> String {
    lang.pick(
        format!("已撤销录入：{case} 作废，编号保留；Ctrl+Y 恢复。"),
        format!("Entry undone: {case} is void, its number kept; Ctrl+Y restores it."),
    )
}

/// A new case was redone.
pub fn entry_redone(lang: Lang, case: &str) -> String {
    lang.pick(format!("已恢复录入：{case}"), format!("Entry restored: {case}"))
}

/// A change of the roster or of a setting was undone.
pub fn roster_undone(lang: Lang) -> &'static str {
    lang.pick(
        "已撤销名册或设置里的上一次修改；Ctrl+Y 重做。",
        "The last change of the roster or settings is undone; Ctrl+Y brings it back.",
    )
}

/// A change of the roster or of a setting was redone.
pub fn roster_redone(lang: Lang) -> &'static str {
    lang.pick("已重做名册或设置里的修改。", "The change of the roster or settings is back.")
}

/// There is no save to undo.
pub fn nothing_to_undo(lang: Lang) -> &'static str {
    lang.pick("没有可以撤销的保存。", "There is no save left to take back.")
}

/// There is nothing to redo.
pub fn nothing_to_redo(lang: Lang) -> &'static str {
    lang.pick("没有可以重做的。", "There is nothing to bring back.")
}

/// Joins field names for a sentence; beyond four, the others are only counted.
pub fn field_list(lang: Lang, fields: &[Words]) -> String {
    const SHOWN: usize = 4;
    let names: Vec<&str> = fields.iter().take(SHOWN).map(|field| field.text(lang)).collect();
    let list = names.join(common::list_comma(lang));
    match fields.len().saturating_sub(SHOWN) {
        0 => list,
        _ => lang.pick(
            format!("{list}等 {} 项", fields.len()),
            format!("{list} and {} more", fields.len() - SHOWN),
        ),
    }
}

/// A number of a case that has become words: mostly meant for another field.
pub fn not_a_number(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!("“{typed}”不像编号，没有存；Esc 放弃。"),
        format!("{typed} does not read as a number; not saved. Esc leaves."),
    )
}
