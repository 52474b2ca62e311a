//! The output of `import --json`.

use serde_json::{Value, json};

use crate::ledger::{Ledgers, Mapping, Recognised, Remark, SheetReport};
use crate::text::{Lang, ledger as words, mapping as names};

/// A sheet with the results of its rows.
pub(super) fn report(lang: Lang, report: &SheetReport, mapping: Option<&Mapping>) -> Value {
    let remarks =
        |list: &[Remark]| -> Vec<Value> { list.iter().map(|remark| of_remark(lang, remark)).collect() };
    let changed: Vec<Value> = report
        .changed
        .iter()
        .map(|case| {
            let fields: Vec<Value> = case
                .fields
                .iter()
                .map(|field| json!({"field": field.field, "file": field.file, "ledger": field.ledger}))
                .collect();
            json!({
                "sheet": &*case.sheet, "line": case.line, "number": case.number, "id": case.id.to_string(),
                "fields": fields,
            })
        })
        .collect();
    json!({
        "file": report.file,
        "name": &*report.name,
        "kind": report.kind.code(),
        "mapping": mapping.map(of_mapping),
        "rows": report.rows,
        "new": report.new,
        "same": report.same,
        "completed": report.completed,
        "changed": changed,
        "refused": remarks(&report.refused),
        "skipped": remarks(&report.skipped),
        "warnings": remarks(&report.warnings),
        "closed_on_acceptance": report.closed_on_acceptance,
        "kept_columns": report.kept_columns,
    })
}

/// The sheets that were skipped.
pub(super) fn passed(lang: Lang, files: &[Ledgers]) -> Vec<Value> {
    let one = |file: &str, sheet: &crate::ledger::PassedSheet| json!({"file": file, "name": sheet.name, "reason": names::passed(lang, &sheet.why)});
    files.iter().flat_map(|file| file.passed.iter().map(|sheet| one(&file.file, sheet))).collect()
}

fn of_mapping(mapping: &Mapping) -> Value {
    let columns: Vec<Value> = mapping
        .columns()
        .iter()
        .map(|mapped| {
            json!({
                "letter": mapped.letter,
                "words": mapped.words,
                "column": mapped.column.map(crate::ledger::Column::code),
                "unit": mapped.unit.map(crate::ledger::MoneyUnit::code),
                "by": by(mapped.by),
                "samples": mapped.samples,
            })
        })
        .collect();
    json!({
        "header": mapping.header_lines().map(|(first, last)| [first, last]),
        "year": mapping.year().map(|year| year.value),
        "office": mapping.office().map(|office| office.value.clone()),
        "columns": columns,
    })
}

const fn by(by: Recognised) -> &'static str {
    match by {
        Recognised::Not => "not",
        Recognised::Words => "words",
        Recognised::Cells => "cells",
        Recognised::ByHand => "hand",
        Recognised::Remembered => "remembered",
    }
}

fn of_remark(lang: Lang, remark: &Remark) -> Value {
    json!({
        "sheet": &*remark.sheet,
        "line": remark.line,
        "letter": remark.letter,
        "column": remark.column,
        "words": remark.words,
        "reason": words::code(&remark.why),
        "text": words::why(lang, &remark.why),
    })
}
