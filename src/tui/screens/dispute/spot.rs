//! The places of a case where one can stand, each by name.

use crate::domain::Dispute;
use crate::domain::check::Place as Checked;

/// A place on the screen of a case where one can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Of what.
    pub part: Part,
    /// Which field of it.
    pub field: Field,
}

/// To what of a case a field belongs. Numbers are places in the lists of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What a case has once.
    Case,
    /// 当事人
    Party(usize),
    /// 代理人 of a party.
    Agent(usize, usize),
    /// 调解
    Session(usize),
    /// 参加人 of a session.
    Attendee(usize, usize),
    /// 延期
    Extension(usize),
    /// 层级变动
    Escalation(usize),
    /// 移送
    Referral(usize),
    /// 履行
    Performed(usize),
    /// 回访
    Visit(usize),
    /// 预防
    Prevention(usize),
    /// 记事
    Remark(usize),
}

/// What the row of an addition adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum New {
    /// 当事人
    Party,
    /// 代理人 of the party whose row it is.
    Agent,
    /// 调解
    Session,
    /// 参加人 of the session whose row it is.
    Attendee,
    /// 延期
    Extension,
    /// 层级变动
    Escalation,
    /// 移送
    Referral,
    /// 履行
    Performed,
    /// 回访
    Visit,
    /// 预防
    Prevention,
    /// 记事
    Remark,
}

/// Which field. What one name means depends on the part: the `Name` of a party, of an agent, of an attendee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// 编号
    Number,
    /// 受理单位
    Office,
    /// 村（社区）
    Village,
    /// 地点；调解地点
    Place,
    /// 纠纷类型；类别；代理类型；防止
    Kind,
    /// 综治类别
    Governance,
    /// 案件来源
    Source,
    /// 诉前
    PreLitigation,
    /// 层级
    Level,
    /// 难易程度
    Difficulty,
    /// 风险等级
    Risk,
    /// 调解意愿；意愿
    Consent,
    /// 发生日期
    OccurredOn,
    /// 受理日期
    AcceptedOn,
    /// 登记时间, which nobody edits.
    Registered,
    /// 涉及人数；人数
    People,
    /// 简要情况
    Summary,
    /// 调解员
    Mediators,
    /// 联动标签
    Tags,
    /// 结果
    Outcome,
    /// 办结日期
    ClosedOn,
    /// 告知途径
    Told,
    /// 协议金额；金额
    Amount,
    /// 协议内容
    Content,
    /// 履行方式
    Manner,
    /// 履行期限
    DueOn,
    /// 协议份数
    Copies,
    /// 达成日期
    ReachedOn,
    /// 当事人签名
    SignedOn,
    /// 调解员签名
    MediatorSignedOn,
    /// 盖章日期
    SealedOn,
    /// 履行情况
    Performance,
    /// 履行完毕
    PerformedOn,
    /// 司法确认
    Confirmation,
    /// 法院
    Court,
    /// 申请日期
    AppliedOn,
    /// 裁定日期
    DecidedOn,
    /// 起诉日期
    LitigationFiledOn,
    /// 法院
    LitigationCourt,
    /// 裁判结果
    Ruling,
    /// 裁判日期
    LitigationDecidedOn,
    /// 立卷日期
    BoundOn,
    /// 立卷人
    BoundBy,
    /// 卷号
    Volume,
    /// 保管期限
    Retention,
    /// 备注；关系、权限；回访情况；情况
    Note,
    /// 作废理由
    Void,
    /// What the imported ledger said in the column of that index; nobody edits it.
    Original(usize),
    /// 姓名；代理人；参加人
    Name,
    /// 地位
    Side,
    /// 性别
    Sex,
    /// 民族
    Ethnicity,
    /// 出生日期
    BornOn,
    /// 联系方式；电话
    Phone,
    /// 身份证号
    IdNumber,
    /// 职业或职务
    Occupation,
    /// 单位或住址
    Address,
    /// 代表人
    Representative,
    /// The other cases of a party.
    Earlier,
    /// 调解日期；商定；变动日期；移送日期；履行日期；回访日期；日期；记事日期
    On,
    /// 时间
    At,
    /// 调解结果
    Result,
    /// 记录人
    Recorder,
    /// 记录
    Record,
    /// 身份
    Capacity,
    /// For which party somebody took part.
    For,
    /// 由
    From,
    /// 延期至；到
    To,
    /// 理由；移送事由
    Reason,
    /// 方向
    Direction,
    /// 对方单位
    Organisation,
    /// 函件编号
    Letter,
    /// 反馈
    Feedback,
    /// 反馈日期
    FeedbackOn,
    /// 内容
    What,
    /// 回访人
    By,
    /// 满意度
    Satisfaction,
    /// 记事
    Text,
    /// The row that adds something.
    Add(New),
}

impl Spot {
    /// A field that a case has once.
    pub const fn case(field: Field) -> Self {
        Self { part: Part::Case, field }
    }

    /// A field of a part.
    pub const fn of(part: Part, field: Field) -> Self {
        Self { part, field }
    }

    /// The row that adds something to the case.
    pub const fn add(new: New) -> Self {
        Self::case(Field::Add(new))
    }

    /// Its name in a draft, stable from one start to the next. Parts of a case go by their identity: their places
    /// may change.
    pub fn key(self, case: &Dispute) -> String {
        format!("{}.{:?}", self.part.key(case), self.field)
    }

    /// The field that the check of a case complains about.
    pub fn of_problem(place: Checked, case: &Dispute) -> Self {
        let (part, field) = match place {
            // The row after the last one is the one that adds.
            Checked::Party(at) | Checked::PartyName(at) if at >= case.parties.len() => {
                return Self::add(New::Party);
            }
            Checked::Referral(at) if at >= case.referrals.len() => return Self::add(New::Referral),
            Checked::Party(at) | Checked::PartyName(at) => (Part::Party(at), Field::Name),
            Checked::PartyIdNumber(at) => (Part::Party(at), Field::IdNumber),
            Checked::PartySex(at) => (Part::Party(at), Field::Sex),
            Checked::PartyBornOn(at) => (Part::Party(at), Field::BornOn),
            Checked::Session(at) => (Part::Session(at), Field::On),
            Checked::ExtensionAgreed(at) => (Part::Extension(at), Field::On),
            Checked::ExtensionTo(at) => (Part::Extension(at), Field::To),
            Checked::ExtensionConsent(at) => (Part::Extension(at), Field::Consent),
            Checked::Escalation(at) => (Part::Escalation(at), Field::On),
            Checked::Referral(at) => (Part::Referral(at), Field::Organisation),
            Checked::Feedback(at) => (Part::Referral(at), Field::FeedbackOn),
            Checked::Performed(at) => (Part::Performed(at), Field::On),
            Checked::FollowUp(at) => (Part::Visit(at), Field::On),
            Checked::Prevention(at) => (Part::Prevention(at), Field::On),
            Checked::PreventionPeople(at) => (Part::Prevention(at), Field::People),
            Checked::Remark(at) => (Part::Remark(at), Field::On),
            once => (Part::Case, field_of(once)),
        };
        Self { part, field }
    }
}

/// The field of what a case has once.
const fn field_of(place: Checked) -> Field {
    match place {
        Checked::OccurredOn => Field::OccurredOn,
        Checked::Kind => Field::Kind,
        Checked::Source => Field::Source,
        Checked::Office => Field::Office,
        Checked::Village => Field::Village,
        Checked::Level => Field::Level,
        Checked::Consent => Field::Consent,
        Checked::People => Field::People,
        Checked::Summary => Field::Summary,
        Checked::Mediators => Field::Mediators,
        Checked::Outcome => Field::Outcome,
        Checked::ClosedOn => Field::ClosedOn,
        Checked::Told => Field::Told,
        Checked::Amount => Field::Amount,
        Checked::DueOn => Field::DueOn,
        Checked::ReachedOn => Field::ReachedOn,
        Checked::SignedOn => Field::SignedOn,
        Checked::MediatorSignedOn => Field::MediatorSignedOn,
        Checked::SealedOn => Field::SealedOn,
        Checked::Performance => Field::Performance,
        Checked::PerformedOn => Field::PerformedOn,
        Checked::Confirmation => Field::Confirmation,
        Checked::AppliedOn => Field::AppliedOn,
        Checked::DecidedOn => Field::DecidedOn,
        Checked::LitigationFiled => Field::LitigationFiledOn,
        Checked::LitigationDecided => Field::LitigationDecidedOn,
        Checked::FiledOn => Field::BoundOn,
        Checked::Void => Field::Void,
        _ => Field::AcceptedOn,
    }
}

impl Part {
    /// Its kind and its identity.
    fn key(self, case: &Dispute) -> String {
        let (kind, id) = match self {
            Self::Case => return "case".to_owned(),
            Self::Party(at) => ("party", case.parties.get(at).map(|one| one.id.to_string())),
            Self::Agent(of, at) => {
                let agent = case.parties.get(of).and_then(|party| party.agents.get(at));
                ("agent", agent.map(|one| one.id.to_string()))
            }
            Self::Session(at) => ("session", case.sessions.get(at).map(|one| one.id.to_string())),
            Self::Attendee(of, at) => {
                let attendee = case.sessions.get(of).and_then(|session| session.attendees.get(at));
                ("attendee", attendee.map(|one| one.id.to_string()))
            }
            Self::Extension(at) => ("extension", case.extensions.get(at).map(|one| one.id.to_string())),
            Self::Escalation(at) => ("escalation", case.escalations.get(at).map(|one| one.id.to_string())),
            Self::Referral(at) => ("referral", case.referrals.get(at).map(|one| one.id.to_string())),
            Self::Performed(at) => ("performed", case.performed.get(at).map(|one| one.id.to_string())),
            Self::Visit(at) => ("follow_up", case.follow_ups.get(at).map(|one| one.id.to_string())),
            Self::Prevention(at) => ("prevention", case.preventions.get(at).map(|one| one.id.to_string())),
            Self::Remark(at) => ("remark", case.remarks.get(at).map(|one| one.id.to_string())),
        };
        format!("{kind}.{}", id.unwrap_or_default())
    }
}
