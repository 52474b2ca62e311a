//! The shell around the screens: passes inputs to the top layer, handles common actions, draws frames.

mod drawing;
mod guide;
mod locking;
mod pointing;
mod typing;

use std::time::Duration;

use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal, backend::Backend};

use super::actions::{self, Action, Place};
use super::care::Care;
use super::clipboard::Clipboard;
use super::halves::Halves;
use super::input::{Code, Input, Key};
use super::keyboard::Report;
use super::mouse::Reports;
use super::screens::help::Help;
use super::screens::palette::Palette;
use super::screens::{self, Door};
use super::stack::{Answer, Covers, Cx, Flow, Headline, Layer, NoticeKind, Records, Then, Wait, Worked};
use super::terminal::Program;
use super::tour::Tour;
use crate::domain::{OfficeId, Period};
use crate::store::{MouseChoice, Others};
use crate::text::shell as words;
use guide::WindowTitling;

/// The smallest number of columns and rows in which a screen can be laid out.
pub const LEAST: (u16, u16) = (40, 10);

/// The layers and their shared state.
pub struct App {
    cx: Cx,
    layers: Vec<Slot>,
    frame: Wanted,
    state: State,
    halves: Halves,
    clipboard: Clipboard,
    /// The text being copied to the clipboards.
    copied: String,
    care: Care,
    title: WindowTitling,
    tour: Option<Tour>,
    /// The time of the last input; known only where the file has a passphrase.
    last_input: Option<chrono::DateTime<chrono::FixedOffset>>,
    /// The screen of the last frame.
    area: Rect,
    /// The figures of the title line for the period and office of the screen that was shown last.
    figures: Option<(Shown, Headline)>,
}

/// The period and the office of a screen of figures; none for all offices.
type Shown = (Period, Option<OfficeId>);

struct Slot {
    layer: Box<dyn Layer>,
    records: Records,
}

/// Whether the screen must be redrawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Yes,
    No,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// The user was warned that leaving would lose a draft.
    Warned,
    Done,
}

/// Whether an action was handled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dealt {
    With,
    Not,
}

impl App {
    /// Starts with that layer. Nothing is drawn or read until the loop asks for it.
    pub fn new(cx: Cx, first: Box<dyn Layer>) -> Self {
        let slot = Slot { layer: first, records: Records::Shown };
        Self {
            cx,
            layers: vec![slot],
            frame: Wanted::Yes,
            state: State::Open,
            halves: Halves::default(),
            clipboard: Clipboard::default(),
            copied: String::new(),
            care: Care::default(),
            title: WindowTitling::Off,
            tour: None,
            last_input: None,
            area: Rect::ZERO,
            figures: None,
        }
    }

    /// The state that the layers share.
    pub fn cx(&self) -> &Cx {
        &self.cx
    }

    /// The shared state, to set up before the first frame.
    pub fn cx_mut(&mut self) -> &mut Cx {
        &mut self.cx
    }

    /// Puts a layer on top.
    pub fn push(&mut self, layer: Box<dyn Layer>) {
        self.follow(Flow::Push(layer));
    }

    fn key(&mut self, key: Key) {
        if key == Key::plain(Code::Esc) && self.end_tour() == Dealt::With {
            return;
        }
        let dealt = match self.action_for(key) {
            Some(action) => self.perform(action),
            None => Dealt::Not,
        };
        if dealt == Dealt::Not {
            self.deliver(&Input::Key(key));
        }
    }

    fn action_for(&self, key: Key) -> Option<Action> {
        actions::action_for(self.layers.last()?.layer.place(), key)
    }

    /// Passes the action to the top layer, and to the shell if the layer does not handle it.
    fn perform(&mut self, action: Action) -> Dealt {
        let Some(slot) = self.layers.last_mut() else { return Dealt::Not };
        match slot.layer.act(action, &mut self.cx) {
            Flow::Unhandled => self.perform_global(action),
            flow => {
                self.follow(flow);
                Dealt::With
            }
        }
    }

    fn perform_global(&mut self, action: Action) -> Dealt {
        let flow = match action {
            Action::Quit => Flow::Quit,
            Action::Back if self.layers.len() > 1 => Flow::Close,
            Action::LockScreen => {
                self.lock_screen();
                Flow::Stay
            }
            Action::Help => self.help(),
            Action::Commands => self.list(Palette::of),
            Action::Act => self.list(Palette::acts),
            Action::Undo | Action::Redo => {
                screens::step_history(action, &mut self.cx);
                Flow::Stay
            }
            _ => match screens::door_of(action) {
                Some(door) => self.open(door),
                None => return Dealt::Not,
            },
        };
        self.follow(flow);
        Dealt::With
    }

    fn help(&self) -> Flow {
        let Some(top) = self.layers.last() else { return Flow::Stay };
        Flow::Push(Box::new(Help::about(top.layer.place(), top.layer.help(self.cx.lang))))
    }

    fn list(&self, of: fn(Place) -> Palette) -> Flow {
        let Some(top) = self.layers.last() else { return Flow::Stay };
        Flow::Push(Box::new(of(top.layer.place())))
    }

    /// Checks whether another program has written to the file. It compares one number, and only when the
    /// screen changes anyway.
    fn look_again(&mut self) {
        match self.cx.store.look_again() {
            Ok(Others::Wrote) => self.cx.records_changed(),
            // A read error is reported by the screen that needs the data.
            Ok(Others::Quiet) | Err(_) => {}
        }
    }

    fn open(&mut self, door: fn(&mut Cx) -> Door) -> Flow {
        self.look_again();
        self.cx.period = self.layers.iter().rev().find_map(|slot| slot.layer.period());
        let door = door(&mut self.cx);
        screens::through(door, &mut self.cx)
    }

    fn follow(&mut self, flow: Flow) {
        if !matches!(flow, Flow::Unhandled | Flow::Stay) {
            self.look_again();
        }
        match flow {
            Flow::Unhandled => return,
            Flow::Stay => {}
            Flow::Push(layer) => self.layers.push(Slot { layer, records: Records::Shown }),
            Flow::PushBoth(room, card) => {
                let slots = [room, card].map(|layer| Slot { layer, records: Records::Shown });
                self.layers.extend(slots);
            }
            Flow::Replace(layer) => {
                self.layers.pop();
                self.layers.push(Slot { layer, records: Records::Shown });
            }
            Flow::Close => self.close(),
            Flow::Answer(answer) => {
                self.close();
                self.answer(answer);
            }
            Flow::Quit => self.quit(),
        }
        self.frame = Wanted::Yes;
    }

    fn close(&mut self) {
        self.layers.pop();
        self.cx.meant.iter_mut().for_each(|meant| meant.then = Then::Beneath);
        if self.layers.is_empty() {
            self.state = State::Done;
        }
    }

    fn answer(&mut self, answer: Answer) {
        if let Answer::Chosen(action) = answer {
            self.perform(action);
            return;
        }
        if answer == Answer::Saved {
            self.cx.records_changed();
            self.tour.iter_mut().for_each(Tour::note_saved);
        }
        if let Some(slot) = self.layers.last_mut() {
            let flow = slot.layer.answered(answer, &mut self.cx);
            self.follow(flow);
        }
    }

    /// Saves drafts and ends. If a draft cannot be saved, the typed text would be lost silently: a warning
    /// is shown first, and the same key again ends the program anyway.
    fn quit(&mut self) {
        self.cx.notice = None;
        for slot in &mut self.layers {
            slot.layer.rest(&mut self.cx);
        }
        let refused = self.cx.notice.take().filter(|notice| notice.kind == NoticeKind::Error);
        self.state = match (refused, self.state) {
            (Some(why), State::Open) => {
                self.cx.fail(words::quit_loses_draft(self.cx.lang, &why.text));
                State::Warned
            }
            _ => State::Done,
        };
    }

    /// Refreshes the visible layers after a change. Hidden ones are refreshed when they become visible.
    fn settle(&mut self) {
        self.cx.say_corrected();
        if std::mem::replace(&mut self.cx.records, Records::Shown) == Records::Changed {
            self.refresh_headline();
            for slot in &mut self.layers {
                slot.records = Records::Changed;
            }
        }
        self.look_tour();
        let base = self.base();
        for slot in &mut self.layers[base..] {
            if std::mem::replace(&mut slot.records, Records::Shown) == Records::Changed {
                slot.layer.refresh(&mut self.cx);
                self.frame = Wanted::Yes;
            }
        }
        self.cx.just = None;
    }

    /// Reads the figures of the title line again.
    pub fn refresh_headline(&mut self) {
        self.figures = None;
        if let Some(headline) = screens::headline(None, &self.cx) {
            self.cx.headline = headline;
            self.frame = Wanted::Yes;
        }
    }

    /// The index of the topmost layer that hides all layers below it.
    fn base(&self) -> usize {
        self.layers.iter().rposition(|slot| slot.layer.covers() == Covers::Screen).unwrap_or(0)
    }

    fn top_waits(&self) -> Wait {
        self.layers.last().map_or(Wait::Key, |slot| slot.layer.waits())
    }

    fn top_wants_work(&self) -> bool {
        self.top_waits() == Wait::Turn
    }

    fn wake_top(&mut self) {
        let Some(slot) = self.layers.last_mut() else { return };
        match slot.layer.wake(&mut self.cx) {
            Worked::Changed => self.frame = Wanted::Yes,
            Worked::Leads(flow) => self.follow(flow),
            Worked::NothingNew => {}
        }
    }

    /// Draws a frame if anything changed since the last.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw<B: Backend>(&mut self, terminal: &mut Terminal<B>) -> Result<(), B::Error> {
        if self.wants_frame() && !self.is_done() {
            terminal.draw(|frame| self.render(frame))?;
        }
        Ok(())
    }
}

impl Program for App {
    fn is_done(&self) -> bool {
        self.state == State::Done
    }

    fn wants_frame(&self) -> bool {
        self.frame == Wanted::Yes
    }

    fn render(&mut self, frame: &mut Frame) {
        self.frame = Wanted::No;
        let area = frame.area();
        self.area = area;
        let cursor = if area.width < LEAST.0 || area.height < LEAST.1 {
            self.render_sentence(area, frame.buffer_mut());
            Position::new(area.x, area.y)
        } else {
            self.render_layers(area, frame.buffer_mut())
        };
        self.halves.free(frame.buffer_mut());
        if !area.is_empty() {
            // The cursor is always placed explicitly, because the window of the input method follows it.
            let x = cursor.x.clamp(area.left(), area.right() - 1);
            let y = cursor.y.clamp(area.top(), area.bottom() - 1);
            frame.set_cursor_position((x, y));
        }
    }

    fn input(&mut self, input: Input) {
        if self.is_done() {
            return;
        }
        if let Input::Resize(..) = input {
            self.frame = Wanted::Yes;
            return;
        }
        if matches!(input, Input::Mouse(_)) && self.reports() == Reports::Off {
            // The terminal was told to report nothing; what still comes is not for the program.
            return;
        }
        if self.was_left() {
            // After sleep: the key that woke the laptop must not act on the screen.
            self.lock_screen();
            return;
        }
        self.last_input = self.idle_limit().map(|_| self.cx.store.surroundings().now());
        let clicked = self.key_under(&input);
        if self.cx.notice.take().is_some() {
            self.frame = Wanted::Yes;
        }
        let before = self.state;
        let meant = self.cx.meant.take();
        match clicked.map_or(input, Input::Key) {
            Input::Key(key) => self.key(key),
            Input::Text(text) => self.text(&text, meant),
            Input::Mouse(mouse) => {
                self.mouse(mouse);
                self.frame = Wanted::Yes;
            }
            paste => self.paste(&paste),
        }
        if (before, self.state) == (State::Warned, State::Warned) {
            self.state = State::Open;
        }
        self.settle();
    }

    fn learn(&mut self, report: Report) {
        self.cx.surface.learn(report);
        let before = (self.cx.theme, self.cx.symbols);
        self.cx.take_look();
        if (self.cx.theme, self.cx.symbols) != before {
            self.frame = Wanted::Yes;
        }
    }

    fn wants_work(&self) -> bool {
        !self.is_done() && (self.top_wants_work() || self.care.wants_work())
    }

    fn work(&mut self) {
        if self.was_left() {
            self.lock_screen();
            return;
        }
        if !self.top_wants_work() {
            if matches!(self.care.work(&mut self.cx), Worked::Changed) {
                self.refresh_headline();
                self.frame = Wanted::Yes;
            }
        } else {
            self.wake_top();
        }
        self.settle();
    }

    fn pause(&self) -> Option<Duration> {
        match self.top_waits() {
            Wait::Rest(pause) => Some(pause),
            _ => None,
        }
    }

    fn rest(&mut self) {
        if let Some(slot) = self.layers.last_mut() {
            slot.layer.rest(&mut self.cx);
        }
        if self.cx.notice.is_some() {
            self.frame = Wanted::Yes;
        }
        self.settle();
    }

    fn alarm(&self) -> Option<Duration> {
        match self.top_waits() {
            Wait::Time(time) => Some(time),
            _ => self.idle_limit(),
        }
    }

    fn woken(&mut self) {
        match self.top_waits() {
            Wait::Time(_) => self.wake_top(),
            _ => self.lock_screen(),
        }
    }

    fn take_title(&mut self) -> Option<String> {
        self.next_title()
    }

    fn reports(&self) -> Reports {
        match self.cx.store.settings().mouse {
            MouseChoice::On => Reports::On,
            MouseChoice::Off => Reports::Off,
        }
    }

    fn take_copied(&mut self) -> Option<String> {
        let copied = self.cx.copied.take()?;
        self.copied = copied.what;
        Some(copied.text)
    }

    fn hand_over(&mut self, text: &str) {
        let taken = self.clipboard.put(text);
        self.cx.say_copied(&self.copied, taken);
        self.frame = Wanted::Yes;
    }
}
