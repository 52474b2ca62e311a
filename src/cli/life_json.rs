//! What happened to a case after it was logged, as JSON: `show` writes it and `add` reads the same. Codes may be written
//! as their labels, days and times as people type them; what is not there is left out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::add_json::Amount;
use crate::domain::date_entry::iso;
use crate::domain::time_entry::time_text;
use crate::domain::{
    Agent, Attendee, Confirmation, Consent, Dispute, Escalation, Extension, FollowUp, PartPerformed, PartyId,
    Prevention, Referral, Retention, Risk, Ruling, Satisfaction, Session, SessionResult,
};

type Text = Option<String>;

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Life {
    pub risk: Text,
    pub governance: Text,
    pub consent: Text,
    pub told: Vec<String>,
    pub agreement: AgreementJson,
    pub agents: Vec<AgentJson>,
    pub sessions: Vec<SessionJson>,
    pub extensions: Vec<ExtensionJson>,
    pub escalations: Vec<EscalationJson>,
    pub referrals: Vec<ReferralJson>,
    pub performed: Vec<PerformedJson>,
    pub litigation: LitigationJson,
    pub follow_ups: Vec<FollowUpJson>,
    pub preventions: Vec<PreventionJson>,
    pub remarks: Vec<RemarkJson>,
    pub filing: FilingJson,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AgreementJson {
    pub manner: Text,
    pub copies: Option<u32>,
    pub reached: Text,
    pub signed: Text,
    pub mediator_signed: Text,
    pub sealed: Text,
    pub performed: Text,
    pub confirmation: Text,
    pub court: Text,
    pub applied: Text,
    pub decided: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AgentJson {
    #[serde(rename = "for")]
    pub party: String,
    pub name: String,
    pub kind: Text,
    pub phone: Text,
    pub note: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SessionJson {
    pub on: String,
    pub at: Text,
    pub place: Text,
    pub attendees: Vec<AttendeeJson>,
    pub record: Text,
    pub result: Text,
    pub recorder: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AttendeeJson {
    pub name: String,
    pub capacity: Text,
    #[serde(rename = "for")]
    pub party: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ExtensionJson {
    pub agreed: Text,
    pub to: String,
    pub consent: Text,
    pub reason: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct EscalationJson {
    pub on: String,
    pub from: String,
    pub to: String,
    pub reason: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ReferralJson {
    pub direction: Text,
    pub organisation: String,
    pub on: Text,
    pub letter: Text,
    pub reason: Text,
    pub feedback: Text,
    pub feedback_on: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PerformedJson {
    pub on: String,
    pub amount: Option<Amount>,
    pub what: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LitigationJson {
    pub filed: Text,
    pub court: Text,
    pub ruling: Text,
    pub decided: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FollowUpJson {
    pub on: String,
    pub by: Text,
    pub satisfaction: Text,
    pub note: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PreventionJson {
    pub kind: String,
    pub on: String,
    pub people: u32,
    pub note: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RemarkJson {
    pub on: String,
    pub text: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FilingJson {
    pub on: Text,
    pub by: Text,
    pub volume: Text,
    pub retention: Text,
}

fn text(text: &str) -> Text {
    (!text.is_empty()).then(|| text.to_owned())
}

fn code(code: Option<&str>) -> Text {
    code.map(str::to_owned)
}

fn day(day: Option<NaiveDate>) -> Text {
    day.map(iso)
}

impl Life {
    /// The life of that case.
    pub(super) fn of(case: &Dispute) -> Self {
        let party =
            |id: PartyId| case.parties.iter().find(|party| party.id == id).map(|party| party.name.clone());
        let agreement = &case.agreement;
        Self {
            risk: code(case.risk.map(Risk::code)),
            governance: case.governance.as_ref().map(ToString::to_string),
            consent: code(case.consent.map(Consent::code)),
            told: case.told.iter().map(|route| route.code().to_owned()).collect(),
            agreement: AgreementJson {
                manner: text(&agreement.manner),
                copies: agreement.copies,
                reached: day(agreement.reached_on),
                signed: day(agreement.signed_on),
                mediator_signed: day(agreement.mediator_signed_on),
                sealed: day(agreement.sealed_on),
                performed: day(agreement.performed_on),
                confirmation: code(agreement.confirmation.map(Confirmation::code)),
                court: text(&agreement.court),
                applied: day(agreement.applied_on),
                decided: day(agreement.decided_on),
            },
            agents: case
                .parties
                .iter()
                .flat_map(|party| party.agents.iter().map(|agent| AgentJson::of(&party.name, agent)))
                .collect(),
            sessions: case.sessions.iter().map(|session| SessionJson::of(session, party)).collect(),
            extensions: case.extensions.iter().map(ExtensionJson::of).collect(),
            escalations: case.escalations.iter().map(EscalationJson::of).collect(),
            referrals: case.referrals.iter().map(ReferralJson::of).collect(),
            performed: case.performed.iter().map(PerformedJson::of).collect(),
            litigation: LitigationJson {
                filed: day(case.litigation.filed_on),
                court: text(&case.litigation.court),
                ruling: code(case.litigation.ruling.map(Ruling::code)),
                decided: day(case.litigation.decided_on),
            },
            follow_ups: case.follow_ups.iter().map(FollowUpJson::of).collect(),
            preventions: case.preventions.iter().map(PreventionJson::of).collect(),
            remarks: case
                .remarks
                .iter()
                .map(|remark| RemarkJson { on: iso(remark.on), text: remark.text.clone() })
                .collect(),
            filing: FilingJson {
                on: day(case.filing.on),
                by: text(&case.filing.by),
                volume: text(&case.filing.volume),
                retention: code(case.filing.retention.map(Retention::code)),
            },
        }
    }
}

impl AgentJson {
    fn of(party: &str, agent: &Agent) -> Self {
        Self {
            party: party.to_owned(),
            name: agent.name.clone(),
            kind: code(Some(agent.kind.code())),
            phone: text(&agent.phone),
            note: text(&agent.note),
        }
    }
}

impl SessionJson {
    fn of(session: &Session, party: impl Fn(PartyId) -> Text) -> Self {
        let attendee = |one: &Attendee| AttendeeJson {
            name: one.name.clone(),
            capacity: code(Some(one.capacity.code())),
            party: one.party.and_then(&party),
        };
        Self {
            on: iso(session.on),
            at: session.at.map(time_text),
            place: text(&session.place),
            attendees: session.attendees.iter().map(attendee).collect(),
            record: text(&session.record),
            result: code(session.result.map(SessionResult::code)),
            recorder: text(&session.recorder),
        }
    }
}

impl ExtensionJson {
    fn of(extension: &Extension) -> Self {
        Self {
            agreed: day(Some(extension.agreed_on)),
            to: iso(extension.to),
            consent: code(extension.consent.map(Consent::code)),
            reason: text(&extension.reason),
        }
    }
}

impl EscalationJson {
    fn of(step: &Escalation) -> Self {
        Self {
            on: iso(step.on),
            from: step.from.code().to_owned(),
            to: step.to.code().to_owned(),
            reason: text(&step.reason),
        }
    }
}

impl ReferralJson {
    fn of(referral: &Referral) -> Self {
        Self {
            direction: code(Some(referral.direction.code())),
            organisation: referral.organisation.clone(),
            on: day(referral.on),
            letter: text(&referral.letter),
            reason: text(&referral.reason),
            feedback: text(&referral.feedback),
            feedback_on: day(referral.feedback_on),
        }
    }
}

impl PerformedJson {
    fn of(part: &PartPerformed) -> Self {
        let amount = part.amount.map(|amount| Amount::Words(amount.yuan_text()));
        Self { on: iso(part.on), amount, what: text(&part.what) }
    }
}

impl FollowUpJson {
    fn of(visit: &FollowUp) -> Self {
        Self {
            on: iso(visit.on),
            by: text(&visit.by),
            satisfaction: code(visit.satisfaction.map(Satisfaction::code)),
            note: text(&visit.note),
        }
    }
}

impl PreventionJson {
    fn of(prevention: &Prevention) -> Self {
        Self {
            kind: prevention.kind.code().to_owned(),
            on: iso(prevention.on),
            people: prevention.people,
            note: text(&prevention.note),
        }
    }
}
