//! What the screens of figures have in common: whose cases are counted, by which cut-off, in which years.

use chrono::Datelike;

use crate::domain::date_entry::YEARS;
use crate::domain::{CutOff, OfficeId, OfficeKind, Period};
use crate::store::Store;
use crate::text::totals as words;
use crate::tui::stack::{Cx, Flow};

/// The home office; none where it is the district, whose figures are those of all.
pub fn home(store: &Store) -> Option<OfficeId> {
    let office = store.directory().office(store.settings().home)?;
    (office.kind != OfficeKind::District).then_some(office.id)
}

/// The day on which a statistical month ends.
pub fn cut_off(store: &Store) -> CutOff {
    store.settings().cut_off()
}

/// Asks for all offices where `office` is one, and for the home office where it is none; says so where those are the
/// same.
pub fn change_scope(
    office: Option<OfficeId>,
    cx: &mut Cx,
    ask: impl FnOnce(Option<OfficeId>, &mut Cx) -> Flow,
) -> Flow {
    match (office, home(&cx.store)) {
        (None, None) => cx.warned(words::home_is_all(cx.lang)),
        (None, home) => ask(home, cx),
        (Some(_), _) => ask(None, cx),
    }
}

/// Asks for a period where there can be cases in it; says so where there can be none.
pub fn within_years(period: Period, cut_off: CutOff, cx: &mut Cx, ask: impl FnOnce(&mut Cx) -> Flow) -> Flow {
    let range = period.range(cut_off);
    if YEARS.contains(&range.from.year()) && YEARS.contains(&range.to.year()) {
        return ask(cx);
    }
    cx.warned(words::no_such_year(cx.lang))
}

/// The one after `now` in a round.
pub fn after<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    all.iter()
        .position(|one| *one == now)
        .and_then(|at| all.get(at + 1))
        .or(all.first())
        .copied()
        .unwrap_or(now)
}
