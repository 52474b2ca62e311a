//! The words of the page for a new dispute.

use super::Lang;
use super::wording::sentences;
use crate::domain::field::Field;
use crate::domain::{PartyKind, Side};

/// The heading of the dispute.
pub fn dispute_heading(lang: Lang) -> &'static str {
    lang.pick("纠纷", "The dispute")
}

/// The heading of the outcome.
pub fn outcome_heading(lang: Lang) -> &'static str {
    lang.pick("结果（在办的不填）", "The outcome (leave empty while open)")
}

/// The heading of rarely used fields.
pub fn more_heading(lang: Lang) -> &'static str {
    lang.pick("补充（可以不填）", "More (may stay empty)")
}

/// The heading of a party.
pub fn party_heading(lang: Lang, side: Side, name: &str) -> String {
    format!("{}{}{name}", side_label(lang, side), lang.pick("：", ": "))
}

/// The name of a side.
pub fn side_label(lang: Lang, side: Side) -> &'static str {
    match side {
        Side::Applicant => lang.pick("申请人", "Applicant"),
        Side::Respondent => lang.pick("被申请人", "Respondent"),
        Side::Third => lang.pick("第三人", "Third party"),
    }
}

/// The label of a field on the page; 受理单位 is the township in which a village is looked up.
pub fn label(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::AcceptedOn => lang.pick("受理日期", "Accepted on"),
        Field::Office => lang.pick("乡镇", "Township"),
        Field::Village => lang.pick("村/社区", "Village"),
        Field::PreLitigation => lang.pick("诉前调解", "Pre-litigation"),
        Field::ClosedOn => lang.pick("办结日期", "Closed on"),
        Field::DueOn => lang.pick("履行期限", "Due on"),
        Field::InstalmentWhat => lang.pick("履行计划", "Plan"),
        Field::ReferralOrganisation => lang.pick("移送到", "Referred to"),
        field => super::field::label(field).text(lang),
    }
}

/// The label of a field of a party of that kind on the page; the whole name of a credit code would move all values.
pub fn label_of_party(field: Field, kind: PartyKind, lang: Lang) -> &'static str {
    match (field, kind) {
        (Field::PartyIdNumber, PartyKind::Company | PartyKind::Group) => lang.pick("信用代码", "Credit code"),
        (Field::PartyIdNumber | Field::PartyAddress | Field::PartyRepresentative, _) => {
            super::field::label_of_party(field, kind).text(lang)
        }
        _ => label(field, lang),
    }
}

/// The hint of a field of a party of that kind.
pub fn hint_of_party(field: Field, kind: PartyKind, lang: Lang) -> &'static str {
    match (field, kind) {
        (Field::PartyIdNumber, PartyKind::Company | PartyKind::Group) => {
            lang.pick("统一社会信用代码，18位", "unified social credit code, 18 characters")
        }
        _ => hint(field, lang),
    }
}

/// The hint of a field.
#[rustfmt::skip]
pub fn hint(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::AcceptedOn | Field::ClosedOn => date_hint(lang),
        Field::Office | Field::Village => lang.pick("数字、汉字或拼音首字母，可新增", "digit, name or pinyin; may be new"),
        Field::PartyName => lang.pick("姓名或单位名称；Ctrl+B 再加一位", "Name; Ctrl+B adds one more"),
        Field::Kind => lang.pick("代码、汉字或拼音首字母", "code, name or pinyin"),
        Field::Mediators => lang.pick("第一位主持；几位用、隔开，可新增", "the first leads; a comma, then more; also new"),
        Field::Summary => lang.pick("经过和争议，Ctrl+E 换行", "What happened; Ctrl+E begins a new line"),
        Field::Outcome => lang.pick("按数字；0 或不选为在办", "a digit; 0 or none: still open"),
        Field::ClosingReason => lang.pick("告知书里写的理由，可以以后补", "as the notice says; may be added later"),
        Field::Amount => lang.pick("如 3500、3.5万；没有就不填", "3500 or 3.5万; empty if none"),
        Field::DueOn => lang.pick("如 20、12-31、30天后、年底", "20, 12-31, 30天后"),
        Field::InstalmentWhat => super::plan::short_hint(lang),
        Field::Content => lang.pick("双方怎样约定，Ctrl+E 换行", "What was agreed; Ctrl+E begins a new line"),
        Field::ReferralOrganisation => lang.pick("接收的单位，如 林区人民法院", "the body it went to, such as a court"),
        Field::Place => lang.pick("在村里的什么地方", "where in the village"),
        Field::People => lang.pick("不填就按当事人计", "empty: the parties count"),
        Field::PartyIdNumber => lang.pick("会带出性别和出生日期", "gives sex and date of birth"),
        Field::PartyPhone | Field::PartyAddress | Field::PartyRepresentative => "",
        _ => lang.pick("按数字，或输入汉字、拼音首字母", "a digit, a name or pinyin"),
    }
}

sentences! {
    /// What may be typed as a date.
    date_hint: "如 5、3-5、昨天、-2，上下键换日子", "5, 3-5, -2 (days ago), or Up and Down";
    /// The draft of an unfinished page was brought back.
    draft_back: "上次没填完的草稿，接着填；Ctrl+L 清空重来。", "Your unfinished draft is back; go on, or Ctrl+L to start afresh.";
    /// Told at the start, when a draft was left by a crash or by Esc.
    draft_waits: "有一份没填完的登记；按 F2 接着填。", "An unfinished entry is waiting; F2 takes it up again.";
    /// The page was left with its draft kept.
    draft_kept: "草稿已留下；再按 F2 接着填。", "The draft is kept; F2 takes it up again.";
    /// The page is empty again.
    emptied: "已清空，重新填写。", "Emptied; start afresh.";
    /// Asks before throwing the page away.
    ask_discard: "清空本页？填写的内容和草稿都会丢掉。", "Empty this page? What you typed and its draft will be lost.";
    /// Enter in the last field.
    at_the_end: "填完了：按 Ctrl+S 保存。", "That was the last field: Ctrl+S saves.";
    /// A page without anything typed cannot be saved.
    not_yet: "还没有保存：有几处要改，见各项旁边的说明。", "Not saved yet: see what is said beside the fields.";
    /// A page of this many parties is full.
    enough_parties: "一页最多九位当事人；其余的可在简要情况里写明。", "A page takes nine parties; name the others in the summary.";
    /// A dispute keeps two parties.
    two_stay: "至少留两位当事人；不要的请清空姓名。", "Two parties stay; empty a name instead.";
    /// The focus is on no party.
    which_party: "请先移到要去掉的当事人那一行。", "Move to the row of the party to take out first.";
    /// The focus is on no party whose kind could be changed.
    whose_kind: "请先移到有姓名的当事人那一行。", "Move to the row of a party with a name first.";
    /// The draft cannot be kept; leave all the same?
    ask_leave: "草稿存不进文件，离开就会丢掉。仍然离开？", "The draft cannot be kept and will be lost. Leave all the same?";
}

/// A page waits as a draft, and there is room for one.
pub fn draft_first(lang: Lang) -> &'static str {
    lang.pick(
        "有一份没填完的登记：先按 F2 填完，或清空。",
        "An unfinished entry is waiting: finish or empty it first (F2).",
    )
}

/// Whether the parties of the case come along.
pub fn ask_parties(lang: Lang, number: &str, names: &[&str]) -> String {
    let names = names.join(super::common::list_comma(lang));
    lang.pick(
        format!("照{number}再登一件。当事人（{names}）也带过来吗？"),
        format!("Another case like {number}. With its parties ({names})?"),
    )
}

/// The parties come along.
pub fn with_parties(lang: Lang) -> &'static str {
    lang.pick("还是这些人", "The same people")
}

/// The parties do not come along.
pub fn without_parties(lang: Lang) -> &'static str {
    lang.pick("换了人，姓名空着", "Other people: leave the names empty")
}

/// So many parties came along.
pub fn parties_taken(lang: Lang, count: usize) -> String {
    lang.pick(format!("当事人 {count} 位"), format!("{count} parties"))
}

/// What came along from another case.
pub fn began_like(lang: Lang, number: &str, taken: &[String]) -> String {
    let (number, taken) =
        (super::register::short_number(number), taken.join(super::common::list_comma(lang)));
    lang.pick(
        format!("照 {number} 带来 {taken}；日期、结果没有带。"),
        format!("From {number}: {taken}. No days, no outcome."),
    )
}

/// The case was saved under that number.
pub fn saved(lang: Lang, number: &str) -> String {
    lang.pick(format!("已保存 {number}；F2 再记一件。"), format!("Saved as {number}; F2 logs the next."))
}

/// Beside a name that tells the kind of party, with the key that changes it.
pub fn kind_told(lang: Lang, kind: &str, key: &str) -> String {
    lang.pick(format!("{kind}（{key} 改）"), format!("{kind} ({key} changes it)"))
}

/// Between two notes beside a field.
pub fn between(lang: Lang) -> &'static str {
    lang.pick("，", "; ")
}

/// Beside a name with earlier cases.
pub fn earlier_cases(lang: Lang, cases: u32) -> String {
    let plural = if cases == 1 { "case" } else { "cases" };
    lang.pick(format!("以前有 {cases} 件"), format!("{cases} earlier {plural}"))
}

/// Beside a name whose details can be copied with the key of that glyph.
pub fn earlier_offered(lang: Lang, name: &str, cases: u32, key: &str) -> String {
    let earlier = earlier_cases(lang, cases);
    lang.pick(format!("{name} {earlier}，按 {key} 带出"), format!("{name}: {earlier}; {key} fills in"))
}

/// The heading of a person's earlier cases.
pub fn earlier_heading(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name} 以前的纠纷"), format!("Earlier cases of {name}"))
}

/// Asks whether to log a case that looks the same; each line is one case.
pub fn maybe_same(lang: Lang, there: &[String], here: &str) -> String {
    let there = there.join("\n");
    lang.pick(
        format!("可能已经登记过：\n{there}\n现在要登记的：\n{here}\n仍然登记吗？"),
        format!(
            "This may have been logged already:\n{there}\nNow to be logged:\n{here}\nLog it all the same?"
        ),
    )
}

/// The ending of a community's name (居委会), unlike that of a village.
pub const COMMUNITY_ENDING: &str = "社区";
