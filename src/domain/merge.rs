//! 并案: two records of one dispute. One stays; the other is void, and its reason names the one that stays. What the
//! other holds and the one that stays lacks may be taken over, field by field and part by part.

use super::field::{Field as F, Part, PartKind, Spot, Value};
use super::{Dispute, Id, Party, identity};

/// What is in question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A field of the one that stays, and the same of the other.
    Field {
        /// In the one that stays.
        to: Spot,
        /// In the other.
        from: Spot,
    },
    /// Parts of the other that the one that stays has not; `host` is the place of the party or session there that they
    /// belong to, 0 for those of the case itself.
    Parts {
        /// Where they go.
        host: usize,
        /// Their places in the other.
        from: Vec<Part>,
    },
}

/// Whose value the record that stays will have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Its own; of parts, only its own.
    Own,
    /// That of the other; of parts, those of the other too.
    Other,
}

/// Whether the record that stays has something of its own there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It has nothing.
    Lacks,
    /// It has something else.
    Differs,
}

/// One thing in which two records of a dispute differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is about.
    pub item: Item,
    /// What the record that stays has there.
    pub stand: Stand,
    /// What is to be done; what it lacks is taken over unless somebody decides otherwise.
    pub take: Take,
}

impl Offer {
    fn new(item: Item, stand: Stand) -> Self {
        let take = if stand == Stand::Lacks { Take::Other } else { Take::Own };
        Self { item, stand, take }
    }

    /// The field, or the first of the parts.
    pub fn field(&self) -> F {
        match &self.item {
            Item::Field { to, .. } => to.field,
            Item::Parts { from, .. } => {
                let kind = from.first().map_or(PartKind::Case, |part| part.kind);
                kind.fields().first().copied().unwrap_or(F::Note)
            }
        }
    }
}

/// The fields that stay as they are: what names a record, and what says where it belongs.
const STAY: [F; 4] = [F::Number, F::Void, F::Keeper, F::Performance];

/// What `other` holds and `kept` lacks or says otherwise, in the order of the fields of a case.
pub fn offers(kept: &Dispute, other: &Dispute) -> Vec<Offer> {
    let mut offers = Vec::new();
    for field in PartKind::Case.fields().into_iter().filter(|field| !STAY.contains(field)) {
        // The day of the end comes with the outcome, unless they agree on that.
        if field != F::ClosedOn || (kept.outcome() == other.outcome() && kept.closing.is_some()) {
            offers.extend(of_field(kept, other, Spot::case(field), Spot::case(field)));
        }
    }
    // What follows from parts is not offered; what was written down is.
    if kept.agreement.performance != other.agreement.performance {
        offers.extend(of_field(kept, other, Spot::case(F::Performance), Spot::case(F::Performance)));
    }
    for kind in PartKind::ALL
        .iter()
        .copied()
        .filter(|kind| *kind != PartKind::Case && kind.within() == PartKind::Case)
    {
        let of_other = kind.of_case(other);
        let new: Vec<Part> =
            of_other.iter().copied().filter(|part| same_in(kept, other, *part).is_none()).collect();
        offers.extend(of_parts(kept, 0, new));
        for part in of_other {
            let Some(own) = same_in(kept, other, part).filter(|_| kind == PartKind::Party) else { continue };
            let fields = kind.fields().into_iter().filter(|field| *field != F::PartyName);
            offers.extend(
                fields.filter_map(|field| of_field(kept, other, own.field(field), part.field(field))),
            );
            let agents = PartKind::Agent.of_case(other).into_iter().filter(|agent| agent.of == part.at);
            let of_own = PartKind::Agent.of_case(kept).into_iter().filter(|agent| agent.of == own.at);
            let known: Vec<Value> = of_own.map(|agent| agent.field(F::AgentName).read(kept)).collect();
            let new = agents.filter(|agent| !known.contains(&agent.field(F::AgentName).read(other)));
            offers.extend(of_parts(kept, own.at, new.collect()));
        }
    }
    offers
}

fn of_field(kept: &Dispute, other: &Dispute, to: Spot, from: Spot) -> Option<Offer> {
    let (own, others) = (to.read(kept), from.read(other));
    // An empty value, or a No, is nothing to take over.
    if others.is_empty() || others == own || others == Value::Flag(false) {
        return None;
    }
    let stand = if own.is_empty() { Stand::Lacks } else { Stand::Differs };
    Some(Offer::new(Item::Field { to, from }, stand))
}

/// Parts of a kind of which the one that stays has some may be the same told otherwise: they wait for a choice.
fn of_parts(kept: &Dispute, host: usize, from: Vec<Part>) -> Option<Offer> {
    let kind = from.first()?.kind;
    let stand = if kind.rows().count(kept, host) == 0 { Stand::Lacks } else { Stand::Differs };
    Some(Offer::new(Item::Parts { host, from }, stand))
}

/// The part of `kept` that is the same as that of `other`: a party of that name, any other part with the same values.
fn same_in(kept: &Dispute, other: &Dispute, part: Part) -> Option<Part> {
    let fields = part.kind.fields();
    let is_same = |own: &Part| match part.kind {
        PartKind::Party => called(kept, own.at) == called(other, part.at),
        _ => fields.iter().all(|field| own.field(*field).read(kept) == part.field(*field).read(other)),
    };
    part.kind.of_case(kept).into_iter().find(is_same)
}

fn called(case: &Dispute, at: usize) -> Option<String> {
    case.parties.get(at).map(|party| identity::name(&party.name))
}

/// The record that stays, with what is taken over of the other.
pub fn merged(kept: &Dispute, other: &Dispute, offers: &[Offer]) -> Dispute {
    let mut after = kept.clone();
    let taken = || offers.iter().filter(|offer| offer.take == Take::Other);
    // Parties first: those who took part in a session are named by them.
    let first = |offer: &&Offer| matches!(&offer.item, Item::Parts { from, .. } if is_party(from));
    for offer in taken().filter(first).chain(taken().filter(|offer| !first(offer))) {
        match &offer.item {
            Item::Field { to, .. } if to.field == F::Outcome => after.closing = other.closing,
            Item::Field { to, from } => to.write(&mut after, from.read(other)),
            Item::Parts { host, from } => {
                for part in from {
                    copy(other, *part, &mut after, *host);
                }
            }
        }
    }
    for kind in PartKind::ALL {
        kind.rows().sort(&mut after);
    }
    after
}

fn is_party(parts: &[Part]) -> bool {
    parts.first().is_some_and(|part| part.kind == PartKind::Party)
}

/// Copies a part with what belongs to it. Its identity follows from both records, so that two laptops which merge the
/// same records do not make it twice.
fn copy(from: &Dispute, part: Part, to: &mut Dispute, host: usize) {
    let id = part.id(from).unwrap_or_default().to_string();
    let fresh = Id::<Dispute>::named(&["merged", &to.id.to_string(), &id]).uuid();
    let Some(new) = part.kind.rows().add(to, host, fresh, from.accepted_on) else { return };
    for field in part.kind.fields() {
        let value = match (field, part.field(field).read(from)) {
            (F::AttendeeParty, Value::Id(party)) => same_party(from, Id::new(party), to),
            (_, value) => value,
        };
        new.field(field).write(to, value);
    }
    let inner = PartKind::ALL.iter().filter(|kind| **kind != part.kind && kind.within() == part.kind);
    for kind in inner.filter(|_| part.kind != PartKind::Case) {
        for one in kind.of_case(from).into_iter().filter(|one| one.of == part.at) {
            copy(from, one, to, new.at);
        }
    }
}

/// The party of that name in the other record.
fn same_party(from: &Dispute, party: Id<Party>, to: &Dispute) -> Value {
    let at = from.parties.iter().position(|one| one.id == party);
    let name = at.and_then(|at| called(from, at));
    let found = to.parties.iter().find(|one| Some(identity::name(&one.name)) == name);
    found.map_or(Value::Empty, |one| Value::Id(one.id.uuid()))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{Closing, DisputeId, Office, Outcome, Side};

    fn case(n: u128, names: [&str; 2]) -> Dispute {
        let day: NaiveDate = "2024-03-05".parse().unwrap();
        let mut case = Dispute::new(DisputeId::new(uuid::Uuid::from_u128(n)), Office::root_id(), day);
        for (at, (name, side)) in names.iter().zip([Side::Applicant, Side::Respondent]).enumerate() {
            let id = Id::new(uuid::Uuid::from_u128(n * 10 + at as u128));
            case.parties.push(Party::new(id, side, *name));
        }
        case
    }

    /// Catches: a value of one's own overwritten unasked, a field that is lacking left behind, a party doubled.
    #[test]
    fn what_is_lacking_comes_and_what_differs_waits() {
        let (mut kept, mut other) = (case(1, ["张三", "李四"]), case(2, ["张三", "李四"]));
        kept.summary = "界址".into();
        (other.summary, other.place) = ("地界".into(), "村口".into());
        other.parties[1].phone = "13800001234".into();
        let closed = Closing { outcome: Outcome::Oral, on: "2024-03-06".parse().unwrap() };
        other.closing = Some(closed);
        let found = offers(&kept, &other);
        let stands: Vec<(F, Stand)> = found.iter().map(|offer| (offer.field(), offer.stand)).collect();
        assert_eq!(
            stands,
            [
                (F::Place, Stand::Lacks),
                (F::Summary, Stand::Differs),
                (F::Outcome, Stand::Lacks),
                (F::PartyPhone, Stand::Lacks)
            ]
        );
        let after = merged(&kept, &other, &found);
        assert_eq!((after.summary.as_str(), after.place.as_str()), ("界址", "村口"));
        assert_eq!((after.closing, after.parties.len()), (Some(closed), 2));
        assert_eq!(after.parties[1].phone, "13800001234");
        assert_eq!(after.parties[1].id, kept.parties[1].id);
    }

    /// Catches: a session that comes twice, one whose attendee names a party of the void record, a merge that two laptops
    /// do with two identities.
    #[test]
    fn parts_come_along_once_and_name_the_parties_that_stay() {
        let (kept, mut other) = (case(1, ["张三", "李四"]), case(2, ["张三", "王五"]));
        let (on, id) = (other.accepted_on, uuid::Uuid::from_u128);
        PartKind::Session.rows().add(&mut other, 0, id(77), on).unwrap();
        PartKind::Attendee.rows().add(&mut other, 0, id(78), on).unwrap();
        other.sessions[0].attendees[0].name = "张父".into();
        other.sessions[0].attendees[0].party = Some(other.parties[0].id);
        let mut found = offers(&kept, &other);
        let after = merged(&kept, &other, &found);
        assert_eq!((after.sessions.len(), after.parties.len()), (1, 2), "王五 may be 李四, told otherwise");
        assert_eq!(after.sessions[0].attendees[0].party, Some(kept.parties[0].id));
        assert_eq!(merged(&kept, &other, &found), after);
        found.iter_mut().for_each(|offer| offer.take = Take::Other);
        assert_eq!(merged(&kept, &other, &found).parties.len(), 3);
        assert!(
            offers(&after, &other).iter().all(|offer| offer.field() != F::SessionOn),
            "the session is there"
        );
    }
}
