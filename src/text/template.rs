//! The words of the template language: the placeholders of report texts, their options, what can be wrong with a text,
//! and the built-in texts. An office writes its own sentences with the same words.
//!
//! A placeholder stands in braces, `{受理}` or `{accepted}`; full-width ｛｝：，＝／ are taken for their twins, `{{` is a brace.
//! - an argument follows a colon: `{服务:综治化解}`, `{指标:行政复议受理}`, `{率:成功/办结}`, `{同比:受理}`
//! - a style comes last: `{诉前调解:余}` may be rounded down to hundreds, `余十` to tens, `余一` to whole numbers;
//!   `{率:成功/受理:近}` up to tens of a percent, `{指标:参训人员:近}` up to tens
//! - options narrow the cases: `{受理,类型=邻里,标签=司法+工会,期间=本年累计}`

use super::Lang;

/// Writes the placeholders down: a line each with its words in both languages and what it stands for.
macro_rules! placeholders {
    ($($name:ident: $zh:literal, $en:literal, $zh_about:literal, $en_about:literal;)*) => {
        /// What a placeholder stands for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Placeholder { $(#[doc = $en_about] $name,)* }

        impl Placeholder {
            /// Every placeholder, in the order in which help lists them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its word in that language; both are understood everywhere.
            pub fn word(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => lang.pick($zh, $en),)* }
            }

            /// What it stands for.
            pub fn about(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => lang.pick($zh_about, $en_about),)* }
            }
        }
    };
}

placeholders! {
    Accepted: "受理", "accepted", "新受理的案件", "cases accepted";
    Closed: "办结", "closed", "办结的案件", "cases closed";
    Successful: "成功", "successful", "调解成功的案件", "cases settled";
    Mediated: "调处", "mediated", "成功加不成", "settled and not settled";
    Written: "书面", "written", "书面协议", "written agreements";
    Oral: "口头", "oral", "口头协议", "oral agreements";
    Unsuccessful: "不成", "unsuccessful", "调解不成", "not settled";
    Withdrawn: "撤回", "withdrawn", "当事人拒绝或撤回", "refused or withdrawn";
    Referred: "移送", "referred", "移送（引导）", "referred on";
    Carried: "期初结转", "carried", "期初还没办结的", "open at the beginning";
    Pending: "期末未结", "pending", "期末还没办结的", "open at the end";
    People: "人数", "people", "受理案件涉及的人数", "people concerned in accepted cases";
    Amount: "金额", "amount", "协议金额（万元）", "agreed money, in 10k yuan";
    Hard: "疑难复杂", "hard", "疑难复杂及以上", "hard or above";
    Major: "重大", "major", "难易程度为重大", "of the gravest difficulty";
    PreLitigation: "诉前调解", "pre_litigation", "法院诉前委派的案件，加同名指标", "cases from a court before a lawsuit, and the indicator of that name";
    Sessions: "调解次数", "sessions", "调解的次数", "sessions held";
    Lawyers: "律师参与", "lawyers", "律师参与调解的次数：案件里的和服务日志里的，同一件事计一次", "lawyers taking part, in cases and in the service log, each fact once";
    Performed: "履行", "performed", "履行完毕的协议", "agreements performed";
    Confirmed: "司法确认", "confirmed", "司法确认的协议", "agreements confirmed by a court";
    Visits: "回访次数", "visits", "回访的次数", "follow-up visits";
    Screenings: "排查次数", "screenings", "排查的次数", "screenings";
    Found: "排查件数", "found", "排查出的纠纷", "disputes found by screening";
    Prevented: "预防", "prevented", "预防的件数，如 {预防:自杀}", "what was prevented, as {prevented:suicide}";
    PreventedPeople: "预防人数", "prevented_people", "预防的人数，如 {预防人数:自杀}", "persons, as {prevented_people:suicide}";
    Service: "服务", "service", "服务日志的数量，如 {服务:法律意见}", "from the service log, as {service:opinion}";
    Indicator: "指标", "indicator", "手工指标，如 {指标:行政复议受理}；没报的填 —", "a manual figure, as {indicator:NAME}; — where none was given";
    LockedMonths: "锁定月数", "locked_months", "已锁定（上报）的月数", "months locked as reported";
    Types: "类型明细", "types", "受理案件的各类型件数", "accepted cases by type";
    SuccessRate: "成功率", "success_rate", "成功率，分母随口径，写明成功几件、分母几件", "the success rate on the chosen basis, with what it divides";
    ClosingRate: "办结率", "closing_rate", "办结÷(期初结转+新收)，写明件数", "closed / (brought forward + accepted), with both";
    MediationRate: "调处率", "mediation_rate", "调处÷(期初结转+新收)，写明件数", "mediated / (brought forward + accepted), with both";
    Rate: "率", "rate", "前数占后数的比，如 {率:成功/办结}；除以受理的，数受理的案件里至今有几件", "a share, as {rate:successful/closed}; of the accepted, how many by now";
    Compared: "比较", "compared", "比上期、比上年同期的增减，连同逗号；没有可比的就不写，如 {比较:受理}", "what a figure is compared with, as clauses; nothing where there is nothing, as {compared:accepted}";
    OnLastYear: "同比", "on_last_year", "比上年同期的增减，如 {同比:受理}", "change on last year, as {on_last_year:accepted}";
    OnBefore: "环比", "on_before", "比上期的增减，如 {环比:受理}", "change on the period before, as {on_before:accepted}";
    Period: "期间", "period", "期间的名称", "the name of the period";
    Office: "单位", "office", "单位的名称", "the name of the office";
    Basis: "口径", "basis", "成功率的分母的名称", "the name of what the success rate is of";
}

impl Placeholder {
    /// The placeholder of that word, in either language.
    pub fn read(word: &str) -> Option<Self> {
        let known = |one: &&Self| one.word(Lang::Zh) == word || one.word(Lang::En).eq_ignore_ascii_case(word);
        Self::ALL.iter().find(known).copied()
    }
}

/// By what an option narrows a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrowing {
    /// 纠纷类型
    Type,
    /// 案件来源
    Source,
    /// 标签
    Tag,
    /// 层级
    Level,
    /// 单位
    Office,
    /// Which days.
    Span,
}

/// The words of the options.
const OPTIONS: [(Narrowing, &str, &str); 6] = [
    (Narrowing::Type, "类型", "type"),
    (Narrowing::Source, "来源", "source"),
    (Narrowing::Tag, "标签", "tag"),
    (Narrowing::Level, "层级", "level"),
    (Narrowing::Office, "单位", "office"),
    (Narrowing::Span, "期间", "span"),
];

/// The option of that word, in either language.
pub fn option(word: &str) -> Option<Narrowing> {
    OPTIONS.iter().find(|(_, zh, en)| *zh == word || en.eq_ignore_ascii_case(word)).map(|(one, ..)| *one)
}

/// The words of the spans, in the order of the counted views: 本期, 本年累计, 上期, 上年同期.
pub fn span(word: &str) -> Option<usize> {
    let words = [("本期", "period"), ("本年累计", "year"), ("上期", "before"), ("上年同期", "last_year")];
    words.iter().position(|(zh, en)| *zh == word || en.eq_ignore_ascii_case(word))
}

/// How a figure may be written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    #[default]
    Exact,
    /// Rounded down to a multiple of that, with 余.
    Over(i64),
    /// Rounded up to tens, of a share to tens of a percent, with 近.
    Nearly,
}

/// The style of that word, in either language.
pub fn style(word: &str) -> Option<Style> {
    match word {
        "余" | "over" => Some(Style::Over(100)),
        "余十" | "over10" => Some(Style::Over(10)),
        "余一" | "over1" => Some(Style::Over(1)),
        "近" | "nearly" => Some(Style::Nearly),
        _ => None,
    }
}

/// A number rounded down: 100余.
pub fn over(lang: Lang, round: i64) -> String {
    lang.pick(format!("{round}余"), format!("over {round}"))
}

/// A number rounded up: 近150.
pub fn nearly_as_many(lang: Lang, round: i64) -> String {
    lang.pick(format!("近{round}"), format!("nearly {round}"))
}

/// A share rounded up to tens of a percent: 近70％.
pub fn nearly(lang: Lang, percent: i64) -> String {
    lang.pick(format!("近{percent}％"), format!("nearly {percent}%"))
}

/// More, fewer or as many as before.
pub fn change(lang: Lang, change: i64, amount: &str, unit: &str) -> String {
    match change {
        0 => lang.pick("持平", "no change").to_owned(),
        1.. => lang.pick(format!("增加{amount}{unit}"), format!("{amount} {unit} more")),
        _ => lang.pick(format!("减少{amount}{unit}"), format!("{amount} {unit} fewer")),
    }
}

/// What locked months are counted in.
pub const MONTHS: super::Words = super::Words { zh: "个月", en: "months" };
/// What could be closed in the days, below a rate.
pub fn at_hand(lang: Lang) -> &'static str {
    lang.pick("期初结转和新收", "brought forward and accepted")
}

/// Before, between and after the two figures of a rate: （成功34÷办结36）.
pub fn around_rate(lang: Lang) -> [&'static str; 3] {
    lang.pick(["（", "÷", "）"], [" (", " / ", ")"])
}

/// Before, between and after the comparisons of a figure.
pub fn around_comparisons(lang: Lang) -> [&'static str; 3] {
    lang.pick(["，", "，", ""], [" (", ", ", ")"])
}

/// What stands before and after a change on the period before and on last year.
pub fn comparisons(lang: Lang) -> [[&'static str; 2]; 2] {
    lang.pick([["比上期", ""], ["比上年同期", ""]], [["", " on the period before"], ["", " on last year"]])
}

/// In place of a change where the file has no records to compare with.
pub fn nothing_to_compare(lang: Lang) -> &'static str {
    lang.pick("无可比数据", "nothing to compare with")
}

/// In place of the change of a year on the period before, which is the change on last year.
pub fn not_of_a_year(lang: Lang) -> &'static str {
    lang.pick("不另比", "not compared apart")
}

/// The names of the manual figure that is added to the cases of 诉前调解.
pub const PRE_LITIGATION_INDICATORS: [&str; 2] = ["诉前调解", "pre_litigation"];

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A brace that is not closed.
    Unclosed,
    /// A closing brace without an opening one.
    Stray,
    /// Nothing between the braces.
    Empty,
    /// No placeholder is called so.
    Unknown(String),
    /// It wants something after a colon.
    NeedsArgument(String),
    /// It takes nothing after a colon.
    TakesNoArgument(String),
    /// Nothing of that kind is called so: the placeholder, the word.
    NoSuch(String, String),
    /// There is no option of that name.
    UnknownOption(String),
    /// The option does not take that value.
    BadOption(String, String),
    /// The figure does not come from cases, so that this cannot narrow it.
    NotOfCases(String),
    /// Not a number that something can be made of: a word, a share of shares.
    NotANumber(String),
    /// A share is written A/B.
    NotAShare(String),
    /// The cases of the one are not among those of the other.
    NotAmong(String, String),
    /// 余 is for numbers, 近 for shares and indicators.
    WrongStyle(String),
}

/// What is wrong, where, and what to do.
pub fn fault(lang: Lang, fault: &Fault, line: usize, column: usize) -> String {
    let what = match fault {
        Fault::Unclosed => {
            lang.pick("左括号 { 没有对应的右括号".to_owned(), "the brace { is not closed".to_owned())
        }
        Fault::Stray => lang.pick(
            "多了一个右括号 }，要写括号本身请写两个".to_owned(),
            "a stray brace }; write two for the brace itself".to_owned(),
        ),
        Fault::Empty => {
            lang.pick("括号里没有内容".to_owned(), "there is nothing between the braces".to_owned())
        }
        Fault::Unknown(word) => {
            lang.pick(format!("没有叫“{word}”的占位符"), format!("there is no placeholder “{word}”"))
        }
        Fault::NeedsArgument(word) => {
            lang.pick(format!("“{word}”后面要写冒号和名称"), format!("“{word}” wants a colon and a name"))
        }
        Fault::TakesNoArgument(word) => {
            lang.pick(format!("“{word}”后面不能再写冒号"), format!("“{word}” takes nothing after a colon"))
        }
        Fault::NoSuch(of, word) => {
            lang.pick(format!("“{of}”里没有“{word}”"), format!("“{of}” knows no “{word}”"))
        }
        Fault::UnknownOption(word) => lang.pick(
            format!("没有叫“{word}”的条件，可用：类型、来源、标签、层级、单位、期间"),
            format!("there is no option “{word}”; use type, source, tag, level, office, span"),
        ),
        Fault::BadOption(option, value) => {
            lang.pick(format!("“{option}”没有“{value}”"), format!("“{option}” cannot be “{value}”"))
        }
        Fault::NotOfCases(word) => lang.pick(
            format!("“{word}”不是由案件数出的，只能用单位、期间作条件"),
            format!("“{word}” is not counted from cases: only office and span narrow it"),
        ),
        Fault::NotANumber(word) => {
            lang.pick(format!("“{word}”不是能算的数"), format!("“{word}” is no number to reckon with"))
        }
        Fault::NotAShare(word) => lang.pick(
            format!("“{word}”要写成 甲/乙，如 {{率:成功/受理}}"),
            format!("“{word}” must be A/B, as in {{rate:successful/accepted}}"),
        ),
        Fault::NotAmong(part, whole) => lang.pick(
            format!("“{part}”的案件不在“{whole}”里面，相除不成率，如 {{率:成功/办结}}"),
            format!("the cases of “{part}” are not among those of “{whole}”; write as in {{rate:successful/closed}}"),
        ),
        Fault::WrongStyle(word) => lang.pick(
            format!("“{word}”不能这样取整：余用于数，近用于率和手工指标"),
            format!(
                "“{word}” cannot be rounded so: “over” is for numbers, “nearly” for shares and indicators"
            ),
        ),
    };
    lang.pick(
        format!("第{line}行第{column}字：{what}。"),
        format!("Line {line}, character {column}: {what}."),
    )
}

/// The names of the built-in texts; 月报 first.
pub const BUILT_IN: [&str; 4] = ["monthly", "paragraph", "paragraph16", "paragraph2"];

/// The text of the 月报.
pub const MONTHLY: &str = "monthly";
/// The text that `report paragraph` prints unless another is named.
pub const PARAGRAPH: &str = "paragraph";

/// What a text is called.
pub fn name(lang: Lang, template: &str) -> &str {
    match template {
        "monthly" => lang.pick("月报文字", "Monthly report"),
        "paragraph" => lang.pick("矛盾纠纷化解", "Mediation"),
        "paragraph16" => lang.pick("行政复议", "Administrative review"),
        "paragraph2" => lang.pick("法治月报", "Monthly bulletins"),
        own => own,
    }
}

/// The built-in text of that name; none where an office made it up.
pub fn built_in(lang: Lang, template: &str) -> Option<&'static str> {
    Some(match template {
        "paragraph" => lang.pick(
            "共受理人民调解案件{受理}件，调处成功{成功}件；综治中心化解各类矛盾纠纷{服务:综治化解}件次，开展法律咨询和法律服务{服务:法律咨询和法律服务}件次，律师协助参与矛盾纠纷调解{服务:律师参与调解}次，提出法律意见{服务:法律意见}次，引导当事人开展公证咨询相关工作{服务:公证咨询引导}件次；办理诉前调解案件{诉前调解:余}件。",
            "{accepted} cases of people's mediation were accepted and {successful} settled; the governance centre resolved {service:centre} disputes, gave legal advice and services {service:advice} times, lawyers helped to mediate {service:lawyer} times and gave {service:opinion} legal opinions, and parties were guided to a notary {service:notary} times; {pre_litigation:over} cases were mediated before a lawsuit.",
        ),
        "paragraph16" => lang.pick(
            "受理行政复议申请{指标:行政复议受理}件，办结{指标:行政复议办结}件，调解（和解）{指标:行政复议调解}件，调解（和解）率{率:指标:行政复议调解/指标:行政复议办结:近}（占办结），办结率{率:指标:行政复议办结/指标:行政复议受理:近}（占受理）。",
            "{indicator:行政复议受理} applications for administrative review were accepted, {indicator:行政复议办结} closed and {indicator:行政复议调解} mediated or reconciled: {rate:indicator:行政复议调解/indicator:行政复议办结:nearly} of those closed; {rate:indicator:行政复议办结/indicator:行政复议受理:nearly} of those accepted were closed.",
        ),
        "paragraph2" => lang.pick(
            "严格落实法治建设月报制度，及时完成{锁定月数}期法治月报的梳理及上报工作。",
            "{locked_months} monthly bulletins were drawn up and reported in time.",
        ),
        "monthly" => lang.pick(MONTHLY_ZH, MONTHLY_EN),
        _ => return None,
    })
}

const MONTHLY_ZH: &str = "{期间}，{单位}期初结转{期初结转}件，新受理人民调解案件{受理}件{比较:受理}，按类型：{类型明细}。\n\
办结{办结}件，办结率{办结率}；其中调解成功{成功}件{比较:成功}（书面协议{书面}件、口头协议{口头}件），调解不成{不成}件，撤回{撤回}件，移送{移送}件，成功率{成功率}。期末未结{期末未结}件。\n\
受理案件涉及{人数}人，疑难复杂案件{疑难复杂}件；达成协议金额{金额}万元{比较:金额}。\n\
开展调解{调解次数}次，律师参与调解{律师参与}次；履行完毕{履行}件，司法确认{司法确认}件，回访{回访次数}次。\n\
开展矛盾纠纷排查{排查次数}次，排查出纠纷{排查件数}件；预防纠纷{预防}件，防止自杀{预防:自杀}件{预防人数:自杀}人、民转刑{预防:民转刑}件{预防人数:民转刑}人、群体性上访{预防:上访}件{预防人数:上访}人、群体性械斗{预防:械斗}件{预防人数:械斗}人。";

const MONTHLY_EN: &str = "{period}, {office}: {carried} cases were brought forward and {accepted} accepted{compared:accepted}, by type {types}.\n\
{closed} were closed, {closing_rate}: {successful} settled{compared:successful}, {written} of them in writing and {oral} orally, {unsuccessful} not settled, {withdrawn} withdrawn, {referred} referred on; success rate {success_rate}. {pending} are open at the end.\n\
The accepted cases concern {people} people, {hard} of them are hard; money agreed, in 10k yuan: {amount}{compared:amount}.\n\
{sessions} sessions were held, lawyers took part {lawyers} times; {performed} agreements were performed, {confirmed} confirmed by a court; {visits} visits were paid.\n\
{screenings} screenings found {found} disputes; prevented: {prevented} disputes, suicide {prevented:suicide} ({prevented_people:suicide} persons), crime {prevented:criminal} ({prevented_people:criminal}), mass petition {prevented:petition} ({prevented_people:petition}), mass fight {prevented:fight} ({prevented_people:fight}).";
