//! Events of a case, counted by their own day (DOMAIN §5): sessions, performance, confirmation, litigation,
//! visits, referrals, prevention.

use chrono::NaiveDate;

use super::{Confirmation, Direction, Dispute, EventKind, Performance, PreventionKind, Ruling};

/// Something that happened to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// The kind of event.
    pub kind: EventKind,
    /// The day by which it counts.
    pub on: NaiveDate,
    /// 人: of a prevention, how many persons; nothing otherwise.
    pub people: u32,
}

impl Event {
    const fn at(kind: EventKind, on: NaiveDate) -> Self {
        Self { kind, on, people: 0 }
    }
}

impl Dispute {
    /// All events of this case; none where it is declined or void.
    pub fn events(&self) -> Vec<Event> {
        if !self.is_accepted() {
            return Vec::new();
        }
        let mut events = Vec::new();
        for session in &self.sessions {
            events.push(Event::at(EventKind::Session, session.on));
            if session.has_lawyer() {
                events.push(Event::at(EventKind::Lawyer, session.on));
            }
        }
        events.extend(self.performed_on().map(|on| Event::at(EventKind::Performed, on)));
        events.extend(self.confirmed_on().map(|on| Event::at(EventKind::Confirmed, on)));
        events.extend(self.ruled());
        events.extend(self.follow_ups.iter().map(|visit| Event::at(EventKind::Visited, visit.on)));
        events.extend(self.escalations.iter().map(|step| Event::at(EventKind::Escalated, step.on)));
        events.extend(self.referrals.iter().filter_map(|referral| {
            let kind = match referral.direction {
                Direction::Out => EventKind::SentOn,
                Direction::In => EventKind::Received,
            };
            Some(Event::at(kind, referral.on?))
        }));
        events.extend(self.preventions.iter().filter_map(|prevention| {
            let kind = prevented(prevention.kind)?;
            Some(Event { kind, on: prevention.on, people: prevention.people })
        }));
        events
    }

    /// 履行: the day by which a performed agreement counts: as recorded, else that of the part which completed it, else
    /// that of the closing, as for a ledger that only says 已履行.
    pub fn performed_on(&self) -> Option<NaiveDate> {
        let reached = self.reached_on()?;
        let done = self.performance() == Some(Performance::Done);
        let last_part = || self.completed_on().or_else(|| self.performed.iter().map(|part| part.on).max());
        done.then(|| self.agreement.performed_on.or_else(last_part).unwrap_or(reached))
    }

    /// 司法确认: the day by which a confirmed agreement counts: that of the decision, else of the
    /// application, else of the agreement.
    pub fn confirmed_on(&self) -> Option<NaiveDate> {
        let reached = self.reached_on()?;
        let agreement = &self.agreement;
        let confirmed = agreement.confirmation == Some(Confirmation::Confirmed);
        confirmed.then(|| agreement.decided_on.or(agreement.applied_on).unwrap_or(reached))
    }

    fn ruled(&self) -> Option<Event> {
        let kind = match self.litigation.ruling? {
            Ruling::Upheld => EventKind::Upheld,
            Ruling::Changed => EventKind::Changed,
            Ruling::Revoked => EventKind::Revoked,
            Ruling::Invalid => EventKind::Invalid,
        };
        let on = self.litigation.decided_on.or(self.litigation.filed_on).or(self.reached_on())?;
        Some(Event::at(kind, on))
    }
}

/// 预防纠纷 in general belongs to no case: it is logged among the other counts.
const fn prevented(kind: PreventionKind) -> Option<EventKind> {
    match kind {
        PreventionKind::General => None,
        PreventionKind::Suicide => Some(EventKind::Suicide),
        PreventionKind::Criminal => Some(EventKind::Criminal),
        PreventionKind::Petition => Some(EventKind::Petition),
        PreventionKind::Fight => Some(EventKind::Fight),
    }
}
