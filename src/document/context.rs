//! The values of a case under the names that templates use. Every name of `text::document` has its value here: the
//! compiler counts them.

use chrono::{NaiveDate, NaiveTime};
use minijinja::value::Value;

use super::blank::{Blank, Noted, Shape};
use super::people::{self, Listed};
use crate::domain::form::{
    AgreementItem, CaseItem, FilingItem, FormKind, Lack, OfficeItem, PerformedItem, SessionItem, VisitItem,
};
use crate::domain::money::capitals;
use crate::domain::{
    Dispute, Fen, FollowUp, LIST_COMMA, Mediator, Office, PartPerformed, Session, SessionResult, Side,
    SourceCode,
};
use crate::store::{Directory, Label};
use crate::text::Lang;
use crate::text::document::{
    self as words, AgreementName, CaseName, EntryName, FilingName, Named, PerformedName, SessionName,
    VisitName,
};

/// The source of cases that another body sent; others stand below it.
const RECEIVED: &str = "received";
/// The source of cases to which the committee went by itself.
const ACTIVE: &str = "active";

/// A form of the file, for the list of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub kind: FormKind,
    pub nth: Option<usize>,
    pub on: Option<NaiveDate>,
}

/// What the values are taken from.
pub(super) struct Facts<'a> {
    pub directory: &'a Directory,
    pub case: &'a Dispute,
    pub today: NaiveDate,
    /// The session or visit that the form is of, in the lists of the case.
    pub at: Option<usize>,
    pub contents: &'a [Entry],
    pub noted: Noted,
}

/// A record: each of its names with its value.
pub(super) fn record<N: Named>(value: impl Fn(N) -> Value) -> Value {
    Value::from_pairs(N::ALL.iter().map(|name| (name.word(), value(*name))))
}

/// How much room a missing text is given: half-width characters in a line of text, ruled lines as paragraphs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub width: u8,
    pub lines: u8,
}

/// A short word.
pub(super) const WORD: Room = Room { width: 8, lines: 1 };
/// A name, a number.
pub(super) const NAME: Room = Room { width: 16, lines: 1 };
/// A line.
pub(super) const LINE: Room = Room { width: 28, lines: 2 };
/// Some lines.
const TEXT: Room = Room { width: 28, lines: 5 };
/// What parties agree on.
const TERMS: Room = Room { width: 28, lines: 9 };
/// Half a page.
const LONG: Room = Room { width: 28, lines: 14 };

impl Facts<'_> {
    /// Everything that stands in a template by itself.
    pub(super) fn values(&self) -> Value {
        record(|name| self.case_value(name))
    }

    pub(super) fn blank(&self, lack: Lack, shape: Shape, lines: u8) -> Value {
        Blank { lack, shape, lines, noted: self.noted.clone() }.value()
    }

    pub(super) fn text(&self, text: &str, lack: Lack, room: Room) -> Value {
        let text = text.trim();
        if text.is_empty() {
            self.blank(lack, Shape::Line(room.width), room.lines)
        } else {
            Value::from(text)
        }
    }

    pub(super) fn day(&self, day: Option<NaiveDate>, lack: Lack) -> Value {
        match day {
            Some(day) => Value::from(words::paper_day(day)),
            None => self.blank(lack, Shape::Day, 1),
        }
    }

    fn time(&self, time: Option<NaiveTime>, lack: Lack) -> Value {
        match time {
            Some(time) => Value::from(words::paper_time(time)),
            None => self.blank(lack, Shape::Time, 1),
        }
    }

    fn money(&self, amount: Option<Fen>, lack: Lack) -> Value {
        self.text(&amount.map(Fen::yuan_text).unwrap_or_default(), lack, NAME)
    }

    fn in_capitals(&self, amount: Option<Fen>, lack: Lack) -> Value {
        self.text(&amount.map(capitals).unwrap_or_default(), lack, NAME)
    }

    /// What a code is called; a code that nobody knows is called by itself.
    pub(super) fn label(&self, dictionary: &str, code: Option<&str>) -> String {
        let Some(code) = code else { return String::new() };
        self.directory.label(dictionary, code).map_or(code, |label| label.zh.as_str()).to_owned()
    }

    fn office(&self) -> Option<&Office> {
        self.directory.office(self.case.office)
    }

    fn case_value(&self, name: CaseName) -> Value {
        let case = self.case;
        let text = |text: &str, item, room| self.text(text, Lack::Case(item), room);
        match name {
            CaseName::Committee | CaseName::District | CaseName::Office => self.office_value(name),
            CaseName::Title => self.title(),
            CaseName::Number => text(&case.number, CaseItem::Number, NAME),
            CaseName::Kind => Value::from(self.kind()),
            CaseName::Source => Value::from(self.source()),
            CaseName::Applied => Value::from(case.source == SourceCode::apply()),
            CaseName::OwnInitiative => Value::from(case.source.as_str() == ACTIVE),
            CaseName::Received => Value::from(self.is_received()),
            CaseName::Level => Value::from(self.label("level", Some(case.level.code()))),
            CaseName::Difficulty => text(
                &self.label("difficulty", case.difficulty.map(|one| one.code())),
                CaseItem::Difficulty,
                WORD,
            ),
            CaseName::Risk => {
                text(&self.label("risk", case.risk.map(|one| one.code())), CaseItem::Risk, WORD)
            }
            CaseName::Consent => {
                text(&self.label("consent", case.consent.map(|one| one.code())), CaseItem::Consent, WORD)
            }
            CaseName::Village => {
                let village = case.village.and_then(|id| self.directory.office(id));
                text(village.map(|office| office.name.as_str()).unwrap_or_default(), CaseItem::Village, NAME)
            }
            CaseName::Place => text(&case.place, CaseItem::Place, LINE),
            CaseName::OccurredOn => self.day(case.occurred_on, Lack::Case(CaseItem::OccurredOn)),
            CaseName::AcceptedOn => Value::from(words::paper_day(case.accepted_on)),
            CaseName::ClosedOn => {
                self.day(case.closing.map(|closing| closing.on), Lack::Case(CaseItem::ClosedOn))
            }
            CaseName::Outcome => {
                text(&self.label("outcome", case.outcome().map(|one| one.code())), CaseItem::Outcome, NAME)
            }
            CaseName::People => Value::from(case.people_count()),
            CaseName::Summary => text(&case.summary, CaseItem::Summary, TEXT),
            CaseName::Note => text(&case.note, CaseItem::Note, TEXT),
            CaseName::Tags => text(&joined(case.tags.iter().map(String::as_str)), CaseItem::Tags, LINE),
            CaseName::Told => {
                let told: Vec<String> =
                    case.told.iter().map(|one| self.label("route", Some(one.code()))).collect();
                text(&joined(told.iter().map(String::as_str)), CaseItem::Told, LINE)
            }
            CaseName::Mediators => text(&joined(self.mediators()), CaseItem::Mediators, NAME),
            CaseName::Lead => text(self.mediators().next().unwrap_or_default(), CaseItem::Mediators, WORD),
            CaseName::Today => Value::from(words::paper_day(self.today)),
            CaseName::Parties => self.parties(None),
            CaseName::Applicants => self.parties(Some(Side::Applicant)),
            CaseName::Respondents => self.parties(Some(Side::Respondent)),
            CaseName::Thirds => self.parties(Some(Side::Third)),
            CaseName::PartyNames => self.names(None),
            CaseName::ApplicantNames => self.names(Some(Side::Applicant)),
            CaseName::RespondentNames => self.names(Some(Side::Respondent)),
            CaseName::Session => self.session(self.at.or(case.sessions.len().checked_sub(1))),
            CaseName::Sessions => list(case.sessions.len(), |at| self.session(at)),
            CaseName::Agreement => record(|name| self.agreement_value(name)),
            CaseName::Performed => list(case.performed.len(), |at| self.performed(at)),
            CaseName::Visit => self.visit(self.at.or(case.follow_ups.len().checked_sub(1))),
            CaseName::Visits => list(case.follow_ups.len(), |at| self.visit(at)),
            CaseName::Filing => record(|name| self.filing_value(name)),
            CaseName::Contents => self.contents.iter().enumerate().map(|(at, one)| entry(at, one)).collect(),
        }
    }

    fn office_value(&self, name: CaseName) -> Value {
        let office = self.office();
        let text = |text: Option<&str>, item| self.text(text.unwrap_or_default(), Lack::Office(item), NAME);
        match name {
            CaseName::Committee => {
                let committee = office.map(|office| office.committee.as_str());
                self.text(committee.unwrap_or_default(), Lack::Office(OfficeItem::Committee), LINE)
            }
            CaseName::District => {
                text(self.directory.district().map(|office| office.name.as_str()), OfficeItem::District)
            }
            _ => text(office.map(|office| office.name.as_str()), OfficeItem::Name),
        }
    }

    fn kind(&self) -> String {
        named(self.directory.type_label(&self.case.kind), self.case.kind.as_str())
    }

    fn source(&self) -> String {
        let source = named(self.directory.source_label(&self.case.source), self.case.source.as_str());
        if self.case.pre_litigation { source + crate::text::cli::pre_litigation(Lang::Zh) } else { source }
    }

    fn is_received(&self) -> bool {
        let above = self.directory.source_label(&self.case.source).and_then(|label| label.parent.as_deref());
        self.case.source.as_str() == RECEIVED || above == Some(RECEIVED)
    }

    fn mediators(&self) -> impl Iterator<Item = &str> {
        let known = self.case.mediators.iter().filter_map(|id| self.directory.mediator(*id));
        known.map(|mediator: &Mediator| mediator.name.as_str())
    }

    /// The parties on that side; where there is nobody on a side that has to be there, a blank one.
    fn parties(&self, side: Option<Side>) -> Value {
        Listed::of(self.case)
            .filter(|one| side.is_none_or(|side| one.side() == side))
            .map(|one| people::party(self, one))
            .collect()
    }

    fn names(&self, side: Option<Side>) -> Value {
        let names = joined(self.named(side));
        self.text(&names, Lack::NoParty(side.unwrap_or(Side::Applicant)), NAME)
    }

    fn named(&self, side: Option<Side>) -> impl Iterator<Item = &str> {
        let on_side =
            self.case.parties.iter().filter(move |party| side.is_none_or(|side| party.side == side));
        on_side.map(|party| party.name.trim())
    }

    fn title(&self) -> Value {
        let of = |side| joined(self.named(Some(side)));
        let (applicants, respondents) = (of(Side::Applicant), of(Side::Respondent));
        let missing = if applicants.is_empty() { Side::Applicant } else { Side::Respondent };
        if applicants.is_empty() || respondents.is_empty() {
            return self.blank(Lack::NoParty(missing), Shape::Line(LINE.width), 1);
        }
        Value::from(words::file_title(&applicants, &respondents, &self.kind()))
    }

    fn session(&self, at: Option<usize>) -> Value {
        let session = at.and_then(|at| self.case.sessions.get(at));
        record(|name| self.session_value(name, at.unwrap_or(0), session))
    }

    fn session_value(&self, name: SessionName, at: usize, session: Option<&Session>) -> Value {
        let lack = |item| session.map_or(Lack::NoSession, |_| Lack::Session(at, item));
        let text = |text: Option<&str>, item, room| self.text(text.unwrap_or_default(), lack(item), room);
        let result = session.and_then(|session| session.result);
        match name {
            SessionName::Nth => Value::from(at + 1),
            SessionName::On => self.day(session.map(|session| session.on), lack(SessionItem::On)),
            SessionName::At => self.time(session.and_then(|session| session.at), lack(SessionItem::At)),
            SessionName::Place => {
                text(session.map(|session| session.place.as_str()), SessionItem::Place, LINE)
            }
            SessionName::Attendees => {
                text(session.map(|session| self.attendees(session)).as_deref(), SessionItem::Attendees, LINE)
            }
            SessionName::Record => {
                text(session.map(|session| session.record.as_str()), SessionItem::Record, LONG)
            }
            SessionName::Result => {
                let label = self.label("session_result", result.map(|result| result.code()));
                text(Some(&label), SessionItem::Result, NAME)
            }
            SessionName::Settled => self.tick(result, SessionResult::Settled, lack(SessionItem::Result)),
            SessionName::Failed => self.tick(result, SessionResult::Failed, lack(SessionItem::Result)),
            SessionName::Continued => self.tick(result, SessionResult::Continue, lack(SessionItem::Result)),
            SessionName::Recorder => {
                text(session.map(|session| session.recorder.as_str()), SessionItem::Recorder, WORD)
            }
        }
    }

    /// A box; one that nobody decided about yet is lacking too.
    fn tick(&self, said: Option<SessionResult>, of: SessionResult, lack: Lack) -> Value {
        match said {
            Some(said) => Value::from(said == of),
            None => self.blank(lack, Shape::Box, 1),
        }
    }

    fn attendees(&self, session: &Session) -> String {
        let said = session.attendees.iter().filter(|one| !one.name.trim().is_empty()).map(|one| {
            let party = self.case.parties.iter().find(|party| Some(party.id) == one.party);
            let party = party.map(|party| party.name.trim()).filter(|name| !name.is_empty());
            words::attendee(one.name.trim(), &self.label("capacity", Some(one.capacity.code())), party)
        });
        let said: Vec<String> = said.collect();
        joined(said.iter().map(String::as_str))
    }

    fn agreement_value(&self, name: AgreementName) -> Value {
        let (case, agreement) = (self.case, &self.case.agreement);
        let lack = Lack::Agreement;
        match name {
            AgreementName::ReachedOn => {
                self.day(agreement.reached_on.or_else(|| case.reached_on()), lack(AgreementItem::ReachedOn))
            }
            AgreementName::Amount => self.money(agreement.amount, lack(AgreementItem::Amount)),
            AgreementName::Capitals => self.in_capitals(agreement.amount, lack(AgreementItem::Amount)),
            AgreementName::Content => self.text(&agreement.content, lack(AgreementItem::Content), TERMS),
            AgreementName::Manner => self.text(&agreement.manner, lack(AgreementItem::Manner), LINE),
            AgreementName::DueOn => self.day(agreement.due_on, lack(AgreementItem::DueOn)),
            AgreementName::Copies => self.copies(),
            AgreementName::EffectiveOn => self.day(case.effective_on(), lack(AgreementItem::EffectiveOn)),
            AgreementName::Performance => {
                let label = self.label("performance", agreement.performance.map(|one| one.code()));
                self.text(&label, lack(AgreementItem::Performance), WORD)
            }
            AgreementName::PerformedOn => self.day(
                agreement.performed_on.or_else(|| case.performed_on()),
                lack(AgreementItem::PerformedOn),
            ),
            AgreementName::PerformedSum => self.money(self.performed_sum(), Lack::NoPerformed),
            AgreementName::PerformedCapitals => self.in_capitals(self.performed_sum(), Lack::NoPerformed),
            AgreementName::Confirmation => {
                let label = self.label("confirmation", agreement.confirmation.map(|one| one.code()));
                self.text(&label, lack(AgreementItem::Confirmation), WORD)
            }
            AgreementName::Court => self.text(&agreement.court, lack(AgreementItem::Court), NAME),
            AgreementName::AppliedOn => self.day(agreement.applied_on, lack(AgreementItem::AppliedOn)),
            AgreementName::DecidedOn => self.day(agreement.decided_on, lack(AgreementItem::DecidedOn)),
        }
    }

    /// One a party and one for the committee, unless the agreement says otherwise; nobody counts parties that are not
    /// known.
    fn copies(&self) -> Value {
        let missing = Listed::of(self.case).find_map(Listed::missing);
        match (self.case.agreement.copies, missing) {
            (Some(copies), _) => Value::from(copies),
            (None, Some(side)) => self.blank(Lack::NoParty(side), Shape::Line(6), 1),
            (None, None) => Value::from(self.case.parties.len() + 1),
        }
    }

    /// What was paid; none where no part of it was money.
    fn performed_sum(&self) -> Option<Fen> {
        let paid = self.case.performed.iter().any(|part| part.amount.is_some());
        paid.then(|| self.case.performed_sum())
    }

    fn performed(&self, at: Option<usize>) -> Value {
        let part = at.and_then(|at| self.case.performed.get(at));
        record(|name| self.performed_value(name, at.unwrap_or(0), part))
    }

    fn performed_value(&self, name: PerformedName, at: usize, part: Option<&PartPerformed>) -> Value {
        let lack = |item| part.map_or(Lack::NoPerformed, |_| Lack::Performed(at, item));
        let amount = part.and_then(|part| part.amount);
        // What was done in kind has no amount, and lacks none.
        let in_kind = amount.is_none() && part.is_some_and(|part| !part.what.trim().is_empty());
        match name {
            PerformedName::Nth => Value::from(at + 1),
            PerformedName::On => self.day(part.map(|part| part.on), lack(PerformedItem::On)),
            PerformedName::Amount | PerformedName::Capitals if in_kind => Value::from(""),
            PerformedName::Amount => self.money(amount, lack(PerformedItem::Amount)),
            PerformedName::Capitals => self.in_capitals(amount, lack(PerformedItem::Amount)),
            PerformedName::What => self.text(
                part.map(|part| part.what.as_str()).unwrap_or_default(),
                lack(PerformedItem::What),
                LINE,
            ),
        }
    }

    fn visit(&self, at: Option<usize>) -> Value {
        let visit = at.and_then(|at| self.case.follow_ups.get(at));
        record(|name| self.visit_value(name, at.unwrap_or(0), visit))
    }

    fn visit_value(&self, name: VisitName, at: usize, visit: Option<&FollowUp>) -> Value {
        let lack = |item| visit.map_or(Lack::NoVisit, |_| Lack::Visit(at, item));
        let text = |text: Option<&str>, item, room| self.text(text.unwrap_or_default(), lack(item), room);
        match name {
            VisitName::Nth => Value::from(at + 1),
            VisitName::On => self.day(visit.map(|visit| visit.on), lack(VisitItem::On)),
            VisitName::By => text(visit.map(|visit| visit.by.as_str()), VisitItem::By, NAME),
            VisitName::Satisfaction => {
                let satisfaction = visit.and_then(|visit| visit.satisfaction);
                let label = self.label("satisfaction", satisfaction.map(|one| one.code()));
                text(Some(&label), VisitItem::Satisfaction, WORD)
            }
            VisitName::Note => text(visit.map(|visit| visit.note.as_str()), VisitItem::Note, TEXT),
        }
    }

    fn filing_value(&self, name: FilingName) -> Value {
        let filing = &self.case.filing;
        match name {
            FilingName::On => self.day(filing.on, Lack::Filing(FilingItem::On)),
            FilingName::By => self.text(&filing.by, Lack::Filing(FilingItem::By), NAME),
            FilingName::Volume => self.text(&filing.volume, Lack::Filing(FilingItem::Volume), NAME),
            FilingName::Retention => {
                let label = self.label("retention", filing.retention.map(|one| one.code()));
                self.text(&label, Lack::Filing(FilingItem::Retention), NAME)
            }
        }
    }
}

fn entry(at: usize, entry: &Entry) -> Value {
    record(|name| match name {
        EntryName::Nth => Value::from(at + 1),
        EntryName::Name => Value::from(words::nth_form(entry.kind, entry.nth)),
        // Most forms have no day of their own; that is no lack.
        EntryName::On => Value::from(entry.on.map(words::paper_day).unwrap_or_default()),
    })
}

fn named(label: Option<&Label>, code: &str) -> String {
    label.map_or(code, |label| label.zh.as_str()).to_owned()
}

/// A list of records; where there are none, one of which everything is missing, so that the form keeps its place.
fn list(count: usize, record: impl Fn(Option<usize>) -> Value) -> Value {
    if count == 0 { Value::from(vec![record(None)]) } else { (0..count).map(|at| record(Some(at))).collect() }
}

/// Names as a form lists them.
pub(super) fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.filter(|name| !name.trim().is_empty()).collect();
    names.join(&LIST_COMMA.to_string())
}
