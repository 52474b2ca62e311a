//! Looks up names given on the command line.

use super::complain::Complaint;
use crate::domain::period::Period;
use crate::domain::{MediatorId, Office, OfficeId, SourceCode, TypeCode};
use crate::ledger;
use crate::store::{Directory, Store};
use crate::text::Lang;
use crate::text::{about, cli as words};

/// The office with that name, alias or division code.
pub(super) fn office(store: &Store, lang: Lang, name: &str) -> Result<OfficeId, Complaint> {
    let directory = store.directory();
    let is_called = |office: &&Office| {
        office.name == name
            || office.division_code == name
            || office.aliases.iter().any(|alias| alias == name)
    };
    let found: Vec<&Office> = directory.offices().filter(is_called).collect();
    match found.as_slice() {
        [] => Err(Complaint::Failed(words::no_such_office(lang, name))),
        [one] => Ok(one.id),
        several => {
            let above = several.iter().filter_map(|office| directory.office(office.parent?));
            let places: Vec<&str> = above.map(|office| office.name.as_str()).collect();
            Err(Complaint::Failed(words::several_called(lang, name, &places.join(" "))))
        }
    }
}

/// The mediator with that name, at the given office if any.
pub(super) fn mediator(
    store: &Store,
    lang: Lang,
    name: &str,
    office: Option<OfficeId>,
) -> Result<MediatorId, Complaint> {
    let directory = store.directory();
    let found: Vec<_> = directory
        .mediators()
        .filter(|mediator| mediator.name == name && office.is_none_or(|office| mediator.office == office))
        .collect();
    match found.as_slice() {
        [] => Err(Complaint::Failed(words::no_such_mediator(lang, name))),
        [one] => Ok(one.id),
        several => {
            let places: Vec<String> =
                several.iter().map(|one| office_name(directory, one.office, lang)).collect();
            Err(Complaint::Failed(words::several_called(lang, name, &places.join(" "))))
        }
    }
}

/// The name of an office.
pub(super) fn office_name(directory: &Directory, id: OfficeId, lang: Lang) -> String {
    match directory.office(id) {
        Some(office) if !office.name.is_empty() => office.name.clone(),
        _ => words::district(lang).to_owned(),
    }
}

/// The type with that code or label.
pub(super) fn kind(directory: &Directory, lang: Lang, text: &str) -> Result<TypeCode, Complaint> {
    ledger::read_type(text, directory).ok_or_else(|| bad(lang, "--type", text))
}

/// The source with that code or label.
pub(super) fn source(directory: &Directory, lang: Lang, text: &str) -> Result<(SourceCode, bool), Complaint> {
    ledger::read_source(text, directory).ok_or_else(|| bad(lang, "--source", text))
}

/// Parses a period.
pub(super) fn period(lang: Lang, text: &str) -> Result<Period, Complaint> {
    text.parse().map_err(|_| {
        let sentence = words::bad_value(lang, "--period", text);
        Complaint::Usage(format!("{sentence} {}", about::period()))
    })
}

/// The error for an invalid value.
pub(super) fn bad(lang: Lang, what: &str, text: &str) -> Complaint {
    Complaint::Usage(words::bad_value(lang, what, text))
}
