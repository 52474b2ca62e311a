//! The parties of a case as forms print them.

use chrono::NaiveDate;

use super::context::Of;
use crate::domain::field::PartKind;
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::{Dispute, Party, Side};

/// A party with its index in the case, or the place of a required one that is missing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed {
    pub side: Side,
    pub of: Of,
}

impl Listed {
    /// The parties side by side, with a place for a required side that has no party.
    pub(super) fn of(case: &Dispute) -> impl Iterator<Item = Self> {
        Side::ALL.iter().copied().flat_map(|side| {
            let on_side = case.parties.iter().enumerate().filter(|(_, party)| party.side == side);
            let known: Vec<Self> =
                on_side.map(|(at, _)| Self { side, of: Of::Part(PartKind::Party.at(at)) }).collect();
            let missing = known.is_empty() && side != Side::Third;
            known.into_iter().chain(missing.then_some(Self { side, of: Of::NoParty(side) }))
        })
    }
}

/// The party that a record describes; none where it is missing.
pub(super) fn party(case: &Dispute, of: Of) -> Option<&Party> {
    if let Of::Part(part) = of { case.parties.get(part.at) } else { None }
}

/// The recorded birthday, else the one in the identity number.
fn born_on(party: &Party) -> Option<NaiveDate> {
    let said = match check_id_number(&party.id_number) {
        IdCheck::Valid { born_on, .. } => Some(born_on),
        _ => None,
    };
    party.born_on.or(said)
}

/// Age in full years on the day of acceptance.
pub(super) fn age(case: &Dispute, party: &Party) -> Option<u32> {
    case.accepted_on.years_since(born_on(party)?)
}
