//! Adding parts to a case and removing them.

use super::spot::{Spot, write};
use crate::domain::act::{Addition, move_level};
use crate::domain::field::{Field, Part, PartKind, Spot as At};
use crate::domain::organisation::kind_of;
use crate::domain::plan::{Agreed, PlanFault, read_plan};
use crate::domain::{Dispute, Fen, Filing, Instalment, Litigation, Side};
use crate::store::Store;
use crate::text::field::{Wording, part as part_name};
use crate::text::{Lang, Words};
use crate::tui::form::Value;

/// What was added: its name in a sentence, and the next field.
pub struct Added {
    /// Its name or day.
    pub name: String,
    /// The field to fill in next.
    pub goes_to: Spot,
}

/// What was removed: its kind, and its name or day.
pub type TakenOut = (Words, String);

/// Adds a part with `value` to the case, or to the party or session `to`; its day is today until another one
/// is given. None where the value is empty.
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
        PartKind::Performed => name_deed(case, part),
        PartKind::Referral => {
            case.referrals.get_mut(part.at).into_iter().for_each(|one| one.on = Some(today))
        }
        _ => {}
    }
    Some(Added { name: called(case, part, store), goes_to: Spot::Field(part.field(goes_to)) })
}

/// Where a deed is all that is due next, what was performed bears its words, by which it is settled.
fn name_deed(case: &mut Dispute, part: Part) {
    let next = case.open_parts().first().map(|(open, left)| (open.what.clone(), *left));
    if let (Some((what, None)), Some(done)) = (next, case.performed.get_mut(part.at)) {
        done.what = what;
    }
}

/// The parts of a plan that were added.
pub struct AddedPlan {
    /// How many.
    pub count: usize,
    /// What they add up to.
    pub sum: Fen,
    /// The field to fill in next.
    pub goes_to: Spot,
}

/// Adds the parts of a plan in words; none where the text is empty.
///
/// # Errors
/// Why the words are no plan.
pub fn add_plan(case: &mut Dispute, words: &str, store: &mut Store) -> Result<Option<AddedPlan>, PlanFault> {
    let planned = read_plan(words, Agreed::of(case, store.today()))?;
    let parts: Vec<Instalment> = planned.into_iter().map(|part| part.part(store.fresh_id())).collect();
    let Some(first) = parts.first().map(|part| part.id) else { return Ok(None) };
    let (count, sum) = (parts.len(), parts.iter().filter_map(Instalment::to_pay).sum());
    case.plan.extend(parts);
    PartKind::Instalment.rows().sort(case);
    let at = case.plan.iter().position(|part| part.id == first).unwrap_or(0);
    let lacks = |part: &Instalment| part.amount.is_none() && part.what.is_empty();
    let lacks = case.plan.get(at).is_some_and(lacks);
    let next = if lacks { Field::InstalmentAmount } else { Field::InstalmentDueOn };
    Ok(Some(AddedPlan { count, sum, goes_to: Spot::Field(next.at(at)) }))
}

/// The first party is the applicant, the next ones respondents. A known person of exactly that name is
/// copied; the screen shows the person's other cases beside it.
fn know_party(case: &mut Dispute, part: Part, store: &Store) {
    let has_applicant = case.parties.iter().take(part.at).any(|party| party.side == Side::Applicant);
    let Some(party) = case.parties.get_mut(part.at) else { return };
    party.kind = kind_of(&party.name);
    party.side = if has_applicant { Side::Respondent } else { Side::Applicant };
    let known = store.people_called(&party.name, 1).unwrap_or_default().into_iter().next();
    if let Some(known) = known.filter(|known| known.party.name == party.name) {
        let (id, side, kind) = (party.id, party.side, known.kind());
        *party = crate::domain::Party { id, side, kind, agents: Vec::new(), ..known.party };
    }
}

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
