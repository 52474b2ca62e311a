//! Undo and redo of saves, with their messages.

use crate::store::{Store, StoreError, Undone};
use crate::text::{Words, batch, dispute as words, locks, merge, services as counts};
use crate::tui::actions::Action;
use crate::tui::screens::services;
use crate::tui::stack::Cx;

/// Undoes or redoes a save, and shows the case and the fields concerned.
pub fn step(action: Action, cx: &mut Cx) {
    let back = action == Action::Undo;
    let stepped = if back { cx.store.undo() } else { cx.store.redo() };
    match stepped {
        Ok(undone) => {
            let text = told(&undone, back, cx);
            cx.done(text);
            cx.records_changed();
        }
        Err(StoreError::NothingToUndo) if back => cx.warn(words::nothing_to_undo(cx.lang)),
        Err(StoreError::NothingToUndo) => cx.warn(words::nothing_to_redo(cx.lang)),
        Err(error) => cx.fail(crate::text::errors::store_error(cx.lang, &error)),
    }
}

fn told(undone: &Undone, back: bool, cx: &Cx) -> String {
    if let Some(entry) = undone.entry {
        let name = services::named(entry, cx);
        return match (undone.was_new, back) {
            (true, true) => counts::entry_undone(cx.lang, &name),
            (true, false) => counts::entry_redone(cx.lang, &name),
            (false, true) => counts::change_undone(cx.lang, &name),
            (false, false) => counts::change_redone(cx.lang, &name),
        };
    }
    if let Some(month) = undone.lock {
        let said = match (undone.was_new, back) {
            (true, true) => locks::locking_undone,
            (true, false) => locks::locking_restored,
            (false, true) => locks::unlocking_undone,
            (false, false) => locks::unlocked_again,
        };
        return said(cx.lang, month);
    }
    let Some(id) = undone.dispute else {
        return if back { words::roster_undone(cx.lang) } else { words::roster_redone(cx.lang) }.to_owned();
    };
    if let Some(id) = undone.merged {
        let said = if back { merge::undone } else { merge::redone };
        return said(cx.lang, &case_name(&cx.store, id, cx));
    }
    if undone.saves > 1 {
        let said = if back { batch::undone } else { batch::redone };
        return said(cx.lang, undone.saves);
    }
    let name = case_name(&cx.store, id, cx);
    match (undone.was_new, back) {
        (true, true) => return words::entry_undone(cx.lang, &name),
        (true, false) => return words::entry_redone(cx.lang, &name),
        _ => {}
    }
    let mut fields: Vec<Words> = Vec::new();
    for field in undone.fields.iter().filter_map(|field| words::logged_field(field)) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let list = words::field_list(cx.lang, &fields);
    if back { words::undone(cx.lang, &name, &list) } else { words::redone(cx.lang, &name, &list) }
}

/// The number of a case, or its parties if it has none.
fn case_name(store: &Store, id: crate::domain::DisputeId, cx: &Cx) -> String {
    let Ok(case) = store.dispute(id) else { return String::new() };
    if !case.number.is_empty() {
        return case.number;
    }
    let names: Vec<&str> = case.parties.iter().map(|party| party.name.as_str()).collect();
    names.join(crate::text::common::list_comma(cx.lang))
}
