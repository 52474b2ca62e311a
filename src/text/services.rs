//! The words of the centre's other counts: services, screenings, prevention and manual figures.

use super::wording::{sentences, words};
use super::{Lang, Words, common};
use crate::domain::field::{EntryField as F, EntryList};
use crate::domain::{Decimal, Month};
use crate::store::LawyerCount;

words! {
    THIS_PERIOD: "本期", "Period";
    YEAR_TO_DATE: "本年累计", "Year";
    ITEM: "项目", "Item";
    UNIT: "单位", "Unit";
    WHOLE_DISTRICT: "全区", "District";
    UNNUMBERED: "（未编号）", "(no number)";
}

/// What a list is called.
pub const fn list(list: EntryList) -> Words {
    match list {
        EntryList::Services => w("服务", "Services"),
        EntryList::Screenings => w("排查", "Screenings"),
        EntryList::Prevention => w("预防", "Prevention"),
        EntryList::Indicators => w("指标", "Figures"),
    }
}

/// What a field of an entry is called.
#[rustfmt::skip]
pub const fn label(list: EntryList, field: F) -> Words {
    match field {
        F::Days => w("期间", "Period"),
        F::Name => w("名称", "Name"),
        F::Kind => w("类别", "Kind"),
        F::Value => w("数值", "Value"),
        F::Office if matches!(list, EntryList::Indicators) => w("所属单位", "About"),
        F::Office => w("登记单位", "Office"),
        F::On => w("日期", "Date"),
        F::Unit => UNIT,
        F::Quantity => w("数量", "Quantity"),
        F::Times => w("次数", "Times"),
        F::Found => w("查出", "Found"),
        F::Category => w("综治类别", "Category"),
        F::Band => w("涉及人数", "People each"),
        F::Difficulty => w("难易程度", "Difficulty"),
        F::Cases => w("件数", "Cases"),
        F::People => w("人数", "People"),
        F::Owner => w("提供单位", "Source"),
        F::Rule => w("年度口径", "Year"),
        F::Case => w("案件", "Case"),
        F::Village => w("村/社区", "Village"),
        F::Lead => w("牵头人", "Lead"),
        F::Note => w("备注", "Note"),
        F::Centre => w("中心", "Centre"),
        F::Void => w("作废", "Void"),
    }
}

const fn w(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

sentences! {
    /// Under the totals: what they are not.
    apart: "这些数自成一类，不并入案件数；单位不同的不相加。", "Never added into the cases, and different units never into each other.";
    /// Under the totals of prevention.
    prevention_apart: "只计不属于任何案件的预防；案件里的预防记在案件上。", "Only prevention that belongs to no case; that of a case stands in the case.";
    /// Under the totals of indicators.
    indicators_apart: "期间整个落在所选日期内的才计入合计。", "A figure counts where all of its days lie in the span.";
    /// Under an empty list of services.
    no_services: "这段时间没有服务记录。按 F2 记一条。", "No services in this span. F2 logs one.";
    /// Under an empty list of screenings.
    no_screenings: "这段时间没有排查记录。按 F2 记一条。", "No screenings in this span. F2 logs one.";
    /// Under an empty list of prevention.
    no_prevention: "这段时间没有预防记录。按 F2 记一条。", "No prevention in this span. F2 logs one.";
    /// Under an empty list of figures.
    no_indicators: "这段时间没有手工指标。按 F2 记一条，如诉前调解 103 件。", "No manual figures in this span. F2 logs one, such as 103 cases of pre-litigation mediation.";
    /// Enter where there is nothing.
    nothing_selected: "这里没有记录；按 F2 记一条。", "There is no entry here; F2 logs one.";
    /// The keys of the card.
    card_keys: "回车往下，Ctrl+S 保存，Esc 不存", "Enter goes on, Ctrl+S saves, Esc leaves it unsaved";
    /// Nothing differed from what was there.
    unchanged: "没有改动。", "Nothing was changed.";
    /// Something is wrong on the card.
    not_yet: "还没有保存：有一处要改，见旁边的说明。", "Not saved yet: see what is said beside the field.";
    /// Beside a day that is still to come.
    in_future: "这一天还没到，请改。", "This day is still to come; please change it.";
    /// What may be typed where something is picked.
    pick_hint: "按数字，或输入汉字、拼音首字母", "a digit, a name or pinyin";
    /// What may be typed as a village.
    village_hint: "可以不填；按数字或拼音首字母", "may stay empty; a digit or pinyin";
    /// What may be typed as a category of what was found.
    category_hint: "查出的是哪一类；不填计入“其他”", "of what was found; empty counts as other";
    /// What may be typed as a band of people.
    band_hint: "每件涉及多少人；综治表要填", "people in each; the governance form needs it";
    /// What may be typed as a lead.
    lead_hint: "可以不填，可以是新名字", "may stay empty; may be a new name";
    /// What may be typed as the name of a figure.
    name_hint: "选一个，或输入新名称", "pick one, or type a new name";
    /// What may be typed as the one who supplies a figure.
    owner_hint: "谁提供的，如 法院", "who supplies it";
    /// What may be picked as the rule of a year.
    rule_hint: "不填按名录", "empty: as in the catalogue";
    /// What may be picked as the case of a service.
    case_hint: "可不填，可输编号", "may stay empty";
    /// No case has that number.
    no_such_case: "没有这个编号的案件", "no case has that number";
    /// Several cases have that number.
    several_cases: "不止一件，请写全编号", "several have it; type all of it";
    /// What may be typed as a unit.
    unit_hint: "如 件、人、万元、%", "such as 件, 人, 万元, %";
    /// What may be typed as a period.
    period_hint: "如 2024、3月、2024Q1", "2024, 2024-03, 2024Q1";
    /// What may be typed as the office of a figure.
    about_hint: "不填为全区", "empty: the whole district";
    /// Asked when an entry is voided.
    why_void: "为什么作废", "Why it is void";
    /// A reason that is often given.
    void_hint: "如 重复、记错", "such as: logged twice";
    /// The entry no longer counts.
    voided: "已作废：留在列表里，不再计数；Ctrl+Z 撤销。", "Void: it stays in the list and counts no more; Ctrl+Z takes that back.";
    /// The entry counts again.
    restored: "已恢复，重新计数。", "Restored: it counts again.";
    /// A void entry is not changed.
    is_void: "这条已作废，不能改；Ctrl+Delete 恢复后再改。", "This entry is void; Ctrl+Delete restores it before it can be changed.";
}

/// The title of the screen.
pub fn title(lang: Lang, period: &str, list: &str) -> String {
    lang.pick(format!("服务  {period}  {list}"), format!("Services  {period}  {list}"))
}

/// The place in the list, at the right.
pub fn position(lang: Lang, at: usize, of: usize) -> String {
    lang.pick(format!("第 {at} 条，共 {of} 条"), format!("{at} of {of}"))
}

/// What the totals are of: over them.
pub fn totals_of(lang: Lang, list: &str) -> String {
    lang.pick(format!("{list}合计"), format!("{list}: totals"))
}

/// A figure with more decimals than the catalogue allows; `unit` is what it is counted in.
pub fn bad_figure(lang: Lang, text: &str, name: &str, unit: &str, decimals: u8) -> String {
    lang.pick(
        match decimals {
            0 => format!("“{name}”以整数计（{unit}），“{text}”不行；小数位在名录里改。"),
            _ => format!("“{name}”最多 {decimals} 位小数（{unit}），“{text}”不行；小数位在名录里改。"),
        },
        match decimals {
            0 => format!("{name} is a whole number ({unit}), not \"{text}\"; its decimals are set in the catalogue."),
            _ => format!("{name} has at most {decimals} decimals ({unit}), not \"{text}\"; they are set in the catalogue."),
        },
    )
}

/// Beside a figure with more decimals than the catalogue allows.
pub fn too_many_decimals(lang: Lang, decimals: u8) -> String {
    match decimals {
        0 => lang.pick("这一项以整数计", "a whole number").to_owned(),
        _ => lang.pick(format!("最多 {decimals} 位小数"), format!("at most {decimals} decimals")),
    }
}

/// The heads of the catalogue of figures.
pub fn catalogue_heads(lang: Lang) -> [&'static str; 6] {
    lang.pick(
        ["代码", "名称", "单位", "提供单位", "小数位", "年度口径"],
        ["Code", "Name", "Unit", "Source", "Decimals", "Year"],
    )
}

/// A unit as read in that language.
pub fn unit(lang: Lang, unit: &str) -> &str {
    match (lang, unit) {
        (Lang::En, "件") => "cases",
        (Lang::En, "件次") => "case-times",
        (Lang::En, "人") => "people",
        (Lang::En, "人次") => "person-times",
        (Lang::En, "次") => "times",
        _ => unit,
    }
}

/// A figure with what it counts, to stand beside others: 3次.
pub fn counted(lang: Lang, figure: Decimal, unit: &str) -> String {
    lang.pick(format!("{figure}{unit}"), quantity(Lang::En, figure, unit))
}

/// The labels of the totals of screening: rounds and what they found.
pub fn screening(lang: Lang) -> &'static str {
    lang.pick("排查 / 查出纠纷", "Rounds / disputes found")
}

/// A void entry in the list.
pub fn void_mark(lang: Lang, reason: &str) -> String {
    lang.pick(format!("[作废] {reason}"), format!("[void] {reason}"))
}

/// The heading of the card.
pub fn card_title(lang: Lang, list: &str, entry: Card) -> String {
    match entry {
        Card::New => lang.pick(format!("新记一条{list}"), format!("New entry: {}", list.to_lowercase())),
        Card::Old => lang.pick(format!("修改{list}"), format!("Change entry: {}", list.to_lowercase())),
    }
}

/// Whether the card makes an entry or changes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// It makes one.
    New,
    /// It changes one.
    Old,
}

/// An entry was saved; `what` says which.
pub fn saved(lang: Lang, what: &str) -> String {
    lang.pick(format!("已记：{what}。"), format!("Logged: {what}."))
}

/// A figure was saved that covers days another one covers too: no day counts twice.
pub fn overlaps(lang: Lang, what: &str, other: &str) -> String {
    lang.pick(
        format!("已记：{what}。注意：与“{other}”的期间重叠，合计里只计期间长的。"),
        format!("Logged: {what}. Mind: its days overlap those of \"{other}\": only the longer one counts in a total."),
    )
}

/// An entry in a sentence: its list, when, what; what is empty is left out.
pub fn entry(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// A quantity with its unit.
pub fn quantity(lang: Lang, number: Decimal, of: &str) -> String {
    let one = match (lang, of, if number == Decimal::whole(1) { 1 } else { 2 }) {
        (Lang::En, "件", 1) => "case",
        (Lang::En, "件次", 1) => "case-time",
        (Lang::En, "人", 1) => "person",
        (Lang::En, "人次", 1) => "person-time",
        (Lang::En, "次", 1) => "time",
        _ => unit(lang, of),
    };
    format!("{number} {one}")
}

/// Under the totals of services: lawyers taking part, in cases and in the log.
pub fn lawyers(lang: Lang, count: LawyerCount) -> String {
    let LawyerCount { sessions, entries, both } = count;
    let times = count.times();
    let once = match both {
        0 => String::new(),
        _ => lang.pick(
            format!("，其中 {both} 次是同一件事，计一次"),
            format!(", {both} of them the same and counted once"),
        ),
    };
    lang.pick(
        format!("律师参与调解 {times} 次：案件里 {sessions} 次，服务记录 {entries} 次{once}。"),
        format!("Lawyers took part {times} times: {sessions} in cases, {entries} in the log{once}."),
    )
}

/// The months for which one figure was not given.
pub fn missing_of(lang: Lang, name: &str, office: Option<&str>, months: &[Month]) -> String {
    let year = months.first().map(|month| month.year());
    let month = |month: &Month| match lang {
        Lang::Zh if Some(month.year()) == year => format!("{}月", month.month()),
        _ => month.to_string(),
    };
    let run = |run: &[Month]| match run {
        [first, _, .., last] => lang.pick(
            format!("{}至{}", month(first), month(last)),
            format!("{} to {}", month(first), month(last)),
        ),
        few => few.iter().map(month).collect::<Vec<_>>().join(common::list_comma(lang)),
    };
    let runs = months.chunk_by(|one, other| one.next() == *other).map(run);
    let months = runs.collect::<Vec<_>>().join(common::list_comma(lang));
    let office = office.map(|office| lang.pick(format!("（{office}）"), format!(" ({office})")));
    format!("{name}{} {months}", office.unwrap_or_default())
}

/// Which months are missing, figure by figure.
pub fn missing(lang: Lang, figures: &[String]) -> String {
    let figures = figures.join(lang.pick("；", "; "));
    lang.pick(format!("缺报的月份：{figures}"), format!("Months missing: {figures}"))
}

/// A service by a lawyer was saved that names no case, while cases of that day had a lawyer.
pub fn maybe_of_case(lang: Lang, what: &str, cases: &str) -> String {
    lang.pick(
        format!("已记：{what}。当天有律师参加的调解：{cases}；同一件事请在“案件”里选它，否则各计一次。"),
        format!("Logged: {what}. Held with a lawyer that day: {cases}; if it is the same, name the case, or both count."),
    )
}

/// Beside the field of the case, where a case of that day had a lawyer.
pub fn had_lawyer(lang: Lang, cases: usize) -> String {
    lang.pick(format!("当天有律师的 {cases} 件"), format!("{cases} with a lawyer that day"))
}

/// An entry just made was taken back.
pub fn entry_undone(lang: Lang, entry: &str) -> String {
    lang.pick(
        format!("已撤销录入：{entry} 作废；Ctrl+Y 恢复。"),
        format!("Entry undone: {entry} is void; Ctrl+Y restores it."),
    )
}

/// An entry just made was brought back.
pub fn entry_redone(lang: Lang, entry: &str) -> String {
    lang.pick(format!("已恢复录入：{entry}"), format!("Entry restored: {entry}"))
}

/// A change of an entry was taken back.
pub fn change_undone(lang: Lang, entry: &str) -> String {
    lang.pick(format!("已撤销修改：{entry}"), format!("Change undone: {entry}"))
}

/// A change of an entry was brought back.
pub fn change_redone(lang: Lang, entry: &str) -> String {
    lang.pick(format!("已重做修改：{entry}"), format!("Change redone: {entry}"))
}

/// The first line of copied totals: whose and of which days.
pub fn heading_of_copy(lang: Lang, office: &str, period: &str, days: &str) -> String {
    lang.pick(
        format!("{office} {period} 服务、排查、预防和指标（{days}）"),
        format!("{office}, services, screenings, prevention and figures {period} ({days})"),
    )
}
