//! 台账: the columns that staff know, with the order and heads that an import recognises, followed by those
//! that only this program has.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::Cell;
use super::out::ExportError;
use crate::domain::date_entry::YEARS;
use crate::domain::field::{Field, Kind, PartKind, Spot, Value};
use crate::domain::{CutOff, DateRange, Dispute, LIST_COMMA, Period, Side};
use crate::ledger::Column;
use crate::store::{CaseFilter, Store};
use crate::text::dispute::PLAN;
use crate::text::field::{Wording, head, label};
use crate::text::{Lang, Words, export as words};

/// Which cases a ledger lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerQuestion {
    /// Which cases.
    pub filter: CaseFilter,
    /// The period by which they were chosen, for the title; none for all.
    pub period: Option<Period>,
}

impl LedgerQuestion {
    /// A ledger of those cases; its period is taken from the days of acceptance, else of closing, if given.
    pub fn of(filter: CaseFilter, cut_off: CutOff) -> Self {
        // A list by closing may span all days there are, which is no period.
        let years =
            |range: &DateRange| YEARS.contains(&range.from.year()) && YEARS.contains(&range.to.year());
        let range = filter.accepted.or(filter.closed).filter(years);
        Self { filter, period: range.map(|range| Period::of_days(range, cut_off)) }
    }
}

/// A column of the ledger.
#[derive(Clone, Copy)]
pub(super) struct LedgerColumn {
    /// The head above it.
    pub head: Words,
    /// Its code in JSON.
    pub code: &'static str,
    /// Its width in half-width characters.
    pub width: f64,
    says: Says,
}

/// Where a column takes its value from.
#[derive(Clone, Copy)]
enum Says {
    /// A field; the last visit's, if it is a field of visits.
    Field(Field),
    /// A field of the parties on some sides.
    Party(fn(Side) -> bool, Field),
    /// A value that needs a function.
    By(fn(&Line<'_>) -> Cell),
}

/// One case of the ledger.
struct Line<'a> {
    case: &'a Dispute,
    /// Its position, from 1.
    place: i64,
    wording: Wording<'a>,
}

/// How many columns are printed; the others are for the screen only.
pub(super) const PRINTED: usize = 20;

/// A column of a field, with its own head.
const fn headed(code: &'static str, head: Words, width: f64, field: Field) -> LedgerColumn {
    LedgerColumn { head, code, width, says: Says::Field(field) }
}

/// A column of a field, with the field's name as head.
const fn of(code: &'static str, width: f64, field: Field) -> LedgerColumn {
    headed(code, label(field), width, field)
}

const fn by(code: &'static str, head: Words, width: f64, says: fn(&Line<'_>) -> Cell) -> LedgerColumn {
    LedgerColumn { head, code, width, says: Says::By(says) }
}

const fn party(
    code: &'static str,
    head: Words,
    width: f64,
    on: fn(Side) -> bool,
    field: Field,
) -> LedgerColumn {
    LedgerColumn { head, code, width, says: Says::Party(on, field) }
}

/// The columns of every ledger, from left to right.
const COLUMNS: [LedgerColumn; 34] = [
    by("row", words::ROW, 5.0, |line| Cell::Number(line.place)),
    of("number", 12.5, Field::Number),
    of("accepted", 10.2, Field::AcceptedOn),
    headed("office", words::OFFICE, 7.5, Field::Office),
    headed("village", words::VILLAGE, 7.5, Field::Village),
    party("applicants", words::APPLICANTS, 7.5, applicant, Field::PartyName),
    party("respondents", words::RESPONDENTS, 7.5, respondent, Field::PartyName),
    party("phone", words::PHONE, 12.5, not_respondent, Field::PartyPhone),
    of("type", 9.5, Field::Kind),
    of("summary", 18.0, Field::Summary),
    by("source", label(Field::Source), 7.5, source),
    of("mediators", 7.5, Field::Mediators),
    of("closed", 10.2, Field::ClosedOn),
    by("outcome", words::OUTCOME_OF_CASE, 8.0, outcome),
    by("form", words::FORM, 7.5, form),
    of("people", 5.0, Field::People),
    headed("amount_fen", words::AMOUNT, 11.0, Field::Amount),
    of("performance", 6.5, Field::Performance),
    of("confirmation", 6.5, Field::Confirmation),
    headed("visited", words::VISITED, 10.2, Field::VisitOn),
    party("third_parties", words::THIRDS, 9.5, third, Field::PartyName),
    party("id_number", words::ID_NUMBER, 20.0, not_respondent, Field::PartyIdNumber),
    party("address", words::ADDRESS, 18.0, not_respondent, Field::PartyAddress),
    party("respondent_phone", words::RESPONDENT_PHONE, 12.5, respondent, Field::PartyPhone),
    party("respondent_id_number", words::RESPONDENT_ID, 20.0, respondent, Field::PartyIdNumber),
    party("respondent_address", words::RESPONDENT_ADDRESS, 18.0, respondent, Field::PartyAddress),
    of("occurred", 11.0, Field::OccurredOn),
    of("place", 18.0, Field::Place),
    of("level", 8.5, Field::Level),
    of("difficulty", 8.5, Field::Difficulty),
    of("content", 40.0, Field::Content),
    headed("due", words::DUE, 11.0, Field::DueOn),
    headed("tags", words::TAGS, 18.0, Field::Tags),
    of("note", 40.0, Field::Note),
];

/// The columns of a ledger: those of every ledger, then each field that an import reads by its name and that
/// has a value in some case of the file.
pub(super) fn columns(store: &Store) -> Result<Vec<LedgerColumn>, ExportError> {
    let said = store.fields_said()?;
    let called = Column::all().filter_map(|column| match column {
        // A ledger has no columns for sessions.
        Column::Field(field) if field.part() != PartKind::Session && said.contains(&field) => Some(field),
        _ => None,
    });
    let called: BTreeSet<Field> = called.collect();
    let plan = said.contains(&Field::InstalmentDueOn).then(|| by("plan", PLAN, 40.0, plan));
    Ok(COLUMNS.into_iter().chain(plan).chain(called.into_iter().map(LedgerColumn::of)).collect())
}

/// The value of that field; an unsaid term follows from the plan.
fn held(field: Field, line: &Line<'_>) -> Value {
    match last(field, line.case).read(line.case) {
        Value::Empty if field == Field::DueOn => line.wording.follows(line.case, Spot::case(field)),
        value => value,
    }
}

/// That field in the last part that has it.
fn last(field: Field, case: &Dispute) -> Spot {
    field.at(field.part().rows().count(case, 0).saturating_sub(1))
}

impl LedgerColumn {
    /// The column of a field that only some cases have.
    const fn of(field: Field) -> Self {
        Self { head: head(field), code: field.code(), width: 18.0, says: Says::Field(field) }
    }

    /// The cell of a case.
    fn cell(&self, line: &Line<'_>) -> Cell {
        let cell = match self.says {
            Says::By(says) => says(line),
            Says::Party(on, field) => of_parties(line, on, field),
            Says::Field(field) if field.part() == PartKind::Evidence => evidence(line, field),
            Says::Field(field) => match held(field, line) {
                Value::Day(day) => Cell::Date(day),
                Value::Money(amount) => Cell::Yuan(amount),
                Value::Number(number) => Cell::Number(number.into()),
                Value::Codes(codes) if field == Field::Tags => {
                    Cell::text(joined(codes.iter().map(AsRef::as_ref)))
                }
                Value::Ids(_) => mediators(line),
                value => Cell::text(line.wording.value(field.spec().kind, &value, &line.case.parties)),
            },
        };
        match cell {
            // A value of an imported ledger that was not understood is kept in its original words.
            Cell::Blank => {
                let said = line.case.original.get(self.head.text(Lang::Zh));
                said.map_or(Cell::Blank, |said| Cell::text(said.clone()))
            }
            cell => cell,
        }
    }
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut all = String::new();
    for name in names {
        if !all.is_empty() {
            all.push(LIST_COMMA);
        }
        all += name;
    }
    all
}

fn applicant(side: Side) -> bool {
    side == Side::Applicant
}

fn third(side: Side) -> bool {
    side == Side::Third
}

fn respondent(side: Side) -> bool {
    side == Side::Respondent
}

fn not_respondent(side: Side) -> bool {
    side != Side::Respondent
}

/// The field of the parties of a side, in order: of all if all have it, else of the first alone, because it
/// would be unclear which of several people a value belongs to.
fn of_parties(line: &Line<'_>, on: fn(Side) -> bool, field: Field) -> Cell {
    let parties = line.case.parties.iter().enumerate().filter(|(_, party)| on(party.side));
    let said = parties.map(|(at, _)| line.wording.value(Kind::Line, &field.at(at).read(line.case), &[]));
    let all: Vec<String> = said.collect();
    let between = if field == Field::PartyAddress { words::BETWEEN_ADDRESSES } else { LIST_COMMA };
    if all.iter().all(|text| !text.is_empty()) {
        return Cell::text(all.join(&between.to_string()));
    }
    Cell::text(all.into_iter().next().unwrap_or_default())
}

/// The names of all evidence, one a line; another field of it only where there is one, because it would be unclear
/// which of several a value belongs to.
fn evidence(line: &Line<'_>, field: Field) -> Cell {
    let parts = PartKind::Evidence.of_case(line.case);
    if field != Field::EvidenceName && parts.len() > 1 {
        return Cell::Blank;
    }
    let said = parts.into_iter().map(|part| match part.field(field).read(line.case) {
        Value::Text(text) => text,
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    });
    Cell::text(said.collect::<Vec<_>>().join("\n"))
}

fn mediators(line: &Line<'_>) -> Cell {
    let known = line.case.mediators.iter().filter_map(|id| line.wording.directory.mediator(*id));
    Cell::text(joined(known.map(|mediator| mediator.name.as_str())))
}

fn source(line: &Line<'_>) -> Cell {
    let (lang, source) = (line.wording.lang, line.wording.code(Kind::Source, line.case.source.as_str()));
    Cell::text(if line.case.pre_litigation { words::before_lawsuit(lang, &source) } else { source })
}

fn plan(line: &Line<'_>) -> Cell {
    Cell::text(crate::text::plan::line(line.case))
}

fn form(line: &Line<'_>) -> Cell {
    let form = line.case.outcome().filter(|outcome| outcome.is_success());
    form.map_or(Cell::Blank, |form| Cell::text(words::form(line.wording.lang, form)))
}

fn outcome(line: &Line<'_>) -> Cell {
    let (case, lang) = (line.case, line.wording.lang);
    if let Some(reason) = &case.void {
        return Cell::text(words::void(lang, reason));
    }
    match case.outcome() {
        Some(outcome) if outcome.is_success() => Cell::text(words::SETTLED.text(lang)),
        outcome => {
            Cell::text(line.wording.directory.outcome_label(outcome).map_or("", |label| label.text(lang)))
        }
    }
}

/// The row of one case, `place` being its position in the ledger.
pub(super) fn row(columns: &[LedgerColumn], case: &Dispute, place: i64, wording: Wording<'_>) -> Vec<Cell> {
    let line = Line { case, place, wording };
    columns.iter().map(|column| column.cell(&line)).collect()
}
