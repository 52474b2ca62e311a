//! The screens, and the doors between them.

pub mod analysis;
pub mod asked;
pub mod backups;
pub mod cases;
pub mod confirm;
pub mod custody;
pub mod disclosures;
pub mod dispute;
pub mod documents;
pub mod due;
pub mod entry;
pub mod export;
pub mod filter;
pub mod find;
pub mod help;
pub mod history;
pub mod import;
pub mod locks;
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
use super::stack::{Cx, Flow, Headline, Layer};
use crate::domain::DisputeId;
use crate::store::CaseFilter;

/// A door: the screen behind it, or none where it could not open; then the notice says why.
pub type Door = Option<Box<dyn Layer>>;

/// Goes through a door; where it did not open and nobody has said why, that it is not to be had.
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

/// The screen that an action opens from anywhere.
pub fn open(action: Action, cx: &mut Cx) -> Door {
    match action {
        Action::Log => open_entry(cx),
        Action::Find => open_find(cx),
        Action::Totals => open_totals(cx),
        Action::Settings => open_settings(cx),
        Action::Due => open_due(cx),
        Action::Services => open_services(cx),
        Action::Report => open_report(cx),
        Action::Roster => open_roster(cx),
        Action::Import => open_import(cx),
        Action::Protection => protection::open(cx),
        Action::Backups => Some(Box::new(backups::Backups::open(cx))),
        Action::Custody => Some(Box::new(custody::Custody::default())),
        Action::Disclosures => open_disclosures(cx),
        _ => None,
    }
}

/// 外发登记
pub fn open_disclosures(cx: &mut Cx) -> Door {
    disclosures::open(cx)
}

/// 沿革: the saves of one case.
pub fn open_history(id: DisputeId, cx: &mut Cx) -> Door {
    history::open(id, cx)
}

/// 登记: a new case, or the draft of one.
pub fn open_entry(cx: &mut Cx) -> Door {
    Some(Box::new(entry::Entry::open(cx)))
}

/// 查找
pub fn open_find(cx: &mut Cx) -> Door {
    Some(Box::new(find::Find::new(cx)))
}

/// 统计
pub fn open_totals(cx: &mut Cx) -> Door {
    totals::Totals::open(cx).map(|screen| Box::new(screen) as Box<dyn Layer>)
}

/// 设置
pub fn open_settings(cx: &mut Cx) -> Door {
    Some(Box::new(settings::SettingsScreen::new(cx)))
}

/// 待办
pub fn open_due(cx: &mut Cx) -> Door {
    due::Due::open(cx).map(|screen| Box::new(screen) as Box<dyn Layer>)
}

/// 服务
pub fn open_services(cx: &mut Cx) -> Door {
    services::Services::open(cx).map(|screen| Box::new(screen) as Box<dyn Layer>)
}

/// 报表
pub fn open_report(cx: &mut Cx) -> Door {
    report::Reports::open(cx).map(|screen| Box::new(screen) as Box<dyn Layer>)
}

/// 名册
pub fn open_roster(cx: &mut Cx) -> Door {
    Some(Box::new(roster::Roster::new(cx)))
}

/// 导入
pub fn open_import(cx: &mut Cx) -> Door {
    Some(Box::new(import::Import::open(cx)))
}

/// 文书: the forms of one case.
pub fn open_documents(id: DisputeId, cx: &mut Cx) -> Door {
    documents::open(id, cx)
}

/// 抄录: a case, field by field.
pub fn open_transcribe(id: DisputeId, cx: &mut Cx) -> Door {
    transcribe::open(id, cx)
}

/// 案件: everything of one case.
pub fn open_dispute(id: DisputeId, cx: &mut Cx) -> Door {
    dispute::open(id, cx)
}

/// 案件, with the cursor on what has to be done about it.
pub fn open_dispute_at(id: DisputeId, target: dispute::Target, cx: &mut Cx) -> Door {
    dispute::open_at(id, target, cx)
}

/// 结果: the outcome of one case, over the screen one is on.
pub fn open_outcome(id: DisputeId, cx: &mut Cx) -> Door {
    let card = outcome::OutcomeCard::open(id, cx)?;
    Some(Box::new(card))
}

/// The cases behind a number; `title` says which number.
pub fn open_cases(title: String, filter: CaseFilter, cx: &mut Cx) -> Door {
    Some(cases::behind(title, filter, cx))
}

/// 导出: what is on the screen, as a file.
pub fn open_export(what: crate::report::Exported, cx: &mut Cx) -> Door {
    Some(Box::new(export::ExportCard::new(what, cx)))
}

/// Undoes or redoes a save, and says so in the bottom line.
pub fn step_history(action: Action, cx: &mut Cx) {
    undo::step(action, cx);
}

/// The title line's figures as of now; none to leave them as they are.
pub fn headline(cx: &Cx) -> Option<Headline> {
    register::headline(cx)
}
