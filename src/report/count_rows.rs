//! One entry of the other counts as words: the cells of its line, and its name in a sentence.

use super::CountList;
use crate::domain::date_entry::iso;
use crate::domain::{CutOff, Indicator, OfficeId, PreventionEntry, PreventionKind, Screening, Service, unit};
use crate::store::{Directory, Entry, EntryName};
use crate::text::{Lang, Words, services as words, totals as period_words};

/// What words of an entry depend on besides itself.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// Offices and dictionaries.
    pub directory: &'a Directory,
    /// By which periods are recognised.
    pub cut_off: CutOff,
    /// The language.
    pub lang: Lang,
}

impl Wording<'_> {
    /// How a kind of service is called.
    pub fn service(&self, code: &str) -> String {
        self.label("service", code)
    }

    /// How a kind of prevention is called.
    pub fn prevention(&self, kind: PreventionKind) -> String {
        self.label("prevention", kind.code())
    }

    fn label(&self, dictionary: &str, code: &str) -> String {
        let label = self.directory.label(dictionary, code);
        label.map_or_else(|| code.to_owned(), |label| label.text(self.lang).to_owned())
    }

    /// The name of an office; the district where there is none, or where it has no name.
    pub fn office(&self, office: Option<OfficeId>) -> String {
        let office = office.and_then(|id| self.directory.office(id));
        let named = office.filter(|office| !office.name.is_empty());
        named.map_or_else(|| words::WHOLE_DISTRICT.text(self.lang).to_owned(), |office| office.name.clone())
    }

    fn quantity(&self, number: impl Into<i64>, of: &str) -> String {
        words::quantity(self.lang, number.into(), of)
    }
}

/// An entry that has its words.
pub trait Counted: Entry + Clone + PartialEq {
    /// Its list.
    const LIST: CountList;

    /// Which entry.
    fn name(&self) -> EntryName;
    /// A cell for each of the headings of its list; the last is the note.
    fn cells(&self, wording: &Wording<'_>) -> Vec<String>;
    /// When, in a sentence.
    fn when(&self, wording: &Wording<'_>) -> String;
    /// What, in a sentence.
    fn what(&self, wording: &Wording<'_>) -> String;
}

impl CountList {
    /// The headings of its cells.
    pub const fn headings(self) -> &'static [Words] {
        match self {
            Self::Services => &[words::DATE, words::KIND, words::QUANTITY, words::OFFICE, words::NOTE],
            Self::Screenings => &[
                words::DATE,
                words::VILLAGE,
                words::TIMES,
                words::FOUND,
                words::LEAD,
                words::OFFICE,
                words::NOTE,
            ],
            Self::Prevention => {
                &[words::DATE, words::KIND, words::CASES, words::PEOPLE, words::OFFICE, words::NOTE]
            }
            Self::Indicators => &[words::PERIOD, words::NAME, words::VALUE, words::ABOUT, words::NOTE],
        }
    }
}

impl Counted for Service {
    const LIST: CountList = CountList::Services;

    fn name(&self) -> EntryName {
        EntryName::Service(self.id)
    }

    fn cells(&self, wording: &Wording<'_>) -> Vec<String> {
        vec![
            iso(self.on),
            wording.service(&self.kind),
            wording.quantity(self.quantity, &self.unit),
            wording.office(Some(self.office)),
            self.note.clone(),
        ]
    }

    fn when(&self, _wording: &Wording<'_>) -> String {
        iso(self.on)
    }

    fn what(&self, wording: &Wording<'_>) -> String {
        format!("{} {}", wording.service(&self.kind), wording.quantity(self.quantity, &self.unit))
    }
}

impl Counted for Screening {
    const LIST: CountList = CountList::Screenings;

    fn name(&self) -> EntryName {
        EntryName::Screening(self.id)
    }

    fn cells(&self, wording: &Wording<'_>) -> Vec<String> {
        vec![
            iso(self.on),
            self.village.map_or_else(String::new, |village| wording.office(Some(village))),
            wording.quantity(self.times, unit::TIMES),
            wording.quantity(self.found, unit::CASES),
            self.lead.clone(),
            wording.office(Some(self.office)),
            self.note.clone(),
        ]
    }

    fn when(&self, _wording: &Wording<'_>) -> String {
        iso(self.on)
    }

    fn what(&self, wording: &Wording<'_>) -> String {
        let times = wording.quantity(self.times, unit::TIMES);
        let found = wording.quantity(self.found, unit::CASES);
        let found = words::entry(&[words::FOUND.text(wording.lang), &found]);
        let village = self.village.map(|village| wording.office(Some(village))).unwrap_or_default();
        words::entry(&[&village, &words::both(wording.lang, &times, &found)])
    }
}

impl Counted for PreventionEntry {
    const LIST: CountList = CountList::Prevention;

    fn name(&self) -> EntryName {
        EntryName::Prevention(self.id)
    }

    fn cells(&self, wording: &Wording<'_>) -> Vec<String> {
        let people = self.kind.counts_people().then(|| wording.quantity(self.people, unit::PEOPLE));
        vec![
            iso(self.on),
            wording.prevention(self.kind),
            wording.quantity(self.cases, unit::CASES),
            people.unwrap_or_default(),
            wording.office(Some(self.office)),
            self.note.clone(),
        ]
    }

    fn when(&self, _wording: &Wording<'_>) -> String {
        iso(self.on)
    }

    fn what(&self, wording: &Wording<'_>) -> String {
        let cases = wording.quantity(self.cases, unit::CASES);
        let kind = wording.prevention(self.kind);
        if !self.kind.counts_people() {
            return words::entry(&[&kind, &cases]);
        }
        let people = wording.quantity(self.people, unit::PEOPLE);
        words::entry(&[&kind, &words::both(wording.lang, &cases, &people)])
    }
}

impl Counted for Indicator {
    const LIST: CountList = CountList::Indicators;

    fn name(&self) -> EntryName {
        EntryName::Indicator(self.id)
    }

    fn cells(&self, wording: &Wording<'_>) -> Vec<String> {
        vec![
            self.when(wording),
            self.name.clone(),
            wording.quantity(self.value, &self.unit),
            wording.office(self.office),
            self.note.clone(),
        ]
    }

    fn when(&self, wording: &Wording<'_>) -> String {
        period_words::period(wording.lang, &self.period(wording.cut_off))
    }

    fn what(&self, wording: &Wording<'_>) -> String {
        words::entry(&[&self.name, &wording.quantity(self.value, &self.unit)])
    }
}
