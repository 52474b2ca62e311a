//! Questions common to the screens of figures: office, cut-off, years.

use chrono::Datelike;

use crate::domain::date_entry::YEARS;
use crate::domain::{CutOff, Divisor, Month, OfficeId, OfficeKind, Period, RateBasis};
use crate::store::Store;
use crate::text::totals as words;
use crate::tui::stack::{Cx, Flow};

/// The home office; none where it is the district, whose figures are the total.
pub fn home(store: &Store) -> Option<OfficeId> {
    let office = store.directory().office(store.settings().home)?;
    (office.kind != OfficeKind::District).then_some(office.id)
}

/// The day on which a statistical month ends.
pub fn cut_off(store: &Store) -> CutOff {
    store.settings().cut_off()
}

/// The period that a screen of figures opens on: that of the screen it is opened from, else the current month.
pub fn period(cx: &Cx) -> Period {
    cx.period.unwrap_or_else(|| Period::Month(Month::containing(cx.store.today(), cut_off(&cx.store))))
}

/// The denominator after the one in use, cyclically.
pub fn next_basis(divisor: Divisor) -> RateBasis {
    after(Divisor::ALL, divisor).into()
}

/// Switches between the home office and all offices; shows a notice where they are the same.
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

/// Asks for a period, or shows a notice where it is outside the years with cases.
pub fn within_years(period: Period, cut_off: CutOff, cx: &mut Cx, ask: impl FnOnce(&mut Cx) -> Flow) -> Flow {
    let range = period.range(cut_off);
    if YEARS.contains(&range.from.year()) && YEARS.contains(&range.to.year()) {
        return ask(cx);
    }
    cx.warned(words::no_such_year(cx.lang))
}

/// The element after `now`, cyclically.
pub fn after<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    all.iter()
        .position(|one| *one == now)
        .and_then(|at| all.get(at + 1))
        .or(all.first())
        .copied()
        .unwrap_or(now)
}
