//! Removing parts of a case. How they are added is an act: `screens::acts`.

use super::spot::Spot;
use crate::domain::act::{Addition, move_level};
use crate::domain::field::{Field, Part, Spot as At};
use crate::domain::{Dispute, Filing, Litigation};
use crate::store::Store;
use crate::text::field::{Wording, part as part_name};
use crate::text::{Lang, Words};

/// What was removed: its kind, and its name or day.
pub type TakenOut = (Words, String);

/// The name or day of a part.
fn called(case: &Dispute, part: Part, store: &Store) -> String {
    let at = part.field(Addition::of(part.kind).named);
    let wording = Wording { directory: store.directory(), lang: Lang::Zh };
    wording.value(at.field.spec().kind, &at.read(case), &case.parties)
}

/// Removes the part of `spot`; none where it belongs to the case itself.
pub fn take_out(case: &mut Dispute, spot: Spot, store: &Store) -> Option<TakenOut> {
    let part = spot.part();
    if part == Part::CASE {
        return take_out_once(case, spot);
    }
    let name = called(case, part, store);
    let mut was_there = false;
    move_level(case, |case| was_there = part.kind.rows().remove(case, part));
    was_there.then_some((part_name(part.kind), name))
}

/// A lawsuit or the bound file occurs once, and is removed as a whole.
fn take_out_once(case: &mut Dispute, spot: Spot) -> Option<TakenOut> {
    let Spot::Field(At { field, .. }) = spot else { return None };
    match field {
        Field::LitigationFiledOn | Field::LitigationCourt | Field::Ruling | Field::LitigationDecidedOn => {
            let was = std::mem::take(&mut case.litigation);
            (was != Litigation::default()).then_some((crate::text::dispute::LITIGATION, was.court))
        }
        Field::BoundOn | Field::BoundBy | Field::Volume | Field::Retention => {
            let was = std::mem::take(&mut case.filing);
            (was != Filing::default()).then_some((crate::text::dispute::FILING, was.volume))
        }
        _ => None,
    }
}
