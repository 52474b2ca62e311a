//! The parts that a case has in any number.

use std::cmp::Ordering;

use super::row::{Row, Table, row, usually};
use super::value::Kind;
use super::{Field as F, Need, PartKind};
use crate::domain::{
    Agent, AgentKind, Attendee, Capacity, Consent, Direction, Escalation, Extension, FollowUp, Id, Level,
    PartPerformed, Party, PartyKind, Prevention, PreventionKind, Referral, Remark, Satisfaction, Session,
    SessionResult, Sex, Side,
};
use Need::{Kept, Optional, Required};

/// They stand in the order in which they were put.
const fn as_they_are<T>(_: &T, _: &T) -> Ordering {
    Ordering::Equal
}

/// 当事人
pub(super) static PARTY: Table<Party> = Table {
    kind: PartKind::Party,
    rows: PARTY_ROWS,
    list: |c, _| &c.parties,
    list_mut: |c, _| Some(&mut c.parties),
    id: |one| one.id.uuid(),
    blank: |id, _| Party::new(Id::new(id), Side::Applicant, ""),
    order: as_they_are,
};

#[rustfmt::skip]
const PARTY_ROWS: &[Row<Party>] = &[
    row(F::PartyName, Kind::Line, Required, |p| &p.name, |p| &mut p.name),
    usually(Side::Applicant.code(), row(F::PartySide, Kind::Code("side", Side::CODES), Required, |p| &p.side, |p| &mut p.side)),
    usually(PartyKind::Person.code(),
        row(F::PartyKind, Kind::Code("party_kind", PartyKind::CODES), Required, |p| &p.kind, |p| &mut p.kind)),
    row(F::PartyRepresentative, Kind::Line, Optional, |p| &p.representative, |p| &mut p.representative),
    row(F::PartySex, Kind::Code("sex", Sex::CODES), Optional, |p| &p.sex, |p| &mut p.sex),
    row(F::PartyEthnicity, Kind::Line, Optional, |p| &p.ethnicity, |p| &mut p.ethnicity),
    row(F::PartyBornOn, Kind::Day, Optional, |p| &p.born_on, |p| &mut p.born_on),
    row(F::PartyPhone, Kind::Line, Optional, |p| &p.phone, |p| &mut p.phone),
    row(F::PartyIdNumber, Kind::Line, Optional, |p| &p.id_number, |p| &mut p.id_number),
    row(F::PartyOccupation, Kind::Line, Optional, |p| &p.occupation, |p| &mut p.occupation),
    row(F::PartyAddress, Kind::Line, Optional, |p| &p.address, |p| &mut p.address),
];

/// 代理人
pub(super) static AGENT: Table<Agent> = Table {
    kind: PartKind::Agent,
    rows: AGENT_ROWS,
    list: |c, of| c.parties.get(of).map_or(&[], |party| &party.agents),
    list_mut: |c, of| c.parties.get_mut(of).map(|party| &mut party.agents),
    id: |one| one.id.uuid(),
    blank: |id, _| Agent {
        id: Id::new(id),
        name: String::new(),
        kind: AgentKind::Appointed,
        phone: String::new(),
        note: String::new(),
    },
    order: as_they_are,
};

#[rustfmt::skip]
const AGENT_ROWS: &[Row<Agent>] = &[
    row(F::AgentName, Kind::Line, Required, |a| &a.name, |a| &mut a.name),
    row(F::AgentKind, Kind::Code("agent_kind", AgentKind::CODES), Required, |a| &a.kind, |a| &mut a.kind),
    row(F::AgentPhone, Kind::Line, Optional, |a| &a.phone, |a| &mut a.phone),
    row(F::AgentNote, Kind::Line, Optional, |a| &a.note, |a| &mut a.note),
];

/// 调解
pub(super) static SESSION: Table<Session> = Table {
    kind: PartKind::Session,
    rows: SESSION_ROWS,
    list: |c, _| &c.sessions,
    list_mut: |c, _| Some(&mut c.sessions),
    id: |one| one.id.uuid(),
    blank: |id, on| Session {
        id: Id::new(id),
        on,
        at: None,
        place: String::new(),
        attendees: Vec::new(),
        record: String::new(),
        result: None,
        recorder: String::new(),
    },
    order: |a, b| (a.on, a.at, a.id).cmp(&(b.on, b.at, b.id)),
};

#[rustfmt::skip]
const SESSION_ROWS: &[Row<Session>] = &[
    row(F::SessionOn, Kind::Day, Required, |s| &s.on, |s| &mut s.on),
    row(F::SessionAt, Kind::Time, Optional, |s| &s.at, |s| &mut s.at),
    row(F::SessionResult, Kind::Code("session_result", SessionResult::CODES), Optional, |s| &s.result, |s| &mut s.result),
    row(F::SessionRecorder, Kind::Line, Optional, |s| &s.recorder, |s| &mut s.recorder),
    row(F::SessionPlace, Kind::Line, Optional, |s| &s.place, |s| &mut s.place),
    row(F::SessionRecord, Kind::Lines(3), Optional, |s| &s.record, |s| &mut s.record),
];

/// 参加人
pub(super) static ATTENDEE: Table<Attendee> = Table {
    kind: PartKind::Attendee,
    rows: ATTENDEE_ROWS,
    list: |c, of| c.sessions.get(of).map_or(&[], |session| &session.attendees),
    list_mut: |c, of| c.sessions.get_mut(of).map(|session| &mut session.attendees),
    id: |one| one.id.uuid(),
    blank: |id, _| Attendee {
        id: Id::new(id),
        name: String::new(),
        capacity: Capacity::Invited,
        party: None,
    },
    order: as_they_are,
};

#[rustfmt::skip]
const ATTENDEE_ROWS: &[Row<Attendee>] = &[
    row(F::AttendeeName, Kind::Line, Required, |a| &a.name, |a| &mut a.name),
    row(F::AttendeeCapacity, Kind::Code("capacity", Capacity::CODES), Required, |a| &a.capacity, |a| &mut a.capacity),
    row(F::AttendeeParty, Kind::Party, Kept, |a| &a.party, |a| &mut a.party),
];

/// 延期
pub(super) static EXTENSION: Table<Extension> = Table {
    kind: PartKind::Extension,
    rows: EXTENSION_ROWS,
    list: |c, _| &c.extensions,
    list_mut: |c, _| Some(&mut c.extensions),
    id: |one| one.id.uuid(),
    blank: |id, on| Extension {
        id: Id::new(id),
        agreed_on: on,
        to: on,
        consent: None,
        reason: String::new(),
    },
    order: |a, b| (a.agreed_on, a.id).cmp(&(b.agreed_on, b.id)),
};

#[rustfmt::skip]
const EXTENSION_ROWS: &[Row<Extension>] = &[
    row(F::ExtensionTo, Kind::DayAhead, Required, |e| &e.to, |e| &mut e.to),
    row(F::ExtensionConsent, Kind::Code("consent", Consent::CODES), Kept, |e| &e.consent, |e| &mut e.consent),
    row(F::ExtensionAgreedOn, Kind::Day, Required, |e| &e.agreed_on, |e| &mut e.agreed_on),
    row(F::ExtensionReason, Kind::Line, Kept, |e| &e.reason, |e| &mut e.reason),
];

/// 层级变动
pub(super) static ESCALATION: Table<Escalation> = Table {
    kind: PartKind::Escalation,
    rows: ESCALATION_ROWS,
    list: |c, _| &c.escalations,
    list_mut: |c, _| Some(&mut c.escalations),
    id: |one| one.id.uuid(),
    blank: |id, on| Escalation {
        id: Id::new(id),
        on,
        from: Level::Township,
        to: Level::Township,
        reason: String::new(),
    },
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};

#[rustfmt::skip]
const ESCALATION_ROWS: &[Row<Escalation>] = &[
    row(F::EscalationOn, Kind::Day, Required, |e| &e.on, |e| &mut e.on),
    row(F::EscalationFrom, Kind::Code("level", Level::CODES), Required, |e| &e.from, |e| &mut e.from),
    row(F::EscalationTo, Kind::Code("level", Level::CODES), Required, |e| &e.to, |e| &mut e.to),
    row(F::EscalationReason, Kind::Line, Kept, |e| &e.reason, |e| &mut e.reason),
];

/// 移送
pub(super) static REFERRAL: Table<Referral> = Table {
    kind: PartKind::Referral,
    rows: REFERRAL_ROWS,
    list: |c, _| &c.referrals,
    list_mut: |c, _| Some(&mut c.referrals),
    id: |one| one.id.uuid(),
    blank: |id, _| Referral::new(Id::new(id), Direction::Out),
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};

#[rustfmt::skip]
const REFERRAL_ROWS: &[Row<Referral>] = &[
    row(F::ReferralDirection, Kind::Code("direction", Direction::CODES), Required, |r| &r.direction, |r| &mut r.direction),
    row(F::ReferralOrganisation, Kind::Line, Kept, |r| &r.organisation, |r| &mut r.organisation),
    row(F::ReferralOn, Kind::Day, Kept, |r| &r.on, |r| &mut r.on),
    row(F::ReferralLetter, Kind::Line, Optional, |r| &r.letter, |r| &mut r.letter),
    row(F::ReferralReason, Kind::Lines(2), Optional, |r| &r.reason, |r| &mut r.reason),
    row(F::ReferralFeedbackOn, Kind::Day, Optional, |r| &r.feedback_on, |r| &mut r.feedback_on),
    row(F::ReferralFeedback, Kind::Lines(2), Optional, |r| &r.feedback, |r| &mut r.feedback),
];

/// 履行
pub(super) static PERFORMED: Table<PartPerformed> = Table {
    kind: PartKind::Performed,
    rows: PERFORMED_ROWS,
    list: |c, _| &c.performed,
    list_mut: |c, _| Some(&mut c.performed),
    id: |one| one.id.uuid(),
    blank: |id, on| PartPerformed { id: Id::new(id), on, amount: None, what: String::new() },
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};

#[rustfmt::skip]
const PERFORMED_ROWS: &[Row<PartPerformed>] = &[
    row(F::PartOn, Kind::Day, Required, |p| &p.on, |p| &mut p.on),
    row(F::PartAmount, Kind::Money, Kept, |p| &p.amount, |p| &mut p.amount),
    row(F::PartWhat, Kind::Line, Kept, |p| &p.what, |p| &mut p.what),
];

/// 回访
pub(super) static FOLLOW_UP: Table<FollowUp> = Table {
    kind: PartKind::FollowUp,
    rows: FOLLOW_UP_ROWS,
    list: |c, _| &c.follow_ups,
    list_mut: |c, _| Some(&mut c.follow_ups),
    id: |one| one.id.uuid(),
    blank: |id, on| FollowUp::new(Id::new(id), on),
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};

#[rustfmt::skip]
const FOLLOW_UP_ROWS: &[Row<FollowUp>] = &[
    row(F::VisitOn, Kind::Day, Required, |f| &f.on, |f| &mut f.on),
    row(F::VisitBy, Kind::Line, Optional, |f| &f.by, |f| &mut f.by),
    row(F::VisitSatisfaction, Kind::Code("satisfaction", Satisfaction::CODES), Optional,
        |f| &f.satisfaction, |f| &mut f.satisfaction),
    row(F::VisitNote, Kind::Lines(3), Optional, |f| &f.note, |f| &mut f.note),
];

/// 预防
pub(super) static PREVENTION: Table<Prevention> = Table {
    kind: PartKind::Prevention,
    rows: PREVENTION_ROWS,
    list: |c, _| &c.preventions,
    list_mut: |c, _| Some(&mut c.preventions),
    id: |one| one.id.uuid(),
    blank: |id, on| Prevention {
        id: Id::new(id),
        kind: PreventionKind::General,
        on,
        people: 0,
        note: String::new(),
    },
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};

/// What one case can prevent: 预防纠纷 in general is logged among the other counts.
const PREVENTED: &[&str] = &[
    PreventionKind::Suicide.code(),
    PreventionKind::Criminal.code(),
    PreventionKind::Petition.code(),
    PreventionKind::Fight.code(),
];

#[rustfmt::skip]
const PREVENTION_ROWS: &[Row<Prevention>] = &[
    row(F::Prevented, Kind::Code("prevention", PREVENTED), Required, |p| &p.kind, |p| &mut p.kind),
    row(F::PreventedOn, Kind::Day, Required, |p| &p.on, |p| &mut p.on),
    row(F::PreventedPeople, Kind::Number, Kept, |p| &p.people, |p| &mut p.people),
    row(F::PreventedNote, Kind::Lines(2), Optional, |p| &p.note, |p| &mut p.note),
];

/// 记事
pub(super) static REMARK: Table<Remark> = Table {
    kind: PartKind::Remark,
    rows: REMARK_ROWS,
    list: |c, _| &c.remarks,
    list_mut: |c, _| Some(&mut c.remarks),
    id: |one| one.id.uuid(),
    blank: |id, on| Remark { id: Id::new(id), on, text: String::new() },
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};

#[rustfmt::skip]
const REMARK_ROWS: &[Row<Remark>] = &[
    row(F::RemarkOn, Kind::Day, Required, |r| &r.on, |r| &mut r.on),
    row(F::RemarkText, Kind::Lines(2), Required, |r| &r.text, |r| &mut r.text),
];
