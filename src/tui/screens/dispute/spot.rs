//! The fields of a case, each by name.

use crate::domain::Dispute;
use crate::domain::check::Place as Checked;
use crate::text::{Words, dispute as words};

/// A place on the screen of a case where one can stand. Numbers are indices of parties, referrals or visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// 编号
    Number,
    /// 受理单位
    Office,
    /// 村（社区）
    Village,
    /// 地点
    Place,
    /// 纠纷类型
    Kind,
    /// 案件来源
    Source,
    /// 诉前
    PreLitigation,
    /// 层级
    Level,
    /// 难易程度
    Difficulty,
    /// 发生日期
    OccurredOn,
    /// 受理日期
    AcceptedOn,
    /// 登记时间, which nobody edits
    Registered,
    /// 涉及人数
    People,
    /// 简要情况
    Summary,
    /// A field of a party.
    Party(usize, PartyField),
    /// The earlier cases of a party.
    Earlier(usize),
    /// The row that adds a party.
    AddParty,
    /// 调解员
    Mediators,
    /// “人民调解+” and other marks
    Tags,
    /// 结果
    Outcome,
    /// 办结日期
    ClosedOn,
    /// 协议金额
    Amount,
    /// 协议内容
    Content,
    /// 履行期限
    DueOn,
    /// 履行情况
    Performance,
    /// 司法确认
    Confirmation,
    /// A field of a referral.
    Referral(usize, ReferralField),
    /// The row that adds a referral.
    AddReferral,
    /// A field of a visit.
    FollowUp(usize, FollowUpField),
    /// The row that adds a visit.
    AddFollowUp,
    /// 备注
    Note,
    /// What the imported ledger said in the column of that index; nobody edits it.
    Original(usize),
    /// 作废的理由
    Void,
}

/// A field of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartyField {
    /// 姓名或名称
    Name,
    /// 申请人、被申请人、第三人
    Side,
    /// 自然人、法人、非法人组织
    Kind,
    /// 性别
    Sex,
    /// 民族
    Ethnicity,
    /// 出生日期
    BornOn,
    /// 身份证号
    IdNumber,
    /// 联系方式
    Phone,
    /// 职业或职务
    Occupation,
    /// 单位或住址
    Address,
}

impl PartyField {
    /// In the order of the screen.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Side,
        Self::Kind,
        Self::Sex,
        Self::Ethnicity,
        Self::BornOn,
        Self::Phone,
        Self::IdNumber,
        Self::Occupation,
        Self::Address,
    ];

    const fn label(self) -> Words {
        match self {
            Self::Name => words::PARTY_NAME,
            Self::Side => words::SIDE,
            Self::Kind => words::PARTY_KIND,
            Self::Sex => words::SEX,
            Self::Ethnicity => words::ETHNICITY,
            Self::BornOn => words::BORN_ON,
            Self::IdNumber => words::ID_NUMBER,
            Self::Phone => words::PHONE,
            Self::Occupation => words::OCCUPATION,
            Self::Address => words::ADDRESS,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Side => "side",
            Self::Kind => "kind",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::BornOn => "born_on",
            Self::IdNumber => "id_number",
            Self::Phone => "phone",
            Self::Occupation => "occupation",
            Self::Address => "address",
        }
    }
}

/// A field of a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferralField {
    /// 移送、接受委托移送
    Direction,
    /// The other body.
    Organisation,
    /// 移送日期
    On,
    /// 函件编号
    Letter,
    /// 事由
    Reason,
    /// 反馈
    Feedback,
}

impl ReferralField {
    /// In the order of the screen.
    pub const ALL: [Self; 6] =
        [Self::Direction, Self::Organisation, Self::On, Self::Letter, Self::Reason, Self::Feedback];

    const fn label(self) -> Words {
        match self {
            Self::Direction => words::DIRECTION,
            Self::Organisation => words::ORGANISATION,
            Self::On => words::REFERRED_ON,
            Self::Letter => words::LETTER,
            Self::Reason => words::REASON,
            Self::Feedback => words::FEEDBACK,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Direction => "direction",
            Self::Organisation => "organisation",
            Self::On => "on",
            Self::Letter => "letter",
            Self::Reason => "reason",
            Self::Feedback => "feedback",
        }
    }
}

/// A field of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowUpField {
    /// 回访日期
    On,
    /// 回访情况
    Note,
}

impl FollowUpField {
    /// In the order of the screen.
    pub const ALL: [Self; 2] = [Self::On, Self::Note];
}

impl Spot {
    /// What the field is called.
    pub const fn label(self) -> Words {
        match self {
            Self::Number => words::NUMBER,
            Self::Office => words::OFFICE,
            Self::Village => words::VILLAGE,
            Self::Place => words::PLACE,
            Self::Kind => words::KIND,
            Self::Source => words::SOURCE,
            Self::PreLitigation => words::PRE_LITIGATION,
            Self::Level => words::LEVEL,
            Self::Difficulty => words::DIFFICULTY,
            Self::OccurredOn => words::OCCURRED_ON,
            Self::AcceptedOn => words::ACCEPTED_ON,
            Self::Registered => words::REGISTERED,
            Self::People => words::PEOPLE,
            Self::Summary => words::SUMMARY,
            Self::Party(_, field) => field.label(),
            Self::Earlier(_) => words::EARLIER,
            Self::AddParty => words::ADD_PARTY,
            Self::Mediators => words::MEDIATORS,
            Self::Tags => words::TAGS,
            Self::Outcome => words::OUTCOME,
            Self::ClosedOn => words::CLOSED_ON,
            Self::Amount => words::AMOUNT,
            Self::Content => words::CONTENT,
            Self::DueOn => words::DUE_ON,
            Self::Performance => words::PERFORMANCE,
            Self::Confirmation => words::CONFIRMATION,
            Self::Referral(_, field) => field.label(),
            Self::AddReferral => words::ADD_REFERRAL,
            Self::FollowUp(_, FollowUpField::On) => words::VISITED_ON,
            Self::FollowUp(_, FollowUpField::Note) => words::VISIT_NOTE,
            Self::AddFollowUp => words::ADD_FOLLOW_UP,
            Self::Note => words::NOTE,
            Self::Original(_) => words::ORIGINAL,
            Self::Void => words::VOID,
        }
    }

    /// Its name in a draft, stable from one start to the next. Parts of a case go by their identity: their places
    /// may change.
    pub fn key(self, case: &Dispute) -> String {
        let part = |kind: &str, id: Option<String>, field: &str| {
            format!("{kind}.{}.{field}", id.unwrap_or_default())
        };
        match self {
            Self::Party(at, field) => {
                part("party", case.parties.get(at).map(|p| p.id.to_string()), field.name())
            }
            Self::Referral(at, field) => {
                part("referral", case.referrals.get(at).map(|r| r.id.to_string()), field.name())
            }
            Self::FollowUp(at, field) => {
                let name = if field == FollowUpField::On { "on" } else { "note" };
                part("follow_up", case.follow_ups.get(at).map(|v| v.id.to_string()), name)
            }
            other => format!("{other:?}"),
        }
    }

    /// The field that the check of a case complains about.
    pub const fn of_problem(place: Checked) -> Self {
        match place {
            Checked::AcceptedOn => Self::AcceptedOn,
            Checked::OccurredOn => Self::OccurredOn,
            Checked::Kind => Self::Kind,
            Checked::Source => Self::Source,
            Checked::Office => Self::Office,
            Checked::Village => Self::Village,
            Checked::Party(at) | Checked::PartyName(at) => Self::Party(at, PartyField::Name),
            Checked::PartyIdNumber(at) => Self::Party(at, PartyField::IdNumber),
            Checked::PartySex(at) => Self::Party(at, PartyField::Sex),
            Checked::PartyBornOn(at) => Self::Party(at, PartyField::BornOn),
            Checked::People => Self::People,
            Checked::Summary => Self::Summary,
            Checked::Mediators => Self::Mediators,
            Checked::Outcome => Self::Outcome,
            Checked::ClosedOn => Self::ClosedOn,
            Checked::Amount => Self::Amount,
            Checked::DueOn => Self::DueOn,
            Checked::Performance => Self::Performance,
            Checked::Confirmation => Self::Confirmation,
            Checked::Referral(at) => Self::Referral(at, ReferralField::Organisation),
            Checked::FollowUp(at) => Self::FollowUp(at, FollowUpField::On),
            Checked::Void => Self::Void,
        }
    }
}
