//! What the rows of an addition add to a case, and what goes out of it again.

use super::spot::{Addition, Spot, move_level, write};
use crate::domain::field::{Field, Part, PartKind, Spot as At};
use crate::domain::{Dispute, Filing, Litigation, Side};
use crate::store::Store;
use crate::text::field::{Wording, part as part_name};
use crate::text::{Lang, Words};
use crate::tui::form::Value;

/// What was added: how it is called in a sentence, and where one goes on.
pub struct Added {
    /// Its name or its day.
    pub name: String,
    /// The field to fill in next.
    pub goes_to: Spot,
}

/// What was taken out: what it was, and its name or its day.
pub type TakenOut = (Words, String);

/// Adds a part to the case, or to the party or session `to`, beginning with `value`; it happened today until another day
/// is given. None where the value says nothing.
pub fn add(case: &mut Dispute, kind: PartKind, to: Part, value: &Value, store: &mut Store) -> Option<Added> {
    if *value == Value::Empty {
        return None;
    }
    let (today, level) = (store.today(), case.level);
    let id = store.fresh_id::<()>().uuid();
    let part = kind.rows().add(case, to.at, id, today)?;
    let Addition { asks, goes_to, .. } = Addition::of(kind);
    write(part.field(asks), case, value, today);
    match kind {
        PartKind::Party => know_party(case, part, store),
        PartKind::Escalation => {
            if let Some(step) = case.escalations.get_mut(part.at) {
                step.from = level;
                case.level = step.to;
            }
        }
        PartKind::Referral => {
            case.referrals.get_mut(part.at).into_iter().for_each(|one| one.on = Some(today))
        }
        _ => {}
    }
    Some(Added { name: called(case, part, store), goes_to: Spot::Field(part.field(goes_to)) })
}

/// The first party applies, the next respond. Somebody known by exactly that name comes with what is known; the screen
/// shows the other cases beside it.
fn know_party(case: &mut Dispute, part: Part, store: &Store) {
    let has_applicant = case.parties.iter().take(part.at).any(|party| party.side == Side::Applicant);
    let Some(party) = case.parties.get_mut(part.at) else { return };
    party.side = if has_applicant { Side::Respondent } else { Side::Applicant };
    let known = store.people_called(&party.name, 1).unwrap_or_default().into_iter().next();
    if let Some(known) = known.filter(|known| known.party.name == party.name) {
        *party = crate::domain::Party { id: party.id, side: party.side, agents: Vec::new(), ..known.party };
    }
}

/// The name or the day of a part.
fn called(case: &Dispute, part: Part, store: &Store) -> String {
    let at = part.field(Addition::of(part.kind).named);
    let wording = Wording { directory: store.directory(), lang: Lang::Zh };
    wording.value(at.field.spec().kind, &at.read(case), &case.parties)
}

/// Takes out the part to which `spot` belongs; none where it belongs to what a case always has.
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

/// A lawsuit and the bound file are there once, and go out as a whole.
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
