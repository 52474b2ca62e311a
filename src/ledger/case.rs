//! One row of a ledger of cases: what it says, and putting that into a case.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use csv::StringRecord;

use super::dates::read_date;
use super::headers::{Column, Layout};
use super::report::{Remark, Why};
use super::values::{amount, both_sides, count, is_nothing, names};
use super::vocabulary::{
    OutcomeWord, plain, read_confirmation, read_difficulty, read_form, read_level, read_outcome_word,
    read_performance, read_source, read_type,
};
use crate::domain::case_number::{number_key, read_number};
use crate::domain::fold::{clean_line, clean_name};
use crate::domain::{
    Closing, Confirmation, Difficulty, Dispute, DisputeId, Fen, FollowUp, FollowUpId, Level, MediatorId,
    OfficeId, Outcome, Party, PartyId, Performance, Side, SourceCode, TypeCode,
};
use crate::store::Directory;

/// What a row says. What it does not say is none or empty and changes nothing.
#[derive(Debug, Clone)]
pub(super) struct CaseLine {
    pub number: String,
    pub accepted_on: NaiveDate,
    pub township: String,
    pub village: String,
    pub parties: Vec<(Side, String)>,
    pub mediators: Vec<String>,
    pub kind: Option<TypeCode>,
    occurred_on: Option<NaiveDate>,
    place: String,
    phone: String,
    address: String,
    id_number: String,
    source: Option<(SourceCode, bool)>,
    level: Option<Level>,
    difficulty: Option<Difficulty>,
    closing: Option<Closing>,
    people: Option<u32>,
    amount: Option<Fen>,
    content: String,
    due_on: Option<NaiveDate>,
    performance: Option<Performance>,
    confirmation: Option<Confirmation>,
    visited_on: Option<NaiveDate>,
    tags: BTreeSet<String>,
    summary: String,
    note: String,
    original: BTreeMap<String, String>,
    /// Closed in a ledger that has no column for the day.
    pub closed_on_acceptance: bool,
}

/// The offices and people of a row, as records.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub office: OfficeId,
    pub village: Option<OfficeId>,
    pub place: String,
    pub mediators: Vec<MediatorId>,
}

/// Reads the rows of one ledger.
pub(super) struct CaseReader<'a> {
    pub layout: &'a Layout,
    pub directory: &'a Directory,
    pub today: NaiveDate,
}

/// One row while it is read.
struct Row<'a> {
    layout: &'a Layout,
    cells: &'a StringRecord,
    line: u64,
    original: BTreeMap<String, String>,
    remarks: Vec<Remark>,
}

impl Row<'_> {
    fn cell(&self, column: Column) -> &str {
        self.layout.position(column).and_then(|at| self.cells.get(at)).map_or("", str::trim)
    }

    fn line_of(&self, column: Column) -> String {
        clean_line(self.cell(column))
    }

    fn remark(&self, column: Column, why: Why) -> Remark {
        let column_words = self.layout.words(column).to_owned();
        Remark { line: self.line, column: column_words, words: clean_line(self.cell(column)), why }
    }

    /// Keeps the cell in its own words and says why.
    fn keep(&mut self, column: Column, why: Why) {
        let remark = self.remark(column, why);
        if !remark.words.is_empty() {
            self.original.insert(remark.column.clone(), remark.words.clone());
        }
        self.remarks.push(remark);
    }

    /// Reads a cell that says something; keeps it where it is not understood.
    fn read<T>(&mut self, column: Column, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.cell(column);
        if is_nothing(cell) {
            return None;
        }
        let value = read(cell);
        if value.is_none() {
            self.keep(column, Why::NotUnderstood);
        }
        value
    }
}

impl CaseReader<'_> {
    /// Reads a row.
    ///
    /// # Errors
    /// Why the row cannot be taken as a case.
    pub(super) fn read(&self, line: u64, cells: &StringRecord) -> Result<(CaseLine, Vec<Remark>), Remark> {
        let mut row =
            Row { layout: self.layout, cells, line, original: BTreeMap::new(), remarks: Vec::new() };
        let number = row.line_of(Column::Number);
        let stated = read_number(&number).map(|read| read.year).or(self.layout.year);
        let accepted_on = self.accepted_on(&row, stated)?;
        let parties = parties(&row);
        if parties.is_empty() {
            let column = if self.layout.has(Column::Parties) { Column::Parties } else { Column::Applicant };
            return Err(row.remark(column, Why::NoParties));
        }
        let year = Some(accepted_on.year());
        let date = |cell: &str| read_date(cell, year, self.today);
        let (closing, closed_on_acceptance) = self.closing(&mut row, accepted_on, date);
        let source = row.read(Column::Source, |cell| read_source(cell, self.directory));
        if source.is_none() && !row.original.contains_key(self.layout.words(Column::Source)) {
            self.note_missing_source(&mut row);
        }
        let line = CaseLine {
            number,
            accepted_on,
            township: row.line_of(Column::Township),
            village: row.line_of(Column::Village),
            mediators: names(row.cell(Column::Mediator)),
            parties,
            kind: row.read(Column::Type, |cell| read_type(cell, self.directory)),
            occurred_on: row.read(Column::Occurred, date),
            place: row.line_of(Column::Place),
            phone: row.line_of(Column::Phone),
            address: row.line_of(Column::Address),
            id_number: self.id_number(&mut row),
            source,
            level: row.read(Column::Level, |cell| read_level(cell, self.directory)),
            difficulty: row.read(Column::Difficulty, |cell| read_difficulty(cell, self.directory)),
            closing,
            people: row.read(Column::People, count),
            amount: self.amount(&mut row),
            content: row.line_of(Column::Content),
            due_on: row.read(Column::Due, date),
            performance: row.read(Column::Performance, |cell| read_performance(cell, self.directory)),
            confirmation: row.read(Column::Confirmation, |cell| read_confirmation(cell, self.directory)),
            visited_on: None,
            tags: names(row.cell(Column::Tags)).into_iter().collect(),
            summary: row.line_of(Column::Summary),
            note: row.line_of(Column::Note),
            original: BTreeMap::new(),
            closed_on_acceptance,
        };
        let visited_on = row.read(Column::FollowUp, date);
        self.keep_unknown_columns(&mut row);
        Ok((CaseLine { visited_on, original: row.original, ..line }, row.remarks))
    }

    fn accepted_on(&self, row: &Row<'_>, year: Option<i32>) -> Result<NaiveDate, Remark> {
        let cell = row.cell(Column::Accepted);
        if is_nothing(cell) {
            return Err(row.remark(Column::Accepted, Why::NoDate));
        }
        read_date(cell, year, self.today).ok_or_else(|| row.remark(Column::Accepted, Why::BadDate))
    }

    /// The closing of a case. A closed case needs its day: where the cell says none the case stands open and the words
    /// are kept; where the ledger has no such column at all, the acceptance date stands for it.
    fn closing(
        &self,
        row: &mut Row<'_>,
        accepted_on: NaiveDate,
        date: impl Fn(&str) -> Option<NaiveDate>,
    ) -> (Option<Closing>, bool) {
        let day_column = [Column::Closed, Column::Mediated]
            .into_iter()
            .find(|column| self.layout.has(*column) && !is_nothing(row.cell(*column)));
        let outcome = match row.read(Column::Outcome, |cell| read_outcome_word(cell, self.directory)) {
            Some(OutcomeWord::Closed(outcome)) => Some(outcome),
            Some(OutcomeWord::Success) => Some(self.form(row)),
            // 调解日期 alone does not close a case, a 办结日期 without its outcome does not say how.
            Some(OutcomeWord::Open) | None => {
                if day_column == Some(Column::Closed) {
                    row.keep(Column::Closed, Why::NoOutcome);
                }
                None
            }
        };
        let Some(outcome) = outcome else { return (None, false) };
        if !self.layout.has(Column::Closed) && !self.layout.has(Column::Mediated) {
            return (Some(Closing { outcome, on: accepted_on }), true);
        }
        let day = day_column.and_then(|column| row.read(column, date));
        match (day, day_column) {
            (Some(on), _) if on >= accepted_on => return (Some(Closing { outcome, on }), false),
            (Some(_), Some(column)) => {
                row.keep(column, Why::ClosedTooEarly);
                row.keep(Column::Outcome, Why::ClosedTooEarly);
            }
            _ => row.keep(Column::Outcome, Why::NoClosingDate),
        }
        (None, false)
    }

    fn form(&self, row: &mut Row<'_>) -> Outcome {
        let cell = row.cell(Column::Form);
        if !is_nothing(cell) {
            if let Some(form) = read_form(cell) {
                return form;
            }
            row.keep(Column::Form, Why::NotUnderstood);
        }
        let remark = row.remark(Column::Form, Why::FormAssumed);
        row.remarks.push(remark);
        Outcome::Oral
    }

    fn note_missing_source(&self, row: &mut Row<'_>) {
        if self.layout.has(Column::Source) {
            let remark = row.remark(Column::Source, Why::SourceAssumed);
            row.remarks.push(remark);
        }
    }

    fn amount(&self, row: &mut Row<'_>) -> Option<Fen> {
        let at = self.layout.position(Column::Amount)?;
        let unit = self.layout.heads.get(at).map_or("", |head| &head.unit).to_owned();
        row.read(Column::Amount, |cell| amount(cell, &unit)).flatten()
    }

    /// An ID number that a spreadsheet turned into 4.29E+17 has lost its last digits: it stays in words.
    fn id_number(&self, row: &mut Row<'_>) -> String {
        let is_whole = |cell: &str| (!plain(cell).contains("e+")).then(|| clean_line(cell));
        row.read(Column::IdNumber, is_whole).unwrap_or_default()
    }

    fn keep_unknown_columns(&self, row: &mut Row<'_>) {
        for (at, head) in self.layout.heads.iter().enumerate() {
            let words = row.cells.get(at).map(clean_line).unwrap_or_default();
            if head.column.is_none() && !words.is_empty() && !head.words.is_empty() {
                row.original.insert(head.words.clone(), words);
            }
        }
    }
}

fn parties(row: &Row<'_>) -> Vec<(Side, String)> {
    let mut applicants = names(row.cell(Column::Applicant));
    let mut respondents = names(row.cell(Column::Respondent));
    if applicants.is_empty() && respondents.is_empty() {
        (applicants, respondents) = both_sides(row.cell(Column::Parties));
    }
    let side = |side: Side| move |name: String| (side, name);
    let mut all: Vec<(Side, String)> = applicants.into_iter().map(side(Side::Applicant)).collect();
    all.extend(respondents.into_iter().map(side(Side::Respondent)));
    all
}

impl CaseLine {
    /// Whether the words of another line name the same case content for what identifies a case without a number.
    pub(super) fn identity(&self, office: OfficeId) -> String {
        let mut names: Vec<&str> = self.parties.iter().map(|(_, name)| name.as_str()).collect();
        names.sort_unstable();
        let kind = self.kind.as_ref().map_or("", TypeCode::as_str);
        format!("{office}|{}|{}|{kind}|{}", number_key(&self.number), self.accepted_on, names.join("|"))
    }

    /// The case that this row describes.
    pub(super) fn to_dispute(&self, id: DisputeId, resolved: &Resolved) -> Dispute {
        let mut dispute = Dispute::new(id, resolved.office, self.accepted_on);
        self.put_into(&mut dispute, resolved);
        dispute
    }

    /// Puts what the row says into a case.
    pub(super) fn put_into(&self, dispute: &mut Dispute, resolved: &Resolved) {
        dispute.office = resolved.office;
        dispute.accepted_on = self.accepted_on;
        if number_key(&dispute.number) != number_key(&self.number) {
            set_text(&mut dispute.number, &self.number);
        }
        set(&mut dispute.village, resolved.village);
        set_text(&mut dispute.place, if self.place.is_empty() { &resolved.place } else { &self.place });
        if let Some(kind) = &self.kind {
            dispute.kind = kind.clone();
        }
        if let Some((source, pre_litigation)) = &self.source {
            dispute.source = source.clone();
            dispute.pre_litigation |= *pre_litigation;
        }
        dispute.level = self.level.unwrap_or(dispute.level);
        set(&mut dispute.difficulty, self.difficulty);
        set(&mut dispute.occurred_on, self.occurred_on);
        set(&mut dispute.closing, self.closing);
        set(&mut dispute.people, self.people);
        set_text(&mut dispute.summary, &self.summary);
        set_text(&mut dispute.note, &self.note);
        if !resolved.mediators.is_empty() {
            dispute.mediators.clone_from(&resolved.mediators);
        }
        dispute.tags.extend(self.tags.iter().cloned());
        dispute.original.extend(self.original.clone());
        self.put_agreement(dispute);
        self.put_parties(dispute);
    }

    fn put_agreement(&self, dispute: &mut Dispute) {
        let agreement = &mut dispute.agreement;
        set(&mut agreement.amount, self.amount);
        set_text(&mut agreement.content, &self.content);
        set(&mut agreement.due_on, self.due_on);
        set(&mut agreement.performance, self.performance);
        set(&mut agreement.confirmation, self.confirmation);
        if let Some(on) = self.visited_on.filter(|on| dispute.follow_ups.iter().all(|visit| visit.on != *on))
        {
            let id = FollowUpId::named(&["ledger visit", &dispute.id.to_string(), &on.to_string()]);
            dispute.follow_ups.push(FollowUp::new(id, on));
            dispute.follow_ups.sort_by_key(|visit| (visit.on, visit.id));
        }
    }

    fn put_parties(&self, dispute: &mut Dispute) {
        let known = std::mem::take(&mut dispute.parties);
        let mut left = known;
        for (at, (side, name)) in self.parties.iter().enumerate() {
            let same = left.iter().position(|party| party.side == *side && party.name == *name);
            let party = match same {
                Some(at) => left.remove(at),
                None => {
                    let words = ["ledger party", &dispute.id.to_string(), &at.to_string(), name];
                    Party::new(PartyId::named(&words), *side, clean_name(name))
                }
            };
            dispute.parties.push(party);
        }
        if let Some(first) = dispute.parties.first_mut() {
            set_text(&mut first.phone, &self.phone);
            set_text(&mut first.address, &self.address);
            set_text(&mut first.id_number, &self.id_number);
        }
    }
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
