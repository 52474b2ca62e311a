//! The duties read so far, page by page.

use crate::domain::{DutyKind, OfficeId};
use crate::store::{DueCount, DueQuery, DueRow, Store, StoreError};
use crate::tui::actions::Action;
use crate::tui::widgets::table::Window;

/// The size of a page.
const PAGE: usize = 100;

/// The duties of one kind, or of all.
pub(super) struct List {
    pub office: Option<OfficeId>,
    pub kind: Option<DutyKind>,
    pub count: DueCount,
    pub window: Window,
    rows: Vec<DueRow>,
    end: End,
}

/// Whether all duties were read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Reached,
    Ahead,
}

/// All duties, then each kind.
pub(super) fn kinds() -> Vec<Option<DutyKind>> {
    std::iter::once(None).chain(DutyKind::ALL.iter().copied().map(Some)).collect()
}

impl List {
    pub(super) fn read(
        store: &Store,
        office: Option<OfficeId>,
        kind: Option<DutyKind>,
    ) -> Result<Self, StoreError> {
        let count = store.due_count(office, kind)?;
        let mut list =
            Self { office, kind, count, window: Window::new(0), rows: Vec::new(), end: End::Ahead };
        list.read_on(store)?;
        Ok(list)
    }

    /// Reads the list again, as far as it was read. The selected duty stays selected; where it is done, the one after it.
    pub(super) fn read_again(&mut self, store: &Store) -> Result<(), StoreError> {
        let (was, had) = (self.selected().map(DueRow::page_after), self.rows.len());
        let mut list = Self::read(store, self.office, self.kind)?;
        while list.rows.len() < had && list.end == End::Ahead {
            list.read_on(store)?;
        }
        (self.rows, self.count, self.end) = (list.rows, list.count, list.end);
        self.window.set_len(self.rows.len());
        let at = was.map_or(0, |was| self.rows.partition_point(|due| due.page_after() < was));
        self.window.select(at);
        Ok(())
    }

    fn read_on(&mut self, store: &Store) -> Result<(), StoreError> {
        let after = self.rows.last().map(DueRow::page_after);
        let page = store.due(&DueQuery { office: self.office, kind: self.kind, after, limit: PAGE })?;
        if page.len() < PAGE {
            self.end = End::Reached;
        }
        self.rows.extend(page);
        self.window.set_len(self.rows.len());
        Ok(())
    }

    pub(super) fn travel(&mut self, action: Action, store: &Store) -> Result<(), StoreError> {
        // The next page is read before the selection reaches it.
        while self.end == End::Ahead
            && (action == Action::Last || self.window.selected() + PAGE / 2 >= self.rows.len())
        {
            self.read_on(store)?;
        }
        self.window.travel(action);
        Ok(())
    }

    pub(super) fn selected(&self) -> Option<&DueRow> {
        self.rows.get(self.window.selected())
    }

    pub(super) fn rows(&self) -> &[DueRow] {
        &self.rows
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
