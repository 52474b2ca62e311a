//! The fields in which the cases of the file and of the ledger differ, in words.

use crate::domain::field::{Field, PartKind, Spot, Value};
use crate::domain::{Dispute, Id, Lang, MediatorId, OfficeId, Party};
use crate::ledger::report::FieldDifference;
use crate::ledger::value::Names;
use crate::ledger::vocabulary::columns::canonical;
use crate::store::Directory;
use crate::text::field::{Wording, part};

/// The differences between a case of the file and one of a ledger; empty only where the two are equal.
pub fn differences(
    directory: &Directory,
    names: &Names,
    file: &Dispute,
    ledger: &Dispute,
) -> Vec<FieldDifference> {
    if file == ledger {
        return Vec::new();
    }
    let words = Words { wording: Wording { directory, lang: Lang::Zh }, names };
    let original = |case: &Dispute, column: &str| case.original.get(column).cloned().unwrap_or_default();
    let fields = Field::ALL.iter().filter(|field| words.tells(**field));
    let fields = fields.map(|field| {
        let (file, ledger) = (words.all(*field, file), words.all(*field, ledger));
        FieldDifference { field: words.called(*field).to_owned(), file, ledger }
    });
    // The ledger's case has all words that the file keeps, so the ledger's columns are complete.
    let columns = ledger.original.keys().map(|column| FieldDifference {
        field: column.clone(),
        file: original(file, column),
        ledger: original(ledger, column),
    });
    fields.chain(columns).filter(|difference| difference.file != difference.ledger).collect()
}

/// The names of records, including those that are only planned.
struct Words<'a> {
    wording: Wording<'a>,
    names: &'a Names,
}

impl Words<'_> {
    /// Whether a field has a line of its own: of the people only their names have, next to all their details.
    fn tells(&self, field: Field) -> bool {
        match field.part() {
            PartKind::Party => field == Field::PartyName,
            _ => field != Field::Original,
        }
    }

    fn called(&self, field: Field) -> &'static str {
        if field == Field::PartyName { part(PartKind::Party).text(Lang::Zh) } else { canonical(field) }
    }

    /// The values of a field in all parts of a case.
    fn all(&self, field: Field, case: &Dispute) -> String {
        let parts = field.part().of_case(case);
        self.wording.list(parts.into_iter().map(|part| self.said(part.field(field), case)))
    }

    fn said(&self, spot: Spot, case: &Dispute) -> String {
        let place = |id: OfficeId| self.names.places.office(id).map(|office| office.name.clone());
        match (spot.field, spot.read(case)) {
            (Field::PartyName, _) => case.parties.get(spot.part.at).map(party).unwrap_or_default(),
            (Field::Outcome, _) => {
                let label = self.wording.directory.outcome_label(case.outcome());
                label.map(|label| label.text(Lang::Zh).to_owned()).unwrap_or_default()
            }
            (_, Value::Ids(ids)) => self.wording.list(ids.into_iter().map(|id| self.mediator(Id::new(id)))),
            (Field::Office | Field::Village, Value::Id(id)) => place(Id::new(id)).unwrap_or_default(),
            (field, value) => self.wording.value(field.spec().kind, &value, &case.parties),
        }
    }

    fn mediator(&self, id: MediatorId) -> String {
        let known = self.wording.directory.mediator(id).or_else(|| self.names.new_mediator(id));
        known.map(|mediator| mediator.name.clone()).unwrap_or_default()
    }
}

/// All details of a party that a ledger can contain.
fn party(party: &Party) -> String {
    [&party.name, &party.phone, &party.address, &party.id_number]
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}
