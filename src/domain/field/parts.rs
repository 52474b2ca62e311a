//! How the parts of each kind are reached in a case.

use std::cmp::Ordering;

use super::row::{CaseTable, Table};
use super::{PartKind, table};
use crate::domain::{
    Agent, AgentKind, Attendee, Capacity, Direction, Escalation, Evidence, Extension, FollowUp, Id,
    Instalment, Investigation, Level, PartPerformed, Party, Prevention, PreventionKind, Referral, Remark,
    Session, Side,
};

/// The fields that a case has once.
pub(super) static CASE: CaseTable = CaseTable(table::CASE);

/// Keeps parts in the order in which they were added.
const fn as_they_are<T>(_: &T, _: &T) -> Ordering {
    Ordering::Equal
}

/// 当事人
pub(super) static PARTY: Table<Party> = Table {
    kind: PartKind::Party,
    rows: table::PARTY,
    list: |c, _| &c.parties,
    list_mut: |c, _| Some(&mut c.parties),
    id: |one| one.id.uuid(),
    blank: |id, _| Party::new(Id::new(id), Side::Applicant, ""),
    order: as_they_are,
};

/// 代理人
pub(super) static AGENT: Table<Agent> = Table {
    kind: PartKind::Agent,
    rows: table::AGENT,
    list: |c, of| c.parties.get(of).map_or(&[], |party| &party.agents),
    list_mut: |c, of| c.parties.get_mut(of).map(|party| &mut party.agents),
    id: |one| one.id.uuid(),
    blank: |id, _| Agent::new(Id::new(id), AgentKind::Appointed, ""),
    order: as_they_are,
};

/// 调查
pub(super) static INVESTIGATION: Table<Investigation> = Table {
    kind: PartKind::Investigation,
    rows: table::INVESTIGATION,
    list: |c, _| &c.investigations,
    list_mut: |c, _| Some(&mut c.investigations),
    id: |one| one.id.uuid(),
    blank: |id, on| Investigation::new(Id::new(id), on),
    order: |a, b| (a.on, a.at, a.id).cmp(&(b.on, b.at, b.id)),
};

/// 证据
pub(super) static EVIDENCE: Table<Evidence> = Table {
    kind: PartKind::Evidence,
    rows: table::EVIDENCE,
    list: |c, _| &c.evidence,
    list_mut: |c, _| Some(&mut c.evidence),
    id: |one| one.id.uuid(),
    blank: |id, _| Evidence::new(Id::new(id), ""),
    order: as_they_are,
};

/// 调解
pub(super) static SESSION: Table<Session> = Table {
    kind: PartKind::Session,
    rows: table::SESSION,
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

/// 参加人
pub(super) static ATTENDEE: Table<Attendee> = Table {
    kind: PartKind::Attendee,
    rows: table::ATTENDEE,
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

/// 延期
pub(super) static EXTENSION: Table<Extension> = Table {
    kind: PartKind::Extension,
    rows: table::EXTENSION,
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

/// 层级变动
pub(super) static ESCALATION: Table<Escalation> = Table {
    kind: PartKind::Escalation,
    rows: table::ESCALATION,
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

/// 移送
pub(super) static REFERRAL: Table<Referral> = Table {
    kind: PartKind::Referral,
    rows: table::REFERRAL,
    list: |c, _| &c.referrals,
    list_mut: |c, _| Some(&mut c.referrals),
    id: |one| one.id.uuid(),
    blank: |id, _| Referral::new(Id::new(id), Direction::Out),
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};

/// 履行计划
pub(super) static INSTALMENT: Table<Instalment> = Table {
    kind: PartKind::Instalment,
    rows: table::INSTALMENT,
    list: |c, _| &c.plan,
    list_mut: |c, _| Some(&mut c.plan),
    id: |one| one.id.uuid(),
    blank: |id, on| Instalment { id: Id::new(id), due_on: on, amount: None, what: String::new() },
    order: |a, b| (a.due_on, a.id).cmp(&(b.due_on, b.id)),
};

/// 履行
pub(super) static PERFORMED: Table<PartPerformed> = Table {
    kind: PartKind::Performed,
    rows: table::PERFORMED,
    list: |c, _| &c.performed,
    list_mut: |c, _| Some(&mut c.performed),
    id: |one| one.id.uuid(),
    blank: |id, on| PartPerformed { id: Id::new(id), on, amount: None, what: String::new() },
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};

/// 回访
pub(super) static FOLLOW_UP: Table<FollowUp> = Table {
    kind: PartKind::FollowUp,
    rows: table::FOLLOW_UP,
    list: |c, _| &c.follow_ups,
    list_mut: |c, _| Some(&mut c.follow_ups),
    id: |one| one.id.uuid(),
    blank: |id, on| FollowUp::new(Id::new(id), on),
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};

/// 预防
pub(super) static PREVENTION: Table<Prevention> = Table {
    kind: PartKind::Prevention,
    rows: table::PREVENTION,
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

/// 记事
pub(super) static REMARK: Table<Remark> = Table {
    kind: PartKind::Remark,
    rows: table::REMARK,
    list: |c, _| &c.remarks,
    list_mut: |c, _| Some(&mut c.remarks),
    id: |one| one.id.uuid(),
    blank: |id, on| Remark { id: Id::new(id), on, text: String::new() },
    order: |a, b| (a.on, a.id).cmp(&(b.on, b.id)),
};
