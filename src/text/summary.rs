//! The words of 摘要, a case in one paragraph.

use super::Lang;
use super::cli::help;

/// A value with what it is: 纠纷类型邻里纠纷. Empty where there is no value.
pub fn clause(lang: Lang, label: &str, value: &str) -> String {
    match value {
        "" => String::new(),
        value => lang.pick(format!("{label}：{value}"), format!("{label}: {value}")),
    }
}

/// Clauses as a sentence; those without content are left out.
pub fn sentence(lang: Lang, mut clauses: Vec<String>) -> String {
    clauses.retain(|clause| !clause.is_empty());
    let text = clauses.join(lang.pick("，", ", "));
    let ends = text.ends_with(['。', '！', '？', '.', '!', '?', '；', ';']);
    if text.is_empty() || ends { text } else { text + lang.pick("。", ".") }
}

/// An amount.
pub fn yuan(lang: Lang, yuan: &str) -> String {
    lang.pick(format!("{yuan}元"), format!("{yuan} yuan"))
}

/// What was copied.
pub fn copied(lang: Lang, number: &str, masked: &str) -> String {
    let number = super::register::short_number(number);
    lang.pick(format!("{number} 的摘要（{masked}）"), format!("the summary of {number} ({masked})"))
}

/// What a record of it in the log is called.
pub fn disclosed(lang: Lang, number: &str) -> String {
    lang.pick(format!("摘要 {number}"), format!("Summary {number}"))
}

/// --summary
pub fn about() -> &'static str {
    help(
        "只打印一段话的摘要，隐去姓名与否按设置，记入外发登记",
        "print a summary in one paragraph, names hidden as set; recorded as a copy",
    )
}

/// --unmasked
pub fn about_unmasked() -> &'static str {
    help("摘要里写全名", "with names in full")
}

/// Where it went.
pub fn to_output(lang: Lang) -> &'static str {
    lang.pick("命令行输出", "standard output")
}
