//! The section of a list in memory, as cells.

use super::wording;
use crate::domain::field::{AnyEntry, EntryName};
use crate::report::{EntriesQuestion, EntryList};
use crate::store::{EntryFilter, EntryPage, StoreError};
use crate::tui::stack::Cx;
use crate::tui::widgets::table::Align;

/// How many entries are kept on either side of the selected one: more than any screen shows.
const AROUND: usize = 200;
/// The section is moved when the selection is this near to its end.
const MARGIN: usize = 100;

/// An entry as displayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub name: EntryName,
    /// A cell for each of the columns of its list.
    pub cells: Vec<String>,
    pub void: bool,
}

/// A section of a list.
pub(super) struct Rows {
    list: EntryList,
    filter: EntryFilter,
    held: Vec<Row>,
    /// The index in the list of its first entry.
    from: usize,
    len: usize,
}

impl Rows {
    /// Reads the section around an index of the list.
    pub(super) fn read(
        list: EntryList,
        question: EntriesQuestion,
        around: usize,
        cx: &Cx,
    ) -> Result<Self, StoreError> {
        let range = question.period.range(question.cut_off);
        let filter = EntryFilter { range, office: question.office };
        let len = cx.store.count_entries(list, filter)?;
        let mut rows = Self { list, filter, held: Vec::new(), from: 0, len };
        rows.move_to(around.min(len.saturating_sub(1)), cx)?;
        Ok(rows)
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The entry with that index in the list, if in the section.
    pub(super) fn at(&self, at: usize) -> Option<&Row> {
        self.held.get(at.checked_sub(self.from)?)
    }

    /// The index of an entry in the list, if in the section.
    pub(super) fn position(&self, name: EntryName) -> Option<usize> {
        self.held.iter().position(|row| row.name == name).map(|at| self.from + at)
    }

    /// Reads the section around that index, if needed.
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
        let page = EntryPage { filter: self.filter, skip: from, limit: 2 * AROUND };
        let wording = wording(cx);
        let row = |entry: &dyn AnyEntry| Row {
            name: entry.name(),
            cells: wording.cells(entry),
            void: entry.void().is_some(),
        };
        self.held = cx.store.page_of(self.list, &page)?.iter().map(|entry| row(&**entry)).collect();
        self.from = from;
        Ok(())
    }
}

/// The layout of a column: least and wanted width, drop order, alignment.
pub(super) type Layout = (u16, u16, u8, Align);

/// The columns of a list, in the order of its cells.
pub(super) const fn columns(list: EntryList) -> &'static [Layout] {
    use Align::{Left, Right};
    match list {
        EntryList::Services => &[
            (10, 10, 0, Left),
            (14, 19, 0, Left),
            (8, 13, 0, Right),
            (8, 10, 1, Left),
            (25, 25, 2, Left),
            (8, 40, 0, Left),
        ],
        EntryList::Screenings => &[
            (10, 10, 0, Left),
            (10, 12, 0, Left),
            (7, 8, 0, Right),
            (7, 8, 0, Right),
            (8, 8, 0, Left),
            (8, 10, 1, Left),
            (8, 40, 0, Left),
        ],
        EntryList::Prevention => &[
            (10, 10, 0, Left),
            (14, 18, 0, Left),
            (8, 8, 0, Right),
            (8, 9, 0, Right),
            (8, 10, 1, Left),
            (8, 40, 0, Left),
        ],
        EntryList::Indicators => &[
            (11, 14, 0, Left),
            (14, 18, 0, Left),
            (9, 12, 0, Right),
            (8, 10, 1, Left),
            (8, 12, 2, Left),
            (8, 40, 0, Left),
        ],
    }
}
