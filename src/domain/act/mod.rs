//! Acts on a case, as a clerk names them: add a part of any kind, or fill in fields that are said together (performed,
//! confirmed, bound, void). From here follow the cards over a case, the list of what can be added, the rows of the
//! command list, and one act for many cases at once: all of them call [`Act::done`].
//!
//! A new kind of part needs nothing here but its [`Addition`].

use chrono::NaiveDate;
use uuid::Uuid;

use super::check::{Problem, Severity};
use super::coded::coded;
use super::field::{Field, Held, Kind, Need, Part, PartKind, Spot, Value};
use super::organisation::kind_of;
use super::plan::{Agreed, PlanFault, read_plan};
use super::{Dispute, Id, Level};

mod defaults;

coded! {
    /// Fields of a case that are said together, as one act.
    Deed {
        /// 履行: whether and when all was performed
        Perform = "perform",
        /// 签章: the days on which an agreement was signed and sealed
        Sign = "sign",
        /// 司法确认
        Confirm = "confirm",
        /// 反馈 on a case that was sent on
        Feedback = "feedback",
        /// 诉讼
        Litigate = "litigate",
        /// 立卷
        Bind = "bind",
        /// 备注
        Note = "note",
        /// 作废
        Void = "void",
    }
}

/// Something that can be done with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Adds a part of that kind.
    Add(PartKind),
    /// Fills in what is said together.
    Fill(Deed),
}

/// Who is at work: what an act takes as said where nobody says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtHand {
    /// Today.
    pub today: NaiveDate,
    /// The lead mediator of the case; empty where it has none.
    pub lead: String,
    /// The operator at the keyboard; empty where nobody signed in.
    pub operator: String,
}

/// What was said for an act; the fields left out take their defaults, which differ from case to case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The index of the party, session or referral that it is about; none for the one that follows from the case.
    pub of: Option<usize>,
    /// The fields with their values; an empty value is said to be empty.
    pub values: Vec<(Field, Value)>,
}

/// A case after an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The changed case.
    pub case: Dispute,
    /// The part that was added or changed.
    pub part: Part,
}

/// Why an act cannot be done on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDone {
    /// The case is void.
    IsVoid,
    /// It ended without an agreement, or has not ended yet.
    NoAgreement,
    /// It has no part of that kind, to which the act belongs.
    Lacks(PartKind),
    /// That field must be said.
    Missing(Field),
    /// The words of a plan were not understood.
    Plan(PlanFault),
}

impl Act {
    /// Every act: a part of each kind, then each deed.
    pub fn all() -> impl Iterator<Item = Self> {
        let kinds = PartKind::ALL.iter().filter(|kind| **kind != PartKind::Case);
        kinds.map(|kind| Self::Add(*kind)).chain(Deed::ALL.iter().map(|deed| Self::Fill(*deed)))
    }

    /// Its fields in the order of a card, the one that is asked for first at the top.
    pub fn fields(self, case: &Dispute) -> Vec<Field> {
        match self {
            // A plan is said in words, which become its parts.
            Self::Add(PartKind::Instalment) => vec![Field::InstalmentWhat],
            Self::Add(kind) => {
                let asks = self.asks();
                let rest = kind.fields().into_iter().filter(|field| *field != asks);
                std::iter::once(asks).chain(rest).collect()
            }
            // Without these days the agreement is not in effect, and no court confirms it.
            Self::Fill(Deed::Confirm) => case.lacks_for_effect().chain(deed_fields(Deed::Confirm)).collect(),
            Self::Fill(deed) => deed_fields(deed).collect(),
        }
    }

    /// The field that is asked for first.
    pub fn asks(self) -> Field {
        match self {
            Self::Add(kind) => Addition::of(kind).asks,
            Self::Fill(deed) => deed_fields(deed).next().unwrap_or(Field::Note),
        }
    }

    /// Whether it cannot be done without that field.
    pub fn requires(self, field: Field) -> bool {
        field.spec().need == Need::Required || (matches!(self, Self::Add(_)) && field == self.asks())
    }

    /// The kind of part that it is about, if it is about one of those that the case has: a party for an agent.
    pub const fn about(self) -> Option<PartKind> {
        match self {
            Self::Add(kind) => match kind.within() {
                PartKind::Case => None,
                host => Some(host),
            },
            Self::Fill(Deed::Feedback) => Some(PartKind::Referral),
            Self::Fill(_) => None,
        }
    }

    /// The parts that it may be about.
    pub fn choices(self, case: &Dispute) -> Vec<Part> {
        self.about().map(|kind| kind.of_case(case)).unwrap_or_default()
    }

    /// Whether it is about the agreement of a case: performance, signing, confirmation (law, arts 29, 31, 33), and the visit
    /// that sees whether it was kept (art. 31).
    const fn needs_agreement(self) -> bool {
        matches!(
            self,
            Self::Fill(Deed::Perform | Deed::Sign | Deed::Confirm)
                | Self::Add(PartKind::Performed | PartKind::FollowUp)
        )
    }

    /// Whether it can be begun on the case as it stands: for the card over one case and for several at once.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn fits(self, case: &Dispute) -> Result<(), NotDone> {
        match self {
            _ if case.void.is_some() && self != Self::Fill(Deed::Void) => Err(NotDone::IsVoid),
            _ if self.needs_agreement() && case.reached_on().is_none() => Err(NotDone::NoAgreement),
            _ => Ok(()),
        }
    }

    /// The index of the part that it is about where nobody says: the first party, the last session, the first referral
    /// that still waits for an answer.
    ///
    /// # Errors
    /// What the case lacks.
    pub fn of(self, case: &Dispute) -> Result<usize, NotDone> {
        self.fits(case)?;
        let Some(kind) = self.about() else { return Ok(0) };
        let last = self.choices(case).len().checked_sub(1).ok_or(NotDone::Lacks(kind))?;
        Ok(match kind {
            PartKind::Party => 0,
            PartKind::Referral => {
                let waits = |one: &super::Referral| one.feedback_on.is_none() && one.feedback.is_empty();
                case.referrals.iter().position(waits).unwrap_or(last)
            }
            _ => last,
        })
    }

    /// The changed case. Nothing is checked here: see [`new_problem`].
    ///
    /// # Errors
    /// Why it cannot be done.
    pub fn done(
        self,
        case: &Dispute,
        said: &Said,
        hand: &AtHand,
        fresh: &mut dyn FnMut() -> Uuid,
    ) -> Result<Done, NotDone> {
        self.fits(case)?;
        let of = said.of.map_or_else(|| self.of(case), Ok)?;
        let mut values = self.defaults(case, of, hand);
        // The name comes first: a kind that is said after it stands.
        for (field, value) in &said.values {
            if (*field, self) == (Field::PartyName, Self::Add(PartKind::Party)) {
                name_tells_kind(&mut values, value);
            }
            values.retain(|(one, _)| one != field);
            values.push((*field, value.clone()));
        }
        let given = |field: Field| values.iter().any(|(one, value)| *one == field && !value.is_empty());
        if let Some(missing) =
            self.fields(case).into_iter().find(|field| self.requires(*field) && !given(*field))
        {
            return Err(NotDone::Missing(missing));
        }
        let mut after = case.clone();
        let part = match self {
            Self::Add(PartKind::Instalment) => add_plan(&mut after, &values, hand.today, fresh)?,
            Self::Add(kind) => {
                let part = kind.rows().add(&mut after, of, fresh(), hand.today);
                part.ok_or(NotDone::Lacks(kind.within()))?
            }
            Self::Fill(Deed::Feedback) => PartKind::Referral.at(of),
            Self::Fill(_) => Part::CASE,
        };
        if self != Self::Add(PartKind::Instalment) {
            move_level(&mut after, |case| {
                for (field, value) in values {
                    part_of(field, part).write(case, value);
                }
            });
        }
        Ok(Done { case: after, part })
    }
}

/// The place of a field of an act on that part; an act may also fill in fields of the case itself.
fn part_of(field: Field, part: Part) -> Spot {
    if field.part() == PartKind::Case { Spot::case(field) } else { part.field(field) }
}

/// Whether a party is a person or a body is told by its name where nobody says.
fn name_tells_kind(values: &mut [(Field, Value)], name: &Value) {
    let kind = if let Value::Text(name) = name { kind_of(name) } else { return };
    for (_, value) in values.iter_mut().filter(|(field, _)| *field == Field::PartyKind) {
        *value = kind.value();
    }
}

/// The fields of a deed, in the order of its card.
fn deed_fields(deed: Deed) -> impl Iterator<Item = Field> {
    use Field as F;
    let fields: &[Field] = match deed {
        Deed::Perform => &[F::Performance, F::PerformedOn],
        Deed::Sign => &[F::SignedOn, F::MediatorSignedOn, F::SealedOn, F::Copies],
        Deed::Confirm => &[
            F::Confirmation,
            F::AppliedOn,
            F::Court,
            F::DecidedOn,
            F::Decision,
            F::RefusalGround,
            F::RefusalReason,
        ],
        Deed::Feedback => &[F::ReferralFeedback, F::ReferralFeedbackOn],
        Deed::Litigate => &[F::LitigationFiledOn, F::LitigationCourt, F::Ruling, F::LitigationDecidedOn],
        Deed::Bind => &[F::BoundOn, F::BoundBy, F::Volume, F::Retention],
        Deed::Note => &[F::Note],
        Deed::Void => &[F::Void],
    };
    fields.iter().copied()
}

/// Adds the parts of a plan that is said in words; the first of them.
fn add_plan(
    case: &mut Dispute,
    values: &[(Field, Value)],
    today: NaiveDate,
    fresh: &mut dyn FnMut() -> Uuid,
) -> Result<Part, NotDone> {
    let words = values.iter().find_map(|(_, value)| match value {
        Value::Text(words) => Some(words.as_str()),
        _ => None,
    });
    let planned = read_plan(words.unwrap_or_default(), Agreed::of(case, today)).map_err(NotDone::Plan)?;
    let parts: Vec<_> = planned.into_iter().map(|part| part.part(Id::new(fresh()))).collect();
    let first = parts.first().map(|part| part.id).ok_or(NotDone::Missing(Field::InstalmentWhat))?;
    case.plan.extend(parts);
    PartKind::Instalment.rows().sort(case);
    Ok(PartKind::Instalment.at(case.plan.iter().position(|part| part.id == first).unwrap_or(0)))
}

/// Changes the moves between levels; a case at the level of its last move follows the change.
pub fn move_level(case: &mut Dispute, change: impl FnOnce(&mut Dispute)) {
    let before = (case.escalations.clone(), case.level);
    change(case);
    if case.escalations == before.0 {
        return;
    }
    let led_to =
        |moves: &[super::Escalation]| moves.iter().max_by_key(|step| (step.on, step.id)).map(|step| step.to);
    let leads_to: Option<Level> = led_to(&case.escalations).or(before.0.first().map(|step| step.from));
    if let (true, Some(level)) = (led_to(&before.0).is_none_or(|level| level == before.1), leads_to) {
        case.level = level;
    }
}

/// Of what is wrong after a change and was not before: the first that blocks the save, else the first to warn of. What
/// was wrong before must not keep anybody from another correction; what is wrong `here` always counts.
pub fn new_problem(
    before: &[Problem],
    after: &[Problem],
    here: impl Fn(&Problem) -> bool,
) -> Option<Problem> {
    let counts = |problem: &&Problem| here(problem) || !before.contains(problem);
    let blocks = |problem: &&Problem| problem.severity() == Severity::Error;
    let mut fresh = after.iter().filter(counts);
    fresh.clone().find(blocks).or_else(|| fresh.next()).copied()
}

/// How a part is added: the field asked for first, the next one, and the one that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addition {
    /// Asked for first.
    pub asks: Field,
    /// Filled in next.
    pub goes_to: Field,
    /// The field that names it.
    pub named: Field,
}

impl Addition {
    /// The addition of a part of that kind.
    pub const fn of(kind: PartKind) -> Self {
        use Field as F;
        let (asks, goes_to, named) = match kind {
            PartKind::Case => (F::Note, F::Note, F::Note),
            PartKind::Party => (F::PartyName, F::PartySide, F::PartyName),
            PartKind::Agent => (F::AgentName, F::AgentKind, F::AgentName),
            PartKind::Investigation => (F::InvestigationOn, F::InvestigationAsked, F::InvestigationOn),
            PartKind::Evidence => (F::EvidenceName, F::EvidenceBy, F::EvidenceName),
            PartKind::Session => (F::SessionOn, F::SessionAt, F::SessionOn),
            PartKind::Attendee => (F::AttendeeName, F::AttendeeCapacity, F::AttendeeName),
            PartKind::Extension => (F::ExtensionTo, F::ExtensionConsent, F::ExtensionTo),
            PartKind::Escalation => (F::EscalationTo, F::EscalationReason, F::EscalationOn),
            PartKind::Referral => (F::ReferralOrganisation, F::ReferralOn, F::ReferralOrganisation),
            PartKind::Instalment => (F::InstalmentWhat, F::InstalmentAmount, F::InstalmentDueOn),
            PartKind::Performed => (F::PartOn, F::PartAmount, F::PartOn),
            PartKind::FollowUp => (F::VisitOn, F::VisitNote, F::VisitOn),
            PartKind::Prevention => (F::Prevented, F::PreventedPeople, F::PreventedOn),
            PartKind::Remark => (F::RemarkText, F::RemarkOn, F::RemarkOn),
        };
        Self { asks, goes_to, named }
    }
}

/// Whether the value of that kind is a day in the past, which is mostly today.
const fn is_past_day(kind: Kind) -> bool {
    matches!(kind, Kind::Day)
}

#[cfg(test)]
mod tests;
