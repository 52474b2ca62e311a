//! 抄录: a case as an ordered list of fields, to be typed into another system without typing. The text is for
//! re-keying, so nothing in it is masked; what is missing keeps its place.

use chrono::NaiveDate;

use crate::domain::date_entry::iso;
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::{
    Direction, Dispute, Outcome, Party, Side, Transcript, TranscriptItem as Item, TranscriptShape,
};
use crate::store::{Directory, Label};
use crate::text::dispute::COLON;
use crate::text::{Lang, common, transcribe as words};

/// One field of a case, as another system asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub item: Item,
    /// Of the how-manieth party, from 0; none for what a case has once.
    pub party: Option<usize>,
    /// What it is called.
    pub label: String,
    /// What it holds, in as many lines as it was written in; empty where nothing is known.
    pub value: String,
}

/// The fields of `items` in their order. Items of a party that follow each other are a block, repeated for each party;
/// of a case without parties there is one empty block.
pub fn entries(case: &Dispute, items: &[Item], directory: &Directory, lang: Lang) -> Vec<Entry> {
    let reader = Reader { case, directory, lang };
    let blocks = items.chunk_by(|one, next| one.is_of_party() && next.is_of_party());
    blocks.flat_map(|block| reader.block(block)).collect()
}

/// The case in one text. A value never spills into the place of another: where a line or a tab parts the fields, line
/// ends and tabs within a value become blanks.
pub fn transcript(case: &Dispute, how: &Transcript, directory: &Directory, lang: Lang) -> String {
    let entries = entries(case, &how.items, directory, lang);
    match how.shape {
        TranscriptShape::Labelled => {
            let lines =
                entries.iter().map(|entry| format!("{}{COLON}{}", entry.label, entry.value.trim_end()));
            lines.collect::<Vec<_>>().join("\n")
        }
        TranscriptShape::Values => joined(entries.iter().map(|entry| in_one_line(&entry.value)), "\n"),
        TranscriptShape::Tabs => {
            // One column an item, however many parties there are: a spreadsheet's columns do not move.
            let column = |item: &Item| {
                let of_item = entries.iter().filter(|entry| entry.item == *item);
                let values: Vec<String> = of_item.map(|entry| in_one_line(&entry.value)).collect();
                let is_blank = values.iter().all(String::is_empty);
                if is_blank { String::new() } else { values.join(common::list_comma(lang)) }
            };
            joined(how.items.iter().map(column), "\t")
        }
    }
}

fn joined(values: impl Iterator<Item = String>, between: &str) -> String {
    values.collect::<Vec<_>>().join(between)
}

/// The text without line ends, tabs and other control characters; a run of them is one blank.
fn in_one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

struct Reader<'a> {
    case: &'a Dispute,
    directory: &'a Directory,
    lang: Lang,
}

impl Reader<'_> {
    fn block(&self, items: &[Item]) -> Vec<Entry> {
        let is_of_party = items.first().is_some_and(|item| item.is_of_party());
        if !is_of_party {
            return items.iter().map(|item| self.entry(*item, None)).collect();
        }
        let parties = 0..self.case.parties.len().max(1);
        parties.flat_map(|at| items.iter().map(move |item| self.entry(*item, Some(at)))).collect()
    }

    fn entry(&self, item: Item, party: Option<usize>) -> Entry {
        let label = words::item(item).text(self.lang);
        let label = match party {
            Some(at) => words::of_party(self.lang, at + 1, label),
            None => label.to_owned(),
        };
        let value = match party {
            Some(at) => self.case.parties.get(at).map(|party| self.of_party(item, party)).unwrap_or_default(),
            None => self.of_case(item),
        };
        Entry { item, party, label, value }
    }

    fn named(&self, dictionary: &str, code: Option<&str>) -> String {
        let Some(code) = code else { return String::new() };
        self.labelled(self.directory.labelled(dictionary, code), code)
    }

    fn labelled(&self, label: Option<&Label>, code: &str) -> String {
        label.map_or_else(|| code.to_owned(), |label| label.text(self.lang).to_owned())
    }

    fn list(&self, texts: impl Iterator<Item = String>) -> String {
        joined(texts.filter(|text| !text.is_empty()), common::list_comma(self.lang))
    }

    fn names(&self, side: Side) -> String {
        let parties = self.case.parties.iter().filter(|party| party.side == side);
        self.list(parties.map(|party| party.name.clone()))
    }

    fn of_party(&self, item: Item, party: &Party) -> String {
        // What nobody typed may be known from the ID number.
        let known = match check_id_number(&party.id_number) {
            IdCheck::Valid { born_on, sex, .. } => Some((born_on, sex)),
            _ => None,
        };
        match item {
            Item::PartySide => self.named("side", Some(party.side.code())),
            Item::PartyName => party.name.clone(),
            Item::PartyKind => self.named("party_kind", Some(party.kind.code())),
            Item::PartySex => {
                let sex = party.sex.or(known.map(|(_, sex)| sex));
                self.named("sex", sex.map(|sex| sex.code()))
            }
            Item::PartyEthnicity => party.ethnicity.clone(),
            Item::PartyBornOn => day(party.born_on.or(known.map(|(born_on, _)| born_on))),
            Item::PartyIdNumber => party.id_number.clone(),
            Item::PartyPhone => party.phone.clone(),
            Item::PartyOccupation => party.occupation.clone(),
            Item::PartyAddress => party.address.clone(),
            Item::PartyRepresentative => party.representative.clone(),
            _ => String::new(),
        }
    }

    fn of_case(&self, item: Item) -> String {
        let (case, lang) = (self.case, self.lang);
        let office = |id| self.directory.office(id);
        match item {
            Item::Number => case.number.clone(),
            Item::AcceptedOn => iso(case.accepted_on),
            Item::OccurredOn => day(case.occurred_on),
            Item::Kind => self.labelled(self.directory.type_label(&case.kind), case.kind.as_str()),
            Item::Governance => {
                let own = case.governance.as_ref().map(|code| code.as_str());
                self.named("governance", own.or_else(|| self.directory.governance_of(&case.kind)))
            }
            Item::Source => self.labelled(self.directory.source_label(&case.source), case.source.as_str()),
            Item::PreLitigation if case.pre_litigation => common::yes(lang).to_owned(),
            Item::PreLitigation => common::no(lang).to_owned(),
            Item::Office => office(case.office).map(|office| office.name.clone()).unwrap_or_default(),
            Item::Committee => office(case.office).map(|office| office.committee.clone()).unwrap_or_default(),
            Item::Village => {
                case.village.and_then(office).map(|office| office.name.clone()).unwrap_or_default()
            }
            Item::Place => case.place.clone(),
            Item::Level => self.named("level", Some(case.level.code())),
            Item::Difficulty => self.named("difficulty", case.difficulty.map(|one| one.code())),
            Item::Risk => self.named("risk", case.risk.map(|one| one.code())),
            Item::Consent => self.named("consent", case.consent.map(|one| one.code())),
            Item::People => {
                Some(case.people_count()).filter(|count| *count > 0).map(number).unwrap_or_default()
            }
            Item::Applicants => self.names(Side::Applicant),
            Item::Respondents => self.names(Side::Respondent),
            Item::Summary => case.summary.clone(),
            Item::Mediators => {
                let people = case.mediators.iter().filter_map(|id| self.directory.mediator(*id));
                self.list(people.map(|mediator| mediator.name.clone()))
            }
            Item::Tags => self.list(case.tags.iter().cloned()),
            Item::SessionsOn => self.list(case.sessions.iter().map(|session| iso(session.on))),
            Item::Outcome => match case.outcome() {
                None => self.named("outcome", Some("open")),
                Some(outcome) => self.named("outcome", Some(outcome.code())),
            },
            Item::ClosedOn => day(case.closing.map(|closing| closing.on)),
            Item::Told => self.list(case.told.iter().map(|route| self.named("route", Some(route.code())))),
            Item::ReferredTo => {
                let sent = case.referrals.iter().filter(|referral| referral.direction == Direction::Out);
                self.list(sent.map(|referral| referral.organisation.clone()))
            }
            Item::Volume => case.filing.volume.clone(),
            Item::Note => case.note.clone(),
            Item::VisitedOn => self.list(case.follow_ups.iter().map(|visit| iso(visit.on))),
            Item::VisitNote => {
                let notes = case.follow_ups.iter().map(|visit| visit.note.clone());
                joined(notes.filter(|note| !note.is_empty()), "\n")
            }
            _ => self.of_agreement(item),
        }
    }

    fn of_agreement(&self, item: Item) -> String {
        let (case, agreement) = (self.case, &self.case.agreement);
        match item {
            Item::ReachedOn => {
                // None written down means the day on which the case was settled.
                let settled = case.closing.filter(|closing| Outcome::is_success(closing.outcome));
                day(agreement.reached_on.or(settled.map(|closing| closing.on)))
            }
            Item::Amount => agreement.amount.map(|amount| amount.yuan_text()).unwrap_or_default(),
            Item::Content => agreement.content.clone(),
            Item::Manner => agreement.manner.clone(),
            Item::DueOn => day(agreement.due_on),
            Item::Performance => self.named("performance", agreement.performance.map(|one| one.code())),
            Item::PerformedOn => day(agreement.performed_on),
            Item::Confirmation => self.named("confirmation", agreement.confirmation.map(|one| one.code())),
            Item::AppliedOn => day(agreement.applied_on),
            Item::Court => agreement.court.clone(),
            Item::DecidedOn => day(agreement.decided_on),
            _ => String::new(),
        }
    }
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(iso).unwrap_or_default()
}

fn number(count: u32) -> String {
    count.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Closing, DisputeId, Fen, Fixed, Office, PartyId};
    use crate::store::Store;
    use proptest::prelude::*;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let today = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
        let store = Store::create(&folder.path().join("t.db"), Box::new(Fixed::at(today, 1))).unwrap();
        (folder, store)
    }

    fn case(names: &[&str]) -> Dispute {
        let accepted = NaiveDate::from_ymd_opt(2024, 3, 5).unwrap();
        let mut case = Dispute::new(DisputeId::named(&["case"]), Office::root_id(), accepted);
        case.number = "（2024）神松民调字第012号".to_owned();
        for (at, name) in names.iter().enumerate() {
            let side = if at == 0 { Side::Applicant } else { Side::Respondent };
            case.parties.push(Party::new(PartyId::named(&[name]), side, *name));
        }
        case
    }

    /// Catches: a field of the wrong party, one that loses its place because it is empty, a block that is not repeated.
    #[test]
    fn a_block_of_party_fields_is_repeated_and_gaps_stay() {
        let (_folder, store) = store();
        let mut case = case(&["张三", "李四"]);
        case.parties[1].phone = "13800000002".to_owned();
        case.parties[0].id_number = "11010519491231002X".to_owned();
        let items =
            [Item::Number, Item::PartyName, Item::PartySex, Item::PartyPhone, Item::Place, Item::People];
        let found: Vec<(Option<usize>, String)> = entries(&case, &items, store.directory(), Lang::Zh)
            .into_iter()
            .map(|e| (e.party, e.value))
            .collect();
        let expected = [
            (None, "（2024）神松民调字第012号"),
            (Some(0), "张三"),
            (Some(0), "女"),
            (Some(0), ""),
            (Some(1), "李四"),
            (Some(1), ""),
            (Some(1), "13800000002"),
            (None, ""),
            (None, "2"),
        ];
        assert_eq!(found, expected.map(|(party, value)| (party, value.to_owned())));
        let how = |shape| Transcript { items: items.to_vec(), shape };
        let tabs = transcript(&case, &how(TranscriptShape::Tabs), store.directory(), Lang::Zh);
        assert_eq!(tabs, "（2024）神松民调字第012号\t张三、李四\t女、\t、13800000002\t\t2");
        let labelled = transcript(&case, &how(TranscriptShape::Labelled), store.directory(), Lang::Zh);
        assert!(labelled.contains("\n当事人2 联系方式: 13800000002\n地点: \n"), "{labelled}");
    }

    /// Catches: amounts with units or in 分, dates in words, an outcome or day that nobody entered.
    #[test]
    fn values_are_written_as_forms_take_them() {
        let (_folder, store) = store();
        let mut case = case(&["张三"]);
        let value = |case: &Dispute, item| {
            entries(case, &[item], store.directory(), Lang::Zh)
                .into_iter()
                .map(|e| e.value)
                .collect::<String>()
        };
        assert_eq!(value(&case, Item::Outcome), "在办");
        assert_eq!(
            (value(&case, Item::ClosedOn), value(&case, Item::ReachedOn)),
            (String::new(), String::new())
        );
        case.closing = Some(Closing { outcome: Outcome::Written, on: case.accepted_on });
        case.agreement.amount = Some(Fen(3_500_050));
        assert_eq!(value(&case, Item::Amount), "35000.50");
        assert_eq!(value(&case, Item::ReachedOn), "2024-03-05");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// Catches: a value with a tab or a line end that pushes every later one into the wrong column, a field left
        /// out or out of order, a number of columns that depends on the case.
        #[test]
        fn every_field_stands_in_its_own_place(
            order in Just(Item::ALL.to_vec()).prop_shuffle(),
            taken in 1..Item::ALL.len(),
            summary in "[\\PC\t\r\n\u{2028}\u{b}]{0,20}",
            place in "[\\PC\t\n]{0,10}",
            people in 0..4_usize,
        ) {
            let (_folder, store) = store();
            let mut case = case(&["张三", "李\t四", "王五\n"][..people.min(3)]);
            (case.summary, case.place) = (summary, place);
            let items = order[..taken].to_vec();
            let list = entries(&case, &items, store.directory(), Lang::Zh);
            let mut seen: Vec<Item> = list.iter().map(|entry| entry.item).collect();
            let parties = case.parties.len().max(1);
            let expected: usize = items.iter().map(|item| if item.is_of_party() { parties } else { 1 }).sum();
            prop_assert_eq!(list.len(), expected);
            // The first mention of each is in the order asked for.
            let mut first = Vec::new();
            seen.retain(|item| if first.contains(item) { false } else { first.push(*item); true });
            prop_assert_eq!(&seen, &items);
            let text = |shape| {
                transcript(&case, &Transcript { items: items.clone(), shape }, store.directory(), Lang::Zh)
            };
            let tabs = text(TranscriptShape::Tabs);
            prop_assert_eq!(tabs.split('\t').count(), items.len());
            prop_assert_eq!(tabs.lines().count().max(1), 1);
            let parted = tabs.contains(['\n', '\r', '\u{2028}', '\u{b}']);
            prop_assert!(!parted, "a line end within the row");
            let values = text(TranscriptShape::Values);
            prop_assert_eq!(values.split('\n').count(), list.len());
            let solid = |text: &str| text.replace(|c: char| c.is_control() || c.is_whitespace(), "");
            for (line, entry) in values.split('\n').zip(&list) {
                prop_assert_eq!(solid(line), solid(&entry.value));
            }
            let labelled = text(TranscriptShape::Labelled);
            let mut rest = labelled.as_str();
            for entry in &list {
                let wanted = format!("{}: {}", entry.label, entry.value.trim_end());
                let at = rest.find(&wanted);
                prop_assert!(at.is_some(), "{} not in {}", wanted, rest);
                rest = &rest[at.unwrap_or(0) + wanted.len()..];
            }
        }
    }
}
