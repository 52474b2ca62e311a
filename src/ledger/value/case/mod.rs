//! One record of a ledger of cases, and writing it into a case.

mod parties;
mod read;
mod row;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use parties::PartyLine;

use super::Named;
use crate::domain::case_number::number_key;
use crate::domain::field::{Field, Part, PartKind, Spot, Value};
use crate::domain::fold::clean_name;
use crate::domain::identity::name_key;
use crate::domain::organisation::represented_by;
use crate::domain::plan::Planned;
use crate::domain::{
    Closing, Dispute, DisputeId, Evidence, Id, Level, Office, OfficeId, Party, PartyId, PartyKind,
    SourceCode, TypeCode,
};
use crate::ledger::report::Remark;

/// What a record says, with remarks; or why it cannot be taken as a case.
pub type CaseRead = Result<(CaseLine, Vec<Remark>), Remark>;

/// The contents of a record. What is missing in it is none or empty and changes nothing.
#[derive(Debug, Clone, Default)]
pub struct CaseLine {
    pub number: String,
    pub accepted_on: NaiveDate,
    /// The year of `accepted_on` is the title's.
    pub year_assumed: bool,
    pub township: String,
    pub village: String,
    pub parties: Vec<PartyLine>,
    pub mediators: Vec<String>,
    pub kind: Option<TypeCode>,
    /// The governance category that the words of the type name; for a new case.
    category: Option<&'static str>,
    place: String,
    source: Option<(SourceCode, bool)>,
    /// The sessions, visits and investigations of the record, by the fields of their days.
    days: Vec<(Field, NaiveDate)>,
    /// The evidence, by name.
    evidence: Vec<String>,
    closing: Option<Closing>,
    tags: BTreeSet<String>,
    plan: Vec<Planned>,
    /// The values of every other column, by field.
    fields: Vec<(Field, Value)>,
    original: BTreeMap<String, String>,
    /// Closed in a ledger that has no column for the day.
    pub closed_on_acceptance: bool,
    /// Successful, and not stated whether in writing.
    form_assumed: bool,
}

impl CaseLine {
    /// The content that identifies a case without a number, as a key.
    pub fn identity(&self, office: OfficeId) -> String {
        let mut names: Vec<&str> = self.parties.iter().map(|party| party.name.as_str()).collect();
        names.sort_unstable();
        let kind = self.kind.as_ref().map_or("", TypeCode::as_str);
        format!("{office}|{}|{}|{kind}|{}", number_key(&self.number), self.accepted_on, names.join("|"))
    }

    /// The case of this row.
    pub fn to_dispute(&self, id: DisputeId, named: &Named) -> Dispute {
        let mut dispute = Dispute::new(id, named.office, self.accepted_on);
        dispute.governance = self.category.and_then(|code| code.parse().ok());
        if named.office == Office::root_id() {
            dispute.level = Level::District;
        }
        self.put_into(&mut dispute, named);
        dispute
    }

    /// Writes the values of the row into a case.
    pub fn put_into(&self, dispute: &mut Dispute, named: &Named) {
        dispute.office = named.office;
        dispute.accepted_on = self.accepted_on;
        if number_key(&dispute.number) != number_key(&self.number) {
            set_text(&mut dispute.number, &self.number);
        }
        set(&mut dispute.village, named.village);
        set_text(&mut dispute.place, &self.place_with(&named.place));
        if let Some(kind) = &self.kind {
            dispute.kind = kind.clone();
        }
        if let Some((source, pre_litigation)) = &self.source {
            dispute.source = source.clone();
            dispute.pre_litigation |= *pre_litigation;
        }
        let closing = self.closing_beside(dispute.closing);
        set(&mut dispute.closing, closing);
        if !named.mediators.is_empty() {
            dispute.mediators.clone_from(&named.mediators);
        }
        dispute.tags.extend(self.tags.iter().cloned());
        dispute.original.extend(self.original.clone());
        self.put_days(dispute);
        self.put_plan(dispute);
        self.put_evidence(dispute);
        for (field, value) in &self.fields {
            if let Some(part) = self.part(field.part(), dispute) {
                part.field(*field).write(dispute, value.clone());
            }
        }
        self.put_parties(dispute);
    }

    /// 张三等5人: what no column of 涉及人数 says, the words may.
    fn count_people(&mut self, unnamed: Option<u32>) {
        let is_said = self.fields.iter().any(|(field, _)| *field == Field::People);
        if let Some(unnamed) = unnamed.filter(|unnamed| *unnamed > 0 && !is_said) {
            let named = u32::try_from(self.parties.len()).unwrap_or(u32::MAX);
            self.fields.push((Field::People, Value::Number(named.saturating_add(unnamed))));
        }
    }

    /// Whether the row creates such a part.
    fn makes(&self, kind: PartKind) -> bool {
        match kind {
            PartKind::Case => true,
            // Of several it would not be clear which one a cell is about.
            PartKind::Evidence => self.evidence.len() == 1,
            _ => self.days.iter().any(|(day, _)| day.part() == kind),
        }
    }

    /// The first part of that kind that the row creates.
    fn part(&self, kind: PartKind, dispute: &Dispute) -> Option<Part> {
        if kind == PartKind::Evidence {
            let at = dispute.evidence.iter().position(|one| self.evidence.first() == Some(&one.name));
            return at.map(|at| kind.at(at));
        }
        let first = self.days.iter().find(|(day, _)| day.part() == kind);
        first.map_or(Some(Part::CASE), |(day, on)| part_on(*day, *on, dispute))
    }

    /// Whether a field of the case has the value of the row.
    pub fn agrees(&self, field: Field, dispute: &Dispute) -> bool {
        let said = self.fields.iter().find(|(said, _)| *said == field);
        said.is_some_and(|(_, value)| Spot::case(field).read(dispute) == *value)
    }

    /// The closing of the ledger beside that of the file: an assumed value replaces nothing.
    fn closing_beside(&self, known: Option<Closing>) -> Option<Closing> {
        let known = known.filter(|known| self.form_assumed && known.outcome.is_success());
        match (self.closing, known) {
            (Some(_), Some(known)) if self.closed_on_acceptance => Some(known),
            (Some(said), Some(known)) => Some(Closing { outcome: known.outcome, ..said }),
            (said, _) => said,
        }
    }

    /// The place in the words of both columns that may contain it.
    fn place_with(&self, village: &str) -> String {
        match (self.place.as_str(), village) {
            (place, "") => place.to_owned(),
            ("", village) => village.to_owned(),
            (place, village) if place.contains(village) => place.to_owned(),
            (place, village) if village.contains(place) => village.to_owned(),
            (place, village) => format!("{village} {place}"),
        }
    }

    fn put_days(&self, dispute: &mut Dispute) {
        for (day, on) in &self.days {
            let kind = day.part();
            if part_on(*day, *on, dispute).is_none() {
                let name = match kind {
                    PartKind::Session => "ledger session",
                    PartKind::Investigation => "ledger investigation",
                    _ => "ledger visit",
                };
                let id = DisputeId::named(&[name, &dispute.id.to_string(), &on.to_string()]);
                kind.rows().add(dispute, 0, id.uuid(), *on);
                kind.rows().sort(dispute);
            }
        }
    }

    /// Puts the plan of the ledger in place of one that says otherwise.
    fn put_plan(&self, dispute: &mut Dispute) {
        let known = dispute.plan_in_order();
        let same =
            known.len() == self.plan.len() && self.plan.iter().zip(known).all(|(said, part)| said.is(part));
        if self.plan.is_empty() || same {
            return;
        }
        let id = dispute.id.to_string();
        let named = |at: usize| Id::named(&["ledger plan", &id, &at.to_string()]);
        let parts = self.plan.iter().enumerate().map(|(at, part)| part.clone().part(named(at)));
        dispute.plan = parts.collect();
        PartKind::Instalment.rows().sort(dispute);
    }

    fn put_evidence(&self, dispute: &mut Dispute) {
        for name in &self.evidence {
            if dispute.evidence.iter().all(|known| known.name != *name) {
                let id = Id::named(&["ledger evidence", &dispute.id.to_string(), name]);
                dispute.evidence.push(Evidence::new(id, name.clone()));
            }
        }
    }

    fn put_parties(&self, dispute: &mut Dispute) {
        let mut left = std::mem::take(&mut dispute.parties);
        for (at, said) in self.parties.iter().enumerate() {
            let same = left
                .iter()
                .position(|party| party.side == said.side && name_key(&party.name) == name_key(&said.name));
            let mut party = match same {
                Some(at) => left.remove(at),
                None => {
                    let words = ["ledger party", &dispute.id.to_string(), &at.to_string(), &said.name];
                    let party = Party::new(PartyId::named(&words), said.side, clean_name(&said.name));
                    // 青山公司（法定代表人张三）
                    let noted = represented_by(&party.name).into_iter().next();
                    let noted = noted.filter(|_| party.kind != PartyKind::Person);
                    Party { representative: noted.unwrap_or_default(), ..party }
                }
            };
            said.put_into(&mut party);
            dispute.parties.push(party);
        }
    }
}

/// The part of a case with that day.
fn part_on(day: Field, on: NaiveDate, dispute: &Dispute) -> Option<Part> {
    let mut parts = day.part().of_case(dispute).into_iter();
    parts.find(|part| part.field(day).read(dispute) == Value::Day(on))
}

fn set<T: Copy>(field: &mut Option<T>, said: Option<T>) {
    if said.is_some() {
        *field = said;
    }
}

fn set_text(field: &mut String, said: &str) {
    if !said.is_empty() {
        said.clone_into(field);
    }
}
