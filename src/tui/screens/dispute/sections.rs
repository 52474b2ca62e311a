//! The sections of a case. One that is still empty is a word in the line of what can be added.

use super::content::Draft;
use super::layout::Tone;
use super::spot::Spot;
use crate::domain::check::days_left;
use crate::domain::field::{Field, Part, PartKind, Value};
use crate::domain::{Confirmation, Dispute, Fen, Filing, Litigation};
use crate::text::Words;
use crate::text::calendar::dated;
use crate::text::dispute::{self as words, Answer};
use crate::text::field::label;
use crate::text::plan;

/// The fields of a written or oral agreement, in the order of the screen.
const AGREEMENT: [Field; 9] = [
    Field::Amount,
    Field::DueOn,
    Field::ReachedOn,
    Field::Copies,
    Field::SignedOn,
    Field::MediatorSignedOn,
    Field::SealedOn,
    Field::Content,
    Field::Manner,
];
const PERFORMANCE: [Field; 2] = [Field::Performance, Field::PerformedOn];
const CONFIRMATION: [Field; 5] =
    [Field::Confirmation, Field::AppliedOn, Field::Court, Field::DecidedOn, Field::Decision];
const REFUSAL: [Field; 2] = [Field::RefusalGround, Field::RefusalReason];
const LITIGATION: [Field; 4] =
    [Field::LitigationFiledOn, Field::LitigationCourt, Field::Ruling, Field::LitigationDecidedOn];
const FILING: [Field; 4] = [Field::BoundOn, Field::BoundBy, Field::Volume, Field::Retention];

/// Fields of the case itself that have no section, and do not belong to the first ones.
const ELSEWHERE: [Field; 10] = [
    Field::Mediators,
    Field::Tags,
    Field::Outcome,
    Field::ClosedOn,
    Field::ClosingReason,
    Field::Told,
    Field::Note,
    Field::Void,
    Field::Keeper,
    Field::Original,
];

/// The state of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// 在办
    Open,
    /// Closed with an agreement.
    Settled,
    /// Closed without one.
    Failed,
}

impl End {
    fn of(case: &Dispute) -> Self {
        match case.outcome() {
            None => Self::Open,
            Some(outcome) if outcome.is_success() => Self::Settled,
            Some(_) => Self::Failed,
        }
    }
}

impl Draft<'_> {
    pub(super) fn basics(&mut self) {
        self.heading(words::BASICS);
        let own = PartKind::Case.fields().into_iter().filter(|field| !field.code().contains('.'));
        let mut spots: Vec<Spot> = own.filter(|field| !ELSEWHERE.contains(field)).map(Spot::case).collect();
        let place = spots.iter().position(|spot| spot.field() == Some(Field::Place));
        spots.insert(place.unwrap_or(spots.len()), Spot::Registered);
        self.fields(&spots, None);
    }

    pub(super) fn parties(&mut self) {
        self.heading(words::PARTIES);
        for (at, party) in self.case.parties.iter().enumerate() {
            let side = self.wording.named("side", party.side.code());
            self.say(words::party_heading(self.lang(), at + 1, &side), Tone::Muted);
            self.part(PartKind::Party.at(at), Some(PartKind::Agent));
            for nth in 0..party.agents.len() {
                self.part(Part::within(PartKind::Agent, at, nth), None);
            }
        }
        self.adds(PartKind::Party);
    }

    /// What is found out before the sessions.
    pub(super) fn inquiry(&mut self) {
        for (name, kind) in
            [(words::INVESTIGATIONS, PartKind::Investigation), (words::EVIDENCE, PartKind::Evidence)]
        {
            self.list(name, kind);
            self.adds(kind);
        }
    }

    pub(super) fn mediation(&mut self) {
        self.heading(words::MEDIATION);
        self.once(&[Field::Mediators, Field::Tags]);
        for (at, session) in self.case.sessions.iter().enumerate() {
            let mut title = words::session_heading(self.lang(), at + 1);
            if session.has_lawyer() {
                title.push_str(words::with_lawyer(self.lang()));
            }
            self.say(title, Tone::Muted);
            // The record follows the participants.
            let part = PartKind::Session.at(at);
            let mut spots: Vec<Spot> =
                part.kind.fields().into_iter().map(|field| Spot::Field(part.field(field))).collect();
            let record = spots.pop();
            self.fields(&spots, None);
            for nth in 0..session.attendees.len() {
                self.part(Part::within(PartKind::Attendee, at, nth), None);
            }
            self.fields(record.as_slice(), Some(Spot::Add(PartKind::Attendee, part)));
        }
        self.adds(PartKind::Session);
    }

    pub(super) fn limit(&mut self) {
        let (extensions, moves) = (self.case.extensions.len(), self.case.escalations.len());
        if extensions + moves > 0 {
            self.heading(words::LIMIT);
            let due = self.case.conclude_by(self.writer.limits.conclude_days);
            let extended = if self.case.extended_to().is_some() { Answer::Yes } else { Answer::No };
            let due = dated(self.lang(), due, self.writer.window.rest);
            self.say(words::limit(self.lang(), &due, extended), Tone::Plain);
            self.each(PartKind::Extension);
            self.each(PartKind::Escalation);
        }
        self.adds(PartKind::Extension);
        self.adds(PartKind::Escalation);
    }

    pub(super) fn referrals(&mut self) {
        let count = self.case.referrals.len();
        if count > 0 {
            self.heading(words::REFERRALS);
        }
        for at in 0..count {
            if count > 1 {
                self.say(words::referral_heading(self.lang(), at + 1), Tone::Muted);
            }
            self.part(PartKind::Referral.at(at), None);
        }
        self.adds(PartKind::Referral);
    }

    /// A section of parts of one kind; none if there are none.
    fn list(&mut self, name: Words, kind: PartKind) {
        if !kind.of_case(self.case).is_empty() {
            self.heading(name);
            self.each(kind);
        }
    }

    fn each(&mut self, kind: PartKind) {
        for part in kind.of_case(self.case) {
            self.part(part, None);
        }
    }

    /// The outcome, the agreement and its performance. For a case that may still be settled all fields are
    /// shown; for one that failed, only those filled in before.
    pub(super) fn result(&mut self) {
        let case = self.case;
        self.heading(words::RESULT);
        let end = End::of(case);
        let mut fields = vec![Field::Outcome];
        if case.closing.is_some() {
            fields.push(Field::ClosedOn);
        }
        if end == End::Failed || !case.told.is_empty() {
            fields.push(Field::Told);
        }
        if end == End::Failed || !case.closing_reason.is_empty() {
            fields.push(Field::ClosingReason);
        }
        let agreement = end == End::Settled || self.holds(&AGREEMENT);
        if !agreement && end == End::Open {
            fields.extend(AGREEMENT);
        }
        self.once(&fields);
        if agreement {
            self.heading(words::AGREEMENT);
            if end == End::Settled {
                let (text, tone) = self.effect();
                self.say(text, tone);
            }
            self.once(&AGREEMENT);
        }
        self.plan();
        self.performance(end);
        self.confirmation(end);
        self.litigation(end);
    }

    /// Whether any of these fields of the case has a value.
    fn holds(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| field.at(0).read(self.case) != Value::Empty)
    }

    fn effect(&self) -> (String, Tone) {
        let case = self.case;
        if let Some(on) = case.effective_on() {
            return (words::in_effect(self.lang(), on), Tone::Good);
        }
        let missing: Vec<Words> = case.lacks_for_effect().map(label).collect();
        (words::not_in_effect(self.lang(), &missing), Tone::Warning)
    }

    /// The plan of performance, each part under its number and its state.
    fn plan(&mut self) {
        let case = self.case;
        if case.plan.is_empty() {
            return;
        }
        self.heading(words::PLAN);
        let settled = case.settled();
        let open = case.open_parts();
        // The parts stand in the list in the order of their days, as the file keeps them.
        for (at, part) in case.plan.iter().enumerate() {
            let (text, tone) = match settled.iter().find(|(one, _)| one.id == part.id) {
                Some((_, Some(on))) => (plan::settled(self.lang(), at + 1, *on), Tone::Good),
                _ => {
                    let left = open.iter().find(|(one, _)| one.id == part.id).and_then(|(_, left)| *left);
                    let over = -days_left(part.due_on, self.writer.today);
                    let tone = if over > 0 { Tone::Warning } else { Tone::Muted };
                    (
                        plan::open(self.lang(), at + 1, left.filter(|left| Some(*left) != part.amount), over),
                        tone,
                    )
                }
            };
            self.say(text, tone);
            self.part(PartKind::Instalment.at(at), None);
        }
        if case.plan_sum() > Fen::ZERO {
            let (sum, plan_sum) = (case.performed_sum().yuan_text(), case.plan_sum().yuan_text());
            self.say(plan::so_far(self.lang(), &sum, &plan_sum), Tone::Plain);
        }
        self.adds(PartKind::Instalment);
    }

    fn performance(&mut self, end: End) {
        let case = self.case;
        if end == End::Settled || self.holds(&PERFORMANCE) || !case.performed.is_empty() {
            self.heading(words::PERFORMED);
            self.once(&PERFORMANCE);
            self.each(PartKind::Performed);
            if case.plan_sum() == Fen::ZERO && case.performed.iter().any(|part| part.amount.is_some()) {
                let agreed = case.agreement.amount.map(|amount| amount.yuan_text());
                let sum = case.performed_sum().yuan_text();
                self.say(words::performed_so_far(self.lang(), &sum, agreed.as_deref()), Tone::Plain);
            }
            self.adds(PartKind::Performed);
            if case.plan.is_empty() {
                self.adds(PartKind::Instalment);
            }
        } else if end == End::Open {
            self.begins(Spot::case(Field::Performance), label(Field::Performance));
        }
    }

    fn confirmation(&mut self, end: End) {
        let refusal = self.holds(&REFUSAL);
        if end == End::Settled || refusal || self.holds(&CONFIRMATION) {
            self.heading(words::CONFIRMATION);
            if self.case.may_ask_the_court() {
                let (text, tone) = self.window();
                self.say(text, tone);
                let ground = self.writer.directory.ground_to_mind(&self.case.kind);
                let last = self.case.confirm_by(self.writer.window);
                if let Some(ground) = ground.filter(|_| last.is_none_or(|last| last >= self.writer.today)) {
                    self.say(words::ground_to_mind(self.lang(), ground).to_owned(), Tone::Muted);
                }
            }
            self.once(&CONFIRMATION);
            if refusal || self.case.agreement.confirmation.is_some_and(Confirmation::is_refused) {
                self.once(&REFUSAL);
            }
        } else if end == End::Open {
            self.begins(Spot::case(Field::Confirmation), words::CONFIRMATION);
        }
    }

    /// The last day to apply to a court.
    fn window(&self) -> (String, Tone) {
        let window = self.writer.window;
        let Some(effective) = self.case.effective_on() else {
            return (words::window_to_open(self.lang(), window.days), Tone::Muted);
        };
        let until = window.last_day(effective);
        let left = days_left(until, self.writer.today);
        let said = dated(self.lang(), until, window.rest);
        let mut text = words::window(self.lang(), &said, left);
        if let Some(year) = window.unknown_year(effective) {
            text += &words::rest_days_unknown(self.lang(), year);
        }
        (text, if left < 0 { Tone::Muted } else { Tone::Plain })
    }

    fn litigation(&mut self, end: End) {
        if self.case.litigation != Litigation::default() {
            self.heading(words::LITIGATION);
            self.once(&LITIGATION);
        } else if end == End::Settled {
            self.begins(Spot::case(Field::LitigationFiledOn), words::ADD_LITIGATION);
        }
    }

    /// Visits, prevention, remarks, the bound file.
    pub(super) fn after(&mut self) {
        let case = self.case;
        self.list(words::FOLLOW_UPS, PartKind::FollowUp);
        self.adds(PartKind::FollowUp);
        self.list(words::PREVENTION, PartKind::Prevention);
        self.adds(PartKind::Prevention);
        self.list(words::REMARKS, PartKind::Remark);
        self.adds(PartKind::Remark);
        if case.filing != Filing::default() {
            self.heading(words::FILING);
            self.once(&FILING);
        } else {
            self.begins(Spot::case(Field::BoundOn), words::ADD_FILING);
        }
    }

    pub(super) fn notes(&mut self) {
        let case = self.case;
        if case.note.is_empty() && case.void.is_none() && case.original.is_empty() {
            self.begins(Spot::case(Field::Note), words::ADD_NOTE);
            return;
        }
        self.heading(words::NOTES);
        let void = case.void.as_ref().map(|_| Spot::case(Field::Void));
        let columns = (0..case.original.len()).map(Spot::Original);
        let spots: Vec<Spot> = [Spot::case(Field::Note)].into_iter().chain(void).chain(columns).collect();
        self.fields(&spots, None);
    }
}
