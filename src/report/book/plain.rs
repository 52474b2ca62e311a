//! A book without formatting: csv, JSON and text.

use std::io::{self, Write};

use serde_json::{Value as Json, json};

use super::{Book, Cell, Content, RowKind, Table};
use crate::domain::date_entry::iso;
use crate::report::figure_form::value_json;
use crate::report::plain::aligned_behind;
use crate::text::{Lang, export as words};

/// Marks a csv file as UTF-8 for spreadsheet programs, which garble Chinese without it.
pub(super) const BOM: &str = "\u{feff}";

/// The tables of a book, without its charts.
fn tables(book: &Book) -> impl Iterator<Item = (&str, &Table)> {
    book.sheets.iter().filter_map(|sheet| match &sheet.content {
        Content::Table(table) => Some((sheet.name.as_str(), table.as_ref())),
        Content::Charts(..) => None,
    })
}

/// A cell in the wording of printed tables.
pub(super) fn printed(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Figure(value) | Cell::Formula(_, value) => value.text(),
        Cell::Yuan(amount) => amount.yuan_text(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(day) => iso(*day),
    }
}

/// A cell of a csv file. A text that a spreadsheet would turn into a number, a date or a formula is marked as text by a
/// leading tab, which is not seen and which an import drops: 000123, 3/5, =1+1.
pub(super) fn kept_as_text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => marked(text.clone()),
        cell => printed(cell),
    }
}

fn marked(text: String) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
    // With a currency before it, in brackets, as a time: a spreadsheet knows all of them.
    let bare = text.trim_start_matches([' ', '\u{3000}', '¥', '￥', '$', '(', '上', '下', '午']);
    let of_a_number = |c: char| c.is_ascii_digit() || " .,:/-+%eEAPMapm)年月日时分秒".contains(c);
    // Up to eleven digits are shown as they are, a telephone among them.
    let is_plain = text.len() <= 11 && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    let is_number =
        bare.starts_with(|c: char| c.is_ascii_digit() || c == '.') && bare.chars().all(of_a_number);
    if text.len() > 1 && (is_formula || (is_number && !is_plain) || is_month(&text)) {
        format!("\t{text}")
    } else {
        text
    }
}

/// 5-Mar, MAR1: an English month with digits.
fn is_month(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| !" -/.,".contains(*c)).collect::<String>().to_lowercase();
    let letters = letters.trim_matches(|c: char| c.is_ascii_digit());
    text.contains(|c: char| c.is_ascii_digit())
        && letters.len() >= 3
        && MONTHS.iter().any(|month| month.starts_with(letters))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn as_json(cell: &Cell) -> Json {
    match cell {
        Cell::Blank => Json::Null,
        Cell::Text(_) | Cell::Date(_) => printed(cell).into(),
        Cell::Figure(value) | Cell::Formula(_, value) => value_json(*value),
        Cell::Yuan(amount) => amount.0.into(),
        Cell::Number(number) => (*number).into(),
    }
}

/// The head of a column in one line, joined from top to bottom.
fn headings(table: &Table) -> Vec<String> {
    table.columns.iter().map(|column| column.heads.join(words::WITHIN).replace('\n', "")).collect()
}

/// As csv: heads and rows; several tables are separated by a blank line and their names.
pub(super) fn csv(book: &Book, mut out: impl Write) -> io::Result<()> {
    out.write_all(BOM.as_bytes())?;
    let several = tables(book).count() > 1;
    for (at, (name, table)) in tables(book).enumerate() {
        if several {
            writeln!(out, "{}{name}", if at > 0 { "\n" } else { "" })?;
        }
        let mut lines = csv::WriterBuilder::new().flexible(true).from_writer(&mut out);
        lines.write_record(headings(table).into_iter().map(marked))?;
        for row in &table.rows {
            let mut cells: Vec<String> = row.cells.iter().map(kept_as_text).collect();
            cells.resize(table.columns.len(), String::new());
            lines.write_record(cells)?;
        }
        lines.flush()?;
    }
    out.flush()
}

impl Table {
    /// Heads and rows as text, the columns aligned.
    pub(in crate::report) fn text(&self) -> String {
        let mut lines = vec![headings(self)];
        lines.extend(self.rows.iter().map(|row| row.cells.iter().map(printed).collect()));
        aligned_behind(&lines, self.labels)
    }
}

/// As text with aligned columns.
pub(super) fn text(book: &Book, mut out: impl Write) -> io::Result<()> {
    for (at, (_, table)) in tables(book).enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        write!(out, "{gap}{}\n{}\n{}", table.title, table.about.join("  "), table.text())?;
        for note in &table.notes {
            writeln!(out, "{note}")?;
        }
        if !table.seal.is_empty() {
            writeln!(out, "{}", table.seal)?;
        }
    }
    out.flush()
}

/// As JSON: heads and rows of every table, money in 分 and shares in percent.
pub(super) fn json(book: &Book, lang: Lang) -> Json {
    let row = |row: &super::Row| {
        let kind = match row.kind {
            RowKind::Plain => "row",
            RowKind::Total => "total",
            RowKind::Heading => "heading",
        };
        json!({ "kind": kind, "cells": row.cells.iter().map(as_json).collect::<Vec<_>>() })
    };
    let table = |(name, table): (&str, &Table)| {
        json!({
            "name": name,
            "title": table.title,
            "about": table.about,
            "columns": table.columns.iter().map(|column| &column.heads).collect::<Vec<_>>(),
            "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
            "basis": table.notes,
        })
    };
    json!({ "lang": lang.code(), "tables": tables(book).map(table).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: 000123 that opens as 123, 3/5 that opens as a day, a summary that runs as a formula, and marks on what
    /// opens as it is.
    #[test]
    fn a_text_opens_as_it_was() {
        for text in [
            "000123",
            "3/5",
            "1-2",
            "3月5日",
            "42902119800101002",
            "1E5",
            "50%",
            "=1+1",
            "-x",
            "+86 139",
            "@a",
            "(123)",
            "¥35000",
            "9:30 PM",
            "上午9:30",
            "5-Mar",
            "MAR1",
        ] {
            assert_eq!(kept_as_text(&Cell::Text(text.to_owned())), format!("\t{text}"));
        }
        for text in ["", "松柏镇", "（2024）神松民调字第001号", "13800001111", "3人", "MARK1", "(甲)", "A1"]
        {
            assert_eq!(kept_as_text(&Cell::Text(text.to_owned())), text);
        }
        assert_eq!(kept_as_text(&Cell::Number(-5)), "-5");
    }
}
