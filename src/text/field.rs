//! The labels of the fields and parts of a case, and the wording of their values. Every list, page, history,
//! transcript and form takes its labels from here.

use super::wording::words;
use super::{Lang, Words, common};
use crate::domain::date_entry::iso;
use crate::domain::field::{Field, Held, Kind, PartKind, Spot, Value};
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::time_entry::time_text;
use crate::domain::{CategoryList, Dispute, Fen, Id, Party, PartyKind, Side};
use crate::store::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Directory};

words! {
    REGISTERED: "登记时间", "Logged at";
    EARLIER: "其他案件", "Other cases";
    BODY_NAME: "名称", "Name";
    NAME: "姓名", "Name";
    EFFECT: "效力", "Effect";
    CLOSING: "结果、办结日期", "Outcome, Closed";
    ORDER: "次序", "Order";
    TAKEN_OUT: "增减", "In or out";
}

const fn w(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// The label of a field.
#[rustfmt::skip]
pub const fn label(field: Field) -> Words {
    use Field as F;
    match field {
        F::Number => w("编号", "Number"),
        F::AcceptedOn => w("受理日期", "Accepted"),
        F::Kind => w("纠纷类型", "Type"),
        F::Governance => w("综治类别", "Governance"),
        F::Source => w("案件来源", "Source"),
        F::PreLitigation => w("诉前", "Pre-trial"),
        F::Office => w("受理单位", "Office"),
        F::Keeper => w("承办单位", "Kept by"),
        F::Village => w("村（社区）", "Village"),
        F::Level => w("层级", "Level"),
        F::Difficulty => w("难易程度", "Difficulty"),
        F::Risk => w("风险等级", "Risk"),
        F::Consent => w("调解意愿", "Willingness"),
        F::OccurredOn => w("发生日期", "Occurred"),
        F::ScreenedOn => w("排查日期", "Screened"),
        F::People => w("涉及人数", "People"),
        F::Place => w("地点", "Place"),
        F::Summary => w("简要情况", "Summary"),
        F::Requests => w("申请事项", "Requests"),
        F::PartyName => NAME,
        F::PartySide => w("地位", "Side"),
        F::PartyKind => w("类别", "Kind"),
        F::PartySex => w("性别", "Sex"),
        F::PartyBornOn => w("出生日期", "Born"),
        F::PartyPhone => w("联系方式", "Phone"),
        F::PartyAddress => w("单位或住址", "Address"),
        F::PartyDelivery => w("送达地址", "Served at"),
        F::PartyEthnicity => w("民族", "Ethnicity"),
        F::PartyIdNumber => w("证件号码", "ID number"),
        F::PartyOccupation => w("职业或职务", "Occupation"),
        F::PartyRepresentative => w("代表人", "Represented by"),
        F::AgentName => part(PartKind::Agent),
        F::AgentKind => w("代理类型", "Kind"),
        F::AgentPhone => w("电话", "Phone"),
        F::AgentRelation => w("与当事人关系", "Relation"),
        F::AgentAuthority => w("代理权限", "Authority"),
        F::AgentIdNumber => w("证件号码", "ID number"),
        F::AgentNote => w("授权事项", "Powers"),
        F::Mediators => w("调解员", "Mediators"),
        F::Tags => w("联动标签", "Tags"),
        F::InvestigationOn => w("调查日期", "Asked on"),
        F::InvestigationAt | F::SessionAt => w("时间", "Time"),
        F::InvestigationPlace => w("调查地点", "Asked at"),
        F::InvestigationAttendees => part(PartKind::Attendee),
        F::InvestigationAsked => w("被调查人", "Asked"),
        F::InvestigationBy => w("调查人", "Asked by"),
        F::InvestigationRecorder | F::SessionRecorder => w("记录人", "Recorder"),
        F::InvestigationRecord => w("调查记录", "Record"),
        F::EvidenceName => w("证据名称", "Evidence"),
        F::EvidenceBy => w("提供人", "From"),
        F::EvidenceCopies => w("份数", "Copies"),
        F::EvidencePages => w("页数", "Pages"),
        F::EvidenceNote => w("证据备注", "Note"),
        F::SessionOn => w("调解日期", "Held on"),
        F::SessionPlace => w("调解地点", "Held at"),
        F::SessionRecord => w("记录", "Record"),
        F::SessionResult => w("调解结果", "Result"),
        F::AttendeeName => part(PartKind::Attendee),
        F::AttendeeCapacity => w("身份", "As"),
        F::AttendeeParty => w("为谁", "For"),
        F::ExtensionAgreedOn => w("商定", "Agreed"),
        F::ExtensionTo => w("延期至", "Extended to"),
        F::ExtensionConsent => w("意愿", "Consent"),
        F::ExtensionReason | F::EscalationReason => w("理由", "Because"),
        F::EscalationOn => w("变动日期", "Moved on"),
        F::EscalationTo => w("到", "To"),
        F::EscalationFrom => w("由", "From"),
        F::ReferralOn => w("移送日期", "Date"),
        F::ReferralDirection => w("方向", "Direction"),
        F::ReferralOrganisation => w("对方单位", "Other body"),
        F::ReferralFeedback => w("反馈", "Feedback"),
        F::ReferralFeedbackOn => w("反馈日期", "Feedback on"),
        F::ReferralLetter => w("函件编号", "Letter no."),
        F::ReferralReason => w("移送事由", "Reason"),
        F::Outcome => w("结果", "Outcome"),
        F::ClosedOn => w("办结日期", "Closed"),
        F::ClosingReason => w("结案理由", "Because"),
        F::Told => w("告知途径", "Routes told"),
        F::Amount => w("协议金额", "Amount"),
        F::AppliedOn => w("申请日期", "Applied on"),
        F::Confirmation => w("司法确认", "Confirmation"),
        F::Content => w("协议内容", "Agreement"),
        F::Copies => w("协议份数", "Copies"),
        F::Court | F::LitigationCourt => w("法院", "Court"),
        F::DecidedOn => w("裁定日期", "Decided on"),
        F::Decision => w("裁定书文号", "Decision no."),
        F::RefusalGround => w("不予确认情形", "Refused as"),
        F::RefusalReason => w("不予确认理由", "Refused for"),
        F::DueOn => w("履行期限", "Due date"),
        F::Manner => w("履行方式", "Manner"),
        F::MediatorSignedOn => w("调解员签名日期", "Med. signed on"),
        F::Performance => w("履行情况", "Performance"),
        F::PerformedOn => w("履行完毕", "Performed on"),
        F::ReachedOn => w("达成日期", "Reached"),
        F::SealedOn => w("盖章日期", "Sealed"),
        F::SignedOn => w("当事人签名日期", "Parties signed on"),
        F::InstalmentDueOn => w("应履行日", "Due"),
        F::InstalmentAmount => w("金额", "Amount"),
        F::InstalmentWhat => w("内容", "What"),
        F::PartOn => w("履行日期", "On"),
        F::PartAmount => w("金额", "Amount"),
        F::PartWhat => w("内容", "What"),
        F::LitigationDecidedOn => w("裁判日期", "Ruled on"),
        F::LitigationFiledOn => w("起诉日期", "Filed on"),
        F::Ruling => w("裁判结果", "Ruling"),
        F::VisitOn => w("回访日期", "Visited"),
        F::VisitBy => w("回访人", "Visited by"),
        F::VisitReason => w("回访事由", "Visit about"),
        F::VisitNote => w("回访情况", "Findings"),
        F::VisitSatisfaction => w("满意度", "Satisfied"),
        F::PreventedOn => w("日期", "On"),
        F::Prevented => w("防止", "Prevented"),
        F::PreventedNote => w("情况", "Facts"),
        F::PreventedPeople => w("人数", "People"),
        F::RemarkOn => w("记事日期", "Noted on"),
        F::RemarkText => part(PartKind::Remark),
        F::BoundBy => w("立卷人", "Bound by"),
        F::BoundOn => w("立卷日期", "Bound on"),
        F::Retention => w("保管期限", "Kept for"),
        F::Volume => w("卷号", "Volume"),
        F::Note => w("备注", "Note"),
        F::Original => w("原文", "Original"),
        F::Void => w("作废理由", "Void because"),
    }
}

/// The label of a field of a party of that kind.
pub const fn label_of_party(field: Field, kind: PartyKind) -> Words {
    match (field, kind) {
        (Field::PartyIdNumber, PartyKind::Person) => w("身份证号", "ID number"),
        (_, PartyKind::Person) => label(field),
        (Field::PartyName, _) => BODY_NAME,
        (Field::PartyIdNumber, _) => w("统一社会信用代码", "Credit code"),
        (Field::PartyAddress, _) => w("住所", "Address"),
        (Field::PartyRepresentative, PartyKind::Company) => w("法定代表人", "Represented by"),
        (Field::PartyRepresentative, PartyKind::Group) => w("负责人", "Represented by"),
        _ => label(field),
    }
}

/// The label of a field of a case; that of a party depends on its kind.
pub fn label_in(case: &Dispute, spot: Spot) -> Words {
    let party = case.parties.get(spot.part.at).filter(|_| spot.part.kind == PartKind::Party);
    party.map_or(label(spot.field), |party| label_of_party(spot.field, party.kind))
}

/// The label of a field as a column head, where its part is not named.
pub const fn head(field: Field) -> Words {
    match field {
        Field::AppliedOn => w("申请司法确认日期", "Confirmation applied for"),
        Field::Court => w("司法确认法院", "Confirming court"),
        Field::EvidenceBy => w("证据提供人", "Evidence from"),
        Field::EvidenceCopies => w("证据份数", "Copies of evidence"),
        Field::EvidencePages => w("证据页数", "Pages of evidence"),
        Field::InvestigationAttendees => w("调查参加人", "Took part in the inquiry"),
        Field::InvestigationRecorder => w("调查记录人", "Recorder of the inquiry"),
        Field::LitigationCourt => w("诉讼法院", "Court of the lawsuit"),
        _ => label(field),
    }
}

/// The name of a part of a case.
pub const fn part(kind: PartKind) -> Words {
    match kind {
        PartKind::Case => w("案件", "Case"),
        PartKind::Party => w("当事人", "Party"),
        PartKind::Agent => w("代理人", "Agent"),
        PartKind::Investigation => w("调查", "Investigation"),
        PartKind::Evidence => w("证据", "Evidence"),
        PartKind::Session => w("调解", "Session"),
        PartKind::Attendee => w("参加人", "Attended"),
        PartKind::Extension => w("延期", "Extension"),
        PartKind::Escalation => w("层级变动", "Level move"),
        PartKind::Referral => w("移送", "Referral"),
        PartKind::Instalment => w("履行计划", "Plan"),
        PartKind::Performed => w("履行", "Performance"),
        PartKind::FollowUp => w("回访", "Visit"),
        PartKind::Prevention => w("预防", "Prevention"),
        PartKind::Remark => w("记事", "Remark"),
    }
}

/// The label of the row that adds one.
pub const fn add(kind: PartKind) -> Words {
    match kind {
        PartKind::Case => w("", ""),
        PartKind::Party => w("加当事人", "Add party"),
        PartKind::Agent => w("加代理人", "Add agent"),
        PartKind::Investigation => w("加调查", "Add inquiry"),
        PartKind::Evidence => w("加证据", "Add evidence"),
        PartKind::Session => w("加调解", "Add session"),
        PartKind::Attendee => w("加参加人", "Add attendee"),
        PartKind::Extension => w("加延期", "Add extension"),
        PartKind::Escalation => w("加层级变动", "Add level move"),
        PartKind::Referral => w("加移送", "Add referral"),
        PartKind::Instalment => w("加分期", "Add instalments"),
        PartKind::Performed => w("加履行", "Add performance"),
        PartKind::FollowUp => w("加回访", "Add visit"),
        PartKind::Prevention => w("加预防", "Add prevention"),
        PartKind::Remark => w("加记事", "Add remark"),
    }
}

/// What an empty field is derived from on the case screen; none where it is not derived.
pub const fn follows_from(field: Field) -> Option<Words> {
    Some(match field {
        Field::People => w("按当事人计", "the parties"),
        Field::Governance => w("按类型", "by type"),
        Field::Copies => w("当事人数加1", "parties + 1"),
        Field::DueOn => w("按履行计划", "by the plan"),
        Field::Performance => w("按各次履行", "by its parts"),
        Field::PartySex | Field::PartyBornOn => w("按证件号", "by ID number"),
        Field::Volume => w("按编号", "the number"),
        Field::PartyDelivery => w("同住址", "the address"),
        _ => return None,
    })
}

/// Puts the values of fields into words.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The names of offices, people and codes.
    pub directory: &'a Directory,
    /// The language.
    pub lang: Lang,
}

impl Wording<'_> {
    /// A value of that kind; `parties` are those of its case. Days as in the file, amounts in yuan without
    /// the unit; ids and codes without a name as in the file.
    pub fn value(&self, kind: Kind, value: &Value, parties: &[Party]) -> String {
        match value {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Texts(texts) => texts.join("\n"),
            Value::Day(day) => iso(*day),
            Value::Time(time) => time_text(*time),
            Value::Money(amount) => Fen::yuan_text(*amount),
            Value::Number(number) => number.to_string(),
            Value::Decimal(figure) => figure.to_string(),
            Value::Flag(true) => common::yes(self.lang).to_owned(),
            Value::Flag(false) => common::no(self.lang).to_owned(),
            Value::Code(code) => self.code(kind, code),
            Value::Codes(codes) => self.list(codes.iter().map(|code| self.code(kind, code))),
            Value::Id(id) => self.named(kind, Id::<Party>::new(*id), parties),
            Value::Ids(ids) => {
                let people = ids.iter().filter_map(|id| self.directory.mediator(Id::new(*id)));
                self.list(people.map(|one| one.name.clone()))
            }
            Value::Columns(columns) => {
                let said = columns.iter().map(|(column, words)| format!("{column} {words}"));
                said.collect::<Vec<_>>().join(self.lang.pick("；", "; "))
            }
        }
    }

    /// The value derived for an empty field of a case; empty where there is none.
    pub fn follows(&self, case: &Dispute, spot: Spot) -> Value {
        let party = case.parties.get(spot.part.at);
        // A shop may have the number of the person who runs it.
        let person = party.filter(|party| party.kind == PartyKind::Person);
        let by_number = person.map(|party| check_id_number(&party.id_number));
        match (spot.field, by_number) {
            (Field::PartySex, Some(IdCheck::Valid { sex, .. })) => sex.value(),
            (Field::PartyBornOn, Some(IdCheck::Valid { born_on, .. })) => born_on.value(),
            (Field::Governance, _) => Value::Code(self.directory.governance_of(&case.kind).to_owned().into()),
            (Field::PartyDelivery, _) => party.map_or(Value::Empty, |party| party.address.value()),
            (Field::VisitReason, _) => self.title(case).map_or(Value::Empty, Value::Text),
            (Field::People, _) => case.people_count().value(),
            (Field::Outcome, _) => Value::Code("open".into()),
            (Field::ReachedOn, _) => case.reached_on().value(),
            (Field::PerformedOn, _) => case.performed_on().value(),
            (Field::DueOn, _) => case.due_on().value(),
            (Field::Volume, _) => case.number.value(),
            (Field::Copies, _) if case.closing.is_some() => {
                u32::try_from(case.parties.len() + 1).unwrap_or(u32::MAX).value()
            }
            _ => Value::Empty,
        }
    }

    /// The title of a case: 张三、李四与王五邻里纠纷; none where a side has no party.
    pub fn title(&self, case: &Dispute) -> Option<String> {
        let of = |side| {
            let names = case.parties.iter().filter(|party| party.side == side).map(|party| party.name.trim());
            let names = self.list(names.map(str::to_owned));
            (!names.is_empty()).then_some(names)
        };
        let (applicants, respondents) = (of(Side::Applicant)?, of(Side::Respondent)?);
        let kind = self.code(Kind::Type, case.kind.as_str());
        Some(self.lang.pick(
            format!("{applicants}与{respondents}{kind}"),
            format!("{applicants} v. {respondents}: {kind}"),
        ))
    }

    /// A list on one line.
    pub fn list(&self, texts: impl Iterator<Item = String>) -> String {
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(common::list_comma(self.lang))
    }

    /// The label of a code in a field of that kind.
    pub fn code(&self, kind: Kind, code: &str) -> String {
        match kind {
            Kind::Code(dictionary, _) | Kind::Codes(dictionary, _) => self.of(dictionary, code),
            Kind::Type => self.of(DICTIONARY_OF_TYPES, code),
            Kind::Source => self.of(DICTIONARY_OF_SOURCES, code),
            Kind::Governance => self.of(CategoryList::of(code).dictionary(), code),
            _ => code.to_owned(),
        }
    }

    /// The label of a dictionary code.
    pub fn of(&self, dictionary: &str, code: &str) -> String {
        let label = self.directory.labelled(dictionary, code);
        label.map_or_else(|| code.to_owned(), |label| label.text(self.lang).to_owned())
    }

    /// The name of a manual figure: that of the catalogue in the language, else as it was given.
    pub fn indicator(&self, name: &str) -> String {
        let label = self.directory.indicator(name);
        label.map_or_else(|| name.to_owned(), |label| label.text(self.lang).to_owned())
    }

    /// An office, or a party of the case; empty for a party that was removed.
    fn named(&self, kind: Kind, id: Id<Party>, parties: &[Party]) -> String {
        if kind == Kind::Party {
            let party = parties.iter().find(|party| party.id == id);
            return party.map(|party| party.name.clone()).unwrap_or_default();
        }
        let office = self.directory.office(Id::new(id.uuid()));
        office.map_or_else(|| id.to_string(), |office| office.name.clone())
    }
}
