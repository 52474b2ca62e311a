//! The help of `tiaojie history`, `verify` and `disclosures`.

use super::cli::help;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)+) => {
        $($(#[$doc])* pub fn $name() -> &'static str { help($zh, $en) })+
    };
}

texts! {
    /// history
    history: "一件案件的每次保存：何时、谁、哪台电脑、改了什么", "every save of a case: when, who, on which laptop, what it changed";
    /// NUMBER
    which: "编号（可以不带年份）或案件标识", "number (with or without its year) or id of the case";
    /// verify
    verify: "核验每台电脑的记录没有被改动；可核对报表上的校验码", "prove that nobody altered the log; checks the codes printed on reports too";
    /// --anchor
    anchor: "报表上的记录校验码，一个或整行，可以多个", "a record code as a report prints it, or its whole line; several may be given";
    /// disclosures
    disclosures: "外发登记：何时、谁、怎样、什么、到哪里", "what left the file: when, by whom, how, what and where to";
    /// --month
    month: "只列这个月，如 2026-11", "only this month, such as 2026-11";
    /// --kind
    kind: "只列这种方式", "only this way";
    /// --limit
    limit: "最多几条", "at most so many";
}
