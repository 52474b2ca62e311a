//! The screens, and the doors between them.

pub mod confirm;
pub mod help;
pub mod palette;

use super::actions::Action;
use super::stack::{Cx, Headline, Layer};

/// The screen that an action opens from anywhere; none if it has none or could not open, and then the notice says why.
pub fn open(_action: Action, _cx: &mut Cx) -> Option<Box<dyn Layer>> {
    None
}

/// Undoes or redoes a save, and says so in the bottom line.
pub fn step_history(_action: Action, cx: &mut Cx) {
    cx.fail(crate::text::shell::not_available(cx.lang));
}

/// The title line's figures as of now; none to leave them as they are.
pub fn headline(_cx: &Cx) -> Option<Headline> {
    None
}
