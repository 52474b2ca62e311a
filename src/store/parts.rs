//! The parts of a case as fields and back: agents, sessions and who took part, extensions, escalations, performance,
//! referrals, visits, prevention, remarks, litigation, the bound file. What belongs to another part (an agent to a party,
//! an attendee to a session) names it in a field; where that part is gone it is not shown, and comes back with it.

use chrono::{NaiveDate, NaiveTime};

use super::flat::{Collector, Reader};
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
        let field = |name: &str| format!("extension.{}.{name}", extension.id);
        out.date(field("agreed_on"), Some(extension.agreed_on));
        out.date(field("to"), Some(extension.to));
        out.some(field("consent"), extension.consent.map(Consent::code));
        out.text(field("reason"), &extension.reason);
    }
    for step in &case.escalations {
        let field = |name: &str| format!("escalation.{}.{name}", step.id);
        out.date(field("on"), Some(step.on));
        out.text(field("from"), step.from.code());
        out.text(field("to"), step.to.code());
        out.text(field("reason"), &step.reason);
    }
    for part in &case.performed {
        let field = |name: &str| format!("performed.{}.{name}", part.id);
        out.date(field("on"), Some(part.on));
        out.some(field("amount_fen"), part.amount.map(|amount| amount.0));
        out.text(field("what"), &part.what);
    }
    case.referrals.iter().for_each(|referral| referral_fields(out, referral));
    after_fields(out, case);
    once_fields(out, &case.litigation, &case.filing);
}

fn agent_fields(out: &mut Collector, party: PartyId, agent: &Agent) {
    let field = |name: &str| format!("agent.{}.{name}", agent.id);
    out.text(field("party"), &party.to_string());
    out.text(field("name"), &agent.name);
    out.text(field("kind"), agent.kind.code());
    out.text(field("phone"), &agent.phone);
    out.text(field("note"), &agent.note);
}

fn session_fields(out: &mut Collector, session: &Session) {
    let field = |name: &str| format!("session.{}.{name}", session.id);
    out.date(field("on"), Some(session.on));
    out.some(field("at"), session.at.map(|at| at.format(TIME).to_string()));
    out.text(field("place"), &session.place);
    out.text(field("record"), &session.record);
    out.some(field("result"), session.result.map(SessionResult::code));
    out.text(field("recorder"), &session.recorder);
    for attendee in &session.attendees {
        let field = |name: &str| format!("attendee.{}.{name}", attendee.id);
        out.text(field("session"), &session.id.to_string());
        out.text(field("name"), &attendee.name);
        out.text(field("capacity"), attendee.capacity.code());
        out.some(field("party"), attendee.party.map(|id| id.to_string()));
    }
}

fn referral_fields(out: &mut Collector, referral: &Referral) {
    let field = |name: &str| format!("referral.{}.{name}", referral.id);
    out.text(field("direction"), referral.direction.code());
    out.text(field("organisation"), &referral.organisation);
    out.date(field("on"), referral.on);
    out.text(field("letter"), &referral.letter);
    out.text(field("reason"), &referral.reason);
    out.text(field("feedback"), &referral.feedback);
    out.date(field("feedback_on"), referral.feedback_on);
}

/// Visits, prevention, remarks.
fn after_fields(out: &mut Collector, case: &Dispute) {
    for visit in &case.follow_ups {
        let field = |name: &str| format!("follow_up.{}.{name}", visit.id);
        out.date(field("on"), Some(visit.on));
        out.text(field("by"), &visit.by);
        out.some(field("satisfaction"), visit.satisfaction.map(Satisfaction::code));
        out.text(field("note"), &visit.note);
    }
    for prevention in &case.preventions {
        let field = |name: &str| format!("prevention.{}.{name}", prevention.id);
        out.text(field("kind"), prevention.kind.code());
        out.date(field("on"), Some(prevention.on));
        out.some(field("people"), Some(prevention.people));
        out.text(field("note"), &prevention.note);
    }
    for remark in &case.remarks {
        let field = |name: &str| format!("remark.{}.{name}", remark.id);
        out.date(field("on"), Some(remark.on));
        out.text(field("text"), &remark.text);
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
        agreed_on: at.day("agreed_on", accepted_on),
        to: at.day("to", accepted_on),
        consent: at.code("consent", Consent::from_code),
        reason: at.text("reason"),
    });
    case.extensions.sort_by_key(|extension| (extension.agreed_on, extension.id));
    case.escalations = each(read, "escalation", |id, at| Escalation {
        id,
        on: at.day("on", accepted_on),
        from: at.code("from", Level::from_code).unwrap_or(Level::Township),
        to: at.code("to", Level::from_code).unwrap_or(Level::Township),
        reason: at.text("reason"),
    });
    case.escalations.sort_by_key(|step| (step.on, step.id));
    case.performed = each(read, "performed", |id, at| PartPerformed {
        id,
        on: at.day("on", accepted_on),
        amount: read.fen(&at.field("amount_fen")),
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
        (read.id(&at.field("party")), agent)
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
        on: at.day("on", accepted_on),
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
            party: read.id(&at.field("party")),
        };
        (read.id(&at.field("session")), attendee)
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
        ..FollowUp::new(id, at.day("on", accepted_on))
    });
    case.follow_ups.sort_by_key(|visit| (visit.on, visit.id));
    case.preventions = each(read, "prevention", |id, at| Prevention {
        id,
        kind: at.code("kind", PreventionKind::from_code).unwrap_or(PreventionKind::General),
        on: at.day("on", accepted_on),
        people: read.number(&at.field("people")).unwrap_or(0),
        note: at.text("note"),
    });
    case.preventions.sort_by_key(|prevention| (prevention.on, prevention.id));
    case.remarks =
        each(read, "remark", |id, at| Remark { id, on: at.day("on", accepted_on), text: at.text("text") });
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

/// The fields of one part.
struct At<'a> {
    read: &'a Reader<'a>,
    part: String,
}

impl At<'_> {
    fn field(&self, name: &str) -> String {
        format!("{}.{name}", self.part)
    }

    fn text(&self, name: &str) -> String {
        self.read.text(&self.field(name))
    }

    fn code<T>(&self, name: &str, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.read.code(&self.field(name), from_code)
    }

    fn date(&self, name: &str) -> Option<NaiveDate> {
        self.read.date(&self.field(name))
    }

    fn day(&self, name: &str, otherwise: NaiveDate) -> NaiveDate {
        self.date(name).unwrap_or(otherwise)
    }
}

/// Every part of that kind that is still there, in the order of the ids.
fn each<K, T>(read: &Reader<'_>, kind: &str, make: impl Fn(Id<K>, &At<'_>) -> T) -> Vec<T> {
    let parts = read.parts(kind).into_iter();
    parts.map(|id: Id<K>| make(id, &At { read, part: format!("{kind}.{id}") })).collect()
}
