//! The table of fields: first every field by name, then the rows of each part.

use super::row::{Row, by, row, usually};
use super::value::{Held, Kind, Value};
use super::{Field as F, Need};
use crate::domain::coded::coded;
use crate::domain::{
    Agent, AgentKind, Attendee, Authority, Capacity, Closing, Confirmation, Consent, Difficulty, Direction,
    Dispute, Escalation, Evidence, Extension, FollowUp, Instalment, Investigation, Level, Outcome,
    PartPerformed, Party, PartyKind, Performance, Prevention, PreventionKind, Referral, RefusalGround,
    Remark, Retention, Risk, Route, Ruling, Satisfaction, Session, SessionResult, Sex, Side,
};
use Need::{Kept, Optional, Required};

coded! {
    /// A field of a case. Its code is its name in the log; for a field of a part, `<kind of part>.<name>`. A
    /// history lists the changes of one save in this order.
    Field {
        /** 编号 */ Number = "number",
        /** 受理日期 */ AcceptedOn = "accepted_on",
        /** 纠纷类型 */ Kind = "type",
        /** 综治类别 */ Governance = "governance",
        /** 案件来源 */ Source = "source",
        /** 诉前 */ PreLitigation = "pre_litigation",
        /** 受理单位 */ Office = "office",
        /** 承办单位, where it was handed over */ Keeper = "keeper",
        /** 村（社区） */ Village = "village",
        /** 层级 */ Level = "level",
        /** 难易程度 */ Difficulty = "difficulty",
        /** 风险等级 */ Risk = "risk",
        /** 调解意愿 */ Consent = "consent",
        /** 发生日期 */ OccurredOn = "occurred_on",
        /** 排查日期 */ ScreenedOn = "screened_on",
        /** 涉及人数 */ People = "people",
        /** 地点 */ Place = "place",
        /** 简要情况 */ Summary = "summary",
        /** 申请事项 */ Requests = "requests",
        /** 姓名或名称 */ PartyName = "party.name",
        /** 地位 */ PartySide = "party.side",
        /** 类别 */ PartyKind = "party.kind",
        /** 性别 */ PartySex = "party.sex",
        /** 出生日期 */ PartyBornOn = "party.born_on",
        /** 联系方式 */ PartyPhone = "party.phone",
        /** 单位或住址 */ PartyAddress = "party.address",
        /** 送达地址 */ PartyDelivery = "party.delivery",
        /** 民族 */ PartyEthnicity = "party.ethnicity",
        /** 证件号码 */ PartyIdNumber = "party.id_number",
        /** 职业或职务 */ PartyOccupation = "party.occupation",
        /** 代表人 */ PartyRepresentative = "party.representative",
        /** 代理人 */ AgentName = "agent.name",
        /** 代理类型 */ AgentKind = "agent.kind",
        /** 与当事人关系 */ AgentRelation = "agent.relation",
        /** 代理权限 */ AgentAuthority = "agent.authority",
        /** 证件号码 */ AgentIdNumber = "agent.id_number",
        /** 电话 */ AgentPhone = "agent.phone",
        /** 授权事项 */ AgentNote = "agent.note",
        /** 调解员 */ Mediators = "mediators",
        /** 联动标签 */ Tags = "tags",
        /** 调查日期 */ InvestigationOn = "investigation.on",
        /** 时间 */ InvestigationAt = "investigation.at",
        /** 调查地点 */ InvestigationPlace = "investigation.place",
        /** 参加人 */ InvestigationAttendees = "investigation.attendees",
        /** 被调查人 */ InvestigationAsked = "investigation.asked",
        /** 调查人 */ InvestigationBy = "investigation.by",
        /** 记录人 */ InvestigationRecorder = "investigation.recorder",
        /** 调查记录 */ InvestigationRecord = "investigation.record",
        /** 证据名称 */ EvidenceName = "evidence.name",
        /** 提供人 */ EvidenceBy = "evidence.by",
        /** 份数 */ EvidenceCopies = "evidence.copies",
        /** 页数 */ EvidencePages = "evidence.pages",
        /** 证据备注 */ EvidenceNote = "evidence.note",
        /** 调解日期 */ SessionOn = "session.on",
        /** 时间 */ SessionAt = "session.at",
        /** 调解地点 */ SessionPlace = "session.place",
        /** 记录 */ SessionRecord = "session.record",
        /** 记录人 */ SessionRecorder = "session.recorder",
        /** 调解结果 */ SessionResult = "session.result",
        /** 参加人 */ AttendeeName = "attendee.name",
        /** 身份 */ AttendeeCapacity = "attendee.capacity",
        /** For which party somebody took part */ AttendeeParty = "attendee.party",
        /** 商定 */ ExtensionAgreedOn = "extension.agreed_on",
        /** 延期至 */ ExtensionTo = "extension.to",
        /** 意愿 */ ExtensionConsent = "extension.consent",
        /** 理由 */ ExtensionReason = "extension.reason",
        /** 变动日期 */ EscalationOn = "escalation.on",
        /** 到 */ EscalationTo = "escalation.to",
        /** 由 */ EscalationFrom = "escalation.from",
        /** 理由 */ EscalationReason = "escalation.reason",
        /** 移送日期 */ ReferralOn = "referral.on",
        /** 方向 */ ReferralDirection = "referral.direction",
        /** 对方单位 */ ReferralOrganisation = "referral.organisation",
        /** 反馈 */ ReferralFeedback = "referral.feedback",
        /** 反馈日期 */ ReferralFeedbackOn = "referral.feedback_on",
        /** 函件编号 */ ReferralLetter = "referral.letter",
        /** 移送事由 */ ReferralReason = "referral.reason",
        /** 结果; in the log it stands with the day it was reached, as `closing` */ Outcome = "outcome",
        /** 办结日期 */ ClosedOn = "closed_on",
        /** 结案理由 */ ClosingReason = "closing_reason",
        /** 告知途径 */ Told = "told",
        /** 协议金额 */ Amount = "agreement.amount_fen",
        /** 申请司法确认日期 */ AppliedOn = "agreement.applied_on",
        /** 司法确认 */ Confirmation = "agreement.confirmation",
        /** 协议内容 */ Content = "agreement.content",
        /** 协议份数 */ Copies = "agreement.copies",
        /** 法院 */ Court = "agreement.court",
        /** 裁定日期 */ DecidedOn = "agreement.decided_on",
        /** 裁定书文号 */ Decision = "agreement.decision",
        /** 不予确认的情形 */ RefusalGround = "agreement.refusal_ground",
        /** 不予确认的理由 */ RefusalReason = "agreement.refusal_reason",
        /** 履行期限 */ DueOn = "agreement.due_on",
        /** 履行方式 */ Manner = "agreement.manner",
        /** 调解员签名 */ MediatorSignedOn = "agreement.mediator_signed_on",
        /** 履行情况 */ Performance = "agreement.performance",
        /** 履行完毕 */ PerformedOn = "agreement.performed_on",
        /** 达成日期 */ ReachedOn = "agreement.reached_on",
        /** 盖章日期 */ SealedOn = "agreement.sealed_on",
        /** 当事人签名 */ SignedOn = "agreement.signed_on",
        /** 应履行日 of a part of the plan */ InstalmentDueOn = "instalment.due_on",
        /** 金额 */ InstalmentAmount = "instalment.amount_fen",
        /** 内容 */ InstalmentWhat = "instalment.what",
        /** 履行日期 */ PartOn = "performed.on",
        /** 金额 */ PartAmount = "performed.amount_fen",
        /** 内容 */ PartWhat = "performed.what",
        /** 法院 */ LitigationCourt = "litigation.court",
        /** 裁判日期 */ LitigationDecidedOn = "litigation.decided_on",
        /** 起诉日期 */ LitigationFiledOn = "litigation.filed_on",
        /** 裁判结果 */ Ruling = "litigation.ruling",
        /** 回访日期 */ VisitOn = "follow_up.on",
        /** 回访人 */ VisitBy = "follow_up.by",
        /** 回访事由 */ VisitReason = "follow_up.reason",
        /** 回访情况 */ VisitNote = "follow_up.note",
        /** 满意度 */ VisitSatisfaction = "follow_up.satisfaction",
        /** 日期 of a prevention */ PreventedOn = "prevention.on",
        /** 防止 */ Prevented = "prevention.kind",
        /** 情况 */ PreventedNote = "prevention.note",
        /** 人数 */ PreventedPeople = "prevention.people",
        /** 记事日期 */ RemarkOn = "remark.on",
        /** 记事 */ RemarkText = "remark.text",
        /** 立卷人 */ BoundBy = "filing.by",
        /** 立卷日期 */ BoundOn = "filing.on",
        /** 保管期限 */ Retention = "filing.retention",
        /** 卷号 */ Volume = "filing.volume",
        /** 备注 */ Note = "note",
        /** 原文: what an imported ledger said where it could not be understood */ Original = "original",
        /** 作废理由 */ Void = "void",
    }
}

/// The fields that a case has once.
#[rustfmt::skip]
pub(super) const CASE: &[Row<Dispute>] = &[
    row(F::Number, Kind::Line, Required, |c| &c.number, |c| &mut c.number),
    row(F::AcceptedOn, Kind::Day, Required, |c| &c.accepted_on, |c| &mut c.accepted_on),
    row(F::Kind, Kind::Type, Required, |c| &c.kind, |c| &mut c.kind),
    row(F::Governance, Kind::Governance, Optional, |c| &c.governance, |c| &mut c.governance),
    row(F::Source, Kind::Source, Required, |c| &c.source, |c| &mut c.source),
    row(F::PreLitigation, Kind::Flag, Required, |c| &c.pre_litigation, |c| &mut c.pre_litigation),
    row(F::Office, Kind::Office, Required, |c| &c.office, |c| &mut c.office),
    row(F::Village, Kind::Village, Kept, |c| &c.village, |c| &mut c.village),
    usually(Level::Township.code(), row(F::Level, Kind::Code("level", Level::CODES), Required, |c| &c.level, |c| &mut c.level)),
    row(F::Difficulty, Kind::Code("difficulty", Difficulty::CODES), Optional, |c| &c.difficulty, |c| &mut c.difficulty),
    row(F::Risk, Kind::Code("risk", Risk::CODES), Optional, |c| &c.risk, |c| &mut c.risk),
    row(F::Consent, Kind::Code("consent", Consent::CODES), Optional, |c| &c.consent, |c| &mut c.consent),
    row(F::OccurredOn, Kind::Day, Optional, |c| &c.occurred_on, |c| &mut c.occurred_on),
    row(F::ScreenedOn, Kind::Day, Optional, |c| &c.screened_on, |c| &mut c.screened_on),
    row(F::People, Kind::Number, Optional, |c| &c.people, |c| &mut c.people),
    row(F::Place, Kind::Line, Optional, |c| &c.place, |c| &mut c.place),
    row(F::Summary, Kind::Lines(3), Kept, |c| &c.summary, |c| &mut c.summary),
    row(F::Requests, Kind::List(2), Optional, |c| &c.requests, |c| &mut c.requests),
    row(F::Mediators, Kind::Mediators, Kept, |c| &c.mediators, |c| &mut c.mediators),
    row(F::Tags, Kind::Tags, Optional, |c| &c.tags, |c| &mut c.tags),
    by(F::Outcome, Kind::Code("outcome", Outcome::CODES), Required,
        |c| c.outcome().map_or(Value::Empty, |outcome| outcome.value()), close),
    by(F::ClosedOn, Kind::Day, Required,
        |c| c.closing.map(|closing| closing.on).value(),
        |c, value| if let Some(closing) = &mut c.closing { closing.on.put(value) }),
    row(F::ClosingReason, Kind::Lines(2), Optional, |c| &c.closing_reason, |c| &mut c.closing_reason),
    row(F::Told, Kind::Codes("route", Route::CODES), Optional, |c| &c.told, |c| &mut c.told),
    row(F::Amount, Kind::Money, Optional, |c| &c.agreement.amount, |c| &mut c.agreement.amount),
    row(F::DueOn, Kind::DayAhead, Optional, |c| &c.agreement.due_on, |c| &mut c.agreement.due_on),
    row(F::ReachedOn, Kind::Day, Optional, |c| &c.agreement.reached_on, |c| &mut c.agreement.reached_on),
    row(F::Copies, Kind::Number, Optional, |c| &c.agreement.copies, |c| &mut c.agreement.copies),
    row(F::SignedOn, Kind::Day, Optional, |c| &c.agreement.signed_on, |c| &mut c.agreement.signed_on),
    row(F::MediatorSignedOn, Kind::Day, Optional, |c| &c.agreement.mediator_signed_on, |c| &mut c.agreement.mediator_signed_on),
    row(F::SealedOn, Kind::Day, Optional, |c| &c.agreement.sealed_on, |c| &mut c.agreement.sealed_on),
    row(F::Content, Kind::Lines(3), Optional, |c| &c.agreement.content, |c| &mut c.agreement.content),
    row(F::Manner, Kind::Lines(2), Optional, |c| &c.agreement.manner, |c| &mut c.agreement.manner),
    row(F::Performance, Kind::Code("performance", Performance::CODES), Kept,
        |c| &c.agreement.performance, |c| &mut c.agreement.performance),
    row(F::PerformedOn, Kind::Day, Optional, |c| &c.agreement.performed_on, |c| &mut c.agreement.performed_on),
    row(F::Confirmation, Kind::Code("confirmation", Confirmation::CODES), Kept,
        |c| &c.agreement.confirmation, |c| &mut c.agreement.confirmation),
    row(F::AppliedOn, Kind::Day, Optional, |c| &c.agreement.applied_on, |c| &mut c.agreement.applied_on),
    row(F::Court, Kind::Line, Optional, |c| &c.agreement.court, |c| &mut c.agreement.court),
    row(F::DecidedOn, Kind::Day, Optional, |c| &c.agreement.decided_on, |c| &mut c.agreement.decided_on),
    row(F::Decision, Kind::Line, Optional, |c| &c.agreement.decision, |c| &mut c.agreement.decision),
    row(F::RefusalGround, Kind::Code("refusal_ground", RefusalGround::CODES), Optional,
        |c| &c.agreement.refusal_ground, |c| &mut c.agreement.refusal_ground),
    row(F::RefusalReason, Kind::Lines(2), Optional, |c| &c.agreement.refusal_reason, |c| &mut c.agreement.refusal_reason),
    row(F::LitigationFiledOn, Kind::Day, Kept, |c| &c.litigation.filed_on, |c| &mut c.litigation.filed_on),
    row(F::LitigationCourt, Kind::Line, Optional, |c| &c.litigation.court, |c| &mut c.litigation.court),
    row(F::Ruling, Kind::Code("ruling", Ruling::CODES), Optional, |c| &c.litigation.ruling, |c| &mut c.litigation.ruling),
    row(F::LitigationDecidedOn, Kind::Day, Optional, |c| &c.litigation.decided_on, |c| &mut c.litigation.decided_on),
    row(F::BoundOn, Kind::Day, Kept, |c| &c.filing.on, |c| &mut c.filing.on),
    row(F::BoundBy, Kind::Line, Optional, |c| &c.filing.by, |c| &mut c.filing.by),
    row(F::Volume, Kind::Line, Optional, |c| &c.filing.volume, |c| &mut c.filing.volume),
    row(F::Retention, Kind::Code("retention", Retention::CODES), Optional, |c| &c.filing.retention, |c| &mut c.filing.retention),
    row(F::Note, Kind::Lines(3), Optional, |c| &c.note, |c| &mut c.note),
    row(F::Void, Kind::Line, Required, |c| &c.void, |c| &mut c.void),
    row(F::Keeper, Kind::Office, Optional, |c| &c.keeper, |c| &mut c.keeper),
    row(F::Original, Kind::Columns, Optional, |c| &c.original, |c| &mut c.original),
];

/// Sets the outcome. A closed case keeps its day; an open one is closed on its acceptance day until a day is
/// given.
fn close(case: &mut Dispute, value: Value) {
    let on = case.closing.map_or(case.accepted_on, |closing| closing.on);
    let mut outcome: Option<Outcome> = None;
    outcome.put(value);
    case.closing = outcome.map(|outcome| Closing { outcome, on });
}

/// 当事人
#[rustfmt::skip]
pub(super) const PARTY: &[Row<Party>] = &[
    row(F::PartyName, Kind::Line, Required, |p| &p.name, |p| &mut p.name),
    usually(Side::Applicant.code(), row(F::PartySide, Kind::Code("side", Side::CODES), Required, |p| &p.side, |p| &mut p.side)),
    usually(PartyKind::Person.code(),
        row(F::PartyKind, Kind::Code("party_kind", PartyKind::CODES), Required, |p| &p.kind, |p| &mut p.kind)),
    row(F::PartyRepresentative, Kind::Line, Optional, |p| &p.representative, |p| &mut p.representative),
    row(F::PartySex, Kind::Code("sex", Sex::CODES), Optional, |p| &p.sex, |p| &mut p.sex),
    row(F::PartyEthnicity, Kind::Line, Optional, |p| &p.ethnicity, |p| &mut p.ethnicity),
    row(F::PartyBornOn, Kind::Day, Optional, |p| &p.born_on, |p| &mut p.born_on),
    row(F::PartyPhone, Kind::Line, Optional, |p| &p.phone, |p| &mut p.phone),
    row(F::PartyIdNumber, Kind::Line, Optional, |p| &p.id_number, |p| &mut p.id_number),
    row(F::PartyOccupation, Kind::Line, Optional, |p| &p.occupation, |p| &mut p.occupation),
    row(F::PartyAddress, Kind::Line, Optional, |p| &p.address, |p| &mut p.address),
    row(F::PartyDelivery, Kind::Line, Optional, |p| &p.delivery, |p| &mut p.delivery),
];

/// 代理人
#[rustfmt::skip]
pub(super) const AGENT: &[Row<Agent>] = &[
    row(F::AgentName, Kind::Line, Required, |a| &a.name, |a| &mut a.name),
    row(F::AgentKind, Kind::Code("agent_kind", AgentKind::CODES), Required, |a| &a.kind, |a| &mut a.kind),
    row(F::AgentRelation, Kind::Line, Optional, |a| &a.relation, |a| &mut a.relation),
    row(F::AgentAuthority, Kind::Code("authority", Authority::CODES), Optional, |a| &a.authority, |a| &mut a.authority),
    row(F::AgentIdNumber, Kind::Line, Optional, |a| &a.id_number, |a| &mut a.id_number),
    row(F::AgentPhone, Kind::Line, Optional, |a| &a.phone, |a| &mut a.phone),
    row(F::AgentNote, Kind::Line, Optional, |a| &a.note, |a| &mut a.note),
];

/// 调查
#[rustfmt::skip]
pub(super) const INVESTIGATION: &[Row<Investigation>] = &[
    row(F::InvestigationOn, Kind::Day, Required, |i| &i.on, |i| &mut i.on),
    row(F::InvestigationAt, Kind::Time, Optional, |i| &i.at, |i| &mut i.at),
    row(F::InvestigationAsked, Kind::Line, Kept, |i| &i.asked, |i| &mut i.asked),
    row(F::InvestigationPlace, Kind::Line, Optional, |i| &i.place, |i| &mut i.place),
    row(F::InvestigationAttendees, Kind::Line, Optional, |i| &i.attendees, |i| &mut i.attendees),
    row(F::InvestigationBy, Kind::Line, Optional, |i| &i.by, |i| &mut i.by),
    row(F::InvestigationRecorder, Kind::Line, Optional, |i| &i.recorder, |i| &mut i.recorder),
    row(F::InvestigationRecord, Kind::Lines(3), Optional, |i| &i.record, |i| &mut i.record),
];

/// 证据
#[rustfmt::skip]
pub(super) const EVIDENCE: &[Row<Evidence>] = &[
    row(F::EvidenceName, Kind::Line, Required, |e| &e.name, |e| &mut e.name),
    row(F::EvidenceBy, Kind::Line, Kept, |e| &e.by, |e| &mut e.by),
    row(F::EvidenceCopies, Kind::Number, Optional, |e| &e.copies, |e| &mut e.copies),
    row(F::EvidencePages, Kind::Number, Optional, |e| &e.pages, |e| &mut e.pages),
    row(F::EvidenceNote, Kind::Lines(2), Optional, |e| &e.note, |e| &mut e.note),
];

/// 调解
#[rustfmt::skip]
pub(super) const SESSION: &[Row<Session>] = &[
    row(F::SessionOn, Kind::Day, Required, |s| &s.on, |s| &mut s.on),
    row(F::SessionAt, Kind::Time, Optional, |s| &s.at, |s| &mut s.at),
    row(F::SessionResult, Kind::Code("session_result", SessionResult::CODES), Optional, |s| &s.result, |s| &mut s.result),
    row(F::SessionRecorder, Kind::Line, Optional, |s| &s.recorder, |s| &mut s.recorder),
    row(F::SessionPlace, Kind::Line, Optional, |s| &s.place, |s| &mut s.place),
    row(F::SessionRecord, Kind::Lines(3), Optional, |s| &s.record, |s| &mut s.record),
];

/// 参加人
#[rustfmt::skip]
pub(super) const ATTENDEE: &[Row<Attendee>] = &[
    row(F::AttendeeName, Kind::Line, Required, |a| &a.name, |a| &mut a.name),
    row(F::AttendeeCapacity, Kind::Code("capacity", Capacity::CODES), Required, |a| &a.capacity, |a| &mut a.capacity),
    row(F::AttendeeParty, Kind::Party, Kept, |a| &a.party, |a| &mut a.party),
];

/// 延期
#[rustfmt::skip]
pub(super) const EXTENSION: &[Row<Extension>] = &[
    row(F::ExtensionTo, Kind::DayAhead, Required, |e| &e.to, |e| &mut e.to),
    row(F::ExtensionConsent, Kind::Code("consent", Consent::CODES), Kept, |e| &e.consent, |e| &mut e.consent),
    row(F::ExtensionAgreedOn, Kind::Day, Required, |e| &e.agreed_on, |e| &mut e.agreed_on),
    row(F::ExtensionReason, Kind::Line, Kept, |e| &e.reason, |e| &mut e.reason),
];

/// 层级变动
#[rustfmt::skip]
pub(super) const ESCALATION: &[Row<Escalation>] = &[
    row(F::EscalationOn, Kind::Day, Required, |e| &e.on, |e| &mut e.on),
    row(F::EscalationFrom, Kind::Code("level", Level::CODES), Required, |e| &e.from, |e| &mut e.from),
    row(F::EscalationTo, Kind::Code("level", Level::CODES), Required, |e| &e.to, |e| &mut e.to),
    row(F::EscalationReason, Kind::Line, Kept, |e| &e.reason, |e| &mut e.reason),
];

/// 移送
#[rustfmt::skip]
pub(super) const REFERRAL: &[Row<Referral>] = &[
    row(F::ReferralDirection, Kind::Code("direction", Direction::CODES), Required, |r| &r.direction, |r| &mut r.direction),
    row(F::ReferralOrganisation, Kind::Line, Kept, |r| &r.organisation, |r| &mut r.organisation),
    row(F::ReferralOn, Kind::Day, Kept, |r| &r.on, |r| &mut r.on),
    row(F::ReferralLetter, Kind::Line, Optional, |r| &r.letter, |r| &mut r.letter),
    row(F::ReferralReason, Kind::Lines(2), Optional, |r| &r.reason, |r| &mut r.reason),
    row(F::ReferralFeedbackOn, Kind::Day, Optional, |r| &r.feedback_on, |r| &mut r.feedback_on),
    row(F::ReferralFeedback, Kind::Lines(2), Optional, |r| &r.feedback, |r| &mut r.feedback),
];

/// 履行计划
#[rustfmt::skip]
pub(super) const INSTALMENT: &[Row<Instalment>] = &[
    row(F::InstalmentDueOn, Kind::DayAhead, Required, |p| &p.due_on, |p| &mut p.due_on),
    row(F::InstalmentAmount, Kind::Money, Kept, |p| &p.amount, |p| &mut p.amount),
    row(F::InstalmentWhat, Kind::Line, Kept, |p| &p.what, |p| &mut p.what),
];

/// 履行
#[rustfmt::skip]
pub(super) const PERFORMED: &[Row<PartPerformed>] = &[
    row(F::PartOn, Kind::Day, Required, |p| &p.on, |p| &mut p.on),
    row(F::PartAmount, Kind::Money, Kept, |p| &p.amount, |p| &mut p.amount),
    row(F::PartWhat, Kind::Line, Kept, |p| &p.what, |p| &mut p.what),
];

/// 回访
#[rustfmt::skip]
pub(super) const FOLLOW_UP: &[Row<FollowUp>] = &[
    row(F::VisitOn, Kind::Day, Required, |f| &f.on, |f| &mut f.on),
    row(F::VisitBy, Kind::Line, Optional, |f| &f.by, |f| &mut f.by),
    row(F::VisitReason, Kind::Line, Optional, |f| &f.reason, |f| &mut f.reason),
    row(F::VisitSatisfaction, Kind::Code("satisfaction", Satisfaction::CODES), Optional,
        |f| &f.satisfaction, |f| &mut f.satisfaction),
    row(F::VisitNote, Kind::Lines(3), Optional, |f| &f.note, |f| &mut f.note),
];

/// The kinds that a case can prevent; 预防纠纷 in general is logged among the other counts.
const PREVENTED: &[&str] = &[
    PreventionKind::Suicide.code(),
    PreventionKind::Criminal.code(),
    PreventionKind::Petition.code(),
    PreventionKind::Fight.code(),
];

/// 预防
#[rustfmt::skip]
pub(super) const PREVENTION: &[Row<Prevention>] = &[
    row(F::Prevented, Kind::Code("prevention", PREVENTED), Required, |p| &p.kind, |p| &mut p.kind),
    row(F::PreventedOn, Kind::Day, Required, |p| &p.on, |p| &mut p.on),
    by(F::PreventedPeople, Kind::Number, Kept, |p| p.people.value(),
        |p, value| p.people = if let Value::Number(people) = value { people } else { 0 }),
    row(F::PreventedNote, Kind::Lines(2), Optional, |p| &p.note, |p| &mut p.note),
];

/// 记事
#[rustfmt::skip]
pub(super) const REMARK: &[Row<Remark>] = &[
    row(F::RemarkOn, Kind::Day, Required, |r| &r.on, |r| &mut r.on),
    row(F::RemarkText, Kind::Lines(2), Required, |r| &r.text, |r| &mut r.text),
];
