//! Finds the header of a sheet, and the meaning of the words in it.

pub mod titles;

use std::ops::{ControlFlow, Range};

use crate::domain::fold::clean_line;
use crate::ledger::column::{Column, LedgerKind};
use crate::ledger::mapping::{MappedColumn, Mapping, Recognised};
use crate::ledger::sheet::{Row, Sheet, letter};
use crate::ledger::vocabulary::columns::{Surely, acceptance_rank, called, fold, meaning};

/// The most rows above the header: titles, units, the reporting office.
pub const ROWS_ABOVE: usize = 20;

/// The most rows of the header itself.
pub const HEADER_ROWS: usize = 3;

/// The most characters of a header cell; a cell with a summary is longer.
const LONGEST_WORDS: usize = 30;

/// The most rows below the header used for samples and for guessing from cells.
pub const LOOKED_AT: usize = 60;

/// The fewest named columns of a table that may be a ledger.
pub const LEAST_COLUMNS: usize = 4;

/// The days of a case, one of which a ledger of cases has.
const DAYS: [Column; 5] =
    [Column::Accepted, Column::Screened, Column::Occurred, Column::Mediated, Column::Closed];

/// The kind of a sheet and its header rows.
pub type Header = (LedgerKind, Range<usize>);

/// The header that names the most columns, by known words.
pub fn by_words(sheet: &Sheet) -> Option<Header> {
    let mut best: Option<(usize, Header)> = None;
    for first in 0..sheet.len().min(ROWS_ABOVE) {
        for rows in 1..=HEADER_ROWS.min(sheet.len() - first) {
            let Some((score, kind)) = score(sheet, first, rows) else { continue };
            // Of two that name equally many, the shorter one, then the first: the rows above add nothing.
            let better = |(most, (_, header)): &(usize, Header)| {
                score > *most || (score == *most && rows < header.len())
            };
            if best.as_ref().is_none_or(better) {
                best = Some((score, (kind, first..first + rows)));
            }
        }
    }
    best.map(|(_, header)| header)
}

/// How many columns these rows name, if they can be the header of any kind of ledger.
fn score(sheet: &Sheet, first: usize, rows: usize) -> Option<(usize, LedgerKind)> {
    // A title or 填报单位 is a single cell; a header row has several, none of them long.
    let is_part = |row: Row<'_>| {
        let several = row.said().any(|cell| Some(cell) != row.said().next());
        several && row.said().all(|cell| cell.chars().count() <= LONGEST_WORDS)
    };
    if rows > 1 && !(first..first + rows).filter_map(|at| sheet.row(at)).all(is_part) {
        return None;
    }
    // A header begins where its merged cells begin.
    let begins =
        |row: Row<'_>| !(0..sheet.width(ROWS_ABOVE + LOOKED_AT)).any(|column| row.is_merged_down(column));
    if !sheet.row(first).is_some_and(begins) {
        return None;
    }
    let header = first..first + rows;
    [LedgerKind::Places, LedgerKind::Services, LedgerKind::Indicators, LedgerKind::Cases]
        .into_iter()
        .find_map(|kind| {
            let columns = columns(sheet, kind, &header);
            let has = |column| columns.iter().any(|mapped| mapped.column == Some(column));
            let any = |list: &[Column]| list.iter().any(|column| has(*column));
            let named = columns.iter().filter(|mapped| mapped.column.is_some()).count();
            let parties = any(&[Column::Applicant, Column::Respondent, Column::Parties]);
            let day = any(&DAYS);
            let fits = match kind {
                LedgerKind::Places => {
                    has(Column::DivisionCode) && has(Column::Township) && has(Column::Village)
                }
                LedgerKind::Services => has(Column::ServiceDate) && has(Column::ServiceKind),
                LedgerKind::Indicators => {
                    has(Column::FigureName) && has(Column::FigureDays) && has(Column::FigureValue)
                }
                // One of the two may be missing if enough others are named: it is then found by its cells.
                LedgerKind::Cases => (day && parties) || ((day || parties) && named >= LEAST_COLUMNS),
            };
            fits.then_some((named, kind))
        })
}

/// The columns below those header rows, by their headers alone.
pub fn columns(sheet: &Sheet, kind: LedgerKind, header: &Range<usize>) -> Vec<MappedColumn> {
    let parts = header_parts(sheet, header);
    let mut said: Vec<Option<(Column, Surely)>> = parts.iter().map(|parts| meaning(kind, parts)).collect();
    prefer_acceptance(&parts, &mut said);
    let mut taken: Vec<Column> = Vec::new();
    let says_result = parts.iter().any(|parts| fold(&parts.concat()) == "结果");
    let mut columns: Vec<MappedColumn> = parts
        .iter()
        .enumerate()
        .map(|(at, parts)| MappedColumn {
            letter: letter(at),
            words: shown(parts),
            samples: samples(sheet, header.end, at),
            column: None,
            unit: None,
            by: Recognised::Not,
        })
        .collect();
    // Of two columns with one meaning the fuller word wins, then the first; the other is kept in words.
    for surely in [Surely::Full, Surely::Short] {
        for (at, (column, how)) in said.iter().enumerate().filter_map(|(at, said)| Some((at, (*said)?))) {
            let behind = taken.contains(&Column::Respondent) && !taken.contains(&Column::RespondentPhone);
            let column = match column {
                // 申请人 电话 被申请人 电话
                Column::Phone if taken.contains(&column) && behind => Column::RespondentPhone,
                Column::IdNumber if taken.contains(&column) && behind => Column::RespondentId,
                Column::Address if taken.contains(&column) && behind => Column::RespondentAddress,
                // 申请人 纠纷当事人
                Column::Parties
                    if taken.contains(&Column::Applicant) && !taken.contains(&Column::Respondent) =>
                {
                    Column::Respondent
                }
                // 是否化解 调解结果: both name the outcome; beside 结果, as this program writes it, it is a session's.
                Column::Outcome if taken.contains(&column) && !says_result => column,
                // 编号 卷号
                other if taken.contains(&other) => {
                    parts.get(at).and_then(|parts| called(&fold(&parts.concat()))).unwrap_or(other)
                }
                other => other,
            };
            if how == surely && !taken.contains(&column) {
                taken.push(column);
                if let Some(mapped) = columns.get_mut(at) {
                    mapped.column = Some(column);
                    mapped.by = Recognised::Words;
                }
            }
        }
    }
    // 当事人 beside 对方姓名 is the one side; 双方当事人 are both.
    if taken.contains(&Column::Respondent) && !taken.contains(&Column::Applicant) {
        let parties = columns.iter_mut().find(|mapped| mapped.column == Some(Column::Parties));
        if let Some(parties) = parties.filter(|mapped| !mapped.words.contains('双')) {
            parties.column = Some(Column::Applicant);
        }
    }
    columns
}

/// Of several days of acceptance only that of the best word stays, wherever it stands: 受理 before 登记.
fn prefer_acceptance(parts: &[Vec<String>], said: &mut [Option<(Column, Surely)>]) {
    let is_full = |said: &Option<(Column, Surely)>| *said == Some((Column::Accepted, Surely::Full));
    let ranked = said.iter().zip(parts).enumerate().filter(|(_, (said, _))| is_full(said));
    let best = ranked.min_by_key(|(_, (_, parts))| acceptance_rank(&parts.concat())).map(|(at, _)| at);
    for (at, (said, parts)) in said.iter_mut().zip(parts).enumerate() {
        if is_full(said) && Some(at) != best {
            *said = called(&fold(&parts.concat())).map(|column| (column, Surely::Full));
        }
    }
}

/// The header cells above each column, from the top down, without repetitions.
fn header_parts(sheet: &Sheet, header: &Range<usize>) -> Vec<Vec<String>> {
    let below = sheet.rows_from(header.start).take(header.len() + LOOKED_AT).map(Row::len).max().unwrap_or(0);
    (0..below)
        .map(|column| {
            let mut parts: Vec<String> = Vec::new();
            for at in header.clone() {
                let words = header_cell(sheet, at, column, at + 1 < header.end);
                let words: String =
                    words.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
                if !words.is_empty() && parts.last() != Some(&words) {
                    parts.push(words);
                }
            }
            parts
        })
        .collect()
}

/// The words above each column, as they are shown.
pub fn header_words(sheet: &Sheet, header: &Range<usize>) -> Vec<String> {
    header_parts(sheet, header).iter().map(|parts| shown(parts)).collect()
}

/// The text of a header cell: in a merged area that of the area; without information on merged areas, that of
/// the cell to the left in a row of groups.
fn header_cell(sheet: &Sheet, at: usize, column: usize, has_row_below: bool) -> &str {
    let Some(row) = sheet.row(at) else { return "" };
    let own = row.own(column);
    if !own.trim().is_empty() {
        return own;
    }
    let (at, wanted) = (u32::try_from(at).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
    let within = |range: (u32, u32), value: u32| range.0 <= value && value <= range.1;
    let area = sheet.areas.iter().find(|area| within(area.rows, at) && within(area.columns, wanted));
    if let Some(area) = area {
        return sheet.row(area.rows.0 as usize).map_or("", |top| top.own(area.columns.0 as usize));
    }
    let says_below =
        |column: usize| sheet.row(row.at() + 1).is_some_and(|below| !below.own(column).trim().is_empty());
    if !sheet.areas.is_empty() || !has_row_below || !says_below(column) {
        return "";
    }
    let group =
        (0..column).rev().take_while(|left| says_below(*left)).find(|left| !row.own(*left).trim().is_empty());
    group.map_or("", |left| row.own(left))
}

/// The header of a column as it is shown: the lowest cell where it is enough, else all of them.
fn shown(parts: &[String]) -> String {
    let Some(last) = parts.last() else { return String::new() };
    let said = |parts: &[String]| meaning(LedgerKind::Cases, parts).map(|(column, _)| column);
    let enough =
        parts.len() == 1 || (said(parts).is_some() && said(parts) == said(std::slice::from_ref(last)));
    if enough { last.clone() } else { parts.concat() }
}

fn samples(sheet: &Sheet, from: usize, column: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for row in sheet.rows_from(from).take(LOOKED_AT) {
        let cell = clean_line(row.own(column));
        if !cell.is_empty() && !samples.contains(&cell) {
            samples.push(cell);
        }
        if samples.len() == 3 {
            break;
        }
    }
    samples
}

/// Whether a row has several cells and no digit in any; nearly every record has one.
fn may_be_header(row: Row<'_>) -> bool {
    let number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    row.said().nth(1).is_some() && !row.cells().any(|cell| cell.contains(number))
}

/// The row where another table begins below this one: its titles, else a header with other words.
pub fn next_table(sheet: &Sheet, mapping: &Mapping) -> Option<usize> {
    let from = mapping.data_from();
    let header = sheet.walk(from, |row| {
        let is_one = may_be_header(row)
            && !repeats_header(mapping, row)
            && (1..=2)
                .any(|rows| score(sheet, row.at(), rows).is_some_and(|(named, _)| named >= LEAST_COLUMNS));
        if is_one { ControlFlow::Break(row.at()) } else { ControlFlow::Continue(()) }
    });
    let header = header.break_value()?;
    let one_cell = |row: Row<'_>| row.said().nth(1).is_none();
    let above = (from..header).rev().take_while(|at| sheet.row(*at).is_some_and(one_cell));
    Some(above.last().unwrap_or(header))
}

/// Whether a row repeats the header, as ledgers do at the top of every printed page.
pub fn repeats_header(mapping: &Mapping, row: Row<'_>) -> bool {
    if !may_be_header(row) {
        return false;
    }
    let mut same = 0;
    for (at, mapped) in mapping.columns.iter().enumerate() {
        let cell = row.own(at);
        if cell.trim().is_empty() {
            continue;
        }
        let cell = fold(cell);
        if !cell.is_empty() && fold(&mapped.words).ends_with(&cell) {
            same += 1;
        } else if meaning(mapping.kind, &[cell]).is_none() {
            return false;
        }
    }
    same >= 2
}
