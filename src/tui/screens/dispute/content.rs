//! What the screen of a case says: its sections, with every value in words.

use chrono::NaiveDate;

use super::layout::{Block, Cell, Span, Tone};
use super::spot::{FollowUpField, PartyField, ReferralField, Spot};
use crate::domain::check::{self, Severity, conclude_by, days_left};
use crate::domain::{Dispute, Outcome, PartyKind, Side};
use crate::store::{Directory, Store, StoreError};
use crate::text::Lang;
use crate::text::Words;
use crate::text::common;
use crate::text::dispute::{self as words, Answer};
use crate::text::form as form_words;
use crate::text::widgets::date_with_weekday;
use crate::tui::form::{Choice, Value};

/// The most earlier cases of a person that are looked up.
pub const CASES_OF_PERSON: usize = 200;

/// A case with what the file knows around it.
#[derive(Debug, Clone)]
pub struct Known {
    /// The case.
    pub case: Dispute,
    /// For each party, in how many other cases somebody of that name stands.
    pub earlier: Vec<usize>,
    /// When it was logged, as far as its identity tells.
    pub registered: String,
    /// Another case bears the same number.
    pub number_taken: bool,
}

impl Known {
    /// Reads the case and what belongs to it.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn read(store: &mut Store, id: crate::domain::DisputeId) -> Result<Self, StoreError> {
        let case = store.dispute(id)?;
        let mut earlier = Vec::new();
        for party in &case.parties {
            let cases = if party.name.trim().is_empty() {
                Vec::new()
            } else {
                store.cases_of_person(&party.name, CASES_OF_PERSON)?
            };
            earlier.push(cases.iter().filter(|row| row.id != id).count());
        }
        let number_taken = store.disputes_numbered(&case.number)?.len() > 1;
        let offset = *store.surroundings().now().offset();
        // A time-ordered identity was made at the moment the case was begun.
        let registered = id.uuid().get_timestamp().and_then(|stamp| {
            let (seconds, _) = stamp.to_unix();
            chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)
        });
        let registered = registered
            .map(|at| at.with_timezone(&offset).format("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default();
        Ok(Self { case, earlier, registered, number_taken })
    }
}

/// Puts a case into words.
pub struct Writer<'a> {
    /// The case.
    pub known: &'a Known,
    /// The names of things.
    pub directory: &'a Directory,
    /// The language.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
    /// Days within which a case is to be concluded.
    pub conclude_days: u32,
}

impl Writer<'_> {
    /// The whole case.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = self.summary_lines();
        blocks.extend(self.basics());
        self.parties(&mut blocks);
        blocks.extend(self.mediation());
        blocks.extend(self.result());
        self.referrals(&mut blocks);
        self.follow_ups(&mut blocks);
        blocks.extend(self.notes());
        blocks
    }

    /// Who against whom, and how the case stands.
    fn summary_lines(&self) -> Vec<Block> {
        let case = &self.known.case;
        let names = |wanted: fn(Side) -> bool| {
            let names: Vec<&str> =
                case.parties.iter().filter(|p| wanted(p.side)).map(|p| p.name.as_str()).collect();
            names.join(common::list_comma(self.lang))
        };
        let versus = words::versus(
            self.lang,
            &names(|side| side == Side::Applicant),
            &names(|side| side != Side::Applicant),
        );
        let mut lines = vec![Block::Words(versus, Tone::Plain)];
        lines.push(self.standing());
        lines
    }

    fn standing(&self) -> Block {
        let case = &self.known.case;
        if let Some(reason) = &case.void {
            return Block::Words(words::void(self.lang, reason), Tone::Error);
        }
        if let Some(closing) = case.closing {
            let outcome = self.label("outcome", closing.outcome.code());
            let days = days_left(closing.on, case.accepted_on);
            let tone = if closing.outcome.is_success() { Tone::Good } else { Tone::Plain };
            return Block::Words(words::closed(self.lang, &outcome, closing.on, days), tone);
        }
        let due = conclude_by(case.accepted_on, self.conclude_days);
        match days_left(due, self.today) {
            left @ 0.. => Block::Words(words::days_left(self.lang, due, left), Tone::Plain),
            late => Block::Words(words::overdue(self.lang, due, -late), Tone::Error),
        }
    }

    fn basics(&self) -> [Block; 2] {
        let short = [
            Spot::Number,
            Spot::AcceptedOn,
            Spot::Kind,
            Spot::Source,
            Spot::Office,
            Spot::Village,
            Spot::PreLitigation,
            Spot::Level,
            Spot::Difficulty,
            Spot::OccurredOn,
            Spot::People,
            Spot::Registered,
        ];
        let mut cells: Vec<Cell> = short.into_iter().map(|spot| self.cell(spot, Span::Short)).collect();
        cells.push(self.cell(Spot::Place, Span::Long));
        cells.push(self.cell(Spot::Summary, Span::Long));
        [Block::Heading(words::BASICS.text(self.lang).to_owned()), Block::Fields(cells)]
    }

    fn parties(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(words::PARTIES.text(self.lang).to_owned()));
        for (at, party) in self.known.case.parties.iter().enumerate() {
            let side = self.label("side", party.side.code());
            blocks.push(Block::Words(words::party_heading(self.lang, at + 1, &side), Tone::Muted));
            let span = |field| if field == PartyField::Address { Span::Long } else { Span::Short };
            let mut cells: Vec<Cell> = PartyField::ALL
                .into_iter()
                .map(|field| self.cell(Spot::Party(at, field), span(field)))
                .collect();
            if self.known.earlier.get(at).is_some_and(|count| *count > 0) {
                // Beside what is known of the person, before the line of its own that the address takes.
                cells.insert(cells.len() - 1, self.cell(Spot::Earlier(at), Span::Short));
            }
            blocks.push(Block::Fields(cells));
        }
        blocks.push(Block::Fields(vec![self.cell(Spot::AddParty, Span::Long)]));
    }

    fn mediation(&self) -> [Block; 2] {
        let cells = vec![self.cell(Spot::Mediators, Span::Long), self.cell(Spot::Tags, Span::Long)];
        [Block::Heading(words::MEDIATION.text(self.lang).to_owned()), Block::Fields(cells)]
    }

    fn result(&self) -> [Block; 2] {
        let mut short = vec![Spot::Outcome];
        if self.known.case.closing.is_some() {
            short.push(Spot::ClosedOn);
        }
        short.extend([Spot::Amount, Spot::DueOn, Spot::Performance, Spot::Confirmation]);
        let mut cells: Vec<Cell> = short.into_iter().map(|spot| self.cell(spot, Span::Short)).collect();
        cells.push(self.cell(Spot::Content, Span::Long));
        [Block::Heading(words::RESULT.text(self.lang).to_owned()), Block::Fields(cells)]
    }

    fn referrals(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(words::REFERRALS.text(self.lang).to_owned()));
        let many = self.known.case.referrals.len() > 1;
        for at in 0..self.known.case.referrals.len() {
            if many {
                blocks.push(Block::Words(words::nth(at + 1), Tone::Muted));
            }
            let long = |field| matches!(field, ReferralField::Reason | ReferralField::Feedback);
            let span = |field| if long(field) { Span::Long } else { Span::Short };
            let cells = ReferralField::ALL.map(|field| self.cell(Spot::Referral(at, field), span(field)));
            blocks.push(Block::Fields(cells.into()));
        }
        blocks.push(Block::Fields(vec![self.cell(Spot::AddReferral, Span::Long)]));
    }

    fn follow_ups(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(words::FOLLOW_UPS.text(self.lang).to_owned()));
        for at in 0..self.known.case.follow_ups.len() {
            let span = |field| if field == FollowUpField::Note { Span::Long } else { Span::Short };
            let cells = FollowUpField::ALL.map(|field| self.cell(Spot::FollowUp(at, field), span(field)));
            blocks.push(Block::Fields(cells.into()));
        }
        blocks.push(Block::Fields(vec![self.cell(Spot::AddFollowUp, Span::Long)]));
    }

    fn notes(&self) -> [Block; 2] {
        let mut cells = vec![self.cell(Spot::Note, Span::Long)];
        if self.known.case.void.is_some() {
            cells.push(self.cell(Spot::Void, Span::Long));
        }
        for (at, (column, said)) in self.known.case.original.iter().enumerate() {
            let mut cell = self.cell(Spot::Original(at), Span::Long);
            column.clone_into(&mut cell.label);
            said.clone_into(&mut cell.value);
            cell.tone = Tone::Plain;
            cells.push(cell);
        }
        [Block::Heading(words::NOTES.text(self.lang).to_owned()), Block::Fields(cells)]
    }

    fn cell(&self, spot: Spot, span: Span) -> Cell {
        let value = self.value(spot);
        let (value, tone) = match (spot, value) {
            (Spot::AddParty | Spot::AddReferral | Spot::AddFollowUp, _) => {
                (words::press_enter(self.lang).to_owned(), Tone::Muted)
            }
            (_, empty) if empty.is_empty() => (words::empty().to_owned(), Tone::Muted),
            (Spot::Earlier(_), value) => (value, Tone::Warning),
            (Spot::Void, value) => (value, Tone::Error),
            (Spot::Outcome, value) if self.known.case.outcome().is_some_and(Outcome::is_success) => {
                (value, Tone::Good)
            }
            (_, value) => (value, Tone::Plain),
        };
        let label = self.label_of(spot).text(self.lang).to_owned();
        Cell { spot, label, value, tone, span, notes: self.notes_on(spot) }
    }

    /// A company or group has a name of another kind.
    fn label_of(&self, spot: Spot) -> Words {
        match spot {
            Spot::Party(at, PartyField::Name)
                if self.known.case.parties.get(at).is_some_and(|party| party.kind != PartyKind::Person) =>
            {
                words::BODY_NAME
            }
            _ => spot.label(),
        }
    }

    /// What is wrong with a field.
    fn notes_on(&self, spot: Spot) -> Vec<(Severity, String)> {
        let problems = check::check(&self.known.case, self.today);
        let here = problems.into_iter().filter(|problem| Spot::of_problem(problem.place()) == spot);
        let mut notes: Vec<(Severity, String)> = here
            .map(|problem| (problem.severity(), form_words::problem(self.lang, problem).to_owned()))
            .collect();
        if spot == Spot::Number && self.known.number_taken {
            notes.push((Severity::Warning, words::number_taken(self.lang).to_owned()));
        }
        notes
    }

    /// What a field holds, in words.
    pub fn value(&self, spot: Spot) -> String {
        let case = &self.known.case;
        match spot {
            Spot::Registered => self.known.registered.clone(),
            Spot::Earlier(at) => self
                .known
                .earlier
                .get(at)
                .filter(|count| **count > 0)
                .map(|count| words::other_cases(self.lang, *count))
                .unwrap_or_default(),
            Spot::Original(at) => case.original.values().nth(at).cloned().unwrap_or_default(),
            Spot::People if case.people.is_none() => words::people_by_parties(self.lang, case.people_count()),
            Spot::PreLitigation => {
                words::yes_or_no(self.lang, if case.pre_litigation { Answer::Yes } else { Answer::No })
                    .to_owned()
            }
            _ => self.in_words(spot, spot.read(case)),
        }
    }

    fn in_words(&self, spot: Spot, value: Value) -> String {
        match value {
            Value::Empty => String::new(),
            Value::Text(text) => text,
            Value::Date(date) => date_with_weekday(self.lang, date),
            Value::Money(amount) => words::yuan(self.lang, &amount.yuan_text()),
            Value::Number(count) => count.to_string(),
            Value::Picked(picked) => {
                let names: Vec<String> = picked
                    .iter()
                    .map(|choice| match choice {
                        Choice::Listed(code) => self.picked(spot, code),
                        Choice::New(name) => name.clone(),
                    })
                    .collect();
                names.join(common::list_comma(self.lang))
            }
        }
    }

    fn picked(&self, spot: Spot, code: &str) -> String {
        let names = self.directory;
        let label = match spot {
            Spot::Office | Spot::Village => {
                return code
                    .parse()
                    .ok()
                    .and_then(|id| names.office(id))
                    .map_or_else(|| code.to_owned(), |office| office.name.clone());
            }
            Spot::Mediators => {
                return code
                    .parse()
                    .ok()
                    .and_then(|id| names.mediator(id))
                    .map_or_else(|| code.to_owned(), |mediator| mediator.name.clone());
            }
            Spot::Kind => code.parse().ok().and_then(|code| names.type_label(&code)),
            Spot::Source => code.parse().ok().and_then(|code| names.source_label(&code)),
            _ => return dictionary_of(spot).map_or_else(|| code.to_owned(), |name| self.label(name, code)),
        };
        label.map_or_else(|| code.to_owned(), |label| label.text(self.lang).to_owned())
    }

    fn label(&self, dictionary: &str, code: &str) -> String {
        let label = self.directory.label(dictionary, code);
        label.map_or_else(|| code.to_owned(), |label| label.text(self.lang).to_owned())
    }
}

/// The small vocabulary from which a field is picked.
pub fn dictionary_of(spot: Spot) -> Option<&'static str> {
    Some(match spot {
        Spot::Level => "level",
        Spot::Difficulty => "difficulty",
        Spot::Outcome => "outcome",
        Spot::Performance => "performance",
        Spot::Confirmation => "confirmation",
        Spot::Party(_, PartyField::Side) => "side",
        Spot::Party(_, PartyField::Kind) => "party_kind",
        Spot::Party(_, PartyField::Sex) => "sex",
        Spot::Referral(_, ReferralField::Direction) => "direction",
        _ => return None,
    })
}
