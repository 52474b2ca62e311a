//! Fields on which laptops disagree, in the wording of the case.

use super::known::Known;
use super::spot::Spot;
use super::wording::Wording;
use crate::domain::field::{Part, PartKind, Spot as At};
use crate::domain::{Dispute, DisputeId};
use crate::store::{Conflict, Store, StoreError};
use crate::text::Lang;
use crate::text::common;
use crate::text::conflicts as words;

/// A field of a case that is in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contested {
    /// The spots it has on the screen, the one to select first; none where it is not shown.
    pub(super) spots: Vec<Spot>,
    /// Its label, with the name of its part in front.
    pub label: String,
    /// Its values in words, in the order of the conflict.
    pub values: Vec<String>,
}

/// Puts a field in conflict into words.
///
/// # Errors
/// Why the file could not be read.
pub fn contested(store: &Store, lang: Lang, conflict: &Conflict) -> Result<Contested, StoreError> {
    let id = DisputeId::new(uuid::Uuid::from_bytes(conflict.record));
    let shown = store.dispute(id)?;
    let values = conflict.values.iter().map(|value| store.dispute_with(id, &conflict.field, &value.value));
    let cases: Vec<Dispute> = values.collect::<Result<_, _>>()?;
    if conflict.field.ends_with(".removed") {
        // One laptop removed a part that the other one edited.
        let whole = cases.iter().max_by_key(|case| Part::all(case).len()).unwrap_or(&shown);
        let rest = cases.iter().min_by_key(|case| Part::all(case).len()).unwrap_or(&shown);
        let values = conflict.values.iter();
        let values =
            values.map(|value| words::removed_or_kept(lang, value.value.is_null()).to_owned()).collect();
        return Ok(Contested { spots: Vec::new(), label: part_gone(lang, whole, rest), values });
    }
    let fields = Part::all(&shown)
        .into_iter()
        .flat_map(|part| part.kind.fields().into_iter().map(move |field| part.field(field)));
    let differs = |at: &At| cases.iter().any(|case| at.read(case) != at.read(&shown));
    let spots: Vec<Spot> = fields.filter(differs).map(Spot::Field).collect();
    let known: Vec<Known> = cases.into_iter().map(Known::alone).collect();
    let say = |known: &Known, spot: Spot| {
        Wording { known, directory: store.directory(), rest: &store.settings().rest_days, lang }.value(spot)
    };
    let values = known.iter().enumerate().map(|(at, known)| {
        let said: Vec<String> =
            spots.iter().map(|spot| say(known, *spot)).filter(|text| !text.is_empty()).collect();
        match conflict.values.get(at) {
            Some(value) if spots.is_empty() => words::raw(&value.value),
            _ if said.is_empty() => words::nothing(lang).to_owned(),
            _ => said.join(common::list_comma(lang)),
        }
    });
    let values = values.collect();
    Ok(Contested { label: label(lang, &shown, &spots, &conflict.field), spots, values })
}

fn label(lang: Lang, case: &Dispute, spots: &[Spot], field: &str) -> String {
    let names: Vec<&str> = spots.iter().map(|spot| spot.label().text(lang)).collect();
    if names.is_empty() {
        return words::field(lang, "dispute", field);
    }
    let names = names.join(common::list_comma(lang));
    match spots.first().map(|spot| spot.part()) {
        Some(Part { kind: PartKind::Party, at, .. }) => {
            let party = case.parties.get(at).map_or("", |party| party.name.as_str());
            words::of_party(lang, party, &names)
        }
        _ => names,
    }
}

/// The part that is missing in `rest`.
fn part_gone(lang: Lang, whole: &Dispute, rest: &Dispute) -> String {
    let gone = whole.parties.iter().find(|party| rest.parties.iter().all(|other| other.id != party.id));
    gone.map_or_else(|| words::part(lang).to_owned(), |party| words::party(lang, &party.name))
}
