//! The words of acts on a case: their cards, and why one cannot be done.

use super::Lang;
use super::common::list_comma;
use super::field::{label, part};
use crate::domain::field::{Field, PartKind};

/// The keys at the foot of a card.
pub fn keys(lang: Lang) -> &'static str {
    lang.pick("回车或 Tab 到下一项，Ctrl+S 保存，Esc 不改", "Enter or Tab goes on, Ctrl+S saves, Esc leaves")
}

/// The keys at the foot of a card with one field.
pub fn keys_of_one(lang: Lang) -> &'static str {
    lang.pick("回车或 Ctrl+S 保存，Esc 不改", "Enter or Ctrl+S saves, Esc leaves")
}

/// No case is selected.
pub fn no_case(lang: Lang) -> &'static str {
    lang.pick("没有选中的案件。", "No case is selected.")
}

/// Nothing is added to a void case.
pub fn is_void(lang: Lang, number: &str) -> String {
    lang.pick(
        format!("{number} 已作废，先恢复（Ctrl+Delete）再办。"),
        format!("{number} is void; restore it first (Ctrl+Delete)."),
    )
}

/// The card is saved with every field empty.
pub fn nothing_said(lang: Lang) -> &'static str {
    lang.pick(
        "一项都没有填，没有保存；不办就按 Esc。",
        "Nothing is filled in, nothing was saved; Esc leaves.",
    )
}

/// Nothing is performed, confirmed or visited where there is no agreement.
pub fn no_agreement(lang: Lang, number: &str) -> String {
    lang.pick(
        format!("{number} 没有达成协议，不能办这一项；达成了的先登记结果（F8）。"),
        format!("{number} has no agreement to do this about; if it has, log the outcome first (F8)."),
    )
}

/// What the case needs before.
pub fn lacks(lang: Lang, kind: PartKind) -> String {
    let kind = part(kind).text(lang);
    lang.pick(format!("这件案件还没有{kind}，先加上。"), format!("This case has none yet: first add {kind}."))
}

/// A deed was done.
pub fn done(lang: Lang, deed: &str, number: &str) -> String {
    lang.pick(
        format!("已保存：{deed}，{number}。Ctrl+Z 撤销。"),
        format!("Saved: {deed}, {number}. Ctrl+Z takes it back."),
    )
}

/// How many parts the words of a plan make.
pub fn planned(lang: Lang, parts: usize) -> String {
    lang.pick(format!("共{parts}期"), format!("{parts} parts"))
}

/// What a card asks.
pub fn asked(lang: Lang, fields: &[Field]) -> String {
    let labels: Vec<&str> = fields.iter().map(|field| label(*field).text(lang)).collect();
    labels.join(list_comma(lang))
}

/// Text was typed where nothing takes it.
pub fn not_taken(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!("“{typed}”没有放进去：这一项不能改。移到要改的一项再输入，或按 + 加一项。"),
        format!("\"{typed}\" went nowhere: this item cannot be edited. Move to a field and type, or + adds."),
    )
}
