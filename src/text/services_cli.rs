//! The words of `tiaojie service`: its help and what it says.

use super::Lang;
use super::cli::help;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)+) => {
        $($(#[$doc])* pub fn $name() -> &'static str { help($zh, $en) })+
    };
}

texts! {
    /// service
    about: "中心的服务、排查、预防和手工指标（不并入案件数）", "the centre's services, screenings, prevention and manual figures (never added into the cases)";
    /// service add
    add: "记一条服务、排查、预防或指标", "log a service, a screening, prevention or a figure";
    /// service add, the long form
    add_long: "记一条服务、排查、预防或指标：\n\n  service add --kind 综治化解                              服务：类别决定单位\n  service add screening --quantity 1 --found 2 --village 清泉村   排查：次数、查出件数\n  service add prevention --kind 民转刑 --people 3          预防：件数、人数\n  service add indicator --name 司法救助金 --quantity 8.6 --period 2024-05   别的单位给的数",
        "Log a service, a screening, prevention or a figure:\n\n  service add --kind advice                      a service: its kind decides the unit\n  service add screening --quantity 1 --found 2   a screening: rounds, disputes found\n  service add prevention --kind criminal --people 3\n  service add indicator --name relief_money --quantity 8.6 --period 2024-05   a figure from another office";
    /// LIST
    which: "哪一类：log 服务、screening 排查、prevention 预防、indicator 指标", "which list";
    /// --kind
    kind: "服务或预防的类别：代码或名称", "kind of service or prevention: a code or a label";
    /// --name
    name: "指标名称，或名录里的代码", "name of the figure, or its code in the catalogue";
    /// --quantity
    quantity: "数量：服务数量、排查次数、预防件数、指标数值（可带小数）；默认 1（指标必填）", "how much: services, rounds, cases prevented, or the figure; 1 unless given (a figure needs it)";
    /// --unit
    unit: "单位；服务的单位由类别决定，指标默认按名录，名录没有的为“件”", "the unit; of a service it follows from the kind, of a figure from the catalogue, else it is \"cases\"";
    /// --found
    found: "排查查出的件数", "disputes found by the screening";
    /// --category
    category: "查出的纠纷的综治类别；不填计入“其他”", "governance category of what was found; other where not given";
    /// --band
    band: "查出的每件涉及的人数段：50人以下、50至100人…", "people concerned by each dispute found: under50, to100, to500, over500";
    /// --difficulty
    difficulty: "查出的纠纷的难易程度，如 重大", "difficulty of what was found, such as major";
    /// --people
    people: "预防涉及的人数", "people concerned by the prevention";
    /// --village
    village: "排查的村（社区）：名称、别名或区划代码，在哪个乡镇都行", "village or community of the screening: a name, an alias or a division code, below any township";
    /// --case
    case: "服务属于哪件案件：编号", "the case that the service belongs to: its number";
    /// --owner
    owner: "指标由谁提供，如 法院", "who supplies the figure";
    /// --rule
    rule: "指标的年度口径：sum 各月累加，last 取最后一期；不写按名录", "what the months of a figure make of a year: sum or last; as in the catalogue unless given";
    /// service catalogue
    catalogue: "列出指标名录：名称、单位、提供单位、小数位、年度口径", "list the catalogue of figures: name, unit, source, decimals, rule of the year";
    /// --lead
    lead: "排查牵头人", "who led the screening";
    /// --date
    date: "日期，默认今天", "the day; today unless given";
    /// --period of a figure
    period_of: "指标的期间，如 2024、2024-03、2024Q1", "the period of the figure: 2024, 2024-03, 2024Q1";
    /// --office of an entry
    office: "登记单位，默认本单位；指标不填为全区", "the office; the home office unless given, of a figure the district";
    /// --office of a list
    of_office: "只看这个单位及其下级", "only this office and all below it";
    /// --limit
    limit: "最多列出多少条", "at most that many entries";
    /// service list
    list: "列出记录，最近的在前", "list entries, newest first";
    /// service totals
    totals: "一段时间和本年累计的合计，按类别和单位", "totals of a period and the year to date, by kind and unit";
}

/// A flag that the list does not have.
pub fn not_of_list(lang: Lang, flag: &str, list: &str) -> String {
    lang.pick(
        format!("“{list}”没有 {flag} 这一项，请去掉。"),
        format!("{flag} has no meaning for {list}; leave it out."),
    )
}

/// A flag that the list needs.
pub fn needed(lang: Lang, flag: &str, list: &str) -> String {
    lang.pick(format!("“{list}”要写 {flag}。"), format!("{list} needs {flag}."))
}

/// A kind that the dictionary does not have; `known` are those it has.
pub fn no_such_kind(lang: Lang, kind: &str, known: &str) -> String {
    lang.pick(
        format!("没有“{kind}”这一类；可用：{known}。"),
        format!("There is no kind \"{kind}\"; known are: {known}."),
    )
}

/// A unit that the kind is not counted in.
pub fn wrong_unit(lang: Lang, unit: &str, kind: &str, right: &str) -> String {
    lang.pick(
        format!("“{kind}”以“{right}”计，不是“{unit}”；单位不同的数不能相加。"),
        format!("{kind} is counted in {right}, not in {unit}: different units are never added."),
    )
}

/// No such rule of a year.
pub fn no_such_rule(lang: Lang, text: &str) -> String {
    lang.pick(
        format!("没有“{text}”这种年度口径；可用：sum 各月累加、last 取最后一期。"),
        format!("There is no rule \"{text}\"; use sum or last."),
    )
}

/// A service by a lawyer names no case, while cases of that day had a lawyer.
pub fn maybe_of_case(lang: Lang, cases: &str) -> String {
    lang.pick(
        format!("注意：当天有律师参加的调解：{cases}；同一件事请用 --case 写明案件，否则各计一次。"),
        format!("Mind: held with a lawyer that day: {cases}; if it is the same, name it with --case, or both count."),
    )
}

/// A service names a case that had a lawyer on other days only.
pub fn other_day(lang: Lang, case: &str, days: &str) -> String {
    lang.pick(
        format!("注意：{case} 有律师参加的调解在 {days}；日期不同，各计一次。"),
        format!("Mind: {case} had a session with a lawyer on {days}; on another day both count."),
    )
}

/// A day that is still to come.
pub fn in_future(lang: Lang, day: &str) -> String {
    lang.pick(
        format!("{day} 还没到，请改正后再试。"),
        format!("{day} is still to come; correct it and try again."),
    )
}

/// A kind of prevention in which no people are counted.
pub fn counts_no_people(lang: Lang, kind: &str) -> String {
    lang.pick(
        format!("“{kind}”只计件数，不计人数；请去掉 --people。"),
        format!("{kind} counts no people; leave --people out."),
    )
}

/// The figure's days overlap those of another.
pub fn overlaps(lang: Lang, other: &str) -> String {
    lang.pick(
        format!("注意：与“{other}”的期间重叠，合计里只计期间长的。"),
        format!("Mind: its days overlap those of \"{other}\": only the longer one counts in a total."),
    )
}

/// Nothing to list.
pub fn none(lang: Lang) -> &'static str {
    lang.pick("没有记录。", "No entries.")
}

/// The list was cut.
pub fn cut(lang: Lang, shown: usize) -> String {
    lang.pick(
        format!("只列出 {shown} 条，用 --limit 看更多。"),
        format!("Only {shown} are listed; --limit shows more."),
    )
}
