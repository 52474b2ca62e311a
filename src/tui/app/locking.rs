//! Locking the screen, by a key or after a time without input, and what the event loop asks of the program.

use std::time::Duration;

use super::App;
use crate::text::protection;
use crate::tui::actions::Place;
use crate::tui::screens::unlock::Unlock;
use crate::tui::stack::Flow;

impl App {
    /// Hides everything until the passphrase is typed. Typed text is saved in the file first, so that it
    /// survives even if the laptop is switched off meanwhile; running jobs continue.
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
        // Both may contain names of people.
        (self.cx.notice, self.cx.copied) = (None, None);
        let unlock = Unlock::over(&mut self.cx);
        self.follow(Flow::Push(Box::new(unlock)));
    }

    fn is_locked(&self) -> bool {
        self.layers.last().is_some_and(|slot| slot.layer.place() == Place::Unlock)
    }

    /// How long the screen stays unlocked without input.
    pub(super) fn idle_limit(&self) -> Option<Duration> {
        let minutes = u64::from(self.cx.store.settings().idle_minutes);
        let locks = minutes > 0 && self.cx.store.key().is_some() && !self.is_locked();
        locks.then(|| Duration::from_secs(minutes * 60))
    }

    /// Whether the idle limit has passed by the clock: checked at the next key after sleep, and during jobs.
    pub(super) fn was_left(&mut self) -> bool {
        let (Some(limit), Some(last)) = (self.idle_limit(), self.last_input) else { return false };
        (self.cx.store.surroundings().now() - last).to_std().is_ok_and(|passed| passed >= limit)
    }
}
