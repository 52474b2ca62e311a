//! The values of a case under the names that templates use.

use chrono::NaiveDate;
use minijinja::value::Value;

use super::blank::{Blank, Noted, Shape};
use super::people::{self, Listed};
use crate::domain::field::{Field, Kind, Part, PartKind, Value as Held};
use crate::domain::form::{FormKind, Lack, OfficeItem};
use crate::domain::money::capitals;
use crate::domain::{
    Dispute, Fen, Instalment, LIST_COMMA, Mediator, Office, Outcome, Session, SessionResult, Side, SourceCode,
};
use crate::store::Directory;
use crate::text::Lang;
use crate::text::document::{self as words, Name, Record};
use crate::text::field::Wording;

/// The source code of cases that another body referred; the codes of those bodies are below it.
const RECEIVED: &str = "received";
/// The source code of cases that the committee took up by itself.
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
    /// The part of the case that the form is of: a session, a visit, an agent …
    pub part: Option<Part>,
    pub contents: &'a [Entry],
    pub noted: Noted,
}

/// What a record of values describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A part of the case.
    Part(Part),
    /// A part that has a place in the form but is missing from the case.
    NoPart(PartKind),
    /// A party that is required on that side but is missing.
    NoParty(Side),
    /// An entry of the list of contents.
    Entry(usize),
}

/// The space given to a missing text: half-width characters in a line of text, ruled lines as paragraphs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub width: u8,
    pub lines: u8,
}

/// A name, a number.
pub(super) const NAME: Room = Room { width: 16, lines: 1 };
/// A line.
pub(super) const LINE: Room = Room { width: 28, lines: 2 };

impl Room {
    /// The room of a field.
    const fn of(field: Field, kind: Kind) -> Self {
        let (width, lines) = match (field, kind) {
            (Field::PartySex, _) => (4, 1),
            (Field::PartyIdNumber, _) => (20, 1),
            (Field::Outcome | Field::SessionResult | Field::Retention, _) => (16, 1),
            (Field::EvidenceCopies | Field::EvidencePages, _) => (4, 1),
            (Field::PartyEthnicity | Field::SessionRecorder, _) | (_, Kind::Code(..)) => (8, 1),
            (
                Field::Place
                | Field::PartyAddress
                | Field::PartyDelivery
                | Field::AgentNote
                | Field::SessionPlace,
                _,
            )
            | (Field::InvestigationPlace | Field::InvestigationAttendees | Field::EvidenceName, _)
            | (Field::PartWhat | Field::InstalmentWhat | Field::Manner, _)
            | (_, Kind::Tags | Kind::Codes(..)) => (28, 2),
            // The content of an agreement needs the most lines.
            (Field::Content, _) => (28, 9),
            // Half a page.
            (Field::SessionRecord | Field::InvestigationRecord, _) => (28, 14),
            (_, Kind::Lines(_)) => (28, 5),
            (_, Kind::List(_)) => (28, 3),
            _ => (16, 1),
        };
        Self { width, lines }
    }
}

impl Of {
    pub(super) fn part(self) -> Part {
        if let Self::Part(part) = self { part } else { Part::CASE }
    }

    /// What is reported as lacking when this field is empty.
    pub(super) fn lack(self, field: Field) -> Lack {
        match self {
            Self::Part(part) => Lack::Field(part.field(field)),
            Self::NoPart(kind) => Lack::Part(kind, Part::CASE),
            Self::NoParty(side) => Lack::NoParty(side),
            Self::Entry(_) => Lack::Field(field.at(0)),
        }
    }
}

impl Facts<'_> {
    /// All values that a template can use by name at its top level.
    pub(super) fn values(&self) -> Value {
        self.record(Record::Case, Of::Part(Part::CASE))
    }

    /// A record: each of its names with its value.
    pub(super) fn record(&self, names: Record, of: Of) -> Value {
        Value::from_pairs(names.names().iter().map(|one| (one.word, self.value(one.name, of))))
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

    pub(super) fn wording(&self) -> Wording<'_> {
        Wording { directory: self.directory, lang: Lang::Zh }
    }

    /// The value of a field in the wording of paper forms; a blank where it is empty.
    fn field(&self, field: Field, of: Of) -> Value {
        let kind = field.spec().kind;
        let (held, lack) = (self.held(field, of), of.lack(field));
        match (&held, kind) {
            _ if self.is_out_of_place(field, of) => Value::from(""),
            (Held::Day(day), _) => Value::from(words::paper_day(*day)),
            (Held::Time(time), _) => Value::from(words::paper_time(*time)),
            (Held::Empty, Kind::Day | Kind::DayAhead) => self.blank(lack, Shape::Day, 1),
            (Held::Empty, Kind::Time) => self.blank(lack, Shape::Time, 1),
            _ => {
                let said = self.wording().value(kind, &held, &self.case.parties);
                self.text(&said, lack, Room::of(field, kind))
            }
        }
    }

    /// The value of the field, or the one that follows from others where nobody filled it in.
    fn held(&self, field: Field, of: Of) -> Held {
        let Of::Part(part) = of else { return Held::Empty };
        match part.field(field).read(self.case) {
            _ if field == Field::Performance && self.visited_on().is_some() => self.state_on_the_visit(),
            // A missing outcome is filled in by hand.
            Held::Empty if field != Field::Outcome => self.wording().follows(self.case, part.field(field)),
            held => held,
        }
    }

    /// Whether an empty field is not lacking because it does not apply: only people have a sex, and
    /// performance in kind has no amount.
    pub(super) fn is_out_of_place(&self, field: Field, of: Of) -> bool {
        match field.part() {
            PartKind::Party => {
                let party = people::party(self.case, of);
                let kind = party.map_or(crate::domain::PartyKind::Person, |party| party.kind);
                !field.belongs_to(kind) || (field == Field::PartyKind && party.is_none())
            }
            PartKind::Instalment => {
                let part = self.instalment(of);
                part.is_some_and(|part| match field {
                    Field::InstalmentAmount => part.amount.is_none() && !part.what.trim().is_empty(),
                    Field::InstalmentWhat => part.amount.is_some() && part.what.trim().is_empty(),
                    _ => false,
                })
            }
            PartKind::Performed => {
                let done = self.case.performed.get(of.part().at).filter(|_| matches!(of, Of::Part(_)));
                field == Field::PartAmount
                    && done.is_some_and(|part| part.amount.is_none() && !part.what.trim().is_empty())
            }
            _ => false,
        }
    }

    fn instalment(&self, of: Of) -> Option<&Instalment> {
        self.case
            .plan
            .get(of.part().at)
            .filter(|_| matches!(of, Of::Part(part) if part.kind == PartKind::Instalment))
    }

    pub(super) fn money(&self, amount: Option<Fen>, lack: Lack) -> Value {
        self.text(&amount.map(Fen::yuan_text).unwrap_or_default(), lack, NAME)
    }

    pub(super) fn in_capitals(&self, amount: Option<Fen>, lack: Lack) -> Value {
        self.text(&amount.map(capitals).unwrap_or_default(), lack, NAME)
    }

    fn value(&self, name: Name, of: Of) -> Value {
        let (case, at) = (self.case, of.part().at);
        match name {
            Name::Field(field) => self.field(field, of),
            Name::Committee | Name::District | Name::Office => self.office_value(name),
            Name::Title => self.title(),
            Name::Source => Value::from(self.source()),
            Name::Applied => Value::from(case.source == SourceCode::apply()),
            Name::OwnInitiative => Value::from(case.source.as_str() == ACTIVE),
            Name::Received => Value::from(self.is_received()),
            Name::People => Value::from(case.people_count()),
            Name::Lead => {
                let lead = case.mediators.iter().find_map(|id| self.directory.mediator(*id));
                let lead = lead.map_or("", |mediator: &Mediator| mediator.name.as_str());
                self.text(lead, of.lack(Field::Mediators), Room { width: 8, lines: 1 })
            }
            Name::Mediated => Value::from(self.is_mediated()),
            Name::Today => Value::from(words::paper_day(self.today)),
            Name::Parties => self.parties(None),
            Name::Applicants => self.parties(Some(Side::Applicant)),
            Name::Respondents => self.parties(Some(Side::Respondent)),
            Name::Thirds => self.parties(Some(Side::Third)),
            Name::PartyNames => self.names(None),
            Name::ApplicantNames => self.names(Some(Side::Applicant)),
            Name::RespondentNames => self.names(Some(Side::Respondent)),
            Name::Investigation => self.this(Record::Investigation, PartKind::Investigation),
            Name::Investigations => self.list(Record::Investigation, PartKind::Investigation),
            Name::Evidence => self.list(Record::Evidence, PartKind::Evidence),
            Name::Agent => self.this(Record::Agent, PartKind::Agent),
            Name::Principal => self.principal(),
            Name::Referral => self.this(Record::Referral, PartKind::Referral),
            Name::Handler => self.handler(),
            Name::Powers | Name::General | Name::Special | Name::Statutory => self.agent_value(name, of),
            Name::Session => self.this(Record::Session, PartKind::Session),
            Name::Sessions => self.list(Record::Session, PartKind::Session),
            Name::Agreement => self.record(Record::Agreement, of),
            // An agreement without a plan lacks none.
            Name::Plan => {
                let parts = PartKind::Instalment.of_case(case).into_iter();
                parts.map(|part| self.record(Record::Instalment, Of::Part(part))).collect()
            }
            Name::Performed => self.list(Record::Performed, PartKind::Performed),
            Name::Visit => self.this(Record::Visit, PartKind::FollowUp),
            Name::Visits => self.list(Record::Visit, PartKind::FollowUp),
            Name::Filing => self.record(Record::Filing, of),
            Name::Contents => {
                (0..self.contents.len()).map(|at| self.record(Record::Entry, Of::Entry(at))).collect()
            }
            Name::Side | Name::IsPerson | Name::Age | Name::Agents => self.party_value(name, of),
            Name::Nth => Value::from(if let Of::Entry(at) = of { at } else { at } + 1),
            Name::Attendees | Name::Settled | Name::Failed | Name::Continued => self.session_value(name, of),
            Name::Capitals => self.in_capitals(case.agreement.amount, of.lack(Field::Amount)),
            Name::Copies => self.copies(),
            Name::EffectiveOn => match case.effective_on() {
                Some(day) => Value::from(words::paper_day(day)),
                None => self.blank(Lack::Effect, Shape::Day, 1),
            },
            Name::PerformedSum | Name::PerformedCapitals => self.performed_value(name),
            Name::RunningSum => self.running_sum(of),
            Name::PartCapitals if self.is_out_of_place(amount_of(of), of) => Value::from(""),
            Name::PartCapitals => {
                let amount = match of {
                    Of::Part(part) if part.kind == PartKind::Instalment => {
                        case.plan.get(at).and_then(|part| part.amount)
                    }
                    Of::Part(_) => case.performed.get(at).and_then(|part| part.amount),
                    _ => None,
                };
                self.in_capitals(amount, of.lack(amount_of(of)))
            }
            Name::EntryName | Name::EntryOn => self.entry_value(name, of),
        }
    }

    /// The part that the form is of; in other forms the last one.
    fn this(&self, names: Record, kind: PartKind) -> Value {
        self.record(names, self.of_this(kind))
    }

    pub(super) fn of_this(&self, kind: PartKind) -> Of {
        let own = self.part.filter(|part| part.kind == kind);
        own.or_else(|| kind.of_case(self.case).pop()).map_or(Of::NoPart(kind), Of::Part)
    }

    /// A list of records; where there are none, one record of blanks, so that the form keeps its place.
    fn list(&self, names: Record, kind: PartKind) -> Value {
        let parts = kind.of_case(self.case);
        if parts.is_empty() {
            return Value::from(vec![self.record(names, Of::NoPart(kind))]);
        }
        parts.into_iter().map(|part| self.record(names, Of::Part(part))).collect()
    }

    fn office_value(&self, name: Name) -> Value {
        let office: Option<&Office> = self.directory.office(self.case.office);
        let text =
            |text: Option<&str>, item, room| self.text(text.unwrap_or_default(), Lack::Office(item), room);
        match name {
            Name::Committee => {
                text(office.map(|office| office.committee.as_str()), OfficeItem::Committee, LINE)
            }
            Name::District => {
                text(self.directory.district().map(|office| office.name.as_str()), OfficeItem::District, NAME)
            }
            _ => text(office.map(|office| office.name.as_str()), OfficeItem::Name, NAME),
        }
    }

    fn source(&self) -> String {
        let source = self.wording().code(Kind::Source, self.case.source.as_str());
        if self.case.pre_litigation { source + crate::text::cli::pre_litigation(Lang::Zh) } else { source }
    }

    /// Whether there was mediation: not before a case that was declined, or referred without a session.
    fn is_mediated(&self) -> bool {
        match self.case.outcome() {
            Some(Outcome::Declined) => false,
            Some(Outcome::Referred) => !self.case.sessions.is_empty(),
            _ => true,
        }
    }

    fn is_received(&self) -> bool {
        let above = self.directory.source_label(&self.case.source).and_then(|label| label.parent.as_deref());
        self.case.source.as_str() == RECEIVED || above == Some(RECEIVED)
    }

    /// The parties on that side; a blank one where a required side has none.
    fn parties(&self, side: Option<Side>) -> Value {
        Listed::of(self.case)
            .filter(|one| side.is_none_or(|side| one.side == side))
            .map(|one| self.record(Record::Party, one.of))
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
        let missing = if self.named(Some(Side::Applicant)).all(str::is_empty) {
            Side::Applicant
        } else {
            Side::Respondent
        };
        let title = self.wording().title(self.case);
        title.map_or_else(|| self.blank(Lack::NoParty(missing), Shape::Line(LINE.width), 1), Value::from)
    }

    fn party_value(&self, name: Name, of: Of) -> Value {
        let party = people::party(self.case, of);
        let is_person = party.is_none_or(|party| party.kind == crate::domain::PartyKind::Person);
        match name {
            Name::Side => {
                let missing = if let Of::NoParty(side) = of { side } else { Side::Applicant };
                let side = party.map_or(missing, |party| party.side);
                Value::from(self.wording().of("side", side.code()))
            }
            Name::IsPerson => Value::from(is_person),
            Name::Age if !is_person => Value::from(""),
            Name::Age => {
                let age = party.and_then(|party| people::age(self.case, party)).map(|age| age.to_string());
                let room = Room { width: 8, lines: 1 };
                self.text(age.as_deref().unwrap_or_default(), of.lack(Field::PartyBornOn), room)
            }
            // Agents are listed only where there are some: most parties act for themselves.
            _ => {
                let count = party.map_or(0, |party| party.agents.len());
                let agent = |at| Of::Part(Part::within(PartKind::Agent, of.part().at, at));
                (0..count).map(|at| self.record(Record::Agent, agent(at))).collect()
            }
        }
    }

    fn session_value(&self, name: Name, of: Of) -> Value {
        let session = self.case.sessions.get(of.part().at).filter(|_| matches!(of, Of::Part(_)));
        let result = session.and_then(|session| session.result);
        let ticked = match name {
            Name::Settled => SessionResult::Settled,
            Name::Failed => SessionResult::Failed,
            Name::Continued => SessionResult::Continue,
            _ => {
                let lack = match of {
                    Of::Part(part) => Lack::Part(PartKind::Attendee, part),
                    _ => Lack::Part(PartKind::Session, Part::CASE),
                };
                let said = session.map(|session| self.attendees(session)).unwrap_or_default();
                return self.text(&said, lack, LINE);
            }
        };
        // An undecided box is lacking too.
        match result {
            Some(said) => Value::from(said == ticked),
            None => self.blank(of.lack(Field::SessionResult), Shape::Box, 1),
        }
    }

    fn attendees(&self, session: &Session) -> String {
        let said = session.attendees.iter().filter(|one| !one.name.trim().is_empty()).map(|one| {
            let party = self.case.parties.iter().find(|party| Some(party.id) == one.party);
            let party = party.map(|party| party.name.trim()).filter(|name| !name.is_empty());
            words::attendee(one.name.trim(), &self.wording().of("capacity", one.capacity.code()), party)
        });
        let said: Vec<String> = said.collect();
        joined(said.iter().map(String::as_str))
    }

    /// One for each party and one for the committee, unless the agreement says otherwise; none where no party
    /// is known.
    fn copies(&self) -> Value {
        let missing = Listed::of(self.case).find(|one| matches!(one.of, Of::NoParty(_)));
        match (self.case.agreement.copies, missing) {
            (Some(copies), _) => Value::from(copies),
            (None, Some(one)) => self.blank(Lack::NoParty(one.side), Shape::Line(6), 1),
            (None, None) => Value::from(self.case.parties.len() + 1),
        }
    }

    fn entry_value(&self, name: Name, of: Of) -> Value {
        let Some(entry) = (if let Of::Entry(at) = of { self.contents.get(at) } else { None }) else {
            return Value::from("");
        };
        match name {
            Name::EntryName => Value::from(words::nth_form(entry.kind, entry.nth)),
            // Most forms have no day of their own; that is not a lack.
            _ => Value::from(entry.on.map(words::paper_day).unwrap_or_default()),
        }
    }
}

/// The field of the amount of a part of the plan, or of one performed.
fn amount_of(of: Of) -> Field {
    match of {
        Of::Part(part) if part.kind == PartKind::Instalment => Field::InstalmentAmount,
        _ => Field::PartAmount,
    }
}

/// Names as a form lists them.
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.filter(|name| !name.trim().is_empty()).collect();
    names.join(&LIST_COMMA.to_string())
}
