//! Words that several screens share.

use super::Lang;

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
