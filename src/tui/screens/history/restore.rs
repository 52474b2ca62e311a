//! Restoring an earlier state of a case: the question lists the changes, the answer is one save.

use crate::domain::DisputeId;
use crate::store::{Right, SaveName, StoreError};
use crate::text::past::{self as words, Telling};
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Cx, Decision, Flow};
use crate::tui::widgets::cells;

/// The most changes listed in the question.
const NAMED: usize = 6;
/// The width of a value in it.
const VALUE: u16 = 20;

/// Asks whether to restore that state.
pub fn ask(id: DisputeId, save: SaveName, cx: &mut Cx) -> Flow {
    match question(id, save, cx) {
        Ok(Some(question)) => {
            let asked = Confirm::new(question)
                .choice(words::leave_it(cx.lang), Answer::Confirmed(Decision::No))
                .choice(words::restore_it(cx.lang), Answer::Confirmed(Decision::Yes));
            Flow::Push(Box::new(asked))
        }
        Ok(None) => {
            cx.done(words::as_now(cx.lang));
            Flow::Stay
        }
        Err(error) => cx.refused(&error),
    }
}

/// The question; none where the case is already in that state.
fn question(id: DisputeId, save: SaveName, cx: &Cx) -> Result<Option<String>, StoreError> {
    cx.store.may(Right::Log)?;
    let changes = cx.store.restore_changes(id, save)?;
    if changes.is_empty() {
        return Ok(None);
    }
    let (number, at) = (cx.store.dispute(id)?.number, time_of(id, save, cx)?);
    let saves = cx.store.past(id.uuid())?;
    let telling = Telling { directory: cx.store.directory(), lang: cx.lang, saves: &saves };
    let lines: Vec<String> = changes
        .iter()
        .take(NAMED)
        .map(|change| {
            // Long texts are cut; the list below has them in full.
            let said = [telling.before(change), telling.after(change)];
            let [from, to] = said.map(|text| cells::cut_ellipsis(&text, VALUE, cx.symbols.cut).into_owned());
            words::from_to(cx.lang, &telling.name(change), &from, &to)
        })
        .collect();
    Ok(Some(words::ask_restore(cx.lang, &number, &at, &lines, changes.len())))
}

fn time_of(id: DisputeId, save: SaveName, cx: &Cx) -> Result<String, StoreError> {
    let saves = cx.store.past(id.uuid())?;
    let found = saves.iter().find(|one| one.name == save);
    Ok(found.map(|one| words::clock(&one.at)).unwrap_or_default())
}

/// Restores it, and shows a notice.
pub fn confirmed(id: DisputeId, save: SaveName, cx: &mut Cx) {
    let done = time_of(id, save, cx).and_then(|at| Ok((at, cx.store.restore_dispute(id, save)?)));
    if let Some((at, saved)) = cx.told(done) {
        cx.done(words::restored(cx.lang, &saved.dispute.number, &at));
        cx.records_changed();
    }
}
