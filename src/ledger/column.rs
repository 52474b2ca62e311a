//! What a column can hold, in which unit, and the kinds of ledger.

use crate::domain::coded;

coded! {
    /// What a column holds. The codes are for programs and for what is remembered.
    Column {
        /// 编号
        Number = "number",
        /// 受理日期
        Accepted = "accepted",
        /// 发生日期
        Occurred = "occurred",
        /// 乡镇
        Township = "township",
        /// 村（社区）
        Village = "village",
        /// 地点
        Place = "place",
        /// 申请人
        Applicant = "applicant",
        /// 被申请人
        Respondent = "respondent",
        /// 第三人
        Third = "third",
        /// 双方当事人
        Parties = "parties",
        /// 联系电话: of the applicant where a column after the respondent has his
        Phone = "phone",
        /// 被申请人电话
        RespondentPhone = "respondent_phone",
        /// 证件号码
        IdNumber = "id_number",
        /// 被申请人证件号码
        RespondentId = "respondent_id",
        /// 住址
        Address = "address",
        /// 被申请人住址
        RespondentAddress = "respondent_address",
        /// 纠纷类型
        Type = "type",
        /// 简要情况
        Summary = "summary",
        /// 案件来源
        Source = "source",
        /// 调解员
        Mediator = "mediator",
        /// 调解日期
        Mediated = "mediated",
        /// 办结日期
        Closed = "closed",
        /// 结果
        Outcome = "outcome",
        /// 协议形式
        Form = "form",
        /// 协议内容
        Content = "content",
        /// 金额
        Amount = "amount",
        /// 涉及人数
        People = "people",
        /// 履行
        Performance = "performance",
        /// 履行期限
        Due = "due",
        /// 司法确认
        Confirmation = "confirmation",
        /// 回访
        FollowUp = "follow_up",
        /// 难易程度
        Difficulty = "difficulty",
        /// 层级
        Level = "level",
        /// 标签
        Tags = "tags",
        /// 备注
        Note = "note",
        /// 序号: the row's own number, which says nothing.
        Row = "row",
        /// 服务日期
        ServiceDate = "service_date",
        /// 中心
        Centre = "centre",
        /// 服务类别
        ServiceKind = "service_kind",
        /// 数量
        Quantity = "quantity",
        /// 单位
        Unit = "unit",
        /// 行政区划代码
        DivisionCode = "division_code",
    }
}

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
        Column::ALL.iter().copied().filter(move |column| column.stands_in(self))
    }
}

impl Column {
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

    /// Whether its cells say who: every party has its own, so they are read row by row. These columns stand together.
    pub(super) fn is_personal(self) -> bool {
        (Self::Applicant..=Self::RespondentAddress).contains(&self)
    }
}

coded! {
    /// The unit in which a column writes bare numbers of money.
    MoneyUnit {
        /// 元
        Yuan = "yuan",
        /// 万元
        TenThousand = "wan",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_in_a_ledger() {
        // Would catch a meaning that nobody can choose, and a kind that is remembered as another.
        for column in Column::ALL {
            assert_eq!(Column::from_code(column.code()), Some(*column));
            assert!(LedgerKind::ALL.into_iter().any(|kind| column.stands_in(kind)));
        }
        for kind in LedgerKind::ALL {
            assert_eq!(LedgerKind::from_code(kind.code()), Some(kind));
        }
    }
}
