//! The words of locked months: what is reported, what was corrected since, and why something cannot be locked.

use super::Lang;
use super::wording::words;
use crate::domain::{Month, Period};
use crate::store::StoreError;

words! {
    SNAPSHOT: "快照", "Snapshot";
    CORRECTION: "更正", "Correction";
    NOW: "现在", "Now";
}

/// Why a month cannot be locked or unlocked, and what to do.
pub fn refused(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::AlreadyLocked(month) => already_locked(lang, *month),
        StoreError::MonthNotOver(last) => lang.pick(
            format!("这个月到 {last} 才结束，请从第二天起锁定。"),
            format!("This month goes on to {last}; lock it from the day after."),
        ),
        _ => lang
            .pick("这个月没有锁定，不用解锁。", "This month is not locked, there is nothing to unlock.")
            .to_owned(),
    }
}

fn already_locked(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(
        format!("{month}已经锁定；要重新锁定，请先解锁并写明原因。"),
        format!("{month} is locked already; to lock it anew, unlock it first and say why."),
    )
}

/// Wall clock to the minute, from RFC 3339.
pub fn clock(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

/// Locked, when and by whom.
pub fn locked(lang: Lang, at: &str, by: &str) -> String {
    let at = clock(at);
    lang.pick(format!("已锁定 {at} {by}"), format!("locked {at} {by}")).trim_end().to_owned()
}

/// What was corrected since: in so many cases (0 where they were not counted), and the changes in sum.
pub fn correction(lang: Lang, cases: usize, changes: &str) -> String {
    match (cases, changes.is_empty()) {
        (0, _) => lang.pick(format!("更正：{changes}"), format!("Corrections: {changes}")),
        (_, true) => lang.pick(
            format!("更正 {cases} 件，各项合计不变。"),
            format!("Corrected cases: {cases}; no total changes."),
        ),
        _ => lang.pick(format!("更正 {cases} 件：{changes}"), format!("Corrected cases: {cases}: {changes}")),
    }
}

/// 快照 + 更正 + 未锁定 = 本年累计, of one measure.
pub fn account(lang: Lang, measure: &str, [snapshots, corrections, open, live]: [String; 4]) -> String {
    let corrections = match corrections.strip_prefix('-') {
        Some(fewer) => format!("- {} {fewer}", CORRECTION.text(lang)),
        None => format!("+ {} {corrections}", CORRECTION.text(lang)),
    };
    lang.pick(
        format!("{measure}：快照 {snapshots} {corrections} + 未锁定 {open} = 本年累计 {live}"),
        format!("{measure}: snapshots {snapshots} {corrections} + not locked {open} = year {live}"),
    )
}

/// Locked months do not lie side by side.
pub fn other_cut_off(lang: Lang) -> &'static str {
    lang.pick(
        "有的月份是按另一个截止日锁定的，各月日期可能重叠或缺漏。",
        "A month was locked under another cut-off day: days may be counted twice or left out.",
    )
}

/// 2024年3月
pub fn month_name(lang: Lang, month: Month) -> String {
    super::totals::period(lang, &Period::Month(month))
}

/// A locking was taken back.
pub fn locking_undone(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(format!("已撤销锁定：{month}"), format!("Locking undone: {month}"))
}

/// A locking was brought back.
pub fn locking_restored(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(format!("已恢复锁定：{month}"), format!("Locking restored: {month}"))
}

/// An unlocking was taken back.
pub fn unlocking_undone(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(format!("已撤销解锁：{month}仍然锁定"), format!("Unlocking undone: {month} is locked"))
}

/// An unlocking was brought back.
pub fn unlocked_again(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(format!("已重做解锁：{month}"), format!("Unlocked again: {month}"))
}
