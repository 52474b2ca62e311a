//! What can be wrong with the template of a form, said with its place.

use super::Lang;

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// The fault.
    pub what: Fault,
    /// Where; none where it concerns the whole file.
    pub place: Option<FaultPlace>,
}

/// A place in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultPlace {
    /// In which part of the file.
    pub part: PartOf,
    /// The paragraph, from 1.
    pub paragraph: usize,
    /// The beginning of its text.
    pub text: String,
    /// The placeholder as it stands there.
    pub tag: String,
}

/// The parts of a docx in which placeholders are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOf {
    /// The text itself.
    Body,
    /// A page header.
    Header,
    /// A page footer.
    Footer,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not a docx at all.
    NotADocx,
    /// The file has more bytes than allowed: so many MB.
    TooLarge(u64),
    /// What is packed in the file has more bytes than allowed: so many MB.
    UnpackedTooLarge(u64),
    /// A part of the file that every docx has is not there.
    NoPart(String),
    /// A part is not XML; the line of it.
    BadXml(String, u64),
    /// Elements are nested deeper than any word processor writes.
    TooDeep(String),
    /// A placeholder that is begun and not ended.
    Unclosed,
    /// A name that stands for nothing.
    UnknownName(String),
    /// A filter that is not there.
    UnknownFilter(String),
    /// A statement that is not there.
    UnknownStatement(String),
    /// `for` or `if` without its end.
    NeverEnded,
    /// An end, `else` or `elif` without its beginning.
    NeverBegun,
    /// The words of the template language in the wrong order; what the reader of it says.
    Syntax(String),
    /// What stands behind the name has parts and cannot be printed as one.
    HasParts,
    /// What stands behind `in` is no list.
    NotAList,
    /// It would never end, or fill any disk.
    Endless,
    /// What else the reader of templates refuses, in its words.
    Other(String),
    /// The result is not a document any more.
    Unreadable,
}

/// The sentence for a broken template of the form that is called so.
pub fn broken_template(lang: Lang, form: &str, fault: &TemplateFault) -> String {
    let place = fault.place.as_ref().map(|place| place_of(lang, place)).unwrap_or_default();
    let (zh, en) = what(&fault.what);
    lang.pick(
        format!("《{form}》的模板有错：{place}{zh}。"),
        format!("The template of {form} is broken: {place}{en}."),
    )
}

fn place_of(lang: Lang, place: &FaultPlace) -> String {
    let FaultPlace { part, paragraph, text, tag } = place;
    let (zh, en) = match part {
        PartOf::Body => ("正文", "paragraph"),
        PartOf::Header => ("页眉", "paragraph of the header"),
        PartOf::Footer => ("页脚", "paragraph of the footer"),
    };
    lang.pick(
        format!("{zh}第 {paragraph} 段（{text}）的 {tag} "),
        format!("in {en} {paragraph} ({text}), at {tag}, "),
    )
}

fn what(fault: &Fault) -> (String, String) {
    match fault {
        Fault::TooLarge(most) => (
            format!("文件超过 {most} MB，请去掉图片或换小的图片"),
            format!("the file has more than {most} MB; take its pictures out or use smaller ones"),
        ),
        Fault::UnpackedTooLarge(most) => (
            format!("文件解压后超过 {most} MB，不能使用"),
            format!("the file has more than {most} MB when it is unpacked and cannot be used"),
        ),
        Fault::NoPart(part) => (
            format!("文件里没有 {part}，请另存为 docx 再试"),
            format!("there is no {part} in the file; save it as docx again"),
        ),
        Fault::BadXml(part, line) => (
            format!("{part} 第 {line} 行读不出来，请另存为 docx 再试"),
            format!("{part} cannot be read at line {line}; save it as docx again"),
        ),
        Fault::TooDeep(part) => (
            format!("{part} 的层次太深，请另存为 docx 再试"),
            format!("{part} is nested too deeply; save it as docx again"),
        ),
        Fault::UnknownName(name) => (
            format!("没有“{name}”这个占位符，可用的见 tiaojie document placeholders"),
            format!("there is no placeholder {name}; tiaojie document placeholders lists them"),
        ),
        Fault::UnknownFilter(name) => (
            format!("竖线后面的“{name}”不认识，只能用“分段”"),
            format!("{name} behind the bar is not known; only 分段 may stand there"),
        ),
        Fault::UnknownStatement(name) => (
            format!("“{name}”不认识，只能用 for、if、elif、else、set 和 endfor、endif"),
            format!("{name} is not known; only for, if, elif, else, set, endfor and endif may stand there"),
        ),
        Fault::Syntax(said) => (format!("写法不对（{said}）"), format!("is not understood ({said})")),
        Fault::Other(said) => (format!("不能这样用（{said}）"), format!("cannot be used so ({said})")),
        plain => {
            let (zh, en) = plain_what(plain);
            (zh.to_owned(), en.to_owned())
        }
    }
}

const fn plain_what(fault: &Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::NotADocx => (
            "不是 docx 文件，请用文字处理软件另存为 docx",
            "it is not a docx file; save it as docx in your word processor",
        ),
        Fault::Unclosed => ("没有写完，缺少右边的括号", "is not ended: the closing braces are missing"),
        Fault::NeverEnded => (
            "没有对应的结束标记，开始和结束要在同一段里，或各占一段（表格里各占一行）",
            "has no end; both must stand in one paragraph, or each in a paragraph (in a table, a row) of its own",
        ),
        Fault::NeverBegun => (
            "没有对应的开始标记，开始和结束要在同一段里，或各占一段（表格里各占一行）",
            "has no beginning; both must stand in one paragraph, or each in a paragraph (in a table, a row) of its own",
        ),
        Fault::HasParts => ("里面还有多项，要写明是哪一项", "has several parts; name one of them"),
        Fault::NotAList => ("不是可以逐个列出的内容", "is not a list"),
        Fault::Endless => ("重复的次数太多", "repeats too often"),
        _ => (
            "填写以后不再是完整的文档，请检查循环和判断的位置",
            "what comes out is not a document; look at where its loops and conditions stand",
        ),
    }
}
