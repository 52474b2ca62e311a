//! Guesses the meaning of a column from its cells, where its header is not known. Such a meaning is marked as
//! a guess, so that a person can check it.

use crate::domain::PartyKind;
use crate::domain::case_number::read_number;
use crate::domain::fold::clean_name;
use crate::domain::id_number::{IdCheck, check_id_number, check_number, looks_like_credit_code};
use crate::ledger::column::{Column, LedgerKind};
use crate::ledger::mapping::{Mapping, Recognised};
use crate::ledger::recognise::LOOKED_AT;
use crate::ledger::sheet::{Row, Sheet};
use crate::ledger::vocabulary::cells::{looks_like_amount, looks_like_name, looks_like_phone};
use crate::ledger::vocabulary::codes::{OutcomeWord, read_form, read_outcome_word, read_source, read_type};
use crate::ledger::vocabulary::columns::meaning;
use crate::ledger::vocabulary::dates::looks_like_date;
use crate::ledger::vocabulary::plain;
use crate::store::Directory;

/// The fewest filled cells by which a column is judged.
const LEAST_CELLS: usize = 3;

/// Words in the header of a telephone column that is not about the parties.
const OF_OTHERS: [&str; 9] = ["调解", "承办", "责任", "负责", "填报", "审核", "登记人", "记录", "律师"];

/// Gives unnamed columns a meaning by their cells, where the table lacks it.
pub fn complete(mapping: &mut Mapping, sheet: &Sheet, directory: &Directory) {
    if mapping.kind != LedgerKind::Cases {
        return;
    }
    let from = mapping.header.end;
    for at in 0..mapping.columns.len() {
        let Some(mapped) = mapping.columns.get(at) else { continue };
        if mapped.by != Recognised::Not || OF_OTHERS.iter().any(|word| mapped.words.contains(word)) {
            continue;
        }
        let cells: Vec<&str> = sheet
            .rows_from(from)
            .take(LOOKED_AT)
            .map(|row| row.own(at).trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        if cells.len() < LEAST_CELLS {
            continue;
        }
        let column = LOOKS.iter().find_map(|(column, looks)| {
            // What looks like a day may be any day: only a column without a header is taken for the acceptance.
            if *column == Column::Accepted && !mapped.words.is_empty() {
                return None;
            }
            let alike = cells.iter().filter(|cell| looks(cell, directory)).count();
            (alike * 5 >= cells.len() * 4).then_some(*column)
        });
        let Some(column) = column.and_then(|column| missing(mapping, column)) else { continue };
        if let Some(mapped) = mapping.columns.get_mut(at) {
            mapped.column = Some(column);
            mapped.by = Recognised::Cells;
        }
    }
}

/// The meaning of a column whose cells look like `column`; none where the table has it.
fn missing(mapping: &Mapping, column: Column) -> Option<Column> {
    let parties = || mapping.has(Column::Parties);
    match column {
        Column::Applicant if parties() => None,
        Column::Applicant if mapping.has(Column::Applicant) => {
            // A second column of names is the other side if the first was found by its cells too: beside a
            // named column of parties it may be anybody.
            let first = mapping.position(Column::Applicant).and_then(|at| mapping.columns.get(at));
            let by_cells = first.is_some_and(|mapped| mapped.by == Recognised::Cells);
            (by_cells && !mapping.has(Column::Respondent)).then_some(Column::Respondent)
        }
        Column::Applicant if mapping.has(Column::Respondent) => None,
        _ if mapping.has(column) => None,
        _ => Some(column),
    }
}

/// Whether a cell looks like a value of a column.
type Looks = fn(&str, &Directory) -> bool;

/// The order matters: some cells look like values of several columns.
const LOOKS: [(Column, Looks); 11] = [
    (Column::Number, |cell, _| read_number(cell).is_some()),
    (Column::IdNumber, |cell, _| looks_like_number(cell)),
    (Column::Phone, |cell, _| looks_like_phone(cell)),
    (Column::Accepted, |cell, _| looks_like_date(cell)),
    (Column::Amount, |cell, _| looks_like_amount(cell)),
    (Column::Outcome, says_outcome),
    (Column::Form, |cell, _| read_form(cell).is_some()),
    (Column::Type, |cell, directory| has_letters(cell) && read_type(cell, directory).is_some()),
    (Column::Source, |cell, directory| {
        has_letters(cell) && short(cell) && read_source(cell, directory).is_some()
    }),
    (Column::Village, |cell, _| is_village(cell)),
    (Column::Applicant, |cell, _| looks_like_name(cell)),
];

/// An ID number or a credit code with the right check; any digits may be an old number of a business.
fn looks_like_number(cell: &str) -> bool {
    matches!(check_id_number(cell), IdCheck::Valid { .. })
        || (looks_like_credit_code(cell) && check_number(PartyKind::Company, cell) == IdCheck::Organisation)
}

/// Words that can only be an outcome; 是, 1 and √ may answer any question.
fn says_outcome(cell: &str, directory: &Directory) -> bool {
    let word = read_outcome_word(cell, directory);
    has_letters(cell) && plain(cell).chars().count() > 1 && word.is_some_and(|word| word != OutcomeWord::Open)
}

fn has_letters(cell: &str) -> bool {
    !cell.is_ascii() && short(cell)
}

fn short(cell: &str) -> bool {
    cell.chars().count() <= 14
}

fn is_village(cell: &str) -> bool {
    let name = clean_name(cell);
    short(&name) && ["村", "社区", "村委会", "居委会"].iter().any(|end| name.ends_with(end))
}

/// Whether a row is data and not a header: 编号（如〔2024〕1号）, 受理日期, 当事人 is a header all the same.
pub fn is_data(row: Row<'_>) -> bool {
    let is_word = |cell: &&str| meaning(LedgerKind::Cases, &[(*cell).to_owned()]).is_some();
    if row.said().filter(is_word).nth(1).is_some() {
        return false;
    }
    row.said().any(|cell| looks_like_date(cell) || looks_like_phone(cell) || read_number(cell).is_some())
}

/// Whether a table with an unknown header is a ledger of cases: it has dates, people and outcomes. A duty
/// roster has dates and people too.
pub fn is_convincing(mapping: &Mapping) -> bool {
    mapping.lacks().is_empty() && (mapping.has(Column::Type) || mapping.has(Column::Outcome))
}
