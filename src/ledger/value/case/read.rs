//! Reading a record of a ledger of cases.

use chrono::{Datelike, NaiveDate};

use super::CaseLine;
use super::parties::{Parties, read_parties};
use super::row::Cells;
use crate::domain::case_number::read_number;
use crate::domain::field::{Field, Kind, Value};
use crate::domain::fold::clean_line;
use crate::domain::plan::{Agreed, read_plan};
use crate::domain::{Closing, Outcome};
use crate::ledger::column::Column;
use crate::ledger::report::{Remark, Why};
use crate::ledger::value::Reader;
use crate::ledger::value::memo::Memo;
use crate::ledger::value::rows::{Joined, Record};
use crate::ledger::vocabulary::cells::{amount, count, is_nothing, listed, names};
use crate::ledger::vocabulary::codes::{
    OutcomeWord, read_answer, read_category, read_codes, read_form, read_outcome, read_source, read_type,
};
use crate::ledger::vocabulary::columns::MAKERS;
use crate::ledger::vocabulary::dates::{ReadDate, read_date};
use crate::store::Directory;

impl Reader {
    /// Reads a record of cases, with remarks.
    ///
    /// # Errors
    /// Why it cannot be taken as a case.
    pub fn case(&self, record: Record) -> Result<(CaseLine, Vec<Remark>), Remark> {
        let mut cells = Cells::new(self, record);
        let number = cells.text(Column::Number);
        let numbered = read_number(&number).map(|read| read.year);
        let stated = self.mapping.year.as_ref().map(|year| year.value);
        let accepted = self.accepted_on(&cells, numbered.or(stated))?;
        let Parties { all: parties, unnamed } = read_parties(&mut cells);
        if parties.is_empty() {
            let columns = [Column::Parties, Column::Applicant, Column::Respondent];
            let column = columns.into_iter().find(|column| self.has(*column)).unwrap_or(Column::Applicant);
            return Err(cells.remark(column, Why::NoParties));
        }
        if record.joined == Joined::ByShape {
            let column = if self.has(Column::Parties) { Column::Parties } else { Column::Applicant };
            cells.note(column, Why::JoinedByShape);
        }
        if accepted.on > self.today {
            cells.note(Column::Accepted, Why::InFuture);
        }
        let year_assumed = accepted.year_assumed && numbered.is_none();
        let accepted_on = accepted.on;
        let mut line = CaseLine { number, accepted_on, year_assumed, parties, ..CaseLine::default() };
        self.read_places(&mut cells, &mut line);
        self.read_course(&mut cells, &mut line);
        self.read_agreement(&mut cells, &mut line);
        self.read_others(&mut cells, &mut line);
        line.count_people(unnamed);
        cells.keep_the_rest();
        line.original = cells.original;
        Ok((line, cells.remarks))
    }

    fn read_places(&self, cells: &mut Cells<'_>, line: &mut CaseLine) {
        line.township = cells.text(Column::Township);
        if line.township.is_empty() && !cells.was_kept(Column::Township) {
            let above = self.townships.get(&cells.rows.start);
            let position = self.position(Column::Township);
            if let (Some(row), Some(at)) = (above.and_then(|row| self.sheet.row(*row)), position) {
                line.township = clean_line(row.cell(at));
                cells.note(Column::Township, Why::FilledFromAbove);
            } else if let Some(office) = &self.mapping.office {
                line.township.clone_from(&office.value);
            }
        }
        line.village = cells.text(Column::Village);
        line.place = cells.text(Column::Place);
        line.mediators = names(cells.readable(Column::Mediator));
        line.tags = names(cells.readable(Column::Tags)).into_iter().collect();
        self.take(cells, line, &[Column::Summary, Column::Note, Column::People]);
        line.kind = self.word(cells, Column::Type, &self.memos.types, read_type);
        if !self.has(Column::Field(Field::Governance)) {
            line.category = self.memos.categories.read(cells.cell(Column::Type), read_category);
        }
        line.source = self.word(cells, Column::Source, &self.memos.sources, read_source);
        if line.source.is_none() && !cells.was_kept(Column::Source) && self.has(Column::Source) {
            cells.note(Column::Source, Why::SourceAssumed);
        }
        self.take(cells, line, &[Column::Level, Column::Difficulty, Column::Occurred, Column::Screened]);
    }

    fn read_course(&self, cells: &mut Cells<'_>, line: &mut CaseLine) {
        let sessions = self.sessions(cells, line.accepted_on);
        let (closing, on_acceptance) = self.closing(cells, line.accepted_on, sessions.last().copied());
        line.days = sessions.into_iter().map(|on| (Field::SessionOn, on)).collect();
        line.closing = closing;
        line.form_assumed = cells.remarks.iter().any(|remark| remark.why == Why::FormAssumed);
        line.closed_on_acceptance = on_acceptance;
        let success = closing.is_some_and(|closing| closing.outcome.is_success());
        let form = cells.cell(Column::Form);
        if !is_nothing(form) && !cells.was_kept(Column::Form) {
            let said = self.memos.forms.read(form, read_form);
            let agrees = success && said.is_some() && said == closing.map(|closing| closing.outcome);
            if !agrees {
                cells.keep(Column::Form, if said.is_none() { Why::NotUnderstood } else { Why::Contradicts });
            }
        }
    }

    fn read_agreement(&self, cells: &mut Cells<'_>, line: &mut CaseLine) {
        cells.note_shared(Column::People);
        cells.note_shared(Column::Amount);
        self.take(cells, line, &[Column::Amount, Column::Content, Column::Due]);
        self.take(cells, line, &[Column::Performance, Column::Confirmation]);
        let agreed = Agreed {
            after: line.closing.map_or(line.accepted_on, |closing| closing.on),
            amount: line.fields.iter().find_map(|(field, value)| match value {
                Value::Money(amount) if *field == Field::Amount => Some(*amount),
                _ => None,
            }),
        };
        line.plan = cells.read(Column::Plan, |cell| read_plan(cell, agreed).ok()).unwrap_or_default();
        let visited_on = self.date(cells, Column::FollowUp, line.accepted_on);
        if visited_on.is_some_and(|on| on < line.accepted_on) {
            cells.keep(Column::FollowUp, Why::BeforeAcceptance);
        } else {
            line.days.extend(visited_on.map(|on| (Field::VisitOn, on)));
        }
    }

    /// Reads the columns of fields for which ledgers have no words of their own.
    fn read_others(&self, cells: &mut Cells<'_>, line: &mut CaseLine) {
        let others = || self.mapping.columns.iter().filter_map(|mapped| mapped.column);
        for column in others() {
            match column {
                Column::Field(Field::InvestigationOn) => {
                    let on = self.date(cells, column, line.accepted_on);
                    line.days.extend(on.map(|on| (Field::InvestigationOn, on)));
                }
                Column::Field(Field::EvidenceName) => line.evidence = listed(cells.readable(column)),
                _ => {}
            }
        }
        for column in others() {
            let Column::Field(field) = column else { continue };
            if MAKERS.contains(&field) {
                continue;
            }
            if line.makes(field.part()) {
                self.take(cells, line, &[column]);
            } else {
                cells.keep_words(column);
            }
        }
    }

    /// Reads columns that fill one field each, by the kind of the field.
    fn take(&self, cells: &mut Cells<'_>, line: &mut CaseLine, columns: &[Column]) {
        for column in columns {
            let Some(field) = column.field() else { continue };
            let value = self.value(cells, *column, field, line.accepted_on);
            line.fields.extend(value.map(|value| (field, value)));
        }
    }

    fn value(&self, cells: &mut Cells<'_>, column: Column, field: Field, on: NaiveDate) -> Option<Value> {
        let text = |text: String| (!text.is_empty()).then_some(Value::Text(text));
        match field.spec().kind {
            Kind::Line => text(cells.text(column)),
            Kind::Lines(_) => text(cells.lines(column)),
            Kind::List(_) => {
                Some(listed(cells.readable(column))).filter(|listed| !listed.is_empty()).map(Value::Texts)
            }
            Kind::Day | Kind::DayAhead => self.date(cells, column, on).map(Value::Day),
            Kind::Money => {
                let at = self.position(column).and_then(|at| self.mapping.columns.get(at))?;
                cells.read(column, |cell| amount(cell, at.unit)).flatten().map(Value::Money)
            }
            Kind::Number => cells.read(column, count).map(Value::Number),
            kind => {
                let mut memos = self.memos.codes.borrow_mut();
                let memo = memos.entry(field).or_default();
                cells.read(column, |cell| memo.read(cell, |cell| read_codes(cell, kind, &self.directory)))
            }
        }
    }

    fn accepted_on(&self, cells: &Cells<'_>, year: Option<i32>) -> Result<ReadDate, Remark> {
        let cell = cells.cell(Column::Accepted);
        if is_nothing(cell) {
            return Err(cells.remark(Column::Accepted, Why::NoDate));
        }
        if cells.is_two_days(Column::Accepted) {
            return Err(cells.remark(Column::Accepted, Why::TwoDays));
        }
        self.read_date(cell, year).ok_or_else(|| cells.remark(Column::Accepted, Why::BadDate))
    }

    fn read_date(&self, cell: &str, year: Option<i32>) -> Option<ReadDate> {
        let mut memos = self.memos.dates.borrow_mut();
        let memo = memos.entry(year).or_default();
        memo.read(cell, |cell| read_date(cell, year, self.today, self.sheet.epoch))
    }

    /// Reads a cell of a closed vocabulary.
    fn word<T: Clone>(
        &self,
        cells: &mut Cells<'_>,
        column: Column,
        memo: &Memo<T>,
        read: fn(&str, &Directory) -> Option<T>,
    ) -> Option<T> {
        cells.read(column, |cell| memo.read(cell, |cell| read(cell, &self.directory)))
    }

    /// Reads another date of the record; one without a year is in the year of acceptance.
    fn date(&self, cells: &mut Cells<'_>, column: Column, accepted_on: NaiveDate) -> Option<NaiveDate> {
        if cells.is_two_days(column) {
            cells.keep(column, Why::TwoDays);
            return None;
        }
        cells.read(column, |cell| self.day(cell, accepted_on))
    }

    fn day(&self, cell: &str, accepted_on: NaiveDate) -> Option<NaiveDate> {
        self.read_date(cell, Some(accepted_on.year())).map(|read| read.on)
    }

    /// The days of 调解日期; several may stand in one cell.
    fn sessions(&self, cells: &mut Cells<'_>, accepted_on: NaiveDate) -> Vec<NaiveDate> {
        let column = Column::Mediated;
        if cells.is_two_days(column) {
            cells.keep(column, Why::TwoDays);
            return Vec::new();
        }
        let all = |cell: &str| {
            let whole = self.day(cell, accepted_on).map(|on| vec![on]);
            let parts = cell.split(['、', '，', ',', '；', ';', '\n']);
            whole.or_else(|| parts.map(|part| self.day(part.trim(), accepted_on)).collect())
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

    /// The closing of a case. A closed case needs its day: if the cell is empty, the case stays open and the
    /// words are kept; if the ledger has no such column, the acceptance date is used.
    fn closing(
        &self,
        cells: &mut Cells<'_>,
        accepted_on: NaiveDate,
        mediated_on: Option<NaiveDate>,
    ) -> (Option<Closing>, bool) {
        let says_closed = !is_nothing(cells.cell(Column::Closed));
        let word = self.outcome(cells);
        if word.is_some_and(|(_, whole)| !whole) {
            // 成功（已履行）: the outcome is taken, and the rest is kept in words.
            cells.keep_words(Column::Outcome);
        }
        let outcome = match word.map(|(word, _)| word) {
            Some(OutcomeWord::Closed(outcome)) => Some(outcome),
            Some(OutcomeWord::Success) => Some(self.form(cells)),
            // 调解日期 alone does not close a case; 办结日期 without an outcome does not say how.
            Some(OutcomeWord::Open) | None => {
                if says_closed {
                    cells.keep(Column::Closed, Why::NoOutcome);
                }
                None
            }
        };
        let Some(outcome) = outcome else { return (None, false) };
        if !self.has(Column::Closed) && !self.has(Column::Mediated) {
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

    /// The outcome of all columns that name it together: the first readable one counts, another may say its form. One that
    /// says otherwise is listed, and of a success beside something else none counts.
    fn outcome(&self, cells: &mut Cells<'_>) -> Option<(OutcomeWord, bool)> {
        let memo = &self.memos.outcomes;
        let own = self.word(cells, Column::Outcome, memo, read_outcome);
        if self.other_outcomes.is_empty() && self.ticked.is_empty() {
            return own;
        }
        let others = self.said_elsewhere(cells, own.is_some());
        let mut found = own;
        for (at, other) in others {
            let Some((word, whole)) = found else {
                // The words of the other column are kept as they are in any case.
                cells.keep_words(Column::Outcome);
                found = Some(other);
                continue;
            };
            if !word.agrees(other.0) {
                cells.keep_of(cells.rows.start, at, Some(Why::Contradicts));
                if word.is_settled() != other.0.is_settled() {
                    cells.keep(Column::Outcome, Why::Contradicts);
                    return None;
                }
            } else if word == OutcomeWord::Success {
                found = Some((other.0, whole));
            }
        }
        found
    }

    /// What the columns beside that of the outcome say of it, with their places. A single tick, 是否书面协议, says only how
    /// an agreement was made.
    fn said_elsewhere(&self, cells: &mut Cells<'_>, is_said: bool) -> Vec<(usize, (OutcomeWord, bool))> {
        let memo = &self.memos.outcomes;
        let row = cells.rows.start;
        let cell = |at: usize| self.sheet.row(row).map_or("", |row| row.cell(at).trim());
        let read =
            |at: &usize| Some((*at, memo.read(cell(*at), |cell| read_outcome(cell, &self.directory))?));
        let mut said: Vec<(usize, (OutcomeWord, bool))> =
            self.other_outcomes.iter().filter_map(read).collect();
        let counts = is_said || !said.is_empty() || self.ticked.len() > 1;
        for (at, word) in self.ticked.iter().filter(|_| counts) {
            match read_answer(cell(*at)) {
                Some(true) => said.push((*at, (*word, true))),
                Some(false) => {}
                None if is_nothing(cell(*at)) => {}
                None => cells.keep_of(row, *at, Some(Why::NotUnderstood)),
            }
        }
        said
    }

    fn form(&self, cells: &mut Cells<'_>) -> Outcome {
        let cell = cells.cell(Column::Form);
        if !is_nothing(cell) {
            if let Some(form) = self.memos.forms.read(cell, read_form) {
                return form;
            }
            cells.keep(Column::Form, Why::NotUnderstood);
        }
        // About the column of forms if there is one, else about the outcome, which lacks the form.
        let column = if self.has(Column::Form) { Column::Form } else { Column::Outcome };
        cells.note(column, Why::FormAssumed);
        Outcome::Oral
    }
}
