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

/// The keys of a card in its last field, where the digit that picks also saves.
pub fn digit_saves(lang: Lang) -> &'static str {
    lang.pick("数字选了就保存，Esc 不改", "The digit that picks saves, Esc changes nothing")
}

/// The question before typed text in a card is dropped.
pub fn ask_drop(lang: Lang) -> &'static str {
    lang.pick(
        "改过的内容还没有保存。不保存就返回吗？",
        "What you changed is not saved. Go back without saving?",
    )
}
