//! 案件: a case in sections; Enter on a field edits it in place, and each edit is saved by itself.
//!
//! - `spot` names the fields, `fields` converts values, `ask` makes the lists; `target` is for other screens
//! - `known` is the case with related data; `content` and `sections` build the page, `wording` words its
//!   fields, `layout` makes lines of it, `paint` draws them
//! - `late` offers a word that came after its field was saved
//! - `take_out` removes parts; how they are added is an act: `screens::acts`
//! - `then` is the read-only page of an earlier state
//! - `in_place` is the field being edited, `editing` enters and leaves it, `change` saves; `earlier` lists
//!   other cases of a person

pub(super) mod ask;
mod change;
mod content;
pub mod contested;
mod earlier;
mod editing;
pub(super) mod fields;
mod in_place;
mod known;
mod late;
mod layout;
mod moving;
mod paint;
mod sections;
pub(super) mod spot;
mod take_out;
mod target;
mod then;
mod wording;

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value as Json;

use crate::domain::DisputeId;
use crate::domain::act::{Act, Addition, Deed};
use crate::domain::field::{Field, Part, PartKind, Spot as At};
use crate::domain::form::Lack;
use crate::domain::{Filing, Litigation};
use crate::store::StoreError;
use crate::text::Lang;
use crate::text::{acts as act_words, dispute as words};
use crate::tui::actions::{Action, Place};
use crate::tui::input::{Code, Input, Key};
use crate::tui::screens::{self, Door, acts};
use crate::tui::stack::{Answer, Covers, Cx, Flow, Layer, NoticeKind, Typing, Wait};

use content::{Seat, Seats, Writer};
use in_place::InPlace;
use known::Known;
pub use late::offer_late;
use layout::{MARGIN, Page};
use spot::Spot;
pub use then::open_then;

/// How long typing must pause before the draft is saved.
const REST: Duration = Duration::from_millis(800);
/// The layout width before the first frame sets the real one.
const USUAL_WIDTH: u16 = 80;
/// From this width on, the sections are listed beside the page.
const WIDE: u16 = 110;
/// The width of that list.
const INDEX: u16 = 20;

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
    /// Unfinished edits: the keys of their fields and what was typed.
    kept: BTreeMap<String, Json>,
    /// Where each field stands while the page is open.
    seats: Seats,
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

/// Opens a case to edit one field for another screen: once it is saved or left, the case closes
/// again. If other fields must be filled first, or an unfinished edit is resumed, the case stays open.
pub fn open_for(id: DisputeId, lack: Lack, cx: &mut Cx) -> Door {
    match DisputeScreen::read(id, cx) {
        Ok(mut screen) => {
            if screen.editing.is_none() {
                let spots = target::spots_of(lack, &screen.known.case);
                let found = spots.iter().copied().find(|spot| screen.page.find(*spot).is_some());
                // What is added has a card, which needs no page under it.
                if let Some((act, of)) = found.and_then(|spot| screen.act_at(spot)) {
                    return acts::open(id, act, of, cx);
                }
                found.into_iter().for_each(|spot| screen.run_errand(spot, spots.first() == Some(&spot), cx));
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
            kept: BTreeMap::new(),
            seats: Seats::new(),
            errand: Errand::None,
            cursor: None,
        };
        screen.lay_out(cx);
        screen.take_up_draft(cx)?;
        Ok(screen)
    }

    /// Resumes the first of the edits that were left unfinished.
    fn take_up_draft(&mut self, cx: &mut Cx) -> Result<(), StoreError> {
        let Some(draft) = cx.store.draft(&draft_place(self.id))? else { return Ok(()) };
        let json: Json = serde_json::from_str(&draft.body).unwrap_or_default();
        // Earlier versions kept one edit at a time.
        let one = json.get("spot").and_then(Json::as_str).zip(json.get("form"));
        let all = json.get("kept").and_then(Json::as_object).cloned().unwrap_or_default();
        self.kept = all.into_iter().chain(one.map(|(key, form)| (key.to_owned(), form.clone()))).collect();
        let is_kept = |cell: &layout::Cell| self.kept.contains_key(&cell.spot.key(&self.known.case));
        if let Some(at) = self.page.cells.iter().position(is_kept) {
            self.selected = at;
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
            seats: &self.seats,
        };
        self.page = Page::lay_out(writer.blocks(), width);
        for (at, cell) in self.page.cells.iter().enumerate() {
            let seat = if self.page.in_row.contains(&at) { Seat::Row } else { Seat::Own };
            // What begins a section has no place yet.
            if seat == Seat::Row || cell.span != layout::Span::Tight {
                self.seats.entry(cell.spot.key(&self.known.case)).or_insert(seat);
            }
        }
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

    /// The act that begins there, and the party or session that it is about: what adds a part, or a section that does not
    /// exist yet.
    fn act_at(&self, spot: Spot) -> Option<(Act, Option<usize>)> {
        let case = &self.known.case;
        match spot {
            Spot::Add(kind, part) => Some((Act::Add(kind), (part != Part::CASE).then_some(part.at))),
            Spot::Field(At { field: Field::LitigationFiledOn, .. }) => {
                (case.litigation == Litigation::default()).then_some((Act::Fill(Deed::Litigate), None))
            }
            Spot::Field(At { field: Field::BoundOn, .. }) => {
                (case.filing == Filing::default()).then_some((Act::Fill(Deed::Bind), None))
            }
            _ => None,
        }
    }

    /// The part that an act is about where its field is selected: an agent of this party.
    fn host(&self, act: Act) -> Option<usize> {
        let part = self.spot()?.part();
        (act.about() == Some(part.kind)).then_some(part.at)
    }

    /// After an act: goes on with the part that it added.
    fn go_to_new_part(&mut self, cx: &mut Cx) {
        let keys = |case: &crate::domain::Dispute| -> HashSet<String> {
            Part::all(case).into_iter().map(|part| part.key(case)).collect()
        };
        let before = keys(&self.known.case);
        self.reload(cx);
        let case = &self.known.case;
        let new = Part::all(case).into_iter().find(|part| !before.contains(&part.key(case)));
        if let Some(part) = new {
            self.step_to_spot(Spot::Field(part.field(Addition::of(part.kind).goes_to)));
        }
    }

    /// Text on a field that is not edited begins the edit, or the card of what is added there.
    fn type_on(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        let typed = match input {
            Input::Text(text) | Input::Paste(text) => text.clone(),
            _ => return Flow::Unhandled,
        };
        let act = self.spot().and_then(|spot| self.act_at(spot)).filter(|_| !self.is_kept_elsewhere(cx));
        if let Some((act, of)) = act {
            let Some(mut card) = acts::open(self.id, act, of, cx) else { return Flow::Stay };
            return match card.input(input, cx) {
                // One digit was all that the card asked for.
                Flow::Answer(answer) => self.answered(answer, cx),
                Flow::Close => Flow::Stay,
                _ => Flow::Push(card),
            };
        }
        if !matches!(self.spot(), Some(Spot::Earlier(_))) {
            self.enter(cx);
        }
        match &mut self.editing {
            Some(editing) => {
                let event = editing.form.input(input);
                self.follow(event, cx)
            }
            None => {
                // What keeps the field from being edited stays said.
                let kept = cx.notice.as_ref().is_some_and(|said| said.kind == NoticeKind::Error);
                if kept { Flow::Stay } else { cx.warned(act_words::not_taken(cx.lang, &typed)) }
            }
        }
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
            Action::Do(act) => {
                let door = acts::open(self.id, act, self.host(act), cx);
                return screens::through(door, cx);
            }
            Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::NextSection
            | Action::PreviousSection => self.move_by(action),
            _ => return acts::on(Some(self.id), action, cx),
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
            _ => return self.type_on(input, cx),
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
        // What is typed on a field begins its edit, as a whole.
        self.editing.as_ref().map_or(Typing::Words, |editing| editing.form.typing())
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
        self.kept.insert(key, typed);
        self.put_away(cx);
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        if answer == Answer::Saved {
            cx.records_changed();
            self.go_to_new_part(cx);
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
