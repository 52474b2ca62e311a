//! The figures of the title line.

use crate::domain::{Month, Office, OfficeId, Period};
use crate::text::backups;
use crate::text::shell::Over;
use crate::tui::stack::{Cx, Headline};

/// The figures of the statistical month of today at the home office, or of the period and office that a screen shows,
/// and the duties and conflicts of now; a district counts all its offices.
pub fn headline(of: Option<(Period, Option<OfficeId>)>, cx: &Cx) -> Option<Headline> {
    let settings = cx.store.settings();
    let cut_off = settings.cut_off();
    let home = (settings.home != Office::root_id()).then_some(settings.home);
    let now = || (Period::Month(Month::containing(cx.store.today(), cut_off)), home);
    let (period, office) = of.unwrap_or_else(now);
    let range = period.range(cut_off);
    let figures = cx.store.figures(range, office).ok()?;
    let count = |figure: i64| u64::try_from(figure).unwrap_or(0);
    let directory = cx.store.directory();
    let named = directory.office(office.unwrap_or_else(Office::root_id));
    let is_now = range.contains(cx.store.today());
    // What is due now says nothing of another period, and stands in the title of every other screen.
    let due = if is_now { cx.store.due_count(home, None).unwrap_or_default() } else { Default::default() };
    Some(Headline {
        office: named.map_or_else(String::new, |office| office.name.clone()),
        period: Some(period),
        over: if range.to < cx.store.today() { Over::Yes } else { Over::No },
        accepted: count(figures.accepted),
        successful: count(figures.successful()),
        referred: count(figures.referred),
        open: count(figures.pending),
        due,
        warning: warning(cx).unwrap_or_default(),
        attention: cx.store.attention().unwrap_or_default(),
    })
}

/// A warning; a damaged file has priority over an old backup.
fn warning(cx: &Cx) -> Option<String> {
    if cx.file_is_damaged {
        return Some(backups::DAMAGED.text(cx.lang).to_owned());
    }
    backups::in_title(cx.lang, cx.store.backup_age().ok()?)
}
