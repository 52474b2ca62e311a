//! The words of 休息日: the holiday tables of the roster and `tiaojie rest-days`.

use super::Lang;
use super::cli::help;
use super::wording::{sentences, words};
use crate::domain::RestYearError;
use crate::domain::date_entry::iso;

words! {
    YEAR: "年份", "Year";
    STATE: "状态", "State";
    OFF: "放假", "Days off";
    WORK: "上班", "At work";
}

sentences! {
    about_list: "照国务院的通知填，如 1.1-1.3 2.15-2.23；申请司法确认的最后一天逢休息日的顺延。",
        "As the yearly notice has it: 1.1-1.3 2.15-2.23; the court window moves past them.";
    off_hint: "照国务院的通知填，如 1.1-1.3 2.15-2.23", "as the yearly notice has it: 1.1-1.3 2.15-2.23";
    work_hint: "周末调休上班的日子，如 1.4 2.14；没有就空着", "weekend days at work: 1.4 2.14; may be empty";
    only_weekends: "没有：只算周末", "weekends only";
    reset: "已恢复系统自带的休息日；Ctrl+Z 撤销。", "Back to the built-in table; Ctrl+Z takes it back.";
    already_built_in: "这一年的休息日没有改过。", "The table of that year was never changed.";
}

/// What a table cannot be.
pub fn wrong(lang: Lang, error: &RestYearError) -> String {
    match error {
        RestYearError::NotADay(text) => {
            lang.pick(format!("不是这一年的日期：{text}"), format!("Not a day of that year: {text}"))
        }
        RestYearError::Backwards(text) => {
            lang.pick(format!("起止颠倒了：{text}"), format!("Ends before it begins: {text}"))
        }
        RestYearError::WorksAnyway(day) => lang.pick(
            format!("{} 不是周六或周日，本来就上班", iso(*day)),
            format!("{} is no Saturday or Sunday", iso(*day)),
        ),
        RestYearError::Both(day) => {
            lang.pick(format!("{} 又放假又上班", iso(*day)), format!("{} is both off and at work", iso(*day)))
        }
        RestYearError::DaysOff(0) => lang.pick("还没有填放假的日子", "No day off is given").to_owned(),
        RestYearError::DaysOff(count) => {
            lang.pick(format!("放假 {count} 天，太多了"), format!("{count} days off are too many"))
        }
    }
}

/// The name of a year's table.
pub fn year_name(lang: Lang, year: i32) -> String {
    lang.pick(format!("{year}年"), year.to_string())
}

/// A table was saved.
pub fn saved(lang: Lang, year: i32) -> String {
    lang.pick(format!("已保存 {year} 年的休息日。"), format!("The rest days of {year} are saved."))
}

/// A table was taken back.
pub fn was_reset(lang: Lang, year: i32) -> String {
    lang.pick(
        format!("已去掉自填的 {year} 年休息日。"),
        format!("The office's own rest days of {year} are taken away."),
    )
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)+) => {
        $($(#[$doc])* pub fn $name() -> &'static str { help($zh, $en) })+
    };
}

texts! {
    /// rest-days
    about: "法定休假日和调休上班日，一年一张表", "statutory holidays and swapped working days, a table a year";
    /// rest-days, the long form
    long: "法定休假日和调休上班日，一年一张表。申请司法确认的期限，最后一天逢休息日的顺延到下一个工作日（民法典第二百零三条、民事诉讼法第八十五条）；没有表的年份只算周末。\n\n  rest-days                                                 各年的表\n  rest-days 2027 --off \"1.1-1.3 2.5-2.13\" --work \"2.14\"       照国务院办公厅的通知写一年的表\n  rest-days 2027 --reset                                    恢复系统自带的",
        "Statutory holidays and swapped working days, a table a year. The window for judicial confirmation moves past them, to the next working day (Civil Code art. 203); of a year without a table only weekends are known.\n\n  rest-days                                                 the tables\n  rest-days 2027 --off \"1.1-1.3 2.5-2.13\" --work \"2.14\"       a year as the State Council's notice has it\n  rest-days 2027 --reset                                    back to the built-in one";
    /// YEAR
    year: "哪一年", "the year";
    /// --off
    off: "放假的日子：1.1-1.3，也认 1月1日至3日", "the days off: 1.1-1.3, also 1月1日至3日";
    /// --work
    work: "周末调休上班的日子", "the weekend days that are working days";
    /// --reset
    reset_help: "恢复系统自带的表", "back to the built-in table";
}
