//! Two cases on which a template is tried: one that has everything, and one that has nothing.

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::domain::{
    Agent, AgentKind, Attendee, Capacity, Closing, Confirmation, Consent, Difficulty, Dispute, Fen, FollowUp,
    Id, Office, Outcome, PartPerformed, Party, PartyKind, Performance, Retention, Risk, Route, Satisfaction,
    Session, SessionResult, Sex, Side,
};

/// Text in two paragraphs, with all that could be taken for something else.
const TEXT: &str = "A & B <C> {{ D }}\n{% E %}";

fn id<K>() -> Id<K> {
    Id::new(Uuid::nil())
}

/// A case that has nothing.
pub(super) fn empty(today: NaiveDate) -> Dispute {
    Dispute::new(id(), Office::root_id(), today)
}

/// A case that has everything, and of what it can have several, two.
pub(super) fn full(today: NaiveDate) -> Dispute {
    let mut case = empty(today);
    case.number = TEXT.to_owned();
    case.place = TEXT.to_owned();
    case.difficulty = Some(Difficulty::Hard);
    case.risk = Some(Risk::Red);
    case.consent = Some(Consent::Willing);
    case.occurred_on = Some(today);
    case.summary = TEXT.to_owned();
    case.note = TEXT.to_owned();
    case.tags.insert(TEXT.to_owned());
    case.told.extend(Route::ALL.iter().copied());
    for (side, kind) in [
        (Side::Applicant, PartyKind::Person),
        (Side::Respondent, PartyKind::Company),
        (Side::Third, PartyKind::Group),
        (Side::Third, PartyKind::Person),
    ] {
        case.parties.push(party(side, kind, today));
    }
    case.sessions = vec![session(today), session(today)];
    case.closing = Some(Closing { outcome: Outcome::Written, on: today });
    agree(&mut case, today);
    case.filing.on = Some(today);
    case.filing.by = TEXT.to_owned();
    case.filing.volume = TEXT.to_owned();
    case.filing.retention = Some(Retention::Ten);
    case
}

fn party(side: Side, kind: PartyKind, today: NaiveDate) -> Party {
    let agent = Agent {
        id: id(),
        name: TEXT.to_owned(),
        kind: AgentKind::Lawyer,
        phone: TEXT.to_owned(),
        note: TEXT.to_owned(),
    };
    Party {
        kind,
        sex: Some(Sex::Female),
        ethnicity: TEXT.to_owned(),
        born_on: Some(today),
        occupation: TEXT.to_owned(),
        phone: TEXT.to_owned(),
        address: TEXT.to_owned(),
        id_number: TEXT.to_owned(),
        representative: TEXT.to_owned(),
        agents: vec![agent.clone(), agent],
        ..Party::new(id(), side, TEXT)
    }
}

fn session(today: NaiveDate) -> Session {
    let attendee = Attendee { id: id(), name: TEXT.to_owned(), capacity: Capacity::Lawyer, party: None };
    Session {
        id: id(),
        on: today,
        at: Some(NaiveTime::MIN),
        place: TEXT.to_owned(),
        attendees: vec![attendee.clone(), attendee],
        record: TEXT.to_owned(),
        result: Some(SessionResult::Settled),
        recorder: TEXT.to_owned(),
    }
}

fn agree(case: &mut Dispute, today: NaiveDate) {
    let agreement = &mut case.agreement;
    agreement.amount = Some(Fen(123_456));
    agreement.content = TEXT.to_owned();
    agreement.manner = TEXT.to_owned();
    agreement.due_on = Some(today);
    agreement.reached_on = Some(today);
    agreement.signed_on = Some(today);
    agreement.mediator_signed_on = Some(today);
    agreement.sealed_on = Some(today);
    agreement.performance = Some(Performance::Done);
    agreement.performed_on = Some(today);
    agreement.confirmation = Some(Confirmation::Confirmed);
    agreement.court = TEXT.to_owned();
    agreement.applied_on = Some(today);
    agreement.decided_on = Some(today);
    let part = PartPerformed { id: id(), on: today, amount: Some(Fen(100)), what: TEXT.to_owned() };
    case.performed = vec![part.clone(), part];
    let visit = FollowUp {
        by: TEXT.to_owned(),
        satisfaction: Some(Satisfaction::Satisfied),
        note: TEXT.to_owned(),
        ..FollowUp::new(id(), today)
    };
    case.follow_ups = vec![visit.clone(), visit];
}
