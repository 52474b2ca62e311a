//! The parts of a case as fields and back: agents, sessions and who took part, extensions, escalations, performance,
//! referrals, visits, prevention, remarks, litigation, the bound file. What belongs to another part (an agent to a party,
//! an attendee to a session) names it in a field; where that part is gone it is not shown, and comes back with it.

use chrono::{NaiveDate, NaiveTime};

use super::flat::{Collect, Collector, PartReader, Read, Reader};
use crate::domain::{
    Agent, AgentKind, Attendee, Capacity, Consent, Direction, Dispute, Escalation, Extension, Filing,
    FollowUp, Id, Level, Litigation, PartPerformed, PartyId, Prevention, PreventionKind, Referral, Remark,
    Retention, Ruling, Satisfaction, Session, SessionResult,
};

/// A time of day in the file.
const TIME: &str = "%H:%M";

/// Adds the fields of every part.
pub(super) fn collect(out: &mut Collector, case: &Dispute) {
    for party in &case.parties {
        party.agents.iter().for_each(|agent| agent_fields(out, party.id, agent));
    }
    for session in &case.sessions {
        session_fields(out, session);
    }
    for extension in &case.extensions {
        let mut part = out.part("extension", extension.id);
        part.date("agreed_on", Some(extension.agreed_on));
        part.date("to", Some(extension.to));
        part.some("consent", extension.consent.map(Consent::code));
        part.text("reason", &extension.reason);
    }
    for step in &case.escalations {
        let mut part = out.part("escalation", step.id);
        part.date("on", Some(step.on));
        part.text("from", step.from.code());
        part.text("to", step.to.code());
        part.text("reason", &step.reason);
    }
    for performed in &case.performed {
        let mut part = out.part("performed", performed.id);
        part.date("on", Some(performed.on));
        part.some("amount_fen", performed.amount.map(|amount| amount.0));
        part.text("what", &performed.what);
    }
    case.referrals.iter().for_each(|referral| referral_fields(out, referral));
    after_fields(out, case);
    once_fields(out, &case.litigation, &case.filing);
}

fn agent_fields(out: &mut Collector, party: PartyId, agent: &Agent) {
    let mut part = out.part("agent", agent.id);
    part.text("party", &party.to_string());
    part.text("name", &agent.name);
    part.text("kind", agent.kind.code());
    part.text("phone", &agent.phone);
    part.text("note", &agent.note);
}

fn session_fields(out: &mut Collector, session: &Session) {
    let mut part = out.part("session", session.id);
    part.date("on", Some(session.on));
    part.some("at", session.at.map(|at| at.format(TIME).to_string()));
    part.text("place", &session.place);
    part.text("record", &session.record);
    part.some("result", session.result.map(SessionResult::code));
    part.text("recorder", &session.recorder);
    for attendee in &session.attendees {
        let mut part = out.part("attendee", attendee.id);
        part.text("session", &session.id.to_string());
        part.text("name", &attendee.name);
        part.text("capacity", attendee.capacity.code());
        part.some("party", attendee.party.map(|id| id.to_string()));
    }
}

fn referral_fields(out: &mut Collector, referral: &Referral) {
    let mut part = out.part("referral", referral.id);
    part.text("direction", referral.direction.code());
    part.text("organisation", &referral.organisation);
    part.date("on", referral.on);
    part.text("letter", &referral.letter);
    part.text("reason", &referral.reason);
    part.text("feedback", &referral.feedback);
    part.date("feedback_on", referral.feedback_on);
}

/// Visits, prevention, remarks.
fn after_fields(out: &mut Collector, case: &Dispute) {
    for visit in &case.follow_ups {
        let mut part = out.part("follow_up", visit.id);
        part.date("on", Some(visit.on));
        part.text("by", &visit.by);
        part.some("satisfaction", visit.satisfaction.map(Satisfaction::code));
        part.text("note", &visit.note);
    }
    for prevention in &case.preventions {
        let mut part = out.part("prevention", prevention.id);
        part.text("kind", prevention.kind.code());
        part.date("on", Some(prevention.on));
        part.some("people", Some(prevention.people));
        part.text("note", &prevention.note);
    }
    for remark in &case.remarks {
        let mut part = out.part("remark", remark.id);
        part.date("on", Some(remark.on));
        part.text("text", &remark.text);
    }
}

/// What a case has once.
fn once_fields(out: &mut Collector, litigation: &Litigation, filing: &Filing) {
    out.date("litigation.filed_on", litigation.filed_on);
    out.text("litigation.court", &litigation.court);
    out.some("litigation.ruling", litigation.ruling.map(Ruling::code));
    out.date("litigation.decided_on", litigation.decided_on);
    out.date("filing.on", filing.on);
    out.text("filing.by", &filing.by);
    out.text("filing.volume", &filing.volume);
    out.some("filing.retention", filing.retention.map(Retention::code));
}

/// Reads every part. A day that is not understood is that of the acceptance.
pub(super) fn read(case: &mut Dispute, read: &Reader<'_>) {
    let accepted_on = case.accepted_on;
    read_agents(case, read);
    case.sessions = sessions(read, accepted_on);
    case.extensions = each(read, "extension", |id, at| Extension {
        id,
        agreed_on: day(at, "agreed_on", accepted_on),
        to: day(at, "to", accepted_on),
        consent: at.code("consent", Consent::from_code),
        reason: at.text("reason"),
    });
    case.extensions.sort_by_key(|extension| (extension.agreed_on, extension.id));
    case.escalations = each(read, "escalation", |id, at| Escalation {
        id,
        on: day(at, "on", accepted_on),
        from: at.code("from", Level::from_code).unwrap_or(Level::Township),
        to: at.code("to", Level::from_code).unwrap_or(Level::Township),
        reason: at.text("reason"),
    });
    case.escalations.sort_by_key(|step| (step.on, step.id));
    case.performed = each(read, "performed", |id, at| PartPerformed {
        id,
        on: day(at, "on", accepted_on),
        amount: at.fen("amount_fen"),
        what: at.text("what"),
    });
    case.performed.sort_by_key(|part| (part.on, part.id));
    case.referrals = each(read, "referral", |id, at| Referral {
        organisation: at.text("organisation"),
        on: at.date("on"),
        letter: at.text("letter"),
        reason: at.text("reason"),
        feedback: at.text("feedback"),
        feedback_on: at.date("feedback_on"),
        ..Referral::new(id, at.code("direction", Direction::from_code).unwrap_or(Direction::Out))
    });
    case.referrals.sort_by_key(|referral| (referral.on, referral.id));
    read_after(case, read);
    read_once(case, read);
}

fn read_agents(case: &mut Dispute, read: &Reader<'_>) {
    let agents = each(read, "agent", |id, at| {
        let agent = Agent {
            id,
            name: at.text("name"),
            kind: at.code("kind", AgentKind::from_code).unwrap_or(AgentKind::Appointed),
            phone: at.text("phone"),
            note: at.text("note"),
        };
        (at.id("party"), agent)
    });
    for (party, agent) in agents {
        if let Some(party) = case.parties.iter_mut().find(|one| Some(one.id) == party) {
            party.agents.push(agent);
        }
    }
}

fn sessions(read: &Reader<'_>, accepted_on: NaiveDate) -> Vec<Session> {
    let time = |text: &str| NaiveTime::parse_from_str(text, TIME).ok();
    let mut sessions = each(read, "session", |id, at| Session {
        id,
        on: day(at, "on", accepted_on),
        at: at.code("at", time),
        place: at.text("place"),
        attendees: Vec::new(),
        record: at.text("record"),
        result: at.code("result", SessionResult::from_code),
        recorder: at.text("recorder"),
    });
    let attendees = each(read, "attendee", |id, at| {
        let attendee = Attendee {
            id,
            name: at.text("name"),
            capacity: at.code("capacity", Capacity::from_code).unwrap_or(Capacity::Invited),
            party: at.id("party"),
        };
        (at.id("session"), attendee)
    });
    for (session, attendee) in attendees {
        if let Some(session) = sessions.iter_mut().find(|one| Some(one.id) == session) {
            session.attendees.push(attendee);
        }
    }
    sessions.sort_by_key(|session| (session.on, session.at, session.id));
    sessions
}

fn read_after(case: &mut Dispute, read: &Reader<'_>) {
    let accepted_on = case.accepted_on;
    case.follow_ups = each(read, "follow_up", |id, at| FollowUp {
        by: at.text("by"),
        satisfaction: at.code("satisfaction", Satisfaction::from_code),
        note: at.text("note"),
        ..FollowUp::new(id, day(at, "on", accepted_on))
    });
    case.follow_ups.sort_by_key(|visit| (visit.on, visit.id));
    case.preventions = each(read, "prevention", |id, at| Prevention {
        id,
        kind: at.code("kind", PreventionKind::from_code).unwrap_or(PreventionKind::General),
        on: day(at, "on", accepted_on),
        people: at.number("people").unwrap_or(0),
        note: at.text("note"),
    });
    case.preventions.sort_by_key(|prevention| (prevention.on, prevention.id));
    case.remarks =
        each(read, "remark", |id, at| Remark { id, on: day(at, "on", accepted_on), text: at.text("text") });
    case.remarks.sort_by_key(|remark| (remark.on, remark.id));
}

fn read_once(case: &mut Dispute, read: &Reader<'_>) {
    case.litigation = Litigation {
        filed_on: read.date("litigation.filed_on"),
        court: read.text("litigation.court"),
        ruling: read.code("litigation.ruling", Ruling::from_code),
        decided_on: read.date("litigation.decided_on"),
    };
    case.filing = Filing {
        on: read.date("filing.on"),
        by: read.text("filing.by"),
        volume: read.text("filing.volume"),
        retention: read.code("filing.retention", Retention::from_code),
    };
}

/// A day that is not understood is another.
fn day(part: &PartReader<'_>, field: &str, otherwise: NaiveDate) -> NaiveDate {
    part.date(field).unwrap_or(otherwise)
}

/// Every part of that kind that is still there, in the order of the ids.
fn each<K, T>(read: &Reader<'_>, kind: &str, make: impl Fn(Id<K>, &PartReader<'_>) -> T) -> Vec<T> {
    read.parts(kind).into_iter().map(|(id, part)| make(id, &part)).collect()
}
