//! The words of locked months: what is reported, what was corrected since, and why something cannot be locked.

use std::collections::BTreeSet;

use super::Lang;
use super::wording::words;
use crate::domain::{Fen, Month, Period};
use crate::store::{CorrectedMonth, Directory, StoreError};

words! {
    SNAPSHOT: "快照", "Reported";
    CORRECTION: "更正", "Change";
    NOW: "现在", "Now";
    REASON: "解锁原因", "Reason";
    LOCKED: "已锁定", "Locked";
    NOT_LOCKED: "未锁定", "Open";
    NOT_OVER: "未结束", "Running";
    MONTH: "月份", "Month";
    STATE: "状态", "State";
    LOCKED_AT: "锁定时间", "Locked at";
    LOCKED_BY: "锁定人", "By";
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

/// The day alone, from RFC 3339.
pub fn day(at: &str) -> String {
    at.get(..10).unwrap_or(at).to_owned()
}

/// Locked, when and by whom.
pub fn locked(lang: Lang, at: &str, by: &str) -> String {
    let at = clock(at);
    lang.pick(format!("已锁定 {at} {by}"), format!("locked {at} {by}")).trim_end().to_owned()
}

/// What was corrected since: in so many cases (0 where they were not counted), and the changes in sum.
pub fn correction(lang: Lang, cases: usize, changes: &str) -> String {
    let counted = if cases == 1 { "1 case" } else { &format!("{cases} cases") };
    match (cases, changes.is_empty()) {
        (0, _) => lang.pick(format!("更正：{changes}"), format!("Corrected: {changes}")),
        (_, true) => lang.pick(
            format!("更正 {cases} 件，各项合计不变。"),
            format!("Corrected: {counted}, and no total changes."),
        ),
        _ => lang.pick(format!("更正 {cases} 件：{changes}"), format!("Corrected, {counted}: {changes}")),
    }
}

/// A save changed what locked months had reported: which, each of an office (none for all together).
pub fn corrects(lang: Lang, months: &BTreeSet<CorrectedMonth>, directory: &Directory) -> String {
    let named = |(month, office): &CorrectedMonth| {
        let office = office.and_then(|id| directory.office(id)).map_or("", |office| office.name.as_str());
        let gap = if office.is_empty() { "" } else { lang.pick("", " ") };
        format!("{office}{gap}{}", month_name(lang, *month))
    };
    let mut names: Vec<String> = months.iter().take(MOST_NAMED).map(named).collect();
    if months.len() > MOST_NAMED {
        names.push(lang.pick(format!("等{}个月", months.len()), format!("{} months in all", months.len())));
    }
    let names = names.join(super::common::list_comma(lang));
    lang.pick(
        format!("更正：{names}已锁定，这次改动列在更正里。"),
        format!("Correction: {names} is locked; this edit is listed as a correction."),
    )
}

/// The most locked months named in one sentence.
const MOST_NAMED: usize = 2;

/// 快照 + 更正 + 未锁定 = 本年累计, of one measure.
pub fn account(lang: Lang, measure: &str, [snapshots, corrections, open, live]: [String; 4]) -> String {
    let name = lang.pick("更正", "corrections");
    let corrections = match corrections.strip_prefix('-') {
        Some(fewer) => format!("- {name} {fewer}"),
        None => format!("+ {name} {corrections}"),
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

/// A month within its year.
pub fn month_of_year(lang: Lang, month: Month) -> String {
    lang.pick(format!("{}月", month.month()), month.to_string())
}

/// The lock key on free days.
pub fn only_months(lang: Lang) -> &'static str {
    lang.pick(
        "只有月份可以锁定；请先按 Ctrl+L 换到一个月。",
        "Only a month can be locked; choose one with Ctrl+L first.",
    )
}

/// Whether to lock: office, month, its days, its figures.
pub fn ask(lang: Lang, [office, month, days, figures]: [&str; 4]) -> String {
    lang.pick(
        format!("锁定{office} {month}（{days}）？\n{figures}\n锁定后案件仍可修改，改动列为更正，不改快照。"),
        format!(
            "Lock {month} of {office} ({days})?\n{figures}\nCases can still be edited; edits are listed as corrections and leave the snapshot as it is."
        ),
    )
}

/// Yes: lock.
pub fn lock_it(lang: Lang) -> &'static str {
    lang.pick("锁定", "Lock it")
}

/// No: leave it.
pub fn leave_open(lang: Lang) -> &'static str {
    lang.pick("先不锁定", "Not yet")
}

/// It was locked.
pub fn done(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(
        format!("已锁定 {month}；此后的改动列为更正。"),
        format!("Locked {month}; later edits are corrections."),
    )
}

/// It was unlocked.
pub fn unlock_done(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(
        format!("已解锁 {month}；原来的快照和解锁原因都留着。"),
        format!("Unlocked {month}; its snapshot and the reason are kept."),
    )
}

/// The heading of the card of a month.
pub fn card_title(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(format!("{month} 锁定与更正"), format!("{month}: reported and corrected"))
}

/// What help says of the card.
pub fn card_help(lang: Lang) -> &'static str {
    lang.pick(
        "这个月上报锁定时的数、此后的更正和现在的数。按数字选：列出更正的案件，写明原因解锁，或看全年各月。在办是期末数，也随以前月份的更正变动。",
        "What was reported of this month, what was corrected since, and the figures of now. A digit picks: list the corrected cases, unlock with a reason, or see the months of the year. Open cases are those of the last day and also move with corrections of earlier months.",
    )
}

/// List the corrected cases.
pub fn list_cases(lang: Lang, cases: usize) -> String {
    lang.pick(format!("列出更正的案件（{cases} 件）"), format!("List the corrected cases ({cases})"))
}

/// Unlock.
pub fn unlock_it(lang: Lang) -> &'static str {
    lang.pick("解除锁定", "Unlock")
}

/// The months of the year.
pub fn months_of_year(lang: Lang, year: i32) -> String {
    lang.pick(format!("{year}年各月"), format!("The months of {year}"))
}

/// The heading of the box that asks why.
pub fn unlock_title(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(format!("解锁 {month}"), format!("Unlock {month}"))
}

/// The title of the list of corrected cases.
pub fn corrected_title(lang: Lang, month: Month) -> String {
    let month = month_name(lang, month);
    lang.pick(format!("{month} 锁定后更正的案件"), format!("{month}: cases corrected since it was locked"))
}

/// Nothing was corrected.
pub fn nothing_corrected(lang: Lang) -> &'static str {
    lang.pick("锁定以后没有更正。", "Nothing was corrected since it was locked.")
}

/// More corrected cases than there is room for.
pub fn more_cases(lang: Lang, cases: usize) -> String {
    lang.pick(format!("  另有 {cases} 件"), format!("  and {cases} more"))
}

/// What a case added then and adds now.
pub fn then_and_now(lang: Lang, then: &str, now: &str) -> String {
    lang.pick(format!("原 {then}，现 {now}"), format!("was {then}, now {now}"))
}

/// A case that does not count in the month.
pub fn not_counted(lang: Lang) -> &'static str {
    lang.pick("不计", "not counted")
}

/// Whether a case was accepted within the month: 1 or 0.
pub fn accepted(lang: Lang, accepted: i64) -> String {
    match accepted {
        0 => lang.pick("非本月受理", "not accepted in it"),
        _ => lang.pick("受理", "accepted"),
    }
    .to_owned()
}

/// So many persons.
pub fn people(lang: Lang, people: i64) -> String {
    lang.pick(format!("{people}人"), format!("{people} people"))
}

/// Not closed within the month.
pub fn not_closed(lang: Lang) -> &'static str {
    lang.pick("本月未办结", "not closed in it")
}

/// An amount in 元.
pub fn yuan(lang: Lang, amount: Fen) -> String {
    let amount = amount.yuan_text();
    lang.pick(format!("{amount}元"), format!("{amount} yuan"))
}

/// Days from acceptance to closing.
pub fn days_taken(lang: Lang, days: i64) -> String {
    lang.pick(format!("历时{days}天"), format!("{days} days"))
}

/// A lock that was taken off: when and by whom locked, when and by whom unlocked, why.
pub fn was_locked(lang: Lang, [at, by, off_at, off_by, reason]: [&str; 5]) -> String {
    let (at, off_at) = (clock(at), clock(off_at));
    lang.pick(
        format!("曾锁定：{at} {by}；解锁：{off_at} {off_by}，原因：{reason}"),
        format!("Locked before: {at} {by}; unlocked {off_at} {off_by}: {reason}"),
    )
}

/// When, by whom and why a lock was taken off.
pub fn unlocked(lang: Lang, [at, by, reason]: [&str; 3]) -> String {
    let at = clock(at);
    lang.pick(format!("已解锁 {at} {by}，原因：{reason}"), format!("unlocked {at} {by}: {reason}"))
}

/// A second lock of the same month, from another laptop.
pub fn also_locked(lang: Lang, at: &str, by: &str) -> String {
    let at = clock(at);
    lang.pick(format!("另一台电脑也锁定过：{at} {by}"), format!("Also locked on another laptop: {at} {by}"))
}

/// The title of the months of a year.
pub fn year_title(lang: Lang, year: i32) -> String {
    lang.pick(format!("锁定  {year}年"), format!("Locked months  {year}"))
}

/// Whose year, and how many months are locked.
pub fn year_head(lang: Lang, office: &str, year: i32, locked: usize) -> String {
    lang.pick(
        format!("{office}  {year}年  已锁定 {locked} 个月"),
        format!("{office}  {year}  months locked: {locked}"),
    )
}

/// What the columns of the months count.
pub fn year_basis(lang: Lang) -> &'static str {
    lang.pick(
        "受理、成功是锁定时的快照；更正是此后的改动；现在是按案件重新数出的数。",
        "Accepted and settled are as reported; changes were made since; now is counted from the cases.",
    )
}

/// What was given is no month.
pub fn not_a_month(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!("“{typed}”不是一个月；请写如 --period 2024-03。"),
        format!("\"{typed}\" is not a month; write it as --period 2024-03."),
    )
}

/// What was given is no year.
pub fn not_a_year(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!("“{typed}”不是一年；列出各月请写如 --list --period 2024。"),
        format!("\"{typed}\" is not a year; to list its months write --list --period 2024."),
    )
}

/// An unlocking without a reason.
pub fn no_reason(lang: Lang) -> &'static str {
    lang.pick("请用 --reason 写明解锁原因。", "Say why with --reason.")
}
