//! The parts of a case that come in any number, most with a day: investigations, evidence, sessions, performance, extensions, escalations,
//! referrals, visits, prevention, remarks; and what is recorded once: litigation and the bound file.

use chrono::{NaiveDate, NaiveTime};

use super::{
    AgentKind, Authority, Capacity, Consent, Direction, Fen, FollowUpId, Id, Level, PartyId, PreventionKind,
    ReferralId, Retention, Ruling, Satisfaction, SessionResult,
};

/// 代理人: somebody who acts for a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Equal on every laptop.
    pub id: Id<Agent>,
    /// 姓名
    pub name: String,
    /// 法定代理人、委托代理人、律师
    pub kind: AgentKind,
    /// 与当事人的关系
    pub relation: String,
    /// 一般授权、特别授权; none while nobody said.
    pub authority: Option<Authority>,
    /// 证件号码 as written
    pub id_number: String,
    /// 联系方式
    pub phone: String,
    /// 授权事项: what the agent may do, in words.
    pub note: String,
}

impl Agent {
    /// An agent of whom nothing but the name and the kind is known.
    pub fn new(id: Id<Self>, kind: AgentKind, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            relation: String::new(),
            authority: None,
            id_number: String::new(),
            phone: String::new(),
            note: String::new(),
        }
    }
}

/// 调查: an inquiry before or between the sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Investigation {
    /// Equal on every laptop.
    pub id: Id<Investigation>,
    /// The day.
    pub on: NaiveDate,
    /// The time of day, local; none where nobody noted it.
    pub at: Option<NaiveTime>,
    /// 地点
    pub place: String,
    /// 参加人, by name.
    pub attendees: String,
    /// 被调查人
    pub asked: String,
    /// 记录
    pub record: String,
    /// 调查人
    pub by: String,
    /// 记录人
    pub recorder: String,
}

impl Investigation {
    /// An investigation of which only the day is known.
    pub fn new(id: Id<Self>, on: NaiveDate) -> Self {
        let none = String::new;
        Self {
            id,
            on,
            at: None,
            place: none(),
            attendees: none(),
            asked: none(),
            record: none(),
            by: none(),
            recorder: none(),
        }
    }
}

/// 证据: something that was handed in, or collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Equal on every laptop.
    pub id: Id<Evidence>,
    /// 名称
    pub name: String,
    /// 提供人
    pub by: String,
    /// 份数
    pub copies: Option<u32>,
    /// 页数
    pub pages: Option<u32>,
    /// 备注
    pub note: String,
}

impl Evidence {
    /// Evidence of which only the name is known.
    pub fn new(id: Id<Self>, name: impl Into<String>) -> Self {
        Self { id, name: name.into(), by: String::new(), copies: None, pages: None, note: String::new() }
    }
}

/// 调解: one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Equal on every laptop.
    pub id: Id<Session>,
    /// The day.
    pub on: NaiveDate,
    /// The time of day, local; none where nobody noted it.
    pub at: Option<NaiveTime>,
    /// 地点
    pub place: String,
    /// 参加人 who are neither parties, mediators nor recorder.
    pub attendees: Vec<Attendee>,
    /// 记录
    pub record: String,
    /// 调解结果; none while it was not noted.
    pub result: Option<SessionResult>,
    /// 记录人
    pub recorder: String,
}

impl Session {
    /// Whether a lawyer took part (律师参与).
    pub fn has_lawyer(&self) -> bool {
        self.attendees.iter().any(|attendee| attendee.capacity == Capacity::Lawyer)
    }
}

/// 参加人 of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Equal on every laptop.
    pub id: Id<Attendee>,
    /// 姓名
    pub name: String,
    /// 身份
    pub capacity: Capacity,
    /// The party they came for; none where it was for no single party.
    pub party: Option<PartyId>,
}

/// 履行计划: a part of an agreement that is to be performed by its own day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalment {
    /// Equal on every laptop.
    pub id: Id<Instalment>,
    /// The last day for it.
    pub due_on: NaiveDate,
    /// The amount to pay; none for a deed.
    pub amount: Option<Fen>,
    /// What is to be done.
    pub what: String,
}

/// 履行: a part of an agreement that was performed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartPerformed {
    /// Equal on every laptop.
    pub id: Id<PartPerformed>,
    /// The day.
    pub on: NaiveDate,
    /// The amount paid, if it was money.
    pub amount: Option<Fen>,
    /// A description of what was done.
    pub what: String,
}

/// 延期: the parties agreed to go on beyond the limit (2002 ministry rules, art. 33).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Equal on every laptop.
    pub id: Id<Extension>,
    /// The day on which it was agreed.
    pub agreed_on: NaiveDate,
    /// The new last day.
    pub to: NaiveDate,
    /// Whether the parties consented: without it the limit stands.
    pub consent: Option<Consent>,
    /// 理由
    pub reason: String,
}

/// 三级联调: the case moved between 村, 镇 and 区.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// Equal on every laptop.
    pub id: Id<Escalation>,
    /// The day.
    pub on: NaiveDate,
    /// From which level.
    pub from: Level,
    /// To which level.
    pub to: Level,
    /// 理由
    pub reason: String,
}

/// 移送: a case sent to another body, or received from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Equal on every laptop.
    pub id: ReferralId,
    /// Out (移送) or in (接受委托移送).
    pub direction: Direction,
    /// The other body.
    pub organisation: String,
    /// 移送日期
    pub on: Option<NaiveDate>,
    /// 函件编号
    pub letter: String,
    /// 事由
    pub reason: String,
    /// 反馈
    pub feedback: String,
    /// 反馈日期
    pub feedback_on: Option<NaiveDate>,
}

impl Referral {
    /// A referral of which only the direction is known.
    pub fn new(id: ReferralId, direction: Direction) -> Self {
        Self {
            id,
            direction,
            organisation: String::new(),
            on: None,
            letter: String::new(),
            reason: String::new(),
            feedback: String::new(),
            feedback_on: None,
        }
    }
}

/// 回访: a visit after the agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Equal on every laptop.
    pub id: FollowUpId,
    /// 回访日期
    pub on: NaiveDate,
    /// 回访人
    pub by: String,
    /// 回访事由; empty for what the case is called.
    pub reason: String,
    /// 满意度
    pub satisfaction: Option<Satisfaction>,
    /// 回访情况: performance, what risk remains.
    pub note: String,
}

impl FollowUp {
    /// A visit of which only the day is known.
    pub fn new(id: FollowUpId, on: NaiveDate) -> Self {
        Self { id, on, by: String::new(), reason: String::new(), satisfaction: None, note: String::new() }
    }
}

/// Harm that the mediation of this case prevented; counted in 件 (this case) and in 人.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prevention {
    /// Equal on every laptop.
    pub id: Id<Prevention>,
    /// The kind of harm.
    pub kind: PreventionKind,
    /// The day.
    pub on: NaiveDate,
    /// 人: how many persons.
    pub people: u32,
    /// 情况
    pub note: String,
}

/// 记事: a dated note, from the first phone call on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Equal on every laptop.
    pub id: Id<Remark>,
    /// The day.
    pub on: NaiveDate,
    /// The text of the note.
    pub text: String,
}

/// 诉讼: what a court made of the agreement later.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Litigation {
    /// 起诉日期
    pub filed_on: Option<NaiveDate>,
    /// 法院
    pub court: String,
    /// 维持、变更、撤销、确认无效; none while the court has not decided.
    pub ruling: Option<Ruling>,
    /// 裁判日期
    pub decided_on: Option<NaiveDate>,
}

/// 立卷: the bound file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filing {
    /// 立卷日期
    pub on: Option<NaiveDate>,
    /// 立卷人
    pub by: String,
    /// 卷号
    pub volume: String,
    /// 保管期限
    pub retention: Option<Retention>,
}
