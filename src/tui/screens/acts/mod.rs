//! What is done with a case from wherever it stands: its page, the register, any other list of cases. An act opens its
//! card over the screen, which is there again afterwards.
//!
//! - `card`: the card of an act; `form` its fields
//! - `errand`: what is asked step by step, handing over and restoring

mod card;
mod errand;
mod form;

use crate::domain::DisputeId;
use crate::domain::act::{Act, Deed, NotDone};
use crate::text::acts as words;
use crate::tui::actions::Action;
use crate::tui::screens::{self, Door, entry, merge, through, transcribe};
use crate::tui::stack::{Cx, Flow};

pub use card::open;

/// Does with that case what the action says; unhandled where the action is not about a case.
pub fn on(case: Option<DisputeId>, action: Action, cx: &mut Cx) -> Flow {
    let Some(door) = door_of(action) else { return Flow::Unhandled };
    let Some(case) = case else { return cx.warned(words::no_case(cx.lang)) };
    match door {
        How::Act(act) => through(open(case, act, None, cx), cx),
        How::Room(room) => through(room(case, cx), cx),
        How::Asks(begin) => begin(case, cx),
    }
}

/// Whether the action is about a case.
pub fn is_about_case(action: Action) -> bool {
    door_of(action).is_some()
}

/// How an action on a case begins.
enum How {
    Act(Act),
    Room(fn(DisputeId, &mut Cx) -> Door),
    Asks(fn(DisputeId, &mut Cx) -> Flow),
}

fn door_of(action: Action) -> Option<How> {
    Some(match action {
        Action::Do(act) => How::Act(act),
        Action::Void => How::Asks(void),
        Action::HandOver => How::Asks(errand::hand_over),
        Action::Outcome => How::Room(screens::open_outcome),
        Action::Documents => How::Room(screens::open_documents),
        Action::History => How::Room(screens::open_history),
        Action::Transcribe => How::Room(screens::open_transcribe),
        Action::Copy => How::Asks(transcribe::copy_case),
        Action::Summary => How::Asks(transcribe::copy_summary),
        Action::Again => How::Asks(entry::like),
        Action::Merge => How::Asks(merge::open),
        _ => return None,
    })
}

/// Voids the case, or restores one that is void.
fn void(case: DisputeId, cx: &mut Cx) -> Flow {
    let is_void = cx.told(cx.store.dispute(case)).is_some_and(|case| case.void.is_some());
    if is_void { errand::restore(case, cx) } else { through(open(case, Act::Fill(Deed::Void), None, cx), cx) }
}

/// Why an act cannot be done, as a sentence; none for what is said beside a field of its card.
fn refusal(why: NotDone, number: &str, cx: &Cx) -> Option<String> {
    match why {
        NotDone::IsVoid => Some(words::is_void(cx.lang, number)),
        NotDone::NoAgreement => Some(words::no_agreement(cx.lang, number)),
        NotDone::Lacks(kind) => Some(words::lacks(cx.lang, kind)),
        NotDone::Missing(_) | NotDone::Plan(_) => None,
    }
}
