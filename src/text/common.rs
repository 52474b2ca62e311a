//! Words that several screens share.

use super::Lang;

/// Between the names of a list: 张三、李四.
pub const LIST_COMMA: char = '、';
/// The reason that undo gives for voiding what was just entered.
pub const UNDONE_ENTRY: &str = "撤销录入";

/// Yes.
pub fn yes(lang: Lang) -> &'static str {
    lang.pick("是", "Yes")
}

/// No.
pub fn no(lang: Lang) -> &'static str {
    lang.pick("否", "No")
}

/// Between the items of a list in a sentence.
pub fn list_comma(lang: Lang) -> &'static str {
    lang.pick("、", ", ")
}

/// Nothing to list.
pub fn nothing_here(lang: Lang) -> &'static str {
    lang.pick("（没有）", "(nothing)")
}
