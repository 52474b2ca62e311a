//! Checks a template before it is accepted: every name it uses is known, and both a full and an empty case
//! can be printed.

use chrono::NaiveDate;

use super::blank::Noted;
use super::context::{Entry, Facts};
use super::fill::unknown_names;
use super::press::Template;
use super::sample;
use crate::domain::Dispute;
use crate::domain::form::FormKind;
use crate::store::Store;
use crate::text::document::{NameGroup, TemplateFault};

/// Checks that the docx can replace the template of that form.
///
/// # Errors
/// The first fault found, and where.
pub fn check_template(store: &Store, docx: &[u8]) -> Result<(), TemplateFault> {
    let template = Template::read(docx)?;
    let groups = NameGroup::all();
    for part in template.parts() {
        unknown_names(part, |name| is_known(&groups, name))?;
    }
    let today = store.today();
    for case in [sample::full(today), sample::empty(today)] {
        try_with(store, &template, &case, today)?;
    }
    Ok(())
}

fn try_with(
    store: &Store,
    template: &Template,
    case: &Dispute,
    today: NaiveDate,
) -> Result<(), TemplateFault> {
    let contents = [Entry { kind: FormKind::Session, nth: Some(1), on: Some(today) }];
    let contents = if case.parties.is_empty() { &[] } else { contents.as_slice() };
    let facts =
        Facts { directory: store.directory(), case, today, part: None, contents, noted: Noted::default() };
    template.fill(&facts.values()).map(|_| ())
}

/// Whether a name, or a name within a record, is documented.
fn is_known(groups: &[NameGroup], name: &str) -> bool {
    let (record, within) = name.split_once('.').map_or(("", name), |(record, rest)| (record, rest));
    let has = |group: &NameGroup, name: &str| group.names.iter().any(|(word, _)| *word == name);
    if record.is_empty() {
        return groups.iter().any(|group| group.within.is_empty() && has(group, within));
    }
    groups.iter().any(|group| group.within.contains(&record) && has(group, within))
}
