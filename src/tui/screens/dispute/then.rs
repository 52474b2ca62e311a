//! The read-only page of a case after an earlier save, marked as such.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::content::{Seats, Writer};
use super::known::Known;
use super::layout::{Block, Page};
use super::paint;
use crate::domain::DisputeId;
use crate::store::{PastSave, SaveName, StoreError};
use crate::text::errors::store_error;
use crate::text::past::{self as words, Telling};
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::screens::Door;
use crate::tui::screens::history::restore;
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer};
use crate::tui::widgets::{area, cells};

/// The page of a case as it was.
struct Then {
    id: DisputeId,
    save: PastSave,
    known: Known,
    banner: String,
    page: Page,
    laid_for: u16,
    top: usize,
    height: usize,
}

/// Opens a case as it was right after that save; shows a notice where that fails.
pub fn open_then(id: DisputeId, save: SaveName, cx: &mut Cx) -> Door {
    match Then::read(id, save, cx) {
        Ok(then) => Some(Box::new(then)),
        Err(error) => {
            cx.fail(store_error(cx.lang, &error));
            None
        }
    }
}

impl Then {
    fn read(id: DisputeId, save: SaveName, cx: &Cx) -> Result<Self, StoreError> {
        let case = cx.store.dispute_at(id, save)?;
        let saves = cx.store.past(id.uuid())?;
        let found = saves.iter().find(|one| one.name == save).cloned();
        let save = found.ok_or(StoreError::NoSuchRecord)?;
        let telling = Telling { directory: cx.store.directory(), lang: cx.lang, saves: &saves };
        let banner = words::as_then(cx.lang, &words::clock(&save.at), &telling.who(&save));
        let earlier = vec![0; case.parties.len()];
        let known = Known { earlier, ..Known::alone(case) };
        let page = Page::default();
        Ok(Self { id, save, known, banner, page, laid_for: 0, top: 0, height: 1 })
    }

    fn lay_out(&mut self, width: u16, cx: &Cx) {
        let writer = Writer {
            known: &self.known,
            directory: cx.store.directory(),
            lang: cx.lang,
            today: cx.store.today(),
            limits: cx.store.settings().limits(self.known.case.office),
            window: cx.store.settings().court_window(self.known.case.office),
            seats: &Seats::new(),
        };
        let mut blocks = writer.blocks();
        // Additions and today's problems concern the current case only.
        blocks.retain(|block| !matches!(block, Block::Tight(..)));
        for block in &mut blocks {
            if let Block::Fields(cells) = block {
                cells.iter_mut().for_each(|cell| cell.notes.clear());
            }
        }
        self.page = Page::lay_out(blocks, width);
        self.laid_for = width;
    }

    fn last(&self) -> usize {
        self.page.lines.len().saturating_sub(self.height)
    }
}

impl Layer for Then {
    fn place(&self) -> Place {
        Place::Then
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        let page = self.height.saturating_sub(1).max(1);
        match action {
            Action::RestoreCase => return restore::ask(self.id, self.save.name, cx),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(self.last()),
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::PageDown => self.top = (self.top + page).min(self.last()),
            Action::First => self.top = 0,
            Action::Last => self.top = self.last(),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, _input: &Input, _cx: &mut Cx) -> Flow {
        Flow::Unhandled
    }

    fn draw(&mut self, whole: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let banner = area::lines(&self.banner, whole.width.saturating_sub(2));
        for (y, line) in (whole.top()..whole.bottom()).zip(&banner) {
            cells::write(buf, (whole.x + 1, y), line, whole.width - 1, cx.theme.warning, cx.symbols);
        }
        let used = u16::try_from(banner.len()).unwrap_or(whole.height).min(whole.height);
        let area = Rect { y: whole.y + used, height: whole.height - used, ..whole };
        if self.laid_for != area.width {
            self.lay_out(area.width, cx);
        }
        self.height = usize::from(area.height).max(1);
        self.top = self.top.min(self.last());
        paint::draw(&self.page, paint::View { top: self.top, selected: usize::MAX }, area, buf, cx);
        Some(Position::new(whole.x + 1, whole.y))
    }

    fn title(&self, cx: &Cx) -> String {
        words::then_title(cx.lang, &self.known.case.number, &words::clock(&self.save.at))
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        if answer != Answer::Confirmed(Decision::Yes) {
            return Flow::Stay;
        }
        restore::confirmed(self.id, self.save.name, cx);
        Flow::Close
    }
}
