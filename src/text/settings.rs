//! The words of the settings.

use super::Lang;
use super::wording::words;
use crate::domain::case_number::TemplateError;
use crate::domain::{CategoryList, Masking, RateBasis};
use crate::store::{MouseChoice, SymbolChoice, ThemeChoice, WindowTitle};

words! {
    OFFICES: "单位", "Office";
    NUMBERS: "编号", "Case numbers";
    MONTHS: "统计口径（办理期限在名册里设）", "Months and rates (limits: see the roster)";
    SCREEN: "本机", "This laptop";

    OPERATOR: "操作员", "Operator";
    HOME: "登记单位", "Home office";
    TOWN: "单位名称", "Office name";
    COMMITTEE: "调委会名称", "Committee";
    DISTRICT: "区县名称", "District";
    DISTRICT_MARK: "区县简称", "District mark";
    TOWN_MARK: "乡镇简称", "Town mark";
    TEMPLATE: "编号格式", "Number form";
    SERIES: "本机标记", "Series mark";
    CUT_OFF: "月末日", "Month ends on";
    BASIS: "成功率分母", "Rate is of";
    CATEGORIES: "综治类别", "Categories";
    LANGUAGE: "语言", "Language";
    THEME: "颜色", "Colours";
    SYMBOLS: "线条", "Lines";
    WINDOW_TITLE: "窗口标题", "Window title";
    SUMMARY: "案件摘要", "Case summary";
    MOUSE: "鼠标", "Mouse";
    DOCUMENTS: "文书文件夹", "Forms go to";
}

/// Who is at the keyboard.
pub fn operator_hint(lang: Lang) -> &'static str {
    lang.pick("选一位，或直接输入新的姓名", "pick one, or type a new name")
}

/// The office whose cases are logged here.
pub fn home_hint(lang: Lang) -> &'static str {
    lang.pick("本机登记的案件归这个单位", "cases logged here belong to it")
}

/// The name as forms print it.
pub fn committee_hint(lang: Lang) -> &'static str {
    lang.pick("文书上用的全称", "in full, as forms print it")
}

/// What stands for an office in numbers.
pub fn mark_hint(lang: Lang) -> &'static str {
    lang.pick("编号里用的字；空着就用名称的第一个字", "stands in numbers; empty: the first character")
}

/// What may stand in a template.
pub fn template_parts(lang: Lang) -> &'static str {
    lang.pick(
        "编号格式可用：{year} 年 {district} {town} 简称 {series} 本机标记 {seq:03} 序号",
        "Number form: {year}; {district} {town} {series} marks; {seq:03} counter",
    )
}

/// Why a laptop has a mark.
pub fn series_hint(lang: Lang) -> &'static str {
    lang.pick("一个单位有几台电脑时，各填不同的字，如 甲", "differs between laptops of one office, such as A")
}

/// The day on which a statistical month ends.
pub fn cut_off_hint(lang: Lang) -> &'static str {
    lang.pick("1 至 31；31 就是自然月", "1 to 31; 31 is the natural month")
}

/// What successes are divided by.
pub fn rate_basis(lang: Lang, basis: RateBasis) -> &'static str {
    match basis {
        RateBasis::ByPeriod => lang.pick("全年÷受理，其余÷办结", "Year: accepted; else closed"),
        RateBasis::Accepted => lang.pick("受理（至今成功的）", "Accepted (settled by now)"),
        RateBasis::Closed => lang.pick("办结", "Closed"),
        RateBasis::Mediated => lang.pick("调处（成功与不成）", "Mediated (settled or not)"),
    }
}

/// What the choice of a denominator means.
pub fn basis_hint(lang: Lang) -> &'static str {
    lang.pick("统计表开头用的口径，表里可以换", "what totals begin with")
}

/// A list of categories.
pub fn category_list(lang: Lang, list: CategoryList) -> &'static str {
    match list {
        CategoryList::Form => lang.pick("19类（排查情况表）", "19, of the printed form"),
        CategoryList::Province => lang.pick("27类（省平台）", "27, of a province"),
        CategoryList::Levels => lang.pick("17类及小类（两级）", "17 with subtypes"),
        CategoryList::Own => lang.pick("自定（名册里改）", "our own (see the roster)"),
    }
}

/// What the choice of a list of categories means.
pub fn categories_hint(lang: Lang) -> &'static str {
    lang.pick("综治表按哪一套类别分，案件不用改", "by which the governance form counts; cases stay")
}

/// Where forms go.
pub fn documents_hint(lang: Lang) -> &'static str {
    lang.pick("空着就存到“文档”里的“调解文书”", "empty: Mediation forms, in your documents")
}

/// What the next number would look like.
pub fn sample(lang: Lang, number: &str) -> String {
    lang.pick(format!("下一个编号：{number}"), format!("Next number: {number}"))
}

/// A number out of its range.
pub fn out_of_range(lang: Lang, least: u32, most: u32) -> String {
    lang.pick(format!("应在 {least} 至 {most} 之间"), format!("Between {least} and {most}, please"))
}

/// What is wrong with a template, and after how many characters; none where it is the whole.
pub fn template_error(lang: Lang, error: &TemplateError, at: Option<usize>) -> String {
    let what = match error {
        TemplateError::UnknownPlaceholder(word) => {
            lang.pick(format!("没有 {{{word}}} 这一项"), format!("there is no {{{word}}}"))
        }
        TemplateError::BadWidth(width) => lang.pick(
            format!("位数 :{width} 应写成 :01 至 :09，只用于 year 和 seq"),
            format!(":{width} should be :01 to :09, after year or seq"),
        ),
        TemplateError::Unclosed => lang.pick("缺右括号 }".to_owned(), "a { has no }".to_owned()),
        TemplateError::NoSeq => lang.pick("缺序号 {seq:03}".to_owned(), "{seq:03} is missing".to_owned()),
        TemplateError::TwoSeq => {
            lang.pick("序号 {seq} 只能有一个".to_owned(), "{seq} may stand only once".to_owned())
        }
    };
    match at {
        Some(at) => lang.pick(format!("第 {at} 个字：{what}"), format!("at character {at}: {what}")),
        None => what,
    }
}

/// What a language calls itself.
pub fn language(of: Lang) -> &'static str {
    of.pick("中文", "English")
}

/// What a set of colours is called.
pub fn theme(lang: Lang, theme: ThemeChoice) -> &'static str {
    match theme {
        ThemeChoice::Auto => lang.pick("随终端", "As the terminal"),
        ThemeChoice::Dark => lang.pick("深色底", "Dark background"),
        ThemeChoice::Light => lang.pick("浅色底", "Light background"),
        ThemeChoice::Mono => lang.pick("不用颜色", "No colours"),
    }
}

/// What the title of the window says.
pub fn window_title(lang: Lang, title: WindowTitle) -> &'static str {
    match title {
        WindowTitle::Place => lang.pick("显示所在的地方（不写姓名）", "The place one is in, never a name"),
        WindowTitle::Off => lang.pick("不动", "Left alone"),
    }
}

/// Whether the summary of a case hides personal data.
pub fn summary(lang: Lang, masking: Masking) -> &'static str {
    match masking {
        Masking::Masked => lang.pick("隐去姓名：张某某", "Names hidden: 张某某"),
        Masking::Plain => lang.pick("写全名", "In full"),
    }
}

/// What a set of glyphs is called.
pub fn symbols(lang: Lang, symbols: SymbolChoice) -> &'static str {
    match symbols {
        SymbolChoice::Unicode => lang.pick("制表线", "Box lines"),
        SymbolChoice::Ascii => {
            lang.pick("普通字符（线条错位时选）", "Plain characters (where lines are ragged)")
        }
    }
}

/// What the mouse does.
pub fn mouse(lang: Lang, mouse: MouseChoice) -> &'static str {
    match mouse {
        MouseChoice::On => {
            lang.pick("可用（按住 Shift 拖动，复制屏幕文字）", "Clicks (hold Shift to select text)")
        }
        MouseChoice::Off => lang.pick("不用（拖动直接选屏幕文字）", "Off (drag selects text)"),
    }
}

/// The choice cannot take effect in this terminal.
pub fn saved_but_plain(lang: Lang) -> &'static str {
    lang.pick(
        "设置已保存；这个终端不支持所选的颜色或线条。",
        "Settings saved; this terminal does not show the chosen colours or lines.",
    )
}

/// The settings were saved.
pub fn saved(lang: Lang) -> &'static str {
    lang.pick("设置已保存。", "Settings saved.")
}

/// The question before changes are dropped.
pub fn ask_drop(lang: Lang) -> &'static str {
    lang.pick(
        "改过的设置还没有保存。不保存就返回吗？",
        "The settings you changed are not saved. Go back without saving?",
    )
}

/// Digits where a name belongs.
pub fn not_a_name(lang: Lang) -> &'static str {
    lang.pick("只有数字，不是姓名", "digits only, not a name")
}
