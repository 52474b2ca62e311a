//! The meanings of columns, their units, and the kinds of ledger.

use super::vocabulary::columns::is_called;
use crate::domain::coded;
use crate::domain::field::Field;

/// The meaning of a column.
#[rustfmt::skip]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /** 编号 */ Number,
    /** 受理日期 */ Accepted,
    /** 发生日期 */ Occurred,
    /** 排查日期 */ Screened,
    /** 乡镇 */ Township,
    /** 村（社区） */ Village,
    /** 地点 */ Place,
    /** 申请人 */ Applicant,
    /** 被申请人 */ Respondent,
    /** 第三人 */ Third,
    /** 双方当事人 */ Parties,
    /** 联系电话: of the applicant where a column after the respondent has his */ Phone,
    /** 被申请人电话 */ RespondentPhone,
    /** 证件号码 */ IdNumber,
    /** 被申请人证件号码 */ RespondentId,
    /** 住址 */ Address,
    /** 被申请人住址 */ RespondentAddress,
    /** 纠纷类型 */ Type,
    /** 简要情况 */ Summary,
    /** 案件来源 */ Source,
    /** 调解员 */ Mediator,
    /** 调解日期 */ Mediated,
    /** 办结日期 */ Closed,
    /** 结果 */ Outcome,
    /** 协议形式 */ Form,
    /** 协议内容 */ Content,
    /** 金额 */ Amount,
    /** 涉及人数 */ People,
    /** 履行 */ Performance,
    /** 履行期限 */ Due,
    /** 履行计划 */ Plan,
    /** 司法确认 */ Confirmation,
    /** 回访 */ FollowUp,
    /** 难易程度 */ Difficulty,
    /** 层级 */ Level,
    /** 标签 */ Tags,
    /** 备注 */ Note,
    /** 序号: the row's own number, which says nothing. */ Row,
    /** 服务日期 */ ServiceDate,
    /** 中心 */ Centre,
    /** 服务类别 */ ServiceKind,
    /** 数量 */ Quantity,
    /** 单位 */ Unit,
    /** 行政区划代码 */ DivisionCode,
    /** 指标名称 */ FigureName,
    /** 期间 of a figure */ FigureDays,
    /** 数值 of a figure */ FigureValue,
    /** 提供单位 of a figure */ FigureOwner,
    /** Another field, which a ledger calls by its own name */ Field(Field),
}

/// The columns that ledgers have words of their own for: the codes for programs and stored mappings, and the
/// fields that they fill.
#[rustfmt::skip]
const NAMED: &[(Column, &str, Option<Field>)] = &[
    (Column::Number, "number", Some(Field::Number)),
    (Column::Accepted, "accepted", Some(Field::AcceptedOn)),
    (Column::Occurred, "occurred", Some(Field::OccurredOn)),
    (Column::Screened, "screened", Some(Field::ScreenedOn)),
    (Column::Township, "township", Some(Field::Office)),
    (Column::Village, "village", Some(Field::Village)),
    (Column::Place, "place", Some(Field::Place)),
    (Column::Applicant, "applicant", None),
    (Column::Respondent, "respondent", None),
    (Column::Third, "third", None),
    (Column::Parties, "parties", Some(Field::PartyName)),
    (Column::Phone, "phone", None),
    (Column::RespondentPhone, "respondent_phone", None),
    (Column::IdNumber, "id_number", None),
    (Column::RespondentId, "respondent_id", None),
    (Column::Address, "address", None),
    (Column::RespondentAddress, "respondent_address", None),
    (Column::Type, "type", Some(Field::Kind)),
    (Column::Summary, "summary", Some(Field::Summary)),
    (Column::Source, "source", Some(Field::Source)),
    (Column::Mediator, "mediator", Some(Field::Mediators)),
    (Column::Mediated, "mediated", Some(Field::SessionOn)),
    (Column::Closed, "closed", Some(Field::ClosedOn)),
    (Column::Outcome, "outcome", Some(Field::Outcome)),
    (Column::Form, "form", None),
    (Column::Content, "content", Some(Field::Content)),
    (Column::Amount, "amount", Some(Field::Amount)),
    (Column::People, "people", Some(Field::People)),
    (Column::Performance, "performance", Some(Field::Performance)),
    (Column::Due, "due", Some(Field::DueOn)),
    (Column::Plan, "plan", None),
    (Column::Confirmation, "confirmation", Some(Field::Confirmation)),
    (Column::FollowUp, "follow_up", Some(Field::VisitOn)),
    (Column::Difficulty, "difficulty", Some(Field::Difficulty)),
    (Column::Level, "level", Some(Field::Level)),
    (Column::Tags, "tags", Some(Field::Tags)),
    (Column::Note, "note", Some(Field::Note)),
    (Column::Row, "row", None),
    (Column::ServiceDate, "service_date", None),
    (Column::Centre, "centre", None),
    (Column::ServiceKind, "service_kind", None),
    (Column::Quantity, "quantity", None),
    (Column::Unit, "unit", None),
    (Column::DivisionCode, "division_code", None),
    (Column::FigureName, "figure", None),
    (Column::FigureDays, "figure_period", None),
    (Column::FigureValue, "figure_value", None),
    (Column::FigureOwner, "figure_source", None),
];

/// The kind of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum LedgerKind {
    /// 调解案件台账
    #[default]
    Cases,
    /// 综治中心服务台账
    Services,
    /// 乡镇、村（社区）名录
    Places,
    /// 指标表
    Indicators,
}

impl LedgerKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Cases, Self::Services, Self::Places, Self::Indicators];

    /// A short stable word, for programs and stored mappings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Services => "services",
            Self::Places => "places",
            Self::Indicators => "indicators",
        }
    }

    /// The kind of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The columns that such a ledger can have, in the order in which they are offered.
    pub fn columns(self) -> impl Iterator<Item = Column> {
        Column::all().filter(move |column| column.stands_in(self))
    }
}

impl Column {
    /// Every one, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let others = Field::ALL.iter().copied().filter(|field| is_called(*field)).map(Self::Field);
        NAMED.iter().map(|(column, _, _)| *column).chain(others)
    }

    /// Its code; for another field that of the field.
    pub fn code(self) -> &'static str {
        let named = NAMED.iter().find(|(column, _, _)| *column == self).map_or("", |(_, code, _)| *code);
        if let Self::Field(field) = self { field.code() } else { named }
    }

    /// The column of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|column| column.code() == code)
    }

    /// The field that it fills; none where it fills several or none.
    pub fn field(self) -> Option<Field> {
        let named = || NAMED.iter().find(|(column, _, _)| *column == self).and_then(|(_, _, field)| *field);
        if let Self::Field(field) = self { Some(field) } else { named() }
    }

    /// The column with words of its own that fills a field.
    pub fn named_of(field: Field) -> Option<Self> {
        NAMED.iter().find(|(_, _, filled)| *filled == Some(field)).map(|(column, _, _)| *column)
    }

    /// Whether a ledger of that kind can have it.
    pub const fn stands_in(self, kind: LedgerKind) -> bool {
        match self {
            Self::Row => true,
            Self::Note => !matches!(kind, LedgerKind::Places),
            Self::Township => !matches!(kind, LedgerKind::Services),
            Self::Village => matches!(kind, LedgerKind::Cases | LedgerKind::Places),
            Self::Number => matches!(kind, LedgerKind::Cases | LedgerKind::Services),
            Self::ServiceDate | Self::Centre | Self::ServiceKind | Self::Quantity => {
                matches!(kind, LedgerKind::Services)
            }
            Self::Unit => matches!(kind, LedgerKind::Services | LedgerKind::Indicators),
            Self::FigureName | Self::FigureDays | Self::FigureValue | Self::FigureOwner => {
                matches!(kind, LedgerKind::Indicators)
            }
            Self::DivisionCode => matches!(kind, LedgerKind::Places),
            _ => matches!(kind, LedgerKind::Cases),
        }
    }

    /// Whether its cells are about a party: every party has its own, so they are read row by row.
    pub(super) fn is_personal(self) -> bool {
        (Self::Applicant..=Self::RespondentAddress).contains(&self)
    }
}

coded! {
    /// The unit in which a column writes bare numbers of money.
    MoneyUnit {
        /// 元
        Yuan = "yuan",
        /// 百元
        Hundred = "bai",
        /// 千元
        Thousand = "qian",
        /// 万元
        TenThousand = "wan",
        /// 亿元
        HundredMillion = "yi",
    }
}

impl MoneyUnit {
    /// The number of zeros by which it is more than 元.
    pub(super) const fn zeros(self) -> usize {
        match self {
            Self::Yuan => 0,
            Self::Hundred => 2,
            Self::Thousand => 3,
            Self::TenThousand => 4,
            Self::HundredMillion => 8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_in_a_ledger() {
        // Would catch a meaning that nobody can choose, and a kind that is remembered as another.
        for column in Column::all() {
            assert_eq!(Column::from_code(column.code()), Some(column));
            assert!(LedgerKind::ALL.into_iter().any(|kind| column.stands_in(kind)));
        }
        for kind in LedgerKind::ALL {
            assert_eq!(LedgerKind::from_code(kind.code()), Some(kind));
        }
    }
}
