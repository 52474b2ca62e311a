//! The screens, and the functions that open one from another.

pub mod acts;
pub mod analysis;
pub mod asked;
pub mod backups;
pub mod batch;
pub mod cases;
pub mod confirm;
pub mod conflicts;
pub mod custody;
pub mod disclosures;
pub mod dispute;
pub mod documents;
pub mod due;
pub mod entry;
pub mod exchange;
pub mod export;
pub mod filter;
pub mod find;
pub mod help;
pub mod history;
pub mod import;
pub mod laptop;
pub mod locks;
pub mod merge;
pub mod outcome;
pub mod palette;
pub mod protection;
pub mod register;
pub mod report;
pub mod roster;
pub mod services;
pub mod settings;
pub mod sign_in;
pub mod totals;
pub mod transcribe;
pub mod undo;
pub mod unlock;
pub mod welcome;

use super::actions::Action;
use super::stack::{Cx, Flow, Layer};
use crate::domain::DisputeId;
use crate::store::CaseFilter;

pub use dispute::{offer_late, open as open_dispute};
pub use documents::open as open_documents;
pub use history::open as open_history;
pub use register::headline;
pub use transcribe::open as open_transcribe;
pub use undo::step as step_history;

/// An opened screen; none where that failed, and a notice says why.
pub type Door = Option<Box<dyn Layer>>;

/// Pushes an opened screen; where it did not open and there is no notice, shows a general one.
pub fn through(door: Door, cx: &mut Cx) -> Flow {
    match door {
        Some(layer) => Flow::Push(layer),
        None => {
            if cx.notice.is_none() {
                cx.fail(crate::text::shell::not_available(cx.lang));
            }
            Flow::Stay
        }
    }
}

fn boxed(layer: impl Layer + 'static) -> Box<dyn Layer> {
    Box::new(layer)
}

/// The function that opens the screen of an action; none if the action opens no screen.
pub fn door_of(action: Action) -> Option<fn(&mut Cx) -> Door> {
    Some(match action {
        Action::Log => |cx| Some(boxed(entry::Entry::open(cx))),
        Action::Find => |cx| Some(boxed(find::Find::new(cx))),
        Action::Totals => |cx| totals::Totals::open(cx).map(boxed),
        Action::Settings => |cx| Some(boxed(settings::SettingsScreen::new(cx))),
        Action::Due => |cx| due::Due::open(cx).map(boxed),
        Action::Services => |cx| services::Services::open(cx).map(boxed),
        Action::Report => |cx| report::Reports::open(cx).map(boxed),
        Action::Roster => |cx| Some(boxed(roster::Roster::new(cx))),
        Action::Import => |cx| Some(boxed(import::Import::open(cx))),
        Action::Backups => |cx| Some(boxed(backups::Backups::open(cx))),
        Action::Custody => |_| Some(boxed(custody::Custody::default())),
        Action::Protection => protection::open,
        Action::Exchange => exchange::open,
        Action::Laptop => laptop::open,
        Action::Conflicts => conflicts::open,
        Action::Disclosures => disclosures::open,
        Action::Lock => locks::open_year,
        // Only where a case is selected.
        Action::Outcome => |_| None,
        _ => return None,
    })
}

/// Opens the screen of an action.
pub fn open(action: Action, cx: &mut Cx) -> Door {
    door_of(action)?(cx)
}

/// 结果: the outcome card of a case, over the current screen.
pub fn open_outcome(id: DisputeId, cx: &mut Cx) -> Door {
    outcome::OutcomeCard::open(id, cx).map(boxed)
}

/// The cases behind a number; `title` names the number.
pub fn open_cases(title: String, filter: CaseFilter, cx: &mut Cx) -> Door {
    Some(cases::behind(title, filter, cx))
}

/// 导出: exports the content of the screen.
pub fn open_export(what: crate::report::Exported, cx: &mut Cx) -> Door {
    Some(boxed(export::ExportCard::new(what, cx)))
}
