//! The case itself: a dispute, its parties, its agreement and the events of its life.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::organisation::kind_of;
use super::{
    Agent, Closing, Confirmation, Consent, Difficulty, DisputeId, Escalation, Evidence, Extension, Fen,
    Filing, FollowUp, GovernanceCode, Instalment, Investigation, Level, Litigation, MediatorId, OfficeId,
    Outcome, PartPerformed, PartyId, PartyKind, Performance, Prevention, Referral, RefusalGround, Remark,
    Risk, Route, Session, Sex, Side, SourceCode, TypeCode,
};

/// One dispute as it was logged (纠纷、案件).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Equal on every laptop.
    pub id: DisputeId,
    /// 编号, e.g. （2024）神松民调字第012号; empty until the first save assigns it.
    pub number: String,
    /// The office that took the case: a township, or the district's own centre.
    pub office: OfficeId,
    /// 村（社区）
    pub village: Option<OfficeId>,
    /// 地点: where it happened, in the clerk's own words.
    pub place: String,
    /// 纠纷类型
    pub kind: TypeCode,
    /// 案件来源
    pub source: SourceCode,
    /// 诉前: a court sent it before opening a lawsuit.
    pub pre_litigation: bool,
    /// 层级
    pub level: Level,
    /// 难易程度; none while nobody has graded it.
    pub difficulty: Option<Difficulty>,
    /// 风险等级
    pub risk: Option<Risk>,
    /// 综治类别 where it is not the one that follows from the type.
    pub governance: Option<GovernanceCode>,
    /// 调解意愿
    pub consent: Option<Consent>,
    /// 发生日期
    pub occurred_on: Option<NaiveDate>,
    /// 排查日期: the day of the screening that found it, where one did.
    pub screened_on: Option<NaiveDate>,
    /// 受理日期; for a declined case the day it was registered.
    pub accepted_on: NaiveDate,
    /// 办结; none while the case is open (在办).
    pub closing: Option<Closing>,
    /// 结案理由: why it was declined, or ended without an agreement.
    pub closing_reason: String,
    /// 涉及人数; none where nobody counted, then the parties count.
    pub people: Option<u32>,
    /// 简要情况
    pub summary: String,
    /// 申请事项: what the applicant asks for, one after the other.
    pub requests: Vec<String>,
    /// 备注
    pub note: String,
    /// Cells of an imported ledger that could not be understood: column → original words.
    pub original: BTreeMap<String, String>,
    /// 调解员, the first one leads (主持).
    pub mediators: Vec<MediatorId>,
    /// “人民调解+” mechanisms and other marks, e.g. 司法+工会.
    pub tags: BTreeSet<String>,
    /// 当事人, in the order they were entered.
    pub parties: Vec<Party>,
    /// 调查, in the order of their days.
    pub investigations: Vec<Investigation>,
    /// 证据, in the order in which it is listed.
    pub evidence: Vec<Evidence>,
    /// 调解, in the order of their days.
    pub sessions: Vec<Session>,
    /// 延期
    pub extensions: Vec<Extension>,
    /// 三级联调: moves between the levels.
    pub escalations: Vec<Escalation>,
    /// 协议; its fields stay empty while there is none.
    pub agreement: Agreement,
    /// 履行计划: the parts in which it is to be performed, in the order of their days.
    pub plan: Vec<Instalment>,
    /// 履行, part by part.
    pub performed: Vec<PartPerformed>,
    /// 诉讼
    pub litigation: Litigation,
    /// 告知的其他途径, where mediation ended without agreement (art. 26).
    pub told: BTreeSet<Route>,
    /// 移送, in the order of their dates.
    pub referrals: Vec<Referral>,
    /// 回访
    pub follow_ups: Vec<FollowUp>,
    /// 防止了什么
    pub preventions: Vec<Prevention>,
    /// 记事
    pub remarks: Vec<Remark>,
    /// 立卷
    pub filing: Filing,
    /// 作废 with its reason: stays in the file, leaves every total.
    pub void: Option<String>,
    /// 移交给: the office that the case was handed over to, whose laptops alone may edit it since; none while it is
    /// with those who logged it.
    pub keeper: Option<OfficeId>,
}

impl Dispute {
    /// A blank case, as the entry screen starts it.
    pub fn new(id: DisputeId, office: OfficeId, accepted_on: NaiveDate) -> Self {
        Self {
            id,
            number: String::new(),
            office,
            village: None,
            place: String::new(),
            kind: TypeCode::other(),
            source: SourceCode::apply(),
            pre_litigation: false,
            level: Level::Township,
            difficulty: None,
            risk: None,
            governance: None,
            consent: None,
            occurred_on: None,
            screened_on: None,
            accepted_on,
            closing: None,
            closing_reason: String::new(),
            people: None,
            summary: String::new(),
            requests: Vec::new(),
            note: String::new(),
            original: BTreeMap::new(),
            mediators: Vec::new(),
            tags: BTreeSet::new(),
            parties: Vec::new(),
            investigations: Vec::new(),
            evidence: Vec::new(),
            sessions: Vec::new(),
            extensions: Vec::new(),
            escalations: Vec::new(),
            agreement: Agreement::default(),
            plan: Vec::new(),
            performed: Vec::new(),
            litigation: Litigation::default(),
            told: BTreeSet::new(),
            referrals: Vec::new(),
            follow_ups: Vec::new(),
            preventions: Vec::new(),
            remarks: Vec::new(),
            filing: Filing::default(),
            void: None,
            keeper: None,
        }
    }

    /// The outcome; none while the case is open.
    pub fn outcome(&self) -> Option<Outcome> {
        self.closing.map(|closing| closing.outcome)
    }

    /// Whether it counts as 受理: neither declined nor void.
    pub fn is_accepted(&self) -> bool {
        self.void.is_none() && self.outcome().is_none_or(Outcome::is_accepted)
    }

    /// 涉及人数: as counted, else the number of parties.
    pub fn people_count(&self) -> u32 {
        self.people.unwrap_or_else(|| u32::try_from(self.parties.len()).unwrap_or(u32::MAX))
    }

    /// 协议金额 as the totals count it: that of an agreement reached, nothing otherwise.
    pub fn agreed_amount(&self) -> Fen {
        match self.outcome() {
            Some(outcome) if outcome.is_success() => self.agreement.amount.unwrap_or_default(),
            _ => Fen::default(),
        }
    }
}

impl Dispute {
    /// What was paid of the agreement so far, part by part.
    pub fn performed_sum(&self) -> Fen {
        let sum = self.performed.iter().filter_map(|part| part.amount).map(|amount| amount.0);
        Fen(sum.fold(0, i64::saturating_add))
    }
}

/// One party (当事人).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Equal on every laptop.
    pub id: PartyId,
    /// 申请人、被申请人、第三人
    pub side: Side,
    /// 自然人、法人、非法人组织
    pub kind: PartyKind,
    /// 姓名或名称
    pub name: String,
    /// 性别
    pub sex: Option<Sex>,
    /// 民族
    pub ethnicity: String,
    /// 出生日期
    pub born_on: Option<NaiveDate>,
    /// 职业或职务
    pub occupation: String,
    /// 联系方式
    pub phone: String,
    /// 单位或住址
    pub address: String,
    /// 送达地址 for a court's papers; empty where it is the address.
    pub delivery: String,
    /// 身份证号 or 统一社会信用代码 as written: a wrong check digit is warned about, never refused.
    pub id_number: String,
    /// 法定代表人或负责人 of a legal person or an organisation.
    pub representative: String,
    /// 代理人
    pub agents: Vec<Agent>,
}

impl Party {
    /// A party of whom nothing but the side and the name is known; its kind is the one that the name tells.
    pub fn new(id: PartyId, side: Side, name: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            id,
            side,
            kind: kind_of(&name),
            name,
            sex: None,
            ethnicity: String::new(),
            born_on: None,
            occupation: String::new(),
            phone: String::new(),
            address: String::new(),
            delivery: String::new(),
            id_number: String::new(),
            representative: String::new(),
            agents: Vec::new(),
        }
    }
}

/// 协议: what the parties agreed on, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreement {
    /// 协议金额
    pub amount: Option<Fen>,
    /// 协议内容
    pub content: String,
    /// 履行方式
    pub manner: String,
    /// 履行期限
    pub due_on: Option<NaiveDate>,
    /// 份数; none for one a party and one for the file.
    pub copies: Option<u32>,
    /// 达成协议日期; none for the day the case was closed.
    pub reached_on: Option<NaiveDate>,
    /// The day on which the last party signed.
    pub signed_on: Option<NaiveDate>,
    /// The day on which the mediator signed.
    pub mediator_signed_on: Option<NaiveDate>,
    /// The day on which the committee's seal was put on.
    pub sealed_on: Option<NaiveDate>,
    /// 履行情况
    pub performance: Option<Performance>,
    /// 履行完毕日期
    pub performed_on: Option<NaiveDate>,
    /// 司法确认
    pub confirmation: Option<Confirmation>,
    /// The court that was asked to confirm it.
    pub court: String,
    /// 申请司法确认日期
    pub applied_on: Option<NaiveDate>,
    /// The day on which the court decided.
    pub decided_on: Option<NaiveDate>,
    /// 裁定书文号: （年）法院代字民特N号.
    pub decision: String,
    /// 不予确认的情形
    pub refusal_ground: Option<RefusalGround>,
    /// 不予确认的理由, as the court put it.
    pub refusal_reason: String,
}
