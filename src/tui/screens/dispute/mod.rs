//! 案件: a case in sections; Enter on a field edits it in place, and each edit is saved by itself.
//!
//! - `spot` names the fields, `fields` converts values, `ask` makes the lists; `target` is for other screens
//! - `known` is the case with related data; `content` and `sections` build the page, `wording` words its
//!   fields, `layout` makes lines of it, `paint` draws them
//! - `add` adds and removes parts
//! - `then` is the read-only page of an earlier state
//! - `in_place` is the field being edited, `editing` enters and leaves it, `change` saves; `earlier` lists
//!   other cases of a person

mod add;
mod ask;
mod change;
mod content;
pub mod contested;
mod earlier;
mod editing;
pub(super) mod fields;
mod in_place;
mod known;
mod layout;
mod moving;
mod paint;
mod sections;
mod spot;
mod target;
mod then;
mod wording;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value as Json;

use crate::domain::DisputeId;
use crate::domain::field::{Field, PartKind};
use crate::store::StoreError;
use crate::text::Lang;
use crate::text::dispute as words;
use crate::tui::actions::{Action, Place};
use crate::tui::form::{FieldEditor, Spec};
use crate::tui::input::{Code, Input, Key};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::{self, Door};
use crate::tui::stack::{Answer, Covers, Cx, Decision, Flow, Layer, Typing, Wait};

use super::laptop::hand_over::One;
use change::Change;
use content::Writer;
use in_place::InPlace;
use known::Known;
use layout::{MARGIN, Page};
use spot::Spot;
pub use target::Target;
pub use then::open_then;

/// How long typing must pause before the draft is saved.
const REST: Duration = Duration::from_millis(800);
/// The layout width before the first frame sets the real one.
const USUAL_WIDTH: u16 = 80;
/// From this width on, the sections are listed beside the page.
const WIDE: u16 = 110;
/// The width of that list.
const INDEX: u16 = 20;

/// The question of a popup over the case.
enum Asked {
    Nothing,
    VoidReason,
    Restore,
    HandOver(One),
}

/// The screen of one case.
pub struct DisputeScreen {
    id: DisputeId,
    known: Known,
    page: Page,
    /// The width and language of the layout.
    laid_for: (u16, Lang),
    selected: usize,
    /// The column that ↑ and ↓ aim for.
    goal: u16,
    top: usize,
    height: u16,
    editing: Option<InPlace>,
    /// An unfinished edit: the key of its field and the typed text.
    kept: Option<(String, Json)>,
    asked: Asked,
    errand: Errand,
    cursor: Option<Position>,
}

/// The purpose for which the case is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Errand {
    /// To view and edit it.
    None,
    /// To edit one field.
    OneField,
}

/// Opens a case; shows a notice where that fails.
pub fn open(id: DisputeId, cx: &mut Cx) -> Door {
    match DisputeScreen::read(id, cx) {
        Ok(screen) => Some(Box::new(screen)),
        Err(error) => {
            cx.fail(crate::text::errors::store_error(cx.lang, &error));
            None
        }
    }
}

/// Opens a case and selects what `target` names; shows a notice where that fails.
pub fn open_at(id: DisputeId, target: Target, cx: &mut Cx) -> Door {
    match DisputeScreen::read(id, cx) {
        Ok(mut screen) => {
            // An unfinished edit has priority: it is already open.
            if screen.editing.is_none() {
                let spots = target.spots(&screen.known.case);
                let found = spots.into_iter().find(|spot| screen.page.find(*spot).is_some());
                found.into_iter().for_each(|spot| screen.step_to_spot(spot));
            }
            Some(Box::new(screen))
        }
        Err(error) => {
            cx.fail(crate::text::errors::store_error(cx.lang, &error));
            None
        }
    }
}

/// Opens a case to edit one field for another screen: once it is saved or left, the case closes
/// again. If other fields must be filled first, or an unfinished edit is resumed, the case stays open.
pub fn open_for(id: DisputeId, target: Target, cx: &mut Cx) -> Door {
    match DisputeScreen::read(id, cx) {
        Ok(mut screen) => {
            if screen.editing.is_none() {
                screen.run_errand(target, cx);
            }
            Some(Box::new(screen))
        }
        Err(error) => {
            cx.fail(crate::text::errors::store_error(cx.lang, &error));
            None
        }
    }
}

/// Opens a case and selects a field in conflict.
pub fn open_contested(id: DisputeId, contest: &contested::Contested, cx: &mut Cx) -> Door {
    match DisputeScreen::read(id, cx) {
        Ok(mut screen) => {
            if screen.editing.is_none() {
                let found = contest.spots.iter().find(|spot| screen.page.find(**spot).is_some()).copied();
                found.into_iter().for_each(|spot| screen.step_to_spot(spot));
            }
            Some(Box::new(screen))
        }
        Err(error) => {
            cx.fail(crate::text::errors::store_error(cx.lang, &error));
            None
        }
    }
}

/// The name of the draft for an unfinished edit.
fn draft_place(id: DisputeId) -> String {
    id.to_string()
}

impl DisputeScreen {
    fn read(id: DisputeId, cx: &mut Cx) -> Result<Self, StoreError> {
        let known = Known::read(&mut cx.store, id)?;
        let mut screen = Self {
            id,
            known,
            page: Page::default(),
            laid_for: (USUAL_WIDTH, cx.lang),
            selected: 0,
            goal: 0,
            top: 0,
            height: 0,
            editing: None,
            kept: None,
            asked: Asked::Nothing,
            errand: Errand::None,
            cursor: None,
        };
        screen.lay_out(cx);
        screen.take_up_draft(cx)?;
        Ok(screen)
    }

    /// Resumes an edit that was left unfinished.
    fn take_up_draft(&mut self, cx: &mut Cx) -> Result<(), StoreError> {
        let Some(draft) = cx.store.draft(&draft_place(self.id))? else { return Ok(()) };
        let json: Json = serde_json::from_str(&draft.body).unwrap_or_default();
        let key = json.get("spot").and_then(Json::as_str).unwrap_or_default();
        let found = self.page.cells.iter().position(|cell| cell.spot.key(&self.known.case) == key);
        if let (Some(at), Some(form)) = (found, json.get("form")) {
            self.selected = at;
            self.kept = Some((key.to_owned(), form.clone()));
            self.enter(cx);
        }
        Ok(())
    }

    fn lay_out(&mut self, cx: &Cx) {
        let (width, lang) = self.laid_for;
        let writer = Writer {
            known: &self.known,
            directory: cx.store.directory(),
            lang,
            today: cx.store.today(),
            limits: cx.store.settings().limits(self.known.case.office),
            window: cx.store.settings().court_window(self.known.case.office),
        };
        self.page = Page::lay_out(writer.blocks(), width);
        self.selected = self.selected.min(self.page.cells.len().saturating_sub(1));
    }

    fn spot(&self) -> Option<Spot> {
        self.page.cells.get(self.selected).map(|cell| cell.spot)
    }

    /// Reads the case again; the selection follows its field.
    fn reload(&mut self, cx: &mut Cx) {
        let key = self.spot().map(|spot| spot.key(&self.known.case));
        match Known::read(&mut cx.store, self.id) {
            Ok(known) => self.known = known,
            Err(error) => cx.fail(crate::text::errors::store_error(cx.lang, &error)),
        }
        self.lay_out(cx);
        let same = self.page.cells.iter().position(|cell| Some(cell.spot.key(&self.known.case)) == key);
        if let Some(at) = same {
            self.selected = at;
        }
    }

    fn other_cases(&self, at: usize, cx: &mut Cx) -> Flow {
        let Some(party) = self.known.case.parties.get(at) else { return Flow::Stay };
        match cx.store.cases_of_person(&party.name, known::CASES_OF_PERSON) {
            Ok(mut rows) => {
                rows.retain(|row| row.id != self.id);
                let title = words::other_cases_of(cx.lang, &party.name);
                Flow::Push(Box::new(earlier::OtherCases::new(title, rows)))
            }
            Err(error) => {
                cx.fail(crate::text::errors::store_error(cx.lang, &error));
                Flow::Stay
            }
        }
    }

    fn void(&mut self, cx: &mut Cx) -> Flow {
        if self.is_kept_elsewhere(cx) {
            return Flow::Stay;
        }
        if self.known.case.void.is_some() {
            self.asked = Asked::Restore;
            let question = words::ask_restore(cx.lang, &self.known.case.number);
            return Flow::Push(Box::new(Confirm::yes_or_no(question, cx.lang)));
        }
        self.asked = Asked::VoidReason;
        let label = Spot::case(Field::Void).label().text(cx.lang);
        let spec = Spec::new((), label, crate::tui::form::Kind::Line).required().cells(48);
        let title = words::void_title(cx.lang, &self.known.case.number);
        Flow::Push(Box::new(FieldEditor::new(spec, title, cx)))
    }

    fn hand_over(&mut self, cx: &mut Cx) -> Flow {
        if self.is_kept_elsewhere(cx) {
            return Flow::Stay;
        }
        let Some((one, layer)) = One::begin(&self.known.case, cx) else { return Flow::Stay };
        self.asked = Asked::HandOver(one);
        Flow::Push(layer)
    }

    /// Scrolls so that the selected field, or the edited one with its list, is visible.
    fn scroll(&mut self) {
        let height = usize::from(self.height).max(1);
        let Some(stand) = self.page.stands.get(self.selected).copied() else { return };
        let wanted = self.editing.as_ref().map_or(stand.lines, |editing| editing.lines(stand.width));
        let end = stand.line + wanted.clamp(1, height);
        // Include the headings before it, or else the line moved from.
        let headed = self.page.headed(stand.line).min(stand.line.saturating_sub(1));
        let start = if wanted + (stand.line - headed) <= height { headed } else { stand.line };
        if self.selected == 0 {
            self.top = 0;
        } else if start < self.top {
            self.top = start.saturating_sub(height / 2);
        } else if end > self.top + height {
            // Scroll by at least half a window, so that walking down does not redraw at each key.
            self.top = (end - height).max(stand.line.saturating_sub(height / 2));
        }
        if self.editing.is_none() {
            self.top = self.top.min(self.page.lines.len().saturating_sub(height));
        }
    }

    fn draw_field(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let (Some(editing), Some(stand)) = (&mut self.editing, self.page.stands.get(self.selected)) else {
            return;
        };
        let Some(down) = stand.line.checked_sub(self.top).and_then(|down| u16::try_from(down).ok()) else {
            return;
        };
        let y = area.y.saturating_add(down);
        if y < area.bottom() {
            let row = Rect { y, height: area.bottom() - y, ..area };
            self.cursor = editing.draw(stand.x, row, buf, cx);
        }
    }
}

impl Layer for DisputeScreen {
    fn place(&self) -> Place {
        // While a field is edited, Home moves to the start of the text, not of the page.
        if self.editing.is_some() { Place::InPlace } else { Place::Dispute }
    }

    fn hinted(&self) -> Place {
        let ends = self.editing.as_ref().is_some_and(|editing| editing.form.ends_with_a_digit());
        if ends { Place::PickList } else { self.place() }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        if self.editing.is_some() {
            return self.act_in_field(action, cx);
        }
        match action {
            Action::Edit => return self.enter(cx),
            Action::AddParty => return self.edit(Spot::add(PartKind::Party), cx),
            Action::RemoveParty => return self.remove(cx),
            Action::Void => return self.void(cx),
            Action::HandOver => return self.hand_over(cx),
            Action::Outcome => {
                return screens::open_outcome(self.id, cx).map_or(Flow::Unhandled, Flow::Push);
            }
            Action::Documents => {
                let door = screens::open_documents(self.id, cx);
                return screens::through(door, cx);
            }
            Action::History => {
                let door = screens::open_history(self.id, cx);
                return screens::through(door, cx);
            }
            Action::Transcribe => {
                let door = screens::open_transcribe(self.id, cx);
                return screens::through(door, cx);
            }
            Action::Copy => return screens::transcribe::copy_case(self.id, cx),
            Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::NextSection
            | Action::PreviousSection => self.move_by(action),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        if let Some(editing) = &mut self.editing {
            let event = match input {
                Input::Key(key) if *key == Key::ctrl('z') => editing.form.act(Action::Undo),
                Input::Key(key) if *key == Key::ctrl('y') => editing.form.act(Action::Redo),
                _ => editing.form.input(input),
            };
            return self.follow(event, cx);
        }
        match input {
            Input::Key(Key { code: Code::Left, .. }) => self.step(-1),
            Input::Key(Key { code: Code::Right, .. }) => self.step(1),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    /// A click on a field selects it; on the selected one it edits it.
    fn pointed(&mut self, at: Position, cx: &mut Cx) -> Flow {
        if self.editing.is_some() {
            return Flow::Unhandled;
        }
        match self.cell_at(at) {
            Some(cell) if cell == self.selected => return self.enter(cx),
            cell => self.step_to(cell),
        }
        Flow::Stay
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let whole = area;
        let beside = if whole.width >= WIDE { INDEX } else { 0 };
        let area = Rect { width: whole.width - beside, ..whole };
        if self.laid_for != (area.width, cx.lang) {
            let spot = self.spot();
            self.laid_for = (area.width, cx.lang);
            self.lay_out(cx);
            self.select(spot.and_then(|spot| self.page.find(spot)));
        }
        self.height = area.height;
        self.scroll();
        let view = paint::View { top: self.top, selected: self.selected };
        self.cursor = paint::draw(&self.page, view, area, buf, cx);
        let index = Rect { x: area.right(), width: beside, ..whole };
        paint::draw_index(&self.page, self.selected, index, buf, cx);
        self.draw_field(area, buf, cx);
        self.cursor
    }

    fn title(&self, cx: &Cx) -> String {
        words::title(cx.lang, &self.known.case.number)
    }

    fn typing(&self) -> Typing {
        self.editing.as_ref().map_or(Typing::Singles, |editing| editing.form.typing())
    }

    fn covers(&self) -> Covers {
        Covers::Screen
    }

    fn waits(&self) -> Wait {
        let unkept = self.editing.as_ref().is_some_and(|editing| editing.is_unkept());
        if unkept { Wait::Rest(REST) } else { Wait::Key }
    }

    fn rest(&mut self, cx: &mut Cx) {
        let Some(editing) = self.editing.as_mut().filter(|editing| editing.is_unkept()) else { return };
        editing.note_kept();
        let (key, typed) = (editing.spot.key(&self.known.case), editing.typed());
        self.keep(&key, &typed, cx);
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match (std::mem::replace(&mut self.asked, Asked::Nothing), answer) {
            (Asked::VoidReason, Answer::Filled(reason)) => {
                let change = Change::of(Spot::case(Field::Void), &reason, &self.known.case, cx);
                self.save(change, cx);
            }
            (Asked::HandOver(one), answer) => {
                if let Some((one, layer)) = one.answered(&self.known.case, &answer, cx) {
                    self.asked = Asked::HandOver(one);
                    return Flow::Push(layer);
                }
            }
            (Asked::Restore, Answer::Confirmed(Decision::Yes)) => {
                self.save(Change::restored(&self.known.case, cx), cx);
            }
            _ => {}
        }
        Flow::Stay
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.reload(cx);
    }

    fn help(&self, lang: Lang) -> Option<String> {
        self.spot().map(|spot| words::help(lang, spot.label_in(&self.known.case)))
    }
}
