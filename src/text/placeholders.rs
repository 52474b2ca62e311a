//! The names under which a template of a form finds the values of a case: each with what it stands for. The engine takes
//! its names from here, so that what is told is what there is.

use super::{Lang, Words};

/// Names of one record, a line each.
macro_rules! names {
    ($($(#[$doc:meta])* $of:ident { $($name:ident: $word:literal, $zh:literal, $en:literal;)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            pub enum $of { $(#[doc = $en] $name,)* }

            impl Named for $of {
                const ALL: &'static [Self] = &[$(Self::$name,)*];

                fn word(self) -> &'static str {
                    match self { $(Self::$name => $word,)* }
                }

                fn about(self) -> Words {
                    match self { $(Self::$name => Words { zh: $zh, en: $en },)* }
                }
            }
        )*
    };
}

/// The names of one record.
pub trait Named: Copy + PartialEq + 'static {
    /// Every name, in the order in which they are told.
    const ALL: &'static [Self];

    /// As it stands in a template.
    fn word(self) -> &'static str;

    /// What it stands for.
    fn about(self) -> Words;
}

names! {
    /// What stands in a template by itself.
    CaseName {
        Committee: "调委会", "人民调解委员会的全称", "the committee's full name";
        District: "区县", "区县的名称", "the district's name";
        Office: "单位", "受理单位的名称", "the name of the office that took the case";
        Title: "卷名", "双方当事人和纠纷类型：张三与李四邻里纠纷", "the parties of both sides and the type";
        Number: "编号", "案件编号", "number of the case";
        Kind: "纠纷类型", "纠纷类型", "type of dispute";
        Source: "案件来源", "案件来源", "source of the case";
        Applied: "依申请", "依申请受理的打钩", "ticked where a party asked for mediation";
        OwnInitiative: "主动", "主动调解的打钩", "ticked where the committee went to the parties";
        Received: "接受移送", "接受委托移送的打钩", "ticked where another body sent the case";
        Level: "层级", "村级、镇级或区级", "level";
        Difficulty: "难易程度", "难易程度", "difficulty";
        Risk: "风险等级", "风险等级", "risk";
        Consent: "调解意愿", "调解意愿", "whether the parties are willing";
        Village: "村", "村（社区）", "village";
        Place: "地点", "发生地点", "where it happened";
        OccurredOn: "发生日期", "发生日期", "day it happened";
        AcceptedOn: "受理日期", "受理日期", "day of acceptance";
        ClosedOn: "办结日期", "办结日期", "day of closing";
        Outcome: "结果", "案件结果", "outcome";
        People: "涉及人数", "涉及人数", "persons concerned";
        Summary: "简要情况", "纠纷简要情况", "what the dispute is about";
        Note: "备注", "备注", "note";
        Tags: "标签", "联动标签", "tags";
        Told: "告知途径", "调解不成时告知的其他途径", "other routes of which the parties were told";
        Mediators: "调解员", "全部调解员的姓名", "names of all mediators";
        Lead: "主持人", "主持调解的调解员", "the mediator who leads";
        Today: "打印日期", "打印的日期", "the day of printing";
        Parties: "当事人", "全部当事人，逐个列出", "list of all parties";
        Applicants: "申请人", "申请人，逐个列出", "list of applicants";
        Respondents: "被申请人", "被申请人，逐个列出", "list of respondents";
        Thirds: "第三人", "第三人，逐个列出", "list of third parties";
        PartyNames: "当事人姓名", "全部当事人的姓名", "names of all parties";
        ApplicantNames: "申请人姓名", "申请人的姓名", "names of the applicants";
        RespondentNames: "被申请人姓名", "被申请人的姓名", "names of the respondents";
        Session: "调解", "本次调解；其他文书里是最后一次", "the session of the record; in other forms the last one";
        Sessions: "各次调解", "全部调解，逐次列出", "list of all sessions";
        Agreement: "协议", "协议和司法确认", "the agreement and its confirmation";
        Performed: "履行", "各次履行，逐次列出", "list of what was performed";
        Visit: "回访", "本次回访；其他文书里是最后一次", "the visit of the record; in other forms the last one";
        Visits: "各次回访", "全部回访，逐次列出", "list of all visits";
        Filing: "立卷", "立卷", "the bound file";
        Contents: "目录", "卷内的文书，逐份列出", "list of the forms of the file";
    }

    /// Of a party.
    PartyName {
        Side: "地位", "申请人、被申请人或第三人", "side";
        Kind: "类别", "自然人、法人或非法人组织", "kind";
        IsPerson: "自然人", "是自然人的打钩，可用于 if", "ticked for a person; for use with if";
        Name: "姓名", "姓名或名称", "name";
        Sex: "性别", "性别", "sex";
        Ethnicity: "民族", "民族", "ethnicity";
        Age: "年龄", "受理时的周岁", "age in full years at acceptance";
        BornOn: "出生日期", "出生日期", "date of birth";
        Occupation: "职业", "职业或职务", "occupation";
        Phone: "联系方式", "联系方式", "phone";
        Address: "住址", "单位或住址", "address";
        IdNumber: "证件号码", "身份证号或统一社会信用代码", "identity number";
        Representative: "代表人", "法定代表人或负责人", "who represents a company or body";
        Agents: "代理人", "代理人，逐个列出", "list of agents";
    }

    /// Of an agent of a party.
    AgentName {
        Name: "姓名", "姓名", "name";
        Kind: "类型", "法定代理人、委托代理人或律师", "kind";
        Phone: "联系方式", "联系方式", "phone";
        Note: "权限", "与当事人的关系、代理权限", "relation and powers";
    }

    /// Of a session.
    SessionName {
        Nth: "次", "第几次", "which one, from 1";
        On: "日期", "日期", "day";
        At: "时间", "时间", "time of day";
        Place: "地点", "地点", "place";
        Attendees: "参加人", "参加人及其身份", "who took part, and as what";
        Record: "记录", "记录", "record";
        Result: "结果", "调解结果", "result";
        Settled: "成功", "调解成功的打钩", "ticked where it was settled";
        Failed: "不成", "调解不成的打钩", "ticked where it was not settled";
        Continued: "继续", "有待继续调解的打钩", "ticked where it is to go on";
        Recorder: "记录人", "记录人", "recorder";
    }

    /// Of the agreement.
    AgreementName {
        ReachedOn: "达成日期", "达成协议日期", "day it was reached";
        Amount: "金额", "协议金额（元）", "amount in yuan";
        Capitals: "金额大写", "协议金额的大写", "amount in capitals";
        Content: "内容", "协议内容", "content";
        Manner: "履行方式", "履行方式", "manner of performance";
        DueOn: "履行期限", "履行期限", "last day of performance";
        Copies: "份数", "协议份数，没有填的是当事人数加一", "copies; one a party and one more where none are set";
        EffectiveOn: "生效日期", "生效日期", "day of effect";
        Performance: "履行情况", "履行情况", "state of performance";
        PerformedOn: "履行完毕日期", "履行完毕日期", "day on which all was performed";
        PerformedSum: "已履行金额", "已履行的合计（元）", "sum performed, in yuan";
        PerformedCapitals: "已履行金额大写", "已履行合计的大写", "sum performed, in capitals";
        Confirmation: "司法确认", "司法确认的情况", "state of judicial confirmation";
        Court: "法院", "申请司法确认的法院", "the court asked to confirm it";
        AppliedOn: "申请日期", "申请司法确认的日期", "day of the application";
        DecidedOn: "裁定日期", "法院裁定的日期", "day of the decision";
    }

    /// Of a part that was performed.
    PerformedName {
        Nth: "次", "第几次", "which one, from 1";
        On: "日期", "日期", "day";
        Amount: "金额", "金额（元）", "amount in yuan";
        Capitals: "金额大写", "金额的大写", "amount in capitals";
        What: "内容", "内容", "what was done";
    }

    /// Of a visit.
    VisitName {
        Nth: "次", "第几次", "which one, from 1";
        On: "日期", "回访日期", "day";
        By: "回访人", "回访人", "visited by";
        Satisfaction: "满意度", "满意度", "satisfaction";
        Note: "情况", "回访情况", "findings";
    }

    /// Of the bound file.
    FilingName {
        On: "日期", "立卷日期", "day";
        By: "立卷人", "立卷人", "bound by";
        Volume: "卷号", "卷号", "volume";
        Retention: "保管期限", "保管期限", "how long it is kept";
    }

    /// Of an entry of the list of contents.
    EntryName {
        Nth: "序号", "序号", "its number, from 1";
        Name: "名称", "文书名称", "name of the form";
        On: "日期", "文书的日期", "day of the form";
    }
}

/// The filter that makes a list of the paragraphs of a text.
pub const PARAGRAPHS: &str = "分段";

/// The names of one record, as they are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameGroup {
    /// Under which name the record stands; empty for what stands by itself.
    pub within: Vec<&'static str>,
    /// Each name with what it stands for.
    pub names: Vec<(&'static str, Words)>,
}

impl NameGroup {
    fn of<N: Named>(within: &[&'static str]) -> Self {
        let names = N::ALL.iter().map(|name| (name.word(), name.about())).collect();
        Self { within: within.to_vec(), names }
    }

    /// Every group.
    pub fn all() -> Vec<Self> {
        let list = |name: CaseName| name.word();
        vec![
            Self::of::<CaseName>(&[]),
            Self::of::<PartyName>(&[
                list(CaseName::Parties),
                list(CaseName::Applicants),
                list(CaseName::Respondents),
                list(CaseName::Thirds),
            ]),
            Self::of::<AgentName>(&[PartyName::Agents.word()]),
            Self::of::<SessionName>(&[list(CaseName::Session), list(CaseName::Sessions)]),
            Self::of::<AgreementName>(&[list(CaseName::Agreement)]),
            Self::of::<PerformedName>(&[list(CaseName::Performed)]),
            Self::of::<VisitName>(&[list(CaseName::Visit), list(CaseName::Visits)]),
            Self::of::<FilingName>(&[list(CaseName::Filing)]),
            Self::of::<EntryName>(&[list(CaseName::Contents)]),
        ]
    }
}

/// How placeholders are written, in a few lines.
pub fn how_to(lang: Lang) -> &'static str {
    lang.pick(
        "{{ 编号 }} 填一个值；没有的留下划线空白，单独占一个表格单元的留空。\n\
         {{ 协议.内容 }} 填一项里的一个值。\n\
         {% for 人 in 当事人 %} … {% endfor %} 逐个列出，里面写 {{ 人.姓名 }}；两个标记各占一段，在表格里各占一行。\n\
         {% for 段 in 简要情况|分段 %} … {% endfor %} 把长文字分成段落，没有的留几条横线。\n\
         {% if 协议.金额 %} … {% else %} … {% endif %} 有值时和没有时；打钩的值也可以用。",
        "{{ 编号 }} fills in a value; what is missing becomes an underlined blank, or an empty cell where it stands alone in one.\n\
         {{ 协议.内容 }} fills in a value of a record.\n\
         {% for 人 in 当事人 %} ... {% endfor %} repeats for each, with {{ 人.姓名 }} inside; each tag in a paragraph of its own, in a table in a row of its own.\n\
         {% for 段 in 简要情况|分段 %} ... {% endfor %} makes paragraphs of a long text, and ruled lines where there is none.\n\
         {% if 协议.金额 %} ... {% else %} ... {% endif %} where there is a value and where there is none; ticks can be asked too.",
    )
}
