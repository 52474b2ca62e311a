//! Those who act for a party, and who handles the case, as forms print them.

use minijinja::value::Value;

use super::blank::Shape;
use super::context::{Facts, LINE, Of};
use crate::domain::field::{Field, PartKind};
use crate::domain::form::{Lack, OfficeItem};
use crate::domain::{Agent, AgentKind, Authority};
use crate::text::document::{Name, Record};

impl Facts<'_> {
    /// The party for whom the agent of the form acts.
    pub(super) fn principal(&self) -> Value {
        let of = match self.of_this(PartKind::Agent) {
            Of::Part(part) => Of::Part(PartKind::Party.at(part.of)),
            missing => missing,
        };
        self.record(Record::Party, of)
    }

    /// The committee of the office that has the case: the one it was handed over to, else the one that took it.
    pub(super) fn handler(&self) -> Value {
        let office = self.directory.office(self.case.keeper.unwrap_or(self.case.office));
        let name = office.map_or("", |office| office.committee.as_str());
        self.text(name, Lack::Office(OfficeItem::Committee), LINE)
    }

    fn agent(&self, of: Of) -> Option<&Agent> {
        let Of::Part(part) = of else { return None };
        self.case.parties.get(part.of)?.agents.get(part.at)
    }

    pub(super) fn agent_value(&self, name: Name, of: Of) -> Value {
        let agent = self.agent(of);
        if name == Name::Statutory {
            return Value::from(agent.is_some_and(|agent| agent.kind == AgentKind::Statutory));
        }
        let authority = agent.and_then(|agent| agent.authority);
        let asked = match name {
            Name::General => Authority::General,
            Name::Special => Authority::Special,
            // Relation, authority and powers in one line.
            _ => {
                let authority = authority.map(|one| self.wording().of("authority", one.code()));
                let said = agent.map(|agent| {
                    let said =
                        [agent.relation.trim(), authority.as_deref().unwrap_or_default(), agent.note.trim()];
                    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("，")
                });
                return self.text(said.as_deref().unwrap_or_default(), of.lack(Field::AgentNote), LINE);
            }
        };
        match authority {
            Some(said) => Value::from(said == asked),
            None => self.blank(of.lack(Field::AgentAuthority), Shape::Box, 1),
        }
    }
}
