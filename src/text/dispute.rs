//! The words of the screen of one case: names of fields and sections, what is wrong, what was done.

use chrono::NaiveDate;

use super::wording::words;
use super::{Lang, Words, common};

words! {
    BASICS: "基本", "Basics";
    PARTIES: "当事人", "Parties";
    MEDIATION: "调解", "Mediation";
    RESULT: "结果与协议", "Outcome and agreement";
    REFERRALS: "移送", "Referrals";
    FOLLOW_UPS: "回访", "Follow-up visits";
    NOTES: "备注与原文", "Notes and original words";

    NUMBER: "编号", "Number";
    OFFICE: "受理单位", "Office";
    VILLAGE: "村（社区）", "Village";
    PLACE: "地点", "Place";
    KIND: "纠纷类型", "Type";
    SOURCE: "案件来源", "Source";
    PRE_LITIGATION: "诉前", "Pre-trial";
    LEVEL: "层级", "Level";
    DIFFICULTY: "难易程度", "Difficulty";
    OCCURRED_ON: "发生日期", "Occurred";
    ACCEPTED_ON: "受理日期", "Accepted";
    REGISTERED: "登记时间", "Logged at";
    PEOPLE: "涉及人数", "People";
    SUMMARY: "简要情况", "Summary";
    PARTY_NAME: "姓名", "Name";
    BODY_NAME: "名称", "Name";
    SIDE: "地位", "Side";
    PARTY_KIND: "类别", "Kind";
    SEX: "性别", "Sex";
    ETHNICITY: "民族", "Ethnicity";
    BORN_ON: "出生日期", "Born";
    ID_NUMBER: "身份证号", "ID number";
    PHONE: "联系方式", "Phone";
    OCCUPATION: "职业或职务", "Occupation";
    ADDRESS: "单位或住址", "Address";
    EARLIER: "其他案件", "Other cases";
    ADD_PARTY: "加当事人", "Add party";
    MEDIATORS: "调解员", "Mediators";
    TAGS: "联动标签", "Tags";
    OUTCOME: "结果", "Outcome";
    CLOSED_ON: "办结日期", "Closed";
    AMOUNT: "协议金额", "Amount";
    CONTENT: "协议内容", "Agreement";
    DUE_ON: "履行期限", "Due date";
    PERFORMANCE: "履行情况", "Performance";
    CONFIRMATION: "司法确认", "Confirmation";
    DIRECTION: "方向", "Direction";
    ORGANISATION: "对方单位", "Other body";
    REFERRED_ON: "移送日期", "Date";
    LETTER: "函件编号", "Letter no.";
    REASON: "事由", "Reason";
    FEEDBACK: "反馈", "Feedback";
    ADD_REFERRAL: "加移送", "Add referral";
    VISITED_ON: "回访日期", "Visited";
    VISIT_NOTE: "回访情况", "Findings";
    ADD_FOLLOW_UP: "加回访", "Add visit";
    NOTE: "备注", "Note";
    ORIGINAL: "原文", "Original";
    VOID: "作废理由", "Void because";
}

/// Between a label and its value in copied text.
pub const COLON: &str = ": ";

/// The field that the log calls so, for sentences; none for what a person never sees.
pub fn logged_field(field: &str) -> Option<Words> {
    let last = field.rsplit('.').next().unwrap_or_default();
    let part = field.split('.').next().unwrap_or_default();
    Some(match (part, last) {
        (_, "position") => return None,
        ("party", "removed") | ("party", "side") => PARTIES,
        ("party", "name") => PARTY_NAME,
        ("party", "kind") => PARTY_KIND,
        ("party", "sex") => SEX,
        ("party", "ethnicity") => ETHNICITY,
        ("party", "born_on") => BORN_ON,
        ("party", "occupation") => OCCUPATION,
        ("party", "phone") => PHONE,
        ("party", "address") => ADDRESS,
        ("party", "id_number") => ID_NUMBER,
        ("referral", _) => REFERRALS,
        ("follow_up", _) => FOLLOW_UPS,
        ("agreement", "amount_fen") => AMOUNT,
        ("agreement", "content") => CONTENT,
        ("agreement", "due_on") => DUE_ON,
        ("agreement", "performance") => PERFORMANCE,
        ("agreement", "confirmation") => CONFIRMATION,
        (_, "number") => NUMBER,
        (_, "office") => OFFICE,
        (_, "village") => VILLAGE,
        (_, "place") => PLACE,
        (_, "type") => KIND,
        (_, "source") => SOURCE,
        (_, "pre_litigation") => PRE_LITIGATION,
        (_, "level") => LEVEL,
        (_, "difficulty") => DIFFICULTY,
        (_, "occurred_on") => OCCURRED_ON,
        (_, "accepted_on") => ACCEPTED_ON,
        (_, "closing") => CLOSING,
        (_, "people") => PEOPLE,
        (_, "summary") => SUMMARY,
        (_, "note") => NOTE,
        (_, "original") => ORIGINAL,
        (_, "mediators") => MEDIATORS,
        (_, "tags") => TAGS,
        (_, "void") => VOID_MARK,
        _ => return None,
    })
}

/// Outcome and closing date, which the log holds as one.
const CLOSING: Words = Words { zh: "结果、办结日期", en: "outcome and closing date" };

/// The void mark, as a field of a sentence or an outcome in a list.
pub const VOID_MARK: Words = Words { zh: "作废", en: "Void" };

/// The title line: which case.
pub fn title(lang: Lang, number: &str) -> String {
    let number = if number.is_empty() { lang.pick("（无编号）", "(no number)") } else { number };
    lang.pick(format!("案件  {number}"), format!("Dispute  {number}"))
}

/// Who against whom, over the sections.
pub fn versus(lang: Lang, applicants: &str, respondents: &str) -> String {
    match (applicants, respondents) {
        ("", "") => String::new(),
        (one, "") | ("", one) => one.to_owned(),
        (one, other) => lang.pick(format!("{one} 与 {other}"), format!("{one} v. {other}")),
    }
}

/// An open case with days left; 0 is the last day.
pub fn days_left(lang: Lang, due: NaiveDate, days: i64) -> String {
    let due = due.format("%Y-%m-%d");
    lang.pick(format!("在办，还剩 {days} 天，{due} 到期"), format!("open, {days} days left, due {due}"))
}

/// An open case past its limit.
pub fn overdue(lang: Lang, due: NaiveDate, days: i64) -> String {
    let due = due.format("%Y-%m-%d");
    lang.pick(
        format!("在办，已超期 {days} 天，{due} 到期"),
        format!("open, {days} days overdue, was due {due}"),
    )
}

/// A closed case: which outcome, when, and after how many days.
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

/// Nothing was entered.
pub fn empty() -> &'static str {
    "-"
}

/// What stands in a row that adds something.
pub fn press_enter(lang: Lang) -> &'static str {
    lang.pick("按回车", "press Enter")
}

/// Money in yuan.
pub fn yuan(lang: Lang, yuan: &str) -> String {
    lang.pick(format!("{yuan} 元"), format!("{yuan} yuan"))
}

/// People as counted from the parties.
pub fn people_by_parties(lang: Lang, count: u32) -> String {
    lang.pick(format!("{count}（按当事人计）"), format!("{count} (the parties)"))
}

/// So many other cases of that person.
pub fn other_cases(lang: Lang, count: usize) -> String {
    match count {
        1 => lang.pick("1 件，按回车查看", "1 case, Enter shows it").to_owned(),
        _ => lang.pick(format!("{count} 件，按回车查看"), format!("{count} cases, Enter lists them")),
    }
}

/// The title of the list of a person's other cases.
pub fn other_cases_of(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name}的其他案件"), format!("Other cases of {name}"))
}

/// Which party of how many, before its fields.
pub fn party_heading(lang: Lang, nth: usize, side: &str) -> String {
    lang.pick(format!("{nth}. {side}"), format!("{nth}. {side}"))
}

/// Which one of several, before the fields of a referral or visit.
pub fn nth(nth: usize) -> String {
    format!("{nth}.")
}

/// Yes or no.
pub fn yes_or_no(lang: Lang, is_so: Answer) -> &'static str {
    match is_so {
        Answer::Yes => common::yes(lang),
        Answer::No => common::no(lang),
    }
}

/// Yes or no, as a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not.
    No,
}

/// A field was saved.
pub fn saved(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(format!("已保存：{field}。Ctrl+Z 撤销。"), format!("Saved: {field}. Ctrl+Z takes it back."))
}

/// Nothing differed from what was there.
pub fn unchanged(lang: Lang) -> &'static str {
    lang.pick("没有改动。", "Nothing was changed.")
}

/// The field belongs to no edit.
pub fn fixed(lang: Lang) -> &'static str {
    lang.pick("这一项由程序记录，不能改。", "The program keeps this by itself; it cannot be edited.")
}

/// Something was added.
pub fn added(lang: Lang, what: &str) -> String {
    lang.pick(format!("已加上：{what}。Ctrl+Z 撤销。"), format!("Added: {what}. Ctrl+Z takes it back."))
}

/// Something was taken out.
pub fn removed(lang: Lang, what: &str) -> String {
    lang.pick(format!("已去掉：{what}。Ctrl+Z 撤销。"), format!("Removed: {what}. Ctrl+Z takes it back."))
}

/// The key removes a party, referral or visit, and none is selected.
pub fn nothing_to_remove(lang: Lang) -> &'static str {
    lang.pick("先选中一位当事人、一次移送或回访，再去掉它。", "Select a party, a referral or a visit first.")
}

/// An edit was left unfinished and is kept.
pub fn kept(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(
        format!("“{field}”没有保存，刚才输入的还在：按回车接着改。"),
        format!("\"{field}\" was not saved; what you typed is kept: Enter goes on with it."),
    )
}

/// An unfinished edit of another time is here.
pub fn resumed(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(
        format!("上次改“{field}”没有保存，接着改；Esc 放弃。"),
        format!("\"{field}\" was being edited and not saved. Go on, or Esc to drop it."),
    )
}

/// An unfinished edit was given up.
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

/// The title of the box that asks why.
pub fn void_title(lang: Lang, number: &str) -> String {
    lang.pick(format!("作废 {number}"), format!("Void {number}"))
}

/// A party, referral or visit by its name or date.
pub fn named_part(lang: Lang, kind: Words, name: &str) -> String {
    let kind = kind.text(lang);
    lang.pick(format!("{kind} {name}"), format!("{kind} {name}")).trim().to_owned()
}

/// The question before a void case counts again.
pub fn ask_restore(lang: Lang, number: &str) -> String {
    lang.pick(
        format!("{number} 已作废。恢复它，重新计入统计吗？"),
        format!("{number} is void. Restore it, so that it counts again?"),
    )
}

/// A void case counts again.
pub fn restored(lang: Lang) -> &'static str {
    lang.pick("已恢复，重新计入统计。", "Restored; it counts again.")
}

/// Something must be typed here.
pub fn required(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(
        format!("{field}不能空着，请填上；不改就按 Esc。"),
        format!("{field} cannot be empty; Esc leaves it as it was."),
    )
}

/// The number is taken.
pub fn number_taken(lang: Lang) -> &'static str {
    lang.pick("另一件纠纷也是这个编号，请核对。", "Another dispute bears this number; please check.")
}

/// What help says about a field of a case.
pub fn help(lang: Lang, field: Words) -> String {
    let field = field.text(lang);
    lang.pick(
        format!("现在在“{field}”。按回车就地修改，回车保存，Esc 放弃；每改一项就是一次保存，都能撤销。"),
        format!("You are on \"{field}\". Enter edits it in place, Enter again saves, Esc leaves it. Each change is one save, and each can be undone."),
    )
}

/// What was taken back, in which case.
pub fn undone(lang: Lang, case: &str, fields: &str) -> String {
    lang.pick(format!("已撤销：{case} {fields}"), format!("Undone: {case} {fields}"))
}

/// What was brought back, in which case.
pub fn redone(lang: Lang, case: &str, fields: &str) -> String {
    lang.pick(format!("已重做：{case} {fields}"), format!("Redone: {case} {fields}"))
}

/// A new case was taken back.
pub fn entry_undone(lang: Lang, case: &str) -> String {
    lang.pick(
        format!("已撤销录入：{case} 作废，编号保留；Ctrl+Y 恢复。"),
        format!("Entry undone: {case} is void, its number kept; Ctrl+Y restores it."),
    )
}

/// A new case was brought back.
pub fn entry_redone(lang: Lang, case: &str) -> String {
    lang.pick(format!("已恢复录入：{case}"), format!("Entry restored: {case}"))
}

/// What was undone is no case: something of the roster or a setting.
pub fn roster_undone(lang: Lang) -> &'static str {
    lang.pick(
        "已撤销名册或设置里的上一次修改；Ctrl+Y 重做。",
        "The last change of the roster or settings is undone; Ctrl+Y brings it back.",
    )
}

/// What was brought back is no case.
pub fn roster_redone(lang: Lang) -> &'static str {
    lang.pick("已重做名册或设置里的修改。", "The change of the roster or settings is back.")
}

/// There is no save left to take back.
pub fn nothing_to_undo(lang: Lang) -> &'static str {
    lang.pick("没有可以撤销的保存。", "There is no save left to take back.")
}

/// There is nothing to bring back.
pub fn nothing_to_redo(lang: Lang) -> &'static str {
    lang.pick("没有可以重做的。", "There is nothing to bring back.")
}

/// Joins field names for a sentence; beyond four the rest is counted.
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
