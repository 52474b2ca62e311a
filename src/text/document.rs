//! The words of the statutory forms: their names, what they lack, faults of templates, and the fixed
//! signs in a form. The text of a form is in its template.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::field::{EFFECT, label, label_in, part};
use super::{Lang, Words, dispute};
use crate::domain::field::{Part, PartKind};
use crate::domain::form::{FormKind, Lack, OfficeItem};
use crate::domain::{Dispute, Side};

pub use super::document_cli::*;
pub use super::placeholders::*;
pub use super::template_fault::*;

/// The name of a form.
pub const fn form(kind: FormKind) -> Words {
    let (zh, en) = match kind {
        FormKind::Cover => ("卷宗封面", "Cover"),
        FormKind::Contents => ("卷内目录", "List of contents"),
        FormKind::Application => ("人民调解申请书", "Application for mediation"),
        FormKind::Registration => ("人民调解受理登记表", "Registration of acceptance"),
        FormKind::Authorisation => ("授权委托书", "Power of attorney"),
        FormKind::Declined => ("不予受理告知书", "Notice of refusal"),
        FormKind::Notice => ("人民调解权利义务告知书", "Notice of rights and duties"),
        FormKind::Investigation => ("人民调解调查记录", "Record of investigation"),
        FormKind::Evidence => ("证据材料", "List of evidence"),
        FormKind::Session => ("人民调解记录", "Record of mediation"),
        FormKind::Agreement => ("人民调解协议书", "Mediation agreement"),
        FormKind::OralAgreement => ("人民调解口头协议登记表", "Registration of an oral agreement"),
        FormKind::Termination => ("终止调解告知书", "Notice of termination"),
        FormKind::ReferralLetter => ("转办函", "Letter of referral"),
        FormKind::Performance => ("人民调解协议履行凭证", "Voucher of performance"),
        FormKind::Visit => ("人民调解回访记录", "Record of a follow-up visit"),
        FormKind::Confirmation => ("司法确认申请书", "Application for judicial confirmation"),
        FormKind::ClosingReport => ("结案报告表", "Closing report"),
        FormKind::Statement => ("卷宗情况说明", "Statement on the file"),
        FormKind::BackCover => ("卷宗封底", "Back cover"),
    };
    Words { zh, en }
}

/// The name of a form in a list of contents, numbered if there are several of its kind.
pub fn nth_form(kind: FormKind, nth: Option<usize>) -> String {
    let name = form(kind).zh;
    let unit = if matches!(kind, FormKind::Authorisation | FormKind::ReferralLetter) { "份" } else { "次" };
    nth.map_or_else(|| name.to_owned(), |nth| format!("{name}（第{nth}{unit}）"))
}

/// The name of a form's file without extension, beginning with its place in the case file.
pub fn file_stem(kind: FormKind, nth: Option<usize>) -> String {
    let (place, name) = (kind.place(), form(kind).zh);
    nth.map_or_else(|| format!("{place:02}-{name}"), |nth| format!("{place:02}-{name}-{nth:02}"))
}

/// A day on paper forms.
pub fn paper_day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A time of day on paper forms.
pub fn paper_time(time: NaiveTime) -> String {
    format!("{}时{:02}分", time.hour(), time.minute())
}

/// The signs after the blanks of a day: year, month, day.
pub const DAY_SIGNS: [&str; 3] = ["年", "月", "日"];

/// The signs after the blanks of a time.
pub const TIME_SIGNS: [&str; 2] = ["时", "分"];

/// A ticked box and an unticked one.
pub const TICKS: [&str; 2] = ["√", "□"];

/// A participant, in a list of names.
pub fn attendee(name: &str, capacity: &str, party: Option<&str>) -> String {
    match party {
        Some(party) => format!("{name}（{party}的{capacity}）"),
        None => format!("{name}（{capacity}）"),
    }
}

/// A lack in words: the place to enter it, and the field.
pub fn lack(lang: Lang, case: &Dispute, lack: Lack) -> String {
    let place = place(lang, case, lack);
    let field = match lack {
        Lack::Field(spot) => label_in(case, spot),
        lack => field(lack),
    };
    let field = field.text(lang);
    if place.is_empty() {
        field.to_owned()
    } else {
        lang.pick(format!("{place}的{field}"), format!("{place}: {field}"))
    }
}

fn place(lang: Lang, case: &Dispute, lack: Lack) -> String {
    let part = match lack {
        Lack::Field(spot) => spot.part,
        Lack::Part(_, part) => part,
        Lack::Office(_) => return lang.pick("单位", "Office").to_owned(),
        Lack::NoParty(_) | Lack::Effect => Part::CASE,
    };
    let numbered = |words: Words| {
        lang.pick(format!("第{}次{}", part.at + 1, words.zh), format!("{} {}", words.en, part.at + 1))
    };
    let party = |at: usize| {
        let name = case.parties.get(at).map(|party| party.name.trim()).unwrap_or_default();
        if name.is_empty() {
            lang.pick(format!("第{}位当事人", at + 1), format!("Party {}", at + 1))
        } else {
            name.to_owned()
        }
    };
    match part.kind {
        PartKind::Party => party(part.at),
        PartKind::Agent => {
            let agent = case.parties.get(part.of).and_then(|party| party.agents.get(part.at));
            match agent.map(|agent| agent.name.trim()).filter(|name| !name.is_empty()) {
                Some(name) => name.to_owned(),
                None => {
                    lang.pick(format!("{}的代理人", party(part.of)), format!("Agent of {}", party(part.of)))
                }
            }
        }
        PartKind::Session => numbered(dispute::MEDIATION),
        PartKind::Investigation => numbered(dispute::INVESTIGATIONS),
        PartKind::Evidence => {
            let name = case.evidence.get(part.at).map(|one| one.name.trim()).unwrap_or_default();
            lang.pick(format!("证据“{name}”"), format!("Evidence {name}"))
        }
        PartKind::Referral => numbered(dispute::REFERRALS),
        PartKind::FollowUp => numbered(dispute::FOLLOW_UPS),
        PartKind::Instalment => super::plan::nth(lang, part.at + 1),
        PartKind::Performed => numbered(dispute::PERFORMED),
        _ => String::new(),
    }
}

/// The label of a lack on the case screen.
pub const fn field(lack: Lack) -> Words {
    match lack {
        Lack::Field(spot) => label(spot.field),
        Lack::NoParty(Side::Applicant) => Words { zh: "申请人", en: "Applicant" },
        Lack::NoParty(Side::Respondent) => Words { zh: "被申请人", en: "Respondent" },
        Lack::NoParty(Side::Third) => Words { zh: "第三人", en: "Third party" },
        Lack::Part(PartKind::Session, _) => {
            Words { zh: "调解（还没有登记）", en: "Session (none logged)" }
        }
        Lack::Part(PartKind::Investigation, _) => {
            Words { zh: "调查（还没有登记）", en: "Investigation (none logged)" }
        }
        Lack::Part(PartKind::Evidence, _) => {
            Words { zh: "证据（还没有登记）", en: "Evidence (none logged)" }
        }
        Lack::Part(PartKind::Agent, _) => {
            Words { zh: "代理人（还没有登记）", en: "Agent (none logged)" }
        }
        Lack::Part(PartKind::Referral, _) => {
            Words { zh: "移送（还没有登记）", en: "Referral (none logged)" }
        }
        Lack::Part(PartKind::Performed, _) => {
            Words { zh: "履行（还没有登记）", en: "Performance (none logged)" }
        }
        Lack::Part(PartKind::FollowUp, _) => {
            Words { zh: "回访（还没有登记）", en: "Follow-up visit (none logged)" }
        }
        Lack::Part(kind, _) => part(kind),
        Lack::Effect => EFFECT,
        Lack::Office(OfficeItem::Committee) => Words { zh: "调委会名称", en: "Committee" },
        Lack::Office(OfficeItem::Name) => Words { zh: "名称", en: "Name" },
        Lack::Office(OfficeItem::District) => Words { zh: "区县名称", en: "District" },
    }
}
