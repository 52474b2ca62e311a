//! What is asked step by step over another screen: to whom a case is handed over, whether one is restored. The layer is
//! not seen; it takes the answers.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{Dispute, DisputeId};
use crate::text::dispute as words;
use crate::tui::actions::{Action, Place};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::laptop::hand_over::One;
use crate::tui::stack::{Answer, Covers, Cx, Decision, Flow, Layer};

/// The question that is open.
enum Asked {
    Restore,
    HandOver(One),
}

/// What is done with the case once all is answered.
struct Errand {
    before: Dispute,
    asked: Option<Asked>,
}

/// Asks to which office the case is handed over.
pub(super) fn hand_over(case: DisputeId, cx: &mut Cx) -> Flow {
    let Some(before) = mine(case, cx) else { return Flow::Stay };
    let Some((one, layer)) = One::begin(&before, cx) else { return Flow::Stay };
    Flow::PushBoth(Box::new(Errand { before, asked: Some(Asked::HandOver(one)) }), layer)
}

/// Asks whether a void case counts again.
pub(super) fn restore(case: DisputeId, cx: &mut Cx) -> Flow {
    let Some(before) = mine(case, cx) else { return Flow::Stay };
    let question = Confirm::yes_or_no(words::ask_restore(cx.lang, &before.number), cx.lang);
    Flow::PushBoth(Box::new(Errand { before, asked: Some(Asked::Restore) }), Box::new(question))
}

/// The case, if this office may edit it; else a notice.
fn mine(case: DisputeId, cx: &mut Cx) -> Option<Dispute> {
    let before = cx.told(cx.store.dispute(case))?;
    if let Some(office) = cx.told(cx.store.kept_elsewhere(case))? {
        let name = crate::tui::screens::laptop::office_name(office, cx);
        cx.fail(crate::text::laptop::kept_by(cx.lang, &name));
        return None;
    }
    Some(before)
}

impl Layer for Errand {
    fn place(&self) -> Place {
        Place::Confirm
    }

    fn act(&mut self, _action: Action, _cx: &mut Cx) -> Flow {
        Flow::Unhandled
    }

    fn draw(&mut self, _area: Rect, _buf: &mut Buffer, _cx: &Cx) -> Option<Position> {
        None
    }

    fn covers(&self) -> Covers {
        Covers::Part
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match (self.asked.take(), answer) {
            (Some(Asked::HandOver(one)), answer) => {
                if let Some((one, layer)) = one.answered(&self.before, &answer, cx) {
                    self.asked = Some(Asked::HandOver(one));
                    return Flow::Push(layer);
                }
            }
            (Some(Asked::Restore), Answer::Confirmed(Decision::Yes)) => {
                let after = Dispute { void: None, ..self.before.clone() };
                let saved = cx.store.save_dispute(Some(&self.before), after, None);
                if cx.told(saved).is_some() {
                    cx.done(words::restored(cx.lang));
                    cx.records_changed();
                }
            }
            _ => {}
        }
        Flow::Close
    }
}
