//! 脱敏: hiding the personal data of parties in what leaves the office. Names keep the family name, numbers
//! their ends, addresses the village, organisations the ending of their name. Mediators act in public and stay.

use super::Party;
use super::dispute::Dispute;
use super::field::{Field as F, Part, Value};
use super::fold::{clean_name, half_width, half_width_char};
use super::id_number::{looks_like_credit_code, mask_id, mask_name, mask_organisation, mask_phone};
use super::lang::BETWEEN_NAMES;
use super::organisation::{Called, kind_of, represented_by};
use super::vocabulary::PartyKind;

/// Whether personal data is hidden.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Masking {
    /// It is hidden: the default for everything that leaves the office.
    #[default]
    Masked,
    /// It is shown in full.
    Plain,
}

impl Masking {
    /// The code that stands in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Masked => "masked",
            Self::Plain => "plain",
        }
    }

    /// The value of that code; an unknown code is taken as not masked, the worse case.
    pub fn from_code(code: &str) -> Self {
        if code == "masked" { Self::Masked } else { Self::Plain }
    }

    /// The case as it may be shown.
    pub fn shown(self, dispute: &Dispute) -> Dispute {
        match self {
            Self::Masked => case(dispute),
            Self::Plain => dispute.clone(),
        }
    }
}

/// Endings of place names; the part of an address after the last of them identifies a household.
const PLACES: [&str; 9] = ["社区", "居委会", "村委会", "街道", "村", "乡", "镇", "区", "县"];
/// Stands for what is hidden of an address.
const HIDDEN: &str = "***";

/// 张三丰 → 张某某, 青山旅游公司 → 某公司.
pub fn name(text: &str) -> String {
    mask_name(text)
}

/// 13800001234 → 138****1234.
pub fn phone(text: &str) -> String {
    mask_phone(text)
}

/// 4290**********1234
pub fn id_number(text: &str) -> String {
    mask_id(text)
}

/// The address down to the village, 松柏镇红花朵村***; one that names no place is hidden whole.
pub fn address(text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let end = PLACES.iter().filter_map(|place| text.rfind(place).map(|at| at + place.len())).max();
    let kept = end.and_then(|end| text.get(..end)).unwrap_or_default();
    if kept.len() == text.trim_end().len() { kept.to_owned() } else { format!("{kept}{HIDDEN}") }
}

/// A copy of the case in which no party can be recognised: names, numbers and addresses of parties, agents
/// and attendees are masked wherever they occur, in free texts too; dates of birth are removed.
pub fn case(dispute: &Dispute) -> Dispute {
    let names = names(&dispute.parties);
    let words = Words::of(dispute, &names);
    let mut masked = dispute.clone();
    for part in Part::all(dispute) {
        for field in part.kind.fields() {
            let spot = part.field(field);
            let value = spot.read(dispute);
            let hidden = match (field, value) {
                (field, _) if PUBLIC.contains(&field) => continue,
                (F::PartyBornOn, _) => Value::Empty,
                (F::PartyName, _) => Value::Text(names.get(part.at).cloned().unwrap_or_default()),
                (F::PartyRepresentative | F::AgentName | F::AttendeeName, Value::Text(text)) => {
                    Value::Text(name(&text))
                }
                (field, Value::Text(text)) if NAMED.contains(&field) => {
                    Value::Text(named(&text, dispute, &names))
                }
                (F::PartyPhone | F::AgentPhone, Value::Text(text)) => Value::Text(phone(&text)),
                (F::PartyAddress | F::PartyDelivery, Value::Text(text)) => Value::Text(address(&text)),
                (F::PartyIdNumber | F::AgentIdNumber, Value::Text(text)) => Value::Text(id_number(&text)),
                (_, Value::Text(text)) => Value::Text(words.masked(&text)),
                (_, Value::Texts(texts)) => {
                    Value::Texts(texts.iter().map(|text| words.masked(text)).collect())
                }
                (_, Value::Columns(columns)) => {
                    let masked = columns.into_iter().map(|(column, text)| (column, words.masked(&text)));
                    Value::Columns(masked.collect())
                }
                _ => continue,
            };
            spot.write(&mut masked, hidden);
        }
    }
    masked
}

/// Whether it is hidden as an organisation: by its kind, or by its name where an older file has it as a person.
fn is_body(party: &Party) -> bool {
    party.kind != PartyKind::Person || kind_of(&party.name) != PartyKind::Person
}

/// What stands for the name of each party. Two organisations that would look the same are told apart: 某甲公司, 某乙公司.
fn names(parties: &[Party]) -> Vec<String> {
    const MARKS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    let plain = |party: &Party| mask_organisation(&party.name, "");
    let masked = |party: &Party| {
        if !is_body(party) {
            return name(&party.name);
        }
        let mut alike: Vec<String> = Vec::new();
        for other in parties.iter().filter(|other| is_body(other) && plain(other) == plain(party)) {
            let called = clean_name(&other.name);
            if !alike.contains(&called) {
                alike.push(called);
            }
        }
        let at = alike.iter().position(|called| *called == clean_name(&party.name)).unwrap_or_default();
        match MARKS.get(at) {
            _ if alike.len() < 2 => plain(party),
            Some(mark) => mask_organisation(&party.name, mark),
            None => mask_organisation(&party.name, &(at + 1).to_string()),
        }
    };
    parties.iter().map(masked).collect()
}

/// Texts that never name a party: numbers of cases and letters, bodies, the office's own people. Any other
/// text may.
const PUBLIC: [F; 13] = [
    F::Number,
    F::PartyEthnicity,
    F::InvestigationBy,
    F::InvestigationRecorder,
    F::SessionRecorder,
    F::ReferralOrganisation,
    F::ReferralLetter,
    F::Court,
    F::Decision,
    F::LitigationCourt,
    F::VisitBy,
    F::BoundBy,
    F::Volume,
];

/// Fields that hold the names of one person or several, who need not be parties.
const NAMED: [F; 3] = [F::InvestigationAsked, F::InvestigationAttendees, F::EvidenceBy];

/// A list of names as it may be shown; `names` stand for those of the parties.
fn named(text: &str, dispute: &Dispute, names: &[String]) -> String {
    let mut shown = String::with_capacity(text.len());
    for piece in text.split_inclusive(BETWEEN_NAMES) {
        let words = piece.trim_end_matches(BETWEEN_NAMES);
        let party = dispute.parties.iter().position(|party| party.name == words.trim());
        shown += &match party.and_then(|at| names.get(at)) {
            Some(known) => known.clone(),
            None if kind_of(words) == PartyKind::Person => name(words),
            None => mask_organisation(words, ""),
        };
        shown.push_str(&piece[words.len()..]);
    }
    shown
}

/// What is hidden in free texts: the names and addresses the case knows, and phone and ID numbers.
struct Words {
    /// The words and what stands for them, the longest first: 张三丰 is not 张三.
    known: Vec<(String, String)>,
    /// The organisations, whose names are shortened in many ways, and what stands for them.
    bodies: Vec<(Called, String)>,
}

impl Words {
    /// The words of a case whose parties are called so when they are hidden.
    fn of(dispute: &Dispute, names: &[String]) -> Self {
        let mut known: Vec<(String, String)> = Vec::new();
        let mut add = |words: &str, masked: String| {
            // A single character is at most a family name and would match in every text.
            if words.chars().count() > 1 && masked != words {
                known.push((words.to_owned(), masked));
            }
        };
        let bodies = dispute.parties.iter().zip(names).filter(|(party, _)| is_body(party));
        let bodies = bodies.map(|(party, masked)| (Called::of(&party.name), masked.clone())).collect();
        for party in &dispute.parties {
            for known in [party.address.trim(), party.delivery.trim()] {
                add(known, address(known));
            }
            let number = party.id_number.trim();
            // Whatever is written in the place of a number; a shorter one may be part of anything.
            if number.chars().count() >= 8 {
                add(number, id_number(number));
            }
        }
        let mut person = |words: &str| {
            add(words, name(words));
            add(&clean_name(words), name(words));
        };
        for party in &dispute.parties {
            if is_body(party) {
                represented_by(&party.name).iter().for_each(|name| person(name));
            } else {
                person(&party.name);
            }
            person(&party.representative);
            party.agents.iter().for_each(|agent| person(&agent.name));
        }
        dispute.sessions.iter().flat_map(|session| &session.attendees).for_each(|one| person(&one.name));
        for field in NAMED {
            for part in field.part().of_case(dispute) {
                if let Value::Text(text) = part.field(field).read(dispute) {
                    let people = text.split(BETWEEN_NAMES).map(str::trim);
                    people.filter(|words| kind_of(words) == PartyKind::Person).for_each(&mut person);
                }
            }
        }
        known.sort_by_key(|(words, _)| std::cmp::Reverse(words.chars().count()));
        known.dedup();
        Self { known, bodies }
    }

    /// The length of the name or number with which the text begins, and what stands for it.
    fn at(&self, text: &str) -> Option<(usize, &str)> {
        let known = self.known.iter().find(|(words, _)| text.starts_with(words.as_str()));
        let known = known.map(|(words, instead)| (words.len(), instead.as_str()));
        let bodies = self.bodies.iter().map(|(called, instead)| (called.length_at(text), instead.as_str()));
        bodies.filter(|(length, _)| *length > 0).chain(known).max_by_key(|(length, _)| *length)
    }

    fn masked(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut rest = text;
        // Whether the last character belongs to a word of letters and digits.
        let mut within = false;
        while let Some(c) = rest.chars().next() {
            if let Some((length, instead)) = self.at(rest) {
                masked.push_str(instead);
                (rest, within) = (&rest[length..], false);
                continue;
            }
            let word: usize = rest.chars().take_while(|c| is_of_code(*c)).map(char::len_utf8).sum();
            if !within && looks_like_credit_code(&rest[..word]) {
                masked.push_str(&id_number(&rest[..word]));
                rest = &rest[word..];
                continue;
            }
            within = word > 0;
            let run: usize = rest.chars().take_while(|c| is_of_number(*c)).map(char::len_utf8).sum();
            if run > 0 {
                masked.push_str(&masked_number(&rest[..run]));
                rest = &rest[run..];
                continue;
            }
            masked.push(c);
            rest = &rest[c.len_utf8()..];
        }
        masked
    }
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ')
}

fn is_of_code(c: char) -> bool {
    half_width_char(c).is_ascii_alphanumeric()
}

/// A run of digits as it may be shown: those of a phone or an identity card lose their middle, all others stay.
fn masked_number(run: &str) -> String {
    let digits = half_width(run);
    let count = digits.chars().filter(char::is_ascii_digit).count();
    match count {
        11 if digits.starts_with('1') => phone(&digits),
        15 | 17 | 18 => id_number(&digits),
        _ => run.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        Agent, AgentKind, Attendee, Capacity, DisputeId, Evidence, Id, Investigation, OfficeId, Party,
        PartyId, Session, Side,
    };

    fn quarrel(first: &str, second: &str, text: &str) -> Dispute {
        let day = NaiveDate::from_ymd_opt(2024, 3, 5).unwrap();
        let mut case = Dispute::new(DisputeId::named(&["mask"]), OfficeId::named(&["mask"]), day);
        case.parties.push(Party::new(PartyId::named(&["1"]), Side::Applicant, first));
        case.parties.push(Party::new(PartyId::named(&["2"]), Side::Respondent, second));
        case.summary = text.to_owned();
        case
    }

    #[test]
    fn names_and_numbers_go_from_the_texts_too() {
        // Would catch a mask that hides the name in its column and tells it in the story.
        let mut case = quarrel(
            "张三",
            "张三丰",
            "张三丰（13800001234、429021199001011234）说张三欠2000元，2024年3月5日。",
        );
        case.parties[0].address = "松柏镇红花朵村3组12号".into();
        case.original.insert("备用电话".into(), "１３８０００05678".into());
        let masked = super::case(&case);
        assert_eq!(masked.summary, "张某某（138****1234、4290**********1234）说张某欠2000元，2024年3月5日。");
        assert_eq!(masked.parties[0].address, "松柏镇红花朵村***");
        assert_eq!(masked.original["备用电话"], "138****5678");
    }

    #[test]
    fn addresses_stop_at_the_village() {
        assert_eq!(address("松柏镇红花朵村3组12号"), "松柏镇红花朵村***");
        assert_eq!(address("松柏镇红花朵村"), "松柏镇红花朵村");
        assert_eq!(address("某小区3号楼201"), "某小区***");
        assert_eq!(address("老街12号"), "***");
        assert_eq!(address(" "), "");
    }

    /// Catches: a company shown in full or as if it were a person, in its column or under a shorter name in the story; a
    /// note in brackets whose person stays; a credit code that is told in a text; two companies that become one.
    #[test]
    fn organisations_are_hidden_as_organisations() {
        let mut case = quarrel(
            "神农架林区青山旅游开发有限责任公司（法定代表人李四海）",
            "红坪建筑有限公司",
            "青山旅游开发公司（91420000MA12345678，李四海）欠红坪建筑有限公司工程款，红坪建筑公司执照号９１４２９０２１ＭＡ４８Ｘ０ＡＢ１２。",
        );
        case.parties.push(Party::new(PartyId::named(&["3"]), Side::Third, "张三"));
        case.parties[1].representative = "王五".into();
        case.parties[1].id_number = "9142 9021 MA48 X0AB 13".into();
        case.note = "见9142 9021 MA48 X0AB 13".into();
        let masked = super::case(&case);
        let names: Vec<&str> = masked.parties.iter().map(|party| party.name.as_str()).collect();
        assert_eq!(names, ["某甲公司", "某乙公司", "张某"]);
        assert_eq!(
            masked.summary,
            "某甲公司（9142**********5678，李某某）欠某乙公司工程款，某乙公司执照号9142**********AB12。"
        );
        assert_eq!(
            (masked.note.as_str(), masked.parties[1].representative.as_str()),
            ("见9142**********AB13", "王某")
        );
        // A company of an older file, kept as a person, does not look like one.
        let mut old = quarrel("张三", "青山旅游公司", "青山旅游公司与张三");
        old.parties[1].kind = PartyKind::Person;
        let masked = super::case(&old);
        assert_eq!((masked.parties[1].name.as_str(), masked.summary.as_str()), ("某公司", "某公司与张某"));
        // One that only the clerk knows to be an organisation.
        let mut group = quarrel("张三", "三组八户", "三组八户与张三");
        group.parties[1].kind = PartyKind::Group;
        assert_eq!(super::case(&group).summary, "某单位与张某");
    }

    proptest! {
        #[test]
        fn nothing_personal_is_left_anywhere(
            first in "[赵钱孙李][甲乙丙丁]{1,2}", second in "[周吴郑王][戊己庚辛]{1,2}", agent in "[冯陈褚卫][子丑寅卯]{2}",
            witness in "[蒋沈韩杨][辰巳午未]{2}", bystander in "[朱秦尤许][申酉亥末]{2}", phone in "1[3-9][0-9]{9}", id in "[1-9][0-9]{16}[0-9X]",
        ) {
            // Would catch a place of the case that the mask forgot.
            let text = format!("{first}{second}对{agent}、{witness}：{phone}；{id}");
            let mut case = quarrel(&first, &second, &text);
            case.note = text.clone();
            case.agreement.content = text.clone();
            case.original.insert("x".into(), text.clone());
            case.parties[0].phone = phone.clone();
            case.parties[0].id_number = id.clone();
            let of_party = Agent::new(Id::named(&["a"]), AgentKind::Appointed, &agent);
            let (relation, note) = (text.clone(), text.clone());
            case.parties[0].agents.push(Agent { phone: phone.clone(), relation, note, id_number: id.clone(), ..of_party });
            case.closing_reason = text.clone();
            let asked = Investigation::new(Id::named(&["i"]), case.accepted_on);
            let (place, record) = (text.clone(), text.clone());
            let attendees = format!("{first}、{agent}");
            case.investigations.push(Investigation { asked: bystander.clone(), attendees, place, record, ..asked });
            let paper = Evidence::new(Id::named(&["e"]), text.clone() + &bystander);
            case.evidence.push(Evidence { by: format!("{bystander}，{second}"), note: text.clone() + &bystander, ..paper });
            let day = case.accepted_on;
            let attendee = Attendee { id: Id::named(&["w"]), name: witness.clone(), capacity: Capacity::Witness, party: None };
            case.sessions.push(Session { id: Id::named(&["s"]), on: day, at: None, place: text.clone(), attendees: vec![attendee], record: text, result: None, recorder: "方勇杰".into() });
            let said = format!("{:?}", super::case(&case));
            for word in [&first, &second, &agent, &witness, &bystander, &phone, &id] {
                prop_assert!(!said.contains(word.as_str()), "{word} in {said}");
            }
            prop_assert!(said.contains("方勇杰"));
        }
    }
}
