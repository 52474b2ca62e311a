//! The words of locked months: what is reported, what was corrected since, and why something cannot be locked.

use super::Lang;
use crate::domain::{Month, Period};
use crate::store::StoreError;

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

/// 2024年3月
pub fn month_name(lang: Lang, month: Month) -> String {
    super::totals::period(lang, &Period::Month(month))
}
