//! The people of a record: names, telephones, ID numbers and addresses.

use chrono::NaiveDate;

use super::row::{Cells, is_broken};
use super::set_text;
use crate::domain::fold::clean_line;
use crate::domain::id_number::{
    IdCheck, IdProblem, check_credit_code, check_id_number, check_number, looks_like_credit_code,
};
use crate::domain::identity::{self, name_key};
use crate::domain::organisation::kind_of;
use crate::domain::{Party, PartyKind, Sex, Side};
use crate::ledger::column::Column;
use crate::ledger::report::Why;
use crate::ledger::vocabulary::cells::{BETWEEN, is_nothing, phones};
use crate::ledger::vocabulary::people::{Doubt, People, Said, both_sides, people};
use crate::ledger::vocabulary::plain;

/// A party as the ledger names it.
#[derive(Debug, Clone)]
pub struct PartyLine {
    pub side: Side,
    pub name: String,
    pub sex: Option<Sex>,
    pub ethnicity: String,
    pub born_on: Option<NaiveDate>,
    pub occupation: String,
    pub phone: String,
    pub id_number: String,
    pub address: String,
}

/// The parties of a record.
#[derive(Debug, Default)]
pub(super) struct Parties {
    pub all: Vec<PartyLine>,
    /// How many people the cells mention without naming them; none where some are not counted.
    pub unnamed: Option<u32>,
}

/// Reads the people in all rows of a record.
pub(super) fn read_parties(cells: &mut Cells<'_>) -> Parties {
    let mut parties = Parties { all: Vec::new(), unnamed: Some(0) };
    for row in cells.rows.clone() {
        let all = &mut parties.all;
        let first = all.len();
        let (named, unnamed) = named(cells, row);
        parties.unnamed = parties.unnamed.zip(unnamed).map(|(known, more)| known + more);
        let same = |one: &str, other: &str| name_key(one) == name_key(other);
        for (side, said) in named {
            if !all.iter().any(|party| party.side == side && same(&party.name, &said.name)) {
                all.push(PartyLine::of(side, said));
            }
        }
        let (_, here) = all.split_at_mut(first);
        give_details(cells, row, here);
    }
    parties
}

/// The people named in a row, with their sides, and how many are not named.
fn named(cells: &mut Cells<'_>, row: usize) -> (Vec<(Side, Said)>, Option<u32>) {
    let mut all = Vec::new();
    let mut unnamed = Some(0);
    let sides = [
        (Column::Applicant, Side::Applicant),
        (Column::Respondent, Side::Respondent),
        (Column::Third, Side::Third),
    ];
    let take = |cells: &mut Cells<'_>, column, of: Side| {
        let cell = readable(cells, row, column);
        let mut people = if column == Column::Parties { both_sides(cell) } else { people(cell) };
        // The other side may stand in a column of its own.
        let others = [Column::Applicant, Column::Respondent];
        if people.doubt == Some(Doubt::OneSide) && others.iter().any(|other| cells.reader.has(*other)) {
            people.doubt = None;
        }
        note(cells, row, column, &people);
        let sides = people.all.into_iter().map(|said| (said.side.unwrap_or(of), said));
        (sides.collect::<Vec<_>>(), people.unnamed)
    };
    for (column, side) in sides {
        let (people, more) = take(cells, column, side);
        unnamed = unnamed.zip(more).map(|(known, more)| known + more);
        all.extend(people);
    }
    let (both, more) = take(cells, Column::Parties, Side::Applicant);
    if all.iter().all(|(side, _)| *side == Side::Third) {
        all.splice(0..0, both);
        unnamed = unnamed.zip(more).map(|(known, more)| known + more);
    } else if both.iter().any(|(_, said)| all.iter().all(|(_, known)| known.name != said.name)) {
        keep(cells, row, Column::Parties, Why::Contradicts);
    }
    (all, unnamed)
}

/// The cell of a row, unless it shows an error.
fn readable<'a>(cells: &mut Cells<'a>, row: usize, column: Column) -> &'a str {
    let cell = cells.cell_of(row, column);
    match is_broken(cell) {
        // Not available: nobody, or no number of somebody.
        Some(_) if cell.eq_ignore_ascii_case("#n/a") => "",
        Some(why) => {
            keep(cells, row, column, why);
            ""
        }
        None => cell,
    }
}

fn keep(cells: &mut Cells<'_>, row: usize, column: Column, why: Why) {
    if let Some(at) = cells.reader.position(column) {
        cells.keep_of(row, at, Some(why));
    }
}

/// Keeps the words where they say more than was read, or where it is not sure that they were read rightly.
fn note(cells: &mut Cells<'_>, row: usize, column: Column, people: &People) {
    if people.more {
        keep(cells, row, column, Why::MorePeople);
    }
    match people.doubt {
        Some(Doubt::Together) => keep(cells, row, column, Why::PeopleUnclear),
        Some(Doubt::Beside) => keep(cells, row, column, Why::BesideName),
        Some(Doubt::OneSide) => keep(cells, row, column, Why::OneSide),
        None => {}
    }
}

/// Assigns telephones, ID numbers and addresses to the people of one row.
fn give_details(cells: &mut Cells<'_>, row: usize, here: &mut [PartyLine]) {
    let details = [
        (Column::Phone, Column::RespondentPhone),
        (Column::IdNumber, Column::RespondentId),
        (Column::Address, Column::RespondentAddress),
    ];
    for (of_all, of_respondent) in details {
        let apart = cells.reader.has(of_respondent);
        let is_first = |party: &PartyLine| !apart || party.side != Side::Respondent;
        give(cells, row, of_all, of_all, here.iter_mut().filter(|party| is_first(party)).collect());
        let respondents = here.iter_mut().filter(|party| party.side == Side::Respondent).collect();
        give(cells, row, of_respondent, of_all, respondents);
    }
}

/// Assigns the cell of a column to its people; `detail` is the column of the same detail for the first side.
fn give(cells: &mut Cells<'_>, row: usize, column: Column, detail: Column, mut whose: Vec<&mut PartyLine>) {
    let cell = readable(cells, row, column);
    if is_nothing(cell) {
        return;
    }
    let values = match detail {
        Column::Phone => phones(cell).map_or_else(|| unread(cell), Ok),
        Column::IdNumber => ids(cell),
        _ => Ok(addresses(cell, whose.len())),
    };
    let values = match values {
        Ok(values) => values,
        Err(why) => return keep(cells, row, column, why),
    };
    match (values.as_slice(), whose.as_mut_slice()) {
        (_, []) => keep(cells, row, column, Why::WhoseUnclear),
        // A single number beside several people belongs to the first whose number it can be.
        ([value], all) => {
            let fits = |party: &PartyLine| detail != Column::IdNumber || may_have(&party.name, value);
            let at = all.iter().position(|party| fits(party)).unwrap_or(0);
            all.get_mut(at).into_iter().for_each(|party| party.put(detail, value));
        }
        // Several telephones belong to a single person; nobody has two ID numbers.
        (several, [only]) if detail != Column::IdNumber => only.put(detail, &several.join("、")),
        (several, all) if several.len() == all.len() => {
            for (party, value) in all.iter_mut().zip(several) {
                party.put(detail, value);
            }
        }
        _ => return keep(cells, row, column, Why::WhoseUnclear),
    }
    if detail == Column::IdNumber
        && whose.iter().any(|party| is_odd_number(&party.name, &party.id_number))
        && let Some(at) = cells.reader.position(column)
    {
        cells.note_of(row, at, Why::OddId);
    }
}

/// Whether a number may belong to somebody of that name. A credit code with a mistake in it is still a company's.
fn may_have(name: &str, number: &str) -> bool {
    let is_body = kind_of(name) != PartyKind::Person;
    !is_odd_number(name, number) || (is_body && looks_like_credit_code(number))
}

/// Whether somebody of that name cannot have the number.
fn is_odd_number(name: &str, number: &str) -> bool {
    matches!(check_number(kind_of(name), number), IdCheck::Odd(_))
}

impl PartyLine {
    fn of(side: Side, said: Said) -> Self {
        let Said { name, sex, ethnicity, born_on, occupation, phone, id_number, address, side: _ } = said;
        let (name, phone, id_number) =
            (identity::name(&name), identity::phone(&phone), identity::id_number(&id_number));
        Self { side, name, sex, ethnicity, born_on, occupation, phone, id_number, address }
    }

    /// Writes what the ledger says about somebody into the party.
    pub(super) fn put_into(&self, party: &mut Party) {
        // 138 0000 3057 in the file equals 13800003057 in the ledger.
        if phones(&party.phone) != phones(&self.phone) || party.phone.is_empty() {
            set_text(&mut party.phone, &self.phone);
        }
        set_text(&mut party.address, &self.address);
        if identity::number_key(&party.id_number) != identity::number_key(&self.id_number) {
            set_text(&mut party.id_number, &self.id_number);
        }
        party.sex = self.sex.or(party.sex);
        party.born_on = self.born_on.or(party.born_on);
        set_text(&mut party.ethnicity, &self.ethnicity);
        set_text(&mut party.occupation, &self.occupation);
    }

    fn put(&mut self, detail: Column, value: &str) {
        let field = match detail {
            Column::Phone => &mut self.phone,
            Column::IdNumber => &mut self.id_number,
            _ => &mut self.address,
        };
        value.clone_into(field);
    }
}

/// A telephone that cannot be read is taken in its own words, unless a spreadsheet ruined it.
fn unread(cell: &str) -> Result<Vec<String>, Why> {
    let folded = plain(cell);
    let ruined = folded.contains("e+") && folded.starts_with(|c: char| c.is_ascii_digit());
    if ruined { Err(Why::NotUnderstood) } else { Ok(vec![clean_line(cell)]) }
}

/// The ID numbers of a cell. One that became 4.29E+17 has lost its last digits: it is kept in words.
fn ids(cell: &str) -> Result<Vec<String>, Why> {
    let ids: Vec<String> = cell.split(BETWEEN).map(identity::id_number).filter(|id| !id.is_empty()).collect();
    let ruined = |id: &String| {
        check_id_number(id) == IdCheck::Odd(IdProblem::Ruined)
            && check_credit_code(id) != IdCheck::Organisation
    };
    if ids.iter().any(ruined) { Err(Why::RuinedId) } else { Ok(ids) }
}

/// An address may contain commas: only line ends and semicolons separate two, if there are as many people.
fn addresses(cell: &str, people: usize) -> Vec<String> {
    let parts: Vec<String> =
        cell.split(['；', ';', '\n', '\r']).map(clean_line).filter(|part| !part.is_empty()).collect();
    if people > 1 && parts.len() == people { parts } else { vec![clean_line(cell)] }
}
