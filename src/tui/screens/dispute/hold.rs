//! What each field of a case holds, and how another value is put there.

use chrono::NaiveDate;

use super::spot::{FollowUpField, PartyField, ReferralField, Spot};
use crate::domain::{
    Closing, Confirmation, Difficulty, Direction, Dispute, Level, Outcome, Party, PartyKind, Performance,
    Referral, Sex, Side,
};
use crate::tui::form::{Choice, Value};

/// The key of 在办 among the outcomes.
pub const OPEN: &str = "open";
/// The key of yes.
pub const YES: &str = "yes";
/// The key of no.
pub const NO: &str = "no";

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn date(date: Option<NaiveDate>) -> Value {
    date.map_or(Value::Empty, Value::Date)
}

fn pick(code: impl Into<String>) -> Value {
    let code = code.into();
    if code.is_empty() { Value::Empty } else { Value::Picked(vec![Choice::Listed(code)]) }
}

fn picks(codes: impl Iterator<Item = String>) -> Value {
    let picked: Vec<Choice> = codes.map(Choice::Listed).collect();
    if picked.is_empty() { Value::Empty } else { Value::Picked(picked) }
}

fn words_of(value: &Value) -> String {
    if let Value::Text(text) = value { text.clone() } else { String::new() }
}

fn date_of(value: &Value) -> Option<NaiveDate> {
    if let Value::Date(date) = value { Some(*date) } else { None }
}

/// The codes picked, or the new names.
pub fn codes_of(value: &Value) -> Vec<String> {
    let Value::Picked(picked) = value else { return Vec::new() };
    let code = |choice: &Choice| match choice {
        Choice::Listed(code) => code.clone(),
        Choice::New(name) => name.clone(),
    };
    picked.iter().map(code).collect()
}

fn code_of(value: &Value) -> String {
    codes_of(value).into_iter().next().unwrap_or_default()
}

impl Spot {
    /// What it holds.
    pub fn read(self, case: &Dispute) -> Value {
        match self {
            Self::Number => text(&case.number),
            Self::Office => pick(case.office.to_string()),
            Self::Village => pick(case.village.map(|id| id.to_string()).unwrap_or_default()),
            Self::Place => text(&case.place),
            Self::Kind => pick(case.kind.as_str()),
            Self::Source => pick(case.source.as_str()),
            Self::PreLitigation => pick(if case.pre_litigation { YES } else { NO }),
            Self::Level => pick(case.level.code()),
            Self::Difficulty => pick(case.difficulty.map_or("", Difficulty::code)),
            Self::OccurredOn => date(case.occurred_on),
            Self::AcceptedOn => Value::Date(case.accepted_on),
            Self::People => case.people.map_or(Value::Empty, Value::Number),
            Self::Summary => text(&case.summary),
            Self::Party(at, field) => case.parties.get(at).map_or(Value::Empty, |party| field.read(party)),
            Self::Mediators => picks(case.mediators.iter().map(ToString::to_string)),
            Self::Tags => picks(case.tags.iter().cloned()),
            Self::Outcome => pick(case.outcome().map_or(OPEN, Outcome::code)),
            Self::ClosedOn => date(case.closing.map(|closing| closing.on)),
            Self::Amount => case.agreement.amount.map_or(Value::Empty, Value::Money),
            Self::Content => text(&case.agreement.content),
            Self::DueOn => date(case.agreement.due_on),
            Self::Performance => pick(case.agreement.performance.map_or("", Performance::code)),
            Self::Confirmation => pick(case.agreement.confirmation.map_or("", Confirmation::code)),
            Self::Referral(at, field) => case.referrals.get(at).map_or(Value::Empty, |sent| field.read(sent)),
            Self::FollowUp(at, FollowUpField::On) => date(case.follow_ups.get(at).map(|visit| visit.on)),
            Self::FollowUp(at, FollowUpField::Note) => {
                text(case.follow_ups.get(at).map_or("", |visit| &visit.note))
            }
            Self::Note => text(&case.note),
            Self::Void => text(case.void.as_deref().unwrap_or_default()),
            Self::AddParty
            | Self::AddReferral
            | Self::AddFollowUp
            | Self::Registered
            | Self::Earlier(_)
            | Self::Original(_) => Value::Empty,
        }
    }

    /// Puts another value there; a case closed by it is closed on `today` until a date is given. A field that must
    /// hold something keeps what it has when the value is empty.
    pub fn write(self, case: &mut Dispute, value: &Value, today: NaiveDate) {
        match self {
            Self::Number => case.number = words_of(value),
            Self::Place => case.place = words_of(value),
            Self::Summary => case.summary = words_of(value),
            Self::Content => case.agreement.content = words_of(value),
            Self::Note => case.note = words_of(value),
            Self::Void => case.void = Some(words_of(value)),
            Self::OccurredOn => case.occurred_on = date_of(value),
            Self::AcceptedOn => case.accepted_on = date_of(value).unwrap_or(case.accepted_on),
            Self::DueOn => case.agreement.due_on = date_of(value),
            Self::ClosedOn => {
                if let (Some(closing), Some(on)) = (&mut case.closing, date_of(value)) {
                    closing.on = on;
                }
            }
            Self::People => case.people = if let Value::Number(count) = value { Some(*count) } else { None },
            Self::Amount => {
                case.agreement.amount = if let Value::Money(amount) = value { Some(*amount) } else { None };
            }
            Self::Mediators => {
                case.mediators = codes_of(value).iter().filter_map(|code| code.parse().ok()).collect();
            }
            Self::Tags => case.tags = codes_of(value).into_iter().collect(),
            Self::Party(at, field) => {
                if let Some(party) = case.parties.get_mut(at) {
                    field.write(party, value);
                }
            }
            Self::Referral(at, field) => {
                if let Some(sent) = case.referrals.get_mut(at) {
                    field.write(sent, value);
                }
            }
            Self::FollowUp(at, field) => write_visit(case, at, field, value),
            other => other.write_pick(case, &code_of(value), today),
        }
    }

    fn write_pick(self, case: &mut Dispute, code: &str, today: NaiveDate) {
        match self {
            Self::Office => case.office = code.parse().unwrap_or(case.office),
            Self::Village => case.village = code.parse().ok(),
            Self::Kind => case.kind = code.parse().unwrap_or_else(|_| case.kind.clone()),
            Self::Source => case.source = code.parse().unwrap_or_else(|_| case.source.clone()),
            Self::PreLitigation => case.pre_litigation = code == YES,
            Self::Level => case.level = Level::from_code(code).unwrap_or(case.level),
            Self::Difficulty => case.difficulty = Difficulty::from_code(code),
            Self::Performance => case.agreement.performance = Performance::from_code(code),
            Self::Confirmation => case.agreement.confirmation = Confirmation::from_code(code),
            Self::Outcome => {
                let on = case.closing.map_or(today, |closing| closing.on);
                case.closing = Outcome::from_code(code).map(|outcome| Closing { outcome, on });
            }
            _ => {}
        }
    }
}

fn write_visit(case: &mut Dispute, at: usize, field: FollowUpField, value: &Value) {
    let Some(visit) = case.follow_ups.get_mut(at) else { return };
    match field {
        FollowUpField::On => visit.on = date_of(value).unwrap_or(visit.on),
        FollowUpField::Note => visit.note = words_of(value),
    }
}

impl PartyField {
    fn read(self, party: &Party) -> Value {
        match self {
            Self::Name => text(&party.name),
            Self::Side => pick(party.side.code()),
            Self::Kind => pick(party.kind.code()),
            Self::Sex => pick(party.sex.map_or("", Sex::code)),
            Self::Ethnicity => text(&party.ethnicity),
            Self::BornOn => date(party.born_on),
            Self::IdNumber => text(&party.id_number),
            Self::Phone => text(&party.phone),
            Self::Occupation => text(&party.occupation),
            Self::Address => text(&party.address),
        }
    }

    fn write(self, party: &mut Party, value: &Value) {
        match self {
            Self::Name => party.name = words_of(value),
            Self::Ethnicity => party.ethnicity = words_of(value),
            Self::IdNumber => party.id_number = words_of(value),
            Self::Phone => party.phone = words_of(value),
            Self::Occupation => party.occupation = words_of(value),
            Self::Address => party.address = words_of(value),
            Self::BornOn => party.born_on = date_of(value),
            Self::Side => party.side = Side::from_code(&code_of(value)).unwrap_or(party.side),
            Self::Kind => party.kind = PartyKind::from_code(&code_of(value)).unwrap_or(party.kind),
            Self::Sex => party.sex = Sex::from_code(&code_of(value)),
        }
    }
}

impl ReferralField {
    fn read(self, sent: &Referral) -> Value {
        match self {
            Self::Direction => pick(sent.direction.code()),
            Self::Organisation => text(&sent.organisation),
            Self::On => date(sent.on),
            Self::Letter => text(&sent.letter),
            Self::Reason => text(&sent.reason),
            Self::Feedback => text(&sent.feedback),
        }
    }

    fn write(self, sent: &mut Referral, value: &Value) {
        match self {
            Self::Direction => {
                sent.direction = Direction::from_code(&code_of(value)).unwrap_or(sent.direction);
            }
            Self::Organisation => sent.organisation = words_of(value),
            Self::On => sent.on = date_of(value),
            Self::Letter => sent.letter = words_of(value),
            Self::Reason => sent.reason = words_of(value),
            Self::Feedback => sent.feedback = words_of(value),
        }
    }
}
