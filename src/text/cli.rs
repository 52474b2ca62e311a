//! The messages and help texts of the commands.

use std::sync::OnceLock;

use super::Lang;
use super::field::{label, label_in};
use super::form::problem as sentence;
use crate::domain::check::Problem;
use crate::domain::field::{Field, PartKind};
use crate::domain::{Dispute, Divisor};
use crate::store::{CheckReport, Finding, Grouping};

/// The language of the help, which is built before the arguments are read.
static HELP: OnceLock<Lang> = OnceLock::new();

/// Sets the language of the help, once, before the first help text is asked for.
pub fn set_help_language(lang: Lang) {
    // A second call has no effect: the help was built already.
    let _ = HELP.set(lang);
}

/// A help text in the language that was set.
pub(super) fn help(zh: &'static str, en: &'static str) -> &'static str {
    HELP.get().copied().unwrap_or_default().pick(zh, en)
}

/// Wrong arguments.
pub fn usage(lang: Lang, what: &str) -> String {
    lang.pick(
        format!("命令用法不对：{what}；用 tiaojie --help 查看用法。"),
        format!("Wrong usage: {what}; see tiaojie --help."),
    )
}

/// The argument is not known.
pub fn unknown_argument(lang: Lang, argument: &str) -> String {
    lang.pick(format!("不认识 {argument}"), format!("{argument} is not known"))
}

/// A required argument is missing.
pub fn missing_argument(lang: Lang, argument: &str) -> String {
    lang.pick(format!("缺少 {argument}"), format!("{argument} is missing"))
}

/// The value does not fit the argument.
pub fn bad_argument(lang: Lang, argument: &str, value: &str) -> String {
    lang.pick(format!("{argument} 不能是“{value}”"), format!("{argument} cannot be \"{value}\""))
}

/// These two arguments exclude each other.
pub fn conflicting_argument(lang: Lang, argument: &str) -> String {
    lang.pick(format!("{argument} 重复或不能这样用"), format!("{argument} is repeated or cannot be used so"))
}

/// A value of a command is not valid.
pub fn bad_value(lang: Lang, what: &str, value: &str) -> String {
    lang.pick(
        format!("看不懂 {what}“{value}”，请改正后再试。"),
        format!("{what} \"{value}\" is not understood; correct it and try again."),
    )
}

/// No applicant is given.
pub fn no_applicant(lang: Lang) -> &'static str {
    lang.pick("没有申请人，请用 --applicant 写明。", "There is no applicant; name one with --applicant.")
}

/// A success without the form of agreement.
pub fn form_needed(lang: Lang) -> &'static str {
    lang.pick(
        "调解成功要写明协议形式，请加 --form oral 或 --form written。",
        "A successful case needs the form of its agreement; add --form oral or --form written.",
    )
}

/// A form without a success.
pub fn form_without_success(lang: Lang) -> &'static str {
    lang.pick(
        "只有调解成功才有协议形式，请去掉 --form 或改正 --outcome。",
        "Only a successful case has a form of agreement; leave out --form or correct --outcome.",
    )
}

/// A closing date without an outcome.
pub fn closed_without_outcome(lang: Lang) -> &'static str {
    lang.pick(
        "有办结日期而没有结果，请加 --outcome。",
        "There is a closing date without an outcome; add --outcome.",
    )
}

/// The JSON cannot be read.
pub fn bad_json(lang: Lang, reason: &str) -> String {
    lang.pick(
        format!("标准输入不是一个案件的 JSON 对象（{reason}）；键见 tiaojie add --help。"),
        format!(
            "Standard input is not the JSON object of a case ({reason}); tiaojie add --help lists the keys."
        ),
    )
}

/// Flags and JSON were both given.
pub fn flags_and_json(lang: Lang) -> &'static str {
    lang.pick(
        "用 - 从标准输入读取时不能再用其他选项。",
        "With - everything comes from standard input; leave out the other flags.",
    )
}

/// A case with the same parties, type and date exists.
pub fn maybe_same(lang: Lang, numbers: &str) -> String {
    lang.pick(
        format!("可能与已有的 {numbers} 是同一案件，没有登记；确是另一案件请加 --yes。"),
        format!("This may be the same case as {numbers} and was not logged; add --yes if it is another one."),
    )
}

/// The number is used already.
pub fn number_taken(lang: Lang, number: &str) -> String {
    lang.pick(
        format!("编号 {number} 已有案件，没有登记；请换一个编号或省略。"),
        format!("There is a case numbered {number} and this one was not logged; choose another number or leave it out."),
    )
}

/// The case was saved.
pub fn added(lang: Lang, number: &str) -> String {
    lang.pick(format!("已登记 {number}"), format!("Logged as {number}"))
}

/// What is wrong in a case, in the words of the screen, behind the field beside which it stands there.
pub fn wrong_in(lang: Lang, case: &Dispute, wrong: Problem) -> String {
    let place = wrong.place();
    let party = case.parties.get(place.part.at).filter(|_| place.part.kind == PartKind::Party);
    let name = party.map_or("", |party| party.name.as_str());
    let (label, said) = (label_in(case, place).text(lang), sentence(lang, wrong));
    lang.pick(format!("{name} {label}：{said}"), format!("{name} {label}: {said}")).trim_start().to_owned()
}

/// The same for what does not keep the case from being logged.
pub fn warned_of(lang: Lang, case: &Dispute, wrong: Problem) -> String {
    format!("! {}", wrong_in(lang, case, wrong))
}

/// No office has that name.
pub fn no_such_office(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("没有名为“{name}”的单位，请核对名称。"),
        format!("There is no office called \"{name}\"; check the name."),
    )
}

/// No village has that name.
pub fn no_such_village(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("没有名为“{name}”的村（社区），请核对名称，或先在名册里加上。"),
        format!("There is no village called \"{name}\"; check the name, or add it to the roster first."),
    )
}

/// That office has no such village, but others have.
pub fn village_elsewhere(lang: Lang, name: &str, office: &str, places: &str) -> String {
    lang.pick(
        format!("{office}没有“{name}”；有的是：{places}。"),
        format!("{office} has no village \"{name}\"; there is {places}."),
    )
}

/// Several villages have that name.
pub fn several_villages(lang: Lang, name: &str, places: &str) -> String {
    lang.pick(
        format!("名为“{name}”的村（社区）不止一个：{places}。请用区划代码，或加 --office 写明乡镇。"),
        format!("More than one village is called \"{name}\": {places}. Use its code, or name its township with --office."),
    )
}

/// No mediator has that name.
pub fn no_such_mediator(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("没有名为“{name}”的调解员，请核对姓名。"),
        format!("There is no mediator called \"{name}\"; check the name."),
    )
}

/// Several have that name.
pub fn several_called(lang: Lang, name: &str, where_: &str) -> String {
    lang.pick(
        format!("名为“{name}”的不止一个（{where_}），请加 --office 写明单位，或用区划代码。"),
        format!("More than one is called \"{name}\" ({where_}); add --office or use a division code."),
    )
}

/// Several cases have that number.
pub fn several_cases(lang: Lang, number: &str, ids: &str) -> String {
    lang.pick(
        format!("编号 {number} 有几个案件，请用 id 指定：{ids}。"),
        format!("Several cases have the number {number}; name one by its id: {ids}."),
    )
}

/// The list is empty.
pub fn no_cases(lang: Lang) -> &'static str {
    lang.pick("没有符合条件的案件。", "No cases.")
}

/// The file is not a list of places.
pub fn not_places(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("{name} 不是乡镇村名录，没有导入；表头应为 code,township,village。"),
        format!(
            "{name} is not a list of places and was not imported; its header must be code,township,village."
        ),
    )
}

/// The terminal is not part of this build.
pub fn no_terminal(lang: Lang) -> &'static str {
    lang.pick(
        "终端界面尚未接入；请先使用命令，见 tiaojie --help。",
        "The terminal is not connected yet; use the commands, see tiaojie --help.",
    )
}

/// There is no folder for the data.
pub fn no_home(lang: Lang) -> &'static str {
    lang.pick(
        "找不到存放数据的文件夹，请用 --file 指定数据文件。",
        "There is no folder for data; name the data file with --file.",
    )
}

/// The demo was made.
pub fn demo_made(lang: Lang, path: &str) -> String {
    lang.pick(format!("示范数据在 {path}"), format!("The demo is in {path}"))
}

/// The operator of the demo.
pub const DEMO_OPERATOR: &str = "示范用户";
/// The manual figures of the demonstration: those of the published report.
pub const DEMO_INDICATORS: [(&str, i64); 4] =
    [("诉前调解", 103), ("行政复议受理", 16), ("行政复议办结", 15), ("行政复议调解", 10)];
/// Their unit.
pub const DEMO_UNIT: &str = "件";
/// The district of the demo.
pub const DEMO_DISTRICT: &str = "神农架林区";
/// Its committee.
pub const DEMO_COMMITTEE: &str = "神农架林区人民调解委员会";

/// The result of a rebuild.
pub fn rebuilt(lang: Lang, revisions: u64) -> String {
    lang.pick(format!("已由 {revisions} 条修改记录重建。"), format!("Made again from {revisions} revisions."))
}

/// The items checked.
pub fn checked(lang: Lang, report: &CheckReport) -> String {
    let CheckReport { cases, revisions, tally_lines, searches, .. } = report;
    lang.pick(
        format!("检查了案件 {cases} 件、修改记录 {revisions} 条、统计 {tally_lines} 行、查找 {searches} 次。"),
        format!("Checked {cases} cases, {revisions} revisions, {tally_lines} lines of totals, {searches} searches."),
    )
}

/// The file passed the check.
pub fn clean(lang: Lang) -> &'static str {
    lang.pick("没有发现问题。", "Nothing is wrong.")
}

/// The file failed the check.
pub fn not_clean(lang: Lang, findings: usize) -> String {
    lang.pick(
        format!("发现 {findings} 处问题；请先复制数据文件，再运行 tiaojie rebuild，仍有问题就用备份恢复。"),
        format!("{findings} things are wrong; copy the file aside, run tiaojie rebuild, and restore a backup if that does not help."),
    )
}

/// A finding of the check.
pub fn finding(lang: Lang, finding: &Finding) -> String {
    match finding {
        Finding::Integrity(said) => lang.pick(format!("数据库结构：{said}"), format!("integrity: {said}")),
        Finding::Tally { line, stored, counted } => lang.pick(
            format!("统计 {line}：文件中 {stored}，重算 {counted}"),
            format!("totals {line}: stored {stored}, counted {counted}"),
        ),
        Finding::Chain { device, seq } => lang.pick(
            format!("修改记录在设备 {device} 第 {seq} 条断开"),
            format!("the log of device {device} is broken at {seq}"),
        ),
        Finding::Replay { table, stored, replayed } => lang.pick(
            format!("表 {table} 有 {stored} 行，按修改记录应有 {replayed} 行；行数相同的是内容不同"),
            format!(
                "table {table}: {stored} rows, the log makes {replayed}; where both are the same, rows differ"
            ),
        ),
        Finding::Search { query } => {
            lang.pick(format!("查找“{query}”的结果不全"), format!("search \"{query}\" misses cases"))
        }
    }
}

/// Names of the columns of totals.
pub fn totals_heads(lang: Lang, by: Grouping) -> Vec<&'static str> {
    let first = match by {
        Grouping::Month => lang.pick("月份", "month"),
        Grouping::Type => lang.pick("纠纷类型", "type"),
        Grouping::Office => lang.pick("单位", "office"),
        Grouping::Village => lang.pick("村（社区）", "village"),
        Grouping::Source => lang.pick("案件来源", "source"),
        Grouping::Mediator => lang.pick("调解员", "mediator"),
        Grouping::Level => lang.pick("层级", "level"),
        Grouping::Difficulty => lang.pick("难易程度", "difficulty"),
        Grouping::Tag => lang.pick("标签", "tag"),
    };
    let rest = lang.pick(
        ["受理", "调解", "成功", "成功率", "不成", "撤回", "移送", "办结", "在办", "金额(元)", "人数"],
        [
            "accepted",
            "mediated",
            "success",
            "rate",
            "unsuccess",
            "withdrawn",
            "referred",
            "closed",
            "pending",
            "yuan",
            "people",
        ],
    );
    std::iter::once(first).chain(rest).collect()
}

/// The last line of a table.
pub fn total(lang: Lang) -> &'static str {
    lang.pick("合计", "total")
}

/// The label for cases without a value.
pub fn none(lang: Lang) -> &'static str {
    lang.pick("未填写", "none")
}

/// The district, if it has no name.
pub fn district(lang: Lang) -> &'static str {
    lang.pick("区（县）", "district")
}

/// The dates by which the figures count.
pub fn basis_line(lang: Lang) -> &'static str {
    lang.pick(
        "口径：受理、人数按受理日期，其余按办结日期；在办为期末未结",
        "basis: accepted and people by acceptance date, all else by closing date; pending at the end of the period",
    )
}

/// The basis in JSON: accepted and people, the others, the rate.
pub fn basis(lang: Lang, divisor: Divisor) -> [(&'static str, &'static str); 4] {
    let rate = match divisor {
        Divisor::Accepted => lang.pick("至今成功÷受理", "settled by now / accepted"),
        Divisor::Closed => lang.pick("成功÷办结", "successful / closed"),
        Divisor::Mediated => lang.pick("成功÷调处", "successful / mediated"),
    };
    lang.pick(
        [
            ("accepted", "受理、人数按受理日期"),
            ("closed", "调解、成功、不成、撤回、移送、办结、金额按办结日期"),
            ("pending", "期末未结"),
            ("rate", rate),
        ],
        [
            ("accepted", "accepted and people by acceptance date"),
            (
                "closed",
                "mediated, successful, unsuccessful, withdrawn, referred, closed and amount by closing date",
            ),
            ("pending", "open at the end of the period"),
            ("rate", rate),
        ],
    )
}

/// The balance of open cases.
pub fn carry_line(lang: Lang, carried_in: i64, accepted: i64, closed: i64, carried_out: i64) -> String {
    lang.pick(
        format!("期初结转 {carried_in} + 新收 {accepted} − 办结 {closed} = 期末未结 {carried_out}"),
        format!(
            "carried in {carried_in} + accepted {accepted} - closed {closed} = carried out {carried_out}"
        ),
    )
}

/// A case may stand in several lines.
pub fn overlap_line(lang: Lang) -> &'static str {
    lang.pick(
        "一件可计入几行，各行之和可大于合计",
        "a case may stand in several lines, which then add up to more than the total",
    )
}

/// Names of the columns of a list.
pub fn list_heads(lang: Lang) -> [&'static str; 8] {
    lang.pick(
        ["编号", "受理", "申请人", "被申请人", "类型", "村（社区）", "调解员", "结果"],
        ["number", "accepted", "applicants", "respondents", "type", "village", "mediators", "outcome"],
    )
}

/// The list was cut.
pub fn list_cut(lang: Lang, shown: usize) -> String {
    lang.pick(
        format!("只列出 {shown} 件，用 --limit 看更多。"),
        format!("Only {shown} are listed; --limit shows more."),
    )
}

/// The label in `show` of a field of the case itself.
pub fn shown(lang: Lang, field: Field) -> String {
    match field {
        Field::Office => lang.pick("单位", "office").to_owned(),
        Field::Tags => lang.pick("标签", "tags").to_owned(),
        Field::Amount => lang.pick("协议金额(元)", "amount (yuan)").to_owned(),
        Field::DueOn => lang.pick("履行期限", "due").to_owned(),
        Field::Void => lang.pick("作废", "void").to_owned(),
        field => label(field).text(lang).to_lowercase(),
    }
}

/// 诉前, after a source.
pub fn pre_litigation(lang: Lang) -> &'static str {
    lang.pick("（诉前）", " (before a lawsuit)")
}

/// The terminal's encoding is not UTF-8; asks whether to go on.
pub fn other_charset(lang: Lang, charset: &str) -> String {
    let charset = charset.to_uppercase();
    lang.pick(
        format!(
            "这个终端设成了 {charset} 编码，本程序用 UTF-8，汉字会显示成乱码。请把终端的字符编码和 LANG 改成 UTF-8（如 LANG=zh_CN.UTF-8）再打开。\n按回车退出；输入 y 再按回车，照样打开。\n"
        ),
        format!(
            "This terminal is set to {charset}; the program writes UTF-8, so Chinese will be garbled. Set its encoding and LANG to UTF-8 (LANG=zh_CN.UTF-8) first.\nEnter leaves; y and Enter opens it all the same: "
        ),
    )
}
