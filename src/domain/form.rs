//! The statutory documents of a case (文书, ministry notice 司发通〔2010〕239号): which there are, in the order of the bound
//! file, which of them belong to a case, and what a form may still lack.

use super::coded::coded;
use super::{Confirmation, Dispute, Outcome, Performance, Side};

coded! {
    /// A form, in the order in which it stands in the file.
    FormKind {
        /// 卷宗封面
        Cover = "cover",
        /// 卷内目录
        Contents = "contents",
        /// 人民调解申请书: where a party asked for mediation.
        Application = "application",
        /// 人民调解受理登记表: where the committee went to the parties, or another body sent them.
        Registration = "registration",
        /// 权利义务告知书
        Notice = "notice",
        /// 调查记录
        Investigation = "investigation",
        /// 证据材料: the list of what is behind it.
        Evidence = "evidence",
        /// 调解记录: one per session.
        Session = "session",
        /// 人民调解协议书
        Agreement = "agreement",
        /// 口头协议登记表
        OralAgreement = "oral-agreement",
        /// 履行凭证
        Performance = "performance",
        /// 回访记录: one per visit.
        Visit = "visit",
        /// 司法确认申请书
        Confirmation = "confirmation",
        /// 卷宗情况说明
        Statement = "statement",
        /// 封底
        BackCover = "back-cover",
    }
}

impl FormKind {
    /// Its place in the file, from 1; what stands in the same place of the file has the same one.
    pub const fn place(self) -> usize {
        match self {
            Self::Cover => 1,
            Self::Contents => 2,
            Self::Application | Self::Registration => 3,
            Self::Notice => 4,
            Self::Investigation => 5,
            Self::Evidence => 6,
            Self::Session => 7,
            Self::Agreement | Self::OralAgreement => 8,
            Self::Performance => 9,
            Self::Visit => 10,
            Self::Confirmation => 11,
            Self::Statement => 12,
            Self::BackCover => 13,
        }
    }

    /// Whether the 卷内目录 lists it: what holds the file together is not part of its content.
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::Cover | Self::Contents | Self::BackCover)
    }

    /// Whether it is filled in by hand: what it says is no part of the record, so that it can lack nothing.
    pub const fn is_by_hand(self) -> bool {
        matches!(self, Self::Investigation | Self::Evidence)
    }

    /// The forms that belong to the file of this case, in their order; any other can still be printed by itself. None
    /// of a void case.
    pub fn of_case(case: &Dispute) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|kind| kind.belongs_to(case)).collect()
    }

    /// Whether it belongs to the file of this case, as far as the case has come.
    pub fn belongs_to(self, case: &Dispute) -> bool {
        let outcome = case.outcome();
        let agreed = outcome.is_some_and(Outcome::is_success);
        if case.void.is_some() {
            return false;
        }
        match self {
            Self::Cover | Self::Contents | Self::Statement | Self::BackCover => true,
            Self::Application => case.source == super::SourceCode::apply(),
            Self::Registration => case.source != super::SourceCode::apply(),
            Self::Notice | Self::Investigation | Self::Evidence => case.is_accepted(),
            // An open case will have one; it is printed to be written on.
            Self::Session => !case.sessions.is_empty() || outcome.is_none_or(Outcome::is_mediated),
            Self::Agreement => outcome == Some(Outcome::Written),
            Self::OralAgreement => outcome == Some(Outcome::Oral),
            Self::Performance => agreed && is_performed(case),
            Self::Visit => !case.follow_ups.is_empty(),
            Self::Confirmation => agreed && case.may_be_confirmed() && is_before_the_court(case),
        }
    }
}

/// Whether anything of the agreement was performed.
fn is_performed(case: &Dispute) -> bool {
    let said = matches!(case.agreement.performance, Some(Performance::Partly | Performance::Done));
    said || !case.performed.is_empty()
}

/// Whether a court was asked to confirm the agreement.
fn is_before_the_court(case: &Dispute) -> bool {
    let agreement = &case.agreement;
    agreement.applied_on.is_some()
        || agreement.confirmation.is_some_and(|state| state != Confirmation::NotApplied)
}

/// Something that a form wants and the record does not have: a blank to finish by hand, or a field to fill first.
/// Numbers are places in the lists of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// Of what a case has once.
    Case(CaseItem),
    /// There is nobody on that side.
    NoParty(Side),
    /// Of a party.
    Party(usize, PartyItem),
    /// Of an agent of a party.
    Agent(usize, usize, AgentItem),
    /// No session was recorded.
    NoSession,
    /// Of a session.
    Session(usize, SessionItem),
    /// Of the agreement.
    Agreement(AgreementItem),
    /// No performance was recorded.
    NoPerformed,
    /// Of a part that was performed.
    Performed(usize, PerformedItem),
    /// No visit was recorded.
    NoVisit,
    /// Of a visit.
    Visit(usize, VisitItem),
    /// Of the bound file.
    Filing(FilingItem),
    /// Of the office that took the case.
    Office(OfficeItem),
}

/// What a case has once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseItem {
    /// 编号
    Number,
    /// 村（社区）
    Village,
    /// 地点
    Place,
    /// 难易程度
    Difficulty,
    /// 风险等级
    Risk,
    /// 调解意愿
    Consent,
    /// 发生日期
    OccurredOn,
    /// 简要情况
    Summary,
    /// 备注
    Note,
    /// 调解员
    Mediators,
    /// 标签
    Tags,
    /// 结果
    Outcome,
    /// 办结日期
    ClosedOn,
    /// 告知途径
    Told,
}

/// What a party has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyItem {
    /// 姓名或名称
    Name,
    /// 性别
    Sex,
    /// 民族
    Ethnicity,
    /// 出生日期, from which the age follows
    BornOn,
    /// 职业或职务
    Occupation,
    /// 联系方式
    Phone,
    /// 单位或住址
    Address,
    /// 身份证号
    IdNumber,
    /// 法定代表人或负责人
    Representative,
    /// 代理人: there is none
    Agents,
}

/// What an agent has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgentItem {
    /// 姓名
    Name,
    /// 联系方式
    Phone,
    /// 与当事人的关系、代理权限
    Note,
}

/// What a session has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionItem {
    /// 日期
    On,
    /// 时间
    At,
    /// 地点
    Place,
    /// 参加人
    Attendees,
    /// 记录
    Record,
    /// 调解结果
    Result,
    /// 记录人
    Recorder,
}

/// What an agreement has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementItem {
    /// 达成协议日期
    ReachedOn,
    /// 协议金额
    Amount,
    /// 协议内容
    Content,
    /// 履行方式
    Manner,
    /// 履行期限
    DueOn,
    /// 生效日期: a signature or the seal is missing
    EffectiveOn,
    /// 履行情况
    Performance,
    /// 履行完毕日期
    PerformedOn,
    /// 司法确认
    Confirmation,
    /// 法院
    Court,
    /// 申请日期
    AppliedOn,
    /// 裁定日期
    DecidedOn,
}

/// What a part that was performed has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PerformedItem {
    /// 日期
    On,
    /// 金额
    Amount,
    /// 内容
    What,
}

/// What a visit has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisitItem {
    /// 回访日期
    On,
    /// 回访人
    By,
    /// 满意度
    Satisfaction,
    /// 回访情况
    Note,
}

/// What the bound file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilingItem {
    /// 立卷日期
    On,
    /// 立卷人
    By,
    /// 卷号
    Volume,
    /// 保管期限
    Retention,
}

/// What an office has; set among the offices, not in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeItem {
    /// 调委会名称
    Committee,
    /// 名称
    Name,
    /// The name of the district.
    District,
}
