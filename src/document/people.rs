//! The parties of a case and those who act for them, as forms name them.

use minijinja::value::Value;

use super::context::{Facts, LINE, NAME, Room, WORD, record};
use crate::domain::form::{AgentItem, Lack, PartyItem};
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::{Agent, Dispute, Party, PartyKind, Side};
use crate::text::document::{AgentName, PartyName};

/// A party in its place in the case, or the place of one that has to be there and is not.
#[derive(Debug, Clone, Copy)]
pub(super) enum Listed<'a> {
    Known(usize, &'a Party),
    Missing(Side),
}

impl<'a> Listed<'a> {
    /// The parties side by side, and the place of one on a side that every dispute has and nobody is known on.
    pub(super) fn of(case: &'a Dispute) -> impl Iterator<Item = Self> {
        Side::ALL.iter().flat_map(|side| {
            let on_side = case.parties.iter().enumerate().filter(|(_, party)| party.side == *side);
            let known: Vec<Self> = on_side.map(|(at, party)| Self::Known(at, party)).collect();
            let missing = known.is_empty() && *side != Side::Third;
            known.into_iter().chain(missing.then_some(Self::Missing(*side)))
        })
    }

    pub(super) const fn side(self) -> Side {
        match self {
            Self::Known(_, party) => party.side,
            Self::Missing(side) => side,
        }
    }

    /// The side on which nobody is known.
    pub(super) const fn missing(self) -> Option<Side> {
        match self {
            Self::Known(..) => None,
            Self::Missing(side) => Some(side),
        }
    }

    fn party(self) -> Option<&'a Party> {
        match self {
            Self::Known(_, party) => Some(party),
            Self::Missing(_) => None,
        }
    }

    fn lack(self, item: PartyItem) -> Lack {
        match self {
            Self::Known(at, _) => Lack::Party(at, item),
            Self::Missing(side) => Lack::NoParty(side),
        }
    }
}

/// The block of a party.
pub(super) fn party(facts: &Facts<'_>, listed: Listed<'_>) -> Value {
    record(|name| party_value(facts, listed, name))
}

fn party_value(facts: &Facts<'_>, listed: Listed<'_>, name: PartyName) -> Value {
    let party = listed.party();
    let is_person = party.is_none_or(|party| party.kind == PartyKind::Person);
    let text = |of: fn(&Party) -> &str, item, room: Room| {
        facts.text(party.map(of).unwrap_or_default(), listed.lack(item), room)
    };
    // What only people have is not lacking where a company stands.
    let of_person = |value: Value| if is_person { value } else { Value::from("") };
    match name {
        PartyName::Side => Value::from(facts.label("side", Some(listed.side().code()))),
        PartyName::Kind => Value::from(facts.label("party_kind", party.map(|party| party.kind.code()))),
        PartyName::IsPerson => Value::from(is_person),
        PartyName::Name => text(|party| &party.name, PartyItem::Name, NAME),
        PartyName::Sex => {
            let label = facts.label("sex", party.and_then(sex).map(|sex| sex.code()));
            of_person(facts.text(&label, listed.lack(PartyItem::Sex), Room { width: 4, lines: 1 }))
        }
        PartyName::Ethnicity => of_person(text(|party| &party.ethnicity, PartyItem::Ethnicity, WORD)),
        PartyName::Age => {
            let age = party.and_then(|party| age(facts.case, party)).map(|age| age.to_string());
            of_person(facts.text(age.as_deref().unwrap_or_default(), listed.lack(PartyItem::BornOn), WORD))
        }
        PartyName::BornOn => of_person(facts.day(party.and_then(born_on), listed.lack(PartyItem::BornOn))),
        PartyName::Occupation => of_person(text(|party| &party.occupation, PartyItem::Occupation, NAME)),
        PartyName::Phone => text(|party| &party.phone, PartyItem::Phone, NAME),
        PartyName::Address => text(|party| &party.address, PartyItem::Address, LINE),
        PartyName::IdNumber => text(|party| &party.id_number, PartyItem::IdNumber, NAME),
        PartyName::Representative if is_person => Value::from(""),
        PartyName::Representative => text(|party| &party.representative, PartyItem::Representative, NAME),
        PartyName::Agents => agents(facts, listed),
    }
}

/// Only those who are there: most parties act for themselves.
fn agents(facts: &Facts<'_>, listed: Listed<'_>) -> Value {
    let Listed::Known(of, party) = listed else { return Value::from(Vec::<Value>::new()) };
    let each = party.agents.iter().enumerate();
    each.map(|(at, agent)| record(|name| agent_value(facts, (of, at), agent, name))).collect()
}

fn agent_value(facts: &Facts<'_>, (of, at): (usize, usize), agent: &Agent, name: AgentName) -> Value {
    let text = |text: &str, item, room| facts.text(text, Lack::Agent(of, at, item), room);
    match name {
        AgentName::Name => text(&agent.name, AgentItem::Name, NAME),
        AgentName::Kind => Value::from(facts.label("agent_kind", Some(agent.kind.code()))),
        AgentName::Phone => text(&agent.phone, AgentItem::Phone, NAME),
        AgentName::Note => text(&agent.note, AgentItem::Note, LINE),
    }
}

/// As recorded, else as the identity number says.
fn sex(party: &Party) -> Option<crate::domain::Sex> {
    let said = match check_id_number(&party.id_number) {
        IdCheck::Valid { sex, .. } => Some(sex),
        _ => None,
    };
    party.sex.or(said)
}

fn born_on(party: &Party) -> Option<chrono::NaiveDate> {
    let said = match check_id_number(&party.id_number) {
        IdCheck::Valid { born_on, .. } => Some(born_on),
        _ => None,
    };
    party.born_on.or(said)
}

/// In full years on the day of acceptance.
fn age(case: &Dispute, party: &Party) -> Option<u32> {
    case.accepted_on.years_since(born_on(party)?)
}
