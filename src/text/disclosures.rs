//! The words of the log of exports.

use super::wording::{sentences, words};
use super::{Lang, past};
use crate::domain::{Masking, Month};
use crate::store::{Directory, Disclosure, DisclosureKind};

words! {
    WHEN: "时间", "When";
    WHO: "操作员", "Who";
    KIND: "方式", "How";
    WHAT: "内容", "What";
    CASES: "件数", "Cases";
    MASKING: "隐去", "People";
    TO: "去向", "Where to";
}

sentences! {
    none: "没有这样的记录。", "There is nothing of the sort.";
    all_kinds: "全部方式", "every way";
    all_months: "全部时间", "all time";
}

/// The kind of an export.
pub fn kind(lang: Lang, kind: DisclosureKind) -> &'static str {
    match kind {
        DisclosureKind::Export => lang.pick("导出", "Export"),
        DisclosureKind::Print => lang.pick("打印", "Print"),
        DisclosureKind::Copy => lang.pick("复制", "Copy"),
        DisclosureKind::Bundle => lang.pick("交换包", "Bundle"),
        DisclosureKind::Unmask => lang.pick("显示全文", "Unmasked"),
    }
}

/// Whether people can be identified in it.
pub fn masking(lang: Lang, masking: Masking) -> &'static str {
    match masking {
        Masking::Masked => lang.pick("已隐去", "hidden"),
        Masking::Plain => lang.pick("全文", "in full"),
    }
}

/// The title line.
pub fn title(lang: Lang, count: u64) -> String {
    lang.pick(format!("外发登记  共 {count} 条"), format!("Disclosures  {count}"))
}

/// Which ones are listed, and the keys to change that.
pub fn filter(lang: Lang, kind: Option<DisclosureKind>, month: Option<Month>) -> String {
    let way = kind.map_or_else(|| all_kinds(lang), |kind| self::kind(lang, kind));
    let time =
        month.map_or_else(|| all_months(lang).to_owned(), |month| super::locks::month_name(lang, month));
    lang.pick(format!("{way}  {time}"), format!("{way}  {time}"))
}

/// The cells of a line: when, who, how, what, cases, personal data, where to.
pub fn cells(lang: Lang, one: &Disclosure, directory: &Directory) -> [String; 7] {
    let who = one.by.and_then(|id| directory.operator(id)).map(|operator| operator.name.clone());
    let cases = if one.said.cases == 0 { String::new() } else { one.said.cases.to_string() };
    [
        past::clock(&one.at),
        who.unwrap_or_else(|| past::unknown_operator(lang).to_owned()),
        kind(lang, one.said.kind).to_owned(),
        one.said.what.clone(),
        cases,
        masking(lang, one.said.masking).to_owned(),
        one.said.to.clone(),
    ]
}

/// The headings of those cells.
pub fn headings(lang: Lang) -> [&'static str; 7] {
    [WHEN, WHO, KIND, WHAT, CASES, MASKING, TO].map(|word| word.text(lang))
}

/// How many lines were copied.
pub fn copied(lang: Lang, lines: usize) -> String {
    lang.pick(format!("外发登记 {lines} 条"), format!("{lines} disclosures"))
}
