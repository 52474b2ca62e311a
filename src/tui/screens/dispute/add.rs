//! What the rows of an addition add to a case, and what goes out of it again.

use super::fields::{code_of, date_of, move_level};
use super::spot::{Field, New, Part, Spot};
use crate::domain::date_entry::iso;
use crate::domain::{
    Agent, AgentKind, Attendee, Capacity, Direction, Dispute, Escalation, Extension, Filing, FollowUp, Level,
    Litigation, PartPerformed, Party, Prevention, PreventionKind, Referral, Remark, Session, Side,
};
use crate::store::Store;
use crate::text::Words;
use crate::text::dispute as words;
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

/// Adds what the row at `spot` adds, beginning with `value`. None where the value says nothing.
pub fn add(case: &mut Dispute, new: New, part: Part, value: &Value, store: &mut Store) -> Option<Added> {
    match new {
        New::Party => add_party(case, value, store),
        New::Agent | New::Attendee => add_person(case, part, value, store),
        New::Session => add_session(case, value, store),
        New::Extension => add_extension(case, value, store),
        New::Escalation => add_escalation(case, value, store),
        New::Referral => add_referral(case, value, store),
        _ => add_after(case, new, value, store),
    }
}

fn text_of(value: &Value) -> Option<String> {
    if let Value::Text(text) = value { Some(text.clone()) } else { None }
}

/// Puts it at the end and says where it is.
fn push<T>(list: &mut Vec<T>, one: T) -> usize {
    list.push(one);
    list.len() - 1
}

fn add_party(case: &mut Dispute, value: &Value, store: &mut Store) -> Option<Added> {
    let name = text_of(value)?;
    let has_applicant = case.parties.iter().any(|party| party.side == Side::Applicant);
    let side = if has_applicant { Side::Respondent } else { Side::Applicant };
    let mut party = Party::new(store.fresh_id(), side, name.clone());
    // Somebody known by exactly that name comes with what is known; the screen shows the other cases beside it.
    let known = store.people_called(&name, 1).unwrap_or_default().into_iter().next();
    if let Some(known) = known.filter(|known| known.party.name == name) {
        party = Party { id: party.id, side, agents: Vec::new(), ..known.party };
    }
    let at = push(&mut case.parties, party);
    Some(Added { name, goes_to: Spot::of(Part::Party(at), Field::Side) })
}

fn add_person(case: &mut Dispute, part: Part, value: &Value, store: &mut Store) -> Option<Added> {
    let name = text_of(value)?;
    let goes_to = match part {
        Part::Party(of) => {
            let agent = Agent {
                id: store.fresh_id(),
                name: name.clone(),
                kind: AgentKind::Appointed,
                phone: String::new(),
                note: String::new(),
            };
            Spot::of(Part::Agent(of, push(&mut case.parties.get_mut(of)?.agents, agent)), Field::Kind)
        }
        Part::Session(of) => {
            let attendee = Attendee {
                id: store.fresh_id(),
                name: name.clone(),
                capacity: Capacity::Invited,
                party: None,
            };
            let session = case.sessions.get_mut(of)?;
            Spot::of(Part::Attendee(of, push(&mut session.attendees, attendee)), Field::Capacity)
        }
        _ => return None,
    };
    Some(Added { name, goes_to })
}

fn add_session(case: &mut Dispute, value: &Value, store: &mut Store) -> Option<Added> {
    let on = date_of(value)?;
    let session = Session {
        id: store.fresh_id(),
        on,
        at: None,
        place: String::new(),
        attendees: Vec::new(),
        record: String::new(),
        result: None,
        recorder: String::new(),
    };
    let at = push(&mut case.sessions, session);
    Some(Added { name: iso(on), goes_to: Spot::of(Part::Session(at), Field::At) })
}

fn add_extension(case: &mut Dispute, value: &Value, store: &mut Store) -> Option<Added> {
    let to = date_of(value)?;
    let extension = Extension {
        id: store.fresh_id(),
        agreed_on: store.today(),
        to,
        consent: None,
        reason: String::new(),
    };
    let at = push(&mut case.extensions, extension);
    Some(Added { name: iso(to), goes_to: Spot::of(Part::Extension(at), Field::Consent) })
}

fn add_escalation(case: &mut Dispute, value: &Value, store: &mut Store) -> Option<Added> {
    let to = Level::from_code(&code_of(value))?;
    let step =
        Escalation { id: store.fresh_id(), on: store.today(), from: case.level, to, reason: String::new() };
    let name = iso(step.on);
    case.level = to;
    let at = push(&mut case.escalations, step);
    Some(Added { name, goes_to: Spot::of(Part::Escalation(at), Field::Reason) })
}

fn add_referral(case: &mut Dispute, value: &Value, store: &mut Store) -> Option<Added> {
    let name = text_of(value)?;
    let referral = Referral {
        organisation: name.clone(),
        on: Some(store.today()),
        ..Referral::new(store.fresh_id(), Direction::Out)
    };
    let at = push(&mut case.referrals, referral);
    Some(Added { name, goes_to: Spot::of(Part::Referral(at), Field::On) })
}

/// What comes after the agreement, and remarks.
fn add_after(case: &mut Dispute, new: New, value: &Value, store: &mut Store) -> Option<Added> {
    let (name, goes_to) = match new {
        New::Performed => {
            let on = date_of(value)?;
            let part = PartPerformed { id: store.fresh_id(), on, amount: None, what: String::new() };
            (iso(on), Spot::of(Part::Performed(push(&mut case.performed, part)), Field::Amount))
        }
        New::Visit => {
            let on = date_of(value)?;
            let visit = FollowUp::new(store.fresh_id(), on);
            (iso(on), Spot::of(Part::Visit(push(&mut case.follow_ups, visit)), Field::Note))
        }
        New::Prevention => {
            let kind = PreventionKind::from_code(&code_of(value))?;
            let prevention =
                Prevention { id: store.fresh_id(), kind, on: store.today(), people: 0, note: String::new() };
            let name = iso(prevention.on);
            (name, Spot::of(Part::Prevention(push(&mut case.preventions, prevention)), Field::People))
        }
        _ => {
            let remark = Remark { id: store.fresh_id(), on: store.today(), text: text_of(value)? };
            let name = iso(remark.on);
            (name, Spot::of(Part::Remark(push(&mut case.remarks, remark)), Field::On))
        }
    };
    Some(Added { name, goes_to })
}

fn take<T>(list: &mut Vec<T>, at: usize) -> Option<T> {
    (at < list.len()).then(|| list.remove(at))
}

/// Takes out the part to which `spot` belongs; none where it belongs to what a case always has.
pub fn take_out(case: &mut Dispute, spot: Spot) -> Option<TakenOut> {
    Some(match spot.part {
        Part::Case => return take_out_once(case, spot.field),
        Part::Party(at) => (New::Party.called(), take(&mut case.parties, at)?.name),
        Part::Agent(of, at) => (New::Agent.called(), take(&mut case.parties.get_mut(of)?.agents, at)?.name),
        Part::Session(at) => (New::Session.called(), iso(take(&mut case.sessions, at)?.on)),
        Part::Attendee(of, at) => {
            (New::Attendee.called(), take(&mut case.sessions.get_mut(of)?.attendees, at)?.name)
        }
        Part::Extension(at) => (New::Extension.called(), iso(take(&mut case.extensions, at)?.to)),
        Part::Escalation(at) => {
            let mut step = None;
            move_level(case, |case| step = take(&mut case.escalations, at));
            (New::Escalation.called(), iso(step?.on))
        }
        Part::Referral(at) => (New::Referral.called(), take(&mut case.referrals, at)?.organisation),
        Part::Performed(at) => (New::Performed.called(), iso(take(&mut case.performed, at)?.on)),
        Part::Visit(at) => (New::Visit.called(), iso(take(&mut case.follow_ups, at)?.on)),
        Part::Prevention(at) => (New::Prevention.called(), iso(take(&mut case.preventions, at)?.on)),
        Part::Remark(at) => (New::Remark.called(), iso(take(&mut case.remarks, at)?.on)),
    })
}

/// A lawsuit and the bound file are there once, and go out as a whole.
fn take_out_once(case: &mut Dispute, field: Field) -> Option<TakenOut> {
    match field {
        Field::LitigationFiledOn | Field::LitigationCourt | Field::Ruling | Field::LitigationDecidedOn => {
            let was = std::mem::take(&mut case.litigation);
            (was != Litigation::default()).then_some((words::LITIGATION, was.court))
        }
        Field::BoundOn | Field::BoundBy | Field::Volume | Field::Retention => {
            let was = std::mem::take(&mut case.filing);
            (was != Filing::default()).then_some((words::FILING, was.volume))
        }
        _ => None,
    }
}
