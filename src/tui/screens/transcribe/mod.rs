//! 抄录: copying a case into another system field by field. The marked field is in the clipboard; Enter copies
//! the next one, so that the user switches windows, pastes, and comes back. Empty fields are skipped, since
//! otherwise the old value would be pasted.

mod draw;
pub mod order;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{DisputeId, Masking};
use crate::report::{TranscriptLine, summary, transcript, transcript_lines};
use crate::store::{DisclosureKind, NewDisclosure, StoreError};
use crate::text::errors::store_error;
use crate::text::{Lang, disclosures, summary as summary_words, transcribe as words};
use crate::tui::actions::{Action, Place};
use crate::tui::screens::Door;
use crate::tui::stack::{Cx, Flow, Layer};
use crate::tui::widgets::table::Window;

/// Copies a whole case in the configured order and format, and records it.
pub fn copy_case(id: DisputeId, cx: &mut Cx) -> Flow {
    let done = try_copy(id, cx);
    cx.told(done);
    Flow::Stay
}

fn try_copy(id: DisputeId, cx: &mut Cx) -> Result<(), StoreError> {
    let case = cx.store.dispute(id)?;
    let how = cx.store.settings().transcript.clone();
    let list = transcript_lines(&case, &how.items, cx.store.directory(), cx.lang);
    let text = transcript(&case, &how, cx.store.directory(), cx.lang);
    disclose(&case.number, 1, cx)?;
    let filled = list.iter().filter(|line| !line.value.is_empty()).count();
    cx.copy_as(text, words::case_copied(cx.lang, &case.number, filled, list.len()));
    Ok(())
}

/// Copies a case as one paragraph, masked as the settings say, and records it.
pub fn copy_summary(id: DisputeId, cx: &mut Cx) -> Flow {
    let done = try_summary(id, cx);
    cx.told(done);
    Flow::Stay
}

fn try_summary(id: DisputeId, cx: &mut Cx) -> Result<(), StoreError> {
    let case = cx.store.dispute(id)?;
    let masking = cx.store.settings().summary;
    let text = summary(&case, masking, cx.store.directory(), cx.lang);
    cx.store.disclose(&NewDisclosure {
        kind: DisclosureKind::Copy,
        what: summary_words::disclosed(cx.lang, &case.number),
        cases: 1,
        masking,
        to: words::CLIPBOARD.text(cx.lang).to_owned(),
    })?;
    let masked = disclosures::masking(cx.lang, masking);
    cx.copy_as(text, summary_words::copied(cx.lang, &case.number, masked));
    Ok(())
}

/// Records that personal data goes to the clipboard. Called before copying: what cannot be recorded is not
/// copied.
///
/// # Errors
/// Why the file could not be written.
pub fn disclose(what: &str, cases: u64, cx: &mut Cx) -> Result<(), StoreError> {
    cx.store.disclose(&NewDisclosure {
        kind: DisclosureKind::Copy,
        what: what.to_owned(),
        cases,
        masking: Masking::Plain,
        to: words::CLIPBOARD.text(cx.lang).to_owned(),
    })
}

/// Opens the card of a case with its first field in the clipboard; shows a notice where that fails.
pub fn open(id: DisputeId, cx: &mut Cx) -> Door {
    let read = Transcribe::read(id, cx);
    let screen = cx.told(read)?;
    Some(Box::new(screen))
}

/// The number of visible rows before the first frame sets it.
const USUAL_HEIGHT: u16 = 15;

/// The fields of a case, one of them in the clipboard.
pub struct Transcribe {
    id: DisputeId,
    number: String,
    lines: Vec<TranscriptLine>,
    /// For each field, whether it has been in the clipboard.
    done: Vec<Done>,
    window: Window,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Copied,
    NotYet,
}

/// Whether the fields are unchanged, in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Same {
    Yes,
    No,
}

/// The direction of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    On,
    Back,
}

impl Transcribe {
    fn read(id: DisputeId, cx: &mut Cx) -> Result<Self, StoreError> {
        let mut screen =
            Self { id, number: String::new(), lines: Vec::new(), done: Vec::new(), window: Window::new(0) };
        // Keys typed before the first frame must not scroll a list of one row.
        screen.window.set_height(USUAL_HEIGHT);
        screen.read_again(cx)?;
        match screen.filled_from(0) {
            Some(first) => {
                disclose(&screen.number, 1, cx)?;
                screen.copy(first, 0, cx);
            }
            None => cx.warn(words::nothing(cx.lang)),
        }
        Ok(screen)
    }

    /// Reads the case again; the marks are kept if the order is unchanged. Returns whether it is.
    fn read_again(&mut self, cx: &Cx) -> Result<Same, StoreError> {
        let case = cx.store.dispute(self.id)?;
        let items = &cx.store.settings().transcript.items;
        let list = transcript_lines(&case, items, cx.store.directory(), cx.lang);
        let same =
            |one: &TranscriptLine, other: &TranscriptLine| (one.item, one.party) == (other.item, other.party);
        let is_same =
            list.len() == self.lines.len() && list.iter().zip(&self.lines).all(|(one, old)| same(one, old));
        if !is_same {
            self.done = vec![Done::NotYet; list.len()];
        }
        self.number = case.number;
        self.lines = list;
        self.window.set_len(self.lines.len());
        Ok(if is_same { Same::Yes } else { Same::No })
    }

    fn selected(&self) -> usize {
        self.window.selected()
    }

    fn filled_from(&self, at: usize) -> Option<usize> {
        (at..self.lines.len()).find(|at| self.is_filled(*at))
    }

    fn is_filled(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| !line.value.is_empty())
    }

    /// Copies a field to the clipboard.
    fn copy(&mut self, at: usize, passed: usize, cx: &mut Cx) {
        let Some(line) = self.lines.get(at) else { return };
        self.window.select(at);
        let what = words::field_copied(cx.lang, at + 1, self.lines.len(), &line.label, passed);
        cx.copy_as(line.value.clone(), what);
        if let Some(done) = self.done.get_mut(at) {
            *done = Done::Copied;
        }
    }

    /// Moves to the next filled field in that direction.
    fn step(&mut self, way: Way, cx: &mut Cx) -> Flow {
        let here = self.selected();
        let next = match way {
            Way::On => self.filled_from(here + 1),
            Way::Back => (0..here).rev().find(|at| self.is_filled(*at)),
        };
        match next {
            Some(at) => self.copy(at, at.abs_diff(here) - 1, cx),
            None if way == Way::On && self.is_filled(here) => cx.done(words::all_done(cx.lang)),
            None if self.filled_from(0).is_none() => cx.warn(words::nothing(cx.lang)),
            None => {}
        }
        Flow::Stay
    }

    /// Moves to the filled field at or nearest to a row.
    fn jump(&mut self, to: usize, cx: &mut Cx) -> Flow {
        let back = || (0..to.min(self.lines.len())).rev().find(|at| self.is_filled(*at));
        if let Some(at) = self.filled_from(to).or_else(back) {
            self.copy(at, 0, cx);
        }
        Flow::Stay
    }
}

impl Layer for Transcribe {
    fn place(&self) -> Place {
        Place::Transcribe
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        let page = self.window.rows().len().max(1);
        match action {
            Action::NextField | Action::Down => self.step(Way::On, cx),
            Action::Up => self.step(Way::Back, cx),
            Action::PageDown => {
                self.jump((self.selected() + page).min(self.lines.len().saturating_sub(1)), cx)
            }
            Action::PageUp => self.jump(self.selected().saturating_sub(page), cx),
            Action::First => self.jump(0, cx),
            Action::Last => self.jump(self.lines.len().saturating_sub(1), cx),
            Action::Copy => copy_case(self.id, cx),
            Action::Order => Flow::Push(Box::new(order::Order::new(cx))),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        Some(self.draw_card(area, buf, cx))
    }

    fn title(&self, cx: &Cx) -> String {
        words::title(cx.lang, &self.number)
    }

    fn refresh(&mut self, cx: &mut Cx) {
        match self.read_again(cx) {
            Ok(Same::Yes) => {}
            // The marked field must be the one in the clipboard.
            Ok(Same::No) => {
                self.jump(0, cx);
            }
            Err(error) => cx.fail(store_error(cx.lang, &error)),
        }
    }

    fn help(&self, lang: Lang) -> Option<String> {
        Some(words::transcribe_about(lang).to_owned())
    }
}
