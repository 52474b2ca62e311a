//! The words of the statutory forms: what they are called, what they lack, what is wrong with a template, and the fixed
//! signs that a form is filled with. What a form itself says stands in its template.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::{Lang, Words, dispute as fields};
use crate::domain::form::{
    AgentItem, AgreementItem, CaseItem, FilingItem, FormKind, Lack, OfficeItem, PartyItem, PerformedItem,
    SessionItem, VisitItem,
};
use crate::domain::{Dispute, Side};

pub use super::document_cli::*;
pub use super::placeholders::*;
pub use super::template_fault::*;

/// What a form is called.
pub const fn form(kind: FormKind) -> Words {
    let (zh, en) = match kind {
        FormKind::Cover => ("卷宗封面", "Cover"),
        FormKind::Contents => ("卷内目录", "List of contents"),
        FormKind::Application => ("人民调解申请书", "Application for mediation"),
        FormKind::Registration => ("人民调解受理登记表", "Registration of acceptance"),
        FormKind::Notice => ("人民调解权利义务告知书", "Notice of rights and duties"),
        FormKind::Investigation => ("人民调解调查记录", "Record of investigation"),
        FormKind::Evidence => ("证据材料", "List of evidence"),
        FormKind::Session => ("人民调解记录", "Record of mediation"),
        FormKind::Agreement => ("人民调解协议书", "Mediation agreement"),
        FormKind::OralAgreement => ("人民调解口头协议登记表", "Registration of an oral agreement"),
        FormKind::Performance => ("人民调解协议履行凭证", "Voucher of performance"),
        FormKind::Visit => ("人民调解回访记录", "Record of a follow-up visit"),
        FormKind::Confirmation => ("司法确认申请书", "Application for judicial confirmation"),
        FormKind::Statement => ("卷宗情况说明", "Statement on the file"),
        FormKind::BackCover => ("卷宗封底", "Back cover"),
    };
    Words { zh, en }
}

/// What a form is called in a list of contents, where it is one of several of its kind.
pub fn nth_form(kind: FormKind, nth: Option<usize>) -> String {
    let name = form(kind).zh;
    nth.map_or_else(|| name.to_owned(), |nth| format!("{name}（第{nth}次）"))
}

/// The name of a form's file without its ending: its place in the file first.
pub fn file_stem(kind: FormKind, nth: Option<usize>) -> String {
    let (place, name) = (kind.place(), form(kind).zh);
    nth.map_or_else(|| format!("{place:02}-{name}"), |nth| format!("{place:02}-{name}-{nth:02}"))
}

/// The file is called so for its case: 张三、李四与王五邻里纠纷.
pub fn file_title(applicants: &str, respondents: &str, kind: &str) -> String {
    format!("{applicants}与{respondents}{kind}")
}

/// A day as forms print it.
pub fn paper_day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A time of day as forms print it.
pub fn paper_time(time: NaiveTime) -> String {
    format!("{}时{:02}分", time.hour(), time.minute())
}

/// What follows the blanks of a day: year, month, day.
pub const DAY_SIGNS: [&str; 3] = ["年", "月", "日"];

/// What follows the blanks of a time.
pub const TIME_SIGNS: [&str; 2] = ["时", "分"];

/// A box that is ticked, and one that is not.
pub const TICKS: [&str; 2] = ["√", "□"];

/// Somebody who took part, in a list of names.
pub fn attendee(name: &str, capacity: &str, party: Option<&str>) -> String {
    match party {
        Some(party) => format!("{name}（{party}的{capacity}）"),
        None => format!("{name}（{capacity}）"),
    }
}

/// What is lacking, in words: the place where it is entered, and the field.
pub fn lack(lang: Lang, case: &Dispute, lack: Lack) -> String {
    let place = place(lang, case, lack);
    let field = field(lack).text(lang);
    if place.is_empty() {
        field.to_owned()
    } else {
        lang.pick(format!("{place}的{field}"), format!("{place}: {field}"))
    }
}

fn place(lang: Lang, case: &Dispute, lack: Lack) -> String {
    let numbered = |words: Words, at: usize| {
        lang.pick(format!("第{}次{}", at + 1, words.zh), format!("{} {}", words.en, at + 1))
    };
    let party = |at: usize| {
        let name = case.parties.get(at).map(|party| party.name.trim()).unwrap_or_default();
        if name.is_empty() {
            lang.pick(format!("第{}位当事人", at + 1), format!("Party {}", at + 1))
        } else {
            name.to_owned()
        }
    };
    match lack {
        Lack::Party(at, _) => party(at),
        Lack::Agent(of, at, _) => {
            let agent = case.parties.get(of).and_then(|party| party.agents.get(at));
            match agent.map(|agent| agent.name.trim()).filter(|name| !name.is_empty()) {
                Some(name) => name.to_owned(),
                None => lang.pick(format!("{}的代理人", party(of)), format!("Agent of {}", party(of))),
            }
        }
        Lack::Session(at, _) => numbered(fields::MEDIATION, at),
        Lack::Visit(at, _) => numbered(fields::FOLLOW_UPS, at),
        Lack::Performed(at, _) => numbered(fields::PERFORMED, at),
        Lack::Office(_) => lang.pick("单位", "Office").to_owned(),
        _ => String::new(),
    }
}

/// The field that is lacking, as the screen of a case names it.
pub const fn field(lack: Lack) -> Words {
    match lack {
        Lack::Case(item) => case_field(item),
        Lack::NoParty(Side::Applicant) => Words { zh: "申请人", en: "Applicant" },
        Lack::NoParty(Side::Respondent) => Words { zh: "被申请人", en: "Respondent" },
        Lack::NoParty(Side::Third) => Words { zh: "第三人", en: "Third party" },
        Lack::Party(_, item) => party_field(item),
        Lack::Agent(_, _, AgentItem::Name) => fields::AGENT,
        Lack::Agent(_, _, AgentItem::Phone) => fields::PHONE,
        Lack::Agent(_, _, AgentItem::Note) => fields::AUTHORITY,
        Lack::NoSession => Words { zh: "调解（还没有登记）", en: "Session (none logged)" },
        Lack::Session(_, item) => session_field(item),
        Lack::Agreement(item) => agreement_field(item),
        Lack::NoPerformed => Words { zh: "履行（还没有登记）", en: "Performance (none logged)" },
        Lack::Performed(_, PerformedItem::On) => fields::PART_ON,
        Lack::Performed(_, PerformedItem::Amount) => fields::PART_AMOUNT,
        Lack::Performed(_, PerformedItem::What) => fields::PART_WHAT,
        Lack::NoVisit => Words { zh: "回访（还没有登记）", en: "Follow-up visit (none logged)" },
        Lack::Visit(_, VisitItem::On) => fields::VISITED_ON,
        Lack::Visit(_, VisitItem::By) => fields::VISITED_BY,
        Lack::Visit(_, VisitItem::Satisfaction) => fields::SATISFACTION,
        Lack::Visit(_, VisitItem::Note) => fields::VISIT_NOTE,
        Lack::Filing(FilingItem::On) => fields::BOUND_ON,
        Lack::Filing(FilingItem::By) => fields::BOUND_BY,
        Lack::Filing(FilingItem::Volume) => fields::VOLUME,
        Lack::Filing(FilingItem::Retention) => fields::RETENTION,
        Lack::Office(OfficeItem::Committee) => Words { zh: "调委会名称", en: "Committee" },
        Lack::Office(OfficeItem::Name) => Words { zh: "名称", en: "Name" },
        Lack::Office(OfficeItem::District) => Words { zh: "区县名称", en: "District" },
    }
}

const fn case_field(item: CaseItem) -> Words {
    match item {
        CaseItem::Number => fields::NUMBER,
        CaseItem::Village => fields::VILLAGE,
        CaseItem::Place => fields::PLACE,
        CaseItem::Difficulty => fields::DIFFICULTY,
        CaseItem::Risk => fields::RISK,
        CaseItem::Consent => fields::CONSENT,
        CaseItem::OccurredOn => fields::OCCURRED_ON,
        CaseItem::Summary => fields::SUMMARY,
        CaseItem::Note => fields::NOTE,
        CaseItem::Mediators => fields::MEDIATORS,
        CaseItem::Tags => fields::TAGS,
        CaseItem::Outcome => fields::OUTCOME,
        CaseItem::ClosedOn => fields::CLOSED_ON,
        CaseItem::Told => fields::TOLD,
    }
}

const fn party_field(item: PartyItem) -> Words {
    match item {
        PartyItem::Name => fields::PARTY_NAME,
        PartyItem::Sex => fields::SEX,
        PartyItem::Ethnicity => fields::ETHNICITY,
        PartyItem::BornOn => fields::BORN_ON,
        PartyItem::Occupation => fields::OCCUPATION,
        PartyItem::Phone => fields::PHONE,
        PartyItem::Address => fields::ADDRESS,
        PartyItem::IdNumber => fields::ID_NUMBER,
        PartyItem::Representative => fields::REPRESENTATIVE,
        PartyItem::Agents => fields::AGENT,
    }
}

const fn session_field(item: SessionItem) -> Words {
    match item {
        SessionItem::On => fields::SESSION_ON,
        SessionItem::At => fields::SESSION_AT,
        SessionItem::Place => fields::SESSION_PLACE,
        SessionItem::Attendees => fields::ATTENDEE,
        SessionItem::Record => fields::RECORD,
        SessionItem::Result => fields::SESSION_RESULT,
        SessionItem::Recorder => fields::RECORDER,
    }
}

const fn agreement_field(item: AgreementItem) -> Words {
    match item {
        AgreementItem::ReachedOn => fields::REACHED_ON,
        AgreementItem::Amount => fields::AMOUNT,
        AgreementItem::Content => fields::CONTENT,
        AgreementItem::Manner => fields::MANNER,
        AgreementItem::DueOn => fields::DUE_ON,
        AgreementItem::EffectiveOn => fields::EFFECT,
        AgreementItem::Performance => fields::PERFORMANCE,
        AgreementItem::PerformedOn => fields::PERFORMED_ON,
        AgreementItem::Confirmation => fields::CONFIRMATION,
        AgreementItem::Court => fields::COURT,
        AgreementItem::AppliedOn => fields::APPLIED_ON,
        AgreementItem::DecidedOn => fields::DECIDED_ON,
    }
}
