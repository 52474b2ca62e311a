//! The wording for text that comes where no field takes it.

use super::Lang;

/// The heading of the offer.
pub fn title(lang: Lang) -> &'static str {
    lang.pick("保存以后才到的字", "It came after the save")
}

/// What came, and where it belongs.
pub fn came_late(lang: Lang, field: &str, text: &str) -> String {
    lang.pick(
        format!("已保存，但输入法晚到的字还没有写进“{field}”：{text}"),
        format!("Saved, but the input method was late: this is not in {field} yet: {text}"),
    )
}

/// The answer that adds it.
pub fn add(lang: Lang, field: &str) -> String {
    lang.pick(format!("补到“{field}”末尾并保存"), format!("Add it at the end of {field} and save"))
}

/// The answer that does not.
pub fn leave_out(lang: Lang) -> &'static str {
    lang.pick("不要这几个字", "Leave it out")
}

/// It was added.
pub fn added(lang: Lang, field: &str, text: &str) -> String {
    lang.pick(format!("已补到“{field}”：{text}"), format!("Added to {field}: {text}"))
}

/// It was not, by the user's choice.
pub fn left_out(lang: Lang, text: &str) -> String {
    lang.pick(format!("没有写进去：{text}"), format!("Not written: {text}"))
}

/// Text came where nothing is typed.
pub fn not_taken(lang: Lang, text: &str) -> String {
    lang.pick(
        format!("这里不能打字，没有写进去：{text}"),
        format!("Nothing is typed here; not written: {text}"),
    )
}

/// The question after a refused save: the focus has gone to what is wrong, and the word came then.
pub fn which(lang: Lang, text: &str) -> String {
    lang.pick(
        format!("还没有保存，光标已经换了栏，这时才来的字写到哪里？{text}"),
        format!("Not saved, and the cursor has moved; where does this go? {text}"),
    )
}

/// An answer to it.
pub fn into(lang: Lang, field: &str) -> String {
    lang.pick(format!("写到“{field}”"), format!("Into {field}"))
}
