//! What happened to a case after it was logged, from JSON into the case.

use chrono::NaiveDate;

use super::complain::Complaint;
use super::life_json::{AgentJson, AgreementJson, Life, PerformedJson, ReferralJson, SessionJson};
use super::names::bad;
use crate::domain::date_entry::{parse_date, parse_due_date};
use crate::domain::fold::clean_name;
use crate::domain::money::parse_money;
use crate::domain::time_entry::parse_time;
use crate::domain::{
    Agent, AgentKind, Attendee, Capacity, Confirmation, Consent, Direction, Dispute, Escalation, Extension,
    Filing, FollowUp, Level, Litigation, PartPerformed, PartyId, Prevention, PreventionKind, Referral,
    Remark, Retention, Risk, Route, Ruling, Satisfaction, Session, SessionResult,
};
use crate::store::Store;
use crate::text::Lang;

type Text = Option<String>;
type Read<T> = Result<T, Complaint>;

/// Reads the words of a life; each part gets an identity of its own.
pub(super) struct LifeReader<'a> {
    pub store: &'a mut Store,
    pub lang: Lang,
}

fn said(text: &Text) -> String {
    text.as_deref().unwrap_or_default().trim().to_owned()
}

impl LifeReader<'_> {
    /// Puts all of it into the case, whose parties have their identities already.
    pub(super) fn put(&mut self, life: &Life, case: &mut Dispute) -> Read<()> {
        case.risk = self.code("risk", &life.risk, Risk::from_code)?;
        case.governance = self.code("governance", &life.governance, |code| code.parse().ok())?;
        case.consent = self.code("consent", &life.consent, Consent::from_code)?;
        for route in &life.told {
            let route = self.code("route", &Some(route.clone()), Route::from_code)?;
            case.told.extend(route);
        }
        self.agreement(&life.agreement, case)?;
        for agent in &life.agents {
            self.agent(agent, case)?;
        }
        for session in &life.sessions {
            let session = self.session(session, case)?;
            case.sessions.push(session);
        }
        self.limits(life, case)?;
        for referral in &life.referrals {
            let referral = self.referral(referral)?;
            case.referrals.push(referral);
        }
        for part in &life.performed {
            let part = self.performed(part)?;
            case.performed.push(part);
        }
        self.after(life, case)
    }

    fn agreement(&self, agreement: &AgreementJson, case: &mut Dispute) -> Read<()> {
        let into = &mut case.agreement;
        into.manner = said(&agreement.manner);
        into.copies = agreement.copies;
        into.reached_on = self.day("reached", &agreement.reached)?;
        into.signed_on = self.day("signed", &agreement.signed)?;
        into.mediator_signed_on = self.day("mediator_signed", &agreement.mediator_signed)?;
        into.sealed_on = self.day("sealed", &agreement.sealed)?;
        into.performed_on = self.day("performed", &agreement.performed)?;
        into.confirmation = self.code("confirmation", &agreement.confirmation, Confirmation::from_code)?;
        into.court = said(&agreement.court);
        into.applied_on = self.day("applied", &agreement.applied)?;
        into.decided_on = self.day("decided", &agreement.decided)?;
        Ok(())
    }

    fn agent(&mut self, agent: &AgentJson, case: &mut Dispute) -> Read<()> {
        let one = Agent {
            id: self.store.fresh_id(),
            name: clean_name(&agent.name),
            kind: self.code("agent_kind", &agent.kind, AgentKind::from_code)?.unwrap_or(AgentKind::Appointed),
            phone: said(&agent.phone),
            note: said(&agent.note),
        };
        let party = clean_name(&agent.party);
        let found = case.parties.iter_mut().find(|other| other.name == party);
        found.ok_or_else(|| bad(self.lang, "for", &agent.party))?.agents.push(one);
        Ok(())
    }

    fn party(&self, name: &Text, case: &Dispute) -> Read<Option<PartyId>> {
        let Some(name) = name.as_deref().filter(|name| !name.trim().is_empty()) else { return Ok(None) };
        let wanted = clean_name(name);
        let found = case.parties.iter().find(|party| party.name == wanted);
        found.map(|party| Some(party.id)).ok_or_else(|| bad(self.lang, "for", name))
    }

    fn session(&mut self, session: &SessionJson, case: &Dispute) -> Read<Session> {
        let mut attendees = Vec::new();
        for one in &session.attendees {
            attendees.push(Attendee {
                id: self.store.fresh_id(),
                name: clean_name(&one.name),
                capacity: self
                    .code("capacity", &one.capacity, Capacity::from_code)?
                    .unwrap_or(Capacity::Invited),
                party: self.party(&one.party, case)?,
            });
        }
        let at = match session.at.as_deref().unwrap_or_default() {
            "" => None,
            time => Some(parse_time(time).ok_or_else(|| bad(self.lang, "at", time))?),
        };
        Ok(Session {
            id: self.store.fresh_id(),
            on: self.needed("on", &session.on)?,
            at,
            place: said(&session.place),
            attendees,
            record: said(&session.record),
            result: self.code("session_result", &session.result, SessionResult::from_code)?,
            recorder: said(&session.recorder),
        })
    }

    fn limits(&mut self, life: &Life, case: &mut Dispute) -> Read<()> {
        for extension in &life.extensions {
            let to = parse_due_date(&extension.to, self.store.today());
            case.extensions.push(Extension {
                id: self.store.fresh_id(),
                agreed_on: self.day("agreed", &extension.agreed)?.unwrap_or(case.accepted_on),
                to: to.map_err(|_| bad(self.lang, "to", &extension.to))?,
                consent: self.code("consent", &extension.consent, Consent::from_code)?,
                reason: said(&extension.reason),
            });
        }
        for step in &life.escalations {
            case.escalations.push(Escalation {
                id: self.store.fresh_id(),
                on: self.needed("on", &step.on)?,
                from: self.code_needed("level", &step.from, Level::from_code)?,
                to: self.code_needed("level", &step.to, Level::from_code)?,
                reason: said(&step.reason),
            });
        }
        Ok(())
    }

    fn referral(&mut self, referral: &ReferralJson) -> Read<Referral> {
        let direction = self.code("direction", &referral.direction, Direction::from_code)?;
        Ok(Referral {
            organisation: referral.organisation.trim().to_owned(),
            on: self.day("on", &referral.on)?,
            letter: said(&referral.letter),
            reason: said(&referral.reason),
            feedback: said(&referral.feedback),
            feedback_on: self.day("feedback_on", &referral.feedback_on)?,
            ..Referral::new(self.store.fresh_id(), direction.unwrap_or(Direction::Out))
        })
    }

    fn performed(&mut self, part: &PerformedJson) -> Read<PartPerformed> {
        let amount = part.amount.as_ref().map(super::add_json::Amount::text).unwrap_or_default();
        Ok(PartPerformed {
            id: self.store.fresh_id(),
            on: self.needed("on", &part.on)?,
            amount: if amount.is_empty() {
                None
            } else {
                parse_money(&amount).map_err(|_| bad(self.lang, "amount", &amount))?
            },
            what: said(&part.what),
        })
    }

    /// What comes after the agreement, and remarks.
    fn after(&mut self, life: &Life, case: &mut Dispute) -> Read<()> {
        case.litigation = Litigation {
            filed_on: self.day("filed", &life.litigation.filed)?,
            court: said(&life.litigation.court),
            ruling: self.code("ruling", &life.litigation.ruling, Ruling::from_code)?,
            decided_on: self.day("decided", &life.litigation.decided)?,
        };
        for visit in &life.follow_ups {
            case.follow_ups.push(FollowUp {
                id: self.store.fresh_id(),
                on: self.needed("on", &visit.on)?,
                by: said(&visit.by),
                satisfaction: self.code("satisfaction", &visit.satisfaction, Satisfaction::from_code)?,
                note: said(&visit.note),
            });
        }
        for prevention in &life.preventions {
            case.preventions.push(Prevention {
                id: self.store.fresh_id(),
                kind: self.code_needed("prevention", &prevention.kind, PreventionKind::from_code)?,
                on: self.needed("on", &prevention.on)?,
                people: prevention.people,
                note: said(&prevention.note),
            });
        }
        for remark in &life.remarks {
            let on = self.needed("on", &remark.on)?;
            case.remarks.push(Remark { id: self.store.fresh_id(), on, text: remark.text.trim().to_owned() });
        }
        case.filing = Filing {
            on: self.day("on", &life.filing.on)?,
            by: said(&life.filing.by),
            volume: said(&life.filing.volume),
            retention: self.code("retention", &life.filing.retention, Retention::from_code)?,
        };
        Ok(())
    }

    fn day(&self, what: &str, text: &Text) -> Read<Option<NaiveDate>> {
        match text.as_deref().unwrap_or_default() {
            "" => Ok(None),
            text => self.needed(what, text).map(Some),
        }
    }

    fn needed(&self, what: &str, text: &str) -> Read<NaiveDate> {
        parse_date(text, self.store.today()).map_err(|_| bad(self.lang, what, text))
    }

    /// A code of a dictionary, written as the code or as a label of it.
    fn code<T>(&self, dictionary: &str, text: &Text, read: impl Fn(&str) -> Option<T>) -> Read<Option<T>> {
        match text.as_deref().unwrap_or_default() {
            "" => Ok(None),
            text => self.code_needed(dictionary, text, read).map(Some),
        }
    }

    fn code_needed<T>(&self, dictionary: &str, text: &str, read: impl Fn(&str) -> Option<T>) -> Read<T> {
        let labels = self.store.directory().all_labels(dictionary);
        let called = labels.into_iter().find(|label| {
            [&label.code, &label.zh, &label.zh_short, &label.en].into_iter().any(|name| name == text)
        });
        called.and_then(|label| read(&label.code)).ok_or_else(|| bad(self.lang, dictionary, text))
    }
}
