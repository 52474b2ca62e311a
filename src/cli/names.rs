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
    // A district without a name is called as on the screens.
    let is_district = |office: &Office| {
        office.id == Office::root_id() && office.name.is_empty() && name == words::district(lang)
    };
    let is_called = |office: &&Office| {
        is_district(office)
            || office.name == name
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

/// The office whose figures are asked for; none where it is the district, whose figures are those of all offices.
pub(super) fn scope(store: &Store, lang: Lang, name: Option<&str>) -> Result<Option<OfficeId>, Complaint> {
    let office = name.map(|name| office(store, lang, name)).transpose()?;
    Ok(office.filter(|office| *office != Office::root_id()))
}

/// The village or community with that name, alias or division code, wherever it is in the tree: below the office that
/// was named; where none was, below the home office if there is one, else below any.
pub(super) fn village(
    store: &Store,
    lang: Lang,
    name: &str,
    office: Option<OfficeId>,
) -> Result<OfficeId, Complaint> {
    let directory = store.directory();
    let all = directory.settlements_called(name);
    let below = |top| all.iter().copied().filter(|one| directory.is_within(one.id, top)).collect::<Vec<_>>();
    let mut found = below(office.unwrap_or(store.settings().home));
    if found.is_empty() && office.is_none() {
        found.clone_from(&all);
    }
    match (found.as_slice(), office) {
        ([one], _) => Ok(one.id),
        ([], Some(office)) if !all.is_empty() => {
            let office = office_name(directory, office, lang);
            Err(Complaint::Failed(words::village_elsewhere(
                lang,
                name,
                &office,
                &placed(directory, &all, lang),
            )))
        }
        ([], _) => Err(Complaint::Failed(words::no_such_village(lang, name))),
        (several, _) => {
            Err(Complaint::Failed(words::several_villages(lang, name, &placed(directory, several, lang))))
        }
    }
}

/// Villages with the township and the code of each: 松柏镇清泉村 (429021100205).
fn placed(directory: &Directory, villages: &[&Office], lang: Lang) -> String {
    let one = |village: &&Office| {
        let above = village.parent.map(|id| office_name(directory, id, lang)).unwrap_or_default();
        let code = match village.division_code.as_str() {
            "" => String::new(),
            code => format!(" {code}"),
        };
        format!("{above}{}{}{code}", lang.pick("", " "), village.name)
    };
    villages.iter().map(one).collect::<Vec<_>>().join(crate::text::common::list_comma(lang))
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
