//! The words of this laptop, of the others, and of handing cases over.

use super::Lang;
use super::cli::help;
use super::wording::{sentences, words};
use crate::domain::{Laptop, LaptopId};
use crate::store::{Directory, HandedOver};

words! {
    THIS: "本机", "This laptop";
    NAME: "名称", "Name";
    HOME: "登记单位", "Home office";
    SERIES: "编号系列", "Series";
    DEVICE: "设备号", "Device";
    OTHERS: "已知的其他电脑", "Other laptops known";
    LAST: "最后一次改动", "Last change seen";
    CHANGES: "改动数", "Changes";
}

sentences! {
    name_hint: "别的电脑上这样称呼它，如 松柏镇一号机", "what the others call it, such as Front desk";
    home_hint: "在这里登记的案件归它，只由它的电脑修改", "cases logged here are its own to edit";
    series_hint: "序号前的标记；本单位第一台不用", "stands before the counter; the first laptop needs none";
    bad_series: "最多四个字，不能有数字和空格", "four characters at most, no digits or blanks";
    nobody: "还没有别的电脑的记录。交换一次以后，这里列出各台电脑。", "No records of other laptops yet. They are listed here after the first exchange.";
    saved: "本机的资料已保存。", "What this laptop says of itself is saved.";
    not_said: "未说明", "not said";
    hand_over_title: "移交：哪个单位的案件", "Hand over: the cases of which office";
    hand_over_label: "单位", "Office";
    hand_one_label: "移交给", "To";
    ask_drop: "改过的内容还没有保存。不保存就返回吗？", "What you changed is not saved. Go back without saving?";
    nothing_to_hand: "没有可移交的案件。", "There are no cases to hand over.";
    same_office: "这件案子本来就由这个单位承办。", "That office keeps this case already.";
}

/// What a laptop is called: as its people say, else by its office and device.
pub fn called(lang: Lang, id: LaptopId, said: Option<&Laptop>, directory: &Directory) -> String {
    let office = said.and_then(|laptop| directory.office(laptop.home)).map(|office| office.name.as_str());
    match (said, office) {
        (Some(laptop), _) if !laptop.name.is_empty() => laptop.name.clone(),
        (Some(laptop), Some(office)) if !office.is_empty() => {
            format!("{office}{}", with_blank(&laptop.series))
        }
        _ => lang.pick(format!("电脑 {}", short(id)), format!("laptop {}", short(id))),
    }
}

fn with_blank(series: &str) -> String {
    if series.is_empty() { String::new() } else { format!(" {series}") }
}

/// A device shortened: its last eight characters, by which two are told apart.
pub fn short(id: LaptopId) -> String {
    let text = id.uuid().simple().to_string();
    text.get(24..).unwrap_or(&text).to_owned()
}

/// A series that another laptop of the office has.
pub fn taken(lang: Lang, by: &str) -> String {
    lang.pick(format!("“{by}”已经在用这个系列"), format!("{by} has that series already"))
}

/// An example of a number with the series.
pub fn sample(lang: Lang, number: &str) -> String {
    lang.pick(format!("下一个编号：{number}"), format!("Next number: {number}"))
}

/// The moment of a change, short: 2026-11-23 12:05.
pub fn moment(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

/// Who keeps a case, said over it.
pub fn kept_by(lang: Lang, office: &str) -> String {
    lang.pick(
        format!("这件案子由{office}承办，这里只能看；要改，请那边移交过来。"),
        format!("{office} keeps this case: it can only be read here. To edit it, ask them to hand it over."),
    )
}

/// What a case that was handed to this office says.
pub fn handed_here(lang: Lang, from: &str) -> String {
    lang.pick(
        format!("由{from}移交而来，现由本单位承办。"),
        format!("Handed over by {from}; this office keeps it now."),
    )
}

/// The title over the question to whom one case goes.
pub fn hand_one_title(lang: Lang, number: &str) -> String {
    lang.pick(format!("移交 {number}"), format!("Hand over {number}"))
}

/// The question before one case is handed over.
pub fn ask_one(lang: Lang, number: &str, office: &str) -> String {
    lang.pick(
        format!("把 {number} 移交给{office}吗？移交以后只有{office}的电脑能改，也只有它能移交回来。"),
        format!("Hand {number} over to {office}? From then on only the laptops of {office} can edit it, and only they can hand it back."),
    )
}

/// One case was handed over.
pub fn handed_one(lang: Lang, office: &str) -> String {
    lang.pick(
        format!("已移交给{office}；对方下次交换数据后接手。"),
        format!("Handed over to {office}; they take it over with the next exchange."),
    )
}

/// The question before the cases of an office are handed over.
pub fn ask_many(lang: Lang, count: HandedOver, office: &str, to: &str) -> String {
    let said = counted(lang, count);
    lang.pick(
        format!("把{office}的 {} 件移交给{to}吗？{said}移交以后只有{to}的电脑能改。", count.handed),
        format!(
            "Hand {} cases of {office} over to {to}? {said}From then on only its laptops can edit them.",
            count.handed
        ),
    )
}

/// What came of handing over many.
pub fn handed_many(lang: Lang, count: HandedOver, to: &str) -> String {
    let said = counted(lang, count);
    lang.pick(
        format!("已移交 {} 件给{to}。{said}", count.handed),
        format!("{} cases handed over to {to}. {said}", count.handed),
    )
}

/// What handing over would do.
pub fn would_hand(lang: Lang, count: HandedOver, to: &str) -> String {
    let said = counted(lang, count);
    lang.pick(
        format!("将移交 {} 件给{to}。{said}", count.handed),
        format!("Would hand {} cases over to {to}. {said}", count.handed),
    )
}

fn counted(lang: Lang, count: HandedOver) -> String {
    let mut said = String::new();
    if count.there > 0 {
        said += &lang.pick(
            format!("另有 {} 件已在那里。", count.there),
            format!("{} more are there already. ", count.there),
        );
    }
    if count.elsewhere > 0 {
        said += &lang.pick(
            format!("另有 {} 件由别的单位承办，不动。", count.elsewhere),
            format!("{} more are kept by other offices and stay. ", count.elsewhere),
        );
    }
    said
}

/// handover
pub fn about_handover() -> &'static str {
    help(
        "把案件移交给另一个单位，以后由它的电脑修改",
        "hand cases over to another office, whose laptops edit them from then on",
    )
}

/// handover --office
pub fn about_office() -> &'static str {
    help("移交哪个单位的全部案件", "hand over all cases of this office")
}

/// handover --case
pub fn about_case() -> &'static str {
    help("只移交这一件：编号或标识", "hand over this one case: its number or id")
}

/// handover --to
pub fn about_to() -> &'static str {
    help(
        "移交给哪个单位，默认就是案件所属的单位",
        "the office that keeps them; the office itself unless given",
    )
}

/// handover --dry-run
pub fn about_dry_run() -> &'static str {
    help("只说会移交多少件，不写入", "only say how many would be handed over")
}
