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
        lines.write_record(headings(table))?;
        for row in &table.rows {
            let mut cells: Vec<String> = row.cells.iter().map(printed).collect();
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
