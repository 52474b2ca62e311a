//! The stretch of a list that is held in memory, as the cells that are shown.

use super::asks::{Asked, named_office};
use crate::domain::date_entry::iso;
use crate::domain::{CutOff, Indicator, PreventionEntry, Screening, Service, unit};
use crate::report::{CountList, CountsQuestion};
use crate::store::{CountFilter, CountPage, EntryName, StoreError};
use crate::text::{Words, services as words, totals as period_words};
use crate::tui::stack::Cx;
use crate::tui::widgets::table::Align;

/// How many entries are held on either side of the selected one: more than any screen shows.
const AROUND: usize = 200;
/// How near the end of the stretch one comes before it is moved along.
const MARGIN: usize = 100;

/// An entry as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub name: EntryName,
    /// A cell for each of the columns of its list.
    pub cells: Vec<String>,
    pub void: bool,
}

/// A stretch of one list.
pub(super) struct Rows {
    list: CountList,
    filter: CountFilter,
    cut_off: CutOff,
    held: Vec<Row>,
    /// How many entries stand before the first one held.
    from: usize,
    len: usize,
}

impl Rows {
    /// The stretch around one place of the list.
    pub(super) fn read(
        list: CountList,
        question: CountsQuestion,
        around: usize,
        cx: &Cx,
    ) -> Result<Self, StoreError> {
        let range = question.period.range(question.cut_off);
        let filter = CountFilter { range, office: question.office };
        let len = match list {
            CountList::Services => cx.store.count_entries::<Service>(filter)?,
            CountList::Screenings => cx.store.count_entries::<Screening>(filter)?,
            CountList::Prevention => cx.store.count_entries::<PreventionEntry>(filter)?,
            CountList::Indicators => cx.store.count_entries::<Indicator>(filter)?,
        };
        let mut rows = Self { list, filter, cut_off: question.cut_off, held: Vec::new(), from: 0, len };
        rows.move_to(around.min(len.saturating_sub(1)), cx)?;
        Ok(rows)
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The entry of that place in the list, where it is held.
    pub(super) fn at(&self, at: usize) -> Option<&Row> {
        self.held.get(at.checked_sub(self.from)?)
    }

    /// The place of an entry in the list, where it is held.
    pub(super) fn position(&self, name: EntryName) -> Option<usize> {
        self.held.iter().position(|row| row.name == name).map(|at| self.from + at)
    }

    /// Makes sure that what stands around that place is held.
    pub(super) fn reach(&mut self, at: usize, cx: &Cx) -> Result<(), StoreError> {
        let first = at.saturating_sub(MARGIN);
        let last = (at + MARGIN).min(self.len.saturating_sub(1));
        if self.len == 0 || (self.at(first).is_some() && self.at(last).is_some()) {
            return Ok(());
        }
        self.move_to(at, cx)
    }

    fn move_to(&mut self, at: usize, cx: &Cx) -> Result<(), StoreError> {
        let from = at.saturating_sub(AROUND);
        let page = CountPage { filter: self.filter, skip: from, limit: 2 * AROUND };
        self.held = match self.list {
            CountList::Services => rows(cx, cx.store.entries(&page)?, service),
            CountList::Screenings => rows(cx, cx.store.entries(&page)?, screening),
            CountList::Prevention => rows(cx, cx.store.entries(&page)?, prevention),
            CountList::Indicators => {
                let cut_off = self.cut_off;
                rows(cx, cx.store.entries(&page)?, |entry, cx| indicator(entry, cut_off, cx))
            }
        };
        self.from = from;
        Ok(())
    }
}

/// A column of a list: heading, least and wanted cells, when it goes for want of room, and its side.
pub(super) type Asks = (Words, u16, u16, u8, Align);

/// The columns of a list.
pub(super) const fn columns(list: CountList) -> &'static [Asks] {
    use Align::{Left, Right};
    match list {
        CountList::Services => &[
            (words::DATE, 10, 10, 0, Left),
            (words::KIND, 14, 26, 0, Left),
            (words::QUANTITY, 8, 13, 0, Right),
            (words::OFFICE, 8, 14, 1, Left),
            (words::NOTE, 8, 16, 0, Left),
        ],
        CountList::Screenings => &[
            (words::DATE, 10, 10, 0, Left),
            (words::VILLAGE, 10, 14, 0, Left),
            (words::TIMES, 7, 9, 0, Right),
            (words::FOUND, 7, 9, 0, Right),
            (words::LEAD, 8, 10, 0, Left),
            (words::OFFICE, 8, 14, 1, Left),
            (words::NOTE, 8, 12, 0, Left),
        ],
        CountList::Prevention => &[
            (words::DATE, 10, 10, 0, Left),
            (words::KIND, 14, 18, 0, Left),
            (words::CASES, 8, 9, 0, Right),
            (words::PEOPLE, 8, 10, 0, Right),
            (words::OFFICE, 8, 14, 1, Left),
            (words::NOTE, 8, 14, 0, Left),
        ],
        CountList::Indicators => &[
            (words::PERIOD, 14, 24, 0, Left),
            (words::NAME, 14, 24, 0, Left),
            (words::VALUE, 9, 12, 0, Right),
            (words::ABOUT, 8, 12, 1, Left),
            (words::NOTE, 8, 14, 0, Left),
        ],
    }
}

fn rows<E: Asked>(cx: &Cx, entries: Vec<E>, cells: impl Fn(&E, &Cx) -> Vec<String>) -> Vec<Row> {
    let row = |entry: E| {
        let mut cells = cells(&entry, cx);
        // The note stands last; of a void entry its reason stands there.
        if let (Some(reason), Some(note)) = (entry.void(), cells.last_mut()) {
            *note = words::void_mark(cx.lang, &reason);
        }
        Row { name: entry.name(), cells, void: entry.void().is_some() }
    };
    entries.into_iter().map(row).collect()
}

fn service(entry: &Service, cx: &Cx) -> Vec<String> {
    vec![
        iso(entry.on),
        super::asks::service_kind(&entry.kind, cx),
        words::quantity(cx.lang, i64::from(entry.quantity), &entry.unit),
        named_office(Some(entry.office), cx),
        entry.note.clone(),
    ]
}

fn screening(entry: &Screening, cx: &Cx) -> Vec<String> {
    vec![
        iso(entry.on),
        entry.village.map_or_else(String::new, |village| named_office(Some(village), cx)),
        words::quantity(cx.lang, i64::from(entry.times), unit::TIMES),
        words::quantity(cx.lang, i64::from(entry.found), unit::CASES),
        entry.lead.clone(),
        named_office(Some(entry.office), cx),
        entry.note.clone(),
    ]
}

fn prevention(entry: &PreventionEntry, cx: &Cx) -> Vec<String> {
    let people = if entry.kind.counts_people() {
        words::quantity(cx.lang, i64::from(entry.people), unit::PEOPLE)
    } else {
        String::new()
    };
    vec![
        iso(entry.on),
        super::asks::prevention_kind(entry.kind, cx),
        words::quantity(cx.lang, i64::from(entry.cases), unit::CASES),
        people,
        named_office(Some(entry.office), cx),
        entry.note.clone(),
    ]
}

fn indicator(entry: &Indicator, cut_off: CutOff, cx: &Cx) -> Vec<String> {
    vec![
        period_words::period(cx.lang, &entry.period(cut_off)),
        entry.name.clone(),
        words::quantity(cx.lang, entry.value, &entry.unit),
        named_office(entry.office, cx),
        entry.note.clone(),
    ]
}
