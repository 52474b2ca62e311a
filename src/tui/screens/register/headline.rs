//! The figures of the title line.

use crate::domain::{Month, Office};
use crate::text::backups;
use crate::tui::stack::{Cx, Headline};

/// The statistical month of today at the home office, and the open cases; a district counts all its offices.
pub fn headline(cx: &Cx) -> Option<Headline> {
    let settings = cx.store.settings();
    let cut_off = settings.cut_off();
    let month = Month::containing(cx.store.today(), cut_off);
    let office = (settings.home != Office::root_id()).then_some(settings.home);
    let figures = cx.store.figures(month.span(cut_off), office).ok()?;
    let count = |figure: i64| u64::try_from(figure).unwrap_or(0);
    let home = cx.store.directory().office(settings.home);
    Some(Headline {
        office: home.map_or_else(String::new, |office| office.name.clone()),
        month: Some((month.year(), month.month())),
        accepted: count(figures.accepted),
        successful: count(figures.successful()),
        referred: count(figures.referred),
        open: count(figures.pending),
        due: cx.store.due_count(office, None).unwrap_or_default(),
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
