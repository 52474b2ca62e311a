//! Moving the selection over the page of a case.

use ratatui::layout::Position;

use super::DisputeScreen;
use super::layout::Stand;
use super::spot::Spot;
use crate::tui::actions::Action;

impl DisputeScreen {
    pub(super) fn select(&mut self, to: Option<usize>) {
        if let Some(at) = to {
            self.selected = at;
        }
    }

    /// Selects a field; ↑ and ↓ aim for its column from now on.
    pub(super) fn step_to(&mut self, to: Option<usize>) {
        self.select(to);
        self.goal = self.page.stands.get(self.selected).map_or(0, |stand| stand.x);
    }

    /// The field of the last frame that a click on that cell means: on its label, its value or behind it.
    pub(super) fn cell_at(&self, at: Position) -> Option<usize> {
        let (cursor, here) = (self.cursor?, self.page.stands.get(self.selected)?);
        let left = cursor.x.checked_sub(self.page.value_at(self.selected).0)?;
        let line = (here.line + usize::from(at.y)).checked_sub(usize::from(cursor.y))?;
        let is_hit = |stand: &&Stand| (stand.line..stand.line + stand.lines.max(1)).contains(&line);
        let before = at.x.checked_sub(left).filter(|x| *x < self.laid_for.0)?;
        let stands = self.page.stands.iter().filter(is_hit).filter(|stand| stand.x <= before);
        let hit = stands.max_by_key(|stand| stand.x)?;
        self.page.stands.iter().position(|stand| (stand.line, stand.x) == (hit.line, hit.x))
    }

    pub(super) fn step_to_spot(&mut self, spot: Spot) {
        let found = self.page.find(spot);
        self.step_to(found);
    }

    /// Moves that many fields forward, or back if negative.
    pub(super) fn step(&mut self, way: isize) {
        let last = self.page.cells.len().saturating_sub(1);
        self.step_to(Some(self.selected.saturating_add_signed(way).min(last)));
    }

    /// Selects the first field of the next or previous section; backwards, first that of the current section.
    pub(super) fn step_section(&mut self, action: Action) {
        let here = self.page.section_of(self.selected).unwrap_or(0);
        let begin = |at: usize| self.page.sections.get(at).map(|section| section.cell);
        let to = match action {
            Action::NextSection => begin(here + 1).or(Some(self.page.cells.len().saturating_sub(1))),
            _ if begin(here) != Some(self.selected) => begin(here),
            _ => begin(here.saturating_sub(1)),
        };
        self.step_to(to);
    }

    pub(super) fn move_by(&mut self, action: Action) {
        let page = isize::try_from(self.height.saturating_sub(2).max(1)).unwrap_or(1);
        let (at, last) = (self.selected, self.page.cells.len().saturating_sub(1));
        match action {
            Action::Up => self.select(self.page.above(at, self.goal)),
            Action::Down => self.select(self.page.below(at, self.goal)),
            Action::PageUp => self.select(self.page.jump(at, -page, self.goal)),
            Action::PageDown => self.select(self.page.jump(at, page, self.goal)),
            Action::NextSection | Action::PreviousSection => self.step_section(action),
            Action::Last => self.step_to(Some(last)),
            _ => self.step_to(Some(0)),
        }
    }
}
