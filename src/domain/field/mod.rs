//! The fields of a case, each said once: which part of the case it belongs to, what kind of value it holds, whether it
//! may be empty, and how it is read and written. The log, the rows of the file, labels, history, the page of a case,
//! JSON, transcripts, forms and columns follow from this table or are short lists of its entries.
//!
//! To add a field: a member of the struct, its name in [`Field`], its row in `case.rs` or `parts.rs`, its label in
//! `text/field.rs`, its column in `schema.sql` with a schema step.

mod case;
mod part;
mod parts;
mod row;
mod value;

pub use part::{Part, PartKind, Spot};
pub use row::{Need, Rows, Spec};
pub use value::{Held, Kind, Value};

use std::sync::LazyLock;

use super::PartyKind;
use super::coded::coded;

coded! {
    /// A field of a case. Its code is its name in the log: of a field of a part the kind of the part, a dot and the name.
    /// The order is that in which a history tells the changes of one save.
    Field {
        /// 编号
        Number = "number",
        /// 受理日期
        AcceptedOn = "accepted_on",
        /// 纠纷类型
        Kind = "type",
        /// 综治类别
        Governance = "governance",
        /// 案件来源
        Source = "source",
        /// 诉前
        PreLitigation = "pre_litigation",
        /// 受理单位
        Office = "office",
        /// 承办单位, where it was handed over
        Keeper = "keeper",
        /// 村（社区）
        Village = "village",
        /// 层级
        Level = "level",
        /// 难易程度
        Difficulty = "difficulty",
        /// 风险等级
        Risk = "risk",
        /// 调解意愿
        Consent = "consent",
        /// 发生日期
        OccurredOn = "occurred_on",
        /// 涉及人数
        People = "people",
        /// 地点
        Place = "place",
        /// 简要情况
        Summary = "summary",
        /// 姓名或名称
        PartyName = "party.name",
        /// 地位
        PartySide = "party.side",
        /// 类别
        PartyKind = "party.kind",
        /// 性别
        PartySex = "party.sex",
        /// 出生日期
        PartyBornOn = "party.born_on",
        /// 联系方式
        PartyPhone = "party.phone",
        /// 单位或住址
        PartyAddress = "party.address",
        /// 民族
        PartyEthnicity = "party.ethnicity",
        /// 身份证号
        PartyIdNumber = "party.id_number",
        /// 职业或职务
        PartyOccupation = "party.occupation",
        /// 代表人
        PartyRepresentative = "party.representative",
        /// 代理人
        AgentName = "agent.name",
        /// 代理类型
        AgentKind = "agent.kind",
        /// 电话
        AgentPhone = "agent.phone",
        /// 关系、权限
        AgentNote = "agent.note",
        /// 调解员
        Mediators = "mediators",
        /// 联动标签
        Tags = "tags",
        /// 调解日期
        SessionOn = "session.on",
        /// 时间
        SessionAt = "session.at",
        /// 调解地点
        SessionPlace = "session.place",
        /// 记录
        SessionRecord = "session.record",
        /// 记录人
        SessionRecorder = "session.recorder",
        /// 调解结果
        SessionResult = "session.result",
        /// 参加人
        AttendeeName = "attendee.name",
        /// 身份
        AttendeeCapacity = "attendee.capacity",
        /// For which party somebody took part
        AttendeeParty = "attendee.party",
        /// 商定
        ExtensionAgreedOn = "extension.agreed_on",
        /// 延期至
        ExtensionTo = "extension.to",
        /// 意愿
        ExtensionConsent = "extension.consent",
        /// 理由
        ExtensionReason = "extension.reason",
        /// 变动日期
        EscalationOn = "escalation.on",
        /// 到
        EscalationTo = "escalation.to",
        /// 由
        EscalationFrom = "escalation.from",
        /// 理由
        EscalationReason = "escalation.reason",
        /// 移送日期
        ReferralOn = "referral.on",
        /// 方向
        ReferralDirection = "referral.direction",
        /// 对方单位
        ReferralOrganisation = "referral.organisation",
        /// 反馈
        ReferralFeedback = "referral.feedback",
        /// 反馈日期
        ReferralFeedbackOn = "referral.feedback_on",
        /// 函件编号
        ReferralLetter = "referral.letter",
        /// 移送事由
        ReferralReason = "referral.reason",
        /// 结果; in the log it stands with the day it was reached, as `closing`
        Outcome = "outcome",
        /// 办结日期
        ClosedOn = "closed_on",
        /// 告知途径
        Told = "told",
        /// 协议金额
        Amount = "agreement.amount_fen",
        /// 申请司法确认日期
        AppliedOn = "agreement.applied_on",
        /// 司法确认
        Confirmation = "agreement.confirmation",
        /// 协议内容
        Content = "agreement.content",
        /// 协议份数
        Copies = "agreement.copies",
        /// 法院
        Court = "agreement.court",
        /// 裁定日期
        DecidedOn = "agreement.decided_on",
        /// 履行期限
        DueOn = "agreement.due_on",
        /// 履行方式
        Manner = "agreement.manner",
        /// 调解员签名
        MediatorSignedOn = "agreement.mediator_signed_on",
        /// 履行情况
        Performance = "agreement.performance",
        /// 履行完毕
        PerformedOn = "agreement.performed_on",
        /// 达成日期
        ReachedOn = "agreement.reached_on",
        /// 盖章日期
        SealedOn = "agreement.sealed_on",
        /// 当事人签名
        SignedOn = "agreement.signed_on",
        /// 履行日期
        PartOn = "performed.on",
        /// 金额
        PartAmount = "performed.amount_fen",
        /// 内容
        PartWhat = "performed.what",
        /// 法院
        LitigationCourt = "litigation.court",
        /// 裁判日期
        LitigationDecidedOn = "litigation.decided_on",
        /// 起诉日期
        LitigationFiledOn = "litigation.filed_on",
        /// 裁判结果
        Ruling = "litigation.ruling",
        /// 回访日期
        VisitOn = "follow_up.on",
        /// 回访人
        VisitBy = "follow_up.by",
        /// 回访情况
        VisitNote = "follow_up.note",
        /// 满意度
        VisitSatisfaction = "follow_up.satisfaction",
        /// 日期 of a prevention
        PreventedOn = "prevention.on",
        /// 防止
        Prevented = "prevention.kind",
        /// 情况
        PreventedNote = "prevention.note",
        /// 人数
        PreventedPeople = "prevention.people",
        /// 记事日期
        RemarkOn = "remark.on",
        /// 记事
        RemarkText = "remark.text",
        /// 立卷人
        BoundBy = "filing.by",
        /// 立卷日期
        BoundOn = "filing.on",
        /// 保管期限
        Retention = "filing.retention",
        /// 卷号
        Volume = "filing.volume",
        /// 备注
        Note = "note",
        /// 原文: what an imported ledger said where it could not be understood
        Original = "original",
        /// 作废理由
        Void = "void",
    }
}

/// The part and the name of each field, read from its code once.
static PLACES: LazyLock<Vec<(PartKind, &'static str)>> = LazyLock::new(|| {
    let place = |code: &'static str| {
        let part = code.split_once('.').and_then(|(part, name)| Some((PartKind::of_log(part)?, name)));
        part.unwrap_or((PartKind::Case, code))
    };
    Field::CODES.iter().map(|code| place(code)).collect()
});

impl Field {
    /// What of a case it belongs to.
    pub fn part(self) -> PartKind {
        PLACES.get(self as usize).map_or(PartKind::Case, |(part, _)| *part)
    }

    /// Its name within its part; that of a field which a case has once is its code.
    pub fn name(self) -> &'static str {
        PLACES.get(self as usize).map_or("", |(_, name)| name)
    }

    /// The field of the part at that place of its list; 0 for what a case has once.
    pub fn at(self, at: usize) -> Spot {
        self.part().at(at).field(self)
    }

    /// What kind of value it holds, and whether it may be empty.
    pub fn spec(self) -> Spec {
        let said = self.part().rows().specs().find(|spec| spec.field == self);
        said.unwrap_or(Spec { field: self, kind: Kind::Line, need: Need::Optional, usual: None })
    }

    /// Whether it says something of that kind of party: a company has no birthday, a person no representative.
    pub const fn belongs_to(self, kind: PartyKind) -> bool {
        match self {
            Self::PartySex | Self::PartyEthnicity | Self::PartyBornOn => matches!(kind, PartyKind::Person),
            Self::PartyRepresentative => !matches!(kind, PartyKind::Person),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests;
