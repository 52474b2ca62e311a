//! Which rows of a sheet form a record: one, or several where a case has a row for each party.

use crate::domain::fold::fold_char;
use crate::ledger::column::{Column, LedgerKind};
use crate::ledger::mapping::Mapping;
use crate::ledger::recognise::repeats_header;
use crate::ledger::report::Why;
use crate::ledger::sheet::{Row, Sheet};
use crate::ledger::vocabulary::{begins_with_any, plain};

/// A record of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// Its first row.
    pub first: usize,
    /// How many rows it has.
    pub rows: usize,
    /// How it is known that they belong together.
    pub joined: Joined,
}

/// How it is known that the rows of a record belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// It is one row, or the cells that identify the case are merged.
    Surely,
    /// The rows below the first only name people.
    ByShape,
}

/// What stands below the header.
#[derive(Debug, Clone)]
pub enum Below {
    /// A record.
    Record(Record),
    /// A row that is none, or belongs to the record that follows, and why.
    Other(usize, Why),
}

/// The records of a sheet from the top, and the other rows below its header.
pub struct Records<'a> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    is_personal: Vec<bool>,
    at: usize,
    /// What was found and not handed out yet, the last first.
    found: Vec<Below>,
}

impl<'a> Records<'a> {
    /// From that row on.
    pub fn of(sheet: &'a Sheet, mapping: &'a Mapping, from: usize) -> Self {
        let columns = mapping.columns.iter();
        let is_personal = columns.map(|mapped| mapped.column.is_some_and(Column::is_personal)).collect();
        Self { sheet, mapping, is_personal, at: from, found: Vec::new() }
    }

    /// The row to go on from; none while rows of a record are still to be handed out.
    pub fn at(&self) -> Option<usize> {
        self.found.is_empty().then_some(self.at)
    }
}

impl Iterator for Records<'_> {
    type Item = Below;

    fn next(&mut self) -> Option<Below> {
        if let Some(found) = self.found.pop() {
            return Some(found);
        }
        let row = self.sheet.row(self.at)?;
        let first = self.at;
        self.at += 1;
        if let Some(why) = to_skip(row, self.mapping) {
            return Some(Below::Other(first, why));
        }
        let mut record = Record { first, rows: 1, joined: Joined::Surely };
        while self.mapping.kind == LedgerKind::Cases
            && let Some(next) = self.sheet.row(self.at)
            && let Some(how) = joins(next, self.mapping, &self.is_personal)
        {
            self.found.push(Below::Other(self.at, Why::PartOf(row.line())));
            record.rows += 1;
            self.at += 1;
            if how == Joined::ByShape {
                record.joined = how;
            }
        }
        self.found.reverse();
        self.found.insert(0, Below::Record(record));
        self.found.pop()
    }
}

/// Whether a row belongs to the case of the row above it.
fn joins(row: Row<'_>, mapping: &Mapping, is_personal: &[bool]) -> Option<Joined> {
    let says = |at: usize| !row.own(at).trim().is_empty();
    let own = |column| mapping.position(column).is_some_and(says);
    let merged = |column| mapping.position(column).is_some_and(|at| row.is_merged_down(at));
    for column in [Column::Number, Column::Row] {
        if own(column) {
            return None;
        }
        if merged(column) {
            return Some(Joined::Surely);
        }
    }
    // Neither row identifies the case: only a row with nothing but people is another party of the one above.
    let names = [Column::Applicant, Column::Respondent, Column::Third, Column::Parties].into_iter().any(own);
    let only_people = (0..row.len()).all(|at| !says(at) || is_personal.get(at) == Some(&true));
    if !names || !only_people || !mapping.has(Column::Accepted) {
        return None;
    }
    Some(if merged(Column::Accepted) { Joined::Surely } else { Joined::ByShape })
}

/// Rows that are no records: empty ones, sums, signatures, and repeated titles and headers.
fn to_skip(row: Row<'_>, mapping: &Mapping) -> Option<Why> {
    let own_number = mapping.position(Column::Row);
    let mut said =
        row.cells().enumerate().filter(|(at, cell)| Some(*at) != own_number && !cell.trim().is_empty());
    let own = own_number.map(|at| row.own(at).trim()).unwrap_or_default();
    let Some((first_at, first)) = said.next() else {
        // A row with nothing but its own number, or with 合计 in its place.
        return Some(match own {
            words if is_sum(words) => Why::Sum,
            words if is_footer(words) => Why::Footer,
            _ => Why::Blank,
        });
    };
    let alone = said.next().is_none();
    let when = match mapping.kind {
        LedgerKind::Cases => Column::Accepted,
        LedgerKind::Services => Column::ServiceDate,
        LedgerKind::Places => Column::DivisionCode,
        LedgerKind::Indicators => Column::FigureDays,
    };
    let when = mapping.position(when);
    let opening = if is_sum(own) || is_footer(own) { own } else { first };
    let dated = when != Some(first_at) && when.is_some_and(|at| !row.own(at).trim().is_empty());
    // 合计 | | 72件: the cell below the dates is a count.
    let counted = when.is_some_and(|at| is_count(row.own(at)));
    if is_sum(opening) && (!dated || counted || opening == own) {
        return Some(Why::Sum);
    }
    if dated && !is_footer(opening) {
        return repeats_header(mapping, row).then_some(Why::HeaderAgain);
    }
    if is_footer(opening) {
        return Some(Why::Footer);
    }
    if repeats_header(mapping, row) {
        return Some(Why::HeaderAgain);
    }
    // 松柏镇2024年人民调解工作台账 at the top of the next printed page.
    let is_title = alone && own.is_empty() && is_title(first);
    is_title.then_some(Why::TitleAgain)
}

fn is_sum(cell: &str) -> bool {
    begins(cell, "合计 小计 总计 共计 累计 本页合计 本月合计 全年合计")
}

/// Whether a cell begins with one of the words. Nearly none does, which its first character tells.
fn begins(cell: &str, words: &str) -> bool {
    let first = cell.trim_start().chars().next().and_then(|c| fold_char(c).next());
    first.is_some_and(|first| words.contains(first)) && begins_with_any(&plain(cell), words)
}

/// 72件
fn is_count(cell: &str) -> bool {
    let cell = plain(cell);
    cell.strip_suffix(['件', '起', '宗']).is_some_and(|digits| digits.parse::<u32>().is_ok())
}

fn is_title(cell: &str) -> bool {
    let cell = plain(cell);
    let ends = "台账 登记表 登记簿 统计表 明细表 一览表 汇总表".split(' ').any(|word| cell.ends_with(word));
    ends || begins_with_any(&cell, "填报单位 单位:")
}

fn is_footer(cell: &str) -> bool {
    let words = "填报人 填表人 制表 审核人 审核: 审批人 负责人: 单位负责人 填报单位 填报日期 填报时间 填表日期 说明: 注: \
                 备注:";
    begins(cell, words)
}
