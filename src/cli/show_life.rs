//! What happened to a case after it was logged, as lines for a person.

use chrono::NaiveDate;

use crate::domain::date_entry::iso;
use crate::domain::time_entry::time_text;
use crate::domain::{Capacity, Dispute, Fen, Session};
use crate::store::Directory;
use crate::text::dispute as words;
use crate::text::{Lang, Words};

/// The lines, each with its name; those that say nothing are empty.
pub(super) fn rows(directory: &Directory, lang: Lang, case: &Dispute) -> Vec<(String, String)> {
    let mut lines = Lines { directory, lang, rows: Vec::new() };
    lines.basics(case);
    lines.mediation(case);
    lines.agreement(case);
    lines.after(case);
    lines.rows
}

struct Lines<'a> {
    directory: &'a Directory,
    lang: Lang,
    rows: Vec<(String, String)>,
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(iso).unwrap_or_default()
}

impl Lines<'_> {
    fn say(&mut self, name: Words, parts: &[&str]) {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
        self.rows.push((name.text(self.lang).to_owned(), parts.join("  ")));
    }

    fn label(&self, dictionary: &str, code: Option<&str>) -> String {
        let label = code.and_then(|code| self.directory.label(dictionary, code));
        label.map(|label| label.text(self.lang).to_owned()).unwrap_or_default()
    }

    fn basics(&mut self, case: &Dispute) {
        let risk = self.label("risk", case.risk.map(|risk| risk.code()));
        self.say(crate::text::field::label(crate::domain::field::Field::Risk), &[&risk]);
        let governance = match &case.governance {
            Some(code) => self.label("governance", Some(code.as_str())),
            None => {
                let code = self.directory.governance_of(&case.kind);
                code.map(|code| words::by_type(self.lang, &self.label("governance", Some(code))))
                    .unwrap_or_default()
            }
        };
        self.say(crate::text::field::label(crate::domain::field::Field::Governance), &[&governance]);
        let consent = self.label("consent", case.consent.map(|consent| consent.code()));
        self.say(crate::text::field::label(crate::domain::field::Field::Consent), &[&consent]);
        for party in &case.parties {
            self.say(
                crate::text::field::label(crate::domain::field::Field::PartyRepresentative),
                &[&party.representative],
            );
            for agent in &party.agents {
                let kind = self.label("agent_kind", Some(agent.kind.code()));
                self.say(
                    crate::text::field::part(crate::domain::field::PartKind::Agent),
                    &[&agent.name, &kind, &agent.phone, &agent.note, &party.name],
                );
            }
        }
    }

    fn mediation(&mut self, case: &Dispute) {
        for session in &case.sessions {
            self.session(session, case);
        }
        for extension in &case.extensions {
            let consent = self.label("consent", extension.consent.map(|consent| consent.code()));
            self.say(
                crate::text::field::part(crate::domain::field::PartKind::Extension),
                &[&iso(extension.to), &consent, &extension.reason],
            );
        }
        for step in &case.escalations {
            let (from, to) =
                (self.label("level", Some(step.from.code())), self.label("level", Some(step.to.code())));
            self.say(
                crate::text::field::part(crate::domain::field::PartKind::Escalation),
                &[&iso(step.on), &from, &to, &step.reason],
            );
        }
        for referral in &case.referrals {
            let direction = self.label("direction", Some(referral.direction.code()));
            let on = day(referral.on);
            self.say(
                words::REFERRALS,
                &[&direction, &referral.organisation, &on, &referral.letter, &referral.reason],
            );
            self.say(
                crate::text::field::label(crate::domain::field::Field::ReferralFeedback),
                &[&day(referral.feedback_on), &referral.feedback],
            );
        }
        let told: Vec<String> =
            case.told.iter().map(|route| self.label("route", Some(route.code()))).collect();
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        self.say(crate::text::field::label(crate::domain::field::Field::Told), &told);
    }

    fn session(&mut self, session: &Session, case: &Dispute) {
        let result = self.label("session_result", session.result.map(|result| result.code()));
        let at = session.at.map(time_text).unwrap_or_default();
        self.say(
            crate::text::field::part(crate::domain::field::PartKind::Session),
            &[&iso(session.on), &at, &session.place, &result, &session.recorder],
        );
        for one in &session.attendees {
            let party = case.parties.iter().find(|party| Some(party.id) == one.party);
            let party = party.map(|party| party.name.as_str()).unwrap_or_default();
            let capacity = self.label("capacity", Some(Capacity::code(one.capacity)));
            self.say(
                crate::text::field::part(crate::domain::field::PartKind::Attendee),
                &[&one.name, &capacity, party],
            );
        }
        self.say(crate::text::field::label(crate::domain::field::Field::SessionRecord), &[&session.record]);
    }

    fn agreement(&mut self, case: &Dispute) {
        let agreement = &case.agreement;
        self.say(crate::text::field::label(crate::domain::field::Field::Manner), &[&agreement.manner]);
        let copies = agreement.copies.map(|copies| copies.to_string()).unwrap_or_default();
        self.say(crate::text::field::label(crate::domain::field::Field::Copies), &[&copies]);
        for (name, on) in [
            (crate::text::field::label(crate::domain::field::Field::ReachedOn), agreement.reached_on),
            (crate::text::field::label(crate::domain::field::Field::SignedOn), agreement.signed_on),
            (
                crate::text::field::label(crate::domain::field::Field::MediatorSignedOn),
                agreement.mediator_signed_on,
            ),
            (crate::text::field::label(crate::domain::field::Field::SealedOn), agreement.sealed_on),
            (crate::text::field::label(crate::domain::field::Field::PerformedOn), agreement.performed_on),
        ] {
            self.say(name, &[&day(on)]);
        }
        if let Some(on) = case.effective_on() {
            self.say(crate::text::field::EFFECT, &[&words::in_effect(self.lang, on)]);
        }
        for part in &case.performed {
            let amount = part.amount.map(Fen::yuan_text).unwrap_or_default();
            self.say(words::PERFORMED, &[&iso(part.on), &amount, &part.what]);
        }
        self.say(
            crate::text::field::label(crate::domain::field::Field::AppliedOn),
            &[&day(agreement.applied_on), &agreement.court],
        );
        self.say(
            crate::text::field::label(crate::domain::field::Field::DecidedOn),
            &[&day(agreement.decided_on)],
        );
    }

    fn after(&mut self, case: &Dispute) {
        let litigation = &case.litigation;
        let ruling = self.label("ruling", litigation.ruling.map(|ruling| ruling.code()));
        self.say(
            words::LITIGATION,
            &[&day(litigation.filed_on), &litigation.court, &ruling, &day(litigation.decided_on)],
        );
        for visit in &case.follow_ups {
            let satisfied = self.label("satisfaction", visit.satisfaction.map(|value| value.code()));
            self.say(words::FOLLOW_UPS, &[&iso(visit.on), &visit.by, &satisfied, &visit.note]);
        }
        for prevention in &case.preventions {
            let kind = self.label("prevention", Some(prevention.kind.code()));
            let people = prevention.people.to_string();
            self.say(words::PREVENTION, &[&kind, &iso(prevention.on), &people, &prevention.note]);
        }
        for remark in &case.remarks {
            self.say(
                crate::text::field::part(crate::domain::field::PartKind::Remark),
                &[&iso(remark.on), &remark.text],
            );
        }
        let filing = &case.filing;
        let retention = self.label("retention", filing.retention.map(|value| value.code()));
        self.say(words::FILING, &[&day(filing.on), &filing.by, &filing.volume, &retention]);
    }
}
