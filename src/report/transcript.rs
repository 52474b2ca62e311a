//! 抄录: a case as an ordered list of fields, to copy into another system. It is not masked, because it is
//! entered there; a missing value keeps its place.

use crate::domain::field::{Field as F, Kind, PartKind, Spot, Value};
use crate::domain::{Direction, Dispute, Side, Transcript, TranscriptItem as Item, TranscriptShape};
use crate::store::Directory;
use crate::text::dispute::COLON;
use crate::text::field::{Wording, label_of_party};
use crate::text::{Lang, common, transcribe as words};

/// One field of a case, as another system asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptLine {
    /// The field.
    pub item: Item,
    /// The index of the party, from 0; none for a field of the case itself.
    pub party: Option<usize>,
    /// Its label.
    pub label: String,
    /// Its value, with its line breaks; empty where it is not known.
    pub value: String,
}

/// The fields of `items` in order. Consecutive items of a party form a block, repeated for each party;
/// a case without parties gets one empty block.
pub fn transcript_lines(
    case: &Dispute,
    items: &[Item],
    directory: &Directory,
    lang: Lang,
) -> Vec<TranscriptLine> {
    let transcriber = Transcriber { case, wording: Wording { directory, lang } };
    let blocks = items.chunk_by(|one, next| one.is_of_party() && next.is_of_party());
    blocks.flat_map(|block| transcriber.block(block)).collect()
}

/// The case as one text. A value cannot reach into another field: where lines or tabs separate the fields,
/// line ends and tabs in a value become blanks.
pub fn transcript(case: &Dispute, how: &Transcript, directory: &Directory, lang: Lang) -> String {
    let lines = transcript_lines(case, &how.items, directory, lang);
    match how.shape {
        TranscriptShape::Labelled => {
            let lines = lines.iter().map(|line| format!("{}{COLON}{}", line.label, line.value.trim_end()));
            lines.collect::<Vec<_>>().join("\n")
        }
        TranscriptShape::Values => joined(lines.iter().map(|line| in_one_line(&line.value)), "\n"),
        TranscriptShape::Tabs => {
            // One column for each item, whatever the number of parties, so that columns stay fixed.
            let column = |item: &Item| {
                let of_item = lines.iter().filter(|line| line.item == *item);
                let values: Vec<String> = of_item.map(|line| in_one_line(&line.value)).collect();
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

/// The text with each run of line ends, tabs and other control characters replaced by one blank.
fn in_one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

struct Transcriber<'a> {
    case: &'a Dispute,
    wording: Wording<'a>,
}

impl Transcriber<'_> {
    fn block(&self, items: &[Item]) -> Vec<TranscriptLine> {
        let is_of_party = items.first().is_some_and(|item| item.is_of_party());
        if !is_of_party {
            return items.iter().map(|item| self.line(*item, None)).collect();
        }
        let parties = 0..self.case.parties.len().max(1);
        parties.flat_map(|at| items.iter().map(move |item| self.line(*item, Some(at)))).collect()
    }

    fn line(&self, item: Item, party: Option<usize>) -> TranscriptLine {
        let lang = self.wording.lang;
        let label = match (item, party.and_then(|at| self.case.parties.get(at))) {
            // A name is called 姓名（名称） in any case.
            (Item::Field(field), Some(party)) if field != F::PartyName && field != F::PartyRepresentative => {
                label_of_party(field, party.kind)
            }
            _ => words::item(item),
        };
        let label = label.text(lang);
        let label = match party {
            Some(at) => words::of_party(lang, at + 1, label),
            None => label.to_owned(),
        };
        let value = match item {
            Item::Committee => {
                let office = self.wording.directory.office(self.case.office);
                office.map(|office| office.committee.clone()).unwrap_or_default()
            }
            Item::Applicants => self.names(Side::Applicant),
            Item::Respondents => self.names(Side::Respondent),
            Item::Field(field) => match party {
                Some(at) => self.value(PartKind::Party.at(at).field(field)),
                None => self.field(field),
            },
        };
        TranscriptLine { item, party, label, value }
    }

    fn names(&self, side: Side) -> String {
        let parties = self.case.parties.iter().filter(|party| party.side == side);
        self.wording.list(parties.map(|party| party.name.clone()))
    }

    /// The field in every part that has it. A referral counts only if it is to another body.
    fn field(&self, field: F) -> String {
        let mut parts = field.part().of_case(self.case);
        if field == F::ReferralOrganisation {
            let goes_out =
                |at: usize| self.case.referrals.get(at).map(|one| one.direction) == Some(Direction::Out);
            parts.retain(|part| goes_out(part.at));
        }
        let values = parts.into_iter().map(|part| self.value(part.field(field)));
        match field.spec().kind {
            Kind::Lines(_) => joined(values.filter(|value| !value.is_empty()), "\n"),
            _ => self.wording.list(values),
        }
    }

    fn value(&self, spot: Spot) -> String {
        let kind = spot.field.spec().kind;
        let value = match spot.read(self.case) {
            // Performance on the day of closing is counted, but nobody entered it, so it is left out; so is the number
            // that only the cover shows for a volume.
            Value::Empty if !matches!(spot.field, F::PerformedOn | F::Volume) => {
                self.wording.follows(self.case, spot)
            }
            value => value,
        };
        // 0 people means not filled in.
        if value == Value::Number(0) {
            return String::new();
        }
        self.wording.value(kind, &value, &self.case.parties)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Closing, DisputeId, Fen, Fixed, Office, Outcome, Party, PartyId};
    use crate::store::Store;
    use chrono::NaiveDate;
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
            [F::Number, F::PartyName, F::PartySex, F::PartyPhone, F::Place, F::People].map(Item::Field);
        let found: Vec<(Option<usize>, String)> =
            transcript_lines(&case, &items, store.directory(), Lang::Zh)
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
        let value = |case: &Dispute, field| {
            transcript_lines(case, &[Item::Field(field)], store.directory(), Lang::Zh)
                .into_iter()
                .map(|e| e.value)
                .collect::<String>()
        };
        assert_eq!(value(&case, F::Outcome), "在办");
        assert_eq!((value(&case, F::ClosedOn), value(&case, F::ReachedOn)), (String::new(), String::new()));
        case.closing = Some(Closing { outcome: Outcome::Written, on: case.accepted_on });
        case.agreement.amount = Some(Fen(3_500_050));
        assert_eq!(value(&case, F::Amount), "35000.50");
        assert_eq!(value(&case, F::ReachedOn), "2024-03-05");
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
            let list = transcript_lines(&case, &items, store.directory(), Lang::Zh);
            let mut seen: Vec<Item> = list.iter().map(|line| line.item).collect();
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
            for (shown, line) in values.split('\n').zip(&list) {
                prop_assert_eq!(solid(shown), solid(&line.value));
            }
            let labelled = text(TranscriptShape::Labelled);
            let mut rest = labelled.as_str();
            for line in &list {
                let wanted = format!("{}: {}", line.label, line.value.trim_end());
                let at = rest.find(&wanted);
                prop_assert!(at.is_some(), "{} not in {}", wanted, rest);
                rest = &rest[at.unwrap_or(0) + wanted.len()..];
            }
        }
    }
}
