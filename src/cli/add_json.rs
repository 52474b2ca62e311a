//! The JSON object of `tiaojie add -`, and the flags of `tiaojie add` as one.

use serde::Deserialize;

use super::args::CaseArgs;
use super::life_json::{NewParty, Said};
use crate::domain::Side;
use crate::domain::fold::clean_name;

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
    /// The parties that have a name, with their sides.
    pub(super) fn parties(&self) -> impl Iterator<Item = (Side, &NewParty)> {
        let applicants = self.applicants.iter().map(|party| (Side::Applicant, party));
        let parties = applicants.chain(self.respondents.iter().map(|party| (Side::Respondent, party)));
        parties.filter(|(_, party)| !clean_name(party.name()).is_empty())
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
