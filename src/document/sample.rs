//! Two sample cases to test a template with: one with every value, and one with none.

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::domain::field::{Field, Kind, Part, PartKind, Value};
use crate::domain::{Dispute, Fen, Id, Office, PartyKind, Side};

/// Two paragraphs with characters that are special in XML or templates.
const TEXT: &str = "A & B <C> {{ D }}\n{% E %}";

/// A case without any value.
pub(super) fn empty(today: NaiveDate) -> Dispute {
    Dispute::new(Id::new(Uuid::nil()), Office::root_id(), today)
}

/// A case with every value, two of each part that can repeat, and one party for each side and kind.
pub(super) fn full(today: NaiveDate) -> Dispute {
    let mut case = empty(today);
    fill(&mut case, Part::CASE, today);
    for (side, kind) in [
        (Side::Applicant, PartyKind::Person),
        (Side::Respondent, PartyKind::Company),
        (Side::Third, PartyKind::Group),
        (Side::Third, PartyKind::Person),
    ] {
        let Some(part) = PartKind::Party.rows().add(&mut case, 0, Uuid::nil(), today) else { continue };
        fill(&mut case, part, today);
        part.field(Field::PartySide).write(&mut case, Value::Code(side.code().into()));
        part.field(Field::PartyKind).write(&mut case, Value::Code(kind.code().into()));
    }
    for kind in PartKind::ALL.iter().copied().filter(|kind| !matches!(kind, PartKind::Case | PartKind::Party))
    {
        for host in 0..kind.within().rows().count(&case, 0) {
            for _ in 0..2 {
                let added = kind.rows().add(&mut case, host, Uuid::nil(), today);
                added.into_iter().for_each(|part| fill(&mut case, part, today));
            }
        }
    }
    case
}

/// Fills every field, except references by id and the void mark.
fn fill(case: &mut Dispute, part: Part, today: NaiveDate) {
    for field in part.kind.fields().into_iter().filter(|field| *field != Field::Void) {
        let value = match field.spec().kind {
            Kind::Line | Kind::Lines(_) => Value::Text(TEXT.to_owned()),
            Kind::List(_) => Value::Texts(vec![TEXT.to_owned(), TEXT.to_owned()]),
            Kind::Day | Kind::DayAhead => Value::Day(today),
            Kind::Time => Value::Time(NaiveTime::MIN),
            Kind::Money => Value::Money(Fen(123_456)),
            Kind::Code(_, codes) => codes.first().map_or(Value::Empty, |code| Value::Code((*code).into())),
            Kind::Codes(_, codes) => Value::Codes(codes.iter().map(|code| (*code).into()).collect()),
            Kind::Tags => Value::Codes(vec![TEXT.into()]),
            _ => continue,
        };
        part.field(field).write(case, value);
    }
}
