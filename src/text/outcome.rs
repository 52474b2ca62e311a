//! The words of the card for the outcome of a case.

use chrono::NaiveDate;

use super::Lang;
use crate::domain::date_entry::iso;

/// What may be typed as the outcome of a case that is closed already.
pub fn reopen_hint(lang: Lang) -> &'static str {
    lang.pick("按数字；0 改回在办", "a digit; 0 reopens the case")
}

/// What may be typed as the outcome of an open case.
pub fn outcome_hint(lang: Lang) -> &'static str {
    lang.pick("按数字", "a digit")
}

/// The keys of the card.
pub fn keys(lang: Lang) -> &'static str {
    lang.pick(
        "数字选结果，回车往下，Ctrl+S 保存，Esc 不改",
        "A digit picks, Enter goes on, Ctrl+S saves, Esc changes nothing",
    )
}

/// The outcome was saved; `outcome` is what it is called.
pub fn saved(lang: Lang, number: &str, outcome: &str) -> String {
    lang.pick(format!("{number} 已记为：{outcome}。"), format!("{number} is now: {outcome}."))
}

/// The last day on which both parties may ask a court to confirm the agreement that was recorded.
pub fn court_until(lang: Lang, last: NaiveDate) -> String {
    let last = iso(last);
    lang.pick(format!("司法确认申请至 {last}。"), format!(" The court may be asked up to {last}."))
}

/// Nothing differed from what was there.
pub fn unchanged(lang: Lang) -> &'static str {
    lang.pick("没有改动。", "Nothing was changed.")
}

/// A void case has no outcome.
pub fn is_void(lang: Lang, number: &str) -> String {
    lang.pick(
        format!("{number} 已作废，不能登记结果；先撤销作废。"),
        format!("{number} is void and takes no outcome; undo that first."),
    )
}

/// Something is wrong on the card.
pub fn not_yet(lang: Lang) -> &'static str {
    lang.pick("还没有保存：有一处要改，见旁边的说明。", "Not saved yet: see what is said beside the field.")
}
