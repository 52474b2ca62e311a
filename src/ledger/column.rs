//! What a column can hold, in which unit, and the kinds of ledger.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// 编号
    Number,
    /// 受理日期
    Accepted,
    /// 发生日期
    Occurred,
    /// 乡镇
    Township,
    /// 村（社区）
    Village,
    /// 地点
    Place,
    /// 申请人
    Applicant,
    /// 被申请人
    Respondent,
    /// 第三人
    Third,
    /// 双方当事人
    Parties,
    /// 联系电话: of the applicant where a column after the respondent has his
    Phone,
    /// 被申请人电话
    RespondentPhone,
    /// 证件号码
    IdNumber,
    /// 被申请人证件号码
    RespondentId,
    /// 住址
    Address,
    /// 被申请人住址
    RespondentAddress,
    /// 纠纷类型
    Type,
    /// 简要情况
    Summary,
    /// 案件来源
    Source,
    /// 调解员
    Mediator,
    /// 调解日期
    Mediated,
    /// 办结日期
    Closed,
    /// 结果
    Outcome,
    /// 协议形式
    Form,
    /// 协议内容
    Content,
    /// 金额
    Amount,
    /// 涉及人数
    People,
    /// 履行
    Performance,
    /// 履行期限
    Due,
    /// 司法确认
    Confirmation,
    /// 回访
    FollowUp,
    /// 难易程度
    Difficulty,
    /// 层级
    Level,
    /// 标签
    Tags,
    /// 备注
    Note,
    /// 序号: the row's own number, which says nothing.
    Row,
    /// 服务日期
    ServiceDate,
    /// 中心
    Centre,
    /// 服务类别
    ServiceKind,
    /// 数量
    Quantity,
    /// 单位
    Unit,
    /// 行政区划代码
    DivisionCode,
}

/// The stable word of every meaning, in the order in which they are offered.
const CODES: [(Column, &str); 42] = [
    (Column::Number, "number"),
    (Column::Accepted, "accepted"),
    (Column::Occurred, "occurred"),
    (Column::Township, "township"),
    (Column::Village, "village"),
    (Column::Place, "place"),
    (Column::Applicant, "applicant"),
    (Column::Respondent, "respondent"),
    (Column::Third, "third"),
    (Column::Parties, "parties"),
    (Column::Phone, "phone"),
    (Column::RespondentPhone, "respondent_phone"),
    (Column::IdNumber, "id_number"),
    (Column::RespondentId, "respondent_id"),
    (Column::Address, "address"),
    (Column::RespondentAddress, "respondent_address"),
    (Column::Type, "type"),
    (Column::Summary, "summary"),
    (Column::Source, "source"),
    (Column::Mediator, "mediator"),
    (Column::Mediated, "mediated"),
    (Column::Closed, "closed"),
    (Column::Outcome, "outcome"),
    (Column::Form, "form"),
    (Column::Content, "content"),
    (Column::Amount, "amount"),
    (Column::People, "people"),
    (Column::Performance, "performance"),
    (Column::Due, "due"),
    (Column::Confirmation, "confirmation"),
    (Column::FollowUp, "follow_up"),
    (Column::Difficulty, "difficulty"),
    (Column::Level, "level"),
    (Column::Tags, "tags"),
    (Column::Note, "note"),
    (Column::Row, "row"),
    (Column::ServiceDate, "service_date"),
    (Column::Centre, "centre"),
    (Column::ServiceKind, "service_kind"),
    (Column::Quantity, "quantity"),
    (Column::Unit, "unit"),
    (Column::DivisionCode, "division_code"),
];

/// What a table is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum LedgerKind {
    /// 调解案件台账
    #[default]
    Cases,
    /// 综治中心服务台账
    Services,
    /// 乡镇、村（社区）名录
    Places,
}

impl LedgerKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Cases, Self::Services, Self::Places];

    /// A short stable word, for programs and what is remembered.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Services => "services",
            Self::Places => "places",
        }
    }

    /// The kind of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What a column of such a ledger can hold, in the order in which it is offered.
    pub fn columns(self) -> impl Iterator<Item = Column> {
        Column::all().filter(move |column| column.stands_in(self))
    }
}

impl Column {
    /// Every meaning, in the order in which it is offered.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.into_iter().map(|(column, _)| column)
    }

    /// A short stable word, for programs and what is remembered.
    pub fn code(self) -> &'static str {
        CODES.into_iter().find(|(column, _)| *column == self).map_or("", |(_, code)| code)
    }

    /// The meaning of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        CODES.into_iter().find(|(_, known)| *known == code).map(|(column, _)| column)
    }

    /// Whether a ledger of that kind can have it.
    pub const fn stands_in(self, kind: LedgerKind) -> bool {
        match self {
            Self::Row => true,
            Self::Note => matches!(kind, LedgerKind::Cases | LedgerKind::Services),
            Self::Township | Self::Village => matches!(kind, LedgerKind::Cases | LedgerKind::Places),
            Self::ServiceDate | Self::Centre | Self::ServiceKind | Self::Quantity | Self::Unit => {
                matches!(kind, LedgerKind::Services)
            }
            Self::DivisionCode => matches!(kind, LedgerKind::Places),
            _ => matches!(kind, LedgerKind::Cases),
        }
    }
    /// Whether its cells say who: every party has its own, so they are read row by row.
    pub(super) const fn is_personal(self) -> bool {
        matches!(
            self,
            Self::Applicant
                | Self::Respondent
                | Self::Third
                | Self::Parties
                | Self::Phone
                | Self::RespondentPhone
                | Self::IdNumber
                | Self::RespondentId
                | Self::Address
                | Self::RespondentAddress
        )
    }
}

/// The unit in which a column writes bare numbers of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 万元
    TenThousand,
}

impl MoneyUnit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Yuan, Self::TenThousand];

    /// A short stable word, for programs and what is remembered.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yuan => "yuan",
            Self::TenThousand => "wan",
        }
    }

    /// The unit of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_one_to_one() {
        // Would catch two meanings of one code: the second would be remembered as the first.
        for column in Column::all() {
            assert_eq!(Column::from_code(column.code()), Some(column));
            assert!(LedgerKind::ALL.into_iter().any(|kind| column.stands_in(kind)));
        }
        for kind in LedgerKind::ALL {
            assert_eq!(LedgerKind::from_code(kind.code()), Some(kind));
        }
    }
}
