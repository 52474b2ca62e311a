//! `tiaojie show`: all about a case.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::args::ShowArgs;
use super::complain::Complaint;
use super::context::Context;
use super::life_json::{SHOWN, object};
use super::names::office_name;
use super::{say, say_json};
use crate::domain::check::{Today, days_left};
use crate::domain::date_entry::iso;
use crate::domain::field::{Field as F, Part, PartKind, Spot, Value};
use crate::domain::{Dispute, DisputeId, Masking, RefusalGround, Side};
use crate::report::{aligned_words, summary};
use crate::store::{DisclosureKind, NewDisclosure, Store, StoreError};
use crate::text::calendar::dated;
use crate::text::cli as words;
use crate::text::dispute::{
    FILING, FOLLOW_UPS, LITIGATION, REFERRALS, following, ground_to_mind, in_effect, rest_days_unknown,
    window as window_words,
};
use crate::text::field::{EFFECT, Wording, follows_from, label, part};
use crate::text::{Lang, Words, summary as summary_words};

/// Shows the case with that number or id.
pub(super) fn run(context: &Context, args: &ShowArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let store = context.open()?;
    let case = find(&store, lang, &args.which)?;
    if args.summary {
        return summarise(store, lang, &case, args);
    }
    let wording = Wording { directory: store.directory(), lang };
    let now = store.today_at(case.office);
    if args.json {
        return say_json(&as_json(wording, &case, now));
    }
    let mut lines = Lines { wording, case: &case, now, rows: Vec::new() };
    lines.all();
    say(aligned_words(&lines.rows).trim_end())
}

/// Prints the case as one paragraph. What can be pasted on is recorded as a copy, before it is printed.
fn summarise(mut store: Store, lang: Lang, case: &Dispute, args: &ShowArgs) -> Result<(), Complaint> {
    let masking = if args.unmasked { Masking::Plain } else { store.settings().summary };
    let text = summary(case, masking, store.directory(), lang);
    store.disclose(&NewDisclosure {
        kind: DisclosureKind::Copy,
        what: summary_words::disclosed(lang, &case.number),
        cases: 1,
        masking,
        to: summary_words::to_output(lang).to_owned(),
    })?;
    say(&text)
}

/// The case with that number or id.
pub(super) fn find(store: &Store, lang: Lang, which: &str) -> Result<Dispute, Complaint> {
    if let Ok(id) = which.parse::<DisputeId>() {
        match store.dispute(id) {
            Err(StoreError::NoSuchRecord) => {}
            found => return Ok(found?),
        }
    }
    let found = store.disputes_meant(which)?;
    match found.as_slice() {
        [] => Err(StoreError::NoSuchRecord.into()),
        [one] => Ok(store.dispute(*one)?),
        several => {
            let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Complaint::Failed(words::several_cases(lang, which, &ids.join(" "))))
        }
    }
}

/// The fields from the day of acceptance to the agreement, one line each.
const HEAD: &[F] = &[
    F::AcceptedOn,
    F::OccurredOn,
    F::Kind,
    F::Source,
    F::Level,
    F::Difficulty,
    F::People,
    F::Summary,
    F::Mediators,
    F::Tags,
    F::Outcome,
    F::ClosedOn,
    F::Amount,
    F::Content,
    F::DueOn,
    F::Performance,
    F::Confirmation,
];

/// Fields printed elsewhere, or not at all.
const ELSEWHERE: &[F] = &[
    F::Number,
    F::Office,
    F::Keeper,
    F::Village,
    F::Place,
    F::PreLitigation,
    F::ExtensionAgreedOn,
    F::Note,
    F::Original,
    F::Void,
];

/// A line: its name, and the fields in it, all of one part.
type Line = (Words, &'static [F]);

/// The lines for each part of these kinds, up to the day on which the agreement came into effect.
#[rustfmt::skip]
const BEFORE_EFFECT: &[(PartKind, &[Line])] = &[
    (PartKind::Case, &[alone(&[F::Risk]), alone(&[F::Governance]), alone(&[F::Consent])]),
    (PartKind::Party, &[
        alone(&[F::PartyRepresentative]),
        alone(&[F::PartyDelivery]),
        (part(PartKind::Agent), &[F::AgentName, F::AgentKind, F::AgentRelation, F::AgentAuthority, F::AgentIdNumber, F::AgentPhone, F::AgentNote]),
    ]),
    (PartKind::Investigation, &[
        (part(PartKind::Investigation), &[
            F::InvestigationOn, F::InvestigationAt, F::InvestigationAsked, F::InvestigationPlace,
            F::InvestigationAttendees, F::InvestigationBy, F::InvestigationRecorder,
        ]),
        alone(&[F::InvestigationRecord]),
    ]),
    (PartKind::Evidence, &[
        (part(PartKind::Evidence), &[F::EvidenceName, F::EvidenceBy]),
        alone(&[F::EvidenceCopies]), alone(&[F::EvidencePages]), alone(&[F::EvidenceNote]),
    ]),
    (PartKind::Session, &[
        (part(PartKind::Session), &[F::SessionOn, F::SessionAt, F::SessionPlace, F::SessionResult, F::SessionRecorder]),
        (part(PartKind::Attendee), &[F::AttendeeName, F::AttendeeCapacity, F::AttendeeParty]),
        alone(&[F::SessionRecord]),
    ]),
    (PartKind::Extension, &[(part(PartKind::Extension), &[F::ExtensionTo, F::ExtensionConsent, F::ExtensionReason])]),
    (PartKind::Escalation, &[
        (part(PartKind::Escalation), &[F::EscalationOn, F::EscalationFrom, F::EscalationTo, F::EscalationReason]),
    ]),
    (PartKind::Referral, &[
        (REFERRALS, &[F::ReferralDirection, F::ReferralOrganisation, F::ReferralOn, F::ReferralLetter, F::ReferralReason]),
        (label(F::ReferralFeedback), &[F::ReferralFeedbackOn, F::ReferralFeedback]),
    ]),
    (PartKind::Case, &[
        alone(&[F::Told]), alone(&[F::ClosingReason]), alone(&[F::Manner]), alone(&[F::Copies]), alone(&[F::ReachedOn]), alone(&[F::SignedOn]),
        alone(&[F::MediatorSignedOn]), alone(&[F::SealedOn]), alone(&[F::PerformedOn]),
    ]),
];

/// The lines for later parts.
#[rustfmt::skip]
const AFTER_EFFECT: &[(PartKind, &[Line])] = &[
    (PartKind::Instalment, &[
        (part(PartKind::Instalment), &[F::InstalmentDueOn, F::InstalmentAmount, F::InstalmentWhat]),
    ]),
    (PartKind::Performed, &[(part(PartKind::Performed), &[F::PartOn, F::PartAmount, F::PartWhat])]),
    (PartKind::Case, &[
        (label(F::AppliedOn), &[F::AppliedOn, F::Court]),
        (label(F::DecidedOn), &[F::DecidedOn, F::Decision]),
        (label(F::RefusalGround), &[F::RefusalGround, F::RefusalReason]),
        (LITIGATION, &[F::LitigationFiledOn, F::LitigationCourt, F::Ruling, F::LitigationDecidedOn]),
    ]),
    (PartKind::FollowUp, &[(FOLLOW_UPS, &[F::VisitOn, F::VisitBy, F::VisitSatisfaction, F::VisitNote])]),
    (PartKind::Prevention, &[
        (part(PartKind::Prevention), &[F::Prevented, F::PreventedOn, F::PreventedPeople, F::PreventedNote]),
    ]),
    (PartKind::Remark, &[(part(PartKind::Remark), &[F::RemarkOn, F::RemarkText])]),
    (PartKind::Case, &[(FILING, &[F::BoundOn, F::BoundBy, F::Volume, F::Retention])]),
];

/// A line with one field, named like it.
const fn alone(fields: &'static [F; 1]) -> Line {
    let [field] = fields;
    (label(*field), fields)
}

/// Prints the lines.
struct Lines<'a> {
    wording: Wording<'a>,
    case: &'a Dispute,
    now: Today<'a>,
    rows: Vec<Vec<String>>,
}

impl Lines<'_> {
    fn all(&mut self) {
        let case = self.case;
        self.fields(&[F::Number]);
        self.say("id".to_owned(), vec![case.id.to_string()]);
        self.fields(&[F::Office, F::Village, F::Place]);
        for party in &case.parties {
            let said = [&party.name, &party.phone, &party.id_number, &party.address, &party.occupation];
            let said = said.into_iter().filter(|said| !said.is_empty()).cloned().collect::<Vec<_>>();
            self.say(self.wording.of("side", party.side.code()), vec![said.join(" ")]);
        }
        self.fields(HEAD);
        self.life(BEFORE_EFFECT);
        if let Some(on) = case.effective_on() {
            self.say(EFFECT.text(self.wording.lang).to_owned(), vec![in_effect(self.wording.lang, on)]);
            if case.may_ask_the_court() {
                self.court_window(on);
            }
        }
        self.life(AFTER_EFFECT);
        self.rest();
        self.fields(&[F::Note, F::Void]);
        for (column, said) in &case.original {
            self.say(column.clone(), vec![said.clone()]);
        }
    }

    /// Until when both may ask a court to confirm an agreement that is in effect since that day.
    fn court_window(&mut self, effective: NaiveDate) {
        let (lang, Today { day, window }) = (self.wording.lang, self.now);
        let until = window.last_day(effective);
        let unknown = window.unknown_year(effective).map(|year| rest_days_unknown(lang, year));
        let ground = self.wording.directory.ground_to_mind(&self.case.kind).filter(|_| until >= day);
        let said = [
            window_words(lang, &dated(lang, until, window.rest), days_left(until, day))
                + &unknown.unwrap_or_default(),
            ground.map_or_else(String::new, |ground| ground_to_mind(lang, ground).to_owned()),
        ];
        self.say(words::shown(lang, F::Confirmation), said.to_vec());
    }

    /// A line without values is left out.
    fn say(&mut self, name: String, mut said: Vec<String>) {
        said.retain(|said| !said.trim().is_empty());
        if !said.is_empty() {
            self.rows.push(vec![name, said.join("  ")]);
        }
    }

    fn fields(&mut self, fields: &[F]) {
        for field in fields {
            let said = self.value(Spot::case(*field));
            self.say(words::shown(self.wording.lang, *field), vec![said]);
        }
    }

    fn life(&mut self, lines: &[(PartKind, &[Line])]) {
        for (kind, lines) in lines {
            for host in kind.of_case(self.case) {
                lines.iter().for_each(|(name, fields)| self.line(*name, fields, host));
            }
        }
    }

    /// A line for each field that no list names.
    fn rest(&mut self) {
        let lists = BEFORE_EFFECT.iter().chain(AFTER_EFFECT).flat_map(|(_, lines)| *lines);
        let named: Vec<F> =
            lists.flat_map(|(_, fields)| *fields).chain(HEAD).chain(ELSEWHERE).copied().collect();
        let kinds = PartKind::ALL.iter().copied().filter(|kind| *kind != PartKind::Party);
        for part in kinds.flat_map(|kind| kind.of_case(self.case)) {
            for field in part.kind.fields().into_iter().filter(|field| !named.contains(field)) {
                self.say(
                    label(field).text(self.wording.lang).to_owned(),
                    vec![self.value(part.field(field))],
                );
            }
        }
    }

    /// A line for that part, or for each of its sub-parts.
    fn line(&mut self, name: Words, fields: &[F], host: Part) {
        let Some(kind) = fields.first().map(|field| field.part()) else { return };
        let mut parts = kind.of_case(self.case);
        parts.retain(|part| *part == host || kind != host.kind && part.of == host.at);
        for part in parts {
            let mut said: Vec<String> = fields.iter().map(|field| self.value(part.field(*field))).collect();
            if kind == PartKind::Agent {
                said.extend(self.case.parties.get(part.of).map(|party| party.name.clone()));
            }
            self.say(name.text(self.wording.lang).to_owned(), said);
        }
    }

    fn value(&self, spot: Spot) -> String {
        let (case, wording) = (self.case, self.wording);
        let Wording { directory, lang } = wording;
        let kind = spot.field.spec().kind;
        let value = spot.read(case);
        let said = wording.value(kind, &value, &case.parties);
        match (spot.field, value) {
            (F::Office, _) => office_name(directory, case.office, lang),
            (F::Village, _) => case.village.map(|id| office_name(directory, id, lang)).unwrap_or_default(),
            (F::Source, _) => source(wording, case),
            (F::People, _) => case.people_count().to_string(),
            (F::Outcome, Value::Empty) => wording.of("outcome", "open"),
            (F::Governance | F::DueOn, Value::Empty) => {
                let said = wording.value(kind, &wording.follows(case, spot), &[]);
                let from = follows_from(spot.field).filter(|_| !said.is_empty());
                from.map(|from| following(lang, &said, from)).unwrap_or_default()
            }
            (F::Told, Value::Codes(routes)) => {
                routes.iter().map(|route| wording.code(kind, route)).collect::<Vec<_>>().join("  ")
            }
            // The comma is the same in both languages.
            (F::Mediators | F::Tags, value) => Wording { lang: Lang::Zh, directory }.value(kind, &value, &[]),
            _ => said,
        }
    }
}

fn source(wording: Wording<'_>, case: &Dispute) -> String {
    let label = wording.code(F::Source.spec().kind, case.source.as_str());
    if case.pre_litigation { label + words::pre_litigation(wording.lang) } else { label }
}

/// A case as JSON, with the keys that `add` reads.
fn as_json(wording: Wording<'_>, case: &Dispute, now: Today<'_>) -> Json {
    let Wording { directory, lang } = wording;
    let names = |side| -> Json {
        case.parties.iter().filter(|party| party.side == side).map(|party| party.name.as_str()).collect()
    };
    let mediators = case.mediators.iter().filter_map(|id| directory.mediator(*id));
    let more = [
        ("id", json!(case.id.to_string())),
        ("town", json!(office_name(directory, case.office, lang))),
        ("village", json!(case.village.map(|id| office_name(directory, id, lang)))),
        ("applicants", names(Side::Applicant)),
        ("respondents", names(Side::Respondent)),
        ("type_label", json!(wording.code(F::Kind.spec().kind, case.kind.as_str()))),
        ("source_label", json!(source(wording, case))),
        ("people", json!(case.people_count())),
        ("mediators", mediators.map(|one| one.name.as_str()).collect()),
        ("amount_fen", json!(case.agreement.amount.map(|amount| amount.0))),
        ("effective", json!(case.effective_on().map(iso))),
        ("confirm_by", json!(case.confirm_by(now.window).map(iso))),
        (
            "rest_days_unknown",
            json!(case.effective_on().and_then(|effective| now.window.unknown_year(effective))),
        ),
        ("ground_to_mind", json!(directory.ground_to_mind(&case.kind).map(RefusalGround::code))),
    ];
    let mut told = object(case, Part::CASE, SHOWN);
    told.extend(more.map(|(key, value)| (key.to_owned(), value)));
    told.into()
}
