//! The field of a case that another screen wants to have filled in.

use super::spot::Spot;
use crate::domain::Dispute;
use crate::domain::field::{Field, Part, PartKind};
use crate::domain::form::Lack;

/// The spots to look for where a form lacks a value: the wanted one, then those that must be filled before it. None where
/// it does not belong to a case.
pub(super) fn spots_of(lack: Lack, case: &Dispute) -> Vec<Spot> {
    match lack {
        Lack::Field(at) => {
            let first = first_of(at.field).iter().map(|field| Spot::case(*field));
            [Spot::Field(at)].into_iter().chain(first).collect()
        }
        Lack::NoParty(_) => vec![Spot::add(PartKind::Party)],
        Lack::Part(PartKind::Performed, part) => {
            let first = [Spot::case(Field::Performance), Spot::case(Field::Outcome)];
            [Spot::Add(PartKind::Performed, part)].into_iter().chain(first).collect()
        }
        // An agent is added to a party; where none is named, to the first one.
        Lack::Part(PartKind::Agent, Part::CASE) => {
            vec![Spot::Add(PartKind::Agent, PartKind::Party.at(0)), Spot::add(PartKind::Party)]
        }
        Lack::Part(kind, part) => vec![Spot::Add(kind, part)],
        Lack::Effect => {
            // An agreement is effective once all three are filled in: the first missing one.
            case.lacks_for_effect().take(1).chain([Field::Outcome]).map(Spot::case).collect()
        }
        Lack::Office(_) => Vec::new(),
    }
}

/// The fields that must be filled before that one is shown.
const fn first_of(field: Field) -> &'static [Field] {
    match field {
        Field::ClosedOn
        | Field::Told
        | Field::ClosingReason
        | Field::ReachedOn
        | Field::Amount
        | Field::Content
        | Field::Manner
        | Field::DueOn
        | Field::Performance
        | Field::Confirmation => &[Field::Outcome],
        Field::PerformedOn => &[Field::Performance, Field::Outcome],
        Field::Court
        | Field::AppliedOn
        | Field::DecidedOn
        | Field::Decision
        | Field::RefusalGround
        | Field::RefusalReason => &[Field::Confirmation, Field::Outcome],
        Field::BoundBy | Field::Volume | Field::Retention => &[Field::BoundOn],
        _ => &[],
    }
}
