//! What a case has once.

use super::row::{CaseTable, Row, by, row, usually};
use super::value::{Held, Kind, Value};
use super::{Field, Need};
use crate::domain::{
    Closing, Confirmation, Consent, Difficulty, Dispute, Level, Outcome, Performance, Retention, Risk, Route,
    Ruling,
};
use Field as F;
use Need::{Kept, Optional, Required};

/// The fields of the case itself.
pub(super) static CASE: CaseTable = CaseTable(ROWS);

#[rustfmt::skip]
const ROWS: &[Row<Dispute>] = &[
    row(F::Number, Kind::Line, Required, |c| &c.number, |c| &mut c.number),
    row(F::AcceptedOn, Kind::Day, Required, |c| &c.accepted_on, |c| &mut c.accepted_on),
    row(F::Kind, Kind::Type, Required, |c| &c.kind, |c| &mut c.kind),
    row(F::Governance, Kind::Governance, Optional, |c| &c.governance, |c| &mut c.governance),
    row(F::Source, Kind::Source, Required, |c| &c.source, |c| &mut c.source),
    row(F::PreLitigation, Kind::Flag, Required, |c| &c.pre_litigation, |c| &mut c.pre_litigation),
    row(F::Office, Kind::Office, Required, |c| &c.office, |c| &mut c.office),
    row(F::Village, Kind::Village, Kept, |c| &c.village, |c| &mut c.village),
    usually(Level::Township.code(), row(F::Level, Kind::Code("level", Level::CODES), Required, |c| &c.level, |c| &mut c.level)),
    row(F::Difficulty, Kind::Code("difficulty", Difficulty::CODES), Optional, |c| &c.difficulty, |c| &mut c.difficulty),
    row(F::Risk, Kind::Code("risk", Risk::CODES), Optional, |c| &c.risk, |c| &mut c.risk),
    row(F::Consent, Kind::Code("consent", Consent::CODES), Optional, |c| &c.consent, |c| &mut c.consent),
    row(F::OccurredOn, Kind::Day, Optional, |c| &c.occurred_on, |c| &mut c.occurred_on),
    row(F::People, Kind::Number, Optional, |c| &c.people, |c| &mut c.people),
    row(F::Place, Kind::Line, Optional, |c| &c.place, |c| &mut c.place),
    row(F::Summary, Kind::Lines(3), Kept, |c| &c.summary, |c| &mut c.summary),
    row(F::Mediators, Kind::Mediators, Kept, |c| &c.mediators, |c| &mut c.mediators),
    row(F::Tags, Kind::Tags, Optional, |c| &c.tags, |c| &mut c.tags),
    by(F::Outcome, Kind::Code("outcome", Outcome::CODES), Required,
        |c| c.outcome().map_or(Value::Empty, |outcome| outcome.value()), close),
    by(F::ClosedOn, Kind::Day, Required,
        |c| c.closing.map(|closing| closing.on).value(),
        |c, value| if let Some(closing) = &mut c.closing { closing.on.put(value) }),
    row(F::Told, Kind::Codes("route", Route::CODES), Optional, |c| &c.told, |c| &mut c.told),
    row(F::Amount, Kind::Money, Optional, |c| &c.agreement.amount, |c| &mut c.agreement.amount),
    row(F::DueOn, Kind::DayAhead, Optional, |c| &c.agreement.due_on, |c| &mut c.agreement.due_on),
    row(F::ReachedOn, Kind::Day, Optional, |c| &c.agreement.reached_on, |c| &mut c.agreement.reached_on),
    row(F::Copies, Kind::Number, Optional, |c| &c.agreement.copies, |c| &mut c.agreement.copies),
    row(F::SignedOn, Kind::Day, Optional, |c| &c.agreement.signed_on, |c| &mut c.agreement.signed_on),
    row(F::MediatorSignedOn, Kind::Day, Optional, |c| &c.agreement.mediator_signed_on, |c| &mut c.agreement.mediator_signed_on),
    row(F::SealedOn, Kind::Day, Optional, |c| &c.agreement.sealed_on, |c| &mut c.agreement.sealed_on),
    row(F::Content, Kind::Lines(3), Optional, |c| &c.agreement.content, |c| &mut c.agreement.content),
    row(F::Manner, Kind::Lines(2), Optional, |c| &c.agreement.manner, |c| &mut c.agreement.manner),
    row(F::Performance, Kind::Code("performance", Performance::CODES), Kept,
        |c| &c.agreement.performance, |c| &mut c.agreement.performance),
    row(F::PerformedOn, Kind::Day, Optional, |c| &c.agreement.performed_on, |c| &mut c.agreement.performed_on),
    row(F::Confirmation, Kind::Code("confirmation", Confirmation::CODES), Kept,
        |c| &c.agreement.confirmation, |c| &mut c.agreement.confirmation),
    row(F::AppliedOn, Kind::Day, Optional, |c| &c.agreement.applied_on, |c| &mut c.agreement.applied_on),
    row(F::Court, Kind::Line, Optional, |c| &c.agreement.court, |c| &mut c.agreement.court),
    row(F::DecidedOn, Kind::Day, Optional, |c| &c.agreement.decided_on, |c| &mut c.agreement.decided_on),
    row(F::LitigationFiledOn, Kind::Day, Kept, |c| &c.litigation.filed_on, |c| &mut c.litigation.filed_on),
    row(F::LitigationCourt, Kind::Line, Optional, |c| &c.litigation.court, |c| &mut c.litigation.court),
    row(F::Ruling, Kind::Code("ruling", Ruling::CODES), Optional, |c| &c.litigation.ruling, |c| &mut c.litigation.ruling),
    row(F::LitigationDecidedOn, Kind::Day, Optional, |c| &c.litigation.decided_on, |c| &mut c.litigation.decided_on),
    row(F::BoundOn, Kind::Day, Kept, |c| &c.filing.on, |c| &mut c.filing.on),
    row(F::BoundBy, Kind::Line, Optional, |c| &c.filing.by, |c| &mut c.filing.by),
    row(F::Volume, Kind::Line, Optional, |c| &c.filing.volume, |c| &mut c.filing.volume),
    row(F::Retention, Kind::Code("retention", Retention::CODES), Optional, |c| &c.filing.retention, |c| &mut c.filing.retention),
    row(F::Note, Kind::Lines(3), Optional, |c| &c.note, |c| &mut c.note),
    row(F::Void, Kind::Line, Required, |c| &c.void, |c| &mut c.void),
    row(F::Keeper, Kind::Office, Optional, |c| &c.keeper, |c| &mut c.keeper),
    row(F::Original, Kind::Columns, Optional, |c| &c.original, |c| &mut c.original),
];

/// A case that another outcome closes keeps its day; one that was open is closed on the day it was accepted until a day is
/// given.
fn close(case: &mut Dispute, value: Value) {
    let on = case.closing.map_or(case.accepted_on, |closing| closing.on);
    let mut outcome: Option<Outcome> = None;
    outcome.put(value);
    case.closing = outcome.map(|outcome| Closing { outcome, on });
}
