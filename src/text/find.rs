//! Full-text search: prompt and results.

use super::Lang;
use crate::store::MatchedIn;

/// Before the field.
pub fn prompt(lang: Lang) -> &'static str {
    lang.pick("查找：", "Find: ")
}

/// Nothing has been typed.
pub fn invitation(lang: Lang) -> &'static str {
    lang.pick(
        "输入姓名、编号、电话、村名、事由里的任何几个字；姓名也可以用拼音首字母，如 zs。几个词用空格隔开，就找每个词都有的，乡镇、类型、结果也算，如“松柏 邻里 在办”。",
        "Type any part of a name, number, phone, village or the facts; names also by pinyin initials, such as zs. Several words with spaces find the cases that have them all; townships, types and outcomes count too.",
    )
}

/// Nothing found.
pub fn nothing(lang: Lang, query: &str) -> String {
    lang.pick(
        format!("没有找到“{query}”。删去几个字再试。"),
        format!("Nothing says \"{query}\". Erase a little and try again."),
    )
}

/// The typed text has no searchable characters.
pub fn nothing_to_look_for(lang: Lang) -> &'static str {
    lang.pick("只有标点，没有可找的字。", "Only punctuation: there is nothing to look for.")
}

/// How many cases were found.
pub fn found(lang: Lang, hits: usize) -> String {
    match hits {
        1 => lang.pick("找到 1 件".to_owned(), "1 case".to_owned()),
        _ => lang.pick(format!("找到 {hits} 件"), format!("{hits} cases")),
    }
}

/// More cases match than are shown.
pub fn found_more(lang: Lang, hits: usize) -> String {
    lang.pick(
        format!("{hits}+ 件，先列最新的；多输几个字可缩小"),
        format!("{hits}+ cases, the newest first; type more to narrow"),
    )
}

/// Where the text was found.
pub fn matched_in(lang: Lang, place: MatchedIn) -> &'static str {
    match place {
        MatchedIn::Number => lang.pick("编号", "Number"),
        MatchedIn::Party => lang.pick("当事人", "Party"),
        MatchedIn::Phone => lang.pick("电话", "Phone"),
        MatchedIn::IdNumber => lang.pick("证件号码", "ID number"),
        MatchedIn::Address => lang.pick("单位或住址", "Address"),
        MatchedIn::Office => lang.pick("单位", "Office"),
        MatchedIn::Village => lang.pick("村", "Village"),
        MatchedIn::Place => lang.pick("地点", "Place"),
        MatchedIn::Kind => lang.pick("类型", "Type"),
        MatchedIn::Outcome => lang.pick("结果", "Outcome"),
        MatchedIn::Summary => lang.pick("事由", "Facts"),
        MatchedIn::Mediator => lang.pick("调解员", "Mediator"),
        MatchedIn::Tag => lang.pick("标签", "Tag"),
        MatchedIn::Note => lang.pick("备注", "Note"),
        MatchedIn::Agreement => lang.pick("协议", "Agreement"),
        MatchedIn::Agent => lang.pick("代理人", "Agent"),
        MatchedIn::Attendee => lang.pick("参加人", "Attended"),
        MatchedIn::Investigation => lang.pick("调查", "Inquiry"),
        MatchedIn::Evidence => lang.pick("证据", "Evidence"),
        MatchedIn::Session => lang.pick("调解记录", "Session"),
        MatchedIn::Performance => lang.pick("履行", "Performed"),
        MatchedIn::FollowUp => lang.pick("回访", "Visit"),
        MatchedIn::Remark => lang.pick("记事", "Remark"),
        MatchedIn::Reason => lang.pick("理由", "Reason"),
        MatchedIn::Volume => lang.pick("卷号", "Volume"),
        MatchedIn::Referral => lang.pick("移送", "Referral"),
        MatchedIn::Original => lang.pick("原台账", "Old ledger"),
    }
}

/// The headings of the results: number, date, parties, outcome, where.
pub fn headings(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["编号", "受理日期", "当事人", "结果", "找到的地方"],
        ["Number", "Accepted", "Parties", "Outcome", "Found in"],
    )
}
