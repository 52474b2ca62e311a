//! 摘要: a case in one paragraph, to be pasted into a chat. It says what the record holds, in the words of the record,
//! and nothing else.

use crate::domain::field::{Field as F, Kind, Spot, Value};
use crate::domain::{Dispute, Masking, Side};
use crate::store::Directory;
use crate::text::field::{Wording, label};
use crate::text::{Lang, summary as words};

/// The clauses after the parties: of the beginning, the facts, the end. Each group is a sentence.
const SENTENCES: [&[F]; 3] = [
    &[F::Summary],
    &[F::Outcome, F::ClosedOn, F::Amount, F::DueOn, F::Performance, F::Confirmation],
    &[F::Void],
];

/// The paragraph of a case.
pub fn summary(case: &Dispute, masking: Masking, directory: &Directory, lang: Lang) -> String {
    let case = &masking.shown(case);
    let teller = Teller { case, wording: Wording { directory, lang } };
    let mut clauses = vec![case.number.clone()];
    clauses
        .extend([F::AcceptedOn, F::Office, F::Village, F::Kind, F::Source].map(|field| teller.clause(field)));
    let sides = Side::ALL.iter().map(|side| {
        let names = case.parties.iter().filter(|party| party.side == *side).map(|party| party.name.clone());
        words::clause(lang, &teller.wording.of("side", side.code()), &teller.wording.list(names))
    });
    clauses.extend(sides);
    clauses.push(teller.clause(F::Mediators));
    let mut sentences = vec![words::sentence(lang, clauses)];
    for fields in SENTENCES {
        sentences.push(words::sentence(lang, fields.iter().map(|field| teller.clause(*field)).collect()));
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(lang.pick("", " "))
}

struct Teller<'a> {
    case: &'a Dispute,
    wording: Wording<'a>,
}

impl Teller<'_> {
    /// A field with its label; empty where the record holds nothing.
    fn clause(&self, field: F) -> String {
        let (spot, lang) = (Spot::case(field), self.wording.lang);
        let value = match spot.read(self.case) {
            // An open case has no outcome yet, which is the one thing to be told of it.
            Value::Empty if field == F::Outcome => self.wording.follows(self.case, spot),
            value => value,
        };
        let kind = field.spec().kind;
        let said = self.wording.value(kind, &value, &self.case.parties);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        match (kind, said.is_empty()) {
            (_, true) => String::new(),
            (Kind::Money, _) => words::clause(lang, label(field).text(lang), &words::yuan(lang, &said)),
            _ => words::clause(lang, label(field).text(lang), &said),
        }
    }
}
