//! The JSON object of `tiaojie add -`, and the flags of `tiaojie add` as one.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::args::CaseArgs;
use super::life_json::{NewParty, Said};
use crate::domain::Side;
use crate::domain::fold::{clean_line, clean_name};
use crate::domain::identity::says_nothing;
use crate::ledger::read_people;
use crate::text::Lang;
use crate::text::entry::side_label;

/// A case as text. Everything but the applicants is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NewCase {
    pub date: String,
    pub occurred: String,
    pub closed: String,
    pub due: String,
    pub number: String,
    pub town: String,
    pub village: String,
    pub place: String,
    pub applicants: Vec<NewParty>,
    pub respondents: Vec<NewParty>,
    pub mediators: Vec<String>,
    pub tags: Vec<String>,
    #[serde(rename = "type")]
    pub kind: String,
    pub source: String,
    pub outcome: String,
    pub form: String,
    pub amount: Option<Amount>,
    pub plan: String,
    pub people: Option<u32>,
    pub difficulty: String,
    pub level: String,
    pub performance: String,
    pub summary: String,
    pub content: String,
    pub note: String,
    pub phone: String,
    pub pre_litigation: bool,
    /// What was said of the people beyond what has a field.
    #[serde(skip)]
    pub words: BTreeMap<String, String>,
    /// Later events of the case.
    pub life: Said,
}

/// An amount, as a number of 元 or as text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Amount {
    Words(String),
    Yuan(serde_json::Number),
}

impl Amount {
    /// The amount as text: numbers as written, never through floating point.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Yuan(number) => number.to_string(),
        }
    }
}

impl NewCase {
    /// The case with the people told apart that are said as one text: 张三、李四等5人.
    pub(super) fn told_apart(mut self) -> Self {
        let mut unnamed = Some(0);
        let lists = [
            (Side::Applicant, std::mem::take(&mut self.applicants)),
            (Side::Respondent, std::mem::take(&mut self.respondents)),
        ];
        for (of, list) in lists {
            for party in list {
                let told = party.only_name().map(read_people).filter(|told| told.is_sure());
                let told = told.filter(|told| told.all.iter().all(|one| one.side != Some(Side::Third)));
                let Some(told) = told else {
                    self.side(of).push(party);
                    continue;
                };
                if told.more || told.doubt.is_some() {
                    self.words.insert(side_label(Lang::Zh, of).to_owned(), clean_line(party.name()));
                }
                unnamed = unnamed.zip(told.unnamed).map(|(known, more)| known + more);
                for person in told.all {
                    let side = person.side.unwrap_or(of);
                    self.side(side).push(NewParty::said(person));
                }
            }
        }
        let named = u32::try_from(self.parties().count()).unwrap_or(u32::MAX);
        let unnamed = unnamed.filter(|unnamed| *unnamed > 0);
        self.people = self.people.or(unnamed.map(|unnamed| named.saturating_add(unnamed)));
        self
    }

    fn side(&mut self, side: Side) -> &mut Vec<NewParty> {
        if side == Side::Applicant { &mut self.applicants } else { &mut self.respondents }
    }

    /// The parties that have a name, with their sides.
    pub(super) fn parties(&self) -> impl Iterator<Item = (Side, &NewParty)> {
        let applicants = self.applicants.iter().map(|party| (Side::Applicant, party));
        let parties = applicants.chain(self.respondents.iter().map(|party| (Side::Respondent, party)));
        parties.filter(|(_, party)| !clean_name(party.name()).is_empty() && !says_nothing(party.name()))
    }
}

impl From<CaseArgs> for NewCase {
    fn from(args: CaseArgs) -> Self {
        Self {
            date: args.date.unwrap_or_default(),
            closed: args.closed.unwrap_or_default(),
            number: args.number.unwrap_or_default(),
            town: args.town.unwrap_or_default(),
            village: args.village.unwrap_or_default(),
            place: args.place.unwrap_or_default(),
            applicants: args.applicants.into_iter().map(NewParty::named).collect(),
            respondents: args.respondents.into_iter().map(NewParty::named).collect(),
            mediators: args.mediators,
            kind: args.kind.unwrap_or_default(),
            source: args.source.unwrap_or_default(),
            outcome: args.outcome.unwrap_or_default(),
            form: args.form.unwrap_or_default(),
            amount: args.amount.map(Amount::Words),
            plan: args.plan.unwrap_or_default(),
            people: args.people,
            summary: args.summary.unwrap_or_default(),
            note: args.note.unwrap_or_default(),
            ..Self::default()
        }
    }
}
