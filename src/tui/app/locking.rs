//! The screen is locked: on one key, and where nobody was at it for a while. And what the loop asks of the program.

use std::time::Duration;

use ratatui::Frame;

use super::{App, Wanted};
use crate::text::protection;
use crate::tui::actions::Place;
use crate::tui::input::Input;
use crate::tui::screens::unlock::Unlock;
use crate::tui::stack::{Flow, Wait};
use crate::tui::terminal::Program;

impl App {
    /// Hides everything until the passphrase is typed. What is half typed is put into the file first, so that it is there
    /// even if the laptop is switched off meanwhile; work under way goes on.
    pub(super) fn lock_screen(&mut self) {
        if self.is_locked() {
            return;
        }
        if self.cx.store.key().is_none() {
            self.cx.warn(protection::nothing_to_lock(self.cx.lang));
            return;
        }
        for slot in &mut self.layers {
            slot.layer.rest(&mut self.cx);
        }
        // Both may name people.
        (self.cx.notice, self.cx.copied) = (None, None);
        let unlock = Unlock::over(&mut self.cx);
        self.follow(Flow::Push(Box::new(unlock)));
    }

    fn is_locked(&self) -> bool {
        self.layers.last().is_some_and(|slot| slot.layer.place() == Place::Unlock)
    }

    /// How long the screen stays open with nobody at it.
    pub(super) fn idle_limit(&self) -> Option<Duration> {
        let minutes = u64::from(self.cx.store.settings().idle_minutes);
        let locks = minutes > 0 && self.cx.store.key().is_some() && !self.is_locked();
        locks.then(|| Duration::from_secs(minutes * 60))
    }

    /// By the clock nobody was here for so long: told by the next key after the laptop slept, and while work goes on.
    pub(super) fn was_left(&mut self) -> bool {
        let (Some(limit), Some(last)) = (self.idle_limit(), self.last_input) else { return false };
        (self.cx.store.surroundings().now() - last).to_std().is_ok_and(|passed| passed >= limit)
    }

    /// After how long without an input it wants to be woken: to lock a screen that was left, or for what the top layer
    /// waits for.
    pub fn alarm(&self) -> Option<Duration> {
        match self.top_waits() {
            Wait::Time(time) => Some(time),
            _ => self.idle_limit(),
        }
    }

    /// So long nothing came.
    pub fn woken(&mut self) {
        match self.top_waits() {
            Wait::Time(_) => self.wake_top(),
            _ => self.lock_screen(),
        }
    }
}

impl Program for App {
    fn is_done(&self) -> bool {
        Self::is_done(self)
    }

    fn wants_frame(&self) -> bool {
        Self::wants_frame(self)
    }

    fn render(&mut self, frame: &mut Frame) {
        Self::render(self, frame);
    }

    fn input(&mut self, input: Input) {
        Self::input(self, input);
    }

    fn wants_work(&self) -> bool {
        Self::wants_work(self)
    }

    fn work(&mut self) {
        Self::work(self);
    }

    fn pause(&self) -> Option<Duration> {
        Self::pause(self)
    }

    fn rest(&mut self) {
        Self::rest(self);
    }

    fn alarm(&self) -> Option<Duration> {
        Self::alarm(self)
    }

    fn woken(&mut self) {
        Self::woken(self);
    }

    fn take_copied(&mut self) -> Option<String> {
        Self::take_copied(self)
    }

    fn hand_over(&mut self, text: &str) {
        let taken = self.clipboard.put(text);
        self.cx.say_copied(&self.copied, taken);
        self.frame = Wanted::Yes;
    }
}
