//! The content of the case screen: sections in the order of a case's life, with every field in words.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::known::Known;
use super::layout::{Block, Cell, Span, Tone};
use super::spot::Spot;
use super::wording::Wording;
use crate::domain::check::{self, Problem, days_left};
use crate::domain::field::{Field, Kind, Need, Part, PartKind, Spot as At};
use crate::domain::{CourtWindow, Dispute, Limits, Outcome, Side};
use crate::store::Directory;
use crate::text::Lang;
use crate::text::Words;
use crate::text::calendar::dated;
use crate::text::common;
use crate::text::dispute as words;
use crate::text::form as form_words;
use crate::text::{conflicts, laptop};

/// Puts a case into words.
pub struct Writer<'a> {
    /// The case.
    pub known: &'a Known,
    /// The directory for names.
    pub directory: &'a Directory,
    /// The language.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
    /// The limits of the office.
    pub limits: Limits,
    /// Its window for judicial confirmation.
    pub window: CourtWindow<'a>,
    /// Where fields stand already.
    pub seats: &'a Seats,
}

/// Where each field stood when the page was first laid out, by its key: a field stays there while the page is open, so that
/// the next one is where one looks for it.
pub type Seats = HashMap<String, Seat>;

/// The place of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// In the row of what was not filled in.
    Row,
    /// In its own place.
    Own,
}

/// A page being built: empty fields wait until the next non-empty section, and then share a line.
pub struct Draft<'a> {
    pub(super) writer: &'a Writer<'a>,
    pub(super) case: &'a Dispute,
    pub(super) wording: Wording<'a>,
    problems: Vec<Problem>,
    blocks: Vec<Block>,
    waiting: Vec<Cell>,
}

impl Writer<'_> {
    /// The blocks of the whole case.
    pub fn blocks(&self) -> Vec<Block> {
        let case = &self.known.case;
        let mut draft = Draft {
            writer: self,
            case,
            wording: Wording {
                known: self.known,
                directory: self.directory,
                rest: self.window.rest,
                lang: self.lang,
            },
            problems: check::check(case, check::Today { day: self.today, window: self.window }),
            blocks: Vec::new(),
            waiting: Vec::new(),
        };
        draft.summary_lines();
        draft.basics();
        draft.parties();
        draft.inquiry();
        draft.mediation();
        draft.limit();
        draft.referrals();
        draft.result();
        draft.after();
        draft.notes();
        draft.flush();
        draft.blocks
    }
}

impl Draft<'_> {
    pub(super) fn lang(&self) -> Lang {
        self.writer.lang
    }

    /// Writes the waiting fields in a line at the end of the section.
    pub(super) fn flush(&mut self) {
        if !self.waiting.is_empty() {
            self.blocks.push(Block::Tight(None, std::mem::take(&mut self.waiting)));
        }
    }

    pub(super) fn heading(&mut self, name: Words) {
        self.flush();
        self.blocks.push(Block::Heading(name.text(self.lang()).to_owned()));
    }

    pub(super) fn say(&mut self, text: String, tone: Tone) {
        self.blocks.push(Block::Words(text, tone));
    }

    /// Queues the row that adds something for the end of the section.
    pub(super) fn adds(&mut self, kind: PartKind) {
        let spot = Spot::add(kind);
        let label = spot.label();
        self.begins(spot, label);
    }

    /// A field that begins a section which does not exist yet.
    pub(super) fn begins(&mut self, spot: Spot, label: Words) {
        let cell = Cell { label: label.text(self.lang()).to_owned(), ..self.cell(spot, Span::Tight) };
        if cell.notes.is_empty() {
            self.waiting.push(cell);
        } else {
            // An error needs its own line below.
            self.blocks.push(Block::Fields(vec![cell]));
        }
    }

    /// All fields of a part, with the row that adds another one.
    pub(super) fn part(&mut self, part: Part, adds: Option<PartKind>) {
        let mut spots: Vec<Spot> =
            part.kind.fields().into_iter().map(|field| Spot::Field(part.field(field))).collect();
        if part.kind == PartKind::Party {
            spots.insert(3, Spot::Earlier(part.at));
        }
        self.fields(&spots, adds.map(|kind| Spot::Add(kind, part)));
    }

    /// Those fields of the case itself.
    pub(super) fn once(&mut self, fields: &[Field]) {
        let spots: Vec<Spot> = fields.iter().map(|field| Spot::case(*field)).collect();
        self.fields(&spots, None);
    }

    /// Those fields; empty ones share a line, with the row that adds something.
    pub(super) fn fields(&mut self, spots: &[Spot], adds: Option<Spot>) {
        let cells: Vec<Cell> = spots.iter().filter_map(|spot| self.cell_of(*spot)).collect();
        let (blank, filled): (Vec<Cell>, Vec<Cell>) =
            cells.into_iter().partition(|cell| cell.span == Span::Tight);
        if !filled.is_empty() {
            self.blocks.push(Block::Fields(filled));
        }
        let lead = if blank.iter().all(Cell::is_bare) { words::blank } else { words::others };
        let lead = (!blank.is_empty()).then(|| lead(self.lang()).to_owned());
        let adds = adds.map(|spot| self.cell(spot, Span::Tight));
        let tight: Vec<Cell> = blank.into_iter().chain(adds).collect();
        if !tight.is_empty() {
            self.blocks.push(Block::Tight(lead, tight));
        }
    }

    /// The cell of a field: tight if it is empty; none if the field does not apply.
    fn cell_of(&self, spot: Spot) -> Option<Cell> {
        let is_empty = self.wording.value(spot).is_empty();
        let part = spot.part();
        let party = self.case.parties.get(part.at).filter(|_| part.kind == PartKind::Party);
        let belongs = party.zip(spot.field()).is_none_or(|(party, field)| field.belongs_to(party.kind));
        if is_empty && (spot.kind().is_none() || !belongs) {
            return None;
        }
        let cell = self.cell(spot, span_of(spot));
        let hides = match self.writer.seats.get(&spot.key(self.case)) {
            Some(seat) => *seat == Seat::Row,
            None => is_empty && spot.need() == Need::Optional && cell.notes.is_empty(),
        };
        Some(if hides { Cell { span: Span::Tight, ..cell } } else { cell })
    }

    fn cell(&self, spot: Spot, span: Span) -> Cell {
        let value = self.wording.value(spot);
        let (value, tone) = match (spot, spot.field()) {
            (Spot::Add(..), _) => (String::new(), Tone::Muted),
            _ if value.is_empty() => (words::empty().to_owned(), Tone::Muted),
            (Spot::Earlier(_), _) => (value, Tone::Warning),
            (_, Some(Field::Void)) => (value, Tone::Error),
            (_, Some(Field::Outcome)) if self.case.outcome().is_some_and(Outcome::is_success) => {
                (value, Tone::Good)
            }
            _ => (value, Tone::Plain),
        };
        Cell { spot, label: self.wording.label(spot), value, tone, span, notes: self.notes_on(spot) }
    }

    /// The problems of a field.
    fn notes_on(&self, spot: Spot) -> Vec<(check::Severity, String)> {
        let here =
            self.problems.iter().filter(|problem| Spot::of_problem(problem.place(), self.case) == spot);
        let mut notes: Vec<(check::Severity, String)> = here
            .map(|problem| (problem.severity(), form_words::problem(self.lang(), *problem).to_owned()))
            .collect();
        let contested = self.writer.known.contested.iter().filter(|contest| contest.spots.contains(&spot));
        for contest in contested {
            let others = contest.values.get(1..).unwrap_or_default().join(common::list_comma(self.lang()));
            notes.push((check::Severity::Warning, conflicts::also_said(self.lang(), &others)));
        }
        if spot == Spot::case(Field::Number) && self.writer.known.number_taken {
            notes.push((check::Severity::Warning, words::number_taken(self.lang()).to_owned()));
        }
        notes
    }

    /// The parties, and the state of the case.
    fn summary_lines(&mut self) {
        let names = |wanted: fn(Side) -> bool| {
            let parties = self.case.parties.iter().filter(|party| wanted(party.side));
            let names: Vec<&str> = parties.map(|party| party.name.as_str()).collect();
            names.join(common::list_comma(self.lang()))
        };
        let versus = words::versus(
            self.lang(),
            &names(|side| side == Side::Applicant),
            &names(|side| side != Side::Applicant),
        );
        self.say(versus, Tone::Plain);
        let (text, tone) = self.standing();
        self.say(text, tone);
        let known = self.writer.known;
        let named = |id| self.writer.directory.office(id).map_or("", |office| office.name.as_str());
        if let Some(office) = known.kept_by {
            self.say(laptop::kept_by(self.lang(), named(office)), Tone::Warning);
        } else if let Some(office) = known.from {
            self.say(laptop::handed_here(self.lang(), named(office)), Tone::Muted);
        }
    }

    fn standing(&self) -> (String, Tone) {
        let (case, lang) = (self.case, self.lang());
        if let Some(reason) = &case.void {
            return (words::void(lang, reason), Tone::Error);
        }
        if let Some(closing) = case.closing {
            let outcome = self.wording.named("outcome", closing.outcome.code());
            let days = days_left(closing.on, case.accepted_on);
            let tone = if closing.outcome.is_success() { Tone::Good } else { Tone::Plain };
            return (words::closed(lang, &outcome, closing.on, days), tone);
        }
        let due = case.conclude_by(self.writer.limits.conclude_days);
        let said = dated(lang, due, self.writer.window.rest);
        match days_left(due, self.writer.today) {
            left @ 0.. => (words::days_left(lang, &said, left), Tone::Plain),
            late => (words::overdue(lang, &said, -late), Tone::Error),
        }
    }
}

/// The space that a field needs.
fn span_of(spot: Spot) -> Span {
    let Spot::Field(At { part, field }) = spot else {
        return match spot {
            Spot::Original(_) => Span::Long,
            Spot::Earlier(_) => Span::Run,
            _ => Span::Short,
        };
    };
    match (field.spec().kind, field, part.kind) {
        (Kind::Lines(_) | Kind::List(_) | Kind::Mediators | Kind::Tags | Kind::Codes(..), ..)
        | (_, Field::Place | Field::SessionPlace | Field::PartyAddress | Field::Void, _) => Span::Long,
        (_, Field::PartyName | Field::PartySide | Field::PartyKind, _) => Span::Run,
        (.., PartKind::Case | PartKind::Party | PartKind::Referral) => Span::Short,
        _ => Span::Run,
    }
}
