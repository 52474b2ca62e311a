//! The rows of a list in memory: a section that moves with the selection, and the visible part.
//!
//! A list of a million cases is read a few screens at a time, from either end or around a case. Moving inside the
//! section needs no read.

use std::collections::VecDeque;

use crate::domain::DisputeId;
use crate::store::{CaseFilter, CaseRow, ListQuery, Order, Store, StoreError};

/// The number of visible rows before the first frame sets it.
const FIRST_HEIGHT: usize = 24;
/// How many screens one read fetches.
const SCREENS_READ: usize = 2;
/// How many screens are kept on either side of the visible one.
const SCREENS_KEPT: usize = 4;

/// Whether the section reaches the end of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Reached,
    Open,
}

impl Edge {
    /// The edge after a read of `asked` rows that returned `got`.
    const fn after(got: usize, asked: usize) -> Self {
        if got < asked { Self::Reached } else { Self::Open }
    }
}

/// A section of a list with the selected row.
#[derive(Debug, Clone)]
pub struct Rows {
    filter: CaseFilter,
    order: Order,
    held: VecDeque<CaseRow>,
    above: Edge,
    below: Edge,
    /// How many rows of the list precede the section, if known.
    before: Option<u64>,
    selected: usize,
    top: usize,
    height: usize,
    /// Pending rows to move, negative for up: see [`Rows::nudge`].
    owed: isize,
}

impl Rows {
    /// The beginning of a list.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn first(store: &Store, filter: CaseFilter, order: Order) -> Result<Self, StoreError> {
        let mut rows = Self {
            filter,
            order,
            held: VecDeque::new(),
            above: Edge::Reached,
            below: Edge::Open,
            before: Some(0),
            selected: 0,
            top: 0,
            height: FIRST_HEIGHT,
            owed: 0,
        };
        rows.extend_below(store, FIRST_HEIGHT * SCREENS_READ)?;
        Ok(rows)
    }

    /// The filter of the list.
    pub const fn filter(&self) -> &CaseFilter {
        &self.filter
    }

    /// The order of the list.
    pub const fn order(&self) -> Order {
        self.order
    }

    /// The selected case; none in an empty list.
    pub fn selected(&self) -> Option<&CaseRow> {
        self.held.get(self.selected)
    }

    /// The screen row of the selected case, from 0.
    pub const fn selected_row(&self) -> usize {
        self.selected - self.top
    }

    /// The position of the selected case in the whole list, from 1, if known.
    pub fn position(&self) -> Option<u64> {
        let at = u64::try_from(self.selected).ok()?;
        self.before.filter(|_| !self.held.is_empty()).map(|before| before + at + 1)
    }

    /// The visible cases.
    pub fn in_sight(&self) -> impl Iterator<Item = &CaseRow> {
        self.held.iter().skip(self.top).take(self.height)
    }

    /// Whether the list has no case at all.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Sets the number of visible rows.
    ///
    /// # Errors
    /// When the file cannot be read; then fewer rows are shown.
    pub fn fit(&mut self, store: &Store, rows: u16) -> Result<(), StoreError> {
        let height = usize::from(rows).max(1);
        if height == self.height {
            return Ok(());
        }
        self.height = height;
        let mut read = self.reach_below(store, self.top + height);
        if self.held.len() < self.top + height {
            // At the end of the list, rows can only be added above.
            read = read.and(self.reach_above(store, height));
        }
        self.follow();
        read
    }

    /// Moves one row down, or up if `by` is negative. Moves beyond the section stay pending until
    /// [`Rows::settle`], so that the repeats of a held arrow key, which arrive together, are a single move.
    ///
    /// # Errors
    /// When the file cannot be read at a change of direction; nothing is moved then.
    pub fn nudge(&mut self, store: &Store, by: isize) -> Result<(), StoreError> {
        if self.owed.signum() == -by.signum() {
            // At an end of the list, moving there and back differs from not moving.
            self.settle(store)?;
        }
        let target = self.selected.checked_add_signed(by).filter(|target| *target < self.held.len());
        let end = if by < 0 { self.above } else { self.below };
        match target.filter(|_| self.owed == 0) {
            Some(target) => {
                self.selected = target;
                self.follow();
            }
            None if target.is_none() && self.owed == 0 && end == Edge::Reached => {}
            None => self.owed += by,
        }
        Ok(())
    }

    /// Applies the pending moves. Call it before any other access to the rows.
    ///
    /// # Errors
    /// When the file cannot be read; nothing is moved then, and no moves are pending.
    pub fn settle(&mut self, store: &Store) -> Result<(), StoreError> {
        let owed = std::mem::take(&mut self.owed);
        let rows = owed.unsigned_abs();
        match owed {
            0 => {
                // The newly visible rows may not be in the section yet.
                let read = self.reach_below(store, self.top + self.height);
                self.follow();
                read
            }
            ..0 => self.up(store, rows),
            _ if rows > self.held.len() + self.height * SCREENS_KEPT => self.leap(store, rows),
            _ => self.down(store, rows),
        }
    }

    /// Moves down by that many rows without reading those in between.
    fn leap(&mut self, store: &Store, rows: usize) -> Result<(), StoreError> {
        let target = self.selected + rows;
        let lead = self.height * SCREENS_READ;
        let skip = target.saturating_sub(self.held.len() + lead);
        let asked = lead * 2;
        let Some(last) = self.held.back().filter(|_| self.below == Edge::Open) else {
            return self.down(store, rows);
        };
        let after = Some(last.page_after(self.order));
        let query = ListQuery { filter: self.filter.clone(), order: self.order, after, skip, limit: asked };
        let page = store.list(&query)?;
        if page.len() <= lead {
            // The list ends before.
            return self.down(store, rows);
        }
        let passed = u64::try_from(self.held.len() + skip).unwrap_or(0);
        self.before = self.before.map(|before| before + passed);
        self.below = Edge::after(page.len(), asked);
        self.above = Edge::Open;
        self.held = page.into();
        (self.selected, self.top) = (lead, lead.saturating_sub(self.height / 2));
        self.follow();
        Ok(())
    }

    /// Moves up by that many rows, at most to the first.
    ///
    /// # Errors
    /// Why the file could not be read; nothing moved then.
    pub fn up(&mut self, store: &Store, rows: usize) -> Result<(), StoreError> {
        self.reach_above(store, rows)?;
        self.selected = self.selected.saturating_sub(rows);
        self.follow();
        Ok(())
    }

    /// Moves down by that many rows, at most to the last.
    ///
    /// # Errors
    /// Why the file could not be read; nothing moved then.
    pub fn down(&mut self, store: &Store, rows: usize) -> Result<(), StoreError> {
        self.reach_below(store, self.selected + rows + self.height)?;
        self.selected = (self.selected + rows).min(self.held.len().saturating_sub(1));
        self.follow();
        Ok(())
    }

    /// Moves up by a screen; the selection keeps its screen row if possible.
    ///
    /// # Errors
    /// Why the file could not be read; nothing moved then.
    pub fn page_up(&mut self, store: &Store) -> Result<(), StoreError> {
        self.reach_above(store, self.height)?;
        self.top = self.top.saturating_sub(self.height);
        self.up(store, self.height)
    }

    /// Moves down by a screen; the selection keeps its screen row if possible.
    ///
    /// # Errors
    /// Why the file could not be read; nothing moved then.
    pub fn page_down(&mut self, store: &Store) -> Result<(), StoreError> {
        self.reach_below(store, self.selected + self.height * 2)?;
        self.top = (self.top + self.height).min(self.held.len().saturating_sub(self.height));
        self.down(store, self.height)
    }

    /// Moves to the first row.
    ///
    /// # Errors
    /// Why the file could not be read; nothing moved then.
    pub fn to_first(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.above == Edge::Open {
            let first = Self::first(store, self.filter.clone(), self.order)?;
            *self = Self { height: self.height, ..first };
            self.reach_below(store, self.height)?;
        }
        (self.selected, self.top) = (0, 0);
        Ok(())
    }

    /// Moves to the last row, reading from the end. `total` is the number of rows, if known.
    ///
    /// # Errors
    /// Why the file could not be read; nothing moved then.
    pub fn to_last(&mut self, store: &Store, total: Option<u64>) -> Result<(), StoreError> {
        if self.below == Edge::Open {
            let asked = self.height * SCREENS_READ;
            let page = self.read(store, self.order.reversed(), None, asked)?;
            self.above = Edge::after(page.len(), asked);
            self.below = Edge::Reached;
            let held = u64::try_from(page.len()).unwrap_or(0);
            self.before = total.and_then(|total| total.checked_sub(held));
            self.held = page.into_iter().rev().collect();
        }
        self.selected = self.held.len().saturating_sub(1);
        self.follow();
        Ok(())
    }

    /// Reads another list, or the same one again, around that case: it is selected, or if the list does not
    /// contain it, the case at its place.
    ///
    /// # Errors
    /// When the file cannot be read; nothing is changed then.
    pub fn around(
        &mut self,
        store: &Store,
        filter: CaseFilter,
        order: Order,
        case: DisputeId,
    ) -> Result<(), StoreError> {
        let from = store.row_of(case)?.page_after(order);
        let on_screen = self.selected_row();
        let mut rows = Self {
            held: VecDeque::new(),
            above: Edge::Open,
            below: Edge::Open,
            before: None,
            selected: 0,
            top: 0,
            height: self.height,
            owed: 0,
            filter,
            order,
        };
        let asked = self.height * SCREENS_READ;
        let page = rows.read(store, order.reversed(), Some(from.clone()), asked)?;
        rows.above = Edge::after(page.len(), asked);
        rows.before = match rows.above {
            Edge::Reached => Some(0),
            Edge::Open => {
                let count = store.count_before(&rows.filter, order, &from)?;
                let above = u64::try_from(page.len()).unwrap_or(0);
                count.cases.checked_sub(above).filter(|_| !count.and_more)
            }
        };
        rows.held = page.into_iter().rev().collect();
        rows.selected = rows.held.len();
        rows.extend_below(store, asked)?;
        rows.selected = rows.selected.min(rows.held.len().saturating_sub(1));
        // At the very beginning, stay there to show new cases.
        let beginning = (self.top, self.above) == (0, Edge::Reached) && rows.above == Edge::Reached;
        rows.top = if beginning { 0 } else { rows.selected.saturating_sub(on_screen) };
        rows.follow();
        *self = rows;
        Ok(())
    }

    fn read(
        &self,
        store: &Store,
        order: Order,
        after: Option<crate::store::PageFrom>,
        limit: usize,
    ) -> Result<Vec<CaseRow>, StoreError> {
        store.list(&ListQuery { filter: self.filter.clone(), order, after, skip: 0, limit })
    }

    /// Extends the section to at least `rows` rows from its first one, if the list has them.
    fn reach_below(&mut self, store: &Store, rows: usize) -> Result<(), StoreError> {
        let missing = rows.saturating_sub(self.held.len());
        if missing == 0 || self.below == Edge::Reached {
            return Ok(());
        }
        self.extend_below(store, missing.max(self.height * SCREENS_READ))?;
        let spare = self.top.saturating_sub(self.height * SCREENS_KEPT);
        if spare > self.height * SCREENS_KEPT {
            self.held.drain(..spare);
            self.above = Edge::Open;
            self.before = self.before.and_then(|before| Some(before + u64::try_from(spare).ok()?));
            self.selected -= spare;
            self.top -= spare;
        }
        Ok(())
    }

    fn extend_below(&mut self, store: &Store, asked: usize) -> Result<(), StoreError> {
        let after = self.held.back().map(|row| row.page_after(self.order));
        let page = self.read(store, self.order, after, asked)?;
        self.below = Edge::after(page.len(), asked);
        self.held.extend(page);
        Ok(())
    }

    /// Extends the section to at least `rows` rows, and a screen more, before the selected one, if possible.
    fn reach_above(&mut self, store: &Store, rows: usize) -> Result<(), StoreError> {
        let missing = (rows + self.height).saturating_sub(self.selected);
        if missing == 0 || self.above == Edge::Reached {
            return Ok(());
        }
        let asked = missing.max(self.height * SCREENS_READ);
        let after = self.held.front().map(|row| row.page_after(self.order));
        let page = self.read(store, self.order.reversed(), after, asked)?;
        self.above = Edge::after(page.len(), asked);
        let got = page.len();
        self.before = match self.above {
            Edge::Reached => Some(0),
            Edge::Open => self.before.and_then(|before| before.checked_sub(u64::try_from(got).ok()?)),
        };
        for row in page {
            self.held.push_front(row);
        }
        self.selected += got;
        self.top += got;
        let end = self.top + self.height * (1 + SCREENS_KEPT);
        if self.held.len() > end + self.height * SCREENS_KEPT {
            self.held.truncate(end.max(self.selected + 1));
            self.below = Edge::Open;
        }
        Ok(())
    }

    /// Scrolls to the selected row, by half a screen at the edge: scrolling by a single row would
    /// resend every row at every key.
    fn follow(&mut self) {
        let half = self.height / 2;
        if self.selected < self.top {
            self.top = (self.selected + 1 + half).saturating_sub(self.height);
        } else if self.selected >= self.top + self.height {
            self.top = self.selected - half.min(self.selected);
        }
        self.top = self.top.min(self.held.len().saturating_sub(self.height));
    }
}
