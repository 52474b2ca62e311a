//! A form of figures as data: rows of items under headings, columns of offices, levels or spans, and checks.
//! Built once for screen, text and JSON.

use serde_json::{Value as Json, json};

use super::items::{Behind, Item, Unit};
use super::office_name;
use super::totals::Value;
use crate::domain::{CutOff, Decimal, Divisor, OfficeId, Period, RateBasis};
use crate::store::{CaseFilter, Directory, Result, Store};
use crate::text::report as words;
use crate::text::{Lang, totals as totals_words};

/// Whose figures a report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One office.
    Office(OfficeId),
    /// All offices together.
    All,
    /// All offices, each in its own column where a report supports it.
    Each,
}

impl Scope {
    /// The office that cases are narrowed to.
    pub const fn office(self) -> Option<OfficeId> {
        match self {
            Self::Office(id) => Some(id),
            Self::All | Self::Each => None,
        }
    }
}

/// The question for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The period.
    pub period: Period,
    /// The offices.
    pub scope: Scope,
    /// The day on which a statistical month ends.
    pub cut_off: CutOff,
    /// The denominator of the success rate.
    pub rate: RateBasis,
}

impl Asked {
    /// What the successes are divided by in this report.
    pub const fn divisor(&self) -> Divisor {
        self.rate.divisor(&self.period)
    }

    /// The name of who reports.
    pub fn office_name(&self, directory: &Directory, lang: Lang) -> String {
        office_name(directory, self.scope.office(), lang)
    }

    /// The heading of a report: which, whose, when.
    pub(super) fn heading(&self, name: &str, directory: &Directory, lang: Lang) -> String {
        let office = self.office_name(directory, lang);
        let period = totals_words::period(lang, &self.period);
        let days = totals_words::days(lang, self.period.range(self.cut_off));
        words::heading(lang, [name, &office, &period, &days])
    }
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The figure.
    pub value: Value,
    /// What the figure links to.
    pub behind: Behind,
}

/// One row: an item with its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The item counted.
    pub item: Item,
    /// Its code in JSON.
    pub code: String,
    /// Its label.
    pub label: String,
    /// Its depth below the item it is part of: 0 or 1.
    pub depth: u8,
    /// The figures, one for each column.
    pub cells: Vec<Cell>,
}

/// Rows under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// An identity that must hold, and its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its code in JSON.
    pub code: &'static str,
    /// The identity in words.
    pub name: String,
    /// The two sides in figures: `868 = 869`.
    pub figures: String,
    /// Whether it holds.
    pub passed: bool,
    /// The cases that break it, if known; none where it holds.
    pub breaking: Option<CaseFilter>,
}

impl Check {
    /// How many cases are known to break it.
    pub fn cases(&self) -> usize {
        self.breaking.as_ref().and_then(|filter| filter.only.as_ref()).map_or(0, Vec::len)
    }

    /// The check in one line, without its mark.
    pub fn text(&self, lang: Lang) -> String {
        let verdict = if self.passed { words::PASSED } else { words::FAILED }.text(lang);
        let cases = self.cases();
        let breaking = if cases > 0 { words::breaking(lang, cases) } else { String::new() };
        lang.pick(
            format!("{}：{}　{verdict}{breaking}", self.name, self.figures),
            format!("{}: {} {verdict}{breaking}", self.name, self.figures),
        )
    }
}

/// Why the office above would send a form back, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its code in JSON.
    pub code: &'static str,
    /// The reason in a sentence that names the cases or offices.
    pub sentence: String,
    /// What has to be mended.
    pub behind: Behind,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureForm {
    /// Its code in JSON.
    pub code: &'static str,
    /// The heading: which, whose, when.
    pub heading: String,
    /// The columns.
    pub columns: Vec<String>,
    /// The rows under their headings.
    pub sections: Vec<Section>,
    /// The identities checked.
    pub checks: Vec<Check>,
    /// Notes: whether it is a zero report, the basis of the rates, and the days of the figures.
    pub notes: Vec<String>,
    /// Whether no case was accepted or closed.
    pub is_zero: bool,
    /// Why it would be sent back, said before it is handed in.
    pub refusals: Vec<Refusal>,
    /// Who issues and who prepares it: the line at its foot; empty where the form has none.
    pub foot: Vec<String>,
}

impl FigureForm {
    /// Every row, from top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.sections.iter().flat_map(|section| &section.rows)
    }

    /// The row at that index of [`Self::rows`].
    pub fn row(&self, at: usize) -> Option<&Row> {
        self.rows().nth(at)
    }

    /// The form as plain text, with its checks and notes.
    pub fn text(&self, lang: Lang) -> String {
        let mut table = vec![vec![words::ITEM.text(lang).to_owned()]];
        table[0].extend(self.columns.iter().cloned());
        for section in &self.sections {
            table.push(vec![section.heading.clone()]);
            for row in &section.rows {
                let mut line = vec![format!("{}{}", "  ".repeat(1 + usize::from(row.depth)), row.label)];
                line.extend(row.cells.iter().map(|cell| cell.value.text()));
                table.push(line);
            }
        }
        let mut text = format!("{}\n{}", self.heading, super::aligned(&table));
        if !self.foot.is_empty() {
            text += &format!("{}\n", self.foot.join("　　"));
        }
        for refusal in &self.refusals {
            text += &format!("{}\n", words::refused(lang, &refusal.sentence));
        }
        text += &format!("{}\n", words::CHECKS.text(lang));
        for check in &self.checks {
            text += &format!("  {}\n", check.text(lang));
        }
        text + &self.notes.join("\n")
    }

    /// The form as JSON: cells with names, values and units, checks with the cases that break them.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn json(&self, store: &Store) -> Result<Json> {
        let sections: Vec<Json> = self
            .sections
            .iter()
            .map(|section| {
                let rows: Vec<Json> = section.rows.iter().map(|row| self.row_json(row)).collect();
                json!({ "heading": section.heading, "rows": rows })
            })
            .collect();
        let checks: Result<Vec<Json>> = self.checks.iter().map(|check| check_json(store, check)).collect();
        Ok(json!({
            "form": self.code,
            "heading": self.heading,
            "columns": self.columns,
            "sections": sections,
            "checks": checks?,
            "basis": self.notes,
            "zero_report": self.is_zero,
            "refused": self.refusals.iter().map(|one| json!({ "code": one.code, "why": one.sentence })).collect::<Vec<_>>(),
            "signed": self.foot,
        }))
    }

    fn row_json(&self, row: &Row) -> Json {
        let cells: Vec<Json> = self
            .columns
            .iter()
            .zip(&row.cells)
            .map(|(column, cell)| json!({ "column": column, "value": value_json(cell.value) }))
            .collect();
        json!({ "item": row.code, "name": row.label, "unit": unit_code(row.item.unit()), "cells": cells })
    }
}

/// A figure in JSON: money in 分, shares in percent.
pub(super) fn value_json(value: Value) -> Json {
    let tenths = |tenths: Option<i64>| tenths.map_or(Json::Null, |tenths| json!(tenths as f64 / 10.0));
    match value {
        Value::Count(count) | Value::CountChange(count) => json!(count),
        Value::Money(amount) | Value::MoneyChange(amount) => json!(amount.0),
        Value::Rate(rate) => tenths(rate.tenths()),
        Value::RateChange(share) => tenths(share),
        Value::Word(_) => Json::Null,
        Value::Tenths(mean) | Value::TenthsChange(mean) => tenths(mean),
        Value::Decimal(figure) => decimal_json(figure),
    }
}

/// A figure as a number with its decimals, null where it was not given.
pub fn decimal_json(figure: Option<Decimal>) -> Json {
    figure.and_then(|figure| serde_json::from_str(&figure.to_string()).ok()).unwrap_or_default()
}

pub(super) const fn unit_code(unit: Unit) -> &'static str {
    match unit {
        Unit::Cases => "cases",
        Unit::People => "people",
        Unit::Times => "times",
        Unit::Money => "fen",
        Unit::Percent => "percent",
    }
}

/// The unit in printed tables.
pub(super) fn unit_name(unit: Unit, lang: Lang) -> &'static str {
    match unit {
        Unit::Cases => words::UNIT_CASES,
        Unit::People => words::UNIT_PEOPLE,
        Unit::Times => words::UNIT_TIMES,
        Unit::Money => words::UNIT_MONEY,
        Unit::Percent => words::UNIT_PERCENT,
    }
    .text(lang)
}

fn check_json(store: &Store, check: &Check) -> Result<Json> {
    let ids = check.breaking.as_ref().and_then(|filter| filter.only.clone()).unwrap_or_default();
    let mut cases = Vec::with_capacity(ids.len());
    for id in ids {
        cases.push(json!({ "id": id.to_string(), "number": store.row_of(id)?.number }));
    }
    Ok(json!({
        "check": check.code,
        "name": check.name,
        "figures": check.figures,
        "passed": check.passed,
        "cases": cases,
    }))
}
