//! The names under which a template of a form finds the values of a case: each with what it stands for. The engine takes
//! its names from here, so that what is told is what there is.

use std::sync::LazyLock;

use super::Words;
use super::field::label;
use crate::domain::field::{Field, Kind, PartKind};
use Field as F;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// What a field holds.
    Field(Field),
    /// The committee's full name
    Committee,
    /// The district's name
    District,
    /// The name of the office that took the case
    Office,
    /// The parties of both sides and the type
    Title,
    /// Source of the case
    Source,
    /// Ticked where a party asked for mediation
    Applied,
    /// Ticked where the committee went to the parties
    OwnInitiative,
    /// Ticked where another body sent the case
    Received,
    /// Persons concerned
    People,
    /// The mediator who leads
    Lead,
    /// The day of printing
    Today,
    /// List of all parties
    Parties,
    /// List of applicants
    Applicants,
    /// List of respondents
    Respondents,
    /// List of third parties
    Thirds,
    /// Names of all parties
    PartyNames,
    /// Names of the applicants
    ApplicantNames,
    /// Names of the respondents
    RespondentNames,
    /// The agent of the form; in other forms the last one
    Agent,
    /// The party for whom that agent acts
    Principal,
    /// The office that has the case
    Handler,
    /// The investigation of the record; in other forms the last one
    Investigation,
    /// List of all investigations
    Investigations,
    /// List of the evidence
    Evidence,
    /// The referral of the letter; in other forms the last one
    Referral,
    /// Relation, authority and powers of an agent in one line
    Powers,
    /// Ticked for a general authority
    General,
    /// Ticked for a special authority
    Special,
    /// Ticked for an agent by law
    Statutory,
    /// Ticked where there was mediation
    Mediated,
    /// The session of the record; in other forms the last one
    Session,
    /// List of all sessions
    Sessions,
    /// The agreement and its confirmation
    Agreement,
    /// List of the parts of the plan; empty where there is none
    Plan,
    /// List of what was performed
    Performed,
    /// The visit of the record; in other forms the last one
    Visit,
    /// List of all visits
    Visits,
    /// The bound file
    Filing,
    /// List of the forms of the file
    Contents,
    /// Side
    Side,
    /// Ticked for a person; for use with if
    IsPerson,
    /// Age in full years at acceptance
    Age,
    /// List of agents
    Agents,
    /// Which one, from 1
    Nth,
    /// Who took part, and as what
    Attendees,
    /// Ticked where it was settled
    Settled,
    /// Ticked where it was not settled
    Failed,
    /// Ticked where it is to go on
    Continued,
    /// Amount in capitals
    Capitals,
    /// Copies; one a party and one more where none are set
    Copies,
    /// Day of effect
    EffectiveOn,
    /// Sum performed, in yuan
    PerformedSum,
    /// Sum performed, in capitals
    PerformedCapitals,
    /// Sum performed up to here, in yuan
    RunningSum,
    /// Amount in capitals
    PartCapitals,
    /// Name of the form
    EntryName,
    /// Day of the form
    EntryOn,
}

/// A name in a template, what it stands for, and how it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder {
    /// As it stands in a template.
    pub word: &'static str,
    /// What it stands for.
    pub name: Name,
    /// How it is told.
    pub about: Words,
}

/// Names of one record, in the order in which they are told.
type Names = &'static [Placeholder];

/// A record of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// What stands in a template by itself.
    Case,
    /// A party.
    Party,
    /// An agent of a party.
    Agent,
    /// A session.
    Session,
    /// The agreement.
    Agreement,
    /// A part of the plan.
    Instalment,
    /// A part that was performed.
    Performed,
    /// A visit.
    Visit,
    /// The bound file.
    Filing,
    /// An entry of the list of contents.
    Entry,
    /// An investigation.
    Investigation,
    /// A piece of evidence.
    Evidence,
    /// A referral.
    Referral,
}

impl Record {
    /// Every record, in the order in which they are told.
    const ALL: [Self; 13] = [
        Self::Case,
        Self::Party,
        Self::Agent,
        Self::Session,
        Self::Agreement,
        Self::Instalment,
        Self::Performed,
        Self::Visit,
        Self::Filing,
        Self::Entry,
        Self::Investigation,
        Self::Evidence,
        Self::Referral,
    ];

    /// Its names.
    pub fn names(self) -> &'static [Placeholder] {
        NAMES.get(self as usize).map_or(&[], Vec::as_slice)
    }

    /// Under which names it stands.
    fn within(self) -> &'static [&'static str] {
        match self {
            Self::Case => &[],
            Self::Party => &["当事人", "申请人", "被申请人", "第三人", "委托人"],
            Self::Agent => &["代理人"],
            Self::Session => &["调解", "各次调解"],
            Self::Agreement => &["协议"],
            Self::Instalment => &["履行计划"],
            Self::Performed => &["履行"],
            Self::Visit => &["回访", "各次回访"],
            Self::Filing => &["立卷"],
            Self::Entry => &["目录"],
            Self::Investigation => &["调查", "各次调查"],
            Self::Evidence => &["证据"],
            Self::Referral => &["移送"],
        }
    }

    fn of(self) -> Vec<Placeholder> {
        let (names, kind, group) = match self {
            Self::Case => (CASE, PartKind::Case, ""),
            Self::Party => (PARTY, PartKind::Party, ""),
            Self::Agent => (AGENT, PartKind::Agent, ""),
            Self::Session => (SESSION, PartKind::Session, ""),
            Self::Agreement => (AGREEMENT, PartKind::Case, "agreement."),
            Self::Instalment => (INSTALMENT, PartKind::Instalment, ""),
            Self::Performed => (PERFORMED, PartKind::Performed, ""),
            Self::Visit => (VISIT, PartKind::FollowUp, ""),
            Self::Filing => (FILING, PartKind::Case, "filing."),
            Self::Entry => return ENTRY.to_vec(),
            Self::Investigation => (INVESTIGATION, PartKind::Investigation, ""),
            Self::Evidence => (EVIDENCE, PartKind::Evidence, ""),
            Self::Referral => (REFERRAL, PartKind::Referral, ""),
        };
        // A field that the list does not name stands under its label.
        let is_here = |field: &Field| match kind {
            PartKind::Case if group.is_empty() => !field.code().contains('.'),
            _ => field.code().starts_with(group),
        };
        let rest =
            kind.fields().into_iter().filter(|field| is_here(field) && field.spec().kind != Kind::Columns);
        let rest = rest.map(|field| {
            let about = label(field);
            Placeholder { word: about.zh, name: Name::Field(field), about }
        });
        names.iter().copied().chain(rest.filter(|one| !is_named(names, one))).collect()
    }
}

fn is_named(names: Names, other: &Placeholder) -> bool {
    let stands_for = |one: &Placeholder| match (one.name, other.name) {
        (Name::Source, Name::Field(field)) => field == F::Source,
        (Name::People, Name::Field(field)) => field == F::People,
        (named, name) => named == name || one.word == other.word,
    };
    names.iter().any(stands_for)
}

static NAMES: LazyLock<Vec<Vec<Placeholder>>> =
    LazyLock::new(|| Record::ALL.iter().map(|record| record.of()).collect());

const fn of(word: &'static str, name: Name, zh: &'static str, en: &'static str) -> Placeholder {
    Placeholder { word, name, about: Words { zh, en } }
}

/// What stands in a template by itself.
#[rustfmt::skip]
const CASE: Names = &[
    of("调委会", Name::Committee, "人民调解委员会的全称", "the committee's full name"),
    of("区县", Name::District, "区县的名称", "the district's name"),
    of("单位", Name::Office, "受理单位的名称", "the name of the office that took the case"),
    of("卷名", Name::Title, "双方当事人和纠纷类型：张三与李四邻里纠纷", "the parties of both sides and the type"),
    of("编号", Name::Field(F::Number), "案件编号", "number of the case"),
    of("纠纷类型", Name::Field(F::Kind), "纠纷类型", "type of dispute"),
    of("案件来源", Name::Source, "案件来源", "source of the case"),
    of("依申请", Name::Applied, "依申请受理的打钩", "ticked where a party asked for mediation"),
    of("主动", Name::OwnInitiative, "主动调解的打钩", "ticked where the committee went to the parties"),
    of("接受移送", Name::Received, "接受委托移送的打钩", "ticked where another body sent the case"),
    of("经调解", Name::Mediated, "经过调解的打钩；不予受理、未调解即移送的不打", "ticked where there was mediation"),
    of("层级", Name::Field(F::Level), "村级、镇级或区级", "level"),
    of("难易程度", Name::Field(F::Difficulty), "难易程度", "difficulty"),
    of("风险等级", Name::Field(F::Risk), "风险等级", "risk"),
    of("调解意愿", Name::Field(F::Consent), "调解意愿", "whether the parties are willing"),
    of("村", Name::Field(F::Village), "村（社区）", "village"),
    of("地点", Name::Field(F::Place), "发生地点", "where it happened"),
    of("发生日期", Name::Field(F::OccurredOn), "发生日期", "day it happened"),
    of("受理日期", Name::Field(F::AcceptedOn), "受理日期", "day of acceptance"),
    of("办结日期", Name::Field(F::ClosedOn), "办结日期", "day of closing"),
    of("结果", Name::Field(F::Outcome), "案件结果", "outcome"),
    of("涉及人数", Name::People, "涉及人数", "persons concerned"),
    of("简要情况", Name::Field(F::Summary), "纠纷简要情况", "what the dispute is about"),
    of("备注", Name::Field(F::Note), "备注", "note"),
    of("标签", Name::Field(F::Tags), "联动标签", "tags"),
    of("告知途径", Name::Field(F::Told), "调解不成时告知的其他途径", "other routes of which the parties were told"),
    of("调解员", Name::Field(F::Mediators), "全部调解员的姓名", "names of all mediators"),
    of("主持人", Name::Lead, "主持调解的调解员", "the mediator who leads"),
    of("打印日期", Name::Today, "打印的日期", "the day of printing"),
    of("当事人", Name::Parties, "全部当事人，逐个列出", "list of all parties"),
    of("申请人", Name::Applicants, "申请人，逐个列出", "list of applicants"),
    of("被申请人", Name::Respondents, "被申请人，逐个列出", "list of respondents"),
    of("第三人", Name::Thirds, "第三人，逐个列出", "list of third parties"),
    of("当事人姓名", Name::PartyNames, "全部当事人的姓名", "names of all parties"),
    of("申请人姓名", Name::ApplicantNames, "申请人的姓名", "names of the applicants"),
    of("被申请人姓名", Name::RespondentNames, "被申请人的姓名", "names of the respondents"),
    of("代理人", Name::Agent, "授权委托书的代理人；其他文书里是最后一位", "the agent of the power of attorney; in other forms the last one"),
    of("委托人", Name::Principal, "那位代理人代理的当事人", "the party for whom that agent acts"),
    of("承办单位", Name::Handler, "承办的调委会，没有移交的是受理单位的", "the committee that has the case"),
    of("证据", Name::Evidence, "证据，逐份列出", "list of the evidence"),
    of("调查", Name::Investigation, "本次调查；其他文书里是最后一次", "the investigation of the record; in other forms the last one"),
    of("各次调查", Name::Investigations, "全部调查，逐次列出", "list of all investigations"),
    of("移送", Name::Referral, "转办函的移送；其他文书里是最后一次", "the referral of the letter; in other forms the last one"),
    of("调解", Name::Session, "本次调解；其他文书里是最后一次", "the session of the record; in other forms the last one"),
    of("各次调解", Name::Sessions, "全部调解，逐次列出", "list of all sessions"),
    of("协议", Name::Agreement, "协议和司法确认", "the agreement and its confirmation"),
    of("履行计划", Name::Plan, "履行计划的各期，逐期列出", "list of the parts of the plan"),
    of("履行", Name::Performed, "各次履行，逐次列出", "list of what was performed"),
    of("回访", Name::Visit, "本次回访；其他文书里是最后一次", "the visit of the record; in other forms the last one"),
    of("各次回访", Name::Visits, "全部回访，逐次列出", "list of all visits"),
    of("立卷", Name::Filing, "立卷", "the bound file"),
    of("目录", Name::Contents, "卷内的文书，逐份列出", "list of the forms of the file"),
];

/// Of a party.
#[rustfmt::skip]
const PARTY: Names = &[
    of("地位", Name::Side, "申请人、被申请人或第三人", "side"),
    of("类别", Name::Field(F::PartyKind), "自然人、法人或非法人组织", "kind"),
    of("自然人", Name::IsPerson, "是自然人的打钩，可用于 if", "ticked for a person; for use with if"),
    of("姓名", Name::Field(F::PartyName), "姓名或名称", "name"),
    of("性别", Name::Field(F::PartySex), "性别", "sex"),
    of("民族", Name::Field(F::PartyEthnicity), "民族", "ethnicity"),
    of("年龄", Name::Age, "受理时的周岁", "age in full years at acceptance"),
    of("出生日期", Name::Field(F::PartyBornOn), "出生日期", "date of birth"),
    of("职业", Name::Field(F::PartyOccupation), "职业或职务", "occupation"),
    of("联系方式", Name::Field(F::PartyPhone), "联系方式", "phone"),
    of("住址", Name::Field(F::PartyAddress), "单位或住址", "address"),
    of("送达地址", Name::Field(F::PartyDelivery), "法院送达文书的地址，没有填的是住址", "where a court's papers are served; the address where none is set"),
    of("证件号码", Name::Field(F::PartyIdNumber), "身份证号或统一社会信用代码", "identity number"),
    of("代表人", Name::Field(F::PartyRepresentative), "法定代表人或负责人", "who represents a company or body"),
    of("代理人", Name::Agents, "代理人，逐个列出", "list of agents"),
];

/// Of an agent of a party.
#[rustfmt::skip]
const AGENT: Names = &[
    of("姓名", Name::Field(F::AgentName), "姓名", "name"),
    of("类型", Name::Field(F::AgentKind), "法定代理人、委托代理人或律师", "kind"),
    of("联系方式", Name::Field(F::AgentPhone), "联系方式", "phone"),
    of("权限", Name::Powers, "与当事人的关系、代理权限、授权事项", "relation, authority and powers in one line"),
    of("关系", Name::Field(F::AgentRelation), "与当事人的关系", "relation to the party"),
    of("一般授权", Name::General, "一般授权的打钩", "ticked for a general authority"),
    of("特别授权", Name::Special, "特别授权的打钩", "ticked for a special authority"),
    of("法定", Name::Statutory, "法定代理人的打钩", "ticked for an agent by law"),
    of("授权事项", Name::Field(F::AgentNote), "授权事项", "powers in words"),
];

/// Of an investigation.
#[rustfmt::skip]
const INVESTIGATION: Names = &[
    of("次", Name::Nth, "第几次", "which one, from 1"),
    of("日期", Name::Field(F::InvestigationOn), "日期", "day"),
    of("地点", Name::Field(F::InvestigationPlace), "地点", "place"),
    of("记录", Name::Field(F::InvestigationRecord), "记录", "record"),
];

/// Of a piece of evidence.
#[rustfmt::skip]
const EVIDENCE: Names = &[
    of("序号", Name::Nth, "序号", "its number, from 1"),
    of("名称", Name::Field(F::EvidenceName), "证据名称", "name"),
    of("备注", Name::Field(F::EvidenceNote), "备注", "note"),
];

/// Of a referral.
#[rustfmt::skip]
const REFERRAL: Names = &[
    of("单位", Name::Field(F::ReferralOrganisation), "对方单位", "the other body"),
    of("日期", Name::Field(F::ReferralOn), "移送日期", "day"),
    of("函号", Name::Field(F::ReferralLetter), "函件编号", "number of the letter"),
    of("事由", Name::Field(F::ReferralReason), "移送事由", "reason"),
];

/// Of a session.
#[rustfmt::skip]
const SESSION: Names = &[
    of("次", Name::Nth, "第几次", "which one, from 1"),
    of("日期", Name::Field(F::SessionOn), "日期", "day"),
    of("时间", Name::Field(F::SessionAt), "时间", "time of day"),
    of("地点", Name::Field(F::SessionPlace), "地点", "place"),
    of("参加人", Name::Attendees, "参加人及其身份", "who took part, and as what"),
    of("记录", Name::Field(F::SessionRecord), "记录", "record"),
    of("结果", Name::Field(F::SessionResult), "调解结果", "result"),
    of("成功", Name::Settled, "调解成功的打钩", "ticked where it was settled"),
    of("不成", Name::Failed, "调解不成的打钩", "ticked where it was not settled"),
    of("继续", Name::Continued, "有待继续调解的打钩", "ticked where it is to go on"),
    of("记录人", Name::Field(F::SessionRecorder), "记录人", "recorder"),
];

/// Of the agreement.
#[rustfmt::skip]
const AGREEMENT: Names = &[
    of("达成日期", Name::Field(F::ReachedOn), "达成协议日期", "day it was reached"),
    of("金额", Name::Field(F::Amount), "协议金额（元）", "amount in yuan"),
    of("金额大写", Name::Capitals, "协议金额的大写", "amount in capitals"),
    of("内容", Name::Field(F::Content), "协议内容", "content"),
    of("履行方式", Name::Field(F::Manner), "履行方式", "manner of performance"),
    of("履行期限", Name::Field(F::DueOn), "履行期限", "last day of performance"),
    of("份数", Name::Copies, "协议份数，没有填的是当事人数加一", "copies; one a party and one more where none are set"),
    of("生效日期", Name::EffectiveOn, "生效日期", "day of effect"),
    of("履行情况", Name::Field(F::Performance), "履行情况", "state of performance"),
    of("履行完毕日期", Name::Field(F::PerformedOn), "履行完毕日期", "day on which all was performed"),
    of("已履行金额", Name::PerformedSum, "已履行的合计（元）", "sum performed, in yuan"),
    of("已履行金额大写", Name::PerformedCapitals, "已履行合计的大写", "sum performed, in capitals"),
    of("司法确认", Name::Field(F::Confirmation), "司法确认的情况", "state of judicial confirmation"),
    of("法院", Name::Field(F::Court), "申请司法确认的法院", "the court asked to confirm it"),
    of("申请日期", Name::Field(F::AppliedOn), "申请司法确认的日期", "day of the application"),
    of("裁定日期", Name::Field(F::DecidedOn), "法院裁定的日期", "day of the decision"),
    of("裁定书文号", Name::Field(F::Decision), "裁定书的文号", "number of the decision"),
    of("不予确认情形", Name::Field(F::RefusalGround), "法院不予确认的情形", "ground on which it was refused"),
    of("不予确认理由", Name::Field(F::RefusalReason), "法院不予确认的理由", "why it was refused"),
];

/// Of a part of the plan.
#[rustfmt::skip]
const INSTALMENT: Names = &[
    of("期", Name::Nth, "第几期", "which one, from 1"),
    of("日期", Name::Field(F::InstalmentDueOn), "应履行日", "day on which it is due"),
    of("金额", Name::Field(F::InstalmentAmount), "金额（元）", "amount in yuan"),
    of("金额大写", Name::PartCapitals, "金额的大写", "amount in capitals"),
    of("内容", Name::Field(F::InstalmentWhat), "内容", "what is to be done"),
];

/// Of a part that was performed.
#[rustfmt::skip]
const PERFORMED: Names = &[
    of("次", Name::Nth, "第几次", "which one, from 1"),
    of("日期", Name::Field(F::PartOn), "日期", "day"),
    of("金额", Name::Field(F::PartAmount), "金额（元）", "amount in yuan"),
    of("金额大写", Name::PartCapitals, "金额的大写", "amount in capitals"),
    of("累计", Name::RunningSum, "到这一次为止的合计（元）", "sum up to here, in yuan"),
    of("内容", Name::Field(F::PartWhat), "内容", "what was done"),
];

/// Of a visit.
#[rustfmt::skip]
const VISIT: Names = &[
    of("次", Name::Nth, "第几次", "which one, from 1"),
    of("日期", Name::Field(F::VisitOn), "回访日期", "day"),
    of("回访人", Name::Field(F::VisitBy), "回访人", "visited by"),
    of("满意度", Name::Field(F::VisitSatisfaction), "满意度", "satisfaction"),
    of("情况", Name::Field(F::VisitNote), "回访情况", "findings"),
];

/// Of the bound file.
#[rustfmt::skip]
const FILING: Names = &[
    of("日期", Name::Field(F::BoundOn), "立卷日期", "day"),
    of("立卷人", Name::Field(F::BoundBy), "立卷人", "bound by"),
    of("卷号", Name::Field(F::Volume), "卷号", "volume"),
    of("保管期限", Name::Field(F::Retention), "保管期限", "how long it is kept"),
];

/// Of an entry of the list of contents.
#[rustfmt::skip]
const ENTRY: Names = &[
    of("序号", Name::Nth, "序号", "its number, from 1"),
    of("名称", Name::EntryName, "文书名称", "name of the form"),
    of("日期", Name::EntryOn, "文书的日期", "day of the form"),
];

/// The filter that makes a list of the paragraphs of a text.
pub const PARAGRAPHS: &str = "分段";

/// The filter that makes a list of the names in a text.
pub const ONE_BY_ONE: &str = "逐个";

/// The names of one record, as they are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameGroup {
    /// Under which name the record stands; empty for what stands by itself.
    pub within: Vec<&'static str>,
    /// Each name with what it stands for.
    pub names: Vec<(&'static str, Words)>,
}

impl NameGroup {
    /// Every group.
    pub fn all() -> Vec<Self> {
        let group = |record: &Record| Self {
            within: record.within().to_vec(),
            names: record.names().iter().map(|one| (one.word, one.about)).collect(),
        };
        Record::ALL.iter().map(group).collect()
    }
}
