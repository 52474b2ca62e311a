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

/// The keys of a card in its last field, where the digit that picks also saves.
pub fn digit_saves(lang: Lang) -> &'static str {
    lang.pick("数字选了就保存，Esc 不改", "The digit that picks saves, Esc changes nothing")
}

/// A card was left with text on it.
pub fn card_kept(lang: Lang) -> &'static str {
    lang.pick(
        "没有保存；输入的还在，再打开这张卡片接着填。",
        "Not saved; what you typed is kept: open the card again to go on.",
    )
}

/// What was typed on a card is back.
pub fn card_resumed(lang: Lang) -> &'static str {
    lang.pick("上次没有保存的接着填；Esc 放弃。", "What was not saved is back: go on, or Esc to drop it.")
}

/// What came back was given up.
pub fn card_dropped(lang: Lang) -> &'static str {
    lang.pick("已放弃，保持原样。", "Dropped; it stays as it was.")
}

/// The question before typed text in a card is dropped.
pub fn ask_drop(lang: Lang) -> &'static str {
    lang.pick(
        "改过的内容还没有保存。不保存就返回吗？",
        "What you changed is not saved. Go back without saving?",
    )
}

/// A sentence with its full stop, and the gap before the next.
pub fn ended(lang: Lang, sentence: &str) -> String {
    let is_ended = sentence.ends_with(['。', '！', '？', '.', '!', '?', '：', ':']);
    let (stop, gap) = (if is_ended { "" } else { lang.pick("。", ".") }, lang.pick("", " "));
    format!("{sentence}{stop}{gap}")
}
