//! 抄录: in which order another system asks for the fields of a case, and in what shape they are handed over.

use super::coded::coded;

coded! {
    /// One field that another system may ask for. The order here is the one in which fields are offered.
    TranscriptItem {
        /// 编号
        Number = "number",
        /// 受理日期
        AcceptedOn = "accepted_on",
        /// 发生日期
        OccurredOn = "occurred_on",
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
        /// 调委会名称
        Committee = "committee",
        /// 村（社区）
        Village = "village",
        /// 地点
        Place = "place",
        /// 层级
        Level = "level",
        /// 难易程度
        Difficulty = "difficulty",
        /// 风险等级
        Risk = "risk",
        /// 调解意愿
        Consent = "consent",
        /// 涉及人数
        People = "people",
        /// 申请人: all their names.
        Applicants = "applicants",
        /// 被申请人: all their names.
        Respondents = "respondents",
        /// 地位 of a party.
        PartySide = "party.side",
        /// 姓名或名称 of a party.
        PartyName = "party.name",
        /// 类别 of a party.
        PartyKind = "party.kind",
        /// 性别 of a party.
        PartySex = "party.sex",
        /// 民族 of a party.
        PartyEthnicity = "party.ethnicity",
        /// 出生日期 of a party.
        PartyBornOn = "party.born_on",
        /// 身份证号 of a party.
        PartyIdNumber = "party.id_number",
        /// 联系方式 of a party.
        PartyPhone = "party.phone",
        /// 职业或职务 of a party.
        PartyOccupation = "party.occupation",
        /// 单位或住址 of a party.
        PartyAddress = "party.address",
        /// 代表人 of a party.
        PartyRepresentative = "party.representative",
        /// 简要情况
        Summary = "summary",
        /// 调解员
        Mediators = "mediators",
        /// 联动标签
        Tags = "tags",
        /// 调解日期: every session's.
        SessionsOn = "sessions_on",
        /// 结果
        Outcome = "outcome",
        /// 办结日期
        ClosedOn = "closed_on",
        /// 告知途径
        Told = "told",
        /// 移送单位
        ReferredTo = "referred_to",
        /// 达成日期
        ReachedOn = "reached_on",
        /// 协议金额, in yuan.
        Amount = "amount",
        /// 协议内容
        Content = "content",
        /// 履行方式
        Manner = "manner",
        /// 履行期限
        DueOn = "due_on",
        /// 履行情况
        Performance = "performance",
        /// 履行完毕
        PerformedOn = "performed_on",
        /// 司法确认
        Confirmation = "confirmation",
        /// 申请日期
        AppliedOn = "applied_on",
        /// 法院
        Court = "court",
        /// 裁定日期
        DecidedOn = "decided_on",
        /// 回访日期: every visit's.
        VisitedOn = "visited_on",
        /// 回访情况
        VisitNote = "visit_note",
        /// 卷号
        Volume = "volume",
        /// 备注
        Note = "note",
    }
}

coded! {
    /// In what shape a case is copied.
    TranscriptShape {
        /// One field a line, its label before it.
        Labelled = "labelled",
        /// One value a line.
        Values = "values",
        /// All values in one line, a tab between two: a row of a spreadsheet.
        Tabs = "tabs",
    }
}

impl TranscriptItem {
    /// Whether it is asked for once for each party. Such items that follow each other make a block that is repeated.
    pub const fn is_of_party(self) -> bool {
        matches!(
            self,
            Self::PartySide
                | Self::PartyName
                | Self::PartyKind
                | Self::PartySex
                | Self::PartyEthnicity
                | Self::PartyBornOn
                | Self::PartyIdNumber
                | Self::PartyPhone
                | Self::PartyOccupation
                | Self::PartyAddress
                | Self::PartyRepresentative
        )
    }
}

/// What an office copies of a case, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// Each at most once, in the order of the other system's form.
    pub items: Vec<TranscriptItem>,
    /// The shape.
    pub shape: TranscriptShape,
}

/// The order of the governance platform's form.
const GOVERNANCE_PLATFORM: &[TranscriptItem] = &[
    TranscriptItem::Number,
    TranscriptItem::AcceptedOn,
    TranscriptItem::Kind,
    TranscriptItem::Source,
    TranscriptItem::Village,
    TranscriptItem::Place,
    TranscriptItem::People,
    TranscriptItem::PartySide,
    TranscriptItem::PartyName,
    TranscriptItem::PartySex,
    TranscriptItem::PartyIdNumber,
    TranscriptItem::PartyPhone,
    TranscriptItem::PartyAddress,
    TranscriptItem::Summary,
    TranscriptItem::Mediators,
    TranscriptItem::Outcome,
    TranscriptItem::ClosedOn,
    TranscriptItem::ReachedOn,
    TranscriptItem::Amount,
    TranscriptItem::Content,
    TranscriptItem::DueOn,
    TranscriptItem::Performance,
];

impl Default for Transcript {
    fn default() -> Self {
        Self { items: GOVERNANCE_PLATFORM.to_vec(), shape: TranscriptShape::Labelled }
    }
}

impl Transcript {
    /// The order as it stands in the file: codes, a comma between two.
    pub fn codes(&self) -> String {
        self.items.iter().map(|item| item.code()).collect::<Vec<_>>().join(",")
    }

    /// The items of such an order; codes that a newer version may have written are passed over, and a second mention
    /// of the same. None where nothing is left.
    pub fn items_of(codes: &str) -> Option<Vec<TranscriptItem>> {
        let mut items = Vec::new();
        for item in codes.split(',').filter_map(|code| TranscriptItem::from_code(code.trim())) {
            if !items.contains(&item) {
                items.push(item);
            }
        }
        (!items.is_empty()).then_some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: an order that does not come back from the file as it went in, or one that a newer version breaks.
    #[test]
    fn an_order_survives_the_file() {
        let usual = Transcript::default();
        assert_eq!(Transcript::items_of(&usual.codes()).as_deref(), Some(GOVERNANCE_PLATFORM));
        let read = Transcript::items_of(" note, of_a_newer_version,number,note");
        assert_eq!(read, Some(vec![TranscriptItem::Note, TranscriptItem::Number]));
        assert_eq!(Transcript::items_of("nothing,,"), None);
    }
}
