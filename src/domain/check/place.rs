//! The fields that something can be wrong with, in the order of a case's life.

use std::cmp::Ordering;

/// A field of a case. Ordered as on the pages: all fields of one party come before the next party. Numbers are places
/// in the lists of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// 受理日期
    AcceptedOn,
    /// 发生日期
    OccurredOn,
    /// 纠纷类型
    Kind,
    /// 案件来源
    Source,
    /// 受理单位
    Office,
    /// 村（社区）
    Village,
    /// 层级
    Level,
    /// 调解意愿
    Consent,
    /// 当事人: the party of that index, or the row after the last one.
    Party(usize),
    /// 姓名或名称
    PartyName(usize),
    /// 身份证号
    PartyIdNumber(usize),
    /// 性别
    PartySex(usize),
    /// 出生日期
    PartyBornOn(usize),
    /// 涉及人数
    People,
    /// 简要情况
    Summary,
    /// 调解员
    Mediators,
    /// 调解日期
    Session(usize),
    /// The day on which an extension was agreed.
    ExtensionAgreed(usize),
    /// The last day of an extension.
    ExtensionTo(usize),
    /// Whether the parties consented to an extension.
    ExtensionConsent(usize),
    /// The day on which the case moved to another level.
    Escalation(usize),
    /// 移送: the referral of that index, or the row after the last one.
    Referral(usize),
    /// 反馈日期 of a referral.
    Feedback(usize),
    /// 结果
    Outcome,
    /// 办结日期
    ClosedOn,
    /// 告知途径
    Told,
    /// 协议金额
    Amount,
    /// 履行期限
    DueOn,
    /// 达成协议日期
    ReachedOn,
    /// 当事人签名日期
    SignedOn,
    /// 调解员签名日期
    MediatorSignedOn,
    /// 盖章日期
    SealedOn,
    /// 履行情况
    Performance,
    /// 履行完毕日期
    PerformedOn,
    /// 履行: a part that was performed.
    Performed(usize),
    /// 司法确认
    Confirmation,
    /// 申请司法确认日期
    AppliedOn,
    /// The day on which the court decided on confirmation.
    DecidedOn,
    /// 起诉日期
    LitigationFiled,
    /// 裁判日期
    LitigationDecided,
    /// 回访: the visit of that index.
    FollowUp(usize),
    /// 预防日期
    Prevention(usize),
    /// 防止的人数
    PreventionPeople(usize),
    /// 记事日期
    Remark(usize),
    /// 立卷日期
    FiledOn,
    /// 作废的理由
    Void,
}

impl Place {
    /// Section of the page, row within it, field within the row.
    const fn order(self) -> (u8, usize, u8) {
        match self {
            Self::AcceptedOn => (0, 0, 0),
            Self::OccurredOn => (1, 0, 0),
            Self::Kind => (2, 0, 0),
            Self::Source => (3, 0, 0),
            Self::Office => (4, 0, 0),
            Self::Village => (5, 0, 0),
            Self::Level => (6, 0, 0),
            Self::Consent => (7, 0, 0),
            Self::Party(row) => (8, row, 0),
            Self::PartyName(row) => (8, row, 1),
            Self::PartyIdNumber(row) => (8, row, 2),
            Self::PartySex(row) => (8, row, 3),
            Self::PartyBornOn(row) => (8, row, 4),
            Self::People => (9, 0, 0),
            Self::Summary => (10, 0, 0),
            Self::Mediators => (11, 0, 0),
            Self::Session(row) => (12, row, 0),
            Self::ExtensionAgreed(row) => (13, row, 0),
            Self::ExtensionTo(row) => (13, row, 1),
            Self::ExtensionConsent(row) => (13, row, 2),
            Self::Escalation(row) => (14, row, 0),
            Self::Referral(row) => (15, row, 0),
            Self::Feedback(row) => (15, row, 1),
            Self::Outcome => (16, 0, 0),
            Self::ClosedOn => (17, 0, 0),
            Self::Told => (18, 0, 0),
            Self::Amount => (19, 0, 0),
            Self::DueOn => (20, 0, 0),
            Self::ReachedOn => (21, 0, 0),
            Self::SignedOn => (22, 0, 0),
            Self::MediatorSignedOn => (23, 0, 0),
            Self::SealedOn => (24, 0, 0),
            Self::Performance => (25, 0, 0),
            Self::PerformedOn => (26, 0, 0),
            Self::Performed(row) => (27, row, 0),
            Self::Confirmation => (28, 0, 0),
            Self::AppliedOn => (29, 0, 0),
            Self::DecidedOn => (30, 0, 0),
            Self::LitigationFiled => (31, 0, 0),
            Self::LitigationDecided => (32, 0, 0),
            Self::FollowUp(row) => (33, row, 0),
            Self::Prevention(row) => (34, row, 0),
            Self::PreventionPeople(row) => (34, row, 1),
            Self::Remark(row) => (35, row, 0),
            Self::FiledOn => (36, 0, 0),
            Self::Void => (37, 0, 0),
        }
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}
