//! Learns the marks of case numbers from those of the ledger: （2024）神松民调字第001号 of 松柏镇 shows that
//! 神 stands for the district and 松 for the township.

use std::collections::BTreeMap;

use super::places::Places;
use crate::domain::case_number::{NumberParts, NumberTemplate, read_number};
use crate::domain::{Office, OfficeId};

/// The marks of each township in the numbers of a ledger, collected row by row.
#[derive(Debug, Default)]
pub struct Marks {
    /// None once a township had two different ones.
    seen: BTreeMap<OfficeId, Option<String>>,
}

impl Marks {
    /// Collects the mark from the number of a case.
    pub fn note(&mut self, office: OfficeId, number: &str, words_after: &str) {
        let Some(read) = read_number(number) else { return };
        let Some(marks) = read.prefix.strip_suffix(words_after).filter(|marks| !marks.is_empty()) else {
            return;
        };
        let seen = self.seen.entry(office).or_insert_with(|| Some(marks.to_owned()));
        if seen.as_deref() != Some(marks) {
            *seen = None;
        }
    }

    /// Sets the marks of the offices that have none.
    pub fn give(&self, places: &mut Places) {
        let root = Office::root_id();
        let towns: Vec<(OfficeId, &str)> = self
            .seen
            .iter()
            .filter(|(id, _)| **id != root)
            .filter_map(|(id, marks)| Some((*id, marks.as_deref()?)))
            .collect();
        let set = places.office(root).map(|district| district.mark.clone()).unwrap_or_default();
        let district = if set.is_empty() { district_mark(&towns, places) } else { Some(set) };
        let Some(district) = district else { return };
        for (id, marks) in &towns {
            let Some(town) = marks.strip_prefix(&district).filter(|town| !town.is_empty()) else { continue };
            places.change(*id, |office| set_mark(office, town));
        }
        places.change(root, |office| set_mark(office, &district));
    }
}

fn set_mark(office: &mut Office, mark: &str) {
    if office.mark.is_empty() {
        mark.clone_into(&mut office.mark);
    }
}

/// The common beginning of the numbers of all townships; for a single township, what is before the first
/// character of its name.
fn district_mark(towns: &[(OfficeId, &str)], places: &Places) -> Option<String> {
    let (first, others) = towns.split_first()?;
    if others.is_empty() {
        let initial = places.office(first.0)?.name.chars().next()?;
        let (district, town) = first.1.split_once(initial)?;
        return (!district.is_empty() && town.is_empty()).then(|| district.to_owned());
    }
    let common = others.iter().fold(first.1, |common, (_, marks)| {
        let same = common.char_indices().zip(marks.chars()).take_while(|((_, a), b)| a == b);
        let end = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
        common.get(..end).unwrap_or_default()
    });
    let stands_alone = towns.iter().any(|(_, marks)| *marks == common);
    (!common.is_empty() && !stands_alone).then(|| common.to_owned())
}

/// The words of the number template between the marks and the running number: 民调.
pub fn words_after_marks(template: &str) -> Option<String> {
    let template: NumberTemplate = template.parse().ok()?;
    let parts = NumberParts { year: 2024, seq: 1, ..NumberParts::default() };
    read_number(&template.render(&parts)).map(|read| read.prefix)
}
