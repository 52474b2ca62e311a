//! Reading a record of a ledger of cases.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::super::column::Column;
use super::super::dates::{ReadDate, YearFrom, is_two_days, read_date};
use super::super::mapping::Mapping;
use super::super::memo::Memos;
use super::super::record::Joined;
use super::super::report::{Remark, Why};
use super::super::sheet::Sheet;
use super::super::values::{amount, count, is_nothing, names};
use super::super::vocabulary::{
    OutcomeWord, read_confirmation, read_difficulty, read_form, read_level, read_outcome, read_performance,
    read_source, read_type,
};
use super::CaseLine;
use super::parties::{PERSONAL, read_parties};
use super::row::Cells;
use crate::domain::case_number::read_number;
use crate::domain::{Closing, Fen, Outcome};
use crate::store::Directory;

/// Reads the records of one ledger.
pub(in super::super) struct CaseReader<'a> {
    pub sheet: &'a Sheet,
    pub mapping: &'a Mapping,
    /// See [`Mapping::keys`].
    pub keys: &'a [String],
    pub directory: &'a Directory,
    pub today: NaiveDate,
    /// For each row with an empty township below a filled one that one's words.
    pub townships: &'a Townships,
    pub memos: &'a Memos,
}

/// The townships of rows that have none of their own.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Townships {
    above: std::collections::HashMap<usize, usize>,
}

impl Townships {
    /// Where a column of townships names each only once, in the first of its rows, the cells were merged before the
    /// file became text.
    pub(in super::super) fn of(sheet: &Sheet, mapping: &Mapping) -> Self {
        let mut townships = Self::default();
        let Some(at) = mapping.position(Column::Township) else { return townships };
        let (mut filled, mut empty) = (0, 0);
        let mut last: Option<usize> = None;
        let mut above = Vec::new();
        for row in sheet.rows_from(mapping.data_from()) {
            if !row.cell(at).trim().is_empty() {
                filled += 1;
                last = Some(row.at());
            } else if row.is_blank() {
                last = None;
            } else if let Some(last) = last {
                empty += 1;
                above.push((row.at(), last));
            }
        }
        if empty > filled {
            townships.above = above.into_iter().collect();
        }
        townships
    }
}

/// What a record says, or why it cannot be taken.
pub(in super::super) type Read = Result<(CaseLine, Vec<Remark>), Remark>;

impl CaseReader<'_> {
    /// Reads a record.
    ///
    /// # Errors
    /// Why it cannot be taken as a case.
    pub(in super::super) fn read(&self, rows: Range<usize>, joined: Joined) -> Read {
        let mut cells = Cells::new(self.sheet, self.mapping, self.keys, rows);
        let number = cells.text(Column::Number);
        let numbered = read_number(&number).map(|read| read.year);
        let accepted =
            self.accepted_on(&cells, numbered.or(self.mapping.year.as_ref().map(|year| year.value)))?;
        let parties = read_parties(&mut cells);
        if parties.is_empty() {
            let columns = [Column::Parties, Column::Applicant, Column::Respondent];
            let column =
                columns.into_iter().find(|column| self.mapping.has(*column)).unwrap_or(Column::Applicant);
            return Err(cells.remark(column, Why::NoParties));
        }
        if joined == Joined::ByShape {
            let column = if self.mapping.has(Column::Parties) { Column::Parties } else { Column::Applicant };
            cells.note(column, Why::JoinedByShape);
        }
        if accepted.on > self.today {
            cells.note(Column::Accepted, Why::InFuture);
        }
        let mut line = CaseLine::new(number, accepted.on, parties);
        line.year_assumed = accepted.year == YearFrom::Elsewhere && numbered.is_none();
        self.read_places(&mut cells, &mut line);
        self.read_course(&mut cells, &mut line);
        self.read_agreement(&mut cells, &mut line);
        cells.keep_the_rest(&PERSONAL);
        line.original = cells.original;
        Ok((line, cells.remarks))
    }

    fn read_places(&self, cells: &mut Cells<'_>, line: &mut CaseLine) {
        line.township = cells.text(Column::Township);
        if line.township.is_empty() && !cells.was_kept(Column::Township) {
            let above = self.townships.above.get(&cells.rows.start);
            let position = self.mapping.position(Column::Township);
            if let (Some(row), Some(at)) = (above.and_then(|row| self.sheet.row(*row)), position) {
                line.township = crate::domain::fold::clean_line(row.cell(at));
                cells.note(Column::Township, Why::FilledFromAbove);
            } else if let Some(office) = &self.mapping.office {
                line.township.clone_from(&office.value);
            }
        }
        line.village = cells.text(Column::Village);
        line.place = cells.text(Column::Place);
        let mediators = cells.text(Column::Mediator);
        line.mediators = names(if mediators.is_empty() { "" } else { cells.cell(Column::Mediator) });
        let tags = cells.text(Column::Tags);
        line.tags = names(if tags.is_empty() { "" } else { cells.cell(Column::Tags) }).into_iter().collect();
        line.summary = cells.lines(Column::Summary);
        line.note = cells.lines(Column::Note);
        line.people = cells.read(Column::People, count);
        line.kind = cells
            .read(Column::Type, |cell| self.memos.types.read(cell, |cell| read_type(cell, self.directory)));
        line.source = cells.read(Column::Source, |cell| {
            self.memos.sources.read(cell, |cell| read_source(cell, self.directory))
        });
        if line.source.is_none() && !cells.was_kept(Column::Source) && self.mapping.has(Column::Source) {
            cells.note(Column::Source, Why::SourceAssumed);
        }
        line.level = cells.read(Column::Level, |cell| {
            self.memos.levels.read(cell, |cell| read_level(cell, self.directory))
        });
        line.difficulty = cells.read(Column::Difficulty, |cell| {
            self.memos.difficulties.read(cell, |cell| read_difficulty(cell, self.directory))
        });
        line.occurred_on = self.date(cells, Column::Occurred, line.accepted_on);
    }

    fn read_course(&self, cells: &mut Cells<'_>, line: &mut CaseLine) {
        line.sessions = self.sessions(cells, line.accepted_on);
        let (closing, on_acceptance) = self.closing(cells, line.accepted_on, line.sessions.last().copied());
        line.closing = closing;
        line.form_assumed = cells.remarks.iter().any(|remark| remark.why == Why::FormAssumed);
        line.closed_on_acceptance = on_acceptance;
        let success = closing.is_some_and(|closing| closing.outcome.is_success());
        let form = cells.cell(Column::Form);
        if !is_nothing(form) && !cells.was_kept(Column::Form) {
            let said = read_form(form);
            let agrees = success && said.is_some() && said == closing.map(|closing| closing.outcome);
            if !agrees {
                cells.keep(Column::Form, if said.is_none() { Why::NotUnderstood } else { Why::Contradicts });
            }
        }
    }

    fn read_agreement(&self, cells: &mut Cells<'_>, line: &mut CaseLine) {
        line.amount = self.amount(cells);
        line.content = cells.lines(Column::Content);
        line.due_on = self.date(cells, Column::Due, line.accepted_on);
        line.performance = cells.read(Column::Performance, |cell| {
            self.memos.performances.read(cell, |cell| read_performance(cell, self.directory))
        });
        line.confirmation = cells.read(Column::Confirmation, |cell| {
            self.memos.confirmations.read(cell, |cell| read_confirmation(cell, self.directory))
        });
        line.visited_on = self.date(cells, Column::FollowUp, line.accepted_on);
        if line.visited_on.is_some_and(|on| on < line.accepted_on) {
            line.visited_on = None;
            cells.keep(Column::FollowUp, Why::BeforeAcceptance);
        }
    }

    fn accepted_on(&self, cells: &Cells<'_>, year: Option<i32>) -> Result<ReadDate, Remark> {
        let cell = cells.cell(Column::Accepted);
        if is_nothing(cell) {
            return Err(cells.remark(Column::Accepted, Why::NoDate));
        }
        if cells.is_decimal(Column::Accepted) && is_two_days(cell) {
            return Err(cells.remark(Column::Accepted, Why::TwoDays));
        }
        let read = self.read_date(cell, year);
        read.ok_or_else(|| cells.remark(Column::Accepted, Why::BadDate))
    }

    fn read_date(&self, cell: &str, year: Option<i32>) -> Option<ReadDate> {
        let mut memos = self.memos.dates.borrow_mut();
        memos
            .entry(year)
            .or_default()
            .read(cell, |cell| read_date(cell, year, self.today, self.sheet.epoch()))
    }

    /// Another date of the record; one without a year is of the year of acceptance.
    fn date(&self, cells: &mut Cells<'_>, column: Column, accepted_on: NaiveDate) -> Option<NaiveDate> {
        if cells.is_decimal(column) && is_two_days(cells.cell(column)) {
            cells.keep(column, Why::TwoDays);
            return None;
        }
        let year = Some(accepted_on.year());
        let read = |cell: &str| self.read_date(cell, year).map(|read| read.on);
        cells.read(column, read)
    }

    /// The days of 调解日期; several may stand in one cell.
    fn sessions(&self, cells: &mut Cells<'_>, accepted_on: NaiveDate) -> Vec<NaiveDate> {
        let column = Column::Mediated;
        if cells.is_decimal(column) && is_two_days(cells.cell(column)) {
            cells.keep(column, Why::TwoDays);
            return Vec::new();
        }
        let year = Some(accepted_on.year());
        let one = |cell: &str| self.read_date(cell, year).map(|read| read.on);
        let all = |cell: &str| {
            let whole = one(cell).map(|on| vec![on]);
            let parts =
                || cell.split(['、', '，', ',', '；', ';', '\n']).map(|part| one(part.trim())).collect();
            whole.or_else(parts)
        };
        let mut days = cells.read(column, all).unwrap_or_default();
        days.sort_unstable();
        days.dedup();
        if days.iter().any(|day| *day < accepted_on) {
            cells.keep(column, Why::BeforeAcceptance);
            days.clear();
        }
        days
    }

    /// The closing of a case. A closed case needs its day: where the cell says none the case stands open and the words
    /// are kept; where the ledger has no such column at all, the acceptance date stands for it.
    fn closing(
        &self,
        cells: &mut Cells<'_>,
        accepted_on: NaiveDate,
        mediated_on: Option<NaiveDate>,
    ) -> (Option<Closing>, bool) {
        let says_closed = !is_nothing(cells.cell(Column::Closed));
        let word = cells.read(Column::Outcome, |cell| {
            self.memos.outcomes.read(cell, |cell| read_outcome(cell, self.directory))
        });
        if word.is_some_and(|(_, whole)| !whole) {
            // 成功（已履行）: the outcome is taken, and the rest is not lost.
            cells.keep_words(Column::Outcome);
        }
        let outcome = match word.map(|(word, _)| word) {
            Some(OutcomeWord::Closed(outcome)) => Some(outcome),
            Some(OutcomeWord::Success) => Some(self.form(cells)),
            // 调解日期 alone does not close a case, a 办结日期 without its outcome does not say how.
            Some(OutcomeWord::Open) | None => {
                if says_closed {
                    cells.keep(Column::Closed, Why::NoOutcome);
                }
                None
            }
        };
        let Some(outcome) = outcome else { return (None, false) };
        if !self.mapping.has(Column::Closed) && !self.mapping.has(Column::Mediated) {
            return (Some(Closing { outcome, on: accepted_on }), true);
        }
        let day = if says_closed { self.date(cells, Column::Closed, accepted_on) } else { mediated_on };
        match day {
            Some(on) if on >= accepted_on => return (Some(Closing { outcome, on }), false),
            Some(_) => {
                cells.keep(Column::Closed, Why::ClosedTooEarly);
                cells.keep(Column::Outcome, Why::ClosedTooEarly);
            }
            None => cells.keep(Column::Outcome, Why::NoClosingDate),
        }
        (None, false)
    }

    fn form(&self, cells: &mut Cells<'_>) -> Outcome {
        let cell = cells.cell(Column::Form);
        if !is_nothing(cell) {
            if let Some(form) = read_form(cell) {
                return form;
            }
            cells.keep(Column::Form, Why::NotUnderstood);
        }
        // About the column of forms where there is one, else about the outcome that does not say it.
        let column = if self.mapping.has(Column::Form) { Column::Form } else { Column::Outcome };
        cells.note(column, Why::FormAssumed);
        Outcome::Oral
    }

    fn amount(&self, cells: &mut Cells<'_>) -> Option<Fen> {
        let at = self.mapping.position(Column::Amount)?;
        let unit = self.mapping.columns.get(at).and_then(|mapped| mapped.unit);
        cells.read(Column::Amount, |cell| amount(cell, unit)).flatten()
    }
}
