//! The words of 抄录: what the fields of another system are called, the card that hands them over one by one, the
//! order they stand in, and which clipboard took what was copied.

use super::field::label;
use super::wording::{sentences, words};
use super::{Lang, Words};
use crate::domain::field::Field;
use crate::domain::{TranscriptItem, TranscriptShape};

words! {
    CLIPBOARD: "剪贴板", "clipboard";
    ORDER: "抄录顺序", "Order of copied fields";
}

/// What an item is called: as the field, where other systems do not call it otherwise.
pub const fn item(item: TranscriptItem) -> Words {
    use TranscriptItem as I;
    let (zh, en) = match item {
        I::Committee => ("调委会", "Committee"),
        I::Applicants => ("申请人", "Applicants"),
        I::Respondents => ("被申请人", "Respondents"),
        I::Field(Field::SessionOn) => ("调解日期", "Sessions on"),
        I::Field(Field::ReferralOrganisation) => ("移送单位", "Referred to"),
        I::Field(Field::PartyRepresentative) => ("法定代表人", "Represented by"),
        I::Field(Field::Amount) => ("协议金额（元）", "Amount (yuan)"),
        I::Field(Field::PartyName) => ("姓名（名称）", "Name"),
        I::Field(field) => return label(field),
    };
    Words { zh, en }
}

/// The field of one party; parties count from 1.
pub fn of_party(lang: Lang, nth: usize, label: &str) -> String {
    lang.pick(format!("当事人{nth} {label}"), format!("Party {nth} {label}"))
}

/// The keys of the order card, by the names of the two arrows.
pub fn order_keys(lang: Lang, left: &str, right: &str) -> String {
    lang.pick(
        format!("Enter 抄/不抄  {left} {right} 前移后移  数字 移到第几项  Tab 换格式  Ctrl+S 保存"),
        format!("Enter in/out  {left} {right} move  digit: place  Tab shape  Ctrl+S save"),
    )
}

/// A field that is repeated for each party.
pub fn each_party(lang: Lang, label: &str) -> String {
    lang.pick(format!("每个当事人 {label}"), format!("each party: {label}"))
}

/// What a shape is called.
pub fn shape(lang: Lang, shape: TranscriptShape) -> &'static str {
    match shape {
        TranscriptShape::Labelled => lang.pick("一行一项，带名称", "one field a line, with its name"),
        TranscriptShape::Values => lang.pick("一行一项，只有内容", "one value a line"),
        TranscriptShape::Tabs => {
            lang.pick("一行，用制表符隔开（贴进表格）", "one line, parted by tabs (for a spreadsheet)")
        }
    }
}

/// What was copied: a whole case.
pub fn case_copied(lang: Lang, number: &str, filled: usize, all: usize) -> String {
    let number = named(lang, number);
    lang.pick(format!("{number} {filled} 项"), format!("{number}, {filled} of {all} fields"))
}

fn named(lang: Lang, number: &str) -> String {
    match super::register::short_number(number) {
        short if short.is_empty() => lang.pick("（无编号）", "(no number)").to_owned(),
        short => short,
    }
}

/// Where what was copied can be pasted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The system's clipboard has it, and the terminal was handed it too.
    BySystem,
    /// Only the terminal was handed it, and whether it keeps it nobody can know.
    ByTerminalAlone,
    /// The system's clipboard has not answered yet; the terminal was handed it.
    NoAnswerYet,
}

/// It was copied, and where to; `what` is empty where the screen shows what it was.
pub fn copied(lang: Lang, what: &str, taken: Taken) -> String {
    let colon = if what.is_empty() { "" } else { lang.pick("：", ": ") };
    let where_to = match taken {
        Taken::BySystem => "",
        Taken::ByTerminalAlone => lang.pick(
            "（只交给了终端；贴不出来说明它不支持）",
            " (handed to the terminal alone, which may not support it)",
        ),
        Taken::NoAnswerYet => lang.pick(
            "（只交给了终端；系统剪贴板没有回应）",
            " (handed to the terminal; the system's clipboard does not answer)",
        ),
    };
    let stop = lang.pick("。", ".");
    format!("{}{colon}{what}{where_to}{stop}", lang.pick("已复制", "Copied"))
}

/// The title line.
pub fn title(lang: Lang, number: &str) -> String {
    let number = if number.is_empty() { lang.pick("（无编号）", "(no number)") } else { number };
    lang.pick(format!("抄录  {number}"), format!("Transcribe  {number}"))
}

/// Which field is in the clipboard.
pub fn field_copied(lang: Lang, nth: usize, all: usize, label: &str, passed: usize) -> String {
    let blank = match passed {
        0 => String::new(),
        passed => lang.pick(format!("（跳过 {passed} 项空白）"), format!(" ({passed} blank passed over)")),
    };
    lang.pick(format!("{nth}/{all} {label}{blank}"), format!("{nth}/{all} {label}{blank}"))
}

/// How far one has come.
pub fn progress(lang: Lang, done: usize, filled: usize, blank: usize) -> String {
    lang.pick(
        format!("已抄 {done} 项，共 {filled} 项有内容、{blank} 项空白"),
        format!("{done} of {filled} copied, {blank} blank"),
    )
}

/// Numbers over the list of fields of the order card.
pub fn chosen(lang: Lang, chosen: usize, all: usize) -> String {
    lang.pick(format!("抄录 {chosen} 项，可选 {all} 项"), format!("{chosen} of {all} fields are copied"))
}

/// Before the shape.
pub fn shape_line(lang: Lang, of: TranscriptShape) -> String {
    lang.pick(format!("整件复制：{}", shape(lang, of)), format!("A whole case: {}", shape(lang, of)))
}

sentences! {
    blank: "空白", "blank";
    steps: "切换到另一个系统粘贴，再回来按 Enter 抄下一项；空白的跳过。", "Paste in the other system, come back and press Enter for the next field; blank ones are passed over.";
    all_done: "全部抄完了。", "That was the last one.";
    nothing: "这一件没有可抄的内容；顺序在“抄录顺序”里设置。", "Nothing of this case can be copied in this order; change the order.";
    wide_heading: "剪贴板里现在是", "In the clipboard now";
    left_out: "不抄的项目", "Not copied";
    order_reset: "已恢复默认的抄录顺序。", "Back to the usual order.";
    order_saved: "抄录顺序已保存。", "The order is saved.";
    order_unchanged: "顺序没有变。", "The order is as it was.";
    order_empty: "至少要抄一项。", "At least one field must be copied.";
    order_about: "按上级系统录入界面的先后排列。Enter 把一项放进来或拿出去，左右方向键把它往前、往后移一位，数字键把它移到第几项（1 至 9）；Tab 换整件复制的格式。Ctrl+S 保存，Esc 返回。当事人的各项排在一起时，每个当事人重复一遍。", "In the order of the other system's form. Enter takes a field in or out, Left and Right move it one place, a digit moves it to that place (1 to 9); Tab changes the shape of a whole copied case. Ctrl+S saves, Esc goes back. Fields of a party that stand together are repeated for each party.";
    transcribe_about: "把这一件一项一项抄进另一个系统：标出的一项已经在剪贴板里，切换窗口粘贴后回来按 Enter 或向下键，下一项就进剪贴板；向上键回到上一项，Ctrl+X 一次复制整件，Ctrl+E 改顺序。空白项自动跳过，不会粘贴出旧内容。抄录的内容不隐去姓名电话，复制会记入披露日志。", "Copies this case field by field into another system: the marked field is in the clipboard; paste it there, come back and press Enter or Down, and the next one is. Up goes back, Ctrl+X copies the whole case, Ctrl+E changes the order. Blank fields are passed over. Nothing is masked, and the copy is written into the log of disclosures.";
}
