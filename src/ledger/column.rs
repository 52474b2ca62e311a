//! What a column can hold, and the kinds of ledger.

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

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LedgerKind {
    /// 调解案件台账
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
        Column::ALL.into_iter().filter(move |column| column.stands_in(self))
    }
}

impl Column {
    /// Every meaning, in the order in which it is offered.
    pub const ALL: [Self; 42] = [
        Self::Number,
        Self::Accepted,
        Self::Occurred,
        Self::Township,
        Self::Village,
        Self::Place,
        Self::Applicant,
        Self::Respondent,
        Self::Third,
        Self::Parties,
        Self::Phone,
        Self::RespondentPhone,
        Self::IdNumber,
        Self::RespondentId,
        Self::Address,
        Self::RespondentAddress,
        Self::Type,
        Self::Summary,
        Self::Source,
        Self::Mediator,
        Self::Mediated,
        Self::Closed,
        Self::Outcome,
        Self::Form,
        Self::Content,
        Self::Amount,
        Self::People,
        Self::Performance,
        Self::Due,
        Self::Confirmation,
        Self::FollowUp,
        Self::Difficulty,
        Self::Level,
        Self::Tags,
        Self::Note,
        Self::Row,
        Self::ServiceDate,
        Self::Centre,
        Self::ServiceKind,
        Self::Quantity,
        Self::Unit,
        Self::DivisionCode,
    ];

    /// A short stable word, for programs and what is remembered.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Accepted => "accepted",
            Self::Occurred => "occurred",
            Self::Township => "township",
            Self::Village => "village",
            Self::Place => "place",
            Self::Applicant => "applicant",
            Self::Respondent => "respondent",
            Self::Third => "third",
            Self::Parties => "parties",
            Self::Phone => "phone",
            Self::RespondentPhone => "respondent_phone",
            Self::IdNumber => "id_number",
            Self::RespondentId => "respondent_id",
            Self::Address => "address",
            Self::RespondentAddress => "respondent_address",
            Self::Type => "type",
            Self::Summary => "summary",
            Self::Source => "source",
            Self::Mediator => "mediator",
            Self::Mediated => "mediated",
            Self::Closed => "closed",
            Self::Outcome => "outcome",
            Self::Form => "form",
            Self::Content => "content",
            Self::Amount => "amount",
            Self::People => "people",
            Self::Performance => "performance",
            Self::Due => "due",
            Self::Confirmation => "confirmation",
            Self::FollowUp => "follow_up",
            Self::Difficulty => "difficulty",
            Self::Level => "level",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::Row => "row",
            Self::ServiceDate => "service_date",
            Self::Centre => "centre",
            Self::ServiceKind => "service_kind",
            Self::Quantity => "quantity",
            Self::Unit => "unit",
            Self::DivisionCode => "division_code",
        }
    }

    /// The meaning of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_one_to_one() {
        // Would catch two meanings of one code: the second would be remembered as the first.
        for column in Column::ALL {
            assert_eq!(Column::from_code(column.code()), Some(column));
            assert!(LedgerKind::ALL.into_iter().any(|kind| column.stands_in(kind)));
        }
        for kind in LedgerKind::ALL {
            assert_eq!(LedgerKind::from_code(kind.code()), Some(kind));
        }
    }
}
